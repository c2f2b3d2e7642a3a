using PledgeTracker.Domain.Pledges;

namespace PledgeTracker.Domain.Progress;

/// <summary>Public money awarded or paid over jobs pledged and over jobs counted, in one currency.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Total">Awarded and paid together, of a range the lower end and of "up to" the whole; what was only offered, clawed back or cancelled is left out.</param>
/// <param name="PerJobPledged">Whole units a job of the first jobs target, rounded half up; null where none is promised.</param>
/// <param name="PerJobCounted">Whole units a counted job; null where nothing counts.</param>
public sealed record CostPerJob(string Currency, long Total, long? PerJobPledged, long? PerJobCounted)
{
    /// <summary>One entry a currency, largest first; currencies are never added.</summary>
    public static IReadOnlyList<CostPerJob> Of(Pledge pledge, DateOnly on)
    {
        var target = pledge.Targets.FirstOrDefault(t => t.Metric.Family == MetricFamily.Jobs && t.Quantity is not null);
        long? pledged = target is null ? null : TargetProgress.PromisedBy(target);
        var counted = target is null ? null : TargetProgress.Of(pledge, target, on).Counted;

        return [.. pledge.Incentives
            .Where(i => i.State is IncentiveState.Awarded or IncentiveState.Paid && i.Amount is not null && i.Currency is not null)
            .GroupBy(i => i.Currency!, StringComparer.Ordinal)
            .Select(g =>
            {
                var total = TargetProgress.Clamp(g.Aggregate(Int128.Zero, (sum, i) => sum + i.Amount!.AsPromised));
                return new CostPerJob(g.Key, total, Per(total, pledged), Per(total, counted));
            })
            .OrderByDescending(c => c.Total)
            .ThenBy(c => c.Currency, StringComparer.Ordinal)];
    }

    private static long? Per(long total, long? jobs) =>
        jobs is > 0 ? (long)Math.Round(total / (decimal)jobs.Value, MidpointRounding.AwayFromZero) : null;
}
