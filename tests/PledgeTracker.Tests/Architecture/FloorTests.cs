using System.Text.RegularExpressions;
using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.Architecture;

/// <summary>The web project stands in floors: each folder knows those below it and none above. The order is floors.txt, from the bottom.</summary>
public partial class FloorTests
{
    private static readonly string Project = Path.Combine(Repository.Root, "src", "PledgeTracker.Web");

    private static readonly (string Name, string Matter)[] Order =
        [.. File.ReadAllLines(Path.Combine(Project, "floors.txt")).Select(line => line.Split(": ", 2)).Select(parts => (parts[0], parts[1]))];

    private static readonly List<string> Names = [.. Order.Select(f => f.Name)];

    [Fact]
    public void No_folder_uses_one_above_it()
    {
        var arrows = Floors.ArrowsOf(Project);

        arrows.Where(a => a.From.Length > 0 && Names.IndexOf(a.To) > Names.IndexOf(a.From)).Select(a => $"{a.Place} uses {a.Type}, which is above it in {a.To}").Should().BeEmpty();
        arrows.Select(a => a.From).Distinct().Should().Contain(["Data", "Pages", "Startup"], "otherwise nothing was looked at");
        Floors.InCircles(arrows).Should().BeEmpty();
    }

    [Fact]
    public void A_use_upward_is_found_with_its_file_line_and_type()
    {
        var folder = Directory.CreateTempSubdirectory("pledgetracker-floors-").FullName;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "Low"));
            Directory.CreateDirectory(Path.Combine(folder, "High"));
            File.WriteAllText(Path.Combine(folder, "High", "Tower.cs"), "namespace A.High; public static class Tower { public static int Storeys(this string of) => of.Length; public const string Flag = \"red\"; }");
            File.WriteAllText(Path.Combine(folder, "Low", "Cellar.cs"), "using A.High;\nnamespace A.Low;\npublic class Cellar\n{\n    public int X => \"\".Storeys();\n    public string Y = High.Tower.Flag;\n    /// <summary><see cref=\"Tower\"/></summary>\n    public int Z;\n}");

            Floors.ArrowsOf(folder).Should().BeEquivalentTo([
                new Arrow("Low", "High", "Low/Cellar.cs:5", "Tower"), new Arrow("Low", "High", "Low/Cellar.cs:6", "Tower"), new Arrow("Low", "High", "Low/Cellar.cs:7", "Tower")]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Every_folder_with_sources_has_its_place_in_the_order_and_none_is_named_that_is_not_there()
    {
        var folders = Directory.EnumerateFiles(Project, "*.cs", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Project, file).Replace('\\', '/'))
            .Select(Floors.FolderOf).Where(folder => folder.Length > 0).Distinct();

        folders.Should().BeEquivalentTo(Names);
        Names.Should().OnlyHaveUniqueItems();
        Order.Should().OnlyContain(f => f.Matter.Length > 0);
    }

    [Fact]
    public void Razor_files_stand_in_the_floor_of_the_pages_alone() =>
        Directory.EnumerateFiles(Project, "*.cshtml", SearchOption.AllDirectories).Select(file => Floors.FolderOf(Path.GetRelativePath(Project, file).Replace('\\', '/'))).Distinct().Should().Equal("Pages");

    [Fact]
    public void The_document_of_the_architecture_shows_the_same_order()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));

        Rows().Matches(document).Select(row => (row.Groups[1].Value, row.Groups[2].Value)).Should().Equal(Order.Reverse());
    }

    [GeneratedRegex("^\\| `Web/(\\w+)` \\| (.+) \\|$", RegexOptions.Multiline)]
    private static partial Regex Rows();
}
