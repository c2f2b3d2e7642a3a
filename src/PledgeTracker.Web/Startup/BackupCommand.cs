using System.CommandLine;
using System.Globalization;
using PledgeTracker.Web.Backup;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Startup;

/// <summary>
/// <c>backup FILE</c>, <c>backup --verify FILE</c> and <c>restore FILE</c>. A backup may be made while the program runs; a
/// restore needs a place without a tracker.
/// </summary>
internal static class BackupCommand
{
    private static readonly Option<string> PgRestore = new("--pg-restore") { Description = "The path of pg_restore, if it is not on the PATH.", HelpName = "PATH" };

    /// <summary>The command <c>backup</c>.</summary>
    public static Command DefineBackup(string[] settings)
    {
        var file = new Argument<string>("FILE") { Description = "The archive, like pledgetracker.tar.gz. Use - for the standard output." };
        var verify = new Option<bool>("--verify") { Description = "Check every byte of the archive against its hashes, and restore nothing." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace FILE if it exists." };
        var withKeys = new Option<bool>("--with-keys") { Description = "Include the keys that sessions and authenticators need. Anyone who has these keys and the database can sign in as any member." };
        var incomplete = new Option<bool>("--allow-missing-evidence") { Description = "Exit with 0 even if stored copies are missing or altered." };
        var pgDump = new Option<string>("--pg-dump") { Description = "The path of pg_dump, if it is not on the PATH.", HelpName = "PATH" };
        var backup = new Command("backup", "Writes the database and the stored copies of sources into one archive. It also works while the program is running.") { file, verify, overwrite, withKeys, incomplete, pgDump, PgRestore };
        backup.SetAction((read, cancel) => NamedAsync(read.GetRequiredValue(file), () => read.GetValue(verify)
            ? VerifyAsync(read.GetRequiredValue(file), read.GetValue(PgRestore), cancel)
            : BackupAsync(settings, new BackupRequest(read.GetRequiredValue(file), read.GetValue(overwrite), read.GetValue(withKeys), read.GetValue(pgDump)), read.GetValue(incomplete), cancel)));
        return backup;
    }

    /// <summary>The command <c>restore</c>.</summary>
    public static Command DefineRestore(string[] settings)
    {
        var file = new Argument<string>("FILE") { Description = "An archive that the command backup wrote." };
        var restore = new Command("restore", "Restores a tracker from an archive, into an empty data folder or an empty PostgreSQL database.") { file, PgRestore };
        restore.SetAction((read, cancel) => NamedAsync(read.GetRequiredValue(file), () => RestoreAsync(settings, read.GetRequiredValue(file), read.GetValue(PgRestore), cancel)));
        return restore;
    }

    private static async Task<int> BackupAsync(string[] settings, BackupRequest request, bool mayBeIncomplete, CancellationToken cancel)
    {
        await using var app = Tracker.Build([.. UsersCommand.Quiet, .. settings]);
        var now = app.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var manifest = await BackupRun.MakeAsync(TrackerPlaces.Of(app), request, now, cancel);

        // When the archive goes to standard output, no text may be written between its bytes.
        var words = request.File == BackupRun.StandardOutput ? Console.Error : Console.Out;
        await words.WriteLineAsync($"PledgeTracker: backed up {Contents(manifest)}{(request.File == BackupRun.StandardOutput ? "" : $" to '{Path.GetFullPath(request.File)}'")}{(manifest.HasKeys ? ", with the keys" : ", without the keys")}.");
        if (manifest.EvidenceLeftOut.Count == 0)
        {
            return 0;
        }

        await Console.Error.WriteLineAsync($"PledgeTracker: {LeftOut(manifest)}. Restore them from an older backup, or add --allow-missing-evidence.");
        return mayBeIncomplete ? 0 : 1;
    }

    private static async Task<int> VerifyAsync(string file, string? pgRestore, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("pledgetracker-verify-");
        try
        {
            var database = Path.Combine(folder.FullName, "database");
            await using var archive = BackupArchive.Open(file);
            var manifest = await BackupArchive.ReadAsync(archive, manifest => Task.FromResult<Func<BackupMember, string?>>(member => member.Name == manifest.DatabaseName ? database : null), cancel);
            var notRead = manifest.Database == BackupKind.Sqlite
                ? await LookAsync(database, cancel)
                : await PostgresCopy.CheckAsync(pgRestore, database, manifest.DumpVersion, cancel);
            Console.WriteLine($"PledgeTracker: '{archive.Name}' is whole: {Contents(manifest)}, {Made(manifest)}{(manifest.HasKeys ? ", with the keys" : ", without the keys")}.");
            if (manifest.EvidenceLeftOut.Count > 0)
            {
                Console.WriteLine($"PledgeTracker: when it was made: {LeftOut(manifest)}.");
            }

            if (notRead is not null)
            {
                Console.WriteLine($"PledgeTracker: the hash is right, but the dump itself was not read: {notRead}");
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<int> RestoreAsync(string[] settings, string file, string? pgRestore, CancellationToken cancel)
    {
        await using var app = Tracker.Build([.. UsersCommand.Quiet, .. settings]);
        var places = TrackerPlaces.Of(app);
        var manifest = await new RestoreRun(places, pgRestore).RunAsync(file, cancel);
        Console.WriteLine($"PledgeTracker: restored {Contents(manifest)}, {Made(manifest)}, into {(places.Postgres is null ? $"'{places.Data}'" : $"PostgreSQL, and the stored copies into '{places.Evidence}'")}.");
        if (manifest.EvidenceLeftOut.Count > 0)
        {
            Console.WriteLine($"PledgeTracker: when the backup was made: {LeftOut(manifest)}.");
        }

        if (!Directory.Exists(places.Keys) || Directory.GetFiles(places.Keys, "*.xml").Length == 0)
        {
            Console.WriteLine(
                $"PledgeTracker: the keys were not in the backup. If you have them elsewhere, put them into '{places.Keys}' before the first start. Without them, everybody must sign in again and codes from authenticators are refused. Members can use a passkey or a recovery code. Otherwise run users reset-second-factor ADDRESS.");
        }

        if (manifest.LastMigration != places.Migrations[^1])
        {
            Console.WriteLine($"PledgeTracker: the backup is from an older version: {(places.Postgres is null ? "the next start updates it" : "run migrate before the next start")}.");
        }

        return 0;
    }

    private static async Task<string?> LookAsync(string database, CancellationToken cancel)
    {
        await SqliteCopy.LookAsync(database, cancel);
        return null;
    }

    private static string Contents(BackupManifest manifest)
    {
        return $"{Many(manifest.Pledges, "pledge")}, {Many(manifest.Revisions, "revision")}, {Many(manifest.Members, "member")} and {Copies(manifest.Evidence - manifest.EvidenceLeftOut.Count)}";

        static string Many(long count, string one) => string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? "" : "s")}");
    }

    private static string Copies(long count) => string.Create(CultureInfo.InvariantCulture, $"{count} stored {(count == 1 ? "copy" : "copies")}");

    private static string Made(BackupManifest manifest) => string.Create(CultureInfo.InvariantCulture,
        $"backed up on {manifest.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC by PledgeTracker {manifest.ProgramVersion}");

    private static string LeftOut(BackupManifest manifest) =>
        $"{Copies(manifest.EvidenceLeftOut.Count)} missing or altered, and not in the archive: {string.Join(", ", manifest.EvidenceLeftOut)}";

    private static async Task<int> NamedAsync(string file, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is not StartupException && StorageFaults.Of(e) is { } fault)
        {
            // SQLite's message is only a number and a web address; the system's names the file.
            var where = e is IOException or UnauthorizedAccessException ? $" ({e.Message.TrimEnd('.')})" : "";
            throw new StartupException(fault switch
            {
                StorageFault.Full => $"The disk is full{where}: free some space, or choose a place on another disk. No incomplete file was left.",
                StorageFault.NoPermission => $"The program may not read or write there{where}: run it as the user that the tracker runs as.",
                StorageFault.ReadOnly => $"The disk is read-only{where}: choose a place on another disk.",
                StorageFault.Missing => $"Something is missing{where}: check that the folder of '{file}' exists.",
                StorageFault.Busy => $"The database is busy{where}: try again in a minute.",
                StorageFault.Damaged => $"The database is damaged{where}: restore the last backup that passes backup --verify.",
                StorageFault.Unreachable or StorageFault.Refused => $"The PostgreSQL database cannot be reached ({e.Message.TrimEnd('.')}): check ConnectionStrings:PledgeTracker, and that the server runs.",
                _ => $"The disk or the database cannot be used ({e.Message.TrimEnd('.')}): look in the system's log.",
            }, e);
        }
    }
}
