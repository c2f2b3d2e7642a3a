using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Links;

namespace PledgeTracker.Web.Followers;

/// <summary>What came of a call.</summary>
public enum CallOutcome
{
    /// <summary>It was taken (2xx).</summary>
    Taken,

    /// <summary>Perhaps another time.</summary>
    NotNow,

    /// <summary>Never like this: the address redirects, or leads to a host that is not called.</summary>
    Never,

    /// <summary>The receiver wants no more calls (410).</summary>
    Gone,
}

/// <summary>
/// Calls webhooks: only hosts of the open network, whatever a name resolves to at that moment, without following redirects, and without waiting for or
/// reading more than a receiver has to say. Calls are signed as Standard Webhooks 1.0 has it: HMAC-SHA256 over id, time and body.
/// </summary>
/// <param name="client">The client; it must not follow redirects.</param>
public sealed class WebhookClient(HttpClient client) : IDisposable
{
    private const int MostRead = 300;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>With a client that reaches public hosts alone.</summary>
    public WebhookClient()
        : this(LinkChecker.Client("webhook"))
    {
    }

    /// <summary>A new secret, in the form that libraries of Standard Webhooks read.</summary>
    public static string NewSecret() => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>The signature of a call.</summary>
    /// <param name="secret">As <see cref="NewSecret"/> makes it.</param>
    /// <param name="id">The <c>webhook-id</c>.</param>
    /// <param name="time">The <c>webhook-timestamp</c>: seconds since 1970, UTC.</param>
    /// <param name="body">What is sent.</param>
    public static string SignatureOf(string secret, string id, string time, string body) =>
        "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"{id}.{time}.{body}")));

    /// <summary>Makes one call.</summary>
    /// <param name="to">The address and the secret.</param>
    /// <param name="format">How it is written.</param>
    /// <param name="key">By which the receiver knows the same call again.</param>
    /// <param name="story">The news; null for a test.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What came of it, in words that hold nothing of the address.</returns>
    public async Task<(CallOutcome Outcome, string Answer)> CallAsync(FollowerSeal.Opened to, WebhookFormat format, Guid key, Story? story, DateTime now, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(to);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            var (id, time, body) = ("msg_" + key.ToString("N"), new DateTimeOffset(now, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), WebhookBody.Of(format, story, now));
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(to.Address)) { Content = new StringContent(body, new UTF8Encoding(false), new MediaTypeHeaderValue("application/json", "utf-8")) };
            request.Headers.Add("webhook-id", id);
            request.Headers.Add("webhook-timestamp", time);
            request.Headers.Add("webhook-signature", SignatureOf(to.Secret, id, time, body));
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            var said = await BeginningAsync(answer.Content, patience.Token);
            var words = string.Create(CultureInfo.InvariantCulture, $"{(int)answer.StatusCode} {said}").Trim();
            return ((int)answer.StatusCode switch
            {
                >= 200 and < 300 => CallOutcome.Taken,
                >= 300 and < 400 => CallOutcome.Never,
                (int)HttpStatusCode.Gone => CallOutcome.Gone,
                _ => CallOutcome.NotNow,
            }, (int)answer.StatusCode is >= 300 and < 400 ? $"{words} It redirects. Enter the address that it leads to." : words);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return (CallOutcome.NotNow, "It did not answer within ten seconds.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or UriFormatException)
        {
            var words = LinkChecker.WordsOf(e);
            return words == LinkChecker.NotPublic ? (CallOutcome.Never, "Its host is not in the open network.") : (CallOutcome.NotNow, char.ToUpperInvariant(words[0]) + words[1..] + ".");
        }
    }

    public void Dispose() => client.Dispose();

    // Whatever a receiver sends, only the beginning is read; the rest of ten megabytes is left on the line.
    private static async Task<string> BeginningAsync(HttpContent content, CancellationToken cancel)
    {
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancel);
            var buffer = new byte[MostRead];
            var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
            return new string([.. Encoding.UTF8.GetString(buffer, 0, read).Select(c => char.IsControl(c) ? ' ' : c)]).Trim();
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            return "";
        }
    }
}
