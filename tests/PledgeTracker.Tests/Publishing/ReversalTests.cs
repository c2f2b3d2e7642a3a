using System.Net;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Publishing;

/// <summary>A publication is undone in one step, with its trace, on both databases.</summary>
public sealed class ReversalTests
{
    private const string Alibaba = "alibaba-million-us-jobs-2017";

    [Theory, OnSqlite, OnPostgres]
    public async Task Readers_see_again_what_they_saw_before_and_the_undone_text_is_a_draft(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        var (id, was) = await OpenAsync(app, DocumentKind.Pledge, Alibaba);
        var numbers = await NumbersAsync(app, id);
        await app.PublishAsync<PledgeDraft>(DocumentKind.Pledge, Alibaba, d => d with { Title = "A wrong title", Figures = [.. d.Figures.Skip(1), d.Figures[0] with { Quantity = "9" }] }, "Another title.");

        var outcome = await UndoAsync(app, id, 2, " The title was\nwrong. ");

        outcome.Should().BeEquivalentTo(ReviewOutcome.Success);
        var now = await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(id));
        (now!.State, now.PublishedNumber, now.Number, now.Draft.Title, now.Published!.Title).Should().Be((WorkState.Draft, 3, 4, "A wrong title", was.Draft.Title));
        now.Proposal.Should().Be(new Proposal("Another title.", PublicationKind.Update));
        (await NumbersAsync(app, id)).Should().Be(numbers, "a figure that comes back is cited as before");
        await app.WithDatabaseAsync(async context =>
        {
            var revision = await context.Revisions.SingleAsync(r => r.DocumentId == id && r.Number == 3);
            (revision.Kind, revision.NoteToReaders, revision.Reviewer, revision.BaseNumber).Should().Be((PublicationKind.Correction, "The change of 30 November 2026 was undone: The title was\nwrong.", "Rae Viewer", 2));
            (await context.Summaries.SingleAsync(s => s.PledgeId == id)).Title.Should().Be(was.Draft.Title);
            (await context.Log.OrderByDescending(l => l.Id).FirstAsync()).Should().Match<LogEntry>(l => l.Action == LogAction.PublicationUndone && l.DocumentId == id && l.Details!.StartsWith("revision 2, by publishing revision 1 again as 3"));
        });
        app.Clock.Advance(TimeSpan.FromSeconds(2));
        (await app.GetAsync($"/pledges/{Alibaba}")).Page.QuerySelector("h1")!.TextContent.Should().EndWith(was.Draft.Title);
        (await app.GetAsync($"/pledges/{Alibaba}/history")).Page.QuerySelectorAll(".revision h2").Select(h => h.TextContent.Split(',')[0]).Should().Equal("Correction", "Update", "First publication");

