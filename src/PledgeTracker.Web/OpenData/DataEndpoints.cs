using System.Text.Json;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.OpenData;

/// <summary>The addresses that answer with rows, as CSV, Excel workbooks, JSON, JSON lines or Parquet. They are the API; there is no second one.</summary>
public static class DataEndpoints
{
    /// <summary>How many rows a page of a list has in JSON, the same as in HTML.</summary>
    private const int ListRows = PledgeListing.PageSize;

    private const int TableRows = 100;

    public static void MapRows(this IEndpointRouteBuilder data)
    {
        foreach (var format in RowFormat.OfPages)
        {
            Rows(data, $"/pledges.{format}", format, Tables.Pledges, (rows, http, cancel) => rows.PledgesAsync(http, Tables.Pledges, format, ListRows, DataRequest.ReadFilter(http.Request.Query), cancel),
                DataRequest.ListKeys, "listPledges", "Pledges that a filter finds, as the page /pledges shows them");
            Rows(data, $"/deadlines.{format}", format, Tables.Pledges, (rows, http, cancel) => rows.PledgesAsync(http, Tables.Pledges, format, ListRows, new PledgeFilter { Sort = PledgeSort.Due, WithDeadline = true }, cancel, "deadlines"),
                [], "listDeadlines", "Pledges with a deadline, the earliest first");
            Rows(data, $"/companies/{{slug:name}}.{format}", format, Tables.Pledges, (rows, http, cancel) => rows.CompanyAsync(http, format, cancel), [PledgePages.OnKey], "getCompany", "A company and its pledges");
            Rows(data, $"/companies.{format}", format, Tables.Companies, (rows, http, cancel) => rows.SiteAsync(http, Tables.Companies, format, cancel), [], "listCompanies", "Companies with at least one published pledge");
            Rows(data, $"/changes.{format}", format, Tables.Changes, (rows, http, cancel) => rows.SiteAsync(http, Tables.Changes, format, cancel), [], "listChanges", "What was published, newest first");
            Rows(data, $"/pledges/{{slug:name}}.{format}", format, format.IsPaged ? null : Tables.Figures, (rows, http, cancel) => rows.PledgeAsync(http, format, cancel), [PledgePages.OnKey, PledgePages.RevisionKey],
                "getPledge", format.IsPaged ? "Everything about one pledge" : "The figures of one pledge", isKept: format.IsPaged, ownKeys: !format.IsPaged);
        }

        // As JSON these pages are whole documents, which ClaimEndpoints answers with.
        foreach (var format in RowFormat.Files)
        {
            Rows(data, $"/claims.{format}", format, ClaimTables.Claims, (rows, http, cancel) => rows.SiteAsync(http, ClaimTables.Claims, format, cancel), [], "listClaims", "Every claim of every claimant");
            Rows(data, $"/claims/{{slug:name}}.{format}", format, ClaimTables.Claims, (rows, http, cancel) => rows.ClaimantAsync(http, format, cancel), ClaimSection.Claimants.StateKeys, "getClaimant", "The claims of one claimant");
            Rows(data, $"/lists/{{slug:name}}.{format}", format, ClaimTables.ListItems, (rows, http, cancel) => rows.ListAsync(http, format, cancel), [.. ClaimSection.Lists.StateKeys, .. ListFilter.Keys], "getList", "The entries of one list, narrowed as on its page");
            Rows(data, $"/checks/{{slug:name}}.{format}", format, ClaimTables.CheckResults, (rows, http, cancel) => rows.CheckAsync(http, format, cancel), ClaimSection.Checks.StateKeys, "getCheck", "The results of one check");
        }

        foreach (var format in RowFormat.All)
        {
            foreach (var table in Tables.OfPledges)
            {
                Rows(data, $"/data/{table.Name}.{format}", format, table, (rows, http, cancel) => rows.PledgesAsync(http, table, format, TableRows, DataRequest.ReadFilter(http.Request.Query), cancel),
                    DataRequest.ListKeys, "table" + Pascal(table.Name), $"{table.Title} of the pledges that a filter finds");
            }

            foreach (var table in Tables.All.OfType<SiteDataTable>())
            {
                Rows(data, $"/data/{table.Name}.{format}", format, table, (rows, http, cancel) => rows.SiteAsync(http, table, format, cancel), [], "table" + Pascal(table.Name), table.Title);
            }
        }
    }

