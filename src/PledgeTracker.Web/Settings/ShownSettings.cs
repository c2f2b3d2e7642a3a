using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;

namespace PledgeTracker.Web.Settings;

/// <summary>
/// Whatever of the settings can show in what is served, as a few characters that change with it: part of every ETag and noted
/// with every data set, so that a start with other settings makes both new.
/// </summary>
public static class ShownSettings
{
    // All settings but these: one that is added counts until somebody says here that it does not. Forgetting to say so costs a
    // page that is made anew after a change; forgetting to count one would leave readers with what was true before.
    private static readonly string[] Unseen =
    [
        nameof(PledgeTrackerOptions.DataDirectory), nameof(PledgeTrackerOptions.KeysDirectory), nameof(PledgeTrackerOptions.Mail), nameof(PledgeTrackerOptions.TrustedProxies),
    ];

    private static readonly PropertyInfo[] Seen =
        [.. typeof(PledgeTrackerOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite && !Unseen.Contains(p.Name)).OrderBy(p => p.Name, StringComparer.Ordinal)];

    /// <summary>The characters of some settings.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="beside">What else shows beside them: the program, or the address it is known by.</param>
    public static string TagOf(PledgeTrackerOptions options, string beside) =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes((string[])[beside, .. Seen.Select(p => p.Name + JsonSerializer.Serialize(p.GetValue(options)))])))[..8];
}
