using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Charts;

/// <summary>
/// What stands around every drawing: its element with the two texts that are read aloud, and, where it leaves its page, its styles, what
/// it is of, what it says as its heading, and under it where its numbers are from, who publishes it and as of which day.
/// </summary>
internal sealed class ChartFrame
{
    /// <summary>The room left free at either side.</summary>
    public const double Edge = 4;

    private const double HeadingFont = 17;

    // Outside a page the reader’s own fonts are used, and the common ones are at most this much wider.
    private const double OtherFonts = 1.16;

    private readonly ChartOptions _options;
    private readonly IReadOnlyList<string> _kicker;
    private readonly IReadOnlyList<string> _heading;
    private readonly double _headingFont;
    private readonly IReadOnlyList<string> _origin;

    /// <summary>Measures what stands around a drawing.</summary>
    /// <param name="options">The width, and whether it stands alone.</param>
    /// <param name="kicker">What the drawing is of.</param>
    /// <param name="finding">What it says, in a sentence: its heading.</param>
    /// <param name="on">The day as of which it is true.</param>
    /// <param name="source">Where its numbers are from; null where they say so themselves.</param>
    /// <param name="mostLines">How many lines the heading may have.</param>
    public ChartFrame(ChartOptions options, string kicker, string finding, DateOnly on, string? source = null, int mostLines = 4)
    {
        _options = options;
        IsNarrow = options.Width < 540;
        Font = IsNarrow ? 14 : 13;
        Slack = options.HasOtherFonts ? OtherFonts : 1;
        var room = (options.Width / Slack) - (2 * Edge) - 4;
        var isWhole = options is { Standalone: true, IsBare: false };
        _kicker = isWhole ? TextWidth.Wrap(kicker, Font, false, room, 6) : [];
        _headingFont = TextWidth.Wrap(finding, HeadingFont, true, room, 3).Count < 3 ? HeadingFont : HeadingFont - 3;
        _heading = isWhole ? TextWidth.Wrap(finding, _headingFont, true, room, mostLines) : [];
        _origin = isWhole ?
        [
            .. source is null ? [] : TextWidth.Wrap(source, Font, false, room, 8),
            .. TextWidth.Wrap(F($"{options.Site} · as known on {on.InWords()}"), Font, false, room, 3),
        ] : [];
    }

    /// <summary>Whether it is drawn for a phone.</summary>
    public bool IsNarrow { get; }

    /// <summary>The whole width.</summary>
    public double Width => _options.Width;

    /// <summary>The size of its texts.</summary>
    public double Font { get; }

    /// <summary>The height of a line of them.</summary>
    public double Line => Font + 3;

    /// <summary>From the top of a label to the baseline of its first line.</summary>
    public double Ascent => 1.5 + (Font * 0.72);

    /// <summary>The height of a label of so many lines: from above its figures to below its last baseline.</summary>
    public double HeightOf(int lines) => Ascent + 1.5 + ((lines - 1) * Line);

    /// <summary>By how much the reader’s own font may be wider than the one that is measured.</summary>
    public double Slack { get; }

    /// <summary>Where the drawing itself begins.</summary>
    public double HeaderHeight => _options is { Standalone: true, IsBare: false } ? 12 + (_kicker.Count * Line) + (_heading.Count * (_headingFont + 4)) + 10 : 0;

    /// <summary>What is needed under it.</summary>
    public double FootHeight => _options is { Standalone: true, IsBare: false } ? (_origin.Count * Line) + 14 : 0;

    /// <summary>How wide a text may become.</summary>
    public double WidthOf(string text, bool strong = false) => TextWidth.Of(text, Font, strong) * Slack;

    /// <summary>Begins the element, with heading and styles where it stands alone.</summary>
    /// <param name="svg">What is written.</param>
    /// <param name="height">The whole height, with <see cref="FootHeight"/>.</param>
    /// <param name="title">What is read aloud first.</param>
    /// <param name="description">What is read aloud after it.</param>
    /// <param name="isRead">Whether the texts of the drawing say everything themselves, and are read aloud instead of it.</param>
    public void Begin(SvgWriter svg, double height, string title, string description, bool isRead = false)
    {
        var id = IdOf(_options.ReadAs ?? _options.Id);
        var size = (Width: SvgWriter.Number(_options.Width), Height: SvgWriter.Place(height));
        (string, string)[] alone = _options.Standalone
            ? [("xmlns", "http://www.w3.org/2000/svg"), ("width", size.Width), ("height", size.Height)]
            : [];
        svg.Begin("svg", [.. alone,
            ("class", $"pledge-chart {(IsNarrow ? "chart-narrow" : "chart-wide")}{(_options.Standalone ? " alone" : "")}"),
            ("viewBox", $"0 0 {size.Width} {size.Height}"), ("role", isRead ? "group" : "img"), ("aria-labelledby", $"{id}-title {id}-desc"),
            ("font-size", SvgWriter.Number(Font)), ("focusable", "false")]);
        if (_options.ReadAs is null)
        {
            svg.Text("title", title, ("id", $"{id}-title"));
            svg.Text("desc", (_options.About is { } about ? about + " " : "") + description, ("id", $"{id}-desc"));
        }

        if (!_options.Standalone)
        {
            return;
        }

        svg.Text("style", ChartStyle.Standalone);
        svg.Empty("rect", ("class", "paper"), ("width", size.Width), ("height", size.Height));
        var y = 8.0;
        foreach (var line in _kicker)
        {
            y += Line;
            Soft(svg, line, y);
        }

        y += 4;
        foreach (var line in _heading)
        {
            y += _headingFont + 4;
            svg.Text("text", line, ("x", SvgWriter.Number(Edge + 4)), ("y", SvgWriter.Place(y - 2)), ("class", "strong"), ("font-size", SvgWriter.Number(_headingFont)));
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

    private static string IdOf(string word) => string.Concat(word.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));

    private static void Soft(SvgWriter svg, string text, double y) => svg.Text("text", text, ("x", SvgWriter.Number(Edge + 4)), ("y", SvgWriter.Place(y)), ("class", "soft"));
}
