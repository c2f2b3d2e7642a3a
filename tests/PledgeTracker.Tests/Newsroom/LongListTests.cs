using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.OpenData;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using Xunit.Abstractions;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>A list of as many entries as a list may have, with what is found and matched of them, through the running program.</summary>
public sealed class LongListTests(NewsroomApp app, ITestOutputHelper output) : IClassFixture<NewsroomApp>
{
    private const int Most = 5_000;

    [Fact]
    public async Task Five_thousand_entries_are_added_from_a_file_saved_by_form_reviewed_published_and_read()
    {
        var (editor, reviewer) = (await app.SignedInAsync(MemberRole.Editor), await app.SignedInAsync(MemberRole.Reviewer));
        var id = await ClaimRowTests.PublishAsync(app, DocumentKind.List, "five-thousand", ClaimRowTests.List());
        var table = "As listed,Companies,Amount,Jobs,Announced,Place\n"
            + string.Concat(Enumerable.Range(0, Most).Select(i => string.Create(CultureInfo.InvariantCulture, $"Firm {i}: a plant,Firm {i},${1 + (i % 90)} billion,{100 + i},2026-03-{1 + (i % 28):00},Ohio\n")));

        await editor.GoAsync($"/newsroom/lists/{id}/table");
        await TimedAsync("the file is read and shown", () => editor.SendAsync(new Dictionary<string, string> { ["sources"] = "a" }, "read", files: ("file", "entries.csv", Encoding.UTF8.GetBytes(table))));
        editor.Page.QuerySelector("button[value=add]").Should().NotBeNull();
        await TimedAsync("the entries are added and the form is shown", () => editor.SendAsync(new Dictionary<string, string>(), "add"));

        // As an editor would find things of many entries: through the document, which is longer than a form of it may be by hand.
        var draft = (ClaimListDraft)(await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(DocumentKind.List, id)))!.Content;
        draft.Items.Should().HaveCount(Most);
        var full = draft with { Items = [.. draft.Items.Select((item, i) => item with { Matches = i % 10 == 0 ? [new() { Pledge = "alibaba-million-us-jobs-2017", Kind = "related" }] : [], Findings = i % 3 == 0 ? [new() { Class = "routine", Text = $"Usual spending {i}", Sources = ["a"] }] : [] })] };
        output.WriteLine($"the document has {DraftJson.Write(full).Length:N0} characters of {DraftBounds.Document:N0}");
        (await app.WithAsync<Drafts, SaveResult>(d => d.SaveAsync(id, 2, full, new LogActor(null, "Ed", null)))).Should().BeOfType<SaveResult.Saved>();

        await TimedAsync("the form is shown", () => editor.GoAsync($"/newsroom/lists/{id}"));
        editor.Page.QuerySelectorAll("details[id^=items-]").Length.Should().BeGreaterThan(Most);
        await TimedAsync("the form is saved", () => editor.SendAsync(new Dictionary<string, string> { ["items[4999].place"] = "Texas" }, "save", "form#draft"));
        editor.At.Should().EndWith("?done=saved");
        await TimedAsync("it is sent to review", () => editor.SendAsync(new Dictionary<string, string>(), "send", "form#draft"));
        editor.At.Should().EndWith("?done=sent");
        await TimedAsync("the difference is shown", () => reviewer.GoAsync($"/newsroom/lists/{id}/review"));
        await TimedAsync("it is published", () => reviewer.SendAsync(new Dictionary<string, string> { ["note"] = "Five thousand entries.", ["kind"] = "update" }, "publish"));
        reviewer.At.Should().EndWith("?done=published", reviewer.Page.QuerySelector("main")!.TextContent[..500].Replace("{", "(", StringComparison.Ordinal));

        var visitor = app.Visitor();
        var page = await ReadAsync("/lists/five-thousand");
        page.Length.Should().BeLessThan(1_000_000, "a hundred entries stand on a page");
        (await ReadAsync("/lists/five-thousand?page=50")).Should().Contain("Firm 4999").And.Contain("Texas");
        (await ReadAsync("/lists/five-thousand?group=not-new&company=firm+49")).Should().Contain("Firm 4998");
        var (header, rows) = RowTests.Csv(await ReadAsync("/lists/five-thousand.csv"));
        rows.Should().HaveCount(Most);
        rows[^1][Array.IndexOf(header, "place")].Should().Be("Texas");
        rows[^1][Array.IndexOf(header, "url")].Should().EndWith("/lists/five-thousand?page=50#item-" + rows[^1][Array.IndexOf(header, "item")]);
        using var json = JsonDocument.Parse(await ReadAsync("/lists/five-thousand.json"));
        json.RootElement.GetProperty("document").GetProperty("items").GetArrayLength().Should().Be(Most);
        await ReadAsync("/data/list_items.jsonl");
        await ReadAsync("/claims");

        async Task<string> ReadAsync(string address)
        {
            var text = "";
            await TimedAsync(address, async () =>
            {
                var answer = await visitor.GetAsync(address);
                answer.StatusCode.Should().Be(HttpStatusCode.OK, address);
                text = await answer.Content.ReadAsStringAsync();
            });
            return text;
        }
    }

    [Fact]
    public async Task A_list_with_more_fields_than_a_form_can_send_is_not_shown_as_one_and_says_where_to_change_it()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var finding = new ItemFindingDraft { Class = "routine", Text = "Usual", Sources = ["a"] };
        var draft = ClaimRowTests.List([.. Enumerable.Range(0, Most).Select(i => new ListItemDraft { Id = "e" + i, AsListed = "Entry", Companies = "Firm", Sources = ["a"], Findings = [finding, finding, finding, finding, finding] })]);
        var id = await ClaimRowTests.PublishAsync(app, DocumentKind.List, "more-than-a-form", draft);

        (await app.WithAsync<Drafts, SaveResult>(d => d.SaveAsync(id, 1, draft with { Note = "Read twice." }, new LogActor(null, "Ed", null)))).Should().BeOfType<SaveResult.Saved>();

        await TimedAsync("the form that is none", () => editor.GoAsync($"/newsroom/lists/{id}"));

        editor.Page.QuerySelector("form#draft").Should().BeNull("a browser could not send it back whole");
        var words = editor.Page.QuerySelector("main")!.TextContent;
        words.Should().Contain("This draft is too large for the form").And.Contain("/api/lists/more-than-a-form").And.Contain("/lists/more-than-a-form.json");
        editor.Page.QuerySelector($"a[href='/newsroom/lists/{id}/table']").Should().NotBeNull();
        editor.Page.QuerySelector("button[value=cut]").Should().BeNull("nothing needs to be thrown away");
        await editor.SendAsync(new Dictionary<string, string>(), "send");
        editor.At.Should().EndWith("?done=sent", "what was imported can be sent to review without the form");
        ((ClaimListDraft)(await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(DocumentKind.List, id)))!.Content).Items.Should().HaveCount(Most).And.OnlyContain(i => i.Findings.Count == 5, "nothing is lost");
    }

    private async Task TimedAsync(string what, Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0.00} s: {what}"));
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromMinutes(2), what);
    }
}
