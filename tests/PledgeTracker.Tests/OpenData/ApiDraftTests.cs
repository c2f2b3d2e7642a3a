using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.OpenData;

/// <summary>What programs write before anything is published: drafts found by their address, companies, and words about what is wrong.</summary>
public sealed class ApiDraftTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    private const string Draft = """{ "slug": "a-plant-in-ohio", "title": "A plant", "targets": [{ "id": "jobs", "metric": "jobs-created", "quantity": 1234.0, "deadline": 2028 }] }""";

    private const string Figure = """{ "pledge": "a-plant-in-ohio", "target": "jobs", "quantity": 1234.0, "as_of": "2026-09" }""";

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_pledge_that_readers_never_saw_is_found_by_the_address_it_is_to_have(string kind)
    {
        await using var other = await EitherApp.StartAsync(kind, withPledges: true);
        var token = await TokenAsync(other);
        (await SendAsync(other, token, HttpMethod.Get, "/api/drafts/a-plant-in-ohio")).Answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        var (begun, told) = await SendAsync(other, token, HttpMethod.Post, "/api/drafts", Draft);
        begun.StatusCode.Should().Be(HttpStatusCode.Created);
        var id = told["pledge_id"]!.GetValue<int>();

        (await SendAsync(other, token, HttpMethod.Post, "/api/drafts", Draft)).Answer.StatusCode.Should().Be(HttpStatusCode.PreconditionRequired);
        var (changed, after) = await SendAsync(other, token, HttpMethod.Post, "/api/drafts", Draft.Replace("A plant", "Another plant", StringComparison.Ordinal), "\"1\"");
        (changed.StatusCode, changed.Headers.ETag!.Tag, after["pledge_id"]!.GetValue<int>()).Should().Be((HttpStatusCode.OK, "\"2\"", id));
        (await SendAsync(other, token, HttpMethod.Post, "/api/drafts", Draft, "\"1\"")).Answer.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        var (figured, figures) = await SendAsync(other, token, HttpMethod.Post, "/api/figures", Figure);
        figured.StatusCode.Should().Be(HttpStatusCode.Created, figures.ToJsonString());
        figures["pledges"]![0]!["pledge_id"]!.GetValue<int>().Should().Be(id);

        var (read, now) = await SendAsync(other, token, HttpMethod.Get, "/api/drafts/a-plant-in-ohio");
        (read.StatusCode, read.Headers.ETag!.Tag, now["state"]!.GetValue<string>(), now["document"]!["title"]!.GetValue<string>()).Should().Be((HttpStatusCode.OK, "\"3\"", "draft", "Another plant"));
        (now["document"]!["targets"]![0]!["quantity"]!.GetValue<string>(), now["document"]!["targets"]![0]!["deadline"]!.GetValue<string>(), now["document"]!["figures"]![0]!["quantity"]!.GetValue<string>()).Should().Be(("1,234", "2028", "1,234"));
        await other.WithDatabaseAsync(async context => (await context.Documents.CountAsync(d => d.Kind == DocumentKind.Pledge && d.Key.StartsWith("draft-"))).Should().Be(1));
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task Of_several_programs_that_begin_a_pledge_at_one_address_at_the_same_moment_one_does(string kind)
    {
        await using var other = await EitherApp.StartAsync(kind, withPledges: true);
        var token = await TokenAsync(other);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SendAsync(other, token, HttpMethod.Post, "/api/drafts", Draft)));

        answers.Count(a => a.Answer.StatusCode == HttpStatusCode.Created).Should().Be(1);
        answers.Where(a => a.Answer.StatusCode != HttpStatusCode.Created).Should().OnlyContain(a => a.Answer.StatusCode == HttpStatusCode.PreconditionRequired, "there is one now, and none of them says that it changes that");
        await other.WithDatabaseAsync(async context => (await context.Documents.CountAsync(d => d.Kind == DocumentKind.Pledge && d.Key.StartsWith("draft-"))).Should().Be(1));
    }

    [Fact]
    public async Task Where_several_drafts_are_to_have_an_address_none_is_guessed()
    {
        var token = await TokenAsync(app);
        for (var i = 0; i < 2; i++)
        {
            await app.WithAsync<Drafts, int>(drafts => drafts.StartAsync(new PledgeDraft { Slug = "twice-begun" }, LogActor.CommandLine));
        }

        (await SendAsync(app, token, HttpMethod.Get, "/api/drafts/twice-begun")).Answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        var (answer, problem) = await SendAsync(app, token, HttpMethod.Post, "/api/drafts", """{ "slug": "twice-begun" }""", "\"1\"");
        answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
        problem["detail"]!.GetValue<string>().Should().MatchRegex("/newsroom/pledges/[0-9]+, .*/newsroom/pledges/[0-9]+\\. Give each its own address");
        (await SendAsync(app, token, HttpMethod.Post, "/api/figures", """{ "pledge": "twice-begun", "quantity": 5 }""")).Body["errors"]![0]!["detail"]!.GetValue<string>().Should().StartWith("Several drafts");
    }

    [Fact]
    public async Task A_figure_is_told_what_its_review_would_miss_in_the_words_of_the_fields()
    {
        var token = await TokenAsync(app);
        var (answer, told) = await SendAsync(app, token, HttpMethod.Post, "/api/figures", """{ "pledge": "alibaba-million-us-jobs-2017", "quantity": "5" }""");

        answer.StatusCode.Should().Be(HttpStatusCode.Created);
        var problems = told["figures"]![0]!["problems"]!.AsArray().Select(p => (p!["pointer"]!.GetValue<string>(), p["label"]!.GetValue<string>())).ToList();
        problems.Should().Contain([("/as_of", "As of"), ("/source_url", "Source: Address")]).And.HaveCountGreaterThan(4);
        told["pledges"]![0]!["passes_review"]!.GetValue<bool>().Should().BeFalse();
        told["pledges"]![0]!["problems"]!.AsArray().Select(p => p!["pointer"]!.GetValue<string>()).Should().Contain(p => p.StartsWith("/figures/", StringComparison.Ordinal) && p.EndsWith("/asOf", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/api/drafts", """{ "titel": "x", "title": 5, "targets": [{ "quantity": true, "metrik": "jobs" }, null], "tags": "a", "announced": [] }""", "/titel /title /targets/0/quantity /targets/0/metrik /targets/1 /tags /announced")]
    [InlineData("/api/drafts", """{ "a/b~c": 1 }""", "/a~1b~0c")]
    [InlineData("/api/lists/a-list", """{ "items": [{ "amount": {} }] }""", "/items/0/amount")]
    [InlineData("/api/figures", """[{ "pledge": "p" }, { "pledge": ["p"], "as_of": {} }, 5]""", "/1/pledge /1/as_of /2")]
    [InlineData("/api/figures", """{ "pledge": [] }""", "/pledge")]
    public async Task Everything_that_does_not_fit_is_named_with_its_place_and_never_in_words_of_the_program(string address, string body, string pointers)
    {
        var (answer, problem) = await SendAsync(app, await TokenAsync(app), HttpMethod.Post, address, body);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        problem["title"]!.GetValue<string>().Should().Be("The request is not understood");
        problem["errors"]!.AsArray().Select(e => e!["pointer"]!.GetValue<string>()).Should().BeEquivalentTo(pointers.Split(' '));
        problem.ToJsonString().Should().NotContain("System.").And.NotContain("PledgeTracker.").And.NotContain(".NET");
    }

    [Theory]
    [InlineData("{ \"title\": \n oops }", "This is not JSON, at line 2, byte 2")]
    [InlineData("{ \"title\": \"a\", \"title\": \"b\" }", "This is not JSON")]
    [InlineData("{ \"title\": \"\\ud800\" }", "half a character")]
    [InlineData("5", "A pledge must be a JSON object")]
    public async Task What_is_no_document_is_told_where_it_stops_to_be_one(string body, string says)
    {
        var (answer, problem) = await SendAsync(app, await TokenAsync(app), HttpMethod.Post, "/api/drafts", body);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        problem["detail"]!.GetValue<string>().Should().Contain(says);
    }

    [Fact]
    public async Task What_can_mean_several_things_comes_with_what_to_send_for_each()
    {
        var token = await TokenAsync(app);
        var (_, refused) = await SendAsync(app, token, HttpMethod.Post, "/api/figures", """[{ "pledge": "alibaba-million-us-jobs-2017", "target": "jobs", "quantity": "1234.5", "as_of": "2/11/21" }]""");
        var (_, draft) = await SendAsync(app, token, HttpMethod.Post, "/api/drafts", """{ "title": "Asked", "targets": [{ "id": "jobs", "metric": "jobs-created", "quantity": 1234.5, "deadline": "2/11/21" }] }""");

        var date = refused["errors"]!.AsArray().Single(e => e!["pointer"]!.GetValue<string>() == "/0/as_of")!;
        date["label"]!.GetValue<string>().Should().Be("As of");
        date["offers"]!.AsArray().Select(o => (o!["means"]!.GetValue<string>(), o["value"]!.GetValue<string>())).Should().Equal(("2 November 2021", "2021-11-02"), ("11 February 2021", "2021-02-11"));
        refused["errors"]!.AsArray().Single(e => e!["pointer"]!.GetValue<string>() == "/0/quantity")!["detail"]!.GetValue<string>().Should().Contain("1234.5");
        draft["problems"]!.AsArray().Single(p => p!["pointer"]!.GetValue<string>() == "/targets/0/deadline")!["offers"]!.AsArray().Should().HaveCount(2);
        draft["problems"]!.AsArray().Single(p => p!["pointer"]!.GetValue<string>() == "/targets/0/quantity")!["detail"]!.GetValue<string>().Should().Contain("1234.5");
    }

    [Fact]
    public async Task Every_example_of_the_description_is_accepted_as_it_stands()
    {
        await using var other = new NewsroomApp();
        var token = await TokenAsync(other);
        var paths = JsonNode.Parse(await other.Visitor().GetStringAsync("/openapi/v1.json"))!["paths"]!.AsObject().Where(p => p.Value!["post"] is not null).ToList();
        var (_, page) = await other.GetAsync("/data/api");
        var curl = page.QuerySelector("pre code")!.TextContent;
        paths.Should().HaveCountGreaterThan(5);

        foreach (var (path, value) in paths)
        {
            var example = value!["post"]!["requestBody"]!["content"]!["application/json"]!["example"]!.ToJsonString();
            var (answer, body) = await SendAsync(other, token, HttpMethod.Post, path.Replace("{slug}", "an-example", StringComparison.Ordinal), example);
            answer.StatusCode.Should().Be(HttpStatusCode.Created, $"{path}: {body.ToJsonString()}");
        }

        var (shown, told) = await SendAsync(other, token, HttpMethod.Post, "/api/figures", curl[curl.IndexOf('{', StringComparison.Ordinal)..(curl.LastIndexOf('}') + 1)]);
        shown.StatusCode.Should().Be(HttpStatusCode.OK, "it is the same figure");
        told["figures"]![0]!["problems"]!.AsArray().Should().BeEmpty();
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task A_company_is_added_whole_and_one_that_readers_see_changes_only_by_a_draft(string kind)
    {
        await using var other = await EitherApp.StartAsync(kind, withPledges: true);
        var token = await TokenAsync(other);
        (await SendAsync(other, token, HttpMethod.Get, "/api/companies/acme")).Answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        var (wrong, problem) = await SendAsync(other, token, HttpMethod.Post, "/api/companies/acme", """{ "headquartersCountry": "Ohio" }""");
        wrong.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        problem["errors"]!.AsArray().Select(e => (e!["pointer"]!.GetValue<string>(), e["label"]!.GetValue<string>())).Should().Contain([("/name", "Name"), ("/headquartersCountry", "Headquarters")]);
        (await SendAsync(other, token, HttpMethod.Post, "/api/companies/No-Address", """{ "name": "A" }""")).Answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);

        var (added, told) = await SendAsync(other, token, HttpMethod.Post, "/api/companies/acme", """{ "name": "Acme" }""");
        (added.StatusCode, told["passes_review"]!.GetValue<bool>(), added.Headers.Location!.AbsolutePath).Should().Be((HttpStatusCode.Created, true, "/newsroom/companies/acme"));
        (await SendAsync(other, token, HttpMethod.Post, "/api/companies/acme", """{ "name": "Acme" }""")).Answer.StatusCode.Should().Be(HttpStatusCode.PreconditionRequired);
        (await SendAsync(other, token, HttpMethod.Post, "/api/companies/acme", """{ "name": "Acme Inc." }""", "\"1\"")).Answer.Headers.ETag!.Tag.Should().Be("\"2\"");

        var (read, alibaba) = await SendAsync(other, token, HttpMethod.Get, "/api/companies/alibaba");
        alibaba["state"]!.GetValue<string>().Should().Be("published");
        var seen = await other.Visitor().GetStringAsync("/companies/alibaba.json");
        alibaba["document"]!["name"] = "Ali Baba";
        (await SendAsync(other, token, HttpMethod.Post, "/api/companies/alibaba", alibaba["document"]!.ToJsonString(), "\"99\"")).Answer.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        var (changed, _) = await SendAsync(other, token, HttpMethod.Post, "/api/companies/alibaba", alibaba["document"]!.ToJsonString(), read.Headers.ETag!.Tag);
        changed.StatusCode.Should().Be(HttpStatusCode.OK);
        (await other.Visitor().GetStringAsync("/companies/alibaba.json")).Should().Be(seen);
        (await SendAsync(other, token, HttpMethod.Get, "/api/companies/alibaba")).Body["document"]!["name"]!.GetValue<string>().Should().Be("Ali Baba");
        (await SendAsync(other, await TokenAsync(other, drafts: false), HttpMethod.Post, "/api/companies/acme", "{}")).Answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    private static async Task<string> TokenAsync(NewsroomApp on, bool drafts = true)
    {
        var member = await on.AddAsync("Token " + Guid.NewGuid().ToString("N")[..8], MemberRole.Editor);
        var (token, problem) = await on.WithAsync<ApiTokens, (string?, string?)>(t => t.MakeAsync(member.Id, "a script", ApiTokens.LivesByDefault, drafts, true, new LogActor(member.Id, member.Name, null)));
        problem.Should().BeNull();
        return token!;
    }

    private static async Task<(HttpResponseMessage Answer, JsonNode Body)> SendAsync(NewsroomApp on, string token, HttpMethod method, string address, string? body = null, string? match = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", "Bearer " + token);
        request.Headers.TryAddWithoutValidation("If-Match", match);
        var answer = await on.Visitor().SendAsync(request);
        return (answer, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
