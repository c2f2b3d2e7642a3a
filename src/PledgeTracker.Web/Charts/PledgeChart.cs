using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Charts;

/// <summary>What a reader has to know of a chart besides its marks.</summary>
/// <param name="HasPath">Whether its dashed line leads to the target; else it is level.</param>
/// <param name="Before">What stands before the name of whoever reported the latest number.</param>
/// <param name="By">The name, as the editors wrote it.</param>
/// <param name="After">What stands after it: of which day, and on what it rests.</param>
public sealed record ChartCaption(bool HasPath, string Before, string By, string After);

/// <summary>
/// One target of a pledge over time: what was pledged, what was reported, and what happened, as SVG that speaks for itself.
/// Values in, text out; no clock.
/// </summary>
/// <remarks>
/// The pledged path is dashed and runs straight from where the axis begins at the announcement to the target at its deadline, then flat.
/// Where nothing counts it is level, since nobody said what was to be reached in between, and the drawing is lower. Counted figures are
/// solid marks on a line, at what they make certain; a bar above a mark reaches to the most it may mean, a tick says "or more", and a thin
/// line shows a date known only to the month or year. What does not count is hollow and crossed out. Every mark holds its own label, a
/// line that leads to it where it stands off, or a number whose words stand under the drawing. Events are thin lines, named in the margin.
/// </remarks>
public sealed partial class PledgeChart
{
    private const int MostMarksAtFullSize = 9, MostTries = 11, MostToTry = 16, JoinedFrom = 2, NumberedFrom = 5;
    private const double Edge = ChartFrame.Edge;

    // Over the plot an upright line is never interrupted, so that its words have something to stand at.
    private const double RuleBegins = 5;

    // Over the highest value there is room for a label.
    private const double Headroom = 18;

    private readonly ChartOptions _options;
    private readonly ChartReading _reading;
    private readonly SvgWriter _svg = new();
    private readonly Dictionary<object, Label> _labels = [];
    private readonly bool _narrow;
    private readonly double _font;
    private readonly double _lineHeight;
    private readonly Box _plot;
    private readonly IReadOnlyList<double> _ticks;
    private readonly IReadOnlyList<string> _tickNames;
    private readonly IReadOnlyList<string> _axis;
    private readonly TimeAxis _time;
    private readonly Scale _values;
    // Marks that lie on each other, where they share a number: each with the one whose group it is drawn in.
    private readonly Dictionary<DrawnFigure, DrawnFigure> _joined = [];
    private LabelPlacer _placer;
    private int _numbered;
    private readonly double _markScale;
    private readonly ChartFrame _frame;
    private readonly NumberedList _list;
    private readonly IReadOnlyList<PlacedUpright> _uprights;

    private PledgeChart(Pledge pledge, Target target, DateOnly on, ChartOptions options)
    {
        _options = options;
        _reading = ChartReading.Of(pledge, target, on);
        var source = ChartWords.Source(_reading) is { } named ? named.Before + named.By + named.After : null;
        _frame = new ChartFrame(options, $"{Wording.PromiserThen(pledge, on)}: {pledge.Title}", ChartWords.Finding(_reading.Progress), on, source);
        (_narrow, _font, _lineHeight) = (_frame.IsNarrow, _frame.Font, _frame.Line);
        _list = new NumberedList(_frame);

        var (low, high) = ValuesDrawn();
        var hasCounted = _reading.Counted.Count > 0;
        var about = hasCounted ? (_narrow ? 4 : 5) : 3;
        _ticks = _reading.HoldsLevels ? Ticks.Between(low, high, about) : Ticks.Covering(low, high, about);
        _tickNames = ChartWords.Ticks(_ticks, _reading.Target.Currency);
        _axis = TextWidth.Wrap(ChartWords.Axis(_reading), _font, false, (options.Width / _frame.Slack) - (2 * Edge), 3);
        var left = Edge + _tickNames.Max(name => _frame.WidthOf(name)) + 8;
        var right = options.Width - RightMargin();
        var (first, last) = _reading.Days();
        _time = new TimeAxis(first, last, left, right, _font * _frame.Slack);
        _uprights = UprightLabels.Place([.. Uprights()], left - 2, options.Width - 2, _narrow ? 3 : 4, text => _frame.WidthOf(text));
        var rows = _uprights.Count == 0 ? 0 : _uprights.Max(u => u.Row) + 1;
        var top = _frame.HeaderHeight + ((_axis.Count + rows) * _lineHeight) + (rows == 0 ? _lineHeight * 0.7 : 16);
        _plot = new Box(left, top, right - left, hasCounted ? (_narrow ? 203 : 222) : _narrow ? 130 : 120);
        _values = new Scale(_ticks[0], Math.Max(_ticks[^1], _ticks[0] + 1), _plot.Bottom, _plot.Top + Headroom);
        _markScale = _reading.Figures.Count() > (_narrow ? 6 : MostMarksAtFullSize) ? 0.7 : 1;
        _placer = PlaceLabels([]);
        _list.Number();
    }

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

