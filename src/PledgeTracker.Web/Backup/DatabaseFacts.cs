using System.Data.Common;
using System.Globalization;

namespace PledgeTracker.Web.Backup;

/// <summary>
/// What a backup records about its database, read in plain SQL since the tables may be of an older version than the
/// program.
/// </summary>
internal sealed record DatabaseFacts
{
    /// <summary>The migrations the database has, oldest first; none where it is not a tracker's.</summary>
    public required IReadOnlyList<string> Migrations { get; init; }

    public required long ContentVersion { get; init; }

    public required long Pledges { get; init; }

    public required long Revisions { get; init; }

    public required long Members { get; init; }

    /// <summary>The stored copies: SHA-256 and size in bytes.</summary>
    public required IReadOnlyList<(string Sha256, long Size)> Evidence { get; init; }

    /// <summary>Reads these facts, on SQLite and PostgreSQL alike.</summary>
    public static async Task<DatabaseFacts> ReadAsync(DbConnection connection, CancellationToken cancel)
    {
        var tables = await ListAsync(connection is Microsoft.Data.Sqlite.SqliteConnection
            ? "select name from sqlite_master where type = 'table'"
            : "select table_name from information_schema.tables where table_schema = current_schema()", reader => reader.GetString(0));
        return new DatabaseFacts
        {
            Migrations = await OfAsync("__EFMigrationsHistory", "select migration_id from \"__EFMigrationsHistory\" order by 1", reader => reader.GetString(0)),
            ContentVersion = (await OfAsync("site", "select content_version from site", Number)).FirstOrDefault(),
            Pledges = await CountAsync("pledges"),
            Revisions = await CountAsync("revisions"),
            Members = await CountAsync("members"),
            Evidence = await OfAsync("evidence", "select sha256, size from evidence order by sha256", reader => (reader.GetString(0), Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture))),
        };

        static long Number(DbDataReader reader) => Convert.ToInt64(reader.GetValue(0), CultureInfo.InvariantCulture);

        async Task<long> CountAsync(string table) => (await OfAsync(table, $"select count(*) from {table}", Number)).FirstOrDefault();

        Task<List<T>> OfAsync<T>(string table, string sql, Func<DbDataReader, T> read) => tables.Contains(table) ? ListAsync(sql, read) : Task.FromResult(new List<T>());

        async Task<List<T>> ListAsync<T>(string sql, Func<DbDataReader, T> read)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            await using var reader = await command.ExecuteReaderAsync(cancel);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancel))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
    }
}
