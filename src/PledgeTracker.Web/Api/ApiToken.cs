using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Api;

/// <summary>
/// What a program of the newsroom shows to write drafts. Only its hash is kept; it stands for the member who made it, may
/// only what it was made for, and publishes nothing.
/// </summary>
public sealed class ApiToken
{
    public const int NameMaxLength = 100;

    public int Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required int MemberId { get; init; }

    /// <summary>What it is for, in its owner's words.</summary>
    public required string Name { get; init; }

    /// <summary>Its first characters, by which its owner knows it again.</summary>
    public required string Hint { get; init; }

    /// <summary>SHA-256 of the token, as hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Whether it may write drafts of whole pledges.</summary>
    public required bool MayDraft { get; init; }

    /// <summary>Whether it may add figures to drafts.</summary>
    public required bool MayReportFigures { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ExpiresAt { get; init; }

    /// <summary>UTC, to the hour; null until it was used.</summary>
    public DateTime? LastUsedAt { get; set; }

    /// <summary>UTC; null while it holds.</summary>
    public DateTime? RevokedAt { get; set; }
}

/// <summary>A request that was answered, so that the same one sent again is not done twice.</summary>
public sealed class ApiRequest
{
    public const int KeyMaxLength = 200;

    public required int TokenId { get; init; }

    /// <summary>The Idempotency-Key the program chose.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of address and body.</summary>
    public required string Hash { get; init; }

    public required int Status { get; init; }

    /// <summary>What was answered.</summary>
    public required string Answer { get; init; }

    public string? Location { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }
}

/// <summary>Makes, finds and revokes tokens.</summary>
public sealed class ApiTokens(PledgeTrackerDbContext context, NewsroomLog log, TimeProvider clock)
{
    private const string Prefix = "pt_";

    private const int MostOfOne = 20;

    private static readonly TimeSpan Lives = TimeSpan.FromDays(365);

    /// <summary>A token and whose it is.</summary>
    public sealed record Line(ApiToken Token, string Owner);

    /// <summary>The tokens of one member, or of all, the newest first.</summary>
    public Task<List<Line>> ListAsync(int? memberId, CancellationToken cancel) => (
        from token in context.ApiTokens.AsNoTracking()
        join member in context.Users on token.MemberId equals member.Id
        where memberId == null || token.MemberId == memberId
        orderby token.Id descending
        select new Line(token, member.Name)).Take(500).ToListAsync(cancel);

    /// <summary>Makes a token. It is told once and cannot be read again.</summary>
    /// <returns>The token, or what is in the way.</returns>
    public async Task<(string? Token, string? Problem)> MakeAsync(int memberId, string name, bool mayDraft, bool mayReportFigures, LogActor by)
    {
        if (name.Length is 0 or > ApiToken.NameMaxLength)
        {
            return (null, "Say in a few words what the token is for.");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (await context.ApiTokens.CountAsync(t => t.MemberId == memberId && t.RevokedAt == null && t.ExpiresAt > now) >= MostOfOne)
        {
            return (null, $"You have {MostOfOne} tokens. Revoke one that is not needed any more.");
        }

        var token = Prefix + System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        await using var transaction = await context.Database.BeginTransactionAsync();
        context.ApiTokens.Add(new ApiToken
        {
            MemberId = memberId,
            Name = name,
            Hint = token[..8],
            Hash = HashOf(token),
            MayDraft = mayDraft,
            MayReportFigures = mayReportFigures,
            CreatedAt = now,
            ExpiresAt = now + Lives,
        });
        await context.SaveChangesAsync();
        await log.WriteAsync(by, LogAction.TokenMade, details: $"{name} ({token[..8]}…)");
        await transaction.CommitAsync();
        return (token, null);
    }

    /// <summary>Ends a token at once.</summary>
    /// <param name="id">Which.</param>
    /// <param name="memberId">Whose it must be; null for an administrator.</param>
    /// <param name="by">Who ends it.</param>
    public async Task<bool> RevokeAsync(int id, int? memberId, LogActor by)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await context.ApiTokens.FirstOrDefaultAsync(t => t.Id == id && t.RevokedAt == null && (memberId == null || t.MemberId == memberId)) is not { } token)
        {
            return false;
        }

        token.RevokedAt = clock.GetUtcNow().UtcDateTime;
        await context.SaveChangesAsync();
        await log.WriteAsync(by, LogAction.TokenRevoked, details: $"{token.Name} ({token.Hint}…)");
        await transaction.CommitAsync();
        return true;
    }

    /// <summary>The token behind an Authorization header, with its owner's name; null where it does not hold.</summary>
    public async Task<Line?> FindAsync(string? authorization, CancellationToken cancel)
    {
        const string scheme = "Bearer ";
        if (authorization is null || !authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || authorization.Length > 200)
        {
            return null;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var hash = HashOf(authorization[scheme.Length..].Trim());

        // Found by the hash of a secret of 256 bits: how long the comparison takes tells nothing.
        var found = await (
            from token in context.ApiTokens.AsNoTracking()
            join member in context.Users on token.MemberId equals member.Id
            where token.Hash == hash && token.RevokedAt == null && token.ExpiresAt > now && !member.IsDisabled
            select new Line(token, member.Name)).FirstOrDefaultAsync(cancel);
        if (found is not null && (found.Token.LastUsedAt is not { } used || now - used > TimeSpan.FromHours(1)))
        {
            await context.ApiTokens.Where(t => t.Id == found.Token.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, now), cancel);
        }

        return found;
    }

    internal static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
