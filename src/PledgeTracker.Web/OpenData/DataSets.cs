using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.OpenData;

/// <summary>One file of a data set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Title">What it is, for readers.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Sha256">Its hash, in lower-case hexadecimal.</param>
/// <param name="Path">Where it is downloaded.</param>
public sealed record DataSetFile(string Name, string Title, string MediaType, long Bytes, string Sha256, string Path);

/// <summary>The whole data set as it was on a day.</summary>
/// <param name="Day">The day; the last state of it is kept.</param>
/// <param name="Made">When, UTC.</param>
/// <param name="ContentVersion">The version of the content it shows.</param>
/// <param name="Pledges">How many pledges it has.</param>
/// <param name="Figures">How many figures.</param>
/// <param name="Files">Its files.</param>
/// <param name="Settings">
/// A mark of the settings and address it was made with, see <see cref="ShownSettings"/>; null where an older program made
/// it.
/// </param>
public sealed record DataSet(string Day, DateTime Made, long ContentVersion, int Pledges, int Figures, IReadOnlyList<DataSetFile> Files, string? Settings = null);

/// <summary>The data sets that are kept, in one folder a day beside the database.</summary>
public sealed partial class DataSets(IOptions<PledgeTrackerOptions> options, IHostEnvironment environment)
{
    /// <summary>The names of the files, with what they are.</summary>
    public static readonly IReadOnlyList<(string Name, string Title, string MediaType)> Files =
    [
        ("pledgetracker.zip", "All tables as CSV, with their descriptions (Data Package)", "application/zip"),
        ("pledgetracker.sqlite", "All tables as one SQLite file", "application/vnd.sqlite3"),
        ("pledgetracker-parquet.zip", "All tables as Parquet, for programs that compute with columns", "application/zip"),
        ("pledgetracker.jsonl.gz", "Whole pledges, one per line, as JSON", "application/gzip"),
        ("pledgetracker.json.gz", "Whole pledges, claimants, lists and checks, with companies and metrics, as JSON, to be imported into another tracker", "application/gzip"),
    ];

