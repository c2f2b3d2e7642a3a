using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using MimeKit;
using Npgsql;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Settings;

/// <summary>
/// Checks the settings of a start before anything is done with them. All problems are reported at once, each with the
/// setting's name, its value unless it is a secret, and an example; an unknown name comes with the setting that was
/// probably meant.
/// </summary>
public static partial class SettingsCheck
{
    private const int LongestTitle = 200, LongestShown = 100, LongestLines = 4_000;

    private const string ConnectionExample = "Host=localhost;Database=pledgetracker;Username=pledgetracker;Password=…";

    private static readonly TextRule AnyText = new("a text without line breaks", "a text", text => !text.Any(char.IsControl));

    private static readonly TextRule Folder = new("the path of a folder", "/var/lib/pledgetracker", text => !text.Contains('\0', StringComparison.Ordinal) && !File.Exists(text));

    private static readonly Dictionary<string, TextRule> Texts = new()
    {
        [nameof(PledgeTrackerOptions.DataDirectory)] = Folder,
        [nameof(PledgeTrackerOptions.KeysDirectory)] = Folder,
        [nameof(PledgeTrackerOptions.EvidenceDirectory)] = Folder,
        [nameof(PledgeTrackerOptions.PublicAddress)] = new(
            "an http or https address without user name, query and fragment, and without two slashes in a row", "https://pledges.example.org",
            text => PublicAddressPattern().IsMatch(text) && IsWebAddress(text)),
        [nameof(PledgeTrackerOptions.Publisher)] = new("a name of at most 200 characters", "The Example Times", IsTitle),
        [nameof(PledgeTrackerOptions.Contact)] = new("a mailto: or https: address", "mailto:newsroom@example.org", IsContact),
        [nameof(PledgeTrackerOptions.PostalAddress)] = new("lines with | between them, of at most 4,000 characters", "The Example Times | 1 Main Street | Columbus, Ohio", IsLines),
        [nameof(PledgeTrackerOptions.Masthead)] = new("lines with | between them, of at most 4,000 characters", "Editor: Ada Lovelace | Data: Alan Turing", IsLines),
        [nameof(PledgeTrackerOptions.Funding)] = new("paragraphs with | between them, of at most 4,000 characters", "The Example Times pays for all of it.", IsLines),
        [nameof(PledgeTrackerOptions.Licence)] = new("the SPDX name of a license", "CC-BY-4.0", text => SpdxPattern().IsMatch(text)),
        [nameof(PledgeTrackerOptions.LicenceTitle)] = new("a name of at most 200 characters", "CC BY 4.0", IsTitle),
        [nameof(PledgeTrackerOptions.LicenceAddress)] = new("an http or https address", "https://creativecommons.org/licenses/by/4.0/", IsWebAddress),
        [nameof(PledgeTrackerOptions.SecurityContact)] = new("a mailto: or https: address", "mailto:security@example.org", IsContact),
        [nameof(PledgeTrackerOptions.TrustedProxies)] = new(
            "addresses or networks with commas between them", "10.0.0.5, 192.168.0.0/16",
            text => text.Split(',', StringSplitOptions.TrimEntries).All(one => IPAddress.TryParse(one, out _) || IPNetwork.TryParse(one, out _))),
        [nameof(PledgeTrackerOptions.RemindBeforeDeadline)] = new("numbers of days from 1 to 366 with commas between them, or 0 for none", "30, 7", IsDays),
        [nameof(PledgeTrackerOptions.TimeZone)] = new("the name of a time zone", "America/New_York", text => TimeZoneInfo.TryFindSystemTimeZoneById(text, out _)),
        [nameof(PledgeTrackerOptions.Chromium)] = new("the path of a program", "/usr/bin/chromium", File.Exists),
        [Mail(nameof(MailOptions.Host))] = new("the name or address of a server", "smtp.example.org", text => Uri.CheckHostName(text) != UriHostNameType.Unknown),
        [Mail(nameof(MailOptions.Security))] = new("starttls, tls or none", "starttls", text => text is "starttls" or "tls" or "none"),
        [Mail(nameof(MailOptions.From))] = new("an e-mail address", "PledgeTracker <tracker@example.org>", text => MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal)),
        [Mail(nameof(MailOptions.Password))] = new("a text", "…", _ => true),
    };

    /// <summary>Every setting, by its name after <c>PledgeTracker:</c>.</summary>
    public static IReadOnlyDictionary<string, PropertyInfo> Known { get; } =
        Settable(typeof(PledgeTrackerOptions)).Where(p => p.PropertyType != typeof(MailOptions)).Select(p => (p.Name, Property: p))
            .Concat(Settable(typeof(MailOptions)).Select(p => (Name: Mail(p.Name), Property: p)))
            .ToDictionary(p => p.Name, p => p.Property, StringComparer.OrdinalIgnoreCase);

    /// <summary>Ends a start whose settings cannot be used.</summary>
    /// <exception cref="StartupException">There are problems: the message has all of them.</exception>
    public static void Hold(IConfiguration configuration)
    {
        var problems = ProblemsOf(configuration);
        if (problems.Count > 0)
        {
            throw new StartupException(problems.Count == 1 ? problems[0] : string.Create(CultureInfo.InvariantCulture,
                $"{problems.Count} settings cannot be used.{string.Concat(problems.Select(problem => Environment.NewLine + "- " + problem))}"));
        }
    }

    /// <summary>What is wrong with the settings, a sentence each.</summary>
    public static IReadOnlyList<string> ProblemsOf(IConfiguration configuration)
    {
        var section = configuration.GetSection(PledgeTrackerOptions.Section);
        var problems = Known.Select(setting => Problem(setting.Key, setting.Value, section[setting.Key])).OfType<string>().ToList();
        if (string.IsNullOrEmpty(section[Mail(nameof(MailOptions.User))]) != string.IsNullOrEmpty(section[Mail(nameof(MailOptions.Password))]))
        {
            problems.Add("Only one of PledgeTracker:Mail:User and PledgeTracker:Mail:Password is set: set both, or neither if the mail server needs none.");
        }

        problems.AddRange(Unknown(section, ""));
        problems.AddRange(configuration.GetChildren()
            .Where(other => !other.Key.Equals(PledgeTrackerOptions.Section, StringComparison.OrdinalIgnoreCase) && other.GetChildren().Any())
            .Select(other => (other.Key, Meant: Spelling.Meant(other.Key, [PledgeTrackerOptions.Section], ":…"))).Where(other => other.Meant.Length > 0)
            .Select(other => $"There is no setting {other.Key}:…{other.Meant}."));
        problems.AddRange(configuration.GetSection("ConnectionStrings").GetChildren().Where(other => !other.Key.Equals("PledgeTracker", StringComparison.OrdinalIgnoreCase))
            .Select(other => (other.Key, Meant: Spelling.Meant(other.Key, ["PledgeTracker"]))).Where(other => other.Meant.Length > 0)
            .Select(other => $"There is no setting ConnectionStrings:{other.Key}{other.Meant}."));

        // Without the driver's own message, which quotes parts of the connection string, and that holds a password.
        if (ConnectionSettings.PostgresOf(configuration) is { } connection && !IsConnection(connection))
        {
            problems.Add($"ConnectionStrings:PledgeTracker is not a PostgreSQL connection string: it must be like {ConnectionExample}.");
        }

        return problems;
    }

    private static string? Problem(string name, PropertyInfo property, string? value)
    {
        if (value is null)
        {
            return null;
        }

        if (property.PropertyType == typeof(bool))
        {
            return bool.TryParse(value, out _) ? null : Sentence(name, value, "true or false", "true");
        }

        if (property.PropertyType == typeof(int))
        {
            var range = property.GetCustomAttribute<RangeAttribute>() ?? new RangeAttribute(0, int.MaxValue);
            return int.TryParse(value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) && range.IsValid(number)
                ? null
                : Sentence(name, value, string.Create(CultureInfo.InvariantCulture, $"a whole number from {range.Minimum:N0} to {range.Maximum:N0}"), Default(property));
        }

        // An empty text counts as not set where the setting is optional.
        var rule = Texts.GetValueOrDefault(name, AnyText);
        return (value.Length == 0 && Default(property).Length == 0) || rule.Holds(value) ? null : Sentence(name, value, rule.Words, rule.Example);
    }

    private static string Sentence(string name, string value, string words, string example)
    {
        // A user name and password within an address are no less secret than elsewhere.
        var shown = UserInfoPattern().Replace(new string([.. value.Select(c => char.IsControl(c) ? '·' : c)]), "//…@");
        shown = shown.Length > LongestShown ? shown[..LongestShown] + "…" : shown;
        return $"{PledgeTrackerOptions.Section}:{name} is '{shown}': it must be {words}, like {example}.";
    }

    private static IEnumerable<string> Unknown(IConfigurationSection section, string name)
    {
        foreach (var child in section.GetChildren())
        {
            var path = name + child.Key;
            var isGroup = path.Equals(nameof(PledgeTrackerOptions.Mail), StringComparison.OrdinalIgnoreCase);
            if (isGroup ? !string.IsNullOrEmpty(child.Value) : !Known.ContainsKey(path))
            {
                yield return $"There is no setting {PledgeTrackerOptions.Section}:{path}{Spelling.Meant(path, Known.Keys)}.";
            }

            foreach (var problem in Unknown(child, path + ":"))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<PropertyInfo> Settable(Type type) => type.GetProperties().Where(p => p.CanWrite);

    private static string Mail(string name) => nameof(PledgeTrackerOptions.Mail) + ":" + name;

    /// <summary>The default of a setting, as it would be written; empty for none.</summary>
    public static string Default(PropertyInfo property) => property.GetValue(property.DeclaringType == typeof(MailOptions) ? new MailOptions() : new PledgeTrackerOptions()) switch
    {
        bool value => value ? "true" : "false",
        var value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static bool IsTitle(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= LongestTitle && !text.Any(char.IsControl);

    private static bool IsLines(string text) => PledgeTrackerOptions.LinesOf(text).Count > 0 && text.Length <= LongestLines && !text.Any(char.IsControl);

    private static bool IsDays(string text) => text.Trim() is "" or "0" ||
        text.Split(',', StringSplitOptions.TrimEntries).All(day => int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= 366);

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && Uri.CheckHostName(address.DnsSafeHost) != UriHostNameType.Unknown
        && address.UserInfo.Length == 0 && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    private static bool IsContact(string text) =>
        text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? MailboxAddress.TryParse(text["mailto:".Length..], out var mail) && mail.Address.Contains('@', StringComparison.Ordinal)
            : text.StartsWith("https:", StringComparison.OrdinalIgnoreCase) && IsWebAddress(text);

    private static bool IsConnection(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text).Host is { Length: > 0 };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"^https?://[^/?#@\\\s]+(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*/?$", RegexOptions.IgnoreCase)]
    private static partial Regex PublicAddressPattern();

    [GeneratedRegex(@"^[A-Za-z0-9.+() -]{1,100}$")]
    private static partial Regex SpdxPattern();

    [GeneratedRegex("//[^/]*@")]
    private static partial Regex UserInfoPattern();

    /// <summary>What a setting that is a text may be.</summary>
    private sealed record TextRule(string Words, string Example, Func<string, bool> Holds);
}
