using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PledgeTracker.Web.Operations;

namespace PledgeTracker.Web.Data;

/// <summary>
/// What happens to the SQLite file before the first request: one program at a time, a file that is ours and whole, and
/// migrations made on a copy that takes the file's place when it is finished and checked.
/// </summary>
/// <remarks>
/// A migration in place is not safe on SQLite: EF rebuilds tables across several transactions and leaves a lock row behind
/// when it is killed, and later starts then fail or wait for ever. A copy is thrown away instead.
/// </remarks>
public sealed class DatabaseStartup : IDisposable
{
    /// <summary>"PlTr": says in the file's header that the database is ours.</summary>
    public const int ApplicationId = 0x506C5472;

    public const string FileName = "pledgetracker.db";

    /// <summary>The file that says by being held that a program has the folder.</summary>
    public const string LockName = "pledgetracker.lock";

    /// <summary>Above this size a start only opens the file and does not read all of it to look for damage.</summary>
    private const long CheckWholeFileUpTo = 256L * 1024 * 1024;

    /// <summary>Where the application's id stands in the file's header (SQLite file format, 1.3).</summary>
    internal const int ApplicationIdAt = 68;

    private static readonly byte[] SqliteHeader = Encoding.ASCII.GetBytes("SQLite format 3\0");

    private readonly string _directory;
    private readonly FileStream _lock;
    private readonly Func<string, PledgeTrackerDbContext> _open;

    private DatabaseStartup(string directory, FileStream @lock, Func<string, PledgeTrackerDbContext>? open)
    {
        _directory = directory;
        _lock = @lock;
        _open = open ?? (file => new PledgeTrackerDbContext(
            Databases.Sqlite(new DbContextOptionsBuilder<PledgeTrackerDbContext>(), file, pooling: false).Options));
    }

    /// <summary>The database file.</summary>
    public string DatabaseFile => Path.Combine(_directory, FileName);

    private string CopyFile => DatabaseFile + ".migrating";

    /// <summary>Takes the folder for this process; it is given back when the result is disposed or the process ends.</summary>
    /// <exception cref="StartupException">The folder cannot be written to, or another process has it.</exception>
    public static DatabaseStartup Take(string directory, Func<string, PledgeTrackerDbContext>? open = null)
    {
        try
        {
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(directory);
            }
            else
            {
                Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                $"The data folder '{directory}' cannot be created: let this program write there, or set PledgeTracker:DataDirectory to another folder.", e);
        }

