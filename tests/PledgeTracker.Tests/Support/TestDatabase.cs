using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Reading;
using Xunit.Sdk;

namespace PledgeTracker.Tests.Support;

/// <summary>Runs a test on a real SQLite file: its argument is "SQLite".</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnSqliteAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [["SQLite"]];
}

/// <summary>Runs a test on a real PostgreSQL server, the one that <c>tests/run</c> starts: its argument is "PostgreSQL".</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnPostgresAttribute : DataAttribute
{
    public OnPostgresAttribute()
    {
        if (TestDatabase.PostgresServer is null)
        {
            Skip = "Needs a PostgreSQL server: tests/run starts one, or set PLEDGETRACKER_TEST_POSTGRES to a connection string.";
        }
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [["PostgreSQL"]];
}

/// <summary>An empty database of one kind, migrated, for one test.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly string _name = "pledgetracker_" + Guid.NewGuid().ToString("N");
    private readonly Func<PledgeTrackerDbContext> _open;

    private TestDatabase(string kind)
    {
        Kind = kind;
        if (kind == "SQLite")
        {
            File = Path.Combine(Path.GetTempPath(), _name + ".db");
            _open = () => new PledgeTrackerDbContext(Databases.Sqlite(new DbContextOptionsBuilder<PledgeTrackerDbContext>(), File).Options);
        }
        else
        {
            // Connections are kept, as an operator's are: a new one for every question took three quarters of the server's time.
            var connection = new NpgsqlConnectionStringBuilder(PostgresServer) { Database = _name, Pooling = true }.ToString();
            ConnectionString = connection;
            _open = () => new PostgresPledgeTrackerDbContext(
                Databases.Postgres(new DbContextOptionsBuilder<PostgresPledgeTrackerDbContext>(), connection).Options);
        }
    }

    public static string? PostgresServer { get; } =
        Environment.GetEnvironmentVariable("PLEDGETRACKER_TEST_POSTGRES") is { Length: > 0 } server ? server : null;

    public string Kind { get; }

    /// <summary>The SQLite file; null on PostgreSQL.</summary>
    public string? File { get; }

    /// <summary>What the program is given for it; null on SQLite.</summary>
    public string? ConnectionString { get; }

    public static Task<TestDatabase> CreateAsync(string kind) => CreateAsync(kind, isFilled: false, withPledges: false);

    /// <summary>A database as the first start leaves it: with the metrics, and the companies and pledges of the starter set or without.</summary>
    public static Task<TestDatabase> CreateFilledAsync(string kind, bool withPledges) => CreateAsync(kind, isFilled: true, withPledges);

    /// <summary>A database without a table.</summary>
    public static async Task<TestDatabase> CreateEmptyAsync(string kind)
    {
        var database = new TestDatabase(kind);
        await using var context = database.Open();
        await context.GetService<IRelationalDatabaseCreator>().CreateAsync();
        return database;
    }

    /// <summary>Brings it to a migration, or to the newest.</summary>
    public async Task MigrateAsync(string? migration = null)
    {
        await using var context = Open();
        await context.GetService<IMigrator>().MigrateAsync(migration);
    }

    private static async Task<TestDatabase> CreateAsync(string kind, bool isFilled, bool withPledges)
    {
        var database = new TestDatabase(kind);
        await (database.File is { } file ? PreparedFiles.CopyAsync(file, isFilled, withPledges) : PreparedPostgres.CreateAsync(database._name, isFilled, withPledges));
        return database;
    }

    /// <summary>With one there is nothing left that a start has to write.</summary>
    public static async Task AddAdministratorAsync(PledgeTrackerDbContext context)
    {
        context.Set<Member>().Add(new Member
        {
            Name = "Ada",
            Email = "ada@example.org",
            UserName = "ada@example.org",
            NormalizedEmail = "ADA@EXAMPLE.ORG",
            NormalizedUserName = "ADA@EXAMPLE.ORG",
            Role = MemberRole.Administrator,
            CreatedAt = TrackerApp.Now.UtcDateTime,
        });
        await context.SaveChangesAsync();
    }

    public PledgeTrackerDbContext Open() => _open();

    /// <summary>The lists of this database, as the program puts them together.</summary>
    public PledgeListing Listing(PledgeTrackerDbContext context) => new(context, Indexes(), new PledgeSearch(context, Indexes()));

    /// <summary>An index of what is published when it is first asked.</summary>
    public PledgeIndexes Indexes()
    {
        var scopes = new ServiceCollection().AddScoped(_ => Open()).BuildServiceProvider().GetRequiredService<IServiceScopeFactory>();
        return new PledgeIndexes(scopes, new ContentVersion(scopes, TimeProvider.System));
    }

    public async ValueTask DisposeAsync()
    {
        if (File is null)
        {
            await using var context = Open();
            await context.Database.EnsureDeletedAsync();
            return;
        }

        SqliteConnection.ClearAllPools();
        foreach (var part in (string[])[File, File + "-wal", File + "-shm"])
        {
            System.IO.File.Delete(part);
        }
    }
}
