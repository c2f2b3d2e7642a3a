using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Reading;

// How the index comes from the database: whole, or what was touched.
public sealed partial class PledgeIndex
{
    // With more pledges touched than this, reading all anew is the cheaper way.
    private const int MostTouched = 2_000;

    /// <summary>Reads what is published now.</summary>
    /// <param name="context">The database.</param>
    /// <param name="cancel">Ends the queries.</param>
    /// <param name="calendar">Says on which day a pledge was published; without it UTC does.</param>
    /// <param name="claims">The lists that pledges stand on, and the content version up to which they are known; null to read them.</param>
    public static async Task<PledgeIndex> ReadAsync(PledgeTrackerDbContext context, CancellationToken cancel, NewsroomCalendar? calendar = null, KnownClaims? claims = null)
    {
        await context.Database.OpenConnectionAsync(cancel);

        // Read before anything else: what is read after it may be newer, and is then read once more, but nothing is missed.
        var version = await context.Site.Select(s => s.ContentVersion).SingleOrDefaultAsync(cancel);
        claims ??= new KnownClaims(await ClaimIndex.ReadAsync(context, cancel), version);
        var companies = await context.Companies.AsNoTracking().TagWith(ReadTag).ToDictionaryAsync(c => c.Slug, cancel);
        var vocabulary = new Vocabulary();
        var rows = await new RowReader(context, vocabulary, companies, claims.Index, calendar).ReadAsync(cancel);
        var uses = Uses.Of(rows);
        var names = await MetricsAsync(
            context,
            new KnownNames
            {
                Metrics = new Dictionary<string, string>(),
                Levels = [],
                Companies = companies.Values.ToDictionary(c => c.Slug, c => c.Name, StringComparer.Ordinal),
                NamesOfCompanies = companies.Values.ToDictionary(c => c.Slug, NamesOf, StringComparer.Ordinal),
                Tickers = [.. companies.Values.SelectMany(TickersOf)],
                Lists = TitlesOf(claims.Index, vocabulary, uses),
            },
            cancel);
        return new PledgeIndex(Math.Min(version, claims.Version), on: null, vocabulary, new RowTable(rows), uses, names);
    }

    /// <summary>This index with what has been published or taken off the site since.</summary>
    /// <param name="context">The database.</param>
    /// <param name="claims">The lists that pledges stand on, and the content version up to which they are known: the result is of no newer one.</param>
    /// <param name="calendar">As when it was read.</param>
    /// <param name="cancel">Ends the queries.</param>
    /// <returns>Null where what changed is not known, or is so much that all is better read anew.</returns>
    public async Task<PledgeIndex?> FollowAsync(PledgeTrackerDbContext context, KnownClaims claims, NewsroomCalendar? calendar, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(claims);
        await context.Database.OpenConnectionAsync(cancel);
        if (await ContentMoves.SinceAsync(context, Version, claims.Version, cancel) is not { } moved
            || moved.Any(m => m.Kind is DocumentKind.Metric or DocumentKind.Tag or DocumentKind.Sector)
            || await TouchedAsync(context, moved, claims.Index, cancel) is not { } touched)
        {
            return null;
        }

        var (companies, changes) = (new Dictionary<string, Company>(), touched.ToDictionary(id => id, _ => default(Row)));
        if (touched.Count > 0)
        {
            companies = await context.Companies.AsNoTracking().Where(c => context.Summaries.Any(s => touched.Contains(s.PledgeId) && s.CompanySlug == c.Slug)).ToDictionaryAsync(c => c.Slug, cancel);
            foreach (var row in await new RowReader(context, _vocabulary, companies, claims.Index, calendar) { Only = touched }.ReadAsync(cancel))
            {
                changes[row.Id] = row;
            }
        }

        var uses = new Uses(_uses);
        var rows = _rows.With(changes, out var places);
        foreach (var place in places)
        {
            uses.Add(rows[place], 1);
            if (place < _rows.Places)
            {
                uses.Add(_rows[place], -1);
            }
        }

        var past = _past is null ? null : await _past.FollowAsync(context, touched, id => rows.TryFind(id, out var place) ? place : -1, cancel);
        var names = await WithCompaniesAsync(context, [.. moved.Where(m => m.Kind == DocumentKind.Company).Select(m => m.Key)], companies, cancel) with { Lists = TitlesOf(claims.Index, _vocabulary, uses) };
        var isSame = !uses.HasChanged && ReferenceEquals(names.Companies, _names.Companies);
        return new PledgeIndex(
            claims.Version, on: null, _vocabulary, rows, uses, names, isSame && _meanings.IsMade ? _meanings : null,
            sort => _orders[(int)sort].IsValueCreated && OrderAgain(_orders[(int)sort].Value, rows, places, sort) is var again ? () => again : null)
        { _past = past };
    }

