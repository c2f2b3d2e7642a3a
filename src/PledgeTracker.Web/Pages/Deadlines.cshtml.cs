using Microsoft.AspNetCore.Mvc.RazorPages;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages;

[PublicPage]
[SitePage("/deadlines", Menu = 5, Name = "Deadlines", Twins = [".csv", ".json", ".ics"])]
public sealed class DeadlinesModel(PledgeListing listing, NewsroomCalendar calendar) : PageModel
{
    /// <summary>The most rows in each table; the sorted list of pledges has the rest.</summary>
    public const int Shown = 50;

    public DateOnly Today { get; } = calendar.Today;

    public DeadlineGroup Ahead { get; private set; } = null!;

    public DeadlineGroup Passed { get; private set; } = null!;

    public DeadlineGroup Decided { get; private set; } = null!;

    public int WithoutDeadline { get; private set; }

    /// <summary>The month a deadline falls in, in words; the year where no month is given.</summary>
    public static string MonthOf(PledgeSummary row) => row.Deadline is not { } due ? ""
        : due.Month is { } month ? PartialDate.OfMonth(due.Year, month).InWords()
        : F($"{due.Year}, no month given");

    /// <summary>The year a deadline falls in.</summary>
    public static string YearOf(PledgeSummary row) => row.Deadline is { } due ? PartialDate.OfYear(due.Year).InWords().ToString() : "";

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Ahead = new(await listing.DeadlinesAheadAsync(Today, Shown, cancel), await listing.DeadlinesAheadCountAsync(Today, cancel));
        Passed = new(await listing.DeadlinesPassedAsync(Today, Shown, cancel), await listing.DeadlinesPassedCountAsync(Today, cancel));
        Decided = new(await listing.DecidedAsync(Shown, cancel), await listing.DecidedCountAsync(cancel));
        WithoutDeadline = await listing.WithoutDeadlineCountAsync(cancel);
        new Head(T("Deadlines"), T("What job pledges are due, and which deadlines have passed without a verdict."), "/deadlines", "/deadlines") { HasCharts = false }.On(this);
    }
}

/// <summary>The first pledges of a group of deadlines, and how many the group has.</summary>
public sealed record DeadlineGroup(IReadOnlyList<PledgeSummary> Rows, int Total);
