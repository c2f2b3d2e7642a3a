namespace PledgeTracker.Web.Data;

/// <summary>
/// What a member says to the others about a document, beside one of its fields or about all of it. It is kept with the revision that it
/// was written on, and readers never see it.
/// </summary>
public sealed class Comment
{
    /// <summary>The most characters of <see cref="Text"/>.</summary>
    public const int TextMaxLength = 4_000;

    /// <summary>The most characters of <see cref="Path"/>.</summary>
    public const int PathMaxLength = 200;

    public int Id { get; init; }

    public required int DocumentId { get; init; }

    /// <summary>The revision that it was written on.</summary>
    public required int Number { get; init; }

    /// <summary>The place in that revision, like <c>figures[2].quantity</c>; empty for the document as a whole.</summary>
    public required string Path { get; init; }

    /// <summary>The comment that it answers, which began the thread; null for that one.</summary>
    public int? ThreadId { get; init; }

    public required string Text { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Who wrote it, as colleagues saw the name on that day.</summary>
    public required string Author { get; init; }

    /// <summary>Who wrote it, as an account.</summary>
    public int? MemberId { get; init; }

    /// <summary>When the thread was resolved, UTC, on the comment that began it; null while it is open.</summary>
    public DateTime? ResolvedAt { get; set; }

    /// <summary>Who resolved it; null while it is open.</summary>
    public string? Resolver { get; set; }
}
