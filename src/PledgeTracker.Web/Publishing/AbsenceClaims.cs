using System.Text.RegularExpressions;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Publishing;

/// <summary>
/// Editors' sentences that say that something is not there. Such a sentence is a fact about a search, so it needs a look-up
/// that found nothing. The list of turns of phrase is short on purpose: a reviewer who is warned of everything reads nothing.
/// </summary>
public static partial class AbsenceClaims
{
    /// <summary>The words in a text by which it says that something is absent; null where it does not.</summary>
    public static string? In(string? text) =>
        text is not null && Claim().Match(Quoted().Replace(text, " ")) is { Success: true, Value: var words } ? words : null;

    /// <summary>What a reviewer is told of a pledge whose texts say so without a look-up that found nothing; null where none does.</summary>
    public static string? Warning(Pledge pledge)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        return pledge.Lookups.Any(l => l.Outcome == LookupOutcome.NothingFound) ? null : Warning(Texts(pledge));
    }

    /// <summary>The same of a claimant or a list. A check’s texts are what others found.</summary>
    public static string? Warning(Draft draft) => draft switch
    {
        ClaimantDraft claimant when !FoundNothing(claimant.Lookups) => Warning(Texts(claimant)),
        ClaimListDraft list when !FoundNothing(list.Lookups) => Warning(Texts(list)),
        _ => null,
    };

    private static bool FoundNothing(IReadOnlyList<LookupDraft> lookups) => lookups.Any(l => l.Outcome == Code.Of(LookupOutcome.NothingFound));

    private static string? Warning(IEnumerable<(string Place, string? Text)> texts)
    {
        var places = texts.Select(t => (t.Place, Words: In(t.Text))).Where(t => t.Words is not null).Select(t => $"{t.Place} (“{t.Words}”)").ToList();
        return places.Count == 0 ? null
            : $"{string.Join(", ", places)}: This says that something is absent. Add the look-up that shows it, with its day and what it covers, or reword it.";
    }

    // The newsroom's own sentences. What others said stands in quotes, and what would decide a pledge in its criteria: both may say "never".
    private static IEnumerable<(string Place, string? Text)> Texts(Pledge pledge) =>
    [
        ("Standfirst", pledge.Summary),
        ("Can it be checked?", pledge.CheckabilityReason),
        .. pledge.Targets.SelectMany((t, i) => (IEnumerable<(string, string?)>)[($"Target {i + 1}", t.Qualifiers), .. t.Revisions.Select(r => ($"Change of target {i + 1}", r.Note))]),
        .. pledge.Figures.SelectMany((f, i) => (IEnumerable<(string, string?)>)[($"Figure {i + 1}", f.Reason), ($"Note on figure {i + 1}", f.Note)]),
        .. pledge.Events.Select((e, i) => ($"Event {i + 1}", (string?)e.Text)),
        .. pledge.Verdicts.SelectMany((v, i) => (IEnumerable<(string, string?)>)[($"Reason of verdict {i + 1}", v.Reason), ($"Verdict {i + 1}, despite the figures", v.DespiteFigures)]),
        .. pledge.Notes.Select((n, i) => ($"Note {i + 1}", (string?)n.Text)),
        .. pledge.Incentives.Select((n, i) => ($"Incentive {i + 1}", n.Description)),
    ];

    private static IEnumerable<(string Place, string? Text)> Texts(ClaimantDraft claimant) =>
    [
        ("Standfirst", claimant.Summary),
        .. claimant.Series.Select((s, i) => ($"Note on series {i + 1}", s.Note)),
        .. claimant.Claims.SelectMany((c, i) => (IEnumerable<(string, string?)>)[($"How claim {i + 1} is based on the list", c.ListNote), ($"Remarks on claim {i + 1}", c.Remarks)]),
    ];

    private static IEnumerable<(string Place, string? Text)> Texts(ClaimListDraft list) =>
    [
        ("What it lists", list.What),
        ("Note", list.Note),
        .. list.Versions.Select((v, i) => ($"Note on state {i + 1}", v.Note)),
        .. list.Items.SelectMany((item, i) => item.Findings.Where(f => string.IsNullOrWhiteSpace(f.Check)).Select(f => ($"Finding of entry {i + 1}", f.Text)).Prepend(($"Note on entry {i + 1}", item.Note))),
    ];

    // "Was not found guilty" and "found that no fee was due" are findings of somebody, not searches.
    [GeneratedRegex(
        """
        \b(?:
          no\s+(?:[\w-]+\s+){0,2}?(?:figures?|counts?|starting\s+level|baseline|deadline|records?\s+of|reports?\s+of|evidence|trace|sources?|documents?)
          | (?:none|nothing)\s+(?:was\s+|were\s+|has\s+been\s+|could\s+be\s+)?found
          | (?:not|never)\s+(?:been\s+|be\s+)?found(?!\s+(?:guilty|liable|that|to|in\s+breach))
          | could\s+not\s+find | nobody | no[\s-]one | never
        )\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Claim();

    [GeneratedRegex("“[^”]*”|\"[^\"]*\"", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();
}
