using System.Collections.Concurrent;
using SkiaSharp;

namespace PledgeTracker.Web.Pictures;

/// <summary>
/// The fonts of pictures. They come with the program, so that a server needs none and draws the same everywhere.
/// </summary>
internal static class PictureFonts
{
    private static readonly ConcurrentDictionary<string, SKTypeface> Loaded = new();

    public static SKTypeface Sans => Load("public-sans-400");

    public static SKTypeface SansStrong => Load("public-sans-600");

    public static SKTypeface Serif => Load("source-serif-4-600");

    /// <summary>A font of one size.</summary>
    public static SKFont Of(SKTypeface typeface, float size) => new(typeface, size) { Subpixel = true, Edging = SKFontEdging.Antialias, Hinting = SKFontHinting.None };

    /// <summary>
    /// Draws a text from its left end; characters missing from the font come from the system's fonts, if there are any.
    /// </summary>
    /// <returns>How wide it is.</returns>
    public static float Draw(SKCanvas? canvas, string text, float x, float y, SKFont font, SKPaint paint)
    {
        var start = x;
        foreach (var (run, typeface) in Runs(text, font.Typeface))
        {
            using var other = typeface == font.Typeface ? null : Of(typeface, font.Size);
            canvas?.DrawText(run, x, y, SKTextAlign.Left, other ?? font, paint);
            x += (other ?? font).MeasureText(run);
        }

        return x - start;
    }

    /// <summary>How wide a text is.</summary>
    public static float Measure(string text, SKFont font)
    {
        using var paint = new SKPaint();
        return Draw(null, text, 0, 0, font, paint);
    }

    /// <summary>Breaks a text into lines that are no wider than this; what does not fit into the last ends in "…".</summary>
    public static List<string> Wrap(string text, SKFont font, float width, int most)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var longer = line.Length == 0 ? word : line + " " + word;
            if (line.Length > 0 && Measure(longer, font) > width)
            {
                lines.Add(line);
                line = word;
            }
            else
            {
                line = longer;
            }
        }

        lines.Add(line);
        if (lines.Count > most)
        {
            lines = [.. lines.Take(most - 1), string.Join(' ', lines.Skip(most - 1))];
        }

        return lines.ConvertAll(l => Shorten(l, font, width));
    }

    private static string Shorten(string text, SKFont font, float width)
    {
        if (Measure(text, font) <= width)
        {
            return text;
        }

        var elements = System.Globalization.StringInfo.ParseCombiningCharacters(text);
        int fits = 0, tooMany = elements.Length;
        while (tooMany - fits > 1)
        {
            var middle = (fits + tooMany) / 2;
            (fits, tooMany) = Measure(text[..elements[middle]].TrimEnd() + "…", font) <= width ? (middle, tooMany) : (fits, middle);
        }

        return text[..elements[fits]].TrimEnd() + "…";
    }

    private static IEnumerable<(string Run, SKTypeface Typeface)> Runs(string text, SKTypeface main)
    {
        if (main.ContainsGlyphs(text))
        {
            yield return (text, main);
            yield break;
        }

        var run = "";
        var current = main;
        foreach (var rune in text.EnumerateRunes())
        {
            var typeface = main.ContainsGlyph(rune.Value) ? main : SKFontManager.Default.MatchCharacter(rune.Value) ?? main;
            if (typeface != current && run.Length > 0)
            {
                yield return (run, current);
                run = "";
            }

            current = typeface;
            run += rune.ToString();
        }

        if (run.Length > 0)
        {
            yield return (run, current);
        }
    }

    private static SKTypeface Load(string name) => Loaded.GetOrAdd(name, static file =>
    {
        using var stream = typeof(PictureFonts).Assembly.GetManifestResourceStream($"PledgeTracker.Web.Pictures.Fonts.{file}.ttf") ?? throw new InvalidOperationException($"The program lacks its own font {file}.");
        using var data = SKData.Create(stream);
        return SKTypeface.FromData(data);
    });
}
