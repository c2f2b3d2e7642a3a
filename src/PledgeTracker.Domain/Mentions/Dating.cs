using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Mentions;

/// <param name="Date">The date; null where none stands there.</param>
/// <param name="Span">Its words.</param>
/// <param name="Doubt">Why it may be another; null where that is plain.</param>
internal readonly record struct Dated(PartialDate? Date, TextSpan? Span, string? Doubt);

/// <summary>Chooses the date that a mention is about from those of its sentence, and says where that is not plain.</summary>
internal sealed class Dating(List<Token> tokens, List<DateWords> dates, DateWords? dateline, MentionContext context)
{
    // Tokens by which two dates are as near as each other.
    private const int AsNear = 6;

    // A date before a number is as far as one this much farther behind it.
    private const int Before = 8;
    private const int Elsewhere = 40;

    // How far before a date the number may stand that it plainly belongs to.
    private const int Beside = 12;

    private const string OfAnother = "The date may belong to another number.";
    private const string Several = "More than one date stands near it.";
    private const string OfPromise = "The date may be the day of the promise and not its deadline.";
    private static readonly Dated Undated = new(null, null, null);
    private const string OfText = "The date is that of the text.";

    /// <summary>The last day that the text can report of; null where nobody knows.</summary>
    public DateOnly? Known => context.PublishedOn ?? dateline?.Date?.Date.Latest ?? context.Today;

    /// <summary>The day at the head of the text.</summary>
    public (PartialDate Date, TextSpan Span)? OfHead => dateline is { Date: { } read } ? (read.Date, SpanOf(dateline)) : null;

    /// <summary>A promise's deadline; failing that, the date beside it, with a doubt.</summary>
    public Dated OfTarget(int from, int to, Sentence sentence)
    {
        var all = In(sentence).Where(d => d.Role != DateRole.Since).ToList();
        bool MayEnd(DateWords date) => date.Role == DateRole.By || (date.Date!.Date.Day is null && (Known is not { } known || date.Date.Date.Latest >= known) && (date.From >= to || Known is not null) && !IsOfSaying(date));
        if (Nearest(all.Where(MayEnd), from, to) is { } chosen)
        {
            return Due(chosen.Date, chosen.IsAlone ? Doubt(chosen.Date, from) : Several);
        }

        return Nearest(all, from, to) is { } other ? Said(other.Date, OfPromise) : Undated;
    }

    // "By the end of 2026" is a deadline of the month, as editors enter it.
    private Dated Due(DateWords date, string? doubt)
    {
        var said = Said(date, doubt);
        if (said.Date is not { Month: 12, Day: 31 } on)
        {
            return said;
        }

        for (var i = date.From; i < date.To; i++)
        {
            if (Vocabulary.Months.Contains(tokens[i].Lower) || tokens[i].Lower is "12")
            {
                return said;
            }
        }

        return said with { Date = PartialDate.OfMonth(on.Year, 12) };
    }

    /// <summary>The day that a report describes; in the present, the day of the text.</summary>
    public Dated OfFigure(int from, int to, Sentence sentence)
    {
        var all = In(sentence).Where(d => Known is not { } known || d.Date!.Date.Earliest <= known || d.Role == DateRole.Plain).ToList();
        if (Nearest(all.Where(d => d.Role != DateRole.Since), from, to) is { } chosen)
        {
            return Said(chosen.Date, chosen.IsAlone ? Doubt(chosen.Date, from) : Several);
        }

        for (var i = Math.Max(sentence.From, from - Elsewhere); i < Math.Min(sentence.To, to + Elsewhere); i++)
        {
            if (tokens[i].Lower is "now" or "currently" or "today" or "presently" or "employs" or "employ" || (tokens[i].Is("so") && i + 1 < sentence.To && tokens[i + 1].Is("far")) || (tokens[i].Is("to") && i + 1 < sentence.To && tokens[i + 1].Is("date")))
            {
                return OfHead is { } head ? new Dated(head.Date, head.Span, OfText)
                    : context.PublishedOn is { } published && tokens[i].Lower is not ("employs" or "employ") ? new Dated(PartialDate.OfDay(published), TextSpan.Between(tokens[i].Start, tokens[i].End), null) : Undated;
            }
        }

        return Nearest(all, from, to) is { } since ? Said(since.Date, "The date is where the count begins.") : Undated;
    }

