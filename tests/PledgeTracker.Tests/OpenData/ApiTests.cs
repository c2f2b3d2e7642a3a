using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using NJsonSchema;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.OpenData;

/// <summary>The description of the API, and the drafts and figures that programs send with a token.</summary>
public sealed class ApiTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    private static readonly Dictionary<string, object?> Nothing = [];

    private static readonly Dictionary<string, object?> Figure = new()
    {
        ["pledge"] = "alibaba-million-us-jobs-2017",
        ["target"] = "jobs",
        ["quantity"] = "more than 12,000",
        ["span"] = "total",
        ["as_of"] = "2018-06",
        ["basis"] = "media-count",
        ["reported_by"] = "A newspaper",
        ["counting"] = "context",
        ["reason"] = "It counts something else.",
        ["source_url"] = "https://example.org/count",
        ["source_title"] = "A count",
        ["source_publisher"] = "The Gazette",
        ["source_kind"] = "news-report",
        ["source_role"] = "proof",
    };

    [Fact]
    public async Task The_description_is_OpenAPI_3_1_without_an_error_and_names_every_address_that_answers_with_data()
    {
        var text = await app.Visitor().GetStringAsync("/openapi/v1.json");
        var result = OpenApiDocument.Parse(text, "json", new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetDefaultRuleSet() });

        result.Diagnostic!.SpecificationVersion.Should().Be(OpenApiSpecVersion.OpenApi3_1);
        result.Diagnostic.Errors.Should().BeEmpty();
        result.Diagnostic.Warnings.Should().BeEmpty();
        JsonDocument.Parse(text).RootElement.GetProperty("openapi").GetString().Should().StartWith("3.1");
        var operations = result.Document!.Paths.SelectMany(p => p.Value.Operations!.Select(o => (p.Key, o.Key.Method, o.Value))).ToList();
        operations.Select(o => o.Value.OperationId).Should().OnlyHaveUniqueItems().And.NotContainNulls();
        operations.Should().OnlyContain(o => o.Value.Responses!.Any(r => r.Key.StartsWith('4')), "every operation says how it refuses");
        var described = operations.Select(o => o.Key).ToHashSet();
        var answering = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/').Replace(":name", "", StringComparison.Ordinal))
            .Where(p => p.StartsWith("/api/", StringComparison.Ordinal) || ((string[])[".json", ".csv", ".xlsx", ".parquet", ".jsonl", ".atom", ".ics", ".png", ".svg", ".bib", ".ris"]).Any(e => p.EndsWith(e, StringComparison.Ordinal)))
            .Where(p => p is not ("/card.png" or "/healthz/ready.json" or "/openapi/{documentName}.json") && !p.Contains("scalar", StringComparison.Ordinal) && !p.Contains("icon", StringComparison.Ordinal))
            .ToList();
        answering.Should().HaveCountGreaterThan(80).And.BeSubsetOf(described);
    }

    [Theory]
    [InlineData("/pledges.json", "/pledges.json?limit=124")]
    [InlineData("/data/figures.json", "/data/figures.json?limit=all")]
    [InlineData("/data/sources.json", "/data/sources.json?limit=all")]
    [InlineData("/data/targets.json", "/data/targets.json?limit=all")]
    [InlineData("/companies.json", "/companies.json?limit=all")]
    [InlineData("/changes.json", "/changes.json")]
    [InlineData("/companies/{slug}.json", "/companies/alibaba.json")]
    [InlineData("/pledges/{slug}.json", "/pledges/foxconn-wisconsin-13000-2017.json")]
    public async Task What_is_answered_is_what_is_described(string path, string address)
    {
        var description = JsonDocument.Parse(await app.Visitor().GetStringAsync("/openapi/v1.json")).RootElement;
        var answered = description.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").GetProperty("schema");

        // The schemas of 3.1 are JSON Schema; their references are taken along as definitions, and nothing more may come.
        var whole = new Dictionary<string, object?> { ["definitions"] = description.GetProperty("components").GetProperty("schemas") };
        foreach (var property in answered.EnumerateObject())
        {
            whole[property.Name] = property.Value;
        }

        whole["additionalProperties"] = false;
        var schema = await JsonSchema.FromJsonAsync(JsonSerializer.Serialize(whole).Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal));

        schema.Validate(await app.Visitor().GetStringAsync(address)).Should().BeEmpty();
    }

    [Fact]
    public async Task The_reference_for_people_lists_the_same_addresses_and_the_explorer_is_served_from_here()
    {
        var (_, page) = await app.GetAsync("/data/api");
        var paths = JsonDocument.Parse(await app.Visitor().GetStringAsync("/openapi/v1.json")).RootElement.GetProperty("paths").EnumerateObject().Select(p => p.Name);

        page.QuerySelectorAll("tbody th code").Select(c => c.TextContent.Split(' ')[1]).Distinct().Should().BeEquivalentTo(paths, "an address that is read and written stands twice");
        (await app.Visitor().GetAsync("/data/api/explorer")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.Visitor().GetAsync("/data/api/scalar/scalar.js")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await app.Visitor().GetAsync("/data/api/scalar")).StatusCode.Should().Be(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task A_token_is_made_in_the_newsroom_shown_once_kept_as_a_hash_and_revoked()
    {
        var browser = await app.SignedInAsync(MemberRole.Editor);
        await (await browser.GoAsync("/newsroom/tokens")).SendAsync(new Dictionary<string, string> { ["name"] = "quarterly filings", ["figures"] = "true" }, "make");
        var token = browser.Page.QuerySelector(".notice code")!.TextContent;

        token.Should().MatchRegex("^pt_[A-Za-z0-9_-]{43}$");
        await app.WithDatabaseAsync(async context => (await context.ApiTokens.AsNoTracking().ToListAsync()).Should().OnlyContain(t => t.Hash.Length == 64 && t.Hash != token && !token.EndsWith(t.Hint)));
        (await browser.GoAsync("/newsroom/tokens")).Page.Body!.TextContent.Should().NotContain(token).And.Contain("quarterly filings");
        (await PostAsync(token, "/api/figures", Figure)).StatusCode.Should().Be(HttpStatusCode.Created);

        await browser.SendAsync(new Dictionary<string, string>(), "revoke", "table form");
        (await PostAsync(token, "/api/figures", Figure)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await app.WithAsync<PledgeTrackerDbContext, List<LogAction>>(c => c.Log.Select(l => l.Action).ToListAsync())).Should().Contain([LogAction.TokenMade, LogAction.TokenRevoked]);
    }

    [Fact]
    public async Task One_member_neither_sees_nor_revokes_another_s_token_and_an_administrator_does_both()
    {
        var (_, member) = await TokenAsync();
        var other = await app.SignedInAsync(MemberRole.Reviewer);
        var id = await app.WithAsync<PledgeTrackerDbContext, int>(c => c.ApiTokens.Where(t => t.MemberId == member.Id).Select(t => t.Id).SingleAsync());
        (await other.GoAsync("/newsroom/tokens")).Page.Body!.TextContent.Should().NotContain(member.Name);
        var form = FormBrowser.FieldsOf(other.Page.QuerySelector("main form[method=post]")!);
        await other.Client.PostAsync("/newsroom/tokens", new FormUrlEncodedContent(new Dictionary<string, string>(form) { ["act"] = "revoke", ["id"] = id.ToString(System.Globalization.CultureInfo.InvariantCulture) }));

        (await RevokedAsync()).Should().BeFalse();
        var administrator = await app.SignedInAsync(MemberRole.Administrator);
        (await administrator.GoAsync("/newsroom/tokens")).Page.Body!.TextContent.Should().Contain(member.Name);
        form = FormBrowser.FieldsOf(administrator.Page.QuerySelector("main form[method=post]")!);
        await administrator.Client.PostAsync("/newsroom/tokens", new FormUrlEncodedContent(new Dictionary<string, string>(form) { ["act"] = "revoke", ["id"] = id.ToString(System.Globalization.CultureInfo.InvariantCulture) }));
        (await RevokedAsync()).Should().BeTrue();

        Task<bool> RevokedAsync() => app.WithAsync<PledgeTrackerDbContext, bool>(c => c.ApiTokens.AnyAsync(t => t.Id == id && t.RevokedAt != null));
    }

    [Theory]
    [InlineData(null, 90)]
    [InlineData("7", 7)]
    [InlineData("365", 365)]
    [InlineData("100000", 90)]
    public async Task A_token_is_made_after_a_fresh_proof_of_who_one_is_and_lives_as_long_as_was_chosen(string? chosen, int days)
    {
        var browser = await app.SignedInAsync(MemberRole.Editor);
        app.Clock.Advance(TimeSpan.FromMinutes(11));
        var name = "lives " + Guid.NewGuid().ToString("N")[..8];
        var fields = new Dictionary<string, string> { ["name"] = name };
        if (chosen is not null)
        {
            fields["days"] = chosen;
        }

        await (await browser.GoAsync("/newsroom/tokens")).SendAsync(fields, "make");
        browser.At.Should().Be("/account/confirm?return=%2Fnewsroom%2Ftokens");
        await browser.SendAsync(new Dictionary<string, string> { ["password"] = NewsroomApp.Password });
        await browser.SendAsync(fields, "make");

        browser.Page.QuerySelector(".notice code")!.TextContent.Should().StartWith("pt_");
        var token = await app.WithAsync<PledgeTrackerDbContext, ApiToken>(c => c.ApiTokens.SingleAsync(t => t.Name == name));
        (token.ExpiresAt - token.CreatedAt).Should().Be(TimeSpan.FromDays(days));
    }

    [Theory]
    [InlineData("sessions")]
    [InlineData("disable")]
    [InlineData("factor")]
    [InlineData("reset")]
    public async Task A_token_ends_with_its_owner_s_emergencies_and_does_not_come_back(string emergency)
    {
        var (token, member) = await TokenAsync();
        (await PostAsync(token, "/api/figures", Nothing)).StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity, "the token holds, and no pledge is named");

        await app.WithAsync<Members, IEnumerable<object>?>(async members => emergency switch
        {
            "sessions" => await members.EndSessionsAsync(member.Id, LogActor.CommandLine),
            "disable" => await members.DisableAsync(member.Id, LogActor.CommandLine),
            "factor" => await members.ResetSecondFactorAsync(member.Id, LogActor.CommandLine),
            _ => await members.ResetPasswordAsync((await members.ResetLinkAsync(member.Id, LogActor.CommandLine))!, "quite other umbrellas", null),
        });

        (await PostAsync(token, "/api/figures", Nothing)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        await app.WithAsync<Members, IReadOnlyList<string>>(members => members.EnableAsync(member.Id, LogActor.CommandLine));
        (await PostAsync(token, "/api/figures", Nothing)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await app.WithAsync<PledgeTrackerDbContext, List<LogEntry>>(c => c.Log.Where(l => l.MemberId == member.Id && l.Action == LogAction.TokenRefused).ToListAsync()))
            .Should().HaveCount(2).And.OnlyContain(l => l.Details == "/api/figures" && l.Who == $"{member.Name} (token a script)");
    }

    [Fact]
    public async Task A_token_shows_the_hour_it_was_last_used_in_and_is_written_once_for_it()
    {
        var (token, member) = await TokenAsync();
        (await UsedAsync()).Should().BeNull();
        await PostAsync(token, "/api/figures", Nothing);
        var first = (await UsedAsync())!.Value;
        (first.Minute, first.Second).Should().Be((0, 0));

        app.Clock.Advance(TimeSpan.FromHours(2));
        await PostAsync(token, "/api/figures", Nothing);
        (await UsedAsync()).Should().BeCloseTo(app.Clock.GetUtcNow().UtcDateTime, TimeSpan.FromHours(1)).And.NotBe(first);

        Task<DateTime?> UsedAsync() => app.WithAsync<PledgeTrackerDbContext, DateTime?>(c => c.ApiTokens.Where(t => t.MemberId == member.Id).Select(t => t.LastUsedAt).SingleAsync());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer pt_nothing")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer ")]
    public async Task Without_a_token_that_holds_nothing_is_written(string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/figures") { Content = JsonContent.Create(Figure) };
        request.Headers.TryAddWithoutValidation("Authorization", authorization);
        var answer = await app.Visitor().SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        answer.Headers.WwwAuthenticate.ToString().Should().StartWith("Bearer");
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    [Fact]
    public async Task A_session_is_no_token_a_token_is_no_session_and_neither_does_more_than_it_was_made_for()
    {
        var (token, member) = await TokenAsync(figures: true, drafts: false);
        var browser = await app.SignedInAsync(MemberRole.Reviewer);

        (await browser.Client.PostAsJsonAsync("/api/figures", Figure)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await PostAsync(token, "/api/drafts", new { title = "A pledge" })).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        using var page = new HttpRequestMessage(HttpMethod.Get, "/newsroom");
        page.Headers.Add("Authorization", "Bearer " + token);
        (await app.Visitor().SendAsync(page)).StatusCode.Should().Be(HttpStatusCode.Redirect);
        await app.WithAsync<Members, IReadOnlyList<string>>(m => m.DisableAsync(member.Id, LogActor.CommandLine));
        (await PostAsync(token, "/api/figures", Figure)).StatusCode.Should().Be(HttpStatusCode.Unauthorized, "the member's account is closed");
    }

    [Fact]
    public async Task A_draft_that_is_larger_than_one_may_be_is_refused_with_the_bound_and_nothing_is_kept()
    {
        var (token, _) = await TokenAsync();
        var before = await CountAsync();

        var answer = await PostAsync(token, "/api/drafts", new { title = "A pledge", targets = Enumerable.Range(0, 50_000).Select(_ => new { }).ToArray(), notes = new[] { new { text = new string('x', 20_001) } } });

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        var text = await answer.Content.ReadAsStringAsync();
        text.Length.Should().BeLessThan(2_000);
        var errors = JsonDocument.Parse(text).RootElement.GetProperty("errors").EnumerateArray().Select(e => (e.GetProperty("pointer").GetString(), e.GetProperty("detail").GetString())).ToList();
        errors.Select(e => e.Item1).Should().Equal("/targets", "/notes/0/text");
        errors[0].Item2.Should().Contain("at most 100 here, and this one has 50,000");
        errors[1].Item2.Should().Contain("20,000 characters. It has 20,001");
        (await CountAsync()).Should().Be(before);
    }

    [Fact]
    public async Task A_request_that_comes_packed_is_not_unpacked()
    {
        var (token, _) = await TokenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/drafts") { Content = new ByteArrayContent([0x1F, 0x8B, 8, 0]) { Headers = { ContentType = new("application/json"), ContentEncoding = { "gzip" } } } };
        request.Headers.Add("Authorization", "Bearer " + token);

        var answer = await app.Visitor().SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.UnsupportedMediaType);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("Content-Encoding");
    }

    [Fact]
    public async Task A_token_ends_by_itself_after_its_ninety_days()
    {
        await using var other = new NewsroomApp();
        var (token, _) = await TokenAsync(other: other);
        other.Clock.Advance(TimeSpan.FromDays(ApiTokens.LivesByDefault - 1));
        (await PostAsync(token, "/api/figures", Figure, other: other)).StatusCode.Should().Be(HttpStatusCode.Created);
        other.Clock.Advance(TimeSpan.FromDays(2));

        (await PostAsync(token, "/api/figures", Figure, other: other)).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_figure_becomes_a_draft_that_waits_for_review_and_the_log_says_who()
    {
        await using var other = new NewsroomApp();
        var (token, member) = await TokenAsync(other: other);

        var answer = await PostAsync(token, "/api/figures", Figure, other: other);
        var written = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("figures")[0];

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        written.GetProperty("outcome").GetString().Should().Be("new");
        written.GetProperty("edit_url").GetString().Should().StartWith("http://localhost/newsroom/pledges/");
        (await other.Visitor().GetStringAsync("/pledges/alibaba-million-us-jobs-2017.csv")).Should().NotContain("12,000", "nothing is public before its review");
        await other.WithDatabaseAsync(async context =>
        {
            var revision = await context.Revisions.AsNoTracking().OrderByDescending(r => r.Id).FirstAsync();
            revision.Author.Should().Contain(member.Name).And.Contain("token");
            revision.MemberId.Should().Be(member.Id);
            DraftJson.Read(revision.Document).Figures.Should().Contain(f => f.Quantity == "more than 12,000" && f.Sources.Count == 1);
            (await context.Log.AsNoTracking().OrderByDescending(l => l.Id).FirstAsync()).MemberId.Should().Be(member.Id);
        });
        var again = await PostAsync(token, "/api/figures", Figure, other: other);
        again.StatusCode.Should().Be(HttpStatusCode.OK);
        (await again.Content.ReadAsStringAsync()).Should().Contain("\"same\"");
    }

    [Fact]
    public async Task What_programs_write_is_read_and_what_can_mean_several_things_is_told_with_what_it_can_be()
    {
        await using var other = new NewsroomApp();
        var (token, _) = await TokenAsync(other: other);

        var taken = await PostAsync(token, "/api/figures", new Dictionary<string, object?>(Figure) { ["quantity"] = 1234.5m * 2, ["as_of"] = "2018-06-30T00:00:00Z" }, other: other);
        var asked = await PostAsync(token, "/api/figures", new object[] { new Dictionary<string, object?>(Figure) { ["quantity"] = "2017-2018", ["as_of"] = "2018-07" }, new Dictionary<string, object?>(Figure) { ["as_of"] = "2/11/21" } }, other: other);

        taken.StatusCode.Should().Be(HttpStatusCode.Created, "2469.0 is a whole number");
        await other.WithDatabaseAsync(async context => DraftJson.Read((await context.Revisions.AsNoTracking().OrderByDescending(r => r.Id).FirstAsync()).Document)
            .Figures.Should().Contain(f => f.Quantity == "2,469" && f.AsOf == "2018-06-30"));
        asked.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        JsonDocument.Parse(await asked.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("detail").GetString()).Should()
            .Contain(d => d!.StartsWith("“2/11/21” can be 2 November 2021 or 11 February 2021.", StringComparison.Ordinal)).And.Contain(d => d!.StartsWith("“2017-2018” can be 2,017 to 2,018, or two years.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_of_a_request_is_written_or_nothing_and_what_is_wrong_is_told_with_its_place()
    {
        var (token, _) = await TokenAsync();
        var revisions = await CountAsync();
        var wrong = new Dictionary<string, object?>(Figure) { ["as_of"] = "next year", ["quantity"] = "many" };

        var answer = await PostAsync(token, "/api/figures", new object[] { new Dictionary<string, object?>(Figure) { ["quantity"] = 77 }, wrong });
        var errors = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("pointer").GetString()).ToList();

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        errors.Should().Contain(e => e!.StartsWith("/1/", StringComparison.Ordinal)).And.NotContain(e => e!.StartsWith("/0/", StringComparison.Ordinal));
        (await CountAsync()).Should().Be(revisions);
    }

    [Theory]
    [InlineData("{\"pledge\": \"never-was\", \"quantity\": \"5\"}", 422)]
    [InlineData("{\"quantity\": \"5\"}", 422)]
    [InlineData("{\"pledge\": \"alibaba-million-us-jobs-2017\", \"verdict\": \"kept\"}", 422)]
    [InlineData("{\"pledge\": {\"a\": 1}}", 400)]
    [InlineData("[]", 400)]
    [InlineData("17", 400)]
    [InlineData("{\"pledge\":", 400)]
    [InlineData("", 400)]
    public async Task A_request_that_makes_no_sense_is_refused(string body, int status)
    {
        var (token, _) = await TokenAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/figures") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", "Bearer " + token);
        var answer = await app.Visitor().SendAsync(request);

        ((int)answer.StatusCode).Should().Be(status, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    [Fact]
    public async Task Only_JSON_of_a_bearable_size_is_taken()
    {
        var (token, _) = await TokenAsync();
        async Task<HttpStatusCode> SendAsync(HttpContent content)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/drafts") { Content = content };
            request.Headers.Add("Authorization", "Bearer " + token);
            return (await app.Visitor().SendAsync(request)).StatusCode;
        }

        (await SendAsync(new StringContent("a=b", Encoding.UTF8, "application/x-www-form-urlencoded"))).Should().Be(HttpStatusCode.UnsupportedMediaType);
        (await SendAsync(new StringContent("{\"title\": \"" + new string('x', 6_000_000) + "\"}", Encoding.UTF8, "application/json"))).Should().Be(HttpStatusCode.RequestEntityTooLarge);
        (await SendAsync(new StringContent("{\"titel\": \"x\"}", Encoding.UTF8, "application/json"))).Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task The_same_request_with_the_same_key_is_done_once_also_at_the_same_time()
    {
        await using var other = new NewsroomApp();
        var (token, _) = await TokenAsync(other: other);
        var before = await CountAsync(other);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PostAsync(token, "/api/drafts", new { title = "Once" }, "key 1", other)));
        var different = await PostAsync(token, "/api/drafts", new { title = "Other" }, "key 1", other);
        var texts = await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()));

        answers.Select(a => a.StatusCode).Should().OnlyContain(s => s == HttpStatusCode.Created);
        texts.Distinct().Should().ContainSingle();
        answers.Count(a => a.Headers.Contains("Idempotency-Replayed")).Should().Be(5);
        (await CountAsync(other)).Should().Be(before + 1);
        different.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_draft_is_begun_changed_on_its_newest_revision_only_and_told_what_the_review_would_say()
    {
        await using var other = new NewsroomApp();
        var (token, _) = await TokenAsync(other: other);
        var document = await other.Visitor().GetStringAsync("/pledges/alibaba-million-us-jobs-2017/document.json");
        var changed = document.Replace("\"title\":\"One million", "\"title\":\"A million", StringComparison.Ordinal);
        async Task<HttpResponseMessage> SendAsync(string body, string? match)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/drafts") { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            request.Headers.Add("Authorization", "Bearer " + token);
            request.Headers.TryAddWithoutValidation("If-Match", match);
            return await other.Visitor().SendAsync(request);
        }

        (await SendAsync(changed, null)).StatusCode.Should().Be(HttpStatusCode.PreconditionRequired);
        (await SendAsync(changed, "\"7\"")).StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        var saved = await SendAsync(changed, "\"1\"");
        saved.StatusCode.Should().Be(HttpStatusCode.OK, await saved.Content.ReadAsStringAsync());
        saved.Headers.ETag!.Tag.Should().Be("\"2\"");
        (await SendAsync(document, "\"1\"")).StatusCode.Should().Be(HttpStatusCode.PreconditionFailed, "somebody saved in between");
        (await other.GetAsync("/pledges/alibaba-million-us-jobs-2017")).Page.QuerySelector("h1")!.TextContent.Should().StartWith("Alibaba: One million");

        var begun = await SendAsync("{\"title\": \"Only a title\"}", null);
        var told = JsonDocument.Parse(await begun.Content.ReadAsStringAsync()).RootElement;
        begun.StatusCode.Should().Be(HttpStatusCode.Created);
        begun.Headers.Location!.AbsolutePath.Should().StartWith("/newsroom/pledges/");
        told.GetProperty("passes_review").GetBoolean().Should().BeFalse();
        told.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("pointer").GetString()).Should().Contain("/targets");
    }

    private async Task<(string Token, Member Member)> TokenAsync(bool figures = true, bool drafts = true, NewsroomApp? other = null)
    {
        var member = await (other ?? app).AddAsync("Token " + Guid.NewGuid().ToString("N")[..8], MemberRole.Editor);
        var (token, problem) = await (other ?? app).WithAsync<ApiTokens, (string?, string?)>(t => t.MakeAsync(member.Id, "a script", ApiTokens.LivesByDefault, drafts, figures, new LogActor(member.Id, member.Name, null)));
        problem.Should().BeNull();
        return (token!, member);
    }

    private async Task<HttpResponseMessage> PostAsync(string token, string address, object body, string? key = null, NewsroomApp? other = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = JsonContent.Create(body) };
        request.Headers.Add("Authorization", "Bearer " + token);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return await (other ?? app).Visitor().SendAsync(request);
    }

    private Task<int> CountAsync(NewsroomApp? other = null) => (other ?? app).WithAsync<PledgeTrackerDbContext, int>(c => c.Revisions.CountAsync());
}
