using PledgeTracker.Domain.Pledges;

namespace PledgeTracker.Domain.Mentions;

/// <summary>A quotation: its first token behind the opening mark, and the token of the closing one.</summary>
/// <param name="From">The first token of the words.</param>
/// <param name="To">The token behind the last one.</param>
/// <param name="IsClosed">Whether a mark closes it; a quotation that goes on in the next paragraph is not closed at the end of this one.</param>
internal readonly record struct Quotation(int From, int To, bool IsClosed);

/// <summary>Finds what stands within quotation marks, straight, curly, German and French, and who said it.</summary>
internal sealed class Quotations(string text, List<Token> tokens, List<Sentence> sentences, List<List<Attribution>> attributions)
{
    /// <summary>A quotation of fewer words is a term or a title.</summary>
    private const int FewestWords = 4;

    // Longer ones were opened by a mark that is none.
    private const int MostTokens = 400;

    public const string NoSpeaker = "The text does not say plainly who spoke.";
    private const string Carried = "The speaker is taken from the words before.";

    /// <summary>All quotations in order, also those too short to be offered.</summary>
    public List<Quotation> All()
    {
        var found = new List<Quotation>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (Closing(i) is not { } closers)
            {
                continue;
            }

            var end = i + 1;
            var (isClosed, isOpen) = (false, true);
            while (end < tokens.Count && end - i < MostTokens && isOpen && !isClosed)
            {
                if (tokens[end].Lines > 1 && end > i + 1)
                {
                    isOpen = false;
                }
                else if (tokens[end].Kind == TokenKind.Mark && tokens[end].Is(tokens[i].Lower) && IsOpening(end))
                {
                    isOpen = false;
                }
                else if (tokens[end].Kind == TokenKind.Mark && closers.Contains(text[tokens[end].Start], StringComparison.Ordinal) && IsClosing(i, end))
                {
                    isClosed = true;
                }
                else
                {
                    end++;
                }
            }

            // Of several paragraphs each begins with a mark, and only the last one ends with one.
            if (isClosed || (!isOpen && tokens[end].Lines > 0 && tokens[end].Is(tokens[i].Lower)))
            {
                found.Add(new(i + 1, end, isClosed));
                i = isClosed ? end : end - 1;
            }
        }

