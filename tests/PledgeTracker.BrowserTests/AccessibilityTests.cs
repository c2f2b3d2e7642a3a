using Deque.AxeCore.Commons;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Tips;
using PledgeTracker.Web.Http;

namespace PledgeTracker.BrowserTests;

/// <summary>
/// axe finds nothing at WCAG 2.2 AA on any kind of page, in light and dark, at desktop and phone widths. Colours do not depend on
/// the width, nor the order of things on the colours. Each of the two has a tracker and a Chromium of its own, beside the journeys.
/// </summary>
public abstract class AccessibilityTests(Browser chromium, bool dark, int width) : IAsyncLifetime
{
    /// <summary>
    /// axe-core itself, run in the page. The package's own way to run it also opens an empty window and loads axe there, for frames
    /// of other sites, of which there are none; it takes twice as long.
    /// </summary>
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    // Of what passes one example is enough: looking up where on the page each of hundreds is takes most of axe's time.
    private const string Run = """
        async tags => {
          const { violations, passes } = await axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values: tags } });
          return { passes: passes.length, violations: violations.map(v => `${v.id}: ${v.help}\n` + v.nodes.slice(0, 3).map(n => `  ${n.html} ${n.any.map(c => c.message).join('; ')}`).join('\n')) };
        }
        """;

    private static readonly string[] Wcag22 = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

    public static TheoryData<string> Pages =>
    [
        .. SitePages.Examples.Except(["/tips/new"]),
        "/?on=2018-09-18", "/pledges?q=foxcon+wisconsin", "/pledges?q=zzzz", "/pledges?verdict=missed&place=US&sort=due&reverse=1", "/pledges?since=2025-01-01&on=2026-01-01", "/companies/foxconn?on=2019-01-01", "/pledges/foxconn-wisconsin-13000-2017?since=2022-01-01", "/pledges/alibaba-million-us-jobs-2017?on=2018-09-18",
        "/companies/apple", "/compare?pledge=foxconn-wisconsin-13000-2017&pledge=gm-1bn-7000-jobs-2017&pledge=alibaba-million-us-jobs-2017", "/pledges/alibaba-million-us-jobs-2017?revision=1", "/pledges/alibaba-million-us-jobs-2017/embed", "/compare/embed?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017", "/nothing-here", "/pledges?page=x", "/tips/new?pledge=alibaba-million-us-jobs-2017",
        "/es/", "/es/pledges?q=foxcon+wisconsin", "/es/pledges/foxconn-wisconsin-13000-2017", "/es/companies/foxconn", "/es/places", "/es/compare?pledge=foxconn-wisconsin-13000-2017&pledge=alibaba-million-us-jobs-2017", "/es/data", "/es/method",
        "/lists/us-white-house-2025?on=2025-07-31", "/lists/us-white-house-2025/embed", "/claims/donald-trump/embed", "/es/lists/us-white-house-2025", "/es/changes?about=list",
    ];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => chromium.CloseAllAsync();

