using PledgeTracker.Domain.Pledges;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.EventDraft, PledgeTracker.Domain.Pledges.PledgeEvent>;

namespace PledgeTracker.Domain.Editing;

/// <summary>A dated fact in the pledge's life, as an editor wrote it.</summary>
public sealed record EventDraft
{
    public string? Date { get; init; }

    public string? Kind { get; init; }

    public string? Text { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>The fields of an event, and how they are read.</summary>
public static class EventPart
{
    private static readonly Field Date = new("date", FieldKind.Date, "Date", "When it happened.", d => d.Date, e => e.Date)
    {
        Hint = "A day, a month or a year.",
        Missing = "Enter the date of the event.",
        IsShort = true,
    };

    private static readonly Field Kind = Field.Word(
        "kind", "Kind", "The kind of event.", "Choose the kind of event.",
        d => d.Kind, e => e.Kind);

    private static readonly Field Text = new("text", FieldKind.Text, "What happened", "What happened.", d => d.Text, e => e.Text)
    {
        Missing = "Say what happened.",
    };

    private static readonly Field Sources = Field.Sources(e => e.Sources, needed: true);

    /// <summary>What happened in the pledge's life.</summary>
    public static DraftPart<EventDraft, PledgeEvent> Part { get; } = new("events", "What happened", "What happened.", [Date, Kind, Text, Sources])
    {
        One = "event",
        Hint = "Enter a setback as an event. Never delete a figure because of it.",
        Shown = ["date", "kind", "text"],
    };

    internal static PledgeEvent Read(PartReader<EventDraft, PledgeEvent> read) => new()
    {
        Date = read.Date(Date),
        Kind = read.Word<EventKind>(Kind),
        Text = read.Text(Text),
        Sources = read.Sources(read.Draft.Sources),
    };
}
