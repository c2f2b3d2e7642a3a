using System.Globalization;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>What narrows the entries of a list.</summary>
public sealed record ListFilter
{
    public const string GroupKey = "group", CompanyKey = "company", PlaceKey = "place", VerdictKey = "verdict";

    /// <summary>The most characters of a company or place that are looked for.</summary>
    public const int TextMaxLength = 200;

    /// <summary>How many entries stand on a page.</summary>
    public const int PageSize = 100;

    /// <summary>The keys of an address that it reads.</summary>
    public static readonly string[] Keys = [GroupKey, CompanyKey, PlaceKey, VerdictKey, PledgeFilter.PageKey];

    public FindingGroup? Group { get; init; }

    /// <summary>A part of a company’s name.</summary>
    public string? Company { get; init; }

    /// <summary>A part of a place’s or a state’s name.</summary>
    public string? Place { get; init; }

    public VerdictKind? Verdict { get; init; }

    /// <summary>Which page of the entries, from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Whether it lets every entry through.</summary>
    public bool IsEmpty => (Group, Company, Place, Verdict) == (null, null, null, null);

    /// <summary>Reads it from an address, or says what is not understood.</summary>
    public static bool TryRead(IQueryCollection query, out ListFilter filter, out string problem)
    {
        (filter, problem) = (new ListFilter(), "");
        if (!PledgeFilter.TryOne(query, GroupKey, out var groupCode, ref problem) || !PledgeFilter.TryOne(query, CompanyKey, out var company, ref problem)
            || !PledgeFilter.TryOne(query, PlaceKey, out var place, ref problem) || !PledgeFilter.TryOne(query, VerdictKey, out var verdictCode, ref problem)
            || !PledgeFilter.TryOne(query, PledgeFilter.PageKey, out var pageText, ref problem))
        {
            return false;
        }

        var group = default(FindingGroup);
        if (groupCode is not null && !Code.TryParse(groupCode, out group))
        {
            problem = F($"“{PledgeFilter.Shorten(groupCode)}” is not a group of findings. The groups: {string.Join(", ", Code.Codes<FindingGroup>())}.");
            return false;
        }

        var verdict = default(VerdictKind);
        if (verdictCode is not null && !Code.TryParse(verdictCode, out verdict))
        {
            problem = F($"“{PledgeFilter.Shorten(verdictCode)}” is not a verdict. The verdicts: {string.Join(", ", Code.Codes<VerdictKind>())}.");
            return false;
        }

        var page = 1;
        if (pageText is not null && (!int.TryParse(pageText, NumberStyles.None, CultureInfo.InvariantCulture, out page) || page is < 1 or > 1_000_000))
        {
            problem = F($"“{PledgeFilter.Shorten(pageText)}” is not a page number.");
            return false;
        }

        filter = new ListFilter
        {
            Group = groupCode is null ? null : group,
            Company = Cut(company),
            Place = Cut(place),
            Verdict = verdictCode is null ? null : verdict,
            Page = page,
        };
        return true;
    }

    /// <summary>The query that asks for it again, in the same state of the page.</summary>
    public string ToQuery(ClaimState state, int page)
    {
        ArgumentNullException.ThrowIfNull(state);
        var query = new Microsoft.AspNetCore.Http.Extensions.QueryBuilder();
        foreach (var (key, value) in new[]
        {
            (PledgePages.OnKey, state.On?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), (PledgePages.RevisionKey, state.IsEarlier ? state.Revision.ToString(CultureInfo.InvariantCulture) : null), (GroupKey, Group is { } group ? Code.Of(group) : null), (CompanyKey, Company), (PlaceKey, Place),
            (VerdictKey, Verdict is { } verdict ? Code.Of(verdict) : null), (PledgeFilter.PageKey, page > 1 ? page.ToString(CultureInfo.InvariantCulture) : null),
        })
        {
            if (value is not null)
            {
                query.Add(key, value);
            }
        }

        return query.ToString();
    }

    /// <summary>The address of an entry on the page of its list.</summary>
    /// <param name="list">The list.</param>
    /// <param name="item">The entry.</param>
    /// <param name="state">The query of the state of that page; empty for today’s.</param>
    public static string AddressOf(ClaimList list, ListItem item, string state = "")
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(state);
        var page = PageOf(list.Items.TakeWhile(i => i != item).Count() + 1);
        return $"/lists/{list.Slug}{(state.Length > 0 ? state + page.Replace('?', '&') : page)}#item-{item.Key}";
    }

    /// <summary>The query of the page of the list on which an entry stands.</summary>
    /// <param name="position">The place of the entry, from 1.</param>
    public static string PageOf(int position) => ((position - 1) / PageSize) + 1 is var page and > 1 ? string.Create(CultureInfo.InvariantCulture, $"?{PledgeFilter.PageKey}={page}") : "";

    /// <summary>Whether it lets an entry through.</summary>
    /// <param name="item">The entry.</param>
    /// <param name="findings">What was found of it by the day.</param>
    /// <param name="verdicts">The verdicts on the published pledges that it is matched to.</param>
    public bool Fits(ListItem item, IEnumerable<ItemFinding> findings, IEnumerable<VerdictKind> verdicts)
    {
        ArgumentNullException.ThrowIfNull(item);
        return (Group is not { } group || findings.Any(f => FindingClasses.GroupOf(f.Class) == group))
            && (Company is not { } company || Has(item.Companies, company) || Has(item.AsListed, company))
            && (Place is not { } place || Has(item.Place, place) || Has(item.Country, place))
            && (Verdict is not { } verdict || verdicts.Contains(verdict));
    }

    private static bool Has(string? text, string part) => text?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;

    // Longer than any name is an attack or an accident.
    private static string? Cut(string? typed) => string.IsNullOrWhiteSpace(typed) ? null : typed.Trim() is { Length: > TextMaxLength } some ? some[..TextMaxLength] : typed.Trim();
}
