using Microsoft.Playwright;

namespace PledgeTracker.BrowserTests;

/// <summary>What <c>js/site.js</c> adds, with a mouse and with keys alone.</summary>
public sealed class ScriptJourneys(Browser browser) : Journeys(browser)
{
    private const string Foxconn = "/pledges/foxconn-wisconsin-13000-2017";

    [BrowserFact]
    public async Task A_theme_is_kept_by_the_browser_and_worn_before_the_page_is_drawn()
    {
        var page = await Chromium.OpenAsync();
        await page.GotoAsync("/");
        var light = await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor");
        await page.GetByRole(AriaRole.Button, new() { Name = "Theme: system" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Theme: light" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Theme: dark" })).ToBeVisibleAsync();

        await page.GotoAsync(Foxconn, new() { WaitUntil = WaitUntilState.Commit });

        (await page.EvaluateAsync<string>("document.documentElement.dataset.theme ?? new Promise(done => addEventListener('DOMContentLoaded', () => done(document.documentElement.dataset.theme ?? '')))")).Should().Be("dark");
        await page.WaitForLoadStateAsync();
        (await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor")).Should().NotBe(light);
        (await page.Context.CookiesAsync()).Should().BeEmpty();
    }

    [BrowserFact]
    public async Task The_keyboard_reaches_the_search_and_every_mark_of_a_chart()
    {
        var page = await Chromium.OpenAsync();
        await page.GotoAsync(Foxconn);
        await page.Keyboard.PressAsync("/");
        (await page.EvaluateAsync<string>("document.activeElement.id")).Should().Be("site-search");

        await page.Locator("svg.chart-wide [tabindex='0']").FocusAsync();
        var first = await page.Locator(".mark-tip").TextContentAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator(".mark-tip")).ToBeVisibleAsync();
        (await page.Locator(".mark-tip").TextContentAsync()).Should().NotBe(first).And.MatchRegex("jobs|employees");
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator(".mark-tip")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task Columns_are_sorted_where_they_stand_by_number_and_by_date()
    {
        var page = await Chromium.OpenAsync();
        await page.GotoAsync(Foxconn);
        var sort = page.Locator("table.figures").GetByRole(AriaRole.Button, new() { Name = "Figure", Exact = true });
        await sort.ClickAsync();
        (await ValuesAsync()).Should().BeInAscendingOrder();
        await sort.ClickAsync();
        (await ValuesAsync()).Should().BeInDescendingOrder();

        async Task<double[]> ValuesAsync() => await page.EvaluateAsync<double[]>("[...document.querySelectorAll('table.figures tbody td.number data')].map(d => Number(d.value))");
    }

    [BrowserFact]
    public async Task Days_are_stepped_through_without_loading_anew_and_a_link_within_the_page_is_no_step()
    {
        var page = await Chromium.OpenAsync();
        await page.GotoAsync(Foxconn);
        await page.EvaluateAsync("window.sameDocument = true");
        await page.Locator(".steps a[rel~=prev]").ClickAsync();
        await Expect(page.Locator(".steps [aria-current]")).ToContainTextAsync("25 November 2025");
        await page.Locator(".contents a[href='#verdict']").ClickAsync();
        var asked = 0;
        page.Request += (_, request) => asked += request.ResourceType is "fetch" or "document" && !request.Url.Contains(".svg", StringComparison.Ordinal) ? 1 : 0;

        await page.GoBackAsync();
        await page.WaitForTimeoutAsync(300);
        asked.Should().Be(0, "only the part after the # changed");
        await page.GoBackAsync();
        await Expect(page.Locator(".steps [aria-current]")).ToContainTextAsync("29 November 2026");

        (await page.EvaluateAsync<bool>("window.sameDocument === true")).Should().BeTrue();
    }

    [BrowserFact]
    public async Task A_drawing_that_is_loaded_as_a_file_is_explained_once_it_is_near_and_nothing_is_refused()
    {
        var page = await Chromium.OpenAsync();
        List<string> refused = [];
        page.Console += (_, message) => { if (message.Type == "error") { refused.Add(message.Text); } };
        await page.GotoAsync(Foxconn);
        await page.Locator("#chart-investment").ScrollIntoViewIfNeededAsync();

        await Expect(page.Locator("#chart-investment svg [tabindex='0']")).ToHaveCountAsync(1);
        refused.Should().BeEmpty();
    }
}
