using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Followers;

/// <summary>
/// Passes news on to all who follow it, and gathers what is due for a reader into one e-mail. Each step is one transaction: a program that is ended in
/// between goes on where it was, and nothing is noted twice.
/// </summary>
public sealed class NewsRound(PledgeTrackerDbContext context, PledgeListing listing, ClaimIndexes claims, FollowTargets targets, NewsroomCalendar calendar, IOptions<PledgeTrackerOptions> options, TimeProvider clock)
{
    /// <summary>How long news for a reader waits for more, so that a save and its mending are one e-mail.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMinutes(2);

    /// <summary>The least time between two e-mails of news to one reader: a storm of corrections is one digest.</summary>
    public static readonly TimeSpan Between = TimeSpan.FromMinutes(15);

    /// <summary>The hour of the newsroom's day at which daily and weekly news is sent.</summary>
    public const int Hour = 7;

    private const int MostAtOnce = 200;

    // Another node may know of a publication a second later than the database does, and would look for it in an older list.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(3);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Notes all news for those who follow it.</summary>
    /// <returns>How many pieces of news were passed on.</returns>
    public async Task<int> PassOnAsync(CancellationToken cancel = default)
    {
        var passed = 0;
        var settled = Now - Settling;
        while (await context.News.AsNoTracking().Where(n => n.PassedOnAt == null && n.At <= settled).OrderBy(n => n.Id).Take(MostAtOnce).ToListAsync(cancel) is { Count: > 0 } news)
        {
            var ids = news.Select(n => n.DocumentId).ToHashSet();
            var kinds = await context.Documents.AsNoTracking().Where(d => ids.Contains(d.Id)).Select(d => new { d.Id, d.Kind, d.Key }).ToDictionaryAsync(d => d.Id, cancel);
            var followed = await context.Follows.AsNoTracking().Where(f => f.Kind == FollowKind.Pledges && f.ConfirmedAt != null).Select(f => f.Query).Distinct().ToListAsync(cancel);
            var hooks = await context.Webhooks.AsNoTracking().Where(w => w.PausedAt == null).Select(w => new { w.Id, w.Query }).ToListAsync(cancel);
            var pledges = kinds.Values.Where(d => d.Kind == DocumentKind.Pledge).Select(d => d.Id).ToHashSet();
            var queries = await QueriesOfAsync(pledges, [.. followed.Concat(hooks.Select(h => h.Query)).Distinct()], cancel);
            foreach (var item in news)
            {
                var document = kinds[item.DocumentId];
                IReadOnlyList<string> finding = document.Kind == DocumentKind.Pledge ? queries.GetValueOrDefault(item.DocumentId, []) : [];
                var about = document.Kind == DocumentKind.Check ? await ExaminedByAsync(document.Key, cancel) : [];
                await NameAgainAsync(item.DocumentId, document.Kind, document.Key, cancel);
                await PassOnAsync(item, [item.DocumentId, .. about], finding, [.. hooks.Where(h => h.Query.Length == 0 || finding.Contains(h.Query)).Select(h => h.Id)], cancel);
                passed++;
            }
        }

        return passed;
    }

    // A title that was corrected is not told again as the name of what somebody follows, and a page that moved is linked where it is now.
    private async Task NameAgainAsync(int id, DocumentKind kind, string key, CancellationToken cancel)
    {
        if (await context.Follows.AnyAsync(f => f.DocumentId == id, cancel) && await targets.OfDocumentAsync(kind, key, cancel) is { } now)
        {
            await context.Follows.Where(f => f.DocumentId == id).ExecuteUpdateAsync(set => set.SetProperty(f => f.Name, now.StoredName).SetProperty(f => f.Page, now.Page), cancel);
        }
    }

    private async Task PassOnAsync(NewsItem item, int[] documents, IReadOnlyList<string> queries, int[] hooks, CancellationToken cancel)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await context.HoldAsync("news", cancel);
        var now = Now;
        if (await context.News.Where(n => n.Id == item.Id && n.PassedOnAt == null).ExecuteUpdateAsync(set => set.SetProperty(n => n.PassedOnAt, now), cancel) == 0)
        {
            return;
        }

