using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Http;

/// <summary>The absolute addresses that canonical links and pictures carry.</summary>
public sealed class SiteAddress(IOptions<PledgeTrackerOptions> options, IHttpContextAccessor accessor)
{
    /// <summary>An address as readers know it: under the public address where one is set, otherwise under the request's.</summary>
    public string Of(string pathAndQuery)
    {
        if (options.Value.PublicAddress is { Length: > 0 } address)
        {
            return address.TrimEnd('/') + pathAndQuery;
        }

        var request = accessor.HttpContext!.Request;
        return $"{request.Scheme}://{request.Host}{request.PathBase}{pathAndQuery}";
    }
}

/// <summary>The site's address where no request tells it: for files that are made in the background.</summary>
public sealed class SiteRoot(IOptions<PledgeTrackerOptions> options, IServer server)
{
    /// <summary>The public address, or else the first one that the server listens on; null before it listens.</summary>
    public string? Known => options.Value.PublicAddress is { Length: > 0 } address
        ? address.TrimEnd('/')
        : server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/').Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
}
