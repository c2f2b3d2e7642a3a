using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Companies;

[PublicPage(PledgeFilter.PageKey)]
[SitePage("/companies", Menu = 2, Name = "Companies", Twins = [".csv", ".json"])]
public sealed class IndexModel(CompanyListing listing) : PageModel
{
    public CompanyPage Found { get; private set; } = null!;

    public int PageNumber { get; private set; } = 1;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var problem = "";
        if (!PledgeFilter.TryOne(Request.Query, PledgeFilter.PageKey, out var text, ref problem))
        {
            return this.NotUnderstood(problem);
        }

        var page = 1;
        if (text is not null && (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out page) || page is < 1 or > 1_000_000))
        {
            return this.NotUnderstood(F($"“{PledgeFilter.Shorten(text)}” is not a page number."));
        }

        PageNumber = page;
        Found = await listing.PageAsync(page, cancel);
        if (page > Found.PageCount)
        {
            return this.NothingThere(Plural(Found.PageCount, "This list has {0} page. There is no page {1}.", "This list has {0} pages. There is no page {1}.", Wording.Number(page)));
        }

        var title = Found.PageCount > 1 ? F($"Companies (page {page} of {Found.PageCount})") : T("Companies");
        new Head(title, Plural(Found.Total, "{0} company that promised jobs, with the verdicts on their pledges.", "{0} companies that promised jobs, with the verdicts on their pledges."),
            page > 1 ? $"/companies?page={page}" : "/companies", "/companies")
        { HasCharts = false }.On(this);
        return Page();
    }
}
