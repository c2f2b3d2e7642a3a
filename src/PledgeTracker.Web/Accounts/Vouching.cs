using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Accounts;

/// <summary>
/// A scheduled publication stands on its reviewer's word. One whose account was closed, or who no longer publishes, vouches for
/// nothing: what he scheduled goes back to review and waits for another.
/// </summary>
public sealed class Vouching(PledgeTrackerDbContext context, NewsroomLog log)
{
    /// <summary>Whether a member may publish now. Who is none, at the command line, may.</summary>
    public async Task<bool> HoldsAsync(int? memberId, CancellationToken cancel = default) =>
        memberId is null || await context.Set<Member>().AnyAsync(m => m.Id == memberId && !m.IsDisabled && m.Role != MemberRole.Editor, cancel);

    /// <summary>Sends back to review all that a member had scheduled, in the transaction of what ends his word.</summary>
    public async Task EndAsync(Member member)
    {
        ArgumentNullException.ThrowIfNull(member);
        var scheduled = await context.Documents.Where(d => d.State == WorkState.Scheduled && d.ScheduledTerms != null).ToListAsync();
        foreach (var document in scheduled.Where(d => d.ReadSchedule()?.MemberId == member.Id))
        {
            await SendBackAsync(document, member.Name);
        }
    }

    /// <summary>Sends one back to review, with a word to the newsroom.</summary>
    public async Task SendBackAsync(Document document, string reviewer)
    {
        ArgumentNullException.ThrowIfNull(document);
        document.State = WorkState.InReview;
        document.ClearSchedule();
        document.ReviewComment = $"{reviewer}, who had scheduled this, no longer publishes here. It waits for another reviewer.";
        await context.SaveChangesAsync();
        await log.WriteAsync(LogActor.Program, LogAction.SentToReview, document.Id, document.ReviewComment);
    }
}
