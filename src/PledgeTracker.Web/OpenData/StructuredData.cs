using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// What a page says of itself to machines: JSON-LD in the vocabulary of schema.org. The promise's own words, where they are known,
/// are a Claim of the company, and its figures are a Dataset; a ClaimReview is added only by a setting and only for a final verdict, which a person gave. It is in the language of the page: its
/// names, its texts and the addresses of pages. What is the same thing in every language (a company, the data set, a file) has one address.
/// </summary>
/// <remarks>
/// A Claim has an author and a text: it says that these are the author's words. So nothing else becomes one, neither what somebody
/// else said of the promise nor our own summary of it.
/// </remarks>
public static class StructuredData
{
    // Escapes whatever could end a script element, in any text somebody typed, and no letters.
    private static readonly JsonSerializerOptions InHtml = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>For the page of a pledge.</summary>
    /// <param name="view">The page.</param>
    /// <param name="options">Who publishes, under what licence.</param>
    /// <param name="corrections">What was corrected on it, newest first.</param>
    public static string OfPledge(PledgeView view, PledgeTrackerOptions options, IReadOnlyList<(string Note, DateTime At)> corrections) =>
        Write(GraphOf(view, options, corrections));

    private static JsonArray GraphOf(PledgeView view, PledgeTrackerOptions options, IReadOnlyList<(string Note, DateTime At)> corrections)
    {
        var pledge = view.Pledge;
        var page = view.CiteAddress;
        var promise = pledge.AnnouncementSources.FirstOrDefault() ?? pledge.Sources.FirstOrDefault(s => s.Role == SourceRole.Promise);
        var company = Organization(pledge.Company, view.Site);
        var claim = pledge.Quotes.Find(q => q.IsPromise) is not { } words ? null : new JsonObject
        {
            ["@type"] = "Claim",
            ["@id"] = IdOf(view, "#claim"),
            ["name"] = pledge.Title,
            ["text"] = words.Text,
            ["author"] = new JsonObject { ["@id"] = company["@id"]!.GetValue<string>() },
            ["datePublished"] = pledge.AnnouncedOn.ToString(),
        };
        if (claim is not null && promise is not null)
        {
            claim["firstAppearance"] = Work(promise);
        }

        var webPage = Page(view, pledge.Title, "", view.Published.PublishedAt, view.Site, options, claim is null ? "#figures" : "#claim");

        // The set of figures has it, and every reader downloads these bytes.
        webPage.Remove("description");
        webPage["about"] = new JsonObject { ["@id"] = company["@id"]!.GetValue<string>() };
        if (corrections.Count > 0)
        {
            webPage["correction"] = new JsonArray([.. corrections.Select(c => (JsonNode)new JsonObject { ["@type"] = "CorrectionComment", ["text"] = c.Note, ["datePublished"] = DataText.Instant(c.At) })]);
        }

        var graph = new JsonArray(webPage, Breadcrumb(page, Home(view.Site), (T("Pledges"), Here(view.Site) + "/pledges"), (pledge.Title, view.Url)), company, FiguresOf(view, options));
        if (claim is not null)
        {
            graph.Add((JsonNode)claim);
        }

        if (options.ClaimReview && IsRated(pledge.VerdictKind) && view is { LooksBack: false, Newest: null })
        {
            graph.Add((JsonNode)Review(view, options, claim is not null));
        }

        return graph;
    }

    /// <summary>For the page of a company.</summary>
    public static string OfCompany(Company company, string site) => Write(new JsonArray(
        Organization(company, site),
        Breadcrumb($"{Here(site)}/companies/{company.Slug}", Home(site), (T("Companies"), Here(site) + "/companies"), (company.Name, $"{Here(site)}/companies/{company.Slug}"))));

    /// <summary>For a list: its place in the site.</summary>
    /// <param name="site">The tracker's address.</param>
    /// <param name="name">What the page is called, in English.</param>
    /// <param name="path">The page.</param>
    public static string OfList(string site, string name, string path) => Write(new JsonArray(Breadcrumb(Here(site) + path, Home(site), (T(name), Here(site) + path))));

    /// <summary>For the home page.</summary>
    public static string OfSite(string site, PledgeTrackerOptions options) => Write(new JsonArray(new JsonObject
    {
        ["@type"] = "WebSite",
        ["@id"] = site + "/#site",
        ["url"] = Here(site) + "/",
        ["name"] = options.Publisher,
        ["publisher"] = PublisherWithPolicies(site, options),
        ["license"] = options.LicenceAddress,
        ["inLanguage"] = Language.Current.Code,
    }));

