using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Mentions;

/// <param name="Mention">The mention, without its speaker.</param>
/// <param name="Token">The first token of the number.</param>
/// <param name="IsLoss">Whether it counts jobs or people that are gone.</param>
/// <param name="Verb">The verb that says what is done to what is counted; -1 where none is known.</param>
internal sealed record NumberMention(Mention Mention, int Token, bool IsLoss, int Verb = -1);

/// <summary>Makes mentions of the numbers of a sentence: finds each, what it counts, whether it was promised or reported, and its date.</summary>
internal sealed class NumberMentions(string text, List<Token> tokens, List<DateWords> dates, Dating dating)
{
    // Tokens within which one number is held against another.
    private const int NearCount = 50;
    private const string Compared = "What is counted is taken from the number before it.";
    private const string InTable = "It comes from a table or list, whose head or label says what it is.";
    private const string Ahead = "The date lies ahead: it is a forecast or a promise.";

    private readonly Numbers _numbers = new(text, tokens);
    private readonly Counts _counts = new(text, tokens);
    private readonly MoneyKinds _money = new(tokens);
    private readonly PublicMoney _public = new(tokens);
    private readonly Tense _tense = new(tokens);
    private readonly BareCounts _bare = new(tokens);
    private readonly Tables _tables = new(text, tokens, dates);
    private readonly Work _work = new(text, tokens);
    private int _date;
    private int? _counted;
    private List<DateWords>? _header;

    /// <summary>The numbers of a sentence. Sentences are asked in order.</summary>
    public IEnumerable<NumberMention> In(Sentence sentence)
    {
        KeepHeader(sentence);
        for (var i = sentence.From; i < sentence.To; i++)
        {
            while (_date < dates.Count && dates[_date].To <= i)
            {
                _date++;
            }

            if (_date < dates.Count && dates[_date].From <= i && _tables.At(i) is null)
            {
                i = dates[_date].To - 1;
                continue;
            }

            if (!MayBegin(i) || _work.IsExample(sentence) || _numbers.At(i, sentence.To) is not { } number)
            {
                continue;
            }

            if ((_tables.At(i) is { } cell ? OfCell(number, cell, sentence) : number.IsMoney ? OfMoney(number, sentence) : OfCount(number, sentence) ?? OfUnsignedMoney(number, sentence)) is { } mention)
            {
                yield return mention;
            }

            i = Math.Max(i, number.To - 1);
        }
    }

    // A line of a few dates and hardly a word is the head of a table; a line with neither numbers nor a short label ends it.
    private void KeepHeader(Sentence sentence)
    {
        var at = _date;
        while (at < dates.Count && dates[at].From < sentence.From)
        {
            at++;
        }

        var first = at;
        while (at < dates.Count && dates[at].To <= sentence.To)
        {
            at++;
        }

        var words = sentence.Length > 40 ? int.MaxValue : Enumerable.Range(sentence.From, sentence.Length).Count(i => tokens[i].IsWord);
        if (at - first > 1 && words <= 4 + (at - first))
        {
            _header = dates.GetRange(first, at - first);
        }
        else if (words > 12)
        {
            _header = null;
        }
    }

    private bool IsNumbered(int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (tokens[i].IsNumber)
            {
                return true;
            }
        }

