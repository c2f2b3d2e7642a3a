using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Import;

namespace PledgeTracker.Tests.Newsroom;

public sealed class AccountTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    private static readonly Dictionary<string, string> Nothing = [];

    /// <summary>Every address that is not for everybody, with the lowest role that may open it; null for no account at all.</summary>
    private static readonly Dictionary<string, MemberRole?> Closed = new()
    {
        ["account/sign-in"] = null,
        ["account/sign-in/code"] = null,
        ["account/sign-out"] = null,
        ["account/invitation/{token}"] = null,
        ["account/reset/{token}"] = null,
        ["setup/{token}"] = null,
        ["account"] = MemberRole.Editor,
        ["account/password"] = MemberRole.Editor,
        ["account/codes"] = MemberRole.Editor,
        ["account/passkeys"] = MemberRole.Editor,
        ["account/confirm"] = MemberRole.Editor,
        ["newsroom"] = MemberRole.Editor,
        ["newsroom/pledges"] = MemberRole.Editor,
        ["newsroom/pledges/new"] = MemberRole.Editor,
        ["newsroom/pledges/{id:int}"] = MemberRole.Editor,
        ["newsroom/pledges/{id:int}/looked"] = MemberRole.Editor,
        ["newsroom/pledges/{id:int}/preview"] = MemberRole.Editor,
        ["newsroom/pledges/{id:int}/source"] = MemberRole.Editor,
        ["newsroom/round"] = MemberRole.Editor,
        ["newsroom/{section}/{slug}"] = MemberRole.Editor,
        ["newsroom/{section}/{id:int}/review"] = MemberRole.Editor,
        ["newsroom/{section}/{id:int}/revisions"] = MemberRole.Editor,
        ["newsroom/{section}/{id:int}/revisions/{number:int}"] = MemberRole.Editor,
        ["newsroom/{section}/{id:int}/revisions/compare"] = MemberRole.Editor,
        ["newsroom/companies/{slug?}"] = MemberRole.Editor,
        ["newsroom/log"] = MemberRole.Editor,
        ["newsroom/starter"] = MemberRole.Administrator,
        ["newsroom/starter/{**slug}"] = MemberRole.Administrator,
        ["newsroom/claims"] = MemberRole.Editor,
        ["newsroom/{section}/{id:int}"] = MemberRole.Editor,
        ["newsroom/lists/{id:int}/table"] = MemberRole.Editor,
        ["newsroom/words"] = MemberRole.Editor,
        ["newsroom/metrics/{code?}"] = MemberRole.Editor,
        ["newsroom/tags"] = MemberRole.Editor,
        ["newsroom/sectors"] = MemberRole.Editor,
        ["newsroom/tips"] = MemberRole.Editor,
        ["newsroom/tokens"] = MemberRole.Editor,
        ["newsroom/evidence"] = MemberRole.Editor,
        ["newsroom/evidence/{sha256}"] = MemberRole.Editor,
        ["newsroom/import"] = MemberRole.Editor,
        ["newsroom/import/{id:int}"] = MemberRole.Editor,
        ["newsroom/people"] = MemberRole.Administrator,
        ["newsroom/people/{id:int}"] = MemberRole.Administrator,
        ["newsroom/followers"] = MemberRole.Administrator,
        ["newsroom/webhooks"] = MemberRole.Administrator,
        ["newsroom/notices"] = MemberRole.Editor,
        ["newsroom/several"] = MemberRole.Editor,
        ["newsroom/{section}/{id:int}/assignment"] = MemberRole.Editor,
        ["newsroom/{section}/{id:int}/comments"] = MemberRole.Editor,
    };

    [Fact]
    public async Task Every_address_of_the_newsroom_and_of_accounts_opens_to_its_roles_and_to_nobody_else()
    {
        _ = app.Server;
        var pages = app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Select(e => e.RoutePattern.RawText!.TrimStart('/')).Where(a => a.Split('/')[0] is "newsroom" or "account" or "setup").ToHashSet();
        pages.Should().BeEquivalentTo(Closed.Keys, "a new address must be given its role here");

        var browsers = new Dictionary<MemberRole, FormBrowser>();
        foreach (var role in Enum.GetValues<MemberRole>())
        {
            browsers[role] = await app.SignedInAsync(role);
        }

        var (run, copy) = await ThingsAsync();
        run.Should().Be(1, "the walk asks for the first of everything");
        var list = 0;
        await app.WithDatabaseAsync(async context => list = await context.Documents.Where(d => d.Kind == DocumentKind.List).Select(d => d.Id).FirstAsync());
        foreach (var (pattern, lowest) in Closed)
        {
            var address = "/" + pattern.Replace("lists/{id:int}", $"lists/{list}").Replace("{id:int}", "1").Replace("{number:int}", "1").Replace("/{slug?}", "").Replace("/{code?}", "").Replace("{section}/{slug}", "pledges/alibaba-million-us-jobs-2017").Replace("{section}", "pledges").Replace("newsroom/tags", "newsroom/tags?name=youth").Replace("newsroom/sectors", "newsroom/sectors?name=Retail").Replace("{token}", new string('a', 64)).Replace("{sha256}", copy);
            var stranger = await app.Visitor().GetAsync(address);
            if (lowest is null)
            {
                stranger.StatusCode.Should().BeOneOf([HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Redirect], address);
                continue;
            }

            stranger.StatusCode.Should().Be(HttpStatusCode.Redirect, address);
            new Uri(new Uri("http://localhost"), stranger.Headers.Location!).PathAndQuery.Should().StartWith("/account/sign-in?return=", address);
            (await app.Visitor().PostAsync(address, new FormUrlEncodedContent(Nothing))).StatusCode.Should()
                .BeOneOf([HttpStatusCode.Unauthorized, HttpStatusCode.MethodNotAllowed], address);
            foreach (var (role, browser) in browsers)
            {
                var answer = await browser.Client.GetAsync(address);
                answer.StatusCode.Should().Be(role < lowest ? HttpStatusCode.Forbidden : pattern == "newsroom/starter/{**slug}" ? HttpStatusCode.NotFound : pattern == "newsroom/{section}/{slug}" ? HttpStatusCode.Redirect : HttpStatusCode.OK, $"{role} at {address}");
                answer.Headers.CacheControl!.NoStore.Should().BeTrue(address);
            }
        }
    }

    /// <summary>An import and a stored copy, so that there is something at their addresses.</summary>
    private async Task<(int Run, string Copy)> ThingsAsync()
    {
        var run = await app.WithAsync<ImportDesk, int>(desk => desk.UploadAsync("a.csv", "slug\n"u8.ToArray(), null, null, false, LogActor.CommandLine));
        var copy = await app.WithAsync<EvidenceStore, EvidenceUpload>(store => store.AddAsync(new FormFile(new MemoryStream("A text."u8.ToArray()), 0, 7, "file", "a.txt"), LogActor.CommandLine));
        return (run, copy.File!.Sha256);
    }

    [Fact]
    public async Task A_form_without_its_token_changes_nothing()
    {
        var browser = await app.SignedInAsync(MemberRole.Administrator);

        var answer = await browser.Client.PostAsync("/newsroom/people", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["act"] = "invite",
            ["email"] = "forged@example.org",
            ["name"] = "Forged",
            ["role"] = "administrator",
        }));

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        await app.WithDatabaseAsync(async context => (await context.AccountLinks.AnyAsync(l => l.Email == "forged@example.org")).Should().BeFalse());
    }

    [Fact]
    public async Task What_is_wrong_unknown_locked_or_closed_is_answered_in_the_same_words()
    {
        var known = await app.AddAsync("Known One", MemberRole.Editor);
        var locked = await app.AddAsync("Locked One", MemberRole.Editor);
        var closed = await app.AddAsync("Closed One", MemberRole.Editor);
        await app.WithAsync<UserManager<Member>, IdentityResult>(async users => await users.SetLockoutEndDateAsync((await users.FindByEmailAsync(locked.Email!))!, DateTimeOffset.MaxValue));
        await app.WithAsync<Members, IReadOnlyList<string>>(members => members.DisableAsync(closed.Id, LogActor.CommandLine));

        var answers = new List<(HttpStatusCode, string?)>();
        foreach (var (email, password) in new[]
        {
            (known.Email!, "not the right password"), ("nobody@example.org", NewsroomApp.Password), (locked.Email!, NewsroomApp.Password), (closed.Email!, NewsroomApp.Password), ("", ""),
        })
        {
            var browser = app.Browse();
            await browser.SignInAsync(email, password);
            answers.Add((browser.Answer.StatusCode, browser.Page.QuerySelector(".problems li")?.TextContent));
        }

        answers.Should().AllBeEquivalentTo((HttpStatusCode.OK, Web.Pages.Account.SignInModel.Refusal));
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("unknown")]
    [InlineData("locked")]
    public async Task Every_refused_password_costs_one_hash(string kind)
    {
        await using var counting = new CountingApp();
        var member = await counting.AddAsync("Known One", MemberRole.Editor);
        if (kind == "locked")
        {
            await counting.WithAsync<UserManager<Member>, IdentityResult>(async users => await users.SetLockoutEndDateAsync((await users.FindByEmailAsync(member.Email!))!, DateTimeOffset.MaxValue));
        }

        await counting.Browse().SignInAsync("warm@example.org", "the first one makes the dummy");
        counting.Hasher.Verified = 0;

        await counting.Browse().SignInAsync(kind == "unknown" ? "nobody@example.org" : member.Email!, "not the right password");

        counting.Hasher.Verified.Should().Be(1);
    }

    [Fact]
    public async Task A_code_is_good_once_and_only_in_its_step_or_beside_it()
    {
        var (member, key) = await WithCodesAsync();
        var now = Totp.StepOf(app.Clock.GetUtcNow());

        foreach (var (step, good) in new[] { (now - 2, false), (now + 2, false), (now - 1, true), (now - 1, false), (now, true), (now, false), (now - 1, false), (now + 1, true), (now, false) })
        {
            var valid = await app.WithAsync<UserManager<Member>, bool>(async users =>
                await users.VerifyTwoFactorTokenAsync((await users.FindByEmailAsync(member.Email!))!, Totp.Name, Totp.CodeOf(key, step)));
            valid.Should().Be(good, $"step {step - now}");
        }
    }

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_RFC_6238(long unixTime, string code) =>
        Totp.CodeOf("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(unixTime))).Should().Be(code);

    [Fact]
    public async Task One_of_two_requests_with_the_same_code_gets_in()
    {
        var (member, key) = await WithCodesAsync();
        var code = Totp.CodeOf(key, Totp.StepOf(app.Clock.GetUtcNow()));

        var valid = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => app.WithAsync<UserManager<Member>, bool>(async users =>
            await users.VerifyTwoFactorTokenAsync((await users.FindByEmailAsync(member.Email!))!, Totp.Name, code)))));

        valid.Count(v => v).Should().Be(1);
    }

    [Fact]
    public async Task The_secrets_of_the_second_factor_do_not_stand_in_the_database()
    {
        var (member, key) = await WithCodesAsync();
        var codes = (await app.WithAsync<UserManager<Member>, IEnumerable<string>?>(async users =>
            await users.GenerateNewTwoFactorRecoveryCodesAsync((await users.FindByEmailAsync(member.Email!))!, 10)))!.ToList();

        await app.WithDatabaseAsync(async context =>
        {
            var kept = string.Join('\n', await context.UserTokens.Where(t => t.UserId == member.Id).Select(t => t.Value).ToListAsync());
            kept.Should().NotBeEmpty().And.NotContain(key);
            codes.Should().OnlyContain(code => !kept.Contains(code) && !kept.Contains(code.Replace("-", "")));
        });
        codes.Should().OnlyHaveUniqueItems().And.OnlyContain(code => code.Length == 23);
    }

    [Fact]
    public async Task Each_recovery_code_opens_the_account_once()
    {
        var (member, _) = await WithCodesAsync();
        var codes = (await app.WithAsync<UserManager<Member>, IEnumerable<string>?>(async users =>
            await users.GenerateNewTwoFactorRecoveryCodesAsync((await users.FindByEmailAsync(member.Email!))!, 10)))!.ToList();

        foreach (var (code, good) in new[] { (codes[0], true), (codes[0], false), (codes[1], true), (codes[9], true), (codes[1], false) })
        {
            var browser = app.Browse();
            await browser.SignInAsync(member.Email!);
            browser.At.Should().StartWith("/account/sign-in/code");
            await browser.SendAsync(new Dictionary<string, string> { ["code"] = code.ToLowerInvariant() });
            browser.At.Should().Be(good ? "/newsroom" : "/account/sign-in/code?return=%2Fnewsroom");
        }
    }

    [Theory]
    [InlineData("role")]
    [InlineData("disable")]
    [InlineData("sessions")]
    [InlineData("factor")]
    public async Task A_session_ends_at_the_next_request_when_its_account_changes(string change)
    {
        var member = await app.AddAsync("Changed " + change, MemberRole.Editor);
        var browser = app.Browse();
        await browser.SignInAsync(member.Email!);
        (await browser.GoAsync("/newsroom")).At.Should().Be("/newsroom");

        await app.WithAsync<Members, IReadOnlyList<string>>(members => change switch
        {
            "role" => members.ChangeRoleAsync(member.Id, MemberRole.Reviewer, LogActor.CommandLine),
            "disable" => members.DisableAsync(member.Id, LogActor.CommandLine),
            "sessions" => members.EndSessionsAsync(member.Id, LogActor.CommandLine),
            _ => members.ResetSecondFactorAsync(member.Id, LogActor.CommandLine),
        });

        (await browser.GoAsync("/newsroom")).At.Should().StartWith("/account/sign-in");
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_keeps_this_one()
    {
        var member = await app.AddAsync("Password Changer", MemberRole.Editor);
        var (here, there) = (app.Browse(), app.Browse());
        await here.SignInAsync(member.Email!);
        await there.SignInAsync(member.Email!);

        await here.GoAsync("/account/password");
        await here.SendAsync(new Dictionary<string, string> { ["old"] = "wrong wrong wrong", ["password"] = "quite other umbrellas" });
        here.Page.QuerySelector("#old-problem")!.TextContent.Should().Contain("not right");
        await here.SendAsync(new Dictionary<string, string> { ["old"] = NewsroomApp.Password, ["password"] = "quite other umbrellas" });
        here.At.Should().Be("/account");

        (await here.GoAsync("/newsroom")).At.Should().Be("/newsroom");
        (await there.GoAsync("/newsroom")).At.Should().StartWith("/account/sign-in");
    }

    [Fact]
    public async Task A_session_lives_twelve_hours_without_use_and_seven_days_in_all()
    {
        var idle = await app.SignedInAsync(MemberRole.Editor);
        var busy = await app.SignedInAsync(MemberRole.Editor);

        for (var hours = 0; hours < 24 * 7 - 8; hours += 8)
        {
            app.Clock.Advance(TimeSpan.FromHours(8));
            (await busy.GoAsync("/newsroom")).At.Should().Be("/newsroom", $"after {hours} hours of use");
        }

        (await idle.GoAsync("/newsroom")).At.Should().StartWith("/account/sign-in");
        app.Clock.Advance(TimeSpan.FromHours(8.5));
        (await busy.GoAsync("/newsroom")).At.Should().StartWith("/account/sign-in");
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        var browser = await app.SignedInAsync(MemberRole.Editor);
        await browser.GoAsync("/newsroom");

        await browser.SendAsync(Nothing, form: "header form");

        browser.At.Should().Be("/account/sign-out");
        (await browser.GoAsync("/newsroom")).At.Should().StartWith("/account/sign-in");
    }

    [Theory]
    [InlineData("short")]
    [InlineData("123456789012")]
    [InlineData("passwordpassword")]
    [InlineData("password1234567")]
    [InlineData("aaaaaaaaaaaaaaa")]
    [InlineData("pledgetracker2026")]
    [InlineData("ada.lovelace1!!")]
    [InlineData("superman12345")]
    public void A_password_that_is_tried_first_is_refused(string password) =>
        PasswordRules.ProblemOf(password, "ada.lovelace@example.org", "Ada Lovelace").Should().NotBeNull();

    [Theory]
    [InlineData("several violet umbrellas")]
    [InlineData("wachsende straßen 7")]
    [InlineData("zn9!fQ2#vL0t")]
    public void A_long_password_needs_no_kinds_of_characters(string password) =>
        PasswordRules.ProblemOf(password, "ada.lovelace@example.org", "Ada Lovelace").Should().BeNull();

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\r\nSet-Cookie: a=b")]
    public async Task After_signing_in_nobody_is_led_to_another_site(string back)
    {
        var member = await app.AddAsync("Led " + Guid.NewGuid().ToString("N")[..6], MemberRole.Editor);
        var browser = app.Browse();

        await browser.SignInAsync(member.Email!, back: back);

        browser.At.Should().Be("/newsroom");
    }

    [Fact]
    public async Task Public_pages_set_no_cookie_and_are_the_same_for_a_member()
    {
        var browser = await app.SignedInAsync(MemberRole.Administrator);

        var (stranger, member) = (await app.Visitor().GetAsync("/pledges"), await browser.Client.GetAsync("/pledges"));

        member.Headers.Contains("Set-Cookie").Should().BeFalse();
        member.Headers.ETag.Should().Be(stranger.Headers.ETag);
        (await member.Content.ReadAsStringAsync()).Should().Be(await stranger.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_invitation_works_once_and_makes_the_account_that_was_meant()
    {
        var browser = await app.SignedInAsync(MemberRole.Administrator);
        await browser.GoAsync("/newsroom/people");
        await browser.SendAsync(new Dictionary<string, string> { ["email"] = "new.one@example.org", ["name"] = "New One", ["role"] = "reviewer" }, "invite");
        var link = new Uri(browser.Page.QuerySelector(".done .once")!.TextContent).PathAndQuery;

        var guest = app.Browse();
        await guest.GoAsync(link);
        await guest.SendAsync(new Dictionary<string, string> { ["name"] = "New One", ["password"] = "password1234567" });
        guest.Page.QuerySelector("#password-problem")!.TextContent.Should().Contain("common");
        await guest.SendAsync(new Dictionary<string, string> { ["name"] = "New One", ["password"] = NewsroomApp.Password });
        guest.At.Should().Be("/account/sign-in");
        (await guest.GoAsync(link)).Answer.StatusCode.Should().Be(HttpStatusCode.NotFound);

        await guest.SignInAsync("new.one@example.org");
        guest.Page.QuerySelector(".member")!.TextContent.Should().Contain("New One").And.Contain("reviewer");
    }

    [Fact]
    public async Task A_reset_link_works_once_and_ends_sessions()
    {
        var member = await app.AddAsync("Forgetful One", MemberRole.Editor);
        var old = app.Browse();
        await old.SignInAsync(member.Email!);
        var token = await app.WithAsync<Members, string?>(members => members.ResetLinkAsync(member.Id, LogActor.CommandLine));

        var browser = app.Browse();
        await browser.GoAsync("/account/reset/" + token);
        await browser.SendAsync(new Dictionary<string, string> { ["password"] = "quite other umbrellas" });
        await browser.SignInAsync(member.Email!, "quite other umbrellas");
        browser.At.Should().Be("/newsroom");
        (await browser.GoAsync("/account/reset/" + token)).Answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await old.GoAsync("/newsroom")).At.Should().StartWith("/account/sign-in");
    }

    [Fact]
    public async Task Roles_and_factors_change_only_after_a_fresh_proof_of_who_one_is()
    {
        var browser = await app.SignedInAsync(MemberRole.Administrator);
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        await browser.GoAsync("/newsroom/people");

        await browser.SendAsync(new Dictionary<string, string> { ["email"] = "late@example.org", ["name"] = "Late", ["role"] = "editor" }, "invite");
        browser.At.Should().StartWith("/account/confirm?return=");
        await browser.SendAsync(new Dictionary<string, string> { ["password"] = "not the right password" });
        browser.Page.QuerySelector("#password-problem").Should().NotBeNull();
        await browser.SendAsync(new Dictionary<string, string> { ["password"] = NewsroomApp.Password });

        browser.At.Should().Be("/newsroom/people");
        await browser.SendAsync(new Dictionary<string, string> { ["email"] = "late@example.org", ["name"] = "Late", ["role"] = "editor" }, "invite");
        browser.Page.QuerySelector(".done .once").Should().NotBeNull();
    }

    private async Task<(Member Member, string Key)> WithCodesAsync()
    {
        var member = await app.AddAsync("Codes " + Guid.NewGuid().ToString("N")[..8], MemberRole.Editor);
        var key = await app.WithAsync<UserManager<Member>, string?>(async users =>
        {
            var stored = (await users.FindByEmailAsync(member.Email!))!;
            await users.ResetAuthenticatorKeyAsync(stored);
            await users.SetTwoFactorEnabledAsync(stored, true);
            return await users.GetAuthenticatorKeyAsync(stored);
        });
        return (member, key!);
    }

    private sealed class CountingApp : NewsroomApp
    {
        public CountingHasher Hasher { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureServices(services => services.AddScoped<IPasswordHasher<Member>>(_ => Hasher));
        }
    }

    /// <summary>The real hasher, counted.</summary>
    private sealed class CountingHasher : PasswordHasher<Member>
    {
        public int Verified { get; set; }

        public override PasswordVerificationResult VerifyHashedPassword(Member user, string hashedPassword, string providedPassword)
        {
            Verified++;
            return base.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
