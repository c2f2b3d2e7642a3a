using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using MimeKit;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Followers;

namespace PledgeTracker.Tests.Followers;

/// <summary>A tracker that sends to a real mail server, and whose rounds are made by the test.</summary>
public sealed class FollowerApp : IAsyncDisposable
{
    public const string Alibaba = "alibaba-million-us-jobs-2017";

    private FollowerApp(MailServer mail, EitherApp app) => (Mail, App) = (mail, app);

    public MailServer Mail { get; }

    public EitherApp App { get; }

    /// <summary>Begins on a database of its own.</summary>
    /// <param name="kind">"SQLite" or "PostgreSQL".</param>
    /// <param name="publicAddress">Where readers know the tracker; members can sign in only where it is not https, which the tests do not speak.</param>
    public static async Task<FollowerApp> StartAsync(string kind, string publicAddress = "https://pledges.example.org")
    {
        var mail = new MailServer();
        return new FollowerApp(mail, await EitherApp.StartAsync(kind, withPledges: true, new Dictionary<string, string>(mail.Settings) { ["PublicAddress"] = publicAddress, ["TipsByAddress"] = "100000" }, services =>
        {
            services.Remove(services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(FollowerWork)));

            // Receivers of a test are on the loopback, which the tracker's own client refuses.
            services.Replace(ServiceDescriptor.Singleton(new WebhookClient(new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }))));
        }));
    }

    /// <summary>One round, as the tracker makes it every few seconds.</summary>
    public Task<int> RoundAsync() => App.WithAsync<IServiceProvider, int>(async services =>
    {
        await services.GetRequiredService<NewsRound>().PassOnAsync();
        await services.GetRequiredService<NewsRound>().GatherAsync();
        return await services.GetRequiredService<Outbox>().SendDueAsync();
    });

    /// <summary>A round after some time.</summary>
    public Task<int> RoundAsync(TimeSpan later)
    {
        App.Clock.Advance(later);
        return RoundAsync();
    }

    /// <summary>Follows a page and confirms it from the mailbox.</summary>
    /// <returns>The secret of the reader's own page.</returns>
    public async Task<string> FollowAsync(string address, string page, FollowPace pace = FollowPace.AtOnce)
    {
        var reader = App.Browse();
        await reader.GoAsync("/follow?of=" + Uri.EscapeDataString(page));
        await reader.SendAsync(new Dictionary<string, string> { ["email"] = address, ["pace"] = Code.Of(pace) });
        (await RoundAsync()).Should().BeGreaterThan(0);
        var confirm = AddressesIn(Mail.Taken.Last(m => ToOf(m) == address)).Single(a => a.Contains("/follow/confirm/", StringComparison.Ordinal));
        await reader.GoAsync(confirm);
        await reader.SendAsync(new Dictionary<string, string>());
        reader.Page.QuerySelector("[role=status]")!.TextContent.Should().Contain("You follow");
        return confirm.Split('/')[^2];
    }

    /// <summary>Publishes a correction of a pledge, a day later.</summary>
    public Task CorrectAsync(string slug, string note, PublicationKind kind = PublicationKind.Correction) =>
        App.PublishAsync<PledgeDraft>(DocumentKind.Pledge, slug, draft => draft with { Title = draft.Title + "!" }, note, kind);

    /// <summary>The paths of the addresses in the plain text of an e-mail.</summary>
    public static IReadOnlyList<string> AddressesIn(MimeMessage mail) =>
        [.. mail.TextBody!.Split('\n', StringSplitOptions.TrimEntries).Where(l => l.StartsWith("http", StringComparison.Ordinal)).Select(l => new Uri(l).PathAndQuery)];

    /// <summary>Whom an e-mail is to.</summary>
    public static string ToOf(MimeMessage mail) => mail.To.Mailboxes.Single().Address;

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Mail.DisposeAsync();
    }
}
