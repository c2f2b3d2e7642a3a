using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Upkeep;

namespace PledgeTracker.Tests.Upkeep;

/// <summary>Reminders of deadlines and due days: each told once, to whoever looks after the pledge, by the newsroom's day.</summary>
public sealed class ReminderTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_deadline_is_told_30_and_7_days_before_and_after_it_passed_once_each_to_its_keeper_or_to_all_reviewers(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        var keeper = await app.AddAsync("Ada Reyes", MemberRole.Editor);
        var reviewers = new[] { (await app.AddAsync("Rae Viewer", MemberRole.Reviewer)).Id, (await app.AddAsync("Ad Min", MemberRole.Administrator)).Id };
        var ids = await app.PublishAsync(Upkept.Pledge("mine", deadline: "2026-12-31"), Upkept.Pledge("nobodys", deadline: "2026"), Upkept.Pledge("done", deadline: "2026-12-31", verdict: "missed"), Upkept.Pledge("far", deadline: "2027-06"));
        await app.WithDatabaseAsync(context => context.Documents.Where(d => d.Id == ids[0]).ExecuteUpdateAsync(set => set.SetProperty(d => d.AssigneeId, keeper.Id)));

        await RemindAsync(app);
        (await app.NoticesAsync(NoticeKind.DeadlineNear)).Should().BeEmpty("it is 32 days");
        await ToAsync(app, new(2026, 12, 1));
        await RemindAsync(app);
        await RemindAsync(app);

        var told = await app.NoticesAsync(NoticeKind.DeadlineNear);
        told.Single(n => n.MemberId == keeper.Id).Should().Match<Notice>(n => n.Text == "The deadline of “Acme promises mine” (Acme) is 31 December 2026, in 30 days. The verdict is “Not yet rated”." && n.Address == $"/newsroom/pledges/{ids[0]}" && n.DocumentId == ids[0]);
        told.Where(n => n.MemberId != keeper.Id).Should().HaveCount(2).And.OnlyContain(n => reviewers.Contains(n.MemberId) && n.Text == "The deadline of “Acme promises nobodys” (Acme) is 2026. Its last day is 31 December 2026, in 30 days. The verdict is “Not yet rated”.");
        foreach (var (day, count) in new[] { (new DateOnly(2026, 12, 20), 3), (new(2026, 12, 24), 6), (new(2026, 12, 31), 6), (new(2027, 1, 1), 9), (new(2027, 1, 2), 9) })
        {
            await ToAsync(app, day);
            await RemindAsync(app);
            (await app.NoticesAsync(NoticeKind.DeadlineNear)).Should().HaveCount(count, day.ToString("O", CultureInfo.InvariantCulture));
        }

        (await app.NoticesAsync(NoticeKind.DeadlineNear)).Last(n => n.MemberId == keeper.Id).Text.Should().Be("The deadline of “Acme promises mine” (Acme) passed on 31 December 2026. The verdict is “Not yet rated”.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task After_a_standstill_what_is_still_ahead_is_told_once_by_the_days_that_are_left(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        await app.AddAsync("Rae Viewer", MemberRole.Reviewer);
        await app.PublishAsync(Upkept.Pledge("one", deadline: "2026-12-31"));
        await ToAsync(app, new(2026, 12, 27));

        await RemindAsync(app);

        (await app.NoticesAsync(NoticeKind.DeadlineNear)).Should().ContainSingle().Which.Text.Should().Contain("31 December 2026, in 4 days.");
        await ToAsync(app, new(2027, 3, 1));
        await RemindAsync(app);
        (await app.NoticesAsync(NoticeKind.DeadlineNear)).Should().ContainSingle("what passed two months ago stands in the worklist");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Many_deadlines_of_one_day_are_one_notice_and_two_nodes_at_once_tell_it_once(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        await app.AddAsync("Rae Viewer", MemberRole.Reviewer);
        await app.PublishAsync([.. Enumerable.Range(1, 12).Select(i => Upkept.Pledge($"p{i}", deadline: "2026-12-31")), Upkept.Pledge("alone", deadline: "2026-12-15")]);
        await ToAsync(app, new(2026, 12, 1));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => RemindAsync(app))));

        (await app.NoticesAsync(NoticeKind.DeadlineNear)).Select(n => n.Text).Should().BeEquivalentTo(
            "The deadlines of 12 pledges end on 31 December 2026, in 30 days. They have no final verdict.", "The deadline of “Acme promises alone” (Acme) is 15 December 2026, in 14 days. The verdict is “Not yet rated”.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_day_by_which_somebody_is_to_be_done_is_told_the_day_before_and_after_it_passed_while_it_is_not_published(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        var keeper = await app.AddAsync("Ada Reyes", MemberRole.Editor);
        var id = await app.WithAsync<Drafts, int>(d => d.StartAsync(new PledgeDraft { Title = "Rivertown Works" }, LogActor.CommandLine));
        var published = (await app.PublishAsync(Upkept.Pledge("on-the-site"))).Single();
        await app.WithDatabaseAsync(context => context.Documents.Where(d => d.Id == id || d.Id == published).ExecuteUpdateAsync(set => set.SetProperty(d => d.AssigneeId, keeper.Id).SetProperty(d => d.DueOn, new DateOnly(2026, 12, 2))));
        foreach (var (day, count) in new[] { (new DateOnly(2026, 11, 30), 0), (new(2026, 12, 1), 1), (new(2026, 12, 2), 1), (new(2026, 12, 3), 2), (new(2026, 12, 9), 2) })
        {
            await ToAsync(app, day);
            await RemindAsync(app);
            (await app.NoticesAsync(NoticeKind.Due)).Should().HaveCount(count, day.ToString("O", CultureInfo.InvariantCulture));
        }

        (await app.NoticesAsync(NoticeKind.Due)).Select(n => n.Text).Should().Equal("“Rivertown Works” is to be done by 2 December 2026, tomorrow.", "“Rivertown Works” was to be done by 2 December 2026. It is not published yet.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Sources_that_cannot_be_read_for_three_days_are_told_in_one_notice_for_all_of_a_day(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        var reviewer = await app.AddAsync("Rae Viewer", MemberRole.Reviewer);
        await app.PublishAsync(Upkept.Pledge("one"));
        await app.WithDatabaseAsync(async context =>
        {
            foreach (var end in (string[])["promise", "proof"])
            {
                context.LinkChecks.Add(new LinkCheck { Url = "https://example.org/" + end, CheckedAt = TrackerApp.Now.UtcDateTime, Problem = "answers 404", FailingSince = TrackerApp.Now.UtcDateTime });
            }

            await context.SaveChangesAsync();
        });
        await ToAsync(app, new(2026, 12, 1));
        await RemindAsync(app);
        (await app.NoticesAsync(NoticeKind.SourceChanged)).Should().BeEmpty("many pages are away for a day");
        await ToAsync(app, new(2026, 12, 2));
        await RemindAsync(app);
        await RemindAsync(app);

        (await app.NoticesAsync(NoticeKind.SourceChanged)).Should().ContainSingle().Which.Should().Match<Notice>(n => n.MemberId == reviewer.Id && n.Text == "2 sources cannot be read since 29 November 2026. One of them is of “Acme promises one” (Acme): answers 404.");
    }

    [Fact]
    public async Task The_day_is_the_newsrooms_and_not_that_of_UTC()
    {
        await using var app = await EitherApp.StartAsync("SQLite", withPledges: false);
        await app.AddAsync("Rae Viewer", MemberRole.Reviewer);
        await app.PublishAsync(Upkept.Pledge("one", deadline: "2026-12-31"));
        app.Services.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value.TimeZone = "Pacific/Auckland";
        await ToAsync(app, new(2026, 11, 30), hour: 10);
        await RemindAsync(app);
        (await app.NoticesAsync(NoticeKind.DeadlineNear)).Should().BeEmpty("in Auckland it is 23:00 of the 30th");
        app.Clock.Advance(TimeSpan.FromHours(1));
        await RemindAsync(app);

        (await app.NoticesAsync(NoticeKind.DeadlineNear)).Should().ContainSingle("in Auckland it is the 1st of December");
    }

    [Fact]
    public async Task With_no_days_in_the_setting_nobody_is_told_of_deadlines()
    {
        await using var app = await EitherApp.StartAsync("SQLite", withPledges: false);
        await app.AddAsync("Rae Viewer", MemberRole.Reviewer);
        await app.PublishAsync(Upkept.Pledge("one", deadline: "2026-12-01"));
        app.Services.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value.RemindBeforeDeadline = "0";

        await RemindAsync(app);

        (await app.NoticesAsync(NoticeKind.DeadlineNear)).Should().BeEmpty();
        (await (await app.SignedInAsync(MemberRole.Editor)).GoAsync("/newsroom")).Page.QuerySelector("section[aria-labelledby=near]")!.TextContent.Should().Contain("Acme promises one", "the worklist shows it all the same");
    }

    private static async Task RemindAsync(EitherApp app) => await app.WithAsync<Reminders, bool>(async reminders =>
    {
        await reminders.TellAsync(default);
        return true;
    });

    private static Task ToAsync(EitherApp app, DateOnly day, int hour = 12)
    {
        app.Clock.Advance(day.ToDateTime(new TimeOnly(hour, 0)) - app.Clock.GetUtcNow().UtcDateTime);
        return Task.CompletedTask;
    }
}
