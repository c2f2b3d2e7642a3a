using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Data.Configurations;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Benchmarks;

/// <summary>
/// Makes a data folder as the program would have it after years of work: the starter pledges, published by the program, and
/// beside them as many invented ones as asked for, reviewed by its rules and written with prepared statements.
/// </summary>
internal sealed class Generator : IDisposable
{
    private const string Author = "Generator";

    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private SqliteCommand? _search;
    private SqliteCommand? _word;
    private readonly SqliteConnection _connection;
    private readonly PledgeTrackerDbContext _context;
    private readonly Dictionary<Type, RowWriter> _writers = [];
    private readonly Dictionary<Type, long> _ids = [];

    private Generator(SqliteConnection connection, PledgeTrackerDbContext context)
    {
        _connection = connection;
        _context = context;
    }

    public static void Run(string directory, string[] options)
    {
        int pledges = 100_000, figures = -1, seed = 1;
        for (var i = 0; i < options.Length; i += 2)
        {
            var value = i + 1 < options.Length && int.TryParse(options[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw new ArgumentException($"{options[i]} needs a whole number.");
            switch (options[i])
            {
                case "--pledges": pledges = value; break;
                case "--figures": figures = value; break;
                case "--seed": seed = value; break;
                default: throw new ArgumentException($"There is no option {options[i]}.");
            }
        }

        if (pledges < 1)
        {
            throw new ArgumentException("At least one pledge must be invented.");
        }

        Fill(directory, new Invention(pledges, figures < 0 ? pledges * 10 : figures, seed), pledges);
    }

    private static void Fill(string directory, Invention invention, int pledges)
    {
        var clock = Stopwatch.StartNew();
        if (File.Exists(Path.Combine(directory, DatabaseStartup.FileName)))
        {
            throw new ArgumentException($"There is a database in {directory} already: name another folder.");
        }

        using var startup = DatabaseStartup.Take(directory);
        startup.BringUpToDate();
        using var context = new PledgeTrackerDbContext(
            Databases.Sqlite(new DbContextOptionsBuilder<PledgeTrackerDbContext>(), startup.DatabaseFile, pooling: false).Options);
        StarterData.LoadAsync(context, withPledges: true, TimeProvider.System).GetAwaiter().GetResult();

        using (var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = startup.DatabaseFile, Pooling = false }.ToString()))
        {
            connection.Open();

            // Thrown away whole if it fails; every reference is checked at the end instead of a million times on the way.
            Execute(connection, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -400000; PRAGMA temp_store = MEMORY");
            using (var transaction = connection.BeginTransaction())
            using (var generator = new Generator(connection, context))
            {
                generator.WriteAll(invention, pledges);
                transaction.Commit();
            }

            if (Scalar(connection, "PRAGMA foreign_key_check") is { } dangling)
            {
                throw new InvalidDataException($"The generated rows do not hold together: see {dangling}.");
            }

            Execute(connection, "PRAGMA journal_mode = WAL");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{Count("pledges"):N0} pledges, {Count("figures"):N0} figures, {Count("sources"):N0} sources, {Count("companies"):N0} companies, {new FileInfo(startup.DatabaseFile).Length / 1_048_576:N0} MB in {clock.Elapsed.TotalSeconds:N0} s"));

            long Count(string table) => (long)Scalar(connection, $"select count(*) from {table}")!;
        }
    }

    // What FullText would write, with statements that are prepared once.
    private void WriteSearch(Pledge pledge, long id)
    {
        var passages = SearchDocument.Of(pledge).ToList();
        var fields = SearchDocument.WordsOf(passages);
        _search ??= Prepare("INSERT INTO pledge_search (rowid, name, people, story, proof) VALUES ($id, $0, $1, $2, $3)", "$id", "$0", "$1", "$2", "$3");
        _word ??= Prepare("INSERT INTO search_words (word) VALUES ($word) ON CONFLICT DO NOTHING", "$word");
        _search.Parameters["$id"].Value = id;
        for (var field = 0; field < fields.Count; field++)
        {
            _search.Parameters["$" + field.ToString(CultureInfo.InvariantCulture)].Value = string.Join(' ', fields[field]);
        }

        _search.ExecuteNonQuery();
        foreach (var word in SearchDocument.Vocabulary(passages).Where(_words.Add))
        {
            _word.Parameters["$word"].Value = word;
            _word.ExecuteNonQuery();
        }

        SqliteCommand Prepare(string statement, params string[] parameters)
        {
            var command = _connection.CreateCommand();
            command.CommandText = statement;
            foreach (var parameter in parameters)
            {
                command.Parameters.Add(new SqliteParameter { ParameterName = parameter });
            }

            return command;
        }
    }

    public void Dispose()
    {
        _search?.Dispose();
        _word?.Dispose();

        foreach (var writer in _writers.Values)
        {
            writer.Dispose();
        }
    }

    private void WriteAll(Invention invention, int pledges)
    {
        var companies = new Dictionary<string, Company>(StringComparer.Ordinal);
        var companyIds = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var i = 0; i < invention.CompanyCount; i++)
        {
            var company = invention.Company(i);
            companies.Add(company.Slug, company);
            companyIds.Add(company.Slug, Write(company));
        }

        var rules = new ReviewContext
        {
            Companies = companies,
            Metrics = StarterData.Metrics().ToDictionary(m => m.Code),
            Today = Invention.Today,
        };
        for (var i = 0; i < pledges; i++)
        {
            var draft = invention.Pledge(i);
            var review = ReviewRules.Review(draft, rules);
            if (review.Pledge is not { } pledge)
            {
                throw new InvalidDataException($"An invented pledge does not pass the review. {string.Join(" ", review.Problems)}");
            }

            Publish(pledge, draft, companyIds[pledge.Company.Slug]);
        }

        Execute(_connection, "update site set content_version = content_version + 1");
    }

