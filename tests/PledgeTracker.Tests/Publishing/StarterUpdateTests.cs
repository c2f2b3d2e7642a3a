using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;
using Starter = PledgeTracker.Web.Publishing.StarterData;

namespace PledgeTracker.Tests.Publishing;

/// <summary>
/// A tracker that began with an earlier version of the program has five starter pledges in older words, two of them edited since, and is
/// offered what the program brings: nothing of it reaches readers without review, and nothing that was edited is written over.
/// </summary>
public sealed class StarterUpdateTests
{
    private static readonly LogActor Ada = new(null, "Ada", null);

    private static readonly string[] Untouched = ["alibaba-million-us-jobs-2017", "boeing-south-carolina-3800-2009", "uber-un-women-million-women-2015"];

    private static readonly string[] Edited = ["ford-blueoval-11000-2021", "foxconn-wisconsin-13000-2017"];

    // What the program brings besides pledges; nothing of it is in the earlier tracker.
    private static readonly int Claims = Starter.Claims().Count();

    private readonly StandingClock _clock = new(TrackerApp.Now);

    [Theory, OnSqlite, OnPostgres]
    public async Task Everything_the_program_brings_waits_for_a_decision_and_nothing_has_changed_for_readers(string kind)
    {
        await using var database = await EarlierAsync(kind);

        var offers = await At(database, u => u.Updates.OpenAsync());

        offers.Should().HaveCount(Repository.Starters + Claims);
        offers.Where(o => o.Standing == StarterStanding.Untouched).Select(o => o.Slug).Should().BeEquivalentTo(Untouched);
        offers.Where(o => o.Standing == StarterStanding.Edited).Select(o => o.Slug).Should().BeEquivalentTo(Edited);
        await using var context = database.Open();
        (await context.Pledges.CountAsync()).Should().Be(5);
        (await context.Pledges.Select(p => p.Title).ToListAsync()).Should().OnlyContain(t => t.StartsWith("Earlier"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Taking_all_makes_drafts_for_review_of_the_new_and_untouched_and_leaves_the_edited_as_they_are(string kind)
    {
        await using var database = await EarlierAsync(kind);

        var (taken, unsent) = await At(database, u => u.Updates.TakeAsync(null, Ada));

        (taken, string.Join(", ", unsent)).Should().Be((Repository.Starters + Claims - Edited.Length, ""), "all that name one another are there before the first is sent");
        await using var context = database.Open();
        (await context.Documents.CountAsync(d => d.Kind == DocumentKind.Pledge && d.State == WorkState.InReview)).Should().Be(Repository.Starters - Edited.Length);
        (await context.Documents.CountAsync(d => (d.Kind == DocumentKind.Claimant || d.Kind == DocumentKind.List || d.Kind == DocumentKind.Check) && d.State == WorkState.InReview && d.PublishedRevisionId == null)).Should().Be(Claims);
        (await context.Pledges.Select(p => p.Title).ToListAsync()).Should().HaveCount(5).And.OnlyContain(t => t.StartsWith("Earlier"), "readers see what they saw");
        foreach (var slug in Edited)
        {
            var document = await context.Documents.Include(d => d.Revisions).SingleAsync(d => d.Key == slug);
            (document.State, document.NewestNumber, document.Revisions[^1].Author).Should().Be((slug == Edited[0] ? WorkState.Published : WorkState.Draft, 2, "Ed"));
        }

        (await At(database, u => u.Updates.OpenAsync())).Select(o => o.Slug).Should().BeEquivalentTo(Edited);
        (await context.Log.CountAsync(l => l.Action == LogAction.StarterTaken && l.Who == "Ada")).Should().Be(taken);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_taken_is_published_by_a_reviewer_and_is_then_the_programs_own_text(string kind)
    {
        await using var database = await EarlierAsync(kind);
        await At(database, u => u.Updates.TakeAsync([Untouched[0], "meta-richland-500-2024"], Ada));

        foreach (var id in await At(database, async u => await u.Context.Documents.Where(d => d.Kind == DocumentKind.Pledge && d.State == WorkState.InReview).Select(d => d.Id).ToListAsync()))
        {
            var number = (await At(database, u => u.Drafts.OpenAsync(id)))!.Number;
            (await At(database, u => u.Review.PublishAsync(id, number, new("Corrected.", PublicationKind.Correction, null), Ada))).Done.Should().BeTrue();
        }

        await using var context = database.Open();
        var titles = Starter.Pledges().Where(p => p.Draft.Slug is "alibaba-million-us-jobs-2017" or "meta-richland-500-2024").Select(p => p.Draft.Title);
        (await context.Pledges.Select(p => p.Title).ToListAsync()).Should().HaveCount(6).And.Contain(titles);
        await context.StarterDecisions.ExecuteDeleteAsync();
        (await At(database, u => u.Updates.OpenAsync())).Select(o => o.Slug).Should().NotContain(["alibaba-million-us-jobs-2017", "meta-richland-500-2024"], "their text is the program's now");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_that_was_edited_is_put_together_by_somebody_who_sees_both(string kind)
    {
        await using var database = await EarlierAsync(kind);
        var offer = (await At(database, u => u.Updates.FindAsync(Edited[0])))!;
        var here = offer.Newest!.Read<PledgeDraft>();
        var merged = offer.Draft with { Title = here.Title };

        (await At(database, u => u.Updates.MergeAsync(offer, merged, Ada))).Should().BeOfType<SaveResult.Saved>();

        await using var context = database.Open();
        var document = await context.Documents.Include(d => d.Revisions).SingleAsync(d => d.Key == Edited[0]);
        (document.State, document.NewestNumber).Should().Be((WorkState.Draft, 3));
        document.Revisions.OrderBy(r => r.Number).Last().Read<PledgeDraft>().Should().BeEquivalentTo(merged);
        (await At(database, u => u.Updates.FindAsync(Edited[0]))).Should().BeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_list_of_the_program_is_taken_published_left_and_put_together_as_a_pledge_is(string kind)
    {
        await using var database = await EarlierAsync(kind);
        var (claimant, list, check) = ("claimants/mitch-daniels", "lists/in-economic-successes", "checks/wthr-2010");
        await At(database, u => u.Updates.TakeAsync([claimant, list, check], Ada));
        await using var context = database.Open();
        foreach (var id in await context.Documents.Where(d => d.State == WorkState.InReview).Select(d => d.Id).ToListAsync())
        {
            (await At(database, u => u.Review.PublishAsync(id, 1, new(null, null, null), Ada))).Done.Should().BeTrue();
        }

        (await context.Documents.Where(d => d.PublishedRevisionId != null && (d.Kind == DocumentKind.Claimant || d.Kind == DocumentKind.List || d.Kind == DocumentKind.Check)).Select(d => d.Key).ToListAsync()).Should().BeEquivalentTo("mitch-daniels", "in-economic-successes", "wthr-2010");
        (await context.StarterDecisions.Where(d => d.DocumentId != null).Select(d => d.Slug).ToListAsync()).Should().BeEquivalentTo(claimant, list, check);

        // Another version of the program asks again where the newsroom has written.
        await context.StarterDecisions.ExecuteDeleteAsync();
        (await At(database, u => u.Updates.FindAsync(list))).Should().BeNull("its text is the program's");
        var open = (await At(database, u => u.Drafts.OpenAsync(DocumentKind.List, "in-economic-successes")))!;
        await At(database, u => u.Drafts.SaveAsync(open.Id, 1, (ClaimListDraft)open.Content with { Note = "As the newsroom read it." }, new(null, "Ed", null)));
        var offer = (await At(database, u => u.Updates.FindAsync(list)))!;
        (offer.Kind, offer.Standing).Should().Be((DocumentKind.List, StarterStanding.Edited));
        (await At(database, u => u.Updates.MergeAsync(offer, offer.Content, Ada))).Should().BeOfType<SaveResult.Saved>();
        DraftJson.Write((await At(database, u => u.Drafts.OpenAsync(DocumentKind.List, "in-economic-successes")))!.Content).Should().Be(DraftJson.Write(offer.Content));
        await At<int>(database, async u => { await u.Updates.LeaveAsync(["checks/za-own"], Ada); return 0; });
        (await At(database, u => u.Updates.OpenAsync())).Select(o => o.Slug).Should().NotContain(["checks/za-own", list]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_text_that_was_saved_meanwhile_is_not_written_over(string kind)
    {
        await using var database = await EarlierAsync(kind);
        var offer = (await At(database, u => u.Updates.FindAsync(Edited[0])))!;
        await At(database, u => u.Drafts.SaveAsync(offer.Here!.Id, 2, offer.Newest!.Read<PledgeDraft>() with { Conditions = "Meanwhile." }, new(null, "Ed", null)));

        (await At(database, u => u.Updates.MergeAsync(offer, offer.Draft, Ada))).Should().BeOfType<SaveResult.Conflict>();

        (await At(database, u => u.Drafts.OpenAsync(offer.Here!.Id)))!.Draft.Conditions.Should().Be("Meanwhile.");
        (await At(database, u => u.Updates.FindAsync(Edited[0]))).Should().NotBeNull("it still waits");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_left_is_not_asked_again_until_another_version(string kind)
    {
        await using var database = await EarlierAsync(kind);
        await At<int>(database, async u => { await u.Updates.LeaveAsync([Untouched[0]], Ada); return 0; });
        (await At(database, u => u.Updates.OpenAsync())).Should().HaveCount(Repository.Starters + Claims - 1);

        await At<int>(database, async u => { await u.Updates.LeaveAsync(null, Ada); return 0; });

        (await At(database, u => u.Updates.AnyAsync())).Should().BeFalse();
        await using var context = database.Open();
        (await context.Revisions.CountAsync()).Should().Be(7, "nothing was saved");
        await context.Site.ExecuteUpdateAsync(s => s.SetProperty(x => x.StarterVersion, "another"));
        (await context.StarterDecisions.ExecuteUpdateAsync(s => s.SetProperty(x => x.Revision, (int?)null))).Should().Be(Repository.Starters + Claims);
        (await At(database, u => u.Updates.AnyAsync())).Should().BeTrue("the program's version is not the one this tracker is done with");
    }

    [Fact]
    public async Task A_tracker_that_begins_now_has_nothing_to_decide_and_one_that_began_empty_is_never_asked()
    {
        await using var database = await TestDatabase.CreateAsync("SQLite");
        await using (var context = database.Open())
        {
            await Starter.LoadAsync(context, withPledges: false, _clock);
        }

        (await At(database, u => u.Updates.AnyAsync())).Should().BeFalse();
        await using (var context = database.Open())
        {
            await Starter.LoadAsync(context, withPledges: true, _clock);
        }

        (await At(database, u => u.Updates.AnyAsync())).Should().BeFalse();
        (await At(database, u => u.Updates.OpenAsync())).Should().BeEmpty();
    }

    [Fact]
    public async Task An_administrator_decides_on_a_page_and_nobody_else_sees_it()
    {
        await using var app = new NewsroomApp();
        await app.WithDatabaseAsync(async context =>
        {
            // As an earlier version had left it: one pledge in other words by the program, one by an editor, another was never there.
            foreach (var slug in new[] { Untouched[0], Edited[0] })
            {
                var id = await context.Documents.Where(d => d.Key == slug).Select(d => d.Id).SingleAsync();
                var draft = Starter.Pledges().Single(p => p.Draft.Slug == slug).Draft with { Title = "Earlier.", Conditions = "In other words." };
                await context.Revisions.Where(r => r.DocumentId == id).ExecuteUpdateAsync(s => s.SetProperty(r => r.Document, DraftJson.Write(draft)));
            }

            await context.Site.ExecuteUpdateAsync(s => s.SetProperty(x => x.StarterVersion, (string?)null));
        });
        await app.WithAsync<Drafts, SaveResult>(async d =>
        {
            var open = (await d.OpenAsync(DocumentKind.Pledge, Edited[0]))!;
            return await d.SaveAsync(open.Id, open.Number, open.Draft with { Conditions = "As the newsroom found out." }, new(null, "Ed", null));
        });
        var editor = await app.SignedInAsync(MemberRole.Editor);
        (await editor.GoAsync("/newsroom")).Page.QuerySelector("a[href$='/newsroom/starter']").Should().BeNull();
        (await editor.GoAsync("/newsroom/starter")).Answer.StatusCode.Should().NotBe(HttpStatusCode.OK);

        var administrator = await app.SignedInAsync(MemberRole.Administrator);
        (await administrator.GoAsync("/newsroom")).Page.QuerySelector("a[href$='/newsroom/starter']").Should().NotBeNull();
        await administrator.GoAsync("/newsroom/starter");
        administrator.Page.QuerySelectorAll("main h2").Select(h => h.TextContent.Trim()).Should().Equal("Edited here 1", "Corrected 1");

        await administrator.GoAsync("/newsroom/starter/" + Edited[0]);
        administrator.Page.QuerySelectorAll("table.diff input[checked]").Select(i => i.GetAttribute("value")).Should().Equal(["mine", "theirs"], "the title is the program's alone, the conditions are the newsroom's own words");
        await administrator.SendAsync(new Dictionary<string, string>());
        var chosen = (await app.WithAsync<Drafts, OpenDraft?>(async d => await d.OpenAsync(DocumentKind.Pledge, Edited[0])))!;
        (chosen.Draft.Title, chosen.Draft.Conditions, chosen.State).Should().Be((Starter.Pledges().Single(p => p.Draft.Slug == Edited[0]).Draft.Title, "As the newsroom found out.", WorkState.Draft));

        await administrator.GoAsync("/newsroom/starter");
        await administrator.SendAsync(new Dictionary<string, string>(), "take-all");
        administrator.Page.QuerySelector(".done")!.TextContent.Should().Be("1 draft was made for review.");
        administrator.Page.Body!.TextContent.Should().Contain("There is nothing to decide");
        (await administrator.GoAsync("/newsroom")).Page.QuerySelector("a[href$='/newsroom/starter']").Should().BeNull();

        // What was decided stays on the page, each with the revision that holds the text.
        await administrator.GoAsync("/newsroom/starter");
        administrator.Page.QuerySelectorAll("section[aria-labelledby=decided] tbody td:nth-child(2)").Select(d => d.TextContent).Should().BeEquivalentTo("taken over as revision 2", "taken over as revision 3");
        var merged = administrator.Page.QuerySelectorAll("section[aria-labelledby=decided] td a").Single(a => a.TextContent == "revision 3").GetAttribute("href")!;
        await administrator.GoAsync(merged);
        administrator.Page.QuerySelector(merged[merged.IndexOf('#')..] + " td")!.TextContent.Should().Be("3");

        // With the next version, what still differs is offered again and says what became of the text before.
        await app.WithDatabaseAsync(async context =>
        {
            await context.StarterDecisions.ExecuteUpdateAsync(s => s.SetProperty(x => x.Version, "earlier"));
            await context.Site.ExecuteUpdateAsync(s => s.SetProperty(x => x.StarterVersion, "earlier"));
        });
        await administrator.GoAsync("/newsroom/starter");
        administrator.Page.QuerySelector("section[aria-labelledby=edited] tbody th")!.TextContent.Should().Contain("An earlier version’s text was taken over as revision 3");
        administrator.Page.QuerySelector("section[aria-labelledby=decided]").Should().BeNull("nothing is decided about this version");
        await administrator.GoAsync("/newsroom/starter/" + Edited[0]);
        administrator.Page.QuerySelector($"main a[href='{merged}']")!.TextContent.Should().Be("revision 3");
    }

    private async Task<TestDatabase> EarlierAsync(string kind)
    {
        var database = await TestDatabase.CreateAsync(kind);
        await using (var context = database.Open())
        {
            await Starter.LoadAsync(context, withPledges: false, _clock);
            string[] slugs = [.. Untouched, .. Edited];
            var drafts = Starter.Pledges().Select(p => p.Draft).Where(d => slugs.Contains(d.Slug)).ToList();
            context.Companies.AddRange(Starter.Companies().Where(c => drafts.Exists(d => d.Company == c.Slug)));
            await context.SaveChangesAsync();
            context.ChangeTracker.Clear();
            foreach (var draft in drafts)
            {
                (await new Publication(context).PublishAsync(draft with { Title = string.Create(CultureInfo.InvariantCulture, $"Earlier: {draft.Slug}") }, new PublicationTerms(Starter.Author, TrackerApp.Now.UtcDateTime, Starter.CheckedOn)))
                    .Should().BeEmpty();
            }

            await context.Site.ExecuteUpdateAsync(s => s.SetProperty(x => x.StarterDataLoadedAt, TrackerApp.Now.UtcDateTime).SetProperty(x => x.StarterVersion, (string?)null));
        }

        foreach (var slug in Edited)
        {
            var id = await At(database, u => u.Context.Documents.Where(d => d.Key == slug).Select(d => d.Id).SingleAsync());
            var draft = (await At(database, u => u.Drafts.OpenAsync(id)))!.Draft;
            await At(database, u => u.Drafts.SaveAsync(id, 1, draft with { Conditions = "As the newsroom found out." }, new(null, "Ed", null)));
            if (slug == Edited[0])
            {
                (await At(database, u => u.Review.SendAsync(id, 2, Ada))).Done.Should().BeTrue();
                (await At(database, u => u.Review.PublishAsync(id, 2, new("Conditions.", PublicationKind.Update, null), Ada))).Done.Should().BeTrue();
            }
        }

        return database;
    }

    private async Task<T> At<T>(TestDatabase database, Func<Desk, Task<T>> work)
    {
        await using var context = database.Open();
        var log = new NewsroomLog(context, _clock);
        var drafts = new Drafts(context, log, _clock);
        var review = new Review(context, new Publication(context), new Vouching(context, log), MailServer.NoNotices(context, _clock), log, Options.Create(new PledgeTrackerOptions { FourEyes = false }), _clock);
        return await work(new Desk(context, drafts, review, new StarterUpdates(context, drafts, review, log, _clock)));
    }

    private sealed record Desk(PledgeTrackerDbContext Context, Drafts Drafts, Review Review, StarterUpdates Updates);
}
