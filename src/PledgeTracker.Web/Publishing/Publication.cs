using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Publishing;

/// <summary>Who publishes, when, and what readers are told.</summary>
/// <param name="Author">Who saved the revision.</param>
/// <param name="At">UTC.</param>
/// <param name="Today">The newsroom's day: nothing in a pledge may be dated after it.</param>
/// <param name="NoteToReaders">What changed, in a sentence; null for a first publication.</param>
public sealed record PublicationTerms(string Author, DateTime At, DateOnly Today, string? NoteToReaders = null)
{
    /// <summary>What kind of publication it is to readers; null for a first publication.</summary>
    public PublicationKind? Kind { get; init; }

    /// <summary>Who published it; null where the author did.</summary>
    public string? Reviewer { get; init; }

    /// <summary>Who published it, as an account; null for the program.</summary>
    public int? ReviewerId { get; init; }

    /// <summary>Why it is published although a guard rail warned.</summary>
    public string? Despite { get; init; }

    /// <inheritdoc cref="ReviewerTerms.Company"/>
    public int? Company { get; init; }

    /// <summary>
    /// Whether another draft of the document stays in work, so that its writers are still not those who publish it.
    /// </summary>
    public bool LeavesWork { get; init; }

    /// <summary>
    /// The numbers by which a pledge's figures are cited, where they are known already; null where they follow from the
    /// publication before.
    /// </summary>
    public FigureNumbers? Numbers { get; init; }
}

/// <summary>
/// The one way onto the site, for documents of every kind: a draft that passes the review becomes a published revision, its
/// rows replace the old ones, and the content version is raised, all in one transaction.
/// </summary>
public sealed class Publication(PledgeTrackerDbContext context)
{
    /// <summary>
    /// Publishes the draft of a pledge at once. Joins the caller's transaction where there is one; otherwise makes its own.
    /// </summary>
    /// <returns>What is in the way; empty when the pledge is published.</returns>
    public async Task<IReadOnlyList<ReviewProblem>> PublishAsync(PledgeDraft draft, PublicationTerms terms, CancellationToken cancel = default)
    {
        await using var own = context.Database.CurrentTransaction is null ? await context.Database.BeginTransactionAsync(cancel) : null;
        var document = await context.Documents.FirstOrDefaultAsync(d => d.Kind == DocumentKind.Pledge && d.Key == draft.Slug, cancel);
        var result = await Subject.Of(DocumentKind.Pledge).ReviewAsync(context, document?.Id ?? 0, draft.Slug ?? "", draft, terms.Today, cancel);
        if (result.Pledge is not { } pledge)
        {
            context.ChangeTracker.Clear();
            return result.Problems;
        }

        if (document is null)
        {
            document = new Document { Kind = DocumentKind.Pledge, Key = pledge.Slug };
            context.Documents.Add(document);
        }

        var revision = document.Add(draft, terms.At, terms.Author);
        await context.SaveChangesAsync(cancel);
        await PublishAsync(document, revision, result, terms, cancel);
        if (own is not null)
        {
            await own.CommitAsync(cancel);
        }

        return [];
    }

    /// <summary>
    /// Publishes a revision that is already stored. The caller has a transaction and has locked the document.
    /// </summary>
    /// <returns>What is in the way; empty when it is published.</returns>
    public async Task<IReadOnlyList<ReviewProblem>> PublishAsync(Document document, Revision revision, PublicationTerms terms, CancellationToken cancel = default)
    {
        var subject = Subject.Of(document.Kind);
        var result = await subject.ReviewAsync(context, document.Id, document.Key, subject.Read(revision), terms.Today, cancel);
        return result.Problems.Count > 0 ? result.Problems : await PublishAsync(document, revision, result, terms, cancel);
    }

    /// <summary>Publishes a revision that has passed the review, in this transaction.</summary>
    /// <returns>
    /// What is wrong in something that changes with it; the caller then rolls the transaction back. Empty when it is
    /// published.
    /// </returns>
    internal async Task<IReadOnlyList<ReviewProblem>> PublishAsync(
        Document document, Revision revision, ReviewResult result, PublicationTerms terms, CancellationToken cancel = default)
    {
        revision.PublishedAt = terms.At;
        revision.NoteToReaders = terms.NoteToReaders;
        revision.Kind = terms.Kind;
        revision.Reviewer = terms.Reviewer;
        revision.Despite = terms.Despite;
        document.PublishedRevisionId = revision.Id;
        document.UnpublishedReason = null;
        document.UnpublishedAt = null;
        document.State = WorkState.Published;
        document.WorkSince = terms.LeavesWork ? document.WorkSince : revision.Number;
        document.ReviewComment = null;
        document.DueOn = terms.LeavesWork ? document.DueOn : null;
        document.ClearSchedule();
        if (!terms.LeavesWork)
        {
            Proposal.None.PutOn(document);
        }

        await context.TellFollowersAsync(document, revision.Number, terms.At, cancel);
        if (await Subject.Of(document.Kind).PutAsync(context, document, revision, result, terms, cancel) is { Count: > 0 } problems)
        {
            context.ChangeTracker.Clear();
            return problems;
        }

        await context.MoveContentAsync(document.Id, cancel);
        context.ChangeTracker.Clear();
        return [];
    }

    /// <summary>Checks the draft of a pledge against the review rules, as publishing it would.</summary>
    public Task<ReviewResult> ReviewAsync(PledgeDraft draft, int documentId, DateOnly today, CancellationToken cancel = default) =>
        Subject.Of(DocumentKind.Pledge).ReviewAsync(context, documentId, draft.Slug ?? "", draft, today, cancel);
}
