using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Reading;

/// <summary>Keeps the <see cref="PledgeIndex"/> of the newest content version, read when it is first asked for.</summary>
public sealed class PledgeIndexes(IServiceScopeFactory scopes, ContentVersion version, NewsroomCalendar? calendar = null, ClaimIndexes? claims = null) : IDisposable
{
    // How many indexes of past days are kept: as many as a reader steps through.
    private const int MostDays = 6;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly List<PledgeIndex> _days = [];
    private PledgeIndex? _index;

    /// <summary>The index of what is published now, as known on a day; null for today.</summary>
    public ValueTask<PledgeIndex> GetAsync(DateOnly? on, CancellationToken cancel) => on is { } day ? new(OfDayAsync(day, cancel)) : GetAsync(cancel);

    private async Task<PledgeIndex> OfDayAsync(DateOnly day, CancellationToken cancel)
    {
        var wanted = await version.GetAsync(cancel);
        await _reading.WaitAsync(cancel);
        try
        {
            _days.RemoveAll(d => d.Version < wanted);
            if (_days.Find(d => d.On == day) is { } known)
            {
                return known;
            }

            await using var scope = scopes.CreateAsyncScope();
            var index = await PledgeIndex.ReadAsync(scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>(), day, cancel, calendar, claims is null ? null : await claims.GetAsync(cancel));
            _days.Insert(0, index);
            _days.RemoveRange(Math.Min(MostDays, _days.Count), Math.Max(0, _days.Count - MostDays));
            return index;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>The index of what is published now.</summary>
    public async ValueTask<PledgeIndex> GetAsync(CancellationToken cancel)
    {
        var wanted = await version.GetAsync(cancel);
        if (_index is { } known && known.Version >= wanted)
        {
            return known;
        }

        await _reading.WaitAsync(cancel);
        try
        {
            if (_index is null || _index.Version < wanted)
            {
                await using var scope = scopes.CreateAsyncScope();
                _index = await PledgeIndex.ReadAsync(scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>(), on: null, cancel, calendar, claims is null ? null : await claims.GetAsync(cancel));
            }

            return _index;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();
}
