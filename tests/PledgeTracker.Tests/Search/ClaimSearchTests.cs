using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Tests.Search;

/// <summary>The search of pledges finds claimed totals too: claimants, claims, lists, entries and checks.</summary>
public sealed class ClaimSearchTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    [Theory]
    [InlineData("gretchen whitmer", "/claims/gretchen-whitmer")]
    [InlineData("“State of the Union”", "/claims/donald-trump#claim-trump-2602-18tn")]
    [InlineData("9.6 trillion", "/claims/white-house-trump#claim-wh-2511-96tn")]
    [InlineData("Invest.gov map", "/lists/us-invest-gov")]
    [InlineData("clasen chocolate", "/lists/us-white-house-2025#item-clasen")]
    [InlineData("glenn kessler", "/checks/washpost-2025")]
    [InlineData("ramaphos*", "/claims/cyril-ramaphosa")]
    public async Task A_search_finds_the_place_where_its_words_stand(string asked, string address)
    {
        var (_, page) = await app.GetAsync("/pledges?q=" + Uri.EscapeDataString(asked));

        page.QuerySelectorAll("section[aria-labelledby=among-claims] a").Select(a => a.GetAttribute("href")).Should().Contain(address);
    }

    [Fact]
    public async Task The_page_in_Spanish_leads_to_the_pages_in_Spanish()
    {
        var (_, page) = await app.GetAsync("/es/pledges?q=whitmer");

        page.QuerySelector("#among-claims")!.TextContent.Should().MatchRegex("^[0-9]+ resultados entre los totales afirmados$");
        page.QuerySelectorAll("section[aria-labelledby=among-claims] a").Select(a => a.GetAttribute("href")).Should().OnlyContain(a => a!.StartsWith("/es/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("whitmer -governor", 1, "a word that is excluded takes out what has it")]
    [InlineData("\"glenn kessler\"", 1, "words in quotation marks stand next to each other")]
    [InlineData("\"kessler glenn\"", 0, "and in that order")]
    [InlineData("zyzzyva", 0, "nothing is made up")]
    public async Task Its_rules_are_those_of_the_search_of_pledges(string asked, int least, string because)
    {
        var index = await app.Services.GetRequiredService<ClaimIndexes>().GetAsync(default);
        var hits = index.Search.Find(SearchQuery.Parse(asked));

        hits.Count.Should().BeGreaterThanOrEqualTo(least, because);
        if (least == 0)
        {
            hits.Should().BeEmpty(because);
        }
    }

    [Fact]
    public async Task A_list_of_pledges_that_looks_back_or_is_not_searched_names_none()
    {
        (await app.GetAsync("/pledges")).Page.QuerySelector("#among-claims").Should().BeNull();
        (await app.GetAsync("/pledges?q=whitmer&on=2024-01-01")).Page.QuerySelector("#among-claims").Should().BeNull();
    }
}
