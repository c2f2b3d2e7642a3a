using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Companies;

/// <summary>The companies that made a published pledge, sorted and narrowed as the address says.</summary>
[PublicCompanies]
[SitePage("/companies", Menu = 2, Name = "Companies", Twins = [".csv", ".json"], Examples = ["/companies", "/companies?verdict=missed&sort=jobs"])]
public sealed class IndexModel(CompanyIndexes companies, PledgeListing listing, NewsroomCalendar calendar) : PageModel
{
    public CompanyPage Found { get; private set; } = null!;

    public CompanyFilter Filter { get; private set; } = null!;

    /// <summary>The choices within each facet that the list is narrowed by.</summary>
    public IReadOnlyList<(Facet Facet, IReadOnlyList<(string Code, string Name)> Choices)> Choices { get; private set; } = [];

    private IReadOnlyDictionary<int, Quantity> Said { get; set; } = new Dictionary<int, Quantity>();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!CompanyFilter.TryRead(Request.Query, out var filter, out var problem))
        {
            return this.NotUnderstood(problem);
        }

        Filter = filter;
        var index = await companies.GetAsync(cancel);
        Found = index.Select(filter, calendar.Today);
        if (filter.Page > Found.PageCount)
        {
            return this.NothingThere(Plural(Found.PageCount, "This list has {0} page. There is no page {1}.", "This list has {0} pages. There is no page {1}.", Wording.Number(filter.Page)));
        }

        Choices = [.. CompanyFilter.Facets.Select(facet => (facet, index.Choices(facet, calendar.Today)))];
        Said = await listing.PromisedJobsAsync([.. Found.Rows.SelectMany(row => row.Sums).SelectMany(s => s.Sum.Added).Select(p => p.Id)], cancel);
        var title = Found.PageCount > 1 ? F($"Companies (page {filter.Page} of {Found.PageCount})") : T("Companies");
        new Head(title, Plural(Found.All, "{0} company that promised jobs, with the verdicts on their pledges.", "{0} companies that promised jobs, with the verdicts on their pledges."),
            "/companies" + filter.ToQuery(), "/companies")
        { HasCharts = false, NoIndex = !filter.IsEmpty }.On(this);
        return Page();
    }

    /// <summary>What a company promised in jobs of one kind, as firmly as it was said.</summary>
    public string Promised(JobsOfCompany jobs) => Wording.Quantity(jobs.Promised(Said), null);

    /// <summary>The address of the list in another order.</summary>
    public string By(CompanySort sort) => Here + "/companies" + Filter.By(sort).ToQuery();

    /// <summary>The heading of a column that the list can be sorted by.</summary>
    public IHtmlContent Heading(string name, CompanySort sort) => new HtmlString(
        $"<a href=\"{Markup.Encoder.Encode(By(sort))}\">{Markup.Encoder.Encode(name)}{(Filter.Sort != sort ? "" : IsDescending ? " <span aria-hidden=\"true\">▼</span>" : " <span aria-hidden=\"true\">▲</span>")}</a>");

    /// <summary>The state of a column for <c>aria-sort</c>; null for one that the list is not sorted by.</summary>
    public string? Sorted(CompanySort sort) => Filter.Sort != sort ? null : IsDescending ? "descending" : "ascending";

    /// <summary>How the list is sorted, for its caption.</summary>
    public string Order => (Filter.Sort, Filter.IsReversed) switch
    {
        (CompanySort.Name, false) => T("by name"),
        (CompanySort.Name, true) => T("by name, from the end"),
        (CompanySort.Sector, false) => T("by sector"),
        (CompanySort.Sector, true) => T("by sector, from the end"),
        (CompanySort.Pledges, false) => T("most pledges first"),
        (CompanySort.Pledges, true) => T("fewest pledges first"),
        (CompanySort.Jobs, false) => T("most jobs pledged first"),
        (CompanySort.Jobs, true) => T("fewest jobs pledged first"),
        (CompanySort.Counted, false) => T("most jobs counted first"),
        (CompanySort.Counted, true) => T("fewest jobs counted first"),
        (_, false) => T("most public money first, in U.S. dollars"),
        (_, true) => T("least public money first, in U.S. dollars"),
    };

    // Words run from A, numbers from the largest.
    private bool IsDescending => Filter.Sort is CompanySort.Name or CompanySort.Sector ? Filter.IsReversed : !Filter.IsReversed;
}

/// <summary>Marks the page as one that reads every key of a <see cref="CompanyFilter"/>, so the cache varies by all of them.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PublicCompaniesAttribute() : PublicPageAttribute(CompanyFilter.Keys);
