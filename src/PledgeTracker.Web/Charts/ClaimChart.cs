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
/// A mark’s label is its number, as firmly as it was said; one that finds no room is left to the table. A number known only by month or
/// year has its mark over the middle of that time and a thin line over the whole of it. A range reaches from its lower end to its upper.
/// </remarks>
public sealed class ClaimChart
{
    private const double Edge = ChartFrame.Edge;

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
    private readonly LabelPlacer _placer;

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
        var left = Edge + _tickNames.Max(t => _frame.Width(t)) + 8;
        _plot = new Box(left, _frame.HeaderHeight + ((1 + _axisLines.Count) * _line), options.Width - left - 14, _narrow ? 240 : 280);
        var dates = all.Select(p => p.Date).Concat(_checks.Select(c => c.Date)).ToList();
        _time = new TimeAxis(dates.Min(d => d.Earliest), dates.Max(d => d.Latest), _plot.Left, _plot.Right, _font * _frame.Slack);
        _values = new Scale(_ticks[0], Math.Max(_ticks[^1], _ticks[0] + 1), _plot.Bottom, _plot.Top);
        _placer = new LabelPlacer(new Box(_plot.Left + 2, _plot.Top - _line - 4, _plot.Width + 10, _plot.Height + _line + 2));
        _placer.Block(new Box(Edge, _frame.HeaderHeight, _axisLines.Max(line => _frame.Width(line)), (_axisLines.Count * _line) + 1));
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

    private string Draw()
    {
        var keys = Keys();
        var height = _plot.Bottom + 8 + _line + 8 + (keys.Count * (_line + 3)) + _frame.FootHeight + 6;
        _frame.Begin(_svg, height, _finding, _options.Standalone ? T("Time runs from left to right.") : T("Time runs from left to right. Every number is in the table below."));
        DrawAxes();
        DrawSteps();
        foreach (var (points, css, path) in new[] { (_versions, "listed", Square), (_claims, "claimed", Circle) })
        {
            foreach (var point in points)
            {
                DrawPoint(point, css, path);
            }
        }

        foreach (var check in _checks)
        {
            DrawMark("examined", Triangle, X(check.Date), _plot.Bottom);
        }

        DrawLabels();
        DrawKeys(keys);
        return _frame.End(_svg, height);
    }

    private void DrawAxes()
    {
        foreach (var (line, i) in _axisLines.Select((line, i) => (line, i)))
        {
            DrawText(line, Edge, _frame.HeaderHeight + _font + (i * _line), "start", "soft");
        }

        foreach (var (tick, name) in _ticks.Zip(_tickNames))
        {
            _svg.Line(tick == 0 ? "axis" : "grid", _plot.Left, Y(tick), _plot.Right, Y(tick));
            DrawText(name, _plot.Left - 8, Y(tick) + (_font * 0.35), "end", "soft");
        }

        foreach (var tick in _time.Ticks)
        {
            _svg.Line("axis", _time.At(tick.Date), _plot.Bottom, _time.At(tick.Date), _plot.Bottom + 5);
            DrawText(tick.Label, _time.At(tick.Date), _plot.Bottom + 7 + _font, "middle", "soft");
        }
    }

    // A number holds until the next one is said.
    private void DrawSteps()
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

        if (path.Count < 2)
        {
            return;
        }

