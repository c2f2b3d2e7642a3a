using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Reading;

/// <summary>One company in the list, with what its published pledges come to.</summary>
public sealed record CompanyRow
{
    public required string Slug { get; init; }

    public required string Name { get; init; }

    public required string SortName { get; init; }

    public string? Sector { get; init; }

    /// <summary>ISO 3166-1.</summary>
    public string? Country { get; init; }

    /// <summary>Its pledges.</summary>
    public required IReadOnlySet<int> Pledges { get; init; }

    public required PledgeTotals Totals { get; init; }

    /// <summary>What they promise in jobs, by kind.</summary>
    public required IReadOnlyList<JobsOfCompany> Sums { get; init; }

    /// <summary>Public money for them, by currency.</summary>
    public required IReadOnlyList<IncentiveTotal> Money { get; init; }
}

/// <summary>One page of the list.</summary>
/// <param name="Rows">In their order.</param>
/// <param name="Total">How many companies the filter finds.</param>
/// <param name="All">How many there are.</param>
public sealed record CompanyPage(IReadOnlyList<CompanyRow> Rows, int Total, int All)
{
    public int PageCount => Math.Max(1, (Total + CompanyIndex.PageSize - 1) / CompanyIndex.PageSize);
}

/// <summary>The companies with at least one published pledge, and what their pledges come to, in memory and never changed.</summary>
public sealed class CompanyIndex
{
    public const int PageSize = 100;

    // What sums of money are compared in; amounts in another currency cannot be.
    private const string Compared = "USD";

    private readonly PledgeIndex _pledges;
    private readonly List<CompanyRow> _rows;

    private CompanyIndex(PledgeIndex pledges, DateOnly day, List<CompanyRow> rows) => (_pledges, Day, _rows) = (pledges, day, rows);

    /// <summary>The content version it was read at.</summary>
    public long Version => _pledges.Version;

    /// <summary>The day for which it adds up what was paid and awarded by then.</summary>
    public DateOnly Day { get; }

    /// <summary>Reads what the pledges of every company come to.</summary>
    public static async Task<CompanyIndex> ReadAsync(PledgeTrackerDbContext context, PledgeIndex pledges, DateOnly today, CancellationToken cancel)
    {
        var companies = await context.Companies.AsNoTracking().TagWith(PledgeIndex.ReadTag).Select(c => new { c.Slug, c.Name, c.SortName, c.Sector, c.HeadquartersCountry }).ToListAsync(cancel);
        var joint = await context.Pledges.AsNoTracking().TagWith(PledgeIndex.ReadTag).Where(p => p.PromisedWith != null).Select(p => EF.Property<int>(p, "Id")).ToHashSetAsync(cancel);
        var incentives = await context.Set<Incentive>().AsNoTracking().TagWith(PledgeIndex.ReadTag)
            .Where(i => (i.State == IncentiveState.Awarded || i.State == IncentiveState.Paid) && i.Currency != null && i.Amount != null)
            .Select(i => new { Pledge = EF.Property<int>(i, "PledgeId"), Currency = i.Currency!, i.State, i.Date, i.Amount!.Kind, i.Amount.Low, i.Amount.High })
            .ToListAsync(cancel);
        var money = incentives.Where(i => i.Date is not { } date || date.IsBy(today)).ToLookup(i => i.Pledge, i => new IncentivePart(i.Currency, i.State, i.Kind, i.Low, i.High));
        var ids = pledges.IdsByCompany();
        var none = Array.Empty<int>().ToLookup(id => id);
        return new CompanyIndex(pledges, today,
        [
            .. companies.Where(c => ids.Contains(c.Slug)).Select(c => new CompanyRow
            {
                Slug = c.Slug,
                Name = c.Name,
                SortName = c.SortName,
                Sector = c.Sector,
                Country = c.HeadquartersCountry,
                Pledges = ids[c.Slug].ToHashSet(),
                Totals = pledges.Totals(ids[c.Slug], today),
                Sums = pledges.SumsOfCompany(ids[c.Slug], joint, none),
                Money = IncentiveTotal.Of(ids[c.Slug].SelectMany(id => money[id])),
            }),
        ]);
    }

