using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PledgeTracker.Tests.Architecture;

/// <summary>A place in the sources of the web project that uses a type of another folder.</summary>
/// <param name="From">The folder the place stands in.</param>
/// <param name="To">The folder of the type.</param>
/// <param name="Place">The file and line, from the web project's folder.</param>
/// <param name="Type">The type that is used.</param>
public sealed record Arrow(string From, string To, string Place, string Type);

/// <summary>
/// Which folder of the web project uses which, as the compiler sees it: types, members and extension methods, whether by an
/// import or by a qualified name, in code and in documentation. Razor files are not read: they all stand in the top floor.
/// </summary>
public static class Floors
{
    // The usings that the SDK adds to every file of a web project.
    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Net.Http.Json; global using System.Threading; global using System.Threading.Tasks; global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http; global using Microsoft.AspNetCore.Routing;
        global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting;
        global using Microsoft.Extensions.Logging;
        """;

    /// <summary>The folder at the beginning of a path within the project; empty for a file beside the folders.</summary>
    public static string FolderOf(string path) => path.IndexOf('/', StringComparison.Ordinal) is > 0 and var end ? path[..end] : "";

    /// <summary>All arrows between different folders of a web project.</summary>
    /// <param name="project">The project's folder.</param>
    /// <exception cref="InvalidOperationException">Nothing could be read.</exception>
    public static IReadOnlyList<Arrow> ArrowsOf(string project)
    {
        var parsed = Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(project, file).Replace('\\', '/'))
            .Where(path => !path.Contains("/Migrations/", StringComparison.Ordinal) && !path.Contains("/CompiledModels/", StringComparison.Ordinal) && !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal))
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(project, path)), new CSharpParseOptions(documentationMode: DocumentationMode.Parse), path))
            .ToList();
        var compilation = CSharpCompilation.Create(
            "PledgeTracker.Web",
            [.. parsed, CSharpSyntaxTree.ParseText(ImplicitUsings)],
            ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(file => !Path.GetFileName(file).StartsWith("PledgeTracker.Web", StringComparison.Ordinal)).Select(file => MetadataReference.CreateFromFile(file)),
            new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        var arrows = parsed.SelectMany(tree => ArrowsOf(tree, compilation.GetSemanticModel(tree))).Distinct().ToList();
        return arrows.Count > 0 ? arrows : throw new InvalidOperationException($"No source of a web project is in {project}.");
    }

    /// <summary>The folders that can be reached from themselves.</summary>
    public static IReadOnlyList<string> InCircles(IEnumerable<Arrow> arrows)
    {
        var next = arrows.ToLookup(a => a.From, a => a.To);
        return [.. next.Select(from => from.Key).Where(folder => Reaches(folder, folder, [])).Order(StringComparer.Ordinal)];

        bool Reaches(string from, string to, HashSet<string> seen) => next[from].Any(step => step == to || (seen.Add(step) && Reaches(step, to, seen)));
    }

    private static IEnumerable<Arrow> ArrowsOf(SyntaxTree tree, SemanticModel model)
    {
        var from = FolderOf(tree.FilePath);
        foreach (var name in tree.GetRoot().DescendantNodes(descendIntoTrivia: true).OfType<SimpleNameSyntax>())
        {
            var found = model.GetSymbolInfo(name);
            if (DeclaringTypeOf(found.Symbol ?? found.CandidateSymbols.FirstOrDefault()) is { } type
                && type.Locations.FirstOrDefault(l => l.SourceTree?.FilePath.Length > 0) is { } at
                && FolderOf(at.SourceTree!.FilePath) is var to && to != from)
            {
                yield return new Arrow(from, to, $"{tree.FilePath}:{name.GetLocation().GetLineSpan().StartLinePosition.Line + 1}", type.Name);
            }
        }
    }

    private static INamedTypeSymbol? DeclaringTypeOf(ISymbol? symbol)
    {
        var type = symbol switch
        {
            null or INamespaceSymbol => null,
            INamedTypeSymbol named => named,
            IMethodSymbol { ReducedFrom: { } extension } => extension.ContainingType,
            _ => symbol.ContainingType,
        };
        while (type?.ContainingType is { } outer)
        {
            type = outer;
        }

        return type?.OriginalDefinition;
    }
}
