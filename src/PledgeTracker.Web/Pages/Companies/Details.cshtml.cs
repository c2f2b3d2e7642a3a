using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Caching;
using PledgeTracker.Web.Companies;
using PledgeTracker.Web.Operations;
using PledgeTracker.Web.Pages.Shared;
using PledgeTracker.Web.Pledges;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Pages.Companies;

[PublicPage]
public sealed class DetailsModel(CompanyListing companies, PledgeListing listing, SiteAddress site, TimeProvider clock) : PageModel
{
    /// <summary>How many pledges stand on the page; the list of pledges has the rest.</summary>
    public const int Shown = 100;

    public DateOnly Today { get; } = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public Company Company { get; private set; } = null!;

    public CompanyRecord Record { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (await companies.FindAsync(slug, cancel) is not { } company)
        {
            return await companies.MovedAsync(slug, cancel) is { } now
                ? RedirectPermanent("/companies/" + now)
                : this.NothingThere($"There is no company at the address “{PledgeFilter.Shorten(slug)}”.");
        }

        Company = company;
        Record = await listing.OfCompanyAsync(slug, Shown, cancel);
        new Head($"{company.Name}: job pledges",
            $"{Wording.Count(Record.Total, "job pledge", "job pledges")} of {company.Name}, with what was counted and the verdicts.",
            $"/companies/{company.Slug}", "/companies")
        { StructuredData = OpenData.StructuredData.OfCompany(company, site.Of("")) }.On(this);
        return Page();
    }
}
