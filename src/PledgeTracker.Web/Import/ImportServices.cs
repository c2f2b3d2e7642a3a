namespace PledgeTracker.Web.Import;

/// <summary>Files that are read, compared and written.</summary>
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