    /// <summary>This index as it was known on a day: only pledges made by then, with what was known of them.</summary>
    /// <param name="context">The database.</param>
    /// <param name="day">The day.</param>
    /// <param name="cancel">Ends the queries.</param>
    public async Task<PledgeIndex> AsKnownOnAsync(PledgeTrackerDbContext context, DateOnly day, CancellationToken cancel)
    {
        var past = await PastAsync(context, cancel);
        var rows = _rows.Select(place => past.TryFind(place, day, out var state) ? _rows[place].AsKnown(state, day) : default);
        return new PledgeIndex(Version, day, _vocabulary, rows, Uses.Of(rows.All()), _names, orders: sort => ChangesWithTheDay(sort) ? null : () => [.. OrderOf(sort).Where(place => !rows[place].IsGone)]);
    }

    /// <summary>What was known of each pledge from day to day: read when a day is first asked for, and from then on followed.</summary>
    internal async ValueTask<PastStates> PastAsync(PledgeTrackerDbContext context, CancellationToken cancel)
    {
        if (_past is null)
        {
            await context.Database.OpenConnectionAsync(cancel);
            _past = await PastStates.ReadAsync(context, PlaceOf, cancel);
        }

        return _past;
    }

    private static bool ChangesWithTheDay(PledgeSort sort) => sort is PledgeSort.Progress or PledgeSort.Verdict or PledgeSort.PublicMoney or PledgeSort.MoneyForAJob;

    // Every pledge of which the index may now hold something else; null where these are too many.
    private async Task<IReadOnlyList<int>?> TouchedAsync(PledgeTrackerDbContext context, IReadOnlyList<MovedDocument> moved, ClaimIndex claims, CancellationToken cancel)
    {
        var touched = moved.Where(m => m.Kind == DocumentKind.Pledge).Select(m => m.Id).ToHashSet();
        if (touched.Count > 0)
        {
            // Whether a pledge is added up as a part depends on whether the one that it is a part of is there.
            var former = await context.Documents.Where(d => touched.Contains(d.Id)).SelectMany(d => d.FormerSlugs).Select(f => f.Slug).ToListAsync(cancel);
            string[] slugs = [.. moved.Where(m => m.Kind == DocumentKind.Pledge).Select(m => m.Key), .. former];
            touched.UnionWith(await context.Set<Relation>().Where(r => slugs.Contains(r.OtherSlug) && r.Kind == RelationKind.PartOf).Select(r => EF.Property<int>(r, "PledgeId")).ToListAsync(cancel));
        }

        foreach (var company in moved.Where(m => m.Kind == DocumentKind.Company))
        {
            touched.UnionWith(await context.Summaries.Where(s => s.CompanySlug == company.Key).Select(s => s.PledgeId).Take(MostTouched + 1).ToListAsync(cancel));
            touched.UnionWith(IdsWith(WordKind.Company, company.Key, (in row, number) => row.Company == number));
        }

        foreach (var list in moved.Where(m => m.Kind == DocumentKind.List))
        {
            var matched = claims.List(list.Key)?.Content.Items.SelectMany(i => i.Matches).Select(m => m.Pledge).Distinct(StringComparer.Ordinal).ToList() ?? [];
            foreach (var some in matched.Chunk(500))
            {
                touched.UnionWith(await context.Summaries.Where(s => some.Contains(s.Slug)).Select(s => s.PledgeId).ToListAsync(cancel));
            }

            touched.UnionWith(IdsWith(WordKind.List, list.Key, (in row, number) => row.Lists.Contains(number)));
        }

        return touched.Count > MostTouched ? null : [.. touched.Order()];
    }

    private delegate bool HasNumber(in Row row, int number);

