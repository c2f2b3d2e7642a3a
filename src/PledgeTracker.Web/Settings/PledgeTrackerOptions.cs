using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace PledgeTracker.Web.Settings;

/// <summary>
/// The settings under <c>PledgeTracker:</c>. Each has a working default, is described in README.md, and is validated by
/// <see cref="SettingsCheck"/>: numbers by their range here, texts by a rule there.
/// </summary>
public sealed class PledgeTrackerOptions
{
    public const string Section = "PledgeTracker";

    /// <summary>
    /// The folder of the database file. Empty: <c>./data</c> in Development, otherwise the platform's folder for application
    /// data.
    /// </summary>
    public string? DataDirectory { get; set; }

    /// <summary>Whether an empty tracker is filled with the starter pledges.</summary>
    public bool StarterData { get; set; } = true;

    /// <summary>
    /// The address readers know, like <c>https://pledges.example.org</c>, for canonical links. Empty: the address of the
    /// request.
    /// </summary>
    public string? PublicAddress { get; set; }

    /// <summary>Who publishes the tracker, for citations, feeds and the data set.</summary>
    public string Publisher { get; set; } = "PledgeTracker";

    /// <summary>Where readers reach the newsroom: a mailto or https address. Empty: the form for tips.</summary>
    public string? Contact { get; set; }

    /// <summary>Where letters reach the publisher: lines with <c>|</c> between them. Empty: nothing is said of it.</summary>
    public string? PostalAddress { get; set; }

    /// <summary>Who makes the tracker: lines with <c>|</c> between them, like <c>Editor: Ada Lovelace | Data: Alan Turing</c>. Empty: no masthead.</summary>
    public string? Masthead { get; set; }

    /// <summary>Who pays for the tracker: paragraphs with <c>|</c> between them. Empty: nothing is said of it.</summary>
    public string? Funding { get; set; }

    /// <summary>The licence of the pledges, by its SPDX name; readers see <see cref="LicenceTitle"/>.</summary>
    public string Licence { get; set; } = "CC-BY-4.0";

    /// <summary>The licence as readers see it.</summary>
    public string LicenceTitle { get; set; } = "CC BY 4.0";

    /// <summary>Where the licence is read.</summary>
    public string LicenceAddress { get; set; } = "https://creativecommons.org/licenses/by/4.0/";

    /// <summary>How many requests for data one network address may make within a minute.</summary>
    [Range(1, 1_000_000)]
    public int DataRequestsByAddress { get; set; } = 600;

    /// <summary>How many days of the whole data set are kept for download; 0 makes none.</summary>
    [Range(0, 3_650)]
    public int DataSetsKept { get; set; } = 30;

    /// <summary>Whether decided pledges carry a ClaimReview in their structured data. Search engines no longer show it.</summary>
    public bool ClaimReview { get; set; }

    /// <summary>Where to report security problems: a mailto or https address. Empty: the form for tips.</summary>
    public string? SecurityContact { get; set; }

    /// <summary>Whether a draft must be published by somebody who did not write in it.</summary>
    public bool FourEyes { get; set; } = true;

    /// <summary>Whether reviewers and administrators must have a second factor: a passkey or codes.</summary>
    public bool RequireSecondFactor { get; set; } = true;

    /// <summary>How often secrets may be tried from one network address within five minutes.</summary>
    [Range(1, 1_000_000)]
    public int AttemptsByAddress { get; set; } = 30;

    /// <summary>How often secrets may be tried for one account within five minutes.</summary>
    [Range(1, 1_000_000)]
    public int AttemptsByName { get; set; } = 10;

    /// <summary>The most a stored copy of a source may have, in MB.</summary>
    [Range(1, 2_000)]
    public int EvidenceMegabytes { get; set; } = 25;

    /// <summary>How many tips one network address may send within five minutes, and how many wishes to follow by e-mail.</summary>
    [Range(1, 1_000_000)]
    public int TipsByAddress { get; set; } = 5;

    /// <summary>
    /// The reverse proxies whose headers are trusted, by address or network, with commas between them: <c>10.0.0.5,
    /// 192.168.0.0/16</c>. Empty: none.
    /// </summary>
    public string? TrustedProxies { get; set; }

    /// <summary>The folder of the keys that sessions are signed with; several nodes share one. Empty: <c>keys</c> in the data folder.</summary>
    public string? KeysDirectory { get; set; }

