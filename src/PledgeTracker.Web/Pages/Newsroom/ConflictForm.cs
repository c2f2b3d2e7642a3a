using System.Globalization;
using System.Text.Json;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom;

/// <summary>
/// The form in which an editor chooses between two versions, place by place, after somebody else saved in between.
/// </summary>
/// <param name="Conflict">What the other editor saved.</param>
/// <param name="Kind">What the document is about.</param>
/// <param name="Mine">What this editor wrote.</param>
public sealed record ConflictForm(SaveResult.Conflict Conflict, DocumentKind Kind, Draft Mine)
{
    private const int PieceLength = 20_000;

    /// <summary>What this editor proposes to tell readers; null where the form did not ask.</summary>
    public Proposal? Proposed { get; init; }

    /// <summary>
    /// The places where the two versions differ, and whether this editor changed each; a changed place is preselected as
    /// this editor's.
    /// </summary>
    public IReadOnlyList<(DraftChange Change, bool Mine)> Choices { get; } = ChoicesOf(Conflict, Mine);

    /// <summary>This editor's version, in pieces that are no longer than a form field may be.</summary>
    public IEnumerable<string> Pieces()
    {
        var text = DraftJson.Write(Mine);
        for (var at = 0; at < text.Length;)
        {
            var end = Math.Min(text.Length, at + PieceLength);

            // A surrogate pair is one character; half of it would be lost in the form.
            end += end < text.Length && char.IsLowSurrogate(text[end]) ? 1 : 0;
            yield return text[at..end];
            at = end;
        }
    }

    /// <summary>What the editor chose, as a draft; null where the form cannot be read.</summary>
    /// <param name="form">The form that was sent.</param>
    /// <param name="open">The document as it is now.</param>
    /// <param name="baseNumber">The revision that the choice was made against.</param>
    public static Draft? Resolve(IFormCollection form, OpenDraft open, int baseNumber)
    {
        ArgumentNullException.ThrowIfNull(open);
        try
        {
            var mine = DraftJson.Read(open.Content.GetType(), string.Concat(form["mine"].AsEnumerable()));
            if (open.Number != baseNumber)
            {
                // Somebody saved yet another version meanwhile: the choice starts again, against the newest.
                return mine;
            }

            var changes = Difference.Of(open.Content, mine);
            return Difference.Apply(open.Content, changes.Where((_, i) => form[$"take-{i.ToString(CultureInfo.InvariantCulture)}"] != "theirs"));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IReadOnlyList<(DraftChange, bool)> ChoicesOf(SaveResult.Conflict conflict, Draft mine)
    {
        var changes = Difference.Of(conflict.Theirs, mine);
        if (conflict.Base is null)
        {
            return [.. changes.Select(c => (c, true))];
        }

        var own = Difference.Of(conflict.Base, mine).Select(Said).ToHashSet(StringComparer.Ordinal);
        return [.. changes.Select(c => (c, own.Contains(Said(c))))];

        static string Said(DraftChange change) =>
            $"{change.Kind} {new string([.. change.Path.Where(ch => !char.IsAsciiDigit(ch))])} {(change.Kind == ChangeKind.Removed ? change.Before : change.After)?.ToJsonString()}";
    }
}
