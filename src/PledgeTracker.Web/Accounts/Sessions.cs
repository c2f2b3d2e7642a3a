using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Accounts;

/// <summary>
/// The sessions that are open. The encrypted cookie says who somebody is, and this table whether that is still valid: a row
/// is written at the sign-in and deleted at the sign-out, and each request of the newsroom reads it with its member by two
/// primary keys. So a copied cookie ends with its session, a member whose account is closed is out at the next request, and
/// several programs on one database agree, without a write for every request (ASVS 7.2.1, 7.4.1, 7.4.2).
/// </summary>
public sealed class Sessions(PledgeTrackerDbContext context, TimeProvider clock)
{
    /// <summary>
    /// How long an old session id stays valid after a new proof of identity, so that a second click or another tab under
    /// way with it still gets through.
    /// </summary>
    public static readonly TimeSpan UnderWay = TimeSpan.FromSeconds(30);

    /// <summary>Begins a session.</summary>
    /// <returns>The id for the cookie, of 256 random bits.</returns>
    public async Task<string> BeginAsync(int memberId, DateTime endsAt)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await context.Sessions.Where(s => s.EndsAt <= now).ExecuteDeleteAsync();
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        context.Sessions.Add(new Session { IdHash = HashOf(id), MemberId = memberId, EndsAt = endsAt });
        await context.SaveChangesAsync();
        return id;
    }

    /// <summary>
    /// Whether a session is still valid: it was not ended, and its member's account is open and unchanged since the
    /// sign-in.
    /// </summary>
    /// <param name="id">What the cookie carries.</param>
    /// <param name="memberId">Whom the cookie names.</param>
    /// <param name="stamp">The security stamp in the cookie; a new password, role or factor changes the member's.</param>
    public async Task<bool> HoldsAsync(string id, int memberId, string? stamp)
    {
        // Found by the hash of a 256-bit secret, so the time of the comparison reveals nothing.
        var hash = HashOf(id);
        var now = clock.GetUtcNow().UtcDateTime;
        return await (
            from session in context.Sessions
            join member in context.Users on session.MemberId equals member.Id
            where session.IdHash == hash && session.EndsAt > now && member.Id == memberId && !member.IsDisabled && member.SecurityStamp == stamp
            select session.IdHash).AnyAsync();
    }

    /// <summary>Ends a session at once.</summary>
    public async Task EndAsync(string id)
    {
        var hash = HashOf(id);
        await context.Sessions.Where(s => s.IdHash == hash).ExecuteDeleteAsync();
    }

    /// <summary>
    /// Ends a session whose cookie was just replaced, after the time that requests <see cref="UnderWay"/> have to get
    /// through.
    /// </summary>
    public async Task EndSoonAsync(string id)
    {
        var hash = HashOf(id);
        var soon = clock.GetUtcNow().UtcDateTime + UnderWay;
        await context.Sessions.Where(s => s.IdHash == hash && s.EndsAt > soon).ExecuteUpdateAsync(set => set.SetProperty(s => s.EndsAt, soon));
    }

    private static string HashOf(string id) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
}
