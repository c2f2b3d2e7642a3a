using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Charts;

/// <summary>A figure as it is drawn.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Said">
/// What its mark stands for and what its label says, as firmly as it is stated and in the terms of the axis: on an axis of
/// levels the level itself, on one of additions what was added; of periods their sum.
/// </param>
/// <param name="From">The first day its date can mean.</param>
/// <param name="At">
/// Where its mark stands: on the last day its date can mean, as everywhere in the tracker (a figure "for 2019" describes the
/// end of 2019), but not after the day looked at. The days from <paramref name="From"/> on are drawn as a thin line.
/// </param>
internal sealed record DrawnFigure(Figure Figure, Quantity Said, DateOnly From, DateOnly At)
{
    /// <summary>What it makes certain, in the terms of the axis.</summary>
    public long Low => Said.LowestReading;

    /// <summary>The most it can mean; null where it is open upwards.</summary>
    public long? High => Said.HighestReading;

    /// <summary>The highest value that its drawing reaches.</summary>
    public long Top => Math.Max(Low, High ?? Low);

    /// <summary>Whether it is drawn as a bar from low to high.</summary>
    public bool IsRange => High > Low;
}

/// <summary>A later change of the target, in the terms of the axis.</summary>
internal sealed record DrawnRevision(DateOnly At, long? Value, DateOnly? Deadline, TargetRevision Revision);

/// <summary>An event, and the day at which its line is drawn.</summary>
internal sealed record DrawnEvent(DateOnly At, PledgeEvent Event);

/// <summary>Why a figure of a target is only in the table and has no mark on the chart.</summary>
internal enum WithoutMark
{
    /// <summary>Nothing says which day it describes.</summary>
    NoKnownDay,

    /// <summary>It counts something else, or in another currency.</summary>
    OtherUnit,

    /// <summary>It is a level of something of which additions were promised, and the level before the promise is not known.</summary>
    NoStart,

    /// <summary>It says what was added, and the axis holds levels.</summary>
    Addition,

    /// <summary>It is a level that does not count, and the axis holds additions.</summary>
    Level,

    /// <summary>It is so large that the rest of the drawing would be flat.</summary>
    OtherScale,
}

/// <summary>
/// What the chart of one target shows on a date: the chosen figures and events, with their values in the terms of the axis.
/// The counted values are computed by the domain.
/// </summary>
/// <remarks>
/// An axis holds either levels, each with its own number, or what was added to the level before the promise; a level among
/// additions stands, and is labelled, as the increase over that level. What cannot be said in the terms of the axis has no mark.
/// </remarks>
internal sealed record ChartReading
{
    // A context figure this many times above everything that counts would flatten the rest of the drawing.
    private const double OtherScale = 2.5;

    private const int MostEvents = 4;

    public required Target Target { get; init; }

    public required DateOnly On { get; init; }

    public required TargetProgress Progress { get; init; }

    public required DateOnly Announced { get; init; }

    /// <summary>The announcement, as exactly as its day is known.</summary>
    public required PartialDate AnnouncedOn { get; init; }

    /// <summary>The last day of the original deadline.</summary>
    public DateOnly? Deadline { get; init; }

    /// <summary>The original target in the terms of the axis; null where no number was promised.</summary>
    public long? Pledged { get; init; }

    /// <summary>Whether the axis holds levels that begin at a known level before the promise.</summary>
    public required bool HoldsLevels { get; init; }

    public required IReadOnlyList<DrawnFigure> Counted { get; init; }

    /// <summary>Context and disputed figures on the same scale.</summary>
    public required IReadOnlyList<DrawnFigure> Uncounted { get; init; }

    /// <summary>The figures that are only in the table, and why.</summary>
    public required IReadOnlyDictionary<Figure, WithoutMark> LeftOut { get; init; }

    public required IReadOnlyList<DrawnRevision> Revisions { get; init; }

    /// <summary>The events that matter most, at most four, the most important first.</summary>
    public required IReadOnlyList<DrawnEvent> Events { get; init; }

