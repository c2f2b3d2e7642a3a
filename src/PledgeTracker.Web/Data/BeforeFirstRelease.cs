using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Data;

/// <summary>
/// Databases made before the first release, by nine migrations that were then merged into one. Their last state is
/// recognised and converted to that migration, without the sixteen tables that nothing read.
/// </summary>
public static class BeforeFirstRelease
{
    private const string Newest = "20261125232316_Sessions", NewestOnPostgres = "20261125232329_Sessions";

    /// <summary>Tables that nothing read, each after those that refer to it.</summary>
    private static readonly string[] Gone =
    [
        "announcement_sources", "checkability_sources", "target_sources", "target_revision_sources", "figure_sources", "event_sources", "quote_sources",
        "incentive_sources", "note_sources", "verdict_sources", "target_revisions", "quotes", "criteria", "inquiries", "notes", "member_logins",
    ];

    /// <summary>
    /// Columns that hold the numbers of sources, each with the old link table that held them, named without the ending that
    /// all such tables share.
    /// </summary>
    private static readonly (string Table, string Column, string Link)[] SourceColumns =
    [
        ("pledges", "announcement_sources", "announcement"), ("pledges", "checkability_sources", "checkability"), ("targets", "sources", "target"),
        ("figures", "sources", "figure"), ("events", "sources", "event"), ("incentives", "sources", "incentive"), ("verdicts", "sources", "verdict"),
    ];

    /// <summary>
    /// Columns of PostgreSQL with a default for rows older than the column; every new row now brings its own value.
    /// </summary>
    private static readonly (string Table, string Column)[] Defaults =
    [
        ("pledge_documents", "newest_number"), ("pledge_documents", "saved_at"), ("pledge_documents", "work_since"), ("pledge_documents", "writes"),
        ("revisions", "is_autosave"), ("site", "key"), ("site", "search_version"), ("sources", "evidence"),
    ];

    /// <summary>Whether a migration is one of those from before the first release.</summary>
    public static bool Had(string migration) => string.CompareOrdinal(migration, NewestOnPostgres) <= 0;

    /// <summary>Whether a database must be converted before anything else is looked at.</summary>
    /// <param name="applied">Its migrations, oldest first.</param>
    /// <param name="database">What it is, for people: "database 'x'".</param>
    /// <exception cref="StartupException">It is of a state before the last one.</exception>
    public static bool IsLastState(IReadOnlyList<string> applied, string database) =>
        applied is [.., var last] && Had(last)
            && (last is Newest or NewestOnPostgres ? true : throw new StartupException(
                $"The {database} is from before the first release (its newest migration is {last}), and was not changed: update it with the last program from before that release, then with this one. docs/operations.md names that program."));

    /// <summary>Fills the tables of a new SQLite file with the rows of an old one, in one transaction; the old file is only read.</summary>
    /// <param name="context">The new file, of the first migration and without a row.</param>
    /// <param name="oldFile">The old file.</param>
    internal static void CarryOver(PledgeTrackerDbContext context, string oldFile)
    {
        context.Database.OpenConnection();
        var connection = (SqliteConnection)context.Database.GetDbConnection();

        // Rows refer to each other in a circle, so foreign keys are checked once all rows are there.
        Execute("PRAGMA foreign_keys = OFF");
        Execute("ATTACH $file AS before", oldFile);
        Execute("BEGIN");
        foreach (var table in List("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_EF%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name"))
        {
            // Tables that SQLite and the search maintain already have rows in a new file: the counters of ids, the empty
            // index.
            var columns = string.Join(", ", List($"SELECT '\"' || name || '\"' FROM pragma_table_info('{table}', 'before') WHERE name IN (SELECT name FROM pragma_table_info('{table}', 'main'))"));
            Execute($"DELETE FROM main.\"{table}\"");
            Execute($"INSERT INTO main.\"{table}\" ({columns}) SELECT {columns} FROM before.\"{table}\"{(table == "sqlite_sequence" ? " WHERE name IN (SELECT name FROM main.sqlite_master)" : "")}");
        }

        foreach (var (table, column, link) in SourceColumns)
        {
            Execute(FillSources(table, column, link));
        }

        Execute("COMMIT");
        Execute("DETACH before");
        context.Database.CloseConnection();

        void Execute(string sql, string? file = null)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            if (file is not null)
            {
                command.Parameters.AddWithValue("$file", file);
            }

            command.ExecuteNonQuery();
        }

        List<string> List(string sql)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var found = new List<string>();
            while (reader.Read())
            {
                found.Add(reader.GetString(0));
            }

            return found;
        }
    }

    /// <summary>Changes the tables of a PostgreSQL database into those of the first migration, in one transaction.</summary>
    internal static async Task ChangeAsync(PledgeTrackerDbContext context, CancellationToken cancel)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        foreach (var statement in Statements(context))
        {
            await context.Database.ExecuteSqlRawAsync(statement, cancel);
        }

        await transaction.CommitAsync(cancel);
    }

    private static IEnumerable<string> Statements(PledgeTrackerDbContext context)
    {
        var migrations = context.GetService<IMigrationsAssembly>();
        var (id, type) = migrations.Migrations.First();
        var first = migrations.CreateMigration(type, context.Database.ProviderName!);
        foreach (var (table, column, link) in SourceColumns)
        {
            yield return $"ALTER TABLE {table} ADD {column} character varying(2000)";
            yield return FillSources(table, column, link);
        }

        foreach (var table in Gone)
        {
            yield return $"DROP TABLE {table}";
        }

        foreach (var (table, column) in Defaults)
        {
            yield return $"ALTER TABLE {table} ALTER {column} DROP DEFAULT";
        }

        // Sets the collation by bytes that the program relies on and the old tables lacked, and the comments, which are
        // part of the tables.
        foreach (var entity in first.TargetModel.GetEntityTypes().Where(e => !e.IsMappedToJson()))
        {
            var table = entity.GetTableName();
            if (entity.GetComment() is { } means)
            {
                yield return $"COMMENT ON TABLE {table} IS {Literal(means)}";
            }

            foreach (var property in entity.GetProperties().Concat(entity.GetComplexProperties().SelectMany(c => c.ComplexType.GetProperties())))
            {
                if (property.GetCollation() is { } collation)
                {
                    yield return $"ALTER TABLE {table} ALTER \"{property.GetColumnName()}\" TYPE {property.GetColumnType()} COLLATE \"{collation}\"";
                }

                if (property.GetComment() is { } said)
                {
                    yield return $"COMMENT ON COLUMN {table}.{property.GetColumnName()} IS {Literal(said)}";
                }
            }
        }

        yield return $"DELETE FROM \"{HistoryRepository.DefaultTableName}\"";
        yield return context.GetService<IHistoryRepository>().GetInsertScript(new HistoryRow(id, ProductInfo.GetVersion()));
    }

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string FillSources(string table, string column, string link) =>
        $"UPDATE {table} SET {column} = (SELECT string_agg(CAST(s.number AS text), ' ' ORDER BY s.number) FROM {link}_sources AS l JOIN sources AS s ON s.id = l.source_id WHERE l.{link}_id = {table}.id)";
}
