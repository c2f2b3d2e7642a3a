using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>How a newsroom gets its first people, and how it is kept from losing the last one.</summary>
public sealed class SetupTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("pledgetracker-").FullName;

    [Fact]
    public async Task Of_two_who_use_the_set_up_address_at_once_one_becomes_the_administrator()
    {
        await using var app = new EmptyNewsroomApp();
        var token = await app.NewSetupTokenAsync();

        // All of them see the form before the first one sends it.
        var browsers = Enumerable.Range(0, 4).Select(_ => app.Browse()).ToList();
        foreach (var browser in browsers)
        {
            await browser.GoAsync("/setup/" + token);
            browser.Answer.StatusCode.Should().Be(HttpStatusCode.OK, browser.Page.Body!.TextContent);
        }

        var answers = await Task.WhenAll(browsers.Select(async (browser, i) =>
        {
            await browser.SendAsync(new Dictionary<string, string> { ["email"] = $"first{i}@example.org", ["name"] = "First " + i, ["password"] = NewsroomApp.Password });
            return browser.At;
        }));

        answers.Count(at => at == "/account/sign-in").Should().Be(1);
        await app.WithDatabaseAsync(async context => (await context.Set<Member>().SingleAsync()).Role.Should().Be(MemberRole.Administrator));
        (await app.Visitor().GetAsync("/setup/" + token)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await app.WithAsync<Members, string?>(members => members.NewSetupTokenAsync())).Should().BeNull("there is an administrator now");
    }

    [Fact]
    public async Task The_set_up_address_does_not_stand_in_the_database_and_ends_with_the_next_start_or_an_hour()
    {
        await using var app = new EmptyNewsroomApp();
        var first = await app.NewSetupTokenAsync();
        await app.WithDatabaseAsync(async context => (await context.AccountLinks.SingleAsync()).TokenHash.Should().NotBe(first).And.HaveLength(64));

        var second = (await app.WithAsync<Members, string?>(members => members.NewSetupTokenAsync()))!;

        (await app.Visitor().GetAsync("/setup/" + first)).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await app.Visitor().GetAsync("/setup/" + second)).StatusCode.Should().Be(HttpStatusCode.OK);
        app.Clock.Advance(TimeSpan.FromMinutes(61));
        (await app.Visitor().GetAsync("/setup/" + second)).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Too_many_attempts_are_told_how_long_to_wait()
    {
        await using var app = new EmptyTrackerApp();
        var browser = new FormBrowser(app.Visitor());
        for (var i = 0; i < 10; i++)
        {
            await browser.SignInAsync("same@example.org", "wrong wrong wrong");
            browser.Answer.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        await browser.SignInAsync("same@example.org", "wrong wrong wrong");

        browser.Answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        browser.Answer.Headers.RetryAfter!.Delta.Should().BePositive();
        browser.Page.QuerySelector(".problems")!.TextContent.Should().Contain("Wait");
        browser.Page.QuerySelector("#email")!.GetAttribute("value").Should().Be("same@example.org");
    }

    [Fact]
    public async Task Whoever_publishes_sets_up_a_second_factor_before_the_newsroom_opens()
    {
        await using var app = new SecondFactorApp();
        var reviewer = app.Browse();
        await app.AddAsync("Rae Viewer", MemberRole.Reviewer);
        await app.AddAsync("Ed Itor", MemberRole.Editor);

        await reviewer.SignInAsync("rae.viewer@example.org");
        reviewer.At.Should().Be("/account/codes?needed=1");
        var key = reviewer.Page.QuerySelector("p code.once")!.TextContent.Replace(" ", "");
        await reviewer.SendAsync(new Dictionary<string, string> { ["code"] = "000000" });
        reviewer.Page.QuerySelector("#code-problem").Should().NotBeNull();
        await reviewer.SendAsync(new Dictionary<string, string> { ["code"] = Totp.CodeOf(key, Totp.StepOf(app.Clock.GetUtcNow())) });
        reviewer.Page.QuerySelectorAll(".codes li").Should().HaveCount(10);
        (await reviewer.GoAsync("/newsroom")).At.Should().Be("/newsroom");

        var again = app.Browse();
        await again.SignInAsync("rae.viewer@example.org");
        again.At.Should().StartWith("/account/sign-in/code", "from now on a password alone opens nothing");

        var editor = app.Browse();
        await editor.SignInAsync("ed.itor@example.org");
        editor.At.Should().Be("/newsroom");
    }

    [Fact]
    public async Task A_passkey_on_the_account_is_no_second_factor_for_a_session_begun_with_the_password()
    {
        await using var app = new SecondFactorApp();
        var reviewer = await app.AddAsync("Rae Viewer", MemberRole.Reviewer);
        await app.WithAsync<UserManager<Member>, IdentityResult>(async users => await users.AddOrUpdatePasskeyAsync(
            (await users.FindByEmailAsync(reviewer.Email!))!, new UserPasskeyInfo([1, 2, 3], [4], DateTimeOffset.UnixEpoch, 0, [], true, false, false, [5], [6])));

        var browser = app.Browse();
        await browser.SignInAsync(reviewer.Email!);

        browser.Page.QuerySelector(".problems")!.TextContent.Should().Contain("needs its passkey");
        (await browser.GoAsync("/account/codes")).At.Should().StartWith("/account/sign-in", "a found password must not set up codes of its own");
    }

    [Fact]
    public async Task Codes_that_are_set_up_anew_replace_the_old_ones_only_when_they_are_confirmed()
    {
        await using var app = new SecondFactorApp();
        await app.AddAsync("Rae Viewer", MemberRole.Reviewer);
        var browser = app.Browse();
        await browser.SignInAsync("rae.viewer@example.org");
        var old = await ConfirmAsync(app, browser);

        (await browser.GoAsync("/account/codes")).Page.QuerySelector("a.button")!.GetAttribute("href").Should().Be("/account/codes?again=1");
        await browser.GoAsync("/account/codes?again=1");
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await SignInWithAsync(app, old, works: true);
        await browser.GoAsync("/account/codes?again=1");
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        var anew = await ConfirmAsync(app, browser);
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        await SignInWithAsync(app, old, works: false);
        await SignInWithAsync(app, anew, works: true);
    }

    private static async Task<string> ConfirmAsync(NewsroomApp app, FormBrowser browser)
    {
        var key = browser.Page.QuerySelector("p code.once")!.TextContent.Replace(" ", "");
        await browser.SendAsync(new Dictionary<string, string> { ["code"] = Totp.CodeOf(key, Totp.StepOf(app.Clock.GetUtcNow())) });
        browser.Page.QuerySelectorAll(".codes li").Should().HaveCount(10);
        return key;
    }

    private static async Task SignInWithAsync(NewsroomApp app, string key, bool works)
    {
        var browser = app.Browse();
        await browser.SignInAsync("rae.viewer@example.org");
        await browser.SendAsync(new Dictionary<string, string> { ["code"] = Totp.CodeOf(key, Totp.StepOf(app.Clock.GetUtcNow())) });
        browser.At.Should().StartWith(works ? "/newsroom" : "/account/sign-in/code");
    }

    [Fact]
    public async Task The_last_administrator_stays_one_also_against_two_requests_at_once()
    {
        await using var app = new EmptyNewsroomApp();
        var (one, two) = (await app.AddAsync("Admin One", MemberRole.Administrator), await app.AddAsync("Admin Two", MemberRole.Administrator));

        var results = await Task.WhenAll(
            app.WithAsync<Members, IReadOnlyList<string>>(members => members.DisableAsync(one.Id, LogActor.CommandLine)),
            app.WithAsync<Members, IReadOnlyList<string>>(members => members.ChangeRoleAsync(two.Id, MemberRole.Editor, LogActor.CommandLine)));

        results.Count(problems => problems.Count == 0).Should().Be(1);
        results.Single(problems => problems.Count > 0).Should().ContainSingle().Which.Should().Contain("last administrator");
    }

    [Fact]
    public async Task The_command_line_adds_lists_closes_and_opens_accounts_and_takes_the_password_from_standard_input()
    {
        (await UsersAsync("few and simple words", "add", "--email", "ada@example.org", "--name", "Ada", "--role", "administrator")).Code.Should().Be(0);
        var weak = await UsersAsync("short", "add", "--email", "bob@example.org", "--name", "Bob", "--role", "editor");
        weak.Code.Should().Be(1);
        weak.Errors.Should().StartWith("PledgeTracker: Choose a password of 12 characters or more.");
        (await UsersAsync(null, "list")).Output.Should().Match("ada@example.org\tAda\tadministrator*");
        (await UsersAsync(null, "disable", "ada@example.org")).Errors.Should().Contain("last administrator");
        (await UsersAsync("more and simple words", "add", "--email", "cy@example.org", "--name", "Cy", "--role", "editor")).Code.Should().Be(0);
        (await UsersAsync(null, "disable", "cy@example.org")).Code.Should().Be(0);
        (await UsersAsync(null, "list")).Output.Should().MatchRegex("cy@example.org\tCy\teditor\tclosed");
        (await UsersAsync(null, "enable", "cy@example.org")).Code.Should().Be(0);
        (await UsersAsync(null, "reset-second-factor", "cy@example.org")).Code.Should().Be(0);
        (await UsersAsync(null, "disable", "nobody@example.org")).Errors.Should().Be("PledgeTracker: There is no account with the e-mail address 'nobody@example.org'." + Environment.NewLine);
        (await UsersAsync(null)).Errors.Should().StartWith("PledgeTracker: Required command was not provided.");
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private Task<(int Code, string Output, string Errors)> UsersAsync(string? input, params string[] words) =>
        TrackerProcess.RunWithInputAsync(input, ["users", .. words, "--PledgeTracker:DataDirectory=" + _directory, "--PledgeTracker:StarterData=false"]);

    private sealed class EmptyNewsroomApp : NewsroomApp
    {
        protected override bool StarterData => false;

        /// <summary>A set-up address of its own, once the program has printed the one of its start, which would end this one.</summary>
        public async Task<string> NewSetupTokenAsync()
        {
            var printed = false;
            for (var i = 0; i < 400 && !printed; i++)
            {
                await WithDatabaseAsync(async context => printed = await context.AccountLinks.AnyAsync());
                await Task.Delay(printed ? 0 : 50);
            }

            printed.Should().BeTrue("the start makes a set-up address where there is nobody");
            return (await WithAsync<Members, string?>(members => members.NewSetupTokenAsync()))!;
        }
    }

    private sealed class SecondFactorApp : NewsroomApp
    {
        protected override bool StarterData => false;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings) { ["RequireSecondFactor"] = "true" };
    }
}
