using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Data;

public sealed class MigrationTests
{
    [Fact]
    public void The_SQLite_migrations_say_what_the_model_says()
    {
        using var context = new SqliteDesignTime().CreateDbContext([]);

        context.Database.HasPendingModelChanges().Should().BeFalse(
            "else run: dotnet ef migrations add NAME --project src/PledgeTracker.Web --context PledgeTrackerDbContext --output-dir Data/Migrations/Sqlite");
    }

    [Fact]
    public void The_PostgreSQL_migrations_say_what_the_model_says()
    {
        using var context = new PostgresDesignTime().CreateDbContext([]);

        context.Database.HasPendingModelChanges().Should().BeFalse(
            "else run: dotnet ef migrations add NAME --project src/PledgeTracker.Web --context PostgresPledgeTrackerDbContext --output-dir Data/Migrations/Postgres");
    }

    [Fact]
    public void Both_databases_have_the_same_migrations()
    {
        using var sqlite = new SqliteDesignTime().CreateDbContext([]);
        using var postgres = new PostgresDesignTime().CreateDbContext([]);

        static string NameOf(string id) => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..];
        sqlite.Database.GetMigrations().Select(NameOf).Should().Equal(postgres.Database.GetMigrations().Select(NameOf));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_empty_database_is_brought_to_the_model(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();

        (await context.Database.GetPendingMigrationsAsync()).Should().BeEmpty();
        (await context.Pledges.CountAsync()).Should().Be(0);
    }
}
