using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Settings;
using Xunit.Abstractions;

namespace PledgeTracker.Tests.Backup;

/// <summary>
/// What <c>docs/operations.md</c> tells to type is typed here, on both databases, with folders and a database of the test's own.
/// A block that cannot be run says why, behind <c>not run:</c>.
/// </summary>
public sealed partial class OperationsPageTests(ITestOutputHelper output) : IDisposable
{
    private const string Password = "several violet umbrellas";

    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));

    private readonly int _port = TrackerProcess.FreePort();
    private readonly string _folder = Directory.CreateTempSubdirectory("pledgetracker-").FullName;

    private sealed record Block(string Words, string Text)
    {
        public string? NotRun => Words.StartsWith("sh not run: ", StringComparison.Ordinal) ? Words["sh not run: ".Length..] : null;

        public bool RunsOn(string kind) => Words == "sh" || Words == "sh " + kind.ToLowerInvariant();
    }

    private static IReadOnlyList<Block> Blocks => [.. Fences().Matches(Page).Select(m => new Block(m.Groups["words"].Value, m.Groups["text"].Value))];

    [Fact]
    public void Every_command_of_the_page_is_run_or_says_why_not()
    {
        var commands = Blocks.Where(b => b.Words.Split(' ')[0] is "sh" or "bash" or "" or "console").ToList();

        foreach (var block in commands.Where(b => b.NotRun is not null))
        {
            output.WriteLine($"Not run, {block.NotRun}: {block.Text.Trim()}");
        }

        commands.Should().OnlyContain(b => b.RunsOn("SQLite") || b.RunsOn("PostgreSQL") || b.NotRun != null);
        commands.Where(b => b.NotRun is not null).Should().OnlyContain(b => b.NotRun!.StartsWith("needs ") || b.NotRun.StartsWith("fetches "));
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task The_page_leads_from_nothing_to_a_tracker_that_serves_is_backed_up_and_restored(string kind)
    {
        await using var database = kind == "PostgreSQL" ? await TestDatabase.CreateEmptyAsync(kind) : null;
        await using var other = kind == "PostgreSQL" ? await TestDatabase.CreateEmptyAsync(kind) : null;
        var settings = Blocks.Single(b => b.Words == "ini settings").Text;
        if (kind == "SQLite")
        {
            settings = string.Join('\n', settings.Split('\n').Where(line => !line.StartsWith("ConnectionStrings", StringComparison.Ordinal)));
        }

        Directory.CreateDirectory(Path.Combine(_folder, "etc"));
        Directory.CreateDirectory(Path.Combine(_folder, "backups"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "etc", "settings"), Placed(settings));
        var script = new StringBuilder("set -eu\ntrap 'jobs -p | xargs -r kill' EXIT\n");
        foreach (var block in Blocks.Where(b => b.RunsOn(kind)))
        {
            script.Append(Placed(block.Text)).Append('\n');
        }

        var (code, said) = await RunAsync(script.ToString());

        code.Should().Be(0, said);
        said.Should().Contain("the database is up to date").And.Contain("ready").And.Contain($"backed up {Repository.Starters} pledges, {Repository.StarterDocuments} revisions, 1 member")
            .And.Contain($"is whole: {Repository.Starters} pledges").And.Contain($"restored {Repository.Starters} pledges").And.Contain("the keys were not in the backup");
        Directory.GetFiles(Path.Combine(_folder, "backups")).Select(Path.GetFileName).Should().BeEquivalentTo("today.tar.gz", "elsewhere.tar.gz");

        string Placed(string text)
        {
            return text.Replace("Host=127.0.0.1;Database=pledgetracker_restored;Username=pledgetracker;Password=choose-one", other?.ConnectionString, StringComparison.Ordinal)
                .Replace("Host=127.0.0.1;Database=pledgetracker;Username=pledgetracker;Password=choose-one", database?.ConnectionString, StringComparison.Ordinal)
                .Replace("/opt/pledgetracker", Path.GetDirectoryName(typeof(PledgeTrackerOptions).Assembly.Location), StringComparison.Ordinal)
                .Replace("/var/lib/pledgetracker", Path.Combine(_folder, "data"), StringComparison.Ordinal)
                .Replace("/var/backups/pledgetracker", Path.Combine(_folder, "backups"), StringComparison.Ordinal)
                .Replace("/etc/pledgetracker", Path.Combine(_folder, "etc"), StringComparison.Ordinal)
                .Replace("127.0.0.1:5080", $"127.0.0.1:{_port}", StringComparison.Ordinal)
                .Replace("./PledgeTracker.Web", "dotnet ./PledgeTracker.Web.dll", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_the_page_says_that_the_program_says_it_says()
    {
        var source = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "PledgeTracker.Web"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        var said = Page[Page.IndexOf("| it says |", StringComparison.Ordinal)..].Split('\n').Skip(2)
            .SelectMany(row => Quoted().Matches(row.Split('|', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "").Select(m => m.Groups[1].Value)).ToList();

        said.Should().HaveCountGreaterThan(10);
        said.Should().OnlyContain(words => source.Contains(words, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int Code, string Said)> RunAsync(string script)
    {
        var file = Path.Combine(_folder, "page.sh");
        await File.WriteAllTextAsync(file, script);
        var start = new ProcessStartInfo("bash", [file]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_ENVIRONMENT"] = "Production";
        start.Environment["Serilog__MinimumLevel__Default"] = "Fatal";
        start.Environment["TMPDIR"] = _folder;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(Password);
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            var (said, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await said + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    [GeneratedRegex("^```(?<words>[^\n`]*)\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
