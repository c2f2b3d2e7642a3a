using Microsoft.Data.Sqlite;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Startup;

namespace PledgeTracker.Tests.Data;

/// <summary>The database that a published program brings along is the one that a first start would have made.</summary>
public sealed class PreparedDatabaseTests : IAsyncLifetime
{
    // Long after the files were written: nothing in them may depend on the day.
    private static readonly DateTime Now = new(2031, 2, 3, 4, 5, 6, 700, DateTimeKind.Utc);

    private readonly string _directory = Directory.CreateTempSubdirectory("pledgetracker-").FullName;

    private string Prepared => Path.Combine(_directory, PreparedDatabase.FileName);

    [Fact]
    public async Task It_holds_row_by_row_what_publishing_every_starter_pledge_leaves()
    {
        var (copied, made) = (Folder("copied"), Folder("made"));
        using (var first = DatabaseStartup.Take(copied))
        {
            first.BringUpToDate(at => PreparedDatabase.PutInto(at, Now, Prepared));
            await using var context = first.Open();
            (await StarterData.LoadAsync(context, withPledges: true, new StandingClock(Now))).Should().Be(0, "everything is there");
        }

        using (var first = DatabaseStartup.Take(made))
        {
            first.BringUpToDate();
            await using var context = first.Open();
            (await StarterData.LoadAsync(context, withPledges: true, new StandingClock(Now))).Should().BePositive();
        }

        var (rows, expected) = (RowsOf(copied), RowsOf(made));
        expected.Should().HaveCountGreaterThan(5_000);
        rows.Except(expected).Should().BeEmpty();
        expected.Except(rows).Should().BeEmpty();
        rows.Should().HaveSameCount(expected);
    }

    [Fact]
    public void Every_tracker_gets_a_name_of_its_own()
    {
        var keys = Enumerable.Range(0, 2).Select(i =>
        {
            var at = Path.Combine(_directory, $"{i}.db");
            PreparedDatabase.PutInto(at, Now, Prepared).Should().BeTrue();
            return Ask(at, "select key || ' ' || coalesce(follower_key, '-') from site");
        }).ToList();

        keys.Should().OnlyHaveUniqueItems().And.OnlyContain(key => Guid.Parse(key.Split(' ')[0]) != Guid.Empty && key.EndsWith(" -", StringComparison.Ordinal));
    }

    [Fact]
    public void That_of_another_program_is_left_alone()
    {
        var other = Path.Combine(_directory, "other.db");
        File.Copy(Prepared, other);
        Ask(other, "PRAGMA user_version = 17");
        var at = Path.Combine(_directory, "new.db");

        PreparedDatabase.PutInto(at, Now, other).Should().BeFalse();
        PreparedDatabase.PutInto(at, Now, Path.Combine(_directory, "none.db")).Should().BeFalse();
        File.WriteAllText(other, "no database");
        PreparedDatabase.PutInto(at, Now, other).Should().BeFalse();

        File.Exists(at).Should().BeFalse();
    }

    [Fact]
    public void A_first_start_that_ends_while_it_copies_leaves_nothing_behind()
    {
        using var startup = DatabaseStartup.Take(Folder("ended"));

        var start = () => startup.BringUpToDate(at =>
        {
            PreparedDatabase.PutInto(at, Now, Prepared).Should().BeTrue();
            throw new OperationCanceledException();
        });

        start.Should().Throw<OperationCanceledException>();
        Directory.EnumerateFiles(Folder("ended")).Select(Path.GetFileName).Should().Equal(DatabaseStartup.LockName);
    }

    public async Task InitializeAsync() => (await PrepareCommand.RunAsync(Prepared)).Should().Be(0);

    public Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
        return Task.CompletedTask;
    }

    private string Folder(string name) => Directory.CreateDirectory(Path.Combine(_directory, name)).FullName;

    private static string Ask(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString() ?? "";
    }

    /// <summary>Every row of every table, the search's own among them, with the name of its table; and how each table is made.</summary>
    private static List<string> RowsOf(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, DatabaseStartup.FileName)};Pooling=False");
        connection.Open();
        var rows = Read("select type, name, tbl_name, sql from sqlite_master", "schema").ToList();
        rows.AddRange(Read("select * from pragma_user_version, pragma_application_id, pragma_journal_mode", "header"));
        foreach (var table in Read("select name from sqlite_master where type = 'table'", "").Select(line => line[1..]).ToList())
        {
            rows.AddRange(Read($"select * from \"{table}\"", table));
        }

        return rows;

        IEnumerable<string> Read(string sql, string table)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                yield return table + "|" + string.Join('|', Enumerable.Range(0, reader.FieldCount)
                    .Where(i => !(table == "site" && reader.GetName(i) == "key"))
                    .Select(i => reader.GetValue(i) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(i).ToString()));
            }
        }
    }
}
