using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Web.Pledges;

/// <summary>The order of a list. Every order ends in the pledge's id, so that it is total.</summary>
public enum PledgeSort
{
    /// <summary>Most jobs pledged first.</summary>
    Largest,

    /// <summary>Latest announcement first.</summary>
    Newest,

    /// <summary>Earliest deadline first; without one last.</summary>
    Due,

    /// <summary>Highest counted share first; where nothing counts last.</summary>
    Progress,

    /// <summary>A to Z.</summary>
    Title,
}

/// <summary>
/// Which pledges a list shows, as its address says it: <c>?company=alibaba&amp;verdict=missed&amp;sort=due&amp;page=2</c>. The page,
/// and later its other forms, read the same filter.
/// </summary>
public sealed record PledgeFilter
{
    /// <summary>The query keys a list reads.</summary>
    public const string VerdictKey = "verdict", CompanyKey = "company", SortKey = "sort", PageKey = "page";

    /// <summary>Any of these; empty for all.</summary>
    public IReadOnlyList<VerdictKind> Verdicts { get; init; } = [];

    /// <summary>A company's slug.</summary>
    public string? Company { get; init; }

    public PledgeSort Sort { get; init; }

    /// <summary>From 1.</summary>
    public int PageNumber { get; init; } = 1;

    /// <summary>Whether only pledges with a deadline are wanted: on the page of deadlines, which no query says.</summary>
    public bool WithDeadline { get; init; }

    public bool IsEmpty => Verdicts.Count == 0 && Company is null;

    /// <summary>Reads a query string. Keys it does not know are left alone; a value it does not understand is said.</summary>
    /// <param name="query">The request's.</param>
    /// <param name="filter">What was read.</param>
    /// <param name="problem">What is not understood, in a sentence for the reader.</param>
    public static bool TryRead(IQueryCollection query, out PledgeFilter filter, out string problem)
    {
        filter = new PledgeFilter();
        problem = "";
        var verdicts = new SortedSet<VerdictKind>();
        foreach (var code in query[VerdictKey].Where(c => !string.IsNullOrEmpty(c)))
        {
            if (!Code.TryParse<VerdictKind>(code, out var verdict))
            {
                problem = $"There is no verdict “{Shorten(code!)}”. The verdicts are: {string.Join(", ", Code.Codes<VerdictKind>())}.";
                return false;
            }

            verdicts.Add(verdict);
        }

        var sort = PledgeSort.Largest;
        if (!TryOne(query, CompanyKey, out var company, ref problem) || !TryOne(query, SortKey, out var sortCode, ref problem)
            || !TryOne(query, PageKey, out var pageText, ref problem))
        {
            return false;
        }

        if (sortCode is not null && !Code.TryParse(sortCode, out sort))
        {
            problem = $"A list cannot be sorted by “{Shorten(sortCode)}”. It can be sorted by: {string.Join(", ", Code.Codes<PledgeSort>())}.";
            return false;
        }

        if (company is not null && !Slug.IsWellFormed(company))
        {
            problem = $"“{Shorten(company)}” is not a company’s address.";
            return false;
        }

        var page = 1;
        if (pageText is not null
            && (!int.TryParse(pageText, NumberStyles.None, CultureInfo.InvariantCulture, out page) || page is < 1 or > 1_000_000))
        {
            problem = $"“{Shorten(pageText)}” is not a page number.";
            return false;
        }

        filter = new PledgeFilter { Verdicts = [.. verdicts], Company = company, Sort = sort, PageNumber = page };
        return true;
    }

    /// <summary>The query string of this state: keys in a fixed order, defaults left out, so that equal states have one address.</summary>
    public string ToQuery()
    {
        var query = new QueryBuilder();
        if (Company is not null)
        {
            query.Add(CompanyKey, Company);
        }

        foreach (var verdict in Verdicts)
        {
            query.Add(VerdictKey, Code.Of(verdict));
        }

        if (Sort != PledgeSort.Largest)
        {
            query.Add(SortKey, Code.Of(Sort));
        }

        if (PageNumber > 1)
        {
            query.Add(PageKey, PageNumber.ToString(CultureInfo.InvariantCulture));
        }

        return query.ToString();
    }

    /// <summary>What a reader sees of a value that was not understood: enough to recognise it.</summary>
    public static string Shorten(string value) => value.Length <= 40 ? value : value[..40] + "…";

    /// <summary>A key that may stand once; an empty value is none.</summary>
    public static bool TryOne(IQueryCollection query, string key, out string? value, ref string problem)
    {
        var values = query[key];
        value = values.Count == 1 && values[0] is { Length: > 0 } one ? one : null;
        if (values.Count > 1)
        {
            problem = $"The address says “{key}” more than once.";
            return false;
        }

        return true;
    }
}
