using System.Text.Json;
using AngleSharp.Dom;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Pages;

/// <summary>What every place says where nothing is counted, with a look-up and without one, and how an editor adds one.</summary>
public sealed class LookupPageTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    private const string Found = "A search on 1 June 2026 found no count in news pages published up to March 2026.";
    private const string NotSought = "No count is recorded, and no search for one.";

    private static readonly string[] Asserted = ["No figure was found", "No figure toward it was found", "none given", "Nobody has counted", "nobody has counted", "is not known"];

    [Theory]
    [InlineData("", NotSought)]
    [InlineData("/embed", NotSought)]
    [InlineData(".atom", NotSought)]
    [InlineData(".feed.json", NotSought)]
    [InlineData(".json", NotSought)]
    [InlineData(".svg", NotSought)]
    public async Task Without_a_look_up_no_place_says_that_nothing_was_found(string form, string said)
    {
        var slug = await PublishedAsync(Given.Draft());

        var text = await app.Visitor().GetStringAsync($"/pledges/{slug}{form}");

        text.Should().Contain(said).And.NotContainAny(Asserted).And.NotContain("found.");
    }

    [Theory]
    [InlineData("/embed")]
    [InlineData(".atom")]
    [InlineData(".feed.json")]
    [InlineData(".json")]
    [InlineData(".svg")]
    public async Task With_a_look_up_every_place_says_so_with_day_and_reach(string form)
    {
        var slug = await PublishedAsync(Given.Draft() with { Lookups = [Given.LookupDraft()] });

        (await app.Visitor().GetStringAsync($"/pledges/{slug}{form}")).Should().Contain(Found).And.NotContainAny(Asserted);
    }

    [Fact]
    public async Task The_page_lists_each_look_up_and_shows_the_newest_among_what_is_fresh()
    {
        var slug = await PublishedAsync(Given.Draft() with
        {
            LastChecked = "2026-05-01",
            Lookups = [Given.LookupDraft(), Given.LookupDraft("2026-06-03", "nothing-new", "anything-new") with { Note = "Two pages were away." }],
        });

        var (_, page) = await app.GetAsync($"/pledges/{slug}");

        Text(page.QuerySelector("#reported + p")!).Should().Be(Found);
        Text(page.QuerySelector("section.target")!).Should().Contain("for the target. " + Found);
        page.QuerySelectorAll("h2#looked-for ~ ul li").Select(Text).Should().Equal(
            "3 June 2026: anything new. Nothing new. Looked in: The Gazette. What that material covers: news pages published up to March 2026. Two pages were away.",
            "1 June 2026: count. Nothing found. Looked in: The Gazette. What that material covers: news pages published up to March 2026.");
        Fresh(page, "Last search").Should().StartWith("3 June 2026, 179 days ago: anything new, nothing new");
        Fresh(page, "Last check").Should().StartWith("1 May 2026");
        Fresh(page, "Last figure").Should().Be("none found in a search on 1 June 2026 in news pages published up to March 2026");
        page.QuerySelector("#paste")!.TextContent.Should().Contain(Found).And.Contain("(PledgeTracker, as of 3 June 2026:", "where nothing counts, the last search says how old that is");
    }

    [Fact]
    public async Task Without_one_the_box_says_not_looked_for_and_the_list_is_not_there()
    {
        var (_, page) = await app.GetAsync($"/pledges/{await PublishedAsync(Given.Draft() with { Targets = [Given.TargetDraft(deadline: null)] })}");

        page.QuerySelector("#looked-for").Should().BeNull();
        Fresh(page, "Last search").Should().Be("no search recorded");
        Fresh(page, "Last figure").Should().Be("none recorded, and no search");
        Fresh(page, "Deadline").Should().Be("none recorded, and no search");
        Text(page.QuerySelector("section.target")!).Should().Contain("with no original deadline recorded");
        page.QuerySelector("#paste")!.TextContent.Should().Contain("(PledgeTracker, as of 29 November 2026:");
    }

    [Theory]
    [InlineData(null, null, "Live, as of 29 November 2026. Published 29 November 2026. No check is recorded.")]
    [InlineData("2026-05-01", null, "Live, as of 29 November 2026. Last checked 1 May 2026.")]
    [InlineData("2026-05-01", "2026-06-01", "Live, as of 29 November 2026. Last checked 1 June 2026.")]
    [InlineData("2026-07-01", "2026-06-01", "Live, as of 29 November 2026. Last checked 1 July 2026.")]
    public async Task An_embed_says_it_was_checked_only_where_a_check_or_a_look_up_is_recorded(string? lastChecked, string? looked, string said)
    {
        var slug = await PublishedAsync(Given.Draft() with { LastChecked = lastChecked, Lookups = looked is null ? [] : [Given.LookupDraft(looked)] });

        (await app.Visitor().GetStringAsync($"/pledges/{slug}/embed")).Should().Contain(said);
    }

    [Fact]
    public async Task A_deadline_and_a_starting_level_are_said_not_to_be_found_by_a_look_up_of_their_own()
    {
        var slug = await PublishedAsync(Given.Draft(Given.FigureDraft() with { Span = "level" }) with
        {
            Targets = [Given.TargetDraft(deadline: null)],
            Lookups = [Given.LookupDraft(soughtFor: "deadline"), Given.LookupDraft(soughtFor: "starting-level")],
        });

        var (_, page) = await app.GetAsync($"/pledges/{slug}");

        Text(page.QuerySelector("section.target")!).Should()
            .Contain("A search on 1 June 2026 found no deadline in news pages published up to March 2026.").And
            .Contain("Without a starting level, nobody can say how much was added. A search on 1 June 2026 found no starting level in news pages published up to March 2026.");
        page.QuerySelector("#paste")!.TextContent.Should().Contain("A level of 500 was reported as of 31 December 2018. A search on 1 June 2026");
    }

    [Fact]
    public async Task As_known_before_the_look_up_it_is_left_out()
    {
        var slug = await PublishedAsync(Given.Draft() with { Lookups = [Given.LookupDraft()] });

        var (_, page) = await app.GetAsync($"/pledges/{slug}?on=2026-05-31");

        page.QuerySelector("#looked-for").Should().BeNull();
        Text(page.QuerySelector("#reported + p")!).Should().Be("No count that was public by then is recorded.");
    }

    [Fact]
    public async Task In_Spanish_the_editors_words_within_the_sentence_keep_their_language()
    {
        var slug = await PublishedAsync(Given.Draft() with { Lookups = [Given.LookupDraft()] });

        var (_, page) = await app.GetAsync($"/es/pledges/{slug}");

        var said = page.QuerySelector("#reported + p")!;
        Text(said).Should().Be("Una búsqueda del 1 de junio de 2026 no encontró ningún recuento en “news pages published up to March 2026”.");
        said.QuerySelector("[lang=en]")!.TextContent.Should().Be("news pages published up to March 2026");
    }

    [Fact]
    public async Task The_data_has_the_look_ups_as_a_table_of_their_own()
    {
        var slug = await PublishedAsync(Given.Draft() with { Lookups = [Given.LookupDraft() with { Target = "jobs" }] });

        using var json = JsonDocument.Parse(await app.Visitor().GetStringAsync($"/pledges/{slug}.json"));
        var one = json.RootElement.GetProperty("lookups").EnumerateArray().Single();
        (one.GetProperty("date").GetString(), one.GetProperty("sought_for").GetString(), one.GetProperty("target").GetString(), one.GetProperty("where").GetString(), one.GetProperty("reach").GetString(), one.GetProperty("outcome").GetString())
            .Should().Be(("2026-06-01", "count", "jobs", "The Gazette", "news pages published up to March 2026", "nothing-found"));
        (await app.Visitor().GetStringAsync("/data/lookups.csv")).Should().Contain($"{slug},1,2026-06-01,count,jobs,The Gazette,news pages published up to March 2026,nothing-found,");
        (await app.Visitor().GetAsync($"/pledges/{slug}/card.png")).IsSuccessStatusCode.Should().BeTrue();
    }

    [Theory]
    [InlineData("", "Looked for:")]
    [InlineData("/es", "Qué se buscó:")]
    public async Task A_search_that_hits_a_look_up_shows_it_with_its_day(string language, string heading)
    {
        var animal = "quokka" + Guid.NewGuid().ToString("N")[..6];
        var slug = await PublishedAsync(Given.Draft() with { Lookups = [Given.LookupDraft() with { Where = $"the {animal} registers" }] });

        var (_, page) = await app.GetAsync($"{language}/pledges?q={animal}");

        page.QuerySelector("a.title-link")!.GetAttribute("href").Should().EndWith("/pledges/" + slug);
        var excerpt = page.QuerySelector(".excerpt")!;
        Text(excerpt).Should().Be($"{heading} 1 June 2026: count, nothing found; the {animal} registers; news pages published up to March 2026");
        excerpt.QuerySelector("[lang=en] mark")!.TextContent.Should().Be(animal);
    }

    [Fact]
    public async Task Looked_and_nothing_new_is_two_clicks_without_a_script()
    {
        var slug = await PublishedAsync(Given.Draft() with { Lookups = [Given.LookupDraft()] });
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync($"/newsroom/pledges/{await IdOfAsync(slug)}");

        await editor.GoAsync(editor.Page.QuerySelectorAll("main a").Single(a => a.TextContent == "Looked, nothing new").GetAttribute("href")!);
        FormBrowser.FieldsOf(editor.Page.QuerySelector("main form[method=post]")!).Should().Contain(new Dictionary<string, string>
        {
            ["date"] = "2026-11-29",
            ["soughtFor"] = "anything-new",
            ["where"] = "The Gazette",
            ["reach"] = "news pages published up to March 2026",
        });
        await editor.SendAsync(new Dictionary<string, string>(), "looked");

        editor.At.Should().EndWith("?done=looked");
        var (_, page) = await app.GetAsync($"/pledges/{slug}");
        Fresh(page, "Last search").Should().Be("29 November 2026, today: anything new, nothing new");
        page.QuerySelector("#paste")!.TextContent.Should().Contain(Found, "what a search for a count found is not made younger by another search");
    }

    [Fact]
    public async Task What_is_missing_in_the_short_form_is_said_beside_its_field_and_what_was_typed_stays()
    {
        var slug = await PublishedAsync(Given.Draft());
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync($"/newsroom/pledges/{await IdOfAsync(slug)}/looked");

        await editor.SendAsync(new Dictionary<string, string> { ["date"] = "22 November 2026", ["where"] = "The Gazette" }, "looked");

        editor.Page.QuerySelector("#reach-problem")!.TextContent.Should().Contain("what time the material covers");
        editor.Page.QuerySelector("#where")!.GetAttribute("value").Should().Be("The Gazette");
        await editor.SendAsync(new Dictionary<string, string> { ["reach"] = "its archive of 2026" }, "looked");
        editor.At.Should().EndWith("?done=looked");
    }

    [Fact]
    public async Task The_whole_form_asks_for_look_ups_too()
    {
        var slug = await PublishedAsync(Given.Draft());
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync($"/newsroom/pledges/{await IdOfAsync(slug)}");

        await editor.SendAsync(new Dictionary<string, string>(), "add lookups", "form#draft");
        await editor.SendAsync(
            new Dictionary<string, string>
            {
                ["lookups[0].date"] = "1 June 2026",
                ["lookups[0].soughtFor"] = "count",
                ["lookups[0].where"] = "The Gazette",
                ["lookups[0].reach"] = "its archive",
                ["lookups[0].outcome"] = "nothing-found",
            },
            "send",
            "form#draft");

        editor.At.Should().EndWith("?done=sent");
    }

    private static string Text(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Fresh(IDocument page, string row) => Text(page.QuerySelectorAll(".glance dt").Single(dt => dt.TextContent == row).NextElementSibling!);

    private async Task<string> PublishedAsync(PledgeDraft draft)
    {
        var slug = "acme-" + Guid.NewGuid().ToString("N")[..8];
        var at = TrackerApp.Now.UtcDateTime;
        var problems = await app.WithAsync<Publication, IReadOnlyList<ReviewProblem>>(p => p.PublishAsync(
            draft with { Slug = slug, Company = "alibaba" }, new PublicationTerms("Ed Itor", at, DateOnly.FromDateTime(at), null)));
        problems.Should().BeEmpty();
        return slug;
    }

    private async Task<int> IdOfAsync(string slug)
    {
        using var json = JsonDocument.Parse(await app.Visitor().GetStringAsync($"/pledges/{slug}.json"));
        return json.RootElement.GetProperty("pledge").GetProperty("pledge_id").GetInt32();
    }
}
