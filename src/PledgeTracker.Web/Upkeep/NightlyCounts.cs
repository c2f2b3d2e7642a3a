using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Notices;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Upkeep;

/// <summary>
/// Counts once a night what is published, and holds it against the documents, and the pledges against the night before and what the newsroom's log
/// says since. Where they differ administrators are told: nothing of the program deletes rows alone, so somebody or something else did.
/// </summary>
public sealed partial class NightlyCounts(
    PledgeTrackerDbContext context, NightlyLog changes, NoticeBoard board, NewsroomLog log, IOptions<PledgeTrackerOptions> options, TimeProvider clock, ILogger<NightlyCounts> logger)
{
    /// <summary>For how many days counts are kept.</summary>
    public const int Kept = 400;

    /// <summary>The pledges by the night before and the log.</summary>
    public const string ByTheLog = "pledges, by the log";

    /// <summary>The number of the log's last line in that night, from which the next night goes on.</summary>
    public const string LastLine = "last line of the log";

    // As many pledges as a message names.
    private const int MostNamed = 5;

    /// <summary>Counts, unless it was done on the newsroom's day already.</summary>
    /// <returns>What was counted; null where it was done.</returns>
    public async Task<IReadOnlyList<Counted>?> CountAsync(CancellationToken cancel)
    {
        var today = options.Value.DayAt(clock.GetUtcNow());
        if (await IsCountedAsync(today, cancel))
        {
            return null;
        }

        var at = clock.GetUtcNow().UtcDateTime;
        var (counted, differences) = await ReadAsync(today, cancel);
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await context.HoldAsync("nightly-counts", cancel);
        if (await IsCountedAsync(today, cancel))
        {
            // Another node was first.
            return null;
        }

        context.NightlyCounts.AddRange(counted.Select(c => new NightlyCount { Day = today, Name = c.Name, Count = c.Count, Expected = c.Expected, At = at }));
        await context.SaveChangesAsync(cancel);
        var old = today.AddDays(-Kept);
        await context.NightlyCounts.Where(c => c.Day < old).ExecuteDeleteAsync(cancel);
        if (differences.Count > 0)
        {
            var words = string.Join(" · ", differences);
            await log.WriteAsync(LogActor.Program, LogAction.CountsDiffered, details: words);
            var text = $"The counts of {today.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)} are not what the documents and the log say: {words}.";
            await board.TellAsync(NoticeKind.CountsDiffer, await board.HoldersOfAsync(MemberRole.Administrator, cancel), $"counts-{today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", text, "/newsroom#counts");
            LogDiffering(words);
        }

        await transaction.CommitAsync(cancel);
        context.ChangeTracker.Clear();
        return counted;
    }

    private Task<bool> IsCountedAsync(DateOnly day, CancellationToken cancel) => context.NightlyCounts.AnyAsync(c => c.Day == day, cancel);

    private async Task<(List<Counted> Counted, List<string> Differences)> ReadAsync(DateOnly today, CancellationToken cancel)
    {
        await context.Database.OpenConnectionAsync(cancel);
        try
        {
            var connection = context.Database.GetDbConnection();
            await using var within = await CountedParts.BeginAsync(connection, cancel);
            await context.Database.UseTransactionAsync(within, cancel);
            var counted = await CountedParts.ReadAsync(connection, within, cancel);
            var line = await context.Log.MaxAsync(l => (int?)l.Id, cancel) ?? 0;
            if (await changes.ExpectedAsync(today, line, cancel) is { } expected)
            {
                counted.Add(new(ByTheLog, counted.Single(c => c.Name == "pledges").Count, expected));
            }

            counted.Add(new(LastLine, line, null));
            var differences = new List<string>();
            foreach (var one in counted.Where(c => c.Differs))
            {
                differences.Add(await WordsOfAsync(one, connection, within, cancel));
            }

            return (counted, differences);
        }
        finally
        {
            await context.Database.UseTransactionAsync(null, CancellationToken.None);
            await context.Database.CloseConnectionAsync();
        }
    }

    private static async Task<string> WordsOfAsync(Counted one, DbConnection connection, DbTransaction within, CancellationToken cancel)
    {
        var words = string.Create(CultureInfo.InvariantCulture, $"{one.Name}: {one.Count:N0}, and {one.Expected:N0} must be there");
        var ids = await CountedParts.WhereAsync(connection, within, one.Name, MostNamed + 1, cancel);
        return ids.Count == 0 ? words
            : string.Create(CultureInfo.InvariantCulture, $"{words} (in {(ids.Count == 1 ? "pledge" : "pledges")} {string.Join(", ", ids.Take(MostNamed))}{(ids.Count > MostNamed ? " and others" : "")})");
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The nightly counts are not what the documents and the log say: {Differences}. Compare the database with a backup.")]
    private partial void LogDiffering(string differences);
}
