using System.Net;
using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.Pages;

/// <summary>A place is one step from its name, deadlines stand under their month in one table, and a day's changes under one heading.</summary>
public sealed class PlaceAndDayTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    [Theory]
    [InlineData("/places?q=ohio", "/places/us/oh")]
    [InlineData("/places?q=OH", "/places/us/oh")]
    [InlineData("/places?q=us-oh", "/places/us/oh")]
    [InlineData("/places?q=united+kingdom", "/places/gb")]
    [InlineData("/places?q=tenn", "/places/us/tn")]
    [InlineData("/es/places?q=alemania", "/es/places/de")]
    public async Task A_place_is_one_step_from_its_name(string address, string place)
    {
        var answer = await app.Visitor().GetAsync(address);

        answer.StatusCode.Should().Be(HttpStatusCode.Found);
        answer.Headers.Location!.OriginalString.Should().Be(place);
        (await app.GetAsync(place)).Answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Where_several_places_fit_the_reader_chooses_and_where_none_does_the_page_says_so()
    {
        var (_, several) = await app.GetAsync("/places?q=carolina");
        var (_, none) = await app.GetAsync("/places?q=atlantis");

        several.QuerySelectorAll(".notice-line a").Select(a => a.TextContent).Should().BeEquivalentTo("North Carolina", "South Carolina");
        none.QuerySelector(".notice-line")!.TextContent.Should().Contain("No published pledge names a place like “atlantis”.");
        none.QuerySelectorAll("table.places").Should().HaveCount(2);
    }

    [Fact]
    public async Task Places_stand_on_a_map_and_on_tiles_with_the_same_links_as_the_table()
    {
        var (_, page) = await app.GetAsync("/places");

        var table = page.QuerySelectorAll("section[aria-labelledby=states] table.places tbody th a").Select(a => a.GetAttribute("href")).ToList();
        page.QuerySelectorAll("svg.place-map:not(.of-world) a").Select(a => a.GetAttribute("href")).Distinct().Should().BeEquivalentTo(table);
        page.QuerySelectorAll("svg.tile-map a").Select(a => a.GetAttribute("href")).Should().BeEquivalentTo(table);
        page.QuerySelectorAll("svg.of-world a").Select(a => a.GetAttribute("href")).Distinct().Should().BeEquivalentTo(page.QuerySelectorAll("section[aria-labelledby=countries] table.places tbody th a").Select(a => a.GetAttribute("href")));
        page.QuerySelectorAll("svg.place-map").Should().HaveCount(2).And.OnlyContain(map => map.GetAttribute("aria-hidden") == "true" && map.QuerySelectorAll("a").All(a => a.GetAttribute("tabindex") == "-1"));
    }

    [Fact]
    public async Task Deadlines_are_one_table_for_each_group_with_a_heading_for_the_rows_of_a_month()
    {
        var (_, page) = await app.GetAsync("/deadlines");

        page.QuerySelectorAll("main section").Should().HaveCount(3).And.OnlyContain(section => section.QuerySelectorAll("table").Length == 1);
        foreach (var month in page.QuerySelectorAll("table.deadlines tbody"))
        {
            month.QuerySelectorAll("th[scope=rowgroup]").Should().ContainSingle().Which.GetAttribute("rowspan").Should().Be($"{month.QuerySelectorAll("tr").Length}");
        }

        page.QuerySelectorAll("#ahead ~ table tbody tr").Length.Should().Be(int.Parse(page.QuerySelector("#ahead .soft")!.TextContent, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_changes_of_a_day_stand_under_it_and_what_was_new_leads_to_no_empty_history()
    {
        var (_, page) = await app.GetAsync("/changes");

        page.QuerySelectorAll("main h2").Select(h => h.TextContent).Should().OnlyHaveUniqueItems();
        page.QuerySelectorAll("summary").Select(s => s.TextContent).Should().Contain($"{Repository.Starters} pledges were published for the first time.");
        page.QuerySelectorAll("ul.changes a:not(.small)").Should().HaveCount(Repository.StarterDocuments);
        page.QuerySelectorAll("main a").Select(a => a.TextContent).Should().NotContain("What changed", "nothing has changed yet");
    }
}
