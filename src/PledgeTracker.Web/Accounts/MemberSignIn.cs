using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace PledgeTracker.Web.Accounts;

/// <summary>How an attempt to sign in ended. Every failure looks the same to whoever tried.</summary>
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

/// <summary>Signing in and what a session is: at most <see cref="Idle"/> without use and <see cref="Absolute"/> in all.</summary>
public sealed class MemberSignIn(
    UserManager<Member> members,
    IHttpContextAccessor accessor,
    IUserClaimsPrincipalFactory<Member> claims,
    IOptions<IdentityOptions> options,
    ILogger<SignInManager<Member>> logger,
    IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Member> confirmation,
    IOptions<Operations.PledgeTrackerOptions> settings,
    Publishing.NewsroomLog log,
    TimeProvider clock) : SignInManager<Member>(members, accessor, claims, options, logger, schemes, confirmation)
{
    /// <summary>How long a session lives without a request.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>How long a session lives at most (ASVS 7.3.2).</summary>
    public static readonly TimeSpan Absolute = TimeSpan.FromDays(7);

    /// <summary>How long the last proof of who one is holds for changing factors and roles.</summary>
    public static readonly TimeSpan Confirmed = TimeSpan.FromMinutes(10);

    private const string BeganKey = "began";
    private const string ConfirmedKey = "confirmed";
    private const string PasskeyKey = "passkey";

    private static readonly ConcurrentDictionary<int, string> Dummies = new();

    public override async Task<bool> CanSignInAsync(Member user) => !user.IsDisabled && await base.CanSignInAsync(user);

    /// <summary>Tries a password. An unknown name costs the same work as a wrong password, and the same line in the log.</summary>
    public async Task<SignInOutcome> PasswordAsync(string? email, string? password)
    {
        var (member, outcome) = await TryPasswordAsync(email, password);
        await NoteAsync(member, outcome, "password");
        return outcome;
    }

    private async Task<(Member? Member, SignInOutcome Outcome)> TryPasswordAsync(string? email, string? password)
    {
        password = password is { Length: <= PasswordRules.MaxLength } ? password : "";
        var member = string.IsNullOrWhiteSpace(email) || email.Any(char.IsControl) ? null : await UserManager.FindByEmailAsync(email.Trim());
        if (member is null)
        {
            WorkInVain(password);
            return (null, SignInOutcome.Refused);
        }

        // Who needs a second factor and has a passkey and no codes does not get in by a password that somebody may have found.
        var needsPasskey = settings.Value.RequireSecondFactor && member.Role >= MemberRole.Reviewer && !member.TwoFactorEnabled
            && (await UserManager.GetPasskeysAsync(member)).Count > 0;
        var result = needsPasskey
            ? await CheckPasswordSignInAsync(member, password, lockoutOnFailure: true)
            : await PasswordSignInAsync(member, password, isPersistent: false, lockoutOnFailure: true);
        if (result.IsLockedOut || result.IsNotAllowed)
        {
            // These were refused before the password was looked at.
            WorkInVain(password);
        }

        if (result.Succeeded && needsPasskey)
        {
            return (member, SignInOutcome.NeedsPasskey);
        }

        return (member, result.Succeeded ? SignInOutcome.SignedIn : result.RequiresTwoFactor ? SignInOutcome.NeedsCode : SignInOutcome.Refused);
    }

    /// <summary>The second step: a code of the authenticator, or one of the recovery codes.</summary>
    public async Task<SignInOutcome> CodeAsync(string? code)
    {
        var typed = new string([.. (code ?? "").Where(char.IsAsciiLetterOrDigit)]);
        if (await GetTwoFactorAuthenticationUserAsync() is not { } member || typed.Length is 0 or > 40)
        {
            return SignInOutcome.Refused;
        }

        var result = typed.Length == 6 && typed.All(char.IsAsciiDigit)
            ? await TwoFactorSignInAsync(Totp.Name, typed, isPersistent: false, rememberClient: false)
            : await TwoFactorRecoveryCodeSignInAsync(typed);
        if (!result.Succeeded && !result.IsLockedOut && typed.Length != 6)
        {
            // Identity counts wrong codes of the authenticator, but not wrong recovery codes.
            await UserManager.AccessFailedAsync(member);
        }

        var outcome = result.Succeeded ? SignInOutcome.SignedIn : SignInOutcome.Refused;
        await NoteAsync(member, outcome, typed.Length == 6 ? "password and code" : "password and recovery code");
        return outcome;
    }

    /// <summary>Signs in with what the browser's authenticator gave; it is proof enough, without a code.</summary>
    public async Task<SignInOutcome> PasskeyAsync(string? credential)
    {
        if (string.IsNullOrEmpty(credential) || credential.Length > 20_000)
        {
            return SignInOutcome.Refused;
        }

        Context.Items[PasskeyKey] = PasskeyKey;
        try
        {
            var outcome = (await PasskeySignInAsync(credential)).Succeeded ? SignInOutcome.SignedIn : SignInOutcome.Refused;
            await NoteAsync(outcome == SignInOutcome.SignedIn ? await UserManager.GetUserAsync(Context.User) : null, outcome, "passkey");
            return outcome;
        }
        catch (Exception e) when (e is InvalidOperationException or System.Text.Json.JsonException or PasskeyException or FormatException)
        {
            // Sent without the challenge it answers, or sent again.
            return SignInOutcome.Refused;
        }
        finally
        {
            Context.Items.Remove(PasskeyKey);
        }
    }

    /// <summary>Whether the one who is signed in proved it within the last ten minutes.</summary>
    public async Task<bool> IsConfirmedAsync()
    {
        var session = await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        return At(session.Properties, ConfirmedKey) is { } at && clock.GetUtcNow() - at < Confirmed;
    }

    /// <summary>Notes that the one who is signed in has just proved it, with the password.</summary>
    public async Task<bool> ConfirmAsync(string? password)
    {
        var session = await Context.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (session.Principal is null || await UserManager.GetUserAsync(session.Principal) is not { } member
            || password is not { Length: <= PasswordRules.MaxLength }
            || !(await CheckPasswordSignInAsync(member, password, lockoutOnFailure: true)).Succeeded)
        {
            return false;
        }

        session.Properties!.Items[ConfirmedKey] = Now();
        await Context.SignInAsync(IdentityConstants.ApplicationScheme, session.Principal, session.Properties);
        return true;
    }

    internal static Task OnSigningIn(CookieSigningInContext context)
    {
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture);
        context.Properties.Items.TryAdd(BeganKey, now);
        context.Properties.Items.TryAdd(ConfirmedKey, now);
        if (context.HttpContext.Items.ContainsKey(PasskeyKey))
        {
            context.Properties.Items[PasskeyKey] = PasskeyKey;
        }

        return Task.CompletedTask;
    }

    internal static async Task OnValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var now = context.HttpContext.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        if (At(context.Properties, BeganKey) is not { } began || now - began > Absolute)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
            return;
        }

        await SecurityStampValidator.ValidatePrincipalAsync(context);
        if (context.Principal?.Identity is ClaimsIdentity identity && context.Properties.Items.ContainsKey(PasskeyKey)
            && !identity.HasClaim(MemberClaims.HasSecondFactor, "true"))
        {
            identity.AddClaim(new Claim(MemberClaims.HasSecondFactor, "true"));
        }
    }

    private static DateTimeOffset? At(AuthenticationProperties? properties, string key) =>
        properties?.Items.TryGetValue(key, out var ticks) == true && long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
            ? new DateTimeOffset(at, TimeSpan.Zero)
            : null;

    private string Now() => clock.GetUtcNow().UtcTicks.ToString(CultureInfo.InvariantCulture);

    /// <summary>A line in the log for every end of an attempt (ASVS 16.3.1); what was typed for a name that nobody has is not kept.</summary>
    private async Task NoteAsync(Member? member, SignInOutcome outcome, string how)
    {
        if (outcome is SignInOutcome.SignedIn or SignInOutcome.Refused)
        {
            await log.WriteAsync(new Publishing.LogActor(member?.Id, member?.Name ?? "somebody", Context.Connection.RemoteIpAddress?.ToString()),
                outcome == SignInOutcome.SignedIn ? Publishing.LogAction.SignedIn : Publishing.LogAction.SignInRefused, details: how);
        }
    }

    private void WorkInVain(string password)
    {
        var nobody = new Member { Name = "", Role = MemberRole.Editor, CreatedAt = default };
        var dummy = Dummies.GetOrAdd(0, _ => UserManager.PasswordHasher.HashPassword(nobody, "no password of anybody"));
        UserManager.PasswordHasher.VerifyHashedPassword(nobody, dummy, password);
    }
}

