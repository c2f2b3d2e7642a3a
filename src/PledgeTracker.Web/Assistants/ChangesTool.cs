using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Assistants;

/// <summary>A publication that readers are told of.</summary>
internal sealed record SaidChange(
    [property: Means("pledge, claimant, list or check.")] string About,
    [property: Means("What stands at the end of its address.")] string Slug,
    string Title,
    [property: Means("New, Update, Correction, Clarification, or Revised by the company.")] string Kind,
    [property: Means("What the publication tells readers. Null where it was the first.")] string? Note,
    [property: Means("The newsroom’s day of it.")] string PublishedOn,
    int Revision,
    [property: Means("What became known of the pledge after the day that was asked for. Null where it is nothing, and for anything else than a pledge.")] string? News,
    [property: Means("The pledge as it stands now. Null for anything else, and where an earlier change in the answer has it already.")] SaidPledge? Pledge,
    [property: Means("The claimant, list or check as it stands now. Null for a pledge, and where an earlier change in the answer has it already.")] SaidClaim? Claimed,
    [property: Means("The address to cite: that revision, which never changes.")] string Cite,
    [property: Means("Where each change is shown.")] string History);

/// <summary>What was published since a day, the newest first.</summary>
internal sealed record FoundChanges(
    string Since,
    [property: Means("The day the answer describes.")] string Day,
    [property: Means("How many publications there were since.")] int Total,
    IReadOnlyList<SaidChange> Changes,
    [property: Means("What to send as “after” for those before these. Null at the end.")] string? Next,
    [property: Means("The page of updates and corrections.")] string Page) : AssistantAnswer
{
    /// <summary>Whether later ones were told before.</summary>
    internal bool Continues { get; init; }

    public override string InWords()
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"Published after {Since}: {Total}. As of {Day}.\n");
        foreach (var change in Changes)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{change.PublishedOn}, {change.Kind}: {change.Title} ({change.About}).{(change.Note is { } note ? " " + note : "")} {change.Cite}\n");
            if (change.News is { } news)
            {
                text.Append(CultureInfo.InvariantCulture, $"Known after {Since}: {news}.\n");
            }

            change.Pledge?.Write(text);
            change.Claimed?.Write(text);
        }

        return text.Append(End(Next, Continues)).Append(CultureInfo.InvariantCulture, $" {Page}\n").ToString();
    }
}

/// <summary>What was published since a day: pledges, claimants, lists and checks.</summary>
internal static class ChangesTool
{
    public static IEnumerable<McpServerTool> All { get; } =
    [
        new AssistantTool<FoundChanges>("changes_since", "Changes since a day",
            "What was published after a day, the newest first: new pledges, updates, and corrections, which are marked. For what the world learnt about pledges since a day, whether or not it was published then, use list_pledges with “since”, which tells it in a line.",
            [
                new(PledgeFilter.SinceKey, "A day, like 2026-11-01. The answer has what was published after the end of it.") { IsRequired = true },
                new(Publications.AboutKey, "Only publications of this kind of thing.") { Words = Publications.Kinds.Select(kind => Code.Of(kind)) }, AssistantParameter.Limit, AssistantParameter.After,
            ], FindAsync),
    ];

