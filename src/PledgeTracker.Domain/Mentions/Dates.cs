using System.Globalization;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Mentions;

/// <summary>How a date stands in its sentence.</summary>
internal enum DateRole : byte
{
    Plain,

    /// <summary>Behind "by", "until", "through", "within": where something ends.</summary>
    By,

    /// <summary>Behind "since", "from", "between": where something begins.</summary>
    Since,
}

/// <summary>The words of a date.</summary>
/// <param name="From">Its first token.</param>
/// <param name="To">The token behind its last one.</param>
/// <param name="Role">How it stands there.</param>
/// <param name="Date">What it means, and why that is not plain; null where it means no date.</param>
internal sealed record DateWords(int From, int To, DateRole Role, DatedReading? Date);

/// <param name="Date">The date.</param>
/// <param name="Doubt">What is not plain about it; null where nothing is.</param>
internal sealed record DatedReading(PartialDate Date, string? Doubt = null);

/// <summary>
/// Finds dates: where one begins and ends. What it means is read by <see cref="TypedDate"/>, but for words that mean nothing without the day
/// of publication.
/// </summary>
internal sealed class Dates(string text, List<Token> tokens, MentionContext context)
{
    private const string YearUnsaid = "The year is not said. It is taken from the day of the text.";

    private int? _datelineYear;

    /// <summary>The day that the text itself bears at its head; null where it bears none.</summary>
    public DateWords? Dateline { get; private set; }

    /// <summary>All dates in order.</summary>
    public List<DateWords> All()
    {
        var found = new List<DateWords>();
        for (var i = 0; i < tokens.Count;)
        {
            var date = At(i);
            if (date is null)
            {
                i++;
                continue;
            }

            found.Add(date);

            // What stands within the first lines, as a full day, is the day of the text.
            if (Dateline is null && date.Date is { Date.Day: not null } && date.Role == DateRole.Plain && tokens[date.From].Start < 600 && IsAtHead(date))
            {
                Dateline = date;
                _datelineYear = date.Date.Date.Year;
            }

            i = date.To;
        }

        return found;
    }

    private bool Is(int i, string lower) => i >= 0 && i < tokens.Count && tokens[i].Is(lower);

    private string Word(int i) => i >= 0 && i < tokens.Count ? tokens[i].Lower : "";

    private bool IsDigits(int i, int length) => i >= 0 && i < tokens.Count && tokens[i].IsNumber && tokens[i].End - tokens[i].Start == length && tokens[i].Lower.All(char.IsAsciiDigit);

    private bool IsDay(int i) => (IsDigits(i, 1) || IsDigits(i, 2)) && int.Parse(tokens[i].Lower, CultureInfo.InvariantCulture) is >= 1 and <= 31;

    private bool IsYear(int i) => IsDigits(i, 4) && tokens[i].Lower is { } year && (year.StartsWith("19", StringComparison.Ordinal) || year.StartsWith("20", StringComparison.Ordinal))
        && !(i + 1 < tokens.Count && tokens[i + 1].IsGlued && (tokens[i + 1].IsWord || tokens[i + 1].Is("%"))) && !(i > 0 && tokens[i].IsGlued && tokens[i - 1].Kind == TokenKind.Mark && text[tokens[i - 1].Start] is '$' or '€' or '£' or '#' or '.');

    private bool IsMonth(int i) => i < tokens.Count && tokens[i].IsWord && Vocabulary.Months.Contains(tokens[i].Lower) && char.IsUpper(text[tokens[i].Start]);

    // A dateline ends with a dash, or stands alone on its line or behind a label.
    private bool IsAtHead(DateWords date)
    {
        var (isFirst, isLast) = (date.From == 0 || tokens[date.From].Lines > 0 || Is(date.From - 1, ":") || Is(date.From - 1, ",") || Is(date.From - 1, "(") || Is(date.From - 1, "|") || Word(date.From - 1) is "-" or "\u2013" or "\u2014" or ";" || Is(date.From - 1, ".") || Vocabulary.Weekdays.Contains(Word(date.From - 1)),
            date.To >= tokens.Count || tokens[date.To].Lines > 0 || Word(date.To) is "-" or "\u2013" or "\u2014" or "/" or "|" or ")" or "(" || (Is(date.To, ",") && !tokens[date.To].IsGlued));
        return isFirst && isLast;
    }

