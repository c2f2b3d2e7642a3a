using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Pages;

/// <summary>While the database is away the program says so, gives what it has for ten minutes, and loses nothing.</summary>
public sealed class AwayTests(AwayApps apps) : IClassFixture<AwayApps>
{
    private const string Method = "/method";

    private static readonly Dictionary<string, string> Nothing = [];

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task Every_answer_that_needs_the_database_is_503_and_says_when_to_come_again(string kind)
    {
        var app = await apps.OnAsync(kind);
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await app.TakeAwayAsync();
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        try
        {
            foreach (var address in new[]
            {
                "/", "/pledges", "/pledges?q=jobs", "/pledges/nobody", "/es/pledges", "/companies", "/companies/nobody", "/places", "/deadlines", "/changes", "/method", "/data", "/tips/new", "/account/sign-in",
                "/pledges.csv", "/data/figures.csv", "/pledges.atom", "/pledges.ics", "/sitemap.xml", "/pledges.json", "/data/figures.json", "/suggest?q=a", "/evidence/" + new string('a', 64),
            })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.Accept.ParseAdd(address.StartsWith("/suggest", StringComparison.Ordinal) ? "application/json" : "*/*");
                var answer = await app.Visitor().SendAsync(request);
                var text = await answer.Content.ReadAsStringAsync();

                answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable, address);
                answer.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromSeconds(5), address);
                text.Should().NotContain("Exception").And.NotContain(app.DataDirectory);
                if (answer.Content.Headers.ContentType!.MediaType == "application/problem+json")
                {
                    JsonDocument.Parse(text).RootElement.GetProperty("status").GetInt32().Should().Be(503);
                }
                else
                {
                    text.Should().Contain(address.StartsWith("/es/", StringComparison.Ordinal) ? "base de datos" : "database", address);
                }
            }

            foreach (var address in new[] { "/pledges.json", "/data/figures.json", "/suggest?q=a" })
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { { "Accept", "application/json" } } };
                var answer = await app.Visitor().SendAsync(request);
                answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json", address);
                if (!address.StartsWith("/suggest", StringComparison.Ordinal))
                {
                    answer.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("*");
                }
            }

            using var draft = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
            var write = await app.Visitor().PostAsync("/api/drafts", draft);
            (write.StatusCode, write.Content.Headers.ContentType!.MediaType).Should().Be((HttpStatusCode.ServiceUnavailable, "application/problem+json"));
            (await editor.GoAsync("/newsroom")).Answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            editor.Page.QuerySelector("h1")!.TextContent.Should().Contain("The database");
            (await editor.GoAsync("/")).Answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            app.GiveBack();
        }

        (await app.Visitor().GetAsync("/pledges")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.Visitor().GetAsync("/data/figures.csv")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await editor.GoAsync("/newsroom")).Answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task A_page_in_the_cache_is_given_for_ten_minutes_and_marked_stale(string kind)
    {
        var app = await apps.OnAsync(kind);
        var before = await app.Visitor().GetAsync(Method);
        before.Headers.Contains("Cache-Status").Should().BeFalse();
        await app.TakeAwayAsync();
        try
        {
            app.Clock.Advance(TimeSpan.FromMinutes(5));
            var stale = await app.Visitor().GetAsync(Method);
            stale.StatusCode.Should().Be(HttpStatusCode.OK);
            (await stale.Content.ReadAsStringAsync()).Should().Be(await before.Content.ReadAsStringAsync());
            stale.Headers.ETag.Should().Be(before.Headers.ETag);
            stale.Headers.GetValues("Cache-Status").Should().Equal("PledgeTracker; hit; ttl=-301; detail=database-away");
            using var request = new HttpRequestMessage(HttpMethod.Get, Method) { Headers = { IfNoneMatch = { before.Headers.ETag! } } };
            (await app.Visitor().SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.NotModified);
            (await app.Visitor().GetAsync(Method + "?on=2020-01-01&on=x")).StatusCode.Should().Be(HttpStatusCode.OK, "keys that the page does not read make no new copy");
            (await app.Visitor().GetAsync("/es/method")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable, "nobody had read it");

            app.Clock.Advance(TimeSpan.FromMinutes(5));
            (await app.Visitor().GetAsync(Method)).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            app.GiveBack();
        }

        var after = await app.Visitor().GetAsync(Method);
        after.StatusCode.Should().Be(HttpStatusCode.OK);
        after.Headers.Contains("Cache-Status").Should().BeFalse();
    }

    [Theory]
    [OnSqlite]
    public async Task The_day_that_ends_meanwhile_does_not_end_the_ten_minutes(string kind)
    {
        var app = await apps.OnAsync(kind);
        app.Clock.Advance(app.Clock.GetUtcNow().UtcDateTime.Date.AddDays(1).AddMinutes(-2) - app.Clock.GetUtcNow().UtcDateTime);
        var before = await app.Visitor().GetAsync(Method);
        await app.TakeAwayAsync();
        try
        {
            app.Clock.Advance(TimeSpan.FromMinutes(4));
            (await app.Visitor().GetAsync(Method)).Headers.ETag.Should().Be(before.Headers.ETag);
            app.Clock.Advance(TimeSpan.FromMinutes(7));
            (await app.Visitor().GetAsync(Method)).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            app.GiveBack();
        }

        (await app.Visitor().GetAsync(Method)).Headers.ETag.Should().NotBe(before.Headers.ETag);
    }

    [Theory]
    [OnSqlite]
    public async Task What_this_node_has_published_over_is_not_given(string kind)
    {
        var app = await apps.OnAsync(kind);
        await app.Visitor().GetAsync(Method);
        await app.TakeAwayAsync();
        try
        {
            app.Services.GetRequiredService<ContentVersion>().Forget();

            (await app.Visitor().GetAsync(Method)).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        }
        finally
        {
            app.GiveBack();
        }

        (await app.Visitor().GetAsync(Method)).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [OnPostgres]
    public async Task A_server_that_takes_connections_and_says_nothing_is_asked_once_and_not_by_every_request(string kind)
    {
        var app = await apps.OnAsync(kind);
        await app.Visitor().GetAsync(Method);
        app.Relay.Mute();
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        try
        {
            (await app.Visitor().GetAsync("/pledges")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            var asked = app.Relay.Accepted;

            foreach (var address in new[] { "/pledges", "/", "/pledges.csv", "/suggest?q=a", "/account/sign-in", "/companies.json", "/tips/new" })
            {
                (await app.Visitor().GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable, address);
            }

            app.Relay.Accepted.Should().Be(asked);
        }
        finally
        {
            app.GiveBack();
        }

        (await app.Visitor().GetAsync("/pledges")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [OnPostgres]
    public async Task Connections_that_broke_meanwhile_are_given_to_nobody_afterwards(string kind)
    {
        var app = await apps.OnAsync(kind);
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => app.Visitor().GetAsync($"/suggest?q=word{i}")));
        await app.TakeAwayAsync();
        (await app.Visitor().GetAsync("/suggest?q=a")).StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        app.GiveBack();

        foreach (var answer in await Task.WhenAll(Enumerable.Range(0, 12).Select(i => app.Visitor().GetAsync($"/suggest?q=other{i}"))))
        {
            answer.StatusCode.Should().Be(HttpStatusCode.OK);
        }
    }

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_an_editor_typed_is_kept_and_taken_once_the_database_is_back(string kind)
    {
        var app = await apps.OnAsync(kind);
        var id = await app.WithAsync<Drafts, int>(d => d.StartAsync(new PledgeDraft { Title = "A draft" }, LogActor.CommandLine));
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync($"/newsroom/pledges/{id}");
        await app.TakeAwayAsync();
        try
        {
            await editor.SendAsync(new Dictionary<string, string> { ["summary"] = "Typed while it was away." }, "save", "form#draft");

            editor.Answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
            editor.Answer.Headers.RetryAfter.Should().NotBeNull();
            editor.Page.Body!.TextContent.Should().Contain("nothing is lost");
        }
        finally
        {
            app.GiveBack();
        }

        await editor.SendAsync(Nothing);
        editor.At.Should().EndWith("?done=saved");
        (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(id)))!.Draft.Summary.Should().Be("Typed while it was away.");
    }
}
