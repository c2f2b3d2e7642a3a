using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Notices;

/// <summary>
/// Tells members what happened that concerns them, each as the member wants it. A notice is written in the transaction of what it tells of,
/// so that neither is there without the other; the e-mail follows from the stored notice.
/// </summary>
public sealed class NoticeBoard(PledgeTrackerDbContext context, Mailer mailer, TimeProvider clock)
{
    /// <summary>How long a notice waits for others, so that forty at once are one e-mail.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromMinutes(2);

    /// <summary>How long a notice is kept once it was seen.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>How a member gets notices of a kind who has chosen nothing.</summary>
    public static NoticeWay DefaultOf(NoticeKind kind) => kind is NoticeKind.Published or NoticeKind.DeadlineNear or NoticeKind.SourceChanged ? NoticeWay.Newsroom : NoticeWay.Mail;

    /// <summary>Tells some members one thing, in the caller's transaction. Who has a closed account, or has been told by this key already, is not told.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="members">Whom; twice the same member is told once.</param>
    /// <param name="key">What it is about, by which it is told once: <c>deadline-12-2026-12-31</c>.</param>
    /// <param name="text">A sentence.</param>
    /// <param name="address">The page to look at, from the root on.</param>
    /// <param name="documentId">The document; null where it is about none.</param>
    /// <param name="by">Who did it, and is not told; null for the program.</param>
    public async Task TellAsync(NoticeKind kind, IEnumerable<int> members, string key, string text, string address, int? documentId = null, int? by = null)
    {
        var wanted = members.Where(m => m != by).ToHashSet();
        if (wanted.Count == 0)
        {
            return;
        }

        key = Cut(key, Notice.KeyMaxLength);
        var open = await context.Set<Member>().Where(m => wanted.Contains(m.Id) && !m.IsDisabled && !context.Notices.Any(n => n.MemberId == m.Id && n.Key == key)).Select(m => m.Id).ToListAsync();
        var chosen = await context.NoticeChoices.Where(c => c.Kind == kind && open.Contains(c.MemberId)).ToDictionaryAsync(c => c.MemberId, c => c.Way);
        foreach (var member in open)
        {
            var way = chosen.TryGetValue(member, out var own) ? own : DefaultOf(kind);
            if (way != NoticeWay.Never)
            {
                context.Notices.Add(new Notice
                {
                    MemberId = member,
                    At = Now,
                    Kind = kind,
                    Key = key,
                    DocumentId = documentId,
                    Text = Cut(text, Notice.TextMaxLength),
                    Address = address,
                    MailAt = way == NoticeWay.Mail && mailer.IsSet ? Now + Gathering : null,
                });
            }
        }

        await context.SaveChangesAsync();
    }

    /// <summary>The accounts of everybody who may do what a role may.</summary>
    public Task<List<int>> HoldersOfAsync(MemberRole role, CancellationToken cancel = default) =>
        context.Set<Member>().Where(m => !m.IsDisabled && (m.Role == MemberRole.Administrator || m.Role == role || (role == MemberRole.Editor && m.Role == MemberRole.Reviewer))).Select(m => m.Id).ToListAsync(cancel);

    /// <summary>The notices of a member that are kept, newest first.</summary>
    /// <param name="memberId">Whose.</param>
    /// <param name="skip">How many newer ones are passed over.</param>
    /// <param name="take">The most.</param>
    /// <param name="cancel">Ends it.</param>
    public Task<List<Notice>> OfAsync(int memberId, int skip, int take, CancellationToken cancel = default) =>
        context.Notices.AsNoTracking().Where(n => n.MemberId == memberId).OrderByDescending(n => n.Id).Skip(skip).Take(take).ToListAsync(cancel);

    /// <summary>How many a member has not yet seen.</summary>
    public Task<int> UnseenAsync(int memberId, CancellationToken cancel = default) => context.Notices.CountAsync(n => n.MemberId == memberId && n.ReadAt == null, cancel);

    /// <summary>Marks notices of a member as seen.</summary>
    /// <param name="memberId">Whose.</param>
    /// <param name="upTo">Up to which; those that came later were not on the page.</param>
    /// <param name="only">That one alone; null for all.</param>
    public Task SeenAsync(int memberId, int upTo, int? only = null) =>
        context.Notices.Where(n => n.MemberId == memberId && n.ReadAt == null && n.Id <= upTo && (only == null || n.Id == only)).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, Now).SetProperty(n => n.MailAt, (DateTime?)null));

    /// <summary>How a member wants each kind of notice.</summary>
    public async Task<IReadOnlyDictionary<NoticeKind, NoticeWay>> ChoicesOfAsync(int memberId, CancellationToken cancel = default)
    {
        var chosen = await context.NoticeChoices.AsNoTracking().Where(c => c.MemberId == memberId).ToDictionaryAsync(c => c.Kind, c => c.Way, cancel);
        return Enum.GetValues<NoticeKind>().ToDictionary(k => k, k => chosen.TryGetValue(k, out var way) ? way : DefaultOf(k));
    }

    /// <summary>Keeps how a member wants each kind of notice.</summary>
    public async Task ChooseAsync(int memberId, IReadOnlyDictionary<NoticeKind, NoticeWay> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        await using var transaction = await context.Database.BeginTransactionAsync();
        await context.HoldAsync($"notice-choices-{memberId}");
        await context.NoticeChoices.Where(c => c.MemberId == memberId).ExecuteDeleteAsync();
        context.NoticeChoices.AddRange(choices.Select(c => new NoticeChoice { MemberId = memberId, Kind = c.Key, Way = c.Value }));
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
        context.ChangeTracker.Clear();
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : string.Concat(text.AsSpan(0, most - 1), "…");
}
