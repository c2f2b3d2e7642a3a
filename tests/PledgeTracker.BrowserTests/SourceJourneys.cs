using System.Text;
using Microsoft.Playwright;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.BrowserTests;

/// <summary>From what a company and an office wrote to what readers see.</summary>
public sealed class SourceJourneys(Browser browser) : Journeys(browser)
{
    private const string Statement = """
        <!doctype html><html><head><meta charset="utf-8"><title>Rivertown Works to expand</title><meta property="og:site_name" content="Rivertown Works"></head><body><article>
        <h1>Rivertown Works to expand</h1>
        <p>RIVERTOWN, Ohio, May 6, 2021. Rivertown Works today announced that it will create 1,200 new jobs in Rivertown by 2025, in a new plant beside its old one, which has made pumps and valves for ninety years.</p>
        <p>“This town has stood by us for ninety years,” said Lena Ortiz, president of Rivertown Works. The company looks back on a good year, with orders from five countries and a new line for heat pumps.</p></article></body></html>
        """;

    [BrowserTheory, InlineData(true), InlineData(false)]
    public async Task A_statement_and_a_report_become_a_target_a_quote_and_a_figure_that_readers_see(bool scripts)
    {
        var slug = scripts ? "from-a-source-with-scripts" : "from-a-source-without";
        var known = (await Chromium.App.WithAsync<Drafts, OpenDraft?>(drafts => drafts.OpenAsync(DocumentKind.Pledge, "alibaba-million-us-jobs-2017")))!.Draft;
        var begun = known with { Slug = slug, Title = $"1,200 jobs read from a source, {slug}", Figures = [], Verdicts = [] };
        var id = await Chromium.App.WithAsync<Drafts, int>(drafts => drafts.StartAsync(begun, LogActor.Program));
        var editor = await Chromium.OpenAsync(scripts: scripts);
        await EditorJourneys.SignInAsync(Chromium, editor, MemberRole.Editor);
        var hand = new Hand(editor);
        await editor.GotoAsync($"/newsroom/pledges/{id}");

        await hand.ClickAsync(editor.GetByRole(AriaRole.Link, new() { Name = "Read a source" }));
        await editor.GetByLabel("File").SetInputFilesAsync(new FilePayload { Name = "statement.html", MimeType = "text/html", Buffer = Encoding.UTF8.GetBytes(Statement) });
        await hand.TypeAsync(editor.GetByLabel("Address"), "https://rivertown.example/expand");
        await hand.ClickAsync(editor.GetByRole(AriaRole.Button, new() { Name = "Read it" }));
        await Expect(editor.GetByLabel("Title")).ToHaveValueAsync("Rivertown Works to expand");
        await Expect(editor.Locator("mark").Filter(new() { HasText = "1,200 new jobs" }).First).ToBeVisibleAsync();
        await hand.ClickAsync(editor.Locator(".offers li").Filter(new() { HasText = "1,200" }).GetByRole(AriaRole.Button, new() { NameRegex = new("^Add as target") }).First);
        await Expect(editor.GetByText("Added as target")).ToBeVisibleAsync();
        await hand.ClickAsync(editor.Locator(".offers li").Filter(new() { HasText = "ninety years" }).GetByRole(AriaRole.Button, new() { NameRegex = new("^Add as quote") }).First);
        await Expect(editor.GetByText("Added as quote")).ToBeVisibleAsync();

        await hand.ClickAsync(editor.GetByRole(AriaRole.Link, new() { Name = "read another" }));
        await editor.GetByLabel("File").SetInputFilesAsync(new FilePayload
        {
            Name = "audit.pdf",
            MimeType = "application/pdf",
            Buffer = PdfFile.Of("Office of the State Auditor\nRivertown Works", "The office reviewed the records of the company.\n\nAs of December 31, 2023, the company reported 412 new jobs at the site."),
        });
        await hand.TypeAsync(editor.GetByLabel("Address"), "https://auditor.ohio.gov/rivertown.pdf");
        await hand.ClickAsync(editor.GetByRole(AriaRole.Button, new() { Name = "Read it" }));
        await hand.TypeAsync(editor.GetByLabel("Title"), "Audit of Rivertown Works");
        await hand.TypeAsync(editor.GetByLabel("Publisher"), "State Auditor");
        await Expect(editor.GetByLabel("Kind", new() { Exact = true })).ToHaveValueAsync("government-record");
        await hand.ClickAsync(editor.Locator(".offers li").Filter(new() { HasText = "412" }).GetByRole(AriaRole.Button, new() { NameRegex = new("^Add as figure") }).First);
        await hand.ClickAsync(editor.GetByRole(AriaRole.Link, new() { Name = "open it in the form" }));

        await hand.FillAsync("figures[0].", ("target", "jobs"), ("span", "total"), ("basis", "government-record"), ("counting", "context"), ("reason", "A figure of another company, for this test."));
        await hand.FillAsync($"sources[{begun.Sources.Count}].", ("kind", "company-statement"));
        await hand.FillAsync($"targets[{begun.Targets.Count}].", ("id", "read"));
        await hand.FillAsync($"quotes[{begun.Quotes.Count}].", ("role", "president"));
        await hand.ClickAsync(editor.GetByRole(AriaRole.Button, new() { Name = "Save and send to review" }));
        await Expect(editor.Locator(".state")).ToHaveTextAsync("In review");
        await Console.Out.WriteLineAsync($"A target, a quote and a figure from two sources, {(scripts ? "with" : "without")} scripts: {hand}.");

        var reviewer = await Chromium.OpenAsync(scripts: scripts);
        await EditorJourneys.SignInAsync(Chromium, reviewer, MemberRole.Reviewer);
        await reviewer.GotoAsync($"/newsroom/pledges/{id}/review");
        await reviewer.GetByLabel("Why it is published anyway").FillAsync("It is one of two alike, for this test.");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "Publish now" }).ClickAsync();
        await Expect(reviewer.GetByText("Published. Readers see it now.")).ToBeVisibleAsync();
        await reviewer.GotoAsync($"/pledges/{slug}");
        await Expect(reviewer.Locator("main")).ToContainTextAsync("412");
        await reviewer.GotoAsync($"/pledges/{slug}/sources");
        await Expect(reviewer.Locator("main")).ToContainTextAsync("As of December 31, 2023, the company reported 412 new jobs at the site.");
        await Expect(reviewer.Locator("main")).ToContainTextAsync("page 2");
    }
}
