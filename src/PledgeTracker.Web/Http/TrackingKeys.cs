namespace PledgeTracker.Web.Http;

/// <summary>
/// What newsletters, networks and caches add to addresses that are shared. It says nothing about what is asked for, so that data and
/// feeds are answered as if it were not there; pages ignore whatever they do not read. No address reads a key of such a name.
/// </summary>
public static class TrackingKeys
{
    // In lines: search engines, social networks, advertising, newsletters (two lines), publishers and shops, and what only gets past a cache.
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "gclid", "gclsrc", "gbraid", "wbraid", "dclid", "gad_source", "gad_campaignid", "srsltid", "_ga", "_gl", "_gac", "msclkid", "yclid", "ysclid", "_openstat",
        "fbclid", "fb_action_ids", "fb_action_types", "fb_source", "fb_ref", "mibextid", "igshid", "igsh", "twclid", "ref_src", "ref_url", "__twitter_impression", "ttclid", "li_fat_id", "trk", "trkCampaign", "trkInfo",
        "rdt_cid", "epik", "ScCid", "tblci", "dicbo", "obOrigUrl", "cjevent", "irclickid", "irgwc", "wickedid",
        "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "__hstc", "__hssc", "__hsfp", "hsCtaTracking", "oly_enc_id", "oly_anon_id", "vero_id", "vero_conv", "elqTrackId", "elqTrack", "elq", "ml_subscriber", "ml_subscriber_hash",
        "ck_subscriber_id", "_ke", "_kx", "__s", "sfmc_id", "nr_email_referer", "publication_id", "post_id", "isFreemail", "triedRedirect",
        "ref", "s_cid", "s_kwcid", "ef_id", "ncid", "icid", "intcid", "cmp", "cmpid", "cmp_id", "sc_campaign", "sc_channel", "sc_content", "sc_medium", "sc_outcome", "sc_geo", "sc_country", "wt_mc", "wt_zmc", "WT.mc_id", "xtor", "spm", "scm", "guccounter", "guce_referrer", "guce_referrer_sig",
        "v", "_", "_t", "cb", "cachebust", "cachebuster", "nocache",
    };

    private static readonly string[] Beginnings = ["utm_", "mtm_", "matomo_", "pk_", "piwik_", "hsa_", "at_", "ns_", "itm_", "stm_", "ga_", "bsft_"];

    /// <summary>Whether a key is one of them.</summary>
    public static bool Has(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return Known.Contains(key) || Array.Exists(Beginnings, begin => key.StartsWith(begin, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The query of a request without them: what an answer says of its own address, since it is kept for everybody.</summary>
    public static QueryString Without(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Query.Keys.Any(Has)
            ? QueryString.Create(request.Query.Where(q => !Has(q.Key)).SelectMany(q => q.Value, (q, value) => new KeyValuePair<string, string?>(q.Key, value)))
            : request.QueryString;
    }
}
