using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Mentions;

/// <summary>Dates that are said from the day of publication: today, on Monday, last month, within five years.</summary>
internal static class SpokenDates
{
    private const string Computed = "The date is computed from the day of publication.";

    /// <summary>The date that begins at a token; null where none does.</summary>
    /// <param name="tokens">The text.</param>
    /// <param name="i">The token.</param>
    /// <param name="published">The day of publication.</param>
    public static (int To, DateRole Role, DatedReading Date)? At(List<Token> tokens, int i, DateOnly published)
    {
        string Word(int at) => at < tokens.Count ? tokens[at].Lower : "";

        var word = Word(i);
        switch (word)
        {
            case "today":
                return (i + 1, DateRole.Plain, new(PartialDate.OfDay(published)));
            case "yesterday" when published > DateOnly.MinValue:
                return (i + 1, DateRole.Plain, new(PartialDate.OfDay(published.AddDays(-1))));
            case "this" or "last" or "next" or "current" or "previous" or "coming" when Of(word, Word(i + 1), published) is { } one:
                return (i + 2, DateRole.Plain, new(one));
            case "year" when Word(i + 1) is "-" && Word(i + 2) is "end":
                return (i + 3, DateRole.Plain, new(PartialDate.OfDay(new(published.Year, 12, 31)), Computed));
            case "year's" when Word(i + 1) is "end":
                return (i + 2, DateRole.Plain, new(PartialDate.OfDay(new(published.Year, 12, 31)), Computed));
            case "end" when Word(i + 1) is "of" && Word(i + 2) is "the" or "this" or "next" && Word(i + 3) is "year" && published.Year < 9999:
                return (i + 4, DateRole.Plain, new(PartialDate.OfDay(new(published.Year + (Word(i + 2) is "next" ? 1 : 0), 12, 31)), Computed));
            case "within" or "over" or "in" or "for" or "during":
                return Term(tokens, i, published);
            default:
                break;
        }

        if (word.EndsWith("day", StringComparison.Ordinal) && Vocabulary.Weekdays.Contains(word) && published.DayNumber > 7)
        {
            // What was reported on a Monday is of the last one; the day of publication itself may be it.
            var back = ((int)published.DayOfWeek - (int)Enum.Parse<DayOfWeek>(word, ignoreCase: true) + 7) % 7;
            return (i + 1, DateRole.Plain, new(PartialDate.OfDay(published.AddDays(-back)), Computed));
        }

        // Two years ago; a year ago.
        if (Count(word) is { } count && Word(i + 2) is "ago" or "earlier" && Shifted(published, Word(i + 1), -count) is { } past)
        {
            return (i + 3, DateRole.Plain, new(past, Computed));
        }

        return null;
    }

    private static PartialDate? Of(string which, string unit, DateOnly published)
    {
        var by = which switch { "last" or "previous" => -1, "next" or "coming" => 1, _ => 0 };
        return unit is "year" or "year's" or "month" ? Shifted(published, unit, by)
            : unit == "quarter" && Shifted(published, "month", (by * 3) + 2 - ((published.Month - 1) % 3)) is { } end ? end : null;
    }

    // Within five years, over the next 18 months: the promise's end, counted from the day of publication.
    private static (int To, DateRole Role, DatedReading Date)? Term(List<Token> tokens, int i, DateOnly published)
    {
        string Word(int at) => at < tokens.Count ? tokens[at].Lower : "";

        var at = i + 1;
        var isNext = false;
        at += Word(at) is "the" or "its" or "about" or "just" ? 1 : 0;
        while (Word(at) is "next" or "coming" or "following" or "first")
        {
            isNext = Word(at) != "first";
            at++;
        }

        // "The next four to five years" ends with the fifth.
        at += Word(at + 1) is "to" or "or" or "-" or "\u2013" && Count(Word(at)) is not null && Count(Word(at + 2)) is not null ? 2 : 0;
        if (Count(Word(at)) is not { } count || Word(at + 1) is not ("years" or "months" or "year" or "decade") || (Word(i) is "for" or "during" && !isNext) || Word(at + 2) is "ago")
        {
            return null;
        }

        return Shifted(published, Word(at + 1), count) is { } end ? (at + 2, DateRole.By, new(end, Computed)) : null;
    }

    private static int? Count(string word) => word switch
    {
        "a" or "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        "seven" => 7,
        "eight" => 8,
        "nine" => 9,
        "ten" or "decade" => 10,
        "twelve" => 12,
        "fifteen" => 15,
        "eighteen" => 18,
        "twenty" => 20,
        _ => word.Length is 1 or 2 && int.TryParse(word, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null,
    };

    private static PartialDate? Shifted(DateOnly from, string unit, int count)
    {
        var months = unit.StartsWith("month", StringComparison.Ordinal) ? count : unit.StartsWith("year", StringComparison.Ordinal) ? count * 12 : unit.StartsWith("decade", StringComparison.Ordinal) ? count * 120 : 0;
        var month = ((from.Year - 1) * 12) + from.Month - 1 + months;
        if (unit.Length == 0 || unit is not ("month" or "months" or "year" or "years" or "year's" or "decade") || month < 0 || month >= 9999 * 12)
        {
            return null;
        }

        return unit is "year" or "year's" && count is >= -1 and <= 1 ? PartialDate.OfYear((month / 12) + 1) : PartialDate.OfMonth((month / 12) + 1, (month % 12) + 1);
    }
}
