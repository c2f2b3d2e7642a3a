using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.Pages;

/// <summary>The sums on a company's page say no more than its pledges do.</summary>
public sealed class CompanySumTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    [Fact]
    public async Task A_joint_pledge_is_named_and_left_out_of_the_sums_of_a_company()
    {
        var (_, page) = await app.GetAsync("/companies/starbucks");

        var record = page.QuerySelector("ul.record")!.TextContent;
        record.Should().Contain("1 pledge has a counted figure: at the lowest reading, 40,000 of 25,000 people hired (160%).").And.NotContain("112%").And.NotContain("125,000");
        page.QuerySelector("main")!.TextContent.Should().Contain("In no sum on this page, because it was promised together with others:").And.Contain("(more than a dozen other firms)");
    }

    [Theory]
    [InlineData("/companies/amazon")]
    [InlineData("/companies/intel")]
    public async Task Pledges_whose_times_overlap_are_summed_without_a_percentage_and_with_the_reason(string address)
    {
        var (_, page) = await app.GetAsync(address);

        var sentence = page.QuerySelectorAll("ul.record li").Select(li => li.TextContent).Single(t => t.Contains("pledges have a counted figure", StringComparison.Ordinal));
        sentence.Should().Contain("We give no percentage, because pledges for overlapping times, or that follow each other, may include the same jobs.").And.MatchRegex("counted between .* and ");
        sentence.Should().NotContain("%");
        page.QuerySelectorAll("ul.record li").Select(li => li.TextContent).Should().Contain(t => t.Contains(" add up to ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/places")]
    [InlineData("/places/us")]
    public async Task Sums_of_many_companies_say_that_they_do_not_tell_overlapping_pledges_apart(string address) =>
        (await app.GetAsync(address)).Page.QuerySelector("main")!.TextContent.Should().Contain("Pledges of one company for overlapping times may include the same jobs.");
}
