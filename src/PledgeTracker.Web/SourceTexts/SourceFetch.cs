using System.Globalization;
using System.Net;
using PledgeTracker.Web.Links;

namespace PledgeTracker.Web.SourceTexts;

/// <summary>A page as it was fetched.</summary>
/// <param name="Content">
/// Its bytes, as they came but for one thing: where the server alone said in which encoding they are, they say it themselves, since a stored
/// copy has no server. Null where it was not fetched.
/// </param>
/// <param name="Address">Where it was found, after redirects.</param>
/// <param name="Name">The name of a file for it.</param>
/// <param name="Problem">Why it was not fetched, in a sentence for an editor; null where it was.</param>
public sealed record FetchedPage(byte[]? Content, Uri Address, string Name, string? Problem);

/// <summary>
/// Fetches the page or document at an address that an editor named, with the client that checks links: it reaches public addresses only,
/// whatever a name or a redirect resolves to, so that nobody reads the newsroom's own network through it.
/// </summary>
public static class SourceFetch
{
    private const int MostRedirects = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(25);

    /// <summary>Fetches what stands at an address.</summary>
    /// <param name="client">The guarded client: <see cref="LinkChecker.Client"/>.</param>
    /// <param name="address">The address.</param>
    /// <param name="mostBytes">The most bytes that are taken.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<FetchedPage> GetAsync(HttpClient client, Uri address, long mostBytes, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(client);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        var at = address;
        try
        {
            for (var hops = 0; hops <= MostRedirects; hops++)
            {
                if (LinkChecker.IsUnchecked(at))
                {
                    return Not("leads to an address that is not fetched from");
                }

                using var answer = await client.GetAsync(at, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                if ((int)answer.StatusCode is >= 300 and < 400 && answer.Headers.Location is { } to)
                {
                    at = new Uri(at, to);
                    continue;
                }

                if (answer.StatusCode != HttpStatusCode.OK)
                {
                    return Not(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.PaymentRequired or HttpStatusCode.TooManyRequests
                        ? string.Create(CultureInfo.InvariantCulture, $"refuses programs (it answers {(int)answer.StatusCode})") : string.Create(CultureInfo.InvariantCulture, $"answers {(int)answer.StatusCode}"));
                }

                if (answer.Content.Headers.ContentLength > mostBytes)
                {
                    return Not(TooLarge(mostBytes));
                }

                using var content = new MemoryStream();
                await using var body = await answer.Content.ReadAsStreamAsync(patience.Token);
                var buffer = new byte[81920];
                for (int read; (read = await body.ReadAsync(buffer, patience.Token)) > 0;)
                {
                    if (content.Length + read > mostBytes)
                    {
                        return Not(TooLarge(mostBytes));
                    }

                    await content.WriteAsync(buffer.AsMemory(0, read), patience.Token);
                }

                var type = answer.Content.Headers.ContentType;
                return new FetchedPage(PlainText.SayingItsCharset(content.ToArray(), type?.CharSet, type?.MediaType), at, NameOf(at, type?.MediaType), null);
            }

            return Not("redirects in a loop");
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Not("does not answer in time");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UriFormatException)
        {
            return Not(LinkChecker.WordsOf(e));
        }

        FetchedPage Not(string why) => new(null, at, "", $"The page {why}. Save it in a browser and choose the file, or paste its text.");
    }

    private static string TooLarge(long most) => string.Create(CultureInfo.InvariantCulture, $"has more than {most / 1024 / 1024:N0} MB");

    private static string NameOf(Uri address, string? mediaType)
    {
        var last = Uri.UnescapeDataString(address.Segments[^1]).Trim('/');
        var name = last.Length == 0 ? address.Host : last;

        // Many servers call every file bytes: then the name says nothing of the kind, unless it did so itself.
        var ending = mediaType switch { "application/pdf" => ".pdf", "text/plain" => ".txt", "text/html" or "application/xhtml+xml" => ".html", _ => "" };
        return name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name : name + ending;
    }
}
