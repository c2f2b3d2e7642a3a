using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Search;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Places;

/// <summary>What was promised and counted, by state and by country; <c>?q=ohio</c> leads to the page of the place of that name.</summary>
[PublicPage(PledgeFilter.SearchKey)]
[SitePage("/places", Menu = 3, Name = "Places")]
public sealed class IndexModel(PledgeIndexes indexes) : PageModel
{
    public IReadOnlyList<PlaceTotal> Countries { get; private set; } = [];

    public IReadOnlyList<PlaceTotal> States { get; private set; } = [];

    /// <summary>The kind of jobs that is added up.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The name of a place that the reader looks for; null where there is none.</summary>
    public string? Typed { get; private set; }

    /// <summary>The places whose names begin like it.</summary>
    public IReadOnlyList<PlaceTotal> Fitting { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        var problem = "";
        if (!PledgeFilter.TryOne(Request.Query, PledgeFilter.SearchKey, out var typed, ref problem))
        {
            return this.NotUnderstood(problem);
        }

        var index = await indexes.GetAsync(cancel);
        (Countries, States, Kind) = (index.Places(null), index.Places("US"), PlaceTable.KindOf(index));
        if (!string.IsNullOrWhiteSpace(typed))
        {
            Typed = SearchQuery.Limit(typed.Trim());
            Fitting = DetailsModel.Named(Typed, [.. States, .. Countries]);
            if (Fitting is [var one])
            {
                return OwnRedirect.To(Language.Current.Prefix + DetailsModel.AddressOf(one.Code), permanent: false);
            }
        }

        new Head(T("Places"), T("Jobs pledged and jobs counted, by U.S. state and by country."), "/places", "/places") { NoIndex = Typed is not null }.On(this);
        return Page();
    }
}

/// <summary>A table of places.</summary>
/// <param name="Totals">In their order.</param>
/// <param name="Caption">What the table shows.</param>
/// <param name="Kind">The kind of jobs that is added up, as it is called within a sentence.</param>
public sealed record PlaceTable(IReadOnlyList<PlaceTotal> Totals, string Caption, string Kind)
{
    /// <summary>The kind of jobs that an index adds up, within a sentence.</summary>
    public static string KindOf(PledgeIndex index) => T(index.MainKindLabel ?? "jobs");
}
