using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace PledgeTracker.Web.Http;

/// <summary>
/// How an address that answers with data refuses a request: in the format that was asked for, never with a page.
/// </summary>
public static class DataAnswers
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] JsonEndings = [".json", ".jsonl"];

    private static readonly string[] TextEndings = [".csv", ".atom", ".ics", ".svg", ".png", ".bib", ".ris", ".xml", ".txt", ".zip", ".sqlite", ".gz"];

    /// <summary>The HTTP methods for reading data.</summary>
    public static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Refuses with a sentence, in the format that was asked for.</summary>
    public static IResult Refuse(this HttpContext http, int status, string sentence)
    {
        http.Items[Refusals.Sentence] = sentence;
        return Results.StatusCode(status);
    }

    /// <summary>
    /// A group of addresses that answer with data: they report what they do not understand, and a browser that shows an
    /// answer treats it as text.
    /// </summary>
    public static RouteGroupBuilder MapData(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGroup("").RefusesWhatItDoesNotUnderstand().WithSecurityHeadersPolicy(SecurityHeaders.ForData);

    /// <summary>Turns a request that is not understood into an answer that says what is wrong.</summary>
    public static TBuilder RefusesWhatItDoesNotUnderstand<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
        => endpoints.AddEndpointFilter(async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (DataRequestException problem) when (!context.HttpContext.Response.HasStarted)
            {
                return context.HttpContext.Refuse(problem.Status, problem.Message);
            }
        });

    /// <summary>
    /// The answer to a failed request whose address asks for data: problem details (RFC 9457) for JSON, plain text for other
    /// forms; null where a page was asked for.
    /// </summary>
    public static IActionResult? ErrorFor(HttpContext http, int status, string title, string sentence, string site)
    {
        var path = http.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? http.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? http.Request.Path.Value ?? "";
        if (IsJson(path, http.Request.Headers))
        {
            var problem = new ProblemDetails { Type = $"{site}/data/api#error-{status}", Title = title, Status = status, Detail = sentence, Instance = path };
            if (http.Items[typeof(ReviewProblemList)] is ReviewProblemList list)
            {
                problem.Extensions["errors"] = list.Problems.Select(p => new { detail = p.Message, pointer = p.Pointer }).ToArray();
            }

            return new ContentResult { StatusCode = status, ContentType = "application/problem+json", Content = JsonSerializer.Serialize(problem, Readable) };
        }

        return TextEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            ? new ContentResult { StatusCode = status, ContentType = "text/plain; charset=utf-8", Content = $"{title}. {sentence}\n" }
            : null;
    }

    /// <summary>Whether an address answers with data rather than with a page.</summary>
    public static bool IsData(PathString path) =>
        path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/oembed", StringComparison.OrdinalIgnoreCase) || JsonEndings.Concat(TextEndings).Any(ending => path.Value!.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    private static bool IsJson(string path, IHeaderDictionary headers) =>
        JsonEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
        || path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/oembed", StringComparison.OrdinalIgnoreCase)
        || (headers.Accept.ToString() is { Length: > 0 } accept && accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase));
}

/// <summary>What is wrong with a document that was sent, place by place, for <c>errors</c> in the answer.</summary>
/// <param name="Problems">Each with a JSON pointer to its place.</param>
public sealed record ReviewProblemList(IReadOnlyList<(string Message, string Pointer)> Problems);

/// <summary>A request for data that is not understood; the message tells the reader how to correct it.</summary>
/// <param name="message">For the reader.</param>
/// <param name="status">400, or 404 where it is understood and there is no such thing.</param>
public sealed class DataRequestException(string message, int status = StatusCodes.Status400BadRequest) : Exception(message)
{
    public int Status => status;
}
