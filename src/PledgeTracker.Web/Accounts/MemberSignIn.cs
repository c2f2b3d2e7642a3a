using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Accounts;

/// <summary>How an attempt to sign in ended. From outside, every failure looks the same.</summary>
public enum SignInOutcome
{
    SignedIn,

    /// <summary>The password is right and a code is still to come.</summary>
    NeedsCode,

    /// <summary>The password is right, and the account's second factor is its passkey.</summary>
    NeedsPasskey,

    /// <summary>Wrong, unknown, locked or closed: the answer does not say which.</summary>
    Refused,
}

/// <summary>
/// Signing in and what a session is: at most <see cref="Idle"/> without use and <see cref="Absolute"/> in all. Wrong
/// passwords are slowed down by <see cref="AttemptLimits"/> and lock no account: otherwise anybody who knows an e-mail
/// address could lock its owner out. Wrong codes, which come after the right password, do lock it for some minutes; a
/// passkey still opens it.
/// </summary>
public sealed class MemberSignIn(
    UserManager<Member> members,
    IHttpContextAccessor accessor,
    IUserClaimsPrincipalFactory<Member> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Member>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Member> confirmation,
    IOptions<Settings.PledgeTrackerOptions> settings,
    Data.NewsroomLog log,
    RefusalLog refusals,
    KnownDevices devices,
    Sessions sessions,
    TimeProvider clock) : SignInManager<Member>(members, accessor, claims, options, logger, schemes, confirmation)
{
    /// <summary>How long a session lives without a request.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>How long a session lives at most (ASVS 7.3.2).</summary>
    public static readonly TimeSpan Absolute = TimeSpan.FromDays(7);

    /// <summary>How long the last proof of identity is good for changing factors and roles.</summary>
    public static readonly TimeSpan Confirmed = TimeSpan.FromMinutes(10);

    /// <summary>A code as it is typed, with signs between its parts.</summary>
    public const int CodeMaxLength = 64;

    private const string BeganKey = "began";
    private const string ConfirmedKey = "confirmed";
    private const string PasskeyKey = "passkey";
    private const string SessionKey = "session";

    private static readonly ConcurrentDictionary<int, string> Dummies = new();

    private static readonly SemaphoreSlim[] Turns = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1))];

    public override async Task<bool> CanSignInAsync(Member user) => !user.IsDisabled && await base.CanSignInAsync(user);

    /// <summary>
    /// Tries a password. An unknown name costs the same work as a wrong password, and leaves the same line in the log.
    /// </summary>
    public async Task<SignInOutcome> PasswordAsync(string? email, string? password)
    {
        var (member, outcome) = await TryPasswordAsync(email, password);
        await NoteAsync(member, outcome, "password");
        return outcome;
    }

    private async Task<(Member? Member, SignInOutcome Outcome)> TryPasswordAsync(string? email, string? password)
    {
        password = password is { Length: <= PasswordRules.MaxLength } ? password : "";
        var member = string.IsNullOrWhiteSpace(email) || email.Length > Members.EmailMaxLength || email.Any(char.IsControl) ? null : await UserManager.FindByEmailAsync(email.Trim());
        if (member is null)
        {
            WorkInVain(password);
            return (null, SignInOutcome.Refused);
        }

        // A member who needs a second factor and has a passkey but no codes does not get in by password alone: somebody
        // else may have found it.
        var needsPasskey = settings.Value.RequireSecondFactor && member.Role >= MemberRole.Reviewer && !member.TwoFactorEnabled
            && (await UserManager.GetPasskeysAsync(member)).Count > 0;
        var result = needsPasskey
            ? await CheckPasswordSignInAsync(member, password, lockoutOnFailure: false)
            : await PasswordSignInAsync(member, password, isPersistent: false, lockoutOnFailure: false);
        if (result.IsLockedOut || result.IsNotAllowed)
        {
            // Identity refused these before it looked at the password, so the time of the hash is made up for here.
            WorkInVain(password);
        }

        if (result.Succeeded && needsPasskey)
        {
            return (member, SignInOutcome.NeedsPasskey);
        }

        return (member, result.Succeeded ? SignInOutcome.SignedIn : result.RequiresTwoFactor ? SignInOutcome.NeedsCode : SignInOutcome.Refused);
    }

    /// <summary>The second step: a code of the authenticator or a recovery code.</summary>
    public async Task<SignInOutcome> CodeAsync(string? code)
    {
        // One request at a time for each member: Identity refuses a member who has just used a code, if another request
        // counts a failure meanwhile.
        var who = (await Context.AuthenticateAsync(IdentityConstants.TwoFactorUserIdScheme)).Principal?.FindFirstValue(ClaimTypes.Name) ?? "";
        var turn = Turns[(uint)StringComparer.Ordinal.GetHashCode(who) % Turns.Length];
        await turn.WaitAsync(Context.RequestAborted);
        try
        {
            return await CodeInTurnAsync(code);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<SignInOutcome> CodeInTurnAsync(string? code)
    {
        if (code is not { Length: <= CodeMaxLength } || await GetTwoFactorAuthenticationUserAsync() is not { } member)
        {
            return SignInOutcome.Refused;
        }

        var typed = new string([.. code.Where(char.IsAsciiLetterOrDigit)]);

        var result = typed.Length == 6 && typed.All(char.IsAsciiDigit)
            ? await TwoFactorSignInAsync(Totp.Name, typed, isPersistent: false, rememberClient: false)
            : await TwoFactorRecoveryCodeSignInAsync(typed);
        if (!result.Succeeded && !result.IsLockedOut && typed.Length != 6)
        {
            // Identity counts wrong codes of the authenticator but not wrong recovery codes. The member is read again,
            // since another request may have used the code first and changed the row.
            member = await UserManager.FindByIdAsync(member.Id.ToString(CultureInfo.InvariantCulture)) ?? member;
            await UserManager.AccessFailedAsync(member);
        }

        var outcome = result.Succeeded ? SignInOutcome.SignedIn : SignInOutcome.Refused;
        await NoteAsync(member, outcome, typed.Length == 6 ? "password and code" : "password and recovery code");
        return outcome;
    }

    /// <summary>
    /// Signs in with the answer of the browser's authenticator. That is proof enough without a code, even where wrong codes
    /// have locked the account.
    /// </summary>
    public async Task<SignInOutcome> PasskeyAsync(string? credential)
    {
        var member = await OwnerOfAsync(credential);
        if (member is null || !await CanSignInAsync(member))
        {
            await NoteAsync(member, SignInOutcome.Refused, "passkey");
            return SignInOutcome.Refused;
        }

        Context.Items[PasskeyKey] = PasskeyKey;
        await SignInAsync(member, isPersistent: false);
        Context.Items.Remove(PasskeyKey);
        await NoteAsync(member, SignInOutcome.SignedIn, "passkey");
        return SignInOutcome.SignedIn;
    }

    /// <summary>The member whose passkey answered this browser's challenge; null where none did.</summary>
    private async Task<Member?> OwnerOfAsync(string? credential)
    {
        if (credential is not { Length: > 0 and <= Http.FormLimits.Credential })
        {
            return null;
        }

        try
        {
            var asserted = await PerformPasskeyAssertionAsync(credential);
            return asserted.Succeeded && (await UserManager.AddOrUpdatePasskeyAsync(asserted.User, asserted.Passkey)).Succeeded ? asserted.User : null;
        }
        catch (Exception e) when (e is InvalidOperationException or System.Text.Json.JsonException or PasskeyException or FormatException)
        {
            // It was sent without the challenge it answers, or sent twice.
            return null;
        }
    }

    /// <summary>Whether the member proved his identity within the last ten minutes.</summary>
    public async Task<bool> IsConfirmedAsync()
    {
        var session = await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        return At(session.Properties, ConfirmedKey) is { } at && clock.GetUtcNow() - at < Confirmed;
    }

    /// <summary>
    /// Notes that the member has just proved his identity, with the password or, where one is given, with a passkey of his
    /// own.
    /// </summary>
    public async Task<bool> ConfirmAsync(string? password, string? credential)
    {
        var session = await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (session.Principal is null || await UserManager.GetUserAsync(session.Principal) is not { } member)
        {
            return false;
        }

        var proven = credential is null
            ? password is { Length: <= PasswordRules.MaxLength } && (await CheckPasswordSignInAsync(member, password, lockoutOnFailure: false)).Succeeded
            : (await OwnerOfAsync(credential))?.Id == member.Id;
        if (!proven)
        {
            await refusals.SignInAsync(Context, member, credential is null ? "confirming with the password" : "confirming with a passkey");
            return false;
        }

        session.Properties!.Items[ConfirmedKey] = Now();
        await Context.SignInAsync(IdentityConstants.ApplicationScheme, session.Principal, session.Properties);
        return true;
    }

    /// <summary>
    /// Signs out of this session only: it ends in the database, so that no copy of its cookie opens anything any more.
    /// </summary>
    public override async Task SignOutAsync()
    {
        if (SessionOf(await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme)) is { } session)
        {
            await sessions.EndAsync(session);
        }

        await base.SignOutAsync();
    }

    internal static async Task OnSigningIn(CookieSigningInContext context)
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ticks = now.UtcTicks.ToString(CultureInfo.InvariantCulture);
        context.Properties.Items.TryAdd(BeganKey, ticks);
        context.Properties.Items.TryAdd(ConfirmedKey, ticks);
        if (context.HttpContext.Items.ContainsKey(PasskeyKey))
        {
            context.Properties.Items[PasskeyKey] = PasskeyKey;
        }

        // Each proof of identity gives the session a new id, also one during a session (ASVS 7.2.4).
        var sessions = services.GetRequiredService<Sessions>();
        if (SessionOf(await context.HttpContext.AuthenticateAsync(IdentityConstants.ApplicationScheme)) is { } before)
        {
            await sessions.EndSoonAsync(before);
        }

        context.Properties.Items[SessionKey] = await sessions.BeginAsync(context.Principal!.MemberId(), ((At(context.Properties, BeganKey) ?? now) + Absolute).UtcDateTime);
    }

    internal static async Task OnValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var services = context.HttpContext.RequestServices;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();

        // A cookie without a session comes from an earlier version of the program: its owner signs in again.
        if (At(context.Properties, BeganKey) is not { } began || now - began > Absolute
            || !context.Properties.Items.TryGetValue(SessionKey, out var session) || session is null
            || context.Principal?.Identity is not ClaimsIdentity identity
            || !await services.GetRequiredService<Sessions>().HoldsAsync(
                session, context.Principal.MemberId(), context.Principal.FindFirstValue(services.GetRequiredService<IOptions<IdentityOptions>>().Value.ClaimsIdentity.SecurityStampClaimType)))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }

        if (context.Properties.Items.ContainsKey(PasskeyKey) && !identity.HasClaim(MemberClaims.HasSecondFactor, "true"))
        {
            identity.AddClaim(new Claim(MemberClaims.HasSecondFactor, "true"));
        }
    }

    private static string? SessionOf(AuthenticateResult? cookie) => cookie?.Properties?.Items.TryGetValue(SessionKey, out var id) == true ? id : null;

    private static DateTimeOffset? At(AuthenticationProperties? properties, string key) =>
        properties?.Items.TryGetValue(key, out var ticks) == true && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? new DateTimeOffset(at, TimeSpan.Zero)
            : null;

    private string Now() => clock.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture);

    /// <summary>Writes a line in the log for each attempt (ASVS 16.3.1); a typed name that nobody has is not kept.</summary>
    private async Task NoteAsync(Member? member, SignInOutcome outcome, string how)
    {
        if (outcome == SignInOutcome.Refused)
        {
            await refusals.SignInAsync(Context, member, how);
        }
        else if (outcome == SignInOutcome.SignedIn)
        {
            devices.Remember(Context, member!.Email!);
            await log.WriteAsync(new Data.LogActor(member.Id, member.Name, Context.Connection.RemoteIpAddress?.ToString()), Data.LogAction.SignedIn, details: how);
        }
    }

    private void WorkInVain(string password)
    {
        var nobody = new Member { Name = "", Role = MemberRole.Editor, CreatedAt = default };
        var dummy = Dummies.GetOrAdd(0, _ => UserManager.PasswordHasher.HashPassword(nobody, "no password of anybody"));
        UserManager.PasswordHasher.VerifyHashedPassword(nobody, dummy, password);
    }
}

/// <summary>The roles of a member and what pages show of him, as claims of the session.</summary>
public sealed class MemberClaimsFactory(UserManager<Member> members, IOptions<IdentityOptions> options) : UserClaimsPrincipalFactory<Member>(members, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Member user)
    {
        var identity = await base.GenerateClaimsAsync(user);
        identity.AddClaim(new Claim(MemberClaims.DisplayName, user.Name));
        foreach (var role in Enum.GetValues<MemberRole>().Where(role => role <= user.Role))
        {
            identity.AddClaim(new Claim(ClaimTypes.Role, role.ToString()));
        }

        // A member who has codes proved them at the sign-in; a session begun with a passkey gets the same claim from its
        // ticket.
        if (user.TwoFactorEnabled)
        {
            identity.AddClaim(new Claim(MemberClaims.HasSecondFactor, "true"));
        }

        return identity;
    }
}
