using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Tests.OpenData;

/// <summary>The sitemap is whole, in every language and with its days, and is divided as sitemaps.org asks.</summary>
public sealed class SitemapTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9", Html = "http://www.w3.org/1999/xhtml";

    [Fact]
    public async Task It_has_every_public_page_in_every_language()
    {
        var paths = (await ReadAsync(app, "/sitemap.xml")).ConvertAll(PathOf);
        using var pledges = JsonDocument.Parse(await app.Visitor().GetStringAsync("/pledges.json?limit=all&fields=slug"));
        using var companies = JsonDocument.Parse(await app.Visitor().GetStringAsync("/companies.json?limit=all&fields=company"));
        using var said = JsonDocument.Parse(await app.Visitor().GetStringAsync("/claims.json"));
        var spoken = said.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array).SelectMany(p => p.Value.EnumerateArray()).Where(e => e.TryGetProperty("url", out _))
            .Select(e => new Uri(e.GetProperty("url").GetString()!).AbsolutePath).ToList();
        var (_, home) = await app.GetAsync("/places");
        var places = LinksIn(home, "/places/").ToHashSet();
        foreach (var country in places.Where(p => p.Count(c => c == '/') == 2).ToList())
        {
            places.UnionWith(LinksIn((await app.GetAsync(country)).Page, country + "/"));
        }

        spoken.Should().HaveCountGreaterThan(10);
        places.Should().HaveCountGreaterThan(20).And.Contain(p => p.Length == "/places/xx/yy".Length && !p.StartsWith("/places/us", StringComparison.Ordinal));
        SlugsOf(pledges).Should().HaveCount(Repository.Starters);
        paths.Should().OnlyHaveUniqueItems();
        string[] english =
        [
            .. SitePages.All.Where(p => p.IsInSitemap && p.IsAlone).Select(p => p.Address), .. SlugsOf(companies, "company").Select(s => "/companies/" + s), .. spoken, .. spoken.Select(s => s + "/history"), .. places,
            .. SlugsOf(pledges).SelectMany(s => (string[])[$"/pledges/{s}", $"/pledges/{s}/sources", $"/pledges/{s}/use", $"/pledges/{s}/history"]),
        ];
        paths.Where(p => !IsSpanish(p)).Should().BeEquivalentTo(english);
        paths.Where(IsSpanish).Should().BeEquivalentTo(paths.Where(p => !IsSpanish(p)).Select(p => "/es" + p));

        static IEnumerable<string> LinksIn(AngleSharp.Dom.IDocument page, string begin) => page.QuerySelectorAll($"main table a[href^='{begin}']").Select(a => a.GetAttribute("href")!);

        static List<string> SlugsOf(JsonDocument rows, string name = "slug") => [.. rows.RootElement.GetProperty("data").EnumerateArray().Select(r => r.GetProperty(name).GetString()!)];
    }

    [Fact]
    public async Task Each_of_its_addresses_answers_is_open_to_search_engines_and_says_the_same_of_its_languages()
    {
        // One of each kind, and every place, in both languages.
        var all = await ReadAsync(app, "/sitemap.xml");
        var some = all.GroupBy(u => (IsSpanish(PathOf(u)), string.Join('/', PathOf(u).Split('/').Select((part, i) => i == (IsSpanish(PathOf(u)) ? 3 : 2) ? "*" : part)))).Select(g => g.First())
            .Concat(all.Where(u => PathOf(u).Contains("/places/", StringComparison.Ordinal))).ToList();
        foreach (var url in some)
        {
            var path = PathOf(url);
            var (answer, page) = await app.GetAsync(path);

            answer.StatusCode.Should().Be(HttpStatusCode.OK, path);
            page.QuerySelector("meta[name=robots]").Should().BeNull(path);
            page.QuerySelector("link[rel=canonical]")!.GetAttribute("href").Should().Be(url.Element(Sitemap + "loc")!.Value);
            page.QuerySelectorAll("link[rel=alternate][hreflang]").Select(l => (l.GetAttribute("hreflang"), l.GetAttribute("href")))
                .Should().BeEquivalentTo(url.Elements(Html + "link").Select(l => ((string?)l.Attribute("hreflang"), (string?)l.Attribute("href"))), path);
        }
    }

    [Fact]
    public async Task A_page_has_the_time_at_which_what_it_shows_was_published()
    {
        await using var other = new TrackerApp();
        other.Clock.Advance(TimeSpan.FromDays(2));
        await RowTests.PublishAsync(other, Given.Draft(Given.FigureDraft("500")) with { Places = [new() { Country = "US", Subdivision = "US-WI" }] });
        var times = (await ReadAsync(other, "/sitemap.xml")).ToDictionary(PathOf, u => u.Element(Sitemap + "lastmod")?.Value);

        times["/pledges/acme-jobs"].Should().Be("2026-12-01T12:00:00Z");
        times["/es/pledges/acme-jobs/history"].Should().Be("2026-12-01T12:00:00Z");
        times["/companies/acme"].Should().Be("2026-12-01T12:00:00Z");
        times["/companies/alibaba"].Should().StartWith("2026-11-29");
        times["/"].Should().Be("2026-12-01T12:00:00Z");
        times["/about"].Should().BeNull("what it says is not published");
        times["/places/us"].Should().Be("2026-12-01T12:00:00Z");
        times["/places/us/wi"].Should().Be("2026-12-01T12:00:00Z");
        times["/es/places/br"].Should().StartWith("2026-11-29");
    }

    [Fact]
    public async Task More_pages_than_one_may_hold_are_divided_and_none_is_lost()
    {
        await using var large = new TrackerApp();
        var before = (await ReadAsync(large, "/sitemap.xml")).ConvertAll(PathOf);
        await large.WithDatabaseAsync(AddSummariesAsync);
        large.Clock.Advance(TimeSpan.FromMinutes(1));

        var index = XDocument.Parse(await large.Visitor().GetStringAsync("/sitemap.xml"));
        var parts = index.Root!.Elements(Sitemap + "sitemap").Select(s => new Uri(s.Element(Sitemap + "loc")!.Value).AbsolutePath).ToList();
        var paths = new HashSet<string>();
        foreach (var part in parts)
        {
            var text = await large.Visitor().GetByteArrayAsync(part);
            var urls = XDocument.Parse(System.Text.Encoding.UTF8.GetString(text)).Root!.Elements().ToList();

            urls.Should().HaveCountLessThanOrEqualTo(Web.OpenData.Sitemap.MostAddresses).And.NotBeEmpty();
            text.Length.Should().BeLessThanOrEqualTo(Web.OpenData.Sitemap.MostBytes);
            urls.ForEach(u => paths.Add(PathOf(u)).Should().BeTrue(PathOf(u)));
        }

        index.Root!.Name.Should().Be(Sitemap + "sitemapindex");
        index.Root!.Elements().Should().OnlyContain(s => s.Element(Sitemap + "lastmod") != null);
        parts.Should().HaveCount(3);
        paths.Should().HaveCount(before.Count + (Added * 4 * Language.All.Count)).And.Contain(before).And.Contain([$"/pledges/copy-1-of-alibaba-million-us-jobs-2017", "/es/pledges/copy-2-of-alibaba-million-us-jobs-2017/history"]);
        (await large.Visitor().GetAsync("/sitemap-4.xml")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        (await large.Visitor().GetAsync("/sitemap-0.xml")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [NpmFact("sitemap")]
    public async Task A_program_of_others_reads_it_without_a_complaint_and_it_obeys_their_schema()
    {
        const string script = """
            const { XMLToSitemapItemStream } = require('sitemap');
            const { Readable } = require('stream');
            let text = '';
            process.stdin.on('data', d => text += d).on('end', async () => {
              const complaints = [], urls = [];
              const items = Readable.from([text]).pipe(new XMLToSitemapItemStream({ level: 'throw', logger: (level, ...said) => complaints.push(said.join(' ')) }));
              for await (const item of items) urls.push(item);
              console.log(JSON.stringify({ count: urls.length, links: urls.filter(u => u.links.length === 3).length, complaints }));
            });
            """;
        var text = await app.Visitor().GetStringAsync("/sitemap.xml");

        var (code, said) = await NpmProgram.NodeAsync(script, text);

        code.Should().Be(0, said);
        using var read = JsonDocument.Parse(said);
        read.RootElement.GetProperty("complaints").EnumerateArray().Should().BeEmpty();
        read.RootElement.GetProperty("count").GetInt32().Should().Be(XDocument.Parse(text).Root!.Elements().Count()).And.Be(read.RootElement.GetProperty("links").GetInt32());
        var schemas = new XmlSchemaSet();
        schemas.Add(Sitemap.NamespaceName, Path.Combine(NpmProgram.Folder, "sitemap", "schema", "sitemap.xsd"));
        schemas.Add(Html.NamespaceName, XmlReader.Create(new StringReader("""
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xhtml" elementFormDefault="qualified"><xs:element name="link"><xs:complexType>
            <xs:attribute name="rel" use="required" fixed="alternate"/><xs:attribute name="hreflang" use="required"/><xs:attribute name="href" type="xs:anyURI" use="required"/></xs:complexType></xs:element></xs:schema>
            """)));
        XDocument.Parse(text).Validate(schemas, (_, problem) => Assert.Fail(problem.Message));
    }

    private const int Copies = 120;

    private static int Added => Copies * Repository.Starters;

    // Rows for lists alone, which the sitemap is made of: copies of each starter pledge.
    private static async Task AddSummariesAsync(PledgeTrackerDbContext context)
    {
        var table = context.Model.FindEntityType(typeof(PledgeSummary))!;
        var store = Microsoft.EntityFrameworkCore.Metadata.StoreObjectIdentifier.Table(table.GetTableName()!, table.GetSchema());
        var columns = table.GetProperties().Select(p => (p.Name, Column: p.GetColumnName(store)!)).ToList();
        var id = columns.Single(c => c.Name == nameof(PledgeSummary.PledgeId)).Column;
        var values = columns.Select(c => c.Name switch
        {
            nameof(PledgeSummary.PledgeId) => $"s.\"{id}\" + 100000 * n.i",
            nameof(PledgeSummary.Slug) => $"'copy-' || n.i || '-of-' || s.\"{c.Column}\"",
            _ => $"s.\"{c.Column}\"",
        });
        await context.Database.OpenConnectionAsync();
        string[] statements =
        [
            "pragma foreign_keys = off",
            string.Create(CultureInfo.InvariantCulture, $"with recursive n(i) as (select 1 union all select i + 1 from n where i < {Copies}) insert into \"{store.Name}\" ({string.Join(", ", columns.Select(c => $"\"{c.Column}\""))}) select {string.Join(", ", values)} from \"{store.Name}\" s cross join n"),
            "pragma foreign_keys = on",
        ];
        foreach (var statement in statements)
        {
            await context.Database.ExecuteSqlRawAsync(statement);
        }
    }

    private static bool IsSpanish(string path) => path.StartsWith("/es/", StringComparison.Ordinal);

    private static string PathOf(XElement url) => new Uri(url.Element(Sitemap + "loc")!.Value).AbsolutePath;

    private static async Task<List<XElement>> ReadAsync(TrackerApp from, string address)
    {
        var root = XDocument.Parse(await from.Visitor().GetStringAsync(address)).Root!;
        root.Name.Should().Be(Sitemap + "urlset");
        return [.. root.Elements(Sitemap + "url")];
    }
}
