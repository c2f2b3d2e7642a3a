using System.Net;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.Pages;

/// <summary>What is not understood gets a page that says so, with 400, 404 or 410, and never a 500.</summary>
public sealed class BadAddressTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Alibaba = "/pledges/alibaba-million-us-jobs-2017";

    [Theory]
    [InlineData("/pledges?verdict=splendid", 400, "There is no verdict “splendid”")]
    [InlineData("/pledges?verdict=Missed", 400, "There is no verdict “Missed”")]
    [InlineData("/pledges?verdict=1", 400, "There is no verdict")]
    [InlineData("/pledges?sort=alphabet", 400, "cannot be sorted by")]
    [InlineData("/pledges?sort=due&sort=title", 400, "more than once")]
    [InlineData("/pledges?page=0", 400, "is not a page number")]
    [InlineData("/pledges?page=-1", 400, "is not a page number")]
    [InlineData("/pledges?page=1e3", 400, "is not a page number")]
    [InlineData("/pledges?page=99999999999999999999", 400, "is not a page number")]
    [InlineData("/pledges?page=%D9%A1", 400, "is not a page number")]
    [InlineData("/pledges?page=6", 404, "There is no page 6")]
    [InlineData("/pledges?company=no-such-company", 404, "There is no company")]
    [InlineData("/pledges?company=%27%20or%201=1--", 400, "is not a company")]
    [InlineData("/companies?page=x", 400, "is not a page number")]
    [InlineData("/companies?page=2", 404, "There is no page 2")]
    [InlineData("/companies/no-such-company", 404, "There is no company")]
    [InlineData("/pledges/no-such-pledge", 404, "There is no pledge")]
    [InlineData("/pledges/ALIBABA", 404, "There is no pledge")]
    [InlineData("/pledges/..%2f..%2fetc", 404, "There is no")]
    [InlineData("/pledges/%F0%9F%92%A9", 404, "There is no pledge")]
    [InlineData(Alibaba + "?on=yesterday", 400, "is not a day")]
    [InlineData(Alibaba + "?on=2018-02-30", 400, "is not a day")]
    [InlineData(Alibaba + "?on=2018", 400, "is not a day")]
    [InlineData(Alibaba + "?on=01/02/2018", 400, "is not a day")]
    [InlineData(Alibaba + "?on=2018-01-01&on=2019-01-01", 400, "more than once")]
    [InlineData("/nothing-here", 404, "There is nothing at this address")]
    [InlineData("/error/500", 404, "There is nothing at this address")]
    [InlineData("/pledges/alibaba-million-us-jobs-2017/", 200, "One million")]
    public async Task The_page_says_what_is_not_understood(string address, int status, string says)
    {
        var (answer, page) = await app.GetAsync(address);

        ((int)answer.StatusCode).Should().Be(status);
        page.Body!.TextContent.Should().Contain(says);
        page.QuerySelectorAll("h1").Should().ContainSingle();
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
    }

    [Theory]
    [InlineData(Alibaba + ".svg?on=never", 400)]
    [InlineData(Alibaba + ".svg?target=nothing", 404)]
    [InlineData("/pledges/nobody.svg", 404)]
    [InlineData(Alibaba + ".svg", 200)]
    [InlineData(Alibaba + ".svg?target=businesses&on=2018-01-01", 200)]
    [InlineData(Alibaba + ".svg?on=0001-01-01", 200)]
    public async Task A_chart_that_cannot_be_drawn_says_why_as_text(string address, int status)
    {
        var answer = await app.Visitor().GetAsync(address);

        ((int)answer.StatusCode).Should().Be(status);
        answer.Content.Headers.ContentType!.MediaType.Should().Be(status == 200 ? "image/svg+xml" : "text/plain");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
    }

    [Fact]
    public async Task Hostile_query_strings_and_addresses_never_end_in_a_500()
    {
        string[] values =
        [
            "", "%", "%ZZ", "%ED%A0%80", "'\"><script>alert(1)</script>", new string('9', 4000), "../../..", "%0d%0aSet-Cookie:x=1", "\u202e\u200b", "🙂",
            "-9223372036854775808", "NaN", "true", "[]", "{}", "%c0%ae", "0001-01-01", "9999-12-31", "10000-01-01", "2018-13-01", "１", "1,5", "null",
        ];
        string[] addresses = ["/pledges?verdict=", "/pledges?company=", "/pledges?sort=", "/pledges?page=", "/companies?page=", "/?", "/deadlines?x=", Alibaba + "?on=", "/pledges/", "/companies/", Alibaba + ".svg?target=", "/changes?about=", "/lists/us-white-house-2025?revision=", "/claims/", "/lists/x/history?"];
        var visitor = app.Visitor();

        foreach (var address in addresses.SelectMany(a => values.Select(v => a + v)))
        {
            HttpResponseMessage answer;
            try
            {
                answer = await visitor.GetAsync(new Uri("http://localhost" + address));
            }
            catch (UriFormatException)
            {
                continue;
            }

            ((int)answer.StatusCode).Should().BeOneOf([200, 301, 400, 404], address);
            var text = await answer.Content.ReadAsStringAsync();
            text.Should().NotContain("   at ", address);
            if (answer.Content.Headers.ContentType!.MediaType != "text/plain")
            {
                text.Should().NotContain("<script>alert", address);
            }
        }
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("OPTIONS")]
    [InlineData("TRACE")]
    public async Task Methods_that_the_site_does_not_have_are_refused(string method)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Alibaba);

        var answer = await app.Visitor().SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.Should().BeEquivalentTo("GET", "HEAD");
    }

    [Fact]
    public async Task A_pledge_that_was_taken_off_the_site_answers_410_and_says_why()
    {
        await using var own = new TrackerApp();
        await own.WithDatabaseAsync(async context =>
        {
            await context.Documents.Where(d => d.Key == "alibaba-million-us-jobs-2017").ExecuteUpdateAsync(s => s
                .SetProperty(d => d.PublishedRevisionId, (int?)null)
                .SetProperty(d => d.UnpublishedReason, "A court ordered it.")
                .SetProperty(d => d.UnpublishedAt, TrackerApp.Now.UtcDateTime));
        });

        var (answer, page) = await own.GetAsync(Alibaba);
        var chart = await own.Visitor().GetAsync(Alibaba + ".svg");

        answer.StatusCode.Should().Be(HttpStatusCode.Gone);
        page.QuerySelector("main")!.TextContent.Should().Contain("A court ordered it.").And.Contain("29 November 2026");
        chart.StatusCode.Should().Be(HttpStatusCode.Gone);
    }

    [Fact]
    public async Task An_old_address_redirects_for_ever()
    {
        await using var own = new TrackerApp();
        await own.WithDatabaseAsync(async context =>
        {
            var document = await context.Documents.SingleAsync(d => d.Key == "alibaba-million-us-jobs-2017");
            document.FormerSlugs.Add(new Web.Data.FormerSlug { Slug = "alibaba" });
            await context.SaveChangesAsync();
        });

        var answer = await own.Visitor().GetAsync("/pledges/alibaba?on=2018-01-01");

        answer.StatusCode.Should().Be(HttpStatusCode.MovedPermanently);
        answer.Headers.Location!.OriginalString.Should().Be(Alibaba + "?on=2018-01-01");
    }

    [Fact]
    public async Task A_failure_on_our_side_is_a_500_page_without_a_stack_trace()
    {
        await using var own = new TrackerApp();
        await own.WithDatabaseAsync(context => context.Database.ExecuteSqlRawAsync("update revisions set document = '{{' where id = 1"));
        var slug = "";
        await own.WithDatabaseAsync(async context => slug = await context.Documents.Where(d => d.PublishedRevisionId == 1).Select(d => d.Key).SingleAsync());

        var (answer, page) = await own.GetAsync("/pledges/" + slug);

        answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        page.QuerySelector("h1")!.TextContent.Should().Be("Something went wrong on our side");
        page.Body!.TextContent.Should().NotContain("Exception");
        answer.Headers.Contains("Content-Security-Policy").Should().BeTrue();
    }
}
