using PledgeTracker.Domain.Pledges;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.VerdictDraft, PledgeTracker.Domain.Pledges.Verdict>;

namespace PledgeTracker.Domain.Editing;

/// <summary>The editors' judgement, as one of them wrote it.</summary>
public sealed record VerdictDraft
{
    public string? Verdict { get; init; }

    /// <summary>The day from which the facts bear the verdict out: when the decisive one became public.</summary>
    public string? Date { get; init; }

    /// <summary>Why the pledge fell away; only of one that lapsed.</summary>
    public string? LapsedBecause { get; init; }

    public string? Reason { get; init; }

    /// <summary>Why the verdict holds although the figures say otherwise; readers see it beside the verdict.</summary>
    public string? DespiteFigures { get; init; }

    /// <summary>Why the company was not asked; readers see it beside the verdict.</summary>
    public string? NotAsked { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>The fields of a verdict, and how they are read.</summary>
public static class VerdictPart
{
    private static readonly Field Verdict = Field.Word("verdict", "Verdict", "The judgement.", "Choose a verdict.", d => d.Verdict, v => v.Kind);

    private static readonly Field Date = new("date", FieldKind.Date, "Since", "When the decisive fact became public.", d => d.Date, v => v.Date)
    {
        Hint = "When the decisive fact became public.",
        Missing = "Enter the date of the verdict.",
        IsShort = true,
    };

    private static readonly Field LapsedBecause = Field.OptionalWord(
        "lapsedBecause", "Why it lapsed", "Why it lapsed: a condition was not met, the company is gone, or it was made void.", d => d.LapsedBecause, v => v.LapsedBecause, hint: "Only for Lapsed.");

    private static readonly Field Reason = new("reason", FieldKind.Text, "Reason", "Why.", d => d.Reason, v => v.Reason)
    {
        Hint = "Name the figure or the words that decide it.",
        Missing = "Give the reason for the verdict.",
    };

    private static readonly Field DespiteFigures = new("despiteFigures", FieldKind.Text, "Why, although the figures say otherwise", "Why the verdict differs from the figures: kept with less than all of it counted, or missed, stalled or partly kept with all of it.", d => d.DespiteFigures, v => v.DespiteFigures)
    {
        Hint = "For Kept, where less than all of it is counted. For Missed, Stalled and Partly kept, where all of it is counted. Readers see this below the verdict.",
    };

    private static readonly Field NotAsked = new("notAsked", FieldKind.Text, "Why the company was not asked", "Why the company was not asked before the verdict was given.", d => d.NotAsked, v => v.NotAsked)
    {
        Hint = "For Missed, Stalled, Partly kept and Disputed, where no question to the company is recorded. Readers see this after “The company was not asked:”.",
    };

    private static readonly Field Sources = Field.Sources(v => v.Sources);

    /// <summary>Every verdict ever given.</summary>
    public static DraftPart<VerdictDraft, Verdict> Part { get; } = new("verdicts", "Verdicts", "Oldest first. The last one is the current verdict.", [Verdict, Date, LapsedBecause, Reason, DespiteFigures, NotAsked, Sources])
    {
        One = "verdict",
        Least = 1,
        Hint = "Oldest first. The last one is the current verdict.",
        Shown = ["verdict", "date", "reason"],
    };

    internal static Verdict Read(PartReader<VerdictDraft, Verdict> read)
    {
        var kind = read.Word<VerdictKind>(Verdict);
        var because = read.OptionalWord<LapseReason>(LapsedBecause);
        if (kind == VerdictKind.Lapsed != because is not null)
        {
            read.Problem(LapsedBecause, because is null ? "Say why the pledge lapsed." : "Only a lapsed pledge has this reason. Leave it empty, or choose Lapsed.");
        }

        return new Verdict
        {
            Kind = kind,
            Date = read.Date(Date),
            LapsedBecause = because,
            Reason = read.Text(Reason),
            DespiteFigures = read.Optional(DespiteFigures),
            NotAsked = read.Optional(NotAsked),
            Sources = read.Sources(read.Draft.Sources),
        };
    }
}
