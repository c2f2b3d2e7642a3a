using System.Net;
using System.Text.Json;
using ModelContextProtocol.Protocol;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Assistants;

/// <summary>
/// Ten questions of journalists, each as the sequence of calls by which an assistant gets to its answer. What it is told has the facts, the
/// hedge, the day, the state of judgement, the sources and the address to cite, in the words of the page.
/// </summary>
public sealed class AssistantQuestionTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    private const string Alibaba = "alibaba-million-us-jobs-2017", Foxconn = "foxconn-wisconsin-13000-2017";

    [Fact]
    public async Task What_did_Alibaba_promise_and_what_came_of_it_as_known_on_the_first_day_of_2018()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var (_, found) = await assistant.AskAsync("search", new { query = "What did Alibaba promise?" });
        var slug = found.GetProperty("pledges")[0].GetProperty("slug").GetString();
        slug.Should().Be(Alibaba);

        var (text, then) = await assistant.AskAsync("read_pledge", new { pledge = slug, on = "2018-01-01" });
        var pledge = then.GetProperty("pledge");
        pledge.GetProperty("sentence").GetString().Should().StartWith("Alibaba promised to create 1,000,000 jobs by about January 2022, announced on 9 January 2017 by Jack Ma.").And.Contain("No figure on record counts for the promise.").And.EndWith("No verdict had been given.");
        (pledge.GetProperty("day").GetString(), pledge.GetProperty("looks_back").GetBoolean(), pledge.GetProperty("judgement").GetProperty("sentence").GetString()).Should().Be(("2018-01-01", true, "No verdict had been given."));
        pledge.GetProperty("cite").GetString().Should().Be($"http://localhost/pledges/{Alibaba}?on=2018-01-01");
        text.Should().Contain($"(PledgeTracker, as of 1 January 2018: http://localhost/pledges/{Alibaba}?on=2018-01-01)").And.Contain("[11] CGTN").And.NotContain("withdrawn").And.NotContain("September 2018").And.NotContain("2019");

        var (_, now) = await assistant.AskAsync("read_pledge", new { pledge = slug });
        var judged = now.GetProperty("pledge").GetProperty("judgement");
        (judged.GetProperty("code").GetString(), judged.GetProperty("sentence").GetString(), judged.GetProperty("since").GetString()).Should().Be(("withdrawn", "Verdict: withdrawn, since 19 September 2018.", "2018-09-19"));
        judged.GetProperty("meaning").GetString().Should().Be("Taken back by the company itself.");

        var (_, before) = await assistant.AskAsync("read_pledge", new { pledge = slug, on = "2016-12-31" });
        before.GetProperty("pledge").GetProperty("was_made").GetBoolean().Should().BeFalse();
        before.GetProperty("pledge").GetProperty("sentence").GetString().Should().StartWith("On 31 December 2016 this pledge had not been made.");
        before.GetProperty("figures").GetArrayLength().Should().Be(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Which_pledges_in_Ohio_are_overdue(string kind)
    {
        await using var either = await EitherApp.StartAsync(kind, withPledges: true);
        await using var assistant = await Assistant.ConnectAsync(either);
        var (none, asked) = await assistant.AskAsync("search", new { query = "Which pledges in Ohio are overdue?" });
        asked.GetProperty("finding").GetString().Should().Be("0 pledges: place Ohio, pace Overdue.");
        none.Should().Contain("No pledge fits every choice.").And.Contain("Try instead: Ohio (10 pledges)").And.Contain("Try instead: overdue (7 pledges)");

        // The pace needs a count. Whose deadline has passed is another question, and an assistant that reads the tool's words asks it.
        var (text, passed) = await assistant.AskAsync("list_pledges", new { place = new[] { "US-OH" }, deadline = "passed" });
        passed.GetProperty("finding").GetString().Should().Be("2 pledges: deadline Passed, place Ohio.");
        passed.GetProperty("pledges").EnumerateArray().Select(p => (p.GetProperty("slug").GetString(), p.GetProperty("judgement").GetProperty("sentence").GetString())).Should().Equal(
            ("fca-2000-jobs-2017", "Verdict: not yet rated."), ("lordstown-motors-1570-2020", "Verdict: lapsed (insolvency), since 27 June 2023."));
        text.Should().Contain("The deadline, 2020, is that of the project.").And.Contain("http://localhost/pledges/lordstown-motors-1570-2020?revision=1)").And.Contain("As of 2026-11-29.");
    }

    [Fact]
    public async Task How_many_of_the_13_000_jobs_of_Foxconn_are_there()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var (_, found) = await assistant.AskAsync("search", new { query = "foxcon wisconsin 13,000 jobs" });
        found.GetProperty("pledges").EnumerateArray().Select(p => p.GetProperty("slug").GetString()).Should().Contain(Foxconn);

        var (text, read) = await assistant.AskAsync("read_pledge", new { pledge = Foxconn });
        var pledge = read.GetProperty("pledge");
        var (promised, counted) = (pledge.GetProperty("promised"), pledge.GetProperty("counted"));
        (promised.GetProperty("hedge").GetString(), promised.GetProperty("low").GetInt64(), promised.GetProperty("said").GetString()).Should().Be(("up to", 13_000, "up to 13,000 jobs promised"));
        (counted.GetProperty("hedge").GetString(), counted.GetProperty("low").GetInt64(), pledge.GetProperty("share").GetString(), pledge.GetProperty("counted_as_of").GetString()).Should().Be((null, 1_242, "9.5%", "2024-12-31"));
        text.Should().Contain("As of 31 December 2024, 1,242 are counted, 9.5% of what was promised (basis: government record, by Wisconsin Economic Development Corporation).")
            .And.Contain("What speaks against the word: the 13,000 were announced as “up to”").And.Contain("The company was not asked:");
        read.GetProperty("figures").EnumerateArray().Where(f => f.GetProperty("counting").GetString() != "counted").Should().OnlyContain(f => f.GetProperty("reason").GetString()!.Length > 0);
        await IsOnThePageAsync(pledge);
    }

    [Fact]
    public async Task Which_came_further_Foxconn_or_Alibaba()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var (text, compared) = await assistant.AskAsync("compare_pledges", new { pledge = new[] { Foxconn, Alibaba } });

        compared.GetProperty("finding").GetString().Should().Be("Counted of each promise: Foxconn 9.5%. Without a usable share: Alibaba.");
        compared.GetProperty("differences").EnumerateArray().Select(d => d.GetString()).Should().Contain("Alibaba has no usable figure or no promised number. Jobs may still exist.").And.Contain("Foxconn: the target was changed later. The share is of the original one.");
        text.Should().Contain($"http://localhost/compare?pledge={Alibaba}&pledge={Foxconn}").And.Contain("Verdict: withdrawn, since 19 September 2018.").And.Contain("Verdict: missed, since 20 April 2021.");

        var (_, then) = await assistant.AskAsync("compare_pledges", new { pledge = new[] { Foxconn, Alibaba }, on = "2018-06-30" });
        then.GetProperty("page").GetString().Should().EndWith("&on=2018-06-30");
        then.GetProperty("pledges").EnumerateArray().Should().OnlyContain(p => p.GetProperty("judgement").GetProperty("sentence").GetString() == "No verdict had been given." && p.GetProperty("cite").GetString()!.EndsWith("?on=2018-06-30"));
    }

    [Fact]
    public async Task What_is_behind_the_18_trillion_dollars_that_Trump_speaks_of()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var (_, found) = await assistant.AskAsync("search", new { query = "trump trillion" });
        found.GetProperty("claims").EnumerateArray().Select(c => c.GetProperty("slug").GetString()).Should().Contain("donald-trump");

        var (said, claims) = await assistant.AskAsync("read_claimant", new { claimant = "donald-trump", limit = 2 });
        var newest = claims.GetProperty("found")[0];
        newest.GetProperty("sentence").GetString().Should().StartWith("Donald Trump (24 February 2026): more than $18 trillion. “I secured commitments for more than $18 trillion");
        newest.GetProperty("number").GetProperty("hedge").GetString().Should().Be("more than");
        newest.GetProperty("judgement").GetString().Should().StartWith("The tracker does not judge claims. Cato Institute (2026) found:");
        newest.GetProperty("cite").GetString().Should().Be("http://localhost/claims/donald-trump?revision=1#claim-trump-2602-18tn");
        said.Should().Contain("[30] The New Republic");

        var (ladder, steps) = await assistant.AskAsync("read_list", new { list = "us-white-house-2025" });
        steps.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("step").GetString()).Should().Equal("Claimed", "On the list", "By companies", "New", "Promised jobs", "Counted so far", "New or attributable");
        ladder.Should().Contain("$9.7 trillion (the list itself, kept by the White House under Donald Trump, February 2026)").And.Contain("So no step is subtracted from another, and none is a share of another.").And.Contain("That is not counted as 0.");

        var (entries, apple) = await assistant.AskAsync("list_entries", new { list = "us-white-house-2025", company = "apple" });
        apple.GetProperty("total").GetInt32().Should().Be(1);
        entries.Should().Contain("The entry is this pledge: http://localhost/pledges/apple-20000-jobs-2025.").And.Contain("The Wall Street Journal (13 July 2025) found: usual spending.");
    }

    [Fact]
    public async Task What_did_ProPublica_find_of_the_jobs_that_Trump_claimed_and_what_was_known_before()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var (text, check) = await assistant.AskAsync("read_check", new { check = "propublica-2018" });
        text.Should().Contain("about 206,000 jobs (created: So far).").And.Contain("about 63,000 jobs (attributable:").And.Contain("Limits: The companies’ own word").And.Contain("This is somebody else’s work.").And.Contain("http://localhost/checks/propublica-2018?revision=1");
        check.GetProperty("found")[0].GetProperty("sources").GetArrayLength().Should().Be(2);

        var (before, _) = await assistant.AskAsync("read_list", new { list = "us-trump-claims-2016-2018", on = "2018-01-01" });
        before.Should().NotContain("206,000").And.Contain("?on=2018-01-01");
        var (after, _) = await assistant.AskAsync("read_list", new { list = "us-trump-claims-2016-2018", on = "2018-12-31" });
        after.Should().Contain("about 206,000 jobs (ProPublica, 29 January 2018: created)").And.NotContain("154,000");
    }

    [Fact]
    public async Task Which_promises_were_kept_and_what_does_that_mean_here()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var (text, kept) = await assistant.AskAsync("list_pledges", new { verdict = new[] { "kept" }, sort = "newest", limit = 1 });
        (kept.GetProperty("total").GetInt32(), kept.GetProperty("finding").GetString()).Should().Be((22, "22 pledges: verdict Kept."));
        text.Should().Contain("over 122% of what was promised (basis: company statement, by Microsoft)").And.Contain("There are more.");
        kept.GetProperty("pledges")[0].GetProperty("judgement").GetProperty("meaning").GetString().Should().Be("Fulfilled, mostly or completely. The reason names the figure it is based on.");

        (await assistant.Client.ListResourcesAsync()).Select(r => r.Uri).Should().BeEquivalentTo("pledgetracker://method", "pledgetracker://how-we-work", "pledgetracker://corrections", "pledgetracker://glossary", "pledgetracker://filters");
        (await ReadAsync(assistant, "glossary")).Should().Contain("- **Kept** (`kept`): Fulfilled, mostly or completely. The reason names the figure it is based on. http://localhost/method#verdict-kept");
        (await ReadAsync(assistant, "filters")).Should().Contain("- `kept` Kept: 22\n").And.Contain("- `US-OH` Ohio: 10\n");

        var method = await ReadAsync(assistant, "method");
        method.Should().StartWith("# Method\n").And.Contain("## How are verdicts decided?").And.Contain("- **Kept:** Fulfilled, mostly or completely.").And.Contain("This text: http://localhost/method").And.NotContain("<");
        (await ReadAsync(assistant, "how-we-work")).Should().StartWith("# How we work");
        (await ReadAsync(assistant, "corrections")).Should().StartWith("# Corrections");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_corrected_since_last_week(string kind)
    {
        await using var either = await EitherApp.StartAsync(kind, withPledges: true);
        await using var assistant = await Assistant.ConnectAsync(either);
        (await assistant.AskAsync("changes_since", new { since = "2026-11-29" })).Values.GetProperty("total").GetInt32().Should().Be(0);

        await either.PublishAsync<PledgeDraft>(DocumentKind.Pledge, Alibaba, d => d with { Title = "One million jobs in the United States" }, "The title named small businesses twice.", PublicationKind.Correction);
        var (text, changed) = await assistant.AskAsync("changes_since", new { since = "2026-11-29" });
        var change = changed.GetProperty("changes")[0];
        (changed.GetProperty("total").GetInt32(), change.GetProperty("kind").GetString(), change.GetProperty("note").GetString(), change.GetProperty("published_on").GetString()).Should().Be((1, "Correction", "The title named small businesses twice.", "2026-11-30"));
        change.GetProperty("cite").GetString().Should().Be($"http://localhost/pledges/{Alibaba}?revision=2");
        text.Should().Contain("2026-11-30, Correction: Alibaba: One million jobs in the United States (pledge).").And.Contain("Verdict: withdrawn, since 19 September 2018.");
        (await assistant.AskAsync("changes_since", new { since = "2026-11-29", about = "list" })).Values.GetProperty("total").GetInt32().Should().Be(0);

        // What was cited before stays as it was.
        (await assistant.AskAsync("read_pledge", new { pledge = Alibaba, revision = 1 })).Values.GetProperty("pledge").GetProperty("title").GetString().Should().Be("One million U.S. jobs through one million U.S. small businesses");
        (await assistant.AskAsync("read_pledge", new { pledge = Alibaba })).Values.GetProperty("pledge").GetProperty("cite").GetString().Should().EndWith("?revision=2");

        var (all, read, next) = (0, new HashSet<string>(), (string?)null);
        do
        {
            var part = (await assistant.AskAsync("changes_since", new { since = "2026-01-01", limit = 25, after = next })).Values;
            (all, next) = (part.GetProperty("total").GetInt32(), part.GetProperty("next").GetString());
            foreach (var one in part.GetProperty("changes").EnumerateArray())
            {
                read.Add(one.GetProperty("cite").GetString()!).Should().BeTrue();
                (one.GetProperty("about").GetString() == "pledge" || one.GetProperty("claimed").ValueKind == JsonValueKind.Object).Should().BeTrue();
            }
        }
        while (next is not null);
        read.Should().HaveCount(all);
    }

    [Fact]
    public async Task What_became_known_of_the_pledges_of_Tesla_since_2024_and_which_were_missed_by_the_middle_of_2019()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var (_, tesla) = await assistant.AskAsync("list_pledges", new { company = "tesla", since = "2024-01-01" });
        tesla.GetProperty("finding").GetString().Should().Be("3 pledges: company Tesla, news since 1 January 2024.");
        tesla.GetProperty("pledges")[0].GetProperty("sentence").GetString().Should().StartWith("Announced on 12 November 2019 by the government of Brandenburg, which gave the number of jobs", "whose word the number is comes first");
        foreach (var pledge in tesla.GetProperty("pledges").EnumerateArray())
        {
            await IsOnThePageAsync(pledge);
        }

        var (_, missed) = await assistant.AskAsync("list_pledges", new { verdict = "missed", on = "2019-06-30" });
        missed.GetProperty("pledges").EnumerateArray().Select(p => (p.GetProperty("slug").GetString(), p.GetProperty("judgement").GetProperty("since").GetString())).Should().Equal(("solyndra-2000-2009", "2011-08-31"), ("ge-alstom-1000-french-jobs-2014", "2019-02-05"));
        missed.GetProperty("pledges").EnumerateArray().Should().OnlyContain(p => p.GetProperty("day").GetString() == "2019-06-30" && p.GetProperty("cite").GetString()!.EndsWith("?on=2019-06-30"));
        missed.GetProperty("page").GetString().Should().Be("http://localhost/pledges?verdict=missed&on=2019-06-30");
    }

    [Fact]
    public async Task Where_was_the_most_public_money_on_offer_for_each_job()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var (text, first) = await assistant.AskAsync("list_pledges", new { sort = "money-for-a-job", limit = 2 });
        first.GetProperty("pledges").EnumerateArray().Select(p => p.GetProperty("slug").GetString()).Should().Equal("micron-new-york-9000-2022", "wolfspeed-siler-city-1800-2022");
        text.Should().Contain("As of June 2025, about 220 are counted, about 12% of what was promised (basis: media count, our arithmetic from The Center Square and ABC11).");

        var (_, rest) = await assistant.AskAsync("list_pledges", new { sort = "money-for-a-job", limit = 2, after = first.GetProperty("next").GetString() });
        rest.GetProperty("pledges").EnumerateArray().Select(p => p.GetProperty("slug").GetString()).Should().HaveCount(2).And.NotContain("wolfspeed-siler-city-1800-2022");
        var page = (await app.GetAsync("/pledges?sort=money-for-a-job")).Page;
        page.QuerySelectorAll("a.title-link").Take(4).Select(a => a.GetAttribute("href")![9..]).Should().Equal(first.GetProperty("pledges").EnumerateArray().Concat(rest.GetProperty("pledges").EnumerateArray()).Select(p => p.GetProperty("slug").GetString()), "the order is that of the page");
    }

    // The sentence is on the page that is cited, word for word; its promise and its verdict are in the answer at the head of the page, and each source is on the page.
    private async Task IsOnThePageAsync(JsonElement pledge)
    {
        var (answer, page) = await app.GetAsync(new Uri(pledge.GetProperty("cite").GetString()!).PathAndQuery);
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        var sentence = pledge.GetProperty("sentence").GetString()!;
        Plain(page.QuerySelector("#paste")!.TextContent).Should().StartWith(Plain(sentence) + " (PledgeTracker, as of ");
        var promised = Plain(page.QuerySelector(".answer .promised")!.TextContent).Split(" Announced to: ")[0];
        promised.Should().NotBeEmpty();
        Plain(sentence).Should().StartWith(promised);
        (page.QuerySelector(".answer .verdict-line time")?.GetAttribute("datetime")).Should().Be(pledge.GetProperty("judgement").GetProperty("since").GetString());
        page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).ToHashSet().Should().Contain(pledge.GetProperty("sources").EnumerateArray().Select(s => s.GetProperty("url").GetString()));
    }

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<string> ReadAsync(Assistant assistant, string name) =>
        (await assistant.Client.ReadResourceAsync("pledgetracker://" + name)).Contents.OfType<TextResourceContents>().Single().Text;
}
