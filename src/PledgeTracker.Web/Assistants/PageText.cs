using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace PledgeTracker.Web.Assistants;

/// <summary>The words of one of the site's own pages as Markdown, so that assistants read the same text as people and nothing is written twice.</summary>
/// <param name="endpoints">The addresses of the site.</param>
/// <param name="pages">Readies a page.</param>
/// <param name="invokers">Runs it.</param>
/// <param name="services">What the page needs.</param>
internal sealed partial class PageText(EndpointDataSource endpoints, PageLoader pages, IActionInvokerFactory invokers, IServiceProvider services)
{
    /// <summary>A page that has no parameters, in English.</summary>
    /// <param name="path">Its address.</param>
    /// <param name="asking">The request that asks, for the name of the host.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<string> OfAsync(string path, HttpRequest asking, CancellationToken cancel)
    {
        var endpoint = endpoints.Endpoints.OfType<RouteEndpoint>().First(e => path.Equals("/" + e.RoutePattern.RawText?.Trim('/'), StringComparison.OrdinalIgnoreCase) && e.Metadata.GetMetadata<PageActionDescriptor>() is not null);
        var page = await pages.LoadAsync(endpoint.Metadata.GetMetadata<PageActionDescriptor>()!, endpoint.Metadata);
        using var body = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = services, RequestAborted = cancel };
        (http.Request.Method, http.Request.Scheme, http.Request.Host, http.Request.PathBase, http.Request.Path) = (HttpMethods.Get, asking.Scheme, asking.Host, asking.PathBase, path);
        http.Request.RouteValues = new RouteValueDictionary(endpoint.RoutePattern.Defaults);
        http.Response.Body = body;
        http.SetEndpoint(endpoint);
        await invokers.CreateInvoker(new ActionContext(http, new RouteData(http.Request.RouteValues), page))!.InvokeAsync();
        body.Position = 0;
        using var document = await new HtmlParser().ParseDocumentAsync(body, cancel);
        return Of(document.QuerySelector("main")!);
    }

    /// <summary>The words of an element: headings, paragraphs, lists and what is defined, and nothing that only a screen can use.</summary>
    public static string Of(IElement element)
    {
        var text = new StringBuilder();
        Write(text, element);
        return BlankLines().Replace(text.ToString().Trim(), "\n\n") + "\n";
    }

    private static void Write(StringBuilder text, IElement element)
    {
        // Words that stand in no paragraph of their own, between the elements that do.
        var loose = new StringBuilder();
        foreach (var child in element.ChildNodes)
        {
            if (child is not IElement inner)
            {
                loose.Append(child is IText words ? words.Data : "");
            }
            else if (IsForScreens(inner))
            {
                continue;
            }
            else if (IsWithinALine(inner))
            {
                loose.Append(Read(inner));
            }
            else
            {
                WriteParagraph(text, loose);
                WriteBlock(text, inner);
            }
        }

        WriteParagraph(text, loose);
    }

    private static void WriteBlock(StringBuilder text, IElement element)
    {
        var begin = element.LocalName switch { "h1" => "# ", "h2" => "## ", "h3" => "### ", "h4" => "#### ", "p" or "caption" or "figcaption" or "summary" or "pre" => "", "li" or "dd" => "- ", "dt" => "**", "tr" => "| ", _ => null };
        if (begin is null)
        {
            Write(text, element);
            return;
        }

        // A term and its meaning are one line.
        var words = element.LocalName == "tr" ? string.Join(" | ", element.Children.Select(c => Words(Read(c)))) : Words(Read(element));
        text.Append(element.LocalName switch { "dt" => $"- **{words}:** ", "dd" when element.PreviousElementSibling?.LocalName == "dt" => words + "\n", "tr" => $"| {words} |\n", "li" => $"- {words}\n", "dd" => $"  {words}\n", _ => $"\n{begin}{words}\n\n" });
    }

    private static void WriteParagraph(StringBuilder text, StringBuilder loose)
    {
        if (Words(loose.ToString()) is { Length: > 0 } words)
        {
            text.Append('\n').Append(words).Append("\n\n");
        }

        loose.Clear();
    }

    // A new line or a paragraph within one parts two words, also where nothing is written between them.
    private static string Read(INode node) => node switch
    {
        IText words => words.Data,
        IElement element when IsForScreens(element) => "",
        IElement element when element.LocalName == "br" || !IsWithinALine(element) => $" {string.Concat(element.ChildNodes.Select(Read))} ",
        _ => string.Concat(node.ChildNodes.Select(Read)),
    };

    private static bool IsForScreens(IElement element) => element.ClassList.Contains("no-print") || element.LocalName is "nav" or "script" or "style" or "svg" or "form" or "template";

    private static bool IsWithinALine(IElement element) =>
        element.LocalName is "a" or "abbr" or "b" or "bdi" or "br" or "cite" or "code" or "data" or "em" or "i" or "kbd" or "mark" or "q" or "s" or "small" or "span" or "strong" or "sub" or "sup" or "time" or "u" or "var";

    [GeneratedRegex("\n{3,}")]
    private static partial Regex BlankLines();

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
