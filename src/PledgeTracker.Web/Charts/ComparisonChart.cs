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
/// <param name="Letter">The letter by which the chart and the tables name it.</param>
/// <param name="Pledge">The pledge.</param>
/// <param name="Progress">The progress of its headline target.</param>
public sealed record Compared(char Letter, Pledge Pledge, TargetProgress Progress)
{
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
}

/// <summary>
/// Shares of up to six pledges' own targets against the time since each was announced. Lines differ in dashes and letters, and
/// only then in colour. Hidden from assistive technology: the table under it has the same points.
/// </summary>
public static class ComparisonChart
{
    /// <summary>
    /// Larger shares are drawn at the upper edge with an arrow: one over-fulfilled pledge must not flatten the others.
    /// </summary>
    private const double Most = 1.5;

    private const double Left = 52, Right = 24, Top = 20, PlotHeight = 270, Bottom = 46;

    /// <summary>Draws the comparison.</summary>
    /// <param name="pledges">In the reader's order.</param>
    /// <param name="width">In units of the drawing.</param>
    public static string Render(IReadOnlyList<Compared> pledges, int width)
    {
        ArgumentNullException.ThrowIfNull(pledges);
        var points = pledges.SelectMany(p => p.Points).ToList();
        var years = Math.Max(1, Math.Ceiling(points.Select(p => p.Years).Concat(pledges.Select(p => p.YearsAllowed ?? 0)).DefaultIfEmpty(1).Max()));
        var low = Math.Floor(Math.Min(0, points.Select(p => p.Share).DefaultIfEmpty(0).Min()) * 4) / 4;
        var high = points.Any(p => p.Share > 1) ? Most : 1.0;
        low = Math.Max(low, -0.5);
        var x = new Scale(0, years, Left, width - Right);
        var y = new Scale(low, high, Top + PlotHeight, Top);
        var narrow = width <= ChartOptions.Narrow;
        var svg = new SvgWriter();
        svg.Begin("svg", ("class", $"pledge-chart comparison {(narrow ? "chart-narrow" : "chart-wide")}"), ("viewBox", $"0 0 {width} {SvgWriter.Number(Top + PlotHeight + Bottom)}"),
            ("font-size", "13"), ("aria-hidden", "true"), ("focusable", "false"));
        Axes();
        var placer = new LabelPlacer(new Box(Left, 2, width - Left - 2, Top + PlotHeight - 2));
        for (var i = 0; i < pledges.Count; i++)
        {
            Line(pledges[i], i + 1);
        }

        for (var i = 0; i < pledges.Count; i++)
        {
            Name(pledges[i], i + 1);
        }

        return svg.End().ToString();

        double Y(double share) => y.At(Math.Clamp(share, low, high));

        void Axes()
        {
            for (var share = low; share <= high + 0.001; share += narrow ? 0.5 : 0.25)
            {
                svg.Line(Math.Abs(share) < 0.001 ? "axis" : "grid", Left, y.At(share), width - Right, y.At(share));
                svg.Text("text", Wording.Percent(Math.Round(share, 2)), ("x", SvgWriter.Number(Left - 8)), ("y", SvgWriter.Number(y.At(share) + 4.5)), ("text-anchor", "end"), ("class", "soft"));
            }

            svg.Line("pledged", Left, y.At(1), width - Right, y.At(1));
            var every = Math.Max(1, (int)Math.Ceiling(years / (narrow ? 5 : 10)));
            for (var year = 0; year <= years; year += every)
            {
                svg.Line("axis", x.At(year), Top + PlotHeight, x.At(year), Top + PlotHeight + 5);
                svg.Text("text", SvgWriter.Number(year), ("x", SvgWriter.Number(x.At(year))), ("y", SvgWriter.Number(Top + PlotHeight + 20)), ("text-anchor", "middle"), ("class", "soft"));
            }

            svg.Text("text", T("years since the announcement"), ("x", SvgWriter.Number((Left + width - Right) / 2)), ("y", SvgWriter.Number(Top + PlotHeight + 40)), ("text-anchor", "middle"), ("class", "soft"));
        }

        void Line(Compared pledge, int number)
        {
            if (pledge.Points.Count > 0)
            {
                var path = string.Join(' ', pledge.Points.Select(p => (p.Years, p.Share)).Prepend((Years: 0.0, Share: 0.0)).Select(p => $"{SvgWriter.Number(x.At(p.Years))},{SvgWriter.Number(Y(p.Share))}"));
                svg.Empty("polyline", ("class", $"compared c{number}"), ("points", path));
            }

            foreach (var point in pledge.Points)
            {
                svg.Empty("circle", ("class", $"point c{number}"), ("cx", SvgWriter.Number(x.At(point.Years))), ("cy", SvgWriter.Number(Y(point.Share))), ("r", "3.5"));
                placer.Block(Box.Around(x.At(point.Years), Y(point.Share), 5));
            }

            // A tick where the pledge's time is up, at the height of the full promise.
            if (pledge.YearsAllowed is { } allowed && allowed >= 0)
            {
                svg.Empty("path", ("class", $"due c{number}"), ("d", $"M{SvgWriter.Number(x.At(allowed))} {SvgWriter.Number(y.At(1) - 6)}V{SvgWriter.Number(y.At(1) + 6)}"));
            }
        }

        void Name(Compared pledge, int number)
        {
            if (pledge.Points is [.., var last])
            {
                Place(pledge.Letter + (last.Share > high ? " ↑" : ""), x.At(last.Years), Y(last.Share), $"strong label c{number}-text");
            }

            if (pledge.YearsAllowed is { } allowed && allowed >= 0)
            {
                Place(F($"{pledge.Letter} due"), x.At(allowed), y.At(1), $"label c{number}-text");
            }
        }

        void Place(string text, double atX, double atY, string cssClass)
        {
            var wide = TextWidth.Of(text, 13, strong: true) + 2;
            (double X, double Y)[] places = [(atX + 8, atY - 8), (atX - (wide / 2), atY - 24), (atX - (wide / 2), atY + 9), (atX - wide - 8, atY - 8), (atX + 8, atY - 24), (atX - wide - 8, atY - 24), (atX + 8, atY + 9), (atX - wide - 8, atY + 9), (atX - (wide / 2), atY + 25)];
            if (placer.Place(places.Select(p => new Box(p.X, p.Y, wide, 15))) is { } box)
            {
                svg.Text("text", text, ("x", SvgWriter.Number(box.Left + 1)), ("y", SvgWriter.Number(box.Top + 12)), ("class", cssClass));
            }
        }
    }
}
