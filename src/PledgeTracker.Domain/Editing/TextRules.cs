using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Editing;

/// <summary>
/// What the texts of a draft may hold: a title, a name or an address stands on one line; only sentences have line breaks.
/// An address that is cited leads to a page that readers can reach.
/// </summary>
internal static class TextRules
{
    /// <summary>The texts that may have several lines.</summary>
    private static readonly HashSet<(Type, string)> Sentences =
    [
        (typeof(PledgeDraft), "summary"),
        (typeof(PledgeDraft), "conditions"),
        (typeof(CheckabilityDraft), "reason"),
        (typeof(TargetDraft), "qualifiers"),
        (typeof(TargetRevisionDraft), "note"),
        (typeof(FigureDraft), "reason"),
        (typeof(FigureDraft), "note"),
        (typeof(EventDraft), "text"),
        (typeof(QuoteDraft), "text"),
        (typeof(IncentiveDraft), "description"),
        (typeof(CriterionDraft), "text"),
        (typeof(InquiryDraft), "question"),
        (typeof(InquiryDraft), "answer"),
        (typeof(NoteDraft), "text"),
        (typeof(VerdictDraft), "reason"),
        (typeof(VerdictDraft), "despiteFigures"),
        (typeof(SourceDraft), "excerpt"),
        (typeof(SourceDraft), "note"),
    ];

    public static void Check(PledgeDraft draft, List<ReviewProblem> problems) => DraftTexts.Visit(draft, (part, prefix, name, text) =>
    {
        var typed = text.AsSpan().Trim();
        if (part is SourceDraft && name is "url" or "archiveUrl")
        {
            if (typed.Length > 0 && WebAddress.ProblemOf(typed.ToString()) is { } problem)
            {
                problems.Add(new(prefix + name, problem));
            }
        }
        else if (Sentences.Contains((part.GetType(), name)))
        {
            if (typed.Contains('\r'))
            {
                problems.Add(new(prefix + name, "A line of the text ends with a sign that is not kept. End lines with a line feed alone."));
            }
        }
        else if (typed.IndexOfAny('\n', '\r', '\t') >= 0)
        {
            problems.Add(new(prefix + name, "This stands on one line. Take out the line break or tab."));
        }
    });
}