    private IEnumerable<int> IdsWith(WordKind kind, string name, HasNumber has)
    {
        var number = TermsOf(kind).NumberOf(name);
        return Has(kind, number) ? _rows.AllPlaces().Where(place => has(_rows[place], number)).Select(place => _rows[place].Id) : [];
    }

    private int PlaceOf(int id) => _rows.TryFind(id, out var place) ? place : -1;

    // Numbers of pledges, which are safe to write into a statement.
    internal static string Narrowed(string keyword, string column, IReadOnlyList<int>? only) =>
        only is null ? "" : $"{keyword} {column} IN ({string.Join(',', only.Select(one => one.ToString(CultureInfo.InvariantCulture)))})";

    internal static T Word<T>(string code)
        where T : struct, Enum
        => Code.TryParse<T>(code, out var value) ? value : throw new InvalidDataException($"'{code}' is no word of {typeof(T).Name}.");

    private static IReadOnlyList<string> NamesOf(Company company) => [company.Name, .. company.BareNames()];

    private static IEnumerable<(string Exchange, string Ticker, string Company)> TickersOf(Company company) => company.Listings.Select(l => (l.Exchange, l.Ticker, company.Slug));

    private static Dictionary<string, string> TitlesOf(ClaimIndex claims, Vocabulary vocabulary, Uses uses) =>
        claims.Lists.Where(l => uses.Has(WordKind.List, vocabulary[WordKind.List].NumberOf(l.Content.Slug))).ToDictionary(l => l.Content.Slug, l => l.Content.Title, StringComparer.Ordinal);

    private static async Task<KnownNames> MetricsAsync(PledgeTrackerDbContext context, KnownNames names, CancellationToken cancel)
    {
        var metrics = await context.Metrics.AsNoTracking().ToListAsync(cancel);
        return names with { Metrics = metrics.ToDictionary(m => m.Code, m => m.Label, StringComparer.Ordinal), Levels = [.. metrics.Where(m => m.IsLevel).Select(m => m.Code)] };
    }

    // The names with those of companies that were published, taken off, or seen for the first time with a pledge.
    private async Task<KnownNames> WithCompaniesAsync(PledgeTrackerDbContext context, IReadOnlyList<string> moved, IReadOnlyDictionary<string, Company> read, CancellationToken cancel)
    {
        var unread = moved.Where(slug => !read.ContainsKey(slug)).ToList();
        var others = unread.Count == 0 ? [] : await context.Companies.AsNoTracking().Where(c => unread.Contains(c.Slug)).ToListAsync(cancel);
        var now = read.Values.Concat(others).ToList();
        var gone = unread.Where(slug => !others.Exists(c => c.Slug == slug) && CompanyNames.ContainsKey(slug)).ToHashSet(StringComparer.Ordinal);
        var changed = now.Where(c => CompanyNames.GetValueOrDefault(c.Slug) != c.Name || !NamesOfCompanies[c.Slug].SequenceEqual(NamesOf(c), StringComparer.Ordinal) || !Tickers.Where(t => t.Company == c.Slug).SequenceEqual(TickersOf(c))).ToList();
        if (changed.Count == 0 && gone.Count == 0)
        {
            return _names;
        }

        gone.UnionWith(changed.Select(c => c.Slug));
        return _names with
        {
            Companies = _names.Companies.Where(c => !gone.Contains(c.Key)).Concat(changed.Select(c => KeyValuePair.Create(c.Slug, c.Name))).ToDictionary(StringComparer.Ordinal),
            NamesOfCompanies = _names.NamesOfCompanies.Where(c => !gone.Contains(c.Key)).Concat(changed.Select(c => KeyValuePair.Create(c.Slug, NamesOf(c)))).ToDictionary(StringComparer.Ordinal),
            Tickers = [.. _names.Tickers.Where(t => !gone.Contains(t.Company)), .. changed.SelectMany(TickersOf)],
        };
    }

    // Reads rows: straight from the data reader, in the order of the pledges, because there may be a hundred thousand.
    private sealed class RowReader(PledgeTrackerDbContext context, Vocabulary vocabulary, IReadOnlyDictionary<string, Company> companies, ClaimIndex claims, NewsroomCalendar? calendar)
    {
        // The people of a text, which many pledges have in common.
        private readonly Dictionary<string, int[]> _people = new(StringComparer.Ordinal);

