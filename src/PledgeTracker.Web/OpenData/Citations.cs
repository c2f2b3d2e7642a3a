using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// What a citation contains: DataCite's preferred form, "Creator (Year): Title. Version. Publisher. Identifier".
/// </summary>
/// <param name="Key">A short name for BibTeX.</param>
/// <param name="Title">The work's title.</param>
/// <param name="Version">The cited state: "Revision 3", or a day.</param>
/// <param name="Published">The day that state was published.</param>
/// <param name="Accessed">The day it was read.</param>
/// <param name="Url">The permanent address of that state.</param>
/// <param name="IsDataset">Whether it is the whole data set and no page.</param>
public sealed record Citation(string Key, string Title, string Version, DateOnly Published, DateOnly Accessed, string Url, bool IsDataset)
{
    /// <summary>The publisher, who is also the creator.</summary>
    public required string Publisher { get; init; }

    /// <summary>The citation of a pledge's page at the state it shows.</summary>
    public static Citation Of(PledgeView view, string publisher)
    {
        var published = view.Published.PublishedOn;

        // Today's page is cited by its revision, since the address without one will show a later state.
        var url = view.LooksBack ? view.CiteAddress : string.Create(CultureInfo.InvariantCulture, $"{view.Url}?{PledgePages.RevisionKey}={view.Published.Revision}");
        var version = view.LooksBack ? F($"As known on {view.On.InWords()}") : F($"Revision {view.Published.Revision}");
        return new Citation(view.Pledge.Slug, $"{view.Company}: {view.Pledge.Title}", version, published, view.Today, url, false) { Publisher = publisher };
    }

    /// <summary>The full citation in words, with everything needed to find the page again.</summary>
    public string InWords => IsDataset
        ? F($"{Publisher} ({Published.Year}): {Title}. {Version}. [Dataset]. {Url}, read {Accessed.InWords()}.")
        : F($"{Publisher} ({Published.Year}): {Title}. {Version}, {Published.InWords()}. {Url}, read {Accessed.InWords()}.");

    /// <summary>The short form for use within a text.</summary>
    public string InShort => string.Create(CultureInfo.InvariantCulture, $"{Publisher}, {Published.Year}");

    /// <summary>As BibTeX.</summary>
    public string ToBibTeX()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"@{(IsDataset ? "dataset" : "misc")}{{{Key},\n");
        Field("author", "{" + Tex(Publisher) + "}");
        Field("title", "{" + Tex(Title) + "}");
        Field("year", Published.Year.ToString(CultureInfo.InvariantCulture));
        Field("date", Published.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        Field("version", Tex(Version));
        Field("publisher", Tex(Publisher));
        Field("howpublished", "Web page");
        Field("url", Url);
        Field("urldate", Accessed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return text.Append("}\n").ToString();

        void Field(string name, string value) => text.Append(CultureInfo.InvariantCulture, $"  {name} = {{{value}}},\n");
    }

    /// <summary>As RIS, with its CRLF.</summary>
    public string ToRis()
    {
        string[] lines =
        [
            "TY  - " + (IsDataset ? "DATA" : "ELEC"), "AU  - " + Line(Publisher), "TI  - " + Line(Title), Published.ToString("'PY  - 'yyyy", CultureInfo.InvariantCulture),
            Published.ToString("'DA  - 'yyyy'/'MM'/'dd", CultureInfo.InvariantCulture), "ET  - " + Line(Version), "PB  - " + Line(Publisher), "UR  - " + Url,
            Accessed.ToString("'Y2  - 'yyyy'/'MM'/'dd", CultureInfo.InvariantCulture), "ER  - ",
        ];
        return string.Concat(lines.Select(line => line + "\r\n"));
    }

    /// <summary>As CSL-JSON: a list of one.</summary>
    public byte[] ToCslJson()
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, DataText.Json))
        {
            json.WriteStartArray();
            json.WriteStartObject();
            json.WriteString("id", Key);
            json.WriteString("type", IsDataset ? "dataset" : "webpage");
            json.WriteString("title", Title);
            json.WriteStartArray("author");
            json.WriteStartObject();
            json.WriteString("literal", Publisher);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("publisher", Publisher);
            json.WriteString("container-title", Publisher);
            json.WriteString("version", Version);
            Date("issued", Published);
            Date("accessed", Accessed);
            json.WriteString("URL", Url);
            json.WriteEndObject();
            json.WriteEndArray();

            void Date(string name, DateOnly day)
            {
                json.WriteStartObject(name);
                json.WriteStartArray("date-parts");
                json.WriteStartArray();
                json.WriteNumberValue(day.Year);
                json.WriteNumberValue(day.Month);
                json.WriteNumberValue(day.Day);
                json.WriteEndArray();
                json.WriteEndArray();
                json.WriteEndObject();
            }
        }

        return buffer.ToArray();
    }

    private static string Line(string text) => text.ReplaceLineEndings(" ");

    private static string Tex(string text)
    {
        var tex = new StringBuilder();
        foreach (var c in Line(text))
        {
            tex.Append(c switch
            {
                '\\' => "\\textbackslash{}",
                '{' or '}' or '$' or '&' or '%' or '#' or '_' => "\\" + c,
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                _ => c.ToString(),
            });
        }

        return tex.ToString();
    }
}

/// <summary>Citations have addresses of their own, since programs fetch them there and buttons cannot be linked.</summary>
public static class CitationEndpoints
{
    public static void MapCitations(this IEndpointRouteBuilder data)
    {
        foreach (var (ending, name) in ((string, string)[])[(".bib", "BibTex"), (".ris", "Ris"), (".csl.json", "CslJson")])
        {
            data.MapMethods("/pledges/{slug:name}/cite" + ending, DataAnswers.Reading, (HttpContext http, PledgePages pages, IOptions<PledgeTrackerOptions> options, CancellationToken cancel) =>
                http.ShowAsync(pages, "/cite" + ending, view => Answer(Citation.Of(view, options.Value.Publisher), ending), cancel))
                .WithMetadata(new PublicPageAttribute(PledgePages.OnKey, PledgePages.RevisionKey))
                .WithName("citePledge" + name).WithSummary("How to cite a pledge at the state it shows").WithTags("Citations");
        }
    }

    /// <summary>A citation in one of its forms.</summary>
    public static IResult Answer(Citation citation, string ending) => ending switch
    {
        ".bib" => Results.Text(citation.ToBibTeX(), "application/x-bibtex; charset=utf-8"),
        ".ris" => Results.Text(citation.ToRis(), "application/x-research-info-systems; charset=utf-8"),
        _ => Results.Bytes(citation.ToCslJson(), "application/vnd.citationstyles.csl+json; charset=utf-8"),
    };
}
