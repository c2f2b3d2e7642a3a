using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Charts;

/// <summary>The words in and about a drawing, in the language of the page.</summary>
public static class ChartWords
{
    private const int MostFiguresRead = 5;

    /// <summary>What the chart shows, in one sentence: "1,242 of 13,000 jobs counted as of December 2024".</summary>
    public static string Finding(TargetProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var target = progress.Target;
        var baseline = target.Metric.IsLevel && target.Baseline is > 0 ? target.Start : null;
        var pledged = target.Quantity is null ? null : Promised(target);
        if (progress is not { Reading: { } reading, Latest: { } latest })
        {
            var none = Wording.NoFigure;
            return pledged is null ? F($"{none}, and no promised number of {T(target.Metric.Label)}")
                // Both levels, as they were said: what one leads to from the other is nobody's number.
                : baseline is { } from ? target.Deadline is { } end ? F($"{none} for a pledge of {Wording.Promised(target)} by {end.InWords()}, where {Said(from, target.Currency)} were before")
                    : F($"{none} for a pledge of {Wording.Promised(target)}, where {Said(from, target.Currency)} were before")
                : target is { Deadline: { } computed, DeadlineBasis: DeadlineBasis.Computed } ? F($"{none} for a pledge of {WithUnit(pledged, Most(target), target)} by about {computed.InWords()}")
                : target.Deadline is { } due ? F($"{none} for a pledge of {WithUnit(pledged, Most(target), target)} by {due.InWords()}")
                : F($"{none} for a pledge of {WithUnit(pledged, Most(target), target)}");
        }

        var isReached = target.Quantity is not null && reading.LowestReading >= TargetProgress.PromisedIn(target).High;
        var (value, counted, most) = (Said(reading, target.Currency), reading.LowestReading, reading.High);
        if (baseline is { } level)
        {
            var before = Said(level, target.Currency);
            string Fewer() => Wording.Of(Value(counted, target.Currency).TrimStart('−'), counted, "fewer " + target.Metric.Singular, "fewer " + target.Metric.Plural);
            return Capital((pledged, counted < 0) switch
            {
                (null, true) => Known(F($"{Fewer()} than the {before} before the promise, with no number promised")),
                (null, false) => Known(F($"{WithUnit(value, most, target)} than the {before} before the promise, with no number promised")),
                (_, true) => Known(F($"{Fewer()} than the {before} before the promise, where {pledged} more were pledged")),
                _ when isReached => Known(F($"{WithUnit(value, most, target)} than the {before} before the promise, where {pledged} more were pledged")),
                _ => Known(F($"{value} of {WithUnit(pledged, Most(target), target)} than the {before} before the promise")),
            });
        }

        return Capital(pledged is null ? Known(F($"{WithUnit(value, most, target)}, with no number promised"))
            : isReached ? Known(F($"{WithUnit(value, most, target)}, where {pledged} were pledged"))
            : latest.Undated ? F($"{value} of {WithUnit(pledged, Most(target), target)} counted, known by {latest.AsOf.InWords()}")
            : F($"{value} of {WithUnit(pledged, Most(target), target)} counted as of {latest.AsOf.InWords()}"));

        string Known(string what) => latest.Undated ? F($"Counted, known by {latest.AsOf.InWords()}: {what}") : F($"Counted as of {latest.AsOf.InWords()}: {what}");
    }

    /// <summary>A number on the drawing, in full up to ten million; above, in words where that loses nothing: $1.25 billion.</summary>
    public static string Value(long value, string? currency)
    {
        var size = Math.Abs((decimal)value);
        var text = Plain(size);
        if (Language.Current.Powers.FirstOrDefault(p => size >= p.Size) is { } power)
        {
            var parts = size / power.Size;
            text = (size >= 10_000_000m || currency is not null) && decimal.Round(parts, 2) == parts ? Wording.Powers(parts, "#,##0.##", power) : text;
        }

        return (value < 0 ? "−" : "") + Sign(currency) + text;
    }

