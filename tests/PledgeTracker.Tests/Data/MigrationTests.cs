using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.Data;

public sealed partial class MigrationTests
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

        // Services of EF's own for each, so that no model is at hand that others made.
        using var log = new LoggerFactory();
        var sqlite = new DbContextOptionsBuilder<PledgeTrackerDbContext>().UseApplicationServiceProvider(services).EnableServiceProviderCaching(false);
        var postgres = new DbContextOptionsBuilder<PostgresPledgeTrackerDbContext>().UseApplicationServiceProvider(services).EnableServiceProviderCaching(false);
        Databases.Sqlite(sqlite, "design.db", log: log);
        Databases.Postgres(postgres, "Host=design", log);
        using var onSqlite = new PledgeTrackerDbContext(sqlite.Options);
        using var onPostgres = new PostgresPledgeTrackerDbContext((DbContextOptions<PostgresPledgeTrackerDbContext>)postgres.Options);

        onSqlite.Database.HasPendingModelChanges().Should().BeFalse();
        onPostgres.Database.HasPendingModelChanges().Should().BeFalse();
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_database_of_the_first_migration_goes_on_and_its_documents_are_of_pledges(string kind)
    {
        await using var database = await TestDatabase.CreateEmptyAsync(kind);
        await using var context = database.Open();
        var migrator = context.GetService<IMigrator>();
        await migrator.MigrateAsync("Initial");
        foreach (var sql in (string[])
        [
            "insert into pledge_documents (id, slug, state, work_since, writes, newest_number, saved_at) values (7, 'acme-jobs', 'draft', 0, 0, 1, '2026-11-29 00:00:00Z')",
            "insert into revisions (id, pledge_document_id, number, document, document_version, saved_at, author, is_autosave) values (9, 7, 1, '{\"title\":\"Jobs\"}', 1, '2026-11-29 00:00:00Z', 'Ed', false)",
            "insert into former_slugs (slug, pledge_document_id) values ('acme-before', 7)",
            "insert into tips (id, received_at, kind, state, text, pledge_document_id) values (3, '2026-11-29 00:00:00Z', 'figure', 'open', 'A tip', 7)",
            "insert into log_entries (id, at, who, action, pledge_document_id) values (5, '2026-11-29 00:00:00Z', 'Ed', 'draft-started', 7)",
        ])
        {
            await context.Database.ExecuteSqlRawAsync(sql.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        }

        await migrator.MigrateAsync();

        var document = await context.Documents.Include(d => d.Revisions).Include(d => d.FormerSlugs).SingleAsync();
        (document.Id, document.Kind, document.Key, document.State).Should().Be((7, DocumentKind.Pledge, "acme-jobs", WorkState.Draft));
        document.Revisions.Should().ContainSingle().Which.Read<PledgeTracker.Domain.Editing.PledgeDraft>().Title.Should().Be("Jobs");
        document.FormerSlugs.Should().ContainSingle().Which.Slug.Should().Be("acme-before");
        (await context.Tips.SingleAsync()).PledgeDocumentId.Should().Be(7);
        (await context.Log.SingleAsync()).DocumentId.Should().Be(7);
        var changing = () => context.Database.ExecuteSqlAsync($"update log_entries set who = 'Nobody'");
        await changing.Should().ThrowAsync<System.Data.Common.DbException>("the log stays append-only");
        var without = () => context.Database.ExecuteSqlAsync($"insert into documents (id, \"key\", state, work_since, writes, newest_number, saved_at) values (8, 'other', 'draft', 0, 0, 0, '2026-11-29 00:00:00Z')");
        await without.Should().ThrowAsync<System.Data.Common.DbException>("whoever adds one says of which kind it is");
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

    [Theory, OnPostgres]
    public async Task Texts_are_in_the_order_of_their_bytes_whatever_the_servers_locale(string kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var context = database.Open();

        var columns = await context.Database.SqlQuery<string>(
            $"select table_name || '.' || column_name || ' ' || coalesce(collation_name, 'none') as \"Value\" from information_schema.columns where table_schema = 'public' and (data_type like 'character%' or data_type = 'text') and table_name not like '\\_\\_EF%'").ToListAsync();

        columns.Should().HaveCountGreaterThan(100).And.OnlyContain(column => column.EndsWith(" C"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_empty_database_is_brought_to_the_model(string kind)
    {
        await using var database = await MigratedAsync(kind);
        await using var context = database.Open();

        (await context.Database.GetPendingMigrationsAsync()).Should().BeEmpty();
        (await context.Pledges.CountAsync()).Should().Be(0);
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

    private static async Task<IReadOnlyList<string>> TablesAsync(TestDatabase database)
    {
        await using var context = database.Open();
        return await TablesAsync(context);
    }

    /// <summary>Everything a database says of its tables, a line for each thing.</summary>
    internal static async Task<IReadOnlyList<string>> TablesAsync(PledgeTrackerDbContext context)
    {
        var lines = await context.Database.SqlQueryRaw<string>(context is not PostgresPledgeTrackerDbContext
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
              union all select 'comment ' || objoid::regclass || ' ' || objsubid::text || ' ' || description from pg_description where classoid = 'pg_class'::regclass
                and objsubid = 0 and objoid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
              union all select 'comment ' || attrelid::regclass || '.' || attname || ' ' || description from pg_description join pg_attribute on attrelid = objoid and attnum = objsubid
                where classoid = 'pg_class'::regclass and objsubid > 0 and objoid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
              union all select 'applied ' || migration_id from "__EFMigrationsHistory"
              """).ToListAsync();

        // A dump writes the words of a list in another way than the tables were made.
        return [.. lines.Where(l => !l.Contains("__EFMigrationsLock", StringComparison.Ordinal))
            .Select(l => Casts().Replace(l, "$1").Replace("((ARRAY[", "(ARRAY[", StringComparison.Ordinal).Replace("])::text[])", "])", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"\(('[a-z-]+')::character varying\)::text|(?<=')::character varying")]
    private static partial Regex Casts();
}
