using System.Net;

namespace PledgeTracker.Domain.Values;

/// <summary>An address that readers are sent to: <c>http(s)</c>, of a host on the open network, and without a user's name.</summary>
public static class WebAddress
{
    /// <summary>The most characters an address may have.</summary>
    public const int MaxLength = 2000;

    /// <summary>
    /// Names that never lead to a host of the open network: RFC 6761 and 6762, RFC 8375 (<c>home.arpa</c>), and ICANN's
    /// <c>internal</c> of 2024.
    /// </summary>
    private static readonly string[] OwnNetworks = ["localhost", "localdomain", "local", "internal", "home.arpa"];

    /// <summary>What is wrong with an address, in a sentence; null where readers can be sent there.</summary>
    public static string? ProblemOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > MaxLength || text.Any(char.IsControl) || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return "Enter a web address that begins with https:// or http://.";
        }

        var authority = text.AsSpan(text.IndexOf(':', StringComparison.Ordinal) + 1).TrimStart(['/', '\\']);
        var end = authority.IndexOfAny("/\\?#");
        if ((end < 0 ? authority : authority[..end]).Contains('@'))
        {
            return "Remove the user’s name from the address: the part before the @.";
        }

        return IsOpen(address) ? null : "Enter an address that readers can reach. This one belongs to a single machine or a private network.";
    }

    private static bool IsOpen(Uri address)
    {
        // Full-width digits and the like are folded to what they stand for, and 127.1, 0x7f.1 and 2130706433 are read as the
        // addresses that they are.
        var host = address.IdnHost.TrimEnd('.');
        if (IPAddress.TryParse(host, out var number))
        {
            return PublicNetwork.Contains(number);
        }

        return host.Contains('.', StringComparison.Ordinal)
            && !OwnNetworks.Any(own => host.Equals(own, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + own, StringComparison.OrdinalIgnoreCase));
    }
}
