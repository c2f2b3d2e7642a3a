using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.Pages;

/// <summary>What somebody outside the company gave out is said on that somebody's word.</summary>
public sealed class OutsiderTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    [Theory]
    [InlineData("anduril-arsenal-1-4000-2025", "Anduril", "According to Mike DeWine on 16 January 2025, Anduril was to create more than 4,000 jobs by 2035.")]
    [InlineData("bayer-monsanto-3000-jobs-2017", "Bayer, together with Monsanto,", "According to Sean Spicer on 17 January 2017, Bayer, together with Monsanto, was to create at least 3,000 jobs.")]
    public async Task What_only_an_outsider_announced_is_never_said_to_be_promised_by_the_company(string slug, string company, string sentence)
    {
        var (_, page) = await app.GetAsync("/pledges/" + slug);

        page.QuerySelector("#paste")!.TextContent.Should().StartWith(sentence);
        page.QuerySelectorAll(".beside-verdict").Select(p => p.TextContent).Should().Contain(t => t.StartsWith("Announced for ", StringComparison.Ordinal));
        page.Head!.QuerySelector("meta[name=description]")!.GetAttribute("content").Should().StartWith(sentence);
        foreach (var twin in (string[])["", ".json", ".atom", "/embed", ".svg"])
        {
            (await app.Visitor().GetStringAsync($"/pledges/{slug}{twin}")).Should().NotContain($"{company} promised to", twin);
        }

        var (_, spanish) = await app.GetAsync("/es/pledges/" + slug);
        spanish.QuerySelector("#paste")!.TextContent.Should().StartWith("Según lo que dijo ").And.Contain(" iba a crear ");
    }

    [Fact]
    public async Task What_the_company_announced_itself_is_still_its_promise()
    {
        var (_, page) = await app.GetAsync("/pledges/foxconn-wisconsin-13000-2017");

        page.QuerySelector("#paste")!.TextContent.Should().StartWith("Foxconn promised to create");
        page.QuerySelectorAll(".beside-verdict").Select(p => p.TextContent).Should().NotContain(t => t.StartsWith("Announced for ", StringComparison.Ordinal));
    }
}