    private DateWords? At(int i)
    {
        if (IsMonth(i))
        {
            var day = i + (Is(i + 1, ".") ? 2 : 1);
            if (IsDay(day))
            {
                var behind = day + 1 + (Word(day + 1) is "st" or "nd" or "rd" or "th" ? 1 : 0);
                var year = behind + (Is(behind, ",") ? 1 : 0);
                return IsYear(year) ? Read(i, year + 1) : Yearless(i, behind, i, day);
            }

            var next = day + (Is(day, ",") || Is(day, "of") ? 1 : 0);
            return IsYear(next) ? Read(i, next + 1) : MonthAlone(i);
        }

        if (tokens[i].IsWord)
        {
            // Year-end 2026.
            if (Is(i, "year") && Is(i + 1, "-") && Is(i + 2, "end") && IsYear(i + 3) && int.TryParse(Word(i + 3), NumberStyles.None, CultureInfo.InvariantCulture, out var ended))
            {
                return new(i, i + 4, RoleOf(i, i + 4), new(PartialDate.OfDay(new(ended, 12, 31))));
            }

            return Quarter(i) ?? Spoken(i);
        }

        if (IsDay(i))
        {
            var month = i + 1 + (Word(i + 1) is "st" or "nd" or "rd" or "th" ? 1 : 0);
            month += Is(month, "of") ? 1 : 0;
            if (month < tokens.Count && IsMonth(month) && tokens[month].Lines < 2)
            {
                var year = month + 1 + (Is(month + 1, ".") || Is(month + 1, ",") ? 1 : 0);
                return IsYear(year) ? Read(i, year + 1) : Yearless(i, month + 1, month, i);
            }

            // 1/26/2018 and 26.1.2018; the latter is one number.
            if (Word(i + 1) is "/" or "-" && tokens[i + 1].IsGlued && IsDay(i + 2) && tokens[i + 2].IsGlued && Word(i + 3) == Word(i + 1) && (IsYear(i + 4) || (IsDigits(i + 4, 2) && Is(i + 1, "/"))) && tokens[i + 4].IsGlued)
            {
                return Read(i, i + 5);
            }

            return null;
        }

        if (tokens[i].IsNumber && tokens[i].Lower.Split('.') is [{ Length: <= 2 }, { Length: <= 2 }, { Length: 4 }])
        {
            return Read(i, i + 1);
        }

        if (!IsYear(i))
        {
            return null;
        }

        if (Is(i + 1, "-") && IsDigits(i + 2, 2) && Is(i + 3, "-") && IsDigits(i + 4, 2) && tokens[i + 4].IsGlued)
        {
            return Read(i, i + 5);
        }

        return IsCounted(i) ? null : Read(i, i + 1);
    }

    // 2000 jobs are no year, unless something before them says so: "in 2020 jobs were cut".
    private bool IsCounted(int i)
    {
        if (Word(i - 1) is "in" or "by" or "since" or "until" or "through" or "of" or "before" or "after" or "during" or "from" or "fiscal" or "late" or "early" or "mid" or "fy" or "and" or "year" || Vocabulary.Seasons.Contains(Word(i - 1)))
        {
            return i + 1 < tokens.Count && Word(i - 1) is "of" or "from" or "and" or "by" && Vocabulary.JobNouns.Contains(Word(i + 1));
        }

        for (var next = i + 1; next < Math.Min(tokens.Count, i + 4) && tokens[next].IsWord && (tokens[next].Lines == 0 || char.IsLower(text[tokens[next].Start])); next++)
        {
            if (Vocabulary.JobNouns.Contains(Word(next)) || Vocabulary.StaffNouns.Contains(Word(next)) || Vocabulary.PeopleNouns.Contains(Word(next)) || Vocabulary.LongScales.Contains(Word(next)))
            {
                return true;
            }

            if (Vocabulary.PhraseEnds.Contains(Word(next)))
            {
                return false;
            }
        }

        return false;
    }

    // Q3 2020, the third quarter of 2020, H1 2020, fiscal 2020.
    private DateWords? Quarter(int i)
    {
        var word = Word(i);
        var year = word is "q1" or "q2" or "q3" or "q4" or "h1" or "h2" or "fiscal" or "fy" ? i + 1
            : word is "first" or "second" or "third" or "fourth" or "last" or "final" && Word(i + 1 + (Is(i + 1, "-") ? 1 : 0)) is "quarter" or "half" ? i + 2 + (Is(i + 1, "-") ? 1 : 0) : 0;
        if (year > 0)
        {
            year += Word(year) is "of" or "," or "in" or "year" ? 1 : 0;
            year += Word(year) is "fiscal" or "of" ? 1 : 0;
            return IsYear(year) ? Read(i, year + 1) : null;
        }

        if (word.Length == 6 && word.StartsWith("fy", StringComparison.Ordinal) && word.AsSpan(2).IndexOfAnyExceptInRange('0', '9') < 0)
        {
            return Read(i, i + 1);
        }

        return Vocabulary.Seasons.Contains(word) && IsYear(i + (Is(i + 1, "of") ? 2 : 1)) ? Read(i, i + (Is(i + 1, "of") ? 3 : 2)) : null;
    }

