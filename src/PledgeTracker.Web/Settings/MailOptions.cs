using System.ComponentModel.DataAnnotations;

namespace PledgeTracker.Web.Settings;

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
