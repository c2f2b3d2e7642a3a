using System.Globalization;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Ui;

/// <summary>A language of the public pages.</summary>
/// <param name="Code">As in <c>lang</c> and <c>hreflang</c>.</param>
/// <param name="Name">In the language itself.</param>
/// <param name="Prefix">What its addresses begin with; empty for the language that needs none.</param>
/// <param name="Locale">As Open Graph wants it.</param>
/// <param name="Culture">How it writes numbers; its long, short and month patterns are the dates of the pages.</param>
public sealed record Language(string Code, string Name, string Prefix, string Locale, CultureInfo Culture)
{
    private static readonly AsyncLocal<Language?> Spoken = new();

    /// <summary>
    /// The language of the program's own texts. Numbers and dates are written in it as the invariant culture has them, so that
    /// they do not depend on what the server's libraries know.
    /// </summary>
    public static readonly Language English = new("en", "English", "", "en_US", Writing(CultureInfo.InvariantCulture, ",", ".", "%", "d MMMM yyyy", "MMMM yyyy"))
    {
        Plurals = PluralRules.English,
        Powers =
        [
            new(1_000_000_000_000_000_000, new() { One = "quintillion", Other = "quintillion" }), new(1_000_000_000_000_000, new() { One = "quadrillion", Other = "quadrillion" }),
            new(1_000_000_000_000, new() { One = "trillion", Other = "trillion" }), new(1_000_000_000, new() { One = "billion", Other = "billion" }), new(1_000_000, new() { One = "million", Other = "million" }),
        ],
    };

    /// <summary>
    /// Spanish of the Americas, as a Spanish desk in the United States writes it: un billón is a million millions, so an English
    /// billion is written as a thousand millions.
    /// </summary>
    public static readonly Language Spanish = new("es", "Español", "/es", "es_LA", Writing(CultureInfo.GetCultureInfo("es"), ".", ",", "\u00A0%", "d 'de' MMMM 'de' yyyy", "MMMM 'de' yyyy"))
    {
        Plurals = PluralRules.Spanish,
        Powers =
        [
            new(1_000_000_000_000_000_000, new() { One = "trillón", Many = "trillones", Other = "trillones" }),
            new(1_000_000_000_000, new() { One = "billón", Many = "billones", Other = "billones" }), new(1_000_000, new() { One = "millón", Many = "millones", Other = "millones" }),
        ],
        DollarSign = "US$",
        ShortensThousands = false,
        CurrencyNames = new Dictionary<string, PluralForms>
        {
            ["USD"] = new() { One = "dólar", Many = "de dólares", Other = "dólares" },
            ["EUR"] = new() { One = "euro", Many = "de euros", Other = "euros" },
            ["GBP"] = new() { One = "libra esterlina", Many = "de libras esterlinas", Other = "libras esterlinas" },
            ["ZAR"] = new() { One = "rand", Many = "de rands", Other = "rands" },
            ["CAD"] = new() { One = "dólar canadiense", Many = "de dólares canadienses", Other = "dólares canadienses" },
        },
        DateForms = new Dictionary<string, DateForm>
        {
            ["el"] = new("el ", "en "),
            ["del"] = new("del ", "de "),
            ["al"] = new("al ", "a "),
            ["desde"] = new("desde el ", "desde "),
            ["hacia"] = new("hacia el ", "hacia "),
            ["hasta"] = new("hasta el ", "hasta "),
            ["para"] = new("para el ", "para "),
        },
    };

    /// <summary>
    /// All languages, the one without a prefix first. Another language is added once every public text is translated into
    /// it.
    /// </summary>
    public static readonly IReadOnlyList<Language> All = [English, Spanish];

    /// <summary>The language of the page that is being written; English wherever nobody said another.</summary>
    public static Language Current => Spoken.Value ?? English;

    /// <summary>The plural forms of the language, and which numbers take which.</summary>
    public required PluralRule Plurals { get; init; }

    /// <summary>The words for large numbers, the largest first.</summary>
    public required IReadOnlyList<Power> Powers { get; init; }

    /// <summary>How U.S. dollars are written, to tell them from other dollars.</summary>
    public string DollarSign { get; init; } = "$";

    /// <summary>Whether thousands are written short where there is little room, as 1.0k.</summary>
    public bool ShortensThousands { get; init; } = true;

    /// <summary>
    /// What currencies are called after an amount in a sentence, by code: 717 millones de dólares. A currency that is not here has
    /// its sign before the amount.
    /// </summary>
    public IReadOnlyDictionary<string, PluralForms> CurrencyNames { get; init; } = new Dictionary<string, PluralForms>();

    /// <summary>What may stand before a date in a translation, by the name that it has there: <c>{0:desde}</c>.</summary>
    public IReadOnlyDictionary<string, DateForm> DateForms { get; init; } = new Dictionary<string, DateForm>();

    /// <summary>What stands before a date; at the beginning of a sentence the name of the form has a capital: <c>{0:Al}</c>.</summary>
    /// <param name="form">The name of a form; nothing for the date alone.</param>
    /// <param name="date">The date.</param>
    public string BeforeDate(string? form, PartialDate date)
    {
        if (string.IsNullOrEmpty(form))
        {
            return "";
        }

        var before = DateForms.TryGetValue(char.ToLowerInvariant(form[0]) + form[1..], out var found) ? date.Day is null ? found.Month : found.Day
            : throw new FormatException($"{Name} has no form “{form}” of a date.");
        return char.IsUpper(form[0]) ? char.ToUpperInvariant(before[0]) + before[1..] : before;
    }

    public bool IsRightToLeft => Culture.TextInfo.IsRightToLeft;

    /// <summary>Makes this the current language in everything that this call goes on to call and wait for.</summary>
    public void Speak() => Spoken.Value = this;

    /// <summary>
    /// Makes something in this language whatever the current one is: for what is stored, or read by programs.
    /// </summary>
    public TResult While<TResult>(Func<TResult> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        var around = Spoken.Value;
        Spoken.Value = this;
        try
        {
            return make();
        }
        finally
        {
            Spoken.Value = around;
        }
    }

    // Separators and patterns are set explicitly, since servers' libraries differ in what they know of a language.
    private static CultureInfo Writing(CultureInfo culture, string thousands, string point, string percent, string day, string month)
    {
        culture = (CultureInfo)culture.Clone();
        culture.NumberFormat.NumberGroupSeparator = thousands;
        culture.NumberFormat.NumberDecimalSeparator = point;
        culture.NumberFormat.NumberGroupSizes = [3];
        culture.NumberFormat.NegativeSign = "−";
        culture.NumberFormat.PercentSymbol = percent;
        culture.DateTimeFormat.LongDatePattern = day;
        culture.DateTimeFormat.ShortDatePattern = "d MMM yyyy";
        culture.DateTimeFormat.YearMonthPattern = month;
        return CultureInfo.ReadOnly(culture);
    }
}

/// <summary>What stands before a date in one of its forms.</summary>
/// <param name="Day">Before a day: <c>desde el </c>.</param>
/// <param name="Month">Before a month or a year: <c>desde </c>.</param>
public sealed record DateForm(string Day, string Month);

/// <summary>A word for a large number.</summary>
/// <param name="Size">What it stands for.</param>
/// <param name="Word">What stands after a number of it.</param>
public sealed record Power(decimal Size, PluralForms Word)
{
    /// <summary>The power of ten.</summary>
    public int Exponent => (int)Math.Round(Math.Log10((double)Size));
}
