using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Progress;

/// <summary>How a target stands against the straight line from its announcement to its deadline.</summary>
public enum Pace
{
    /// <summary>The original target is reached.</summary>
    Reached,

    /// <summary>Above the straight line.</summary>
    Ahead,

    /// <summary>At or below the line, and at least 90 % of it.</summary>
    OnPace,

    /// <summary>Below 90 % of the line.</summary>
    Behind,

    /// <summary>The deadline has passed and the target is not reached.</summary>
    Overdue,

    /// <summary>Something counts, and no deadline was given.</summary>
    NoDeadline,

    /// <summary>No figure counts toward the target. Says nothing about what happened.</summary>
    NothingCounted,

    /// <summary>A direction was promised without a number.</summary>
    NoNumber,
}

/// <summary>
/// What the counted figures of a target come to on a date. A pure function of the pledge and the date: no clock inside.
/// </summary>
/// <remarks>Rules: "Progress" in the domain's description. Progress is always measured against the original target.</remarks>
public sealed record TargetProgress
{
    private TargetProgress(Target target, DateOnly on)
    {
        Target = target;
        On = on;
    }

    public Target Target { get; }

    public DateOnly On { get; }

    /// <summary>The lowest reading of what counts, less the baseline for a level; null where nothing counts.</summary>
    public long? Counted { get; private init; }

    /// <summary>
    /// The highest reading of what counts, where it is a range; null where it is open upwards or nothing counts.
    /// </summary>
    public long? CountedHigh { get; private init; }

    /// <summary>
    /// <see cref="Counted"/> in the terms of the promise: the level itself, baseline included, where a level was promised;
    /// the increase where an increase was promised.
    /// </summary>
    public long? Stated => Counted is { } counted ? Clamp((Int128)counted + Before) : null;

    /// <inheritdoc cref="Stated"/>
    public long? StatedHigh => CountedHigh is { } high ? Clamp((Int128)high + Before) : null;

    /// <summary>The figure that decides the value; of several periods the last one.</summary>
    public Figure? Latest { get; private init; }

    /// <summary><see cref="Counted"/> as a share of the original target; below 0 where a level fell under its baseline.</summary>
    public double? Share { get; private init; }

    /// <summary>The share that the straight line from announcement to deadline has reached; null without a deadline.</summary>
    public double? ExpectedShare { get; private init; }

    /// <summary>The days of the straight line that have gone by, and how many it has; null without a deadline.</summary>
    public (int Elapsed, int Whole)? Days { get; private init; }

    public Pace Pace { get; private init; }

    /// <summary>Whether the original deadline lies wholly in the past.</summary>
    public bool DeadlineHasPassed { get; private init; }

    /// <summary>
    /// Whole days from the as-of date of the newest counted figure to the day looked at; null where nothing counts.
    /// </summary>
    public int? AgeInDays { get; private init; }

    /// <summary>When the target would be reached on the line through the first and the latest counted figure.</summary>
    public Projection? Projection { get; private init; }

    /// <summary>The progress of one target of a pledge on a date.</summary>
    public static TargetProgress Of(Pledge pledge, Target target, DateOnly on)
    {
        var counted = CountedFigures.Of(pledge, target, on);
        var promised = target.Quantity?.AsPromised;
        var line = LineOn(pledge.AnnouncedOn, target.Deadline, on);
        var passed = target.Deadline?.HasPassed(on) ?? false;
        var progress = new TargetProgress(target, on) { ExpectedShare = ShareOf(line), Days = line, DeadlineHasPassed = passed };

        if (counted.Count == 0)
        {
            return progress with { Pace = promised is null ? Pace.NoNumber : Pace.NothingCounted };
        }

        var last = counted[^1];
        var share = promised is null ? null : ShareOf(last.Low, target);
        return progress with
        {
            Counted = last.Low,
            CountedHigh = last.High,
            Latest = last.Figure,
            Share = share,
            AgeInDays = Math.Max(0, on.DayNumber - last.Figure.AsOf.Latest.DayNumber),
            Projection = promised is null ? null : Projection.Through(counted, PromisedBy(target)),
            Pace = promised is null ? Pace.NoNumber : PaceOf(last.Low, PromisedBy(target), line, passed),
        };
    }

    /// <summary>The value that counts as the whole: of a level the promised level less its baseline, otherwise the promised number.</summary>
    public static long PromisedBy(Target target) =>
        target.Metric.IsLevel
            ? Clamp((Int128)target.Quantity!.AsPromised - (target.Baseline ?? 0))
            : target.Quantity!.AsPromised;

    internal static long Clamp(Int128 value) =>
        value > long.MaxValue ? long.MaxValue : value < long.MinValue ? long.MinValue : (long)value;

    /// <summary>
    /// The straight line's share on a day, 0 to 1, from the earliest day of the announcement to the last day of the
    /// deadline; null without a deadline.
    /// </summary>
    public static double? ExpectedOn(PartialDate announced, PartialDate? deadline, DateOnly on) =>
        ShareOf(LineOn(announced, deadline, on));

    // The days of the straight line that have gone by, and how many it has.
    private static (int Elapsed, int Whole)? LineOn(PartialDate announced, PartialDate? deadline, DateOnly on)
    {
        if (deadline is not { } due)
        {
            return null;
        }

        var whole = due.Latest.DayNumber - announced.Earliest.DayNumber;
        return whole <= 0
            ? (on.DayNumber >= due.Latest.DayNumber ? 1 : 0, 1)
            : (Math.Clamp(on.DayNumber - announced.Earliest.DayNumber, 0, whole), whole);
    }

    private long Before => Target.Metric.IsLevel ? Target.Baseline ?? 0 : 0;

