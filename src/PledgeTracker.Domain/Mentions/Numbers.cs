using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Mentions;

/// <summary>The words of a number.</summary>
/// <param name="From">Its first token, without a hedge.</param>
/// <param name="To">The token behind its last one.</param>
/// <param name="IsMoney">Whether a sign, a code or a name of a currency stands with it.</param>
internal readonly record struct NumberWords(int From, int To, bool IsMoney);

/// <summary>Finds where a number begins and ends. What it means is read by <see cref="TypedQuantity"/>.</summary>
internal sealed class Numbers(string text, List<Token> tokens)
{
    // Words of a hedge: "in the region of" has four.
    private const int LongestHedge = 4;

    // Words of a number that is written out: "one hundred and twenty-five thousand" has seven with its hyphen.
    private const int LongestNumber = 12;

    /// <summary>The number that begins at a token; null where none does.</summary>
    public NumberWords? At(int i, int to)
    {
        var money = SignAt(i, to);
        var isMoney = money > i;
        var end = CoreEnd(money, to, isMoney);
        if (end == money)
        {
            return null;
        }

        // Ranges: 10 to 12 million, $10-$12 million, between 300 and 400.
        var link = end < to && (Word(end) is "to" or "-" or "\u2013" or "\u2014" || (Word(end) is "and" && i > 0 && Word(i - 1) is "between")) ? end + 1 : 0;
        if (link > 0 && link < to && !(Word(end) is "to" && i > 0 && Word(i - 1) is "from" && IsChange(i)))
        {
            var second = SignAt(link, to);
            var high = CoreEnd(second, to, isMoney || second > link);
            if (high > second && (second == link || isMoney) && tokens[second].Lines < 2 && !IsYearAfterRange(second, high))
            {
                (end, isMoney) = (high, isMoney || second > link);
            }
        }

        // 1,000 or more; 400+; five hundred plus.
        if (Is(end, to, "+") || Is(end, to, "plus") || (Is(end, to, "-") && Is(end + 1, to, "plus")))
        {
            end += Is(end, to, "-") ? 2 : 1;
            end += end < to && tokens[end - 1].Is("+") && Vocabulary.LongScales.Contains(Word(end)) ? 1 : 0;
        }
        else if (Is(end, to, "or") && end + 1 < to && Word(end + 1) is "more" or "fewer" or "less" or "so")
        {
            end += 2;
        }

        if (!isMoney && end < to)
        {
            var name = end + (Word(end) is "u.s." or "us" or "canadian" or "australian" ? 1 : 0);
            name += name > end && name < to && Word(name) is "dollars" ? 0 : end - name;
            if (name < to && Vocabulary.CurrencyWords.Contains(Word(name)) && (!tokens[name].IsGlued || Word(name).Length == 3))
            {
                (end, isMoney) = (name + 1, true);
            }
        }

        return new(i, end, isMoney);
    }

    /// <summary>The first token of a number's hedge, or of the number where it has none; and how it is read.</summary>
    public (int From, StatedAmount? Amount, string? Doubt) Read(NumberWords number, int sentence)
    {
        if (number.From > sentence && Vocabulary.HedgeEnds.Contains(Word(number.From - 1)))
        {
            for (var from = Math.Max(sentence, number.From - LongestHedge); from < number.From; from++)
            {
                if (tokens[from].Kind != TokenKind.Number && TypedQuantity.ReadMoney(Said(from, number.To)).Value is { } hedged)
                {
                    return (from, hedged, null);
                }
            }
        }

        if (number.From > sentence && Word(number.From - 1) is "between" && TypedQuantity.ReadMoney(Said(number.From - 1, number.To)).Value is { } range)
        {
            return (number.From - 1, range, null);
        }

        var read = TypedQuantity.ReadMoney(Said(number.From, number.To));
        return read.Value is { } value ? (number.From, value, null)
            : read.Offers.Select(o => o.Value).OfType<StatedAmount>().ToList() is [var first, .. var more]
                ? (number.From, first, more.Exists(m => m.Currency != first.Currency) ? "The sign stands for more than one currency." : "The number can be read in more than one way.")
                : (number.From, null, null);
    }

    private string Word(int i) => i >= 0 && i < tokens.Count ? tokens[i].Lower : "";

    private bool Is(int i, int to, string lower) => i < to && tokens[i].Is(lower);

