using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Reading;

/// <summary>A draft as the page that readers would see.</summary>
public abstract record DrawnDraft
{
    private DrawnDraft()
    {
    }

    /// <summary>A pledge.</summary>
    public sealed record OfPledge(PledgeView View) : DrawnDraft;

    /// <summary>What a company's page says of the company itself; its pledges are not part of the draft.</summary>
    public sealed record OfCompany(Company Company) : DrawnDraft;

    /// <summary>A claimant, with the stored copies of its sources.</summary>
    public sealed record OfClaimant(ClaimantView View, IReadOnlyDictionary<string, EvidenceFile> Evidence) : DrawnDraft;

    /// <summary>A list, with the stored copies of its sources.</summary>
    public sealed record OfList(ListView View, IReadOnlyDictionary<string, EvidenceFile> Evidence) : DrawnDraft;

    /// <summary>A check, with the stored copies of its sources.</summary>
    public sealed record OfCheck(CheckView View, IReadOnlyDictionary<string, EvidenceFile> Evidence) : DrawnDraft;
}

/// <summary>Draws drafts as the pages that readers would see, by today's names and rules.</summary>
public sealed class DraftViews(PublishedPledges published, ClaimPages claims, ClaimIndexes indexes, Ladders ladders, SiteAddress site, NewsroomCalendar calendar, TimeProvider clock)
{
    /// <summary>The page of a draft; null where something is missing, or where documents of its kind have no page that can be drawn.</summary>
    /// <param name="open">The document.</param>
    /// <param name="number">The revision that is shown.</param>
    /// <param name="draft">Its draft.</param>
    /// <param name="result">What the review found in it.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<DrawnDraft?> DrawAsync(OpenDraft open, int number, Draft draft, ReviewResult result, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(result);
        if (result.Pledge is { } pledge)
        {
            return Of(new PublishedPledge
            {
                Id = open.Id,
                Pledge = pledge,
                Revision = number,
                PublishedAt = clock.GetUtcNow().UtcDateTime,
                PublishedOn = calendar.Today,
                Related = await published.RelatedAsync(pledge, cancel),
                Evidence = await published.EvidenceOfAsync(pledge, cancel),
            });
        }

        if (result.Problems.Count > 0)
        {
            return null;
        }

        switch (draft)
        {
            case CompanyDraft { MergedInto: null, TakenBackFrom: null } company:
                return new DrawnDraft.OfCompany(company.At(open.Key));
            case ClaimantDraft:
                var claimant = Read(ClaimSection.Claimants);
                return new DrawnDraft.OfClaimant(new(claimant, StateOf(claimant.Content.Name), await indexes.GetAsync(cancel), site), await claims.EvidenceOfAsync(claimant.Content.Sources, cancel));
            case ClaimListDraft:
                var list = Read(ClaimSection.Lists);
                return new DrawnDraft.OfList(new(list, StateOf(list.Content.Title), await indexes.GetAsync(cancel), await ladders.MatchedAsync(list.Content, null, cancel), site), await claims.EvidenceOfAsync(list.Content.Sources, cancel));
            case CheckDraft:
                var check = Read(ClaimSection.Checks);
                return new DrawnDraft.OfCheck(new(check, StateOf(check.Content.By), await indexes.GetAsync(cancel), site), await claims.EvidenceOfAsync(check.Content.Sources, cancel));
            default:
                return null;
        }

        PublishedClaims<T> Read<T>(ClaimSection<T> section) => new(open.Id, section.Read(DraftJson.Write(draft), open.Key), number, clock.GetUtcNow().UtcDateTime);

        ClaimState StateOf(string title) => new(open.Kind, open.Id, open.Key, title)
        {
            Revision = number,
            NewestRevision = number,
            PublishedAt = clock.GetUtcNow().UtcDateTime,
            NewestAt = clock.GetUtcNow().UtcDateTime,
            PublishedOn = calendar.Today,
            Today = calendar.Today,
        };
    }

    /// <summary>A published revision of a pledge as readers saw it, where it no longer passes the rules; null where it never was public.</summary>
    public async Task<DrawnDraft?> DrawPublishedAsync(OpenDraft open, int number, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(open);
        return open.Kind == DocumentKind.Pledge && await published.FindRevisionAsync(open.Id, number, cancel) is { } revision ? Of(revision) : null;
    }

    private DrawnDraft.OfPledge Of(PublishedPledge pledge) => new(new PledgeView(pledge, null, calendar.Today, site) { IsPreview = true });
}