        private readonly Dictionary<string, (int Number, string SortName, int Sector)> _companies = new(StringComparer.Ordinal);

        private readonly Dictionary<int, int[]> _kinds = [];

        // The last day there is has a number below 2 to the 22nd, and no enumeration more than 256 words.
        private const int DateShift = 8;

        /// <summary>The pledges that are read; null for all.</summary>
        public IReadOnlyList<int>? Only { get; init; }

        public async Task<List<Row>> ReadAsync(CancellationToken cancel)
        {
            var money = await MoneyInTime.ReadAsync(context, Only, vocabulary[WordKind.Currency], cancel);
            var related = context.Set<Relation>().Where(r => r.Kind == RelationKind.PartOf && context.Summaries.Any(other => other.Slug == r.OtherSlug));
            related = Only is null ? related : related.Where(r => Only.Contains(EF.Property<int>(r, "PledgeId")));
            var parts = await related.Select(r => EF.Property<int>(r, "PledgeId")).Distinct().ToHashSetAsync(cancel);
            await using var command = context.Database.GetDbConnection().CreateCommand();
            var tags = await PartsAsync(command, "SELECT pledge_id, tag FROM pledge_tags", "pledge_id", r => [vocabulary[WordKind.Tag].Of(r.GetString(1))], cancel);
            var atLarge = new HashSet<int>();
            var places = await PartsAsync(
                command, "SELECT pledge_id, country, subdivision FROM pledge_places", "pledge_id",
                r =>
                {
                    var country = vocabulary[WordKind.Place].Of(r.GetString(1));
                    if (r.IsDBNull(2))
                    {
                        atLarge.Add(r.GetInt32(0));
                        return [country];
                    }

                    return [country, vocabulary[WordKind.Place].Of(r.GetString(2))];
                },
                cancel);
            var lapses = await PartsAsync(
                command, "SELECT pledge_id, lapsed_because, date FROM verdicts WHERE lapsed_because IS NOT NULL", "pledge_id", r => [Dated((int)Word<LapseReason>(r.GetString(1)), PartialDate.Parse(r.GetString(2)))], cancel,
                then: ", position");
            var people = await PartsAsync(
                command, "SELECT id, announced_by, announced_by_role, announced_to FROM pledges", "id",
                r => [.. Enumerable.Range(1, 3).Where(column => !r.IsDBNull(column)).SelectMany(column => PeopleIn(r.GetString(column)))], cancel);
            command.CommandText = "SELECT pledge_id, title, company_slug, announced_on, target_deadline, last_day, verdict, checkability, metric, target, counted, share_order, size_order, "
                + $"jobs_counted, money_pledged, money_currency, latest_news, published_at, counted_as_of, jobs_metric, slug, counted_by FROM pledge_summaries {Narrowed("WHERE", "pledge_id", Only)} ORDER BY pledge_id";
            var rows = new List<Row>();
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                var id = reader.GetInt32(0);
                rows.Add(Of(reader, lapses.GetValueOrDefault(id) ?? [], new()
                {
                    Id = id,
                    Title = reader.GetString(1),
                    CompanyName = "",
                    Tags = tags.GetValueOrDefault(id) ?? [],
                    Places = places.GetValueOrDefault(id) ?? [],
                    IsAtLarge = atLarge.Contains(id),
                    IsPart = parts.Contains(id),
                    People = people.GetValueOrDefault(id) ?? [],
                    PublicMoney = money.GetValueOrDefault(id),
                }));
            }

            return rows;
        }

