using Microsoft.Extensions.Options;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// Files that every site has at a fixed address: <c>/sitemap.xml</c>, <c>/robots.txt</c>, <c>/.well-known/security.txt</c>.
/// </summary>
public static class SiteFiles
{
    // Pages that are of no use to search engines.
    private static readonly string[] Closed = ["/newsroom", "/account", "/setup", "/error"];

    public static void MapSiteFiles(this IEndpointRouteBuilder data)
    {
        // Not kept: they may be of any size, and are read as they are sent.
        data.MapMethods("/sitemap.xml", DataAnswers.Reading, (Sitemap sitemap, CancellationToken cancel) => sitemap.WholeAsync(cancel))
            .WithMetadata(new PublicPageAttribute { IsKept = false }).ExcludeFromDescription();
        data.MapMethods("/sitemap-{number:int}.xml", DataAnswers.Reading, async (int number, HttpContext http, Sitemap sitemap, CancellationToken cancel) =>
            await sitemap.PartAsync(number, cancel) ?? http.Refuse(StatusCodes.Status404NotFound, "There is no such sitemap."))
            .WithMetadata(new PublicPageAttribute { IsKept = false }).ExcludeFromDescription();
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
}
