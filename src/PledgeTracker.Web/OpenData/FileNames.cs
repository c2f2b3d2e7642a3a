using System.Security.Cryptography;
using System.Text;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// The name under which rows are saved: what they are, how they were narrowed, and the day, like
/// <c>pledges-verdict-missed-company-alibaba-2026-11-29.csv</c>. It has nothing but Latin letters, digits, hyphens and underscores.
/// </summary>
internal static class FileNames
{
    /// <summary>The most characters about what was asked for.</summary>
    private const int Most = 80;

    private static readonly string[] OfPages = [PledgeFilter.AfterKey, PledgeFilter.PageKey, DataRequest.LimitKey, DataRequest.CursorKey];

    /// <summary>The name of a file.</summary>
    /// <param name="what">What its rows are.</param>
    /// <param name="query">What was asked for.</param>
    /// <param name="keys">The keys the address reads, in their order.</param>
    /// <param name="day">The newsroom's day.</param>
    /// <param name="format">The form.</param>
    public static string Of(string what, IQueryCollection query, IEnumerable<string> keys, DateOnly day, RowFormat format)
    {
        var asked = new StringBuilder();
        var exact = new StringBuilder();
        var isWhole = true;

        // A file holds all rows, whichever page of them the reader was on.
        string[] read = [.. keys, DataRequest.FieldsKey, DataRequest.LimitKey, DataRequest.CursorKey];
        foreach (var key in read.Where(k => format.IsPaged || !OfPages.Contains(k)))
        {
            var values = query[key].Where(v => !string.IsNullOrWhiteSpace(v)).ToList();
            if (values.Count > 0)
            {
                // Where a page begins is no word to read.
                var isWord = key is not (PledgeFilter.AfterKey or DataRequest.CursorKey);
                asked.Append('-').Append(NameOf(key)).AppendJoin("", values.Where(_ => isWord).Select(v => "-" + Slug.Of(v!)));
                exact.Append(key).AppendJoin('\n', values).Append('\n');
                isWhole = isWhole && isWord && values.TrueForAll(v => v!.Length <= Slug.MaxLength && v.All(c => char.IsAscii(c)));
            }
        }

        if (!isWhole || asked.Length > Most)
        {
            // What is left out of the name still makes a difference to it.
            var mark = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(exact.ToString())).AsSpan(0, 3));
            asked.Length = Math.Min(asked.Length, Most - mark.Length - 1);
            asked.Append('-').Append(mark);
        }

        return $"{what}{asked}-{DataText.Of(day)}.{format}".Replace("--", "-", StringComparison.Ordinal);
    }

    private static string NameOf(string key) => key switch
    {
        PledgeFilter.SearchKey => "search",
        PledgePages.OnKey => "as-known-on",
        DataRequest.FieldsKey => "columns",
        _ => key.Replace('_', '-'),
    };
}
