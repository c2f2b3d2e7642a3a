using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom.Claims;

/// <summary>All claimants, lists and checks of the newsroom with their states, and the form that begins one.</summary>
public sealed class IndexModel(Drafts drafts, PledgeTrackerDbContext context) : FormPage
{
    /// <summary>The most of each kind that the page lists: there are hundreds, not thousands.</summary>
    private const int Most = 1_000;

    public string? Kind { get; private set; }

    public string? Name { get; private set; }

    public string? Address { get; private set; }

    public IReadOnlyList<(string Id, string Heading, IReadOnlyList<DraftLine> Lines)> Lists { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(string? kind, string? name, string? address)
    {
        (Kind, Name, Address) = (kind, string.IsNullOrWhiteSpace(name) ? null : name.Trim(), string.IsNullOrWhiteSpace(address) ? null : address.Trim());
        Draft? draft = kind switch
        {
            "claimant" => new ClaimantDraft { Name = Name },
            "list" => new ClaimListDraft { Title = Name },
            "check" => new CheckDraft { By = Name },
            _ => null,
        };
        if (draft is null)
        {
            Problem("kind", "Choose what to add.");
        }

        if (Name is null)
        {
            Problem("name", "Enter the name, so that the draft can be found again.");
        }

        if (draft is not null && Problems.Count == 0)
        {
            var subject = Subject.All.First(s => s.Nothing.GetType() == draft.GetType());
            var key = Address ?? Slug.Of(Name!);
            if (await subject.KeyProblemAsync(context, key) is not { } problem)
            {
                return OwnRedirect.To(subject.AddressOf(await drafts.StartAsync(subject.Kind, key, draft, LogActor.Of(HttpContext)), key));
            }

            // What was proposed is shown, to be changed.
            Address = key;
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
        [.. await drafts.ListAsync(kind, null, 1, Most, cancel), .. await drafts.ListAsync(kind, WorkState.Discarded, 1, Most, cancel)];
}
