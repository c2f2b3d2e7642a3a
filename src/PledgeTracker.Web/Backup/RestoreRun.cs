using System.Security.Cryptography;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Backup;

/// <summary>
/// Restores a tracker from an archive. Everything is first unpacked beside its place and checked against its hash; then the
/// stored copies are moved into place, and the database last, in one step: until then there is no tracker here.
/// </summary>
/// <param name="places">Where to.</param>
/// <param name="pgRestore">Where <c>pg_restore</c> is; null for the one on the <c>PATH</c>.</param>
public sealed class RestoreRun(TrackerPlaces places, string? pgRestore)
{
    /// <summary>
    /// The folder, within the data folder and the evidence folder, that holds the unpacked files until they are moved.
    /// </summary>
    private const string Waiting = "restoring";

    private readonly List<string> _placed = [];

    private string WaitingData => Path.Combine(places.Data, Waiting);

    private string WaitingEvidence => Path.Combine(places.Evidence, Waiting);

    /// <summary>Restores an archive into an empty folder or database.</summary>
    /// <returns>What the archive said of itself.</returns>
    /// <exception cref="StartupException">The place is in use, or the archive is not whole or not for this program; nothing was restored.</exception>
    public async Task<BackupManifest> RunAsync(string archive, CancellationToken cancel)
    {
        await using var file = BackupArchive.Open(archive);
        using var taken = DatabaseStartup.Take(places.Data);
        if (places.Postgres is null)
        {
            CheckEmpty(file.Name);
        }

        ClearWaiting();
        try
        {
            TrackerPlaces.MakeFolder(WaitingData);
            TrackerPlaces.MakeFolder(places.Evidence);
            TrackerPlaces.MakeFolder(WaitingEvidence);
            var manifest = await BackupArchive.ReadAsync(file, async read =>
            {
                Accept(read, file.Name);
                if (places.Postgres is { } postgres)
                {
                    await PostgresCopy.PrepareAsync(postgres, pgRestore, read.DumpVersion, cancel);
                }

                return WaitingPlaceOf;
            }, cancel);
            if (places.Postgres is null)
            {
                CheckFacts(await SqliteCopy.LookAsync(Path.Combine(WaitingData, DatabaseStartup.FileName), cancel), manifest);
            }

            await PlaceEvidenceAsync(manifest, cancel);
            PlaceKeys(manifest);
            await PlaceDatabaseAsync(manifest, cancel);
            ClearWaiting();
            return manifest;
        }
        catch
        {
            _placed.ForEach(File.Delete);
            ClearWaiting();
            if (Directory.Exists(places.Evidence) && !Directory.EnumerateFileSystemEntries(places.Evidence).Any())
            {
                Directory.Delete(places.Evidence);
            }

            throw;
        }
    }

    /// <summary>The data folder may already hold the keys and stored copies, which were perhaps brought there first.</summary>
    private void CheckEmpty(string archive)
    {
        var found = Directory.EnumerateFileSystemEntries(places.Data).FirstOrDefault(entry =>
            Path.GetFileName(entry) is not (Waiting or DatabaseStartup.LockName or "lost+found")
            && entry != archive && !IsOrHolds(entry, places.Keys) && !IsOrHolds(entry, places.Evidence));
        if (found is not null)
        {
            throw new StartupException(
                $"The data folder '{places.Data}' is not empty and was not changed, since it holds '{Path.GetFileName(found)}': set PledgeTracker:DataDirectory to an empty folder, or move those files.");
        }

        static bool IsOrHolds(string folder, string path) => path == folder || path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    private void Accept(BackupManifest manifest, string archive)
    {
        if (manifest.Database != places.Kind)
        {
            throw new StartupException(manifest.Database == BackupKind.Sqlite
                ? $"'{archive}' is from a tracker on SQLite, but ConnectionStrings:PledgeTracker names a PostgreSQL database: restore without that setting. To move only published pledges to PostgreSQL, download the whole data set from /data and use the command import."
                : $"'{archive}' is from a tracker on PostgreSQL: set ConnectionStrings:PledgeTracker to an empty database. To move only published pledges to SQLite, download the whole data set from /data and use the command import.");
        }

        if (!BeforeFirstRelease.IsLastState([manifest.LastMigration], $"backup '{archive}'") && !places.Knows(manifest.LastMigration))
        {
            throw new StartupException(
                $"'{archive}' was made by a newer PledgeTracker ({manifest.ProgramVersion}, with the migration {manifest.LastMigration}): restore it with that version.");
        }
    }

    private string WaitingPlaceOf(BackupMember member) => member.Name.StartsWith("evidence/", StringComparison.Ordinal)
        ? Path.Combine(WaitingEvidence, member.Sha256)
        : Path.Combine(WaitingData, Path.GetFileName(member.Name));

    private void CheckFacts(DatabaseFacts facts, BackupManifest manifest)
    {
        if (!facts.Migrations.All(places.Knows)
            || (facts.Migrations[^1], facts.ContentVersion, facts.Pledges, facts.Revisions, facts.Members, facts.Evidence.Count)
                != (manifest.LastMigration, manifest.ContentVersion, manifest.Pledges, manifest.Revisions, manifest.Members, manifest.Evidence))
        {
            throw new StartupException("The database in the backup is not the one that its manifest describes: the archive was changed. Use another backup.");
        }
    }

    private async Task PlaceEvidenceAsync(BackupManifest manifest, CancellationToken cancel)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal) { places.Evidence };
        foreach (var member in manifest.Files.Where(f => f.Name.StartsWith("evidence/", StringComparison.Ordinal)))
        {
            var place = places.EvidenceFile(member.Sha256);
            if (File.Exists(place) && await HashOfAsync(place, cancel) == member.Sha256)
            {
                continue;
            }

            var folder = Path.GetDirectoryName(place)!;
            if (folders.Add(folder))
            {
                TrackerPlaces.MakeFolder(folder);
            }

            File.Move(WaitingPlaceOf(member), place, overwrite: true);
            _placed.Add(place);
        }

        foreach (var folder in folders)
        {
            DatabaseFiles.FlushDirectory(folder);
        }
    }

    private void PlaceKeys(BackupManifest manifest)
    {
        foreach (var member in manifest.Files.Where(f => f.Name.StartsWith("keys/", StringComparison.Ordinal)))
        {
            TrackerPlaces.MakeFolder(places.Keys);
            var place = Path.Combine(places.Keys, Path.GetFileName(member.Name));
            if (!File.Exists(place))
            {
                File.Copy(WaitingPlaceOf(member), place);
                _placed.Add(place);
            }
        }
    }

    private async Task PlaceDatabaseAsync(BackupManifest manifest, CancellationToken cancel)
    {
        var unpacked = Path.Combine(WaitingData, manifest.DatabaseName);
        if (places.Postgres is { } postgres)
        {
            var facts = await PostgresCopy.RestoreAsync(postgres, pgRestore, unpacked, cancel);
            _placed.Clear();
            CheckFacts(facts, manifest);
        }
        else
        {
            File.Move(unpacked, places.Database);
            DatabaseFiles.FlushDirectory(places.Data);
        }
    }

    private void ClearWaiting()
    {
        foreach (var folder in (string[])[WaitingData, WaitingEvidence])
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task<string> HashOfAsync(string path, CancellationToken cancel)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancel));
    }
}