        var (soon, daily, weekly) = (item.At + Gathering, NextAt(now, weekly: false), NextAt(now, weekly: true));
        foreach (var document in documents)
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO followed_news (follow_id, news_id, follower_id, due_at)
                SELECT id, {item.Id}, follower_id, CASE pace WHEN 'at-once' THEN {soon} WHEN 'daily' THEN {daily} ELSE {weekly} END
                FROM follows WHERE confirmed_at IS NOT NULL AND document_id = {document} ON CONFLICT DO NOTHING
                """, cancel);
        }

        foreach (var (kind, query) in queries.Select(q => (Code.Of(FollowKind.Pledges), q)).Prepend((Code.Of(FollowKind.Everything), "")))
        {
            await context.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO followed_news (follow_id, news_id, follower_id, due_at)
                SELECT id, {item.Id}, follower_id, CASE pace WHEN 'at-once' THEN {soon} WHEN 'daily' THEN {daily} ELSE {weekly} END
                FROM follows WHERE confirmed_at IS NOT NULL AND kind = {kind} AND query = {query} ON CONFLICT DO NOTHING
                """, cancel);
        }

        context.Deliveries.AddRange(hooks.Select(hook => new Delivery { Key = Guid.NewGuid(), Kind = DeliveryKind.Webhook, WebhookId = hook, NewsId = item.Id, CreatedAt = now, DueAt = now }));
        await context.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        context.ChangeTracker.Clear();
    }

    /// <summary>Makes one e-mail of all that is due for a reader, for each reader of whom something is.</summary>
    /// <returns>How many e-mails were made.</returns>
    public async Task<int> GatherAsync(CancellationToken cancel = default)
    {
        var (made, now) = (0, Now);
        while (await context.FollowedNews.Where(n => n.DueAt != null && n.DueAt <= now).Select(n => n.FollowerId).Distinct().OrderBy(id => id).Take(MostAtOnce).ToListAsync(cancel) is { Count: > 0 } followers)
        {
            // One transaction for all of them: each on its own would wait for the disk ten thousand times after a correction that many follow.
            await using var transaction = await context.Database.BeginTransactionAsync(cancel);
            await context.HoldAsync("news-mail", cancel);
            foreach (var follower in followers)
            {
                made += await GatherOfAsync(follower, now, cancel) ? 1 : 0;
            }

            await transaction.CommitAsync(cancel);
            context.ChangeTracker.Clear();
        }

        return made;
    }

    private async Task<bool> GatherOfAsync(int id, DateTime now, CancellationToken cancel)
    {
        var mailed = await context.Followers.Where(f => f.Id == id).Select(f => f.MailedAt).FirstOrDefaultAsync(cancel);
        if (mailed + Between > now)
        {
            await context.FollowedNews.Where(n => n.FollowerId == id && n.DueAt <= now).ExecuteUpdateAsync(set => set.SetProperty(n => n.DueAt, mailed + Between), cancel);
            return false;
        }

        if (!await context.FollowedNews.AnyAsync(n => n.FollowerId == id && n.DueAt <= now, cancel))
        {
            return false;
        }

        var delivery = new Delivery { Key = Guid.NewGuid(), Kind = DeliveryKind.News, FollowerId = id, CreatedAt = now, DueAt = now };
        context.Deliveries.Add(delivery);
        await context.SaveChangesAsync(cancel);

        // What waits for its own two minutes comes along: a mistake and its mending are one e-mail.
        var soon = now + Gathering;
        await context.FollowedNews.Where(n => n.FollowerId == id && n.DueAt <= soon).ExecuteUpdateAsync(set => set.SetProperty(n => n.DeliveryId, delivery.Id).SetProperty(n => n.DueAt, (DateTime?)null), cancel);
        await context.Followers.Where(f => f.Id == id).ExecuteUpdateAsync(set => set.SetProperty(f => f.MailedAt, now), cancel);
        return true;
    }

    /// <summary>The next time at which daily or weekly news is sent, UTC.</summary>
    public DateTime NextAt(DateTime now, bool weekly)
    {
        var zone = options.Value.Zone;
        var local = TimeZoneInfo.ConvertTimeFromUtc(now, zone);
        var at = local.Date.AddHours(Hour);
        at = at > local ? at : at.AddDays(1);
        while (weekly && at.DayOfWeek != DayOfWeek.Monday)
        {
            at = at.AddDays(1);
        }

        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(at) ? at.AddHours(1) : at, zone);
    }

    // For each pledge of the news the queries that find it, as readers see the list now.
    private async Task<Dictionary<int, IReadOnlyList<string>>> QueriesOfAsync(HashSet<int> pledges, IReadOnlyList<string> queries, CancellationToken cancel)
    {
        var found = new Dictionary<int, List<string>>();
        foreach (var query in pledges.Count == 0 ? [] : queries)
        {
            if (!PledgeFilter.TryRead(query, out var filter, out _))
            {
                // A later program may know a choice no longer; whoever follows it is told nothing rather than everything.
                continue;
            }

            foreach (var id in (await listing.SelectAsync(filter, calendar.Today, cancel)).Selection.Ids)
            {
                if (pledges.Contains(id))
                {
                    found.TryAdd(id, []);
                    found[id].Add(query);
                }
            }
        }

        return found.ToDictionary(f => f.Key, f => (IReadOnlyList<string>)f.Value);
    }

    // Whoever follows a claimant or a list wants to know what was found about it.
    private async Task<int[]> ExaminedByAsync(string slug, CancellationToken cancel)
    {
        var index = await claims.GetAsync(cancel);
        return index.Check(slug)?.Content is not { } check ? []
            : [.. check.Claims.Select(c => index.Claimant(c.Split('/')[0])?.Id).Concat(check.Lists.Select(l => index.List(l)?.Id)).OfType<int>().Distinct()];
    }
}
