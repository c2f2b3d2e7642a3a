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

    /// <summary>What counts describes no known day, so that nothing can be expected of it.</summary>
    Undated,

    /// <summary>Something counts toward jobs that were to be kept: they are there from the start, so no path leads up to them.</summary>
    NoPath,

    /// <summary>What counts is not known to be from after the announcement, so that it says nothing of how the promise went.</summary>
    NoCountSince,
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

    /// <summary>
    /// What counts, as firmly as its sources state it: less the baseline for a level; null where nothing counts.
    /// </summary>
    public Quantity? Reading { get; private init; }

    /// <summary>The lowest reading of what counts, less the baseline for a level; null where nothing counts.</summary>
    public long? Counted => Reading?.LowestReading;

    /// <summary>The highest reading of the same, where it is a range; null where it is open or nothing counts.</summary>
    public long? CountedHigh => Reading?.HighestReading;

    /// <summary>
    /// <see cref="Reading"/> as it stands beside the promise: where a level was promised the level itself, with the baseline;
    /// where an increase was promised the increase.
    /// </summary>
    public Quantity? Stated { get; private init; }

    /// <summary>The level that was reported, where an increase over a known level was promised and a level leads; otherwise null.</summary>
    public Quantity? Level => Latest is { Span: Span.Level } latest && !Target.Metric.IsLevel && Target.Baseline is not (null or 0) ? latest.Quantity : null;

    /// <summary>The figure that leads (<see cref="CountedFigures"/>); of several periods the last one.</summary>
    public Figure? Latest { get; private init; }

    /// <summary>An earlier figure that rests on a stronger basis than the one that leads; null where there is none.</summary>
    public Figure? Stronger { get; private init; }

    /// <summary>What <see cref="Stronger"/> comes to, less the baseline for a level; null without it.</summary>
    public Quantity? StrongerReading => Stronger is { } figure ? figure.Span == Span.Level ? figure.Quantity.Over(Target.Start) : figure.Quantity : null;

    /// <summary>The same as a share of the original target; null without it, and where no number was promised.</summary>
    public double? StrongerShare => StrongerReading is { } reading && Target.Quantity is not null ? ShareOf(reading, Target) : null;

    /// <summary>The most that ever counted, where less counts now; otherwise null.</summary>
    public CountedPoint? Height { get; private init; }

    /// <summary>
    /// A reported level that would count if the level before the promise were known; null where there is none, and where
    /// something counts.
    /// </summary>
    public Figure? LevelWithoutStart { get; private init; }

    /// <summary>The parts of the target whose counts make up what counts toward it, since nobody counted the whole; otherwise empty.</summary>
    public IReadOnlyList<Target> FromParts { get; private init; } = [];

    /// <summary>The progress of the target that this one is a part of; null where it is part of none, or nothing counts there.</summary>
    public TargetProgress? Whole { get; private init; }

    /// <summary>
    /// <see cref="Counted"/> as a share of the original target; below 0 where a level fell under its baseline. What is "nearly"
    /// the whole is less than 1.
    /// </summary>
    public double? Share { get; private init; }

    /// <summary>
    /// The day for which <see cref="ExpectedShare"/> is computed: the last day that the leading figure's date can mean, so that
    /// what was counted and what was to be expected are of one day; the day looked at where nothing counts. Null where the
    /// leading figure has no known day, or not certainly one after the announcement.
    /// </summary>
    public DateOnly? ExpectedDay { get; private init; }

    /// <summary>
    /// The share that the straight line from announcement to deadline has reached by <see cref="ExpectedDay"/>; null without a
    /// deadline.
    /// </summary>
    public double? ExpectedShare { get; private init; }

    /// <summary>The days of the straight line that have gone by on <see cref="ExpectedDay"/>, and all of them; null without a deadline.</summary>
    public (int Elapsed, int Whole)? Days { get; private init; }

    public Pace Pace { get; private init; }

    /// <summary>Whether the original deadline lies wholly in the past.</summary>
    public bool DeadlineHasPassed { get; private init; }

    /// <summary>Whether the pledge was withdrawn or lapsed, so that no figure is still to come (<see cref="VerdictKinds.FellAway"/>).</summary>
    public bool FellAway { get; private init; }

    /// <summary>
    /// Whole days from the newest counted figure's as-of date to the day looked at; null where nothing counts, and where the
    /// figure has no known day.
    /// </summary>
    public int? AgeInDays { get; private init; }

    /// <summary>
    /// When the target would be reached on the line through the first and the latest counted figure; null where the latest is not
    /// known to be from after the announcement.
    /// </summary>
    public Projection? Projection { get; private init; }

    /// <summary>The progress of one target of a pledge on a date.</summary>
    public static TargetProgress Of(Pledge pledge, Target target, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        ArgumentNullException.ThrowIfNull(target);
        var progress = WithoutWhole(pledge, target, on);
        return target.PartOf is { } key && pledge.Targets.Find(t => t.Key == key) is { } whole && WithoutWhole(pledge, whole, on) is { Reading: not null } its
            ? progress with { Whole = its }
            : progress;
    }

    private static TargetProgress WithoutWhole(Pledge pledge, Target target, DateOnly on)
    {
        var counted = CountedFigures.Of(pledge, target, on);
        var passed = target.Deadline?.HasPassed(on) ?? false;
        var progress = new TargetProgress(target, on) { DeadlineHasPassed = passed, FellAway = pledge.VerdictKind.FellAway() };
        if (counted.Count > 0)
        {
            var last = counted[^1];
            return progress.With(pledge, last.Reading, last.Figure) with
            {
                Height = counted.MaxBy(p => p.Low) is { Low: > 0 } height && height.Low > last.Low ? height : null,
                Stronger = CountedFigures.StrongerThan(pledge, last.Figure, on),
                Projection = target.Quantity is null || !Metric.HasPath(target.Metric.Code) || DayAfter(pledge.AnnouncedOn, last.Figure.Undated ? null : last.Figure.AsOf, on) is null ? null : Projection.Through(counted, PromisedBy(target)),
            };
        }

        var parts = pledge.Targets.Where(t => t.PartOf == target.Key).Select(t => (Target: t, Points: CountedFigures.Of(pledge, t, on))).Where(p => p.Points.Count > 0).ToList();
        if (parts.Count > 0)
        {
            // What the other parts came to is not known.
            var sum = parts.Select(p => p.Points[^1].Reading).Aggregate((one, other) => one.Plus(other));
            var isWhole = parts.Count == pledge.Targets.Count(t => t.PartOf == target.Key) && target.Quantity is not null
                && pledge.Targets.Where(t => t.PartOf == target.Key).Sum(t => (decimal)(t.Quantity?.AsPromised ?? 0)) >= target.Quantity.AsPromised;
            var reading = isWhole || sum.Kind != QuantityKind.Exactly ? sum : Quantity.AtLeast(sum.Low);
            return (progress with { FromParts = [.. parts.Select(p => p.Target)] }).With(pledge, reading, parts.Select(p => p.Points[^1].Figure).MaxBy(f => f.AsOf.Latest)!);
        }

        var line = LineOn(pledge.AnnouncedOn, PathEnd(target), on);
        return progress with
        {
            Pace = target.Quantity is null ? Pace.NoNumber : Pace.NothingCounted,
            ExpectedDay = on,
            ExpectedShare = ShareOf(line),
            Days = line,
            LevelWithoutStart = CountedFigures.LevelWithoutStart(pledge, target, on),
        };
    }

    private TargetProgress With(Pledge pledge, Quantity reading, Figure latest)
    {
        var described = DayAfter(pledge.AnnouncedOn, latest.Undated ? null : latest.AsOf, On);
        var line = described is { } day ? LineOn(pledge.AnnouncedOn, PathEnd(Target), day) : null;
        return this with
        {
            Reading = reading,
            Stated = Target.Metric.IsLevel && latest.Span == Span.Level && FromParts.Count == 0 ? latest.Quantity : Before == 0 ? reading : reading.Plus(Target.Start!),
            Latest = latest,
            Share = Target.Quantity is null ? null : ShareOf(reading, Target),
            ExpectedDay = described,
            ExpectedShare = ShareOf(line),
            Days = line,
            AgeInDays = latest.Undated ? null : Math.Max(0, On.DayNumber - latest.AsOf.Latest.DayNumber),
            Pace = Target.Quantity is null ? Pace.NoNumber : PaceOf(reading.LowestReading, PromisedBy(Target), Reaches(reading, Target), line, DeadlineHasPassed, latest.Undated, described is not null, Target.Deadline is not null, PathEnd(Target) is not null),
        };
    }

    /// <summary>The value that counts as the whole: of a level the promised level less its baseline, otherwise the promised number.</summary>
    public static long PromisedBy(Target target) =>
        target.Metric.IsLevel
            ? Clamp((Int128)target.Quantity!.AsPromised - (target.Baseline ?? 0))
            : target.Quantity!.AsPromised;

    /// <summary>The same with the promise's own hedge.</summary>
    public static Quantity PromisedIn(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return PromisedIn(target.Quantity!, target);
    }

    /// <summary>The same for another number promised for the target: a later one.</summary>
    public static Quantity PromisedIn(Quantity promised, Target target)
    {
        ArgumentNullException.ThrowIfNull(promised);
        ArgumentNullException.ThrowIfNull(target);

        // A promise of "up to N" is held to the N, so it is up to so many more.
        return !target.Metric.IsLevel ? promised : (promised.Kind, Clamp((Int128)promised.AsPromised - (target.Baseline ?? 0))) switch
        {
            (QuantityKind.UpTo, var more) => Quantity.UpTo(more).As(promised.Hedge!),
            (QuantityKind.FewerThan, var more) => Quantity.FewerThan(more).As(promised.Hedge!),
            _ => promised.Over(target.Start),
        };
    }

    internal static long Clamp(Int128 value) =>
        value > long.MaxValue ? long.MaxValue : value < long.MinValue ? long.MinValue : (long)value;

    /// <summary>
    /// The straight line's share on a day, 0 to 1, from the earliest day of the announcement to the last day of the
    /// deadline; null without a deadline.
    /// </summary>
    public static double? ExpectedOn(PartialDate announced, PartialDate? deadline, DateOnly on) =>
        ShareOf(LineOn(announced, deadline, on));

    /// <summary>
    /// Where the straight path to a target ends: at its deadline; null without one, and where no path leads to it, since jobs that are to be
    /// kept are there from the start.
    /// </summary>
    public static PartialDate? PathEnd(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return Metric.HasPath(target.Metric.Code) ? target.Deadline : null;
    }

    /// <summary>
    /// The day after the announcement that a counted figure describes, the last that its date can mean and none after the day
    /// looked at; null where it has no known day, and where that day may be the day of the announcement or one before: nothing was
    /// to be expected by then.
    /// </summary>
    /// <param name="announced">When it was promised.</param>
    /// <param name="asOf">The date that the figure describes; null where none is known.</param>
    /// <param name="on">The day looked at.</param>
    public static DateOnly? DayAfter(PartialDate announced, PartialDate? asOf, DateOnly on) =>
        asOf is { } date && (date.Latest < on ? date.Latest : on) is var day && day > announced.Latest ? day : null;

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

    /// <summary>
    /// What counts as a share of a target with a number, at its lowest reading. What falls short of the whole, as "nearly" all of
    /// it does, is less than 1.
    /// </summary>
    /// <param name="reading">What counts, less the baseline for a level.</param>
    /// <param name="target">The target.</param>
    public static double ShareOf(Quantity reading, Target target)
    {
        var (counted, promised) = (reading.LowestReading, PromisedBy(target));
        if (promised <= 0)
        {
            // A target of nothing (a level already reached when it was promised) is met by anything that is not below it.
            return counted >= promised ? 1 : 0;
        }

        // What falls short, be it by one of a great many, is never the whole.
        var share = counted / (double)promised;
        return Reaches(reading, target) ? share : Math.Min(share, Math.BitDecrement(1.0));
    }

    // "Nearly 300,000" is not yet 300,000.
    private static bool Reaches(Quantity reading, Target target) =>
        reading.LowestReading >= PromisedBy(target) && !(reading.Kind == QuantityKind.Nearly && reading.LowestReading == PromisedBy(target));

    /// <summary>The pace of a target that is known by its numbers alone: in lists.</summary>
    /// <param name="share">What counts as a share of the target; null where nothing does.</param>
    /// <param name="counted">What counts, less the baseline for a level; null where nothing does.</param>
    /// <param name="promised">What the target is held to (<see cref="PromisedBy"/>); null without a number.</param>
    /// <param name="hasPath">Whether a straight path leads to it (<see cref="Metric.HasPath"/>).</param>
    /// <param name="announced">When it was promised.</param>
    /// <param name="deadline">The original deadline; null where none was given.</param>
    /// <param name="asOf">The date that the leading figure describes; null where none counts, and where it has no known day.</param>
    /// <param name="on">The day looked at.</param>
    public static Pace PaceOn(double? share, long? counted, long? promised, bool hasPath, PartialDate announced, PartialDate? deadline, PartialDate? asOf, DateOnly on) => (counted, promised) switch
    {
        (_, null) => Pace.NoNumber,
        (null, _) => Pace.NothingCounted,
        ({ } value, { } whole) => PaceOf(
            value, whole, share >= 1, hasPath && DayAfter(announced, asOf, on) is { } day ? LineOn(announced, deadline, day) : null, deadline?.HasPassed(on) ?? false, asOf is null, DayAfter(announced, asOf, on) is not null, deadline is not null, hasPath),
    };

    // The line is compared in whole numbers: in doubles, 9 of 100 is less than nine tenths of 1 in 10.
    private static Pace PaceOf(long counted, long promised, bool reached, (int Elapsed, int Whole)? line, bool passed, bool undated, bool isAfter, bool hasDeadline, bool hasPath) => line switch
    {
        _ when reached => Pace.Reached,
        _ when passed => Pace.Overdue,
        _ when !hasDeadline => Pace.NoDeadline,
        _ when !hasPath => Pace.NoPath,
        _ when undated => Pace.Undated,
        _ when !isAfter => Pace.NoCountSince,
        var (elapsed, whole) when (Int128)counted * whole > (Int128)promised * elapsed => Pace.Ahead,
        var (elapsed, whole) when (Int128)counted * whole * 10 >= (Int128)promised * elapsed * 9 => Pace.OnPace,
        _ => Pace.Behind,
    };
}

