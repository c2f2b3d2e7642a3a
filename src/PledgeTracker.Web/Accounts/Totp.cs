using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Accounts;

/// <summary>
/// Time-based codes (RFC 6238: SHA-1, six digits, thirty seconds) of the current step and its two neighbours, each usable
/// once. Identity's own provider accepts the same code repeatedly, over five steps.
/// </summary>
public sealed class Totp(MemberStore store, TimeProvider clock) : IUserTwoFactorTokenProvider<Member>
{
    public const string Name = "Totp";

    private const int Digits = 6;

    public Task<bool> CanGenerateTwoFactorTokenAsync(UserManager<Member> manager, Member user) => Task.FromResult(user.TwoFactorEnabled);

    /// <summary>The code comes from the member's own device.</summary>
    public Task<string> GenerateAsync(string purpose, UserManager<Member> manager, Member user) => Task.FromResult("");

    public async Task<bool> ValidateAsync(string purpose, string token, UserManager<Member> manager, Member user)
    {
        if (await manager.GetAuthenticatorKeyAsync(user) is not { } key)
        {
            return false;
        }

        return StepOf(key, token) is { } step && await store.TakeTotpStepAsync(user, step, CancellationToken.None);
    }

    /// <summary>
    /// The time step to which a code belongs, of the current one and its neighbours; null where it belongs to none of them.
    /// </summary>
    public long? StepOf(string base32Key, string code)
    {
        var now = StepOf(clock.GetUtcNow());
        long? found = null;
        for (var step = now - 1; step <= now + 1; step++)
        {
            found = CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(CodeOf(base32Key, step)), System.Text.Encoding.UTF8.GetBytes(code)) ? step : found;
        }

        return found;
    }

    /// <summary>The time step of an instant.</summary>
    public static long StepOf(DateTimeOffset at) => at.ToUnixTimeSeconds() / 30;

    /// <summary>The code of a time step.</summary>
    public static string CodeOf(string base32Key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // What authenticators speak; its weakness does not touch HMAC.
        var hash = HMACSHA1.HashData(FromBase32(base32Key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString("D" + Digits, CultureInfo.InvariantCulture);
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>(text.Length * 5 / 8);
        int bits = 0, count = 0;
        foreach (var c in text.TrimEnd('='))
        {
            bits = (bits << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(char.ToUpperInvariant(c), StringComparison.Ordinal);
            count += 5;
            if (count >= 8)
            {
                count -= 8;
                bytes.Add((byte)(bits >> count));
                bits &= (1 << count) - 1;
            }
        }

        return [.. bytes];
    }
}
