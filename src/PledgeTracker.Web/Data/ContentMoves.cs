using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace PledgeTracker.Web.Data;

/// <summary>
/// A rise of the content version by one document: it was published or taken off the site. By it every node takes the one change
/// into what it holds in memory. A version without a move says that anything may have changed.
/// </summary>
public sealed class ContentMove
{
    /// <summary>The content version since.</summary>
    public required long Version { get; init; }

    /// <summary>The document.</summary>
    public required int DocumentId { get; init; }
}

/// <summary>A document that was published or taken off the site, as it is now.</summary>
/// <param name="Id">The document.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Key">Its key.</param>
public sealed record MovedDocument(int Id, DocumentKind Kind, string Key);

/// <summary>
/// The one way to raise the content version. Once the transaction is committed, every cached page on every node is stale;
/// and wherever in the code the commit is, this node then forgets the version it knew.
/// </summary>
public static class ContentMoves
{
    // With more moves than this, reading all anew is the cheaper way, as after an import.
    private const int Most = 500;

    private static readonly ConditionalWeakTable<DbTransaction, object> Moving = [];

    /// <summary>Raises the content version, in the transaction of what readers are to see.</summary>
    /// <param name="context">The database.</param>
    /// <param name="document">The document that alone has changed; null where anything may have.</param>
    /// <param name="cancel">Ends the statements.</param>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public static async Task MoveContentAsync(this PledgeTrackerDbContext context, int? document, CancellationToken cancel = default)
    {
        var transaction = context.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("The content version moves in the transaction of what changed.");
        await context.Site.ExecuteUpdateAsync(set => set.SetProperty(s => s.ContentVersion, s => s.ContentVersion + 1), cancel);
        if (document is { } id)
        {
            await context.Database.ExecuteSqlAsync($"INSERT INTO content_moves (version, document_id) SELECT content_version, {id} FROM site", cancel);
        }

        Moving.AddOrUpdate(transaction, transaction);
    }

    /// <summary>What was published or taken off after one version and up to another, each document once.</summary>
    /// <returns>Null where that is not known, or is so much that all is better read anew.</returns>
    public static async Task<IReadOnlyList<MovedDocument>?> SinceAsync(PledgeTrackerDbContext context, long from, long to, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (to - from is < 0 or > Most)
        {
            return null;
        }

        var moves = await context.ContentMoves.AsNoTracking().Where(m => m.Version > from && m.Version <= to)
            .Join(context.Documents, m => m.DocumentId, d => d.Id, (m, d) => new MovedDocument(d.Id, d.Kind, d.Key)).ToListAsync(cancel);
        return moves.Count == to - from ? [.. moves.DistinctBy(m => m.Id)] : null;
    }

    /// <summary>Whether a transaction that has ended had raised it; each transaction is asked about once.</summary>
    internal static bool WasIn(DbTransaction transaction) => Moving.Remove(transaction);
}

/// <summary>Makes this node forget the content version it knew when a transaction that raised it is committed.</summary>
public sealed class ContentForgetting(ContentVersion version) : DbTransactionInterceptor
{
    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Forget(transaction);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Forget(transaction);
        return Task.CompletedTask;
    }

    private void Forget(DbTransaction transaction)
    {
        if (ContentMoves.WasIn(transaction))
        {
            version.Forget();
        }
    }
}