/// <summary>What counts toward a target at one moment.</summary>
/// <param name="Figure">The figure that made it so.</param>
/// <param name="Reading">What it comes to, as firmly as it is stated: less the baseline for a level.</param>
public sealed record CountedPoint(Figure Figure, Quantity Reading)
{
    /// <summary>What is certain.</summary>
    public long Low => Reading.LowestReading;

    /// <summary>The most it can be; null where open upwards.</summary>
    public long? High => Reading.HighestReading;
}

/// <summary>The counted figures of a target in time, each as the value it makes certain.</summary>
/// <remarks>
/// Which figure leads: the latest state; where the stretches of time of two figures meet (a year contains its months) the one
/// with the stronger basis, then the one with the more exact date, then the one published later, then the one listed later. An
/// undated figure leads where nothing dated counts.
/// </remarks>
public static class CountedFigures
{
    /// <summary>
    /// The values over time, oldest first; the last one leads. A total or a level stands for itself; periods add up, on top of a
    /// total that ended before they began. Figures as of a later day than <paramref name="on"/>, figures that are context or
    /// disputed, levels whose start is not known, and figures that another one of the same stretch of time outranks are left out.
    /// </summary>
    public static IReadOnlyList<CountedPoint> Of(Pledge pledge, Target target, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        ArgumentNullException.ThrowIfNull(target);
        return Of(pledge, target, on, FunnelStep.Reported, (_, _) => true);
    }

