using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Charts;

/// <summary>
/// One target of a pledge over time: what was pledged, what was reported, and what happened, as SVG that speaks for itself.
/// Values in, text out; no clock.
/// </summary>
/// <remarks>
/// The pledged path is dashed and runs straight from where the axis begins at the announcement to the target at its deadline, then flat.
/// Counted figures are solid marks on a line, at what they make certain; a bar above a mark reaches to the most it may
/// mean, a tick says "or more", and a thin line shows a date known only to the month or year. Context is hollow, disputed
/// hollow and dashed; the mark's shape is the figure's basis. Labels never touch: one that finds no room is left to the
/// page's table.
/// </remarks>
public sealed class PledgeChart
{
    private const int MostCountedLabels = 7;
    private const int MostMarksAtFullSize = 24;

    private readonly ChartOptions _options;
    private readonly ChartReading _reading;
    private readonly SvgWriter _svg = new();
    private readonly List<(Box Box, IReadOnlyList<Words> Lines, string Anchor)> _labels = [];
    private readonly bool _narrow;
    private readonly double _font;
    private readonly double _lineHeight;
    private readonly double _slack;
    private readonly Box _plot;
    private readonly IReadOnlyList<double> _ticks;
    private readonly IReadOnlyList<string> _tickNames;
    private readonly IReadOnlyList<string> _axis;
    private readonly TimeAxis _time;
    private readonly Scale _values;
    private readonly LabelPlacer _placer;
    private readonly double _markScale;
    private readonly ChartFrame _frame;
    private readonly List<DrawnEvent> _events;

    private PledgeChart(Pledge pledge, Target target, DateOnly on, ChartOptions options)
    {
        _options = options;
        _reading = ChartReading.Of(pledge, target, on);
        _frame = new ChartFrame(options, $"{Wording.PromiserThen(pledge, on)}: {pledge.Title}", ChartWords.Finding(_reading.Progress), on);
        (_narrow, _font, _lineHeight, _slack) = (_frame.IsNarrow, _frame.Font, _frame.Line, _frame.Slack);

        var (low, high) = ValuesDrawn();

        var about = _narrow ? 4 : 5;
        _ticks = _reading.HoldsLevels ? Ticks.Between(low, high, about) : Ticks.Covering(low, high, about);
        _tickNames = ChartWords.Ticks(_ticks, _reading.Target.Currency);
        _axis = TextWidth.Wrap(ChartWords.Axis(_reading), _font, false, (options.Width / _slack) - (2 * Edge), 3);
        var names = _tickNames.Max(name => Width(name));
        var left = Edge + names + 8;
        var top = HeaderHeight + ((1 + _axis.Count) * _lineHeight);
        _plot = new Box(left, top, options.Width - left - RightMargin(), _narrow ? 230 : 270);
        var (first, last) = _reading.Days();
        _time = new TimeAxis(first, last, _plot.Left, _plot.Right, _font * _slack);
        _values = new Scale(_ticks[0], Math.Max(_ticks[^1], _ticks[0] + 1), _plot.Bottom, _plot.Top);
        _markScale = _reading.Figures.Count() > MostMarksAtFullSize / (_narrow ? 2 : 1) ? 0.7 : 1;
        _placer = new LabelPlacer(new Box(_plot.Left + 2, _plot.Top - _lineHeight - 4, options.Width - 2 - (_plot.Left + 2), _plot.Height + _lineHeight + 2));
        _placer.Block(new Box(Edge, HeaderHeight, _axis.Max(line => Width(line)), (_axis.Count * _lineHeight) + 1));
        _events = PlaceLabels();
    }

    private const double Edge = ChartFrame.Edge;

    private double HeaderHeight => _frame.HeaderHeight;

