using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom.Pledges;

/// <summary>The first words of a new pledge.</summary>
public sealed class NewPledgeForm : SmallForm
{
    /// <summary>The address of the company.</summary>
    public string? Company { get; set => field = Trimmed(value); }

    public string? Title { get; set => field = Trimmed(value); }

    /// <summary>When it was announced, as people write a date.</summary>
    public string? Announced { get; set => field = Trimmed(value); }

    /// <summary>Whether the editor says that it is another pledge than the ones it looks like.</summary>
    public bool Another { get; set; }

    /// <summary>The day, month or year of <see cref="Announced"/>; null where it is none.</summary>
    public PartialDate? Date => TypedDate.Read(Announced).Value;

    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Title is null && Company is null)
        {
            yield return new("Choose the company or enter a title, so that you can find the draft again.", [nameof(Title)]);
        }

        if (TypedDate.Read(Announced).Problem is { } problem)
        {
            yield return new(problem, [nameof(Announced)]);
        }
    }
}

public sealed class NewModel(Drafts drafts, PledgeTrackerDbContext context) : FormPage
{
    public NewPledgeForm Typed { get; private set; } = new();

    public IReadOnlyList<(string Value, string Text)> Companies { get; private set; } = [];

    /// <summary>Existing pledges that the new one may duplicate.</summary>
    public IReadOnlyList<PledgeSummary> Alike { get; private set; } = [];

    public async Task OnGetAsync() => await ShowAsync();

    public async Task<IActionResult> OnPostAsync(NewPledgeForm typed)
    {
        Typed = typed;
        if (Holds(typed) && !typed.Another)
        {
            Alike = await AlikeAsync(typed.Company, typed.Title ?? "", typed.Date);
        }

        if (Problems.Count > 0 || Alike.Count > 0)
        {
            await ShowAsync();
            return Page();
        }

        var draft = new PledgeDraft
        {
            Company = typed.Company,
            Title = typed.Title,
            Announced = typed.Date is { } date ? new AnnouncementDraft { Date = date.ToString() } : null,
        };
        return OwnRedirect.To($"/newsroom/pledges/{await drafts.StartAsync(draft, LogActor.Of(HttpContext))}");
    }

    private async Task<IReadOnlyList<PledgeSummary>> AlikeAsync(string? company, string title, PartialDate? announced)
    {
        var words = WordsOf(title);
        var own = await context.Summaries.AsNoTracking().Where(s => s.CompanySlug == company).OrderBy(s => s.PledgeId).Take(500).ToListAsync();
        return [.. own.Where(s =>
        {
            var shared = words.Intersect(WordsOf(s.Title)).Count();
            var near = announced is { } date && Math.Abs(s.AnnouncedOn.Earliest.DayNumber - date.Earliest.DayNumber) <= 62;
            return shared >= Math.Max(2, words.Count / 2) || (near && shared > 0);
        }).Take(5)];
    }

    private static HashSet<string> WordsOf(string text) =>
        [.. text.ToUpperInvariant().Split([' ', ',', '.', ':', '-', '’', '\''], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 2)];

    private async Task ShowAsync()
    {
        new Head("New pledge", "", null, "/newsroom/pledges") { NoIndex = true, HasCharts = false }.On(this);
        Companies = (await context.Companies.AsNoTracking().OrderBy(c => c.Name).Select(c => new { c.Slug, c.Name }).ToListAsync()).ConvertAll(c => (c.Slug, c.Name));
    }
}
