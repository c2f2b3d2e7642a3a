using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Tests.Publishing;

/// <summary>Companies, metrics, tags and sectors go the way of pledges: draft, review, four eyes, schedule, history.</summary>
public sealed class DocumentKindTests
{
    private static readonly LogActor Ed = new(1, "Ed Itor", null);
    private static readonly LogActor Edna = new(2, "Edna Itor", null);
    private static readonly LogActor Rae = new(3, "Rae Viewer", null);
    private static readonly LogActor Ray = new(4, "Ray Viewer", null);
    private static readonly ReviewerTerms First = new(null, null, null), Update = new("It has another name.", PublicationKind.Update, null);

    private readonly StandingClock _clock = new(TrackerApp.Now);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_company_that_readers_see_changes_by_its_publication_only_and_pledges_are_found_by_the_new_name(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        await PublishedAsync(database, Given.Draft());
        var version = await At(database, d => d.Context.Site.Select(s => s.ContentVersion).SingleAsync());
        var draft = new CompanyDraft { Name = "Zanzibar Works", Listings = ["NYSE: ZAN"] };

        var (id, number) = await SavedAsync(database, DocumentKind.Company, "acme", draft, Ed);
        (await At(database, d => d.Review.SendAsync(id, number, Ed))).Done.Should().BeTrue();

        (await At(database, d => d.Context.Companies.SingleAsync())).Name.Should().Be("Acme");
        (await At(database, d => d.Context.Site.Select(s => s.ContentVersion).SingleAsync())).Should().Be(version);
        (await At(database, d => d.Review.PublishAsync(id, number, Update, Ed))).Refusal.Should().StartWith("You edited this draft");
        (await At(database, d => d.Review.PublishAsync(id, number, First, Rae))).Refusal.Should().StartWith("Say what changed");
        (await At(database, d => d.Review.PublishAsync(id, number, Update, Rae))).Should().BeEquivalentTo(ReviewOutcome.Success);

        (await At(database, d => d.Context.Companies.SingleAsync())).Should().Match<Company>(c => c.Name == "Zanzibar Works" && c.Listings.Count == 1 && c.SortName == "zanzibar works");
        (await At(database, d => d.Context.Summaries.SingleAsync())).CompanyName.Should().Be("Zanzibar Works");
        (await At(database, d => d.Context.Site.Select(s => s.ContentVersion).SingleAsync())).Should().Be(version + 1);
        (await At(database, d => d.Context.Log.OrderByDescending(l => l.Id).FirstAsync())).Should()
            .Match<LogEntry>(l => l.Action == LogAction.CompanyChanged && l.DocumentId == id && l.Who == "Rae Viewer" && l.Details == "acme, revision 2");
        (await At(database, d => new PledgeSearch(d.Context, database.Indexes()).FindAsync("zanzibar", DateOnly.FromDateTime(TrackerApp.Now.UtcDateTime), default))).Count.Should().Be(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_history_begins_with_what_readers_saw_by_the_program_and_every_revision_can_be_restored(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        await PublishedAsync(database, Given.Draft());
        var (id, _) = await SavedAsync(database, DocumentKind.Company, "acme", new CompanyDraft { Name = "Acme", LegalName = "Acme Corporation" }, Ed);

        var open = (await At(database, d => d.Drafts.OpenAsync(DocumentKind.Company, id)))!;
        (open.Number, open.PublishedNumber, ((CompanyDraft)open.Shown!).LegalName).Should().Be((2, 1, null));
        Difference.Of(open.Shown!, open.Content).Should().ContainSingle().Which.Path.Should().Be("legalName");
        var first = await At(database, d => d.Context.Revisions.SingleAsync(r => r.DocumentId == id && r.Number == 1));
        (first.Author, first.MemberId, first.PublishedAt).Should().Be((LogActor.Program.Name, null, null), "when it was published first is not known");

        (await At(database, d => d.Drafts.RestoreAsync(id, 1, Edna))).Should().Be(3);
        (await At(database, d => d.Drafts.DiscardAsync(id, 3, Edna))).Should().BeNull();
        open = (await At(database, d => d.Drafts.OpenAsync(DocumentKind.Company, id)))!;
        (open.Number, open.State).Should().Be((4, WorkState.Published));
        (await At(database, d => d.Drafts.RestoreAsync(id, 2, Edna))).Should().Be(5);
        ((CompanyDraft)(await At(database, d => d.Drafts.OpenAsync(DocumentKind.Company, id)))!.Content).LegalName.Should().Be("Acme Corporation");
        (await At(database, d => d.Context.Companies.SingleAsync())).LegalName.Should().BeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_editors_of_one_company_lose_nothing(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        await PublishedAsync(database, Given.Draft());

        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() =>
            At(database, d => d.Drafts.SaveAsync(DocumentKind.Company, "acme", 0, new CompanyDraft { Name = "Name " + i }, i % 2 == 0 ? Ed : Edna)))));

        results.Select(r => r.Result).OfType<SaveResult.Saved>().Should().ContainSingle().Which.Number.Should().Be(2);
        var conflicts = results.Select(r => r.Result).OfType<SaveResult.Conflict>().ToList();
        conflicts.Should().HaveCount(5).And.OnlyContain(c => c.Newest == 2 && ((CompanyDraft)c.Base!).Name == "Acme");
        (await At(database, d => d.Context.Documents.CountAsync(x => x.Kind == DocumentKind.Company))).Should().Be(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_company_nobody_sees_has_its_row_at_once_and_becomes_public_with_its_first_pledge_by_somebody_who_wrote_neither(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await At(database, d => d.Drafts.StartAsync(DocumentKind.Company, "newco", new CompanyDraft { Name = "Newco" }, Rae));
        await At(database, d => d.Drafts.SaveAsync(id, 1, new CompanyDraft { Name = "Newco", Sector = "Energy" }, Rae));
        (await At(database, d => d.Context.Companies.SingleAsync(c => c.Slug == "newco"))).Sector.Should().Be("Energy");
        (await At(database, d => d.Review.SendAsync(id, 2, Rae))).Refusal.Should().Contain("both are reviewed together");
        (await At(database, d => d.Drafts.DiscardAsync(id, 2, Rae))).Should().NotBeNull();

        var draft = Given.Draft() with { Company = "newco", Slug = "newco-jobs" };
        var pledge = await At(database, d => d.Drafts.StartAsync(draft, Ed));
        await At(database, d => d.Review.SendAsync(pledge, 1, Ed));
        (await At(database, d => Subject.Of(DocumentKind.Pledge).NewCompanyAsync(d.Context, draft))).Should().Match<NewCompany>(c => c.Draft.Sector == "Energy" && c.Number == 2, "the review shows it");
        (await At(database, d => d.Review.PublishAsync(pledge, 1, First, Rae))).Refusal.Should().StartWith("You edited this draft", "Rae wrote what readers are told of the company");
        (await At(database, d => d.Review.PublishAsync(pledge, 1, First, Ray))).Should().BeEquivalentTo(ReviewOutcome.Success);

        var open = (await At(database, d => d.Drafts.OpenAsync(DocumentKind.Company, id)))!;
        (open.State, open.PublishedNumber).Should().Be((WorkState.Published, 2));
        (await At(database, d => d.Context.Revisions.SingleAsync(r => r.DocumentId == id && r.Number == 2))).Should().Match<Revision>(r => r.PublishedAt == _clock.GetUtcNow().UtcDateTime && r.Reviewer == "Ray Viewer");
        (await At(database, d => Subject.Of(DocumentKind.Pledge).NewCompanyAsync(d.Context, draft))).Should().BeNull("readers know it now");
        await At(database, d => d.Drafts.SaveAsync(id, 2, new CompanyDraft { Name = "Newco", Sector = "Retail" }, Rae));
        (await At(database, d => d.Context.Companies.SingleAsync(c => c.Slug == "newco"))).Sector.Should().Be("Energy", "from now on a draft waits");
        await At(database, d => d.Review.SendAsync(id, 3, Rae));
        (await At(database, d => d.Review.PublishAsync(id, 3, Update, Ray))).Done.Should().BeTrue();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_written_of_a_new_company_after_the_review_showed_it_is_not_published_with_the_pledge_now_or_later(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var id = await At(database, d => d.Drafts.StartAsync(DocumentKind.Company, "newco", new CompanyDraft { Name = "Newco" }, Ed));
        var pledge = await At(database, d => d.Drafts.StartAsync(Given.Draft() with { Company = "newco", Slug = "newco-jobs" }, Ed));
        await At(database, d => d.Review.SendAsync(pledge, 1, Ed));
        (await At(database, d => d.Review.ScheduleAsync(pledge, 1, _clock.GetUtcNow().UtcDateTime.AddHours(1), First with { Company = 1 }, Ray))).Done.Should().BeTrue();
        await At(database, d => d.Drafts.SaveAsync(id, 1, new CompanyDraft { Name = "Nuco" }, Edna));

        _clock.Advance(TimeSpan.FromHours(2));
        (await At(database, d => d.Review.PublishDueAsync())).Should().Be(0);
        (await At(database, d => d.Drafts.OpenAsync(pledge)))!.Should().Match<OpenDraft>(o => o.State == WorkState.Returned && o.ReviewComment!.Contains("Somebody changed the company"));
        await At(database, d => d.Review.SendAsync(pledge, 1, Ed));
        (await At(database, d => d.Review.PublishAsync(pledge, 1, First with { Company = 1 }, Ray))).Problems.Should().ContainSingle().Which.Message.Should().StartWith("Somebody changed the company");
        (await At(database, d => d.Context.Summaries.CountAsync())).Should().Be(0);

        (await At(database, d => d.Review.PublishAsync(pledge, 1, First with { Company = 2 }, Ray))).Done.Should().BeTrue();
        (await At(database, d => d.Context.Summaries.SingleAsync())).CompanyName.Should().Be("Nuco");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_pledge_of_a_company_that_is_to_be_made_one_with_another_waits_for_that(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        await At(database, d => d.Drafts.StartAsync(DocumentKind.Company, "acme-inc", new CompanyDraft { Name = "Acme Inc.", MergedInto = "acme" }, Ed));
        var pledge = await At(database, d => d.Drafts.StartAsync(Given.Draft() with { Company = "acme-inc" }, Ed));

        (await At(database, d => d.Review.SendAsync(pledge, 1, Ed))).Problems.Should().ContainSingle().Which.Field.Should().Be("company");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_scheduled_of_a_company_goes_public_at_its_time_and_not_on_the_word_of_somebody_who_left(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        await PublishedAsync(database, Given.Draft());
        var (id, number) = await SavedAsync(database, DocumentKind.Company, "acme", new CompanyDraft { Name = "By Rae" }, Ed);
        await At(database, d => d.Review.SendAsync(id, number, Ed));
        (await At(database, d => d.Review.ScheduleAsync(id, number, _clock.GetUtcNow().UtcDateTime.AddHours(1), Update, Rae))).Done.Should().BeTrue();
        (await At(database, d => d.Review.PublishDueAsync())).Should().Be(0);
        _clock.Advance(TimeSpan.FromHours(2));
        (await At(database, d => d.Review.PublishDueAsync())).Should().Be(1);
        (await At(database, d => d.Context.Companies.SingleAsync())).Name.Should().Be("By Rae");
        (await At(database, d => d.Context.Log.OrderByDescending(l => l.Id).FirstAsync())).Details.Should().Be("acme, revision 2, as scheduled");

        await At(database, d => d.Drafts.SaveAsync(id, 2, new CompanyDraft { Name = "Never" }, Ed));
        await At(database, d => d.Review.SendAsync(id, 3, Ed));
        await At(database, d => d.Review.ScheduleAsync(id, 3, _clock.GetUtcNow().UtcDateTime.AddHours(1), Update, Rae));
        await At(database, d => d.Context.Users.Where(m => m.Id == Rae.MemberId).ExecuteUpdateAsync(set => set.SetProperty(m => m.IsDisabled, true)));
        _clock.Advance(TimeSpan.FromHours(2));
        (await At(database, d => d.Review.PublishDueAsync())).Should().Be(0);
        (await At(database, d => d.Context.Companies.SingleAsync())).Name.Should().Be("By Rae");
        (await At(database, d => d.Drafts.OpenAsync(DocumentKind.Company, id)))!.State.Should().Be(WorkState.InReview);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_scheduled_name_that_one_pledge_cannot_take_goes_back_to_its_editors_and_changes_no_other(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var first = await PublishedAsync(database, Given.Draft() with { Tags = ["old"] });
        var second = await PublishedAsync(database, Given.Draft() with { Slug = "acme-second", Tags = ["old"] });
        var (id, number) = await SavedAsync(database, DocumentKind.Tag, "old", new TagDraft { Name = "new" }, Ed);
        await At(database, d => d.Review.SendAsync(id, number, Ed));
        await At(database, d => d.Review.ScheduleAsync(id, number, _clock.GetUtcNow().UtcDateTime.AddHours(1), Update, Rae));
        await At(database, d => d.Context.Revisions.Where(r => r.DocumentId == second).ExecuteUpdateAsync(s => s.SetProperty(r => r.Document, r => r.Document.Replace("\"jobs-created\"", "\"no-metric\""))));
        _clock.Advance(TimeSpan.FromHours(2));

        (await At(database, d => d.Review.PublishDueAsync())).Should().Be(0);

        var open = (await At(database, d => d.Drafts.OpenAsync(DocumentKind.Tag, "old")))!;
        (open.State, open.PublishedNumber).Should().Be((WorkState.Returned, 1));
        open.ReviewComment.Should().Contain("acme-second");
        (await At(database, d => d.Drafts.OpenAsync(first)))!.Published!.Tags.Should().Equal("old");
        (await At(database, d => d.Context.Tags.CountAsync(t => t.Tag == "old"))).Should().Be(2);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_tags_document_goes_along_to_its_new_name_and_begins_anew_where_the_old_one_comes_back(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        await PublishedAsync(database, Given.Draft() with { Tags = ["old"] });
        await PublishedAsync(database, Given.Draft() with { Slug = "acme-second", Tags = ["old", "kept"] });
        var draft = await At(database, d => d.Drafts.StartAsync(Given.Draft() with { Slug = "acme-third", Tags = ["old"] }, Edna));
        var (id, number) = await SavedAsync(database, DocumentKind.Tag, "old", new TagDraft { Name = "new" }, Ed);
        await At(database, d => d.Review.SendAsync(id, number, Ed));
        var effects = await At(database, d => Subject.Of(DocumentKind.Tag).EffectsAsync(d.Context, "old", new TagDraft { Name = "kept" }));
        effects.Select(e => e.Text).Should().Contain(t => t.StartsWith("Published pledges that have the tag: 2.", StringComparison.Ordinal)).And.Contain(t => t.StartsWith("Open drafts that have the word", StringComparison.Ordinal) && t.EndsWith(": 1.", StringComparison.Ordinal)).And.Contain(t => t.Contains("will be merged"));

        (await At(database, d => d.Review.PublishAsync(id, number, Update, Rae))).Should().BeEquivalentTo(ReviewOutcome.Success);

        (await At(database, d => d.Context.Tags.OrderBy(t => t.PledgeId).ThenBy(t => t.Tag).Select(t => t.Tag).ToListAsync())).Should().Equal("new", "kept", "new");
        (await At(database, d => d.Drafts.OpenAsync(draft)))!.Draft.Tags.Should().Equal("new");
        (await At(database, d => d.Drafts.OpenAsync(DocumentKind.Tag, "new")))!.Id.Should().Be(id);
        (await At(database, d => d.Drafts.OpenAsync(DocumentKind.Tag, "old"))).Should().BeNull();

        var back = await PublishedAsync(database, Given.Draft() with { Slug = "acme-fourth", Tags = ["old"] });
        var (other, _) = await SavedAsync(database, DocumentKind.Tag, "old", new TagDraft { Name = "older" }, Ed);
        other.Should().NotBe(id).And.NotBe(back);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_renamed_sector_is_in_the_rows_and_in_the_drafts_and_history_of_companies(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        await At(database, async d =>
        {
            d.Context.Companies.Add(new Company { Slug = "beta", Name = "Beta", Sector = "Cars" });
            d.Context.Companies.Add(new Company { Slug = "gamma", Name = "Gamma", Sector = "Cars" });
            return await d.Context.SaveChangesAsync();
        });
        await PublishedAsync(database, Given.Draft() with { Company = "beta" });
        var (beta, inWork) = await SavedAsync(database, DocumentKind.Company, "beta", new CompanyDraft { Name = "Beta Works", Sector = "Cars" }, Ed);
        await At(database, d => d.Review.SendAsync(beta, inWork, Ed));
        var (id, number) = await SavedAsync(database, DocumentKind.Sector, "Cars", new SectorDraft { Name = "Vehicles" }, Edna);
        await At(database, d => d.Review.SendAsync(id, number, Edna));

        (await At(database, d => d.Review.PublishAsync(id, number, Update, Rae))).Should().BeEquivalentTo(ReviewOutcome.Success);

        (await At(database, d => d.Context.Companies.CountAsync(c => c.Sector == "Vehicles"))).Should().Be(2);
        var open = (await At(database, d => d.Drafts.OpenAsync(DocumentKind.Company, beta)))!;
        (open.State, open.Author, ((CompanyDraft)open.Content).Sector, ((CompanyDraft)open.Content).Name, ((CompanyDraft)open.Shown!).Sector, ((CompanyDraft)open.Shown!).Name)
            .Should().Be((WorkState.InReview, "Ed Itor", "Vehicles", "Beta Works", "Vehicles", "Beta"));
        (await At(database, d => d.Review.PublishAsync(beta, open.Number, Update, Rae))).Should().BeEquivalentTo(ReviewOutcome.Success);
        (await At(database, d => d.Context.Companies.SingleAsync(c => c.Slug == "beta"))).Name.Should().Be("Beta Works");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_new_metric_has_no_row_before_its_publication(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var draft = new MetricDraft { Label = "jobs moved", Singular = "job", Plural = "jobs", Family = "jobs", Definition = "Jobs that went elsewhere." };
        var id = await At(database, d => d.Drafts.StartAsync(DocumentKind.Metric, "jobs-moved", draft, Ed));
        (await At(database, d => d.Context.Metrics.AnyAsync(m => m.Code == "jobs-moved"))).Should().BeFalse();
        (await At(database, d => Subject.Of(DocumentKind.Metric).KeyProblemAsync(d.Context, "jobs-moved"))).Should().NotBeNull("it is in work");
        (await At(database, d => d.Review.SendAsync(id, 1, Ed))).Done.Should().BeTrue();

        (await At(database, d => d.Review.PublishAsync(id, 1, First, Rae))).Should().BeEquivalentTo(ReviewOutcome.Success, "a first publication needs no note");

        (await At(database, d => d.Context.Metrics.SingleAsync(m => m.Code == "jobs-moved"))).Definition.Should().Be("Jobs that went elsewhere.");
        (await At(database, d => d.Context.Log.OrderByDescending(l => l.Id).FirstAsync())).Action.Should().Be(LogAction.MetricAdded);
    }

    [Fact]
    public async Task A_draft_is_read_from_its_text_once()
    {
        await using var database = await NewsroomAsync("SQLite");
        var id = await PublishedAsync(database, Given.Draft());

        var open = (await At(database, d => d.Drafts.OpenAsync(id)))!;

        open.Draft.Should().BeSameAs(open.Content).And.BeSameAs(open.Published, "what readers see is the newest");
    }

    private static async Task<TestDatabase> NewsroomAsync(string kind)
    {
        var database = await TestDatabase.CreateFilledAsync(kind, withPledges: false);
        await using var context = database.Open();
        context.Companies.Add(Given.Company());
        foreach (var (who, role) in new[] { (Ed, MemberRole.Editor), (Edna, MemberRole.Editor), (Rae, MemberRole.Reviewer), (Ray, MemberRole.Reviewer) })
        {
            context.Users.Add(new Member { Id = who.MemberId!.Value, UserName = who.Name, Name = who.Name, Role = role, CreatedAt = TrackerApp.Now.UtcDateTime });
        }

        await context.SaveChangesAsync();
        return database;
    }

    private async Task<T> At<T>(TestDatabase database, Func<Desk, Task<T>> work)
    {
        await using var context = database.Open();
        var log = new NewsroomLog(context, _clock);
        return await work(new Desk(context, new Drafts(context, log, _clock),
            new Review(context, new Publication(context), new Vouching(context, log), MailServer.NoNotices(context, _clock), log, Options.Create(new PledgeTrackerOptions()), _clock)));
    }

    private async Task<(int Id, int Number)> SavedAsync(TestDatabase database, DocumentKind kind, string key, Draft draft, LogActor by)
    {
        var (id, result) = await At(database, d => d.Drafts.SaveAsync(kind, key, 0, draft, by));
        return (id, result.Should().BeOfType<SaveResult.Saved>().Which.Number);
    }

    private async Task<int> PublishedAsync(TestDatabase database, PledgeDraft draft)
    {
        var id = await At(database, d => d.Drafts.StartAsync(draft, Ed));
        (await At(database, d => d.Review.SendAsync(id, 1, Ed))).Should().BeEquivalentTo(ReviewOutcome.Success);
        (await At(database, d => d.Review.PublishAsync(id, 1, new(null, null, "All are meant."), Rae))).Should().BeEquivalentTo(ReviewOutcome.Success);
        return id;
    }

    private sealed record Desk(PledgeTrackerDbContext Context, Drafts Drafts, Review Review);
}
