using System.Globalization;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Reading;

/// <summary>The values of a facet, as numbers within an index, and which of them each row has.</summary>
public sealed class FacetValues
{
    private const int Years = 3000;

    private readonly Func<PledgeIndex, int> _count;
    private readonly Func<PledgeIndex, int, string> _code;
    private readonly Func<PledgeIndex, string, int> _number;
    private Func<PledgeIndex, int, bool> _has = (_, _) => true;

    private FacetValues(Func<PledgeIndex, int> count, Func<PledgeIndex, int, string> code, Func<PledgeIndex, string, int> number) => (_count, _code, _number) = (count, code, number);

    internal delegate TWord WordOf<TWord>(in PledgeIndex.Row row, FacetDay today);

    internal delegate int NumberOf(in PledgeIndex.Row row);

    internal delegate int[] NumbersOf(in PledgeIndex.Row row);

    internal delegate int DatedNumberOf(in PledgeIndex.Row row, FacetDay today);

    /// <summary>The codes in their fixed order, where they are words of the tracker.</summary>
    internal IReadOnlyList<string>? Codes { get; private init; }

    /// <summary>The meanings of these codes, in the current language.</summary>
    internal Func<IEnumerable<GlossaryTerm>> Terms { get; private init; } = () => [];

    /// <summary>Gives the number of a row's only value, −1 where it has none; null where a row may have several.</summary>
    internal DatedNumberOf? One { get; private init; }

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
            One = (in row, today) => Number(of(row, today)),
        };

    /// <summary>Words of the tracker of which a row may have none.</summary>
    internal static FacetValues MaybeWords<TWord>(NumberOf of)
        where TWord : struct, Enum
        => Numbered<TWord>(one: (in row, _) => of(row), many: null);

    /// <summary>Words of the tracker of which a row may have several.</summary>
    internal static FacetValues SeveralWords<TWord>(NumbersOf of)
        where TWord : struct, Enum
        => Numbered<TWord>(one: null, of);

    /// <summary>Fixed codes that are no enumeration, of which a row has one or none.</summary>
    internal static FacetValues Listed(IReadOnlyList<string> codes, NumberOf of, Func<IEnumerable<GlossaryTerm>> terms) => new(
        _ => codes.Count,
        (_, number) => codes[number],
        (_, code) => codes.Index().Where(c => c.Item == code).Select(c => (int?)c.Index).FirstOrDefault() ?? int.MaxValue)
    {
        Codes = codes,
        Terms = terms,
        One = (in row, _) => of(row),
    };

    private static FacetValues Numbered<TWord>(DatedNumberOf? one, NumbersOf? many)
        where TWord : struct, Enum
        => new(
            _ => Enum.GetValues<TWord>().Max(Number) + 1,
            (_, number) => Code.Of((TWord)Enum.ToObject(typeof(TWord), number)),
            (_, code) => Code.TryParse<TWord>(code, out var word) ? Number(word) : int.MaxValue)
        {
            Codes = [.. Enum.GetValues<TWord>().Select(Code.Of)],
            Terms = () => Enum.GetValues<TWord>().Select(Glossary.Term).OfType<GlossaryTerm>(),
            One = one,
            Many = many ?? ((in _) => []),
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
    internal static FacetValues SharedWord(PledgeIndex.WordKind kind, NumberOf of) => new(index => index.TermsOf(kind).Count, (index, number) => index.TermsOf(kind).Name(number), (index, code) => index.TermsOf(kind).NumberOf(code))
    {
        _has = (index, number) => index.Has(kind, number),
        One = (in row, _) => of(row),
    };

    /// <summary>Words shared by pledges, of which each pledge may have several.</summary>
    internal static FacetValues SharedWords(PledgeIndex.WordKind kind, NumbersOf of) => new(index => index.TermsOf(kind).Count, (index, number) => index.TermsOf(kind).Name(number), (index, code) => index.TermsOf(kind).NumberOf(code))
    {
        _has = (index, number) => index.Has(kind, number),
        Many = of,
    };

    internal int CountIn(PledgeIndex index) => _count(index);

    /// <summary>The codes that are known in an index: the tracker’s own words always, others where some pledge has them.</summary>
    internal IEnumerable<string> CodesIn(PledgeIndex index) => Enumerable.Range(0, _count(index)).Where(number => _has(index, number)).Select(number => _code(index, number));

    internal string CodeOf(PledgeIndex index, int number) => _code(index, number);

    /// <summary>The number of a code; for an unknown code, a number that no row has.</summary>
    internal int NumberIn(PledgeIndex index, string code) => _number(index, code);

    // Every enumeration of the tracker is an int; a checked conversion would box each of a million values.
    private static int Number<TWord>(TWord word)
        where TWord : struct, Enum
        => System.Runtime.CompilerServices.Unsafe.As<TWord, int>(ref word);
}
