using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PledgeTracker.Web.Charts;
using SkiaSharp;

namespace PledgeTracker.Web.Pictures;

/// <summary>
/// Draws one of our charts as a picture: the same drawing as the SVG, in the light colours, by the same rules. It reads
/// only the SVG that <see cref="PledgeChart"/> writes.
/// </summary>
public static partial class ChartPicture
{
    private static readonly IReadOnlyList<Rule> Rules = ReadRules();

    /// <summary>The chart as PNG on white.</summary>
    /// <param name="svg">A chart that stands alone.</param>
    /// <param name="scale">Pixels for each unit of the drawing.</param>
    public static byte[] Render(string svg, float scale)
    {
        var drawing = XDocument.Parse(svg).Root!;
        var (width, height) = (Number(drawing, "width"), Number(drawing, "height"));
        using var surface = SKSurface.Create(new SKImageInfo((int)Math.Ceiling(width * scale), (int)Math.Ceiling(height * scale), SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Clear(SKColors.White);
        surface.Canvas.Scale(scale);
        Paint(surface.Canvas, drawing, [], Number(drawing, "font-size", 13));
        return Encode(surface);
    }

    /// <summary>A finished surface as PNG.</summary>
    internal static byte[] Encode(SKSurface surface)
    {
        using var image = surface.Snapshot();
        using var pixels = image.PeekPixels();
        using var png = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.NoFilters, 6)) ?? throw new InvalidOperationException("The picture could not be written.");
        return png.ToArray();
    }

    private static void Paint(SKCanvas canvas, XElement element, IReadOnlyList<string> around, float fontSize)
    {
        var classes = (element.Attribute("class")?.Value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] chain = [.. around, .. classes];
        var name = element.Name.LocalName;
        switch (name)
        {
            case "svg" or "g":
                canvas.Save();
                if (element.Attribute("transform")?.Value is { } transform)
                {
                    Transform(canvas, transform);
                }

                foreach (var child in element.Elements())
                {
                    Paint(canvas, child, chain, fontSize);
                }

                canvas.Restore();
                break;
            case "text":
                PaintText(canvas, element, StyleOf(name, classes, around), Number(element, "font-size", fontSize));
                break;
            case "line":
                using (var line = new SKPath())
                {
                    line.MoveTo(Number(element, "x1"), Number(element, "y1"));
                    line.LineTo(Number(element, "x2"), Number(element, "y2"));
                    PaintPath(canvas, line, StyleOf(name, classes, around));
                }

                break;
            case "polyline":
                using (var points = new SKPath())
                {
                    points.AddPoly([.. element.Attribute("points")!.Value.Split(' ').Select(p => p.Split(',')).Select(p => new SKPoint(Parse(p[0]), Parse(p[1])))], close: false);
                    PaintPath(canvas, points, StyleOf(name, classes, around));
                }

                break;
            case "path":
                using (var path = SKPath.ParseSvgPathData(element.Attribute("d")!.Value))
                {
                    PaintPath(canvas, path, StyleOf(name, classes, around));
                }

                break;
            case "rect":
                using (var rect = new SKPath())
                {
                    rect.AddRect(SKRect.Create(Number(element, "x"), Number(element, "y"), Number(element, "width"), Number(element, "height")));
                    PaintPath(canvas, rect, StyleOf(name, classes, around));
                }

                break;
            case "title" or "desc" or "style":
                break;
            default:
                throw new NotSupportedException($"A chart has no <{name}>.");
        }
    }

    private static void PaintText(SKCanvas canvas, XElement element, Dictionary<string, string> style, float size)
    {
        using var font = PictureFonts.Of(style.GetValueOrDefault("font-weight") == "600" ? PictureFonts.SansStrong : PictureFonts.Sans, style.TryGetValue("font-size", out var own) ? Length(own) : size);
        var width = PictureFonts.Measure(element.Value, font);
        var x = Number(element, "x") - ((element.Attribute("text-anchor") ?? element.Parent!.Attribute("text-anchor"))?.Value switch { "end" => width, "middle" => width / 2, _ => 0 });
        var y = Number(element, "y");
        if (style.TryGetValue("stroke", out var halo))
        {
            using var around = new SKPaint { IsAntialias = true, Style = SKPaintStyle.Stroke, Color = SKColor.Parse(halo), StrokeWidth = Length(style["stroke-width"]), StrokeJoin = SKStrokeJoin.Round };
            PictureFonts.Draw(canvas, element.Value, x, y, font, around);
        }

        using var ink = new SKPaint { IsAntialias = true, Color = SKColor.Parse(style["fill"]) };
        PictureFonts.Draw(canvas, element.Value, x, y, font, ink);
    }

