using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Pledges;

/// <summary>One page of a list.</summary>
public sealed record PledgePage
{
    /// <summary>At most <see cref="PledgeListing.PageSize"/>.</summary>
    public required IReadOnlyList<PledgeSummary> Rows { get; init; }

    /// <summary>Everything that the filter finds, and what further choices would find.</summary>
    public required PledgeSelection Selection { get; init; }

    /// <summary>How many rows stand before this page.</summary>
    public required int Before { get; init; }

    /// <summary>What the search came to; null without one.</summary>
    public SearchResult? Search { get; init; }

    /// <summary>How many pledges the filter finds.</summary>
    public int Total => Selection.Ids.Count;

    /// <summary>Whether the page that was asked for lies behind the last one.</summary>
    public bool IsBeyond => Rows.Count == 0 && Before > 0;

    public int PageCount => Math.Max(1, (Total + PledgeListing.PageSize - 1) / PledgeListing.PageSize);
}

/// <summary>What the site has on one currency of public incentives.</summary>
public sealed record IncentiveTotal(string Currency, long Amount, int Pledges);

/// <summary>What the home page says of everything. Pledges that are part of another are never added to it.</summary>
public sealed record Totals
{
    public required int Pledges { get; init; }

    /// <summary>The first target in jobs of every pledge.</summary>
    public required long JobsPledged { get; init; }

    /// <summary>What counts toward these targets; a range with its lower end.</summary>
    public required long JobsCounted { get; init; }

    /// <summary>How many of the pledges with a jobs target have anything that counts.</summary>
    public required int PledgesWithJobsCounted { get; init; }

    public required int PledgesWithJobs { get; init; }

    /// <summary>How many lie past their deadline, and how many of these were kept.</summary>
    public required int PastDeadline { get; init; }

    public required int PastDeadlineKept { get; init; }

    public required IReadOnlyList<IncentiveTotal> Incentives { get; init; }

    public required IReadOnlyDictionary<VerdictKind, int> Verdicts { get; init; }

    public PartialDate? EarliestAnnouncement { get; init; }
}

/// <summary>A dated event of some pledge, for the home page.</summary>
public sealed record Happening(PartialDate Date, EventKind Kind, string Text, string Slug, string Company);

/// <summary>What one company promised.</summary>
public sealed record CompanyRecord
{
    public required IReadOnlyList<PledgeSummary> Rows { get; init; }

    public required int Total { get; init; }

    public required IReadOnlyDictionary<VerdictKind, int> Verdicts { get; init; }

    public int FirstYear { get; init; }

    public int LastYear { get; init; }

    /// <summary>The company's pledges that are contained in another one, and that other one.</summary>
    public required IReadOnlyList<(PledgeSummary Part, PledgeSummary Whole)> PartOf { get; init; }
}

/// <summary>What stands behind lists, the home page and the deadlines: the index in memory, and the narrow table of summaries.</summary>
public sealed class PledgeListing(PledgeTrackerDbContext context, PledgeIndexes indexes, PledgeSearch search)
{
    public const int PageSize = 25;

    /// <summary>The verdicts that decide a pledge; under any other it is open.</summary>
    public static readonly IReadOnlyList<VerdictKind> Final = [VerdictKind.Kept, VerdictKind.PartlyKept, VerdictKind.Missed, VerdictKind.Withdrawn];

    private static readonly IReadOnlyList<VerdictKind> NotFinal = [.. Enum.GetValues<VerdictKind>().Except(Final)];

    private IQueryable<PledgeSummary> Summaries => context.Summaries.AsNoTracking();

    /// <summary>What a filter finds, in its order, with the counts of its facets.</summary>
    /// <param name="filter">Which pledges; its page is left aside.</param>
    /// <param name="today">For the pace.</param>
    /// <param name="cancel">Ends the queries.</param>
    public async Task<(PledgeSelection Selection, SearchResult? Search)> SelectAsync(PledgeFilter filter, DateOnly today, CancellationToken cancel)
    {
        var found = filter.Search is null ? null : await search.FindAsync(filter.Search, cancel);
        return ((await indexes.GetAsync(cancel)).Select(filter, found?.Hits, today), found);
    }

    /// <summary>One page of what a filter finds.</summary>
    /// <exception cref="FormatException">What it asks to go on from is no place in its order.</exception>
    public async Task<PledgePage> PageAsync(PledgeFilter filter, DateOnly today, CancellationToken cancel)
    {
        var (selection, found) = await SelectAsync(filter, today, cancel);
        var before = selection.StartOf(filter, PageSize);
        return new PledgePage { Rows = await RowsAsync([.. selection.Ids.Skip(before).Take(PageSize)], cancel), Selection = selection, Before = before, Search = found };
    }

