using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Reading;

/// <summary>The result of a search.</summary>
/// <param name="Query">The query that was run: as typed, or with <paramref name="Corrections"/>.</param>
/// <param name="Hits">What it found.</param>
/// <param name="Corrections">Words that occur nowhere, each with the word that was searched for instead.</param>
public sealed record SearchResult(SearchQuery Query, SearchHits Hits, IReadOnlyList<(string Typed, string Instead)> Corrections)
{
    /// <summary>
    /// Where nothing was found, searches that would find something, each as it would be typed and with its number of hits.
    /// </summary>
    public IReadOnlyList<(string Typed, int Count)> Looser { get; init; } = [];

    /// <summary>Words that occur nowhere and have no correction.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];
}

/// <summary>
/// Searches the published pledges. What is found stands in tiers, best first: all words next to each other in title, company
/// or place; all of them there in any order; there or among the people; there or in the story; anywhere. Within a tier the
/// pledges of a company that is named come before those that only speak of it, and then the largest first. The order is the
/// same on both databases, which count words differently.
/// </summary>
public sealed class PledgeSearch(PledgeTrackerDbContext context, PledgeIndexes indexes)
{
    /// <summary>Looks for what was typed, and for what may have been meant where it finds nothing.</summary>
    public async Task<SearchResult> FindAsync(string typed, CancellationToken cancel)
    {
        var query = SearchQuery.Parse(typed);
        if (query.IsEmpty)
        {
            return new SearchResult(query, new SearchHits(new Dictionary<int, byte>()), []);
        }

        await context.Database.OpenConnectionAsync(cancel);
        var hits = await TiersAsync(query, cancel);
        return hits.Count > 0 ? new SearchResult(query, hits, []) : await InsteadAsync(query, cancel);
    }

    /// <summary>
    /// The pledges whose title, company or place has all words; the last one may be only the beginning of a word.
    /// </summary>
    public async Task<IReadOnlyList<int>> BeginningAsync(string typed, CancellationToken cancel)
    {
        var query = SearchQuery.Parse(typed);
        if (!query.Wanted.Any())
        {
            return [];
        }

        SearchTerm[] terms = [.. query.Terms];
        var last = Array.FindLastIndex(terms, t => !t.IsExcluded);
        terms[last] = terms[last] with { IsPrefix = true };
        return await context.FullText.FindAsync(context, new SearchQuery(terms), SearchField.Name, inOrder: false, cancel);
    }

    private const int ManyHits = 5_000;

