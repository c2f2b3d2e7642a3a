using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Settings;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Data;

/// <summary>
/// Every download, the data dictionary, the licence, and how to cite. Not cached: the files are made a moment after a
/// publication.
/// </summary>
[SitePage("/data", Menu = 6, Name = "Data")]
public sealed class IndexModel(PledgeTrackerDbContext context, DataSets sets, SiteAddress site, IOptions<PledgeTrackerOptions> options, NewsroomCalendar calendar) : PageModel
{
    public IReadOnlyList<DataSet> Sets { get; private set; } = [];

    public PledgeTrackerOptions Settings => options.Value;

    public Citation Citation { get; private set; } = null!;

    /// <summary>What a column's values are, for readers.</summary>
    public string Words(Column column) => column.Type switch
    {
        ColumnType.Whole => T("whole number"),
        ColumnType.Number => T("number"),
        ColumnType.Boolean => T("true or false"),
        ColumnType.PartialDate => T("day, month or year"),
        ColumnType.Day => T("day"),
        ColumnType.Instant => T("moment (UTC)"),
        ColumnType.Url => T("address"),
        ColumnType.WholeList => T("whole numbers"),
        ColumnType.TextList => T("texts"),
        _ => T("text"),
    };

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Sets = sets.All();
        var root = site.Of("");
        Citation = DataSetMaker.CitationOf(root, Sets.Count > 0 ? calendar.DayOf(Sets[0].Made) : calendar.Today, options.Value, calendar.Today);
        var first = await context.Summaries.OrderBy(s => s.AnnouncedOn).Select(s => (PartialDate?)s.AnnouncedOn).FirstOrDefaultAsync(cancel);
        Response.Headers.CacheControl = "public, no-cache";
        new Head(T("Data"), T("Everything on this site as CSV, Excel, JSON, SQLite, Parquet, feeds and calendars, with its license, a dictionary and how to cite it."), "/data", "/data")
        {
            HasCharts = false,
            StructuredData = StructuredData.OfDataSet(root, options.Value, first, calendar.Today, Sets.Count > 0 ? Sets[0].Files : [], Sets.Count > 0 ? Sets[0].Made : null),
        }.On(this);
    }
}
