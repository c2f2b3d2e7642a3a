using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Claims;

/// <summary>Everybody who claims a total of companies’ pledges, the lists behind the numbers, and who checked them.</summary>
[PublicPage]
[SitePage("/claims", Menu = 4, Name = "Claims", Twins = [".csv", ".json"])]
public sealed class IndexModel(ClaimIndexes indexes, SiteAddress site) : PageModel
{
    public ClaimIndex Found { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Found = await indexes.GetAsync(cancel);
        new Head(T("Claimed totals"), T("Who claims a total of companies’ pledges, what list it is based on, and what checks found."), "/claims", "/claims") { HasCharts = false, StructuredData = OpenData.StructuredData.OfList(site.Of(""), "Claims", "/claims") }.On(this);
    }

    /// <summary>The newest claim of a claimant; of several on one day, one with a number.</summary>
    public static Claim Newest(Claimant claimant) => claimant.Claims.OrderBy(c => c.Date.Latest).ThenBy(c => c.Date.Earliest).ThenBy(c => c.Quantity is not null).Last();

    /// <summary>How many entries of a list are copied here, in a few words.</summary>
    public static string Copied(ClaimList list) => list.Items.Count == 0 ? T("entries not copied here")
        : list.Collected == ItemsCollected.All ? Plural(list.Items.Count, "{0} entry copied here: all of it", "{0} entries copied here: all of them")
        : Plural(list.Items.Count, "{0} entry copied here", "{0} entries copied here");
}
