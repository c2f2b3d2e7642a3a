using Microsoft.Playwright;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Accounts;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.BrowserTests;

/// <summary>What an editor does, in Chromium with scripts off and on.</summary>
[Collection(nameof(Browser))]
public sealed class EditorJourneys(Browser browser)
{
    [BrowserFact]
    public async Task A_whole_pledge_is_written_sent_and_published_with_scripts_off()
    {
        var editor = await browser.OpenAsync(scripts: false);
        await SignInAsync(browser, editor, MemberRole.Editor);
        await editor.GotoAsync("/newsroom/pledges/new");
        await editor.GetByLabel("Company").SelectOptionAsync("alibaba");
        await editor.GetByLabel("Title").FillAsync("Three hundred jobs at a sorting centre");
        await editor.GetByLabel("Announced on").FillAsync("3 March 2025");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Begin the draft" }).ClickAsync();

        await editor.GetByLabel("Address of the page").FillAsync("alibaba-sorting-centre-2025");
        await editor.GetByLabel("Standfirst").FillAsync("Alibaba promised 300 jobs at a sorting centre.");
        await editor.GetByLabel("Announced by").FillAsync("A director");
        await editor.Locator("[name='announced.sources']").FillAsync("https://www.example.org/sorting");
        await editor.Locator("[name='checkability.rating']").SelectOptionAsync("partly-measurable");
        await editor.Locator("[name='checkability.reason']").FillAsync("A number, and no date.");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Add a target" }).ClickAsync();
        editor.Url.Should().EndWith("#targets-0");
        var target = editor.GetByRole(AriaRole.Group, new() { Name = "target 1" });
        await target.GetByLabel("Short name").FillAsync("jobs");
        await target.GetByLabel("What was promised").SelectOptionAsync("jobs-created");
        await target.GetByLabel("Number").FillAsync("300");
        await target.GetByLabel("Where the deadline comes from").SelectOptionAsync("none-given");
        await target.GetByLabel("Sources").FillAsync("1");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Save and send to review" }).ClickAsync();
        (await editor.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync()).Should().Be("Three hundred jobs at a sorting centre");
        await editor.Locator("details.item summary").First.ClickAsync();
        (await editor.GetByText("Enter the source's title.").CountAsync()).Should().BeGreaterThan(0, "what is missing is said beside its field");
        await editor.Locator("[name='sources[0].title']").FillAsync("A report");
        await editor.Locator("[name='sources[0].role']").SelectOptionAsync("promise");
        await editor.Locator("[name='sources[0].kind']").SelectOptionAsync("news-report");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Save and send to review" }).ClickAsync();
        (await editor.GetByText("Sent to review.").IsVisibleAsync()).Should().BeTrue();

        var reviewer = await browser.OpenAsync(scripts: false);
        await SignInAsync(browser, reviewer, MemberRole.Reviewer);
        await reviewer.GotoAsync("/newsroom");
        await reviewer.GetByRole(AriaRole.Link, new() { Name = "Three hundred jobs at a sorting centre" }).First.ClickAsync();
        await reviewer.GetByRole(AriaRole.Link, new() { Name = "Difference and review" }).ClickAsync();
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Publish now" }).ClickAsync();
        (await reviewer.GetByText("Published. Readers see it now.").IsVisibleAsync()).Should().BeTrue();

        var reader = await browser.OpenAsync(scripts: false);
        await reader.GotoAsync("/changes");
        await reader.GetByRole(AriaRole.Link, new() { Name = "Three hundred jobs at a sorting centre" }).ClickAsync();
        reader.Url.Should().EndWith("/pledges/alibaba-sorting-centre-2025");
        (await reader.GetByText("Nothing counted", new() { Exact = true }).First.IsVisibleAsync()).Should().BeTrue();
    }

    [BrowserFact]
    public async Task With_scripts_a_part_is_added_without_a_reload_and_what_was_typed_stays()
    {
        var page = await DraftAsync();
        await page.EvaluateAsync("window.sameDocument = true");
        await page.GetByLabel("Standfirst").FillAsync("Typed before the part was added.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Add a figure" }).ClickAsync();
        await page.Locator("#figures-0").WaitForAsync();

