using PledgeTracker.Domain.Pledges;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.CriterionDraft, PledgeTracker.Domain.Pledges.Criterion>;

namespace PledgeTracker.Domain.Editing;

/// <summary>What would count as kept, partly kept or missed, as an editor wrote it.</summary>
public sealed record CriterionDraft
{
    /// <summary>The verdict this would lead to: <c>kept</c>, <c>partly-kept</c> or <c>missed</c>.</summary>
    public string? Outcome { get; init; }

    public string? Text { get; init; }

    /// <summary>The day the editors wrote it down.</summary>
    public string? Written { get; init; }
}

/// <summary>The fields of a criterion, and how they are read.</summary>
public static class CriterionPart
{
    private static readonly Field Outcome = Field.Word(
        "outcome", "The verdict it would lead to", "The verdict this would lead to.", "Choose the verdict this would lead to.",
        d => d.Outcome, c => c.Outcome, offered: [VerdictKind.Kept, VerdictKind.PartlyKept, VerdictKind.Missed]);

    private static readonly Field Text = new("text", FieldKind.Text, "What would count", "What would have to be true.", d => d.Text, c => c.Text)
    {
        Missing = "Say what would count.",
        AskedAfter = "written",
    };

    private static readonly Field Written = new("written", FieldKind.Day, "Written down on", "The day it was written down.", d => d.Written, c => c.Written)
    {
        Missing = "Enter the day this was written down.",
        IsShort = true,
    };

    /// <summary>What would decide the verdict.</summary>
    public static DraftPart<CriterionDraft, Criterion> Part { get; } = new("criteria", "What would count", "What would decide the verdict.", [Outcome, Text, Written])
    {
        One = "criterion",
        Hint = "Written down before the outcome is known, with the day.",
        Shown = ["outcome", "text"],
    };

    internal static Criterion Read(PartReader<CriterionDraft, Criterion> read) => new()
    {
        Outcome = read.Word<VerdictKind>(Outcome),
        Text = read.Text(Text),
        Written = read.Day(Written),
    };
}