    /// <summary>The numbers of an axis, as short as all of them can be said without loss: 0, 2,000, 250k, 1.5 million, $10 billion.</summary>
    /// <param name="values">The numbers; from ten thousand on, thousands are written k in languages that have it.</param>
    /// <param name="currency">ISO 4217, for money.</param>
    internal static IReadOnlyList<string> Ticks(IReadOnlyList<double> values, string? currency)
    {
        var largest = values.Max(Math.Abs);

        // Cut at two decimals, 12,003 would be 12k: neither true nor told apart from its neighbour.
        var isShort = values.All(v => Shortened(v).Parts is var parts && decimal.Round(parts, 2) == parts);
        return [.. values.Select(v => v == 0 ? "0" : (v < 0 ? "−" : "") + Sign(currency) + Text(v))];

        string Text(double value) => isShort ? Shortened(value) switch
        {
            (var parts, { } power, _) => Wording.Powers(parts, "#,##0.##", power),
            (var parts, _, true) => F($"{parts:0.##}k"),
            var (parts, _, _) => Plain(parts),
        } : Plain((decimal)Math.Abs(value));

        (decimal Parts, Power? Power, bool InThousands) Shortened(double value)
        {
            var size = (decimal)Math.Abs(value);
            if (Language.Current.Powers.FirstOrDefault(p => size >= p.Size) is { } power)
            {
                return (size / power.Size, power, false);
            }

            return size >= 1_000 && largest >= 10_000 ? (size / 1_000, null, true) : (size, null, false);
        }
    }

    /// <summary>A number as its source states it, with its hedge: 281, more than 256,000, 900 to 1,200.</summary>
    internal static string Said(Quantity quantity, string? currency) => quantity.Kind == QuantityKind.Between
        ? F($"{Value(quantity.Low, currency)} to {Value(quantity.High, currency)}")
        : Wording.Hedged(quantity, Value(quantity.Low, currency));

    /// <summary>
    /// What was promised, beside its line and in the terms of the axis: 13,000; an increase on an axis of levels says to which
    /// level it leads, "900 more (10,900)", and a promised level on one of additions is the increase.
    /// </summary>
    internal static string Pledged(Quantity quantity, ChartReading reading)
    {
        var (target, currency) = (reading.Target, reading.Target.Currency);
        return (reading.HoldsLevels, target.Metric.IsLevel) switch
        {
            // "Up to 500 more" leads to "up to 9,500".
            (true, false) when quantity.Kind is QuantityKind.UpTo or QuantityKind.FewerThan => F($"{Said(quantity, currency)} more ({Wording.Hedged(quantity, Value(Sum(quantity.Low, reading.Start), currency))})"),
            (true, false) => F($"{Said(quantity, currency)} more ({Said(quantity.Plus(target.Start!), currency)})"),
            (false, true) when target.Baseline is not (null or 0) => F($"{Said(TargetProgress.PromisedIn(quantity, target), currency)} more"),
            _ => Said(quantity, currency),
        };

        static long Sum(long one, long other) => (long)Int128.Clamp((Int128)one + other, long.MinValue, long.MaxValue);
    }

    /// <summary>What the vertical axis counts, and in which terms: Jobs created; Headcount, from 12,000 before; Jobs created, over a starting level of about 2,200.</summary>
    internal static string Axis(ChartReading reading)
    {
        var (target, label) = (reading.Target, Wording.Label(reading.Target));
        return reading.HoldsLevels && target.Metric.IsLevel ? F($"{label}, from {Said(target.Start!, target.Currency)} before")
            : reading.HoldsLevels ? F($"{label}, as a level, from {Said(target.Start!, target.Currency)} before")
            : reading.HoldsIncreases ? F($"{label}, over a starting level of {Said(target.Start!, target.Currency)}")
            : label;
    }

