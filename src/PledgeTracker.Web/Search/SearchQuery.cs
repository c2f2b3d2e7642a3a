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

    /// <summary>What may stand there instead: other words for the same.</summary>
    public IReadOnlyList<IReadOnlyList<SearchWord>> Others { get; init; } = [];

    /// <summary>Whether it only puts first what has it, because almost every pledge says so in some words: jobs, company.</summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether it is one of the words that questions are made of, and nothing else was typed.</summary>
    public bool IsNoise { get; init; }

    /// <summary>As a reader would type it.</summary>
    public string InWords => (IsExcluded ? "-" : "") + (IsExact ? $"\"{Typed}\"" : Typed) + (IsPrefix ? "*" : "");

    /// <summary>The term itself, and each of <see cref="Others"/> as a term.</summary>
    public IEnumerable<SearchTerm> Alternatives => [this, .. Others.Select(o => this with { Words = o, Others = [], IsPrefix = false })];
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
    private static readonly FrozenSet<string> Noise = FilterVocabulary.Noise.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(SearchWords.Of).Select(w => w.Plain).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a word says nothing of what is looked for.</summary>
    public static bool IsNoise(string plain) => Noise.Contains(plain);

    /// <summary>The terms that must be there.</summary>
    public IEnumerable<SearchTerm> Wanted => Terms.Where(t => !t.IsExcluded);

    public IEnumerable<SearchTerm> Excluded => Terms.Where(t => t.IsExcluded);

    /// <summary>The query without what only puts first what has it.</summary>
    public SearchQuery Needed => new([.. Terms.Where(t => !t.IsOptional)]);

    /// <summary>Whether there is anything to look for.</summary>
    public bool IsEmpty => Terms.Count == 0;

    /// <summary>As much of a text as is looked at.</summary>
    public static string Limit(string text)
    {
        text = text.Trim();
        return text.Length <= LongestText ? text : text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)].TrimEnd();
    }

    /// <summary>As much of a text as is looked at, with one kind of quotation marks.</summary>
    public static string Plain(string? typed) =>
        Limit(typed ?? "").Replace('“', '"').Replace('”', '"').Replace('„', '"').Replace('«', '"').Replace('»', '"');

    /// <summary>
    /// The words of a text of <see cref="Plain"/> that may mean more than themselves, in their order: none that stands in quotation marks, is
    /// excluded, or is a beginning.
    /// </summary>
    public static IReadOnlyList<SearchWord> LooseWords(string text)
    {
        var words = new List<SearchWord>();
        var parts = text.Split('"');
        var from = 0;
        for (var i = 0; i < parts.Length; from += parts[i].Length + 1, i++)
        {
            if (i % 2 == 0 || i + 1 >= parts.Length)
            {
                var start = from;
                words.AddRange(SearchWords.Of(parts[i]).Select(w => new SearchWord(w.Plain, w.Start + start, w.End + start))
                    .Where(w => !IsMinus(text, w.Start) && !(w.End < text.Length && text[w.End] == '*')));
            }
        }

        return words;
    }

    /// <summary>Reads what was typed.</summary>
    public static SearchQuery Parse(string? typed)
    {
        var terms = new List<SearchTerm>();
        var noise = new List<SearchTerm>();
        var parts = Plain(typed).Split('"');
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
            if (term is { IsExcluded: false, IsPrefix: false, Words: [var only] } && IsNoise(only.Plain))
            {
                noise.Add(term with { IsNoise = true });
            }
            else
            {
                terms.Add(term);
            }
        }
    }

    // A minus that begins a word, not a hyphen within one.
    private static bool IsMinus(string text, int before) =>
        before > 0 && text[before - 1] is '-' or '−' && (before == 1 || char.IsWhiteSpace(text[before - 2]));
}

/// <summary>The pledges that a search finds, and how well each fits.</summary>
public sealed class SearchHits
{
    // A word that everybody has is found in all pledges, so that each is one byte here, at its id.
    private const byte None = byte.MaxValue;

    private byte[] _tiers = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>The ids of the pledges.</summary>
    public IEnumerable<int> Ids => Enumerable.Range(0, _tiers.Length).Where(Has);

    public bool Has(int id) => id < _tiers.Length && _tiers[id] != None;

    /// <summary>The tier of a pledge, best first, as ranked by <c>PledgeSearch</c>; the last of all for one that was not found.</summary>
    public int TierOf(int id) => id < _tiers.Length ? _tiers[id] : None;

    /// <summary>Puts a pledge into a tier, found before or not.</summary>
    /// <param name="id">The pledge.</param>
    /// <param name="tier">Less than 255.</param>
    internal void Put(int id, int tier)
    {
        if (id >= _tiers.Length)
        {
            var before = _tiers.Length;
            Array.Resize(ref _tiers, Math.Max(id + 1, before * 2));
            Array.Fill(_tiers, None, before, _tiers.Length - before);
        }

        Count += _tiers[id] == None ? 1 : 0;
        _tiers[id] = (byte)tier;
    }
}
