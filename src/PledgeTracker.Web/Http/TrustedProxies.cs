using Microsoft.AspNetCore.HttpOverrides;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Http;

/// <summary>The reverse proxies that the settings trust.</summary>
internal static class TrustedProxies
{
    /// <summary>
    /// The headers of trusted proxies that are accepted: client address, scheme and path prefix; null where no proxy is
    /// trusted. The host is never taken from a header.
    /// </summary>
    public static ForwardedHeadersOptions? Of(string? setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
        {
            return null;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedPrefix };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var one in setting.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (System.Net.IPAddress.TryParse(one, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else if (System.Net.IPNetwork.TryParse(one, out var network))
            {
                options.KnownIPNetworks.Add(network);
            }
            else
            {
                throw new StartupException($"'{one}' is not the address of a proxy: set PledgeTracker:TrustedProxies to addresses or networks like 10.0.0.5, 192.168.0.0/16.");
            }
        }

        return options;
    }
}
