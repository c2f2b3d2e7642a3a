using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace PledgeTracker.Web.Pages.Shared;

/// <summary>What a page says of itself in its head.</summary>
/// <param name="Title">Without the site's name, which the layout adds.</param>
/// <param name="Description">One sentence for search engines and previews.</param>
/// <param name="Canonical">The one address of this state, as path and query; null for a page without one.</param>
/// <param name="Section">The entry of the site's menu the page stands under.</param>
public sealed record Head(string Title, string Description, string? Canonical, string Section = "")
{
    private const string Key = "Head";

    /// <summary>Whether search engines are to leave the page alone: it shows a past state or an error.</summary>
    public bool NoIndex { get; init; }

    /// <summary>Whether the page holds a chart or bar.</summary>
    public bool HasCharts { get; init; } = true;

    public static Head Of(ViewDataDictionary viewData) =>
        viewData[Key] as Head ?? new Head(viewData["Title"] as string ?? "PledgeTracker", "", null) { NoIndex = true };

    public void On(PageModel page) => page.ViewData[Key] = this;
}