        return false;
    }

    // Which of the numbers of its row it is, and how many there are.
    private (int Column, int Columns) ColumnOf(int number, Sentence sentence)
    {
        var (column, columns) = (-1, 0);
        for (var i = sentence.From; i < sentence.To; i++)
        {
            if (tokens[i].IsNumber)
            {
                column = i == number ? columns : column;
                columns++;
            }
        }

        return (Math.Max(0, column), columns);
    }

    private bool MayBegin(int i) => tokens[i].Kind switch
    {
        TokenKind.Number => true,
        TokenKind.Mark => !char.IsAscii(text[tokens[i].Start]) || text[tokens[i].Start] == '$',
        _ => Vocabulary.NumberWords.Contains(tokens[i].Lower) || Vocabulary.CurrencyCodes.Contains(tokens[i].Lower) || tokens[i].Lower is "a" or "an",
    };

    private TextSpan SpanOf(int from, int to) => TextSpan.Between(tokens[from].Start, tokens[to - 1].End);

    private Mention Start(MentionKind[] mayBe, TextSpan span, Sentence sentence, StatedAmount amount)
    {
        var whole = SpanOf(sentence.From, sentence.To);
        return new Mention
        {
            Kind = mayBe[0],
            MayBe = mayBe,
            Span = span,
            Sentence = whole,
            Excerpt = Excerpts.Around(text, span, whole),
            Quantity = amount.Quantity,
            Currency = amount.Currency,
        };
    }

    private NumberMention? OfCount(NumberWords number, Sentence sentence)
    {
        var count = _counts.Of(number, sentence);
        if (count is null && _counted is { } last && number.From - last < NearCount && _counts.IsCompared(number, sentence))
        {
            count = new(Counted.Unsaid, number.To, -1, -1, Compared);
        }

        var isBare = count is null;
        count ??= _counts.IsOther(number, sentence) ? null : _bare.Of(number, sentence, _counted);

        if (count is null)
        {
            return null;
        }

        var said = _tense.Of(number.From, count.To, sentence, isMoney: false);
        if (_work.Of(number, count, said, isBare, sentence) is not { } work)
        {
            return null;
        }

        (count, said) = work;
        var (from, amount, doubt) = _numbers.Read(number, sentence.From);
        if (amount is null or { Quantity.High: < 2 } || amount.Currency is not null)
        {
            return null;
        }

        if (count.Noun > number.To && _counts.IsBetween(number.To, count.Noun, "promised", "pledged", "planned", "projected", "expected", "proposed", "anticipated"))
        {
            said = new(Mood.Promised, VerbClass.Promise);
        }

        _counted = number.From;
        var isLoss = count.What == Counted.Losses || said.Class == VerbClass.Lose;
        var noun = _counts.Said(count);
        var isKept = count.Noun > number.To && _counts.IsBetween(number.To, count.Noun, "retained", "existing", "saved", "current");
        var metric = isLoss ? null : Metrics.Of(count.What, said, noun?.ToLowerInvariant(), count.Noun > number.To && _counts.IsBetween(number.To, count.Noun, "indirect", "induced", "supplier", "supported"), isKept);
        var (mayBe, date, dateSpan, why) = Judged(said, number.From, count.To, sentence);
        if (isLoss)
        {
            (mayBe, why) = ([MentionKind.Figure, MentionKind.Event], "It counts jobs that are lost.");
        }

        // A label says what is there, and a table's head of which year.
        if (count.Noun >= 0 && count.Noun < number.From && said.Mood == Mood.Unclear)
        {
            (mayBe, why) = ([MentionKind.Figure, MentionKind.Target], count.What == Counted.Staff ? null : Tense.Unplain);
        }

        if (_header is { } header && ColumnOf(number.From, sentence) is var (column, columns) && header.Count == columns && columns > 1 && header[column].Date is { } headed)
        {
            (date, dateSpan, why) = (headed.Date, SpanOf(header[column].From, header[column].To), "It comes from a table, below this date.");
        }

        var span = count.Noun >= 0 && count.Noun < from && !IsNumbered(count.NounTo, from) ? SpanOf(count.Noun, count.To) : SpanOf(from, count.To);
        return new(
            Start(mayBe, span, sentence, amount) with { Noun = noun, Metric = metric, Date = date, DateSpan = dateSpan, Doubt = doubt ?? count.Doubt ?? why },
            number.From, isLoss, said.Class == VerbClass.Lose ? said.Verb : -1);
    }

    // The head of its column says what a number in a table is, and its row of which year.
    private NumberMention? OfCell(NumberWords number, Cell cell, Sentence sentence)
    {
        var (from, amount, doubt) = _numbers.Read(number, number.From);
        if (amount is null or { Quantity.High: < 1 } || (number.IsMoney && amount is { Quantity.High: < 1_000 }))
        {
            return null;
        }

        var isIncentive = cell.Kind == MentionKind.Incentive;
        return new(
            Start([cell.Kind], SpanOf(from, number.To), sentence, amount) with
            {
                Noun = Token.Plain(text, tokens, cell.HeadFrom, cell.HeadTo),
                Metric = number.IsMoney && !isIncentive ? Metrics.Investment : null,
                Date = cell.Date?.Date?.Date,
                DateSpan = cell.Date is { Date: not null } row ? SpanOf(row.From, row.To) : null,
                Incentive = isIncentive ? _public.KindOf(cell.HeadFrom, cell.HeadFrom, new(cell.HeadFrom, cell.HeadTo)) : null,
                State = isIncentive ? _public.StateOf(cell.HeadFrom, cell.HeadTo, new(cell.HeadFrom, cell.HeadTo)) : null,
                Doubt = doubt ?? InTable,
            },
            number.From, false);
    }

    // "An investment of 500 million": money whose currency is not said.
    private NumberMention? OfUnsignedMoney(NumberWords number, Sentence sentence) =>
        tokens[number.To - 1].Lower is "million" or "billion" or "trillion" or "bn" or "m" && (number.To == sentence.To || tokens[number.To].Kind == TokenKind.Mark || Vocabulary.PhraseEnds.Contains(tokens[number.To].Lower))
        && _tense.Of(number.From, number.To, sentence, isMoney: true).Class == VerbClass.Invest ? OfMoney(number, sentence) : null;

    private NumberMention? OfMoney(NumberWords number, Sentence sentence)
    {
        if (_money.Of(number.From, number.To, sentence) is not { } money)
        {
            return null;
        }

        var (from, amount, doubt) = _numbers.Read(number, sentence.From);
        if (amount is null or { Quantity.High: < 1_000 })
        {
            return null;
        }

        var said = _tense.Of(number.From, number.To, sentence, isMoney: true);
        var (mayBe, date, dateSpan, why) = Judged(said, number.From, number.To, sentence);
        var isIncentive = money.Use == MoneyUse.Incentive;
        if (money.Use == MoneyUse.Sales && mayBe.Contains(MentionKind.Figure) && tokens[money.Cue].Is("sales"))
        {
            // Those are a business's revenue.
            return null;
        }

        var cueEnd = money.Cue + 1;
        while (cueEnd < sentence.To && isIncentive && MoneyWords.Cues.TryGetValue(tokens[cueEnd].Lower, out var more) && more == MoneyUse.Incentive)
        {
            cueEnd++;
        }

        if (isIncentive)
        {
            var (on, onSpan, _) = dating.OfEvent(number.From, sentence.From, sentence.To, sentence, isNews: false);
            (mayBe, date, dateSpan, why) = ([MentionKind.Incentive], on, onSpan, dating.DoubtOf(onSpan, number.From, sentence));
        }

        if (money.Rival is { } rival)
        {
            (mayBe, why) = ([.. mayBe, rival == MoneyUse.Incentive ? MentionKind.Incentive : MentionKind.Target], "It is not plain whether this is public money.");
        }

        var end = money.IsNear && money.Cue >= number.To ? cueEnd : number.To;
        return new(
            Start(mayBe, SpanOf(from, end), sentence, amount) with
            {
                Noun = Token.Plain(text, tokens, money.Cue, cueEnd),
                Metric = isIncentive ? null : money.Use == MoneyUse.Sales ? Metrics.Sales : Metrics.Investment,
                Date = date,
                DateSpan = dateSpan,
                Incentive = isIncentive ? _public.KindOf(money.Cue, number.From, sentence) : null,
                State = isIncentive ? _public.StateOf(number.From, number.To, sentence) : null,
                Grantor = isIncentive ? Grantors.Of(text, tokens, number.From, sentence) : null,
                Doubt = doubt ?? (amount.Currency is null ? "The currency is not said." : money.Doubt ?? why),
            },
            number.From, false);
    }

    private (MentionKind[] MayBe, PartialDate? Date, TextSpan? Span, string? Doubt) Judged(Said said, int from, int to, Sentence sentence)
    {
        if (said.Mood == Mood.Reported)
        {
            var (date, span, doubt) = dating.OfFigure(from, to, sentence);
            return date is { } on && dating.Known is { } known && on.Earliest > known
                ? ([MentionKind.Target, MentionKind.Figure], date, span, Ahead)
                : (said.Doubt is null ? [MentionKind.Figure] : [MentionKind.Figure, MentionKind.Target], date, span, said.Doubt ?? doubt);
        }

        var target = dating.OfTarget(from, to, sentence);
        return (said.Mood == Mood.Unclear || said.Doubt == Tense.Unplain ? [MentionKind.Target, MentionKind.Figure] : [MentionKind.Target], target.Date, target.Span, said.Doubt ?? target.Doubt);
    }
}
