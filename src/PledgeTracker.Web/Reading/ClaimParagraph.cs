using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>
/// A list and its ladder as one paragraph, made from stored fields only: what was said, what the list says, what checks of that claim and of
/// the list found, how many entries are copied here and what was found of them, which pledges the tracker follows.
/// </summary>
public static class ClaimParagraph
{
    // More checks would no longer be a paragraph.
    private const int ChecksNamed = 4;

    /// <summary>The paragraph, without the address it comes from.</summary>
    /// <param name="ladder">The list with its steps on a day.</param>
    /// <param name="matched">The published pledges that its entries are matched to.</param>
    public static string Of(Ladder ladder, IReadOnlyDictionary<string, Pledge> matched)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentNullException.ThrowIfNull(matched);
        return string.Join(' ', Claimed(ladder).Concat(Checked(ladder)).Concat(Entries(ladder)).Concat(Followed(ladder.List, matched)));
    }

    /// <summary>The paragraph with the day it was true and the address it comes from.</summary>
    public static string WithAddress(Ladder ladder, IReadOnlyDictionary<string, Pledge> matched, string address) =>
        F($"{Of(ladder, matched)} (PledgeTracker, as of {ladder.On.InWords()}: {address})");

    /// <summary>Its beginning: what was claimed and what the list names.</summary>
    public static string Beginning(Ladder ladder)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        return string.Join(' ', Claimed(ladder));
    }

    /// <summary>One claim in a few sentences: who said what, when, in which words, and what the editors remark on it.</summary>
    public static string Said(SpokenClaim spoken)
    {
        ArgumentNullException.ThrowIfNull(spoken);
        var claim = spoken.Claim;
        var number = ClaimWords.Of(claim);
        var who = ClaimWords.SaidBy(spoken.Claimant, claim);

        // Without a quote, only what the number was said to be is known; it is nobody’s fact.
        var said = claim.Quote?.Trim('“', '”', '"', ' ') is { Length: > 0 } quote ? F($"{who} ({claim.Date.InWords()}): {number}. “{Stopped(quote)}”")
            : F($"{who} ({claim.Date.InWords()}): {number}, said to be: {Stopped(claim.Says)}");
        return new[] { claim.Remarks, claim.ListNote }.OfType<string>().Aggregate(said, (text, remark) => $"{text} {Stopped(remark)}");
    }

    /// <summary>What a check found, in a sentence, without what it only repeats; null where nothing else is recorded of it.</summary>
    public static string? Found(Check check)
    {
        ArgumentNullException.ThrowIfNull(check);
        var results = check.Results.Where(r => r.Step is not (LadderStep.Claimed or LadderStep.OnTheList)).ToList();
        return results.Count == 0 ? null : F($"{check.By} ({check.Date.InWords()}) found: {string.Join(", ", results.Select(InWords))}.");
    }

    // The newest claim that has a number.
    private static SpokenClaim? Newest(Ladder ladder) => ladder.At(LadderStep.Claimed).Claimed.LastOrDefault(c => c.Claim.Quantity is not null);

    private static IEnumerable<string> Claimed(Ladder ladder)
    {
        var list = ladder.List;
        var newest = Newest(ladder);
        if (newest is var (claimant, claim))
        {
            yield return Said(new(claimant, claim));
        }

        yield return ladder.Version is { Total: { } sum } version ? F($"The list “{list.Title}”, kept by {ClaimWords.Within(list.Keeper)}, gave {Wording.AsSaid(sum, version.Currency)} ({version.Date.InWords()}).")
            : newest is not null ? F($"The list behind it is “{list.Title}”, kept by {ClaimWords.Within(list.Keeper)}.")
            : F($"“{list.Title}” is a list kept by {ClaimWords.Within(list.Keeper)}.");
    }

    private static string Stopped(string text) => text.EndsWith('.') || text.EndsWith('!') || text.EndsWith('?') ? text : text + ".";

    // Only checks of the claim that is printed, or of the list itself: others looked at another number. What they repeat of either is said already.
    private static IEnumerable<string> Checked(Ladder ladder)
    {
        var key = Newest(ladder) is var (claimant, claim) ? $"{claimant.Slug}/{claim.Key}" : null;
        return ladder.Checks.Reverse().Where(c => c.Lists.Contains(ladder.List.Slug) || (key is not null && c.Claims.Contains(key)))
            .Select(Found).OfType<string>().Take(ChecksNamed);
    }

    private static string InWords(CheckResult result)
    {
        var text = result.Text.TrimEnd('.');
        return result.Quantity is { } quantity && result.Unit is { } unit ? F($"{ClaimWords.Of(quantity, unit, result.Currency)} ({result.Label}: {text})")
            : result.InWords is { } words ? F($"{words} ({result.Label}: {text})")
            : F($"{result.Label}: {text}");
    }

    private static IEnumerable<string> Entries(Ladder ladder)
    {
        var list = ladder.List;
        if (list.Items.Count == 0)
        {
            yield return T("Its entries are not copied here.");
            yield break;
        }

        var sums = ladder.At(LadderStep.OnTheList).Sums.Select(ClaimWords.Brief).ToList();
        yield return sums.Count == 0
            ? Plural(list.Items.Count, "{0} entry is copied here.", "{0} entries are copied here.")
            : Plural(list.Items.Count, "{0} entry is copied here. By this tracker’s own arithmetic it comes to {1}.", "{0} entries are copied here. By this tracker’s own arithmetic those that can be added come to {1}.", string.Join(T(" and "), sums));
        var newness = ladder.At(LadderStep.New).Newness.Where(n => n.Newness != Newness.NotKnown).Select(n => F($"{Wording.Words(n.Newness)}: {Wording.Number(n.Items.Count)}")).ToList();
        if (newness.Count > 0)
        {
            yield return F($"Of those by companies, by recorded findings: {string.Join(T(" and "), newness)}. Of the others no finding recorded here says whether they are new.");
        }
    }

    private static IEnumerable<string> Followed(ClaimList list, IReadOnlyDictionary<string, Pledge> matched)
    {
        var pledges = list.Items.SelectMany(i => i.Matches).Where(m => m.Kind is MatchKind.Same or MatchKind.PartOfItem).Select(m => m.Pledge).Distinct(StringComparer.Ordinal).Where(matched.ContainsKey).Select(p => matched[p]).ToList();
        if (pledges.Count > 0)
        {
            yield return Plural(pledges.Count, "This tracker follows {0} pledge that is an entry or a part of one: {1}.", "This tracker follows {0} pledges that are an entry or a part of one: {1}.",
                string.Join(", ", pledges.GroupBy(p => p.VerdictKind).OrderBy(g => g.Key).Select(g => F($"{Wording.Number(g.Count())} {Wording.Words(g.Key)}"))));
        }
    }
}
