using System.Globalization;
using System.Text;

namespace PledgeTracker.Domain.Mentions;

/// <summary>What a token is made of.</summary>
internal enum TokenKind : byte
{
    Word,

    /// <summary>Digits with the marks between their groups and before their decimals.</summary>
    Number,

    /// <summary>One character that is neither.</summary>
    Mark,
}

/// <summary>A word, a number or a mark of a text.</summary>
/// <param name="Start">Its first character.</param>
/// <param name="End">The character behind its last one.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Lower">In small letters, with one kind of apostrophe, and whole where a line break hyphenated it; empty where it is longer than any word of the vocabulary.</param>
/// <param name="Lines">How many line breaks stand before it; the first token has two.</param>
/// <param name="Gap">How many blanks stand before it on its line.</param>
internal readonly record struct Token(int Start, int End, TokenKind Kind, string Lower, int Lines, int Gap)
{
    /// <summary>Whether nothing stands between it and the token before.</summary>
    public bool IsGlued => Lines == 0 && Gap == 0;

    public bool IsWord => Kind == TokenKind.Word;

    public bool IsNumber => Kind == TokenKind.Number;

    public bool Is(string lower) => Lower == lower;

    /// <summary>The words from a token to the one behind the last, on one line, with a hyphenated word whole.</summary>
    public static string Plain(string text, List<Token> tokens, int from, int to)
    {
        var plain = new StringBuilder();
        for (var i = from; i < to; i++)
        {
            var (start, end) = (tokens[i].Start, tokens[i].End);
            var isBroken = tokens[i].IsWord && text.AsSpan(start, end - start).Contains('\n');
            plain.Append(i == from || tokens[i].IsGlued ? "" : " ").Append(isBroken ? tokens[i].Lower : text.AsSpan(start, end - start));
        }

        return plain.ToString();
    }
}

/// <summary>Takes a text apart into tokens, in one pass.</summary>
internal sealed class Tokenizer
{
    private const int LongestWord = 40;

    // Blank to the eye and no white space to the runtime.
    private const string Unseen = "\u200B\u2060\uFEFF";

    private readonly string _text;
    private readonly List<Token> _tokens;
    private readonly Dictionary<string, string> _words = new(StringComparer.Ordinal);
    private readonly char[] _lower = new char[LongestWord];

    private Tokenizer(string text)
    {
        _text = text;
        _tokens = new(text.Length / 5);
    }

    public static List<Token> Of(string text) => new Tokenizer(text).Run();

    private List<Token> Run()
    {
        int lines = 2, gap = 0;
        for (var i = 0; i < _text.Length;)
        {
            var c = _text[i];
            if (char.IsWhiteSpace(c) || Unseen.Contains(c, StringComparison.Ordinal))
            {
                lines += c is '\n' or '\u2028' or '\u0085' || (c == '\r' && !(i + 1 < _text.Length && _text[i + 1] == '\n')) ? 1 : c is '\f' or '\u2029' ? 2 : 0;
                gap = c is '\n' or '\r' ? 0 : gap + (c == '\t' ? 8 : 1);
                i++;
                continue;
            }

            var (end, kind) = char.IsLetter(c) ? (EndOfWord(i), TokenKind.Word) : char.IsAsciiDigit(c) ? (EndOfNumber(i), TokenKind.Number) : (i + (char.IsSurrogatePair(_text, i) ? 2 : 1), TokenKind.Mark);
            _tokens.Add(new(i, end, kind, Lower(i, end), lines, gap));
            (i, lines, gap) = (end, 0, 0);
        }

        return _tokens;
    }

    private char At(int i) => i < _text.Length ? _text[i] : '\0';

    private int EndOfWord(int start)
    {
        // U.S., a.m., D.C.: single letters, each with its period.
        var dotted = start;
        while (char.IsLetter(At(dotted)) && At(dotted + 1) == '.')
        {
            dotted += 2;
        }

        if (dotted > start + 2 && !char.IsLetter(At(dotted)))
        {
            return dotted;
        }

        var i = start;
        while (i < _text.Length)
        {
            var c = _text[i];
            if (char.IsLetterOrDigit(c) || c == '\u00AD' || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark || (c is '\'' or '\u2019' or '&' && char.IsLetter(At(i + 1))))
            {
                i++;
            }
            else if (c == '-' && Continued(i) is > 0 and var next)
            {
                i = next;
            }
            else
            {
                break;
            }
        }

        return i;
    }

    // Where a word that a line break hyphenated goes on, in small letters; 0 where it does not.
    private int Continued(int hyphen)
    {
        var next = hyphen + 1;
        while (At(next) is ' ' or '\r' && next < hyphen + 4)
        {
            next++;
        }

        if (At(next) != '\n')
        {
            return 0;
        }

        next++;
        while (At(next) == ' ' && next < hyphen + 24)
        {
            next++;
        }

        return char.IsLower(At(next)) ? next : 0;
    }

    private int EndOfNumber(int start)
    {
        var i = EndOfDigits(start);
        while (char.IsAsciiDigit(At(i + 1)))
        {
            var end = EndOfDigits(i + 1);
            var isGroup = end - i == 4;
            if (At(i) == '.' || (At(i) is ',' or '\u00A0' or '\u202F' or '\u2009' && isGroup) || (At(i) == ',' && end - i == 3 && At(end) == ','))
            {
                i = end;
            }
            else
            {
                break;
            }
        }

        return i;
    }

    private int EndOfDigits(int i)
    {
        while (char.IsAsciiDigit(At(i)))
        {
            i++;
        }

        return i;
    }

    private string Lower(int start, int end)
    {
        var length = 0;
        for (var i = start; i < end; i++)
        {
            var c = _text[i];
            if (c is '\u00AD' or '\n' or '\r' or ' ' || (c == '-' && end - start > 1))
            {
                continue;
            }

            if (length == LongestWord)
            {
                return "";
            }

            _lower[length++] = c is '\u2019' ? '\'' : char.ToLowerInvariant(c);
        }

        var known = _words.GetAlternateLookup<ReadOnlySpan<char>>();
        var word = _lower.AsSpan(0, length);
        if (!known.TryGetValue(word, out var lower))
        {
            lower = word.ToString();
            _words.Add(lower, lower);
        }

        return lower;
    }
}
