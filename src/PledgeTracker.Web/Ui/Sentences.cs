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

    [GeneratedRegex("""[.!?][”’"')\]]*\s+(?=["“‘(\[]?[\p{Lu}\p{Nd}$€£])""", RegexOptions.CultureInvariant)]
    private static partial Regex End();

    // "U.S. House", "John F. Kennedy", "No. 7", "Foxconn Inc. said": a period that ends no sentence, or not surely.
    [GeneratedRegex("""(?:\b\p{Lu}|\b(?:Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Lt|St|Mt|Jr|Sr|No|Nos|Inc|Corp|Co|Ltd|Bros|vs|approx|est|ca|cf|p|pp|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec))\.$""", RegexOptions.CultureInvariant)]
    private static partial Regex Abbreviation();
}
