using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Reading;

/// <summary>
/// Keeps the <see cref="PledgeIndex"/> of the newest content version: read whole when it is first asked for, and after that with each
/// change taken in.
/// </summary>
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
            var known = _days.Find(d => d.On == day);
            if (known is not null && known.Version >= wanted)
            {
                return known;
            }

            var index = await NextAsync(known, day, cancel);
            _days.RemoveAll(d => d.On == day);
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
                _index = await NextAsync(_index, on: null, cancel);
            }

            return _index;
        }
        finally
        {
            _reading.Release();
        }
    }

    private async Task<PledgeIndex> NextAsync(PledgeIndex? known, DateOnly? on, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
        var knownClaims = claims is null ? null : await claims.GetKnownAsync(cancel);
        return (known is null || knownClaims is null ? null : await known.FollowAsync(context, knownClaims, calendar, cancel))
            ?? await PledgeIndex.ReadAsync(context, on, cancel, calendar, knownClaims);
    }

    public void Dispose() => _reading.Dispose();
}