        (await UndoAsync(app, id, 3, "It was right after all.")).Done.Should().BeTrue("what was undone can be undone");
        (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(id)))!.Published!.Title.Should().Be("A wrong title");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_draft_in_work_stays_as_it_is_and_a_scheduled_one_waits_for_a_reviewer_again(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        var ed = await ActorAsync(app, "Ed Itor", MemberRole.Editor);
        var (id, _) = await OpenAsync(app, DocumentKind.Pledge, Alibaba);
        await app.PublishAsync<PledgeDraft>(DocumentKind.Pledge, Alibaba, d => d with { Title = "A wrong title" }, "Another title.");
        var open = (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(id)))!;
        await app.WithAsync<Drafts, SaveResult>(d => d.SaveAsync(id, 2, open.Draft with { Summary = "In work." }, ed, proposal: new("More is said.", PublicationKind.Clarification)));
        await app.WithAsync<Review, ReviewOutcome>(r => r.SendAsync(id, 3, ed));

        (await UndoAsync(app, id, 2, "Wrong.")).Done.Should().BeTrue();

        var now = (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(id)))!;
        (now.State, now.Number, now.PublishedNumber, now.Draft.Summary, now.Draft.Title, now.Author).Should().Be((WorkState.InReview, 5, 4, "In work.", "A wrong title", "Ed Itor"));
        (now.Proposal, now.ReviewComment).Should().Be((new Proposal("More is said.", PublicationKind.Clarification), null));
        (await app.WithAsync<Review, ReviewOutcome>(r => r.PublishAsync(id, 5, new("A note.", PublicationKind.Update, "Both are meant."), ed))).Refusal.Should().Contain("somebody else must publish", "its writer is still its writer");

        await app.PublishAsync<PledgeDraft>(DocumentKind.Pledge, Alibaba, d => d with { Title = "Wrong again" }, "Another title.");
        await app.WithAsync<Drafts, SaveResult>(d => d.SaveAsync(id, 6, now.Draft with { Summary = "For later." }, ed));
        await app.WithAsync<Review, ReviewOutcome>(r => r.SendAsync(id, 7, ed));
        var rae = await ActorAsync(app, "Rita Viewer", MemberRole.Reviewer);
        (await app.WithAsync<Review, ReviewOutcome>(r => r.ScheduleAsync(id, 7, app.Clock.GetUtcNow().UtcDateTime.AddDays(1), new("A note.", PublicationKind.Update, "Both are meant."), rae))).Done.Should().BeTrue();
        (await UndoAsync(app, id, 6, "Wrong again.")).Done.Should().BeTrue();

        now = (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(id)))!;
        (now.State, now.ScheduledFor, now.Draft.Summary).Should().Be((WorkState.InReview, null, "For later."));
        now.ReviewComment.Should().Contain("its schedule was cancelled");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Where_readers_saw_nothing_before_it_is_taken_off_the_site(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        var (id, _) = await OpenAsync(app, DocumentKind.Pledge, Alibaba);
        (await app.WithAsync<Reversal, Undoable?>(r => r.FindAsync(id))).Should().Be(new Undoable(1, null, null));

        app.Clock.Advance(TimeSpan.FromHours(1));
        (await UndoAsync(app, id, 1, "Entered by mistake.")).Done.Should().BeTrue();

        app.Clock.Advance(TimeSpan.FromSeconds(2));
        var gone = await app.Visitor().GetAsync($"/pledges/{Alibaba}");
        gone.StatusCode.Should().Be(HttpStatusCode.Gone);
        (await gone.Content.ReadAsStringAsync()).Should().Contain("Entered by mistake.");
        (await app.WithAsync<Reversal, Undoable?>(r => r.FindAsync(id))).Should().BeNull();
        (await UndoAsync(app, id, 1, "Again.")).Refusal.Should().Contain("nothing to undo");

        // Published again, it is not what readers saw before it was taken off.
        var (rae, open) = (await ActorAsync(app, "Rita Viewer", MemberRole.Reviewer), (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(id)))!);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.WithAsync<Drafts, SaveResult>(d => d.SaveAsync(id, 1, open.Draft with { Title = "A mended title" }, LogActor.CommandLine));
        await app.WithAsync<Review, ReviewOutcome>(r => r.SendAsync(id, 2, LogActor.CommandLine));
        (await app.WithAsync<Review, ReviewOutcome>(r => r.PublishAsync(id, 2, new("Mended.", PublicationKind.Correction, "Both are meant."), rae))).Done.Should().BeTrue();
        (await app.WithAsync<Reversal, Undoable?>(r => r.FindAsync(id))).Should().Be(new Undoable(2, null, null));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_address_that_changed_changes_back_and_the_newer_one_leads_there(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        var (id, _) = await OpenAsync(app, DocumentKind.Pledge, Alibaba);
        await app.PublishAsync<PledgeDraft>(DocumentKind.Pledge, Alibaba, d => d with { Slug = "alibaba-elsewhere" }, "Another address.");

        (await UndoAsync(app, id, 2, "The old one is cited.")).Done.Should().BeTrue();

        app.Clock.Advance(TimeSpan.FromSeconds(2));
        (await app.Visitor().GetAsync($"/pledges/{Alibaba}")).StatusCode.Should().Be(HttpStatusCode.OK);
        var moved = await app.Visitor().GetAsync("/pledges/alibaba-elsewhere");
        ((int)moved.StatusCode, moved.Headers.Location!.ToString()).Should().Be((301, $"/pledges/{Alibaba}"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_several_who_undo_at_once_one_does(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        var (id, _) = await OpenAsync(app, DocumentKind.Pledge, Alibaba);
        await app.PublishAsync<PledgeDraft>(DocumentKind.Pledge, Alibaba, d => d with { Title = "A wrong title" }, "Another title.");
        var rae = await ActorAsync(app, "Rae Viewer", MemberRole.Reviewer);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => app.WithAsync<Reversal, ReviewOutcome>(r => r.UndoAsync(id, 2, $"Reason {i}.", rae)))));

        outcomes.Count(o => o.Done).Should().Be(1);
        outcomes.Where(o => !o.Done).Should().AllSatisfy(o => o.Refusal.Should().Contain("Readers see another revision by now"));
        await app.WithDatabaseAsync(async context => (await context.Revisions.CountAsync(r => r.DocumentId == id)).Should().Be(4));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_reaches_other_documents_is_refused_with_what_to_do_instead(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        var tag = await app.WithAsync<PledgeTrackerDbContext, string>(c => c.Tags.Where(t => c.Documents.Any(d => d.Id == t.PledgeId && d.Key == Alibaba)).Select(t => t.Tag).FirstAsync());
        var (pledge, _) = await OpenAsync(app, DocumentKind.Pledge, Alibaba);
        app.Clock.Advance(TimeSpan.FromDays(1));
        await ChangeAsync<TagDraft>(app, DocumentKind.Tag, tag, _ => new TagDraft { Name = "renamed-tag" });
        (await UndoAsync(app, pledge, 2, "No.")).Refusal.Should().Contain("came with a change of a tag");
        (await UndoAsync(app, (await OpenAsync(app, DocumentKind.Tag, "renamed-tag")).Id, 2, "No.")).Refusal.Should().Contain("Give it its old name again instead");

        app.Clock.Advance(TimeSpan.FromDays(1));
        await ChangeAsync<CompanyDraft>(app, DocumentKind.Company, "ibm", c => c with { Name = "Big Blue" });
        var (ibm, _) = await OpenAsync(app, DocumentKind.Company, "ibm");
        (await UndoAsync(app, ibm, 2, "It is called IBM.")).Done.Should().BeTrue("it is a change of the company alone");
        await app.WithDatabaseAsync(async context =>
        {
            (await context.Companies.SingleAsync(c => c.Slug == "ibm")).Name.Should().Be("IBM");
            (await context.Summaries.Where(s => s.CompanySlug == "ibm").Select(s => s.CompanyName).Distinct().SingleAsync()).Should().Be("IBM");
        });

        app.Clock.Advance(TimeSpan.FromDays(1));
        await ChangeAsync<CompanyDraft>(app, DocumentKind.Company, "adidas", c => c with { MergedInto = "accenture", MergedBecause = CompanyDraft.SameCompany });
        var adidas = await app.WithAsync<PledgeTrackerDbContext, int>(c => c.Documents.Where(d => d.Kind == DocumentKind.Company && d.Key == "adidas").Select(d => d.Id).SingleAsync());
        (await UndoAsync(app, adidas, 2, "No.")).Refusal.Should().Contain("Undo or repeat the merge");

        app.Clock.Advance(TimeSpan.FromDays(1));
        await ChangeAsync<MetricDraft>(app, DocumentKind.Metric, "jobs-created", m => m with { Definition = "New positions." });
        var (metric, _) = await OpenAsync(app, DocumentKind.Metric, "jobs-created");
        (await UndoAsync(app, metric, 2, "It is not.")).Done.Should().BeTrue();
        await app.WithDatabaseAsync(async context => (await context.Metrics.SingleAsync(m => m.Code == "jobs-created")).Definition.Should().NotBe("New positions."));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_changes_where_the_rules_or_a_fault_are_in_the_way(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        var (id, was) = await OpenAsync(app, DocumentKind.Pledge, Alibaba);
        await app.PublishAsync<PledgeDraft>(DocumentKind.Pledge, Alibaba, d => d with { Title = "A wrong title" }, "Another title.");
        (await UndoAsync(app, id, 2, "  ")).Refusal.Should().Contain("Say why");
        (await UndoAsync(app, id, 1, "An old page.")).Refusal.Should().Contain("another revision by now");
        (await UndoAsync(app, 999_999, 1, "Nothing.")).Refusal.Should().Contain("nothing to undo");

        await app.WithDatabaseAsync(context => context.Database.ExecuteSqlRawAsync("ALTER TABLE pledge_summaries RENAME TO elsewhere"));
        var fault = () => UndoAsync(app, id, 2, "A fault.");
        await fault.Should().ThrowAsync<Exception>();
        await app.WithDatabaseAsync(context => context.Database.ExecuteSqlRawAsync("ALTER TABLE elsewhere RENAME TO pledge_summaries"));

        var text = DraftJson.Write(was.Draft with { Title = null });
        await app.WithDatabaseAsync(context => context.Revisions.Where(r => r.DocumentId == id && r.Number == 1).ExecuteUpdateAsync(set => set.SetProperty(r => r.Document, text)));
        var outcome = await UndoAsync(app, id, 2, "The title is wrong.");
        (outcome.Done, outcome.Problems.Single().Field).Should().Be((false, "title"));
        outcome.Refusal.Should().Contain("does not pass today’s rules");

        await app.WithDatabaseAsync(async context => (await context.Revisions.CountAsync(r => r.DocumentId == id)).Should().Be(2));
        (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(id)))!.Should().Match<OpenDraft>(d => d.PublishedNumber == 2 && d.State == WorkState.Published);
    }

    private static async Task<ReviewOutcome> UndoAsync(EitherApp app, int id, int published, string reason)
    {
        var by = await ActorAsync(app, "Rae Viewer", MemberRole.Reviewer);
        return await app.WithAsync<Reversal, ReviewOutcome>(r => r.UndoAsync(id, published, reason, by));
    }

    private static async Task<LogActor> ActorAsync(EitherApp app, string name, MemberRole role)
    {
        var known = await app.WithAsync<PledgeTrackerDbContext, int?>(c => c.Users.Where(u => u.Name == name).Select(u => (int?)u.Id).FirstOrDefaultAsync());
        return new(known ?? (await app.AddAsync(name, role)).Id, name, null);
    }

    private static async Task<(int Id, OpenDraft Open)> OpenAsync(EitherApp app, DocumentKind kind, string key)
    {
        var open = (await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(kind, key)))!;
        return (open.Id, open);
    }

    private static async Task<string?> NumbersAsync(EitherApp app, int id) =>
        (await app.WithAsync<PledgeTrackerDbContext, string?>(c => c.Documents.Where(d => d.Id == id).Select(d => d.PublishedRevision!.FigureNumbers).SingleAsync()))!.Split(',', 2)[1];

    private static async Task ChangeAsync<T>(EitherApp app, DocumentKind kind, string key, Func<T, Draft> change)
        where T : Draft
    {
        var (_, open) = await OpenAsync(app, kind, key);
        var by = await ActorAsync(app, "Rae Viewer", MemberRole.Reviewer);
        var (id, saved) = await app.WithAsync<Drafts, (int, SaveResult)>(d => d.SaveAsync(kind, key, open.Number, change((T)open.Content), LogActor.CommandLine));
        var number = ((SaveResult.Saved)saved).Number;
        await app.WithAsync<Review, ReviewOutcome>(r => r.SendAsync(id, number, LogActor.CommandLine));
        (await app.WithAsync<Review, ReviewOutcome>(r => r.PublishAsync(id, number, new("Changed.", PublicationKind.Update, "Both are meant."), by))).Should().BeEquivalentTo(ReviewOutcome.Success, key);
    }
}
