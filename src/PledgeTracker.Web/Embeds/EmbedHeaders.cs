using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Embeds;

/// <summary>What is told to the browser that shows an embed.</summary>
internal static class EmbedHeaders
{
    /// <summary>The name of the policy of what other sites show in a frame.</summary>
    public const string Policy = "embeds";

    /// <summary>The only pages that may stand in a frame, of anybody. They bring their styles along, named by their hashes.</summary>
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
