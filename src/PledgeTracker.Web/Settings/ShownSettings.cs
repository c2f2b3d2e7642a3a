using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;

namespace PledgeTracker.Web.Settings;

/// <summary>
/// A short hash of all settings that can show in what is served. It is part of every ETag and noted with every data set, so
/// that a start with other settings makes both anew.
/// </summary>
public static class ShownSettings
{
    // All other settings count: a new one does until it is listed here. Forgetting to list one costs a needless refresh;
    // forgetting to count one would leave readers with outdated pages.
    private static readonly string[] Unseen =
    [
        nameof(PledgeTrackerOptions.DataDirectory), nameof(PledgeTrackerOptions.KeysDirectory), nameof(PledgeTrackerOptions.Mail), nameof(PledgeTrackerOptions.TrustedProxies),
    ];

    private static readonly PropertyInfo[] Seen =
        [.. typeof(PledgeTrackerOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && !Unseen.Contains(p.Name)).OrderBy(p => p.Name, StringComparer.Ordinal)];

    /// <summary>The hash of the settings.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="beside">What else shows: the program, or the address it is known by.</param>
    public static string TagOf(PledgeTrackerOptions options, string beside) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes((string[])[beside, options.TakesFollowers ? "followers" : "", .. Seen.Select(p => p.Name + JsonSerializer.Serialize(p.GetValue(options)))])))[..8];
}
