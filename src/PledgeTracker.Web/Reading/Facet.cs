using System.Globalization;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>
/// One property of pledges that a list can be narrowed by; choices within one are alternatives. Everything the program
/// knows about a facet is in its object here. Lists and their counts, addresses, the cache key, the description of the API
/// and the names of choices are made from <see cref="All"/>.
/// </summary>
/// <param name="key">What an address calls it.</param>
/// <param name="heading">What readers call it.</param>
/// <param name="meaning">What it selects, for the description of the API.</param>
/// <param name="values">The values there can be, and which of them a pledge has.</param>
public sealed class Facet(string key, Func<string> heading, string meaning, FacetValues values)
{
    private const int LongestCode = 100;

    public static readonly Facet Verdict = new("verdict", () => T("Verdict"), "Only pledges with this verdict. Like all facets, it may be given several times, and one of the values must fit.", FacetValues.Words((in row, _) => row.Verdict))
    {
        IsOpen = true,
        Problem = code => OneOf<VerdictKind>(code) ? null : F($"There is no verdict “{PledgeFilter.Shorten(code)}”. The verdicts are: {string.Join(", ", Code.Codes<VerdictKind>())}."),
        Name = (code, _) => WordOf<VerdictKind>(code),
    };

    public static readonly Facet Pace = new("pace", () => T("Pace"), "Only pledges at this pace today.", FacetValues.Words((in _, pace) => pace))
    {
        IsOpen = true,
        Problem = code => OneOf<Pace>(code) ? null : F($"There is no pace “{PledgeFilter.Shorten(code)}”. The paces are: {string.Join(", ", Code.Codes<Pace>())}."),
        Name = (code, _) => WordOf<Pace>(code),
    };

    public static readonly Facet Metric = new("metric", () => T("Measured in"), "Only pledges whose headline target uses this metric, by its code.", FacetValues.SharedWord(index => index.Metrics, (in row) => row.Metric))
    {
        Name = (code, names) => T(names.Metric(code)),
    };

    public static readonly Facet Company = new("company", () => T("Company"), "Only pledges of the company at this address.", FacetValues.SharedWord(index => index.Companies, (in row) => row.Company))
    {
        Problem = code => Slug.IsWellFormed(code) ? null : F($"“{PledgeFilter.Shorten(code)}” is not a company’s address."),
        Name = (code, names) => names.Company(code),
    };

    public static readonly Facet Sector = new("sector", () => T("Sector"), "Only pledges of companies in this sector.", FacetValues.SharedWord(index => index.Sectors, (in row) => row.Sector))
    {
        IsWrittenByEditors = true,
    };

    public static readonly Facet Place = new("place", () => T("Place"), "Only pledges for this country (ISO 3166-1, like US) or part of one (ISO 3166-2, like US-WI).", FacetValues.SharedWords(index => index.PlaceTerms, (in row) => row.Places))
    {
        Problem = code => IsPlace(code) ? null : F($"“{PledgeFilter.Shorten(code)}” is not the code of a country or of a part of one. Write it like US or US-WI."),
        Name = (code, _) => code.Length == 2 ? PlaceNames.Country(code) : PlaceNames.Subdivision(code),
    };

    public static readonly Facet Year = new("year", () => T("Announced in"), "Only pledges announced in this year.", FacetValues.Year((in row) => row.Announced.Year))
    {
        Problem = code => code.Length == 4 && int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : F($"“{PledgeFilter.Shorten(code)}” is not a year."),
    };

    public static readonly Facet Checkability = new("checkability", () => T("Can it be checked?"), "Only pledges that can be checked this well.", FacetValues.Words((in row, _) => row.Checkability))
    {
        Problem = code => OneOf<Checkability>(code) ? null : F($"There is no checkability “{PledgeFilter.Shorten(code)}”. There are: {string.Join(", ", Code.Codes<Checkability>())}."),
        Name = (code, _) => WordOf<Checkability>(code),
    };

    public static readonly Facet Tag = new("tag", () => T("Tag"), "Only pledges with this tag.", FacetValues.SharedWords(index => index.Tags, (in row) => row.Tags))
    {
        IsWrittenByEditors = true,
    };

    /// <summary>The facets, in the order in which pages and addresses have them.</summary>
    public static readonly IReadOnlyList<Facet> All = [Verdict, Pace, Metric, Company, Sector, Place, Year, Checkability, Tag];

    /// <summary>The query key of an address.</summary>
    public string Key => key;

    /// <summary>What readers call it, in their language.</summary>
    public string Heading => heading();

    /// <summary>What it selects, for the description of the API.</summary>
    public string Meaning => meaning;

    /// <summary>Whether a page shows its choices before anybody asks for them.</summary>
    public bool IsOpen { get; private init; }

    /// <summary>Whether its choices are words of the newsroom, which stay in its language.</summary>
    public bool IsWrittenByEditors { get; private init; }

    /// <summary>The codes there are, where these are words of the tracker; null where they come from the pledges.</summary>
    public IReadOnlyList<string>? Codes => values.Codes;

    /// <summary>What its codes mean, where these are words of the tracker.</summary>
    public IEnumerable<GlossaryTerm> Terms => values.Terms();

    internal FacetValues Values => values;

    private Func<string, string?>? Problem { get; init; }

