using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Charts;

/// <summary>A figure as it is drawn.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Reading">
/// What it comes to, as firmly as it is stated, in the unit of the axis; a level that is measured from a baseline has the
/// baseline taken off.
/// </param>
/// <param name="From">The first day its date can mean.</param>
/// <param name="At">
/// Where its mark stands: on the last day its date can mean, as everywhere in the tracker (a figure "for 2019" describes the
/// end of 2019), but not after the day looked at. The days from <paramref name="From"/> on are drawn as a thin line.
/// </param>
internal sealed record DrawnFigure(Figure Figure, Quantity Reading, DateOnly From, DateOnly At)
{
    /// <summary>What it makes certain, in the unit of the axis.</summary>
    public long Low => Reading.LowestReading;

    /// <summary>The most it can mean; null where it is open upwards.</summary>
    public long? High => Reading.HighestReading;

    /// <summary>The number beside its mark: of a level the level itself, as the table has it; of periods their sum.</summary>
    public Quantity Said => Figure.Span == Span.Level ? Figure.Quantity : Reading;

    /// <summary>The highest value that its drawing reaches.</summary>
    public long Top => Math.Max(Low, High ?? Low);

    /// <summary>Whether it is drawn as a bar from low to high.</summary>
    public bool IsRange => High > Low;
}

/// <summary>A later change of the target, in the unit of the axis.</summary>
internal sealed record DrawnRevision(DateOnly At, long? Value, DateOnly? Deadline, TargetRevision Revision);

/// <summary>An event, and the day at which its line is drawn.</summary>
internal sealed record DrawnEvent(DateOnly At, PledgeEvent Event);

/// <summary>
/// What the chart of one target shows on a date: the chosen figures and events, with their values in the unit of the axis.
/// The counted values are computed by the domain.
/// </summary>
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

    /// <summary>The original target in the unit of the axis; null where no number was promised.</summary>
    public long? Pledged { get; init; }

    public required IReadOnlyList<DrawnFigure> Counted { get; init; }

    /// <summary>Context and disputed figures on the same scale.</summary>
    public required IReadOnlyList<DrawnFigure> Uncounted { get; init; }

    /// <summary>How many figures of this target are only in the table, since they have another scale or another unit.</summary>
    public required int LeftOut { get; init; }

    public required IReadOnlyList<DrawnRevision> Revisions { get; init; }

    /// <summary>The events that matter most, at most four, the most important first.</summary>
    public required IReadOnlyList<DrawnEvent> Events { get; init; }

    public IEnumerable<DrawnFigure> Figures => Counted.Concat(Uncounted);

    /// <summary>
    /// The level before the promise, from which the axis begins, where all that is drawn are levels; 0 where the axis counts
    /// what was added.
    /// </summary>
    public long Start => Target.Baseline is > 0 and { } baseline && (Target.Metric.IsLevel || (Figures.Any() && Figures.All(f => f.Figure.Span == Span.Level))) ? baseline : 0;

    public static ChartReading Of(Pledge pledge, Target target, DateOnly on)
    {
        var counted = CountedFigures.Of(pledge, target, on)
            .Where(p => !p.Figure.Undated)
            .Select(p => new DrawnFigure(p.Figure, p.Reading, p.Figure.AsOf.Earliest, Stands(p.Figure.AsOf, on)))
            .ToList();
        var pledged = target.Quantity is null ? (long?)null : TargetProgress.PromisedBy(target);
        var revisions = target.Revisions
            .Where(r => r.Date.Earliest <= on)
            .OrderBy(r => r.Date)
            .Select(r => new DrawnRevision(
                Stands(r.Date, on),
                r.Quantity is null ? null : InUnitOfAxis(r.Quantity.AsPromised, target, target.Metric.IsLevel),
                r.Deadline?.Latest,
                r))
            .ToList();

        // A counted figure that another one of the same time outranks is drawn beside the line. What has no known day stands on
        // no axis of time.
        var others = pledge.Figures
            .Where(f => f.AsOf.Earliest <= on && (f.Target is null ? SameUnit(f, target) : f.Target == target) && counted.TrueForAll(c => c.Figure != f))
            .ToList();

        // Levels and what was added to a level share no axis.
        var countsWhatWasAdded = !target.Metric.IsLevel && target.Baseline is > 0 && (counted.Count > 0 ? counted.Exists(c => c.Figure.Span != Span.Level) : others.Exists(f => !f.Undated && f.Span != Span.Level && SameUnit(f, target)));
        var countsLevels = counted.Count > 0 && counted.TrueForAll(c => c.Figure.Span == Span.Level);
        var highest = counted.Select(c => Size(c.Top)).Concat(revisions.Select(r => Size(r.Value ?? 0))).Append(Size(pledged ?? 0)).Max();
        var uncounted = others
            .Where(f => !f.Undated && SameUnit(f, target) && HasPlace(f, target) && !(f.Span == Span.Level && countsWhatWasAdded) && !(f.Span == Span.Period && countsLevels))
            .Select(f => Drawn(f, target, on))
            .Where(f => f.Figure.Counting == Counting.Disputed || highest == 0
                || Math.Max(Size(f.Top), Size(f.Low)) <= highest * OtherScale)
            .OrderBy(f => f.At)
            .ToList();

        return new ChartReading
        {
            Target = target,
            On = on,
            Progress = TargetProgress.Of(pledge, target, on),
            Announced = pledge.AnnouncedOn.Earliest,
            AnnouncedOn = pledge.AnnouncedOn,
            Deadline = target.Deadline?.Latest,
            Pledged = pledged,
            Counted = counted,
            Uncounted = uncounted,
            LeftOut = others.Count - uncounted.Count,
            Revisions = revisions,
            Events = [.. ImportantEvents(pledge, revisions, on)],
        };
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

    private static double Size(long value) => Math.Abs((double)value);

    // Only figures of the same family and currency share an axis.
    private static bool SameUnit(Figure figure, Target target) =>
        figure.Metric.Family == target.Metric.Family && (figure.Currency ?? "") == (target.Currency ?? "");

    // A headcount of a whole company says nothing beside new jobs, unless it is known from which level they are measured.
    private static bool HasPlace(Figure figure, Target target) =>
        figure.Span != Span.Level || target.Metric.IsLevel || target.Baseline is not null;

    private static DrawnFigure Drawn(Figure figure, Target target, DateOnly on)
    {
        var isLevel = figure.Span == Span.Level;
        return new DrawnFigure(figure, isLevel ? figure.Quantity.Over(target.Start) : figure.Quantity, figure.AsOf.Earliest, Stands(figure.AsOf, on));
    }

    // As the domain counts: a level has its baseline taken off, everything else stays as it is.
    private static long InUnitOfAxis(long value, Target target, bool isLevel) =>
        isLevel ? (long)Int128.Clamp((Int128)value - (target.Baseline ?? 0), long.MinValue, long.MaxValue) : value;

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
