namespace PledgeTracker.Web.Charts;

/// <summary>Round values along an axis of whole numbers: steps of 1, 2 or 5 times a power of ten.</summary>
public static class Ticks
{
    /// <summary>
    /// Ticks that cover the values from <paramref name="low"/> to <paramref name="high"/> and zero, about as many as asked
    /// for. Where everything is zero there are zero and one.
    /// </summary>
    public static IReadOnlyList<double> Covering(double low, double high, int about) =>
        Between(Math.Min(0, low), Math.Max(0, high), about);

    /// <summary>
    /// Ticks that cover the values from <paramref name="low"/> to <paramref name="high"/>, about as many as asked for. Where the
    /// two are the same, they reach from there to zero: an axis always has an extent.
    /// </summary>
    public static IReadOnlyList<double> Between(double low, double high, int about)
    {
        if (low == high)
        {
            return low == 0 ? [0, 1] : Covering(low, high, about);
        }

        // A double near the ends of 64 bits knows no single jobs.
        var step = Step(Math.Max((high - low) / Math.Max(1, about), Math.Max(Math.Abs(low), Math.Abs(high)) * 1e-14));
        var first = Math.Floor(low / step);
        var last = Math.Ceiling(high / step);
        return [.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)];
    }

    /// <summary>The smallest step of 1, 2 or 5 times a power of ten that is not below the wanted one; never a fraction.</summary>
    public static double Step(double wanted)
    {
        if (wanted <= 1)
        {
            return 1;
        }

        var power = Math.Pow(10, Math.Floor(Math.Log10(wanted)));
        foreach (var factor in (ReadOnlySpan<double>)[1, 2, 5])
        {
            if (factor * power >= wanted)
            {
                return factor * power;
            }
        }

        return 10 * power;
    }
}
