using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ModelContextProtocol.Protocol;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Tests.OpenData;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.Assistants;

/// <summary>What is told of a pledge is whole and fair: all that a sentence rests on, the earlier verdicts, the company's own words, and nothing of a later day.</summary>
public sealed class AssistantPledgeTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    private const string Alibaba = "alibaba-million-us-jobs-2017", Foxconn = "foxconn-wisconsin-13000-2017";

    [Fact]
    public async Task The_source_of_a_changed_target_is_told_wherever_the_change_is()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var (text, found) = await assistant.AskAsync("list_pledges", new { company = "foxconn" });

        // It is named by nothing else that the sentence says.
        const string Amended = "https://wisconsindevelopment.com/exdisplaysolo.asp?idstr=8724";
        UrlsOf(found.GetProperty("pledges").EnumerateArray().Single(p => p.GetProperty("slug").GetString() == Foxconn)).Should().Contain(Amended);
        text.Should().Contain(Amended);
    }

    [Fact]
    public async Task Each_pledge_is_told_with_the_sources_of_all_that_its_sentence_says()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var told = (await assistant.PartsAsync("list_pledges", new Dictionary<string, object> { ["limit"] = 25 })).SelectMany(p => p.Values.GetProperty("pledges").EnumerateArray()).ToDictionary(p => p.GetProperty("slug").GetString()!, UrlsOf);
        var seen = new HashSet<string>();
        await app.WithAsync<PublishedPledges, int>(async pledges =>
        {
            var ids = await app.WithAsync<PledgeTrackerDbContext, List<int>>(context => context.Summaries.Select(s => s.PledgeId).ToListAsync());
            await foreach (var published in pledges.ReadAsync(ids, default))
            {
                var (pledge, headline) = (published.Pledge, TargetProgress.Of(published.Pledge, published.Pledge.Headline, new DateOnly(2026, 11, 29)));
                foreach (var (what, sources) in new (string, IEnumerable<Source>)[]
                {
                    ("revision", headline.Target.Revisions.SelectMany(r => r.Sources)), ("height", headline.Height?.Figure.Sources ?? []), ("stronger", headline.Stronger?.Sources ?? []),
                    ("level", headline.LevelWithoutStart?.Sources ?? []), ("part", headline.FromParts.SelectMany(p => p.Sources)), ("latest", headline.Latest?.Sources ?? []), ("verdict", pledge.Verdict?.Sources ?? []),
                })
                {
                    sources.Select(s => s.Url).Except(told[pledge.Slug]).Should().BeEmpty("{0} of {1} is said", what, pledge.Slug);
                    seen.UnionWith(sources.Take(1).Select(_ => what));
                }
            }

            return 0;
        });
        seen.Should().Contain(["revision", "height", "stronger", "part", "latest", "verdict"], "there is one of each among the starter pledges");
    }

    [Fact]
    public async Task Every_verdict_is_told_with_its_reason_and_which_one_held_on_the_day()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var (text, read) = await assistant.AskAsync("read_pledge", new { pledge = Foxconn });
        read.GetProperty("verdicts").EnumerateArray().Select(v => (v.GetProperty("verdict").GetString(), v.GetProperty("since").GetString(), v.GetProperty("holds").GetBoolean())).Should().Equal(("stalled", "2020-10-12", false), ("missed", "2021-04-20", true));
        var reason = read.GetProperty("verdicts")[0].GetProperty("reason").GetString();
        text.Should().MatchRegex($@"\nEarlier verdicts:\n- stalled, since 12 October 2020\. {System.Text.RegularExpressions.Regex.Escape(reason!)} (\[\d+\])+\n");

        var (then, before) = await assistant.AskAsync("read_pledge", new { pledge = Foxconn, on = "2020-12-31" });
        before.GetProperty("verdicts").EnumerateArray().Should().ContainSingle().Which.GetProperty("holds").GetBoolean().Should().BeTrue();
        then.Should().NotContain("Earlier verdicts").And.NotContain("missed, since");

        var (buffalo, three) = await assistant.AskAsync("read_pledge", new { pledge = "tesla-buffalo-1460-riverbend" });
        three.GetProperty("verdicts").EnumerateArray().Select(v => v.GetProperty("holds").GetBoolean()).Should().Equal(false, false, true);
        buffalo.IndexOf("since 1 February 2022", StringComparison.Ordinal).Should().BePositive().And.BeLessThan(buffalo.IndexOf("- partly kept, since 16 April 2025", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_pledge_is_never_compared_with_itself_however_it_is_named()
    {
        await using var other = new NewsroomApp();
        await other.WithDatabaseAsync(async context =>
        {
            (await context.Documents.SingleAsync(d => d.Key == Alibaba)).FormerSlugs.Add(new FormerSlug { Slug = "alibaba-before" });
            await context.SaveChangesAsync();
        });
        await using var assistant = await Assistant.ConnectAsync(other);
        const string One = "A comparison has two to 6 different pledges, and this one names 1.";
        foreach (var twin in (string[])[Alibaba, $"http://localhost/pledges/{Alibaba}", $"/es/pledges/{Alibaba}/?on=2018-01-01#verdict", "alibaba-before", "https://elsewhere.example/pledges/alibaba-before"])
        {
            (await assistant.RefusedAsync("compare_pledges", new { pledge = new[] { Alibaba, twin } })).Should().Be(One, twin);
        }

        (await assistant.RefusedAsync("compare_pledges", new { pledge = new[] { "alibaba-before", "", $"/pledges/{Alibaba}" } })).Should().Be(One);
        var (_, two) = await assistant.AskAsync("compare_pledges", new { pledge = new[] { Foxconn, "alibaba-before", $"/pledges/{Foxconn}", Alibaba } });
        two.GetProperty("pledges").EnumerateArray().Select(p => p.GetProperty("slug").GetString()).Should().Equal(Alibaba, Foxconn);
        two.GetProperty("page").GetString().Should().Be($"http://localhost/compare?pledge={Alibaba}&pledge={Foxconn}");
    }

    [Fact]
    public async Task Six_pledges_are_compared_and_not_seven_and_a_name_given_twice_counts_once()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var slugs = new DirectoryInfo(Repository.StarterPledges).GetFiles("*.json").Select(f => Path.GetFileNameWithoutExtension(f.Name)).Order(StringComparer.Ordinal).Take(7).ToArray();

        (await assistant.RefusedAsync("compare_pledges", new { pledge = slugs })).Should().Be("A comparison has two to 6 different pledges, and this one names 7.");
        var (_, six) = await assistant.AskAsync("compare_pledges", new { pledge = slugs.Take(6).Concat(slugs.Take(6).Select(s => "/pledges/" + s)).ToArray() });
        six.GetProperty("pledges").GetArrayLength().Should().Be(6);
    }

    [Fact]
    public async Task What_became_known_after_a_day_is_told_in_the_words_of_the_page_and_without_a_day_nothing_is()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var (text, found) = await assistant.AskAsync("list_pledges", new { company = "tesla", since = "2024-01-01" });
        var page = (await app.GetAsync("/pledges?company=tesla&since=2024-01-01")).Page.QuerySelector("main")!.TextContent;
        foreach (var pledge in found.GetProperty("pledges").EnumerateArray())
        {
            var news = pledge.GetProperty("news").GetString();
            news.Should().NotBeNullOrEmpty();
            page.Should().Contain(news);
            text.Should().Contain($"\nKnown after 2024-01-01: {news}.\n");
        }

        var (plain, today) = await assistant.AskAsync("list_pledges", new { company = "tesla" });
        today.GetProperty("pledges").EnumerateArray().Should().OnlyContain(p => p.GetProperty("news").ValueKind == JsonValueKind.Null);
        plain.Should().NotContain("Known after");

        // Of a day in the past nothing is told that became known after it.
        var (_, then) = await assistant.AskAsync("list_pledges", new { company = "foxconn", since = "2019-12-01", on = "2019-12-31" });
        then.GetProperty("pledges").EnumerateArray().Select(p => p.GetProperty("news").GetString() ?? "").Should().NotContain(n => n.Contains("verdict", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_publication_is_told_with_what_became_known_after_the_day_that_was_asked_for_and_says_so()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var parts = await assistant.PartsAsync("changes_since", new Dictionary<string, object> { ["since"] = "2021-01-01", ["about"] = "pledge", ["limit"] = 25 });
        var foxconn = parts.SelectMany(p => p.Values.GetProperty("changes").EnumerateArray()).Single(c => c.GetProperty("slug").GetString() == Foxconn);

        foxconn.GetProperty("news").GetString().Should().EndWith("verdict: missed");
        parts.Select(p => p.Text).Should().Contain(t => t.Contains($"\nKnown after 2021-01-01: {foxconn.GetProperty("news").GetString()}.\n", StringComparison.Ordinal)).And.NotContain(t => t.Contains("Since then", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_question_to_the_company_is_told_with_its_answer_and_none_before_its_day()
    {
        await using var own = new EmptyTrackerApp();
        await RowTests.PublishAsync(own, Given.Draft() with
        {
            Inquiries =
            [
                new InquiryDraft { Asked = "2020-05-03", Question = "How many are there?", Outcome = "answered", Answered = "2020-05-09", Answer = "All of them, and ten more." },
                new InquiryDraft { Asked = "2020-06-01", Question = "Since when?", Outcome = "declined" },
                new InquiryDraft { Asked = "2020-07-01", Question = "On whose payroll?", Outcome = "answered", Answer = "Ours." },
            ],
        });
        await using var assistant = await Assistant.ConnectAsync(own);

        var (text, read) = await assistant.AskAsync("read_pledge", new { pledge = "acme-jobs" });
        text.Should().Contain("\nAsked on 3 May 2020: How many are there? Answered. The company answered: “All of them, and ten more.”\nAsked on 1 June 2020: Since when? Declined.\nAsked on 1 July 2020: On whose payroll? Answered. The company answered: “Ours.”\n");
        read.GetProperty("inquiries").EnumerateArray().Select(Said).Should().Equal(
            ("2020-05-03", "answered", "2020-05-09", "All of them, and ten more."), ("2020-06-01", "declined", null, null), ("2020-07-01", "answered", null, "Ours."));
        var page = (await own.GetAsync("/pledges/acme-jobs")).Page;
        read.GetProperty("inquiries").EnumerateArray().Select(i => i.GetProperty("question").GetString()).Should().OnlyContain(q => page.QuerySelector("#asked ~ ul")!.TextContent.Contains(q!));

        var (between, asked) = await assistant.AskAsync("read_pledge", new { pledge = "acme-jobs", on = "2020-05-05" });
        asked.GetProperty("inquiries").EnumerateArray().Select(Said).Should().Equal(("2020-05-03", "open", null, null));
        between.Should().Contain("Asked on 3 May 2020: How many are there? Open.\n").And.NotContain("All of them").And.NotContain("1 June").And.NotContain("The company answered");

        // An answer without a day may be younger than any day that is looked back to.
        var (_, later) = await assistant.AskAsync("read_pledge", new { pledge = "acme-jobs", on = "2020-12-31" });
        later.GetProperty("inquiries").EnumerateArray().Select(i => i.GetProperty("answer").GetString()).Should().Equal("All of them, and ten more.", null, null);
        (await assistant.AskAsync("read_pledge", new { pledge = "acme-jobs", on = "2020-05-02" })).Values.GetProperty("inquiries").GetArrayLength().Should().Be(0);

        static (string?, string?, string?, string?) Said(JsonElement i) => (i.GetProperty("asked").GetString(), i.GetProperty("outcome").GetString(), i.GetProperty("answered").GetString(), i.GetProperty("answer").GetString());
    }

    [Fact]
    public async Task The_companys_side_says_whether_it_was_asked_and_why_not()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var (text, read) = await assistant.AskAsync("read_pledge", new { pledge = Foxconn });
        var side = read.GetProperty("pledge").GetProperty("judgement").GetProperty("company_side").GetString()!;
        var page = (await app.GetAsync("/pledges/" + Foxconn)).Page;

        string.Join(' ', page.QuerySelector(".answer .side")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Should().StartWith("The company’s side. " + side);
        text.Should().Contain("\nThe company’s side. " + side + "\n");
        assistant.Tools.Single(t => t.Name == "read_pledge").ProtocolTool.OutputSchema!.Value.GetRawText().Should().Contain("Whether the company was asked, and whether it answered.");
    }

    [Fact]
    public async Task The_filters_are_named_as_readers_know_them()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var filters = (await assistant.Client.ReadResourceAsync("pledgetracker://filters")).Contents.OfType<TextResourceContents>().Single().Text;

        filters.Should().MatchRegex(@"\n- `people-hired` people hired: \d+\n").And.MatchRegex(@"\n- `tesla` Tesla: 3\n").And.MatchRegex(@"\n- `us-white-house-2025` The Trump Effect: .+: \d+\n").And.MatchRegex(@"\n- `US-OH` Ohio: 10\n");
        filters[filters.IndexOf("## metric", StringComparison.Ordinal)..filters.IndexOf("## company", StringComparison.Ordinal)].Should().NotMatchRegex(@"\n- `[a-z]+-[a-z-]+`: ", "a code is no name");
    }

    private static List<string?> UrlsOf(JsonElement pledge) => [.. pledge.GetProperty("sources").EnumerateArray().Select(s => s.GetProperty("url").GetString())];
}
