using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.TargetDraft, PledgeTracker.Domain.Pledges.Target>;

namespace PledgeTracker.Domain.Editing;

/// <summary>One number that was promised by one date, as an editor wrote it.</summary>
public sealed record TargetDraft
{
    /// <summary>A short word that figures use to point at this target; unique within the pledge.</summary>
    public string? Id { get; init; }

    public string? Metric { get; init; }

    /// <summary>What was promised; empty where a direction was promised without a number.</summary>
    public string? Quantity { get; init; }

    /// <summary>ISO 4217, for a target in money.</summary>
    public string? Currency { get; init; }

    /// <summary>The level before the promise, from which a reported level is measured; 0 for a new site.</summary>
    public string? Baseline { get; init; }

    public string? Deadline { get; init; }

    public string? DeadlineBasis { get; init; }

    /// <summary>How firmly it was said; empty where it was promised outright.</summary>
    public string? Firmness { get; init; }

    /// <summary>Whom and what the number covers, and where.</summary>
    public string? Scope { get; init; }

    /// <summary>The short name of the target that this one is a part of.</summary>
    public string? PartOf { get; init; }

    /// <summary>The promise's own hedges: "up to", "full-time", "direct and indirect".</summary>
    public string? Qualifiers { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];

    public IReadOnlyList<TargetRevisionDraft> Revisions { get; init; } = [];
}

/// <summary>The fields of a target, and how they are read.</summary>
public static class TargetPart
{
    /// <summary>The most characters of the word by which figures point at a target.</summary>
    internal const int LongestKey = 50;

    /// <summary>The most characters of the word for what is measured.</summary>
    internal const int LongestMetric = 50;

    private static readonly Field Id = new("id", FieldKind.Line, "Short name", "Short name within the pledge. Figures refer to it.", d => d.Id, t => t.Key)
    {
        Hint = "A short word, like jobs, by which figures refer to this target.",
        ImportMeans = "Short name of the target. Empty where there is only one.",
        Missing = "Give the target a short name.",
        MaxLength = LongestKey,
        Column = "target",
        IsShort = true,
    };

    private static readonly Field Metric = new("metric", FieldKind.Choice, "What was promised", "What was promised.", d => d.Metric, t => t.Metric.Code)
    {
        ImportMeans = "What was promised: jobs-created …",
        Missing = "Choose what was promised.",
        From = ChoicesOf.Metrics,
        AtMost = LongestMetric,
        IsShort = true,
    };

    private static readonly Field Quantity = new("quantity", FieldKind.Quantity, "Number", "The number as it was first promised. Empty where there was none.", d => d.Quantity, t => t.Quantity)
    {
        Hint = "As it was worded: 1,000,000, up to 13,000, 25k–30k. Leave this empty where there was no number.",
        ImportMeans = "The number as it was worded.",
        IsShort = true,
    };

    private static readonly Field Currency = new("currency", FieldKind.Line, "Currency", "ISO 4217, for money in whole units.", d => d.Currency, t => t.Currency)
    {
        Hint = "For money: three letters, like USD.",
        ImportMeans = "Three letters, for money.",
        Pattern = Money.CurrencyPattern,
        IsShort = true,
    };

    private static readonly Field Baseline = new("baseline", FieldKind.Hedged, "Level before the promise", "The level before the promise.", d => d.Baseline, t => t.Start)
    {
        Hint = "0 for a new site, or as it was worded: about 9,000. Where it is not known, leave this empty and add a look-up.",
        ImportMeans = "Level before the promise.",
        IsShort = true,
    };

    private static readonly Field Deadline = new("deadline", FieldKind.Date, "Deadline", "By when.", d => d.Deadline, t => t.Deadline)
    {
        Hint = "A day, a month or a year.",
        IsShort = true,
    };

