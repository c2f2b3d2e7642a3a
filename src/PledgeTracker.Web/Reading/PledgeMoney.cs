using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Data.Configurations;

namespace PledgeTracker.Web.Reading;

/// <summary>What lists know of the public money of a pledge: the sum that its page shows first.</summary>
/// <param name="Currency">ISO 4217; null without a sum.</param>
/// <param name="Sum">What was on offer at the announcement, or, where nothing is marked so, what was paid; null where the page shows neither.</param>
/// <param name="PerJob">What was on offer for each job pledged; null where no page says it.</param>
/// <param name="States">Where the parts of it stand, as numbers of <see cref="IncentiveState"/>.</param>
internal sealed record PledgeMoney(string? Currency, long? Sum, long? PerJob, int[] States)
{
    /// <summary>The public money of all published pledges that have any, by pledge.</summary>
    /// <param name="context">The database.</param>
    /// <param name="on">The day looked back to; null for today.</param>
    /// <param name="only">The pledges that are asked for; null for all.</param>
    /// <param name="cancel">Ends the queries.</param>
    public static async Task<Dictionary<int, PledgeMoney>> ReadAsync(PledgeTrackerDbContext context, DateOnly? on, IReadOnlyList<int>? only, CancellationToken cancel)
    {
        var asked = only is null ? context.Set<Incentive>().TagWith(PledgeIndex.ReadTag) : context.Set<Incentive>().Where(i => only.Contains(EF.Property<int>(i, "PledgeId")));
        var rows = await (
            from incentive in asked.AsNoTracking()
            join summary in context.Summaries on EF.Property<int>(incentive, "PledgeId") equals summary.PledgeId
            orderby summary.PledgeId
            select new { summary.PledgeId, summary.AnnouncedOn, Incentive = incentive, Numbers = EF.Property<string?>(incentive, PledgeParts.Sources) })
            .ToListAsync(cancel);
        var known = rows.Select(r => (r.PledgeId, r.Incentive)).ToList();
        if (on is { } day)
        {
            // What was known on a day of money without a day of its own depends on when its sources were published.
            var undated = rows.Where(r => r.Incentive.Date is null).Select(r => r.PledgeId).ToHashSet();
            var of = only is null
                ? context.Set<Source>().TagWith(PledgeIndex.ReadTag).Where(s => context.Set<Incentive>().Any(i => i.Date == null && EF.Property<int>(i, "PledgeId") == EF.Property<int>(s, "PledgeId")))
                : context.Set<Source>().Where(s => undated.Contains(EF.Property<int>(s, "PledgeId")));
            var sources = (await of.AsNoTracking().Select(s => new { PledgeId = EF.Property<int>(s, "PledgeId"), Source = s }).ToListAsync(cancel)).ToDictionary(s => (s.PledgeId, s.Source.Number), s => s.Source);
            known = [];
            foreach (var row in rows)
            {
                row.Incentive.Sources.AddRange((row.Numbers ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)
                    .Select(number => sources.GetValueOrDefault((row.PledgeId, int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)))).OfType<Source>());
                if (AsKnownOn.Of(row.Incentive, row.AnnouncedOn, day) is { } then)
                {
                    known.Add((row.PledgeId, then));
                }
            }
        }

        var offered = rows.Where(r => r.Incentive.AtTheTime).Select(r => r.PledgeId).ToHashSet();
        var promised = only is null
            ? context.Set<Target>().TagWith(PledgeIndex.ReadTag).Where(t => context.Set<Incentive>().Any(i => i.AtTheTime && EF.Property<int>(i, "PledgeId") == EF.Property<int>(t, "PledgeId")))
            : context.Set<Target>().Where(t => offered.Contains(EF.Property<int>(t, "PledgeId")));
        var targets = (await promised.AsNoTracking().Include(t => t.Metric).Select(t => new { PledgeId = EF.Property<int>(t, "PledgeId"), Target = t, t.Metric }).ToListAsync(cancel)).ToLookup(t => t.PledgeId, t => t.Target);
        return known.GroupBy(k => k.PledgeId).ToDictionary(g => g.Key, g => Of([.. g.Select(k => k.Incentive)], [.. targets[g.Key]]));
    }

    private static PledgeMoney Of(IReadOnlyList<Incentive> incentives, IReadOnlyList<Target> targets)
    {
        int[] states = [.. incentives.Select(i => (int)i.State).Distinct()];
        var jobs = CostPerJob.JobsOf(targets);
        var sums = incentives.Where(i => i.Amount is not null && i.Currency is not null).GroupBy(i => i.Currency!, StringComparer.Ordinal)
            .Select(g => (Currency: g.Key, Offered: CostPerJob.OfferedFor(g, jobs), Paid: CostPerJob.SumOf(g.Where(i => i.State == IncentiveState.Paid).Select(i => i.Amount!))))
            .Where(s => s.Offered is not null || s.Paid is not null)
            .OrderByDescending(s => s.Offered?.Sum.High ?? 0).ThenByDescending(s => s.Paid?.High ?? 0).ThenBy(s => s.Currency, StringComparer.Ordinal).ToList();
        return sums is [var first, ..]
            ? new PledgeMoney(first.Currency, (first.Offered?.Sum ?? first.Paid!).High, first.Offered?.PerJob?.High, states)
            : new PledgeMoney(null, null, null, states);
    }
}
