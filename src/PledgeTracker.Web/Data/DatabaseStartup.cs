using System.Buffers.Binary;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Data;

/// <summary>
/// What happens to the SQLite file before the first request: one program at a time, a file that is ours and whole, and
/// migrations made on a copy that takes the file's place when it is finished and checked.
/// </summary>
/// <remarks>
/// A migration in place is not safe on SQLite: EF rebuilds tables across several transactions and leaves a lock row behind
/// when it is killed; later starts then fail or wait for ever. A copy can simply be thrown away.
/// </remarks>
public sealed class DatabaseStartup : IDisposable
{
    /// <summary>"PlTr": says in the file's header that the database is ours.</summary>
    public const int ApplicationId = 0x506C5472;

    public const string FileName = "pledgetracker.db";

    /// <summary>The file that is held open while a program uses the folder.</summary>
    public const string LockName = "pledgetracker.lock";

    private const string OrElsewhere = "or set PledgeTracker:DataDirectory to another folder";

    /// <summary>Above this size a start only opens the file and does not read all of it to look for damage.</summary>
    private const long CheckWholeFileUpTo = 256L * 1024 * 1024;

    /// <summary>Where the application's id stands in the file's header (SQLite file format, 1.3).</summary>
    internal const int ApplicationIdAt = 68;

    /// <summary>
    /// For how long one step of a start waits for others, in seconds; then the program says that it waits, and repeats the
    /// step.
    /// </summary>
    private const int StepWaits = 2;

    /// <summary>SQLite's number for a database that somebody else uses.</summary>
    private const int SqliteBusy = 5;

    private static readonly byte[] SqliteHeader = Encoding.ASCII.GetBytes("SQLite format 3\0");

    private readonly string _directory;
    private readonly FileStream _lock;
    private readonly Func<string, PledgeTrackerDbContext> _open;

    private DatabaseStartup(string directory, FileStream @lock, Func<string, PledgeTrackerDbContext>? open)
    {
        _directory = directory;
        _lock = @lock;
        _open = open ?? (file => new PledgeTrackerDbContext(
            Databases.Sqlite(new DbContextOptionsBuilder<PledgeTrackerDbContext>(), file, pooling: false, waitSeconds: StepWaits).Options));
    }

    /// <summary>The database file.</summary>
    public string DatabaseFile => Path.Combine(_directory, FileName);

    private string CopyFile => DatabaseFile + ".migrating";

