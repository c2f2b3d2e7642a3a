using System.Data;
using System.Globalization;
using Npgsql;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Backup;

/// <summary>Copies a PostgreSQL database: dumps it while programs are running, and restores it into an empty one.</summary>
internal static class PostgresCopy
{
    private const string DumpTool = "pg_dump";

    private const string RestoreTool = "pg_restore";

    /// <summary>Looks for anything that somebody made in the database; the tables of extensions do not count.</summary>
    private const string HasTables = """
        select exists (select 1 from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and n.nspname <> 'information_schema' and n.nspname not like 'pg\_%'
            and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'e'))
        """;

    /// <summary>Dumps what is committed at one moment, and reads the facts about it from the same snapshot.</summary>
    /// <returns>What is in the dump, and the version of <c>pg_dump</c>.</returns>
    /// <exception cref="StartupException">The server cannot be reached, or <c>pg_dump</c> is missing, too old or fails.</exception>
    public static async Task<(DatabaseFacts Facts, string DumpVersion)> TakeAsync(string connectionString, string? pgDump, string dump, CancellationToken cancel)
    {
        var tool = new PostgresTools(DumpTool, pgDump);
        var version = await tool.VersionAsync(cancel);
        var server = ServerOf(connectionString);
        await using var connection = await OpenAsync(server, cancel);
        if (PostgresTools.MajorOf(version) < connection.PostgreSqlVersion.Major)
        {
            throw TooOld(DumpTool, version, $"the server is {connection.PostgreSqlVersion}", connection.PostgreSqlVersion.Major);
        }

        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        var facts = await DatabaseFacts.ReadAsync(connection, cancel);
        if (facts.Migrations.Count == 0)
        {
            throw new StartupException($"There is no tracker in the PostgreSQL database '{server.Database}': correct ConnectionStrings:PledgeTracker.");
        }

        await using var export = new NpgsqlCommand("set local idle_in_transaction_session_timeout = 0; select pg_export_snapshot()", connection, transaction);
        var snapshot = (string)(await export.ExecuteScalarAsync(cancel))!;
        await using (BackupArchive.CreatePrivate(dump))
        {
            // Created first, so that nobody else can ever read it.
        }

        await tool.DumpAsync(server, snapshot, dump, cancel);
        return (facts, version);
    }

    /// <summary>
    /// Checks that a restore can begin: the server answers, the database is empty, and <c>pg_restore</c> understands the
    /// dump.
    /// </summary>
    /// <exception cref="StartupException">One of these is not the case.</exception>
    public static async Task PrepareAsync(string connectionString, string? pgRestore, string? dumpVersion, CancellationToken cancel)
    {
        var version = await new PostgresTools(RestoreTool, pgRestore).VersionAsync(cancel);
        CheckUnderstands(version, dumpVersion);
        var server = ServerOf(connectionString);
        await using var connection = await OpenAsync(server, cancel);
        await using var command = new NpgsqlCommand(HasTables, connection);
        if (await command.ExecuteScalarAsync(cancel) is true)
        {
            throw new StartupException(
                $"The PostgreSQL database '{server.Database}' already has tables and was not changed: make an empty one with createdb, and set ConnectionStrings:PledgeTracker to it.");
        }
    }

    /// <summary>Restores a dump into an empty database, all or nothing, and reads the facts about the result.</summary>
    public static async Task<DatabaseFacts> RestoreAsync(string connectionString, string? pgRestore, string dump, CancellationToken cancel)
    {
        var server = ServerOf(connectionString);
        await new PostgresTools(RestoreTool, pgRestore).RestoreAsync(server, dump, cancel);
        await using var connection = await OpenAsync(server, cancel);
        return await DatabaseFacts.ReadAsync(connection, cancel);
    }

    /// <summary>Reads a dump from its beginning to its end.</summary>
    /// <returns>Why it could not be read, as the beginning of a sentence; null where it is whole.</returns>
    public static async Task<string?> CheckAsync(string? pgRestore, string dump, string? dumpVersion, CancellationToken cancel)
    {
        var tool = new PostgresTools(RestoreTool, pgRestore);
        try
        {
            CheckUnderstands(await tool.VersionAsync(cancel), dumpVersion);
        }
        catch (StartupException e) when (pgRestore is null)
        {
            return e.Message;
        }

        await tool.ReadAsync(dump, cancel);
        return null;
    }

    private static void CheckUnderstands(string version, string? dumpVersion)
    {
        if (dumpVersion is not null && PostgresTools.MajorOf(version) < PostgresTools.MajorOf(dumpVersion))
        {
            throw TooOld(RestoreTool, version, $"the backup was made by pg_dump {dumpVersion}", PostgresTools.MajorOf(dumpVersion));
        }
    }

    private static StartupException TooOld(string tool, string version, string than, int needed) => new(string.Create(CultureInfo.InvariantCulture,
        $"The program {tool} is {version}, but {than}: install version {needed} of PostgreSQL's client programs. On Debian and Ubuntu this is the package postgresql-client-{needed}. If they are installed, add --{tool.Replace('_', '-')} PATH."));

    private static NpgsqlConnectionStringBuilder ServerOf(string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false };
        server.Database ??= server.Username;
        return server;
    }

    private static async Task<NpgsqlConnection> OpenAsync(NpgsqlConnectionStringBuilder server, CancellationToken cancel)
    {
        var connection = new NpgsqlConnection(server.ToString());
        try
        {
            await connection.OpenAsync(cancel);
            return connection;
        }
        catch (Exception e) when (e is NpgsqlException or System.Net.Sockets.SocketException)
        {
            await connection.DisposeAsync();
            throw new StartupException($"The PostgreSQL database '{server.Database}' cannot be reached ({e.Message.TrimEnd('.')}): check ConnectionStrings:PledgeTracker, and that the server runs and has it.", e);
        }
    }
}
