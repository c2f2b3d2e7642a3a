using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Pages.Shared;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Checks;

/// <summary>The published revisions of a check, each with what it changed.</summary>
[PublicPage]
[SitePage("/checks/{slug}/history", Examples = ["/checks/propublica-2018/history"])]
public sealed class HistoryModel(PledgeTrackerDbContext context, NewsroomCalendar calendar) : HistoryPage(context, calendar, ClaimSection.Checks.Kind)
{
    protected override string Section => "/claims";

    protected override string? TitleOf(Draft newest) => ((CheckDraft)newest).By;

    protected override string NothingAt(string slug) => ClaimSection.Checks.NothingAt(slug);
}
