using System.Net;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Followers;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Followers;

/// <summary>Readers who follow pages by e-mail, with a real mail server on both databases.</summary>
public sealed class FollowTests
{
    private const string Ann = "ann@reader.example.org", Page = "/pledges/" + FollowerApp.Alibaba;

    [Theory]
    [OnSqlite, OnPostgres]
    public async Task A_reader_follows_confirms_is_told_and_stops_without_an_account_a_cookie_or_a_script(string kind)
    {
        await using var site = await FollowerApp.StartAsync(kind);
        var reader = site.App.Browse();
        await reader.GoAsync(Page);
        await reader.GoAsync(reader.Page.QuerySelector("a[href^='/follow?of=']")!.GetAttribute("href")!);
        await reader.SendAsync(new Dictionary<string, string> { ["email"] = Ann });
        reader.Page.QuerySelector("[role=status]")!.TextContent.Should().Contain("nothing else is sent before you confirm it");
        reader.Answer.Headers.Contains("Set-Cookie").Should().BeFalse();

        (await site.RoundAsync()).Should().Be(1);
        var asked = site.Mail.Taken.Should().ContainSingle().Subject;
        FollowerApp.ToOf(asked).Should().Be(Ann);
        asked.Subject.Should().StartWith("Please confirm: Alibaba");
        asked.Headers.Contains(HeaderId.ListUnsubscribe).Should().BeFalse("there is no list before it is confirmed");
        await site.CorrectAsync(FollowerApp.Alibaba, "Not for Ann yet.");
        (await site.RoundAsync(TimeSpan.FromMinutes(5))).Should().Be(0, "nothing is sent before it is confirmed");

        var confirm = FollowerApp.AddressesIn(asked).Single(a => a.Contains("/confirm/", StringComparison.Ordinal));
        await reader.GoAsync(confirm);
        await site.App.WithDatabaseAsync(async context => (await context.Follows.SingleAsync()).ConfirmedAt.Should().BeNull("programs that look at e-mails open every address"));
        await reader.SendAsync(new Dictionary<string, string>());
        await site.CorrectAsync(FollowerApp.Alibaba, "We had the wrong title.");
        (await site.RoundAsync(TimeSpan.FromMinutes(1))).Should().Be(0, "more may follow");
        (await site.RoundAsync(TimeSpan.FromMinutes(2))).Should().Be(1);
        (await site.RoundAsync(TimeSpan.FromHours(1))).Should().Be(0, "it was told once");

        var news = site.Mail.Taken.Last();
        news.Subject.Should().StartWith("Correction: Alibaba");
        var paragraph = site.App.Browse();
        await paragraph.GoAsync(Page + "/use");
        news.TextBody.Should().Contain("We had the wrong title.").And.Contain("Title, changed. Before: “One million").And.Contain("!”. Now: “One million").And.Contain("!!”.").And.Contain("The company’s side. No question to the company is on record.").And.Contain("Published on 1 December 2026.")
            .And.Contain("Alibaba promised to create 1,000,000 jobs").And.Contain("/pledges/" + FollowerApp.Alibaba + "?revision=3");
        news.HtmlBody.Should().Contain("<ins>").And.NotContain("src=").And.NotContain("http://", "nothing is loaded and nothing is counted");
        news.Headers[HeaderId.ListUnsubscribePost].Should().Be("List-Unsubscribe=One-Click");
        var stop = new Uri(news.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')).AbsolutePath;

        // As a mail program does it: a form, without having seen a page, from another place (RFC 8058).
        var answer = await site.App.Visitor().PostAsync(stop, new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" }));
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        await site.App.WithDatabaseAsync(async context =>
        {
            (await context.Followers.CountAsync(), await context.Follows.CountAsync(), await context.FollowedNews.CountAsync(), await context.Deliveries.CountAsync()).Should().Be((0, 0, 0, 0));
        });
        await site.CorrectAsync(FollowerApp.Alibaba, "Nobody is told.");
        (await site.RoundAsync(TimeSpan.FromHours(1))).Should().Be(0);
    }

    [Theory]
    [OnSqlite, OnPostgres]
    public async Task Whoever_follows_a_company_a_place_a_search_a_list_a_claimant_or_everything_is_told_of_what_belongs_to_it(string kind)
    {
        await using var site = await FollowerApp.StartAsync(kind);
        var pages = new Dictionary<string, string>
        {
            ["company@a.example.org"] = "/companies/alibaba",
            ["place@a.example.org"] = "/places/us",
            ["search@a.example.org"] = "/pledges?q=alibaba&verdict=withdrawn&sort=newest",
            ["all@a.example.org"] = "/changes",
            ["claimant@a.example.org"] = "/claims/donald-trump",
            ["spanish@a.example.org"] = "/es" + Page,
            ["other@a.example.org"] = "/companies/apple",
        };
        foreach (var (address, page) in pages)
        {
            await site.FollowAsync(address, page);
        }

        site.Mail.Taken.Clear();
        await site.CorrectAsync(FollowerApp.Alibaba, "One.");
        await site.RoundAsync();
        await site.RoundAsync(TimeSpan.FromMinutes(16));
        var verdict = (await site.App.Visitor().GetStringAsync("/pledges.json?q=alibaba&fields=slug&verdict=withdrawn")).Contains(FollowerApp.Alibaba, StringComparison.Ordinal);
        site.Mail.Taken.Select(FollowerApp.ToOf).Should().BeEquivalentTo(
            (string[])["company@a.example.org", "place@a.example.org", .. verdict ? (string[])["search@a.example.org"] : [], "all@a.example.org", "spanish@a.example.org"]);

        site.Mail.Taken.Clear();
        await site.App.PublishAsync<ClaimantDraft>(DocumentKind.Claimant, "donald-trump", draft => draft with { Summary = draft.Summary + " More." }, "More of it.");
        await site.RoundAsync();
        await site.RoundAsync(TimeSpan.FromMinutes(16));
        site.Mail.Taken.Select(FollowerApp.ToOf).Should().BeEquivalentTo(["claimant@a.example.org", "all@a.example.org"]);
    }

    [Theory]
    [OnSqlite, OnPostgres]
    public async Task A_storm_of_corrections_is_one_digest_with_corrections_first_and_the_next_comes_a_quarter_of_an_hour_later(string kind)
    {
        await using var site = await FollowerApp.StartAsync(kind);
        await site.FollowAsync(Ann, "/changes");
        var slugs = await Slugs(site, 6);
        foreach (var (slug, i) in slugs.Take(5).Select((s, i) => (s, i)))
        {
            await site.App.WithDatabaseAsync(context => PublishNowAsync(site, context, slug, i == 3 ? PublicationKind.Correction : PublicationKind.Update));
        }

        (await site.RoundAsync(TimeSpan.FromSeconds(10))).Should().Be(0, "more may follow");
        (await site.RoundAsync(NewsRound.Gathering)).Should().Be(1);
        var digest = site.Mail.Taken.Last();
        digest.Subject.Should().Be("1 correction, 5 publications in all");
        digest.TextBody!.IndexOf("Correction: ", StringComparison.Ordinal).Should().BeInRange(0, digest.TextBody.IndexOf("Update: ", StringComparison.Ordinal));

        await site.App.WithDatabaseAsync(context => PublishNowAsync(site, context, slugs[5], PublicationKind.Update));
        await site.RoundAsync(TimeSpan.FromSeconds(10));
        (await site.RoundAsync(TimeSpan.FromMinutes(5))).Should().Be(0);
        (await site.RoundAsync(TimeSpan.FromMinutes(11))).Should().Be(1);
    }

    [Fact]
    public async Task Daily_and_weekly_news_comes_at_seven_in_the_newsrooms_morning_across_changes_of_the_clock()
    {
        await using var site = await FollowerApp.StartAsync("SQLite");
        await site.App.WithAsync<NewsRound, int>(round =>
        {
            round.NextAt(new DateTime(2026, 11, 30, 6, 59, 0, DateTimeKind.Utc), weekly: false).Should().Be(new DateTime(2026, 11, 30, 7, 0, 0, DateTimeKind.Utc));
            round.NextAt(new DateTime(2026, 11, 30, 7, 0, 0, DateTimeKind.Utc), weekly: false).Should().Be(new DateTime(2026, 12, 1, 7, 0, 0, DateTimeKind.Utc));
            round.NextAt(new DateTime(2026, 11, 30, 7, 0, 0, DateTimeKind.Utc), weekly: true).Should().Be(new DateTime(2026, 12, 7, 7, 0, 0, DateTimeKind.Utc), "it is a Monday");
            return Task.FromResult(0);
        });
        await site.FollowAsync(Ann, Page, FollowPace.Daily);
        await site.CorrectAsync(FollowerApp.Alibaba, "Tomorrow.");
        await site.RoundAsync();
        (await site.RoundAsync(TimeSpan.FromHours(1))).Should().Be(0);
        (await site.RoundAsync(TimeSpan.FromHours(24))).Should().Be(1);
    }

    [Fact]
    public async Task Nobody_is_signed_up_at_length_by_another_and_nobody_learns_who_follows()
    {
        await using var site = await FollowerApp.StartAsync("SQLite");
        var stranger = site.App.Browse();
        var answers = new List<string>();
        for (var i = 0; i < FollowDesk.MostUnanswered + 3; i++)
        {
            await stranger.GoAsync("/follow?of=" + Page);
            await stranger.SendAsync(new Dictionary<string, string> { ["email"] = Ann });
            answers.Add(stranger.Page.QuerySelector("main")!.TextContent);
            await site.RoundAsync();
        }

        site.Mail.Taken.Should().HaveCount(FollowDesk.MostUnanswered);
        var never = FollowerApp.AddressesIn(site.Mail.Taken.Last()).Single(a => a.Contains("/never/", StringComparison.Ordinal));
        var ann = site.App.Browse();
        await ann.GoAsync(never);
        await ann.SendAsync(new Dictionary<string, string>());
        await site.App.WithDatabaseAsync(async context => (await context.Followers.SingleAsync()).Should().Match<Follower>(f => f.Sealed == null && f.SecretHash == null && f.NeverSince != null));

        foreach (var typed in (string[])[Ann, "ANN@Reader.Example.ORG"])
        {
            await stranger.GoAsync("/follow?of=" + Page);
            await stranger.SendAsync(new Dictionary<string, string> { ["email"] = typed });
            answers.Add(stranger.Page.QuerySelector("main")!.TextContent);
        }

        (await site.RoundAsync(TimeSpan.FromHours(1))).Should().Be(0, "the mailbox asked never to be written to");
        site.App.Clock.Advance(FollowDesk.ForgetsAfter - TimeSpan.FromDays(1));
        await site.App.WithAsync<FollowDesk, int>(async desk => { await desk.ClearAsync(); return 0; });
        await site.App.WithDatabaseAsync(async context => (await context.Followers.CountAsync()).Should().Be(1, "for two years from the day on which it was said"));
        answers.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task Addresses_and_secrets_are_in_no_file_of_the_database()
    {
        await using var site = await FollowerApp.StartAsync("SQLite");
        var secret = await site.FollowAsync(Ann, Page);
        foreach (var file in Directory.EnumerateFiles(site.App.DataDirectory, "*.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            var bytes = copy.ToArray().AsSpan();
            (bytes.IndexOf("ann@reader"u8), bytes.IndexOf(System.Text.Encoding.UTF8.GetBytes(secret))).Should().Be((-1, -1), file);
        }

        var own = site.App.Browse();
        await own.GoAsync("/follow/own/" + secret);
        own.Page.QuerySelector("main")!.TextContent.Should().Contain(Ann).And.Contain("Asked for on 29 November 2026").And.Contain("Confirmed on 29 November 2026").And.Contain("By sending this you ask PledgeTracker");
        own.Answer.Headers.CacheControl!.NoStore.Should().BeTrue();
    }

    [Theory]
    [OnSqlite, OnPostgres]
    public async Task What_is_over_is_deleted_and_who_was_silent_for_two_years_is_asked_before(string kind)
    {
        await using var site = await FollowerApp.StartAsync(kind);
        await site.FollowAsync(Ann, Page);
        var other = site.App.Browse();
        await other.GoAsync("/follow?of=" + Page);
        await other.SendAsync(new Dictionary<string, string> { ["email"] = "never@confirmed.example.org" });
        await site.RoundAsync();
        await ClearAsync(TimeSpan.FromHours(47));
        await CountAsync(2, 2);
        await ClearAsync(TimeSpan.FromHours(2));
        await CountAsync(2, 1);
        await site.App.WithDatabaseAsync(async context => (await context.Followers.CountAsync(f => f.Sealed == null)).Should().Be(1, "only that it did not answer is remembered"));
        await ClearAsync(TimeSpan.FromDays(30));
        await CountAsync(1, 1);
        site.Mail.Taken.Clear();
        await ClearAsync(FollowDesk.AsksAfter - TimeSpan.FromDays(31));
        await ClearAsync(TimeSpan.FromHours(1));
        (await site.RoundAsync()).Should().Be(1);
        var own = FollowerApp.AddressesIn(site.Mail.Taken.Single()).First(a => a.Contains("/own/", StringComparison.Ordinal));
        await site.App.Browse().GoAsync(own);
        await ClearAsync(TimeSpan.FromDays(60));
        await CountAsync(1, 1);
        await ClearAsync(FollowDesk.ForgetsAfter);
        await CountAsync(0, 0);

        Task ClearAsync(TimeSpan later)
        {
            site.App.Clock.Advance(later);
            return site.App.WithAsync<FollowDesk, int>(async desk => { await desk.ClearAsync(); return 0; });
        }

        Task CountAsync(int followers, int follows) => site.App.WithDatabaseAsync(async context => (await context.Followers.CountAsync(), await context.Follows.CountAsync()).Should().Be((followers, follows)));
    }

    [Fact]
    public async Task What_was_published_again_since_is_not_told_as_the_state_of_the_page_and_a_mistake_and_its_mending_are_one_e_mail()
    {
        await using var site = await FollowerApp.StartAsync("SQLite");
        await site.FollowAsync(Ann, Page);
        await site.App.WithDatabaseAsync(context => PublishNowAsync(site, context, FollowerApp.Alibaba, PublicationKind.Update));
        await site.RoundAsync(TimeSpan.FromSeconds(90));
        await site.App.WithDatabaseAsync(context => PublishNowAsync(site, context, FollowerApp.Alibaba, PublicationKind.Correction));
        (await site.RoundAsync(TimeSpan.FromSeconds(40))).Should().Be(1);
        var told = site.Mail.Taken.Last();
        told.Subject.Should().Be("1 correction, 2 publications in all");
        var text = told.TextBody!;
        text.Split("Alibaba promised to create").Should().HaveCount(2, "the paragraph is told once, as it is now");
        text.IndexOf("A later publication changed this page again.", StringComparison.Ordinal).Should().BeGreaterThan(text.IndexOf("Update: ", StringComparison.Ordinal));
        (await site.RoundAsync(TimeSpan.FromHours(1))).Should().Be(0);
    }

    [Theory]
    [OnSqlite, OnPostgres]
    public async Task Whoever_follows_a_page_is_told_that_it_was_taken_off_and_why(string kind)
    {
        await using var site = await FollowerApp.StartAsync(kind);
        await site.FollowAsync(Ann, Page);
        await site.App.WithAsync<Review, int>(async review =>
        {
            (await review.UnpublishAsync(await IdAsync(), "It was about another company.", LogActor.CommandLine)).Done.Should().BeTrue();
            return 0;
        });
        await site.RoundAsync(TimeSpan.FromSeconds(5));
        (await site.RoundAsync(NewsRound.Gathering)).Should().Be(1);
        var told = site.Mail.Taken.Last();
        told.Subject.Should().StartWith("Page removed from this website: ");
        told.TextBody.Should().Contain("It was about another company.").And.NotContain("Verdict").And.NotContain("?revision=");

        async Task<int> IdAsync()
        {
            var id = 0;
            await site.App.WithDatabaseAsync(async context => id = await context.Documents.Where(d => d.Key == FollowerApp.Alibaba).Select(d => d.Id).SingleAsync());
            return id;
        }
    }

    [Fact]
    public async Task Words_of_a_stranger_do_not_reach_a_mailbox_that_did_not_ask()
    {
        await using var site = await FollowerApp.StartAsync("SQLite");
        var stranger = site.App.Browse();
        await stranger.GoAsync("/follow?of=" + Uri.EscapeDataString("/pledges?q=buy at evil.example.org"));
        await stranger.SendAsync(new Dictionary<string, string> { ["email"] = Ann });
        await site.RoundAsync();
        var asked = site.Mail.Taken.Single();
        (asked.Subject + asked.TextBody + asked.HtmlBody).Should().NotContain("evil");
        var ann = site.App.Browse();
        await ann.GoAsync(FollowerApp.AddressesIn(asked).Single(a => a.Contains("/confirm/", StringComparison.Ordinal)));
        ann.Page.QuerySelector("main")!.TextContent.Should().Contain("evil", "there it is seen what is confirmed");
    }

    [Theory]
    [OnSqlite, OnPostgres]
    public async Task What_is_followed_has_the_name_and_the_address_that_the_page_has_now(string kind)
    {
        await using var site = await FollowerApp.StartAsync(kind);
        var secret = await site.FollowAsync(Ann, Page);
        await site.App.PublishAsync<PledgeDraft>(DocumentKind.Pledge, FollowerApp.Alibaba, draft => draft with { Title = "Jobs as they were promised", Slug = "alibaba-elsewhere" }, "The title was wrong.", PublicationKind.Correction);
        await site.RoundAsync();
        await site.RoundAsync(TimeSpan.FromMinutes(3));

        site.Mail.Taken.Last().TextBody.Should().Contain("You get this e-mail because you follow: Alibaba: Jobs as they were promised\n");
        var own = await site.App.Browse().GoAsync("/follow/own/" + secret);
        var link = own.Page.QuerySelector(".follows h2 a")!;
        (link.TextContent, link.GetAttribute("href")).Should().Be(("Alibaba: Jobs as they were promised", "/pledges/alibaba-elsewhere"));
    }

    [Fact]
    public async Task A_change_far_inside_a_long_text_is_told_where_it_is()
    {
        await using var site = await FollowerApp.StartAsync("SQLite");
        await site.FollowAsync(Ann, Page);
        await site.App.PublishAsync<PledgeDraft>(DocumentKind.Pledge, FollowerApp.Alibaba, draft => draft with { Summary = draft.Summary + " It came to nothing." }, "More words.");
        await site.RoundAsync();
        await site.RoundAsync(TimeSpan.FromMinutes(3));
        var line = site.Mail.Taken.Last().TextBody!.Split('\n').Single(l => l.StartsWith("- Standfirst, changed. Before: “…", StringComparison.Ordinal));
        line.Should().Contain("Now: “…").And.Contain("It came to nothing.").And.Match<string>(l => l.Length < 500);
    }

    [Fact]
    public async Task A_reader_changes_and_ends_each_follow_on_a_page_of_their_own()
    {
        await using var site = await FollowerApp.StartAsync("SQLite");
        var secret = await site.FollowAsync(Ann, Page);
        (await site.FollowAsync(Ann, "/companies/apple")).Should().Be(secret);
        var own = site.App.Browse();
        await own.GoAsync("/follow/own/" + secret);
        await own.SendAsync(new Dictionary<string, string> { ["pace"] = "weekly" }, "pace");
        own.Page.QuerySelectorAll(".follows select").Select(s => ((AngleSharp.Html.Dom.IHtmlSelectElement)s).Value).Should().Equal("weekly", "at-once");
        await own.SendAsync(new Dictionary<string, string>(), "stop");
        own.Page.QuerySelectorAll(".follows > li").Should().ContainSingle();
        await own.SendAsync(new Dictionary<string, string>(), "stop");
        own.Answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        own.Page.QuerySelector("main")!.TextContent.Should().Contain("Everything that was kept is deleted");
        await site.App.WithDatabaseAsync(async context => (await context.Followers.AnyAsync()).Should().BeFalse());
    }

    [Theory]
    [InlineData("/pledges/" + FollowerApp.Alibaba + "/", 200)]
    [InlineData("/es/companies/alibaba", 200)]
    [InlineData("/places/us/wi", 200)]
    [InlineData("/lists/nobody-has-this", 404)]
    [InlineData("/pledges/nobody-has-this", 404)]
    [InlineData("/companies/nobody-has-this", 404)]
    [InlineData("/places/us/wi/madison", 404)]
    [InlineData("/places/not-a-place", 404)]
    [InlineData("/pledges?verdict=nonsense", 404)]
    [InlineData("/method", 404)]
    [InlineData("https://elsewhere.example.org/pledges", 404)]
    [InlineData("//elsewhere.example.org", 404)]
    public async Task Only_pages_that_are_there_can_be_followed(string page, int status)
    {
        await using var site = await FollowerApp.StartAsync("SQLite");
        var reader = site.App.Browse();
        await reader.GoAsync("/follow?of=" + Uri.EscapeDataString(page));
        ((int)reader.Answer.StatusCode).Should().Be(status, reader.Page.QuerySelector("main")!.TextContent);
    }

    [Theory]
    [InlineData("name@example.org", "name@example.org")]
    [InlineData(" Name.O'Hara+tag@Example.ORG ", "Name.O'Hara+tag@example.org")]
    [InlineData("name@bücher.example", "name@xn--bcher-kva.example")]
    [InlineData("name@localhost", null)]
    [InlineData("name@127.0.0.1", null)]
    [InlineData("name@[127.0.0.1]", null)]
    [InlineData("Ann <ann@example.org>", null)]
    [InlineData("ann@example.org, bob@example.org", null)]
    [InlineData("ann@example.org\r\nBcc: all@example.org", null)]
    [InlineData("ann@@example.org", null)]
    [InlineData("@example.org", null)]
    [InlineData("ann", null)]
    [InlineData("", null)]
    public void An_address_is_taken_or_refused_before_anything_is_sent(string typed, string? address) => FollowDesk.AddressOf(typed).Should().Be(address);

    [Fact]
    public void An_address_that_is_too_long_is_refused() => FollowDesk.AddressOf(new string('a', 65) + "@example.org").Should().BeNull();

    private static async Task<string[]> Slugs(FollowerApp site, int count)
    {
        string[] slugs = [];
        await site.App.WithDatabaseAsync(async context => slugs = await context.Summaries.OrderBy(s => s.Slug).Select(s => s.Slug).Take(count).ToArrayAsync());
        return slugs;
    }

    private static async Task PublishNowAsync(FollowerApp site, PledgeTrackerDbContext context, string slug, PublicationKind kind)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        var document = await context.Documents.Include(d => d.PublishedRevision).SingleAsync(d => d.Kind == DocumentKind.Pledge && d.Key == slug);
        var draft = (PledgeDraft)Subject.Of(document.Kind).Read(document.PublishedRevision!);
        var now = site.App.Clock.GetUtcNow().UtcDateTime;
        var revision = document.Add(draft with { Title = draft.Title + "!" }, now, "Ed Itor");
        await context.SaveChangesAsync();
        (await new Publication(context).PublishAsync(document, revision, new PublicationTerms("Ed Itor", now, DateOnly.FromDateTime(now), "Now.") { Kind = kind })).Should().BeEmpty();
        await transaction.CommitAsync();
    }
}
