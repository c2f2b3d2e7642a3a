using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Backup;

/// <summary>Where the parts of a tracker lie that go into a backup.</summary>
/// <param name="Data">The data folder.</param>
/// <param name="Evidence">The folder of the stored copies.</param>
/// <param name="Keys">The folder of the keys.</param>
/// <param name="Postgres">The connection string; null where the database is an SQLite file in the data folder.</param>
/// <param name="Migrations">The migrations that this program knows, oldest first.</param>
public sealed record TrackerPlaces(string Data, string Evidence, string Keys, string? Postgres, IReadOnlyList<string> Migrations)
{
    public string Database => Path.Combine(Data, DatabaseStartup.FileName);

    public BackupKind Kind => Postgres is null ? BackupKind.Sqlite : BackupKind.Postgresql;

    /// <summary>Whether a migration belongs to this program or an earlier version; any other belongs to a newer one.</summary>
    public bool Knows(string migration) => Migrations.Contains(migration) || BeforeFirstRelease.Had(migration);

    /// <summary>Takes the places from the settings of a program; nothing is opened.</summary>
    /// <exception cref="StartupException">No data folder is known.</exception>
    public static TrackerPlaces Of(WebApplication app)
    {
        using var scope = app.Services.CreateScope();
        var options = scope.ServiceProvider.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value;
        var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
        return new TrackerPlaces(
            options.DataDirectoryOf(app.Environment),
            options.EvidenceDirectoryOf(app.Environment),
            options.KeysDirectoryOf(app.Environment),
            ConnectionSettings.PostgresOf(app.Configuration),
            [.. context.Database.GetMigrations()]);
    }

    public string EvidenceFile(string sha256) => Path.Combine(Evidence, sha256[..2], sha256);

    /// <summary>Makes a folder, and any missing ones above it, readable by its owner alone.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
