using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Embeds;

/// <summary>The headers sent to a browser that shows an embed.</summary>
internal static class EmbedHeaders
{
    /// <summary>The name of the header policy of embeds.</summary>
    public const string Policy = "embeds";

    /// <summary>
    /// Embeds are the only pages that any site may put in a frame. Their styles are inline and allowed by hash.
    /// </summary>
    public static readonly HeaderPolicyCollection Headers = SecurityHeaders.Common(framed: true)
        .AddContentSecurityPolicy(csp =>
        {
            csp.AddDefaultSrc().None();
            csp.AddStyleSrc().WithHash256(SecurityHeaders.HashOf(ChartStyle.Standalone)).WithHash256(SecurityHeaders.HashOf(EmbedStyle.Auto)).WithHash256(SecurityHeaders.HashOf(EmbedStyle.Light)).WithHash256(SecurityHeaders.HashOf(EmbedStyle.Dark));
            csp.AddBaseUri().None();
            csp.AddFormAction().None();
            csp.AddFrameAncestors().From("*");
        });
}
