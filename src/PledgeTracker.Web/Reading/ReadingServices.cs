using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Reading;

/// <summary>What readers ask of published pledges and companies: lists, searches, one of them.</summary>
public static class ReadingServices
{
    public static void AddReading(this IServiceCollection services)
    {
        services.AddSingleton<PledgeQueries>();
        services.AddScoped<PublishedPledges>();
        services.AddScoped<PledgePages>();
        services.AddSingleton<PledgeIndexes>();
        services.AddScoped<PledgeListing>();
        services.AddScoped<PledgeSearch>();
        services.AddScoped<SearchIndexer>();
        services.AddHostedService<SearchReindexing>();
        services.AddScoped<CompanyListing>();
    }

    public static void MapReading(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapData().MapChartFile();
        endpoints.MapSuggestions();
    }
}
