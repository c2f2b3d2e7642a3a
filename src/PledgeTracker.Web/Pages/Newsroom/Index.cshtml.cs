using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Operations;
using PledgeTracker.Web.Pages.Shared;
using PledgeTracker.Web.Pledges;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom;

public sealed class IndexModel(
    Drafts drafts, PledgeListing listing, PledgeTrackerDbContext context, IOptions<PledgeTrackerOptions> options, TimeProvider clock) : PageModel
{
    private const int Shown = 20;

    public IReadOnlyList<(string Id, string Heading, IReadOnlyList<DraftLine> Lines)> Lists { get; private set; } = [];

    public IReadOnlyList<PledgeSummary> Overdue { get; private set; } = [];

    public int OverdueCount { get; private set; }

    public IReadOnlyList<PledgeSummary> NotChecked { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        new Head("Worklist", "", null, "/newsroom") { NoIndex = true, HasCharts = false }.On(this);
        var today = options.Value.DayAt(clock.GetUtcNow());
        var inReview = await drafts.ListAsync(WorkState.InReview, 1, Shown, cancel);
        var returned = await drafts.ListAsync(WorkState.Returned, 1, Shown, cancel);
        var open = await drafts.ListAsync(WorkState.Draft, 1, Shown, cancel);
        var scheduled = await drafts.ListAsync(WorkState.Scheduled, 1, Shown, cancel);
        Lists =
        [
            .. User.IsInRole(Policies.Reviewer) ? [("review", "Waiting for review", inReview)] : Array.Empty<(string, string, IReadOnlyList<DraftLine>)>(),
            ("returned", "Returned with a comment", returned),
            ("drafts", "Drafts", open),
            ("scheduled", "Scheduled", scheduled),
        ];
        Overdue = await listing.DeadlinesPassedAsync(today, Shown, cancel);
        OverdueCount = await listing.DeadlinesPassedCountAsync(today, cancel);
        var yearAgo = today.AddYears(-1);
        NotChecked = await context.Summaries.AsNoTracking().Where(s => s.LastChecked == null || s.LastChecked < yearAgo)
            .OrderBy(s => s.PledgeId).Take(Shown).ToListAsync(cancel);
    }
}
