using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace PledgeTracker.Web.Charts;

/// <summary>
/// The outlines of places, simplified and projected: the states of the United States, or the countries of the world.
/// <c>tests/maps</c> derives them; <c>Charts/Outlines/NOTICE.md</c> says from what and under which licence.
/// </summary>
public sealed partial class Outlines
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private static readonly Lazy<Outlines> LazyStates = new(() => Read("us", "US-")), LazyCountries = new(() => Read("world", ""));

    private readonly List<Area> _land = [];

    private Outlines()
    {
    }

    /// <summary>The states of the United States, with the District of Columbia and Puerto Rico, by ISO 3166-2.</summary>
    public static Outlines States => LazyStates.Value;

    /// <summary>The countries, by ISO 3166-1. Land without a code of its own is a place with an empty one.</summary>
    public static Outlines Countries => LazyCountries.Value;

    /// <summary>The width of the drawing, in its own units.</summary>
    public int Width { get; private init; }

    public int Height { get; private init; }

    public IReadOnlyDictionary<string, Outline> Places { get; private init; } = new Dictionary<string, Outline>();

    /// <summary>Whether some land covers a point.</summary>
    public bool IsLand(double x, double y) => _land.Exists(area => area.Has(x, y));

    private static Outlines Read(string name, string prefix)
    {
        using var stream = typeof(Outlines).Assembly.GetManifestResourceStream($"PledgeTracker.Web.Charts.Outlines.{name}.json")
            ?? throw new InvalidOperationException($"The program lacks its own outlines of {name}.");
        var file = JsonSerializer.Deserialize<OutlineFile>(stream, Json)!;
        var outlines = new Outlines { Width = file.Width, Height = file.Height, Places = file.Places.ToDictionary(p => prefix + p.Key, p => new Outline(p.Value.D, p.Value.At[0], p.Value.At[1], p.Value.At[2]), StringComparer.Ordinal) };
        outlines._land.AddRange(outlines.Places.Values.SelectMany(place => AreasOf(place.Path)));
        return outlines;
    }

    // Every part of a path is one absolute point and then steps: M12 34l5-6 7 8z.
    private static IEnumerable<Area> AreasOf(string path)
    {
        foreach (var part in path.Split('z', StringSplitOptions.RemoveEmptyEntries))
        {
            var numbers = Numbers().Matches(part).Select(n => int.Parse(n.ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)).ToArray();
            var (x, y) = (0, 0);
            var points = new (int X, int Y)[numbers.Length / 2];
            for (var i = 0; i < points.Length; i++)
            {
                points[i] = (x, y) = (x + numbers[2 * i], y + numbers[(2 * i) + 1]);
            }

            yield return new Area(points);
        }
    }

    [GeneratedRegex("-?[0-9]+")]
    private static partial Regex Numbers();

    private sealed record OutlineFile(int Width, int Height, Dictionary<string, OutlinePlace> Places);

    private sealed record OutlinePlace(int[] At, string D);

    private sealed class Area((int X, int Y)[] points)
    {
        private readonly int _left = points.Min(p => p.X), _right = points.Max(p => p.X), _top = points.Min(p => p.Y), _bottom = points.Max(p => p.Y);

        public bool Has(double x, double y)
        {
            if (x < _left || x > _right || y < _top || y > _bottom)
            {
                return false;
            }

            // A ray to the left crosses the outline an odd number of times.
            var isIn = false;
            for (int i = 0, before = points.Length - 1; i < points.Length; before = i++)
            {
                var (a, b) = (points[i], points[before]);
                isIn ^= (a.Y > y) != (b.Y > y) && x < ((double)(b.X - a.X) * (y - a.Y) / (b.Y - a.Y)) + a.X;
            }

            return isIn;
        }
    }
}

/// <summary>The outline of one place, in the units of its drawing.</summary>
/// <param name="Path">The data of an SVG path; empty for a place too small to be drawn.</param>
/// <param name="X">Where a label has most room.</param>
/// <param name="Y">The same, downwards.</param>
/// <param name="Room">Half the height of the largest ellipse, twice as wide as high, that has room around that point.</param>
public sealed record Outline(string Path, int X, int Y, int Room)
{
    /// <summary>Whether a label of some size has room within the outline.</summary>
    public bool Holds(double width, double height) =>
        Room > 0 && Math.Pow(width / (4 * Room), 2) + Math.Pow(height / (2 * Room), 2) <= Tolerated;

    // A label may reach a little over a border.
    private const double Tolerated = 1.25;
}
