using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.AspNetCore.Diagnostics;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Http;

/// <summary>
/// Answers for a database that is away and a disk that is full: 503 with <c>Retry-After</c>, or 507, in place of a fault of the
/// program. The error page says it in the form that was asked for, and the log says it once.
/// </summary>
public sealed partial class Outages(RequestDelegate next, ContentVersion content, TimeProvider clock, ILogger<Outages> logger)
{
    /// <summary>Where the error page finds the <see cref="StorageFault"/>.</summary>
    internal static readonly object Fault = new();

    private const int RetryAfterSeconds = 5;

    // A kind of fault that did not occur for this long counts as new when it comes again.
    private static readonly TimeSpan Over = TimeSpan.FromMinutes(1);

    // Needs the database and is no public page; public pages check for themselves.
    private static readonly PathString[] NeedTheDatabase = ["/api", "/mcp", "/evidence", "/suggest", "/tips"];

    private readonly ConcurrentDictionary<StorageFault, long> _met = [];

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            if (NeedsTheDatabase(context) && (await content.LookAsync(context.RequestAborted)).Fault is { } away)
            {
                // Fails at once, so that not every request waits for a connection.
                throw new DatabaseAwayException(away);
            }

            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested && FaultOf(e) is not null)
        {
            Answer(context.Response, FaultOf(e)!.Value, e);
        }
    }

    /// <summary>Whether a request is for the error page, which must not need anything that can fail.</summary>
    public static bool IsAboutAFailure(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    /// <summary>
    /// The database fault, or full disk, behind an exception; null for all others. Other faults of files and sockets may
    /// just as well be those of the client.
    /// </summary>
    public static StorageFault? FaultOf(Exception exception)
    {
        if (StorageFaults.Of(exception) is var fault && fault == StorageFault.Full)
        {
            return fault;
        }

        for (var e = exception; e is not null; e = e.InnerException)
        {
            switch (e)
            {
                case DbException or DatabaseMovedException:
                    return fault;
                case DatabaseAwayException:
                    return fault ?? StorageFault.Unreachable;
                case IOException:
                    return null;
                case SocketException:
                    return StorageFault.Unreachable;
            }
        }

        return null;
    }

    private void Answer(HttpResponse response, StorageFault fault, Exception exception)
    {
        var now = clock.GetTimestamp();
        var known = false;
        _met.AddOrUpdate(fault, now, (_, last) =>
        {
            known = clock.GetElapsedTime(last, now) < Over;
            return now;
        });
        if (!known)
        {
            LogOutage(fault, exception);
        }

        // The headers that say who may read an answer also apply to this one.
        var kept = response.Headers.Where(h => h.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase) || h.Key.StartsWith("RateLimit", StringComparison.OrdinalIgnoreCase)).ToList();
        response.Clear();
        foreach (var (name, value) in kept)
        {
            response.Headers[name] = value;
        }

        response.HttpContext.Items[Fault] = fault;
        response.Headers.RetryAfter = RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        response.StatusCode = fault == StorageFault.Full ? StatusCodes.Status507InsufficientStorage : StatusCodes.Status503ServiceUnavailable;
    }

    private static bool NeedsTheDatabase(HttpContext context) =>
        !IsAboutAFailure(context) && (SecurityHeaders.IsNewsroom(context) || Array.Exists(NeedTheDatabase, start => context.Request.Path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase)));

    [LoggerMessage(Level = LogLevel.Error, Message = "Requests are refused, because the database or the disk has a fault: {Fault}. This is logged once.")]
    private partial void LogOutage(StorageFault fault, Exception exception);
}
