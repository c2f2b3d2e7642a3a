using Microsoft.EntityFrameworkCore;
using MimeKit;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Followers;

/// <summary>
/// Sends what is stored to be sent, and stores what came of it. A delivery is taken, by a later time to try again, before it is made: another node does
/// not make it too, and a server that hangs holds up no database. Whoever ends the program in between has that one delivery made twice, under the same
/// key. What no attempt delivers stands in the newsroom.
/// </summary>
public sealed partial class Outbox(PledgeTrackerDbContext context, FollowerSeal seal, Stories stories, FollowMail mail, Mailer mailer, WebhookClient hooks, TimeProvider clock, ILogger<Outbox> logger)
{
    /// <summary>How often one delivery is tried: the pauses between are 1, 2, 4 … minutes, about 17 hours together.</summary>
    public const int MostAttempts = 10;

    /// <summary>How often in a row a mail server may say that there is no such mailbox before its address is deleted.</summary>
    public const int MostRefusals = 3;

    /// <summary>For how long a mail server that cannot be reached is tried.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(3);

    private const int MostAtOnce = 100;

    private static readonly TimeSpan PauseOfServer = TimeSpan.FromMinutes(5);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Makes every delivery that is due.</summary>
    /// <returns>How many were taken at the other end.</returns>
    public async Task<int> SendDueAsync(CancellationToken cancel = default)
    {
        var (taken, now) = (0, Now);
        using var session = new MailSession(mailer);
        while (await context.Deliveries.AsNoTracking().Where(d => d.DueAt != null && d.DueAt <= now && (mailer.IsSet || d.WebhookId != null)).OrderBy(d => d.DueAt).ThenBy(d => d.Id).Take(MostAtOnce).ToListAsync(cancel) is { Count: > 0 } due)
        {
            foreach (var delivery in due)
            {
                if (await TakeAsync(delivery, now, cancel))
                {
                    taken += await TryAsync(delivery, session, cancel) ? 1 : 0;
                }

                context.ChangeTracker.Clear();
            }
        }

        return taken;
    }

    private async Task<bool> TakeAsync(Delivery delivery, DateTime now, CancellationToken cancel)
    {
        var again = now + TimeSpan.FromMinutes(1 << Math.Min(delivery.Attempts, MostAttempts));
        return await context.Deliveries.Where(d => d.Id == delivery.Id && d.Attempts == delivery.Attempts && d.DueAt != null && d.DueAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(d => d.Attempts, d => d.Attempts + 1).SetProperty(d => d.DueAt, again), cancel) == 1;
    }

    // What cannot be written, by a fault of ours, holds up no other delivery, and ends in the newsroom as one that nobody takes.
    private async Task<bool> TryAsync(Delivery delivery, MailSession session, CancellationToken cancel)
    {
        try
        {
            return await MakeAsync(delivery, session, cancel);
        }
        catch (Exception e) when (!cancel.IsCancellationRequested && StorageFaults.Of(e) is null)
        {
            context.ChangeTracker.Clear();

            // Without its message, which may quote the address.
            LogFault(logger, delivery.Kind, delivery.Id, e.GetType().Name);
            var answer = $"It could not be written ({e.GetType().Name}).";
            if (delivery.Attempts + 1 >= MostAttempts)
            {
                await GiveUpAsync(delivery, answer, cancel);
            }
            else
            {
                await AnsweredAsync(delivery, answer, cancel);
            }

            return false;
        }
    }

