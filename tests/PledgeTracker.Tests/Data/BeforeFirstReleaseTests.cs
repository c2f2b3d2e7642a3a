using System.Data.Common;
using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Publishing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Data;

/// <summary>A database of the last state before the first release goes on under the one migration, and loses nothing.</summary>
public sealed class BeforeFirstReleaseTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pledgetracker-").FullName;

    /// <summary>Columns that came since, empty where a row was older than they.</summary>
    private static readonly (string Table, string Column)[] New =
    [
        ("targets", "part_of"), ("targets", "firmness"), ("imports", "date_order"), ("imports", "decimal_mark"), ("imports", "sheet"), ("imports", "matching"), ("imports", "said"), ("imports", "faults"), ("targets", "quantity_hedge_word"), ("figures", "quantity_hedge_word"), ("figures", "undated"), ("incentives", "amount_hedge_word"),
        ("incentives", "at_the_time"), ("verdicts", "lapsed_because"), ("pledge_summaries", "counted_text"), ("pledge_summaries", "jobs_metric"), ("pledge_states", "counted_text"),
        ("targets", "baseline_hedge"), ("pledges", "promised_with"), ("pledges", "promised_as"), ("incentives", "offered"), ("metrics", "promise"), ("pledge_summaries", "deadline_is_computed"), ("pledge_summaries", "counted_by"), ("site", "starter_version"), ("site", "follower_key"),
        ("documents", "assignee_id"), ("documents", "due_on"), ("documents", "proposed_kind"), ("documents", "proposed_note"), ("link_checks", "compared_at"), ("link_checks", "changed_since"), ("link_checks", "change"),

        // The definitions of the metrics that every tracker begins with were put into plainer words.
        ("metrics", "definition"),
    ];

    private static readonly string[] NewTables = ["starter_decisions", "comments", "notices", "notice_choices", "nightly_counts", "news", "followers", "follows", "followed_news", "deliveries", "webhooks", "content_moves"];

    private TestDatabase? _postgres;

    private string File => Path.Combine(_folder, DatabaseStartup.FileName);

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_row_of_the_tables_that_stayed_is_there_and_the_tables_are_those_of_a_new_database(string kind)
    {
        await OldAsync(kind);
        var before = await RowsAsync();
        before.Keys.Should().HaveCountGreaterThan(30).And.Contain("log_entries").And.Contain("revisions");

        (await MigrateAsync()).Should().Be((0, ""));

        var after = await RowsAsync();
        after.Should().HaveSameCount(before);
        foreach (var (table, rows) in before)
        {
            after[table].Should().Equal(rows, table);
        }

        await using var anew = await TestDatabase.CreateAsync(kind);
        await using var fresh = anew.Open();
        await using var context = Open();
        var (made, brought) = (await MigrationTests.TablesAsync(fresh), await MigrationTests.TablesAsync(context));
        brought.Except(made).Should().BeEmpty();
        made.Except(brought).Should().BeEmpty();
        (await context.Metrics.ToDictionaryAsync(m => m.Code, m => m.Definition)).Where(m => m.Key != "hires-and-promotions")
            .Should().BeSubsetOf(PledgeTracker.Web.Publishing.StarterData.Metrics().ToDictionary(m => m.Code, m => m.Definition));
        if (kind == "SQLite")
        {
            Directory.GetFiles(_folder).Select(Path.GetFileName).Should().Contain(name => name!.StartsWith("pledgetracker.db.before-", StringComparison.Ordinal));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Its_rows_say_what_the_published_revisions_say_and_new_rows_get_new_ids(string kind)
    {
        await OldAsync(kind);
        var last = (await IdsAsync()).Max();

        (await MigrateAsync()).Should().Be((0, ""));

        await using var context = Open();
        (await PublicationTests.ShouldSayTheSameAsync(context)).Should().Be(OldTracker.Pledges);
        context.Log.Add(new LogEntry { At = TrackerApp.Now.UtcDateTime, Action = LogAction.SignedIn, Who = "Ada" });
        await context.SaveChangesAsync();
        (await IdsAsync()).Max().Should().Be(last + 1);
        var changing = () => context.Database.ExecuteSqlAsync($"update log_entries set who = 'Nobody'");
        await changing.Should().ThrowAsync<DbException>("the log stays append-only");

        async Task<List<int>> IdsAsync()
        {
            await using var looking = Open();
            return await looking.Database.SqlQuery<int>($"select cast(id as int) as \"Value\" from log_entries").ToListAsync();
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_program_serves_it_to_readers_and_to_its_newsroom(string kind)
    {
        await OldAsync(kind);
        (await MigrateAsync()).Should().Be((0, ""));
        await using var app = new GoneOnApp(_postgres?.ConnectionString);
        if (_postgres is null)
        {
            SqliteConnection.ClearAllPools();
            System.IO.File.Copy(File, Path.Combine(app.DataDirectory, DatabaseStartup.FileName));
        }

        foreach (var address in (string[])["/", "/pledges", "/pledges/foxconn-wisconsin-13000-2017", "/pledges/apple-20000-jobs-by-2023/history", "/companies/apple", "/data/figures.csv", "/data/quotes.csv", "/data/target_revisions.csv"])
        {
            (await app.Visitor().GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.OK, address);
        }

        (await app.Visitor().GetAsync("/pledges/apple-20000-jobs-2018")).StatusCode.Should().Be(HttpStatusCode.MovedPermanently);
        (await app.Visitor().GetAsync("/healthz/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.Visitor().GetStringAsync("/pledges.csv?q=foxconn")).Should().Contain("foxconn-wisconsin-13000-2017").And.NotContain("alibaba");
        (await app.Visitor().GetStringAsync("/data/quotes.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().HaveCountGreaterThan(5);
        var admin = app.Browse();
        await admin.SignInAsync(NewsroomApp.EmailOf("Ada"));
        await admin.GoAsync("/newsroom/pledges");
        admin.Page.Body!.TextContent.Should().Contain("Two hundred jobs").And.Contain("By a program");
        await admin.GoAsync("/newsroom/log");
        admin.Page.QuerySelectorAll("tbody tr").Should().HaveCountGreaterThan(10);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_earlier_state_is_refused_and_left_as_it_was(string kind)
    {
        await OldAsync(kind);
        await using (var context = Open())
        {
            await OldTracker.MakeEarlierAsync(context);
        }

        var before = await RowsAsync();
        var (code, errors) = await MigrateAsync();

        TrackerProcess.ShouldBeOneSentence(code, errors, "the last program from before that release");
        (await RowsAsync()).Should().BeEquivalentTo(before);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_newer_state_is_still_refused(string kind)
    {
        await OldAsync(kind);
        await using (var context = Open())
        {
            await context.Database.ExecuteSqlAsync($"insert into \"__EFMigrationsHistory\" values ('99990101000000_FromTheFuture', '99.0')");
        }

        var (code, errors) = await MigrateAsync();

        TrackerProcess.ShouldBeOneSentence(code, errors, "newer PledgeTracker");
    }

    [Theory, OnPostgres]
    public async Task A_start_without_the_command_migrate_names_it_and_changes_nothing(string kind)
    {
        await OldAsync(kind);
        var before = await RowsAsync();

        var (code, _, errors) = await TrackerProcess.RunAsync("--urls", "http://127.0.0.1:0", "--ConnectionStrings:PledgeTracker", _postgres!.ConnectionString!);

        TrackerProcess.ShouldBeOneSentence(code, errors, "run the program once with the command migrate");
        (await RowsAsync()).Should().BeEquivalentTo(before);
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
    }

    private async Task OldAsync(string kind)
    {
        if (kind == "SQLite")
        {
            OldTracker.PutAt(File);
            return;
        }

        _postgres = await TestDatabase.CreateEmptyAsync(kind);
        await OldTracker.LoadAsync(_postgres);
    }

    private PledgeTrackerDbContext Open() => _postgres?.Open() ?? OldTracker.Open(File);

    private async Task<(int Code, string Errors)> MigrateAsync()
    {
        string[] place = _postgres is null ? ["--PledgeTracker:DataDirectory", _folder] : ["--ConnectionStrings:PledgeTracker", _postgres.ConnectionString!];
        var (code, _, errors) = await TrackerProcess.RunAsync(["migrate", "--PledgeTracker:StarterData", "false", .. place]);
        return (code, errors);
    }

    /// <summary>All rows of the tables that there are now, without the columns that are new.</summary>
    private async Task<SortedDictionary<string, List<string>>> RowsAsync()
    {
        await using var context = Open();
        await context.Database.OpenConnectionAsync();
        var found = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var table in context.Model.GetEntityTypes().Select(e => e.GetTableName()!).Append("pledge_search").Distinct())
        {
            if ((table == "pledge_search" && _postgres is null) || NewTables.Contains(table))
            {
                continue;
            }

            await using var command = context.Database.GetDbConnection().CreateCommand();
            var isOld = table == "documents" && !(await context.Database.GetAppliedMigrationsAsync()).Contains(context.Database.GetMigrations().Last());
            command.CommandText = $"select * from {(isOld ? "pledge_documents" : table)}";
            await using var reader = await command.ExecuteReaderAsync();
            var rows = new List<string>();
            while (await reader.ReadAsync())
            {
                rows.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount)
                    .Where(i => reader.GetName(i) is not ("sources" or "announcement_sources" or "checkability_sources") && !New.Contains((table, reader.GetName(i))) && (table, reader.GetName(i)) is not ("documents", "kind"))
                    .OrderBy(NameOf, StringComparer.Ordinal)
                    .Select(i => NameOf(i) + "=" + (reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)))));
            }

            rows.Sort(StringComparer.Ordinal);
            found.Add(table, rows);

            // A document was of a pledge before there were others, and its key was an address.
            string NameOf(int i) => (table, reader.GetName(i)) switch
            {
                ("documents", "slug") => "key",
                ("revisions" or "former_slugs" or "log_entries", "pledge_document_id") => "document_id",
                var (_, name) => name,
            };
        }

        return found;
    }

    /// <summary>The program on what was brought over.</summary>
    private sealed class GoneOnApp(string? postgres) : NewsroomApp
    {
        protected override bool StarterData => false;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            if (postgres is not null)
            {
                builder.UseSetting("ConnectionStrings:PledgeTracker", postgres);
            }
        }
    }
}
