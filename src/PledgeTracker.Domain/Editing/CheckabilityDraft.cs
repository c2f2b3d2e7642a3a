using PledgeTracker.Domain.Pledges;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.CheckabilityDraft, PledgeTracker.Domain.Pledges.Pledge>;

namespace PledgeTracker.Domain.Editing;

/// <summary>Whether the promise can be checked at all, as an editor wrote it.</summary>
public sealed record CheckabilityDraft
{
    public string? Rating { get; init; }

    public string? Reason { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>The fields about whether the promise can be checked.</summary>
public static class CheckabilityPart
{
    internal static readonly Field Rating = Field.Word(
        "rating", "Rating", "Whether it can be checked at all.", "Say whether the pledge can be checked.",
        d => d.Rating, p => p.Checkability, importMeans: "measurable, partly-measurable or hardly-measurable.", column: "checkability");

    internal static readonly Field Reason = new("reason", FieldKind.Text, "Why", "Why.", d => d.Reason, p => p.CheckabilityReason)
    {
        Missing = "Say why it can or cannot be checked.",
        Column = "checkability_reason",
    };

    internal static readonly Field Sources = Field.Sources(p => p.CheckabilitySources);

    /// <summary>Whether the promise can be checked at all.</summary>
    public static DraftPart<CheckabilityDraft, Pledge> Part { get; } = new("checkability", "Can it be checked?", "Whether it can be checked at all, and why.", [Rating, Reason, Sources]);
}
