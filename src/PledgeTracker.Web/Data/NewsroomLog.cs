namespace PledgeTracker.Web.Data;

/// <summary>What the newsroom's log records.</summary>
public enum LogAction
{
    MemberAdded,
    MemberInvited,
    RoleChanged,
    MemberDisabled,
    MemberEnabled,
    SessionsEnded,
    SecondFactorReset,
    SecondFactorSet,
    ResetLinkMade,
    PasswordReset,
    PasswordChanged,
    DraftStarted,
    DraftSaved,
    SentToReview,
    TakenBack,
    Returned,
    Published,
    Scheduled,
    Unpublished,
    Restored,
    Checked,
    CompanyAdded,
    CompanyChanged,
    PasskeyAdded,
    PasskeyRemoved,
    SignedIn,
    SignInRefused,
    DraftDiscarded,
    CompanyMerged,
    MetricAdded,
    MetricChanged,
    TagRenamed,
    SectorRenamed,
    EvidenceAdded,
    EvidenceAltered,
    EvidenceMissing,
    TipUsed,
    TipDismissed,
    ImportConfirmed,
    Imported,
    TokenMade,
    TokenRevoked,
    AccessRefused,
    TokenRefused,
    StarterTaken,
    StarterLeft,
    Assigned,
    HandedOver,
    Commented,
    CommentResolved,
    PublicationUndone,
    CountsDiffered,
    WebhookAdded,
    WebhookPaused,
    WebhookResumed,
    WebhookRemoved,
}

/// <summary>Who did something, as the log keeps it.</summary>
/// <param name="MemberId">Null for the program itself, the command line and somebody who has no account yet.</param>
/// <param name="Name">As colleagues saw it on that day.</param>
/// <param name="Address">The network address it came from; null from the command line.</param>
public sealed record LogActor(int? MemberId, string Name, string? Address)
{
    public static readonly LogActor Program = new(null, "PledgeTracker", null);

    public static LogActor CommandLine { get; } = new(null, "command line", null);
}

/// <summary>One line of the log. Lines are added and never changed; triggers in the database hold everybody to it.</summary>
public sealed class LogEntry
{
    public int Id { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    public int? MemberId { get; init; }

    public required string Who { get; init; }

    public required LogAction Action { get; init; }

    /// <summary>The document it concerns; null where it concerns an account.</summary>
    public int? DocumentId { get; init; }

    /// <summary>Details, in a few words.</summary>
    public string? Details { get; init; }

    public string? Address { get; init; }
}

/// <summary>Writes the log, in the transaction of what it records.</summary>
public sealed class NewsroomLog(PledgeTrackerDbContext context, TimeProvider clock)
{
    private const int DetailsMaxLength = 500;

    /// <summary>Adds a line.</summary>
    public Task WriteAsync(LogActor by, LogAction action, int? document = null, string? details = null)
    {
        Add(by, action, document, details);
        return context.SaveChangesAsync();
    }

    /// <summary>Adds the same line for each of some documents.</summary>
    public Task WriteAllAsync(LogActor by, LogAction action, IEnumerable<int> documents, string? details = null)
    {
        foreach (var document in documents)
        {
            Add(by, action, document, details);
        }

        return context.SaveChangesAsync();
    }

    private void Add(LogActor by, LogAction action, int? document, string? details) => context.Log.Add(new LogEntry
    {
        At = clock.GetUtcNow().UtcDateTime,
        MemberId = by.MemberId,
        Who = by.Name.Length <= 256 ? by.Name : by.Name[..256],
        Action = action,
        DocumentId = document,
        Details = details is null || details.Length <= DetailsMaxLength ? details : string.Concat(details.AsSpan(0, DetailsMaxLength - 1), "…"),
        Address = by.Address,
    });
}
