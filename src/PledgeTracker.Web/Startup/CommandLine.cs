using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Startup;

/// <summary>
/// What the program does when it is started: serve, or run one of its commands. A failure that the person can fix is one
/// sentence on standard error and exit code 1; a command line that is not understood does nothing.
/// </summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var (words, settings) = Arguments.Split(args);
            if (words.Length == 0)
            {
                // Most starts: what the commands would be is read from half of the program.
                return await ServeAsync(settings);
            }

            var root = new RootCommand("Tracks corporate job-creation pledges and what was reported later. Without a command, it serves the site.")
            {
                UsersCommand.Define(settings),
                ImportCommand.Define(settings),
                DefineMigrate(settings),
                BackupCommand.DefineBackup(settings),
                BackupCommand.DefineRestore(settings),
                CheckCommand.Define(),
                PrepareCommand.Define(),
            };
            root.SetAction((_, _) => ServeAsync(settings));
            return await Arguments.RunAsync(root, words);
        }
        catch (StartupException e)
        {
            await Console.Error.WriteLineAsync("PledgeTracker: " + e.Message);
            return 1;
        }
        catch (Exception e) when (StorageFaults.Of(e) is { } fault)
        {
            // A fault while a command works; faults at the start are reported by the code that prepares the database.
            await Console.Error.WriteLineAsync("PledgeTracker: " + (fault switch
            {
                StorageFault.Full => "The disk is full: free some space, and run the same command again.",
                StorageFault.Busy => "Another program is using the database: run the same command again in a minute.",
                _ => $"The database or a file cannot be used ({e.GetBaseException().Message.TrimEnd('.')}): correct this, and run the same command again.",
            }));
            return 1;
        }
    }

    private static async Task<int> ServeAsync(string[] settings)
    {
        await using var app = Tracker.Build(settings);
        using var database = await DatabasePreparation.PrepareAsync(app, mayMigratePostgres: false);
        await Listening.StartAsync(app);
        await SayWhereAsync(app);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static Command DefineMigrate(string[] settings)
    {
        var migrate = new Command("migrate", "Updates the database, or creates it if there is none. On PostgreSQL, run this once, and again after each update of the program.");
        migrate.SetAction((_, _) => MigrateAsync(settings));
        return migrate;
    }

    private static async Task<int> MigrateAsync(string[] settings)
    {
        await using var app = Tracker.Build(settings);
        using var database = await DatabasePreparation.PrepareAsync(app, mayMigratePostgres: true);
        Console.WriteLine("PledgeTracker: the database is up to date.");
        return 0;
    }

    private static async Task SayWhereAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
        var pledges = await context.Pledges.CountAsync();
        var place = ConnectionSettings.PostgresOf(app.Configuration) is null
            ? "data in " + scope.ServiceProvider.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value.DataDirectoryOf(app.Environment)
            : "data in PostgreSQL";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"PledgeTracker serves {pledges} pledges at {Listening.Of(app)} ({place}). Press Ctrl+C to stop."));
        var known = scope.ServiceProvider.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value.PublicAddress;
        await FirstAccount.SayAsync(app, string.IsNullOrWhiteSpace(known) ? Listening.HereOf(app) : known.TrimEnd('/'));
    }
}
