using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Publishing;

/// <summary>How a tracker stands to a starter document that its program brings.</summary>
public enum StarterStanding
{
    /// <summary>It was never here.</summary>
    New,

    /// <summary>Nobody has changed it since the program wrote it.</summary>
    Untouched,

    /// <summary>The newsroom has written in it: its text stays, and the program's stands beside it.</summary>
    Edited,
}

/// <summary>A corrected or new starter document that waits for a decision.</summary>
/// <param name="Kind">What it is: a pledge, a claimant, a list, a check.</param>
/// <param name="Slug">A pledge's address in the program's file; of the others the kind's section, a slash and the address: <c>lists/us-invest-gov</c>.</param>
/// <param name="Standing">How this tracker stands to it.</param>
/// <param name="Content">The program's text.</param>
/// <param name="Here">The document that has it here; null where there is none.</param>
/// <param name="Newest">The newest revision here; null where there is none.</param>
/// <param name="Written">The program's text that the newsroom began with; null where none is known.</param>
public sealed record StarterOffer(DocumentKind Kind, string Slug, StarterStanding Standing, Draft Content, Document? Here, Revision? Newest, Revision? Written)
{
    /// <summary>What is specific to documents of its kind.</summary>
    public Subject Subject => Subject.Of(Kind);

    /// <summary>The program's text of a pledge.</summary>
    public PledgeDraft Draft => (PledgeDraft)Content;

    /// <summary>Its address.</summary>
    public string Key => Slug[(Slug.IndexOf('/', StringComparison.Ordinal) + 1)..];

    public string Title => Kind == DocumentKind.Pledge ? Draft.Title ?? Slug : Subject.TitleOf(Key, Content);

    /// <summary>
    /// The newest decision that took an earlier version's text into the document here, with the revision that it became; null where there
    /// was none.
    /// </summary>
    public StarterDecision? Taken { get; init; }
}

/// <summary>
/// What a new version of the program brings to the starter pledges, claimants, lists and checks of a running tracker. Nothing of it reaches readers without review, and
/// nothing that the newsroom wrote is written over: an administrator takes all of it or some, as drafts for review, or leaves it, once for
/// each version.
/// </summary>
public sealed class StarterUpdates(PledgeTrackerDbContext context, Drafts drafts, Review review, NewsroomLog log, TimeProvider clock)
{
    private static readonly LogActor Author = new(null, StarterData.Author, null);

    /// <summary>Whether anything waits for a decision. Costs one row.</summary>
    public Task<bool> AnyAsync(CancellationToken cancel = default) =>
        context.Site.AnyAsync(s => s.StarterDataLoadedAt != null && s.StarterVersion != StarterData.Version, cancel);

