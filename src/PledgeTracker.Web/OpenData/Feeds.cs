using System.Globalization;
using System.Net;
using System.ServiceModel.Syndication;
using System.Text;
using System.Text.Json;
using System.Xml;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.DraftForms;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.OpenData;

/// <summary>One publication in a feed.</summary>
public sealed record FeedEntry
{
    /// <summary>Permanent, even when addresses change.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    /// <summary>The address of this publication in the history of its page.</summary>
    public required string Url { get; init; }

    public required DateTime At { get; init; }

    public required PublicationKind? Kind { get; init; }

    /// <summary>One paragraph of plain text.</summary>
    public required string Summary { get; init; }

    /// <summary>The whole entry, as HTML without styles.</summary>
    public required string Html { get; init; }
}

/// <summary>A feed: what was published of some pages, newest first.</summary>
/// <param name="Id">Permanent.</param>
/// <param name="Title">What it is about.</param>
/// <param name="Page">Path and query of the page it belongs to.</param>
/// <param name="Path">The page's path without an ending, for the feed's own addresses.</param>
/// <param name="Entries">At most <see cref="Feeds.MostEntries"/>.</param>
public sealed record Feed(string Id, string Title, string Page, string Path, IReadOnlyList<FeedEntry> Entries)
{
    /// <summary>When the newest entry was published; for an empty feed the day the trackers began.</summary>
    public DateTime Updated => Entries.Count > 0 ? Entries[0].At : new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
}

/// <summary>Makes the feeds, as Atom (RFC 4287) and as JSON Feed 1.1.</summary>
public sealed class Feeds(PledgeTrackerDbContext context, PublishedPledges pledges, PledgeListing listing, SiteAddress site, IOptions<PledgeTrackerOptions> options, NewsroomCalendar calendar)
{
    public const int MostEntries = 50;

    private const int MostChanges = 20;

    /// <summary>The publications of the pledges a filter finds; of all pledges for an empty one.</summary>
    public async Task<Feed> OfAsync(PledgeFilter filter, string title, string page, CancellationToken cancel)
    {
        var revisions = context.Revisions.AsNoTracking();
        if (!filter.IsEmpty)
        {
            var ids = (await listing.SelectAsync(filter, calendar.Today, cancel)).Selection.Ids;
            revisions = revisions.Where(r => ids.Contains(r.DocumentId));
        }

        return await MakeAsync(revisions, [DocumentKind.Pledge], "list" + filter.Selection().ToQuery(), title, page, cancel);
    }

    /// <summary>The publications of a company's pledges.</summary>
    public async Task<Feed> OfCompanyAsync(Domain.Pledges.Company company, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(company);
        var ids = (await listing.SelectAsync(new PledgeFilter().With(Facet.Company, [company.Slug]), calendar.Today, cancel)).Selection.Ids;

        // Not the name of the list of its pledges, which is another page with a feed of its own.
        return await MakeAsync(context.Revisions.AsNoTracking().Where(r => ids.Contains(r.DocumentId)), [DocumentKind.Pledge], "company/" + company.Slug, $"PledgeTracker: {company.Name}", $"/companies/{company.Slug}", cancel);
    }

    /// <summary>The publications of all pledges, claimants, lists and checks, or of one of these kinds.</summary>
    public Task<Feed> OfChangesAsync(DocumentKind? about, CancellationToken cancel) => MakeAsync(
        context.Revisions.AsNoTracking(), about is { } one ? [one] : Publications.Kinds, "changes" + Publications.QueryOf(about),
        "PledgeTracker: updates and corrections" + (about is { } kind ? $", {Code.Words(kind)}s" : ""), "/changes" + Publications.QueryOf(about), cancel);

    /// <summary>The publications of one pledge.</summary>
    public Task<Feed> OfPledgeAsync(PledgeView view, CancellationToken cancel) =>
        OfDocumentAsync(DocumentKind.Pledge, view.Published.Id, $"{view.Company}: {view.Pledge.Title}", $"/pledges/{view.Pledge.Slug}", cancel);

    /// <summary>The publications of one pledge, claimant, list or check.</summary>
    public Task<Feed> OfDocumentAsync(DocumentKind kind, int id, string title, string page, CancellationToken cancel) =>
        MakeAsync(context.Revisions.AsNoTracking().Where(r => r.DocumentId == id), [kind], NameOf(kind, id), title, page, cancel);