    private static void Rows(
        IEndpointRouteBuilder data, string pattern, RowFormat format, DataTable? table, Func<DataRows, HttpContext, CancellationToken, Task<IResult>> answer,
        string[] keys, string name, string summary, bool isKept = false, bool ownKeys = true)
    {
        data.MapMethods(pattern, DataAnswers.Reading, (HttpContext http, DataRows rows, CancellationToken cancel) => answer(rows, http, cancel))
            .WithMetadata(new PublicPageAttribute(ownKeys ? [.. keys, .. DataRequest.RowKeys] : keys) { IsKept = isKept })
            .WithMetadata(new DataDescription(table, format, keys, ownKeys))
            .WithName(name + Pascal(format.Name)).WithSummary(summary).WithTags(pattern.StartsWith("/data/", StringComparison.Ordinal) ? "Tables" : "Pages as data");
    }

    private static string Pascal(string name) => string.Concat(name.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..]));
}

/// <summary>What an address answers with, for the description of the API.</summary>
/// <param name="Table">The table of its rows; null where it is no list of rows.</param>
/// <param name="Format">The form of its rows.</param>
/// <param name="Keys">The query keys it reads, besides the general ones for rows.</param>
/// <param name="HasRowKeys">Whether it reads the general keys for rows.</param>
public sealed record DataDescription(DataTable? Table, RowFormat Format, IReadOnlyList<string> Keys, bool HasRowKeys);

