using System.Globalization;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Evidence;

namespace PledgeTracker.Web.Ui;

/// <summary>How numbers, money, shares and spans of time are put into words for readers. The same in every culture.</summary>
public static class Wording
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    private static readonly Dictionary<string, string> CurrencySigns = new(StringComparer.Ordinal)
    {
        ["USD"] = "$",
        ["EUR"] = "€",
        ["GBP"] = "£",
        ["CAD"] = "CA$",
    };

    /// <summary>A whole number in full: 1,454.</summary>
    public static string Number(long value) => (value < 0 ? "−" : "") + Math.Abs((decimal)value).ToString("N0", English);

    /// <summary>A whole number for a headline, cut and never rounded up: 2.4 million, 13,000.</summary>
    public static string Brief(long value)
    {
        var size = Math.Abs((decimal)value);
        var (scale, word) = size switch
        {
            >= 1_000_000_000_000m => (1_000_000_000_000m, " trillion"),
            >= 1_000_000_000m => (1_000_000_000m, " billion"),
            >= 1_000_000m => (1_000_000m, " million"),
            _ => (1m, ""),
        };
        var cut = scale == 1 ? size : Math.Truncate(size / scale * 10) / 10;
        return (value < 0 ? "−" : "") + cut.ToString(scale == 1 ? "N0" : "0.#", English) + word;
    }

    /// <summary>An amount of money for a headline: $2.8 billion, and the code where a currency has no sign of its own here.</summary>
    public static string Money(long amount, string currency) =>
        CurrencySigns.TryGetValue(currency, out var sign)
            ? (amount < 0 ? "−" : "") + sign + Brief(amount < 0 ? -amount : amount)
            : $"{currency} {Brief(amount)}";

    /// <summary>An amount in full: $2,850,000,000.</summary>
    public static string MoneyInFull(long amount, string currency) =>
        (CurrencySigns.GetValueOrDefault(currency) ?? currency + " ") + Number(amount);

    /// <summary>A quantity as its source states it, with its currency: more than $300,000,000.</summary>
    public static string Quantity(Quantity quantity, string? currency) => currency is null ? quantity.ToString() : quantity.Kind switch
    {
        QuantityKind.Exactly => MoneyInFull(quantity.Low, currency),
        QuantityKind.Between => $"{MoneyInFull(quantity.Low, currency)} to {MoneyInFull(quantity.High, currency)}",
        _ => $"{Code.Words(quantity.Kind)} {MoneyInFull(quantity.Low, currency)}",
    };

    /// <summary>A value in the unit of a target: 1,242, or $717,000,000.</summary>
    public static string Value(long value, string? currency) => currency is null ? Number(value) : MoneyInFull(value, currency);

    /// <summary>A value for a headline.</summary>
    public static string BriefValue(long value, string? currency) => currency is null ? Number(value) : Money(value, currency);

    /// <summary>
    /// A share in per cent, cut and never rounded up: 99.96 % is not 100 %. One decimal below ten, and "under 0.1 %".
    /// </summary>
    public static string Percent(double share)
    {
        var percent = share * 100;
        return percent switch
        {
            > 0 and < 0.1 => "under 0.1%",
            > -10 and < 10 => (Math.Truncate(percent * 10) / 10).ToString("0.#", English).Replace('-', '−') + "%",
            > 1e15 => "over 1,000 trillion%",
            _ => Math.Truncate(percent).ToString("N0", English).Replace('-', '−') + "%",
        };
    }

    /// <summary>A number of days in words: today, 1 day, 412 days, 8 years.</summary>
    public static string Days(int days) => days switch
    {
        0 => "today",
        1 => "1 day ago",
        < 731 => string.Create(English, $"{days:N0} days ago"),
        _ => string.Create(English, $"{(int)(days / 365.25)} years ago"),
    };

    /// <summary>One or several of something: 1 pledge, 90 pledges.</summary>
    public static string Count(long count, string singular, string plural) =>
        $"{Number(count)} {(count == 1 ? singular : plural)}";

    /// <summary>How a target stands, as a sentence that explains itself.</summary>
    public static string Pace(TargetProgress progress) => progress.Pace switch
    {
        Domain.Progress.Pace.Reached => "The target is reached.",
        Domain.Progress.Pace.Ahead => $"Ahead: {Percent(progress.ExpectedShare!.Value)} was to be expected by now.",
        Domain.Progress.Pace.OnPace => $"On pace: {Percent(progress.ExpectedShare!.Value)} was to be expected by now.",
        Domain.Progress.Pace.Behind => $"Behind: {Percent(progress.ExpectedShare!.Value)} was to be expected by now.",
        Domain.Progress.Pace.Overdue => "The deadline has passed and the target is not reached.",
        Domain.Progress.Pace.NoDeadline => "No deadline was given, so no pace can be computed.",
        Domain.Progress.Pace.NothingCounted => progress.DeadlineHasPassed
            ? "The deadline has passed and no figure counts toward the target."
            : "No figure counts toward the target.",
        _ => "No number was promised.",
    };

    /// <summary>A target's name at the beginning of a line: Jobs created.</summary>
    public static string Label(Target target) => char.ToUpperInvariant(target.Metric.Label[0]) + target.Metric.Label[1..];

    /// <summary>A target's name for a heading, told apart from others of the same metric by its number.</summary>
    public static string Heading(Target target, IReadOnlyCollection<Target> all) =>
        all.Count(t => t.Metric.Code == target.Metric.Code) > 1 && target.Quantity is not null
            ? $"{Label(target)} ({Quantity(target.Quantity, target.Currency)})"
            : Label(target);

    /// <summary>How often the company was asked, and when last.</summary>
    public static string Asked(Pledge pledge)
    {
        var last = pledge.Inquiries.MaxBy(i => i.Asked)!;
        var times = pledge.Inquiries.Count switch { 1 => "once", 2 => "twice", var n => Number(n) + " times" };
        return $"Asked {times}, last on {PartialDate.OfDay(last.Asked).ToWords()}: {Code.Words(last.Outcome)}.";
    }

    /// <summary>How the pledge of a page stands to another, from where the page stands.</summary>
    public static string Relation(Pledges.RelatedPledge related) => (related.Kind, related.IsNamedThere) switch
    {
        (RelationKind.PartOf, false) => "This pledge is part of",
        (RelationKind.PartOf, true) => "Contains",
        (RelationKind.Replaces, false) => "Replaces",
        (RelationKind.Replaces, true) => "Was replaced by",
        (RelationKind.Follows, false) => "Follows",
        (RelationKind.Follows, true) => "Was followed by",
        _ => "Related:",
    };

    /// <summary>The name of a currency within a sentence: U.S. dollars; its code where the tracker knows no name.</summary>
    public static string CurrencyName(string currency) => currency switch
    {
        "USD" => "U.S. dollars",
        "EUR" => "euros",
        "GBP" => "pounds sterling",
        "CAD" => "Canadian dollars",
        _ => currency,
    };

    /// <summary>What stands under a pledge's bar in a list: 1,242 of up to 13,000 jobs.</summary>
    public static string Row(Data.PledgeSummary row)
    {
        var target = row.Target is null ? "no number promised" : row.Currency is null ? Number(row.Target.Value) : Money(row.Target.Value, row.Currency);
        if (row.Counted is not { } counted)
        {
            return row.Target is null ? "No number promised" : $"Nothing counted of {target}";
        }

        var value = row.Currency is null ? Number(counted) : Money(counted, row.Currency);
        if (row.CountedHigh > counted)
        {
            value += " to " + (row.Currency is null ? Number(row.CountedHigh.Value) : Money(row.CountedHigh.Value, row.Currency));
        }

        return row.Target is null ? $"{value} counted; {target}" : $"{value} of {target}{(row.Share is { } share ? $", {Percent(share)}" : "")}";
    }

    /// <summary>What the promise was, in a few words: 1,000,000 jobs created.</summary>
    public static string Promised(Target target) => target.Quantity is null
        ? $"{target.Metric.Label}, without a number"
        : target.Metric.Family == MetricFamily.Money
            ? $"{Quantity(target.Quantity, target.Currency)} {(target.Metric.Code == "investment" ? "invested" : target.Metric.Label)}"
            : $"{target.Quantity} {(target.Metric.IsLevel ? target.Metric.Plural : target.Metric.Label)}";

    /// <summary>A stored copy in a few words: "PDF, 1.2 MB, stored 3 May 2026".</summary>
    public static string Copy(EvidenceFile file) => $"{(file.Kind == EvidenceKind.Text ? "text" : Code.Of(file.Kind).ToUpperInvariant())}, {Size(file.Size)}, stored {PartialDate.OfDay(DateOnly.FromDateTime(file.AddedAt)).ToWords()}";

    /// <summary>A size as people say it: "512 bytes", "12 KB", "1.2 MB".</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1000 => Count((int)bytes, "byte", "bytes"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB"),
    };
}
