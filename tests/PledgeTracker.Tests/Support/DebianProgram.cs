using System.Diagnostics;

namespace PledgeTracker.Tests.Support;

/// <summary>Programs of Debian's, written by others, that read what the tracker hands out. <c>tests/run</c> installs them.</summary>
public static class DebianProgram
{
    /// <summary>Whether a program is there.</summary>
    public static bool Has(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>Runs a program in a folder, and gives what it wrote to either of its outputs.</summary>
    public static Task<(int Code, string Output, string Complaints)> RunAsync(string name, string folder, params string[] arguments) =>
        Programs.RunAsync(new ProcessStartInfo(name, arguments) { WorkingDirectory = folder });
}

/// <summary>A test that needs a program of Debian's.</summary>
public sealed class DebianFactAttribute : FactAttribute
{
    /// <param name="name">The program, which is called like its package.</param>
    public DebianFactAttribute(string name)
    {
        if (!DebianProgram.Has(name))
        {
            Skip = $"Needs {name}: tests/run installs it.";
        }
    }
}
