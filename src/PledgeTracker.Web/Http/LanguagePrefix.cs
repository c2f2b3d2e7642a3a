using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Http;

/// <summary>
/// Takes the language off the beginning of an address, before anything else looks at it: <c>/es/pledges</c> is the page
/// <c>/pledges</c> in Spanish. What is the same in every language (files, the newsroom, the API) has one address only, and a
/// prefix before it leads there. The picture beside a link and a drawing within a page are files with words, and have an address in each language.
/// </summary>
public sealed class LanguagePrefix(RequestDelegate next)
{
    /// <summary>The query key that makes a chart’s file the drawing within a page, in the language of the page.</summary>
    public const string DrawingKey = "size";

    private static readonly PathString[] WithoutLanguage = ["/newsroom", "/account", "/api", "/mcp", "/openapi", "/healthz", "/dev", "/css", "/js", "/fonts", "/oembed", "/evidence", "/data/api/explorer"];

    public Task InvokeAsync(HttpContext context)
    {
        foreach (var language in Language.All)
        {
            if (language.Prefix.Length == 0 || !context.Request.Path.StartsWithSegments(language.Prefix, StringComparison.Ordinal, out var rest))
            {
                continue;
            }

            if (IsTheSameInAll(rest, context.Request.Query))
            {
                // Where this would redirect out of the site, the page is not found instead.
                var alone = rest.ToUriComponent() + context.Request.QueryString;
                return OwnRedirect.IsOwn(alone) ? OwnRedirect.To(alone, permanent: true).ExecuteAsync(context) : InAsync(language, context);
            }

            context.Request.Path = rest.HasValue ? rest : "/";
            return InAsync(language, context);
        }

        return next(context);
    }

    private async Task InAsync(Language language, HttpContext context)
    {
        // Flows into everything that answers this request, and no other.
        language.Speak();
        await next(context);
    }

    private static bool IsTheSameInAll(PathString path, IQueryCollection query) =>
        // Routing finds a file in capitals and with a slash after its name too.
        path.Value?.TrimEnd('/') is { } text && text.LastIndexOf('.') > text.LastIndexOf('/') && !text.EndsWith(Head.SiteImage, StringComparison.OrdinalIgnoreCase)
        && !(text.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) && query.ContainsKey(DrawingKey))
        || Array.Exists(WithoutLanguage, start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase));
}
