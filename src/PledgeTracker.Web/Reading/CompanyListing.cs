using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Reading;

/// <summary>One company in the list.</summary>
public sealed record CompanyRow(string Slug, string Name, string? Sector, string? Country, IReadOnlyDictionary<VerdictKind, int> Verdicts)
{
    public int Pledges => Verdicts.Values.Sum();
}

/// <summary>One page of the list.</summary>
public sealed record CompanyPage(IReadOnlyList<CompanyRow> Rows, int Total)
{
    public int PageCount => Math.Max(1, (Total + CompanyListing.PageSize - 1) / CompanyListing.PageSize);
}

/// <summary>The companies that made at least one published pledge.</summary>
public sealed class CompanyListing(PledgeTrackerDbContext context)
{
    public const int PageSize = 100;

    /// <summary>Companies A to Z, with how many pledges each verdict has.</summary>
    public async Task<CompanyPage> PageAsync(int page, CancellationToken cancel)
    {
        var companies = Public;
        var total = await companies.CountAsync(cancel);
        var rows = await companies.OrderBy(c => c.SortName).ThenBy(c => c.Slug)
            .Skip((page - 1) * PageSize).Take(PageSize)
            .Select(c => new { c.Slug, c.Name, c.Sector, c.HeadquartersCountry })
            .ToListAsync(cancel);
        var slugs = rows.Select(r => r.Slug).ToList();
        var counts = await context.Summaries.AsNoTracking()
            .Where(s => slugs.Contains(s.CompanySlug))
            .GroupBy(s => new { s.CompanySlug, s.Verdict })
            .Select(g => new { g.Key.CompanySlug, g.Key.Verdict, Count = g.Count() })
            .ToListAsync(cancel);
        var verdicts = counts.ToLookup(c => c.CompanySlug);
        return new CompanyPage(
            [.. rows.Select(r => new CompanyRow(r.Slug, r.Name, r.Sector, r.HeadquartersCountry,
                verdicts[r.Slug].ToDictionary(v => v.Verdict, v => v.Count)))],
            total);
    }

    /// <summary>Whether readers see a company at an address: one with a published pledge.</summary>
    public Task<bool> ExistsAsync(string slug, CancellationToken cancel) => Public.AnyAsync(c => c.Slug == slug, cancel);

    /// <summary>One company; null where readers see none at this address.</summary>
    public Task<Company?> FindAsync(string slug, CancellationToken cancel) => Public.FirstOrDefaultAsync(c => c.Slug == slug, cancel);

    private IQueryable<Company> Public => context.Companies.AsNoTracking().Where(c => context.Summaries.Any(s => s.CompanySlug == c.Slug));

    /// <summary>The address to which the address of a merged company redirects; null where there is none.</summary>
    public Task<string?> MovedAsync(string slug, CancellationToken cancel) =>
        context.FormerCompanySlugs.AsNoTracking().Where(f => f.Slug == slug).Select(f => f.Now).FirstOrDefaultAsync(cancel);
}
