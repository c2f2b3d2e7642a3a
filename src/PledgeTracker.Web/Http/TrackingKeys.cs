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

    /// <summary>The query of a request without them: what an answer says of its own address, since it is kept for everybody.</summary>
    public static QueryString Without(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Query.Keys.Any(Has)
            ? QueryString.Create(request.Query.Where(q => !Has(q.Key)).SelectMany(q => q.Value, (q, value) => new KeyValuePair<string, string?>(q.Key, value)))
            : request.QueryString;
    }
}
