using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace PledgeTracker.Web.Data;

/// <summary>
/// The one way to raise the content version. Once the transaction is committed, every cached page on every node is stale;
/// and wherever in the code the commit is, this node then forgets the version it knew.
/// </summary>
public static class ContentMove
{
    private static readonly ConditionalWeakTable<DbTransaction, object> Moving = [];

    /// <summary>Raises the content version, in the transaction of what readers are to see.</summary>
    /// <exception cref="InvalidOperationException">There is no transaction.</exception>
    public static async Task MoveContentAsync(this PledgeTrackerDbContext context, CancellationToken cancel = default)
    {
        var transaction = context.Database.CurrentTransaction?.GetDbTransaction() ?? throw new InvalidOperationException("The content version moves in the transaction of what changed.");
        await context.Site.ExecuteUpdateAsync(set => set.SetProperty(s => s.ContentVersion, s => s.ContentVersion + 1), cancel);
        Moving.AddOrUpdate(transaction, transaction);
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
        if (ContentMove.WasIn(transaction))
        {
            version.Forget();
        }
    }
}
