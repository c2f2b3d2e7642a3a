using PledgeTracker.Domain.Progress;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Reading;

/// <summary>
/// What lists are narrowed and sorted by, of all published pledges, in memory: one pass over it finds what a filter selects, and
/// at the same time what each further choice in each facet would select, which no index of a database answers. An index never
/// changes. After a publication there is another, which shares with it all but what was touched. What is shown stays in the
/// database; <c>docs/speed.md</c> says what the index takes.
/// </summary>
public sealed partial class PledgeIndex
{
    private const int NoDay = -1;

    private const int MostChoices = 100;

    /// <summary>Marks the one query that reads a whole table because all of it is wanted.</summary>
    public const string ReadTag = "The index of lists";

    private readonly Vocabulary _vocabulary;
    private readonly RowTable _rows;
    private readonly Uses _uses;
    private readonly KnownNames _names;
    private readonly Meanings _meanings;
    private readonly Lazy<int[]>[] _orders;
    private readonly Lazy<int> _mainKind;
    private PastStates? _past;

    private PledgeIndex(long version, DateOnly? on, Vocabulary vocabulary, RowTable rows, Uses uses, KnownNames names, Meanings? meanings = null, Func<PledgeSort, Func<int[]>?>? orders = null)
    {
        (Version, On, _vocabulary, _rows, _uses, _names) = (version, on, vocabulary, rows, uses, names);
        _meanings = meanings ?? new Meanings(this);
        _orders = [.. Enum.GetValues<PledgeSort>().Select(sort => new Lazy<int[]>(orders?.Invoke(sort) ?? (() => OrderBy(sort))))];
        _mainKind = new(FindMainKind);
    }

    /// <summary>The content version of which it is.</summary>
    public long Version { get; }

    /// <summary>The day it looks back to; null for today.</summary>
    public DateOnly? On { get; }

    public int Count => _rows.Count;

    /// <summary>The titles of the lists that pledges stand on, by address.</summary>
    public IReadOnlyDictionary<string, string> ListTitles => _names.Lists;

    /// <summary>The names of each company, by address: the one readers know, and those it had before or took later.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> NamesOfCompanies => _names.NamesOfCompanies;

    /// <summary>Where companies are listed: the exchange, the ticker, and the company's address.</summary>
    public IReadOnlyList<(string Exchange, string Ticker, string Company)> Tickers => _names.Tickers;

    /// <summary>Who announced some pledge, or was there, A to Z.</summary>
    public IReadOnlyList<string> People => _meanings.People;

    /// <summary>The same, each with the words of the name as they are searched.</summary>
    internal IReadOnlyList<(string Name, string[] Words)> PeopleByWords => _meanings.PeopleByWords;

    /// <summary>What the words of a search mean, by what is in this index.</summary>
    public FilterWords Words => _meanings.Words;

    /// <summary>The companies, by slug, as readers know them.</summary>
    public IReadOnlyDictionary<string, string> CompanyNames => _names.Companies;

    /// <summary>The names of the metrics, by code.</summary>
    public IReadOnlyDictionary<string, string> MetricLabels => _names.Metrics;

    /// <summary>The name of the kind of jobs that is added up by place; null where no pledge promises jobs.</summary>
    public string? MainKindLabel => MainKind < 0 ? null : LabelOf(MainKind);

    /// <summary>The names of what comes from the data, for everything that says what is chosen.</summary>
    public FacetNames Names => new(
        slug => CompanyNames.GetValueOrDefault(slug, slug), metric => MetricLabels.GetValueOrDefault(metric, metric), list => ListTitles.GetValueOrDefault(list, list));

    /// <summary>The companies of <see cref="CompanyNames"/> that have a published pledge.</summary>
    public IEnumerable<KeyValuePair<string, string>> CompaniesWithPledges => CompanyNames.Where(c => HasPledgesOf(c.Key));

    /// <summary>The companies that have pledges, by address, those with the most first.</summary>
    public IEnumerable<string> CompaniesByPledges => ByPledges(WordKind.Company);

    /// <summary>The tags in use, the most used first.</summary>
    public IEnumerable<string> TagsByPledges => ByPledges(WordKind.Tag);

    private IEnumerable<string> ByPledges(WordKind kind) =>
        _uses.Of(kind).Select(number => (Name: TermsOf(kind).Name(number), Count: _uses.CountOf(kind, number))).OrderByDescending(w => w.Count).ThenBy(w => w.Name, StringComparer.Ordinal).Select(w => w.Name);

    // The kind of jobs that most pledges promise; -1 without any. Only its numbers are added up by place.
    private int MainKind => _mainKind.Value;

