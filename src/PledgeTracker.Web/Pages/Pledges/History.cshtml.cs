using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Pages.Shared;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Pledges;

/// <summary>The published revisions of a pledge, each with what it changed.</summary>
[PublicPage]
[SitePage("/pledges/{slug}/history", Examples = ["/pledges/alibaba-million-us-jobs-2017/history"])]
public sealed class HistoryModel(PledgeTrackerDbContext context, NewsroomCalendar calendar) : HistoryPage(context, calendar, DocumentKind.Pledge)
{
    protected override string Section => "/pledges";

    protected override string? TitleOf(Revision newest, string slug) => newest.Read<PledgeDraft>().Title;

    protected override string NothingAt(string slug) => F($"There is no pledge at the address “{PledgeFilter.Shorten(slug)}”.");
}
