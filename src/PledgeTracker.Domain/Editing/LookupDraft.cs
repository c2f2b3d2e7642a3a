using PledgeTracker.Domain.Pledges;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.LookupDraft, PledgeTracker.Domain.Pledges.Lookup>;

namespace PledgeTracker.Domain.Editing;

/// <summary>A search for something about the pledge, as an editor wrote it.</summary>
public sealed record LookupDraft
{
    public string? Date { get; init; }

    public string? SoughtFor { get; init; }

    /// <summary>The short name of the target it was about; empty where it was about the pledge as a whole.</summary>
    public string? Target { get; init; }

    public string? Where { get; init; }

    /// <summary>How far the material reaches that was looked through.</summary>
    public string? Reach { get; init; }

    public string? Outcome { get; init; }

    public string? Note { get; init; }
}

/// <summary>The fields of a look-up, and how they are read.</summary>
public static class LookupPart
{
    /// <summary>The most characters of where somebody looked, and of how far that reaches: both stand within sentences.</summary>
    public const int LongestPlace = 200;

    private static readonly Field Date = new("date", FieldKind.Day, "Looked on", "The day somebody looked.", d => d.Date, l => l.Date)
    {
        Missing = "Enter the day somebody looked.",
        IsShort = true,
    };

    private static readonly Field SoughtFor = Field.Word(
        "soughtFor", "Looked for", "What was looked for.", "Say what was looked for.",
        d => d.SoughtFor, l => l.SoughtFor);

    private static readonly Field Target = new("target", FieldKind.Choice, "Target", "Short name of the target it was about. Empty for the whole pledge.", d => d.Target, l => l.TargetKey)
    {
        Hint = "Leave this empty where it was about the whole pledge.",
        From = ChoicesOf.Targets,
        AtMost = TargetPart.LongestKey,
        IsShort = true,
    };

    private static readonly Field Where = new("where", FieldKind.Line, "Looked in", "Where it was looked for, in words.", d => d.Where, l => l.Where)
    {
        Hint = "In words, like: the company’s press releases and annual reports, and a web search for “Acme jobs Ohio”.",
        Missing = "Say where somebody looked.",
        MaxLength = LongestPlace,
    };

    private static readonly Field Reach = new("reach", FieldKind.Line, "What it covers", "What time the material covers, in words. Empty only where something was found.", d => d.Reach, l => l.Reach)
    {
        Hint = "The end of a sentence that begins “Looked for in”, like: news pages published up to March 2026.",
        MaxLength = LongestPlace,
    };

    private static readonly Field Outcome = Field.Word(
        "outcome", "Outcome", "What the outcome was.", "Say what the outcome was.",
        d => d.Outcome, l => l.Outcome, hint: "“Nothing new” means nothing that is not already on the page.");

    private static readonly Field Note = new("note", FieldKind.Text, "Note", "A note for readers.", d => d.Note, l => l.Note);

    /// <summary>Who looked for what, where, and with what result: the only ground for saying that nothing was found.</summary>
    public static DraftPart<LookupDraft, Lookup> Part { get; } = new("lookups", "Looked for", "What somebody looked for on a day, where, and what was found.", [Date, SoughtFor, Target, Where, Reach, Outcome, Note])
    {
        One = "look-up",
        Hint = "The page can say that nothing was found only where a look-up says when and where.",
        Shown = ["date", "soughtFor", "outcome"],
    };

    internal static Lookup Read(PartReader<LookupDraft, Lookup> read)
    {
        var sought = read.Word<LookupSubject>(SoughtFor);
        var outcome = read.Word<LookupOutcome>(Outcome);
        if (read.Optional(Target) is { } key && !read.Whole.Targets.ContainsKey(key))
        {
            read.Problem(Target, $"There is no target '{key}'. Choose one that is listed.");
        }

        var reach = read.Optional(Reach);
        if (string.IsNullOrWhiteSpace(read.Draft.Reach) && outcome != LookupOutcome.Found)
        {
            read.Problem(Reach, "Say what time the material covers. Otherwise a search that found nothing shows nothing.");
        }

        if (sought == LookupSubject.AnythingNew && outcome == LookupOutcome.NothingFound)
        {
            read.Problem(Outcome, "Choose “found” or “nothing new” where somebody looked for anything new.");
        }

        return new Lookup
        {
            Date = read.Day(Date),
            SoughtFor = sought,
            TargetKey = read.Optional(Target),
            Where = read.Text(Where),
            Reach = reach,
            Outcome = outcome,
            Note = read.Optional(Note),
        };
    }
}
