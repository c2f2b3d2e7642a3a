using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Charts;

/// <summary>
/// What stands around every drawing: its element with the two texts that are read aloud, and, where it leaves its page, its styles, its
/// heading, what it says in a sentence, and under it who publishes it and as of which day.
/// </summary>
internal sealed class ChartFrame
{
    /// <summary>The room left free at either side.</summary>
    public const double Edge = 4;

    private const double HeadingFont = 17;

    // Outside a page the reader’s own fonts are used, and the common ones are at most this much wider.
    private const double OtherFonts = 1.16;

    private readonly ChartOptions _options;
    private readonly IReadOnlyList<string> _heading;
    private readonly IReadOnlyList<string> _finding;
    private readonly IReadOnlyList<string> _origin;

    /// <summary>Measures what stands around a drawing.</summary>
    /// <param name="options">The width, and whether it stands alone.</param>
    /// <param name="heading">What the drawing is called.</param>
    /// <param name="finding">What it says, in a sentence.</param>
    /// <param name="on">The day as of which it is true.</param>
    /// <param name="mostLines">How many lines that sentence may have.</param>
    public ChartFrame(ChartOptions options, string heading, string finding, DateOnly on, int mostLines = 3)
    {
        _options = options;
        IsNarrow = options.Width < 540;
        Font = IsNarrow ? 14 : 13;
        Slack = options.HasOtherFonts ? OtherFonts : 1;
        var room = (options.Width / Slack) - (2 * Edge);
        _heading = options.Standalone ? TextWidth.Wrap(heading, HeadingFont, true, room, 2) : [];
        _finding = options.Standalone ? TextWidth.Wrap(finding, Font, false, room, mostLines) : [];
        _origin = options.Standalone ? TextWidth.Wrap(F($"{options.Site} · as known on {on.InWords()}"), Font, false, room, 3) : [];
    }

    /// <summary>Whether it is drawn for a phone.</summary>
    public bool IsNarrow { get; }

    /// <summary>The size of its texts.</summary>
    public double Font { get; }

    /// <summary>The height of a line of them.</summary>
    public double Line => Font + 3;

    /// <summary>By how much the reader’s own font may be wider than the one that is measured.</summary>
    public double Slack { get; }

    /// <summary>Where the drawing itself begins.</summary>
    public double HeaderHeight => _options.Standalone ? 12 + (_heading.Count * (HeadingFont + 4)) + (_finding.Count * Line) + 8 : 0;

    /// <summary>What is needed under it.</summary>
    public double FootHeight => _options.Standalone ? (_origin.Count * Line) + 12 : 0;

    /// <summary>How wide a text may become.</summary>
    public double Width(string text, bool strong = false) => TextWidth.Of(text, Font, strong) * Slack;

    /// <summary>Begins the element, with heading and styles where it stands alone.</summary>
    /// <param name="svg">What is written.</param>
    /// <param name="height">The whole height, with <see cref="FootHeight"/>.</param>
    /// <param name="title">What is read aloud first.</param>
    /// <param name="description">What is read aloud after it.</param>
    /// <param name="isRead">Whether the texts of the drawing say everything themselves, and are read aloud instead of it.</param>
    public void Begin(SvgWriter svg, double height, string title, string description, bool isRead = false)
    {
        var id = string.Concat(_options.Id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));
        var size = (Width: SvgWriter.Number(_options.Width), Height: SvgWriter.Number(height));
        (string, string)[] alone = _options.Standalone
            ? [("xmlns", "http://www.w3.org/2000/svg"), ("width", size.Width), ("height", size.Height)]
            : [];
        svg.Begin("svg", [.. alone,
            ("class", $"pledge-chart {(IsNarrow ? "chart-narrow" : "chart-wide")}{(_options.Standalone ? " alone" : "")}"),
            ("viewBox", $"0 0 {size.Width} {size.Height}"), ("role", isRead ? "group" : "img"), ("aria-labelledby", $"{id}-title {id}-desc"),
            ("font-size", SvgWriter.Number(Font)), ("focusable", "false")]);
        svg.Text("title", title, ("id", $"{id}-title"));
        svg.Text("desc", (_options.About is { } about ? about + " " : "") + description, ("id", $"{id}-desc"));
        if (!_options.Standalone)
        {
            return;
        }

        svg.Text("style", ChartStyle.Standalone);
        svg.Empty("rect", ("class", "paper"), ("width", size.Width), ("height", size.Height));
        var y = 12.0;
        foreach (var line in _heading)
        {
            y += HeadingFont + 4;
            svg.Text("text", line, ("x", SvgWriter.Number(Edge + 4)), ("y", SvgWriter.Number(y - 5)), ("class", "strong"), ("font-size", SvgWriter.Number(HeadingFont)));
        }

        foreach (var line in _finding)
        {
            y += Line;
            Soft(svg, line, y - 3);
        }
    }

    /// <summary>Ends the element, with its origin where it stands alone.</summary>
    public string End(SvgWriter svg, double height)
    {
        var y = height - 8 - ((_origin.Count - 1) * Line);
        foreach (var line in _origin)
        {
            Soft(svg, line, y);
            y += Line;
        }

        return svg.End().ToString();
    }

    private static void Soft(SvgWriter svg, string text, double y) => svg.Text("text", text, ("x", SvgWriter.Number(Edge + 4)), ("y", SvgWriter.Number(y)), ("class", "soft"));
}
