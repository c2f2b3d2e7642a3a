using System.Net;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Data;

/// <summary>What an operator types to set the program up on PostgreSQL, as a process.</summary>
public sealed class PostgresStartTests
{
    [Theory, OnPostgres]
    public async Task An_empty_database_is_named_by_a_start_set_up_by_the_command_and_then_served(string kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        string[] place = ["--ConnectionStrings:PledgeTracker", database.ConnectionString!, "--Serilog:MinimumLevel:Default", "Error"];
        var (code, _, errors) = await TrackerProcess.RunAsync(["--urls", "http://127.0.0.1:0", .. place]);
        TrackerProcess.ShouldBeOneSentence(code, errors, "run the program once with the command migrate");

        // Two at once: one makes the tables and loads the pledges, the other finds that done.
        var both = await Task.WhenAll(TrackerProcess.RunAsync(["migrate", .. place]), TrackerProcess.RunAsync(["migrate", .. place]));

        both.Select(one => (one.Code, one.Output.Trim())).Should().AllBeEquivalentTo((0, "PledgeTracker: the database is up to date."));
        both.Should().OnlyContain(one => one.Errors == "" || one.Errors.StartsWith("PledgeTracker: another program holds the database", StringComparison.Ordinal), "no fault stands in the log");
        var address = $"http://127.0.0.1:{TrackerProcess.FreePort()}";
        using var tracker = TrackerProcess.Start(["--urls", address, .. place]);
        using var ready = await tracker.FirstAnswerAsync(new Uri($"{address}/healthz/ready"));
        ready.StatusCode.Should().Be(HttpStatusCode.OK);
        await using var context = database.Open();
        (await context.Pledges.CountAsync()).Should().Be(Repository.Starters);
    }

    [Theory, OnPostgres]
    public async Task A_start_with_nothing_to_do_writes_nothing(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var context = database.Open())
        {
            await StarterData.LoadAsync(context, withPledges: false, TimeProvider.System);
            await TestDatabase.AddAdministratorAsync(context);
        }

        var before = await WritesAsync(database);
        var address = $"http://127.0.0.1:{TrackerProcess.FreePort()}";
        using var tracker = TrackerProcess.Start("--urls", address, "--ConnectionStrings:PledgeTracker", database.ConnectionString!, "--PledgeTracker:StarterData", "false");
        using var answer = await tracker.FirstAnswerAsync(new Uri(address));

        var (code, output, errors) = await tracker.EndAsync();

        (code, errors).Should().Be((0, ""));
        output.Should().Contain("serves 0 pledges").And.NotContain("No account yet");
        (await WritesAsync(database)).Should().Be(before);

        static async Task<long> WritesAsync(TestDatabase database)
        {
            await using var context = database.Open();

            // The server counts what a connection wrote once it ends; one that is kept for the next use has told nothing yet.
            NpgsqlConnection.ClearPool((NpgsqlConnection)context.Database.GetDbConnection());
            return await context.Database.SqlQuery<long>($"select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0)::bigint as \"Value\" from pg_stat_user_tables").SingleAsync();
        }
    }

    [Theory, OnPostgres]
    public async Task Tables_of_something_else_are_left_as_they_are(string kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using var context = database.Open();
        await context.Database.ExecuteSqlAsync($"create table companies (recipe text)");

        var (code, _, errors) = await TrackerProcess.RunAsync("migrate", "--ConnectionStrings:PledgeTracker", database.ConnectionString!);

        TrackerProcess.ShouldBeOneSentence(code, errors, "tables of another program");
        (await context.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from information_schema.tables where table_schema = 'public'").SingleAsync()).Should().Be(1);
    }

    [Theory, OnPostgres]
    public async Task A_database_of_a_newer_program_is_refused(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();
        await context.Database.ExecuteSqlAsync($"insert into \"__EFMigrationsHistory\" values ('99990101000000_FromTheFuture', '99.0')");

        var (code, _, errors) = await TrackerProcess.RunAsync("migrate", "--ConnectionStrings:PledgeTracker", database.ConnectionString!);

        TrackerProcess.ShouldBeOneSentence(code, errors, "newer PledgeTracker");
    }

    [Fact]
    public async Task A_connection_string_that_is_none_is_named()
    {
        var (code, _, errors) = await TrackerProcess.RunAsync("migrate", "--ConnectionStrings:PledgeTracker", "Nonsense=1");

        TrackerProcess.ShouldBeOneSentence(code, errors, "is not a PostgreSQL connection string");
    }

    [Theory, OnPostgres]
    public async Task A_database_that_is_not_there_is_named(string kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);

        var (code, _, errors) = await TrackerProcess.RunAsync("migrate", "--ConnectionStrings:PledgeTracker", database.ConnectionString!.Replace("Database=", "Database=no", StringComparison.Ordinal));

        TrackerProcess.ShouldBeOneSentence(code, errors, "refused the program");
    }
}
