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

namespace PledgeTracker.Web.Pages.Shared;

/// <summary>One publication in a history.</summary>
/// <param name="Number">The revision.</param>
/// <param name="At">When it was published, UTC.</param>
/// <param name="Kind">What the publication is to readers; null for the first.</param>
/// <param name="Note">What it tells readers.</param>
/// <param name="Despite">Why it was published although a check warned.</param>
/// <param name="Changes">What it changed; null for the first.</param>
public sealed record HistoryEntry(int Number, DateTime At, PublicationKind? Kind, string? Note, string? Despite, IReadOnlyList<DraftChange>? Changes);

/// <summary>The published revisions of a page, each with what it changed: of a pledge, a claimant, a list or a check.</summary>
/// <param name="context">The database.</param>
/// <param name="calendar">The newsroom's days.</param>
/// <param name="kind">The kind of document.</param>
public abstract class HistoryPage(PledgeTrackerDbContext context, NewsroomCalendar calendar, DocumentKind kind) : PageModel
{
    private const int Shown = 100;

    public DocumentKind Kind => kind;

    /// <summary>The page whose history this is, from the root on.</summary>
    public string Of { get; private set; } = "";

    /// <summary>What that page is called.</summary>
    public string TitleOfPage { get; private set; } = "";

    public IReadOnlyList<HistoryEntry> Entries { get; private set; } = [];

    /// <summary>The entry of the menu it stands under.</summary>
    protected abstract string Section { get; }

    /// <summary>What the page is called after its newest revision; null where that says nothing.</summary>
    protected abstract string? TitleOf(Revision newest, string slug);

    /// <summary>That there is nothing at an address.</summary>
    protected abstract string NothingAt(string slug);

    /// <summary>What else the page of one kind shows.</summary>
    protected virtual Task AlsoAsync(string slug, CancellationToken cancel) => Task.CompletedTask;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        var document = await context.Documents.AsNoTracking().Where(d => d.Kind == kind && d.Key == slug)
            .Select(d => new { d.Id, d.PublishedRevisionId, d.UnpublishedReason, d.UnpublishedAt }).FirstOrDefaultAsync(cancel);
        var subject = Subject.Of(kind);
        if (document is null)
        {
            var now = await context.Documents.AsNoTracking().Where(d => d.Kind == kind && d.FormerSlugs.Any(f => f.Slug == slug)).Select(d => d.Key).FirstOrDefaultAsync(cancel);
            return now is null ? this.NothingThere(NothingAt(slug)) : OwnRedirect.To($"{Language.Current.Prefix}{subject.PageOf(now)}/history", permanent: true);
        }

        if (document.PublishedRevisionId is null)
        {
            return document.UnpublishedReason is { } reason
                ? this.TakenOff(PledgePages.TakenOff(document.UnpublishedAt is { } at ? calendar.DayOf(at) : null, reason))
                : this.NothingThere(NothingAt(slug));
        }

        var revisions = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == document.Id && r.PublishedAt != null)
            .OrderByDescending(r => r.Number).Take(Shown + 1).ToListAsync(cancel);
        var drafts = revisions.ConvertAll(subject.Read);
        Entries = [.. revisions.Take(Shown).Select((r, i) => new HistoryEntry(
            r.Number, r.PublishedAt!.Value, r.Kind, r.NoteToReaders, r.Despite, i + 1 < drafts.Count ? Difference.Of(drafts[i + 1], drafts[i]) : null))];
        (Of, TitleOfPage) = (subject.PageOf(slug)!, TitleOf(revisions[0], slug) ?? slug);
        await AlsoAsync(slug, cancel);
        new Head(F($"History: {TitleOfPage}"), F($"What was changed on the page “{TitleOfPage}”, with corrections marked."), Of + "/history", Section) { HasCharts = false }.On(this);
        return Page();
    }
}

/// <summary>The published revisions of a claimant, a list or a check.</summary>
/// <param name="context">The database.</param>
/// <param name="calendar">The newsroom's days.</param>
/// <param name="section">Which of the three.</param>
public abstract class ClaimHistoryPage(PledgeTrackerDbContext context, NewsroomCalendar calendar, ClaimSection section) : HistoryPage(context, calendar, section.Kind)
{
    protected override string Section => "/claims";

    protected override string? TitleOf(Revision newest, string slug) => section.About(newest.Document, slug).Name;

    protected override string NothingAt(string slug) => section.NothingAt(slug);
}
