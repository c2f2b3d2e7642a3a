using System.Collections.Frozen;
using System.Text;

namespace PledgeTracker.Web.Http;

/// <summary>
/// Takes what indents a page's source out of its bytes. Only what no reader and no program can see: a line that breaks within a text becomes a
/// space, and nothing where nothing is ever drawn, which is in the head and between the parts of a table.
/// </summary>
/// <remarks>
/// Between entries of a list or paragraphs a space stays, since a style sheet may set them in a line. Tags, comments, scripts and texts whose lines
/// are shown as they are stay as they were written, and so does a space that breaks no line.
/// </remarks>
internal static class SmallHtmlText
{
    // Before and after these a browser drops white space whatever a style sheet says.
    private static readonly FrozenSet<ulong> Undrawn = Names("html head body meta link title base caption colgroup col thead tbody tfoot tr th td");

    // By what ends them.
    private static readonly FrozenDictionary<ulong, byte[]> AsWritten =
        ((string[])["script", "style", "textarea", "pre"]).ToFrozenDictionary(name => NameAt(Encoding.ASCII.GetBytes("<" + name)), name => Encoding.ASCII.GetBytes("</" + name));

    /// <summary>Takes it out in place.</summary>
    /// <param name="page">A page in UTF-8.</param>
    /// <returns>How many bytes it has now.</returns>
    public static int Shrink(Span<byte> page)
    {
        var (read, written) = (0, 0);

        // Up to where a space would not be drawn: the end of a tag of that kind, if it is the last that was written.
        var undrawn = 0;
        while (read < page.Length)
        {
            var rest = page[read..];
            if (rest[0] == '\n')
            {
                read += rest.IndexOfAnyExcept(" \t\r\n\f"u8) is >= 0 and var spaces ? spaces : rest.Length;
                written = page[..written].LastIndexOfAnyExcept(" \t\r\n\f"u8) + 1;
                if (written != undrawn && !(read < page.Length && page[read] == '<' && Undrawn.Contains(NameAt(page[read..]))))
                {
                    page[written++] = (byte)' ';
                }

                continue;
            }

            var isTag = rest[0] == '<';
            var name = isTag ? NameAt(rest) : 0;
            var length = isTag ? LengthOf(rest, name) : rest.IndexOfAny((byte)'<', (byte)'\n') is >= 0 and var text ? text : rest.Length;
            rest[..length].CopyTo(page[written..]);
            (read, written) = (read + length, written + length);
            undrawn = isTag && Undrawn.Contains(name) ? written : undrawn;
        }

        return written;
    }

    // A tag or a comment; with what stands in it where that is to stay as it is.
    private static int LengthOf(ReadOnlySpan<byte> at, ulong name)
    {
        if (at.StartsWith("<!--"u8))
        {
            return Through(at, "-->"u8);
        }

        var end = 1;
        while (true)
        {
            var next = at[end..].IndexOfAny((byte)'>', (byte)'"', (byte)'\'');
            if (next < 0)
            {
                return at.Length;
            }

            var sign = at[end + next];
            end += next + 1;
            if (sign == '>')
            {
                return at[1] != '/' && AsWritten.TryGetValue(name, out var last) ? end + Through(at[end..], last) : end;
            }

            // A quoted value may hold what ends a tag elsewhere.
            end += Through(at[end..], [sign]);
        }
    }

    private static int Through(ReadOnlySpan<byte> at, ReadOnlySpan<byte> last) => at.IndexOf(last) is >= 0 and var found ? found + last.Length : at.Length;

    // A name as a number of its letters: none of those that matter has more than eight. 0 for any other, and for a comment.
    private static ulong NameAt(ReadOnlySpan<byte> tag)
    {
        ulong name = 0;
        var letters = tag[(tag.Length > 1 && tag[1] == '/' ? 2 : 1)..];
        for (var i = 0; i < letters.Length && (char.IsAsciiLetterOrDigit((char)letters[i]) || letters[i] == '-'); i++)
        {
            if (i == 8)
            {
                return 0;
            }

            name = (name << 8) | letters[i] | 0x20u;
        }

        return name;
    }

    private static FrozenSet<ulong> Names(string names) => names.Split(' ').Select(name => NameAt(Encoding.ASCII.GetBytes("<" + name))).ToFrozenSet();
}
