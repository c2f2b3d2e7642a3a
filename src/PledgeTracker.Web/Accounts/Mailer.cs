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
        var mail = options.Value.Mail;
        try
        {
            using var message = new MimeMessage();
            message.From.Add(MailboxAddress.Parse(mail.From));
            message.To.Add(new MailboxAddress(name, to));
            message.Subject = subject;
            message.Body = new TextPart("plain") { Text = text };
            if (id is not null)
            {
                message.MessageId = $"{id}@{message.From.Mailboxes.First().Domain}";
            }

            using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
            await client.ConnectAsync(mail.Host!, mail.Port, mail.Security switch
            {
                "none" => SecureSocketOptions.None,
                "tls" => SecureSocketOptions.SslOnConnect,
                _ => SecureSocketOptions.StartTls,
            }, cancel);
            if (!string.IsNullOrEmpty(mail.User))
            {
                await client.AuthenticateAsync(mail.User, mail.Password ?? "", cancel);
            }

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
}
