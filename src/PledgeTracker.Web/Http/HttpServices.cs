using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace PledgeTracker.Web.Http;

/// <summary>What every answer has in common: addresses, headers, limits, caching and compression.</summary>
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
            // Safe, since only pages that are the same for everybody are compressed: no secret stands beside a reader's
            // input.
            compression.EnableForHttps = true;
            compression.Providers.Add<BrotliCompressionProvider>();
            compression.Providers.Add<GzipCompressionProvider>();
            compression.MimeTypes =
            [
                "text/html", "image/svg+xml", "text/plain", "text/csv", "application/json", "application/jsonl", "application/atom+xml", "application/feed+json",
                "application/xml", "text/calendar", "application/csvm+json", "text/javascript", "text/css",
            ];
        });

        // Compressed once and cached, so a little more work pays off.
        services.Configure<BrotliCompressionProviderOptions>(brotli => brotli.Level = CompressionLevel.Optimal);
        services.Configure<GzipCompressionProviderOptions>(gzip => gzip.Level = CompressionLevel.Optimal);
    }
}

/// <summary>A name within an address. It has no dot, since a dot begins an ending.</summary>
public sealed class NameConstraint : IRouteConstraint
{
    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string name && !name.Contains('.', StringComparison.Ordinal);
}
