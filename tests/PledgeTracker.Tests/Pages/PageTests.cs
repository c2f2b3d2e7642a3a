using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Tests.Pages;

/// <summary>The pages as a visitor gets them: over HTTP, with the whole program behind them, on the starter pledges.</summary>
public sealed class PageTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Alibaba = "/pledges/alibaba-million-us-jobs-2017";

    public static TheoryData<string> Addresses =>
    [
        .. SitePages.Examples.Except(["/tips/new"]), "/pledges?sort=newest", "/pledges?sort=due&page=2", "/pledges?verdict=missed&verdict=withdrawn", "/pledges?company=apple", "/pledges?q=foxcon+wisconsin", "/pledges?q=zzzzzz",
        "/pledges?verdict=missed&place=US&jobs_from=1000&sort=title&reverse=1", "/places/in", "/changes?about=list", Alibaba + "?on=2018-01-01", Alibaba + "?revision=1",
    ];

    [Theory, MemberData(nameof(Addresses))]
    public async Task Every_page_has_one_heading_a_title_a_description_a_canonical_link_and_landmarks(string address)
    {
        var (answer, page) = await app.GetAsync(address);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        page.QuerySelectorAll("h1").Should().ContainSingle().Which.TextContent.Trim().Should().NotBeEmpty();
        page.Title.Should().EndWith(" – PledgeTracker");
        page.QuerySelector("meta[name=description]")!.GetAttribute("content").Should().NotBeNullOrWhiteSpace();
        page.QuerySelector("link[rel=canonical]")!.GetAttribute("href").Should().StartWith("http://localhost/");
        page.QuerySelector("html")!.GetAttribute("lang").Should().Be("en");
        page.QuerySelectorAll("header, nav, main, footer").Select(e => e.LocalName).Distinct().Should().BeEquivalentTo("header", "nav", "main", "footer");
        page.QuerySelector("body")!.FirstElementChild!.ClassName.Should().Be("skip", "the skip link comes first");
    }

    [Theory, MemberData(nameof(Addresses))]
    public async Task Headings_go_down_one_level_at_a_time(string address)
    {
        var (_, page) = await app.GetAsync(address);

        var levels = page.QuerySelectorAll("main h1, main h2, main h3, main h4").Select(h => h.LocalName[1] - '0').ToList();

        levels[0].Should().Be(1);
        levels.Zip(levels.Skip(1)).Where(pair => pair.Second > pair.First + 1).Should().BeEmpty();
    }

    [Theory, MemberData(nameof(Addresses))]
    public async Task No_page_needs_a_script_an_inline_style_or_another_host(string address)
    {
        var (answer, page) = await app.GetAsync(address);

        page.QuerySelectorAll("[style], style, iframe, object, embed").Should().BeEmpty();
        page.QuerySelectorAll("script").Where(s => s.GetAttribute("type") != "application/ld+json" && !(s.GetAttribute("src")?.StartsWith("/js/", StringComparison.Ordinal) == true && s.TextContent.Length == 0))
            .Should().BeEmpty("a script is a file of ours, and data for machines runs nowhere");
        page.All.SelectMany(e => e.Attributes).Where(a => a.Name.StartsWith("on", StringComparison.Ordinal)).Should().BeEmpty();
        page.QuerySelectorAll("link[href]:not([rel=license]), img[src], use[href], script[src]").Select(e => e.GetAttribute("href") ?? e.GetAttribute("src"))
            .Where(u => u!.StartsWith("http", StringComparison.Ordinal) && !u.StartsWith("http://localhost/", StringComparison.Ordinal)).Should().BeEmpty();
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("default-src 'none'").And.NotContain("unsafe");
        answer.Headers.Contains("Set-Cookie").Should().BeFalse();
    }

    [Theory, MemberData(nameof(Addresses))]
    public async Task Ids_are_unique_and_every_link_within_the_page_leads_somewhere(string address)
    {
        var (_, page) = await app.GetAsync(address);

        page.All.Where(e => e.HasAttribute("id")).Select(e => e.Id).Should().OnlyHaveUniqueItems();
        page.QuerySelectorAll("a[href^='#']").Select(a => a.GetAttribute("href")![1..]).Where(id => page.GetElementById(id) is null).Should().BeEmpty();
        page.QuerySelectorAll("[aria-labelledby]").SelectMany(e => e.GetAttribute("aria-labelledby")!.Split(' ')).Where(id => page.GetElementById(id) is null).Should().BeEmpty();
    }

    [Theory, MemberData(nameof(Addresses))]
    public async Task Tables_have_captions_and_scopes_and_times_and_numbers_have_machine_forms(string address)
    {
        var (_, page) = await app.GetAsync(address);

        page.QuerySelectorAll("table").Where(t => t.QuerySelector("caption") is null).Should().BeEmpty();
        page.QuerySelectorAll("th").Where(t => !t.HasAttribute("scope")).Should().BeEmpty();
        page.QuerySelectorAll("time").Select(t => t.GetAttribute("datetime")).Where(t => !PledgeTracker.Domain.Values.PartialDate.TryParse(t, out _)).Should().BeEmpty();
        page.QuerySelectorAll("data").Select(d => d.GetAttribute("value"))
            .Where(v => !long.TryParse(v, System.Globalization.CultureInfo.InvariantCulture, out _)).Should().BeEmpty();
    }

    [Theory]
    [InlineData("2022", "2022", "2022")]
    [InlineData("2022-01-01", "2022", "2022")]
    [InlineData("2022-05-02", "2022-05-02", "2 May 2022")]
    [InlineData("2021", "2022", "2021 to 2022")]
    [InlineData("2022", "2022-06", "2022 to June 2022")]
    public void A_time_within_one_date_says_it_once(string from, string until, string said)
    {
        using var written = new StringWriter();
        Markup.Period(PartialDate.Parse(from), PartialDate.Parse(until)).WriteTo(written, Markup.Encoder);

        System.Text.RegularExpressions.Regex.Replace(written.ToString(), "<[^>]*>", "").Should().Be(said);
    }

    [Fact]
    public async Task The_page_of_a_pledge_with_forty_sources_is_at_most_60_KB_before_compression()
    {
        var page = await app.Visitor().GetByteArrayAsync(Alibaba);

        // At a public address of 40 characters, where this one has 16.
        var addresses = Encoding.UTF8.GetString(page).Split("http://localhost").Length - 1;
        page.Length.Should().BeGreaterThan(30_000);
        (page.Length + (addresses * 24)).Should().BeLessThanOrEqualTo(60 * 1024);
    }

    [Fact]
    public async Task Every_internal_link_of_the_site_leads_to_a_page()
    {
        var seen = new HashSet<string> { "/" };
        var queue = new Queue<string>(seen);
        var broken = new List<string>();
        while (queue.TryDequeue(out var address))
        {
            var (answer, page) = await app.GetAsync(address);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                broken.Add($"{address}: {(int)answer.StatusCode}");
                continue;
            }

            foreach (var href in page.QuerySelectorAll("a[href^='/']").Select(a => a.GetAttribute("href")!.Split('#')[0]))
            {
                // Lists can be filtered and sorted in every combination, and pledges looked back to on every day: some are enough.
                if (!href.Contains('&', StringComparison.Ordinal) && !(href.Contains("?on=", StringComparison.Ordinal) && seen.Count(s => s.Contains("?on=", StringComparison.Ordinal)) >= 100) && seen.Add(href))
                {
                    queue.Enqueue(href);
                }
            }
        }

        broken.Should().BeEmpty();
        seen.Count.Should().BeGreaterThan(Repository.Starters + 60);
    }

    [Fact]
    public async Task Alibabas_page_says_that_nothing_was_counted_shows_the_studies_as_context_and_gives_the_withdrawal()
    {
        var (_, page) = await app.GetAsync(Alibaba);

        var target = page.QuerySelector("section.target")!;
        target.QuerySelector(".big")!.TextContent.Should().Be("No qualifying figure", "the pledge was withdrawn, so that nothing is missing yet");
        target.TextContent.Should().Contain("1,000,000");
        page.QuerySelector(".verdict-line")!.TextContent.Should().Contain("Withdrawn").And.Contain("19 September 2018");
        page.QuerySelector("h1")!.TextContent.Should().StartWith("Alibaba: ");
        page.QuerySelector(".answer")!.TextContent.Should().Contain("Announced to: President-elect Donald Trump.").And.Contain("“That premise no longer exists today");
        page.QuerySelector(".uncertain")!.TextContent.Should().Contain("2 figures are disputed and not counted.").And.Contain("Sources disagree on 8 points.");
        var study = page.QuerySelectorAll("table.figures tbody tr").Single(r => r.TextContent.Contains("256,000"));
        study.TextContent.Should().Contain("more than 256,000").And.Contain("jobs supported").And.Contain("Not counted");
        page.QuerySelectorAll("table.figures tbody tr").Should().Contain(r => r.TextContent.Contains("170,867") && r.TextContent.Contains("disputed"));
        page.QuerySelectorAll("ol.timeline li.withdrawn").Should().ContainSingle();
        page.QuerySelectorAll("ol.sources li").Should().NotBeEmpty();
    }

    [Fact]
    public async Task Foxconns_page_says_what_was_offered_for_a_job_with_its_parts_and_the_state_of_each()
    {
        var (_, page) = await app.GetAsync("/pledges/foxconn-wisconsin-13000-2017");

        var section = page.QuerySelector("section[aria-labelledby=incentives]")!;
        section.TextContent.Should().Contain("Offered when it was announced, whether or not it was paid later: $3,000,000,000.").And.Contain("That is $230,769 for each job pledged.")
            .And.NotContain("4,838");
        section.QuerySelectorAll("ul li").Select(li => li.TextContent).Should().Equal(
            "Wisconsin Economic Development Corporation: $2,850,000,000, tax relief, cancelled", "State of Wisconsin: $150,000,000, tax relief, offered");
    }

    [Fact]
    public async Task The_home_page_tells_paid_from_awarded_and_a_ceiling_from_an_award()
    {
        var (_, page) = await app.GetAsync("/");

        var sums = page.QuerySelectorAll("dl.totals div").Select(d => (Words: d.QuerySelector("dt")!.TextContent, Sum: d.QuerySelector("dd")!.TextContent)).Where(d => d.Words.Contains("incentives")).ToList();
        sums.Should().HaveCount(2);
        sums[0].Words.Should().Be("paid in public incentives in U.S. dollars");
        sums[1].Words.Should().StartWith("awarded in public incentives in U.S. dollars, and not known to be paid. Awards with a ceiling come on top, at most ");
    }

    [Fact]
    public async Task A_level_stands_beside_the_promised_level_and_its_share_says_from_where()
    {
        var (_, page) = await app.GetAsync("/pledges/softbank-arm-double-uk-headcount-2016");

        var target = page.QuerySelector("section.target")!;
        target.QuerySelector(".big")!.TextContent.Should().Be("more than 3,500", "the hedge stands wherever the number stands");
        target.TextContent.Should().Contain("of at least 3,498 pledged").And.Contain("about 100% of the way from 1,749.");
    }

    [Fact]
    public async Task The_chart_has_a_table_with_the_same_numbers()
    {
        var (_, page) = await app.GetAsync("/pledges/foxconn-wisconsin-13000-2017");

        var rows = page.QuerySelectorAll("table.figures tbody tr");
        var chart = page.QuerySelector("figure.chart svg")!;

        rows.Should().NotBeEmpty();
        chart.GetAttribute("role").Should().Be("img");
        chart.QuerySelector("title")!.TextContent.Should().Contain("13,000");
        rows.Should().Contain(r => r.TextContent.Contains("1,242"));
    }

    [Fact]
    public async Task As_known_on_a_day_hides_what_became_public_later()
    {
        var (_, page) = await app.GetAsync(Alibaba + "?on=2018-09-18");

        page.QuerySelector(".verdict-line")!.TextContent.Should().NotContain("Withdrawn");
        page.QuerySelectorAll("ol.timeline li.withdrawn").Should().BeEmpty();
        page.Body!.TextContent.Should().NotContain("256,000").And.Contain("As known on 18 September 2018");
        page.QuerySelector("link[rel=canonical]")!.GetAttribute("href").Should().EndWith(Alibaba);
        page.QuerySelector("meta[name=robots]")!.GetAttribute("content").Should().Be("noindex");
    }

    [Fact]
    public async Task Before_its_announcement_a_pledge_had_not_been_made()
    {
        var (answer, page) = await app.GetAsync(Alibaba + "?on=2016-12-31");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        page.QuerySelector("main")!.TextContent.Should().Contain("had not been made");
    }

    [Fact]
    public async Task A_day_in_the_future_is_today()
    {
        var (_, page) = await app.GetAsync(Alibaba + "?on=2050-01-01");

        page.QuerySelector(".verdict-line")!.TextContent.Should().Contain("Withdrawn");
        page.Body!.TextContent.Should().NotContain("As known on 1 January 2050");
    }

    [Fact]
    public async Task Lists_are_sorted_as_they_say()
    {
        var shares = new List<string>();
        foreach (var sort in (string[])["largest", "newest", "due", "progress", "title"])
        {
            var (_, page) = await app.GetAsync("/pledges?sort=" + sort);
            var first = page.QuerySelector("table.pledges tbody tr a")!.TextContent;
            shares.Add(first);
            page.QuerySelector("nav[aria-label=Order] [aria-current]")!.TextContent.Should().NotBeNullOrEmpty();
        }

        shares.Distinct().Count().Should().BeGreaterThan(2, "different orders begin with different pledges");
        var (_, newest) = await app.GetAsync("/pledges?sort=newest");
        newest.QuerySelectorAll("table.pledges tbody th time").Select(t => t.GetAttribute("datetime")!).Should().BeInDescendingOrder(StringComparer.Ordinal);
        var (_, due) = await app.GetAsync("/pledges?sort=due");
        due.QuerySelectorAll("table.pledges td.due time").Select(t => PledgeTracker.Domain.Values.PartialDate.Parse(t.GetAttribute("datetime")!).Latest).Should().BeInAscendingOrder();
    }

    [Fact]
    public async Task All_pages_of_a_list_together_show_every_pledge_once()
    {
        foreach (var sort in (string[])["progress", "title&reverse=1", "company", "verdict", "due&reverse=1"])
        {
            var titles = new List<string>();
            string? address = "/pledges?sort=" + sort, back = null;
            for (var number = 0; address is not null; number++)
            {
                var (_, page) = await app.GetAsync(address);
                var here = page.QuerySelectorAll("table.pledges tbody .title-link").Select(a => a.GetAttribute("href")!).ToList();
                page.QuerySelector("nav.pages span")!.TextContent.Should().Be($"{(number * 25) + 1} to {(number * 25) + here.Count} of {Repository.Starters}");
                if (page.QuerySelector("a[rel=prev]")?.GetAttribute("href") is { } previous)
                {
                    var (_, before) = await app.GetAsync(previous);
                    before.QuerySelectorAll("table.pledges tbody .title-link").Select(a => a.GetAttribute("href")!).Should().Equal(titles.TakeLast(25), "one page back");
                }

                titles.AddRange(here);
                (back, address) = (address, page.QuerySelector("a[rel=next]")?.GetAttribute("href"));
            }

            titles.Should().HaveCount(Repository.Starters).And.OnlyHaveUniqueItems();
            back.Should().Contain("after=");
        }
    }

    [Fact]
    public async Task A_filter_by_verdict_or_company_shows_only_these()
    {
        var (_, missed) = await app.GetAsync("/pledges?verdict=missed");
        var (_, apple) = await app.GetAsync("/pledges?company=apple");

        missed.QuerySelectorAll("table.pledges .verdict").Should().NotBeEmpty().And.OnlyContain(v => v.TextContent.Trim() == "Missed");
        apple.QuerySelectorAll("table.pledges tbody tr").Should().NotBeEmpty().And.OnlyContain(r => r.TextContent.Contains("Apple"));
        apple.QuerySelector("h1")!.TextContent.Should().Be("Pledges of Apple");
    }

    [Fact]
    public async Task Equal_states_of_a_list_have_one_canonical_address()
    {
        var (_, one) = await app.GetAsync("/pledges?verdict=missed&page=1&sort=largest&verdict=kept&utm_source=newsletter");

        one.QuerySelector("link[rel=canonical]")!.GetAttribute("href").Should().EndWith("/pledges?verdict=kept&verdict=missed");
    }

    [Fact]
    public async Task The_verdict_legend_of_the_home_page_counts_every_pledge_once()
    {
        var (_, page) = await app.GetAsync("/");

        page.QuerySelectorAll(".verdict-legend .soft").Sum(e => int.Parse(e.TextContent, System.Globalization.CultureInfo.InvariantCulture)).Should().Be(Repository.Starters);
        page.QuerySelectorAll("table.pledges tbody tr").Should().HaveCount(8);
    }

    [Theory]
    [InlineData("/", "{0} of {1}", "pledges judged past their deadline were kept, and {2} more have no final verdict yet")]
    [InlineData("/es/", "{0} de {1}", "promesas juzgadas con el plazo vencido se cumplieron, y {2} más aún no tienen veredicto definitivo")]
    public async Task The_home_page_holds_kept_pledges_against_those_judged_and_names_how_many_are_not(string address, string number, string words)
    {
        List<VerdictKind> past = [];
        var today = DateOnly.FromDateTime(TrackerApp.Now.UtcDateTime);
        await app.WithDatabaseAsync(async context => past = await context.Summaries.Where(s => s.LastDay < today).Select(s => s.Verdict).ToListAsync());
        var judged = past.Count(PledgeListing.Final.Contains);
        object[] values = [past.Count(v => v == VerdictKind.Kept), judged, past.Count - judged];
        past.Count.Should().BeGreaterThan(judged);

        var (_, page) = await app.GetAsync(address);

        var said = page.QuerySelectorAll("dl.totals > div").Select(d => (d.QuerySelector("dd")!.TextContent.Trim(), d.QuerySelector("dt")!.TextContent.Trim()));
        said.Should().Contain((string.Format(CultureInfo.InvariantCulture, number, values), string.Format(CultureInfo.InvariantCulture, words, values)));
    }

    [Fact]
    public async Task A_place_names_how_many_of_its_pledges_have_no_final_verdict_beside_those_kept()
    {
        List<VerdictKind> verdicts = [];
        await app.WithDatabaseAsync(async context => verdicts = await context.Summaries
            .Where(s => context.Pledges.Any(p => EF.Property<int>(p, "Id") == s.PledgeId && p.Places.Any(x => x.Country == "US"))).Select(s => s.Verdict).ToListAsync());

        var (_, page) = await app.GetAsync("/places");

        var cells = page.QuerySelectorAll("table.places tbody tr").First(r => r.QuerySelector("th")!.TextContent.Trim() == "United States").QuerySelectorAll("td").Select(c => c.TextContent.Trim());
        cells.Take(3).Should().Equal(((int[])[verdicts.Count, verdicts.Count(v => v == VerdictKind.Kept), verdicts.Count(v => !PledgeListing.Final.Contains(v))]).Select(n => n.ToString(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("/pledges/tesla-buffalo-1460-riverbend", "The pledge has several targets in jobs, and nothing recorded says which of them the money was for. So no cost per job is computed.", "for each job counted.")]
    [InlineData("/pledges/tsmc-arizona-2020", "No editor has marked what was on offer at the announcement, so no cost per job pledged is computed.", "for each job pledged")]
    [InlineData("/es/pledges/tsmc-arizona-2020", "Ningún editor ha marcado lo que se ofrecía al anunciarse, así que no se calcula el costo por empleo prometido.", "por cada empleo")]
    [InlineData("/es/pledges/foxconn-wisconsin-13000-2017", "Aquí no consta ningún pago, así que no se calcula el costo por empleo contabilizado.", "4.838")]
    public async Task No_money_for_a_job_is_printed_where_nothing_was_marked_as_offered_or_is_known_to_be_paid(string address, string why, string cost)
    {
        var (_, page) = await app.GetAsync(address);

        page.QuerySelector("main")!.TextContent.Should().Contain(why).And.NotContain(cost);
    }

    [Fact]
    public async Task What_was_paid_back_stands_beside_what_was_paid()
    {
        var (_, page) = await app.GetAsync("/pledges/gm-lordstown-3700-retained-2008");

        page.QuerySelector("section[aria-labelledby=incentives]")!.TextContent.Should().Contain("Paid so far: $60,300,000.").And.Contain("Paid back, or agreed to be paid back: $28,000,000.");
    }
}

/// <summary>A tracker without any pledge.</summary>
public sealed class EmptyPageTests(EmptyTrackerApp app) : IClassFixture<EmptyTrackerApp>
{
    [Theory]
    [InlineData("/", "No pledge is published yet")]
    [InlineData("/pledges", "No pledge is found")]
    [InlineData("/companies", "No company has a published pledge yet")]
    [InlineData("/deadlines", "No deadline is coming up")]
    [InlineData("/method", "Jobs created")]
    public async Task Every_page_says_that_it_is_empty(string address, string says)
    {
        var (answer, page) = await app.GetAsync(address);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        page.QuerySelector("main")!.TextContent.Should().Contain(says);
    }
}
