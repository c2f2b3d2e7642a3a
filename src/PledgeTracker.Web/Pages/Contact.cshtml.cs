using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Http;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages;

/// <summary>How to reach the newsroom.</summary>
[PublicPage]
[SitePage("/contact", Name = "Contact", ShowsPledges = false)]
public sealed class ContactModel(SiteAddress site) : PageModel
{
    public void OnGet() => new Head(
        T("Contact"), T("How to reach the newsroom, report a mistake, or answer as a company."), "/contact")
    { HasCharts = false, StructuredData = OpenData.StructuredData.OfList(site.Of(""), "Contact", "/contact") }.On(this);
}
