using System.Globalization;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Charts;

/// <summary>A date with its name along the time axis.</summary>
public sealed record TimeTick(DateOnly Date, string Label);

/// <summary>The horizontal axis: where a day lies, and which days are named.</summary>
public sealed class TimeAxis
{
    // Uses the coarsest step that still gives the wanted number of names: days, then months, then years.
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

        // An axis of only a day or two is centred, not drawn from the edge.
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
        IEnumerable<IEnumerable<DateOnly>> ways = YearSteps.Select(step => Years(first, last, step));
        if (days < 3 * 366)
        {
            ways = MonthSteps.Select(step => Months(first, last, step)).Concat(ways);
        }

        if (days < 75)
        {
            ways = DaySteps.Select(step => Days(first, last, step)).Concat(ways);
        }

        // A name that would stick out to the right is left out; to the left there is the space for the vertical axis'
        // names.
        bool IsInside(TimeTick tick) =>
            At(tick.Date) + (TextWidth.Of(tick.Label, fontSize) / 2) <= end + fontSize
            && At(tick.Date) - (TextWidth.Of(tick.Label, fontSize) / 2) >= start - Math.Min(start, 2 * fontSize);

        foreach (var way in ways)
        {
            var ticks = Label(way, IsInside);
            if (ticks.Count > 0 && KeepApart(ticks, fontSize))
            {
                return ticks;
            }
        }

        return [];
    }

    private bool KeepApart(List<TimeTick> ticks, double fontSize) =>
        ticks.Zip(ticks.Skip(1)).All(pair =>
            At(pair.Second.Date) - At(pair.First.Date)
            > ((TextWidth.Of(pair.First.Label, fontSize) + TextWidth.Of(pair.Second.Label, fontSize)) / 2) + fontSize);

    // The first name and the first of each year include the year; the others say only what has changed.
    private static List<TimeTick> Label(IEnumerable<DateOnly> dates, Func<TimeTick, bool> isInside)
    {
        var all = dates.ToList();
        var areYears = all.TrueForAll(d => d is { Month: 1, Day: 1 });
        var areMonths = all.TrueForAll(d => d.Day == 1);
        var ticks = new List<TimeTick>();
        foreach (var date in all)
        {
            var within = areMonths ? "MMM" : "d MMM";
            var saysYear = ticks.Count == 0 || date.Year != ticks[^1].Date.Year;
            var tick = new TimeTick(date, areYears
                ? date.Year.ToString(CultureInfo.InvariantCulture)
                : date.ToString(saysYear ? within + " yyyy" : within, Language.Current.Culture));
            if (isInside(tick))
            {
                ticks.Add(tick);
            }
        }

        return ticks;
    }

    private static IEnumerable<DateOnly> Days(DateOnly first, DateOnly last, int step)
    {
        for (var day = first.DayNumber; day <= last.DayNumber; day += step)
        {
            yield return DateOnly.FromDayNumber(day);
        }
    }

    private static IEnumerable<DateOnly> Months(DateOnly first, DateOnly last, int step)
    {
        var from = ((first.Year - 1) * 12) + first.Month - 1;
        for (var month = (from + step - 1) / step * step; month <= ((last.Year - 1) * 12) + last.Month - 1; month += step)
        {
            if (new DateOnly((month / 12) + 1, (month % 12) + 1, 1) is var date && date >= first)
            {
                yield return date;
            }
        }
    }

    private static IEnumerable<DateOnly> Years(DateOnly first, DateOnly last, int step)
    {
        for (var year = (first.Year + step - 1) / step * step; year <= last.Year; year += step)
        {
            if (new DateOnly(year, 1, 1) is var date && date >= first)
            {
                yield return date;
            }
        }
    }
}
