using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Web.Notices;

/// <summary>
/// Sends the notices that members want by e-mail, one e-mail for all that a member has at that moment. What a server does not take stays, and
/// is tried again after ever longer pauses; after the last of them it stays in the newsroom alone.
/// </summary>
public sealed partial class NoticeMail(IServiceScopeFactory scopes, Mailer mailer, SiteRoot root, TimeProvider clock, ILogger<NoticeMail> logger) : BackgroundWork(clock, logger)
{
    /// <summary>How often one notice is tried: the pauses between are 1, 2, 4 … minutes, about 17 hours together.</summary>
    public const int MostFailures = 10;

    private const int MostInOne = 50;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Clearing = TimeSpan.FromDays(1);

    private DateTime _clearedAt = DateTime.MinValue;

    protected override string Failure => "The notices could not be e-mailed";

    protected override async Task<TimeSpan?> RoundAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
        if (Clock.GetUtcNow().UtcDateTime is var now && now - _clearedAt > Clearing)
        {
            await ClearAsync(context, now - NoticeBoard.Kept, cancel);
            _clearedAt = now;
        }

        if (!mailer.IsSet)
        {
            return TimeSpan.FromHours(1);
        }

        await SendDueAsync(context, cancel);
        return Every;
    }

    // Of one member after another, which an index finds.
    private static async Task ClearAsync(PledgeTrackerDbContext context, DateTime before, CancellationToken cancel)
    {
        foreach (var member in await context.Set<Member>().Select(m => m.Id).ToListAsync(cancel))
        {
            await context.Notices.Where(n => n.MemberId == member && n.ReadAt < before).ExecuteDeleteAsync(cancel);
        }
    }

    /// <summary>Sends what is due.</summary>
    /// <returns>How many e-mails a server took.</returns>
    public async Task<int> SendDueAsync(PledgeTrackerDbContext context, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var now = Clock.GetUtcNow().UtcDateTime;
        var members = await context.Notices.Where(n => n.MailAt != null && n.MailAt <= now).Select(n => n.MemberId).Distinct().OrderBy(id => id).Take(200).ToListAsync(cancel);
        var sent = 0;
        foreach (var id in members)
        {
            sent += await SendToAsync(context, id, now, cancel) ? 1 : 0;
            context.ChangeTracker.Clear();
        }

        return sent;
    }

    // Taken before it is sent, by a time to try again: another node does not send it too, and a server that hangs holds up no database. Whoever is
    // killed in between has the same notices sent again under the same Message-ID.
    private async Task<bool> SendToAsync(PledgeTrackerDbContext context, int memberId, DateTime now, CancellationToken cancel)
    {
        List<Notice> due;
        Member? member;
        await using (var transaction = await context.Database.BeginTransactionAsync(cancel))
        {
            await context.HoldAsync($"notice-mail-{memberId.ToString(CultureInfo.InvariantCulture)}", cancel);
            member = await context.Set<Member>().AsNoTracking().FirstOrDefaultAsync(m => m.Id == memberId, cancel);
            due = await context.Notices.Where(n => n.MemberId == memberId && n.MailAt != null && n.MailAt <= now).OrderBy(n => n.Id).Take(MostInOne).ToListAsync(cancel);
            foreach (var notice in due)
            {
                notice.MailFailures++;
                notice.MailAt = member is null or { IsDisabled: true } ? null : now + TimeSpan.FromMinutes(1 << Math.Min(notice.MailFailures, MostFailures) >> 1);
            }

            await context.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }

        if (due.Count == 0 || member is null or { IsDisabled: true })
        {
            return false;
        }

        var taken = await mailer.SendAsync(member.Email!, member.Name, SubjectOf(due), TextOf(member, due), FormattableString.Invariant($"notices-{due[0].Id}-{due[^1].Id}"), cancel);
        var ids = due.ConvertAll(n => n.Id);
        if (taken)
        {
            await context.Notices.Where(n => ids.Contains(n.Id)).ExecuteUpdateAsync(set => set.SetProperty(n => n.MailAt, (DateTime?)null).SetProperty(n => n.MailFailures, 0), cancel);
            return true;
        }

        var given = await context.Notices.Where(n => ids.Contains(n.Id) && n.MailFailures >= MostFailures).ExecuteUpdateAsync(set => set.SetProperty(n => n.MailAt, (DateTime?)null), cancel);
        if (given > 0)
        {
            LogGivenUp(Log, given, MostFailures);
        }

        return false;
    }

    private static string SubjectOf(List<Notice> due) => due is [var one] ? one.Text.ReplaceLineEndings(" ") : $"{due.Count} notices from the newsroom";

    private string TextOf(Member member, List<Notice> due)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"Hello {member.Name},\n\n");
        foreach (var notice in due)
        {
            text.Append(notice.Text).Append('\n').Append(root.Known).Append(notice.Address).Append("\n\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"Which notices you get by e-mail is your choice:\n{root.Known}/newsroom/notices\n").ToString();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Count} notices were not taken by the mail server {Times} times and stay in the newsroom alone.")]
    private static partial void LogGivenUp(ILogger logger, int count, int times);
}
