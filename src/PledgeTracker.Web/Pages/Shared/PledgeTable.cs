using Microsoft.AspNetCore.Html;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Pages.Shared;

/// <summary>A list of pledges as a table, on whatever page.</summary>
/// <param name="Rows">In their order.</param>
/// <param name="Caption">What the table shows and how it is sorted.</param>
/// <param name="Today">The day for which the expected progress is marked.</param>
public sealed record PledgeTable(IReadOnlyList<PledgeSummary> Rows, string Caption, DateOnly Today)
{
    /// <summary>Whether the company's column is left out, as on the company's own page.</summary>
    public bool OneCompany { get; init; }

    /// <summary>Whether pledges can be ticked for a comparison: the table is then in a form.</summary>
    public bool CanCompare { get; init; }

    /// <summary>Whether the page has several such tables under one heading, told apart by their captions.</summary>
    public bool IsOneOfMany { get; init; }

    /// <summary>How the rows are sorted, where the columns' headings lead to the list in another order; null elsewhere.</summary>
    public PledgeFilter? Order { get; init; }

    /// <summary>The search whose words are marked; null without a search.</summary>
    public SearchQuery? Query { get; init; }

    /// <summary>Where the search hit, by the pledge's id.</summary>
    public IReadOnlyDictionary<int, Excerpt> Excerpts { get; init; } = new Dictionary<int, Excerpt>();

    /// <summary>The day the page looks back to, as its query; empty for today.</summary>
    public string On { get; init; } = "";

    /// <summary>The heading of a column that the list can be sorted by.</summary>
    public IHtmlContent Heading(string name, PledgeSort sort)
    {
        if (Order is not { } order)
        {
            return Ui.Markup.Text(name);
        }

        // Choosing the same column again reverses the order.
        var isThis = order.Order == sort;
        var next = order.FromTheBeginning() with { Sort = sort, SortIsAsked = true, IsReversed = isThis && !order.IsReversed };
        return new HtmlString($"<a href=\"{Ui.Markup.Encoder.Encode(Ui.Text.Here + "/pledges" + next.ToQuery())}\">{Ui.Markup.Encoder.Encode(name)}{(isThis ? order.IsReversed ? " <span aria-hidden=\"true\">▲</span>" : " <span aria-hidden=\"true\">▼</span>" : "")}</a>");
    }

    /// <summary>The state of a column for <c>aria-sort</c>; null for one that the list is not sorted by.</summary>
    public string? Sorted(PledgeSort sort) => Order?.Order != sort ? null : Order.IsReversed ? "descending" : "ascending";
}
