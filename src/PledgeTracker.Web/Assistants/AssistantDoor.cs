using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Assistants;

/// <summary>
/// Stands before what assistants ask, as the Model Context Protocol demands of its HTTP transport: only POST, only from an origin that may
/// ask, and never more than a question can need. Must run after <see cref="DataAccess"/>, which counts the requests.
/// </summary>
/// <remarks>
/// A page whose name somebody else's server turns to this machine's address (DNS rebinding) must not read a tracker that stands behind a
/// firewall. With a public address the tracker answers to no strange name (<see cref="KnownHosts"/>), and its content is public anyway.
/// Without one it answers pages of this machine alone. Assistants that are no web pages send no <c>Origin</c>.
/// </remarks>
public sealed class AssistantDoor(RequestDelegate next, IOptions<PledgeTrackerOptions> options)
{
    /// <summary>The most bytes of a question.</summary>
    public const int MostBytes = 64 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!DataAnswers.IsForAssistants(request.Path) || Outages.IsAboutAFailure(context))
        {
            await next(context);
            return;
        }

        if (!HttpMethods.IsPost(request.Method))
        {
            context.Response.Headers.Allow = "POST, OPTIONS";
            Refuse(context, StatusCodes.Status405MethodNotAllowed, "Assistants send questions here by POST (Model Context Protocol). How to add it to one is said at /data/api#assistants.");
        }
        else if (request.Headers.Origin is { Count: > 0 } origin && !MayAsk(origin.ToString()))
        {
            Refuse(context, StatusCodes.Status403Forbidden, "A page of this origin may not ask here. If this tracker is public, its operator sets PledgeTracker:PublicAddress.");
        }
        else if (request.Headers.ContentEncoding is { Count: > 0 })
        {
            Refuse(context, StatusCodes.Status415UnsupportedMediaType, "Send the question without “Content-Encoding”. Compressed questions are not accepted.");
        }
        else if (await ReadAsync(request, context.RequestAborted) is not { } question)
        {
            Refuse(context, StatusCodes.Status413PayloadTooLarge, $"A question may have at most {MostBytes} bytes. Ask for less at once.");
        }
        else if (!IsOfCharacters(question))
        {
            Refuse(context, StatusCodes.Status400BadRequest, "The question has something in it that is no character: half of one, or bytes that are not UTF-8. Write whole characters.");
        }
        else
        {
            request.Body = question;
            await next(context);
        }
    }

    private bool MayAsk(string origin) => Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Scheme is "https" or "http" && page.PathAndQuery == "/" && page.UserInfo.Length == 0 && (options.Value.PublicAddress is { Length: > 0 } || page.IsLoopback);

    private static void Refuse(HttpContext context, int status, string sentence)
    {
        context.Response.Headers[HeaderNames.CacheControl] = "no-store";
        context.Say(sentence);
        context.Response.StatusCode = status;
    }

    // Whatever the length says: it may be missing or wrong.
    private static async Task<MemoryStream?> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (request.ContentLength > MostBytes)
        {
            return null;
        }

        var question = new MemoryStream();
        var buffer = new byte[8 * 1024];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancel)) > 0)
        {
            if (question.Length + read > MostBytes)
            {
                return null;
            }

            await question.WriteAsync(buffer.AsMemory(0, read), cancel);
        }

        question.Position = 0;
        return question;
    }

    // JSON can write one half of a character, which no text has. Whoever reads the question behind the door only fails on it, and cannot say
    // why. What is no JSON at all is refused there.
    private static bool IsOfCharacters(MemoryStream question)
    {
        var reader = new Utf8JsonReader(question.GetBuffer().AsSpan(0, (int)question.Length));
        try
        {
            while (reader.Read())
            {
                _ = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.GetString() : null;
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
