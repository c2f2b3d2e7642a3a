using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Publishing;

/// <summary>
/// What an editor proposes to tell readers of a change, kept with the draft until it is published. The editor knows what
/// changed; the reviewer may change both.
/// </summary>
/// <param name="Note">The note to readers; null or blank where nothing is proposed.</param>
/// <param name="Kind">What kind of change it is; null where nothing is proposed.</param>
public sealed record Proposal(string? Note, PublicationKind? Kind)
{
    /// <summary>Nothing proposed.</summary>
    public static readonly Proposal None = new(null, null);

    /// <summary>What a change of such a document can be to readers: only a company revises a promise.</summary>
    public static IEnumerable<PublicationKind> KindsOf(Subject subject) =>
        Enum.GetValues<PublicationKind>().Where(k => k != PublicationKind.RevisedByTheCompany || subject is not (ClaimantSubject or ListSubject or CheckSubject));

    /// <summary>Keeps it with a document, which the caller saves.</summary>
    /// <returns>Whether it says something else than before.</returns>
    internal bool PutOn(Document document)
    {
        var before = (document.ProposedNote, document.ProposedKind);
        (document.ProposedNote, document.ProposedKind) = (string.IsNullOrWhiteSpace(Note) ? null : Note.Trim(), Kind);
        return before != (document.ProposedNote, document.ProposedKind);
    }
}
