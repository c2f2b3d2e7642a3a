using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using SmartReader;

namespace PledgeTracker.Web.SourceTexts;

/// <summary>Reads a saved web page: the article without what stands around it, and what the page says of itself.</summary>
internal static class HtmlSource
{
    /// <summary>With more elements than this no article is looked for, and all of the page is read.</summary>
    private const int MostElements = 60_000;

    /// <summary>An article of fewer characters is none, or stands behind a wall.</summary>
    private const int FewCharacters = 400;

    private static readonly HashSet<string> Unread = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "noscript", "template", "svg", "math", "nav", "form", "button", "iframe", "select", "head", "object", "canvas" };

    private static readonly HashSet<string> Paragraphs = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "section", "article", "main", "header", "footer", "aside", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "figure", "figcaption", "pre", "dl", "hr", "fieldset", "address",
    };

    /// <summary>Reads a page.</summary>
    /// <param name="html">Its source.</param>
    /// <param name="address">Where it was found; null where nobody said.</param>
    public static SourceText Read(string html, Uri? address)
    {
        var page = new HtmlParser().ParseDocument(html);
        var title = Meta(page, "og:title") ?? page.QuerySelector("h1")?.TextContent ?? page.Title;
        var publisher = Meta(page, "og:site_name") ?? Meta(page, "application-name");
        var author = Meta(page, "author");
        var published = DateOf(Meta(page, "article:published_time") ?? Meta(page, "date") ?? Meta(page, "dc.date") ?? Meta(page, "datePublished") ?? page.QuerySelector("article time[datetime], time[datetime][pubdate], time[itemprop=datePublished]")?.GetAttribute("datetime"));
        var isNews = Meta(page, "og:type") == "article" || page.QuerySelectorAll("script[type='application/ld+json']").Any(s => s.TextContent.Contains("NewsArticle", StringComparison.Ordinal));
        var (said, text) = (new List<string>(), "");
        if (page.All.Length <= MostElements && ArticleOf(html, address) is { } article)
        {
            text = PlainText.Of(TextOf(new HtmlParser().ParseDocument(article.Content).Body));
            publisher ??= article.SiteName;
            author ??= article.Author ?? article.Byline;
            published ??= article.PublicationDate is { } day ? PartialDate.OfDay(DateOnly.FromDateTime(day)) : null;
        }

        if (text.Trim().Length < FewCharacters && PlainText.Of(TextOf(page.Body)) is var whole && whole.Length > text.Length)
        {
            text = whole;
            said.Add("No article was found on this page, so all of its text was read.");
        }

        if (text.Trim().Length == 0)
        {
            return SourceText.None("There is no text on this page. It may be made by scripts only, or ask to sign in. Paste its text.");
        }

        if (text.Trim().Length < FewCharacters)
        {
            said.Add("There is little text on this page. The article may stand behind a wall.");
        }

        return new SourceText
        {
            Text = text,
            Title = OneLine(title),
            Publisher = OneLine(publisher) ?? (address is null ? null : DraftForms.DraftForm.HostOf(address)),
            Author = OneLine(author),
            Published = published,
            Kind = KindOf(address) ?? (isNews ? SourceKind.NewsReport : null),
            Said = said,
        };
    }

    /// <summary>A page to be compared: all of its text, and that of the article in it.</summary>
    public static ComparedText ToCompare(string html, Uri? address)
    {
        var page = new HtmlParser().ParseDocument(html);
        return new(PlainText.Of(TextOf(page.Body)), Read(html, address).Text) { AsksToSignIn = page.QuerySelector("input[type=password]") is not null };
    }

    /// <summary>What kind of source stands at an address, where the address itself says it.</summary>
    public static SourceKind? KindOf(Uri? address)
    {
        if (address is null)
        {
            return null;
        }

        var host = DraftForms.DraftForm.HostOf(address);
        return host.EndsWith("sec.gov", StringComparison.Ordinal) ? SourceKind.CompanyFiling
            : host.Split('.') is var parts && (parts[^1] is "gov" or "mil" || (parts.Length > 1 && parts[^2] is "gov" or "gob" or "gouv") || (parts.Length > 3 && parts[^1] == "us" && parts[^3] == "state")) ? SourceKind.GovernmentRecord
            : host is "businesswire.com" or "prnewswire.com" or "globenewswire.com" or "newswire.ca" ? SourceKind.CompanyStatement
            : null;
    }

    /// <summary>The text of a page's elements, with its paragraphs, its lines and the cells of its tables apart.</summary>
    public static string TextOf(INode? root)
    {
        var text = new StringBuilder();
        if (root is not null)
        {
            Walk(root, text);
        }

        return text.ToString();
    }

    // Without recursion: a page may be nested deeper than a stack.
    private static void Walk(INode root, StringBuilder text)
    {
        var open = new Stack<(INode Node, bool IsEnd)>();
        open.Push((root, false));
        while (open.TryPop(out var at) && text.Length < SourceText.MostCharacters)
        {
            if (at.Node is IText words)
            {
                Append(text, words.Data);
                continue;
            }

            if (at.Node is not IElement element || Unread.Contains(element.LocalName) || element.HasAttribute("hidden"))
            {
                continue;
            }

            var name = element.LocalName;
            Break(text, Paragraphs.Contains(name) ? "\n\n" : name is "br" or "li" or "tr" or "dt" or "dd" ? "\n" : name is "td" or "th" && at.IsEnd ? "\t" : "");
            if (!at.IsEnd)
            {
                open.Push((at.Node, true));
                for (var i = at.Node.ChildNodes.Length - 1; i >= 0; i--)
                {
                    open.Push((at.Node.ChildNodes[i], false));
                }
            }
        }
    }

    private static void Append(StringBuilder text, string words)
    {
        foreach (var c in words)
        {
            if (!char.IsWhiteSpace(c) || c == '\u00A0')
            {
                text.Append(c == '\u00A0' ? ' ' : c);
            }
            else if (text.Length > 0 && !char.IsWhiteSpace(text[^1]))
            {
                text.Append(' ');
            }
        }
    }

    private static void Break(StringBuilder text, string with)
    {
        if (with.Length == 0 || text.Length == 0)
        {
            return;
        }

        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }

        var lines = 0;
        for (var i = text.Length - 1; i >= 0 && text[i] == '\n'; i--)
        {
            lines++;
        }

        if (with == "\t" ? text[^1] is not ('\t' or '\n') : lines < with.Length)
        {
            text.Append(with.AsSpan(Math.Min(lines, with.Length - 1)));
        }
    }

    private static Article? ArticleOf(string html, Uri? address)
    {
        try
        {
            using var reader = new Reader((address ?? new Uri("https://unknown.invalid/")).AbsoluteUri, html) { MaxElemsToParse = MostElements };
            return reader.GetArticle() is { IsReadable: true } article ? article : null;
        }
        catch (Exception unread) when (unread is not OutOfMemoryException)
        {
            // What it makes of odd pages is not ours to know: then all of the page is read.
            return null;
        }
    }

    private static string? Meta(IHtmlDocument page, string name) =>
        page.QuerySelectorAll("meta").FirstOrDefault(m => (m.GetAttribute("property") ?? m.GetAttribute("name") ?? m.GetAttribute("itemprop"))?.Equals(name, StringComparison.OrdinalIgnoreCase) == true)?.GetAttribute("content")?.Trim() is { Length: > 0 } content ? content : null;

    private static PartialDate? DateOf(string? text) => text is null ? null : TypedDate.Read(text.Length > 10 && text[4] == '-' ? text[..10] : text).Value;

    private static string? OneLine(string? text) => text is null ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 and <= 500 } line ? line : null;
}
