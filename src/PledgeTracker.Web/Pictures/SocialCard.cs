using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;
using SkiaSharp;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pictures;

/// <summary>What the picture beside a link to a pledge says, line by line.</summary>
/// <param name="Company">Who promised.</param>
/// <param name="Title">The pledge's title.</param>
/// <param name="Verdict">The verdict, and since when.</param>
/// <param name="Counted">What counts of what was promised.</param>
/// <param name="Foot">How old that is, and the site's name.</param>
public sealed record CardWords(string Company, string Title, string Verdict, string Counted, string Foot);

/// <summary>The picture beside a link to a pledge: 1200 × 630, always light, in the language of the page that the link leads to.</summary>
public static class SocialCard
{
    public const int Width = 1200;

    public const int Height = 630;

    private const float Edge = 64;

    /// <summary>What the card says, before it is cut to fit: a picture cannot be read back.</summary>
    /// <param name="view">The pledge at the state it shows.</param>
    /// <param name="host">The site's name for the foot.</param>
    public static CardWords WordsOf(PledgeView view, string host)
    {
        var pledge = view.Pledge;
        var progress = view.Progress[0];
        var kind = Wording.Verdict(pledge.VerdictKind, pledge.Verdict?.LapsedBecause);
        var verdict = (pledge.Verdict is { } given ? F($"{kind} since {given.Date.InWords()}") : kind) + (pledge.Undone is { } undone ? " · " + F($"met once, no longer since {undone.Since.InWords()}") : "");
        var counted = progress.Stated is { } stated
            ? Capital(F($"{Wording.Brief(stated, progress.Target.Currency)} counted of {Wording.Promised(progress.Target)}"))
            : F($"{Wording.NoFigure} for {Wording.Promised(progress.Target)}");
        var asOf = progress.Latest is { } latest ? latest.Undated ? F($"known by {latest.AsOf.InWords()}") : F($"as of {latest.AsOf.InWords()}")
            : Absence.LastSearch(pledge, LookupSubject.Count, progress.Target) is { } search ? F($"last looked for on {search.Date.InWords()}")
            : view.LooksBack || !view.WasMade ? F($"as of {view.On.InWords()}") : T("no search recorded");
        return new CardWords(view.Company, pledge.Title, verdict, counted, $"{asOf} · {host}");
    }

    /// <summary>Paints the card.</summary>
    /// <param name="view">The pledge at the state it shows.</param>
    /// <param name="host">The site's name for the foot.</param>
    public static byte[] Render(PledgeView view, string host)
    {
        var pledge = view.Pledge;
        var progress = view.Progress[0];
        var said = WordsOf(view, host);
        return Render(said.Company, said.Title, said.Foot, (canvas, ink, soft) =>
        {
            using var strong = PictureFonts.Of(PictureFonts.SansStrong, 32);
            using (var verdict = Paint(ColourOf(pledge.VerdictKind)))
            {
                DrawIcon(canvas, pledge.VerdictKind, Edge, 372, verdict.Color);
                PictureFonts.Draw(canvas, PictureFonts.Wrap(said.Verdict, strong, Width - (2 * Edge) - 46, 1)[0], Edge + 46, 400, strong, verdict);
            }

            PictureFonts.Draw(canvas, PictureFonts.Wrap(said.Counted, strong, Width - (2 * Edge), 1)[0], Edge, 466, strong, ink);
            DrawBar(canvas, progress.Share, progress.ExpectedShare);
        });
    }

    /// <summary>Paints the card of claimed totals: what it is, its title, and a few numbers, each with who says it.</summary>
    public static byte[] Render(ClaimCardWords said)
    {
        ArgumentNullException.ThrowIfNull(said);
        const float step = 46, bottom = 518;
        return Render(said.Kicker, said.Title, said.Foot, (canvas, ink, soft) =>
        {
            using var strong = PictureFonts.Of(PictureFonts.SansStrong, 28);
            using var small = PictureFonts.Of(PictureFonts.Sans, 22);
            var right = Width - Edge;
            var indent = Edge + 16 + Math.Min(260, said.Lines.Select(line => PictureFonts.Measure(line.Label, small)).DefaultIfEmpty().Max());
            var y = bottom - ((said.Lines.Count - 1) * step);
            foreach (var line in said.Lines)
            {
                using var colour = Paint(ChartStyle.Light(line.By switch { Sayer.Claimant => "pledged", Sayer.List => "reported", Sayer.Check => "withdrawn", _ => "ink" }));
                PictureFonts.Draw(canvas, PictureFonts.Wrap(line.Label, small, indent - Edge - 12, 1)[0], Edge, y, small, soft);
                var x = indent;
                if (line.Number.Length > 0)
                {
                    x += PictureFonts.Draw(canvas, PictureFonts.Wrap(line.Number, strong, right - x, 1)[0], x, y, strong, colour) + 16;
                }

                if (right - x > 160)
                {
                    PictureFonts.Draw(canvas, PictureFonts.Wrap(line.Words, small, right - x, 1)[0], x, y, small, soft);
                }

                y += step;
            }
        });
    }

