using System.Diagnostics;

namespace PledgeTracker.Tests.Support;

/// <summary>
/// Runs a test where a process may have disks of its own: Linux lets it, in a name space of its users and mounts, unless the
/// machine's owner forbids that. <c>tests/run</c> allows it.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnOwnDiskAttribute : FactAttribute
{
    private static readonly bool Allowed = OperatingSystem.IsLinux() && IsAllowed();

    public OnOwnDiskAttribute()
    {
        if (!Allowed)
        {
            Skip = "Needs Linux with unshare (util-linux) and user name spaces: tests/run allows them, or try `unshare --user --map-root-user --mount true`.";
        }
    }

    private static bool IsAllowed()
    {
        try
        {
            using var trial = Process.Start(new ProcessStartInfo("unshare", ["--user", "--map-root-user", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt"])
            {
                RedirectStandardError = true,
            })!;
            trial.WaitForExit();
            return trial.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
