using System.IO.Compression;
using System.Text;

namespace PledgeTracker.Web.Import;

/// <summary>
/// Turns bytes from any program into text: UTF-8 with or without a byte-order mark, UTF-16, or the Windows-1252 of older
/// Excels, or the MacRoman of older Macintoshes.
/// </summary>
public static class ImportText
{
    /// <summary>The most bytes of a packed file once it is unpacked: as many as an unpacked file may have.</summary>
    private const int MostUnpacked = ImportDesk.MostBytes;

    /// <summary>
    /// How many times its own size a packed file may unpack to. A table of figures shrinks to about a twentieth.
    /// </summary>
    private const int MostTimes = 100;

    /// <summary>The size that any packed file may unpack to, however small it is.</summary>
    private const int AlwaysTaken = 1024 * 1024;

    /// <summary>The names by which an encoding can be asked for.</summary>
    public static IReadOnlyList<(string Code, string Name)> Encodings { get; } = [("utf-8", "UTF-8"), ("utf-16", "UTF-16"), ("windows-1252", "Windows-1252"), ("macintosh", "MacRoman")];

    /// <summary>The delimiters of tables, by name.</summary>
    public static IReadOnlyList<(string Code, string Name, char Mark)> Delimiters { get; } = [("comma", "comma", ','), ("semicolon", "semicolon", ';'), ("tab", "tab", '\t')];

    static ImportText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The content of a file, unpacked where it is gzipped as in the data set.</summary>
    /// <exception cref="ImportException">It is broken, or far larger than it looks.</exception>
    public static byte[] Unpack(byte[] bytes)
    {
        if (bytes is not [0x1F, 0x8B, ..])
        {
            return bytes;
        }

        try
        {
            // Read twice: the first pass only measures the size, and keeps nothing.
            var plain = new byte[SizeOf(bytes)];
            using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
            packed.ReadExactly(plain);
            return plain;
        }
        catch (InvalidDataException)
        {
            throw new ImportException(1, "The file is compressed and damaged. Upload it again, uncompressed.");
        }
    }

    private static int SizeOf(byte[] bytes)
    {
        var most = Math.Min(MostUnpacked, Math.Max(AlwaysTaken, (long)bytes.Length * MostTimes));
        using var packed = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        var part = new byte[64 * 1024];
        var size = 0;
        int read;
        while ((read = packed.Read(part)) > 0)
        {
            size += read;
            if (size > most)
            {
                throw new ImportException(1, most < MostUnpacked
                    ? $"The compressed file expands to more than {MostTimes} times its size, which is too much for a table. Upload it uncompressed."
                    : $"Uncompressed, the file has more than {MostUnpacked / 1_000_000} MB. Import it in parts.");
            }
        }

        return size;
    }

    /// <summary>Reads bytes as text.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="asked">The encoding somebody asked for; null to find it.</param>
    /// <returns>The text, and the encoding in words.</returns>
    /// <exception cref="ImportException">The bytes are not text in the encoding that was asked for.</exception>
    public static (string Text, string Name) Decode(byte[] bytes, string? asked)
    {
        var marked = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => ("utf-8", 3),
            [0xFF, 0xFE, ..] => ("utf-16", 2),
            [0xFE, 0xFF, ..] => ("utf-16be", 2),
            _ => (null, 0),
        };
        var code = asked ?? marked.Item1 ?? Guess(bytes);
        if (code == "utf-16" && marked.Item1 == "utf-16be" || (code == "utf-16" && marked.Item1 is null && bytes is [0, not 0, ..]))
        {
            code = "utf-16be";
        }

        try
        {
            var text = Encoding.GetEncoding(code, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetString(bytes, marked.Item2, bytes.Length - marked.Item2);
            return (text, code switch
            {
                "utf-8" => "UTF-8",
                "windows-1252" => "Windows-1252",
                "macintosh" => "MacRoman",
                _ => "UTF-16",
            });
        }
        catch (Exception e) when (e is DecoderFallbackException or ArgumentException)
        {
            throw new ImportException(1, $"The file is not text in {Encodings.FirstOrDefault(n => n.Code == asked).Name ?? "an encoding that is known here"}. Save it as “CSV UTF-8”, or choose another encoding.");
        }
    }

    /// <summary>Finds the delimiter of a table in its first line, outside of quotes; Excel's <c>sep=;</c> says it outright.</summary>
    public static char DelimiterOf(string text)
    {
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4)
        {
            return text[4];
        }

        var counts = new int[Delimiters.Count];
        var quoted = false;
        foreach (var c in text)
        {
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && c is '\n' or '\r')
            {
                // A title above the table has no mark.
                if (counts.Max() > 0)
                {
                    break;
                }
            }
            else if (!quoted)
            {
                for (var i = 0; i < counts.Length; i++)
                {
                    counts[i] += Delimiters[i].Mark == c ? 1 : 0;
                }
            }
        }

        return Delimiters[Array.IndexOf(counts, counts.Max())].Mark;
    }

    private static string Guess(byte[] bytes)
    {
        // Text in UTF-16 without its mark: every other byte of a Latin text is zero.
        var sample = bytes.AsSpan(0, Math.Min(bytes.Length, 4096));
        if (sample.Count((byte)0) > sample.Length / 4)
        {
            return "utf-16";
        }

        try
        {
            new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetCharCount(bytes);
            return "utf-8";
        }
        catch (DecoderFallbackException)
        {
            // Letters of UTF-8 that are whole do not come about by chance: then the file is UTF-8, and a few bytes of it are broken.
            var (whole, broken, line) = (0, 0, 0);
            for (var (at, now) = (0, 1); at < bytes.Length;)
            {
                var isWhole = Rune.DecodeFromUtf8(bytes.AsSpan(at), out _, out var length) == System.Buffers.OperationStatus.Done;
                whole += isWhole && length > 1 ? 1 : 0;
                broken += isWhole ? 0 : 1;
                line = !isWhole && line == 0 ? now : line;
                now += bytes[at] == (byte)'\n' ? 1 : 0;
                at += length;
            }

            return whole > broken
                ? throw new ImportException(line, $"The file is UTF-8, and this line holds {(broken == 1 ? "a character" : "the first of several characters")} that cannot be read. Put it right and choose the file again, or choose another encoding.")
                // Old programs of the Macintosh ended lines as no other did.
                : bytes.AsSpan().Contains((byte)'\r') && !bytes.AsSpan().Contains((byte)'\n') ? "macintosh" : "windows-1252";
        }
    }
}

/// <summary>The file as a whole cannot be read; the message says what to do.</summary>
public sealed class ImportException(int line, string message, string? column = null) : Exception(message)
{
    /// <summary>The line it is about, from 1.</summary>
    public int Line => line;

    public string? Column => column;
}