    /// <summary>
    /// The same for a step of the funnel: without the figures that do not show it, and each figure outranked only by those that
    /// show the same step.
    /// </summary>
    internal static IReadOnlyList<CountedPoint> ForFunnel(Pledge pledge, Target target, DateOnly on, FunnelStep step) =>
        Of(pledge, target, on, step, (one, other) => one.Shows == other.Shows);

    private static List<CountedPoint> Of(Pledge pledge, Target target, DateOnly on, FunnelStep step, Func<Figure, Figure, bool> areRivals)
    {
        var counted = pledge.FiguresOf(target)
            .Where(f => f.Counting == Counting.Counted && f.AsOf.Earliest <= on && f.Shows >= step && HasStart(f, target))
            .Select((figure, index) => (Figure: figure, Index: index))
            .ToList();
        var figures = counted
            .Where(f => !counted.Exists(other => areRivals(other.Figure, f.Figure) && Outranks(other, f)))
            .OrderBy(f => f.Figure.AsOf.Latest)
            .ThenBy(f => f.Figure.KnownSince)
            .ThenBy(f => f.Index)
            .Select(f => f.Figure);

        var points = new List<CountedPoint>();
        Quantity? before = null;
        DateOnly? covered = null;
        foreach (var figure in figures)
        {
            var reading = figure.Quantity;
            switch (figure.Span)
            {
                case Span.Level:
                    reading = reading.Over(target.Start);
                    break;
                case Span.Period when covered is null || figure.From!.Value.Earliest > covered:
                    reading = before is null ? reading : before.Plus(reading);
                    break;
                case Span.Period:
                    // A period that overlaps what is already covered: the review refuses it beside another period; beside a
                    // total it adds nothing certain.
                    continue;
            }

            (before, covered) = (reading, figure.AsOf.Latest);
            points.Add(new CountedPoint(figure, reading));
        }

        return points;
    }