    // Ids of feeds and entries are made of this, so it must stay.
    private static string NameOf(DocumentKind kind, int id) => string.Create(CultureInfo.InvariantCulture, $"{Code.Of(kind)}/{id}");

    private async Task<Feed> MakeAsync(IQueryable<Revision> revisions, IReadOnlyList<DocumentKind> kinds, string name, string title, string page, CancellationToken cancel)
    {
        await context.Database.OpenConnectionAsync(cancel);
        var key = await context.Site.Select(s => s.Key).SingleOrDefaultAsync(cancel);
        var rows = await Publications.Of(context, revisions, kinds)
            .OrderByDescending(p => p.Revision.PublishedAt).ThenByDescending(p => p.Revision.Id).Take(MostEntries)
            .Select(p => new { p.Document.Kind, p.Document.Key, p.Revision.DocumentId, p.Revision.Number, At = p.Revision.PublishedAt!.Value, What = p.Revision.Kind, p.Revision.NoteToReaders, p.Revision.Despite, p.Revision.Document })
            .ToListAsync(cancel);
        var entries = new List<FeedEntry>();
        foreach (var row in rows)
        {
            var subject = Subject.Of(row.Kind);
            var about = await AboutAsync(row.Kind, row.Key, row.DocumentId, row.Number, row.At, row.Document, cancel);
            var before = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == row.DocumentId && r.PublishedAt != null && r.Number < row.Number)
                .OrderByDescending(r => r.Number).Select(r => r.Document).FirstOrDefaultAsync(cancel);
            var changes = before is null ? null : Difference.Of(subject.Read(before), subject.Read(row.Document));
            var kind = row.What switch { null => "New", { } some => Code.Label(some) };
            var note = row.NoteToReaders is { Length: > 0 } said ? said + " " : "";
            entries.Add(new FeedEntry
            {
                Id = IdOf(key, string.Create(CultureInfo.InvariantCulture, $"{NameOf(row.Kind, row.DocumentId)}/revision/{row.Number}")),
                Title = $"{kind}: {about.Title}",
                Url = site.Of(string.Create(CultureInfo.InvariantCulture, $"{subject.PageOf(row.Key)}/history#revision-{row.Number}")),
                At = row.At,
                Kind = row.What,
                Summary = note + about.About,
                Html = HtmlOf(row.NoteToReaders, row.Despite, changes, subject.Shape, about),
            });
        }

