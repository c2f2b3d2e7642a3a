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

    /// <summary>The same rectangle, larger by so much on every side.</summary>
    public Box Grown(double by) => new(Left - by, Top - by, Width + (2 * by), Height + (2 * by));

    /// <summary>How far a point is from it; 0 for one inside.</summary>
    public double To(double x, double y) => Math.Sqrt(Square(Math.Max(0, Math.Max(Left - x, x - Right))) + Square(Math.Max(0, Math.Max(Top - y, y - Bottom))));

    /// <summary>How far a straight line between two points is from it; 0 for one that touches it.</summary>
    public double To(Segment line)
    {
        if (IsCrossedBy(line.X1, line.Y1, line.X2, line.Y2))
        {
            return 0;
        }

        var ends = Math.Min(To(line.X1, line.Y1), To(line.X2, line.Y2));
        var above = Math.Min(line.To(Left, Top), line.To(Right, Top));
        var below = Math.Min(line.To(Left, Bottom), line.To(Right, Bottom));
        return Math.Min(ends, Math.Min(above, below));
    }

    /// <summary>Whether a straight line between two points crosses the rectangle (Liang and Barsky's clipping).</summary>
    public bool IsCrossedBy(double x1, double y1, double x2, double y2)
    {
        double from = 0, to = 1;
        return Clip(x2 - x1, Left - x1, Right - x1, ref from, ref to)
            && Clip(y2 - y1, Top - y1, Bottom - y1, ref from, ref to);
    }

    private static double Square(double value) => value * value;

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

/// <summary>A straight line between two points.</summary>
public readonly record struct Segment(double X1, double Y1, double X2, double Y2)
{
    public double Length => Math.Sqrt(((X2 - X1) * (X2 - X1)) + ((Y2 - Y1) * (Y2 - Y1)));

    /// <summary>The point that divides it so.</summary>
    public (double X, double Y) At(double part) => (X1 + ((X2 - X1) * part), Y1 + ((Y2 - Y1) * part));

    /// <summary>How far a point is from it.</summary>
    public double To(double x, double y)
    {
        var (dx, dy) = (X2 - X1, Y2 - Y1);
        var square = (dx * dx) + (dy * dy);
        var part = square == 0 ? 0 : Math.Clamp((((x - X1) * dx) + ((y - Y1) * dy)) / square, 0, 1);
        var (nearX, nearY) = At(part);
        return Math.Sqrt(((x - nearX) * (x - nearX)) + ((y - nearY) * (y - nearY)));
    }

    /// <summary>Whether two lines cross.</summary>
    public bool Crosses(Segment other)
    {
        return Side(X1, Y1, X2, Y2, other.X1, other.Y1) * Side(X1, Y1, X2, Y2, other.X2, other.Y2) < 0
            && Side(other.X1, other.Y1, other.X2, other.Y2, X1, Y1) * Side(other.X1, other.Y1, other.X2, other.Y2, X2, Y2) < 0;

        static int Side(double x1, double y1, double x2, double y2, double x, double y) => Math.Sign(((x2 - x1) * (y - y1)) - ((y2 - y1) * (x - x1)));
    }
}
