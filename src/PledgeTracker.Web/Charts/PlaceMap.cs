using System.Globalization;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Charts;

/// <summary>
/// Places as a map. A place that pledges name has its number on it or beside it; its shade only repeats the number. Like
/// <see cref="TileMap"/> it is for the eye and the mouse: the table beside it holds the same with the same links.
/// </summary>
public static class PlaceMap
{
    // On a phone the drawing is a third as large, so that its letters are twice as large in its own units.
    private const double Letters = 15, LettersOnPhone = 32, Margin = 3;

    // Room for the labels of the small states beside the coast.
    private const int Beside = 62;

    /// <summary>The United States; each state that a pledge names leads to its page.</summary>
    /// <param name="totals">What was promised, by state (ISO 3166-2).</param>
    /// <param name="here">What the addresses of pages begin with.</param>
    public static string RenderStates(IEnumerable<PlaceTotal> totals, string here) => Render(Outlines.States, PlaceScale.States, totals, here, Beside, isParts: true);

    /// <summary>The world; each country that a pledge names leads to its page.</summary>
    /// <param name="totals">What was promised, by country (ISO 3166-1).</param>
    /// <param name="here">What the addresses of pages begin with.</param>
    public static string RenderCountries(IEnumerable<PlaceTotal> totals, string here) => Render(Outlines.Countries, PlaceScale.Countries, totals, here, 0, isParts: false);

    private static string Render(Outlines outlines, PlaceScale scale, IEnumerable<PlaceTotal> totals, string here, int beside, bool isParts)
    {
        var named = totals.Where(t => outlines.Places.ContainsKey(t.Code)).ToDictionary(t => t.Code, StringComparer.Ordinal);
        var svg = new SvgWriter();
        svg.Begin("svg", ("class", isParts ? "place-map" : "place-map of-world"), ("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {outlines.Width + beside} {outlines.Height}")), ("aria-hidden", "true"));

        // All land that no pledge names is one shape with borders, and the same for everybody.
        svg.Empty("path", ("class", "tile-none"), ("d", string.Concat(outlines.Places.Where(p => !named.ContainsKey(p.Key)).Select(p => p.Value.Path))));
        foreach (var total in named.Values.OrderBy(t => t.Code, StringComparer.Ordinal))
        {
            var outline = outlines.Places[total.Code];
            Link(svg, total, here);
            if (outline.Path.Length > 0)
            {
                svg.Empty("path", ("class", scale.ClassOf(total)), ("d", outline.Path));
            }
            else
            {
                svg.Empty("circle", ("class", scale.ClassOf(total)), ("cx", SvgWriter.Number(outline.X)), ("cy", SvgWriter.Number(outline.Y)), ("r", "4"));
            }

            svg.End();
        }

        foreach (var label in Labels(outlines, named.Values, beside))
        {
            Link(svg, label.Total, here);
            svg.Begin("g", ("class", label.Class));
            if (label.From is { } from)
            {
                svg.Line("to", from.X, from.Y, label.Nearest(from).X, label.Nearest(from).Y);
            }

            for (var i = 0; i < label.Lines.Count; i++)
            {
                svg.Text("text", label.Lines[i], ("class", label.Lines.Count > 1 && i == 0 ? "code" : "number"), ("x", SvgWriter.Number(label.X)), ("y", SvgWriter.Number(label.BaselineOf(i))), ("text-anchor", "middle"));
            }

            svg.End().End();
        }

