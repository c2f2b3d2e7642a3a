using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PledgeTracker.Domain.Values;

/// <summary>
/// A date as exactly as it is known: a day, a month or a year. Written in EDTF level 0 (ISO 8601-2), so <c>2017-01-09</c>,
/// <c>2017-01</c> or <c>2017</c>. An unknown day is never padded into a false one.
/// </summary>
/// <remarks>
/// Dates are ordered by the earliest day they can mean; of two with the same earliest day the coarser comes first. That is
/// exactly the ordinal order of the written form, so a database sorts the text as the program sorts the value.
/// </remarks>
public readonly struct PartialDate : IEquatable<PartialDate>, IComparable<PartialDate>
{
    // Year, month and day as the digits yyyymmdd with 00 for what is unknown; the year less one, so that default is year 1.
    private readonly int _digits;

    private PartialDate(int year, int month, int day) => _digits = ((year - 1) * 10_000) + (month * 100) + day;

    /// <summary>The year, 1 to 9999.</summary>
    public int Year => (_digits / 10_000) + 1;

    /// <summary>The month, 1 to 12, or null where only the year is known.</summary>
    public int? Month => _digits / 100 % 100 is var month && month > 0 ? month : null;

    /// <summary>The day of the month, or null where only the month or the year is known.</summary>
    public int? Day => _digits % 100 is var day && day > 0 ? day : null;

    /// <summary>The first day the date can mean: <c>2022-01</c> is 1 January 2022.</summary>
    public DateOnly Earliest => new(Year, Month ?? 1, Day ?? 1);

    /// <summary>The last day the date can mean: <c>2022-01</c> is 31 January 2022. A date has passed after this day.</summary>
    public DateOnly Latest =>
        new(Year, Month ?? 12, Day ?? DateTime.DaysInMonth(Year, Month ?? 12));

    /// <summary>Whether every day the date can mean lies before <paramref name="on"/>.</summary>
    public bool HasPassed(DateOnly on) => Latest < on;

    /// <summary>Whether every day the date can mean is <paramref name="on"/> or earlier: what was certainly known by then.</summary>
    public bool IsBy(DateOnly on) => Latest <= on;

    /// <summary>A year of which no more is known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The year is not 1 to 9999.</exception>
    public static PartialDate OfYear(int year) => Of(year, 0, 0);

    /// <summary>A month of which no more is known.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such month.</exception>
    public static PartialDate OfMonth(int year, int month) =>
        month == 0 ? throw new ArgumentOutOfRangeException(nameof(month)) : Of(year, month, 0);

    /// <summary>A known day.</summary>
    public static PartialDate OfDay(DateOnly day) => Of(day.Year, day.Month, day.Day);

    /// <summary>Reads the EDTF level 0 forms, and nothing else.</summary>
    /// <exception cref="FormatException">The text is not one of the three forms, or names no day of the calendar.</exception>
    public static PartialDate Parse(string text) =>
        TryParse(text, out var date)
            ? date
            : throw new FormatException($"'{text}' is not a date. Write a day, a month or a year: 2017-01-09, 2017-01 or 2017.");

    /// <summary>
    /// Reads the EDTF level 0 forms; false for anything else, also for a day that no calendar has. What people type is read by
    /// <see cref="TypedDate"/>.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PartialDate date)
    {
        date = default;
        if (text is null || text.Length is not (4 or 7 or 10)
            || !TryDigits(text.AsSpan(0, 4), out var year) || year == 0)
        {
            return false;
        }

        int month = 0, day = 0;
        if (text.Length >= 7 && (text[4] != '-' || !TryDigits(text.AsSpan(5, 2), out month) || month is < 1 or > 12))
        {
            return false;
        }

        if (text.Length == 10
            && (text[7] != '-' || !TryDigits(text.AsSpan(8, 2), out day) || day < 1 || day > DateTime.DaysInMonth(year, month)))
        {
            return false;
        }

        date = new PartialDate(year, month, day);
        return true;
    }

    /// <summary>The EDTF level 0 form, the same in every culture.</summary>
    public override string ToString() => (Month, Day) switch
    {
        (null, _) => Year.ToString("D4", CultureInfo.InvariantCulture),
        (int month, null) => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{month:D2}"),
        (int month, int day) => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-{month:D2}-{day:D2}"),
    };

    /// <summary>The date in words for a reader: 9 January 2017, January 2017 or 2017.</summary>
    public string ToWords() => (Month, Day) switch
    {
        (null, _) => Year.ToString(CultureInfo.InvariantCulture),
        (_, null) => Earliest.ToString("MMMM yyyy", CultureInfo.InvariantCulture),
        _ => Earliest.ToString("d MMMM yyyy", CultureInfo.InvariantCulture),
    };

    /// <summary>The date for a narrow column: 9 Jan 2017, Jan 2017 or 2017.</summary>
    public string ToShortWords() => (Month, Day) switch
    {
        (null, _) => Year.ToString(CultureInfo.InvariantCulture),
        (_, null) => Earliest.ToString("MMM yyyy", CultureInfo.InvariantCulture),
        _ => Earliest.ToString("d MMM yyyy", CultureInfo.InvariantCulture),
    };

    public bool Equals(PartialDate other) => _digits == other._digits;

    public override bool Equals(object? obj) => obj is PartialDate other && Equals(other);

    public override int GetHashCode() => _digits;

    public int CompareTo(PartialDate other) => _digits.CompareTo(other._digits);

    public static bool operator ==(PartialDate left, PartialDate right) => left.Equals(right);

    public static bool operator !=(PartialDate left, PartialDate right) => !left.Equals(right);

    public static bool operator <(PartialDate left, PartialDate right) => left.CompareTo(right) < 0;

    public static bool operator >(PartialDate left, PartialDate right) => left.CompareTo(right) > 0;

    public static bool operator <=(PartialDate left, PartialDate right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PartialDate left, PartialDate right) => left.CompareTo(right) >= 0;

    private static PartialDate Of(int year, int month, int day)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(month, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(month, 12);
        return new PartialDate(year, month, day);
    }

    // Only the digits 0 to 9: int.TryParse would take a sign, spaces and the digits of other scripts.
    private static bool TryDigits(ReadOnlySpan<char> text, out int value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = (value * 10) + (c - '0');
        }

        return true;
    }
}
