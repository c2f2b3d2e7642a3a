using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Followers;

/// <summary>A reader's own page: what is kept of them.</summary>
/// <param name="Id">The reader.</param>
/// <param name="Address">Their e-mail address.</param>
/// <param name="Follows">What they follow, and what they have not confirmed yet.</param>
public sealed record OwnFollows(int Id, string Address, IReadOnlyList<OwnFollow> Follows);

/// <summary>One thing that a reader follows, with the proof of their consent.</summary>
/// <param name="Follow">The row.</param>
/// <param name="Proof">What is kept of the consent; null where the keys of that time are gone.</param>
public sealed record OwnFollow(Follow Follow, FollowProof? Proof);

/// <summary>When, from where and to which words a reader agreed to be e-mailed (GDPR, article 7.1).</summary>
/// <param name="RequestedAt">When the form was sent, UTC.</param>
/// <param name="RequestedFrom">The network address it came from.</param>
/// <param name="Words">The words above its button.</param>
/// <param name="ConfirmedAt">When the address in the e-mail was used, UTC; null before.</param>
/// <param name="ConfirmedFrom">The network address that came from; null before.</param>
public sealed record FollowProof(DateTime RequestedAt, string? RequestedFrom, string Words, DateTime? ConfirmedAt, string? ConfirmedFrom);

/// <summary>
/// What readers do to follow and to stop. Nobody is e-mailed who did not confirm from their own mailbox, and what anybody types into the form gets the
/// same answer, whether the address is known or not.
/// </summary>
public sealed class FollowDesk(PledgeTrackerDbContext context, FollowerSeal seal, TimeProvider clock)
{
    /// <summary>How many e-mails to confirm a mailbox gets at most that never answered one, and one of a reader before it answers another.</summary>
    public const int MostUnanswered = 5, MostUnansweredOfReader = 20;

    /// <summary>How many things one reader may follow.</summary>
    public const int MostFollows = 100;

    /// <summary>How long a follow waits to be confirmed.</summary>
    public static readonly TimeSpan Waits = TimeSpan.FromDays(2);

    /// <summary>How long it is remembered, without the address, that a mailbox did not answer.</summary>
    public static readonly TimeSpan Unanswered = TimeSpan.FromDays(30);

