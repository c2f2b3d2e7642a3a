using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.Support;

/// <summary>One statement that Entity Framework sent, with the values it had.</summary>
internal sealed record SentQuery(string Sql, IReadOnlyList<(string Name, object? Value, DbParameter Sent)> Parameters);

/// <summary>Writes down what Entity Framework sends to one database, as it says itself, whoever made the context.</summary>
internal sealed class QueryRecorder : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentDictionary<string, SentQuery> _sent = new(StringComparer.Ordinal);
    private readonly List<IDisposable> _subscriptions = [];
    private readonly string _database;

    /// <param name="database">The file, or the name on the server: other tests have databases of their own at the same time.</param>
    public QueryRecorder(string database)
    {
        _database = database;
        _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
    }

    /// <summary>Each statement once.</summary>
    public IReadOnlyCollection<SentQuery> Sent => [.. _sent.Values];

    public void Dispose() => _subscriptions.ForEach(s => s.Dispose());

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            _subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name));
        }
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandEventData { Command: { Connection: { } connection } command } && (connection.DataSource == _database || connection.Database == _database))
        {
            _sent.TryAdd(command.CommandText, new SentQuery(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value, p))]));
        }
    }

    void IObserver<DiagnosticListener>.OnCompleted()
    {
    }

    void IObserver<DiagnosticListener>.OnError(Exception error)
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnCompleted()
    {
    }

    void IObserver<KeyValuePair<string, object?>>.OnError(Exception error)
    {
    }
}

/// <summary>
/// Asks a database how it would answer a statement, and finds what reads all of a table that grows with the tracker.
/// <para>
/// Neither database is filled or analysed for this. SQLite without statistics takes every table for a large one, and the
/// program never makes any: its plan here is its plan of a hundred thousand pledges. PostgreSQL reads a small table whole, and
/// rightly; with that and with hash and merge joins switched off for the session, what still reads a table or an index from
/// end to end is what no index answers.
/// </para>
/// </summary>
internal static partial class QueryPlans
{
    // They have as many rows however many pledges there are: the metrics and the site, people with what is theirs, and the files that
    // people uploaded one by one.
    private static readonly HashSet<string> Small = new(StringComparer.Ordinal)
    {
        "metrics", "site", "members", "member_claims", "member_tokens", "member_passkeys", "account_links", "api_tokens", "imports", "__EFMigrationsHistory",
    };