    /// <summary>What stands under a chart; null where it has no figures.</summary>
    internal static ChartCaption? CaptionOf(ChartReading reading) =>
        ChartWords.Source(reading) is var (before, by, after) ? new(reading.HasPath, before, by, after) : null;

    /// <summary>
    /// The figures of a target that have no mark on its chart, with what their row in the table says of that; none where the
    /// target has no chart, and without those whose row says anyway that their date is unknown.
    /// </summary>
    internal static IEnumerable<(Figure Figure, string Why)> LeftToTheTable(ChartReading reading) => reading.Figures.Any()
        ? reading.LeftOut.Where(f => f.Key.Target == reading.Target && f.Value != WithoutMark.NoKnownDay).Select(f => (f.Key, ChartWords.Why(f.Value)))
        : [];

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

    // Leaves room for the words at the ends of the pledged line and of the last changed target, where the chart is wide and they are short.
    private double RightMargin()
    {
        var wanted = EndWords().Select(lines => lines.Max(WidthOf) + 14).DefaultIfEmpty(0).Max();
        return _narrow || wanted is 0 or > 150 ? 14 : wanted;
    }

    private IEnumerable<IReadOnlyList<Words>> EndWords()
    {
        if (PledgedWords() is { Count: > 0 } pledged)
        {
            yield return pledged;
        }

        if (_reading.Revisions.LastOrDefault(r => r.Value is not null) is { } last)
        {
            yield return RevisedWords(last, isShort: true);
        }
    }

    private IReadOnlyList<Words> PledgedWords() =>
        _reading.Target.Quantity is { } quantity
            ? [new(T("Pledged"), "of-pledge", true), new(ChartWords.Pledged(quantity, _reading), "of-pledge", false)]
            : [];

    private Words[] RevisedWords(DrawnRevision revision, bool isShort)
    {
        var pledged = ChartWords.Pledged(revision.Revision.Quantity!, _reading);
        var words = revision.Revision.Deadline is { } moved ? F($"Revised: {pledged} by {moved.InShortWords()}") : F($"Revised: {pledged}");
        var colon = words.IndexOf(": ", StringComparison.Ordinal);
        return isShort && colon > 0 ? [new(words[..(colon + 1)], "of-pledge", false), new(words[(colon + 2)..], "of-pledge", false)] : [new(words, "of-pledge", false)];
    }

    private double X(DateOnly day) => _time.At(day);

    private double Y(double value) => _values.At(value);

    private bool IsTodayDrawn => X(_reading.On) >= _time.At(_reading.Days().First) && X(_reading.On) <= _time.At(_reading.Days().Last);

    // ---- the upright lines, the most important first

    private IEnumerable<Upright> Uprights()
    {
        if (_reading is { Deadline: { } day, Target.Deadline: { } deadline })
        {
            yield return new(X(day), "deadline", F($"Deadline {deadline.InShortWords()}"), true);
        }

        foreach (var revision in _reading.Revisions)
        {
            if (revision is { Value: null, Deadline: { } moved, Revision.Deadline: { } to })
            {
                yield return new(X(moved), "moved", F($"Moved to {to.InShortWords()}"), true);
            }
        }

        if (IsTodayDrawn)
        {
            yield return new(X(_reading.On), "today", PartialDate.OfDay(_reading.On).InShortWords().ToString(), true);
        }

        foreach (var happened in _reading.Events)
        {
            yield return new(X(happened.At), "event event-" + Code.Of(happened.Event.Kind), $"{Wording.Label(happened.Event.Kind)}, {happened.Event.Date.InShortWords()}", !_narrow);
        }
    }

    // ---- labels, the most important first

