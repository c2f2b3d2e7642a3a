using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Http;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages;

/// <summary>What happens to mistakes, as the program makes sure of it.</summary>
[PublicPage]
[SitePage("/corrections-policy", Name = "Corrections policy", ShowsPledges = false)]
public sealed class CorrectionsPolicyModel(SiteAddress site) : PageModel
{
    public void OnGet() => new Head(
        T("Corrections policy"), T("How mistakes are corrected, marked and kept in the history."), "/corrections-policy")
    { HasCharts = false, StructuredData = OpenData.StructuredData.OfList(site.Of(""), "Corrections policy", "/corrections-policy") }.On(this);
}
