using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.OpenData;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Import;

/// <summary>Claimants, lists and checks as files: compared, refused, merged and written as pledges are.</summary>
public sealed class ClaimImportTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    private static readonly LogActor Ed = new(null, "Ed Itor", null);
    private static readonly Dictionary<string, string> Nothing = [];

    public static TheoryData<string> GivenOut => ["/claims/donald-trump.json", "/lists/us-white-house-2025.json", "/lists/us-white-house-2025.json?on=2026-01-01", "/checks/propublica-2018.json"];

    [Theory, MemberData(nameof(GivenOut))]
    public async Task What_a_page_gives_out_comes_back_unchanged(string address)
    {
        var (summary, rows) = await RunAsync(await app.Visitor().GetStringAsync(address));

        (summary.Same, summary.New, summary.Changed, summary.Wrong, summary.Pledges).Should().Be((1, 0, 0, 0, 0), Words(rows));
    }

    [Fact]
    public async Task Every_starter_file_is_read_by_its_name_and_is_what_is_here()
    {
        var folder = Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "StarterData", "claims");
        foreach (var file in Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Where(f => !f.EndsWith(".schema.json", StringComparison.Ordinal)))
        {
            var (summary, rows) = await RunAsync(await File.ReadAllTextAsync(file), Path.GetFileName(file));
            (summary.Same, summary.Rows).Should().Be((1, 1), $"{file}: {Words(rows)}");
        }
    }

    [Fact]
    public async Task A_file_whose_documents_name_one_another_becomes_drafts_that_pass_the_review()
    {
        var text = $$"""
            { "checks": [{ "slug": "our-check", {{DraftJson.Write(Check("our-claimant/total", "our-list"))[1..]}}],
              "claimants": [{ "slug": "our-claimant", {{DraftJson.Write(Claimant("our-list"))[1..]}}],
              "lists": [{ "slug": "our-list", {{DraftJson.Write(List("our-check"))[1..]}}] }
            """;

        var (compared, rows) = await RunAsync(text);
        (compared.New, compared.Wrong, compared.Pledges).Should().Be((3, 0, 3), Words(rows));
        rows.Select(r => r.Pledge).Should().Equal("claimants/our-claimant", "lists/our-list", "checks/our-check");
        (await RunAsync(text, write: true)).Rows.Select(r => r.Text).Should().Equal("Our claimant", "A list", "Our check, 2026-02-01");

        await app.WithDatabaseAsync(async context =>
        {
            foreach (var (kind, key) in new[] { (DocumentKind.Claimant, "our-claimant"), (DocumentKind.List, "our-list"), (DocumentKind.Check, "our-check") })
            {
                var document = await context.Documents.Include(d => d.Revisions).SingleAsync(d => d.Kind == kind && d.Key == key);
                (document.State, document.PublishedRevisionId, document.Revisions.Single().Author).Should().Be((WorkState.Draft, null, "Ed Itor"));
                (await Subject.Of(kind).ReviewAsync(context, document.Id, key, Subject.Of(kind).Read(document.Revisions[0]), new DateOnly(2026, 11, 29))).Problems.Should().BeEmpty();
                (await context.Log.SingleAsync(l => l.DocumentId == document.Id)).Action.Should().Be(LogAction.Imported);
            }
        });
        (await RunAsync(text)).Summary.Pledges.Should().Be(0, "the same file again changes nothing");
    }

    [Fact]
    public async Task A_document_that_is_here_gets_a_draft_with_the_names_of_what_changed_and_work_of_others_is_not_run_over()
    {
        await using var own = new NewsroomApp();
        var text = (await own.Visitor().GetStringAsync("/lists/us-white-house-2017.json")).Replace("\"keeper\":\"", "\"keeper\":\"Truly ", StringComparison.Ordinal);

        (await RunAsync(text, write: true, tracker: own)).Rows.Should().ContainSingle().Which.Should().Match<ImportRow>(r => r.Outcome == ImportOutcome.Changed && r.Text == "Kept by");

        await own.WithDatabaseAsync(async context =>
        {
            var document = await context.Documents.SingleAsync(d => d.Kind == DocumentKind.List && d.Key == "us-white-house-2017");
            (document.State, document.NewestNumber).Should().Be((WorkState.Draft, 2));
            document.PublishedRevisionId.Should().NotBeNull("readers see what they saw");
            document.State = WorkState.InReview;
            await context.SaveChangesAsync();
        });
        (await RunAsync(text.Replace("Truly", "Really", StringComparison.Ordinal), tracker: own)).Rows.Single().Text.Should().Contain("This list is in review.");
    }

    [Theory]
    [InlineData("{ \"lists\": [{ \"slug\": \"a-list\", \"name\": \"A claimant\", \"kind\": \"person\" }] }", "This is not a list in the format of the starter files")]
    [InlineData("{ \"claimants\": [{ \"slug\": \"a-check\", \"by\": \"Somebody\", \"method\": \"Counting.\" }] }", "This is not a claimant in the format of the starter files")]
    [InlineData("{ \"lists\": [{ \"title\": \"No address\", \"keeper\": \"K\" }] }", "Name the list in “slug”")]
    [InlineData("{ \"lists\": [{ \"slug\": \"Not An Address\", \"keeper\": \"K\" }] }", "is no address of a list")]
    [InlineData("{ \"lists\": [{ \"slug\": \"all\", \"keeper\": \"K\" }] }", "is no address of a list")]
    [InlineData("{ \"lists\": [{ \"slug\": 7, \"keeper\": \"K\" }] , \"checks\": [] }", null)]
    [InlineData("{ \"lists\": [{ \"slug\": \"twice\", \"keeper\": \"K\" }, { \"slug\": \"twice\", \"keeper\": \"K\" }] }", "has the list “twice” twice")]
    [InlineData("{ \"checks\": [{ \"slug\": \"a-check\", \"by\": \"Somebody\", \"claims\": [null] }] }", "A list holds null")]
    [InlineData("{ \"lists\": [{ \"slug\": \"a-list\", \"items\": [{ \"id\": \"a\", \"sources\": [null] }] }] }", "A list holds null")]
    [InlineData("{ \"lists\": [{ \"slug\": \"a-list\", \"items\": [null] }] }", "A list holds null")]
    [InlineData("{ \"pledges\": [{ \"slug\": \"a-pledge\", \"tags\": [null] }] }", "A list holds null")]
    [InlineData("{ \"lists\": [\"us-white-house-2025\"] }", "It is not an object")]
    [InlineData("{ \"lists\": [{ \"slug\": \"a-list\", \"items\": [{ \"id\": \"a\", \"amount\": \"lots and lots 3,5\" }] }] }", "items[0].amount")]
    [InlineData("{ \"lists\": [{ \"slug\": \"a-list\", \"items\": [{ \"id\": \"a\", \"matches\": [{ \"pledge\": \"nowhere-to-be-found\" }] }] }] }", "items[0].matches[0].pledge")]
    [InlineData("{ \"claimants\": [{ \"slug\": \"a-claimant\", \"name\": \"N\", \"claims\": [{ \"id\": \"a\", \"list\": \"no-such-list\" }] }] }", "There is no list 'no-such-list'.")]
    [InlineData("{ \"claimants\": [{ \"slug\": \"a-claimant\", \"name\": \"N\", \"claims\": [{ \"id\": \"a\", \"unit\": \"jobs\", \"quantity\": \"5\", \"currency\": \"USD\" }] }] }", "claims[0].currency")]
    public async Task What_is_wrong_is_said_with_its_place_and_nothing_is_written(string text, string? says)
    {
        var before = await CountAsync();

        var (summary, rows) = await RunAsync(text, write: true);

        if (says is not null)
        {
            summary.Wrong.Should().BePositive(Words(rows));
            rows.Where(r => r.Outcome == ImportOutcome.Wrong).Select(r => $"{r.Column}: {r.Text}").Should().Contain(r => r.Contains(says, StringComparison.Ordinal), Words(rows));
            (await CountAsync()).Should().Be(before);
        }
    }

    [Theory]
    [InlineData("{ \"lists\": {} }", "Put the lists into a list.")]
    [InlineData("{ \"items\": [] }", "The file has an unknown name, “items”.")]
    [InlineData("{ \"lists\": [", "The file is not complete JSON")]
    public void A_file_that_is_none_says_so(string text, string says) =>
        FluentActions.Invoking(() => Read(text, "a.json")).Should().Throw<ImportException>().WithMessage($"*{says}*");

    [Fact]
    public async Task The_desk_takes_a_file_by_its_name_shows_it_and_writes_a_draft()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        const string Hostile = "<script>alert(1)</script>";
        await editor.GoAsync("/newsroom/import");
        await editor.SendAsync(Nothing, null, "main form[enctype]", ("file", "from-the-desk.json", Encoding.UTF8.GetBytes(DraftJson.Write(List(null) with { Title = Hostile }))));
        await EndAsync(editor, editor.At);

        editor.Page.QuerySelector("main")!.TextContent.Should().Contain("1 document would get a new draft").And.Contain("claimants, lists or checks, JSON in UTF-8").And.Contain("lists/from-the-desk").And.Contain(Hostile);
        editor.Page.QuerySelectorAll("script:not([src])").Should().BeEmpty();
        var address = editor.At;
        await editor.SendAsync(Nothing, "confirm");
        await EndAsync(editor, address);
        editor.Page.QuerySelector("[role=status]")!.TextContent.Should().Contain("Saved as drafts: 1 document");
        editor.Page.QuerySelector("[role=status] a")!.GetAttribute("href").Should().Be("/newsroom/claims");
        await app.WithDatabaseAsync(async context => (await context.Documents.SingleAsync(d => d.Kind == DocumentKind.List && d.Key == "from-the-desk")).State.Should().Be(WorkState.Draft));
    }

    [Fact]
    public async Task The_command_takes_a_list_too()
    {
        var folder = Directory.CreateTempSubdirectory("pledgetracker-").FullName;
        string[] settings = ["--PledgeTracker:DataDirectory", folder];
        await TrackerProcess.RunWithInputAsync(NewsroomApp.Password, ["users", "add", "--email", "ed@example.org", "--name", "Ed", "--role", "editor", .. settings]);
        var path = Path.Combine(folder, "by-command.json");
        await File.WriteAllTextAsync(path, DraftJson.Write(List(null)));

        var written = await TrackerProcess.RunAsync(["import", path, "--as", "ed@example.org", "--yes", .. settings]);
        var again = await TrackerProcess.RunAsync(["import", path, "--as", "ed@example.org", "--yes", .. settings]);

        written.Output.Should().Contain("1 entries: 1 new").And.Contain("saved drafts of 1 documents", written.Errors);
        again.Output.Should().Contain("1 the same");
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Entries_come_from_a_CSV_file_beside_the_paste_and_from_what_the_page_of_a_list_gives_out()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var id = await ClaimRowTests.PublishAsync(app, DocumentKind.List, "entries-by-file", ClaimRowTests.List());
        var csv = await app.Visitor().GetByteArrayAsync("/lists/us-white-house-2025.csv?bom=1");
        await editor.GoAsync($"/newsroom/lists/{id}/table");

        await editor.SendAsync(new Dictionary<string, string> { ["table"] = "not,a,table", ["sources"] = "a" }, "read", files: ("file", "entries.csv", csv));
        editor.Page.QuerySelectorAll(".problem").Should().BeEmpty();
        (await ItemsAsync()).Should().BeEmpty("nothing is added before an editor says so");
        await editor.SendAsync(Nothing, "add");

        var starter = ((ClaimListDraft)StarterData.Claims().Single(c => c.Key == "us-white-house-2025").Draft).Items;
        (await ItemsAsync()).Select(i => (i.AsListed, i.Companies, i.Country, i.Amount, i.AmountInWords, i.Currency, i.Jobs, i.JobsInWords, i.Announced, i.Place, i.AmountHistory, i.Note))
            .Should().Equal(starter.Select(i => (i.AsListed, i.Companies, i.Country, i.Amount, i.AmountInWords, i.Currency, i.Jobs, i.JobsInWords, i.Announced, i.Place, i.AmountHistory, i.Note)));

        await editor.GoAsync($"/newsroom/lists/{id}/table");
        await editor.SendAsync(new Dictionary<string, string> { ["sources"] = "a" }, "read", files: ("file", "large.csv", new byte[1_000_000]));
        editor.Page.QuerySelector("#table-problem")!.TextContent.Should().Contain("The file has").And.Contain("Add the entries in parts.");

        async Task<IReadOnlyList<ListItemDraft>> ItemsAsync() => ((ClaimListDraft)(await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(DocumentKind.List, id)))!.Content).Items;
    }

    [Fact]
    public async Task Entries_come_from_a_workbook_as_from_a_paste()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        var id = await ClaimRowTests.PublishAsync(app, DocumentKind.List, "entries-by-workbook", ClaimRowTests.List());
        var book = new Workbook().Sheet("List", [["As listed", "Companies", "Amount", "Jobs", "Announced"], ["Acme: a \"new\" plant", "Acme", 5_000_000, 120, new DateTime(2025, 1, 21)], ["Bolt", "Bolt", "Undisclosed", null, "2025-03"]]).ToArray();
        await editor.GoAsync($"/newsroom/lists/{id}/table");

        await editor.SendAsync(new Dictionary<string, string> { ["sources"] = "a" }, "read", files: ("file", "entries.xlsx", book));
        await editor.SendAsync(Nothing, "add");

        var items = ((ClaimListDraft)(await app.WithAsync<Drafts, OpenDraft?>(d => d.OpenAsync(DocumentKind.List, id)))!.Content).Items;
        items.Select(i => (i.AsListed, i.Companies, i.Amount, i.AmountInWords, i.Jobs, i.Announced)).Should().Equal(("Acme: a \"new\" plant", "Acme", "5,000,000", null, "120", "2025-01-21"), ("Bolt", "Bolt", null, "Undisclosed", null, "2025-03"));
    }

    [Theory]
    [InlineData("us-white-house-2025")]
    [InlineData("us-white-house-2017")]
    public async Task The_table_that_a_list_gives_out_changes_nothing_as_an_import(string list)
    {
        var (summary, rows) = await RunAsync(await app.Visitor().GetStringAsync($"/lists/{list}.csv"));

        (summary.Same, summary.New, summary.Changed, summary.Wrong).Should().Be((summary.Rows, 0, 0, 0), Words(rows));
        summary.Rows.Should().BeGreaterThan(10);
    }

    [Fact]
    public async Task Rows_of_a_table_become_entries_of_the_list_that_they_name_and_change_those_that_are_there()
    {
        await ClaimRowTests.PublishAsync(app, DocumentKind.List, "by-table", ClaimRowTests.List(
            new ListItemDraft { Id = "acme", AsListed = "Acme plant", Companies = "Acme", Amount = "1,000", Currency = "USD", Sources = ["a"] },
            new ListItemDraft { Id = "twin-1", AsListed = "Twin", Companies = "Twin", Amount = "1,000", Currency = "USD", Sources = ["a"] },
            new ListItemDraft { Id = "twin-2", AsListed = "Twin", Companies = "Twin", Amount = "2,000", Currency = "USD", Sources = ["a"] }));
        const string Table = """
            List,Item,As listed,Companies,Country,Amount,Jobs,Announced,Source URL,Source title
            /lists/by-table,,Acme plant,,,"$2,000",,,,
            by-table,,Bolt works,Bolt,,Undisclosed,several hundred,21 January 2025,https://example.org/list,The list
            by-table,japan,Japan’s funds,,JP,€1 billion,,,https://example.org/list,
            Total,,,,,,,,,
            """;

        var (summary, rows) = await RunAsync(Table, write: true);

        (summary.New, summary.Changed, summary.Wrong, summary.Pledges).Should().Be((2, 1, 0, 1), Words(rows));
        await app.WithDatabaseAsync(async context =>
        {
            var document = await context.Documents.SingleAsync(d => d.Kind == DocumentKind.List && d.Key == "by-table");
            document.State.Should().Be(WorkState.Draft);
            var list = (ClaimListDraft)Subject.Of(DocumentKind.List).Read(await context.NewestOfAsync(document));
            list.Items.Select(i => (i.Id, i.AsListed, i.Companies, i.Country, i.Amount, i.AmountInWords, i.Currency, i.JobsInWords, i.Announced)).Should().Equal(
                ("acme", "Acme plant", "Acme", null, "2,000", null, "USD", null, null), ("twin-1", "Twin", "Twin", null, "1,000", null, "USD", null, null), ("twin-2", "Twin", "Twin", null, "2,000", null, "USD", null, null),
                ("bolt", "Bolt works", "Bolt", null, null, "Undisclosed", null, "several hundred", "2025-01-21"), ("japan", "Japan’s funds", null, "JP", "1,000,000,000", null, "EUR", null, null));
            list.Items.Skip(3).Select(i => i.Sources.Single()).Distinct().Should().ContainSingle().Which.Should().Be(list.Sources.Single(s => s.Url == "https://example.org/list").Id);
        });
        (await RunAsync(Table)).Summary.Pledges.Should().Be(0, "the same table again changes nothing");
    }

    [Theory]
    [InlineData("by-tablet,,Acme,Acme", "There is no list at the address “by-tablet”.*")]
    [InlineData("wrong-rows,,Twin,Twin", "The list has several entries with these words: twin-1, twin-2. Name the one that is meant in a column “item”.")]
    [InlineData("wrong-rows,,,Acme", "Name the entry: its words on the list, or its short name.")]
    [InlineData(",,Acme plant,Acme", "Name the list: the part of its address after /lists/.")]
    [InlineData("wrong-rows,twin-1,Twin,One\nwrong-rows,twin-1,Twin,Other", "Line 2 is about the same entry but differs*")]
    public async Task A_row_that_names_no_entry_or_several_says_so(string rows, string says)
    {
        if (!await app.WithAsync<PledgeTrackerDbContext, bool>(c => c.Documents.AnyAsync(d => d.Kind == DocumentKind.List && d.Key == "wrong-rows")))
        {
            await ClaimRowTests.PublishAsync(app, DocumentKind.List, "wrong-rows", ClaimRowTests.List(
                new ListItemDraft { Id = "twin-1", AsListed = "Twin", Companies = "Twin", Amount = "1,000", Currency = "USD", Sources = ["a"] },
                new ListItemDraft { Id = "twin-2", AsListed = "Twin", Companies = "Twin", Amount = "2,000", Currency = "USD", Sources = ["a"] }));
        }

        var (summary, told) = await RunAsync("list,item,as_listed,companies\n" + rows + "\n");

        summary.Wrong.Should().Be(1, Words(told));
        told.Single(r => r.Outcome == ImportOutcome.Wrong).Text.Should().Match(says);
    }

    private static ClaimListDraft List(string? check) => ClaimRowTests.List(new ListItemDraft
    {
        Id = "one",
        AsListed = "One",
        Companies = "Acme",
        Amount = "1,000",
        Currency = "USD",
        Sources = ["a"],
        Findings = check is null ? [] : [new() { Class = "routine", Text = "Usual spending", Check = check, Sources = ["a"] }],
    });

    private static ClaimantDraft Claimant(string list) => new()
    {
        Name = "Our claimant",
        Kind = "body",
        Summary = "A body that adds up.",
        Claims = [new() { Id = "total", Date = "2026-01-05", Role = "Spokesperson", Quantity = "about 1,000", Unit = "investment", Currency = "USD", Says = "investments announced", List = list, Sources = ["a"] }],
        Sources = ClaimRowTests.List().Sources,
    };

    private static CheckDraft Check(string claim, string list) => new()
    {
        By = "Our check",
        Date = "2026-02-01",
        Claims = [claim],
        Lists = [list],
        Method = "Read every entry.",
        Results = [new() { Label = "new", InWords = "nearly half", Text = "Nearly half is new" }],
        Sources = ClaimRowTests.List().Sources,
    };

    private static ImportFile Read(string text, string? name) => ImportFile.Read(Encoding.UTF8.GetBytes(text), null, null, name);

    private static string Words(IEnumerable<ImportRow> rows) => string.Join(" | ", rows.Take(10).Select(r => $"{r.Line} {r.Outcome} {r.Column}: {r.Text}")).Replace("{", "(", StringComparison.Ordinal).Replace("}", ")", StringComparison.Ordinal);

    private async Task<int> CountAsync()
    {
        var count = 0;
        await app.WithDatabaseAsync(async context => count = await context.Revisions.CountAsync());
        return count;
    }

    private async Task<(ImportSummary Summary, List<ImportRow> Rows)> RunAsync(string text, string? name = null, bool write = false, NewsroomApp? tracker = null)
    {
        tracker ??= app;
        _ = tracker.Server;
        await using var scope = tracker.Services.CreateAsyncScope();
        var importer = scope.ServiceProvider.GetRequiredService<Importer>();
        var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var rows = new List<ImportRow>();
        using var plan = new ImportPlan();
        var terms = new ImportTerms(Ed, Publish: false);
        var summary = await importer.CompareAsync(Read(text, name), terms, plan, batch =>
        {
            rows.AddRange(batch);
            return Task.CompletedTask;
        });
        if (write && summary.Wrong == 0)
        {
            (await importer.WriteAsync(plan, terms)).Should().BeTrue();
            await transaction.CommitAsync();
        }

        return (summary, rows);
    }

    private static async Task EndAsync(FormBrowser editor, string address)
    {
        for (var i = 0; i < 200 && editor.Page.QuerySelector("meta[http-equiv=refresh]") is not null; i++)
        {
            await Task.Delay(100);
            await editor.GoAsync(address);
        }
    }
}
