using System.Globalization;
using System.Text;

namespace PledgeTracker.Web.Charts;

/// <summary>
/// Writes SVG that is well formed whatever goes in: text and attributes escaped, characters that XML cannot hold left out,
/// numbers the same in every culture and never in exponents.
/// </summary>
internal sealed class SvgWriter
{
    private readonly StringBuilder _svg = new(8192);
    private readonly Stack<string> _open = new();

    /// <summary>A coordinate, to a hundredth.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "A drawing has only finite coordinates.");
        }

        // Not "-0": rounding comes before the sign.
        var rounded = Math.Round(value, 2, MidpointRounding.AwayFromZero);
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }

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

    public SvgWriter Line(string cssClass, double x1, double y1, double x2, double y2) => Empty(
        "line", ("class", cssClass), ("x1", Number(x1)), ("y1", Number(y1)), ("x2", Number(x2)), ("y2", Number(y2)));

    public override string ToString() =>
        _open.Count == 0 ? _svg.ToString() : throw new InvalidOperationException($"'{_open.Peek()}' is not ended.");

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
