using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Benchmarks;

/// <summary>
/// Asks the real program for every kind of page, and SQLite for its plan of every query they sent. A plan that reads a whole
/// table of data is a fault: it is fast on five pledges and slow on a hundred thousand.
/// </summary>
internal static partial class Plans
{
    // A handful of rows each, whatever the number of pledges.
    private static readonly HashSet<string> Small = new(StringComparer.Ordinal) { "metrics", "site" };

    public static async Task<int> RunAsync(string directory)
    {
        // Before the first query: a context that found nobody listening does not look again for a second.
        using var queries = new Queries();
        using var listening = DiagnosticListener.AllListeners.Subscribe(queries);
        await using var app = Serving.Build(directory, "--urls", "http://127.0.0.1:0");
        using var database = await Serving.OpenAsync(app, directory);
        await app.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
        await using var connection = new SqliteConnection(Databases.SqliteConnectionString(
            Path.Combine(Path.GetFullPath(directory), DatabaseStartup.FileName), pooling: false));
        await connection.OpenAsync();

        int scans = 0, whole = 0;
        foreach (var address in await AddressesAsync(app))
        {
            queries.Seen.Clear();
            using var answer = await client.GetAsync(new Uri("/uncached" + address, UriKind.Relative));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n== {address} ({(int)answer.StatusCode}), {queries.Seen.Count} queries"));
            foreach (var query in queries.Seen)
            {
                var (plan, milliseconds) = Explain(connection, query);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {milliseconds,6:0.0} ms  {OneLine(query.Sql)}"));
                foreach (var step in plan)
                {
                    var fault = IsScan(step, query.Sql);
                    scans += fault ? 1 : 0;
                    var all = !fault && step.StartsWith("SCAN", StringComparison.Ordinal) && step.Contains("INDEX", StringComparison.Ordinal)
                        && !query.Sql.Contains("LIMIT", StringComparison.Ordinal);
                    whole += all ? 1 : 0;
                    Console.WriteLine($"             {(fault ? "FAULT " : all ? "whole " : "      ")}{step}");
                }
            }
        }

        Console.WriteLine($"\n{scans} scans of a data table; {whole} times a whole index is read for a count or a sum.");
        return scans == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<string>> AddressesAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
        var company = await context.Companies.OrderByDescending(c => EF.Property<int>(c, "Id")).Select(c => c.Slug).FirstAsync();
        var last = await context.Documents.OrderByDescending(d => d.Id).Select(d => d.Key).FirstAsync();
        var slug = await Serving.SlugAsync(app);
        return
        [
            "/", "/pledges", "/pledges?sort=newest", "/pledges?sort=due", "/pledges?sort=progress", "/pledges?sort=title",
            "/pledges?verdict=missed", "/pledges?verdict=missed&verdict=kept&sort=newest", $"/pledges?company={company}", "/pledges?page=2000",
            "/deadlines", "/companies", "/companies?page=100", $"/companies/{company}", "/method",
            $"/pledges/{slug}", $"/pledges/{last}", $"/pledges/{slug}?on=2020-01-01", $"/pledges/{slug}.svg", "/pledges/nothing-at-this-address",
        ];
    }

    private static (List<string> Plan, double Milliseconds) Explain(SqliteConnection connection, Query query)
    {
        using var command = connection.CreateCommand();
        foreach (var (name, value) in query.Parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        command.CommandText = "EXPLAIN QUERY PLAN " + query.Sql;
        var plan = new List<string>();
        using (var steps = command.ExecuteReader())
        {
            while (steps.Read())
            {
                plan.Add(steps.GetString(3));
            }
        }

        // The second time, as on a server that has been up for a while.
        command.CommandText = query.Sql;
        ReadAll();
        var begin = Stopwatch.GetTimestamp();
        ReadAll();
        return (plan, Stopwatch.GetElapsedTime(begin).TotalMilliseconds);

        void ReadAll()
        {
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
            }
        }
    }

    private static bool IsScan(string step, string sql)
    {
        if (sql.Contains(PledgeIndex.ReadTag, StringComparison.Ordinal))
        {
            return false;
        }

        if (Scan().Match(step) is not { Success: true } scan || step.Contains("INDEX", StringComparison.Ordinal) || step.Contains("VIRTUAL", StringComparison.Ordinal))
        {
            return false;
        }

        var alias = scan.Groups[1].Value;
        var table = Alias().Matches(sql).FirstOrDefault(m => m.Groups[2].Value == alias)?.Groups[1].Value;
        return table is not null && !Small.Contains(table);
    }

    private static string OneLine(string sql)
    {
        var line = White().Replace(sql, " ");
        return line.Length <= 160 ? line : line[..120] + " … " + line[^37..];
    }

    [GeneratedRegex(@"^SCAN (\w+)")]
    private static partial Regex Scan();

    [GeneratedRegex("\"(\\w+)\" AS \"(\\w+)\"")]
    private static partial Regex Alias();

    [GeneratedRegex(@"\s+")]
    private static partial Regex White();

    private sealed record Query(string Sql, IReadOnlyList<(string Name, object? Value)> Parameters);

    /// <summary>What Entity Framework sends, as it says itself.</summary>
    private sealed class Queries : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> _subscriptions = [];

        public ConcurrentQueue<Query> Seen { get; } = [];

        void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                _subscriptions.Add(value.Subscribe(this, name => name == RelationalEventId.CommandExecuting.Name));
            }
        }

        void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is CommandEventData { Command: var command })
            {
                Seen.Enqueue(new Query(command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value))]));
            }
        }

        public void Dispose() => _subscriptions.ForEach(s => s.Dispose());

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
