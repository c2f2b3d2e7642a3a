using System.Net;
using AngleSharp.Dom;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>What a reviewer sees of something new and of a change, and the note that an editor proposes.</summary>
public sealed class ReviewPageTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    private const string Draft = "form#draft";

    [Fact]
    public async Task A_new_pledge_is_reviewed_as_its_page_with_each_number_beside_what_its_sources_say()
    {
        var id = await StartAsync(New("review-of-a-new-one") with
        {
            Figures = [Given.FigureDraft() with { Sources = ["proof"] }],
            Sources =
            [
                Given.SourceDraft("promise") with { Excerpt = "We <b>will</b> create 1,000 jobs.", Section = "p. 3", ArchiveUrl = "javascript:alert(2)" },
                Given.SourceDraft("proof") with { Url = "javascript:alert(1)", Title = "<script>alert(3)</script>", Excerpt = null },
                Given.SourceDraft("spare") with { Title = "Named by nothing" },
            ],
        });
        var reviewer = await app.SignedInAsync(MemberRole.Reviewer);
        await reviewer.GoAsync($"/newsroom/pledges/{id}/review");
        var page = reviewer.Page;

        var rows = page.QuerySelectorAll("section[aria-labelledby=review-numbers] tbody tr");
        rows.Select(r => r.QuerySelector("th .reason")!.TextContent).Should().Equal("The announcement", "Target 1", "Figure 1", "Can it be checked?");
        rows[1].QuerySelector("strong")!.TextContent.Should().Be("1,000 jobs created");
        rows[1].QuerySelector(".cited a")!.GetAttribute("href").Should().StartWith("https://");
        rows[1].QuerySelector(".cited")!.TextContent.Should().Contain("source 1, p. 3");
        rows[1].QuerySelector("blockquote")!.TextContent.Should().Be("“We <b>will</b> create 1,000 jobs.”");
        rows[2].QuerySelector(".cited")!.TextContent.Should().Contain("no address that can be opened").And.Contain("No excerpt.");
        page.QuerySelectorAll("a[href^='javascript']").Should().BeEmpty();
        page.QuerySelectorAll("script:not([src])").Should().BeEmpty();
        page.QuerySelector("#review-numbers ~ .cited")!.TextContent.Should().Contain("Named by nothing");

        page.QuerySelector("section[aria-labelledby=missing]")!.TextContent.Should().Contain("Address", "an address that cannot be opened is no source");
        page.QuerySelector("section[aria-labelledby=difference] details table.diff").Should().NotBeNull("all values stay, folded");

        var right = await StartAsync(New("review-of-a-right-one"));
        await app.WithAsync<Review, ReviewOutcome>(r => r.SendAsync(right, 1, LogActor.CommandLine));
        page = (await reviewer.GoAsync($"/newsroom/pledges/{right}/review")).Page;
        page.QuerySelector("section[aria-labelledby=review-page] article h1")!.TextContent.Should().EndWith("Acme promises 1,000 jobs");
        IdsTwice(page).Should().BeEmpty();
        page.QuerySelector("nav.on-page a[href='#decide']").Should().NotBeNull();
        Order(page, "#review-numbers", "#publish", "#review-page", "#difference").Should().BeInAscendingOrder("one decides before the whole page");
        await reviewer.SendAsync(new Dictionary<string, string> { ["note"] = "", ["despite"] = "It is another pledge." }, "publish");
        reviewer.At.Should().EndWith("?done=published", reviewer.Page.QuerySelector(".problems")?.TextContent);
    }

    [Fact]
    public async Task A_change_is_shown_before_and_after_with_the_sources_as_links_and_the_excerpt_beside_a_changed_number()
    {
        var (id, open) = await OpenAsync("foxconn-wisconsin-13000-2017");
        var figure = open.Draft.Figures[0];
        var other = open.Draft.Sources.First(s => !figure.Sources.Contains(s.Id!)).Id!;
        await app.WithAsync<Drafts, SaveResult>(d => d.SaveAsync(id, open.Number, open.Draft with
        {
            Figures = [figure with { Quantity = "281" }, open.Draft.Figures[1] with { Sources = [other] }, .. open.Draft.Figures.Skip(2), figure with { AsOf = "2020-02-02", Quantity = "77" }],
        }, LogActor.CommandLine));
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync($"/newsroom/pledges/{id}/review");

        var rows = editor.Page.QuerySelectorAll("section[aria-labelledby=difference] tbody tr");
        var number = rows.Single(r => r.QuerySelector("th")!.TextContent.StartsWith("Figure 1: Number", StringComparison.Ordinal));
        number.QuerySelector("ins")!.TextContent.Should().Be("281");
        var source = open.Draft.Sources.Single(s => s.Id == figure.Sources[0]);
        number.QuerySelector("td:last-child .cited a")!.GetAttribute("href").Should().Be(source.Url);
        number.QuerySelector("td:last-child blockquote")!.TextContent.Should().Contain(source.Excerpt!.Trim());
        var sources = rows.Single(r => r.QuerySelector("th")!.TextContent.StartsWith("Figure 2: Sources", StringComparison.Ordinal));
        sources.QuerySelectorAll("td")[1].QuerySelector("a")!.TextContent.Should().Contain(open.Draft.Sources.Single(s => s.Id == other).Title);
        sources.TextContent.Should().NotContain($"“{other}”");
        rows.Single(r => r.QuerySelector("th")!.TextContent.Contains("(added)")).QuerySelector(".cited a").Should().NotBeNull();
        editor.Page.QuerySelector("section[aria-labelledby=review-page]").Should().BeNull("readers know the page");
    }

    [Fact]
    public async Task The_editor_proposes_the_note_and_the_kind_and_the_reviewer_may_change_both()
    {
        var (id, _) = await OpenAsync("ibm-25000-us-hires-2016");
        var address = $"/newsroom/pledges/{id}";
        var (editor, reviewer) = (await app.SignedInAsync(MemberRole.Editor), await app.SignedInAsync(MemberRole.Reviewer));
        await editor.GoAsync(address);
        await editor.SendAsync(new Dictionary<string, string> { ["conditions"] = "None.", ["proposedNote"] = "The conditions are added.", ["proposedKind"] = "clarification" }, "save", Draft);
        (await ProposalOfAsync(id)).Should().Be(new Proposal("The conditions are added.", PublicationKind.Clarification));
        await editor.SendAsync(new Dictionary<string, string> { ["proposedNote"] = "" }, "send", Draft);
        editor.Page.QuerySelector(".done")!.TextContent.Should().Contain("the reviewer has to write it");

        await editor.GoAsync(address);
        await editor.SendAsync(new Dictionary<string, string> { ["proposedNote"] = "The conditions are told.", ["act"] = "autosave" }, form: Draft);
        (await ProposalOfAsync(id)).Should().Be(new Proposal("The conditions are told.", PublicationKind.Clarification), "what is typed is kept while it is typed");
        await editor.GoAsync(address + "/review");

        await reviewer.GoAsync(address + "/review");
        Field(reviewer, "note").Should().Be("The conditions are told.");
        await reviewer.SendAsync(new Dictionary<string, string> { ["comment"] = "Say since when." }, "return");
        (await ProposalOfAsync(id)).Note.Should().Be("The conditions are told.", "a draft that goes back keeps it");

        await editor.GoAsync(address + "/review");
        Field(editor, "note").Should().Be("The conditions are told.");
        await editor.SendAsync(new Dictionary<string, string> { ["note"] = "The conditions are told, since 2016.", ["kind"] = "correction" }, "send");
        editor.Page.QuerySelector(".done")!.TextContent.Should().Be("Sent to review. A reviewer sees it in the worklist.");
        await reviewer.GoAsync(address + "/review");
        (Field(reviewer, "note"), Field(reviewer, "kind")).Should().Be(("The conditions are told, since 2016.", "correction"));
        await reviewer.SendAsync(new Dictionary<string, string> { ["kind"] = "update" }, "publish");
        reviewer.At.Should().EndWith("?done=published");
        (await ProposalOfAsync(id)).Should().Be(Proposal.None);
        (await app.GetAsync("/pledges/ibm-25000-us-hires-2016/history")).Page.QuerySelector(".revision")!.TextContent.Trim().Should().StartWith("Update").And.Contain("since 2016");
    }

    [Fact]
    public async Task A_note_that_is_too_long_or_meets_a_conflict_is_not_lost_and_one_of_a_discarded_draft_is()
    {
        var (id, open) = await OpenAsync("apple-20000-jobs-2018");
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var tooLong = new string('n', Review.NoteMaxLength + 1);
        await editor.GoAsync($"/newsroom/pledges/{id}");
        await editor.SendAsync(new Dictionary<string, string> { ["conditions"] = "Kept.", ["proposedNote"] = tooLong }, "send", Draft);
        editor.Page.QuerySelector("#proposedNote-problem")!.TextContent.Should().Contain("Shorten this to 2,000 characters").And.Contain("Everything else is saved.");
        (Field(editor, "proposedNote"), Field(editor, "conditions")).Should().Be((tooLong, "Kept."));

        await app.WithAsync<Drafts, SaveResult>(d => d.SaveAsync(id, open.Number + 1, open.Draft with { Title = "By another" }, LogActor.CommandLine));
        await editor.SendAsync(new Dictionary<string, string> { ["title"] = "By me", ["proposedNote"] = "Mine." }, "save", Draft);
        editor.Answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        await editor.SendAsync(new Dictionary<string, string>(), "resolve");
        (await ProposalOfAsync(id)).Note.Should().Be("Mine.");

        await editor.GoAsync($"/newsroom/pledges/{id}/revisions");
        await editor.SendAsync(new Dictionary<string, string>(), "discard");
        (await ProposalOfAsync(id)).Should().Be(Proposal.None);
    }

    [Fact]
    public async Task A_company_and_a_metric_are_sent_with_a_note_too_and_something_new_asks_for_none()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync("/newsroom/companies/ibm");
        await editor.SendAsync(new Dictionary<string, string> { ["legal"] = "International Business Machines", ["proposedNote"] = "Its legal name.", ["proposedKind"] = "update" }, "send");
        var reviewer = await app.SignedInAsync(MemberRole.Reviewer);
        await reviewer.GoAsync(editor.At.Split('?')[0]);
        Field(reviewer, "note").Should().Be("Its legal name.");

        await editor.GoAsync("/newsroom/companies/ibm");
        await editor.SendAsync(new Dictionary<string, string> { ["proposedNote"] = new string('n', 2_001) }, "save");
        editor.Page.QuerySelector("#proposedNote-problem").Should().NotBeNull();
        (await editor.GoAsync("/newsroom/metrics/investment")).Page.QuerySelector("[name=proposedNote]").Should().NotBeNull();
        (await editor.GoAsync("/newsroom/metrics")).Page.QuerySelector("[name=proposedNote]").Should().BeNull();
        var id = await StartAsync(New("no-note-for-the-first"));
        (await editor.GoAsync($"/newsroom/pledges/{id}")).Page.QuerySelector("[name=proposedNote]").Should().BeNull();
        (await editor.GoAsync($"/newsroom/pledges/{id}/review")).Page.QuerySelector("[name=note]").Should().BeNull();
    }

    internal static IEnumerable<string> IdsTwice(IDocument page) => page.QuerySelectorAll("[id]").GroupBy(e => e.Id!).Where(g => g.Count() > 1).Select(g => g.Key);

    private static IEnumerable<int> Order(IDocument page, params string[] places)
    {
        var all = page.QuerySelectorAll("*").ToList();
        return places.Select(p => all.IndexOf(page.QuerySelector(p)!));
    }

    private static PledgeDraft New(string slug) => Given.Draft(Given.FigureDraft()) with { Slug = slug, Company = "alibaba" };

    private Task<int> StartAsync(PledgeDraft draft) => app.WithAsync<Drafts, int>(d => d.StartAsync(draft, LogActor.CommandLine));

    private async Task<Proposal> ProposalOfAsync(int id) => (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(id)))!.Proposal;

    private async Task<(int Id, OpenDraft Open)> OpenAsync(string key)
    {
        var open = (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(DocumentKind.Pledge, key)))!;
        return (open.Id, open);
    }

    private static string? Field(FormBrowser browser, string name) => FormBrowser.FieldsOf(browser.Page.QuerySelector("main")!).GetValueOrDefault(name);
}
