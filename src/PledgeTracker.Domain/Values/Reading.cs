using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace PledgeTracker.Domain.Values;

/// <summary>Which of two numbers in a date is the day.</summary>
public enum DateOrder
{
    /// <summary>30/11/2014.</summary>
    DayFirst,

    /// <summary>11/30/2014.</summary>
    MonthFirst,
}

/// <summary>The mark before the decimals of a number; the other one stands between thousands.</summary>
public enum DecimalMark
{
    /// <summary>1,234.5.</summary>
    Point,

    /// <summary>1.234,5.</summary>
    Comma,
}

/// <summary>What is known about a typed text beside the text: chosen by a person, for a whole file at times. It is never guessed from other values.</summary>
public sealed record TypedOptions
{
    internal static TypedOptions None { get; } = new();

    /// <summary>The order of day and month; null where nobody chose one.</summary>
    public DateOrder? Order { get; init; }

    /// <summary>The mark before decimals; null where nobody chose one.</summary>
    public DecimalMark? Mark { get; init; }

    /// <summary>The day that "today" means; null where the word means none.</summary>
    public DateOnly? Today { get; init; }
}

/// <summary>Something that a typed text may mean.</summary>
/// <param name="Written">What to write in the place of the text, so that it is read as this and nothing else. Empty: leave the field empty.</param>
/// <param name="Said">The same for a reader.</param>
public record Offer(string Written, string Said);

/// <summary>Something that a typed text may mean, with its value.</summary>
/// <param name="Value">The value; null where the field is to be left empty.</param>
/// <param name="Written">What to write in the place of the text.</param>
/// <param name="Said">The same for a reader.</param>
public sealed record Offer<T>(T Value, string Written, string Said) : Offer(Written, Said);

/// <summary>
/// How a typed text was read: as the one value that it can mean, or as none. What could mean several things is never guessed; the
/// readings are offered.
/// </summary>
/// <typeparam name="T">What is read, as a type that can be null.</typeparam>
/// <param name="Value">The value; null where the text has none, or several.</param>
/// <param name="Offers">What the text may mean, the likeliest first; empty where it was read, and where it means nothing that could be offered.</param>
/// <param name="Problem">What to do about it, for the person who typed; null where the text was read or is blank.</param>
public sealed record Reading<T>(T Value, IReadOnlyList<Offer<T>> Offers, string? Problem)
{
    /// <summary>Of a blank text.</summary>
    internal static Reading<T> Blank { get; } = new(default!, [], null);

    internal static Reading<T> Of(T value) => new(value, [], null);

    internal static Reading<T> None(string problem) => new(default!, [], problem);
}

/// <summary>What typed dates and typed numbers have in common: how a text is made plain, and how a message speaks of it.</summary>
internal static class TypedText
{
    // A message that quotes more is not read.
    private const int MostQuoted = 40;

    // What tables hold where nothing is known. A phrase such as "undisclosed" says more than nothing and is not among them.
    private static readonly HashSet<string> Nothings = new(StringComparer.OrdinalIgnoreCase)
    {
        "null", "nil", "none", "no", "nan", "nat", "n/a", "na", "n.a.", "n.a", "n/k", "n.k.", "n/d", "n.d.", "#n/a", "#n/a n/a", "#null!", "#value!", "-", "--", "---", "?", "??", "???", ".", "..", "...", "…",
        "tbd", "tba", "tbc", "t.b.d.", "t.b.a.", "t.b.c.", "unknown", "blank", "(blank)", "empty",
    };

    /// <summary>Whether a plain text says that there is no value.</summary>
    internal static bool IsNothing(string plain) => Nothings.Contains(plain);

    /// <summary>A text in quotation marks, short and without characters that a message cannot show.</summary>
    internal static string Quote(string text)
    {
        var quoted = new StringBuilder("“");
        foreach (var rune in text.AsSpan().Trim()[..Math.Min(text.AsSpan().Trim().Length, MostQuoted)].EnumerateRunes())
        {
            quoted.Append(IsInvisible(rune) ? " " : rune.ToString());
        }

        return quoted.Append(text.AsSpan().Trim().Length > MostQuoted ? "…”" : "”").ToString();
    }

    /// <summary>Several things of which one is to be chosen: a, b or c.</summary>
    internal static string Either(IReadOnlyList<string> choices) =>
        choices.Count == 1 ? choices[0] : string.Join(", ", choices.Take(choices.Count - 1)) + " or " + choices[^1];

    /// <summary>
    /// The text with single plain spaces, one kind of dash and one kind of apostrophe; false where it holds what no date or number
    /// holds, with the reason where there is one that its author would not see.
    /// </summary>
    internal static bool TryPlain(string text, int most, [NotNullWhen(true)] out string? plain, out string? problem)
    {
        (plain, problem) = (null, null);
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length > most)
        {
            return false;
        }

        var built = new StringBuilder(trimmed.Length);
        foreach (var rune in trimmed.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                if (built[^1] != ' ')
                {
                    built.Append(' ');
                }
            }
            else if (IsInvisible(rune))
            {
                problem = string.Create(CultureInfo.InvariantCulture, $"{Quote(text)} holds a character that cannot be seen (U+{rune.Value:X4}). Type it again.");
                return false;
            }
            else if (!rune.IsAscii && Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber)
            {
                problem = $"{Quote(text)} holds digits or fractions of another kind. Write it with the digits 0 to 9.";
                return false;
            }
            else
            {
                built.Append(rune.Value switch
                {
                    0x2010 or 0x2011 or 0x2012 or 0x2013 or 0x2014 or 0x2015 or 0x2212 => "-",
                    0x2018 or 0x2019 or 0x02BC or 0x2032 or 0x00B4 or '`' => "'",
                    _ => rune.ToString(),
                });
            }
        }

        plain = built.ToString();
        return true;
    }

    private static bool IsInvisible(Rune rune) => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
