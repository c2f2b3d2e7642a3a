using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Charts;

/// <summary>A number on a day.</summary>
public sealed record ClaimPoint(PartialDate Date, Quantity Quantity);

/// <summary>A check on a day, with who did it.</summary>
public sealed record CheckPoint(PartialDate Date, string By);

/// <summary>
/// One series of claimed numbers over time, as SVG: each claim a mark, joined by a line that steps; what the list says of itself as
/// other marks; checks as marks on the axis. One unit and one currency. Values in, text out; no clock.
/// </summary>
/// <remarks>
/// A mark’s label is its number, as firmly as it was said, at the mark or at the end of a line that leads to it; where there is no room, a
/// number stands there and the words under the drawing. A number known only by month or year has its mark over the middle of that time and
/// a thin line over the whole of it. A range reaches from its lower end to its upper.
/// </remarks>
public sealed class ClaimChart
{
    private const double Edge = ChartFrame.Edge, Reach = 6.5;

    private const int MostTries = 8;

    /// <summary>The marks of who says a number: a circle, a square and a triangle that stands on the axis.</summary>
    internal const string Circle = "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1 -5 0Z", Square = "M-4.6 -4.6H4.6V4.6H-4.6Z", Triangle = "M-6 0H6L0 -10Z";

    private readonly SvgWriter _svg = new();
    private readonly ChartOptions _options;
    private readonly string? _currency;
    private readonly IReadOnlyList<ClaimPoint> _claims;
    private readonly IReadOnlyList<ClaimPoint> _versions;
    private readonly IReadOnlyList<CheckPoint> _checks;
    private readonly bool _narrow;
    private readonly double _font;
    private readonly double _line;
    private readonly ChartFrame _frame;
    private readonly string _finding;
    private readonly IReadOnlyList<string> _axisLines;
    private readonly Box _plot;
    private readonly IReadOnlyList<double> _ticks;
    private readonly IReadOnlyList<string> _tickNames;
    private readonly TimeAxis _time;
    private readonly Scale _values;
    private LabelPlacer _placer;
    private readonly NumberedList _list;
    private readonly IReadOnlyList<(PlacedUpright Placed, CheckPoint Check, NumberedList.Entry? Entry)> _flags;
    private readonly Dictionary<object, (PlacedLabel Placed, NumberedList.Entry? Entry)> _labels = new(ReferenceEqualityComparer.Instance);

    private ClaimChart(string axis, string? currency, IReadOnlyList<ClaimPoint> claims, IReadOnlyList<ClaimPoint> versions, IReadOnlyList<CheckPoint> checks, ChartOptions options)
    {
        (_currency, _options) = (currency, options);
        _claims = [.. claims.OrderBy(c => Middle(c.Date)).ThenBy(c => c.Date)];
        _versions = [.. versions.OrderBy(v => Middle(v.Date))];
        _checks = [.. checks.OrderBy(c => Middle(c.Date))];
        var (first, last) = (_claims[0], _claims[^1]);
        _finding = _claims.Count == 1 ? F($"Claimed: {Said(first)} ({first.Date.InWords()}).") : F($"Claimed: first {Said(first)} ({first.Date.InWords()}), last {Said(last)} ({last.Date.InWords()}).");
        _frame = new ChartFrame(options, options.Heading, _finding, options.On);
        (_narrow, _font, _line) = (_frame.IsNarrow, _frame.Font, _frame.Line);
        _axisLines = TextWidth.Wrap(axis, _font, false, (options.Width / _frame.Slack) - (2 * Edge), 2);
        var all = _claims.Concat(_versions).ToList();
        _ticks = Ticks.Covering(0, all.Max(p => (double)p.Quantity.High), _narrow ? 4 : 5);
        _tickNames = ChartWords.Ticks(_ticks, currency);
        var left = Edge + _tickNames.Max(t => _frame.WidthOf(t)) + 8;
        var dates = all.Select(p => p.Date).Concat(_checks.Select(c => c.Date)).ToList();
        _time = new TimeAxis(dates.Min(d => d.Earliest), dates.Max(d => d.Latest), left, options.Width - 14, _font * _frame.Slack);
        _list = new NumberedList(_frame);
        var flags = UprightLabels.Place([.. _checks.Select(c => new Upright(X(c.Date), "examined", c.By, !_narrow, c))], left - 2, options.Width - 2, 4, text => _frame.WidthOf(text));
        _flags = [.. flags.Select(f => (f, (CheckPoint)f.Line.Of!, f.Line.IsText ? null : _list.Add(f.Line.X, f.Line.Text, WrittenIn)))];
        var rows = flags.Count == 0 ? 0 : flags.Max(f => f.Row) + 1;
        _plot = new Box(left, _frame.HeaderHeight + ((1 + _axisLines.Count + rows) * _line) + (rows == 0 ? 0 : 10), options.Width - left - 14, _narrow ? 240 : 280);
        _values = new Scale(_ticks[0], Math.Max(_ticks[^1], _ticks[0] + 1), _plot.Bottom, _plot.Top);
        _placer = PlaceLabels([]);
        _list.Number();
    }

