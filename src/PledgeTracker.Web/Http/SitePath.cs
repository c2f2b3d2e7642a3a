using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Http;

/// <summary>
/// Lets the tracker be one part of a host, like <c>https://example.org/tracker</c>. The part comes from the public address
/// or, where none is set, from a trusted proxy's <c>X-Forwarded-Prefix</c>; from then on it is the request's
/// <c>PathBase</c>. The public address also says by which scheme readers come, whatever the proxy before the program says
/// or forgets to say.
/// </summary>
/// <remarks>
/// A proxy may pass on the whole path, or remove the part and say so in the header. A request straight to the program
/// without the part, such as from a monitor on the machine, is answered as well.
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

        // Set by the framework, and only from a trusted proxy.
        var said = context.Request.PathBase;
        if (_known is { } known)
        {
            // A header that agrees with the public address says that the part was already removed. Any other is ignored: a
            // proxy may pass on a stranger's header.
            if (said != known && context.Request.Path.StartsWithSegments(known, out var rest))
            {
                context.Request.Path = rest.HasValue ? rest : "/";
            }

            context.Request.PathBase = known;
        }
        else if (said.HasValue)
        {
            // A proxy may also pass on a value that a stranger made up.
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
    /// The path of a public address, without a slash at its end: empty where it has none, null (unknown) where there is no
    /// address.
    /// </summary>
    public static PathString? OfAddress(string? publicAddress) =>
        string.IsNullOrEmpty(publicAddress) ? default(PathString?) : new PathString(new Uri(publicAddress).AbsolutePath.TrimEnd('/'));

    /// <summary>
    /// Whether a path can begin every address of a site: letters, digits, <c>- . _ ~</c>, and single slashes between them.
    /// </summary>
    public static bool IsPath(string path) => path.Length <= Longest && PathPattern().IsMatch(path);

    private async Task UnderAsync(HttpContext context)
    {
        // Flows into everything that answers this request, and no other.
        Text.BeginLinks(context.Request.PathBase.Value!);
        await next(context);
    }

    // No segment of one or two dots: browsers treat them as steps in a path.
    [GeneratedRegex(@"^(?:/(?!\.{1,2}(?:/|\z))[A-Za-z0-9._~-]+)+\z")]
    private static partial Regex PathPattern();

    [LoggerMessage(Level = LogLevel.Warning, Message = "X-Forwarded-Prefix says {Path}, which is not a path of a site and is ignored. This is logged once.")]
    private partial void LogIgnored(string path);
}
