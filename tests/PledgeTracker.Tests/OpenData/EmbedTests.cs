using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Pictures;
using SkiaSharp;

namespace PledgeTracker.Tests.OpenData;

/// <summary>What other sites show of a pledge: embeds, oEmbed, pictures, and what is pasted and cited.</summary>
public sealed partial class EmbedTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Alibaba = "/pledges/alibaba-million-us-jobs-2017";

    public static TheoryData<string> Embeds => [Alibaba + "/embed", Alibaba + "/embed?theme=dark", Alibaba + "/embed?on=2018-01-01", Alibaba + "/embed?revision=1&theme=light", Alibaba + "/embed?target=businesses",
        "/pledges/foxconn-wisconsin-13000-2017/embed", "/compare/embed?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017"];

    [Theory, MemberData(nameof(Embeds))]
    public async Task An_embed_is_one_small_request_without_a_script_and_may_stand_in_any_frame(string address)
    {
        var page = await FrameAsync(app, address, 25 * 1024);

        page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).Should().NotBeEmpty().And.OnlyContain(h => h!.StartsWith("http://localhost/pledges/", StringComparison.Ordinal));
    }

    /// <summary>Fetches an embed and holds it to what every one of them is held to.</summary>
    internal static async Task<AngleSharp.Dom.IDocument> FrameAsync(TrackerApp app, string address, int mostBytes)
    {
        var answer = await app.Visitor().GetAsync(address);
        var html = await answer.Content.ReadAsStringAsync();
        var page = await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(html));

        answer.StatusCode.Should().Be(HttpStatusCode.OK, html);
        Encoding.UTF8.GetByteCount(html).Should().BeLessThan(mostBytes);
        page.QuerySelectorAll("script, img, link[rel=stylesheet], iframe, form, [style]").Should().BeEmpty("one request and nothing to run");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().Contain("frame-ancestors *").And.Contain("default-src 'none'").And.NotContain("unsafe");
        answer.Headers.Contains("X-Frame-Options").Should().BeFalse();
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
        foreach (var style in page.QuerySelectorAll("style"))
        {
            var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(style.TextContent)));
            policy.Should().Contain($"'sha256-{hash}'", "its own styles pass by their hash");
        }

        page.QuerySelector("main")!.TextContent.Should().Contain("http://localhost", "the address is printed, since links may be dead in a frame");
        page.QuerySelectorAll("main a").Select(a => a.GetAttribute("target")).Should().NotBeEmpty().And.OnlyContain(t => t == "_blank", "a link leads out of the frame");
        return page;
    }

    [Theory]
    [InlineData("/")]
    [InlineData(Alibaba)]
    [InlineData("/pledges.json")]
    [InlineData(Alibaba + ".svg")]
    [InlineData("/data")]
    [InlineData("/data/api/explorer")]
    [InlineData("/account/sign-in")]
    public async Task Nothing_else_may_stand_in_a_frame(string address)
    {
        var answer = await app.Visitor().GetAsync(address);

        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("frame-ancestors 'none'");
        answer.Headers.GetValues("X-Frame-Options").Should().Equal("DENY");
    }

    [Fact]
    public async Task An_embed_says_whether_it_is_live_or_frozen_and_when_nobody_has_looked_for_a_year()
    {
        await using var other = new TrackerApp();

        (await TextAsync(other, Alibaba + "/embed")).Should().Contain("Live, as of 29 November 2026. Last checked").And.NotContain("Nobody has checked");
        (await TextAsync(other, Alibaba + "/embed?on=2018-01-01")).Should().Contain("Frozen: as known on 1 January 2018.").And.NotContain("Withdrawn since");
        other.Clock.Advance(TimeSpan.FromDays(400));
        (await TextAsync(other, Alibaba + "/embed")).Should().Contain("No check is recorded for 404 days. This may be out of date.");
    }

    [Fact]
    public async Task A_frozen_embed_stays_what_it_was_when_the_pledge_changes()
    {
        await using var other = new TrackerApp();
        var draft = Given.Draft(Given.FigureDraft("500"));
        await RowTests.PublishAsync(other, draft);
        var frozen = await TextAsync(other, "/pledges/acme-jobs/embed?revision=1");
        await RowTests.PublishAsync(other, draft with { Figures = [Given.FigureDraft("900")] }, "More was found.", PledgeTracker.Web.Data.PublicationKind.Update);

        var after = await TextAsync(other, "/pledges/acme-jobs/embed?revision=1");

        frozen.Should().Contain("500 are counted");
        after.Should().Contain("500 are counted").And.NotContain("900").And.Contain("There is a newer one.");
        (await TextAsync(other, "/pledges/acme-jobs/embed")).Should().Contain("900 are counted");
        (await TextAsync(other, "/pledges/acme-jobs?revision=1")).Should().Contain("An earlier version.").And.Contain("revision 2");
    }

    [Fact]
    public async Task A_frame_of_a_pledge_that_was_taken_off_says_so_within_the_frame()
    {
        var answer = await app.Visitor().GetAsync("/pledges/never-was/embed");

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("frame-ancestors *");
        (await answer.Content.ReadAsStringAsync()).Should().Contain("There is no pledge");
    }

    [Theory]
    [InlineData("/compare/embed", 400)]
    [InlineData("/compare/embed?pledge=alibaba-million-us-jobs-2017", 400)]
    [InlineData("/compare/embed?pledge=alibaba-million-us-jobs-2017&pledge=alibaba-million-us-jobs-2017", 400)]
    [InlineData("/compare/embed?pledge=a&pledge=b&pledge=c&pledge=d&pledge=e&pledge=f&pledge=g", 400)]
    [InlineData("/compare/embed?pledge=alibaba-million-us-jobs-2017&pledge=never-was", 404)]
    [InlineData(Alibaba + "/embed?theme=red", 400)]
    [InlineData(Alibaba + "/embed?target=none", 404)]
    [InlineData(Alibaba + "/embed?on=then", 400)]
    public async Task A_wrong_embed_is_refused(string address, int status) =>
        ((int)(await app.Visitor().GetAsync(address)).StatusCode).Should().Be(status);

    [Fact]
    public async Task OEmbed_is_one_bare_frame_and_a_link_as_WordPress_lets_it_pass()
    {
        var (_, page) = await app.GetAsync(Alibaba);
        var discovered = page.QuerySelector("link[type='application/json+oembed']")!.GetAttribute("href")!;
        using var json = JsonDocument.Parse(await app.Visitor().GetStringAsync(discovered + "&maxwidth=480&format=json"));
        var root = json.RootElement;
        var html = root.GetProperty("html").GetString()!;

        root.GetProperty("version").GetString().Should().Be("1.0");
        root.GetProperty("type").GetString().Should().Be("rich");
        root.GetProperty("width").GetInt32().Should().Be(480);
        PassesWordPress().IsMatch(html).Should().BeTrue(html);
        var inside = await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(html));
        inside.QuerySelectorAll("body *").Select(e => e.LocalName).Should().BeEquivalentTo("blockquote", "a", "iframe");
        inside.QuerySelector("iframe")!.Attributes.Select(a => a.Name).Should().BeSubsetOf(["src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"]);
        (await app.Visitor().GetAsync(inside.QuerySelector("iframe")!.GetAttribute("src"))).StatusCode.Should().Be(HttpStatusCode.OK);
        using var large = JsonDocument.Parse(await app.Visitor().GetStringAsync(discovered));
        (await app.Visitor().GetAsync(large.RootElement.GetProperty("thumbnail_url").GetString())).Content.Headers.ContentType!.MediaType.Should().Be("image/png");
    }

    [Theory]
    [InlineData("/oembed", 404)]
    [InlineData("/oembed?url=https://elsewhere.example/pledges/alibaba-million-us-jobs-2017", 404)]
    [InlineData("/oembed?url=http://localhost/companies/alibaba", 404)]
    [InlineData("/oembed?url=http://localhost/pledges/never-was", 404)]
    [InlineData("/oembed?url=http://localhost/pledges/alibaba-million-us-jobs-2017&format=yaml", 501)]
    [InlineData("/oembed?url=http://localhost/pledges/alibaba-million-us-jobs-2017&maxwidth=-1", 400)]
    [InlineData("/oembed?url=javascript:alert(1)", 404)]
    public async Task OEmbed_of_anything_else_is_refused(string address, int status)
    {
        var answer = await app.Visitor().GetAsync(address);

        ((int)answer.StatusCode).Should().Be(status);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    [Theory]
    [InlineData(Alibaba + ".png", 1440, 822)]
    [InlineData(Alibaba + ".png?target=businesses&on=2018-01-01", 1440, 0)]
    [InlineData(Alibaba + "/card.png", 1200, 630)]
    [InlineData(Alibaba + "/card.png?revision=1", 1200, 630)]
    [InlineData("/card.png", 1200, 630)]
    public async Task A_picture_is_a_png_of_its_size_with_words_in_it(string address, int width, int height)
    {
        using var picture = await PictureAsync(app, address);

        picture.Width.Should().Be(width);
        (height == 0 || picture.Height == height).Should().BeTrue($"{picture.Height}");
        picture.GetPixel(0, 0).Should().Be(SKColors.White);
        Inked(picture).Should().BeGreaterThan(width * picture.Height / 200, "letters were drawn, whatever fonts the machine has");
    }

    [Fact]
    public async Task Every_starter_pledge_has_a_chart_and_a_card_that_can_be_decoded_and_no_two_are_alike()
    {
        using var json = JsonDocument.Parse(await app.Visitor().GetStringAsync("/pledges.json?limit=all&fields=url"));
        var cards = new HashSet<string>();
        foreach (var url in json.RootElement.GetProperty("data").EnumerateArray().Select(r => r.GetProperty("url").GetString()!))
        {
            using var chart = SKBitmap.Decode(await app.Visitor().GetByteArrayAsync(url + ".png"));
            chart.Width.Should().Be(1440, url);
            cards.Add(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(await app.Visitor().GetByteArrayAsync(url + "/card.png")))).Should().BeTrue(url);
        }

        cards.Should().HaveCount(Repository.Starters);
    }

    [Fact]
    public async Task A_card_holds_the_longest_title_and_letters_no_font_has()
    {
        await using var other = new TrackerApp();
        await RowTests.PublishAsync(other, Given.Draft(Given.FigureDraft()) with { Title = string.Concat(Enumerable.Repeat("Immeasurability ", 9)).Trim()[..140] });
        using var full = await PictureAsync(other, "/pledges/acme-jobs/card.png");
        await RowTests.PublishAsync(other, Given.Draft(Given.FigureDraft()) with { Title = "阿里巴巴 promises 🚀 jobs لـ" }, "A title.", PledgeTracker.Web.Data.PublicationKind.Update);
        using var strange = await PictureAsync(other, "/pledges/acme-jobs/card.png");

        full.Width.Should().Be(1200);
        strange.Width.Should().Be(1200);
    }

    [Fact]
    public void A_chart_of_any_other_drawing_is_refused_and_not_drawn_wrong()
    {
        var act = () => ChartPicture.Render("<svg width=\"10\" height=\"10\"><ellipse/></svg>", 1);

        act.Should().Throw<NotSupportedException>();
    }

    [Fact]
    public async Task A_link_to_a_pledge_has_its_picture_and_the_picture_follows_the_revision()
    {
        var (_, page) = await app.GetAsync(Alibaba);
        string Of(string property) => page.QuerySelector($"meta[property='{property}']")!.GetAttribute("content")!;

        Of("og:title").Should().NotBeEmpty();
        Of("og:type").Should().Be("article");
        Of("og:url").Should().Be("http://localhost" + Alibaba);
        Of("og:image").Should().Be($"http://localhost{Alibaba}/card.png?revision=1");
        Of("og:description").Should().Be(page.QuerySelector("meta[name=description]")!.GetAttribute("content"));
        page.QuerySelector("meta[name='twitter:card']")!.GetAttribute("content").Should().Be("summary_large_image");
        (await app.Visitor().GetAsync(Of("og:image"))).Content.Headers.ContentType!.MediaType.Should().Be("image/png");
    }

    [Fact]
    public async Task The_paragraph_names_each_change_of_the_target_before_what_counts()
    {
        var (_, page) = await app.GetAsync("/pledges/foxconn-wisconsin-13000-2017");

        page.QuerySelector("#paste")!.TextContent.Should().StartWith("Foxconn promised to create up to 13,000 jobs, announced on 26 July 2017 by Foxconn. Scope: Wisconsin: Mount Pleasant, Racine County and other sites. A deadline was set on 10 November 2017: December 2032. Lowered on 20 April 2021 to 1,454 by December 2025. "
            + "Raised on 25 November 2025 to 2,616 by 31 December 2029. As of 31 December 2024, 1,242 are counted, 9.5% of what was promised (basis: government record");
    }

    [Fact]
    public async Task The_same_paragraph_is_pasted_previewed_fed_embedded_and_told_to_programs()
    {
        var (_, page) = await app.GetAsync(Alibaba);
        var brief = page.QuerySelector("meta[name=description]")!.GetAttribute("content")!;
        using var json = JsonDocument.Parse(await app.Visitor().GetStringAsync(Alibaba + ".json"));

        var paragraph = json.RootElement.GetProperty("paragraph").GetString()!;
        brief.Should().Be("Alibaba promised to create 1,000,000 jobs by about January 2022, announced on 9 January 2017 by Jack Ma. No figure on record counts for the promise. Verdict: withdrawn, since 19 September 2018.", "who cuts what is long would cut the verdict");
        page.QuerySelector("meta[property='og:description']")!.GetAttribute("content").Should().Be(brief);
        paragraph.Should().StartWith("Alibaba promised to create 1,000,000 jobs by about January 2022, announced on 9 January 2017 by Jack Ma. Scope: United States, at third-party small businesses and farmers selling to consumers in China and the rest of Asia on Alibaba’s platforms. No figure on record counts for the promise. A search on 25 November 2026 found no count that fits the promise in stored news and company pages, few of them later than March 2026. Verdict: withdrawn, since");
        page.QuerySelector("#paste")!.TextContent.Should().StartWith(paragraph).And.Contain("as of 25 November 2026: http://localhost" + Alibaba);
        WebUtility.HtmlDecode(await app.Visitor().GetStringAsync(Alibaba + "/embed")).Should().Contain(paragraph);
        WebUtility.HtmlDecode(await app.Visitor().GetStringAsync(Alibaba + ".atom")).Should().Contain(paragraph);
        WebUtility.HtmlDecode(await app.Visitor().GetStringAsync(Alibaba + ".svg")).Should().Contain(paragraph);
    }

    [Fact]
    public async Task A_citation_names_the_revision_and_is_read_by_programs()
    {
        var client = app.Visitor();
        using var csl = JsonDocument.Parse(await client.GetStringAsync(Alibaba + "/cite.csl.json"));
        var item = csl.RootElement[0];
        var ris = await client.GetStringAsync(Alibaba + "/cite.ris");
        var bib = await client.GetStringAsync(Alibaba + "/cite.bib");
        var (_, page) = await app.GetAsync(Alibaba);

        item.GetProperty("type").GetString().Should().Be("webpage");
        item.GetProperty("URL").GetString().Should().Be($"http://localhost{Alibaba}?revision=1");
        item.GetProperty("issued").GetProperty("date-parts")[0].EnumerateArray().Select(n => n.GetInt32()).Should().Equal(2026, 11, 29);
        ris.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Should().OnlyContain(line => RisLine().IsMatch(line));
        ris.Should().StartWith("TY  - ELEC\r\n").And.EndWith("ER  - \r\n").And.Contain("\r\nAU  - PledgeTracker,\r\n", "a comma at its end says that it is no person's name");
        bib.Should().StartWith("@misc{alibaba-million-us-jobs-2017,\n").And.Contain($"url = {{http://localhost{Alibaba}?revision=1}}");
        bib.Count(c => c == '{').Should().Be(bib.Count(c => c == '}'));
        page.QuerySelector("#cite")!.TextContent.Should().Contain("Revision 1, 29 November 2026").And.Contain(Alibaba + "?revision=1");
        (await client.GetStringAsync(Alibaba + "/cite.bib?on=2018-01-01")).Should().Contain("(as known on 1 January 2018)").And.Contain("?on=2018-01-01");
        (await client.GetStringAsync("/data/cite.bib")).Should().StartWith("@dataset{pledgetracker,");
    }

    [Fact]
    public async Task The_snippets_lead_to_embeds_that_are_there()
    {
        var (_, page) = await app.GetAsync(Alibaba + "/use");
        var snippets = page.QuerySelectorAll("textarea[id^=embed]").Select(t => t.TextContent).ToList();

        snippets.Should().HaveCount(3);
        foreach (var snippet in snippets)
        {
            var inside = await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(snippet));
            inside.QuerySelector("iframe")!.GetAttribute("title").Should().NotBeEmpty();
            (await app.Visitor().GetAsync(inside.QuerySelector("iframe")!.GetAttribute("src"))).StatusCode.Should().Be(HttpStatusCode.OK);
            inside.QuerySelector("a")!.GetAttribute("href").Should().StartWith("http://localhost" + Alibaba, "a plain link stands beneath");
        }

        snippets.Should().Contain(s => s.Contains("/embed?revision=1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_source_offers_the_archive_s_nearest_copy_as_a_link_and_nothing_is_asked_of_it()
    {
        var (_, page) = await app.GetAsync(Alibaba + "/sources");
        var items = page.QuerySelectorAll("ol.sources > li");

        items.Should().NotBeEmpty();
        foreach (var item in items)
        {
            var original = item.QuerySelector("a")!.GetAttribute("href");
            item.QuerySelectorAll("a").Select(a => a.GetAttribute("href")!).Should().Contain(h => h.StartsWith("https://web.archive.org/web/", StringComparison.Ordinal) && h.EndsWith("/" + original, StringComparison.Ordinal));
        }
    }

    private static async Task<string> TextAsync(TrackerApp app, string address) => WebUtility.HtmlDecode(await app.Visitor().GetStringAsync(address));

    private static async Task<SKBitmap> PictureAsync(TrackerApp app, string address)
    {
        var answer = await app.Visitor().GetAsync(address);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("image/png", address);
        return SKBitmap.Decode(await answer.Content.ReadAsByteArrayAsync());
    }

    private static int Inked(SKBitmap picture) => picture.Pixels.Count(p => p.Red < 128 && p.Green < 128 && p.Blue < 128);

    // wp_filter_oembed_result, wp-includes/embed.php: a blockquote, if any, and then a frame; nothing else is kept.
    [GeneratedRegex("^(<blockquote>.*?</blockquote>)?<iframe[^>]*></iframe>$")]
    private static partial Regex PassesWordPress();

    [GeneratedRegex("^[A-Z][A-Z0-9]  - ")]
    private static partial Regex RisLine();
}
