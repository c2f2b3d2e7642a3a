using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Tests.Publishing;

/// <summary>From the first word to readers and back, on both databases.</summary>
public sealed partial class DraftTests
{
    private static readonly LogActor Ed = new(1, "Ed Itor", "192.0.2.1");
    private static readonly LogActor Edna = new(2, "Edna Itor", "192.0.2.2");
    private static readonly LogActor Rae = new(3, "Rae Viewer", "192.0.2.3");

    private readonly StandingClock _clock = new(TrackerApp.Now);

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_saves_on_one_base_one_is_kept_and_the_other_is_told_with_both_texts(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await At(database, desk => desk.Drafts.StartAsync(Given.Draft(), Ed));

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() =>
            At(database, desk => desk.Drafts.SaveAsync(id, 1, Given.Draft() with { Title = "Title " + i }, i % 2 == 0 ? Ed : Edna)))));

        results.OfType<SaveResult.Saved>().Should().ContainSingle().Which.Number.Should().Be(2);
        var conflicts = results.OfType<SaveResult.Conflict>().ToList();
        conflicts.Should().HaveCount(5).And.OnlyContain(c => c.Newest == 2 && ((PledgeDraft)c.Base!).Title == Given.Draft().Title);
        (await At(database, desk => desk.Drafts.OpenAsync(id)))!.Draft.Title.Should().Be(((PledgeDraft)conflicts[0].Theirs).Title);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_second_click_saves_nothing_twice(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await At(database, desk => desk.Drafts.StartAsync(Given.Draft(), Ed));
        var changed = Given.Draft() with { Title = "Another" };

        var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => At(database, desk => desk.Drafts.SaveAsync(id, 1, changed, Ed)))));

        results.Should().AllBeEquivalentTo(new SaveResult.Saved(2));
        (await At(database, desk => desk.Context.Revisions.CountAsync(r => r.DocumentId == id))).Should().Be(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Autosaves_of_one_editor_make_way_for_the_next_and_never_for_somebody_elses(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await At(database, desk => desk.Drafts.StartAsync(Given.Draft(), Ed));
        var number = 1;
        foreach (var title in new[] { "A", "Al", "Ali" })
        {
            number = ((SaveResult.Saved)await At(database, desk => desk.Drafts.SaveAsync(id, number, Given.Draft() with { Title = title }, Ed, autosave: true))).Number;
        }

        (await NumbersAsync(database, id)).Should().Equal(1, 4);
        number = ((SaveResult.Saved)await At(database, desk => desk.Drafts.SaveAsync(id, number, Given.Draft() with { Title = "Edna" }, Edna, autosave: true))).Number;
        (await NumbersAsync(database, id)).Should().Equal(1, 4, 5);
        await At(database, desk => desk.Drafts.SaveAsync(id, number, Given.Draft() with { Title = "Edna" }, Edna));
        (await NumbersAsync(database, id)).Should().Equal([1, 4, 5], "the same text is kept, now as saved by hand");
        await At(database, desk => desk.Drafts.SaveAsync(id, number, Given.Draft() with { Title = "Ed" }, Edna));
        (await NumbersAsync(database, id)).Should().Equal(1, 4, 5, 6);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_incomplete_draft_is_kept_and_not_published(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await At(database, desk => desk.Drafts.StartAsync(new PledgeDraft { Title = "Only a title", Announced = new() { Date = "someday" } }, Ed));

        var outcome = await At(database, desk => desk.Review.SendAsync(id, 1, Ed));

        outcome.Done.Should().BeFalse();
        outcome.Problems.Select(p => p.Field).Should().Contain(["company", "announced.date", "targets", "sources"]);
        (await At(database, desk => desk.Drafts.OpenAsync(id)))!.Should().Match<OpenDraft>(d => d.Draft.Announced!.Date == "someday" && d.State == WorkState.Draft);
        (await At(database, desk => desk.Review.PublishAsync(id, 1, new(null, null, null), Rae))).Refusal.Should().Contain("Send the draft to review");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_published_is_on_the_site_at_once_with_its_lists_and_moves_the_content_version(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var before = await At(database, desk => desk.Context.Site.Select(s => s.ContentVersion).SingleAsync());

        var id = await PublishedAsync(database, Given.Draft());

        var page = (PledgeAddress.Found)await At(database, desk => new PublishedPledges(desk.Context, new PledgeQueries()).FindAsync("acme-jobs", default));
        page.Pledge.Pledge.Title.Should().Be(Given.Draft().Title);
        (await At(database, desk => desk.Context.Summaries.SingleAsync())).PledgeId.Should().Be(id);
        (await At(database, desk => desk.Context.Site.Select(s => s.ContentVersion).SingleAsync())).Should().BeGreaterThan(before);
        (await At(database, desk => desk.Drafts.OpenAsync(id)))!.State.Should().Be(WorkState.Published);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_reviewers_who_publish_at_once_one_does_and_the_other_is_told(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await InReviewAsync(database, Given.Draft());

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            At(database, desk => desk.Review.PublishAsync(id, 1, new(null, null, null), Rae)))));

        outcomes.Count(o => o.Done).Should().Be(1);
        outcomes.Where(o => !o.Done).Should().OnlyContain(o => o.Refusal!.Contains("Nothing has changed"));
        (await At(database, desk => desk.Context.Log.CountAsync(l => l.Action == LogAction.Published))).Should().Be(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_wrote_in_a_draft_does_not_publish_it_unless_the_newsroom_switched_that_off(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await InReviewAsync(database, Given.Draft());

        (await At(database, desk => desk.Review.PublishAsync(id, 1, new(null, null, null), Ed))).Refusal.Should().Contain("somebody else must publish it");
        (await At(database, desk => desk.Review.PublishAsync(id, 1, new(null, null, null), Ed), fourEyes: false)).Done.Should().BeTrue();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_reviewer_publishes_what_was_looked_at_and_not_what_was_saved_since(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await InReviewAsync(database, Given.Draft());
        await At(database, desk => desk.Drafts.SaveAsync(id, 1, Given.Draft() with { Title = "Changed since" }, Ed));

        (await At(database, desk => desk.Review.PublishAsync(id, 1, new(null, null, null), Rae))).Refusal.Should().Contain("saved this pledge after you opened it");
        (await At(database, desk => desk.Drafts.OpenAsync(id)))!.State.Should().Be(WorkState.Draft, "a change takes the draft out of review");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_returned_draft_carries_its_comment_and_nothing_is_public(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await InReviewAsync(database, Given.Draft());

        (await At(database, desk => desk.Review.ReturnAsync(id, 1, " ", Rae))).Refusal.Should().Be("Say what should change.");
        (await At(database, desk => desk.Review.ReturnAsync(id, 1, "Name the source of the figure.", Rae))).Done.Should().BeTrue();

        var open = (await At(database, desk => desk.Drafts.OpenAsync(id)))!;
        (open.State, open.ReviewComment).Should().Be((WorkState.Returned, "Name the source of the figure."));
        (await At(database, desk => desk.Context.Summaries.CountAsync())).Should().Be(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_later_publication_says_what_changed_and_what_it_is(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await PublishedAsync(database, Given.Draft());
        await At(database, desk => desk.Drafts.SaveAsync(id, 1, Given.Draft(Given.FigureDraft()), Ed));
        await At(database, desk => desk.Review.SendAsync(id, 2, Ed));

        (await At(database, desk => desk.Review.PublishAsync(id, 2, new(" ", PublicationKind.Correction, null), Rae))).Refusal.Should().StartWith("Say what changed");
        (await At(database, desk => desk.Review.PublishAsync(id, 2, new("A figure was added.", null, null), Rae))).Refusal.Should().StartWith("Say what changed");
        (await At(database, desk => desk.Review.PublishAsync(id, 2, new("A figure was added.", PublicationKind.Update, null), Rae))).Done.Should().BeTrue();

        var revision = await At(database, desk => desk.Context.Revisions.SingleAsync(r => r.DocumentId == id && r.Number == 2));
        (revision.NoteToReaders, revision.Kind, revision.Reviewer, revision.Author).Should().Be(("A figure was added.", PublicationKind.Update, "Rae Viewer", "Ed Itor"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_guard_rail_needs_a_written_reason_that_is_kept_for_readers(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var draft = Given.Draft(Given.FigureDraft("10,000")) with { Verdicts = [Given.VerdictDraft("kept")], Events = [Given.EventDraft(date: "2010")] };
        var id = await InReviewAsync(database, draft);

        var outcome = await At(database, desk => desk.Review.PublishAsync(id, 1, new(null, null, null), Rae));

        outcome.Done.Should().BeFalse();
        outcome.Warnings.Should().HaveCount(3);
        outcome.Warnings.Should().Contain(w => w.Contains("Kept")).And.Contain(w => w.Contains("ten times")).And.Contain(w => w.Contains("before the pledge was announced"));
        (await At(database, desk => desk.Review.PublishAsync(id, 1, new(null, null, "The state confirmed it by telephone."), Rae))).Done.Should().BeTrue();
        (await At(database, desk => desk.Context.Revisions.SingleAsync(r => r.DocumentId == id))).Despite.Should().Be("The state confirmed it by telephone.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_pledge_that_totals_would_count_twice_is_pointed_out_until_the_relation_is_said(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        await PublishedAsync(database, Given.Draft());
        var second = Given.Draft() with { Slug = "acme-more-jobs", Title = "Acme promises 200 jobs" };
        var id = await InReviewAsync(database, second);

        (await At(database, desk => desk.Review.PublishAsync(id, 1, new(null, null, null), Rae))).Warnings.Should().ContainSingle().Which.Should().Contain("totals count both");
        await At(database, desk => desk.Drafts.SaveAsync(id, 1, second with { Relations = [new RelationDraft { Kind = "part-of", Pledge = "acme-jobs" }] }, Ed));
        await At(database, desk => desk.Review.SendAsync(id, 2, Ed));
        (await At(database, desk => desk.Review.PublishAsync(id, 2, new(null, null, null), Rae))).Done.Should().BeTrue();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_restored_revision_is_a_new_draft_that_equals_it_exactly(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var first = Given.Draft(Given.FigureDraft()) with { Summary = "As it was:\nexactly “so”." };
        var id = await PublishedAsync(database, first);
        await At(database, desk => desk.Drafts.SaveAsync(id, 1, Given.Draft(), Ed));

        (await At(database, desk => desk.Drafts.RestoreAsync(id, 1, Rae))).Should().Be(3);
        (await At(database, desk => desk.Drafts.RestoreAsync(id, 9, Rae))).Should().BeNull();

        var texts = await At(database, desk => desk.Context.Revisions.Where(r => r.DocumentId == id).OrderBy(r => r.Number).Select(r => r.Document).ToListAsync());
        texts.Should().HaveCount(3);
        texts[2].Should().Be(texts[0]);
        (await At(database, desk => desk.Drafts.OpenAsync(id)))!.State.Should().Be(WorkState.Draft, "restoring publishes nothing");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_new_address_leaves_the_old_one_leading_to_it_for_ever(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await PublishedAsync(database, Given.Draft());
        await PublishAgainAsync(database, id, Given.Draft() with { Slug = "acme-1000-jobs" });
        await PublishAgainAsync(database, id, Given.Draft() with { Slug = "acme-thousand-jobs" });

        foreach (var old in new[] { "acme-jobs", "acme-1000-jobs" })
        {
            (await FindAsync(database, old)).Should().BeEquivalentTo(new PledgeAddress.Moved("acme-thousand-jobs"));
        }

        var other = await At(database, desk => desk.Drafts.StartAsync(Given.Draft() with { Title = "Quite another" }, Ed));
        (await At(database, desk => desk.Review.SendAsync(other, 1, Ed))).Problems.Should().ContainSingle(p => p.Field == "slug", "the address leads to another pledge for ever");

        await PublishAgainAsync(database, id, Given.Draft() with { Slug = "acme-jobs" });
        (await FindAsync(database, "acme-jobs")).Should().BeOfType<PledgeAddress.Found>();
        (await FindAsync(database, "acme-thousand-jobs")).Should().BeEquivalentTo(new PledgeAddress.Moved("acme-jobs"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_taken_off_the_site_says_why_and_comes_back_by_a_review(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await PublishedAsync(database, Given.Draft());

        (await At(database, desk => desk.Review.UnpublishAsync(id, "", Rae))).Refusal.Should().StartWith("Say why");
        (await At(database, desk => desk.Review.UnpublishAsync(id, "The source withdrew its report.", Rae))).Done.Should().BeTrue();

        (await FindAsync(database, "acme-jobs")).Should().BeOfType<PledgeAddress.Gone>().Which.Reason.Should().Be("The source withdrew its report.");
        (await At(database, desk => desk.Context.Summaries.CountAsync())).Should().Be(0);
        await At(database, desk => desk.Review.SendAsync(id, 1, Ed));
        (await At(database, desk => desk.Review.PublishAsync(id, 1, new("The report is back.", PublicationKind.Update, null), Rae))).Done.Should().BeTrue();
        (await FindAsync(database, "acme-jobs")).Should().BeOfType<PledgeAddress.Found>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_scheduled_pledge_goes_public_at_its_time_once_also_with_two_programs(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await InReviewAsync(database, Given.Draft());
        var at = _clock.GetUtcNow().UtcDateTime.AddHours(2);
        (await At(database, desk => desk.Review.ScheduleAsync(id, 1, _clock.GetUtcNow().UtcDateTime, new(null, null, null), Rae))).Refusal.Should().Contain("has passed");
        (await At(database, desk => desk.Review.ScheduleAsync(id, 1, at, new(null, null, null), Rae))).Done.Should().BeTrue();

        (await At(database, desk => desk.Review.PublishDueAsync())).Should().Be(0, "its time has not come");
        _clock.Advance(TimeSpan.FromHours(3));
        var published = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => At(database, desk => desk.Review.PublishDueAsync()))));

        published.Sum().Should().Be(1);
        (await FindAsync(database, "acme-jobs")).Should().BeOfType<PledgeAddress.Found>();
        (await At(database, desk => desk.Context.Log.CountAsync(l => l.Action == LogAction.Published))).Should().Be(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_scheduled_pledge_that_cannot_be_read_keeps_no_other_from_its_hour(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var broken = await InReviewAsync(database, Given.Draft() with { Slug = "acme-broken" });
        var id = await InReviewAsync(database, Given.Draft());
        foreach (var one in (int[])[broken, id])
        {
            (await At(database, desk => desk.Review.ScheduleAsync(one, 1, _clock.GetUtcNow().UtcDateTime.AddHours(2), new(null, null, null), Rae))).Done.Should().BeTrue();
        }

        await At(database, desk => desk.Context.Documents.Where(d => d.Id == broken).ExecuteUpdateAsync(set => set.SetProperty(d => d.ScheduledTerms, "{")));
        _clock.Advance(TimeSpan.FromHours(3));

        var due = () => At(database, desk => desk.Review.PublishDueAsync());
        (await due.Should().ThrowAsync<AggregateException>("it is told in the log")).Which.InnerExceptions.Should().ContainSingle();

        (await FindAsync(database, "acme-jobs")).Should().BeOfType<PledgeAddress.Found>();
        (await FindAsync(database, "acme-broken")).Should().BeOfType<PledgeAddress.Unknown>();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_somebody_scheduled_who_no_longer_publishes_waits_for_another_reviewer(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await InReviewAsync(database, Given.Draft());
        (await At(database, desk => desk.Review.ScheduleAsync(id, 1, _clock.GetUtcNow().UtcDateTime.AddHours(2), new(null, null, null), Rae))).Done.Should().BeTrue();
        await At(database, desk => desk.Context.Users.Where(m => m.Id == Rae.MemberId).ExecuteUpdateAsync(set => set.SetProperty(m => m.IsDisabled, true)));
        _clock.Advance(TimeSpan.FromHours(3));

        (await At(database, desk => desk.Review.PublishDueAsync())).Should().Be(0);

        (await FindAsync(database, "acme-jobs")).Should().BeOfType<PledgeAddress.Unknown>();
        var draft = (await At(database, desk => desk.Drafts.OpenAsync(id)))!;
        (draft.State, draft.ScheduledFor).Should().Be((WorkState.InReview, null));
        draft.ReviewComment.Should().Be("Rae Viewer scheduled this but can no longer publish here. Another reviewer must review it.");
        (await At(database, desk => desk.Context.Log.OrderByDescending(l => l.Id).FirstAsync())).Should()
            .Match<LogEntry>(l => l.Action == LogAction.SentToReview && l.DocumentId == id && l.Who == "PledgeTracker");
        (await At(database, desk => desk.Review.PublishAsync(id, 1, new(null, null, null), Edna))).Done.Should().BeTrue("another publishes it as any draft in review");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_schedule_is_cancelled_by_a_change_and_by_taking_back(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await InReviewAsync(database, Given.Draft());
        var at = _clock.GetUtcNow().UtcDateTime.AddHours(2);
        await At(database, desk => desk.Review.ScheduleAsync(id, 1, at, new(null, null, null), Rae));
        await At(database, desk => desk.Drafts.SaveAsync(id, 1, Given.Draft() with { Title = "Changed" }, Ed));
        _clock.Advance(TimeSpan.FromHours(3));

        (await At(database, desk => desk.Review.PublishDueAsync())).Should().Be(0);
        (await At(database, desk => desk.Drafts.OpenAsync(id)))!.ScheduledFor.Should().BeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_step_that_fails_midway_leaves_nothing_behind(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await InReviewAsync(database, Given.Draft());
        await At(database, async desk =>
        {
            // The summaries' table is gone when the rows are written: everything before it must be gone too.
            await desk.Context.Database.ExecuteSqlRawAsync("ALTER TABLE pledge_summaries RENAME TO elsewhere");
            var publish = () => desk.Review.PublishAsync(id, 1, new(null, null, null), Rae);
            await publish.Should().ThrowAsync<Exception>();
            return 0;
        });
        await At(database, async desk => await desk.Context.Database.ExecuteSqlRawAsync("ALTER TABLE elsewhere RENAME TO pledge_summaries"));

        (await At(database, desk => desk.Drafts.OpenAsync(id)))!.Should().Match<OpenDraft>(d => d.State == WorkState.InReview && d.PublishedNumber == null);
        (await At(database, desk => desk.Context.Pledges.CountAsync())).Should().Be(0);
        (await At(database, desk => desk.Review.PublishAsync(id, 1, new(null, null, null), Rae))).Done.Should().BeTrue();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_log_tells_every_step_and_nobody_changes_it(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await PublishedAsync(database, Given.Draft());

        var lines = await At(database, desk => desk.Context.Log.OrderBy(l => l.Id).ToListAsync());

        lines.Select(l => (l.Action, l.Who, l.Address, l.DocumentId)).Should().Equal(
            (LogAction.DraftStarted, "Ed Itor", "192.0.2.1", id), (LogAction.SentToReview, "Ed Itor", "192.0.2.1", id), (LogAction.Published, "Rae Viewer", "192.0.2.3", id));
        foreach (var sql in new[] { "UPDATE log_entries SET who = 'nobody'", "DELETE FROM log_entries" })
        {
            var change = () => At(database, desk => desk.Context.Database.ExecuteSqlRawAsync(sql));
            (await change.Should().ThrowAsync<System.Data.Common.DbException>()).Which.Message.Should().Contain("append-only");
        }
    }

    private static async Task<TestDatabase> NewsroomAsync(string kind)
    {
        var database = await TestDatabase.CreateFilledAsync(kind, withPledges: false);
        await using var context = database.Open();
        context.Companies.Add(Given.Company());
        foreach (var (who, role) in new[] { (Ed, MemberRole.Editor), (Edna, MemberRole.Editor), (Rae, MemberRole.Reviewer) })
        {
            context.Users.Add(new Member { Id = who.MemberId!.Value, UserName = who.Name, Name = who.Name, Role = role, CreatedAt = TrackerApp.Now.UtcDateTime });
        }

        await context.SaveChangesAsync();
        return database;
    }

    private static async Task<List<int>> NumbersAsync(TestDatabase database, int id)
    {
        await using var context = database.Open();
        return await context.Revisions.Where(r => r.DocumentId == id).OrderBy(r => r.Number).Select(r => r.Number).ToListAsync();
    }

    private async Task<T> At<T>(TestDatabase database, Func<Desk, Task<T>> work, bool fourEyes = true)
    {
        await using var context = database.Open();
        var log = new NewsroomLog(context, _clock);
        var drafts = new Drafts(context, log, _clock);
        var review = new Review(context, new Publication(context), new Vouching(context, log), MailServer.NoNotices(context, _clock), log, Options.Create(new PledgeTrackerOptions { FourEyes = fourEyes }), _clock);
        return await work(new Desk(context, drafts, review));
    }

    private Task<PledgeAddress> FindAsync(TestDatabase database, string slug) =>
        At(database, desk => new PublishedPledges(desk.Context, new PledgeQueries()).FindAsync(slug, default));

    private async Task<int> InReviewAsync(TestDatabase database, PledgeDraft draft)
    {
        var id = await At(database, desk => desk.Drafts.StartAsync(draft, Ed));
        (await At(database, desk => desk.Review.SendAsync(id, 1, Ed))).Should().BeEquivalentTo(ReviewOutcome.Success);
        return id;
    }

    private async Task<int> PublishedAsync(TestDatabase database, PledgeDraft draft)
    {
        var id = await InReviewAsync(database, draft);
        (await At(database, desk => desk.Review.PublishAsync(id, 1, new(null, null, null), Rae))).Should().BeEquivalentTo(ReviewOutcome.Success);
        return id;
    }

    private async Task PublishAgainAsync(TestDatabase database, int id, PledgeDraft draft)
    {
        var number = (await At(database, desk => desk.Drafts.OpenAsync(id)))!.Number;
        await At(database, desk => desk.Drafts.SaveAsync(id, number, draft, Ed));
        (await At(database, desk => desk.Review.SendAsync(id, number + 1, Ed))).Should().BeEquivalentTo(ReviewOutcome.Success);
        (await At(database, desk => desk.Review.PublishAsync(id, number + 1, new("The address changed.", PublicationKind.Update, null), Rae))).Should().BeEquivalentTo(ReviewOutcome.Success);
    }

    private sealed record Desk(PledgeTrackerDbContext Context, Drafts Drafts, Review Review);
}
