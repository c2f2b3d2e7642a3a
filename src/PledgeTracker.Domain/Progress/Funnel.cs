using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Progress;

/// <summary>
/// Pledged → reported → verified → new → attributable: ProPublica's graphic of 2018 (2.4 million claimed, 206,000 created,
/// 136,000 new, 63,000 attributable) as live data.
/// </summary>
/// <param name="Promised">The original target as it was worded, less the baseline for a level; null where no number was promised.</param>
/// <param name="Steps">The four steps in order.</param>
public sealed record Funnel(Quantity? Promised, IReadOnlyList<FunnelCount> Steps)
{
    /// <summary>Whether any figure feeds it.</summary>
    public bool IsFed => Steps.Any(s => s.Figure is not null);

    /// <summary>
    /// Whether its steps rest on figures of different days, so that what lies between two of them is no number of anything.
    /// </summary>
    public bool IsOfSeveralDays => Steps.Where(s => s is { Figure: not null, FromNarrower: false }).Select(s => s.Figure!.AsOf).Distinct().Count() > 1;

    /// <summary>
    /// The funnel of a target on a date. A figure stands at the narrowest step it shows. A wider step without a figure of
    /// its own holds at least what the next narrower one holds, since that is contained in it.
    /// </summary>
    public static Funnel Of(Pledge pledge, Target target, DateOnly on)
    {
        var steps = new FunnelCount[4];
        FunnelCount? narrower = null;
        foreach (var step in Enum.GetValues<FunnelStep>().OrderDescending())
        {
            var own = LastOf(CountedFigures.ForFunnel(pledge, target, on, step), step);
            var count = own is not null && !(narrower?.Count > own.Low)
                ? new FunnelCount(step, own.Reading, own.Figure, false)
                : narrower?.Count is { } atLeast
                    ? new FunnelCount(step, Quantity.AtLeast(atLeast), narrower.Figure, true)
                    : new FunnelCount(step, null, null, false);
            steps[(int)step] = count;
            narrower = count;
        }

        return new Funnel(target.Quantity is null ? null : TargetProgress.PromisedIn(target), steps);
    }

    // The latest figure of the step itself; periods after it add to it, since a narrower step counts for this one too.
    private static CountedPoint? LastOf(IReadOnlyList<CountedPoint> points, FunnelStep step)
    {
        var last = points.LastOrDefault(p => p.Figure.Shows == step);
        return points.SkipWhile(p => p != last).TakeWhile(p => p == last || p.Figure.Span == Span.Period).LastOrDefault();
    }
}

/// <summary>One step of the funnel.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Reading">What counts at this step, as firmly as it is stated; null where no count of it is recorded.</param>
/// <param name="Figure">The figure it rests on.</param>
/// <param name="FromNarrower">Whether the count is a lower bound taken from the next narrower step.</param>
public sealed record FunnelCount(FunnelStep Step, Quantity? Reading, Figure? Figure, bool FromNarrower)
{
    /// <summary>What is certain of it.</summary>
    public long? Count => Reading?.LowestReading;
}
