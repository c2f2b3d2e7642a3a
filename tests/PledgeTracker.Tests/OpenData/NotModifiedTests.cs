using System.Globalization;
using System.Net;
using PledgeTracker.Tests.Operations;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Tests.OpenData;

/// <summary>
/// A 304 says what the whole answer would have said of being kept (RFC 9110, 15.4.5), on every address that gives one. On a real
/// server, which adds the date.
/// </summary>
public sealed class NotModifiedTests(HeadTests.ServedApp app) : IClassFixture<HeadTests.ServedApp>
{
    private static readonly string[] Promised = ["ETag", "Vary", "Cache-Control", "Content-Location", "Expires", "Access-Control-Allow-Origin"];

    [Fact]
    public async Task A_304_by_tag_or_by_date_has_every_header_of_the_whole_answer_that_is_about_keeping_it()
    {
        using var client = app.Open();
        var (byTag, byDate) = (new List<string>(), new List<string>());
        var addresses = PublicAddresses.Of(app, e => !e.RoutePattern.RawText!.TrimStart('/').StartsWith("newsroom", StringComparison.Ordinal))
            .SelectMany(address => (string[])[address, "/es" + address]).Append("/pledges?verdict=missed");
        foreach (var address in addresses)
        {
            foreach (var accept in Twins.HasTwins(address.Split('?')[0]) ? (string[])["*/*", "application/json", "application/atom+xml"] : ["*/*"])
            {
                // The second is one that the server kept.
                await AskAsync(client, address, accept);
                var whole = await AskAsync(client, address, accept);
                if (whole.StatusCode != HttpStatusCode.OK)
                {
                    continue;
                }

                if (whole.Headers.ETag is { } tag && await AskAsync(client, address, accept, "If-None-Match", tag.ToString()) is { StatusCode: HttpStatusCode.NotModified } tagged)
                {
                    byTag.Add(address);
                    MustSayTheSame(tagged, whole, $"{address} by tag, {accept}");
                }

                if (await AskAsync(client, address, accept, "If-Modified-Since", TimeProvider.System.GetUtcNow().AddDays(365).ToString("R", CultureInfo.InvariantCulture)) is { StatusCode: HttpStatusCode.NotModified } dated)
                {
                    byDate.Add(address);
                    MustSayTheSame(dated, whole, $"{address} by date, {accept}");
                }
            }
        }

        byTag.Should().HaveCountGreaterThan(150).And.Contain(a => a.StartsWith("/oembed?url=", StringComparison.Ordinal)).And.Contain(a => a.StartsWith("/es/oembed?url=", StringComparison.Ordinal));
        byDate.Should().HaveCountGreaterThan(100);
    }

    private static void MustSayTheSame(HttpResponseMessage short304, HttpResponseMessage whole, string where)
    {
        foreach (var name in Promised)
        {
            ValueOf(short304, name).Should().Be(ValueOf(whole, name), "{0} of {1}", name, where);
        }

        short304.Headers.Date.Should().NotBeNull(where);
        ValueOf(short304, "Cache-Control").Should().NotBeEmpty(where);
    }

    private static string ValueOf(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : "";

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string address, string accept, string? header = null, string? value = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip");
        if (header is not null)
        {
            request.Headers.TryAddWithoutValidation(header, value);
        }

        return await client.SendAsync(request);
    }
}
