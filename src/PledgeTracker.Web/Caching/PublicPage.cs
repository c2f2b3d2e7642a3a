using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace PledgeTracker.Web.Caching;

/// <summary>
/// Marks a page as the same for every reader: it is rendered once a content version, day and encoding, kept, and answered
/// with 304 to whoever has it. Never to stand on a page with a form that carries a token.
/// </summary>
/// <param name="queryKeys">The query keys the page reads. All others make no new copy.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicPageAttribute(params string[] queryKeys) : Attribute, IOutputCachePolicy
{
    internal const string State = "public-page-state";

    // The version moves with everything that could change; this only bounds what nobody asks for any more.
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly string[] _queryKeys = queryKeys;

    ValueTask IOutputCachePolicy.CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var reading = HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method);
        context.EnableOutputCaching = reading;
        context.AllowCacheLookup = reading;
        context.AllowCacheStorage = reading;
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = Kept;
        context.CacheVaryByRules.QueryKeys = _queryKeys;
        context.CacheVaryByRules.HeaderNames = HeaderNames.AcceptEncoding;
        context.CacheVaryByRules.VaryByValues[State] = (string)context.HttpContext.Items[State]!;
        return ValueTask.CompletedTask;
    }

    ValueTask IOutputCachePolicy.ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    ValueTask IOutputCachePolicy.ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage &= context.HttpContext.Response.StatusCode == StatusCodes.Status200OK;
        return ValueTask.CompletedTask;
    }
}

/// <summary>
/// Stands before the output cache: says which state of the site a public page shows, answers 304 without rendering or
/// looking anything up, and brings Accept-Encoding down to the three forms worth keeping.
/// </summary>
public sealed class PublicPages(RequestDelegate next, ContentVersion contentVersion, TimeProvider clock)
{
    // Another build may render another page from the same content.
    private static readonly string Build =
        Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId.ToString("N", CultureInfo.InvariantCulture)[..8];

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<PublicPageAttribute>() is null
            || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
        {
            await next(context);
            return;
        }

        var version = await contentVersion.GetAsync(context.RequestAborted);

        // Pages say "412 days ago": a new day is a new page.
        var state = string.Create(CultureInfo.InvariantCulture, $"{version}-{clock.GetUtcNow():yyyyMMdd}-{Build}");
        var tag = $"W/\"{state}\"";
        context.Items[PublicPageAttribute.State] = state;
        context.Request.Headers.AcceptEncoding = Encoding(context.Request.Headers.AcceptEncoding);
        if (Has(context.Request.Headers.IfNoneMatch, tag))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            Describe(context.Response, tag);
            return;
        }

        context.Response.OnStarting(
            static s =>
            {
                var (response, tag) = ((HttpResponse, string))s;
                if (response.StatusCode == StatusCodes.Status200OK)
                {
                    Describe(response, tag);
                }

                return Task.CompletedTask;
            },
            (context.Response, tag));
        await next(context);
    }

    private static void Describe(HttpResponse response, string tag)
    {
        response.Headers.ETag = tag;

        // Keep it, and ask each time: asking costs a 304, and a correction is seen at once.
        response.Headers.CacheControl = "public, no-cache";
        response.Headers.Vary = HeaderNames.AcceptEncoding;
    }

    private static bool Has(StringValues tags, string tag)
    {
        foreach (var line in tags)
        {
            // With or without W/, as the comparison of If-None-Match is the weak one. "*" asks whether there is anything at all,
            // which is not known here.
            if (line is not null && line.Contains(tag[2..], StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static StringValues Encoding(StringValues accepted)
    {
        if (StringWithQualityHeaderValue.TryParseList(accepted, out var encodings))
        {
            foreach (var wanted in (string[])["br", "gzip"])
            {
                if (encodings.Any(e => e.Value.Equals(wanted, StringComparison.OrdinalIgnoreCase) && e.Quality is not <= 0))
                {
                    return wanted;
                }
            }
        }

        return StringValues.Empty;
    }
}