    // What found no room is placed first in the next try. Where that does not help, numbers make room: first of what does not count,
    // then of everything but the latest count.
    private LabelPlacer PlaceLabels(IReadOnlyList<DrawnFigure> first, int tries = 0)
    {
        _numbered = tries == 0 ? 0 : tries < NumberedFrom ? 1 : 2;
        _labels.Clear();
        _list.Clear();
        foreach (var (upright, i) in _uprights.Select((u, i) => (u, i)).Where(u => !u.u.Line.IsText))
        {
            _labels.Add(upright, new(default, [], _list.Add(upright.Line.X, upright.Line.Text)));
        }

        if (tries == JoinedFrom)
        {
            Join();
            first = [.. first.Except(_joined.Keys)];
        }

        _placer = Obstacles();

        foreach (var figure in first)
        {
            PlaceFigure(figure);
        }

        PlacePledged();
        foreach (var figure in CountedByImportance().Take(1).Except(first))
        {
            PlaceFigure(figure);
        }

        foreach (var revision in _reading.Revisions.Reverse())
        {
            PlaceRevision(revision);
        }

        foreach (var figure in CountedByImportance().Skip(1).Concat(_reading.Uncounted.Reverse()).Except(first).Except(_joined.Keys))
        {
            PlaceFigure(figure);
        }

        var lost = _reading.Figures.Where(f => !_labels.ContainsKey(f) && !_joined.ContainsKey(f)).ToList();
        if (lost.Count == 0 || tries == MostTries || _reading.Figures.Count() > MostToTry)
        {
            return _placer;
        }

        IEnumerable<DrawnFigure> next = (tries % 3) switch
        {
            1 when tries > NumberedFrom => _reading.Figures.OrderBy(f => f.At).ThenBy(f => f.Low),
            2 when tries > NumberedFrom => _reading.Figures.OrderByDescending(f => f.At).ThenBy(f => f.Low),
            _ => lost.Concat(first.Except(lost)),
        };
        return PlaceLabels([.. next.Except(_joined.Keys)], tries + 1);
    }

    // Marks that nobody could tell apart share a number.
    private void Join()
    {
        var heads = new List<DrawnFigure>();
        foreach (var figure in CountedByImportance().Concat(_reading.Uncounted))
        {
            var head = heads.Find(h => Math.Abs(X(h.At) - X(figure.At)) < BasisMark.Reach && Math.Abs(Y(h.Low) - Y(figure.Low)) < BasisMark.Reach * (_narrow ? 1.7 : 1));
            if (head is null || (_reading.Counted.Count > 0 && head == _reading.Counted[^1]))
            {
                heads.Add(figure);
            }
            else
            {
                _joined.Add(figure, head);
            }
        }
    }

    private LabelPlacer Obstacles()
    {
        _placer = new LabelPlacer(new Box(_plot.Left + 2, _plot.Top, _options.Width - 2 - (_plot.Left + 2), _plot.Height - 2));
        Lines(PledgedPath(), "pledged");
        foreach (var revision in _reading.Revisions)
        {
            Lines([.. RevisedPath(revision).Reverse()], revision);
        }

        Lines([.. _reading.Counted.Select(c => (X(c.At), Y(c.Low)))], "counted");
        foreach (var upright in _uprights)
        {
            _placer.Rule(upright.Line.X, _plot.Top - RuleBegins, _plot.Bottom);
        }

        foreach (var figure in _reading.Figures)
        {
            _placer.Mark(X(figure.At), Y(figure.Low), BasisMark.Reach * _markScale, _joined.GetValueOrDefault(figure, figure));
            if (figure.High is null)
            {
                _placer.Block(new Box(X(figure.At) - 5, Y(figure.Low) - (14 * _markScale), 10, 12 * _markScale));
                _placer.Line(new(X(figure.At), Y(figure.Low) - (14 * _markScale), X(figure.At), Y(figure.Low)), _joined.GetValueOrDefault(figure, figure));
            }

            _placer.Line(new(X(figure.From), Y(figure.Low), X(figure.At), Y(figure.Low)), figure);
            if (figure.IsRange)
            {
                _placer.Line(new(X(figure.At), Y(figure.Low), X(figure.At), Y(figure.Top)), figure);
            }
        }

        return _placer;
    }

    private void Lines(IReadOnlyList<(double X, double Y)> path, object owner)
    {
        for (var i = 1; i < path.Count; i++)
        {
            _placer.Line(new(path[i - 1].X, path[i - 1].Y, path[i].X, path[i].Y), owner);
        }
    }

    // The latest, the first, and then backwards in time.
    private IEnumerable<DrawnFigure> CountedByImportance() =>
        _reading.Counted.TakeLast(1)
            .Concat(_reading.Counted.SkipLast(1).Take(1))
            .Concat(_reading.Counted.SkipLast(1).Skip(1).Reverse());

    private void PlacePledged()
    {
        if (_reading.Pledged is { } pledged)
        {
            var words = PledgedWords();
            PlaceAtLine("pledged", _plot.Right, Y(pledged), words, [new Words($"{words[0].Text} {words[1].Text}", "of-pledge", true)]);
        }
    }

