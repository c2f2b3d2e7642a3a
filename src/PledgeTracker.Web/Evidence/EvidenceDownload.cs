using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Settings;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Evidence;

/// <summary>
/// <c>/evidence/{sha256}</c> for what a published pledge shows, <c>/newsroom/evidence/{sha256}</c> for all of it. Always a
/// download, and sandboxed in case a browser shows it anyway, since strangers wrote the content.
/// </summary>
public static class EvidenceDownload
{
    public static void MapEvidence(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/evidence/{sha256}", DataAnswers.Reading,
            async (string sha256, EvidenceStore store, EvidenceChecks checks, HttpContext context, CancellationToken cancel) =>
                await SendAsync(EvidenceStore.IsHash(sha256) ? await store.FindPublishedAsync(sha256, cancel) : null, store, checks, context, "public, no-cache"))
            .WithSecurityHeadersPolicy(SecurityHeaders.ForEvidence);
        endpoints.MapMethods("/newsroom/evidence/{sha256}", DataAnswers.Reading,
            async (string sha256, EvidenceStore store, EvidenceChecks checks, HttpContext context, IOptions<PledgeTrackerOptions> options, CancellationToken cancel) =>
                SecondFactorFilter.IsMissing(context.User, options.Value)
                    ? OwnRedirect.To(SecondFactorFilter.Address)
                    : await SendAsync(EvidenceStore.IsHash(sha256) ? await store.FindAsync(sha256, cancel) : null, store, checks, context, "no-store"))
            .RequireAuthorization(Policies.Editor).WithSecurityHeadersPolicy(SecurityHeaders.ForEvidence);
    }

    private static async Task<IResult> SendAsync(EvidenceFile? file, EvidenceStore store, EvidenceChecks checks, HttpContext context, string keep)
    {
        if (file is null)
        {
            return Results.NotFound();
        }

        var (content, state) = await checks.OpenAsync(file, store.PathOf(file.Sha256), context.RequestAborted);
        if (content is null)
        {
            context.Items[Refusals.Sentence] = state == EvidenceState.Altered
                ? T("The stored copy of this source has changed. Its content does not match its SHA-256, so it is not sent. The newsroom has been told.")
                : T("The stored copy of this source cannot be found where it was stored. The newsroom has been told.");
            return Results.StatusCode(StatusCodes.Status500InternalServerError);
        }

        context.Response.Headers.CacheControl = keep;
        return Results.File(content, EvidenceForm.Of(file.Kind).MediaType, DownloadName(file),
            file.AddedAt, new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
    }

    /// <summary>The name it was uploaded under, with the file ending of what it really is.</summary>
    private static string DownloadName(EvidenceFile file) => Path.GetFileNameWithoutExtension(file.Name) + EvidenceForm.Of(file.Kind).Ending;
}
