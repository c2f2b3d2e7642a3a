using System.Net;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Pages;

/// <summary>A page is rendered once a content version, day and encoding, and is never older than the content.</summary>
public sealed class CachingTests : IAsyncDisposable, IAsyncLifetime
{
    private const string Alibaba = "/pledges/alibaba-million-us-jobs-2017";

    private readonly TrackerApp _app = new();

    public Task InitializeAsync() => Task.CompletedTask;

    Task IAsyncLifetime.DisposeAsync() => DisposeAsync().AsTask();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task Whoever_has_the_page_is_answered_304_without_a_body()
    {
        var first = await _app.Visitor().GetAsync(Alibaba);
        using var request = new HttpRequestMessage(HttpMethod.Get, Alibaba);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        var second = await _app.Visitor().SendAsync(request);

        second.StatusCode.Should().Be(HttpStatusCode.NotModified);
        second.Headers.ETag.Should().Be(first.Headers.ETag);
        (await second.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
        first.Headers.CacheControl!.ToString().Should().Be("public, no-cache");
    }

    [Fact]
    public async Task A_publication_is_seen_at_once_and_makes_every_page_new()
    {
        var before = await _app.Visitor().GetAsync(Alibaba);
        await _app.WithDatabaseAsync(async context =>
        {
            var draft = StarterData.Pledges().Select(p => p.Draft).Single(d => d.Slug == "alibaba-million-us-jobs-2017");
            var problems = await new Publication(context).PublishAsync(draft with { Title = "A corrected title" }, new("editor@example.org", TrackerApp.Now.UtcDateTime, DateOnly.FromDateTime(TrackerApp.Now.UtcDateTime)));
            problems.Should().BeEmpty();
        });
        _app.Clock.Advance(TimeSpan.FromSeconds(2));

        var (after, page) = await _app.GetAsync(Alibaba);
        var (_, home) = await _app.GetAsync("/");

        page.QuerySelector("h1")!.TextContent.Should().EndWith("A corrected title");
        home.Body!.TextContent.Should().Contain("A corrected title");
        after.Headers.ETag.Should().NotBe(before.Headers.ETag);
    }

    [Fact]
    public async Task A_new_day_is_a_new_page()
    {
        var before = await _app.Visitor().GetAsync(Alibaba);
        _app.Clock.Advance(TimeSpan.FromDays(1));

        var after = await _app.Visitor().GetAsync(Alibaba);

        after.Headers.ETag.Should().NotBe(before.Headers.ETag);
    }

    [Fact]
    public async Task A_page_once_rendered_is_not_rendered_again()
    {
        var first = await (await _app.Visitor().GetAsync(Alibaba)).Content.ReadAsStringAsync();
        await _app.WithDatabaseAsync(context => context.Database.ExecuteSqlRawAsync("update revisions set document = '{{'"));

        var again = await _app.Visitor().GetAsync(Alibaba + "?utm_source=newsletter&fbclid=1");

        again.StatusCode.Should().Be(HttpStatusCode.OK, "keys that the page does not read make no new copy");
        (await again.Content.ReadAsStringAsync()).Should().Be(first);
        again.Headers.Age.Should().NotBeNull();
    }

    [Fact]
    public async Task Keys_that_the_page_reads_make_a_copy_each()
    {
        var today = await (await _app.Visitor().GetAsync(Alibaba)).Content.ReadAsStringAsync();
        var then = await (await _app.Visitor().GetAsync(Alibaba + "?on=2018-01-01")).Content.ReadAsStringAsync();

        then.Should().NotBe(today);
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate, br;q=0.5", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0", null)]
    [InlineData("identity", null)]
    [InlineData("nonsense;;q", null)]
    public async Task Each_encoding_is_given_to_those_who_can_read_it(string accepted, string? given)
    {
        await _app.Visitor().GetAsync(Alibaba);
        for (var time = 0; time < 2; time++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Alibaba);
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);

            var answer = await _app.Visitor().SendAsync(request);

            answer.Content.Headers.ContentEncoding.SingleOrDefault().Should().Be(given);
            answer.Headers.Vary.Should().Contain("Accept-Encoding");
        }
    }

    [Fact]
    public async Task HEAD_is_answered_with_the_headers_of_GET()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Alibaba);

        var answer = await _app.Visitor().SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.ETag.Should().Be((await _app.Visitor().GetAsync(Alibaba)).Headers.ETag);
    }

    [Fact]
    public async Task What_is_not_found_is_not_kept()
    {
        var missing = await _app.Visitor().GetAsync("/pledges/nobody");

        missing.Headers.ETag.Should().BeNull();
        missing.Headers.Age.Should().BeNull();
    }

    [Fact]
    public async Task Style_sheets_have_a_fingerprint_and_are_kept_for_ever()
    {
        var (_, page) = await _app.GetAsync("/");
        var sheet = page.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!;

        var answer = await _app.Visitor().GetAsync(sheet);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        sheet.Should().MatchRegex(@"site(\.[a-z0-9]+)?\.css(\?v=.+)?$").And.NotEndWith("site.css");
    }
}
