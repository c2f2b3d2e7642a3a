using PledgeTracker.Web.Charts;

namespace PledgeTracker.Web.Embeds;

/// <summary>
/// The styles of what other sites show in a frame. They stand in the page itself, so that an embed is one request, and the
/// content security policy names each by its hash.
/// </summary>
public static class EmbedStyle
{
    private const string More = """
        *{box-sizing:border-box}
        body{margin:0;padding:12px 14px;background:var(--paper);color:var(--ink);font:15px/1.45 "Public Sans",system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
        h1{font:600 19px/1.25 "Source Serif 4",Georgia,"Times New Roman",serif;margin:0 0 4px}
        p{margin:4px 0}
        a{color:inherit}
        .verdict{display:inline-flex;align-items:center;gap:.35em;font-weight:650}
        .icon{fill:none;stroke:currentColor;stroke-width:1.8;stroke-linecap:round;stroke-linejoin:round}
        .icon .solid{fill:currentColor;stroke:none}
        .icon .dotted{stroke-dasharray:2 2}
        .note{border-left:3px solid var(--expected);padding-left:8px}
        .foot{font-size:13px;color:var(--ink-soft);overflow-wrap:anywhere}
        .bar{display:block;width:100%;overflow:visible;margin:6px 0}
        table{border-collapse:collapse;width:100%}
        td,th{padding:5px 8px 5px 0;text-align:left;vertical-align:top;border-top:1px solid var(--rule);font-weight:inherit}
        td.wide{width:38%}
        .pledge-chart{display:block;width:100%;height:auto;overflow:visible}
        .chart-narrow{display:none}
        @media (max-width:479px){.chart-wide{display:none}.chart-narrow{display:block;max-width:300px}body{padding:8px 10px;font-size:13.5px;line-height:1.35}h1{font-size:16px}.foot{font-size:12px}p{margin:3px 0}}
        @media print{body{background:#fff}}
        """;

    /// <summary>Light or dark, as the reader's device prefers.</summary>
    public static string Auto { get; } = Of($":root{{color-scheme:light dark;{Properties(false)}}}@media (prefers-color-scheme:dark){{:root{{{Properties(true)}}}}}");

    public static string Light { get; } = Of($":root{{color-scheme:light;{Properties(false)}}}");

    public static string Dark { get; } = Of($":root{{color-scheme:dark;{Properties(true)}}}");

    private static string Properties(bool dark) => ChartStyle.Properties(dark) + (dark ? "--track:#3a3832;" : "--track:#e9e5da;");

    private static string Of(string colours) => (colours + More + ChartStyle.Rules + BarRules).ReplaceLineEndings(" ");

    private const string BarRules = """
        .bar text{fill:var(--ink-soft);font-variant-numeric:tabular-nums}
        .bar .track{fill:var(--track)}
        .bar .done{fill:var(--reported)}
        .bar .hatched{stroke:var(--expected)}
        .bar .hatched.range{stroke:var(--reported)}
        .bar .hatched.faint{stroke-opacity:.4}
        .bar .expected{stroke:var(--ink);stroke-width:2}
        .bar .over polyline{fill:none;stroke:var(--paper);stroke-width:2}
        .bar .under polyline{fill:none;stroke:var(--missed);stroke-width:2}
        """;
}
