using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Charts;

/// <summary>One value of a compared pledge: how long after its announcement, and what share of its own target.</summary>
/// <param name="Figure">The figure that brought this value.</param>
/// <param name="Years">Years of 365.25 days since the announcement.</param>
/// <param name="Share">Of the original target.</param>
/// <param name="Reading">What it comes to, as firmly as it is stated: less the baseline for a level.</param>
public sealed record ComparedPoint(Figure Figure, double Years, double Share, Quantity Reading);

/// <summary>One pledge of a comparison: its headline target.</summary>
/// <param name="Number">Its number in the chart and the tables, from 1 on.</param>
/// <param name="Name">What it is called there: its company, and what tells it from another pledge of this company.</param>
/// <param name="Colour">The number of its colour.</param>
/// <param name="Pledge">The pledge.</param>
/// <param name="Progress">The progress of its headline target.</param>
public sealed record Compared(int Number, string Name, int Colour, Pledge Pledge, TargetProgress Progress)
{
    /// <summary>How many colours there are; none is that of a verdict or of anything else on the site.</summary>
    public const int Colours = 8;

    private const double DaysAYear = 365.25;

    /// <summary>The counted values over time; none where nothing with a known day counts or no number was promised.</summary>
    public IReadOnlyList<ComparedPoint> Points { get; } = Progress.Target.Quantity is null || TargetProgress.PromisedBy(Progress.Target) <= 0 ? [] :
    [
        .. CountedFigures.Of(Pledge, Progress.Target, Progress.On).Where(p => !p.Figure.Undated).Select(p => new ComparedPoint(
            p.Figure,
            Math.Max(0, p.Figure.AsOf.Latest.DayNumber - Pledge.AnnouncedOn.Earliest.DayNumber) / DaysAYear,
            TargetProgress.ShareOf(p.Reading, Progress.Target),
            p.Reading)),
    ];

    /// <summary>How many years the promise gave itself; null without a deadline.</summary>
    public double? YearsAllowed { get; } = Progress.Target.Deadline is { } due ? (due.Latest.DayNumber - Pledge.AnnouncedOn.Earliest.DayNumber) / DaysAYear : null;

    /// <summary>Pledges as they are compared, in the order given.</summary>
    /// <remarks>A pledge has its own colour in every comparison, unless one before it has the same: then the next that is free.</remarks>
    public static IReadOnlyList<Compared> All(IReadOnlyList<(Pledge Pledge, TargetProgress Progress)> pledges)
    {
        ArgumentNullException.ThrowIfNull(pledges);
        var taken = new HashSet<int>();
        return [.. pledges.Select((p, i) => new Compared(i + 1, NameOf(p.Pledge, pledges.Select(o => o.Pledge)), ColourOf(p.Pledge.Slug, taken), p.Pledge, p.Progress))];
    }

    private static string NameOf(Pledge pledge, IEnumerable<Pledge> all)
    {
        var ofCompany = all.Where(p => p.Company.Name == pledge.Company.Name).ToList();
        return ofCompany.Count == 1 ? pledge.Company.Name
            : ofCompany.Count(p => p.AnnouncedOn.Year == pledge.AnnouncedOn.Year) == 1 ? $"{pledge.Company.Name} {pledge.AnnouncedOn.Year}"
            : $"{pledge.Company.Name}: {pledge.Title}";
    }

    // The same in every process and version: the string’s own hash is not.
    private static int ColourOf(string slug, HashSet<int> taken)
    {
        var hash = 2166136261u;
        foreach (var c in slug)
        {
            hash = (hash ^ c) * 16777619u;
        }

        // Steps of an odd number come to each of the eight.
        var (colour, step) = ((int)(hash % Colours), (int)(hash / Colours % (Colours / 2) * 2) + 1);
        for (var i = 0; i < Colours && !taken.Add(colour); i++)
        {
            colour = (colour + step) % Colours;
        }

        return colour + 1;
    }
}

/// <summary>
/// Shares of up to six pledges' own targets against the time since each was announced. Each line bears its name, or on a phone its
/// number with the name under the drawing. Hidden from assistive technology: the table under it has the same points.
/// </summary>
public sealed class ComparisonChart
{
    /// <summary>
    /// Larger shares are drawn at the upper edge with an arrow: one over-fulfilled pledge must not flatten the others.
    /// </summary>
    private const double Most = 1.5;

    private const double Left = 52, Height = 270, Radius = 3.5;

    private readonly IReadOnlyList<Compared> _pledges;
    private readonly ChartFrame _frame;
    private readonly SvgWriter _svg = new();
    private readonly NumberedList _list;
    private readonly Dictionary<Compared, (PlacedLabel Placed, string Words)> _names = [];
    private readonly IReadOnlyList<(PlacedUpright Placed, Compared Pledge)> _due;
    private readonly LabelPlacer _placer;
    private readonly double _years;
    private readonly double _low;
    private readonly double _high;
    private readonly Box _plot;
    private readonly Scale _x;
    private readonly Scale _y;

