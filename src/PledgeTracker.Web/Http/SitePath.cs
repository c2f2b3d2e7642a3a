using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Http;

/// <summary>
/// Lets the tracker be one part of a host, like <c>https://example.org/tracker</c>. Which part, the public address says, and
/// where none is set a trusted proxy by <c>X-Forwarded-Prefix</c>; from then on it is the request's <c>PathBase</c>. The public
/// address also says by which scheme readers come, whatever the proxy before the program says or forgets to say.
/// </summary>
/// <remarks>
/// A proxy may hand on the whole path, or take the part off and say so by the header, as those do that know it. Whoever asks
/// the program itself without the part, as a monitor on the machine does, is answered as well.
/// </remarks>
public sealed partial class SitePath(RequestDelegate next, IOptions<PledgeTrackerOptions> options, ILogger<SitePath> logger)
{
    private const int Longest = 200;

    private readonly PathString? _known = OfAddress(options.Value.PublicAddress);
    private int _told;

    public Task InvokeAsync(HttpContext context)
    {
        if (options.Value.IsHttps)
        {
            context.Request.Scheme = Uri.UriSchemeHttps;
        }

        // Set by the framework, from a proxy that is believed and from nobody else.
        var said = context.Request.PathBase;
        if (_known is { } known)
        {
            // Only what is the site's own says that it was taken off: a stranger's header that a proxy hands on says nothing.
            if (said != known && context.Request.Path.StartsWithSegments(known, out var rest))
            {
                context.Request.Path = rest.HasValue ? rest : "/";
            }

            context.Request.PathBase = known;
        }
        else if (said.HasValue)
        {
            // A proxy can as well hand on what a stranger made up.
            var path = said.Value.TrimEnd('/');
            context.Request.PathBase = IsPath(path) ? path : PathString.Empty;
            if (path.Length > 0 && !context.Request.PathBase.HasValue && Interlocked.Exchange(ref _told, 1) == 0)
            {
                LogIgnored(path.Length > Longest ? path[..Longest] : path);
            }
        }

        return context.Request.PathBase.HasValue ? UnderAsync(context) : next(context);
    }

    /// <summary>
    /// The path of a public address, without a slash at its end; empty where it has none, null where there is no address: then it
    /// is not known.
    /// </summary>
    public static PathString? OfAddress(string? publicAddress) =>
        string.IsNullOrEmpty(publicAddress) ? default(PathString?) : new PathString(new Uri(publicAddress).AbsolutePath.TrimEnd('/'));

    /// <summary>Whether a path can stand before every address of a site: letters, digits, <c>- . _ ~</c>, and single slashes between.</summary>
    public static bool IsPath(string path) => path.Length <= Longest && PathPattern().IsMatch(path);

    private async Task UnderAsync(HttpContext context)
    {
        // Flows into everything that answers this request, and nowhere else.
        Text.BeginLinks(context.Request.PathBase.Value!);
        await next(context);
    }

    // No part of dots alone: browsers climb at them.
    [GeneratedRegex(@"^(?:/(?!\.{1,2}(?:/|\z))[A-Za-z0-9._~-]+)+\z")]
    private static partial Regex PathPattern();

    [LoggerMessage(Level = LogLevel.Warning, Message = "X-Forwarded-Prefix says {Path}, which is no path of a site: it is not heard. This is said once.")]
    private partial void LogIgnored(string path);
}