        private Row Of(DbDataReader row, int[] lapses, Facts read)
        {
            var company = CompanyOf(row.GetString(2));
            var lastDay = row.GetFieldValue<DateOnly>(5);
            var announced = PartialDate.Parse(row.GetString(3));
            var metric = row.GetString(8);
            var verdict = Word<VerdictKind>(row.GetString(6));
            var counted = CountedKinds.Parse(row.GetString(21));
            return new Row
            {
                Verdict = verdict,
                Lapsed = verdict == VerdictKind.Lapsed && lapses is [.., var last] ? Value(last) : -1,
                Counted = Number(10),
                CountedAsOf = row.IsDBNull(18) ? null : PartialDate.Parse(row.GetString(18)),
                Share = row.GetDouble(11),
                JobsCounted = Number(13),
                CountedBy = Shared(counted),
                PublicSums = read.PublicMoney?.Now,
                Facts = read with
                {
                    CompanyName = company.SortName,
                    Company = company.Number,
                    Sector = company.Sector,
                    Checkability = Word<Checkability>(row.GetString(7)),
                    Announced = announced,
                    Term = Presidency.At(announced),
                    TargetDeadline = row.IsDBNull(4) ? null : PartialDate.Parse(row.GetString(4)),
                    LastDay = lastDay == PledgeSummary.NoDeadline ? NoDay : lastDay.DayNumber,
                    Target = Number(9),
                    Size = row.GetInt64(12),
                    LatestNews = row.IsDBNull(16) ? NoDay : row.GetFieldValue<DateOnly>(16).DayNumber,
                    PublishedOn = (calendar?.DayOf(row.GetDateTime(17)) ?? DateOnly.FromDateTime(row.GetDateTime(17))).DayNumber,
                    Money = Number(14),
                    Currency = row.IsDBNull(15) ? -1 : vocabulary[WordKind.Currency].Of(row.GetString(15)),
                    Metric = vocabulary[WordKind.Metric].Of(metric),
                    HasPath = Metric.HasPath(metric),
                    JobsMetric = row.IsDBNull(19) ? -1 : vocabulary[WordKind.Metric].Of(row.GetString(19)),
                    Lists = [.. claims.ListedAs(row.GetString(20)).Select(l => vocabulary[WordKind.List].Of(l.List.Slug)).Distinct()],
                    CountedSince = [.. counted.Select(c => c.Since.Latest.DayNumber)],
                    Lapses = Array.ConvertAll(lapses, Value),
                    LapsedSince = Array.ConvertAll(lapses, Since),
                },
            };

            long? Number(int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
        }

        private (int Number, string SortName, int Sector) CompanyOf(string slug)
        {
            if (!_companies.TryGetValue(slug, out var known))
            {
                var company = companies.GetValueOrDefault(slug);
                _companies.Add(slug, known = (vocabulary[WordKind.Company].Of(slug), company?.SortName ?? slug, company?.Sector is { } sector ? vocabulary[WordKind.Sector].Of(sector) : -1));
            }

            return known;
        }

        // The same few kinds of figures in the same order count for most pledges.
        private int[] Shared(IReadOnlyList<(Basis Basis, PartialDate Since)> counted)
        {
            var key = counted.Aggregate(1, (all, kind) => (all << 3) | (int)kind.Basis);
            if (!_kinds.TryGetValue(key, out var kinds))
            {
                _kinds.Add(key, kinds = [.. counted.Select(kind => (int)kind.Basis)]);
            }

            return kinds;
        }

        // A value and the day since which it was known in one number.
        private static int Dated(int value, PartialDate since) => (since.Latest.DayNumber << DateShift) | value;

        private static int Value(int dated) => dated & ((1 << DateShift) - 1);

        private static int Since(int dated) => dated >> DateShift;

        private int[] PeopleIn(string text)
        {
            if (!_people.TryGetValue(text, out var people))
            {
                _people.Add(text, people = [.. PeopleNamed.In(text).Select(vocabulary[WordKind.Person].Of).Distinct()]);
            }

            return people;
        }

        // The values that a query has for each pledge, by its number, without repetitions.
        private async Task<Dictionary<int, int[]>> PartsAsync(DbCommand command, string sql, string id, Func<DbDataReader, int[]> read, CancellationToken cancel, string then = "")
        {
            var parts = new Dictionary<int, int[]>();
            command.CommandText = $"{sql} {Narrowed(sql.Contains(" WHERE ", StringComparison.Ordinal) ? "AND" : "WHERE", id, Only)} ORDER BY {id}{then}";
            await using var row = await command.ExecuteReaderAsync(cancel);
            var last = 0;
            var some = new List<int>();
            while (await row.ReadAsync(cancel))
            {
                if (row.GetInt32(0) is var pledge && pledge != last)
                {
                    Keep();
                    last = pledge;
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
    }
}
