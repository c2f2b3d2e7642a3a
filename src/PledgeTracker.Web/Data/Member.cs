using Microsoft.AspNetCore.Identity;

namespace PledgeTracker.Web.Data;

/// <summary>What somebody of the newsroom may do. Each may do what those before it may.</summary>
public enum MemberRole
{
    /// <summary>Writes drafts.</summary>
    Editor,

    /// <summary>Publishes as well.</summary>
    Reviewer,

    /// <summary>Looks after people and settings as well.</summary>
    Administrator,
}

/// <summary>Somebody of the newsroom. The e-mail address is the name to sign in with.</summary>
public sealed class Member : IdentityUser<int>
{
    public const int NameMaxLength = 100;

    /// <summary>The name that colleagues see, and the log keeps.</summary>
    public required string Name { get; set; }

    public required MemberRole Role { get; set; }

    /// <summary>Whether the account is closed. It is never erased: the log speaks of it.</summary>
    public bool IsDisabled { get; set; }

    /// <summary>
    /// The last time step whose code was used; codes of the same or an earlier step are refused (ASVS 6.5.1).
    /// </summary>
    public long LastTotpStep { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }
}

/// <summary>An address that is handed to one person and works once. Only the hash of its token is kept.</summary>
public sealed class AccountLink
{
    public int Id { get; init; }

    public required AccountLinkKind Kind { get; init; }

    /// <summary>SHA-256 of the token, as hexadecimal digits.</summary>
    public required string TokenHash { get; init; }

    /// <summary>Whom an invitation is for.</summary>
    public string? Email { get; init; }

    public string? Name { get; init; }

    public MemberRole? Role { get; init; }

    /// <summary>Whose password is reset.</summary>
    public int? MemberId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ExpiresAt { get; init; }

    /// <summary>UTC; null until it was used.</summary>
    public DateTime? UsedAt { get; init; }
}

/// <summary>What a one-time address is for.</summary>
public enum AccountLinkKind
{
    /// <summary>Makes the first administrator.</summary>
    Setup,

    /// <summary>Makes an account.</summary>
    Invitation,

    /// <summary>Sets a new password.</summary>
    Reset,
}

/// <summary>A session of a member, from the sign-in to the sign-out.</summary>
public sealed class Session
{
    /// <summary>SHA-256 of the id that the cookie carries, as hexadecimal digits: a copy of the database opens nothing.</summary>
    public required string IdHash { get; init; }

    /// <summary>Whose session it is.</summary>
    public required int MemberId { get; init; }

    /// <summary>UTC; from then on it opens nothing.</summary>
    public required DateTime EndsAt { get; init; }
}
