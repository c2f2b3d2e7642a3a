using System.ComponentModel.DataAnnotations;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace PledgeTracker.Web.Operations;

/// <summary>The settings under <c>PledgeTracker:Mail:</c>. Without a host nothing is e-mailed, and nothing needs it.</summary>
public sealed class MailOptions
{
    /// <summary>The SMTP server.</summary>
    public string? Host { get; set; }

    [Range(1, 65_535)]
    public int Port { get; set; } = 587;

    /// <summary><c>starttls</c>, <c>tls</c>, or <c>none</c> for a server on the same machine.</summary>
    public string Security { get; set; } = "starttls";

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>The address e-mails come from, like <c>PledgeTracker &lt;tracker@example.org&gt;</c>.</summary>
    public string From { get; set; } = "pledgetracker@localhost";
}

/// <summary>Sends the few e-mails there are: invitations and new passwords.</summary>
public sealed class Mailer(IOptions<PledgeTrackerOptions> options, ILogger<Mailer> logger)
{
    private const int TimeoutMilliseconds = 15_000;

    /// <summary>Whether e-mails are sent at all.</summary>
    public bool IsSet => !string.IsNullOrWhiteSpace(options.Value.Mail.Host);

    /// <summary>Sends one e-mail of plain text.</summary>
    /// <returns>Whether the server took it. Where it did not, the log says why.</returns>
    public async Task<bool> SendAsync(string to, string name, string subject, string text, CancellationToken cancel = default)
    {
        var mail = options.Value.Mail;
        try
        {
            using var message = new MimeMessage();
            message.From.Add(MailboxAddress.Parse(mail.From));
            message.To.Add(new MailboxAddress(name, to));
            message.Subject = subject;
            message.Body = new TextPart("plain") { Text = text };
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
            // Without the text: it holds a one-time address.
            logger.LogWarning(e, "An e-mail could not be sent");
            return false;
        }
    }
}
