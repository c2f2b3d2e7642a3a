using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Tests.Publishing;

/// <summary>Words changed in many pledges at once, and drafts put away, on both databases.</summary>
public sealed class SharedWordTests
{
    private static readonly LogActor Ed = new(1, "Ed Itor", null);
    private static readonly LogActor Rae = new(3, "Rae Viewer", null);
    private static readonly LogActor Ray = new(4, "Ray Viewer", null);

    private readonly StandingClock _clock = new(TrackerApp.Now);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_renamed_tag_is_a_published_revision_with_a_note_and_a_draft_in_work_stays_on_top_with_its_writer_and_state(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await PublishedAsync(database, Given.Draft() with { Tags = ["old", "other"] });
        await At(database, d => d.Drafts.SaveAsync(id, 1, Given.Draft() with { Title = "In work", Tags = ["old"] }, Ed));
        await At(database, d => d.Review.SendAsync(id, 2, Ed));

        (await ChangeAsync(database, DocumentKind.Tag, "old", new TagDraft { Name = "new" })).Should().BeEquivalentTo(ReviewOutcome.Success);

        (await At(database, d => d.Context.Tags.OrderBy(t => t.Tag).Select(t => t.Tag).ToListAsync())).Should().Equal("new", "other");
        var open = (await At(database, d => d.Drafts.OpenAsync(id)))!;
        open.State.Should().Be(WorkState.InReview);
        (open.PublishedNumber, open.Number, open.Author).Should().Be((3, 4, "Ed Itor"));
        open.Draft.Title.Should().Be("In work");
        open.Draft.Tags.Should().Equal("new");
        open.Published!.Tags.Should().Equal("new", "other");
        open.Published.Title.Should().Be(Given.Draft().Title, "the draft is not published with it");
        (await At(database, d => d.Context.Revisions.SingleAsync(r => r.DocumentId == id && r.Number == 3))).NoteToReaders.Should().Be("The tag “old” is now called “new”.");
        (await At(database, d => d.Review.PublishAsync(id, 4, new("Changed.", PublicationKind.Update, null), Ed))).Refusal.Should().Contain("You edited this draft");
        (await At(database, d => d.Review.PublishAsync(id, 4, new("Changed.", PublicationKind.Update, null), Rae))).Done.Should().BeTrue("who renamed the tag wrote nothing in the draft");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_tag_renamed_to_another_makes_the_two_one_and_to_nothing_takes_it_off(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await PublishedAsync(database, Given.Draft() with { Tags = ["a", "b"] });

        (await ChangeAsync(database, DocumentKind.Tag, "a", new TagDraft { Name = "b" })).Done.Should().BeTrue();
        (await At(database, d => d.Drafts.OpenAsync(id)))!.Published!.Tags.Should().Equal("b");
        (await ChangeAsync(database, DocumentKind.Tag, "b", new TagDraft())).Done.Should().BeTrue();

        var open = (await At(database, d => d.Drafts.OpenAsync(id)))!;
        open.Published!.Tags.Should().BeEmpty();
        open.State.Should().Be(WorkState.Published);
        (await ChangeAsync(database, DocumentKind.Tag, "b", new TagDraft { Name = "c" })).Problems.Should().ContainSingle().Which.Message.Should().Be("There is no such tag. Choose one from the list of tags.");
        (await At(database, d => d.Drafts.SaveAsync(DocumentKind.Tag, "none", 0, new TagDraft { Name = "c" }, Ed))).Result.Should().BeOfType<SaveResult.Gone>();
        new TagDraft { Name = "c, d" }.Problems().Should().ContainSingle();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_merged_company_gives_its_pledges_names_and_address_to_the_other(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        await At(database, async d =>
        {
            d.Context.Companies.Add(new Company { Slug = "acme-inc", Name = "Acme Inc.", OtherNames = { "Acme Works" }, Listings = { new Listing { Exchange = "NYSE", Ticker = "ACM" } } });
            return await d.Context.SaveChangesAsync();
        });
        var published = await PublishedAsync(database, Given.Draft() with { Company = "acme-inc" });
        var draft = await At(database, d => d.Drafts.StartAsync(new PledgeDraft { Company = "acme-inc", Title = "Only begun" }, Ed));

        (await ChangeAsync(database, DocumentKind.Company, "acme", new CompanyDraft { Name = "Acme", LegalName = "Acme Corporation" })).Refusal.Should().Contain("first published pledge", "no published pledge names it yet");
        (await ChangeAsync(database, DocumentKind.Company, "acme-inc", await CompanyAsync(database, "acme-inc") with { MergedInto = "acme", MergedBecause = CompanyDraft.SameCompany })).Should().BeEquivalentTo(ReviewOutcome.Success);

        var kept = await At(database, d => d.Context.Companies.SingleAsync());
        kept.OtherNames.Should().Equal("Acme Inc.", "Acme Works");
        kept.Listings.Should().ContainSingle().Which.Ticker.Should().Be("ACM");
        (await At(database, d => d.Context.Summaries.SingleAsync())).Should().Match<PledgeSummary>(s => s.PledgeId == published && s.CompanySlug == "acme" && s.CompanyName == "Acme");
        (await At(database, d => d.Drafts.OpenAsync(draft)))!.Should().Match<OpenDraft>(o => o.Draft.Company == "acme" && o.State == WorkState.Draft && o.Author == "Ed Itor");
        (await At(database, d => new CompanyListing(d.Context).MovedAsync("acme-inc", default))).Should().Be("acme");
        var open = (await At(database, d => d.Drafts.OpenAsync(DocumentKind.Company, "acme")))!;
        ((CompanyDraft)open.Content).Should().Match<CompanyDraft>(c => c.LegalName == "Acme Corporation" && c.OtherNames.SequenceEqual(new[] { "Acme Inc.", "Acme Works" }), "what went over is in its history");
        foreach (var (into, message) in new[] { ("acme", "Choose a company other than this one."), ("nobody", "There is no company at this address. Choose one from the list.") })
        {
            (await ChangeAsync(database, DocumentKind.Company, "acme", await CompanyAsync(database, "acme") with { MergedInto = into, MergedBecause = CompanyDraft.SameCompany })).Problems.Should().ContainSingle().Which.Message.Should().Be(message);
        }

        var merged = (await At(database, d => d.Drafts.OpenAsync(DocumentKind.Company, "acme-inc")))!;
        var again = (await At(database, d => d.Drafts.RestoreAsync(merged.Id, 1, Ed)))!.Value;
        (await At(database, d => d.Review.SendAsync(merged.Id, again, Ed))).Done.Should().BeFalse("a company that was made one with another comes back only by taking the merge back");
        (await At(database, d => d.Context.Companies.CountAsync())).Should().Be(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_company_that_became_another_keeps_its_name_with_its_time_and_its_pledges_say_it(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        await AddAsync(database, new Company { Slug = "oldco", Name = "Oldco", OtherNames = { "OC" } });
        var id = await PublishedAsync(database, Given.Draft() with { Company = "oldco" });
        await PublishedAsync(database, Given.Draft() with { Slug = "acme-own" });
        var merge = await CompanyAsync(database, "oldco") with { MergedInto = "acme" };

        foreach (var (draft, field) in new[]
        {
            (merge, "mergedBecause"),
            (merge with { MergedBecause = CompanyDraft.BecameIt }, "namedUntil"),
            (merge with { MergedBecause = CompanyDraft.BecameIt, NamedUntil = "16.1.2021" }, "namedUntil"),
            (merge with { MergedBecause = CompanyDraft.BecameIt, NamedFrom = "2022", NamedUntil = "2021-01-16" }, "namedFrom"),
            (merge with { MergedBecause = CompanyDraft.SameCompany, NamedUntil = "2021-01-16" }, "mergedBecause"),
        })
        {
            (await At(database, d => d.Review.CheckAsync(DocumentKind.Company, 0, "oldco", draft))).Should().ContainSingle().Which.Field.Should().Be(field);
        }

        merge = merge with { MergedBecause = CompanyDraft.BecameIt, NamedUntil = "2021-01-16" };
        (await At(database, d => Subject.Of(DocumentKind.Company).EffectsAsync(d.Context, "oldco", merge))).Select(e => e.Text).Should()
            .Contain(t => t.Contains("“Oldco (now Acme)”, until now “Oldco”")).And.Contain("“Oldco (until 2021-01-16)” becomes another name of Acme.");
        (await ChangeAsync(database, DocumentKind.Company, "oldco", merge)).Should().BeEquivalentTo(ReviewOutcome.Success);

        var kept = await At(database, d => d.Context.Companies.SingleAsync());
        kept.OtherNames.Should().Equal("Oldco (until 2021-01-16)", "OC");
        Wording.CompanyThen(kept, PartialDate.Parse("2017-01-08"), new(2026, 11, 29)).Should().Be("Oldco (now Acme)");
        (await At(database, d => d.Drafts.OpenAsync(id)))!.Published!.Company.Should().Be("acme");

        await AddAsync(database, new Company { Slug = "third", Name = "Third" });
        var third = await CompanyAsync(database, "third") with { MergedInto = "acme", MergedBecause = CompanyDraft.BecameIt, NamedUntil = "2020" };
        (await At(database, d => d.Review.CheckAsync(DocumentKind.Company, 0, "third", third))).Should().ContainSingle().Which.Message.Should().Contain("overlap in time");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_merge_taken_back_gives_the_company_its_address_names_and_the_pledges_it_had(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        await AddAsync(database, new Company { Slug = "oldco", Name = "Oldco", OtherNames = { "OC" }, Listings = { new Listing { Exchange = "NYSE", Ticker = "OLD" } } });
        await AddAsync(database, new Company { Slug = "older", Name = "Older" });
        var moved = await PublishedAsync(database, Given.Draft() with { Company = "oldco" });
        var oldest = await PublishedAsync(database, Given.Draft() with { Slug = "older-one", Company = "older" });
        var begun = await At(database, d => d.Drafts.StartAsync(new PledgeDraft { Company = "oldco", Title = "Only begun" }, Ed));
        var own = await PublishedAsync(database, Given.Draft() with { Slug = "acme-own" });

        // An editor gave this one to the other company before, so that it is not the merge that took it.
        var corrected = await PublishedAsync(database, Given.Draft() with { Slug = "acme-corrected", Company = "oldco" });
        await At(database, d => d.Drafts.SaveAsync(corrected, 1, Given.Draft() with { Slug = "acme-corrected" }, Ed));
        await At(database, d => d.Review.SendAsync(corrected, 2, Ed));
        (await At(database, d => d.Review.PublishAsync(corrected, 2, new("It was Acme.", PublicationKind.Correction, "Both are meant."), Rae))).Should().BeEquivalentTo(ReviewOutcome.Success);

        _clock.Advance(TimeSpan.FromMinutes(1));
        (await ChangeAsync(database, DocumentKind.Company, "older", await CompanyAsync(database, "older") with { MergedInto = "oldco", MergedBecause = CompanyDraft.SameCompany })).Should().BeEquivalentTo(ReviewOutcome.Success);
        _clock.Advance(TimeSpan.FromMinutes(1));
        (await ChangeAsync(database, DocumentKind.Company, "oldco", await CompanyAsync(database, "oldco") with { MergedInto = "acme", MergedBecause = CompanyDraft.BecameIt, NamedUntil = "2021-01-16" })).Should().BeEquivalentTo(ReviewOutcome.Success);
        _clock.Advance(TimeSpan.FromMinutes(1));
        var since = await PublishedAsync(database, Given.Draft() with { Slug = "acme-since" });
        (await At(database, d => new CompanyListing(d.Context).MovedAsync("older", default))).Should().Be("acme");

        (await At(database, d => d.Context.Companies.SingleAsync(c => c.Slug == "acme"))).OtherNames.Should().Equal("Oldco (until 2021-01-16)", "OC", "Older");
        var back = await CompanyAsync(database, "oldco") with { MergedInto = null, MergedBecause = null, NamedUntil = null, TakenBackFrom = "acme" };
        (await At(database, d => Subject.Of(DocumentKind.Company).EffectsAsync(d.Context, "oldco", back))).Select(e => e.Text).Should()
            .Contain("Published pledges that move back from Acme: 2.").And.Contain("“Oldco (until 2021-01-16)” is no longer another name of Acme.");
        (await ChangeAsync(database, DocumentKind.Company, "oldco", back)).Should().BeEquivalentTo(ReviewOutcome.Success);

        (await At(database, d => d.Context.Companies.SingleAsync(c => c.Slug == "acme"))).Should().Match<Company>(c => c.OtherNames.Count == 0 && c.Listings.Count == 0);
        (await At(database, d => d.Context.Companies.SingleAsync(c => c.Slug == "oldco"))).Should().Match<Company>(c => c.Name == "Oldco" && c.OtherNames.SequenceEqual(new[] { "OC", "Older" }) && c.Listings.Count == 1);
        (await At(database, d => d.Context.Summaries.ToDictionaryAsync(s => s.PledgeId, s => s.CompanySlug))).Should().BeEquivalentTo(new Dictionary<int, string>
        {
            [moved] = "oldco",
            [oldest] = "oldco",
            [own] = "acme",
            [corrected] = "acme",
            [since] = "acme",
        });
        (await At(database, d => d.Drafts.OpenAsync(begun)))!.Draft.Company.Should().Be("oldco");
        (await At(database, d => new CompanyListing(d.Context).MovedAsync("oldco", default))).Should().BeNull();
        (await At(database, d => new CompanyListing(d.Context).MovedAsync("older", default))).Should().Be("oldco", "what was merged into it before leads to it again");
        (await At(database, d => d.Context.Revisions.Where(r => r.DocumentId == moved).OrderByDescending(r => r.Number).FirstAsync())).NoteToReaders.Should().Be("The pledges of Oldco are shown under its own name again, and no longer under Acme.");

        (await ChangeAsync(database, DocumentKind.Company, "oldco", back)).Problems.Should().ContainSingle().Which.Message.Should().Contain("no merge to undo");
        (await ChangeAsync(database, DocumentKind.Company, "oldco", back with { TakenBackFrom = null, LegalName = "Oldco NV" })).Should().BeEquivalentTo(ReviewOutcome.Success, "it is a company like any other again");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_pledge_that_cannot_be_published_stops_the_whole_change(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var first = await PublishedAsync(database, Given.Draft() with { Tags = ["old"] });
        var second = await PublishedAsync(database, Given.Draft() with { Slug = "acme-second", Tags = ["old"] });
        await At(database, d => d.Context.Revisions.Where(r => r.DocumentId == second).ExecuteUpdateAsync(s => s.SetProperty(r => r.Document, r => r.Document.Replace("\"jobs-created\"", "\"no-metric\""))));

        (await ChangeAsync(database, DocumentKind.Tag, "old", new TagDraft { Name = "new" })).Problems.Should().ContainSingle().Which.Message.Should().Contain("acme-second").And.Contain("nothing was changed");

        (await At(database, d => d.Drafts.OpenAsync(first)))!.Should().Match<OpenDraft>(o => o.Number == 1 && o.Published!.Tags[0] == "old");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_metric_counts_cannot_change_once_pledges_use_it_and_its_words_can(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        await PublishedAsync(database, Given.Draft());
        static MetricDraft Jobs(string label, string family) => new() { Label = label, Singular = "job", Plural = "jobs", Family = family, Definition = "New positions." };

        (await ChangeAsync(database, DocumentKind.Metric, "jobs-created", Jobs("jobs made", "jobs"))).Done.Should().BeTrue();
        (await ChangeAsync(database, DocumentKind.Metric, "jobs-created", Jobs("jobs made", "people"))).Problems.Should().ContainSingle().Which.Field.Should().Be("family");
        (await ChangeAsync(database, DocumentKind.Metric, "jobs-created", Jobs("jobs retained", "jobs"))).Problems.Should().ContainSingle().Which.Field.Should().Be("label");
        (await At(database, d => Subject.Of(DocumentKind.Metric).KeyProblemAsync(d.Context, "jobs-created"))).Should().Contain("already");
        (await At(database, d => d.Context.Metrics.SingleAsync(m => m.Code == "jobs-created"))).Label.Should().Be("jobs made");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_discarded_draft_gives_way_to_what_readers_see_and_its_writer_may_review_the_next(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await PublishedAsync(database, Given.Draft());
        await At(database, d => d.Drafts.SaveAsync(id, 1, Given.Draft() with { Title = "By Ray" }, Ray));

        (await At(database, d => d.Drafts.DiscardAsync(id, 1, Ed))).Should().Contain("Somebody saved this pledge");
        (await At(database, d => d.Drafts.DiscardAsync(id, 2, Ed))).Should().BeNull();

        var open = (await At(database, d => d.Drafts.OpenAsync(id)))!;
        open.Should().Match<OpenDraft>(o => o.State == WorkState.Published && o.Draft.Title == Given.Draft().Title && o.Number == 3);
        (await At(database, d => d.Drafts.DiscardAsync(id, 3, Ed))).Should().Be("There is no open draft to discard.");
        (await At(database, d => d.Drafts.RestoreAsync(id, 2, Ed))).Should().Be(4);
        await At(database, d => d.Review.SendAsync(id, 4, Ed));
        (await At(database, d => d.Review.PublishAsync(id, 4, new("Back.", PublicationKind.Update, null), Ray))).Done.Should().BeTrue("Ray wrote in the draft that was put away, not in this one");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_draft_that_readers_never_saw_leaves_the_lists_and_can_be_restored(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await At(database, d => d.Drafts.StartAsync(Given.Draft(), Ed));

        (await At(database, d => d.Drafts.DiscardAsync(id, 1, Ed))).Should().BeNull();

        (await At(database, d => d.Drafts.ListAsync(DocumentKind.Pledge, new(), 1, 10))).Should().BeEmpty();
        (await At(database, d => d.Drafts.ListAsync(DocumentKind.Pledge, new(WorkState.Discarded), 1, 10))).Should().ContainSingle();
        (await At(database, d => d.Drafts.RestoreAsync(id, 1, Ed))).Should().Be(2);
        (await At(database, d => d.Drafts.ListAsync(DocumentKind.Pledge, new(), 1, 10))).Should().ContainSingle().Which.State.Should().Be(WorkState.Draft);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Whoever_adds_a_revision_the_pledge_names_the_newest_and_stands_first_in_the_list(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await PublishedAsync(database, Given.Draft() with { Tags = ["old"] });
        var later = await At(database, d => d.Drafts.StartAsync(Given.Draft() with { Slug = "later", Title = "Later" }, Ed));
        var steps = new (string Name, Func<Task> Do)[]
        {
            ("checked", () => At(database, d => d.Review.LookedAsync(id, Given.LookupDraft(), Rae))),
            ("autosaved", () => At(database, d => d.Drafts.SaveAsync(id, 2, Given.Draft() with { Title = "A", Tags = ["old"] }, Ray, autosave: true))),
            ("autosaved again", () => At(database, d => d.Drafts.SaveAsync(id, 3, Given.Draft() with { Title = "B", Tags = ["old"] }, Ray, autosave: true))),
            ("tag renamed", () => ChangeAsync(database, DocumentKind.Tag, "old", new TagDraft { Name = "new" })),
            ("discarded", () => At(database, d => d.Drafts.DiscardAsync(id, 6, Ed))),
            ("restored", () => At(database, d => d.Drafts.RestoreAsync(id, 1, Ed))),
        };

        foreach (var (name, step) in steps)
        {
            _clock.Advance(TimeSpan.FromMinutes(1));
            await step();

            await using var context = database.Open();
            var newest = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == id).OrderByDescending(r => r.Number).FirstAsync();
            var document = await context.Documents.AsNoTracking().SingleAsync(d => d.Id == id);
            (document.NewestNumber, document.SavedAt, newest.SavedAt).Should().Be((newest.Number, newest.SavedAt, _clock.GetUtcNow().UtcDateTime), name);
            (await At(database, d => d.Drafts.ListAsync(DocumentKind.Pledge, new(), 1, 10))).Select(l => l.Id).Should().Equal([id, later], name);
        }

        (await At(database, d => d.Drafts.ListAsync(DocumentKind.Pledge, new(WorkState.Draft), 1, 1))).Should().ContainSingle().Which.Id.Should().Be(id);
        (await At(database, d => d.Drafts.ListAsync(DocumentKind.Pledge, new(WorkState.Draft), 2, 1))).Should().ContainSingle().Which.Id.Should().Be(later);
        (await At(database, d => d.Drafts.ListAsync(DocumentKind.Pledge, new(WorkState.Draft), 3, 1))).Should().BeEmpty();
    }

    private static async Task<TestDatabase> NewsroomAsync(string kind)
    {
        var database = await TestDatabase.CreateFilledAsync(kind, withPledges: false);
        await using var context = database.Open();
        context.Companies.Add(Given.Company());
        await context.SaveChangesAsync();
        return database;
    }

    private async Task AddAsync(TestDatabase database, Company company) => await At(database, d =>
    {
        d.Context.Companies.Add(company);
        return d.Context.SaveChangesAsync();
    });

    private async Task<T> At<T>(TestDatabase database, Func<Desk, Task<T>> work)
    {
        await using var context = database.Open();
        var log = new NewsroomLog(context, _clock);
        var drafts = new Drafts(context, log, _clock);
        var publication = new Publication(context);
        var options = Options.Create(new PledgeTrackerOptions());
        return await work(new Desk(context, drafts, new Review(context, publication, new Vouching(context, log), MailServer.NoNotices(context, _clock), log, options, _clock)));
    }

    private async Task<CompanyDraft> CompanyAsync(TestDatabase database, string slug) => (CompanyDraft)(await At(database, d => d.Drafts.OpenAsync(DocumentKind.Company, slug)))!.Content;

    // Proposed by an editor, sent, and published by a reviewer.
    private async Task<ReviewOutcome> ChangeAsync(TestDatabase database, DocumentKind kind, string key, Draft draft)
    {
        var on = (await At(database, d => d.Drafts.OpenAsync(kind, key)))?.Number ?? 0;
        var (id, saved) = await At(database, d => d.Drafts.SaveAsync(kind, key, on, draft, Ed));
        var number = saved.Should().BeOfType<SaveResult.Saved>().Which.Number;
        return await At(database, d => d.Review.SendAsync(id, number, Ed)) is { Done: false } refused ? refused
            : await At(database, d => d.Review.PublishAsync(id, number, new("Changed.", PublicationKind.Update, null), Rae));
    }

    private async Task<int> PublishedAsync(TestDatabase database, PledgeDraft draft)
    {
        var id = await At(database, d => d.Drafts.StartAsync(draft, Ed));
        (await At(database, d => d.Review.SendAsync(id, 1, Ed))).Should().BeEquivalentTo(ReviewOutcome.Success);
        (await At(database, d => d.Review.PublishAsync(id, 1, new(null, null, "Both are meant."), Rae))).Should().BeEquivalentTo(ReviewOutcome.Success);
        return id;
    }

    private sealed record Desk(PledgeTrackerDbContext Context, Drafts Drafts, Review Review);
}
