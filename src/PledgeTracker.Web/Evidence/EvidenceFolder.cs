using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Evidence;

/// <summary>
/// The folder of stored copies. What is in it may belong to sources that are not published: nobody else on the machine
/// reads it, from the moment that a file or folder is made.
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

    /// <summary>Takes from others what earlier programs let them read.</summary>
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

/// <summary>Closes the folder once, after a program that left it open.</summary>
public sealed partial class EvidenceClosing(IOptions<PledgeTrackerOptions> options, IHostEnvironment environment, ILogger<EvidenceClosing> logger)
    : BackgroundWork(TimeProvider.System, logger)
{
    protected override string Failure => "Stored copies may be readable by other users of this machine: their folder could not be looked through";

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
            // A folder that is another's is so tomorrow too: said once.
            LogFailure(Log, e);
        }

        return Task.FromResult<TimeSpan?>(null);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} stored copies and their folders were readable by other users of this machine, and are not any more.")]
    private static partial void LogClosed(ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stored copies may be readable by other users of this machine: their folder could not be closed.")]
    private static partial void LogFailure(ILogger logger, Exception exception);
}
