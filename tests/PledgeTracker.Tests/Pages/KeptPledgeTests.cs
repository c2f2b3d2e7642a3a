using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.Pages;

/// <summary>A pledge is read once, and again as soon as anything that it was read from has moved.</summary>
public sealed class KeptPledgeTests
{
    private const string Alibaba = "alibaba-million-us-jobs-2017", Foxconn = "foxconn-wisconsin-13000-2017";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_publication_of_the_pledge_itself_is_shown_at_once_with_its_number_and_its_correction(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        var before = await TextAsync(app, "/pledges/" + Alibaba);

        await app.PublishAsync<PledgeDraft>(DocumentKind.Pledge, Alibaba, d => d with { Title = "A title nobody had read" }, "The title was wrong.", PublicationKind.Correction);

        (await TextAsync(app, "/pledges/" + Alibaba)).Should().Contain("A title nobody had read").And.Contain("The title was wrong.").And.Contain("revision 2");
        before.Should().NotContain("The title was wrong.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Where_nobody_says_what_moved_everything_is_read_again(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        await TextAsync(app, "/pledges/" + Alibaba);

        await app.WithDatabaseAsync(async context =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            await context.Companies.Where(c => c.Slug == "alibaba").ExecuteUpdateAsync(set => set.SetProperty(c => c.Name, "Alibaba of Hangzhou"));
            await context.MoveContentAsync(document: null);
            await transaction.CommitAsync();
        });

        (await TextAsync(app, "/pledges/" + Alibaba)).Should().Contain("Alibaba of Hangzhou");
    }

