using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Evidence;

/// <summary>The result of an upload.</summary>
/// <param name="File">What is stored now; null where it was refused.</param>
/// <param name="Refusal">Why not, in a sentence with the file's name.</param>
public sealed record EvidenceUpload(EvidenceFile? File, string? Refusal);

/// <summary>
/// Stored copies of sources, in the evidence folder, each under the SHA-256 of its content: the same file twice is one
/// file, and a changed one is another. The kind of a file is taken from its content, never from its name.
/// </summary>
public sealed class EvidenceStore(
    PledgeTrackerDbContext context, NewsroomLog log, IOptions<PledgeTrackerOptions> options, IHostEnvironment environment, TimeProvider clock)
{
    private const int Mebibyte = 1024 * 1024;

    private string Folder => options.Value.EvidenceDirectoryOf(environment);

    /// <summary>Stores an uploaded file once its content is known to be whole and of a kind that is kept.</summary>
    public async Task<EvidenceUpload> AddAsync(IFormFile upload, LogActor by, CancellationToken cancel = default)
    {
        var name = CleanName(upload.FileName);
        var most = (long)options.Value.EvidenceMegabytes * Mebibyte;
        if (upload.Length == 0)
        {
            return Refused("is empty. Save it again, then choose it again.");
        }

        if (upload.Length > most)
        {
            return Refused(string.Create(CultureInfo.InvariantCulture, $"has {upload.Length / (double)Mebibyte:0.0} MB. The most is {options.Value.EvidenceMegabytes} MB. Store only the pages that matter, or a print of them."));
        }

        string sha256;
        EvidenceKind? kind;
        string? problem;
        var draft = Path.Combine(Folder, "incoming-" + Guid.NewGuid().ToString("N"));
        try
        {
            EvidenceFolder.Make(Folder);
            await using (var file = EvidenceFolder.Create(draft))
            await using (var content = upload.OpenReadStream())
            {
                sha256 = await CopyAsync(content, file, cancel);
                await file.FlushAsync(cancel);
                (kind, problem) = await EvidenceContent.LookAsync(file, cancel);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            }

            if (problem is null && EvidenceContent.KindOfName(name) is { } named && named != kind && !(named is EvidenceKind.Html or EvidenceKind.Text && kind is EvidenceKind.Html or EvidenceKind.Text))
            {
                problem = $"is named like {EvidenceContent.NameOf(named)}, but its content is {EvidenceContent.NameOf(kind!.Value)}. Check that it is the right file, and give its name the right ending.";
            }

            if (problem is not null)
            {
                File.Delete(draft);
                return Refused(problem);
            }

            var place = PathOf(sha256);
            EvidenceFolder.Make(Path.GetDirectoryName(place)!);
            File.Move(draft, place, overwrite: true);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException && e is not BadHttpRequestException)
        {
            TryDelete(draft);
            return Refused(e.HResult == 0x1C || e.Message.Contains("space", StringComparison.OrdinalIgnoreCase)
                ? "could not be stored: the disk is full. Tell the person who runs this tracker."
                : "could not be stored: the program cannot write to the folder for evidence. Tell the person who runs this tracker.");
        }
        catch
        {
            TryDelete(draft);
            throw;
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        if (await FindAsync(sha256, cancel) is { } known)
        {
            return new EvidenceUpload(known, null);
        }

        var added = new EvidenceFile
        {
            Sha256 = sha256,
            Kind = kind!.Value,
            Size = upload.Length,
            Name = name,
            AddedAt = clock.GetUtcNow().UtcDateTime,
            AddedBy = by.Name,
            MemberId = by.MemberId,
        };
        context.Evidence.Add(added);
        try
        {
            await log.WriteAsync(by, LogAction.EvidenceAdded, details: $"{name} ({sha256[..12]}…)");
            await transaction.CommitAsync(cancel);
        }
        catch (DbUpdateException)
        {
            // Somebody else stored the same file at the same moment, where the database lets both begin.
            await transaction.RollbackAsync(cancel);
            context.ChangeTracker.Clear();
            return await FindAsync(sha256, cancel) is { } other ? new EvidenceUpload(other, null) : throw new InvalidOperationException("The stored copy could not be noted.");
        }

        context.ChangeTracker.Clear();
        return new EvidenceUpload(added, null);

        EvidenceUpload Refused(string why) => new(null, $"“{name}” {why}");
    }

    public Task<EvidenceFile?> FindAsync(string sha256, CancellationToken cancel = default) =>
        context.Evidence.AsNoTracking().FirstOrDefaultAsync(e => e.Sha256 == sha256, cancel);

    /// <summary>A stored copy that a published pledge shows, so that readers may have it.</summary>
    public Task<EvidenceFile?> FindPublishedAsync(string sha256, CancellationToken cancel) =>
        context.Evidence.AsNoTracking().FirstOrDefaultAsync(e => e.Sha256 == sha256 && context.PledgeEvidence.Any(p => p.Sha256 == sha256), cancel);

    /// <summary>What is known of the copies that a text names, by their SHA-256.</summary>
    public async Task<IReadOnlyDictionary<string, EvidenceFile>> FindAllAsync(IEnumerable<string> sha256s, CancellationToken cancel = default)
    {
        var wanted = sha256s.ToHashSet(StringComparer.Ordinal);
        return wanted.Count == 0 ? new Dictionary<string, EvidenceFile>() : await context.Evidence.AsNoTracking().Where(e => wanted.Contains(e.Sha256)).ToDictionaryAsync(e => e.Sha256, cancel);
    }

    /// <summary>Where a stored copy lies. The path holds nothing but the checked digits of the hash.</summary>
    /// <exception cref="ArgumentException">This is no SHA-256.</exception>
    public string PathOf(string sha256) => IsHash(sha256)
        ? Path.Combine(Folder, sha256[..2], sha256)
        : throw new ArgumentException("Not a SHA-256 in lower-case hexadecimal.", nameof(sha256));

    /// <summary>Whether a text has the form of a stored copy's name.</summary>
    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>A name that somebody gave a file, without a path and without what cannot be shown.</summary>
    public static string CleanName(string? name)
    {
        name = (name ?? "").Split('/', '\\')[^1];
        name = new string([.. name.Where(c => !char.IsControl(c) && CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.Format or UnicodeCategory.Surrogate) && c is not '"')]).Trim();
        return name.Length == 0 ? "unnamed" : name.Length <= EvidenceFile.NameMaxLength ? name : name[^EvidenceFile.NameMaxLength..];
    }

    private static async Task<string> CopyAsync(Stream from, Stream to, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(81920);
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, cancel)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                await to.WriteAsync(buffer.AsMemory(0, read), cancel);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Where nothing can be written nothing can be deleted either; the refusal already says so.
        }
    }
}

