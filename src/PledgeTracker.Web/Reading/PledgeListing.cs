using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Reading;

/// <summary>One page of a list.</summary>
public sealed record PledgePage
{
    /// <summary>At most <see cref="PledgeListing.PageSize"/>.</summary>
    public required IReadOnlyList<PledgeSummary> Rows { get; init; }

    /// <summary>The pledges that the filter finds, and how many each further choice would find.</summary>
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

/// <summary>A dated event of some pledge, for the home page.</summary>
public sealed record Happening(PartialDate Date, EventKind Kind, string Text, string Slug, string Company);

/// <summary>What one company promised.</summary>
public sealed record CompanyRecord
{
    /// <summary>The latest announcement first.</summary>
    public required IReadOnlyList<PledgeSummary> Rows { get; init; }

    public required PledgeTotals Totals { get; init; }

    /// <summary>What they promise in jobs, by kind.</summary>
    public required IReadOnlyList<JobsOfCompany> Sums { get; init; }

    /// <summary>What each of the pledges promised in jobs, as firmly as it was said.</summary>
    public required IReadOnlyDictionary<int, Quantity> Said { get; init; }

    /// <summary>Public money paid and awarded for them by the day, as far as it was known then, by currency.</summary>
    public required IReadOnlyList<IncentiveTotal> Money { get; init; }

    /// <summary>The pledges that are in none of these sums, because they were promised together with others; and those others, in words.</summary>
    public required IReadOnlyList<(PledgeSummary Pledge, string With)> Joint { get; init; }

    public int FirstYear { get; init; }

    public int LastYear { get; init; }

    /// <summary>The company's pledges that are contained in another one, and that other one.</summary>
    public required IReadOnlyList<(PledgeSummary Part, PledgeSummary Whole)> PartOf { get; init; }
}

/// <summary>
/// The data behind lists, the home page and the deadlines: the index in memory, and the narrow table of summaries.
/// </summary>
public sealed class PledgeListing(PledgeTrackerDbContext context, PledgeIndexes indexes, PledgeSearch search)
{
    public const int PageSize = 25;

    /// <summary>The verdicts that decide a pledge; under any other it is open.</summary>
    public static readonly IReadOnlyList<VerdictKind> Final = [VerdictKind.Kept, VerdictKind.PartlyKept, VerdictKind.Missed, VerdictKind.Withdrawn, VerdictKind.Disputed, VerdictKind.Lapsed];

    private static readonly IReadOnlyList<VerdictKind> NotFinal = [.. Enum.GetValues<VerdictKind>().Except(Final)];

    private IQueryable<PledgeSummary> Summaries => context.Summaries.AsNoTracking();

    /// <summary>What a filter finds, in its order, with the counts of its facets.</summary>
    /// <param name="filter">Which pledges; its page is left aside.</param>
    /// <param name="today">For the pace.</param>
    /// <param name="cancel">Ends the queries.</param>
    public async Task<(PledgeSelection Selection, SearchResult? Search)> SelectAsync(PledgeFilter filter, DateOnly today, CancellationToken cancel)
    {
        // What words mean does not depend on what is chosen besides, nor on the day looked back to.
        var found = filter.Search is null ? null : await search.FindAsync(filter.Search, today, cancel);
        var whole = found is null ? filter : filter.And(found.Reading.Filter);
        return ((await indexes.GetAsync(filter.On, cancel)).Select(whole, found?.Hits, filter.On ?? today), found);
    }

    /// <summary>One page of what a filter finds.</summary>
    /// <exception cref="FormatException">What it asks to go on from is no place in its order.</exception>
    public async Task<PledgePage> PageAsync(PledgeFilter filter, DateOnly today, CancellationToken cancel)
    {
        var (selection, found) = await SelectAsync(filter, today, cancel);
        var before = selection.StartOf(filter, PageSize);
        return new PledgePage { Rows = await RowsAsync([.. selection.Ids.Skip(before).Take(PageSize)], filter.On, cancel), Selection = selection, Before = before, Search = found };
    }

    /// <summary>The summaries of some pledges as known on a day (null for today), in the order given; what is off the site by now is left out.</summary>
    public async Task<IReadOnlyList<PledgeSummary>> RowsAsync(IReadOnlyList<int> ids, DateOnly? on, CancellationToken cancel)
    {
        var rows = await Summaries.Where(s => ids.Contains(s.PledgeId)).ToDictionaryAsync(s => s.PledgeId, cancel);
        if (on is { } day)
        {
            var states = await context.States.AsNoTracking().Where(s => ids.Contains(s.PledgeId) && s.From <= day && s.Until > day).ToListAsync(cancel);
            rows = states.Where(s => rows.ContainsKey(s.PledgeId)).ToDictionary(s => s.PledgeId, s => rows[s.PledgeId].In(s));
        }

        return await WithEndingsAsync([.. ids.Where(rows.ContainsKey).Select(id => rows[id])], on, cancel);
    }

