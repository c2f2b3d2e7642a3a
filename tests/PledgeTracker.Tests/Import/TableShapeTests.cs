using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Tests.Import;

/// <summary>Tables in the shapes that real ones have: titles, totals, notes, other names, wrong columns.</summary>
public sealed class TableShapeTests
{
    /// <summary>Each with what must come of it: how many rows are taken, on which lines something is wrong, and what is said or refused.</summary>
    public static TheoryData<string, string, int, string, string> Shapes => new()
    {
        { "a title above the header", "Jobs promised and counted,,\n\npledge,quantity,as_of\nacme-jobs,500,2018\n", 1, "", "Line 1 stands above the header and was left out." },
        { "two titles", "Jobs\nAs of May 2019\npledge,quantity,as_of\nacme-jobs,500,2018\n", 1, "", "Lines 1 to 2 stand above the header and were left out." },
        { "groups above the names", "Pledge,,What was reported,,\npledge,target,quantity,as_of,note\nacme-jobs,jobs,500,2018,x\n", 1, "", "Line 1 stands above the header" },
        { "units under the names", "pledge,target,quantity,as_of\n(address),(short name),(jobs),(day)\nacme-jobs,jobs,500,2018\n", 1, "2", "second line of the header: “(address)”" },
        { "the header on each page", "pledge,target,quantity\nacme-jobs,jobs,500\nPledge,Target,Quantity\nacme-jobs,jobs,600\n", 2, "", "Line 3 repeats the header and was left out." },
        { "a total", "pledge,target,quantity\nacme-jobs,jobs,500\nTotal,,500\n", 1, "", "Line 3 looks like a total and was left out." },
        { "a total that stands further right", "pledge,target,quantity\nacme-jobs,jobs,500\n,Grand total:,500\n", 1, "", "Line 3 looks like a total and was left out." },
        { "subtotals", "pledge,target,quantity\nacme-jobs,jobs,500\nSub-total,,500\nacme-jobs,jobs,700\nTOTAL (all),,1200\nSum,,1200\n", 2, "", "Lines 3, 5, 6 look like totals and were left out." },
        { "a total of a year", "pledge,target,quantity\nacme-jobs,jobs,500\nTotal for 2018,,500\n", 1, "", "looks like a total" },
        { "a sum without a word", "pledge,target,quantity\nacme-jobs,jobs,500\n,,500\n", 1, "3", "Only one cell is filled|looks like a note" },
        { "a pledge whose address begins like a total", "pledge,target,quantity\ntotal-energies,jobs,500\n", 1, "", "" },
        { "a source at the end", "pledge,target,quantity\nacme-jobs,jobs,500\nSource: The Gazette, 2019\n", 1, "", "Line 3 looks like a note and was left out." },
        { "notes at the end", "pledge,target,quantity\nacme-jobs,jobs,500\n,,\n* Includes contractors\nUpdated 5 May 2019\n", 1, "", "Lines 4, 5 look like notes and were left out." },
        { "words alone at the end", "pledge,target,quantity\nacme-jobs,jobs,500\nAll numbers are those of the company\n", 1, "", "Line 3 looks like a note and was left out." },
        { "a heading between rows", "pledge,target,quantity\nacme-jobs,jobs,500\nMidwest region,,\nacme-jobs,jobs,600\n", 2, "3", "Only one cell is filled: “Midwest region”." },
        { "only words", "pledge,target,quantity\nNothing to report,,\n", 0, "2", "Only one cell is filled" },
        { "the index of another program", ",pledge,quantity\n0,acme-jobs,1234.0\n", 0, "refused", "A column has no name: number 1." },
        { "names of their own", "Employer,Jobs,When\nAcme,500,2018\n", 0, "refused", "Not known are: “employer”, “jobs”, “when”." },
        { "two names that nobody knows", "pledge,jobz,whenn,quantity\nacme-jobs,1,2,3\n", 0, "refused", "There are no columns “jobz”, “whenn”. Say what to do with them, or rename them." },
        { "tabs and semicolons in texts", "pledge\ttarget\tquantity\tnote\nacme-jobs\tjobs\t1,234\ta; b, c\n", 1, "", "" },
        { "Excel’s European file", "\uFEFFpledge;target;quantity;as_of\r\nacme-jobs;jobs;500;31.12.2018\r\n;;;\r\n", 1, "", "" },
        { "a total and a note in one", "pledge,target,quantity,note\nacme-jobs,jobs,500,\nTotal,,500,without Acme\nNote: preliminary,,,\n", 1, "", "Line 3 looks like a total and was left out.|Line 4 looks like a note and was left out." },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void A_table_of_any_shape_is_taken_refused_or_told_of_and_no_row_is_entered_in_silence(string shape, string table, int rows, string wrong, string said)
    {
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(table), AsWorkbook(table) }.Where(b => b.Length > 0))
        {
            string told;
            try
            {
                var file = ImportFile.Read(bytes, null, null);
                told = string.Join(' ', [.. file.Said, .. file.Broken.Select(b => b.Text)]);
                file.Groups.Sum(g => g.Rows.Count).Should().Be(rows, shape);
                if (!said.Contains('|', StringComparison.Ordinal) || wrong.Length == 0)
                {
                    string.Join(',', file.Broken.Select(b => b.Line)).Should().Be(wrong, shape);
                }
            }
            catch (ImportException e)
            {
                told = e.Message;
                wrong.Should().Be("refused", e.Message);
            }

            said.Split('|').Should().Contain(s => told.Contains(s), shape + ": " + told);
        }
    }

    [Fact]
    public async Task What_is_wrong_with_a_column_is_told_once_and_each_message_quotes_its_cell()
    {
        await using var database = await NewsroomAsync();
        var file = Read("pledge,target,quantity,span,as_of,basis,counting\nacme-jobs,jobs,lots of jobs,total,2018,company-statement,counted\nacme-jobs,jobs,500,total,May-ish,company-statement,counted\nacme-jobs,jobs,several,total,2020,hearsay,counted\n");

        var rows = await RunAsync(database, file);

        ColumnFaults.Of(file, rows).Select(f => f.Words).Should().Equal("2 of 3 cells of quantity cannot be read as a number, the first in line 2: “lots of jobs”.");
        rows.Where(r => r.Outcome == ImportOutcome.Wrong).Select(r => (r.Column, Quotes: r.Text!.Contains(r.Column switch { "quantity" => r.Line == 2 ? "lots of jobs" : "several", "as_of" => "May-ish", _ => "hearsay" }, StringComparison.Ordinal)))
            .Should().BeEquivalentTo([("quantity", true), ("as_of", true), ("quantity", true), ("basis", true)]);
    }

    [Fact]
    public async Task Columns_of_other_names_are_taken_for_what_somebody_says_and_others_left_out()
    {
        await using var database = await NewsroomAsync();
        var choices = new ImportChoices { Columns = new Dictionary<string, string> { ["Where it is"] = "pledge", ["Jobs so far"] = "quantity", ["DATE"] = "as_of", ["Internal remark"] = "", ["#6"] = "" } };
        var table = Encoding.UTF8.GetBytes("Where it is,Target,Jobs so far,Date,Internal remark,,span\nacme-jobs,jobs,500,2018,secret,1,total\n");

        var file = ImportFile.Of(table, new ImportChoices().With(choices.Matching));
        var rows = await RunAsync(database, file);

        rows.Should().ContainSingle().Which.Should().Match<ImportRow>(r => r.Outcome == ImportOutcome.New && r.Text == "500, as of 2018");
        ((Action)(() => ImportFile.Of(table, choices with { Columns = new Dictionary<string, string>(choices.Columns) { ["Date"] = "quantity" } }))).Should().Throw<ImportException>().WithMessage("*column “quantity” twice*");
        ((Action)(() => ImportFile.Of(table, choices with { Columns = new Dictionary<string, string>(choices.Columns) { ["Date"] = "nonsense" } }))).Should().Throw<ImportException>().WithMessage("There is no column “nonsense”*");
    }

    [Theory]
    [InlineData("Employer", ImportKind.Pledges, "company")]
    [InlineData("Jobs", ImportKind.Pledges, "quantity")]
    [InlineData("Date announced", ImportKind.Pledges, "announced_date")]
    [InlineData("Announced Date", ImportKind.Pledges, "announced_date")]
    [InlineData("Quantitty", ImportKind.Figures, "quantity")]
    [InlineData("Source link", ImportKind.Figures, "source_url")]
    [InlineData("Pledge ID", ImportKind.Figures, "pledge")]
    [InlineData("Publisher", ImportKind.Sources, "publisher")]
    [InlineData("Agency", ImportKind.Incentives, "grantor")]
    [InlineData("Phase of the moon", ImportKind.Figures, null)]
    public void A_column_is_proposed_by_likeness(string header, ImportKind kind, string? column) =>
        ColumnMatch.Proposal(header, kind, []).Should().Be(column);

    [Fact]
    public void The_beginning_of_a_file_is_shown_as_it_is_read_with_the_choices_that_were_made()
    {
        var table = Encoding.UTF8.GetBytes("Address,Jobs,As of\nacme-jobs,1.234,2/11/2021\nacme-jobs,500,2019\n");
        var columns = new Dictionary<string, string> { ["Address"] = "pledge", ["Jobs"] = "quantity", ["As of"] = "as_of" };

        ImportSample.Of(table, new ImportChoices())!.Columns.Select(c => (c.Own, c.Ours, c.Proposal)).Should().Equal(("Address", null, "pledge"), ("Jobs", null, "quantity"), ("As of", "as_of", null));
        ImportSample.Of(table, new ImportChoices { Columns = columns })!.Rows[0].Should().Equal("acme-jobs", "1.234 (?)", "2/11/2021 (?)");
        ImportSample.Of(table, new ImportChoices { Columns = columns, Written = new TypedOptions { Order = DateOrder.DayFirst, Mark = DecimalMark.Comma } })!.Rows[0].Should().Equal("acme-jobs", "1,234", "2021-11-02");
        ImportSample.Of("{\"pledges\": []}"u8.ToArray(), new ImportChoices()).Should().BeNull("that is no table");
    }

    [Fact]
    public async Task A_table_of_incentives_adds_changes_and_refuses_as_that_of_figures_does()
    {
        const string Header = "pledge,grantor,kind,amount,currency,state,at_the_time,date,source_url,source_title,source_publisher,source_kind\n";
        const string One = "acme-jobs,Ohio,tax-relief,\"$1,500,000\",,offered,yes,2018,https://example.org/deal,The deal,The Gazette,news-report\n";
        await using var database = await NewsroomAsync();

        var added = await RunAsync(database, Read(Header + One), write: true);
        var again = await RunAsync(database, Read(Header + One));
        var changed = await RunAsync(database, Read(Header + One.Replace("offered", "paid", StringComparison.Ordinal)));
        var otherwise = await RunAsync(database, Read(Header + One.Replace("1,500,000", "2,000,000", StringComparison.Ordinal) + One.Replace("1,500,000", "3,000,000", StringComparison.Ordinal)));
        var nobody = await RunAsync(database, Read(Header + One.Replace("acme-jobs", "nobody", StringComparison.Ordinal)));

        added.Should().ContainSingle().Which.Should().Match<ImportRow>(r => r.Outcome == ImportOutcome.New && r.Text == "Ohio, 1,500,000, USD", Words(added));
        var incentive = (await DraftAsync(database)).Incentives.Should().ContainSingle().Subject;
        (incentive.Amount, incentive.Currency, incentive.State, incentive.AtTheTime).Should().Be(("1,500,000", "USD", "offered", true));
        incentive.Sources.Should().ContainSingle();
        again.Single().Outcome.Should().Be(ImportOutcome.Same);
        changed.Single().Text.Should().Be("state offered → paid");
        otherwise[1].Text.Should().StartWith("Line 2 is about the same incentive but differs from this one (amount");
        nobody.Single().Text.Should().Contain("There is no pledge at the address “nobody”");
    }

    [Fact]
    public async Task A_table_of_sources_adds_changes_and_refuses_as_that_of_figures_does()
    {
        const string Header = "pledge,source_url,title,publisher,kind,role,published,excerpt\n";
        const string One = "acme-jobs,https://example.org/s,A report,The Gazette,news-report,proof,2019-05,Some words.\n";
        await using var database = await NewsroomAsync();

        var added = await RunAsync(database, Read(Header + One), write: true);
        var again = await RunAsync(database, Read(Header + One));
        var changed = await RunAsync(database, Read(Header + One.Replace("A report", "Another title", StringComparison.Ordinal)));
        var otherwise = await RunAsync(database, Read(Header + One.Replace("A report", "One", StringComparison.Ordinal) + One.Replace("A report", "Two", StringComparison.Ordinal)));
        var none = await RunAsync(database, Read(Header + "acme-jobs,,A report,,,,,\n"));
        var wrong = await RunAsync(database, Read(Header + One.Replace("news-report", "rumour", StringComparison.Ordinal)));

        added.Should().ContainSingle().Which.Outcome.Should().Be(ImportOutcome.New, Words(added));
        (await DraftAsync(database)).Sources[^1].Should().Match<SourceDraft>(s => s.Url == "https://example.org/s" && s.Id == "example.org" && s.Published == "2019-05" && s.Excerpt == "Some words.");
        again.Single().Outcome.Should().Be(ImportOutcome.Same);
        changed.Single().Text.Should().Be("title A report → Another title");
        otherwise[1].Text.Should().StartWith("Line 2 is about the same source but differs from this one (title One → Two");
        none.Single().Should().Match<ImportRow>(r => r.Column == "source_url" && r.Outcome == ImportOutcome.Wrong);
        wrong.Single().Should().Match<ImportRow>(r => r.Column == "kind" && r.Text!.Contains("rumour"));
    }

    private static byte[] AsWorkbook(string table)
    {
        var mark = ImportText.DelimiterOf(table);
        var rows = table.TrimStart('\uFEFF').Replace("\r", "", StringComparison.Ordinal).TrimEnd('\n').Split('\n').Select(l => l.Split(mark).Select(c => c.Length == 0 ? null : (object)c).ToArray()).ToList();

        // A comma in a note makes two cells of it here, which is not what the shape is about.
        return table.Contains("Gazette, 2019", StringComparison.Ordinal) ? [] : new Workbook().Sheet("Data", rows).ToArray();
    }

    private static ImportFile Read(string text) => ImportFile.Read(Encoding.UTF8.GetBytes(text), null, null);

    private static string Words(IEnumerable<ImportRow> rows) => string.Join(" | ", rows.Take(10).Select(r => $"{r.Line} {r.Outcome} {r.Column}: {r.Text}"));

    private static async Task<PledgeDraft> DraftAsync(TestDatabase database)
    {
        await using var context = database.Open();
        return DraftJson.Read(await context.Documents.Where(d => d.Key == "acme-jobs").SelectMany(d => d.Revisions).OrderByDescending(r => r.Number).Select(r => r.Document).FirstAsync());
    }

    private static async Task<TestDatabase> NewsroomAsync()
    {
        var database = await TestDatabase.CreateFilledAsync("SQLite", withPledges: false);
        await using var context = database.Open();
        context.Companies.Add(Given.Company());
        await context.SaveChangesAsync();
        (await new Publication(context).PublishAsync(Given.Draft(), new PublicationTerms("Ed Itor", TrackerApp.Now.UtcDateTime, Given.Today))).Should().BeEmpty();
        return database;
    }

    private static async Task<List<ImportRow>> RunAsync(TestDatabase database, ImportFile file, bool write = false)
    {
        await using var context = database.Open();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var rows = new List<ImportRow>();
        using var plan = new ImportPlan();
        var terms = new ImportTerms(new LogActor(1, "Ed Itor", null), Publish: false);
        var importer = new Importer(context, new Publication(context), Options.Create(new PledgeTrackerOptions()), new StandingClock(TrackerApp.Now));
        var summary = await importer.CompareAsync(file, terms, plan, batch =>
        {
            rows.AddRange(batch);
            return Task.CompletedTask;
        });
        if (write && summary.Wrong == 0)
        {
            (await importer.WriteAsync(plan, terms)).Should().BeTrue();
            await transaction.CommitAsync();
        }

        return [.. rows.OrderBy(r => r.Line)];
    }
}
