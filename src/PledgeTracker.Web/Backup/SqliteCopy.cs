using Microsoft.Data.Sqlite;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Backup;

/// <summary>Copies and inspects the database of one SQLite file, which a running program may have open.</summary>
internal static class SqliteCopy
{
    /// <summary>In milliseconds: as long as another program may take to put a migrated file in its place.</summary>
    private const int WaitForOthers = 60_000;

    /// <summary>
    /// Copies what is committed at this moment into a new file, in one step. Writers are neither blocked nor waited for,
    /// and the copy has no write-ahead log beside it.
    /// </summary>
    /// <returns>What is in the copy.</returns>
    public static async Task<DatabaseFacts> TakeAsync(string database, string copy, CancellationToken cancel)
    {
        await using (BackupArchive.CreatePrivate(copy))
        {
            // Created first, so that nobody else can ever read it.
        }

        await using (var from = Open(database, SqliteOpenMode.ReadWrite))
        await using (var to = Open(copy, SqliteOpenMode.ReadWrite))
        {
            Run(from, $"PRAGMA busy_timeout = {WaitForOthers}");
            from.BackupDatabase(to);
            Run(to, "PRAGMA journal_mode = DELETE");
        }

        return await LookAsync(copy, cancel);
    }

    /// <summary>Reads a file that nobody else has open, and runs SQLite's own check on it.</summary>
    /// <exception cref="StartupException">It is damaged, or not a tracker's database.</exception>
    public static async Task<DatabaseFacts> LookAsync(string file, CancellationToken cancel)
    {
        try
        {
            await using var connection = Open(file, SqliteOpenMode.ReadOnly);
            if (Run(connection, "PRAGMA application_id") is not (long)DatabaseStartup.ApplicationId)
            {
                throw new StartupException("The database is not a PledgeTracker database: check that PledgeTracker:DataDirectory is the right folder.");
            }

            return Run(connection, "PRAGMA quick_check(1)") is "ok"
                ? await DatabaseFacts.ReadAsync(connection, cancel)
                : throw new StartupException("The database is damaged: restore the last backup that passes backup --verify.");
        }
        catch (SqliteException e) when (StorageFaults.Of(e) == StorageFault.Damaged)
        {
            throw new StartupException("The database is damaged: restore the last backup that passes backup --verify.", e);
        }
    }

    private static SqliteConnection Open(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static object? Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