/// <summary>Answers with rows.</summary>
public sealed class DataRows(
    PledgeTrackerDbContext context, PledgeListing listing, PublishedPledges published, FiguredPledges figured, CompanyListing companies, PledgePages pages, ClaimPages claims, ClaimIndexes indexes, Ladders ladders,
    SiteAddress site, IOptions<PledgeTrackerOptions> options, NewsroomCalendar calendar)
{
    private const int DrainEvery = 200;

    private DateOnly Today => calendar.Today;

    /// <summary>The rows that a table has of the pledges a filter finds.</summary>
    public async Task<IResult> PledgesAsync(HttpContext http, PledgeDataTable table, RowFormat format, int rowsAPage, PledgeFilter filter, CancellationToken cancel, string? name = null)
    {
        var asked = DataRequest.Read(http.Request.Query, rowsAPage);
        var chosen = table.Choose(asked.Fields);
        filter = filter with { On = PledgePages.Past(filter.On, Today) };
        await context.Database.OpenConnectionAsync(cancel);
        var (selection, _) = await listing.SelectAsync(filter, Today, cancel);
        if (selection.UnknownCompany is { } slug)
        {
            throw new DataRequestException($"There is no company at the address “{PledgeFilter.Shorten(slug)}”.");
        }

        var root = site.Of("");
        if (!format.IsPaged)
        {
            // A file holds everything that the filter finds, whichever page of it the reader was on.
            Describe(http, table, format, name);
            if (HttpMethods.IsHead(http.Request.Method))
            {
                return Results.Empty;
            }

            using var sink = format.Open(new SinkTerms(table, chosen, asked.Mark, _ => { }, NotesOf(http)));
            await StreamAsync(http, sink, table, selection.Ids, filter.On, root, cancel);
            return Results.Empty;
        }

        var isList = table == Tables.Pledges;
        var list = table.Name + filter.FromTheBeginning().ToQuery() + (filter.WithDeadline ? "due" : "");
        var cursor = asked.Cursor is null ? null : DataCursor.Read(asked.Cursor, list);
        if (cursor is not null && (filter.PageNumber > 1 || filter.After is not null))
        {
            throw new DataRequestException("Ask for a page or continue from a cursor, not both.");
        }

        if (filter.PageNumber > 1 && (!isList || asked.Limit is null))
        {
            throw new DataRequestException("This list has no numbered pages. Continue with the cursor from “next”.");
        }

        // The rows of a table are not counted in advance; pledges are read one after another until there are enough.
        IReadOnlyList<int> ids;
        try
        {
            var start = cursor is not null ? selection.PositionOf(cursor.Place) : selection.StartOf(filter, asked.Limit ?? 0);
            var most = isList && asked.Limit is { } few ? few + 1 : int.MaxValue;
            ids = start == 0 && most == int.MaxValue ? selection.Ids : [.. selection.Ids.Skip(start).Take(most)];
        }
        catch (FormatException)
        {
            throw DataCursor.NoCursor();
        }

        var total = isList ? selection.Ids.Count : (int?)null;
        using var sinkOfPage = format.Open(new SinkTerms(table, chosen, asked.Mark, json => About(json, http, root, filter, total, filter.On), NotesOf(http)));
        if (asked.Limit is not { } limit)
        {
            Describe(http, table, format, name);
            if (!HttpMethods.IsHead(http.Request.Method))
            {
                await StreamAsync(http, sinkOfPage, table, ids, filter.On, root, cancel);
            }

            return Results.Empty;
        }

        var written = 0;
        DataCursor? next = null;
        var skip = cursor?.Skip ?? 0;
        await foreach (var pledge in published.ReadAsync(ids, cancel))
        {
            // The pledge of the cursor may be gone; the next one then starts from its first row.
            var handedOut = pledge.Id == cursor?.Place.Id ? skip : 0;
            var position = 0;
            foreach (var row in table.RowsOf(new PledgeRecord(pledge.Id, filter.On is { } day ? pledge.KnownOn(day) : pledge, root)))
            {
                if (position++ < handedOut)
                {
                    continue;
                }

                if (written == limit)
                {
                    next = new DataCursor(selection.PlaceOf(pledge.Id), position - 1);
                    break;
                }

                sinkOfPage.Write(row);
                written++;
            }

            if (next is not null)
            {
                break;
            }
        }

        var token = next?.ToToken(list);
        var nextUrl = token is null ? null : site.Of(Address(http, token));
        sinkOfPage.End(token, nextUrl);
        Describe(http, table, format, name);
        Link(http, nextUrl);
        return await EndAsync(http, sinkOfPage, cancel);
    }

    /// <summary>The rows of a table about the site as a whole.</summary>
    public async Task<IResult> SiteAsync(HttpContext http, SiteDataTable table, RowFormat format, CancellationToken cancel)
    {
        var asked = DataRequest.Read(http.Request.Query, TableRowsOf(table));
        var chosen = table.Choose(asked.Fields);
        var root = site.Of("");
        var start = 0;
        if (format.IsPaged && asked.Cursor is not null)
        {
            start = DataCursor.Read(asked.Cursor, table.Name).Skip;
        }

        var all = !format.IsPaged || asked.Limit is null;
        using var sink = format.Open(new SinkTerms(table, chosen, asked.Mark, json => About(json, http, root, null, null), NotesOf(http)));
        if (all)
        {
            Describe(http, table, format);
            if (HttpMethods.IsHead(http.Request.Method))
            {
                return Results.Empty;
            }
        }

        var rows = 0;
        string? token = null;
        await foreach (var row in SiteRowsAsync(context, table, await indexes.GetAsync(cancel), root, cancel))
        {
            if (!all && rows++ < start)
            {
                continue;
            }

            if (!all && rows > start + asked.Limit!.Value)
            {
                token = new DataCursor(new PledgePlace("", 0), rows - 1).ToToken(table.Name);
                break;
            }

            sink.Write(row);
            if (all && ++rows % DrainEvery == 0)
            {
                await sink.DrainAsync(http.Response.Body, all: false, cancel);
            }
        }

        var nextUrl = token is null ? null : site.Of(Address(http, token));
        sink.End(token, nextUrl);
        if (!all)
        {
            Describe(http, table, format);
            Link(http, nextUrl);
        }

        return await EndAsync(http, sink, cancel);
    }

    /// <summary>A company: its pledges as CSV; itself and its pledges as JSON.</summary>
    public Task<IResult> CompanyAsync(HttpContext http, RowFormat format, CancellationToken cancel) =>
        http.ShowCompanyAsync(companies, "." + format, company => OfCompanyAsync(http, company, format, cancel), cancel);

    private async Task<IResult> OfCompanyAsync(HttpContext http, Company company, RowFormat format, CancellationToken cancel)
    {
        if (!PledgePages.TryReadDay(http.Request.Query, PledgePages.OnKey, out var on, out var problem))
        {
            throw new DataRequestException(problem);
        }

        var filter = new PledgeFilter { Sort = PledgeSort.Newest, On = PledgePages.Past(on, Today) }.With(Facet.Company, [company.Slug]);
        if (!format.IsPaged)
        {
            return await PledgesAsync(http, Tables.Pledges, format, 1, filter, cancel, company.Slug + "-pledges");
        }

        var asked = DataRequest.Read(http.Request.Query, 1);
        var chosen = Tables.Pledges.Choose(asked.Fields);
        var root = site.Of("");
        var ids = (await listing.SelectAsync(filter, Today, cancel)).Selection.Ids;
        using var sink = new JsonSink(Tables.Pledges, chosen, json =>
        {
            About(json, http, root, null, ids.Count, filter.On);
            json.WritePropertyName("company");
            DataText.Write(json, Tables.Companies, Tables.Companies.Choose([]), Tables.RowOf(company, ids.Count, root));
        });
        Describe(http, Tables.Pledges, format, company.Slug + "-pledges");
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await StreamAsync(http, sink, Tables.Pledges, ids, filter.On, root, cancel);
        }

        return Results.Empty;
    }

    /// <summary>The claims of a claimant.</summary>
    public async Task<IResult> ClaimantAsync(HttpContext http, RowFormat format, CancellationToken cancel)
    {
        var answer = await claims.FindAsync(ClaimSection.Claimants, SlugOf(http), http.Request.Query, cancel);
        return answer.Found is { } found
            ? await ClaimsAsync(http, ClaimTables.Claims, format, found.Content.Slug + "-claims", new(answer.Index, [found], [], [], site.Of("")) { On = answer.State!.On }, cancel)
            : http.Refuse(answer.Status, answer.Sentence);
    }

    /// <summary>The results of a check.</summary>
    public async Task<IResult> CheckAsync(HttpContext http, RowFormat format, CancellationToken cancel)
    {
        var answer = await claims.FindAsync(ClaimSection.Checks, SlugOf(http), http.Request.Query, cancel);
        return answer.Found is { } found
            ? await ClaimsAsync(http, ClaimTables.CheckResults, format, found.Content.Slug + "-results", new(answer.Index, [], [], [found], site.Of("")), cancel)
            : http.Refuse(answer.Status, answer.Sentence);
    }

    /// <summary>The entries of a list that its page would show, all of them.</summary>
    public async Task<IResult> ListAsync(HttpContext http, RowFormat format, CancellationToken cancel)
    {
        var answer = await claims.FindAsync(ClaimSection.Lists, SlugOf(http), http.Request.Query, cancel);
        if (answer.Found is not { } found)
        {
            return http.Refuse(answer.Status, answer.Sentence);
        }

        if (!ListFilter.TryRead(http.Request.Query, out var filter, out var problem))
        {
            throw new DataRequestException(problem);
        }

        var on = answer.State!.On;
        var matched = await MatchedAsync(context, cancel);
        if (on is not null)
        {
            matched = (await ladders.MatchedAsync(found.Content, on, cancel)).ToDictionary(p => p.Key, p => new MatchedPledge(matched.GetValueOrDefault(p.Key)?.Id ?? 0, p.Key, p.Value.VerdictKind), StringComparer.Ordinal);
        }

        return await ClaimsAsync(http, ClaimTables.ListItems, format, found.Content.Slug + "-entries", new(answer.Index, [], [new(found, answer.Index, matched, filter, on)], [], site.Of("")), cancel);
    }

    private async Task<IResult> ClaimsAsync(HttpContext http, ClaimDataTable table, RowFormat format, string name, ClaimRecord record, CancellationToken cancel)
    {
        var asked = DataRequest.Read(http.Request.Query, 1);
        var chosen = table.Choose(asked.Fields);
        Describe(http, table, format, name);
        using var sink = format.Open(new SinkTerms(table, chosen, asked.Mark, _ => { }, NotesOf(http)));
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await WriteAsync(http, sink, table.RowsOf(record), cancel);
        }

        return Results.Empty;
    }

    private static string SlugOf(HttpContext http) => (string)http.GetRouteValue("slug")!;

    /// <summary>
    /// One pledge: complete in JSON, and its figures alone in the formats that have only rows, under the same names.
    /// </summary>
    public Task<IResult> PledgeAsync(HttpContext http, RowFormat format, CancellationToken cancel)
    {
        return http.ShowAsync(pages, "." + format, view =>
        {
            var record = new PledgeRecord(view.Published.Id, view.AsShown, view.Site);
            if (!format.IsPaged)
            {
                var asked = DataRequest.Read(http.Request.Query, 1);
                Describe(http, Tables.Figures, format, view.Pledge.Slug + "-figures");
                using var sink = format.Open(new SinkTerms(Tables.Figures, Tables.Figures.Choose(asked.Fields), asked.Mark, _ => { }, NotesOf(http)));
                foreach (var row in view.WasMade ? Tables.Figures.RowsOf(record) : [])
                {
                    sink.Write(row);
                }

                sink.End(null, null);
                return Results.Bytes(sink.ToArray(), format.MediaType);
            }

            return Results.Bytes(Everything(view, record), "application/json; charset=utf-8");
        }, cancel);
    }

    /// <summary>Answers with the rows of a table about the site, as they are read.</summary>
    public static async IAsyncEnumerable<object?[]> SiteRowsAsync(
        PledgeTrackerDbContext context, SiteDataTable table, ClaimIndex claims, string root, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        if (table is ClaimDataTable ofClaims)
        {
            foreach (var row in ofClaims.RowsOf(ClaimRecord.All(claims, await MatchedAsync(context, cancel), root)))
            {
                yield return row;
            }
        }
        else if (table == Tables.Companies)
        {
            var counts = await context.Summaries.AsNoTracking().GroupBy(s => s.CompanySlug).Select(g => new { Slug = g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Slug, g => g.Count, cancel);
            await foreach (var company in context.Companies.AsNoTracking().OrderBy(c => c.SortName).ThenBy(c => c.Slug).AsAsyncEnumerable().WithCancellation(cancel))
            {
                if (counts.TryGetValue(company.Slug, out var pledges))
                {
                    yield return Tables.RowOf(company, pledges, root);
                }
            }
        }
        else if (table == Tables.Metrics)
        {
            foreach (var metric in await context.Metrics.AsNoTracking().OrderBy(m => m.Code).ToListAsync(cancel))
            {
                yield return Tables.RowOf(metric);
            }
        }
        else if (table == Tables.Words)
        {
            foreach (var term in Ui.Glossary.All)
            {
                yield return [term.Group, term.Code, term.Label, term.Meaning, $"{root}/method#{term.Anchor}"];
            }
        }
        else
        {
            var changes =
                from revision in context.Revisions.AsNoTracking()
                join summary in context.Summaries on revision.DocumentId equals summary.PledgeId
                where revision.PublishedAt != null
                orderby revision.PublishedAt descending, revision.Id descending
                select new { summary.PledgeId, summary.Slug, revision.Number, At = revision.PublishedAt!.Value, revision.Kind, revision.NoteToReaders, revision.Despite, summary.Title, summary.CompanyName };
            await foreach (var change in changes.AsAsyncEnumerable().WithCancellation(cancel))
            {
                yield return
                [
                    (long)change.PledgeId, change.Slug, (long)change.Number, change.At, change.Kind is { } kind ? Code.Of(kind) : null, change.NoteToReaders, change.Despite,
                    change.Title, change.CompanyName, $"{root}/pledges/{change.Slug}/history#revision-{change.Number}",
                ];
            }
        }
    }

    /// <summary>The published pledges, for what is matched to them, by address.</summary>
    private static async Task<IReadOnlyDictionary<string, MatchedPledge>> MatchedAsync(PledgeTrackerDbContext context, CancellationToken cancel) =>
        await context.Summaries.AsNoTracking().Select(s => new MatchedPledge(s.PledgeId, s.Slug, s.Verdict)).ToDictionaryAsync(p => p.Slug, StringComparer.Ordinal, cancel);

    private static async Task<IResult> EndAsync(HttpContext http, RowSink sink, CancellationToken cancel)
    {
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await sink.DrainAsync(http.Response.Body, all: true, cancel);
        }

        return Results.Empty;
    }

    private static int TableRowsOf(SiteDataTable table) => table == Tables.Changes ? 50 : 100;

    private async Task StreamAsync(HttpContext http, RowSink sink, PledgeDataTable table, IReadOnlyList<int> ids, DateOnly? on, string root, CancellationToken cancel)
    {
        // What was known on a day is told from the whole pledge.
        var rows = 0;
        var pledges = table == Tables.Figures && on is null ? figured.ReadAsync(ids, cancel) : published.ReadAsync(ids, cancel);
        await foreach (var pledge in pledges)
        {
            foreach (var row in table.RowsOf(new PledgeRecord(pledge.Id, on is { } day ? pledge.KnownOn(day) : pledge, root)))
            {
                sink.Write(row);
                if (++rows % DrainEvery == 0)
                {
                    await sink.DrainAsync(http.Response.Body, all: false, cancel);
                }
            }
        }

        sink.End(null, null);
        await sink.DrainAsync(http.Response.Body, all: true, cancel);
    }

    private static async Task WriteAsync(HttpContext http, RowSink sink, IEnumerable<object?[]> all, CancellationToken cancel)
    {
        var rows = 0;
        foreach (var row in all)
        {
            sink.Write(row);
            if (++rows % DrainEvery == 0)
            {
                await sink.DrainAsync(http.Response.Body, all: false, cancel);
            }
        }

        sink.End(null, null);
        await sink.DrainAsync(http.Response.Body, all: true, cancel);
    }

    private byte[] Everything(PledgeView view, PledgeRecord record)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, DataText.Json))
        {
            json.WriteStartObject();
            json.WriteString("self", view.Url + ".json" + view.Query);
            json.WriteString("url", view.CiteAddress);
            json.WriteString("document_url", view.Url + "/document.json" + (view.LooksBack ? "" : view.Query));
            json.WriteString("history_url", view.Url + "/history");
            json.WriteString("license", options.Value.LicenceAddress);
            json.WriteString("updated", DataText.Instant(view.Published.PublishedAt));
            json.WriteString("as_known_on", DataText.Of(view.On));
            json.WriteBoolean("was_made", view.WasMade);
            json.WriteString("paragraph", view.Paragraph);
            json.WritePropertyName("pledge");
            DataText.Write(json, Tables.Pledges, Tables.Pledges.Choose([]), Tables.Pledges.RowsOf(record).Single());
            json.WriteStartArray("progress");
            foreach (var progress in view.WasMade ? view.Progress : [])
            {
                json.WriteStartObject();
                json.WriteString("target", progress.Target.Key);
                json.WriteString("pace", Code.Of(progress.Pace));
                Maybe(json, "expected_share", progress.ExpectedShare);
                if (progress.ExpectedDay is { } day && progress.ExpectedShare is not null)
                {
                    json.WriteString("expected_on", DataText.Of(day));
                }
                else
                {
                    json.WriteNull("expected_on");
                }

                Maybe(json, "share", progress.Share);
                if (progress.Projection is { Reached: { } reached } && view.IsOpen)
                {
                    json.WriteString("projected", DataText.Of(reached));
                }
                else
                {
                    json.WriteNull("projected");
                }

                json.WriteString("explained", Ui.Wording.Pace(progress));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            foreach (var table in Tables.OfPledges.Skip(1))
            {
                json.WriteStartArray(table.Name);
                foreach (var row in view.WasMade ? table.RowsOf(record) : [])
                {
                    DataText.Write(json, table, table.Choose([]), row);
                }

                json.WriteEndArray();
            }

            json.WriteStartArray("evidence");
            foreach (var copy in view.Published.Evidence.Values.OrderBy(e => e.Sha256, StringComparer.Ordinal))
            {
                json.WriteStartObject();
                json.WriteString("sha256", copy.Sha256);
                json.WriteString("kind", Code.Of(copy.Kind));
                json.WriteNumber("bytes", copy.Size);
                json.WriteString("stored_at", DataText.Instant(copy.AddedAt));
                json.WriteString("url", $"{view.Site}/evidence/{copy.Sha256}");
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Maybe(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private void About(Utf8JsonWriter json, HttpContext http, string root, PledgeFilter? filter, int? total, DateOnly? on = null)
    {
        json.WriteString("self", site.Of(http.Request.Path + TrackingKeys.Without(http.Request)));
        json.WriteString("license", options.Value.LicenceAddress);
        json.WriteString("source", root);
        json.WriteString("dictionary", root + "/data#dictionary");
        if (filter is not null)
        {
            json.WriteStartObject("filters");
            json.WriteString(Facet.Company.Key, filter.Company);
            json.WriteStartArray(Facet.Verdict.Key);
            foreach (var verdict in filter.Choices(Facet.Verdict))
            {
                json.WriteStringValue(verdict);
            }

            json.WriteEndArray();
            json.WriteString("sort", Code.Of(filter.Order));
            json.WriteString("query", filter.FromTheBeginning().ToQuery());
            json.WriteEndObject();
        }

        if (on is { } day)
        {
            json.WriteString("as_known_on", DataText.Of(day));
        }

        if (total is { } known)
        {
            json.WriteNumber("total", known);
        }
    }

    private FileNotes NotesOf(HttpContext http) =>
        new(site.Of(http.Request.Path + TrackingKeys.Without(http.Request)), calendar.Today, options.Value.Publisher, options.Value.LicenceTitle, options.Value.LicenceAddress);

    private static string Address(HttpContext http, string cursor)
    {
        var query = new QueryBuilder(http.Request.Query.Where(q => q.Key is not (DataRequest.CursorKey or PledgeFilter.PageKey) && !TrackingKeys.Has(q.Key)).SelectMany(q => q.Value, (q, value) => new KeyValuePair<string, string>(q.Key, value ?? "")));
        query.Add(DataRequest.CursorKey, cursor);
        return http.Request.Path + query.ToString();
    }

    private void Describe(HttpContext http, DataTable table, RowFormat format, string? name = null)
    {
        var response = http.Response;
        response.ContentType = format.MediaType;
        response.Headers.ContentDisposition = $"{(format.IsPaged ? "inline" : "attachment")}; filename=\"{FileNames.Of(name ?? table.Name, http.Request.Query, KeysOf(http), calendar.Today, format)}\"";
        if (format.IsDescribed)
        {
            response.Headers.Append("Link", $"<{site.Of($"/data/{table.Name}.csv-metadata.json")}>; rel=\"describedby\"; type=\"application/csvm+json\"");
        }
    }

    private static IReadOnlyList<string> KeysOf(HttpContext http) => http.GetEndpoint()!.Metadata.GetMetadata<DataDescription>()!.Keys;

    private static void Link(HttpContext http, string? next)
    {
        if (next is not null)
        {
            http.Response.Headers.Append("Link", $"<{next}>; rel=\"next\"");
        }
    }
}
