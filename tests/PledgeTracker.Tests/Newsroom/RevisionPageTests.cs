using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Pages.Newsroom;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>Revisions are named by what changed, compared, viewed as the page they were, and a publication is undone there.</summary>
public sealed class RevisionPageTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    [Fact]
    public async Task Each_revision_is_named_by_what_it_changed()
    {
        var draft = Given.Draft() with { Slug = "named-revisions", Company = "alibaba" };
        var id = await StartAsync(draft);
        var longer = draft with { Title = "Another title", Figures = [Given.FigureDraft()] };
        await SaveAsync(id, 1, longer);
        await SaveAsync(id, 2, longer with { Summary = "Other words.", Conditions = "None.", Tags = ["a"], Events = [new EventDraft { Text = "Something." }], Notes = [new NoteDraft { Text = "A note." }], Sources = [.. longer.Sources.Take(1)] });
        await SaveAsync(id, 3, longer);
        await app.WithAsync<Drafts, int?>(d => d.RestoreAsync(id, 1, LogActor.CommandLine));
        await app.WithAsync<Drafts, SaveResult>(d => d.SaveAsync(id, 5, longer with { Title = "<script>alert(1)</script>" }, LogActor.CommandLine, autosave: true));
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync($"/newsroom/pledges/{id}/revisions");

        editor.Page.QuerySelectorAll("table.revisions th[scope=row] strong").Select(s => s.TextContent).Should().Equal(
            "Title changed, figure 1 added", "Restored revision 1", "The text of revision 2 again", "6 places changed in The pledge, What happened and 2 other sections", "Title changed, figure 1 added", "First draft");
        editor.Page.QuerySelector("#revision-6")!.TextContent.Should().Contain("saved by the browser");
        editor.Page.QuerySelectorAll("script:not([src])").Should().BeEmpty();
        editor.Page.QuerySelector("#revision-4 a[href$='compare?from=3&to=4']").Should().NotBeNull();
        editor.Page.QuerySelector("#undo").Should().BeNull("readers see nothing of it");
    }

    [Fact]
    public async Task Any_two_revisions_are_compared_in_words()
    {
        var draft = Given.Draft() with { Slug = "compared-revisions", Company = "alibaba" };
        var id = await StartAsync(draft);
        await SaveAsync(id, 1, draft with { Summary = "Acme promised 1,000 jobs by the middle of 2020." });
        await SaveAsync(id, 2, draft);
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var compare = $"/newsroom/pledges/{id}/revisions/compare";
        await editor.GoAsync($"{compare}?from=1&to=2");
        editor.Page.QuerySelector("h1")!.TextContent.Should().Be("Revision 1 and revision 2");
        (editor.Page.QuerySelector("table.diff del")!.TextContent, editor.Page.QuerySelector("table.diff ins")!.TextContent).Should().Be(("end", "middle"));
        (await editor.GoAsync($"{compare}?from=2&to=1")).Page.QuerySelector("table.diff ins")!.TextContent.Should().Be("end", "backwards too");
        (await editor.GoAsync($"{compare}?from=1&to=3")).Page.QuerySelector("main")!.TextContent.Should().Contain("Nothing differs.");
        (await editor.GoAsync($"{compare}?from=2&to=2")).Page.QuerySelector("main")!.TextContent.Should().Contain("Both are the same revision.");
        (await editor.GoAsync(compare)).Page.QuerySelector("h1")!.TextContent.Should().Be("Revision 2 and revision 3", "the newest and the one before");
        (await editor.GoAsync($"{compare}?to=1")).Page.QuerySelector("main")!.TextContent.Should().Contain("no revision before 1");
        foreach (var (query, status) in new[]
        {
            ("?from=1&to=99", HttpStatusCode.NotFound), ("?from=0&to=1", HttpStatusCode.NotFound), ("?from=x&to=2", HttpStatusCode.BadRequest), ("?from=1&to=-2", HttpStatusCode.BadRequest),
            ("?from=1&to=99999999999999999999", HttpStatusCode.BadRequest), ("?from=1&from=2&to=2", HttpStatusCode.BadRequest), ("?from=%3Cscript%3E&to=1", HttpStatusCode.BadRequest),
        })
        {
            await editor.GoAsync(compare + query);
            editor.Answer.StatusCode.Should().Be(status, query);
            editor.Page.QuerySelectorAll("script:not([src])").Should().BeEmpty();
        }

        foreach (var address in new[] { $"/newsroom/companies/{id}/revisions/compare", "/newsroom/nothing/1/revisions/compare", "/newsroom/pledges/999999/revisions/compare", $"/newsroom/pledges/{id}/revisions/99", $"/newsroom/lists/{id}/revisions/1", $"/newsroom/pledges/{id}/revisions?page=2" })
        {
            (await editor.Client.GetAsync(address)).StatusCode.Should().Be(HttpStatusCode.NotFound, address);
        }

        (await editor.Client.GetAsync($"/newsroom/pledges/{id}/revisions?page=x")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_revision_is_viewed_as_the_page_it_was_or_says_what_is_missing()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var id = await StartAsync(Given.Draft() with { Slug = "viewed-revisions", Company = "alibaba", Title = null });
        await SaveAsync(id, 1, Given.Draft() with { Slug = "viewed-revisions", Company = "alibaba" });
        await editor.GoAsync($"/newsroom/pledges/{id}/revisions/1");
        editor.Page.QuerySelector("section[aria-labelledby=missing]")!.TextContent.Should().Contain("Enter a title.");
        editor.Page.QuerySelector("section[aria-labelledby=values] table.diff").Should().NotBeNull();
        await editor.GoAsync($"/newsroom/pledges/{id}/revisions/2");
        editor.Page.QuerySelector("article h1")!.TextContent.Should().EndWith("Acme promises 1,000 jobs");
        editor.Page.QuerySelector(".notice")!.TextContent.Should().Contain("Revision 2, which is not public.");

        // What was published when the rules asked for less is still shown as it was.
        var alibaba = (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(DocumentKind.Pledge, "alibaba-million-us-jobs-2017")))!;
        (await editor.GoAsync($"/newsroom/pledges/{alibaba.Id}/revisions/1")).Page.QuerySelector(".notice")!.TextContent.Should().Contain("which readers see");

        foreach (var (kind, key) in new[] { (DocumentKind.Claimant, "donald-trump"), (DocumentKind.List, "us-white-house-2025"), (DocumentKind.Check, "propublica-2018") })
        {
            var open = (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(kind, key)))!;
            await editor.GoAsync($"/newsroom/{open.Subject.Section}/{open.Id}/revisions/1");
            editor.Answer.StatusCode.Should().Be(HttpStatusCode.OK, key);
            editor.Page.QuerySelector("ol.sources").Should().NotBeNull(key);
            ReviewPageTests.IdsTwice(editor.Page).Should().BeEmpty(key);
        }

        await editor.GoAsync("/newsroom/companies/oneweb");
        await editor.SendAsync(new Dictionary<string, string> { ["legal"] = "OneWeb Holdings" }, "save");
        var company = (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(DocumentKind.Company, "oneweb")))!;
        (await editor.GoAsync($"/newsroom/companies/{company.Id}/revisions/2")).Page.QuerySelector("dl.glance")!.TextContent.Should().Contain("OneWeb Holdings");
        (await editor.GoAsync($"/newsroom/companies/{company.Id}/revisions")).Page.QuerySelectorAll("table.revisions strong").Select(s => s.TextContent).Should().Equal("Legal name filled in", "What stood here before");
    }

    [Fact]
    public async Task Two_hundred_revisions_are_read_thirty_at_a_time()
    {
        var draft = Given.Draft() with { Slug = "many-revisions", Company = "alibaba" };
        var id = await StartAsync(draft);
        await app.WithDatabaseAsync(async context =>
        {
            var document = await context.Documents.SingleAsync(d => d.Id == id);
            for (var i = 2; i <= 200; i++)
            {
                document.Add(draft with { Title = $"Title {i}" }, TrackerApp.Now.UtcDateTime, "Ed Itor", null, i - 1);
            }

            await context.SaveChangesAsync();
        });
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var seen = new List<string>();
        await editor.GoAsync($"/newsroom/pledges/{id}/revisions");
        while (true)
        {
            var rows = editor.Page.QuerySelectorAll("table.revisions tbody tr");
            rows.Length.Should().BeLessThanOrEqualTo(RevisionsModel.PageSize);
            seen.AddRange(rows.Select(r => r.Id!));
            rows.Where(r => r.Id != "revision-1").Should().OnlyContain(r => r.QuerySelector("strong")!.TextContent == "Title changed");
            if (editor.Page.QuerySelector("a[rel=next]") is not IHtmlAnchorElement next)
            {
                break;
            }

            await editor.GoAsync(next.GetAttribute("href")!);
        }

        seen.Should().Equal(Enumerable.Range(1, 200).Reverse().Select(i => $"revision-{i}"));
        (await editor.Client.GetAsync($"/newsroom/pledges/{id}/revisions?page=8")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_reviewer_undoes_a_publication_in_one_step_and_an_editor_cannot(string kind)
    {
        await using var own = await EitherApp.StartAsync(kind, withPledges: true);
        const string Key = "alibaba-million-us-jobs-2017";
        await own.PublishAsync<PledgeDraft>(DocumentKind.Pledge, Key, d => d with { Title = "A wrong title" }, "Another title.");
        var id = (await own.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(DocumentKind.Pledge, Key)))!.Id;
        var (editor, reviewer) = (await own.SignedInAsync(MemberRole.Editor), await own.SignedInAsync(MemberRole.Reviewer));
        var address = $"/newsroom/pledges/{id}/revisions";
        await editor.GoAsync(address);
        editor.Page.QuerySelector("button[value=undo]").Should().BeNull();
        var token = ((IHtmlInputElement)editor.Page.QuerySelector("[name=__RequestVerificationToken]")!).Value;
        (await editor.Client.PostAsync(address, new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["act"] = "undo", ["number"] = "2", ["reason"] = "Because." }))).StatusCode.Should().Be(HttpStatusCode.Forbidden);

        (await reviewer.GoAsync(address)).Page.QuerySelector("#revision-2")!.TextContent.Should().Contain("Readers were told: “Another title.”").And.Contain("Readers see this.");
        await reviewer.SendAsync(new Dictionary<string, string> { ["reason"] = " " }, "undo");
        reviewer.Page.QuerySelector("#undo-reason-problem")!.TextContent.Should().Contain("Say why it is undone.");
        await reviewer.SendAsync(new Dictionary<string, string> { ["reason"] = new string('r', Reversal.ReasonMaxLength + 1) }, "undo");
        reviewer.Page.QuerySelector("#undo-reason-problem")!.TextContent.Should().Contain("Shorten this");
        ReviewPageTests.IdsTwice(reviewer.Page).Should().BeEmpty();
        await reviewer.GoAsync(address.Replace("revisions", "review"));
        await reviewer.SendAsync(new Dictionary<string, string> { ["reason"] = "The title is <b>wrong</b>." }, "undo");
        reviewer.At.Should().EndWith("/revisions?done=undone");
        reviewer.Page.QuerySelectorAll("table.revisions strong").Take(3).Select(s => s.TextContent).Should().Equal("The text of revision 2 again", "The text of revision 1 again", "Title changed");
        (await own.GetAsync($"/pledges/{Key}/history")).Page.QuerySelector(".revision")!.TextContent.Should().Contain("was undone: The title is <b>wrong</b>.");
        (await reviewer.GoAsync("/newsroom/log?action=publication-undone")).Page.QuerySelector("tbody td a")!.GetAttribute("href").Should().Be($"/newsroom/pledges/{id}");
    }

    private Task<int> StartAsync(PledgeDraft draft) => app.WithAsync<Drafts, int>(d => d.StartAsync(draft, LogActor.CommandLine));

    private async Task SaveAsync(int id, int on, PledgeDraft draft) =>
        (await app.WithAsync<Drafts, SaveResult>(d => d.SaveAsync(id, on, draft, LogActor.CommandLine))).Should().BeOfType<SaveResult.Saved>();
}
