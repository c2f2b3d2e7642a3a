using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.FigureDraft, PledgeTracker.Domain.Pledges.Figure>;

namespace PledgeTracker.Domain.Editing;

/// <summary>Something reported after the promise, as an editor wrote it.</summary>
public sealed record FigureDraft
{
    /// <summary>The target the figure belongs to; empty for context that belongs to the pledge as a whole.</summary>
    public string? Target { get; init; }

    /// <summary>What the figure measures; empty where it is the target's metric.</summary>
    public string? Metric { get; init; }

    public string? Quantity { get; init; }

    public string? Currency { get; init; }

    public string? Span { get; init; }

    /// <summary>For a figure in a period: its first day, month or year.</summary>
    public string? From { get; init; }

    /// <summary>The date the figure describes. For a period, its end.</summary>
    public string? AsOf { get; init; }

    /// <summary>Whether no source says which day the figure describes, only that it was known by <see cref="AsOf"/>.</summary>
    public bool Undated { get; init; }

    /// <summary>The date it became public.</summary>
    public string? Published { get; init; }

    public string? Basis { get; init; }

    public string? ReportedBy { get; init; }

    public string? Counting { get; init; }

    /// <summary>Why it does not count, or who disputes it; required unless it counts.</summary>
    public string? Reason { get; init; }

    /// <summary>The narrowest step of the funnel the figure shows.</summary>
    public string? Shows { get; init; }

    /// <summary>Whether the arithmetic is the editors' own.</summary>
    public bool Derived { get; init; }

    public string? Note { get; init; }

    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>The fields of a figure, and how they are read.</summary>
public static class FigurePart
{
    private static readonly Field Target = new("target", FieldKind.Choice, "Target", "Short name of the target it belongs to. Empty for context about the whole pledge.", d => d.Target, f => f.Target?.Key)
    {
        Hint = "Leave this empty for context about the whole pledge.",
        ImportMeans = "Short name of the target. Empty for context.",
        From = ChoicesOf.Targets,
        AtMost = TargetPart.LongestKey,
        IsShort = true,
    };

    private static readonly Field Metric = new("metric", FieldKind.Choice, "What it measures", "What it measures.", d => d.Metric, f => f.Metric.Code)
    {
        Hint = "Leave this empty where it is what the target measures.",
        ImportMeans = "What is measured. Empty where it is what the target measures.",
        Missing = "Say what the figure measures.",
        MayStandElsewhere = true,
        From = ChoicesOf.Metrics,
        AtMost = TargetPart.LongestMetric,
        IsShort = true,
    };

    private static readonly Field Quantity = new("quantity", FieldKind.Quantity, "Number", "The number as the source states it.", d => d.Quantity, f => f.Quantity)
    {
        Hint = "As the source states it: 1,454, more than 256,000, 1.2 million.",
        Missing = "Enter the number that was reported.",
        IsShort = true,
    };

    private static readonly Field Currency = new("currency", FieldKind.Line, "Currency", "ISO 4217, for money in whole units.", d => d.Currency, f => f.Currency)
    {
        Hint = "For money: three letters, like USD.",
        ImportMeans = "Three letters, for money.",
        Pattern = Money.CurrencyPattern,
        IsShort = true,
    };

    private static readonly Field Span = Field.Word(
        "span", "Stretch of time", "Whether it is a total since the announcement, a level on a day, or the sum of a period.", "Say what stretch of time the figure covers.",
        d => d.Span, f => f.Span, importMeans: "total, level or period.");

    private static readonly Field From = new("from", FieldKind.Date, "Period from", "Where a period begins.", d => d.From, f => f.From)
    {
        Hint = "Only for a figure in a period.",
        IsShort = true,
    };

    private static readonly Field AsOf = new("asOf", FieldKind.Date, "As of", "The date it describes. For a period, its end.", d => d.AsOf, f => f.AsOf)
    {
        Hint = "The date the figure describes. For a period, its end.",
        ImportMeans = "The date the figure describes.",
        Missing = "Enter the date the figure describes.",
        IsShort = true,
    };