    /// <summary>Draws a series.</summary>
    /// <param name="axis">What is counted, for the vertical axis.</param>
    /// <param name="currency">ISO 4217; null for what is no money.</param>
    /// <param name="claims">The claimed numbers; at least one.</param>
    /// <param name="versions">What lists say of themselves, in the same unit and currency.</param>
    /// <param name="checks">Who examined any of it, and when.</param>
    /// <param name="options">The width and the ids, and whether the drawing leaves the page.</param>
    /// <returns>An <c>svg</c> element.</returns>
    public static string Render(string axis, string? currency, IReadOnlyList<ClaimPoint> claims, IReadOnlyList<ClaimPoint> versions, IReadOnlyList<CheckPoint> checks, ChartOptions options)
    {
        ArgumentNullException.ThrowIfNull(claims);
        ArgumentNullException.ThrowIfNull(versions);
        ArgumentNullException.ThrowIfNull(checks);
        ArgumentNullException.ThrowIfNull(options);
        return new ClaimChart(axis, currency, claims, versions, checks, options).Draw();
    }

    /// <summary>The day over which a mark stands: the middle of the day, month or year.</summary>
    internal static DateOnly Middle(PartialDate date) => date.Earliest.AddDays((date.Latest.DayNumber - date.Earliest.DayNumber) / 2);

    private double X(PartialDate date) => _time.At(Middle(date));

    private double Y(double value) => _values.At(value);

    // ---- labels: the last, the highest and the first say most; the others go back in time

    // What found no room is placed first in the next try, and only the three that say most keep their words.
    private LabelPlacer PlaceLabels(IReadOnlyList<ClaimPoint> first, int tries = 0)
    {
        _labels.Clear();
        _list.Clear();
        foreach (var (_, check, entry) in _flags)
        {
            if (entry is not null)
            {
                _list.Add(entry);
            }
        }

        _placer = Obstacles();
        var most = new[] { _claims[^1], _claims.MaxBy(c => c.Quantity.High)!, _claims[0] };
        foreach (var point in Apart(first.Concat(most).Concat(_versions.Reverse()).Concat(_claims.Reverse())))
        {
            Place(point, tries == 0 || most.Contains(point));
        }

        var lost = Apart(_claims.Concat(_versions)).Where(p => !_labels.ContainsKey(p)).ToList();
        return lost.Count == 0 || tries == MostTries ? _placer : PlaceLabels([.. Apart(lost.Concat(first))], tries + 1);

        static IEnumerable<ClaimPoint> Apart(IEnumerable<ClaimPoint> points) => points.Distinct(ReferenceEqualityComparer.Instance).Cast<ClaimPoint>();
    }

    private LabelPlacer Obstacles()
    {
        var above = _flags.Count == 0 ? _line + 4 : 0;
        _placer = new LabelPlacer(new Box(_plot.Left + 2, _plot.Top - above, _plot.Width + 10, _plot.Height + above - 2));
        _placer.Block(new Box(Edge, _frame.HeaderHeight, _axisLines.Max(line => _frame.WidthOf(line)), (_axisLines.Count * _line) + 1));
        var steps = Steps();
        for (var i = 1; i < steps.Count; i++)
        {
            _placer.Line(new(steps[i - 1].X, steps[i - 1].Y, steps[i].X, steps[i].Y), "claimed");
        }

        foreach (var point in _claims.Concat(_versions))
        {
            var (x, y) = (X(point.Date), Y(point.Quantity.Low));
            _placer.Mark(x, y, Reach);
            _placer.Line(new(_time.At(point.Date.Earliest), y, _time.At(point.Date.Latest), y), point);
            if (point.Quantity.Kind == QuantityKind.Between)
            {
                _placer.Line(new(x, y, x, Y(point.Quantity.High)), point);
            }
        }

        foreach (var check in _checks)
        {
            _placer.Mark(X(check.Date), _plot.Bottom - 5, Reach);
            _placer.Rule(X(check.Date), _plot.Top, _plot.Bottom);
            _placer.Block(new Box(X(check.Date) - 6, _plot.Bottom - 24, 12, 14));
        }

        return _placer;
    }