    /// <summary>After how long without a sign of life a reader is asked, and after how long deleted.</summary>
    public static readonly TimeSpan AsksAfter = TimeSpan.FromDays(700), ForgetsAfter = TimeSpan.FromDays(730);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>An e-mail address as it is written to; null for what is none.</summary>
    public static string? AddressOf(string? typed)
    {
        typed = typed?.Trim();
        if (typed is not { Length: > 5 and <= 254 } || !typed.All(c => c is > ' ' and < '\u007f' || char.IsLetterOrDigit(c)) || !MailboxAddress.TryParse(typed, out var mailbox) || mailbox.Address != typed || mailbox.Name is { Length: > 0 })
        {
            return null;
        }

        var at = typed.LastIndexOf('@');
        try
        {
            // The part before the @ is the mailbox's own matter, the host is one whatever its capitals and alphabet.
            var host = new IdnMapping { UseStd3AsciiRules = true }.GetAscii(typed[(at + 1)..]).ToLowerInvariant();
            return typed[..at] is { Length: > 0 and <= 64 } local && local.All(char.IsAscii) && host.Contains('.', StringComparison.Ordinal) && !char.IsAsciiDigit(host[^1]) && Uri.CheckHostName(host) == UriHostNameType.Dns ? $"{local}@{host}" : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>
    /// Notes that somebody asked for an address to be e-mailed, and has the mailbox asked whether it wants that. Nothing is done for a mailbox that does
    /// not answer or never wants to be written to, and nobody learns of that.
    /// </summary>
    /// <param name="address">As <see cref="AddressOf"/> gives it.</param>
    /// <param name="target">What is to be followed.</param>
    /// <param name="pace">How often.</param>
    /// <param name="words">The words above the form's button.</param>
    /// <param name="from">The network address that the form came from.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task AskAsync(string address, FollowTarget target, FollowPace pace, string words, string? from, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        var hash = await seal.HashOfAsync(context, address, cancel);
        await context.HoldAsync("follower-" + hash, cancel);
        var follower = await context.Followers.FirstOrDefaultAsync(f => f.AddressHash == hash, cancel);
        if (follower is { NeverSince: not null }
            || (follower?.Unanswered >= MostUnanswered && (follower.Unanswered >= MostUnansweredOfReader || !await context.Follows.AnyAsync(f => f.FollowerId == follower.Id && f.ConfirmedAt != null, cancel))))
        {
            return;
        }

        if (follower is null)
        {
            context.Followers.Add(follower = new Follower { AddressHash = hash, Language = Language.Current.Code, CreatedAt = Now, SeenAt = Now });
        }

        if (seal.Open(follower.Sealed) is null)
        {
            var secret = FollowerSeal.NewSecret();
            (follower.Sealed, follower.SecretHash) = (seal.Close(address, secret), FollowerSeal.HashOfSecret(secret));
        }

        follower.Unanswered++;
        await context.SaveChangesAsync(cancel);
        var follow = await context.Follows.FirstOrDefaultAsync(f => f.FollowerId == follower.Id && f.Page == target.Page, cancel);
        if (follow is null && await context.Follows.CountAsync(f => f.FollowerId == follower.Id, cancel) >= MostFollows)
        {
            return;
        }

        if (follow is null)
        {
            context.Follows.Add(follow = new Follow
            {
                FollowerId = follower.Id,
                Kind = target.Kind,
                DocumentId = target.DocumentId,
                Query = target.Query,
                Name = target.StoredName,
                Page = target.Page,
                Pace = pace,
                RequestedAt = Now,
                Proof = "",
            });
        }

        if (follow.ConfirmedAt is null)
        {
            (follow.Pace, follow.RequestedAt) = (pace, Now);
            follow.Proof = seal.CloseText(JsonSerializer.Serialize(new FollowProof(Now, from, words, null, null)));
        }

        await context.SaveChangesAsync(cancel);
        context.Deliveries.Add(new Delivery { Key = Guid.NewGuid(), Kind = DeliveryKind.Confirmation, FollowerId = follower.Id, FollowId = follow.Id, CreatedAt = Now, DueAt = Now });
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        context.ChangeTracker.Clear();
    }

    /// <summary>Confirms a follow, by the secret that only the mailbox got. A second time changes nothing.</summary>
    /// <returns>The follow; null where there is none to confirm any more.</returns>
    public async Task<Follow?> ConfirmAsync(string secret, int followId, string? from, CancellationToken cancel = default)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        if (await FindAsync(secret, cancel) is not { } follower || await context.Follows.FirstOrDefaultAsync(f => f.Id == followId && f.FollowerId == follower.Id, cancel) is not { } follow)
        {
            return null;
        }

        if (follow.ConfirmedAt is null)
        {
            follow.ConfirmedAt = Now;
            if (ProofOf(follow) is { } proof)
            {
                follow.Proof = seal.CloseText(JsonSerializer.Serialize(proof with { ConfirmedAt = Now, ConfirmedFrom = from }));
            }
        }

        Seen(follower);
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        context.ChangeTracker.Clear();
        return follow;
    }

    /// <summary>Notes that a reader is still there: they opened the page of their own.</summary>
    public async Task VisitAsync(string secret, CancellationToken cancel = default)
    {
        if (await FindAsync(secret, cancel) is { } follower && await context.Follows.AnyAsync(f => f.FollowerId == follower.Id && f.ConfirmedAt != null, cancel))
        {
            Seen(follower);
            await context.SaveChangesAsync(cancel);
        }

        context.ChangeTracker.Clear();
    }

    /// <summary>What a reader follows, by the secret of their own page; null where nobody has that secret.</summary>
    public async Task<OwnFollows?> OwnAsync(string secret, CancellationToken cancel = default)
    {
        if (await FindAsync(secret, cancel) is not { } follower || seal.Open(follower.Sealed) is not { } opened)
        {
            return null;
        }

        context.ChangeTracker.Clear();
        var follows = await context.Follows.AsNoTracking().Where(f => f.FollowerId == follower.Id).OrderBy(f => f.Id).ToListAsync(cancel);
        return new OwnFollows(follower.Id, opened.Address, follows.ConvertAll(f => new OwnFollow(f, ProofOf(f))));
    }

    /// <summary>Changes how often a reader is told of one thing; what waits to be sent keeps its time.</summary>
    public async Task PaceAsync(string secret, int followId, FollowPace pace, CancellationToken cancel = default)
    {
        if (await IdOfAsync(secret, cancel) is { } id)
        {
            await context.Follows.Where(f => f.Id == followId && f.FollowerId == id).ExecuteUpdateAsync(set => set.SetProperty(f => f.Pace, pace), cancel);
        }
    }