    /// <summary>Whether a figure counts and stands behind another one of the same stretch of time.</summary>
    public static bool IsOutranked(Pledge pledge, Figure figure, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(figure);
        return figure is { Counting: Counting.Counted, Target: { } target } && figure.Span != Span.Period && HasStart(figure, target)
            && figure.AsOf.Earliest <= on && Of(pledge, target, on).All(p => p.Figure != figure);
    }

    /// <summary>The bases of figures, the strongest first.</summary>
    public static IReadOnlyList<Basis> ByStrength { get; } = [.. Enum.GetValues<Basis>().OrderBy(StrengthOf)];

    // The last counted figure before the one that leads whose basis is stronger, where any is.
    internal static Figure? StrongerThan(Pledge pledge, Figure leading, DateOnly on) =>
        pledge.FiguresOf(leading.Target!)
            .Where(f => f.Counting == Counting.Counted && f != leading && f.AsOf.Earliest <= on && f.Span == leading.Span && !f.Undated && Strength(f) < Strength(leading))
            .OrderBy(f => Strength(f)).ThenByDescending(f => f.AsOf.Latest).FirstOrDefault();

    internal static Figure? LevelWithoutStart(Pledge pledge, Target target, DateOnly on) =>
        pledge.FiguresOf(target).Where(f => f.Counting == Counting.Counted && f.AsOf.Earliest <= on && !HasStart(f, target)).MaxBy(f => f.AsOf.Latest);

