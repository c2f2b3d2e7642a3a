using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Pages.Shared;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Lists;

/// <summary>The published revisions of a list, each with what it changed.</summary>
[PublicPage]
[SitePage("/lists/{slug}/history", Examples = ["/lists/us-white-house-2025/history"])]
public sealed class HistoryModel(PledgeTrackerDbContext context, NewsroomCalendar calendar) : ClaimHistoryPage(context, calendar, ClaimSection.Lists);
