using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.OpenData;

/// <summary>A public page in the sitemap.</summary>
/// <param name="Path">From the root on, without the prefix of a language.</param>
/// <param name="ChangedAt">When what it shows was last published, UTC; null where it shows nothing that is.</param>
public readonly record struct SitemapPage(string Path, DateTime? ChangedAt);

/// <summary>
/// The public pages in one order, of which any part can be read alone: a site may have more of them than one sitemap may hold, and
/// than fit into memory. The pages of single figures are left out: each is a part of its pledge’s page, which links to it.
/// </summary>
public sealed class SitemapPages(PledgeTrackerDbContext context, ClaimIndexes claims)
{
    // Beside the pledge's own page.
    private static readonly string[] PartsOfPledge = ["", "/sources", "/use", "/history"];

    private static readonly string[] PartsOfClaims = ["", "/history"];

    private readonly List<(int Count, Func<int, int, CancellationToken, IAsyncEnumerable<SitemapPage>> Read)> _sections = [];

    /// <summary>How many there are.</summary>
    public int Count => _sections.Sum(s => s.Count);

    /// <summary>When something was last published, UTC; null before the first publication.</summary>
    public DateTime? Newest { get; private set; }

    /// <summary>Looks how many pages there are, before they are read.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        await context.Database.OpenConnectionAsync(cancel);
        var spoken = await claims.GetAsync(cancel);
        var places = await PlacesAsync(cancel);
        Newest = await Publications.Of(context, context.Revisions.AsNoTracking(), Publications.Kinds).OrderByDescending(p => p.Revision.PublishedAt).ThenByDescending(p => p.Revision.Id).Select(p => p.Revision.PublishedAt).FirstOrDefaultAsync(cancel);
        List<SitemapPage> said =
        [
            .. PagesOf("/claims/", spoken.Claimants, c => c.Slug), .. PagesOf("/lists/", spoken.Lists, l => l.Slug), .. PagesOf("/checks/", spoken.Checks, c => c.Slug),
        ];
        List<SitemapPage> alone = [.. SitePages.All.Where(page => page.IsInSitemap && page.IsAlone).Select(page => new SitemapPage(page.Address, page.ShowsPledges ? Newest : null))];

        _sections.Clear();
        _sections.Add((alone.Count, (skip, take, _) => Listed(alone, skip, take)));
        _sections.Add((places.Count, (skip, take, _) => Listed(places, skip, take)));
        _sections.Add((said.Count, (skip, take, _) => Listed(said, skip, take)));
        _sections.Add((await Companies.CountAsync(cancel), CompaniesAsync));
        _sections.Add((await context.Summaries.CountAsync(cancel) * PartsOfPledge.Length, PledgesAsync));
    }

    /// <summary>Some of the pages, in their order.</summary>
    /// <param name="skip">How many come before.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancel">Ends the reading.</param>
    public async IAsyncEnumerable<SitemapPage> ReadAsync(int skip, int take, [EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var (count, read) in _sections)
        {
            var here = Math.Min(count - skip, take);
            if (here > 0)
            {
                await foreach (var page in read(skip, here, cancel))
                {
                    yield return page;
                }

                take -= here;
            }

            skip = Math.Max(0, skip - count);
        }
    }

    private IQueryable<Company> Companies => context.Companies.AsNoTracking().Where(c => context.Summaries.Any(s => s.CompanySlug == c.Slug));

    private static IEnumerable<SitemapPage> PagesOf<T>(string begin, IReadOnlyList<PublishedClaims<T>> published, Func<T, string> slug) =>
        published.SelectMany(p => PartsOfClaims, (p, part) => new SitemapPage(begin + slug(p.Content) + part, p.PublishedAt));

    private static async IAsyncEnumerable<SitemapPage> Listed(List<SitemapPage> pages, int skip, int take)
    {
        await Task.CompletedTask;
        foreach (var page in pages.Skip(skip).Take(take))
        {
            yield return page;
        }
    }

    // Each country, and each part of one, with the newest publication of a pledge that names it. A sitemap is about all of them: it is
    // asked for now and then, by programs.
    private async Task<List<SitemapPage>> PlacesAsync(CancellationToken cancel)
    {
        var named = await context.Set<Place>().AsNoTracking().TagWith(PledgeIndex.ReadTag)
            .Join(context.Summaries, place => EF.Property<int>(place, "PledgeId"), summary => summary.PledgeId, (place, summary) => new { place.Country, place.Subdivision, summary.PublishedAt })
            .GroupBy(p => new { p.Country, p.Subdivision }).Select(g => new { g.Key.Country, g.Key.Subdivision, At = g.Max(p => p.PublishedAt) }).ToListAsync(cancel);
        return [.. named.Select(p => (Code: p.Country, p.At)).Concat(named.Where(p => p.Subdivision is not null).Select(p => (Code: p.Subdivision!, p.At)))
            .GroupBy(p => p.Code, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => new SitemapPage(PlaceNames.AddressOf(g.Key), g.Max(p => p.At)))];
    }

    private async IAsyncEnumerable<SitemapPage> CompaniesAsync(int skip, int take, [EnumeratorCancellation] CancellationToken cancel)
    {
        var companies = Companies.OrderBy(c => c.Slug).Skip(skip).Take(take)
            .Select(c => new { c.Slug, At = context.Summaries.Where(s => s.CompanySlug == c.Slug).Max(s => s.PublishedAt) }).AsAsyncEnumerable();
        await foreach (var company in companies.WithCancellation(cancel))
        {
            yield return new SitemapPage("/companies/" + company.Slug, company.At);
        }
    }

    private async IAsyncEnumerable<SitemapPage> PledgesAsync(int skip, int take, [EnumeratorCancellation] CancellationToken cancel)
    {
        var parts = PartsOfPledge.Length;
        var (first, last) = (skip / parts, (skip + take - 1) / parts);
        var at = first * parts;
        var pledges = context.Summaries.AsNoTracking().OrderBy(s => s.PledgeId).Skip(first).Take(last - first + 1).Select(s => new { s.Slug, s.PublishedAt }).AsAsyncEnumerable();
        await foreach (var pledge in pledges.WithCancellation(cancel))
        {
            foreach (var part in PartsOfPledge)
            {
                if (at >= skip && at < skip + take)
                {
                    yield return new SitemapPage($"/pledges/{pledge.Slug}{part}", pledge.PublishedAt);
                }

                at++;
            }
        }
    }
}
