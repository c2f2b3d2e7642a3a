using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using Xunit.Abstractions;

namespace PledgeTracker.Tests.Data;

/// <summary>
/// A start that is killed while it migrates leaves nothing that the next start does not put right, and loses nothing. The
/// program itself is killed, as a process, at points spread over the whole of its migration.
/// </summary>
public sealed class KilledMigrationTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 12;

    private const int MostStarts = 100;

    private readonly string _directory = Directory.CreateTempSubdirectory("pledgetracker-").FullName;

    private string Database => Path.Combine(_directory, DatabaseStartup.FileName);

    [Fact]
    public async Task A_first_start_killed_at_any_point_is_finished_by_the_next()
    {
        await KillAtManyPointsAsync(Empty, () => Check().Should().Be(0));
    }

    [Fact]
    public async Task A_migration_of_a_full_database_killed_at_any_point_is_finished_by_the_next_and_loses_nothing()
    {
        var template = Path.Combine(_directory, "before.db");
        var lines = await FillAsync(template);
        await KillAtManyPointsAsync(
            () => Restore(template),
            () =>
            {
                Check().Should().Be(OldTracker.Pledges, "no pledge may be lost");
                CountOfLog(Database).Should().Be(lines, "and no line of the log");
                File.Exists(Database + ".migrating").Should().BeFalse();
            });

        Directory.EnumerateFiles(_directory, "*.before-*").Should().ContainSingle("the old file stays beside the new one");
    }

    [Fact]
    public void A_journal_that_a_killed_start_left_is_played_back()
    {
        StartAgain();
        using (var connection = new SqliteConnection($"Data Source={Database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; CREATE TABLE half_done (text TEXT); BEGIN;
                INSERT INTO half_done WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) SELECT hex(randomblob(500)) FROM n;
                """;
            command.ExecuteNonQuery();

            // As a power cut would leave both, in the midst of the transaction.
            File.Copy(Database, Database + ".cut");
            File.Copy(Database + "-journal", Database + ".cut-journal");
        }

        File.Move(Database + ".cut", Database, overwrite: true);
        File.Move(Database + ".cut-journal", Database + "-journal", overwrite: true);

        StartAgain();

        Check().Should().Be(0);
        using var context = Open();
        context.Database.SqlQueryRaw<int>("select count(*) as \"Value\" from half_done").Single().Should().Be(0, "half a transaction is none");
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>
    /// Kills starts at points spread over the migration until as many as wanted were killed in the midst of it, and looks
    /// after each at what the next start made of it.
    /// </summary>
    private async Task KillAtManyPointsAsync(Action prepare, Action check)
    {
        var span = await MigrationTimeAsync(prepare);
        output.WriteLine($"A migration takes {span.TotalMilliseconds:N0} ms.");
        var (killed, starts) = (0, 0);
        while (killed < Kills)
        {
            starts.Should().BeLessThan(MostStarts, "a migration must be slow enough to be killed {0} times", Kills);

            // The golden ratio's multiples fill the span evenly however many there come to be.
            var wait = span * (++starts * 0.618034 % 1);
            prepare();
            var alive = await KillAfterAsync(wait);

            // How long a migration takes depends on what else the machine does, so the span follows.
            killed += alive ? 1 : 0;
            span *= alive ? 1.05 : 0.9;
            output.WriteLine($"Start {starts}: {(alive ? "killed" : "over")} after {wait.TotalMilliseconds:N0} ms.");
            StartAgain();
            check();
        }
    }

    /// <summary>From the first sign of the migration to the end of the process.</summary>
    private async Task<TimeSpan> MigrationTimeAsync(Action prepare)
    {
        prepare();
        using var tracker = Start();
        await UntilMigratingAsync(tracker);
        var began = TimeProvider.System.GetTimestamp();
        while (!tracker.HasExited)
        {
            await Task.Delay(1);
        }

        return TimeProvider.System.GetElapsedTime(began);
    }

    /// <summary>Whether the process was still alive when it was killed.</summary>
    private async Task<bool> KillAfterAsync(TimeSpan wait)
    {
        using var tracker = Start();
        await UntilMigratingAsync(tracker);
        await Task.Delay(wait);
        var alive = !tracker.HasExited;
        tracker.Kill();
        return alive;
    }

    private async Task UntilMigratingAsync(TrackerProcess tracker)
    {
        while (!tracker.HasExited && !File.Exists(Database + ".migrating"))
        {
            await Task.Delay(1);
        }
    }

    private TrackerProcess Start() =>
        TrackerProcess.Start("migrate", "--PledgeTracker:DataDirectory", _directory, "--PledgeTracker:StarterData", "false");

    /// <summary>A tracker from before the first release, with so much in its log that there is something to carry over.</summary>
    /// <returns>How many lines the log has.</returns>
    private static async Task<int> FillAsync(string file)
    {
        OldTracker.PutAt(file);
        await using (var context = OldTracker.Open(file))
        {
            await context.Database.ExecuteSqlAsync(
                $"insert into log_entries (at, action, who) with recursive n(i) as (select 1 union all select i + 1 from n where i < 50000) select at, action, who from n, (select at, action, who from log_entries limit 1)");
            await context.Database.ExecuteSqlAsync($"PRAGMA wal_checkpoint(TRUNCATE)");
        }

        return CountOfLog(file);
    }

    private static int CountOfLog(string file)
    {
        using var context = OldTracker.Open(file);
        return context.Log.Count();
    }

    /// <summary>What the next start does before its first request; in this process, since it is the killed one that matters.</summary>
    private void StartAgain()
    {
        using var startup = DatabaseStartup.Take(_directory);
        startup.BringUpToDate();
    }

    private void Empty()
    {
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.EnumerateFiles(_directory, DatabaseStartup.FileName + "*"))
        {
            File.Delete(file);
        }
    }

    private void Restore(string template)
    {
        Empty();
        File.Copy(template, Database);
    }

    /// <summary>The database is whole and up to date; gives the number of pledges in it.</summary>
    private int Check()
    {
        using var context = Open();
        context.Database.GetPendingMigrations().Should().BeEmpty();
        context.Database.SqlQueryRaw<string>("select integrity_check as \"Value\" from pragma_integrity_check").ToList().Should().Equal("ok");
        context.Database.SqlQueryRaw<string>("select \"table\" as \"Value\" from pragma_foreign_key_check").ToList().Should().BeEmpty();
        return context.Pledges.Count();
    }

    private PledgeTrackerDbContext Open() => new(Databases.Sqlite(new DbContextOptionsBuilder<PledgeTrackerDbContext>(), Database, pooling: false).Options);
}
