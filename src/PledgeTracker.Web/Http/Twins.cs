using Microsoft.Net.Http.Headers;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Http;

/// <summary>
/// The other forms of a page. Each has the page's address with an ending; a client that names a form in <c>Accept</c> gets
/// it at the page's own address too.
/// </summary>
public sealed record Twin(string Ending, string MediaType, string Name)
{
    public static readonly Twin Csv = new(".csv", "text/csv", "CSV");
    public static readonly Twin Json = new(".json", "application/json", "JSON");
    public static readonly Twin Atom = new(".atom", "application/atom+xml", "Atom feed");
    public static readonly Twin JsonFeed = new(".feed.json", "application/feed+json", "JSON Feed");
    public static readonly Twin Calendar = new(".ics", "text/calendar", "Calendar");
    public static readonly Twin Svg = new(".svg", "image/svg+xml", "Chart as SVG");
    public static readonly Twin Png = new(".png", "image/png", "Chart as PNG");

    /// <summary>The forms there are.</summary>
    public static readonly IReadOnlyList<Twin> All = [Csv, Json, Atom, JsonFeed, Calendar, Svg, Png];
}

/// <summary>Which page has which other forms.</summary>
public static class Twins
{
    private static readonly (SitePageAttribute Page, Twin[] Forms)[] ByPage =
        [.. SitePages.All.Where(page => page.Twins.Length > 0).Select(page => (page, page.Twins.Select(ending => Twin.All.Single(twin => twin.Ending == ending)).ToArray()))];

    /// <summary>The other forms of the page at an address; none for most.</summary>
    public static IReadOnlyList<Twin> Of(ReadOnlySpan<char> path)
    {
        foreach (var (page, forms) in ByPage)
        {
            if (page.Has(path))
            {
                return forms;
            }
        }

        return [];
    }

    /// <summary>Whether a page has other forms, so that what it answers depends on <c>Accept</c>.</summary>
    public static bool HasTwins(PathString path) => Of(path.Value).Count > 0;

    /// <summary>
    /// The form that a request prefers to the page; null for the page. An unreadable <c>Accept</c> is ignored, and a form
    /// is given only if it is named, so that browsers get the page.
    /// </summary>
    public static Twin? Wanted(PathString path, IHeaderDictionary headers)
    {
        var accept = headers.Accept;
        if (accept.Count == 0 || Of(path.Value) is not { Count: > 0 } forms || !MediaTypeHeaderValue.TryParseList(accept, out var wanted))
        {
            return null;
        }

        var page = wanted.Where(w => w.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase) || w.MediaType == "*/*" || w.MediaType.Equals("text/*", StringComparison.OrdinalIgnoreCase))
            .Select(w => w.Quality ?? 1).DefaultIfEmpty(-1).Max();
        return wanted
            .Where(w => w.Quality is not <= 0)
            .Select(w => (Form: forms.FirstOrDefault(f => w.MediaType.Equals(f.MediaType, StringComparison.OrdinalIgnoreCase)), Quality: w.Quality ?? 1))
            .Where(w => w.Form is not null && (w.Quality > page || (w.Quality == page && !NamesThePage(wanted))))
            .OrderByDescending(w => w.Quality).FirstOrDefault().Form;
    }

    // A named form and "*/*" with equal weight is what programs send that want the form.
    private static bool NamesThePage(IList<MediaTypeHeaderValue> wanted) => wanted.Any(w => w.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}

/// <summary>Answers with a page's other form where <c>Accept</c> asks for it. Must run before routing.</summary>
public sealed class Negotiation(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (Twins.Wanted(context.Request.Path, context.Request.Headers) is { } form)
        {
            context.Request.Path = context.Request.Path.Value + form.Ending;

            // Data are the same for readers of every language.
            Language.English.Speak();
            var address = context.Request.PathBase + context.Request.Path + TrackingKeys.Without(context.Request);
            context.Response.OnStarting(() =>
            {
                // An error is not another form of the page.
                if (context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
                {
                    context.Response.Headers.ContentLocation = address;
                }

                context.Response.Headers.Vary = "Accept, Accept-Encoding";
                return Task.CompletedTask;
            });
        }

        return next(context);
    }
}