    private static async Task<FoundChanges> FindAsync(AssistantQuestion question, CancellationToken cancel)
    {
        if (!PledgePages.TryReadDay(question.Query, PledgeFilter.SinceKey, out var since, out var problem) || !Publications.TryReadAbout(question.Query, out var about, out problem))
        {
            throw new DataRequestException(problem);
        }

        var (context, limit, calendar, site) = (question.Get<PledgeTrackerDbContext>(), question.Limit(), question.Get<NewsroomCalendar>(), question.Get<SiteAddress>());
        var publisher = question.Get<IOptions<PledgeTrackerOptions>>().Value.Publisher;
        var day = since!.Value;
        var list = $"changes since {DataText.Of(day)} of {about}";

        IReadOnlyList<DocumentKind> kinds = about is { } kind ? [kind] : Publications.Kinds;
        var begin = day < DateOnly.FromDateTime(DateTime.UnixEpoch) ? DateTime.UnixEpoch : calendar.EndOf(day);
        var published = Publications.Of(context, context.Revisions.AsNoTracking().Where(r => r.PublishedAt >= begin), kinds);
        var total = await published.CountAsync(cancel);
        var rows = await (
            from publication in question.One(AssistantParameter.AfterKey) is { } after ? Before(published, after, list) : published
            orderby publication.Revision.PublishedAt descending, publication.Revision.Id descending
            select new { publication.Revision.Id, publication.Revision.Number, At = publication.Revision.PublishedAt!.Value, publication.Revision.Kind, publication.Revision.NoteToReaders, About = publication.Document.Kind, publication.Document.Key, Document = publication.Document.Id })
            .Take(limit + 1).ToListAsync(cancel);
        var next = rows.Count > limit ? new DataCursor(new PledgePlace(rows[limit - 1].At.Ticks.ToString(CultureInfo.InvariantCulture), rows[limit - 1].Id), 0).ToToken(list) : null;
        rows = [.. rows.Take(limit)];
        var claims = await question.Get<ClaimIndexes>().GetAsync(cancel);
        var pledges = (await PledgeTools.ReadAsync(question, [.. rows.Where(r => r.About == DocumentKind.Pledge).Select(r => r.Document).Distinct()], null, cancel)).ToDictionary(v => v.Published.Id);
        var told = new HashSet<int>();
        var claimed = new Dictionary<int, SaidClaim>();
        foreach (var row in rows.Where(r => r.About != DocumentKind.Pledge).DistinctBy(r => r.Document))
        {
            var hit = new ClaimHit(claims.Claimant(row.About == DocumentKind.Claimant ? row.Key : null)?.Content, null, claims.List(row.About == DocumentKind.List ? row.Key : null)?.Content, null, claims.Check(row.About == DocumentKind.Check ? row.Key : null)?.Content);
            foreach (var said in await ClaimTools.OfHitsAsync(question, [hit], cancel))
            {
                claimed.Add(row.Document, said);
            }
        }

        return new(DataText.Of(day)!, DataText.Of(calendar.Today)!, total,
            [.. rows.Select(row =>
            {
                var pledge = pledges.GetValueOrDefault(row.Document);
                var title = pledge?.Name ?? claims.TitleOf(row.About, row.Key) ?? row.Key;
                var path = site.Of(Subject.Of(row.About).PageOf(row.Key)!);
                var news = pledge is null ? "" : ChronicleWords.Since(pledge.Pledge, day);
                return new SaidChange(Code.Of(row.About), row.Key, title, row.Kind is { } what ? Wording.Label(what) : Text.T("New"), row.NoteToReaders is { Length: > 0 } note ? note : null, DataText.Of(calendar.DayOf(row.At))!, row.Number,
                    news.Length > 0 ? news : null, pledge is not null && told.Add(row.Document) ? SaidPledge.Of(pledge, publisher) : null, claimed.Remove(row.Document, out var one) ? one : null,
                    path + PledgePages.QueryOf(null, row.Number), $"{path}/history#revision-{row.Number.ToString(CultureInfo.InvariantCulture)}");
            })],
            next, site.Of("/changes" + Publications.QueryOf(about)))
        {
            Continues = question.Continues,
        };
    }

    // By the moment of the last one that was told, which need not be on the site any more.
    private static IQueryable<PublishedRevision> Before(IQueryable<PublishedRevision> published, string after, string list)
    {
        var (place, _) = DataCursor.Read(after, list);
        if (!long.TryParse(place.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTime.MaxValue.Ticks)
        {
            throw DataCursor.NoCursor();
        }

        var at = new DateTime(ticks, DateTimeKind.Utc);
        return published.Where(p => p.Revision.PublishedAt < at || (p.Revision.PublishedAt == at && p.Revision.Id < place.Id));
    }
}