    // How the pledges of a list ended, beyond the verdict's word: from the verdicts of the rows shown, as known on the day.
    private async Task<List<PledgeSummary>> WithEndingsAsync(List<PledgeSummary> rows, DateOnly? on, CancellationToken cancel)
    {
        var ended = rows.Where(r => r.Verdict is not (VerdictKind.Kept or VerdictKind.NotYetRated)).ToDictionary(r => r.PledgeId);
        if (ended.Count == 0)
        {
            return rows;
        }

        var verdicts = await context.Set<Verdict>().AsNoTracking()
            .Where(v => ended.Keys.Contains(EF.Property<int>(v, "PledgeId")))
            .OrderBy(v => EF.Property<int>(v, "PledgeId")).ThenBy(v => EF.Property<int>(v, Data.Configurations.PledgeParts.Position))
            .Select(v => new { Pledge = EF.Property<int>(v, "PledgeId"), v.Kind, v.Date, v.LapsedBecause })
            .ToListAsync(cancel);
        foreach (var given in verdicts.Where(v => on is not { } day || v.Date.IsBy(day)).GroupBy(v => v.Pledge))
        {
            ended[given.Key].LapsedBecause = given.Last().LapsedBecause;
            ended[given.Key].Undone = Undoing.Of([.. given.Select(v => (v.Kind, v.Date))], ended[given.Key].Share);
        }

        return rows;
    }

    /// <summary>The largest pledges in jobs, as known on a day; null for today.</summary>
    public async Task<IReadOnlyList<PledgeSummary>> LargestAsync(int count, DateOnly? on, CancellationToken cancel) =>
        await RowsAsync((await indexes.GetAsync(on, cancel)).First(PledgeSort.Largest, count), on, cancel);

    /// <summary>The latest dated events of all pledges that were known on a day. A deadline that passes by itself is no news.</summary>
    public async Task<IReadOnlyList<Happening>> LatelyAsync(int count, DateOnly day, CancellationToken cancel)
    {
        // A date known only to the month or year counts from its last day, so more rows are read than are shown.
        var last = PartialDate.OfDay(day);
        var found = await (
            from happening in context.Set<PledgeEvent>()
            join summary in Summaries on EF.Property<int>(happening, "PledgeId") equals summary.PledgeId
            where happening.Kind != EventKind.DeadlinePassed && happening.Date <= last
            orderby happening.Date descending, EF.Property<int>(happening, "Id") descending
            select new Happening(happening.Date, happening.Kind, happening.Text, summary.Slug, summary.CompanyName))
            .Take(count * 8)
            .ToListAsync(cancel);
        return [.. found.Where(h => h.Date.IsBy(day)).Take(count)];
    }

    /// <summary>A company's pledges with their totals, as known on a day; null for today.</summary>
    public async Task<CompanyRecord> OfCompanyAsync(string slug, int count, DateOnly today, DateOnly? on, CancellationToken cancel)
    {
        var index = await indexes.GetAsync(on, cancel);
        var ids = index.NewestOf(slug);
        var (firstYear, lastYear) = index.YearsOf(ids);
        var partOf = await (
            from part in Summaries
            join relation in context.Set<Relation>() on part.PledgeId equals EF.Property<int>(relation, "PledgeId")
            join whole in Summaries on relation.OtherSlug equals whole.Slug
            where part.CompanySlug == slug && relation.Kind == RelationKind.PartOf
            orderby part.PledgeId
            select new { part, whole })
            .ToListAsync(cancel);
        var joint = await (
            from row in Summaries
            join pledge in context.Pledges on row.PledgeId equals EF.Property<int>(pledge, "Id")
            where row.CompanySlug == slug && pledge.PromisedWith != null
            orderby row.PledgeId
            select new { row, With = pledge.PromisedWith! })
            .ToListAsync(cancel);
        var after = await (
            from later in Summaries
            join relation in context.Set<Relation>() on later.PledgeId equals EF.Property<int>(relation, "PledgeId")
            join earlier in Summaries on relation.OtherSlug equals earlier.Slug
            where later.CompanySlug == slug && (relation.Kind == RelationKind.Follows || relation.Kind == RelationKind.Replaces)
            select new { Later = later.PledgeId, Earlier = earlier.PledgeId })
            .ToListAsync(cancel);
        var sums = index.SumsOfCompany(ids, joint.Select(j => j.row.PledgeId).ToHashSet(), after.ToLookup(a => a.Later, a => a.Earlier));
        var leftOut = sums.SelectMany(s => s.Sum.Joint).Select(p => p.Id).ToHashSet();
        return new CompanyRecord
        {
            Sums = sums,
            Said = await PromisedJobsAsync([.. sums.SelectMany(s => s.Sum.Added).Select(p => p.Id)], cancel),
            Money = index.MoneyBy(ids, on ?? today),
            Joint = [.. joint.Where(j => leftOut.Contains(j.row.PledgeId)).Select(j => (j.row, j.With))],
            Rows = await RowsAsync([.. ids.Take(count)], on, cancel),
            Totals = index.Totals(ids, on ?? today),
            FirstYear = firstYear,
            LastYear = lastYear,
            PartOf = [.. partOf.Where(p => ids.Contains(p.part.PledgeId)).Select(p => (p.part, p.whole))],
        };
    }

