using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Upkeep;

namespace PledgeTracker.Tests.Upkeep;

/// <summary>The nightly counts: what is published is as the documents say, or administrators are told what is not.</summary>
public sealed class NightlyCountTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_starter_pledges_are_counted_as_their_documents_say_once_a_night_and_the_worklist_says_so(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        var admin = await app.SignedInAsync(MemberRole.Administrator);

        var counted = (await CountAsync(app))!;

        counted.Where(c => c.Differs).Should().BeEmpty();
        counted.Where(c => c.Expected is not null).Should().HaveCount(12).And.OnlyContain(c => c.Name == "copies shown with pledges" || c.Count > 0);
        counted.Single(c => c.Name == "pledges").Count.Should().Be(124);
        (await CountAsync(app)).Should().BeNull("the day is done");
        (await app.NoticesAsync(NoticeKind.CountsDiffer)).Should().BeEmpty();
        (await admin.GoAsync("/newsroom")).Page.QuerySelector("#counts")!.TextContent.Should().StartWith("Counted on 29 November 2026: 124 pledges, ").And.EndWith("All as the documents say.");
        (await (await app.SignedInAsync(MemberRole.Editor)).GoAsync("/newsroom")).Page.QuerySelector("#counts").Should().BeNull();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_that_went_behind_the_programs_back_is_found_with_its_pledge_and_administrators_are_told_once(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        var admin = await app.SignedInAsync(MemberRole.Administrator);
        await app.AddAsync("Rae Viewer", MemberRole.Reviewer);
        var ids = await app.PublishAsync(Upkept.Pledge("one") with { Figures = [Given.FigureDraft(), Given.FigureDraft("600", "2019-12-31")] }, Upkept.Pledge("two"));
        await app.WithDatabaseAsync(async context =>
        {
            await context.Database.ExecuteSqlRawAsync("DELETE FROM figures WHERE quantity_low = 600");
            await context.FullText.RemoveAsync(context, ids[1], default);
        });

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => CountAsync(app))));

        var words = $"pledges in the search: 1, and 2 must be there (in pledge {ids[1]}) · figures: 1, and 2 must be there (in pledge {ids[0]})";
        (await app.NoticesAsync(NoticeKind.CountsDiffer)).Should().ContainSingle().Which.Text.Should().Be($"The counts of 29 November 2026 are not what the documents and the log say: {words}.");
        await app.WithDatabaseAsync(async context => (await context.Log.SingleAsync(l => l.Action == LogAction.CountsDiffered)).Details.Should().Be(words));
        await admin.GoAsync("/newsroom");
        admin.Page.QuerySelectorAll("section[aria-labelledby=counts] tr").Where(r => r.TextContent.Contains("differs", StringComparison.Ordinal)).Select(r => r.QuerySelector("th")!.TextContent).Should().BeEquivalentTo("figures", "pledges in the search");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_pledge_that_went_with_its_document_is_found_by_the_night_before_and_the_log(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        await app.AddAsync("Ad Min", MemberRole.Administrator);
        var ids = await app.PublishAsync([.. Enumerable.Range(1, 5).Select(i => Upkept.Pledge($"p{i}"))]);
        (await CountAsync(app))!.Should().NotContain(c => c.Name == NightlyCounts.ByTheLog, "there is no night before the first");

        // One more, one taken off, one taken off and published again, and an update: all of them in the log.
        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.PublishAsync(Upkept.Pledge("another"));
        foreach (var off in ids[..2])
        {
            (await app.WithAsync<Review, ReviewOutcome>(r => r.UnpublishAsync(off, "Entered twice.", LogActor.CommandLine))).Done.Should().BeTrue();
        }

        await app.PublishAsync(Upkept.Pledge("p2"), Upkept.Pledge("p3") with { Title = "Changed" });
        ByTheLog(await CountAsync(app)).Should().Be((5, 5));

        app.Clock.Advance(TimeSpan.FromDays(1));
        await app.PublishAsync(Upkept.Pledge("newer"));
        await app.WithDatabaseAsync(async context =>
        {
            await context.Database.ExecuteSqlRawAsync("UPDATE documents SET published_revision_id = NULL WHERE id = {0}", ids[4]);
            await context.Pledges.Where(p => EF.Property<int>(p, "Id") == ids[4]).ExecuteDeleteAsync();
            await context.FullText.RemoveAsync(context, ids[4], default);
        });

        ByTheLog(await CountAsync(app)).Should().Be((5, 6));
        (await app.NoticesAsync(NoticeKind.CountsDiffer)).Should().ContainSingle().Which.Text.Should().EndWith("pledges, by the log: 5, and 6 must be there.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_empty_tracker_is_counted_too_and_old_nights_go(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        (await CountAsync(app))!.Where(c => c.Expected is not null).Should().OnlyContain(c => c.Count == 0 && c.Expected == 0);
        app.Clock.Advance(TimeSpan.FromDays(NightlyCounts.Kept + 1));
        (await CountAsync(app)).Should().NotBeNull();

        await app.WithDatabaseAsync(async context => (await context.NightlyCounts.Select(c => c.Day).Distinct().CountAsync()).Should().Be(1));
    }

    [Fact]
    public async Task A_night_begins_at_the_newsrooms_midnight()
    {
        await using var app = await EitherApp.StartAsync("SQLite", withPledges: false);
        app.Services.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value.TimeZone = "America/Los_Angeles";
        (await CountAsync(app)).Should().NotBeNull();
        app.Clock.Advance(TimeSpan.FromHours(19));
        (await CountAsync(app)).Should().BeNull("in Los Angeles it is 23:00 of the same day");
        app.Clock.Advance(TimeSpan.FromHours(1));

        (await CountAsync(app)).Should().NotBeNull();
    }

    [Fact]
    public async Task Counting_holds_up_no_writer()
    {
        await using var app = await EitherApp.StartAsync("SQLite", withPledges: false);
        await app.PublishAsync(Upkept.Pledge("one"));
        await app.WithDatabaseAsync(async reading =>
        {
            await reading.Database.OpenConnectionAsync();
            await using var within = await CountedParts.BeginAsync(reading.Database.GetDbConnection(), default);
            var before = await CountedParts.ReadAsync(reading.Database.GetDbConnection(), within, default);
            await app.PublishAsync(Upkept.Pledge("two"));
            (await CountedParts.ReadAsync(reading.Database.GetDbConnection(), within, default)).Should().Equal(before, "it reads one state of the database");
        });
    }

    private static Task<IReadOnlyList<Counted>?> CountAsync(EitherApp app) => app.WithAsync<NightlyCounts, IReadOnlyList<Counted>?>(counts => counts.CountAsync(default));

    private static (long, long?) ByTheLog(IReadOnlyList<Counted>? counted) => counted!.Single(c => c.Name == NightlyCounts.ByTheLog) is var one ? (one.Count, one.Expected) : default;
}
