using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace PledgeTracker.Tests.Support;

/// <summary>The addresses that a running tracker answers to, each with the starter pledges in it, as its routes name them.</summary>
public static partial class PublicAddresses
{
    private static readonly (string Pattern, string Name)[] Names =
    [
        ("pledges/{slug", "alibaba-million-us-jobs-2017"), ("companies/{slug", "alibaba"), ("claims/{slug", "donald-trump"), ("lists/{slug", "us-white-house-2025"), ("checks/{slug", "propublica-2018"),
        ("places/{country", "us"), ("{documentName", "v1"),
    ];

    /// <summary>Those that answer GET and whose endpoint a test wants.</summary>
    /// <param name="app">The tracker.</param>
    /// <param name="wanted">Which.</param>
    public static IReadOnlyList<string> Of(TrackerApp app, Func<RouteEndpoint, bool> wanted) =>
    [
        .. app.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<IHttpMethodMetadata>() is not { } methods || methods.HttpMethods.Contains("GET"))
            .Where(wanted).Select(e => Filled("/" + e.RoutePattern.RawText!.Trim('/'), app.ClientOptions.BaseAddress)).Distinct().Order(StringComparer.Ordinal),
    ];

    private static string Filled(string pattern, Uri root)
    {
        foreach (var (begin, name) in Names)
        {
            pattern = Regex.Replace(pattern, Regex.Escape(begin) + "[^}]*}", begin[..begin.IndexOf('{', StringComparison.Ordinal)] + name);
        }

        // A page of the whole folder has its own name in the route too.
        var filled = Parts().Replace(pattern.Replace("/{part?}", "", StringComparison.Ordinal), "1");
        return filled switch
        {
            "/compare/embed" => filled + "?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017",
            "/oembed" => filled + "?url=" + Uri.EscapeDataString(new Uri(root, "/pledges/alibaba-million-us-jobs-2017").ToString()),
            _ => filled,
        };
    }

    [GeneratedRegex("{[^}]*}")]
    private static partial Regex Parts();
}