    // What is read whole on purpose or not mended yet, by words of its statement without quotation marks, each with the reason. Anything
    // else that reads a table whole is a fault.
    private static readonly (string Words, string Why)[] Known =
    [
        ("FROM companies AS c ORDER BY c.name", "the newsroom's forms offer every company to choose from"),
        ("FROM companies AS c INNER JOIN company_listings", "the same, with where they are listed; and the list of companies as data"),
        ("c.slug AS Slug, c.name AS Name FROM companies", "the same, and the newsroom's list of companies, which has one page"),
        ("FROM companies AS c ORDER BY c.id", "an import knows every company by its name"),
        ("FROM companies AS c ORDER BY c.sort_name, c.slug, c.id", "the list of companies as data gives out all of them"),
        ("SELECT c.name FROM companies", "a password is held against the names of companies, when one is set"),
        ("SELECT c.slug FROM companies", "the first start looks which companies are there"),
        ("FROM companies AS c WHERE c.sector", "the sectors are counted on one page of the newsroom"),
        ("SET sector =", "a sector is renamed in every company that has it"),
        ("FROM companies AS c WHERE EXISTS", "the public list of companies counts its pages, once a publication"),
        ("GROUP BY p.company_slug", "the list of companies as data counts the pledges of each"),
        ("GROUP BY p.tag", "the tags are counted on one page of the newsroom"),
        ("count(*) FROM pledge_summaries AS p", "a whole index is counted, once a publication"),
        ("count(*) FROM pledges AS p", "the program says at its start how many there are"),
        ("count(*) FROM log_entries", "the log says how many pages it has"),
        ("count(*) FROM evidence", "the list of stored copies says how many there are"),
        ("FROM sources AS s WHERE s.archive_url IS NULL", "the worklist counts sources without a copy: not mended yet"),
        ("last_checked IS NULL OR", "the worklist finds what nobody checked: not mended yet"),
        ("p.counted_as_of IS NOT NULL", "the worklist finds aged figures: not mended yet"),
        ("p.share_order >= 1.0 AND p.verdict <>", "the worklist finds verdicts that disagree: not mended yet"),
        ("FROM link_checks AS l INNER JOIN sources", "the worklist finds dead sources: not mended yet"),
        ("SELECT s.word FROM search_words", "a misspelt word is held against all words there are, which a language bounds"),
        ("EXISTS ( SELECT 1 FROM pledge_summaries AS p WHERE p.pledge_id = r.document_id)", "the latest changes: PostgreSQL turns the join round where few pledges are published"),
        ("SELECT count(*) FROM revisions AS r INNER JOIN pledge_summaries AS p ON r.document_id = p.pledge_id WHERE r.published_at IS NOT NULL", "the latest changes say how many pages they have, once a publication"),
        ("FROM revisions AS r INNER JOIN pledge_summaries AS p ON r.document_id = p.pledge_id WHERE r.published_at IS NOT NULL ORDER BY", "the same with what each says: once the server has counted its rows by itself"),
        ("AND r.document LIKE", "a renamed word is looked for in every draft in work: PostgreSQL turns the join round where they are few"),
        ("FROM evidence AS e ORDER BY e.added_at", "the list of stored copies is one page in the order of an index"),
    ];

    /// <summary>What a statement reads whole, each with the step of the plan that says so; empty where indexes answer it.</summary>
    public static async Task<IReadOnlyList<string>> ReadWholeAsync(PledgeTrackerDbContext context, SentQuery query)
    {
        // The index of lists reads what is published once after each publication, on purpose.
        var words = White().Replace(query.Sql.Replace("\"", "", StringComparison.Ordinal), " ").Replace("COUNT(*)", "count(*)", StringComparison.Ordinal).Replace("count(*)::int", "count(*)", StringComparison.Ordinal);
        if (query.Sql.Contains(PledgeIndex.ReadTag, StringComparison.Ordinal) || Array.Exists(Known, k => words.Contains(k.Words, StringComparison.Ordinal)))
        {
            return [];
        }

        await context.Database.OpenConnectionAsync();
        var found = new List<string>();
        foreach (var statement in Ends().Split(query.Sql).Where(IsExplained))
        {
            found.AddRange(context.Database.GetDbConnection() is NpgsqlConnection postgres
                ? await OnPostgresAsync(postgres, statement, query.Parameters)
                : await OnSqliteAsync(context.Database.GetDbConnection(), statement, query.Parameters));
        }

        return found;
    }

    private static bool IsExplained(string statement) => Explained().IsMatch(statement);