    [BrowserTheory, MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing(string address)
    {
        var page = await chromium.OpenAsync(width, dark);
        await page.GotoAsync(address);
        await ShouldBeCleanAsync(page);
    }

    [BrowserFact]
    public async Task Axe_finds_nothing_in_the_newsroom()
    {
        var page = await chromium.OpenAsync(width, dark);
        await page.GotoAsync("/account/sign-in");
        await ShouldBeCleanAsync(page);
        await EditorJourneys.SignInAsync(chromium, page, MemberRole.Administrator);
        await chromium.App.WithAsync<TipDesk, int>(async desk =>
        {
            await desk.ReceiveAsync(TipKind.Figure, "alibaba-million-us-jobs-2017", $"A tip at {width} {dark}", "1,000", "https://example.org/", "reader@example.org");
            return 0;
        });
        var run = await chromium.App.WithAsync<ImportDesk, int>(desk => desk.UploadAsync("figures.csv", "pledge;target;quantity\nnobody;jobs;1\nalibaba-million-us-jobs-2017;jobs;lots\n"u8.ToArray(), null, null, false, LogActor.Program));
        for (var i = 0; i < 100 && (await chromium.App.WithAsync<ImportDesk, ImportRun?>(desk => desk.FindAsync(run)))!.State == ImportState.Waiting; i++)
        {
            await Task.Delay(100);
        }

        await chromium.App.WithAsync<EvidenceStore, EvidenceUpload>(store => store.AddAsync(new FormFile(new MemoryStream("A text."u8.ToArray()), 0, 7, "file", "a.txt"), LogActor.Program));
        var (company, _) = await chromium.App.WithAsync<Drafts, (int, SaveResult)>(d => d.SaveAsync(DocumentKind.Company, "adidas", 0, new CompanyDraft { Name = "adidas", MergedInto = "accenture", MergedBecause = CompanyDraft.SameCompany }, LogActor.Program));
        var alibaba = (await chromium.App.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(DocumentKind.Pledge, "alibaba-million-us-jobs-2017")))!;
        var changed = alibaba.Id;
        await chromium.App.WithAsync<Drafts, SaveResult>(d => d.SaveAsync(changed, alibaba.Number, alibaba.Draft with { Figures = [alibaba.Draft.Figures[0] with { Quantity = "7" }, .. alibaba.Draft.Figures.Skip(1)] }, LogActor.Program));
        var begun = await chromium.App.WithAsync<Drafts, int>(d => d.StartAsync(alibaba.Draft with { Slug = "one-more-begun" }, LogActor.Program));
        var list = (await chromium.App.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(DocumentKind.List, "us-invest-gov")))!.Id;
        foreach (var address in new[]
        {
            "/newsroom/claims", $"/newsroom/lists/{list}?check=1", $"/newsroom/lists/{list}/table", $"/newsroom/lists/{list}/review",
            "/newsroom/tips", "/newsroom/words", "/newsroom/metrics/investment", "/newsroom/metrics", "/newsroom/tags?name=youth", "/newsroom/sectors?name=Electronics", $"/newsroom/companies/{company}/review", $"/newsroom/companies/{company}/revisions", "/newsroom/evidence?look=1", "/newsroom/tokens", "/newsroom/import", $"/newsroom/import/{run}", "/newsroom/companies/alibaba", "/newsroom", "/newsroom/pledges", "/newsroom/pledges/new", "/newsroom/pledges?q=ohio", "/newsroom/pledges/1/source", "/newsroom/pledges/1?check=1", "/newsroom/pledges/1/review", "/newsroom/pledges/1/preview",
            "/newsroom/pledges/1/revisions", "/newsroom/companies", "/newsroom/log", "/newsroom/people", "/newsroom/people/1", "/newsroom/followers", "/newsroom/webhooks", "/newsroom/notices", "/newsroom/several", "/newsroom/pledges/1/assignment", "/newsroom/pledges/1/comments", "/account", "/account/password", "/account/codes", "/account/passkeys",
            "/newsroom/round", "/newsroom/round?days=0",
            $"/newsroom/companies/{company}/revisions/2", "/newsroom/pledges/1/revisions/1", "/newsroom/pledges/1/revisions/compare", $"/newsroom/pledges/{changed}/review", $"/newsroom/pledges/{changed}/revisions", $"/newsroom/pledges/{changed}/revisions/compare", $"/newsroom/pledges/{begun}/review", $"/newsroom/lists/{list}/revisions/1",
            "/changes", "/pledges/alibaba-million-us-jobs-2017/history",
        })
        {
            await page.GotoAsync(address);
            await ShouldBeCleanAsync(page);
        }
    }

    [BrowserFact]
    public async Task Axe_finds_what_is_wrong_where_something_is()
    {
        var page = await chromium.OpenAsync(width, dark);
        await page.SetContentAsync("<html lang=en><title>Wrong</title><main><h1>Wrong</h1><img src=chart.png><p style='color: #888; background: #999'>Grey</p></main></html>");

        (await FindAsync(page)).Violations.Should().Contain(v => v.StartsWith("image-alt")).And.Contain(v => v.StartsWith("color-contrast"));
    }

    private static async Task<Found> FindAsync(IPage page)
    {
        await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<Found>(Run, Wcag22);
    }

    private static async Task ShouldBeCleanAsync(IPage page)
    {
        var result = await FindAsync(page);

        result.Violations.Should().BeEmpty(page.Url);
        result.Passes.Should().BePositive();
    }

    private sealed class Found
    {
        public int Passes { get; set; }

        public string[] Violations { get; set; } = [];
    }
}

public sealed class LightAccessibilityTests(Browser chromium) : AccessibilityTests(chromium, dark: false, width: 1280), IClassFixture<Browser>;

public sealed class DarkPhoneAccessibilityTests(Browser chromium) : AccessibilityTests(chromium, dark: true, width: 390), IClassFixture<Browser>;
