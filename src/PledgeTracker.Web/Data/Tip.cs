namespace PledgeTracker.Web.Data;

/// <summary>What a reader sent to the newsroom. Never public; how to reach the sender is dropped once the tip is dealt with.</summary>
public sealed class Tip
{
    public const int TextMaxLength = 4000;

    public int Id { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime ReceivedAt { get; init; }

    public required TipKind Kind { get; init; }

    /// <summary>The pledge it is about; null where the sender named none.</summary>
    public int? PledgeDocumentId { get; init; }

    public required string Text { get; init; }

    /// <summary>The number reported, as it was typed; for a figure.</summary>
    public string? Quantity { get; init; }

    /// <summary>Where it can be read.</summary>
    public string? Link { get; init; }

    /// <summary>How to reach the sender, if they said; null once the tip is dealt with.</summary>
    public string? Contact { get; set; }

    public TipState State { get; set; } = TipState.Open;

    public string? HandledBy { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? HandledAt { get; set; }
}

/// <summary>What a reader sends.</summary>
public enum TipKind
{
    Figure,
    Source,
    Correction,
    Other,
}

/// <summary>What became of a tip.</summary>
public enum TipState
{
    Open,

    /// <summary>It was put into a draft.</summary>
    Used,

    Dismissed,
}
