using System.Globalization;
using System.Text.RegularExpressions;

namespace PledgeTracker.Domain.Values;

/// <summary>
/// Reads a date as people type it and as programs write it: <c>9 January 2017</c>, <c>Nov. 30, 2014</c>, <c>2014/11/30</c>,
/// <c>30/11/2014</c>, <c>2017-01-09T00:00:00Z</c>. A date that can be two days is none until a person chooses: 1/9/2017 is January to
/// one reader and September to another.
/// </summary>
public static partial class TypedDate
{
    /// <summary>The most characters of a date, without the blanks around it.</summary>
    private const int MaxLength = 40;

    private const string Forms = "Write a day, a month or a year, like 9 January 2017, or like 2017-01-09, 2017-01 or 2017.";

    private static readonly string[] Months = [.. CultureInfo.InvariantCulture.DateTimeFormat.MonthNames[..12].Select(m => m.ToLowerInvariant())];

    private static readonly string[] Weekdays = [.. CultureInfo.InvariantCulture.DateTimeFormat.DayNames.Select(d => d.ToLowerInvariant())];

    /// <summary>Reads a date.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="options">What is known beside it.</param>
    public static Reading<PartialDate?> Read(string? text, TypedOptions? options = null)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return Reading<PartialDate?>.Blank;
        }

        var trimmed = text.Trim();
        if (PartialDate.TryParse(trimmed, out var written))
        {
            return Reading<PartialDate?>.Of(written);
        }

        var quoted = TypedText.Quote(trimmed);
        if (!TypedText.TryPlain(trimmed, MaxLength, out var plain, out var unreadable))
        {
            return Reading<PartialDate?>.None(unreadable ?? $"{Forms} {quoted} is none of them.");
        }

        if (TypedText.IsNothing(plain))
        {
            return new(null, [new(null, "", "no date")], $"{quoted} is no date. Leave the field empty where no date is known.");
        }

        return new Reader(quoted, options ?? TypedOptions.None).Read(plain);
    }

    // The years that two digits can mean: deadlines lie as far ahead as 2060, and no pledge of the tracker is older than 1940.
    private static int[] YearsOf(string digits) => Int(digits) switch
    {
        < 40 and var year => [2000 + year],
        <= 60 and var year => [2000 + year, 1900 + year],
        var year => [1900 + year],
    };

    private static int Int(string digits) => int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static PartialDate? Day(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? PartialDate.OfDay(new DateOnly(year, month, day)) : null;

    private static PartialDate? MonthOf(int year, int month) => year is >= 1 and <= 9999 && month is >= 1 and <= 12 ? PartialDate.OfMonth(year, month) : null;

    private static PartialDate? Year(int year) => year is >= 1 and <= 9999 ? PartialDate.OfYear(year) : null;

    // 1 to 12, or 0 for a word that is no month.
    private static int MonthNumber(string word) => 1 + Array.FindIndex(Months, m => word.Length >= 3 && m.StartsWith(word, StringComparison.Ordinal));

    /// <param name="quoted">The text as messages say it.</param>
    /// <param name="options">What is known beside it.</param>
    private sealed class Reader(string quoted, TypedOptions options)
    {
        /// <param name="shown">The plain text, with its capital letters.</param>
        public Reading<PartialDate?> Read(string shown)
        {
            shown = shown.TrimEnd('.', ',', ';', ':').TrimEnd();

            // The apostrophe with which a spreadsheet keeps a text.
            shown = shown.StartsWith('\'') && shown.Length > 3 ? shown[1..] : shown;
            var plain = shown.ToLowerInvariant();
            if (plain.StartsWith("in ", StringComparison.Ordinal) || plain.StartsWith("on ", StringComparison.Ordinal))
            {
                return Read(shown[3..]);
            }

            return Word(plain) ?? Time(plain) ?? Weekday(plain) ?? Numbers(plain) ?? WithMonth(plain) ?? Vague(shown, plain) ?? No();
        }

        private static Reading<PartialDate?> Is(PartialDate date) => Reading<PartialDate?>.Of(date);

        private Reading<PartialDate?> No() => Reading<PartialDate?>.None($"{Forms} {quoted} is none of them.");

        private Reading<PartialDate?> NoSuchDay() => Reading<PartialDate?>.None($"{Forms} The calendar has no day {quoted}.");

        /// <param name="dates">What the text may mean; those that are null are none.</param>
        /// <param name="hint">What to do.</param>
        /// <param name="or">What it may mean besides, which is no date.</param>
        private Reading<PartialDate?> Ask(IEnumerable<PartialDate?> dates, string hint, string? or = null)
        {
            var offers = dates.OfType<PartialDate>().Distinct().ToList();
            return offers.Count == 0 ? No() : Offered(offers, $"{quoted} can be {TypedText.Either([.. offers.Select(d => d.ToWords())])}{(or is null ? "" : ", or " + or)}. {hint}");
        }

        private static Reading<PartialDate?> Offered(IEnumerable<PartialDate> dates, string problem) =>
            new(null, [.. dates.Distinct().Select(d => new Offer<PartialDate?>(d, d.ToString(), d.ToWords()))], problem);

        // The one date that is possible, or the question which of several.
        private Reading<PartialDate?> OneOf(IEnumerable<PartialDate?> dates, string hint) => dates.OfType<PartialDate>().Distinct().ToList() switch
        {
            [] => NoSuchDay(),
            [var only] => Is(only),
            var several => Ask(several.Select(d => (PartialDate?)d), hint),
        };

        private Reading<PartialDate?>? Word(string plain)
        {
            if (plain is not ("today" or "yesterday"))
            {
                return null;
            }

            return options.Today is not { } today ? Reading<PartialDate?>.None($"Write the day itself in place of {quoted}.")
                : plain == "today" ? Is(PartialDate.OfDay(today))
                : today.DayNumber > 0 ? Is(PartialDate.OfDay(today.AddDays(-1))) : No();
        }

        // "Tuesday, 2/11/21" can be one day only, and a day with the wrong name is a mistake that somebody must look at.
        private Reading<PartialDate?>? Weekday(string plain)
        {
            var end = plain.AsSpan().IndexOfAnyExceptInRange('a', 'z');
            if (end < 3 || plain[end] is not (' ' or ',' or '.') || Array.FindIndex(Weekdays, d => d.StartsWith(plain[..end], StringComparison.Ordinal)) is not (>= 0 and var number))
            {
                return null;
            }

            var date = Read(plain[end..].TrimStart(' ', ',', '.'));
            bool Fits(PartialDate? day) => day is { Day: not null } known && (int)known.Earliest.DayOfWeek == number;
            return date.Value is { } one
                ? one.Day is null ? No() : Fits(one) ? date : Offered([one], $"{one.ToWords()} was not the day of the week that {quoted} says. It was a {one.Earliest.DayOfWeek}.")
                : OneOf(date.Offers.Select(o => o.Value).Where(Fits), "Write the month as a word.");
        }

        // Midnight is what programs add to a day. Another hour with its zone may be the evening before, or the next morning, elsewhere.
        private Reading<PartialDate?>? Time(string plain)
        {
            if (TimeOfDay().Match(plain) is not { Success: true } match)
            {
                return null;
            }

            var hour = Int(match.Groups["hour"].Value);
            var half = match.Groups["half"].Value;
            if (hour > 23 || (half.Length > 0 && hour is 0 or > 12) || Int(match.Groups["minute"].Value) > 59 || (match.Groups["second"].Success && Int(match.Groups["second"].Value) > 59))
            {
                return No();
            }

            hour = half.Length == 0 ? hour : (hour % 12) + (half[0] == 'p' ? 12 : 0);
            var date = Read(match.Groups["date"].Value);
            if (date.Value is { Day: null })
            {
                return No();
            }

            if (date.Value is not { } day || !match.Groups["zone"].Success || (hour == 0 && Int(match.Groups["minute"].Value) == 0))
            {
                return date;
            }

            var near = day.Earliest == DateOnly.MinValue || day.Earliest == DateOnly.MaxValue ? day : PartialDate.OfDay(day.Earliest.AddDays(hour < 12 ? -1 : 1));
            return Ask([day, near], "It depends on the time zone. Write the day alone.");
        }

        private Reading<PartialDate?>? Numbers(string plain)
        {
            if (NumbersOnly().Match(plain) is not { Success: true } match)
            {
                return null;
            }

            var (a, b, c) = (match.Groups["a"].Value, match.Groups["b"].Value, match.Groups["c"].Value);
            return c.Length > 0 ? Three(a, b, c) : b.Length > 0 ? Two(a, match.Groups["mark"].Value, b) : One(a);
        }

        private Reading<PartialDate?> Three(string a, string b, string c)
        {
            const string hint = "Write the month as a word.";
            if (b.Length > 2 || (a.Length, c.Length) is not ((4, <= 2) or ( <= 2, 4) or ( <= 2, 2)))
            {
                return No();
            }

            var (first, second, third) = (Int(a), Int(b), Int(c));
            if (a.Length == 4)
            {
                return Day(first, second, third) is { } day ? Is(day) : Day(first, third, second) is { } turned ? Ask([turned], hint) : NoSuchDay();
            }

            int[] years = c.Length == 4 ? [third] : YearsOf(c);
            var dayFirst = years.Select(y => Day(y, second, first));
            var monthFirst = years.Select(y => Day(y, first, second));
            if (options.Order is { } order)
            {
                var (chosen, other) = order == DateOrder.DayFirst ? (dayFirst, monthFirst) : (monthFirst, dayFirst);
                return chosen.Any(d => d is not null) || other.All(d => d is null) ? OneOf(chosen, "Write the year with four digits.")
                    : Ask(other, $"It does not fit the chosen order, with the {(order == DateOrder.DayFirst ? "day" : "month")} first. {hint}");
            }

            // Two digits at the beginning may be the year as well: 14-11-30.
            var yearFirst = a.Length == 2 && c.Length == 2 ? YearsOf(a).Select(y => Day(y, second, third)) : [];
            return OneOf([.. dayFirst, .. monthFirst, .. yearFirst], c.Length == 4 ? hint : hint + " Write the year with four digits.");
        }

        private Reading<PartialDate?> Two(string a, string mark, string b)
        {
            if (a.Length > 4 || b.Length > 4 || a.Length == 3 || (b.Length == 3 && b != "000"))
            {
                return No();
            }

            var (first, second) = (Int(a), Int(b));
            mark = mark.Trim();
            if (a.Length == 4 && mark == "." && second == 0)
            {
                // A year that a program kept as a decimal.
                return Year(first) is { } year ? Is(year) : No();
            }

            return (a.Length, b.Length) switch
            {
                // What was October may have lost its zero as a decimal.
                (4, 1) when mark == "." && second == 1 => Ask([MonthOf(first, 1), MonthOf(first, 10)], "Write the month as a word."),
                // 2011/12 is December to some, and to others the financial year from 2011 to 2012.
                (4, 2) when mark == "/" && second <= 12 && second == (first + 1) % 100 => Ask([MonthOf(first, second), Year(first), Year(first + 1)], "Write the month as a word.", "the time between the two years"),
                (4, 4) when second > first => Ask([Year(first), Year(second)], "Write one year.", "the time between the two"),
                (4, 2) when second > 12 && second > first % 100 => Ask([Year(first), Year(first - (first % 100) + second)], "Write one year.", "the time between the two"),
                (4, <= 2) => MonthOf(first, second) is { } month ? Is(month) : No(),
                ( <= 2, 4) => MonthOf(second, first) is { } month ? Is(month) : No(),
                (_, 2) or (2, _) => Ask(
                    [.. b.Length == 2 ? YearsOf(b).Select(y => MonthOf(y, first)) : [], .. a.Length == 2 && first > 12 ? YearsOf(a).Select(y => MonthOf(y, second)) : []], "Write the year with four digits.", "a day without its year"),
                _ => No(),
            };
        }

        private Reading<PartialDate?> One(string digits)
        {
            switch (digits.Length)
            {
                case 8:
                    var turned = (Year: Int(digits[4..]), First: Int(digits[..2]), Second: Int(digits[2..4]));
                    return OneOf(
                        new[] { Day(Int(digits[..4]), Int(digits[4..6]), Int(digits[6..])), Day(turned.Year, turned.Second, turned.First), Day(turned.Year, turned.First, turned.Second) }.Where(d => d?.Year is > 1800 and < 2200),
                        "Write the month as a word.");
                case 5 when Int(digits) is >= 20_000 and <= 80_000 and var days:
                    var day = PartialDate.OfDay(new DateOnly(1899, 12, 30).AddDays(days));
                    return Offered([day], $"{Forms} {quoted} can be {day.ToWords()}, as spreadsheets count days.");
                case 4:
                    return Year(Int(digits)) is { } year ? Is(year) : No();
                case 2:
                    return Ask(YearsOf(digits).Select(Year), "Write the year with four digits.");
                default:
                    return No();
            }
        }

        private Reading<PartialDate?>? WithMonth(string plain)
        {
            if (TokensOf(plain) is not { Count: 2 or 3 } tokens || tokens.Count(t => t.Month > 0) != 1)
            {
                return null;
            }

            const string hint = "Write the year with four digits.";
            var month = tokens.First(t => t.Month > 0).Month;
            var at = tokens.FindIndex(t => t.Month > 0);
            if (tokens.Count == 2)
            {
                var (number, isYear, isDay) = (tokens[1 - at].Digits, tokens[1 - at].IsYear, tokens[1 - at].IsDay);
                return (number.Length, isDay) switch
                {
                    (4, false) => MonthOf(Int(number), month) is { } known ? Is(known) : No(),
                    (2, false) when isYear || Int(number) > 31 => OneOf(YearsOf(number).Select(y => MonthOf(y, month)), hint),
                    (2, false) => Ask(YearsOf(number).Select(y => MonthOf(y, month)), hint, "a day without its year"),
                    ( <= 2, _) => Reading<PartialDate?>.None($"{Forms} {quoted} has no year."),
                    _ => No(),
                };
            }

            var (one, other) = at == 0 ? (tokens[1], tokens[2]) : at == 1 ? (tokens[0], tokens[2]) : default;
            if (at == 2 || one.Digits.Length is 0 or 3 || other.Digits.Length is 0 or 3)
            {
                return No();
            }

            var (day, year) = (Int(one.Digits), Int(other.Digits));
            return (one.Digits.Length, other.Digits.Length) switch
            {
                (4, <= 2) when at == 1 => Day(day, month, year) is { } known ? Is(known) : NoSuchDay(),
                ( <= 2, 4) => Day(year, month, day) is { } known ? Is(known) : NoSuchDay(),
                ( <= 2, 2) => OneOf(
                    [.. YearsOf(other.Digits).Select(y => Day(y, month, day)), .. at == 1 && one is { Digits.Length: 2, IsDay: false } && !other.IsYear ? YearsOf(one.Digits).Select(y => Day(y, month, year)) : []], hint),
                _ => No(),
            };
        }

        /// <summary>The months and numbers of a text; null where it holds anything else.</summary>
        private static List<(int Month, string Digits, bool IsYear, bool IsDay)>? TokensOf(string plain)
        {
            var tokens = new List<(int Month, string Digits, bool IsYear, bool IsDay)>();
            for (var i = 0; i < plain.Length;)
            {
                var start = i;
                if (char.IsAsciiDigit(plain[i]))
                {
                    while (i < plain.Length && char.IsAsciiDigit(plain[i]))
                    {
                        i++;
                    }

                    var digits = plain[start..i];
                    if (digits.Length > 4)
                    {
                        return null;
                    }

                    var isDay = digits.Length <= 2 && i + 2 <= plain.Length && plain.AsSpan(i, 2) is "st" or "nd" or "rd" or "th" && (i + 2 == plain.Length || !char.IsAsciiLetter(plain[i + 2]));
                    i += isDay ? 2 : 0;
                    tokens.Add((0, digits, start > 0 && plain[start - 1] == '\'' && digits.Length == 2, isDay));
                }
                else if (char.IsAsciiLetter(plain[i]))
                {
                    while (i < plain.Length && char.IsAsciiLetter(plain[i]))
                    {
                        i++;
                    }

                    var word = plain[start..i];
                    if (word is "of" or "the" or "in" or "on")
                    {
                        continue;
                    }

                    var month = MonthNumber(word);
                    if (month == 0)
                    {
                        return null;
                    }

                    tokens.Add((month, "", false, false));
                }
                else if (plain[i] is ' ' or ',' or '.' or '-' or '/' or '\'')
                {
                    i++;
                }
                else
                {
                    return null;
                }

                if (tokens.Count > 3)
                {
                    return null;
                }
            }

            return tokens;
        }

        // Words around a date that leave it open. What they leave possible is offered, the most exact first.
        private Reading<PartialDate?>? Vague(string shown, string plain)
        {
            if (Quarter().Match(plain) is { Success: true } quarter)
            {
                var isHalf = quarter.Groups["half"].Success;
                var number = quarter.Groups["number"].Value is { Length: > 0 } digit ? Int(digit) : NumberOf(quarter.Groups["word"].Value, isHalf);
                var (last, isFiscal) = (number * (isHalf ? 6 : 3), quarter.Groups["fiscal"].Success);
                var years = quarter.Groups["year"].Value is { Length: 4 } full ? [Int(full)] : YearsOf(quarter.Groups["year"].Value);
                return number == 0 || last > 12 ? No() : Open(
                    years.SelectMany(y => isFiscal ? [Year(y)] : new[] { MonthOf(y, last), MonthOf(y, last - (isHalf ? 5 : 2)), Year(y) }),
                    isHalf ? "The half of a year" : isFiscal ? "The quarter of a fiscal year" : "The quarter of a year");
            }

            if (Fiscal().Match(plain) is { Success: true } fiscal)
            {
                return Open([.. (fiscal.Groups["year"].Value is { Length: 4 } full ? [Int(full)] : YearsOf(fiscal.Groups["year"].Value)).Select(Year)], "A fiscal year");
            }

            if (Season().Match(plain) is { Success: true } season)
            {
                return Open([Year(Int(season.Groups["year"].Value))], "A season");
            }

            if (Decade().IsMatch(plain))
            {
                return Open([Year(Int(plain[^5..^1]))], "A decade");
            }

            if (Around().Match(plain) is not { Success: true } around || around.Groups["date"].Index == 0)
            {
                return null;
            }

            var inner = Read(shown[around.Groups["date"].Index..]);
            if (inner.Value is not { } date)
            {
                return inner.Offers.Count > 0 ? inner : null;
            }

            var open = shown[..around.Groups["date"].Index].TrimEnd(' ', '-');
            return Open(Within(around.Groups["part"].Value, date), $"“{open}”");
        }

        private static IEnumerable<PartialDate?> Within(string part, PartialDate date) => (part, date) switch
        {
            ("end" or "close", { Day: null, Month: null }) => [PartialDate.OfDay(date.Latest), PartialDate.OfMonth(date.Year, 12), date],
            ("end" or "close", { Day: null }) => [PartialDate.OfDay(date.Latest), date],
            ("beginning" or "start", { Day: null, Month: null }) => [PartialDate.OfDay(date.Earliest), PartialDate.OfMonth(date.Year, 1), date],
            ("beginning" or "start", { Day: null }) => [PartialDate.OfDay(date.Earliest), date],
            ("mid" or "middle", { Month: null }) => [PartialDate.OfMonth(date.Year, 6), PartialDate.OfMonth(date.Year, 7), date],
            _ => [date],
        };

        private Reading<PartialDate?> Open(IEnumerable<PartialDate?> dates, string what)
        {
            var offers = dates.OfType<PartialDate>().Distinct().ToList();
            return offers.Count == 0 ? No() : Offered(offers, $"{what} in {quoted} leaves the date open. Choose {TypedText.Either([.. offers.Select(d => d.ToWords())])}.");
        }

        private static int NumberOf(string word, bool isHalf) => word switch
        {
            "first" or "1st" => 1,
            "second" or "2nd" => 2,
            "third" or "3rd" => 3,
            "fourth" or "4th" => 4,
            "last" or "final" => isHalf ? 2 : 4,
            _ => 0,
        };
    }

    [GeneratedRegex("^(?<date>[^:]*?[0-9])(?:t|,? at |, ?| )(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:[.,][0-9]{1,9})?)?(?: ?(?<half>[ap])\\.?m\\.?)?(?: ?(?<zone>z|utc|gmt|[+-][0-9]{2}:?[0-9]{2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex TimeOfDay();

    [GeneratedRegex("^(?<a>[0-9]{1,8})(?:(?<mark> ?[-/.] ?| )(?<b>[0-9]{1,4})(?:\\k<mark>(?<c>[0-9]{1,4}))?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex NumbersOnly();

    [GeneratedRegex(
        "^(?:(?:by|in|before|after|since|until|from|during) )?(?:(?:the )?(?:(?:q(?<number>[1-4])|(?<number>[1-4])q|h(?<half>)(?<number>[12])|(?<number>[12])h(?<half>))|(?<word>first|second|third|fourth|last|final|1st|2nd|3rd|4th)[ -](?:quarter|half(?<half>)))(?: of| in|,)?[ /'-]*(?:(?<fiscal>fiscal year|fiscal|fy)[ '-]*)?(?<year>[0-9]{4}|[0-9]{2})|(?<year>[0-9]{4})[ /-]*(?:q(?<number>[1-4])|h(?<half>)(?<number>[12])))$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Quarter();

    [GeneratedRegex("^(?:(?:by|in|before|after|since|until|from|during|end of|the end of|by the end of|by end of|at the end of) )?(?:the )?(?:fiscal year|financial year|fiscal|fy)(?: of| in)?[ '-]*(?<year>[0-9]{4}|[0-9]{2})(?:[-/][0-9]{2,4})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Fiscal();

    [GeneratedRegex("^(?:(?:by|in|before|after|since|until|from|during) )?(?:the )?(?:(?:early|mid|late|end of|beginning of)[ -])?(?:in )?(?:the )?(?:spring|summer|autumn|fall|winter)(?: of| in|,)? (?<year>[0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Season();

    [GeneratedRegex("^(?:(?:by|in|before|after|since|until|from|during) )?(?:the )?(?:(?:early|mid|late)[ -])?[0-9]{3}0s$", RegexOptions.CultureInvariant)]
    private static partial Regex Decade();

    [GeneratedRegex(
        "^(?=[^0-9]*[a-z~<>≈≤≥])(?:(?:no later than|not later than|by|in|at|on|before|after|since|until|till|from|during|through|around|about|approximately|approx\\.?|roughly|circa|ca\\.?|c\\.|as of|starting|sometime in|expected|est\\.?|~|≈|<|>|≤|≥)[ -]?)*(?:the )?(?:(?<part>early|mid|middle|late|later|end|close|beginning|start)[ -]?(?:in |of )?(?:the )?)?(?<date>(?:[0-9]|'[0-9]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec).*)$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Around();
}