    /// <summary>For the page of the whole data set.</summary>
    public static string OfDataSet(string site, PledgeTrackerOptions options, PartialDate? first, DateOnly? newest, IReadOnlyList<DataSetFile> files, DateTime? made)
    {
        var set = new JsonObject
        {
            ["@type"] = "Dataset",
            ["@id"] = site + "/data#dataset",
            ["url"] = Here(site) + "/data",
            ["identifier"] = site + "/data",
            ["name"] = T("Corporate job-creation pledges and what was reported"),
            ["description"] = string.Join(' ', T("What companies publicly promised in jobs, investment and hiring, and every figure that was reported afterwards."),
                T("Each figure has its date, its kind of evidence and its sources, and says whether it counts and why."), T("Where the editors gave a verdict, it has a reason and a date."), T("One row is one fact.")),
            ["license"] = options.LicenceAddress,
            ["creator"] = Publisher(site, options),
            ["publisher"] = Publisher(site, options),
            ["isAccessibleForFree"] = true,
            ["measurementTechnique"] = Here(site) + "/method",
            ["usageInfo"] = Here(site) + "/data#cite",
            ["keywords"] = new JsonArray(T("Jobs"), T("Pledges"), T("Companies"), T("Public money")),
            ["includedInDataCatalog"] = new JsonObject { ["@type"] = "DataCatalog", ["name"] = options.Publisher, ["url"] = Here(site) + "/data" },
            ["variableMeasured"] = new JsonArray([.. ((string[])["quantity_low", "quantity_high", "share"]).Select(name => Variable(Tables.Figures.Columns.First(c => c.Name == name)))]),
        };
        if (files.Count > 0)
        {
            set["distribution"] = new JsonArray([.. files.Select(file => (JsonNode)new JsonObject
            {
                ["@type"] = "DataDownload",
                ["contentUrl"] = site + file.Path,
                ["encodingFormat"] = file.MediaType,
                ["contentSize"] = Wording.Size(file.Bytes),
                ["sha256"] = file.Sha256,
                ["name"] = T(file.Title),
            })]);
        }

        if (made is { } at)
        {
            set["dateModified"] = DataText.Instant(at);
            set["datePublished"] = DataText.Instant(at);
            set["version"] = at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }

        if (first is { } earliest && newest is { } latest)
        {
            set["temporalCoverage"] = $"{earliest}/{DataText.Of(latest)}";
        }

        return Write(new JsonArray(set, Breadcrumb(Here(site) + "/data", Home(site), (T("Data"), Here(site) + "/data"))));

        // The dictionary of the tables is in English, like their names.
        static JsonNode Variable(Column column) => Language.Current == Language.English
            ? new JsonObject { ["@type"] = "PropertyValue", ["name"] = column.Name, ["description"] = column.Description }
            : new JsonObject { ["@type"] = "PropertyValue", ["name"] = column.Name };
    }

    /// <summary>For the page of a claimant: who that is, and the claims of which the words are known. No claim is rated.</summary>
    public static string OfClaimant(ClaimantView view, PledgeTrackerOptions options)
    {
        var site = view.Site.Of("");
        var claimant = view.Claimant;
        var page = Page(view, view.Name, claimant.Summary, view.Published.PublishedAt, site, options, "#claimant");
        var who = new JsonObject { ["@type"] = claimant.Kind == ClaimantKind.Person ? "Person" : "Organization", ["@id"] = IdOf(view, "#claimant"), ["name"] = claimant.Name };
        var graph = new JsonArray(page, Crumbs(view, site, claimant.Name), who);
        foreach (var claim in view.NewestFirst.Where(c => c.Quote is not null))
        {
            graph.Add((JsonNode)new JsonObject
            {
                ["@type"] = "Claim",
                ["@id"] = $"{view.Site.Of(view.Path)}#claim-{claim.Key}",
                ["text"] = claim.Quote,
                ["author"] = claim.Speaker is { } speaker ? new JsonObject { ["@type"] = "Person", ["name"] = speaker } : new JsonObject { ["@id"] = IdOf(view, "#claimant") },
                ["datePublished"] = claim.Date.ToString(),
            });
        }

        return Write(graph);
    }

    /// <summary>For the page of a list: what is recorded of it is a Dataset of ours, about a list that somebody else keeps.</summary>
    public static string OfClaimList(ListView view, PledgeTrackerOptions options)
    {
        var site = view.Site.Of("");
        var about = ClaimParagraph.Of(view.Ladder, view.Matched);
        var page = Page(view, view.List.Title, about, view.Published.PublishedAt, site, options, "#entries");
        var list = new JsonObject { ["@type"] = "CreativeWork", ["@id"] = IdOf(view, "#list"), ["name"] = view.List.Title, ["description"] = view.List.What, ["creditText"] = view.List.Keeper };
        var set = Set(view, "#entries", F($"Entries, claims and checks of the list: {view.List.Title}"), about, view.Published.PublishedAt, site, options, [.. view.List.Sources.Select(s => s.Url)], (".json", "application/json"));
        set["about"] = new JsonObject { ["@id"] = IdOf(view, "#list") };
        return Write(new JsonArray(page, Crumbs(view, site, view.List.Title), list, set));
    }