    /// <summary>What some pledges promise in jobs, as firmly as it was said: of each the first target in jobs, which its sums are made of.</summary>
    public async Task<IReadOnlyDictionary<int, Quantity>> PromisedJobsAsync(IReadOnlyCollection<int> ids, CancellationToken cancel)
    {
        var targets = await context.Set<Target>().AsNoTracking()
            .Where(t => ids.Contains(EF.Property<int>(t, "PledgeId")) && t.Metric.Family == MetricFamily.Jobs && t.Quantity != null)
            .OrderBy(t => EF.Property<int>(t, "PledgeId")).ThenBy(t => EF.Property<int>(t, Data.Configurations.PledgeParts.Position))
            .Select(t => new { Pledge = EF.Property<int>(t, "PledgeId"), t.Quantity })
            .ToListAsync(cancel);
        return targets.GroupBy(t => t.Pledge).ToDictionary(t => t.Key, t => t.First().Quantity!);
    }

    /// <summary>Open pledges whose deadline certainly lies ahead, the nearest first.</summary>
    public async Task<List<PledgeSummary>> DeadlinesAheadAsync(DateOnly today, int count, CancellationToken cancel) =>
        await WithEndingsAsync(await Ahead(today).OrderBy(s => s.LastDay).ThenBy(s => s.PledgeId).Take(count).ToListAsync(cancel), null, cancel);

    /// <summary>How many open pledges have their deadline ahead.</summary>
    public Task<int> DeadlinesAheadCountAsync(DateOnly today, CancellationToken cancel) => Ahead(today).CountAsync(cancel);

    /// <summary>Open pledges whose deadline has passed, the latest first.</summary>
    public async Task<List<PledgeSummary>> DeadlinesPassedAsync(DateOnly today, int count, CancellationToken cancel) =>
        await WithEndingsAsync(await LatestFirst(Passed(today)).Take(count).ToListAsync(cancel), null, cancel);

    /// <summary>How many open pledges have their deadline behind them.</summary>
    public Task<int> DeadlinesPassedCountAsync(DateOnly today, CancellationToken cancel) => Passed(today).CountAsync(cancel);

    /// <summary>Pledges with a deadline and a final verdict, which may have come before the deadline; the latest deadline first.</summary>
    public async Task<List<PledgeSummary>> DecidedAsync(int count, CancellationToken cancel) =>
        await WithEndingsAsync(await LatestFirst(Decided).Take(count).ToListAsync(cancel), null, cancel);

    /// <summary>How many pledges have a deadline and a final verdict.</summary>
    public Task<int> DecidedCountAsync(CancellationToken cancel) => Decided.CountAsync(cancel);

    /// <summary>How many pledges name no deadline.</summary>
    public Task<int> WithoutDeadlineCountAsync(CancellationToken cancel) => Summaries.CountAsync(s => s.LastDay == PledgeSummary.NoDeadline, cancel);

    /// <summary>The sums over everything, as known on a day; null for today.</summary>
    public async Task<PledgeTotals> TotalsAsync(DateOnly today, DateOnly? on, CancellationToken cancel) =>
        (await indexes.GetAsync(on, cancel)).Totals(null, on ?? today);

    /// <summary>Public money paid, and awarded, by a day for the pledges that were known on it, the largest sums first; never added across currencies.</summary>
    /// <param name="day">The day.</param>
    /// <param name="on">The same where it is looked back to; null for today.</param>
    /// <param name="cancel">Ends the queries.</param>
    public async Task<IReadOnlyList<IncentiveTotal>> IncentivesAsync(DateOnly day, DateOnly? on, CancellationToken cancel) => (await indexes.GetAsync(on, cancel)).MoneyBy(null, day);

    /// <summary>Open pledges as known on a day, by their deadline: those that lie ahead of it, or those that have passed.</summary>
    public async Task<IReadOnlyList<PledgeSummary>> OpenByDeadlineAsync(DateOnly today, DateOnly? on, bool passed, int count, CancellationToken cancel) =>
        await RowsAsync((await indexes.GetAsync(on, cancel)).OpenByDeadline(on ?? today, passed, count), on, cancel);

    // These three exclude verdicts instead of listing the wanted ones: for a list, SQLite would collect and sort the rows
    // of each verdict, instead of following the index by day to the first few.
    private IQueryable<PledgeSummary> Decided => Summaries.Where(s => s.LastDay < PledgeSummary.NoDeadline && !NotFinal.Contains(s.Verdict));

    private IQueryable<PledgeSummary> Ahead(DateOnly today) =>
        Summaries.Where(s => s.LastDay >= today && s.LastDay < PledgeSummary.NoDeadline && !Final.Contains(s.Verdict));

    private IQueryable<PledgeSummary> Passed(DateOnly today) => Summaries.Where(s => s.LastDay < today && !Final.Contains(s.Verdict));

    private static IOrderedQueryable<PledgeSummary> LatestFirst(IQueryable<PledgeSummary> rows) =>
        rows.OrderByDescending(s => s.LastDay).ThenByDescending(s => s.PledgeId);
}
