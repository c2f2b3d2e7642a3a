using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.Pages;

/// <summary>Every fact of the article from which the tracker began stands on the page of the pledge that it is about.</summary>
public sealed class SeedTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    [Theory]
    [InlineData("the jobs", "1,000,000")]
    [InlineData("the jobs, in words", "one million U.S. jobs")]
    [InlineData("the businesses", "one million American small businesses")]
    [InlineData("by when", "five years")]
    [InlineData("where they met", "Trump Tower")]
    [InlineData("how long", "about 40 minutes")]
    [InlineData("the day", "9 January 2017")]
    [InlineData("who is meant", "small businesses and farmers")]
    [InlineData("where they are", "especially in the Midwest")]
    [InlineData("where they sell", "China and Asia, especially Southeast Asia")]
    [InlineData("the merchants of today", "about ten million")]
    [InlineData("their jobs", "more than 30 million jobs in China alone")]
    [InlineData("the consumers", "more than 300 million middle-class consumers in China")]
    [InlineData("Ma on what was spoken of", "We’re focused on small business.")]
    [InlineData("Ma on Trump", "I think the President-elect is very smart, very open-minded.")]
    [InlineData("Ma on trade", "I told him my ideas about how to improve trade.")]
    [InlineData("Trump on Ma", "great entrepreneur, one of the best in the world")]
    [InlineData("Trump on both", "Jack and I are going to do some great things")]
    [InlineData("Clark on the effort", "requires a big effort")]
    [InlineData("Clark on talking", "There’s nothing to lose in talking")]
    [InlineData("Clark on the tone", "anti-China rhetoric")]
    [InlineData("the campaign", "tariffs of 45 percent on Chinese products")]
    [InlineData("the exchange", "traded in New York under the symbol BABA")]
    [InlineData("the listing", "NYSE: BABA")]
    [InlineData("what became of it", "our promise cannot be fulfilled")]
    public async Task The_founding_facts_stand_on_Alibabas_page(string fact, string words)
    {
        var (_, page) = await app.GetAsync("/pledges/alibaba-million-us-jobs-2017");

        string.Join(' ', page.QuerySelector("main")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Should().Contain(words, fact);
    }

    [Theory]
    [InlineData("Jack Ma", 4)]
    [InlineData("Donald Trump", 2)]
    [InlineData("Duncan Clark", 4)]
    public async Task The_three_who_spoke_are_quoted_by_name(string speaker, int quotes)
    {
        var (_, page) = await app.GetAsync("/pledges/alibaba-million-us-jobs-2017");

        page.QuerySelectorAll("blockquote").Count(q => (q.ParentElement!.TextContent + q.NextElementSibling?.TextContent).Contains(speaker, StringComparison.Ordinal)).Should().BeGreaterThanOrEqualTo(quotes);
    }
}
