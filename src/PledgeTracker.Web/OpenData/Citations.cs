using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// What a citation contains: DataCite's preferred form, "Creator (Year): Title. Version. Publisher. Identifier". For programs the
/// state of a page stands in its title, where every style prints it as a person would write it: a field for versions is printed as
/// "Version Revision 1", or not at all. The publisher is the author, and is not named a second time.
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
        ArgumentNullException.ThrowIfNull(view);
        return Of(view.Pledge.Slug, $"{view.Company}: {view.Pledge.Title}", view.Url, view.LooksBack && view.Newest is null ? view.On : null, view.Published.Revision, view.Published.PublishedOn, view.Today, publisher);
    }

    /// <summary>The citation of a claimant's, a list's or a check's page at the state it shows.</summary>
    public static Citation Of(ClaimState state, SiteAddress site, string publisher)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(site);

        // A claimant, a list and a check may have one slug, and a bibliography needs to tell them apart.
        return Of($"{Code.Of(state.Kind)}-{state.Slug}", state.Title, site.Of(Language.Current.Prefix + state.Path), state.On, state.Revision, state.PublishedOn, state.Today, publisher);
    }

    // Today's page is cited by its revision, since the address without one will show a later state.
    private static Citation Of(string key, string title, string url, DateOnly? on, int revision, DateOnly published, DateOnly today, string publisher) =>
        new(key, title, on is { } day ? F($"As known on {day.InWords()}") : F($"Revision {revision}"), published, today, url + PledgePages.QueryOf(on, revision), false) { Publisher = publisher };

    /// <summary>The full citation in words, with everything needed to find the page again.</summary>
    public string InWords => IsDataset
        ? F($"{Publisher} ({Published.Year}): {Title}. {Version}. [Dataset]. {Url}, read {Accessed.InWords()}.")
        : F($"{Publisher} ({Published.Year}): {Title}. {Version}, {Published.InWords()}. {Url}, read {Accessed.InWords()}.");

    /// <summary>The short form for use within a text.</summary>
    public string InShort => string.Create(CultureInfo.InvariantCulture, $"{Publisher}, {Published.Year}");

    // The title with the state that is cited: "… (revision 3)". A data set has a version, which styles know.
    private string TitleWithState => IsDataset ? Title : $"{Title} ({char.ToLowerInvariant(Version[0])}{Version[1..]})";

    // A day in digits with hyphens would be taken for three versions.
    private string VersionOfDataset => Published.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>As BibTeX, with no field that biblatex does not know for its type.</summary>
    public string ToBibTeX()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"@{(IsDataset ? "dataset" : "misc")}{{{Key},\n");

        // A second brace keeps an organization from being taken apart, and the letters of a title as they are.
        Field("author", "{{" + Tex(Publisher) + "}}");
        Field("title", "{{" + Tex(TitleWithState) + "}}");
        Field("year", Published.ToString("{yyyy}", CultureInfo.InvariantCulture));
        Field("month", Published.ToString("MMM", CultureInfo.InvariantCulture).ToLowerInvariant());
        Field("day", Published.ToString("{%d}", CultureInfo.InvariantCulture));
        if (IsDataset)
        {
            Field("version", "{" + VersionOfDataset + "}");
        }

        Field("langid", "{english}");
        Field("url", "{" + Url + "}");
        Field("urldate", Accessed.ToString("{yyyy-MM-dd}", CultureInfo.InvariantCulture));
        return text.Append("}\n").ToString();

        void Field(string name, string value) => text.Append(CultureInfo.InvariantCulture, $"  {name} = {value},\n");
    }

    /// <summary>As RIS, with its CRLF.</summary>
    public string ToRis()
    {
        string[] lines =
        [
            "TY  - " + (IsDataset ? "DATA" : "ELEC"), "AU  - " + Organisation(Line(Publisher)), "TI  - " + Line(TitleWithState), Published.ToString("'PY  - 'yyyy", CultureInfo.InvariantCulture),
            Published.ToString("'DA  - 'yyyy'/'MM'/'dd", CultureInfo.InvariantCulture), .. IsDataset ? ["ET  - " + VersionOfDataset] : Array.Empty<string>(), "LA  - en", "UR  - " + Url,
            Accessed.ToString("'Y2  - 'yyyy'/'MM'/'dd", CultureInfo.InvariantCulture), "ER  - ",
        ];
        return string.Concat(lines.Select(line => line + "\r\n"));
    }

    // Programs take a comma for the end of a family name. One at the end says that it is no person's; one within would make the rest
    // of the name a given name, which programs shorten to its initials, and is left out.
    private static string Organisation(string name) => name.Replace(",", "", StringComparison.Ordinal).Trim() + ",";

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
            json.WriteString("title", Line(TitleWithState));
            json.WriteStartArray("author");
            json.WriteStartObject();
            json.WriteString("literal", Line(Publisher));
            json.WriteEndObject();
            json.WriteEndArray();
            if (IsDataset)
            {
                json.WriteString("version", VersionOfDataset);
            }

            Date("issued", Published);
            Date("accessed", Accessed);
            json.WriteString("language", "en");
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

    // On one line, since a line of RIS is a field, and without what no line may hold.
    private static string Line(string text) => string.Join(' ', string.Concat(text.Select(c => char.IsControl(c) || char.IsWhiteSpace(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Tex(string text)
    {
        var tex = new StringBuilder();
        var line = Line(text);

        // BibTeX counts braces even after a backslash, so that one without its other cannot be written.
        var (open, close) = IsPaired(line) ? ("\\{", "\\}") : ("(", ")");
        var last = '\0';
        foreach (var c in line)
        {
            // Two of these in a row would become a dash or a quotation mark.
            if (c == last && c is '-' or '\'' or '`' or ',' or '<' or '>' || (c == '`' && last is '?' or '!'))
            {
                tex.Append("{}");
            }

            tex.Append(c switch
            {
                '\\' => "\\textbackslash{}",
                '{' => open,
                '}' => close,
                '$' or '&' or '%' or '#' or '_' => "\\" + c,
                '~' => "\\textasciitilde{}",
                '^' => "\\textasciicircum{}",
                _ => c.ToString(),
            });
            last = c;
        }

        return tex.ToString();
    }

    private static bool IsPaired(string text)
    {
        var depth = 0;
        foreach (var c in text)
        {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            if (depth < 0)
            {
                return false;
            }
        }

        return depth == 0;
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
            MapOf(data, ClaimSection.Claimants, ending, name);
            MapOf(data, ClaimSection.Lists, ending, name);
            MapOf(data, ClaimSection.Checks, ending, name);
        }
    }

    private static void MapOf<T>(IEndpointRouteBuilder data, ClaimSection<T> section, string ending, string name) =>
        data.MapMethods(section.PathOf("{slug:name}") + "/cite" + ending, DataAnswers.Reading, (HttpContext http, ClaimPages pages, SiteAddress site, IOptions<PledgeTrackerOptions> options, CancellationToken cancel) =>
        {
            return http.ShowAsync(pages, section, answer => Task.FromResult(Answer(Citation.Of(answer.State!, site, options.Value.Publisher), ending)), cancel);
        })
            .WithMetadata(new PublicPageAttribute(section.StateKeys))
            .WithName($"cite{Code.Label(section.Kind)}{name}").WithSummary($"How to cite a {section.Noun} at the state it shows").WithTags("Citations");

    /// <summary>A citation in one of its forms.</summary>
    public static IResult Answer(Citation citation, string ending) => ending switch
    {
        ".bib" => Results.Text(citation.ToBibTeX(), "application/x-bibtex; charset=utf-8"),
        ".ris" => Results.Text(citation.ToRis(), "application/x-research-info-systems; charset=utf-8"),
        _ => Results.Bytes(citation.ToCslJson(), "application/vnd.citationstyles.csl+json; charset=utf-8"),
    };
}
