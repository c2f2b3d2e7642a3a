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
/// key of the authenticator encrypted, recovery codes hashed (ASVS 6.5.2). Identity keeps both as they are. A code is used up
/// by one statement, so that two requests at once cannot both sign in with it.
/// </summary>
public sealed class MemberStore(PledgeTrackerDbContext context, IDataProtectionProvider protection, IdentityErrorDescriber describer)
    : UserOnlyStore<Member, PledgeTrackerDbContext, int>(context, describer)
{
    private readonly IDataProtector _protector = protection.CreateProtector("authenticator-key");

    // As Identity names them; it does not say them to others.
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
            // The keys were lost: the member sets up the authenticator anew.
            return null;
        }
    }

    public override Task ReplaceCodesAsync(Member user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        base.ReplaceCodesAsync(user, recoveryCodes.Select(Hash), cancellationToken);

    /// <summary>Uses a recovery code once: false where there is none, or a request beside this one used it first.</summary>
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

            // Another code may be used at the same moment: then what is left is looked at anew.
            var left = string.Join(';', codes.Split(';').Where(c => c != used));
            if (await kept.Where(t => t.Value == codes).ExecuteUpdateAsync(set => set.SetProperty(t => t.Value, left), cancellationToken) == 1)
            {
                return true;
            }
        }
    }

    /// <summary>
    /// Writes a member. Where somebody else wrote it at the same moment nothing is written, and nothing of it is left behind
    /// for the next save of the request, which would fail with it.
    /// </summary>
    public override Task<IdentityResult> UpdateAsync(Member user, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        foreach (var copy in Context.ChangeTracker.Entries<Member>().Where(e => e.Entity.Id == user.Id && !ReferenceEquals(e.Entity, user)).ToList())
        {
            // Read anew after such a failure: the older one fails again, as it must, by its own mark of what it was read as.
            copy.State = EntityState.Detached;
        }

        return WriteAsync(() => base.UpdateAsync(user, cancellationToken), ErrorDescriber.ConcurrencyFailure());
    }

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

    /// <summary>Keeps a passkey; one that the same member added at the same moment, by a second click, is there all the same.</summary>
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

    /// <summary>Takes a passkey away; one that somebody else took away at the same moment is gone all the same.</summary>
    public override async Task RemovePasskeyAsync(Member user, byte[] credentialId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(user);
        await Context.Set<IdentityUserPasskey<int>>().Where(p => p.UserId == user.Id && p.CredentialId == credentialId).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Takes a time step once: false where it or a later one was taken already, also by a request beside this one.</summary>
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
