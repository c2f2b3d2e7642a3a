using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Search;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Reading;

/// <summary>
/// What lists are narrowed and sorted by, of all published pledges, in memory and never changed: one pass over it finds what
/// a filter selects, and at the same time what each further choice in each facet would select, which no index of a database
/// answers. What is shown stays in the database; <c>docs/speed.md</c> says what the index takes.
/// </summary>
public sealed partial class PledgeIndex
{
    private const int NoDay = -1;

    private const int MostChoices = 100;

    /// <summary>Marks the one query that reads a whole table because all of it is wanted.</summary>
    public const string ReadTag = "The index of lists";

    private Row[] _rows;
    private HashSet<string> _levels = [];
    private readonly Dictionary<int, int> _byId;
    private readonly Lazy<int[]>[] _orders;
    private readonly Terms _currencies = new();

    private readonly Lazy<HashSet<string>[]> _companyWords;

    private PledgeIndex(long version, DateOnly? on, int count)
    {
        On = on;
        _words = new(() => new FilterWords(this));
        _people = new(() => [.. People.Select(name => (name, SearchWords.Of(name).Select(w => w.Plain).ToArray()))]);
        _companyWords = new(() => [.. Enumerable.Range(0, Companies.Count).Select(c => Companies.Name(c)).Select(slug => SearchWords.Of(CompanyNames.GetValueOrDefault(slug, slug)).Select(w => w.Stem).ToHashSet(StringComparer.Ordinal))]);
        Version = version;
        _rows = new Row[count];
        _byId = new Dictionary<int, int>(count);
        _orders = [.. Enum.GetValues<PledgeSort>().Select(sort => new Lazy<int[]>(() => OrderBy(sort)))];
    }

    internal Terms Metrics { get; } = new();

    internal Terms Companies { get; } = new();

    internal Terms Sectors { get; } = new();

    internal Terms PlaceTerms { get; } = new();

    internal Terms Tags { get; } = new();

    internal Terms Lists { get; } = new();

    /// <summary>The titles of the lists that pledges stand on, by address.</summary>
    public IReadOnlyDictionary<string, string> ListTitles { get; private set; } = new Dictionary<string, string>();

    /// <summary>The names of each company, by address: the one readers know, and those it had before or took later.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> NamesOfCompanies { get; private set; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Where companies are listed: the exchange, the ticker, and the company's address.</summary>
    public IReadOnlyList<(string Exchange, string Ticker, string Company)> Tickers { get; private set; } = [];

    /// <summary>Who announced some pledge, or was there, A to Z.</summary>
    public IReadOnlyList<string> People { get; private set; } = [];

    /// <summary>The same, each with the words of the name as they are searched.</summary>
    internal IReadOnlyList<(string Name, string[] Words)> PeopleByWords => _people.Value;

    private readonly Lazy<IReadOnlyList<(string, string[])>> _people;

    /// <summary>What the words of a search mean, by what is in this index.</summary>
    public FilterWords Words => _words.Value;

    private readonly Lazy<FilterWords> _words;

    /// <summary>The content version it was read at.</summary>
    public long Version { get; }

    /// <summary>The day it looks back to; null for today.</summary>
    public DateOnly? On { get; }

    public int Count => _rows.Length;

    /// <summary>The companies, by slug, as readers know them.</summary>
    public IReadOnlyDictionary<string, string> CompanyNames { get; private set; } = new Dictionary<string, string>();

    /// <summary>The names of the metrics, by code.</summary>
    public IReadOnlyDictionary<string, string> MetricLabels { get; private set; } = new Dictionary<string, string>();

    /// <summary>The kind of jobs that most pledges promise; -1 without any. Only its numbers are added up by place.</summary>
    private int MainKind { get; set; } = -1;

    /// <summary>The name of the kind of jobs that is added up by place; null where no pledge promises jobs.</summary>
    public string? MainKindLabel => MainKind < 0 ? null : MetricLabels.GetValueOrDefault(Metrics.Name(MainKind), Metrics.Name(MainKind));

    /// <summary>The names of what comes from the data, for everything that says what is chosen.</summary>
    public FacetNames Names => new(
        slug => CompanyNames.GetValueOrDefault(slug, slug), metric => MetricLabels.GetValueOrDefault(metric, metric), list => ListTitles.GetValueOrDefault(list, list));

