using PledgeTracker.Web.OpenData;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Operations;

namespace PledgeTracker.Web.Evidence;

/// <summary>
/// <c>/evidence/{sha256}</c> for what a published pledge shows, <c>/newsroom/evidence/{sha256}</c> for all of it. Always a
/// download, and in a sandbox should a browser show it all the same: what is inside was written by strangers.
/// </summary>
public static class EvidenceDownload
{
    public static void MapEvidence(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/evidence/{sha256}", DataAnswers.Reading,
            async (string sha256, EvidenceStore store, HttpContext context, CancellationToken cancel) =>
                Send(EvidenceStore.IsHash(sha256) ? await store.FindPublishedAsync(sha256, cancel) : null, store, context, "public, no-cache"))
            .WithSecurityHeadersPolicy(SecurityHeaders.ForEvidence);
        endpoints.MapMethods("/newsroom/evidence/{sha256}", DataAnswers.Reading,
            async (string sha256, EvidenceStore store, HttpContext context, IOptions<PledgeTrackerOptions> options, CancellationToken cancel) =>
                SecondFactorFilter.IsMissing(context.User, options.Value)
                    ? OwnRedirect.To(SecondFactorFilter.Address)
                    : Send(EvidenceStore.IsHash(sha256) ? await store.FindAsync(sha256, cancel) : null, store, context, "no-store"))
            .RequireAuthorization(Policies.Editor).WithSecurityHeadersPolicy(SecurityHeaders.ForEvidence);
    }

    private static IResult Send(EvidenceFile? file, EvidenceStore store, HttpContext context, string keep)
    {
        if (file is null || store.PathOf(file.Sha256) is var path && !File.Exists(path))
        {
            return Results.NotFound();
        }

        context.Response.Headers.CacheControl = keep;
        var charset = file.Kind is EvidenceKind.Text or EvidenceKind.Html ? "; charset=utf-8" : "";
        return Results.File(path, EvidenceContent.MediaTypeOf(file.Kind) + charset, DownloadName(file),
            file.AddedAt, new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }

    /// <summary>The name it came under, with the ending of what it is.</summary>
    private static string DownloadName(EvidenceFile file) => Path.GetFileNameWithoutExtension(file.Name) + file.Kind switch
    {
        EvidenceKind.Pdf => ".pdf",
        EvidenceKind.Png => ".png",
        EvidenceKind.Jpeg => ".jpg",
        EvidenceKind.Html => ".html",
        _ => ".txt",
    };
}
