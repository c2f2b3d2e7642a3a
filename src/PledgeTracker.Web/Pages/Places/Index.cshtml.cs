using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Places;

/// <summary>What was promised and counted, by state and by country.</summary>
[PublicPage]
[SitePage("/places", Menu = 3, Name = "Places")]
public sealed class IndexModel(PledgeIndexes indexes) : PageModel
{
    public IReadOnlyList<PlaceTotal> Countries { get; private set; } = [];

    public IReadOnlyList<PlaceTotal> States { get; private set; } = [];

    /// <summary>The kind of jobs that is added up.</summary>
    public string Kind { get; private set; } = "";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        var index = await indexes.GetAsync(cancel);
        (Countries, States, Kind) = (index.Places(null), index.Places("US"), PlaceTable.KindOf(index));
        new Head(T("Places"), T("Jobs pledged and jobs counted, by U.S. state and by country."), "/places", "/places").On(this);
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
