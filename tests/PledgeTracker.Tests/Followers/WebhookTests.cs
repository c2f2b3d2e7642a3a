using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Followers;

namespace PledgeTracker.Tests.Followers;

/// <summary>Other programs that are called when something is published.</summary>
public sealed class WebhookTests
{
    /// <summary>A receiver on the loopback that answers as it is told.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private Receiver(WebApplication app) => _app = app;

        public ConcurrentQueue<(IHeaderDictionary Headers, string Body)> Got { get; } = new();

        public Func<HttpContext, Task> Answer { get; set; } = context => context.Response.WriteAsync("thank you");

        public string Address => _app.Urls.Single() + "/hook/with-a-secret";

        public static async Task<Receiver> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Logging.ClearProviders();
            var receiver = new Receiver(builder.Build());
            receiver._app.Run(async context =>
            {
                using var reader = new StreamReader(context.Request.Body);
                receiver.Got.Enqueue((new HeaderDictionary(context.Request.Headers.ToDictionary()), await reader.ReadToEndAsync()));
                await receiver.Answer(context);
            });
            await receiver._app.StartAsync();
            return receiver;
        }

        public async ValueTask DisposeAsync() => await _app.DisposeAsync();
    }

    [Theory]
    [OnSqlite, OnPostgres]
    public async Task A_publication_is_told_once_signed_in_the_pages_words_and_tried_again_until_it_is_taken(string kind)
    {
        await using var site = await FollowerApp.StartAsync(kind);
        await using var receiver = await Receiver.StartAsync();
        var secret = await AddAsync(site, receiver.Address, WebhookFormat.Json, "");
        await AddAsync(site, receiver.Address, WebhookFormat.Json, "?company=apple");
        receiver.Answer = context => { context.Response.StatusCode = 503; return Task.CompletedTask; };
        await site.CorrectAsync(FollowerApp.Alibaba, "We had the wrong title.");
        (await site.RoundAsync(TimeSpan.FromSeconds(5))).Should().Be(0);
        receiver.Answer = context => context.Response.WriteAsync("thank you");
        (await site.RoundAsync(TimeSpan.FromMinutes(2))).Should().Be(1);
        (await site.RoundAsync(TimeSpan.FromHours(1))).Should().Be(0);

        receiver.Got.Should().HaveCount(2, "the other one is told of another company");
        receiver.Got.Select(g => g.Headers["webhook-id"].ToString()).Distinct().Should().ContainSingle();
        var (headers, body) = receiver.Got.Last();
        WebhookClient.SignatureOf(secret, headers["webhook-id"]!, headers["webhook-timestamp"]!, body).Should().Be(headers["webhook-signature"]);
        var data = JsonDocument.Parse(body).RootElement.GetProperty("data");
        data.GetProperty("kind").GetString().Should().Be("correction");
        data.GetProperty("note").GetString().Should().Be("We had the wrong title.");
        data.GetProperty("changes")[0].GetProperty("after").GetString().Should().EndWith("!");
        data.GetProperty("paragraph").GetString().Should().StartWith("Alibaba promised to create 1,000,000 jobs");
        data.GetProperty("cite_url").GetString().Should().EndWith("?revision=2");
        data.GetProperty("sources").GetArrayLength().Should().BeGreaterThan(0);
    }

    [Fact]
    public async Task A_receiver_that_is_slow_redirects_or_answers_with_ten_megabytes_holds_up_nothing()
    {
        await using var site = await FollowerApp.StartAsync("SQLite");
        await using var receiver = await Receiver.StartAsync();
        await AddAsync(site, receiver.Address, WebhookFormat.Json, "");

        receiver.Answer = async context =>
        {
            var megabyte = new byte[1024 * 1024];
            for (var i = 0; i < 10; i++)
            {
                await context.Response.Body.WriteAsync(megabyte);
            }
        };
        (await TestAsync()).Should().Match<Delivery>(d => d.IsTaken && d.Answer!.Length <= Delivery.AnswerMaxLength);

        receiver.Answer = context =>
        {
            (context.Response.StatusCode, context.Response.Headers.Location) = (302, "http://169.254.169.254/latest/meta-data");
            return Task.CompletedTask;
        };
        (await TestAsync()).Should().Match<Delivery>(d => !d.IsTaken && d.DueAt == null && d.Answer!.Contains("It redirects"));

        receiver.Answer = context => Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted);
        (await TestAsync()).Answer.Should().Be("It did not answer within ten seconds.");

        receiver.Answer = context => { context.Response.StatusCode = 410; return context.Response.WriteAsync("no more"); };
        (await TestAsync()).Answer.Should().Be("410 no more");
        await site.App.WithDatabaseAsync(async context => (await context.Webhooks.SingleAsync()).PausedBecause.Should().Be("410 no more"));

        async Task<Delivery> TestAsync()
        {
            await site.App.WithAsync<WebhookDesk, int>(async desk => { await desk.TestAsync(1); return 0; });
            await site.RoundAsync();
            Delivery last = null!;
            await site.App.WithDatabaseAsync(async context => last = await context.Deliveries.OrderByDescending(d => d.Id).FirstAsync());
            return last;
        }
    }

    [Theory]
    [InlineData("https://127.0.0.1/hook")]
    [InlineData("https://[::1]/hook")]
    [InlineData("https://10.1.2.3/hook")]
    [InlineData("https://localhost/hook")]
    [InlineData("http://chat.example.org/hook")]
    [InlineData("https://user:secret@chat.example.org/hook")]
    [InlineData("chat.example.org/hook")]
    [InlineData("")]
    [InlineData(null)]
    public void Only_https_addresses_in_the_open_network_are_taken(string? address) => WebhookDesk.ProblemOf(address).Should().NotBeNull();

    [Fact]
    public async Task A_name_that_leads_into_the_own_network_is_not_called()
    {
        using var client = new WebhookClient();
        var (outcome, answer) = await client.CallAsync(new FollowerSeal.Opened("https://localhost:9/hook/secret", WebhookClient.NewSecret()), WebhookFormat.Json, Guid.NewGuid(), null, TrackerApp.Now.UtcDateTime, default);
        outcome.Should().Be(CallOutcome.Never);
        answer.Should().Be("Its host is not in the open network.");
    }

    [Fact]
    public async Task An_administrator_adds_tests_pauses_and_removes_one_and_sees_the_last_answers_but_never_the_address()
    {
        await using var site = await FollowerApp.StartAsync("SQLite", "http://pledges.example.org");
        await using var receiver = await Receiver.StartAsync();
        var administrator = await site.App.SignedInAsync(MemberRole.Administrator);
        await administrator.GoAsync("/newsroom/webhooks");
        await administrator.SendAsync(new Dictionary<string, string> { ["name"] = "Data desk", ["address"] = "http://chat.example.org", ["query"] = "/pledges?verdict=nonsense" }, "add");
        administrator.Page.QuerySelector("#address-problem")!.TextContent.Should().Contain("begins with https://");
        administrator.Page.QuerySelector("#query-problem").Should().NotBeNull();
        await administrator.SendAsync(new Dictionary<string, string> { ["name"] = "Data desk", ["address"] = "https://chat.example.org/hooks/very-secret", ["format"] = "mattermost", ["query"] = "https://pledges.example.org/pledges?company=alibaba&sort=newest" }, "add");
        administrator.Page.QuerySelector(".hash")!.TextContent.Should().StartWith("whsec_");
        administrator.Page.QuerySelector(".webhook")!.TextContent.Should().Contain("Mattermost at chat.example.org").And.NotContain("very-secret");
        administrator.Page.QuerySelector(".webhook a[href='/pledges?company=alibaba']").Should().NotBeNull();
        await administrator.SendAsync(new Dictionary<string, string>(), "pause");
        administrator.Page.QuerySelector(".webhook")!.TextContent.Should().Contain("Paused");
        await administrator.SendAsync(new Dictionary<string, string>(), "resume");
        await administrator.SendAsync(new Dictionary<string, string>(), "remove");
        administrator.Page.QuerySelector(".webhook").Should().BeNull();

        await AddAsync(site, receiver.Address, WebhookFormat.Slack, "");
        await administrator.GoAsync("/newsroom/webhooks");
        await administrator.SendAsync(new Dictionary<string, string>(), "test");
        await site.RoundAsync();
        await administrator.GoAsync("/newsroom/webhooks");
        administrator.Page.QuerySelector(".webhook table")!.TextContent.Should().Contain("a test").And.Contain("taken").And.Contain("200 thank you");
        await administrator.GoAsync("/newsroom/log");
        administrator.Page.QuerySelector("main")!.TextContent.Should().Contain("Data desk, chat.example.org").And.NotContain("very-secret");
    }

    [NpmFact("standardwebhooks")]
    public async Task The_signature_is_taken_by_the_library_of_Standard_Webhooks_and_a_changed_body_is_not()
    {
        var secret = WebhookClient.NewSecret();
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        var body = WebhookBody.Of(WebhookFormat.Json, Long, TrackerApp.Now.UtcDateTime);
        var signature = WebhookClient.SignatureOf(secret, "msg_1", time, body);
        var script = """
            const { Webhook } = require('standardwebhooks');
            const { secret, time, body, signature } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
            const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': time, 'webhook-signature': signature };
            console.log(new Webhook(secret).verify(body, headers).data.kind);
            try { new Webhook(secret).verify(body + ' ', headers); console.log('taken'); } catch (e) { console.log('refused'); }
            """;
        var (code, output) = await NpmProgram.NodeAsync(script, JsonSerializer.Serialize(new { secret, time, body, signature }));
        output.Trim().Should().Be("correction\nrefused");
        code.Should().Be(0);
    }

    [NpmFact("adaptivecards")]
    public async Task The_card_for_Teams_is_read_without_a_complaint_by_Microsofts_own_library()
    {
        foreach (var story in (Story?[])[null, Long])
        {
            var body = WebhookBody.Of(WebhookFormat.Teams, story, TrackerApp.Now.UtcDateTime);
            var script = """
                const { AdaptiveCard, SerializationContext, Versions } = require('adaptivecards/dist/adaptivecards.js');
                const message = JSON.parse(require('fs').readFileSync(0, 'utf8'));
                const card = new AdaptiveCard(), context = new SerializationContext(Versions.v1_4);
                card.parse(message.attachments[0].content, context);
                const found = card.validateProperties();
                console.log(message.type, message.attachments[0].contentType, context.eventCount, found.validationEvents.length, card.getItemCount());
                """;
            var (_, output) = await NpmProgram.NodeAsync(script, body);
            output.Trim().Should().Be($"message application/vnd.microsoft.card.adaptive 0 0 {(story is null ? 1 : 15)}");
            System.Text.Encoding.UTF8.GetByteCount(body).Should().BeLessThan(28 * 1024, "Teams takes 28 KB");
        }
    }

    [Fact]
    public void A_text_for_Slack_keeps_its_limits_and_nothing_in_it_is_markup_or_calls_a_room()
    {
        var root = JsonDocument.Parse(WebhookBody.Of(WebhookFormat.Slack, Long with { Title = "<!channel> A&B <https://evil.example.org|click>" }, TrackerApp.Now.UtcDateTime)).RootElement;
        root.GetProperty("blocks").GetArrayLength().Should().BeLessThanOrEqualTo(50);
        foreach (var block in root.GetProperty("blocks").EnumerateArray())
        {
            var text = block.GetProperty("text").GetProperty("text").GetString()!;
            text.Length.Should().BeLessThanOrEqualTo(3000);
            text.Should().NotContain("<!").And.NotMatchRegex("&(?!amp;|lt;|gt;)");
        }

        root.GetProperty("blocks")[0].GetProperty("text").GetProperty("text").GetString().Should()
            .Be("*Correction*: <https://pledges.example.org/pledges/x|&lt;!channel&gt; A&amp;B &lt;https://evil.example.org¦click&gt;>");
        root.GetProperty("text").GetString().Should().NotContain("<");
    }

    [Fact]
    public void A_text_for_Mattermost_keeps_its_limit_and_calls_nobody()
    {
        var text = JsonDocument.Parse(WebhookBody.Of(WebhookFormat.Mattermost, Long with { Title = "@channel [x](y) *" }, TrackerApp.Now.UtcDateTime)).RootElement.GetProperty("text").GetString()!;
        text.Length.Should().BeLessThanOrEqualTo(16_383);
        text.Should().StartWith("**Correction**: [@\u200bchannel \\[x\\](y) \\*](https://pledges.example.org/pledges/x)").And.NotContain("@channel");
    }

    private static Story Long => new()
    {
        NewsId = 1,
        Kind = PublicationKind.Correction,
        Label = "Correction",
        Title = "Alibaba: One million",
        At = TrackerApp.Now.UtcDateTime,
        Day = "Published on 29 November 2026.",
        Note = new string('&', 5000),
        Changes = [.. Enumerable.Range(0, 8).Select(i => new StoryChange($"Figure {i}", "1 <b>", "2 & 3"))],
        MoreChanges = 3,
        Paragraph = new string('x', 20_000),
        CompanySide = "Asked on 1 May 2026: no answer.",
        Address = "https://pledges.example.org/pledges/x",
        CiteAddress = "https://pledges.example.org/pledges/x?revision=2",
    };

    private static Task<string> AddAsync(FollowerApp site, string address, WebhookFormat format, string query) => site.App.WithAsync<WebhookDesk, string>(async desk =>
    {
        var (secret, problem) = await desk.AddAsync("Desk", address, format, query, LogActor.CommandLine);
        problem.Should().BeNull();
        return secret!;
    });
}
