using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
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

            if (problem is null && EvidenceForm.OfName(name) is { } named && named.Kind != kind && !(named.IsText && EvidenceForm.Of(kind!.Value).IsText))
            {
                problem = $"is named like {named.Name}, but its content is {EvidenceForm.Of(kind!.Value).Name}. Check that it is the right file, and give its name the right ending.";
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
