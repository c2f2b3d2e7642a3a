using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Charts;

/// <summary>
/// How much of the original target is counted, as a bar as wide as its place on the page. Hidden from assistive technology,
/// since the page says the same in words beside it.
/// </summary>
/// <remarks>
/// Widths are shares of the bar's own width and not of a drawing that scales, so that the words keep their size. The whole
/// bar is the original target: what goes beyond ends in an arrow, what falls below zero points out on the left.
/// </remarks>
public static class ProgressBar
{
    private const double LeastVisible = 0.005;

    private const double Font = 13;

    /// <summary>What lies between the two texts under the bar, at least.</summary>
    private const double Gap = 16;

    /// <summary>How wide the bar is where it is narrowest: a phone of 320, or three targets in a row.</summary>
    private const double Narrowest = 240;

    /// <summary>The bar of the pledge page, with its words; nothing where no number was promised.</summary>
    public static string Render(TargetProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (progress.Target.Quantity is null)
        {
            return "";
        }

        const double top = 18;
        const double height = 14;
        var promised = (double)TargetProgress.PromisedBy(progress.Target);
        var most = progress.CountedHigh > progress.Counted && promised > 0 ? progress.CountedHigh / promised : null;
        var counted = (progress.Reading, progress.StrongerReading) switch
        {
            (null, _) => progress.Whole is null ? Wording.NoFigureWords : T("no separate count"),
            ({ } reading, { } stronger) => F($"{Wording.Share(reading, progress.Target)} ({Wording.Words(progress.Latest!.Basis)}), {Wording.Share(stronger, progress.Target)} ({Wording.Words(progress.Stronger!.Basis)})"),
            ({ } reading, _) => F($"{Wording.Share(reading, progress.Target)} counted"),
        };
        var whole = progress.Target.Deadline is { } due ? F($"{Wording.Percent(1)} due {due.InShortWords()}") : F($"{Wording.Percent(1)}, no original deadline recorded");

        // The two texts start from opposite edges, and would run into each other where targets stand three to a row.
        var isLong = TextWidth.Of(counted, Font) + TextWidth.Of(whole, Font) + Gap > Narrowest;
        var svg = new SvgWriter();
        svg.Begin("svg", ("class", isLong ? "bar bar-full bar-tall" : "bar bar-full"), ("width", "100%"), ("height", isLong ? "68" : "52"), ("font-size", SvgWriter.Number(Font)), ("aria-hidden", "true"), ("focusable", "false"));
        Track(svg, top, height, false);
        Done(svg, progress.Share, most, top, height);
        if (progress.ExpectedShare is { } expected)
        {
            Expected(svg, expected, top - 4, height + 8);
            if (expected < 1)
            {
                Words(svg, F($"{Wording.Percent(expected)} on a steady path by {PartialDate.OfDay(progress.ExpectedDay!.Value).InShortWords()}"), expected, 12, expected switch { < 0.25 => "start", > 0.75 => "end", _ => "middle" });
            }
        }

        Words(svg, counted, 0, 48, "start");
        Words(svg, whole, 1, isLong ? 64 : 48, "end");
        return svg.End().ToString();
    }

    /// <summary>The bar of a list, without words.</summary>
    /// <param name="share">What is counted, of the original target; null where nothing counts.</param>
    /// <param name="expected">What the straight line has reached; null without a deadline.</param>
    /// <param name="hasUncounted">
    /// Whether some reported figures do not count; if no figure counts, the bar is then hatched.
    /// </param>
    /// <param name="uncountedShare">
    /// The share such a figure comes to, where it can be computed; the hatching then ends there.
    /// </param>
    public static string RenderRow(double? share, double? expected, bool hasUncounted = false, double? uncountedShare = null)
    {
        const double top = 3;
        const double height = 8;
        var svg = new SvgWriter();
        svg.Begin("svg", ("class", "bar bar-row"), ("width", "100%"), ("height", "14"), ("aria-hidden", "true"), ("focusable", "false"));
        Track(svg, top, height, share is null && hasUncounted && uncountedShare is null);
        if (share is null && hasUncounted && uncountedShare is > 0)
        {
            Hatched(svg, "uncounted", 0, Math.Min(1, uncountedShare.Value), top, height);
        }

        Done(svg, share, null, top, height);
        if (expected is { } line)
        {
            Expected(svg, line, 0, 14);
        }

        return svg.End().ToString();
    }

    private static void Track(SvgWriter svg, double top, double height, bool isHatched)
    {
        svg.Empty("rect", ("class", "track"), ("width", "100%"), ("y", SvgWriter.Number(top)), ("height", SvgWriter.Number(height)));
        if (isHatched)
        {
            Hatched(svg, "uncounted faint", 0, 1, top, height);
        }
    }

    private static void Done(SvgWriter svg, double? share, double? most, double top, double height)
    {
        if (share is not { } counted)
        {
            return;
        }

        var (y, tall) = (SvgWriter.Number(top), SvgWriter.Number(height));
        if (most > Math.Max(0, counted))
        {
            Hatched(svg, "range", Math.Clamp(counted, 0, 1), Math.Min(1, most.Value), top, height);
        }

        if (counted > 0)
        {
            svg.Empty("rect", ("class", "done"), ("width", counted < LeastVisible ? "2" : SvgWriter.Percent(Math.Min(1, counted))), ("y", y), ("height", tall));
        }

        if (counted > 1 || most > 1)
        {
            Arrow(svg, "over", "100%", y, height, -1);
        }
        else if (counted < 0)
        {
            Arrow(svg, "under", "0%", y, height, 1);
        }
    }

    // A nested drawing: its place is a share of the width, while its shape keeps its size. The arrow points right past the
    // end, left below zero.
    private static void Arrow(SvgWriter svg, string cssClass, string x, string y, double height, int inwards)
    {
        var (blunt, tip) = inwards < 0 ? (-11.0, -5.0) : (11.0, 5.0);
        var points = $"{SvgWriter.Number(blunt)},{SvgWriter.Number(height * 0.15)} {SvgWriter.Number(tip)},{SvgWriter.Number(height / 2)} {SvgWriter.Number(blunt)},{SvgWriter.Number(height * 0.85)}";
        svg.Begin("svg", ("class", cssClass), ("x", x), ("y", y), ("overflow", "visible")).Empty("polyline", ("points", points)).End();
    }

    // Stripes are the dashes of a thick line: a pattern would need an id that is unique in a list of many bars.
    private static void Hatched(SvgWriter svg, string cssClass, double from, double to, double top, double height)
    {
        var y = SvgWriter.Number(top + (height / 2));
        svg.Empty("line", ("class", "hatched " + cssClass), ("x1", SvgWriter.Percent(from)), ("x2", SvgWriter.Percent(to)),
            ("y1", y), ("y2", y), ("stroke-width", SvgWriter.Number(height)), ("stroke-dasharray", "2 3"));
    }

    private static void Expected(SvgWriter svg, double share, double top, double height)
    {
        var x = SvgWriter.Percent(Math.Clamp(share, 0, 1));
        svg.Empty("line", ("class", "expected"), ("x1", x), ("x2", x), ("y1", SvgWriter.Number(top)), ("y2", SvgWriter.Number(top + height)));
    }

    private static void Words(SvgWriter svg, string text, double share, double y, string anchor) =>
        svg.Text("text", text, ("x", SvgWriter.Percent(share)), ("y", SvgWriter.Number(y)), ("text-anchor", anchor));
}
