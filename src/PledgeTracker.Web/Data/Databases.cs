using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace PledgeTracker.Web.Data;

/// <summary>How each of the two databases is opened. Hardly anything else in the program asks which one it is.</summary>
public static class Databases
{
    /// <summary>
    /// For how many seconds a write to the SQLite file waits for another: longer than the program's own longest write, the
    /// import of a large file.
    /// </summary>
    private const int WaitSeconds = 30;

    private static readonly SqlitePragmas Pragmas = new();

    /// <summary>An SQLite file.</summary>
    public static DbContextOptionsBuilder<T> Sqlite<T>(DbContextOptionsBuilder<T> builder, string file, bool pooling = true, int waitSeconds = WaitSeconds)
        where T : DbContext
    {
        Sqlite((DbContextOptionsBuilder)builder, file, pooling, waitSeconds: waitSeconds);
        return builder;
    }

    /// <inheritdoc cref="Sqlite{T}"/>
    public static void Sqlite(DbContextOptionsBuilder builder, string file, bool pooling = true, bool mayMake = true, int waitSeconds = WaitSeconds, ILoggerFactory? log = null) => Alike(builder, log)
        .UseSqlite(SqliteConnectionString(file, pooling, mayMake, waitSeconds), sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
        .AddInterceptors(Pragmas);

    /// <summary>A PostgreSQL server.</summary>
    public static DbContextOptionsBuilder<T> Postgres<T>(DbContextOptionsBuilder<T> builder, string connectionString)
        where T : DbContext
    {
        Postgres((DbContextOptionsBuilder)builder, connectionString);
        return builder;
    }

    /// <inheritdoc cref="Postgres{T}"/>
    public static void Postgres(DbContextOptionsBuilder builder, string connectionString, ILoggerFactory? log = null) => Alike(builder, log)
        .UseNpgsql(connectionString, npgsql => npgsql.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));

    /// <summary>
    /// The connection string of an SQLite file. SQLite itself waits for a busy database, see <see cref="SqlitePragmas"/>.
    /// </summary>
    public static string SqliteConnectionString(string file, bool pooling, bool mayMake = true, int waitSeconds = WaitSeconds) => new SqliteConnectionStringBuilder
    {
        DataSource = file,

        // A missing file must not be taken for an empty tracker.
        Mode = mayMake ? SqliteOpenMode.ReadWriteCreate : SqliteOpenMode.ReadWrite,
        ForeignKeys = true,
        DefaultTimeout = waitSeconds,
        Pooling = pooling,
    }.ToString();

    // Identity's part of the model would ask the application's services for lengths of columns and more. Migrations are
    // made without those services, so the program does without them too: the model is the same whoever builds it.
    //
    // The log is handed over as services of the application and not by UseLoggerFactory: EF keeps its own services, with the model and
    // the compiled queries, once for each factory that is named so. A start would build all of it twice.
    private static DbContextOptionsBuilder Alike(DbContextOptionsBuilder builder, ILoggerFactory? log) => builder
        .UseApplicationServiceProvider(log is null ? null : new OnlyTheLog(log))
        .UseSnakeCaseNamingConvention()

        // Otherwise a migration builds the model from the code to compare it with the newest one. MigrationTests does that.
        .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));

    private sealed class OnlyTheLog(ILoggerFactory log) : IServiceProvider
    {
        public object? GetService(Type serviceType) => serviceType == typeof(ILoggerFactory) ? log : null;
    }
}

/// <summary>
/// What must hold on every connection to the file. Set on every opening, since a pooled connection comes back as it was
/// left: the write-ahead log (readers do not wait for a writer), full synchronisation (a commit survives a power cut),
/// foreign keys, and SQLite's own waiting for a lock (the driver's would sleep 150 ms at a time).
/// </summary>
public sealed class SqlitePragmas : DbConnectionInterceptor
{
    private const string OnEveryOpening = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = ";
    private const string OnOpeningForWriting = "PRAGMA journal_mode = WAL; " + OnEveryOpening;

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        var wait = TimeSpan.FromSeconds(((SqliteConnection)connection).DefaultTimeout).TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture);
        using var command = connection.CreateCommand();

        // EF looks whether a file is there through a connection that may only read.
        command.CommandText = connection.ConnectionString.Contains("Mode=ReadOnly", StringComparison.OrdinalIgnoreCase)
            ? OnEveryOpening + wait
            : OnOpeningForWriting + wait;
        command.ExecuteNonQuery();
    }

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        // The driver's asynchronous calls are synchronous anyway.
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }
}