    private static readonly Field Undated = new("undated", FieldKind.Tick, "No day is known", "Whether no source says which day it describes. It was then known by the as-of date.", null, f => f.Undated)
    {
        Hint = "The source does not say which day the figure describes. “As of” is then the day by which it was known.",
        ImportMeans = "yes where no source says which day the figure describes. The as-of date is then the day by which it was known.",
    };

    private static readonly Field Published = new("published", FieldKind.Date, "Published", "When it became public. Empty where no source shows it.", d => d.Published, f => f.Published)
    {
        Hint = "When it became public.",
        ImportMeans = "When it became public.",
        IsShort = true,
    };

    private static readonly Field Basis = Field.Word(
        "basis", "Basis", "What kind of evidence it is.", "Say what kind of evidence the figure is.",
        d => d.Basis, f => f.Basis, importMeans: "company-statement, government-record …");

    private static readonly Field ReportedBy = new("reportedBy", FieldKind.Line, "Reported by", "Who reported it.", d => d.ReportedBy, f => f.ReportedBy)
    {
        IsShort = true,
    };

    private static readonly Field Counting = Field.Word(
        "counting", "Does it count?", "Whether it counts for the target. Context and disputed figures never do.", "Say whether the figure counts.",
        d => d.Counting, f => f.Counting, hint: "A figure counts only when it measures what was pledged, in the pledged scope.", importMeans: "counted, context or disputed.");

    private static readonly Field Reason = new("reason", FieldKind.Text, "Why it does not count", "Why it does not count.", d => d.Reason, f => f.Reason)
    {
        Hint = "Or who disputes it. Readers see this text.",
    };

    private static readonly Field Shows = Field.Word(
        "shows", "What it shows", "The narrowest thing it shows.", "Say what the figure shows.",
        d => d.Shows, f => f.Shows, hint: "Choose the narrowest that the source supports.", importMeans: "reported, verified, new or attributable.", askedAfter: "counting", hasDefault: true);

    private static readonly Field Derived = new("derived", FieldKind.Tick, "The arithmetic is our own", "Whether the newsroom calculated it.", null, f => f.Derived)
    {
        ImportMeans = "yes where the newsroom calculated the number.",
    };

    private static readonly Field Note = new("note", FieldKind.Text, "Note", "A note for readers.", d => d.Note, f => f.Note);

    private static readonly Field Sources = Field.Sources(f => f.Sources, needed: true);

    /// <summary>What was reported, each number with its source.</summary>
    public static DraftPart<FigureDraft, Figure> Part { get; } = new("figures", "Figures", "What was reported.", [Target, Metric, Quantity, Currency, Span, From, AsOf, Undated, Published, Basis, ReportedBy, Counting, Reason, Shows, Derived, Note, Sources])
    {
        One = "figure",
        Least = 0,
        Hint = "What was reported, each number with its source.",
        Shown = ["quantity", "metric", "asOf", "counting"],
    };

    internal static Figure Read(PartReader<FigureDraft, Figure> read)
    {
        Target? target = null;
        if (read.Optional(Target) is { } key && !read.Whole.Targets.TryGetValue(key, out target))
        {
            read.Problem(Target, $"There is no target '{key}'. Choose one that is listed.");
        }

        var metric = target is not null && string.IsNullOrWhiteSpace(read.Draft.Metric) ? target.Metric : read.Metric(Metric);
        var span = read.Word<Span>(Span);
        var from = read.OptionalDate(From);
        if (from is null == (span == Pledges.Span.Period))
        {
            read.Problem(From, from is null ? "Enter when the period begins." : "Only a figure in a period has a beginning.");
        }

        return new Figure
        {
            Target = target,
            Metric = metric!,
            Quantity = read.Quantity(Quantity),
            Currency = read.Currency(Currency, metric),
            Span = span,
            From = from,
            AsOf = read.Date(AsOf),
            Undated = read.Draft.Undated,
            Published = read.OptionalDate(Published),
            Basis = read.Word<Basis>(Basis),
            ReportedBy = read.Optional(ReportedBy),
            Counting = read.Word<Counting>(Counting),
            Reason = read.Optional(Reason),
            Shows = read.Word<FunnelStep>(Shows, FunnelStep.Reported),
            Derived = read.Draft.Derived,
            Note = read.Optional(Note),
            Sources = read.Sources(read.Draft.Sources),
        };
    }
}
