using System.Collections.Frozen;
using System.Text.RegularExpressions;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Search;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Reading;

/// <summary>Words of a search that were taken for a filter.</summary>
/// <param name="Typed">As the reader wrote them.</param>
/// <param name="Start">Where they begin in <see cref="SearchReading.Typed"/>.</param>
/// <param name="End">Where they end, exclusive.</param>
/// <param name="Adds">What they select.</param>
/// <param name="AsText">What is looked for where they are taken as text after all: these words, and others that mean the same.</param>
public sealed record TakenWords(string Typed, int Start, int End, PledgeFilter Adds, SearchTerm AsText);

/// <summary>What a search means: some of its words are filters, the others are looked for in the texts.</summary>
/// <param name="Typed">As typed, with one kind of quotation marks.</param>
/// <param name="Taken">The words that are filters, in their order.</param>
/// <param name="Query">What is looked for in the texts; empty where all words are filters.</param>
public sealed record SearchReading(string Typed, IReadOnlyList<TakenWords> Taken, SearchQuery Query)
{
    /// <summary>What the taken words select together. A part of a country that is named beside it narrows it.</summary>
    public PledgeFilter Filter
    {
        get
        {
            var filter = Taken.Aggregate(new PledgeFilter(), (all, taken) => all.And(taken.Adds));
            var places = filter.Choices(Facet.Place);
            return filter.With(Facet.Place, places.Where(p => p.Length > 2 || !places.Any(part => part.StartsWith(p + "-", StringComparison.Ordinal))));
        }
    }

    /// <summary>The search without some words.</summary>
    public string Without(TakenWords taken) => Squeezed(Typed[..taken.Start] + " " + Typed[taken.End..]);

    /// <summary>The search with some words in quotation marks, so that they are looked for in the texts.</summary>
    public string Quoted(TakenWords taken) => Squeezed($"{Typed[..taken.Start]} \"{taken.Typed}\" {Typed[taken.End..]}");

    /// <summary>The words that are looked for in the texts.</summary>
    public string Rest => Squeezed(Taken.Reverse().Aggregate(Typed, (text, taken) => text[..taken.Start] + " " + text[taken.End..]));

    /// <summary>The words that are filters.</summary>
    public string Words => string.Join(' ', Taken.Select(t => t.Typed));

    /// <summary>The same search with some words taken as text.</summary>
    public SearchReading AsText(Func<TakenWords, bool> which) => this with
    {
        Taken = [.. Taken.Where(t => !which(t))],
        Query = new SearchQuery([.. Query.Terms, .. Taken.Where(which).Select(t => t.AsText)]),
    };

    private static string Squeezed(string text) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>
/// What the words of a search mean, in both languages, whichever the page has: made once for each state of the data from
/// <see cref="FilterVocabulary"/> and from the places, tags, metrics, sectors, companies and people that are there.
/// </summary>
public sealed partial class FilterWords
{
    private const int MostPhrases = 40, ShortestJoined = 6, LongestLookUp = 8;

    // Names that would be taken apart otherwise; newspapers are sources of many pledges.
    private static readonly string[] Names =
        ["new york times", "washington post", "wall street journal", "los angeles times", "texas tribune", "ohio capital journal", "detroit news", "detroit free press", "buffalo news", "financial times"];

    private static readonly FrozenSet<string> Optional = FilterVocabulary.Optional.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(KeyOf).ToFrozenSet(StringComparer.Ordinal);

    private static readonly IReadOnlyList<(string Phrase, IReadOnlyList<IReadOnlyList<SearchWord>> For)> Texts = [.. ReadTexts()];

    private readonly Dictionary<string, Meaning> _meanings = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _companyWords = new(StringComparer.Ordinal);

