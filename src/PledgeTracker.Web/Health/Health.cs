using System.Text.Json;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Health;

/// <summary>Two addresses for whoever monitors the server.</summary>
public static class HealthEndpoints
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Readiness>();
        builder.Services.AddHealthChecks()
            .AddCheck<DatabaseCheck>("database", timeout: DatabaseCheck.Patience)
            .AddCheck<DatabaseFileCheck>("database file")
            .AddCheck<MigrationsCheck>("migrations", timeout: DatabaseCheck.Patience)
            .AddCheck<SpaceCheck>("space")
            .AddCheck<KeysCheck>("keys")
            .AddCheck<EvidenceCheck>("evidence");
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        // Alive: answers without touching anything.
        app.MapMethods("/healthz/live", DataAnswers.Reading, () => Results.Text("alive"));

        // Ready: everything that a request may need is there. The status is the first word, for monitors that read no more.
        app.MapMethods("/healthz/ready", DataAnswers.Reading, async (HttpContext http, Readiness readiness) =>
            http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase) ? Json(http, await readiness.AskAsync()) : Words(http, await readiness.AskAsync()));
        app.MapMethods("/healthz/ready.json", DataAnswers.Reading, async (HttpContext http, Readiness readiness) => Json(http, await readiness.AskAsync()));
    }

    /// <summary>
    /// One line: <c>ready</c>, perhaps with a colon and what will soon be wrong, or <c>not ready</c> with what is wrong.
    /// </summary>
    public static string WordsOf(HealthReport report)
    {
        var worst = report.Status == HealthStatus.Unhealthy ? HealthStatus.Unhealthy : HealthStatus.Degraded;
        var what = string.Join("; ", report.Entries.Where(e => e.Value.Status == worst).Select(e => e.Value.Description ?? e.Key));
        return (worst == HealthStatus.Unhealthy ? "not ready" : "ready") + (what.Length > 0 ? ": " + what : "");
    }

    private static IResult Words(HttpContext http, HealthReport report)
    {
        Describe(http);
        return Results.Text(WordsOf(report), statusCode: StatusOf(report));
    }

    private static IResult Json(HttpContext http, HealthReport report)
    {
        Describe(http);
        return Results.Json(
            new
            {
                status = Word(report.Status),
                checks = report.Entries.Select(e => new { name = e.Key, status = Word(e.Value.Status), what = e.Value.Description, milliseconds = Math.Round(e.Value.Duration.TotalMilliseconds, 1) }),
                milliseconds = Math.Round(report.TotalDuration.TotalMilliseconds, 1),
            },
            Readable, "application/json; charset=utf-8", StatusOf(report));
    }

    private static void Describe(HttpContext http)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.Vary = "Accept";
    }

    private static int StatusOf(HealthReport report) => report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;

    private static string Word(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}

/// <summary>
/// Runs the health checks at most once a second, however many ask: a stranger cannot keep the server busy this way. Each
/// change between ready and not ready is logged once.
/// </summary>
public sealed partial class Readiness(HealthCheckService checks, TimeProvider clock, ILogger<Readiness> logger)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private Task<HealthReport>? _asked;
    private long _at;
    private HealthStatus _last = HealthStatus.Healthy;

    /// <summary>The present state, at most a second old.</summary>
    public Task<HealthReport> AskAsync()
    {
        lock (_gate)
        {
            if (_asked is null || (_asked.IsCompleted && (!_asked.IsCompletedSuccessfully || clock.GetElapsedTime(_at) >= Fresh)))
            {
                _at = clock.GetTimestamp();
                _asked = Task.Run(ReadAsync);
            }

            return _asked;
        }
    }

    private async Task<HealthReport> ReadAsync()
    {
        var report = await checks.CheckHealthAsync();
        if (report.Status != _last)
        {
            if (report.Status == HealthStatus.Healthy)
            {
                LogReady();
            }
            else
            {
                LogTrouble(HealthEndpoints.WordsOf(report));
            }

            _last = report.Status;
        }

        return report;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Health: {Words}")]
    private partial void LogTrouble(string words);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Health: ready again")]
    private partial void LogReady();
}
