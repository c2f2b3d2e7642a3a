using PledgeTracker.Domain.Pledges;

namespace PledgeTracker.Domain.Mentions;

/// <summary>Cuts excerpts: whole words, as many as a source's excerpt may have, counted as the review rules count them.</summary>
internal static class Excerpts
{
    /// <summary>The sentence where it is short enough, or else the words around a span, as many to the left as to the right.</summary>
    public static TextSpan Around(string text, TextSpan span, TextSpan sentence)
    {
        var (start, end) = (span.Start, span.End);
        while (start > sentence.Start && !char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        while (end < sentence.End && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        var left = Source.ExcerptMaxWords - WordsIn(text, start, end);
        for (var grew = true; left > 0 && grew;)
        {
            grew = false;
            if (PrecedingWord(text, sentence.Start, start) is var before && before < start)
            {
                (start, left, grew) = (before, left - 1, true);
            }

            if (left > 0 && FollowingWord(text, end, sentence.End) is var behind && behind > end)
            {
                (end, left, grew) = (behind, left - 1, true);
            }
        }

        return TextSpan.Between(start, end);
    }

    /// <summary>The part of a stretch that is no longer than an excerpt may be: its first words.</summary>
    public static TextSpan Shortened(string text, TextSpan span)
    {
        var end = span.Start;
        for (var words = 0; words < Source.ExcerptMaxWords; words++)
        {
            end = FollowingWord(text, end, span.End);
        }

        return TextSpan.Between(span.Start, end);
    }

    public static int WordsIn(string text, int start, int end)
    {
        var words = 0;
        for (var i = start; i < end; i++)
        {
            words += !char.IsWhiteSpace(text[i]) && (i == start || char.IsWhiteSpace(text[i - 1])) ? 1 : 0;
        }

        return words;
    }

    private static int PrecedingWord(string text, int from, int start)
    {
        var i = start;
        while (i > from && char.IsWhiteSpace(text[i - 1]))
        {
            i--;
        }

        if (i == from)
        {
            return start;
        }

        while (i > from && !char.IsWhiteSpace(text[i - 1]))
        {
            i--;
        }

        return i;
    }

    private static int FollowingWord(string text, int end, int to)
    {
        var i = end;
        while (i < to && char.IsWhiteSpace(text[i]))
        {
            i++;
        }

        if (i == to)
        {
            return end;
        }

        while (i < to && !char.IsWhiteSpace(text[i]))
        {
            i++;
        }

        return i;
    }
}
