using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Pages.Shared;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Checks;

/// <summary>The published revisions of a check, each with what it changed.</summary>
[PublicPage]
[SitePage("/checks/{slug}/history", Examples = ["/checks/propublica-2018/history"])]
public sealed class HistoryModel(PledgeTrackerDbContext context, NewsroomCalendar calendar) : ClaimHistoryPage(context, calendar, ClaimSection.Checks);
