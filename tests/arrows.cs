// Which folder of the web project uses which, how many stand in circles, and the longest methods and files:
// dotnet run tests/arrows.cs [CHECKOUT], whose packages the tests of this one have.
#:project PledgeTracker.Tests/PledgeTracker.Tests.csproj
#:package Microsoft.CodeAnalysis.CSharp
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PledgeTracker.Tests.Architecture;

var project = Path.Combine(Path.GetFullPath(args.Length > 0 ? args[0] : "."), "src", "PledgeTracker.Web");
var arrows = Floors.ArrowsOf(project).Where(a => a.From.Length > 0).ToList();
var pairs = arrows.Select(a => (a.From, a.To)).Distinct().ToHashSet();
var circles = Floors.InCircles(arrows);
Console.WriteLine($"{arrows.SelectMany(a => new[] { a.From, a.To }).Distinct().Count()} folders, {pairs.Count} arrows, {pairs.Count(p => pairs.Contains((p.To, p.From))) / 2} pairs that use each other, {circles.Count} folders in circles {string.Join(' ', circles)}");
foreach (var group in arrows.GroupBy(a => a.From).OrderBy(g => g.Key, StringComparer.Ordinal))
{
    Console.WriteLine($"{group.Key}: {string.Join(", ", group.GroupBy(a => a.To).OrderBy(to => to.Key, StringComparer.Ordinal).Select(to => $"{to.Key} ({to.Select(a => a.Type).Distinct().Count()})"))}");
}

var files = Directory.EnumerateFiles(Path.GetDirectoryName(project)!, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal) && !f.Contains("/CompiledModels/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal)).ToList();
Console.WriteLine("Longest files: " + string.Join(", ", files.Select(f => (Name: Path.GetFileName(f), Lines: File.ReadLines(f).Count())).OrderByDescending(f => f.Lines).Take(3).Select(f => $"{f.Name} {f.Lines}")));
Console.WriteLine("Longest methods: " + string.Join(", ", files.SelectMany(f => CSharpSyntaxTree.ParseText(File.ReadAllText(f)).GetRoot().DescendantNodes().OfType<BaseMethodDeclarationSyntax>())
    .Select(m => (Name: m switch { MethodDeclarationSyntax method => method.Identifier.Text, _ => m.Kind().ToString() }, Lines: m.GetLocation().GetLineSpan() is var span ? span.EndLinePosition.Line - span.StartLinePosition.Line + 1 : 0))
    .OrderByDescending(m => m.Lines).Take(3).Select(m => $"{m.Name} {m.Lines}")));