    /// <summary>One page of what a filter finds.</summary>
    public CompanyPage Select(CompanyFilter filter, DateOnly today)
    {
        var found = _rows.AsEnumerable();
        if (!filter.Pledges.IsEmpty)
        {
            var fitting = _pledges.Select(filter.Pledges, null, today).Ids.ToHashSet();
            found = found.Where(row => row.Pledges.Overlaps(fitting));
        }

        if (filter.Name is { } name)
        {
            found = found.Where(row => row.Name.Contains(name, StringComparison.OrdinalIgnoreCase));
        }

        List<CompanyRow> rows = [.. found.Where(row => HasValue(row, filter.Sort))];
        List<CompanyRow> without = [.. found.Where(row => !HasValue(row, filter.Sort)).OrderBy(row => row.SortName, StringComparer.Ordinal).ThenBy(row => row.Slug, StringComparer.Ordinal)];
        rows = filter.Sort switch
        {
            CompanySort.Name => [.. rows.OrderBy(row => row.SortName, StringComparer.Ordinal).ThenBy(row => row.Slug, StringComparer.Ordinal)],
            CompanySort.Sector => [.. rows.OrderBy(row => row.Sector, StringComparer.Ordinal).ThenBy(row => row.SortName, StringComparer.Ordinal).ThenBy(row => row.Slug, StringComparer.Ordinal)],
            var sort => [.. rows.OrderByDescending(row => NumberOf(row, sort)).ThenBy(row => row.SortName, StringComparer.Ordinal).ThenBy(row => row.Slug, StringComparer.Ordinal)],
        };
        if (filter.IsReversed)
        {
            rows.Reverse();
        }

        rows.AddRange(without);
        return new CompanyPage([.. rows.Skip((filter.Page - 1) * PageSize).Take(PageSize)], rows.Count, _rows.Count);
    }

    /// <summary>The choices within a facet, each with its name, for the current language.</summary>
    public IReadOnlyList<(string Code, string Name)> Choices(Facet facet, DateOnly today)
    {
        var names = new FacetNames(slug => slug, code => code, list => list);
        var choices = _pledges.Select(new PledgeFilter(), null, today).Facets[facet].Select(choice => (choice.Code, Name: facet.NameOf(choice.Code, names)));
        return facet.Codes is null ? [.. choices.OrderBy(c => c.Name, StringComparer.Create(Ui.Language.Current.Culture, ignoreCase: true))] : [.. choices];
    }

    private bool HasValue(CompanyRow row, CompanySort sort) => sort is CompanySort.Name || (sort is CompanySort.Sector ? row.Sector is not null : NumberOf(row, sort) is not null);

    private long? NumberOf(CompanyRow row, CompanySort sort)
    {
        var main = row.Sums.FirstOrDefault(s => s.Label == _pledges.MainKindLabel)?.Sum;
        return sort switch
        {
            CompanySort.Pledges => row.Totals.Pledges,
            CompanySort.Jobs => main is { Added.Count: > 0 } ? main.Promised : null,
            CompanySort.Counted => main is { WithCounted.Count: > 0 } ? main.Counted : null,
            CompanySort.Money => row.Money.FirstOrDefault(m => m.Currency == Compared) is { } money ? Math.Max(money.Paid?.High ?? 0, Math.Max(money.Awarded?.High ?? 0, money.Ceilings?.High ?? 0)) : null,
            _ => null,
        };
    }
}

/// <summary>Keeps the <see cref="CompanyIndex"/> of the newest content version and day, read when it is first asked for.</summary>
public sealed class CompanyIndexes(IServiceScopeFactory scopes, PledgeIndexes pledges, NewsroomCalendar calendar) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private CompanyIndex? _index;

    /// <summary>The index of what is published now.</summary>
    public async ValueTask<CompanyIndex> GetAsync(CancellationToken cancel)
    {
        var (known, wanted, today) = (_index, await pledges.GetAsync(cancel), calendar.Today);
        if (known is not null && known.Version >= wanted.Version && known.Day == today)
        {
            return known;
        }

        await _reading.WaitAsync(cancel);
        try
        {
            if (_index is null || _index.Version < wanted.Version || _index.Day != today)
            {
                await using var scope = scopes.CreateAsyncScope();
                _index = await CompanyIndex.ReadAsync(scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>(), wanted, today, cancel);
            }

            return _index;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();
}
