using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.Pages;

/// <summary>What is said on whose word, and what a verdict rests on.</summary>
public sealed class WhoseWordTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    [Theory]
    [InlineData("anduril-arsenal-1-4000-2025", "Anduril", "Announced on 16 January 2025 by Mike DeWine: Anduril was to create more than 4,000 jobs by the end of 2035.")]
    [InlineData("bayer-monsanto-3000-jobs-2017", "Bayer, together with Monsanto,", "Announced on 17 January 2017 by Sean Spicer: Bayer, together with Monsanto, was to create at least 3,000 jobs.")]
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
        spanish.QuerySelector("#paste")!.TextContent.Should().StartWith("Anuncio hecho ").And.Contain(" iba a crear ");
    }

    [Fact]
    public async Task Of_a_headline_without_a_number_the_verdict_names_the_other_targets_and_its_reason_beside_it()
    {
        var (_, page) = await app.GetAsync("/pledges/t-mobile-sprint-merger-jobs-2018");

        var beside = page.QuerySelectorAll(".verdict-line ~ .beside-verdict").Select(p => p.TextContent).Single(t => t.Contains("main target", StringComparison.Ordinal));
        beside.Should().StartWith("The main target has no number. Other targets of the pledge have one: 3,600 jobs promised by about April 2021; 11,000 jobs promised by 2024.");
        page.QuerySelector(".answer")!.TextContent.Should().Contain("This verdict rests on the second target, 3,600 more employees by April 2021");
        page.QuerySelector("#paste")!.TextContent.Should().Contain("Other targets of the pledge have one: 3,600 jobs promised by about April 2021");
    }

    [Fact]
    public async Task What_the_company_announced_itself_is_still_its_promise()
    {
        var (_, page) = await app.GetAsync("/pledges/foxconn-wisconsin-13000-2017");

        page.QuerySelector("#paste")!.TextContent.Should().StartWith("Foxconn promised to create");
        page.QuerySelectorAll(".beside-verdict").Select(p => p.TextContent).Should().NotContain(t => t.StartsWith("Announced for ", StringComparison.Ordinal));
    }
}
