using System.Buffers;

namespace PledgeTracker.Domain.Mentions;

/// <summary>A sentence, a heading, an entry of a list or a row of a table: tokens from the first to the one behind the last.</summary>
internal readonly record struct Sentence(int From, int To)
{
    public int Length => To - From;
}

/// <summary>
/// Finds where sentences end. A line break ends one where the line was left short on purpose, as headings, entries and rows are; the lines
/// of a paragraph that a PDF wrapped belong together.
/// </summary>
internal static class Sentences
{
    // A sentence that is longer is a list without periods, and nothing in it is near anything else.
    private const int MostTokens = 300;

    // Characters of a line that is a paragraph of its own: nobody wraps as wide as that.
    private const int WidestWrap = 130;

    private const int NarrowestWrap = 25;

    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?\u2026");

    private static readonly SearchValues<char> Closers = SearchValues.Create("\"'\u201D\u2019\u00BB\u201C)]*\u2020\u00B9\u00B2\u00B3");

    private static readonly SearchValues<char> Bullets = SearchValues.Create("\u2022\u25CF\u25AA\u25E6\u2023\u00B7\u2043\u25A0\u25BA*\u2013\u2014-\uF0B7");

    public static List<Sentence> Of(string text, List<Token> tokens)
    {
        var breaks = LineBreaks(text, tokens);
        var sentences = new List<Sentence>();
        var from = 0;
        for (var i = 0; i < tokens.Count; i++)
        {
            if (i > from && (breaks[i] || i - from >= MostTokens))
            {
                sentences.Add(new(from, i));
                from = i;
            }

            if (tokens[i].Kind == TokenKind.Mark && Ends.Contains(text[tokens[i].Start]) && EndOf(text, tokens, i) is > 0 and var end)
            {
                sentences.Add(new(from, end));
                from = end;
                i = end - 1;
            }
            else if (IsDotted(tokens[i]) && i + 1 < tokens.Count && StartsSentence(text, tokens[i + 1]))
            {
                sentences.Add(new(from, i + 1));
                from = i + 1;
            }
        }

        if (from < tokens.Count)
        {
            sentences.Add(new(from, tokens.Count));
        }

        return sentences;
    }

    private static bool IsDotted(Token token) => token.IsWord && token.Lower.EndsWith('.');

    private static bool StartsSentence(string text, Token next) => char.IsUpper(text[next.Start]) && !next.IsGlued && Vocabulary.Starters.Contains(next.Lower);

    // The token behind a sentence that this mark ends, with its closing quotation marks, brackets and footnote marks; 0 where it goes on.
    private static int EndOf(string text, List<Token> tokens, int mark)
    {
        var end = mark + 1;
        while (end < tokens.Count && tokens[end].Lines == 0 && tokens[end].Kind == TokenKind.Mark && (Ends.Contains(text[tokens[end].Start]) || (tokens[end].IsGlued && Closers.Contains(text[tokens[end].Start]))))
        {
            end++;
        }

        // A footnote's number: in brackets, or raised and so without a blank.
        if (end + 2 < tokens.Count && tokens[end].Is("[") && tokens[end + 1].IsNumber && tokens[end + 2].Is("]"))
        {
            end += 3;
        }
        else if (end < tokens.Count && tokens[end].IsNumber && tokens[end].IsGlued && mark > 0 && tokens[mark - 1].IsWord)
        {
            end++;
        }

        if (end >= tokens.Count)
        {
            return end;
        }

        var next = tokens[end];
        var first = text[next.Start];
        if (next.IsGlued || char.IsLower(first) || (next.Kind == TokenKind.Mark && first is ',' or ';' or ':' or ')' or ']'))
        {
            return 0;
        }

        if (!tokens[mark].Is(".") || mark == 0 || !tokens[mark - 1].IsWord || !tokens[mark].IsGlued || end > mark + 1)
        {
            return end;
        }

        var before = tokens[mark - 1];
        var goesOn = Vocabulary.Titles.Contains(before.Lower)
            || (next.IsNumber && Vocabulary.BeforeNumbers.Contains(before.Lower))
            || (Vocabulary.Abbreviations.Contains(before.Lower) && char.IsUpper(text[before.Start]) && !StartsSentence(text, next))
            || (before.Lower.Length == 1 && char.IsUpper(text[before.Start]) && next.IsWord && !Vocabulary.Starters.Contains(next.Lower));
        return goesOn ? 0 : end;
    }

