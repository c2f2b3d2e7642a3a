namespace PledgeTracker.Web.Data;

/// <summary>What a notice tells a member.</summary>
public enum NoticeKind
{
    /// <summary>A document was given to the member, or taken away.</summary>
    Assigned,

    /// <summary>Somebody wrote a comment on a document that the member holds, wrote or comments on.</summary>
    Commented,

    /// <summary>A draft waits for review.</summary>
    WaitsForReview,

    /// <summary>A draft of the member came back from review.</summary>
    Returned,

    /// <summary>A draft of the member was published.</summary>
    Published,

    /// <summary>The day by which the member is to be done is near, or past.</summary>
    Due,

    /// <summary>The deadline of a pledge that the member holds is near.</summary>
    DeadlineNear,

    /// <summary>A source of a pledge that the member holds can no longer be read, or says something else than its stored copy.</summary>
    SourceChanged,

    /// <summary>The nightly count found that the published rows are not what the documents say.</summary>
    CountsDiffer,
}

/// <summary>How a member gets notices of one kind.</summary>
public enum NoticeWay
{
    /// <summary>Not at all.</summary>
    Never,

    /// <summary>In the newsroom.</summary>
    Newsroom,

    /// <summary>In the newsroom and by e-mail, where the tracker sends any.</summary>
    Mail,
}

/// <summary>Something that a member is told, in the newsroom and perhaps by e-mail.</summary>
public sealed class Notice
{
    /// <summary>The most characters of <see cref="Text"/>.</summary>
    public const int TextMaxLength = 1_000;

    /// <summary>The most characters of <see cref="Key"/>.</summary>
    public const int KeyMaxLength = 200;

    /// <summary>The most characters of <see cref="Address"/>.</summary>
    public const int AddressMaxLength = 400;

    public int Id { get; init; }

    /// <summary>Whom it tells.</summary>
    public required int MemberId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public required NoticeKind Kind { get; init; }

    /// <summary>What it is about; a member gets one notice with the same key, however often the program comes to tell it.</summary>
    public required string Key { get; init; }

    /// <summary>The document it is about; null where it is about none.</summary>
    public int? DocumentId { get; init; }

    /// <summary>A sentence.</summary>
    public required string Text { get; init; }

    /// <summary>The page of the newsroom to look at, from the root on.</summary>
    public required string Address { get; init; }

    /// <summary>UTC; null until the member has seen it.</summary>
    public DateTime? ReadAt { get; set; }

    /// <summary>When it is to be sent by e-mail, UTC; null where it is not, or was.</summary>
    public DateTime? MailAt { get; set; }

    /// <summary>How often sending it failed.</summary>
    public int MailFailures { get; set; }
}

/// <summary>How a member wants notices of one kind. Without a row the kind's own way holds.</summary>
public sealed class NoticeChoice
{
    public required int MemberId { get; init; }

    public required NoticeKind Kind { get; init; }

    public required NoticeWay Way { get; set; }
}
