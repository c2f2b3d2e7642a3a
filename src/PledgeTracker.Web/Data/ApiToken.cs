namespace PledgeTracker.Web.Data;

/// <summary>
/// The credential with which a program of the newsroom writes drafts. Only its hash is kept. It stands for the member who
/// made it, may do only what it was made for, and publishes nothing.
/// </summary>
public sealed class ApiToken
{
    public const int NameMaxLength = 100;

    public int Id { get; init; }

    /// <summary>Whose it is.</summary>
    public required int MemberId { get; init; }

    /// <summary>What it is for, in its owner's words.</summary>
    public required string Name { get; init; }

    /// <summary>Its first characters, by which its owner recognises it.</summary>
    public required string Hint { get; init; }

    /// <summary>SHA-256 of the token, as hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>Whether it may write drafts of whole pledges.</summary>
    public required bool MayDraft { get; init; }

    /// <summary>Whether it may add figures to drafts.</summary>
    public required bool MayReportFigures { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ExpiresAt { get; init; }

    /// <summary>UTC, to the hour; null until it was used.</summary>
    public DateTime? LastUsedAt { get; set; }

    /// <summary>UTC; null while it holds.</summary>
    public DateTime? RevokedAt { get; set; }
}

/// <summary>A request that was answered, kept so that a repeat of it is not carried out twice.</summary>
public sealed class ApiRequest
{
    public const int KeyMaxLength = 200;

    public required int TokenId { get; init; }

    /// <summary>The Idempotency-Key the program chose.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of address and body.</summary>
    public required string Hash { get; init; }

    public required int Status { get; init; }

    /// <summary>The answer it got.</summary>
    public required string Answer { get; init; }

    public string? Location { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }
}
