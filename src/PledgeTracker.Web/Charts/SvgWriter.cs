using System.Buffers;
using System.Globalization;
using System.Text;

namespace PledgeTracker.Web.Charts;

/// <summary>
/// Writes SVG that is well formed whatever goes in: text and attributes escaped, characters that XML cannot hold left out,
/// numbers the same in every culture and never in exponents.
/// </summary>
internal sealed class SvgWriter
{
    // All characters that text must not hold as they are; everything between them is written in one go.
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(c => (char)c), '&', '<', '>', '"', '\uFFFE', '\uFFFF', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    // A list draws dozens of bars one after the other, and one may not take the room of a chart each.
    [ThreadStatic]
    private static StringBuilder? _spare;

    private const int MostSpared = 64 * 1024;

    private readonly StringBuilder _svg;
    private readonly Stack<string> _open = new();
    private string? _written;

    public SvgWriter()
    {
        (_svg, _spare) = (_spare ?? new StringBuilder(8192), null);
    }

    /// <summary>A coordinate, to a hundredth.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A drawing has only finite coordinates.");
        }

        // Rounded to whole hundredths, so that "-0" cannot come up.
        var hundredths = checked((long)Math.Round(value * 100, MidpointRounding.AwayFromZero));
        var (whole, rest) = Math.DivRem(Math.Abs(hundredths), 100);
        var sign = hundredths < 0 ? "-" : "";
        return rest == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}")
            : rest % 10 == 0
                ? string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}.{rest / 10}")
                : string.Create(CultureInfo.InvariantCulture, $"{sign}{whole}.{rest:00}");
    }

    /// <summary>A place on the drawing, to a tenth: less is not seen, and more is only weight.</summary>
    public static string Place(double value) => Number(double.IsFinite(value) ? Math.Round(value, 1, MidpointRounding.AwayFromZero) : value);

    /// <summary>The points of a broken line.</summary>
    public static string Points(IEnumerable<(double X, double Y)> points) => string.Join(' ', points.Select(p => $"{Place(p.X)},{Place(p.Y)}"));

    /// <summary>A share of the drawing's width: 0.25 is 25%.</summary>
    public static string Percent(double share) => Number(share * 100) + "%";

    /// <summary>Begins an element that has children.</summary>
    public SvgWriter Begin(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Tag(name, attributes).Append('>');
        _open.Push(name);
        return this;
    }

    /// <summary>Ends the element begun last.</summary>
    public SvgWriter End()
    {
        _svg.Append("</").Append(_open.Pop()).Append('>');
        return this;
    }

    /// <summary>An element without children.</summary>
    public SvgWriter Empty(string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Tag(name, attributes).Append("/>");
        return this;
    }

    /// <summary>An element that holds text.</summary>
    public SvgWriter Text(string name, string text, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        Tag(name, attributes).Append('>');
        Escape(text, false);
        _svg.Append("</").Append(name).Append('>');
        return this;
    }

    /// <summary>Elements that another writer wrote.</summary>
    public SvgWriter Raw(string written)
    {
        _svg.Append(written);
        return this;
    }

    public SvgWriter Line(string cssClass, double x1, double y1, double x2, double y2) => Empty(
        "line", ("class", cssClass), ("x1", Place(x1)), ("y1", Place(y1)), ("x2", Place(x2)), ("y2", Place(y2)));

    /// <summary>What was written. Nothing is added to it after that.</summary>
    public override string ToString()
    {
        if (_open.Count > 0)
        {
            throw new InvalidOperationException($"'{_open.Peek()}' is not ended.");
        }

        if (_written is null)
        {
            _written = _svg.ToString();
            _spare = _svg.Capacity > MostSpared ? null : _svg.Clear();
        }

        return _written;
    }

    private StringBuilder Tag(string name, ReadOnlySpan<(string Name, string Value)> attributes)
    {
        _svg.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            _svg.Append(' ').Append(attribute).Append("=\"");
            Escape(value, true);
            _svg.Append('"');
        }

        return _svg;
    }

    private void Escape(string text, bool quotes)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var run = text.AsSpan(i).IndexOfAny(Special);
            if (run < 0)
            {
                _svg.Append(text, i, text.Length - i);
                return;
            }

            _svg.Append(text, i, run);
            i += run;
            var c = text[i];
            switch (c)
            {
                case '&':
                    _svg.Append("&amp;");
                    break;
                case '<':
                    _svg.Append("&lt;");
                    break;
                case '>':
                    _svg.Append("&gt;");
                    break;
                case '"' when quotes:
                    _svg.Append("&quot;");
                    break;
                case '\t' or '\n' or '\r':
                    _svg.Append(' ');
                    break;
                case < ' ' or '\uFFFE' or '\uFFFF':
                    break;
                default:
                    // Half of a surrogate pair is no character of XML.
                    if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                    {
                        _svg.Append(c).Append(text[++i]);
                    }
                    else if (!char.IsSurrogate(c))
                    {
                        _svg.Append(c);
                    }

                    break;
            }
        }
    }
}