    private static double? ShareOf((int Elapsed, int Whole)? line) => line is var (elapsed, whole) ? elapsed / (double)whole : null;

    // A target of nothing (a level already reached when it was promised) is met by anything that is not below it.
    private static double? ShareOf(long counted, Target target) =>
        PromisedBy(target) switch
        {
            > 0 and var promised => counted / (double)promised,
            _ => counted >= PromisedBy(target) ? 1 : 0,
        };

    /// <summary>The pace on a day of a target of which only the numbers are known, as in lists.</summary>
    /// <param name="counted">What counts, less the baseline for a level; null where nothing does.</param>
    /// <param name="promised">What the target is held to (<see cref="PromisedBy"/>); null without a number.</param>
    /// <param name="announced">When it was promised.</param>
    /// <param name="deadline">The original deadline; null where none was given.</param>
    /// <param name="on">The day.</param>
    public static Pace PaceOn(long? counted, long? promised, PartialDate announced, PartialDate? deadline, DateOnly on) => (counted, promised) switch
    {
        (_, null) => Pace.NoNumber,
        (null, _) => Pace.NothingCounted,
        ({ } value, { } whole) => PaceOf(value, whole, LineOn(announced, deadline, on), deadline?.HasPassed(on) ?? false),
    };

    // Compared in whole numbers: in doubles, 9 of 100 is less than nine tenths of 1 in 10.
    private static Pace PaceOf(long counted, long promised, (int Elapsed, int Whole)? line, bool passed) => line switch
    {
        _ when counted >= promised => Pace.Reached,
        _ when passed => Pace.Overdue,
        null => Pace.NoDeadline,
        var (elapsed, whole) when (Int128)counted * whole > (Int128)promised * elapsed => Pace.Ahead,
        var (elapsed, whole) when (Int128)counted * whole * 10 >= (Int128)promised * elapsed * 9 => Pace.OnPace,
        _ => Pace.Behind,
    };
}

/// <summary>What counts toward a target at one moment.</summary>
/// <param name="Figure">The figure that brought this change.</param>
/// <param name="Low">What is certain, less the baseline for a level.</param>
/// <param name="High">The most it can be; null where open upwards.</param>
public sealed record CountedPoint(Figure Figure, long Low, long? High);

/// <summary>The counted figures of a target over time, each with the value that is certain from then on.</summary>
public static class CountedFigures
{
    /// <summary>
    /// The values over time, oldest first. A total or a level stands for itself; periods add up, on top of a total that
    /// ended before they began. Of two figures as of the same date the one published later holds, then the one listed later.
    /// Figures as of a later day than <paramref name="on"/>, figures that are context or disputed, and figures that do not
    /// show the <paramref name="step"/> of the funnel are left out.
    /// </summary>
    public static IReadOnlyList<CountedPoint> Of(Pledge pledge, Target target, DateOnly on, FunnelStep step = FunnelStep.Reported)
    {
        var figures = pledge.FiguresOf(target)
            .Where(f => f.Counting == Counting.Counted && f.AsOf.Earliest <= on && f.Shows >= step)
            .Select((figure, index) => (Figure: figure, Index: index))
            .OrderBy(f => f.Figure.AsOf.Latest)
            .ThenBy(f => f.Figure.KnownSince)
            .ThenBy(f => f.Index)
            .Select(f => f.Figure);

        var points = new List<CountedPoint>();
        Int128 baseLow = 0, baseHigh = 0;
        var open = false;
        DateOnly? covered = null;
        foreach (var figure in figures)
        {
            Int128 low = figure.Quantity.LowestReading;
            Int128 high = figure.Quantity.HighestReading ?? low;
            var isOpen = figure.Quantity.HighestReading is null;
            switch (figure.Span)
            {
                case Span.Level:
                    low -= target.Baseline ?? 0;
                    high -= target.Baseline ?? 0;
                    break;
                case Span.Period when covered is null || figure.From!.Value.Earliest > covered:
                    low += baseLow;
                    high += baseHigh;
                    isOpen |= open;
                    break;
                case Span.Period:
                    // A period that overlaps what is already covered: the review refuses it beside another period; beside a
                    // total it adds nothing certain.
                    continue;
            }

            (baseLow, baseHigh, open, covered) = (low, high, isOpen, figure.AsOf.Latest);
            points.Add(new CountedPoint(figure, TargetProgress.Clamp(low), isOpen ? null : TargetProgress.Clamp(high)));
        }

        return points;
    }
}

/// <summary>A computed date at which the target would be reached if figures went on as between the first and the latest.</summary>
/// <param name="Reached">The day; null where figures stand still or fall, or the day lies beyond the calendar.</param>
/// <param name="PerYear">The rate between the two figures, per year of 365.25 days.</param>
public sealed record Projection(DateOnly? Reached, double PerYear)
{
    /// <summary>Needs two counted figures of different dates; null otherwise, and where the target is already reached.</summary>
    public static Projection? Through(IReadOnlyList<CountedPoint> points, long promised)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.Count < 2 || points[^1].Low >= promised)
        {
            return null;
        }

        var (first, last) = (points[0], points[^1]);
        double days = last.Figure.AsOf.Latest.DayNumber - first.Figure.AsOf.Latest.DayNumber;
        if (days <= 0)
        {
            return null;
        }

        var perDay = ((double)last.Low - first.Low) / days;
        if (perDay <= 0)
        {
            return new Projection(null, perDay * 365.25);
        }

        var day = last.Figure.AsOf.Latest.DayNumber + Math.Ceiling(((double)promised - last.Low) / perDay);
        return new Projection(day <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)day) : null, perDay * 365.25);
    }
}