        (await page.EvaluateAsync<bool>("window.sameDocument === true")).Should().BeTrue();
        (await page.GetByLabel("Standfirst").InputValueAsync()).Should().Be("Typed before the part was added.");
        (await page.EvaluateAsync<bool>("document.getElementById('figures-0').contains(document.activeElement)")).Should().BeTrue();
    }

    [BrowserFact]
    public async Task With_scripts_the_draft_is_saved_while_somebody_writes()
    {
        var page = await DraftAsync();
        await page.GetByLabel("Standfirst").FillAsync("Never sent by a button.");

        await page.GetByText("Saved at").WaitForAsync(new() { Timeout = 20_000 });

        (await KeptAsync(page)).Summary.Should().Be("Never sent by a button.");
    }

    [BrowserFact]
    public async Task A_lost_connection_loses_nothing()
    {
        var page = await DraftAsync();
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("Standfirst").FillAsync("Written in a tunnel.");
        await page.GetByText("No connection.").WaitForAsync(new() { Timeout = 20_000 });

        await page.Context.SetOfflineAsync(false);
        await page.GetByText("Saved at").WaitForAsync(new() { Timeout = 20_000 });

        (await KeptAsync(page)).Summary.Should().Be("Written in a tunnel.");
    }

    [BrowserFact]
    public async Task A_browser_that_is_closed_in_a_tunnel_offers_what_was_typed()
    {
        var page = await DraftAsync();
        await page.Context.SetOfflineAsync(true);
        await page.GetByLabel("Standfirst").FillAsync("Written and closed.");
        var again = await page.Context.NewPageAsync();
        await page.CloseAsync();
        await again.Context.SetOfflineAsync(false);
        await again.GotoAsync(page.Url);

        await again.GetByRole(AriaRole.Button, new() { Name = "Put them into the form" }).ClickAsync();

        (await again.GetByLabel("Standfirst").InputValueAsync()).Should().Be("Written and closed.");
    }

    [BrowserFact]
    public async Task Somebody_elses_save_is_said_while_one_writes_and_both_texts_are_shown()
    {
        var page = await DraftAsync();
        await browser.App.WithAsync<Drafts, SaveResult>(drafts => drafts.SaveAsync(IdOf(page), 1, new PledgeDraft { Title = "Theirs" }, new LogActor(null, "Somebody Else", null)));
        await page.GetByLabel("Standfirst").FillAsync("Mine.");

        await page.GetByText("Somebody Else saved this pledge meanwhile.").WaitForAsync(new() { Timeout = 20_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }).ClickAsync();

        (await page.GetByRole(AriaRole.Heading, new() { Name = "Somebody Else saved this pledge while you were writing" }).IsVisibleAsync()).Should().BeTrue();
        (await page.GetByRole(AriaRole.Row).CountAsync()).Should().BeGreaterThan(1);
    }

    /// <summary>Signs in as somebody new.</summary>
    internal static async Task SignInAsync(Browser browser, IPage page, MemberRole role)
    {
        var name = "Member " + Guid.NewGuid().ToString("N")[..8];
        await browser.App.AddAsync(name, role);
        await page.GotoAsync("/account/sign-in");
        await page.GetByLabel("E-mail address").FillAsync(NewsroomApp.EmailOf(name));
        await page.GetByLabel("Password").FillAsync(NewsroomApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**/newsroom");
    }

    private async Task<IPage> DraftAsync()
    {
        var id = await browser.App.WithAsync<Drafts, int>(drafts => drafts.StartAsync(new PledgeDraft { Title = "A draft" }, LogActor.Program));
        var page = await browser.OpenAsync();
        await SignInAsync(browser, page, MemberRole.Editor);
        await page.GotoAsync($"/newsroom/pledges/{id}");
        return page;
    }

    private async Task<PledgeDraft> KeptAsync(IPage page) => (await browser.App.WithAsync<Drafts, OpenDraft?>(drafts => drafts.OpenAsync(IdOf(page))))!.Draft;

    private static int IdOf(IPage page) => int.Parse(new Uri(page.Url).Segments[^1], System.Globalization.CultureInfo.InvariantCulture);
}
