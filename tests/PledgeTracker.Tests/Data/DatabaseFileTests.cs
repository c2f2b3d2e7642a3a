using System.Data.Common;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Data;

/// <summary>The SQLite file and its disk under the running program: no save is told to be done that is not there afterwards.</summary>
public sealed class DatabaseFileTests(DatabaseFileTests.OnSmallDisk app) : IClassFixture<DatabaseFileTests.OnSmallDisk>
{
    private const string Draft = "form#draft";

    private static readonly Dictionary<string, string> Nothing = [];

    private string DatabaseFile => Path.Combine(app.DataDirectory, DatabaseStartup.FileName);

    [Theory]
    [InlineData("moved")]
    [InlineData("replaced")]
    public async Task A_file_that_is_not_the_one_that_was_opened_is_neither_read_nor_written_and_all_is_well_when_ours_is_back(string how)
    {
        var (editor, id) = await WritingAsync();
        var other = Encoding.ASCII.GetBytes("SQLite format 3\0 and so on");
        File.Move(DatabaseFile, DatabaseFile + ".away");
        if (how == "replaced")
        {
            File.Copy(DatabaseFile + ".away", DatabaseFile);
            other = await File.ReadAllBytesAsync(DatabaseFile);
        }

        app.Clock.Advance(TimeSpan.FromMinutes(11));

        await editor.SendAsync(new Dictionary<string, string> { ["summary"] = "Typed beside the file." }, "save", Draft);
        editor.Answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        editor.Page.Body!.TextContent.Should().Contain("moved, replaced or deleted while the program was running").And.Contain("nothing is lost");
        (await app.Visitor().GetAsync("/pledges")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        var ready = await app.Visitor().GetAsync("/healthz/ready");
        ready.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        (await ready.Content.ReadAsStringAsync()).Should().StartWith("not ready: ").And.Contain("the database file was moved, replaced or deleted").And.NotContain(app.DataDirectory);
        if (how == "replaced")
        {
            (await File.ReadAllBytesAsync(DatabaseFile)).Should().Equal(other, "what somebody else put there is not ours to write to");
        }
        else
        {
            File.Exists(DatabaseFile).Should().BeFalse("an empty tracker in its place would be taken for the newsroom's");
        }

        File.Move(DatabaseFile + ".away", DatabaseFile, overwrite: true);
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        await editor.SendAsync(Nothing);
        editor.At.Should().EndWith("?done=saved");
        (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(id)))!.Draft.Summary.Should().Be("Typed beside the file.");
        (await app.Visitor().GetStringAsync("/healthz/ready")).Should().StartWith("ready");
    }

    [Fact]
    public async Task A_file_that_is_deleted_does_not_come_back_empty()
    {
        await using var lost = new OnSmallDisk();
        (await lost.Visitor().GetAsync("/pledges")).StatusCode.Should().Be(HttpStatusCode.OK);
        var file = Path.Combine(lost.DataDirectory, DatabaseStartup.FileName);
        File.Delete(file);
        lost.Clock.Advance(TimeSpan.FromMinutes(11));

        (await lost.Visitor().GetAsync("/pledges")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        var write = async () => await lost.WithAsync<Drafts, int>(d => d.StartAsync(new PledgeDraft { Title = "Lost" }, LogActor.CommandLine));
        (await write.Should().ThrowAsync<Exception>()).Which.Should().Match<Exception>(e => e is DatabaseMovedException || e.InnerException is DatabaseMovedException);

        File.Exists(file).Should().BeFalse();
    }

    [Fact]
    public async Task What_is_committed_to_a_file_that_is_gone_by_then_is_not_told_to_be_saved()
    {
        await app.WithDatabaseAsync(async context =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            File.Move(DatabaseFile, DatabaseFile + ".away");
            try
            {
                var commit = () => transaction.CommitAsync();
                await commit.Should().ThrowAsync<DatabaseMovedException>();
            }
            finally
            {
                File.Move(DatabaseFile + ".away", DatabaseFile);
            }
        });
    }