    /// <summary>The companies of <see cref="CompanyNames"/> that have a published pledge.</summary>
    public IEnumerable<KeyValuePair<string, string>> CompaniesWithPledges => CompanyNames.Where(c => Companies.Has(c.Key));

    /// <summary>Whether the company of a pledge has one of these words in its name.</summary>
    public bool IsOfCompanyNamed(int pledgeId, IReadOnlySet<string> stems) =>
        _byId.TryGetValue(pledgeId, out var row) && _companyWords.Value[_rows[row].Company].Overlaps(stems);

    /// <summary>Reads what is published now.</summary>
    /// <param name="context">The database.</param>
    /// <param name="on">A day to look back to: only pledges made by then, with what was known of them; null for today.</param>
    /// <param name="cancel">Ends the queries.</param>
    /// <param name="calendar">Says on which day a pledge was published; without it UTC does.</param>
    /// <param name="claims">The lists that pledges stand on; null to read them.</param>
    public static async Task<PledgeIndex> ReadAsync(PledgeTrackerDbContext context, DateOnly? on, CancellationToken cancel, NewsroomCalendar? calendar = null, ClaimIndex? claims = null)
    {
        await context.Database.OpenConnectionAsync(cancel);
        var version = await context.Site.Select(s => s.ContentVersion).SingleOrDefaultAsync(cancel);
        var companies = await context.Companies.AsNoTracking().TagWith(ReadTag).ToDictionaryAsync(c => c.Slug, cancel);
        claims ??= await ClaimIndex.ReadAsync(context, cancel);
        var money = await PledgeMoney.ReadAsync(context, on, cancel);
        var parts = await context.Set<Relation>().Where(r => r.Kind == RelationKind.PartOf && context.Summaries.Any(other => other.Slug == r.OtherSlug))
            .Select(r => EF.Property<int>(r, "PledgeId")).Distinct().ToHashSetAsync(cancel);
        var states = on is not { } day ? null : await context.States.AsNoTracking().Where(s => s.From <= day && s.Until > day).ToDictionaryAsync(s => s.PledgeId, cancel);
        var index = new PledgeIndex(version, on, await context.Summaries.CountAsync(cancel));

        foreach (var currency in money.Values.Select(m => m.Currency).OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            index._currencies.Of(currency);
        }

        // Read straight from the data reader, in the order of the pledges: a hundred thousand of them are read after each
        // publication.
        await using var command = context.Database.GetDbConnection().CreateCommand();
        var tags = await PartsAsync(command, "SELECT pledge_id, tag FROM pledge_tags ORDER BY pledge_id", r => [index.Tags.Of(r.GetString(1))], cancel);
        var atLarge = new HashSet<int>();
        var places = await PartsAsync(command, "SELECT pledge_id, country, subdivision FROM pledge_places ORDER BY pledge_id", r =>
        {
            var country = index.PlaceTerms.Of(r.GetString(1));
            if (r.IsDBNull(2))
            {
                atLarge.Add(r.GetInt32(0));
                return [country];
            }

            return [country, index.PlaceTerms.Of(r.GetString(2))];
        }, cancel);
        var counted = await PartsAsync(command, "SELECT f.pledge_id, f.basis, f.published, f.as_of FROM figures f JOIN targets t ON t.id = f.target_id WHERE t.position = 0 AND f.counting = 'counted' ORDER BY f.pledge_id",
            r => IsKnown(r, 2, 3, on) ? [(int)Word<Basis>(r.GetString(1))] : [], cancel);
        var lapses = await PartsAsync(command, "SELECT pledge_id, lapsed_because, date FROM verdicts WHERE lapsed_because IS NOT NULL ORDER BY pledge_id, position",
            r => IsKnown(r, 2, 2, on) ? [(int)Word<LapseReason>(r.GetString(1))] : [], cancel);
        command.CommandText = "SELECT pledge_id, title, company_slug, announced_on, target_deadline, last_day, verdict, checkability, metric, target, counted, share_order, size_order, "
            + "jobs_counted, money_pledged, money_currency, latest_news, published_at, counted_as_of, jobs_metric, slug FROM pledge_summaries ORDER BY pledge_id";
        var count = 0;
        await using (var reader = await command.ExecuteReaderAsync(cancel))
        {
            while (await reader.ReadAsync(cancel) && count < index._rows.Length)
            {
                Read(reader);
            }
        }

        // A pledge may have been published or taken off the site between the count and the reading.
        Array.Resize(ref index._rows, count);
        index.MetricLabels = await context.Metrics.AsNoTracking().ToDictionaryAsync(m => m.Code, m => m.Label, cancel);
        index._levels = await context.Metrics.AsNoTracking().Where(m => m.IsLevel).Select(m => m.Code).ToHashSetAsync(cancel);
        index.MainKind = index._rows.Where(r => r.JobsMetric >= 0 && !r.IsPart).GroupBy(r => r.JobsMetric)
            .OrderByDescending(g => g.Count()).ThenBy(g => index.Metrics.Name(g.Key), StringComparer.Ordinal).Select(g => (int?)g.Key).FirstOrDefault() ?? -1;
        index.CompanyNames = companies.Values.ToDictionary(c => c.Slug, c => c.Name, StringComparer.Ordinal);
        index.NamesOfCompanies = companies.Values.ToDictionary(c => c.Slug, c => (IReadOnlyList<string>)[c.Name, .. c.BareNames()], StringComparer.Ordinal);
        index.Tickers = [.. companies.Values.SelectMany(c => c.Listings.Select(l => (l.Exchange, l.Ticker, c.Slug)))];
        index.ListTitles = claims.Lists.Where(l => index.Lists.Has(l.Content.Slug)).ToDictionary(l => l.Content.Slug, l => l.Content.Title, StringComparer.Ordinal);
        var spoken = await context.Pledges.AsNoTracking().TagWith(ReadTag).Select(p => new { p.AnnouncedBy, p.AnnouncedByRole, p.AnnouncedTo }).Distinct().ToListAsync(cancel);
        var companyNames = index.NamesOfCompanies.Values.SelectMany(n => n).ToHashSet(StringComparer.OrdinalIgnoreCase);
        index.People = [.. spoken.SelectMany(s => PeopleNamed.In(s.AnnouncedBy).Concat(PeopleNamed.In(s.AnnouncedByRole)).Concat(PeopleNamed.In(s.AnnouncedTo))).Where(name => !companyNames.Contains(name)).Distinct().Order(StringComparer.Ordinal)];
        return index;

        void Read(DbDataReader row)
        {
            var id = row.GetInt32(0);
            var state = states?.GetValueOrDefault(id);
            if (states is not null && state is null)
            {
                return;
            }

            var slug = row.GetString(2);
            var company = companies.GetValueOrDefault(slug);
            var lastDay = row.GetFieldValue<DateOnly>(5);
            var announced = PartialDate.Parse(row.GetString(3));
            var verdict = state?.Verdict ?? Word<VerdictKind>(row.GetString(6));
            var support = money.GetValueOrDefault(id);
            index._byId.Add(id, count);
            index._rows[count++] = new Row
            {
                Id = id,
                Title = row.GetString(1),
                CompanyName = company?.SortName ?? slug,
                Verdict = verdict,
                Lapsed = verdict == VerdictKind.Lapsed && lapses.GetValueOrDefault(id) is [.., var reason] ? reason : -1,
                Checkability = Word<Checkability>(row.GetString(7)),
                Announced = announced,
                Term = Presidency.At(announced),
                TargetDeadline = row.IsDBNull(4) ? null : PartialDate.Parse(row.GetString(4)),
                LastDay = lastDay == PledgeSummary.NoDeadline ? NoDay : lastDay.DayNumber,
                Target = Number(9),
                Counted = state is null ? Number(10) : state.Counted,
                CountedAsOf = state is not null ? state.CountedAsOf : row.IsDBNull(18) ? null : PartialDate.Parse(row.GetString(18)),
                Share = state is null ? row.GetDouble(11) : state.Share ?? double.MinValue,
                Size = row.GetInt64(12),
                JobsCounted = state is null ? Number(13) : state.JobsCounted,
                LatestNews = row.IsDBNull(16) ? NoDay : row.GetFieldValue<DateOnly>(16).DayNumber,
                PublishedOn = (calendar?.DayOf(row.GetDateTime(17)) ?? DateOnly.FromDateTime(row.GetDateTime(17))).DayNumber,
                Money = Number(14),
                Currency = row.IsDBNull(15) ? -1 : index._currencies.Of(row.GetString(15)),
                Metric = index.Metrics.Of(row.GetString(8)),
                HasPath = Metric.HasPath(row.GetString(8)),
                JobsMetric = row.IsDBNull(19) ? -1 : index.Metrics.Of(row.GetString(19)),
                Company = index.Companies.Of(slug),
                Sector = company?.Sector is { } sector ? index.Sectors.Of(sector) : -1,
                Tags = tags.GetValueOrDefault(id) ?? [],
                Places = places.GetValueOrDefault(id) ?? [],
                IsAtLarge = atLarge.Contains(id),
                IsPart = parts.Contains(id),
                PublicMoney = support?.Sum,
                PerJob = support?.PerJob,
                PublicCurrency = support?.Currency is { } paidIn ? index._currencies.Of(paidIn) : -1,
                IsInDollars = support?.Currency == MoneyWords.Currency,
                MoneyBand = support is null ? MoneyBand.None : support.Sum is { } sum ? MoneyWords.BandOf(sum, support.Currency!) : MoneyBand.WithoutSum,
                PerJobBand = support?.PerJob is { } each ? MoneyWords.PerJobBandOf(each, support.Currency!) : PerJobBand.None,
                MoneyStates = support?.States ?? [],
                CountedBy = counted.GetValueOrDefault(id) ?? [],
                Lists = [.. claims.ListedAs(row.GetString(20)).Select(l => index.Lists.Of(l.List.Slug)).Distinct()],
            };

            long? Number(int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
        }
    }

    // Whether what a row tells was known on the day looked back to, by the first of two dates that it has.
    private static bool IsKnown(DbDataReader row, int published, int otherwise, DateOnly? on) =>
        on is not { } day || PartialDate.Parse(row.GetString(row.IsDBNull(published) ? otherwise : published)).IsBy(day);

    // The values that a query has for each pledge, by its number, without repetitions.
    private static async Task<Dictionary<int, int[]>> PartsAsync(DbCommand command, string sql, Func<DbDataReader, int[]> read, CancellationToken cancel)
    {
        var parts = new Dictionary<int, int[]>();
        command.CommandText = sql;
        await using var row = await command.ExecuteReaderAsync(cancel);
        var last = 0;
        var some = new List<int>();
        while (await row.ReadAsync(cancel))
        {
            if (row.GetInt32(0) is var id && id != last)
            {
                Keep();
                last = id;
            }

            foreach (var part in read(row))
            {
                if (!some.Contains(part))
                {
                    some.Add(part);
                }
            }
        }

        Keep();
        return parts;

        void Keep()
        {
            if (some.Count > 0)
            {
                parts.Add(last, [.. some]);
                some.Clear();
            }
        }
    }

    private static T Word<T>(string code)
        where T : struct, Enum
        => Code.TryParse<T>(code, out var value) ? value : throw new InvalidDataException($"'{code}' is no word of {typeof(T).Name}.");

    /// <summary>What a filter finds.</summary>
    /// <param name="filter">Which pledges, in which order.</param>
    /// <param name="hits">What its search found; null without a search.</param>
    /// <param name="today">For the pace.</param>
    public PledgeSelection Select(PledgeFilter filter, SearchHits? hits, DateOnly today)
    {
        var tests = new Tests(this, filter);
        var counts = new Counts(this);
        var found = new bool[_rows.Length];
        var total = 0;
        for (var i = 0; i < _rows.Length; i++)
        {
            ref readonly var row = ref _rows[i];
            if ((hits is not null && !hits.Has(row.Id)) || !tests.InRanges(row))
            {
                continue;
            }

            // A row counts in every facet if no choice excludes it, and in one facet if only that facet's choice does.
            var pace = TargetProgress.PaceOn(row.Share, row.Counted, row.Target, row.HasPath, row.Announced, row.TargetDeadline, row.CountedAsOf, today);
            var at = new FacetDay(pace, today.DayNumber);
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
        for (var i = 0; i < _rows.Length; i++)
        {
            var row = _rows[i];
            if ((hits is null || hits.Has(row.Id)) && tests.InRanges(row)
                && tests.Against(row, new FacetDay(TargetProgress.PaceOn(row.Share, row.Counted, row.Target, row.HasPath, row.Announced, row.TargetDeadline, row.CountedAsOf, today), today.DayNumber), out _) == Tests.Nothing)
            {
                yield return row.Id;
            }
        }
    }

    /// <summary>The size of a pledge, by which the nearest are put in order.</summary>
    public long SizeOf(int id) => _byId.TryGetValue(id, out var row) ? _rows[row].Size : -1;

    /// <summary>The sums over some pledges, or over all.</summary>
    /// <param name="ids">Which; null for all.</param>
    /// <param name="today">For what has passed.</param>
    public PledgeTotals Totals(IEnumerable<int>? ids, DateOnly today)
    {
        var (verdicts, past) = (new int[32], new int[32]);
        var kinds = new Dictionary<int, JobsOfKind>();
        var totals = new PledgeTotals { Verdicts = new Dictionary<VerdictKind, int>() };
        foreach (var i in ids is null ? Enumerable.Range(0, _rows.Length) : ids.Where(_byId.ContainsKey).Select(id => _byId[id]))
        {
            var row = _rows[i];
            verdicts[(int)row.Verdict]++;
            if (row.JobsMetric >= 0 && !row.IsPart)
            {
                var fellAway = row.Verdict.FellAway();
                var kind = kinds.GetValueOrDefault(row.JobsMetric) ?? new JobsOfKind(MetricLabels.GetValueOrDefault(Metrics.Name(row.JobsMetric), Metrics.Name(row.JobsMetric)), _levels.Contains(Metrics.Name(row.JobsMetric)));
                kinds[row.JobsMetric] = kind with
                {
                    Pledges = kind.Pledges + 1,
                    Pledged = kind.Pledged + row.Size,
                    WithCounted = kind.WithCounted + (row.JobsCounted is null ? 0 : 1),
                    Counted = kind.Counted + (row.JobsCounted ?? 0),
                    PledgedWhereCounted = kind.PledgedWhereCounted + (row.JobsCounted is null ? 0 : row.Size),
                    FellAway = kind.FellAway + (fellAway ? 1 : 0),
                    PledgedFellAway = kind.PledgedFellAway + (fellAway ? row.Size : 0),
                };
            }

            var isPast = row.LastDay != NoDay && row.LastDay < today.DayNumber;
            past[(int)row.Verdict] += isPast ? 1 : 0;
            totals = totals with
            {
                Pledges = totals.Pledges + 1,
                Parts = totals.Parts + (row.IsPart ? 1 : 0),
                PastDeadline = totals.PastDeadline + (isPast ? 1 : 0),
                PastDeadlineKept = totals.PastDeadlineKept + (isPast && row.Verdict == VerdictKind.Kept ? 1 : 0),
                PastDeadlineOpen = totals.PastDeadlineOpen + (isPast && !PledgeListing.Final.Contains(row.Verdict) ? 1 : 0),
                EarliestAnnouncement = totals.EarliestAnnouncement is { } earliest && earliest <= row.Announced ? earliest : row.Announced,
            };
        }

        return totals with
        {
            Kinds = [.. kinds.Values.OrderByDescending(k => k.Pledges).ThenByDescending(k => k.Pledged).ThenBy(k => k.Label, StringComparer.Ordinal)],
            PastDeadlineVerdicts = PledgeListing.Final.Where(v => past[(int)v] > 0).ToDictionary(v => v, v => past[(int)v]),
            Verdicts = Enum.GetValues<VerdictKind>().Where(v => verdicts[(int)v] > 0).ToDictionary(v => v, v => verdicts[(int)v]),
        };
    }

    /// <summary>What the pledges of one company promise in jobs, by kind, the kind of most pledges first. Levels are no sum of anything and left out.</summary>
    /// <param name="ids">The company's pledges.</param>
    /// <param name="joint">Those that were promised together with others.</param>
    /// <param name="after">By pledge, those that it follows or replaces.</param>
    public IReadOnlyList<JobsOfCompany> SumsOfCompany(IEnumerable<int> ids, IReadOnlySet<int> joint, ILookup<int, int> after) =>
    [
        .. ids.Where(_byId.ContainsKey).Select(id => _rows[_byId[id]])
            .Where(row => row.JobsMetric >= 0 && !row.IsPart && !_levels.Contains(Metrics.Name(row.JobsMetric)))
            .GroupBy(row => row.JobsMetric)
            .OrderByDescending(kind => kind.Count()).ThenByDescending(kind => kind.Sum(row => (decimal)row.Size)).ThenBy(kind => Metrics.Name(kind.Key), StringComparer.Ordinal)
            .Select(kind => new JobsOfCompany(MetricLabels.GetValueOrDefault(Metrics.Name(kind.Key), Metrics.Name(kind.Key)), CompanySum.Of(kind.Select(row => Summed(row) with { IsJoint = joint.Contains(row.Id), After = [.. after[row.Id]] })))),
    ];

    /// <summary>The pledges of every company, by its slug.</summary>
    public ILookup<string, int> IdsByCompany() => _rows.ToLookup(row => Companies.Name(row.Company), row => row.Id, StringComparer.Ordinal);

    // Deadline and date of the count are the headline's: where the jobs are another target, they are not known here.
    private static SummedPledge Summed(Row row) => row.Metric == row.JobsMetric && row.Target is not null
        ? new(row.Id, row.Announced, row.TargetDeadline, row.Size, row.JobsCounted, row.CountedAsOf, FellAway: row.Verdict.FellAway())
        : new(row.Id, row.Announced, null, row.Size, row.JobsCounted, null, FellAway: row.Verdict.FellAway());

    /// <summary>Open pledges by their deadline.</summary>
    /// <param name="today">What lies before it has passed.</param>
    /// <param name="passed">Those that have passed, the latest first; otherwise those ahead, the nearest first.</param>
    public IReadOnlyList<int> OpenByDeadline(DateOnly today, bool passed)
    {
        var found = _orders[(int)PledgeSort.Due].Value.Where(i => _rows[i].LastDay != NoDay && (_rows[i].LastDay < today.DayNumber) == passed && !PledgeListing.Final.Contains(_rows[i].Verdict));
        return [.. (passed ? found.Reverse() : found).Select(i => _rows[i].Id)];
    }

    /// <summary>The sums of a selection of pledges by place. See <see cref="PlaceTotal"/> for what is added and what is not.</summary>
    /// <param name="country">ISO 3166-1: its parts are told apart; null for the countries of the world.</param>
    public IReadOnlyList<PlaceTotal> Places(string? country)
    {
        var totals = new Dictionary<int, PlaceTotal>();
        foreach (ref readonly var row in _rows.AsSpan())
        {
            var wanted = Array.FindAll(row.Places, p => PlaceTerms.Name(p) is var name
                && (country is null ? name.Length == 2 : name.Length > 2 && name.StartsWith(country + "-", StringComparison.Ordinal)));

            // The number of a pledge for two places belongs to neither; one that also names a whole country may lie
            // anywhere in it.
            var isHereAlone = wanted.Length == 1 && (country is null || (!row.IsAtLarge && row.Places.Count(p => PlaceTerms.Name(p).Length == 2) == 1));
            foreach (var place in wanted)
            {
                var total = totals.GetValueOrDefault(place) ?? new PlaceTotal(PlaceTerms.Name(place));
                var fellAway = row.Verdict.FellAway();
                var isAdded = row.JobsMetric >= 0 && row.JobsMetric == MainKind && !row.IsPart && isHereAlone;
                totals[place] = total with
                {
                    Pledges = total.Pledges + 1,
                    Kept = total.Kept + (row.Verdict == VerdictKind.Kept ? 1 : 0),
                    Open = total.Open + (PledgeListing.Final.Contains(row.Verdict) ? 0 : 1),
                    WithJobs = total.WithJobs + (isAdded ? 1 : 0),
                    NotAdded = total.NotAdded + (row.Size >= 0 && !isAdded ? 1 : 0),
                    JobsPledged = total.JobsPledged + (isAdded ? row.Size : 0),
                    JobsCounted = total.JobsCounted + (isAdded ? row.JobsCounted ?? 0 : 0),
                    PledgedWhereCounted = total.PledgedWhereCounted + (isAdded && row.JobsCounted is not null ? row.Size : 0),
                    WithCounted = total.WithCounted + (isAdded && row.JobsCounted is not null ? 1 : 0),
                    FellAway = total.FellAway + (isAdded && fellAway ? 1 : 0),
                    PledgedFellAway = total.PledgedFellAway + (isAdded && fellAway ? row.Size : 0),
                };
            }
        }

        return [.. totals.Values.OrderByDescending(t => t.JobsPledged).ThenByDescending(t => t.Pledges).ThenBy(t => t.Code, StringComparer.Ordinal)];
    }

    internal PledgePlace PlaceOf(int id, PledgeSort sort, SearchHits? hits)
    {
        ref readonly var row = ref _rows[_byId[id]];
        return new PledgePlace(
            sort switch
            {
                PledgeSort.Newest => row.Announced.ToString(),
                PledgeSort.Due => row.LastDay.ToString(CultureInfo.InvariantCulture),
                PledgeSort.Progress => row.Share.ToString("R", CultureInfo.InvariantCulture),
                PledgeSort.Title => row.Title,
                PledgeSort.Company => row.CompanyName,
                PledgeSort.Verdict => Code.Of(row.Verdict),
                PledgeSort.PublicMoney => MoneyPlace(row, row.PublicMoney),
                PledgeSort.MoneyForAJob => MoneyPlace(row, row.PerJob),
                PledgeSort.Relevance => string.Create(CultureInfo.InvariantCulture, $"{hits?.TierOf(id) ?? 0}:{row.Size}"),
                _ => row.Size.ToString(CultureInfo.InvariantCulture),
            },
            id);
    }

    private static string MoneyPlace(in Row row, long? amount) =>
        amount is not { } sum ? "" : string.Create(CultureInfo.InvariantCulture, $"{(row.IsInDollars ? "$" : "")}{row.PublicCurrency}:{sum}");

    internal int PositionOf(PledgePlace place, PledgeSelection selection)
    {
        // Found by the pledge's values instead of by counting, so that new publications move nothing.
        var there = RowAt(place, selection.Filter.Order, out var tier);
        var compare = Comparison(selection.Filter.Order, selection.Filter.IsReversed, selection.Hits);
        int low = 0, high = selection.Ids.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            ref readonly var row = ref _rows[_byId[selection.Ids[middle]]];
            if (compare(row, there, tier) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private IEnumerable<int> Ordered(PledgeFilter filter, SearchHits? hits, bool[] found)
    {
        if (filter.Order == PledgeSort.Relevance)
        {
            // The same order as in Comparison, with each row's tier looked up once.
            var some = Enumerable.Range(0, found.Length).Where(i => found[i]).ToArray();
            var keys = Array.ConvertAll(some, i => (hits?.TierOf(_rows[i].Id) ?? 0, -_rows[i].Size, -_rows[i].Id));
            Array.Sort(keys, some);
            return filter.IsReversed ? some.Reverse() : some;
        }

        var order = _orders[(int)filter.Order].Value;
        if (!filter.IsReversed)
        {
            return order;
        }

        // Rows without a value stay last in either direction.
        var missing = Array.FindIndex(order, i => IsMissing(_rows[i], filter.Order));
        return missing < 0 ? order.Reverse() : order[..missing].Reverse().Concat(order[missing..].Reverse());
    }

    private int[] OrderBy(PledgeSort sort)
    {
        var order = Enumerable.Range(0, _rows.Length).ToArray();
        var compare = Comparison(sort, isReversed: false, null);
        Array.Sort(order, (a, b) => compare(_rows[a], _rows[b], null));
        return order;
    }

    private static bool IsMissing(in Row row, PledgeSort sort) => sort switch
    {
        PledgeSort.Due => row.LastDay == NoDay,
        PledgeSort.Progress => row.Share == double.MinValue,
        PledgeSort.Largest => row.Size < 0,
        PledgeSort.Verdict => row.Verdict == VerdictKind.NotYetRated,
        PledgeSort.PublicMoney => row.PublicMoney is null,
        PledgeSort.MoneyForAJob => row.PerJob is null,
        _ => false,
    };

    private delegate int RowComparison(in Row a, in Row b, int? tierOfB);

    private static RowComparison Comparison(PledgeSort sort, bool isReversed, SearchHits? hits) => (in Row a, in Row b, int? tierOfB) =>
    {
        var (missingA, missingB) = (IsMissing(a, sort), IsMissing(b, sort));
        if (missingA != missingB)
        {
            return missingA ? 1 : -1;
        }

        var compared = sort switch
        {
            PledgeSort.Newest => b.Announced.CompareTo(a.Announced),
            PledgeSort.Due => a.LastDay.CompareTo(b.LastDay),
            PledgeSort.Progress => b.Share.CompareTo(a.Share),
            PledgeSort.Title => CompareText(a.Title, b.Title),
            PledgeSort.Company => CompareText(a.CompanyName, b.CompanyName),
            PledgeSort.Verdict => a.Verdict.CompareTo(b.Verdict),
            PledgeSort.PublicMoney => CompareMoney(a, a.PublicMoney, b, b.PublicMoney),
            PledgeSort.MoneyForAJob => CompareMoney(a, a.PerJob, b, b.PerJob),
            PledgeSort.Relevance when (hits?.TierOf(a.Id) ?? 0).CompareTo(tierOfB ?? hits?.TierOf(b.Id) ?? 0) is var tiers and not 0 => tiers,
            _ => b.Size.CompareTo(a.Size),
        };
        if (compared == 0)
        {
            compared = sort is PledgeSort.Due or PledgeSort.Title or PledgeSort.Company or PledgeSort.Verdict ? a.Id.CompareTo(b.Id) : b.Id.CompareTo(a.Id);
        }

        return isReversed ? -compared : compared;
    };

    private static int CompareMoney(in Row a, long? amountOfA, in Row b, long? amountOfB) =>
        amountOfA is null || amountOfB is null ? 0
        : a.IsInDollars != b.IsInDollars ? (a.IsInDollars ? -1 : 1)
        : a.PublicCurrency != b.PublicCurrency ? a.PublicCurrency.CompareTo(b.PublicCurrency)
        : Nullable.Compare(amountOfB, amountOfA);

    // Sorted by the bytes of UTF-8, as in both databases.
    private static int CompareText(string a, string b)
    {
        for (var i = 0; i < a.Length && i < b.Length; i++)
        {
            if (a[i] != b[i])
            {
                var (surrogateA, surrogateB) = (char.IsSurrogate(a[i]), char.IsSurrogate(b[i]));
                return surrogateA == surrogateB ? a[i].CompareTo(b[i]) : surrogateA ? 1 : -1;
            }
        }

        return a.Length.CompareTo(b.Length);
    }

    private static Row RowAt(PledgePlace place, PledgeSort sort, out int? tier)
    {
        var row = new Row { Id = place.Id, Title = "", CompanyName = "", Tags = [], Places = [], MoneyStates = [], CountedBy = [], Lists = [], LastDay = NoDay, Size = -1, Share = double.MinValue };
        tier = null;
        var number = CultureInfo.InvariantCulture;
        switch (sort)
        {
            case PledgeSort.Newest when PartialDate.TryParse(place.Value, out var date):
                return row with { Announced = date };
            case PledgeSort.Due when int.TryParse(place.Value, NumberStyles.AllowLeadingSign, number, out var day):
                return row with { LastDay = day };
            case PledgeSort.Progress when double.TryParse(place.Value, NumberStyles.Float, number, out var share):
                return row with { Share = share };
            case PledgeSort.Title:
                return row with { Title = place.Value };
            case PledgeSort.Company:
                return row with { CompanyName = place.Value };
            case PledgeSort.Verdict when Code.TryParse<VerdictKind>(place.Value, out var verdict):
                return row with { Verdict = verdict };
            case PledgeSort.Relevance when place.Value.Split(':') is [var first, var second]
                && int.TryParse(first, NumberStyles.None, number, out var rank) && long.TryParse(second, NumberStyles.AllowLeadingSign, number, out var size):
                tier = rank;
                return row with { Size = size };
            case PledgeSort.PublicMoney or PledgeSort.MoneyForAJob when place.Value.Length == 0:
                return row;
            case PledgeSort.PublicMoney or PledgeSort.MoneyForAJob when place.Value.TrimStart('$').Split(':') is [var currency, var amount]
                && int.TryParse(currency, NumberStyles.None, number, out var paidIn) && long.TryParse(amount, NumberStyles.None, number, out var sum):
                return row with { PublicMoney = sum, PerJob = sum, PublicCurrency = paidIn, IsInDollars = place.Value[0] == '$' };
            case PledgeSort.Largest when long.TryParse(place.Value, NumberStyles.AllowLeadingSign, number, out var jobs):
                return row with { Size = jobs };
            default:
                throw new FormatException("This is no place in the order.");
        }
    }
}
