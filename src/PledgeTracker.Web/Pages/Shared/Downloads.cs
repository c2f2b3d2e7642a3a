using Microsoft.AspNetCore.Html;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Shared;

/// <summary>The links to rows as files, the same wherever there are rows: CSV with and without the mark that Excel wants, Excel, JSON.</summary>
public static class Downloads
{
    /// <summary>The links, with commas between them.</summary>
    /// <param name="address">The address without an ending, with <see cref="Root"/> before it.</param>
    /// <param name="query">The filter, with its question mark.</param>
    /// <param name="formats">The forms; those of pages where none are named.</param>
    /// <param name="csv">What the first link is called; CSV where nothing is said.</param>
    public static IHtmlContent Of(string address, string query = "", IEnumerable<RowFormat>? formats = null, string? csv = null)
    {
        var links = new HtmlContentBuilder();
        foreach (var format in formats ?? RowFormat.OfPages)
        {
            Add(format, query, format == RowFormat.Csv && csv is not null ? csv : format.Label());
            if (format == RowFormat.Csv)
            {
                Add(format, $"{(query.Length > 0 ? query + "&" : "?")}{DataRequest.MarkKey}=1", T("CSV for Excel"));
            }
        }

        return links;

        // The media type of a workbook has 65 characters, which every page would carry for nobody: its ending says the same.
        void Add(RowFormat format, string asked, string words) =>
            links.AppendHtml(links.Count > 0 ? ", " : "").AppendHtml(Inline.Link($"{address}.{format}{asked}", words, format == RowFormat.Xlsx ? null : format.PlainMediaType));
    }
}