    /// <summary>Draws the chart of one target of a pledge on a date.</summary>
    /// <param name="pledge">The pledge; to look back, as <see cref="AsKnownOn"/> gives it.</param>
    /// <param name="target">One of its targets.</param>
    /// <param name="on">The day looked at.</param>
    /// <param name="options">The width, the ids, and whether the drawing leaves the page.</param>
    /// <returns>An <c>svg</c> element.</returns>
    public static string Render(Pledge pledge, Target target, DateOnly on, ChartOptions options)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        return new PledgeChart(pledge, target, on, options).Draw();
    }

    /// <summary>Whether any figure of a target has a place on its chart; without one the drawing would say nothing.</summary>
    public static bool HasFigures(Pledge pledge, Target target, DateOnly on) => ChartReading.Of(pledge, target, on).Figures.Any();

    /// <summary>
    /// The figures of a target that have no mark on its chart, with what their row in the table says of that; none where the
    /// target has no chart, and without those whose row says anyway that their date is unknown.
    /// </summary>
    public static IEnumerable<(Figure Figure, string Why)> LeftToTheTable(Pledge pledge, Target target, DateOnly on)
    {
        var reading = ChartReading.Of(pledge, target, on);
        return reading.Figures.Any()
            ? reading.LeftOut.Where(f => f.Key.Target == target && f.Value != WithoutMark.NoKnownDay).Select(f => (f.Key, ChartWords.Why(f.Value)))
            : [];
    }

    // ---- what must fit

    private (double Low, double High) ValuesDrawn()
    {
        var values = _reading.Figures.SelectMany(f => new double[] { f.Low, f.Top })
            .Concat(_reading.Revisions.Select(r => (double)(r.Value ?? _reading.Start)))
            .Append(_reading.Pledged ?? _reading.Start)
            .Append(_reading.Start)
            .ToList();
        return (values.Min(), values.Max());
    }

    // Leaves room for the words at the end of the pledged line, where the chart is wide and they are short.
    private double RightMargin()
    {
        var words = PledgedWords();
        var wanted = words.Count == 0 ? 0 : words.Max(Width) + 12;
        return _narrow || wanted is 0 or > 130 ? 14 : wanted;
    }

    private IReadOnlyList<Words> PledgedWords() =>
        _reading.Target.Quantity is { } quantity
            ? [new(T("Pledged"), "of-pledge", true), new(ChartWords.Pledged(quantity, _reading), "of-pledge", false)]
            : [];

    private double X(DateOnly day) => _time.At(day);

    private double Y(double value) => _values.At(value);

    // ---- labels, the most important first

    private List<DrawnEvent> PlaceLabels()
    {
        AvoidLines();
        foreach (var figure in _reading.Figures)
        {
            _placer.Block(Box.Around(X(figure.At), Y(figure.Low), (BasisMark.Reach * _markScale) + 1));
            if (figure.High is null)
            {
                _placer.Block(new Box(X(figure.At) - 5, Y(figure.Low) - (14 * _markScale), 10, 14));
            }

            _placer.Avoid(X(figure.From), Y(figure.Low), X(figure.At), Y(figure.Low));
            if (figure.IsRange)
            {
                _placer.Avoid(X(figure.At), Y(figure.Low), X(figure.At), Y(figure.Top));
            }
        }

        PlacePledged();
        var inOrder = CountedByImportance().ToList();
        inOrder.Take(1).ToList().ForEach(PlaceCounted);
        if (_reading.Progress.Reading is null)
        {
            PlaceNothingCounted();
        }

        var events = _reading.Events.Where(PlaceEvent).ToList();
        foreach (var happened in events)
        {
            _placer.Avoid(X(happened.At), _plot.Top, X(happened.At), _plot.Bottom);
        }

        PlaceDeadline();
        var end = _plot.Right;
        foreach (var revision in _reading.Revisions.Reverse())
        {
            PlaceRevision(revision, end);
            end = revision.Value is null ? end : X(revision.At);
        }

        inOrder.Skip(1).Take((_narrow ? MostCountedLabels / 2 : MostCountedLabels) - 1).ToList().ForEach(PlaceCounted);
        PlaceToday();
        foreach (var figure in _reading.Uncounted.Reverse())
        {
            PlaceUncounted(figure);
        }

        return events;
    }

    private void AvoidLines()
    {
        Pairs(PledgedPath());
        Pairs(RevisedPath());
        Pairs([.. _reading.Counted.Select(c => (X(c.At), Y(c.Low)))]);
        foreach (var day in new[] { _reading.Deadline, IsTodayDrawn ? _reading.On : null }.OfType<DateOnly>())
        {
            _placer.Avoid(X(day), _plot.Top, X(day), _plot.Bottom);
        }

        void Pairs(IReadOnlyList<(double X, double Y)> path)
        {
            for (var i = 1; i < path.Count; i++)
            {
                _placer.Avoid(path[i - 1].X, path[i - 1].Y, path[i].X, path[i].Y);
            }
        }
    }

    private bool IsTodayDrawn => X(_reading.On) >= _plot.Left && X(_reading.On) <= _plot.Right;

    // The latest, the first, and then backwards in time.
    private IEnumerable<DrawnFigure> CountedByImportance() =>
        _reading.Counted.TakeLast(1)
            .Concat(_reading.Counted.SkipLast(1).Take(1))
            .Concat(_reading.Counted.SkipLast(1).Skip(1).Reverse());

    private void PlacePledged()
    {
        if (_reading.Pledged is not { } pledged)
        {
            return;
        }

        var y = Y(pledged);
        var words = PledgedWords();
        var one = new Words[] { new($"{words[0].Text} {words[1].Text}", "of-pledge", true) };
        var height = words.Count * _lineHeight;
        if (!Try(words, [(_plot.Right + 6, y - (_lineHeight / 2)), (_plot.Right + 6, y - (height / 2)), (_plot.Right + 6, y - height)], "start"))
        {
            var width = Width(one[0]);
            var places = new List<(double, double)>();
            foreach (var top in new[] { y - _lineHeight - 3, y + 4 })
            {
                places.AddRange([(_plot.Right - width, top), (_plot.Right - (_plot.Width / 2) - (width / 2), top), (_plot.Left + 4, top)]);
            }

            _ = Try(one, places, "start");
        }
    }

    private void PlaceNothingCounted()
    {
        var words = new Words[] { new(Wording.NoFigure(_reading.Progress.FellAway), "soft", true) };
        var width = Width(words[0]);
        var places =
            from y in new[] { Y(_reading.Start) - _lineHeight - 6, Y(_reading.Start) - (3 * _lineHeight), Y(_reading.Start) - (5 * _lineHeight), _plot.Top + _lineHeight, _plot.Top + (_plot.Height / 2) }
            from part in new[] { 0.5, 0.8, 0.25, 1, 0.05 }
            let x = _plot.Left + 4 + (part * (_plot.Width - width - 10))
            select (x, y);
        _ = Try(words, places, "start");
    }

    private void PlaceCounted(DrawnFigure figure) =>
        _ = Try([new(ChartWords.Said(figure.Said, _reading.Target.Currency), "", true)], AroundMark(figure, 1), "middle", figure.At);

    private void PlaceUncounted(DrawnFigure figure)
    {
        var value = new Words(ChartWords.Said(figure.Said, _reading.Target.Currency), "soft", true);
        var isOther = figure.Figure.Metric.Code != _reading.Target.Metric.Code;
        _ = (isOther && Try([value, new(T(figure.Figure.Metric.Label), "soft", false)], AroundMark(figure, 2), "middle", figure.At))
            || Try([value], AroundMark(figure, 1), "middle", figure.At);
    }

    // Above first, then the sides, then below; a range's label stands above its bar.
    private Func<double, IEnumerable<(double X, double Y)>> AroundMark(DrawnFigure figure, int lines) => width =>
    {
        var (x, y, top) = (X(figure.At), Y(figure.Low), Y(figure.Top));
        var reach = (BasisMark.Reach * _markScale) + 3 + (figure.High is null ? 6 : 0);
        var height = lines * _lineHeight;
        return
        [
            (x - (width / 2), top - reach - height),
            (x + reach, y - (height / 2)),
            (x - reach - width, y - (height / 2)),
            (x - (width / 2), y + reach),
            (x + reach, top - height - 2),
            (x - reach - width, top - height - 2),
            (x + reach, y + 2),
            (x - reach - width, y + 2),
            (x - (width / 2), top - reach - height - _lineHeight),
        ];
    };

    private bool PlaceEvent(DrawnEvent happened)
    {
        var word = new Words(Wording.Label(happened.Event.Kind), "of-event", true);
        return Try([word, new(happened.Event.Date.InShortWords(), "of-event", false)], BesideLine(happened.At, 2), "start", happened.At)
            || Try([word], BesideLine(happened.At, 1), "start", happened.At);
    }

    private void PlaceDeadline()
    {
        if (_reading is { Deadline: { } day, Target.Deadline: { } deadline })
        {
            string date = deadline.InShortWords();
            Words[][] ways = [[new(F($"Deadline {date}"), "", false)], [new(T("Deadline"), "", false), new(date, "", false)], [new(T("Deadline"), "", false)]];
            bool Lies(Words[] way, bool onLines) => Try(way, BesideLine(day, way.Length, fromBelow: true), "start", day, onLines);
            _ = Lies(ways[0], false) || Lies(ways[1], false) || Array.Exists(ways, way => Lies(way, true));
        }
    }

    private void PlaceToday()
    {
        if (IsTodayDrawn)
        {
            string date = PartialDate.OfDay(_reading.On).InShortWords();
            var year = date.LastIndexOf(' ');
            Words[][] ways = [[new(date, "soft", false)], [new(date[..year], "soft", false), new(date[(year + 1)..], "soft", false)]];
            bool Lies(Words[] way, bool onLines) =>
                Try(way, BesideLine(_reading.On, way.Length, fromBelow: true), "start", _reading.On, onLines);
            _ = Array.Exists(ways, way => Lies(way, false)) || Lies(ways[0], true);
        }
    }

    // Its label goes beside its own step, which ends where the next begins: beyond, it would name the wrong line.
    private void PlaceRevision(DrawnRevision revision, double end)
    {
        if (revision is { Value: { } value, Revision.Quantity: { } quantity })
        {
            var words = new Words[] { new(F($"Revised: {ChartWords.Pledged(quantity, _reading)}"), "of-pledge", false) };
            var (x, y, width) = (X(revision.At), Y(value), Width(words[0]));
            var atEnd = Math.Max(x, end - width);
            _ = Try(words, [(x + 5, y - _lineHeight - 3), (x + 5, y + 4), (atEnd, y - _lineHeight - 3), (x - width - 5, y - (_lineHeight / 2)), (atEnd, y + 4)], "start");
        }
        else if (revision is { Deadline: { } day, Revision.Deadline: { } moved })
        {
            _ = Try([new(F($"Moved to {moved.InShortWords()}"), "of-pledge", false)], BesideLine(day, 1), "start", day);
        }
    }

    // Rows beside an upright line, to its right and to its left.
    private Func<double, IEnumerable<(double X, double Y)>> BesideLine(DateOnly day, int lines, bool fromBelow = false) => width =>
    {
        var x = X(day);
        var rows = (int)((_plot.Height - (lines * _lineHeight)) / _lineHeight);
        var tops = Enumerable.Range(0, Math.Max(1, rows)).Select(row => fromBelow
            ? _plot.Bottom - 4 - ((row + lines) * _lineHeight)
            : _plot.Top + 3 + (row * _lineHeight));
        return tops.SelectMany(y => new[] { (x + 5, y), (x - 5 - width, y) });
    };

    private bool Try(IReadOnlyList<Words> lines, IEnumerable<(double X, double Y)> places, string anchor) =>
        Try(lines, _ => places, anchor);

    private bool Try(
        IReadOnlyList<Words> lines, Func<double, IEnumerable<(double X, double Y)>> places, string anchor,
        DateOnly? beside = null, bool mayLieOnLines = true)
    {
        var width = lines.Max(Width);
        var height = lines.Count * _lineHeight;
        if (_placer.Place(places(width).Select(p => new Box(p.X, p.Y, width, height)), mayLieOnLines) is not { } box)
        {
            return false;
        }

        // Words to the side of a mark or a line start or end at it.
        if (beside is { } day)
        {
            var x = X(day);
            anchor = box.Left >= x ? "start" : box.Right <= x ? "end" : "middle";
        }

        _labels.Add((box, lines, anchor));
        return true;
    }

    private double Width(Words words) => Width(words.Text, words.Strong);

    private double Width(string text, bool strong = false) => TextWidth.Of(text, _font, strong) * _slack;

    // ---- the drawing

    private string Draw()
    {
        var legend = LegendRows();
        var axisBottom = _plot.Bottom + 8 + _lineHeight;
        var height = axisBottom + 8 + (legend.Count * (_lineHeight + 3)) + _frame.FootHeight + 2;
        _frame.Begin(_svg, height, ChartWords.Finding(_reading.Progress), ChartWords.Description(_reading, _time.Ticks, _tickNames[0], _tickNames[^1]));
        DrawAxes();
        DrawPath("pledged", PledgedPath());
        DrawPath("revised", RevisedPath());
        DrawUprights();
        DrawFigures();
        DrawLabels();
        DrawLegend(legend, axisBottom + 8);
        return _frame.End(_svg, height);
    }

    private void DrawAxes()
    {
        _svg.Begin("g", ("class", "value-axis"));
        for (var i = 0; i < _axis.Count; i++)
        {
            DrawText(_axis[i], Edge, HeaderHeight + _font + (i * _lineHeight), "start", "soft axis-name");
        }

        foreach (var (tick, name) in _ticks.Zip(_tickNames))
        {
            _svg.Line(tick == _reading.Start ? "axis" : "grid", _plot.Left, Y(tick), _plot.Right, Y(tick));
            DrawText(name, _plot.Left - 8, Y(tick) + (_font * 0.35), "end", "soft");
        }

        if (!_ticks.Contains(_reading.Start))
        {
            // The level before the promise, where no round number is.
            _svg.Line("axis", _plot.Left, Y(_reading.Start), _plot.Right, Y(_reading.Start));
        }

        _svg.End().Begin("g", ("class", "time-axis"));
        foreach (var tick in _time.Ticks)
        {
            _svg.Line("axis", X(tick.Date), _plot.Bottom, X(tick.Date), _plot.Bottom + 5);
            DrawText(tick.Label, X(tick.Date), _plot.Bottom + 7 + _font, "middle", "soft");
        }

        _svg.End();
    }

    private IReadOnlyList<(double X, double Y)> PledgedPath() => (_reading.Pledged, _reading.Deadline) switch
    {
        (null, _) => [],
        ({ } pledged, var due) when due is null || TargetProgress.PathEnd(_reading.Target) is null => [(X(_reading.Announced), Y(pledged)), (_plot.Right, Y(pledged))],
        ({ } pledged, var deadline) => [(X(_reading.Announced), Y(_reading.Start)), (X(deadline!.Value), Y(pledged)), (_plot.Right, Y(pledged))],
    };

    // From the original target down or up to each new number on its day.
    private List<(double X, double Y)> RevisedPath()
    {
        var path = new List<(double X, double Y)>();
        var from = _reading.Pledged;
        foreach (var revision in _reading.Revisions)
        {
            if (revision.Value is not { } value)
            {
                continue;
            }

            if (from is { } before)
            {
                path.Add((X(revision.At), Y(before)));
            }

            path.Add((X(revision.At), Y(value)));
            from = value;
        }

        if (path.Count > 0)
        {
            path.Add((_plot.Right, path[^1].Y));
        }

        return path;
    }

    private void DrawPath(string cssClass, IReadOnlyList<(double X, double Y)> path)
    {
        if (path.Count > 1)
        {
            _svg.Empty("polyline", ("class", cssClass),
                ("points", string.Join(' ', path.Select(p => $"{SvgWriter.Number(p.X)},{SvgWriter.Number(p.Y)}"))));
        }
    }

    private void DrawUprights()
    {
        if (IsTodayDrawn)
        {
            Upright("today", _reading.On);
        }

        if (_reading.Deadline is { } deadline)
        {
            Upright("deadline", deadline);
        }

        foreach (var moved in _reading.Revisions.Where(r => r.Value is null).Select(r => r.Deadline).OfType<DateOnly>())
        {
            Upright("revised", moved);
        }

        foreach (var happened in _events)
        {
            Upright("event event-" + Code.Of(happened.Event.Kind), happened.At);
        }

        void Upright(string cssClass, DateOnly day) => _svg.Line(cssClass, X(day), _plot.Top, X(day), _plot.Bottom);
    }

    private void DrawFigures()
    {
        DrawPath("counted-line", [.. _reading.Counted.Select(c => (X(c.At), Y(c.Low)))]);

        // Counted marks last, so that nothing lies on them.
        foreach (var figure in _reading.Uncounted.Concat(_reading.Counted))
        {
            var (x, y) = (X(figure.At), Y(figure.Low));
            var of = "of-" + Code.Of(figure.Figure.Counting);
            if (X(figure.From) < x - 1)
            {
                _svg.Line($"span {of}", X(figure.From), y, x, y);
            }

            if (figure.IsRange)
            {
                _svg.Line($"range {of}", x, y, x, Y(figure.Top));
            }

            _svg.Begin("g", ("class", BasisMark.Classes(figure.Figure.Counting, figure.Figure.Basis)),
                ("transform", $"translate({SvgWriter.Number(x)} {SvgWriter.Number(y)})"));
            DrawMark(figure.Figure.Basis, figure.High is null, of);
            _svg.End();
        }
    }

    private void DrawMark(Basis basis, bool isOpen, string of)
    {
        if (isOpen)
        {
            _svg.Empty("polyline", ("class", $"or-more {of}"), ("points", _markScale < 1 ? "-3,-7 0,-10 3,-7" : "-4,-9 0,-13 4,-9"));
        }

        if (_markScale < 1)
        {
            _svg.Empty("path", ("d", BasisMark.Path(basis)), ("transform", $"scale({SvgWriter.Number(_markScale)})"));
        }
        else
        {
            _svg.Empty("path", ("d", BasisMark.Path(basis)));
        }
    }

    private void DrawLabels()
    {
        foreach (var (box, lines, anchor) in _labels)
        {
            var x = anchor switch { "start" => box.Left, "end" => box.Right, _ => box.Left + (box.Width / 2) };
            for (var i = 0; i < lines.Count; i++)
            {
                DrawText(lines[i].Text, x, box.Top + (i * _lineHeight) + _font - 1, anchor, $"label {lines[i].CssClass}{(lines[i].Strong ? " strong" : "")}");
            }
        }
    }

    private void DrawText(string text, double x, double y, string anchor, string cssClass)
    {
        var css = string.Join(' ', cssClass.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        if (anchor == "start")
        {
            _svg.Text("text", text, ("x", SvgWriter.Number(x)), ("y", SvgWriter.Number(y)), ("class", css));
        }
        else
        {
            _svg.Text("text", text, ("x", SvgWriter.Number(x)), ("y", SvgWriter.Number(y)), ("text-anchor", anchor), ("class", css));
        }
    }

    // ---- the legend: only what is on the drawing

    private const double KeyWidth = 20;

    private List<List<Key>> LegendRows()
    {
        var keys = _reading.Figures.Select(f => f.Figure.Basis).Distinct().Order()
            .Select(basis => new Key(Wording.Label(basis), basis,
                _reading.Counted.Any(f => f.Figure.Basis == basis) ? Counting.Counted
                : _reading.Uncounted.Where(f => f.Figure.Basis == basis).Min(f => f.Figure.Counting)))
            .ToList();
        var uncounted = _reading.Uncounted.Select(f => f.Figure.Counting).ToHashSet();
        if (uncounted.Contains(Counting.Context))
        {
            keys.Add(new Key(T("Hollow: not counted"), null, Counting.Context));
        }

        if (uncounted.Contains(Counting.Disputed))
        {
            keys.Add(new Key(T("Dashed: disputed"), null, Counting.Disputed));
        }

        if (_reading.LeftOut.Count > 0)
        {
            keys.AddRange(TextWidth.Wrap(ChartWords.LeftOut(_reading.LeftOut.Count), _font, false, (_options.Width / _slack) - (2 * Edge) - KeyWidth, 2)
                .Select(line => new Key(line, null, null)));
        }

        var rows = new List<List<Key>>();
        var x = double.MaxValue;
        foreach (var key in keys)
        {
            var width = KeyWidth + Width(key.Text) + 14;
            if (x + width > _options.Width)
            {
                rows.Add([]);
                x = Edge;
            }

            rows[^1].Add(key with { X = x });
            x += width;
        }

        return rows;
    }

    private void DrawLegend(List<List<Key>> rows, double top)
    {
        if (rows.Count == 0)
        {
            return;
        }

        _svg.Begin("g", ("class", "legend"));
        var y = top;
        foreach (var row in rows)
        {
            y += _lineHeight + 3;
            foreach (var key in row)
            {
                if (key.Counting is { } counting)
                {
                    _svg.Begin("g", ("class", key.Basis is { } known ? BasisMark.Classes(counting, known) : "mark " + Code.Of(counting)),
                        ("transform", $"translate({SvgWriter.Number(key.X + 7)} {SvgWriter.Number(y - (_font * 0.35))})"));
                    _svg.Empty("path", ("d", BasisMark.Path(key.Basis ?? Basis.CompanyStatement))).End();
                }

                DrawText(key.Text, key.X + (key.Counting is null ? 0 : KeyWidth), y, "start", "soft");
            }
        }

        _svg.End();
    }

    private sealed record Words(string Text, string CssClass, bool Strong);

    private sealed record Key(string Text, Basis? Basis, Counting? Counting, double X = 0);
}
