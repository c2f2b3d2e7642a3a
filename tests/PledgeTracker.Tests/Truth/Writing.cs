using System.Globalization;
using System.Text.RegularExpressions;

namespace PledgeTracker.Tests.Truth;

/// <summary>A number or a date as it stands in a text, with the key under which a fact would explain it.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Key">What it says, with its form: <c>n:13000</c>, <c>share:9.5</c>, <c>money:USD:230769</c>, <c>date:2017-07</c>, <c>days:73</c>.</param>
internal sealed record Written(string Text, string Key);

/// <summary>
/// Numbers and dates in a text, read by their written form, so that "1.242" is a thousand and more in Spanish and a mistake in English.
/// What a number counts is told from the words beside it where that is cheap: days, years, pledges, figures, sources, revisions.
/// </summary>
internal sealed partial class Writing
{
    private static readonly string[] EnglishMonths = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    private static readonly string[] SpanishMonths = ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

    private static readonly (Regex Before, Regex After, string Unit)[] Units =
    [
        (Any(), new(@"^ (?:(?:of|de) [\d.,]+ )?(?:days?|días?)\b(?! with news| con novedades)"), "days"),
        (new(@"\b[Hh]ace $"), new(@"^ (?:días?)\b"), "days"),
        (Any(), new(@"^ (?:days? with news|días? con novedades)\b"), "known days"),
        (Any(), new(@"^ (?:sources? (?:with its|with their|of the page)|fuentes? (?:con sus|de la página))"), "sources"),
        (Any(), new(@"^ (?:more sources? in the table|fuentes? más en la tabla)"), "further sources"),
        (new(@"(?:ources disagree on|fuentes discrepan en) $"), Any(), "conflicts"),
        (Any(), new(@"^ (?:years? ago|años?)\b"), "years"),
        (new(@"(?:\bSEQUENCE:|#revision-)$"), Any(), "revision"),
        (new(@"(?:[Rr]evision|[Vv]ersión|revision=) ?$"), Any(), "revision"),
        (new(@"(?:/figures/|#figure-|\b[Ff]igure |\b[Cc]ifra )$"), Any(), "figure number"),
        (new(@"(?:(?:[Ss]ource|[Ff]uente) |#source-)$"), Any(), "source"),
        (new(@"(?:latest|[úu]ltim[oa]s) $"), Any(), "figures"),
        (new(@"(?:latest \d+|[úu]ltim[oa]s) (?:of|de) $"), Any(), "figures"),
        (Any(), new(@"^ [úu]ltimas de"), "figures"),
        (Any(), new(@"^ (?:more )?(?:figures?|cifras?)\b"), "figures"),
        (Any(), new(@"^ (?:(?:of|de) [\d.,]+ )?(?:of these |more |más )?(?:job )?(?:pledges?|promesas?|of them (?:with)|de ellas con)\b"), "pledges"),
        (Any(), new(@"^ (?:deadlines?|plazos?|more have|more has|más no|are not judged|is not judged|aún no|companies|company|empresas?|of these|were kept|was kept|se cumpli|that were|that was|for several|retiradas?|para varios|de estas)\b"), "pledges"),
        (Any(), new(@"^ (?:changes?|cambios?)\b"), "changes"),
    ];

    // A sentence in Spanish names the currency after the amount: 74.444 dólares, 717 millones de dólares; of a range once, at its end.
    private static readonly (Regex Exactly, Regex InPowers, string Code)[] SpanishCurrencies =
        [.. new (string Names, string Code)[] { ("dólar(?:es)?(?! canadiense)", "USD"), ("dólar canadiense|dólares canadienses", "CAD"), ("euros?", "EUR"), ("libras? esterlinas?", "GBP") }
            .Select(c => (new Regex($@"^(?: a [\d.,]+)? (?:{c.Names})\b"), new Regex($@"^(?: a [\d.,]+ (?:millones|billones))? de (?:{c.Names})\b"), c.Code))];

    private readonly Regex _all;
    private readonly string[] _months;
    private readonly char _point;
    private readonly (string Word, decimal Size)[] _powers;
    private readonly (Regex Exactly, Regex InPowers, string Code)[] _currencies;

    private Writing(string[] months, string between, char thousands, string thousand, string powers, (string, decimal)[] sizes, (Regex, Regex, string)[] currencies)
    {
        _currencies = currencies;
        _months = months;
        _point = thousands == ',' ? '.' : ',';
        _powers = sizes;
        var month = "(?<month>" + string.Join('|', months.Concat(months.Select(m => m[..3])).Append("Sept").Append("sept")) + ")";
        var number = $@"(?:\d{{1,3}}(?:{Regex.Escape("" + thousands)}\d{{3}})+(?!\d)|\d+)(?:{Regex.Escape("" + _point)}\d+)?";
        const string minus = "(?:−|(?<=^|[ '])-)";
        _all = new Regex(
            $@"(?<![\p{{L}}\d])(?:(?<iso>\d{{4}}-\d\d-\d\d)(?:T[\d:.]+Z)?(?!\d)|(?<iso>\d{{4}}/\d\d/\d\d)(?!\d)|(?<iso>\d{{4}}-\d\d)(?![\d-])|(?<day>\d{{1,2}}) {between}{month}\b(?:,? {between}(?<year>\d{{4}})(?!\d))?|{month}\b {between}(?<year>\d{{4}})(?!\d)"
            + $@"|(?<sign>{minus}?)(?<number>{number})[ \u00A0]?%|\[(?<source>\d+)\]|(?<sign>{minus}?)(?<currency>US\$|CA\$|\$|€|£|\b[A-Z]{{3}}[ \u00A0])(?<number>{number})(?:(?<power>{thousand})\b|[ \u00A0](?<power>{powers})\b)?|(?<sign>{minus}?)(?<number>{number})(?:(?<power>{thousand})\b|[ \u00A0](?<power>{powers})\b)?(?<glued>[\p{{L}}\d]*))"
            + @"|(?<glued>\p{L}+\d[\p{L}\d]*)", RegexOptions.Compiled);
    }

