using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom;

/// <summary>A form of a draft, in which its editor also proposes what readers are told of the change.</summary>
public interface IProposes
{
    /// <summary>The stored document; null while a new one is written.</summary>
    OpenDraft? Open { get; }

    /// <summary>What is proposed: as it was typed, or as it is stored.</summary>
    Proposal Proposed { get; }
}

/// <summary>How a proposal is typed and read.</summary>
public static class ProposalForm
{
    /// <summary>The field of the note. Documents have fields called note and kind of their own.</summary>
    public const string Note = "proposedNote";

    /// <summary>The field of the kind.</summary>
    public const string Kind = "proposedKind";

    /// <summary>What was typed; null where the form did not ask.</summary>
    public static Proposal? Read(IFormCollection form)
    {
        ArgumentNullException.ThrowIfNull(form);
        return form.ContainsKey(Note) ? new(form[Note], Code.TryParse<PublicationKind>(form[Kind], out var kind) ? kind : null) : null;
    }

    /// <summary>Whether readers know the document, so that a publication must say what changed.</summary>
    public static bool IsAskedFor(OpenDraft? open) => open is not null && (open.WasPublished || open.State == WorkState.Published);

    /// <summary>The kinds that an editor or a reviewer chooses from, with none before them.</summary>
    public static IReadOnlyList<(string Value, string Text)> ChoicesFor(Subject subject) => [("", ""), .. Proposal.KindsOf(subject).Select(k => (Code.Of(k), Code.Label(k)))];

    /// <summary>What an editor is told who sent a draft to review.</summary>
    public static string Sent(OpenDraft open)
    {
        ArgumentNullException.ThrowIfNull(open);
        return "Sent to review. A reviewer sees it in the worklist." + (IsAskedFor(open) && open.Proposal.Note is null ? " There is no note to readers yet, so the reviewer has to write it." : "");
    }
}
