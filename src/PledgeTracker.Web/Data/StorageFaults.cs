using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace PledgeTracker.Web.Data;

/// <summary>What is wrong with the disk or the database.</summary>
public enum StorageFault
{
    /// <summary>The disk, the quota or the largest size of a file is used up.</summary>
    Full,

    /// <summary>The file system, the file or the database may only be read.</summary>
    ReadOnly,

    /// <summary>The program is not allowed to read or write there.</summary>
    NoPermission,

    /// <summary>Somebody else holds what is needed; a later attempt may succeed.</summary>
    Busy,

    /// <summary>What is stored cannot be understood any more.</summary>
    Damaged,

    /// <summary>The file is gone, or is not the one that was opened.</summary>
    Missing,

    /// <summary>The database server does not answer, or answers that it is not serving.</summary>
    Unreachable,

    /// <summary>The database server does not let the program in: its name, its password, or the name of the database is wrong.</summary>
    Refused,

    /// <summary>The disk cannot be read or written, for a reason that the system does not tell.</summary>
    Unreadable,
}

/// <summary>
/// Tells from an exception what is wrong with the disk or the database, on SQLite, PostgreSQL and plain files alike, so
/// that a person is told the right thing to do.
/// </summary>
public static class StorageFaults
{
    // Result codes of SQLite (https://www.sqlite.org/rescode.html); the longer ones are extended codes for a special case.
    private const int SqlitePerm = 3;
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteReadOnly = 8;
    private const int SqliteReadOnlyDirectory = 1544;
    private const int SqliteReadOnlyMoved = 1032;
    private const int SqliteInputOutput = 10;
    private const int SqliteInputOutputSharedSize = 4874;
    private const int SqliteInputOutputAccess = 3338;
    private const int SqliteInputOutputCorruptFiles = 8458;
    private const int SqliteCorrupt = 11;
    private const int SqliteFull = 13;
    private const int SqliteCannotOpen = 14;
    private const int SqliteProtocol = 15;
    private const int SqliteAuth = 23;
    private const int SqliteNotADatabase = 26;

    /// <summary>The storage fault that an exception or one of its inner exceptions stands for; null where it is none.</summary>
    public static StorageFault? Of(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (OfOne(e) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    private static StorageFault? OfOne(Exception e) => e switch
    {
        SqliteException sqlite => OfSqlite(sqlite),
        PostgresException postgres => OfPostgres(postgres.SqlState),
        NpgsqlException => StorageFault.Unreachable,
        SocketException => StorageFault.Unreachable,
        UnauthorizedAccessException => StorageFault.NoPermission,
        FileNotFoundException or DirectoryNotFoundException or DriveNotFoundException => StorageFault.Missing,
        IOException file => OfFile(file.HResult),
        _ => null,
    };

    private static StorageFault? OfSqlite(SqliteException e) => (e.SqliteErrorCode, e.SqliteExtendedErrorCode) switch
    {
        (SqliteFull, _) or (_, SqliteInputOutputSharedSize) => StorageFault.Full,
        (_, SqliteReadOnlyMoved) => StorageFault.Missing,
        (_, SqliteReadOnlyDirectory) or (_, SqliteInputOutputAccess) or (SqlitePerm or SqliteAuth, _) => StorageFault.NoPermission,
        (SqliteReadOnly, _) => StorageFault.ReadOnly,
        (SqliteBusy or SqliteLocked or SqliteProtocol, _) => StorageFault.Busy,
        (SqliteCorrupt or SqliteNotADatabase, _) or (_, SqliteInputOutputCorruptFiles) => StorageFault.Damaged,
        (SqliteCannotOpen, _) => StorageFault.Missing,
        (SqliteInputOutput, _) => StorageFault.Unreadable,
        _ => null,
    };

    // https://www.postgresql.org/docs/current/errcodes-appendix.html
    private static StorageFault? OfPostgres(string state) => state switch
    {
        "53100" => StorageFault.Full,
        "25006" => StorageFault.ReadOnly,
        "42501" => StorageFault.NoPermission,
        "53300" or "53200" or "55P03" or "55006" or "40001" or "40P01" or "57014" => StorageFault.Busy,
        "XX001" or "XX002" => StorageFault.Damaged,
        "57P01" or "57P02" or "57P03" => StorageFault.Unreachable,
        "3D000" => StorageFault.Refused,
        "58030" => StorageFault.Unreadable,
        _ when state.StartsWith("08", StringComparison.Ordinal) => StorageFault.Unreachable,
        _ when state.StartsWith("28", StringComparison.Ordinal) => StorageFault.Refused,
        _ => null,
    };

    // The system's own number: errno, or on Windows a code of its own.
    private static StorageFault? OfFile(int number) => number switch
    {
        28 or 27 or 122 or 69 or unchecked((int)0x80070070) or unchecked((int)0x80070027) => StorageFault.Full,
        30 or unchecked((int)0x80070013) => StorageFault.ReadOnly,
        1 or 13 => StorageFault.NoPermission,
        11 or 35 or 16 or unchecked((int)0x80070020) or unchecked((int)0x80070021) => StorageFault.Busy,
        2 => StorageFault.Missing,
        5 => StorageFault.Unreadable,
        _ => null,
    };
}
