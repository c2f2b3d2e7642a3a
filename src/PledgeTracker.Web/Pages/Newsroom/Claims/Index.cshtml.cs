using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom.Claims;

/// <summary>A claimant, list or check that somebody begins.</summary>
public sealed class NewClaimsForm : SmallForm
{
    /// <summary>"claimant", "list" or "check".</summary>
    public string? Kind { get; set; }

    public string? Name { get; set => field = Trimmed(value); }

    /// <summary>The end of the page's address; null where it is made from the name.</summary>
    public string? Address { get; set => field = Trimmed(value); }

    /// <summary>The draft with the name in it; null where no kind was chosen.</summary>
    public Draft? Draft => Kind switch
    {
        "claimant" => new ClaimantDraft { Name = Name },
        "list" => new ClaimListDraft { Title = Name },
        "check" => new CheckDraft { By = Name },
        _ => null,
    };

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Draft is null)
        {
            yield return new("Choose what to add.", [nameof(Kind)]);
        }

        if (Name is null)
        {
            yield return new("Enter the name, so that the draft can be found again.", [nameof(Name)]);
        }
    }
}

/// <summary>All claimants, lists and checks of the newsroom with their states, and the form that begins one.</summary>
public sealed class IndexModel(Drafts drafts, PledgeTrackerDbContext context) : FormPage
{
    /// <summary>The most of each kind that the page lists: there are hundreds, not thousands.</summary>
    private const int Most = 1_000;

    public NewClaimsForm Typed { get; private set; } = new();

    public IReadOnlyList<(string Id, string Heading, IReadOnlyList<DraftLine> Lines)> Lists { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(NewClaimsForm typed)
    {
        Typed = typed;
        if (Holds(typed) && typed.Draft is { } draft)
        {
            var subject = Subject.All.First(s => s.Nothing.GetType() == draft.GetType());
            var key = typed.Address ?? Slug.Of(typed.Name!);
            if (await subject.KeyProblemAsync(context, key) is not { } problem)
            {
                return OwnRedirect.To(subject.AddressOf(await drafts.StartAsync(subject.Kind, key, draft, LogActor.Of(HttpContext)), key));
            }

            // What was proposed is shown, to be changed.
            typed.Address = key;
            Problem("address", problem);
        }

        await ShowAsync(default);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        new Head("Claims", "", null, "/newsroom/claims") { NoIndex = true, HasCharts = false }.On(this);
        Lists =
        [
            ("claimants", "Claimants", await LinesAsync(DocumentKind.Claimant, cancel)),
            ("lists", "Lists", await LinesAsync(DocumentKind.List, cancel)),
            ("checks", "Checks", await LinesAsync(DocumentKind.Check, cancel)),
        ];
    }

    // Those that were put away come last: their addresses are taken, and they can be restored.
    private async Task<IReadOnlyList<DraftLine>> LinesAsync(DocumentKind kind, CancellationToken cancel) =>
        [.. await drafts.ListAsync(kind, new(), 1, Most, cancel), .. await drafts.ListAsync(kind, new(WorkState.Discarded), 1, Most, cancel)];
}
