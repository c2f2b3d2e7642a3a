using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Pages.Dev;

/// <summary>Every hard case of the charts on one page, for those who change them; it exists only in Development.</summary>
public sealed class ChartsModel(IHostEnvironment environment) : PageModel
{
    public IReadOnlyList<ChartSample> Samples { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (!environment.IsDevelopment())
        {
            return NotFound();
        }

        ViewData["Title"] = "Chart gallery";
        Samples = ChartSamples.All();
        return Page();
    }

    /// <summary>
    /// Three funnels: one with a count at each step, one with a step that follows from the next, and one without figures.
    /// </summary>
    public static IEnumerable<(string Heading, Funnel Funnel)> Funnels()
    {
        yield return ("Counted at every step", Of(2_400_000, (206_000, false), (180_000, false), (136_000, false), (63_000, false)));
        yield return ("Two steps follow from a narrower one", Of(13_000, (1_242, true), (1_242, false), (null, false), (null, false)));
        yield return ("More than pledged", Of(1_000, (1_400, false), (null, false), (null, false), (null, false)));
        yield return ("Nobody has counted", Of(50_000, (null, false), (null, false), (null, false), (null, false)));
        yield return ("No number promised", Of(null, (300, false), (120, false), (null, false), (null, false)));

        static Funnel Of(long? pledged, params (long? Count, bool FromNarrower)[] counts) =>
            new(pledged is { } number ? Quantity.Exactly(number) : null, [.. counts.Select((c, i) => new FunnelCount((FunnelStep)i, c.Count is not { } count ? null : c.FromNarrower ? Quantity.AtLeast(count) : Quantity.Exactly(count), null, c.FromNarrower))]);
    }

    public static IEnumerable<(string Heading, IReadOnlyDictionary<VerdictKind, int> Counts)> Verdicts()
    {
        yield return ("As on the home page", Of(9, 5, 21, 4, 11, 6, 8));
        yield return ("One of many", Of(1, 0, 240, 1, 2, 0, 96));
        yield return ("One alone", Of(0, 0, 0, 0, 1, 0, 0));
        yield return ("None", Of(0, 0, 0, 0, 0, 0, 0));

        static IReadOnlyDictionary<VerdictKind, int> Of(params int[] counts) =>
            Charts.VerdictBar.Order.Zip(counts).ToDictionary(p => p.First, p => p.Second);
    }

    public static IEnumerable<(string Heading, string Svg)> Rows()
    {
        yield return ("37 %, expected 60 %", Charts.ProgressBar.RenderRow(0.37, 0.6));
        yield return ("Nothing counted, nothing reported", Charts.ProgressBar.RenderRow(null, 1));
        yield return ("Nothing counted, context of unknown size", Charts.ProgressBar.RenderRow(null, 1, hasUncounted: true));
        yield return ("Nothing counted, context of 39 %", Charts.ProgressBar.RenderRow(null, 1, hasUncounted: true, 0.39));
        yield return ("0.03 %", Charts.ProgressBar.RenderRow(0.0003, 1));
        yield return ("Exactly reached", Charts.ProgressBar.RenderRow(1, 1));
        yield return ("480 %", Charts.ProgressBar.RenderRow(4.8, 0.5));
        yield return ("−12 %, no deadline", Charts.ProgressBar.RenderRow(-0.12, null));
    }
}
