using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Notices;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Desk;

/// <summary>Who looks after a document, and by which day of the newsroom.</summary>
/// <param name="MemberId">Who; null for nobody in particular.</param>
/// <param name="DueOn">Until when; null where no day was set.</param>
public sealed record Assignment(int? MemberId, DateOnly? DueOn);

/// <summary>
/// Who looks after what. Anybody of the newsroom may give a document to anybody whose account is open. It stays with that member after it is
/// published, since facts about it go on coming; the due day ends with the publication.
/// </summary>
public sealed class Assignments(PledgeTrackerDbContext context, NoticeBoard board, NewsroomLog log, NewsroomCalendar calendar)
{
    // Listed one by one, so that an index finds these few among all published documents.
    private static readonly WorkState[] InWork = [WorkState.Draft, WorkState.InReview, WorkState.Returned, WorkState.Scheduled];

    /// <summary>The members who can be given something, by name.</summary>
    public Task<List<Member>> MembersAsync(CancellationToken cancel = default) =>
        context.Set<Member>().AsNoTracking().Where(m => !m.IsDisabled).OrderBy(m => m.Name).ThenBy(m => m.Id).ToListAsync(cancel);

    /// <summary>What is said of a member by name; null for nobody, and where there is no such account.</summary>
    public async Task<string?> NameOfAsync(int? memberId, CancellationToken cancel = default) =>
        memberId is null ? null : await context.Set<Member>().Where(m => m.Id == memberId).Select(m => m.IsDisabled ? m.Name + " (account closed)" : m.Name).FirstOrDefaultAsync(cancel);

    /// <summary>Gives a document to a member, or to nobody.</summary>
    /// <param name="open">The document.</param>
    /// <param name="was">What whoever does it saw before.</param>
    /// <param name="now">What it becomes.</param>
    /// <param name="by">Who.</param>
    /// <returns>Why not, in a sentence; null when it is done.</returns>
    public async Task<string?> AssignAsync(OpenDraft open, Assignment was, Assignment now, LogActor by)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(now);
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (await context.TakeAsync(open.Id) is not { } document)
        {
            return "There is no such document. Look for it in the worklist.";
        }

        var before = new Assignment(document.AssigneeId, document.DueOn);
        if (before == now)
        {
            return null;
        }

        if (before != was)
        {
            return $"Somebody changed this meanwhile. {await WordsAsync(before)}.";
        }

        var to = now.MemberId is { } id ? await context.Set<Member>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == id) : null;
        if (now.MemberId is not null && to is null or { IsDisabled: true })
        {
            return to is null ? "There is no such account. Choose somebody else." : $"The account of {to.Name} is closed. Choose somebody else.";
        }

        if (now.DueOn is { } due && due < calendar.Today && due != before.DueOn)
        {
            return "This day has passed. Enter a later one, or none.";
        }

        (document.AssigneeId, document.DueOn) = (now.MemberId, now.DueOn);
        await context.SaveChangesAsync();
        await log.WriteAsync(by, LogAction.Assigned, open.Id, (to?.Name ?? "nobody") + (now.DueOn is { } day ? FormattableString.Invariant($", by {day:yyyy-MM-dd}") : ""));
        var (key, address) = (FormattableString.Invariant($"assigned-{open.Id}-{document.Writes}"), open.Subject.AddressOf(open.Id, open.Key));
        if (now.MemberId is { } given)
        {
            await board.TellAsync(NoticeKind.Assigned, [given], key, $"{by.Name} gave you “{open.Title}” to look after{Until(now.DueOn)}.", address, open.Id, by.MemberId);
        }

        if (before.MemberId is { } former && former != now.MemberId)
        {
            await board.TellAsync(NoticeKind.Assigned, [former], key, $"{by.Name} gave “{open.Title}” to {(to is null ? "nobody in particular" : to.Name)}. You no longer look after it.", address, open.Id, by.MemberId);
        }

        await transaction.CommitAsync();
        context.ChangeTracker.Clear();
        return null;
    }

    /// <summary>How many documents each member looks after.</summary>
    public Task<Dictionary<int, int>> CountsAsync(CancellationToken cancel = default) =>
        context.Documents.Where(d => d.AssigneeId != null).GroupBy(d => d.AssigneeId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);

    /// <summary>
    /// Gives everything that a member holds to another: what the member looks after, and the drafts in work that the member saved last and
    /// nobody looks after.
    /// </summary>
    /// <param name="from">Whose.</param>
    /// <param name="to">Who gets it.</param>
    /// <param name="by">Who does it.</param>
    /// <returns>How many documents went over, or why not, in a sentence.</returns>
    public async Task<(int Count, string? Refusal)> HandOverAsync(int from, int to, LogActor by)
    {
        await using var transaction = await context.Database.BeginTransactionAsync();

        // One hand-over at a time, and none to an account that is being closed.
        await context.HoldAsync("hand-over");
        var members = await context.Set<Member>().AsNoTracking().Where(m => m.Id == from || m.Id == to).ToDictionaryAsync(m => m.Id);
        if (from == to || !members.TryGetValue(from, out var giver) || !members.TryGetValue(to, out var taker) || taker.IsDisabled)
        {
            return (0, from == to ? "Choose somebody else." : members.TryGetValue(to, out var closed) && closed.IsDisabled ? $"The account of {closed.Name} is closed. Choose somebody else." : "There is no such account. Choose somebody else.");
        }

        var held = Held(from);
        var ids = await held.Select(d => d.Id).ToListAsync();
        await held.ExecuteUpdateAsync(set => set.SetProperty(d => d.AssigneeId, to).SetProperty(d => d.Writes, d => d.Writes + 1));
        await log.WriteAllAsync(by, LogAction.HandedOver, ids, $"from {giver.Name} to {taker.Name}");
        await board.TellAsync(NoticeKind.Assigned, [to], FormattableString.Invariant($"handed-over-{Guid.NewGuid():N}"), $"{by.Name} handed over to you what {giver.Name} held: {(ids.Count == 1 ? "1 document" : string.Create(CultureInfo.InvariantCulture, $"{ids.Count:N0} documents"))}.", "/newsroom/pledges?held=me", by: by.MemberId);
        await transaction.CommitAsync();
        context.ChangeTracker.Clear();
        return (ids.Count, null);
    }

    /// <summary>What a member holds: see <see cref="HandOverAsync"/>.</summary>
    public IQueryable<Document> Held(int memberId) => context.Documents.Where(d => d.AssigneeId == memberId
        || (d.AssigneeId == null && InWork.Contains(d.State) && d.Revisions.Any(r => r.Number == d.NewestNumber && r.MemberId == memberId)));

    /// <summary>Who looks after something and until when, in a sentence without its full stop.</summary>
    public async Task<string> WordsAsync(Assignment assignment)
    {
        ArgumentNullException.ThrowIfNull(assignment);
        return $"{(await NameOfAsync(assignment.MemberId) is { } name ? name + " looks" : "Nobody in particular looks")} after it{Until(assignment.DueOn)}";
    }

    private static string Until(DateOnly? due) => due is { } day ? ", until " + day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture) : "";
}
