using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Publishing;

/// <summary>
/// Changes one word in many documents, as part of another publication. Each published document gets a published revision
/// with a note; each draft in work is changed too, and keeps its writers, state and schedule.
/// </summary>
/// <param name="context">The database, in the transaction of that publication.</param>
/// <param name="terms">Who publishes, and when.</param>
internal sealed class Rewriting(PledgeTrackerDbContext context, PublicationTerms terms)
{
    // Listed one by one, so that an index finds these few among all published documents.
    private static readonly WorkState[] Unpublished = [.. Enum.GetValues<WorkState>().Where(s => s != WorkState.Published)];

    private readonly Publication _publication = new(context);

    /// <summary>Drafts in work that contain a text.</summary>
    public static IQueryable<NewestRevision> InWork(PledgeTrackerDbContext context, DocumentKind kind, string holds) =>
        context.WithNewest(context.Documents.Where(d => d.Kind == kind && Unpublished.Contains(d.State))).Where(d => d.Newest.Document.Contains(holds));

    /// <summary>Changes some documents, and all drafts in work of a kind that contain a text.</summary>
    /// <returns>What is wrong; null when everything is done.</returns>
    public async Task<ReviewProblem?> AllAsync<T>(DocumentKind kind, IReadOnlyCollection<int> some, string holds, Func<T, T> change, string note, CancellationToken cancel)
        where T : Draft
    {
        var inWork = await InWork(context, kind, holds).Select(d => d.Document.Id).ToListAsync(cancel);
        foreach (var id in some.Union(inWork))
        {
            if (await OneAsync(id, change, note, cancel) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    /// <summary>Changes one document.</summary>
    /// <returns>What is wrong; null when it is done.</returns>
    public async Task<ReviewProblem?> OneAsync<T>(int id, Func<T, T> change, string note, CancellationToken cancel)
        where T : Draft
    {
        if (await context.TakeAsync(id) is not { } document)
        {
            return null;
        }

        var newest = await context.NewestOfAsync(document, cancel);
        var shown = newest.Id == document.PublishedRevisionId ? newest : await context.Revisions.AsNoTracking().FirstOrDefaultAsync(r => r.Id == document.PublishedRevisionId, cancel);
        var (state, comment, scheduledFor, scheduledTerms) = (document.State, document.ReviewComment, document.ScheduledFor, document.ScheduledTerms);
        var isInWork = shown?.Number != newest.Number;
        if (shown is not null && Changed(shown) is { } published)
        {
            var revision = document.Add(published, terms.At, terms.Reviewer ?? terms.Author, terms.ReviewerId, shown.Number);
            await context.SaveChangesAsync(cancel);
            var own = new PublicationTerms(revision.Author, terms.At, terms.Today, note) { Kind = PublicationKind.Update, Reviewer = revision.Author, ReviewerId = terms.ReviewerId, LeavesWork = isInWork };
            if (await _publication.PublishAsync(document, revision, own, cancel) is { Count: > 0 } problems)
            {
                return new("", $"“{document.Key}” does not pass the current rules ({problems[0].Message.TrimEnd('.')}), so nothing was changed. Correct it first.");
            }
        }

        if (!isInWork)
        {
            return null;
        }

        // The change to a draft in work keeps its writer and its state. A draft without the word is put on top again,
        // unchanged, where the public text got a new revision.
        if ((Changed(newest) ?? (document.NewestNumber != newest.Number ? newest.Read<T>() : null)) is { } draft && await context.TakeAsync(id) is { } below)
        {
            below.Add(draft, terms.At, newest.Author, newest.MemberId, below.NewestNumber);
            await context.SaveChangesAsync(cancel);
            context.ChangeTracker.Clear();
        }

        await context.Documents.Where(d => d.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(d => d.State, state).SetProperty(d => d.ReviewComment, comment)
            .SetProperty(d => d.ScheduledFor, scheduledFor).SetProperty(d => d.ScheduledTerms, scheduledTerms), cancel);
        return null;

        T? Changed(Revision revision)
        {
            var after = change(revision.Read<T>());
            return ReferenceEquals(after, revision.Read<T>()) || DraftJson.Write(after) == DraftJson.Write(revision.Read<T>()) ? null : after;
        }
    }
}
