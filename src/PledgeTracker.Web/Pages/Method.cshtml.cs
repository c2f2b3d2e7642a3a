using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages;

[PublicPage]
[SitePage("/method", Menu = 7, Name = "Method", ShowsPledges = false)]
public sealed class MethodModel(PledgeTrackerDbContext context) : PageModel
{
    public IReadOnlyList<Metric> Metrics { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Metrics = await context.Metrics.AsNoTracking().OrderBy(m => m.Family).ThenBy(m => m.Label).ToListAsync(cancel);
        new Head(T("Method"), T("What the words on this site mean, how pace is computed and how verdicts are decided."), "/method", "/method") { HasCharts = false }.On(this);
    }
}
