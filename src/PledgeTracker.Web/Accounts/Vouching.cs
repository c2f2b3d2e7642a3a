using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Accounts;

/// <summary>
/// A scheduled publication rests on the word of its reviewer. If that account is closed or may no longer publish, what the
/// member had scheduled goes back to review and waits for another reviewer.
/// </summary>
public sealed class Vouching(PledgeTrackerDbContext context, NewsroomLog log)
{
    /// <summary>Whether a member may publish now. Null stands for the command line, which may.</summary>
    public async Task<bool> HoldsAsync(int? memberId, CancellationToken cancel = default) =>
        memberId is null || await context.Set<Member>().AnyAsync(m => m.Id == memberId && !m.IsDisabled && m.Role != MemberRole.Editor, cancel);

    /// <summary>
    /// Sends everything that a member had scheduled back to review, in the transaction that takes away the right to
    /// publish.
    /// </summary>
    public async Task EndAsync(Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        var scheduled = await context.Documents.Where(d => d.State == WorkState.Scheduled && d.ScheduledTerms != null).ToListAsync();
        foreach (var document in scheduled.Where(d => d.ReadSchedule()?.MemberId == member.Id))
        {
            await SendBackAsync(document, member.Name);
        }
    }

    /// <summary>Sends one scheduled document back to review, with a note to the newsroom.</summary>
    public async Task SendBackAsync(Document document, string reviewer)
    {
        ArgumentNullException.ThrowIfNull(document);
        document.State = WorkState.InReview;
        document.ClearSchedule();
        document.ReviewComment = $"{reviewer} scheduled this but can no longer publish here. Another reviewer must review it.";
        await context.SaveChangesAsync();
        await log.WriteAsync(LogActor.Program, LogAction.SentToReview, document.Id, document.ReviewComment);
    }
}
