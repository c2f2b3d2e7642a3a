using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Http;

/// <summary>
/// Answers only to the host name of the public address, where one is set and the operator left AllowedHosts alone; a set
/// AllowedHosts is enforced by the framework. Loopback names are accepted for monitors and proxies on the machine itself,
/// and health checks under every name, since a load balancer asks by IP address.
/// </summary>
public sealed class KnownHosts(RequestDelegate next, IConfiguration configuration, IOptions<PledgeTrackerOptions> options)
{
    private readonly IList<StringSegment>? _hosts = string.IsNullOrWhiteSpace(configuration["AllowedHosts"]) && options.Value.PublicAddress is { Length: > 0 } address
        ? [HostString.FromUriComponent(new Uri(address)).Host, "localhost", "127.0.0.1", "[::1]"]
        : null;

    public Task InvokeAsync(HttpContext context)
    {
        if (_hosts is null || !context.Request.Host.HasValue || HostString.MatchesAny(context.Request.Host.Host, _hosts)
            || context.Request.Path.StartsWithSegments("/healthz", StringComparison.OrdinalIgnoreCase))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync($"The tracker does not answer to this name. It is at {options.Value.PublicAddress}.\n");
    }
}
