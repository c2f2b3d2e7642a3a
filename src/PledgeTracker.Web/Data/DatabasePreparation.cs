using Microsoft.Extensions.Options;
using PledgeTracker.Web.Operations;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Data;

/// <summary>The database as it must be before the first request, on both databases.</summary>
public static class DatabasePreparation
{
    /// <summary>Takes the database, brings it up to date where that is this start's to do, and fills it where it is empty.</summary>
    /// <param name="app">The program, not yet serving.</param>
    /// <param name="mayMigratePostgres">Whether PostgreSQL's tables are made or changed; otherwise that they lack something ends the start.</param>
    /// <returns>What holds the data folder for this process, until it is disposed; null on PostgreSQL, which many programs may share.</returns>
    /// <exception cref="StartupException">The database cannot be used.</exception>
    public static async Task<IDisposable?> PrepareAsync(WebApplication app, bool mayMigratePostgres)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var options = scope.ServiceProvider.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value;
        var clock = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        if (Tracker.PostgresOf(app.Configuration) is not null)
        {
            var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
            await using var turn = await PostgresStartup.TakeTurnAsync(context);
            await PostgresStartup.BringUpToDateAsync(context, mayMigratePostgres);
            await StarterData.LoadAsync(context, options.StarterData, clock);
            return null;
        }

        var startup = DatabaseStartup.Take(options.DataDirectoryOf(app.Environment));
        try
        {
            startup.BringUpToDate();
            app.Services.GetRequiredService<DatabaseFile>().Hold(startup.DatabaseFile);
            await StarterData.LoadAsync(scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>(), options.StarterData, clock);
            return startup;
        }
        catch
        {
            startup.Dispose();
            throw;
        }
    }
}