    // A part of the year or month before the date belongs to it: the end of 2020, mid-2019.
    private DateWords Read(int from, int to)
    {
        var core = from;
        if (Is(from - 1, "-") && Word(from - 2) is "mid" or "late" or "early")
        {
            from -= 2;
        }
        else if (Word(from - 1) is "early" or "late" or "mid")
        {
            from--;
        }
        else if (Word(from - 1) is "of" or "in" && Word(from - 2) is "end" or "close" or "beginning" or "start" or "middle" && !Is(from - 3, "-"))
        {
            from -= Is(from - 3, "the") ? 3 : 2;
        }

        var said = text[tokens[from].Start..tokens[to - 1].End];
        var read = TypedDate.Read(said);
        var shown = from == core ? read : TypedDate.Read(text[tokens[core].Start..tokens[to - 1].End]);
        DatedReading? date = read.Value is { } known ? new(known)
            : read.Offers.Select(o => o.Value).OfType<PartialDate>().ToList() switch
            {
                [] => null,
                [var only] when read.Offers.Count == 1 => new(only),
                // The end of a year is its last day. The middle of one, like a quarter, is no single month.
                [var first, ..] when IsEndOrStart(from) => new(first),
                [var first, ..] when Word(from) is "q1" or "q2" or "q3" or "q4" or "h1" or "h2" or "first" or "second" or "third" or "fourth" or "last" or "final" => new(PartialDate.OfYear(first.Year), "The text names a quarter or half of this year."),
                [.., var last] when shown.Value is not null => new(last),
                [var first, ..] => new(first, "The date can be read as more than one day."),
            };
        return new(from, to, RoleOf(from, to), date);
    }

    private bool IsEndOrStart(int from) => Word(from + (Is(from, "the") ? 1 : 0)) is "end" or "close" or "beginning" or "start";

    private DateRole RoleOf(int from, int to)
    {
        var before = Word(from - 1) is "the" or "around" or "about" or "fiscal" or "year" or "calendar" ? Word(from - 2) : Word(from - 1);
        if (Word(to) is "to" or "through" or "-" or "\u2013" && IsYear(to + 1))
        {
            return DateRole.Since;
        }

        return before switch
        {
            "by" or "until" or "till" or "through" or "before" or "within" or "than" => DateRole.By,
            "to" or "-" or "\u2013" when IsYear(from - 2) => DateRole.By,
            "since" or "from" or "after" => DateRole.Since,
            "between" => DateRole.Since,
            _ => DateRole.Plain,
        };
    }

    // A day without its year lies as near as can be to the day of publication, or in the year at the head of the text.
    private DateWords? Yearless(int from, int to, int month, int day)
    {
        var number = MonthNumber(month);
        var days = int.Parse(Word(day), CultureInfo.InvariantCulture);
        DatedReading? date = null;
        if ((context.PublishedOn?.Year ?? _datelineYear) is { } year)
        {
            var near = new[] { year - 1, year, year + 1 }.Where(y => y is >= 1 and <= 9999 && days <= DateTime.DaysInMonth(y, number)).Select(y => new DateOnly(y, number, days)).ToList();
            var on = context.PublishedOn ?? Dateline?.Date?.Date.Earliest;
            if (near.Count > 0 && on is { } published)
            {
                date = new(PartialDate.OfDay(near.MinBy(d => Math.Abs(d.DayNumber - published.DayNumber))), YearUnsaid);
            }
        }

        return new(from, to, RoleOf(from, to), date);
    }

    // "In March", "by May": of the year that makes it nearest to the day of the text.
    private DateWords? MonthAlone(int i)
    {
        var before = Word(i - 1);
        if (before is not ("in" or "since" or "by" or "until" or "early" or "late" or "mid" or "last" or "next" or "this" or "through" or "from" or "for" or "on" or "during") || (context.PublishedOn ?? Dateline?.Date?.Date.Earliest) is not { } published)
        {
            return null;
        }

        var month = MonthNumber(i);
        var years = new[] { published.Year - 1, published.Year, published.Year + 1 }.Where(y => y is >= 1 and <= 9999);
        var isNext = before is "next" or "for" or "by" or "until" or "through";
        var year = years.MinBy(y => Math.Abs(((y - published.Year) * 12) + month - published.Month) + (isNext == ((y - published.Year) * 12) + month - published.Month < 0 ? (before == "next" ? 12 : 6) : 0));
        return new(i, i + 1, RoleOf(i, i + 1), new(PartialDate.OfMonth(year, month), YearUnsaid));
    }

    private int MonthNumber(int i) => 1 + Array.FindIndex(CultureInfo.InvariantCulture.DateTimeFormat.MonthNames, m => m.StartsWith(Word(i), StringComparison.OrdinalIgnoreCase));

    private DateWords? Spoken(int i)
    {
        if (context.PublishedOn is not { } published)
        {
            return null;
        }

        return SpokenDates.At(tokens, i, published) is { } found ? new(i, found.To, found.Role == DateRole.Plain ? RoleOf(i, found.To) : found.Role, found.Date) : null;
    }
}