    private const string Manifest = "manifest.json";

    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web);

    /// <summary>Where they are.</summary>
    public string Folder => System.IO.Path.Combine(options.Value.DataDirectoryOf(environment), "downloads");

    /// <summary>The newest set; null before the first.</summary>
    public DataSet? Newest => All() is [var newest, ..] ? newest : null;

    /// <summary>What is kept, the newest first.</summary>
    public IReadOnlyList<DataSet> All()
    {
        if (!Directory.Exists(Folder))
        {
            return [];
        }

        var sets = new List<DataSet>();
        foreach (var folder in Directory.EnumerateDirectories(Folder).Where(f => Day().IsMatch(System.IO.Path.GetFileName(f))).OrderDescending(StringComparer.Ordinal))
        {
            try
            {
                if (JsonSerializer.Deserialize<DataSet>(File.ReadAllText(System.IO.Path.Combine(folder, Manifest)), Plain) is { } set)
                {
                    sets.Add(set);
                }
            }
            catch (Exception e) when (e is IOException or JsonException)
            {
                // It is just being put in place, or broken: treated as missing.
            }
        }

        return sets;
    }

    /// <summary>The file for a download address; null where there is none.</summary>
    public (string Path, DataSetFile File, DataSet Set)? Find(string day, string name)
    {
        var set = day == "latest" ? Newest : All().FirstOrDefault(s => s.Day == day);
        return set?.Files.FirstOrDefault(f => f.Name == name) is { } file ? (System.IO.Path.Combine(Folder, set.Day, name), file, set) : null;
    }

    /// <summary>Puts a finished set in place, replacing an earlier one of the same day, and deletes the oldest.</summary>
    internal void Keep(string finished, DataSet set)
    {
        File.WriteAllText(System.IO.Path.Combine(finished, Manifest), JsonSerializer.Serialize(set, Plain));
        var place = System.IO.Path.Combine(Folder, set.Day);
        if (Directory.Exists(place))
        {
            var old = System.IO.Path.Combine(Folder, ".old-" + Guid.NewGuid().ToString("N"));
            Directory.Move(place, old);
            Directory.Move(finished, place);
            Directory.Delete(old, recursive: true);
        }
        else
        {
            Directory.Move(finished, place);
        }

        foreach (var tooOld in All().Skip(options.Value.DataSetsKept))
        {
            Directory.Delete(System.IO.Path.Combine(Folder, tooOld.Day), recursive: true);
        }
    }

    [GeneratedRegex("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]
    private static partial Regex Day();
}

/// <summary>
/// Makes the whole data set in one pass over the pledges: all files show each pledge in the same state, and memory use does
/// not grow with the number of pledges.
/// </summary>
public sealed class DataSetMaker(
    PledgeTrackerDbContext context, PublishedPledges published, DataSets sets, IOptions<PledgeTrackerOptions> options, NewsroomCalendar calendar, TimeProvider clock)
{
    private static readonly DateTimeOffset ZipTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Makes it and keeps it.</summary>
    /// <param name="site">The tracker's address, for links; without a slash at the end.</param>
    /// <param name="cancel">Ends it; nothing is kept then.</param>
    public async Task<DataSet> MakeAsync(string site, CancellationToken cancel)
    {
        Directory.CreateDirectory(sets.Folder);
        var folder = Path.Combine(sets.Folder, ".making-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(folder);
        try
        {
            var made = clock.GetUtcNow().UtcDateTime;
            var version = await context.Site.Select(s => s.ContentVersion).SingleOrDefaultAsync(cancel);
            var (pledges, figures) = await WriteAsync(folder, site, made, cancel);
            var day = DataText.Of(calendar.DayOf(made))!;
            var files = new List<DataSetFile>();
            foreach (var (name, title, type) in DataSets.Files)
            {
                var (bytes, hash) = await HashAsync(Path.Combine(folder, name), cancel);
                files.Add(new DataSetFile(name, title, type, bytes, hash, $"/data/{day}/{name}"));
            }

            var set = new DataSet(day, made, version, pledges, figures, files, ShownSettings.TagOf(options.Value, site));
            sets.Keep(folder, set);
            return set;
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private async Task<(int Pledges, int Figures)> WriteAsync(string folder, string site, DateTime made, CancellationToken cancel)
    {
        var tables = Path.Combine(folder, "tables");
        Directory.CreateDirectory(tables);
        var csv = Tables.All.ToDictionary(t => t, t =>
        {
            var file = File.Create(Path.Combine(tables, t.Name + ".csv"));
            return (File: file, Rows: new CsvRows(file, t, t.Choose([])));
        });
        var day = calendar.DayOf(made);
        using var parquet = new ParquetFiles(tables, table => new FileNotes($"{site}/data/{ParquetFiles.NameOf(table)}", day, options.Value.Publisher, options.Value.LicenceTitle, options.Value.LicenceAddress));
        int pledges = 0, figures = 0;
        await using (var lines = new GZipStream(File.Create(Path.Combine(folder, "pledgetracker.jsonl.gz")), CompressionLevel.Optimal))
        await using (var whole = new GZipStream(File.Create(Path.Combine(folder, "pledgetracker.json.gz")), CompressionLevel.Optimal))
        using (var sqlite = new SqliteTables(Path.Combine(folder, "pledgetracker.sqlite")))
        {
            whole.Write("{\n\"pledges\": ["u8);
            var ids = await context.Summaries.AsNoTracking().OrderBy(s => s.PledgeId).Select(s => s.PledgeId).ToListAsync(cancel);
            var companies = new HashSet<string>(StringComparer.Ordinal);
            foreach (var some in ids.Chunk(128))
            {
                var documents = await context.Documents.AsNoTracking().Where(d => some.Contains(d.Id) && d.PublishedRevision != null)
                    .Select(d => new { d.Id, d.PublishedRevision!.Document }).ToDictionaryAsync(d => d.Id, d => d.Document, cancel);
                await foreach (var pledge in published.ReadAsync(some, cancel))
                {
                    if (!documents.TryGetValue(pledge.Id, out var document))
                    {
                        continue;
                    }

                    var text = Encoding.UTF8.GetBytes(DraftJson.Write(DraftJson.Read(document)));
                    lines.Write(text);
                    lines.WriteByte((byte)'\n');
                    whole.Write(pledges == 0 ? "\n"u8 : ",\n"u8);
                    whole.Write(text);
                    companies.Add(pledge.Pledge.Company.Slug);
                    pledges++;
                    figures += pledge.Pledge.Figures.Count;
                    foreach (var table in Tables.OfPledges)
                    {
                        foreach (var row in table.RowsOf(new PledgeRecord(pledge.Id, pledge, site)))
                        {
                            csv[table].Rows.Write(row);
                            sqlite.Write(table, row);
                            parquet.Write(table, row);
                        }
                    }
                }
            }

            var claims = await ClaimIndex.ReadAsync(context, cancel);
            foreach (var table in Tables.All.OfType<SiteDataTable>())
            {
                await foreach (var row in DataRows.SiteRowsAsync(context, table, claims, site, cancel))
                {
                    csv[table].Rows.Write(row);
                    sqlite.Write(table, row);
                    parquet.Write(table, row);
                }
            }

            whole.Write("\n],\n\"companies\": ["u8);
            await ListAsync(whole, context.Companies.AsNoTracking().Where(c => context.Summaries.Any(s => s.CompanySlug == c.Slug)).OrderBy(c => c.Slug).AsAsyncEnumerable(), CompanyFile.Of, cancel);
            whole.Write("\n],\n\"metrics\": ["u8);
            await ListAsync(whole, context.Metrics.AsNoTracking().OrderBy(m => m.Code).AsAsyncEnumerable(), MetricFile.Of, cancel);
            foreach (var kind in (DocumentKind[])[DocumentKind.Claimant, DocumentKind.List, DocumentKind.Check])
            {
                whole.Write(Encoding.UTF8.GetBytes($"\n],\n\"{Subject.Of(kind).Section}\": ["));
                await NamedAsync(whole, kind, cancel);
            }

            whole.Write("\n]\n}\n"u8);
            sqlite.Finish(
            [
                ("title", "Corporate job-creation pledges and what was reported"), ("made", DataText.Instant(made)), ("homepage", site + "/data"),
                ("licence", $"{options.Value.LicenceTitle}, {options.Value.LicenceAddress}"), ("publisher", options.Value.Publisher),
                ("how to cite", CitationOf(site, day, options.Value, day).InWords),
                ("dates", "A day, a month or a year (EDTF level 0). Empty means unknown."), ("lists", "Numbers are separated by a space, texts by a semicolon."),
            ]);
        }

        foreach (var (file, rows) in csv.Values)
        {
            rows.Dispose();
            await file.DisposeAsync();
        }

        await ZipAsync(folder, tables, site, made, cancel);
        await parquet.PackAsync(Path.Combine(folder, "pledgetracker-parquet.zip"), Readme(site, made, day, options.Value, ".parquet", ReadingParquet), ZipTime, cancel);
        parquet.Dispose();
        Directory.Delete(tables, recursive: true);
        return (pledges, figures);
    }

    private async Task ZipAsync(string folder, string tables, string site, DateTime made, CancellationToken cancel)
    {
        await using var file = File.Create(Path.Combine(folder, "pledgetracker.zip"));
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        var resources = new List<JsonObject>();
        foreach (var table in Tables.All)
        {
            var csv = Path.Combine(tables, table.Name + ".csv");
            var (bytes, hash) = await HashAsync(csv, cancel);
            resources.Add(Descriptions.Resource(table, bytes, hash));
            await using (var entry = Entry(table.Name + ".csv"))
            await using (var rows = File.OpenRead(csv))
            {
                await rows.CopyToAsync(entry, cancel);
            }

            await using var metadata = Entry(table.Name + ".csv-metadata.json");
            await JsonSerializer.SerializeAsync(metadata, Descriptions.Csvw(table, table.Name + ".csv", options.Value), Indented, cancel);
        }

        await using (var descriptor = Entry("datapackage.json"))
        {
            await JsonSerializer.SerializeAsync(descriptor, Descriptions.Package(resources, made, site, options.Value), Indented, cancel);
        }

        await using var readme = Entry("README.md");
        await readme.WriteAsync(Encoding.UTF8.GetBytes(Readme(site, made, calendar.DayOf(made), options.Value, ".csv", ReadingCsv)), cancel);

        Stream Entry(string name)
        {
            var entry = zip.CreateEntry(name, CompressionLevel.Optimal);

            // A fixed time, so that the same content gives the same file.
            entry.LastWriteTime = ZipTime;
            return entry.Open();
        }
    }

    /// <summary>How the data set of a day is cited.</summary>
    public static Citation CitationOf(string site, DateOnly day, PledgeTrackerOptions options, DateOnly read)
    {
        return new Citation("pledgetracker", T("Corporate job-creation pledges and what was reported"), F($"Data of {day.InWords()}"), day, read, $"{site}/data/{DataText.Of(day)}/pledgetracker.zip", true)
        {
            Publisher = options.Publisher,
        };
    }

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string ReadingCsv = """
        - The files are UTF-8 without a byte-order mark. Lines end with CRLF. Cells are separated by commas and quoted where needed (RFC 4180).
        - Empty means unknown. A date is a day, a month or a year (EDTF level 0): `2017-01` is January 2017.
        - Numbers in a list are separated by spaces, and texts by semicolons.
        - Some texts begin with an apostrophe, so that no spreadsheet runs them as a formula. These are texts that begin with `=`, `+`, `-`, `@`, a tab or a line end. Remove the apostrophe to get the text. Numbers never have one, not even negative ones.
        """;

    private const string ReadingParquet = """
        - Whole numbers, numbers, truths, days and moments (in UTC) are values of these types. Lists are lists.
        - Null means unknown. A date that may be a day, a month or a year is a text (EDTF level 0): `2017-01` is January 2017.
        - The metadata of each file has its columns' meanings (`dictionary`), the license, the address and the day.
        """;

    private static string Readme(string site, DateTime made, DateOnly day, PledgeTrackerOptions options, string ending, string reading)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Corporate job-creation pledges and what was reported\n\n{options.Publisher}, {site}/data, as of {DataText.Instant(made)}.\nLicense: {options.LicenceTitle}, {options.LicenceAddress}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Cite as: {CitationOf(site, day, options, day).InWords}\n\n");
        text.Append("## How to read the files\n- One row is one fact. Columns may be added. Their names never change.\n").Append(reading.ReplaceLineEndings("\n")).Append('\n');
        text.Append("""
            - `quantity` is the number as its source states it ("more than 256,000"). `quantity_low` and `quantity_high` give its range.

            ## What to keep in mind
            - Only figures whose `counting` is `counted` count for a pledge. Context and disputed figures never do.
            - A pledge with `part_of` is contained in another pledge. Never add the two.
            - Never add jobs, people, businesses and money together. Never add different currencies.
            - Never add claims together, nor entries of lists, nor results of checks. They overlap, and they count different things.
            - `basis` says what kind of evidence a figure is. Most are the companies' own statements.
            - Texts written by editors are in English. A missing figure does not mean that nothing happened. The table `lookups` says what was looked for, where, and what time the material covers.

            ## Tables

            """.ReplaceLineEndings("\n"));
        foreach (var table in Tables.All)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {table.Name}{ending}\n{table.Description}\n\n");
            foreach (var column in table.Columns)
            {
                text.Append(CultureInfo.InvariantCulture, $"- `{column.Name}`: {column.Description}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Claimants, lists or checks as an import reads them: the document, with its address before it.</summary>
    private async Task NamedAsync(Stream to, DocumentKind kind, CancellationToken cancel)
    {
        var first = true;
        await foreach (var (key, text) in context.Documents.AsNoTracking().Where(d => d.Kind == kind && d.PublishedRevision != null).OrderBy(d => d.Key)
            .Select(d => new ValueTuple<string, string>(d.Key, d.PublishedRevision!.Document)).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var document = DraftJson.Write(DraftJson.Read(Subject.Of(kind).Nothing.GetType(), text));
            to.Write(Encoding.UTF8.GetBytes($"{(first ? "\n" : ",\n")}{{\"slug\":{DraftJson.Quoted(key)},{document.AsSpan(1)}"));
            first = false;
        }
    }

    private static async Task ListAsync<T, TFile>(Stream to, IAsyncEnumerable<T> items, Func<T, TFile> file, CancellationToken cancel)
    {
        var first = true;
        await foreach (var item in items.WithCancellation(cancel))
        {
            to.Write(first ? "\n"u8 : ",\n"u8);
            DraftJson.Write(to, file(item));
            first = false;
        }
    }

    private static async Task<(long Bytes, string Sha256)> HashAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return (file.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel)));
    }
}

/// <summary>Writes tables into a new SQLite file that holds nothing else.</summary>
internal sealed class SqliteTables : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly Dictionary<DataTable, SqliteCommand> _inserts = [];

    public SqliteTables(string path)
    {

        // No foreign key checks: rows come pledge by pledge, before those they refer to, and a check for each would scan
        // whole tables.
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, ForeignKeys = false }.ToString());
        _connection.Open();
        Run("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;");
        _transaction = _connection.BeginTransaction();

        // Companies and metrics first, since other tables refer to them.
        foreach (var table in Tables.All.OrderBy(t => t is SiteDataTable ? 0 : 1))
        {
            var columns = table.Columns.Select(c => $"\"{c.Name}\" {TypeOf(c.Type)}{(c.IsRequired ? " NOT NULL" : "")}");
            var keys = table.ForeignKeys.Select(k => $", FOREIGN KEY ({Quoted(k.Columns)}) REFERENCES \"{k.Table}\" ({Quoted(k.TableColumns)})");
            Run($"CREATE TABLE \"{table.Name}\" ({string.Join(", ", columns)}, PRIMARY KEY ({Quoted(table.PrimaryKey)}){string.Concat(keys)}) STRICT");
            var insert = _connection.CreateCommand();
            insert.Transaction = _transaction;
            insert.CommandText = $"INSERT INTO \"{table.Name}\" VALUES ({string.Join(", ", table.Columns.Select((_, i) => "$" + i.ToString(CultureInfo.InvariantCulture)))})";
            for (var i = 0; i < table.Columns.Count; i++)
            {
                insert.Parameters.Add(new SqliteParameter("$" + i.ToString(CultureInfo.InvariantCulture), null));
            }

            _inserts.Add(table, insert);
        }
    }

    public void Write(DataTable table, object?[] row)
    {
        var insert = _inserts[table];
        for (var i = 0; i < row.Length; i++)
        {
            insert.Parameters[i].Value = row[i] switch
            {
                null => DBNull.Value,
                long or double => row[i],
                bool yes => yes ? 1L : 0L,
                var other => DataText.Of(other),
            };
        }

        insert.ExecuteNonQuery();
    }

    /// <summary>Adds the tables that describe the file and its columns, and closes it.</summary>
    public void Finish(IEnumerable<(string Name, string Text)> readme)
    {
        Run("CREATE TABLE readme (name TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL) STRICT");
        Run("CREATE TABLE dictionary (\"table\" TEXT NOT NULL, \"column\" TEXT NOT NULL, description TEXT NOT NULL, PRIMARY KEY (\"table\", \"column\")) STRICT");
        foreach (var (name, text) in readme)
        {
            Run("INSERT INTO readme VALUES ($a, $b)", name, text);
        }

        foreach (var table in Tables.All)
        {
            foreach (var column in table.Columns)
            {
                Run("INSERT INTO dictionary VALUES ($a, $b, $c)", table.Name, column.Name, column.Description);
            }
        }

        _transaction.Commit();
        Run("PRAGMA optimize; VACUUM");
    }

    public void Dispose()
    {
        foreach (var insert in _inserts.Values)
        {
            insert.Dispose();
        }

        _transaction.Dispose();
        _connection.Dispose();
    }

    private static string Quoted(IEnumerable<string> columns) => string.Join(", ", columns.Select(c => $"\"{c}\""));

    private static string TypeOf(ColumnType type) => type switch
    {
        ColumnType.Whole or ColumnType.Boolean => "INTEGER",
        ColumnType.Number => "REAL",
        _ => "TEXT",
    };

    private void Run(string sql, params string[] values)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue("$" + (char)('a' + i), values[i]);
        }

        command.ExecuteNonQuery();
    }
}

