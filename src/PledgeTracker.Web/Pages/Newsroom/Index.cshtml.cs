using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Tips;

namespace PledgeTracker.Web.Pages.Newsroom;

public sealed class IndexModel(
    Drafts drafts, PledgeListing listing, TipDesk desk, StarterUpdates updates, EvidenceChecks checks, PledgeTrackerDbContext context, IOptions<PledgeTrackerOptions> options, TimeProvider clock) : PageModel
{
    private const int Shown = 20;

    public IReadOnlyList<(string Id, string Heading, IReadOnlyList<DraftLine> Lines)> Lists { get; private set; } = [];

    /// <summary>Whether an administrator has to decide about starter pledges of a new version; false for everybody else.</summary>
    public bool BringsStarterPledges { get; private set; }

    public IReadOnlyList<PledgeSummary> Overdue { get; private set; } = [];

    public int OverdueCount { get; private set; }

    public IReadOnlyList<PledgeSummary> NotChecked { get; private set; } = [];

    /// <summary>Open pledges whose newest counted figure describes a day more than a year ago.</summary>
    public IReadOnlyList<PledgeSummary> Aged { get; private set; } = [];

    /// <summary>Pledges whose target is fully counted but whose verdict is not kept.</summary>
    public IReadOnlyList<PledgeSummary> Disagreeing { get; private set; } = [];

    /// <summary>Sources that could not be read for a day or more.</summary>
    public IReadOnlyList<(int PledgeId, string Title, string Url, string Problem, DateTime Since)> Dead { get; private set; } = [];

    /// <summary>Stored copies that are missing or altered, and are therefore not sent.</summary>
    public IReadOnlyList<(string Sha256, string Name, EvidenceState State)> Broken => checks.Broken;

    public bool ChecksLinks => options.Value.CheckLinks;

    /// <summary>Pledges with the most sources that have no archived copy, here or elsewhere.</summary>
    public IReadOnlyList<(int PledgeId, string Title, int Sources)> NotArchived { get; private set; } = [];

    public int NotArchivedCount { get; private set; }

    public int Tips { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel)
    {
        new Head("Worklist", "", null, "/newsroom") { NoIndex = true, HasCharts = false }.On(this);
        BringsStarterPledges = User.IsInRole(Policies.Administrator) && await updates.AnyAsync(cancel);
        var today = options.Value.DayAt(clock.GetUtcNow());
        var inReview = await drafts.ListAsync(null, new(WorkState.InReview), 1, Shown, cancel);
        var returned = await drafts.ListAsync(null, new(WorkState.Returned), 1, Shown, cancel);
        var open = await drafts.ListAsync(null, new(WorkState.Draft), 1, Shown, cancel);
        var scheduled = await drafts.ListAsync(null, new(WorkState.Scheduled), 1, Shown, cancel);
        var held = await drafts.ListAsync(null, new() { AssigneeId = User.MemberId(), IsInWork = true }, 1, Shown, cancel);

        // An editor's own drafts come first; everybody's are listed, since a colleague may be away.
        var mine = open.Where(d => d.Author == User.MemberName()).ToList();
        Lists =
        [
            ("held", "Looked after by me, not done", [.. held.OrderBy(l => l.DueOn ?? DateOnly.MaxValue)]),
            ("mine", "Drafts of mine", mine),
            .. User.IsInRole(Policies.Reviewer) ? [("review", "Waiting for review", inReview)] : Array.Empty<(string, string, IReadOnlyList<DraftLine>)>(),
            ("returned", "Returned with a comment", returned),
            ("drafts", "Drafts of others", open.Except(mine).ToList()),
            ("scheduled", "Scheduled", scheduled),
        ];
        Overdue = await listing.DeadlinesPassedAsync(today, Shown, cancel);
        OverdueCount = await listing.DeadlinesPassedCountAsync(today, cancel);
        var yearAgo = today.AddYears(-1);
        NotChecked = await context.Summaries.AsNoTracking().Where(s => s.LastChecked == null || s.LastChecked < yearAgo)
            .OrderBy(s => s.PledgeId).Take(Shown).ToListAsync(cancel);
        var stale = PartialDate.OfDay(yearAgo);
        Aged = [.. (await context.Summaries.AsNoTracking().Where(s => !PledgeListing.Final.Contains(s.Verdict) && s.CountedAsOf != null)
            .OrderBy(s => s.CountedAsOf).ThenBy(s => s.PledgeId).Take(Shown).ToListAsync(cancel)).Where(s => s.CountedAsOf!.Value.Latest < stale.Earliest)];
        Disagreeing = await context.Summaries.AsNoTracking().Where(s => s.ShareOrder >= 1 && s.Verdict != VerdictKind.Kept)
            .OrderBy(s => s.PledgeId).Take(Shown).ToListAsync(cancel);
        var bare = context.Set<Source>().AsNoTracking().Where(s => s.ArchiveUrl == null && !s.Evidence.Any());
        NotArchivedCount = await bare.CountAsync(cancel);
        var most = await bare.GroupBy(s => EF.Property<int>(s, "PledgeId")).Select(g => new { Id = g.Key, Count = g.Count() })
            .OrderByDescending(g => g.Count).ThenBy(g => g.Id).Take(Shown / 2).ToListAsync(cancel);
        var ids = most.ConvertAll(m => m.Id);
        var titles = await context.Summaries.AsNoTracking().Where(s => ids.Contains(s.PledgeId)).ToDictionaryAsync(s => s.PledgeId, s => s.Title, cancel);
        NotArchived = [.. most.Select(m => (m.Id, titles[m.Id], m.Count))];
        Tips = await desk.CountAsync(cancel);
        Dead = (await (from check in context.LinkChecks
                       where check.FailingSince != null
                       join source in context.Set<Source>() on check.Url equals source.Url
                       join summary in context.Summaries on EF.Property<int>(source, "PledgeId") equals summary.PledgeId
                       orderby check.FailingSince, summary.PledgeId
                       select new { summary.PledgeId, summary.Title, check.Url, check.Problem, check.FailingSince }).AsNoTracking().Take(Shown).ToListAsync(cancel))
            .ConvertAll(d => (d.PledgeId, d.Title, d.Url, d.Problem ?? "", d.FailingSince!.Value));
    }
}
