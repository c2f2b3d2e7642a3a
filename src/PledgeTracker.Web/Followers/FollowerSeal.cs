using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Followers;

/// <summary>
/// Encrypts what the database must not tell: the addresses of readers and of other programs. The keys lie beside the database (the same that protect
/// sessions), so that a copy of the database alone opens nothing.
/// </summary>
public sealed class FollowerSeal(IDataProtectionProvider protection)
{
    private const int SecretBytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("followers");

    /// <summary>An address with the secret that goes with it.</summary>
    /// <param name="Address">An e-mail address, or the address of a webhook.</param>
    /// <param name="Secret">The secret.</param>
    public sealed record Opened(string Address, string Secret);

    /// <summary>A new secret that nobody can guess, fit for an address.</summary>
    public static string NewSecret() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>The hash by which a secret is found.</summary>
    public static string HashOfSecret(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Encrypts an address with its secret.</summary>
    public string Close(string address, string secret) => _protector.Protect(JsonSerializer.Serialize(new Opened(address, secret)));

    /// <summary>What was encrypted; null where the keys of that time are gone.</summary>
    public Opened? Open(string? closed) => OpenText(closed) is { } text ? JsonSerializer.Deserialize<Opened>(text) : null;

    /// <summary>Encrypts a text.</summary>
    public string CloseText(string text) => _protector.Protect(text);

    /// <summary>The text; null where the keys of that time are gone.</summary>
    public string? OpenText(string? closed)
    {
        try
        {
            return closed is null ? null : _protector.Unprotect(closed);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>
    /// The hash by which an address is known again, whoever writes it in capitals. The key is made with the first follower. Where it can no longer be
    /// opened, no address can be either, and another is made.
    /// </summary>
    /// <param name="context">The database.</param>
    /// <param name="address">The e-mail address.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<string> HashOfAsync(PledgeTrackerDbContext context, string address, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(context);
        var stored = await context.Site.AsNoTracking().Select(s => s.FollowerKey).SingleAsync(cancel);
        var key = OpenText(stored);
        if (key is null)
        {
            var made = CloseText(NewSecret());
            await context.Site.Where(s => s.FollowerKey == stored).ExecuteUpdateAsync(set => set.SetProperty(s => s.FollowerKey, made), cancel);
            key = OpenText(await context.Site.AsNoTracking().Select(s => s.FollowerKey).SingleAsync(cancel))!;
        }

        return Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(address.ToLowerInvariant())));
    }
}
