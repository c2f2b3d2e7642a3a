using System.Text.Json.Serialization;

namespace PledgeTracker.Web.Ui;

/// <summary>
/// The plural categories of languages, by their names in Unicode's CLDR. Which numbers belong to which category, and how
/// many categories there are, differs by language: “few” is 2, 3, 4, 22, 23 … in Polish and 3 to 10, 103 to 110 … in
/// Arabic.
/// </summary>
public enum PluralCategory
{
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// <summary>
/// What a rule asks of a number as it is written, by the names of UTS #35 (<c>n</c>, <c>i</c>, <c>v</c>, <c>e</c>): 1.0 is not 1 in
/// English, and “2 million” is not 2,000,000 in every language.
/// </summary>
/// <param name="Number">The number, with as many decimals as are written; of “1.2 million” it is 1,200,000.</param>
/// <param name="Exponent">
/// The power of ten that is written as a word: 6 where a number is written in millions; 0 where it is written in full. The standard's <c>e</c>.
/// </param>
public readonly record struct PluralOperands(decimal Number, int Exponent = 0)
{
    /// <summary>The absolute value: the standard's <c>n</c>.</summary>
    public decimal Absolute => Math.Abs(Number);

    /// <summary>The whole part of the absolute value: the standard's <c>i</c>.</summary>
    public decimal Whole => Math.Truncate(Absolute);

    /// <summary>How many decimals are written, zeros at the end included: the standard's <c>v</c>.</summary>
    public int Decimals => Number.Scale;

    public static implicit operator PluralOperands(decimal number) => new(number);

    public static implicit operator PluralOperands(long number) => new(number);
}

/// <summary>Which category of a language a number is of.</summary>
/// <param name="Categories">All that the language tells apart; a text that counts is said in each of them.</param>
/// <param name="Of">The category of a number.</param>
public sealed record PluralRule(IReadOnlyList<PluralCategory> Categories, Func<PluralOperands, PluralCategory> Of);

/// <summary>
/// The rules of cardinal numbers of some languages, as Unicode's CLDR has them
/// (https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html, written as UTS #35, part 3, section
/// 5 has them). Each rule is quoted in its comment; a test compares them with those of ICU in Node.js. A language that is
/// not here has its own rule in <see cref="Language"/>.
/// </summary>
public static class PluralRules
{
    /// <summary>One: <c>i = 1 and v = 0</c>. Also German, Dutch, Italian without its millions, Swedish and others.</summary>
    public static readonly PluralRule English = new(
        [PluralCategory.One, PluralCategory.Other],
        n => n is { Whole: 1, Decimals: 0 } ? PluralCategory.One : PluralCategory.Other);

    /// <summary>One: <c>n = 1</c>. Many: <c>e = 0 and i != 0 and i % 1000000 = 0 and v = 0 or e != 0..5</c>, as in “un millón de empleos”.</summary>
    public static readonly PluralRule Spanish = new(
        [PluralCategory.One, PluralCategory.Many, PluralCategory.Other],
        n => n.Absolute == 1 ? PluralCategory.One
            : n is { Exponent: 0, Decimals: 0, Whole: not 0 } && n.Whole % 1_000_000 == 0 || n.Exponent is < 0 or > 5 ? PluralCategory.Many
            : PluralCategory.Other);

    /// <summary>
    /// One: <c>i = 1 and v = 0</c>. Few: <c>v = 0 and i % 10 = 2..4 and i % 100 != 12..14</c>. Many: every other whole number. Other: what
    /// has decimals.
    /// </summary>
    public static readonly PluralRule Polish = new(
        [PluralCategory.One, PluralCategory.Few, PluralCategory.Many, PluralCategory.Other],
        n => n.Decimals != 0 ? PluralCategory.Other
            : n.Whole == 1 ? PluralCategory.One
            : IsFewInSlavic(n.Whole) ? PluralCategory.Few
            : PluralCategory.Many);

    /// <summary>
    /// One: <c>v = 0 and i % 10 = 1 and i % 100 != 11</c>. Few: <c>v = 0 and i % 10 = 2..4 and i % 100 != 12..14</c>. Many: every other
    /// whole number. Other: what has decimals.
    /// </summary>
    public static readonly PluralRule Russian = new(
        [PluralCategory.One, PluralCategory.Few, PluralCategory.Many, PluralCategory.Other],
        n => n.Decimals != 0 ? PluralCategory.Other
            : n.Whole % 10 == 1 && n.Whole % 100 != 11 ? PluralCategory.One
            : IsFewInSlavic(n.Whole) ? PluralCategory.Few
            : PluralCategory.Many);

    /// <summary>Zero, one, two: <c>n = 0</c>, <c>1</c>, <c>2</c>. Few: <c>n % 100 = 3..10</c>. Many: <c>n % 100 = 11..99</c>. Other: the rest.</summary>
    public static readonly PluralRule Arabic = new(
        [PluralCategory.Zero, PluralCategory.One, PluralCategory.Two, PluralCategory.Few, PluralCategory.Many, PluralCategory.Other],
        n => n.Absolute switch
        {
            0 => PluralCategory.Zero,
            1 => PluralCategory.One,
            2 => PluralCategory.Two,

            // In CLDR's rules, a range such as 3..10 holds whole numbers only.
            _ when n.Absolute != n.Whole => PluralCategory.Other,
            _ => (n.Whole % 100) switch
            {
                >= 3 and <= 10 => PluralCategory.Few,
                >= 11 => PluralCategory.Many,
                _ => PluralCategory.Other,
            },
        });

    private static bool IsFewInSlavic(decimal whole) => whole % 10 is 2 or 3 or 4 && whole % 100 is not (12 or 13 or 14);
}

/// <summary>
/// The wording for a number in each plural category of a language. In a file of texts it is an object with the names of the
/// categories.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PluralForms
{
    public string? Zero { get; init; }

    public string? One { get; init; }

    public string? Two { get; init; }

    public string? Few { get; init; }

    public string? Many { get; init; }

    public required string Other { get; init; }

    /// <summary>The wording for a category; <see cref="Other"/> where that one has none.</summary>
    public string Of(PluralCategory category) => All.FirstOrDefault(f => f.Category == category).Form ?? Other;

    /// <summary>The wordings that exist, by category.</summary>
    [JsonIgnore]
    public IEnumerable<(PluralCategory Category, string? Form)> All => ((IEnumerable<(PluralCategory, string?)>)
        [(PluralCategory.Zero, Zero), (PluralCategory.One, One), (PluralCategory.Two, Two), (PluralCategory.Few, Few), (PluralCategory.Many, Many), (PluralCategory.Other, Other)])
        .Where(f => f.Item2 is not null);
}