    private static void PaintPath(SKCanvas canvas, SKPath path, Dictionary<string, string> style)
    {
        if (style.GetValueOrDefault("fill", "none") is not "none" and var fill)
        {
            using var inside = new SKPaint { IsAntialias = true, Color = SKColor.Parse(fill) };
            canvas.DrawPath(path, inside);
        }

        if (style.TryGetValue("stroke", out var stroke) && stroke != "none")
        {
            using var line = new SKPaint
            {
                IsAntialias = true,
                Style = SKPaintStyle.Stroke,
                StrokeWidth = Length(style.GetValueOrDefault("stroke-width", "1")),
                StrokeCap = style.GetValueOrDefault("stroke-linecap") == "round" ? SKStrokeCap.Round : SKStrokeCap.Butt,
                StrokeJoin = style.GetValueOrDefault("stroke-linejoin") == "round" ? SKStrokeJoin.Round : SKStrokeJoin.Miter,
                Color = SKColor.Parse(stroke).WithAlpha((byte)(255 * Parse(style.GetValueOrDefault("stroke-opacity", "1")))),
            };
            using var dashed = style.TryGetValue("stroke-dasharray", out var dashes) ? SKPathEffect.CreateDash([.. dashes.Split(' ').Select(Parse)], 0) : null;
            line.PathEffect = dashed;

            canvas.DrawPath(path, line);
        }
    }

    private static void Transform(SKCanvas canvas, string transform)
    {
        foreach (Match step in Step().Matches(transform))
        {
            var numbers = step.Groups[2].Value.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Select(Parse).ToArray();
            switch (step.Groups[1].Value)
            {
                case "translate":
                    canvas.Translate(numbers[0], numbers.Length > 1 ? numbers[1] : 0);
                    break;
                case "scale":
                    canvas.Scale(numbers[0], numbers.Length > 1 ? numbers[1] : numbers[0]);
                    break;
                default:
                    throw new NotSupportedException($"A chart has no {step.Value}.");
            }
        }
    }

    private static Dictionary<string, string> StyleOf(string element, IReadOnlyCollection<string> classes, IReadOnlyList<string> around)
    {
        var style = new Dictionary<string, string>();
        foreach (var rule in Rules.Where(r => r.Holds(element, classes, around)))
        {
            foreach (var (name, value) in rule.Style)
            {
                style[name] = value;
            }
        }

        return style;
    }

    // Reads the chart's own style rules: selectors of one or two steps below ".pledge-chart".
    private static List<Rule> ReadRules()
    {
        var rules = new List<Rule>();
        foreach (Match block in Block().Matches(ChartStyle.Rules))
        {
            var style = block.Groups[2].Value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(d => d.Split(':', 2, StringSplitOptions.TrimEntries))
                .ToDictionary(d => d[0], d => Variable().Replace(d[1], v => ChartStyle.Light(v.Groups[1].Value)));
            foreach (var selector in block.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries))
            {
                var steps = selector.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..];
                rules.Add(new Rule(steps.Length == 2 ? steps[0][1..] : null, steps[^1].StartsWith('.') ? steps[^1][1..] : null, steps[^1].StartsWith('.') ? null : steps[^1], style));
            }
        }

        return [.. rules.OrderBy(r => (r.Around is null ? 0 : 1) + (r.Class is null ? 0 : 1))];
    }

    private static float Number(XElement element, string name, float otherwise = 0) => element.Attribute(name)?.Value is { } text ? Parse(text) : otherwise;

    private static float Length(string text) => Parse(text.EndsWith("px", StringComparison.Ordinal) ? text[..^2] : text);

    private static float Parse(string text) => float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    private sealed record Rule(string? Around, string? Class, string? Element, Dictionary<string, string> Style)
    {
        public bool Holds(string element, IReadOnlyCollection<string> classes, IReadOnlyList<string> around) =>
            (Around is null || around.Contains(Around)) && (Class is null || classes.Contains(Class)) && (Element is null || Element == element);
    }

    [GeneratedRegex(@"([^{}]+)\{([^}]*)\}")]
    private static partial Regex Block();

    [GeneratedRegex(@"var\(--([a-z-]+)\)")]
    private static partial Regex Variable();

    [GeneratedRegex(@"([a-z]+)\(([^)]*)\)")]
    private static partial Regex Step();
}
