namespace PledgeTracker.Web.Charts;

/// <summary>What has a number on a drawing instead of its words: the words stand under it. Numbered from the left to the right.</summary>
/// <param name="frame">What measures the texts.</param>
internal sealed class NumberedList(ChartFrame frame)
{
    private const double Indent = 24, Between = 18;

    private readonly List<Entry> _entries = [];

    /// <summary>The height of the list with the space above it.</summary>
    public double Height => _entries.Count == 0 ? 0 : 6 + (Rows().Count * RowHeight);

    private double RowHeight => frame.Line + 4;

    /// <summary>Adds what belongs to a place on the drawing.</summary>
    /// <param name="x">The place, which decides the order.</param>
    /// <param name="text">The words.</param>
    /// <param name="language">The language of the words; null for the page’s own.</param>
    public Entry Add(double x, string text, string? language = null)
    {
        var entry = new Entry(x, text, language);
        _entries.Add(entry);
        return entry;
    }

    /// <summary>Adds one again, after the list began anew.</summary>
    public void Add(Entry entry) => _entries.Add(entry);

    /// <summary>Begins anew.</summary>
    public void Clear() => _entries.Clear();

    /// <summary>Gives each its number, once all are there.</summary>
    public void Number()
    {
        foreach (var (entry, i) in _entries.OrderBy(e => e.X).Select((e, i) => (e, i)))
        {
            entry.Number = i + 1;
        }
    }

    /// <summary>Draws a number on its ground, around a point.</summary>
    public void Badge(SvgWriter svg, int number, double x, double y)
    {
        svg.Empty("polyline", ("class", "badge"), ("points", SvgWriter.Points([(x, y), (x + 0.1, y)])));
        svg.Text("text", SvgWriter.Number(number), ("class", "no"), ("x", SvgWriter.Place(x)), ("y", SvgWriter.Place(y + (frame.Font * 0.33))), ("text-anchor", "middle"));
    }

    /// <summary>Draws the list from a height on.</summary>
    public void Draw(SvgWriter svg, double top)
    {
        if (_entries.Count == 0)
        {
            return;
        }

        svg.Begin("g", ("class", "list"));
        var y = top + 6;
        foreach (var row in Rows())
        {
            y += RowHeight;
            foreach (var (entry, line, x, isFirst) in row)
            {
                if (isFirst)
                {
                    Badge(svg, entry.Number, x + 8, y - (frame.Font * 0.33));
                }

                svg.Text("text", line, [("x", SvgWriter.Place(x + Indent)), ("y", SvgWriter.Place(y)), ("class", "soft"), .. entry.Language is { } language ? [("lang", language)] : Array.Empty<(string, string)>()]);
            }
        }

        svg.End();
    }

    // One after the other as far as there is room; what needs more than one line has lines of its own.
    private List<List<(Entry Entry, string Line, double X, bool IsFirst)>> Rows()
    {
        var rows = new List<List<(Entry, string, double, bool)>>();
        var x = double.MaxValue;
        var room = frame.Width - (2 * ChartFrame.Edge) - Indent;
        foreach (var entry in _entries.OrderBy(e => e.X))
        {
            var lines = TextWidth.Wrap(entry.Text, frame.Font, false, room / frame.Slack, 8);
            var width = Indent + lines.Max(line => frame.WidthOf(line)) + Between;
            if (x + width - Between > frame.Width - ChartFrame.Edge || lines.Count > 1)
            {
                rows.Add([]);
                x = ChartFrame.Edge;
            }

            rows[^1].Add((entry, lines[0], x, true));
            foreach (var line in lines.Skip(1))
            {
                rows.Add([(entry, line, x, false)]);
            }

            x = lines.Count > 1 ? double.MaxValue : x + width;
        }

        return rows;
    }

    /// <summary>What has a number.</summary>
    internal sealed record Entry(double X, string Text, string? Language)
    {
        /// <summary>Its number; 0 until all are there.</summary>
        public int Number { get; set; }
    }
}
