using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Http;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages;

/// <summary>How a pledge comes onto the site, as the program and its settings make sure of it.</summary>
[PublicPage]
[SitePage("/how-we-work", Name = "How we work", ShowsPledges = false)]
public sealed class HowWeWorkModel(SiteAddress site) : PageModel
{
    public void OnGet() => new Head(
        T("How we work"), T("How a pledge gets onto this site, who checks it, and who decides a verdict."), "/how-we-work")
    { HasCharts = false, StructuredData = OpenData.StructuredData.OfList(site.Of(""), "How we work", "/how-we-work") }.On(this);
}
