using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace PledgeTracker.Web.Data;

/// <summary>
/// Notices that the SQLite file which the program opened is no longer the one at its path: moved away, deleted, or replaced
/// by a backup. Open connections would go on with the old file, and what they save would be lost at the next start; new
/// ones would open the other file. So neither is used: opening a connection or committing then fails.
/// </summary>
/// <remarks>
/// Linux tells for every open file where it is now, or that it is deleted. The file must be held open for that, since the
/// inode of a file that nobody has open is given to the next one. On Windows a file that is held open cannot be moved or
/// replaced at all; elsewhere the creation time of the file at this path tells one file from another. A file that is
/// overwritten in place stays the same file: that is only noticed once it is no database of ours any more.
/// </remarks>
public sealed class DatabaseFile : DbConnectionInterceptor, IDbTransactionInterceptor, IDisposable
{
    private SafeFileHandle? _held;
    private string _path = "";
    private string? _place;

    /// <summary>Whether there is a file to look after: on SQLite, in the program that serves.</summary>
    public bool IsHeld => _held is not null;

    /// <summary>Whether the file that was opened is still the one at its path; also true where none was opened.</summary>
    public bool IsInPlace => _held is null || (PlaceOf() is { } place && place == _place && IsOurs(_held));

    /// <summary>Starts watching over the file.</summary>
    public void Hold(string path)
    {
        _path = Path.GetFullPath(path);
        _held = File.OpenHandle(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        _place = PlaceOf();
    }

    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        Check();
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Check();
        return ValueTask.FromResult(result);
    }

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!IsInPlace)
        {
            // This connection may belong to the other file: it must not be reused, even after our file is back.
            SqliteConnection.ClearPool((SqliteConnection)connection);
            throw new DatabaseMovedException();
        }
    }

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    /// <summary>A write to a file that is gone by now must not be reported as saved.</summary>
    public void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Check();

    /// <inheritdoc cref="TransactionCommitted"/>
    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Check();
        return Task.CompletedTask;
    }

    public void Dispose() => _held?.Dispose();

    private void Check()
    {
        if (!IsInPlace)
        {
            throw new DatabaseMovedException();
        }
    }

    private string? PlaceOf() =>
        OperatingSystem.IsLinux() ? new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{_held!.DangerousGetHandle()}")).LinkTarget
        : File.Exists(_path) ? File.GetCreationTimeUtc(_path).Ticks.ToString(CultureInfo.InvariantCulture)
        : null;

    // Reads through the open handle: closing another one would drop SQLite's locks on the file (SQLite, "How to corrupt a
    // database", 2.2).
    private static bool IsOurs(SafeFileHandle file)
    {
        Span<byte> id = stackalloc byte[sizeof(int)];
        return RandomAccess.Read(file, id, DatabaseStartup.ApplicationIdAt) == id.Length && BinaryPrimitives.ReadInt32BigEndian(id) == DatabaseStartup.ApplicationId;
    }
}

/// <summary>The database file was moved, replaced or deleted while the program was running.</summary>
public sealed class DatabaseMovedException()
    : FileNotFoundException("The database file was moved, replaced or deleted while the program was running: put it back, or restart the program.");
