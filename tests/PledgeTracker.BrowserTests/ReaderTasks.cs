using Microsoft.Playwright;
using Xunit.Abstractions;

namespace PledgeTracker.BrowserTests;

/// <summary>
/// Five things that a reader wants, done by the keyboard alone, and five with scripts off. Every stop of the keyboard must be seen, and the
/// keys are counted.
/// </summary>
public sealed class ReaderTasks(Browser browser, ITestOutputHelper output) : Journeys(browser)
{
    private const string Alibaba = "/pledges/alibaba-million-us-jobs-2017";

    private const string Foxconn = "/pledges/foxconn-wisconsin-13000-2017";

    [BrowserFact]
    public async Task By_keys_alone_a_pledge_is_searched_and_what_came_of_it_is_read()
    {
        var keys = await AtAsync("/");
        await keys.PressAsync("/");
        await keys.TypeAsync("alibaba million");
        await keys.Page.GetByRole(AriaRole.Option).First.WaitForAsync();
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");

        await Expect(keys.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Alibaba: One million U.S. jobs");
        await Expect(keys.Page.GetByText("No qualifying figure", new() { Exact = true }).First).ToBeVisibleAsync();
        keys.Say(30);
    }

    [BrowserFact]
    public async Task By_keys_alone_the_list_is_narrowed_to_the_missed_pledges_sorted_and_the_first_is_opened()
    {
        var keys = await AtAsync("/pledges");
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await keys.TabToAsync("a[href*='verdict=missed']");
        await keys.PressAsync("Enter");
        await Expect(keys.Page).ToHaveURLAsync(new Regex("verdict=missed"));
        await Expect(keys.Page.Locator("footer.site-foot")).ToBeVisibleAsync();
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await keys.TabToAsync("a[href*='sort=due']");
        await keys.PressAsync("Enter");
        await Expect(keys.Page).ToHaveURLAsync(new Regex("sort=due"));
        await Expect(keys.Page.Locator("footer.site-foot")).ToBeVisibleAsync();
        await keys.TabToAsync("table.pledges a[href*='/pledges/']");
        await keys.PressAsync("Enter");

        await Expect(keys.Page.Locator(".answer .v-missed")).ToBeVisibleAsync();
        keys.Say(220);
    }

    [BrowserFact]
    public async Task By_keys_alone_every_mark_of_the_chart_is_read_and_the_figures_are_sorted()
    {
        var keys = await AtAsync(Foxconn);
        await keys.TabToAsync("svg.chart-wide [tabindex='0']");
        var marks = await keys.Page.Locator("svg.chart-wide [tabindex]").CountAsync();
        var said = new HashSet<string>();
        for (var i = 0; i < marks; i++)
        {
            await Expect(keys.Page.Locator(".mark-tip")).ToBeVisibleAsync();
            said.Add((await keys.Page.Locator(".mark-tip").TextContentAsync())!);
            await keys.PressAsync("ArrowRight");
        }

        said.Should().HaveCount(marks).And.HaveCountGreaterThan(5);
        await keys.TabToAsync("table.figures thead button");
        await keys.PressAsync("Enter");
        await Expect(keys.Page.Locator("table.figures th[aria-sort=ascending]")).ToHaveCountAsync(1);
        keys.Say(120);
    }

    [BrowserFact]
    public async Task By_keys_alone_a_reader_steps_back_a_day_with_news_and_returns_to_today()
    {
        var keys = await AtAsync(Foxconn);
        var today = await keys.Page.Locator(".steps [aria-current]").TextContentAsync();
        await keys.TabToAsync(".steps a[rel~=prev]");
        await keys.PressAsync("Enter");
        await Expect(keys.Page.Locator(".steps [aria-current]")).Not.ToHaveTextAsync(today!);
        (await keys.Page.EvaluateAsync<bool>("document.activeElement.closest('.steps') !== null")).Should().BeTrue("the next step is where the focus is");
        await keys.TabToAsync(".steps a[rel~=next]");
        await keys.PressAsync("Enter");

        await Expect(keys.Page.Locator(".steps [aria-current]")).ToHaveTextAsync(today!);
        keys.Say(90);
    }

    [BrowserFact]
    public async Task By_keys_alone_the_page_is_cited_and_its_source_is_reached()
    {
        var keys = await AtAsync(Alibaba);
        await keys.Page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await keys.TabToAsync(".contents summary, .contents a");
        if (await keys.Page.Locator(".contents summary").IsVisibleAsync())
        {
            await keys.PressAsync("Enter");
        }

        await keys.TabToAsync(".contents a[href='#use']");
        await keys.PressAsync("Enter");
        await keys.TabToAsync("#cite + button");
        await keys.PressAsync("Enter");
        await Expect(keys.Page.Locator("#cite + button")).ToHaveTextAsync("Copied");
        (await keys.Page.EvaluateAsync<string>("navigator.clipboard.readText()")).Should().StartWith("PledgeTracker (").And.Contain(Alibaba);

        await keys.TabBackToAsync("ol.sources li:last-child a");
        (await keys.Page.EvaluateAsync<string>("document.activeElement.href")).Should().StartWith("http");
        keys.Say(120);
    }

    [BrowserFact]
    public async Task Without_scripts_words_that_are_filters_become_chips_and_one_is_taken_off()
    {
        var page = await Chromium.OpenAsync(scripts: false);
        await page.GotoAsync("/");
        await page.GetByLabel("Search the pledges").FillAsync("broken promises in ohio");
        await page.GetByRole(AriaRole.Button, new() { Name = "Search", Exact = true }).ClickAsync();
        var narrowed = await page.Locator("table.pledges tbody tr").CountAsync();
        (await page.Locator(".chips").TextContentAsync()).Should().Contain("Ohio").And.Contain("Missed");

        await page.Locator(".chips .chip").Filter(new() { HasText = "Ohio" }).ClickAsync();

        (await page.Locator("table.pledges tbody tr").CountAsync()).Should().BeGreaterThan(narrowed);
        (await page.Locator(".chips").TextContentAsync()).Should().NotContain("Ohio");
    }

    [BrowserFact]
    public async Task Without_scripts_a_place_is_found_on_the_map_or_in_its_list_and_its_pledges_are_downloaded()
    {
        var page = await Chromium.OpenAsync(scripts: false);
        await page.GotoAsync("/places");
        await page.Locator("main a[href$='/places/us/oh']").First.ClickAsync(new() { Force = true });
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Ohio");
        var rows = await page.Locator("table.pledges tbody tr").CountAsync();
        var csv = await page.Locator("main a[type='text/csv'], main a[href*='.csv']").First.GetAttributeAsync("href");

        var text = await (await page.APIRequest.GetAsync(Chromium.Address + csv)).TextAsync();
        rows.Should().BeGreaterThan(1);
        text.Should().Contain("intel-ohio-3000-2022");
    }

    [BrowserFact]
    public async Task Without_scripts_an_earlier_day_is_read_and_the_way_back_is_found()
    {
        var page = await Chromium.OpenAsync(scripts: false);
        await page.GotoAsync(Alibaba);
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("days with news") }).ClickAsync();
        await page.Locator("main a[href*='?on=2018']").First.ClickAsync();
        await Expect(page.GetByText("Figures, events, verdicts and changed targets that became public later are left out.")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Today’s page" }).First.ClickAsync();
        await Expect(page).ToHaveURLAsync(Chromium.Address + Alibaba);
    }

