using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Progress;

/// <summary>Why public money is not divided by jobs: the amount that belongs to the original promise is not known.</summary>
[Flags]
public enum UncertainCost
{
    None = 0,

    /// <summary>An award of "up to" an amount is a ceiling; how much of it is spent is not known.</summary>
    Ceiling = 1,

    /// <summary>Part was only offered: it belongs to the promise but is not in the sum.</summary>
    Offer = 2,

    /// <summary>Part was cancelled or clawed back: what remains was not given for the number of jobs first promised.</summary>
    TakenBack = 4,
}

/// <summary>Public money awarded or paid over jobs pledged and over jobs counted, in one currency.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Total">
/// Awarded and paid together: a range counts with its lower end, "up to" an amount with all of it. What was only offered,
/// clawed back or cancelled is left out.
/// </param>
/// <param name="PerJobPledged">
/// Whole units per job of the first jobs target, rounded half up; null where none is promised, and where the cost is
/// withheld.
/// </param>
/// <param name="PerJobCounted">Whole units per counted job; null where nothing counts, and where the cost is withheld.</param>
public sealed record CostPerJob(string Currency, long Total, long? PerJobPledged, long? PerJobCounted)
{
    /// <summary>Why no cost per job is computed in this currency; none where one is.</summary>
    public UncertainCost Withheld { get; init; }

    /// <summary>One entry for each currency, largest first; currencies are never added.</summary>
    public static IReadOnlyList<CostPerJob> Of(Pledge pledge, DateOnly on)
    {
        var target = pledge.Targets.FirstOrDefault(t => t.Metric.Family == MetricFamily.Jobs && t.Quantity is not null);
        long? pledged = target is null ? null : TargetProgress.PromisedBy(target);
        var counted = target is null ? null : TargetProgress.Of(pledge, target, on).Counted;

        return [.. pledge.Incentives
            .Where(i => i.Amount is not null && i.Currency is not null)
            .GroupBy(i => i.Currency!, StringComparer.Ordinal)
            .Where(g => g.Any(IsSpent))
            .Select(g =>
            {
                var total = TargetProgress.Clamp(g.Where(IsSpent).Aggregate(Int128.Zero, (sum, i) => sum + i.Amount!.AsPromised));
                var withheld = g.Aggregate(UncertainCost.None, (reasons, i) => reasons | ReasonOf(i));
                return withheld == UncertainCost.None
                    ? new CostPerJob(g.Key, total, Per(total, pledged), Per(total, counted))
                    : new CostPerJob(g.Key, total, null, null) { Withheld = withheld };
            })
            .OrderByDescending(c => c.Total)
            .ThenBy(c => c.Currency, StringComparer.Ordinal)];
    }

    private static bool IsSpent(Incentive incentive) => incentive.State is IncentiveState.Awarded or IncentiveState.Paid;

    private static UncertainCost ReasonOf(Incentive incentive) => incentive.State switch
    {
        IncentiveState.Offered => UncertainCost.Offer,
        IncentiveState.ClawedBack or IncentiveState.Cancelled => UncertainCost.TakenBack,
        _ => incentive.Amount!.Kind == QuantityKind.UpTo ? UncertainCost.Ceiling : UncertainCost.None,
    };

    private static long? Per(long total, long? jobs) =>
        jobs is > 0 ? (long)Math.Round(total / (decimal)jobs.Value, MidpointRounding.AwayFromZero) : null;
}
