namespace PledgeTracker.Web.Http;

/// <summary>
/// What newsletters, networks and caches add to addresses that are shared. It says nothing about what is asked for, so that data and
/// feeds are answered as if it were not there; pages ignore whatever they do not read.
/// </summary>
public static class TrackingKeys
{
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "fbclid", "gclid", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh", "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "_ga", "_gl", "_hsenc", "_hsmi", "v", "_",
    };

    /// <summary>Whether a key is one of them.</summary>
    public static bool Has(string key) => Known.Contains(key) || key.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || key.StartsWith("mtm_", StringComparison.OrdinalIgnoreCase);
}
