using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Charts;

/// <summary>
/// The pledges by verdict as one bar, in the order of the legend that the page writes beside it, from kept to not yet rated.
/// Hidden from assistive technology: the legend holds the same numbers.
/// </summary>
public static class VerdictBar
{
    private const double PhoneWidth = 288;
    private const double DesktopWidth = 700;
    private const double LeastShare = 0.012;

    /// <summary>The order of the segments, and of the legend.</summary>
    public static IReadOnlyList<VerdictKind> Order { get; } =
    [
        VerdictKind.Kept, VerdictKind.PartlyKept, VerdictKind.InProgress, VerdictKind.Stalled,
        VerdictKind.Missed, VerdictKind.Withdrawn, VerdictKind.Lapsed, VerdictKind.Disputed, VerdictKind.NotYetRated,
    ];

    /// <summary>Draws the bar; verdicts without a pledge have no segment.</summary>
    public static string Render(IReadOnlyDictionary<VerdictKind, int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        var svg = new SvgWriter();
        svg.Begin("svg", ("class", "verdict-bar"), ("width", "100%"), ("height", "36"), ("font-size", "14"), ("aria-hidden", "true"), ("focusable", "false"));
        svg.Empty("rect", ("class", "track"), ("width", "100%"), ("height", "36"));
        double total = Order.Sum(kind => Width(counts.GetValueOrDefault(kind)));
        double before = 0;
        foreach (var kind in Order)
        {
            if (counts.GetValueOrDefault(kind) is not (> 0 and var count))
            {
                continue;
            }

            var share = Width(count) / total;
            var text = Wording.Number(count);
            var room = TextWidth.Of(text, 14, true) + 6;
            svg.Begin("g", ("class", "v-" + Code.Of(kind)));
            svg.Empty("rect", ("class", "segment"), ("x", SvgWriter.Percent(before)), ("width", SvgWriter.Percent(share)), ("height", "36"));

            // A number that fits only on a wide screen is hidden on a phone.
            if (room <= share * DesktopWidth)
            {
                svg.Text("text", text, ("class", room <= share * PhoneWidth ? "count" : "count roomy"),
                    ("x", SvgWriter.Percent(before + (share / 2))), ("y", "23"), ("text-anchor", "middle"));
            }

            svg.End();
            before += share;
        }

        return svg.End().ToString();

        // Even one pledge among hundreds must stay visible.
        double Width(int count) => count <= 0 ? 0 : Math.Max(count, LeastShare * counts.Values.Sum(c => (double)Math.Max(0, c)));
    }
}
