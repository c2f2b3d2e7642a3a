using PledgeTracker.Domain.Pledges;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.TargetRevisionDraft, PledgeTracker.Domain.Pledges.TargetRevision>;

namespace PledgeTracker.Domain.Editing;

/// <summary>A later change of a target, as an editor wrote it.</summary>
public sealed record TargetRevisionDraft
{
    public string? Date { get; init; }

    /// <summary>When the change itself was announced, which may be long before or after it holds.</summary>
    public string? Announced { get; init; }

    public string? AnnouncedBy { get; init; }

    public string? Quantity { get; init; }

    public string? Deadline { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>The fields of a change of a target, and how they are read.</summary>
public static class TargetRevisionPart
{
    private static readonly Field Date = new("date", FieldKind.Date, "Date of the change", "When the change takes effect.", d => d.Date, r => r.Date)
    {
        Hint = "A day, a month or a year.",
        Missing = "Enter the date of the change.",
        IsShort = true,
    };

    private static readonly Field Announced = new("announced", FieldKind.Date, "Announced", "When the change was announced. Empty where no source shows it.", d => d.Announced, r => r.Announced)
    {
        Hint = "Where it was announced on another day than it takes effect.",
        IsShort = true,
    };

    private static readonly Field AnnouncedBy = new("announcedBy", FieldKind.Line, "Announced by", "Who announced the change.", d => d.AnnouncedBy, r => r.AnnouncedBy) { IsShort = true };

    private static readonly Field Quantity = new("quantity", FieldKind.Quantity, "New number", "The new number. Empty where only the deadline changed.", d => d.Quantity, r => r.Quantity)
    {
        IsShort = true,
    };

    private static readonly Field Deadline = new("deadline", FieldKind.Date, "New deadline", "The new deadline. Empty where only the number changed.", d => d.Deadline, r => r.Deadline)
    {
        IsShort = true,
    };

    private static readonly Field Note = new("note", FieldKind.Text, "What was changed", "What was said about it.", d => d.Note, r => r.Note);

    private static readonly Field Sources = Field.Sources(r => r.Sources, needed: true);

    /// <summary>Later changes by those who made the promise.</summary>
    public static DraftPart<TargetRevisionDraft, TargetRevision> Part { get; } = new("revisions", "Revisions of the target", "Later changes by those who made the promise.", [Date, Announced, AnnouncedBy, Quantity, Deadline, Note, Sources])
    {
        One = "revision",
        Shown = ["date", "quantity", "deadline"],
    };

    internal static TargetRevision Read(PartReader<TargetRevisionDraft, TargetRevision> read)
    {
        var revision = new TargetRevision
        {
            Date = read.Date(Date),
            Announced = read.OptionalDate(Announced),
            AnnouncedBy = read.Optional(AnnouncedBy),
            Quantity = read.OptionalQuantity(Quantity),
            Deadline = read.OptionalDate(Deadline),
            Note = read.Optional(Note),
            Sources = read.Sources(read.Draft.Sources),
        };
        if (revision.Quantity is null && revision.Deadline is null)
        {
            read.Problem(Quantity, "Enter the new number or the new deadline.");
        }

        return revision;
    }
}