    private void Place(ClaimPoint point, bool isWords)
    {
        var (x, y, top, words) = (X(point.Date), Y(point.Quantity.Low), Y(point.Quantity.High), Said(point));
        var (width, farthest) = (_frame.WidthOf(words, true), _narrow ? 125 : 200);
        if (isWords && width < _plot.Width / 2 && _placer.AtMark(x, y, Reach, y - top, width, _frame.HeightOf(1), farthest / 2) is { } label)
        {
            _labels.Add(point, (label, null));
        }
        else if (_placer.AtMark(x, y, Reach, y - top, UprightLabels.Badge, UprightLabels.Badge, farthest) is { } number)
        {
            _labels.Add(point, (number, _list.Add(x, words)));
        }
    }

    // ---- the drawing

    private string Draw()
    {
        var keys = Keys();
        var height = _plot.Bottom + 8 + _line + 8 + (keys.Count * (_line + 3)) + _list.Height + _frame.FootHeight + 6;
        _frame.Begin(_svg, height, _finding, _options.Standalone ? T("Time runs from left to right.") : T("Time runs from left to right. Every number is in the table below."));
        DrawAxes();
        if (Steps() is { Count: > 1 } steps)
        {
            _svg.Empty("polyline", ("class", "claimed-line"), ("points", SvgWriter.Points(steps)));
        }

        foreach (var (points, css, path, colour) in new[] { (_versions, "listed", Square, "of-list"), (_claims, "claimed", Circle, "of-pledge") })
        {
            foreach (var point in points)
            {
                DrawPoint(point, css, path, colour);
            }
        }

        foreach (var (placed, check, entry) in _flags)
        {
            DrawCheck(placed, check, entry);
        }

        var y = _plot.Bottom + 10 + _line;
        _list.Draw(_svg, y);
        DrawKeys(keys, y + _list.Height + 4);
        return _frame.End(_svg, height);
    }

    private void DrawAxes()
    {
        foreach (var (line, i) in _axisLines.Select((line, i) => (line, i)))
        {
            DrawText(line, Edge, _frame.HeaderHeight + _font + (i * _line), "start", "soft");
        }

        _svg.Empty("path", ("class", "grid"), ("d", string.Concat(_ticks.Where(tick => tick != 0).SelectMany(tick => _placer.Level(Y(tick), _plot.Left, _plot.Right)
            .Select(part => $"M{SvgWriter.Place(part.From)} {SvgWriter.Place(Y(tick))}H{SvgWriter.Place(part.To)}")))));
        _svg.Empty("path", ("class", "axis"), ("d", $"M{SvgWriter.Place(_plot.Left)} {SvgWriter.Place(_plot.Bottom)}H{SvgWriter.Place(_plot.Right)}"
            + string.Concat(_time.Ticks.Select(tick => $"M{SvgWriter.Place(_time.At(tick.Date))} {SvgWriter.Place(_plot.Bottom)}v5"))));
        _svg.Begin("g", ("class", "ticks soft"), ("text-anchor", "end"));
        foreach (var (tick, name) in _ticks.Zip(_tickNames))
        {
            DrawText(name, _plot.Left - 8, Y(tick) + (_font * 0.35), "start", "");
        }

        _svg.End().Begin("g", ("class", "times soft"), ("text-anchor", "middle"));
        foreach (var tick in _time.Ticks)
        {
            DrawText(tick.Label, _time.At(tick.Date), _plot.Bottom + 7 + _font, "start", "");
        }

        _svg.End();
    }

    // A number holds until the next one is said.
    private List<(double X, double Y)> Steps()
    {
        var path = new List<(double X, double Y)>();
        foreach (var claim in _claims)
        {
            var (x, y) = (X(claim.Date), Y(claim.Quantity.Low));
            if (path.Count > 0)
            {
                path.Add((x, path[^1].Y));
            }

            path.Add((x, y));
        }

        return path;
    }

