using System.Reflection;

namespace PledgeTracker.Web.Http;

/// <summary>
/// Marks a public page of the site, on its model or, where it has none, on the page. The menu, the sitemap, the page's
/// other forms and the addresses that tests visit are made from it; a test fails on a public page without one.
/// </summary>
/// <param name="address">Its address, with a name in braces for a part that varies: <c>/pledges/{slug}</c>.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SitePageAttribute(string address) : Attribute
{
    public string Address => address;

    /// <summary>Its place in the menu, from 1; 0 where it has none.</summary>
    public int Menu { get; init; }

    /// <summary>What the menu calls it, in English.</summary>
    public string Name { get; init; } = "";

    /// <summary>The endings of its other forms, see <see cref="Twin"/>.</summary>
    public string[] Twins { get; init; } = [];

    /// <summary>Whether the page is in the sitemap. A page with many addresses is listed by the code that knows them.</summary>
    public bool IsInSitemap { get; init; } = true;

    /// <summary>Whether it changes with every publication.</summary>
    public bool ShowsPledges { get; init; } = true;

    /// <summary>Addresses of the page for tests, from the starter pledges; none where the address itself will do.</summary>
    public string[] Examples { get; init; } = [];

    /// <summary>Whether it has one address only.</summary>
    public bool IsAlone => !address.Contains('{', StringComparison.Ordinal);

    /// <summary>Whether a path is an address of it. A name in an address has no dot, which begins the ending of another form.</summary>
    public bool Has(ReadOnlySpan<char> path)
    {
        var wanted = address.AsSpan().Split('/');
        foreach (var range in path.Split('/'))
        {
            var part = path[range];
            if (!wanted.MoveNext() || !(address.AsSpan()[wanted.Current] is ['{', ..] ? !part.IsEmpty && !part.Contains('.') : part.SequenceEqual(address.AsSpan()[wanted.Current])))
            {
                return false;
            }
        }

        return !wanted.MoveNext() || address.AsSpan()[wanted.Current].EndsWith("?}");
    }
}

/// <summary>The public pages of the site.</summary>
public static class SitePages
{
    /// <summary>All of them: home, then the menu in its order, then the others.</summary>
    public static readonly IReadOnlyList<SitePageAttribute> All =
        [.. typeof(SitePages).Assembly.GetTypes().Select(type => type.GetCustomAttribute<SitePageAttribute>()).OfType<SitePageAttribute>()
            .OrderBy(page => page.Address != "/").ThenBy(page => page.Menu == 0).ThenBy(page => page.Menu).ThenBy(page => page.Address, StringComparer.Ordinal)];

    /// <summary>The menu, in its order.</summary>
    public static IEnumerable<SitePageAttribute> Menu => All.Where(page => page.Menu > 0);

    /// <summary>An address for every page, from the starter pledges where it needs one.</summary>
    public static IEnumerable<string> Examples => All.SelectMany(page => page.Examples is { Length: > 0 } some ? some : [page.Address]);
}
