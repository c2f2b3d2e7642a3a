using Microsoft.Extensions.Options;

namespace PledgeTracker.Web.Operations;

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
