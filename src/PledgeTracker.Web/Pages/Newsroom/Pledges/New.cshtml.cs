using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom.Pledges;

public sealed class NewModel(Drafts drafts, PledgeTrackerDbContext context) : FormPage
{
    public string? Company { get; private set; }

    public string? PledgeTitle { get; private set; }

    public string? Announced { get; private set; }

    public IReadOnlyList<(string Value, string Text)> Companies { get; private set; } = [];

    /// <summary>Existing pledges that the new one may duplicate.</summary>
    public IReadOnlyList<PledgeSummary> Alike { get; private set; } = [];

    public async Task OnGetAsync() => await ShowAsync();

    public async Task<IActionResult> OnPostAsync(string? company, string? title, string? announced, bool another)
    {
        (Company, PledgeTitle, Announced) = (company, title, announced);
        if (string.IsNullOrWhiteSpace(title) && string.IsNullOrWhiteSpace(company))
        {
            Problem("title", "Choose the company or enter a title, so that you can find the draft again.");
        }

        var dated = PartialDate.TryParseTyped(announced, out var date);
        if (!dated && !string.IsNullOrWhiteSpace(announced))
        {
            Problem("announced", "Write a day, a month or a year: 9 January 2017, January 2017 or 2017.");
        }

        if (Problems.Count == 0 && !another)
        {
            Alike = await AlikeAsync(company, title ?? "", dated ? date : null);
        }

        if (Problems.Count > 0 || Alike.Count > 0)
        {
            await ShowAsync();
            return Page();
        }

        var draft = new PledgeDraft
        {
            Company = Trimmed(company),
            Title = Trimmed(title),
            Announced = dated ? new AnnouncementDraft { Date = date.ToString() } : null,
        };
        return OwnRedirect.To($"/newsroom/pledges/{await drafts.StartAsync(draft, LogActor.Of(HttpContext))}");
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

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
