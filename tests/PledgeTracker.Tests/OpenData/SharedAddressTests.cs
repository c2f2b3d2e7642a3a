using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Routing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.OpenData;

/// <summary>
/// What is added to an address on its way from reader to reader changes nothing, and what is misspelt in one is told, at every
/// address that answers with data: they are found by their routes, so that a new one is held to it too.
/// </summary>
public sealed class SharedAddressTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Added = "utm_source=newsletter&UTM_Medium=email&fbclid=1&gclid=2&ref=site&s_cid=3&v=4&at_medium=5&pk_campaign=6";

    private static bool IsStrict(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<OtherKeys>() is not null;

    private static List<string> PartsOf(byte[] archive)
    {
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(archive));
        return [.. zip.Entries.Where(e => !e.FullName.StartsWith("docProps/", StringComparison.Ordinal)).Select(e => { using var text = new StreamReader(e.Open()); return e.FullName + text.ReadToEnd(); })];
    }

    [Fact]
    public async Task What_networks_newsletters_and_caches_add_changes_no_answer()
    {
        var addresses = PublicAddresses.Of(app, e => IsStrict(e) || e.RoutePattern.RawText == "/oembed");
        addresses.Should().HaveCountGreaterThan(110).And.Contain(["/pledges.json", "/changes.atom", "/deadlines.ics", "/pledges/alibaba-million-us-jobs-2017/cite.bib", "/pledges/alibaba-million-us-jobs-2017/embed", "/lists/us-white-house-2025.png", "/claims/donald-trump.svg", "/sitemap.xml", "/data/figures.csv"]);

        var answered = new List<string>();
        foreach (var address in addresses)
        {
            var plain = await app.Visitor().GetAsync(address);
            var shared = await app.Visitor().GetAsync(With(address, Added));

            shared.StatusCode.Should().Be(plain.StatusCode, address);
            if (plain.IsSuccessStatusCode)
            {
                answered.Add(address);
                var (one, other) = (await shared.Content.ReadAsByteArrayAsync(), await plain.Content.ReadAsByteArrayAsync());

                // A workbook is an archive, which has the second in which it was made, in its parts and in their list.
                (address.Contains(".xlsx", StringComparison.Ordinal) ? PartsOf(one).SequenceEqual(PartsOf(other)) : one.SequenceEqual(other)).Should().BeTrue(address);
            }
        }

        answered.Should().HaveCountGreaterThan(110).And.ContainSingle(a => a.StartsWith("/oembed?url=", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Any_other_key_is_refused_also_where_the_answer_without_it_is_kept()
    {
        foreach (var address in PublicAddresses.Of(app, IsStrict))
        {
            var plain = await app.Visitor().GetAsync(address);
            using var asking = new HttpRequestMessage(HttpMethod.Get, With(address, "colour=red"));
            if (plain.Headers.ETag is { } tag)
            {
                asking.Headers.IfNoneMatch.Add(tag);
            }

            var misspelt = await app.Visitor().SendAsync(asking);

            misspelt.StatusCode.Should().Be(HttpStatusCode.BadRequest, address);
            (await misspelt.Content.ReadAsStringAsync()).Should().Contain("There is no parameter “colour” here.", address);
        }
    }

    [Theory]
    [InlineData("/embed?colour=red", HttpStatusCode.BadRequest, "There is no parameter “colour” here.")]
    [InlineData("/embed?theme=red", HttpStatusCode.BadRequest, "There is no theme “red”.")]
    [InlineData("/embed?target=none", HttpStatusCode.NotFound, "This pledge has no target “none”.")]
    public async Task A_frame_says_within_itself_what_is_wrong_with_its_address(string address, HttpStatusCode status, string sentence)
    {
        var (answer, page) = await app.GetAsync("/pledges/alibaba-million-us-jobs-2017" + address);

        answer.StatusCode.Should().Be(status);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        answer.Headers.GetValues("Content-Security-Policy").Single().Should().Contain("frame-ancestors *", "an error page may not stand in a frame");
        page.QuerySelector("main p")!.TextContent.Should().StartWith(sentence);
    }

    [Fact]
    public void Of_a_long_key_enough_is_shown_to_recognise_it_and_no_half_of_a_sign() =>
        OtherKeys.Refusal(new string('k', 39) + "😀" + new string('k', 4000), []).Message.Should().Be($"There is no parameter “{new string('k', 39)}…” here. Remove it.");

    public static TheoryData<string> Keys =>
    [
        "utm_source", "utm_id", "UTM_Campaign", "mtm_kwd", "matomo_campaign", "pk_kwd", "piwik_campaign", "hsa_acc", "at_medium", "at_campaign", "at_custom1", "ns_mchannel", "itm_source",
        "fbclid", "gclid", "gclsrc", "gad_source", "gbraid", "wbraid", "dclid", "srsltid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "li_fat_id", "epik", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi",
        "_ga", "_gl", "s_cid", "ncid", "cmpid", "CMP", "ref", "ref_src", "trk", "oly_enc_id", "oly_anon_id", "vero_id", "sc_campaign", "sc_channel", "wt_mc", "xtor", "_ke", "_kx", "v", "_", "cb",
    ];

    [Theory, MemberData(nameof(Keys))]
    public async Task Each_of_the_keys_that_are_added_is_known(string key)
    {
        foreach (var address in (string[])["/pledges.json", "/changes.atom", "/deadlines.ics", "/pledges/alibaba-million-us-jobs-2017/cite.ris"])
        {
            (await app.Visitor().GetAsync($"{address}?{key}=x")).StatusCode.Should().Be(HttpStatusCode.OK, address);
        }
    }

    [Theory]
    [InlineData("utm")]
    [InlineData("reference")]
    [InlineData("verdcit")]
    [InlineData("version")]
    [InlineData("campaign")]
    public void What_only_looks_like_one_is_none(string key) => TrackingKeys.Has(key).Should().BeFalse();

    [Fact]
    public void No_address_reads_a_key_that_is_taken_for_an_addition()
    {
        _ = app.Services;
        var keys = app.Services.GetService(typeof(EndpointDataSource)) is EndpointDataSource all
            ? all.Endpoints.SelectMany(e => e.Metadata.OfType<PublicPageAttribute>()).SelectMany(p => p.QueryKeys).Concat(PledgeFilter.Keys).Concat(DataRequest.RowKeys).Distinct().ToList()
            : [];

        keys.Should().HaveCountGreaterThan(30).And.NotContain(key => TrackingKeys.Has(key));
    }

    [Fact]
    public async Task What_an_answer_says_of_its_own_address_is_without_what_was_added()
    {
        using var asking = new HttpRequestMessage(HttpMethod.Get, "/pledges?verdict=missed&utm_source=mail") { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("application/atom+xml") } } };

        (await app.Visitor().SendAsync(asking)).Content.Headers.ContentLocation!.ToString().Should().Be("/pledges.atom?verdict=missed");
    }

    [Theory]
    [InlineData("/pledges.json")]
    [InlineData("/changes.atom")]
    [InlineData("/oembed")]
    [InlineData("/data/figures.csv")]
    public async Task A_page_of_another_site_may_ask_with_the_headers_that_programs_send(string address)
    {
        using var asking = new HttpRequestMessage(HttpMethod.Options, address) { Headers = { { "Origin", "https://example.org" }, { "Access-Control-Request-Method", "GET" }, { "Access-Control-Request-Headers", "content-type" } } };

        var answer = await app.Visitor().SendAsync(asking);

        answer.StatusCode.Should().Be(HttpStatusCode.NoContent);
        answer.Headers.GetValues("Access-Control-Allow-Headers").Single().Split(", ").Should().Contain(["Content-Type", "Accept", "If-None-Match", "Range"]);
        answer.Headers.GetValues("Access-Control-Allow-Methods").Single().Should().Be("GET, HEAD");
    }

    [Theory]
    [InlineData("/favicon.ico", "image/x-icon", new byte[] { 0, 0, 1, 0 })]
    [InlineData("/apple-touch-icon.png", "image/png", new byte[] { 0x89, 0x50, 0x4E, 0x47 })]
    [InlineData("/icon.svg", "image/svg+xml", new byte[] { (byte)'<', (byte)'s', (byte)'v', (byte)'g' })]
    public async Task What_browsers_ask_for_unasked_is_there(string address, string type, byte[] begin)
    {
        var answer = await app.Visitor().GetAsync(address);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be(type);
        (await answer.Content.ReadAsByteArrayAsync())[..4].Should().Equal(begin);
    }

    private static string With(string address, string query) => address + (address.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query;
}
