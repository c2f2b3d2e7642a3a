using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Pledges;

/// <summary>The published revisions of a pledge, each with what it changed.</summary>
[PublicPage]
[SitePage("/pledges/{slug}/history", Examples = ["/pledges/alibaba-million-us-jobs-2017/history"])]
public sealed class HistoryModel(PledgeTrackerDbContext context, NewsroomCalendar calendar) : PageModel
{
    private const int Shown = 100;

    /// <summary>One publication. <c>Changes</c> is null for the first.</summary>
    public sealed record Entry(int Number, DateTime At, PublicationKind? Kind, string? Note, string? Despite, IReadOnlyList<DraftChange>? Changes);

    public string Slug { get; private set; } = "";

    public string PledgeTitle { get; private set; } = "";

    public IReadOnlyList<Entry> Entries { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        var document = await context.Documents.AsNoTracking().Where(d => d.Kind == DocumentKind.Pledge && d.Key == slug)
            .Select(d => new { d.Id, d.PublishedRevisionId, d.UnpublishedReason, d.UnpublishedAt }).FirstOrDefaultAsync(cancel);
        if (document is null)
        {
            var now = await context.Documents.AsNoTracking().Where(d => d.FormerSlugs.Any(f => f.Slug == slug)).Select(d => d.Key).FirstOrDefaultAsync(cancel);
            return now is null
                ? this.NothingThere(F($"There is no pledge at the address “{PledgeFilter.Shorten(slug)}”."))
                : OwnRedirect.To($"{Language.Current.Prefix}/pledges/{now}/history", permanent: true);
        }

        if (document.PublishedRevisionId is null)
        {
            return document.UnpublishedReason is { } reason
                ? this.TakenOff(PledgePages.TakenOff(document.UnpublishedAt is { } at ? calendar.DayOf(at) : null, reason))
                : this.NothingThere(F($"There is no pledge at the address “{PledgeFilter.Shorten(slug)}”."));
        }

        var revisions = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == document.Id && r.PublishedAt != null)
            .OrderByDescending(r => r.Number).Take(Shown + 1).ToListAsync(cancel);
        var drafts = revisions.ConvertAll(r => DraftJson.Read(r.Document));
        Entries = [.. revisions.Take(Shown).Select((r, i) => new Entry(
            r.Number, r.PublishedAt!.Value, r.Kind, r.NoteToReaders, r.Despite, i + 1 < drafts.Count ? Difference.Of(drafts[i + 1], drafts[i]) : null))];
        (Slug, PledgeTitle) = (slug, drafts[0].Title ?? slug);
        new Head(F($"History: {PledgeTitle}"), F($"What was changed on the page of the pledge “{PledgeTitle}”, with corrections marked."), $"/pledges/{slug}/history", "/pledges") { HasCharts = false }.On(this);
        return Page();
    }
}
