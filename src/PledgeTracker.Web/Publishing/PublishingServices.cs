namespace PledgeTracker.Web.Publishing;

/// <summary>The services that bring a draft to readers.</summary>
public static class PublishingServices
{
    public static void AddPublishing(this IServiceCollection services)
    {
        services.AddScoped<Publication>();
        services.AddScoped<Drafts>();
        services.AddScoped<ReviewNotices>();
        services.AddScoped<Review>();
        services.AddScoped<Reversal>();
        services.AddScoped<StarterUpdates>();
        services.AddHostedService<ScheduledPublishing>();
    }
}