    private ComparisonChart(IReadOnlyList<Compared> pledges, int width)
    {
        _pledges = pledges;
        _frame = new ChartFrame(new ChartOptions("c") { Width = width }, "", "", default);
        _list = new NumberedList(_frame);
        var points = pledges.SelectMany(p => p.Points).ToList();
        _years = Math.Max(1, Math.Ceiling(points.Select(p => p.Years).Concat(pledges.Select(p => p.YearsAllowed ?? 0)).DefaultIfEmpty(1).Max()));
        _low = Math.Max(Math.Floor(Math.Min(0, points.Select(p => p.Share).DefaultIfEmpty(0).Min()) * 4) / 4, -0.5);
        _high = points.Any(p => p.Share > 1) ? Most : 1.0;
        _x = new Scale(0, _years, Left, width - 14);
        var due = UprightLabels.Place([.. pledges.Where(p => p.YearsAllowed >= 0).Select(p => new Upright(_x.At(p.YearsAllowed!.Value), "", F($"Due: {p.Name}"), !_frame.IsNarrow, p))], 2, width - 2, _frame.IsNarrow ? 6 : 5, text => _frame.WidthOf(text));
        _due = [.. due.Select(d => (d, (Compared)d.Line.Of!))];
        var rows = due.Count == 0 ? 0 : due.Max(d => d.Row) + 1;
        _plot = new Box(Left, (rows * _frame.Line) + (rows == 0 ? 8 : 16), width - 14 - Left, Height);
        _y = new Scale(_low, _high, _plot.Bottom, _plot.Top + 8);
        _placer = new LabelPlacer(new Box(Left + 2, _plot.Top - 4, width - 4 - Left, Height + 2));
        PlaceNames();

        // On a phone, and where names find no room, the number of the table stands for the name.
        foreach (var pledge in pledges.Where(p => _due.Any(d => d.Pledge == p && !d.Placed.Line.IsText) || (_names.TryGetValue(p, out var name) && name.Words.Length == 0)))
        {
            _list.Add(pledge.Number, pledge.Name).Number = pledge.Number;
        }
    }

    /// <summary>Draws the comparison.</summary>
    /// <param name="pledges">In the reader's order.</param>
    /// <param name="width">In units of the drawing.</param>
    public static string Render(IReadOnlyList<Compared> pledges, int width)
    {
        ArgumentNullException.ThrowIfNull(pledges);
        return new ComparisonChart(pledges, width).Draw();
    }

    private double Y(double share) => _y.At(Math.Clamp(share, _low, _high));

    private List<(double X, double Y)> PathOf(Compared pledge) =>
        pledge.Points.Count == 0 ? [] : [.. pledge.Points.Select(p => (p.Years, p.Share)).Prepend((Years: 0.0, Share: 0.0)).Select(p => (_x.At(p.Years), Y(p.Share)))];

    private void PlaceNames()
    {
        _placer.Line(new(_plot.Left, Y(1), _plot.Right, Y(1)), "promise");
        foreach (var pledge in _pledges)
        {
            var path = PathOf(pledge);
            for (var i = 1; i < path.Count; i++)
            {
                _placer.Line(new(path[i - 1].X, path[i - 1].Y, path[i].X, path[i].Y), pledge.Number);
                _placer.Mark(path[i].X, path[i].Y, Radius + 1, pledge.Number);
            }
        }

        foreach (var (placed, pledge) in _due)
        {
            _placer.Line(new(placed.Line.X, _plot.Top - 5, placed.Line.X, Y(1) + 5), pledge.Number + 100);
        }

        foreach (var pledge in _pledges.Where(p => p.Points.Count > 0))
        {
            var (x, y) = PathOf(pledge)[^1];
            var name = pledge.Name + (pledge.Points[^1].Share > _high ? " ↑" : "");
            if (!_frame.IsNarrow && _placer.AtMark(x, y, Radius + 1, 0, _frame.WidthOf(name, true), _frame.HeightOf(1), 120, pledge.Number, isOfLine: true) is { } label)
            {
                _names.Add(pledge, (label, name));
            }
            else if (_placer.AtMark(x, y, Radius + 1, 0, UprightLabels.Badge, UprightLabels.Badge, 175, pledge.Number, isOfLine: true) is { } number)
            {
                _names.Add(pledge, (number, ""));
            }
        }
    }

    private string Draw()
    {
        var below = _plot.Bottom + 24 + _frame.Line;
        _svg.Begin("svg", ("class", $"pledge-chart comparison {(_frame.IsNarrow ? "chart-narrow" : "chart-wide")}"), ("viewBox", $"0 0 {SvgWriter.Number(_frame.Width)} {SvgWriter.Place(below + _list.Height + 8)}"),
            ("font-size", SvgWriter.Number(_frame.Font)), ("aria-hidden", "true"), ("focusable", "false"));
        DrawAxes();
        foreach (var (placed, pledge) in _due)
        {
            DrawDue(placed, pledge);
        }

        foreach (var pledge in _pledges.Where(p => p.Points.Count > 0))
        {
            DrawPledge(pledge);
        }

        _list.Draw(_svg, below);
        return _svg.End().ToString();
    }