    /// <summary>
    /// The chart in sentences, for those who do not see it: its kind and axes, and what is pledged, was reported and
    /// happened.
    /// </summary>
    internal static string Description(ChartReading reading, IReadOnlyList<TimeTick> time, string low, string high)
    {
        var target = reading.Target;
        var currency = target.Currency;
        var sentences = new List<string> { T("Line chart.") };
        if (time.Count > 0)
        {
            sentences.Add(time[0].Date.Year == time[^1].Date.Year ? F($"Horizontal axis: time, {time[0].Date:yyyy}.") : F($"Horizontal axis: time, {time[0].Date:yyyy} to {time[^1].Date:yyyy}."));
        }

        sentences.Add(F($"Vertical axis: {Axis(reading)}, {low} to {high}."));
        if (target.Quantity is { } quantity)
        {
            var pledged = Pledged(quantity, reading);
            sentences.Add(!reading.HasPath && target is { DeadlineBasis: DeadlineBasis.Computed, Deadline: { } about } && TargetProgress.PathEnd(target) is not null
                ? F($"Pledged, as a dashed level line: {pledged} by about {about.InWords()}.")
                : !reading.HasPath && target.Deadline is { } by && TargetProgress.PathEnd(target) is not null
                ? F($"Pledged, as a dashed level line: {pledged} by {by.InWords()}.")
                : target.Deadline is { } kept && TargetProgress.PathEnd(target) is null
                ? F($"Pledged: a dashed level line at {pledged}, {reading.AnnouncedOn.InWords()} to {kept.InWords()}, because jobs to be kept exist from the start.")
                : target is { Deadline: { } computed, DeadlineBasis: DeadlineBasis.Computed }
                ? F($"Pledged: a dashed straight line from {(reading.Start > 0 ? Said(target.Start!, currency) : Value(0, currency))}, {reading.AnnouncedOn.InWords()}, to {pledged} by about {computed.InWords()}.")
                : target.Deadline is { } due
                ? F($"Pledged: a dashed straight line from {(reading.Start > 0 ? Said(target.Start!, currency) : Value(0, currency))}, {reading.AnnouncedOn.InWords()}, to {pledged} by {due.InWords()}.")
                : F($"Pledged: {pledged}, with no original deadline recorded."));
        }

        foreach (var revision in reading.Revisions)
        {
            var day = revision.Revision.Date.InWords();
            sentences.Add((revision.Revision.Quantity, revision.Revision.Deadline) switch
            {
                ({ } changed, { } moved) => F($"Revised {day}: {Pledged(changed, reading)} by {moved.InWords()}."),
                ({ } changed, null) => F($"Revised {day}: {Pledged(changed, reading)}."),
                (null, { } moved) => F($"Revised {day}: by {moved.InWords()}."),
                _ => F($"Revised {day}."),
            });
        }

        List(sentences, T("Counted"), reading.Counted, reading);
        List(sentences, T("Reported but not counted"), [.. reading.Uncounted.Where(f => f.Figure.Counting == Counting.Context)], reading);
        List(sentences, T("Disputed"), [.. reading.Uncounted.Where(f => f.Figure.Counting == Counting.Disputed)], reading);
        if (reading.Progress.Reading is null)
        {
            sentences.Add(Wording.NoFigure + ".");
        }

        sentences.AddRange(reading.Events.OrderBy(e => e.At).Select(e => $"{Wording.Label(e.Event.Kind)}: {e.Event.Date.InWords()}."));
        return string.Join(' ', sentences);
    }

    /// <summary>A mark in words: what was said, and of which day: 1,242 jobs created, 31 December 2021.</summary>
    internal static string OfMark(DrawnFigure figure, ChartReading reading) => WithItsCounting($"{What(figure, reading)}, {figure.Figure.AsOf.InWords()}", figure);

    /// <summary>
    /// A mark in the list below a drawing: 1,242, 31 Dec 2021. The axis names what is counted there, so that only a level and
    /// another metric than the target's are named again.
    /// </summary>
    internal static string InList(DrawnFigure figure, ChartReading reading)
    {
        var what = (figure.Figure.Span != Span.Level || reading.Target.Baseline is null or 0) && figure.Figure.Metric == reading.Target.Metric ? Said(figure.Said, reading.Target.Currency) : What(figure, reading);
        return WithItsCounting($"{what}, {figure.Figure.AsOf.InShortWords()}", figure);
    }

    private static string WithItsCounting(string named, DrawnFigure figure)
    {
        return figure.Figure.Counting switch
        {
            Counting.Context => F($"{named}, not counted"),
            Counting.Disputed => F($"{named}, disputed"),
            _ => named,
        };
    }

    /// <summary>
    /// Where the numbers of a drawing are from: whoever reported the latest counted figure, or the latest at all, and of which day;
    /// null where there is no figure. The name is as the editors wrote it.
    /// </summary>
    internal static (string Before, string By, string After)? Source(ChartReading reading)
    {
        if ((reading.Counted.Count > 0 ? reading.Counted : reading.Uncounted) is not [.., { Figure: { } figure }])
        {
            return null;
        }

        var isUndrawn = reading.Counted.Count == 0 && reading.Progress.Reading is not null;
        var others = reading.Figures.Select(f => f.Figure.ReportedBy).Distinct(StringComparer.Ordinal).Count() - 1;
        const string by = "\u0001";
        var text = reading.Counted.Count > 0
            ? figure.Derived ? F($"Latest count: our arithmetic from {by}, as of {figure.AsOf.InWords()}, {Wording.Words(figure.Basis)}.")
                : F($"Source of the latest count: {by}, as of {figure.AsOf.InWords()}, {Wording.Words(figure.Basis)}.")
            : (isUndrawn ? T("What is counted has no known day and is not drawn.") + " " : "") + F($"Drawn and not counted: a figure as of {figure.AsOf.InWords()} by {by}, {Wording.Words(figure.Basis)}.");
        text += others > 0 ? " " + Plural(others, "{0} more source in the table.", "{0} more sources in the table.") : "";
        var at = text.IndexOf(by, StringComparison.Ordinal);
        return (text[..at], figure.ReportedBy ?? Wording.Words(figure.Basis), text[(at + 1)..]);
    }

