using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Html;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Ui;

/// <summary>
/// The small pieces of HTML that every page is made of. Functions instead of tag helpers: a page shows hundreds of them,
/// and a tag helper costs several times as much.
/// </summary>
public static class Markup
{
    /// <summary>Escapes what HTML must not hold, and leaves letters of every language as they are.</summary>
    public static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly string[] Icons = [.. Enum.GetValues<VerdictKind>().Select(v => $"<span class=\"verdict v-{Code.Of(v)}\">{Icon(v)} ")];

    // The same few on every page, most of them several times.
    private static readonly HtmlString[] Links = [.. Enumerable.Range(0, 200).Select(LinkTo)];

    /// <summary>A verdict: an icon and a word, and only then a colour.</summary>
    public static IHtmlContent Verdict(VerdictKind verdict) => Verdict(verdict, null);

    /// <summary>A verdict with why the pledge lapsed.</summary>
    public static IHtmlContent Verdict(VerdictKind verdict, LapseReason? because) => new HtmlString($"{Icons[(int)verdict]}{Encoder.Encode(Wording.Verdict(verdict, because))}</span>");

    /// <summary>One of the tracker's words, leading to what it means, which is also its hint.</summary>
    /// <param name="value">The word.</param>
    /// <param name="label">Whether it begins a line.</param>
    /// <param name="hint">Whether its meaning is its hint; not in tables, where many rows have the same word.</param>
    public static IHtmlContent Term<T>(T value, bool label = true, bool hint = true)
        where T : struct, Enum
    {
        var words = label ? Wording.Label(value) : Wording.Words(value);
        return Glossary.Term(value) is { } term
            ? new HtmlString($"<a class=\"term\" href=\"{Ui.Text.Here}/method#{term.Anchor}\"{(hint ? $" title=\"{Encoder.Encode(Ui.Text.T(term.Meaning))}\"" : "")}>{Encoder.Encode(words)}</a>")
            : Text(words);
    }

    /// <summary>A date in words, with its machine form where HTML has one for it: a year, a month, a day.</summary>
    public static IHtmlContent Date(PartialDate date) => SaidDate.Element(date, Wording.Long(date));

    /// <summary>A date within a sentence, with its preposition: on 9 January 2017, in January 2017.</summary>
    public static IHtmlContent OnDate(PartialDate date) => date.Day is null ? Ui.Text.H($"in {Date(date)}") : Ui.Text.H($"on {Date(date)}");

    /// <summary>The same for a narrow column.</summary>
    public static IHtmlContent ShortDate(PartialDate date) => SaidDate.Element(date, Wording.Short(date));

    /// <summary>A time from one date to another: 2 May 2022 to 31 March 2023, and once where both are the same: 2022.</summary>
    public static IHtmlContent Period(PartialDate from, PartialDate until) => Wording.IsOne(from, until) ? Date(until) : Ui.Text.H($"{Date(from)} to {Date(until)}");

    /// <summary>The same for a narrow column.</summary>
    public static IHtmlContent ShortPeriod(PartialDate from, PartialDate until) => Wording.IsOne(from, until) ? ShortDate(until) : Ui.Text.H($"{ShortDate(from)} to {ShortDate(until)}");

    /// <summary>A day in words.</summary>
    public static IHtmlContent Date(DateOnly day) => Date(PartialDate.OfDay(day));

    /// <summary>A number with the value a program reads.</summary>
    public static IHtmlContent Data(long value, string shown) => new HtmlString(
        string.Create(CultureInfo.InvariantCulture, $"<data value=\"{value}\">{Encoder.Encode(shown)}</data>"));

    /// <summary>A whole number in full.</summary>
    public static IHtmlContent Number(long value) => Data(value, Wording.Number(value));

    /// <summary>A quantity as its source states it.</summary>
    public static IHtmlContent Quantity(Quantity quantity, string? currency) => Data(quantity.Low, Wording.Quantity(quantity, currency));

    /// <summary>The number that a target has: of money with its large numbers in words, which cut nothing off: 13,000; $10 billion.</summary>
    /// <param name="target">A target with a number.</param>
    public static IHtmlContent Promised(Target target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.Currency is null ? Quantity(target.Quantity!, null) : Data(target.Quantity!.Low, Wording.AsSaid(target.Quantity, target.Currency));
    }

    /// <summary>The same for a cell of a table, with every digit.</summary>
    public static IHtmlContent QuantityInFull(Quantity quantity, string? currency) => Data(quantity.Low, Wording.QuantityInFull(quantity, currency));

    /// <summary>A quantity for a headline, with its hedge.</summary>
    public static IHtmlContent Brief(Quantity quantity, string? currency) => Data(quantity.Low, Wording.Brief(quantity, currency));

    /// <summary>A quantity with what it is a quantity of, by the name of its metric.</summary>
    public static IHtmlContent Of(Quantity quantity, string? currency, Metric metric)
    {
        var number = Wording.Quantity(quantity, currency);
        if (metric.Family == MetricFamily.Money)
        {
            return Ui.Text.H($"{Data(quantity.Low, number)} in {Ui.Text.T(metric.Label)}");
        }

        var (one, other) = Wording.Counted(quantity, metric);
        return Ui.Text.PluralOf(Data(quantity.Low, number), Wording.Operands(number, quantity.High), "{0} " + one, "{0} " + other);
    }

    /// <summary>The numbers of the sources a statement rests on, as links to the list of sources.</summary>
    public static IHtmlContent Sources(IReadOnlyCollection<Source> sources)
    {
        if (sources.Count == 0)
        {
            return HtmlString.Empty;
        }

        if (sources.Count == 1)
        {
            return LinkTo(sources.First());
        }

        var html = new StringBuilder();
        foreach (var source in sources)
        {
            html.Append(LinkTo(source).Value);
        }

        return new HtmlString(html.ToString());
    }

    private static HtmlString LinkTo(Source source) => source.Number >= 0 && source.Number < Links.Length ? Links[source.Number] : LinkTo(source.Number);

    private static HtmlString LinkTo(int number) => new(string.Create(CultureInfo.InvariantCulture, $" <a href=\"#source-{number}\">[{number}]</a>"));

    /// <summary>
    /// Where the Internet Archive shows its copy of a source that is nearest to the day it was read or published. A link
    /// only: no request is made, and there may be no copy.
    /// </summary>
    public static string WaybackAddress(Source source)
    {
        var day = source.Accessed ?? source.Published?.Latest;
        return $"https://web.archive.org/web/{(day is { } known ? known.ToString("yyyyMMdd", CultureInfo.InvariantCulture) : "2")}/{source.Url}";
    }

    /// <summary>
    /// The sector of a company, in the language of the page where the tracker knows the word; a word of editors' own stays in English and
    /// is marked as such.
    /// </summary>
    public static IHtmlContent Sector(string? sector) => sector is null ? HtmlString.Empty
        : Ui.Text.IsTranslated(sector, "sector") ? Text(Ui.Text.T(sector, "sector")) : Inline.In(Language.English, sector);

    /// <summary>What editors wrote, marked as English where the page is in another language.</summary>
    public static IHtmlContent Written(string? text) => text is null ? HtmlString.Empty : Ui.Text.WrittenIn is null ? Text(text) : Inline.In(Language.English, text);

    /// <summary>A sentence of ours with what editors wrote in it, each of which is marked as English where the page is in another language.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="written">What of it editors wrote, where it stands in it.</param>
    public static IHtmlContent Naming(string sentence, params ReadOnlySpan<string?> written)
    {
        ArgumentNullException.ThrowIfNull(sentence);
        var html = Encoder.Encode(sentence);
        foreach (var words in written)
        {
            if (Ui.Text.WrittenIn is { } language && !string.IsNullOrEmpty(words))
            {
                var encoded = Encoder.Encode(words);
                html = html.Replace(encoded, $"<span lang=\"{language}\">{encoded}</span>", StringComparison.Ordinal);
            }
        }

        return new HtmlString(html);
    }

    /// <summary>Plain text, escaped.</summary>
    public static IHtmlContent Text(string text) => new HtmlString(Encoder.Encode(text));

    /// <summary>A chart or bar: SVG from <c>Charts</c>, which escapes what it takes in.</summary>
    public static IHtmlContent Svg(string svg) => new HtmlString(svg);

    // Shapes that tell the nine apart without their colour.
    private static string Icon(VerdictKind verdict)
    {
        var shapes = string.Concat(IconOf(verdict).Select(s => $"<path d=\"{s.Path}\"{(s.IsFilled ? " class=\"solid\"" : s.IsDotted ? " class=\"dotted\"" : "")}/>"));
        return $"<svg class=\"icon\" viewBox=\"0 0 16 16\" width=\"16\" height=\"16\" aria-hidden=\"true\" focusable=\"false\">{shapes}</svg>";
    }

    /// <summary>The icon of a verdict, as paths on a square of 16.</summary>
    public static IReadOnlyList<(string Path, bool IsFilled, bool IsDotted)> IconOf(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Kept => [("M3 8.5l3.5 3.5L13 4.5", false, false)],
        VerdictKind.PartlyKept => [(Ring, false, false), ("M8 2.5a5.5 5.5 0 0 1 0 11z", true, false)],
        VerdictKind.InProgress => [(Ring, false, false), ("M8 5v3.5l2.2 1.5", false, false)],
        VerdictKind.Stalled => [("M5.5 3.5v9M10.5 3.5v9", false, false)],
        VerdictKind.Missed => [("M4 4l8 8M12 4l-8 8", false, false)],
        VerdictKind.Withdrawn => [("M13 8H3.5M7 4L3 8l4 4", false, false)],
        VerdictKind.Disputed => [("M2.5 5.5h8.5M8.5 3l2.8 2.5l-2.8 2.5M13.5 10.5H5M7.5 8L4.7 10.5l2.8 2.5", false, false)],
        VerdictKind.Lapsed => [("M4.5 2.5h7M4.5 13.5h7M5 2.5c0 3.5 6 7.5 6 11M11 2.5c0 3.5 -6 7.5 -6 11", false, false)],
        _ => [(Ring, false, true)],
    };

    private const string Ring = "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0z";
}
