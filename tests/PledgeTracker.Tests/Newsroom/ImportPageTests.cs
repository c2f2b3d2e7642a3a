using System.Text;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Import;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>The import by upload and by command, through the running program.</summary>
public sealed class ImportPageTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    [Fact]
    public async Task The_entries_of_a_list_have_columns_of_their_own_to_be_matched_and_money_is_shown_as_it_is_read()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await UploadAsync(editor, "List,As listed,Firm,Amount,Headcount,When\nus-white-house-2025,A new one,Acme,$2 billion,1200,March 2025\n");

        editor.Page.QuerySelectorAll("select[name=ours]").Select(s => s.QuerySelector("option[selected]")?.GetAttribute("value") ?? "").Should().Equal("list", "as_listed", "companies", "amount", "jobs", "announced");
        editor.Page.QuerySelectorAll("#sample tbody tr").Single().QuerySelectorAll("td").Select(c => c.TextContent).Should().Equal("us-white-house-2025", "A new one", "Acme", "2,000,000,000 USD", "1,200", "2025-03");
    }

    [Fact]
    public async Task Columns_of_other_names_are_matched_on_the_page_beside_a_sample_and_the_choice_is_kept()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await UploadAsync(editor, "Tracked jobs\nPledge address;Goal;Jobs;Date;Remark;span\nadidas-speedfactory-160-2016;jobs;1.234;2/11/2021;internal;level\nTotal;;1.234;;;\n");

        editor.Page.QuerySelector(".problems")!.TextContent.Should().Contain("“pledge_address”").And.Contain("“remark”");
        var selects = editor.Page.QuerySelectorAll("select[name=ours]");
        selects.Select(s => s.QuerySelector("option[selected]")?.GetAttribute("value") ?? "").Should().Equal("pledge", "", "quantity", "as_of", "note", "span");
        editor.Page.QuerySelectorAll("#sample tbody tr")[0].TextContent.Should().Contain("1.234 (?)").And.Contain("2/11/2021 (?)");

        var address = editor.At;
        var form = editor.Page.QuerySelector("section[aria-labelledby=matching] form")!;
        async Task<HttpResponseMessage> SendAsync(string act)
        {
            var fields = FormBrowser.FieldsOf(form).Where(f => f.Key is not "own" and not "ours" and not "order" and not "mark" and not "act").Select(f => KeyValuePair.Create(f.Key, f.Value)).ToList();
            fields.AddRange([new("act", act), new("order", "day-first"), new("mark", "comma")]);
            foreach (var (own, ours) in new[] { ("Pledge address", "pledge"), ("Goal", "target"), ("Jobs", "quantity"), ("Date", "as_of"), ("Remark", "-"), ("span", "span") })
            {
                fields.AddRange([new("own", own), new("ours", ours)]);
            }

            return await editor.Client.PostAsync(address, new FormUrlEncodedContent(fields));
        }

        var shown = await (await SendAsync("show")).Content.ReadAsStringAsync();
        shown.Should().Contain("<td>1,234</td>").And.Contain("<td>2021-11-02</td>").And.Contain("Line 1 stands above the header");
        await SendAsync("read");
        await editor.GoAsync(address);
        await EndAsync(editor, address);
        editor.Page.Body!.TextContent.Should().Contain("1,234, as of 2021-11-02").And.Contain("Line 4 looks like a total and was left out.").And.Contain("day first, decimal comma");
        (await editor.GoAsync(address + "?read=1")).Page.QuerySelectorAll("select[name=ours]").Select(s => s.QuerySelector("option[selected]")!.GetAttribute("value")).Should().Equal("pledge", "target", "quantity", "as_of", "-", "span");
    }

    private const string Header = "pledge;target;quantity;span;as_of;published;basis;reported_by;counting;reason;source_url;source_title;source_publisher;source_kind;source_role\n";
    private const string Row = "adidas-speedfactory-160-2016;;42;level;2018-03;2018-03;company statement;adidas;context;\"A test; it does not count\";https://example.org/import;A report;Example;news-report;proof\n";

    private static readonly Dictionary<string, string> Nothing = [];

    [Fact]
    public async Task A_file_is_compared_confirmed_and_written_and_the_same_file_again_changes_nothing()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await UploadAsync(editor, Header + Row.Replace(";;42", ";jobs;42", StringComparison.Ordinal));

        editor.Page.Body!.TextContent.Should().Contain("1 pledge would get a new draft").And.Contain("42, as of 2018-03").And.Contain("with semicolons");
        var address = editor.At;
        await editor.SendAsync(Nothing, "confirm");
        await EndAsync(editor, address);
        editor.Page.QuerySelector("[role=status]")!.TextContent.Should().Contain("Saved as drafts: 1 pledge");

        await app.WithDatabaseAsync(async context =>
        {
            var document = await context.Documents.Include(d => d.Revisions).SingleAsync(d => d.Key == "adidas-speedfactory-160-2016");
            document.State.Should().Be(WorkState.Draft);
            document.Revisions.Should().HaveCount(2);
            (await context.Imports.OrderByDescending(i => i.Id).FirstAsync()).Content.Should().BeNull("the file is not kept once it is written");
        });
        await UploadAsync(editor, Header + Row.Replace(";;42", ";jobs;42", StringComparison.Ordinal));
        editor.Page.QuerySelector(".warn")!.TextContent.Should().Be("The file changes nothing, so there is nothing to confirm.");
    }

    [Fact]
    public async Task Wrong_rows_are_listed_and_nothing_can_be_confirmed()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await UploadAsync(editor, Header + "nobody;jobs;1;level;2018;;;;;;;;;;\n" + Row.Replace(";;42", ";jobs;lots", StringComparison.Ordinal));

        editor.Page.QuerySelectorAll("tbody tr").Select(r => r.QuerySelector("th")!.TextContent + r.QuerySelector("td")!.TextContent).Should().Equal("2Wrong", "3Wrong");
        editor.Page.QuerySelector("button[value=confirm]").Should().BeNull();
        var forged = FormBrowser.FieldsOf(editor.Page.QuerySelector("main form")!);
        forged["act"] = "confirm";
        await editor.Client.PostAsync(editor.At, new FormUrlEncodedContent(forged));
        await editor.GoAsync(editor.At);
        editor.Page.QuerySelector("h2")!.TextContent.Should().Be("Correct the wrong rows first");
        await editor.SendAsync(Nothing, "drop");
        editor.At.Should().Be("/newsroom/import");
    }

    [Fact]
    public async Task An_import_is_published_by_another_reviewer_and_by_no_editor()
    {
        var table = "slug,company,title,summary,announced_date,announced_by,country,checkability,checkability_reason,target,metric,quantity,deadline_basis,source_url,source_title,source_publisher,source_kind\n"
            + "imported-pledge,adidas,An imported promise,A promise.,2019,The chief,DE,measurable,A number.,jobs,jobs-created,10,none-given,https://example.org/imported,A report,Example,news-report\n";
        var reviewer = await app.SignedInAsync(MemberRole.Reviewer);
        await UploadAsync(reviewer, table, publish: true);
        var address = reviewer.At;
        reviewer.Page.QuerySelector(".warn")!.TextContent.Should().Contain("another reviewer must publish it");
        var editor = await app.SignedInAsync(MemberRole.Editor);
        (await editor.GoAsync(address)).Page.QuerySelector(".warn")!.TextContent.Should().Be("Only a reviewer can publish an import. Ask one to confirm it.");

        var second = await app.SignedInAsync(MemberRole.Reviewer);
        await second.GoAsync(address);
        await second.SendAsync(Nothing, "confirm");
        await EndAsync(second, address);

        (await app.GetAsync("/pledges/imported-pledge")).Page.QuerySelector("h1")!.TextContent.Should().EndWith("An imported promise");
    }

    [Fact]
    public async Task Pledges_that_change_between_comparison_and_writing_stop_it_and_it_can_be_compared_again()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await UploadAsync(editor, Header + Row.Replace("adidas-speedfactory-160-2016;;42", "accenture-15000-us-jobs-2017;jobs;43", StringComparison.Ordinal));
        var address = editor.At;
        await app.WithDatabaseAsync(async context =>
        {
            var id = await context.Documents.Where(d => d.Key == "accenture-15000-us-jobs-2017").Select(d => d.Id).SingleAsync();
            var drafts = new Web.Publishing.Drafts(context, new Web.Data.NewsroomLog(context, app.Clock), app.Clock);
            await drafts.SaveAsync(id, 1, (await drafts.OpenAsync(id))!.Draft with { Title = "Changed meanwhile" }, Web.Data.LogActor.CommandLine);
        });

        await editor.SendAsync(Nothing, "confirm");
        await EndAsync(editor, address);
        editor.Page.QuerySelector(".problems")!.TextContent.Should().Contain("changed since the file was compared");
        await editor.SendAsync(Nothing, "again");
        await EndAsync(editor, address);
        await editor.SendAsync(Nothing, "confirm");
        await EndAsync(editor, address);

        editor.Page.QuerySelector("[role=status]")!.TextContent.Should().Contain("Saved as drafts");
    }

    [Theory]
    [InlineData("", "The file is empty")]
    [InlineData("{\"pledges\": [", "Line 1")]
    public async Task A_file_that_cannot_be_read_is_told(string content, string message)
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await UploadAsync(editor, content);

        editor.Page.QuerySelector(".problems")!.TextContent.Should().Contain(message);
    }

    [Fact]
    public async Task A_workbook_is_uploaded_and_another_of_its_sheets_is_read()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        static object?[][] Rows(int jobs) => [["pledge", "target", "quantity", "span", "as_of"], ["adidas-speedfactory-160-2016", "jobs", jobs, "level", new DateTime(2018, 3, 5)]];
        var book = new Workbook().Sheet("One", Rows(41)).Sheet("Two", Rows(43)).ToArray();
        await editor.GoAsync("/newsroom/import");
        await editor.SendAsync(Nothing, null, "main form[enctype]", ("file", "table.csv", book));
        await EndAsync(editor, editor.At);
        editor.Page.Body!.TextContent.Should().Contain("XLSX, sheet “One”").And.Contain("41, as of 2018-03-05").And.Contain("Only “One” was read.");

        var address = editor.At;
        await editor.GoAsync(address + "?read=1");
        var fields = FormBrowser.FieldsOf(editor.Page.QuerySelector("section[aria-labelledby=matching] form")!);
        fields["sheet"] = "2";
        fields["act"] = "read";
        fields.Remove("own");
        fields.Remove("ours");
        await editor.Client.PostAsync(address, new FormUrlEncodedContent(fields));
        await editor.GoAsync(address);
        await EndAsync(editor, address);

        editor.Page.Body!.TextContent.Should().Contain("XLSX, sheet “Two”").And.Contain("43, as of 2018-03-05");
    }

    [Fact]
    public async Task Many_wrong_cells_of_a_column_are_told_as_one()
    {
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await UploadAsync(editor, Header + string.Concat(Enumerable.Range(0, 114).Select(i => Row.Replace(";;42", i == 7 ? ";jobs;42" : ";jobs;about many", StringComparison.Ordinal).Replace("2018-03;2018-03", $"{1900 + i};2018-03", StringComparison.Ordinal))));

        editor.Page.QuerySelector("#faults")!.NextElementSibling!.TextContent.Should().Contain("113 of 114 cells of quantity cannot be read as a number, the first in line 2: “about many”.");
    }

    [Fact]
    public async Task A_comparison_that_was_killed_is_taken_up_by_the_next_start()
    {
        await using var first = new NewsroomApp();
        var id = 0;
        await first.WithDatabaseAsync(async context =>
        {
            var run = new ImportRun { FileName = "a.csv", Content = Encoding.UTF8.GetBytes(Header), UploadedAt = TrackerApp.Now.UtcDateTime, UploadedBy = "x" };
            context.Imports.Add(run);
            await context.SaveChangesAsync();
            id = run.Id;
        });

        for (var i = 0; i < 200; i++)
        {
            var run = await first.WithAsync<ImportDesk, ImportRun?>(desk => desk.FindAsync(id));
            if (run!.State == ImportState.Ready)
            {
                return;
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("Nobody took it up.");
    }

    [Fact]
    public async Task The_command_compares_asks_and_writes_as_a_member()
    {
        using var folder = new Folder();
        string[] settings = ["--PledgeTracker:DataDirectory", folder.Path];
        await TrackerProcess.RunWithInputAsync(NewsroomApp.Password, ["users", "add", "--email", "ed@example.org", "--name", "Ed", "--role", "editor", .. settings]);
        var path = Path.Combine(folder.Path, "figures.csv");
        await File.WriteAllTextAsync(path, Header + Row.Replace(";;42", ";jobs;42", StringComparison.Ordinal));

        var unknown = await TrackerProcess.RunAsync(["import", path, "--as", "nobody@example.org", .. settings]);
        (unknown.Code, unknown.Errors).Should().Match<(int Code, string Errors)>(r => r.Code == 1 && r.Errors.Contains("no open account"));
        var publish = await TrackerProcess.RunAsync(["import", path, "--as", "ed@example.org", "--publish", .. settings]);
        publish.Errors.Should().Contain("Only a reviewer can publish");
        var asked = await TrackerProcess.RunAsync(["import", path, "--as", "ed@example.org", .. settings]);
        (asked.Code, asked.Errors).Should().Match<(int Code, string Errors)>(r => r.Code == 1 && r.Errors.Contains("--yes"));
        asked.Output.Should().Contain("1 entries: 1 new, 0 changed, 0 the same, 0 wrong.");
        var written = await TrackerProcess.RunAsync(["import", path, "--as", "ed@example.org", "--yes", .. settings]);
        (written.Code, written.Output).Should().Match<(int Code, string Output)>(r => r.Code == 0 && r.Output.Contains("saved drafts of 1 pledges"), written.Errors);
        var again = await TrackerProcess.RunAsync(["import", path, "--as", "ed@example.org", "--yes", .. settings]);
        again.Output.Should().Contain("1 the same").And.NotContain("wrote");
        var book = Path.Combine(folder.Path, "book.xlsx");
        await File.WriteAllBytesAsync(book, new Workbook().Sheet("A", [["x", "y"]]).Sheet("B", [["Address", "Goal", "Jobs", "span", "as_of", "Remark"], ["adidas-speedfactory-160-2016", "jobs", 42, "level", "2018-03", "x"]]).ToArray());
        var asTheyAre = await TrackerProcess.RunAsync(["import", book, "--as", "ed@example.org", "--dry-run", "--sheet", "B", .. settings]);
        (asTheyAre.Code, asTheyAre.Errors).Should().Match<(int Code, string Errors)>(r => r.Code == 1 && r.Errors.Contains("“address”, “goal”, “jobs”, “remark”"));
        var named = await TrackerProcess.RunAsync(["import", book, "--as", "ed@example.org", "--dry-run", "--sheet", "2", "--column", "Address=pledge", "--column", "Goal=target", "--column", "Jobs=quantity", "--leave-out", "Remark", .. settings]);
        (named.Code, named.Output).Should().Match<(int Code, string Output)>(r => r.Code == 0 && r.Output.Contains("sheet “B”") && r.Output.Contains("Only “B” was read.") && r.Output.Contains("0 wrong"), named.Errors);
        await File.AppendAllTextAsync(path, "nobody;jobs;1;level;2018;;;;;;;;;;\n");
        var wrong = await TrackerProcess.RunAsync(["import", path, "--as", "ed@example.org", "--yes", .. settings]);
        (wrong.Code, wrong.Output).Should().Match<(int Code, string Output)>(r => r.Code == 1 && r.Output.Contains(path + ":3: pledge: There is no pledge"));
    }

    private static async Task UploadAsync(FormBrowser editor, string content, bool publish = false)
    {
        await editor.GoAsync("/newsroom/import");
        await editor.SendAsync(publish ? new Dictionary<string, string> { ["publish"] = "true" } : Nothing, null, "main form[enctype]", ("file", "table.csv", Encoding.UTF8.GetBytes(content)));
        await EndAsync(editor, editor.At);
    }

    /// <summary>Looks again until the work is done, as the page itself does.</summary>
    private static async Task EndAsync(FormBrowser editor, string address)
    {
        for (var i = 0; i < 200; i++)
        {
            if (editor.Page.QuerySelector("meta[http-equiv=refresh]") is null)
            {
                return;
            }

            await Task.Delay(100);
            await editor.GoAsync(address);
        }

        throw new InvalidOperationException("The import did not end.");
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("pledgetracker-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
