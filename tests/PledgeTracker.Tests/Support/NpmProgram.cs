using System.Diagnostics;

namespace PledgeTracker.Tests.Support;

/// <summary>Programs from npm, written by others, that read what the tracker hands out. <c>tests/run</c> installs them.</summary>
public static class NpmProgram
{
    /// <summary>The folder <c>node_modules</c> that holds them.</summary>
    public static string Folder { get; } = Environment.GetEnvironmentVariable("PLEDGETRACKER_TEST_NPM") ?? Path.Combine(Repository.Root, "artifacts", "tests", "node_modules");

    /// <summary>Whether a package is there.</summary>
    /// <param name="package">Its name, with its scope: <c>@redocly/cli</c>.</param>
    public static bool Has(string package) => Directory.Exists(Path.Combine(Folder, package));

    /// <summary>Runs a script in Node.js that may <c>require</c> the packages.</summary>
    /// <param name="script">The script.</param>
    /// <param name="input">What it reads from its standard input.</param>
    /// <param name="arguments">What <c>process.argv</c> holds from the second on.</param>
    public static Task<(int Code, string Output)> NodeAsync(string script, string input = "", params string[] arguments) => RunAsync("node", input, ["-e", script, "--", .. arguments]);

    /// <summary>Runs a program of a package by its name in <c>.bin</c>.</summary>
    public static Task<(int Code, string Output)> BinAsync(string name, params string[] arguments) => RunAsync(Path.Combine(Folder, ".bin", name), "", arguments);

    private static async Task<(int Code, string Output)> RunAsync(string program, string input, string[] arguments)
    {
        var (code, output, complaints) = await Programs.RunAsync(new ProcessStartInfo(program, arguments) { Environment = { ["NODE_PATH"] = Folder } }, input);
        return (code, output + complaints);
    }
}

/// <summary>A test that needs a package from npm.</summary>
public sealed class NpmFactAttribute : FactAttribute
{
    /// <param name="package">Its name, with its scope.</param>
    public NpmFactAttribute(string package)
    {
        if (!NpmProgram.Has(package))
        {
            Skip = $"Needs the npm package {package}: tests/run installs it.";
        }
    }
}
