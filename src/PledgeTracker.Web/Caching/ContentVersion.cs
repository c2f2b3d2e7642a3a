using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Caching;

/// <summary>
/// The number that every publication moves, as this node knows it: read from the database at most once a second, so that
/// several nodes agree within a second without talking to each other.
/// </summary>
public sealed class ContentVersion(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _reading = new(1, 1);
    private Known? _known;

    /// <summary>The current version.</summary>
    public ValueTask<long> GetAsync(CancellationToken cancel = default) =>
        _known is { } known && clock.GetElapsedTime(known.At) < Fresh ? new(known.Version) : new(ReadAsync(cancel));

    /// <summary>Forgets what was read, so that this node shows its own publication at once.</summary>
    public void Forget() => _known = null;

    public void Dispose() => _reading.Dispose();

    private async Task<long> ReadAsync(CancellationToken cancel)
    {
        await _reading.WaitAsync(cancel);
        try
        {
            if (_known is { } known && clock.GetElapsedTime(known.At) < Fresh)
            {
                return known.Version;
            }

            var at = clock.GetTimestamp();
            await using var scope = scopes.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
            var version = await context.Site.Select(s => s.ContentVersion).SingleOrDefaultAsync(cancel);
            _known = new Known(version, at);
            return version;
        }
        finally
        {
            _reading.Release();
        }
    }

    private sealed record Known(long Version, long At);
}
