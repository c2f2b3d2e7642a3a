using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.OpenData;

/// <summary>Drafts of claimants, lists and checks by programs: the same rules as those of pledges.</summary>
public sealed class ClaimApiTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    [Theory]
    [InlineData(DocumentKind.Claimant, "/api/claimants/donald-trump", "summary")]
    [InlineData(DocumentKind.List, "/api/lists/us-white-house-2025", "what")]
    [InlineData(DocumentKind.Check, "/api/checks/propublica-2018", "method")]
    public async Task A_draft_is_read_changed_on_its_newest_revision_only_and_readers_see_nothing_of_it(DocumentKind kind, string address, string field)
    {
        var token = await TokenAsync();
        var (read, before) = await SendAsync(token, HttpMethod.Get, address);
        read.StatusCode.Should().Be(HttpStatusCode.OK);
        read.Headers.CacheControl!.NoStore.Should().BeTrue();
        (before["state"]!.GetValue<string>(), before["passes_review"]!.GetValue<bool>(), read.Headers.ETag!.Tag).Should().Be(("published", true, "\"1\""));
        var page = Subject.Of(kind).PageOf(address.Split('/')[^1])!;
        var seen = await app.Visitor().GetStringAsync(page + ".json");
        JsonNode.DeepEquals(JsonNode.Parse(seen)!["document"], before["document"]).Should().BeTrue("it is the document that was published");
        var changed = before["document"]!.DeepClone();
        changed[field] = "Changed by a program.";

        (await SendAsync(token, HttpMethod.Post, address, changed.ToJsonString())).Answer.StatusCode.Should().Be(HttpStatusCode.PreconditionRequired);
        (await SendAsync(token, HttpMethod.Post, address, changed.ToJsonString(), "\"7\"")).Answer.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        var (saved, told) = await SendAsync(token, HttpMethod.Post, address, changed.ToJsonString(), "\"1\"");
        (saved.StatusCode, saved.Headers.ETag!.Tag).Should().Be((HttpStatusCode.OK, "\"2\""));
        told["edit_url"]!.GetValue<string>().Should().MatchRegex($"/newsroom/{Subject.Of(kind).Section}/[0-9]+$");
        (await SendAsync(token, HttpMethod.Post, address, before["document"]!.ToJsonString(), "\"1\"")).Answer.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed, "somebody saved in between");
        (await SendAsync(token, HttpMethod.Get, address)).Body["document"]![field]!.GetValue<string>().Should().Be("Changed by a program.");
        (await app.Visitor().GetStringAsync(page + ".json")).Should().Be(seen);
        await app.WithDatabaseAsync(async context =>
        {
            var document = await context.Documents.SingleAsync(d => d.Kind == kind && d.Key == address.Split('/')[3]);
            document.State = WorkState.InReview;
            await context.SaveChangesAsync();
        });
        (await SendAsync(token, HttpMethod.Post, address, changed.ToJsonString(), "\"2\"")).Answer.StatusCode.Should().Be(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_new_one_is_begun_under_its_address_once_and_told_what_the_review_would_say()
    {
        var token = await TokenAsync();
        var (begun, told) = await SendAsync(token, HttpMethod.Post, "/api/lists/by-a-program", """{ "title": "By a program", "items": [{ "id": "a", "amount": "5", "amountInWords": "five", "currency": "usd" }] }""");

        begun.StatusCode.Should().Be(HttpStatusCode.Created);
        begun.Headers.Location!.AbsolutePath.Should().StartWith("/newsroom/lists/");
        (told["slug"]!.GetValue<string>(), told["revision"]!.GetValue<int>(), told["passes_review"]!.GetValue<bool>()).Should().Be(("by-a-program", 1, false));
        told["problems"]!.AsArray().Select(p => p!["pointer"]!.GetValue<string>()).Should().Contain(["/keeper", "/items/0/amountInWords", "/items/0/currency"]);
        (await SendAsync(token, HttpMethod.Post, "/api/lists/by-a-program", "{}")).Answer.StatusCode.Should().Be(HttpStatusCode.PreconditionRequired);
        (await app.Visitor().GetAsync("/lists/by-a-program")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("/api/lists/a-list", """{ "name": "A claimant" }""", 400, "This is not a list document")]
    [InlineData("/api/claimants/a-claimant", """{ "keeper": "K" }""", 400, "This is not a claimant document")]
    [InlineData("/api/checks/a-check", """{ "claims": [null] }""", 400, "A list holds null")]
    [InlineData("/api/checks/a-check", "[]", 400, "This is not a check document")]
    [InlineData("/api/checks/a-check", "null", 400, "The document is empty")]
    [InlineData("/api/lists/Not-An-Address", "{}", 400, "lower-case letters")]
    [InlineData("/api/lists/all", "{}", 400, "lower-case letters")]
    public async Task A_request_that_makes_no_sense_is_refused(string address, string body, int status, string says)
    {
        var (answer, problem) = await SendAsync(await TokenAsync(), HttpMethod.Post, address, body);

        ((int)answer.StatusCode).Should().Be(status);
        problem["detail"]!.GetValue<string>().Should().Contain(says);
    }

    [Fact]
    public async Task More_than_a_list_may_hold_is_refused_with_the_place()
    {
        var (answer, problem) = await SendAsync(await TokenAsync(), HttpMethod.Post, "/api/lists/far-too-long", JsonSerializer.Serialize(new { items = Enumerable.Range(0, 5_001).Select(i => new { id = "e" + i }) }));

        answer.StatusCode.Should().Be(HttpStatusCode.UnprocessableEntity);
        problem["errors"]![0]!["pointer"]!.GetValue<string>().Should().Be("/items");
        problem["errors"]![0]!["detail"]!.GetValue<string>().Should().Contain("5,000");
    }

    [Fact]
    public async Task Without_a_token_for_drafts_nothing_is_read_or_written()
    {
        var figures = await TokenAsync(drafts: false);

        (await SendAsync("pt_nothing", HttpMethod.Get, "/api/lists/us-white-house-2025")).Answer.StatusCode.Should().Be(HttpStatusCode.Unauthorized);
        (await SendAsync(figures, HttpMethod.Get, "/api/lists/us-white-house-2025")).Answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await SendAsync(figures, HttpMethod.Post, "/api/lists/us-white-house-2025", "{}")).Answer.StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await SendAsync(await TokenAsync(), HttpMethod.Get, "/api/lists/nothing-here")).Answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private async Task<string> TokenAsync(bool drafts = true)
    {
        var member = await app.AddAsync("Token " + Guid.NewGuid().ToString("N")[..8], MemberRole.Editor);
        var (token, problem) = await app.WithAsync<ApiTokens, (string?, string?)>(t => t.MakeAsync(member.Id, "a script", ApiTokens.LivesByDefault, drafts, !drafts, new LogActor(member.Id, member.Name, null)));
        problem.Should().BeNull();
        return token!;
    }

    private async Task<(HttpResponseMessage Answer, JsonNode Body)> SendAsync(string token, HttpMethod method, string address, string? body = null, string? match = null)
    {
        using var request = new HttpRequestMessage(method, address) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Authorization", "Bearer " + token);
        request.Headers.TryAddWithoutValidation("If-Match", match);
        var answer = await app.Visitor().SendAsync(request);
        return (answer, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }
}
