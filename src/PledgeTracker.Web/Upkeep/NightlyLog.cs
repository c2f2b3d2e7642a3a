using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Upkeep;

/// <summary>
/// How many pledges must be on the site by the night before and the lines that the newsroom's log has since. It knows nothing of rows that went, so it
/// finds what no document says any more: a pledge that was deleted with its document.
/// </summary>
public sealed class NightlyLog(PledgeTrackerDbContext context)
{
    // As many documents as one statement names.
    private const int AtOnce = 500;

    private static readonly IReadOnlyList<LogAction> Moves = [LogAction.Published, LogAction.Unpublished, LogAction.PublicationUndone];

    /// <summary>How many there must be.</summary>
    /// <param name="today">The day that is counted.</param>
    /// <param name="line">The log's last line.</param>
    /// <param name="cancel">Ends the queries.</param>
    /// <returns>The number; null in the first night, and after one since which the starter pledges were loaded, of which the log has no lines.</returns>
    public async Task<long?> ExpectedAsync(DateOnly today, int line, CancellationToken cancel)
    {
        var rows = context.NightlyCounts.AsNoTracking();
        if (await rows.Where(c => c.Day < today).OrderByDescending(c => c.Day).Select(c => (DateOnly?)c.Day).FirstOrDefaultAsync(cancel) is not { } night
            || await rows.FirstOrDefaultAsync(c => c.Day == night && c.Name == NightlyCounts.LastLine, cancel) is not { } known
            || await rows.FirstOrDefaultAsync(c => c.Day == night && c.Name == "pledges", cancel) is not { } before
            || await context.Site.AnyAsync(s => s.StarterDataLoadedAt > before.At, cancel))
        {
            return null;
        }

        var moved = await context.Log.AsNoTracking().Where(l => l.Id > known.Count && l.Id <= line && l.DocumentId != null && Moves.Contains(l.Action)).Select(l => l.DocumentId!.Value).Distinct().ToListAsync(cancel);
        var number = before.Count;
        foreach (var some in moved.Chunk(AtOnce))
        {
            number += await ChangeAsync(some, (int)known.Count, before.At, cancel);
        }

        return number;
    }

    // What the log says was published or taken off is held against what it was in that night: as many updates as there were change nothing.
    private async Task<int> ChangeAsync(int[] documents, int line, DateTime night, CancellationToken cancel)
    {
        var now = await context.Documents.AsNoTracking().Where(d => documents.Contains(d.Id) && d.Kind == DocumentKind.Pledge)
            .Select(d => new { d.Id, IsOn = d.PublishedRevisionId != null, WasPublished = d.Revisions.Any(r => r.PublishedAt <= night) }).ToListAsync(cancel);
        var last = await context.Log.AsNoTracking().Where(l => l.DocumentId != null && documents.Contains(l.DocumentId.Value) && l.Id <= line && Moves.Contains(l.Action))
            .GroupBy(l => l.DocumentId!.Value).Select(g => g.Max(l => l.Id)).ToListAsync(cancel);
        var off = await context.Log.AsNoTracking().Where(l => last.Contains(l.Id) && l.Action == LogAction.Unpublished).Select(l => l.DocumentId!.Value).ToHashSetAsync(cancel);
        return now.Sum(d => (d.IsOn ? 1 : 0) - (d.WasPublished && !off.Contains(d.Id) ? 1 : 0));
    }
}