    /// <param name="index">What there is.</param>
    public FilterWords(PledgeIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        foreach (var (slug, names) in index.NamesOfCompanies.Where(c => index.HasPledgesOf(c.Key)))
        {
            foreach (var name in names)
            {
                Add(name, new Meaning { IsName = true });
                _companyWords.UnionWith(SearchWords.Of(name).Where(w => w.Plain.Length >= ShortestJoined - 1).Select(w => w.Plain));
            }
        }

        foreach (var (exchange, ticker, company) in index.Tickers)
        {
            var filter = new PledgeFilter().With(Facet.Company, [company]);
            Add($"{exchange} {ticker}", new Meaning { Adds = filter });
            Add(ticker, new Meaning { Adds = filter, IsTicker = true });
        }

        foreach (var name in index.People.Concat(Names).Where(n => n.Contains(' ', StringComparison.Ordinal)))
        {
            Add(name, new Meaning { IsName = true });
        }

        foreach (var (filter, phrases) in ReadFacets(index))
        {
            AddAll(phrases, new Meaning { Adds = filter });
        }

        AddPlaces(index);
        foreach (var language in Language.All)
        {
            language.While(() =>
            {
                var names = new FacetNames(slug => slug, metric => index.MetricLabels.GetValueOrDefault(metric, metric), list => list);
                foreach (var facet in (Facet[])[Facet.Verdict, Facet.Lapsed, Facet.Metric, Facet.Tag])
                {
                    // "Investment" and "sales" stand in most pledges, whatever these are measured in.
                    foreach (var code in (facet.Codes ?? facet.Values.CodesIn(index)).Where(c => facet != Facet.Metric || c is not ("investment" or "sales")))
                    {
                        Add(facet.NameOf(code, names), new Meaning { Adds = new PledgeFilter().With(facet, [code]) });
                    }
                }

                foreach (var sector in Facet.Sector.Values.CodesIn(index))
                {
                    Add(sector, new Meaning { Adds = new PledgeFilter().With(Facet.Sector, [sector]) });
                    Add(Text.T(sector, "sector"), new Meaning { Adds = new PledgeFilter().With(Facet.Sector, [sector]) });
                }

                return 0;
            });
        }

        foreach (var (phrase, instead) in Texts)
        {
            Add(phrase, new Meaning { Instead = instead });
        }

        Longest = _meanings.Keys.Max(key => key.AsSpan().Count(' ')) + 1;
    }

    /// <summary>The most words that mean something together.</summary>
    private int Longest { get; }

    /// <summary>The words that select something by themselves, for the correction of mistyped ones.</summary>
    public IEnumerable<string> Known => _known;

    /// <summary>What selects something and has a word that begins so, for suggestions.</summary>
    public IEnumerable<PledgeFilter> BeginningWith(string typed) =>
        KeyOf(typed) is { Length: > 2 } key ? _meanings.Where(m => m.Value.Adds is not null && !m.Value.IsTicker && m.Key.StartsWith(key, StringComparison.Ordinal)).OrderBy(m => m.Key.Length).Select(m => m.Value.Adds!) : [];

