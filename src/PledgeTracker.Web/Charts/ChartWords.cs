using System.Globalization;
using System.Text;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Charts;

/// <summary>The words in and about a drawing. The same in every culture.</summary>
public static class ChartWords
{
    private const int MostFiguresRead = 5;

    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    private static readonly (decimal Size, string Word)[] Powers =
    [
        (1_000_000_000_000_000_000m, " quintillion"), (1_000_000_000_000_000m, " quadrillion"), (1_000_000_000_000m, " trillion"),
        (1_000_000_000m, " billion"), (1_000_000m, " million"),
    ];

    /// <summary>What the chart shows, in one sentence: "1,242 of 13,000 jobs counted as of December 2024".</summary>
    public static string Finding(TargetProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var target = progress.Target;
        var baseline = target.Metric.IsLevel && target.Baseline is > 0 ? target.Baseline : null;
        var unit = Unit(target);
        var pledged = target.Quantity is null ? null : Promised(target);
        if (progress is not { Counted: { } counted, Latest: { } latest })
        {
            return pledged is null
                ? $"Nothing counted; of {target.Metric.Label}, no number was promised"
                : $"Nothing counted of {pledged} {unit} pledged{(target.Deadline is { } due ? $" by {due.ToWords()}" : "")}";
        }

        var asOf = $"counted as of {latest.AsOf.ToWords()}";
        var before = baseline is { } level ? $"the {Value(level, target.Currency)} before the promise" : "";
        return (pledged, baseline) switch
        {
            (null, not null) when counted < 0 => $"{Fewer(counted)} {target.Metric.Plural} than {before} {asOf}; no number was promised",
            (null, not null) => $"{Counted(progress, counted)} {unit} than {before} {asOf}; no number was promised",
            (null, _) => $"{Counted(progress, counted)} {unit} {asOf}; no number was promised",
            (_, not null) when counted < 0 => $"{Fewer(counted)} {target.Metric.Plural} than {before} {asOf}; {pledged} more were pledged",
            (_, not null) => $"{Counted(progress, counted)} of {pledged} {unit} than {before} {asOf}",
            _ => $"{Counted(progress, counted)} of {pledged} {unit} {asOf}",
        };

        string Fewer(long value) => Value(value, target.Currency).TrimStart('−') + " fewer";
    }

    /// <summary>A number on the drawing, in full up to ten million; above, in words where that loses nothing: $1.25 billion.</summary>
    public static string Value(long value, string? currency)
    {
        var size = Math.Abs((decimal)value);
        var text = size.ToString("N0", English);
        foreach (var (power, word) in Powers)
        {
            if (size >= power)
            {
                var parts = size / power;
                text = (size >= 10_000_000m || currency is not null) && decimal.Round(parts, 2) == parts ? parts.ToString("0.##", English) + word : text;
                break;
            }
        }

        return (value < 0 ? "−" : "") + Sign(currency) + text;
    }

    /// <summary>A tick's number, as short as it can be said: 0, 2,000, 250k, 1.5 million, $10 billion.</summary>
    /// <param name="value">The number.</param>
    /// <param name="largest">The largest number of the axis: from ten thousand on, its thousands are written k.</param>
    /// <param name="currency">ISO 4217, for money.</param>
    internal static string Tick(double value, double largest, string? currency)
    {
        if (value == 0)
        {
            return "0";
        }

        var size = (decimal)Math.Abs(value);
        var text = size.ToString("N0", English);
        if (Powers.FirstOrDefault(p => size >= p.Size) is { Word: not null } power)
        {
            text = (size / power.Size).ToString("0.##", English) + power.Word;
        }
        else if (size >= 1_000 && largest >= 10_000)
        {
            text = (size / 1_000).ToString("0.##", English) + "k";
        }

        return (value < 0 ? "−" : "") + Sign(currency) + text;
    }

    /// <summary>A figure's number beside its mark: 281, 256,000+, 900–1,200, up to 800.</summary>
    internal static string Mark(DrawnFigure figure, string? currency) => (figure.Figure.Quantity.Kind, figure.High) switch
    {
        (QuantityKind.UpTo, { } most) => "up to " + Value(most, currency),
        (_, null) => Value(figure.Low, currency) + "+",
        (_, { } high) when high > figure.Low => $"{Value(figure.Low, currency)}–{Value(high, currency)}",
        _ => Value(figure.Low, currency),
    };

    /// <summary>A share in per cent, cut and never rounded up: what is not reached must not look reached.</summary>
    internal static string Percent(double share)
    {
        var percent = share * 100;
        return percent switch
        {
            > 0 and < 0.1 => "under 0.1%",
            > -10 and < 10 => Minus((Math.Truncate(percent * 10) / 10).ToString("0.#", English)),
            > 1e15 => "over 1,000 trillion%",
            _ => Minus(Math.Truncate(percent).ToString("N0", English)),
        };

        static string Minus(string text) => text.Replace('-', '−') + "%";
    }

