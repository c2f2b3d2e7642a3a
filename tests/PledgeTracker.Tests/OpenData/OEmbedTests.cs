using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.OpenData;

/// <summary>oEmbed answers for every address that somebody would paste, and shows what that address shows.</summary>
public sealed class OEmbedTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Alibaba = "/pledges/alibaba-million-us-jobs-2017", Here = "http://localhost";

    [Theory]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017/", Alibaba + "/embed")]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017//", Alibaba + "/embed")]
    [InlineData("https://localhost/pledges/alibaba-million-us-jobs-2017", Alibaba + "/embed")]
    [InlineData("HTTP://LOCALHOST/pledges/alibaba-million-us-jobs-2017", Alibaba + "/embed")]
    [InlineData("http://www.localhost/pledges/alibaba-million-us-jobs-2017", Alibaba + "/embed")]
    [InlineData("http://localhost:80/pledges/alibaba-million-us-jobs-2017", Alibaba + "/embed")]
    [InlineData("https://localhost:443/pledges/alibaba-million-us-jobs-2017", Alibaba + "/embed")]
    [InlineData("localhost/pledges/alibaba-million-us-jobs-2017", Alibaba + "/embed")]
    [InlineData("localhost/pledges/alibaba-million-us-jobs-2017?from=https://news.example/a", Alibaba + "/embed")]
    [InlineData("localhost/pledges/alibaba-million-us-jobs-2017#https://news.example/a", Alibaba + "/embed")]
    [InlineData("localhost:80/pledges/alibaba-million-us-jobs-2017?from=https://news.example/a", Alibaba + "/embed")]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017?from=https://news.example/a", Alibaba + "/embed")]
    [InlineData("//localhost/pledges/alibaba-million-us-jobs-2017", Alibaba + "/embed")]
    [InlineData("  http://localhost/pledges/alibaba-million-us-jobs-2017\n", Alibaba + "/embed")]
    [InlineData("http://localhost/Pledges/Alibaba-Million-US-Jobs-2017", Alibaba + "/embed")]
    [InlineData("http://localhost/pledges/alibaba%2Dmillion%2Dus-jobs-2017", Alibaba + "/embed")]
    [InlineData("http://localhost/%70ledges/alibaba-million-us-jobs-2017#figure-3", Alibaba + "/embed")]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017?utm_source=mail&fbclid=1&ref=x#:~:text=jobs", Alibaba + "/embed")]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017/embed", Alibaba + "/embed")]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017/embed?theme=dark&target=businesses&utm_medium=x", Alibaba + "/embed?target=businesses&theme=dark")]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017/use", Alibaba + "/embed")]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017/sources", Alibaba + "/embed")]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017/history/", Alibaba + "/embed")]
    [InlineData("http://localhost/es/pledges/alibaba-million-us-jobs-2017/?utm_source=mail", "/es" + Alibaba + "/embed")]
    [InlineData("http://localhost/ES/pledges/alibaba-million-us-jobs-2017/embed?on=2018-01-01", "/es" + Alibaba + "/embed?on=2018-01-01")]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017?on=2018-01-01", Alibaba + "/embed?on=2018-01-01")]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017?on=2999-01-01", Alibaba + "/embed")]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017?revision=1", Alibaba + "/embed?revision=1")]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017/?revision=1&utm_source=x", Alibaba + "/embed?revision=1")]
    [InlineData("http://localhost/claims/donald-trump/", "/claims/donald-trump/embed")]
    [InlineData("http://localhost/claims/donald-trump/history", "/claims/donald-trump/embed")]
    [InlineData("http://localhost/es/claims/donald-trump?revision=1", "/es/claims/donald-trump/embed?revision=1")]
    [InlineData("http://localhost/lists/us-white-house-2025/", "/lists/us-white-house-2025/embed")]
    [InlineData("http://localhost/lists/us-white-house-2025?on=2025-06-01&company=apple", "/lists/us-white-house-2025/embed?on=2025-06-01")]
    [InlineData("http://localhost/compare?pledge=foxconn-wisconsin-13000-2017&pledge=alibaba-million-us-jobs-2017&utm_source=x", "/compare/embed?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017")]
    [InlineData("http://localhost/es/compare/embed?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017&on=2018-06-01", "/es/compare/embed?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017&on=2018-06-01")]
    public async Task An_address_as_it_is_pasted_leads_to_its_frame(string pasted, string frame)
    {
        var values = await JsonAsync(app, pasted);
        var inside = await InsideAsync(values);

        inside.QuerySelector("iframe")!.GetAttribute("src").Should().Be(Here + frame);
        (await app.Visitor().GetAsync(frame)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.Visitor().GetAsync(inside.QuerySelector("a")!.GetAttribute("href"))).StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.Visitor().GetAsync(values.GetProperty("thumbnail_url").GetString())).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("http://localhost.example/pledges/alibaba-million-us-jobs-2017", 404)]
    [InlineData("http://localhost@elsewhere.example/pledges/alibaba-million-us-jobs-2017", 404)]
    [InlineData("elsewhere.example/?from=http://localhost/pledges/alibaba-million-us-jobs-2017", 404)]
    [InlineData("http://localhost:5613/pledges/alibaba-million-us-jobs-2017", 404)]
    [InlineData("ftp://localhost/pledges/alibaba-million-us-jobs-2017", 404)]
    [InlineData("http://localhost/pledges", 404)]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017/figures/1", 404)]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017.json", 404)]
    [InlineData("http://localhost/checks/propublica-2018", 404)]
    [InlineData("http://localhost/compare?pledge=alibaba-million-us-jobs-2017", 400)]
    [InlineData("http://localhost/compare?pledge=alibaba-million-us-jobs-2017&pledge=never-was", 404)]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017?on=then", 400)]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017?revision=99", 404)]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017/embed?theme=red", 400)]
    [InlineData("http://localhost/pledges/alibaba-million-us-jobs-2017/embed?target=none", 404)]
    [InlineData("http://[/pledges/alibaba-million-us-jobs-2017", 404)]
    [InlineData("", 404)]
    public async Task Another_address_is_refused_in_a_sentence(string pasted, int status)
    {
        foreach (var format in (string[])["", "&format=xml"])
        {
            var answer = await app.Visitor().GetAsync("/oembed?url=" + Uri.EscapeDataString(pasted) + format);

            ((int)answer.StatusCode).Should().Be(status);
            answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        }
    }

    [Fact]
    public async Task A_day_or_a_revision_stays_what_it_is_and_the_title_says_so()
    {
        await using var other = new TrackerApp();
        var draft = Given.Draft(Given.FigureDraft("500"));
        await RowTests.PublishAsync(other, draft);
        var first = await JsonAsync(other, Here + "/pledges/acme-jobs?revision=1");
        var cited = (await InsideAsync(first)).QuerySelector("iframe")!.GetAttribute("src")!;
        (await TextAsync(other, cited)).Should().Contain("500 are counted").And.Contain("Frozen: revision 1, published 29 November 2026.").And.NotContain("Live").And.NotContain("newer");

        await RowTests.PublishAsync(other, draft with { Figures = [Given.FigureDraft("900")] }, "More was found.", PublicationKind.Update);

        (await TextAsync(other, cited)).Should().Contain("500 are counted").And.Contain("There is a newer one.");
        first.GetProperty("title").GetString().Should().EndWith(", revision 1");
        (await JsonAsync(other, Here + "/pledges/acme-jobs?revision=1")).GetProperty("title").GetString().Should().EndWith(", revision 1");
        (await JsonAsync(other, Here + "/pledges/acme-jobs")).GetProperty("title").GetString().Should().NotContain("revision");
        (await JsonAsync(app, Here + "/es" + Alibaba + "?on=2018-01-01")).GetProperty("title").GetString().Should().EndWith(", según lo que se sabía el 1 de enero de 2018");
        (await JsonAsync(app, Here + "/claims/donald-trump?revision=1")).GetProperty("title").GetString().Should().Be("Donald Trump: claimed totals, revision 1");
        (await TextAsync(app, "/claims/donald-trump/embed?revision=1")).Should().Contain("Frozen: revision 1, published");
    }

    [Theory]
    [InlineData(Here + Alibaba)]
    [InlineData(Here + "/es" + Alibaba + "?on=2018-01-01")]
    [InlineData(Here + "/lists/us-white-house-2025")]
    public async Task XML_says_what_JSON_says(string pasted)
    {
        var answer = await app.Visitor().GetAsync($"/oembed?format=xml&maxwidth=480&url={Uri.EscapeDataString(pasted)}");
        var xml = XDocument.Parse(await answer.Content.ReadAsStringAsync());
        var json = await JsonAsync(app, pasted, "&maxwidth=480&format=JSON");

        answer.Content.Headers.ContentType!.ToString().Should().Be("text/xml; charset=utf-8");
        xml.Declaration!.Standalone.Should().Be("yes");
        xml.Root!.Name.Should().Be((XName)"oembed");
        xml.Root!.Elements().Select(e => (e.Name.LocalName, e.Value)).Should().Equal(json.EnumerateObject().Select(p => (p.Name, p.Value.ToString())));
    }

    [Fact]
    public async Task A_page_tells_where_both_forms_are()
    {
        foreach (var address in (string[])[Alibaba, "/es" + Alibaba + "?on=2018-01-01", "/claims/donald-trump", "/compare?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017"])
        {
            var (_, page) = await app.GetAsync(address);
            foreach (var type in (string[])["application/json", "text/xml"])
            {
                var answer = await app.Visitor().GetAsync(page.QuerySelector($"link[type='{type}+oembed']")!.GetAttribute("href"));

                answer.StatusCode.Should().Be(HttpStatusCode.OK, address);
                answer.Content.Headers.ContentType!.MediaType.Should().Be(type);
            }
        }
    }

    [Theory]
    [InlineData("yaml")]
    [InlineData("xml2")]
    public async Task A_form_that_is_not_offered_is_501_and_says_what_there_is(string format)
    {
        var answer = await app.Visitor().GetAsync($"/oembed?url={Here}{Alibaba}&format={format}");
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        answer.StatusCode.Should().Be(HttpStatusCode.NotImplemented);
        problem.RootElement.GetProperty("title").GetString().Should().Be("This form of answer is not offered");
        problem.RootElement.GetProperty("detail").GetString().Should().Be($"There is no format “{format}” here. There are json and xml. Leave “format” out for json.");
    }

    [Fact]
    public async Task Nothing_is_larger_than_was_asked_for_and_a_low_frame_scrolls()
    {
        var small = await JsonAsync(app, Here + Alibaba, "&maxwidth=320&maxheight=240&dnt=1");
        var large = await JsonAsync(app, Here + Alibaba, "&maxwidth=4000&maxheight=4000");

        small.GetProperty("width").GetInt32().Should().Be(320);
        small.GetProperty("height").GetInt32().Should().Be(240);
        small.GetProperty("html").GetString().Should().Contain("width=\"320\" height=\"240\"").And.Contain("scrolling=\"auto\"");
        small.TryGetProperty("thumbnail_url", out _).Should().BeFalse("the picture is 1200 pixels wide");
        large.GetProperty("width").GetInt32().Should().Be(600);
        large.GetProperty("html").GetString().Should().Contain("scrolling=\"no\"");
        large.GetProperty("thumbnail_width").GetInt32().Should().Be(1200);
        foreach (var size in (string[])["maxwidth=0", "maxwidth=-1", "maxheight=10px", "maxwidth=1&maxwidth=2"])
        {
            (await app.Visitor().GetAsync($"/oembed?url={Here}{Alibaba}&{size}")).StatusCode.Should().Be(HttpStatusCode.BadRequest, size);
        }
    }

    [Theory]
    [InlineData("https://news.example.org/tracker/pledges/alibaba-million-us-jobs-2017")]
    [InlineData("http://www.news.example.org/tracker/es/pledges/alibaba-million-us-jobs-2017/?revision=1")]
    [InlineData("news.example.org/tracker/lists/us-white-house-2025")]
    public async Task A_site_that_is_a_part_of_another_is_known_by_its_whole_address(string pasted)
    {
        await using var part = new PartApp();
        var values = await JsonAsync(part, pasted);

        (await InsideAsync(values)).QuerySelector("iframe")!.GetAttribute("src").Should().StartWith("https://news.example.org/tracker/").And.Contain("/embed");
        (await part.Visitor().GetAsync("/oembed?url=https://news.example.org/pledges/alibaba-million-us-jobs-2017")).StatusCode.Should().Be(HttpStatusCode.NotFound, "that is not under the tracker");
        (await part.Visitor().GetAsync("/oembed?url=https://news.example.org/tracker2/pledges/alibaba-million-us-jobs-2017")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private static async Task<JsonElement> JsonAsync(TrackerApp from, string pasted, string more = "")
    {
        var answer = await from.Visitor().GetAsync("/oembed?url=" + Uri.EscapeDataString(pasted) + more);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.Should().Be(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static Task<AngleSharp.Dom.IDocument> InsideAsync(JsonElement values) => BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(values.GetProperty("html").GetString()!));

    private static async Task<string> TextAsync(TrackerApp from, string address) => WebUtility.HtmlDecode(await from.Visitor().GetStringAsync(address));

    private sealed class PartApp : TrackerApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["PublicAddress"] = "https://news.example.org/tracker" };
    }
}
