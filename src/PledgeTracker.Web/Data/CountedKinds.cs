using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Data;

/// <summary>
/// Which kinds of figures count toward the headline of a pledge, and since when such a figure was known: a word of <see cref="Basis"/> and a date
/// for each, as <c>company-statement:2017-03-31 media-count:2018</c>.
/// </summary>
public static class CountedKinds
{
    /// <summary>Those of a pledge; empty where nothing counts. A migration writes the same for what was published before it.</summary>
    public static string Of(Pledge pledge)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        return string.Join(' ', pledge.Figures.Where(f => f.Counting == Counting.Counted && f.Target == pledge.Headline)
            .GroupBy(f => Code.Of(f.Basis), f => f.KnownSince)
            .OrderBy(kind => kind.Key, StringComparer.Ordinal)
            .Select(kind => $"{kind.Key}:{kind.OrderBy(since => since.Latest).ThenByDescending(since => since.ToString().Length).First()}"));
    }

    /// <summary>Reads what <see cref="Of"/> wrote.</summary>
    /// <exception cref="FormatException">It is nothing that was written so.</exception>
    public static IReadOnlyList<(Basis Basis, PartialDate Since)> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length == 0 ? [] : Array.ConvertAll(text.Split(' '), kind =>
            kind.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && Code.TryParse<Basis>(kind[..colon], out var basis)
                ? (basis, PartialDate.Parse(kind[(colon + 1)..]))
                : throw new FormatException($"'{kind}' is no kind of figure with a date."));
    }
}
