using System.Text;
using Microsoft.AspNetCore.Html;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Search;

/// <summary>A place in a pledge where a search hit.</summary>
/// <param name="Heading">What the text is, in English.</param>
/// <param name="Html">The text around the hit, escaped, with <c>mark</c> around the words.</param>
public sealed record Excerpt(string Heading, IHtmlContent Html)
{
    /// <summary>Whether editors wrote it, in their language.</summary>
    public bool IsWritten { get; init; } = true;
}

/// <summary>Shows where a search hit.</summary>
public static class Excerpts
{
    private const int Length = 180, Before = 60;

    /// <summary>
    /// The passage of a pledge with most of the searched words, among those that have one which title and company lack;
    /// null where none has.
    /// </summary>
    public static Excerpt? Of(Pledge pledge, SearchQuery query)
    {
        var inName = SearchDocument.Of(pledge).Where(p => p.Heading is null).SelectMany(p => HitsIn(p.Text, query)).Select(h => h.Term).ToHashSet();
        return SearchDocument.Of(pledge).Where(p => p.Heading is not null)
            .Select(p => (Passage: p, Hits: HitsIn(p.Text, query)))
            .Where(p => p.Hits.Any(h => !inName.Contains(h.Term)))
            .OrderByDescending(p => p.Hits.Select(h => h.Term).Distinct().Count())
            .Select(p => new Excerpt(p.Passage.Heading!, Around(p.Passage.Text, p.Hits)))
            .FirstOrDefault();
    }

    /// <summary>A whole text, escaped, with the words marked.</summary>
    public static IHtmlContent Mark(string text, SearchQuery? query) =>
        query is null ? Markup.Text(text) : new HtmlString(Html(text, 0, text.Length, HitsIn(text, query)));

    private static HtmlString Around(string text, List<(int Start, int End, SearchTerm Term)> hits)
    {
        if (text.Length <= Length)
        {
            return new HtmlString(Html(text, 0, text.Length, hits));
        }

        var start = Math.Clamp(hits[0].Start - Before, 0, text.Length - Length);
        start = start == 0 ? 0 : text.IndexOf(' ', start) is var space and >= 0 && space < hits[0].Start ? space + 1 : hits[0].Start;
        var end = Math.Min(text.Length, start + Length);
        end = end == text.Length ? end : Math.Max(hits[0].End, text.LastIndexOf(' ', end - 1) is var last && last > start ? last : end);
        return new HtmlString((start > 0 ? "… " : "") + Html(text, start, end, hits) + (end < text.Length ? " …" : ""));
    }

    private static string Html(string text, int from, int to, List<(int Start, int End, SearchTerm Term)> hits)
    {
        var html = new StringBuilder();
        var at = from;
        foreach (var (start, end, _) in hits)
        {
            if (start < at || end > to)
            {
                continue;
            }

            html.Append(Markup.Encoder.Encode(text[at..start])).Append("<mark>").Append(Markup.Encoder.Encode(text[start..end])).Append("</mark>");
            at = end;
        }

        return html.Append(Markup.Encoder.Encode(text[at..to])).ToString();
    }

    private static List<(int Start, int End, SearchTerm Term)> HitsIn(string text, SearchQuery query)
    {
        var words = SearchWords.Of(text);
        var hits = new List<(int, int, SearchTerm)>();
        for (var i = 0; i < words.Count; i++)
        {
            foreach (var (term, way) in query.Wanted.SelectMany(t => t.Alternatives.Select(a => (t, a))))
            {
                if (Fits(words, i, way))
                {
                    hits.Add((words[i].Start, words[i + way.Words.Count - 1].End, term));
                    i += way.Words.Count - 1;
                    break;
                }
            }
        }

        return hits;
    }

    private static bool Fits(IReadOnlyList<SearchWord> words, int at, SearchTerm term)
    {
        for (var j = 0; j < term.Words.Count; j++)
        {
            var isLast = j == term.Words.Count - 1;
            if (at + j >= words.Count
                || !(words[at + j].Stem == term.Words[j].Stem || (isLast && term.IsPrefix && words[at + j].Plain.StartsWith(term.Words[j].Plain, StringComparison.Ordinal))))
            {
                return false;
            }
        }

        return true;
    }
}