        return new Feed(IdOf(key, name), title, page, page, entries);
    }

    private async Task<ClaimAbout> AboutAsync(DocumentKind kind, string slug, int id, int number, DateTime at, string document, CancellationToken cancel)
    {
        if (ClaimSection.All.FirstOrDefault(s => s.Kind == kind) is { } section)
        {
            return section.About(document, slug);
        }

        var view = new PledgeView((await pledges.FindRevisionAsync(id, number, cancel))!, null, calendar.DayOf(at), site);
        return new(view.Published.Pledge.Title, $"{view.Company}: {view.Published.Pledge.Title}", view.Paragraph, view.Published.Pledge.Sources);
    }

    /// <summary>
    /// A globally unique id (a UUID of version 8, RFC 9562, from the tracker's own key and the thing's name).
    /// </summary>
    public static string IdOf(Guid tracker, string thing)
    {
        Span<byte> hash = stackalloc byte[32];
        System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(tracker.ToString("N") + "/" + thing), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return "urn:uuid:" + new Guid(hash[..16], bigEndian: true).ToString("D");
    }

    /// <summary>The feed as Atom.</summary>
    public byte[] Atom(Feed feed)
    {
        var query = QueryOf(feed.Path, out var path);
        var atom = new SyndicationFeed
        {
            Id = feed.Id,
            Title = new TextSyndicationContent(feed.Title),
            LastUpdatedTime = new DateTimeOffset(feed.Updated, TimeSpan.Zero),
            Copyright = new TextSyndicationContent($"{options.Value.Publisher}, {options.Value.LicenceTitle}, {options.Value.LicenceAddress}"),
            Language = "en",
            Generator = "PledgeTracker",
            Items = feed.Entries.Select(ItemOf).ToList(),
        };
        atom.Authors.Add(new SyndicationPerson(null, options.Value.Publisher, site.Of("/")));
        atom.Links.Add(new SyndicationLink(new Uri(site.Of(path + ".atom" + query)), "self", null, "application/atom+xml", 0));
        atom.Links.Add(new SyndicationLink(new Uri(site.Of(feed.Page)), "alternate", null, "text/html", 0));
        atom.Links.Add(new SyndicationLink(new Uri(options.Value.LicenceAddress), "license", null, null, 0));
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            atom.SaveAsAtom10(xml);
        }

        return buffer.ToArray();
    }

    /// <summary>The feed as JSON Feed 1.1.</summary>
    public byte[] JsonFeed(Feed feed)
    {
        var query = QueryOf(feed.Path, out var path);
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, DataText.Json))
        {
            json.WriteStartObject();
            json.WriteString("version", "https://jsonfeed.org/version/1.1");
            json.WriteString("title", feed.Title);
            json.WriteString("home_page_url", site.Of(feed.Page));
            json.WriteString("feed_url", site.Of(path + ".feed.json" + query));
            json.WriteString("language", "en");
            json.WriteStartArray("authors");
            json.WriteStartObject();
            json.WriteString("name", options.Value.Publisher);
            json.WriteString("url", site.Of("/"));
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteStartArray("items");
            foreach (var entry in feed.Entries)
            {
                json.WriteStartObject();
                json.WriteString("id", entry.Id);
                json.WriteString("url", entry.Url);
                json.WriteString("title", entry.Title);
                json.WriteString("summary", entry.Summary);
                json.WriteString("content_html", entry.Html);
                json.WriteString("date_published", DataText.Instant(entry.At));
                json.WriteStartArray("tags");
                json.WriteStringValue(entry.Kind is { } kind ? Code.Of(kind) : "new");
                json.WriteEndArray();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static SyndicationItem ItemOf(FeedEntry entry)
    {
        var item = new SyndicationItem
        {
            Id = entry.Id,
            Title = new TextSyndicationContent(entry.Title),
            Summary = new TextSyndicationContent(entry.Summary),
            Content = SyndicationContent.CreateHtmlContent(entry.Html),
            LastUpdatedTime = new DateTimeOffset(entry.At, TimeSpan.Zero),
            PublishDate = new DateTimeOffset(entry.At, TimeSpan.Zero),
        };
        item.Links.Add(new SyndicationLink(new Uri(entry.Url), "alternate", null, "text/html", 0));
        item.Categories.Add(new SyndicationCategory(entry.Kind is { } kind ? Code.Of(kind) : "new"));
        return item;
    }

    private static string QueryOf(string address, out string path)
    {
        var at = address.IndexOf('?', StringComparison.Ordinal);
        path = at < 0 ? address : address[..at];
        return at < 0 ? "" : address[at..];
    }

    private static string HtmlOf(string? note, string? despite, IReadOnlyList<DraftChange>? changes, DocumentShape? shape, ClaimAbout about)
    {
        var html = new StringBuilder();
        if (note is { Length: > 0 })
        {
            html.Append("<p>").Append(WebUtility.HtmlEncode(note)).Append("</p>");
        }

        if (despite is { Length: > 0 })
        {
            html.Append("<p>Published although a check warned: ").Append(WebUtility.HtmlEncode(despite)).Append("</p>");
        }

        if (changes is { Count: > 0 })
        {
            html.Append("<ul>");
            var difference = new DifferenceHtml(shape);
            foreach (var change in changes.Take(MostChanges))
            {
                var (before, after) = difference.Sides(change);
                html.Append("<li>").Append(WebUtility.HtmlEncode($"{DraftShape.NameOf(change.Path, shape)}, {DifferenceHtml.Words(change)}: "))
                    .Append(before).Append(" → ").Append(after).Append("</li>");
            }

            html.Append("</ul>");
            if (changes.Count > MostChanges)
            {
                html.Append(CultureInfo.InvariantCulture, $"<p>And {changes.Count - MostChanges} more.</p>");
            }
        }

        html.Append("<p>").Append(WebUtility.HtmlEncode(about.About)).Append("</p><ul>");
        foreach (var source in about.Sources.Take(3))
        {
            html.Append("<li>Source: <a href=\"").Append(WebUtility.HtmlEncode(source.Url)).Append("\">").Append(WebUtility.HtmlEncode(source.Title)).Append("</a>, ").Append(WebUtility.HtmlEncode(source.Publisher)).Append("</li>");
        }

        return html.Append("</ul>").ToString();
    }
}

/// <summary>The addresses of the feeds.</summary>
public static class FeedEndpoints
{
    public static void MapFeeds(this IEndpointRouteBuilder data)
    {
        foreach (var ending in (string[])[".atom", ".feed.json"])
        {
            Map(data, "/changes", ending, [Publications.AboutKey], "feedChanges", "What was published, newest first", (feeds, http, cancel) =>
                Publications.TryReadAbout(http.Request.Query, out var about, out var problem) ? feeds.OfChangesAsync(about, cancel) : throw new DataRequestException(problem));
            Map(data, "/pledges", ending, DataRequest.FilterKeys, "feedPledges", "Publications of the pledges a filter finds", (feeds, http, cancel) =>
            {
                var filter = DataRequest.ReadFilter(http.Request.Query).Selection();
                return feeds.OfAsync(filter, "PledgeTracker: " + TitleOf(filter), "/pledges" + filter.ToQuery(), cancel);
            });
            data.MapMethods("/companies/{slug:name}" + ending, DataAnswers.Reading, (HttpContext http, Feeds feeds, CompanyListing companies, CancellationToken cancel) =>
                http.ShowCompanyAsync(companies, ending, async company => Answer(feeds, await feeds.OfCompanyAsync(company, cancel), ending), cancel))
                .WithMetadata(new PublicPageAttribute()).WithName("feedCompany" + NameOf(ending)).WithSummary("Publications of a company's pledges").WithTags("Feeds");
            data.MapMethods("/pledges/{slug:name}" + ending, DataAnswers.Reading, (HttpContext http, Feeds feeds, PledgePages pages, CancellationToken cancel) =>
                http.ShowAsync(pages, ending, async view => Answer(feeds, await feeds.OfPledgeAsync(view, cancel), ending), cancel))
                .WithMetadata(new PublicPageAttribute()).WithName("feedPledge" + NameOf(ending)).WithSummary("Publications of one pledge").WithTags("Feeds");
            MapOf(data, ClaimSection.Claimants, ending);
            MapOf(data, ClaimSection.Lists, ending);
            MapOf(data, ClaimSection.Checks, ending);
        }
    }

    private static void MapOf<T>(IEndpointRouteBuilder data, ClaimSection<T> section, string ending) =>
        data.MapMethods(section.PathOf("{slug:name}") + ending, DataAnswers.Reading, (HttpContext http, Feeds feeds, ClaimPages pages, CancellationToken cancel) =>
            http.ShowAsync(pages, section, async answer => Answer(feeds, await feeds.OfDocumentAsync(section.Kind, answer.State!.Id, answer.State.Title, answer.State.Path, cancel), ending), cancel))
            .WithMetadata(new PublicPageAttribute()).WithName($"feed{Code.Label(section.Kind)}{NameOf(ending)}").WithSummary($"Publications of one {section.Noun}").WithTags("Feeds");

    private static void Map(IEndpointRouteBuilder data, string path, string ending, string[] keys, string name, string summary, Func<Feeds, HttpContext, CancellationToken, Task<Feed>> make) =>
        data.MapMethods(path + ending, DataAnswers.Reading, async (HttpContext http, Feeds feeds, CancellationToken cancel) =>
            Answer(feeds, await make(feeds, http, cancel), ending))
            .WithMetadata(new PublicPageAttribute(keys)).WithName(name + NameOf(ending)).WithSummary(summary).WithTags("Feeds");

    private static string NameOf(string ending) => ending == ".atom" ? "Atom" : "JsonFeed";

    private static string TitleOf(PledgeFilter filter) => filter.IsEmpty
        ? "all pledges"
        : string.Join(", ", filter.Choices(Facet.Company).Concat(filter.Verdicts.Select(Code.Words)).Concat(filter.ToQuery().Length > 0 && filter.Choices(Facet.Company).Count + filter.Verdicts.Count == 0 ? ["a selection of pledges"] : []));

    private static IResult Answer(Feeds feeds, Feed feed, string ending) => ending == ".atom"
        ? Results.Bytes(feeds.Atom(feed), "application/atom+xml; charset=utf-8")
        : Results.Bytes(feeds.JsonFeed(feed), "application/feed+json; charset=utf-8");
}
