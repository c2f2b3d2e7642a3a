using System.Text.Encodings.Web;

namespace PledgeTracker.Web.Reading;

/// <summary>A query string with room for the choices within one facet.</summary>
/// <param name="Before">The pairs before them, each with an ampersand.</param>
/// <param name="Key">The key of the facet.</param>
/// <param name="After">The pairs after them.</param>
public readonly record struct OpenQuery(string Before, string Key, string After)
{
    /// <summary>The whole query with these choices.</summary>
    /// <param name="choices">What is chosen, in the order of addresses.</param>
    public string With(IReadOnlyList<string> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var key = Key;
        var pairs = string.Concat(Before, choices.Count == 1 ? Pair(key, choices[0]) : string.Concat(choices.Select(choice => Pair(key, choice))), After);
        return pairs.Length == 0 ? "" : string.Concat("?", pairs.AsSpan(1));
    }

    /// <summary>A pair as it stands after another one.</summary>
    internal static string Pair(string key, string value) => string.Concat("&" + key, "=", UrlEncoder.Default.Encode(value));
}
