using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Links;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Upkeep;

/// <summary>What keeps the record true.</summary>
public static class UpkeepServices
{
    public static void AddUpkeep(this IServiceCollection services)
    {
        services.AddSingleton<RoundOrder>();
        services.AddScoped<CheckingRound>();
        services.AddScoped<Keepers>();
        services.AddScoped<Reminders>();
        services.AddScoped<SourceComparison>();
        services.AddScoped<NightlyLog>();
        services.AddScoped<NightlyCounts>();
        services.AddScoped<UpkeepReport>();
        services.AddHostedService<ReminderWork>();
        services.AddHostedService<CountingWork>();
        services.AddHostedService<ComparingWork>();
    }
}

/// <summary>
/// Work that is done once on each of the newsroom's days, and again after a start, since what was done is known from what it left behind. The first time
/// is a while after the start: a tracker that is being upgraded is started more than once, and has other things to do first.
/// </summary>
public abstract class DailyWork(IOptions<PledgeTrackerOptions> options, TimeProvider clock, ILogger logger) : BackgroundWork(clock, logger)
{
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(10);

    private bool _hasRested;
    private DateOnly _done;

    /// <summary>The work of one day.</summary>
    protected abstract Task DoAsync(CancellationToken cancel);

    /// <inheritdoc/>
    protected sealed override async Task<TimeSpan?> RoundAsync(CancellationToken cancel)
    {
        var today = options.Value.DayAt(Clock.GetUtcNow());
        if (_hasRested && today != _done)
        {
            await DoAsync(cancel);
            _done = today;
        }

        _hasRested = true;
        return Rest;
    }
}

/// <summary>Reminds members once a day.</summary>
public sealed class ReminderWork(IServiceScopeFactory scopes, IOptions<PledgeTrackerOptions> options, TimeProvider clock, ILogger<ReminderWork> logger) : DailyWork(options, clock, logger)
{
    protected override string Failure => "Members could not be reminded";

    protected override async Task DoAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Reminders>().TellAsync(cancel);
    }
}

/// <summary>Counts once a night.</summary>
public sealed class CountingWork(IServiceScopeFactory scopes, IOptions<PledgeTrackerOptions> options, TimeProvider clock, ILogger<CountingWork> logger) : DailyWork(options, clock, logger)
{
    protected override string Failure => "The published rows could not be counted";

    protected override async Task DoAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NightlyCounts>().CountAsync(cancel);
    }
}

/// <summary>Compares sources with their copies, one at a time and slowly, if the newsroom switched it on.</summary>
public sealed class ComparingWork(IServiceScopeFactory scopes, IOptions<PledgeTrackerOptions> options, TimeProvider clock, ILogger<ComparingWork> logger) : BackgroundWork(clock, logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan NothingDue = TimeSpan.FromHours(1);

    private readonly HttpClient _client = LinkChecker.Client("source comparison");
    private readonly Queue<string> _due = [];

    protected override string Failure => "A source could not be compared with its copy";

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    protected override async Task<TimeSpan?> RoundAsync(CancellationToken cancel)
    {
        if (!options.Value.CompareSources)
        {
            return null;
        }

        await using var scope = scopes.CreateAsyncScope();
        var comparison = scope.ServiceProvider.GetRequiredService<SourceComparison>();
        if (_due.Count == 0)
        {
            (await comparison.DueAsync(cancel)).ToList().ForEach(_due.Enqueue);
        }

        if (!_due.TryDequeue(out var url))
        {
            return NothingDue;
        }

        await comparison.CompareAsync(url, _client, cancel);
        return Pause;
    }
}
