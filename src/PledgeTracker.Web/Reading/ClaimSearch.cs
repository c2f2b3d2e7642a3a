using PledgeTracker.Domain.Claims;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Reading;

/// <summary>Something among claimed totals that a search finds: of the five exactly one is there, an entry with its list and a claim with its claimant.</summary>
public sealed record ClaimHit(Claimant? Claimant = null, Claim? Claim = null, ClaimList? List = null, ListItem? Item = null, Check? Check = null);

/// <summary>
/// Searches claimants, claims, lists, entries and checks in memory, where all of them are, by the words and the rules by which pledges
/// are searched: every word must be there, one in quotation marks as it was typed, and none that is excluded.
/// </summary>
public sealed class ClaimSearch
{
    private readonly List<(ClaimHit Hit, IReadOnlyList<SearchWord> Words)> _texts;

    /// <param name="index">What is searched.</param>
    public ClaimSearch(ClaimIndex index)
    {
        ArgumentNullException.ThrowIfNull(index);
        _texts =
        [
            .. index.Claimants.Select(c => c.Content).Select(c => Of(new(c), c.Name, c.Summary)),
            .. index.Lists.Select(l => l.Content).Select(l => Of(new(List: l), l.Title, l.Keeper, l.What)),
            .. index.Claimants.Select(c => c.Content).SelectMany(c => c.Claims.Select(claim =>
                Of(new(c, claim), c.Name, claim.Speaker, claim.Quantity?.ToString(), claim.InWords, claim.Says, claim.Quote, claim.Verb, claim.Remarks))),
            .. index.Lists.Select(l => l.Content).SelectMany(l => l.Items.Select(i =>
                Of(new(List: l, Item: i), [i.AsListed, i.Companies, i.Country, i.Place, i.Amount?.ToString(), i.AmountInWords, i.Note, .. i.Findings.Select(f => f.Text)]))),
            .. index.Checks.Select(c => c.Content).Select(c => Of(new(Check: c), [c.By, c.Method, c.Classes, c.Reply, c.Limits, .. c.Results.Select(r => r.Text)])),
        ];
    }

    /// <summary>What the query finds: claimants first, then lists, claims, entries and checks.</summary>
    public IReadOnlyList<ClaimHit> Find(SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var wanted = query.Wanted.ToList();
        return wanted.Count == 0 ? [] : [.. _texts.Where(t => wanted.TrueForAll(w => Has(t.Words, w)) && !query.Excluded.Any(w => Has(t.Words, w))).Select(t => t.Hit)];
    }

    private static (ClaimHit, IReadOnlyList<SearchWord>) Of(ClaimHit hit, params IEnumerable<string?> texts) => (hit, SearchWords.Of(string.Join("\n", texts.Where(t => t is not null))));

    private static bool Has(IReadOnlyList<SearchWord> words, SearchTerm term)
    {
        for (var at = 0; at + term.Words.Count <= words.Count; at++)
        {
            if (IsAt(words, at, term))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsAt(IReadOnlyList<SearchWord> words, int at, SearchTerm term)
    {
        for (var i = 0; i < term.Words.Count; i++)
        {
            var (word, sought) = (words[at + i], term.Words[i]);
            var fits = term.IsPrefix && i == term.Words.Count - 1 ? word.Plain.StartsWith(sought.Plain, StringComparison.Ordinal)
                : term.IsExact ? word.Plain == sought.Plain : word.Stem == sought.Stem;
            if (!fits)
            {
                return false;
            }
        }

        return true;
    }
}
