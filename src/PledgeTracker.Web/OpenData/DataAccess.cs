using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// Runs before everything that answers with data: any page of any origin may read it, within a rate limit, and every answer
/// says how much of the limit is left (draft-ietf-httpapi-ratelimit-headers).
/// </summary>
public sealed class DataAccess(RequestDelegate next, IOptions<PledgeTrackerOptions> options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly int _most = options.Value.DataRequestsByAddress;

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = options.Value.DataRequestsByAddress, Window = Window, AutoReplenishment = true }));

    public async Task InvokeAsync(HttpContext context)
    {
        if (!DataAnswers.IsData(context.Request.Path) || Outages.IsAboutAFailure(context))
        {
            await next(context);
            return;
        }

        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = "*";
        headers.AccessControlExposeHeaders = "Content-Disposition, Content-Location, ETag, Link, RateLimit, RateLimit-Policy, Retry-After";
        if (HttpMethods.IsOptions(context.Request.Method))
        {
            var writes = context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);
            var asks = DataAnswers.IsForAssistants(context.Request.Path);
            headers.Allow = asks ? "POST, OPTIONS" : writes ? context.Request.Path.Value!.TrimEnd('/').Count(c => c == '/') > 2 ? "GET, POST, OPTIONS" : "POST, OPTIONS" : "GET, HEAD, OPTIONS";

            // Writing needs a token, which no page of another origin should have, so only reading is allowed here.
            // What assistants post is a question, and changes nothing.
            headers.AccessControlAllowMethods = asks ? "POST" : "GET, HEAD";

            // Many programs say a Content-Type also where they send nothing.
            headers.AccessControlAllowHeaders = asks
                ? "Accept, Content-Type, Mcp-Method, Mcp-Name, Mcp-Protocol-Version"
                : "Accept, Accept-Language, Cache-Control, Content-Type, If-None-Match, If-Modified-Since, If-Range, Range";
            headers.AccessControlMaxAge = "86400";
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        var who = AttemptLimits.NetworkOf(context);
        using var lease = _limiter.AttemptAcquire(who);
        var left = _limiter.GetStatistics(who)?.CurrentAvailablePermits ?? 0;
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"data\";q={_most};w={(int)Window.TotalSeconds}");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"data\";r={left}");
        if (!lease.IsAcquired)
        {
            headers.RetryAfter = ((int)Window.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            context.Items[Refusals.Sentence] = $"This address made {_most} requests for data within a minute. Wait a minute. Complete files are at /data.";
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        await next(context);
    }

    public void Dispose() => _limiter.Dispose();
}
