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
            var none = Wording.NoFigure(progress.FellAway);
            return pledged is null ? F($"{none}, and no promised number of {T(target.Metric.Label)}")
                : target is { Deadline: { } computed, DeadlineBasis: DeadlineBasis.Computed } ? F($"{none} for a pledge of {WithUnit(pledged, Most(target), target)} by about {computed.InWords()}")
                : target.Deadline is { } due ? F($"{none} for a pledge of {WithUnit(pledged, Most(target), target)} by {due.InWords()}")
                : F($"{none} for a pledge of {WithUnit(pledged, Most(target), target)}");
        }

        var asOf = latest.AsOf.InWords();
        var (value, counted, most) = (Said(reading, target.Currency), reading.LowestReading, reading.High);
        if (baseline is { } level)
        {
            var before = Said(level, target.Currency);
            string Fewer() => Wording.Of(Value(counted, target.Currency).TrimStart('−'), counted, "fewer " + target.Metric.Singular, "fewer " + target.Metric.Plural);
            return Capital((pledged, counted < 0) switch
            {
                (null, true) => F($"{Fewer()} than the {before} before the promise counted as of {asOf}, with no number promised"),
                (null, false) => F($"{WithUnit(value, most, target)} than the {before} before the promise counted as of {asOf}, with no number promised"),
                (_, true) => F($"{Fewer()} than the {before} before the promise counted as of {asOf}, where {pledged} more were pledged"),
                _ => F($"{value} of {WithUnit(pledged, Most(target), target)} than the {before} before the promise counted as of {asOf}"),
            });
        }

        return Capital(pledged is null
            ? F($"{WithUnit(value, most, target)} counted as of {asOf}, with no number promised")
            : F($"{value} of {WithUnit(pledged, Most(target), target)} counted as of {asOf}"));
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

    /// <summary>A tick's number, as short as it can be said: 0, 2,000, 250k, 1.5 million, $10 billion.</summary>
    /// <param name="value">The number.</param>
    /// <param name="largest">
    /// The largest number of the axis: from ten thousand on, thousands are written k in languages that have it.
    /// </param>
    /// <param name="currency">ISO 4217, for money.</param>
    internal static string Tick(double value, double largest, string? currency)
    {
        if (value == 0)
        {
            return "0";
        }

        var size = (decimal)Math.Abs(value);
        var text = Plain(size);
        if (Language.Current.Powers.FirstOrDefault(p => size >= p.Size) is { } power)
        {
            text = Wording.Powers(size / power.Size, "#,##0.##", power);
        }
        else if (size >= 1_000 && largest >= 10_000)
        {
            text = F($"{size / 1_000:0.##}k");
        }

        return (value < 0 ? "−" : "") + Sign(currency) + text;
    }

    /// <summary>A number as its source states it, with its hedge: 281, more than 256,000, 900 to 1,200.</summary>
    internal static string Said(Quantity quantity, string? currency) => quantity.Kind == QuantityKind.Between
        ? F($"{Value(quantity.Low, currency)} to {Value(quantity.High, currency)}")
        : Wording.Hedged(quantity, Value(quantity.Low, currency));

    /// <summary>What was promised, beside its line: 13,000; "900 more" where the axis begins at a level and an increase was promised.</summary>
    internal static string Pledged(Quantity quantity, ChartReading reading) =>
        Said(quantity, reading.Target.Currency) is var said && reading.Start > 0 && !reading.Target.Metric.IsLevel ? F($"{said} more") : said;

    /// <summary>What the vertical axis counts: Jobs created.</summary>
    internal static string Axis(ChartReading reading) => reading.Target.Baseline switch
    {
        _ when reading.Start > 0 => F($"{Wording.Label(reading.Target)}, from {Said(reading.Target.Start!, reading.Target.Currency)} before"),
        > 0 when reading.Figures.Any(f => f.Figure.Span == Span.Level) => F($"{Wording.Label(reading.Target)}, above {Said(reading.Target.Start!, reading.Target.Currency)}"),
        _ => Wording.Label(reading.Target),
    };

    /// <summary>
    /// The chart in sentences, for those who do not see it: its kind and axes, and what is pledged, was reported and
    /// happened.
    /// </summary>
    internal static string Description(ChartReading reading, IReadOnlyList<TimeTick> time, double low, double high)
    {
        var target = reading.Target;
        var currency = target.Currency;
        var sentences = new List<string> { T("Line chart.") };
        if (time.Count > 0)
        {
            sentences.Add(F($"Horizontal axis: time, {time[0].Date:yyyy} to {time[^1].Date:yyyy}."));
        }

        sentences.Add(F($"Vertical axis: {Axis(reading)}, {Tick(low, high, currency)} to {Tick(high, high, currency)}."));
        if (target.Quantity is { } quantity)
        {
            var pledged = Pledged(quantity, reading);
            sentences.Add(target.Deadline is { } kept && TargetProgress.PathEnd(target) is null
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

        List(sentences, T("Counted"), reading.Counted, currency);
        List(sentences, T("Reported but not counted"), [.. reading.Uncounted.Where(f => f.Figure.Counting == Counting.Context)], currency);
        List(sentences, T("Disputed"), [.. reading.Uncounted.Where(f => f.Figure.Counting == Counting.Disputed)], currency);
        if (reading.Progress.Reading is null)
        {
            sentences.Add(Wording.NoFigure(reading.Progress.FellAway) + ".");
        }

        sentences.AddRange(reading.Events.OrderBy(e => e.At).Select(e => $"{Wording.Label(e.Event.Kind)}: {e.Event.Date.InWords()}."));
        return string.Join(' ', sentences);
    }

    /// <summary>How many figures are in the table but not in the drawing.</summary>
    internal static string LeftOut(int count) =>
        Plural(count, "The table has {0} more figure, on another scale or with no known date", "The table has {0} more figures, on another scale or with no known date");

    private static void List(List<string> sentences, string what, IReadOnlyList<DrawnFigure> figures, string? currency)
    {
        if (figures.Count == 0)
        {
            return;
        }

        var read = string.Join("; ", figures.TakeLast(MostFiguresRead)
            .Select(f => $"{Wording.Of(Said(f.Said, currency), f.Said, f.Figure.Metric)}, {f.Figure.AsOf.InWords()}, {Wording.Words(f.Figure.Basis)}"));
        sentences.Add(figures.Count > MostFiguresRead ? F($"{what}, the latest {MostFiguresRead} of {figures.Count}: {read}.") : $"{what}: {read}.");
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Promised(Target target)
    {
        return Said(target.Metric.IsLevel ? target.Quantity!.Over(target.Start) : target.Quantity!, target.Currency);
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
