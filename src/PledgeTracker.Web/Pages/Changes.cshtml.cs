using System.Globalization;
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

namespace PledgeTracker.Web.Pages;

/// <summary>The latest publications of pledges, claimants, lists and checks, or of one of these kinds.</summary>
[PublicPage(PledgeFilter.PageKey, Publications.AboutKey)]
[SitePage("/changes", Twins = [".csv", ".json", ".atom", ".feed.json"])]
public sealed class ChangesModel(PledgeTrackerDbContext context, ClaimIndexes indexes, NewsroomCalendar calendar) : PageModel
{
    private const int PageSize = 250, MostUnfolded = 4;

    private ClaimIndex _claims = null!;

    /// <summary>One publication.</summary>
    /// <param name="Number">The revision.</param>
    /// <param name="At">When it was published, UTC.</param>
    /// <param name="Kind">What it is to readers; null for the first.</param>
    /// <param name="Note">What it tells readers.</param>
    /// <param name="About">The kind of document.</param>
    /// <param name="Key">What stands at the end of its address.</param>
    /// <param name="PledgeTitle">The title of a pledge; null for anything else.</param>
    /// <param name="Company">The company of a pledge; null for anything else.</param>
    public sealed record Row(int Number, DateTime At, PublicationKind? Kind, string? Note, DocumentKind About, string Key, string? PledgeTitle, string? Company)
    {
        /// <summary>The page that was published.</summary>
        public string Address => Subject.Of(About).PageOf(Key)!;

        /// <summary>What that page is called now.</summary>
        public string Title { get; init; } = PledgeTitle ?? Key;
    }

    /// <summary>Publications of one day that are of one kind and about one kind of document.</summary>
    /// <param name="Kind">What they are to readers; null for the first.</param>
    /// <param name="About">The kind of document.</param>
    /// <param name="Rows">The latest first.</param>
    public sealed record Group(PublicationKind? Kind, DocumentKind About, IReadOnlyList<Row> Rows)
    {
        /// <summary>Whether one line stands for all of them. A correction always has its own.</summary>
        public bool IsFolded => Kind is null or PublicationKind.Update && Rows.Count > MostUnfolded;

        /// <summary>That line.</summary>
        public string Line => (Kind, About) switch
        {
            (null, DocumentKind.Claimant) => Plural(Rows.Count, "{0} claimant was published for the first time.", "{0} claimants were published for the first time."),
            (null, DocumentKind.List) => Plural(Rows.Count, "{0} list was published for the first time.", "{0} lists were published for the first time."),
            (null, DocumentKind.Check) => Plural(Rows.Count, "{0} check was published for the first time.", "{0} checks were published for the first time."),
            (null, _) => Plural(Rows.Count, "{0} pledge was published for the first time.", "{0} pledges were published for the first time."),
            (_, DocumentKind.Claimant) => Plural(Rows.Count, "{0} claimant was updated.", "{0} claimants were updated."),
            (_, DocumentKind.List) => Plural(Rows.Count, "{0} list was updated.", "{0} lists were updated."),
            (_, DocumentKind.Check) => Plural(Rows.Count, "{0} check was updated.", "{0} checks were updated."),
            _ => Plural(Rows.Count, "{0} pledge was updated.", "{0} pledges were updated."),
        };
    }

    public int PageNumber { get; private set; } = 1;

    public int PageCount { get; private set; } = 1;

    /// <summary>The one kind that the reader wants to see; null for all.</summary>
    public DocumentKind? About { get; private set; }

    /// <summary>The latest day first, and within a day the latest publication.</summary>
    public IReadOnlyList<(DateOnly Day, IReadOnlyList<Group> Groups)> Days { get; private set; } = [];

    public static string Address(DocumentKind? about, int page)
    {
        var query = Publications.QueryOf(about);
        return "/changes" + query + (page == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{(query.Length > 0 ? '&' : '?')}{PledgeFilter.PageKey}={page}"));
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancel)
    {
        if (!Publications.TryReadAbout(Request.Query, out var about, out var problem))
        {
            return this.NotUnderstood(problem);
        }

        About = about;
        if (Request.Query.TryGetValue(PledgeFilter.PageKey, out var page))
        {
            if (!int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 100_000)
            {
                return this.NotUnderstood(F($"“{PledgeFilter.Shorten(page.ToString())}” is not the number of a page."));
            }

            PageNumber = number;
        }

        var published = Publications.Of(context, context.Revisions.AsNoTracking(), about is { } kind ? [kind] : Publications.Kinds);
        PageCount = Math.Max(1, (await published.CountAsync(cancel) + PageSize - 1) / PageSize);
        if (PageNumber > PageCount)
        {
            return this.NothingThere(F($"There is no page {PageNumber}. The last one is {PageCount}."));
        }

        _claims = await indexes.GetAsync(cancel);
        var rows = await (
            from publication in published
            join known in context.Summaries on publication.Revision.DocumentId equals known.PledgeId into summaries
            from summary in summaries.DefaultIfEmpty()
            orderby publication.Revision.PublishedAt descending, publication.Revision.Id descending
            select new Row(
                publication.Revision.Number, publication.Revision.PublishedAt!.Value, publication.Revision.Kind, publication.Revision.NoteToReaders, publication.Document.Kind, publication.Document.Key,
                summary.Title, summary.CompanyName))
            .Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        var titled = rows.ConvertAll(row => _claims.TitleOf(row.About, row.Key) is { } title ? row with { Title = title } : row);
        Days = [.. titled.GroupBy(row => calendar.DayOf(row.At)).Select(day =>
            (day.Key, (IReadOnlyList<Group>)[.. day.GroupBy(row => (row.Kind, row.About)).Select(group => new Group(group.Key.Kind, group.Key.About, [.. group]))]))];
        new Head(
            PageNumber == 1 ? T("Updates and corrections") : F($"Updates and corrections (page {PageNumber} of {PageCount})"),
            T("What was published on PledgeTracker, newest first, with corrections marked."), Address(about, PageNumber))
        { HasCharts = false, FeedQuery = Publications.QueryOf(about), NoIndex = about is not null }.On(this);
        return Page();
    }

    /// <summary>What stands beside the title: whose pledge it is, or what else it is.</summary>
    public string Beside(Row row) => row.About switch
    {
        DocumentKind.Claimant => T("a claimant"),
        DocumentKind.List => T("a list"),
        DocumentKind.Check => _claims.Check(row.Key)?.Content.Date is { } date ? F($"a check, {date.InWords()}") : T("a check"),
        _ => row.Company ?? "",
    };
}
