using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>What editors and reviewers do with claimants, lists and checks, page by page, without scripts.</summary>
public sealed class ClaimPageTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    private const string Draft = "form#draft";

    private const string Alibaba = "alibaba-million-us-jobs-2017";

    private static readonly Dictionary<string, string> Source = new()
    {
        ["sources[0].id"] = "own",
        ["sources[0].role"] = "promise",
        ["sources[0].kind"] = "government-record",
        ["sources[0].publisher"] = "Ministry of Works",
        ["sources[0].title"] = "The list",
        ["sources[0].url"] = "https://www.example.org/list",
    };

    [Fact]
    public async Task From_a_name_to_what_readers_see_of_a_claimant_and_a_list_of_forty_entries()
    {
        var (editor, reviewer) = (await app.SignedInAsync(MemberRole.Editor), await app.SignedInAsync(MemberRole.Reviewer));
        var list = await BegunAsync(editor, "list", "Investments of the Ministry of Works");
        list.Should().MatchRegex("^/newsroom/lists/[0-9]+$");
        var claimant = await BegunAsync(editor, "claimant", "Ministry of Works");

        // The claim names the list, which is only a draft.
        await editor.SendAsync(new Dictionary<string, string> { ["kind"] = "body", ["summary"] = "A ministry that adds up what companies announce." }, "add claims", Draft);
        await editor.SendAsync(new Dictionary<string, string>
        {
            ["claims[0].id"] = "may",
            ["claims[0].date"] = "5 May 2026",
            ["claims[0].role"] = "Minister of Works",
            ["claims[0].quantity"] = "nearly 40 billion",
            ["claims[0].unit"] = "investment",
            ["claims[0].currency"] = "USD",
            ["claims[0].says"] = "investments announced since January 2026",
            ["claims[0].list"] = "investments-of-the-ministry-of-works",
            ["claims[0].sources"] = "https://www.example.org/speech",
        }, "save", Draft);
        await editor.SendAsync(new Dictionary<string, string> { ["sources[0].role"] = "promise", ["sources[0].kind"] = "government-record", ["sources[0].title"] = "A speech" }, "send", Draft);
        editor.At.Should().EndWith("?done=sent", Problems(editor));

        await editor.GoAsync(list);
        await editor.SendAsync(new Dictionary<string, string> { ["keeper"] = "Ministry of Works", ["what"] = "Announcements of companies." }, "add sources", Draft);
        await editor.SendAsync(Source, "save", Draft);

        await editor.GoAsync(list + "/table");
        var rows = "Companies\tAs listed\tAmount\tJobs\tAnnounced\tPlace\nAlibaba\tAlibaba, a million jobs\t\t1 million\t9 January 2017\tUnited States\n"
            + string.Concat(Enumerable.Range(2, 39).Select(i => string.Create(CultureInfo.InvariantCulture, $"Firm {i}\tFirm {i}: a plant\t$1 billion\t{i}00\t2026-03-{1 + (i % 28):00}\tOhio\n")));
        await editor.SendAsync(new Dictionary<string, string> { ["table"] = rows, ["sources"] = "own" }, "read");
        editor.Page.QuerySelectorAll("section[aria-labelledby=rows] tbody tr").Should().HaveCount(40);
        (await DraftAsync<ClaimListDraft>(list)).Items.Should().BeEmpty("reading saves nothing");
        await editor.SendAsync(new Dictionary<string, string>(), "add");
        editor.Page.QuerySelector(".done")!.TextContent.Should().StartWith("The entries were added", Problems(editor));

        var match = $"match items[0] {Alibaba}";
        editor.Page.QuerySelector($"button[value='{match}']")!.ParentElement!.TextContent.Should().Contain("May be:").And.Contain("the same number of jobs, announced within 60 days");
        await editor.SendAsync(new Dictionary<string, string>(), match, Draft);
        editor.Page.QuerySelector($"button[value='{match}']").Should().BeNull();
        await editor.SendAsync(new Dictionary<string, string>(), "add items[0].findings", Draft);
        await editor.SendAsync(new Dictionary<string, string> { ["items[0].findings[0].class"] = "announced-before", ["items[0].findings[0].text"] = "It had been announced in 2017", ["items[0].findings[0].sources"] = "own" }, "send", Draft);
        editor.At.Should().EndWith("?done=sent", Problems(editor));
        (await app.WithAsync<ClaimIndexes, ClaimIndex>(i => i.GetAsync(default).AsTask())).List("investments-of-the-ministry-of-works").Should().BeNull("nobody has published it");

        foreach (var address in new[] { list, claimant })
        {
            await reviewer.GoAsync(address + "/review");
            await reviewer.SendAsync(new Dictionary<string, string> { ["note"] = "" }, "publish");
            reviewer.At.Should().EndWith("?done=published", Problems(reviewer));
        }

        var index = await app.WithAsync<ClaimIndexes, ClaimIndex>(i => i.GetAsync(default).AsTask());
        var shown = index.List("investments-of-the-ministry-of-works")!.Content;
        (shown.Items.Count, shown.Collected, shown.Items[0].Matches.Single().Pledge, shown.Items[0].Matches[0].Kind, shown.Items[0].Findings.Single().Class)
            .Should().Be((40, ItemsCollected.Some, Alibaba, MatchKind.Same, FindingClass.AnnouncedBefore));
        index.Claimant("ministry-of-works")!.Content.Claims.Should().ContainSingle().Which.List.Should().Be(shown.Slug);
        index.ListedAs(Alibaba).Should().Contain(l => l.List.Slug == shown.Slug);
        (await app.WithAsync<Ladders, Ladder>(l => l.OfAsync(shown, new DateOnly(2026, 11, 29), looksBack: false, default))).Newest!.Claim.Key.Should().Be("may");
        (await reviewer.GoAsync("/newsroom/claims")).Page.QuerySelector("section[aria-labelledby=lists]")!.TextContent.Should().Contain("Investments of the Ministry of Works");
        (await reviewer.GoAsync("/newsroom/log")).Page.QuerySelector($"a[href='{list}']").Should().NotBeNull("the log leads to its form");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_list_goes_from_its_name_to_readers_and_is_corrected_taken_off_and_restored_on_either_database(string kind)
    {
        await using var own = await EitherApp.StartAsync(kind, withPledges: true);
        var (editor, reviewer) = (await own.SignedInAsync(MemberRole.Editor), await own.SignedInAsync(MemberRole.Reviewer));
        const string Page = "/lists/the-example-list", Added = "/claims/a-minister";
        var list = await BegunAsync(editor, "list", "The Example List");
        await editor.SendAsync(new Dictionary<string, string> { ["keeper"] = "Ministry of Works", ["what"] = "Announcements of companies.", ["collected"] = "some" }, "add sources", Draft);
        await editor.SendAsync(Source, "add items", Draft);
        await editor.SendAsync(new Dictionary<string, string> { ["items[0].id"] = "one", ["items[0].asListed"] = "Acme: a plant", ["items[0].companies"] = "Acme", ["items[0].amount"] = "1 billion", ["items[0].currency"] = "USD", ["items[0].sources"] = "own" }, "send", Draft);
        editor.At.Should().EndWith("?done=sent", Problems(editor));
        (await own.Visitor().GetAsync(Page)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await own.Visitor().GetAsync(Page + "/history")).StatusCode.Should().Be(HttpStatusCode.NotFound, "what is in review is not told");
        await PublishAsync(list, new() { ["note"] = "" });

        var (_, page) = await own.GetAsync(Page);
        page.QuerySelector("main")!.TextContent.Should().Contain("Acme: a plant").And.NotContain("An earlier version.");
        var first = Number(page);
        page.QuerySelector("#cite")!.TextContent.Should().Contain($"{Page}?revision={first}");
        (await own.GetAsync("/claims")).Page.QuerySelector($"a[href='{Page}']").Should().NotBeNull();
        (await own.GetAsync("/changes")).Page.QuerySelector("ul.changes li")!.TextContent.Should().Contain("published for the first time").And.Contain("The Example List");
        (await own.GetAsync(Page + "/history")).Page.QuerySelectorAll("section.revision h2").Should().ContainSingle().Which.TextContent.Should().StartWith("First publication");

        // A claimant names it, and a claim that rests on it stands on its ladder.
        var claimant = await BegunAsync(editor, "claimant", "A Minister");
        await editor.SendAsync(new Dictionary<string, string> { ["kind"] = "person", ["summary"] = "A minister who adds up what companies announce." }, "add sources", Draft);
        await editor.SendAsync(Source, "add claims", Draft);
        await editor.SendAsync(new Dictionary<string, string>
        {
            ["claims[0].id"] = "may",
            ["claims[0].date"] = "5 May 2026",
            ["claims[0].role"] = "Minister of Works",
            ["claims[0].quantity"] = "2 billion",
            ["claims[0].unit"] = "investment",
            ["claims[0].currency"] = "USD",
            ["claims[0].says"] = "investments announced",
            ["claims[0].list"] = "the-example-list",
            ["claims[0].sources"] = "own",
        }, "send", Draft);
        editor.At.Should().EndWith("?done=sent", Problems(editor));
        await PublishAsync(claimant, new() { ["note"] = "" });
        (await own.GetAsync(Page)).Page.QuerySelector("#step-claimed .others")!.TextContent.Should().Contain("$2 billion").And.Contain("A Minister");
        (await own.GetAsync(Added)).Page.QuerySelector($"a[href='{Page}']").Should().NotBeNull();

        // It is corrected, and both texts have an address.
        await editor.GoAsync(list);
        await editor.SendAsync(new Dictionary<string, string> { ["items[0].asListed"] = "Acme: two plants" }, "send", Draft);
        editor.At.Should().EndWith("?done=sent", Problems(editor));
        await PublishAsync(list, new() { ["note"] = "There are two plants.", ["kind"] = "correction" });
        (_, page) = await own.GetAsync(Page);
        var second = Number(page);
        second.Should().BeGreaterThan(first);
        page.QuerySelector("main")!.TextContent.Should().Contain("Acme: two plants").And.Contain("There are two plants.");
        var (_, earlier) = await own.GetAsync($"{Page}?revision={first}");
        earlier.QuerySelector("main")!.TextContent.Should().Contain("Acme: a plant").And.Contain("An earlier version.").And.NotContain("There are two plants.");
        var (_, history) = await own.GetAsync(Page + "/history");
        history.QuerySelectorAll("section.revision h2").Select(h => h.TextContent.Split(',')[0]).Should().Equal("Correction", "First publication");
        history.QuerySelector("table.diff th[scope=row]")!.TextContent.Should().StartWith("Entry 1: As listed");
        (await own.Visitor().GetStringAsync(Page + ".atom")).Should().Contain("Correction: The Example List");

        // Off the site it is gone at every address, with the reason, and what names it names it no more.
        await reviewer.GoAsync(list + "/revisions");
        await reviewer.SendAsync(new Dictionary<string, string> { ["reason"] = "The ministry keeps no such list." }, "unpublish");
        own.Clock.Advance(TimeSpan.FromSeconds(2));
        foreach (var address in (string[])["", $"?revision={first}", "/history", ".json", ".atom", "/cite.bib"])
        {
            (await own.Visitor().GetAsync(Page + address)).StatusCode.Should().Be(HttpStatusCode.Gone, address);
        }

        (await own.GetAsync(Page)).Page.QuerySelector("main")!.TextContent.Should().Contain("The ministry keeps no such list.");
        (await own.GetAsync(Added)).Page.QuerySelector($"a[href='{Page}']").Should().BeNull();
        (await own.GetAsync("/changes")).Page.QuerySelectorAll($"a[href^='{Page}']").Should().BeEmpty();

        // It comes back by the same way, with its history.
        await editor.GoAsync(list);
        await editor.SendAsync(new Dictionary<string, string> { ["note"] = "The ministry’s page was found again." }, "send", Draft);
        editor.At.Should().EndWith("?done=sent", Problems(editor));
        await PublishAsync(list, new() { ["note"] = "It is there after all.", ["kind"] = "update" });
        (await own.GetAsync(Page + "/history")).Page.QuerySelectorAll("section.revision h2").Select(h => h.TextContent.Split(',')[0]).Should().Equal("Update", "Correction", "First publication");
        (await own.Visitor().GetAsync($"{Page}?revision={first}")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await own.GetAsync(Added)).Page.QuerySelector($"a[href='{Page}']").Should().NotBeNull();

        async Task PublishAsync(string address, Dictionary<string, string> terms)
        {
            await reviewer.GoAsync(address + "/review");
            await reviewer.SendAsync(terms, "publish");
            reviewer.At.Should().EndWith("?done=published", Problems(reviewer));
            own.Clock.Advance(TimeSpan.FromSeconds(2));
        }

        static int Number(AngleSharp.Dom.IDocument page) => int.Parse(page.QuerySelector("aside .plain a[href$='/history']")!.TextContent.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Who_wrote_a_check_does_not_publish_it()
    {
        var one = await app.SignedInAsync(MemberRole.Reviewer);
        var check = await BegunAsync(one, "check", "The Example Times");
        await one.SendAsync(new Dictionary<string, string> { ["date"] = "May 2026", ["method"] = "Its reporters asked every company.", ["lists"] = "us-white-house-2025" }, "add results", Draft);
        await one.SendAsync(new Dictionary<string, string> { ["results[0].label"] = "all", ["results[0].text"] = "Half of it was known before." }, "add sources", Draft);
        await one.SendAsync(new Dictionary<string, string> { ["sources[0].id"] = "own", ["sources[0].role"] = "proof", ["sources[0].kind"] = "news-report", ["sources[0].publisher"] = "The Example Times", ["sources[0].title"] = "A check", ["sources[0].url"] = "https://www.example.org/check" }, "send", Draft);
        one.At.Should().EndWith("?done=sent", Problems(one));

        await one.GoAsync(check + "/review");
        await one.SendAsync(new Dictionary<string, string> { ["note"] = "" }, "publish");
        one.Page.QuerySelector(".problems")!.TextContent.Should().Contain("You edited this draft, so somebody else must publish it");

        var two = await app.SignedInAsync(MemberRole.Reviewer);
        await two.GoAsync(check + "/review");
        two.Page.QuerySelector("table.diff")!.TextContent.Should().Contain("Result 1").And.Contain("Method");
        await two.SendAsync(new Dictionary<string, string> { ["note"] = "" }, "publish");
        two.At.Should().EndWith("?done=published", Problems(two));

        // It is taken off the site with a reason, and can be restored.
        await two.GoAsync(check + "/revisions");
        await two.SendAsync(new Dictionary<string, string> { ["reason"] = "It was withdrawn." }, "unpublish");
        (await app.WithAsync<ClaimIndexes, ClaimIndex>(i => i.GetAsync(default).AsTask())).Check("the-example-times").Should().BeNull();
        await app.WithDatabaseAsync(async context => (await context.Documents.SingleAsync(d => d.Key == "the-example-times")).UnpublishedReason.Should().Be("It was withdrawn."));
    }

    [Fact]
    public async Task Of_two_editors_of_a_list_the_second_sees_both_texts_with_the_names_of_the_fields()
    {
        var (one, two) = (await app.SignedInAsync(MemberRole.Editor, "First Writer"), await app.SignedInAsync(MemberRole.Editor));
        var list = await OfStarterAsync(DocumentKind.List, "za-investment-conference");
        await one.GoAsync(list);
        await two.GoAsync(list);
        await one.SendAsync(new Dictionary<string, string> { ["title"] = "Title of one", ["note"] = "Note of one." }, "save", Draft);

        await two.SendAsync(new Dictionary<string, string> { ["title"] = "Title of two", ["what"] = "What two saw." }, "save", Draft);

        two.Answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        two.Page.QuerySelector(".problems")!.TextContent.Should().Contain("First Writer saved this list while you were writing");
        two.Page.QuerySelectorAll("table.diff tbody tr").ToDictionary(row => row.QuerySelector("th")!.TextContent.Split(" (")[0].Trim(), row => ((IHtmlInputElement)row.QuerySelector("input:checked")!).Value)
            .Should().BeEquivalentTo(new Dictionary<string, string> { ["Title"] = "mine", ["Note"] = "theirs", ["What it lists"] = "mine" });
        await two.SendAsync(new Dictionary<string, string> { ["take-0"] = "theirs" }, "resolve", "main form");

        two.At.Should().EndWith("?done=saved");
        var draft = await DraftAsync<ClaimListDraft>(list);
        (draft.Title, draft.Note, draft.What).Should().Be(("Title of one", "Note of one.", "What two saw."));
    }

    [Fact]
    public async Task Rows_of_a_table_are_not_lost_where_somebody_saved_in_between()
    {
        var (one, two) = (await app.SignedInAsync(MemberRole.Editor, "Third Writer"), await app.SignedInAsync(MemberRole.Editor));
        var list = await OfStarterAsync(DocumentKind.List, "uk-summit-2023");
        var before = (await DraftAsync<ClaimListDraft>(list)).Items.Count;
        await two.GoAsync(list + "/table");
        await two.SendAsync(new Dictionary<string, string> { ["table"] = "As listed,Companies\nOne,Acme\n", ["sources"] = "https://www.example.org/more" }, "read");
        await one.GoAsync(list);
        await one.SendAsync(new Dictionary<string, string> { ["note"] = "Meanwhile." }, "save", Draft);

        await two.SendAsync(new Dictionary<string, string>(), "add");

        two.Answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        two.Page.QuerySelector(".problems")!.TextContent.Should().Contain("Third Writer saved this list");
        await two.SendAsync(new Dictionary<string, string>(), "add");
        var draft = await DraftAsync<ClaimListDraft>(list);
        (draft.Items.Count, draft.Items[^1].Companies, draft.Note).Should().Be((before + 1, "Acme", "Meanwhile."));
        draft.Sources[^1].Url.Should().Be("https://www.example.org/more");
        draft.Items[^1].Sources.Should().Equal(draft.Sources[^1].Id);
    }

    [Fact]
    public async Task Nothing_hostile_in_a_table_runs_and_what_is_wrong_saves_nothing()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var list = await BegunAsync(editor, "list", "Hostile");
        const string Hostile = "<script>alert(1)</script>\"' onload=x";
        await editor.GoAsync(list + "/table");
        await editor.SendAsync(new Dictionary<string, string> { ["table"] = $"As listed\tCompanies\tEvil {Hostile}\nA\tB\tC\n", ["sources"] = "https://www.example.org/a", ["act"] = "add" });
        editor.Page.QuerySelectorAll("script:not([src])").Should().BeEmpty();
        editor.Page.QuerySelector("#table-problem")!.TextContent.Should().Contain("not known: Evil");

        await editor.SendAsync(new Dictionary<string, string> { ["table"] = $"As listed\tCompanies\tAmount\n{Hostile}\tAcme\t$1,5\n=1+1\tBolt\t$5\n", ["sources"] = Hostile, ["act"] = "add" });
        editor.Page.QuerySelector("#table-problem")!.TextContent.Should().Contain("1 row cannot be read");
        editor.Page.QuerySelector("#sources-problem")!.TextContent.Should().Contain("There is no source");
        editor.Page.QuerySelector("button[value=add]").Should().BeNull();
        (await DraftAsync<ClaimListDraft>(list)).Items.Should().BeEmpty();

        await editor.SendAsync(new Dictionary<string, string> { ["table"] = $"As listed\tCompanies\n{Hostile}\tAcme\n", ["sources"] = "https://www.example.org/a" }, "read");
        await editor.SendAsync(new Dictionary<string, string>(), "add");
        editor.Page.QuerySelectorAll("script:not([src])").Should().BeEmpty();
        (await DraftAsync<ClaimListDraft>(list)).Items.Should().ContainSingle().Which.AsListed.Should().Be(Hostile);
    }

    [Fact]
    public async Task A_list_of_thousands_of_entries_is_shown_and_saved()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var list = await BegunAsync(editor, "list", "Thousands");
        await editor.GoAsync(list + "/table");
        var rows = "As listed,Companies,Amount\n" + string.Concat(Enumerable.Range(0, 2_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"Entry {i},Firm {i},${i} million\n")));
        await editor.SendAsync(new Dictionary<string, string> { ["table"] = rows, ["sources"] = "https://www.example.org/a" }, "read");
        await editor.SendAsync(new Dictionary<string, string>(), "add");

        editor.Page.QuerySelectorAll("details[id^=items-]").Should().HaveCount(2_000, Problems(editor));
        await editor.SendAsync(new Dictionary<string, string> { ["keeper"] = "Somebody", ["items[1999].place"] = "Ohio" }, "save", Draft);
        editor.At.Should().EndWith("?done=saved", Problems(editor));
        var draft = await DraftAsync<ClaimListDraft>(list);
        (draft.Keeper, draft.Items.Count, draft.Items[1_999].Place).Should().Be(("Somebody", 2_000, "Ohio"));
    }

    [Fact]
    public async Task A_match_to_a_pledge_that_readers_do_not_see_is_said_in_review_and_stops_nothing()
    {
        var (editor, reviewer) = (await app.SignedInAsync(MemberRole.Editor), await app.SignedInAsync(MemberRole.Reviewer));
        await app.WithAsync<Drafts, int>(d => d.StartAsync(new PledgeDraft { Slug = "acme-not-yet-2026", Title = "Not yet" }, new(null, "Ed", null)));
        var list = await OfStarterAsync(DocumentKind.List, "us-white-house-2025");
        await editor.GoAsync(list);
        var free = (await DraftAsync<ClaimListDraft>(list)).Items.ToList().FindIndex(i => i.Matches.Count == 0);
        await editor.SendAsync(new Dictionary<string, string>(), $"add items[{free}].matches", Draft);
        await editor.SendAsync(new Dictionary<string, string> { [$"items[{free}].matches[0].pledge"] = "acme-not-yet-2026", [$"items[{free}].matches[0].kind"] = "same" }, "send", Draft);
        editor.At.Should().EndWith("?done=sent", Problems(editor));

        await reviewer.GoAsync(list + "/review");

        reviewer.Page.QuerySelector("section[aria-labelledby=warnings]")!.TextContent.Should().Contain("Readers do not see matches to pledges that are not on the site: acme-not-yet-2026.").And.NotContain("written reason");
        await reviewer.SendAsync(new Dictionary<string, string> { ["note"] = "One more match.", ["kind"] = "update" }, "publish");
        reviewer.At.Should().EndWith("?done=published", Problems(reviewer));
    }

    [Theory]
    [InlineData("list", "A Name", "Not an address", "address")]
    [InlineData("list", "All", "", "address")]
    [InlineData("list", "Again", "us-white-house-2025", "address")]
    [InlineData("list", "東京", "", "address")]
    [InlineData("claimant", "", "somebody", "name")]
    [InlineData("figure", "A Name", "", "kind")]
    [InlineData("", "A Name", "", "kind")]
    public async Task What_cannot_begin_says_why_beside_its_field(string kind, string name, string address, string field)
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync("/newsroom/claims");

        await editor.SendAsync(new Dictionary<string, string> { ["kind"] = kind, ["name"] = name, ["address"] = address });

        editor.Page.QuerySelector($"#{field}-problem").Should().NotBeNull();
    }

    [Fact]
    public async Task A_form_of_another_kind_or_of_nothing_is_not_there()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var list = await OfStarterAsync(DocumentKind.List, "us-invest-gov");
        foreach (var address in new[] { list.Replace("lists", "claimants"), list.Replace("lists", "tags"), list.Replace("lists", "pledges"), "/newsroom/lists/999999", "/newsroom/lists/999999/table", list.Replace("lists", "checks") + "/review" })
        {
            (await editor.GoAsync(address)).Answer.StatusCode.Should().Be(HttpStatusCode.NotFound, address);
        }
    }

    [Fact]
    public async Task Every_starter_claimant_list_and_check_opens_with_nothing_to_do()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        foreach (var (kind, key) in new[] { (DocumentKind.Claimant, "donald-trump"), (DocumentKind.List, "us-white-house-2017"), (DocumentKind.Check, "propublica-2018") })
        {
            await editor.GoAsync(await OfStarterAsync(kind, key) + "?check=1");
            editor.Answer.StatusCode.Should().Be(HttpStatusCode.OK, key);
            editor.Page.QuerySelectorAll(".problem").Should().BeEmpty(key);
            editor.Page.QuerySelector($"a[href='{Subject.Of(kind).PageOf(key)}']").Should().NotBeNull(key);
        }
    }

    private static async Task<string> BegunAsync(FormBrowser browser, string kind, string name)
    {
        await browser.GoAsync("/newsroom/claims");
        await browser.SendAsync(new Dictionary<string, string> { ["kind"] = kind, ["name"] = name });
        return browser.At;
    }

    private async Task<string> OfStarterAsync(DocumentKind kind, string key)
    {
        var id = 0;
        await app.WithDatabaseAsync(async context => id = await context.Documents.Where(d => d.Kind == kind && d.Key == key).Select(d => d.Id).SingleAsync());
        return Subject.Of(kind).AddressOf(id, key);
    }

    private async Task<T> DraftAsync<T>(string address)
        where T : Draft
    {
        var parts = address.Split('/');
        return (T)(await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(Subject.All.Single(s => s.Section == parts[2]).Kind, int.Parse(parts[3], CultureInfo.InvariantCulture))))!.Content;
    }

    private static string Problems(FormBrowser browser) => browser.Page.QuerySelector("main")!.TextContent[..Math.Min(1500, browser.Page.QuerySelector("main")!.TextContent.Length)].Replace("{", "(").Replace("}", ")");
}
