using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Accounts;

/// <summary>What is in the way of an account.</summary>
/// <param name="Field">The field it is about: "email", "name" or "password".</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record AccountProblem(string Field, string Message);

/// <summary>
/// Changes accounts. Everything that changes a role, closes an account or resets a factor goes through here, since it must
/// end the sessions that rest on the old state and be written to the log.
/// </summary>
public sealed class Members(
    PledgeTrackerDbContext context, UserManager<Member> users, ApiTokens tokens, Vouching vouching, NewsroomLog log, TimeProvider clock)
{
    /// <summary>The most characters of an e-mail address (RFC 5321, 4.5.3.1.3, without the angle brackets).</summary>
    public const int EmailMaxLength = 254;

    /// <summary>What is said where two people changed the same account at once, or a form was sent twice.</summary>
    public const string Meanwhile = "This account was changed at the same time, perhaps by a second click. Check it, and try again if necessary.";

    private const string EmailTaken = "There is already an account with this e-mail address. Enter another address.", NoEmail = "Enter an e-mail address, like name@example.org.";

    /// <summary>How long the address of the first start works.</summary>
    public static readonly TimeSpan SetupLasts = TimeSpan.FromMinutes(60);

    /// <summary>How long an invitation or a reset works.</summary>
    public static readonly TimeSpan LinkLasts = TimeSpan.FromDays(7);

    public Task<List<Member>> AllAsync(CancellationToken cancel = default) =>
        context.Set<Member>().AsNoTracking().OrderBy(m => m.IsDisabled).ThenBy(m => m.Name).ThenBy(m => m.Id).ToListAsync(cancel);

    /// <summary>
    /// Whether there is an administrator, even one whose account is closed: a set-up address is for the first one only.
    /// </summary>
    public Task<bool> HasAdministratorAsync(CancellationToken cancel = default) => context.Set<Member>().AnyAsync(m => m.Role == MemberRole.Administrator, cancel);

    /// <summary>Makes an account.</summary>
    /// <returns>What is in the way; empty when it is made.</returns>
    public async Task<IReadOnlyList<AccountProblem>> AddAsync(string? email, string? name, MemberRole role, string password, LogActor by)
    {
        if (ProblemsOf(email, name) is { Count: > 0 } problems)
        {
            return problems;
        }

        await using var own = context.Database.CurrentTransaction is null ? await context.Database.BeginTransactionAsync() : null;
        var member = new Member { UserName = email!.Trim(), Email = email.Trim(), EmailConfirmed = true, Name = name!.Trim(), Role = role, CreatedAt = clock.GetUtcNow().UtcDateTime };
        var result = await users.CreateAsync(member, password);
        if (!result.Succeeded)
        {
            return ProblemsOf(result);
        }

        await log.WriteAsync(by, LogAction.MemberAdded, details: $"{member.Email} as {role}");
        if (own is not null)
        {
            await own.CommitAsync();
        }

        return [];
    }

    /// <summary>What is wrong with an e-mail address or a name.</summary>
    public static IReadOnlyList<AccountProblem> ProblemsOf(string? email, string? name)
    {
        var problems = new List<AccountProblem>();
        if (email is null || email.Trim() is not { Length: > 2 and <= EmailMaxLength } address || address.IndexOf('@', StringComparison.Ordinal) is < 1
            || address.EndsWith('@') || address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            problems.Add(new("email", NoEmail));
        }

        if (name is null || name.Trim() is not { Length: > 0 and <= Member.NameMaxLength } || name.Any(char.IsControl))
        {
            problems.Add(new("name", $"Enter the name that colleagues see, of at most {Member.NameMaxLength} characters."));
        }

        return problems;
    }

    /// <summary>
    /// Gives a member another role. If the member may no longer publish, what he had scheduled goes back to review.
    /// </summary>
    public Task<IReadOnlyList<string>> ChangeRoleAsync(int id, MemberRole role, LogActor by) => ChangeAsync(id, by, new Change(LogAction.RoleChanged, async member =>
    {
        member.Role = role;
        if (role < MemberRole.Reviewer)
        {
            await vouching.EndAsync(member);
        }
    })
    { Details = role.ToString(), KeepsAdministrator = role == MemberRole.Administrator });

    /// <summary>
    /// Closes an account and ends its sessions and tokens; what the member had scheduled goes back to review.
    /// </summary>
    public Task<IReadOnlyList<string>> DisableAsync(int id, LogActor by) => ChangeAsync(id, by, new Change(LogAction.MemberDisabled, member =>
    {
        member.IsDisabled = true;
        return vouching.EndAsync(member);
    })
    { KeepsAdministrator = false, EndsTokens = true });

    /// <summary>Opens a closed account again. Its sessions and tokens do not come back.</summary>
    public Task<IReadOnlyList<string>> EnableAsync(int id, LogActor by) => ChangeAsync(id, by, new Change(LogAction.MemberEnabled, member =>
    {
        member.IsDisabled = false;
        member.AccessFailedCount = 0;
        member.LockoutEnd = null;
        return Task.CompletedTask;
    }));

    /// <summary>Ends every session and every token of a member.</summary>
    public Task<IReadOnlyList<string>> EndSessionsAsync(int id, LogActor by) =>
        ChangeAsync(id, by, new Change(LogAction.SessionsEnded, _ => Task.CompletedTask) { EndsTokens = true });

    /// <summary>
    /// Takes authenticator, recovery codes and passkeys away from a member who lost them, and ends sessions and tokens.
    /// </summary>
    public Task<IReadOnlyList<string>> ResetSecondFactorAsync(int id, LogActor by) => ChangeAsync(id, by, new Change(LogAction.SecondFactorReset, async member =>
    {
        foreach (var passkey in await users.GetPasskeysAsync(member))
        {
            await users.RemovePasskeyAsync(member, passkey.CredentialId);
        }

        await context.UserTokens.Where(t => t.UserId == id).ExecuteDeleteAsync();
        member.TwoFactorEnabled = false;
        member.AccessFailedCount = 0;
        member.LockoutEnd = null;
    })
    { EndsTokens = true });

    /// <summary>Makes a one-time address for somebody new.</summary>
    /// <returns>The token, which is shown once and not kept; or what is in the way.</returns>
    public async Task<(string? Token, IReadOnlyList<AccountProblem> Problems)> InviteAsync(string? email, string? name, MemberRole role, LogActor by)
    {
        if (ProblemsOf(email, name) is { Count: > 0 } problems)
        {
            return (null, problems);
        }

        if (await users.FindByEmailAsync(email!.Trim()) is not null)
        {
            return (null, [new("email", EmailTaken)]);
        }

        await using var transaction = await context.Database.BeginTransactionAsync();
        var token = AddLink(AccountLinkKind.Invitation, LinkLasts, email.Trim(), name!.Trim(), role);
        await context.SaveChangesAsync();
        await log.WriteAsync(by, LogAction.MemberInvited, details: $"{email.Trim()} as {role}");
        await transaction.CommitAsync();
        return (token, []);
    }

    /// <summary>Makes a one-time address for a new password.</summary>
    public async Task<string?> ResetLinkAsync(int id, LogActor by)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await users.FindByIdAsync(Text(id)) is not { IsDisabled: false } member)
        {
            return null;
        }

        var token = AddLink(AccountLinkKind.Reset, LinkLasts, memberId: id);
        await context.SaveChangesAsync();
        await log.WriteAsync(by, LogAction.ResetLinkMade, details: member.Email);
        await transaction.CommitAsync();
        return token;
    }

    /// <summary>
    /// The address that makes the first administrator. While there is no administrator each start makes a new one, and
    /// earlier ones stop working; afterwards the result is null and nothing is written.
    /// </summary>
    public async Task<string?> NewSetupTokenAsync()
    {
        if (await HasAdministratorAsync())
        {
            return null;
        }

        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.AccountLinks.Where(l => l.Kind == AccountLinkKind.Setup).ExecuteDeleteAsync();
        var token = await HasAdministratorAsync() ? null : AddLink(AccountLinkKind.Setup, SetupLasts);
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
        return token;
    }

    /// <summary>
    /// The account link behind a token; null where it is unknown, used or too old, or a set-up after the first
    /// administrator.
    /// </summary>
    public async Task<AccountLink?> FindLinkAsync(AccountLinkKind kind, string token)
    {
        // Compared by the database over a hash of 256 random bits, so the time of the comparison reveals nothing about the
        // token.
        var hash = HashOf(token);
        var now = clock.GetUtcNow().UtcDateTime;
        var link = await context.AccountLinks.AsNoTracking().FirstOrDefaultAsync(l => l.TokenHash == hash && l.Kind == kind && l.UsedAt == null && l.ExpiresAt > now);
        return link is not null && kind == AccountLinkKind.Setup && await HasAdministratorAsync() ? null : link;
    }

    /// <summary>The e-mail address of the person a one-time address is for; null where it names nobody.</summary>
    public async Task<string?> EmailOfAsync(AccountLink link) =>
        link.MemberId is { } id ? (await users.FindByIdAsync(Text(id)))?.Email : link.Email;

    /// <summary>Uses a set-up address or an invitation, once.</summary>
    /// <returns>What is in the way; null where the address no longer works.</returns>
    public async Task<IReadOnlyList<AccountProblem>?> AcceptAsync(AccountLinkKind kind, string token, string? email, string? name, string password, string? address)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await TakeAsync(kind, token) is not { } link)
        {
            return null;
        }

        var role = link.Role ?? MemberRole.Administrator;
        var problems = await AddAsync(link.Email ?? email, name ?? link.Name, role, password, new LogActor(null, link.Email ?? email?.Trim() ?? "", address));
        if (problems.Count == 0)
        {
            await transaction.CommitAsync();
        }

        return problems;
    }

    /// <summary>Sets a new password by a one-time address, once, and ends every session and token.</summary>
    public async Task<IReadOnlyList<AccountProblem>?> ResetPasswordAsync(string token, string password, string? address)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await TakeAsync(AccountLinkKind.Reset, token) is not { MemberId: { } id } || await users.FindByIdAsync(Text(id)) is not { IsDisabled: false } member)
        {
            return null;
        }

        var result = await users.ResetPasswordAsync(member, await users.GeneratePasswordResetTokenAsync(member), password);
        if (!result.Succeeded)
        {
            return ProblemsOf(result);
        }

        await users.SetLockoutEndDateAsync(member, null);
        await users.UpdateSecurityStampAsync(member);
        var ended = await tokens.RevokeAllAsync(id);
        await log.WriteAsync(new LogActor(member.Id, member.Name, address), LogAction.PasswordReset, details: ended == 0 ? null : $"with {Ui.Text.Plural(ended, "{0} token", "{0} tokens")}");
        await transaction.CommitAsync();
        return [];
    }

    /// <summary>An Identity result in sentences for people.</summary>
    public static IReadOnlyList<string> Words(IdentityResult result) => [.. result.Errors.Select(e => e.Code switch
    {
        nameof(IdentityErrorDescriber.DuplicateEmail) => EmailTaken,
        nameof(IdentityErrorDescriber.InvalidEmail) or nameof(IdentityErrorDescriber.InvalidUserName) => NoEmail,
        nameof(IdentityErrorDescriber.ConcurrencyFailure) => Meanwhile,
        nameof(IdentityErrorDescriber.PasswordMismatch) => "The old password is not right. Try again.",
        _ => e.Description,
    }).Distinct()];

    // The address and the name are looked at before Identity is asked; what it still refuses is an address that is taken, or the password.
    private static IReadOnlyList<AccountProblem> ProblemsOf(IdentityResult result) =>
        [.. Words(result).Select(w => new AccountProblem(w is EmailTaken or NoEmail ? "email" : "password", w))];

    private static string Text(int id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string HashOf(string token) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private async Task<AccountLink?> TakeAsync(AccountLinkKind kind, string token)
    {
        if (await FindLinkAsync(kind, token) is not { } link)
        {
            return null;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var taken = await context.AccountLinks.Where(l => l.Id == link.Id && l.UsedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.UsedAt, now));
        return taken == 1 ? link : null;
    }

    private string AddLink(AccountLinkKind kind, TimeSpan lasts, string? email = null, string? name = null, MemberRole? role = null, int? memberId = null)
    {
        var token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        context.AccountLinks.Add(new AccountLink
        {
            Kind = kind,
            TokenHash = HashOf(token),
            Email = email,
            Name = name,
            Role = role,
            MemberId = memberId,
            ExpiresAt = clock.GetUtcNow().UtcDateTime + lasts,
        });
        return token;
    }

    private async Task<IReadOnlyList<string>> ChangeAsync(int id, LogActor by, Change change)
    {
        try
        {
            return await ChangeAloneAsync(id, by, change);
        }
        catch (Exception e) when ((e as System.Data.Common.DbException ?? e.InnerException as System.Data.Common.DbException ?? e.InnerException?.InnerException as System.Data.Common.DbException)?.SqlState is "40001" or "40P01")
        {
            context.ChangeTracker.Clear();
            return [Meanwhile];
        }
    }

    private async Task<IReadOnlyList<string>> ChangeAloneAsync(int id, LogActor by, Change change)
    {
        // Serializable, so that two administrators cannot remove each other at the same time.
        await using var transaction = await context.Database.BeginTransactionAsync(System.Data.IsolationLevel.Serializable);
        if (await users.FindByIdAsync(Text(id)) is not { } member)
        {
            return ["There is no such account. Open the page again to see the accounts."];
        }

        if (!change.KeepsAdministrator && member is { Role: MemberRole.Administrator, IsDisabled: false }
            && !await context.Set<Member>().AnyAsync(m => m.Id != id && m.Role == MemberRole.Administrator && !m.IsDisabled))
        {
            return ["This is the last administrator. Make somebody else an administrator first."];
        }

        await change.Make(member);
        if (await users.UpdateSecurityStampAsync(member) is { Succeeded: false } failed)
        {
            return Words(failed);
        }

        var ended = change.EndsTokens ? await tokens.RevokeAllAsync(id) : 0;
        var details = change.Details is null ? member.Email : $"{member.Email}: {change.Details}";
        await log.WriteAsync(by, change.Action, details: ended == 0 ? details : $"{details}, with {Ui.Text.Plural(ended, "{0} token", "{0} tokens")}");
        await transaction.CommitAsync();
        return [];
    }

    /// <summary>A change of an account that ends its sessions.</summary>
    /// <param name="Action">What the log calls the change.</param>
    /// <param name="Make">What is changed.</param>
    private sealed record Change(LogAction Action, Func<Member, Task> Make)
    {
        /// <summary>Details of the change, for the log.</summary>
        public string? Details { get; init; }

        /// <summary>Whether an administrator is still one after the change.</summary>
        public bool KeepsAdministrator { get; init; } = true;

        /// <summary>Whether the change also ends the tokens of programs that write in the member's name.</summary>
        public bool EndsTokens { get; init; }
    }
}