    public static Writing English { get; } = new(EnglishMonths, "", ',', "k|m", "million|billion|trillion", [("million", 1e6m), ("billion", 1e9m), ("trillion", 1e12m)], []);

    public static Writing Spanish { get; } = new(SpanishMonths, "(?:de )?", '.', "k|m|[ \\u00A0]mil|[ \\u00A0]M", "millones|millón|billones|billón", [("millón", 1e6m), ("millones", 1e6m), ("billón", 1e12m), ("billones", 1e12m)], SpanishCurrencies);

    /// <summary>Every number and date of a text.</summary>
    public IEnumerable<Written> Read(string text)
    {
        foreach (Match match in _all.Matches(text))
        {
            yield return new Written(match.Value, KeyOf(match, text));
        }
    }

    /// <summary>The sign of a currency as pages write it, and its code.</summary>
    public static string CurrencyOf(string sign) => sign switch
    {
        "$" or "US$" => "USD",
        "CA$" => "CAD",
        "€" => "EUR",
        "£" => "GBP",
        _ => sign.Trim(),
    };

    private string KeyOf(Match match, string text)
    {
        string? Group(string name) => match.Groups[name] is { Success: true, Length: > 0 } group ? group.Value : null;
        if (Group("iso") is { } iso)
        {
            return "date:" + iso.Replace('/', '-');
        }

        if (Group("month") is { } month)
        {
            var number = Array.FindIndex(_months, m => m.StartsWith(month[..3], StringComparison.Ordinal)) + 1;
            return (Group("year"), Group("day")) switch
            {
                ({ } year, { } day) => $"date:{year}-{number:00}-{int.Parse(day, CultureInfo.InvariantCulture):00}",
                ({ } year, null) => $"date:{year}-{number:00}",
                var (_, day) => $"day of a year:{number:00}-{int.Parse(day!, CultureInfo.InvariantCulture):00}",
            };
        }

        if (Group("source") is { } source)
        {
            return "source:" + source;
        }

        if (Group("glued") is { } glued)
        {
            return "word:" + match.Value;
        }

        var written = Group("number")!;
        if (Value(written) is not { } value)
        {
            return "not a number of this language:" + written;
        }

        value = Group("sign") is null ? value : -value;
        if (match.Value.EndsWith('%'))
        {
            return "share:" + Of(value);
        }

        var form = "n:";
        if (Group("power") is { } power)
        {
            (value, form) = power switch
            {
                "k" or " mil" or "\u00A0mil" => (value * 1000, "tick:"),
                "m" or " M" or "\u00A0M" => (value * 1_000_000, "tick:"),
                _ => (value * Array.Find(_powers, p => p.Word == power).Size, "brief:"),
            };
        }

        if (Group("currency") is { } currency)
        {
            return (form == "n:" ? "" : form[..^1] + " ") + "money:" + CurrencyOf(currency) + ":" + Of(value);
        }

        var (before, after) = (text[Math.Max(0, match.Index - 30)..match.Index], text[(match.Index + match.Length)..Math.Min(text.Length, match.Index + match.Length + 60)]);
        if (form is "n:" or "brief:" && Array.Find(_currencies, c => (form == "n:" ? c.Exactly : c.InPowers).IsMatch(after)).Code is { } code)
        {
            return (form == "n:" ? "" : "brief ") + "money:" + code + ":" + Of(value);
        }

        if (form == "n:" && Array.Find(Units, u => u.Before.IsMatch(before) && u.After.IsMatch(after)).Unit is { } unit)
        {
            return unit + ":" + Of(value);
        }

        // Four digits without a separator are a year: a count is written with one.
        return form == "n:" && written.Length == 4 && written.All(char.IsAsciiDigit) ? "date:" + written : form + Of(value);
    }

    // Null where it is not written as this language writes it: with a zero too many, or thousands without their sign.
    private decimal? Value(string written)
    {
        var parts = written.Split(_point);
        var whole = parts[0];
        var digits = new string([.. whole.Where(char.IsAsciiDigit)]);
        var isGrouped = digits.Length != whole.Length;
        if ((digits.Length > 4 && !isGrouped) || (digits.Length > 1 && digits[0] == '0') || (parts.Length > 1 && parts[1].EndsWith('0') && parts[1].Length > 1) || (parts.Length > 1 && parts[1].Length > 2))
        {
            return null;
        }

        return decimal.Parse(digits + (parts.Length > 1 ? "." + parts[1] : ""), CultureInfo.InvariantCulture);
    }

    /// <summary>A number within a key.</summary>
    public static string Of(decimal value) => value.ToString("0.############################", CultureInfo.InvariantCulture);

    private static Regex Any() => new("");
}
