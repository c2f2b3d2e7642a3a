namespace PledgeTracker.Web.Charts;

/// <summary>An upright rectangle on the drawing.</summary>
public readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;

    public static Box Around(double x, double y, double radius) => new(x - radius, y - radius, 2 * radius, 2 * radius);

    public bool Overlaps(Box other) =>
        Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    public bool Contains(Box other) =>
        Left <= other.Left && other.Right <= Right && Top <= other.Top && other.Bottom <= Bottom;

    /// <summary>Whether a straight line between two points crosses the rectangle (Liang and Barsky's clipping).</summary>
    public bool IsCrossedBy(double x1, double y1, double x2, double y2)
    {
        double from = 0, to = 1;
        return Clip(x2 - x1, Left - x1, Right - x1, ref from, ref to)
            && Clip(y2 - y1, Top - y1, Bottom - y1, ref from, ref to);
    }

    private static bool Clip(double delta, double low, double high, ref double from, ref double to)
    {
        if (delta == 0)
        {
            return low < 0 && high > 0;
        }

        var (a, b) = delta > 0 ? (low / delta, high / delta) : (high / delta, low / delta);
        from = Math.Max(from, a);
        to = Math.Min(to, b);
        return from < to;
    }
}

/// <summary>
/// Finds room for labels, one after the other, the most important first. A label never lies on another one or on a mark, and
/// on a line only where nothing else is free. One that finds no room is not placed: every number is in the table as well.
/// </summary>
public sealed class LabelPlacer(Box bounds)
{
    private readonly List<Box> _taken = [];
    private readonly List<(double X1, double Y1, double X2, double Y2)> _lines = [];

    /// <summary>Keeps labels off a place.</summary>
    public void Block(Box box) => _taken.Add(box);

    /// <summary>Keeps labels off a line where that is possible.</summary>
    public void Avoid(double x1, double y1, double x2, double y2) => _lines.Add((x1, y1, x2, y2));

    /// <summary>The first of the places that is free and crosses the fewest lines; null where none is free.</summary>
    public Box? Place(IEnumerable<Box> places, bool mayLieOnLines = true)
    {
        Box? best = null;
        var fewest = int.MaxValue;
        foreach (var place in places)
        {
            if (!bounds.Contains(place) || IsTaken(place))
            {
                continue;
            }

            var crossings = Crossings(place);
            if (crossings < fewest && (mayLieOnLines || crossings == 0))
            {
                (best, fewest) = (place, crossings);
            }

            if (crossings == 0)
            {
                break;
            }
        }

        if (best is { } found)
        {
            _taken.Add(found);
        }

        return best;
    }

    // Loops instead of queries: this runs hundreds of times for each chart, and allocating delegates would dominate the
    // drawing's cost.
    private bool IsTaken(Box place)
    {
        foreach (var taken in _taken)
        {
            if (taken.Overlaps(place))
            {
                return true;
            }
        }

        return false;
    }

    private int Crossings(Box place)
    {
        var crossings = 0;
        foreach (var (x1, y1, x2, y2) in _lines)
        {
            if (place.IsCrossedBy(x1, y1, x2, y2))
            {
                crossings++;
            }
        }

        return crossings;
    }
}