    /// <summary>Whether what a figure says can count toward a target: a level says how much was added only beside the level before.</summary>
    public static bool HasStart(Figure figure, Target target)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(target);
        return figure.Span != Span.Level || target.Metric.IsLevel || target.Baseline is not null;
    }

    private static bool Outranks((Figure Figure, int Index) one, (Figure Figure, int Index) other)
    {
        var (a, b) = (one.Figure, other.Figure);
        if (one.Index == other.Index || a.Span == Span.Period || b.Span == Span.Period)
        {
            return false;
        }

        if (a.Undated != b.Undated)
        {
            return b.Undated;
        }

        // Of two undated ones nothing says which is of the later day.
        if (!a.Undated && (a.AsOf.Earliest > b.AsOf.Latest || b.AsOf.Earliest > a.AsOf.Latest))
        {
            return false;
        }

        return (Strength(b) - Strength(a), Exactness(a) - Exactness(b), a.KnownSince.CompareTo(b.KnownSince), one.Index - other.Index) switch
        {
            (not 0 and var basis, _, _, _) => basis > 0,
            (_, not 0 and var date, _, _) => date > 0,
            (_, _, not 0 and var published, _) => published > 0,
            var (_, _, _, index) => index > 0,
        };
    }

    private static int Strength(Figure figure) => StrengthOf(figure.Basis);

    private static int StrengthOf(Basis basis) => basis switch
    {
        Basis.GovernmentRecord => 0,
        Basis.CompanyFiling => 1,
        Basis.IndependentResearch => 2,
        Basis.MediaCount => 3,
        Basis.CompanyStatement => 4,
        _ => 5,
    };

    private static int Exactness(Figure figure) => figure.AsOf.Day is not null ? 2 : figure.AsOf.Month is not null ? 1 : 0;
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
