using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Operations;

/// <summary>
/// What the program does when it is started: serve (no verb), <c>users</c>, <c>import</c>, <c>migrate</c>, or <c>check FILE…</c>. Failures that the
/// person can mend are one sentence on standard error and exit code 1.
/// </summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            return args switch
            {
                ["check", .. var files] => Check(files),
                ["migrate", .. var rest] => await MigrateAsync(rest),
                ["users", .. var rest] => await UsersCommand.RunAsync(rest),
                ["import", .. var rest] => await ImportCommand.RunAsync(rest),
                [['-', ..], ..] or [] => await ServeAsync(args),
                [var verb, ..] when verb.Contains('=', StringComparison.Ordinal) => await ServeAsync(args),
                [var verb, ..] => throw new StartupException($"There is no command '{verb}': use users, import FILE, migrate, check FILE, or none to serve the tracker."),
            };
        }
        catch (StartupException e)
        {
            await Console.Error.WriteLineAsync("PledgeTracker: " + e.Message);
            return 1;
        }
    }

    private static async Task<int> ServeAsync(string[] args)
    {
        await using var app = Tracker.Build(args);
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

    private static async Task<int> MigrateAsync(string[] args)
    {
        await using var app = Tracker.Build(args);
        using var database = await PrepareAsync(app, mayMigratePostgres: true);
        Console.WriteLine("PledgeTracker: the database is up to date.");
        return 0;
    }

    /// <summary>Holds pledge files against the review rules, for whoever edits the starter pledges.</summary>
    private static int Check(string[] files)
    {
        var context = new ReviewContext
        {
            Companies = StarterData.Companies().ToDictionary(c => c.Slug),
            Metrics = StarterData.Metrics().ToDictionary(m => m.Code),
            Today = StarterData.ReviewedOn,
        };
        var wrong = 0;
        foreach (var file in files)
        {
            IReadOnlyList<ReviewProblem> problems;
            try
            {
                using var stream = File.OpenRead(file);
                problems = ReviewRules.Review(StarterData.ReadFile(stream, Path.GetFileName(file)), context).Problems;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
            {
                problems = [new ReviewProblem("", e.Message)];
            }

            wrong += problems.Count;
            foreach (var problem in problems)
            {
                Console.WriteLine($"{Path.GetFileName(file)}: {problem}");
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{files.Length} files, {wrong} problems."));
        return wrong == 0 ? 0 : 1;
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