    private readonly record struct Line(int From, int To, int Width, bool IsRow);

    private static bool[] LineBreaks(string text, List<Token> tokens)
    {
        var breaks = new bool[tokens.Count];
        var block = new List<Line>();
        for (var i = 0; i < tokens.Count;)
        {
            var end = i + 1;
            var (numbers, gaps) = (tokens[i].IsNumber ? 1 : 0, 0);
            while (end < tokens.Count && tokens[end].Lines == 0)
            {
                numbers += tokens[end].IsNumber ? 1 : 0;
                gaps += tokens[end].Gap > 2 ? 1 : 0;
                end++;
            }

            if (tokens[i].Lines > 1)
            {
                Decide(text, tokens, block, breaks);
                breaks[i] = i > 0 && !GoesOn(text, tokens, i);
                block.Clear();
            }

            block.Add(new(i, end, tokens[end - 1].End - tokens[i].Start, (numbers > 1 && (gaps > 0 || numbers * 3 > end - i)) || (numbers > 0 && gaps > 0)));
            i = end;
        }

        Decide(text, tokens, block, breaks);
        return breaks;
    }

    private static void Decide(string text, List<Token> tokens, List<Line> block, bool[] breaks)
    {
        var widest = block.Count == 0 ? 0 : block.Max(l => l.Width);
        for (var i = 1; i < block.Count; i++)
        {
            var (line, next) = (block[i - 1], block[i]);
            var first = tokens[next.From];
            breaks[next.From] = IsBullet(text, tokens, next)
                || (!GoesOn(text, tokens, next.From) && !IsValueOf(line, next)
                    && (line.IsRow || next.IsRow || IsLabelled(tokens, next) || tokens[line.To - 1].Is(":") || widest > WidestWrap || widest < NarrowestWrap
                        || line.Width + 1 + first.End - first.Start < widest * 4 / 5));
        }

        // A number alone below its label is the label's.
        bool IsValueOf(Line line, Line next) =>
            next.To - next.From <= 4 && line.To - line.From <= 6 && Enumerable.Range(next.From, next.To - next.From).Any(t => tokens[t].IsNumber)
            && !Enumerable.Range(line.From, line.To - line.From).Any(t => tokens[t].IsNumber)
            && Enumerable.Range(next.From, next.To - next.From).All(t => !tokens[t].IsWord || Vocabulary.Scales.Contains(tokens[t].Lower));
    }

    // Whether what stands before a line break cannot end there: the next line goes on in small letters, or this one ends amid a phrase.
    private static bool GoesOn(string text, List<Token> tokens, int next)
    {
        var (last, first) = (tokens[next - 1], tokens[next]);
        if (last.Kind == TokenKind.Mark && text[last.Start] is '.' or '!' or '?' or ':' or ';')
        {
            return false;
        }

        return (first.Lines <= 3 && first.IsWord && char.IsLower(text[first.Start])) || (first.Lines == 1 && (last.Is(",") || last.Is("(") || last.Is("$") || Vocabulary.Unfinished.Contains(last.Lower)));
    }

    private static bool IsBullet(string text, List<Token> tokens, Line line)
    {
        var first = tokens[line.From];
        return line.To > line.From + 1
            && ((first.Kind == TokenKind.Mark && Bullets.Contains(text[first.Start]) && !tokens[line.From + 1].IsGlued)
                || (first.IsNumber && first.End - first.Start <= 2 && tokens[line.From + 1] is { Lower: "." or ")", IsGlued: true } && line.To > line.From + 2 && !tokens[line.From + 2].IsGlued)
                || (first.Is("o") && tokens[line.From + 1].IsWord && char.IsUpper(text[tokens[line.From + 1].Start])));
    }

    // "Jobs created: 900" is an entry of its own.
    private static bool IsLabelled(List<Token> tokens, Line line)
    {
        for (var i = line.From + 1; i < Math.Min(line.To, line.From + 6); i++)
        {
            if (!tokens[i - 1].IsWord)
            {
                return false;
            }

            if (tokens[i].Is(":") && tokens[i].IsGlued)
            {
                return true;
            }
        }

        return false;
    }
}
