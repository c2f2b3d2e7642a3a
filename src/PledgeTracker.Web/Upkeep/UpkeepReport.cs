using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Upkeep;

/// <summary>A source whose page says something else than its stored copy.</summary>
/// <param name="PledgeId">A pledge that cites it.</param>
/// <param name="Title">That pledge's title.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Change">What is no longer on the page.</param>
/// <param name="Since">When that was first seen, UTC.</param>
/// <param name="Copies">Its stored copies, by their SHA-256.</param>
public sealed record ChangedSource(int PledgeId, string Title, string Url, string Change, DateTime Since, IReadOnlyList<string> Copies);

/// <summary>The counts of one night.</summary>
/// <param name="Day">The newsroom's day.</param>
/// <param name="Counts">What was counted.</param>
public sealed record CountedNight(DateOnly Day, IReadOnlyList<Counted> Counts)
{
    /// <summary>Whether anything is not as the documents and the log say.</summary>
    public bool Differs => Counts.Any(c => c.Differs);

    /// <summary>How many there are of something; 0 where it was not counted.</summary>
    public long Of(string name) => Counts.FirstOrDefault(c => c.Name == name)?.Count ?? 0;
}

/// <summary>What the worklist shows of upkeep.</summary>
public sealed class UpkeepReport(PledgeTrackerDbContext context, PledgeListing listing, IOptions<PledgeTrackerOptions> options, TimeProvider clock)
{
    /// <summary>Within how many days a deadline is near.</summary>
    public const int NearDays = 60;

    private const int Shown = 20;

    /// <summary>Whether sources are compared with their copies here.</summary>
    public bool Compares => options.Value.CompareSources;

    /// <summary>The newsroom's day.</summary>
    public DateOnly Today => options.Value.DayAt(clock.GetUtcNow());

    /// <summary>Open pledges whose deadline is near, the nearest first, and whether there are more.</summary>
    public async Task<(IReadOnlyList<PledgeSummary> Pledges, bool HasMore)> DeadlinesAsync(CancellationToken cancel)
    {
        var last = Today.AddDays(NearDays);
        var near = (await listing.DeadlinesAheadAsync(Today, Shown + 1, cancel)).Where(p => p.LastDay <= last).ToList();
        return ([.. near.Take(Shown)], near.Count > Shown);
    }

    /// <summary>The sources that changed since their copy was stored, the longest ago first; none where they are not compared.</summary>
    public async Task<IReadOnlyList<ChangedSource>> ChangedAsync(CancellationToken cancel) => !Compares ? [] :
        (await (from check in context.LinkChecks
                join source in context.Set<Source>() on check.Url equals source.Url
                join summary in context.Summaries on EF.Property<int>(source, "PledgeId") equals summary.PledgeId
                where check.ChangedSince != null
                orderby check.ChangedSince, summary.PledgeId
                select new { summary.PledgeId, summary.Title, check.Url, check.Change, check.ChangedSince, source.Evidence }).AsNoTracking().Take(Shown).ToListAsync(cancel))
        .ConvertAll(c => new ChangedSource(c.PledgeId, c.Title, c.Url, c.Change ?? "", c.ChangedSince!.Value, c.Evidence));

    /// <summary>The counts of the last night; null before the first.</summary>
    public async Task<CountedNight?> CountsAsync(CancellationToken cancel)
    {
        if (await context.NightlyCounts.AsNoTracking().OrderByDescending(c => c.Day).Select(c => (DateOnly?)c.Day).FirstOrDefaultAsync(cancel) is not { } day)
        {
            return null;
        }

        var rows = await context.NightlyCounts.AsNoTracking().Where(c => c.Day == day && c.Name != NightlyCounts.LastLine).ToListAsync(cancel);
        return new(day, [.. rows.Select(r => new Counted(r.Name, r.Count, r.Expected)).OrderBy(c => c.Name, StringComparer.Ordinal)]);
    }
}
