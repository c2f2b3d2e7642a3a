using System.Globalization;
using System.Text;
using System.Diagnostics.CodeAnalysis;

namespace PledgeTracker.Domain.Values;

/// <summary>The last part of a page's address: lower-case ASCII letters, digits and single hyphens, at most 100 characters.</summary>
public static class Slug
{
    public const int MaxLength = 100;

    /// <summary>The form of an address as a regular expression.</summary>
    public const string Pattern = "^[a-z0-9]+(-[a-z0-9]+)*$";

    /// <summary>
    /// Words that have their own meaning at the same place in an address, and so can name no pledge or company.
    /// </summary>
    private static readonly HashSet<string> Reserved = new(StringComparer.Ordinal)
    {
        "new", "edit", "feed", "all", "index", "history", "embed", "v", "search", "compare", "review", "import", "export",
        "csv", "json", "atom", "svg", "png", "ics",
    };

    public static bool IsReserved(string slug) => Reserved.Contains(slug);

    public static bool IsWellFormed([NotNullWhen(true)] string? slug) =>
        slug is { Length: > 0 and <= MaxLength }
        && slug[0] != '-' && slug[^1] != '-'
        && !slug.Contains("--", StringComparison.Ordinal)
        && slug.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    /// <summary>
    /// An address made from a name: adidas AG becomes adidas-ag. Empty where the name has no Latin letter or digit; cut
    /// where it would be too long for an address.
    /// </summary>
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var slug = new StringBuilder();
        foreach (var c in name.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
            {
                slug.Append(char.ToLowerInvariant(c));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString(0, Math.Min(slug.Length, MaxLength)).TrimEnd('-');
    }
}