    /// <summary>Whether a path leads to the target: something counts beside it, and it was to be reached by a day.</summary>
    public bool HasPath => Counted.Count > 0 && TargetProgress.PathEnd(Target) is not null;

    public IEnumerable<DrawnFigure> Figures => Counted.Concat(Uncounted);

    /// <summary>Where the axis begins, in its own terms: at the level before the promise; 0 where it counts what was added.</summary>
    public long Start => HoldsLevels ? Target.Baseline!.Value : 0;

    /// <summary>
    /// Whether a level stands on the axis as the increase over the level before the promise; beside nothing but levels, an increase
    /// over nothing is the level itself.
    /// </summary>
    public bool HoldsIncreases => !HoldsLevels && Target.Baseline is { } baseline
        && (Figures.Any(f => f.Figure.Span == Span.Level) || (Target.Metric.IsLevel && baseline != 0))
        && (baseline != 0 || Figures.Any(f => f.Figure.Span != Span.Level));

    public static ChartReading Of(Pledge pledge, Target target, DateOnly on)
    {
        var points = CountedFigures.Of(pledge, target, on).Where(p => !p.Figure.Undated).ToList();

        // A counted figure that another one of the same time outranks is drawn beside the line. What has no known day stands on
        // no axis of time.
        var others = pledge.Figures
            .Where(f => f.AsOf.Earliest <= on && (f.Target is null ? SameUnit(f, target) : f.Target == target) && points.TrueForAll(c => c.Figure != f))
            .ToList();
        var holdsLevels = HoldsLevelsFor(target, points, others);
        var start = holdsLevels ? target.Baseline!.Value : 0;
        var counted = points
            .Select(p => new DrawnFigure(p.Figure, holdsLevels ? p.Figure.Quantity : p.Reading, p.Figure.AsOf.Earliest, Stands(p.Figure.AsOf, on)))
            .ToList();
        var pledged = target.Quantity is null ? (long?)null : OnAxis(target.Quantity.AsPromised, target, holdsLevels);
        var revisions = target.Revisions
            .Where(r => r.Date.Earliest <= on)
            .OrderBy(r => r.Date)
            .Select(r => new DrawnRevision(
                Stands(r.Date, on),
                r.Quantity is null ? null : OnAxis(r.Quantity.AsPromised, target, holdsLevels),
                r.Deadline?.Latest,
                r))
            .ToList();

        var highest = counted.Select(c => Size(c.Top)).Concat(revisions.Select(r => Size(r.Value ?? start))).Append(Size(pledged ?? start)).Max();
        var countsLevels = counted.Count > 0 && counted.TrueForAll(c => c.Figure.Span == Span.Level);
        var leftOut = new Dictionary<Figure, WithoutMark>();
        var uncounted = new List<DrawnFigure>();
        foreach (var figure in others)
        {
            var drawn = new DrawnFigure(figure, holdsLevels || figure.Span != Span.Level ? figure.Quantity : figure.Quantity.Over(target.Start), figure.AsOf.Earliest, Stands(figure.AsOf, on));
            WithoutMark? why =
                figure.Undated ? WithoutMark.NoKnownDay
                : !SameUnit(figure, target) ? WithoutMark.OtherUnit
                : !CountedFigures.HasStart(figure, target) ? WithoutMark.NoStart
                : figure.Span == Span.Level ? (!holdsLevels && target.Baseline is not (null or 0) ? WithoutMark.Level : IsOfOtherScale(drawn))
                : holdsLevels || (countsLevels && figure.Span == Span.Period) ? WithoutMark.Addition
                : IsOfOtherScale(drawn);
            if (why is { } reason)
            {
                leftOut.Add(figure, reason);
            }
            else
            {
                uncounted.Add(drawn);
            }
        }

        return new ChartReading
        {
            Target = target,
            On = on,
            Progress = TargetProgress.Of(pledge, target, on),
            Announced = pledge.AnnouncedOn.Earliest,
            AnnouncedOn = pledge.AnnouncedOn,
            Deadline = target.Deadline?.Latest,
            Pledged = pledged,
            HoldsLevels = holdsLevels,
            Counted = counted,
            Uncounted = [.. uncounted.OrderBy(f => f.At)],
            LeftOut = leftOut,
            Revisions = revisions,
            Events = [.. ImportantEvents(pledge, revisions, on)],
        };

        double Size(long value) => Math.Abs((double)value - start);

        WithoutMark? IsOfOtherScale(DrawnFigure figure) =>
            figure.Figure.Counting == Counting.Disputed || highest == 0 || Math.Max(Size(figure.Top), Size(figure.Low)) <= highest * OtherScale ? null : WithoutMark.OtherScale;
    }

