using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom.Starter;

/// <summary>What an administrator does with the corrected and new starter data of a new version of the program.</summary>
public sealed class IndexModel(StarterUpdates updates, NewsroomCalendar calendar) : FormPage
{
    public IReadOnlyList<StarterOffer> Offers { get; private set; } = [];

    /// <summary>How many can be taken without looking: those that the newsroom has not written in.</summary>
    public int Takeable => Offers.Count(o => o.Standing != StarterStanding.Edited);

    /// <summary>What was decided about this version, by title.</summary>
    public IReadOnlyList<(string Title, StarterDecision Decision)> Decided { get; private set; } = [];

    public string? Done { get; private set; }

    /// <summary>The newsroom's day of a decision.</summary>
    public DateOnly DayOf(StarterDecision decision) => calendar.DayOf(decision.At);

    /// <summary>Whose pledge it is, or what else it is.</summary>
    public string? AboutOf(StarterOffer offer) => offer.Content is PledgeDraft pledge ? _companies.GetValueOrDefault(pledge.Company!) : Code.Label(offer.Kind);

    private readonly Dictionary<string, string> _companies = StarterData.Companies().ToDictionary(c => c.Slug, c => c.Name);

    /// <summary>The groups of the page, with what is said of each.</summary>
    internal static IReadOnlyList<(StarterStanding Standing, string Heading, string About)> Groups { get; } =
    [
        (StarterStanding.Edited, "Edited here", "Your text is kept. Compare it with the program’s, and choose which to use, place by place."),
        (StarterStanding.Untouched, "Corrected", "Nobody here has changed these since the program wrote them."),
        (StarterStanding.New, "New", "These were never here."),
    ];

    public Task OnGetAsync(CancellationToken cancel) => ShowAsync(cancel);

    public async Task<IActionResult> OnPostAsync(string? act, string? slug)
    {
        var (by, chosen) = (LogActor.Of(HttpContext), slug is null ? [] : new[] { slug });
        switch (act)
        {
            case "take-all" or "take":
                var (taken, unsent) = await updates.TakeAsync(act == "take-all" ? null : chosen, by);
                Done = taken == 1 ? "1 draft was made for review." : $"{taken} drafts were made for review.";
                Problem("", unsent.Select(title => $"“{title}” is not complete, so it cannot go to review yet. It is now one of the drafts."));
                break;
            case "leave-all" or "leave":
                await updates.LeaveAsync(act == "leave-all" ? null : chosen, by);
                Done = "Not changed. It is not offered again in this version of the program.";
                break;
            default:
                break;
        }

        await ShowAsync(default);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancel)
    {
        Offers = await updates.OpenAsync(cancel);
        Decided = await updates.DecidedAsync(cancel);
        new Head("Starter data", "", null, "/newsroom") { NoIndex = true, HasCharts = false }.On(this);
    }
}