/// <summary>Roles and what pages show of a member, as claims of the session.</summary>
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

        // Who has codes proved them at the sign-in; a session begun with a passkey gets the same claim from its ticket.
        if (user.TwoFactorEnabled)
        {
            identity.AddClaim(new Claim(MemberClaims.HasSecondFactor, "true"));
        }

        return identity;
    }
}

/// <summary>
/// How often secrets may be tried: by address against one who tries many names, and by name against many who try one. The
/// second is wide enough that nobody is kept out by somebody else's trying for longer than minutes.
/// </summary>
public sealed class AttemptLimits(IOptions<Operations.PledgeTrackerOptions> options) : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly PartitionedRateLimiter<string> _byAddress = Limiter(options.Value.AttemptsByAddress);
    private readonly PartitionedRateLimiter<string> _byName = Limiter(options.Value.AttemptsByName);
    private readonly PartitionedRateLimiter<string> _tips = Limiter(options.Value.TipsByAddress);

    /// <summary>
    /// Takes one attempt; false where there were too many, and how long to wait then. Without a name only the network address
    /// counts: what all share must not be used up by one.
    /// </summary>
    public bool TryTake(HttpContext context, string? name, out TimeSpan wait)
    {
        wait = Window;
        using var address = _byAddress.AttemptAcquire(NetworkOf(context));
        if (!address.IsAcquired)
        {
            return false;
        }

        if (name is null)
        {
            return true;
        }

        using var named = _byName.AttemptAcquire(name.Trim().ToUpperInvariant());
        return named.IsAcquired;
    }

    /// <summary>Takes one tip of a reader; false where there were too many.</summary>
    public bool TryTakeTip(HttpContext context, out TimeSpan wait)
    {
        wait = Window;
        using var lease = _tips.AttemptAcquire(NetworkOf(context));
        return lease.IsAcquired;
    }

    /// <summary>Whom attempts are counted for: an IPv4 address, or the /64 that one IPv6 customer has to himself.</summary>
    public static string NetworkOf(HttpContext context)
    {
        var address = context.Connection.RemoteIpAddress ?? System.Net.IPAddress.None;
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    public void Dispose()
    {
        _tips.Dispose();
        _byAddress.Dispose();
        _byName.Dispose();
    }

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window, AutoReplenishment = true }));
}