    /// <summary>What waits for a decision, by title; empty in a tracker that began without the starter pledges.</summary>
    public async Task<IReadOnlyList<StarterOffer>> OpenAsync(CancellationToken cancel = default)
    {
        if (!await AnyAsync(cancel))
        {
            return [];
        }

        var decided = await context.StarterDecisions.AsNoTracking().OrderBy(d => d.At).ToListAsync(cancel);
        var done = decided.Where(d => d.Version == StarterData.Version).Select(d => d.Slug).ToHashSet(StringComparer.Ordinal);
        var offers = new List<StarterOffer>();
        var brought = StarterData.Pledges().Select(p => (Kind: DocumentKind.Pledge, Slug: p.Draft.Slug!, Draft: (Draft)p.Draft))
            .Concat(StarterData.Claims().Select(c => (c.Kind, Slug: $"{Subject.Of(c.Kind).Section}/{c.Key}", c.Draft)));
        foreach (var (kind, slug, draft) in brought.Where(b => !done.Contains(b.Slug)))
        {
            if (await OfferAsync(kind, slug, draft, decided, cancel) is { } offer)
            {
                offers.Add(offer);
            }
        }

        return [.. offers.OrderBy(o => o.Standing).ThenBy(o => o.Title, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>One of them; null where nothing of this address waits.</summary>
    public async Task<StarterOffer?> FindAsync(string slug, CancellationToken cancel = default) => (await OpenAsync(cancel)).FirstOrDefault(o => o.Slug == slug);

    /// <summary>What was decided about this version so far, by title.</summary>
    public async Task<IReadOnlyList<(string Title, StarterDecision Decision)>> DecidedAsync(CancellationToken cancel = default)
    {
        var titles = StarterData.Pledges().Select(p => (Slug: p.Draft.Slug!, Title: p.Draft.Title!))
            .Concat(StarterData.Claims().Select(c => (Slug: $"{Subject.Of(c.Kind).Section}/{c.Key}", Title: Subject.Of(c.Kind).TitleOf(c.Key, c.Draft)))).ToDictionary(t => t.Slug, t => t.Title, StringComparer.Ordinal);
        string[] slugs = [.. titles.Keys];
        var decided = await context.StarterDecisions.AsNoTracking().Where(d => slugs.Contains(d.Slug) && d.Version == StarterData.Version).ToListAsync(cancel);
        return [.. decided.Select(d => (Title: titles[d.Slug], d)).OrderBy(d => d.Title, StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>
    /// Takes what is new or untouched as drafts for review. What the newsroom has written in is passed over: it is merged by somebody who
    /// sees both texts.
    /// </summary>
    /// <param name="slugs">Which; null for all.</param>
    /// <param name="by">The administrator.</param>
    /// <returns>How many drafts were made, and those that lack something before they can go to review.</returns>
    public async Task<(int Taken, IReadOnlyList<string> Unsent)> TakeAsync(IReadOnlyCollection<string>? slugs, LogActor by)
    {
        // Claimants, lists and checks name one another and pledges, so that all must be there before the first is sent to review.
        var taken = new List<(StarterOffer Offer, int Id, int Number)>();
        foreach (var offer in (await OpenAsync()).Where(o => o.Standing != StarterStanding.Edited && (slugs is null || slugs.Contains(o.Slug))))
        {
            await using var transaction = await context.Database.BeginTransactionAsync();
            var (id, number) = offer is { Here: { } here, Newest: { } newest }
                ? (here.Id, await drafts.SaveAsync(here.Id, newest.Number, offer.Content, Author) is SaveResult.Saved saved ? saved.Number : 0)
                : (await StartAsync(offer), 1);
            if (number == 0)
            {
                // Somebody saved in between: it is theirs now, and is offered beside.
                continue;
            }

            await DecideAsync(offer.Slug, id, number, by);
            await transaction.CommitAsync();
            taken.Add((offer, id, number));
        }

        var unsent = new List<string>();
        foreach (var (offer, id, number) in taken)
        {
            if (!(await review.SendAsync(id, number, by)).Done)
            {
                unsent.Add(offer.Title);
            }

            if (offer.Content is PledgeDraft { Company: { } company })
            {
                await CorrectCompanyAsync(company, by);
            }
        }

        await CloseAsync();
        return (taken.Count, unsent);
    }

    /// <summary>Saves a text that somebody put together from both as a draft.</summary>
    /// <param name="offer">What was offered.</param>
    /// <param name="merged">The text.</param>
    /// <param name="by">The administrator.</param>
    public async Task<SaveResult> MergeAsync(StarterOffer offer, Draft merged, LogActor by)
    {
        ArgumentNullException.ThrowIfNull(offer);
        await using var transaction = await context.Database.BeginTransactionAsync();
        var result = await drafts.SaveAsync(offer.Here!.Id, offer.Newest!.Number, merged, by);
        if (result is SaveResult.Saved saved)
        {
            await DecideAsync(offer.Slug, offer.Here.Id, saved.Number, by);
            await transaction.CommitAsync();
            await CloseAsync();
        }

        return result;
    }

    /// <summary>Leaves some of them for this version.</summary>
    /// <param name="slugs">Which; null for all that wait.</param>
    /// <param name="by">The administrator.</param>
    public async Task LeaveAsync(IReadOnlyCollection<string>? slugs, LogActor by)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        foreach (var offer in (await OpenAsync()).Where(o => slugs is null || slugs.Contains(o.Slug)))
        {
            await DecideAsync(offer.Slug, null, null, by);
        }

        await transaction.CommitAsync();
        await CloseAsync();
    }

    private async Task<StarterOffer?> OfferAsync(DocumentKind kind, string slug, Draft draft, List<StarterDecision> decided, CancellationToken cancel)
    {
        var (subject, key) = (Subject.Of(kind), slug[(slug.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        var document = await context.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.Kind == kind && (d.Key == key || d.FormerSlugs.Any(f => f.Slug == key)), cancel);
        if (document is null)
        {
            // It may wait as a draft since an earlier version, under a provisional address.
            var waiting = decided.Where(d => d.Slug == slug && d.DocumentId is not null).Select(d => d.DocumentId).LastOrDefault();
            document = waiting is { } id ? await context.Documents.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id, cancel) : null;
            if (document is null)
            {
                return new(kind, slug, StarterStanding.New, draft, null, null, null);
            }
        }

        var revisions = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == document.Id).OrderBy(r => r.Number).ToListAsync(cancel);
        var newest = revisions[^1];
        if (DraftJson.Write(subject.Read(newest)) == DraftJson.Write(draft))
        {
            return null;
        }

        var written = revisions.FindLast(r => r is { MemberId: null, Author: StarterData.Author });
        return new(kind, slug, written is not null && written == newest ? StarterStanding.Untouched : StarterStanding.Edited, draft, document, newest, written)
        {
            Taken = decided.FindLast(d => d.Slug == slug && d.DocumentId == document.Id && d.Revision is not null),
        };
    }

    // A company becomes visible with its first published pledge, so the row of a new one is written at once, as an import does.
    private async Task<int> StartAsync(StarterOffer offer)
    {
        if (offer.Content is not PledgeDraft draft)
        {
            return await drafts.StartAsync(offer.Kind, offer.Key, offer.Content, Author);
        }

        if (!await context.Companies.AnyAsync(c => c.Slug == draft.Company) && StarterData.Companies().FirstOrDefault(c => c.Slug == draft.Company) is { } company)
        {
            context.Companies.Add(company);
            var document = new Document { Kind = DocumentKind.Company, Key = company.Slug, State = WorkState.Draft };
            document.Add(CompanyDraft.Of(company), clock.GetUtcNow().UtcDateTime, StarterData.Author);
            context.Documents.Add(document);
            await context.SaveChangesAsync();
            context.ChangeTracker.Clear();
        }

        return await drafts.StartAsync(draft, Author);
    }

    // A name that the newsroom has not touched is corrected with the pledge that needs it, for review like that.
    private async Task CorrectCompanyAsync(string slug, LogActor by)
    {
        if (StarterData.Companies().FirstOrDefault(c => c.Slug == slug) is not { } company
            || await drafts.OpenAsync(DocumentKind.Company, slug) is not { State: WorkState.Published } open
            || DraftJson.Write(open.Content) == DraftJson.Write(CompanyDraft.Of(company))
            || await context.Revisions.AnyAsync(r => r.DocumentId == open.Id && r.MemberId != null))
        {
            return;
        }

        if (await drafts.SaveAsync(DocumentKind.Company, slug, open.Number, CompanyDraft.Of(company), Author) is (var id, SaveResult.Saved saved))
        {
            await review.SendAsync(id, saved.Number, by);
        }
    }

    private async Task DecideAsync(string slug, int? document, int? revision, LogActor by)
    {
        context.StarterDecisions.Add(new StarterDecision { Slug = slug, Version = StarterData.Version, DocumentId = document, Revision = revision, At = clock.GetUtcNow().UtcDateTime });
        await context.SaveChangesAsync();
        await log.WriteAsync(by, document is null ? LogAction.StarterLeft : LogAction.StarterTaken, document, slug);
        context.ChangeTracker.Clear();
    }

    private async Task CloseAsync()
    {
        if ((await OpenAsync()).Count == 0)
        {
            await context.Site.ExecuteUpdateAsync(s => s.SetProperty(x => x.StarterVersion, StarterData.Version));
        }
    }
}
