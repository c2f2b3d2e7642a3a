using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Accounts;

/// <summary>
/// Browsers that have signed in with a name before, by a cookie that only the program can make ("device cookies", OWASP
/// Authentication Cheat Sheet). It opens nothing: the attempts of such a browser are counted apart from those of strangers,
/// so that knowing an e-mail address is not enough to lock its owner out. A browser is known for one name only, the last
/// one.
/// </summary>
public sealed class KnownDevices(IDataProtectionProvider protection, IOptions<PledgeTrackerOptions> options)
{
    /// <summary>How long a browser stays known after its last sign-in.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(180);

    private const int IdLength = 32;

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("known-device").ToTimeLimitedDataProtector();

    private readonly CookieBuilder _cookie = AccountServices.Bound(new CookieBuilder { HttpOnly = true, SameSite = SameSiteMode.Strict, MaxAge = Lasts }, "pledgetracker-device", options.Value);

    /// <summary>The id of the browser, where it has signed in with this name before; null otherwise.</summary>
    public string? IdOf(HttpContext context, string email)
    {
        if (context.Request.Cookies[_cookie.Name!] is not { Length: > 0 and < 1000 } cookie)
        {
            return null;
        }

        try
        {
            var known = _protector.Unprotect(cookie);
            return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(known[IdLength..]), Encoding.ASCII.GetBytes(HashOf(email))) ? known[..IdLength] : null;
        }
        catch (CryptographicException)
        {
            // A forged cookie, one that is too old, or one made with lost keys: the browser counts as a stranger.
            return null;
        }
    }

    /// <summary>Makes the browser known for the name it has just signed in with.</summary>
    public void Remember(HttpContext context, string email)
    {
        var id = IdOf(context, email) ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdLength / 2));
        var cookie = _cookie.Build(context);
        cookie.Path = context.Request.PathBase.HasValue ? context.Request.PathBase.Value : "/";
        context.Response.Cookies.Append(_cookie.Name!, _protector.Protect(id + HashOf(email), Lasts), cookie);
    }

    /// <summary>One spelling for all forms of a name that the sign-in treats as equal.</summary>
    internal static string Normal(string email) => email.Trim().ToUpperInvariant();

    private static string HashOf(string email) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Normal(email))));
}
