using System.Text.RegularExpressions;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.Assistants;

/// <summary>What was found of a claim, a list or an entry is told with the address where it can be read in full, at the state that is told of.</summary>
public sealed partial class AssistantClaimTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    private const string WhiteHouse = "us-white-house-2025";

    [Fact]
    public async Task Each_finding_about_an_entry_has_the_address_of_its_check()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var index = await app.WithAsync<ClaimIndexes, ClaimIndex>(indexes => indexes.GetAsync(default).AsTask());
        var parts = await assistant.PartsAsync("list_entries", new Dictionary<string, object> { ["list"] = WhiteHouse, ["limit"] = 25 });
        var told = parts.SelectMany(p => p.Values.GetProperty("found").EnumerateArray()).ToDictionary(e => e.GetProperty("slug").GetString()!, e => e.GetProperty("judgement").GetString()!);

        foreach (var item in index.List(WhiteHouse)!.Content.Items)
        {
            var checks = item.Findings.Where(f => f.Check is not null).Select(f => $"http://localhost/checks/{f.Check}?revision=1").ToList();
            Checks().Matches(told[item.Key]).Select(m => m.Value).Should().Equal(checks, item.AsListed);
            (told[item.Key] == "No finding about this entry is recorded.").Should().Be(item.Findings.Count == 0);
        }

        told.Values.SelectMany(t => Checks().Matches(t)).Should().NotBeEmpty();
        told["apple"].Should().MatchRegex(@"^The Wall Street Journal \(13 July 2025\) found: usual spending\. .+\. http://localhost/checks/wsj-2025\?revision=1");
        parts.SelectMany(p => Checks().Matches(p.Text)).Should().NotBeEmpty("the text has them too");
    }

    [Fact]
    public async Task Each_check_of_a_claim_or_a_list_is_told_with_its_address_and_the_address_answers()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var (_, claims) = await assistant.AskAsync("read_claimant", new { claimant = "donald-trump", limit = 25 });
        var judgements = claims.GetProperty("found").EnumerateArray().Select(c => c.GetProperty("judgement").GetString()!).ToList();
        judgements[0].Should().MatchRegex(@"Cato Institute \(2026\) found: .+ http://localhost/checks/cato-2026\?revision=1");
        judgements.Should().OnlyContain(j => Found().Count(j) == Checks().Count(j));

        var (text, list) = await assistant.AskAsync("read_list", new { list = WhiteHouse });
        var judgement = list.GetProperty("list").GetProperty("judgement").GetString()!;
        judgement.Should().StartWith("The tracker does not judge claims. Checks of the list and of claims that rest on it: ").And.Contain("(13 July 2025): http://localhost/checks/wsj-2025?revision=1");
        text.Should().Contain(judgement);

        foreach (var address in judgements.Append(judgement).SelectMany(j => Checks().Matches(j)).Select(m => m.Value).Distinct())
        {
            (await app.Visitor().GetAsync(new Uri(address).PathAndQuery)).IsSuccessStatusCode.Should().BeTrue(address);
        }
    }

    [Fact]
    public async Task A_check_that_came_after_the_day_asked_for_is_told_of_nowhere()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var (text, _) = await assistant.AskAsync("read_list", new { list = WhiteHouse, on = "2025-07-01" });
        var (entries, _) = await assistant.AskAsync("list_entries", new { list = WhiteHouse, on = "2025-07-01", company = "apple" });

        (text + entries).Should().NotContain("wsj-2025");
        (await assistant.AskAsync("list_entries", new { list = WhiteHouse, on = "2025-07-13", company = "apple" })).Text.Should().Contain("http://localhost/checks/wsj-2025?revision=1");
    }

    [Fact]
    public async Task An_entry_is_cited_at_its_own_page_of_the_list()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var parts = await assistant.PartsAsync("list_entries", new Dictionary<string, object> { ["list"] = WhiteHouse, ["on"] = "2026-06-01", ["limit"] = 25 });
        foreach (var entry in parts.SelectMany(p => p.Values.GetProperty("found").EnumerateArray()))
        {
            var cite = new Uri(entry.GetProperty("cite").GetString()!);
            cite.Query.Should().StartWith("?on=2026-06-01");
            (await app.GetAsync(cite.PathAndQuery)).Page.GetElementById(cite.Fragment[1..]).Should().NotBeNull(cite.ToString());
        }
    }

    [GeneratedRegex(@"http://localhost/checks/[a-z0-9-]+\?revision=\d+")]
    private static partial Regex Checks();

    [GeneratedRegex(@"\) found: ")]
    private static partial Regex Found();
}
