using System.Text.Json;
using AngleSharp.Dom;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Tests.OpenData;

/// <summary>What pages say to machines in the vocabulary of schema.org, held against the vocabulary itself.</summary>
public sealed class StructuredDataTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Alibaba = "/pledges/alibaba-million-us-jobs-2017";

    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web);

    private static readonly Dictionary<string, VocabularyType> Vocabulary = Read();

    private sealed record VocabularyType(List<string> Parents, Dictionary<string, List<string>> Properties);

    public static TheoryData<string> Addresses => ["/", "/pledges/lockheed-fort-worth-1800-2017", "/pledges", "/pledges?verdict=missed", "/companies/alibaba", "/data", Alibaba, Alibaba + "?on=2018-01-01", Alibaba + "?revision=1", "/pledges/foxconn-wisconsin-13000-2017",
        "/claims", "/claims/donald-trump", "/claims/white-house-trump?on=2025-06-01", "/lists/us-white-house-2025", "/lists/us-invest-gov", "/lists/us-white-house-2025?on=2025-06-01", "/checks/propublica-2018", "/checks/press-1702", "/es/checks/cato-2026"];

    [Theory, MemberData(nameof(Addresses))]
    public async Task Every_type_and_property_is_one_of_the_vocabulary_and_every_value_one_that_the_property_takes(string address)
    {
        var (_, page) = await app.GetAsync(address);
        var graph = GraphOf(page);

        graph.GetProperty("@context").GetString().Should().Be("https://schema.org");
        foreach (var node in graph.GetProperty("@graph").EnumerateArray())
        {
            Check(node, address);
        }
    }

    [Fact]
    public async Task The_promises_own_words_are_a_claim_of_its_company_with_its_figures_and_where_it_stands()
    {
        var (_, page) = await app.GetAsync("/pledges/lockheed-fort-worth-1800-2017");
        var nodes = GraphOf(page).GetProperty("@graph").EnumerateArray().ToDictionary(n => n.GetProperty("@type").GetString()!);

        nodes.Keys.Should().BeEquivalentTo("WebPage", "BreadcrumbList", "Claim", "Organization", "Dataset");
        nodes["Claim"].GetProperty("author").GetProperty("@id").GetString().Should().Be(nodes["Organization"].GetProperty("@id").GetString());
        nodes["Claim"].GetProperty("text").GetString().Should().Be("In fact, we are going to increase our jobs in Fort Worth by 1,800 jobs");
        nodes["Claim"].GetProperty("datePublished").GetString().Should().Be("2017-01-13");
        nodes["Claim"].GetProperty("firstAppearance").GetProperty("url").GetString().Should().StartWith("http");
        nodes["Dataset"].GetProperty("license").GetString().Should().StartWith("https://creativecommons.org/");
        nodes["Dataset"].GetProperty("isBasedOn").EnumerateArray().Select(s => s.GetString()).Should().ContainSingle().Which.Should().EndWith("/sources", "all sources are listed there");
        nodes["Dataset"].TryGetProperty("sameAs", out _).Should().BeFalse();
        nodes["BreadcrumbList"].GetProperty("itemListElement").GetArrayLength().Should().Be(3);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("critic")]
    [InlineData("promiser")]
    public async Task What_a_senator_said_of_a_promise_is_never_the_companys_claim(string? voice)
    {
        await using var other = new EmptyTrackerApp();
        await RowTests.PublishAsync(other, Given.Draft(Given.FigureDraft("500")) with
        {
            Quotes = [new() { Text = "This is the way Boeing thanked us", Speaker = "A senator", Date = "2013-11-11", Voice = voice, Sources = ["proof"] }],
        });

        var graph = GraphOf((await other.GetAsync("/pledges/acme-jobs")).Page);

        graph.GetRawText().Should().NotContain("\"Claim\"").And.NotContain("thanked us");
        graph.GetProperty("@graph")[0].GetProperty("mainEntity").GetProperty("@id").GetString().Should().EndWith("#figures");
    }

    [Fact]
    public async Task Of_several_quotes_the_promises_own_words_are_the_claim_wherever_they_stand()
    {
        await using var other = new EmptyTrackerApp();
        await RowTests.PublishAsync(other, Given.Draft() with
        {
            Quotes =
            [
                new() { Text = "This is the way they thanked us", Speaker = "A senator", Voice = "critic", Sources = ["proof"] },
                new() { Text = "We are glad", Speaker = "A mayor", Voice = "beneficiary", Sources = ["proof"] },
                new() { Text = "We will hire 1,000", Speaker = "The chief executive", Voice = "promiser", IsPromise = true, Sources = ["promise"] },
                new() { Text = "Nobody knows", Speaker = "A passer-by", Sources = ["proof"] },
            ],
        });

        var page = (await other.GetAsync("/pledges/acme-jobs")).Page;

        GraphOf(page).GetProperty("@graph").EnumerateArray().Single(n => n.GetProperty("@type").GetString() == "Claim").GetProperty("text").GetString().Should().Be("We will hire 1,000");
        page.QuerySelectorAll("blockquote.quote").Select(q => (q.QuerySelector(".voice")?.TextContent.Trim(), q.QuerySelector("p:not(.voice)")!.TextContent)).Should().Equal(
            ("The promise in its own words", "“We will hire 1,000”"), ("Beneficiary", "“We are glad”"), ("Critic", "“This is the way they thanked us”"), (null, "“Nobody knows”"));
    }

    [Fact]
    public async Task A_review_is_told_only_by_setting_and_only_of_a_decided_verdict()
    {
        await using var reviewing = new ReviewingApp();
        var (_, decided) = await reviewing.GetAsync(Alibaba);
        var (_, past) = await reviewing.GetAsync(Alibaba + "?on=2019-01-01");
        using var json = JsonDocument.Parse(await reviewing.Visitor().GetStringAsync("/pledges.json?verdict=not-yet-rated&limit=1"));
        var (_, open) = await reviewing.GetAsync(new Uri(json.RootElement.GetProperty("data")[0].GetProperty("url").GetString()!).PathAndQuery);

        var review = GraphOf(decided).GetProperty("@graph").EnumerateArray().Single(n => n.GetProperty("@type").GetString() == "ClaimReview");
        Check(review, Alibaba);
        review.GetProperty("reviewRating").GetProperty("alternateName").GetString().Should().Be("Withdrawn");
        foreach (var page in (IDocument[])[past, open, (await app.GetAsync(Alibaba)).Page])
        {
            GraphOf(page).GetRawText().Should().NotContain("ClaimReview");
        }
    }

    [Fact]
    public async Task A_claim_of_a_claimant_is_told_in_its_own_words_alone_and_no_claim_is_ever_rated()
    {
        await using var reviewing = new ReviewingApp();
        foreach (var address in (string[])["/claims", "/claims/donald-trump", "/lists/us-white-house-2025", "/checks/propublica-2018", "/checks/politifact-2505"])
        {
            GraphOf((await reviewing.GetAsync(address)).Page).GetRawText().Should().NotContain("ClaimReview").And.NotContain("Rating", "a claim is never judged here");
        }

        var (_, page) = await app.GetAsync("/claims/donald-trump");
        var nodes = GraphOf(page).GetProperty("@graph").EnumerateArray().ToList();
        var claims = nodes.Where(n => n.GetProperty("@type").GetString() == "Claim").ToList();

        nodes.Should().ContainSingle(n => n.GetProperty("@type").GetString() == "Person");
        claims.Should().NotBeEmpty().And.HaveCount(page.QuerySelectorAll("ol.claims blockquote").Length, "a claim of which only a report is known has no words");
        claims.Select(c => c.GetProperty("text").GetString()!.Trim('“', '”', '"')).Should().BeEquivalentTo(page.QuerySelectorAll("ol.claims blockquote").Select(q => q.TextContent.Trim().Trim('“', '”')));
        nodes.Single(n => n.GetProperty("@type").GetString() == "BreadcrumbList").GetProperty("itemListElement").EnumerateArray().Select(e => e.GetProperty("name").GetString()).Should().Equal("Home", "Claims", "Donald Trump");
    }

    [Fact]
    public async Task A_check_is_somebody_elses_work_and_only_an_address_that_is_its_own_is_called_so()
    {
        var own = Work((await app.GetAsync("/checks/propublica-2018")).Page);
        var copied = Work((await app.GetAsync("/checks/reuters-2025")).Page);

        own.GetProperty("creator").GetProperty("name").GetString().Should().Be("ProPublica");
        own.GetProperty("url").GetString().Should().Contain("propublica.org");
        own.GetProperty("datePublished").GetString().Should().Be("2018-01-29");
        own.GetProperty("about").EnumerateArray().Select(a => a.GetProperty("@id").GetString()).Should().Contain("http://localhost/lists/us-trump-claims-2016-2018#list");
        copied.TryGetProperty("url", out _).Should().BeFalse("only copies of it were read");
        copied.GetProperty("creditText").GetString().Should().Be("Reuters");

        static JsonElement Work(IDocument page) => GraphOf(page).GetProperty("@graph").EnumerateArray().Single(n => n.GetProperty("@type").GetString() == "CreativeWork");
    }

    [Fact]
    public async Task A_list_is_a_data_set_of_ours_about_a_list_of_somebody_else()
    {
        var nodes = GraphOf((await app.GetAsync("/lists/us-white-house-2025")).Page).GetProperty("@graph").EnumerateArray().ToDictionary(n => n.GetProperty("@type").GetString()!);

        nodes.Keys.Should().BeEquivalentTo("WebPage", "BreadcrumbList", "CreativeWork", "Dataset");
        nodes["Dataset"].GetProperty("about").GetProperty("@id").GetString().Should().Be(nodes["CreativeWork"].GetProperty("@id").GetString());
        nodes["CreativeWork"].GetProperty("creditText").GetString().Should().Be("The White House under Donald Trump");
        nodes["CreativeWork"].TryGetProperty("license", out _).Should().BeFalse("the licence is that of our data");
    }

    [Fact]
    public async Task A_correction_is_told_and_no_text_ends_the_script()
    {
        await using var other = new TrackerApp();
        var draft = Given.Draft(Given.FigureDraft("500"));
        await RowTests.PublishAsync(other, draft);
        await RowTests.PublishAsync(other, draft with { Title = "Jobs </script><script>alert(1)</script>" }, "It was </script> wrong.", PublicationKind.Correction);

        var (_, page) = await other.GetAsync("/pledges/acme-jobs");
        var scripts = page.QuerySelectorAll("script");

        scripts.Where(s => s.GetAttribute("type") != "application/ld+json").Should().OnlyContain(s => s.GetAttribute("src") != null);
        var graph = GraphOf(page).GetProperty("@graph")[0];
        graph.GetProperty("correction")[0].GetProperty("text").GetString().Should().Be("It was </script> wrong.");
        graph.GetProperty("name").GetString().Should().Contain("</script>");
    }

    [Theory, MemberData(nameof(Addresses))]
    public async Task It_is_in_the_language_of_its_page_and_leads_to_pages_in_it(string address)
    {
        var plain = address.Replace("/es/", "/", StringComparison.Ordinal);
        var english = Flat(GraphOf((await app.GetAsync(plain)).Page)).ToList();
        var (answer, page) = await app.GetAsync("/es" + (plain == "/" ? "/" : plain));
        var spanish = Flat(GraphOf(page)).ToList();

        (await answer.Content.ReadAsStringAsync()).Should().Contain("<script type=\"application/ld+json\">", "readers of the plain text look for these letters");
        english.Where(v => v.Name == "inLanguage").Should().NotContain(v => v.Value != "en");
        spanish.Where(v => v.Name == "inLanguage").Should().NotContain(v => v.Value != "es").And.HaveSameCount(english.Where(v => v.Name == "inLanguage"));
        spanish.Select(v => v.Name).Where(n => n != "description").Should().Equal(english.Select(v => v.Name).Where(n => n != "description"), "it says as much");

        // What a page is about is the same thing in every language; the page, and its place among the others, are not.
        spanish.Where(IsOfAThing).Select(v => v.Value).Should().Equal(english.Where(IsOfAThing).Select(v => v.Value));

        // What has one address in all languages: files, and what things are known by.
        spanish.Where(v => v.Name is "url" or "item" or "mainEntityOfPage" or "measurementTechnique" or "usageInfo" or "publishingPrinciples" or "correctionsPolicy")
            .Should().NotContain(v => v.Value.StartsWith("http://localhost/", StringComparison.Ordinal) && !v.Value.StartsWith("http://localhost/es/", StringComparison.Ordinal) && !(v.Name == "url" && v.Type == "Organization"));
        spanish.Where(v => v.Name == "contentUrl").Should().NotContain(v => v.Value.StartsWith("http://localhost/es/", StringComparison.Ordinal));
        spanish.Where(v => v.Name == "name" && v.Parent == "itemListElement").Select(v => v.Value).Should().NotContain(["Home", "Pledges", "Companies", "Claims", "Data"]);
        spanish.Where(v => v.Name == "description").Select(v => v.Value).Should().NotIntersectWith(english.Where(v => v is { Name: "description", Type: "Dataset" }).Select(v => v.Value));
    }

    [Fact]
    public async Task A_spanish_page_tells_machines_what_it_tells_readers()
    {
        var (_, page) = await app.GetAsync("/es" + Alibaba);
        var nodes = GraphOf(page).GetProperty("@graph").EnumerateArray().ToDictionary(n => n.GetProperty("@type").GetString()!);
        var (_, data) = await app.GetAsync("/es/data");

        nodes["WebPage"].GetProperty("@id").GetString().Should().Be("http://localhost/es" + Alibaba);
        nodes["Dataset"].GetProperty("name").GetString().Should().StartWith("Cifras reportadas sobre la promesa: Alibaba, ");
        nodes["Dataset"].GetProperty("description").GetString().Should().Be(page.QuerySelector("meta[name=description]")!.GetAttribute("content"));
        nodes["BreadcrumbList"].GetProperty("itemListElement")[0].GetProperty("name").GetString().Should().Be("Inicio");
        nodes["Organization"].GetProperty("@id").GetString().Should().Be("http://localhost/companies/alibaba#company", "a company is the same one in every language");
        GraphOf(data).GetProperty("@graph")[0].GetProperty("name").GetString().Should().Be("Promesas empresariales de creación de empleo y lo que se reportó");
        GraphOf(data).GetProperty("@graph")[0].GetProperty("@id").GetString().Should().Be("http://localhost/data#dataset");
    }

    [Theory]
    [InlineData("/data", "Where the editors gave a verdict, it has a reason and a date.")]
    [InlineData("/es/data", "Si los editores dieron un veredicto, lleva una razón y una fecha.")]
    public async Task The_data_set_promises_a_verdict_of_no_pledge_that_has_none(string address, string sentence)
    {
        using var json = JsonDocument.Parse(await app.Visitor().GetStringAsync("/pledges.json?verdict=not-yet-rated&limit=1"));
        json.RootElement.GetProperty("data").GetArrayLength().Should().Be(1, "there are pledges without one");

        var description = GraphOf((await app.GetAsync(address)).Page).GetProperty("@graph")[0].GetProperty("description").GetString();

        description.Should().Contain(sentence).And.NotContain("Each pledge has").And.NotContain("Cada promesa tiene");
    }

    private static bool IsOfAThing((string Name, string Value, string Parent, string Type) value) => value.Name == "@id" && value.Type is not ("WebPage" or "BreadcrumbList") && value.Parent != "breadcrumb";

    // Every plain value with its name, the name of what it stands in and the type there.
    private static IEnumerable<(string Name, string Value, string Parent, string Type)> Flat(JsonElement node, string name = "", string parent = "", string type = "") => node.ValueKind switch
    {
        JsonValueKind.Object => node.EnumerateObject().SelectMany(p => Flat(p.Value, p.Name, name, node.TryGetProperty("@type", out var typed) ? typed.GetString()! : "")),
        JsonValueKind.Array => node.EnumerateArray().SelectMany(e => Flat(e, name, parent, type)),
        _ => [(name, node.ToString(), parent, type)],
    };

    private static void Check(JsonElement node, string where)
    {
        if (!node.TryGetProperty("@type", out var typed))
        {
            node.TryGetProperty("@id", out _).Should().BeTrue($"a node of {where} has a type or points at one: {node}");
            return;
        }

        var type = typed.GetString()!;
        Vocabulary.Should().ContainKey(type, where);
        foreach (var property in node.EnumerateObject().Where(p => p.Name[0] != '@'))
        {
            var ranges = RangesOf(type, property.Name);
            ranges.Should().NotBeNull($"{type} has no property “{property.Name}” ({where})");
            var values = property.Value.ValueKind == JsonValueKind.Array ? [.. property.Value.EnumerateArray()] : new List<JsonElement> { property.Value };
            values.Should().NotBeEmpty($"{type}.{property.Name}");
            foreach (var value in values)
            {
                if (value.ValueKind == JsonValueKind.Object)
                {
                    if (value.TryGetProperty("@type", out var inner))
                    {
                        ranges!.Should().Contain(r => IsA(inner.GetString()!, r), $"{type}.{property.Name} takes {string.Join(", ", ranges!)} and not {inner} ({where})");
                    }

                    Check(value, where);
                }
                else
                {
                    ranges!.Should().Contain(r => !Vocabulary.ContainsKey(r) || r == "Thing", $"{type}.{property.Name} takes a plain value ({where})");
                    if (value.ValueKind == JsonValueKind.String)
                    {
                        value.GetString().Should().NotBeNullOrWhiteSpace();
                    }
                }
            }
        }
    }

    private static List<string>? RangesOf(string type, string property)
    {
        if (!Vocabulary.TryGetValue(type, out var known))
        {
            return null;
        }

        return known.Properties.TryGetValue(property, out var ranges) ? ranges : known.Parents.Select(p => RangesOf(p, property)).FirstOrDefault(r => r is not null);
    }

    private static bool IsA(string type, string range) => type == range || range == "Thing" || (Vocabulary.TryGetValue(type, out var known) && known.Parents.Any(p => IsA(p, range)));

    private static JsonElement GraphOf(IDocument page) => JsonDocument.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent).RootElement;

    private static Dictionary<string, VocabularyType> Read()
    {
        using var stream = typeof(StructuredDataTests).Assembly.GetManifestResourceStream("schema-org.json")!;
        return JsonDocument.Parse(stream).RootElement.GetProperty("types").Deserialize<Dictionary<string, VocabularyType>>(Plain)!;
    }

    private sealed class ReviewingApp : TrackerApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["ClaimReview"] = "true" };
    }
}
