using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Reading;

/// <summary>Indexes published pledges again, where another version of the program published them.</summary>
public sealed class SearchIndexer(PledgeTrackerDbContext context, PublishedPledges published)
{
    /// <summary>Indexes some pledges; what is off the site by now is left out.</summary>
    public async Task PutAsync(IReadOnlyList<int> ids, CancellationToken cancel)
    {
        await foreach (var pledge in published.ReadAsync(ids, cancel))
        {
            // Columns of the summary may be newer than the program that published the pledge.
            var summary = PledgeRows.Summarise(pledge.Pledge, pledge.Id, new PublicationTerms("", pledge.PublishedAt, pledge.PublishedOn));
            await context.Summaries.Where(s => s.PledgeId == pledge.Id).ExecuteUpdateAsync(set => set
                .SetProperty(s => s.Counted, summary.Counted).SetProperty(s => s.CountedHigh, summary.CountedHigh).SetProperty(s => s.CountedText, summary.CountedText)
                .SetProperty(s => s.CountedAsOf, summary.CountedAsOf).SetProperty(s => s.Share, summary.Share).SetProperty(s => s.ShareOrder, summary.ShareOrder).SetProperty(s => s.CountedBy, summary.CountedBy)
                .SetProperty(s => s.JobsCounted, summary.JobsCounted).SetProperty(s => s.JobsMetric, summary.JobsMetric)
                .SetProperty(s => s.MoneyPledged, summary.MoneyPledged).SetProperty(s => s.MoneyCurrency, summary.MoneyCurrency).SetProperty(s => s.LatestNews, summary.LatestNews), cancel);
            await context.States.Where(s => s.PledgeId == pledge.Id).ExecuteDeleteAsync(cancel);
            context.States.AddRange(PledgeRows.StatesOf(pledge.Pledge, pledge.Id));
            await context.SaveChangesAsync(cancel);
            context.ChangeTracker.Clear();
            if (pledge.FigureNumbers is null)
            {
                await PledgeRows.NumberAllAsync(context, pledge.Id, cancel);
            }

            await context.FullText.PutAsync(context, pledge.Id, [.. SearchDocument.Of(pledge.Pledge)], cancel);
        }
    }
}

/// <summary>
/// Indexes everything once, in the background, where the index was made by other rules or does not exist yet. Until it is
/// done, a search finds what is already indexed.
/// </summary>
public sealed partial class SearchReindexing(IServiceScopeFactory scopes, ILogger<SearchReindexing> logger)
    : BackgroundWork(TimeProvider.System, logger)
{
    private const int AtOnce = 50;

    /// <summary>The longest time for which other writers have to wait at once.</summary>
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(250);

    private int _last;

    protected override string Failure => "The published pledges could not be indexed for search";

    protected override async Task<TimeSpan?> RoundAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
        if (await context.Site.Select(s => (int?)s.SearchVersion).SingleOrDefaultAsync(cancel) is null or SearchDocument.Version)
        {
            return null;
        }

        var ids = await context.Summaries.Where(s => s.PledgeId > _last).OrderBy(s => s.PledgeId).Select(s => s.PledgeId).Take(AtOnce).ToListAsync(cancel);
        if (ids.Count == 0)
        {
            await using var end = await context.Database.BeginTransactionAsync(cancel);
            await context.Site.ExecuteUpdateAsync(set => set.SetProperty(s => s.SearchVersion, SearchDocument.Version), cancel);
            await context.MoveContentAsync(document: null, cancel);
            await end.CommitAsync(cancel);
            LogDone(Log);
            return null;
        }

        var indexer = scope.ServiceProvider.GetRequiredService<SearchIndexer>();
        var began = TimeProvider.System.GetTimestamp();
        var last = _last;
        await using (var transaction = await context.Database.BeginTransactionAsync(cancel))
        {
            foreach (var id in ids)
            {
                await indexer.PutAsync([id], cancel);
                last = id;
                if (TimeProvider.System.GetElapsedTime(began) > Turn)
                {
                    break;
                }
            }

            await transaction.CommitAsync(cancel);
        }

        // Gives waiting writers a chance in between.
        _last = last;
        return TimeProvider.System.GetElapsedTime(began);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "All published pledges are indexed for search.")]
    private static partial void LogDone(ILogger logger);
}
