using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Notices;

namespace PledgeTracker.Web.Upkeep;

/// <summary>
/// Whom the program tells about documents: who looks after each of them, and every reviewer where nobody does, or where that account is closed.
/// </summary>
public sealed class Keepers(PledgeTrackerDbContext context, NoticeBoard board)
{
    // As many as one statement names.
    private const int AtOnce = 500;

    /// <summary>The member who looks after each of some documents; those without one are left out.</summary>
    public async Task<IReadOnlyDictionary<int, int>> OfAsync(IEnumerable<int> documents, CancellationToken cancel)
    {
        var keepers = new Dictionary<int, int>();
        foreach (var some in documents.Distinct().Chunk(AtOnce))
        {
            var rows = await context.Documents.AsNoTracking().Where(d => some.Contains(d.Id) && d.AssigneeId != null)
                .Join(context.Set<Member>().Where(m => !m.IsDisabled), d => d.AssigneeId, m => m.Id, (d, m) => new { d.Id, Member = m.Id }).ToListAsync(cancel);
            rows.ForEach(row => keepers.TryAdd(row.Id, row.Member));
        }

        return keepers;
    }

    /// <summary>Whom to tell about what one member looks after, or about what nobody does.</summary>
    /// <param name="keeper">That member; null for nobody.</param>
    /// <param name="cancel">Ends the query.</param>
    public async Task<IReadOnlyList<int>> ToTellAsync(int? keeper, CancellationToken cancel) => keeper is { } one ? [one] : await board.HoldersOfAsync(MemberRole.Reviewer, cancel);
}
