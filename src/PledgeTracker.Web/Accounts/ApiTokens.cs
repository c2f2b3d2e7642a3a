using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Accounts;

/// <summary>Makes, finds and revokes tokens.</summary>
public sealed partial class ApiTokens(PledgeTrackerDbContext context, NewsroomLog log, TimeProvider clock, ILogger<ApiTokens> logger)
{
    private const string Prefix = "pt_";

    private const int MostOfOne = 20;

    /// <summary>How many days a token may live, to choose from.</summary>
    public static readonly IReadOnlyList<int> Lives = [7, 30, 90, 365];

    /// <summary>How many days a token lives unless somebody chooses.</summary>
    public const int LivesByDefault = 90;

    /// <summary>A token and its owner's name.</summary>
    public sealed record Line(ApiToken Token, string Owner);

    /// <summary>The tokens of one member, or of all members, newest first.</summary>
    public Task<List<Line>> ListAsync(int? memberId, CancellationToken cancel) => (
        from token in context.ApiTokens.AsNoTracking()
        join member in context.Users on token.MemberId equals member.Id
        where memberId == null || token.MemberId == memberId
        orderby token.Id descending
        select new Line(token, member.Name)).Take(500).ToListAsync(cancel);

    /// <summary>What is wrong with the name of a token; null for nothing.</summary>
    public static string? ProblemOf(string? name) =>
        name is not { Length: > 0 and <= ApiToken.NameMaxLength } || name.Any(char.IsControl) ? $"Say what the token is for, in at most {ApiToken.NameMaxLength} characters." : null;

    /// <summary>Makes a token. It is shown once and cannot be read again.</summary>
    /// <param name="memberId">Whose it is.</param>
    /// <param name="name">What it is for.</param>
    /// <param name="days">How long it lives; one of <see cref="Lives"/>.</param>
    /// <param name="mayDraft">Whether it may write drafts.</param>
    /// <param name="mayReportFigures">Whether it may add figures.</param>
    /// <param name="by">Who makes it.</param>
    /// <returns>The token, or what is in the way.</returns>
    public async Task<(string? Token, string? Problem)> MakeAsync(int memberId, string name, int days, bool mayDraft, bool mayReportFigures, LogActor by)
    {
        if (ProblemOf(name) is { } problem)
        {
            return (null, problem);
        }

        if (!Lives.Contains(days))
        {
            throw new ArgumentOutOfRangeException(nameof(days), days, "Choose one of the times in the list.");
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (await context.ApiTokens.CountAsync(t => t.MemberId == memberId && t.RevokedAt == null && t.ExpiresAt > now) >= MostOfOne)
        {
            return (null, $"You have {MostOfOne} tokens, and cannot have more. Revoke one that is no longer needed.");
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
            ExpiresAt = now.AddDays(days),
        });
        await context.SaveChangesAsync();
        await log.WriteAsync(by, LogAction.TokenMade, details: string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name} ({token[..8]}…), for {days} days"));
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
        var now = clock.GetUtcNow().UtcDateTime;
        if (await context.ApiTokens.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id && (memberId == null || t.MemberId == memberId)) is not { } token
            || await context.ApiTokens.Where(t => t.Id == id && t.RevokedAt == null).ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, now)) == 0)
        {
            return false;
        }

        await log.WriteAsync(by, LogAction.TokenRevoked, details: $"{token.Name} ({token.Hint}…)");
        await transaction.CommitAsync();
        return true;
    }

    /// <summary>Ends every valid token of a member, in the transaction of the change that requires it.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> RevokeAllAsync(int memberId)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return context.ApiTokens.Where(t => t.MemberId == memberId && t.RevokedAt == null && t.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.RevokedAt, now));
    }

    /// <summary>The token in an Authorization header, with its owner's name; null where there is none.</summary>
    /// <param name="authorization">The header.</param>
    /// <param name="cancel">Ends the work.</param>
    /// <returns>
    /// The token and whether it is valid: not where it was revoked, has expired, or its owner's account is closed.
    /// </returns>
    public async Task<(Line? Found, bool Holds)> FindAsync(string? authorization, CancellationToken cancel)
    {
        const string scheme = "Bearer ";
        if (authorization is null || !authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) || authorization.Length > 200)
        {
            return (null, false);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var hash = HashOf(authorization[scheme.Length..].Trim());

        // Found by the hash of a 256-bit secret, so the time of the comparison reveals nothing.
        var found = await (
            from token in context.ApiTokens.AsNoTracking()
            join member in context.Users on token.MemberId equals member.Id
            where token.Hash == hash
            select new { Line = new Line(token, member.Name), member.IsDisabled }).FirstOrDefaultAsync(cancel);
        if (found is null || found.IsDisabled || found.Line.Token.RevokedAt is not null || found.Line.Token.ExpiresAt <= now)
        {
            return (found?.Line, false);
        }

        await NoteUseAsync(found.Line.Token, now);
        return (found.Line, true);
    }

    /// <summary>
    /// Notes the hour in which a token was used: at most one write an hour, and a failure to write fails no request.
    /// </summary>
    private async Task NoteUseAsync(ApiToken token, DateTime now)
    {
        var hour = new DateTime(now.Year, now.Month, now.Day, now.Hour, 0, 0, DateTimeKind.Utc);
        if (token.LastUsedAt >= hour)
        {
            return;
        }

        try
        {
            await context.ApiTokens.Where(t => t.Id == token.Id && (t.LastUsedAt == null || t.LastUsedAt < hour))
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, hour));
        }
        catch (System.Data.Common.DbException e)
        {
            LogNotNoted(e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The use of a token could not be noted.")]
    private partial void LogNotNoted(Exception exception);

    internal static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
