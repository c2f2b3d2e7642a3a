using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Accounts;

/// <summary>Sends the few e-mails that there are: invitations, links for a new password, and notices to members.</summary>
public sealed class Mailer(IOptions<PledgeTrackerOptions> options, ILogger<Mailer> logger)
{
    private const int TimeoutMilliseconds = 15_000;

    /// <summary>Whether e-mails are sent at all.</summary>
    public bool IsSet => !string.IsNullOrWhiteSpace(options.Value.Mail.Host);

    /// <summary>Sends one e-mail of plain text.</summary>
    /// <param name="to">The address.</param>
    /// <param name="name">Whose it is.</param>
    /// <param name="subject">The subject, on one line.</param>
    /// <param name="text">The text.</param>
    /// <param name="id">The part before the @ of its Message-ID, so that the same e-mail sent twice is known as one; null for a new one.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Whether the server took it. Where it did not, the log says why.</returns>
    public async Task<bool> SendAsync(string to, string name, string subject, string text, string? id = null, CancellationToken cancel = default)
    {
        try
        {
            using var message = NewMessage(id);
            message.To.Add(new MailboxAddress(name, to));
            message.Subject = subject;
            message.Body = new TextPart("plain") { Text = text };
            using var client = await ConnectAsync(cancel);
            await client.SendAsync(message, cancel);
            await client.DisconnectAsync(true, cancel);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            // The log does not get the text of the e-mail, which holds a one-time address.
            logger.LogWarning(e, "An e-mail could not be sent");
            return false;
        }
    }

    /// <summary>A message that is from this tracker and has nothing else yet.</summary>
    /// <param name="id">The part before the @ of its Message-ID; null for a new one.</param>
    public MimeMessage NewMessage(string? id)
    {
        var message = new MimeMessage();
        message.From.Add(MailboxAddress.Parse(options.Value.Mail.From));
        if (id is not null)
        {
            message.MessageId = $"{id}@{message.From.Mailboxes.First().Domain}";
        }

        return message;
    }

    /// <summary>A connection to the mail server, for one e-mail or many.</summary>
    /// <exception cref="Exception">The server cannot be reached, does not answer in time, or does not take the password.</exception>
    public async Task<SmtpClient> ConnectAsync(CancellationToken cancel)
    {
        var mail = options.Value.Mail;
        var client = new SmtpClient { Timeout = TimeoutMilliseconds };
        try
        {
            // The limit of the client is for each step; a server that sends a byte now and then would be waited for without end.
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(TimeoutMilliseconds);
            await client.ConnectAsync(mail.Host!, mail.Port, mail.Security switch
            {
                "none" => SecureSocketOptions.None,
                "tls" => SecureSocketOptions.SslOnConnect,
                _ => SecureSocketOptions.StartTls,
            }, patience.Token);
            if (!string.IsNullOrEmpty(mail.User))
            {
                await client.AuthenticateAsync(mail.User, mail.Password ?? "", patience.Token);
            }

            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }
}
