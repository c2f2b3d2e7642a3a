using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace PledgeTracker.BrowserTests;

/// <summary>What a journalist does, in Chromium with scripts switched off.</summary>
public sealed class ReaderJourneys(Browser browser) : Journeys(browser)
{
    private const string Alibaba = "/pledges/alibaba-million-us-jobs-2017";

    [BrowserFact]
    public async Task From_the_home_page_to_the_truth_about_Alibabas_million_jobs()
    {
        var page = await Chromium.OpenAsync(scripts: false);
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Pledges", Exact = true }).ClickAsync();
        await page.Locator(".facet").First.GetByRole(AriaRole.Link, new() { NameRegex = new("Withdrawn") }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("One million U.S. jobs") }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("One million U.S. jobs");
        await Expect(page.GetByText("No qualifying figure", new() { Exact = true }).First).ToBeVisibleAsync();
        await Expect(page.GetByText("That premise no longer exists today").First).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Pledges_are_ticked_in_a_list_and_compared_with_scripts_and_without(bool scripts)
    {
        var page = await Chromium.OpenAsync(scripts: scripts);
        await page.GotoAsync("/pledges?company=apple");
        var ticks = page.GetByRole(AriaRole.Checkbox);
        await ticks.Nth(0).CheckAsync();
        await ticks.Nth(1).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Compare the checked pledges" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Pledges compared");
        (await page.Locator("#side ~ div tbody tr").CountAsync()).Should().Be(2);
        await page.GetByRole(AriaRole.Link, new() { Name = "remove A" }).First.ClickAsync();
        await Expect(page.GetByText("Only one pledge is chosen.")).ToBeVisibleAsync();
    }

    /// <summary>The longest heads of the starter pledges, of each layout; measured on all of them, these are the ones that come nearest the edge.</summary>
    [BrowserTheory]
    [InlineData("alibaba-million-us-jobs-2017")]
    [InlineData("tesla-buffalo-1460-riverbend")]
    [InlineData("mercedes-alabama-600-2017")]
    [InlineData("softbank-arm-double-uk-headcount-2016")]
    [InlineData("sk-georgia-2000-2018")]
    [InlineData("t-mobile-sprint-merger-jobs-2018")]
    [InlineData("tsmc-arizona-2020")]
    [InlineData("siemens-fort-worth-pomona-900-2025")]
    public async Task The_answer_its_chart_and_what_is_uncertain_stand_on_one_screen_of_a_laptop_and_two_of_a_phone(string slug)
    {
        var page = await Chromium.OpenAsync(scripts: false);
        foreach (var (width, height, room) in new[] { (1280, 800, 800), (390, 844, 2 * 844) })
        {
            await page.SetViewportSizeAsync(width, height);
            await page.GotoAsync("/pledges/" + slug);
            var lowest = await page.EvaluateAsync<double>("() => Math.max(...[...document.querySelectorAll('.answer > :is(section, figure)')].map(e => e.getBoundingClientRect().bottom + scrollY))");

            lowest.Should().BeInRange(height / 2, room, "{0} is read at {1} by {2}", slug, width, height);
        }
    }

