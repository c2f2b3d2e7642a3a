using System.Net;
using System.Text.Json;
using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.OpenData;

/// <summary>Routing takes an address in capitals, and with a slash at its end, for the same one. So do the limit, the headers and the refusals of data.</summary>
public sealed class SpellingTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Alibaba = "/pledges/alibaba-million-us-jobs-2017";

    [Theory]
    [InlineData("/pledges.json/")]
    [InlineData("/PLEDGES.JSON")]
    [InlineData("/Pledges.csv/")]
    [InlineData(Alibaba + ".json/")]
    [InlineData("/openapi/v1.json/")]
    public async Task An_answer_has_the_headers_of_data(string address)
    {
        var answer = await app.Visitor().GetAsync(address);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("*");
        answer.Headers.Should().Contain(h => h.Key == "RateLimit").And.Contain(h => h.Key == "RateLimit-Policy");
    }

    [Fact]
    public async Task No_spelling_goes_round_the_limit()
    {
        await using var few = new FewRequestsApp();
        var answers = new List<HttpResponseMessage>();
        foreach (var address in (string[])["/pledges.json", "/pledges.json/", "/PLEDGES.JSON", "/pledges.json/", "/Pledges.Json/"])
        {
            answers.Add(await few.Visitor().GetAsync(address + "?limit=1"));
        }

        answers.Select(a => a.StatusCode).Should().Equal(HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests);
        answers[^1].Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
    }

    [Theory]
    [InlineData("/pledges.json/?verdict=lied", "application/problem+json", 400)]
    [InlineData("/PLEDGES.JSON/?verdict=lied", "application/problem+json", 400)]
    [InlineData("/pledges.csv/?verdict=lied", "text/plain", 400)]
    [InlineData("/nothing.json/", "application/problem+json", 404)]
    [InlineData("/nothing.CSV/", "text/plain", 404)]
    public async Task A_refusal_is_in_the_form_that_was_asked_for(string address, string form, int status)
    {
        var answer = await app.Visitor().GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();

        ((int)answer.StatusCode).Should().Be(status);
        answer.Content.Headers.ContentType!.MediaType.Should().Be(form);
        text.Should().NotContain("<html");
        if (form == "application/problem+json")
        {
            JsonDocument.Parse(text).RootElement.GetProperty("detail").GetString().Should().NotBeNullOrEmpty();
        }
    }

    [Theory]
    [InlineData("/pledges.json/", "GET, HEAD, OPTIONS")]
    [InlineData("/api/figures", "POST, OPTIONS")]
    [InlineData("/api/figures/", "POST, OPTIONS")]
    [InlineData("/API/Figures/", "POST, OPTIONS")]
    [InlineData("/api/drafts/alibaba-million-us-jobs-2017", "GET, POST, OPTIONS")]
    [InlineData("/mcp/", "POST, OPTIONS")]
    public async Task A_browser_is_told_what_the_address_takes(string address, string methods)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, address);
        var answer = await app.Visitor().SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        answer.Content.Headers.Allow.Should().BeEquivalentTo(methods.Split(", "));
    }

    [Theory]
    [InlineData("/es/pledges.csv/", "/pledges.csv/")]
    [InlineData("/es/PLEDGES.CSV", "/PLEDGES.CSV")]
    [InlineData("/es" + Alibaba + ".json/?on=2018-01-01", Alibaba + ".json/?on=2018-01-01")]
    [InlineData("/es/mcp/", "/mcp/")]
    [InlineData("/es/MCP", "/MCP")]
    [InlineData("/es/API/figures/", "/API/figures/")]
    public async Task What_is_the_same_in_every_language_has_no_Spanish_address(string address, string one)
    {
        var answer = await app.Visitor().GetAsync(address);

        answer.StatusCode.Should().Be(HttpStatusCode.MovedPermanently);
        answer.Headers.Location!.ToString().Should().Be(one);
    }

    [Theory]
    [InlineData(Alibaba + "/card.png/")]
    [InlineData(Alibaba + "/CARD.PNG")]
    [InlineData(Alibaba + ".SVG?size=wide")]
    [InlineData(Alibaba + ".svg/?size=wide")]
    public async Task A_picture_with_words_has_one_in_each_language(string address)
    {
        var (english, spanish) = (await app.Visitor().GetAsync(address), await app.Visitor().GetAsync("/es" + address));

        english.StatusCode.Should().Be(HttpStatusCode.OK);
        spanish.StatusCode.Should().Be(HttpStatusCode.OK);
        (await spanish.Content.ReadAsByteArrayAsync()).Should().NotEqual(await english.Content.ReadAsByteArrayAsync(), "it speaks Spanish");
    }

    private sealed class FewRequestsApp : TrackerApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["DataRequestsByAddress"] = "3" };
    }
}
