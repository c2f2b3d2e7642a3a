using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Reading;

/// <summary>Public incentives in one currency: what was paid, and apart from it what was awarded. They are never added.</summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Paid">As firmly as the sources state it; null where nothing was.</param>
/// <param name="Awarded">What was awarded and is not known to be paid, without ceilings; null where nothing was.</param>
/// <param name="Ceilings">The most that awards of "up to" an amount can come to; null without any. A ceiling is not an award.</param>
public sealed record IncentiveTotal(string Currency, Quantity? Paid, Quantity? Awarded, Quantity? Ceilings)
{
    /// <summary>The sums of some incentives, a currency each, the largest first. What is neither awarded nor paid is left out.</summary>
    public static IReadOnlyList<IncentiveTotal> Of(IEnumerable<IncentivePart> parts) =>
    [
        .. parts.Where(i => i.State is IncentiveState.Awarded or IncentiveState.Paid).GroupBy(i => i.Currency, StringComparer.Ordinal)
            .Select(g =>
            {
                var sums = g.Select(i => (i.State, IsCeiling: i.Kind is QuantityKind.UpTo or QuantityKind.FewerThan, Sum: i.Amount)).ToList();
                return new IncentiveTotal(
                    g.Key,
                    CostPerJob.SumOf(sums.Where(s => s.State == IncentiveState.Paid).Select(s => s.Sum)),
                    CostPerJob.SumOf(sums.Where(s => s.State == IncentiveState.Awarded && !s.IsCeiling).Select(s => s.Sum)),
                    CostPerJob.SumOf(sums.Where(s => s.State == IncentiveState.Awarded && s.IsCeiling).Select(s => s.Sum)));
            })
            .OrderByDescending(t => Math.Max(t.Paid?.High ?? 0, t.Awarded?.High ?? 0)).ThenBy(t => t.Currency, StringComparer.Ordinal),
    ];
}

/// <summary>One incentive of a sum, or several that a database has added: of one currency, one state and one firmness.</summary>
public readonly record struct IncentivePart(string Currency, IncentiveState State, QuantityKind Kind, long Low, long High)
{
    public Quantity Amount => Kind switch
    {
        QuantityKind.Exactly => Quantity.Exactly(Low),
        QuantityKind.Nearly => Quantity.Nearly(Low),
        QuantityKind.AtLeast => Quantity.AtLeast(Low),
        QuantityKind.MoreThan => Quantity.MoreThan(Low),
        QuantityKind.Between => Quantity.Between(Low, High),
        QuantityKind.UpTo => Quantity.UpTo(Low),
        QuantityKind.FewerThan => Quantity.FewerThan(Low),
        _ => Quantity.About(Low),
    };
}
