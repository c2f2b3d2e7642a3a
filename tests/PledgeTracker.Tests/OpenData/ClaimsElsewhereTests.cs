using System.Net;
using System.Text.Json;
using AngleSharp;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Tests.Charts;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Pictures;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;
using SkiaSharp;

namespace PledgeTracker.Tests.OpenData;

/// <summary>What other sites show of claimed totals: charts and ladders as files, pictures beside links, frames, oEmbed, and what programs are told.</summary>
public sealed class ClaimsElsewhereTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Trump = "/claims/donald-trump", WhiteHouse = "/lists/us-white-house-2025", ProPublicas = "/lists/us-trump-claims-2016-2018";

    [Theory]
    [InlineData(Trump + ".svg", "image/svg+xml")]
    [InlineData(Trump + ".svg?on=2025-06-01", "image/svg+xml")]
    [InlineData(Trump + ".svg?series=pledge-americas-workers", "image/svg+xml")]
    [InlineData("/claims/jobsohio.svg", "image/svg+xml")]
    [InlineData("/claims/donald-trump.svg?on=1999-01-01", "image/svg+xml")]
    [InlineData(WhiteHouse + ".svg", "image/svg+xml")]
    [InlineData(WhiteHouse + ".svg?on=2025-06-01", "image/svg+xml")]
    [InlineData("/lists/us-invest-gov.svg", "image/svg+xml")]
    [InlineData(Trump + ".png", "image/png")]
    [InlineData(WhiteHouse + ".png", "image/png")]
    [InlineData(Trump + "/card.png", "image/png")]
    [InlineData(WhiteHouse + "/card.png?on=2025-06-01", "image/png")]
    [InlineData("/checks/propublica-2018/card.png", "image/png")]
    [InlineData("/es/checks/propublica-2018/card.png", "image/png")]
    [InlineData(Trump + "/embed", "text/html")]
    [InlineData("/es" + WhiteHouse + "/embed?on=2025-06-01&theme=dark", "text/html")]
    [InlineData(Trump + ".json?on=2025-06-01", "application/json")]
    public async Task Each_address_answers_with_its_kind_and_with_304_to_who_has_it(string address, string type)
    {
        var answer = await app.Visitor().GetAsync(address);
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be(type);
        answer.Headers.CacheControl!.ToString().Should().Contain("public").And.Contain("no-cache");
        (await app.Visitor().SendAsync(again)).StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    [Theory]
    [InlineData("/claims/nobody.svg", 404)]
    [InlineData("/lists/nothing.png", 404)]
    [InlineData("/checks/nothing/card.png", 404)]
    [InlineData(Trump + ".svg?series=none", 404)]
    [InlineData(Trump + ".png?on=then", 400)]
    [InlineData(WhiteHouse + ".svg?on=then", 400)]
    [InlineData(Trump + "?on=then", 400)]
    [InlineData(Trump + "/embed?theme=red", 400)]
    [InlineData(Trump + "/embed?series=none", 404)]
    [InlineData(WhiteHouse + "/embed?on=then", 400)]
    [InlineData("/lists/nothing/embed", 404)]
    [InlineData("/checks/propublica-2018/embed", 404)]
    public async Task A_wrong_address_is_refused(string address, int status) => ((int)(await app.Visitor().GetAsync(address)).StatusCode).Should().Be(status);

    [Fact]
    public async Task A_chart_that_leaves_its_page_has_a_heading_a_sentence_the_numbers_and_where_it_is_from()
    {
        var drawing = Drawing.Read(await app.Visitor().GetStringAsync(Trump + ".svg"));
        var then = Drawing.Read(await app.Visitor().GetStringAsync(Trump + ".svg?on=2025-06-01"));
        var workers = Drawing.Read(await app.Visitor().GetStringAsync(Trump + ".svg?series=pledge-americas-workers"));
        var one = Drawing.Read(await app.Visitor().GetStringAsync("/claims/jobsohio.svg"));

        string.Join(' ', drawing.Texts).Should().StartWith("Donald Trump: Investment claimed since January 2025 Claimed: first nearly $3 trillion (21 January 2025), last more than $18 trillion (24 February 2026).")
            .And.EndWith("PledgeTracker · localhost · as known on 29 November 2026");
        drawing.Texts.Should().Contain("nearly $3 trillion").And.Contain("$21 trillion to $22 trillion");
        string.Join(' ', then.Texts).Should().NotContain("$18 trillion").And.EndWith("as known on 1 June 2025");
        workers.Texts.First().Should().StartWith("Donald Trump: ");
        string.Join(' ', one.Texts).Should().Contain("JobsOhio: claimed totals").And.Contain("76,000 job commitments").And.Contain("2013");
    }

    [Fact]
    public async Task Every_chart_of_a_claimant_is_drawn_within_its_bounds_and_without_words_that_touch()
    {
        await using var scope = app.Services.CreateAsyncScope();
        var index = await scope.ServiceProvider.GetRequiredService<ClaimIndexes>().GetAsync(default);
        var views = new List<ClaimantView>();
        foreach (var claimant in index.Claimants)
        {
            views.Add((await scope.ServiceProvider.GetRequiredService<ClaimViews>().ClaimantAsync(claimant.Content.Slug, new QueryCollection(), default)).View!);
        }

        foreach (var language in Language.All)
        {
            language.While(() =>
            {
                foreach (var view in views)
                {
                    var claimant = view.Published;
                    foreach (var width in (int[])[1000, 720, 616, 360, 320])
                    {
                        foreach (var series in claimant.Content.Series.Where(s => view.Drawn(s).IsDrawn).Select(s => s.Key).DefaultIfEmpty(null))
                        {
                            LayoutTests.Check(view.Picture(series, new ChartOptions("c") { Width = width }));
                            LayoutTests.Check(view.Picture(series, new ChartOptions("c") { Width = width, Standalone = true, Heading = claimant.Content.Name, On = view.Today }));
                            LayoutTests.Check(view.Picture(series, new ChartOptions("c") { Width = width, HasOtherFonts = true }));
                        }
                    }
                }

                return "";
            });
        }
    }

    [Fact]
    public async Task A_claim_with_words_alone_is_shown_with_these_words()
    {
        await using var other = new TrackerApp();
        await ChangeAsync(other, "jobsohio", json => json.Replace("\"quantity\":\"76,000\"", "\"inWords\":\"tens of <thousands>\"", StringComparison.Ordinal));

        Drawing.Read(await other.Visitor().GetStringAsync("/claims/jobsohio.svg")).Texts.Should().Contain("tens of <thousands> (job commitments)");
        (await other.GetAsync("/claims/jobsohio/embed")).Page.QuerySelectorAll("svg text").Select(t => t.TextContent).Should().Contain("tens of <thousands> (job commitments)");
        (await other.Visitor().GetAsync("/claims/jobsohio/card.png")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_card_says_who_claims_what_the_list_names_and_what_is_not_known()
    {
        var (claimant, list, check) = await CardsAsync();

        claimant.Title.Should().Be("Donald Trump");
        claimant.Lines[0].Should().Be(new CardLine("24 Feb 2026", Sayer.Claimant, "more than $18 trillion", claimant.Lines[0].Words));
        list.Kicker.Should().Be("A list kept by ProPublica");
        list.Lines.Select(l => $"{l.Label}: {l.Number}").Should().Equal("Claimed: 8.9 million jobs", "On the list: 35 entries", "Counted so far: about 154,000 jobs", "New or attributable: about 122,000 jobs");
        list.Lines[0].Words.Should().StartWith("35 claims since the election, added up by ProPublica.", "the sum is the reporters’, and a card cuts off the end");
        list.Lines[1].Words.Should().StartWith("the list itself, kept by ProPublica");
        check.Kicker.Should().Be("A check of claimed totals, 29 January 2018");
        check.Lines.Select(l => l.Label).Should().Equal("claimed", "created", "new", "attributable");
    }

    [Theory]
    [InlineData(Trump)]
    [InlineData(WhiteHouse)]
    [InlineData("/checks/reuters-2025")]
    public async Task A_link_to_a_page_has_its_picture_in_its_language(string address)
    {
        foreach (var prefix in (string[])["", "/es"])
        {
            var (_, page) = await app.GetAsync(prefix + address);
            var image = page.QuerySelector("meta[property='og:image']")!.GetAttribute("content")!;

            image.Should().Be($"http://localhost{prefix}{address}/card.png?revision=1");
            using var picture = SKBitmap.Decode(await app.Visitor().GetByteArrayAsync(image));
            (picture.Width, picture.Height).Should().Be((1200, 630));
        }
    }

    [Fact]
    public async Task Every_claimant_list_and_check_has_a_card()
    {
        var sitemap = await app.Visitor().GetStringAsync("/claims.json");
        using var all = JsonDocument.Parse(sitemap);
        var urls = ((string[])["claimants", "lists", "checks"]).SelectMany(part => all.RootElement.GetProperty(part).EnumerateArray().Select(e => e.GetProperty("url").GetString()!)).ToList();

        urls.Should().HaveCount(61);
        foreach (var url in urls)
        {
            (await app.Visitor().GetAsync(url + "/card.png")).Content.Headers.ContentType!.MediaType.Should().Be("image/png", url);
        }
    }

    [Theory]
    [InlineData(Trump + "/embed")]
    [InlineData(Trump + "/embed?theme=dark&on=2025-06-01")]
    [InlineData("/claims/jobsohio/embed")]
    [InlineData(WhiteHouse + "/embed")]
    [InlineData(WhiteHouse + "/embed?on=2025-06-01")]
    [InlineData("/es" + ProPublicas + "/embed?theme=light")]
    [InlineData("/lists/us-invest-gov/embed")]
    public async Task An_embed_is_one_request_without_a_script_and_may_stand_in_any_frame(string address)
    {
        var page = await EmbedTests.FrameAsync(app, address, 35_000);

        page.QuerySelectorAll("svg").Select(s => s.ClassName).Should().Equal("pledge-chart chart-wide", "pledge-chart chart-narrow");
        page.QuerySelectorAll("main a").Should().OnlyContain(a => a.GetAttribute("href")!.StartsWith("http://localhost", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_embed_says_whether_it_is_live_or_frozen_and_when_nothing_was_changed_for_a_year()
    {
        await using var other = new TrackerApp();

        (await other.Visitor().GetStringAsync(WhiteHouse + "/embed")).Should().Contain("Live, as of 29 November 2026. Published").And.NotContain("out of date").And.NotContain("No check is recorded");
        var then = await other.Visitor().GetStringAsync(WhiteHouse + "/embed?on=2025-06-01");
        then.Should().Contain("Frozen: as known on 1 June 2025.").And.Contain("/lists/us-white-house-2025?on=2025-06-01").And.NotContain("more than $18 trillion");
        other.Clock.Advance(TimeSpan.FromDays(400));
        (await other.Visitor().GetStringAsync(WhiteHouse + "/embed")).Should().Contain("Nothing was changed for 400 days. This may be out of date.");
    }

    [Theory]
    [InlineData(Trump)]
    [InlineData("/es" + WhiteHouse)]
    [InlineData(WhiteHouse + "?on=2025-06-01")]
    public async Task OEmbed_of_a_page_leads_to_its_frame_in_its_language_and_of_its_day(string address)
    {
        var (_, page) = await app.GetAsync(address);
        using var json = JsonDocument.Parse(await app.Visitor().GetStringAsync(page.QuerySelector("link[type='application/json+oembed']")!.GetAttribute("href")! + "&maxwidth=480"));
        var inside = await BrowsingContext.New(Configuration.Default).OpenAsync(r => r.Content(json.RootElement.GetProperty("html").GetString()!));
        var frame = inside.QuerySelector("iframe")!.GetAttribute("src")!;

        frame.Should().Be("http://localhost" + address.Replace("?", "/embed?", StringComparison.Ordinal) + (address.Contains('?', StringComparison.Ordinal) ? "" : "/embed"));
        (await app.Visitor().GetAsync(frame)).StatusCode.Should().Be(HttpStatusCode.OK);
        json.RootElement.GetProperty("width").GetInt32().Should().Be(480);
        inside.QuerySelectorAll("body *").Select(e => e.LocalName).Should().BeEquivalentTo("blockquote", "a", "iframe");
        using var large = JsonDocument.Parse(await app.Visitor().GetStringAsync(page.QuerySelector("link[type='application/json+oembed']")!.GetAttribute("href")!));
        (await app.Visitor().GetAsync(large.RootElement.GetProperty("thumbnail_url").GetString())).Content.Headers.ContentType!.MediaType.Should().Be("image/png");
    }

    [Theory]
    [InlineData("/oembed?url=http://localhost/checks/propublica-2018")]
    [InlineData("/oembed?url=http://localhost/lists/never-was")]
    [InlineData("/oembed?url=https://elsewhere.example/lists/us-white-house-2025")]
    public async Task OEmbed_of_anything_else_is_refused(string address) => (await app.Visitor().GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.NotFound);

    [Theory]
    [InlineData(Trump, true)]
    [InlineData(WhiteHouse, true)]
    [InlineData("/checks/reuters-2025", false)]
    public async Task Use_this_page_names_what_there_is_and_each_of_it_answers(string address, bool hasChart)
    {
        var (_, page) = await app.GetAsync(address);
        var box = page.QuerySelectorAll("aside .box").First(b => b.QuerySelector("h2")!.TextContent == "Use this page");
        var links = box.QuerySelectorAll("ul a:not([rel=license])").Select(a => a.GetAttribute("href")!).ToList();

        links.Should().Contain(address + "/card.png");
        links.Contains(address + ".png").Should().Be(hasChart);
        foreach (var link in links)
        {
            (await app.Visitor().GetAsync(link)).StatusCode.Should().Be(HttpStatusCode.OK, link);
        }

        box.QuerySelectorAll("textarea[id^='embed-']").Length.Should().Be(hasChart ? 3 : 0);
        if (hasChart)
        {
            box.QuerySelector("#embed-live")!.TextContent.Should().Contain($"src=\"http://localhost{address}/embed\"");
            box.QuerySelector("#embed-frozen")!.TextContent.Should().Contain($"src=\"http://localhost{address}/embed?on=2026-11-29\"");
            box.QuerySelector("#embed-wide")!.TextContent.Should().MatchRegex(@"height:clamp\(\d+px,calc\(\((508px - 100vw|100vw - 508px)\)\*1000\),\d+px\)");
            var heights = System.Text.RegularExpressions.Regex.Matches(box.QuerySelector("#embed-wide")!.TextContent, @"(\d+)px[,)]").Select(m => int.Parse(m.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture)).ToList();
            heights[0].Should().BeLessThan(heights[^1], "the lower height comes first");
            box.QuerySelector("#embed-live")!.TextContent.Should().Contain($"height=\"{heights[^1]}\"", "a fixed height is enough at any width");
        }
    }

    [Fact]
    public async Task A_claimant_as_known_on_a_day_is_without_what_was_said_or_checked_later()
    {
        var (_, page) = await app.GetAsync(Trump + "?on=2025-04-15");
        using var json = JsonDocument.Parse(await app.Visitor().GetStringAsync(Trump + ".json?on=2025-04-15"));

        var claims = page.QuerySelectorAll("ol.claims > li").ToList();
        claims.Select(c => c.Id).Should().BeEquivalentTo(json.RootElement.GetProperty("document").GetProperty("claims").EnumerateArray().Select(c => "claim-" + c.GetProperty("id").GetString()));
        claims.Should().HaveCountGreaterThan(2).And.HaveCountLessThan(31);
        page.QuerySelectorAll(".claims .when time, section[aria-labelledby^='series'] time").Select(t => t.GetAttribute("datetime")!).Where(t => string.CompareOrdinal(t, "2025-04-16") >= 0).Should().BeEmpty();
        page.QuerySelector(".notice")!.TextContent.Should().Contain("As known on 15 April 2025.");
        json.RootElement.GetProperty("as_known_on").GetString().Should().Be("2025-04-15");
    }

    [Fact]
    public async Task Home_shows_a_claim_only_where_the_editors_chose_it_and_only_from_its_day_on()
    {
        await using var other = new TrackerApp();
        (await other.GetAsync("/")).Page.QuerySelectorAll(".featured").Should().BeEmpty();
        await ChangeAsync(other, "donald-trump", json => json.Replace("\"date\":\"2026-02-24\"", "\"featured\":true,\"date\":\"2026-02-24\"", StringComparison.Ordinal).Replace("\"featured\":false,", "", StringComparison.Ordinal));

        var box = (await other.GetAsync("/")).Page.QuerySelector(".featured")!;
        box.QuerySelectorAll("strong").Select(s => s.TextContent).Should().Equal("more than $18 trillion");
        box.TextContent.Should().Contain("“I secured commitments").And.Contain("24 February 2026");
        box.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).Should().Equal("/claims/donald-trump", WhiteHouse, WhiteHouse + "#ladder");
        (await other.GetAsync("/?on=2026-02-23")).Page.QuerySelectorAll(".featured").Should().BeEmpty();
        (await other.GetAsync("/?on=2026-02-24")).Page.QuerySelector(".featured a[href$='#ladder']")!.GetAttribute("href").Should().Be(WhiteHouse + "?on=2026-02-24#ladder");
        (await other.GetAsync("/es/")).Page.QuerySelector(".featured h2")!.TextContent.Should().Be("Totales afirmados");
    }

    // As an editor's publication would, in the document that readers see.
    private static async Task ChangeAsync(TrackerApp other, string claimant, Func<string, string> change) => await other.WithDatabaseAsync(async context =>
    {
        var document = await context.Documents.Include(d => d.PublishedRevision).SingleAsync(d => d.Kind == DocumentKind.Claimant && d.Key == claimant);
        var before = document.PublishedRevision!.Document;
        var after = change(before);
        after.Should().NotBe(before, "a test that changes nothing shows nothing");
        context.Entry(document.PublishedRevision).Property(r => r.Document).CurrentValue = after;
        (await context.Site.SingleAsync()).ContentVersion++;
        await context.SaveChangesAsync();
        other.Clock.Advance(TimeSpan.FromSeconds(2));
    });

    private async Task<(ClaimCardWords Claimant, ClaimCardWords List, ClaimCardWords Check)> CardsAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { Request = { Scheme = "http", Host = new HostString("localhost") } };
        var views = scope.ServiceProvider.GetRequiredService<ClaimViews>();
        var none = new QueryCollection();
        return (ClaimCard.Of((await views.ClaimantAsync("donald-trump", none, default)).View!), ClaimCard.Of((await views.ListAsync("us-trump-claims-2016-2018", none, default)).View!), ClaimCard.Of((await views.CheckAsync("propublica-2018", none, default)).View!));
    }
}
