using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Caching;
using PledgeTracker.Web.Companies;
using PledgeTracker.Web.Operations;
using PledgeTracker.Web.Pages.Shared;
using PledgeTracker.Web.Pledges;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Pages.Pledges;

[PublicPage(PledgeFilter.VerdictKey, PledgeFilter.CompanyKey, PledgeFilter.SortKey, PledgeFilter.PageKey)]
public sealed class IndexModel(PledgeListing listing, CompanyListing companies, SiteAddress site, TimeProvider clock) : PageModel
{
    public DateOnly Today { get; } = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    public PledgeFilter Filter { get; private set; } = null!;

    public PledgePage Found { get; private set; } = null!;

    /// <summary>How many pledges each verdict has, within the company chosen.</summary>
    public IReadOnlyDictionary<VerdictKind, int> Verdicts { get; private set; } = null!;

    public Company? Company { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!PledgeFilter.TryRead(Request.Query, out var filter, out var problem))
        {
            return this.NotUnderstood(problem);
        }

        Filter = filter;
        if (filter.Company is not null)
        {
            Company = await companies.FindAsync(filter.Company, cancel);
            if (Company is null)
            {
                return this.NothingThere($"There is no company at the address “{PledgeFilter.Shorten(filter.Company)}”.");
            }
        }

        Found = await listing.PageAsync(filter, cancel);
        if (filter.PageNumber > Found.PageCount)
        {
            return this.NothingThere($"This list has {Wording.Count(Found.PageCount, "page", "pages")}; there is no page {Wording.Number(filter.PageNumber)}.");
        }

        Verdicts = await listing.VerdictsAsync(filter.Company, cancel);
        var title = Company is null ? "Pledges" : $"Pledges of {Company.Name}";
        if (filter.Verdicts.Count > 0)
        {
            title += ": " + string.Join(", ", filter.Verdicts.Select(Code.Words));
        }

        if (Found.PageCount > 1)
        {
            title += $" (page {filter.PageNumber} of {Found.PageCount})";
        }

        new Head(title, $"{Wording.Count(Found.Total, "job pledge", "job pledges")}, with what was counted against what was promised.",
            "/pledges" + filter.ToQuery(), "/pledges")
        { StructuredData = OpenData.StructuredData.OfList(site.Of(""), "Pledges", "/pledges") }.On(this);
        return Page();
    }

    /// <summary>The address of this list with another verdict, company or order; it begins at page 1 again.</summary>
    public string Address(Func<PledgeFilter, PledgeFilter> change) => "/pledges" + change(Filter with { PageNumber = 1 }).ToQuery();

    /// <summary>The address of another page of this list.</summary>
    public string PageAddress(int page) => "/pledges" + (Filter with { PageNumber = page }).ToQuery();
}
