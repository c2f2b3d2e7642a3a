using System.Globalization;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.DraftForms;

/// <summary>Names a revision by what it changed.</summary>
public static class RevisionWords
{
    /// <summary>The most places, and the most sections, that are named one by one.</summary>
    private const int Named = 3;

    /// <summary>What changed, in a few words: “Figure 3 added, title changed”.</summary>
    /// <param name="kind">The kind of document.</param>
    /// <param name="changes">Every change from the revision before.</param>
    public static string Of(DocumentKind kind, IReadOnlyList<DraftChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        if (changes.Count == 0)
        {
            return "Nothing changed";
        }

        // An added place counts by its later number and every other by its earlier one, so the two are told apart.
        var places = changes.GroupBy(c => (IsAdded: c.Kind == ChangeKind.Added, Place: c.Path.Split('.')[0])).ToList();
        if (places.Count <= Named)
        {
            return string.Join(", ", places.Select((place, i) => Sentence(Phrase(kind, place.Key.Place, [.. place]), isFirst: i == 0)));
        }

        var sections = changes.Select(c => SectionOf(kind, c.Path)).Distinct(StringComparer.Ordinal).ToList();
        var said = sections.Count <= Named ? sections : [.. sections.Take(Named - 1), string.Create(CultureInfo.InvariantCulture, $"{sections.Count - Named + 1} other sections")];
        return string.Create(CultureInfo.InvariantCulture, $"{changes.Count:N0} places changed in {(said.Count == 1 ? said[0] : $"{string.Join(", ", said.SkipLast(1))} and {said[^1]}")}");
    }

    private static string Phrase(DocumentKind kind, string place, IReadOnlyList<DraftChange> changes) => changes is [var only]
        ? $"{FieldNames.Of(kind, only.Path)} {DifferenceHtml.Words(only)}"
        : $"{FieldNames.Of(kind, place)} changed";

    private static string Sentence(string phrase, bool isFirst) => isFirst ? phrase : char.ToLowerInvariant(phrase[0]) + phrase[1..];

    private static string SectionOf(DocumentKind kind, string path)
    {
        var subject = Subject.Of(kind);
        var name = path.Split('.', '[')[0];
        return subject.Shape is not { } shape ? $"the {subject.Noun}" : (shape.Parts.FirstOrDefault(p => p.Name == name) ?? shape.Parts[0]).Heading;
    }
}
