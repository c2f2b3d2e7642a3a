using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using PledgeTracker.Web.SourceTexts;

namespace PledgeTracker.Web.Upkeep;

/// <summary>What a comparison of a page with its stored copy came to.</summary>
/// <param name="IsCompared">Whether the two could be compared: a wall, an empty page or one that scripts make says nothing of the source.</param>
/// <param name="Change">What is no longer on the page, in words; null where it says what the copy says.</param>
public sealed partial record SourceDifference(bool IsCompared, string? Change)
{
    /// <summary>A page of fewer characters holds no article.</summary>
    private const int FewCharacters = 400;

    /// <summary>A shorter sentence is a label, a name or a caption, and says nothing of whether the text is still there.</summary>
    private const int ShortSentence = 30;

    private const int FewSentences = 3;

    /// <summary>Of a longer text so many sentences are looked for, evenly spread.</summary>
    private const int MostSentences = 500;

    private const int LongestQuoted = 200;

    /// <summary>A page that could not be compared.</summary>
    public static readonly SourceDifference None = new(false, null);

    /// <summary>
    /// Holds a page against its copy by what matters: the passages that pledges quote, looked for in all of the page’s text, and the sentences of
    /// the copy’s article. What stands around an article, and what was added to it, counts for nothing; nor do case, spaces, quotation marks
    /// and dashes.
    /// </summary>
    /// <param name="copy">The stored copy.</param>
    /// <param name="page">The page as it is now.</param>
    /// <param name="excerpts">What pledges quote from the source; passages have an ellipsis between them.</param>
    public static SourceDifference Of(ComparedText copy, ComparedText page, IEnumerable<string> excerpts)
    {
        ArgumentNullException.ThrowIfNull(copy);
        ArgumentNullException.ThrowIfNull(page);
        var (before, now) = (Folded(copy.Whole), Folded(page.Whole));
        var sentences = SentencesOf(copy.Article);
        var gone = sentences.Count(s => !now.Contains(s, StringComparison.Ordinal));
        var share = sentences.Count < FewSentences ? 0 : gone / (double)sentences.Count;
        if (before.Length == 0 || now.Length < Math.Min(FewCharacters, before.Length / 2) || IsWall(page, now, before, share))
        {
            return None;
        }

        var missing = excerpts.SelectMany(e => Ellipsis().Split(e)).Select(p => (Words: p.Trim(), Folded: Folded(p))).DistinctBy(p => p.Folded)
            .Where(p => p.Folded.Length > 0 && before.Contains(p.Folded, StringComparison.Ordinal) && !now.Contains(p.Folded, StringComparison.Ordinal)).Select(p => p.Words).ToList();
        string?[] said = [WordsOf(missing), share > 0.5 ? WordsOf(share) : null];
        return new(true, string.Join(", and ", said.OfType<string>()) is { Length: > 0 } change ? change : null);
    }

    // With hardly more of the copy on it than its title, and shorter, a page that asks for something is taken for a wall before the source.
    private static bool IsWall(ComparedText page, string now, string before, double share) =>
        share > 0.8 && now.Length < before.Length && (page.AsksToSignIn || Wall().IsMatch(now));

    private static string? WordsOf(List<string> missing) => missing.Count == 0 ? null
        : missing.Count == 1 ? $"the excerpt “{Short(missing[0])}” is no longer on the page"
        : string.Create(CultureInfo.InvariantCulture, $"{missing.Count} excerpts are no longer on the page, the first of them “{Short(missing[0])}”");

    private static string WordsOf(double share) => share >= 1 ? "none of the stored text is on the page"
        : (int)Math.Round(share * 20) * 5 is var percent && percent <= 50 ? "more than half of the stored text is no longer on the page"
        : string.Create(CultureInfo.InvariantCulture, $"about {Math.Min(percent, 95)} % of the stored text is no longer on the page");

    private static string Short(string words) => words.Length <= LongestQuoted ? words : string.Concat(words.AsSpan(0, LongestQuoted - 1).TrimEnd(), "…");

    private static List<string> SentencesOf(string text)
    {
        var all = Sentence().Split(text).Select(Folded).Where(s => s.Length >= ShortSentence).Distinct(StringComparer.Ordinal).ToList();
        return all.Count <= MostSentences ? all : [.. Enumerable.Range(0, MostSentences).Select(i => all[(int)((long)i * all.Count / MostSentences)])];
    }

    /// <summary>A text as its letters, digits and signs of money, in small letters with single spaces between them.</summary>
    internal static string Folded(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value == '%' || Rune.GetUnicodeCategory(rune) is UnicodeCategory.CurrencySymbol or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            {
                folded.Append(Rune.ToLowerInvariant(rune));
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd().Normalize(NormalizationForm.FormKC);
    }

    [GeneratedRegex(@"\s*(?:\[\s*(?:…|\.\.\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")]
    private static partial Regex Ellipsis();

    [GeneratedRegex(@"(?<=[.!?])\s+|(?<=[。！？])|\n+")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\b(?:sign in|log ?in|log on|subscrib\w*|register|captcha|are you (?:a )?(?:human|robot)|not a robot|verify you|enable javascript|javascript is|access denied|cookies?|consent)\b")]
    private static partial Regex Wall();
}