    private Func<string, FacetNames, string>? Name { get; init; }

    /// <summary>
    /// What is wrong with a code, in a sentence for the reader; null where nothing is. A code from the database may be
    /// gone: it is not wrong, but finds nothing.
    /// </summary>
    public string? ProblemOf(string code) =>
        Problem?.Invoke(code) ?? (code.Length > LongestCode ? F($"“{PledgeFilter.Shorten(code)}” is too long for “{key}”.") : null);

    /// <summary>What a choice is called.</summary>
    public string NameOf(string code, FacetNames names) => Name?.Invoke(code, names) ?? code;

    public override string ToString() => key;

    private static bool OneOf<TWord>(string code)
        where TWord : struct, Enum
        => Code.TryParse<TWord>(code, out _);

    private static string WordOf<TWord>(string code)
        where TWord : struct, Enum
        => Code.TryParse<TWord>(code, out var word) ? Wording.Label(word) : code;

    // ISO 3166-1, or ISO 3166-2 within it.
    private static bool IsPlace(string code) =>
        code.Length is 2 or (>= 4 and <= 6) && code[..2].All(char.IsAsciiLetterUpper)
        && (code.Length == 2 || (code[2] == '-' && code[3..].All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))));
}

/// <summary>Names that come from the data and are not words of the tracker.</summary>
/// <param name="Company">A company's name by its address.</param>
/// <param name="Metric">A metric's label by its code.</param>
public sealed record FacetNames(Func<string, string> Company, Func<string, string> Metric);

/// <summary>The values of a facet, as numbers within an index, and which of them each row has.</summary>
public sealed class FacetValues
{
    private const int Years = 3000;

    private readonly Func<PledgeIndex, int> _count;
    private readonly Func<PledgeIndex, int, string> _code;
    private readonly Func<PledgeIndex, string, int> _number;

    private FacetValues(Func<PledgeIndex, int> count, Func<PledgeIndex, int, string> code, Func<PledgeIndex, string, int> number) => (_count, _code, _number) = (count, code, number);

    internal delegate TWord WordOf<TWord>(in PledgeIndex.Row row, Pace pace);

    internal delegate int NumberOf(in PledgeIndex.Row row);

    internal delegate int[] NumbersOf(in PledgeIndex.Row row);

    internal delegate int PacedNumberOf(in PledgeIndex.Row row, Pace pace);

    /// <summary>The codes in their fixed order, where they are words of the tracker.</summary>
    internal IReadOnlyList<string>? Codes { get; private init; }

    /// <summary>The meanings of these codes, in the current language.</summary>
    internal Func<IEnumerable<GlossaryTerm>> Terms { get; private init; } = () => [];

    /// <summary>Gives the number of a row's only value, −1 where it has none; null where a row may have several.</summary>
    internal PacedNumberOf? One { get; private init; }

    /// <summary>Gives the numbers of a row's values, where it may have several.</summary>
    internal NumbersOf Many { get; private init; } = (in _) => [];

    /// <summary>Words of the tracker.</summary>
    internal static FacetValues Words<TWord>(WordOf<TWord> of)
        where TWord : struct, Enum
        => new(
            _ => Enum.GetValues<TWord>().Max(Number) + 1,
            (_, number) => Code.Of((TWord)Enum.ToObject(typeof(TWord), number)),
            (_, code) => Code.TryParse<TWord>(code, out var word) ? Number(word) : int.MaxValue)
        {
            Codes = [.. Enum.GetValues<TWord>().Select(Code.Of)],
            Terms = () => Enum.GetValues<TWord>().Select(Glossary.Term).OfType<GlossaryTerm>(),
            One = (in row, pace) => Number(of(row, pace)),
        };

    /// <summary>A year of four digits.</summary>
    internal static FacetValues Year(NumberOf of) => new(
        _ => Years,
        (_, year) => year.ToString("0000", CultureInfo.InvariantCulture),
        (_, code) => int.Parse(code, CultureInfo.InvariantCulture))
    {
        One = (in row, _) => Math.Min(of(row), Years - 1),
    };

    /// <summary>Words shared by pledges, of which each pledge has one or none.</summary>
    internal static FacetValues SharedWord(Func<PledgeIndex, PledgeIndex.Terms> terms, NumberOf of) => new(index => terms(index).Count, (index, number) => terms(index).Name(number), (index, code) => terms(index).NumberOf(code))
    {
        One = (in row, _) => of(row),
    };

    /// <summary>Words shared by pledges, of which each pledge may have several.</summary>
    internal static FacetValues SharedWords(Func<PledgeIndex, PledgeIndex.Terms> terms, NumbersOf of) => new(index => terms(index).Count, (index, number) => terms(index).Name(number), (index, code) => terms(index).NumberOf(code))
    {
        Many = of,
    };

    internal int CountIn(PledgeIndex index) => _count(index);

    internal string CodeOf(PledgeIndex index, int number) => _code(index, number);

    /// <summary>The number of a code; for an unknown code, a number that no row has.</summary>
    internal int NumberIn(PledgeIndex index, string code) => _number(index, code);

    // Every enumeration of the tracker is an int; a checked conversion would box each of a million values.
    private static int Number<TWord>(TWord word)
        where TWord : struct, Enum
        => System.Runtime.CompilerServices.Unsafe.As<TWord, int>(ref word);
}
