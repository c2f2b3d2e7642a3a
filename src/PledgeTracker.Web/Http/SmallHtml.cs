using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc.RazorPages;
using WebMarkupMin.Core;

namespace PledgeTracker.Web.Http;

/// <summary>
/// Takes the white space out of pages that shows nowhere: what indents the sources of the pages is a tenth of what they send. It
/// stands behind the output cache, so that a page is made small once.
/// </summary>
public sealed class SmallHtml(RequestDelegate next)
{
    // Only what no reader and no program can see: quotes, end tags and everything else stays as it was written.
    private static readonly HtmlMinificationSettings Settings = new(true)
    {
        WhitespaceMinificationMode = WhitespaceMinificationMode.Safe,
        AttributeQuotesRemovalMode = HtmlAttributeQuotesRemovalMode.KeepQuotes,
        MinifyEmbeddedCssCode = false,
        MinifyEmbeddedJsCode = false,
        MinifyEmbeddedJsonData = false,
        MinifyInlineCssCode = false,
        MinifyInlineJsCode = false,
    };

    public async Task InvokeAsync(HttpContext context)
    {
        // Frames and charts are written without any.
        if (context.GetEndpoint()?.Metadata is not { } endpoint || endpoint.GetMetadata<PageActionDescriptor>() is null || endpoint.GetMetadata<PublicPageAttribute>() is not { IsKept: true })
        {
            await next(context);
            return;
        }

        var whole = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var buffer = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(buffer, whole));
        try
        {
            await next(context);
        }
        finally
        {
            context.Features.Set(whole);
        }

        if (!buffer.TryGetBuffer(out var page) || page.Count == 0)
        {
            return;
        }

        if (context.Response.ContentType is { } type && type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase))
        {
            page = Small(page);
        }

        await context.Response.Body.WriteAsync(page, context.RequestAborted);
    }

    private static ArraySegment<byte> Small(ArraySegment<byte> page)
    {
        // One for each page: it keeps what it reads in itself.
        var small = new HtmlMinifier(Settings).Minify(Encoding.UTF8.GetString(page));

        // A page that it cannot read goes out as it is.
        return small.Errors.Count == 0 ? Encoding.UTF8.GetBytes(small.MinifiedContent) : page;
    }
}
