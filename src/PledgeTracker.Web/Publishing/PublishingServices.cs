namespace PledgeTracker.Web.Publishing;

/// <summary>What the way from a draft to readers is made of.</summary>
public static class PublishingServices
{
    public static void AddPublishing(this IServiceCollection services)
    {
        services.AddScoped<Publication>();
        services.AddScoped<Drafts>();
        services.AddScoped<Review>();
        services.AddHostedService<ScheduledPublishing>();
    }
}