    /// <summary>The folder of the stored copies of sources; several nodes share one. Empty: <c>evidence</c> in the data folder.</summary>
    public string? EvidenceDirectory { get; set; }

    /// <summary>Whether the program checks, slowly and one at a time, that sources can still be read.</summary>
    public bool CheckLinks { get; set; }

    /// <summary>Whether the program fetches, slowly and one at a time, the pages of sources that have a stored copy, and compares the two.</summary>
    public bool CompareSources { get; set; }

    /// <summary>
    /// How many days before a deadline members are told of it, with commas between them: <c>30, 7</c>. Empty or 0: nobody is told of deadlines.
    /// </summary>
    public string RemindBeforeDeadline { get; set; } = "30, 7";

    /// <summary>Whether the program fetches the page at an address that an editor has it read.</summary>
    public bool FetchSources { get; set; }

    /// <summary>The path of a Chromium that makes a picture of each page that was fetched, with the network off; null for none.</summary>
    public string? Chromium { get; set; }

    /// <summary>Whether readers may follow pages by e-mail. Only where <see cref="Mail"/> names a server, and nothing shows of it otherwise.</summary>
    public bool Followers { get; set; } = true;

    /// <summary>How e-mails are sent.</summary>
    public MailOptions Mail { get; set; } = new();

    /// <summary>The lines of a setting that has <c>|</c> between them; none where it is empty.</summary>
    public static IReadOnlyList<string> LinesOf(string? setting) => (setting ?? "").Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The numbers of days that a setting has with commas between them, the largest first; none where it is empty or 0.</summary>
    public static IReadOnlyList<int> DaysOf(string? setting) =>
        [.. (setting ?? "").Split(',', StringSplitOptions.TrimEntries).Select(day => int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0).Where(days => days > 0).Distinct().OrderDescending()];

    /// <summary>Whether readers can follow pages by e-mail.</summary>
    public bool TakesFollowers => Followers && !string.IsNullOrWhiteSpace(Mail.Host);

    /// <summary>Whether readers know the tracker by an https address: cookies are bound to it then.</summary>
    public bool IsHttps => PublicAddress?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>
    /// The newsroom's time zone by its IANA name; the day of a review or scheduled publication is taken from it.
    /// </summary>
    public string TimeZone { get; set; } = "UTC";

    /// <summary>The newsroom's time zone.</summary>
    /// <exception cref="StartupException">There is no zone of that name.</exception>
    public TimeZoneInfo Zone => TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out var zone)
        ? zone
        : throw new StartupException($"There is no time zone '{TimeZone}': set PledgeTracker:TimeZone to a name like America/New_York.");

    /// <summary>The newsroom's day at an instant.</summary>
    public DateOnly DayAt(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>The data folder in use: the setting, otherwise the development folder or the platform's.</summary>
    /// <exception cref="StartupException">The platform names no folder and none is set.</exception>
    public string DataDirectoryOf(IHostEnvironment environment)
    {
        if (!string.IsNullOrWhiteSpace(DataDirectory))
        {
            return Path.GetFullPath(DataDirectory);
        }

        if (environment.IsDevelopment())
        {
            return Path.Combine(environment.ContentRootPath, "data");
        }

        var applicationData = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        return applicationData.Length > 0
            ? Path.Combine(applicationData, "PledgeTracker")
            : throw new StartupException("There is no folder for the data: set PledgeTracker:DataDirectory to one that this program may write to.");
    }

    /// <summary>The folder of the keys: the setting, or <c>keys</c> in the data folder.</summary>
    /// <exception cref="StartupException">As of <see cref="DataDirectoryOf"/>.</exception>
    public string KeysDirectoryOf(IHostEnvironment environment) => Beside(KeysDirectory, "keys", environment);

    /// <summary>The folder of the stored copies of sources: the setting, or <c>evidence</c> in the data folder.</summary>
    /// <exception cref="StartupException">As of <see cref="DataDirectoryOf"/>.</exception>
    public string EvidenceDirectoryOf(IHostEnvironment environment) => Beside(EvidenceDirectory, "evidence", environment);

    private string Beside(string? setting, string name, IHostEnvironment environment) =>
        string.IsNullOrWhiteSpace(setting) ? Path.Combine(DataDirectoryOf(environment), name) : Path.GetFullPath(setting);
}