    private async Task<SearchHits> TiersAsync(SearchQuery query, CancellationToken cancel)
    {
        var tiers = new Dictionary<int, byte>();
        var everything = await context.FullText.FindAsync(context, query, SearchField.Proof, inOrder: false, cancel);
        foreach (var id in everything)
        {
            tiers[id] = 5;
        }

        // Each search is narrower than the one before and finds part of it. For a word in thousands of pledges, only those
        // named by it are told apart.
        (SearchField Last, bool InOrder)[] narrower = everything.Count > ManyHits
            ? [(SearchField.Name, false)]
            : [(SearchField.Story, false), (SearchField.People, false), (SearchField.Name, false), (SearchField.Name, true)];
        byte tier = 4;
        foreach (var (last, inOrder) in query.Wanted.Any() && everything.Count > 1 ? narrower : [])
        {
            var found = await context.FullText.FindAsync(context, query, last, inOrder, cancel);
            foreach (var id in found)
            {
                tiers[id] = tier;
            }

            tier--;
            if (found.Count == 0 && !inOrder && last == SearchField.Name)
            {
                break;
            }
        }

        var index = await indexes.GetAsync(cancel);
        var words = query.Wanted.SelectMany(t => t.Words).Select(w => w.Stem).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, found) in tiers)
        {
            tiers[id] = (byte)((found * 2) - (index.IsOfCompanyNamed(id, words) ? 1 : 0));
        }

        return new SearchHits(tiers);
    }

    private async Task<SearchResult> InsteadAsync(SearchQuery query, CancellationToken cancel)
    {
        var corrections = new List<(string, string)>();
        var unknown = new List<string>();
        var terms = new List<SearchTerm>();
        var known = new List<(SearchTerm Term, int Count)>();
        foreach (var term in query.Terms)
        {
            if (term.IsExcluded)
            {
                terms.Add(term);
                continue;
            }

            var count = await CountAsync([term], cancel);
            if (count > 0)
            {
                terms.Add(term);
                known.Add((term, count));
            }
            else if (term.Words is [var word] && await CorrectAsync(word.Plain, cancel) is { } instead)
            {
                corrections.Add((term.Typed, instead));
                terms.Add(term with { Words = SearchWords.Of(instead), Typed = instead });
            }
            else
            {
                unknown.Add(term.Typed);
            }
        }

        // The corrected search is a fair guess only if every unknown word has a correction; one without would find nothing.
        if (corrections.Count > 0 && unknown.Count == 0)
        {
            var corrected = new SearchQuery(terms);
            var hits = await TiersAsync(corrected, cancel);
            if (hits.Count > 0)
            {
                return new SearchResult(corrected, hits, corrections);
            }
        }

        return new SearchResult(query, new SearchHits(new Dictionary<int, byte>()), []) { Unknown = unknown, Looser = await LooserAsync(terms, cancel) };
    }

    // Searches with one term left out; where those find nothing, each term alone.
    private async Task<IReadOnlyList<(string, int)>> LooserAsync(List<SearchTerm> terms, CancellationToken cancel)
    {
        var looser = new List<(string Typed, int Count)>();
        if (terms.Any(t => !t.IsExcluded))
        {
            await TryAsync(terms);
            for (var left = 0; left < terms.Count && terms.Count > 1; left++)
            {
                await TryAsync([.. terms.Where((_, i) => i != left)]);
            }

            if (looser.Count == 0)
            {
                foreach (var term in terms.Where(t => !t.IsExcluded))
                {
                    await TryAsync([term]);
                }
            }
        }

        return [.. looser.DistinctBy(l => l.Typed).OrderBy(l => l.Count).Take(4)];

        async Task TryAsync(List<SearchTerm> some)
        {
            if (some.Any(t => !t.IsExcluded) && await CountAsync(some, cancel) is > 0 and var count)
            {
                looser.Add((string.Join(' ', some.Select(Typed)), count));
            }
        }

        static string Typed(SearchTerm term) => (term.IsExcluded ? "-" : "") + (term.IsExact ? $"\"{term.Typed}\"" : term.Typed) + (term.IsPrefix ? "*" : "");
    }

    private async Task<int> CountAsync(IReadOnlyList<SearchTerm> terms, CancellationToken cancel) =>
        (await context.FullText.FindAsync(context, new SearchQuery(terms), SearchField.Proof, inOrder: false, cancel)).Count;

    private async Task<string?> CorrectAsync(string word, CancellationToken cancel)
    {
        var distance = Spelling.AllowedDistance(word);
        if (distance == 0)
        {
            return null;
        }

        var (shortest, longest) = (word.Length - distance, word.Length + distance);
        var close = new List<(string Word, int Distance)>();
        await foreach (var candidate in context.SearchVocabulary.AsNoTracking().Where(w => w.Word.Length >= shortest && w.Word.Length <= longest).Select(w => w.Word).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (Spelling.Distance(word, candidate, distance) is var apart && apart <= distance)
            {
                close.Add((candidate, apart));
            }
        }

        // Among words at the same distance, one with the same first letter wins, then the one that most pledges have.
        (string Word, int Distance, bool SameBeginning, int Count)[] ranked = [];
        foreach (var (candidate, apart) in close.OrderBy(c => c.Distance).ThenByDescending(c => c.Word[0] == word[0]).ThenBy(c => c.Word, StringComparer.Ordinal).Take(8))
        {
            var count = await CountAsync([new SearchTerm(SearchWords.Of(candidate), candidate)], cancel);
            ranked = [.. ranked, (candidate, apart, candidate[0] == word[0], count)];
        }

        return ranked.Where(r => r.Count > 0).OrderBy(r => r.Distance).ThenByDescending(r => r.SameBeginning).ThenByDescending(r => r.Count).Select(r => r.Word).FirstOrDefault();
    }
}