/// <summary>
/// Makes the data set anew when the content has changed and then been quiet for a moment; at once where the settings have
/// changed or an older program made it.
/// </summary>
public sealed class DataSetWorker(IServiceScopeFactory scopes, ContentVersion contentVersion, DataSets sets, SiteRoot root, IOptions<PledgeTrackerOptions> options, ILogger<DataSetWorker> logger)
    : BackgroundWork(TimeProvider.System, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // Editors who publish one pledge after another can delay the files only this long.
    private const int MostPauses = 24;

    private long _seen = -1;
    private int _pauses;

    protected override string Failure => "The data set could not be made";

    protected override async Task<TimeSpan?> RoundAsync(CancellationToken cancel)
    {
        if (options.Value.DataSetsKept <= 0)
        {
            return null;
        }

        var version = await contentVersion.GetAsync(cancel);
        var newest = sets.Newest;
        var site = root.Known;
        var otherProgram = newest is not null && !newest.Files.Select(f => f.Name).SequenceEqual(DataSets.Files.Select(f => f.Name));
        var isOutdated = site is not null && (otherProgram || newest?.Settings != ShownSettings.TagOf(options.Value, site));
        if (site is null || (newest is not null && newest.ContentVersion == version && !isOutdated))
        {
            _pauses = 0;
        }
        else if (version == _seen || ++_pauses > MostPauses || isOutdated)
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DataSetMaker>().MakeAsync(site, cancel);
            _pauses = 0;
        }

        _seen = version;
        return Pause;
    }
}
