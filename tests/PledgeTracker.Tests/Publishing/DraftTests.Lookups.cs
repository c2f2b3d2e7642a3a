using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.Publishing;

/// <summary>A look-up that found nothing new is public at once; what else was found goes the way of every change. On both databases.</summary>
public sealed partial class DraftTests
{
    private static readonly LookupDraft New = Given.LookupDraft("2026-11-29", "nothing-new", "anything-new");

    [Theory, OnSqlite, OnPostgres]
    public async Task A_look_up_that_found_nothing_new_is_public_at_once_with_its_day_and_reach(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await PublishedAsync(database, Given.Draft());

        (await At(database, desk => desk.Review.LookedAsync(id, New, Ed))).Done.Should().BeTrue();
        (await At(database, desk => desk.Review.LookedAsync(id, New, Ed))).Done.Should().BeTrue("a second click notes nothing twice");

        var page = (PledgeAddress.Found)await FindAsync(database, "acme-jobs");
        (page.Pledge.Pledge.LastChecked, page.Pledge.Revision).Should().Be((new DateOnly(2026, 11, 29), 2));
        page.Pledge.Pledge.Lookups.Should().ContainSingle().Which.Should().BeEquivalentTo(
            new { Date = new DateOnly(2026, 11, 29), SoughtFor = LookupSubject.AnythingNew, Outcome = LookupOutcome.NothingNew, Where = "The Gazette", New.Reach });
        var revision = await At(database, desk => Task.FromResult(desk.Context.Revisions.Single(r => r.DocumentId == id && r.Number == 2)));
        revision.NoteToReaders.Should().Be("Looked on 29 November 2026 in news pages published up to March 2026: nothing new was found.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_the_short_way_says_is_never_that_something_was_found_or_that_nothing_was(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await PublishedAsync(database, Given.Draft());

        await At(database, desk => desk.Review.LookedAsync(id, New with { SoughtFor = "count", Outcome = "nothing-found", Note = "The plant is closed." }, Ed));

        ((PledgeAddress.Found)await FindAsync(database, "acme-jobs")).Pledge.Pledge.Lookups.Should().ContainSingle().Which
            .Should().Match<Lookup>(l => l.Outcome == LookupOutcome.NothingNew && l.Note == null, "four eyes see what says something of the company");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_older_look_up_leaves_a_later_check_where_it_is(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await PublishedAsync(database, Given.Draft() with { LastChecked = "2026-11-20" });

        (await At(database, desk => desk.Review.LookedAsync(id, New with { Date = "2026-11-01" }, Ed))).Done.Should().BeTrue();

        ((PledgeAddress.Found)await FindAsync(database, "acme-jobs")).Pledge.Pledge.LastChecked.Should().Be(new DateOnly(2026, 11, 20));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_look_up_without_where_or_reach_or_of_tomorrow_is_not_published(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await PublishedAsync(database, Given.Draft());

        var outcome = await At(database, desk => desk.Review.LookedAsync(id, New with { Date = "2026-11-30", Where = null, Reach = null }, Ed));

        (outcome.Done, outcome.Refusal).Should().Be((false, null));
        outcome.Problems.Select(p => p.Field).Should().BeEquivalentTo("date", "where", "reach");
        ((PledgeAddress.Found)await FindAsync(database, "acme-jobs")).Pledge.Revision.Should().Be(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Where_a_draft_is_in_work_a_look_up_belongs_in_it(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await PublishedAsync(database, Given.Draft());
        await At(database, desk => desk.Drafts.SaveAsync(id, 1, Given.Draft() with { Title = "In work" }, Ed));

        (await At(database, desk => desk.Review.LookedAsync(id, New, Ed))).Refusal.Should().Contain("an open draft");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_text_that_says_that_something_is_absent_is_pointed_out_until_a_look_up_bears_it_out_and_keeps_nobody_from_publishing(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var claims = Given.Draft() with { Summary = "Acme promised 1,000 jobs. No figure was published." };
        var id = await InReviewAsync(database, claims);

        Hint(claims).Should().Be("Standfirst (“No figure”): This says that something is absent. Add the look-up that shows it, with its day and what it covers, or reword it.");
        (await At(database, desk => desk.Review.PublishAsync(id, 1, new(null, null, null), Rae))).Should().BeEquivalentTo(ReviewOutcome.Success);

        var borne = claims with { Lookups = [Given.LookupDraft()] };
        Hint(borne).Should().BeNull();
        await At(database, desk => desk.Drafts.SaveAsync(id, 1, borne, Ed));
        await At(database, desk => desk.Review.SendAsync(id, 2, Ed));
        (await At(database, desk => desk.Review.PublishAsync(id, 2, new("Looked.", PublicationKind.Update, null), Rae))).Should().BeEquivalentTo(ReviewOutcome.Success);
        ((PledgeAddress.Found)await FindAsync(database, "acme-jobs")).Pledge.Pledge.Lookups.Should().ContainSingle();

        static string? Hint(PledgeDraft draft) => Subject.Of(DocumentKind.Pledge).HintOf(ReviewRules.Review(draft, Given.ReviewContext()));
    }
}
