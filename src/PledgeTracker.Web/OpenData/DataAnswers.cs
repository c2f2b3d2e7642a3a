using PledgeTracker.Web.Companies;
using PledgeTracker.Domain.Pledges;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Web.Operations;
using PledgeTracker.Web.Pages.Pledges;
using PledgeTracker.Web.Pages.Shared;
using PledgeTracker.Web.Pledges;

namespace PledgeTracker.Web.OpenData;

/// <summary>How an address that answers with data refuses: in the form that was asked for, and never with a page.</summary>
public static class DataAnswers
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] JsonEndings = [".json", ".jsonl"];

    private static readonly string[] TextEndings = [".csv", ".atom", ".ics", ".svg", ".png", ".bib", ".ris", ".xml", ".txt", ".zip", ".sqlite", ".gz"];

    /// <summary>The methods by which data is read.</summary>
    public static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Answers with a pledge in some form, or with why not.</summary>
    public static Task<IResult> ShowAsync(this HttpContext http, PledgePages pages, string ending, Func<PledgeView, IResult> show, CancellationToken cancel) =>
        http.ShowAsync(pages, ending, view => Task.FromResult(show(view)), cancel);

    /// <inheritdoc cref="ShowAsync(HttpContext, PledgePages, string, Func{PledgeView, IResult}, CancellationToken)"/>
    public static async Task<IResult> ShowAsync(this HttpContext http, PledgePages pages, string ending, Func<PledgeView, Task<IResult>> show, CancellationToken cancel) =>
        await pages.FindAsync((string)http.Request.RouteValues["slug"]!, http.Request.Query, cancel) switch
        {
            PledgeAnswer.Shown shown => await show(shown.View),
            PledgeAnswer.Moved moved => OwnRedirect.To($"/pledges/{moved.Slug}{ending}{http.Request.QueryString}", permanent: true),
            PledgeAnswer.Refused refused => http.Refuse(refused.Status, refused.Sentence),
            _ => throw new InvalidOperationException("There is no other answer."),
        };

    /// <summary>Answers with a company in some form, or with where it is now, or with why not.</summary>
    public static async Task<IResult> ShowCompanyAsync(this HttpContext http, CompanyListing companies, string ending, Func<Company, Task<IResult>> show, CancellationToken cancel)
    {
        var slug = (string)http.Request.RouteValues["slug"]!;
        return await companies.FindAsync(slug, cancel) is { } company ? await show(company)
            : await companies.MovedAsync(slug, cancel) is { } now ? OwnRedirect.To($"/companies/{now}{ending}{http.Request.QueryString}", permanent: true)
            : http.Refuse(StatusCodes.Status404NotFound, $"There is no company at the address “{PledgeFilter.Shorten(slug)}”.");
    }

    /// <summary>Refuses; the sentence is told in the form that was asked for.</summary>
    public static IResult Refuse(this HttpContext http, int status, string sentence)
    {
        http.Items[Refusals.Sentence] = sentence;
        return Results.StatusCode(status);
    }

    /// <summary>Turns a request that is not understood into an answer that says so.</summary>
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
