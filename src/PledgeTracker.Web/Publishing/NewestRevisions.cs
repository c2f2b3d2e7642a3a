using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Publishing;

/// <summary>A document together with its newest revision.</summary>
public sealed class NewestRevision
{
    public required Document Document { get; init; }

    public required Revision Newest { get; init; }
}

/// <summary>
/// Finds the newest revisions of documents by the number noted in each document, so that an index finds them, however many
/// revisions there are.
/// </summary>
public static class NewestRevisions
{
    /// <summary>Documents with their newest revisions. The result must be ordered: a join keeps no order.</summary>
    public static IQueryable<NewestRevision> WithNewest(this PledgeTrackerDbContext context, IQueryable<Document> documents) =>
        documents.Join(context.Revisions, d => new { d.Id, Number = d.NewestNumber }, r => new { Id = r.DocumentId, r.Number },
            (document, newest) => new NewestRevision { Document = document, Newest = newest });

    /// <summary>The newest revision of a document that was read in this transaction.</summary>
    public static Task<Revision> NewestOfAsync(this PledgeTrackerDbContext context, Document document, CancellationToken cancel = default) =>
        context.Revisions.SingleAsync(r => r.DocumentId == document.Id && r.Number == document.NewestNumber, cancel);

    /// <summary>Locks a document for the rest of the transaction: other writers to it wait, on either database.</summary>
    /// <returns>The document, tracked alone; null where there is none.</returns>
    internal static async Task<Document?> TakeAsync(this PledgeTrackerDbContext context, int id)
    {
        context.ChangeTracker.Clear();
        var taken = await context.Documents.Where(d => d.Id == id).ExecuteUpdateAsync(set => set.SetProperty(d => d.Writes, d => d.Writes + 1));
        return taken == 0 ? null : await context.Documents.Include(d => d.FormerSlugs).SingleAsync(d => d.Id == id);
    }
}
