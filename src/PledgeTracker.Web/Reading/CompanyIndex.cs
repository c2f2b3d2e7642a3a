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
    private readonly IReadOnlyDictionary<string, CompanyRow> _rows;

    private CompanyIndex(PledgeIndex pledges, DateOnly day, IReadOnlyDictionary<string, CompanyRow> rows) => (_pledges, Day, _rows) = (pledges, day, rows);

    /// <summary>The content version of which it is.</summary>
    public long Version => _pledges.Version;

    /// <summary>The day for which it adds up what was paid and awarded by then.</summary>
    public DateOnly Day { get; }

    /// <summary>Reads what the pledges of every company come to.</summary>
    public static async Task<CompanyIndex> ReadAsync(PledgeTrackerDbContext context, PledgeIndex pledges, DateOnly today, CancellationToken cancel) =>
        new(pledges, today, (await RowsAsync(context, pledges, today, only: null, cancel)).ToDictionary(row => row.Slug, StringComparer.Ordinal));

    /// <summary>This index with what has changed in the pledges.</summary>
    /// <param name="context">The database.</param>
    /// <param name="pledges">The newer ones.</param>
    /// <param name="cancel">Ends the queries.</param>
    /// <returns>Null where what changed is not known, or is so much that all is better read anew.</returns>
    public async Task<CompanyIndex?> FollowAsync(PledgeTrackerDbContext context, PledgeIndex pledges, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(pledges);
        if (pledges.CompaniesChangedSince(_pledges) is not { } changed)
        {
            return null;
        }

        var rows = new Dictionary<string, CompanyRow>(_rows, StringComparer.Ordinal);
        foreach (var slug in changed)
        {
            rows.Remove(slug);
        }

        foreach (var row in await RowsAsync(context, pledges, Day, changed, cancel))
        {
            rows.Add(row.Slug, row);
        }

        return new CompanyIndex(pledges, Day, rows);
    }

    private static async Task<IEnumerable<CompanyRow>> RowsAsync(PledgeTrackerDbContext context, PledgeIndex pledges, DateOnly today, IReadOnlyList<string>? only, CancellationToken cancel)
    {
        var ids = only is null ? pledges.IdsByCompany() : only.SelectMany(slug => pledges.IdsOf(slug).Select(id => (slug, id))).ToLookup(p => p.slug, p => p.id, StringComparer.Ordinal);
        int[] some = only is null ? [] : [.. only.SelectMany(slug => ids[slug])];
        var companies = await (only is null ? context.Companies.TagWith(PledgeIndex.ReadTag) : context.Companies.Where(c => only.Contains(c.Slug))).AsNoTracking()
            .Select(c => new { c.Slug, c.Name, c.SortName, c.Sector, c.HeadquartersCountry }).ToListAsync(cancel);
        var joint = await (only is null ? context.Pledges.TagWith(PledgeIndex.ReadTag) : context.Pledges.Where(p => some.Contains(EF.Property<int>(p, "Id")))).AsNoTracking()
            .Where(p => p.PromisedWith != null).Select(p => EF.Property<int>(p, "Id")).ToHashSetAsync(cancel);
        var incentives = await (only is null ? context.Set<Incentive>().TagWith(PledgeIndex.ReadTag) : context.Set<Incentive>().Where(i => some.Contains(EF.Property<int>(i, "PledgeId")))).AsNoTracking()
            .Where(i => (i.State == IncentiveState.Awarded || i.State == IncentiveState.Paid) && i.Currency != null && i.Amount != null)
            .Select(i => new { Pledge = EF.Property<int>(i, "PledgeId"), Currency = i.Currency!, i.State, i.Date, i.Amount!.Kind, i.Amount.Low, i.Amount.High })
            .ToListAsync(cancel);
        var money = incentives.Where(i => i.Date is not { } date || date.IsBy(today)).ToLookup(i => i.Pledge, i => new IncentivePart(i.Currency, i.State, i.Kind, i.Low, i.High));
        var none = Array.Empty<int>().ToLookup(id => id);
        return companies.Where(c => ids.Contains(c.Slug)).Select(c => new CompanyRow
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
        });
    }

    /// <summary>One page of what a filter finds.</summary>
    public CompanyPage Select(CompanyFilter filter, DateOnly today)
    {
        var found = _rows.Values.AsEnumerable();
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
                var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
                _index = (_index is null || _index.Day != today ? null : await _index.FollowAsync(context, wanted, cancel)) ?? await CompanyIndex.ReadAsync(context, wanted, today, cancel);
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