    private async Task<bool> MakeAsync(Delivery delivery, MailSession session, CancellationToken cancel)
    {
        if (delivery.WebhookId is { } hook)
        {
            return await CallAsync(delivery, hook, cancel);
        }

        var follower = await context.Followers.AsNoTracking().FirstOrDefaultAsync(f => f.Id == delivery.FollowerId, cancel);
        if (follower is null || follower.Sealed is null)
        {
            await context.Deliveries.Where(d => d.Id == delivery.Id).ExecuteDeleteAsync(cancel);
            return false;
        }

        if (seal.Open(follower.Sealed) is not { } opened)
        {
            await GiveUpAsync(delivery, "The keys with which this address was encrypted are gone.", cancel);
            return false;
        }

        var to = new FollowMail.To(opened.Address, opened.Secret, Language.All.FirstOrDefault(l => l.Code == follower.Language) ?? Language.English);
        using var message = await MessageAsync(delivery, to, cancel);
        if (message is null)
        {
            // Nothing of it is on the site any more, or nobody follows it any more.
            await DoneAsync(delivery, cancel);
            return false;
        }

        var (outcome, answer) = await session.SendAsync(message, opened.Address, cancel);
        switch (outcome)
        {
            case MailOutcome.Taken:
                await DoneAsync(delivery, cancel);
                return true;
            case MailOutcome.NoServer when Now - delivery.CreatedAt < Lasts:
                // It is not this delivery's fault, and does not count among its attempts.
                var later = Now + PauseOfServer;
                await context.Deliveries.Where(d => d.Id == delivery.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.Attempts, delivery.Attempts).SetProperty(d => d.DueAt, later).SetProperty(d => d.Answer, answer).SetProperty(d => d.AnsweredAt, Now), cancel);
                return false;
            case MailOutcome.NoMailbox:
                await RefusedAsync(delivery, follower.Id, answer, cancel);
                return false;
            case MailOutcome.NotNow when delivery.Attempts + 1 < MostAttempts:
                await AnsweredAsync(delivery, answer, cancel);
                return false;
            default:
                await GiveUpAsync(delivery, answer, cancel);
                return false;
        }
    }

    private async Task<MimeMessage?> MessageAsync(Delivery delivery, FollowMail.To to, CancellationToken cancel)
    {
        switch (delivery.Kind)
        {
            case DeliveryKind.Confirmation:
                return await context.Follows.AsNoTracking().FirstOrDefaultAsync(f => f.Id == delivery.FollowId, cancel) is { } follow ? mail.Confirmation(delivery.Key, to, follow) : null;
            case DeliveryKind.StillWanted:
                return mail.StillWanted(delivery.Key, to);
            default:
                var noted = await context.FollowedNews.AsNoTracking().Where(n => n.DeliveryId == delivery.Id).Select(n => new { n.NewsId, n.FollowId }).ToListAsync(cancel);
                var told = await stories.TellAsync([.. noted.Select(n => n.NewsId).Distinct().Order()], to.Language, cancel);
                var follows = noted.Select(n => n.FollowId).Distinct().ToList();
                var because = await context.Follows.AsNoTracking().Where(f => follows.Contains(f.Id)).OrderBy(f => f.Id).Select(f => f.Name).ToListAsync(cancel);
                return told.Count == 0 ? null : mail.News(delivery.Key, to, told, because);
        }
    }

    private async Task<bool> CallAsync(Delivery delivery, int id, CancellationToken cancel)
    {
        var hook = await context.Webhooks.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, cancel);
        if (hook is null || (hook.PausedAt is not null && delivery.Kind != DeliveryKind.WebhookTest))
        {
            await GiveUpAsync(delivery, "The webhook was paused.", cancel);
            return false;
        }

        if (seal.Open(hook.Sealed) is not { } opened)
        {
            await GiveUpAsync(delivery, "The keys with which this address was encrypted are gone.", cancel);
            return false;
        }

        var story = delivery.NewsId is { } news ? await stories.TellAsync([news], Language.English, cancel) is [var told, ..] ? told : null : null;
        if (story is null && delivery.Kind != DeliveryKind.WebhookTest)
        {
            await GiveUpAsync(delivery, "What was to be told is no longer on the site.", cancel);
            return false;
        }

        var (outcome, answer) = await hooks.CallAsync(opened, hook.Format, delivery.Key, story, Now, cancel);
        if (outcome == CallOutcome.Taken)
        {
            await context.Deliveries.Where(d => d.Id == delivery.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, (DateTime?)null).SetProperty(d => d.IsTaken, true).SetProperty(d => d.Answer, answer).SetProperty(d => d.AnsweredAt, Now), cancel);
            return true;
        }

        if (outcome == CallOutcome.Gone)
        {
            await context.Webhooks.Where(w => w.Id == id).ExecuteUpdateAsync(set => set.SetProperty(w => w.PausedAt, Now).SetProperty(w => w.PausedBecause, answer), cancel);
        }

        if (outcome != CallOutcome.NotNow || delivery.Kind == DeliveryKind.WebhookTest || delivery.Attempts + 1 >= MostAttempts)
        {
            await GiveUpAsync(delivery, answer, cancel);
            return false;
        }

        await AnsweredAsync(delivery, answer, cancel);
        return false;
    }

    private Task<int> AnsweredAsync(Delivery delivery, string answer, CancellationToken cancel) =>
        context.Deliveries.Where(d => d.Id == delivery.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.Answer, answer).SetProperty(d => d.AnsweredAt, Now), cancel);

    // The delivery goes with the news that it was for: what was sent to whom is nobody's matter afterwards.
    private async Task DoneAsync(Delivery delivery, CancellationToken cancel)
    {
        await context.Deliveries.Where(d => d.Id == delivery.Id).ExecuteDeleteAsync(cancel);
        if (delivery.Kind == DeliveryKind.News)
        {
            await context.Followers.Where(f => f.Id == delivery.FollowerId && f.Refusals > 0).ExecuteUpdateAsync(set => set.SetProperty(f => f.Refusals, 0), cancel);
        }
    }

    private async Task RefusedAsync(Delivery delivery, int follower, string answer, CancellationToken cancel)
    {
        await GiveUpAsync(delivery, answer, cancel);
        await context.Followers.Where(f => f.Id == follower).ExecuteUpdateAsync(set => set.SetProperty(f => f.Refusals, f => f.Refusals + 1), cancel);
        var deleted = await context.Followers.Where(f => f.Id == follower && f.Refusals >= MostRefusals).ExecuteDeleteAsync(cancel);
        if (deleted > 0)
        {
            LogNoMailbox(logger, MostRefusals);
        }
    }

    private async Task GiveUpAsync(Delivery delivery, string answer, CancellationToken cancel)
    {
        await context.Deliveries.Where(d => d.Id == delivery.Id).ExecuteUpdateAsync(set => set.SetProperty(d => d.DueAt, (DateTime?)null).SetProperty(d => d.Answer, answer).SetProperty(d => d.AnsweredAt, Now), cancel);
        LogGivenUp(logger, delivery.Kind, delivery.Id, delivery.Attempts + 1);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Id} ({Kind}) was given up after {Attempts} attempts; /newsroom/followers says why.")]
    private static partial void LogGivenUp(ILogger logger, DeliveryKind kind, int id, int attempts);

    [LoggerMessage(Level = LogLevel.Error, Message = "Delivery {Id} ({Kind}) could not be written: {Fault}.")]
    private static partial void LogFault(ILogger logger, DeliveryKind kind, int id, string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "A follower was deleted: the mail server said {Times} times that there is no such mailbox.")]
    private static partial void LogNoMailbox(ILogger logger, int times);
}
