using System.Globalization;
using System.Text;
using CsvHelper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Pages.Newsroom;

public sealed class LogModel(PledgeTrackerDbContext context, NewsroomCalendar calendar) : PageModel
{
    public const int PageSize = 100;

    private Dictionary<int, DocumentKind> _kinds = [];

    public string? Who { get; private set; }

    public LogAction? Action { get; private set; }

    public int? Pledge { get; private set; }

    public int PageNumber { get; private set; } = 1;

    public int Total { get; private set; }

    public IReadOnlyList<LogEntry> Lines { get; private set; } = [];

    /// <summary>Whether the reader sees network addresses: only administrators do, who look after accounts.</summary>
    public bool ShowsAddresses => User.IsInRole(Policies.Administrator);

    /// <summary>The filter as a query, for the links to other pages and to the download.</summary>
    public string Query => string.Create(CultureInfo.InvariantCulture,
        $"who={Uri.EscapeDataString(Who ?? "")}&action={(Action is { } a ? Code.Of(a) : "")}&pledge={Pledge}");

    public async Task OnGetAsync(string? who, string? action, string? pledge, CancellationToken cancel)
    {
        new Head("Log", "", null, "/newsroom/log") { NoIndex = true, HasCharts = false }.On(this);
        var found = Filter(who, action, pledge);
        PageNumber = int.TryParse(Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 1_000_000 ? number : 1;
        Total = await found.CountAsync(cancel);
        Lines = await found.OrderByDescending(l => l.Id).Skip((PageNumber - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
        var ids = Lines.Select(l => l.DocumentId).OfType<int>().Distinct().ToList();
        _kinds = await context.Documents.AsNoTracking().Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Kind, cancel);
    }

    /// <summary>The page of a document in the log, as a path from the root.</summary>
    public string AddressOf(int id) => string.Create(CultureInfo.InvariantCulture,
        $"/newsroom/{Subject.Of(_kinds.GetValueOrDefault(id)).Section}/{id}{(Subject.Of(_kinds.GetValueOrDefault(id)).Shape is null ? "/review" : "")}");

    /// <summary>Sends the whole filtered log, as it is read from the database.</summary>
    public async Task<IActionResult> OnGetCsvAsync(string? who, string? action, string? pledge, CancellationToken cancel)
    {
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = $"attachment; filename=\"{FileNames.Of("log", Request.Query, ["who", "action", "pledge"], calendar.Today, RowFormat.Csv)}\"";
        await using var csv = new CsvWriter(new StreamWriter(Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: Request.Query[DataRequest.MarkKey] == "1")), CultureInfo.InvariantCulture);
        foreach (var column in (string[])["at", "who", "action", "pledge", "details", .. ShowsAddresses ? ["address"] : Array.Empty<string>()])
        {
            csv.WriteField(column);
        }

        await csv.NextRecordAsync();
        await foreach (var line in Filter(who, action, pledge).OrderByDescending(l => l.Id).AsAsyncEnumerable().WithCancellation(cancel))
        {
            csv.WriteField(line.At.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
            csv.WriteField(Harmless(line.Who));
            csv.WriteField(Code.Of(line.Action));
            csv.WriteField(line.DocumentId);
            csv.WriteField(Harmless(line.Details));
            if (ShowsAddresses)
            {
                csv.WriteField(line.Address);
            }

            await csv.NextRecordAsync();
        }

        return new EmptyResult();
    }

    private static string? Harmless(string? text) => text is { Length: > 0 } ? CsvRows.Harmless(text) : text;

    private IQueryable<LogEntry> Filter(string? who, string? action, string? pledge)
    {
        var found = context.Log.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(who))
        {
            Who = who.Trim();
            found = found.Where(l => l.Who == Who);
        }

        if (Code.TryParse<LogAction>(action, out var wanted))
        {
            Action = wanted;
            found = found.Where(l => l.Action == wanted);
        }

        if (int.TryParse(pledge, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            Pledge = id;
            found = found.Where(l => l.DocumentId == id);
        }

        return found;
    }
}
