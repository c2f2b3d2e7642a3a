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

    public static readonly Facet Pace = new("pace", () => T("Pace"), "Only pledges at this pace, today or on the day that is asked for.", FacetValues.Words((in _, today) => today.Pace))
    {
        IsOpen = true,
        Problem = code => OneOf<Pace>(code) ? null : F($"There is no pace “{PledgeFilter.Shorten(code)}”. The paces are: {string.Join(", ", Code.Codes<Pace>())}."),
        Name = (code, _) => WordOf<Pace>(code),
    };

    public static readonly Facet Metric = new("metric", () => T("Measured in"), "Only pledges whose headline target uses this metric, by its code.", FacetValues.SharedWord(PledgeIndex.WordKind.Metric, (in row) => row.Metric))
    {
        Name = (code, names) => T(names.Metric(code)),
    };

    public static readonly Facet Company = new("company", () => T("Company"), "Only pledges of the company at this address.", FacetValues.SharedWord(PledgeIndex.WordKind.Company, (in row) => row.Company))
    {
        Problem = code => Slug.IsWellFormed(code) ? null : F($"“{PledgeFilter.Shorten(code)}” is not a company’s address."),
        Name = (code, names) => names.Company(code),
    };

    public static readonly Facet Sector = new("sector", () => T("Sector"), "Only pledges of companies in this sector.", FacetValues.SharedWord(PledgeIndex.WordKind.Sector, (in row) => row.Sector))
    {
        IsWrittenByEditors = true,
    };

    public static readonly Facet Place = new("place", () => T("Place"), "Only pledges for this country (ISO 3166-1, like US) or part of one (ISO 3166-2, like US-WI).", FacetValues.SharedWords(PledgeIndex.WordKind.Place, (in row) => row.Places))
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

    public static readonly Facet Deadline = new("deadline", () => T("Deadline"), "Only pledges whose main target has a deadline that passed, one that lies ahead, or none.", FacetValues.Words((in row, today) => row.DeadlineOn(today.Day)))
    {
        Problem = code => OneOf<DeadlineState>(code) ? null : F($"“{PledgeFilter.Shorten(code)}” is not one of these: {string.Join(", ", Code.Codes<DeadlineState>())}."),
        Name = (code, _) => code switch { "passed" => T("Passed"), "ahead" => T("Still ahead"), _ => T("None given") },
    };

    public static readonly Facet Term = new("term", () => T("U.S. president when announced"), "Only pledges announced during this term of a president of the United States, by the days of taking office.", FacetValues.Listed([.. Presidency.All.Select(p => p.Code)], (in row) => row.Term, () => Presidency.All.Select(p => new GlossaryTerm("term", p.Code, p.Name, $"{p.Name}, from {p.From:yyyy-MM-dd}{(p.Until is { } until ? $" until {until:yyyy-MM-dd}" : "")}."))))
    {
        Problem = code => Presidency.Of(code) is not null ? null : F($"“{PledgeFilter.Shorten(code)}” is not one of these: {string.Join(", ", Presidency.All.Select(p => p.Code))}."),
        Name = (code, _) => Presidency.Of(code)?.InWords ?? code,
    };

    public static readonly Facet Lapsed = new("lapsed", () => T("Why it lapsed"), "Only pledges that lapsed for this reason.", FacetValues.MaybeWords<LapseReason>((in row) => row.Lapsed))
    {
        Problem = code => OneOf<LapseReason>(code) ? null : F($"“{PledgeFilter.Shorten(code)}” is not one of these: {string.Join(", ", Code.Codes<LapseReason>())}."),
        Name = (code, _) => WordOf<LapseReason>(code),
    };

    public static readonly Facet Counted = new("counted", () => T("Who counted"), "Only pledges whose headline target has a qualifying figure from this kind of source.", FacetValues.SeveralWords<Basis>((in row) => row.CountedBy))
    {
        Problem = code => OneOf<Basis>(code) ? null : F($"“{PledgeFilter.Shorten(code)}” is not one of these: {string.Join(", ", Code.Codes<Basis>())}."),
        Name = (code, _) => WordOf<Basis>(code),
    };

    public static readonly Facet List = new("list", () => T("On the list"), "Only pledges that an entry of this list of claimed totals is matched to.", FacetValues.SharedWords(PledgeIndex.WordKind.List, (in row) => row.Lists))
    {
        Problem = code => Slug.IsWellFormed(code) ? null : F($"“{PledgeFilter.Shorten(code)}” is not the address of a list."),
        Name = (code, names) => names.List(code),
        IsWrittenByEditors = true,
    };

    public static readonly Facet PublicMoney = new("public_money", () => T("Public money"), "Only pledges with this much public money: what was on offer when it was announced, or, where nobody marked that, what was paid. Currencies are never converted.", FacetValues.Words((in row, _) => row.MoneyBand))
    {
        Problem = code => OneOf<MoneyBand>(code) ? null : F($"“{PledgeFilter.Shorten(code)}” is not one of these: {string.Join(", ", Code.Codes<MoneyBand>())}."),
        Name = (code, _) => Code.TryParse<MoneyBand>(code, out var band) ? MoneyWords.Of(band) : code,
    };

    public static readonly Facet PerJob = new("per_job", () => T("Public money for each job pledged"), "Only pledges where the public money on offer came to this much for each job pledged. Currencies are never converted.", FacetValues.Words((in row, _) => row.PerJobBand))
    {
        Problem = code => OneOf<PerJobBand>(code) ? null : F($"“{PledgeFilter.Shorten(code)}” is not one of these: {string.Join(", ", Code.Codes<PerJobBand>())}."),
        Name = (code, _) => Code.TryParse<PerJobBand>(code, out var band) ? MoneyWords.Of(band) : code,
    };

    public static readonly Facet MoneyState = new("money_state", () => T("State of public money"), "Only pledges with public money in this state.", FacetValues.SeveralWords<IncentiveState>((in row) => row.MoneyStates))
    {
        Problem = code => OneOf<IncentiveState>(code) ? null : F($"“{PledgeFilter.Shorten(code)}” is not one of these: {string.Join(", ", Code.Codes<IncentiveState>())}."),
        Name = (code, _) => WordOf<IncentiveState>(code),
    };

    public static readonly Facet Tag = new("tag", () => T("Tag"), "Only pledges with this tag.", FacetValues.SharedWords(PledgeIndex.WordKind.Tag, (in row) => row.Tags))
    {
        IsWrittenByEditors = true,
        Name = (code, _) => Readable(code),
    };

    /// <summary>The facets, in the order in which pages and addresses have them.</summary>
    public static readonly IReadOnlyList<Facet> All = [Verdict, Pace, Deadline, Lapsed, Metric, Company, Sector, Place, Year, Term, PublicMoney, PerJob, MoneyState, Counted, List, Checkability, Tag];

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

    /// <summary>A tag as words: <c>electric-vehicles</c> is Electric vehicles.</summary>
    private static string Readable(string tag)
    {
        var words = string.Join(' ', tag.Split('-').Select(w => w is "ai" or "us" or "uk" or "ev" ? w.ToUpperInvariant() : w));
        return words.Length == 0 ? tag : char.ToUpperInvariant(words[0]) + words[1..];
    }

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
/// <param name="List">A list's title by its address.</param>
public sealed record FacetNames(Func<string, string> Company, Func<string, string> Metric, Func<string, string> List);

/// <summary>What of a facet depends on the day the list is read on.</summary>
/// <param name="Pace">The pledge's pace on it.</param>
/// <param name="Day">The day, by its number.</param>
internal readonly record struct FacetDay(Pace Pace, int Day);
