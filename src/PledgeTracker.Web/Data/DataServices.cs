using Microsoft.Extensions.Options;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Data;

/// <summary>The database, and what is known of its state.</summary>
public static class DataServices
{
    public static void AddData(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ContentVersion>();
        builder.Services.AddSingleton<ContentForgetting>();
        builder.Services.AddSingleton<DatabaseFile>();
        builder.Services.AddScoped<NewsroomLog>();
        if (ConnectionSettings.PostgresOf(builder.Configuration) is { } connection)
        {
            builder.Services.AddDbContextPool<PledgeTrackerDbContext, PostgresPledgeTrackerDbContext>((services, options) =>
            {
                options.AddInterceptors(services.GetRequiredService<ContentForgetting>());
                Databases.Postgres(options, connection, services.GetRequiredService<ILoggerFactory>());
            });
            return;
        }

        builder.Services.AddDbContextPool<PledgeTrackerDbContext>((services, options) =>
        {
            // Before anything is done with a connection.
            options.AddInterceptors(services.GetRequiredService<DatabaseFile>(), services.GetRequiredService<ContentForgetting>());
            var settings = services.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value;
            var environment = services.GetRequiredService<IHostEnvironment>();
            Databases.Sqlite(options, Path.Combine(settings.DataDirectoryOf(environment), DatabaseStartup.FileName), mayMake: false, log: services.GetRequiredService<ILoggerFactory>());
        });
    }
}
