using System.Globalization;
using System.Text;
using System.Xml;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// Files that every site has at a fixed address: <c>/sitemap.xml</c>, <c>/robots.txt</c>, <c>/.well-known/security.txt</c>.
/// </summary>
public static class SiteFiles
{
    /// <summary>Addresses one sitemap may hold (sitemaps.org).</summary>
    private const int MostInOne = 50_000;

    /// <summary>The most pledges in one of several sitemaps; the first also holds the pages, up to 900 companies and <see cref="MostClaims"/>.</summary>
    private const int Pledges = 48_000;

    /// <summary>The most claimants, lists and checks; they are hundreds.</summary>
    private const int MostClaims = 1_000;

    // Pages that are of no use to search engines.
    private static readonly string[] Closed = ["/newsroom", "/account", "/setup", "/error"];

    private const string Namespace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    public static void MapSiteFiles(this IEndpointRouteBuilder data)
    {
        data.MapMethods("/sitemap.xml", DataAnswers.Reading, async (SiteAddress site, PledgeTrackerDbContext context, ClaimIndexes indexes, CancellationToken cancel) =>
        {
            var pledges = await context.Summaries.CountAsync(cancel);
            if (pledges + 1000 + MostClaims <= MostInOne)
            {
                return Xml(await PagesAsync(site, context, indexes, 0, cancel));
            }

            return Xml(Index(site, ((pledges - 1) / Pledges) + 1));
        }).WithMetadata(new PublicPageAttribute()).ExcludeFromDescription();
        data.MapMethods("/sitemap-{number:int}.xml", DataAnswers.Reading, async (int number, HttpContext http, SiteAddress site, PledgeTrackerDbContext context, ClaimIndexes indexes, CancellationToken cancel) =>
            number is < 1 or > 100_000 || ((await context.Summaries.CountAsync(cancel) - 1) / Pledges) + 1 < number
                ? http.Refuse(StatusCodes.Status404NotFound, "There is no such sitemap.")
                : Xml(await PagesAsync(site, context, indexes, number, cancel)))
            .WithMetadata(new PublicPageAttribute()).ExcludeFromDescription();
        data.MapMethods("/robots.txt", DataAnswers.Reading, (SiteAddress site) =>
            Results.Text($"User-agent: *\n{string.Concat(Closed.Select(path => $"Disallow: {Ui.Text.Root}{path}\n"))}Sitemap: {site.Of("/sitemap.xml")}\n", "text/plain; charset=utf-8"))
            .WithMetadata(new PublicPageAttribute()).ExcludeFromDescription();
        data.MapMethods("/.well-known/security.txt", DataAnswers.Reading, (SiteAddress site, IOptions<PledgeTrackerOptions> options, TimeProvider clock) =>
        {
            // RFC 9116 wants an expiry within a year; counted from the start of the month, so that the text does not change
            // every day.
            var now = clock.GetUtcNow().UtcDateTime;
            var expires = new DateTime(now.Year, now.Month, 1, 0, 0, 0, DateTimeKind.Utc).AddMonths(11);
            var contact = options.Value.SecurityContact is { Length: > 0 } set ? set : site.Of("/tips/new");
            return Results.Text($"Contact: {contact}\nExpires: {DataText.Instant(expires)}\nPreferred-Languages: en\nCanonical: {site.Of("/.well-known/security.txt")}\n", "text/plain; charset=utf-8");
        }).WithMetadata(new PublicPageAttribute()).ExcludeFromDescription();
    }

    // Number 0 is the only sitemap of a small site. On a large one number 1 holds pages, companies and the first pledges,
    // the others the rest.
    private static async Task<byte[]> PagesAsync(SiteAddress site, PledgeTrackerDbContext context, ClaimIndexes indexes, int number, CancellationToken cancel)
    {
        var pledges = await context.Summaries.AsNoTracking().OrderBy(s => s.PledgeId).Skip(Math.Max(0, number - 1) * Pledges).Take(Pledges)
            .Select(s => new { s.Slug, s.PublishedAt }).ToListAsync(cancel);
        var latest = pledges.Count == 0 ? (DateTime?)null : pledges.Max(p => p.PublishedAt);
        var addresses = new List<(string Path, DateTime? At)>();
        if (number <= 1)
        {
            addresses.AddRange(SitePages.All.Where(page => page.IsInSitemap && page.IsAlone).Select(page => (page.Address, page.ShowsPledges ? latest : null)));
            var companies = await context.Companies.AsNoTracking().Where(c => context.Summaries.Any(s => s.CompanySlug == c.Slug)).OrderBy(c => c.Slug).Take(900)
                .Select(c => new { c.Slug, At = context.Summaries.Where(s => s.CompanySlug == c.Slug).Max(s => s.PublishedAt) }).ToListAsync(cancel);
            addresses.AddRange(companies.Select(c => ("/companies/" + c.Slug, (DateTime?)c.At)));
            var claims = await indexes.GetAsync(cancel);
            addresses.AddRange(claims.Claimants.Select(c => ("/claims/" + c.Content.Slug, (DateTime?)c.PublishedAt))
                .Concat(claims.Lists.Select(l => ("/lists/" + l.Content.Slug, (DateTime?)l.PublishedAt))).Concat(claims.Checks.Select(c => ("/checks/" + c.Content.Slug, (DateTime?)c.PublishedAt))).Take(MostClaims));
        }

        addresses.AddRange(pledges.Select(p => ("/pledges/" + p.Slug, (DateTime?)p.PublishedAt)));
        return Write(site, addresses);
    }

    private static byte[] Write(SiteAddress site, List<(string Path, DateTime? At)> addresses)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("urlset", Namespace);
            foreach (var (path, at) in addresses)
            {
                xml.WriteStartElement("url", Namespace);
                xml.WriteElementString("loc", Namespace, site.Of(path));
                if (at is { } changed)
                {
                    xml.WriteElementString("lastmod", Namespace, DataText.Instant(changed));
                }

                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static byte[] Index(SiteAddress site, int sitemaps)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("sitemapindex", Namespace);
            for (var number = 1; number <= sitemaps; number++)
            {
                xml.WriteStartElement("sitemap", Namespace);
                xml.WriteElementString("loc", Namespace, site.Of(string.Create(CultureInfo.InvariantCulture, $"/sitemap-{number}.xml")));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static IResult Xml(byte[] text) => Results.Bytes(text, "application/xml; charset=utf-8");
}
