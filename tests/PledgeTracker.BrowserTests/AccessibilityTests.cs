using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using PledgeTracker.Web.Accounts;

namespace PledgeTracker.BrowserTests;

/// <summary>axe finds nothing at WCAG 2.2 AA on any kind of page, in light and dark, at desktop and phone widths.</summary>
[Collection(nameof(Browser))]
public sealed class AccessibilityTests(Browser browser)
{
    private static readonly AxeRunOptions Wcag22 = new()
    {
        RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] },
    };

    public static TheoryData<string, bool, int> Pages
    {
        get
        {
            var data = new TheoryData<string, bool, int>();
            string[] addresses =
            [
                "/", "/pledges", "/pledges?verdict=missed&sort=due", "/pledges/alibaba-million-us-jobs-2017", "/pledges/alibaba-million-us-jobs-2017?on=2018-09-18",
                "/pledges/foxconn-wisconsin-13000-2017", "/companies", "/companies/apple", "/deadlines", "/method", "/nothing-here", "/pledges?page=x",
            ];
            foreach (var address in addresses)
            {
                foreach (var dark in (bool[])[false, true])
                {
                    data.Add(address, dark, 1280);
                    data.Add(address, dark, 390);
                }
            }

            return data;
        }
    }

    [BrowserTheory, MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing(string address, bool dark, int width)
    {
        var page = await browser.OpenAsync(width, dark);
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
        await ShouldBeCleanAsync(page);
    }

    [BrowserTheory, InlineData(false, 1280), InlineData(true, 1280), InlineData(false, 390), InlineData(true, 390)]
    public async Task Axe_finds_nothing_in_the_newsroom(bool dark, int width)
    {
        var page = await browser.OpenAsync(width, dark);
        await page.GotoAsync("/account/sign-in");
        await ShouldBeCleanAsync(page);
        await EditorJourneys.SignInAsync(browser, page, MemberRole.Administrator);
        foreach (var address in new[]
        {
            "/newsroom", "/newsroom/pledges", "/newsroom/pledges/new", "/newsroom/pledges/1?check=1", "/newsroom/pledges/1/review", "/newsroom/pledges/1/preview",
            "/newsroom/pledges/1/revisions", "/newsroom/companies", "/newsroom/log", "/newsroom/people", "/account", "/account/password", "/account/codes", "/account/passkeys",
            "/changes", "/pledges/alibaba-million-us-jobs-2017/history",
        })
        {
            await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.NetworkIdle });
            await ShouldBeCleanAsync(page);
        }
    }

    private static async Task ShouldBeCleanAsync(IPage page)
    {
        var result = await page.RunAxe(Wcag22);

        result.Violations.Select(v => $"{v.Id}: {v.Help}\n{string.Join("\n", v.Nodes.Take(3).Select(n => "  " + n.Html + " " + string.Join("; ", n.Any.Select(c => c.Message))))}").Should().BeEmpty(page.Url);
        result.Passes.Should().NotBeEmpty();
    }
}
