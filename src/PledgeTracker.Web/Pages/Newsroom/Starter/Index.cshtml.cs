using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom.Starter;

/// <summary>What an administrator does with the corrected and new starter data of a new version of the program.</summary>
public sealed class IndexModel(StarterUpdates updates) : FormPage
{
    public IReadOnlyList<StarterOffer> Offers { get; private set; } = [];

    /// <summary>How many can be taken without looking: those that the newsroom has not written in.</summary>
    public int Takeable => Offers.Count(o => o.Standing != StarterStanding.Edited);

    public string? Done { get; private set; }

    /// <summary>Whose pledge it is, or what else it is.</summary>
    public string? AboutOf(StarterOffer offer) => offer.Content is PledgeDraft pledge ? _companies.GetValueOrDefault(pledge.Company!) : Code.Label(offer.Kind);

    private readonly Dictionary<string, string> _companies = StarterData.Companies().ToDictionary(c => c.Slug, c => c.Name);

    /// <summary>The groups of the page, with what is said of each.</summary>
    internal static IReadOnlyList<(StarterStanding Standing, string Heading, string About)> Groups { get; } =
    [
        (StarterStanding.Edited, "Edited here", "Your text stays. Compare it with the program’s, and take over what you choose, place by place."),
        (StarterStanding.Untouched, "Corrected", "Nobody has changed these here since the program wrote them."),
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
                Problem("", unsent.Select(title => $"“{title}” lacks something before it can go to review. It waits among the drafts."));
                break;
            case "leave-all" or "leave":
                await updates.LeaveAsync(act == "leave-all" ? null : chosen, by);
                Done = "Left as it is, in this version of the program.";
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
        new Head("Starter data", "", null, "/newsroom") { NoIndex = true, HasCharts = false }.On(this);
    }
}
