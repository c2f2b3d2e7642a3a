using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Accounts;

/// <summary>
/// What is attempted. Each kind is counted separately, so that an e-mail address never shares a counter with other input.
/// </summary>
public enum AttemptKind
{
    /// <summary>An e-mail address with a password.</summary>
    Password,

    /// <summary>A passkey, which cannot be guessed: attempts with passwords by others do not use up its limit.</summary>
    Passkey,

    /// <summary>The code after a password.</summary>
    Code,

    /// <summary>A new proof of identity during a session.</summary>
    Confirmation,

    /// <summary>The old password, to set a new one.</summary>
    OwnPassword,

    /// <summary>The first code of a new authenticator.</summary>
    NewCode,

    /// <summary>A one-time address.</summary>
    Link,

    /// <summary>A reader's tip.</summary>
    Tip,

    /// <summary>A reader's wish to be e-mailed.</summary>
    Follow,
}

/// <summary>
/// How often secrets may be tried within five minutes: from one network, against trying many names; for one name from one
/// network; and for one name from everywhere, which only slows attempts down: ten times as many at once, and then the usual
/// number again in each five minutes. A browser that has signed in with a name before (<see cref="KnownDevices"/>) has its
/// own counter. So nobody is locked out by what others try with his name, and many networks together still get nowhere
/// (ASVS 6.3.1). Counted in memory: a restart begins anew, and each of several nodes counts separately.
/// </summary>
public sealed class AttemptLimits : IDisposable
{
    /// <summary>How many readers may ask to be e-mailed within five minutes, from all networks together.</summary>
    public const int MostFollows = 200;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    // New at each start, so that nobody outside can work out which two names share a slot.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    private readonly KnownDevices _devices;
    private readonly RefusalLog _refusals;
    private readonly PartitionedRateLimiter<int> _byNetwork;
    private readonly PartitionedRateLimiter<int> _byName;
    private readonly PartitionedRateLimiter<int> _everywhere;
    private readonly PartitionedRateLimiter<int> _tips;
    private readonly PartitionedRateLimiter<int> _follows;

    public AttemptLimits(IOptions<PledgeTrackerOptions> options, KnownDevices devices, RefusalLog refusals)
    {
        var (byAddress, byName) = (options.Value.AttemptsByAddress, options.Value.AttemptsByName);
        (_devices, _refusals) = (devices, refusals);
        _byNetwork = FixedWindow(byAddress);
        _byName = FixedWindow(byName);
        _tips = FixedWindow(options.Value.TipsByAddress);
        _follows = FixedWindow(MostFollows);
        _everywhere = PartitionedRateLimiter.Create<int, int>(slot => RateLimitPartition.GetTokenBucketLimiter(slot, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = (int)Math.Min(int.MaxValue, byName * 10L),
            TokensPerPeriod = byName,
            ReplenishmentPeriod = Window,
            AutoReplenishment = true,
        }));
    }

    /// <summary>The most counters of one sort, whatever is sent: some tens of megabytes at the very most.</summary>
    public static int Slots => 1 << 16;

    /// <summary>
    /// Takes one attempt; false where there were too many, with the time to wait. Without a name only the network is
    /// counted: one person must not use up a limit that everybody shares.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="kind">What is tried.</param>
    /// <param name="email">For whose account; it may be anything that was typed, even where no such account exists.</param>
    /// <param name="wait">How long to wait.</param>
    public bool TryTake(HttpContext context, AttemptKind kind, string? email, out TimeSpan wait)
    {
        wait = Window;
        var network = NetworkOf(context);
        var taken = email is null ? Take(_byNetwork, SlotOf(kind, network))
            : _devices.IdOf(context, email) is { } device ? Take(_byName, SlotOf(kind, email, device))
            : Take(_byNetwork, SlotOf(kind, network)) && Take(_byName, SlotOf(kind, email, network)) && Take(_everywhere, SlotOf(kind, email));
        if (!taken)
        {
            _refusals.TooMany(context, kind);
        }

        return taken;
    }

    /// <summary>Takes one reader's tip; false where there were too many.</summary>
    public bool TryTakeTip(HttpContext context, out TimeSpan wait) => TryTakeOfReader(context, AttemptKind.Tip, out wait);

    /// <summary>
    /// Takes one reader's wish to be e-mailed; false where there were too many, from one network or from all together: these e-mails go to
    /// addresses that anybody may type.
    /// </summary>
    public bool TryTakeFollow(HttpContext context, out TimeSpan wait) => TryTakeOfReader(context, AttemptKind.Follow, out wait) && Take(_follows, 0);

    private bool TryTakeOfReader(HttpContext context, AttemptKind kind, out TimeSpan wait)
    {
        wait = Window;
        var taken = Take(_tips, SlotOf(kind, NetworkOf(context)));
        if (!taken)
        {
            _refusals.TooMany(context, kind);
        }

        return taken;
    }

    /// <summary>
    /// The number of the counter for a kind of attempt and its parts. Nothing that was typed is kept: the number is some
    /// bits of a keyed hash.
    /// </summary>
    public int SlotOf(AttemptKind kind, params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder(kind.ToString());
        foreach (var part in parts)
        {
            text.Append('\n').Append(KnownDevices.Normal(part));
        }

        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text.ToString()), hash);
        return (int)(BinaryPrimitives.ReadUInt32LittleEndian(hash) % (uint)Slots);
    }

    /// <summary>
    /// The network to which attempts are counted: an IPv4 address, or the /64 that one IPv6 customer has alone.
    /// </summary>
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
        _follows.Dispose();
        _byNetwork.Dispose();
        _byName.Dispose();
        _everywhere.Dispose();
    }

    private static bool Take(PartitionedRateLimiter<int> limiter, int slot)
    {
        using var lease = limiter.AttemptAcquire(slot);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<int> FixedWindow(int permits) => PartitionedRateLimiter.Create<int, int>(slot =>
        RateLimitPartition.GetFixedWindowLimiter(slot, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window, AutoReplenishment = true }));
}
