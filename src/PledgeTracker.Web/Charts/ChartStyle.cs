namespace PledgeTracker.Web.Charts;

/// <summary>
/// The look of a chart, in one place. <c>css/chart.css</c> holds these rules word for word and takes the colours from the
/// page; a drawing that stands alone includes them with colours of its own, since viewers outside a browser do not know
/// variables.
/// </summary>
public static class ChartStyle
{
    /// <summary>The style rules of the chart, on a page and outside one.</summary>
    public const string Rules = """
        .pledge-chart text { fill: var(--ink); font-variant-numeric: tabular-nums; }
        .pledge-chart .strong { font-weight: 600; }
        .pledge-chart .soft, .pledge-chart .soft text { fill: var(--ink-soft); }
        .pledge-chart .of-pledge { fill: var(--pledged); }
        .pledge-chart .of-event { fill: var(--withdrawn); }
        .pledge-chart .grid { fill: none; stroke: var(--rule); stroke-width: 1; }
        .pledge-chart .axis { fill: none; stroke: var(--ink-soft); stroke-width: 1; }
        .pledge-chart .pledged { fill: none; stroke: var(--pledged); stroke-width: 2.5; stroke-dasharray: 7 4; }
        .pledge-chart .revised { fill: none; stroke: var(--pledged); stroke-width: 2.5; stroke-dasharray: 11 3 2.5 3; }
        .pledge-chart .counted-line { fill: none; stroke: var(--reported); stroke-width: 3; stroke-linejoin: round; }
        .pledge-chart .event { stroke: var(--withdrawn); stroke-width: 1; stroke-opacity: .6; }
        .pledge-chart .deadline { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 1.5 3; }
        .pledge-chart .moved { stroke: var(--pledged); stroke-width: 1; stroke-dasharray: 1.5 3; }
        .pledge-chart .today { stroke: var(--expected); stroke-width: 1; stroke-opacity: .7; }
        .pledge-chart .lead { fill: none; stroke: var(--ink-soft); stroke-width: .75; }
        .pledge-chart .badge { fill: none; stroke: var(--rule); stroke-width: 16; stroke-linecap: round; }
        .pledge-chart .no { font-size: 11px; }
        .pledge-chart .mark path { stroke-width: 1.75; stroke-linejoin: round; }
        .pledge-chart .counted path { fill: var(--reported); stroke: var(--paper); stroke-width: 1; }
        .pledge-chart .context path { fill: var(--paper); stroke: var(--expected); }
        .pledge-chart .disputed path { fill: var(--paper); stroke: var(--missed); stroke-dasharray: 2.6 1.8; }
        .pledge-chart .range, .pledge-chart .span, .pledge-chart .or-more { fill: none; }
        .pledge-chart .range { stroke-width: 5; stroke-opacity: .55; }
        .pledge-chart .span { stroke-width: 1.25; }
        .pledge-chart .or-more { stroke-width: 1.75; }
        .pledge-chart .of-counted { stroke: var(--reported); }
        .pledge-chart .of-context { stroke: var(--expected); }
        .pledge-chart .of-disputed { stroke: var(--missed); }
        .pledge-chart .of-list { fill: var(--reported); }
        .pledge-chart .claimed-line { fill: none; stroke: var(--pledged); stroke-width: 2.5; stroke-linejoin: round; }
        .pledge-chart .claimed path { fill: var(--pledged); stroke: var(--paper); stroke-width: 1; }
        .pledge-chart .listed path { fill: var(--paper); stroke: var(--reported); }
        .pledge-chart .examined path { fill: var(--paper); stroke: var(--withdrawn); }
        .pledge-chart .examined .lead { fill: none; stroke: var(--withdrawn); stroke-width: 1; stroke-opacity: .45; }
        .pledge-chart .of-claimed { stroke: var(--pledged); }
        .pledge-chart .of-listed { stroke: var(--reported); }
        .pledge-chart .span.of-claimed, .pledge-chart .span.of-listed { stroke-opacity: .45; }
        .pledge-chart .of-check { fill: var(--withdrawn); }
        .pledge-chart .own path { fill: var(--paper); stroke: var(--ink); }
        .pledge-chart .known path { fill: var(--ink-soft); stroke: var(--paper); stroke-width: 1; }
        .pledge-chart .unknown path { fill: var(--paper); stroke: var(--expected); stroke-dasharray: 2.6 1.8; }
        .pledge-chart .rail { stroke: var(--rule); stroke-width: 2; }
        .pledge-chart .paper { fill: var(--paper); }
        """;

    private static readonly (string Name, string Light, string Dark)[] Colours =
    [
        // The longer name first, so that replacing "--ink" does not break "--ink-soft".
        ("ink-soft", "#56544d", "#b5b1a5"), ("ink", "#1a1a18", "#f1efe8"), ("paper", "#ffffff", "#161614"),
        ("rule", "#d6d3ca", "#43413b"), ("pledged", "#a8480f", "#e59457"), ("reported", "#0f6b66", "#4fbdb4"),
        ("expected", "#6e695e", "#a7a294"), ("withdrawn", "#6a3d94", "#c9a2ee"), ("missed", "#b3261e", "#f58b82"),
    ];

    /// <summary>
    /// The styles of a drawing that stands alone: light, and dark for readers who prefer that. Kept on one line exactly as
    /// written, since the content security policy names it by its hash.
    /// </summary>
    public static string Standalone { get; } = string.Join(
        ' ',
        ".pledge-chart { font-family: \"Public Sans\", system-ui, -apple-system, \"Segoe UI\", Roboto, Arial, sans-serif; }",
        With(c => c.Light),
        "@media (prefers-color-scheme: dark) {",
        With(c => c.Dark),
        "}").ReplaceLineEndings(" ");

    /// <summary>The colours of the chart as custom properties, for a page of its own that holds <see cref="Rules"/>.</summary>
    public static string Properties(bool dark) => string.Concat(Colours.Select(c => $"--{c.Name}:{(dark ? c.Dark : c.Light)};"));

    /// <summary>A colour of the light chart, by its name.</summary>
    public static string Light(string name) => Colours.First(c => c.Name == name).Light;

    private static string With(Func<(string Name, string Light, string Dark), string> colour) =>
        Colours.Aggregate(Rules, (rules, c) => rules.Replace($"var(--{c.Name})", colour(c), StringComparison.Ordinal));
}
