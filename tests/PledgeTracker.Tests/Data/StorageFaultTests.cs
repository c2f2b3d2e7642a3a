using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Data;

/// <summary>What is the matter with the disk or the database is told from real faults.</summary>
public sealed class StorageFaultTests : IDisposable
{
    private const string Much = "insert into t select randomblob(100000)";

    private readonly string _directory = Directory.CreateTempSubdirectory("pledgetracker-").FullName;

    private string Database => Path.Combine(_directory, "fault.db");

    [Fact]
    public void A_full_database_file_is_full()
    {
        using var connection = OpenFull();

        Fault(() => Execute(connection, Much)).Should().Be(StorageFault.Full);
    }

    [Fact]
    public void A_database_that_another_one_writes_to_is_busy()
    {
        using var one = Open();
        using var other = Open();
        Execute(one, "BEGIN IMMEDIATE");

        Fault(() => Execute(other, "BEGIN IMMEDIATE")).Should().Be(StorageFault.Busy);
    }

    [Fact]
    public void A_database_opened_for_reading_is_read_only()
    {
        using (var connection = Open())
        {
            Execute(connection, "create table t (x)");
        }

        using var reading = Open("Mode=ReadOnly");
        Fault(() => Execute(reading, "insert into t values (1)")).Should().Be(StorageFault.ReadOnly);
    }

    [Fact]
    public void A_file_that_is_no_database_or_is_cut_is_damaged()
    {
        File.WriteAllText(Database, new string('x', 5000));
        Fault(() => Execute(Open(), "select * from t")).Should().Be(StorageFault.Damaged);
    }

    [Fact]
    public void A_database_or_a_file_that_is_not_there_is_missing()
    {
        Fault(() => Open("Mode=ReadWrite")).Should().Be(StorageFault.Missing);
        Fault(() => File.ReadAllText(Path.Combine(_directory, "none", "none"))).Should().Be(StorageFault.Missing);
    }

    [Fact]
    public void A_database_file_that_was_moved_away_is_missing()
    {
        using var connection = Open();
        Execute(connection, "create table t (x)");
        File.Move(Database, Database + ".away");

        Fault(() => Execute(connection, "insert into t values (1)")).Should().Be(StorageFault.Missing);
    }

    [Fact]
    public void A_locked_file_is_busy()
    {
        using var one = new FileStream(Database, FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        Fault(() => new FileStream(Database, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose()).Should().Be(StorageFault.Busy);
    }

    [OnOwnDisk]
    public void A_file_on_a_full_device_is_full()
    {
        Fault(() => File.WriteAllText("/dev/full", "x")).Should().Be(StorageFault.Full);
    }

    [Fact]
    public void What_the_fault_lies_under_is_found()
    {
        using var connection = OpenFull();
        var full = Fault(() =>
        {
            try
            {
                Execute(connection, Much);
            }
            catch (SqliteException e)
            {
                throw new DbUpdateException("An error occurred while saving.", e);
            }
        });

        full.Should().Be(StorageFault.Full);
        StorageFaults.Of(new InvalidOperationException("Something else.")).Should().BeNull();
        StorageFaults.Of(null).Should().BeNull();
    }

    [Fact]
    public void A_table_that_is_not_there_is_no_fault_of_the_storage()
    {
        using var connection = Open();
        Fault(() => Execute(connection, "select * from none")).Should().BeNull();
    }

    [Theory, OnPostgres]
    public async Task A_server_tells_what_is_the_matter_with_it(string kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        (await FaultAsync(database.ConnectionString! + ";Username=nobody_there", "select 1")).Should().Be(StorageFault.Refused);
        (await FaultAsync(database.ConnectionString! + ";Port=1", "select 1")).Should().Be(StorageFault.Unreachable);
        (await FaultAsync(database.ConnectionString!, "begin read only; create table t (x int)")).Should().Be(StorageFault.ReadOnly);
        (await FaultAsync(database.ConnectionString!, "do $$ begin raise exception using errcode = 'disk_full'; end $$")).Should().Be(StorageFault.Full);
        (await FaultAsync(database.ConnectionString!, "do $$ begin raise exception using errcode = 'cannot_connect_now'; end $$")).Should().Be(StorageFault.Unreachable);
        (await FaultAsync(database.ConnectionString!, "do $$ begin raise exception using errcode = 'lock_not_available'; end $$")).Should().Be(StorageFault.Busy);
        (await FaultAsync(database.ConnectionString!, "select * from none")).Should().BeNull();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private static StorageFault? Fault(Action action) => StorageFaults.Of(action.Should().Throw<Exception>().Which);

    private static async Task<StorageFault?> FaultAsync(string connectionString, string sql)
    {
        var running = async () =>
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        };
        return StorageFaults.Of((await running.Should().ThrowAsync<Exception>()).Which);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A database that may not grow.</summary>
    private SqliteConnection OpenFull()
    {
        var connection = Open();
        Execute(connection, "create table t (x)");
        Execute(connection, "PRAGMA max_page_count = 1");
        return connection;
    }

    private SqliteConnection Open(string more = "Mode=ReadWriteCreate")
    {
        var connection = new SqliteConnection($"Data Source={Database};Pooling=False;Default Timeout=1;{more}");
        connection.Open();
        return connection;
    }
}
