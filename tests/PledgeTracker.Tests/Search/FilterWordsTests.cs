using System.Text.Json;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Tests.Search;

/// <summary>Words of a search that the tracker has as a filter, on the starter pledges.</summary>
public sealed class FilterWordsTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TrackerApp.Now.UtcDateTime);

    [Theory]
    [InlineData("missed", "?verdict=missed", "")]
    [InlineData("promesas incumplidas en Ohio", "?verdict=missed&place=US-OH", "")]
    [InlineData("which companies broke promises in Ohio", "?verdict=missed&verdict=withdrawn&place=US-OH", "companies")]
    [InlineData("not kept", "?verdict=missed", "")]
    [InlineData("cumplidas en parte", "?verdict=partly-kept", "")]
    [InlineData("bankrupt", "?lapsed=insolvency", "")]
    [InlineData("overdue", "?pace=overdue", "")]
    [InlineData("under trump kept", "?verdict=kept&term=trump-2017&term=trump-2025", "")]
    [InlineData("trump", "", "trump")]
    [InlineData("factories in TX", "?place=US-TX", "factories")]
    [InlineData("or", "", "or")]
    [InlineData("texas instruments", "", "texas instruments")]
    [InlineData("us steel ohio", "?place=US-OH", "us steel")]
    [InlineData("NASDAQ:INTC", "?company=intel", "")]
    [InlineData("$RIVN", "?company=rivian", "")]
    [InlineData("NYSE: T", "?company=att", "")]
    [InlineData("over 50,000 jobs", "?jobs_from=50001", "")]
    [InlineData("más de 10.000 empleos en Texas", "?place=US-TX&jobs_from=10001", "")]
    [InlineData("13,000 jobs", "", "13,000 jobs")]
    [InlineData("between 1000 and 2000 jobs", "?jobs_from=1000&jobs_to=2000", "")]
    [InlineData("over $10 billion", "?money_from=10000000001", "")]
    [InlineData("at least €5 billion", "?money_from=5000000000&currency=EUR", "")]
    [InlineData("over $1 billion in subsidies", "?public_money_from=1000000001", "")]
    [InlineData("over half a million jobs", "?jobs_from=500001", "")]
    [InlineData("over twenty thousand jobs", "?jobs_from=20001", "")]
    [InlineData("over 1'000'000 jobs", "?jobs_from=1000001", "")]
    [InlineData("between half a million and 1.5 million jobs", "?jobs_from=500000&jobs_to=1500000", "")]
    [InlineData("between 2 and 3 million jobs", "?jobs_from=2000000&jobs_to=3000000", "")]
    [InlineData("between $2 and $3 billion", "?money_from=2000000000&money_to=3000000000", "")]
    [InlineData("between 900 and 3,000 jobs", "?jobs_from=900&jobs_to=3000", "")]
    [InlineData("at least US$500m", "?money_from=500000000", "")]
    [InlineData("over EUR 1.5bn", "?money_from=1500000001&currency=EUR", "")]
    [InlineData("over 1.5 billion euros in Texas", "?place=US-TX&money_from=1500000001&currency=EUR", "")]
    [InlineData("over 900 semiconductor jobs", "?tag=semiconductors&jobs_from=901", "jobs")]
    [InlineData("under $50,000 per job", "?per_job_to=49999", "")]
    [InlineData("2017", "?year=2017", "")]
    [InlineData("since 2020", "?year_from=2020", "")]
    [InlineData("de 2016 a 2018", "?year_from=2016&year_to=2018", "")]
    [InlineData("due 2030", "?due_from=2030&due_to=2030", "")]
    [InlineData("vencen en 2025", "?due_from=2025&due_to=2025", "")]
    [InlineData("due this year", "?due_from=2026&due_to=2026", "")]
    [InlineData("Ohio, United States", "?place=US-OH", "")]
    [InlineData("clawback", "?money_state=clawed-back", "")]
    [InlineData("jobs saved", "?metric=jobs-retained", "")]
    [InlineData("\"missed\" ohio", "?place=US-OH", "missed")]
    [InlineData("ohio -missed", "?place=US-OH", "missed")]
    [InlineData("america's ohio", "?place=US-OH", "")]
    public async Task A_word_that_is_a_filter_is_taken_as_one(string typed, string filter, string text)
    {
        var reading = (await IndexAsync()).Words.Read(typed, Today);

        reading.Filter.ToQuery().Should().Be(filter);
        string.Join(' ', reading.Query.Terms.Select(t => t.Typed)).Should().Be(text);
    }

    [Fact]
    public async Task No_word_means_two_things()
    {
        var meanings = FilterVocabulary.Facets.Split('\n').Select(line => line.Split(':', 2))
            .SelectMany(line => line[1].Split(',').Select(phrase => (Key: string.Join(' ', SearchWords.Of(phrase).Select(w => w.Stem)), Choice: line[0].Trim())))
            .GroupBy(m => m.Key).Where(g => g.Select(m => m.Choice).Distinct().Count() > 1).Select(g => g.Key);

        meanings.Should().BeEmpty();
        (await IndexAsync()).Words.Known.Should().HaveCountGreaterThan(300);
    }

    [Fact]
    public async Task A_chip_says_the_trackers_word_and_takes_the_readers_word_off()
    {
        var (_, page) = await app.GetAsync("/pledges?q=broken+promises+ohio");

        page.QuerySelectorAll(".chips .taken").Select(c => Text(c.TextContent)).Should().Equal("Verdict: Missed or Withdrawn : remove×", "Place: Ohio : remove×");
        page.QuerySelectorAll(".chips .taken").Select(c => c.GetAttribute("href")).Should().Equal("/pledges?q=promises%20ohio", "/pledges?q=broken%20promises");
        Text(page.QuerySelector(".first-line")!.TextContent).Should().StartWith("1 pledge: verdict Missed or Withdrawn, place Ohio.").And.NotContain("broken");
        page.QuerySelectorAll("a[rel=nofollow]").Select(a => a.GetAttribute("href")).Should().Contain("/pledges?q=%22broken%22%20promises%20ohio");
    }

    [Fact]
    public async Task A_choice_made_by_a_word_is_taken_back_in_its_facet_and_what_else_the_word_chose_stays()
    {
        var (_, page) = await app.GetAsync("/pledges?q=broken+ohio");
        var choices = page.QuerySelectorAll(".facet a[aria-current]").Select(a => a.GetAttribute("href")).ToList();

        choices.Should().Contain("/pledges?q=ohio&verdict=withdrawn").And.Contain("/pledges?q=broken");
    }

    [Fact]
    public async Task Every_form_of_the_list_reads_the_words_in_the_same_way()
    {
        var (_, page) = await app.GetAsync("/pledges?q=missed");
        var rows = page.QuerySelectorAll("table.pledges a.title-link").Select(a => a.GetAttribute("href")!["/pledges/".Length..]).ToList();

        rows.Should().HaveCount(7);
        (await app.Visitor().GetStringAsync("/pledges.csv?q=missed&fields=slug")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Should().BeEquivalentTo(rows);
        using var json = JsonDocument.Parse(await app.Visitor().GetStringAsync("/pledges.json?q=missed&limit=all"));
        json.RootElement.GetProperty("total").GetInt32().Should().Be(7);
        (await app.Visitor().GetStringAsync("/pledges.atom?q=missed")).Should().Contain("foxconn-wisconsin-13000-2017").And.NotContain("kroger-10000-hires-2017");
    }

    [Fact]
    public async Task Where_nothing_fits_the_nearest_the_filters_and_a_way_to_tell_us_are_offered()
    {
        var (_, page) = await app.GetAsync("/pledges?q=nikola+arizona");

        var nothing = page.QuerySelector(".nothing")!;
        nothing.TextContent.Should().Contain("No pledge mentions “nikola”.");
        nothing.QuerySelectorAll("table.pledges a.title-link").Should().NotBeEmpty();
        nothing.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).Should().Contain("/tips/new").And.Contain("/companies").And.Contain("/places").And.Contain("/pledges?q=arizona");
    }

    [Fact]
    public async Task A_word_of_claimed_totals_is_not_corrected_into_one_of_a_pledge()
    {
        var (_, page) = await app.GetAsync("/pledges?q=whitmer");

        page.QuerySelector(".notice-line").Should().BeNull();
        page.QuerySelectorAll(".first-line a").Select(a => a.GetAttribute("href")).Should().Contain("/claims/gretchen-whitmer");
    }

    [Theory]
    [InlineData("brok", "Missed or Withdrawn", "verdict", "/pledges?verdict=missed&verdict=withdrawn")]
    [InlineData("ohi", "Ohio", "place", "/places/us/oh")]
    [InlineData("gou", "Terry Gou", "person", "/pledges?q=%22Terry%20Gou%22")]
    [InlineData("kemp", "Brian Kemp", "claimed totals", "/claims/brian-kemp")]
    [InlineData("enterprise", "Texas Enterprise Fund grants", "list", "/lists/tx-enterprise-fund")]
    [InlineData("semicond", "Semiconductors", "tag", "/pledges?tag=semiconductors")]
    [InlineData("intel", "3,000 Intel jobs at two chip plants in Ohio", "pledge, Intel", "/pledges/intel-ohio-3000-2022")]
    public async Task A_suggestion_says_what_it_is(string typed, string title, string kind, string address)
    {
        using var answer = JsonDocument.Parse(await app.Visitor().GetStringAsync("/suggest?q=" + typed));

        answer.RootElement.EnumerateArray().Select(s => (s.GetProperty("title").GetString(), s.GetProperty("kind").GetString(), s.GetProperty("address").GetString())).Should().Contain((title, kind, address));
    }

    [Theory]
    [InlineData("/pledges?sort=public-money", "micron-new-york-9000-2022")]
    [InlineData("/pledges?sort=money-for-a-job", "micron-new-york-9000-2022")]
    public async Task A_list_is_sorted_by_public_money_and_by_what_it_was_for_a_job(string address, string first)
    {
        var (_, page) = await app.GetAsync(address);

        page.QuerySelector("table.pledges a.title-link")!.GetAttribute("href").Should().Be("/pledges/" + first);
    }

    private static string Text(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<PledgeIndex> IndexAsync() => await ((PledgeIndexes)app.Services.GetService(typeof(PledgeIndexes))!).GetAsync(default);
}