    /// <summary>Ends one follow or all of them. With the last one everything that is kept of the reader is deleted, also what waits to be sent.</summary>
    /// <param name="secret">The secret of the reader's own page.</param>
    /// <param name="followId">Which; null for all.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task StopAsync(string secret, int? followId, CancellationToken cancel = default)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        if (await IdOfAsync(secret, cancel) is { } id)
        {
            await context.Follows.Where(f => f.FollowerId == id && (followId == null || f.Id == followId)).ExecuteDeleteAsync(cancel);
            await context.Followers.Where(f => f.Id == id && !context.Follows.Any(o => o.FollowerId == id)).ExecuteDeleteAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    /// <summary>Sees to it that a mailbox is never written to again, whoever types its address. Nothing is kept but a hash, by which it is known.</summary>
    public async Task NeverAsync(string secret, CancellationToken cancel = default)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        if (await IdOfAsync(secret, cancel) is { } id)
        {
            await context.Follows.Where(f => f.FollowerId == id).ExecuteDeleteAsync(cancel);
            await context.Deliveries.Where(d => d.FollowerId == id).ExecuteDeleteAsync(cancel);
            await context.Followers.Where(f => f.Id == id).ExecuteUpdateAsync(set => set.SetProperty(f => f.Sealed, (string?)null).SetProperty(f => f.SecretHash, (string?)null)
                .SetProperty(f => f.NeverSince, Now).SetProperty(f => f.SeenAt, Now).SetProperty(f => f.MailedAt, (DateTime?)null).SetProperty(f => f.AskedAt, (DateTime?)null).SetProperty(f => f.Unanswered, 0).SetProperty(f => f.Refusals, 0), cancel);
            await transaction.CommitAsync(cancel);
        }
    }

    /// <summary>
    /// Deletes what has had its time: follows that nobody confirmed, readers without a sign of life, and news that everybody was told. Silent readers are
    /// asked a month before.
    /// </summary>
    public async Task ClearAsync(CancellationToken cancel = default)
    {
        var (unconfirmed, silent, forgotten, unanswered) = (Now - Waits, Now - AsksAfter, Now - ForgetsAfter, Now - Unanswered);
        await using (var transaction = await context.Database.BeginTransactionAsync(cancel))
        {
            var over = await context.Follows.Where(f => f.ConfirmedAt == null && f.RequestedAt < unconfirmed).Select(f => f.FollowerId).Distinct().ToListAsync(cancel);
            await context.Follows.Where(f => f.ConfirmedAt == null && f.RequestedAt < unconfirmed).ExecuteDeleteAsync(cancel);
            foreach (var some in over.Chunk(500))
            {
                await context.Followers.Where(f => some.Contains(f.Id) && f.NeverSince == null && !context.Follows.Any(o => o.FollowerId == f.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(f => f.Sealed, (string?)null).SetProperty(f => f.SecretHash, (string?)null), cancel);
            }

            await transaction.CommitAsync(cancel);
        }

        await context.Followers.Where(f => f.SeenAt < forgotten).ExecuteDeleteAsync(cancel);
        await context.Followers.Where(f => f.SecretHash == null && f.NeverSince == null && f.CreatedAt < unanswered).ExecuteDeleteAsync(cancel);
        foreach (var follower in await context.Followers.Where(f => f.SeenAt < silent && f.AskedAt == null && f.NeverSince == null).OrderBy(f => f.SeenAt).Take(1000).ToListAsync(cancel))
        {
            follower.AskedAt = Now;
            context.Deliveries.Add(new Delivery { Key = Guid.NewGuid(), Kind = DeliveryKind.StillWanted, FollowerId = follower.Id, CreatedAt = Now, DueAt = Now });
        }

        await context.SaveChangesAsync(cancel);
        context.ChangeTracker.Clear();
        var old = Now - Unanswered;
        await context.Deliveries.Where(d => d.DueAt == null && d.CreatedAt < old).ExecuteDeleteAsync(cancel);
        await context.Deliveries.Where(d => d.DueAt < old).ExecuteDeleteAsync(cancel);
        await context.News.Where(n => n.PassedOnAt < old && !context.FollowedNews.Any(w => w.NewsId == n.Id) && !context.Deliveries.Any(d => d.NewsId == n.Id)).ExecuteDeleteAsync(cancel);
    }

    private Task<Follower?> FindAsync(string secret, CancellationToken cancel)
    {
        var hash = FollowerSeal.HashOfSecret(secret);
        return context.Followers.FirstOrDefaultAsync(f => f.SecretHash == hash, cancel);
    }

    private Task<int?> IdOfAsync(string secret, CancellationToken cancel)
    {
        var hash = FollowerSeal.HashOfSecret(secret);
        return context.Followers.Where(f => f.SecretHash == hash).Select(f => (int?)f.Id).FirstOrDefaultAsync(cancel);
    }

    private FollowProof? ProofOf(Follow follow) => seal.OpenText(follow.Proof) is { } text ? JsonSerializer.Deserialize<FollowProof>(text) : null;

    private void Seen(Follower follower) => (follower.SeenAt, follower.AskedAt, follower.Unanswered, follower.Refusals) = (Now, null, 0, 0);
}
