using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages;

/// <summary>The latest publications of all pledges.</summary>
[PublicPage(PledgeFilter.PageKey)]
[SitePage("/changes", Twins = [".csv", ".json", ".atom", ".feed.json"])]
public sealed class ChangesModel(PledgeTrackerDbContext context) : PageModel
{
    private const int PageSize = 50;

    /// <summary>One publication.</summary>
    public sealed record Row(int Number, DateTime At, PublicationKind? Kind, string? Note, string Slug, string Title, string Company);

    public int PageNumber { get; private set; } = 1;

    public int PageCount { get; private set; } = 1;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public static string Address(int page) => page == 1 ? "/changes" : string.Create(CultureInfo.InvariantCulture, $"/changes?page={page}");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (Request.Query.TryGetValue(PledgeFilter.PageKey, out var page))
        {
            if (!int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 100_000)
            {
                return this.NotUnderstood(F($"“{PledgeFilter.Shorten(page.ToString())}” is not the number of a page."));
            }

            PageNumber = number;
        }

        var published = context.Revisions.AsNoTracking().Where(r => r.PublishedAt != null);

        // Documents of other kinds are published too, and have no row in this list.
        var total = await published.Join(context.Summaries, r => r.DocumentId, s => s.PledgeId, (r, _) => r.Id).CountAsync(cancel);
        PageCount = Math.Max(1, (total + PageSize - 1) / PageSize);
        if (PageNumber > PageCount)
        {
            return this.NothingThere(F($"There is no page {PageNumber}. The last one is {PageCount}."));
        }

        Rows = await (
            from revision in published
            join summary in context.Summaries on revision.DocumentId equals summary.PledgeId
            orderby revision.PublishedAt descending, revision.Id descending
            select new Row(revision.Number, revision.PublishedAt!.Value, revision.Kind, revision.NoteToReaders, summary.Slug, summary.Title, summary.CompanyName))
            .Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        new Head(
            PageNumber == 1 ? T("Updates and corrections") : F($"Updates and corrections (page {PageNumber} of {PageCount})"),
            T("What was published on PledgeTracker, newest first, with corrections marked."), Address(PageNumber))
        { HasCharts = false }.On(this);
        return Page();
    }
}
