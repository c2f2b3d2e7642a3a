using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Charts;

/// <summary>What the marks of a drawing mean, in rows under it: only what is drawn, and no two with one icon.</summary>
internal sealed class ChartLegend
{
    private const double KeyWidth = 20, Between = 14;

    private readonly ChartFrame _frame;
    private readonly List<List<(Key Key, double X)>> _rows = [];

    /// <summary>The legend of the chart of a target.</summary>
    public ChartLegend(ChartReading reading, ChartFrame frame)
    {
        _frame = frame;
        var keys = reading.Counted.Select(f => f.Figure.Basis).Distinct().Order().Select(basis => new Key(Wording.Label(basis), basis, Counting.Counted)).ToList();
        var uncounted = reading.Uncounted.Select(f => f.Figure.Counting).ToHashSet();
        if (uncounted.Contains(Counting.Context))
        {
            keys.Add(new Key(T("Hollow: not counted"), Basis.CompanyStatement, Counting.Context));
        }

        if (uncounted.Contains(Counting.Disputed))
        {
            keys.Add(new Key(T("Dashed: disputed"), Basis.CompanyStatement, Counting.Disputed));
        }

        if (reading.LeftOut.Count > 0)
        {
            keys.AddRange(TextWidth.Wrap(ChartWords.LeftOut(reading.LeftOut.Count), frame.Font, false, (frame.Width / frame.Slack) - (2 * ChartFrame.Edge) - KeyWidth, 2)
                .Select(line => new Key(line, null, null)));
        }

        var x = double.MaxValue;
        foreach (var key in keys)
        {
            var width = (key.Counting is null ? 0 : KeyWidth) + frame.WidthOf(key.Text) + Between;
            if (x + width - Between > frame.Width || key.Counting is null)
            {
                _rows.Add([]);
                x = ChartFrame.Edge;
            }

            _rows[^1].Add((key, x));
            x += width;
        }
    }

    /// <summary>The height of the rows.</summary>
    public double Height => _rows.Count * (_frame.Line + 3);

    /// <summary>Draws the rows from a height on.</summary>
    public void Draw(SvgWriter svg, double top)
    {
        if (_rows.Count == 0)
        {
            return;
        }

        svg.Begin("g", ("class", "legend"));
        var y = top;
        foreach (var row in _rows)
        {
            y += _frame.Line + 3;
            foreach (var (key, x) in row)
            {
                if (key is { Counting: { } counting, Basis: { } basis })
                {
                    svg.Begin("g", ("class", BasisMark.Classes(counting)), ("transform", $"translate({SvgWriter.Place(x + 7)} {SvgWriter.Place(y - (_frame.Font * 0.35))})"));
                    svg.Empty("path", ("d", BasisMark.Path(counting, basis))).End();
                }

                svg.Text("text", key.Text, ("x", SvgWriter.Place(x + (key.Counting is null ? 0 : KeyWidth))), ("y", SvgWriter.Place(y)), ("class", "soft"));
            }
        }

        svg.End();
    }

    private sealed record Key(string Text, Basis? Basis, Counting? Counting);
}
