using System.Text.RegularExpressions;

namespace PledgeTracker.Web.Import;

/// <summary>What a row of a table is that tells of no pledge.</summary>
internal enum RowForm
{
    Data,

    /// <summary>A sum of the rows above it.</summary>
    Total,

    /// <summary>A remark on the table: where it comes from, what a mark means.</summary>
    Note,

    /// <summary>One cell with a few words, which is a remark where nothing follows.</summary>
    Alone,

    /// <summary>The header once more, as on each page of a report.</summary>
    Header,

    /// <summary>A second line of the header, such as units.</summary>
    SecondHeader,
}

/// <summary>Recognises rows that people write into tables for other people.</summary>
internal static partial class RowForms
{
    /// <summary>What a row is.</summary>
    /// <param name="kind">What a row of the table is.</param>
    /// <param name="cells">Its cells.</param>
    /// <param name="header">The header as it stands in the file.</param>
    /// <param name="key">Where the address of the pledge or the list stands.</param>
    /// <param name="isFirst">Whether it stands directly under the header.</param>
    public static RowForm Of(ImportKind kind, string[] cells, IReadOnlyList<string> header, int key, bool isFirst)
    {
        var address = key < cells.Length ? cells[key].Trim() : "";
        var filled = cells.Where(c => !string.IsNullOrWhiteSpace(c)).Select(c => c.Trim()).ToList();
        if (filled.Count == 0)
        {
            return RowForm.Data;
        }

        if (filled.Count > 1 && cells.Take(header.Count).Select((c, i) => c.Trim().Equals(header[i].Trim(), StringComparison.OrdinalIgnoreCase)).All(same => same))
        {
            return RowForm.Header;
        }

        // What names a pledge or a list is about it, whatever else the row says.
        var names = ImportColumns.AddressOf(kind, address);
        if (Domain.Values.Slug.IsWellFormed(names) && !Total().IsMatch(address))
        {
            return RowForm.Data;
        }

        return Total().IsMatch(filled[0]) ? RowForm.Total
            : Note().IsMatch(filled[0]) && filled.Count <= 2 ? RowForm.Note
            : filled.Count == 1 && header.Count > 2 ? RowForm.Alone
            : isFirst && address.Length > 0 && !filled.Exists(c => c.Any(char.IsAsciiDigit)) && filled.Exists(c => c[0] is '(' or '[' || c.Contains(' ', StringComparison.Ordinal)) ? RowForm.SecondHeader
            : RowForm.Data;
    }

    [GeneratedRegex(@"^\W*((grand|sub|overall|running)[ -]?)?(totals?|sum|sums|suma|summe|average|mean)\b(\s+(general|of|for|in|all|jobs|amount)\b.{0,60}|\s*\([^)]*\))?\s*[:.=]?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Total();

    [GeneratedRegex(@"^\W*(sources?|notes?|nota|notas|fuentes?|quelle|remarks?|footnotes?|last updated|updated|data (as of|from)|as of|compiled by|prepared by|copyright|©|\* )", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Note();
}
