using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PledgeTracker.Tests.Support;

/// <summary>Programs from NuGet, written by others, that make clients of an API from its description. <c>tests/run</c> installs them.</summary>
public static class ClientMaker
{
    /// <summary>The folder that holds them.</summary>
    public static string Folder { get; } = Environment.GetEnvironmentVariable("PLEDGETRACKER_TEST_TOOLS") ?? Path.Combine(Repository.Root, "artifacts", "tests", "tools");

    /// <summary>Runs one of them, and reads the C# that it wrote as a library that is loaded.</summary>
    /// <param name="program">Its command.</param>
    /// <param name="output">Where it writes.</param>
    /// <param name="arguments">What it is told.</param>
    public static async Task<Assembly> MakeAsync(string program, string output, params string[] arguments)
    {
        var (code, said, complained) = await Programs.RunAsync(new ProcessStartInfo(Path.Combine(Folder, program), arguments) { Environment = { ["KIOTA_TUTORIAL_ENABLED"] = "false" } });
        code.Should().Be(0, "{0}{1}", said, complained);
        return Compile(Directory.EnumerateFiles(output, "*.cs", SearchOption.AllDirectories));
    }

    private static Assembly Compile(IEnumerable<string> files)
    {
        // As a new project has it.
        const string Usings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create("client-" + Guid.NewGuid().ToString("N"), [.. files.AsParallel().Select(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f))), CSharpSyntaxTree.ParseText(Usings)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Debug));
        using var library = new MemoryStream();
        compilation.Emit(library).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(5).Select(d => d.ToString()).Should().BeEmpty();
        return Assembly.Load(library.ToArray());
    }
}

/// <summary>A test that needs a program from NuGet.</summary>
public sealed class ClientFactAttribute : FactAttribute
{
    /// <param name="program">Its command.</param>
    public ClientFactAttribute(string program)
    {
        if (!File.Exists(Path.Combine(ClientMaker.Folder, program)))
        {
            Skip = $"Needs the program {program} from NuGet: tests/run installs it.";
        }
    }
}
