using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Web.Followers;

/// <summary>A webhook with its last answers.</summary>
/// <param name="Hook">The row.</param>
/// <param name="Last">The newest deliveries first.</param>
/// <param name="Waiting">How many wait to be made.</param>
public sealed record WebhookLine(Webhook Hook, IReadOnlyList<Delivery> Last, int Waiting);

/// <summary>Webhooks, as administrators add, test, pause and remove them.</summary>
public sealed class WebhookDesk(PledgeTrackerDbContext context, FollowerSeal seal, NewsroomLog log, TimeProvider clock)
{
    /// <summary>The most there can be.</summary>
    public const int Most = 50;

    private const int ShownAnswers = 5;

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Why an address cannot be called, in a sentence; null where it can be tried.</summary>
    public static string? ProblemOf(string? address) =>
        address is null || WebAddress.ProblemOf(address) is not null || !Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps || uri.UserInfo.Length > 0
            ? "Enter a web address that begins with https:// and has no user name."
            : System.Net.IPAddress.TryParse(uri.Host.Trim('[', ']'), out var number) && !PublicNetwork.Contains(number) || uri.IsLoopback
                ? "This host is not in the open network, so it is not called." : null;

    /// <summary>Why a query of the list of pledges cannot be taken, in a sentence; null where it can.</summary>
    /// <param name="typed">A query, or the address of a list of pledges that has it.</param>
    /// <param name="query">As it is stored; empty for everything.</param>
    public static string? ProblemOfQuery(string? typed, out string query)
    {
        query = "";
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        typed = typed.Trim();
        var at = typed.IndexOf('?', StringComparison.Ordinal);
        if (!PledgeFilter.TryRead(at < 0 ? typed : typed[at..], out var filter, out var problem))
        {
            return problem;
        }

        query = (filter.Selection() with { On = null }).ToQuery();
        return query.Length == 0 ? "This selects nothing. Copy the address of a list of pledges, or leave it empty for everything."
            : query.Length > Follow.QueryMaxLength ? "This search is too long." : null;
    }

    /// <summary>All of them with their last answers, the oldest first.</summary>
    public async Task<IReadOnlyList<WebhookLine>> ListAsync(CancellationToken cancel = default)
    {
        var lines = new List<WebhookLine>();
        foreach (var hook in await context.Webhooks.AsNoTracking().OrderBy(w => w.Id).Take(Most).ToListAsync(cancel))
        {
            var last = await context.Deliveries.AsNoTracking().Where(d => d.WebhookId == hook.Id && d.AnsweredAt != null).OrderByDescending(d => d.Id).Take(ShownAnswers).ToListAsync(cancel);
            lines.Add(new WebhookLine(hook, last, await context.Deliveries.CountAsync(d => d.WebhookId == hook.Id && d.DueAt != null, cancel)));
        }

        return lines;
    }

    /// <summary>Adds one.</summary>
    /// <returns>The secret that its calls are signed with, which is shown once; or why it was not added.</returns>
    public async Task<(string? Secret, string? Problem)> AddAsync(string name, string address, WebhookFormat format, string query, LogActor by)
    {
        ArgumentNullException.ThrowIfNull(by);
        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.HoldAsync("webhooks");
        if (await context.Webhooks.CountAsync() >= Most)
        {
            return (null, $"There are {Most} webhooks. Remove one first.");
        }

        var secret = WebhookClient.NewSecret();
        context.Webhooks.Add(new Webhook { Name = name, Host = new Uri(address).Host, Sealed = seal.Close(address, secret), Format = format, Query = query, AddedAt = Now, AddedBy = by.Name });
        await context.SaveChangesAsync();
        await log.WriteAsync(by, LogAction.WebhookAdded, details: $"{name}, {new Uri(address).Host}");
        await transaction.CommitAsync();
        context.ChangeTracker.Clear();
        return (secret, null);
    }

    /// <summary>Has one called with a test, in a few seconds.</summary>
    public async Task TestAsync(int id)
    {
        if (await context.Webhooks.AnyAsync(w => w.Id == id) && !await context.Deliveries.AnyAsync(d => d.WebhookId == id && d.Kind == DeliveryKind.WebhookTest && d.DueAt != null))
        {
            context.Deliveries.Add(new Delivery { Key = Guid.NewGuid(), Kind = DeliveryKind.WebhookTest, WebhookId = id, CreatedAt = Now, DueAt = Now });
            await context.SaveChangesAsync();
        }
    }

    /// <summary>Pauses one, or has it called again. What was published meanwhile is not told afterwards.</summary>
    public async Task PauseAsync(int id, bool isPaused, LogActor by)
    {
        var at = isPaused ? Now : (DateTime?)null;
        if (await context.Webhooks.Where(w => w.Id == id && (w.PausedAt == null) == isPaused).ExecuteUpdateAsync(set => set.SetProperty(w => w.PausedAt, at).SetProperty(w => w.PausedBecause, (string?)null)) == 1)
        {
            await log.WriteAsync(by, isPaused ? LogAction.WebhookPaused : LogAction.WebhookResumed, details: await context.Webhooks.Where(w => w.Id == id).Select(w => w.Name).FirstOrDefaultAsync());
        }
    }

    /// <summary>Removes one with what waits for it.</summary>
    public async Task RemoveAsync(int id, LogActor by)
    {
        var name = await context.Webhooks.Where(w => w.Id == id).Select(w => w.Name).FirstOrDefaultAsync();
        if (await context.Webhooks.Where(w => w.Id == id).ExecuteDeleteAsync() == 1)
        {
            await log.WriteAsync(by, LogAction.WebhookRemoved, details: name);
        }
    }
}
