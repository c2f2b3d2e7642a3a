namespace PledgeTracker.Web.Desk;

/// <summary>What several people need to work on the same documents.</summary>
public static class DeskServices
{
    public static void AddDesk(this IServiceCollection services)
    {
        services.AddScoped<Assignments>();
        services.AddScoped<Comments>();
    }
}
