using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>What editors and reviewers do, page by page, without scripts.</summary>
public sealed class NewsroomPageTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    private const string Draft = "form#draft";

    [Fact]
    public async Task From_the_first_word_to_readers()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var reviewer = await app.SignedInAsync(MemberRole.Reviewer);

        await editor.GoAsync("/newsroom/pledges/new");
        await editor.SendAsync(new Dictionary<string, string> { ["company"] = "alibaba", ["title"] = "Two hundred jobs in a warehouse", ["announced"] = "May 2024" });
        editor.At.Should().MatchRegex("^/newsroom/pledges/[0-9]+$");
        var address = editor.At;
        await editor.SendAsync(new Dictionary<string, string>
        {
            ["slug"] = "alibaba-warehouse-2024",
            ["summary"] = "Alibaba promised 200 jobs in a warehouse.",
            ["announced.by"] = "A manager",
            ["announced.sources"] = "https://www.example.org/news",
            ["checkability.rating"] = "partly-measurable",
            ["checkability.reason"] = "A number without a date.",
        }, "add targets", Draft);
        await editor.SendAsync(new Dictionary<string, string>
        {
            ["targets[0].id"] = "jobs",
            ["targets[0].metric"] = "jobs-created",
            ["targets[0].quantity"] = "about 200",
            ["targets[0].deadlineBasis"] = "none-given",
            ["targets[0].sources"] = "1",
            ["sources[0].role"] = "promise",
            ["sources[0].kind"] = "news-report",
            ["sources[0].title"] = "A report",
        }, "send", Draft);

        editor.At.Should().EndWith("?done=sent", Problems(editor));
        editor.Page.QuerySelector(".state")!.TextContent.Should().Be("In review");
        (await app.Visitor().GetAsync("/pledges/alibaba-warehouse-2024")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await editor.GoAsync(address + "/preview")).Page.QuerySelector("h1")!.TextContent.Should().EndWith("Two hundred jobs in a warehouse");

        (await reviewer.GoAsync("/newsroom")).Page.QuerySelector("section[aria-labelledby=review]")!.TextContent.Should().Contain("Two hundred jobs in a warehouse");
        await reviewer.GoAsync(address + "/review");
        await reviewer.SendAsync(new Dictionary<string, string> { ["note"] = "" }, "publish");
        reviewer.At.Should().EndWith("?done=published", Problems(reviewer));

        var (_, page) = await app.GetAsync("/pledges/alibaba-warehouse-2024");
        page.QuerySelector("h1")!.TextContent.Should().EndWith("Two hundred jobs in a warehouse");
        (await app.GetAsync("/pledges")).Page.Body!.TextContent.Should().Contain($"{Repository.Starters + 1} ");
        (await app.GetAsync("/pledges/alibaba-warehouse-2024/history")).Page.QuerySelectorAll(".revision h2").Should().ContainSingle().Which.TextContent.Should().StartWith("First publication");
        (await app.GetAsync("/changes")).Page.QuerySelector("ul.changes li")!.TextContent.Should().Contain("Two hundred jobs in a warehouse");
    }

    [Fact]
    public async Task A_company_and_a_metric_are_chosen_by_their_names_and_a_company_that_is_missing_is_added_where_it_was_typed()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync("/newsroom/pledges/new");
        await editor.SendAsync(new Dictionary<string, string> { ["title"] = "Names as they are typed" });
        await editor.SendAsync(new Dictionary<string, string>(), "add targets", Draft);

        await editor.SendAsync(new Dictionary<string, string> { ["company"] = "alibaba group holding LIMITED", ["targets[0].id"] = "jobs", ["targets[0].metric"] = "Jobs created" }, "save", Draft);
        (Value(editor, "company"), Value(editor, "targets[0].metric")).Should().Be(("Alibaba", "jobs created"));
        (await StoredAsync()).Should().Be(("alibaba", "jobs-created"));

        await editor.SendAsync(new Dictionary<string, string>(), "save", Draft);
        (await StoredAsync()).Should().Be(("alibaba", "jobs-created"), "the names in the form are read back");

        await editor.SendAsync(new Dictionary<string, string> { ["company"] = "Ruritanian Mills" }, "save", Draft);
        editor.Page.QuerySelector("#company-problem")!.TextContent.Should().Contain("Ruritanian Mills");
        editor.Page.QuerySelector("button[value='begin company']")!.TextContent.Should().Be("Add “Ruritanian Mills” as a company");
        await editor.SendAsync(new Dictionary<string, string> { ["title"] = "Kept with the company" }, "begin company", Draft);

        (Value(editor, "company"), Value(editor, "title")).Should().Be(("Ruritanian Mills", "Kept with the company"));
        (await StoredAsync()).Should().Be(("ruritanian-mills", "jobs-created"));
        (await app.WithAsync<PledgeTrackerDbContext, int>(c => c.Companies.CountAsync(x => x.Slug == "ruritanian-mills"))).Should().Be(1);

        async Task<(string?, string?)> StoredAsync()
        {
            var id = int.Parse(new Uri(editor.Client.BaseAddress!, editor.At).AbsolutePath.Split('/')[3], System.Globalization.CultureInfo.InvariantCulture);
            var draft = (PledgeDraft)(await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(DocumentKind.Pledge, id)))!.Content;
            return (draft.Company, draft.Targets[0].Metric);
        }
    }

    [Fact]
    public async Task A_name_that_two_companies_have_is_asked_about_and_everything_else_is_saved()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        foreach (var key in new[] { "twin-mills-ohio", "twin-mills-texas" })
        {
            await app.WithAsync<Drafts, int>(d => d.StartAsync(DocumentKind.Company, key, new CompanyDraft { Name = "Twin Mills" }, new LogActor(null, "Ed Itor", null)));
        }

        await editor.GoAsync("/newsroom/pledges/new");
        await editor.SendAsync(new Dictionary<string, string> { ["title"] = "Of two mills" });
        await editor.SendAsync(new Dictionary<string, string> { ["company"] = "twin mills", ["summary"] = "Kept." }, "save", Draft);

        editor.Page.Body!.TextContent.Should().Contain("Several companies have this name: Twin Mills (twin-mills-ohio), Twin Mills (twin-mills-texas).").And.Contain("Everything else is saved.");
        editor.Page.QuerySelector("button[value='begin company']").Should().BeNull("it is here, twice");
        await editor.SendAsync(new Dictionary<string, string> { ["company"] = "twin-mills-texas" }, "save", Draft);
        (Value(editor, "company"), Value(editor, "summary")).Should().Be(("twin-mills-texas", "Kept."), "a name that two have is shown by its address");
    }

    [Fact]
    public void A_day_of_a_companys_name_may_be_today() =>
        new Web.Pages.Newsroom.Companies.CompanyForm { Name = "Acme", From = "9 Jan 2017", Until = "today" }.DraftOn(new DateOnly(2026, 11, 29)).Should().Match<CompanyDraft>(c => c.NamedFrom == "2017-01-09" && c.NamedUntil == "2026-11-29");

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task The_list_of_pledges_is_searched_by_words_company_state_and_who_saved_and_by_a_pasted_address(string kind)
    {
        await using var other = await EitherApp.StartAsync(kind, withPledges: true);
        var editor = await other.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync("/newsroom/pledges/new");
        await editor.SendAsync(new Dictionary<string, string> { ["company"] = "alibaba", ["title"] = "A kiln for 100% of 20 potters_" });

        (await FoundAsync("?q=KILN")).Should().Equal("A kiln for 100% of 20 potters_");
        (await FoundAsync("?q=alibaba+potters_")).Should().Equal("A kiln for 100% of 20 potters_");
        (await FoundAsync("?q=100%25+kiln")).Should().Equal("A kiln for 100% of 20 potters_");
        (await FoundAsync("?q=alibaba")).Should().Contain("A kiln for 100% of 20 potters_").And.HaveCountGreaterThan(1);
        (await FoundAsync("?q=alibaba&state=published")).Should().NotContain("A kiln for 100% of 20 potters_").And.NotBeEmpty();
        (await FoundAsync("?who=me")).Should().Equal("A kiln for 100% of 20 potters_");
        (await FoundAsync("?q=%27%22%5C+no+such+thing")).Should().BeEmpty();
        editor.Page.Body!.TextContent.Should().Contain("No pledge has");
        (await FoundAsync("")).Should().HaveCount(50);
        editor.Page.QuerySelectorAll("table.rows th[scope=row] .soft").Select(c => c.TextContent).Should().NotContain("general-motors", "a company has a name");

        foreach (var address in new[] { "https://tracker.example/es/pledges/foxconn-wisconsin-13000-2017?on=2020-01-01", "/pledges/foxconn-wisconsin-13000-2017.json" })
        {
            await editor.GoAsync("/newsroom/pledges?q=" + Uri.EscapeDataString(address));
            Value(editor, "slug").Should().Be("foxconn-wisconsin-13000-2017", address);
        }

        foreach (var (page, field, value) in new[] { ("/newsroom/pledges/foxconn-wisconsin-13000-2017", "slug", "foxconn-wisconsin-13000-2017"), ("/newsroom/claims/donald-trump", "name", "Donald Trump"), ("/newsroom/lists/us-white-house-2025", "keeper", "The White House") })
        {
            await editor.GoAsync(page);
            Value(editor, field).Should().StartWith(value[..5], $"{page} is the public address with newsroom before it");
        }

        foreach (var nothing in new[] { "/newsroom/pledges/no-such-pledge", "/newsroom/nothing/at-all", "/newsroom/import/xyz" })
        {
            (await editor.Client.GetAsync(nothing)).StatusCode.Should().Be(HttpStatusCode.NotFound, nothing);
        }

        async Task<IReadOnlyList<string>> FoundAsync(string query) => [.. (await editor.GoAsync("/newsroom/pledges" + query)).Page.QuerySelectorAll("table.rows th[scope=row] > a:first-child").Select(a => a.TextContent)];
    }

    [Fact]
    public async Task A_correction_shows_readers_field_by_field_what_was_wrong()
    {
        var (editor, reviewer) = (await app.SignedInAsync(MemberRole.Editor), await app.SignedInAsync(MemberRole.Reviewer));
        var id = await IdOfAsync("gm-lordstown-3700-retained-2008");
        await editor.GoAsync($"/newsroom/pledges/{id}");
        var title = Value(editor, "title");
        await editor.SendAsync(new Dictionary<string, string> { ["title"] = title + " again" }, "send", Draft);
        editor.At.Should().EndWith("?done=sent", Problems(editor));
        await reviewer.GoAsync($"/newsroom/pledges/{id}/review");
        reviewer.Page.QuerySelector("table.diff")!.TextContent.Should().Contain("Title");
        await reviewer.SendAsync(new Dictionary<string, string> { ["note"] = "" }, "publish");
        reviewer.Page.QuerySelector("#note-problem")!.TextContent.Should().Contain("Say what changed");
        await reviewer.SendAsync(new Dictionary<string, string> { ["note"] = "The title was wrong.", ["kind"] = "correction" }, "publish");
        reviewer.At.Should().EndWith("?done=published", Problems(reviewer));

        var (_, history) = await app.GetAsync("/pledges/gm-lordstown-3700-retained-2008/history");

        var correction = history.QuerySelector("section.revision")!;
        correction.QuerySelector("h2")!.TextContent.Should().StartWith("Correction");
        correction.TextContent.Should().Contain("The title was wrong.").And.Contain("1 change");
        correction.QuerySelector("ins")!.TextContent.Should().Contain("again");
    }

    [Fact]
    public async Task Of_two_editors_the_second_sees_both_texts_and_chooses()
    {
        var (one, two) = (await app.SignedInAsync(MemberRole.Editor, "One Writer"), await app.SignedInAsync(MemberRole.Editor));
        var id = await IdOfAsync("apple-20000-jobs-2018");
        await one.GoAsync($"/newsroom/pledges/{id}");
        await two.GoAsync($"/newsroom/pledges/{id}");
        await one.SendAsync(new Dictionary<string, string> { ["title"] = "Title of one", ["summary"] = "Summary of one." }, "save", Draft);

        await two.SendAsync(new Dictionary<string, string> { ["title"] = "Title of two", ["conditions"] = "Conditions of two." }, "save", Draft);

        two.Answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        two.Page.QuerySelector(".problems")!.TextContent.Should().Contain("One Writer saved this pledge while you were writing");
        two.Page.QuerySelectorAll("table.diff tbody tr").Should().HaveCount(3);
        var chosen = two.Page.QuerySelectorAll("table.diff tbody tr").ToDictionary(
            row => row.QuerySelector("th")!.TextContent.Split(" (")[0].Trim(), row => ((IHtmlInputElement)row.QuerySelector("input:checked")!).Value);
        chosen.Should().BeEquivalentTo(new Dictionary<string, string> { ["Title"] = "mine", ["Standfirst"] = "theirs", ["Conditions"] = "mine" }, "each has what he changed, to begin with");

        await two.SendAsync(new Dictionary<string, string> { ["take-0"] = "theirs" }, "resolve", "main form");
        two.At.Should().EndWith("?done=saved");
        (Value(two, "title"), Value(two, "summary"), Value(two, "conditions")).Should().Be(("Title of one", "Summary of one.", "Conditions of two."));
    }

    [Fact]
    public async Task What_was_typed_comes_back_when_the_session_ended_meanwhile()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor, "Away Toolong");
        var id = await IdOfAsync("intel-fab42-3000-2017");
        await editor.GoAsync($"/newsroom/pledges/{id}");
        await app.WithAsync<Members, IReadOnlyList<string>>(async members =>
            await members.EndSessionsAsync((await members.AllAsync()).Single(m => m.Name == "Away Toolong").Id, LogActor.CommandLine));
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        await editor.SendAsync(new Dictionary<string, string> { ["summary"] = "An hour’s work & \"more\"\nin two lines." }, "save", Draft);

        editor.Answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        var resend = editor.Page.QuerySelector("main form[method=post]")!;
        resend.GetAttribute("action").Should().Be($"/newsroom/pledges/{id}");
        var fields = FormBrowser.FieldsOf(resend);
        fields["summary"].Should().Be("An hour’s work & \"more\"\nin two lines.");
        (await app.WithAsync<Drafts, OpenDraft?>(drafts => drafts.OpenAsync(id)))!.Number.Should().Be(1, "nobody was signed in");

        // Signed in again in another tab, and sent again.
        await editor.SignInAsync("away.toolong@example.org");
        var answer = await editor.Client.PostAsync($"/newsroom/pledges/{id}", new FormUrlEncodedContent(fields));
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await app.WithAsync<Drafts, OpenDraft?>(drafts => drafts.OpenAsync(id)))!.Draft.Summary.Should().Be("An hour’s work & \"more\"\nin two lines.");
    }

    [Fact]
    public async Task A_pledge_that_looks_like_one_that_is_here_is_pointed_out_and_not_refused()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync("/newsroom/pledges/new");
        await editor.SendAsync(new Dictionary<string, string> { ["company"] = "alibaba", ["title"] = "Million jobs in small businesses", ["announced"] = "January 2017" });

        editor.At.Should().Be("/newsroom/pledges/new");
        editor.Page.QuerySelector(".warn")!.TextContent.Should().Contain("One million U.S. jobs");
        Value(editor, "title").Should().Be("Million jobs in small businesses");
        await editor.SendAsync(new Dictionary<string, string> { ["another"] = "true" });
        editor.At.Should().MatchRegex("^/newsroom/pledges/[0-9]+$");
    }

    [Fact]
    public async Task A_source_that_another_pledge_cites_is_offered_with_what_is_known_of_it()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var url = Repository.ReadStarterPledge("alibaba-million-us-jobs-2017.json").Sources[0];
        var id = await app.WithAsync<Drafts, int>(drafts => drafts.StartAsync(new PledgeDraft { Title = "Cites again", Sources = [new SourceDraft { Id = "mine", Url = url.Url }] }, LogActor.Program));
        await editor.GoAsync($"/newsroom/pledges/{id}");
        editor.Page.QuerySelector(".offer")!.TextContent.Should().Contain(url.Title);

        await editor.SendAsync(new Dictionary<string, string>(), "fill sources[0]", Draft);

        (Value(editor, "sources[0].id"), Value(editor, "sources[0].title"), Value(editor, "sources[0].publisher")).Should().Be(("mine", url.Title!, url.Publisher!));
    }

    [Fact]
    public async Task Five_hundred_figures_are_shown_and_saved()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var figures = Enumerable.Range(1, 500).Select(i => new FigureDraft { Quantity = Wording(i), AsOf = "2020", Note = "Note " + i, Sources = ["a"] }).ToList();
        var id = await app.WithAsync<Drafts, int>(drafts => drafts.StartAsync(
            new PledgeDraft { Title = "Many figures", Figures = figures, Sources = [new SourceDraft { Id = "a", Url = "https://example.org/" }] }, LogActor.Program));
        await editor.GoAsync($"/newsroom/pledges/{id}");

        await editor.SendAsync(new Dictionary<string, string> { ["figures[499].note"] = "The last note" }, "save", Draft);

        editor.At.Should().EndWith("?done=saved");
        var kept = (await app.WithAsync<Drafts, OpenDraft?>(drafts => drafts.OpenAsync(id)))!.Draft.Figures;
        kept.Should().HaveCount(500);
        (kept[0].Note, kept[499].Note, kept[499].Quantity).Should().Be(("Note 1", "The last note", "500"));

        static string Wording(int i) => i.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_field_that_is_too_long_is_answered_with_its_length_and_comes_back()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var id = await app.WithAsync<Drafts, int>(drafts => drafts.StartAsync(new PledgeDraft { Title = "Long" }, LogActor.Program));
        await editor.GoAsync($"/newsroom/pledges/{id}");
        var text = new string('x', 100_000);

        await editor.SendAsync(new Dictionary<string, string> { ["summary"] = text }, "save", Draft);

        editor.Answer.StatusCode.Should().Be(HttpStatusCode.OK);
        editor.Page.QuerySelector("#summary-problem")!.TextContent.Should().Contain("It has 100,000");
        editor.Page.QuerySelector(".problems")!.TextContent.Should().Contain("not saved yet").And.Contain("20,000");
        (await app.WithAsync<Drafts, OpenDraft?>(drafts => drafts.OpenAsync(id)))!.Number.Should().Be(1);
        ((IHtmlTextAreaElement)editor.Page.QuerySelector("[name=summary]")!).Value.Should().HaveLength(100_000);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"><img src=x onerror=alert(1)>")]
    [InlineData("=HYPERLINK(\"http://evil.example\")")]
    [InlineData("שלום \u202Eevil")]
    [InlineData("a\u200Bb")]
    public async Task Nothing_hostile_that_is_typed_runs_anywhere_and_all_of_it_stays(string text)
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var id = await app.WithAsync<Drafts, int>(drafts => drafts.StartAsync(new PledgeDraft { Title = "T" }, LogActor.Program));
        await editor.GoAsync($"/newsroom/pledges/{id}");
        await editor.SendAsync(new Dictionary<string, string> { ["title"] = text, ["summary"] = text, ["slug"] = text, ["announced.date"] = text, ["tags"] = text }, "save", Draft);

        foreach (var address in new[] { $"/newsroom/pledges/{id}", $"/newsroom/pledges/{id}/review", $"/newsroom/pledges/{id}/preview", $"/newsroom/pledges/{id}/revisions", "/newsroom", "/newsroom/pledges", "/newsroom/log" })
        {
            await editor.GoAsync(address);
            editor.Answer.StatusCode.Should().Be(HttpStatusCode.OK, address);
            editor.Page.QuerySelectorAll("script:not([src]), img, [onerror]").Should().BeEmpty(address);
        }

        await editor.GoAsync($"/newsroom/pledges/{id}");
        Value(editor, "summary").Should().Be(text);
        var csv = await editor.Client.GetStringAsync("/newsroom/log?handler=Csv");
        csv.Should().NotContain(",\"=").And.NotContain(",=");
    }

    [Fact]
    public async Task What_only_reviewers_may_do_is_refused_to_an_editor_whatever_is_posted()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var id = await IdOfAsync("ibm-25000-us-hires-2016");
        await editor.GoAsync($"/newsroom/pledges/{id}/revisions");
        var token = ((IHtmlInputElement)editor.Page.QuerySelector("[name=__RequestVerificationToken]")!).Value;

        foreach (var (address, act) in new[] { ("review", "publish"), ("review", "schedule"), ("review", "return"), ("revisions", "unpublish") })
        {
            var answer = await editor.Client.PostAsync($"/newsroom/pledges/{id}/{address}", new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["__RequestVerificationToken"] = token,
                ["act"] = act,
                ["number"] = "1",
                ["reason"] = "Because",
                ["comment"] = "No",
                ["at"] = "2030-01-01T00:00",
                ["role"] = "administrator",
            }));
            answer.StatusCode.Should().Be(HttpStatusCode.Forbidden, act);
        }

        (await app.Visitor().GetAsync("/pledges/ibm-25000-us-hires-2016")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_company_is_added_and_renamed_and_its_pledges_follow()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync("/newsroom/companies");
        await editor.SendAsync(new Dictionary<string, string> { ["name"] = "Société Générale & Söhne", ["country"] = "fr", ["website"] = "ftp://x" });
        editor.Page.QuerySelector("#website-problem").Should().NotBeNull();
        await editor.SendAsync(new Dictionary<string, string> { ["website"] = "https://example.org" });
        editor.At.Should().Be("/newsroom/companies/societe-generale-sohne?done=saved");

        await editor.GoAsync("/newsroom/companies/oneweb");
        await editor.SendAsync(new Dictionary<string, string> { ["name"] = "OneWeb Renamed" }, "send");
        var reviewer = await app.SignedInAsync(MemberRole.Reviewer);
        await reviewer.GoAsync(editor.At.Split('?')[0]);
        await reviewer.SendAsync(new Dictionary<string, string> { ["kind"] = "update", ["note"] = "" }, "publish");
        reviewer.Page.QuerySelector("#note-problem").Should().NotBeNull("readers know the company");
        await reviewer.SendAsync(new Dictionary<string, string> { ["kind"] = "update", ["note"] = "It has another name." }, "publish");
        reviewer.At.Should().EndWith("/review?done=published");
        (await app.GetAsync("/pledges?company=oneweb")).Page.Body!.TextContent.Should().Contain("OneWeb Renamed");
    }

    [Fact]
    public async Task A_company_that_readers_see_stays_as_it_is_until_its_draft_is_published_and_one_of_drafts_changes_at_once()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync("/newsroom/companies");
        await editor.SendAsync(new Dictionary<string, string> { ["name"] = "Newcomer" });
        await editor.SendAsync(new Dictionary<string, string> { ["name"] = "Newcomer Works" }, "save");
        editor.At.Should().Be("/newsroom/companies/newcomer?done=saved");
        editor.Page.QuerySelector("h1")!.TextContent.Should().Be("Newcomer Works");
        (await app.Visitor().GetAsync("/companies/newcomer")).StatusCode.Should().Be(HttpStatusCode.NotFound, "no published pledge names it yet");
        await editor.SendAsync(new Dictionary<string, string>(), "send");
        editor.Page.QuerySelector(".problems")!.TextContent.Should().Contain("both are reviewed together");

        await editor.GoAsync("/newsroom/pledges/new");
        await editor.SendAsync(new Dictionary<string, string> { ["company"] = "newcomer", ["title"] = "Ten jobs at Newcomer", ["announced"] = "2024" });
        (await editor.GoAsync(editor.At + "/review")).Page.QuerySelector("section[aria-labelledby=company]")!.TextContent.Should().Contain("new to readers too").And.Contain("Newcomer Works");

        await editor.GoAsync("/newsroom/companies/alibaba");
        await editor.SendAsync(new Dictionary<string, string> { ["name"] = "Not yet seen" }, "save");
        (await app.GetAsync("/companies/alibaba")).Page.QuerySelector("h1")!.TextContent.Should().Contain("Alibaba");
        (await editor.GoAsync("/newsroom/companies")).Page.QuerySelector("a[href='/newsroom/companies/alibaba'] + .state")!.TextContent.Should().Be("Draft");
        (await editor.GoAsync("/newsroom")).Page.QuerySelector("section[aria-labelledby=mine]")!.TextContent.Should().Contain("Not yet seen");
        var review = editor.Page.QuerySelectorAll("section[aria-labelledby=mine] tr").Single(r => r.TextContent.Contains("Not yet seen")).QuerySelector("td a, a[href$=review]")!.GetAttribute("href")!;
        (await editor.GoAsync(review)).Page.QuerySelector("table.diff")!.TextContent.Should().Contain("Not yet seen");
        (await editor.GoAsync(review.Replace("review", "revisions"))).Page.QuerySelectorAll("tbody tr").Should().HaveCount(2, "the first is what readers see");
        await editor.SendAsync(new Dictionary<string, string>(), "discard");
        (await editor.GoAsync("/newsroom/companies/alibaba")).Page.QuerySelector("h1")!.TextContent.Should().Contain("Alibaba");
        (await editor.Client.GetAsync("/newsroom/nothing/1/review")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_draft_from_before_that_is_larger_than_the_form_is_opened_and_cut_down()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var targets = Enumerable.Range(1, 20_000).Select(i => new TargetDraft { Id = "t" + i.ToString(System.Globalization.CultureInfo.InvariantCulture) }).ToList();
        var id = await app.WithAsync<Drafts, int>(drafts => drafts.StartAsync(new PledgeDraft { Title = "Far too many", Targets = targets }, LogActor.Program));

        foreach (var address in new[] { $"/newsroom/pledges/{id}/review", $"/newsroom/pledges/{id}/preview", $"/newsroom/pledges/{id}" })
        {
            await editor.GoAsync(address);
            editor.Answer.StatusCode.Should().Be(HttpStatusCode.OK, address);
            editor.Page.QuerySelector("main")!.TextContent.Should().Contain("at most 100 here, and this one has 20,000", address);
            editor.Page.QuerySelectorAll("*").Length.Should().BeLessThan(500, address);
        }

        await editor.SendAsync(new Dictionary<string, string>(), "cut");

        editor.At.Should().EndWith("?done=saved");
        editor.Page.QuerySelectorAll("[name$='].id']").Should().HaveCount(100);
        editor.Page.QuerySelector("button[value='add targets']").Should().BeNull("there are as many as there may be");
        (await app.WithAsync<Drafts, OpenDraft?>(drafts => drafts.OpenAsync(id)))!.Number.Should().Be(2, "the larger one stays as a revision");
    }

    private static string Value(FormBrowser browser, string name) => FormBrowser.FieldsOf(browser.Page.DocumentElement)[name];

    private static string Problems(FormBrowser browser) => browser.Page.QuerySelector("main")!.TextContent[..Math.Min(1500, browser.Page.QuerySelector("main")!.TextContent.Length)].Replace("{", "(").Replace("}", ")");

    private async Task<int> IdOfAsync(string slug)
    {
        var id = 0;
        await app.WithDatabaseAsync(async context => id = await context.Documents.Where(d => d.Key == slug).Select(d => d.Id).SingleAsync());
        return id;
    }
}
