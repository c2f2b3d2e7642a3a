using System.Data;
using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace PledgeTracker.Web.Upkeep;

/// <summary>How many rows there are of one thing, beside how many there must be.</summary>
/// <param name="Name">What was counted, in words: <c>figures</c>.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Expected">How many there must be; null where nothing else says it.</param>
public sealed record Counted(string Name, long Count, long? Expected)
{
    /// <summary>Whether there are others than there must be.</summary>
    public bool Differs => Expected is { } expected && expected != Count;
}

/// <summary>
/// Counts the published rows, and what they must be by the documents that they were made of: the lengths of the lists in the published revisions,
/// which the database reads itself, one after another. All of it is read from one state of the database, and no writer waits for it.
/// </summary>
internal static class CountedParts
{
    private const int Seconds = 900;

    // Table and list: every item of the list has a row.
    private static readonly (string Name, string Table, string List)[] Parts =
    [
        ("targets", "targets", "targets"), ("figures", "figures", "figures"), ("events", "events", "events"), ("incentives", "incentives", "incentives"), ("verdicts", "verdicts", "verdicts"),
        ("sources", "sources", "sources"), ("places", "pledge_places", "places"), ("relations", "relations", "relations"),
    ];

    // One row for each published pledge.
    private static readonly (string Name, string Table)[] Ones = [("pledges", "pledges"), ("summaries of pledges", "pledge_summaries"), ("pledges in the search", "pledge_search")];

    private static readonly (string Name, string Table)[] Others =
    [
        ("stored copies", "evidence"), ("documents", "documents"), ("revisions", "revisions"), ("companies", "companies"), ("members", "members"), ("tips", "tips"),
    ];

    private const string Published = "FROM documents d JOIN revisions r ON r.id = d.published_revision_id WHERE d.kind = 'pledge'";

    /// <summary>A transaction that reads one state of the database and holds up nobody.</summary>
    public static async Task<DbTransaction> BeginAsync(DbConnection connection, CancellationToken cancel) =>
        connection is SqliteConnection sqlite ? Reading(sqlite) : await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);

    // The driver has no other call for a transaction that takes no lock for writing, and its asynchronous calls are synchronous anyway.
    private static SqliteTransaction Reading(SqliteConnection connection) => connection.BeginTransaction(deferred: true);

    /// <summary>Counts everything.</summary>
    public static async Task<List<Counted>> ReadAsync(DbConnection connection, DbTransaction within, CancellationToken cancel)
    {
        var isSqlite = connection is SqliteConnection;

        // Each document is parsed once: SQLite keeps what it parsed last, and PostgreSQL is told to by the inner query.
        var expected = await RowAsync(isSqlite
            ? $"SELECT count(*), {string.Join(", ", Parts.Select(p => $"coalesce(sum(json_array_length(r.document, '$.{p.List}')), 0)"))}, coalesce(sum((SELECT count(DISTINCT copy.value) FROM json_each(r.document, '$.sources') source, json_each(source.value, '$.evidence') copy)), 0) {Published}"
            : $"SELECT count(*), {string.Join(", ", Parts.Select(p => $"coalesce(sum({LengthOf(p.List)}), 0)"))}, coalesce(sum((SELECT count(DISTINCT copy.value) FROM jsonb_path_query(j.document, '$.sources[*].evidence[*]') AS copy(value))), 0) FROM documents d JOIN revisions r ON r.id = d.published_revision_id CROSS JOIN LATERAL (SELECT r.document::jsonb AS document OFFSET 0) j WHERE d.kind = 'pledge'");
        var counted = new List<Counted>();
        foreach (var (name, table) in Ones)
        {
            counted.Add(new(name, await CountAsync(table), expected[0]));
        }

        foreach (var (i, (name, table, _)) in Parts.Index())
        {
            counted.Add(new(name, await CountAsync(table), expected[i + 1]));
        }

        counted.Add(new("copies shown with pledges", await CountAsync("pledge_evidence"), expected[^1]));
        foreach (var (name, table) in Others)
        {
            counted.Add(new(name, await CountAsync(table), null));
        }

        return counted;

        async Task<long> CountAsync(string table) => (await RowAsync($"SELECT count(*) FROM {table}"))[0];

        async Task<long[]> RowAsync(string sql)
        {
            await using var command = Command(connection, within, sql);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            await reader.ReadAsync(cancel);
            return [.. Enumerable.Range(0, reader.FieldCount).Select(i => Convert.ToInt64(reader.GetValue(i), CultureInfo.InvariantCulture))];
        }
    }

    /// <summary>Some pledges of whose parts there are others than their documents say; none where it cannot be told from them.</summary>
    public static async Task<IReadOnlyList<int>> WhereAsync(DbConnection connection, DbTransaction within, string name, int most, CancellationToken cancel)
    {
        var isSqlite = connection is SqliteConnection;
        var condition = Parts.FirstOrDefault(p => p.Name == name) is { Table: { } table } part
            ? $"AND (SELECT count(*) FROM {table} t WHERE t.pledge_id = d.id) <> {(isSqlite ? $"coalesce(json_array_length(r.document, '$.{part.List}'), 0)" : LengthOf(part.List, "r.document::jsonb"))}"
            : name switch
            {
                "pledges" => "AND NOT EXISTS (SELECT 1 FROM pledges p WHERE p.id = d.id)",
                "summaries of pledges" => "AND NOT EXISTS (SELECT 1 FROM pledge_summaries p WHERE p.pledge_id = d.id)",
                "pledges in the search" => $"AND NOT EXISTS (SELECT 1 FROM pledge_search p WHERE p.{(isSqlite ? "rowid" : "pledge_id")} = d.id)",
                _ => null,
            };
        if (condition is null)
        {
            return [];
        }

        var ids = new List<int>();
        await using var command = Command(connection, within, string.Create(CultureInfo.InvariantCulture, $"SELECT d.id {Published} {condition} ORDER BY d.id LIMIT {most}"));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            ids.Add(reader.GetInt32(0));
        }

        return ids;
    }

    private static string LengthOf(string list, string document = "j.document") => $"CASE jsonb_typeof({document} -> '{list}') WHEN 'array' THEN jsonb_array_length({document} -> '{list}') ELSE 0 END";

    // Names of tables and lists alone are put into a statement, and they stand above.
    private static DbCommand Command(DbConnection connection, DbTransaction within, string sql)
    {
        var command = connection.CreateCommand();
        command.Transaction = within;
        command.CommandTimeout = Seconds;
        command.CommandText = sql;
        return command;
    }
}
