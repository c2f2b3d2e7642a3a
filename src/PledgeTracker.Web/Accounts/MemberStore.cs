using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Accounts;

/// <summary>
/// Identity's store, with the secrets of the second factor kept so that a copy of the database does not give them away: the
/// key of the authenticator encrypted, recovery codes hashed (ASVS 6.5.2). Identity keeps both as they are.
/// </summary>
public sealed class MemberStore(PledgeTrackerDbContext context, IDataProtectionProvider protection, IdentityErrorDescriber describer)
    : UserOnlyStore<Member, PledgeTrackerDbContext, int>(context, describer)
{
    private readonly IDataProtector _protector = protection.CreateProtector("authenticator-key");

    private bool _redeeming;

    public override Task SetAuthenticatorKeyAsync(Member user, string key, CancellationToken cancellationToken) =>
        base.SetAuthenticatorKeyAsync(user, _protector.Protect(key), cancellationToken);

    public override async Task<string?> GetAuthenticatorKeyAsync(Member user, CancellationToken cancellationToken)
    {
        var kept = await base.GetAuthenticatorKeyAsync(user, cancellationToken);
        try
        {
            return kept is null ? null : _protector.Unprotect(kept);
        }
        catch (CryptographicException)
        {
            // The keys were lost: the member sets up the authenticator anew.
            return null;
        }
    }

    public override Task ReplaceCodesAsync(Member user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, _redeeming ? recoveryCodes : recoveryCodes.Select(Hash), cancellationToken);

    public override async Task<bool> RedeemCodeAsync(Member user, string code, CancellationToken cancellationToken)
    {
        // Those that are left are written back by the method above, hashed as they are.
        _redeeming = true;
        try
        {
            return await base.RedeemCodeAsync(user, Hash(code), cancellationToken);
        }
        finally
        {
            _redeeming = false;
        }
    }

    /// <summary>
    /// Writes a member. Where somebody else wrote it at the same moment nothing is written, and nothing of it is left behind
    /// for the next save of the request, which would fail with it.
    /// </summary>
    public override Task<IdentityResult> UpdateAsync(Member user, CancellationToken cancellationToken = default) =>
        WriteAsync(() => base.UpdateAsync(user, cancellationToken), ErrorDescriber.ConcurrencyFailure());

    /// <summary>Writes a new member, of whose e-mail address there may be one since a moment ago.</summary>
    public override Task<IdentityResult> CreateAsync(Member user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        return WriteAsync(() => base.CreateAsync(user, cancellationToken), ErrorDescriber.DuplicateEmail(user.Email!));
    }

    private async Task<IdentityResult> WriteAsync(Func<Task<IdentityResult>> write, IdentityError clash)
    {
        IdentityResult result;
        try
        {
            result = await write();
        }
        catch (DbUpdateException e) when (e.InnerException is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT } or Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation })
        {
            result = IdentityResult.Failed(clash);
        }

        if (!result.Succeeded)
        {
            Context.ChangeTracker.Clear();
        }

        return result;
    }

    /// <summary>Takes a passkey away; one that somebody else took away at the same moment is gone all the same.</summary>
    public override async Task RemovePasskeyAsync(Member user, byte[] credentialId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        await Context.Set<IdentityUserPasskey<int>>().Where(p => p.UserId == user.Id && p.CredentialId == credentialId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Takes a time step once: false where it or a later one was taken already, also by a request beside this one.</summary>
    public async Task<bool> TakeTotpStepAsync(Member member, long step, CancellationToken cancel)
    {
        var taken = await Context.Set<Member>().Where(m => m.Id == member.Id && m.LastTotpStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.LastTotpStep, step), cancel);
        member.LastTotpStep = taken == 1 ? step : member.LastTotpStep;
        return taken == 1;
    }

    // A plain hash is enough: a code has 100 random bits.
    private static string Hash(string code) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant())));
}
