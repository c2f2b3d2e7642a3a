using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Pages.Shared;

/// <summary>A list of pledges as a table, on whatever page.</summary>
/// <param name="Rows">In their order.</param>
/// <param name="Caption">What the table shows and how it is sorted.</param>
/// <param name="Today">For the mark of what was to be expected by now.</param>
public sealed record PledgeTable(IReadOnlyList<PledgeSummary> Rows, string Caption, DateOnly Today)
{
    /// <summary>Whether the company is left out: on its own page.</summary>
    public bool OneCompany { get; init; }

    /// <summary>Whether pledges can be ticked to compare them: the table stands in a form then.</summary>
    public bool CanCompare { get; init; }
}
