using System.Text.Json;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Pages;

/// <summary>
/// The newsroom's day is the tracker's day. The clock stands at noon of 29 November in UTC, which is one in the night of the
/// 24th in Auckland.
/// </summary>
public sealed class NewsroomDayTests(NewsroomDayTests.AucklandApp app) : IClassFixture<NewsroomDayTests.AucklandApp>
{
    private const string Slug = "alibaba-million-us-jobs-2017";

    [Theory]
    [InlineData("", "Published 30 November 2026")]
    [InlineData("/history", "Update, 30 November 2026")]
    [InlineData("/embed", "as of 30 November 2026")]
    public async Task What_is_published_in_the_night_was_published_on_the_newsrooms_day(string form, string said)
    {
        await PublishAsync();

        var (_, page) = await app.GetAsync($"/pledges/{Slug}{form}");

        string.Join(' ', page.Body!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Should().Contain(said).And.NotContainEquivalentOf("published 29 November 2026");
    }

    [Fact]
    public async Task Programs_citations_and_the_log_of_changes_are_told_the_same_day()
    {
        await PublishAsync();

        (await app.Visitor().GetStringAsync($"/pledges/{Slug}/cite.ris")).Should().Contain("2026/11/30").And.NotContain("2026/11/23");
        (await app.Visitor().GetStringAsync($"/pledges/{Slug}/cite.csl.json")).Should().Contain("2026,11,30").And.NotContain("2026,11,23");
        JsonDocument.Parse(await app.Visitor().GetStringAsync($"/pledges/{Slug}.json")).RootElement.GetProperty("as_known_on").GetString().Should().Be("2026-11-30");
        var (_, changes) = await app.GetAsync("/changes");
        changes.QuerySelector("main h2 time")!.GetAttribute("datetime").Should().Be("2026-11-30");
        var (_, list) = await app.GetAsync($"/pledges?since=2026-11-29&company=alibaba");
        list.QuerySelectorAll("table tbody tr").Should().NotBeEmpty("it was published after that day");
    }

    [Fact]
    public async Task Looking_back_to_the_day_before_is_looking_back_and_to_the_newsrooms_day_is_today()
    {
        var (_, yesterday) = await app.GetAsync($"/pledges/{Slug}?on=2026-11-29");
        var (_, today) = await app.GetAsync($"/pledges/{Slug}?on=2026-11-30");

        yesterday.QuerySelector(".notice")!.TextContent.Should().Contain("As known on 29 November 2026.");
        (today.QuerySelector(".notice")?.TextContent ?? "").Should().NotContain("As known on");
    }

    [Fact]
    public void An_instant_is_shown_in_the_newsrooms_zone_to_the_second_with_the_offset_where_the_hour_comes_twice()
    {
        var newYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

        NewsroomTime.ToTheSecond(new DateTime(2026, 11, 1, 5, 30, 0, DateTimeKind.Utc), newYork).Should().Be("2026-11-01 01:30:00 UTC-04:00");
        NewsroomTime.ToTheSecond(new DateTime(2026, 11, 1, 6, 30, 0, DateTimeKind.Utc), newYork).Should().Be("2026-11-01 01:30:00 UTC-05:00");
        NewsroomTime.ToTheSecond(new DateTime(2026, 11, 1, 8, 30, 0, DateTimeKind.Utc), newYork).Should().Be("2026-11-01 03:30:00");
    }

    private async Task PublishAsync()
    {
        var draft = Repository.ReadStarterPledge(Slug + ".json");
        await app.WithDatabaseAsync(async context => (await new Publication(context).PublishAsync(
            draft with { Title = draft.Title + " " + Guid.NewGuid().ToString("N")[..4] }, new PublicationTerms("Ada", TrackerApp.Now.UtcDateTime, new DateOnly(2026, 11, 30), "Said."))).Should().BeEmpty());
    }

    public sealed class AucklandApp : TrackerApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["TimeZone"] = "Pacific/Auckland" };
    }
}