    // What every card has: the kicker, the title and the foot.
    private static byte[] Render(string kicker, string title, string foot, Action<SKCanvas, SKPaint, SKPaint> middle)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        var canvas = surface.Canvas;
        canvas.Clear(SKColors.White);
        using var ink = Paint(ChartStyle.Light("ink"));
        using var soft = Paint(ChartStyle.Light("ink-soft"));
        using var small = PictureFonts.Of(PictureFonts.Sans, 28);
        using var strong = PictureFonts.Of(PictureFonts.SansStrong, 32);
        PictureFonts.Draw(canvas, PictureFonts.Wrap(kicker, strong, Width - (2 * Edge), 1)[0], Edge, 92, strong, soft);
        var (lines, font) = Title(title);
        var y = 92f;
        using (font)
        {
            foreach (var line in lines)
            {
                y += font.Size * 1.16f;
                PictureFonts.Draw(canvas, line, Edge, y, font, ink);
            }
        }

        middle(canvas, ink, soft);
        PictureFonts.Draw(canvas, PictureFonts.Wrap(foot, small, Width - (2 * Edge), 1)[0], Edge, 584, small, soft);
        return ChartPicture.Encode(surface);
    }

    /// <summary>The card of every page that is about no one pledge.</summary>
    public static byte[] RenderSite(string host)
    {
        using var surface = SKSurface.Create(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Clear(SKColors.White);
        using var ink = Paint(ChartStyle.Light("ink"));
        using var soft = Paint(ChartStyle.Light("ink-soft"));
        using var name = PictureFonts.Of(PictureFonts.SansStrong, 36);
        string[] lines = [T("What companies promised,"), T("and what they reported")];
        using var large = Fitting(lines);
        PictureFonts.Draw(surface.Canvas, "PledgeTracker", Edge, 110, name, soft);
        PictureFonts.Draw(surface.Canvas, lines[0], Edge, 260, large, ink);
        PictureFonts.Draw(surface.Canvas, lines[1], Edge, 352, large, ink);
        PictureFonts.Draw(surface.Canvas, PictureFonts.Wrap(host, name, Width - (2 * Edge), 1)[0], Edge, 592, name, soft);
        return ChartPicture.Encode(surface);
    }

    // The largest size at which each line has room: a sentence of one language is longer than that of another.
    private static SKFont Fitting(string[] lines)
    {
        for (var size = 76; ; size -= 4)
        {
            var font = PictureFonts.Of(PictureFonts.Serif, size);
            if (size <= 40 || lines.All(line => PictureFonts.Wrap(line, font, Width - (2 * Edge), 1)[0] == line))
            {
                return font;
            }

            font.Dispose();
        }
    }

    // The largest size at which the title needs three lines at most.
    private static (List<string> Lines, SKFont Font) Title(string text)
    {
        foreach (var size in (float[])[64, 56, 48])
        {
            var font = PictureFonts.Of(PictureFonts.Serif, size);
            var lines = PictureFonts.Wrap(text, font, Width - (2 * Edge), size > 60 ? 2 : size > 50 ? 3 : 4);
            if (size <= 48 || !lines[^1].EndsWith('…'))
            {
                return (lines, font);
            }

            font.Dispose();
        }

        throw new InvalidOperationException("The smallest size takes any title.");
    }

    private static void DrawBar(SKCanvas canvas, double? share, double? expected)
    {
        const float top = 492, height = 30;
        var width = Width - (2 * Edge);
        using var track = Paint("#e9e5da");
        canvas.DrawRect(Edge, top, width, height, track);
        if (share is > 0 and var part)
        {
            using var done = Paint(ChartStyle.Light("reported"));
            canvas.DrawRect(Edge, top, Math.Max(3, width * (float)Math.Min(1, part)), height, done);
        }

        if (expected is { } line)
        {
            using var mark = Paint(ChartStyle.Light("ink"));
            canvas.DrawRect(Edge + (width * (float)line) - 2, top - 8, 4, height + 16, mark);
        }
    }

    private static void DrawIcon(SKCanvas canvas, VerdictKind verdict, float x, float y, SKColor colour)
    {
        canvas.Save();
        canvas.Translate(x, y);
        canvas.Scale(2.1f);
        foreach (var (d, filled, dotted) in Markup.IconOf(verdict))
        {
            using var path = SKPath.ParseSvgPathData(d);
            using var paint = new SKPaint { IsAntialias = true, Color = colour, Style = filled ? SKPaintStyle.Fill : SKPaintStyle.Stroke, StrokeWidth = 1.8f, StrokeCap = SKStrokeCap.Round, StrokeJoin = SKStrokeJoin.Round };
            if (dotted)
            {
                paint.PathEffect = SKPathEffect.CreateDash([2, 2], 0);
            }

            canvas.DrawPath(path, paint);
        }

        canvas.Restore();
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>The colour of a verdict: that of the page on white paper.</summary>
    public static string ColourOf(VerdictKind verdict) => verdict switch
    {
        VerdictKind.Kept => "#1b6e3a",
        VerdictKind.PartlyKept => "#5c6b00",
        VerdictKind.InProgress => "#1a56a8",
        VerdictKind.Stalled => "#835c00",
        VerdictKind.Missed => "#b3261e",
        VerdictKind.Withdrawn => "#6a3d94",
        VerdictKind.Disputed => "#8a1f66",
        VerdictKind.Lapsed => "#00616b",
        _ => "#5b574e",
    };

    private static SKPaint Paint(string colour) => new() { IsAntialias = true, Color = SKColor.Parse(colour) };
}