    /// <summary>For the page of a check: somebody else’s work, with what it is about. It is no review of ours, and carries no rating.</summary>
    public static string OfCheck(CheckView view, PledgeTrackerOptions options)
    {
        var site = view.Site.Of("");
        var check = view.Check;
        var page = Page(view, view.Name, view.Sentence, view.Published.PublishedAt, site, options, "#check");
        page["citation"] = new JsonArray([.. check.Sources.Select(s => (JsonNode)s.Url)]);
        var work = new JsonObject
        {
            ["@type"] = "CreativeWork",
            ["@id"] = IdOf(view, "#check"),
            ["name"] = $"{check.By}, {check.Date}",
            ["creditText"] = check.By,
            ["datePublished"] = check.Date.ToString(),
        };

        // Most checks were read in copies, and who signed one is not always an organization. Only where a source is of the one that the
        // check is by does its address and its author follow.
        if (check.Sources.FirstOrDefault(s => s.Publisher == check.By) is { } own)
        {
            work["url"] = own.Url;
            work["creator"] = new JsonObject { ["@type"] = "Organization", ["name"] = check.By };
        }

        JsonNode[] about = [.. view.Claims.Select(c => Node($"{view.Site.Of("/claims/" + c.Claimant.Slug)}#claim-{c.Claim.Key}")), .. view.Lists.Select(l => Node(view.Site.Of("/lists/" + l.Slug) + "#list"))];
        if (about.Length > 0)
        {
            work["about"] = new JsonArray(about);
        }

        return Write(new JsonArray(page, Crumbs(view, site, check.By), work));

        static JsonNode Node(string id) => new JsonObject { ["@id"] = id };
    }

    private static JsonObject Crumbs(ClaimView view, string site, string name) => Breadcrumb(view.CiteAddress, Home(site), (T("Claims"), Here(site) + "/claims"), (name, view.Url));

    private static JsonObject Page(IShownPage view, string name, string description, DateTime publishedAt, string site, PledgeTrackerOptions options, string main) => new()
    {
        ["@type"] = "WebPage",
        ["@id"] = view.CiteAddress,
        ["name"] = name,
        ["description"] = description,
        ["inLanguage"] = Language.Current.Code,
        ["dateModified"] = DataText.Instant(publishedAt),
        ["publisher"] = Publisher(site, options),
        ["license"] = options.LicenceAddress,
        ["breadcrumb"] = new JsonObject { ["@id"] = view.CiteAddress + "#breadcrumb" },
        ["mainEntity"] = new JsonObject { ["@id"] = IdOf(view, main) },
        ["primaryImageOfPage"] = new JsonObject { ["@type"] = "ImageObject", ["url"] = view.Url + "/card.png", ["width"] = "1200", ["height"] = "630" },
    };

    private static JsonObject FiguresOf(PledgeView view, PledgeTrackerOptions options) => Set(
        view, "#figures", F($"Figures reported on the pledge: {view.Company}, {view.Pledge.Title}"), ReadyToPaste.Brief(view), view.Published.PublishedAt, view.Site, options, [view.Url + "/sources"], (".csv", "text/csv"), (".json", "application/json"));

    private static JsonObject Set(IShownPage view, string id, string name, string description, DateTime publishedAt, string site, PledgeTrackerOptions options, IReadOnlyCollection<string> sources, params (string Ending, string MediaType)[] forms)
    {
        var set = new JsonObject
        {
            ["@type"] = "Dataset",
            ["@id"] = IdOf(view, id),
            ["name"] = name,
            ["description"] = description,
            ["url"] = view.CiteAddress,
            ["license"] = options.LicenceAddress,
            ["creator"] = new JsonObject { ["@id"] = site + PublisherId },
            ["isAccessibleForFree"] = true,
            ["dateModified"] = DataText.Instant(publishedAt),
            ["measurementTechnique"] = Here(site) + "/method",
            ["distribution"] = new JsonArray([.. forms.Select(form => (JsonNode)new JsonObject { ["@type"] = "DataDownload", ["contentUrl"] = Language.English.While(() => view.Url) + form.Ending + view.Query, ["encodingFormat"] = form.MediaType })]),
        };
        if (sources.Count > 0)
        {
            // Sources are given by address alone: the page lists their details, and every reader downloads these bytes.
            set["isBasedOn"] = new JsonArray([.. sources.Select(s => (JsonNode)s)]);
        }

        return set;
    }

