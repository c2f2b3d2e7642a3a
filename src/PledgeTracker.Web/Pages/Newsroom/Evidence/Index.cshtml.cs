using System.Globalization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Pages.Newsroom.Evidence;

/// <summary>All stored copies, the pledges that show them to readers, and whether the files are intact.</summary>
public sealed class IndexModel(PledgeTrackerDbContext context, EvidenceStore store, EvidenceChecks checks) : PageModel
{
    private const int PageSize = 50;

    /// <summary>One stored copy. <c>State</c> is the result of a check of the file; null where none was asked for.</summary>
    public sealed record Row(EvidenceFile File, IReadOnlyList<(string Slug, string Title)> Pledges, string? State);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int Count { get; private set; }

    public int Number { get; private set; } = 1;

    public int Pages => Math.Max(1, (Count + PageSize - 1) / PageSize);

    public async Task OnGetAsync(CancellationToken cancel)
    {
        new Head("Evidence", "", null, "/newsroom/evidence") { NoIndex = true, HasCharts = false }.On(this);
        Count = await context.Evidence.CountAsync(cancel);
        Number = int.TryParse(Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, Pages) : 1;
        var files = await context.Evidence.AsNoTracking().OrderByDescending(e => e.AddedAt).ThenBy(e => e.Sha256)
            .Skip((Number - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        var names = files.ConvertAll(f => f.Sha256);
        var shown = await (from evidence in context.PledgeEvidence
                           join summary in context.Summaries on evidence.PledgeId equals summary.PledgeId
                           where names.Contains(evidence.Sha256)
                           orderby summary.PledgeId
                           select new { evidence.Sha256, summary.Slug, summary.Title }).AsNoTracking().ToListAsync(cancel);
        var look = Request.Query.ContainsKey("look");
        var rows = new List<Row>();
        foreach (var file in files)
        {
            rows.Add(new Row(file, [.. shown.Where(s => s.Sha256 == file.Sha256).Select(s => (s.Slug, s.Title))], look ? await StateOfAsync(file, cancel) : null));
        }

        Rows = rows;
    }

    private async Task<string> StateOfAsync(EvidenceFile file, CancellationToken cancel)
    {
        var (content, state) = await checks.OpenAsync(file, store.PathOf(file.Sha256), cancel);
        if (content is not null)
        {
            await content.DisposeAsync();
        }

        return state switch
        {
            EvidenceState.Whole => "Unchanged",
            EvidenceState.Altered => "Damaged: the content has changed",
            _ => "Missing: the file is not in the data folder",
        };
    }
}
