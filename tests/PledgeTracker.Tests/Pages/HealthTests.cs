using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Health;

namespace PledgeTracker.Tests.Pages;

/// <summary>Whoever watches over the server is told the truth, in a word and in JSON.</summary>
public sealed class HealthTests(AwayApps apps) : IClassFixture<AwayApps>
{
    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Ready_says_each_thing_that_was_looked_at(string kind)
    {
        var app = await apps.OnAsync(kind);
        app.Clock.Advance(TimeSpan.FromSeconds(2));

        var words = await app.Visitor().GetAsync("/healthz/ready");
        (words.StatusCode, words.Content.Headers.ContentType!.MediaType).Should().Be((HttpStatusCode.OK, "text/plain"));
        (await words.Content.ReadAsStringAsync()).Should().Match(text => text == "ready" || text.StartsWith("ready: ", StringComparison.Ordinal)).And.NotContain("\n");
        using var head = new HttpRequestMessage(HttpMethod.Head, "/healthz/ready");
        (await app.Visitor().SendAsync(head)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.Visitor().GetStringAsync("/healthz/live")).Should().Be("alive");

        using var asked = new HttpRequestMessage(HttpMethod.Get, "/healthz/ready") { Headers = { { "Accept", "application/json" } } };
        foreach (var answer in new[] { await app.Visitor().SendAsync(asked), await app.Visitor().GetAsync("/healthz/ready.json") })
        {
            answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
            var text = await answer.Content.ReadAsStringAsync();
            var checks = JsonDocument.Parse(text).RootElement.GetProperty("checks").EnumerateArray().ToList();
            checks.Select(c => c.GetProperty("name").GetString()).Should().Equal("database", "database file", "migrations", "space", "keys", "evidence");
            checks.Should().OnlyContain(c => c.GetProperty("status").GetString() != "unhealthy" && c.GetProperty("what").GetString()!.Length > 0 && c.GetProperty("milliseconds").GetDouble() >= 0);
            text.Should().NotContain(app.DataDirectory).And.NotContain("127.0.0.1");
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Without_the_database_it_is_alive_and_not_ready(string kind)
    {
        var app = await apps.OnAsync(kind);
        await app.TakeAwayAsync();
        try
        {
            var answer = await app.Visitor().GetAsync("/healthz/ready");
            answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            (await answer.Content.ReadAsStringAsync()).Should().StartWith("not ready: the database ").And.NotContain("\n").And.NotContain(app.DataDirectory).And.NotContain("127.0.0.1");
            (await app.Visitor().GetAsync("/healthz/live")).StatusCode.Should().Be(HttpStatusCode.OK);
        }
        finally
        {
            app.GiveBack();
        }

        (await app.Visitor().GetAsync("/healthz/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Tables_of_another_version_are_not_ready(string kind)
    {
        var app = await apps.OnAsync(kind);
        await app.WithDatabaseAsync(context => context.Database.ExecuteSqlRawAsync("insert into \"__EFMigrationsHistory\" values ('99990101000000_FromTheFuture', '99.0')"));
        app.Clock.Advance(TimeSpan.FromSeconds(2));

        (await app.Visitor().GetAsync("/healthz/ready")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        await app.WithDatabaseAsync(context => context.Database.ExecuteSqlRawAsync("delete from \"__EFMigrationsHistory\" where migration_id like '9999%'"));
        (await app.Visitor().GetAsync("/healthz/ready")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable, "it is asked at most once a second");
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        (await app.Visitor().GetAsync("/healthz/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [OnSqlite]
    public async Task Folders_that_cannot_be_used_are_not_ready(string kind)
    {
        var app = await apps.OnAsync(kind);
        var (keys, evidence) = (Path.Combine(app.DataDirectory, "keys"), Path.Combine(app.DataDirectory, "evidence"));
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        (await app.Visitor().GetAsync("/healthz/ready")).StatusCode.Should().Be(HttpStatusCode.OK);
        Directory.Move(keys, keys + ".away");
        await File.WriteAllTextAsync(evidence, "in the way");
        app.Clock.Advance(TimeSpan.FromSeconds(2));

        var words = await (await app.Visitor().GetAsync("/healthz/ready")).Content.ReadAsStringAsync();

        words.Should().StartWith("not ready: ").And.Contain("keys of sessions").And.Contain("the folder of stored copies cannot be written");
        File.Delete(evidence);
        if (Directory.Exists(keys))
        {
            Directory.Delete(keys, recursive: true);
        }

        Directory.Move(keys + ".away", keys);
    }

    [Theory]
    [InlineData(600_000_000, HealthStatus.Healthy)]
    [InlineData(499_000_000, HealthStatus.Degraded)]
    [InlineData(49_000_000, HealthStatus.Unhealthy)]
    public void Room_on_the_disk_is_told_with_its_number(long free, HealthStatus expected)
    {
        var found = SpaceCheck.Of(free);

        found.Status.Should().Be(expected);
        found.Description.Should().StartWith($"{free / 1_000_000} MB are free");
        var report = new HealthReport(new Dictionary<string, HealthReportEntry> { ["space"] = new(found.Status, found.Description, TimeSpan.Zero, null, null) }, TimeSpan.Zero);
        HealthEndpoints.WordsOf(report).Should().StartWith(expected == HealthStatus.Unhealthy ? "not ready: 49 MB" : expected == HealthStatus.Degraded ? "ready: 499 MB" : "ready");
    }
}
