using System.Globalization;
using Microsoft.Playwright;
using PledgeTracker.Web.Data;

namespace PledgeTracker.BrowserTests;

/// <summary>Claimed totals, as a reader looks behind one and as an editor enters one.</summary>
public sealed class ClaimJourneys(Browser browser) : Journeys(browser)
{
    [BrowserTheory, InlineData(true, 1280), InlineData(false, 390)]
    public async Task From_the_home_page_it_is_three_clicks_to_what_is_behind_9_6_trillion(bool scripts, int width)
    {
        var page = await Chromium.OpenAsync(width, scripts: scripts);
        var hand = new Hand(page);
        await page.GotoAsync("/");
        await hand.ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "Claims", Exact = true }).First);
        await hand.ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "The White House under Donald Trump" }).First);
        var claim = page.Locator("#claim-wh-2511-96tn");
        await Expect(claim).ToContainTextAsync("$9.6 trillion");
        await hand.ClickAsync(claim.GetByRole(AriaRole.Link, new() { Name = "The Trump Effect: investments page and running list" }));

        await Expect(page).ToHaveURLAsync(Chromium.Address + "/lists/us-white-house-2025");
        (await page.Locator("ol.ladder > li > h3").AllInnerTextsAsync()).Should().Equal("Claimed", "On the list", "By companies", "New", "Promised jobs", "Counted so far", "New or attributable");
        (await page.Locator("#step-claimed").TextContentAsync()).Should().Contain("$9.6 trillion");
        (await page.Locator("table.listed tbody tr").CountAsync()).Should().Be(42);
        hand.Clicks.Should().Be(3);
    }

    /// <summary>
    /// A claim, its list of 40 rows, a match that is confirmed, a finding, review and publication: by two people who only press what the
    /// pages offer. What it takes is counted, and stands in docs/newsroom.md.
    /// </summary>
    [BrowserTheory, InlineData(true), InlineData(false)]
    public async Task A_claim_and_its_list_of_forty_rows_are_entered_matched_and_published(bool scripts)
    {
        var name = scripts ? "Ministry of Works" : "Ministry of Roads";
        var address = scripts ? "ministry-of-works" : "ministry-of-roads";
        var page = await Chromium.OpenAsync(scripts: scripts);
        await EditorJourneys.SignInAsync(Chromium, page, MemberRole.Editor);
        var hand = new Hand(page);

        // The list first: the claim is to name it.
        await hand.ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "Claims", Exact = true }));
        await hand.ChooseAsync(page.GetByLabel("What", new() { Exact = true }), "list");
        await hand.TypeAsync(page.GetByLabel("Name", new() { Exact = true }), $"List of the {name}");
        await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Begin the draft" }));
        await hand.TypeAsync(page.Locator("[name=keeper]"), name);
        await hand.TypeAsync(page.Locator("[name=what]"), "Announcements of companies.");
        await hand.AddAsync("sources");
        await hand.FillAsync("sources[0].", ("id", "own"), ("role", "promise"), ("kind", "government-record"), ("publisher", name), ("title", "The list"), ("url", "https://www.example.org/list/" + address));
        await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }));
        await hand.ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "Add entries from a table" }));
        await hand.PasteAsync(page.GetByLabel("Table"), Rows());
        await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Read the table" }));
        await Expect(page.Locator("section[aria-labelledby=rows] tbody tr")).ToHaveCountAsync(40);
        await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Add 40 entries to the list" }));
        await Expect(page.GetByText("The entries were added").First).ToBeVisibleAsync();

        // The program proposes the pledge that the first row may be, and the editor confirms it.
        await hand.OpenAsync("items-0");
        await hand.ClickAsync(page.Locator("button[value='match items[0] alibaba-million-us-jobs-2017']"));
        await hand.OpenAsync("items-0");
        await hand.ClickAsync(page.Locator("button[value='add items[0].findings']"));
        await hand.OpenAsync("items-0");
        await hand.OpenAsync("items-0-findings-0");
        await hand.FillAsync("items[0].findings[0].", ("class", "announced-before"), ("text", "It had been announced in 2017"), ("sources", "own"));
        await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Save and send to review" }));
        await Expect(page.GetByText("Sent to review.")).ToBeVisibleAsync();

        await hand.ClickAsync(page.GetByRole(AriaRole.Link, new() { Name = "Claims", Exact = true }).First);
        await hand.ChooseAsync(page.GetByLabel("What", new() { Exact = true }), "claimant");
        await hand.TypeAsync(page.GetByLabel("Name", new() { Exact = true }), name);
        await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Begin the draft" }));
        await hand.ChooseAsync(page.Locator("[name=kind]"), "body");
        await hand.TypeAsync(page.Locator("[name=summary]"), "A ministry that adds up what companies announce.");
        await hand.AddAsync("claims");
        await hand.FillAsync("claims[0].", ("id", "may"), ("date", "5 May 2026"), ("role", "Minister"), ("quantity", "nearly 40 billion"), ("unit", "investment"), ("currency", "USD"), ("says", "investments announced since January 2026"),
            ("list", "list-of-the-" + address), ("sources", "https://www.example.org/speech/" + address));
        await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Save the draft" }));
        await hand.OpenAsync("sources-0");
        await hand.FillAsync("sources[0].", ("role", "promise"), ("kind", "government-record"), ("title", "A speech"));
        await hand.ClickAsync(page.GetByRole(AriaRole.Button, new() { Name = "Save and send to review" }));
        await Expect(page.GetByText("Sent to review.")).ToBeVisibleAsync();

        var reviewer = await Chromium.OpenAsync(scripts: scripts);
        await EditorJourneys.SignInAsync(Chromium, reviewer, MemberRole.Reviewer);
        var other = new Hand(reviewer);
        foreach (var title in new[] { $"List of the {name}", name })
        {
            await other.ClickAsync(reviewer.GetByRole(AriaRole.Link, new() { Name = title, Exact = true }).First);
            await other.ClickAsync(reviewer.GetByRole(AriaRole.Link, new() { Name = "Difference and review" }));
            await other.ClickAsync(reviewer.GetByRole(AriaRole.Button, new() { Name = "Publish now" }));
            await Expect(reviewer.GetByText("Published. Readers see it now.")).ToBeVisibleAsync();
            await other.ClickAsync(reviewer.GetByRole(AriaRole.Link, new() { Name = "Worklist" }).First);
        }

        var reader = await Chromium.OpenAsync(scripts: false);
        await reader.GotoAsync("/lists/list-of-the-" + address);
        var ladder = await reader.Locator("ol.ladder").InnerTextAsync();
        ladder.Should().Contain("nearly $40 billion").And.Contain("$39 billion", "39 rows of a billion each are the tracker's own sum");
        (await reader.Locator("table.listed tbody tr").CountAsync()).Should().Be(40);
        (await reader.Locator("#item-alibaba").InnerTextAsync()).Should().Contain("Announced before").And.Contain("One million U.S. jobs");
        await reader.GotoAsync("/pledges/alibaba-million-us-jobs-2017");
        await Expect(reader.Locator(".listed-as").GetByText($"List of the {name}")).ToBeVisibleAsync();

        hand.Clicks.Should().BeLessThanOrEqualTo(20);
        other.Clicks.Should().BeLessThanOrEqualTo(8);
        await Console.Out.WriteLineAsync($"A claim and its list of 40 rows, scripts {(scripts ? "on" : "off")}: editor {hand}; reviewer {other}.");
    }

    private static string Rows()
    {
        var rows = "Companies\tAs listed\tAmount\tJobs\tAnnounced\tPlace\nAlibaba\tAlibaba, a million jobs\t\t1 million\t9 January 2017\tUnited States\n";
        return rows + string.Concat(Enumerable.Range(2, 39).Select(i => string.Create(CultureInfo.InvariantCulture, $"Firm {i}\tFirm {i}: a plant\t$1 billion\t{i}00\t2026-03-{1 + (i % 28):00}\tOhio\n")));
    }
}