        return found;
    }

    /// <summary>The quotations that are long enough to be offered, cut where they are longer than a quote may be.</summary>
    public IEnumerable<(Quotation Quotation, TextSpan Words, Attribution? By, string? Doubt)> Offered(List<Quotation> all)
    {
        Attribution? previous = null;
        for (var q = 0; q < all.Count; q++)
        {
            var one = all[q];
            var by = SpeakerOf(one, q + 1 < all.Count ? all[q + 1].From - 1 : tokens.Count, q > 0 ? all[q - 1].To : 0);
            var doubt = by?.Doubt;
            if (by is null && previous is not null && q > 0 && IsSameParagraph(all[q - 1].To, one.From))
            {
                (by, doubt) = (previous, previous.Doubt ?? (IsRightBehind(all[q - 1].To, one.From) ? null : Carried));
            }

            previous = by;
            if (one.To <= one.From)
            {
                continue;
            }

            // The comma before "said" is the reporter's.
            one = one.To > one.From + 1 && Word(one.To - 1) is "," ? one with { To = one.To - 1 } : one;
            var whole = TextSpan.Between(tokens[one.From].Start, tokens[one.To - 1].End);
            var words = Excerpts.WordsIn(text, whole.Start, whole.End);
            if (words < FewestWords || (by is null && IsTitle(one)))
            {
                continue;
            }

            if (words <= Source.ExcerptMaxWords)
            {
                yield return (one, whole, by, doubt ?? (by is null ? NoSpeaker : null));
                continue;
            }

            foreach (var part in Parts(one))
            {
                yield return (one, part, by, doubt ?? (by is null ? NoSpeaker : "The quotation is longer than 50 words. This is a part of it."));
            }
        }
    }

    private string Word(int i) => i >= 0 && i < tokens.Count ? tokens[i].Lower : "";

    // The marks that close what this one opens; null where it opens nothing.
    private string? Closing(int i) => tokens[i].Kind != TokenKind.Mark || !IsOpening(i) ? null : text[tokens[i].Start] switch
    {
        '"' => "\"\u201D",
        '\u201C' => "\u201D\"",
        '\u201E' => "\u201C\u201D\"",
        '\u00AB' => "\u00BB",
        '\u00BB' => "\u00AB",
        '\u2018' => "\u2019",
        '\'' => "'",
        _ => null,
    };

    private bool IsOpening(int i) => !IsGluedToWord(i) && i + 1 < tokens.Count && (tokens[i + 1].IsGlued || text[tokens[i].Start] is '\u00AB' or '\u201C' or '\u201E');

    private bool IsGluedToWord(int i) => tokens[i].IsGlued && i > 0 && (tokens[i - 1].Kind != TokenKind.Mark || text[tokens[i - 1].Start] is not ('(' or '[' or '\u2014' or '\u2013' or '-' or '/' or '"' or '\u201C' or ':'));

    // An apostrophe closes nothing: a single mark does so behind another mark only.
    private bool IsClosing(int open, int i) => text[tokens[open].Start] is not ('\u2018' or '\'') || (tokens[i].IsGlued && tokens[i - 1].Kind == TokenKind.Mark) || Word(i + 1) is "," or ".";

    private bool IsSameParagraph(int from, int to)
    {
        for (var i = from + 1; i <= Math.Min(to, from + MostTokens); i++)
        {
            if (i < tokens.Count && tokens[i].Lines > 1 && i < to)
            {
                return false;
            }
        }

        return to - from < MostTokens;
    }

    private static bool IsRightBehind(int from, int to) => to - from < 40;

    private Attribution? SpeakerOf(Quotation one, int nextOpen, int previousClose)
    {
        // Behind it, before the next quotation begins: “…,” said NAME.
        if (one.IsClosed)
        {
            foreach (var by in attributions[SentenceAt(one.To)].Concat(one.To + 1 < tokens.Count && SentenceAt(one.To + 1) is var next && next != SentenceAt(one.To) && tokens[one.To + 1].Lines < 2 && !char.IsUpper(text[tokens[one.To + 1].Start]) ? attributions[next] : []))
            {
                if (by.From > one.To && by.Verb > one.To && Math.Min(by.From, by.Verb) - one.To <= 6 && Math.Min(by.From, by.Verb) < nextOpen && !IsBreakBetween(one.To, by.Verb) && !OpensNext(by, nextOpen))
                {
                    return by;
                }
            }
        }

        // Before it in its sentence: NAME said: “…”
        return attributions[SentenceAt(one.From)].Where(a => a.Verb < one.From && a.To <= one.From && a.Verb >= previousClose).LastOrDefault()
            ?? (SentenceAt(one.From) is > 0 and var first && one.From - 1 == sentences[first].From && Word(one.From - 2) is ":" ? attributions[first - 1].LastOrDefault(a => a.Verb >= previousClose) : null);
    }

    // “A.” NAME said: “B.” names the speaker of B.
    private bool OpensNext(Attribution by, int nextOpen) => nextOpen - Math.Max(by.To, by.Verb + 1) is >= 0 and <= 2 && Word(nextOpen - 1) is ":" or ",";

    private bool IsBreakBetween(int from, int to)
    {
        for (var i = from + 1; i <= to; i++)
        {
            if (tokens[i].Lines > 1 || Word(i) is "." && !tokens[i - 1].IsWord)
            {
                return true;
            }
        }

        return false;
    }

    private int SentenceAt(int token)
    {
        int low = 0, high = sentences.Count - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sentences[middle].To > token ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    // Nearly every word of a title has a capital.
    private bool IsTitle(Quotation one)
    {
        var (capitals, words) = (0, 0);
        for (var i = one.From; i < one.To; i++)
        {
            if (tokens[i].IsWord && tokens[i].Lower.Length > 3)
            {
                words++;
                capitals += char.IsUpper(text[tokens[i].Start]) ? 1 : 0;
            }
        }

        return words > 0 && capitals * 4 >= words * 3;
    }

    // As many whole sentences as fit, and of a longer one its first words.
    private IEnumerable<TextSpan> Parts(Quotation one)
    {
        var start = one.From;
        while (start < one.To)
        {
            var end = start;
            for (var sentence = SentenceAt(start); sentence < sentences.Count && end < one.To; sentence++)
            {
                var next = Math.Min(sentences[sentence].To, one.To);
                if (Excerpts.WordsIn(text, tokens[start].Start, tokens[next - 1].End) > Source.ExcerptMaxWords)
                {
                    break;
                }

                end = next;
            }

            if (end == start)
            {
                end = Math.Min(sentences[SentenceAt(start)].To, one.To);
                yield return Excerpts.Shortened(text, TextSpan.Between(tokens[start].Start, tokens[end - 1].End));
            }
            else if (Excerpts.WordsIn(text, tokens[start].Start, tokens[end - 1].End) >= FewestWords)
            {
                yield return TextSpan.Between(tokens[start].Start, tokens[end - 1].End);
            }

            start = end;
        }
    }
}
