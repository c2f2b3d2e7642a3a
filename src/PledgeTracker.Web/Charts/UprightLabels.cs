namespace PledgeTracker.Web.Charts;

/// <summary>An upright line of a drawing: a day on which something happened, or is due.</summary>
/// <param name="X">Where it stands.</param>
/// <param name="CssClass">What it is.</param>
/// <param name="Text">What stands at its upper end, in the margin over the plot.</param>
/// <param name="IsText">Whether its words stand in the margin; else a number does, and the words under the drawing.</param>
/// <param name="Of">What it is of, for whoever draws it.</param>
internal sealed record Upright(double X, string CssClass, string Text, bool IsText, object? Of = null);

/// <summary>Where the words or the number of an upright line stand.</summary>
/// <param name="Line">The line.</param>
/// <param name="Row">The row of the margin, counted upwards from the plot; the line reaches into it.</param>
/// <param name="Left">Where its words begin.</param>
/// <param name="Width">How wide they are.</param>
internal sealed record PlacedUpright(Upright Line, int Row, double Left, double Width)
{
    public double Right => Left + Width;
}

/// <summary>
/// Puts what upright lines are called into rows over the plot, each at its own line and struck by none: a line that reaches into a higher
/// row passes beside the words of the lower ones. Where the words find no room in few rows, numbers take their place.
/// </summary>
internal static class UprightLabels
{
    /// <summary>The width of a number.</summary>
    public const double Badge = 16;

    private const double Gap = 3, Apart = 4;

    // Of a dozen lines in three rows each place may be tried; more is not worth the reader’s time.
    private const int MostTries = 20_000;

    /// <summary>Places all of them.</summary>
    /// <param name="lines">The lines, the most important first.</param>
    /// <param name="left">Where the margin begins.</param>
    /// <param name="right">Where it ends.</param>
    /// <param name="mostRows">How many rows words may take up; numbers take what they need.</param>
    /// <param name="width">How wide a text is.</param>
    public static IReadOnlyList<PlacedUpright> Place(IReadOnlyList<Upright> lines, double left, double right, int mostRows, Func<string, double> width)
    {
        var asked = lines.ToList();
        while (true)
        {
            var options = asked.OrderByDescending(l => l.X).Select(line => Options(line, left, right, asked.TrueForAll(l => !l.IsText) ? Math.Max(mostRows, asked.Count) : mostRows, width)).ToList();
            var tries = MostTries;
            var placed = new List<PlacedUpright>();
            if (Search(options, placed, ref tries))
            {
                return placed;
            }

            // The least important words give way to a number. Where not even numbers keep apart, some lines have none.
            var last = asked.FindLastIndex(l => l.IsText);
            if (last < 0)
            {
                foreach (var of in options)
                {
                    placed.AddRange(of.Where(option => placed.TrueForAll(other => KeepApart(option, other) && KeepApart(other, option))).Take(1));
                }

                return placed;
            }

            asked[last] = asked[last] with { IsText = false };
        }
    }

    private static List<PlacedUpright> Options(Upright line, double left, double right, int rows, Func<string, double> width)
    {
        var wide = line.IsText ? width(line.Text) : Badge;
        double[] sides = line.IsText ? [line.X + Gap, line.X - Gap - wide] : [line.X - (wide / 2), line.X + Gap, line.X - Gap - wide];
        return [.. Enumerable.Range(0, rows).SelectMany(row => sides.Select(x => new PlacedUpright(line, row, x, wide))).Where(p => p.Left >= left && p.Right <= right)];
    }

    // Line after line, and back where a later one finds no place.
    private static bool Search(List<List<PlacedUpright>> options, List<PlacedUpright> placed, ref int tries)
    {
        if (placed.Count == options.Count)
        {
            return true;
        }

        foreach (var option in options[placed.Count])
        {
            if (tries-- <= 0)
            {
                return false;
            }

            if (placed.TrueForAll(other => KeepApart(option, other) && KeepApart(other, option)))
            {
                placed.Add(option);
                if (Search(options, placed, ref tries))
                {
                    return true;
                }

                placed.RemoveAt(placed.Count - 1);
            }
        }

        return false;
    }

    // A number over its line ends the line; words stand beside it.
    private static bool KeepApart(PlacedUpright words, PlacedUpright other)
    {
        if (words.Row == other.Row && words.Left < other.Right + Apart && other.Left < words.Right + Apart)
        {
            return false;
        }

        var reaches = other.Row > words.Row || (other.Row == words.Row && !IsOver(other));
        return !reaches || other.Line.X == words.Line.X && !IsOver(words) || other.Line.X < words.Left - Apart || other.Line.X > words.Right + Apart;
    }

    /// <summary>Whether a number stands over its line, not beside it.</summary>
    public static bool IsOver(PlacedUpright placed) => placed.Left < placed.Line.X && placed.Right > placed.Line.X;
}
