using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Data;

/// <summary>
/// The number that every publication raises, as this node knows it: read from the database at most once a second, so that
/// several nodes agree within a second without talking to each other.
/// </summary>
/// <remarks>
/// This is also how the program notices that the database is away. One look at a time runs in the background. While looks
/// fail, requests are answered at once with what was known last, instead of each waiting for a connection.
/// </remarks>
public sealed class ContentVersion(IServiceScopeFactory scopes, TimeProvider clock, NewsroomCalendar? calendar = null)
{
    /// <summary>How long what was read counts as current.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>How long a request waits for a look before it goes on with what was known last.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The same wait after a look has failed: long enough for a database that is back.</summary>
    private static readonly TimeSpan LittlePatience = TimeSpan.FromMilliseconds(250);

    /// <summary>A database that takes longer than this to read one number counts as away.</summary>
    private static readonly TimeSpan LongestLook = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private volatile KnownContent? _known;
    private volatile FailedLook? _failure;
    private Task? _looking;
    private int _forgotten;

    /// <summary>The current version.</summary>
    /// <exception cref="DatabaseAwayException">The database does not answer.</exception>
    public ValueTask<long> GetAsync(CancellationToken cancel = default) =>
        _known is { } known && clock.GetElapsedTime(known.At) < Fresh ? new(known.Version) : new(WaitForVersionAsync(cancel));

    /// <summary>
    /// What is known of the content, current if the database answers. A request waits one second for a slow database, and
    /// then makes do with what was known some seconds ago.
    /// </summary>
    public ValueTask<ContentLook> LookAsync(CancellationToken cancel = default) =>
        _known is { } known && clock.GetElapsedTime(known.At) < Fresh ? new(new ContentLook(known, true, null)) : new(WaitAsync(cancel));

    /// <summary>
    /// Forgets what was read, so that this node shows its own publication at once and never anything older again.
    /// </summary>
    public void Forget()
    {
        lock (_gate)
        {
            _forgotten++;
            _known = null;
        }
    }

    private async Task<long> WaitForVersionAsync(CancellationToken cancel)
    {
        while (true)
        {
            var look = await LookAsync(cancel);
            if (look.IsCurrent)
            {
                return look.Known!.Version;
            }

            if (look.Fault is not null)
            {
                throw new DatabaseAwayException(look.Fault);
            }
        }
    }

    private async Task<ContentLook> WaitAsync(CancellationToken cancel)
    {
        while (true)
        {
            Task? looking;
            lock (_gate)
            {
                if (_known is { } known && clock.GetElapsedTime(known.At) < Fresh)
                {
                    return new ContentLook(known, true, null);
                }

                if (_looking is null && (_failure is null || clock.GetElapsedTime(_failure.At) >= Fresh))
                {
                    // In the background: SQLite's driver blocks its caller.
                    _looking = Task.Run(ReadAsync, CancellationToken.None);
                }

                looking = _looking;
            }

            if (looking is null)
            {
                return new ContentLook(_known, false, _failure?.Exception);
            }

            try
            {
                await looking.WaitAsync(_failure is null ? Patience : LittlePatience, cancel);
            }
            catch (TimeoutException)
            {
                var (last, failure) = (_known, _failure);
                if (failure is not null || (last is not null && clock.GetElapsedTime(last.At) < Fresh + LongestLook))
                {
                    return new ContentLook(last, false, failure?.Exception);
                }
            }
        }
    }

    private async Task ReadAsync()
    {
        var (at, day) = (clock.GetTimestamp(), calendar?.Today ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var forgotten = Volatile.Read(ref _forgotten);
        try
        {
            using var limit = new CancellationTokenSource(LongestLook);
            await using var scope = scopes.CreateAsyncScope();
            var version = await scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>().Site.Select(s => s.ContentVersion).SingleOrDefaultAsync(limit.Token);
            lock (_gate)
            {
                _failure = null;
                _looking = null;

                // A look that began before this node published may have read the old state.
                _known = forgotten == _forgotten ? new KnownContent(version, at, day) : null;
            }
        }
        catch (Exception e)
        {
            lock (_gate)
            {
                _failure = new FailedLook(e is OperationCanceledException ? new TimeoutException("The database did not answer in time.", e) : e, clock.GetTimestamp());
                _looking = null;
            }
        }
    }

    private sealed record FailedLook(Exception Exception, long At);
}

/// <summary>The content as it was read.</summary>
/// <param name="Version">Its version.</param>
/// <param name="At">When, as a timestamp of the program's clock.</param>
/// <param name="Day">On which day of the newsroom.</param>
public sealed record KnownContent(long Version, long At, DateOnly Day);

/// <summary>What a look at the content brought.</summary>
/// <param name="Known">What was read last; null where nothing was read, or not since this node published.</param>
/// <param name="IsCurrent">Whether that is current.</param>
/// <param name="Fault">What prevented reading it now; null where nothing did, or the database is only slow.</param>
public readonly record struct ContentLook(KnownContent? Known, bool IsCurrent, Exception? Fault);

/// <summary>The database does not answer; the inner exception is its own.</summary>
public sealed class DatabaseAwayException(Exception cause) : Exception("The database does not answer.", cause);
