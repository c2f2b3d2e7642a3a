using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Net;
using Microsoft.AspNetCore.Html;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Web.Pages.Pledges;

/// <summary>Where, on a wide screen, what is uncertain stands in the head of a pledge's page.</summary>
/// <remarks>
/// Text and chart stand side by side and are seldom of one height; a style sheet cannot choose between columns, so that the server
/// reckons from the lengths of the texts where the whole ends highest: a laptop is to show it without scrolling.
/// A reckoning that is a line off costs a line of blank and nothing else.
/// </remarks>
internal static partial class AnswerLayout
{
    // Pixels of site.css at 1280: the widths of the columns with their margin, the heights of lines.
    private const double TextColumn = 440, ChartColumn = 616, Below = 520, Line = 23.7, SmallLine = 22.1, Gap = 10;

    /// <summary>The class of the head: <c>uncertain-left</c>, <c>uncertain-right</c> or <c>uncertain-below</c>.</summary>
    /// <param name="promised">Who promised what.</param>
    /// <param name="said">The other paragraphs of the text, each as shown.</param>
    /// <param name="drawing">The chart, as an <c>svg</c> element; null where the facts at a glance stand in its place.</param>
    /// <param name="finding">The title of the chart.</param>
    /// <param name="uncertain">What is uncertain, point by point.</param>
    public static string Of(string promised, IEnumerable<string> said, string? drawing, string finding, IReadOnlyCollection<IHtmlContent> uncertain)
    {
        var text = Lines(promised, 19.5, TextColumn) * 27.3 + said.Sum(p => Lines(p, 16, TextColumn) * Line + Gap) + 115;
        var chart = drawing is null ? 330 : double.Parse(ChartFile.SizeIn(drawing).Height, CultureInfo.InvariantCulture) * ChartColumn / ChartOptions.Wide + Lines(finding, 17, ChartColumn) * 22 + 70;
        var points = uncertain.Select(TextOf).ToList();
        double Height(double width) => 40 + points.Sum(p => Lines(p, 15, width - 20) * SmallLine + 3);
        (string Class, double Height)[] ways =
        [
            ("uncertain-right", Math.Max(text, chart + Height(ChartColumn))),
            ("uncertain-left", Math.Max(text + Height(TextColumn), chart)),
            ("uncertain-below", Math.Max(text, chart) + 40 + Math.Max(points.Select(p => Lines(p, 15, Below - 20) * SmallLine).DefaultIfEmpty().Max(), (Height(Below) - 40) / 2)),
        ];
        return ways.MinBy(w => w.Height).Class;
    }

    private static double Lines(string text, double font, double width) => Math.Ceiling(TextWidth.Of(text, font) / width);

    private static string TextOf(IHtmlContent content)
    {
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        content.WriteTo(writer, HtmlEncoder.Default);
        return WebUtility.HtmlDecode(Tag().Replace(writer.ToString(), ""));
    }

    [GeneratedRegex("<[^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
