using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;

namespace PledgeTracker.Tests.Pages;

/// <summary>The pages of claimed totals: what others say and what the tracker adds up stand apart, and nobody is judged.</summary>
public sealed partial class ClaimPageTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string WhiteHouse = "/lists/us-white-house-2025";
    private const string ProPublicas = "/lists/us-trump-claims-2016-2018";

    [Fact]
    public async Task ProPublicas_four_numbers_come_out_as_those_of_its_check_and_the_trackers_own_are_not_matched()
    {
        var (_, page) = await app.GetAsync(ProPublicas);

        Others(page, LadderStep.Claimed).Should().Contain("2.4 million jobs ProPublica, on Donald Trump, 29 January 2018").And.NotContain("2.4 million jobs ProPublica, 29 January 2018", "one number of one speaker stands once").And.Contain("The sum is the reporters’, not the speaker’s");
        Others(page, LadderStep.Counted).Should().Contain("about 206,000 jobs ProPublica, 29 January 2018");
        Others(page, LadderStep.NewOrAttributable).Should().Contain("about 136,000 jobs ProPublica, 29 January 2018").And.Contain("about 63,000 jobs ProPublica, 29 January 2018");
        foreach (var step in new[] { LadderStep.Counted, LadderStep.NewOrAttributable })
        {
            Own(page, step).Should().Contain("Not matched: no entry of this list is matched to a pledge of this tracker.");
            page.QuerySelectorAll($"#step-{Code.Of(step)} .own data").Should().BeEmpty("the tracker has no number of its own");
        }

        Own(page, LadderStep.OnTheList).Should().Contain("Its entries are not copied here.");
        Text(page.QuerySelector("#step-promised-jobs")!).Should().Contain("Not known: nothing is recorded here.").And.Contain("Not matched");
        Text(page.QuerySelector("#items")!.ParentElement!).Should().Contain("Its entries are not copied here.");
    }

    [Fact]
    public async Task The_ladder_has_seven_steps_each_with_what_others_say_and_the_trackers_own_arithmetic_apart()
    {
        var (_, page) = await app.GetAsync(WhiteHouse);

        page.QuerySelectorAll("ol.ladder > li > h3").Select(Text).Should().Equal("Claimed", "On the list", "By companies", "New", "Promised jobs", "Counted so far", "New or attributable");
        Others(page, LadderStep.Claimed).Should().Contain("more than $18 trillion Donald Trump, 24 February 2026").And.Contain("$9.7 trillion The White House under Donald Trump, February 2026").And.Contain("“secured commitments”");
        page.QuerySelector("#step-claimed .own").Should().BeNull("claims are not added up");
        Others(page, LadderStep.OnTheList).Should().StartWith("What others say $9.7 trillion Feb 2026 · the list itself, kept by the White House under Donald Trump").And.Contain("more than $2.6 trillion Reuters, 8 July 2025");
        Own(page, LadderStep.OnTheList).Should().StartWith("By this tracker’s own arithmetic 42 entries are copied here. The list had 132 entries (November 2025).");
        Own(page, LadderStep.ByCompanies).Should().Contain("Left out: by a country, or not by a company.").And.Contain("Left out: no investment.");
        Own(page, LadderStep.New).Should().Contain("Found planned, announced or usual before").And.Contain("A finding may be about an earlier, smaller number.").And.Contain("Not known");
        Own(page, LadderStep.Counted).Should().Contain("That is not counted as 0.");
    }

    [Fact]
    public async Task The_trackers_sums_are_those_of_the_published_document_in_which_each_amount_stands_once()
    {
        using var list = await JsonAsync(WhiteHouse + ".json");

        // Money that is no investment is not added to investments, and nothing is added twice.
        string[] apart = ["not-investment", "purchase", "double-counted"];
        var amounts = list.RootElement.GetProperty("document").GetProperty("items").EnumerateArray().Where(i => i.TryGetProperty("amount", out _)
            && !(i.TryGetProperty("findings", out var found) && found.EnumerateArray().Any(f => apart.Contains(f.GetProperty("class").GetString())))).ToList();
        var sum = amounts.Sum(i => (decimal)Quantity.Parse(i.GetProperty("amount").GetString()!).Low);
        var (_, page) = await app.GetAsync(WhiteHouse);

        amounts.Select(i => i.GetProperty("currency").GetString()).Distinct().Should().Equal("USD");
        page.QuerySelectorAll("#step-on-the-list .own data").Select(d => decimal.Parse(d.GetAttribute("value")!, System.Globalization.CultureInfo.InvariantCulture)).Should().Contain(sum);
        Own(page, LadderStep.OnTheList).Should().Contain($"in {amounts.Count} entries");
    }

    [Fact]
    public async Task Looking_back_leaves_out_later_states_claims_and_checks()
    {
        var (_, page) = await app.GetAsync(WhiteHouse + "?on=2025-07-31");
        var text = Text(page.QuerySelector("main")!);

        text.Should().Contain("As known on 31 July 2025.").And.Contain("They are those known today.");
        Others(page, LadderStep.OnTheList).Should().Contain("more than $2.6 trillion more than 70 entries 2 Jul 2025 · the list itself").And.NotContain("9.7").And.NotContain("Bloomberg");
        Others(page, LadderStep.Claimed).Should().NotContain("2026").And.NotContain("18 trillion");
        page.QuerySelectorAll("#checks ~ ul time").Select(t => t.GetAttribute("datetime")!).Should().NotBeEmpty().And.OnlyContain(d => PartialDate.Parse(d).Earliest <= new DateOnly(2025, 7, 31));
        page.QuerySelectorAll(".listed a[href^='/checks/']").Select(a => a.GetAttribute("href")).Should().NotContain("/checks/cbs-2512").And.Contain("/checks/reuters-2025");
        page.QuerySelector("meta[name=robots]")!.GetAttribute("content").Should().Be("noindex");
    }

    [Theory]
    [InlineData("group=not-new", "announced before", "public help sought before", "new in part", "usual spending", "planned before")]
    [InlineData("group=no-company-investment", "by a country", "no investment", "not by a company", "a purchase")]
    public async Task Entries_are_narrowed_by_the_group_of_what_was_found(string query, params string[] classes)
    {
        var (_, all) = await app.GetAsync(WhiteHouse);
        var (_, page) = await app.GetAsync($"{WhiteHouse}?{query}");

        var rows = page.QuerySelectorAll("table.listed tbody tr");
        rows.Should().NotBeEmpty().And.HaveCountLessThan(all.QuerySelectorAll("table.listed tbody tr").Length);
        rows.Should().AllSatisfy(row => row.QuerySelectorAll(".finding > strong").Select(f => Text(f).ToLowerInvariant()).Should().Contain(found => classes.Contains(found)));
        Text(page.QuerySelector("main")!).Should().Contain($"{rows.Length} entries of 42 fit.");
        page.QuerySelector("select[name=group] option[selected]")!.GetAttribute("value").Should().Be(query.Split('=')[1]);
    }

    [Fact]
    public async Task Entries_are_narrowed_by_company_place_and_the_verdict_of_their_pledge()
    {
        (await RowsAsync("company=micron")).Should().ContainSingle().Which.Should().Contain("Micron");
        (await RowsAsync("place=arizona")).Should().NotBeEmpty().And.AllSatisfy(row => row.Should().Contain("Arizona"));
        (await RowsAsync("verdict=in-progress")).Should().NotBeEmpty().And.AllSatisfy(row => row.Should().Contain("In progress"));
        (await RowsAsync("company=nobody-of-that-name")).Should().BeEmpty();

        async Task<IReadOnlyList<string>> RowsAsync(string query) => [.. (await app.GetAsync($"{WhiteHouse}?{query}")).Page.QuerySelectorAll("table.listed tbody tr").Select(Text)];
    }

    [Theory]
    [InlineData("?group=lies", "“lies” is not a group of findings.")]
    [InlineData("?verdict=late", "“late” is not a verdict.")]
    [InlineData("?page=0", "“0” is not a page number.")]
    [InlineData("?on=tomorrow", "“tomorrow” is not a day.")]
    [InlineData("?group=new&group=credit", "more than once")]
    public async Task What_is_not_understood_is_refused_with_a_sentence(string query, string sentence)
    {
        var (answer, page) = await app.GetAsync(WhiteHouse + query);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        Text(page.QuerySelector("main")!).Should().Contain(sentence);
    }

    [Theory]
    [InlineData("/claims/nobody", "There is no claimant at the address “nobody”.")]
    [InlineData("/lists/nothing", "There is no list at the address “nothing”.")]
    [InlineData("/checks/nothing", "There is no check at the address “nothing”.")]
    public async Task An_address_of_nothing_says_so_on_the_page_and_in_json(string address, string sentence)
    {
        var (answer, page) = await app.GetAsync(address);

        answer.StatusCode.Should().Be(HttpStatusCode.NotFound);
        Text(page.QuerySelector("main")!).Should().Contain(sentence);
        (await app.Visitor().GetAsync(address + ".json")).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_was_taken_off_the_site_is_gone_with_its_reason()
    {
        await using var own = new TrackerApp();
        await own.WithDatabaseAsync(async context =>
        {
            var document = await context.Documents.SingleAsync(d => d.Kind == DocumentKind.Check && d.Key == "cato-2026");
            (document.PublishedRevisionId, document.UnpublishedReason, document.UnpublishedAt) = (null, "Entered by mistake.", TrackerApp.Now.UtcDateTime);
            document.State = WorkState.Draft;
            (await context.Site.SingleAsync()).ContentVersion++;
            await context.SaveChangesAsync();
        });

        var (answer, page) = await own.GetAsync("/checks/cato-2026");

        answer.StatusCode.Should().Be(HttpStatusCode.Gone);
        Text(page.QuerySelector("main")!).Should().Contain("It was taken off the site on 29 November 2026. Entered by mistake.");
        (await own.Visitor().GetAsync("/checks/cato-2026.json")).StatusCode.Should().Be(HttpStatusCode.Gone);
        (await own.GetAsync("/claims")).Page.QuerySelectorAll("a[href='/checks/cato-2026']").Should().BeEmpty();
    }

    [Fact]
    public async Task A_series_is_drawn_with_its_numbers_and_every_one_is_in_the_table()
    {
        var (_, page) = await app.GetAsync("/claims/donald-trump");

        var section = page.QuerySelector("#series-trump-investment-2025")!.ParentElement!;
        var chart = section.QuerySelector("svg.chart-wide")!;
        chart.QuerySelectorAll(".mark.claimed").Length.Should().Be(section.QuerySelectorAll("tbody tr").Count(r => r.QuerySelector("a[href^='#claim-'] ") is not null && r.QuerySelector("data") is not null) + 1, "each number is a mark, and the key has one");
        chart.QuerySelectorAll(".mark.listed").Length.Should().Be(section.QuerySelectorAll("tbody tr").Count(r => r.QuerySelector("a[href^='/lists/']") is not null) + 1);
        chart.QuerySelectorAll(".mark.examined").Length.Should().Be(section.QuerySelectorAll("tbody tr").Count(r => r.QuerySelector("a[href^='/checks/']") is not null) + 1);
        chart.QuerySelectorAll("text").Select(Text).Should().Contain("more than $18 trillion").And.Contain("$21 trillion to $22 trillion").And.Contain("$9.7 trillion");
        section.QuerySelectorAll("td data").Select(d => d.GetAttribute("value")!.TrimEnd('0').Length).Should().NotContain(0);
        page.QuerySelector("#series-pledge-americas-workers")!.ParentElement!.QuerySelectorAll("svg .mark.listed").Should().BeEmpty("that list gives no number in training opportunities");
    }

    [Fact]
    public async Task Each_claim_has_its_words_its_list_or_that_none_is_recorded_and_its_checks()
    {
        var (_, page) = await app.GetAsync("/claims/donald-trump");

        var claims = page.QuerySelectorAll("ol.claims > li").Select(Text).ToList();
        claims.Should().HaveCount(28);
        claims[0].Should().Contain("24 February 2026").And.Contain("more than $18 trillion").And.Contain("“I secured commitments").And.Contain("Cato Institute");
        claims.Should().Contain(c => c.Contains("tens of thousands (jobs)")).And.Contain(c => c.Contains("No list behind it is recorded here."));
    }

    [Fact]
    public async Task A_check_shows_its_method_its_results_and_the_entries_it_found_something_of()
    {
        var (_, page) = await app.GetAsync("/checks/propublica-2018");
        var (_, reuters) = await app.GetAsync("/checks/reuters-2025");

        page.QuerySelectorAll("#results ~ .scroll tbody th").Select(Text).Should().Equal("claimed", "created", "new", "attributable");
        Text(page.QuerySelector("main")!).Should().Contain("genuinely new").And.Contain("The companies’ own word.").And.Contain("Collected every claim in tweets and speeches");
        reuters.QuerySelectorAll("#findings ~ .scroll tbody a[href^='/lists/us-white-house-2025#item-']").Should().HaveCount(8);
        Text(reuters.QuerySelector("#reply")!.ParentElement!).Should().Contain("the greatest closer in modern history");
    }

    [Fact]
    public async Task Only_checks_whose_numbers_are_of_the_list_stand_on_its_page()
    {
        var (_, list2017) = await app.GetAsync("/lists/us-white-house-2017");
        var (_, propublica) = await app.GetAsync(ProPublicas);

        Text(list2017.QuerySelector("ol.ladder")!).Should().NotContain("206,000");
        list2017.QuerySelector("#paste")!.TextContent.Should().NotContain("ProPublica (");
        Text(propublica.QuerySelector("ol.ladder")!).Should().Contain("206,000");
    }

    [Fact]
    public async Task A_pledge_says_on_which_list_it_is_and_what_was_found_of_that_entry()
    {
        var (_, page) = await app.GetAsync("/pledges/johnson-johnson-55bn-2025");

        Text(page.QuerySelector(".listed-as")!).Should().Be("The list “The Trump Effect: investments page and running list”, kept by the White House under Donald Trump, has this pledge as an entry. Of that entry Reuters found: new in part.");
        (await app.GetAsync("/pledges/tesla-buffalo-1460-riverbend")).Page.QuerySelectorAll(".listed-as").Should().BeEmpty();
    }

    [Fact]
    public async Task The_paragraph_to_paste_says_only_what_is_stored_and_no_sum_of_reporters_as_the_speakers()
    {
        var (_, page) = await app.GetAsync(WhiteHouse);
        var (_, propublica) = await app.GetAsync(ProPublicas);

        page.QuerySelector("#paste")!.TextContent.Should().StartWith("Donald Trump (24 February 2026): more than $18 trillion. “").And.Contain("The list “The Trump Effect: investments page and running list”, kept by the White House under Donald Trump, gave $9.7 trillion (February 2026).")
            .And.Contain("42 entries are copied here. By this tracker’s own arithmetic those that can be added come to").And.EndWith("(PledgeTracker, as of 29 November 2026: http://localhost/lists/us-white-house-2025)");
        propublica.QuerySelector("#paste")!.TextContent.Should().StartWith("ProPublica, on Donald Trump (2019): 8.9 million jobs, said to be: 35 claims since the election, added up by ProPublica. The sum is the reporters’.").And.Contain("about 206,000 jobs (created: ").And.Contain("about 136,000 jobs (new: ").And.Contain("about 63,000 jobs (attributable: ");
    }

    [Fact]
    public async Task The_other_form_of_a_page_is_the_published_document_and_the_ladder_of_a_list()
    {
        using var list = await JsonAsync(ProPublicas + ".json");
        using var claimant = await JsonAsync("/claims/joe-biden.json");
        using var all = await JsonAsync("/claims.json");

        list.RootElement.GetProperty("url").GetString().Should().Be("http://localhost" + ProPublicas);
        list.RootElement.GetProperty("revision").GetInt32().Should().Be(1);
        list.RootElement.GetProperty("document").GetProperty("keeper").GetString().Should().Be("ProPublica");
        var ladder = list.RootElement.GetProperty("ladder").EnumerateArray().ToList();
        ladder.Select(r => r.GetProperty("step").GetString()).Should().Equal(Code.Codes<LadderStep>());
        ladder[^1].GetProperty("checked").EnumerateArray().Select(c => c.GetProperty("quantity").GetString()).Should().Contain(["about 136,000", "about 63,000"]);
        claimant.RootElement.GetProperty("document").GetProperty("claims").GetArrayLength().Should().Be(2);
        all.RootElement.GetProperty("claimants").GetArrayLength().Should().Be(16);
        all.RootElement.GetProperty("lists").GetArrayLength().Should().Be(15);
        all.RootElement.GetProperty("checks").GetArrayLength().Should().Be(30);
        (await app.Visitor().GetStringAsync("/sitemap.xml")).Should().Contain("/lists/us-white-house-2025<").And.Contain("/claims/joe-biden<").And.Contain("/checks/cato-2026<");
    }

    [Fact]
    public async Task The_method_has_every_class_of_findings_with_its_group()
    {
        var (_, page) = await app.GetAsync("/method");

        page.QuerySelectorAll("tr[id^='finding-']").Select(r => r.Id).Should().Equal(Code.Codes<FindingClass>().Select(c => "finding-" + c));
        page.QuerySelectorAll("#finding-routine > *").Select(Text).Should().Equal("Usual spending", "It is in line with what the company spends anyway.", "Not new, or new in part");
    }

    [Theory]
    [InlineData("/claims")]
    [InlineData("/claims/donald-trump")]
    [InlineData("/claims/joe-biden")]
    [InlineData(WhiteHouse)]
    [InlineData("/lists/us-invest-gov")]
    [InlineData("/checks/reuters-2025")]
    public async Task No_page_calls_a_claim_false_whoever_governs(string address)
    {
        // What checks and editors wrote is in English there, and is theirs.
        var (_, page) = await app.GetAsync("/es" + address);
        foreach (var element in page.QuerySelectorAll("main [lang=en]"))
        {
            element.Remove();
        }

        // A rating is the check's own word, and stands in the paragraph as what that check found.
        Judging().Matches(Text(page.QuerySelector("main")!).Replace("(Rated False)", "", StringComparison.Ordinal).Replace(": Rated False", "", StringComparison.Ordinal)).Select(m => m.Value).Should().BeEmpty();
    }

    [Theory]
    [InlineData("/claims")]
    [InlineData("/claims/white-house-obama")]
    [InlineData("/claims/scott-walker")]
    [InlineData(WhiteHouse + "?group=not-new")]
    [InlineData(WhiteHouse + "?on=2025-07-31")]
    [InlineData("/lists/us-white-house-2017")]
    [InlineData("/lists/za-investment-conference")]
    [InlineData("/checks/za-own")]
    public async Task Every_page_is_there_in_Spanish_with_the_same_numbers_and_dates(string address)
    {
        var (_, english) = await app.GetAsync(address);
        var (answer, spanish) = await app.GetAsync("/es" + address);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        spanish.QuerySelectorAll("data").Select(d => d.GetAttribute("value")).Should().Equal(english.QuerySelectorAll("data").Select(d => d.GetAttribute("value")));
        spanish.QuerySelectorAll("main time").Select(d => d.GetAttribute("datetime")).Should().BeEquivalentTo(english.QuerySelectorAll("main time").Select(d => d.GetAttribute("datetime")));
        var ours = spanish.QuerySelector("main")!.Descendants<IText>().Where(t => t.ParentElement!.Closest("[lang]")?.GetAttribute("lang") == "es" && t.ParentElement!.Closest("textarea, .quote, .cite, [rel=license]") is null).Select(t => Quoted().Replace(t.Text, "").Trim());
        ours.Where(t => EnglishWords().IsMatch(t)).Should().BeEmpty();
    }

    [Fact]
    public async Task Each_page_of_claimed_totals_is_the_same_in_both_languages_but_for_its_words()
    {
        SitePages.All.Select(p => p.Address).Should().Contain(["/claims", "/claims/{slug}", "/lists/{slug}", "/checks/{slug}"]);
        var (_, page) = await app.GetAsync("/es" + WhiteHouse);
        Text(page.QuerySelector("#step-on-the-list")!).Should().Contain("Según el cálculo propio de este sitio").And.Contain("Aquí están copiadas 42 entradas. La lista tenía 132 entradas (noviembre de 2025).");
    }

    private static string Others(IDocument page, LadderStep step) => Text(page.QuerySelector($"#step-{Code.Of(step)} .others")!);

    private static string Own(IDocument page, LadderStep step) => Text(page.QuerySelector($"#step-{Code.Of(step)} .own")!);

    private static string Text(IElement element) => Spaces().Replace(element.TextContent, " ").Trim();

    private async Task<JsonDocument> JsonAsync(string address) => JsonDocument.Parse(await app.Visitor().GetStringAsync(address));

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\b(lie[sd]?|false|bogus|fake|mentir\w*|mient\w*|fals\w*|engañ\w*|desment\w*)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Judging();

    [GeneratedRegex("“[^”]*”|https?://\\S+")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(the|of|and|was|were|is|are|by|for|with|from|this|that|which|pledges?|claim|claims|list|lists|check|entry|entries|million|billion|trillion|jobs)\b", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishWords();
}
