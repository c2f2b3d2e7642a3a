using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.DraftForms;

/// <summary>Changes of a document of some kind, to be shown to people.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="Kind">The kind of document, which gives the fields their names.</param>
public sealed record ShownChanges(IReadOnlyList<DraftChange> Changes, DocumentKind Kind = DocumentKind.Pledge);

/// <summary>What editors call the fields of a document.</summary>
public static class FieldNames
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["name"] = "Name",
        ["legalName"] = "Legal name",
        ["otherNames"] = "Other names",
        ["headquartersCountry"] = "Headquarters",
        ["sector"] = "Sector",
        ["website"] = "Website",
        ["listings"] = "Listed at",
        ["wikidataId"] = "Wikidata item",
        ["mergedInto"] = "Merged into",
        ["mergedBecause"] = "Why it is merged",
        ["namedFrom"] = "Its name was used from",
        ["namedUntil"] = "Its name was used until",
        ["takenBackFrom"] = "Merge undone from",
        ["label"] = "Name",
        ["singular"] = "One of it",
        ["plural"] = "Several",
        ["family"] = "It counts",
        ["isLevel"] = "It is a level",
        ["definition"] = "What is meant",
    };

    /// <summary>
    /// The name of the place that a path names. For a document with parts it comes from the form's description; the others
    /// are flat.
    /// </summary>
    public static string Of(DocumentKind kind, string path) => Subject.Of(kind).Shape is { } shape ? DraftShape.NameOf(path, shape) : Names.GetValueOrDefault(path, path);
}
