using System.Text.RegularExpressions;
using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.Assistants;

/// <summary><c>/llms.txt</c> has the form of llmstxt.org, and every address in it is there.</summary>
public sealed partial class LlmsTextTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    [Fact]
    public async Task It_is_a_title_a_summary_words_and_sections_of_links()
    {
        var answer = await app.Visitor().GetAsync("/llms.txt");
        var lines = (await answer.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n');

        answer.Content.Headers.ContentType!.ToString().Should().Be("text/plain; charset=utf-8");
        answer.Headers.ETag.Should().NotBeNull();
        lines[0].Should().Be("# PledgeTracker");
        lines[1].Should().BeEmpty();
        lines[2].Should().StartWith("> Public pledges of companies to create or keep jobs (124), ");
        lines.Count(l => l.StartsWith("# ", StringComparison.Ordinal)).Should().Be(1);
        var sections = Array.FindIndex(lines, l => l.StartsWith("## ", StringComparison.Ordinal));
        lines[3..sections].Should().NotContain(l => l.StartsWith('#') || l.StartsWith('-'), "before the sections there are only words");
        lines[sections..].Where(l => l.Length > 0).Should().OnlyContain(l => Heading().IsMatch(l) || Link().IsMatch(l));
        lines.Where(l => Heading().IsMatch(l)).Select(l => l[3..]).Should().Equal("Ask", "Read", "Method", "Claimed totals", "Optional");
    }

    [Fact]
    public async Task Every_address_in_it_answers()
    {
        var text = await app.Visitor().GetStringAsync("/llms.txt");
        var addresses = Link().Matches(text).Select(m => m.Groups["url"].Value).ToList();

        addresses.Should().OnlyHaveUniqueItems().And.OnlyContain(a => a.StartsWith("http://localhost/", StringComparison.Ordinal)).And.Contain("http://localhost/mcp").And.Contain("http://localhost/pledges/alibaba-million-us-jobs-2017");
        foreach (var address in addresses.Where(a => a != "http://localhost/mcp"))
        {
            (await app.Visitor().GetAsync(address)).IsSuccessStatusCode.Should().BeTrue(address);
        }
    }

    [Fact]
    public async Task It_names_the_public_address_and_is_in_no_sitemap()
    {
        await using var other = new PublicApp();
        var text = await other.Visitor().GetStringAsync("/llms.txt");

        text.Should().StartWith("# The Tracker\n").And.Contain("(https://news.example/jobs/mcp)").And.NotContain("localhost");
        (await other.Visitor().GetStringAsync("/sitemap.xml")).Should().NotContain("llms.txt");
        (await other.Visitor().GetAsync("/es/llms.txt")).Headers.Location!.ToString().Should().Be("/jobs/llms.txt");
    }

    [Fact]
    public async Task An_empty_tracker_has_one_too()
    {
        await using var empty = new EmptyTrackerApp();
        var text = await empty.Visitor().GetStringAsync("/llms.txt");

        text.Should().Contain("jobs (0), ").And.Contain("## Ask").And.NotContain("## Claimed totals").And.Contain("[All pledges](http://localhost/pledges.csv)");
    }

    [GeneratedRegex("^## [A-Z][A-Za-z ]+$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^- \[[^\]\n]+\]\((?<url>https?://[^)\s]+)\)(: [^\n]+)?$", RegexOptions.Multiline)]
    private static partial Regex Link();

    private sealed class PublicApp : TrackerApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["PublicAddress"] = "https://news.example/jobs", ["Publisher"] = "The Tracker" };
    }
}
