using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Charts;

/// <content>What is written, once everything has its place.</content>
public sealed partial class PledgeChart
{
    private string Draw()
    {
        var legend = new ChartLegend(_reading, _frame);
        var axisBottom = _plot.Bottom + 8 + _lineHeight;
        var height = axisBottom + 4 + legend.Height + _list.Height + 6 + _frame.FootHeight;
        _frame.Begin(_svg, height, ChartWords.Finding(_reading.Progress), ChartWords.Description(_reading, _time.Ticks, _tickNames[0], _tickNames[^1]));
        DrawAxes();
        DrawUprights();
        DrawPromise();
        DrawFigures();
        _list.Draw(_svg, axisBottom);
        legend.Draw(_svg, axisBottom + _list.Height + 4);
        return _frame.End(_svg, height);
    }

    private void DrawAxes()
    {
        _svg.Begin("g", ("class", "value-axis"));
        for (var i = 0; i < _axis.Count; i++)
        {
            DrawText(_axis[i], Edge, _frame.HeaderHeight + _font + (i * _lineHeight), "start", "soft axis-name");
        }

        _svg.Empty("path", ("class", "grid"), ("d", string.Concat(_ticks.Where(tick => tick != _reading.Start).SelectMany(tick => _placer.Level(Y(tick), _plot.Left, _plot.Right)
            .Select(part => $"M{SvgWriter.Place(part.From)} {SvgWriter.Place(Y(tick))}H{SvgWriter.Place(part.To)}")))));

        // The level before the promise, where no round number is.
        var start = Y(_reading.Start);
        _svg.Empty("path", ("class", "axis"), ("d", string.Concat(
            _placer.Level(start, _plot.Left, _plot.Right).Select(part => $"M{SvgWriter.Place(part.From)} {SvgWriter.Place(start)}H{SvgWriter.Place(part.To)}")
            .Concat(_time.Ticks.Select(tick => $"M{SvgWriter.Place(X(tick.Date))} {SvgWriter.Place(_plot.Bottom)}v5")))));
        _svg.Begin("g", ("class", "ticks soft"), ("text-anchor", "end"));
        foreach (var (tick, name) in _ticks.Zip(_tickNames))
        {
            DrawText(name, _plot.Left - 8, Y(tick) + (_font * 0.35), "start", "");
        }

        _svg.End().End().Begin("g", ("class", "times soft"), ("text-anchor", "middle"));
        foreach (var tick in _time.Ticks)
        {
            DrawText(tick.Label, X(tick.Date), _plot.Bottom + 7 + _font, "start", "");
        }

        _svg.End();
    }

    private void DrawUprights()
    {
        foreach (var upright in _uprights)
        {
            var line = upright.Line;
            var entry = _labels.GetValueOrDefault(upright)?.Entry;
            var top = _plot.Top - RuleBegins - 6 - (upright.Row * _lineHeight);
            var isOver = UprightLabels.IsOver(upright);
            _svg.Begin("g", ("class", "upright"));
            _svg.Empty("path", ("class", line.CssClass), ("d", string.Concat(_placer.Upright(line.X, isOver ? top + 2 : entry is null ? top - _font + 2 : top - 8, _plot.Top - RuleBegins, _plot.Bottom)
                .Select(part => $"M{SvgWriter.Place(line.X)} {SvgWriter.Place(part.From)}V{SvgWriter.Place(part.To)}"))));
            if (entry is not null)
            {
                _list.Badge(_svg, entry.Number, upright.Left + (upright.Width / 2), top - (_font * 0.33) - (isOver ? 2 : 0));
            }
            else
            {
                var isLeft = upright.Right < line.X;
                DrawText(line.Text, isLeft ? upright.Right : upright.Left, top, isLeft ? "end" : "start", line.CssClass switch { "deadline" => "", "moved" => "of-pledge", "today" => "soft", _ => "of-event" });
            }

            _svg.End();
        }
    }

    private void DrawPromise()
    {
        DrawPath("promise", "pledged", "pledged", PledgedPath());
        foreach (var revision in _reading.Revisions)
        {
            DrawPath("revision", "revised", revision, RevisedPath(revision));
        }
    }

