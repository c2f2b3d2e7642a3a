using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom.Words;

/// <summary>
/// The words that pledges share, with the state of their drafts: metrics, tags, and the sectors of companies.
/// </summary>
public sealed class IndexModel(PledgeTrackerDbContext context, Drafts drafts) : PageModel
{
    private const int MostInWork = 100;

    public IReadOnlyList<Metric> Metrics { get; private set; } = [];

    /// <summary>New metrics that readers do not see yet.</summary>
    public IReadOnlyList<DraftLine> NewMetrics { get; private set; } = [];

    public IReadOnlyList<(string Tag, int Pledges)> Tags { get; private set; } = [];

    public IReadOnlyList<(string Sector, int Companies)> Sectors { get; private set; } = [];

    private readonly Dictionary<DocumentKind, Dictionary<string, WorkState>> _inWork = [];

    /// <summary>The state of a draft in work; null where there is none.</summary>
    public WorkState? StateOf(DocumentKind kind, string key) => _inWork[kind].TryGetValue(key, out var state) ? state : null;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        new Head("Words", "", null, "/newsroom/words") { NoIndex = true, HasCharts = false }.On(this);
        Metrics = await context.Metrics.AsNoTracking().OrderBy(m => m.Label).ToListAsync(cancel);
        Tags = (await context.Tags.AsNoTracking().GroupBy(t => t.Tag).Select(g => new { Tag = g.Key, Count = g.Count() }).OrderBy(t => t.Tag).ToListAsync(cancel)).ConvertAll(t => (t.Tag, t.Count));
        Sectors = (await context.Companies.AsNoTracking().Where(c => c.Sector != null).GroupBy(c => c.Sector!).Select(g => new { Sector = g.Key, Count = g.Count() }).OrderBy(s => s.Sector).ToListAsync(cancel))
            .ConvertAll(s => (s.Sector, s.Count));
        foreach (var kind in new[] { DocumentKind.Metric, DocumentKind.Tag, DocumentKind.Sector })
        {
            _inWork[kind] = await drafts.InWorkAsync(kind, cancel);
        }

        NewMetrics = [.. (await drafts.ListAsync(DocumentKind.Metric, new(), 1, MostInWork, cancel)).Where(l => Metrics.All(m => m.Code != l.Key))];
    }
}
