using System.Runtime.InteropServices;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Startup;

/// <summary>The database as it must be before the first request, on both databases.</summary>
public static class DatabasePreparation
{
    /// <summary>
    /// Takes the database, brings it up to date where this start may do that, and fills it where it is empty. Waits for a
    /// busy one.
    /// </summary>
    /// <param name="app">The program, not yet serving.</param>
    /// <param name="mayMigratePostgres">
    /// Whether PostgreSQL's tables may be made or changed; if not, outdated tables end the start.
    /// </param>
    /// <returns>What holds the data folder for this process, until it is disposed; null on PostgreSQL, which many programs may share.</returns>
    /// <exception cref="StartupException">The database cannot be used, or the program was told to end.</exception>
    public static async Task<IDisposable?> PrepareAsync(WebApplication app, bool mayMigratePostgres)
    {
        // Before the program serves, nothing else handles these signals, and half-done work would be left behind.
        using var stop = new CancellationTokenSource();
        void End(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }

        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, End);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, End);
        try
        {
            if (ConnectionSettings.PostgresOf(app.Configuration) is null)
            {
                return await PrepareSqliteAsync(app, stop.Token);
            }

            await Patience.OfAStart().WhileBusyAsync(() => PreparePostgresAsync(app, mayMigratePostgres, stop.Token), stop.Token);
            return null;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new StartupException("The program was stopped before the database was ready, and its changes were undone: start it again.");
        }
    }

    private static async Task PreparePostgresAsync(WebApplication app, bool mayMigrate, CancellationToken cancel)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
        try
        {
            await using var turn = await PostgresStartup.TakeTurnAsync(context, cancel);
            await PostgresStartup.BringUpToDateAsync(context, mayMigrate, cancel);
            await LoadAsync(app, context, cancel);
        }
        catch (Exception e) when (e is not StartupException && PostgresStartup.Named(context, e) is { } named)
        {
            throw named;
        }
    }

    private static async Task<IDisposable> PrepareSqliteAsync(WebApplication app, CancellationToken cancel)
    {
        var startup = DatabaseStartup.Take(OptionsOf(app).DataDirectoryOf(app.Environment));
        try
        {
            await Patience.OfAStart().WhileBusyAsync(
                async () =>
                {
                    startup.BringUpToDate(at => OptionsOf(app).StarterData && PreparedDatabase.PutInto(at, ClockOf(app).GetUtcNow().UtcDateTime), cancel);
                    await using var context = startup.Open();
                    await LoadAsync(app, context, cancel);
                },
                cancel);
            app.Services.GetRequiredService<DatabaseFile>().Hold(startup.DatabaseFile);
            return startup;
        }
        catch (Exception e)
        {
            startup.Dispose();
            if (e is not StartupException && startup.Named(e) is { } named)
            {
                throw named;
            }

            throw;
        }
    }

    private static Task<int> LoadAsync(WebApplication app, PledgeTrackerDbContext context, CancellationToken cancel) =>
        StarterData.LoadAsync(context, OptionsOf(app).StarterData, ClockOf(app), cancel);

    private static TimeProvider ClockOf(WebApplication app) => app.Services.GetRequiredService<TimeProvider>();

    private static PledgeTrackerOptions OptionsOf(WebApplication app) => app.Services.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value;
}
