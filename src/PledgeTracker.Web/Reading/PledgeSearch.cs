using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Reading;

/// <summary>The result of a search.</summary>
/// <param name="Reading">What its words mean: as typed, or with <paramref name="Corrections"/>.</param>
/// <param name="Hits">What its text found; every pledge is meant where all words are filters, and then it is null.</param>
/// <param name="Count">How many pledges fit the words today, whatever else is chosen.</param>
/// <param name="Corrections">Words that occur nowhere, each with the word that was searched for instead.</param>
public sealed record SearchResult(SearchReading Reading, SearchHits? Hits, int Count, IReadOnlyList<(string Typed, string Instead)> Corrections)
{
    /// <summary>What was looked for in the texts.</summary>
    public SearchQuery Query => Reading.Query;

    /// <summary>
    /// Where nothing was found, searches that would find something, each as it would be typed and with its number of hits.
    /// </summary>
    public IReadOnlyList<(string Typed, int Count)> Looser { get; init; } = [];

    /// <summary>Words that occur nowhere and have no correction.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>Where nothing was found, the pledges that have most of what was asked for, the nearest first.</summary>
    public IReadOnlyList<int> Nearest { get; init; } = [];
}

/// <summary>
/// Searches the published pledges. Words that the tracker has as a filter are taken as one (<see cref="FilterWords"/>), and the others are
/// looked for in the texts. What is found stands in tiers, best first: all words next to each other in title, company
/// or place; all of them there in any order; there or among the people; there or in the story; anywhere. Within a tier the
/// pledges of a company that is named come before those that only speak of it, and then the largest first. The order is the
/// same on both databases, which count words differently. Where the filters leave nothing, one after the other is taken as text.
/// </summary>
public sealed class PledgeSearch(PledgeTrackerDbContext context, PledgeIndexes indexes, ClaimIndexes? claims = null)
{
    private const int ManyHits = 5_000, MostTermsNear = 8, MostNear = 5;

    /// <summary>Of pledges that have less than this part of the best one's words none is near.</summary>
    private const double NearEnough = 0.6;

