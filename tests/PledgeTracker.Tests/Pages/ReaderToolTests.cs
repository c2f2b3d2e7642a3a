using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Pages.Pledges;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Pages;

/// <summary>Search, figures of their own, looking back and suggestions, over HTTP.</summary>
public sealed class ReaderToolTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Foxconn = "/pledges/foxconn-wisconsin-13000-2017";

    [Fact]
    public void The_page_of_the_list_is_kept_apart_by_every_key_its_filter_reads()
    {
        var keys = ((PublicPageAttribute)typeof(IndexModel).GetCustomAttributes(typeof(PublicPageAttribute), false).Single()).QueryKeys;

        keys.Should().BeEquivalentTo([.. DataRequest.FilterKeys, Web.Reading.PledgePages.OnKey]);
    }

    [Fact]
    public async Task A_search_marks_what_hit_and_says_where()
    {
        var (_, page) = await app.GetAsync("/pledges?q=trump+tower");

        page.QuerySelector("h1")!.TextContent.Should().Be("Search: trump tower");
        page.QuerySelectorAll("table.pledges mark").Select(m => m.TextContent.ToLowerInvariant()).Should().Contain("trump").And.Contain("tower");
        page.QuerySelectorAll(".excerpt").Should().NotBeEmpty();
        page.QuerySelector("input[name=q]")!.GetAttribute("value").Should().Be("trump tower");
    }

    [Theory]
    [InlineData("%3Cscript%3Ealert(1)%3C/script%3E")]
    [InlineData("%22%3E%3Cimg+src%3Dx+onerror%3Dalert(1)%3E")]
    [InlineData("%27%3B+drop+table+pledges%3B+--")]
    [InlineData("%F0%9F%99%82%F0%9F%99%82")]
    [InlineData("%22%22%22+-+*+%28%29")]
    [InlineData("%00%01")]
    [InlineData("NEAR%28a+b%29+AND+OR+NOT")]
    public async Task A_hostile_search_is_a_page_that_says_what_it_found(string query)
    {
        var (answer, page) = await app.GetAsync("/pledges?q=" + query);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        page.QuerySelectorAll("main script, main img").Should().BeEmpty();
        page.QuerySelector("h1")!.TextContent.Should().StartWith("Search: ");
    }

    [Fact]
    public async Task A_search_of_thousands_of_characters_is_cut_and_answered()
    {
        var (answer, _) = await app.GetAsync("/pledges?q=" + new string('a', 4000) + "+foxconn");

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/pledges?q=zzzzzzzz", "No pledge mentions “zzzzzzzz”.")]
    [InlineData("/pledges?q=%F0%9F%99%82", "There is no word in")]
    [InlineData("/pledges?q=foxconn&verdict=kept", "none fits all your choices")]
    [InlineData("/pledges?verdict=kept&pace=behind&year=1999", "No pledge fits every choice")]
    [InlineData("/pledges?jobs_from=10&jobs_to=1", "A range ends before it begins")]
    public async Task Where_nothing_is_found_the_page_says_why(string address, string says)
    {
        var (answer, page) = await app.GetAsync(address);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        page.QuerySelector(".nothing")!.TextContent.Should().Contain(says);
    }

    [Theory]
    [InlineData("/pledges?pace=fast", "There is no pace")]
    [InlineData("/pledges?jobs_from=many", "is not a whole number")]
    [InlineData("/pledges?jobs_from=-5", "is not a whole number")]
    [InlineData("/pledges?year=abc", "is not a year")]
    [InlineData("/pledges?place=nowhere", "is not the code of a country")]
    [InlineData("/pledges?currency=dollars", "is not the code of a currency")]
    [InlineData("/pledges?since=soon", "is not a day")]
    [InlineData("/pledges?on=2018-13-01", "is not a day")]
    [InlineData("/pledges?after=nonsense", "names no point in this list")]
    [InlineData("/pledges?after=NTc6YWJj", "names no point in this list")]
    [InlineData("/pledges?after=x&page=2", "not both")]
    [InlineData("/pledges?sort=relevance", "Only a search")]
    [InlineData("/pledges?reverse=yes", "reverse is 1")]
    [InlineData("/companies/foxconn?on=x", "is not a day")]
    [InlineData(Foxconn + "?since=x", "is not a day")]
    public async Task What_is_not_understood_is_said(string address, string says)
    {
        var (answer, page) = await app.GetAsync(address);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        page.Body!.TextContent.Should().Contain(says);
    }

    [Fact]
    public async Task A_chip_removes_its_choice_and_a_choice_of_a_facet_finds_as_many_as_it_says()
    {
        var (_, page) = await app.GetAsync("/pledges?verdict=missed&place=US");

        foreach (var link in page.QuerySelectorAll(".facet li a").Where(a => a.GetAttribute("aria-current") is null).Take(12))
        {
            var (_, further) = await app.GetAsync(link.GetAttribute("href")!);
            var count = int.Parse(link.QuerySelector(".soft")!.TextContent, System.Globalization.CultureInfo.InvariantCulture);
            var isVerdict = link.GetAttribute("href")!.Contains("verdict=missed&verdict=", StringComparison.Ordinal) || link.GetAttribute("href")!.Split("verdict=").Length > 2;
            var isPlace = link.GetAttribute("href")!.Split("place=").Length > 2;
            var caption = further.QuerySelector("table.pledges caption")!.TextContent;
            if (!isVerdict && !isPlace)
            {
                caption.Should().StartWith($"{count} pledge", link.GetAttribute("href"));
            }
        }

        page.QuerySelectorAll(".chips .chip").Should().HaveCount(2);
        var (_, without) = await app.GetAsync(page.QuerySelector(".chips .chip")!.GetAttribute("href")!);
        without.QuerySelectorAll(".chips .chip").Should().HaveCount(1);
    }

    [Fact]
    public async Task Suggestions_are_companies_and_pledges_whose_names_begin_so()
    {
        using var answer = JsonDocument.Parse(await app.Visitor().GetStringAsync("/suggest?q=foxc"));

        answer.RootElement.EnumerateArray().Select(s => s.GetProperty("address").GetString()).Should().StartWith("/companies/foxconn").And.Contain(Foxconn).And.HaveCountLessThanOrEqualTo(8);
        foreach (var text in (string[])["", "%F0%9F%99%82", "%22", "-", "zzzz"])
        {
            (await app.Visitor().GetStringAsync("/suggest?q=" + text)).Should().Be("[]", text);
        }
    }

    [Fact]
    public async Task A_figure_has_a_page_that_explains_its_share_and_names_its_sources()
    {
        var (_, pledge) = await app.GetAsync("/pledges/intel-ohio-3000-2022");
        var link = pledge.QuerySelectorAll("table.figures td.number a").First(a => a.TextContent == "69").GetAttribute("href")!;

        var (answer, page) = await app.GetAsync(link);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        page.QuerySelector("h1")!.TextContent.Should().Be("69 jobs created");
        page.QuerySelector(".computed")!.TextContent.Should().Be("2.3% = 69 of 3,000 (27% on a steady path by 31 December 2023).");
        page.QuerySelectorAll("ol.sources li").Should().NotBeEmpty();
        page.QuerySelector(".cite")!.TextContent.Should().Contain(link);
        page.QuerySelector("#revision-1")!.TextContent.Should().StartWith("First published");
    }

    [Fact]
    public async Task A_figure_keeps_its_number_through_corrections_and_the_number_of_one_taken_out_is_not_given_again()
    {
        await using var own = new TrackerApp();
        var (_, draft) = StarterData.Pledges().First(p => p.Draft.Slug == "foxconn-wisconsin-13000-2017");
        var corrected = draft.Figures.ToList();
        corrected[1] = corrected[1] with { Quantity = "555", Note = "Counted again." };
        await PublishAsync(own, draft with { Figures = [corrected[1], .. corrected.Take(1), .. corrected.Skip(2)] }, PublicationKind.Correction);
        await PublishAsync(own, draft with { Figures = [.. corrected.Skip(2).Append(corrected[0] with { AsOf = "2025-06", Published = "2025-07", Quantity = "4321", Note = "New.", ReportedBy = "Somebody else", Basis = "media-count", Span = "total", Counting = "context", Reason = "x" })] }, PublicationKind.Update);

        var (answer, second) = await own.GetAsync(Foxconn + "/figures/2");
        answer.StatusCode.Should().Be(HttpStatusCode.OK, "a number that was cited is still explained");
        second.QuerySelector("h1")!.TextContent.Should().StartWith("555");
        second.QuerySelector(".notice")!.TextContent.Should().Contain("was removed from the pledge");
        second.QuerySelectorAll("h3[id^=revision]").Select(h => h.TextContent.Split(',')[0]).Should().Equal("Removed", "Correction", "First published");
        second.QuerySelectorAll("table.diff").Should().ContainSingle().Which.TextContent.Should().Contain("more than 100").And.Contain("555");

        var highest = draft.Figures.Count + 1;
        var (_, added) = await own.GetAsync($"{Foxconn}/figures/{highest}");
        added.QuerySelector("h1")!.TextContent.Should().StartWith("4,321");
        (await own.Visitor().GetAsync($"{Foxconn}/figures/{highest + 1}")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        var csv = await own.Visitor().GetStringAsync("/data/figures.csv?fields=number,pledge&bom=0");
        csv.Split("\r\n").Where(l => l.Contains("foxconn-wisconsin", StringComparison.Ordinal)).Select(l => int.Parse(l.Split(',')[0], System.Globalization.CultureInfo.InvariantCulture))
            .Should().Equal([.. Enumerable.Range(3, draft.Figures.Count - 2), highest]);
    }

    [Fact]
    public async Task Stepping_back_from_today_comes_to_every_day_on_which_something_became_known()
    {
        var address = "/pledges/alibaba-million-us-jobs-2017";
        var days = new List<string>();
        for (var step = 0; step < 60; step++)
        {
            var (answer, page) = await app.GetAsync(address);
            answer.StatusCode.Should().Be(HttpStatusCode.OK);
            if (page.QuerySelector(".steps a[rel~=prev]")?.GetAttribute("href") is not { } previous)
            {
                break;
            }

            days.Add(previous[^10..]);
            address = previous;
        }

        days.Should().BeInDescendingOrder().And.OnlyHaveUniqueItems().And.HaveCountGreaterThan(5);
        days[^1].Should().Be("2017-01-09");
    }

    [Fact]
    public async Task A_pledge_says_what_changed_since_a_day()
    {
        var (_, page) = await app.GetAsync("/pledges/alibaba-million-us-jobs-2017?since=2018-01-01");

        page.QuerySelector(".notice")!.TextContent.Should().Contain("What changed since 1 January 2018").And.Contain("withdrawn").And.NotContain("announced");
    }

    [Fact]
    public async Task Deadlines_stand_under_their_month_and_companies_have_their_record_in_sentences()
    {
        var (_, deadlines) = await app.GetAsync("/deadlines");
        deadlines.QuerySelectorAll("#ahead ~ table th[scope=rowgroup]").Select(c => c.TextContent).Should().Contain("January 2029").And.Contain("2028, no month given");

        var (_, foxconn) = await app.GetAsync("/companies/foxconn");
        foxconn.QuerySelectorAll(".record li").Select(l => l.TextContent).Should().Contain("1 pledge has a counted figure: at the lowest reading, 1,242 of 13,000 jobs created (9.5%).");
    }

    private static Task PublishAsync(TrackerApp app, PledgeDraft draft, PublicationKind kind) => app.WithDatabaseAsync(async context =>
        (await new Publication(context).PublishAsync(draft, new PublicationTerms("Ada", TrackerApp.Now.UtcDateTime.AddMinutes(await context.Revisions.CountAsync()), new DateOnly(2026, 11, 29), "Said.") { Kind = kind })).Should().BeEmpty());
}
