using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Http;

/// <summary>
/// How an address that answers with data refuses a request: in the format that was asked for, never with a page.
/// </summary>
public static class DataAnswers
{
    private static readonly string[] JsonEndings = [".json", ".jsonl"];

    private static readonly string[] TextEndings = [".csv", ".xlsx", ".parquet", ".atom", ".ics", ".svg", ".png", ".bib", ".ris", ".xml", ".txt", ".zip", ".sqlite", ".gz"];

    /// <summary>The address to which assistants send their questions.</summary>
    public const string Assistants = "/mcp";

    /// <summary>The HTTP methods for reading data.</summary>
    public static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Refuses with a sentence, in the format that was asked for.</summary>
    public static IResult Refuse(this HttpContext http, int status, string sentence)
    {
        http.Say(sentence);
        return Results.StatusCode(status);
    }

    /// <summary>Gives the answer to a failed request its sentence, whoever sets the status.</summary>
    public static void Say(this HttpContext http, string sentence) => http.Items[Refusals.Sentence] = sentence;

    /// <summary>
    /// A group of addresses that answer with data: they report what they do not understand, also a query key that they do not
    /// read, and a browser that shows an answer treats it as text.
    /// </summary>
    public static RouteGroupBuilder MapData(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGroup("").RefusesWhatItDoesNotUnderstand().RefusesOtherKeys().WithSecurityHeadersPolicy(SecurityHeaders.ForData);

    /// <summary>Refuses a query key that an address does not read, see <see cref="OtherKeys"/>. The refusal is for what stands around it to tell.</summary>
    public static TBuilder RefusesOtherKeys<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
        => endpoints.WithMetadata(OtherKeys.Refused).AddEndpointFilter((context, next) =>
        {
            OtherKeys.Refuse(context.HttpContext);
            return next(context);
        });

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
            var problem = new ProblemDetails { Type = $"{site}/data/api#error-{status}", Title = TitleOf(path, status) ?? title, Status = status, Detail = sentence, Instance = path };
            if (http.Items[typeof(DataProblems)] is DataProblems list)
            {
                problem.Extensions["errors"] = list.Problems.Select(p => p.ForJson()).ToArray();
            }

            return new ContentResult { StatusCode = status, ContentType = "application/problem+json", Content = JsonSerializer.Serialize(problem, DataProblem.Written) };
        }

        return Ends(path, TextEndings)
            ? new ContentResult { StatusCode = status, ContentType = "text/plain; charset=utf-8", Content = $"{title}. {sentence}\n" }
            : null;
    }

    // What a program asked for is no page that cannot be shown, and a form that is not offered is no mistake of ours.
    private static string? TitleOf(string path, int status) => status switch
    {
        StatusCodes.Status501NotImplemented => "This form of answer is not offered",
        StatusCodes.Status405MethodNotAllowed when IsForAssistants(path) => "This address is for assistants",
        < StatusCodes.Status500InternalServerError when IsForAssistants(path) => "The question was refused",
        _ when !path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase) => null,
        StatusCodes.Status400BadRequest => "The request is not understood",
        StatusCodes.Status409Conflict or StatusCodes.Status412PreconditionFailed or StatusCodes.Status428PreconditionRequired => "Nothing was saved, because of the state of the document",
        StatusCodes.Status415UnsupportedMediaType => "The request is not JSON",
        StatusCodes.Status422UnprocessableEntity => "The request has values that cannot be saved",
        _ => null,
    };

    /// <summary>Whether an address answers with data rather than with a page.</summary>
    public static bool IsData(PathString path) =>
        IsForAssistants(path) || path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/oembed", StringComparison.OrdinalIgnoreCase) || Ends(path.Value!, JsonEndings) || Ends(path.Value!, TextEndings);

    /// <summary>Whether an address is that of <see cref="Assistants"/> or below it, in every spelling that routing takes for it: in capitals, and with a slash at its end.</summary>
    public static bool IsForAssistants(PathString path) => path.StartsWithSegments(Assistants, StringComparison.OrdinalIgnoreCase);

    // Routing finds an address with a slash after its ending too.
    private static bool Ends(string path, string[] endings)
    {
        var whole = path.AsSpan().TrimEnd('/');
        foreach (var ending in endings)
        {
            if (whole.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsJson(string path, IHeaderDictionary headers) =>
        Ends(path, JsonEndings)
        || path.StartsWith("/api/", StringComparison.OrdinalIgnoreCase) || path.StartsWith("/oembed", StringComparison.OrdinalIgnoreCase)
        || (IsForAssistants(path) && !headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        || (headers.Accept.ToString() is { Length: > 0 } accept && accept.Contains("json", StringComparison.OrdinalIgnoreCase) && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase));
}

/// <summary>What is wrong with a document that was sent, place by place, for <c>errors</c> in the answer.</summary>
public sealed record DataProblems(IReadOnlyList<DataProblem> Problems);

/// <summary>One thing that is wrong with a document that was sent.</summary>
/// <param name="Detail">What to do about it.</param>
/// <param name="At">Where it is, as a JSON pointer; empty for the document as a whole.</param>
public sealed record DataProblem(string Detail, string At)
{
    internal static JsonSerializerOptions Written { get; } = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>What editors call the field; null where no field is meant.</summary>
    public string? Label { get; init; }

    /// <summary>What may stand there instead, where what was sent can mean several things.</summary>
    public IReadOnlyList<Offer> Offers { get; init; } = [];

    /// <summary>As it stands in an answer.</summary>
    internal object ForJson() =>
        new { detail = Detail, pointer = At, label = Label, offers = Offers.Count == 0 ? null : Offers.Select(o => new { means = o.Said, value = o.Written }) };
}

/// <summary>A request for data that is not understood; the message tells the reader how to correct it.</summary>
/// <param name="message">For the reader.</param>
/// <param name="status">400, or 404 where it is understood and there is no such thing.</param>
public sealed class DataRequestException(string message, int status = StatusCodes.Status400BadRequest) : Exception(message)
{
    public int Status => status;
}