    [Theory]
    [InlineData("PRAGMA max_page_count = 1", (HttpStatusCode)507, "disk is full")]
    [InlineData("PRAGMA query_only = 1", HttpStatusCode.ServiceUnavailable, "can only be read")]
    public async Task A_disk_that_takes_nothing_is_named_and_what_was_typed_is_kept(string disk, HttpStatusCode status, string words)
    {
        var (editor, id) = await WritingAsync();

        // What earlier versions of tables left free within the file would be used first.
        await app.WithDatabaseAsync(context => context.Database.ExecuteSqlRawAsync("VACUUM"));
        app.Disk.Is = disk;
        var text = string.Join(' ', Enumerable.Repeat("Typed on a full disk.", 800));
        await editor.SendAsync(new Dictionary<string, string> { ["summary"] = text }, "save", Draft);
        app.Disk.Is = "PRAGMA max_page_count = 1000000; PRAGMA query_only = 0";

        editor.Answer.StatusCode.Should().Be(status);
        editor.Page.QuerySelector("h1")!.TextContent.Should().Contain(words);
        editor.Page.Body!.TextContent.Should().Contain("The operator of this tracker").And.Contain("nothing is lost");
        (await app.Visitor().GetAsync("/pledges")).StatusCode.Should().Be(HttpStatusCode.OK, "what there is can be read");

        await editor.SendAsync(Nothing);
        editor.At.Should().EndWith("?done=saved");
        (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(id)))!.Draft.Summary.Should().Be(text);
    }

    [Fact]
    public async Task A_file_that_somebody_else_holds_for_too_long_is_called_busy_and_what_was_typed_is_kept()
    {
        var (editor, id) = await WritingAsync();
        await using (var other = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = DatabaseFile, Pooling = false }.ToString()))
        {
            await other.OpenAsync();
            await using var transaction = await other.BeginTransactionAsync();
            await editor.SendAsync(new Dictionary<string, string> { ["summary"] = "Typed while it was busy." }, "save", Draft);
        }

        editor.Answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        editor.Answer.Headers.RetryAfter.Should().NotBeNull();
        editor.Page.QuerySelector("h1")!.TextContent.Should().Be("The database is busy");
        await editor.SendAsync(Nothing);
        editor.At.Should().EndWith("?done=saved");
        (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(id)))!.Draft.Summary.Should().Be("Typed while it was busy.");
    }

    [Fact]
    public async Task An_outage_stands_in_the_log_once_and_not_once_a_request()
    {
        var folder = Directory.CreateTempSubdirectory("pledgetracker-").FullName;
        var address = $"http://127.0.0.1:{TrackerProcess.FreePort()}";
        using var tracker = TrackerProcess.Start(
            "--urls", address, "--PledgeTracker:DataDirectory", folder, "--PledgeTracker:StarterData", "false", "--PledgeTracker:DataSetsKept", "0", "--Serilog:MinimumLevel:Default", "Error", "--Serilog:MinimumLevel:Override:Microsoft", "Error");
        using var client = new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(30) };
        await UntilAsync(client, "/pledges", HttpStatusCode.OK);

        File.Move(Path.Combine(folder, DatabaseStartup.FileName), Path.Combine(folder, "away.db"));
        await UntilAsync(client, "/healthz/ready", HttpStatusCode.ServiceUnavailable);

        // For so long what was read a moment ago counts.
        await Task.Delay(ContentVersion.Fresh * 1.5);
        foreach (var page in new[] { "/", "/companies", "/deadlines", "/data/figures.csv", "/changes.json", "/suggest?q=a", "/newsroom", "/account/sign-in" })
        {
            (await client.GetAsync(page)).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable, page);
        }

        tracker.Kill();
        var lines = (await tracker.ErrorsAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Should().ContainSingle(line => line.Contains("PledgeTracker.Web.Http.Outages", StringComparison.Ordinal)).Which.Should().Contain("Missing").And.Contain("This is logged once.");
        lines.Should().NotContain(line => line.Contains("\"SourceContext\":\"Microsoft", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    private static async Task UntilAsync(HttpClient client, string address, HttpStatusCode expected)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                if ((await client.GetAsync(address)).StatusCode == expected || i == 600)
                {
                    return;
                }
            }
            catch (HttpRequestException) when (i < 600)
            {
                // It does not listen yet.
            }

            await Task.Delay(100);
        }
    }

    private async Task<(FormBrowser Editor, int Id)> WritingAsync()
    {
        var id = await app.WithAsync<Drafts, int>(d => d.StartAsync(new PledgeDraft { Title = "A draft" }, LogActor.CommandLine));
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync($"/newsroom/pledges/{id}");
        return (editor, id);
    }

    /// <summary>A tracker whose SQLite takes no more, or nothing at all, when a test says so.</summary>
    public sealed class OnSmallDisk : NewsroomApp
    {
        public SmallDisk Disk { get; } = new();

        protected override bool StarterData => false;

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.ConfigureDbContext<PledgeTrackerDbContext>(options => options.AddInterceptors(Disk)));
        }
    }

    /// <summary>Says to SQLite itself, on every connection, how large the file may be: it answers as on a full disk.</summary>
    public sealed class SmallDisk : DbConnectionInterceptor
    {
        public string? Is { get; set; }

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            if (Is is { } pragma)
            {
                using var command = connection.CreateCommand();
                command.CommandText = pragma;
                command.ExecuteNonQuery();
            }
        }
    }
}
