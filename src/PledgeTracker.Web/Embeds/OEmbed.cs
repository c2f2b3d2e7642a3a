using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Xml;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Embeds;

/// <summary>
/// oEmbed 1.0 (oembed.com): for an address of this site that somebody pasted, what another site needs to show it, as JSON or XML.
/// An address of a day or a revision shows that day or revision for ever, and the title says so.
/// </summary>
public static class OEmbed
{
    private const string UrlKey = "url", FormatKey = "format", WidthKey = "maxwidth", HeightKey = "maxheight";

    private const int Width = 600;

    private const int CardWidth = 1200, CardHeight = 630;

    // Around the rows of a comparison, and each of them, in a frame of a phone's width.
    private const int AroundCompared = 260, Compared = 150;

    // A frame to show.
    private sealed record Shown(string Title, string Page, string Frame, string Picture, int Height);

    /// <summary>Maps the address. Consumers add keys of their own to it, as WordPress does, and so it ignores what it does not read.</summary>
    public static void MapOEmbed(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGroup("").RefusesWhatItDoesNotUnderstand().WithSecurityHeadersPolicy(SecurityHeaders.ForData)
            .MapMethods("/oembed", DataAnswers.Reading, AnswerAsync)
            .WithMetadata(new PublicPageAttribute(UrlKey, FormatKey, WidthKey, HeightKey))
            .WithName("oembed").WithSummary("oEmbed for the address of a pledge, a claimant, a list or a comparison").WithTags("Embeds");

    private static async Task<IResult> AnswerAsync(HttpContext http, PledgePages pages, ClaimViews views, SiteAddress site, CancellationToken cancel)
    {
        var query = http.Request.Query;
        var format = DataRequest.One(query, FormatKey)?.ToLowerInvariant() ?? "json";
        if (format is not ("json" or "xml"))
        {
            return http.Refuse(StatusCodes.Status501NotImplemented, $"There is no format “{PledgeFilter.Shorten(format)}” here. There are json and xml. Leave “format” out for json.");
        }

        var root = site.Of("");
        if (PastedAddress.Read(query[UrlKey].ToString(), root) is not { } pasted)
        {
            return http.Refuse(StatusCodes.Status404NotFound, $"Only pages of pledges, claimants, lists and comparisons of this tracker can be embedded: {root}/pledges/…, {root}/claims/…, {root}/lists/…, {root}/compare?pledge=…");
        }

        // If the address names a language, so does the embed.
        pasted.Language.Speak();
        var shown = pasted.Section switch
        {
            "compare" => await ComparedAsync(pages, pasted.Query, site, cancel),
            "claims" => OfClaims(await views.ClaimantAsync(pasted.Slug, pasted.Query, cancel), pasted.Query),
            "lists" => OfClaims(await views.ListAsync(pasted.Slug, pasted.Query, cancel), pasted.Query),
            _ => OfPledge(await FindAsync(pages, pasted.Slug, pasted.Query, cancel), pasted.Query),
        };
        var values = Values(shown, root, Size(query, WidthKey), Size(query, HeightKey));
        return format == "xml" ? Results.Bytes(Xml(values), "text/xml; charset=utf-8") : Results.Bytes(Json(values), "application/json; charset=utf-8");
    }

    private static List<(string Name, object Value)> Values(Shown shown, string root, int? widest, int? highest)
    {
        var (width, height) = (Math.Min(Width, widest ?? Width), Math.Min(shown.Height, highest ?? shown.Height));
        var title = Encode(shown.Title);

        // WordPress accepts from an unknown site only a link in a blockquote and one bare frame. A frame that is lower than what it
        // shows must scroll.
        var scrolling = height < shown.Height ? "auto" : "no";
        var html = $"<blockquote><a href=\"{Encode(shown.Page)}\">{title}</a></blockquote><iframe src=\"{Encode(shown.Frame)}\" width=\"{width}\" height=\"{height}\" title=\"{title}\" frameborder=\"0\" scrolling=\"{scrolling}\"></iframe>";
        List<(string, object)> values =
        [
            ("version", "1.0"), ("type", "rich"), ("title", shown.Title), ("author_name", "PledgeTracker"), ("author_url", root), ("provider_name", "PledgeTracker"), ("provider_url", root),
            ("cache_age", 86400), ("width", width), ("height", height), ("html", html),
        ];

        // The picture has one size, and may not be larger than was asked for.
        if (!(widest < CardWidth) && !(highest < CardHeight))
        {
            values.AddRange([("thumbnail_url", shown.Picture), ("thumbnail_width", CardWidth), ("thumbnail_height", CardHeight)]);
        }

        return values;
    }

    private static Shown OfPledge(PledgeView view, IQueryCollection query)
    {
        // Refuses a target that there is not, as the frame would.
        _ = ChartFile.TargetOf(view, query);
        return Page(view, query, view.LooksBack && view.Newest is null ? view.On : null, view.Published.Revision, ChartFile.TargetKey);
    }

    private static Shown OfClaims<T>(ClaimViewAnswer<T> answer, IQueryCollection query)
        where T : ClaimView
    {
        if (answer.View is not { } view)
        {
            throw new DataRequestException(answer.Sentence, answer.Status);
        }

        if (view is ClaimantView claimant)
        {
            _ = claimant.Chosen(ClaimForms.SeriesOf(query));
            return Page(view, query, view.On, view.State.Revision, ChartFile.SeriesKey);
        }

        return Page(view, query, view.On, view.State.Revision);
    }

    // Whoever names a revision means that one, even while it is the newest.
    private static Shown Page(IShownPage view, IQueryCollection query, DateOnly? on, int revision, params string[] own)
    {
        int? named = on is null && !string.IsNullOrEmpty(query[PledgePages.RevisionKey]) ? revision : null;
        var state = PledgePages.QueryOf(on, named);
        var title = on is { } day ? F($"{view.Name}, as known on {day.InWords()}") : named is { } number ? F($"{view.Name}, revision {number}") : view.Name;
        return new(title, view.Url + state, view.Url + "/embed" + WithOwn(state, query, own), view.Url + Head.SiteImage + state, EmbedPages.HeightOf(view));
    }

    private static async Task<Shown> ComparedAsync(PledgePages pages, IQueryCollection query, SiteAddress site, CancellationToken cancel)
    {
        var views = new List<PledgeView>();
        foreach (var slug in ComparedNames.Several(query))
        {
            views.Add(await FindAsync(pages, slug, query, cancel));
        }

        var on = views[0].LooksBack ? views[0].On : (DateOnly?)null;
        var state = ComparedNames.QueryOf(views.Select(view => view.Pledge.Slug), on);
        var names = F($"Compared: {string.Join(", ", views.Select(v => v.Pledge.Company.Name).Distinct())}");
        var page = site.Of(Language.Current.Prefix + "/compare");
        return new(on is { } day ? F($"{names}, as known on {day.InWords()}") : names, page + state, page + "/embed" + WithOwn(state, query, []),
            site.Of(Language.Current.Prefix + Head.SiteImage), AroundCompared + (Compared * views.Count));
    }

    private static async Task<PledgeView> FindAsync(PledgePages pages, string slug, IQueryCollection query, CancellationToken cancel)
    {
        var answer = await pages.FindAsync(slug, query, cancel);
        if (answer is PledgeAnswer.Moved moved)
        {
            answer = await pages.FindAsync(moved.Slug, query, cancel);
        }

        return answer switch
        {
            PledgeAnswer.Shown shown => shown.View,
            PledgeAnswer.Refused refused => throw new DataRequestException(refused.Sentence, refused.Status),
            _ => throw new DataRequestException("There is no such page.", StatusCodes.Status404NotFound),
        };
    }

    // An address of a frame may name its colours and its chart; nothing else that was added to it is passed on.
    private static string WithOwn(string state, IQueryCollection query, string[] own)
    {
        _ = EmbedPages.ThemeOf(query);
        var kept = own.Append(EmbedPages.ThemeKey).Where(key => !string.IsNullOrEmpty(query[key])).Select(key => $"{key}={Uri.EscapeDataString(query[key].ToString())}");
        return kept.Aggregate(state, (all, one) => all + (all.Length == 0 ? "?" : "&") + one);
    }

    private static int? Size(IQueryCollection query, string key) =>
        DataRequest.One(query, key) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0 ? size
        : throw new DataRequestException($"“{PledgeFilter.Shorten(text)}” is no size in pixels.");

    private static byte[] Json(List<(string Name, object Value)> values)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            foreach (var (name, value) in values)
            {
                if (value is int number)
                {
                    json.WriteNumber(name, number);
                }
                else
                {
                    json.WriteString(name, (string)value);
                }
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static byte[] Xml(List<(string Name, object Value)> values)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartDocument(standalone: true);
            xml.WriteStartElement("oembed");
            foreach (var (name, value) in values)
            {
                xml.WriteElementString(name, string.Create(CultureInfo.InvariantCulture, $"{value}"));
            }

            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static string Encode(string text) => Markup.Encoder.Encode(text);
}
