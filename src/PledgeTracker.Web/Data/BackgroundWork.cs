namespace PledgeTracker.Web.Data;

/// <summary>
/// Work in the background, in rounds. A round that fails is logged and repeated after ever longer pauses; a failure ends
/// neither the program nor the work.
/// </summary>
public abstract partial class BackgroundWork(TimeProvider clock, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    protected TimeProvider Clock { get; } = clock;

    protected ILogger Log { get; } = logger;

    /// <summary>What could not be done when a round fails, for the log: "The data set could not be made".</summary>
    protected abstract string Failure { get; }

    /// <summary>One round.</summary>
    /// <returns>How long until the next; null where there is none for as long as the program runs.</returns>
    protected abstract Task<TimeSpan?> RoundAsync(CancellationToken cancel);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                if (await RoundAsync(stoppingToken) is not { } next)
                {
                    return;
                }

                (pause, failures) = (next, 0);
            }
            catch (Exception) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                pause = TimeSpan.FromTicks(Math.Min(FirstPause.Ticks << Math.Min(failures++, 10), LongestPause.Ticks));
                LogFailure(Log, StorageFaults.Of(e) is StorageFault.Busy ? LogLevel.Warning : LogLevel.Error, e, Failure, pause);
            }

            await Task.Delay(pause, Clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Message = "{What}; it is tried again in {Pause}.")]
    private static partial void LogFailure(ILogger logger, LogLevel level, Exception exception, string what, TimeSpan pause);
}
