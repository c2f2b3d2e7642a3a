using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Evidence;

/// <summary>Finds out from its bytes what kind a file is, and whether it is whole.</summary>
public static class EvidenceContent
{
    private const int Tail = 2048;

    // The most that is read of a list of parts, whatever it says of its size.
    private const int MostOfList = 1024 * 1024;

    private static ReadOnlySpan<byte> Png => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    private static ReadOnlySpan<byte> PngEnd => [(byte)'I', (byte)'E', (byte)'N', (byte)'D', 0xAE, 0x42, 0x60, 0x82];

    private static ReadOnlySpan<byte> Compound => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    private static readonly string[] HeifBrands = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

    // Fields that every mail has one of beside its sender.
    private static readonly string[] OfMails = ["Date", "Received", "Message-ID", "MIME-Version", "Subject"];

    private static readonly (string Part, EvidenceKind Kind)[] OfficeParts =
    [
        ("wordprocessingml.document.main+xml", EvidenceKind.Docx),
        ("spreadsheetml.sheet.main+xml", EvidenceKind.Xlsx),
        ("presentationml.presentation.main+xml", EvidenceKind.Pptx),
    ];

    /// <summary>Looks at a whole file.</summary>
    /// <returns>Its kind, or what is wrong with it as the end of a sentence that begins with its name.</returns>
    public static async Task<(EvidenceKind? Kind, string? Problem)> LookAsync(Stream file, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(file);
        var head = await ReadAsync(file, 0, Tail, cancel);
        var end = await ReadAsync(file, Math.Max(0, file.Length - Tail), Tail, cancel);
        if (head.AsSpan().StartsWith(Png))
        {
            return Whole(EvidenceKind.Png, end.AsSpan().EndsWith(PngEnd));
        }

        if (head is [0xFF, 0xD8, 0xFF, ..])
        {
            // Some cameras pad the end with zeros, and phones put a film behind it.
            return Whole(EvidenceKind.Jpeg, end.AsSpan().TrimEnd((byte)0) is [.., 0xFF, 0xD9] || HasJpegEnd(await ReadAllAsync(file, cancel)));
        }

        if (head.AsSpan(0, Math.Min(1024, head.Length)).IndexOf("%PDF-"u8) >= 0)
        {
            // Signatures and servers add to the end of a file that was whole.
            return Whole(EvidenceKind.Pdf, end.AsSpan().LastIndexOf("%%EOF"u8) >= 0 || HasPdfEnd(await ReadAllAsync(file, cancel)));
        }

        if (head is [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..])
        {
            return Whole(EvidenceKind.Webp, BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4)) + 8L <= file.Length);
        }

        if (IsHeif(head))
        {
            return Whole(EvidenceKind.Heif, await HasWholeBoxesAsync(file, cancel));
        }

        if (head.AsSpan().StartsWith(Compound))
        {
            return await LookIntoCompoundAsync(file, cancel);
        }

        if (head is [(byte)'P', (byte)'K', 3, 4, ..])
        {
            return await LookIntoArchiveAsync(file, cancel);
        }

        // A mail may be in any encoding, and in several; its head is not.
        if (LooksLikeMail(head) && !await HoldsZeroAsync(file, cancel))
        {
            return (EvidenceKind.Eml, null);
        }

        if (await IsTextAsync(file, cancel))
        {
            return (LooksLikeHtml(head) ? EvidenceKind.Html : EvidenceKind.Text, null);
        }

        // A page is kept as it came: many say one encoding and are in another.
        if (LooksLikeHtml(head) && !await HoldsZeroAsync(file, cancel))
        {
            return (EvidenceKind.Html, null);
        }

        return Unknown();
    }

    private static (EvidenceKind?, string?) Whole(EvidenceKind kind, bool isWhole) =>
        isWhole ? (kind, null) : (null, $"begins like {EvidenceForm.Of(kind).Name} but is not complete. Download it again, then choose it again.");

    private static (EvidenceKind?, string?) Unknown(string? instead = null) =>
        (null, $"is of a kind that cannot be stored. {instead ?? "Print it to a PDF, or choose another file."} These can be stored: {EvidenceForm.Takes}.");

    // Whether the picture itself ends, whatever comes behind it. The small picture within its head ends too, but that is skipped.
    private static bool HasJpegEnd(ReadOnlySpan<byte> file)
    {
        var at = 2;
        while (at + 4 <= file.Length)
        {
            if (file[at] != 0xFF)
            {
                return false;
            }

            var marker = file[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == 0xD9)
            {
                return true;
            }

            at += marker is 0x01 or (>= 0xD0 and <= 0xD7) ? 2 : 2 + BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (marker == 0xDA)
            {
                // Within a scan, FF is followed by zero or by a restart.
                while (at + 1 < file.Length && (file[at] != 0xFF || file[at + 1] is 0 or (>= 0xD0 and <= 0xD7)))
                {
                    at++;
                }
            }
        }

        return at + 2 <= file.Length && file[at] == 0xFF && file[at + 1] == 0xD9;
    }

    // Whether some table of contents of the file is whole: one that points back into it. The first one of a file that is made for the
    // web points to 0, and stands near the beginning of one that broke off.
    private static bool HasPdfEnd(ReadOnlySpan<byte> file)
    {
        while (file.LastIndexOf("%%EOF"u8) is var end and >= 0)
        {
            var before = file[Math.Max(0, end - 64)..end];
            if (before.LastIndexOf("startxref"u8) is var start and >= 0
                && long.TryParse(Encoding.ASCII.GetString(before[(start + 9)..]).Trim(), out var at) && at > 0 && at < end)
            {
                return true;
            }

            file = file[..end];
        }

        return false;
    }

    private static bool IsHeif(byte[] head)
    {
        if (head.Length < 16 || !head.AsSpan(4, 4).SequenceEqual("ftyp"u8))
        {
            return false;
        }

        var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(head), (uint)head.Length);
        var brands = Enumerable.Range(2, Math.Max(0, (length / 4) - 2)).Where(i => i != 3).Select(i => Encoding.ASCII.GetString(head, i * 4, 4)).ToList();
        return brands.Count > 0 && brands.Exists(HeifBrands.Contains) && !brands.Exists(b => b is "avif" or "avis");
    }

    // Whether the boxes of the picture end within the file: what says what it is, and its data. Phones put a film behind them.
    private static async Task<bool> HasWholeBoxesAsync(Stream file, CancellationToken cancel)
    {
        var (hasMeta, hasData) = (false, false);
        long at = 0;
        while (at + 8 <= file.Length)
        {
            var box = await ReadAsync(file, at, 16, cancel);
            long size = BinaryPrimitives.ReadUInt32BigEndian(box);
            size = size == 1 && box.Length == 16 ? BinaryPrimitives.ReadInt64BigEndian(box.AsSpan(8)) : size == 0 ? file.Length - at : size;
            if (size < 8 || size > file.Length - at)
            {
                break;
            }

            hasMeta |= box.AsSpan(4, 4).SequenceEqual("meta"u8);
            hasData |= box.AsSpan(4, 4).SequenceEqual("mdat"u8);
            at += size;
        }

        return hasMeta && (hasData || at == file.Length);
    }

    // Mail of Outlook and files of old office programs are kept in the same form; only the mail has a list of its properties.
    private static async Task<(EvidenceKind?, string?)> LookIntoCompoundAsync(Stream file, CancellationToken cancel)
    {
        var bytes = await ReadAllAsync(file, cancel);
        if (bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes("__properties_version1.0")) >= 0)
        {
            // The list of its streams must lie within it.
            var (sector, list) = bytes.Length < 512 ? (0, 0u) : (BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(30)), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(48)));
            return Whole(EvidenceKind.Msg, sector is 9 or 12 && (list + 2L) << sector <= bytes.Length);
        }

        return Unknown("Files of old office programs, and those with a password, can hold programs that nobody sees. Save it as .docx, .xlsx or .pptx without a password, or print it to a PDF.");
    }

    private static async Task<(EvidenceKind?, string?)> LookIntoArchiveAsync(Stream file, CancellationToken cancel)
    {
        try
        {
            file.Position = 0;
            await using var archive = await ZipArchive.CreateAsync(file, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancel);
            var list = await TextOfAsync(archive.GetEntry("[Content_Types].xml"), cancel);
            var type = await TextOfAsync(archive.GetEntry("mimetype"), cancel);
            var kind = OfficeParts.Where(p => list.Contains(p.Part, StringComparison.OrdinalIgnoreCase)).Select(p => (EvidenceKind?)p.Kind).FirstOrDefault()
                ?? EvidenceForm.All.Where(f => f.Kind is EvidenceKind.Odt or EvidenceKind.Ods or EvidenceKind.Odp && f.MediaType == type.Trim()).Select(f => (EvidenceKind?)f.Kind).FirstOrDefault();
            var hasMacros = list.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
                || archive.Entries.Any(e => e.FullName.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase) || e.FullName.Contains("macrosheets/", StringComparison.OrdinalIgnoreCase)
                    || (type.Length > 0 && (e.FullName.StartsWith("Basic/", StringComparison.OrdinalIgnoreCase) || e.FullName.StartsWith("Scripts/", StringComparison.OrdinalIgnoreCase))));
            return hasMacros ? (null, "holds macros: programs that would run where a reader opens it. Save it without macros, as .docx, .xlsx or .pptx, or print it to a PDF.")
                : kind is { } known ? (known, null)
                : Unknown();
        }
        catch (InvalidDataException)
        {
            return (null, "begins like an office file or an archive but is not complete. Download it again, then choose it again.");
        }
    }

    // The beginning of a part of an archive, however much it says that it unpacks to.
    private static async Task<string> TextOfAsync(ZipArchiveEntry? entry, CancellationToken cancel)
    {
        if (entry is null)
        {
            return "";
        }

        await using var content = await entry.OpenAsync(cancel);
        var bytes = new byte[MostOfList];
        var read = await content.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
        return Encoding.UTF8.GetString(bytes, 0, read);
    }

    // A mail begins with fields, one on each line, and says whom it is from.
    private static bool LooksLikeMail(byte[] head)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var text = Encoding.Latin1.GetString(head);
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            if (line.Length == 0)
            {
                break;
            }

            if (line[0] is ' ' or '\t' && names.Count > 0)
            {
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || !line.AsSpan(0, colon).ToString().All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                // Only the last line may break off, where no more of the file was read.
                if (i == lines.Length - 1 && head.Length == Tail)
                {
                    break;
                }

                return false;
            }

            names.Add(line[..colon]);
        }

        return names.Contains("Received") || (names.Contains("From") && names.Count > 2 && OfMails.Count(names.Contains) > 1);
    }

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

    private static async Task<bool> HoldsZeroAsync(Stream file, CancellationToken cancel)
    {
        file.Position = 0;
        var bytes = new byte[16384];
        int read;
        while ((read = await file.ReadAsync(bytes, cancel)) > 0)
        {
            if (bytes.AsSpan(0, read).Contains((byte)0))
            {
                return true;
            }
        }

        return false;
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

    // An upload is at most as large as the setting allows, 25 MB unless the operator says otherwise.
    private static Task<byte[]> ReadAllAsync(Stream file, CancellationToken cancel) => ReadAsync(file, 0, (int)Math.Min(file.Length, Array.MaxLength), cancel);

    private static async Task<byte[]> ReadAsync(Stream file, long from, int count, CancellationToken cancel)
    {
        file.Position = from;
        var bytes = new byte[count];
        var read = await file.ReadAtLeastAsync(bytes, count, throwOnEndOfStream: false, cancel);
        return bytes[..read];
    }
}