    /// <summary>Looks for what was typed, and for what may have been meant where it finds nothing.</summary>
    /// <param name="typed">The search.</param>
    /// <param name="today">For the pace.</param>
    /// <param name="cancel">Ends the queries.</param>
    public async Task<SearchResult> FindAsync(string typed, DateOnly today, CancellationToken cancel)
    {
        var index = await indexes.GetAsync(cancel);
        var reading = index.Words.Read(typed, today);
        if (reading.Taken.Count == 0 && reading.Query.IsEmpty)
        {
            return new SearchResult(reading, Nothing, 0, []);
        }

        await context.Database.OpenConnectionAsync(cancel);
        return await AsReadAsync(reading, index, today, cancel) ?? await InsteadAsync(reading, index, today, cancel);
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

    private static SearchHits Nothing => new();

    // The search as it was read; where that finds nothing, with one of its filters taken as text, and then with all.
    private async Task<SearchResult?> AsReadAsync(SearchReading reading, PledgeIndex index, DateOnly today, CancellationToken cancel)
    {
        // Where all words are filters, that no pledge fits them is the answer.
        IEnumerable<SearchReading> ways = reading.Taken.Count switch
        {
            _ when reading.Query.Terms.All(t => t.IsOptional) => [reading],
            0 => [reading],
            1 => [reading, reading.AsText(_ => true)],
            _ => [reading, .. reading.Taken.OrderBy(t => t.Adds.ChosenFacets.Any(f => f == Facet.Verdict || f == Facet.Place)).Select(t => reading.AsText(other => other == t)), reading.AsText(_ => true)],
        };
        foreach (var way in ways)
        {
            var hits = way.Query.IsEmpty ? null : await TiersAsync(way.Query, cancel);
            if (hits is not { Count: 0 } && index.CountMatching(way.Filter, hits, today) is > 0 and var count)
            {
                return new SearchResult(way, hits, count, []);
            }
        }

        return null;
    }

    private async Task<SearchHits> TiersAsync(SearchQuery query, CancellationToken cancel)
    {
        var tiers = new SearchHits();
        var needed = query.Needed;
        var everything = await context.FullText.FindAsync(context, needed, SearchField.Proof, inOrder: false, cancel);
        foreach (var id in everything)
        {
            tiers.Put(id, 5);
        }

        // Each search is narrower than the one before and finds part of it. For a word in thousands of pledges, only those
        // named by it are told apart.
        (SearchField Last, bool InOrder)[] narrower = everything.Count > ManyHits
            ? [(SearchField.Name, false)]
            : [(SearchField.Story, false), (SearchField.People, false), (SearchField.Name, false), (SearchField.Name, true)];
        var tier = 4;
        foreach (var (last, inOrder) in needed.Wanted.Any() && everything.Count > 1 ? narrower : [])
        {
            var found = await context.FullText.FindAsync(context, needed, last, inOrder, cancel);
            foreach (var id in found)
            {
                tiers.Put(id, tier);
            }

            tier--;
            if (found.Count == 0 && !inOrder && last == SearchField.Name)
            {
                break;
            }
        }

        var index = await indexes.GetAsync(cancel);
        var words = query.Wanted.SelectMany(t => t.Words).Select(w => w.Stem).ToHashSet(StringComparer.Ordinal);
        var whole = needed.Terms.Count < query.Terms.Count && everything.Count is > 1 and <= ManyHits
            ? (await context.FullText.FindAsync(context, query, SearchField.Proof, inOrder: false, cancel)).ToHashSet() : [];
        var isNamed = index.CompaniesNamed(words);
        foreach (var id in tiers.Ids)
        {
            tiers.Put(id, (tiers.TierOf(id) * 4) - (isNamed(id) ? 2 : 0) - (whole.Contains(id) ? 1 : 0));
        }

        return tiers;
    }

    private async Task<SearchResult> InsteadAsync(SearchReading reading, PledgeIndex index, DateOnly today, CancellationToken cancel)
    {
        var corrections = new List<(string, string)>();
        var unknown = new List<string>();
        var typed = reading.Typed;
        foreach (var term in reading.Query.Terms.Where(t => !t.IsExcluded && !t.IsOptional))
        {
            if (await CountAsync([term], cancel) > 0)
            {
                continue;
            }

            if (!term.IsExact && term.Words is [var word] && !(claims is not null && (await claims.GetAsync(cancel)).Search.Knows(term)) && await CorrectAsync(word.Plain, index.Words, cancel) is { } instead && typed.IndexOf(term.Typed, StringComparison.Ordinal) is >= 0 and var at)
            {
                corrections.Add((term.Typed, instead));
                typed = typed[..at] + instead + typed[(at + term.Typed.Length)..];
            }
            else
            {
                unknown.Add(term.Typed);
            }
        }

        // The corrected search is a fair guess only if every unknown word has a correction; one without would find nothing.
        var corrected = corrections.Count > 0 ? index.Words.Read(typed, today) : reading;
        if (corrections.Count > 0 && unknown.Count == 0 && await AsReadAsync(corrected, index, today, cancel) is { } found)
        {
            return found with { Corrections = corrections };
        }

        return new SearchResult(reading, Nothing, 0, [])
        {
            Unknown = unknown,
            Looser = await LooserAsync(corrected, unknown, index, today, cancel),
            Nearest = await NearestAsync(corrected, index, today, cancel),
        };
    }

    // Searches with one thing left out; where those find nothing, each thing alone.
    private async Task<IReadOnlyList<(string, int)>> LooserAsync(SearchReading reading, List<string> unknown, PledgeIndex index, DateOnly today, CancellationToken cancel)
    {
        var looser = new List<(string Typed, int Count)>();
        string[] pieces = [.. reading.Taken.Select(t => t.Typed), .. reading.Query.Terms.Where(t => !t.IsOptional && !unknown.Contains(t.Typed)).Select(t => t.InWords)];
        if (pieces.Length > 0)
        {
            await TryAsync(pieces);
            for (var left = 0; left < pieces.Length && pieces.Length > 1; left++)
            {
                await TryAsync([.. pieces.Where((_, i) => i != left)]);
            }

            if (looser.Count == 0)
            {
                foreach (var piece in pieces)
                {
                    await TryAsync([piece]);
                }
            }
        }

        return [.. looser.DistinctBy(l => l.Typed).OrderBy(l => l.Count).Take(4)];

        async Task TryAsync(string[] some)
        {
            var typed = string.Join(' ', some);
            if (!some.All(p => p.StartsWith('-')) && await AsReadAsync(index.Words.Read(typed, today), index, today, cancel) is { } found)
            {
                looser.Add((typed, found.Count));
            }
        }
    }

    // Each word and each filter counts for more the fewer pledges have it.
    private async Task<IReadOnlyList<int>> NearestAsync(SearchReading reading, PledgeIndex index, DateOnly today, CancellationToken cancel)
    {
        var scores = new Dictionary<int, double>();
        foreach (var taken in reading.Taken)
        {
            Count([.. index.Matching(taken.Adds, null, today)], 1);
        }

        foreach (var term in reading.Query.Wanted.OrderBy(t => t.IsOptional).Take(MostTermsNear).TakeWhile(t => !t.IsOptional || scores.Count > 0))
        {
            var one = new SearchQuery([term with { IsOptional = false }]);
            Count(await context.FullText.FindAsync(context, one, SearchField.Proof, inOrder: false, cancel), term.IsOptional ? 0.2 : 0.7);
            Count(await context.FullText.FindAsync(context, one, SearchField.Name, inOrder: false, cancel), term.IsOptional ? 0.1 : 0.3);
        }

        if (scores.Count == 0)
        {
            return [];
        }

        var least = scores.Values.Max() * NearEnough;
        return [.. scores.Where(s => s.Value >= least).OrderByDescending(s => s.Value).ThenByDescending(s => index.SizeOf(s.Key)).ThenByDescending(s => s.Key).Select(s => s.Key).Take(MostNear)];

        void Count(List<int> ids, double weight)
        {
            foreach (var id in ids)
            {
                scores[id] = scores.GetValueOrDefault(id) + (weight * Math.Log(1 + ((double)index.Count / ids.Count)));
            }
        }
    }

    private async Task<int> CountAsync(IReadOnlyList<SearchTerm> terms, CancellationToken cancel) =>
        (await context.FullText.FindAsync(context, new SearchQuery(terms), SearchField.Proof, inOrder: false, cancel)).Count;

    private async Task<string?> CorrectAsync(string word, FilterWords words, CancellationToken cancel)
    {
        var distance = Spelling.AllowedDistance(word);
        if (distance == 0)
        {
            return null;
        }

        // A short word that begins otherwise, or one with two errors and of another length, is another word.
        bool isNear(string candidate, int apart) => apart <= distance && (apart == 0 || word.Length > 5 || candidate[0] == word[0]) && (apart < 2 || (candidate[0] == word[0] && Math.Abs(candidate.Length - word.Length) < 2));
        var (shortest, longest) = (word.Length - distance, word.Length + distance);
        var close = new List<(string Word, int Distance, bool IsFilter)>();
        foreach (var candidate in words.Known)
        {
            if (candidate.Length >= shortest && candidate.Length <= longest && Spelling.Distance(word, candidate, distance) is var apart && isNear(candidate, apart))
            {
                close.Add((candidate, apart, true));
            }
        }

        await foreach (var candidate in context.SearchVocabulary.AsNoTracking().Where(w => w.Word.Length >= shortest && w.Word.Length <= longest).Select(w => w.Word).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (Spelling.Distance(word, candidate, distance) is var apart && isNear(candidate, apart))
            {
                close.Add((candidate, apart, false));
            }
        }

        // Among words at the same distance, one with the same first letter wins, then one that is a filter, then the one that most pledges have.
        (string Word, int Distance, bool SameBeginning, bool IsFilter, int Count)[] ranked = [];
        foreach (var (candidate, apart, isFilter) in close.OrderBy(c => c.Distance).ThenByDescending(c => c.Word[0] == word[0]).ThenByDescending(c => c.IsFilter).ThenBy(c => c.Word, StringComparer.Ordinal).DistinctBy(c => c.Word).Take(8))
        {
            var count = isFilter ? 1 : await CountAsync([new SearchTerm(SearchWords.Of(candidate), candidate)], cancel);
            ranked = [.. ranked, (candidate, apart, candidate[0] == word[0], isFilter, count)];
        }

        return ranked.Where(r => r.Count > 0).OrderBy(r => r.Distance).ThenByDescending(r => r.SameBeginning).ThenByDescending(r => r.IsFilter).ThenByDescending(r => r.Count).Select(r => r.Word).FirstOrDefault();
    }
}
