using System.Collections.Frozen;

namespace PledgeTracker.Web.Search;

/// <summary>One thing to look for.</summary>
/// <param name="Words">In this order, next to each other.</param>
/// <param name="Typed">As the reader wrote it.</param>
public sealed record SearchTerm(IReadOnlyList<SearchWord> Words, string Typed)
{
    /// <summary>Whether the last word is only the beginning of a word: <c>semi*</c>.</summary>
    public bool IsPrefix { get; init; }

    /// <summary>Whether pledges with the term are left out: <c>-wisconsin</c>.</summary>
    public bool IsExcluded { get; init; }

    /// <summary>Whether it stood in quotation marks.</summary>
    public bool IsExact { get; init; }
}

/// <summary>
/// A search as typed: words that all must be there, <c>"exact words"</c>, <c>-not</c>, <c>begin*</c>. Nothing a reader
/// types is an error; whatever is not a word is ignored.
/// </summary>
public sealed record SearchQuery(IReadOnlyList<SearchTerm> Terms)
{
    public const int LongestText = 200;

    private const int MostTerms = 16;

    // Words that questions are made of and that every page here contains.
    private static readonly FrozenSet<string> Noise = (
        "a an and any are as at be been by can could did do does for from had has have how in into is it its many much of on or that the their them they "
        + "this to was were what when where which who whom whose why will with would pledge pledges pledged promise promises promised announce announced "
        + "de la el los las del en que por para un una y promesa promesas").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The terms that must be there.</summary>
    public IEnumerable<SearchTerm> Wanted => Terms.Where(t => !t.IsExcluded);

    public IEnumerable<SearchTerm> Excluded => Terms.Where(t => t.IsExcluded);

    /// <summary>Whether there is anything to look for.</summary>
    public bool IsEmpty => Terms.Count == 0;

    /// <summary>As much of a text as is looked at.</summary>
    public static string Limit(string text)
    {
        text = text.Trim();
        return text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)].TrimEnd();
    }

    /// <summary>Reads what was typed.</summary>
    public static SearchQuery Parse(string? typed)
    {
        var terms = new List<SearchTerm>();
        var noise = new List<SearchTerm>();
        var text = Limit(typed ?? "");
        var parts = text.Replace('“', '"').Replace('”', '"').Replace('„', '"').Replace('«', '"').Replace('»', '"').Split('"');
        for (var i = 0; i < parts.Length; i++)
        {
            // Between the first and second mark, the third and fourth, and so on; a mark that is never closed is ignored.
            if (i % 2 == 1 && i + 1 < parts.Length)
            {
                var words = SearchWords.Of(parts[i]);
                if (words.Count > 0)
                {
                    terms.Add(new SearchTerm(words, parts[i].Trim()) { IsExact = true, IsExcluded = IsMinus(parts[i - 1], parts[i - 1].Length) });
                }
            }
            else
            {
                ReadLoose(parts[i], terms, noise);
            }
        }

        // A search of only such words is taken literally. The words that mark the index itself are left out.
        return new SearchQuery([.. (terms.Count == 0 ? noise : terms).Where(t => t.Words.All(w => w.Plain is not (SearchDocument.Everywhere or SearchDocument.Break))).Take(MostTerms)]);
    }

    private static void ReadLoose(string text, List<SearchTerm> terms, List<SearchTerm> noise)
    {
        var words = SearchWords.Of(text);
        for (var i = 0; i < words.Count;)
        {
            // Words joined without a space are searched as a phrase: t-mobile, and/or.
            var from = i++;
            while (i < words.Count && !text.AsSpan(words[i - 1].End, words[i].Start - words[i - 1].End).ContainsAny(" \t\r\n\u00a0"))
            {
                i++;
            }

            var (start, end) = (words[from].Start, words[i - 1].End);
            var term = new SearchTerm([.. words.Skip(from).Take(i - from)], text[start..end])
            {
                IsExcluded = IsMinus(text, start),
                IsPrefix = end < text.Length && text[end] == '*',
            };
            (term is { IsExcluded: false, IsPrefix: false, Words: [var only] } && Noise.Contains(only.Plain) ? noise : terms).Add(term);
        }
    }

    // A minus that begins a word, not a hyphen within one.
    private static bool IsMinus(string text, int before) =>
        before > 0 && text[before - 1] is '-' or '−' && (before == 1 || char.IsWhiteSpace(text[before - 2]));
}

/// <summary>The pledges that a search finds, and how well each fits.</summary>
public sealed class SearchHits(IReadOnlyDictionary<int, byte> tiers)
{
    public int Count => tiers.Count;

    public bool Has(int id) => tiers.ContainsKey(id);

    /// <summary>The tier of a pledge, best first, as ranked by <c>PledgeSearch</c>.</summary>
    public int TierOf(int id) => tiers.GetValueOrDefault(id, byte.MaxValue);
}
