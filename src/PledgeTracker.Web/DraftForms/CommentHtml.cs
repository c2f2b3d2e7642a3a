using System.Globalization;
using System.Text;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Desk;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.DraftForms;

/// <summary>What members said about the places of a draft, drawn beside its fields.</summary>
/// <param name="threads">The open threads of the document.</param>
/// <param name="clock">An instant as the newsroom's clock shows it.</param>
public sealed class CommentHtml(IEnumerable<CommentThread> threads, Func<DateTime, string> clock)
{
    /// <summary>What the act of a button begins with that goes to the comments of a place, after the draft was saved; the path follows.</summary>
    public const string Prefix = "comment ";

    private readonly ILookup<string, CommentThread> _open = threads.Where(t => t is { IsResolved: false, Place: not null }).ToLookup(t => t.Place!, StringComparer.Ordinal);

    /// <summary>How many open threads are within a place.</summary>
    /// <param name="path">A part, like <c>figures</c> or <c>figures[2]</c>.</param>
    public int Within(string path) => _open.Where(t => t.Key == path || (t.Key.StartsWith(path, StringComparison.Ordinal) && t.Key[path.Length] is '.' or '[')).Sum(t => t.Count());

    /// <summary>Writes the open threads of exactly one place.</summary>
    public void Write(StringBuilder html, string path)
    {
        ArgumentNullException.ThrowIfNull(html);
        foreach (var thread in _open[path])
        {
            html.Append("<div class=\"beside wide\">");
            foreach (var comment in (Comment[])[thread.First, .. thread.Answers])
            {
                html.Append("<p class=\"lines\"><strong>").Append(Markup.Encoder.Encode(comment.Author)).Append("</strong> <span class=\"soft\">").Append(Markup.Encoder.Encode(clock(comment.At)))
                    .Append("</span>\n").Append(Markup.Encoder.Encode(comment.Text)).Append("</p>");
            }

            html.Append(CultureInfo.InvariantCulture, $"<p><button class=\"quiet\" name=\"act\" value=\"{Prefix}{path}\">Answer or resolve</button></p></div>");
        }
    }
}
