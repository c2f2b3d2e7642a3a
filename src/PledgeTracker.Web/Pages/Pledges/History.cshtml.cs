using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Pages.Shared;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Pledges;

/// <summary>The published revisions of a pledge, each with what it changed, and the days on which something became known.</summary>
[PublicPage]
[SitePage("/pledges/{slug}/history", Examples = ["/pledges/alibaba-million-us-jobs-2017/history"])]
public sealed class HistoryModel(PledgeTrackerDbContext context, NewsroomCalendar calendar, PledgePages pages) : HistoryPage(context, calendar, DocumentKind.Pledge)
{
    /// <summary>The days on which something became known, the earliest first.</summary>
    public IReadOnlyList<(DateOnly Day, string What)> Days { get; private set; } = [];

    protected override string Section => "/pledges";

    protected override string? TitleOf(Revision newest, string slug) => newest.Read<PledgeDraft>().Title;

    protected override async Task AlsoAsync(string slug, CancellationToken cancel)
    {
        if (await pages.FindAsync(slug, new QueryCollection(), cancel) is PledgeAnswer.Shown { View: var view })
        {
            Days = ChronicleWords.Days(view.Published.Pledge, view.Today);
        }
    }

    protected override string NothingAt(string slug) => F($"There is no pledge at the address “{PledgeFilter.Shorten(slug)}”.");
}
