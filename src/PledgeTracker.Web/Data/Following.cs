namespace PledgeTracker.Web.Data;

/// <summary>
/// Something that readers and other programs who follow the tracker are told: one publication, or that something was taken off the site. It is written
/// in the transaction of what it tells of, so that neither is there without the other, and passed on from here.
/// </summary>
public sealed class NewsItem
{
    public int Id { get; init; }

    /// <summary>The pledge, claimant, list or check.</summary>
    public required int DocumentId { get; init; }

    /// <summary>The revision that was published; null where the page was taken off the site.</summary>
    public int? Number { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>When all who follow it had it noted for them, UTC; null before.</summary>
    public DateTime? PassedOnAt { get; set; }
}

/// <summary>
/// A reader who is told of news by e-mail, without an account. The address is kept encrypted, with a key that is not in the database; it is deleted
/// with the reader's last follow, and after two years without a sign of life.
/// </summary>
public sealed class Follower
{
    public const int SealedMaxLength = 2000;

    public int Id { get; init; }

    /// <summary>By which the same address is known again: a hash with a key of this tracker.</summary>
    public required string AddressHash { get; init; }

    /// <summary>The address and the secret of the reader's own page, encrypted; null for an address that never wants to be written to.</summary>
    public string? Sealed { get; set; }

    /// <summary>The SHA-256 of that secret; null where there is none.</summary>
    public string? SecretHash { get; set; }

    /// <summary>The language of the e-mails: that of the page on which the reader followed first.</summary>
    public required string Language { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When the reader last confirmed, or was on the page of their own, UTC.</summary>
    public required DateTime SeenAt { get; set; }

    /// <summary>When the reader was asked whether this is still wanted, UTC; null where not since they were last seen.</summary>
    public DateTime? AskedAt { get; set; }

    /// <summary>When news was last sent, UTC; null before.</summary>
    public DateTime? MailedAt { get; set; }

    /// <summary>How many e-mails to confirm were sent since the reader last answered one.</summary>
    public int Unanswered { get; set; }

    /// <summary>How often in a row the mail server said that there is no such mailbox.</summary>
    public int Refusals { get; set; }

    /// <summary>When somebody with access to the mailbox said never to write to it again, UTC; null where nobody did.</summary>
    public DateTime? NeverSince { get; set; }
}

/// <summary>What is followed.</summary>
public enum FollowKind
{
    /// <summary>Every publication.</summary>
    Everything,

    /// <summary>One pledge, claimant, list or check.</summary>
    Document,

    /// <summary>The pledges that a filter finds: those of a company or a place, or any search.</summary>
    Pledges,
}

/// <summary>How often the reader wants an e-mail.</summary>
public enum FollowPace
{
    /// <summary>Some minutes after the publication.</summary>
    AtOnce,

    /// <summary>In the morning, for the day before.</summary>
    Daily,

    /// <summary>On Monday morning, for the week before.</summary>
    Weekly,
}

/// <summary>One thing that a reader follows.</summary>
public sealed class Follow
{
    public const int QueryMaxLength = 1000, NameMaxLength = 300, ProofMaxLength = 4000;

    public int Id { get; init; }

    public required int FollowerId { get; init; }

    public required FollowKind Kind { get; init; }

    /// <summary>The document; null unless one is followed.</summary>
    public int? DocumentId { get; init; }

    /// <summary>The query of the list of pledges, as <c>PledgeFilter</c> writes it; empty unless a list is followed.</summary>
    public required string Query { get; init; }

    /// <summary>What the page was called when the reader followed it, in the reader's language.</summary>
    public required string Name { get; init; }

    /// <summary>The page, from the root on and without the prefix of a language.</summary>
    public required string Page { get; init; }

