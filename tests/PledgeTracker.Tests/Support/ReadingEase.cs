using System.Text.RegularExpressions;

namespace PledgeTracker.Tests.Support;

/// <summary>
/// The reading ease of English by Rudolf Flesch (1948): 206.835 − 1.015 × words a sentence − 84.6 × syllables a word. Sixty and more is
/// plain English. A value in a text counts as one name of two syllables.
/// </summary>
internal static partial class ReadingEase
{
    // What the rules of the counter get wrong.
    private static readonly (string Word, int Syllables)[] Exceptions =
    [
        ("acme", 2), ("element", 3), ("elements", 3), ("create", 2), ("creates", 2), ("created", 3), ("creation", 3), ("area", 3), ("idea", 3),
        ("being", 2), ("something", 2), ("somebody", 3), ("elsewhere", 2), ("sometimes", 2), ("json", 2), ("csv", 3), ("api", 3), ("sqlite", 3),
        ("someone", 2), ("doesn’t", 2), ("business", 2), ("businesses", 3), ("every", 2), ("different", 3), ("therefore", 2), ("whole", 1), ("pledgetracker", 3),
    ];

    /// <summary>The ease of several texts taken together.</summary>
    public static double Of(IEnumerable<string> texts)
    {
        var (sentences, words, syllables) = (0, 0, 0);
        foreach (var sentence in texts.SelectMany(t => Ends().Split(Values().Replace(t, " Acme "))))
        {
            var these = Words().Matches(sentence).Select(m => m.Value).ToList();
            sentences += these.Count > 0 ? 1 : 0;
            words += these.Count;
            syllables += these.Sum(Syllables);
        }

        return 206.835 - (1.015 * words / sentences) - (84.6 * syllables / words);
    }

    /// <summary>How many syllables a word has; a number counts as one.</summary>
    public static int Syllables(string word)
    {
        if (word.Contains('-', StringComparison.Ordinal))
        {
            return word.Split('-', StringSplitOptions.RemoveEmptyEntries).Sum(Syllables);
        }

        word = word.ToLowerInvariant().TrimEnd('.', ',', '’');
        if (Exceptions.FirstOrDefault(e => e.Word == word).Syllables is > 0 and var known)
        {
            return known;
        }

        word = Possessive().Replace(word, "");
        var count = VowelGroups().Count(word) - (SilentEnd().IsMatch(word) ? 1 : 0) - (SilentMiddle().IsMatch(word) ? 1 : 0) + TwoVowels().Count(word);
        return Math.Max(count, 1);
    }

    [GeneratedRegex(@"\{\d+[^}]*\}")]
    private static partial Regex Values();

    [GeneratedRegex("(?<=[.?!])[”)]?\\s+")]
    private static partial Regex Ends();

    [GeneratedRegex(@"[A-Za-z0-9][\w’%.,-]*")]
    private static partial Regex Words();

    [GeneratedRegex("’.*$")]
    private static partial Regex Possessive();

    [GeneratedRegex("[aeiouy]+")]
    private static partial Regex VowelGroups();

    // pledge, tracked and states are not said as long as they are written; table and counted are.
    [GeneratedRegex("(?<=[aeiouy].*)([^aeiouyl]e|[aeiouy]le|[^aeiouytd]ed|[^aeiouyscxzgh]es)$")]
    private static partial Regex SilentEnd();

    // announcement, statements
    [GeneratedRegex("(?<=[aeiouy][^aeiouyl]{1,2})ements?$")]
    private static partial Regex SilentMiddle();

    // period, media, annual, quiet, verifying
    [GeneratedRegex("(?<![tscgx])io|(?<![tc])ia(?!l|n)|ual|uat|iet|ying")]
    private static partial Regex TwoVowels();
}