    /// <summary>Takes the folder for this process; it is given back when the result is disposed or the process ends.</summary>
    /// <exception cref="DataFolderInUseException">Another process has it.</exception>
    /// <exception cref="StartupException">The folder cannot be written to.</exception>
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
            throw StorageFaults.Of(e) is StorageFault.Full or StorageFault.ReadOnly or StorageFault.Unreadable
                ? Named(directory, e)!
                : new StartupException($"The data folder '{directory}' cannot be created: let this program write there, {OrElsewhere}.", e);
        }

        var lockFile = Path.Combine(directory, LockName);
        try
        {
            return new DatabaseStartup(directory, new FileStream(lockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), open);
        }
        catch (Exception e) when (StorageFaults.Of(e) is StorageFault.Busy)
        {
            throw new DataFolderInUseException($"Another PledgeTracker is using the data folder '{directory}': stop it, {OrElsewhere}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Named(directory, e, File.Exists(lockFile) ? lockFile : null)
                ?? new StartupException($"The data folder '{directory}' is not writable ({e.Message.TrimEnd('.')}): let this program write there, {OrElsewhere}.", e);
        }
    }

    /// <summary>Opens the database that was brought up to date.</summary>
    public PledgeTrackerDbContext Open() => _open(DatabaseFile);

    /// <inheritdoc cref="BringUpToDate(Func{string, bool}, CancellationToken)"/>
    public void BringUpToDate(CancellationToken cancel = default) => BringUpToDate(_ => false, cancel);

    /// <summary>Leaves the file at the program's own version, or untouched. Leaves nothing else behind where it fails.</summary>
    /// <param name="begin">Puts a database of the program's own version at a path, where there was none; false leaves it to the migrations.</param>
    /// <param name="cancel">Ends it between two steps.</param>
    /// <exception cref="StartupException">The file is not ours, damaged or of a newer program, or there is not enough room to migrate it.</exception>
    public void BringUpToDate(Func<string, bool> begin, CancellationToken cancel = default)
    {
        try
        {
            DeleteHalfMade();
            BringFileUpToDate(begin, cancel);
        }
        catch
        {
            DeleteHalfMade();
            throw;
        }
    }

    /// <summary>A fault of the storage as a message for a person; null where it is no such fault, or one that passes.</summary>
    public StartupException? Named(Exception e)
    {
        if (e.GetBaseException() is SqliteException && StorageFaults.Of(e) is StorageFault.Missing or StorageFault.ReadOnly or StorageFault.NoPermission)
        {
            // SQLite says that it cannot open something, but not what or why; opening each file gives the system's reason.
            foreach (var file in DatabaseFiles.WithLogs(DatabaseFile).Where(File.Exists).Append(Path.Combine(_directory, ".writable")))
            {
                try
                {
                    using var probe = new FileStream(file, new FileStreamOptions
                    {
                        Mode = File.Exists(file) ? FileMode.Open : FileMode.CreateNew,
                        Access = FileAccess.ReadWrite,
                        Share = FileShare.ReadWrite,
                        Options = file.EndsWith(".writable", StringComparison.Ordinal) ? FileOptions.DeleteOnClose : FileOptions.None,
                    });
                }
                catch (Exception why) when (why is IOException or UnauthorizedAccessException)
                {
                    return Named(_directory, why, File.Exists(file) ? file : null);
                }
            }
        }

        return StorageFaults.Of(e) is StorageFault.Damaged ? Damaged(e) : Named(_directory, e);
    }

    public void Dispose() => _lock.Dispose();

    private static StartupException? Named(string directory, Exception e, string? file = null) => StorageFaults.Of(e) switch
    {
        StorageFault.Full => new($"The disk of the data folder '{directory}' is full: free some space and start again, {OrElsewhere}.", e),
        StorageFault.ReadOnly => new($"The data folder '{directory}' is on a read-only disk: mount it for writing, {OrElsewhere}.", e),
        StorageFault.NoPermission when file is not null => new($"This program may not read and write the file '{file}': make its user the file's owner, {OrElsewhere}.", e),
        StorageFault.NoPermission => new($"The data folder '{directory}' is not writable: let this program write there, {OrElsewhere}.", e),
        StorageFault.Unreadable => new($"The disk of the data folder '{directory}' cannot be read or written ({e.GetBaseException().Message.TrimEnd('.')}): look for the cause in the system's log, {OrElsewhere}.", e),
        StorageFault.Missing => new($"A file in the data folder '{directory}' cannot be opened ({e.GetBaseException().Message.TrimEnd('.')}): let this program read and write there, {OrElsewhere}.", e),
        _ => null,
    };

    private void BringFileUpToDate(Func<string, bool> begin, CancellationToken cancel)
    {
        if (!File.Exists(DatabaseFile))
        {
            if (begin(CopyFile))
            {
                DatabaseFiles.OnlyForOwner(CopyFile);
                TakePlace(live: null, keepOldAs: null, cancel);
            }
            else
            {
                Migrate(live: null, keepOldAs: null, carryOver: false, cancel);
            }

            return;
        }

        CheckOurs();
        using (var context = _open(DatabaseFile))
        {
            var applied = context.Database.GetAppliedMigrations().ToList();
            var carryOver = BeforeFirstRelease.IsLastState(applied, $"database '{DatabaseFile}'");
            if (!carryOver && applied.Except(context.Database.GetMigrations()).FirstOrDefault() is { } unknown)
            {
                throw new StartupException(
                    $"The database '{DatabaseFile}' was written by a newer PledgeTracker (it has the migration {unknown}): start that version, {OrElsewhere}.");
            }

            if (context.Database.GetPendingMigrations().FirstOrDefault() is not { } first)
            {
                return;
            }

            context.Database.CloseConnection();
            using var live = OpenPlain(DatabaseFile, SqliteOpenMode.ReadWrite);
            var version = Scalar(live, "PRAGMA data_version");
            CheckRoom();
            if (!carryOver)
            {
                Execute(live, "VACUUM INTO $file", ("$file", CopyFile));
            }

            cancel.ThrowIfCancellationRequested();
            Migrate((live, version), $"{DatabaseFile}.before-{first}", carryOver, cancel);
        }
    }

    // The file is only read until its header says that it is ours: a foreign file must not be changed.
    private void CheckOurs()
    {
        using (var file = new FileStream(DatabaseFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite))
        {
            var header = new byte[100];
            if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !header.AsSpan().StartsWith(SqliteHeader)
                || BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(ApplicationIdAt)) != ApplicationId)
            {
                throw new StartupException(
                    $"The file '{DatabaseFile}' is not a PledgeTracker database and was not changed: move it to another place, {OrElsewhere}.");
            }
        }

        // For writing: a start that was killed may have left a journal that must be played back before anything is read.
        using var connection = OpenPlain(DatabaseFile, SqliteOpenMode.ReadWrite);
        if (new FileInfo(DatabaseFile).Length <= CheckWholeFileUpTo && Scalar(connection, "PRAGMA quick_check(1)") as string is { } found and not "ok")
        {
            throw Damaged(new InvalidDataException(found));
        }
    }

    private StartupException Damaged(Exception e) => new(
        $"The database '{DatabaseFile}' is damaged and was not changed: replace it with a backup, {OrElsewhere}.", e);

    private void CheckRoom()
    {
        var size = new FileInfo(DatabaseFile).Length;
        var free = new DriveInfo(_directory).AvailableFreeSpace;
        if (free < size * 3)
        {
            throw new StartupException(
                $"The database '{DatabaseFile}' must be updated, which needs {size * 3 / 1_048_576 + 1} MB on its disk. Only {free / 1_048_576} MB are free: free some space and start again.");
        }
    }

    private void Migrate((SqliteConnection Connection, object? Version)? live, string? keepOldAs, bool carryOver, CancellationToken cancel)
    {
        using (var copy = OpenPlain(CopyFile, SqliteOpenMode.ReadWriteCreate))
        {
            Execute(copy, $"PRAGMA application_id = {ApplicationId}");

            // A lock row copied over from a killed migration would be waited for without end.
            Execute(copy, "DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
        }

        DatabaseFiles.OnlyForOwner(CopyFile);
        using (var context = _open(CopyFile))
        {
            // This is the copy, the one place where migrating is safe; Database.Migrate() is banned everywhere.
            var migrator = context.GetService<IMigrator>();
            if (carryOver)
            {
                migrator.Migrate(context.Database.GetMigrations().First());
                BeforeFirstRelease.CarryOver(context, DatabaseFile);
                cancel.ThrowIfCancellationRequested();
            }

            migrator.Migrate();
        }

        TakePlace(live, keepOldAs, cancel);
    }

    /// <summary>Puts the finished copy in the file's place, once it is checked.</summary>
    private void TakePlace((SqliteConnection Connection, object? Version)? live, string? keepOldAs, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        using (var copy = OpenPlain(CopyFile, SqliteOpenMode.ReadWrite))
        {
            if (Scalar(copy, "PRAGMA integrity_check(1)") as string != "ok" || Scalar(copy, "PRAGMA foreign_key_check") is not null)
            {
                throw new StartupException($"The migrated copy of '{DatabaseFile}' did not pass its checks, and the database was not changed: report this, and send the file along.");
            }

            Execute(copy, "PRAGMA journal_mode = DELETE");
        }

        DatabaseFiles.Flush(CopyFile);
        if (live is (var connection, var version) && keepOldAs is not null)
        {
            // Another program that does not know our lock must not have written since, nor hold a log that would be
            // replayed into the new file.
            if (!Equals(Scalar(connection, "PRAGMA data_version"), version) || Scalar(connection, "PRAGMA journal_mode = DELETE") as string != "delete")
            {
                throw new SqliteException("Another program uses the database while it is migrated.", SqliteBusy);
            }

            connection.Close();

            // Copied whole or not at all, even where the copying is interrupted.
            File.Copy(DatabaseFile, keepOldAs + ".copying", overwrite: true);
            DatabaseFiles.Flush(keepOldAs + ".copying");
            File.Move(keepOldAs + ".copying", keepOldAs, overwrite: true);
        }

        File.Move(CopyFile, DatabaseFile, overwrite: true);
        DatabaseFiles.FlushDirectory(_directory);
    }

    private void DeleteHalfMade()
    {
        DatabaseFiles.Delete(CopyFile);
        foreach (var copy in Directory.EnumerateFiles(_directory, FileName + ".before-*.copying"))
        {
            File.Delete(copy);
        }
    }

    private static SqliteConnection OpenPlain(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = mode, Pooling = false, DefaultTimeout = StepWaits }.ToString());
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
}
