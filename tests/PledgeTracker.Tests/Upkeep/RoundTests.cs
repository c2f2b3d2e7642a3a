using System.Net;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Upkeep;

namespace PledgeTracker.Tests.Upkeep;

/// <summary>The checking round: what was looked at longest ago comes first, and one key leads to the next.</summary>
public sealed class RoundTests
{
    private static readonly Dictionary<string, string> Nothing = [];

    [Theory, OnSqlite, OnPostgres]
    public async Task Where_the_makers_of_the_starter_data_looked_is_never_offered_as_where_an_editor_looked(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync("/newsroom/round?days=0");

        editor.Page.QuerySelector("[autofocus]")!.GetAttribute("name").Should().Be("where");
        editor.Page.QuerySelector("input[name=where]")!.GetAttribute("value").Should().BeNullOrEmpty();
        await editor.SendAsync(new Dictionary<string, string>(), form: "form.round");
        editor.Page.QuerySelectorAll(".problem").Should().NotBeEmpty("nothing is noted that nobody said");
        await editor.SendAsync(new Dictionary<string, string> { ["where"] = "the company’s press releases", ["reach"] = "press releases up to November 2026" }, form: "form.round");
        editor.Page.QuerySelector(".done")!.TextContent.Should().Contain("press releases up to November 2026");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_never_looked_at_comes_first_then_the_oldest_and_one_button_alone_leads_through_all_to_the_end(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        await app.PublishAsync(
            Upkept.Pledge("younger", "2026-09-01", lookup: Upkept.Looked("2026-09-01")), Upkept.Pledge("older", "2026-08-01", lookup: Upkept.Looked("2026-08-01")),
            Upkept.Pledge("lately", "2026-11-20", lookup: Upkept.Looked("2026-11-20")), Upkept.Pledge("never"), Upkept.Pledge("decided", "2025-01-01", verdict: "missed", lookup: Upkept.Looked("2025-01-01")));
        var editor = await app.SignedInAsync(MemberRole.Editor);

        await editor.GoAsync("/newsroom/round");
        Shown(editor).Should().Be("Acme: Acme promises never");
        editor.Page.QuerySelector("main")!.TextContent.Should().Contain("1 of 4 open pledges were looked at in the last 30 days. 3 to go.").And.Contain("Nobody has looked yet.");
        (Value(editor, "where"), Value(editor, "reach")).Should().Be(("", ""), "nobody knows where an editor looked but the editor");
        editor.Page.QuerySelector("[autofocus]")!.GetAttribute("name").Should().Be("where");
        await editor.SendAsync(Nothing);
        editor.Page.QuerySelectorAll(".problem").Should().HaveCount(2, "nothing is published without a place and a reach");
        Shown(editor).Should().Be("Acme: Acme promises never");
        await editor.SendAsync(new Dictionary<string, string> { ["where"] = "The Courier", ["reach"] = "news pages published up to November 2026" });

        editor.Page.QuerySelector(".done")!.TextContent.Should().Contain("Acme promises never").And.Contain("Looked on 29 November 2026 in news pages published up to November 2026: nothing new was found.");
        foreach (var name in (string[])["older", "younger"])
        {
            Shown(editor).Should().Be("Acme: Acme promises " + name);
            editor.Page.QuerySelector("[autofocus]")!.TextContent.Should().Be("Looked, nothing new");
            await editor.SendAsync(Nothing);
        }

        editor.Page.QuerySelector("form.round").Should().BeNull();
        editor.Page.QuerySelector("main")!.TextContent.Should().Contain("4 of 4 open pledges were looked at in the last 30 days.").And.Contain("All open pledges were looked at since 20 November 2026.");
        await editor.GoAsync("/newsroom/round?days=0");
        Shown(editor).Should().Be("Acme: Acme promises lately");
        await editor.GoAsync("/newsroom/round?all=1");
        Shown(editor).Should().Be("Acme: Acme promises decided");
        editor.Page.QuerySelector("main")!.TextContent.Should().Contain("4 of 5 pledges");
        await app.WithDatabaseAsync(async context => (await context.Summaries.CountAsync(s => s.LastChecked == new DateOnly(2026, 11, 29))).Should().Be(3));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_who_look_at_one_pledge_the_second_publishes_nothing_and_is_told_who_and_when(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        var ids = await app.PublishAsync(Upkept.Pledge("one", "2026-01-01", lookup: Upkept.Looked("2026-01-01")), Upkept.Pledge("two", "2026-02-01", lookup: Upkept.Looked("2026-02-01")));
        var (first, second) = (await app.SignedInAsync(MemberRole.Editor, "Ada Reyes"), await app.SignedInAsync(MemberRole.Editor, "Ben Okafor"));
        await first.GoAsync("/newsroom/round");
        await second.GoAsync("/newsroom/round");
        await first.SendAsync(Nothing);
        await second.SendAsync(Nothing);

        first.Page.QuerySelector(".done")!.TextContent.Should().Contain("Acme promises one");
        second.Page.QuerySelector(".warn")!.TextContent.Should().Contain("Nothing of yours was noted.").And.Contain("has a new revision, published by Ada Reyes on 29 November 2026, 12:00 UTC. Looked on 29 November 2026");
        second.Page.QuerySelector(".done").Should().BeNull();
        Shown(second).Should().Be("Acme: Acme promises two");
        await app.WithDatabaseAsync(async context => (await context.Documents.SingleAsync(d => d.Id == ids[0])).NewestNumber.Should().Be(2));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_second_click_of_one_editor_notes_nothing_twice_and_many_at_once_note_once(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        var id = (await app.PublishAsync(Upkept.Pledge("one", "2026-01-01", lookup: Upkept.Looked("2026-01-01")))).Single();
        var editor = await app.SignedInAsync(MemberRole.Editor, "Ada Reyes");
        await editor.GoAsync("/newsroom/round");
        var values = FormBrowser.FieldsOf(editor.Page.QuerySelector("form.round")!);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => editor.Client.PostAsync("/newsroom/round", new FormUrlEncodedContent(values))));

        answers.Should().AllSatisfy(a => a.Headers.Location!.ToString().Should().Be($"/newsroom/round?noted={id}"));
        await app.WithDatabaseAsync(async context => (await context.Documents.SingleAsync(d => d.Id == id)).NewestNumber.Should().Be(2));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Open_drafts_are_passed_over_and_counted_and_what_is_left_for_later_comes_again_when_asked_for(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        var ids = await app.PublishAsync(Upkept.Pledge("one"), Upkept.Pledge("two"), Upkept.Pledge("three"));
        await app.WithAsync<Drafts, SaveResult>(d => d.SaveAsync(ids[0], 1, Upkept.Pledge("one") with { Title = "In work" }, LogActor.CommandLine));
        var editor = await app.SignedInAsync(MemberRole.Editor);

        await editor.GoAsync("/newsroom/round");
        Shown(editor).Should().Be("Acme: Acme promises two");
        editor.Page.QuerySelector("main")!.TextContent.Should().Contain("0 of 3 open pledges were looked at in the last 30 days. 2 to go. 1 has an open draft and is passed over.");
        await editor.GoAsync(Link(editor, "Not now"));
        editor.At.Should().Be($"/newsroom/round?after=never.{ids[1]}");
        Shown(editor).Should().Be("Acme: Acme promises three");
        await editor.GoAsync(Link(editor, "Not now"));
        editor.Page.QuerySelector("main")!.TextContent.Should().Contain("This is the end of the round. You left 2 pledges for later.");
        await editor.GoAsync(Link(editor, "Look at what was left"));
        Shown(editor).Should().Be("Acme: Acme promises two");

        // Taken off the site between the page and the button.
        await app.WithAsync<Review, ReviewOutcome>(r => r.UnpublishAsync(ids[1], "Entered twice.", LogActor.CommandLine));
        await editor.SendAsync(new Dictionary<string, string> { ["where"] = "The Courier", ["reach"] = "news pages up to November 2026" });
        editor.Page.QuerySelector(".warn")!.TextContent.Should().Contain("is not on the site any more");
        Shown(editor).Should().Be("Acme: Acme promises three");
        editor.Page.QuerySelector("main")!.TextContent.Should().Contain("0 of 2 open pledges", "what was taken off is not counted");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_empty_tracker_has_an_empty_round_and_no_cursor_of_hands_is_followed(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        var editor = await app.SignedInAsync(MemberRole.Editor);

        (await editor.GoAsync("/newsroom/round")).Page.QuerySelector("main")!.TextContent.Should().Contain("No open pledge is on the site.");
        foreach (var after in (string[])["x", "never", "never.x", "2026-13-01.1", "decided.never.-1", "1.2.3", "", "never.99999999999"])
        {
            (await editor.Client.GetAsync("/newsroom/round?after=" + after)).StatusCode.Should().Be(after.Length == 0 ? HttpStatusCode.OK : HttpStatusCode.NotFound, after);
        }

        (await editor.GoAsync("/newsroom/round?days=x&all=7&noted=1&meanwhile=99")).Answer.StatusCode.Should().Be(HttpStatusCode.OK);
        editor.Page.QuerySelectorAll(".done, .warn").Should().BeEmpty("the page says what is stored, and not what its address says");
        foreach (var place in (RoundPlace[])[new(false, null, 7), new(true, new(2026, 1, 2), 8)])
        {
            RoundPlace.Parse(place.ToString()).Should().Be(place);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_thousands_of_pledges_a_step_reads_only_what_was_published_since(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: false);
        var id = (await app.PublishAsync(Upkept.Pledge("template", "2026-01-01", lookup: Upkept.Looked("2026-01-01")))).Single();
        await app.WithDatabaseAsync(context => CopyAsync(context, 3_000));
        app.Clock.Advance(TimeSpan.FromMinutes(30));
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync("/newsroom/round");
        Shown(editor).Should().Be("Acme: Acme promises template");
        editor.Page.QuerySelector("main")!.TextContent.Should().Contain("0 of 3,001 open pledges");
        var database = Path.Combine(app.DataDirectory, DatabaseStartup.FileName);
        await app.WithDatabaseAsync(context => Task.FromResult(database = kind == "SQLite" ? database : context.Database.GetDbConnection().Database));
        using var recorder = new QueryRecorder(database);

        // Entity Framework asks once a second whether anybody listens.
        await Task.Delay(TimeSpan.FromSeconds(1.2));
        await editor.SendAsync(Nothing);

        editor.Page.QuerySelector("main")!.TextContent.Should().Contain("1 of 3,001 open pledges");
        recorder.Sent.Should().Contain(s => s.Sql.Contains("published_at", StringComparison.Ordinal)).And.NotContain(s => s.Sql.Contains(Web.Reading.PledgeIndex.ReadTag, StringComparison.Ordinal) && s.Sql.Contains("last_checked", StringComparison.Ordinal));
        await app.WithDatabaseAsync(async context => (await context.Summaries.CountAsync(s => s.PledgeId == id && s.LastChecked == new DateOnly(2026, 11, 29))).Should().Be(1));
    }

    // Rows alone: what the order is read from.
    private static async Task CopyAsync(PledgeTrackerDbContext context, int times)
    {
        var many = $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {times})";
        await CopyRowsAsync("documents", "id", "\"key\"", ", published_revision_id", ", NULL");
        await CopyRowsAsync("pledges", "id", "slug", "", "");
        await CopyRowsAsync("pledge_summaries", "pledge_id", "slug", ", last_checked", context is PostgresPledgeTrackerDbContext ? ", date '2026-05-05'" : ", '2026-05-05'");

        async Task CopyRowsAsync(string table, string id, string name, string others, string values)
        {
            var own = $"{id}, {name}{others}".Replace("\"", "", StringComparison.Ordinal).Split(", ");
            var columns = await context.Database.SqlQueryRaw<string>(context is PostgresPledgeTrackerDbContext
                ? $"SELECT column_name::text AS \"Value\" FROM information_schema.columns WHERE table_name = '{table}' AND table_schema = current_schema()"
                : $"SELECT name AS \"Value\" FROM pragma_table_info('{table}')").ToListAsync();
            var rest = string.Join(", ", columns.Except(own).Select(c => $"\"{c}\""));
            var copy = $"INSERT INTO {table} ({id}, {name}{others}, {rest}) {many} SELECT 100000 + i, 'copy-' || i{values}, {rest} FROM {table}, n WHERE {name} = 'template'";
            await context.Database.ExecuteSqlRawAsync(copy);
        }
    }

    private static string? Shown(FormBrowser editor) => editor.Page.QuerySelector("form.round h2")?.TextContent;

    private static string? Value(FormBrowser editor, string name) => FormBrowser.FieldsOf(editor.Page.QuerySelector("form.round")!)[name];

    private static string Link(FormBrowser editor, string text) => editor.Page.QuerySelectorAll("main a").Single(a => a.TextContent == text).GetAttribute("href")!;
}