    /// <summary>The summaries of some pledges, in the order given; what is off the site by now is left out.</summary>
    public async Task<IReadOnlyList<PledgeSummary>> RowsAsync(IReadOnlyList<int> ids, CancellationToken cancel)
    {
        var rows = await Summaries.Where(s => ids.Contains(s.PledgeId)).ToDictionaryAsync(s => s.PledgeId, cancel);
        return [.. ids.Where(rows.ContainsKey).Select(id => rows[id])];
    }

    /// <summary>The largest pledges in jobs.</summary>
    public Task<List<PledgeSummary>> LargestAsync(int count, CancellationToken cancel) =>
        Summaries.OrderByDescending(s => s.SizeOrder).ThenByDescending(s => s.PledgeId).Take(count).ToListAsync(cancel);

    /// <summary>The latest dated events of all pledges. A deadline that passes by itself is no news.</summary>
    public Task<List<Happening>> LatelyAsync(int count, CancellationToken cancel) => (
        from happening in context.Set<PledgeEvent>()
        join summary in Summaries on EF.Property<int>(happening, "PledgeId") equals summary.PledgeId
        where happening.Kind != EventKind.DeadlinePassed
        orderby happening.Date descending, EF.Property<int>(happening, "Id") descending
        select new Happening(happening.Date, happening.Kind, happening.Text, summary.Slug, summary.CompanyName))
        .Take(count)
        .ToListAsync(cancel);

    /// <summary>A company's pledges, the latest announcement first, and what is to be said of all of them.</summary>
    public async Task<CompanyRecord> OfCompanyAsync(string slug, int count, CancellationToken cancel)
    {
        var own = Summaries.Where(s => s.CompanySlug == slug);
        var rows = await own.OrderByDescending(s => s.AnnouncedOn).ThenByDescending(s => s.PledgeId).Take(count).ToListAsync(cancel);
        var verdicts = await VerdictsAsync(slug, cancel);
        var partOf = await (
            from part in own
            join relation in context.Set<Relation>() on part.PledgeId equals EF.Property<int>(relation, "PledgeId")
            join whole in Summaries on relation.OtherSlug equals whole.Slug
            where relation.Kind == RelationKind.PartOf
            orderby part.PledgeId
            select new { part, whole })
            .ToListAsync(cancel);
        return new CompanyRecord
        {
            Rows = rows,
            Total = verdicts.Values.Sum(),
            Verdicts = verdicts,
            FirstYear = rows.Count == 0 ? 0 : (await own.OrderBy(s => s.AnnouncedOn).Select(s => s.AnnouncedOn).FirstAsync(cancel)).Year,
            LastYear = rows.Count == 0 ? 0 : rows[0].AnnouncedOn.Year,
            PartOf = [.. partOf.Select(p => (p.part, p.whole))],
        };
    }

