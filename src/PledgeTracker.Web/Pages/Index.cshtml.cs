using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages;

/// <summary>What was promised, what was counted, what happened lately, what is due: today, or as known on a day.</summary>
[PublicPage(PledgePages.OnKey)]
[SitePage("/")]
public sealed class IndexModel(PledgeListing listing, ClaimIndexes claims, SiteAddress site, IOptions<PledgeTrackerOptions> options, NewsroomCalendar calendar) : PageModel
{
    private readonly DateOnly _today = calendar.Today;

    /// <summary>The day looked back to; null for today.</summary>
    public DateOnly? On { get; private set; }

    /// <summary>The day the page describes.</summary>
    public DateOnly Day => On ?? _today;

    /// <summary>The query that links to lists and pledges carry along.</summary>
    public string OnQuery => PledgePages.QueryOf(On);

    public PledgeTotals Totals { get; private set; } = null!;

    public IReadOnlyList<IncentiveTotal> Incentives { get; private set; } = [];

    public IReadOnlyList<PledgeSummary> Largest { get; private set; } = [];

    public IReadOnlyList<Happening> Lately { get; private set; } = [];

    public IReadOnlyList<PledgeSummary> Ahead { get; private set; } = [];

    /// <summary>Past their deadline and without a final verdict, the latest first.</summary>
    public IReadOnlyList<PledgeSummary> Overdue { get; private set; } = [];

    /// <summary>The claims that the editors put here; none unless they did.</summary>
    public IReadOnlyList<SpokenClaim> Featured { get; private set; } = [];

    /// <summary>All that is published of claimed totals.</summary>
    public ClaimIndex Claims { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!PledgePages.TryReadDay(Request.Query, PledgePages.OnKey, out var on, out var problem))
        {
            return this.NotUnderstood(problem);
        }

        On = PledgePages.Past(on, _today);
        Totals = await listing.TotalsAsync(_today, On, cancel);
        if (Totals.Pledges > 0)
        {
            Claims = await claims.GetAsync(cancel);
            Featured = Claims.Featured(Day);
            Incentives = await listing.IncentivesAsync(Day, On, cancel);
            Largest = await listing.LargestAsync(8, On, cancel);
            Lately = await listing.LatelyAsync(5, Day, cancel);
            Ahead = await listing.OpenByDeadlineAsync(_today, On, passed: false, 5, cancel);
            Overdue = await listing.OpenByDeadlineAsync(_today, On, passed: true, 4, cancel);
        }

        new Head(
            On is { } day ? F($"What companies promised, as known on {day.InWords()}") : T("What companies promised, and what they reported"),
            T("Corporate job-creation pledges compared with what was reported later, with sources and verdicts."), "/")
        {
            TwinQuery = OnQuery,
            NoIndex = On is not null,
            StructuredData = OpenData.StructuredData.OfSite(site.Of(""), options.Value),
        }.On(this);
        return Page();
    }
}
