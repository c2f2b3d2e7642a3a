using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Backup;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Tests.Backup;

/// <summary>What a restore refuses: an archive that is not what it should be, and a place that is in use. Nothing becomes visible then.</summary>
public sealed class RestoreTests(RestoreTests.OneArchive made) : IClassFixture<RestoreTests.OneArchive>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pledgetracker-").FullName;

    public static TheoryData<string, string> Refused => new()
    {
        { "empty", "is not a PledgeTracker backup" },
        { "a text", "is not a PledgeTracker backup" },
        { "another archive", "is not a PledgeTracker backup" },
        { "a byte short", "is not complete" },
        { "short of the last file", "is not complete" },
        { "half", "is not complete" },
        { "the first 300 bytes", "is not a PledgeTracker backup" },
        { "a bit turned", "damaged" },
        { "another format version", "is a backup in the format 2, but this program reads 1" },
        { "a newer migration", "was made by a newer PledgeTracker" },
        { "a wrong hash of the database", "'pledgetracker.db' in" },
        { "a wrong hash of a stored copy", "lists files that no backup has" },
        { "another count", "is not the one that its manifest describes" },
        { "of PostgreSQL", "is from a tracker on PostgreSQL" },
        { "a file that leads out", "'../outside', which its manifest does not list" },
        { "a name that leads out in the manifest too", "lists files that no backup has" },
        { "a file twice", "which its manifest does not list" },
        { "a link", "which its manifest does not list" },
        { "a file larger than said", "does not have the size that the manifest says" },
        { "a manifest without an end", "is not a PledgeTracker backup" },
        { "more behind the end", "is damaged" },
    };

    [Fact]
    public async Task A_bit_that_turned_anywhere_is_noticed_unless_the_same_bytes_come_out()
    {
        var whole = await File.ReadAllBytesAsync(made.File);
        var plain = Unpacked(whole);
        var path = Path.Combine(_folder, "turned.tar.gz");
        var refused = 0;
        for (var i = 0; i < whole.Length; i += 1 + (whole.Length / 1000))
        {
            var turned = Turned(whole, i);
            await File.WriteAllBytesAsync(path, turned);
            await using var file = BackupArchive.Open(path);
            try
            {
                await BackupArchive.CheckAsync(file, default);
            }
            catch (StartupException)
            {
                refused++;
                continue;
            }

            // Zeros that are packed as a repetition of other zeros are the same zeros.
            Unpacked(turned).Should().Equal(plain, $"at {i}");
        }

        refused.Should().BeGreaterThan(500);
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task An_archive_that_is_not_what_it_should_be_is_refused_and_leaves_nothing(string what, string said)
    {
        var archive = Path.Combine(_folder, "archive.tar.gz");
        await File.WriteAllBytesAsync(archive, Spoil(what));
        var target = BackupTests.Places(Path.Combine(_folder, "data"));
        var restore = () => new RestoreRun(target, null).RunAsync(archive, default);

        (await restore.Should().ThrowAsync<StartupException>(what)).Which.Message.Should().Contain(said).And.EndWith(".").And.NotContain("\n");

        Directory.GetFileSystemEntries(target.Data).Should().Equal(Path.Combine(target.Data, DatabaseStartup.LockName));
        Directory.GetFileSystemEntries(_folder).Should().BeEquivalentTo([archive, target.Data]);
    }

    [Fact]
    public async Task A_restore_goes_only_where_no_tracker_is()
    {
        var target = BackupTests.Migrated(Path.Combine(_folder, "data"));
        var before = await File.ReadAllBytesAsync(target.Database);
        var restore = () => new RestoreRun(target, null).RunAsync(made.File, default);

        using (DatabaseStartup.Take(target.Data))
        {
            (await restore.Should().ThrowAsync<StartupException>()).Which.Message.Should().Contain("Another PledgeTracker is using");
        }

        (await restore.Should().ThrowAsync<StartupException>()).Which.Message.Should().Contain("is not empty and was not changed, since it holds 'pledgetracker.db'");
        (await File.ReadAllBytesAsync(target.Database)).Should().Equal(before);
    }

    [Fact]
    public async Task Stored_copies_that_are_there_already_are_kept_and_altered_ones_put_right()
    {
        var target = BackupTests.Places(Path.Combine(_folder, "data"));
        var (kept, altered) = (target.EvidenceFile(made.Copies[0]), target.EvidenceFile(made.Copies[1]));
        Directory.CreateDirectory(Path.GetDirectoryName(kept)!);
        Directory.CreateDirectory(Path.GetDirectoryName(altered)!);
        await File.WriteAllTextAsync(kept, "first");
        await File.WriteAllTextAsync(altered, "Altered.");

        await new RestoreRun(target, null).RunAsync(made.File, default);

        (await File.ReadAllTextAsync(kept)).Should().Be("first");
        (await File.ReadAllTextAsync(altered)).Should().Be("second");
        Directory.GetDirectories(target.Data).Should().Equal(target.Evidence);
    }

    [Theory]
    [OnPostgres]
    public async Task A_PostgreSQL_database_with_tables_is_in_use_and_an_archive_of_the_other_kind_is_not_for_it(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var places = BackupTests.Places(Path.Combine(_folder, "data"), database.ConnectionString);
        var archive = Path.Combine(_folder, "postgres.tar.gz");
        await BackupRun.MakeAsync(places, new BackupRequest(archive, Overwrite: false, WithKeys: false, PgDump: null), TrackerApp.Now.UtcDateTime, default);
        var restore = (string file) => new RestoreRun(places, null).RunAsync(file, default);

        (await restore.Invoking(r => r(archive)).Should().ThrowAsync<StartupException>()).Which.Message.Should().Contain("already has tables");
        (await restore.Invoking(r => r(made.File)).Should().ThrowAsync<StartupException>()).Which.Message.Should().Contain("is from a tracker on SQLite").And.Contain("the command import");
    }

    [Theory]
    [OnPostgres]
    public async Task A_pg_dump_that_is_missing_or_older_than_the_server_is_named(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var places = BackupTests.Places(Path.Combine(_folder, "data"), database.ConnectionString);
        var old = Path.Combine(_folder, "pg_dump");
        await File.WriteAllTextAsync(old, "#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.24'\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(old, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        var make = (string tool) => BackupRun.MakeAsync(places, new BackupRequest(Path.Combine(_folder, "b.tar.gz"), Overwrite: false, WithKeys: false, tool), TrackerApp.Now.UtcDateTime, default);

        (await make.Invoking(m => m(_folder + "/nowhere")).Should().ThrowAsync<StartupException>()).Which.Message.Should().Contain("pg_dump cannot be run").And.Contain("postgresql-client");
        (await make.Invoking(m => m(old)).Should().ThrowAsync<StartupException>()).Which.Message.Should().Contain("pg_dump is 9.6.24, but the server is").And.Contain("--pg-dump PATH");
        Directory.GetFiles(_folder).Should().Equal(old);
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private byte[] Spoil(string what)
    {
        var whole = File.ReadAllBytes(made.File);
        return what switch
        {
            "empty" => [],
            "a text" => "Not an archive at all, but words."u8.ToArray(),
            "another archive" => Write([("readme.txt", TarEntryType.RegularFile, "Hello."u8.ToArray())]),
            "a byte short" => whole[..^1],
            "half" => whole[..(whole.Length / 2)],
            "the first 300 bytes" => whole[..300],
            "a bit turned" => Enumerable.Range(whole.Length / 2, 1000).Select(at => Turned(whole, at)).First(turned => !Unpacked(turned).AsSpan().SequenceEqual(Unpacked(whole))),
            "short of the last file" => Write(made.Entries[..^1]),
            "another format version" => WithManifest(m => m["formatVersion"] = 2),
            "a newer migration" => WithManifest(m => m["lastMigration"] = "20991231000000_Later"),
            "a wrong hash of the database" => WithManifest(m => m["files"]![0]!["sha256"] = new string('0', 64)),
            "a wrong hash of a stored copy" => WithManifest(m => m["files"]![1]!["sha256"] = new string('0', 64)),
            "another count" => WithManifest(m => m["revisions"] = 7),
            "of PostgreSQL" => WithManifest(m =>
            {
                m["database"] = "postgresql";
                m["files"]![0]!["name"] = "pledgetracker.dump";
            }),
            "a file that leads out" => Write([.. made.Entries, ("../outside", TarEntryType.RegularFile, "Out."u8.ToArray())]),
            "a name that leads out in the manifest too" => WithManifest(m => m["files"]![1]!["name"] = "../outside"),
            "a file twice" => Write([.. made.Entries, made.Entries[^1]]),
            "a link" => Write([.. made.Entries[..^1], (made.Entries[^1].Name, TarEntryType.SymbolicLink, [])]),
            "a file larger than said" => Write([.. made.Entries[..^1], made.Entries[^1] with { Content = [.. made.Entries[^1].Content, 0] }]),
            "a manifest without an end" => Write([(BackupManifest.Name, TarEntryType.RegularFile, new byte[BackupManifest.MostBytes + 1])]),
            "more behind the end" => Write(made.Entries, behind: 2 * 1024 * 1024),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };
    }

    private static byte[] Turned(byte[] whole, int at) => [.. whole[..at], (byte)(whole[at] ^ 8), .. whole[(at + 1)..]];

    private static byte[] Unpacked(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        try
        {
            gzip.CopyTo(plain);
        }
        catch (InvalidDataException)
        {
            // What came out before is other than the whole anyway.
        }

        return plain.ToArray();
    }

    private byte[] WithManifest(Action<JsonNode> change)
    {
        var manifest = JsonNode.Parse(made.Entries[0].Content)!;
        change(manifest);
        return Write([made.Entries[0] with { Content = Encoding.UTF8.GetBytes(manifest.ToJsonString()) }, .. made.Entries[1..]]);
    }

    private static byte[] Write(IEnumerable<Entry> entries, int behind = 0)
    {
        using var file = new MemoryStream();
        using (var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true))
        {
            using (var tar = new TarWriter(gzip, TarEntryFormat.Pax, leaveOpen: true))
            {
                foreach (var (name, type, content) in entries)
                {
                    var entry = new PaxTarEntry(type, name);
                    if (type == TarEntryType.RegularFile)
                    {
                        entry.DataStream = new MemoryStream(content);
                    }
                    else
                    {
                        entry.LinkName = "/etc/passwd";
                    }

                    tar.WriteEntry(entry);
                }
            }

            gzip.Write(new byte[behind]);
        }

        return file.ToArray();
    }

    /// <summary>A file in an archive as another program may write it.</summary>
    internal sealed record Entry(string Name, TarEntryType Type, byte[] Content)
    {
        public static implicit operator Entry((string Name, TarEntryType Type, byte[] Content) parts) => new(parts.Name, parts.Type, parts.Content);
    }

    /// <summary>One small archive with two stored copies, made once.</summary>
    public sealed class OneArchive : IAsyncLifetime
    {
        private readonly string _folder = Directory.CreateTempSubdirectory("pledgetracker-").FullName;

        public string File => Path.Combine(_folder, "made.tar.gz");

        public string[] Copies { get; private set; } = [];

        internal Entry[] Entries { get; private set; } = [];

        public async Task InitializeAsync()
        {
            var places = BackupTests.Migrated(Path.Combine(_folder, "data"));
            Copies = await BackupTests.EvidenceAsync(places, "first", "second");
            await BackupRun.MakeAsync(places, new BackupRequest(File, Overwrite: false, WithKeys: false, PgDump: null), TrackerApp.Now.UtcDateTime, default);
            await using var gzip = new GZipStream(System.IO.File.OpenRead(File), CompressionMode.Decompress);
            await using var tar = new TarReader(gzip);
            var entries = new List<Entry>();
            while (await tar.GetNextEntryAsync(copyData: true) is { } entry)
            {
                using var content = new MemoryStream();
                await entry.DataStream!.CopyToAsync(content);
                entries.Add(new Entry(entry.Name, entry.EntryType, content.ToArray()));
            }

            Entries = [.. entries];
        }

        public Task DisposeAsync()
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
            return Task.CompletedTask;
        }
    }
}
