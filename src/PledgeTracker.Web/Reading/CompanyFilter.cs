using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using PledgeTracker.Domain.Values;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>The order of the list of companies. Every order ends in the name, so that it is total.</summary>
public enum CompanySort
{
    /// <summary>A to Z.</summary>
    Name,

    /// <summary>By the word for the sector, A to Z; without one last.</summary>
    Sector,

    /// <summary>Most pledges first.</summary>
    Pledges,

    /// <summary>Most jobs pledged first, of the kind that most pledges promise.</summary>
    Jobs,

    /// <summary>Most jobs counted first, of the same kind.</summary>
    Counted,

    /// <summary>Most public money first, in U.S. dollars: the larger of what was paid and what was awarded.</summary>
    Money,
}

/// <summary>Which companies a list shows, as its address says it: <c>?q=ford&amp;verdict=missed&amp;place=US-OH&amp;sort=jobs</c>.</summary>
public sealed record CompanyFilter
{
    /// <summary>What narrows the pledges of a company: it is shown where one of its pledges fits all of them.</summary>
    public static readonly IReadOnlyList<Facet> Facets = [Facet.Verdict, Facet.Sector, Facet.Place];

    /// <summary>The query keys that the list reads.</summary>
    public static readonly string[] Keys = [PledgeFilter.SearchKey, .. Facets.Select(f => f.Key), PledgeFilter.SortKey, PledgeFilter.ReverseKey, PledgeFilter.PageKey];

    /// <summary>A part of the name; null for every name.</summary>
    public string? Name { get; init; }

    /// <summary>What one pledge of the company must fit.</summary>
    public PledgeFilter Pledges { get; init; } = new();

    public CompanySort Sort { get; init; }

    /// <summary>Whether the order is reversed; what has no value stays last.</summary>
    public bool IsReversed { get; init; }

    /// <summary>From 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Whether it lets every company through.</summary>
    public bool IsEmpty => Name is null && Pledges.IsEmpty;

    /// <summary>What is chosen within a facet; null for everything.</summary>
    public string? Choice(Facet facet) => Pledges.Choices(facet) is [var one, ..] ? one : null;

    /// <summary>Reads it from an address, or says what is not understood.</summary>
    public static bool TryRead(IQueryCollection query, out CompanyFilter filter, out string problem)
    {
        (filter, problem) = (new CompanyFilter(), "");
        if (!PledgeFilter.TryOne(query, PledgeFilter.SearchKey, out var name, ref problem) || !PledgeFilter.TryOne(query, PledgeFilter.SortKey, out var sortCode, ref problem)
            || !PledgeFilter.TryOne(query, PledgeFilter.ReverseKey, out var reverse, ref problem) || !PledgeFilter.TryOne(query, PledgeFilter.PageKey, out var pageText, ref problem))
        {
            return false;
        }

        var pledges = new PledgeFilter();
        foreach (var facet in Facets)
        {
            if (!PledgeFilter.TryOne(query, facet.Key, out var choice, ref problem))
            {
                return false;
            }

            if (choice is not null && facet.ProblemOf(choice) is { } wrong)
            {
                problem = wrong;
                return false;
            }

            pledges = pledges.With(facet, choice is null ? [] : [choice]);
        }

        var sort = CompanySort.Name;
        if (sortCode is not null && !Code.TryParse(sortCode, out sort))
        {
            problem = F($"A list cannot be sorted by “{PledgeFilter.Shorten(sortCode)}”. Sort it by: {string.Join(", ", Code.Codes<CompanySort>())}.");
            return false;
        }

        if (reverse is not (null or "1"))
        {
            problem = F($"“{PledgeFilter.Shorten(reverse)}” is not understood: reverse is 1 or left out.");
            return false;
        }

        var page = 1;
        if (pageText is not null && (!int.TryParse(pageText, NumberStyles.None, CultureInfo.InvariantCulture, out page) || page is < 1 or > 1_000_000))
        {
            problem = F($"“{PledgeFilter.Shorten(pageText)}” is not a page number.");
            return false;
        }

        filter = new CompanyFilter
        {
            Name = string.IsNullOrWhiteSpace(name) ? null : name.Trim() is { Length: > ListFilter.TextMaxLength } some ? some[..ListFilter.TextMaxLength] : name.Trim(),
            Pledges = pledges,
            Sort = sort,
            IsReversed = reverse is not null,
            Page = page,
        };
        return true;
    }

    /// <summary>The query that asks for it again: keys in a fixed order, defaults left out.</summary>
    public string ToQuery()
    {
        var query = new QueryBuilder();
        foreach (var (key, value) in new[] { (PledgeFilter.SearchKey, Name) }.Concat(Facets.Select(f => (f.Key, Choice(f))))
            .Append((PledgeFilter.SortKey, Sort == CompanySort.Name ? null : Code.Of(Sort))).Append((PledgeFilter.ReverseKey, IsReversed ? "1" : null))
            .Append((PledgeFilter.PageKey, Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null)))
        {
            if (value is not null)
            {
                query.Add(key, value);
            }
        }

        return query.ToString();
    }

    /// <summary>The same companies in another order, from the beginning; choosing the same order again reverses it.</summary>
    public CompanyFilter By(CompanySort sort) => this with { Sort = sort, IsReversed = Sort == sort && !IsReversed, Page = 1 };
}
