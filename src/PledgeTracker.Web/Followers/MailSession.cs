using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MimeKit;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Followers;

/// <summary>What a mail server made of an e-mail.</summary>
internal enum MailOutcome
{
    /// <summary>It is on its way.</summary>
    Taken,

    /// <summary>There is no such mailbox.</summary>
    NoMailbox,

    /// <summary>Perhaps another time.</summary>
    NotNow,

    /// <summary>The server cannot be reached, or is not as it is set.</summary>
    NoServer,
}

/// <summary>One connection for the e-mails of a round. A server that could not be reached is not asked again within it.</summary>
internal sealed class MailSession(Mailer mailer) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private SmtpClient? _client;
    private string? _down;

    /// <summary>Sends one e-mail.</summary>
    /// <param name="message">The e-mail.</param>
    /// <param name="address">Whom it is to, which the answer does not repeat.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<(MailOutcome Outcome, string Answer)> SendAsync(MimeMessage message, string address, CancellationToken cancel)
    {
        if (_down is not null)
        {
            return (MailOutcome.NoServer, _down);
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        try
        {
            if (_client is not { IsConnected: true })
            {
                _client?.Dispose();
                _client = null;
                _client = await mailer.ConnectAsync(patience.Token);
            }
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            return (MailOutcome.NoServer, _down = Told(e, address));
        }

        try
        {
            await _client.SendAsync(message, patience.Token);
            return (MailOutcome.Taken, "");
        }
        catch (SmtpCommandException e) when (!cancel.IsCancellationRequested)
        {
            var isFinal = (int)e.StatusCode >= 500;
            return (isFinal && e.ErrorCode == SmtpErrorCode.RecipientNotAccepted ? MailOutcome.NoMailbox : MailOutcome.NotNow, Told(e, address));
        }
        catch (Exception e) when (!cancel.IsCancellationRequested)
        {
            // Cut off or silent in the middle: the next e-mail gets a connection of its own.
            _client.Dispose();
            _client = null;
            return (e is OperationCanceledException or TimeoutException ? MailOutcome.NoServer : MailOutcome.NotNow, e is OperationCanceledException or TimeoutException ? _down = Told(e, address) : Told(e, address));
        }
    }

    public void Dispose()
    {
        try
        {
            _client?.Disconnect(quit: true);
        }
        catch (Exception e) when (e is IOException or ServiceNotConnectedException or CommandException or ProtocolException or TimeoutException)
        {
            // It is ended either way.
        }

        _client?.Dispose();
    }

    // Servers repeat the address in their answers, and it stands in no log and on no page.
    private static string Told(Exception e, string address)
    {
        var text = e is SmtpCommandException command ? string.Create(CultureInfo.InvariantCulture, $"{(int)command.StatusCode} {command.Message}")
            : e is OperationCanceledException or TimeoutException ? "The mail server did not answer in time." : $"{e.GetType().Name}: {e.Message}";
        text = text.ReplaceLineEndings(" ").Replace(address, "(the address)", StringComparison.OrdinalIgnoreCase).Replace(address.Split('@')[0], "(…)", StringComparison.OrdinalIgnoreCase);
        return text.Length <= Delivery.AnswerMaxLength ? text : text[..Delivery.AnswerMaxLength];
    }
}