    private string Said(int from, int to) => text[tokens[from].Start..tokens[to - 1].End];

    // "From 200 to 900" is a growth and no range where something grows.
    private bool IsChange(int i)
    {
        for (var before = i - 1; before >= Math.Max(0, i - 12); before--)
        {
            if (Verbs.TryFind(Word(before), out var kind, out _) && kind is VerbClass.Reach or VerbClass.Lose || Word(before) is "raise" or "raised" or "raising" or "reduced" or "up" or "down" or "lowered" or "went")
            {
                return true;
            }
        }

        return false;
    }

    // "500 jobs" are no range with the year in "500 to 2025".
    private bool IsYearAfterRange(int from, int to) => to == from + 1 && tokens[from].Lower.Length == 4 && tokens[from].Lower is ['1', '9', ..] or ['2', '0', ..] && tokens[from].IsNumber && from > 1 && tokens[from - 2].Lower.Length < 4;

    // Behind the sign or code of a currency; the token itself where none stands there.
    private int SignAt(int i, int to)
    {
        var at = i;
        if (at < to && tokens[at].IsWord && Vocabulary.CurrencyCodes.Contains(Word(at)) && char.IsUpper(text[tokens[at].Start]))
        {
            at++;
            // "A $900 million loan" is no Australian one.
            var hasSign = at < to && IsSign(at) && (tokens[at].IsGlued || Word(i).Length > 1);
            at += hasSign ? 1 : 0;
            return at < to && tokens[at].IsNumber && (hasSign || (Word(i).Length == 3 && tokens[at].Lines == 0)) ? at : i;
        }

        return at < to && IsSign(at) && at + 1 < to && tokens[at + 1].IsNumber && tokens[at + 1].Lines == 0 ? at + 1 : i;
    }

    private bool IsSign(int i) => tokens[i].Kind == TokenKind.Mark && char.GetUnicodeCategory(text[tokens[i].Start]) == System.Globalization.UnicodeCategory.CurrencySymbol;

    private int CoreEnd(int i, int to, bool isMoney)
    {
        if (i >= to)
        {
            return i;
        }

        if (tokens[i].IsNumber)
        {
            var scale = i + 1;
            if (scale + 1 < to && tokens[scale] is { Lower: "-", IsGlued: true } && tokens[scale + 1].IsGlued && Vocabulary.LongScales.Contains(Word(scale + 1)))
            {
                return scale + 2;
            }

            if (scale < to && Vocabulary.Scales.Contains(Word(scale)) && (Vocabulary.LongScales.Contains(Word(scale)) || tokens[scale].IsGlued || (isMoney && Word(scale).Length > 1)) && tokens[scale].Lines < 2)
            {
                scale++;
            }

            return scale;
        }

        return WordsEnd(i, to);
    }

    // Twenty-five thousand, a million, half a million, one and a half billion.
    private int WordsEnd(int i, int to)
    {
        var end = i;
        var article = Word(i) is "a" or "an" ? 1 : 0;
        if (article == 1 && !(i + 1 < to && Word(i + 1) is "hundred" or "thousand" or "million" or "billion" or "dozen" or "half" or "quarter"))
        {
            return i;
        }

        for (end += article; end < Math.Min(to, i + LongestNumber);)
        {
            var word = Word(end);
            if (tokens[end].IsWord && Vocabulary.NumberWords.Contains(word))
            {
                end++;
            }
            else if (end > i + article && ((tokens[end] is { Lower: "-", IsGlued: true } && end + 1 < to && tokens[end + 1].IsGlued) || (word is "and" && Vocabulary.NumberWords.Contains(Word(end - 1)) && (Vocabulary.LongScales.Contains(Word(end - 1)) || Word(end + 1) is "a")))
                && end + 1 < to && (Vocabulary.NumberWords.Contains(Word(end + 1)) || (Word(end + 1) is "a" && Word(end + 2) is "half")))
            {
                end += Word(end + 1) is "a" ? 2 : 1;
            }
            else if (word is "a" or "of" && end > i && Word(end - 1) is "half" or "quarter" && Word(end + 1) is "million" or "billion" or "trillion" or "thousand" or "a")
            {
                end++;
            }
            else
            {
                break;
            }
        }

        return (end == i + 1 && Word(i) is "hundred" or "thousand" or "million" or "billion" or "trillion" or "half" or "quarter" or "dozen") ? i : end;
    }
}
