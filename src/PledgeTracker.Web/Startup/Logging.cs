using PledgeTracker.Web.Http;
using Serilog;

namespace PledgeTracker.Web.Startup;

/// <summary>The program's own log: lines of JSON on standard error.</summary>
internal static class Logging
{
    public static void AddLogging(this WebApplicationBuilder builder) => builder.Services.AddSerilog(
        (_, log) => log
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.FromLogContext()

            // These faults are also thrown, and reported once by whoever handles them.
            .Filter.ByExcluding(line => line.Exception is { } e && IsOf(line, "Microsoft.EntityFrameworkCore") && Outages.FaultOf(e) is not null)
            .Filter.ByExcluding(line => IsOf(line, "Microsoft.Extensions.Hosting.Internal.Host") && line.MessageTemplate.Text == "Hosting failed to start")
            .Filter.ByExcluding(line => IsOf(line, "Microsoft.EntityFrameworkCore.Database.Connection") || IsOf(line, "Microsoft.Extensions.Diagnostics.HealthChecks"))

            // The error page runs within the refused request, where the limits of an already read form cannot be set any
            // more, and need not be.
            .Filter.ByExcluding(line => IsOf(line, "Microsoft.AspNetCore.Mvc.Filters.Request") || IsOf(line, "Microsoft.AspNetCore.Routing.EndpointRoutingMiddleware"))

            // Structured, so that a value from a request cannot pass for a line of its own.
            .WriteTo.Console(new Serilog.Formatting.Compact.RenderedCompactJsonFormatter(), standardErrorFromLevel: Serilog.Events.LogEventLevel.Verbose),
        preserveStaticLogger: true);

    private static bool IsOf(Serilog.Events.LogEvent line, string source) =>
        line.Properties.TryGetValue(Serilog.Core.Constants.SourceContextPropertyName, out var from) && from is Serilog.Events.ScalarValue { Value: string name } && name.StartsWith(source, StringComparison.Ordinal);
}