    private static async Task<IReadOnlyList<string>> OnSqliteAsync(DbConnection connection, string statement, IReadOnlyList<(string Name, object? Value, DbParameter Sent)> values)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + statement;
        foreach (var (name, value, _) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        var steps = new List<(int Within, string Step)>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                steps.Add((reader.GetInt32(1), reader.GetString(3)));
            }
        }

        // Rows in the order of an index, or of their number, are read until a page of them is there; unless they are sorted, grouped or
        // numbered first.
        var pages = statement.Contains("LIMIT", StringComparison.Ordinal) && !statement.Contains("OVER(", StringComparison.Ordinal) && !statement.Contains("OVER (", StringComparison.Ordinal);
        return [.. steps.Where(s => Scan().Match(s.Step) is { Success: true } scan && !s.Step.Contains("VIRTUAL TABLE", StringComparison.Ordinal)
            && TableOf(statement, scan.Groups[1].Value) is { } table && !Small.Contains(table)
            && !(pages && !steps.Exists(o => o.Within == s.Within && o.Step.Contains("TEMP B-TREE", StringComparison.Ordinal))
                && (s.Step.Contains("INDEX", StringComparison.Ordinal) || !statement.Contains("WHERE", StringComparison.Ordinal)))
            && !FirstRow().IsMatch(statement) && !statement.Contains("WHERE 0", StringComparison.Ordinal)).Select(s => s.Step)];
    }

    // The table that a name in a plan stands for; null for what is none of ours, like a subquery.
    private static string? TableOf(string statement, string name) =>
        Alias().Matches(statement).FirstOrDefault(m => m.Groups[2].Value == name)?.Groups[1].Value ?? (statement.Contains($"\"{name}\"", StringComparison.Ordinal) && !name.Contains('(', StringComparison.Ordinal) && name.Length > 3 ? name : null);

    private static async Task<IReadOnlyList<string>> OnPostgresAsync(NpgsqlConnection connection, string statement, IReadOnlyList<(string Name, object? Value, DbParameter Sent)> values)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET enable_material = off; SET enable_memoize = off";
        await command.ExecuteNonQueryAsync();
        command.CommandText = "EXPLAIN (FORMAT JSON) " + statement;
        command.Parameters.AddRange(values.Select(v => ((NpgsqlParameter)v.Sent).Clone()).ToArray());
        using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync())!);
        var found = new List<string>();
        Walk(plan.RootElement[0].GetProperty("Plan"), stops: false, null);
        return found;

        void Walk(JsonElement node, bool stops, string? of)
        {
            var kind = node.GetProperty("Node Type").GetString()!;
            var relation = node.TryGetProperty("Parent Relationship", out var to) ? to.GetString() : null;

            // Below a limit, and in the question whether there is any row, reading ends early; what sorts, sums up or numbers rows, and the
            // inner side of a join, need all of it.
            stops = kind is "Limit"
                || (stops && relation != "Inner" && !EndOfReading().IsMatch(kind))
                || (relation is "InitPlan" && !node.TryGetProperty("Filter", out _));
            var table = node.TryGetProperty("Relation Name", out var name) ? name.GetString() : of;
            if (table is not null && !Small.Contains(table)
                && (kind == "Seq Scan" || (kind.StartsWith("Index", StringComparison.Ordinal) || kind == "Bitmap Index Scan") && !node.TryGetProperty("Index Cond", out _))
                && !(stops && (kind != "Seq Scan" || !node.TryGetProperty("Filter", out _))))
            {
                found.Add($"{kind} on {table}{(node.TryGetProperty("Index Name", out var index) ? $" by {index.GetString()}" : "")}{(node.TryGetProperty("Filter", out var filter) ? $", {filter.GetString()}" : "")}");
            }

            if (node.TryGetProperty("Plans", out var plans))
            {
                foreach (var below in plans.EnumerateArray())
                {
                    Walk(below, stops, kind == "Bitmap Heap Scan" ? table : null);
                }
            }
        }
    }

    [GeneratedRegex(@";\s*(?:\n|$)")]
    private static partial Regex Ends();

    [GeneratedRegex(@"^\s*(?:--[^\n]*\n\s*)*(?:SELECT|UPDATE|DELETE|WITH|INSERT)\b")]
    private static partial Regex Explained();

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();

    [GeneratedRegex("Sort|Agg|Group|Unique|Hash|SetOp")]
    private static partial Regex EndOfReading();

    [GeneratedRegex(@"^SCAN (\w+)")]
    private static partial Regex Scan();

    [GeneratedRegex("\"(\\w+)\" AS \"(\\w+)\"")]
    private static partial Regex Alias();

    [GeneratedRegex("^\\s*SELECT EXISTS \\(\\s*SELECT 1\\s+FROM \"\\w+\" AS \"\\w+\"\\)\\s*$")]
    private static partial Regex FirstRow();
}
