using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Links;

/// <summary>
/// Checks whether sources can still be read, one at a time and slowly, if the newsroom switched it on. It contacts only
/// public addresses, so that what an editor typed cannot reach into the newsroom's own network.
/// </summary>
public sealed class LinkChecker(IServiceScopeFactory scopes, IOptions<PledgeTrackerOptions> options, TimeProvider clock, ILogger<LinkChecker> logger) : BackgroundWork(clock, logger)
{
    private const int MostRedirects = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromDays(30);
    private static readonly TimeSpan AgainAfterFailure = TimeSpan.FromDays(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly HttpClient _client = Client();

    protected override string Failure => "A link could not be checked";

    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    protected override async Task<TimeSpan?> RoundAsync(CancellationToken cancel)
    {
        if (!options.Value.CheckLinks)
        {
            return null;
        }

        await using var scope = scopes.CreateAsyncScope();
        await CheckNextAsync(scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>(), _client, cancel);
        return Pause;
    }

    /// <summary>Checks the source that was never checked, or was checked longest ago.</summary>
    /// <returns>Its address; null where none is due.</returns>
    public async Task<string?> CheckNextAsync(PledgeTrackerDbContext context, HttpClient client, CancellationToken cancel)
    {
        var now = Clock.GetUtcNow().UtcDateTime;
        var (old, oldFailure) = (now - AgainAfter, now - AgainAfterFailure);
        var url = await context.Set<Source>().Where(s => !context.LinkChecks.Any(c => c.Url == s.Url)).Select(s => s.Url).FirstOrDefaultAsync(cancel)
            ?? await context.LinkChecks.Where(c => (c.CheckedAt < old || (c.FailingSince != null && c.CheckedAt < oldFailure)) && context.Set<Source>().Any(s => s.Url == c.Url))
                .OrderBy(c => c.CheckedAt).Select(c => c.Url).FirstOrDefaultAsync(cancel);
        if (url is null)
        {
            return null;
        }

        var problem = await ProblemOfAsync(client, url, cancel);
        var check = await context.LinkChecks.FirstOrDefaultAsync(c => c.Url == url, cancel);
        if (check is null)
        {
            context.LinkChecks.Add(check = new LinkCheck { Url = url, CheckedAt = now });
        }

        check.CheckedAt = now;
        check.Problem = problem;
        check.FailingSince = problem is null ? null : check.FailingSince ?? now;
        await context.SaveChangesAsync(cancel);
        context.ChangeTracker.Clear();
        return url;
    }

    /// <summary>Why a page cannot be read, in a few words; null where it answers.</summary>
    public static async Task<string?> ProblemOfAsync(HttpClient client, string url, CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            var address = new Uri(url);
            for (var hops = 0; hops <= MostRedirects; hops++)
            {
                if (IsUnchecked(address))
                {
                    return NotPublic;
                }

                using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, patience.Token);
                if ((int)answer.StatusCode is >= 300 and < 400 && answer.Headers.Location is { } to)
                {
                    address = new Uri(address, to);
                    continue;
                }

                // A page behind a login or paywall, or one that refuses programs, still exists.
                return answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone || (int)answer.StatusCode >= 500
                    ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"answers {(int)answer.StatusCode}")
                    : null;
            }

            return "redirects in a loop";
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return "does not answer in time";
        }
        catch (Exception e) when (e is HttpRequestException or UriFormatException)
        {
            return WordsOf(e);
        }
    }

    /// <summary>Whether an address is none that may be asked: another scheme or another port than the usual one.</summary>
    internal static bool IsUnchecked(Uri address) => address.Scheme is not ("http" or "https") || !address.IsDefaultPort;

    /// <summary>That an address leads to a host that is not in the open network.</summary>
    internal const string NotPublic = "leads to an address that is not checked";

    /// <summary>Why a request failed, in a few words.</summary>
    internal static string WordsOf(Exception failed) =>
        failed.InnerException is PrivateAddressException || failed is HttpRequestException { InnerException.InnerException: PrivateAddressException } ? NotPublic
        : failed is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } ? "its host cannot be found"
        : "cannot be reached";

    /// <summary>A client that connects to public addresses only, whatever a name resolves to at that moment.</summary>
    /// <param name="purpose">What it asks for, in the words that servers read in their logs.</param>
    public static HttpClient Client(string purpose = "link check")
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionLifetime = TimeSpan.Zero,
            ConnectCallback = async (context, cancel) =>
            {
                // Resolved once, and connected to the checked address: a name that changes in between has no effect.
                var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
                var address = addresses.FirstOrDefault() ?? throw new HttpRequestException(HttpRequestError.NameResolutionError);
                if (!addresses.All(PublicNetwork.Contains))
                {
                    throw new PrivateAddressException();
                }

                var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(address, context.DnsEndPoint.Port, cancel);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        var client = new HttpClient(handler, disposeHandler: true);
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"PledgeTracker ({purpose})");
        return client;
    }

    private sealed class PrivateAddressException : IOException;
}

/// <summary>Checks in the background whether sources can still be read.</summary>
public static class LinkServices
{
    public static void AddLinks(this IServiceCollection services) => services.AddHostedService<LinkChecker>();
}