    /// <summary>The day of an event or of what somebody said.</summary>
    /// <param name="at">The token that says it.</param>
    /// <param name="from">Where its clause begins.</param>
    /// <param name="to">Where its clause ends.</param>
    /// <param name="sentence">The sentence.</param>
    /// <param name="isNews">Whether the text itself makes it known, so that the day at its head is that day.</param>
    public Dated OfEvent(int at, int from, int to, Sentence sentence, bool isNews)
    {
        var all = In(sentence).Where(d => d.Role != DateRole.By || d.From < at || d.From - at < 4).ToList();
        if (Nearest(all.Where(d => d.From >= from && d.To <= to + 1), at, at + 1) is { } chosen)
        {
            return Said(chosen.Date, chosen.IsAlone ? null : Several);
        }

        // What the text begins with is its news.
        isNews |= dateline is not null && sentence.From <= dateline.From && dateline.To <= sentence.To;
        return Nearest(all.Where(d => !isNews || d.Date!.Date.Day is not null), at, at + 1) is { } other ? Said(other.Date, isNews ? null : Several)
            : isNews && OfHead is { } head ? new Dated(head.Date, head.Span, OfText) : Undated;
    }

    /// <summary>Why a day that was chosen for a number may belong to another; null where that is plain.</summary>
    /// <param name="day">The words of the day.</param>
    /// <param name="from">Where the number begins.</param>
    /// <param name="sentence">The sentence.</param>
    public string? DoubtOf(TextSpan? day, int from, Sentence sentence) =>
        day is { } span && In(sentence).FirstOrDefault(d => SpanOf(d) == span) is { } date ? Doubt(date, from) : null;

    private List<DateWords> In(Sentence sentence)
    {
        int low = 0, high = dates.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = dates[middle].From < sentence.From ? (middle + 1, high) : (low, middle);
        }

        var found = new List<DateWords>();
        for (; low < dates.Count && dates[low].To <= sentence.To; low++)
        {
            // The day at the head of the text is no date of what its first sentence says.
            if (dates[low].Date is not null && !ReferenceEquals(dates[low], dateline))
            {
                found.Add(dates[low]);
            }
        }

        return found;
    }

    // "Said on Monday", "announced in 2017": the date belongs to the saying.
    private bool IsOfSaying(DateWords date)
    {
        for (var i = date.From - 1; i >= Math.Max(0, date.From - 4); i--)
        {
            if (tokens[i].Lower is "said" || (Verbs.TryFind(tokens[i].Lower, out var kind, out var form) && kind is VerbClass.Announce or VerbClass.Promise && form == VerbForm.Past))
            {
                return true;
            }
        }

        return date.Date?.Date is { } on && Known is { } known && on.Latest < known;
    }

    // "Promised 1,200 jobs by the end of 2022, and the state awarded it $18 million": the date is that of the jobs.
    private string? Doubt(DateWords date, int from)
    {
        if (date.To > from || !tokens.Skip(date.To).Take(from - date.To).Any(t => t.Lower is "," or ";"))
        {
            return null;
        }

        for (var i = date.From - 1; i >= Math.Max(0, date.From - Beside) && tokens[i].Lower is not ("," or ";" or "."); i--)
        {
            if (tokens[i].IsNumber)
            {
                return OfAnother;
            }
        }

        return null;
    }

    private (DateWords Date, bool IsAlone)? Nearest(IEnumerable<DateWords> candidates, int from, int to)
    {
        (DateWords Date, int Cost)? first = null, second = null;
        foreach (var date in candidates)
        {
            var cost = date.From >= to ? date.From - to : from - date.To + Before;
            for (var i = Math.Min(date.To, to); i < Math.Max(date.From, from); i++)
            {
                cost += tokens[i].Lower is ";" or "while" or "but" ? Elsewhere : 0;
            }

            if (first is null || cost < first.Value.Cost)
            {
                (first, second) = ((date, cost), first);
            }
            else if (second is null || cost < second.Value.Cost)
            {
                second = (date, cost);
            }
        }

        return first is not { } one ? null : (one.Date, second is not { } two || two.Cost - one.Cost > AsNear || two.Date.Date!.Date == one.Date.Date!.Date);
    }

    private Dated Said(DateWords date, string? doubt) => new(date.Date!.Date, SpanOf(date), doubt ?? date.Date.Doubt);

    private TextSpan SpanOf(DateWords date) => TextSpan.Between(tokens[date.From].Start, tokens[date.To - 1].End);
}
