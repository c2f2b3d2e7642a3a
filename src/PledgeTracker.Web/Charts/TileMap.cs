using System.Globalization;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Charts;

/// <summary>
/// The United States as tiles of one size, so that Delaware is as easy to see as Texas. A tile tells its state and its
/// number in words; its shade only repeats the number. It is for the eye and the mouse: the table beside it holds the same
/// with the same links, for keyboards and screen readers.
/// </summary>
public static class TileMap
{
    private const int Size = 58, Gap = 4, Columns = 12, Rows = 8, MostInLargeLetters = 4;

    // One state a tile, about where it lies: column, row.
    private static readonly (string Code, int Column, int Row)[] Tiles =
    [
        ("AK", 0, 0), ("ME", 11, 0), ("VT", 10, 1), ("NH", 11, 1),
        ("WA", 1, 2), ("ID", 2, 2), ("MT", 3, 2), ("ND", 4, 2), ("MN", 5, 2), ("IL", 6, 2), ("WI", 7, 2), ("MI", 8, 2), ("NY", 9, 2), ("RI", 10, 2), ("MA", 11, 2),
        ("OR", 1, 3), ("NV", 2, 3), ("WY", 3, 3), ("SD", 4, 3), ("IA", 5, 3), ("IN", 6, 3), ("OH", 7, 3), ("PA", 8, 3), ("NJ", 9, 3), ("CT", 10, 3),
        ("CA", 1, 4), ("UT", 2, 4), ("CO", 3, 4), ("NE", 4, 4), ("MO", 5, 4), ("KY", 6, 4), ("WV", 7, 4), ("VA", 8, 4), ("MD", 9, 4), ("DE", 10, 4),
        ("AZ", 2, 5), ("NM", 3, 5), ("KS", 4, 5), ("AR", 5, 5), ("TN", 6, 5), ("NC", 7, 5), ("SC", 8, 5), ("DC", 9, 5),
        ("OK", 4, 6), ("LA", 5, 6), ("MS", 6, 6), ("AL", 7, 6), ("GA", 8, 6),
        ("HI", 0, 7), ("TX", 4, 7), ("FL", 9, 7), ("PR", 11, 7),
    ];

    /// <summary>The states that have a tile, by their code within the country.</summary>
    public static IEnumerable<string> States => Tiles.Select(t => t.Code);

    /// <summary>The map as SVG; each tile leads to its state.</summary>
    /// <param name="totals">What was promised, by state (ISO 3166-2).</param>
    /// <param name="here">What the addresses of pages begin with.</param>
    public static string Render(IEnumerable<PlaceTotal> totals, string here)
    {
        var byState = totals.ToDictionary(t => t.Code, StringComparer.Ordinal);
        var svg = new SvgWriter();
        svg.Begin("svg", ("class", "tile-map"), ("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {(Columns * (Size + Gap)) - Gap} {(Rows * (Size + Gap)) - Gap}")),
            ("aria-hidden", "true"));
        foreach (var (code, column, row) in Tiles)
        {
            var total = byState.GetValueOrDefault("US-" + code);
            double x = column * (Size + Gap), y = row * (Size + Gap);
            var name = PlaceNames.Subdivision("US-" + code);
            if (total is not null)
            {
                svg.Begin("a", ("href", $"{here}/places/us/{code.ToLowerInvariant()}"), ("tabindex", "-1")).Text("title", PlaceScale.WordsOf(name, total));
            }

            svg.Begin("g", ("class", PlaceScale.States.ClassOf(total)));
            svg.Empty("rect", ("x", SvgWriter.Number(x)), ("y", SvgWriter.Number(y)), ("width", SvgWriter.Number(Size)), ("height", SvgWriter.Number(Size)), ("rx", "3"));
            svg.Text("text", code, ("class", "code"), ("x", SvgWriter.Number(x + 7)), ("y", SvgWriter.Number(y + 20)));
            if (total is not null)
            {
                var number = PlaceScale.Brief(total);
                svg.Text("text", number, ("class", number.Length > MostInLargeLetters ? "long" : "number"), ("x", SvgWriter.Number(x + Size - 6)), ("y", SvgWriter.Number(y + Size - 9)), ("text-anchor", "end"));
            }

            svg.End();
            if (total is not null)
            {
                svg.End();
            }
        }

        return svg.End().ToString();
    }
}
