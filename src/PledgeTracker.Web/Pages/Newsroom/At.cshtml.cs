using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Pages.Newsroom;

/// <summary>
/// Leads from the address of a public page, with <c>newsroom</c> put before it, to the draft. The public page is the same for everybody
/// and knows no member, so that it has no link of its own.
/// </summary>
public sealed class AtModel(PledgeTrackerDbContext context) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string section, string slug, CancellationToken cancel)
    {
        // Readers find claimants under /claims.
        if (Subject.All.FirstOrDefault(s => s.Section == (section == "claims" ? "claimants" : section)) is not { Kind: DocumentKind.Pledge or DocumentKind.Claimant or DocumentKind.List or DocumentKind.Check } subject)
        {
            return this.NothingThere("There is no such page in the newsroom.");
        }

        var ids = subject.Kind == DocumentKind.Pledge ? [.. (await PledgeAddresses.FindAsync(context, [slug], cancel))[slug]]
            : await context.Documents.AsNoTracking().Where(d => d.Kind == subject.Kind && d.Key == slug).Select(d => d.Id).ToListAsync(cancel);
        return ids.Count > 0 ? OwnRedirect.To(subject.AddressOf(ids[0], slug)) : this.NothingThere($"There is no {subject.Noun} at the address “{slug}”. Look for it in the list of {subject.Section}.");
    }
}
