using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Accounts;

/// <summary>What is tried. Each kind is counted for itself, so that a display name is never an e-mail address.</summary>
public enum AttemptKind
{
    /// <summary>An e-mail address with a password.</summary>
    Password,

    /// <summary>A passkey, which cannot be guessed: what others use up with passwords does not stop it.</summary>
    Passkey,

    /// <summary>The code after a password.</summary>
    Code,

    /// <summary>A new proof of who one is, in the midst of a session.</summary>
    Confirmation,

    /// <summary>The old password, for a new one.</summary>
    OwnPassword,

    /// <summary>The first code of a new authenticator.</summary>
    NewCode,

    /// <summary>A one-time address.</summary>
    Link,

    /// <summary>A tip of a reader.</summary>
    Tip,
}

/// <summary>
/// How often secrets may be tried within five minutes: from one network, against who tries many names; for one name from one
/// network; and for one name from everywhere, which only slows down: after ten times as many, as many again in each five
/// minutes. A browser that has signed in with a name before (<see cref="KnownDevices"/>) is counted for itself alone. So nobody
/// is kept out by what others try with his name, and many who try together still get nowhere (ASVS 6.3.1). Counted in memory:
/// a restart begins anew, and each program of several counts for itself.
/// </summary>
public sealed class AttemptLimits : IDisposable
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    // Nobody outside can work out which two names share a slot, since the key is new at each start.
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    private readonly KnownDevices _devices;
    private readonly RefusalLog _refusals;
    private readonly PartitionedRateLimiter<int> _byNetwork;
    private readonly PartitionedRateLimiter<int> _byName;
    private readonly PartitionedRateLimiter<int> _everywhere;
    private readonly PartitionedRateLimiter<int> _tips;

    public AttemptLimits(IOptions<PledgeTrackerOptions> options, KnownDevices devices, RefusalLog refusals)
    {
        var (byAddress, byName) = (options.Value.AttemptsByAddress, options.Value.AttemptsByName);
        (_devices, _refusals) = (devices, refusals);
        _byNetwork = FixedWindow(byAddress);
        _byName = FixedWindow(byName);
        _tips = FixedWindow(options.Value.TipsByAddress);
        _everywhere = PartitionedRateLimiter.Create<int, int>(slot => RateLimitPartition.GetTokenBucketLimiter(slot, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = (int)Math.Min(int.MaxValue, byName * 10L),
            TokensPerPeriod = byName,
            ReplenishmentPeriod = Window,
            AutoReplenishment = true,
        }));
    }

    /// <summary>How many counters there can be of one sort, whatever is sent: some tens of megabytes at the very most.</summary>
    public static int Slots => 1 << 16;

    /// <summary>
    /// Takes one attempt; false where there were too many, and how long to wait then. Without a name only the network
    /// counts: what all share must not be used up by one.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="kind">What is tried.</param>
    /// <param name="email">For whose account; what was typed may stand here, whether there is such an account or not.</param>
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

    /// <summary>Takes one tip of a reader; false where there were too many.</summary>
    public bool TryTakeTip(HttpContext context, out TimeSpan wait)
    {
        wait = Window;
        var taken = Take(_tips, SlotOf(AttemptKind.Tip, NetworkOf(context)));
        if (!taken)
        {
            _refusals.TooMany(context, AttemptKind.Tip);
        }

        return taken;
    }

    /// <summary>
    /// The number of the counter for a kind and what it is counted for. Nothing that was typed is kept: of a keyed hash of
    /// it, some bits.
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
