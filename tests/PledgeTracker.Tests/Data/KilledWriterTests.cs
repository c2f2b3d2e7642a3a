using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using Xunit.Abstractions;

namespace PledgeTracker.Tests.Data;

/// <summary>
/// A program that is killed while programs and editors write keeps all that it acknowledged, and what is sent again with its
/// key is done once. The program runs as a process and dies as in a power cut, again and again, over one database.
/// </summary>
public sealed class KilledWriterTests(ITestOutputHelper output) : IAsyncLifetime
{
    /// <summary>How often the program is killed on each database; <c>tests/kill</c> asks for more.</summary>
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("PLEDGETRACKER_KILLS") is { Length: > 0 } asked ? asked : "15", CultureInfo.InvariantCulture);

    private const string Email = "kills@example.org", Published = "alibaba-million-us-jobs-2017";

    private readonly string _directory = Directory.CreateTempSubdirectory("pledgetracker-").FullName;
    private readonly string _name = "pledgetracker_kills_" + Guid.NewGuid().ToString("N");
    private readonly ConcurrentBag<string> _figures = [], _drafts = [], _notes = [];
    private readonly ConcurrentDictionary<string, (string Path, object Body)> _unanswered = new();
    private readonly CookieContainer _session = new();
    private int _sent;

    private string? Postgres { get; set; }

    private string[] Where => Postgres is null ? ["--PledgeTracker:DataDirectory", _directory] : ["--PledgeTracker:DataDirectory", _directory, "--ConnectionStrings:PledgeTracker", Postgres];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (Postgres is not null)
        {
            await OnServerAsync($"DROP DATABASE IF EXISTS {_name} WITH (FORCE)");
        }

        Directory.Delete(_directory, recursive: true);
    }

    [Theory]
    [OnSqlite, OnPostgres]
    public async Task What_was_acknowledged_before_a_kill_is_there_after_it_and_nothing_is_done_twice(string database)
    {
        if (database == "PostgreSQL")
        {
            await OnServerAsync($"CREATE DATABASE {_name}");
            Postgres = new NpgsqlConnectionStringBuilder(TestDatabase.PostgresServer) { Database = _name }.ToString();
        }

        await RunAsync(null, ["migrate", .. Where]);
        await RunAsync(NewsroomApp.Password, ["users", "add", "--email", Email, "--name", "Kay", "--role", "reviewer", .. Where]);
        var token = await TokenAsync();
        for (var kill = 1; kill <= Kills; kill++)
        {
            var before = Acknowledged;

            await RoundAsync(token, kill);
            output.WriteLine($"Kill {kill}: {Acknowledged - before} writes were acknowledged, {_unanswered.Count} had no answer.");
        }

        // What was cut off is sent once more with its key, so that it is done exactly once whether it had been done or not.
        await RoundAsync(token, kill: null);
        _unanswered.Should().BeEmpty();
        await CheckAsync();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{database}: {Kills} kills, {Acknowledged} writes acknowledged, none missing, none twice ({_figures.Count} figures, {_drafts.Count} drafts, {_notes.Count} publications)."));
    }

    private int Acknowledged => _figures.Count + _drafts.Count + _notes.Count;

    /// <summary>Starts the program, lets everybody write, and kills it; the last time once all that was cut off is sent again.</summary>
    private async Task RoundAsync(string token, int? kill)
    {
        var address = new Uri($"http://127.0.0.1:{TrackerProcess.FreePort()}");
        using var tracker = TrackerProcess.Start(
            ["--urls", address.ToString(), "--PledgeTracker:FourEyes", "false", "--PledgeTracker:RequireSecondFactor", "false", "--PledgeTracker:DataSetsKept", "0", "--PledgeTracker:AttemptsByAddress", "10000", "--PledgeTracker:AttemptsByName", "10000", .. Where]);
        using var http = new HttpClient { BaseAddress = address };
        await ReadyAsync(http, tracker);
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        foreach (var (key, (path, body)) in _unanswered.ToArray())
        {
            await SendAsync(http, path, key, body);
        }

        if (kill is not { } number)
        {
            tracker.Kill();
            return;
        }

        var others = await OthersAsync();
        Task[] writers = [WriteAsync(FigureAsync), WriteAsync(FigureAsync), WriteAsync(DraftAsync), PublishAsync(http, address)];
        await UntilAsync(number);
        tracker.Kill();
        await Task.WhenAll(writers);

        // How far the writers get in a second is the machine's matter, so the kills are spread over what they did: every third one
        // comes after a publication, and the golden ratio's multiples fill the rest evenly however many there come to be.
        async Task UntilAsync(int number)
        {
            var (writes, notes) = (Acknowledged + (int)(number * 0.618034 % 1 * 40), _notes.Count + (number % 3 == 0 ? 1 : 0));
            while ((Acknowledged < writes || _notes.Count < notes) && !Array.Exists(writers, w => w.IsCompleted))
            {
                await Task.Delay(1);
            }

            await Task.Delay(number * 7 % 50);
        }

        async Task WriteAsync(Func<int, Task> one)
        {
            try
            {
                while (true)
                {
                    await one(Interlocked.Increment(ref _sent));
                }
            }
            catch (HttpRequestException)
            {
                // The kill: what this request came to is told by the next start.
            }
        }

        Task FigureAsync(int number) => SendAsync(http, "/api/figures", $"figure-{number}", FigureOf(others[number % others.Count], $"figure-{number}"));

        Task DraftAsync(int number) => SendAsync(http, "/api/drafts", $"draft-{number}", new { title = $"draft-{number}" });
    }

    private static Dictionary<string, object?> FigureOf(string pledge, string reporter) => new()
    {
        ["pledge"] = pledge,
        ["metric"] = "jobs-created",
        ["quantity"] = "more than 12,000",
        ["span"] = "total",
        ["as_of"] = "2025-06",
        ["basis"] = "media-count",
        ["reported_by"] = reporter,
        ["counting"] = "context",
        ["reason"] = "It counts something else.",
        ["source_url"] = "https://example.org/count",
        ["source_title"] = "A count",
        ["source_publisher"] = "The Gazette",
        ["source_kind"] = "news-report",
        ["source_role"] = "proof",
    };

    private async Task SendAsync(HttpClient http, string path, string key, object body)
    {
        _unanswered[key] = (path, body);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        var answer = await http.SendAsync(request);
        answer.StatusCode.Should().BeOneOf([HttpStatusCode.Created, HttpStatusCode.OK], await answer.Content.ReadAsStringAsync());
        _unanswered.Remove(key, out _);
        (path == "/api/figures" ? _figures : _drafts).Add(key);
    }

    /// <summary>An editor who adds a figure to one pledge and publishes it, over and over, through the forms.</summary>
    private async Task PublishAsync(HttpClient api, Uri address)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _session };
        using var client = new HttpClient(handler) { BaseAddress = address };
        var browser = new FormBrowser(client);
        try
        {
            if (_session.GetCookies(address)["pledgetracker"] is null)
            {
                // Once: a session outlives the program.
                await browser.SignInAsync(Email);
            }

            var review = $"/newsroom/pledges/{await IdOfPublishedAsync()}/review";
            while (true)
            {
                var note = $"note-{Interlocked.Increment(ref _sent)}";
                (await api.PostAsJsonAsync("/api/figures", FigureOf(Published, note))).StatusCode.Should().BeOneOf(HttpStatusCode.Created, HttpStatusCode.UnprocessableEntity);
                await browser.GoAsync(review);
                if (browser.Page.QuerySelector("button[value=send]") is not null)
                {
                    await (await browser.SendAsync(new Dictionary<string, string>(), "send")).GoAsync(review);
                }

                await browser.SendAsync(new Dictionary<string, string> { ["note"] = note, ["kind"] = "update" }, "publish");
                browser.At.Should().Contain("done=published", browser.Page.Body!.TextContent);
                _notes.Add(note);
            }
        }
        catch (HttpRequestException)
        {
            // The kill.
        }
    }

    private async Task CheckAsync()
    {
        await using var context = Open();
        if (Postgres is null)
        {
            context.Database.SqlQueryRaw<string>("select integrity_check as \"Value\" from pragma_integrity_check").ToList().Should().Equal("ok");
            context.Database.SqlQueryRaw<string>("select \"table\" as \"Value\" from pragma_foreign_key_check").ToList().Should().BeEmpty();
        }

        var newest = new List<string>();
        var published = new List<string?>();
        foreach (var id in await context.Documents.Where(d => d.Kind == DocumentKind.Pledge).Select(d => d.Id).ToListAsync())
        {
            newest.Add(await context.Revisions.Where(r => r.DocumentId == id).OrderByDescending(r => r.Number).Select(r => r.Document).FirstAsync());
            published.AddRange(await context.Revisions.Where(r => r.DocumentId == id && r.PublishedAt != null).Select(r => r.NoteToReaders).ToListAsync());
        }

        var drafts = newest.ConvertAll(DraftJson.Read);
        var figures = drafts.SelectMany(d => d.Figures).Select(f => f.ReportedBy).Where(r => r is not null && r.StartsWith("figure-", StringComparison.Ordinal)).ToList();
        figures.Should().BeEquivalentTo(_figures);
        drafts.Select(d => d.Title).Where(t => t is not null && t.StartsWith("draft-", StringComparison.Ordinal)).Should().BeEquivalentTo(_drafts);
        _notes.Should().NotBeEmpty("the editor must have got so far between two kills").And.BeSubsetOf(published);
        published.Where(n => n is not null && n.StartsWith("note-", StringComparison.Ordinal)).Should().OnlyHaveUniqueItems();
    }

    private async Task<List<string>> OthersAsync()
    {
        await using var context = Open();
        return await context.Documents.Where(d => d.Kind == DocumentKind.Pledge && d.PublishedRevisionId != null && d.Key != Published).OrderBy(d => d.Id).Select(d => d.Key).ToListAsync();
    }

    private async Task<int> IdOfPublishedAsync()
    {
        await using var context = Open();
        return await context.Documents.Where(d => d.Key == Published).Select(d => d.Id).SingleAsync();
    }

    private async Task<string> TokenAsync()
    {
        const string token = "pt_kills";
        await using var context = Open();
        var member = await context.Users.SingleAsync();
        context.ApiTokens.Add(new Web.Data.ApiToken
        {
            MemberId = member.Id,
            Name = "kills",
            Hint = "pt_kills",
            Hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token))),
            MayDraft = true,
            MayReportFigures = true,
            CreatedAt = TimeProvider.System.GetUtcNow().UtcDateTime,
            ExpiresAt = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(2),
        });
        await context.SaveChangesAsync();
        return token;
    }

    private static async Task ReadyAsync(HttpClient http, TrackerProcess tracker)
    {
        for (var attempt = 0; attempt < 1200 && !tracker.HasExited; attempt++)
        {
            try
            {
                if ((await http.GetAsync(new Uri("/healthz/ready", UriKind.Relative))).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException("The tracker did not start again after a kill.");
    }

    private static async Task RunAsync(string? input, string[] arguments)
    {
        var (code, _, errors) = await TrackerProcess.RunWithInputAsync(input, arguments);
        code.Should().Be(0, errors);
    }

    private PledgeTrackerDbContext Open() => Postgres is { } connection
        ? new PostgresPledgeTrackerDbContext(Databases.Postgres(new DbContextOptionsBuilder<PostgresPledgeTrackerDbContext>(), connection).Options)
        : new PledgeTrackerDbContext(Databases.Sqlite(new DbContextOptionsBuilder<PledgeTrackerDbContext>(), Path.Combine(_directory, DatabaseStartup.FileName), pooling: false).Options);

    private static async Task OnServerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(TestDatabase.PostgresServer);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
