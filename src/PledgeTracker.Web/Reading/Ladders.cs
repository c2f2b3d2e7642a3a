using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Reading;

/// <summary>Computes the ladder of a list from what is published: its claims, its checks and the pledges that its entries are matched to.</summary>
public sealed class Ladders(ClaimIndexes indexes, PublishedPledges pledges, PledgeTrackerDbContext context)
{
    /// <summary>The ladder of a list on a day.</summary>
    /// <param name="list">A published list.</param>
    /// <param name="on">The day.</param>
    /// <param name="looksBack">Whether the pledges are to be shown as they were known on that day, and not as they are known now.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<Ladder> OfAsync(ClaimList list, DateOnly on, bool looksBack, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(list);
        var index = await indexes.GetAsync(cancel);
        return Ladder.Of(list, index.Claimants.Select(c => c.Content), index.Checks.Select(c => c.Content), await MatchedAsync(list, looksBack ? on : null, cancel), on);
    }

    /// <summary>The published pledges that a list’s entries are matched to, by slug.</summary>
    /// <param name="list">The list.</param>
    /// <param name="knownOn">The day as of which they are shown; null for now.</param>
    /// <param name="cancel">Ends it.</param>
    public async Task<IReadOnlyDictionary<string, Pledge>> MatchedAsync(ClaimList list, DateOnly? knownOn, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(list);
        var found = new Dictionary<string, Pledge>(StringComparer.Ordinal);
        foreach (var some in list.Items.SelectMany(i => i.Matches).Select(m => m.Pledge).Distinct(StringComparer.Ordinal).Chunk(500))
        {
            var ids = await context.Documents.AsNoTracking().Where(d => d.Kind == DocumentKind.Pledge && d.PublishedRevisionId != null && some.Contains(d.Key)).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(cancel);
            await foreach (var published in pledges.ReadAsync(ids, cancel))
            {
                if (knownOn is not { } day)
                {
                    found.Add(published.Pledge.Slug, published.Pledge);
                }
                else if (AsKnownOn.WasMade(published.Pledge, day))
                {
                    found.Add(published.Pledge.Slug, AsKnownOn.Of(published.Pledge, day));
                }
            }
        }

        return found;
    }
}
