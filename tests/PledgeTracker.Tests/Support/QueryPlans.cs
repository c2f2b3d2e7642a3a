using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Pledges;

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
    // They have as many rows however many pledges there are: the metrics and the site, and people with what is theirs.
    private static readonly HashSet<string> Small = new(StringComparer.Ordinal)
    {
        "metrics", "site", "members", "member_claims", "member_logins", "member_tokens", "member_passkeys", "account_links", "api_tokens", "__EFMigrationsHistory",
    };

    /// <summary>What a statement reads whole, each with the step of the plan that says so; empty where indexes answer it.</summary>
    public static async Task<IReadOnlyList<string>> ReadWholeAsync(PledgeTrackerDbContext context, SentQuery query)
    {
        // The index of lists reads what is published once after each publication, on purpose.
        if (query.Sql.Contains(PledgeIndex.ReadTag, StringComparison.Ordinal))
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

        var steps = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                steps.Add(reader.GetString(3));
            }
        }

        // Rows in the order of an index, or of their number, are read until a page of them is there; unless they are sorted first.
        var stops = statement.Contains("LIMIT", StringComparison.Ordinal) && !steps.Exists(s => s.Contains("TEMP B-TREE FOR ORDER BY", StringComparison.Ordinal));
        return [.. steps.Where(step => Scan().Match(step) is { Success: true } scan && !step.Contains("VIRTUAL TABLE", StringComparison.Ordinal)
            && TableOf(statement, scan.Groups[1].Value) is { } table && !Small.Contains(table)
            && !(stops && (step.Contains("INDEX", StringComparison.Ordinal) || !statement.Contains("WHERE", StringComparison.Ordinal)))
            && !FirstRow().IsMatch(statement))];
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
        Walk(plan.RootElement[0].GetProperty("Plan"), stops: false);
        return found;

        void Walk(JsonElement node, bool stops)
        {
            var kind = node.GetProperty("Node Type").GetString()!;

            // Below a limit, and in the question whether there is any row, reading ends early; a sort needs all of it first.
            stops = kind is "Limit" || (stops && !kind.Contains("Sort", StringComparison.Ordinal) && !kind.Contains("Aggregate", StringComparison.Ordinal))
                || (node.TryGetProperty("Parent Relationship", out var relation) && relation.GetString() is "InitPlan" && !node.TryGetProperty("Filter", out _));
            if (node.TryGetProperty("Relation Name", out var table) && !Small.Contains(table.GetString()!)
                && (kind == "Seq Scan" || (kind.StartsWith("Index", StringComparison.Ordinal) && !node.TryGetProperty("Index Cond", out _)))
                && !(stops && (kind != "Seq Scan" || !node.TryGetProperty("Filter", out _))))
            {
                found.Add($"{kind} on {table.GetString()}{(node.TryGetProperty("Index Name", out var index) ? $" by {index.GetString()}" : "")}{(node.TryGetProperty("Filter", out var filter) ? $", {filter.GetString()}" : "")}");
            }

            if (node.TryGetProperty("Plans", out var plans))
            {
                foreach (var below in plans.EnumerateArray())
                {
                    Walk(below, stops);
                }
            }
        }
    }

    [GeneratedRegex(@";\s*(?:\n|$)")]
    private static partial Regex Ends();

    [GeneratedRegex(@"^\s*(?:--[^\n]*\n\s*)*(?:SELECT|UPDATE|DELETE|WITH|INSERT)\b")]
    private static partial Regex Explained();

    [GeneratedRegex(@"^SCAN (\w+)")]
    private static partial Regex Scan();

    [GeneratedRegex("\"(\\w+)\" AS \"(\\w+)\"")]
    private static partial Regex Alias();

    [GeneratedRegex("^\\s*SELECT EXISTS \\(\\s*SELECT 1\\s+FROM \"\\w+\" AS \"\\w+\"\\)\\s*$")]
    private static partial Regex FirstRow();
}
