using PledgeTracker.Domain.Pledges;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.NoteDraft, PledgeTracker.Domain.Pledges.EditorsNote>;

namespace PledgeTracker.Domain.Editing;

/// <summary>What an editor tells the reader that is no figure, event or quote.</summary>
public sealed record NoteDraft
{
    public string? Kind { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>The fields of a note, and how they are read.</summary>
public static class NotePart
{
    private static readonly Field Kind = Field.Word("kind", "Kind", "What it is about.", "Choose what the note is about.", d => d.Kind, n => n.Kind);

    private static readonly Field Text = new("text", FieldKind.Text, "Note", "The note.", d => d.Text, n => n.Text) { Missing = "Enter the note." };

    private static readonly Field Sources = Field.Sources(n => n.Sources);

    /// <summary>Where sources disagree, and background.</summary>
    public static DraftPart<NoteDraft, EditorsNote> Part { get; } = new("notes", "Editors’ notes", "Where sources disagree, and background.", [Kind, Text, Sources])
    {
        One = "note",
        Shown = ["kind", "text"],
    };

    internal static EditorsNote Read(PartReader<NoteDraft, EditorsNote> read) => new()
    {
        Kind = read.Word<NoteKind>(Kind),
        Text = read.Text(Text),
        Sources = read.Sources(read.Draft.Sources),
    };
}