    private void PlaceRevision(DrawnRevision revision)
    {
        if (revision.Value is { } value)
        {
            var isLast = _reading.Revisions.Last(r => r.Value is not null) == revision;
            PlaceAtLine(revision, isLast ? _plot.Right : double.NaN, Y(value), RevisedWords(revision, isShort: true), RevisedWords(revision, isShort: false));
        }
    }

    // At the end of its line where the margin has room, else along it.
    private void PlaceAtLine(object owner, double endX, double endY, IReadOnlyList<Words> atEnd, IReadOnlyList<Words> along)
    {
        var placed = double.IsNaN(endX) || _narrow ? null : _placer.AtEnd(endX, endY, atEnd.Max(WidthOf), _frame.HeightOf(atEnd.Count));
        if (placed is { } end)
        {
            _labels.Add(owner, new(end, atEnd, null));
        }
        else if (_placer.AtLine(owner, along.Max(WidthOf), _frame.HeightOf(along.Count), Farthest) is { } beside)
        {
            _labels.Add(owner, new(beside, along, null));
        }
        else if (_placer.AtLine(owner, UprightLabels.Badge, UprightLabels.Badge, Farthest) is { } number)
        {
            _labels.Add(owner, new(number, [], _list.Add(double.IsNaN(endX) ? 0 : endX, string.Join(' ', along.Select(w => w.Text)))));
        }
    }

    // Among very many marks a long line is lost anyway.
    private double Farthest => _reading.Figures.Count() > MostToTry ? 40 : _narrow ? 145 : 210;

    private void PlaceFigure(DrawnFigure figure)
    {
        var isCounted = figure.Figure.Counting == Counting.Counted;
        var said = ChartWords.Said(figure.Said, _reading.Target.Currency);
        List<Words> lines = [new(said, isCounted ? "" : "soft", isCounted)];
        if (figure.Figure.Metric.Code != _reading.Target.Metric.Code)
        {
            lines.Add(new(T(figure.Figure.Metric.Label), "soft", false));
        }

        var isWords = !_joined.ContainsValue(figure) && (_numbered == 0 || (isCounted && (_numbered == 1 || figure == _reading.Counted[^1])));
        if (isWords && AtMark(figure, lines.Max(WidthOf), _frame.HeightOf(lines.Count)) is { } words)
        {
            _labels.Add(figure, new(words, lines, null));
        }
        else if (AtMark(figure, UprightLabels.Badge, UprightLabels.Badge) is { } number)
        {
            _labels.Add(figure, new(number, [], _list.Add(X(figure.At), string.Join(" · ", _joined.Where(j => j.Value == figure).Select(j => j.Key).Prepend(figure).Select(f => ChartWords.InList(f, _reading))))));
        }
    }

    private PlacedLabel? AtMark(DrawnFigure figure, double width, double height)
    {
        var (x, y) = (X(figure.At), Y(figure.Low));
        var above = Math.Max(y - Y(figure.Top), figure.High is null ? 14 * _markScale : 0);
        return _placer.AtMark(x, y, BasisMark.Reach * _markScale, above, width, height, Farthest, figure);
    }

    private double WidthOf(Words words) => _frame.WidthOf(words.Text, words.Strong);

    private IReadOnlyList<(double X, double Y)> PledgedPath() => (_reading.Pledged, _reading.Deadline) switch
    {
        (null, _) => [],
        ({ } pledged, var due) when due is null || !_reading.HasPath => [(X(_reading.Announced), Y(pledged)), (_plot.Right, Y(pledged))],
        ({ } pledged, var deadline) => [(X(_reading.Announced), Y(_reading.Start)), (X(deadline!.Value), Y(pledged)), (_plot.Right, Y(pledged))],
    };

    // From the target before it down or up to the new number on its day, and on to the next change.
    private IReadOnlyList<(double X, double Y)> RevisedPath(DrawnRevision revision)
    {
        if (revision.Value is not { } value)
        {
            return [];
        }

        var before = _reading.Revisions.TakeWhile(r => r != revision).LastOrDefault(r => r.Value is not null)?.Value ?? _reading.Pledged;
        var next = _reading.Revisions.SkipWhile(r => r != revision).Skip(1).FirstOrDefault(r => r.Value is not null);
        var (x, end) = (X(revision.At), next is null ? _plot.Right : X(next.At));
        return before is { } old ? [(x, Y(old)), (x, Y(value)), (end, Y(value))] : [(x, Y(value)), (end, Y(value))];
    }

    private sealed record Words(string Text, string CssClass, bool Strong);

    private sealed record Label(PlacedLabel Placed, IReadOnlyList<Words> Lines, NumberedList.Entry? Entry);
}