    private void DrawAxes()
    {
        var shares = new List<double>();
        for (var share = _low; share <= _high + 0.001; share += _frame.IsNarrow ? 0.5 : 0.25)
        {
            shares.Add(Math.Round(share, 2));
        }

        _svg.Empty("path", ("class", "grid"), ("d", string.Concat(shares.Where(share => share is not (0 or 1)).SelectMany(share => _placer.Level(Y(share), _plot.Left, _plot.Right).Select(part => $"M{SvgWriter.Place(part.From)} {SvgWriter.Place(Y(share))}H{SvgWriter.Place(part.To)}")))));
        var every = Math.Max(1, (int)Math.Ceiling(_years / (_frame.IsNarrow ? 5 : 10)));
        var years = Enumerable.Range(0, (int)_years + 1).Where(year => year % every == 0).ToList();
        _svg.Empty("path", ("class", "axis"), ("d", string.Concat(
            _placer.Level(Y(0), _plot.Left, _plot.Right).Select(part => $"M{SvgWriter.Place(part.From)} {SvgWriter.Place(Y(0))}H{SvgWriter.Place(part.To)}")
            .Concat(years.Select(year => $"M{SvgWriter.Place(_x.At(year))} {SvgWriter.Place(_plot.Bottom)}v5")))));
        _svg.Line("pledged", _plot.Left, Y(1), _plot.Right, Y(1));
        _svg.Begin("g", ("class", "ticks soft"), ("text-anchor", "end"));
        foreach (var share in shares)
        {
            _svg.Text("text", Wording.Percent(share), ("x", SvgWriter.Place(Left - 8)), ("y", SvgWriter.Place(Y(share) + (_frame.Font * 0.35))));
        }

        _svg.End().Begin("g", ("class", "times soft"), ("text-anchor", "middle"));
        foreach (var year in years)
        {
            _svg.Text("text", SvgWriter.Number(year), ("x", SvgWriter.Place(_x.At(year))), ("y", SvgWriter.Place(_plot.Bottom + 7 + _frame.Font)));
        }

        _svg.End();
        _svg.Text("text", T("years since the announcement"), ("x", SvgWriter.Place(Left + (_plot.Width / 2))), ("y", SvgWriter.Place(_plot.Bottom + 10 + _frame.Font + _frame.Line)), ("text-anchor", "middle"), ("class", "soft"));
    }

    // From its words down to the line of the whole promise.
    private void DrawDue(PlacedUpright placed, Compared pledge)
    {
        var top = _plot.Top - 11 - (placed.Row * _frame.Line);
        var isOver = UprightLabels.IsOver(placed);
        _svg.Begin("g", ("class", $"upright due c{pledge.Colour}"));
        _svg.Empty("path", ("class", "due-line"), ("d", $"M{SvgWriter.Place(placed.Line.X)} {SvgWriter.Place(isOver ? top + 2 : placed.Line.IsText ? top - _frame.Font + 2 : top - 8)}V{SvgWriter.Place(Y(1) + 5)}"));
        if (placed.Line.IsText)
        {
            var isLeft = placed.Right < placed.Line.X;
            _svg.Text("text", placed.Line.Text, [("x", SvgWriter.Place(isLeft ? placed.Right : placed.Left)), ("y", SvgWriter.Place(top)), .. isLeft ? [("text-anchor", "end")] : Array.Empty<(string, string)>()]);
        }
        else
        {
            _list.Badge(_svg, pledge.Number, placed.Left + (placed.Width / 2), top - (_frame.Font * 0.33) - (isOver ? 2 : 0));
        }

        _svg.End();
    }

    private void DrawPledge(Compared pledge)
    {
        _svg.Begin("g", ("class", $"compared c{pledge.Colour}")).Empty("polyline", ("class", "compared-line"), ("points", SvgWriter.Points(PathOf(pledge))));
        foreach (var point in pledge.Points)
        {
            _svg.Begin("circle", ("class", "point"), ("cx", SvgWriter.Place(_x.At(point.Years))), ("cy", SvgWriter.Place(Y(point.Share))), ("r", "3.5"));
            if (!_frame.IsNarrow)
            {
                _svg.Text("title", $"{pledge.Name}, {point.Figure.AsOf.InWords()}: {Wording.Share(point.Reading, pledge.Progress.Target)}" + ChartWords.By(point.Figure));
            }

            _svg.End();
        }

        if (_names.TryGetValue(pledge, out var name))
        {
            if (name.Placed.Leader is { } leader)
            {
                _svg.Empty("polyline", ("class", "lead"), ("points", SvgWriter.Points(leader)));
            }

            var box = name.Placed.Box;
            if (name.Words.Length == 0)
            {
                _list.Badge(_svg, pledge.Number, box.Left + (box.Width / 2), box.Top + (box.Height / 2));
            }
            else
            {
                _svg.Text("text", name.Words, [("x", SvgWriter.Place(name.Placed.X)), ("y", SvgWriter.Place(box.Top + _frame.Ascent)), .. name.Placed.Anchor == "start" ? Array.Empty<(string, string)>() : [("text-anchor", name.Placed.Anchor)], ("class", "label strong")]);
            }
        }

        _svg.End();
    }
}