    /// <summary>Reads what was typed: the longest words that mean something are taken first.</summary>
    /// <param name="typed">The search.</param>
    /// <param name="today">For this year and the next.</param>
    public SearchReading Read(string? typed, DateOnly today)
    {
        var text = Numbers(SearchQuery.Plain(typed), today);
        var words = SearchQuery.LooseWords(text);
        var taken = new List<TakenWords>();
        var replaced = new List<(int Start, int End, SearchTerm Term)>();
        for (var i = 0; i < words.Count;)
        {
            var (length, meaning) = LongestAt(text, words, i);
            var (amount, adds) = AmountWords.Read(text, words, i);
            if (amount > 0 && amount >= length)
            {
                Take(i, amount, adds!, []);
                i += amount;
            }
            else if (meaning is null)
            {
                i += Join(text, words, i, replaced);
            }
            else
            {
                if (meaning.Adds is { } filter)
                {
                    Take(i, length, filter, meaning.Others);
                }
                else if (!meaning.IsName)
                {
                    var (from, to) = (words[i].Start, EndOf(text, words[i + length - 1]));
                    SearchWord[] own = [.. words.Skip(i).Take(length)];
                    replaced.Add((from, to, new SearchTerm(own, text[from..to]) { Others = meaning.Instead, IsOptional = IsOptional(own) }));
                }

                i += length;
            }
        }

        var rest = text.ToCharArray();
        foreach (var (start, end) in taken.Select(t => (t.Start, t.End)).Concat(replaced.Select(r => (r.Start, r.End))))
        {
            // A comma, so that what stands on both sides is never read as one number.
            rest.AsSpan(start, end - start).Fill(' ');
        }

        var query = SearchQuery.Parse(new string(rest));
        if (query.Terms.All(t => t.IsNoise) && taken.Count + replaced.Count > 0)
        {
            query = new SearchQuery([]);
        }

        return new SearchReading(text, taken, Eased(new SearchQuery([.. query.Terms.Select(t => t with { IsOptional = !t.IsExact && !t.IsExcluded && IsOptional(t.Words) }), .. replaced.Select(r => r.Term)]), taken.Count > 0));

        void Take(int at, int count, PledgeFilter filter, IReadOnlyList<IReadOnlyList<SearchWord>> others)
        {
            var (from, to) = (words[at].Start, EndOf(text, words[at + count - 1]));
            from -= from > 0 && text[from - 1] is '$' or '€' or '£' ? 1 : 0;
            taken.Add(new TakenWords(text[from..to], from, to, filter, new SearchTerm([.. words.Skip(at).Take(count)], text[from..to]) { Others = others }));
        }
    }

    /// <summary>A search for claimed totals, which have no facets: all its words, with those that mean the same.</summary>
    public SearchQuery ReadAsText(string typed, DateOnly today) => Read(typed, today).AsText(_ => true).Query;

    /// <summary>The words of a text as they are compared: without accents and plurals.</summary>
    internal static string KeyOf(string text) => string.Join(' ', SearchWords.Of(text).Select(w => w.Stem));

    internal static string KeyOf(IReadOnlyList<SearchWord> words, int at, int count) =>
        count == 1 ? words[at].Stem : string.Join(' ', Enumerable.Range(at, count).Select(i => words[i].Stem));

    // With the possessive, which is no word by itself.
    private static int EndOf(string text, SearchWord word) =>
        word.End + (word.End + 1 < text.Length && text[word.End] is '\'' or '’' && text[word.End + 1] is 's' or 'S' ? 2 : 0);

    // Words that almost every pledge has narrow nothing, unless nothing else is asked for.
    private static SearchQuery Eased(SearchQuery query, bool hasFilters) =>
        hasFilters || query.Terms.Any(t => !t.IsOptional) ? query : new SearchQuery([.. query.Terms.Select(t => t with { IsOptional = false })]);

    private static bool IsOptional(IReadOnlyList<SearchWord> words) => words.All(w => Optional.Contains(w.Stem));

    private (int Length, Meaning? Meaning) LongestAt(string text, IReadOnlyList<SearchWord> words, int at)
    {
        for (var length = Math.Min(Math.Min(Longest, LongestLookUp), words.Count - at); length > 0; length--)
        {
            if (_meanings.TryGetValue(KeyOf(words, at, length), out var meaning) && Holds(meaning, text, words, at, length))
            {
                return (length, meaning);
            }
        }

        return (0, null);
    }

    // An abbreviation of two letters is often a word: it is meant where it stands in capitals. So is a ticker, or with a sign before it.
    private static bool Holds(Meaning meaning, string text, IReadOnlyList<SearchWord> words, int at, int length)
    {
        var word = words[at];
        var written = text.AsSpan(word.Start, word.End - word.Start);
        var hasSign = word.Start > 0 && text[word.Start - 1] == '$';
        return length > 1 || ((!meaning.IsTicker || hasSign || (written.Length > 2 && written.ToString().All(char.IsAsciiLetterUpper)))
            && (!meaning.IsAbbreviation || (written.ToString().All(char.IsAsciiLetterUpper) && (words.Count == 1 || text.Any(char.IsAsciiLetterLower)))));
    }

