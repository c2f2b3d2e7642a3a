using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Evidence;

/// <summary>
/// The folder of stored copies. They may belong to sources that are not published, so nobody else on the machine can read a
/// file or folder from the moment it is made.
/// </summary>
public static class EvidenceFolder
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    /// <summary>Makes a folder for its owner alone, where it is not there yet.</summary>
    public static void Make(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnFolder);
        }
    }

    /// <summary>Makes a file for its owner alone.</summary>
    public static FileStream Create(string path)
    {
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = OwnFile;
        }

        return new FileStream(path, how);
    }

    /// <summary>Takes away the read access that earlier programs left to others.</summary>
    /// <returns>How many files and folders were open to others.</returns>
    public static int Close(string folder, CancellationToken cancel)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder))
        {
            return 0;
        }

        var closed = 0;
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Prepend(new DirectoryInfo(folder)))
        {
            cancel.ThrowIfCancellationRequested();
            var own = entry is DirectoryInfo ? OwnFolder : OwnFile;
            if ((entry.UnixFileMode & ~OwnFolder) != 0)
            {
                entry.UnixFileMode = own;
                closed++;
            }
        }

        return closed;
    }
}

/// <summary>Closes the folder to others once, after an earlier program left it open.</summary>
public sealed partial class EvidenceClosing(IOptions<PledgeTrackerOptions> options, IHostEnvironment environment, ILogger<EvidenceClosing> logger)
    : BackgroundWork(TimeProvider.System, logger)
{
    protected override string Failure => "Stored copies may be readable by other users of this machine: their folder could not be checked";

    protected override Task<TimeSpan?> RoundAsync(CancellationToken cancel)
    {
        try
        {
            if (EvidenceFolder.Close(options.Value.EvidenceDirectoryOf(environment), cancel) is var closed and > 0)
            {
                LogClosed(Log, closed);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A folder with another owner will stay so: said once, without a retry.
            LogFailure(Log, e);
        }

        return Task.FromResult<TimeSpan?>(null);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} stored copies and their folders were readable by other users of this machine. They no longer are.")]
    private static partial void LogClosed(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stored copies may be readable by other users of this machine: the folder’s permissions could not be changed.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
