using System.Runtime.InteropServices;

namespace PledgeTracker.Web.Data;

/// <summary>
/// Handles an SQLite file as a file: its logs beside it, who may read it, and whether it is safely on the disk.
/// </summary>
internal static class DatabaseFiles
{
    /// <summary>A database file and what SQLite keeps beside it.</summary>
    public static string[] WithLogs(string file) => [file, file + "-wal", file + "-shm", file + "-journal"];

    /// <summary>Deletes a database file and its logs, where they exist.</summary>
    public static void Delete(string file)
    {
        foreach (var part in WithLogs(file))
        {
            File.Delete(part);
        }
    }

    /// <summary>Lets nobody else read the file.</summary>
    public static void OnlyForOwner(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    /// <summary>Waits until the file's content would survive a power cut.</summary>
    public static void Flush(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Waits until a rename in the folder would survive a power cut; .NET has no call for that.</summary>
    public static void FlushDirectory(string directory)
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
