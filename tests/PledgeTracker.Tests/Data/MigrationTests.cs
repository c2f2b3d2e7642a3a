using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
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

    [Fact]
    public void The_model_does_not_depend_on_what_else_the_program_has_set_up()
    {
        using var services = new ServiceCollection()
            .Configure<IdentityOptions>(identity => (identity.Stores.SchemaVersion, identity.Stores.MaxLengthForKeys) = (IdentitySchemaVersions.Version3, 64)).BuildServiceProvider();

        // A log of its own, so that no model is at hand that others made.
        using var log = new LoggerFactory();
        var sqlite = new DbContextOptionsBuilder<PledgeTrackerDbContext>().UseApplicationServiceProvider(services);
        var postgres = new DbContextOptionsBuilder<PostgresPledgeTrackerDbContext>().UseApplicationServiceProvider(services);
        Databases.Sqlite(sqlite, "design.db", log: log);
        Databases.Postgres(postgres, "Host=design", log);
        using var onSqlite = new PledgeTrackerDbContext(sqlite.Options);
        using var onPostgres = new PostgresPledgeTrackerDbContext((DbContextOptions<PostgresPledgeTrackerDbContext>)postgres.Options);

        onSqlite.Database.HasPendingModelChanges().Should().BeFalse();
        onPostgres.Database.HasPendingModelChanges().Should().BeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_script_of_the_migrations_makes_what_they_make(string kind)
    {
        await using var migrated = await MigratedAsync(kind);
        await using var scripted = await TestDatabase.CreateEmptyAsync(kind);

        await RunAsync(scripted, MigrationsSqlGenerationOptions.Default);

        (await TablesAsync(scripted)).Should().HaveCountGreaterThan(100).And.Equal(await TablesAsync(migrated));
    }

    [Theory, OnPostgres]
    public async Task The_script_that_may_be_run_twice_makes_what_the_migrations_make(string kind)
    {
        await using var migrated = await MigratedAsync(kind);
        await using var scripted = await TestDatabase.CreateEmptyAsync(kind);

        await RunAsync(scripted, MigrationsSqlGenerationOptions.Idempotent);
        await RunAsync(scripted, MigrationsSqlGenerationOptions.Idempotent);

        (await TablesAsync(scripted)).Should().HaveCountGreaterThan(100).And.Equal(await TablesAsync(migrated));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_empty_database_is_brought_to_the_model(string kind)
    {
        await using var database = await MigratedAsync(kind);
        await using var context = database.Open();

        (await context.Database.GetPendingMigrationsAsync()).Should().BeEmpty();
        (await context.Pledges.CountAsync()).Should().Be(0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Pledges_of_an_older_database_name_their_newest_revision(string kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await database.MigrateAsync("ReaderTools");
        await using var context = database.Open();
        var day = new DateTime(2025, 11, 1, 9, 30, 0, DateTimeKind.Utc);
        await context.Database.ExecuteSqlAsync($"INSERT INTO pledge_documents (id, slug, state, work_since, writes) VALUES (1, 'a', 'draft', 0, 0), (2, 'b', 'published', 0, 0), (3, 'c', 'draft', 0, 0)");
        foreach (var (document, number) in new[] { (1, 1), (1, 2), (1, 11), (2, 1) })
        {
            var savedAt = day.AddDays(number);
            await context.Database.ExecuteSqlAsync($"INSERT INTO revisions (pledge_document_id, number, document, document_version, saved_at, author, is_autosave) VALUES ({document}, {number}, '{{}}', 1, {savedAt}, 'Ed', {false})");
        }

        await context.Database.MigrateAsync();

        (await context.Documents.OrderBy(d => d.Id).Select(d => new { d.NewestNumber, d.SavedAt }).ToListAsync()).Select(d => (d.NewestNumber, d.SavedAt))
            .Should().Equal((11, day.AddDays(11)), (1, day.AddDays(1)), (0, DateTime.MinValue));
    }

    /// <summary>Migrated here and now, and no copy of what was migrated before.</summary>
    private static async Task<TestDatabase> MigratedAsync(string kind)
    {
        var database = await TestDatabase.CreateEmptyAsync(kind);
        await database.MigrateAsync();
        return database;
    }

    private static async Task RunAsync(TestDatabase database, MigrationsSqlGenerationOptions options)
    {
        await using var context = database.Open();
        await context.Database.OpenConnectionAsync();
        await using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = context.GetService<IMigrator>().GenerateScript(options: options);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Everything the database says of its tables, a line for each thing.</summary>
    private static async Task<IReadOnlyList<string>> TablesAsync(TestDatabase database)
    {
        await using var context = database.Open();
        var lines = await context.Database.SqlQueryRaw<string>(database.File is not null
            ? """
              select type || ' ' || tbl_name || ' ' || name || ' ' || coalesce(sql, '') as "Value" from sqlite_master
              union all select 'applied ' || migration_id from "__EFMigrationsHistory"
              """
            : """
              select 'column ' || table_name || '.' || column_name || ' ' || data_type || coalesce(character_maximum_length::text, '') || ' ' || is_nullable
                || ' ' || coalesce(collation_name, '') || ' ' || coalesce(column_default, '') || ' ' || is_identity as "Value"
                from information_schema.columns where table_schema = 'public'
              union all select 'index ' || indexdef from pg_indexes where schemaname = 'public'
              union all select 'constraint ' || conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace
              union all select 'trigger ' || pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
              union all select 'function ' || pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace
              union all select 'applied ' || migration_id from "__EFMigrationsHistory"
              """).ToListAsync();

        return [.. lines.Where(l => !l.Contains("__EFMigrationsLock", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}
