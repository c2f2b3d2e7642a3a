using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>What a session's cookie is worth once somebody has copied it.</summary>
public sealed class SessionTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    [Fact]
    public async Task A_copied_cookie_ends_with_the_sign_out_and_the_member_s_other_sessions_go_on()
    {
        var member = await app.AddAsync("Copied One", MemberRole.Editor);
        var (here, there) = (await CookieOfAsync(member), await CookieOfAsync(member));
        (await OpensAsync(here), await OpensAsync(there)).Should().Be((true, true));

        var browser = new FormBrowser(With(here));
        await browser.GoAsync("/newsroom");
        await browser.SendAsync(new Dictionary<string, string>(), form: "header form");

        (await OpensAsync(here)).Should().BeFalse("the session ended on the server, and not only in the browser");
        (await OpensAsync(there)).Should().BeTrue("only this one was signed out");
    }

    [Fact]
    public async Task A_member_whose_account_is_closed_is_out_at_the_next_request()
    {
        var member = await app.AddAsync("Closed Now", MemberRole.Editor);
        var cookie = await CookieOfAsync(member);

        await app.WithAsync<Members, IReadOnlyList<string>>(members => members.DisableAsync(member.Id, LogActor.CommandLine));
        (await OpensAsync(cookie)).Should().BeFalse();

        await app.WithAsync<Members, IReadOnlyList<string>>(members => members.EnableAsync(member.Id, LogActor.CommandLine));
        (await OpensAsync(cookie)).Should().BeFalse("what ended does not come back");
    }

    [Fact]
    public async Task A_new_proof_gives_a_new_id_and_the_old_one_only_finishes_what_is_under_way()
    {
        var member = await app.AddAsync("Proven One", MemberRole.Editor);
        var before = await CookieOfAsync(member);
        var browser = new FormBrowser(With(before));
        await browser.GoAsync("/account/confirm?return=/account");
        var form = FormBrowser.FieldsOf(browser.Page.QuerySelector("main form")!);
        form["password"] = NewsroomApp.Password;

        // A second click: both posts are under way with the same cookie.
        var first = await browser.Client.PostAsync("/account/confirm?return=/account", new FormUrlEncodedContent(form));
        var second = await browser.Client.PostAsync("/account/confirm?return=/account", new FormUrlEncodedContent(form));

        (first.StatusCode, second.StatusCode).Should().Be((HttpStatusCode.Redirect, HttpStatusCode.Redirect));
        app.Clock.Advance(Sessions.UnderWay + TimeSpan.FromSeconds(1));
        (await OpensAsync(before)).Should().BeFalse();
        (await OpensAsync(SessionIn(second))).Should().BeTrue();
    }

    [Fact]
    public async Task The_ids_of_sessions_do_not_stand_in_the_database_and_their_rows_go_when_they_are_over()
    {
        var member = await app.AddAsync("Swept One", MemberRole.Editor);
        await CookieOfAsync(member);
        await app.WithDatabaseAsync(async context => (await context.Sessions.Where(s => s.MemberId == member.Id).ToListAsync()).Should().ContainSingle().Which.IdHash.Should().HaveLength(64));

        app.Clock.Advance(MemberSignIn.Absolute + TimeSpan.FromHours(1));
        var other = await app.AddAsync("Sweeping One", MemberRole.Editor);
        await CookieOfAsync(other);

        await app.WithDatabaseAsync(async context => (await context.Sessions.Select(s => s.MemberId).ToListAsync()).Should().Equal(other.Id));
    }

    /// <summary>The cookie of a new session, as its bearer would copy it.</summary>
    private async Task<string> CookieOfAsync(Member member)
    {
        var client = app.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
        var browser = new FormBrowser(client);
        await browser.GoAsync("/account/sign-in");
        var token = ((IHtmlInputElement)browser.Page.QuerySelector("[name=__RequestVerificationToken]")!).Value;
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/sign-in")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["email"] = member.Email!, ["password"] = NewsroomApp.Password }),
        };
        request.Headers.Add("Cookie", browser.Answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0]));
        return SessionIn(await client.SendAsync(request));
    }

    private static string SessionIn(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("pledgetracker=", StringComparison.Ordinal)).Split(';')[0];

    /// <summary>A browser into which a cookie was put.</summary>
    private HttpClient With(string cookie)
    {
        var client = app.CreateDefaultClient(new Microsoft.AspNetCore.Mvc.Testing.Handlers.CookieContainerHandler(CookiesWith(cookie)));
        client.BaseAddress = new Uri("http://localhost");
        return client;
    }

    private static CookieContainer CookiesWith(string cookie)
    {
        var cookies = new CookieContainer();
        cookies.SetCookies(new Uri("http://localhost"), cookie);
        return cookies;
    }

    private async Task<bool> OpensAsync(string cookie) => (await With(cookie).GetAsync("/newsroom")).StatusCode == HttpStatusCode.OK;
}