    private static JsonObject Review(PledgeView view, PledgeTrackerOptions options, bool hasClaim)
    {
        var verdict = view.Pledge.Verdict!;
        var review = new JsonObject
        {
            ["@type"] = "ClaimReview",
            ["@id"] = view.Url + "#review",
            ["url"] = view.Url,
            ["claimReviewed"] = ReadyToPaste.Claim(view),
            ["datePublished"] = DataText.Of(view.Published.PublishedOn),
            ["author"] = Publisher(view.Site, options),
            ["reviewBody"] = verdict.Reason,
            ["reviewRating"] = new JsonObject
            {
                ["@type"] = "Rating",
                ["ratingValue"] = verdict.Kind switch { VerdictKind.Kept => "3", VerdictKind.PartlyKept => "2", _ => "1" },
                ["bestRating"] = "3",
                ["worstRating"] = "1",
                ["alternateName"] = Wording.Label(verdict.Kind),
            },
        };
        if (hasClaim)
        {
            review["itemReviewed"] = new JsonObject { ["@id"] = IdOf(view, "#claim") };
        }

        return review;
    }

    // A review rates a claim from false to true. Of a pledge that is disputed or lapsed nobody says that it was broken, so that no
    // rating would be right.
    private static bool IsRated(VerdictKind kind) => kind is not (VerdictKind.Disputed or VerdictKind.Lapsed) && Reading.PledgeListing.Final.Contains(kind);

    private static JsonObject Work(Source source)
    {
        var work = new JsonObject
        {
            ["@type"] = source.Kind == SourceKind.NewsReport ? "NewsArticle" : "CreativeWork",
            ["name"] = source.Title,
            ["url"] = source.Url,
            ["publisher"] = new JsonObject { ["@type"] = "Organization", ["name"] = source.Publisher },
        };
        if (source.Published is { } published)
        {
            work["datePublished"] = published.ToString();
        }

        if (source.ArchiveUrl is { } archive)
        {
            work["archivedAt"] = archive;
        }

        return work;
    }

    private static JsonObject Organization(Company company, string site)
    {
        var organization = new JsonObject
        {
            ["@type"] = "Organization",
            ["@id"] = $"{site}/companies/{company.Slug}#company",
            ["name"] = company.Name,
            ["mainEntityOfPage"] = $"{Here(site)}/companies/{company.Slug}",
        };
        if (company.LegalName is { } legal)
        {
            organization["legalName"] = legal;
        }

        if (company.OtherNames.Count > 0)
        {
            organization["alternateName"] = new JsonArray([.. company.BareNames().Select(n => (JsonNode)n)]);
        }

        if (company.Website is { } website)
        {
            organization["url"] = website;
        }

        if (company.WikidataId is { } item)
        {
            organization["sameAs"] = "https://www.wikidata.org/wiki/" + item;
        }

        return organization;
    }

    private const string PublisherId = "/#publisher";

    private static JsonObject Publisher(string site, PledgeTrackerOptions options) => new()
    {
        ["@type"] = "Organization",
        ["@id"] = site + PublisherId,
        ["name"] = options.Publisher,
        ["url"] = site + "/",
    };

    // Said once for the site, on its home page.
    private static JsonObject PublisherWithPolicies(string site, PledgeTrackerOptions options)
    {
        var publisher = Publisher(site, options);
        publisher["publishingPrinciples"] = Here(site) + "/how-we-work";
        publisher["correctionsPolicy"] = Here(site) + "/corrections-policy";
        publisher["actionableFeedbackPolicy"] = Here(site) + "/tips/new";
        return publisher;
    }

    // What a page is about is one thing in every language: it is known by the English address.
    private static string IdOf(IShownPage view, string name) => Language.English.While(() => view.CiteAddress) + name;

    // Where the pages in the language of this one begin.
    private static string Here(string site) => site + Language.Current.Prefix;

    private static (string Name, string Url) Home(string site) => (T("Home"), Here(site) + "/");

    private static JsonObject Breadcrumb(string page, params (string Name, string Url)[] path) => new()
    {
        ["@type"] = "BreadcrumbList",
        ["@id"] = page + "#breadcrumb",
        ["itemListElement"] = new JsonArray([.. path.Select((step, i) => (JsonNode)new JsonObject { ["@type"] = "ListItem", ["position"] = i + 1, ["name"] = step.Name, ["item"] = step.Url })]),
    };

    private static string Write(JsonArray graph) => new JsonObject { ["@context"] = "https://schema.org", ["@graph"] = graph }.ToJsonString(InHtml);
}