    public required FollowPace Pace { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime RequestedAt { get; set; }

    /// <summary>When the reader confirmed it from their mailbox, UTC; null before. What is not confirmed is deleted after two days.</summary>
    public DateTime? ConfirmedAt { get; set; }

    /// <summary>When, from which network address and to which words the reader agreed, encrypted.</summary>
    public required string Proof { get; set; }
}

/// <summary>News that is noted for a follow, and sent when it is due.</summary>
public sealed class FollowedNews
{
    public required int FollowId { get; init; }

    public required int NewsId { get; init; }

    /// <summary>Whose follow it is.</summary>
    public required int FollowerId { get; init; }

    /// <summary>When it is to be sent, UTC; null once it belongs to an e-mail.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>The e-mail that it belongs to; null before.</summary>
    public int? DeliveryId { get; set; }
}

/// <summary>What is sent.</summary>
public enum DeliveryKind
{
    /// <summary>The question whether a reader wants to follow something.</summary>
    Confirmation,

    /// <summary>News for a reader.</summary>
    News,

    /// <summary>The question whether a silent reader still wants news.</summary>
    StillWanted,

    /// <summary>News for another program.</summary>
    Webhook,

    /// <summary>A test of the way to another program.</summary>
    WebhookTest,
}

/// <summary>
/// One e-mail or one call of a webhook that is to be made. It is stored before it is made, and tried until it was taken or given up. Whoever gets it
/// twice, since the program was ended just after it was taken, knows it again by its key.
/// </summary>
public sealed class Delivery
{
    public const int AnswerMaxLength = 500;

    public int Id { get; init; }

    /// <summary>What its Message-ID or webhook-id is made of; the same at each attempt.</summary>
    public required Guid Key { get; init; }

    public required DeliveryKind Kind { get; init; }

    /// <summary>The reader; null for a webhook.</summary>
    public int? FollowerId { get; init; }

    /// <summary>What is to be confirmed; null for anything else.</summary>
    public int? FollowId { get; init; }

    /// <summary>The webhook; null for an e-mail.</summary>
    public int? WebhookId { get; init; }

    /// <summary>What the webhook is told; null for anything else.</summary>
    public int? NewsId { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When it is tried next, UTC; null once it was taken or given up.</summary>
    public DateTime? DueAt { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Attempts { get; set; }

    /// <summary>What came of the last attempt, without an address; null before the first.</summary>
    public string? Answer { get; set; }

    /// <summary>When the last attempt ended, UTC; null before.</summary>
    public DateTime? AnsweredAt { get; set; }

    /// <summary>Whether it was taken. An e-mail that was taken is deleted.</summary>
    public bool IsTaken { get; set; }
}

/// <summary>How what a webhook is told is written.</summary>
public enum WebhookFormat
{
    /// <summary>The tracker's own JSON.</summary>
    Json,

    /// <summary>For an incoming webhook of Slack.</summary>
    Slack,

    /// <summary>For a workflow of Microsoft Teams.</summary>
    Teams,

    /// <summary>For an incoming webhook of Mattermost.</summary>
    Mattermost,
}

/// <summary>An address of another program that is told of news.</summary>
public sealed class Webhook
{
    public const int NameMaxLength = 100, SealedMaxLength = 4000;

    public int Id { get; init; }

    /// <summary>What it is for.</summary>
    public required string Name { get; init; }

    /// <summary>The host of its address, which is no secret.</summary>
    public required string Host { get; init; }

    /// <summary>Its address and the secret that calls are signed with, encrypted: whoever knows the address of a chat room may write there.</summary>
    public required string Sealed { get; init; }

    public required WebhookFormat Format { get; init; }

    /// <summary>The query of the list of pledges that it is told of; empty for everything.</summary>
    public required string Query { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime AddedAt { get; init; }

    public required string AddedBy { get; init; }

    /// <summary>Since when it is not called, UTC; null while it is.</summary>
    public DateTime? PausedAt { get; set; }

    /// <summary>Why, where the program paused it; null where a member did.</summary>
    public string? PausedBecause { get; set; }
}
