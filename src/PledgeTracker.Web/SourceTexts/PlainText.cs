using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace PledgeTracker.Web.SourceTexts;

/// <summary>Bytes as text, and text without what nobody sees.</summary>
internal static partial class PlainText
{
    private const int HeadLength = 2048;

    static PlainText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>
    /// The text of bytes in the encoding that they are in: the mark at their beginning says it, else the page itself. One that says UTF-8, or
    /// nothing, and is not UTF-8 is read as Windows-1252, as browsers do.
    /// </summary>
    public static (string Text, string? Said) Decode(byte[] bytes)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..] or [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
        {
            return (new StreamReader(new MemoryStream(bytes), Encoding.UTF8, detectEncodingFromByteOrderMarks: true).ReadToEnd(), null);
        }

        var named = Charset().Match(Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, HeadLength))) is { Success: true } match ? match.Groups["name"].Value : "utf-8";
        var strict = Strict(named) ?? Strict("utf-8")!;
        try
        {
            return (strict.GetString(bytes), null);
        }
        catch (DecoderFallbackException)
        {
            return (Strict("windows-1252")!.GetString(bytes), string.Create(CultureInfo.InvariantCulture, $"It says that it is in {strict.WebName.ToUpperInvariant()} and is not. It was read as Windows-1252: look at its accents."));
        }
    }

    /// <summary>
    /// The bytes of a page of which the server alone said in which encoding it is, so that they say it themselves: HTML gets a line with it in its
    /// head, and plain text, which has no place for one, is written in UTF-8. Everything else stays as it is.
    /// </summary>
    /// <param name="bytes">The page.</param>
    /// <param name="charset">What the server said; null where it said nothing.</param>
    /// <param name="mediaType">What the server called it.</param>
    public static byte[] SayingItsCharset(byte[] bytes, string? charset, string? mediaType)
    {
        charset = charset?.Trim(' ', '"', '\'');
        if (charset is null || mediaType is not ("text/html" or "application/xhtml+xml" or "text/plain") || bytes is [0xEF, 0xBB, 0xBF, ..] or [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] || Strict(charset) is not { } encoding || encoding is UTF8Encoding)
        {
            return bytes;
        }

        var head = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, HeadLength));
        if (mediaType == "text/plain" || !encoding.GetBytes("<").AsSpan().SequenceEqual("<"u8))
        {
            // An encoding in which not even a tag is the usual bytes cannot be named by one.
            return Whole(encoding, bytes) is { } text ? Encoding.UTF8.GetBytes(text) : bytes;
        }

        if (Charset().IsMatch(head))
        {
            return bytes;
        }

        var at = Head().Match(head) is { Success: true } opened ? opened.Index + opened.Length : 0;
        return [.. bytes.AsSpan(0, at), .. Encoding.ASCII.GetBytes($"<meta charset=\"{encoding.WebName}\">"), .. bytes.AsSpan(at)];
    }

    private static string? Whole(Encoding encoding, byte[] bytes)
    {
        try
        {
            return encoding.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>A text without signs that cannot be shown, with one kind of line break, and no longer than is read.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(Math.Min(text.Length, SourceText.MostCharacters));
        for (var i = 0; i < text.Length && plain.Length < SourceText.MostCharacters; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                plain.Append(c).Append(text[++i]);
            }
            else if (c is '\n' or '\t' || !(char.IsControl(c) || char.IsSurrogate(c) || c is '\uFEFF' or '\u200B' or '\u00AD'))
            {
                plain.Append(c);
            }
            else if (c == '\r' && (i + 1 == text.Length || text[i + 1] != '\n'))
            {
                plain.Append('\n');
            }
        }

        return ManyLines().Replace(plain.ToString(), "\n\n");
    }

    private static Encoding? Strict(string name)
    {
        try
        {
            // As the standard of the web has it: who says Latin-1 writes Windows-1252.
            return Encoding.GetEncoding(name.ToLowerInvariant() is "iso-8859-1" or "latin1" or "us-ascii" ? "windows-1252" : name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (Exception unknown) when (unknown is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    [GeneratedRegex("""charset\s*=\s*["']?\s*(?<name>[A-Za-z0-9_:-]{2,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Charset();

    // Where a line in the head may stand: behind its tag, or behind what comes before it.
    [GeneratedRegex("""^\s*(?:<\?xml[^>]*>\s*)?(?:<!doctype[^>]*>\s*)?(?:<html[^>]*>\s*)?(?:<head[^>]*>)?""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    [GeneratedRegex(@"[ \t]*\n[ \t]*\n\s*")]
    private static partial Regex ManyLines();
}
