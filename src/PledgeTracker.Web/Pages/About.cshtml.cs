using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Http;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages;

/// <summary>What the tracker is and who publishes it; masthead and funding where the settings have them.</summary>
[PublicPage]
[SitePage("/about", Name = "About this site", ShowsPledges = false)]
public sealed class AboutModel(SiteAddress site) : PageModel
{
    public void OnGet() => new Head(
        T("About this site"), T("Who publishes this tracker, what it is for, and who pays for it."), "/about")
    { HasCharts = false, StructuredData = OpenData.StructuredData.OfList(site.Of(""), "About this site", "/about") }.On(this);
}
