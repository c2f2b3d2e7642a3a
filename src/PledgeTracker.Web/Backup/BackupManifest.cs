using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Backup;

/// <summary>Which of the two databases an archive holds.</summary>
public enum BackupKind
{
    Sqlite,
    Postgresql,
}

/// <summary>One file in an archive.</summary>
/// <param name="Name">Its path within the archive.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">In lower-case hexadecimal.</param>
public sealed record BackupMember(string Name, long Size, string Sha256);

/// <summary>What an archive says of itself: the first of its files, with every other by size and hash.</summary>
/// <remarks>The hashes show damage. They do not show forgery: whoever can write an archive can write its hashes.</remarks>
public sealed partial record BackupManifest
{
    public const string Name = "manifest.json";

    public const string TheFormat = "pledgetracker-backup";

    /// <summary>Raised when older programs can no longer read an archive.</summary>
    public const int TheFormatVersion = 1;

    /// <summary>The dump of a PostgreSQL database, in the custom format of <c>pg_dump</c>.</summary>
    public const string Dump = "pledgetracker.dump";

    /// <summary>In bytes: enough for a manifest of 300,000 stored copies.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    public string Format { get; init; } = TheFormat;

    public int FormatVersion { get; init; } = TheFormatVersion;

    /// <summary>The version of the program that made it.</summary>
    public required string ProgramVersion { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    public required BackupKind Database { get; init; }

    /// <summary>The version of <c>pg_dump</c>; null for SQLite.</summary>
    public string? DumpVersion { get; init; }

    /// <summary>The newest migration in the database.</summary>
    public required string LastMigration { get; init; }

    /// <summary>See <see cref="Site.ContentVersion"/>.</summary>
    public required long ContentVersion { get; init; }

    /// <summary>How many pledges readers see.</summary>
    public required long Pledges { get; init; }

    /// <summary>How many revisions there are, drafts among them.</summary>
    public required long Revisions { get; init; }

    public required long Members { get; init; }

    /// <summary>How many stored copies the database names.</summary>
    public required long Evidence { get; init; }

    /// <summary>The stored copies, by their SHA-256, that were missing or altered when the archive was made, and are not in it.</summary>
    public required IReadOnlyList<string> EvidenceLeftOut { get; init; }

    /// <summary>Everything else in the archive, in its order: the database first.</summary>
    public required IReadOnlyList<BackupMember> Files { get; init; }

    /// <summary>The file of the database.</summary>
    [JsonIgnore]
    public string DatabaseName => Database == BackupKind.Sqlite ? DatabaseStartup.FileName : Dump;

    /// <summary>Whether the archive includes the keys that sessions are signed with.</summary>
    [JsonIgnore]
    public bool HasKeys => Files.Any(f => f.Name.StartsWith("keys/", StringComparison.Ordinal));

    /// <summary>The name of a stored copy within an archive, which is also its path within the data folder.</summary>
    public static string NameOfEvidence(string sha256) => $"evidence/{sha256[..2]}/{sha256}";

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads a manifest and checks it against the rules: known names, each once, and exactly one database.</summary>
    /// <exception cref="StartupException">It is of another format or version, or says what cannot be.</exception>
    public static BackupManifest Read(byte[] json, string archive)
    {
        try
        {
            using (var document = JsonDocument.Parse(json))
            {
                var root = document.RootElement;
                if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("format", out var format) || format.ValueKind != JsonValueKind.String || format.GetString() != TheFormat)
                {
                    throw new StartupException($"'{archive}' is not a PledgeTracker backup: use a file that the command backup wrote.");
                }

                if (!root.TryGetProperty("formatVersion", out var version) || !version.TryGetInt32(out var number) || number != TheFormatVersion)
                {
                    var program = root.TryGetProperty("programVersion", out var made) ? made.ToString() : "of another version";
                    throw new StartupException($"'{archive}' is a backup in the format {version}, but this program reads {TheFormatVersion}: use the version that made it ({program}).");
                }
            }

            var manifest = JsonSerializer.Deserialize<BackupManifest>(json, Json)!;
            return manifest.IsSound() ? manifest : throw new StartupException(
                $"The manifest of '{archive}' lists files that no backup has: the archive was changed. Use another backup.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new StartupException($"The manifest of '{archive}' cannot be read: the file was damaged. Use another backup.", e);
        }
    }

    // Only these names are accepted, so that no file is restored outside its folder.
    private bool IsSound() =>
        Files.Count(f => f.Name == DatabaseName) == 1
        && Files.Select(f => f.Name).Distinct(StringComparer.Ordinal).Count() == Files.Count
        && Files.All(f => f.Size >= 0 && EvidenceStore.IsHash(f.Sha256) && (f.Name == DatabaseName || f.Name == NameOfEvidence(f.Sha256) || KeyName().IsMatch(f.Name)));

    [GeneratedRegex(@"^keys/[A-Za-z0-9-]{1,100}\.xml\z")]
    private static partial Regex KeyName();
}
