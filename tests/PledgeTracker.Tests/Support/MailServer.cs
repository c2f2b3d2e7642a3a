using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Notices;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;
using SmtpServer;
using SmtpServer.ComponentModel;
using SmtpServer.Mail;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace PledgeTracker.Tests.Support;

/// <summary>A real mail server on the loopback that keeps what it takes.</summary>
public sealed class MailServer : MessageStore, IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _running;

    public MailServer()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        var services = new ServiceProvider();
        services.Add(this);
        services.Add(new Mailboxes(this));
        var options = new SmtpServerOptionsBuilder().ServerName("mail.example").Endpoint(e => e.Endpoint(new IPEndPoint(IPAddress.Loopback, Port))).Build();
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_end.Token);
    }

    public int Port { get; }

    /// <summary>Whether it refuses every message.</summary>
    public bool Refuses { get; set; }

    /// <summary>Whether it ends the connection in the middle of a message.</summary>
    public bool CutsOff { get; set; }

    /// <summary>Whether it says nothing after a message came.</summary>
    public bool Hangs { get; set; }

    /// <summary>The addresses that it has no mailbox for.</summary>
    public HashSet<string> NoMailbox { get; } = [];

    /// <summary>Called with each message that it takes, before it says so.</summary>
    public Action<MimeMessage>? OnTaken { get; set; }

    /// <summary>What it took, in the order in which it came.</summary>
    public ConcurrentQueue<MimeMessage> Taken { get; } = new();

    /// <summary>What it refused.</summary>
    public ConcurrentQueue<MimeMessage> Refused { get; } = new();

    /// <summary>The settings of a tracker that sends its mail here.</summary>
    public Dictionary<string, string> Settings => new() { ["Mail:Host"] = "127.0.0.1", ["Mail:Port"] = $"{Port}", ["Mail:Security"] = "none", ["Mail:From"] = "PledgeTracker <tracker@example.org>" };

    /// <summary>What tells nobody anything: for tests of the steps alone.</summary>
    public static ReviewNotices NoNotices(PledgeTrackerDbContext context, TimeProvider clock) =>
        new(context, new NoticeBoard(context, new Mailer(Options.Create(new PledgeTrackerOptions()), NullLogger<Mailer>.Instance), clock));

    public override async Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
    {
        if (CutsOff)
        {
            throw new SmtpResponseException(new SmtpResponse(SmtpReplyCode.ServiceClosingTransmissionChannel, "gone"), quit: true);
        }

        if (Hangs)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        using var stream = new MemoryStream(buffer.ToArray());
        var message = await MimeMessage.LoadAsync(stream, cancellationToken);
        (Refuses ? Refused : Taken).Enqueue(message);
        OnTaken?.Invoke(message);
        return Refuses ? SmtpResponse.MailboxUnavailable : SmtpResponse.Ok;
    }

    private sealed class Mailboxes(MailServer server) : MailboxFilter
    {
        public override Task<bool> CanDeliverToAsync(ISessionContext context, IMailbox to, IMailbox from, CancellationToken cancellationToken) =>
            Task.FromResult(!server.NoMailbox.Contains($"{to.User}@{to.Host}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
    }
}
