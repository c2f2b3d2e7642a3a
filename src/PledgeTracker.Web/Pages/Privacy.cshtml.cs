using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Http;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages;

/// <summary>What the program knows of readers, which is next to nothing.</summary>
[PublicPage]
[SitePage("/privacy", Name = "Privacy", ShowsPledges = false)]
public sealed class PrivacyModel(SiteAddress site) : PageModel
{
    public void OnGet() => new Head(
        T("Privacy"), T("What this site knows of its readers: no cookies, no accounts, no requests to other sites."), "/privacy")
    { HasCharts = false, StructuredData = OpenData.StructuredData.OfList(site.Of(""), "Privacy", "/privacy") }.On(this);
}
