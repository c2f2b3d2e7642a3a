using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>The answer to a request for a claimant, a list or a check, in any form.</summary>
/// <param name="Found">What is published at the address; null where nothing is.</param>
/// <param name="Index">All that is published of claimed totals.</param>
/// <param name="Status">200, 404, or 410 where it was taken off the site.</param>
/// <param name="Sentence">Why nothing is there, for the reader.</param>
public sealed record ClaimAnswer<T>(PublishedClaims<T>? Found, ClaimIndex Index, int Status, string Sentence);

/// <summary>Finds what an address of a claimant, a list or a check asks for. The page and its other form begin here.</summary>
public sealed class ClaimPages(ClaimIndexes indexes, PledgeTrackerDbContext context, NewsroomCalendar calendar)
{
    /// <summary>The claimant at an address.</summary>
    public async Task<ClaimAnswer<Claimant>> ClaimantAsync(string slug, CancellationToken cancel)
    {
        var index = await indexes.GetAsync(cancel);
        return await AnswerAsync(index, index.Claimant(slug), DocumentKind.Claimant, slug, F($"There is no claimant at the address “{PledgeFilter.Shorten(slug)}”."), cancel);
    }

    /// <summary>The list at an address.</summary>
    public async Task<ClaimAnswer<ClaimList>> ListAsync(string slug, CancellationToken cancel)
    {
        var index = await indexes.GetAsync(cancel);
        return await AnswerAsync(index, index.List(slug), DocumentKind.List, slug, F($"There is no list at the address “{PledgeFilter.Shorten(slug)}”."), cancel);
    }

    /// <summary>The check at an address.</summary>
    public async Task<ClaimAnswer<Check>> CheckAsync(string slug, CancellationToken cancel)
    {
        var index = await indexes.GetAsync(cancel);
        return await AnswerAsync(index, index.Check(slug), DocumentKind.Check, slug, F($"There is no check at the address “{PledgeFilter.Shorten(slug)}”."), cancel);
    }

    /// <summary>The stored copies of sources, by the SHA-256 of their content.</summary>
    public async Task<IReadOnlyDictionary<string, EvidenceFile>> EvidenceOfAsync(IEnumerable<Source> sources, CancellationToken cancel)
    {
        var copies = sources.SelectMany(s => s.Evidence).ToHashSet(StringComparer.Ordinal);
        return copies.Count == 0 ? new Dictionary<string, EvidenceFile>() : await context.Evidence.AsNoTracking().Where(e => copies.Contains(e.Sha256)).ToDictionaryAsync(e => e.Sha256, cancel);
    }

    private async Task<ClaimAnswer<T>> AnswerAsync<T>(ClaimIndex index, PublishedClaims<T>? found, DocumentKind kind, string slug, string nothing, CancellationToken cancel)
    {
        if (found is not null)
        {
            return new(found, index, StatusCodes.Status200OK, "");
        }

        var gone = !Slug.IsWellFormed(slug) ? null : await context.Documents.AsNoTracking()
            .Where(d => d.Kind == kind && d.Key == slug && d.PublishedRevisionId == null && d.UnpublishedReason != null)
            .Select(d => new { d.UnpublishedReason, d.UnpublishedAt }).FirstOrDefaultAsync(cancel);
        return gone is null
            ? new(null, index, StatusCodes.Status404NotFound, nothing)
            : new(null, index, StatusCodes.Status410Gone, PledgePages.TakenOff(gone.UnpublishedAt is { } at ? calendar.DayOf(at) : null, gone.UnpublishedReason));
    }
}
