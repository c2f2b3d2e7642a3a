using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>Who tries secrets, from which network, and what is written down of it: over Kestrel, from many addresses of the loopback.</summary>
public sealed class AttemptTests(DoorApp app) : IClassFixture<DoorApp>
{
    private const string Wrong = "not the right password";

    private static int _networks = 10;

    [Fact]
    public async Task Wrong_passwords_from_one_network_slow_that_network_and_keep_nobody_else_out()
    {
        var member = await app.AddAsync("Tried One", MemberRole.Editor);
        var (there, elsewhere) = (Network(), Network());
        for (var i = 0; i < DoorApp.ByName; i++)
        {
            (await TryAsync(there, member.Email!, Wrong)).Answer.StatusCode.Should().Be(HttpStatusCode.OK);
        }

        var held = await TryAsync(there, member.Email!, NewsroomApp.Password);
        held.Answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        held.Answer.Headers.RetryAfter!.Delta.Should().BePositive();
        (await TryAsync(elsewhere, member.Email!, NewsroomApp.Password)).At.Should().Be("/newsroom");
    }

    [Fact]
    public async Task A_browser_that_signed_in_before_is_not_held_up_by_strangers_of_its_own_network()
    {
        var member = await app.AddAsync("Known Device", MemberRole.Editor);
        var network = Network();
        var mine = app.Browse(network);
        await mine.SignInAsync(member.Email!);
        await mine.SendAsync(new Dictionary<string, string>(), form: "header form");

        for (var i = 0; i < DoorApp.ByAddress; i++)
        {
            await TryAsync(network, i % 2 == 0 ? member.Email! : $"other{i}@example.org", Wrong);
        }

        (await TryAsync(network, member.Email!, NewsroomApp.Password)).Answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        await mine.SignInAsync(member.Email!);
        mine.At.Should().Be("/newsroom");

        // Its own attempts are counted too, so that a copied cookie is no way around.
        await mine.SendAsync(new Dictionary<string, string>(), form: "header form");
        for (var i = 0; i < DoorApp.ByName; i++)
        {
            await mine.SignInAsync(member.Email!, Wrong);
        }

        mine.Answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Many_networks_together_are_slowed_while_known_browsers_and_passkeys_go_on_and_no_name_is_told_from_another()
    {
        var member = await app.AddAsync("Besieged One", MemberRole.Editor);
        var home = Network();
        var mine = app.Browse(home);
        await mine.SignInAsync(member.Email!);
        using var passkey = new SoftPasskey();
        await passkey.AddAsync(mine);
        await mine.SendAsync(new Dictionary<string, string>(), form: "header form");

        var answers = new Dictionary<string, List<HttpStatusCode>>();
        foreach (var name in new[] { member.Email!, "nobody.at.all@example.org" })
        {
            answers[name] = [];
            for (var i = 0; i < 11; i++)
            {
                var network = Network();
                for (var j = 0; j < DoorApp.ByName; j++)
                {
                    answers[name].Add((await TryAsync(network, name, Wrong)).Answer.StatusCode);
                }
            }
        }

        // One was the sign-in above.
        answers[member.Email!].Count(status => status == HttpStatusCode.OK).Should().Be((10 * DoorApp.ByName) - 1);
        answers["nobody.at.all@example.org"].Count(status => status == HttpStatusCode.OK).Should().Be(10 * DoorApp.ByName);
        (await TryAsync(Network(), member.Email!, NewsroomApp.Password)).Answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);

        await mine.SignInAsync(member.Email!);
        mine.At.Should().Be("/newsroom");
        var elsewhere = app.Browse(Network());
        (await passkey.SignInAsync(elsewhere)).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await elsewhere.GoAsync("/newsroom")).At.Should().Be("/newsroom");
    }

    [Fact]
    public async Task A_passkey_opens_an_account_that_wrong_codes_have_locked_and_none_that_is_closed()
    {
        var member = await app.AddAsync("Passkey One", MemberRole.Editor);
        var browser = app.Browse(Network());
        await browser.SignInAsync(member.Email!);
        using var passkey = new SoftPasskey();
        await passkey.AddAsync(browser);
        await app.WithAsync<PledgeTrackerDbContext, int>(context => context.Users.Where(m => m.Id == member.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.LockoutEnd, DateTimeOffset.MaxValue)));

        (await passkey.SignInAsync(app.Browse(Network()))).StatusCode.Should().Be(HttpStatusCode.Redirect);
        await app.WithAsync<Members, IReadOnlyList<string>>(members => members.DisableAsync(member.Id, LogActor.CommandLine));
        (await passkey.SignInAsync(app.Browse(Network()))).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Who_one_is_is_confirmed_with_a_passkey_of_one_s_own()
    {
        using var mine = new SoftPasskey();
        using var other = new SoftPasskey();
        var browser = app.Browse(Network());
        await browser.SignInAsync((await app.AddAsync("Confirming One", MemberRole.Editor)).Email!);
        await mine.AddAsync(browser);
        var stranger = app.Browse(Network());
        await stranger.SignInAsync((await app.AddAsync("Stranger One", MemberRole.Editor)).Email!);
        await other.AddAsync(stranger);
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        (await browser.GoAsync("/account/passkeys")).At.Should().StartWith("/account/confirm");

        (await other.ConfirmAsync(browser)).StatusCode.Should().Be(HttpStatusCode.OK);
        (await browser.GoAsync("/account/passkeys")).At.Should().StartWith("/account/confirm", "somebody else’s passkey proves nothing");
        (await mine.ConfirmAsync(browser)).StatusCode.Should().Be(HttpStatusCode.Redirect);
        (await browser.GoAsync("/account/passkeys")).At.Should().Be("/account/passkeys");
    }

    [Fact]
    public void However_many_names_are_tried_the_counters_are_bounded_and_a_name_has_one_whatever_its_spelling()
    {
        var limits = app.Services.GetRequiredService<AttemptLimits>();

        Enumerable.Range(0, 3 * AttemptLimits.Slots).Select(i => limits.SlotOf(AttemptKind.Password, new string('a', i % 50) + i)).Should().OnlyContain(slot => slot >= 0 && slot < AttemptLimits.Slots);
        limits.SlotOf(AttemptKind.Password, " ada@example.org").Should().Be(limits.SlotOf(AttemptKind.Password, "Ada@Example.org"));
        Enum.GetValues<AttemptKind>().Select(kind => limits.SlotOf(kind, "ada@example.org")).Distinct().Should().HaveCountGreaterThan(1, "each kind is counted for itself");
    }

    [Theory]
    [InlineData("/account/sign-in")]
    [InlineData("/account/sign-in/code")]
    [InlineData("/account/reset/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("/setup/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task A_form_of_an_account_that_is_larger_than_it_can_be_is_refused_unread(string address)
    {
        var client = app.Browse(Network()).Client;
        var form = MediaTypeHeaderValue.Parse("application/x-www-form-urlencoded");

        // Its length is told before it is sent, and the answer comes before any of it.
        using var told = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent("email=" + new string('a', 12 * 1024 * 1024), form) };
        told.Headers.ExpectContinue = true;
        await RefusedAsync(client, told);

        using var untold = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent("email=" + new string('a', FormLimits.FormBytes), form) };
        untold.Headers.TransferEncodingChunked = true;
        await RefusedAsync(client, untold);
    }

    private static async Task RefusedAsync(HttpClient client, HttpRequestMessage request)
    {
        try
        {
            var answer = await client.SendAsync(request);

            // Of one value that is longer than any may be, and is not told before, that is what is said.
            answer.StatusCode.Should().BeOneOf(HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync()).Should().NotContain("aaaaaaaaaa");
        }
        catch (HttpRequestException e) when (e.InnerException is IOException)
        {
            // Answered and closed while this was still sending, which reads the answer afterwards: refused all the same.
        }
    }

    [Fact]
    public async Task What_is_longer_than_an_address_can_be_is_neither_looked_up_nor_sent_back()
    {
        var longer = new string('b', 300) + "@example.org";

        var browser = await TryAsync(Network(), longer, Wrong);

        browser.Answer.StatusCode.Should().Be(HttpStatusCode.OK);
        browser.Page.QuerySelector(".problems")!.TextContent.Should().Contain("not right");
        browser.Page.Source.Text.Should().NotContain("bbbbbbbbbb");
    }

    [Fact]
    public async Task Every_refusal_is_in_the_program_s_log_with_its_kind_and_without_what_was_typed()
    {
        var editor = app.Browse(Network());
        var member = await app.AddAsync("Refused One", MemberRole.Editor);
        await editor.SignInAsync(member.Email!);
        (await editor.GoAsync("/newsroom/people")).Answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        var stranger = app.Browse(Network());
        (await stranger.Client.PostAsync("/newsroom/tokens", Form([]))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await stranger.Client.PostAsync("/account/sign-in", Form(new() { ["email"] = "secret.name@example.org" }))).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        using var api = new HttpRequestMessage(HttpMethod.Post, "/api/figures");
        api.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "pt_secrettoken");
        (await stranger.Client.SendAsync(api)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        var network = Network();
        for (var i = 0; i <= DoorApp.ByName; i++)
        {
            await TryAsync(network, "secret.name@example.org", "secret password");
        }

        foreach (var kind in (RefusalKind[])[RefusalKind.Role, RefusalKind.Session, RefusalKind.Form, RefusalKind.Token, RefusalKind.SignIn, RefusalKind.TooMany])
        {
            app.Logged.Should().Contain(line => line.StartsWith($"Refusal: Refused ({kind} ", StringComparison.Ordinal), kind.ToString());
        }

        app.Logged.Should().Contain(line => line.Contains("Refused (Role ") && line.Contains($"GET /newsroom/people from 127.") && line.Contains($"member {member.Id}."));
        app.Logged.Should().Contain(line => line.Contains("Refused (TooMany Password): POST /account/sign-in"));
        app.Logged.Should().NotContain(line => line.Contains("secret", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task What_a_member_was_refused_stands_in_the_newsroom_s_log_and_does_not_fill_it()
    {
        var member = await app.AddAsync("Curious One", MemberRole.Editor);
        var browser = app.Browse(Network());
        await browser.SignInAsync(member.Email!);
        for (var i = 0; i < RefusalLog.MostOfOneMember + 3; i++)
        {
            await browser.Client.GetAsync("/newsroom/people");
        }

        var lines = await app.WithAsync<PledgeTrackerDbContext, List<LogEntry>>(context => context.Log.AsNoTracking().Where(l => l.MemberId == member.Id && l.Action == LogAction.AccessRefused).ToListAsync());
        lines.Should().HaveCount(RefusalLog.MostOfOneMember).And.OnlyContain(l => l.Details == "/newsroom/people" && l.Address!.StartsWith("127."));
    }

    [Fact]
    public async Task Network_addresses_in_the_newsroom_s_log_are_for_administrators()
    {
        var reviewer = app.Browse(Network());
        await reviewer.SignInAsync((await app.AddAsync("Log Reader", MemberRole.Reviewer)).Email!);
        var administrator = app.Browse(Network());
        await administrator.SignInAsync((await app.AddAsync("Log Keeper", MemberRole.Administrator)).Email!);

        foreach (var address in (string[])["/newsroom/log", "/newsroom/log?handler=Csv"])
        {
            (await reviewer.Client.GetStringAsync(address)).Should().Contain("Log Reader").And.NotContain("127.0.");
            (await administrator.Client.GetStringAsync(address)).Should().Contain("Log Reader").And.Contain("127.0.");
        }

        (await reviewer.Client.GetStringAsync("/newsroom/log?handler=Csv")).Should().NotContain("address");
    }

    [Fact]
    public async Task A_form_of_an_account_that_was_sent_without_a_session_is_not_sent_back()
    {
        var answer = await app.Browse(Network()).Client.PostAsync("/account/password", Form(new() { ["old"] = "my old password", ["password"] = "my new password" }));

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("You are signed out").And.NotContain("my old password").And.NotContain("my new password");
    }

    private static FormUrlEncodedContent Form(Dictionary<string, string> fields) => new(fields);

    private static int Network() => Interlocked.Increment(ref _networks);

    private async Task<FormBrowser> TryAsync(int network, string email, string password)
    {
        var browser = app.Browse(network);
        await browser.SignInAsync(email, password);
        return browser;
    }
}

/// <summary>The newsroom over Kestrel with limits that are soon reached, asked from many networks, and with its log kept.</summary>
public sealed class DoorApp : NewsroomApp
{
    public const int ByAddress = 8;

    public const int ByName = 3;

    private readonly KeptLog _log = new();

    public DoorApp() => UseKestrel(0);

    /// <summary>What the program wrote to its log: the event's name and the line.</summary>
    public IReadOnlyCollection<string> Logged => _log.Lines;

    protected override bool StarterData => false;

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>
    {
        ["RequireSecondFactor"] = "false",
        ["AttemptsByAddress"] = $"{ByAddress}",
        ["AttemptsByName"] = $"{ByName}",
    };

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.ConfigureServices(services => services.AddSingleton(LoggerFactory.Create(logging => logging.AddProvider(_log))));
    }

    /// <summary>A browser at 127.0.0.<paramref name="network"/>, with a store of cookies of its own.</summary>
    public FormBrowser Browse(int network)
    {
        StartServer();
        return new FormBrowser(new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectCallback = async (context, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
                socket.Bind(new IPEndPoint(new IPAddress([127, 0, (byte)(network >> 8), (byte)network]), 0));
                await socket.ConnectAsync(IPAddress.Loopback, context.DnsEndPoint.Port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        })
        { BaseAddress = ClientOptions.BaseAddress });
    }

    /// <summary>Keeps what the program writes of itself.</summary>
    private sealed class KeptLog : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                _lines.Enqueue($"{eventId.Name}: {formatter(state, exception)}");
            }
        }

        public void Dispose()
        {
        }
    }
}
