using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using PledgeTracker.Web.Data;

namespace PledgeTracker.BrowserTests;

/// <summary>How data leaves the tracker in a real browser: embeds on other sites, buttons that copy, files, the explorer.</summary>
public sealed class DataJourneys(Browser browser) : Journeys(browser)
{
    private const string Alibaba = "/pledges/alibaba-million-us-jobs-2017";

    [BrowserTheory]
    [InlineData(false, 700)]
    [InlineData(true, 320)]
    public async Task An_embed_shows_on_a_page_of_another_origin_in_the_hardest_sandbox_and_fits_its_height(bool dark, int width)
    {
        await using var elsewhere = await ElsewhereAsync($"""
            <!DOCTYPE html><title>A newspaper</title>
            <iframe id="embed" sandbox="allow-scripts" src="{Chromium.Address}{Alibaba}/embed" width="{width}" height="820" style="border:0"></iframe>
            <iframe id="page" src="{Chromium.Address}{Alibaba}" width="400" height="300"></iframe>
            """);
        var page = await Chromium.OpenAsync(1280, dark);
        var requests = new ConcurrentQueue<string>();
        page.Request += (_, request) => requests.Enqueue(request.Url);
        var problems = new ConcurrentQueue<string>();
        page.Console += (_, message) => problems.Enqueue(message.Text);

        await page.GotoAsync(elsewhere.Urls.First(), new() { WaitUntil = WaitUntilState.NetworkIdle });
        var embed = page.FrameLocator("#embed");

        await Expect(embed.Locator("h1")).ToContainTextAsync("One million U.S. jobs");
        (await embed.Locator("svg.pledge-chart:visible").CountAsync()).Should().Be(1);
        var body = embed.Locator("body");
        (await body.EvaluateAsync<bool>("b => document.documentElement.scrollWidth <= innerWidth")).Should().BeTrue("nothing is cut off at the side");
        (await body.EvaluateAsync<int>("b => Math.ceil(b.getBoundingClientRect().height)")).Should().BeLessThanOrEqualTo(820, "it fits the height that the snippet gives it");
        (await body.EvaluateAsync<string>("b => getComputedStyle(b).backgroundColor")).Should().Be(dark ? "rgb(22, 22, 20)" : "rgb(255, 255, 255)");
        (await body.EvaluateAsync<string>("b => getComputedStyle(b.querySelector('.pledged')).strokeDasharray")).Should().Contain("7", "its styles pass its own policy");
        requests.Count(r => r.Contains("/embed", StringComparison.Ordinal)).Should().Be(1);
        requests.Should().OnlyContain(r => r.StartsWith(elsewhere.Urls.First(), StringComparison.Ordinal) || r == $"{Chromium.Address}{Alibaba}/embed" || r == Chromium.Address + Alibaba, "one request and no other host");
        problems.Should().Contain(p => p.Contains("frame-ancestors", StringComparison.Ordinal) || p.Contains("X-Frame-Options", StringComparison.Ordinal), "the page itself is shown in no frame");
        problems.Should().NotContain(p => p.Contains("style-src", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Buttons_copy_the_paragraph_the_citation_and_the_table_with_tabs()
    {
        var page = await Chromium.OpenAsync();
        await page.Context.GrantPermissionsAsync(["clipboard-read", "clipboard-write"]);
        await page.GotoAsync(Alibaba);
        await page.GetByText("Ready to paste", new() { Exact = true }).ClickAsync();

        await page.Locator("#paste + button").ClickAsync();
        (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).Should().StartWith("Alibaba promised to create 1,000,000 jobs").And.Contain(Chromium.Address + Alibaba);
        await page.Locator("#cite + button").ClickAsync();
        (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).Should().Contain("Revision 1").And.Contain("?revision=1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy the table" }).ClickAsync();
        var lines = (await page.EvaluateAsync<string>("navigator.clipboard.readText()")).Split('\n');
        lines[0].Should().Be("As of\tFigure\tCounts?\tBasis\tReported by");
        lines.Should().HaveCountGreaterThan(5).And.OnlyContain(line => line.Count(c => c == '\t') == 4);
    }

    [BrowserFact]
    public async Task Without_scripts_everything_to_take_away_is_there_and_nothing_that_does_not_work()
    {
        var page = await Chromium.OpenAsync(scripts: false);
        await page.GotoAsync(Alibaba);

        (await page.Locator("button.copy").CountAsync()).Should().Be(0);
        await page.GetByRole(AriaRole.Link, new() { Name = "Codes to embed the page" }).ClickAsync();
        (await page.GetByLabel("Frozen: never changes").InputValueAsync()).Should().Contain("/embed?revision=1");
        await page.GoBackAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "CSV", Exact = true }).First.ClickAsync());
        download.SuggestedFilename.Should().MatchRegex("^alibaba-million-us-jobs-2017-figures-2026-11-29\\.csv$");
    }

    [BrowserFact]
    public async Task The_explorer_works_with_scripts_and_asks_nobody_else()
    {
        var page = await Chromium.OpenAsync();
        var requests = new ConcurrentQueue<string>();
        page.Request += (_, request) => requests.Enqueue(request.Url);
        var problems = new ConcurrentQueue<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                problems.Enqueue(message.Text);
            }
        };
        await page.GotoAsync("/data/api/explorer");
        await page.GetByText("Pages as data").First.WaitForAsync(new() { Timeout = 60_000 });
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);

        requests.Where(r => !r.StartsWith("data:", StringComparison.Ordinal) && !r.StartsWith("blob:", StringComparison.Ordinal)).Should().OnlyContain(r => r.StartsWith(Chromium.Address, StringComparison.Ordinal));
        problems.Should().BeEmpty();
    }

    [BrowserFact]
    public async Task A_member_makes_a_token_for_a_script_uses_it_and_revokes_it_without_scripts()
    {
        var page = await Chromium.OpenAsync(scripts: false);
        await EditorJourneys.SignInAsync(Chromium, page, MemberRole.Editor);
        await page.GotoAsync("/newsroom");
        await page.GetByRole(AriaRole.Link, new() { Name = "Tokens" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        await Expect(page.GetByText("Say what the token is for").First).ToBeVisibleAsync();
        await page.GetByLabel("What is it for?").FillAsync("filings");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the token" }).ClickAsync();
        var token = await page.Locator(".notice code").InnerTextAsync();

        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        async Task<int> PostAsync() => (int)(await client.PostAsync(new Uri(Chromium.Address + "/api/figures"), new StringContent("{\"pledge\": \"alibaba-million-us-jobs-2017\", \"target\": \"jobs\", \"quantity\": \"1\", \"counting\": \"context\"}", System.Text.Encoding.UTF8, "application/json"))).StatusCode;
        (await PostAsync()).Should().Be(201);
        await page.GetByRole(AriaRole.Button, new() { Name = "Revoke filings" }).ClickAsync();
        await Expect(page.GetByText("The token is revoked. It no longer works.")).ToBeVisibleAsync();
        (await PostAsync()).Should().Be(401);
    }

    /// <summary>A site of somebody else's: another port is another origin.</summary>
    private static async Task<WebApplication> ElsewhereAsync(string html)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var site = builder.Build();
        site.MapGet("/", () => Results.Text(html, "text/html; charset=utf-8"));
        await site.StartAsync();
        return site;
    }
}
