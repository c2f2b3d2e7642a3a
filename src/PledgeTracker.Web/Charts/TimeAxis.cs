using System.Globalization;

namespace PledgeTracker.Web.Charts;

/// <summary>A date with its name along the time axis.</summary>
public sealed record TimeTick(DateOnly Date, string Label);

/// <summary>The horizontal axis: where a day lies, and which days are named.</summary>
public sealed class TimeAxis
{
    // The coarsest naming that still leaves the wanted number of names is taken: days, then months, then years.
    private static readonly int[] DaySteps = [1, 2, 7, 14];
    private static readonly int[] MonthSteps = [1, 2, 3, 6];
    private static readonly int[] YearSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];

    private readonly Scale _scale;

    /// <summary>An axis over the days from <paramref name="first"/> to <paramref name="last"/>, with a margin on both sides.</summary>
    /// <param name="first">The earliest day drawn.</param>
    /// <param name="last">The latest day drawn.</param>
    /// <param name="start">The left end of the axis on the drawing.</param>
    /// <param name="end">The right end.</param>
    /// <param name="fontSize">The size the names are set in, so that they keep apart.</param>
    public TimeAxis(DateOnly first, DateOnly last, double start, double end, double fontSize)
    {
        const int leastDays = 28;
        const double margin = 0.025;
        double from = first.DayNumber;
        double days = Math.Max(leastDays, last.DayNumber - from);

        // A day or two alone stand in the middle, not at the edge.
        from -= (days - (last.DayNumber - from)) / 2;
        _scale = new Scale(from - (days * margin), from + (days * (1 + margin)), start, end);
        Ticks = Name(fontSize, start, end);
    }

    /// <summary>The named days, in order; their names never touch.</summary>
    public IReadOnlyList<TimeTick> Ticks { get; }

    /// <summary>Where a day lies.</summary>
    public double At(DateOnly day) => _scale.At(day.DayNumber);

    private List<TimeTick> Name(double fontSize, double start, double end)
    {
        var first = DateOnly.FromDayNumber((int)Math.Max(0, Math.Ceiling(_scale.Low)));
        var last = DateOnly.FromDayNumber((int)Math.Min(DateOnly.MaxValue.DayNumber, Math.Floor(_scale.High)));
        var days = last.DayNumber - first.DayNumber;
        var ways = new List<Func<List<TimeTick>>>();
        if (days < 75)
        {
            ways.AddRange(DaySteps.Select(step => (Func<List<TimeTick>>)(() => Days(first, last, step))));
        }

        if (days < 3 * 366)
        {
            ways.AddRange(MonthSteps.Select(step => (Func<List<TimeTick>>)(() => Months(first, last, step))));
        }

        ways.AddRange(YearSteps.Select(step => (Func<List<TimeTick>>)(() => Years(first, last, step))));
        foreach (var way in ways)
        {
            var ticks = way();
            if (ticks.Count > 0 && KeepApart(ticks, fontSize))
            {
                return Inside(ticks, fontSize, start, end);
            }
        }

        return [];
    }

    private bool KeepApart(List<TimeTick> ticks, double fontSize) =>
        ticks.Zip(ticks.Skip(1)).All(pair =>
            At(pair.Second.Date) - At(pair.First.Date)
            > ((TextWidth.Of(pair.First.Label, fontSize) + TextWidth.Of(pair.Second.Label, fontSize)) / 2) + fontSize);

    // A name that would stick out to the right is left out; to the left there is the room of the other axis' names.
    private List<TimeTick> Inside(List<TimeTick> ticks, double fontSize, double start, double end) =>
        [.. ticks.Where(t =>
            At(t.Date) + (TextWidth.Of(t.Label, fontSize) / 2) <= end + fontSize
            && At(t.Date) - (TextWidth.Of(t.Label, fontSize) / 2) >= start - (2 * fontSize))];

    private static List<TimeTick> Days(DateOnly first, DateOnly last, int step)
    {
        var ticks = new List<TimeTick>();
        for (var day = first.DayNumber; day <= last.DayNumber; day += step)
        {
            var date = DateOnly.FromDayNumber(day);
            ticks.Add(new TimeTick(date, Words(date, ticks.Count == 0 || date.Year != ticks[^1].Date.Year ? "d MMM yyyy" : "d MMM")));
        }

        return ticks;
    }

    private static List<TimeTick> Months(DateOnly first, DateOnly last, int step)
    {
        var ticks = new List<TimeTick>();
        for (var month = ((first.Year - 1) * 12) + first.Month - 1; month < 9999 * 12; month++)
        {
            var date = new DateOnly((month / 12) + 1, (month % 12) + 1, 1);
            if (date > last)
            {
                break;
            }

            if (date >= first && month % step == 0)
            {
                ticks.Add(new TimeTick(date, Words(date, ticks.Count == 0 || date.Year != ticks[^1].Date.Year ? "MMM yyyy" : "MMM")));
            }
        }

        return ticks;
    }

    private static List<TimeTick> Years(DateOnly first, DateOnly last, int step)
    {
        var ticks = new List<TimeTick>();
        for (var year = (first.Year + step - 1) / step * step; year <= last.Year; year += step)
        {
            if (new DateOnly(year, 1, 1) is var date && date >= first)
            {
                ticks.Add(new TimeTick(date, year.ToString(CultureInfo.InvariantCulture)));
            }
        }

        return ticks;
    }

    private static string Words(DateOnly date, string format) => date.ToString(format, CultureInfo.InvariantCulture);
}