    /// <summary>Whether a company has a published pledge.</summary>
    public bool HasPledgesOf(string company) => _uses.Has(WordKind.Company, TermsOf(WordKind.Company).NumberOf(company));

    /// <summary>Says of a pledge whether its company has one of these words in its name.</summary>
    public Func<int, bool> CompaniesNamed(IReadOnlySet<string> stems)
    {
        var named = _meanings.CompanyWords.Index().Where(c => c.Item.Overlaps(stems)).Select(c => c.Index).ToHashSet();
        return id => named.Count > 0 && _rows.TryFind(id, out var place) && named.Contains(_rows[place].Company);
    }

    internal Terms TermsOf(WordKind kind) => _vocabulary[kind];

    /// <summary>Whether some row has a word.</summary>
    internal bool Has(WordKind kind, int number) => _uses.Has(kind, number);

    /// <summary>What a filter finds.</summary>
    /// <param name="filter">Which pledges, in which order.</param>
    /// <param name="hits">What its search found; null without a search.</param>
    /// <param name="today">For the pace.</param>
    public PledgeSelection Select(PledgeFilter filter, SearchHits? hits, DateOnly today)
    {
        var tests = new Tests(this, filter);
        var counts = new Counts(this);
        var found = new bool[_rows.Places];
        var total = 0;
        for (var i = 0; i < _rows.Places; i++)
        {
            ref readonly var row = ref _rows[i];
            if (row.IsGone || (hits is not null && !hits.Has(row.Id)) || !tests.InRanges(row))
            {
                continue;
            }

            // A row counts in every facet if no choice excludes it, and in one facet if only that facet's choice does.
            var at = new FacetDay(PaceOf(row, today), today.DayNumber);
            var against = tests.Against(row, at, out var several);
            if (against == Tests.Nothing)
            {
                found[i] = true;
                total++;
                counts.AddToAll(row, at);
            }
            else if (!several)
            {
                counts.AddTo(against, row, at);
            }
        }

        var ids = new int[total];
        var next = 0;
        foreach (var i in Ordered(filter, hits, found))
        {
            if (found[i])
            {
                ids[next++] = _rows[i].Id;
            }
        }

        return new PledgeSelection { Ids = ids, Facets = counts.ToChoices(filter), Index = this, Filter = filter, Hits = hits };
    }

    /// <summary>The pledges that a filter finds among those of a search, in no order; quicker than <see cref="Select"/>.</summary>
    public IEnumerable<int> Matching(PledgeFilter filter, SearchHits? hits, DateOnly today)
    {
        var tests = new Tests(this, filter);
        foreach (var place in _rows.AllPlaces().Where(place => hits is null || hits.Has(_rows[place].Id)))
        {
            ref readonly var row = ref _rows[place];
            if (tests.InRanges(row) && tests.Against(row, new FacetDay(PaceOf(row, today), today.DayNumber), out _) == Tests.Nothing)
            {
                yield return row.Id;
            }
        }
    }

    /// <summary>How many <see cref="Matching"/> finds.</summary>
    public int CountMatching(PledgeFilter filter, SearchHits? hits, DateOnly today) =>
        !filter.IsEmpty || filter.WithDeadline ? Matching(filter, hits, today).Count() : hits is null ? Count : hits.Ids.Count(id => _rows.TryFind(id, out _));

    private static Pace PaceOf(in Row row, DateOnly today) =>
        TargetProgress.PaceOn(row.Share, row.Counted, row.Target, row.HasPath, row.Announced, row.TargetDeadline, row.CountedAsOf, today);

    /// <summary>The size of a pledge, by which the nearest are put in order.</summary>
    public long SizeOf(int id) => _rows.TryFind(id, out var place) ? _rows[place].Size : -1;

    /// <summary>The first pledges of an order.</summary>
    public IReadOnlyList<int> First(PledgeSort sort, int count) => [.. OrderOf(sort).Take(count).Select(place => _rows[place].Id)];

    /// <summary>Open pledges by their deadline.</summary>
    /// <param name="today">What lies before it has passed.</param>
    /// <param name="passed">Those that have passed, the latest first; otherwise those ahead, the nearest first.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<int> OpenByDeadline(DateOnly today, bool passed, int count)
    {
        var order = OrderOf(PledgeSort.Due);
        var found = new List<int>(Math.Min(count, order.Length));
        for (var i = 0; i < order.Length && found.Count < count; i++)
        {
            ref readonly var row = ref _rows[order[passed ? order.Length - 1 - i : i]];
            if (row.LastDay != NoDay && (row.LastDay < today.DayNumber) == passed && !PledgeListing.Final.Contains(row.Verdict))
            {
                found.Add(row.Id);
            }
        }

        return found;
    }
}
