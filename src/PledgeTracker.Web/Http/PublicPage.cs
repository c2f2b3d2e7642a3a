using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.OutputCaching;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Http;

/// <summary>
/// Marks a page as the same for every reader: it is rendered once for each content version, day and encoding, cached, and
/// answered with 304 to a client that has it. It must not be set on a page with a form that carries a token.
/// </summary>
/// <param name="queryKeys">The query keys the page reads. All others make no new copy.</param>
[AttributeUsage(AttributeTargets.Class)]
public class PublicPageAttribute(params string[] queryKeys) : Attribute, IOutputCachePolicy
{
    internal static readonly object State = new();

    private const string StateKey = "state", LanguageKey = "language";

    // The cache key changes with everything that matters; this only limits how long unused pages stay.
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly string[] _queryKeys = queryKeys;

    /// <summary>The query keys the page reads.</summary>
    public IReadOnlyList<string> QueryKeys => _queryKeys;

    /// <summary>Whether the rendered answer is cached. Not where it may be of any size.</summary>
    public bool IsKept { get; init; } = true;

    ValueTask IOutputCachePolicy.CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        var reading = HttpMethods.IsGet(context.HttpContext.Request.Method) || HttpMethods.IsHead(context.HttpContext.Request.Method);

        // An address that refuses a key must see it, and not answer with what it keeps without.
        context.EnableOutputCaching = reading && IsKept && OtherKeys.In(context.HttpContext) is null;
        context.AllowCacheLookup = reading;
        context.AllowCacheStorage = reading;
        context.AllowLocking = true;
        context.ResponseExpirationTimeSpan = Kept;
        context.CacheVaryByRules.QueryKeys = _queryKeys;
        context.CacheVaryByRules.HeaderNames = HeaderNames.AcceptEncoding;
        context.CacheVaryByRules.VaryByValues[StateKey] = ((SiteState)context.HttpContext.Items[State]!).Name;

        // The language prefix is no longer in the path at this point.
        context.CacheVaryByRules.VaryByValues[LanguageKey] = Language.Current.Code;
        return ValueTask.CompletedTask;
    }

    ValueTask IOutputCachePolicy.ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) => ValueTask.CompletedTask;

    ValueTask IOutputCachePolicy.ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.AllowCacheStorage &= context.HttpContext.Response.StatusCode == StatusCodes.Status200OK;
        return ValueTask.CompletedTask;
    }
}

/// <summary>
/// What all public pages depend on: the published content, the day ("412 days ago"), and the program with those settings
/// that show in a page.
/// </summary>
internal sealed record SiteState(long Version, DateOnly Day, string Program)
{
    /// <summary>The program itself, whatever its settings.</summary>
    public static readonly string Build = Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId.ToString("N", CultureInfo.InvariantCulture);

    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{Version}-{Day:yyyyMMdd}-{Program}");

    /// <summary>As the value of an ETag.</summary>
    public string Tag { get; } = string.Create(CultureInfo.InvariantCulture, $"W/\"{Version}-{Day:yyyyMMdd}-{Program}\"");
}

/// <summary>
/// Stands before the output cache: says which state of the site a public page shows, answers 304 without rendering or
/// looking anything up, and brings Accept-Encoding down to the three forms worth keeping.
/// </summary>
/// <remarks>
/// While the database is away, cached pages are served as they were when it last answered, day included, for ten minutes
/// from then; nothing is rendered. A page that this node has published over is not served at all.
/// </remarks>
public sealed class PublicPages(RequestDelegate next, ContentVersion contentVersion, IOptions<PledgeTrackerOptions> options, NewsroomCalendar calendar, TimeProvider clock)
{
    private static readonly TimeSpan StaleAtMost = TimeSpan.FromMinutes(10);