    // "fox con" is Foxconn: two words that together are a company's name, or almost.
    private int Join(string text, IReadOnlyList<SearchWord> words, int at, List<(int, int, SearchTerm)> replaced)
    {
        if (at + 1 < words.Count && text[words[at].End..words[at + 1].Start] is " " && words[at].Plain + words[at + 1].Plain is { Length: >= ShortestJoined } joined
            && !_companyWords.Contains(words[at].Plain) && !_companyWords.Contains(words[at + 1].Plain) && !joined.Any(char.IsDigit))
        {
            var meant = _companyWords.Contains(joined) ? joined : _companyWords.Where(w => w.Length >= ShortestJoined && w[0] == joined[0] && Spelling.Distance(joined, w, 1) <= 1).Order(StringComparer.Ordinal).FirstOrDefault();
            if (meant is not null)
            {
                var (from, to) = (words[at].Start, words[at + 1].End);
                replaced.Add((from, to, new SearchTerm(SearchWords.Of(meant), meant)));
                return 2;
            }
        }

        return 1;
    }

    private void Add(string phrase, Meaning meaning)
    {
        if (KeyOf(phrase) is { Length: > 0 } key)
        {
            _meanings.TryAdd(key, meaning);
            if (meaning is { Adds: not null, IsTicker: false, IsAbbreviation: false } && SearchWords.Of(phrase) is [var only] && only.Plain.Length >= Spelling.ShortestCorrected)
            {
                _known.Add(only.Plain);
            }
        }
    }

    // Words of one meaning stand for each other where they are looked for in the texts.
    private void AddAll(IReadOnlyList<string> phrases, Meaning meaning)
    {
        meaning = meaning with { Others = [.. phrases.Select(SearchWords.Of).Where(w => w.Count > 0).Take(MostPhrases)] };
        foreach (var phrase in phrases)
        {
            Add(phrase, meaning);
        }
    }

    private void AddPlaces(PledgeIndex index)
    {
        var aliases = Lines(FilterVocabulary.Places).ToLookup(l => l.Key, l => l.Phrases, StringComparer.Ordinal);
        foreach (var code in Facet.Place.Values.CodesIn(index))
        {
            string[] names = [.. Language.All.Select(l => l.While(() => code.Length == 2 ? PlaceNames.Country(code) : PlaceNames.Subdivision(code))).Distinct()];
            var meaning = new Meaning { Adds = new PledgeFilter().With(Facet.Place, [code]) };
            AddAll([.. names, .. aliases[code].SelectMany(p => p), .. names.Where(n => n.Contains(' ', StringComparison.Ordinal)).Select(n => n.Replace(" ", "", StringComparison.Ordinal))], meaning);
            if (code.StartsWith("US-", StringComparison.Ordinal) && code is not ("US-IN" or "US-OR"))
            {
                Add(code[3..], meaning with { IsAbbreviation = true });
            }
        }
    }