        _svg.Empty("polyline", ("class", "claimed-line"), ("points", string.Join(' ', path.Select(p => $"{SvgWriter.Number(p.X)},{SvgWriter.Number(p.Y)}"))));
        for (var i = 1; i < path.Count; i++)
        {
            _placer.Avoid(path[i - 1].X, path[i - 1].Y, path[i].X, path[i].Y);
        }
    }

    private void DrawPoint(ClaimPoint point, string css, string path)
    {
        var (x, y) = (X(point.Date), Y(point.Quantity.Low));
        var (from, to) = (_time.At(point.Date.Earliest), _time.At(point.Date.Latest));
        if (to - from > 12)
        {
            _svg.Line("span of-" + css, from, y, to, y);
            _placer.Avoid(from, y, to, y);
        }

        if (point.Quantity.Kind == QuantityKind.Between)
        {
            _svg.Line("range of-" + css, x, y, x, Y(point.Quantity.High));
        }

        DrawMark(css, path, x, y);
        _placer.Block(Box.Around(x, y, 6.5));
    }

    private void DrawMark(string css, string path, double x, double y) =>
        _svg.Begin("g", ("class", "mark " + css), ("transform", $"translate({SvgWriter.Number(x)} {SvgWriter.Number(y)})")).Empty("path", ("d", path)).End();

    private void DrawLabels()
    {
        foreach (var check in _checks)
        {
            _placer.Block(new Box(X(check.Date) - 7, _plot.Bottom - 11, 14, 12));
        }

        // The last, the highest and the first say most; the others go back in time.
        var highest = _claims.MaxBy(c => c.Quantity.High)!;
        foreach (var (claim, rank) in new[] { _claims[^1], highest, _claims[0] }.Concat(_claims.Reverse()).Distinct().Select((c, i) => (c, i)))
        {
            Label(Said(claim), X(claim.Date), Y(claim.Quantity.Low), Y(claim.Quantity.High), "of-pledge strong", null, isFirst: rank < 3);
        }

        foreach (var (version, rank) in _versions.Reverse().Select((v, i) => (v, i)))
        {
            Label(Said(version), X(version.Date), Y(version.Quantity.Low), Y(version.Quantity.High), "of-list strong", null, isFirst: rank == 0);
        }

        foreach (var check in _checks.Reverse())
        {
            Label(check.By, X(check.Date), _plot.Bottom - 5, _plot.Bottom - 5, "soft", WrittenIn, isFirst: false);
        }
    }

    // Above first, then the sides, then below. Only where it lies on no line, since it would be read as the line’s; but those that say
    // most are moved away from the edge, and lie on a line rather than be missing.
    private void Label(string text, double x, double y, double top, string css, string? language, bool isFirst)
    {
        const double reach = 9;
        var width = _frame.Width(text, css.EndsWith("strong", StringComparison.Ordinal));
        (double X, double Y)[] places =
        [
            (x - (width / 2), top - reach - _line), (x - reach - width, y - (_line / 2)), (x + reach, y - (_line / 2)), (x - reach - width, top - _line - 2), (x + reach, top - _line - 2),
            (x - reach - width, y + 2), (x + reach, y + 2), (x - (width / 2), y + reach),
        ];
        if (isFirst)
        {
            var inside = Math.Clamp(x - (width / 2), _plot.Left + 3, Math.Max(_plot.Left + 3, _plot.Right + 9 - width));
            var atRight = Math.Max(_plot.Left + 3, _plot.Right + 9 - width);

            // A label at the edge belongs to a mark that is near it.
            atRight = atRight - x > reach ? inside : atRight;
            places =
            [
                .. places, (inside, top - reach - _line), (inside, y + reach), (atRight, y + reach), (atRight, top - reach - _line),
                (inside, top - reach - (2 * _line)), (inside, y + reach + _line), (atRight, y + reach + _line),
            ];
        }

        if (_placer.Place(places.Select(p => new Box(p.X, p.Y, width, _line)), mayLieOnLines: isFirst) is { } box)
        {
            var anchor = box.Left >= x ? "start" : box.Right <= x ? "end" : "middle";
            DrawText(text, anchor switch { "start" => box.Left, "end" => box.Right, _ => box.Left + (box.Width / 2) }, box.Top + _font - 1, anchor, "label " + css, language);
        }
    }

    private string Said(ClaimPoint point) => Wording.AsSaid(point.Quantity, _currency);

    private List<(string Css, string Path, string Words)> Keys() =>
    [
        ("claimed", Circle, T("Claimed")),
        .. _versions.Count > 0 ? [("listed", Square, T("What the list said of itself"))] : Array.Empty<(string, string, string)>(),
        .. _checks.Count > 0 ? [("examined", Triangle, T("A check"))] : Array.Empty<(string, string, string)>(),
    ];

    private void DrawKeys(List<(string Css, string Path, string Words)> keys)
    {
        var y = _plot.Bottom + 16 + _line;
        foreach (var (css, path, words) in keys)
        {
            y += _line + 3;
            DrawMark(css, path, Edge + 7, y - (_font * 0.35) + (path == Triangle ? 5 : 0));
            DrawText(words, Edge + 20, y, "start", "soft");
        }
    }

    private void DrawText(string text, double x, double y, string anchor, string css, string? language = null) => _svg.Text("text", text, [
        ("x", SvgWriter.Number(x)), ("y", SvgWriter.Number(y)), .. anchor == "start" ? Array.Empty<(string, string)>() : [("text-anchor", anchor)],
        ("class", css), .. language is null ? Array.Empty<(string, string)>() : [("lang", language)]]);
}
