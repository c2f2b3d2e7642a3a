using Microsoft.Data.Sqlite;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Backup;

/// <summary>The database of one SQLite file: copied beside a running program, and looked at.</summary>
internal static class SqliteCopy
{
    /// <summary>In milliseconds: as long as a program needs that puts a migrated file in its place.</summary>
    private const int WaitForOthers = 60_000;

    /// <summary>
    /// Copies what is committed at this moment into a new file, in one step: whoever writes meanwhile neither waits nor is
    /// waited for, and the copy has no log of its own beside it.
    /// </summary>
    /// <returns>What is in the copy.</returns>
    public static async Task<DatabaseFacts> TakeAsync(string database, string copy, CancellationToken cancel)
    {
        await using (BackupArchive.CreatePrivate(copy))
        {
            // Made here, so that it is nobody else's to read from its first byte on.
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

    /// <summary>Reads a file that nobody else has, and holds it against SQLite's own check.</summary>
    /// <exception cref="StartupException">It is damaged, or no tracker's database.</exception>
    public static async Task<DatabaseFacts> LookAsync(string file, CancellationToken cancel)
    {
        try
        {
            await using var connection = Open(file, SqliteOpenMode.ReadOnly);
            if (Run(connection, "PRAGMA application_id") is not (long)DatabaseStartup.ApplicationId)
            {
                throw new StartupException("The database is not one of a PledgeTracker: see that PledgeTracker:DataDirectory names the right folder.");
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
