using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>Every form of accounts, sent twice at the same moment: one is done, and the other is answered calmly.</summary>
public sealed class DoubleClickTests
{
    private const string NewPassword = "quite other umbrellas";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_code_that_is_sent_twice_at_once_signs_in_once(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        var member = await app.AddAsync("Coded One", MemberRole.Editor);
        var (key, codes) = await CodesAsync(app, member);

        foreach (var code in (string[])[Totp.CodeOf(key, Totp.StepOf(app.Clock.GetUtcNow())), codes[0], codes[1], codes[2]])
        {
            var browser = app.Browse();
            await browser.SignInAsync(member.Email!);
            browser.At.Should().StartWith("/account/sign-in/code");

            var answers = await SendTwiceAsync(browser, "main form[method=post]", new() { ["code"] = code });

            answers.Count(a => a.Location == "/newsroom").Should().Be(1);
            answers.Where(a => a.Location != "/newsroom").Should().OnlyContain(a => a.Text.Contains("This code is wrong, too old or already used.", StringComparison.Ordinal));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task No_form_of_one_s_own_account_fails_when_it_is_sent_twice(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        var member = await app.AddAsync("Own One", MemberRole.Editor);
        var browser = app.Browse();
        await browser.GoAsync("/account/sign-in?return=/newsroom");
        (await SendTwiceAsync(browser, "main form[method=post]", new() { ["email"] = member.Email!, ["password"] = NewsroomApp.Password })).Should().OnlyContain(a => a.Location == "/newsroom");
        await browser.GoAsync("/account/confirm?return=/account");
        (await SendTwiceAsync(browser, "main form[method=post]", new() { ["password"] = NewsroomApp.Password })).Should().OnlyContain(a => a.Location == "/account");

        using var passkey = new SoftPasskey();
        var form = await passkey.FormAsync(browser, "/account/passkeys", "add", isNew: true);
        await TwiceAsync(() => browser.Client.SendAsync(form()));
        (await app.WithAsync<PledgeTrackerDbContext, int>(context => context.Set<IdentityUserPasskey<int>>().CountAsync(p => p.UserId == member.Id))).Should().Be(1);
        foreach (var act in (string[])["rename", "remove"])
        {
            await browser.GoAsync("/account/passkeys");
            await SendTwiceAsync(browser, $"form:has(button[value={act}])", new() { ["act"] = act });
            await ComeBackAsync(browser, member.Email!, NewsroomApp.Password);
        }

        (await app.WithAsync<PledgeTrackerDbContext, int>(context => context.Set<IdentityUserPasskey<int>>().CountAsync())).Should().Be(0);

        await browser.GoAsync("/account/codes");
        var key = browser.Page.QuerySelector("p code.once")!.TextContent.Replace(" ", "");
        var on = await SendTwiceAsync(browser, "main form[method=post]", new() { ["code"] = Totp.CodeOf(key, Totp.StepOf(app.Clock.GetUtcNow())) });
        on.Count(a => a.Text.Contains("These are your recovery codes", StringComparison.Ordinal)).Should().Be(1);
        await app.WithAsync<Members, IReadOnlyList<string>>(members => members.ResetSecondFactorAsync(member.Id, LogActor.CommandLine));

        await ComeBackAsync(browser, member.Email!, NewsroomApp.Password);
        await browser.GoAsync("/account/password");
        await SendTwiceAsync(browser, "main form[method=post]", new() { ["old"] = NewsroomApp.Password, ["password"] = NewPassword });
        await ComeBackAsync(browser, member.Email!, NewPassword);
        await browser.GoAsync("/newsroom/tokens");
        await SendTwiceAsync(browser, "main form[method=post]", new() { ["name"] = "twice", ["act"] = "make" });
        await browser.GoAsync("/newsroom/tokens");
        await SendTwiceAsync(browser, "table form", new() { ["act"] = "revoke" });
        (await app.WithAsync<PledgeTrackerDbContext, int>(context => context.Log.CountAsync(l => l.Action == LogAction.TokenRevoked))).Should().Be(1);
        await browser.GoAsync("/account");
        await SendTwiceAsync(browser, "main form[method=post]", []);
        await ComeBackAsync(browser, member.Email!, NewPassword);
        await SendTwiceAsync(browser, "header form", []);
        (await browser.GoAsync("/newsroom")).At.Should().StartWith("/account/sign-in");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task No_form_about_people_fails_when_it_is_sent_twice(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        var administrator = await app.SignedInAsync(MemberRole.Administrator);
        var member = await app.AddAsync("Managed One", MemberRole.Editor);
        await CodesAsync(app, member);
        var id = member.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var links = new List<string>();
        foreach (var act in (string[])["role", "factor", "sessions", "disable", "enable", "reset", "invite"])
        {
            await administrator.GoAsync("/newsroom/people");
            var answers = await SendTwiceAsync(administrator, "main form[method=post]", new()
            {
                ["act"] = act,
                ["id"] = id,
                ["role"] = "reviewer",
                ["email"] = "invited@example.org",
                ["name"] = "Invited One",
            });
            answers.Should().OnlyContain(a => a.Text.Contains("<h1>People</h1>", StringComparison.Ordinal), act);
            links.AddRange(answers.Select(a => System.Text.RegularExpressions.Regex.Match(a.Text, "/account/(reset|invitation)/[0-9a-f]{64}").Value).Where(l => l.Length > 0));
        }

        (await app.WithAsync<UserManager<Member>, Member?>(users => users.FindByIdAsync(id))).Should().Match<Member>(m => m.Role == MemberRole.Reviewer && !m.IsDisabled && !m.TwoFactorEnabled);

        // Each address once, sent several times; then the invitations of one person, sent at once.
        var guest = app.Browse();
        var reset = links.First(l => l.Contains("reset", StringComparison.Ordinal));
        await guest.GoAsync(reset);
        (await SendTwiceAsync(guest, "main form[method=post]", new() { ["password"] = NewPassword })).Count(a => a.Location == "/account/sign-in").Should().Be(1);
        var invitations = links.Where(l => l.Contains("invitation", StringComparison.Ordinal)).ToList();
        invitations.Should().HaveCount(3);
        var guests = invitations.Select(_ => app.Browse()).ToList();
        for (var i = 0; i < guests.Count; i++)
        {
            await guests[i].GoAsync(invitations[i]);
        }

        var joined = (await Task.WhenAll(guests.Select(g => SendTwiceAsync(g, "main form[method=post]", new() { ["name"] = "Invited One", ["password"] = NewPassword })))).SelectMany(a => a).ToList();
        joined.Count(a => a.Location == "/account/sign-in").Should().Be(1);
        (await app.WithAsync<PledgeTrackerDbContext, int>(context => context.Users.CountAsync(m => m.Email == "invited@example.org"))).Should().Be(1);
    }

    // Of several changes at once the last to be answered may carry a session that another one ended.
    private static async Task ComeBackAsync(FormBrowser browser, string email, string password)
    {
        if ((await browser.GoAsync("/newsroom")).At.StartsWith("/account/sign-in", StringComparison.Ordinal))
        {
            await browser.SignInAsync(email, password);
        }

        browser.At.Should().Be("/newsroom");
    }

    private static async Task<(string Key, List<string> Codes)> CodesAsync(NewsroomApp app, Member member) => await app.WithAsync<UserManager<Member>, (string, List<string>)>(async users =>
    {
        var stored = (await users.FindByEmailAsync(member.Email!))!;
        await users.ResetAuthenticatorKeyAsync(stored);
        await users.SetTwoFactorEnabledAsync(stored, true);
        return ((await users.GetAuthenticatorKeyAsync(stored))!, (await users.GenerateNewTwoFactorRecoveryCodesAsync(stored, 10))!.ToList());
    });

    /// <summary>Sends the form that is shown, three times at the same moment, as a hurried hand does.</summary>
    private static Task<List<(string? Location, string Text)>> SendTwiceAsync(FormBrowser browser, string form, Dictionary<string, string> fields)
    {
        var shown = (IHtmlFormElement)browser.Page.QuerySelector(form)!;
        var values = FormBrowser.FieldsOf(shown);
        foreach (var (name, value) in fields)
        {
            values[name] = value;
        }

        return TwiceAsync(() => browser.Client.PostAsync(shown.GetAttribute("action") ?? browser.At, new FormUrlEncodedContent(values)));
    }

    private static async Task<List<(string? Location, string Text)>> TwiceAsync(Func<Task<HttpResponseMessage>> send)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(send)));
        answers.Select(a => (int)a.StatusCode).Should().OnlyContain(status => status < 500);
        return [.. await Task.WhenAll(answers.Select(async a => (a.Headers.Location?.OriginalString, await a.Content.ReadAsStringAsync())))];
    }
}
