using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Reading;

/// <summary>The companies that made at least one published pledge, by their addresses.</summary>
public sealed class CompanyListing(PledgeTrackerDbContext context)
{
    /// <summary>Whether readers see a company at an address: one with a published pledge.</summary>
    public Task<bool> ExistsAsync(string slug, CancellationToken cancel) => Public.AnyAsync(c => c.Slug == slug, cancel);

    /// <summary>One company; null where readers see none at this address.</summary>
    public Task<Company?> FindAsync(string slug, CancellationToken cancel) => Public.FirstOrDefaultAsync(c => c.Slug == slug, cancel);

    private IQueryable<Company> Public => context.Companies.AsNoTracking().Where(c => context.Summaries.Any(s => s.CompanySlug == c.Slug));

    /// <summary>The address to which the address of a merged company redirects; null where there is none.</summary>
    public Task<string?> MovedAsync(string slug, CancellationToken cancel) =>
        context.FormerCompanySlugs.AsNoTracking().Where(f => f.Slug == slug).Select(f => f.Now).FirstOrDefaultAsync(cancel);
}