    [BrowserFact]
    public async Task Back_leads_through_the_filters_as_they_were_chosen()
    {
        var page = await Chromium.OpenAsync(scripts: false);
        await page.GotoAsync("/pledges");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("^Missed") }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "deadline", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Chromium.Address + "/pledges?verdict=missed&sort=due");

        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(Chromium.Address + "/pledges?verdict=missed");
        await page.GoBackAsync();
        await Expect(page).ToHaveURLAsync(Chromium.Address + "/pledges");
    }

    [BrowserFact]
    public async Task A_look_back_is_a_form_that_works_without_scripts()
    {
        var page = await Chromium.OpenAsync(scripts: false);
        await page.GotoAsync(Alibaba);
        await page.GetByLabel("An earlier day").FillAsync("2018-09-18");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(Chromium.Address + Alibaba + "?on=2018-09-18");
        await Expect(page.GetByText("As known on 18 September 2018.")).ToBeVisibleAsync();
        (await page.GetByText("256,000").CountAsync()).Should().Be(0);
    }

    [BrowserFact]
    public async Task The_first_stop_of_the_keyboard_skips_to_the_content()
    {
        var page = await Chromium.OpenAsync();
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("Tab");

        (await page.EvaluateAsync<string>("document.activeElement.textContent")).Should().Be("Skip to the content");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("#content$"));
        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<bool>("document.querySelector('main').contains(document.activeElement)")).Should().BeTrue();
    }

    [BrowserFact]
    public async Task The_number_of_a_source_leads_to_the_source()
    {
        var page = await Chromium.OpenAsync(scripts: false);
        await page.GotoAsync(Alibaba);
        await page.Locator(".timeline a[href^='#source-']").First.ClickAsync();

        page.Url.Should().MatchRegex("#source-[0-9]+$");
        (await page.Locator("ol.sources li:target").CountAsync()).Should().Be(1);
    }

    [BrowserTheory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task No_page_is_wider_than_its_window(int width)
    {
        var page = await Chromium.OpenAsync(width);
        foreach (var address in (string[])["/", "/pledges", "/companies", "/companies/apple", "/deadlines", "/method", Alibaba, "/pledges/foxconn-wisconsin-13000-2017", "/nothing-here", "/pledges?page=x", "/places", "/places/us", "/pledges?q=foxcon+wisconsin&verdict=missed", "/pledges/foxconn-wisconsin-13000-2017/figures/12", "/?on=2018-09-18", "/pledges/foxconn-wisconsin-13000-2017?since=2020-01-01", "/es/", "/es/pledges", "/es/places", "/es/pledges/foxconn-wisconsin-13000-2017", "/es/method"])
        {
            await page.GotoAsync(address);
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width, address);
        }
    }

    [BrowserFact]
    public async Task No_page_asks_another_host_for_anything_or_breaks_the_content_security_policy()
    {
        var page = await Chromium.OpenAsync();
        var asked = new ConcurrentQueue<string>();
        var complaints = new ConcurrentQueue<string>();
        page.Request += (_, request) => asked.Enqueue(request.Url);
        page.Console += (_, message) => complaints.Enqueue(message.Text);
        foreach (var address in (string[])["/", "/pledges", "/pledges?q=jobs", "/places/us", "/companies", "/companies/apple", "/deadlines", "/method", Alibaba, Alibaba + "/figures/1", Alibaba + ".svg"])
        {
            await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        }

        asked.Should().NotBeEmpty().And.OnlyContain(url => url.StartsWith(Chromium.Address, StringComparison.Ordinal));
        complaints.Should().BeEmpty();
        (await page.Context.CookiesAsync()).Should().BeEmpty();
    }

    [BrowserFact]
    public async Task A_chart_on_its_own_is_drawn_in_its_own_colours()
    {
        var drawn = await Chromium.OpenAsync();
        await drawn.GotoAsync(Alibaba + ".svg");

        (await drawn.EvaluateAsync<string>("getComputedStyle(document.querySelector('.pledged')).stroke")).Should().NotBe("none");
        (await drawn.EvaluateAsync<string>("getComputedStyle(document.querySelector('text')).fontFamily")).Should().Contain("Public Sans");
    }

    [BrowserFact]
    public async Task The_first_view_stays_small()
    {
        foreach (var address in (string[])["/", Alibaba, "/pledges"])
        {
            var page = await Chromium.OpenAsync();
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("Network.enable");
            // The browser reports on a thread of its own, and may still do so when the page is counted.
            var urls = new ConcurrentDictionary<string, string>();
            var sizes = new ConcurrentDictionary<string, double>();
            session.Event("Network.responseReceived").OnEvent += (_, e) => urls[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("response").GetProperty("url").GetString()!;
            session.Event("Network.loadingFinished").OnEvent += (_, e) => sizes[e!.Value.GetProperty("requestId").GetString()!] = e.Value.GetProperty("encodedDataLength").GetDouble();
            await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });

            // Style sheets and scripts are packed when the program is published; from the build output they come at their full length.
            var bytes = 0.0;
            foreach (var (request, size) in sizes.ToArray())
            {
                var url = urls.GetValueOrDefault(request, "");
                bytes += url.Contains("/css/", StringComparison.Ordinal) || url.Contains("/js/", StringComparison.Ordinal) ? await PackedAsync(url) : size;
            }

            bytes.Should().BeInRange(10_000, 115_000, "the first view of {0} is kept under 115 KB with its fonts", address);
            sizes.Count.Should().BeLessThanOrEqualTo(15);
        }
    }

    private static async Task<long> PackedAsync(string url)
    {
        using var client = new HttpClient();
        using var packed = new MemoryStream();
        await using (var zip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            await zip.WriteAsync(await client.GetByteArrayAsync(new Uri(url)));
        }

        return packed.Length;
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_mistyped_search_finds_the_pledge_and_is_narrowed_and_widened_again(bool scripts)
    {
        var page = await Chromium.OpenAsync(scripts: scripts);
        await page.GotoAsync("/");
        await page.GetByLabel("Search the pledges").FillAsync("foxcon");
        await page.GetByLabel("Search the pledges").PressAsync("Enter");

        await Expect(page.GetByText("No pledge has “foxcon”. These have foxconn.")).ToBeVisibleAsync();
        (await page.Locator("table.pledges mark").CountAsync()).Should().BeGreaterThan(0);
        await page.Locator(".facet").First.GetByRole(AriaRole.Link, new() { NameRegex = new("Missed") }).ClickAsync();
        await Expect(page.Locator(".chips .chip").Nth(1)).ToBeVisibleAsync();
        (await page.Locator("table.pledges .v-missed").CountAsync()).Should().Be(await page.Locator("table.pledges tbody tr").CountAsync());
        await page.Locator(".chips .chip").Nth(1).ClickAsync();
        await Expect(page).ToHaveURLAsync(Chromium.Address + "/pledges?q=foxcon");
    }

    [BrowserFact]
    public async Task Suggestions_come_while_one_types_and_are_chosen_with_the_keyboard()
    {
        var page = await Chromium.OpenAsync();
        await page.GotoAsync("/");
        var field = page.GetByLabel("Search the pledges");
        await field.PressSequentiallyAsync("foxc");
        await page.GetByRole(AriaRole.Option).First.WaitForAsync();
        await Expect(field).ToHaveAttributeAsync("aria-expanded", "true");
        await field.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Option).First).ToBeHiddenAsync();

        await field.PressSequentiallyAsync("o");
        await page.GetByRole(AriaRole.Option).First.WaitForAsync();
        await field.PressAsync("ArrowDown");
        await Expect(page.GetByRole(AriaRole.Option, new() { Selected = true })).ToHaveTextAsync(new Regex("^Foxconn"));
        await field.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/companies/foxconn$"));
    }

    [BrowserFact]
    public async Task A_reader_goes_on_in_Spanish_from_the_page_that_stands_open()
    {
        var page = await Chromium.OpenAsync();
        await page.GotoAsync("/pledges?verdict=missed");
        await page.GetByRole(AriaRole.Link, new() { Name = "Español" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Chromium.Address + "/es/pledges?verdict=missed");

        var field = page.GetByLabel("Buscar en las promesas");
        await field.PressSequentiallyAsync("foxco");
        await page.GetByRole(AriaRole.Option).First.WaitForAsync();
        await Expect(page.GetByRole(AriaRole.Option).First).ToContainTextAsync("empresa");
        await field.PressAsync("ArrowDown");
        await field.PressAsync("Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/es/companies/foxconn$"));
        await page.Locator("table.pledges a.title-link").First.ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/es/pledges/"));
        await page.Locator("#cite + button").ClickAsync();
        await Expect(page.Locator("#cite + button")).ToHaveTextAsync(new Regex("^(Copiado|Selecciónelo y cópielo)$"));
    }

    [BrowserFact]
    public async Task With_scripts_off_both_languages_lead_to_each_other()
    {
        var page = await Chromium.OpenAsync(390, scripts: false);
        await page.GotoAsync(Alibaba + "?on=2018-01-01");
        await page.GetByRole(AriaRole.Link, new() { Name = "Español" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Chromium.Address + "/es" + Alibaba + "?on=2018-01-01");
        await page.GetByRole(AriaRole.Link, new() { Name = "English" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Chromium.Address + Alibaba + "?on=2018-01-01");
    }

    [BrowserFact]
    public async Task On_a_phone_the_facets_are_folded_and_ranges_are_a_form()
    {
        var page = await Chromium.OpenAsync(390, scripts: false);
        await page.GotoAsync("/pledges");
        await Expect(page.GetByText("Jobs pledged", new() { Exact = true })).ToBeHiddenAsync();
        await page.GetByText("Narrow the list").ClickAsync();
        await page.Locator("input[name=jobs_from]").FillAsync("100,000");
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();

        await Expect(page.GetByText("100,000 or more").First).ToBeVisibleAsync();
        page.Url.Should().Contain("jobs_from=100%2C000");
    }

    [BrowserFact]
    public async Task At_twice_the_size_of_text_no_page_is_wider_than_its_window()
    {
        var page = await Chromium.OpenAsync(640);
        foreach (var address in (string[])["/", "/pledges?q=foxcon", "/places", "/companies/foxconn", Alibaba, Alibaba + "/figures/1", "/es/", "/es" + Alibaba])
        {
            await page.GotoAsync(address);
            await page.EvaluateAsync("document.documentElement.style.fontSize = '200%'");
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(640, address);
        }
    }

    [BrowserTheory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Written_from_right_to_left_no_page_is_wider_than_its_window_and_the_margins_are_on_the_other_side(int width)
    {
        var page = await Chromium.OpenAsync(width);
        foreach (var address in (string[])["/", "/pledges?q=foxcon", "/places", "/companies/foxconn", Alibaba, "/compare?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017"])
        {
            await page.GotoAsync(address);
            await page.EvaluateAsync("document.documentElement.dir = 'rtl'");
            (await page.EvaluateAsync<int>("document.documentElement.scrollWidth")).Should().BeLessThanOrEqualTo(width, address);
            (await page.EvaluateAsync<double>("innerWidth - document.querySelector('h1').getBoundingClientRect().right")).Should().BeLessThan(width / 2.0, "{0} begins at the right", address);
            (await page.EvaluateAsync<bool>("[...document.querySelectorAll('svg')].every(s => getComputedStyle(s).direction === 'ltr')")).Should().BeTrue("time runs from left to right");
        }

        await page.GotoAsync(Alibaba);
        await page.EvaluateAsync("document.documentElement.dir = 'rtl'");
        (await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.quote')).borderRightWidth + getComputedStyle(document.querySelector('.quote')).borderLeftWidth")).Should().Be("4px0px");
    }

    [BrowserFact]
    public async Task On_paper_the_navigation_is_gone_and_the_sources_print_their_addresses()
    {
        var page = await Chromium.OpenAsync();
        await page.GotoAsync(Alibaba);
        await page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(page.GetByRole(AriaRole.Navigation, new() { Name = "Site" })).ToBeHiddenAsync();
        (await page.Locator("form:visible").CountAsync()).Should().Be(0);
        (await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.sources a'), '::after').content")).Should().Contain("http");
    }
}
