namespace PledgeTracker.Domain.Editing;

/// <summary>Every part of a pledge, described: what the form asks, what a document may have, what is read.</summary>
public static class DraftParts
{
    /// <summary>The parts, in the order in which editors are asked.</summary>
    public static IReadOnlyList<DraftPart> All { get; } =
    [
        PledgePart.Part, AnnouncementPart.Part, PlacePart.Part, TargetPart.Part, FigurePart.Part, EventPart.Part, QuotePart.Part, IncentivePart.Part,
        CheckabilityPart.Part, CriterionPart.Part, LookupPart.Part, InquiryPart.Part, NotePart.Part, RelationPart.Part, VerdictPart.Part, SourcePart.Part,
    ];

    /// <summary>The field of a part of the draft.</summary>
    /// <param name="draft">The record of the part.</param>
    /// <param name="name">The field's name in the document.</param>
    internal static DraftField? FieldOf(Type draft, string name) => ByRecord.GetValueOrDefault((draft, name));

    private static readonly Dictionary<(Type, string), DraftField> ByRecord = All.Concat(All.SelectMany(p => p.Parts))
        .SelectMany(p => p.Fields.Select(f => (p.Draft, f))).ToDictionary(pair => (pair.Draft, pair.f.Name), pair => pair.f);
}
