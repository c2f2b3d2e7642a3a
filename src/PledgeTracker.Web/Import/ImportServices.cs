namespace PledgeTracker.Web.Import;

/// <summary>The services that read, compare and write imported files.</summary>
public static class ImportServices
{
    public static void AddImport(this IServiceCollection services)
    {
        services.AddScoped<Importer>();
        services.AddScoped<ImportDesk>();
        services.AddSingleton<ImportProgress>();
        services.AddHostedService<ImportWorker>();
    }
}