        return svg.End().ToString();
    }

    // Shapes lie below all labels, so that both lead to the place.
    private static void Link(SvgWriter svg, PlaceTotal total, string here) => svg
        .Begin("a", ("href", here + "/places/" + total.Code.ToLowerInvariant().Replace('-', '/')), ("tabindex", "-1"))
        .Text("title", PlaceScale.WordsOf(NameOf(total.Code), total));

    private static string NameOf(string code) => code.Length == 2 ? PlaceNames.Country(code) : PlaceNames.Subdivision(code);

    // First those with room in their own place, then the others where open water is nearest.
    private static List<Label> Labels(Outlines outlines, IEnumerable<PlaceTotal> totals, int beside)
    {
        var placed = new List<Label>();
        var outside = new List<(PlaceTotal Total, Outline Outline)>();
        foreach (var total in totals.OrderBy(t => t.Code, StringComparer.Ordinal))
        {
            var (outline, code, number) = (outlines.Places[total.Code], total.Code[^2..], PlaceScale.Brief(total));
            var width = Math.Max(TextWidth.Of(number, Letters), TextWidth.Of(code, Letters, strong: true));
            if (outline.Holds(width, 2 * Letters))
            {
                placed.Add(new Label(total, [code, number], outline.X, outline.Y, width, null, ClassOf(outline, number)));
            }
            else if (outline.Holds(TextWidth.Of(number, Letters), Letters * .7))
            {
                placed.Add(new Label(total, [number], outline.X, outline.Y, TextWidth.Of(number, Letters), null, ClassOf(outline, number)));
            }
            else
            {
                outside.Add((total, outline));
            }
        }

        foreach (var (total, outline) in outside.OrderBy(o => o.Outline.Y).ThenBy(o => o.Outline.X))
        {
            placed.Add(Around(outlines, outline, total, beside, placed));
        }

        return placed;
    }

    private static string ClassOf(Outline outline, string number) => outline.Holds(TextWidth.Of(number, LettersOnPhone), LettersOnPhone * .7) ? "on roomy" : "on";

    private static Label Around(Outlines outlines, Outline outline, PlaceTotal total, int beside, List<Label> placed)
    {
        var text = total.Code[^2..] + " " + PlaceScale.Brief(total);
        var width = TextWidth.Of(text, Letters);
        var centre = (X: (double)outline.X, Y: (double)outline.Y);
        Label? onLand = null;
        for (var distance = 14; distance < 260; distance += 6)
        {
            for (var step = 0; step < 24; step++)
            {
                // To the right first, then by turns above and below it.
                var angle = (step % 2 == 0 ? 1 : -1) * ((step + 1) / 2) * Math.PI / 12;
                var label = new Label(total, [text], centre.X + (distance * Math.Cos(angle)) + (Math.Cos(angle) * width / 2), centre.Y + (distance * Math.Sin(angle)), width, centre, "beside");
                if (label.Left < Margin || label.Right > outlines.Width + beside - Margin || label.Top < Margin || label.Bottom > outlines.Height - Margin || placed.Exists(label.Meets))
                {
                    continue;
                }

                if (!label.Touches(outlines))
                {
                    return label;
                }

                onLand ??= label;
            }
        }

        return onLand ?? new Label(total, [text], centre.X, centre.Y, width, null, "beside");
    }

    /// <param name="Total">The place.</param>
    /// <param name="Lines">One or two, one below the other.</param>
    /// <param name="X">The middle.</param>
    /// <param name="Y">The same, downwards.</param>
    /// <param name="Width">Of the longer line.</param>
    /// <param name="From">The place that a line comes from; null where the label stands in it.</param>
    /// <param name="Class">For the style sheet.</param>
    private sealed record Label(PlaceTotal Total, IReadOnlyList<string> Lines, double X, double Y, double Width, (double X, double Y)? From, string Class)
    {
        private double Height => Lines.Count * Letters;

        public double Left => X - (Width / 2);

        public double Right => X + (Width / 2);

        public double Top => Y - (Height / 2);

        public double Bottom => Y + (Height / 2);

        // Letters stand on their line, and figures have no descent.
        public double BaselineOf(int line) => Top + (line * Letters) + (Letters * .83);

        public (double X, double Y) Nearest((double X, double Y) from) => (Math.Clamp(from.X, Left - Margin, Right + Margin), Math.Clamp(from.Y, Top + Margin, Bottom - Margin));

        public bool Meets(Label other) => Left - Margin < other.Right && other.Left < Right + Margin && Top - Margin < other.Bottom && other.Top < Bottom + Margin
            || (other.From is { } from && Crosses(from, other.Nearest(from))) || (From is { } own && other.Crosses(own, Nearest(own)));

        public bool Touches(Outlines outlines)
        {
            for (var i = 0; i <= 4; i++)
            {
                var x = Left - Margin + ((Width + (2 * Margin)) * i / 4);
                if (outlines.IsLand(x, Top) || outlines.IsLand(x, Y) || outlines.IsLand(x, Bottom))
                {
                    return true;
                }
            }

            return false;
        }

        // Whether a line runs over the label, looked at in many of its points.
        private bool Crosses((double X, double Y) from, (double X, double Y) to)
        {
            for (var i = 0; i <= 40; i++)
            {
                var (x, y) = (from.X + ((to.X - from.X) * i / 40), from.Y + ((to.Y - from.Y) * i / 40));
                if (x > Left && x < Right && y > Top && y < Bottom)
                {
                    return true;
                }
            }

            return false;
        }
    }
}
