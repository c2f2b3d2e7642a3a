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
/// key of the authenticator encrypted, recovery codes hashed (ASVS 6.5.2). Identity itself would store both in plain text.
/// A code is used up by one statement, so that two requests at once cannot both sign in with it.
/// </summary>
public sealed class MemberStore(PledgeTrackerDbContext context, IDataProtectionProvider protection, IdentityErrorDescriber describer)
    : UserOnlyStore<Member, PledgeTrackerDbContext, int>(context, describer)
{
    private readonly IDataProtector _protector = protection.CreateProtector("authenticator-key");

    // Identity's own names for these, which it does not make public.
    private const string InternalLoginProvider = "[AspNetUserStore]", RecoveryCodes = "RecoveryCodes";

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
            // The keys were lost: the member has to set up the authenticator again.
            return null;
        }
    }

    public override Task ReplaceCodesAsync(Member user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(Hash), cancellationToken);

    /// <summary>Uses a recovery code once: false where there is no such code, or a concurrent request used it first.</summary>
    public override async Task<bool> RedeemCodeAsync(Member user, string code, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(code);
        var used = Hash(code);
        while (true)
        {
            var kept = Context.Set<IdentityUserToken<int>>().AsNoTracking().Where(t => t.UserId == user.Id && t.LoginProvider == InternalLoginProvider && t.Name == RecoveryCodes);
            if (await kept.Select(t => t.Value).FirstOrDefaultAsync(cancellationToken) is not { } codes || !codes.Split(';').Contains(used, StringComparer.Ordinal))
            {
                return false;
            }

            // Another code may be used at the same moment: the update then fails, and the loop reads what is left.
            var left = string.Join(';', codes.Split(';').Where(c => c != used));
            if (await kept.Where(t => t.Value == codes).ExecuteUpdateAsync(set => set.SetProperty(t => t.Value, left), cancellationToken) == 1)
            {
                return true;
            }
        }
    }

    /// <summary>
    /// Writes a member. Where somebody else wrote it at the same moment, nothing is written and the change tracker is
    /// cleared, so that the request's next save does not fail over it.
    /// </summary>
    public override Task<IdentityResult> UpdateAsync(Member user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        foreach (var copy in Context.ChangeTracker.Entries<Member>().Where(e => e.Entity.Id == user.Id && !ReferenceEquals(e.Entity, user)).ToList())
        {
            // A copy read again after such a failure is dropped: the older object must fail again, by its own concurrency
            // stamp.
            copy.State = EntityState.Detached;
        }

        return WriteAsync(() => base.UpdateAsync(user, cancellationToken), ErrorDescriber.ConcurrencyFailure());
    }

    /// <summary>Writes a new member. If its e-mail address was taken a moment ago, the result says so.</summary>
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
        catch (DbUpdateException e) when (IsThereAlready(e))
        {
            result = IdentityResult.Failed(clash);
        }

        if (!result.Succeeded)
        {
            Context.ChangeTracker.Clear();
        }

        return result;
    }

    /// <summary>Stores a passkey. If a second click stored the same one at the same moment, that is no failure.</summary>
    public override async Task AddOrUpdatePasskeyAsync(Member user, UserPasskeyInfo passkey, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        ArgumentNullException.ThrowIfNull(passkey);
        try
        {
            await base.AddOrUpdatePasskeyAsync(user, passkey, cancellationToken);
        }
        catch (DbUpdateException e) when (IsThereAlready(e))
        {
            Context.ChangeTracker.Clear();
            if (await FindPasskeyAsync(user, passkey.CredentialId, cancellationToken) is null)
            {
                throw;
            }

            Context.ChangeTracker.Clear();
        }
    }

    /// <summary>Removes a passkey. If another request removed it at the same moment, that is no failure.</summary>
    public override async Task RemovePasskeyAsync(Member user, byte[] credentialId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        await Context.Set<IdentityUserPasskey<int>>().Where(p => p.UserId == user.Id && p.CredentialId == credentialId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>
    /// Takes a time step once: false where it or a later one was already taken, also by a concurrent request.
    /// </summary>
    public async Task<bool> TakeTotpStepAsync(Member member, long step, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(member);
        return await Context.Set<Member>().Where(m => m.Id == member.Id && m.LastTotpStep < step)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.LastTotpStep, step), cancel) == 1;
    }

    private static bool IsThereAlready(DbUpdateException e) => e.InnerException
        is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: SQLitePCL.raw.SQLITE_CONSTRAINT }
        or Npgsql.PostgresException { SqlState: Npgsql.PostgresErrorCodes.UniqueViolation };

    // A plain hash is enough: a code has 100 random bits.
    private static string Hash(string code) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(code.Replace("-", "", StringComparison.Ordinal).Trim().ToUpperInvariant())));
}
