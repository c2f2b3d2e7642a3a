using Microsoft.Playwright;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.BrowserTests;

/// <summary>A change on its way through review, and back again.</summary>
public sealed class ReviewJourneys(Browser browser) : Journeys(browser)
{
    [BrowserTheory]
    [InlineData("ibm-25000-us-hires-2016", true)]
    [InlineData("apple-20000-jobs-2018", false)]
    public async Task A_change_is_proposed_with_its_note_published_compared_viewed_and_undone(string slug, bool scripts)
    {
        var open = (await Chromium.App.WithAsync<Drafts, OpenDraft?>(drafts => drafts.OpenAsync(DocumentKind.Pledge, slug)))!;
        await Chromium.App.WithAsync<Drafts, SaveResult>(drafts => drafts.SaveAsync(open.Id, open.Number, open.Draft with { Title = "A title that is wrong" }, LogActor.Program));
        var editor = await Chromium.OpenAsync(scripts: scripts);
        await EditorJourneys.SignInAsync(Chromium, editor, MemberRole.Editor);
        await editor.GotoAsync($"/newsroom/pledges/{open.Id}");
        await editor.GetByLabel("What changed, for readers").FillAsync("The title is shorter.");
        await editor.GetByLabel("Kind of change").SelectOptionAsync("Clarification");
        await editor.GetByRole(AriaRole.Button, new() { Name = "Save and send to review" }).ClickAsync();
        await Expect(editor.GetByText("Sent to review. A reviewer sees it in the worklist.")).ToBeVisibleAsync();

        var reviewer = await Chromium.OpenAsync(scripts: scripts);
        await EditorJourneys.SignInAsync(Chromium, reviewer, MemberRole.Reviewer);
        await reviewer.GotoAsync($"/newsroom/pledges/{open.Id}/review");
        await Expect(reviewer.GetByLabel("Note to readers")).ToHaveValueAsync("The title is shorter.");
        await Expect(reviewer.GetByLabel("Kind of change")).ToHaveValueAsync("clarification");
        await Expect(reviewer.Locator("table.diff ins").Last).ToHaveTextAsync("wrong");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Publish now" }).ClickAsync();
        await Expect(reviewer.GetByText("Published. Readers see it now.")).ToBeVisibleAsync();

        await reviewer.GotoAsync($"/newsroom/pledges/{open.Id}/revisions");
        await reviewer.GetByLabel($"From revision {open.Number}", new() { Exact = true }).CheckAsync();
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Compare the two chosen revisions" }).ClickAsync();
        await Expect(reviewer.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Revision {open.Number} and revision {open.Number + 1}");
        await reviewer.GetByRole(AriaRole.Link, new() { Name = $"Revision {open.Number + 1}", Exact = true }).ClickAsync();
        await Expect(reviewer.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("A title that is wrong");

        await reviewer.GetByRole(AriaRole.Link, new() { Name = "All revisions" }).ClickAsync();
        await reviewer.GetByLabel("Why it is undone").FillAsync("The longer title was right.");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = $"Undo the publication of revision {open.Number + 1}" }).ClickAsync();
        await Expect(reviewer.GetByText("Undone. Readers see what they saw before.")).ToBeVisibleAsync();

        var reader = await Chromium.OpenAsync(scripts: scripts);
        await reader.GotoAsync($"/pledges/{slug}");
        await Expect(reader.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync(open.Draft.Title!);
        await reader.GotoAsync($"/pledges/{slug}/history");
        await Expect(reader.Locator(".revision").First).ToContainTextAsync("was undone: The longer title was right.");
        await Expect(reader.Locator(".revision").Nth(1)).ToContainTextAsync("The title is shorter.");
    }
}
