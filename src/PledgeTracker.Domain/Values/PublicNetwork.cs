using System.Net;
using System.Net.Sockets;

namespace PledgeTracker.Domain.Values;

/// <summary>
/// Which addresses belong to the open network. Excluded are those in IANA's registries of special-purpose addresses
/// (iana-ipv4-special-registry, iana-ipv6-special-registry, RFC 6890), the multicast and reserved blocks, and the blocks of
/// anycast services of the network itself, since no page is read there.
/// </summary>
public static class PublicNetwork
{
    private static readonly IPNetwork[] Special4 = Networks(
        "0.0.0.0/8",        // this network
        "10.0.0.0/8",       // private
        "100.64.0.0/10",    // shared by a carrier
        "127.0.0.0/8",      // loopback
        "169.254.0.0/16",   // link-local
        "172.16.0.0/12",    // private
        "192.0.0.0/24",     // protocol assignments
        "192.0.2.0/24",     // documentation
        "192.31.196.0/24",  // AS112
        "192.52.193.0/24",  // AMT
        "192.88.99.0/24",   // 6to4 relays, deprecated
        "192.168.0.0/16",   // private
        "192.175.48.0/24",  // AS112
        "198.18.0.0/15",    // benchmarking
        "198.51.100.0/24",  // documentation
        "203.0.113.0/24",   // documentation
        "224.0.0.0/4",      // multicast
        "240.0.0.0/4");     // reserved, and broadcast

    // Only 2000::/3 is given out as global unicast; within it:
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] Special6 = Networks(
        "2001::/23",        // protocol assignments: Teredo, benchmarking, ORCHID and the like
        "2001:db8::/32",    // documentation
        "2002::/16",        // 6to4: an IPv4 address in disguise
        "2620:4f:8000::/48", // AS112
        "3fff::/20");       // documentation

    /// <summary>
    /// Whether an address is on the open network: not on this machine or a private network, nor a tunnel into one.
    /// </summary>
    public static bool Contains(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Special4.Any(network => network.Contains(address))
            : Global6.Contains(address) && !Special6.Any(network => network.Contains(address));
    }

    private static IPNetwork[] Networks(params string[] networks) => Array.ConvertAll(networks, text => IPNetwork.Parse(text));
}