    /// <summary>Who reported a number, after what a mark says of it. What is written in English cannot be marked as such there, and stands in the table.</summary>
    internal static string By(Figure figure) => WrittenIn is null && figure.ReportedBy is { } by ? ". " + by : "";

    /// <summary>How many figures are in the table but not in the drawing.</summary>
    internal static string LeftOut(int count) =>
        Plural(count, "The table has {0} more figure, which has no place on these axes", "The table has {0} more figures, which have no place on these axes");

    /// <summary>Why a figure has no mark, for its row in the table.</summary>
    internal static string Why(WithoutMark why) => why switch
    {
        WithoutMark.NoStart => T("Not on the chart: no starting level is recorded."),
        WithoutMark.Addition => T("Not on the chart, which shows levels."),
        WithoutMark.Level => T("Not on the chart, which shows what was added."),
        WithoutMark.OtherUnit => T("Not on the chart, which counts something else."),
        WithoutMark.OtherScale => T("Not on the chart, which has another scale."),
        _ => T("Not on the chart: the date is unknown."),
    };

    /// <summary>
    /// What a counted level comes to as an increase, for its row in the table: about 3,800 over the starting level of about 2,200;
    /// null where nothing is taken off.
    /// </summary>
    public static string? Increase(CountedPoint point)
    {
        ArgumentNullException.ThrowIfNull(point);
        if (point.Figure is not { Span: Span.Level, Target: { Baseline: not (null or 0), Start: { } start } target })
        {
            return null;
        }

        var (increase, before) = (Said(point.Reading, target.Currency), Said(start, target.Currency));
        return point.Low < 0 ? F($"{increase} against the starting level of {before}") : F($"{increase} over the starting level of {before}");
    }

    private static void List(List<string> sentences, string what, IReadOnlyList<DrawnFigure> figures, ChartReading reading)
    {
        if (figures.Count == 0)
        {
            return;
        }

        var read = string.Join("; ", figures.TakeLast(MostFiguresRead)
            .Select(f => $"{What(f, reading)}, {f.Figure.AsOf.InWords()}, {Wording.Words(f.Figure.Basis)}"));
        sentences.Add(figures.Count > MostFiguresRead ? F($"{what}, the latest {MostFiguresRead} of {figures.Count}: {read}.") : $"{what}: {read}.");
    }

    private static string What(DrawnFigure figure, ChartReading reading)
    {
        var currency = reading.Target.Currency;
        var said = Said(figure.Said, currency);
        var named = Wording.Of(said, figure.Said, figure.Figure.Metric);
        return figure.Figure.Span != Span.Level || reading.Target.Baseline is null or 0 ? named
            : !reading.HoldsLevels ? F($"{named} (a level of {Said(figure.Figure.Quantity, currency)})")
            : figure.Figure.Metric.IsLevel ? named
            : F($"a level of {said}");
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Promised(Target target)
    {
        return Said(TargetProgress.PromisedIn(target), target.Currency);
    }

    // The highest number that the promise names.
    private static long Most(Target target) => AboveBaseline(target.Quantity!.High, target);

    private static long AboveBaseline(long value, Target target) =>
        (long)Int128.Clamp((Int128)value - (target.Metric.IsLevel ? target.Baseline ?? 0 : 0), long.MinValue, long.MaxValue);

    // The number and what it counts: 13,000 jobs; 500 more employees; $1 billion in investment.
    private static string WithUnit(string number, long value, Target target)
    {
        var metric = target.Metric;
        return metric.Family == MetricFamily.Money ? F($"{number} in {T(metric.Label)}")
            : metric.IsLevel && target.Baseline is > 0 ? Wording.Of(number, value, "more " + metric.Singular, "more " + metric.Plural)
            : Wording.Of(number, value, metric.Singular, metric.Plural);
    }

    private static string Plain(decimal value) => value.ToString("N0", Language.Current.Culture);

    private static string Sign(string? currency) => currency is null ? "" : Wording.Sign(currency);
}
