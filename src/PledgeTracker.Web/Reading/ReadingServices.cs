using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Reading;

/// <summary>The services for readers: lists, searches, and single pledges and companies.</summary>
public static class ReadingServices
{
    public static void AddReading(this IServiceCollection services)
    {
        services.AddSingleton<PledgeQueries>();
        services.AddSingleton<KeptPledges>();
        services.AddScoped<PublishedPledges>();
        services.AddScoped<PledgePages>();
        services.AddSingleton<PledgeIndexes>();
        services.AddSingleton<CompanyIndexes>();
        services.AddSingleton<ClaimIndexes>();
        services.AddScoped<Ladders>();
        services.AddScoped<ClaimPages>();
        services.AddScoped<ClaimViews>();
        services.AddScoped<DraftViews>();
        services.AddScoped<PledgeListing>();
        services.AddScoped<PledgeSearch>();
        services.AddScoped<SearchIndexer>();
        services.AddHostedService<SearchReindexing>();
        services.AddHostedService<IndexesAtStart>();
        services.AddScoped<CompanyListing>();
    }

    public static void MapReading(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapData().MapChartFiles();
        endpoints.MapSuggestions();
    }
}
