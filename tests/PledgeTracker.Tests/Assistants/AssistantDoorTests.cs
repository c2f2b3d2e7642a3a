using System.Net;
using System.Text;
using System.Text.Json;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Assistants;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Assistants;

/// <summary>The way to the tools: who may ask, how much, and what becomes of what is wrong, huge or hostile.</summary>
public sealed class AssistantDoorTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    private const string Initialize = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    [Theory]
    [InlineData("GET", "/mcp")]
    [InlineData("GET", "/mcp/")]
    [InlineData("GET", "/MCP")]
    [InlineData("HEAD", "/mcp")]
    [InlineData("DELETE", "/mcp")]
    [InlineData("DELETE", "/Mcp/")]
    [InlineData("PUT", "/mcp")]
    public async Task Only_questions_by_POST_are_answered_and_anything_else_is_told_so(string method, string address)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        var answer = await app.Visitor().SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.Allow.Should().BeEquivalentTo("POST", "OPTIONS");
        if (method != "HEAD")
        {
            answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
            (await answer.Content.ReadAsStringAsync()).Should().Contain("assistants");
        }
    }

    [Fact]
    public async Task A_person_who_opens_the_address_reads_what_it_is_for()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/mcp");
        request.Headers.Accept.ParseAdd("text/html");
        var answer = await app.Visitor().SendAsync(request);

        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        (await answer.Content.ReadAsStringAsync()).Should().Contain("<h1>This address is for assistants</h1>").And.Contain("href=\"/data/api#assistants\"");
    }

    [Fact]
    public async Task An_answer_has_the_headers_of_data_and_keeps_no_session()
    {
        var answer = await PostAsync(app, Initialize);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Be("default-src 'none'; frame-ancestors 'none'");
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        answer.Headers.Should().Contain(h => h.Key == "RateLimit").And.Contain(h => h.Key == "RateLimit-Policy");
        answer.Headers.Should().NotContain(h => h.Key == "Mcp-Session-Id").And.NotContain(h => h.Key == "Set-Cookie");
        answer.Headers.CacheControl!.NoStore.Should().BeTrue();
        (await answer.Content.ReadAsStringAsync()).Should().Contain("never more strongly", "the assistant is told how to repeat what it is answered");
    }

    [Theory]
    [InlineData(null, "https://evil.example", 403)]
    [InlineData(null, "null", 403)]
    [InlineData(null, "http://localhost:6274", 200)]
    [InlineData(null, "http://127.0.0.1:6274", 200)]
    [InlineData(null, null, 200)]
    [InlineData("https://pledges.example.org", "https://anywhere.example", 200)]
    [InlineData("https://pledges.example.org", "null", 403)]
    [InlineData("https://pledges.example.org", "https://anywhere.example/path", 403)]
    [InlineData("https://pledges.example.org", "file:///etc/passwd", 403)]
    [InlineData("https://pledges.example.org", "not an origin", 403)]
    public async Task A_page_may_ask_a_public_tracker_and_no_strange_page_asks_one_behind_a_firewall(string? address, string? origin, int status)
    {
        await using var other = new AddressApp(address);
        using var request = Assistant.Question(Initialize);
        request.Headers.TryAddWithoutValidation("Origin", origin);
        var answer = await other.Visitor().SendAsync(request);

        ((int)answer.StatusCode).Should().Be(status);
        answer.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("*");
    }

    [Theory]
    [InlineData("/mcp/")]
    [InlineData("/MCP")]
    [InlineData("/Mcp/")]
    public async Task However_the_address_is_spelt_no_strange_page_asks_no_question_is_too_long_and_every_answer_is_one_of_data(string address)
    {
        await using var closed = new AddressApp(null);
        using var strange = Assistant.Question(Initialize, address);
        strange.Headers.Add("Origin", "https://evil.example");
        using var own = Assistant.Question(Initialize, address);
        own.Headers.Add("Origin", "http://localhost:6274");
        var (refused, answered) = (await closed.Visitor().SendAsync(strange), await closed.Visitor().SendAsync(own));
        var tooLong = await PostAsync(app, Initialize.Replace("\"test\"", $"\"{new string('x', AssistantDoor.MostBytes)}\"", StringComparison.Ordinal), address);

        refused.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        answered.StatusCode.Should().Be(HttpStatusCode.OK);
        answered.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("*");
        answered.Headers.Should().Contain(h => h.Key == "RateLimit");
        tooLong.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        tooLong.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    [Theory]
    [InlineData("/mcp")]
    [InlineData("/MCP/")]
    public async Task A_browser_is_told_beforehand_what_it_may_send(string address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, address);
        request.Headers.Add("Origin", "http://localhost:6274");
        request.Headers.Add("Access-Control-Request-Method", "POST");
        var answer = await app.Visitor().SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        answer.Headers.GetValues("Access-Control-Allow-Methods").Should().Equal("POST");
        string.Join(',', answer.Headers.GetValues("Access-Control-Allow-Headers")).Should().Contain("Content-Type").And.Contain("Mcp-Protocol-Version");
        answer.Headers.Should().NotContain(h => h.Key == "Access-Control-Allow-Credentials");
    }

    [Fact]
    public async Task A_question_of_any_length_is_refused_before_it_is_read_whole()
    {
        var tooLong = Initialize.Replace("\"test\"", $"\"{new string('x', AssistantDoor.MostBytes)}\"", StringComparison.Ordinal);
        var told = await PostAsync(app, tooLong);
        using var untold = Assistant.Question(tooLong);
        untold.Content!.Headers.ContentLength = null;
        untold.Headers.TransferEncodingChunked = true;

        told.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await told.Content.ReadAsStringAsync()).Should().Contain("65536 bytes");
        (await app.Visitor().SendAsync(untold)).StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
        using var packed = Assistant.Question(Initialize);
        packed.Content!.Headers.ContentEncoding.Add("gzip");
        (await app.Visitor().SendAsync(packed)).StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("17")]
    [InlineData("{")]
    [InlineData("{\"jsonrpc\":\"2.0\"}")]
    [InlineData("{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"tools/list\"}")]
    public async Task What_is_no_question_is_refused_and_no_fault_of_the_program(string body)
    {
        ((int)(await PostAsync(app, body)).StatusCode).Should().BeInRange(400, 499);
    }

    [Fact]
    public async Task Many_questions_in_one_request_are_refused_so_that_the_limit_counts_each()
    {
        const string One = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_pledges","arguments":{"limit":25}}}""";
        var all = $"[{string.Join(',', Enumerable.Repeat(One, 200))}]";

        ((int)(await PostAsync(app, all)).StatusCode).Should().Be(400);
    }

    [Fact]
    public async Task An_assistant_that_asks_without_a_pause_is_told_to_wait()
    {
        await using var other = new FewRequestsApp();
        var answers = new List<HttpResponseMessage>();
        foreach (var address in (string[])["/mcp", "/mcp/", "/MCP", "/Mcp/", "/mcp", "/mcp", "/mcp/", "/MCP"])
        {
            answers.Add(await PostAsync(other, Initialize, address));
        }

        answers.Take(5).Should().OnlyContain(a => a.StatusCode == HttpStatusCode.OK);
        answers.Skip(5).Should().OnlyContain(a => a.StatusCode == HttpStatusCode.TooManyRequests && a.Headers.RetryAfter!.Delta == TimeSpan.FromMinutes(1));
        JsonDocument.Parse(await answers[^1].Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString().Should().Be("This address made 5 requests for data within a minute. Wait a minute. Complete files are at /data.");
    }

    [Fact]
    public async Task Every_tool_only_reads_says_what_it_takes_and_what_it_answers()
    {
        await using var assistant = await Assistant.ConnectAsync(app);

        assistant.Tools.Select(t => t.Name).Should().BeEquivalentTo(
            "search", "list_pledges", "read_pledge", "compare_pledges", "list_claims", "read_claimant", "read_list", "list_entries", "read_check", "changes_since");
        foreach (var tool in assistant.Tools.Select(t => t.ProtocolTool))
        {
            (tool.Annotations!.ReadOnlyHint, tool.Annotations.DestructiveHint, tool.Annotations.IdempotentHint, tool.Annotations.OpenWorldHint).Should().Be((true, false, true, false), tool.Name);
            tool.Description.Should().EndWith(".");
            tool.InputSchema.GetProperty("additionalProperties").GetBoolean().Should().BeFalse();
            tool.InputSchema.GetProperty("properties").EnumerateObject().Should().OnlyContain(p => p.Value.GetProperty("description").GetString()!.EndsWith('.'), tool.Name);
            tool.OutputSchema!.Value.GetProperty("type").GetString().Should().Be("object");
        }

        var taken = assistant.Tools.Single(t => t.Name == "list_pledges").ProtocolTool.InputSchema.GetProperty("properties").EnumerateObject().Select(p => p.Name);
        taken.Should().BeEquivalentTo([.. PledgeTracker.Web.Reading.PledgeFilter.Keys.Where(k => k != "page"), "limit"], "the filters are those of the page");
    }

    [Fact]
    public async Task Twenty_assistants_at_once_are_all_answered_the_same()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ =>
        {
            await using var assistant = await Assistant.ConnectAsync(app);
            return (await assistant.AskAsync("read_pledge", new { pledge = "foxconn-wisconsin-13000-2017" })).Text;
        }));

        answers.Distinct().Should().ContainSingle();
    }

    [Fact]
    public async Task A_draft_is_never_told()
    {
        await using var other = new NewsroomApp();
        var document = await other.Visitor().GetStringAsync("/pledges/alibaba-million-us-jobs-2017/document.json");
        var member = await other.AddAsync("Wri Ter", MemberRole.Editor);
        var (token, _) = await other.WithAsync<ApiTokens, (string?, string?)>(t => t.MakeAsync(member.Id, "a script", ApiTokens.LivesByDefault, true, true, new LogActor(member.Id, member.Name, null)));
        foreach (var (body, match) in new[] { ("{\"title\": \"Zanzibarium promises moons\", \"company\": \"alibaba\", \"summary\": \"Zanzibarium\"}", (string?)null), (document.Replace("One million", "Zanzibarium million", StringComparison.Ordinal), "\"1\"") })
        {
            using var draft = new HttpRequestMessage(HttpMethod.Post, "/api/drafts") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            draft.Headers.Add("Authorization", "Bearer " + token);
            draft.Headers.TryAddWithoutValidation("If-Match", match);
            (await other.Visitor().SendAsync(draft)).IsSuccessStatusCode.Should().BeTrue();
        }

        await using var assistant = await Assistant.ConnectAsync(other);
        (await assistant.AskAsync("search", new { query = "Zanzibarium" })).Values.GetProperty("total").GetInt32().Should().Be(0);
        (await assistant.AskAsync("list_pledges", new { company = "alibaba" })).Text.Should().NotContain("Zanzibarium");
        (await assistant.AskAsync("read_pledge", new { pledge = "alibaba-million-us-jobs-2017" })).Text.Should().NotContain("Zanzibarium");
        (await assistant.RefusedAsync("read_pledge", new { pledge = "alibaba-million-us-jobs-2017", revision = 2 })).Should().Be("Revision 2 of this pledge was never published.");
        (await assistant.AskAsync("changes_since", new { since = "2000-01-01" })).Text.Should().NotContain("Zanzibarium");
    }

    [Fact]
    public async Task Under_a_path_of_its_host_every_address_in_an_answer_has_the_path()
    {
        await using var other = new AddressApp("https://news.example/jobs/tracker");
        await using var assistant = await Assistant.ConnectAsync(other, "http://localhost/jobs/tracker/mcp");
        var (text, values) = await assistant.AskAsync("read_pledge", new { pledge = "https://news.example/jobs/tracker/pledges/alibaba-million-us-jobs-2017?revision=1" });

        values.GetProperty("pledge").GetProperty("cite").GetString().Should().Be("https://news.example/jobs/tracker/pledges/alibaba-million-us-jobs-2017?revision=1");
        text.Should().NotContain("localhost");
        (await assistant.Client.ReadResourceAsync("pledgetracker://glossary")).Contents.OfType<ModelContextProtocol.Protocol.TextResourceContents>().Single().Text.Should().Contain("https://news.example/jobs/tracker/method#verdict-kept");
    }

    private static async Task<HttpResponseMessage> PostAsync(TrackerApp app, string body, string address = "/mcp")
    {
        using var request = Assistant.Question(body, address);
        return await app.Visitor().SendAsync(request);
    }

    private sealed class AddressApp(string? address) : TrackerApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => address is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["PublicAddress"] = address };
    }

    private sealed class FewRequestsApp : TrackerApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["DataRequestsByAddress"] = "5" };
    }
}
