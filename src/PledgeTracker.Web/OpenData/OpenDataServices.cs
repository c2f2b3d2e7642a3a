using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.OpenData;

/// <summary>The services and addresses of the open data, put together.</summary>
public static class OpenDataServices
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void AddOpenData(this IServiceCollection services)
    {
        services.AddScoped<DataRows>();
        services.AddScoped<FiguredPledges>();
        services.AddScoped<ClaimDocuments>();
        services.AddScoped<Feeds>();
        services.AddScoped<DeadlineCalendar>();
        services.AddScoped<SitemapPages>();
        services.AddScoped<Sitemap>();
        services.AddSingleton<DataSets>();
        services.AddScoped<DataSetMaker>();
        services.AddHostedService<DataSetWorker>();
    }

    public static void MapOpenData(this IEndpointRouteBuilder endpoints)
    {
        var data = endpoints.MapData();
        data.MapRows();
        data.MapClaims();
        data.MapFeeds();
        DeadlineCalendar.Map(data);
        data.MapCitations();
        data.MapSiteFiles();
        MapDocuments(data);
        MapDescriptions(data);
        MapDownloads(data);
    }

    /// <summary>A pledge as a document that an import reads.</summary>
    private static void MapDocuments(IEndpointRouteBuilder data) => data.MapMethods("/pledges/{slug:name}/document.json", DataAnswers.Reading,
        async (HttpContext http, PledgePages pages, PledgeTrackerDbContext context, CancellationToken cancel) =>
        {
            PledgeView? found = null;
            var answer = await http.ShowAsync(pages, "/document.json", view => { found = view; return Results.Empty; }, cancel);
            if (found is null)
            {
                return answer;
            }

            var document = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == found.Published.Id && r.Number == found.Published.Revision).Select(r => r.Document).FirstAsync(cancel);
            return Results.Text(DraftJson.Write(DraftJson.Read(document)), "application/json; charset=utf-8");
        })
        .WithMetadata(new PublicPageAttribute(PledgePages.RevisionKey))
        .WithName("getPledgeDocument").WithSummary("A pledge as the document that an import reads").WithTags("Pages as data");

    /// <summary>The descriptions of the tables, and the schemas of documents.</summary>
    private static void MapDescriptions(IEndpointRouteBuilder data)
    {
        foreach (var table in Tables.All)
        {
            data.MapMethods($"/data/{table.Name}.csv-metadata.json", DataAnswers.Reading, (SiteAddress site, IOptions<PledgeTrackerOptions> options) =>
                Results.Text(Descriptions.Csvw(table, site.Of($"/data/{table.Name}.csv"), options.Value).ToJsonString(Indented), "application/csvm+json; charset=utf-8"))
                .WithMetadata(new PublicPageAttribute()).WithName("describe" + string.Concat(table.Name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]))).WithSummary($"What the columns of {table.Name} mean (CSVW)").WithTags("Tables");
        }

        foreach (var shape in DocumentShape.All)
        {
            data.MapMethods("/data/" + DocumentSchema.FileOf(shape), DataAnswers.Reading, () => Results.Text(DocumentSchema.Of(shape), "application/schema+json; charset=utf-8"))
                .WithMetadata(new PublicPageAttribute()).WithName($"get{char.ToUpperInvariant(shape.Noun[0])}{shape.Noun[1..]}Schema").WithSummary($"The JSON Schema of a {shape.Noun}'s document").WithTags("Tables");
        }
    }

    /// <summary>The files of the whole data set.</summary>
    private static void MapDownloads(IEndpointRouteBuilder data)
    {
        data.MapMethods("/data/{day}/{name}", DataAnswers.Reading, (string day, string name, HttpContext http, DataSets sets) =>
        {
            if (sets.Find(day, name) is not var (path, file, set))
            {
                return http.Refuse(StatusCodes.Status404NotFound, "There is no such file. The files are listed at /data.");
            }

            var headers = http.Response.Headers;

            // Checked each time: the file of a past day stays the same, but today's may change.
            headers.CacheControl = "public, no-cache";
            headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(Convert.FromHexString(file.Sha256))}:";
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            return Results.File(path, file.MediaType, $"{name[..dot]}-{set.Day}{name[dot..]}", set.Made, new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
        }).WithName("download").WithSummary("A file of the whole data set, newest or of a given day").WithTags("Whole data set");
        foreach (var (ending, name) in ((string, string)[])[(".bib", "BibTex"), (".ris", "Ris"), (".csl.json", "CslJson")])
        {
            data.MapMethods("/data/cite" + ending, DataAnswers.Reading, (SiteAddress site, DataSets sets, IOptions<PledgeTrackerOptions> options, NewsroomCalendar calendar) =>
            {
                return CitationEndpoints.Answer(DataSetMaker.CitationOf(site.Of(""), sets.Newest is { } newest ? calendar.DayOf(newest.Made) : calendar.Today, options.Value, calendar.Today), ending);
            }).WithName("citeData" + name).WithSummary("How to cite the whole data set").WithTags("Citations");
        }
    }
}
