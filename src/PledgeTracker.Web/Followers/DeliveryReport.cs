using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Followers;

/// <summary>How many follow, what waits, and what could not be delivered, without anybody's address.</summary>
/// <param name="Readers">Readers whose address is kept, those who have not confirmed anything yet included.</param>
/// <param name="Follows">What they follow, all together.</param>
/// <param name="Unconfirmed">Follows that wait to be confirmed.</param>
/// <param name="Waiting">E-mails that wait, those that were tried already included.</param>
/// <param name="OldestWaiting">When the oldest of them was made, UTC; null where none waits.</param>
/// <param name="LastAnswer">What the mail server answered last where something waits after an attempt; null otherwise.</param>
/// <param name="GivenUp">E-mails that were given up, the newest first.</param>
/// <param name="GivenUpInAll">How many those are.</param>
public sealed record DeliveryFacts(int Readers, int Follows, int Unconfirmed, int Waiting, DateTime? OldestWaiting, string? LastAnswer, IReadOnlyList<Delivery> GivenUp, int GivenUpInAll);

/// <summary>What the newsroom sees of e-mails to readers.</summary>
public sealed class DeliveryReport(PledgeTrackerDbContext context, TimeProvider clock)
{
    private const int Shown = 50;

    /// <summary>The facts now.</summary>
    public async Task<DeliveryFacts> ReadAsync(CancellationToken cancel = default)
    {
        var waiting = context.Deliveries.AsNoTracking().Where(d => d.DueAt != null && d.WebhookId == null);
        var givenUp = GivenUp.AsNoTracking();
        return new DeliveryFacts(
            await context.Followers.CountAsync(f => f.SecretHash != null, cancel),
            await context.Follows.CountAsync(f => f.ConfirmedAt != null, cancel),
            await context.Follows.CountAsync(f => f.ConfirmedAt == null, cancel),
            await waiting.CountAsync(cancel),
            await waiting.OrderBy(d => d.Id).Select(d => (DateTime?)d.CreatedAt).FirstOrDefaultAsync(cancel),
            await waiting.Where(d => d.Answer != null).OrderByDescending(d => d.AnsweredAt).Select(d => d.Answer).FirstOrDefaultAsync(cancel),
            await givenUp.OrderByDescending(d => d.Id).Take(Shown).ToListAsync(cancel),
            await givenUp.CountAsync(cancel));
    }

    /// <summary>How many e-mails to readers were given up.</summary>
    public Task<int> CountGivenUpAsync(CancellationToken cancel) => GivenUp.CountAsync(cancel);

    /// <summary>Has e-mails that were given up tried again.</summary>
    /// <param name="id">Which; null for all.</param>
    /// <returns>How many.</returns>
    public Task<int> TryAgainAsync(int? id)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return GivenUp.Where(d => id == null || d.Id == id).ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, now).SetProperty(d => d.Attempts, 0));
    }

    /// <summary>Deletes e-mails that were given up.</summary>
    /// <param name="id">Which; null for all.</param>
    public Task<int> DropAsync(int? id) => GivenUp.Where(d => id == null || d.Id == id).ExecuteDeleteAsync();

    private IQueryable<Delivery> GivenUp => context.Deliveries.Where(d => d.DueAt == null && d.WebhookId == null && !d.IsTaken);
}
