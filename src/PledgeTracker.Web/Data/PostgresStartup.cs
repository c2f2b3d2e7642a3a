using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Data;

/// <summary>
/// What happens to the PostgreSQL database before the first request: one program at a time checks whether the tables are
/// ours and up to date, and makes them where it was asked to.
/// </summary>
internal static class PostgresStartup
{
    /// <summary>
    /// The number of the server's advisory lock that gives the turn; the same number as in the SQLite file's header.
    /// </summary>
    private const int Turn = DatabaseStartup.ApplicationId;

    /// <summary>
    /// Takes the turn to prepare this database; where another program has it, this fails as for a busy database.
    /// </summary>
    /// <returns>Gives the turn back when it is disposed; the end of the process does so too.</returns>
    /// <exception cref="StartupException">The connection string is not valid.</exception>
    public static async Task<IAsyncDisposable> TakeTurnAsync(PledgeTrackerDbContext context, CancellationToken cancel)
    {
        // A connection of its own, since the work has transactions of its own. The lock belongs to a transaction, so that
        // it holds even behind a pooler that gives a connection away after each.
        NpgsqlConnection connection;
        try
        {
            connection = new NpgsqlConnection(context.Database.GetConnectionString());
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            throw new StartupException(
                $"ConnectionStrings:PledgeTracker is not a connection string of PostgreSQL ({e.Message}): write it like Host=localhost;Database=pledgetracker;Username=pledgetracker;Password=….", e);
        }

        try
        {
            await connection.OpenAsync(cancel);
            await using var begin = new NpgsqlCommand(
                $"begin; set local idle_in_transaction_session_timeout = 0; set local lock_timeout = '2s'; select pg_advisory_xact_lock({Turn.ToString(CultureInfo.InvariantCulture)})",
                connection);
            await begin.ExecuteNonQueryAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Brings the tables to the program's own version, or leaves them untouched and names the failure.</summary>
    /// <exception cref="StartupException">The tables are not ours, of a newer program, or of an older one and may not be changed.</exception>
    public static async Task BringUpToDateAsync(PledgeTrackerDbContext context, bool mayMigrate, CancellationToken cancel)
    {
        var database = context.Database.GetDbConnection().Database;
        var known = context.Database.GetMigrations().ToList();
        var applied = await AppliedAsync(context, database, cancel);
        var change = BeforeFirstRelease.IsLastState(applied, $"PostgreSQL database '{database}'");
        if (!change && applied.Except(known).FirstOrDefault() is { } unknown)
        {
            throw applied.Contains(known[0]) || applied.Exists(BeforeFirstRelease.Had)
                ? new StartupException($"The PostgreSQL database '{database}' was written by a newer PledgeTracker (it has the migration {unknown}): start that version.")
                : NotOurs(database);
        }

        var pending = known.Except(applied).Count();
        if (pending == 0)
        {
            return;
        }

        if (!mayMigrate)
        {
            throw new StartupException(string.Create(CultureInfo.InvariantCulture,
                $"The PostgreSQL database '{database}' lacks {pending} migrations: run the program once with the command migrate."));
        }

        // No time limit, since rebuilding large tables may take long. EF would create its own table only after a failed
        // query, which would be in the log as a fault.
        context.Database.SetCommandTimeout(0);
        if (change)
        {
            await BeforeFirstRelease.ChangeAsync(context, cancel);
        }

        await context.GetService<IHistoryRepository>().CreateIfNotExistsAsync(cancel);
        await context.GetService<IMigrator>().MigrateAsync(cancellationToken: cancel);
        context.Database.SetCommandTimeout(null);
    }

    /// <summary>A fault of the server as a message for a person; null where it is no such fault, or one that passes.</summary>
    public static StartupException? Named(PledgeTrackerDbContext context, Exception e)
    {
        var database = context.Database.GetDbConnection().Database;
        var said = e.GetBaseException() is PostgresException refusal ? refusal.MessageText : e.GetBaseException().Message.TrimEnd('.');
        return StorageFaults.Of(e) switch
        {
            StorageFault.Busy => null,
            StorageFault.Refused => new($"The PostgreSQL server refused the program ({said}): create the database and the user, or correct ConnectionStrings:PledgeTracker.", e),
            StorageFault.NoPermission => new($"The PostgreSQL user lacks permissions in the database '{database}' ({said}): make that user the owner of the database.", e),
            StorageFault.Full => new($"The disk of the PostgreSQL server is full ({said}): free some space there, and start again.", e),
            StorageFault.ReadOnly => new($"The PostgreSQL database '{database}' is read-only ({said}): set ConnectionStrings:PledgeTracker to the primary server.", e),
            StorageFault.Damaged or StorageFault.Unreadable => new($"The PostgreSQL database '{database}' is damaged ({said}): replace it with a backup.", e),
            { } => new($"The PostgreSQL database cannot be reached ({said}): check ConnectionStrings:PledgeTracker and that the server runs.", e),
            null => null,
        };
    }

    private static async Task<List<string>> AppliedAsync(PledgeTrackerDbContext context, string database, CancellationToken cancel)
    {
        // EF would query a table that may not exist, which would be in the log as a fault.
        var columns = await context.Database
            .SqlQuery<string>($"select table_name || '.' || column_name as \"Value\" from information_schema.columns where table_schema = current_schema()").ToListAsync(cancel);
        if (columns.Contains(HistoryRepository.DefaultTableName + ".migration_id"))
        {
            return [.. await context.Database.GetAppliedMigrationsAsync(cancel)];
        }

        // Tables of others may stand beside ours, under other names.
        var tables = columns.Select(c => c[..c.IndexOf('.', StringComparison.Ordinal)]).ToHashSet(StringComparer.Ordinal);
        var ours = context.Model.GetEntityTypes().Select(e => e.GetTableName()).Append(HistoryRepository.DefaultTableName);
        return ours.Any(name => name is not null && tables.Contains(name)) ? throw NotOurs(database) : [];
    }

    private static StartupException NotOurs(string database) => new(
        $"The PostgreSQL database '{database}' has tables of another program with PledgeTracker's names, and was not changed: create an empty database, and set ConnectionStrings:PledgeTracker to it.");
}