    /// <summary>The first and the last day that must lie on the time axis.</summary>
    public (DateOnly First, DateOnly Last) Days()
    {
        var days = Figures.SelectMany(f => new[] { f.From, f.At })
            .Concat(Events.Select(e => e.At))
            .Concat(Revisions.Select(r => r.At))
            .Concat(Revisions.Select(r => r.Deadline).OfType<DateOnly>())
            .Append(Announced)
            .Append(Deadline ?? Announced)
            .ToList();
        var (first, last) = (days.Min(), days.Max());

        // Today is on the axis for an open pledge, and for one that ended not long ago. For an older one, years without
        // news would only squeeze those with some.
        var longPast = Math.Max(400, (last.DayNumber - first.DayNumber) * 3 / 10);
        var today = On > last && (Deadline is null || On.DayNumber - last.DayNumber <= longPast);
        return (first, today ? On : last);
    }

    // Levels and what was added to a level share no axis of levels: what was counted decides, then what was promised.
    private static bool HoldsLevelsFor(Target target, List<CountedPoint> counted, List<Figure> others)
    {
        if (target.Baseline is not > 0)
        {
            return false;
        }

        if (counted.Count > 0)
        {
            return counted.TrueForAll(c => c.Figure.Span == Span.Level);
        }

        var drawable = others.Where(f => !f.Undated && SameUnit(f, target)).ToList();
        return target.Metric.IsLevel || (drawable.Count > 0 && drawable.TrueForAll(f => f.Span == Span.Level));
    }

    // Only figures of the same family and currency share an axis.
    private static bool SameUnit(Figure figure, Target target) =>
        figure.Metric.Family == target.Metric.Family && (figure.Currency ?? "") == (target.Currency ?? "");

    // A number that was promised: of a level the level, of an increase the increase, put into the terms of the axis.
    private static long OnAxis(long promised, Target target, bool holdsLevels) =>
        holdsLevels == target.Metric.IsLevel ? promised
        : (long)Int128.Clamp(holdsLevels ? (Int128)promised + target.Baseline!.Value : (Int128)promised - (target.Baseline ?? 0), long.MinValue, long.MaxValue);

    private static DateOnly Stands(PartialDate date, DateOnly on) => date.Latest <= on ? date.Latest : on;

    private static IEnumerable<DrawnEvent> ImportantEvents(Pledge pledge, List<DrawnRevision> revisions, DateOnly on) =>
        pledge.Events
            .Where(e => Importance(e.Kind) is not null && e.Date.Earliest <= on)
            .Select(e => new DrawnEvent(Stands(e.Date, on), e))

            // The step of the changed target already says the same.
            .Where(e => e.Event.Kind != EventKind.Revised || revisions.TrueForAll(r => r.At != e.At))
            .OrderBy(e => Importance(e.Event.Kind))
            .ThenByDescending(e => e.At)
            .DistinctBy(e => (e.At, e.Event.Kind))
            .Take(MostEvents);

    private static int? Importance(EventKind kind) => kind switch
    {
        EventKind.Withdrawn => 0,
        EventKind.Cancelled => 1,
        EventKind.Revised => 2,
        EventKind.Disputed => 3,
        EventKind.Verified => 4,
        _ => null,
    };
}
