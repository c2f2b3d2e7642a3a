namespace PledgeTracker.Domain.Editing;

/// <summary>The shape of documents of one kind: its parts, described.</summary>
/// <param name="Noun">The name of the kind within a sentence: <c>pledge</c>.</param>
/// <param name="Draft">The record of the whole draft.</param>
/// <param name="Parts">The parts, in the order in which editors are asked; the first is the document itself.</param>
public sealed record DocumentShape(string Noun, Type Draft, IReadOnlyList<DraftPart> Parts)
{
    /// <summary>A pledge.</summary>
    public static DocumentShape Pledge { get; } = new("pledge", typeof(PledgeDraft),
    [
        PledgePart.Part, AnnouncementPart.Part, PlacePart.Part, TargetPart.Part, FigurePart.Part, EventPart.Part, QuotePart.Part, IncentivePart.Part,
        CheckabilityPart.Part, CriterionPart.Part, LookupPart.Part, InquiryPart.Part, NotePart.Part, RelationPart.Part, VerdictPart.Part, SourcePart.Part,
    ]);

    /// <summary>Somebody who claims totals of pledges.</summary>
    public static DocumentShape Claimant { get; } = new("claimant", typeof(ClaimantDraft), [ClaimantPart.Part, ClaimSeriesPart.Part, ClaimPart.Part, LookupPart.Part, InquiryPart.Part, SourcePart.Part]);

    /// <summary>A list that claims rest on.</summary>
    public static DocumentShape List { get; } = new("list", typeof(ClaimListDraft), [ClaimListPart.Part, ListVersionPart.Part, ListItemPart.Part, LookupPart.Part, InquiryPart.Part, SourcePart.Part]);

    /// <summary>An examination of claims or of a list.</summary>
    public static DocumentShape Check { get; } = new("check", typeof(CheckDraft), [CheckPart.Part, CheckResultPart.Part, SourcePart.Part]);

    /// <summary>All that have parts. Companies, metrics and names are flat.</summary>
    public static IReadOnlyList<DocumentShape> All { get; } = [Pledge, Claimant, List, Check];

    /// <summary>The shape of a draft.</summary>
    /// <exception cref="ArgumentException">Drafts of that kind are flat.</exception>
    public static DocumentShape Of(Draft draft) =>
        All.FirstOrDefault(s => s.Draft.IsInstanceOfType(draft)) ?? throw new ArgumentException($"A draft of the type {draft?.GetType().Name} has no parts.", nameof(draft));

    /// <summary>Its parts and those within them, each with the path of its list: <c>targets.revisions</c>.</summary>
    public IEnumerable<(DraftPart Part, string Path)> Everywhere => Parts.SelectMany(p => p.Parts.Select(inner => (inner, $"{p.Name}.{inner.Name}")).Prepend((p, p.Name)));
}

/// <summary>Every part of a pledge, described: what the form asks, what a document may have, what is read.</summary>
public static class DraftParts
{
    /// <summary>The parts, in the order in which editors are asked.</summary>
    public static IReadOnlyList<DraftPart> All => DocumentShape.Pledge.Parts;

    /// <summary>The field of a part of any document.</summary>
    /// <param name="draft">The record of the part.</param>
    /// <param name="name">The field's name in the document.</param>
    internal static DraftField? FieldOf(Type draft, string name) => ByRecord.GetValueOrDefault((draft, name));

    private static readonly Dictionary<(Type, string), DraftField> ByRecord = DocumentShape.All.SelectMany(s => s.Everywhere).Select(p => p.Part).Distinct()
        .SelectMany(p => p.Fields.Select(f => (p.Draft, f))).ToDictionary(pair => (pair.Draft, pair.f.Name), pair => pair.f);
}
