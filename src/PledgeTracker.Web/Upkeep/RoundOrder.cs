using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Web.Upkeep;

/// <summary>
/// The order of the checking round, in memory: no index answers "looked at longest ago", and reading every summary for each look-up would make the
/// round slow where there are many pledges. It is read once, and afterwards only what was published or taken off since.
/// </summary>
public sealed class RoundOrder(IServiceScopeFactory scopes, ContentVersion version) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly Dictionary<int, RoundPlace> _known = [];
    private RoundPlace[] _sorted = [];
    private long _version = -1;

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
                await ReadAsync(scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>(), wanted, cancel);
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

    private async Task ReadAsync(PledgeTrackerDbContext context, long wanted, CancellationToken cancel)
    {
        if (_version >= 0 && await ContentMoves.SinceAsync(context, _version, wanted, cancel) is { } moved)
        {
            int[] pledges = [.. moved.Where(m => m.Kind == DocumentKind.Pledge).Select(m => m.Id)];
            foreach (var id in pledges)
            {
                _known.Remove(id);
            }

            await TakeAsync(context.Summaries.Where(s => pledges.Contains(s.PledgeId)), cancel);
            return;
        }

        _known.Clear();
        await TakeAsync(context.Summaries.TagWith(PledgeIndex.ReadTag), cancel);
    }

    private async Task TakeAsync(IQueryable<PledgeSummary> summaries, CancellationToken cancel)
    {
        await foreach (var row in summaries.AsNoTracking().Select(s => new { s.PledgeId, s.LastChecked, s.Verdict }).AsAsyncEnumerable().WithCancellation(cancel))
        {
            _known[row.PledgeId] = new RoundPlace(PledgeListing.Final.Contains(row.Verdict), row.LastChecked, row.PledgeId);
        }
    }
}