    private static readonly Field DeadlineBasis = Field.Word(
        "deadlineBasis", "Where the deadline comes from", "Where the deadline comes from.", "Say whether the deadline was stated, computed, or none was given.",
        d => d.DeadlineBasis, t => t.DeadlineBasis, importMeans: "stated, computed, none-given, agreement or project.");

    private static readonly Field Firmness = Field.OptionalWord(
        "firmness", "How firmly it was said", "How firmly it was said. Empty where it was promised outright.", d => d.Firmness, t => t.Firmness,
        hint: "Leave this empty where the company said that it will. Choose another where the firmest words known are weaker.");

    private static readonly Field PartOf = new("partOf", FieldKind.Choice, "Part of", "Short name of the target that this one is a part of.", d => d.PartOf, t => t.PartOf)
    {
        Hint = "The larger target that this one is part of. What counts here also counts there.",
        From = ChoicesOf.Targets,
        AtMost = LongestKey,
        Column = "part_of_target",
        ImportMeans = "Short name of the target that this one is a part of.",
        IsShort = true,
    };

    private static readonly Field Scope = new("scope", FieldKind.Line, "Scope", "The people and places that the number covers.", d => d.Scope, t => t.Scope)
    {
        Hint = "The people and places that the number covers.",
    };

    private static readonly Field Qualifiers = new("qualifiers", FieldKind.Text, "Hedges", "The promise's own hedges.", d => d.Qualifiers, t => t.Qualifiers)
    {
        Hint = "The promise’s own: “up to”, “full-time”, “direct and indirect”.",
        ImportMeans = "The promise’s own hedges.",
    };

    private static readonly Field Sources = Field.Sources(t => t.Sources);

    /// <summary>What was promised.</summary>
    public static DraftPart<TargetDraft, Target> Part { get; } = new("targets", "Targets", "What was promised, the headline first.", [Id, Metric, Quantity, Currency, Baseline, Deadline, DeadlineBasis, Firmness, PartOf, Scope, Qualifiers, Sources])
    {
        One = "target",
        Least = 1,
        Hint = "What was promised. The first is the headline.",
        Shown = ["id", "quantity", "metric", "deadline"],
        Parts = [TargetRevisionPart.Part],
    };

    internal static Target Read(PartReader<TargetDraft, Target> read)
    {
        var metric = read.Metric(Metric);
        var basis = read.Word<DeadlineBasis>(DeadlineBasis);
        var deadline = read.OptionalDate(Deadline);
        var isBlank = string.IsNullOrWhiteSpace(read.Draft.Deadline);
        if (isBlank != (basis == Pledges.DeadlineBasis.NoneGiven))
        {
            read.Problem(Deadline, isBlank
                ? "Enter the deadline, or say that none was given."
                : "There is a deadline, but it is marked as not given. Say whether it was stated or computed.");
        }

        var quantity = read.OptionalQuantity(Quantity);
        if (quantity?.Low < 0)
        {
            read.Problem(Quantity, "A promised number cannot be below zero. Enter zero or more.");
        }

        var start = read.OptionalNumber(Baseline);
        var target = new Target
        {
            Key = read.Text(Id),
            Metric = metric!,
            Quantity = quantity,
            Currency = read.Currency(Currency, metric),
            Baseline = start?.Low,
            BaselineHedge = start?.Hedge,
            Deadline = deadline,
            DeadlineBasis = basis,
            Firmness = read.OptionalWord<Firmness>(Firmness),
            PartOf = read.Optional(PartOf),
            Scope = read.Optional(Scope),
            Qualifiers = read.Optional(Qualifiers),
            Sources = read.Sources(read.Draft.Sources),
            Revisions = read.Items(read.Draft.Revisions, TargetRevisionPart.Part, TargetRevisionPart.Read),
        };
        if (!read.Whole.Targets.TryAdd(target.Key, target))
        {
            read.Problem(Id, $"Two targets are named '{target.Key}'. Rename one.");
        }

        return target;
    }
}
