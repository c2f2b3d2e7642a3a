using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Caching;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Operations;
using PledgeTracker.Web.Pages.Shared;
using PledgeTracker.Web.Pledges;

namespace PledgeTracker.Web.Pages;

[PublicPage]
public sealed class IndexModel(PledgeListing listing, SiteAddress site, IOptions<PledgeTrackerOptions> options, TimeProvider clock) : PageModel
{
    public DateOnly Today { get; } = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public Totals Totals { get; private set; } = null!;

    public IReadOnlyList<PledgeSummary> Largest { get; private set; } = [];

    public IReadOnlyList<Happening> Lately { get; private set; } = [];

    public IReadOnlyList<PledgeSummary> Ahead { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Totals = await listing.TotalsAsync(Today, cancel);
        Largest = await listing.LargestAsync(8, cancel);
        Lately = await listing.LatelyAsync(5, cancel);
        Ahead = await listing.DeadlinesAheadAsync(Today, 5, cancel);
        new Head("What companies promised, and what they reported",
            "Corporate job-creation pledges held against what was reported afterwards, with sources and verdicts.", "/")
        { StructuredData = OpenData.StructuredData.OfSite(site.Of(""), options.Value) }.On(this);
    }
}