    private readonly string _program = ShownSettings.TagOf(options.Value, SiteState.Build);
    private SiteState? _state;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint() is not { } endpoint || endpoint.Metadata.GetMetadata<PublicPageAttribute>() is null
            || !(HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)))
        {
            await next(context);
            return;
        }

        var look = await contentVersion.LookAsync(context.RequestAborted);
        if (look.Fault is { } fault)
        {
            if (look.Known is not { } last || clock.GetElapsedTime(last.At) > StaleAtMost)
            {
                throw new DatabaseAwayException(fault);
            }

            MarkStale(context.Response, last.At);

            // A page that is not in the cache cannot be rendered now.
            context.SetEndpoint(new Endpoint(_ => throw new DatabaseAwayException(fault), endpoint.Metadata, endpoint.DisplayName));
        }

        var state = StateOf(look.Known!.Version, look.Fault is null ? calendar.Today : look.Known.Day);
        context.Items[PublicPageAttribute.State] = state;
        context.Request.Headers.AcceptEncoding = Encoding(context.Request.Headers.AcceptEncoding);
        if (Has(context.Request.Headers.IfNoneMatch, state.Tag) && OtherKeys.In(context) is null)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            Describe(context.Response, state.Tag);
            return;
        }

        context.Response.OnStarting(DescribePage, context);
        await next(context);
    }

    // One object for all requests, until something is published or the day ends.
    private SiteState StateOf(long version, DateOnly day)
    {
        var known = _state;
        return known is not null && known.Version == version && known.Day == day ? known : _state = new SiteState(version, day, _program);
    }

    // A cache that is cut off from its origin may serve stale answers (RFC 9111, 4.2.4). The Warning header for it was
    // removed by the same RFC (5.5); instead, a negative ttl in Cache-Status says by how many seconds (RFC 9211, 2.5).
    private void MarkStale(HttpResponse response, long at) => response.Headers["Cache-Status"] =
        string.Create(CultureInfo.InvariantCulture, $"PledgeTracker; hit; ttl={Math.Floor((ContentVersion.Fresh - clock.GetElapsedTime(at)).TotalSeconds):0}; detail=database-away");

    private static Task DescribePage(object of)
    {
        var context = (HttpContext)of;

        // A 304 by the date, which the cache gives, says what the page itself would have said (RFC 9110, 15.4.5).
        if (context.Response.StatusCode is StatusCodes.Status200OK or StatusCodes.Status304NotModified)
        {
            Describe(context.Response, ((SiteState)context.Items[PublicPageAttribute.State]!).Tag);
        }

        return Task.CompletedTask;
    }

    private static void Describe(HttpResponse response, string tag)
    {
        response.Headers.ETag = tag;

        // Browsers keep it but ask each time: asking costs only a 304, and a correction is seen at once.
        response.Headers.CacheControl = "public, no-cache";
        response.Headers.Vary = Twins.HasTwins(response.HttpContext.Request.Path) ? "Accept, Accept-Encoding" : HeaderNames.AcceptEncoding;
    }

    private static bool Has(StringValues tags, string tag)
    {
        foreach (var line in tags)
        {
            // With or without W/, since If-None-Match compares weakly. "*" asks whether anything exists at all, which is
            // not known here.
            if (line is not null && line.Contains(tag[2..], StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private const string Brotli = "br", Gzip = "gzip";

    private static bool Names(ReadOnlySpan<char> line, ReadOnlySpan<char> encoding)
    {
        foreach (var name in line.Split(','))
        {
            if (line[name].Trim().Equals(encoding, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static StringValues Encoding(StringValues accepted)
    {
        // What browsers send names no weights, and needs no list to be made of it.
        if (accepted.Count == 1 && accepted[0] is { } line && !line.Contains(';', StringComparison.Ordinal))
        {
            return Names(line, Brotli) ? Brotli : Names(line, Gzip) ? Gzip : StringValues.Empty;
        }

        if (StringWithQualityHeaderValue.TryParseList(accepted, out var encodings))
        {
            foreach (var wanted in (ReadOnlySpan<string>)[Brotli, Gzip])
            {
                if (encodings.Any(e => e.Value.Equals(wanted, StringComparison.OrdinalIgnoreCase) && e.Quality is not <= 0))
                {
                    return wanted;
                }
            }
        }

        return StringValues.Empty;
    }
}
