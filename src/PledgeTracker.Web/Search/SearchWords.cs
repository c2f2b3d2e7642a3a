using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace PledgeTracker.Web.Search;

/// <summary>A word of a text, as search knows it.</summary>
/// <param name="Plain">Lower case, without accents: <c>café</c> is <c>cafe</c>, <c>U.S.</c> is <c>us</c>, <c>1.4 million</c> is <c>1400000</c>.</param>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where it ends, exclusive.</param>
public sealed record SearchWord(string Plain, int Start, int End)
{
    /// <summary>What singular and plural have in common: <c>jobs</c> and <c>job</c>, <c>companies</c> and <c>company</c>.</summary>
    public string Stem { get; } = SearchWords.StemOf(Plain);
}

/// <summary>
/// Splits texts and searches into words, in the same way for both databases: each stores words that need no further
/// processing, and so finds the same.
/// </summary>
public static class SearchWords
{
    private const int LongestWord = 60;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    private static readonly FrozenDictionary<string, decimal> Scales = new Dictionary<string, decimal>
    {
        ["thousand"] = 1e3m,
        ["million"] = 1e6m,
        ["billion"] = 1e9m,
        ["trillion"] = 1e12m,
        ["millones"] = 1e6m,
        ["millon"] = 1e6m,
        ["mil"] = 1e3m,
        ["billon"] = 1e12m,
        ["billones"] = 1e12m,
        ["k"] = 1e3m,
        ["m"] = 1e6m,
        ["mn"] = 1e6m,
        ["bn"] = 1e9m,
        ["b"] = 1e9m,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, decimal> Numbers = new Dictionary<string, decimal>
    {
        ["a"] = 1,
        ["one"] = 1,
        ["un"] = 1,
        ["dos"] = 2,
        ["tres"] = 3,
        ["cuatro"] = 4,
        ["cinco"] = 5,
        ["diez"] = 10,
        ["two"] = 2,
        ["three"] = 3,
        ["four"] = 4,
        ["five"] = 5,
        ["six"] = 6,
        ["seven"] = 7,
        ["eight"] = 8,
        ["nine"] = 9,
        ["ten"] = 10,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The words of a text in their order.</summary>
    public static IReadOnlyList<SearchWord> Of(string text)
    {
        var words = new List<SearchWord>();
        for (var i = 0; i < text.Length;)
        {
            if (IsPart(text, i))
            {
                words.Add(Read(text, ref i));
            }
            else
            {
                i++;
            }
        }

        return JoinNumbers(words, text);
    }

    /// <summary>
    /// Other words by which a text is found: the parts of combined numbers (<c>one million</c>), and hyphenated words as
    /// one (<c>t-mobile</c> as <c>tmobile</c>).
    /// </summary>
    public static IEnumerable<string> AlsoFoundBy(string text)
    {
        var words = Of(text);
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (text.AsSpan(word.Start, word.End - word.Start).Contains(' '))
            {
                foreach (var part in text[word.Start..word.End].Split(' ', StringSplitOptions.RemoveEmptyEntries))
                {
                    // Written as a word by itself would be: SQLite would take "1.1" for two.
                    yield return Fold(part).Replace(".", "d", StringComparison.Ordinal);
                }
            }

            if (i + 1 < words.Count && words[i + 1].Start == word.End + 1 && text[word.End] == '-')
            {
                yield return word.Plain + words[i + 1].Plain;
            }
        }
    }

    internal static string StemOf(string word)
    {
        if (word.Length < 4 || word[^1] != 's' || char.IsAsciiDigit(word[0]) || word[^2] is 's' or 'u' or 'i')
        {
            return word;
        }

        return word.EndsWith("ies", StringComparison.Ordinal) && word.Length > 4 ? word[..^3] + "y"
            : word.EndsWith("sses", StringComparison.Ordinal) ? word[..^2]
            : word[..^1];
    }

    private static SearchWord Read(string text, ref int i)
    {
        var start = i;
        var acronym = true;
        var raw = new StringBuilder();
        while (i < text.Length)
        {
            if (IsPart(text, i))
            {
                acronym &= char.IsLetter(text[i]) && (i == start || text[i - 1] == '.');
                raw.Append(text[i++]);
                continue;
            }

            var next = i + 1 < text.Length && IsPart(text, i + 1);
            var digits = char.IsDigit(text[i - 1]) && next && char.IsDigit(text[i + 1]);
            if (text[i] is '\'' or '’')
            {
                // The possessive is no part of the name, and no word either.
                if (next && text[i + 1] is ('s' or 'S') && (i + 2 >= text.Length || !IsPart(text, i + 2)))
                {
                    var name = new SearchWord(Fold(raw.ToString()), start, i);
                    i += 2;
                    return name;
                }

                if (!next)
                {
                    break;
                }
            }
            else if (text[i] == ',' && digits)
            {
                // 13,000 is one number; 13,00 is two.
                var group = i + 1;
                while (group < text.Length && char.IsDigit(text[group]))
                {
                    group++;
                }

                if (group - i - 1 != 3)
                {
                    break;
                }
            }
            else if (text[i] == '.' && digits)
            {
                raw.Append('.');
            }
            else if (text[i] == '.' && acronym && next && (i + 2 >= text.Length || !IsPart(text, i + 2)))
            {
                // U.S.
            }
            else if (!(text[i] == '&' && next && !digits))
            {
                break;
            }

            i++;
        }

        var end = i;
        return new SearchWord(Fold(raw.ToString()), start, end);
    }

    // "1.4 million" and "13k" are numbers as they are written in digits.
    private static List<SearchWord> JoinNumbers(List<SearchWord> words, string text)
    {
        var joined = new List<SearchWord>(words.Count);
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (i + 1 < words.Count && (Number(word.Plain) ?? (Numbers.TryGetValue(word.Plain, out var spelled) ? spelled : null)) is { } number
                && words[i + 1].Plain.Length > 2 && Scales.TryGetValue(words[i + 1].Plain, out var scale)
                && string.IsNullOrWhiteSpace(text[word.End..words[i + 1].Start].Replace('-', ' ')) && Whole(number * scale) is { } whole)
            {
                // Spanish says a thousand millions for a billion.
                i++;
                while (i + 1 < words.Count && words[i].Plain is "mil" && words[i + 1].Plain is "millones" && whole.Length < 12)
                {
                    whole += "000000";
                    i++;
                }

                joined.Add(new SearchWord(whole, word.Start, words[i].End));
                continue;
            }

            var letters = word.Plain.AsSpan().IndexOfAnyExcept(Digits);
            if (letters > 0 && Scales.TryGetValue(word.Plain[letters..], out var short_) && Number(word.Plain[..letters]) is { } digits && Whole(digits * short_) is { } number2)
            {
                joined.Add(new SearchWord(number2, word.Start, word.End));
                continue;
            }

            joined.Add(word.Plain.Contains('.', StringComparison.Ordinal) ? new SearchWord(word.Plain.Replace(".", "d", StringComparison.Ordinal), word.Start, word.End) : word);
        }

        return joined;
    }

