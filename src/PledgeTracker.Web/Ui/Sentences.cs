using System.Text.RegularExpressions;

namespace PledgeTracker.Web.Ui;

/// <summary>
/// The first sentences of what an editor wrote. A text is cut only where a sentence is sure to end, since half a sentence about
/// somebody may say the opposite of the whole one.
/// </summary>
public static partial class Sentences
{
    /// <summary>The first sentences of a text, as they stand; the whole text where it has no more, or where no end is sure.</summary>
    /// <param name="text">English text of whole sentences.</param>
    /// <param name="count">How many, 1 or more.</param>
    public static string First(string text, int count)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var end = End().Matches(text).Where(e => !Abbreviation().IsMatch(text[..(e.Index + 1)])).Skip(count - 1).FirstOrDefault();
        return end is null ? text : text[..(end.Index + end.Length)].TrimEnd();
    }

    /// <summary>
    /// The first sentences of a text that says something against somebody, and those after them that must stand beside it: an objection,
    /// an answer, and that nothing was found.
    /// </summary>
    /// <param name="text">English text of whole sentences.</param>
    /// <param name="count">How many at least, 1 or more.</param>
    /// <param name="names">What the one spoken of is called.</param>
    public static string Fair(string text, int count, IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var cut = First(text, count);
        while (cut.Length < text.Length && First(text[cut.Length..].TrimStart(), 1) is var next && (Beside().IsMatch(next) || IsAnswer(next)))
        {
            cut = First(text, ++count);
        }

        return cut;

        bool IsAnswer(string sentence) => Says().IsMatch(sentence) && names.Any(name => sentence.StartsWith(name, StringComparison.Ordinal));
    }

    /// <summary>The last sentence of a text, as it stands; the whole text where it has one, or where no end is sure.</summary>
    public static string Last(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var end = End().Matches(text).LastOrDefault(e => !Abbreviation().IsMatch(text[..(e.Index + 1)]));
        return end is null ? text : text[(end.Index + end.Length)..];
    }

    // What a sentence begins with that takes something back from the one before, answers it, or says what came of a search.
    [GeneratedRegex(@"^(?:But|However|Still|Yet|Even so|On the other hand|By contrast|What speaks (?:against|for)|(?:It|He|She|They|The company) (?:contests|contested|denies|denied|disputes|disputed|rejects|rejected|says|said|was not found|has not been found)|None|No count|No such|Nothing|Neither)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Beside();

    [GeneratedRegex(@"\b(?:says|said|contests|contested|denies|denied|disputes|disputed|rejects|rejected|stood by|stands by|called|answered)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Says();

    [GeneratedRegex("""[.!?][”’"')\]]*\s+(?=["“‘(\[]?[\p{Lu}\p{Nd}$€£])""", RegexOptions.CultureInvariant)]
    private static partial Regex End();

    // "U.S. House", "John F. Kennedy", "No. 7", "Foxconn Inc. said": a period that ends no sentence, or not surely.
    [GeneratedRegex("""(?:\b\p{Lu}|\b(?:Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Lt|St|Mt|Jr|Sr|No|Nos|Inc|Corp|Co|Ltd|Bros|vs|approx|est|ca|cf|p|pp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec))\.$""", RegexOptions.CultureInvariant)]
    private static partial Regex Abbreviation();
}
