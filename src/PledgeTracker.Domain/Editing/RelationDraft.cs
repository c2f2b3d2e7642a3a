using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.RelationDraft, PledgeTracker.Domain.Pledges.Relation>;

namespace PledgeTracker.Domain.Editing;

/// <summary>How the pledge stands to another, as an editor wrote it.</summary>
public sealed record RelationDraft
{
    public string? Kind { get; init; }

    /// <summary>The slug of the other pledge.</summary>
    public string? Pledge { get; init; }

    public string? Note { get; init; }
}

/// <summary>The fields of a relation, and how they are read.</summary>
public static class RelationPart
{
    private static readonly Field Kind = Field.Word(
        "kind", "This pledge is", "Its relation to the other pledge.", "Say how the two pledges are related.",
        d => d.Kind, r => r.Kind);

    private static readonly Field Pledge = new("pledge", FieldKind.Line, "The other pledge", "Address of the other pledge, which need not be published.", d => d.Pledge, r => r.OtherSlug)
    {
        Hint = "The part of its address after /pledges/.",
        Missing = "Choose the other pledge.",
        AtMost = Slug.MaxLength,
        Column = "other",
    };

    private static readonly Field Note = new("note", FieldKind.Line, "Note", "A note for readers.", d => d.Note, r => r.Note);

    /// <summary>Other pledges to see together with this one.</summary>
    public static DraftPart<RelationDraft, Relation> Part { get; } = new("relations", "Other pledges", "Other pledges to see together with this one.", [Kind, Pledge, Note])
    {
        One = "relation",
        Shown = ["kind", "pledge"],
    };

    internal static Relation Read(PartReader<RelationDraft, Relation> read) => new()
    {
        Kind = read.Word<RelationKind>(Kind),
        OtherSlug = read.Text(Pledge),
        Note = read.Optional(Note),
    };
}