    [Fact]
    public void A_pledge_outlives_other_pledges_and_claims_and_nothing_that_it_names()
    {
        var published = new PublishedPledge { Id = 7, Pledge = Given.Pledge(), Revision = 1, PublishedAt = TrackerApp.Now.UtcDateTime, PublishedOn = new(2026, 11, 29), Related = [] };
        var kept = new KeptPledge(published, 1, 1);

        foreach (var moved in Enum.GetValues<DocumentKind>())
        {
            kept.Outlives([new MovedDocument(8, moved, "other")]).Should().Be(moved is DocumentKind.Pledge or DocumentKind.Claimant or DocumentKind.List or DocumentKind.Check, $"{moved} moved");
        }

        kept.Outlives([]).Should().BeTrue();
        kept.Outlives(null).Should().BeFalse();
        kept.Outlives([new MovedDocument(8, DocumentKind.Pledge, "other"), new MovedDocument(7, DocumentKind.Pledge, "itself")]).Should().BeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Another_pledge_that_names_it_is_shown_at_once_and_it_is_not_read_again_for_that(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        await TextAsync(app, "/pledges/" + Alibaba);
        var before = Kept(app, Alibaba);

        await app.PublishAsync<PledgeDraft>(DocumentKind.Pledge, Foxconn,
            d => d with { Relations = [new RelationDraft { Kind = "related", Pledge = Alibaba, Note = "Announced in the same year." }] }, "A relation.");

        (await TextAsync(app, "/pledges/" + Alibaba)).Should().Contain("Announced in the same year.");
        Kept(app, Alibaba).Should().NotBeSameAs(before);
        Kept(app, Alibaba).Pledge.Should().BeSameAs(before.Pledge);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_publication_that_does_not_touch_it_leaves_it_with_everything_that_was_drawn_of_it(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        await TextAsync(app, "/pledges/" + Alibaba);
        var before = Kept(app, Alibaba);
        var version = app.Services.GetRequiredService<KeptPledges>().At(Alibaba)!.Version;

        await app.PublishAsync<PledgeDraft>(DocumentKind.Pledge, Foxconn, d => d with { Title = "Another title" }, "A title.");
        await TextAsync(app, "/pledges/" + Alibaba);

        Kept(app, Alibaba).Should().BeSameAs(before);
        app.Services.GetRequiredService<KeptPledges>().At(Alibaba)!.Version.Should().BeGreaterThan(version);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_is_taken_off_the_site_is_gone_at_once(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        await TextAsync(app, "/pledges/" + Alibaba);

        await app.WithDatabaseAsync(async context =>
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            var document = await context.Documents.Include(d => d.PublishedRevision).SingleAsync(d => d.Key == Alibaba);
            document.PublishedRevision = null;
            document.UnpublishedReason = "It was never announced.";
            await context.SaveChangesAsync();
            await context.MoveContentAsync(document.Id);
            await transaction.CommitAsync();
        });

        (await TextAsync(app, "/pledges/" + Alibaba)).Should().Contain("It was never announced.");
    }

    [Fact]
    public async Task A_new_day_is_another_page_with_another_drawing()
    {
        await using var app = new TrackerApp();
        const string amazon = "/pledges/amazon-hq2-arlington-25000-2018";
        var today = await TextAsync(app, amazon);

        app.Clock.Advance(TimeSpan.FromDays(1));

        var tomorrow = await TextAsync(app, amazon);
        today.Should().Contain("As known on 29 November 2026").And.Contain("29 Nov 2026");
        tomorrow.Should().Contain("As known on 30 November 2026").And.Contain("30 Nov 2026").And.NotContain("29 Nov 2026");
    }

    [Fact]
    public async Task Each_language_and_each_address_of_the_tracker_has_its_own_page()
    {
        await using var app = new TrackerApp();
        for (var time = 0; time < 2; time++)
        {
            (await TextAsync(app, "/pledges/" + Alibaba + $"?since=2020-01-0{time + 1}")).Should().Contain("Jobs created").And.NotContain("Empleos");
            (await TextAsync(app, "/es/pledges/" + Alibaba + $"?since=2020-01-0{time + 1}")).Should().Contain("Empleos").And.NotContain("Jobs created");
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "/pledges/" + Alibaba + "?since=2020-01-03");
        request.Headers.Host = "127.0.0.1";
        var elsewhere = await (await app.Visitor().SendAsync(request)).Content.ReadAsStringAsync();
        elsewhere.Should().Contain("http://127.0.0.1/pledges/").And.NotContain("http://localhost");
    }

    [Fact]
    public async Task What_one_reader_asks_to_be_told_is_not_told_to_the_next()
    {
        await using var app = new TrackerApp();

        (await TextAsync(app, "/pledges/" + Alibaba + "?since=2018-01-01")).Should().Contain("What changed since 1 January 2018");
        (await TextAsync(app, "/pledges/" + Alibaba)).Should().NotContain("What changed since");
        (await TextAsync(app, "/pledges/" + Alibaba + "?on=2018-01-01")).Should().Contain("As known on 1 January 2018").And.NotContain("What changed since");
        (await TextAsync(app, "/pledges/" + Alibaba)).Should().Contain("As known on 29 November 2026");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Another_node_shows_a_publication_within_a_second(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var services = new ServiceCollection().AddScoped(_ => database.Open()).BuildServiceProvider();
        var clock = new StandingClock(TrackerApp.Now);
        using var elsewhere = new KeptPledges(new ContentVersion(services.GetRequiredService<IServiceScopeFactory>(), clock));
        (await FindAsync()).Should().NotBe("Published by the other");

        await using (var context = database.Open())
        {
            var draft = StarterData.Pledges().Select(p => p.Draft).Single(d => d.Slug == Alibaba);
            (await new Publication(context).PublishAsync(draft with { Title = "Published by the other" }, new("editor@example.org", TrackerApp.Now.UtcDateTime, DateOnly.FromDateTime(TrackerApp.Now.UtcDateTime)))).Should().BeEmpty();
        }

        clock.Advance(TimeSpan.FromSeconds(1.1));
        (await FindAsync()).Should().Be("Published by the other");

        async Task<string> FindAsync()
        {
            await using var context = database.Open();
            return ((PledgeAddress.Found)await new PublishedPledges(context, new PledgeQueries(), null, elsewhere).FindAsync(Alibaba, default)).Pledge.Pledge.Title;
        }
    }

    private static PublishedPledge Kept(EitherApp app, string slug) => app.Services.GetRequiredService<KeptPledges>().At(slug)!.Published;

    private static async Task<string> TextAsync(TrackerApp app, string address) => (await app.GetAsync(address)).Page.Body!.TextContent;
}
