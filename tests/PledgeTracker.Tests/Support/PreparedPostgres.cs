using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Support;

/// <summary>PostgreSQL databases as <see cref="PreparedFiles"/> has files: made once by the program's own code and then the templates of others.</summary>
internal static class PreparedPostgres
{
    private static readonly ConcurrentBag<string> Made = [];

    private static readonly Lazy<Task<string>> Migrated = Once(_ => Task.CompletedTask);
    private static readonly Lazy<Task<string>> Empty = Once(context => LoadAsync(context, withPledges: false));
    private static readonly Lazy<Task<string>> Starter = Once(context => LoadAsync(context, withPledges: true));

    static PreparedPostgres() => AppDomain.CurrentDomain.ProcessExit += (_, _) =>
    {
        foreach (var name in Made)
        {
            ExecuteAsync($"DROP DATABASE \"{name}\" WITH (FORCE)").GetAwaiter().GetResult();
        }
    };

    /// <summary>Makes a database with all tables: with no row, or as the first start fills it, with the starter pledges or without.</summary>
    public static async Task CreateAsync(string name, bool isFilled, bool withPledges) =>
        await ExecuteAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{await (!isFilled ? Migrated : withPledges ? Starter : Empty).Value}\"");

    private static Lazy<Task<string>> Once(Func<PledgeTrackerDbContext, Task> fill) => new(() => Task.Run(() => MakeAsync(fill)));

    private static async Task<string> MakeAsync(Func<PledgeTrackerDbContext, Task> fill)
    {
        var name = "pledgetracker_prepared_" + Guid.NewGuid().ToString("N");
        await ExecuteAsync($"CREATE DATABASE \"{name}\"");
        Made.Add(name);
        var connection = new NpgsqlConnectionStringBuilder(TestDatabase.PostgresServer) { Database = name, Pooling = false }.ToString();
        await using var context = new PostgresPledgeTrackerDbContext(Databases.Postgres(new DbContextOptionsBuilder<PostgresPledgeTrackerDbContext>(), connection).Options);
        await context.GetService<IMigrator>().MigrateAsync();
        await fill(context);
        return name;
    }

    private static Task<int> LoadAsync(PledgeTrackerDbContext context, bool withPledges) => StarterData.LoadAsync(context, withPledges, new StandingClock(TrackerApp.Now));

    private static async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(TestDatabase.PostgresServer) { Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