    private void DrawPath(string group, string cssClass, object owner, IReadOnlyList<(double X, double Y)> path)
    {
        if (path.Count > 1)
        {
            _svg.Begin("g", ("class", group)).Empty("polyline", ("class", cssClass), ("points", SvgWriter.Points(path)));
            DrawLabel(owner, 0, 0);
            _svg.End();
        }
    }

    private void DrawFigures()
    {
        if (_reading.Counted.Count > 1)
        {
            _svg.Empty("polyline", ("class", "counted-line"), ("points", SvgWriter.Points(_reading.Counted.Select(c => (X(c.At), Y(c.Low))))));
        }

        // Counted marks last, so that nothing lies on them.
        foreach (var figure in _reading.Uncounted.Concat(_reading.Counted).Where(f => !_joined.ContainsKey(f)))
        {
            DrawFigure(figure, 0, 0, _joined.Where(j => j.Value == figure).Select(j => j.Key));
        }
    }

    // In the terms of the group that it is drawn in.
    private void DrawFigure(DrawnFigure figure, double atX, double atY, IEnumerable<DrawnFigure> joined)
    {
        var (x, y) = (Math.Round(X(figure.At), 1, MidpointRounding.AwayFromZero), Math.Round(Y(figure.Low), 1, MidpointRounding.AwayFromZero));
        var of = "of-" + Code.Of(figure.Figure.Counting);
        _svg.Begin("g", [("class", BasisMark.Classes(figure.Figure.Counting)),
            .. _options.NumberOf is { } numberOf ? [("data-n", SvgWriter.Number(numberOf(figure.Figure)))] : Array.Empty<(string, string)>(),
            ("transform", $"translate({SvgWriter.Place(x - atX)} {SvgWriter.Place(y - atY)})")]);
        if (_options.ReadAs is null)
        {
            _svg.Text("title", ChartWords.OfMark(figure, _reading) + ChartWords.By(figure.Figure));
        }

        if (X(figure.From) < x - 1)
        {
            _svg.Line($"span {of}", X(figure.From) - x, 0, 0, 0);
        }

        if (figure.IsRange)
        {
            _svg.Line($"range {of}", 0, 0, 0, Y(figure.Top) - y);
        }

        foreach (var other in joined)
        {
            DrawFigure(other, x, y, []);
        }

        DrawMark(figure, of);
        DrawLabel(figure, x, y);
        _svg.End();
    }

    private void DrawMark(DrawnFigure figure, string of)
    {
        if (figure.High is null)
        {
            _svg.Empty("polyline", ("class", $"or-more {of}"), ("points", _markScale < 1 ? "-3,-7 0,-10 3,-7" : "-4,-9 0,-13 4,-9"));
        }

        var path = BasisMark.Path(figure.Figure.Counting, figure.Figure.Basis);
        _svg.Empty("path", [("d", path), .. _markScale < 1 ? [("transform", $"scale({SvgWriter.Number(_markScale)})")] : Array.Empty<(string, string)>()]);
    }

    // In the terms of the group that it is drawn in.
    private void DrawLabel(object owner, double atX, double atY)
    {
        if (!_labels.TryGetValue(owner, out var label))
        {
            return;
        }

        var box = label.Placed.Box;
        if (label.Placed.Leader is { } leader)
        {
            _svg.Empty("polyline", ("class", "lead"), ("points", SvgWriter.Points(leader.Select(p => (p.X - atX, p.Y - atY)))));
        }

        if (label.Entry is { } entry)
        {
            _list.Badge(_svg, entry.Number, box.Left + (box.Width / 2) - atX, box.Top + (box.Height / 2) - atY);
            return;
        }

        for (var i = 0; i < label.Lines.Count; i++)
        {
            DrawText(label.Lines[i].Text, label.Placed.X - atX, box.Top + _frame.Ascent + (i * _lineHeight) - atY, label.Placed.Anchor, $"label {label.Lines[i].CssClass}{(label.Lines[i].Strong ? " strong" : "")}");
        }
    }

    private void DrawText(string text, double x, double y, string anchor, string cssClass)
    {
        var css = string.Join(' ', cssClass.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        _svg.Text("text", text, [("x", SvgWriter.Place(x)), ("y", SvgWriter.Place(y)),
            .. anchor == "start" ? Array.Empty<(string, string)>() : [("text-anchor", anchor)],
            .. css.Length == 0 ? Array.Empty<(string, string)>() : [("class", css)]]);
    }
}
