using System.Net;
using Microsoft.AspNetCore.Hosting;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Pages.Dev;

namespace PledgeTracker.Tests.Charts;

public class GalleryTests
{
    [Fact]
    public async Task The_gallery_is_not_there_for_readers()
    {
        await using var app = new EmptyTrackerApp();

        var (answer, _) = await app.GetAsync("/dev/charts");

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task In_development_the_gallery_shows_every_hard_case_with_ids_of_its_own()
    {
        await using var app = new EmptyTrackerApp();
        await using var inDevelopment = app.WithWebHostBuilder(builder => builder.UseEnvironment("Development"));

        var html = await inDevelopment.CreateClient().GetStringAsync(new Uri("/dev/charts", UriKind.Relative));

        var page = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(html, CancellationToken.None);
        page.QuerySelectorAll("svg.chart-wide").Length.Should().Be(ChartSamples.All().Count);
        page.QuerySelectorAll("svg.chart-narrow").Length.Should().Be(ChartSamples.All().Count);
        page.QuerySelectorAll("[id]").Select(e => e.Id).Should().OnlyHaveUniqueItems();
        page.QuerySelectorAll("svg [style], svg style").Length.Should().Be(0);
    }
}