    /// <summary>What the vertical axis counts: Jobs created.</summary>
    internal static string Axis(Target target) =>
        char.ToUpperInvariant(target.Metric.Label[0]) + target.Metric.Label[1..]
        + (target.Metric.IsLevel && target.Baseline is > 0 and { } baseline ? $", above {Value(baseline, target.Currency)}" : "");

    /// <summary>The chart in sentences for those who do not see it: its kind, its axes, what is pledged, reported and happened.</summary>
    internal static string Description(ChartReading reading, IReadOnlyList<TimeTick> time, double low, double high)
    {
        var target = reading.Target;
        var currency = target.Currency;
        var text = new StringBuilder("Line chart.");
        if (time.Count > 0)
        {
            text.Append(English, $" Horizontal axis: time, {time[0].Date:yyyy} to {time[^1].Date:yyyy}.");
        }

        text.Append(English, $" Vertical axis: {Axis(target)}, {Tick(low, high, currency)} to {Tick(high, high, currency)}.");
        if (reading.Pledged is { } pledged)
        {
            text.Append(target.Deadline is { } due
                ? string.Create(English, $" Pledged: a dashed straight line from zero on {reading.Announced:d MMMM yyyy} to {Value(pledged, currency)} by {due.ToWords()}.")
                : $" Pledged: {Value(pledged, currency)}, with no deadline.");
        }

        foreach (var revision in reading.Revisions)
        {
            text.Append(English, $" Revised {revision.Revision.Date.ToWords()}:");
            text.Append(revision.Value is { } value ? " " + Value(value, currency) : "");
            text.Append(revision.Revision.Deadline is { } moved ? $" by {moved.ToWords()}" : "").Append('.');
        }

        List(text, "Counted", reading.Counted, currency);
        List(text, "Reported but not counted", [.. reading.Uncounted.Where(f => f.Figure.Counting == Counting.Context)], currency);
        List(text, "Disputed", [.. reading.Uncounted.Where(f => f.Figure.Counting == Counting.Disputed)], currency);
        if (reading.Counted.Count == 0)
        {
            text.Append(" No figure counted.");
        }

        foreach (var happened in reading.Events.OrderBy(e => e.At))
        {
            text.Append(English, $" {Code.Label(happened.Event.Kind)}: {happened.Event.Date.ToWords()}.");
        }

        return text.ToString();
    }

    /// <summary>How many figures the drawing leaves to the table.</summary>
    internal static string LeftOut(int count) =>
        count == 1 ? "1 more figure, on another scale, is in the table" : $"{count.ToString("N0", English)} more figures, on another scale, are in the table";

    private static void List(StringBuilder text, string what, IReadOnlyList<DrawnFigure> figures, string? currency)
    {
        if (figures.Count == 0)
        {
            return;
        }

        text.Append(English, $" {what}{(figures.Count > MostFiguresRead ? $", the latest {MostFiguresRead} of {figures.Count}" : "")}: ");
        text.AppendJoin("; ", figures.TakeLast(MostFiguresRead)
            .Select(f => $"{Spoken(f, currency)} {f.Figure.Metric.Label}, {f.Figure.AsOf.ToWords()}, {Code.Words(f.Figure.Basis)}"));
        text.Append('.');
    }

    private static string Spoken(DrawnFigure figure, string? currency) => (figure.Figure.Quantity.Kind, figure.High) switch
    {
        (QuantityKind.UpTo, { } most) => "up to " + Value(most, currency),
        (QuantityKind.MoreThan, null) => "more than " + Value(figure.Low, currency),
        (_, null) => "at least " + Value(figure.Low, currency),
        (QuantityKind.About, _) => "about " + Value(figure.Low, currency),
        (_, { } high) when high > figure.Low => $"{Value(figure.Low, currency)} to {Value(high, currency)}",
        _ => Value(figure.Low, currency),
    };

    private static string Counted(TargetProgress progress, long counted) => Capital(Spoken(
        new DrawnFigure(progress.Latest!, counted, progress.CountedHigh, default, default), progress.Target.Currency));

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Promised(Target target)
    {
        var quantity = target.Quantity!;
        var less = target.Metric.IsLevel ? target.Baseline ?? 0 : 0;
        var low = Value((long)Int128.Clamp((Int128)quantity.Low - less, long.MinValue, long.MaxValue), target.Currency);
        return quantity.Kind switch
        {
            QuantityKind.Exactly => low,
            QuantityKind.Between =>
                $"{low} to {Value((long)Int128.Clamp((Int128)quantity.High - less, long.MinValue, long.MaxValue), target.Currency)}",
            _ => $"{Code.Words(quantity.Kind)} {low}",
        };
    }

    private static string Unit(Target target) =>
        target.Metric.Family == MetricFamily.Money ? "in " + target.Metric.Label
        : target.Quantity is { Kind: QuantityKind.Exactly, AsPromised: 1 } ? target.Metric.Singular
        : target.Metric.IsLevel && target.Baseline is > 0 ? $"more {target.Metric.Plural}"
        : target.Metric.Plural;

    private static string Sign(string? currency) => currency switch
    {
        null => "",
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "CAD" => "CA$",
        _ => currency + " ",
    };
}