        var lockFile = Path.Combine(directory, LockName);
        try
        {
            return new DatabaseStartup(directory, new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), open);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartupException(
                $"The data folder '{directory}' is not writable: let this program write there, or set PledgeTracker:DataDirectory to another folder.", e);
        }
        catch (IOException e) when (File.Exists(lockFile))
        {
            throw new StartupException(
                $"Another PledgeTracker is using the data folder '{directory}': stop it, or set PledgeTracker:DataDirectory to another folder.", e);
        }
        catch (IOException e)
        {
            throw new StartupException(
                $"The data folder '{directory}' is not writable: let this program write there, or set PledgeTracker:DataDirectory to another folder.", e);
        }
    }

    /// <summary>Leaves the file at the program's own version, or untouched with a failure that names it.</summary>
    /// <exception cref="StartupException">The file is not ours, damaged or of a newer program, or the disk is too full.</exception>
    public void BringUpToDate()
    {
        DeleteWithLog(CopyFile);
        if (!File.Exists(DatabaseFile))
        {
            Migrate();
            return;
        }

        CheckOurs();
        using var context = _open(DatabaseFile);
        var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        if (context.Database.GetAppliedMigrations().FirstOrDefault(id => !known.Contains(id)) is { } unknown)
        {
            throw new StartupException(
                $"The database '{DatabaseFile}' was written by a newer PledgeTracker (it has the migration {unknown}): start that version, or set PledgeTracker:DataDirectory to another folder.");
        }

        if (context.Database.GetPendingMigrations().FirstOrDefault() is { } first)
        {
            context.Database.CloseConnection();
            CopyLive();
            Migrate($"{DatabaseFile}.before-{first}");
        }
    }

    public void Dispose() => _lock.Dispose();

    // Until its header says that it is ours, the file is only read: what is not ours is not ours to change.
    private void CheckOurs()
    {
        try
        {
            using (var file = new FileStream(DatabaseFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
            {
                var header = new byte[100];
                if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.AsSpan().StartsWith(SqliteHeader)
                    || BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(ApplicationIdAt)) != ApplicationId)
                {
                    throw NotOurs();
                }
            }

            // For writing: a start that was killed may have left a journal that must be played back before anything is read.
            using var connection = OpenPlain(DatabaseFile, SqliteOpenMode.ReadWrite);
            if (new FileInfo(DatabaseFile).Length <= CheckWholeFileUpTo && Scalar(connection, "PRAGMA quick_check(1)") as string is { } found and not "ok")
            {
                throw Damaged(new InvalidDataException(found));
            }
        }
        catch (SqliteException e)
        {
            throw Damaged(e);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StartupException($"The database '{DatabaseFile}' cannot be read: let this program read and write it.", e);
        }

        StartupException NotOurs() => new(
            $"The file '{DatabaseFile}' is not a PledgeTracker database and was left as it is: move it away, or set PledgeTracker:DataDirectory to another folder.");

        StartupException Damaged(Exception e) => new(
            $"The database '{DatabaseFile}' is damaged and was left as it is: put a backup in its place, or set PledgeTracker:DataDirectory to another folder.", e);
    }

    private void CopyLive()
    {
        var size = new FileInfo(DatabaseFile).Length;
        var free = new DriveInfo(_directory).AvailableFreeSpace;
        if (free < size * 3)
        {
            throw new StartupException(
                $"The database '{DatabaseFile}' must be migrated, which needs {size * 3 / 1_048_576 + 1} MB free on its disk, and {free / 1_048_576} MB are: make room and start again.");
        }

        using var live = OpenPlain(DatabaseFile, SqliteOpenMode.ReadWrite);
        Execute(live, "VACUUM INTO $file", ("$file", CopyFile));
    }

    private void Migrate(string? keepOldAs = null)
    {
        using (var copy = OpenPlain(CopyFile, SqliteOpenMode.ReadWriteCreate))
        {
            Execute(copy, $"PRAGMA application_id = {ApplicationId}");

            // A lock row that came along from a killed migration would be waited for without end.
            Execute(copy, "DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
        }

        OnlyForOwner(CopyFile);
        using (var context = _open(CopyFile))
        {
            // This is the copy, the one place where migrating is safe; Database.Migrate() is banned everywhere.
            context.GetService<IMigrator>().Migrate();
        }

        using (var copy = OpenPlain(CopyFile, SqliteOpenMode.ReadWrite))
        {
            if (Scalar(copy, "PRAGMA integrity_check(1)") as string != "ok" || Scalar(copy, "PRAGMA foreign_key_check") is not null)
            {
                throw new StartupException($"The migrated copy of '{DatabaseFile}' did not pass its checks, and the database was left as it is: report this with the file.");
            }

            Execute(copy, "PRAGMA journal_mode = DELETE");
        }

        Flush(CopyFile);
        if (keepOldAs is not null)
        {
            using (var live = OpenPlain(DatabaseFile, SqliteOpenMode.ReadWrite))
            {
                Execute(live, "PRAGMA wal_checkpoint(TRUNCATE)");
                Execute(live, "PRAGMA journal_mode = DELETE");
            }

            // Whole or not there at all, also where the copying is interrupted.
            File.Copy(DatabaseFile, keepOldAs + ".copying", overwrite: true);
            Flush(keepOldAs + ".copying");
            File.Move(keepOldAs + ".copying", keepOldAs, overwrite: true);
        }

        File.Move(CopyFile, DatabaseFile, overwrite: true);
        FlushDirectory(_directory);
    }

    private static SqliteConnection OpenPlain(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static void Execute(SqliteConnection connection, string sql, params (string Name, string Value)[] parameters)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }

    private static void DeleteWithLog(string file)
    {
        foreach (var part in (string[])[file, file + "-wal", file + "-shm", file + "-journal"])
        {
            File.Delete(part);
        }
    }

    private static void OnlyForOwner(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    // A rename is only sure to survive a power cut once its folder is on the disk; .NET has no call for that.
    internal static void FlushDirectory(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = NativeMethods.Open(directory, 0);
        if (descriptor >= 0)
        {
            _ = NativeMethods.FSync(descriptor);
            _ = NativeMethods.Close(descriptor);
        }
    }

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "open", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int FSync(int descriptor);

        [DllImport("libc", EntryPoint = "close")]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        internal static extern int Close(int descriptor);
    }
}
