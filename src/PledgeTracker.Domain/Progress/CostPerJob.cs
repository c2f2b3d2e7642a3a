using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Progress;

/// <summary>A sum of public money, the parts it is made of, and what it comes to for each job.</summary>
/// <param name="Sum">The parts together, as firmly as their sources state them.</param>
/// <param name="Parts">What is in it, in the editors' order.</param>
/// <param name="PerJob">
/// Whole units for each job, rounded half up, as firmly as money and jobs are stated; null where there is no job to divide by, where
/// the pledge has several targets in jobs and nothing says for which the money was (<see cref="CostPerJob.JobsOf(Pledge)"/>), where
/// the quotient has neither a floor nor a ceiling, where the deadline of the jobs lies ahead and they are not all there, where fewer jobs
/// count than once did, and where a loan or a share of the company is among what was paid: neither was spent on jobs that are left.
/// </param>
public sealed record MoneyPerJob(Quantity Sum, IReadOnlyList<Incentive> Parts, Quantity? PerJob);

/// <summary>
/// Public money for jobs, in one currency, as two numbers that are never one: what was on offer when the pledge was made for each job
/// pledged, and what has been paid for each job counted.
/// </summary>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Offered">
/// What was part of the offer at the time (<see cref="Incentive.AtTheTime"/>), whatever became of it, over the jobs pledged; null where
/// nothing is marked so. It is never guessed from dates.
/// </param>
/// <param name="Paid">What was paid, over the jobs counted; null where nothing is known to have been.</param>
/// <param name="PaidBack">What was returned, or is agreed to be; null where nothing is. Whether the paid parts include it is not known.</param>
public sealed record CostPerJob(string Currency, MoneyPerJob? Offered, MoneyPerJob? Paid, Quantity? PaidBack)
{
    /// <summary>One entry for each currency, the largest offer first, then the most paid; currencies are never added.</summary>
    public static IReadOnlyList<CostPerJob> Of(Pledge pledge, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        var target = JobsOf(pledge);
        // What is left after a fall is not what the money was paid for, and what is there long before the deadline not all that it is for.
        var counted = target is null ? null : TargetProgress.Of(pledge, target, on) is { Height: null } progress && (progress.DeadlineHasPassed || target.Deadline is null || progress.Share >= 1) ? progress.Reading : null;

        return [.. pledge.Incentives
            .Where(i => i.Amount is not null && i.Currency is not null)
            .GroupBy(i => i.Currency!, StringComparer.Ordinal)
            .Select(g => new CostPerJob(
                g.Key,
                OfferedFor(g, target),
                For([.. g.Where(i => i.State == IncentiveState.Paid)], g.Any(i => i.State == IncentiveState.Paid && i.Kind is IncentiveKind.Loan or IncentiveKind.Equity) ? null : counted),
                SumOf(g.Where(i => i.State == IncentiveState.ClawedBack).Select(i => i.Amount!))))
            .Where(c => c.Offered is not null || c.Paid is not null || c.PaidBack is not null)
            .OrderByDescending(c => c.Offered?.Sum.High ?? 0)
            .ThenByDescending(c => c.Paid?.Sum.High ?? 0)
            .ThenBy(c => c.Currency, StringComparer.Ordinal)];
    }

    /// <summary>What was part of the offer at the time, in one currency, over the jobs pledged; null where nothing is marked so.</summary>
    /// <param name="incentives">Those of a pledge with an amount in this currency.</param>
    /// <param name="target">The target whose jobs it is divided by (<see cref="JobsOf(Pledge)"/>); null for none.</param>
    public static MoneyPerJob? OfferedFor(IEnumerable<Incentive> incentives, Target? target)
    {
        ArgumentNullException.ThrowIfNull(incentives);

        // A promise is held to its number here as everywhere: "up to 13,000" is 13,000.
        return For([.. incentives.Where(i => i.AtTheTime)], target is null ? null : Quantity.Exactly(TargetProgress.PromisedBy(target)));
    }

    /// <summary>
    /// The target whose jobs money is divided by: the only one in jobs, or the whole of which all the others are parts. Null where there is
    /// none, and where there are several apart, since nothing says for which of them the money was.
    /// </summary>
    public static Target? JobsOf(Pledge pledge)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        return JobsOf(pledge.Targets);
    }

    /// <summary>The same, of the targets of a pledge.</summary>
    public static Target? JobsOf(IReadOnlyList<Target> targets) => Apart(targets) is [var only] ? only : null;

    /// <summary>Whether the pledge has several targets in jobs of which none is a part of another, so that no money can be divided by jobs.</summary>
    public static bool HasSeveralTargets(Pledge pledge)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        return Apart(pledge.Targets).Count > 1;
    }

    // A job supported is no job that money was paid for.
    private static List<Target> Apart(IReadOnlyList<Target> targets)
    {
        ArgumentNullException.ThrowIfNull(targets);
        List<Target> jobs = [.. targets.Where(t => t.Metric.Family == MetricFamily.Jobs && t.Metric.Code != Metric.Supported && t.Quantity is not null)];
        return jobs.FindAll(t => t.PartOf is null || jobs.TrueForAll(whole => whole.Key != t.PartOf));
    }

    /// <summary>
    /// Amounts together, as firmly as they are stated. With a ceiling ("up to") in it the sum is a ceiling, too; with a ceiling and an
    /// amount that is open upwards it has none, and only what is certain is left. Null for nothing.
    /// </summary>
    public static Quantity? SumOf(IEnumerable<Quantity> amounts)
    {
        List<Quantity> all = [.. amounts];
        if (all.Count == 0)
        {
            return null;
        }

        return all.Exists(IsCeiling) && all.TrueForAll(a => a.HighestReading is not null)
            ? AtMost(all.Aggregate(Int128.Zero, (sum, a) => sum + a.High))
            : all.Aggregate((one, other) => one.Plus(other));
    }

    private static MoneyPerJob? For(IReadOnlyList<Incentive> parts, Quantity? jobs) =>
        SumOf(parts.Select(p => p.Amount!)) is { } sum ? new MoneyPerJob(sum, parts, Per(sum, jobs)) : null;

    // More jobs than are certain make each one cheaper, so that over "more than 500" a sum is a ceiling.
    private static Quantity? Per(Quantity money, Quantity? jobs)
    {
        if (jobs is not { LowestReading: > 0 and var certain })
        {
            return null;
        }

        var high = Rounded(money.High);
        return (IsCeiling(money), money.HighestReading, jobs.Kind) switch
        {
            (_, null, QuantityKind.Exactly) => money.Kind == QuantityKind.MoreThan ? Quantity.MoreThan(high) : Quantity.AtLeast(high),
            (_, null, _) => null,
            (true, _, _) or (_, _, QuantityKind.AtLeast or QuantityKind.MoreThan or QuantityKind.Between) => AtMost(high),
            _ when money.Kind == QuantityKind.Between => Quantity.Between(Rounded(money.Low), high),
            (_, _, QuantityKind.Exactly) when money.Kind == QuantityKind.Exactly => Quantity.Exactly(high),
            (_, _, QuantityKind.Exactly) when money.Kind == QuantityKind.Nearly => Quantity.Nearly(high),
            _ => Quantity.About(high),
        };

        long Rounded(long amount) => (long)Math.Round(amount / (decimal)certain, MidpointRounding.AwayFromZero);
    }

    private static bool IsCeiling(Quantity amount) => amount.Kind is QuantityKind.UpTo or QuantityKind.FewerThan;

    private static Quantity AtMost(Int128 amount) => Quantity.UpTo(TargetProgress.Clamp(amount)).As("at most");
}
