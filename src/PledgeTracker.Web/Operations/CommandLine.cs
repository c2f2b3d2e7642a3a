using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Operations;

/// <summary>
/// What the program does when it is started: serve, or one of its commands. Failures that the person can mend are one sentence
/// on standard error and exit code 1; a command line that is not understood does nothing.
/// </summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var (words, settings) = Arguments.Split(args);
            var root = new RootCommand("Corporate job-creation pledges, held against what was reported afterwards. Without a command: serves them.")
            {
                UsersCommand.Define(settings),
                ImportCommand.Define(settings),
                DefineMigrate(settings),
                CheckCommand.Define(),
            };
            root.SetAction((_, _) => ServeAsync(settings));
            return await Arguments.RunAsync(root, words);
        }
        catch (StartupException e)
        {
            await Console.Error.WriteLineAsync("PledgeTracker: " + e.Message);
            return 1;
        }
    }

    private static async Task<int> ServeAsync(string[] settings)
    {
        await using var app = Tracker.Build(settings);
        using var database = await PrepareAsync(app, mayMigratePostgres: false);
        try
        {
            await app.StartAsync();
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new StartupException(
                $"The address {Addresses(app)} is in use: stop the program that uses it, or choose another with --urls http://localhost:PORT.", e);
        }
        catch (Exception e) when (e is FormatException or UriFormatException or System.Net.Sockets.SocketException)
        {
            throw new StartupException($"The address {Addresses(app)} cannot be used ({e.Message.TrimEnd('.')}): choose one like --urls http://localhost:5080.", e);
        }

        await SayWhereAsync(app);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static Command DefineMigrate(string[] settings)
    {
        var migrate = new Command("migrate", "Brings the database up to date, and makes it where there is none. On PostgreSQL: run it once, and after each update.");
        migrate.SetAction((_, _) => MigrateAsync(settings));
        return migrate;
    }

    private static async Task<int> MigrateAsync(string[] settings)
    {
        await using var app = Tracker.Build(settings);
        using var database = await PrepareAsync(app, mayMigratePostgres: true);
        Console.WriteLine("PledgeTracker: the database is up to date.");
        return 0;
    }

    /// <summary>The database as it must be before the first request: taken, whole, up to date and not empty.</summary>
    internal static async Task<IDisposable?> PrepareAsync(WebApplication app, bool mayMigratePostgres)
    {
        DatabaseStartup? startup = null;
        try
        {
            await using var scope = app.Services.CreateAsyncScope();
            var options = scope.ServiceProvider.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value;
            if (Tracker.PostgresOf(app.Configuration) is null)
            {
                startup = DatabaseStartup.Take(options.DataDirectoryOf(app.Environment));
                startup.BringUpToDate();
            }

            var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
            if (startup is null)
            {
                await BringPostgresUpToDateAsync(context, mayMigratePostgres);
            }

            await StarterData.LoadAsync(context, options.StarterData, scope.ServiceProvider.GetRequiredService<TimeProvider>());
            return startup;
        }
        catch
        {
            startup?.Dispose();
            throw;
        }
    }

    private static async Task BringPostgresUpToDateAsync(PledgeTrackerDbContext context, bool mayMigrate)
    {
        List<string> pending;
        try
        {
            var known = context.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
            var applied = await context.Database.GetAppliedMigrationsAsync();
            if (applied.FirstOrDefault(id => !known.Contains(id)) is { } unknown)
            {
                throw new StartupException($"The PostgreSQL database was written by a newer PledgeTracker (it has the migration {unknown}): start that version.");
            }

            pending = [.. await context.Database.GetPendingMigrationsAsync()];
        }
        catch (Exception e) when (e is System.Data.Common.DbException or System.Net.Sockets.SocketException or InvalidOperationException)
        {
            throw new StartupException($"The PostgreSQL database cannot be reached ({e.Message}): check ConnectionStrings:PledgeTracker and that the server runs.", e);
        }

        if (pending.Count == 0)
        {
            return;
        }

        if (!mayMigrate)
        {
            throw new StartupException(string.Create(CultureInfo.InvariantCulture,
                $"The PostgreSQL database lacks {pending.Count} migrations: run the program once with the command migrate."));
        }

        await context.GetService<IMigrator>().MigrateAsync();
    }

    private static async Task SayWhereAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
        var pledges = await context.Pledges.CountAsync();
        var place = Tracker.PostgresOf(app.Configuration) is null
            ? "data in " + scope.ServiceProvider.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value.DataDirectoryOf(app.Environment)
            : "data in PostgreSQL";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"PledgeTracker serves {pledges} pledges at {Addresses(app)} ({place}). Press Ctrl+C to stop."));
        if (await scope.ServiceProvider.GetRequiredService<Accounts.Members>().NewSetupTokenAsync() is { } token)
        {
            // To the console and not to the log, which is kept: whoever reads this makes the first account.
            var known = scope.ServiceProvider.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value.PublicAddress;
            var address = string.IsNullOrWhiteSpace(known) ? Addresses(app).Split(" and ")[0] : known.TrimEnd('/');
            Console.WriteLine($"No account yet. Make the first administrator within an hour: {address}/setup/{token}");
        }
    }

    private static string Addresses(WebApplication app) =>
        app.Urls.Count > 0 ? string.Join(" and ", app.Urls) : app.Configuration["Urls"] ?? "http://localhost:5000";
}
