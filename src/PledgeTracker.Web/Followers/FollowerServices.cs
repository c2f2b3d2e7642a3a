using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Followers;

/// <summary>What readers and other programs are told of news.</summary>
public static class FollowerServices
{
    public static void AddFollowers(this IServiceCollection services)
    {
        services.AddSingleton<FollowerSeal>();
        services.AddSingleton<FollowMail>();
        services.AddSingleton<WebhookClient>(_ => new WebhookClient());
        services.AddScoped<FollowTargets>();
        services.AddScoped<FollowDesk>();
        services.AddScoped<Stories>();
        services.AddScoped<NewsRound>();
        services.AddScoped<Outbox>();
        services.AddScoped<WebhookDesk>();
        services.AddScoped<DeliveryReport>();
        services.AddHostedService<FollowerWork>();
    }
}

/// <summary>Passes news on and sends what is due, in rounds, and once an hour deletes what has had its time.</summary>
public sealed class FollowerWork(IServiceScopeFactory scopes, TimeProvider clock, ILogger<FollowerWork> logger) : BackgroundWork(clock, logger)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5), Clearing = TimeSpan.FromHours(1);

    private DateTime _clearedAt = DateTime.MinValue;
    private bool _hasBegun;

    protected override string Failure => "News could not be passed on";

    protected override async Task<TimeSpan?> RoundAsync(CancellationToken cancel)
    {
        if (!_hasBegun)
        {
            // The first pages after a start come first; what is due was due before.
            _hasBegun = true;
            return Every;
        }

        await using var scope = scopes.CreateAsyncScope();
        if (Clock.GetUtcNow().UtcDateTime is var now && now - _clearedAt > Clearing)
        {
            await scope.ServiceProvider.GetRequiredService<FollowDesk>().ClearAsync(cancel);
            _clearedAt = now;
        }

        var round = scope.ServiceProvider.GetRequiredService<NewsRound>();
        await round.PassOnAsync(cancel);
        await round.GatherAsync(cancel);
        await scope.ServiceProvider.GetRequiredService<Outbox>().SendDueAsync(cancel);
        return Every;
    }
}
