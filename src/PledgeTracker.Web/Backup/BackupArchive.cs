using System.Buffers.Binary;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Backup;

/// <summary>
/// A backup archive: a <c>.tar.gz</c> with the manifest, the database, the stored copies and perhaps the keys, which other
/// tar programs open too. It is written and read as a stream, so that it may be larger than memory.
/// </summary>
public static class BackupArchive
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The length of the uncompressed content modulo 2^32, at the end of a gzip file (RFC 1952, 2.3.1).</summary>
    private const int LengthAtEnd = 4;

    /// <summary>In bytes: tar programs pad an archive to whole blocks.</summary>
    private const int MostPadding = 1024 * 1024;

    /// <summary>Writes an archive.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="manifest">What is in it.</param>
    /// <param name="fileOf">Where a file of the manifest lies.</param>
    /// <param name="cancel">Ends the writing.</param>
    /// <exception cref="StartupException">A file no longer matches the manifest, since it was changed meanwhile.</exception>
    public static async Task WriteAsync(Stream to, BackupManifest manifest, Func<BackupMember, string> fileOf, CancellationToken cancel)
    {
        await using var gzip = new GZipStream(to, CompressionLevel.Fastest, leaveOpen: true);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Pax, leaveOpen: true);
        using (var json = new MemoryStream(manifest.Write()))
        {
            await AddAsync(BackupManifest.Name, json);
        }

        foreach (var member in manifest.Files)
        {
            await using var file = new FileStream(fileOf(member), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (file.Length != member.Size)
            {
                throw new StartupException($"The file '{file.Name}' was changed while it was read: make the backup again.");
            }

            await AddAsync(member.Name, file);
        }

        Task AddAsync(string name, Stream content) => tar.WriteEntryAsync(
            new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = content, Mode = OwnerOnly, ModificationTime = manifest.CreatedAt }, cancel);
    }

    /// <summary>Reads a whole archive and checks every byte of it against the manifest.</summary>
    /// <param name="file">The archive.</param>
    /// <param name="begin">
    /// Receives the manifest before anything else is read and may refuse it. It returns where to keep each file; null for
    /// one that is only checked.
    /// </param>
    /// <param name="cancel">Ends the reading.</param>
    /// <exception cref="StartupException">
    /// The file is no archive, is cut off or damaged, or holds something that its manifest does not name.
    /// </exception>
    public static async Task<BackupManifest> ReadAsync(FileStream file, Func<BackupManifest, Task<Func<BackupMember, string?>>> begin, CancellationToken cancel)
    {
        var archive = file.Name;
        BackupManifest? manifest = null;
        file.Position = 0;
        try
        {
            await using var plain = new CountingStream(new GZipStream(file, CompressionMode.Decompress, leaveOpen: true));
            await using var tar = new TarReader(plain, leaveOpen: true);
            manifest = await ReadManifestAsync(tar, archive, cancel);
            var keep = await begin(manifest);
            var expected = manifest.Files.ToDictionary(f => f.Name, StringComparer.Ordinal);
            while (await tar.GetNextEntryAsync(copyData: false, cancel) is { } entry)
            {
                if (!expected.Remove(entry.Name, out var member) || entry.EntryType != TarEntryType.RegularFile)
                {
                    throw new StartupException($"'{archive}' holds '{entry.Name}', which its manifest does not list: the archive was changed. Use another backup.");
                }

                if (entry.Length != member.Size)
                {
                    throw NotAsSaid(member.Name, "size");
                }

                await CheckAsync(entry.DataStream ?? Stream.Null, member, keep(member), cancel);
            }

            if (await plain.ReadAtLeastAsync(new byte[MostPadding + 1], MostPadding + 1, throwOnEndOfStream: false, cancel) > MostPadding)
            {
                throw new InvalidDataException("There is more behind the end.");
            }

            if (expected.Count > 0 || await LengthSaidAsync(file, cancel) != (uint)plain.Count)
            {
                throw CutOff(null);
            }

            return manifest;
        }
        catch (EndOfStreamException e)
        {
            throw manifest is null ? NoArchive(e) : CutOff(e);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException or ArgumentException)
        {
            throw manifest is null ? NoArchive(e) : new StartupException($"'{archive}' is damaged and cannot be read to its end: use another backup.", e);
        }

        StartupException NoArchive(Exception e) => new($"'{archive}' is not a PledgeTracker backup, or its beginning is damaged: use a file that the command backup wrote.", e);

        StartupException CutOff(Exception? e) => new($"'{archive}' is not complete: its end is missing. Use another backup.", e);

        StartupException NotAsSaid(string name, string what) => new($"The file '{name}' in '{archive}' does not have the {what} that the manifest says: the archive was damaged or changed. Use another backup.");

        async Task CheckAsync(Stream content, BackupMember member, string? place, CancellationToken cancel)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var kept = place is null ? null : CreatePrivate(place);
            var buffer = new byte[128 * 1024];
            var left = member.Size;
            int read;
            while ((read = await content.ReadAsync(buffer, cancel)) > 0)
            {
                left -= read;
                hash.AppendData(buffer, 0, read);
                if (kept is not null)
                {
                    await kept.WriteAsync(buffer.AsMemory(0, read), cancel);
                }
            }

            if (left > 0)
            {
                throw CutOff(null);
            }

            if (Convert.ToHexStringLower(hash.GetHashAndReset()) != member.Sha256)
            {
                throw NotAsSaid(member.Name, "hash");
            }

            if (kept is not null)
            {
                await FlushToDiskAsync(kept, cancel);
            }
        }
    }

    /// <summary>Checks every byte of an archive against its manifest and keeps nothing.</summary>
    /// <exception cref="StartupException">As of <see cref="ReadAsync"/>.</exception>
    public static Task<BackupManifest> CheckAsync(FileStream file, CancellationToken cancel) =>
        ReadAsync(file, _ => Task.FromResult<Func<BackupMember, string?>>(_ => null), cancel);

    /// <summary>A new file that only its owner can read, in place of an existing one.</summary>
    internal static FileStream CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }

    internal static async Task FlushToDiskAsync(FileStream file, CancellationToken cancel)
    {
        await file.FlushAsync(cancel);
        RandomAccess.FlushToDisk(file.SafeFileHandle);
    }

    /// <summary>Opens an archive for reading.</summary>
    /// <exception cref="StartupException">It is not there or may not be read.</exception>
    public static FileStream Open(string archive)
    {
        try
        {
            return new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.Read);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"The file '{archive}' cannot be read ({e.Message.TrimEnd('.')}): use a file that the command backup wrote.", e);
        }
    }

    private static async Task<BackupManifest> ReadManifestAsync(TarReader tar, string archive, CancellationToken cancel)
    {
        var first = await tar.GetNextEntryAsync(copyData: false, cancel);
        if (first is not { Name: BackupManifest.Name, EntryType: TarEntryType.RegularFile, DataStream: { } content } || first.Length > BackupManifest.MostBytes)
        {
            throw new InvalidDataException("The first file is not the manifest.");
        }

        var json = new byte[first.Length];
        await content.ReadExactlyAsync(json, cancel);
        return BackupManifest.Read(json, archive);
    }

    // The platform does not notice when the last bytes of a gzip file are missing.
    private static async Task<uint> LengthSaidAsync(FileStream file, CancellationToken cancel)
    {
        var bytes = new byte[LengthAtEnd];
        file.Position = Math.Max(0, file.Length - LengthAtEnd);
        await file.ReadExactlyAsync(bytes, cancel);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    /// <summary>Counts the bytes that are read through it.</summary>
    private sealed class CountingStream(Stream from) : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Count; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Noted(from.Read(buffer, offset, count));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Noted(await from.ReadAsync(buffer, cancellationToken));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            from.Dispose();
            base.Dispose(disposing);
        }

        private int Noted(int read)
        {
            Count += read;
            return read;
        }
    }
}