    private static decimal? Number(string text) =>
        text.Length is > 0 and < 16 && char.IsAsciiDigit(text[0]) && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Whole(decimal number) =>
        number == decimal.Truncate(number) && number < 1e18m ? decimal.Truncate(number).ToString("0", CultureInfo.InvariantCulture) : null;

    private static bool IsPart(string text, int i) => char.IsLetterOrDigit(text, i) || char.GetUnicodeCategory(text, i) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
        || (char.IsLowSurrogate(text[i]) && i > 0 && char.IsSurrogatePair(text[i - 1], text[i]) && char.IsLetterOrDigit(text, i - 1));

    private static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var rune in word.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (folded.Length >= LongestWord)
            {
                break;
            }

            var lower = Rune.ToLowerInvariant(rune);
            _ = lower.Value switch
            {
                'ß' => folded.Append("ss"),
                'æ' => folded.Append("ae"),
                'œ' => folded.Append("oe"),
                'ø' => folded.Append('o'),
                'ł' => folded.Append('l'),
                'đ' or 'ð' => folded.Append('d'),
                'þ' => folded.Append("th"),
                'ı' => folded.Append('i'),
                '.' => folded.Append('.'),
                _ => Rune.IsLetterOrDigit(lower) ? folded.Append(lower) : folded,
            };
        }

        return folded.Length == 0 ? "0" : folded.ToString();
    }
}
