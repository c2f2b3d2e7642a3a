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
    /// <summary>What has less than this part of a search is not offered.</summary>
    private const double NearEnough = 0.6;

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

    /// <summary>
    /// What a search of pledges finds here: all its words; otherwise the same without those that everything has, and with others that mean the
    /// same; otherwise what has most of them, where that is almost all.
    /// </summary>
    /// <param name="typed">The search.</param>
    /// <param name="words">What words mean.</param>
    /// <param name="today">For this year and the next.</param>
    public IReadOnlyList<ClaimHit> FindFor(string typed, FilterWords words, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(words);
        var found = Find(SearchQuery.Parse(typed));
        if (found.Count > 0)
        {
            return found;
        }

        var query = words.ReadAsText(typed, today);
        found = Find(query.Needed);
        found = found.Count > 0 ? found : Closest(query);
        return found.Count > 0 ? found : [.. _texts.Select(t => t.Hit).Where(hit => IsNamed(hit, query.Needed))];
    }

    /// <summary>Whether a word stands in some text here.</summary>
    public bool Knows(SearchTerm term) => _texts.Exists(t => Has(t.Words, term));

    /// <summary>Whether a claimant, list or check has a word of a search in its name.</summary>
    public static bool IsNamed(ClaimHit hit, SearchQuery query)
    {
        ArgumentNullException.ThrowIfNull(hit);
        ArgumentNullException.ThrowIfNull(query);
        var name = SearchWords.Of(hit switch
        {
            { Claim: not null } or { Item: not null } => "",
            { Claimant: { } claimant } => claimant.Name,
            { List: { } list } => list.Title,
            { Check: { } check } => check.By,
            _ => "",
        });
        return query.Wanted.Any(term => !term.IsOptional && Has(name, term));
    }

    // Each word counts for more the fewer texts have it.
    private IReadOnlyList<ClaimHit> Closest(SearchQuery query)
    {
        List<SearchTerm> wanted = [.. query.Wanted];
        if (wanted.Count < 2)
        {
            return [];
        }

        var weights = wanted.ConvertAll(term => (term.IsOptional ? 0.3 : 1) * Math.Log(1 + (_texts.Count / (1.0 + _texts.Count(t => Has(t.Words, term))))));
        var scored = _texts.Select(t => (t.Hit, wanted.Index().Where(w => Has(t.Words, w.Item)).ToList())).Where(t => t.Item2.Count > 1).Select(t => (t.Hit, Score: t.Item2.Sum(w => weights[w.Index]))).Where(t => t.Score >= weights.Sum() * NearEnough).ToList();
        return [.. scored.OrderByDescending(t => t.Score).Select(t => t.Hit)];
    }

    private static (ClaimHit, IReadOnlyList<SearchWord>) Of(ClaimHit hit, params IEnumerable<string?> texts) => (hit, SearchWords.Of(string.Join("\n", texts.Where(t => t is not null))));

    private static bool Has(IReadOnlyList<SearchWord> words, SearchTerm term) => HasOne(words, term) || (term.Others.Count > 0 && term.Alternatives.Skip(1).Any(other => HasOne(words, other)));

    private static bool HasOne(IReadOnlyList<SearchWord> words, SearchTerm term)
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
