using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Followers;

namespace PledgeTracker.Tests.Followers;

/// <summary>What is sent is tried until it was taken or given up, whatever the mail server does.</summary>
public sealed class OutboxTests
{
    private const string Ann = "ann@reader.example.org", Page = "/pledges/" + FollowerApp.Alibaba;

    [Theory]
    [OnSqlite, OnPostgres]
    public async Task A_refused_e_mail_is_tried_after_longer_and_longer_under_one_Message_ID_and_then_stands_in_the_newsroom(string kind)
    {
        await using var site = await FollowerApp.StartAsync(kind, "http://pledges.example.org");
        await site.FollowAsync(Ann, Page);
        await site.CorrectAsync(FollowerApp.Alibaba, "One.");
        site.Mail.Refuses = true;
        await site.RoundAsync();
        for (var i = 0; i < Outbox.MostAttempts + 3; i++)
        {
            await site.RoundAsync(TimeSpan.FromMinutes(1 << Math.Min(i, 10)) + TimeSpan.FromSeconds(1));
        }

        site.Mail.Refused.Should().HaveCount(Outbox.MostAttempts);
        site.Mail.Refused.Select(m => m.MessageId).Distinct().Should().ContainSingle();
        site.Mail.Refuses = false;
        var administrator = await site.App.SignedInAsync(MemberRole.Administrator);
        await administrator.GoAsync("/newsroom/followers");
        administrator.Page.QuerySelector("main")!.TextContent.Should().Contain("550").And.NotContain("ann@").And.NotContain("reader.example.org");
        await administrator.GoAsync("/newsroom");
        administrator.Page.QuerySelector("a[href='/newsroom/followers#given-up']")!.TextContent.Should().Be("1 e-mail to readers could not be delivered");
        await administrator.GoAsync("/newsroom/followers");
        await administrator.SendAsync(new Dictionary<string, string>(), "again");
        (await site.RoundAsync()).Should().Be(1);
        site.Mail.Taken.Last().MessageId.Should().Be(site.Mail.Refused.First().MessageId);
        await administrator.GoAsync("/newsroom/followers");
        administrator.Page.QuerySelector("main")!.TextContent.Should().Contain("Nothing.");
    }

    [Fact]
    public async Task A_mailbox_that_the_server_does_not_have_is_deleted_after_three_e_mails_and_no_page_shows_it()
    {
        await using var site = await FollowerApp.StartAsync("SQLite");
        await site.FollowAsync(Ann, Page);
        await site.FollowAsync("bob@reader.example.org", Page);
        site.Mail.NoMailbox.Add(Ann);
        for (var i = 0; i < Outbox.MostRefusals; i++)
        {
            await site.App.WithDatabaseAsync(async context => (await context.Followers.CountAsync()).Should().Be(2));
            await site.CorrectAsync(FollowerApp.Alibaba, $"Note {i}.");
            await site.RoundAsync();
            (await site.RoundAsync(TimeSpan.FromMinutes(3))).Should().Be(1, "the other one is told");
        }

        await site.App.WithDatabaseAsync(async context => (await context.Followers.CountAsync(), await context.Deliveries.CountAsync()).Should().Be((1, 0)));
    }

    [Fact]
    public async Task What_cannot_be_written_holds_up_no_other_e_mail_and_ends_in_the_newsroom()
    {
        await using var site = await FollowerApp.StartAsync("SQLite");
        await site.FollowAsync(Ann, Page);
        await site.FollowAsync("bob@reader.example.org", Page);
        await site.App.WithAsync<IServiceProvider, int>(async services =>
        {
            var damaged = services.GetRequiredService<FollowerSeal>().CloseText("not what is kept here");
            return await services.GetRequiredService<PledgeTrackerDbContext>().Followers.OrderBy(f => f.Id).Take(1).ExecuteUpdateAsync(set => set.SetProperty(f => f.Sealed, damaged));
        });
        site.Mail.Taken.Clear();
        await site.CorrectAsync(FollowerApp.Alibaba, "One.");
        await site.RoundAsync();
        await site.RoundAsync(TimeSpan.FromMinutes(3));
        site.Mail.Taken.Select(FollowerApp.ToOf).Should().Equal("bob@reader.example.org");
        for (var i = 0; i < Outbox.MostAttempts; i++)
        {
            await site.RoundAsync(TimeSpan.FromHours(20));
        }

        await site.App.WithDatabaseAsync(async context => (await context.Deliveries.SingleAsync()).Should().Match<Delivery>(d => d.DueAt == null && d.Attempts == Outbox.MostAttempts && d.Answer == "It could not be written (JsonException)."));
    }