    [BrowserFact]
    public async Task Without_scripts_why_a_number_does_not_count_is_read_with_its_record_and_source()
    {
        var page = await Chromium.OpenAsync(width: 390, scripts: false);
        await page.GotoAsync(Alibaba);
        var row = page.Locator("table.figures tbody tr").Filter(new() { HasText = "more than 256,000" });
        (await row.TextContentAsync()).Should().Contain("Not counted: context").And.Contain("The promise was of jobs created.").And.Contain("NDP Analytics");
        await row.GetByRole(AriaRole.Link, new() { Name = "more than 256,000" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("256,000");
        (await page.Locator("main a[href^='http']:not([href*='127.0.0.1'])").CountAsync()).Should().BeGreaterThan(0);
    }

    [BrowserFact]
    public async Task Without_scripts_a_reader_tells_the_newsroom_of_a_mistake_on_a_page()
    {
        var page = await Chromium.OpenAsync(width: 390, scripts: false);
        await page.GotoAsync(Alibaba);
        await page.GetByRole(AriaRole.Link, new() { Name = "Send a figure, a source or a correction" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Send a tip");
        (await page.Locator("main [aria-invalid=true]").CountAsync()).Should().BeGreaterThan(0, "an empty tip is sent back with its fields named");
        await page.GetByLabel("What should we know?").FillAsync("The number of 2022 is given twice.");
        await page.GetByLabel("What do you send?").SelectOptionAsync("correction");
        await page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();

        await Expect(page.GetByText("Thank you. The newsroom has it.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Back to the pledge" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Chromium.Address + Alibaba);
    }

    private async Task<Keys> AtAsync(string address)
    {
        var page = await Chromium.OpenAsync();

        // What comes into view while it scrolls is seen a little later.
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.GotoAsync(address);
        return new Keys(page, output);
    }

    /// <summary>A reader without a mouse.</summary>
    private sealed class Keys(IPage page, ITestOutputHelper output)
    {
        private int _pressed;

        public IPage Page => page;

        public Task PressAsync(string key)
        {
            _pressed++;
            return page.Keyboard.PressAsync(key);
        }

        public async Task TypeAsync(string text)
        {
            _pressed += text.Length;
            await page.Keyboard.TypeAsync(text);
        }

        public Task TabToAsync(string selector) => GoToAsync(selector, "Tab");

        public Task TabBackToAsync(string selector) => GoToAsync(selector, "Shift+Tab");

        /// <summary>How many keys it took, which must be no more than somebody would press.</summary>
        public void Say(int most)
        {
            output.WriteLine($"{_pressed} keys.");
            _pressed.Should().BeLessThanOrEqualTo(most);
        }

        private async Task GoToAsync(string selector, string key)
        {
            for (var i = 0; i < 250; i++)
            {
                await PressAsync(key);

                // Where the focus is, must be seen: by its own frame, or because it is on the screen with one.
                (await page.EvaluateAsync<bool>("""
                    () => { const at = document.activeElement; if (at === null || at === document.body) return true; const box = at.getBoundingClientRect(), style = getComputedStyle(at);
                    return box.bottom > 0 && box.top < innerHeight && box.width > 0 && (style.outlineStyle !== 'none' || style.boxShadow !== 'none' || at.matches('input, select, textarea')); }
                    """)).Should().BeTrue("the focus is seen at {0}", await page.EvaluateAsync<string>("document.activeElement?.outerHTML.slice(0, 200)"));
                if (await page.EvaluateAsync<bool>("selector => document.activeElement?.matches(selector) === true", selector))
                {
                    return;
                }
            }

            throw new InvalidOperationException($"The keyboard does not reach {selector}.");
        }
    }
}