    /// <summary>How many pledges each verdict has within a company, or everywhere.</summary>
    public async Task<IReadOnlyDictionary<VerdictKind, int>> VerdictsAsync(string? company, CancellationToken cancel) =>
        await Summaries
            .Where(s => company == null || s.CompanySlug == company)
            .GroupBy(s => s.Verdict)
            .Select(g => new { Verdict = g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Verdict, g => g.Count, cancel);

    /// <summary>Open pledges whose deadline certainly lies ahead, the nearest first.</summary>
    public Task<List<PledgeSummary>> DeadlinesAheadAsync(DateOnly today, int count, CancellationToken cancel) =>
        Ahead(today).OrderBy(s => s.LastDay).ThenBy(s => s.PledgeId).Take(count).ToListAsync(cancel);

    /// <summary>How many open pledges have their deadline ahead.</summary>
    public Task<int> DeadlinesAheadCountAsync(DateOnly today, CancellationToken cancel) => Ahead(today).CountAsync(cancel);

    /// <summary>Open pledges whose deadline has passed, the latest first.</summary>
    public Task<List<PledgeSummary>> DeadlinesPassedAsync(DateOnly today, int count, CancellationToken cancel) =>
        LatestFirst(Passed(today)).Take(count).ToListAsync(cancel);

    /// <summary>How many open pledges have their deadline behind them.</summary>
    public Task<int> DeadlinesPassedCountAsync(DateOnly today, CancellationToken cancel) => Passed(today).CountAsync(cancel);

    /// <summary>Pledges with a deadline and a final verdict, which may have come before the deadline; the latest deadline first.</summary>
    public Task<List<PledgeSummary>> DecidedAsync(int count, CancellationToken cancel) => LatestFirst(Decided).Take(count).ToListAsync(cancel);

    /// <summary>How many pledges have a deadline and a final verdict.</summary>
    public Task<int> DecidedCountAsync(CancellationToken cancel) => Decided.CountAsync(cancel);

    /// <summary>How many pledges name no deadline.</summary>
    public Task<int> WithoutDeadlineCountAsync(CancellationToken cancel) => Summaries.CountAsync(s => s.LastDay == PledgeSummary.NoDeadline, cancel);

    /// <summary>The sums of the home page.</summary>
    public async Task<Totals> TotalsAsync(DateOnly today, CancellationToken cancel)
    {
        // A pledge that is part of another published one would be counted twice. Parts are few: taken off the sum of all, they
        // need not be looked for pledge by pledge.
        var all = await JobsAsync(Summaries, cancel);
        var parts = await JobsAsync(
            Summaries.Where(s => context.Set<Relation>().Where(r => r.Kind == RelationKind.PartOf && context.Summaries.Any(other => other.Slug == r.OtherSlug))
                .Select(r => EF.Property<int>(r, "PledgeId")).Contains(s.PledgeId)), cancel);
        var passed = await Summaries.Where(s => s.LastDay < today)
            .GroupBy(_ => 1)
            .Select(g => new { Count = g.Count(), Kept = g.Sum(s => s.Verdict == VerdictKind.Kept ? 1 : 0) })
            .SingleOrDefaultAsync(cancel);
        var incentives = await context.Set<Incentive>()
            .Where(i => (i.State == IncentiveState.Awarded || i.State == IncentiveState.Paid) && i.Currency != null && i.Amount != null)
            .GroupBy(i => i.Currency!)
            .Select(g => new { Currency = g.Key, Amount = g.Sum(i => i.Amount!.Low), Pledges = g.Select(i => EF.Property<int>(i, "PledgeId")).Distinct().Count() })
            .ToListAsync(cancel);
        var verdicts = await VerdictsAsync(null, cancel);

        return new Totals
        {
            Pledges = verdicts.Values.Sum(),
            JobsPledged = all.Pledged - parts.Pledged,
            JobsCounted = all.Counted - parts.Counted,
            PledgesWithJobs = all.Pledges - parts.Pledges,
            PledgesWithJobsCounted = all.PledgesWithCounted - parts.PledgesWithCounted,
            PastDeadline = passed?.Count ?? 0,
            PastDeadlineKept = passed?.Kept ?? 0,
            Incentives = [.. incentives.OrderByDescending(i => i.Amount).Select(i => new IncentiveTotal(i.Currency, i.Amount, i.Pledges))],
            Verdicts = verdicts,
            EarliestAnnouncement = verdicts.Count == 0 ? null : await Summaries.OrderBy(s => s.AnnouncedOn).Select(s => s.AnnouncedOn).FirstAsync(cancel),
        };
    }

    private static async Task<JobsTotal> JobsAsync(IQueryable<PledgeSummary> pledges, CancellationToken cancel) =>
        await pledges.Where(s => s.JobsPledged != null)
            .GroupBy(_ => 1)
            .Select(g => new JobsTotal(
                g.Count(), g.Sum(s => s.JobsPledged!.Value), g.Sum(s => s.JobsCounted != null ? 1 : 0), g.Sum(s => s.JobsCounted ?? 0)))
            .SingleOrDefaultAsync(cancel)
        ?? new JobsTotal(0, 0, 0, 0);

    // These three name the verdicts they leave out: by those they want, SQLite would find the rows of each verdict and sort
    // them, instead of following the index by day to the first few.
    private IQueryable<PledgeSummary> Decided => Summaries.Where(s => s.LastDay < PledgeSummary.NoDeadline && !NotFinal.Contains(s.Verdict));

    private IQueryable<PledgeSummary> Ahead(DateOnly today) =>
        Summaries.Where(s => s.LastDay >= today && s.LastDay < PledgeSummary.NoDeadline && !Final.Contains(s.Verdict));

    private IQueryable<PledgeSummary> Passed(DateOnly today) => Summaries.Where(s => s.LastDay < today && !Final.Contains(s.Verdict));

    private static IOrderedQueryable<PledgeSummary> LatestFirst(IQueryable<PledgeSummary> rows) =>
        rows.OrderByDescending(s => s.LastDay).ThenByDescending(s => s.PledgeId);

    private sealed record JobsTotal(int Pledges, long Pledged, int PledgesWithCounted, long Counted);
}