    [Fact]
    public async Task A_server_that_is_away_cuts_off_or_hangs_costs_no_e_mail_and_no_attempt()
    {
        await using var site = await FollowerApp.StartAsync("SQLite");
        await site.FollowAsync(Ann, Page);
        await site.FollowAsync("bob@reader.example.org", Page);
        site.Mail.Taken.Clear();
        await site.CorrectAsync(FollowerApp.Alibaba, "One.");
        await site.RoundAsync();
        site.Mail.CutsOff = true;
        (await site.RoundAsync(TimeSpan.FromMinutes(3))).Should().Be(0);
        site.Mail.CutsOff = false;
        site.Mail.Hangs = true;
        (await site.RoundAsync(TimeSpan.FromMinutes(3))).Should().Be(0);
        await site.App.WithDatabaseAsync(async context =>
            (await context.Deliveries.ToListAsync()).Should().HaveCount(2).And.AllSatisfy(d => d.Attempts.Should().BeLessThanOrEqualTo(1)).And.AllSatisfy(d => d.Answer.Should().Contain("did not answer in time")));
        site.Mail.Hangs = false;
        (await site.RoundAsync(TimeSpan.FromMinutes(6))).Should().Be(2);
        site.Mail.Taken.Select(FollowerApp.ToOf).Should().BeEquivalentTo([Ann, "bob@reader.example.org"]);
    }

    [Theory]
    [OnSqlite, OnPostgres]
    public async Task Two_nodes_at_once_send_each_e_mail_once(string kind)
    {
        await using var site = await FollowerApp.StartAsync(kind);
        for (var i = 0; i < 12; i++)
        {
            await site.FollowAsync($"reader{i}@a.example.org", Page);
        }

        site.Mail.Taken.Clear();
        await site.CorrectAsync(FollowerApp.Alibaba, "One.");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => site.RoundAsync()));
        site.App.Clock.Advance(TimeSpan.FromMinutes(3));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => site.RoundAsync()));
        site.Mail.Taken.Select(FollowerApp.ToOf).Should().HaveCount(12).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task Ten_thousand_followers_of_one_correction_are_each_told_once()
    {
        const int Readers = 10_000, Sent = 300;
        await using var site = await FollowerApp.StartAsync("SQLite");
        await site.App.WithAsync<IServiceProvider, int>(async services =>
        {
            var (context, seal) = (services.GetRequiredService<PledgeTrackerDbContext>(), services.GetRequiredService<FollowerSeal>());
            var document = await context.Documents.SingleAsync(d => d.Kind == DocumentKind.Pledge && d.Key == FollowerApp.Alibaba);
            var now = site.App.Clock.GetUtcNow().UtcDateTime;
            var followers = Enumerable.Range(0, Readers).Select(i => new Follower
            {
                AddressHash = $"{i:x64}",
                Sealed = seal.Close($"reader{i}@a.example.org", $"secret{i}"),
                SecretHash = $"{i:x64}",
                Language = "en",
                CreatedAt = now,
                SeenAt = now,
            }).ToList();
            context.Followers.AddRange(followers);
            await context.SaveChangesAsync();
            context.Follows.AddRange(followers.Select(f => new Follow
            {
                FollowerId = f.Id,
                Kind = FollowKind.Document,
                DocumentId = document.Id,
                Query = "",
                Name = "Alibaba",
                Page = Page,
                Pace = FollowPace.AtOnce,
                RequestedAt = now,
                ConfirmedAt = now,
                Proof = "",
            }));
            return await context.SaveChangesAsync();
        });
        await site.CorrectAsync(FollowerApp.Alibaba, "One.");
        site.App.Clock.Advance(TimeSpan.FromSeconds(5));
        await site.App.WithAsync<NewsRound, int>(r => r.PassOnAsync());
        site.App.Clock.Advance(TimeSpan.FromMinutes(3));
        (await site.App.WithAsync<NewsRound, int>(r => r.GatherAsync())).Should().Be(Readers);
        (await site.App.WithAsync<NewsRound, int>(r => r.GatherAsync())).Should().Be(0);

        // Every one of them is made; to see that the sending keeps its place, some are sent and the program ends, and another goes on.
        using var enough = new CancellationTokenSource();
        site.Mail.OnTaken = _ => { if (site.Mail.Taken.Count == Sent) { enough.Cancel(); } };
        var first = async () => await site.App.WithAsync<Outbox, int>(o => o.SendDueAsync(enough.Token));
        await first.Should().ThrowAsync<OperationCanceledException>();
        await site.App.WithDatabaseAsync(async context => (await context.Deliveries.CountAsync()).Should().BeInRange(Readers - Sent - 5, Readers - Sent + 5));
        site.Mail.Taken.Select(FollowerApp.ToOf).Should().OnlyHaveUniqueItems();
    }
}
