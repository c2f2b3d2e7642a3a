using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace PledgeTracker.Web.Http;

/// <summary>What goes into the head of a page.</summary>
/// <param name="Title">Without the site's name, which the layout adds.</param>
/// <param name="Description">One sentence for search engines and previews.</param>
/// <param name="Canonical">The one address of this state, as path and query; null for a page without one.</param>
/// <param name="Section">The entry of the site's menu the page stands under.</param>
public sealed record Head(string Title, string Description, string? Canonical, string Section = "")
{
    /// <summary>The path of the site's picture beside a link, and the end of that of a pledge's. It has words, and so each language has its own.</summary>
    public const string SiteImage = "/card.png";

    private const string Key = "Head";

    /// <summary>Whether search engines are to leave the page alone: it shows a past state or an error.</summary>
    public bool NoIndex { get; init; }

    /// <summary>Whether the page holds a chart or bar.</summary>
    public bool HasCharts { get; init; } = true;

    /// <summary>What the page says of itself to machines, as JSON-LD.</summary>
    public string? StructuredData { get; init; }

    /// <summary>Path and query of the picture beside a link to the page, without the prefix of the language.</summary>
    public string Image { get; init; } = SiteImage;

    /// <summary>The query of the page's other forms.</summary>
    public string TwinQuery { get; init; } = "";

    /// <summary>
    /// The query of its feeds and calendar, without the day to look back to: what is published and due does not depend on
    /// it.
    /// </summary>
    public string FeedQuery { get; init; } = "";

    /// <summary>The address of exactly this page, even for a past state, which has no canonical address of its own.</summary>
    public string? Self => Canonical is null || Canonical.Contains('?', StringComparison.Ordinal) ? Canonical : Canonical + TwinQuery;

    /// <summary>What the reader searched for.</summary>
    public string? Search { get; init; }

    /// <summary>When the content changed last, UTC.</summary>
    public DateTime? Modified { get; init; }

    /// <summary>Whether the page can be embedded through oEmbed.</summary>
    public bool IsEmbeddable { get; init; }

    /// <summary>The page's other forms, each with its address.</summary>
    public IEnumerable<(Twin Twin, string Address)> Twins()
    {
        if (Canonical is null)
        {
            return [];
        }

        var at = Canonical.IndexOf('?', StringComparison.Ordinal);
        var path = at < 0 ? Canonical : Canonical[..at];

        return Http.Twins.Of(path).Select(twin => (twin, path + twin.Ending + (twin == Twin.Atom || twin == Twin.JsonFeed || twin == Twin.Calendar ? FeedQuery : TwinQuery)));
    }

    public static Head Of(ViewDataDictionary viewData) =>
        viewData[Key] as Head ?? new Head(viewData["Title"] as string ?? "PledgeTracker", "", null) { NoIndex = true };

    public void On(PageModel page) => page.ViewData[Key] = this;
}