/// <summary>Finds out from its bytes what kind a file is, and whether it is whole.</summary>
public static class EvidenceContent
{
    private const int Tail = 2048;

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> PngEnd => [(byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    /// <summary>The everyday word for a kind.</summary>
    public static string NameOf(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Pdf => "a PDF",
        EvidenceKind.Png => "a PNG picture",
        EvidenceKind.Jpeg => "a JPEG picture",
        EvidenceKind.Html => "an HTML page",
        _ => "plain text",
    };

    /// <summary>The media type a stored copy is sent with.</summary>
    public static string MediaTypeOf(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Pdf => "application/pdf",
        EvidenceKind.Png => "image/png",
        EvidenceKind.Jpeg => "image/jpeg",
        EvidenceKind.Html => "text/html",
        _ => "text/plain",
    };

    /// <summary>The kind that a file's ending stands for; null for an unknown ending.</summary>
    public static EvidenceKind? KindOfName(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".pdf" => EvidenceKind.Pdf,
        ".png" => EvidenceKind.Png,
        ".jpg" or ".jpeg" => EvidenceKind.Jpeg,
        ".html" or ".htm" => EvidenceKind.Html,
        ".txt" or ".md" or ".csv" => EvidenceKind.Text,
        _ => null,
    };

    /// <summary>Looks at a whole file.</summary>
    /// <returns>Its kind, or what is wrong with it as the end of a sentence that begins with its name.</returns>
    public static async Task<(EvidenceKind? Kind, string? Problem)> LookAsync(Stream file, CancellationToken cancel = default)
    {
        var head = await ReadAsync(file, 0, Tail, cancel);
        var end = await ReadAsync(file, Math.Max(0, file.Length - Tail), Tail, cancel);
        if (head.AsSpan().StartsWith(Png))
        {
            return Whole(EvidenceKind.Png, end.AsSpan().EndsWith(PngEnd));
        }

        if (head is [0xFF, 0xD8, 0xFF, ..])
        {
            // Some cameras pad the end with zeros.
            return Whole(EvidenceKind.Jpeg, end.AsSpan().TrimEnd((byte)0) is [.., 0xFF, 0xD9]);
        }

        if (head.AsSpan(0, Math.Min(1024, head.Length)).IndexOf("%PDF-"u8) >= 0)
        {
            return Whole(EvidenceKind.Pdf, end.AsSpan().LastIndexOf("%%EOF"u8) >= 0);
        }

        if (await IsTextAsync(file, cancel))
        {
            return (LooksLikeHtml(head) ? EvidenceKind.Html : EvidenceKind.Text, null);
        }

        return (null, "is of a kind that cannot be stored. Choose a PDF, PNG, JPEG, HTML or plain text file in UTF-8, or print it to a PDF.");
    }

    private static (EvidenceKind?, string?) Whole(EvidenceKind kind, bool isWhole) =>
        isWhole ? (kind, null) : (null, $"begins like {NameOf(kind)} but is not complete. Download it again, then choose it again.");

    private static bool LooksLikeHtml(byte[] head)
    {
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        while (text.StartsWith("<!--", StringComparison.Ordinal) || text.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase))
        {
            var close = text.IndexOf('>', StringComparison.Ordinal);
            text = close < 0 ? "" : text[(close + 1)..].TrimStart();
        }

        return text.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || text.StartsWith("<head", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<body", StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<bool> IsTextAsync(Stream file, CancellationToken cancel)
    {
        file.Position = 0;
        var strict = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
        var bytes = new byte[16384];
        var chars = new char[16384];
        try
        {
            int read;
            while ((read = await file.ReadAsync(bytes, cancel)) > 0)
            {
                var count = strict.GetChars(bytes.AsSpan(0, read), chars, flush: false);
                if (chars.AsSpan(0, count).ContainsAnyInRange('\u0000', '\u0008') || chars.AsSpan(0, count).ContainsAnyInRange('\u000E', '\u001F'))
                {
                    return false;
                }
            }

            strict.GetChars([], chars, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    private static async Task<byte[]> ReadAsync(Stream file, long from, int count, CancellationToken cancel)
    {
        file.Position = from;
        var bytes = new byte[count];
        var read = await file.ReadAtLeastAsync(bytes, count, throwOnEndOfStream: false, cancel);
        return bytes[..read];
    }
}
