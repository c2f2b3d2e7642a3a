using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Backup;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Tests.Backup;

/// <summary>A backup that is made while others save, and what a restore makes of it.</summary>
public sealed class BackupTests : IDisposable
{
    private const int Writers = 4;

    private const string Draft = "form#draft";

    private static readonly string[] Pages =
    [
        "/", "/pledges", "/pledges/kept-copy", "/pledges/kept-copy/history", "/pledges/alibaba-million-us-jobs-2017", "/companies", "/changes", "/es/pledges",
        "/pledges.csv", "/pledges/kept-copy.json", "/changes.atom", "/pledges?q=jobs",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("pledgetracker-").FullName;

    private string Archive => Path.Combine(_folder, "backup.tar.gz");

    [Theory]
    [OnSqlite]
    [OnPostgres]
    public async Task What_was_acknowledged_before_a_backup_is_in_it_and_readers_get_the_same_from_what_is_restored(string kind)
    {
        await using var database = kind == "PostgreSQL" ? await TestDatabase.CreateFilledAsync(kind, withPledges: true) : null;
        await using var app = new PlacedApp(database?.ConnectionString);
        var copy = Encoding.UTF8.GetBytes("What the company said.");
        var hash = Convert.ToHexStringLower(SHA256.HashData(copy));
        await PublishAsync(app, copy);
        var key = await SetUpAuthenticatorAsync(app);
        await using var writers = await WritersAsync(app);

        var before = writers.Acknowledged();
        var manifest = await BackupRun.MakeAsync(app.Places(database?.ConnectionString), Request(withKeys: true), TrackerApp.Now.UtcDateTime, default);
        await writers.EndAsync();

        manifest.EvidenceLeftOut.Should().BeEmpty();
        (manifest.Pledges, manifest.Evidence, manifest.Database).Should().Be((Repository.Starters + 1, 1, kind == "SQLite" ? BackupKind.Sqlite : BackupKind.Postgresql));
        await using var empty = kind == "PostgreSQL" ? await TestDatabase.CreateEmptyAsync(kind) : null;
        await using var restored = new PlacedApp(empty?.ConnectionString);
        (await new RestoreRun(restored.Places(empty?.ConnectionString), null).RunAsync(Archive, default)).Should().BeEquivalentTo(manifest);

        foreach (var page in Pages)
        {
            var (was, now) = (await app.Visitor().GetAsync(page), await restored.Visitor().GetAsync(page));
            now.StatusCode.Should().Be(was.StatusCode).And.Be(System.Net.HttpStatusCode.OK, page);
            (await now.Content.ReadAsStringAsync()).Should().Be(await was.Content.ReadAsStringAsync(), page);
        }

        (await restored.Visitor().GetByteArrayAsync("/evidence/" + hash)).Should().Equal(copy);
        await restored.WithDatabaseAsync(async context =>
        {
            var documents = await context.Revisions.AsNoTracking().Select(r => r.Document).ToListAsync();
            foreach (var (writer, saved) in before)
            {
                documents.Should().Contain(d => d.Contains($"Saved {writer} {saved}."), "it was acknowledged before the backup began");
            }
        });
        var browser = restored.Browse();
        await browser.SignInAsync(NewsroomApp.EmailOf("Ada Kept"));
        browser.At.Should().StartWith("/newsroom");
        (await KeyOfAsync(restored)).Should().Be(key, "the keys came along");
    }

    [Fact]
    public async Task An_archive_is_its_owners_alone_and_takes_no_others_place_unasked()
    {
        await File.WriteAllTextAsync(Archive, "Something else.");
        var places = Migrated(_folder + "/data");
        var make = () => BackupRun.MakeAsync(places, Request(), TrackerApp.Now.UtcDateTime, default);

        (await make.Should().ThrowAsync<StartupException>()).Which.Message.Should().Contain("already exists").And.Contain("--overwrite");
        (await File.ReadAllTextAsync(Archive)).Should().Be("Something else.");
        var manifest = await BackupRun.MakeAsync(places, Request() with { Overwrite = true }, TrackerApp.Now.UtcDateTime, default);

        manifest.HasKeys.Should().BeFalse("keys come along only when asked for");
        Directory.GetFiles(_folder).Should().Equal(Archive);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Archive).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task Stored_copies_that_are_missing_or_altered_are_named_and_left_out()
    {
        var places = Migrated(_folder + "/data");
        var hashes = await EvidenceAsync(places, "missing", "altered", "whole");
        File.Delete(places.EvidenceFile(hashes[0]));
        await File.WriteAllTextAsync(places.EvidenceFile(hashes[1]), "Altered");

        var manifest = await BackupRun.MakeAsync(places, Request(), TrackerApp.Now.UtcDateTime, default);

        manifest.EvidenceLeftOut.Should().BeEquivalentTo(hashes[..2]);
        manifest.Files.Select(f => f.Name).Should().Equal("pledgetracker.db", $"evidence/{hashes[2][..2]}/{hashes[2]}");
        await using var archive = BackupArchive.Open(Archive);
        (await BackupArchive.CheckAsync(archive, default)).Evidence.Should().Be(3);
    }

    [Fact]
    public async Task A_backup_of_an_older_version_is_brought_up_to_date_by_the_next_start()
    {
        Directory.CreateDirectory(_folder + "/data");
        var places = Places(_folder + "/data");
        OldTracker.PutAt(places.Database);
        var manifest = await BackupRun.MakeAsync(places, Request(), TrackerApp.Now.UtcDateTime, default);
        manifest.LastMigration.Should().EndWith("_Sessions");
        var target = Places(_folder + "/restored");

        await new RestoreRun(target, null).RunAsync(Archive, default);
        using (var startup = DatabaseStartup.Take(target.Data))
        {
            startup.BringUpToDate();
        }

        await using var context = Open(target.Database);
        (await context.Database.GetAppliedMigrationsAsync()).Should().Equal(places.Migrations);
        (await context.Pledges.CountAsync()).Should().Be(OldTracker.Pledges);
    }

    [Fact]
    public async Task A_backup_of_a_state_that_nothing_goes_on_from_is_refused()
    {
        Directory.CreateDirectory(_folder + "/data");
        var places = Places(_folder + "/data");
        OldTracker.PutAt(places.Database);
        await using (var context = Open(places.Database))
        {
            await OldTracker.MakeEarlierAsync(context);
        }

        await BackupRun.MakeAsync(places, Request(), TrackerApp.Now.UtcDateTime, default);
        var restoring = () => new RestoreRun(Places(_folder + "/restored"), null).RunAsync(Archive, default);

        (await restoring.Should().ThrowAsync<StartupException>()).Which.Message.Should().Contain("the last program from before that release");
    }

    [Fact]
    public async Task Nodes_with_one_folder_of_stored_copies_serve_each_others()
    {
        await using var app = new PlacedApp(null, Path.Combine(_folder, "shared"));

        var copy = Encoding.UTF8.GetBytes("Shared.");
        var upload = await app.WithAsync<Web.Evidence.EvidenceStore, Web.Evidence.EvidenceUpload>(s => s.AddAsync(
            new Microsoft.AspNetCore.Http.FormFile(new MemoryStream(copy), 0, copy.Length, "f", "shared.txt"), Web.Data.LogActor.CommandLine));

        File.Exists(Path.Combine(_folder, "shared", upload.File!.Sha256[..2], upload.File.Sha256)).Should().BeTrue();
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A folder with a migrated database without pledges, as a start leaves it.</summary>
    internal static TrackerPlaces Migrated(string folder)
    {
        using (var startup = DatabaseStartup.Take(folder))
        {
            startup.BringUpToDate();
        }

        return Places(folder);
    }

    /// <summary>A tracker on SQLite with everything in one folder.</summary>
    internal static TrackerPlaces Places(string folder, string? postgres = null)
    {
        using var context = postgres is null
            ? Open(Path.Combine(folder, DatabaseStartup.FileName))
            : new PostgresPledgeTrackerDbContext(Databases.Postgres(new DbContextOptionsBuilder<PostgresPledgeTrackerDbContext>(), postgres).Options);
        return new TrackerPlaces(folder, Path.Combine(folder, "evidence"), Path.Combine(folder, "keys"), postgres, [.. context.Database.GetMigrations()]);
    }

    /// <summary>Stores copies as the newsroom does, beside the program.</summary>
    internal static async Task<string[]> EvidenceAsync(TrackerPlaces places, params string[] texts)
    {
        await using var context = Open(places.Database);
        var hashes = new List<string>();
        foreach (var text in texts)
        {
            var content = Encoding.UTF8.GetBytes(text);
            var hash = Convert.ToHexStringLower(SHA256.HashData(content));
            Directory.CreateDirectory(Path.GetDirectoryName(places.EvidenceFile(hash))!);
            await File.WriteAllBytesAsync(places.EvidenceFile(hash), content);
            context.Evidence.Add(new() { Sha256 = hash, Kind = Web.Data.EvidenceKind.Text, Size = content.Length, Name = text, AddedAt = TrackerApp.Now.UtcDateTime, AddedBy = "Ada" });
            hashes.Add(hash);
        }

        await context.SaveChangesAsync();
        return [.. hashes];
    }

    private static PledgeTrackerDbContext Open(string file) => new(Databases.Sqlite(new DbContextOptionsBuilder<PledgeTrackerDbContext>(), file, pooling: false).Options);

    private BackupRequest Request(bool withKeys = false) => new(Archive, Overwrite: false, withKeys, PgDump: null);

    private static async Task PublishAsync(NewsroomApp app, byte[] copy)
    {
        var editor = await app.SignedInAsync(MemberRole.Editor, "Ada Kept");
        await editor.GoAsync("/newsroom/pledges/new");
        await editor.SendAsync(new Dictionary<string, string> { ["company"] = "alibaba", ["title"] = "A promise with a copy", ["announced"] = "May 2024" });
        var address = editor.At;
        await editor.SendAsync(new Dictionary<string, string>
        {
            ["slug"] = "kept-copy",
            ["summary"] = "A promise.",
            ["announced.by"] = "A manager",
            ["announced.sources"] = "https://www.example.org/news",
            ["checkability.rating"] = "partly-measurable",
            ["checkability.reason"] = "A number without a date.",
        }, "add targets", Draft);
        await editor.SendAsync(new Dictionary<string, string>
        {
            ["targets[0].id"] = "jobs",
            ["targets[0].metric"] = "jobs-created",
            ["targets[0].quantity"] = "200",
            ["targets[0].deadlineBasis"] = "none-given",
            ["sources[0].role"] = "promise",
            ["sources[0].kind"] = "news-report",
            ["sources[0].title"] = "A report",
        }, "save", Draft);
        await editor.SendAsync(new Dictionary<string, string>(), "send", Draft, ("file sources[0].evidence", "said.txt", copy));
        var reviewer = await app.SignedInAsync(MemberRole.Reviewer);
        await reviewer.GoAsync(address + "/review");
        await reviewer.SendAsync(new Dictionary<string, string>(), "publish");
        reviewer.At.Should().EndWith("?done=published");
    }

    private static Task<string?> SetUpAuthenticatorAsync(NewsroomApp app) => app.WithAsync<UserManager<Member>, string?>(async users =>
    {
        var ada = (await users.FindByEmailAsync(NewsroomApp.EmailOf("Ada Kept")))!;
        await users.ResetAuthenticatorKeyAsync(ada);
        return await users.GetAuthenticatorKeyAsync(ada);
    });

    private static Task<string?> KeyOfAsync(NewsroomApp app) => app.WithAsync<UserManager<Member>, string?>(async users =>
        await users.GetAuthenticatorKeyAsync((await users.FindByEmailAsync(NewsroomApp.EmailOf("Ada Kept")))!));

    private static async Task<SavingWriters> WritersAsync(NewsroomApp app)
    {
        var editors = new List<FormBrowser>();
        for (var i = 0; i < Writers; i++)
        {
            var editor = await app.SignedInAsync(MemberRole.Editor);
            await editor.GoAsync("/newsroom/pledges/new");
            await editor.SendAsync(new Dictionary<string, string> { ["company"] = "alibaba", ["title"] = $"Saved {i} 0.", ["announced"] = "May 2024" });
            editors.Add(editor);
        }

        var writers = new SavingWriters(editors);
        await writers.UntilAllSavedAsync();
        return writers;
    }

    /// <summary>Editors who save their drafts over and over through the program, and note what was acknowledged.</summary>
    private sealed class SavingWriters : IAsyncDisposable
    {
        private readonly CancellationTokenSource _end = new();
        private readonly TaskCompletionSource _allSaved = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly int[] _saved;
        private readonly Task[] _tasks;

        public SavingWriters(IReadOnlyList<FormBrowser> editors)
        {
            _saved = new int[editors.Count];
            _tasks = [.. editors.Select((editor, i) => Task.Run(() => SaveAsync(editor, i)))];
        }

        public Task UntilAllSavedAsync() => Task.WhenAny(_allSaved.Task, Task.WhenAll(_tasks)).Unwrap();

        public IReadOnlyList<(int Writer, int Saved)> Acknowledged() => [.. _saved.Select((_, i) => (i, Volatile.Read(ref _saved[i])))];

        public async Task EndAsync()
        {
            await _end.CancelAsync();
            await Task.WhenAll(_tasks);
        }

        public async ValueTask DisposeAsync()
        {
            await EndAsync();
            _end.Dispose();
        }

        private async Task SaveAsync(FormBrowser editor, int writer)
        {
            for (var number = 1; !_end.IsCancellationRequested; number++)
            {
                await editor.SendAsync(new Dictionary<string, string> { ["title"] = $"Saved {writer} {number}." }, "save", Draft);
                editor.At.Should().EndWith("?done=saved");
                Volatile.Write(ref _saved[writer], number);
                if (_saved.All(saved => saved > 0))
                {
                    _allSaved.TrySetResult();
                }
            }
        }
    }

    /// <summary>The program on a database of its own.</summary>
    private sealed class PlacedApp(string? postgres, string? evidence = null) : NewsroomApp
    {
        public TrackerPlaces Places(string? connection) => BackupTests.Places(DataDirectory, connection);

        protected override bool StarterData => evidence is null;

        protected override string? Postgres => postgres;

        protected override IReadOnlyDictionary<string, string> Settings => evidence is null
            ? base.Settings
            : new Dictionary<string, string>(base.Settings) { ["EvidenceDirectory"] = evidence };
    }
}
