using System.Text.RegularExpressions;
using Npgsql;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Tests.Operations;

/// <summary>What README.md tells an operator to type is typed here, on both databases; what it says of settings is held against the program.</summary>
public sealed class ReadmeTests : IDisposable
{
    private const string Secret = "geheim-geheim";

    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    /// <summary>What a setting that is a text is tried with: a value that can be used, one that cannot, and where a reader sees the one that can.</summary>
    private static readonly Dictionary<string, (string Good, string? Wrong, string? Seen)> Texts = new()
    {
        ["PledgeTracker:PublicAddress"] = ("https://pledges.example.org", "pledges.example.org", "/robots.txt"),
        ["PledgeTracker:Mail:Host"] = ("smtp.example.org", "smtp://example.org", null),
        ["PledgeTracker:Mail:Security"] = ("tls", "ssl", null),
        ["PledgeTracker:Mail:User"] = ("tracker", "a\nb", null),
        ["PledgeTracker:Mail:Password"] = (Secret, null, null),
        ["PledgeTracker:Mail:From"] = ("Tracker <tracker@example.org>", "nobody", null),
        ["PledgeTracker:TrustedProxies"] = ("127.0.0.1, 192.168.0.0/16", "proxy", null),
        ["PledgeTracker:Publisher"] = ("The Example Times", "", "/changes.atom"),
        ["PledgeTracker:Contact"] = ("mailto:newsroom@example.org", "newsroom", "/contact"),
        ["PledgeTracker:PostalAddress"] = ("1 Main Street", "|", "/contact"),
        ["PledgeTracker:Masthead"] = ("Editor: Ada Lovelace", "a\nb", "/about"),
        ["PledgeTracker:Funding"] = ("The Example Times pays for all of it.", " ", "/about"),
        ["PledgeTracker:Licence"] = ("CC0-1.0", "", null),
        ["PledgeTracker:LicenceTitle"] = ("CC Zero", "", "/data"),
        ["PledgeTracker:LicenceAddress"] = ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0", "/data"),
        ["PledgeTracker:SecurityContact"] = ("mailto:security@example.org", "security", "/.well-known/security.txt"),
        ["PledgeTracker:RemindBeforeDeadline"] = ("60, 14", "a month", null),
        ["PledgeTracker:Chromium"] = ("/bin/sh", "/nowhere/chromium", null),
        ["PledgeTracker:TimeZone"] = ("America/New_York", "Mars/Olympus", null),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("pledgetracker-").FullName;
    private readonly List<string> _databases = [];

    private string Archive => Path.Combine(_folder, "today.tar.gz");

    [Fact]
    public void The_table_has_every_setting_of_the_program_with_its_default_and_no_other()
    {
        var rows = Regex.Matches(Readme, @"^\| `([^`|]+)` \| [^|]+ \| ([^|]+) \|$", RegexOptions.Multiline).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value);

        rows.Keys.Should().BeEquivalentTo([.. SettingsCheck.Known.Keys.Select(name => "PledgeTracker:" + name), "ConnectionStrings:PledgeTracker"]);
        foreach (var (name, property) in SettingsCheck.Known)
        {
            var (said, value) = (rows["PledgeTracker:" + name], SettingsCheck.Default(property));
            (value.Length > 0 ? said == $"`{value}`" : !Regex.IsMatch(said, "^`[^`]*`$")).Should().BeTrue($"{name} is '{value}' by default and README.md says {said}");
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Every_command_and_every_setting_does_what_README_says(string kind)
    {
        var settings = Prepare(kind);
        var trials = new Dictionary<string, Func<Task>>
        {
            ["migrate"] = async () => (await RunAsync("migrate", settings)).Should().Contain("the database is up to date"),
            ["users add --email ada@example.org --name \"Ada\" --role administrator"] = async () =>
                (await RunAsync("users add --email ada@example.org --name Ada --role administrator", settings, NewsroomApp.Password)).Should().Contain("done"),
            ["users list"] = async () => (await RunAsync("users list", settings)).Should().StartWith("ada@example.org\tAda\tadministrator"),
            ["users disable ADDRESS"] = async () =>
            {
                await RunAsync("users add --email bo@example.org --name Bo --role editor", settings, NewsroomApp.Password);
                (await RunAsync("users disable bo@example.org", settings)).Should().Contain("done");
            },
            ["users enable ADDRESS"] = async () => (await RunAsync("users enable bo@example.org", settings)).Should().Contain("done"),
            ["users reset-second-factor ADDRESS"] = async () => (await RunAsync("users reset-second-factor bo@example.org", settings)).Should().Contain("done"),
            ["import FILE --as EMAIL"] = async () =>
            {
                var file = Path.Combine(_folder, "figures.csv");
                await File.WriteAllTextAsync(file, """
                    pledge;target;quantity;span;as_of;published;basis;reported_by;counting;reason;source_url;source_title;source_publisher;source_kind;source_role
                    adidas-speedfactory-160-2016;jobs;42;level;2018-03;2018-03;company statement;adidas;context;"A test";https://example.org/import;A report;Example;news-report;proof

                    """);
                (await RunAsync($"import {file} --as ada@example.org --yes", settings)).Should().Contain("saved drafts of 1 pledges");
            },
            ["backup FILE"] = async () => (await RunAsync($"backup {Archive}", settings)).Should().Contain($"backed up {Repository.Starters} pledges").And.Contain("without the keys"),
            ["backup --verify FILE"] = async () => (await RunAsync($"backup --verify {Archive}", settings)).Should().Contain($"is whole: {Repository.Starters} pledges"),
            ["restore FILE"] = async () =>
            {
                var (code, output, errors) = await TrackerProcess.RunAsync(["restore", Archive, .. settings]);
                (code, output).Should().Be((1, ""), "a tracker is there");
                errors.Should().Contain("was not changed");
                var elsewhere = Prepare(kind, "restored");
                (await RunAsync($"restore {Archive}", elsewhere)).Should().Contain($"restored {Repository.Starters} pledges");
                (await RunAsync("users list", elsewhere)).Should().StartWith("ada@example.org\tAda\tadministrator");
            },
            ["check FILE"] = async () => (await RunAsync("check " + Directory.GetFiles(Repository.StarterPledges)[0], [])).Should().Contain("1 files, 0 problems."),
            [""] = async () =>
            {
                await ServeAsync(kind, settings);
                await RefuseAsync();
            },
        };

        CommandsOf(Readme).Should().BeEquivalentTo(trials.Keys, "a command in README.md needs a trial here");
        foreach (var (_, trial) in trials)
        {
            await trial();
        }
    }

    [Fact]
    public async Task Whoever_has_the_sources_runs_it_with_the_first_command()
    {
        var command = Regex.Match(Readme, "^dotnet (run --project src/PledgeTracker.Web)$", RegexOptions.Multiline).Groups[1].Value;
        var address = $"http://127.0.0.1:{TrackerProcess.FreePort()}";
        using var tracker = TrackerProcess.StartFromSources([.. command.Split(' ')[1..], "--", "--urls", address, "--PledgeTracker:DataDirectory", _folder]);

        using var home = await tracker.FirstAnswerAsync(new Uri(address));

        (await home.Content.ReadAsStringAsync()).Should().Contain("Alibaba");
        tracker.Kill();
    }

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        NpgsqlConnection.ClearAllPools();
        foreach (var database in _databases)
        {
            Execute($"DROP DATABASE {database} WITH (FORCE)");
        }
    }

    /// <summary>The commands of the program in README.md, without how the program is started.</summary>
    private static HashSet<string> CommandsOf(string readme)
    {
        var spoken = Regex.Matches(readme, "`((?:users|import|migrate|check|backup|restore)(?: [^`]*)?)`").Select(code => code.Groups[1].Value);
        var typed = Regex.Matches(readme, "dotnet run --project src/PledgeTracker.Web(?: -- ([^`\n]*))?").Select(code => code.Groups[1].Value);
        return [.. spoken.Concat(typed)];
    }

    private string[] Prepare(string kind, string folder = "data")
    {
        var settings = new List<string> { "--PledgeTracker:DataDirectory=" + Path.Combine(_folder, folder) };
        if (kind == "PostgreSQL")
        {
            var database = "pledgetracker_" + Guid.NewGuid().ToString("N");
            Execute("CREATE DATABASE " + database);
            _databases.Add(database);
            settings.Add("--ConnectionStrings:PledgeTracker=" + new NpgsqlConnectionStringBuilder(TestDatabase.PostgresServer) { Database = database });
        }

        return [.. settings];
    }

    private static async Task<string> RunAsync(string words, string[] settings, string? input = null)
    {
        var (code, output, errors) = await TrackerProcess.RunWithInputAsync(input, [.. words.Split(' '), .. settings]);
        code.Should().Be(0, $"{words}: {errors}");
        return output;
    }

    /// <summary>One start with every setting, a third of them from each source, and what a reader sees of them.</summary>
    private async Task ServeAsync(string kind, string[] settings)
    {
        var good = SettingsCheck.Known.Select(setting => (Name: "PledgeTracker:" + setting.Key, Value: GoodOf("PledgeTracker:" + setting.Key, SettingsCheck.Default(setting.Value))))
            .Where(setting => setting.Name != "PledgeTracker:DataDirectory").ToList();
        var address = $"http://127.0.0.1:{TrackerProcess.FreePort()}";
        var (environment, arguments) = await GivenAsync(good);
        using var tracker = TrackerProcess.StartIn(_folder, environment, [.. arguments, .. settings, "--urls", address]);
        using var http = new HttpClient { BaseAddress = new Uri(address) };
        using var data = await tracker.FirstAnswerAsync(new Uri(address + "/pledges.json"));

        data.Headers.GetValues("RateLimit-Policy").Should().Equal("\"data\";q=1234;w=60");
        foreach (var (name, (value, _, seen)) in Texts.Where(text => text.Value.Seen is not null))
        {
            (await http.GetStringAsync(seen)).Should().Contain(value, $"{name} stands at {seen}");
        }

        // Which needs the keys.
        (await http.GetAsync("/account/sign-in")).EnsureSuccessStatusCode();
        Directory.GetFiles(Path.Combine(_folder, "KeysDirectory")).Should().NotBeEmpty();
        tracker.Kill();
        (await tracker.OutputAsync()).Should().StartWith($"PledgeTracker serves {Repository.Starters} pledges at {address} (data in {(kind == "SQLite" ? Path.Combine(_folder, "data") : "PostgreSQL")}).");
    }

    /// <summary>One start with every setting wrong: each is named, and no secret is.</summary>
    private async Task RefuseAsync()
    {
        var wrong = SettingsCheck.Known.Select(setting => (Name: "PledgeTracker:" + setting.Key, Value: WrongOf("PledgeTracker:" + setting.Key)))
            .Where(setting => setting.Value is not null).Select(setting => (setting.Name, setting.Value!)).ToList();
        var (environment, arguments) = await GivenAsync([.. wrong, ("ConnectionStrings:PledgeTracker", $"postgres://tracker:{Secret}@db/tracker")]);

        var (code, output, errors) = await TrackerProcess.RunInAsync(_folder, environment, arguments);

        (code, output).Should().Be((1, ""));
        errors.Should().ContainAll(wrong.Select(setting => $"- {setting.Name} is '")).And.Contain("- ConnectionStrings:PledgeTracker is no").And.NotContain(Secret).And.NotContain("   at ");
    }

    private string GoodOf(string name, string otherwise) =>
        name is "PledgeTracker:DataRequestsByAddress" ? "1234"
            : Texts.TryGetValue(name, out var text) ? text.Good
            : name.EndsWith("Directory", StringComparison.Ordinal) ? Path.Combine(_folder, name.Split(':')[^1])
            : otherwise.Length > 0 && (bool.TryParse(otherwise, out _) || int.TryParse(otherwise, out _)) ? otherwise
            : throw new InvalidOperationException($"{name} needs a trial here.");

    // No number, no truth value, and a file where a folder is meant.
    private string? WrongOf(string name) =>
        Texts.TryGetValue(name, out var text) ? text.Wrong : name.EndsWith("Directory", StringComparison.Ordinal) ? Path.Combine(_folder, "appsettings.json") : "maybe";

    private async Task<(Dictionary<string, string> Environment, string[] Arguments)> GivenAsync(IReadOnlyList<(string Name, string Value)> settings)
    {
        var bySource = settings.Select((setting, at) => (setting, Source: at % 3)).ToLookup(one => one.Source, one => one.setting);
        await File.WriteAllTextAsync(Path.Combine(_folder, "appsettings.json"), System.Text.Json.JsonSerializer.Serialize(bySource[0].ToDictionary(s => s.Name, s => s.Value)));
        return (bySource[1].ToDictionary(s => s.Name.Replace(":", "__", StringComparison.Ordinal), s => s.Value), [.. bySource[2].Select(s => $"--{s.Name}={s.Value}")]);
    }

    private static void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(TestDatabase.PostgresServer);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