    // What Publication does, in its order.
    private void Publish(Pledge pledge, PledgeDraft draft, long companyId)
    {
        var at = Invention.Today.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);
        var revisionId = Next<Revision>();
        var document = new Document { Id = (int)Next<Document>(), Kind = DocumentKind.Pledge, Key = pledge.Slug, State = WorkState.Published, WorkSince = 1, PublishedRevisionId = (int)revisionId };
        var first = document.Add(DraftJson.Write(draft), at, Author);
        first.PublishedAt = at;
        first.FigureNumbers = FigureNumbers.First(draft.Figures.Count).ToString();
        long id = document.Id;
        Writer<Document>().Write(document, ("Id", id));
        Writer<Revision>().Write(first, ("Id", revisionId));
        Writer<Pledge>().Write(pledge, ("Id", id), ("CompanyId", companyId),
            (PledgeParts.AnnouncementSources, PledgeParts.NumbersOf(pledge.AnnouncementSources)), (PledgeParts.CheckabilitySources, PledgeParts.NumbersOf(pledge.CheckabilitySources)));
        foreach (var source in pledge.Sources)
        {
            Write(source, ("PledgeId", id));
        }

        Parts(pledge.Places);
        var targets = new Dictionary<Target, long>();
        foreach (var (position, target) in pledge.Targets.Index())
        {
            targets.Add(target, Write(target, ("PledgeId", id), (PledgeParts.Position, position), ("MetricCode", target.Metric.Code), (PledgeParts.Sources, PledgeParts.NumbersOf(target.Sources))));
        }

        foreach (var (position, figure) in pledge.Figures.Index())
        {
            Write(figure, ("PledgeId", id), (PledgeParts.Position, position), ("TargetId", figure.Target is null ? null : targets[figure.Target]), ("MetricCode", figure.Metric.Code),
                (PledgeParts.Sources, PledgeParts.NumbersOf(figure.Sources)));
        }

        Parts(pledge.Events, e => e.Sources);
        Parts(pledge.Incentives, i => i.Sources);
        Parts(pledge.Relations);
        Parts(pledge.Verdicts, v => v.Sources);
        foreach (var tag in pledge.Tags.Distinct(StringComparer.Ordinal))
        {
            Writer<PledgeTag>().Write(new PledgeTag { PledgeId = (int)id, Tag = tag });
        }

        Writer<PledgeSummary>().Write(PledgeRows.Summarise(pledge, (int)id, new PublicationTerms(Author, at, Invention.Today)));
        foreach (var state in PledgeRows.StatesOf(pledge, (int)id))
        {
            Writer<PledgeState>().Write(state);
        }

        WriteSearch(pledge, id);

        void Parts<T>(List<T> items, Func<T, List<Source>>? sources = null)
            where T : class
        {
            foreach (var (position, item) in items.Index())
            {
                (string, object?)[] place = [("PledgeId", id), (PledgeParts.Position, position)];
                Write(item, sources is null ? place : [.. place, (PledgeParts.Sources, PledgeParts.NumbersOf(sources(item)))]);
            }
        }
    }

    /// <summary>Writes one row under the next id of its table.</summary>
    private long Write<T>(T entity, params ReadOnlySpan<(string Property, object? Value)> given)
        where T : class
    {
        var id = Next<T>();
        Writer<T>().Write(entity, [("Id", id), .. given]);
        return id;
    }

    private long Next<T>()
    {
        if (!_ids.TryGetValue(typeof(T), out var last))
        {
            last = (long)Scalar(_connection, $"select coalesce(max(id), 0) from {_context.Model.FindEntityType(typeof(T))!.GetTableName()}")!;
        }

        return _ids[typeof(T)] = last + 1;
    }

    private RowWriter Writer<T>()
    {
        if (!_writers.TryGetValue(typeof(T), out var writer))
        {
            _writers.Add(typeof(T), writer = new RowWriter(_connection, _context.Model.FindEntityType(typeof(T))!));
        }

        return writer;
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
