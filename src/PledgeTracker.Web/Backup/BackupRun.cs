using System.Reflection;
using System.Security.Cryptography;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Backup;

/// <summary>What a backup is asked for.</summary>
/// <param name="File">Where to; <c>-</c> is the standard output.</param>
/// <param name="Overwrite">Whether it may replace an existing file.</param>
/// <param name="WithKeys">Whether the archive includes the keys.</param>
/// <param name="PgDump">Where <c>pg_dump</c> is; null for the one on the <c>PATH</c>.</param>
public sealed record BackupRequest(string File, bool Overwrite, bool WithKeys, string? PgDump);

/// <summary>
/// Makes an archive of a tracker, which may keep serving meanwhile: first the database as of one moment, then the stored
/// copies it names, which never change once written.
/// </summary>
public static class BackupRun
{
    public const string StandardOutput = "-";

    /// <summary>The version of this program.</summary>
    private static string ProgramVersion =>
        typeof(BackupRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>Makes an archive, whole or not at all, and reads it back before giving it its final name.</summary>
    /// <returns>What is in it.</returns>
    /// <exception cref="StartupException">There is no tracker, or something is in the way; nothing is left behind.</exception>
    public static async Task<BackupManifest> MakeAsync(TrackerPlaces places, BackupRequest request, DateTime now, CancellationToken cancel)
    {
        if (request.File == StandardOutput)
        {
            var folder = Directory.CreateTempSubdirectory("pledgetracker-backup-");
            try
            {
                await using var output = Console.OpenStandardOutput();
                return await WriteAsync(places, request, output, Path.Combine(folder.FullName, "database"), now, cancel);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }

        var file = Path.GetFullPath(request.File);
        if (Directory.Exists(file) || (File.Exists(file) && !request.Overwrite))
        {
            throw new StartupException($"'{file}' already exists and was not changed: choose another name, or add --overwrite to replace the file.");
        }

        var partial = file + ".partial";
        await using var archive = Begin(partial);
        try
        {
            var manifest = await WriteAsync(places, request, archive, file + ".partial-database", now, cancel);
            await BackupArchive.FlushToDiskAsync(archive, cancel);
            await BackupArchive.CheckAsync(archive, cancel);
            File.Move(partial, file, overwrite: true);
            DatabaseFiles.FlushDirectory(Path.GetDirectoryName(file)!);
            return manifest;
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
        finally
        {
            File.Delete(file + ".partial-database");
        }
    }

    private static FileStream Begin(string partial)
    {
        try
        {
            return BackupArchive.CreatePrivate(partial);
        }
        catch (IOException e) when (StorageFaults.Of(e) == StorageFault.Busy)
        {
            throw new StartupException($"Another backup is being written to '{partial}': wait for it, or choose another name.", e);
        }
    }

    private static async Task<BackupManifest> WriteAsync(TrackerPlaces places, BackupRequest request, Stream to, string copy, DateTime now, CancellationToken cancel)
    {
        string? dumpVersion = null;
        DatabaseFacts facts;
        if (places.Postgres is { } postgres)
        {
            (facts, dumpVersion) = await PostgresCopy.TakeAsync(postgres, request.PgDump, copy, cancel);
        }
        else if (File.Exists(places.Database))
        {
            facts = await SqliteCopy.TakeAsync(places.Database, copy, cancel);
        }
        else
        {
            throw new StartupException($"There is no tracker in '{places.Data}': set PledgeTracker:DataDirectory to its data folder.");
        }

        if (facts.Migrations.FirstOrDefault(m => !places.Knows(m)) is { } unknown)
        {
            throw new StartupException($"The database was written by a newer PledgeTracker (it has the migration {unknown}): make the backup with that version.");
        }

        var database = places.Kind == BackupKind.Sqlite ? DatabaseStartup.FileName : BackupManifest.Dump;
        var files = new Dictionary<string, string> { [database] = copy };
        var members = new List<BackupMember> { await DescribeAsync(database, copy, cancel) };
        var leftOut = new List<string>();
        foreach (var (sha256, size) in facts.Evidence)
        {
            var name = BackupManifest.NameOfEvidence(sha256);
            var path = places.EvidenceFile(sha256);
            if (File.Exists(path) && await DescribeAsync(name, path, cancel) is var found && found.Sha256 == sha256 && found.Size == size)
            {
                files[name] = path;
                members.Add(found);
            }
            else
            {
                leftOut.Add(sha256);
            }
        }

        foreach (var key in request.WithKeys ? KeysIn(places.Keys) : [])
        {
            var name = "keys/" + Path.GetFileName(key);
            files[name] = key;
            members.Add(await DescribeAsync(name, key, cancel));
        }

        var manifest = new BackupManifest
        {
            ProgramVersion = ProgramVersion,
            CreatedAt = now,
            Database = places.Kind,
            DumpVersion = dumpVersion,
            LastMigration = facts.Migrations[^1],
            ContentVersion = facts.ContentVersion,
            Pledges = facts.Pledges,
            Revisions = facts.Revisions,
            Members = facts.Members,
            Evidence = facts.Evidence.Count,
            EvidenceLeftOut = leftOut,
            Files = members,
        };
        await BackupArchive.WriteAsync(to, manifest, member => files[member.Name], cancel);
        return manifest;
    }

    private static async Task<BackupMember> DescribeAsync(string name, string path, CancellationToken cancel)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var hash = await SHA256.HashDataAsync(file, cancel);
        return new BackupMember(name, file.Length, Convert.ToHexStringLower(hash));
    }

    private static string[] KeysIn(string folder)
    {
        var keys = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.xml") : [];
        return keys.Length > 0 ? keys : throw new StartupException($"There are no keys in '{folder}': set PledgeTracker:KeysDirectory to their folder, or leave out --with-keys.");
    }
}
