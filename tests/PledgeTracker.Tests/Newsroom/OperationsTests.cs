using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Links;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>What stands around the newsroom: e-mail, proxies, cookies, links, the words that pledges share, the worklist.</summary>
public sealed class OperationsTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public async Task A_reviewer_is_told_what_came_in_the_way_of_a_first_pledge_and_publishes_after_a_second_look()
    {
        await using var own = new NewsroomApp();
        var reviewer = await own.SignedInAsync(MemberRole.Reviewer);
        var company = await own.WithAsync<Drafts, int>(d => d.StartAsync(DocumentKind.Company, "late-co", new CompanyDraft { Name = "Late Co" }, LogActor.Program));
        var pledge = await own.WithAsync<Drafts, int>(d => d.StartAsync(Given.Draft() with { Company = "late-co", Slug = "late-co-jobs" }, LogActor.Program));
        await own.WithAsync<Web.Publishing.Review, ReviewOutcome>(r => r.SendAsync(pledge, 1, LogActor.Program));
        await reviewer.GoAsync($"/newsroom/pledges/{pledge}/review");
        await own.WithAsync<Drafts, SaveResult>(d => d.SaveAsync(company, 1, new CompanyDraft { Name = "Later Co" }, LogActor.Program));

        await reviewer.SendAsync(Nothing, "publish");

        reviewer.Page.QuerySelector(".problems")!.TextContent.Should().Contain("Somebody changed the company");
        reviewer.Page.Body!.TextContent.Should().Contain("Later Co");
        await reviewer.SendAsync(Nothing, "publish");
        reviewer.At.Should().Contain("done=published");
    }

    [Fact]
    public async Task An_invitation_is_e_mailed_where_a_server_is_set_and_shown_all_the_same()
    {
        await using var server = new MailServer();
        await using var mailing = new SettingsApp(server.Settings);
        var admin = await mailing.SignedInAsync(MemberRole.Administrator);
        await admin.GoAsync("/newsroom/people");

        await admin.SendAsync(new Dictionary<string, string> { ["email"] = "new@example.org", ["name"] = "Newa Ditor", ["role"] = "editor" }, "invite");

        admin.Page.QuerySelector(".done")!.TextContent.Should().Contain("was sent to new@example.org");
        var link = admin.Page.QuerySelector(".once")!.TextContent;
        var message = server.Taken.Should().ContainSingle().Subject;
        (message.To.ToString(), message.From.ToString()).Should().Be(("\"Newa Ditor\" <new@example.org>", "\"PledgeTracker\" <tracker@example.org>"));
        message.TextBody.Should().Contain(link);
    }

    [Fact]
    public async Task An_e_mail_that_cannot_be_sent_is_told_and_the_address_is_there()
    {
        await using var mailing = new SettingsApp(new() { ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = $"{TrackerProcess.FreePort()}", ["Mail:Security"] = "none" });
        var admin = await mailing.SignedInAsync(MemberRole.Administrator);
        await admin.GoAsync("/newsroom/people");

        await admin.SendAsync(new Dictionary<string, string> { ["email"] = "new@example.org", ["name"] = "Newa Ditor", ["role"] = "editor" }, "invite");

        admin.Page.QuerySelector(".done")!.TextContent.Should().Contain("The e-mail could not be sent");
        admin.Page.QuerySelector(".once")!.TextContent.Should().Contain("/account/invitation/");
    }

    [Fact]
    public async Task Under_https_every_cookie_is_bound_to_the_host()
    {
        await using var secure = new SettingsApp(new() { ["PublicAddress"] = "https://pledges.example.org" });
        var client = secure.CreateClient(new() { AllowAutoRedirect = false, BaseAddress = new Uri("https://pledges.example.org") });
        var member = await secure.AddAsync("Secure One", MemberRole.Editor);
        var browser = new FormBrowser(client);
        await browser.GoAsync("/account/sign-in");
        var cookies = browser.Answer.Headers.GetValues("Set-Cookie").ToList();
        var values = FormBrowser.FieldsOf(browser.Page.QuerySelector("main form")!);
        (values["email"], values["password"]) = (member.Email!, NewsroomApp.Password);
        var answer = await client.PostAsync("/account/sign-in", new FormUrlEncodedContent(values));
        answer.StatusCode.Should().Be(HttpStatusCode.Redirect);
        cookies.AddRange(answer.Headers.GetValues("Set-Cookie"));

        cookies.Should().HaveCountGreaterThan(1).And.OnlyContain(c => c.StartsWith("__Host-", StringComparison.Ordinal)
            && c.Contains("; secure", StringComparison.OrdinalIgnoreCase) && c.Contains("; httponly", StringComparison.OrdinalIgnoreCase) && c.Contains("; path=/", StringComparison.OrdinalIgnoreCase) && c.Contains("samesite", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(null, "127.0.0.9")]
    [InlineData("127.0.0.9", "203.0.113.7")]
    [InlineData("127.0.0.0/8", "203.0.113.7")]
    [InlineData("10.0.0.0/8", "127.0.0.9")]
    public async Task The_address_that_a_proxy_names_is_believed_of_those_that_are_set_alone(string? proxies, string noted)
    {
        await using var behind = new SettingsApp(proxies is null ? [] : new() { ["TrustedProxies"] = proxies });
        await behind.AddAsync("Behind One", MemberRole.Editor);
        var token = await behind.Server.SendAsync(context =>
        {
            context.Request.Path = "/account/sign-in";
            context.Connection.RemoteIpAddress = IPAddress.Parse("127.0.0.9");
        });
        var page = await new StreamReader(token.Response.Body).ReadToEndAsync();
        var value = System.Text.RegularExpressions.Regex.Match(page, "__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"").Groups[1].Value;
        var cookie = token.Response.Headers.SetCookie.ToString().Split(';')[0];

        await behind.Server.SendAsync(context =>
        {
            context.Request.Path = "/account/sign-in";
            context.Request.Method = "POST";
            context.Connection.RemoteIpAddress = IPAddress.Parse("127.0.0.9");
            context.Request.Headers.Cookie = cookie;
            context.Request.Headers["X-Forwarded-For"] = "203.0.113.7";
            context.Request.ContentType = "application/x-www-form-urlencoded";
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes($"__RequestVerificationToken={Uri.EscapeDataString(value)}&email=behind.one@example.org&password=wrong-password-here"));
        });

        await behind.WithDatabaseAsync(async context => (await context.Log.OrderByDescending(l => l.Id).FirstAsync()).Should()
            .Match<LogEntry>(l => l.Action == LogAction.SignInRefused && l.Address == noted && l.Who == "Behind One"));
    }

    [Fact]
    public async Task Every_end_of_a_sign_in_stands_in_the_log_and_what_was_typed_for_an_unknown_name_does_not()
    {
        var member = await app.AddAsync("Noted One", MemberRole.Editor);
        await app.Browse().SignInAsync(member.Email!, "not the right password");
        await app.Browse().SignInAsync("my-secret-password-typed-here");
        await app.Browse().SignInAsync(member.Email!);

        await app.WithDatabaseAsync(async context =>
        {
            var lines = await context.Log.Where(l => l.Action == LogAction.SignedIn || l.Action == LogAction.SignInRefused).OrderByDescending(l => l.Id).Take(3).ToListAsync();
            lines.Select(l => (l.Who, l.Action)).Should().Equal(("Noted One", LogAction.SignedIn), ("somebody", LogAction.SignInRefused), ("Noted One", LogAction.SignInRefused));
            (await context.Log.AnyAsync(l => l.Details!.Contains("my-secret") || l.Who.Contains("my-secret"))).Should().BeFalse();
        });
    }

    [Theory]
    [InlineData("2001:db8:1:2:3::4", "2001:db8:1:2:ffff::1", true)]
    [InlineData("2001:db8:1:2:3::4", "2001:db8:1:3::1", false)]
    [InlineData("::ffff:192.0.2.1", "192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void Attempts_are_counted_for_an_IPv4_address_or_an_IPv6_network(string one, string other, bool same)
    {
        static string Of(string address)
        {
            var context = new Microsoft.AspNetCore.Http.DefaultHttpContext();
            context.Connection.RemoteIpAddress = IPAddress.Parse(address);
            return AttemptLimits.NetworkOf(context);
        }

        (Of(one) == Of(other)).Should().Be(same);
    }

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("93.184.216.34", true)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("3fff::1", false)]
    [InlineData("2001:10::1", false)]
    [InlineData("2606:4700::1111", true)]
    public void Links_are_looked_at_on_the_open_network_alone(string address, bool isPublic) => PublicNetwork.Contains(IPAddress.Parse(address)).Should().Be(isPublic);

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://127.0.0.1/")]
    [InlineData("http://localhost/")]
    [InlineData("http://[::1]/")]
    [InlineData("http://user@127.0.0.1/")]
    [InlineData("http://0x7f.1/")]
    [InlineData("file:///etc/passwd")]
    public async Task A_link_into_the_newsrooms_own_network_is_not_asked(string url)
    {
        using var client = LinkChecker.Client();
        (await LinkChecker.ProblemOfAsync(client, url, default)).Should().Be("leads to an address that is not checked");
    }

    [Fact]
    public async Task A_link_that_fails_stands_in_the_worklist_until_it_answers()
    {
        await using var checking = new SettingsApp(new() { ["CheckLinks"] = "false", ["StarterData"] = "true" });
        var answers = new Queue<HttpStatusCode>([HttpStatusCode.NotFound, HttpStatusCode.Forbidden]);
        using var client = new HttpClient(new Answering(answers));
        using var checker = new LinkChecker(null!, Options.Create(new PledgeTrackerOptions()), checking.Clock, Microsoft.Extensions.Logging.Abstractions.NullLogger<LinkChecker>.Instance);
        await checking.WithDatabaseAsync(async context =>
        {
            await checker.CheckNextAsync(context, client, default);
            (await context.LinkChecks.SingleAsync()).Should().Match<LinkCheck>(c => c.Problem == "answers 404" && c.FailingSince != null);
            await checker.CheckNextAsync(context, client, default);
            (await context.LinkChecks.CountAsync(c => c.FailingSince == null)).Should().Be(1, "a page behind a wall is there all the same");
        });
        var editor = await checking.SignedInAsync(MemberRole.Editor);

        (await editor.GoAsync("/newsroom")).Page.QuerySelector("section[aria-labelledby=dead]")!.TextContent.Should().Contain("answers 404, since 29 November 2026");
    }

    [Fact]
    public async Task The_worklist_has_every_kind_of_work()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync("/newsroom");

        foreach (var heading in new[] { "Tips", "Deadline passed, no final verdict", "Not checked for a year", "Newest counted figure older than a year", "Verdict and figures disagree", "Sources without an archived copy", "Dead links" })
        {
            editor.Page.QuerySelectorAll("h2").Select(h => h.TextContent).Should().Contain(heading);
        }

        editor.Page.QuerySelector("section[aria-labelledby=bare]")!.TextContent.Should().MatchRegex("1,36[0-9] sources have neither");
        editor.Page.QuerySelectorAll("section[aria-labelledby=disagree] li").Should().HaveCount(3);
    }

    [Fact]
    public async Task Editors_propose_shared_words_and_reviewers_publish_them()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var reviewer = await app.SignedInAsync(MemberRole.Reviewer);
        await editor.GoAsync("/newsroom/metrics");
        await editor.SendAsync(new Dictionary<string, string> { ["shortName"] = "Jobs Moved", ["label"] = "", ["definition"] = "Kept text" }, "save");
        editor.Page.QuerySelectorAll(".problems li").Should().HaveCountGreaterThan(1);
        FormBrowser.FieldsOf(editor.Page.QuerySelector("main form")!).Should().Contain("definition", "Kept text");
        await editor.SendAsync(new Dictionary<string, string> { ["shortName"] = "jobs-moved", ["label"] = "jobs moved", ["singular"] = "job", ["plural"] = "jobs", ["definition"] = "Jobs that went elsewhere." }, "send");
        (await app.GetAsync("/method")).Page.Body!.TextContent.Should().NotContain("Jobs that went elsewhere.");
        (await editor.GoAsync("/newsroom/words")).Page.QuerySelector("a[href='/newsroom/metrics/jobs-moved']")!.ParentElement!.TextContent.Should().Contain("In review");
        await PublishAsync(reviewer, "jobs moved");
        (await app.GetAsync("/method")).Page.Body!.TextContent.Should().Contain("Jobs that went elsewhere.");

        await editor.GoAsync("/newsroom/sectors?name=Electronics");
        await editor.SendAsync(new Dictionary<string, string> { ["called"] = "Electronics" }, "send");
        editor.Page.QuerySelector("#called-problem").Should().NotBeNull();
        await editor.SendAsync(new Dictionary<string, string> { ["called"] = "Technology" }, "send");
        await PublishAsync(reviewer, "Electronics → Technology", "There is already a sector “Technology”");
        await app.WithDatabaseAsync(async context => (await context.Companies.AnyAsync(c => c.Sector == "Electronics")).Should().BeFalse());

        await editor.GoAsync("/newsroom/tags?name=youth");
        await editor.SendAsync(new Dictionary<string, string> { ["called"] = "young people" }, "send");
        await PublishAsync(reviewer, "youth → young people", "Published pledges that have the tag: 2. Each gets a published revision with a note.");
        await app.WithDatabaseAsync(async context => (await context.Tags.CountAsync(t => t.Tag == "young people")).Should().Be(2));
        (await editor.GoAsync("/newsroom/tags?name=young people")).Page.QuerySelector("h1")!.TextContent.Should().Be("Tag: young people");

        await editor.GoAsync("/newsroom/companies/adidas");
        await editor.SendAsync(new Dictionary<string, string> { ["into"] = "accenture" }, "send");
        editor.Page.QuerySelector("#because-problem").Should().NotBeNull("nobody says for the editor why");
        await editor.SendAsync(new Dictionary<string, string> { ["because"] = "became", ["until"] = "31 December 2019" }, "send");
        (await app.Visitor().GetAsync("/companies/adidas")).StatusCode.Should().Be(HttpStatusCode.OK, "nothing is public yet");
        await PublishAsync(reviewer, "adidas", "/companies/adidas leads to /companies/accenture until the merge is undone.", "“adidas (until 2019-12-31)” becomes another name of Accenture.", "“adidas (now Accenture)”, until now “adidas”", "Published pledges that move to Accenture: 1.");
        var old = await app.Visitor().GetAsync("/companies/adidas");
        (old.StatusCode, old.Headers.Location?.OriginalString).Should().Be((HttpStatusCode.MovedPermanently, "/companies/accenture"));
        (await app.GetAsync("/pledges/adidas-speedfactory-160-2016")).Page.Body!.TextContent.Should().Contain("adidas (now Accenture) promised", "a merge does not rewrite who promised");
        (await editor.GoAsync("/newsroom/companies/adidas")).Page.QuerySelector(".warn")!.TextContent.Should().Contain("This company was merged into Accenture. Undo the merge to change it.");
        editor.Page.QuerySelectorAll("main form button[name=act]").Select(b => b.GetAttribute("value")).Should().Equal(["back"], "there is nothing else left to change");
        (await editor.GoAsync(editor.Page.QuerySelector("main a[href$='/revisions']")!.GetAttribute("href")!)).Page.QuerySelector("button[value=restore]").Should().BeNull();
        await editor.GoAsync("/newsroom/companies");
        await editor.SendAsync(new Dictionary<string, string> { ["name"] = "Adidas", ["address"] = "adidas", ["listings"] = "NYSE BABA" });
        editor.Page.QuerySelector(".problems")!.TextContent.Should().Contain("exchange and ticker");
        await editor.SendAsync(new Dictionary<string, string> { ["listings"] = "" });
        editor.Page.QuerySelector(".problems")!.TextContent.Should().Contain("has led to 'accenture'");
        (await reviewer.GoAsync("/newsroom/log?action=company-merged")).Page.QuerySelector("tbody td a[href$='/review']")!.GetAttribute("href").Should().StartWith("/newsroom/companies/");

        await editor.GoAsync("/newsroom/companies/adidas");
        await editor.SendAsync(new Dictionary<string, string>(), "back");
        (await app.Visitor().GetAsync("/companies/adidas")).StatusCode.Should().Be(HttpStatusCode.MovedPermanently, "a merge is not taken back by one person");
        await PublishAsync(reviewer, "adidas", "/companies/adidas is a page of its own again.", "Published pledges that move back from Accenture: 1.", "“adidas (until 2019-12-31)” is no longer another name of Accenture.");
        (await app.Visitor().GetAsync("/companies/adidas")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.GetAsync("/pledges/adidas-speedfactory-160-2016")).Page.Body!.TextContent.Should().Contain("adidas promised").And.NotContain("now Accenture");

        async Task PublishAsync(FormBrowser by, string title, params string[] effects)
        {
            await by.GoAsync("/newsroom");
            await by.GoAsync(by.Page.QuerySelectorAll("section[aria-labelledby=review] tr").Single(r => r.TextContent.Contains(title)).QuerySelector("a[href$=review]")!.GetAttribute("href")!);
            foreach (var effect in effects)
            {
                by.Page.QuerySelector("section[aria-labelledby=effects]")!.TextContent.Should().Contain(effect);
            }

            var isKnown = by.Page.QuerySelector("#kind") is not null;
            await by.SendAsync(isKnown ? new Dictionary<string, string> { ["note"] = "Better so.", ["kind"] = "update" } : Nothing, "publish");
            by.At.Should().EndWith("/review?done=published");
        }
    }

    [Fact]
    public async Task A_password_is_not_the_name_of_a_company()
    {
        var problems = await app.WithAsync<Members, IReadOnlyList<AccountProblem>>(m => m.AddAsync("c@example.org", "Somebody", MemberRole.Editor, "Wolfspeed-Wolfspeed-2026", LogActor.CommandLine));

        problems.Should().ContainSingle(p => p.Field == "password").Which.Message.Should().Contain("made of a name that others know");
    }

    [Fact]
    public async Task A_draft_is_put_away_by_a_button()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync("/newsroom/pledges/new");
        await editor.SendAsync(new Dictionary<string, string> { ["company"] = "alibaba", ["title"] = "To be put away", ["announced"] = "2024" });
        await editor.GoAsync(editor.At + "/revisions");

        await editor.SendAsync(Nothing, "discard");

        editor.Page.QuerySelector("[role=status]")!.TextContent.Should().Be("The draft was discarded.");
        editor.Page.Body!.TextContent.Should().NotContain("To be put away");
        (await editor.GoAsync("/newsroom/pledges?state=discarded")).Page.Body!.TextContent.Should().Contain("To be put away");
    }

    [Fact]
    public async Task A_fault_on_our_side_keeps_what_was_typed_and_takes_it_once_it_is_over()
    {
        await using var faulty = new SettingsApp([]);
        var id = await faulty.WithAsync<Drafts, int>(d => d.StartAsync(new PledgeDraft { Title = "A draft" }, LogActor.CommandLine));
        var editor = await faulty.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync($"/newsroom/pledges/{id}");
        await faulty.WithDatabaseAsync(context => context.Database.ExecuteSqlRawAsync("ALTER TABLE log_entries RENAME TO elsewhere"));

        await editor.SendAsync(new Dictionary<string, string> { ["summary"] = "Typed before the fault." }, "save", "form#draft");

        editor.Answer.StatusCode.Should().Be(HttpStatusCode.InternalServerError);
        editor.Page.Body!.TextContent.Should().Contain("nothing is lost").And.NotContain("Exception");
        await faulty.WithDatabaseAsync(context => context.Database.ExecuteSqlRawAsync("ALTER TABLE elsewhere RENAME TO log_entries"));
        await editor.SendAsync(Nothing);
        editor.At.Should().EndWith("?done=saved");
        (await faulty.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(id)))!.Draft.Summary.Should().Be("Typed before the fault.");
    }

    private sealed class SettingsApp(Dictionary<string, string> settings) : NewsroomApp
    {
        protected override bool StarterData => settings.ContainsKey("StarterData");

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings.Concat(settings).DistinctBy(s => s.Key));
    }

    private sealed class Answering(Queue<HttpStatusCode> answers) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(new HttpResponseMessage(answers.Dequeue()));
    }
}
