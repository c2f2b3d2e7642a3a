using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Pages.Shared;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Claims;

/// <summary>The published revisions of a claimant, each with what it changed.</summary>
[PublicPage]
[SitePage("/claims/{slug}/history", Examples = ["/claims/donald-trump/history"])]
public sealed class HistoryModel(PledgeTrackerDbContext context, NewsroomCalendar calendar) : ClaimHistoryPage(context, calendar, ClaimSection.Claimants);