    // A choice of the tracker's own words is always known; one that comes from the data only where some pledge has it.
    private static IEnumerable<(PledgeFilter, IReadOnlyList<string>)> ReadFacets(PledgeIndex index)
    {
        foreach (var (key, phrases) in Lines(FilterVocabulary.Facets))
        {
            var filter = new PledgeFilter();
            foreach (var part in key.Split(';'))
            {
                var (name, value) = part.Split('=') is [var left, var right] ? (left, right) : throw new InvalidOperationException($"'{part}' is no choice.");
                if (name == PledgeFilter.SortKey)
                {
                    filter = filter with { IsReversed = value[0] == '-', Sort = Code.TryParse<PledgeSort>(value.TrimStart('-'), out var sort) ? sort : throw new InvalidOperationException($"There is no order '{value}'."), SortIsAsked = true };
                    continue;
                }

                var facet = Facet.All.Single(f => f.Key == name);
                var known = (facet.Codes ?? [.. facet.Values.CodesIn(index)]).ToHashSet(StringComparer.Ordinal);
                filter = filter.With(facet, value == "*" ? known.Where(c => c != "none") : value.Split(',').Where(known.Contains));
                if (filter.Choices(facet).Count == 0)
                {
                    filter = new PledgeFilter();
                    break;
                }
            }

            if (filter.SortIsAsked || !filter.IsEmpty)
            {
                yield return (filter, phrases);
            }
        }
    }

    private static IEnumerable<(string, IReadOnlyList<IReadOnlyList<SearchWord>>)> ReadTexts()
    {
        foreach (var (key, phrases) in Lines(FilterVocabulary.Texts))
        {
            IReadOnlyList<IReadOnlyList<SearchWord>> instead = [.. key.Split(',').Select(SearchWords.Of)];
            foreach (var phrase in phrases)
            {
                yield return (phrase, instead);
            }
        }
    }

    private static IEnumerable<(string Key, IReadOnlyList<string> Phrases)> Lines(string table) =>
        table.Split('\n').Select(line => line.Split(':', 2)).Select(line => (line[0].Trim(), (IReadOnlyList<string>)line[1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)));

    // Spanish writes 17.000 for seventeen thousand, and 1,5 for one and a half. Both languages halve a million, and speak of this year.
    private static string Numbers(string text, DateOnly today)
    {
        text = Half().Replace(text, m => m.Groups["of"].Value.ToUpperInvariant()[0] switch { 'M' => "500000", 'B' => "500 million", _ => "500 billion" });
        text = RelativeYear().Replace(text, m => (today.Year + (m.Groups["next"].Success ? 1 : m.Groups["last"].Success ? -1 : 0)).ToString("0000", System.Globalization.CultureInfo.InvariantCulture));
        var spanish = Language.Current == Language.Spanish || SpanishNumber().IsMatch(text);
        text = spanish ? Thousands().Replace(text, m => m.Value.Replace('.', ',')) : text;
        return spanish ? Fraction().Replace(text, "$1.$2") : text;
    }

    [GeneratedRegex(@"\bhalf an? (?<of>million|billion|trillion)\b|\bmedio (?<of>mill[oó]n)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Half();

    [GeneratedRegex(@"\b(this year|este año|(?<next>next year|(el )?próximo año|(el )?año que viene)|(?<last>last year|(el )?año pasado))(?!\w)", RegexOptions.IgnoreCase)]
    private static partial Regex RelativeYear();

    [GeneratedRegex(@"(?<![\d.,])\d{1,3}(\.\d{3})+(?![\d.,])")]
    private static partial Regex Thousands();

    [GeneratedRegex(@"(?<![\d.,])(\d{1,3}),(\d{1,2})(?=\s*(mil\b|mill|bill))", RegexOptions.IgnoreCase)]
    private static partial Regex Fraction();

    [GeneratedRegex(@"\d\s+(mil\b|mill[oó]n|empleos|puestos|d[oó]lares)", RegexOptions.IgnoreCase)]
    private static partial Regex SpanishNumber();

    /// <summary>What words mean: a filter, a name that is left alone, or others that stand for them in the texts.</summary>
    private sealed record Meaning
    {
        public PledgeFilter? Adds { get; init; }

        public bool IsName { get; init; }

        public bool IsTicker { get; init; }

        public bool IsAbbreviation { get; init; }

        public IReadOnlyList<IReadOnlyList<SearchWord>> Instead { get; init; } = [];

        public IReadOnlyList<IReadOnlyList<SearchWord>> Others { get; init; } = [];
    }
}
