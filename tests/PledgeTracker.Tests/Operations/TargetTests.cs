using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.Operations;

/// <summary>The table of targets that <c>compare.sh</c> prints. What is measured is not asserted here, only what is said of it.</summary>
public sealed partial class TargetTests : IDisposable
{
    private static readonly string Benchmarks = Path.Combine(Repository.Root, "tests", "PledgeTracker.Benchmarks");

    private static readonly List<Target> Targets = [.. File.ReadLines(Path.Combine(Benchmarks, "targets.tsv")).Skip(1).Select(Target.Read)];

    private readonly string _folder = Directory.CreateTempSubdirectory("pledgetracker-").FullName;

    [Fact]
    public async Task Each_target_is_measured_by_its_part_and_nothing_else_is()
    {
        var (code, parts, _) = await CompareAsync(["--parts"]);

        code.Should().Be(0);
        var promised = parts.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .SelectMany(part => Promised(part[1]).Select(name => $"{part[0]} {name}"));
        promised.Order().Should().Equal(Targets.Select(t => $"{t.Part} {t.Name}").Order());
    }

    [Fact]
    public void Each_target_has_a_name_of_its_own_a_bar_that_can_be_compared_and_a_moonshot_beyond_it()
    {
        Targets.Select(t => t.Name).Should().OnlyHaveUniqueItems();
        Targets.Should().OnlyContain(t => t.What.Length > 0 && (t.Bar == "" || Number(t.Bar) > 0) && (t.Moonshot == "" || Number(t.Moonshot) < Number(t.Bar)));
        Targets.SelectMany(t => t.Needs).Should().BeSubsetOf(["wrk", "nginx", "sqlite3", "datasette"]);
    }

    [Theory]
    [InlineData("page-raw\t14", "page-raw", "14.0 | holds")]
    [InlineData("page-raw\t15", "page-raw", "15.0 | holds")]
    [InlineData("page-raw\t15.1", "page-raw", "15.1 | **missed**")]
    [InlineData("page-raw\t6", "page-raw", "6.00 | holds, and the moonshot")]
    [InlineData("page-raw\t40\npage-raw\t5\npage-raw\t12", "page-raw", "12.0 | holds", "the middle one of several")]
    [InlineData("list-datasette\t0.2", "list-datasette", "1/5.0 | holds")]
    [InlineData("list-datasette\t0.3", "list-datasette", "1/3.3 | **missed**")]
    [InlineData("list-shipped\t0.02", "list-shipped", "1/50.0 | ", "no bar, so nothing holds")]
    [InlineData("home\t15.5", "home", "15.5 ms | **missed**")]
    [InlineData("package\t123.1", "package", "123 MB | ")]
    [InlineData("", "home", "not measured | it was not asked for")]
    [InlineData("brotli-nginx\t-\tnginx is missing\npage:\t-\tthe part failed: no room", "brotli-nginx", "not measured | nginx is missing")]
    [InlineData("page:\t-\tthe part failed: no room", "page-raw", "not measured | the part failed: no room", "for all rows of a part")]
    [InlineData("pages:\t-\tthe part failed", "page-raw", "not measured | it was not asked for", "another part")]
    [InlineData("page-raw\t0.000", "page-raw", "not measured | its measure came out as 0.000", "nothing costs nothing")]
    [InlineData("page-raw\tnan", "page-raw", "not measured | its measure came out as nan")]
    public async Task A_measure_holds_is_missed_or_is_not_there(string measures, string name, string said, string because = "")
    {
        var file = Path.Combine(_folder, "measures");
        await File.WriteAllTextAsync(file, measures.Length > 0 ? measures + "\n" : "");

        var (code, table, _) = await CompareAsync(["--table", file]);

        code.Should().Be(0);
        var rows = table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToList();
        rows.Should().HaveCount(Targets.Count);
        var target = Targets.FindIndex(t => t.Name == name);
        rows[target].Should().StartWith($"| {Targets[target].What} | ").And.EndWith($" | {said} |", because);
    }

    [Fact]
    public async Task Where_what_is_compared_with_is_missing_the_rest_is_printed_and_nothing_is_said_to_hold()
    {
        var (code, table, _) = await CompareAsync(["--only", "page"], withWrk: false);

        code.Should().Be(0);
        table.Split('\n').Count(row => row.EndsWith("| not measured | wrk is missing |", StringComparison.Ordinal)).Should().Be(Targets.Count(t => t.Part == "page"));
        table.Should().NotContain("holds").And.Contain("load before: ");
    }

