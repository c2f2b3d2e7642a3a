using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>The answer to a request for a claimant, a list or a check, in any form.</summary>
/// <param name="Found">What was published at the address, in the state that was asked for; null where nothing is.</param>
/// <param name="Index">All that is published of claimed totals.</param>
/// <param name="Status">200, 400, 404, or 410 where it was taken off the site.</param>
/// <param name="Sentence">Why nothing is there, for the reader.</param>
public sealed record ClaimAnswer<T>(PublishedClaims<T>? Found, ClaimIndex Index, int Status, string Sentence)
{
    /// <summary>The state that the page shows; null where nothing is there.</summary>
    public ClaimState? State { get; init; }
}

/// <summary>A page of claimed totals in one state: what it is cited and followed by.</summary>
/// <param name="Kind">The kind of document.</param>
/// <param name="Id">The document.</param>
/// <param name="Slug">What stands at the end of its address.</param>
/// <param name="Title">What it is called, in the language of the page.</param>
public sealed record ClaimState(DocumentKind Kind, int Id, string Slug, string Title)
{
    /// <summary>The revision that is shown.</summary>
    public required int Revision { get; init; }

    /// <summary>When that was published, UTC.</summary>
    public required DateTime PublishedAt { get; init; }

    /// <summary>The day of it.</summary>
    public required DateOnly PublishedOn { get; init; }

    /// <summary>The revision readers see today; the one that is shown, or a later one.</summary>
    public required int NewestRevision { get; init; }

    /// <summary>When that was published, UTC.</summary>
    public required DateTime NewestAt { get; init; }

    /// <summary>The day looked back to; null for none.</summary>
    public DateOnly? On { get; init; }

    /// <summary>The day it is.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>Whether a later revision replaced the one that is shown.</summary>
    public bool IsEarlier => Revision != NewestRevision;

    /// <summary>The page, from the root on, without a query.</summary>
    public string Path => Publishing.Subject.Of(Kind).PageOf(Slug)!;

    /// <summary>The query of exactly this state: the day or the revision; empty for today's page.</summary>
    public string Query => PledgePages.QueryOf(On, IsEarlier ? Revision : null);

    /// <summary>What a browser's tab and a list of search results call this state.</summary>
    public string HeadTitle => On is { } day ? F($"{Title}, as known on {day.InWords()}") : IsEarlier ? F($"{Title}, revision {Revision}") : Title;
}

/// <summary>
/// Finds what an address of a claimant, a list or a check asks for: today's page, a list as known on a day (<c>?on=</c>), or a revision
/// as it was published (<c>?revision=</c>). The page and all its other forms begin here.
/// </summary>
public sealed class ClaimPages(ClaimIndexes indexes, PledgeTrackerDbContext context, NewsroomCalendar calendar)
{
    /// <summary>The claimant that is published at an address now.</summary>
    public Task<ClaimAnswer<Claimant>> ClaimantAsync(string slug, CancellationToken cancel) => FindAsync(ClaimSection.Claimants, slug, QueryCollection.Empty, cancel);

    /// <summary>The list that is published at an address now.</summary>
    public Task<ClaimAnswer<ClaimList>> ListAsync(string slug, CancellationToken cancel) => FindAsync(ClaimSection.Lists, slug, QueryCollection.Empty, cancel);

    /// <summary>The check that is published at an address now.</summary>
    public Task<ClaimAnswer<Check>> CheckAsync(string slug, CancellationToken cancel) => FindAsync(ClaimSection.Checks, slug, QueryCollection.Empty, cancel);

    /// <summary>What an address and its query ask for.</summary>
    public async Task<ClaimAnswer<T>> FindAsync<T>(ClaimSection<T> section, string slug, IQueryCollection query, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(section);
        var index = await indexes.GetAsync(cancel);
        if (!PledgePages.TryReadState(query, out var on, out var revision, out var problem, section.LooksBack))
        {
            return new(null, index, StatusCodes.Status400BadRequest, problem);
        }

        if (section.Find(index, slug) is not { } newest)
        {
            var gone = !Slug.IsWellFormed(slug) ? null : await context.Documents.AsNoTracking()
                .Where(d => d.Kind == section.Kind && d.Key == slug && d.PublishedRevisionId == null && d.UnpublishedReason != null)
                .Select(d => new { d.UnpublishedReason, d.UnpublishedAt }).FirstOrDefaultAsync(cancel);
            return gone is null
                ? new(null, index, StatusCodes.Status404NotFound, section.NothingAt(slug))
                : new(null, index, StatusCodes.Status410Gone, PledgePages.TakenOff(gone.UnpublishedAt is { } at ? calendar.DayOf(at) : null, gone.UnpublishedReason));
        }

        var shown = newest;
        if (revision is { } number && number != newest.Revision)
        {
            var row = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == newest.Id && r.Number == number && r.PublishedAt != null)
                .Select(r => new { r.Document, At = r.PublishedAt!.Value }).FirstOrDefaultAsync(cancel);
            if (row is null)
            {
                return new(null, index, StatusCodes.Status404NotFound, F($"Revision {number} of this page was never published."));
            }

            shown = new(newest.Id, section.Read(row.Document, slug), number, row.At);
        }

        return new(shown, index, StatusCodes.Status200OK, "")
        {
            State = new(section.Kind, newest.Id, slug, section.About(shown.Content).Title)
            {
                Revision = shown.Revision,
                PublishedAt = shown.PublishedAt,
                PublishedOn = calendar.DayOf(shown.PublishedAt),
                NewestRevision = newest.Revision,
                NewestAt = newest.PublishedAt,
                On = PledgePages.Past(on, calendar.Today),
                Today = calendar.Today,
            },
        };
    }

    /// <summary>The stored copies of sources, by the SHA-256 of their content.</summary>
    public async Task<IReadOnlyDictionary<string, EvidenceFile>> EvidenceOfAsync(IEnumerable<Source> sources, CancellationToken cancel)
    {
        var copies = sources.SelectMany(s => s.Evidence).ToHashSet(StringComparer.Ordinal);
        return copies.Count == 0 ? new Dictionary<string, EvidenceFile>() : await context.Evidence.AsNoTracking().Where(e => copies.Contains(e.Sha256)).ToDictionaryAsync(e => e.Sha256, cancel);
    }
}