    private void DrawPoint(ClaimPoint point, string css, string path, string colour)
    {
        var (x, y) = (X(point.Date), Y(point.Quantity.Low));
        var (from, to) = (_time.At(point.Date.Earliest), _time.At(point.Date.Latest));
        if (to - from > 12)
        {
            _svg.Line("span of-" + css, from, y, to, y);
        }

        if (point.Quantity.Kind == QuantityKind.Between)
        {
            _svg.Line("range of-" + css, x, y, x, Y(point.Quantity.High));
        }

        Begin(css, x, y);
        if (_options.ReadAs is null)
        {
            _svg.Text("title", $"{Said(point)}, {point.Date.InWords()}");
        }

        _svg.Empty("path", ("d", path));
        if (_labels.TryGetValue(point, out var label))
        {
            var (atX, atY, box) = (Math.Round(x, 1, MidpointRounding.AwayFromZero), Math.Round(y, 1, MidpointRounding.AwayFromZero), label.Placed.Box);
            if (label.Placed.Leader is { } leader)
            {
                _svg.Empty("polyline", ("class", "lead"), ("points", SvgWriter.Points(leader.Select(p => (p.X - atX, p.Y - atY)))));
            }

            if (label.Entry is { } entry)
            {
                _list.Badge(_svg, entry.Number, box.Left + (box.Width / 2) - atX, box.Top + (box.Height / 2) - atY);
            }
            else
            {
                DrawText(Said(point), label.Placed.X - atX, box.Top + _frame.Ascent - atY, label.Placed.Anchor, $"label {colour} strong");
            }
        }

        _svg.End();
    }

    // A check stands on the axis, and a thin line leads from it to who did it, in the margin over the plot.
    private void DrawCheck(PlacedUpright placed, CheckPoint check, NumberedList.Entry? entry)
    {
        var (x, bottom) = (placed.Line.X, _plot.Bottom);
        var top = _plot.Top - 11 - (placed.Row * _line);
        var isOver = UprightLabels.IsOver(placed);
        Begin("examined", x, bottom);
        if (_options.ReadAs is null)
        {
            _svg.Text("title", $"{check.By}, {check.Date.InWords()}");
        }

        var parts = _placer.Upright(x, isOver ? top + 2 : entry is null ? top - _font + 2 : top - 8, _plot.Top - 5, bottom - 10);
        _svg.Empty("path", ("class", "lead"), ("d", string.Concat(parts.Reverse().Select(part => $"M0 {SvgWriter.Place(part.To - bottom)}V{SvgWriter.Place(part.From - bottom)}"))));
        _svg.Empty("path", ("d", Triangle));
        if (entry is not null)
        {
            _list.Badge(_svg, entry.Number, placed.Left + (placed.Width / 2) - x, top - (_font * 0.33) - (isOver ? 2 : 0) - bottom);
        }
        else
        {
            var isLeft = placed.Right < x;
            DrawText(check.By, (isLeft ? placed.Right : placed.Left) - x, top - bottom, isLeft ? "end" : "start", "soft", WrittenIn);
        }

        _svg.End();
    }

    private SvgWriter Begin(string css, double x, double y) =>
        _svg.Begin("g", ("class", "mark " + css), ("transform", $"translate({SvgWriter.Place(x)} {SvgWriter.Place(y)})"));

    private string Said(ClaimPoint point) => Wording.AsSaid(point.Quantity, _currency);

    private List<(string Css, string Path, string Words)> Keys() =>
    [
        ("claimed", Circle, T("Claimed")),
        .. _versions.Count > 0 ? [("listed", Square, T("What the list said of itself"))] : Array.Empty<(string, string, string)>(),
        .. _checks.Count > 0 ? [("examined", Triangle, T("A check"))] : Array.Empty<(string, string, string)>(),
    ];

    private void DrawKeys(List<(string Css, string Path, string Words)> keys, double top)
    {
        _svg.Begin("g", ("class", "legend"));
        var y = top;
        foreach (var (css, path, words) in keys)
        {
            y += _line + 3;
            Begin(css, Edge + 7, y - (_font * 0.35) + (path == Triangle ? 5 : 0)).Empty("path", ("d", path)).End();
            DrawText(words, Edge + 20, y, "start", "soft");
        }

        _svg.End();
    }

    private void DrawText(string text, double x, double y, string anchor, string css, string? language = null) => _svg.Text("text", text, [
        ("x", SvgWriter.Place(x)), ("y", SvgWriter.Place(y)), .. anchor == "start" ? Array.Empty<(string, string)>() : [("text-anchor", anchor)],
        .. css.Length == 0 ? Array.Empty<(string, string)>() : [("class", css)], .. language is null ? Array.Empty<(string, string)>() : [("lang", language)]]);
}
