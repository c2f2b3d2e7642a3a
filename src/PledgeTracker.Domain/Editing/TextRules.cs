using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Editing;

/// <summary>
/// What the texts of a draft may hold: a title, a name or an address stands on one line; only sentences have line breaks.
/// An address that is cited leads to a page that readers can reach.
/// </summary>
internal static class TextRules
{
    public static void Check(Draft draft, List<ReviewProblem> problems) => DraftTexts.Visit(draft, (part, prefix, name, text) =>
    {
        var typed = text.AsSpan().Trim();
        var kind = DraftParts.FieldOf(part.GetType(), name)?.Kind;
        if (kind == FieldKind.Address)
        {
            if (typed.Length > 0 && WebAddress.ProblemOf(typed.ToString()) is { } problem)
            {
                problems.Add(new(prefix + name, problem));
            }
        }
        else if (kind == FieldKind.Text)
        {
            if (typed.Contains('\r'))
            {
                problems.Add(new(prefix + name, "A line of the text ends with a character that cannot be stored. Type the line break again."));
            }
        }
        else if (typed.IndexOfAny('\n', '\r', '\t') >= 0)
        {
            problems.Add(new(prefix + name, "This must be on one line. Remove the line break or tab."));
        }
    });
}
