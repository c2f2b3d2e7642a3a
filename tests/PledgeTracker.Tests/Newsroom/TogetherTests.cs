using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Desk;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>Several people at the same documents: who looks after what, what they say to each other, what they are told, several at once.</summary>
public sealed class TogetherTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Theory, OnSqlite, OnPostgres]
    public async Task A_document_is_given_to_a_member_with_a_day_who_is_told_and_finds_it_in_the_lists(string kind)
    {
        await using var app = await StartAsync(kind);
        var (ed, ann) = (await app.SignedInAsync(MemberRole.Editor, "Ed Itor"), await app.SignedInAsync(MemberRole.Editor, "Ann Lee"));
        var id = await BeginAsync(app, ed: "Ed Itor");

        await GiveAsync(ed, id, await IdAsync(app, "Ann Lee"), "2026-12-01");
        ed.Page.QuerySelector(".together")!.TextContent.Should().Contain("Ann Lee looks after it, until 1 December 2026.");
        (await ann.GoAsync("/newsroom")).Page.QuerySelector("#held")!.ParentElement!.TextContent.Should().Contain("Rivertown").And.Contain("until 1 Dec 2026");
        ann.Page.QuerySelector(".member")!.TextContent.Should().Contain("Notices (1)");
        (await ann.GoAsync("/newsroom/notices")).Page.QuerySelector(".notices")!.TextContent.Should().Contain("Ed Itor gave you “Rivertown Works” to look after, until 1 December 2026.");
        await ann.SendAsync(Nothing, "look");
        ann.At.Should().Be($"/newsroom/pledges/{id}");
        ann.Page.QuerySelector(".member")!.TextContent.Should().NotContain("(1)", "it was looked at");
        (await ann.GoAsync("/newsroom/pledges?held=me")).Page.QuerySelectorAll("tbody tr").Should().ContainSingle();
        (await ed.GoAsync("/newsroom/pledges?held=me")).Page.QuerySelectorAll("tbody tr").Should().BeEmpty();
        (await ed.GoAsync("/newsroom/pledges?held=nobody&due=week")).Page.QuerySelectorAll("tbody tr").Should().BeEmpty();
        (await ed.GoAsync("/newsroom/pledges?due=week")).Page.QuerySelectorAll("tbody tr").Should().ContainSingle();
        (await ed.GoAsync("/newsroom/pledges?due=late")).Page.QuerySelectorAll("tbody tr").Should().BeEmpty();
        app.Clock.Advance(TimeSpan.FromDays(3));
        await ed.SignInAsync(NewsroomApp.EmailOf("Ed Itor"));
        await ann.SignInAsync(NewsroomApp.EmailOf("Ann Lee"));
        (await ed.GoAsync("/newsroom/pledges?due=late")).Page.QuerySelector("tbody")!.TextContent.Should().Contain("which has passed");

        await GiveAsync(ed, id, null, null);
        ed.Page.QuerySelector(".together")!.TextContent.Should().Contain("Nobody in particular looks after it.");
        (await ann.GoAsync("/newsroom/notices")).Page.QuerySelector(".notices li")!.TextContent.Should().Contain("You no longer look after it.");
        (await app.WithAsync<PledgeTrackerDbContext, List<string?>>(c => c.Log.Where(l => l.Action == LogAction.Assigned).OrderBy(l => l.Id).Select(l => l.Details).ToListAsync()))
            .Should().Equal("Ann Lee, by 2026-12-01", "nobody");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nobody_is_given_anything_who_is_not_there_and_no_change_of_a_colleague_is_overwritten(string kind)
    {
        await using var app = await StartAsync(kind);
        var admin = await app.SignedInAsync(MemberRole.Administrator, "Ada");
        var gone = (await app.AddAsync("Gus", MemberRole.Editor)).Id;
        var id = await BeginAsync(app);
        await admin.GoAsync($"/newsroom/pledges/{id}/assignment");
        var other = await app.SignedInAsync(MemberRole.Editor, "Ed Itor");
        await other.GoAsync($"/newsroom/pledges/{id}/assignment");
        (await app.WithAsync<Members, IReadOnlyList<string>>(m => m.DisableAsync(gone, LogActor.CommandLine))).Should().BeEmpty();

        await admin.SendAsync(new Dictionary<string, string> { ["member"] = $"{gone}" }, "assign");
        Problems(admin).Should().Contain("The account of Gus is closed. Choose somebody else.");
        await admin.SendAsync(new Dictionary<string, string> { ["due"] = "2026-11-01" }, "assign");
        Problems(admin).Should().Contain("This day has passed");
        await admin.SendAsync(new Dictionary<string, string> { ["due"] = "next week" }, "assign");
        Problems(admin).Should().Contain("Enter a day");
        await admin.SendAsync(new Dictionary<string, string> { ["due"] = "" }, "mine");
        admin.Page.QuerySelector(".together")!.TextContent.Should().Contain("Ada looks after it.");

        await other.SendAsync(Nothing, "mine");
        Problems(other).Should().Contain("Somebody changed this meanwhile. Ada looks after it.");
        var values = FormBrowser.FieldsOf(other.Page.QuerySelector("form.small-form")!);
        foreach (var (field, value) in new[] { ("member", "99999"), ("member", "x'; --"), ("wasDue", "never"), ("due", new string('9', 900)) })
        {
            (await other.Client.PostAsync(other.At, new FormUrlEncodedContent(new Dictionary<string, string>(values) { [field] = value, ["act"] = "assign" }))).StatusCode.Should().Be(HttpStatusCode.OK, field);
        }

        (await OpenAsync(app, id)).AssigneeId.Should().Be(await IdAsync(app, "Ada"));
        (await other.Client.GetAsync("/newsroom/pledges/4711/assignment")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await other.Client.GetAsync($"/newsroom/nothing/{id}/assignment")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_comment_stands_beside_its_field_goes_with_its_part_and_is_kept_when_that_is_taken_out(string kind)
    {
        await using var app = await StartAsync(kind);
        var (ed, rae) = (await app.SignedInAsync(MemberRole.Editor, "Ed Itor"), await app.SignedInAsync(MemberRole.Reviewer, "Rae Viewer"));
        var id = await BeginAsync(app, "Ed Itor", new PledgeDraft { Title = "Rivertown Works", Figures = [Given.FigureDraft("412"), Given.FigureDraft("500", "2019-12-31")] });
        await rae.GoAsync($"/newsroom/pledges/{id}");
        await rae.SendAsync(new Dictionary<string, string> { ["title"] = "Rivertown Works, again" }, "comment figures[1]");
        rae.At.Should().Be($"/newsroom/pledges/{id}/comments?from=form&at=figures%5B1%5D");
        (await OpenAsync(app, id)).Title.Should().Be("Rivertown Works, again", "every button saves first");
        await rae.SendAsync(new Dictionary<string, string> { ["at"] = "figures[1].quantity", ["text"] = "Where does it say <b>500</b>?\r\nI read 499." }, "write");

        rae.At.Should().StartWith($"/newsroom/pledges/{id}?at=figures%5B1%5D.quantity", "the editor is back where they were");
        rae.Page.QuerySelector("#figures-1 .fields .beside")!.TextContent.Should().Contain("Rae Viewer").And.Contain("Where does it say <b>500</b>?\nI read 499.");
        rae.Page.QuerySelector("#figures-1 > summary")!.TextContent.Should().Contain("1 comment");
        (await ed.GoAsync("/newsroom/notices")).Page.QuerySelector(".notices li")!.TextContent.Should().Contain("Rae Viewer commented on “Rivertown Works, again”, Figure 2: ");

        // The figure is moved to the front, and another is put between.
        var open = await OpenAsync(app, id);
        await SaveAsync(app, open, d => d with { Figures = [d.Figures[1], Given.FigureDraft("700", "2020-12-31"), d.Figures[0]] });
        (await ed.GoAsync($"/newsroom/pledges/{id}")).Page.QuerySelector("#figures-0 .beside")!.TextContent.Should().Contain("I read 499.");
        ed.Page.QuerySelector("#figures-1 .beside").Should().BeNull();
        open = await OpenAsync(app, id);
        await SaveAsync(app, open, d => d with { Figures = [.. d.Figures.Skip(1)] });
        (await ed.GoAsync($"/newsroom/pledges/{id}")).Page.QuerySelector("#said")!.ParentElement!.TextContent.Should().Contain("on Figure 2").And.Contain("of revision").And.Contain("I read 499.");
        await ed.GoAsync($"/newsroom/pledges/{id}/comments");
        ed.Page.QuerySelector(".thread h3")!.TextContent.Should().Contain("which was taken out since");
        await ed.SendAsync(new Dictionary<string, string> { ["text"] = "Taken out." }, "resolve", "main .thread form");
        ed.Page.QuerySelectorAll("details .thread").Should().ContainSingle().Which.TextContent.Should().Contain("Taken out.").And.Contain("Resolved by Ed Itor");
        (await ed.GoAsync($"/newsroom/pledges/{id}")).Page.QuerySelector("#said").Should().BeNull("it is resolved");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_people_at_one_comment_neither_loses_what_the_other_said(string kind)
    {
        await using var app = await StartAsync(kind);
        var (ed, rae) = (await app.SignedInAsync(MemberRole.Editor, "Ed Itor"), await app.SignedInAsync(MemberRole.Reviewer, "Rae Viewer"));
        var id = await BeginAsync(app, "Ed Itor");
        await rae.GoAsync($"/newsroom/pledges/{id}/comments");
        await rae.SendAsync(new Dictionary<string, string> { ["text"] = "Is this new?" }, "write");
        await rae.GoAsync($"/newsroom/pledges/{id}/comments");
        await ed.GoAsync($"/newsroom/pledges/{id}/comments");
        await ed.SendAsync(new Dictionary<string, string> { ["text"] = "It is." }, "write", "main .thread form");

        await rae.SendAsync(Nothing, "resolve", "main .thread form");
        Problems(rae).Should().Contain("Ed Itor answered meanwhile. Read the answer before you resolve it.");
        await rae.SendAsync(Nothing, "resolve", "main .thread form");
        rae.Page.QuerySelector("details .thread")!.TextContent.Should().Contain("Resolved by Rae Viewer");
        await ed.GoAsync($"/newsroom/pledges/{id}/comments");
        await ed.SendAsync(new Dictionary<string, string> { ["text"] = "Not quite." }, "write", "details .thread form");
        ed.Page.QuerySelectorAll("details .thread").Should().BeEmpty("an answer opens it again");

        // Both answer at once.
        var both = await Task.WhenAll(new[] { ed, rae }.Select((b, i) => b.GoAsync($"/newsroom/pledges/{id}/comments").ContinueWith(_ => b.SendAsync(new Dictionary<string, string> { ["text"] = $"At once {i}" }, "write", "main .thread form"), TaskScheduler.Default).Unwrap()));
        both.Should().OnlyContain(b => b.Answer.StatusCode == HttpStatusCode.OK);
        (await app.WithAsync<PledgeTrackerDbContext, int>(c => c.Comments.CountAsync())).Should().Be(5);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_comment_that_makes_no_sense_is_refused_and_what_was_commented_on_is_kept(string kind)
    {
        await using var app = await StartAsync(kind);
        var ed = await app.SignedInAsync(MemberRole.Editor, "Ed Itor");
        var member = await IdAsync(app, "Ed Itor");
        var by = new LogActor(member, "Ed Itor", null);
        var id = await app.WithAsync<Drafts, int>(d => d.StartAsync(new PledgeDraft { Title = "Rivertown Works" }, by));
        await app.WithAsync<Drafts, SaveResult>(d => d.SaveAsync(id, 1, new PledgeDraft { Title = "Rivertown", Figures = [Given.FigureDraft()] }, by, autosave: true));
        var open = await OpenAsync(app, id);
        foreach (var (path, text) in new[] { ("figures[7]", "x"), ("figures[0].nothing", "x"), ("figures[0", "x"), ("figures[-1]", "x"), ("a..b", "x"), ("figures[0].quantity.low", "x"), ("title", " "), ("title", new string('x', Comment.TextMaxLength + 1)) })
        {
            (await app.WithAsync<Comments, string?>(c => c.WriteAsync(open, path, path, null, text, by))).Should().NotBeNull(path);
        }

        (await app.WithAsync<Comments, string?>(c => c.WriteAsync(open, "figures[0].quantity", "Figure 1", null, "A number.", by))).Should().BeNull();
        (await app.WithAsync<Comments, string?>(c => c.WriteAsync(open, "", "", 4711, "An answer to nothing.", by))).Should().NotBeNull();

        // The browser saves again, which would have replaced its own earlier save.
        await app.WithAsync<Drafts, SaveResult>(d => d.SaveAsync(id, 2, new PledgeDraft { Title = "Rivertown", Figures = [Given.FigureDraft("501")] }, by, autosave: true));
        (await app.WithAsync<PledgeTrackerDbContext, List<int>>(c => c.Revisions.Where(r => r.DocumentId == id).OrderBy(r => r.Number).Select(r => r.Number).ToListAsync())).Should().Equal(1, 2, 3);
        (await app.WithAsync<Comments, IReadOnlyList<CommentThread>>(async c => await c.OfAsync(await OpenAsync(app, id)))).Should().ContainSingle().Which.Place.Should().Be("figures[0].quantity");
        (await ed.Client.GetAsync($"/newsroom/pledges/{id}/comments?at=%3Cscript%3E")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await ed.Client.GetAsync("/newsroom/pledges/4711/comments")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await app.Visitor().GetAsync($"/newsroom/pledges/{id}/comments")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_steps_of_a_review_are_told_to_whom_they_concern_as_each_chose(string kind)
    {
        await using var app = await StartAsync(kind);
        var (ed, rae, quiet) = (await app.SignedInAsync(MemberRole.Editor, "Ed Itor"), await app.SignedInAsync(MemberRole.Reviewer, "Rae Viewer"), await app.SignedInAsync(MemberRole.Administrator, "Quiet"));
        await quiet.GoAsync("/newsroom/notices");
        await quiet.SendAsync(new Dictionary<string, string> { ["waits-for-review"] = "never" }, "choose");
        quiet.Page.QuerySelector<AngleSharp.Html.Dom.IHtmlSelectElement>("#waits-for-review")!.Value.Should().Be("never");
        var by = new LogActor(await IdAsync(app, "Ed Itor"), "Ed Itor", null);
        var id = await BeginAsync(app, "Ed Itor", Given.Draft());

        (await app.WithAsync<Review, ReviewOutcome>(r => r.SendAsync(id, 1, by))).Done.Should().BeTrue();
        (await TextsAsync(app, "Rae Viewer")).Should().Equal($"Ed Itor sent “{Given.Draft().Title}” to review.");
        (await TextsAsync(app, "Quiet")).Should().BeEmpty("that is what they chose");
        (await TextsAsync(app, "Ed Itor")).Should().BeEmpty("nobody is told of what they did themselves");
        await rae.GoAsync($"/newsroom/pledges/{id}/review");
        await rae.SendAsync(new Dictionary<string, string> { ["comment"] = "Which year?" }, "return");
        (await TextsAsync(app, "Ed Itor")).Should().Equal($"Rae Viewer returned “{Given.Draft().Title}”: Which year?");
        (await rae.GoAsync("/newsroom")).Page.QuerySelector(".member")!.TextContent.Should().NotContain("Notices (", "it no longer waits for anybody");

        (await app.WithAsync<Review, ReviewOutcome>(r => r.SendAsync(id, 1, by))).Done.Should().BeTrue();
        await rae.GoAsync($"/newsroom/pledges/{id}/review");
        await rae.SendAsync(Nothing, "publish");
        (await TextsAsync(app, "Ed Itor")).Should().Contain($"Rae Viewer published “{Given.Draft().Title}”.");

        // One member cannot see or touch what another was told.
        var foreign = await app.WithAsync<PledgeTrackerDbContext, int>(c => c.Notices.OrderBy(n => n.Id).Where(n => n.Text.Contains("returned")).Select(n => n.Id).FirstAsync());
        var values = FormBrowser.FieldsOf((await rae.GoAsync("/newsroom/notices")).Page.QuerySelector("form.draft")!);
        (await rae.Client.PostAsync("/newsroom/notices", new FormUrlEncodedContent(new Dictionary<string, string>(values) { ["upTo"] = $"{foreign}", ["act"] = "look" }))).StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.WithAsync<PledgeTrackerDbContext, DateTime?>(c => c.Notices.Where(n => n.Id == foreign).Select(n => n.ReadAt).SingleAsync())).Should().BeNull();
        (await ed.GoAsync("/newsroom/notices")).Page.QuerySelectorAll(".notices .state").Should().HaveCount(2);
        await ed.SendAsync(Nothing, "seen");
        ed.Page.QuerySelectorAll(".notices .state").Should().BeEmpty();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_forty_drafts_that_are_published_at_once_one_that_fails_stops_no_other(string kind)
    {
        await using var app = await StartAsync(kind);
        var (ed, rae) = (await app.SignedInAsync(MemberRole.Editor, "Ed Itor"), await app.SignedInAsync(MemberRole.Reviewer, "Rae Viewer"));
        await app.WithDatabaseAsync(async context =>
        {
            context.Companies.Add(new() { Slug = "second", Name = "Second" });
            await context.SaveChangesAsync();
        });
        var by = new LogActor(await IdAsync(app, "Ed Itor"), "Ed Itor", null);
        var first = await BeginAsync(app, "Ed Itor", Given.Draft());
        await app.WithAsync<Review, ReviewOutcome>(r => r.SendAsync(first, 1, by));
        (await app.WithAsync<Review, ReviewOutcome>(async r => await r.PublishAsync(first, 1, new(null, null, null), new LogActor(await IdAsync(app, "Rae Viewer"), "Rae Viewer", null)))).Done.Should().BeTrue();
        for (var i = 0; i < 40; i++)
        {
            await BeginAsync(app, "Ed Itor", Given.Draft() with { Slug = $"pledge-{i}", Title = $"Pledge {i}", Targets = [Given.TargetDraft() with { Metric = "investment", Currency = "USD" }], Company = i == 7 ? "second" : "acme" });
        }

        await ed.GoAsync("/newsroom/pledges?state=draft");
        var picks = ed.Page.QuerySelectorAll("input[name=pick]").Select(p => p.GetAttribute("value")!).ToList();
        picks.Should().HaveCount(40);
        await PickAsync(ed, picks, "look");
        ed.Page.QuerySelectorAll("tbody tr").Should().HaveCount(40);
        await PickAsync(ed, picks, "send");
        ed.Page.QuerySelector("#done")!.TextContent.Should().Be("40 of 40 sent to review");
        (await ed.Client.PostAsync("/newsroom/several", Form(ed, picks, "publish"))).StatusCode.Should().Be(HttpStatusCode.Forbidden, "an editor publishes nothing");

        await rae.GoAsync("/newsroom/pledges?state=in-review");
        await PickAsync(rae, [.. picks, "x", "1", "99999:1", picks[0]], "publish");
        rae.Page.QuerySelector("#done")!.TextContent.Should().Be("39 of 40 published");
        rae.Page.QuerySelectorAll("tbody tr").First(r => r.TextContent.Contains("Not done", StringComparison.Ordinal)).TextContent.Should().Contain("Pledge 7").And.Contain("Its company is new to readers too");
        (await app.WithAsync<PledgeTrackerDbContext, int>(c => c.Summaries.CountAsync())).Should().Be(40);

        // Told once, not forty times by e-mail; and each in the newsroom.
        (await TextsAsync(app, "Ed Itor")).Count(t => t.Contains("published", StringComparison.Ordinal)).Should().Be(40);
        (await rae.Client.PostAsync("/newsroom/several", Form(rae, Enumerable.Range(1, 201).Select(i => $"{i}:1"), "publish"))).StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.WithAsync<PledgeTrackerDbContext, int>(c => c.Summaries.CountAsync())).Should().Be(40);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_administrator_sees_who_holds_what_and_hands_it_over_when_somebody_leaves(string kind)
    {
        await using var app = await StartAsync(kind);
        var admin = await app.SignedInAsync(MemberRole.Administrator, "Ada");
        var (leaving, next) = ((await app.AddAsync("Leif", MemberRole.Editor)).Id, (await app.AddAsync("Nora", MemberRole.Editor)).Id);
        var given = await BeginAsync(app, "Ada");
        await GiveAsync(admin, given, leaving, null);
        await BeginAsync(app, "Leif", new PledgeDraft { Title = "Leif wrote this" });
        await BeginAsync(app, "Ada", new PledgeDraft { Title = "Not his" });

        (await admin.GoAsync("/newsroom/people")).Page.QuerySelector($"a[href='/newsroom/people/{leaving}']")!.TextContent.Should().Contain("1 document");
        (await admin.GoAsync($"/newsroom/people/{leaving}")).Page.QuerySelectorAll("tbody th").Select(t => t.TextContent.Trim()).Should().HaveCount(2).And.NotContain(t => t.StartsWith("Not his"));
        await admin.SendAsync(new Dictionary<string, string> { ["to"] = "" }, "hand-over");
        Problems(admin).Should().Contain("Choose who gets it");
        await admin.SendAsync(new Dictionary<string, string> { ["to"] = $"{next}" }, "hand-over");

        admin.Page.QuerySelector(".done")!.TextContent.Should().Be("2 handed over.");
        (await TextsAsync(app, "Nora")).Should().Equal("Ada handed over to you what Leif held: 2 documents.");
        (await app.WithAsync<PledgeTrackerDbContext, int>(c => c.Documents.CountAsync(d => d.AssigneeId == next))).Should().Be(2);
        (await app.WithAsync<PledgeTrackerDbContext, int>(c => c.Log.CountAsync(l => l.Action == LogAction.HandedOver && l.Details == "from Leif to Nora"))).Should().Be(2);
        await app.WithAsync<Members, IReadOnlyList<string>>(m => m.DisableAsync(leaving, LogActor.CommandLine));
        (await app.WithAsync<Assignments, (int, string?)>(a => a.HandOverAsync(next, leaving, LogActor.CommandLine))).Item2.Should().Contain("closed");
        (await app.WithAsync<Assignments, (int, string?)>(a => a.HandOverAsync(next, next, LogActor.CommandLine))).Item2.Should().Contain("somebody else");
        (await (await app.SignedInAsync(MemberRole.Reviewer)).Client.GetAsync($"/newsroom/people/{leaving}")).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await admin.Client.GetAsync("/newsroom/people/4711")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_publication_ends_the_day_and_leaves_who_looks_after_it(string kind)
    {
        await using var app = await StartAsync(kind);
        var ada = await app.SignedInAsync(MemberRole.Administrator, "Ada");
        await app.AddAsync("Ed Itor", MemberRole.Editor);
        var id = await BeginAsync(app, "Ed Itor", Given.Draft());
        await GiveAsync(ada, id, await IdAsync(app, "Ada"), "2026-12-01");
        await app.WithAsync<Review, ReviewOutcome>(r => r.SendAsync(id, 1, LogActor.CommandLine));
        await ada.GoAsync($"/newsroom/pledges/{id}/review");
        await ada.SendAsync(Nothing, "publish");

        var open = await OpenAsync(app, id);
        (open.State, open.AssigneeId, open.DueOn).Should().Be((WorkState.Published, await IdAsync(app, "Ada"), (DateOnly?)null));
    }

    private static async Task<EitherApp> StartAsync(string kind)
    {
        var app = await EitherApp.StartAsync(kind, withPledges: false);
        await app.WithDatabaseAsync(async context =>
        {
            context.Companies.Add(Given.Company());
            await context.SaveChangesAsync();
        });
        return app;
    }

    private static async Task<int> BeginAsync(EitherApp app, string? ed = null, PledgeDraft? draft = null)
    {
        var by = new LogActor(ed is null ? null : await IdAsync(app, ed), ed ?? "Ed Itor", null);
        return await app.WithAsync<Drafts, int>(d => d.StartAsync(draft ?? new PledgeDraft { Title = "Rivertown Works" }, by));
    }

    private static Task<int> IdAsync(EitherApp app, string name) => app.WithAsync<PledgeTrackerDbContext, int>(c => c.Set<Member>().Where(m => m.Name == name).Select(m => m.Id).SingleAsync());

    private static Task<OpenDraft> OpenAsync(EitherApp app, int id) => app.WithAsync<Drafts, OpenDraft>(async d => (await d.OpenAsync(id))!);

    private static async Task SaveAsync(EitherApp app, OpenDraft open, Func<PledgeDraft, PledgeDraft> change) =>
        (await app.WithAsync<Drafts, SaveResult>(d => d.SaveAsync(open.Id, open.Number, change(open.Draft), LogActor.Program))).Should().BeOfType<SaveResult.Saved>();

    private static async Task GiveAsync(FormBrowser browser, int id, int? member, string? due)
    {
        await browser.GoAsync($"/newsroom/pledges/{id}/assignment");
        await browser.SendAsync(new Dictionary<string, string> { ["member"] = $"{member}", ["due"] = due ?? "" }, "assign");
        browser.At.Should().Be($"/newsroom/pledges/{id}", Problems(browser));
    }

    private static Task<List<string>> TextsAsync(EitherApp app, string member) => app.WithAsync<PledgeTrackerDbContext, List<string>>(async c =>
    {
        var id = await c.Set<Member>().Where(m => m.Name == member).Select(m => m.Id).SingleAsync();
        return await c.Notices.Where(n => n.MemberId == id).OrderBy(n => n.Id).Select(n => n.Text).ToListAsync();
    });

    private static FormUrlEncodedContent Form(FormBrowser browser, IEnumerable<string> picks, string act)
    {
        var token = browser.Page.QuerySelector("form input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("act", act), .. picks.Select(p => KeyValuePair.Create("pick", p))]);
    }

    private static async Task PickAsync(FormBrowser browser, IEnumerable<string> picks, string act)
    {
        var answer = await browser.Client.PostAsync("/newsroom/several", Form(browser, picks, act));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        await browser.ShowAsync("/newsroom/several", answer);
    }

    private static string Problems(FormBrowser browser) => string.Join(" | ", browser.Page.QuerySelectorAll(".problem, .problems li").Select(p => p.TextContent));
}