    [Fact]
    public async Task Of_a_part_that_fails_it_is_said_why_and_the_others_go_on()
    {
        var (code, table, complaints) = await CompareAsync(["--only", "page,import"], withWrk: true);

        code.Should().Be(1, table);
        complaints.Should().Contain("== page").And.Contain("== import");
        var failed = Targets.Where(t => t.Part is "page" or "import").Where(t => !t.Needs.Contains("nginx") && !t.Needs.Contains("sqlite3")).ToList();
        table.Split('\n').Count(row => row.Contains("| not measured | the part failed: ", StringComparison.Ordinal)).Should().BeGreaterThanOrEqualTo(failed.Count, table);
        table.Should().NotContain("holds");
    }

    [Theory]
    [InlineData("--only nothing", "There is no part nothing. The parts are: page pages ")]
    [InlineData("--only", "--only needs parts: page pages ")]
    [InlineData("--table", "--table needs the file of measures.")]
    [InlineData("--tabel x", "compare.sh [--only PART,…]")]
    public async Task What_is_mistyped_is_refused(string words, string said)
    {
        var (code, _, complaints) = await CompareAsync(words.Split(' '));

        (code, complaints.Contains(said, StringComparison.Ordinal)).Should().Be((1, true), complaints);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The programs that build and serve are never reached: they are only there, and do nothing but fail.
    private async Task<(int Code, string Output, string Complaints)> CompareAsync(string[] words, bool withWrk = false)
    {
        var programs = Directory.CreateDirectory(Path.Combine(_folder, "bin")).FullName;
        string[] real = ["bash", "env", "awk", "sed", "grep", "cut", "cat", "cp", "date", "dirname", "getconf", "mkdir", "mktemp", "nproc", "rm", "sort", "tail", "tr"];
        string[] failing = ["curl", "dotnet", "sqlite3", .. withWrk ? ["wrk"] : Array.Empty<string>()];
        foreach (var (name, program) in real.Select(name => (name, name)).Concat(failing.Select(name => (name, "false"))))
        {
            File.CreateSymbolicLink(Path.Combine(programs, name), Environment.GetEnvironmentVariable("PATH")!.Split(':').Select(folder => Path.Combine(folder, program)).First(File.Exists));
        }

        return await Programs.RunAsync(new ProcessStartInfo("bash", [Path.Combine(Benchmarks, "compare.sh"), .. words])
        {
            Environment = { ["PATH"] = programs, ["TMPDIR"] = _folder, ["BUILT"] = "1", ["DATA"] = "/dev/null", ["COPIES"] = "", ["MEASURES"] = "", ["PUBLISHED"] = "", ["DATASETTE"] = "" },
        });
    }

    // A part is a script that says `measured NAME value` or `ratio NAME …`, or a command of the program, whose class notes the name.
    private static IEnumerable<string> Promised(string runs)
    {
        var script = Script().Match(runs);
        return script.Success
            ? InScript().Matches(File.ReadAllText(Path.Combine(Benchmarks, script.Groups[1].Value))).Select(m => m.Groups[1].Value)
            : InClass().Matches(File.ReadAllText(Path.Combine(Benchmarks, CultureInfo.InvariantCulture.TextInfo.ToTitleCase(runs.Split(' ')[1]) + ".cs"))).Select(m => m.Groups[1].Value);
    }

    private static double Number(string text) => text.Split('/') is [var one, var many]
        ? double.Parse(one, CultureInfo.InvariantCulture) / double.Parse(many, CultureInfo.InvariantCulture)
        : double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"PledgeTracker\.Benchmarks/(\w+\.sh)\b")]
    private static partial Regex Script();

    [GeneratedRegex("^ *(?:\\[ -z \"\\$nginx\" \\] \\|\\| )?(?:measured|ratio) ([a-z][a-z-]*) \"", RegexOptions.Multiline)]
    private static partial Regex InScript();

    [GeneratedRegex("(?<!With)\\(\"([a-z][a-z-]*)\", ")]
    private static partial Regex InClass();

    private sealed record Target(string Name, string Part, string What, string Bar, string Moonshot, string[] Needs)
    {
        public static Target Read(string line) => line.Split('\t') is [var name, var part, var what, _, var bar, var moonshot, var needs]
            ? new Target(name, part, what, bar, moonshot, needs.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            : throw new InvalidDataException($"A row of targets.tsv has seven columns: {line}");
    }
}
