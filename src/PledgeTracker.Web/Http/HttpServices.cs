using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace PledgeTracker.Web.Http;

/// <summary>What every answer has in common: addresses, headers, limits, what is kept and what is compressed.</summary>
public static class HttpServices
{
    public static void AddHttp(this IServiceCollection services)
    {
        services.AddFormLimits();
        services.AddScoped<SiteAddress>();
        services.AddSingleton<SiteRoot>();
        services.AddHttpContextAccessor();
        services.Configure<RouteOptions>(routes =>
        {
            routes.LowercaseUrls = true;

            // A name before an ending has no dot: otherwise "x.feed.json" would be two things at once.
            routes.ConstraintMap["name"] = typeof(NameConstraint);
        });
        services.AddSecurityHeaderPolicies()
            .SetDefaultPolicy(SecurityHeaders.OfPages)
            .AddPolicy(SecurityHeaders.ForCharts, SecurityHeaders.OfCharts)
            .AddPolicy(SecurityHeaders.ForData, SecurityHeaders.OfData)
            .AddPolicy(SecurityHeaders.ForExplorer, SecurityHeaders.OfExplorer)
            .AddPolicy(SecurityHeaders.ForEvidence, SecurityHeaders.OfEvidence);
        services.AddOutputCache(cache => cache.SizeLimit = 64 * 1024 * 1024);
        services.AddResponseCompression(compression =>
        {
            // Only pages that are the same for everybody come this way: nothing secret stands beside what a reader sent.
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes =
            [
                "text/html", "image/svg+xml", "text/plain", "text/csv", "application/json", "application/jsonl", "application/atom+xml", "application/feed+json",
                "application/xml", "text/calendar", "application/csvm+json", "text/javascript", "text/css",
            ];
        });

        // Compressed once and kept: worth a little more work than a compression each time would be.
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
    }
}

/// <summary>The part of an address that names something: without a dot, which begins an ending.</summary>
public sealed class NameConstraint : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string name && !name.Contains('.', StringComparison.Ordinal);
}
