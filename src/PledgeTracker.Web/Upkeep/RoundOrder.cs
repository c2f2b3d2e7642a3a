using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Web.Upkeep;

/// <summary>
/// The order of the checking round, in memory: no index answers "looked at longest ago", and reading every summary for each look-up would make the
/// round slow where there are many pledges. It is read once, and afterwards only what was published since, which an index of the revisions finds.
/// </summary>
public sealed class RoundOrder(IServiceScopeFactory scopes, ContentVersion version, TimeProvider clock) : IDisposable
{
    // A publication is dated before it is committed, and the clocks of several nodes are not one.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    // With more changes than this all of it is read anew, as after an import.
    private const int MostChanges = 2_000;

    // How long until all of it is read anew, whatever is known of changes.
    private static readonly TimeSpan Whole = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly Dictionary<int, RoundPlace> _known = [];
    private RoundPlace[] _sorted = [];
    private long _version = -1;
    private DateTime _readAt = DateTime.UnixEpoch, _wholeAt = DateTime.UnixEpoch;

    /// <summary>Every published pledge, in the order of the round.</summary>
    public async ValueTask<IReadOnlyList<RoundPlace>> GetAsync(CancellationToken cancel)
    {
        var wanted = await version.GetAsync(cancel);
        await _reading.WaitAsync(cancel);
        try
        {
            if (_version < wanted)
            {
                await using var scope = scopes.CreateAsyncScope();
                await ReadAsync(scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>(), cancel);
                (_version, _sorted) = (wanted, [.. _known.Values.Order(RoundPlace.Order)]);
            }

            return _sorted;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task ReadAsync(PledgeTrackerDbContext context, CancellationToken cancel)
    {
        var at = clock.GetUtcNow().UtcDateTime;
        var since = _readAt - Overlap;
        var changed = _version < 0 || at - _wholeAt > Whole ? null : await context.Revisions.Where(r => r.PublishedAt >= since).Select(r => r.DocumentId).Distinct().Take(MostChanges + 1).ToListAsync(cancel);
        if (changed?.Count <= MostChanges)
        {
            foreach (var some in changed.Chunk(500))
            {
                await TakeAsync(context.Summaries.Where(s => some.Contains(s.PledgeId)), cancel);
            }
        }

        // What was taken off the site leaves no publication behind: then there are fewer than are known.
        if (changed is null || changed.Count > MostChanges || await context.Summaries.CountAsync(cancel) != _known.Count)
        {
            _known.Clear();
            await TakeAsync(context.Summaries.TagWith(PledgeIndex.ReadTag), cancel);
            _wholeAt = at;
        }

        _readAt = at;
    }

    private async Task TakeAsync(IQueryable<PledgeSummary> summaries, CancellationToken cancel)
    {
        await foreach (var row in summaries.AsNoTracking().Select(s => new { s.PledgeId, s.LastChecked, s.Verdict }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            _known[row.PledgeId] = new RoundPlace(PledgeListing.Final.Contains(row.Verdict), row.LastChecked, row.PledgeId);
        }
    }
}
