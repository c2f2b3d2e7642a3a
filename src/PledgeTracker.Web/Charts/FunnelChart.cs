using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Charts;

/// <summary>
/// Pledged, reported, verified, new, attributable: one bar each, on one scale. A step nobody has counted has no bar and no width: a small
/// dashed box with a question mark stands there, never a zero. Hidden from assistive technology: the table under it says the same.
/// </summary>
public static class FunnelChart
{
    private const double RowHeight = 46;

    /// <summary>Draws the funnel of a target.</summary>
    public static string Render(Funnel funnel)
    {
        ArgumentNullException.ThrowIfNull(funnel);
        var counts = funnel.Steps.Select(s => s.Count ?? 0).Append(funnel.Promised?.AsPromised ?? 0).ToList();
        var whole = Math.Max(1.0, counts.Max());
        var rows = funnel.Steps.Count + (funnel.Promised is null ? 0 : 1);
        var svg = new SvgWriter();
        svg.Begin("svg", ("class", "funnel"), ("width", "100%"), ("height", SvgWriter.Number(rows * RowHeight)), ("font-size", "14"), ("aria-hidden", "true"), ("focusable", "false"));
        double top = 0;
        if (funnel.Promised is { } promised)
        {
            Row(T("Pledged"), ChartWords.Said(promised, null), "step-pledged", promised.AsPromised / whole, false);
        }

        foreach (var step in funnel.Steps)
        {
            Row(Wording.Label(step.Step), Said(step),
                "step-" + Code.Of(step.Step), step.Count / whole, step.FromNarrower);
        }

        return svg.End().ToString();

        static string Said(FunnelCount step) => step switch
        {
            { Reading: { } reading, Figure: { } figure, FromNarrower: false } => F($"{ChartWords.Said(reading, null)}, as of {figure.AsOf.InShortWords()}"),
            { Reading: { } atLeast } => ChartWords.Said(atLeast, null),
            _ => T("no count recorded"),
        };

        void Row(string name, string value, string cssClass, double? share, bool isLowerBound)
        {
            svg.Begin("g", ("class", cssClass));
            svg.Begin("text", ("y", SvgWriter.Number(top + 15))).Text("tspan", name, ("class", "strong")).Text("tspan", " " + value, ("class", "soft")).End();
            var (y, height) = (SvgWriter.Number(top + 22), "12");
            if (share is not { } part)
            {
                svg.Empty("rect", ("class", "not-counted"), ("x", "1"), ("y", SvgWriter.Number(top + 20)), ("width", "18"), ("height", "16"), ("rx", "3"));
                svg.Text("text", "?", ("class", "unknown"), ("x", "10"), ("y", SvgWriter.Number(top + 32.5)), ("text-anchor", "middle"));
            }
            else if (isLowerBound)
            {
                var middle = SvgWriter.Number(top + 28);
                svg.Empty("line", ("class", "lower-bound"), ("x1", "0"), ("x2", SvgWriter.Percent(Math.Max(0, part))), ("y1", middle), ("y2", middle),
                    ("stroke-width", height), ("stroke-dasharray", "2 3"));
            }
            else if (part > 0)
            {
                svg.Empty("rect", ("class", "done"), ("width", part < 0.005 ? "2" : SvgWriter.Percent(part)), ("y", y), ("height", height));
            }

            svg.End();
            top += RowHeight;
        }
    }
}
