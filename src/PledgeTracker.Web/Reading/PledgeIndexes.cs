using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Reading;

/// <summary>
/// Keeps the <see cref="PledgeIndex"/> of the newest content version: read whole when it is first asked for, and after that with each
/// change taken in. Beside it, the indexes of the days that were looked back to last.
/// </summary>
public sealed class PledgeIndexes(IServiceScopeFactory scopes, ContentVersion version, NewsroomCalendar? calendar = null, ClaimIndexes? claims = null) : IDisposable
{
    // How many indexes of past days are kept: as many as a reader compares.
    private const int MostDays = 4;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly List<PledgeIndex> _days = [];
    private PledgeIndex? _index;

    /// <summary>The index of what is published now, as known on a day; null for today.</summary>
    public ValueTask<PledgeIndex> GetAsync(DateOnly? on, CancellationToken cancel) => on is { } day ? new(OfDayAsync(day, cancel)) : GetAsync(cancel);

    private async Task<PledgeIndex> OfDayAsync(DateOnly day, CancellationToken cancel)
    {
        var now = await GetAsync(cancel);
        await _reading.WaitAsync(cancel);
        try
        {
            _days.RemoveAll(d => d.Version < now.Version);
            if (_days.Find(d => d.On == day) is { } known)
            {
                return known;
            }

            await using var scope = scopes.CreateAsyncScope();
            var index = await now.AsKnownOnAsync(scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>(), day, cancel);
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
                var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
                var knownClaims = claims is null ? null : await claims.GetKnownAsync(cancel);
                _index = (_index is null || knownClaims is null ? null : await _index.FollowAsync(context, knownClaims, calendar, cancel))
                    ?? await PledgeIndex.ReadAsync(context, cancel, calendar, knownClaims);
            }

            return _index;
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Reads what was known of each pledge from day to day, so that nobody waits for it who looks back first.</summary>
    public async Task ReadPastAsync(CancellationToken cancel)
    {
        var now = await GetAsync(cancel);
        await _reading.WaitAsync(cancel);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await now.PastAsync(scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>(), cancel);
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();
}

/// <summary>Reads the indexes beside the first answers of a start, so that readers seldom wait for them.</summary>
public sealed class IndexesAtStart(PledgeIndexes indexes, ILogger<IndexesAtStart> logger) : BackgroundWork(TimeProvider.System, logger)
{
    // The first answers come first: who asks for a list at once does not wait for this.
    private static readonly TimeSpan FirstAnswers = TimeSpan.FromSeconds(2);

    private bool _hasWaited;

    protected override string Failure => "The indexes of lists could not be read";

    protected override async Task<TimeSpan?> RoundAsync(CancellationToken cancel)
    {
        if (!_hasWaited)
        {
            _hasWaited = true;
            return FirstAnswers;
        }

        await indexes.ReadPastAsync(cancel);
        return null;
    }
}
