using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>
/// A list and its ladder as one paragraph, made from stored fields only: what was claimed, what the list says, what the newest checks
/// found, how many entries were taken down and what was found of them, which pledges the tracker follows.
/// </summary>
public static class ClaimParagraph
{
    // More checks would no longer be a paragraph.
    private const int ChecksNamed = 2;

    /// <summary>The paragraph, without the address it comes from.</summary>
    /// <param name="ladder">The list with its steps on a day.</param>
    /// <param name="matched">The published pledges that its entries are matched to.</param>
    public static string Of(Ladder ladder, IReadOnlyDictionary<string, Pledge> matched)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        ArgumentNullException.ThrowIfNull(matched);
        return string.Join(' ', Claimed(ladder).Concat(Checked(ladder.Checks.Reverse())).Concat(Entries(ladder)).Concat(Followed(ladder.List, matched)));
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

    private static IEnumerable<string> Claimed(Ladder ladder)
    {
        var list = ladder.List;
        var claim = ladder.At(LadderStep.Claimed).Claimed.LastOrDefault(c => c.Claim.Quantity is not null);
        var number = claim is null ? null : ClaimWords.Of(claim.Claim.Quantity!, claim.Claim.Unit, claim.Claim.Currency);
        var total = ladder.Version is { Total: { } sum } version ? Wording.AsSaid(sum, version.Currency) : null;

        // Only what counts the same is named in one sentence, and only what the speaker’s own words show is said to be claimed in that number:
        // some sums are those of reporters.
        if (claim is { Claim: { Unit: ClaimUnit.Investment } said } && (said.Quote ?? said.Verb) is not null && total is not null && said.Currency == ladder.Version!.Currency)
        {
            yield return F($"Of the {number} that {ClaimWords.Within(said.Speaker ?? claim.Claimant.Name)} claimed ({said.Date.InWords()}), the list “{list.Title}”, kept by {ClaimWords.Within(list.Keeper)}, names {total} ({ladder.Version.Date.InWords()}).");
            yield break;
        }

        if (claim is not null)
        {
            yield return F($"A claim of {ClaimWords.Within(claim.Claimant.Name)} ({claim.Claim.Date.InWords()}): {number}. {string.Join(' ', new[] { claim.Claim.Says, claim.Claim.ListNote }.OfType<string>().Select(Stopped))}");
        }

        yield return total is not null ? F($"The list “{list.Title}”, kept by {ClaimWords.Within(list.Keeper)}, names {total} ({ladder.Version!.Date.InWords()}).")
            : claim is not null ? F($"The claim is based on the list “{list.Title}”, kept by {ClaimWords.Within(list.Keeper)}.")
            : F($"“{list.Title}” is a list kept by {ClaimWords.Within(list.Keeper)}.");
    }

    private static string Stopped(string text) => text.EndsWith('.') ? text : text + ".";

    // What checks repeat of the claim and of the list itself is said already.
    private static IEnumerable<string> Checked(IEnumerable<Check> checks) => checks
        .Select(c => (Check: c, Results: c.Results.Where(r => r is { Quantity: not null, Unit: not null, Step: not (LadderStep.Claimed or LadderStep.OnTheList) }).ToList()))
        .Where(c => c.Results.Count > 0).Take(ChecksNamed)
        .Select(c => F($"{c.Check.By} ({c.Check.Date.InWords()}) found: {string.Join(", ", c.Results.Select(r => F($"{ClaimWords.Of(r.Quantity!, r.Unit!.Value, r.Currency)} ({r.Label})")))}."));

    private static IEnumerable<string> Entries(Ladder ladder)
    {
        var list = ladder.List;
        if (list.Items.Count == 0)
        {
            yield return T("Its entries were not taken down.");
            yield break;
        }

        var sums = ladder.At(LadderStep.OnTheList).Sums.Select(s => ClaimWords.Of(s.Sum, s.Unit, s.Currency)).ToList();
        yield return sums.Count == 0
            ? Plural(list.Items.Count, "{0} entry was taken down.", "{0} entries were taken down.")
            : Plural(list.Items.Count, "{0} entry was taken down. By this tracker’s own arithmetic it comes to {1}.", "{0} entries were taken down. By this tracker’s own arithmetic they come to {1}.", string.Join(T(" and "), sums));
        var newness = ladder.At(LadderStep.New).Newness.Where(n => n.Newness != Newness.NotKnown).Select(n => F($"{Wording.Words(n.Newness)}: {Wording.Number(n.Items.Count)}")).ToList();
        if (newness.Count > 0)
        {
            yield return F($"Of those by companies, by recorded findings: {string.Join(", ", newness)}. Of the others nobody’s finding is recorded.");
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
