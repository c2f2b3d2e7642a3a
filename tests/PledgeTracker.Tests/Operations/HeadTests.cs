using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.Operations;

/// <summary>Monitors and link checkers ask by HEAD: what GET answers, it answers too.</summary>
public sealed class HeadTests(HeadTests.ServedApp app) : IClassFixture<HeadTests.ServedApp>
{
    /// <summary>Headers that differ from one answer to the next, or that only describe how a body is sent.</summary>
    private static readonly string[] Unlike = ["Date", "Age", "RateLimit", "Set-Cookie", "Content-Length", "Transfer-Encoding"];

    [Fact]
    public async Task Every_address_that_answers_GET_answers_HEAD_with_the_same_headers_and_no_body()
    {
        using var client = app.Open();
        var endpoints = app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>() is not { } methods || methods.HttpMethods.Contains("GET"));
        var addresses = endpoints.Select(e => Filled("/" + e.RoutePattern.RawText!.TrimStart('/'))).ToHashSet();
        addresses.Should().Contain(["/healthz/live", "/healthz/ready", "/openapi/v1.json", "/pledges/alibaba-million-us-jobs-2017.csv", "/data/api/scalar", "/newsroom", "/"]);

        foreach (var address in addresses)
        {
            var get = await client.GetAsync(address);
            using var asking = new HttpRequestMessage(HttpMethod.Head, address);
            var head = await client.SendAsync(asking);

            head.StatusCode.Should().Be(get.StatusCode, address);
            (await head.Content.ReadAsByteArrayAsync()).Should().BeEmpty(address);
            HeadersOf(head).Should().BeEquivalentTo(HeadersOf(get), address);
        }
    }

    [Fact]
    public async Task The_description_of_the_API_is_kept_like_other_public_data()
    {
        using var client = app.Open();

        var first = await client.GetAsync("/openapi/v1.json");

        first.Headers.ETag.Should().NotBeNull();
        first.Headers.CacheControl!.ToString().Should().Be("public, no-cache");
        first.Headers.Vary.Should().Contain("Accept-Encoding");
        using var again = new HttpRequestMessage(HttpMethod.Get, "/openapi/v1.json") { Headers = { IfNoneMatch = { first.Headers.ETag! } } };
        (await client.SendAsync(again)).StatusCode.Should().Be(HttpStatusCode.NotModified);
    }

    private static string Filled(string pattern) => Regex.Replace(
        pattern.Replace("pledges/{slug:name}", "pledges/alibaba-million-us-jobs-2017", StringComparison.Ordinal).Replace("companies/{slug:name}", "companies/alibaba", StringComparison.Ordinal)
            .Replace("{documentName}", "v1", StringComparison.Ordinal),
        "{[^}]*}", "1");

    private static IEnumerable<string> HeadersOf(HttpResponseMessage answer) => answer.Headers.Concat(answer.Content.Headers)
        .Where(h => !Unlike.Contains(h.Key)).Select(h => $"{h.Key}: {string.Join(", ", h.Value)}");

    /// <summary>On a real server, which is what leaves out the body.</summary>
    public sealed class ServedApp : TrackerApp
    {
        public ServedApp() => UseKestrel(0);

        public HttpClient Open()
        {
            StartServer();
            return CreateClient(new Microsoft.AspNetCore.Mvc.Testing.WebApplicationFactoryClientOptions { AllowAutoRedirect = false, BaseAddress = ClientOptions.BaseAddress });
        }
    }
}
