using Microsoft.Playwright;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.BrowserTests;

/// <summary>Two editors and a reviewer at one pledge, from the first draft to what readers see.</summary>
public sealed class TogetherJourneys(Browser browser) : Journeys(browser)
{
    [BrowserTheory, InlineData(true), InlineData(false)]
    public async Task Two_editors_and_a_reviewer_bring_a_pledge_to_readers(bool scripts)
    {
        var slug = scripts ? "together-with-scripts" : "together-without-scripts";
        var known = (await Chromium.App.WithAsync<Drafts, OpenDraft?>(drafts => drafts.OpenAsync(DocumentKind.Pledge, "alibaba-million-us-jobs-2017")))!.Draft;
        var id = await Chromium.App.WithAsync<Drafts, int>(drafts => drafts.StartAsync(known with { Slug = slug, Title = $"A pledge of several hands, {slug}", Summary = "" }, LogActor.Program));
        var (first, second, reviewer) = (await OpenAsync("First " + slug, MemberRole.Editor, scripts), await OpenAsync("Second " + slug, MemberRole.Editor, scripts), await OpenAsync("Third " + slug, MemberRole.Reviewer, scripts));
        var (one, two, three) = (new Hand(first), new Hand(second), new Hand(reviewer));

        // The first gives it to the second, who is told, and asks about a number.
        await first.GotoAsync($"/newsroom/pledges/{id}");
        await one.ClickAsync(first.GetByRole(AriaRole.Button, new() { Name = "Change who looks after it" }));
        await first.GetByLabel("Who").SelectOptionAsync(new SelectOptionValue { Label = "Second " + slug });
        await first.GetByLabel("Done by").FillAsync("2026-12-05");
        await one.ClickAsync(first.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }));
        await Expect(first.Locator(".together")).ToContainTextAsync($"Second {slug} looks after it, until 5 December 2026.");
        await second.GotoAsync("/newsroom");
        await Expect(second.Locator("section", new() { Has = second.GetByRole(AriaRole.Heading, new() { Name = "Looked after by me, not done" }) })).ToContainTextAsync(slug);
        await two.ClickAsync(second.GetByRole(AriaRole.Link, new() { Name = "Notices (1)" }));
        await two.ClickAsync(second.GetByRole(AriaRole.Button, new() { Name = "Look at it" }).First);
        await two.TypeAsync(second.Locator("[name=summary]"), "In January 2017 the company promised one million jobs in the United States.");
        await two.ClickAsync(second.Locator("button[value='comment targets[0]']"));
        await second.GetByLabel("On").SelectOptionAsync("targets[0].quantity");
        await two.TypeAsync(second.GetByLabel("Comment", new() { Exact = true }), "Is this one million jobs, or one million businesses?");
        await two.ClickAsync(second.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true }));
        await Expect(second.Locator("#targets-0 .beside")).ToContainTextAsync("or one million businesses?");

        // The first, who wrote nothing of this, is not told; the question waits beside the field, and is answered there.
        await first.GotoAsync($"/newsroom/pledges/{id}?at=targets[0]");
        await one.ClickAsync(first.Locator("#targets-0 .beside button"));
        await one.TypeAsync(first.GetByLabel("Answer"), "Jobs. The businesses are the way to them.");
        await one.ClickAsync(first.GetByRole(AriaRole.Button, new() { Name = "Answer", Exact = true }));
        await second.GotoAsync("/newsroom/notices");
        await Expect(second.Locator(".notices li").First).ToContainTextAsync("The businesses are the way to them.");
        await two.ClickAsync(second.GetByRole(AriaRole.Button, new() { Name = "Look at it" }).First);
        await two.ClickAsync(second.GetByRole(AriaRole.Button, new() { Name = "Resolve", Exact = true }));
        await Expect(second.Locator("details .thread")).ToContainTextAsync($"Resolved by Second {slug}");
        await second.GotoAsync($"/newsroom/pledges/{id}");
        await Expect(second.Locator("[name=summary]")).ToHaveValueAsync("In January 2017 the company promised one million jobs in the United States.");
        await two.ClickAsync(second.GetByRole(AriaRole.Button, new() { Name = "Save and send to review" }));
        await Expect(second.Locator(".state").First).ToHaveTextAsync("In review");

        // The reviewer returns it, gets it again, and publishes it.
        await reviewer.GotoAsync("/newsroom/notices");
        await three.ClickAsync(reviewer.Locator(".notices li").Filter(new() { HasText = slug }).GetByRole(AriaRole.Button, new() { Name = "Look at it" }).First);
        await three.TypeAsync(reviewer.GetByLabel("What should change"), "Say when it was taken back.");
        await three.ClickAsync(reviewer.GetByRole(AriaRole.Button, new() { Name = "Return to the editors" }));
        await second.GotoAsync($"/newsroom/pledges/{id}");
        await Expect(second.Locator("main")).ToContainTextAsync("Say when it was taken back.");
        await two.TypeAsync(second.Locator("[name=summary]"), "In January 2017 the company promised one million jobs in the United States. It took the promise back in September 2018.");
        await two.ClickAsync(second.GetByRole(AriaRole.Button, new() { Name = "Save and send to review" }));
        await reviewer.GotoAsync($"/newsroom/pledges/{id}/review");
        if (await reviewer.GetByLabel("Why it is published anyway").CountAsync() > 0)
        {
            await three.TypeAsync(reviewer.GetByLabel("Why it is published anyway"), "It is one of several alike, for this test.");
        }

        await three.ClickAsync(reviewer.GetByRole(AriaRole.Button, new() { Name = "Publish now" }));
        await Expect(reviewer.GetByText("Published. Readers see it now.")).ToBeVisibleAsync();
        await Console.Out.WriteLineAsync($"Two editors and a reviewer, {(scripts ? "with" : "without")} scripts: {one}; {two}; {three}.");

        await reviewer.GotoAsync($"/pledges/{slug}");
        await Expect(reviewer.Locator("main")).ToContainTextAsync("It took the promise back in September 2018.");
        await Expect(reviewer.Locator("main")).Not.ToContainTextAsync("or one million businesses?");
        await second.GotoAsync("/newsroom/notices");
        await Expect(second.Locator(".notices li").First).ToContainTextAsync($"Third {slug} published");
        await second.GotoAsync($"/newsroom/pledges/{id}");
        await Expect(second.Locator(".together")).ToContainTextAsync($"Second {slug} looks after it.");
    }

    private async Task<IPage> OpenAsync(string name, MemberRole role, bool scripts)
    {
        await Chromium.App.AddAsync(name, role);
        var page = await Chromium.OpenAsync(scripts: scripts);
        await page.GotoAsync("/account/sign-in?return=%2Fnewsroom");
        await page.GetByLabel("E-mail address").FillAsync(NewsroomApp.EmailOf(name));
        await page.GetByLabel("Password").FillAsync(NewsroomApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/newsroom$"));
        return page;
    }
}
