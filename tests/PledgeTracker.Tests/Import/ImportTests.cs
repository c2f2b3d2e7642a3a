using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Tests.Import;

/// <summary>Tables and whole pledges compared with what is stored, and written, on both databases.</summary>
public sealed class ImportTests
{
    private const string Figures = "pledge,target,quantity,span,as_of,basis,counting,source_url,source_title,source_publisher,source_kind\n";
    private const string One = "acme-jobs,jobs,500,total,2018-12-31,company-statement,counted,https://example.org/proof,A report,The Gazette,news-report\n";

    private static readonly LogActor Ed = new(1, "Ed Itor", null);

    private readonly StandingClock _clock = new(TrackerApp.Now);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_table_of_figures_makes_drafts_and_the_same_table_again_changes_nothing(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var file = Read(Figures + One + One.Replace("500", "more than 700", StringComparison.Ordinal).Replace("2018-12-31", "May 2019", StringComparison.Ordinal));

        var compared = await RunAsync(database, file);
        (await NumberAsync(database)).Should().Be(1, "a comparison writes nothing");
        var written = await RunAsync(database, file, write: true);
        var again = await RunAsync(database, file, write: true);

        (compared.Summary.New, compared.Summary.Wrong, compared.Summary.Pledges).Should().Be((2, 0, 1), Words(compared.Rows));
        written.Summary.Should().Be(compared.Summary);
        (again.Summary.New, again.Summary.Changed, again.Summary.Same, again.Summary.Pledges).Should().Be((0, 0, 2, 0), Words(again.Rows));
        await using var context = database.Open();
        var revision = await context.Revisions.OrderByDescending(r => r.Number).FirstAsync();
        (revision.Number, revision.Author, revision.PublishedAt).Should().Be((2, "Ed Itor", null));
        DraftJson.Read(revision.Document).Figures.Select(f => (f.Quantity, f.AsOf, f.Sources[0])).Should().Equal(("500", "2018-12-31", "proof"), ("more than 700", "2019-05", "proof"));
        (await context.Documents.SingleAsync()).State.Should().Be(WorkState.Draft);
        (await context.Log.OrderByDescending(l => l.Id).FirstAsync()).Action.Should().Be(LogAction.Imported);
    }

    [Theory]
    [InlineData(DateOrder.DayFirst, DecimalMark.Comma, "2/11/2021", "1.234", "2021-11-02", "1,234")]
    [InlineData(DateOrder.MonthFirst, DecimalMark.Comma, "2/11/2021", "1.234.567", "2021-02-11", "1,234,567")]
    [InlineData(DateOrder.MonthFirst, DecimalMark.Point, "2/11/2021", "1,234.0", "2021-02-11", "1,234")]
    [InlineData(null, null, "2/11/2021", "1.234", "2/11/2021", "1.234")]
    public async Task What_a_person_said_of_the_whole_file_decides_and_nothing_is_guessed(DateOrder? order, DecimalMark? mark, string date, string number, string asOf, string quantity)
    {
        await using var database = await NewsroomAsync("SQLite");
        var table = Figures + One.Replace("2018-12-31", date, StringComparison.Ordinal).Replace(",500,", $",\"{number}\",", StringComparison.Ordinal);

        var read = await RunAsync(database, ImportFile.Read(Encoding.UTF8.GetBytes(table), null, null, null, new TypedOptions { Order = order, Mark = mark }), write: true);

        if (order is null)
        {
            read.Rows.Select(r => (r.Outcome, r.Column)).Should().BeEquivalentTo([(ImportOutcome.Wrong, "as_of"), (ImportOutcome.Wrong, "quantity")], Words(read.Rows));
            read.Rows.Single(r => r.Column == "as_of").Text.Should().Contain("2 November 2021").And.Contain("11 February 2021");
            return;
        }

        var figure = (await DraftAsync(database)).Figures.Single();
        (figure.AsOf, figure.Quantity).Should().Be((asOf, quantity));
    }

    [Fact]
    public void A_file_of_UTF_8_with_one_broken_byte_names_its_line_and_is_not_read_as_something_else()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("pledge,note\nsão-paulo,São Paulo’s é\nb,"), 0xE9, .. Encoding.UTF8.GetBytes("\nc,ü\n")];

        ((Action)(() => ImportFile.Read(bytes, null, null))).Should().Throw<ImportException>().Which.Line.Should().Be(3);
        ImportText.Decode(bytes, "windows-1252").Name.Should().Be("Windows-1252", "whoever chooses it gets it");
        ImportText.Decode([.. Encoding.UTF8.GetBytes("a,"), 0xE9, .. Encoding.UTF8.GetBytes("\n")], null).Should().Be(("a,é\n", "Windows-1252"));
        ImportText.Decode([.. Encoding.UTF8.GetBytes("a,"), 0x8E, (byte)'\r'], null).Should().Be(("a,é\r", "MacRoman"));
        ImportText.Decode([.. Encoding.UTF8.GetBytes("a,"), 0x8E, (byte)'\n'], "macintosh").Should().Be(("a,é\n", "MacRoman"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_figure_that_is_there_with_another_number_is_changed_and_with_another_source_is_new(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        await RunAsync(database, Read(Figures + One), write: true);

        var changed = await RunAsync(database, Read(Figures + One.Replace("500", "550", StringComparison.Ordinal)), write: true);
        var other = await RunAsync(database, Read(Figures + One.Replace("500", "800", StringComparison.Ordinal).Replace("/proof", "/other", StringComparison.Ordinal)), write: true);

        changed.Rows.Should().ContainSingle().Which.Should().Match<ImportRow>(r => r.Outcome == ImportOutcome.Changed && r.Text == "quantity 500 → 550");
        other.Summary.New.Should().Be(1);
        (await DraftAsync(database)).Figures.Select(f => f.Quantity).Should().Equal("550", "800");
        (await DraftAsync(database)).Sources.Should().Contain(s => s.Url == "https://example.org/other" && s.Id == "example.org");
    }

    [Fact]
    public async Task Cells_as_real_tables_write_them_are_read_and_an_amount_fills_the_column_of_its_currency()
    {
        await using var database = await NewsroomAsync("SQLite");
        var rows = string.Concat(new (string, string)[] { ("1234.0", "2018-12-31T00:00:00Z"), ("500+", "9-Jan-2019"), ("3000 or more", "2019/03/31"), ("1’234’000", "5/31/2019") }
            .Select(r => One.Replace(",500,", $",{r.Item1},", StringComparison.Ordinal).Replace("2018-12-31", r.Item2, StringComparison.Ordinal)));
        var money = One.Replace(",jobs,500,", ",,\"$44,720,000.00 \",", StringComparison.Ordinal).Replace("2018-12-31", "2019.0", StringComparison.Ordinal).Replace(",counted,", ",context,", StringComparison.Ordinal);

        var (_, told) = await RunAsync(database, Read((Figures + rows + money).Replace("span,", "span,metric,reason,", StringComparison.Ordinal).Replace(",total,", ",total,,,", StringComparison.Ordinal).Replace(",total,,,2019.0", ",total,investment,Another unit.,2019.0", StringComparison.Ordinal)), write: true);

        told.Where(t => t.Outcome == ImportOutcome.Wrong).Should().BeEmpty(Words(told));
        (await DraftAsync(database)).Figures.Select(f => (f.Quantity, f.AsOf, f.Currency)).Should().BeEquivalentTo(
            new[] { ("1,234", "2018-12-31", null), ("at least 500", "2019-01-09", null), ("at least 3,000", "2019-03-31", null), ("1,234,000", "2019-05-31", null), ("44,720,000", "2019", "USD") });
    }

    public static TheoryData<string, string, string?, string> Mistakes => new()
    {
        { One.Replace("500", "1.234", StringComparison.Ordinal), "2", "quantity", "“1.234” can be 1,234, or a number with decimals. Write a whole number" },
        { One.Replace("500", "2017-2018", StringComparison.Ordinal), "2", "quantity", "“2017-2018” can be 2,017 to 2,018, or two years." },
        { One.Replace("500", "N/A", StringComparison.Ordinal), "2", "quantity", "“N/A” can be an empty field or 0." },
        { One.Replace("2018-12-31", "1/9/2018", StringComparison.Ordinal), "2", "as_of", "“1/9/2018” can be 1 September 2018 or 9 January 2018. Write the month as a word." },
        { One.Replace("2018-12-31", "43465", StringComparison.Ordinal), "2", "as_of", "Write a day" },
        { One.Replace("company-statement", "hearsay", StringComparison.Ordinal), "2", "basis", "hearsay" },
        { One.Replace("acme-jobs", "nobody", StringComparison.Ordinal), "2", "pledge", "There is no pledge at the address “nobody”" },
        { One.Replace("acme-jobs", "", StringComparison.Ordinal), "2", "pledge", "Name the pledge" },
        { One.Replace(",jobs,", ",people,", StringComparison.Ordinal), "2", "target", "There is no target 'people'" },
        { One.Replace("https:", "ftp:", StringComparison.Ordinal), "2", "source_url", "begins with https://" },
        { One.TrimEnd() + ",too,many\n", "2", null, "The row has 13 cells, and the header has 11" },
        { One + One.Replace("500", "501", StringComparison.Ordinal), "3", null, "Line 2 is about the same figure" },
        { "acme-jobs,jobs,\"5\"00,total\n" + One, "2", null, "The quotation marks of this row do not match" },
        { One.Replace("A report", "A \u0001 report", StringComparison.Ordinal), "2", "source_title", "cannot be shown" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task What_is_wrong_is_told_with_line_and_column_and_stops_all_of_it(string rows, string line, string? column, string message)
    {
        await using var database = await NewsroomAsync("SQLite");

        var (summary, told) = await RunAsync(database, Read(Figures + rows), write: true);

        summary.Wrong.Should().BePositive(Words(told));
        var wrong = told.First(r => r.Outcome == ImportOutcome.Wrong);
        (wrong.Line.ToString(CultureInfo.InvariantCulture), wrong.Column).Should().Be((line, column), wrong.Text);
        wrong.Text.Should().Contain(message);
        (await NumberAsync(database)).Should().Be(1);
    }

    [Fact]
    public async Task A_pledge_gets_no_more_figures_than_it_may_have()
    {
        await using var database = await NewsroomAsync("SQLite");
        var rows = string.Concat(Enumerable.Range(0, 1_001).Select(i => One
            .Replace("500", (500 + i).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("2018-12-31", new DateOnly(2018, 12, 31).AddDays(i).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), StringComparison.Ordinal)));

        var (summary, told) = await RunAsync(database, Read(Figures + rows), write: true);

        summary.Wrong.Should().Be(1_001);
        told[0].Text.Should().StartWith("Figures: A pledge has at most 1,000 here");
        (await NumberAsync(database)).Should().Be(1);
    }

    [Theory]
    [InlineData(30_000_000, "more than 100 times its size")]
    [InlineData(900_000, "The file is empty")]
    public void A_packed_file_that_unpacks_far_beyond_its_size_is_refused_and_a_small_one_is_read(int spaces, string answer)
    {
        using var packed = new MemoryStream();
        using (var gzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.ASCII.GetBytes(new string(' ', spaces)));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        FluentActions.Invoking(() => ImportFile.Read(packed.ToArray(), null, null)).Should().Throw<ImportException>().WithMessage($"*{answer}*");
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(10_000_000, "nothing is kept of what is refused");
    }

    [Theory]
    [InlineData("utf-8", "UTF-8")]
    [InlineData("utf-8 marked", "UTF-8")]
    [InlineData("utf-16", "UTF-16")]
    [InlineData("utf-16 big", "UTF-16")]
    [InlineData("utf-16 unmarked", "UTF-16")]
    [InlineData("windows-1252", "Windows-1252")]
    public void Text_of_every_usual_encoding_is_read(string encoding, string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var table = "pledge;reason\nacme;Zürich “said” 5 €\n";
        byte[] bytes = encoding switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(table),
            "utf-8 marked" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(table)],
            "utf-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(table)],
            "utf-16 big" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(table)],
            "utf-16 unmarked" => Encoding.Unicode.GetBytes(table),
            _ => Encoding.GetEncoding(1252).GetBytes(table),
        };

        var file = ImportFile.Read(bytes, null, null);

        file.ReadAs.Should().Be($"figures, CSV in {name} with semicolons");
        file.Groups.Single().Rows.Single().Cells.Should().Equal("acme", "Zürich “said” 5 €");
    }

    [Theory]
    [InlineData("pledge,note\n\"a\",\"x,\"\"y\"\"\nz\"\n", "x,\"y\"\nz", "a comma, quotes and a line break in quotes")]
    [InlineData("sep=;\npledge;note\na;x\n", "x", "Excel's first line")]
    [InlineData("pledge\tnote\na\tx\n", "x", "tabs")]
    [InlineData("Pledge;Note;;\na;x;;\n;;;\n", "x", "Excel's empty columns and rows")]
    [InlineData("pledge;note\na;'=x\n", "=x", "the apostrophe before a formula")]
    [InlineData("pledge;note\na;''=x\n", "'=x", "and one of the text itself, which the guard doubles")]
    [InlineData("pledge;note\na;'tis\n", "'tis", "an apostrophe before nothing that runs")]
    [InlineData("pledge;note\na;=\"007\"\n", "007", "a text kept by a formula")]
    [InlineData("pledge;note\na;2017-01-09 00:00:00\n", "2017-01-09", "midnight behind a day")]
    [InlineData("pledge;note\r\na;x\r\n\r\n", "x", "CRLF and a blank line")]
    public void What_spreadsheets_do_is_taken_off(string table, string cell, string why) =>
        ImportFile.Read(Encoding.UTF8.GetBytes(table), null, null).Groups.Single().Rows.Single().Cells[1].Should().Be(cell, why);

    [Theory]
    [InlineData("", "The file is empty.")]
    [InlineData("  \n ", "The file is empty.")]
    [InlineData("name;jobs\na;1\n", "The first line must name the columns")]
    [InlineData("pledge;jobz\na;1\n", "There is no column “jobz”")]
    [InlineData("pledge;note;note\na;1;2\n", "twice. Remove or rename one.")]
    [InlineData("{\"pledges\": [", "not complete JSON")]
    [InlineData("{\"pledges\": {}}", "Put the pledges into a list")]
    [InlineData("{\"companiez\": []}", "unknown name, “companiez”")]
    [InlineData("[] []", "not complete JSON")]
    public void A_file_that_cannot_be_read_says_why(string text, string message) =>
        ((Action)(() => ImportFile.Read(Encoding.UTF8.GetBytes(text), null, null))).Should().Throw<ImportException>().Which.Message.Should().Contain(message);

    [Fact]
    public void A_cell_without_its_end_is_told_and_not_read_for_ever() =>
        ((Action)(() => ImportFile.Read(Encoding.UTF8.GetBytes("pledge;note\na;\"" + new string('x', 30_000)), null, null))).Should().Throw<ImportException>()
            .Which.Should().Match<ImportException>(e => e.Line == 2 && e.Message.Contains("20,000 characters"));

    [Theory, OnSqlite, OnPostgres]
    public async Task A_table_of_pledges_adds_companies_targets_and_verdicts_and_an_empty_cell_says_nothing(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        const string Header = "slug,company,company_name,title,announced_date,announced_by,country,checkability,target,metric,quantity,deadline,deadline_basis,verdict,verdict_date,verdict_reason,tags,source_url\n";
        var file = Read(Header
            + "new-pledge,newco,Newco,A new promise,2019-03,The chief,US,Partly measurable,jobs,jobs-created,about 300,2022,stated,in-progress,2020,Work goes on.,\"a; b\",https://example.org/new\n"
            + "new-pledge,newco,,,,,,,money,investment,,,none-given,,,,,\n"
            + "acme-jobs,Acme,,A better title,,,,,,,,,,,,,,\n");

        var (summary, rows) = await RunAsync(database, file, write: true);

        (summary.New, summary.Changed, summary.Wrong, summary.Pledges).Should().Be((2, 2, 0, 2), Words(rows));
        await using var context = database.Open();
        (await context.Companies.SingleAsync(c => c.Slug == "newco")).Name.Should().Be("Newco");
        var added = await DraftAsync(database, "new-pledge");
        added.Targets.Select(t => (t.Id, t.Quantity)).Should().Equal(("jobs", "about 300"), ("money", null));
        added.Verdicts.Should().ContainSingle().Which.Verdict.Should().Be("in-progress");
        added.Tags.Should().Equal("a", "b");
        added.Checkability!.Rating.Should().Be("partly-measurable");
        added.Announced!.Sources.Should().Equal("example.org");
        var acme = await DraftAsync(database);
        (acme.Title, acme.Summary, acme.Targets.Count).Should().Be(("A better title", Given.Draft().Summary, 1));
        (await RunAsync(database, file)).Summary.Pledges.Should().Be(0, "the same table again changes nothing");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task All_starter_pledges_go_into_an_empty_tracker_as_they_are(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: false);
        var folder = Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "StarterData");
        var pledges = string.Join(",\n", Directory.GetFiles(Path.Combine(folder, "pledges"), "*.json").Order(StringComparer.Ordinal).Select(File.ReadAllText));
        var file = Read($"{{\"companies\": {await File.ReadAllTextAsync(Path.Combine(folder, "companies.json"))}, \"metrics\": {await File.ReadAllTextAsync(Path.Combine(folder, "metrics.json"))},\n\"pledges\": [{pledges}]}}");

        var (summary, rows) = await RunAsync(database, file, write: true, publish: true);

        (summary.Wrong, summary.Pledges).Should().Be((0, Repository.Starters), Words(rows.Where(r => r.Outcome == ImportOutcome.Wrong)));
        await using var after = database.Open();
        (await after.Pledges.CountAsync()).Should().Be(Repository.Starters);
        foreach (var (_, draft) in StarterData.Pledges())
        {
            DraftJson.Write(await DraftAsync(database, draft.Slug!)).Should().Be(DraftJson.Write(draft));
        }

        (await RunAsync(database, file)).Summary.Should().Match<ImportSummary>(s => s.Same == Repository.Starters && s.Pledges == 0);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Work_of_others_is_not_run_over(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        await using (var context = database.Open())
        {
            await context.Documents.ExecuteUpdateAsync(s => s.SetProperty(d => d.State, WorkState.InReview));
        }

        (await RunAsync(database, Read(Figures + One))).Rows.Single().Text.Should().Contain("in review");
        await using (var context = database.Open())
        {
            await context.Documents.ExecuteUpdateAsync(s => s.SetProperty(d => d.State, WorkState.Draft));
        }

        (await RunAsync(database, Read(Figures + One), publish: true)).Rows.Single().Text.Should().Contain("There is a draft of this pledge");
        (await RunAsync(database, Read(Figures + One))).Summary.Wrong.Should().Be(0, "a draft goes on top of a draft");
    }

    [Fact]
    public async Task What_changed_after_the_comparison_changes_the_digest()
    {
        await using var database = await NewsroomAsync("SQLite");
        var before = (await RunAsync(database, Read(Figures + One))).Summary.Digest;
        await using (var context = database.Open())
        {
            await new Drafts(context, new NewsroomLog(context, _clock), _clock).SaveAsync(1, 1, Given.Draft() with { Title = "Another" }, Ed);
        }

        (await RunAsync(database, Read(Figures + One))).Summary.Digest.Should().NotBe(before);
    }

    [Fact]
    public async Task Pledges_of_a_JSON_file_that_are_none_are_told_with_their_line_and_the_others_are_compared()
    {
        await using var database = await NewsroomAsync("SQLite");

        var (summary, rows) = await RunAsync(database, Read("[\n{\"slug\": \"acme-jobs\", \"titel\": \"x\"},\n{\"slug\": \"acme-jobs\"},\n{\"slug\": \"acme-jobs\"},\n{\"title\": \"x\"}\n]"));

        rows.Where(r => r.Outcome == ImportOutcome.Wrong).Select(r => r.Line).Should().Equal(2, 4, 5);
        rows.Single(r => r.Line == 2).Text.Should().Contain("titel");
        rows.Single(r => r.Line == 4).Text.Should().Contain("twice");
        summary.Changed.Should().Be(1);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_pledge_that_is_named_by_two_of_its_addresses_is_written_by_neither(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        await ChangeAsync(database, document => document.FormerSlugs.Add(new FormerSlug { Slug = "acme-before" }));

        var (_, rows) = await RunAsync(database, Read(Figures + One + One.Replace("acme-jobs", "acme-before", StringComparison.Ordinal).Replace("500", "600", StringComparison.Ordinal)), write: true);

        rows.Where(r => r.Outcome == ImportOutcome.Wrong).Should().ContainSingle().Which
            .Should().Match<ImportRow>(r => r.Line == 3 && r.Text == "Line 2 names the same pledge by another address. Use the same address in the whole file.");
        (await NumberAsync(database)).Should().Be(1);
    }

    public static TheoryData<string, Action<Document>> Meanwhile => new()
    {
        { "a revision", document => document.Add("{}", TrackerApp.Now.UtcDateTime, "Edna") },
        { "its state", document => document.State = WorkState.InReview },
        { "an address for the new pledge", document => document.FormerSlugs.Add(new FormerSlug { Slug = "quite-new" }) },
    };

    [Theory, MemberData(nameof(Meanwhile))]
    public async Task What_changed_after_the_comparison_is_never_written_over(string what, Action<Document> change)
    {
        await using var database = await NewsroomAsync("SQLite");
        using var plan = new ImportPlan();
        var terms = new ImportTerms(Ed, Publish: false);
        var file = Read($"[{DraftJson.Write(Given.Draft() with { Title = "Changed by the file" })},{DraftJson.Write(Given.Draft() with { Slug = "quite-new" })}]");
        await using var context = database.Open();
        var importer = new Importer(context, new Publication(context), Options.Create(new PledgeTrackerOptions()), _clock);
        (await importer.CompareAsync(file, terms, plan)).Should().Match<ImportSummary>(s => s.Pledges == 2 && s.Wrong == 0);

        await ChangeAsync(database, change);
        await using (var transaction = await context.Database.BeginTransactionAsync())
        {
            (await importer.WriteAsync(plan, terms)).Should().BeFalse(what);
            await transaction.RollbackAsync();
        }

        await using var after = database.Open();
        (await after.Revisions.CountAsync(r => r.Document.Contains("Changed by the file"))).Should().Be(0);
        (await after.Documents.CountAsync()).Should().Be(1);
    }

    public static TheoryData<string> TextsOfTheirOwn => ["'+5,000 jobs', the governor said", "''+5", "'=x", "=x", "+5", "-5", "@home", "'@home", "＝x", "'＝x", "'tis so", "'", "''", "'-", "\"'+5\" he said", "'=\"007\"", "=\"007\""];

    [Theory]
    [MemberData(nameof(TextsOfTheirOwn))]
    public void A_text_of_any_column_comes_back_from_an_exported_table_as_it_was(string text)
    {
        foreach (var (table, key) in new[] { (Tables.Figures, "pledge"), (Tables.Pledges, "slug") })
        {
            var texts = Enumerable.Range(0, table.Columns.Count).Where(i => table.Columns[i].Type is ColumnType.Text or ColumnType.Url or ColumnType.TextList && table.Columns[i].Name != key).ToList();
            var row = new object?[table.Columns.Count];
            row[table.Columns.ToList().FindIndex(c => c.Name == key)] = "acme-jobs";
            texts.ForEach(i => row[i] = table.Columns[i].Type == ColumnType.TextList ? new[] { text } : text);
            using var bytes = new MemoryStream();
            using (var csv = new CsvRows(bytes, table, [.. Enumerable.Range(0, row.Length)]))
            {
                csv.Write(row);
                csv.Flush();
            }

            var cells = ImportFile.Read(bytes.ToArray(), null, null).Groups.Single().Rows.Single().Cells;
            texts.Should().HaveCountGreaterThan(10);
            texts.Select(i => cells[i]).Should().AllBe(text);
        }
    }

    private const string PledgeHeader = "slug,company,title,announced_date,target,metric,quantity,currency,source_url,source_title\n";

    public static TheoryData<string, string, string, string[]> OtherwiseSaid => new()
    {
        { "new-one,acme,A plant,2017-01-09,,jobs-created,500,,,\nnew-one,acme,,,,investment,20000000,USD,,\n", "3", "metric", ["about investment", "“jobs” (jobs-created)"] },
        { "acme-jobs,,,,,investment,20000000,USD,,\n", "2", "metric", ["about investment", "“jobs” (jobs-created)", "column “target”"] },
        { "acme-jobs,,,,jobs,investment,20000000,USD,,\n", "2", "metric", ["“jobs” (jobs-created) would become one of investment"] },
        { "new-one,acme,A plant,,,,,,,\nnew-one,acme,A factory,,,,,,,\n", "3", "title", ["Line 2 says “A plant” here", "this row says “A factory”"] },
        { "new-one,acme,A plant,2017,,jobs-created,500,,,\nnew-one,acme,A plant,2017,,jobs-created,600,,,\n", "3", "quantity", ["Line 2 says “500”", "“600”"] },
        { "new-one,acme,A plant,2017-01,,,,,,\nnew-one,acme,,2017-02,,,,,,\n", "3", "announced_date", ["“2017-01”", "“2017-02”"] },
        { "new-one,acme,A,,a,jobs-created,5,,,\nnew-one,,,,b,jobs-created,6,,,\nnew-one,,,,,jobs-created,7,,,\n", "4", "target", ["several targets: “a” (jobs-created), “b” (jobs-created)"] },
        { "new-one,acme,A,,,,,,https://example.org/x,One title\nnew-two,acme,A,,,,,,https://example.org/x,One title\nnew-one,,,,,,,,https://example.org/x,Another title\n", "4", "source_title", ["Line 2 says “One title”"] },
    };

    [Theory]
    [MemberData(nameof(OtherwiseSaid))]
    public async Task Rows_of_one_pledge_that_say_otherwise_are_refused_and_no_target_becomes_one_of_another_metric(string rows, string line, string column, string[] said)
    {
        await using var database = await NewsroomAsync("SQLite");

        var (summary, told) = await RunAsync(database, Read(PledgeHeader + rows), write: true);

        summary.Wrong.Should().Be(1, Words(told));
        var wrong = told.Single(r => r.Outcome == ImportOutcome.Wrong);
        (wrong.Line.ToString(CultureInfo.InvariantCulture), wrong.Column).Should().Be((line, column), wrong.Text);
        wrong.Text.Should().ContainAll(said);
        (await NumberAsync(database)).Should().Be(1);
    }

    [Fact]
    public async Task A_row_without_a_target_finds_the_one_of_its_metric_and_rows_that_agree_are_taken()
    {
        await using var database = await NewsroomAsync("SQLite");
        (await RunAsync(database, Read(PledgeHeader + "new-one,acme,A plant,2017,jobs,jobs-created,500,,,\nnew-one,acme,A plant,2017,money,investment,1000,USD,,\n"), write: true)).Summary.Wrong.Should().Be(0);

        var (summary, told) = await RunAsync(database, Read(PledgeHeader + "NEW-ONE,acme,,,,investment,2000,USD,,\nhttps://tracker.example/es/pledges/new-one.json?x=1,,,,jobs,,600,,,\n"), write: true);

        (summary.Changed, summary.Wrong).Should().Be((2, 0), Words(told));
        (await DraftAsync(database, "new-one")).Targets.Select(t => (t.Id, t.Metric, t.Quantity)).Should().Equal(("jobs", "jobs-created", "600"), ("money", "investment", "2,000"));
    }

    [Theory]
    [InlineData("acme-jobs")]
    [InlineData("ACME-Jobs")]
    [InlineData("/pledges/acme-jobs")]
    [InlineData("https://tracker.example/pledges/acme-jobs/")]
    [InlineData("https://tracker.example/es/pledges/Acme-Jobs#figures")]
    public async Task A_pledge_may_be_named_by_its_address_in_capitals_or_by_its_page(string address)
    {
        await using var database = await NewsroomAsync("SQLite");

        (await RunAsync(database, Read(Figures + One.Replace("acme-jobs", address, StringComparison.Ordinal)))).Summary.Should().Match<ImportSummary>(s => s.New == 1 && s.Wrong == 0);
        ImportColumns.AddressOf(ImportKind.Figures, "https://elsewhere.example/acme-jobs").Should().Be("https://elsewhere.example/acme-jobs", "that is no page of a pledge");
    }

    [Theory]
    [InlineData("acme")]
    [InlineData("ACME")]
    [InlineData("/companies/Acme")]
    [InlineData("https://tracker.example/es/companies/acme/?utm_source=x#pledges")]
    public async Task A_company_may_be_named_by_its_address_in_capitals_or_by_its_page(string address)
    {
        await using var database = await NewsroomAsync("SQLite");

        var (_, told) = await RunAsync(database, Read(PledgeHeader + $"new-one,{address},A plant,2017-01-09,,jobs-created,500,,,\n"), write: true);

        told.Should().NotContain(r => r.Column == "company", Words(told));
        (await DraftAsync(database, "new-one")).Company.Should().Be("acme");
    }

    [Fact]
    public async Task The_address_of_a_company_names_it_also_beside_the_name_of_another_one()
    {
        await using var database = await NewsroomAsync("SQLite");
        await using (var context = database.Open())
        {
            context.Companies.Add(new Company { Slug = "globex", Name = "Globex" });
            await context.SaveChangesAsync();
        }

        const string header = "slug,company,company_name,title,announced_date,metric,quantity\n";
        var (_, told) = await RunAsync(database, Read(header + "new-one,/companies/acme,Globex,A plant,2017-01-09,jobs-created,500\nnew-two,unknown-one,Globex,A plant,2017-01-09,jobs-created,500\n"), write: true);

        told.Should().NotContain(r => r.Column == "company", Words(told));
        (await DraftAsync(database, "new-one")).Company.Should().Be("acme");
        (await DraftAsync(database, "new-two")).Company.Should().Be("globex");
    }

    private static async Task ChangeAsync(TestDatabase database, Action<Document> change)
    {
        await using var context = database.Open();
        change(await context.Documents.Include(d => d.FormerSlugs).SingleAsync());
        await context.SaveChangesAsync();
    }

    private static ImportFile Read(string text) => ImportFile.Read(Encoding.UTF8.GetBytes(text), null, null);

    private static string Words(IEnumerable<ImportRow> rows) => string.Join(" | ", rows.Take(10).Select(r => $"{r.Line} {r.Outcome} {r.Column}: {r.Text}"));

    private static async Task<int> NumberAsync(TestDatabase database)
    {
        await using var context = database.Open();
        return await context.Revisions.MaxAsync(r => r.Number);
    }

    private static async Task<PledgeDraft> DraftAsync(TestDatabase database, string slug = "acme-jobs")
    {
        await using var context = database.Open();
        return DraftJson.Read(await context.Documents.Where(d => d.Key == slug).SelectMany(d => d.Revisions).OrderByDescending(r => r.Number).Select(r => r.Document).FirstAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_company_of_a_file_whose_names_times_overlap_or_cannot_be_read_is_refused(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var file = Read("{\"companies\":[{\"slug\":\"newco\",\"name\":\"Newco\",\"otherNames\":[\"Oldco (2014-2021)\"]},{\"slug\":\"twoco\",\"name\":\"Twoco\",\"otherNames\":[\"A (until 2010)\",\"B (until 2012)\"]}],\"pledges\":[" + DraftJson.Write(Given.Draft()) + "]}");

        (await RunAsync(database, file)).Rows.Where(r => r.Column == "companies").Select(r => r.Text).Should().SatisfyRespectively(
            one => one.Should().StartWith("newco: The time of “Oldco (2014-2021)” cannot be read."),
            two => two.Should().StartWith("twoco: “A (until 2010)” and “B (until 2012)” overlap in time"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_metric_that_a_file_brings_waits_for_its_review_unless_all_of_it_is_published_and_companies_begin_a_history(string kind)
    {
        const string Metric = "\"metrics\":[{\"code\":\"jobs-moved\",\"label\":\"jobs moved\",\"singular\":\"job\",\"plural\":\"jobs\",\"family\":\"jobs\",\"isLevel\":false,\"definition\":\"Jobs that went elsewhere.\"}]";
        var file = Read($"{{\"companies\":[{{\"slug\":\"newco\",\"name\":\"Newco\"}}],{Metric},\"pledges\":[{DraftJson.Write(Given.Draft() with { Slug = "newco-jobs", Company = "newco" })}]}}");
        foreach (var publish in new[] { false, true })
        {
            await using var database = await NewsroomAsync(kind);
            var (summary, rows) = await RunAsync(database, file, write: true, publish);
            summary.Wrong.Should().Be(0, Words(rows));

            await using var context = database.Open();
            (await context.Metrics.AnyAsync(m => m.Code == "jobs-moved")).Should().Be(publish, "the method and the data list every metric there is");
            var documents = await context.Documents.Where(d => d.Kind != DocumentKind.Pledge).OrderBy(d => d.Kind).Select(d => new { d.Key, d.State, d.Revisions[0].Author }).ToListAsync();
            var state = publish ? WorkState.Published : WorkState.Draft;
            documents.Select(d => (d.Key, d.State, d.Author)).Should().Equal(("newco", state, "Ed Itor"), ("jobs-moved", state, "Ed Itor"));
            (await RunAsync(database, file)).Summary.Should().Match<ImportSummary>(s => s.New == 0 && s.Changed == 0, "the same file again changes nothing");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_whole_pledge_brings_its_look_ups_and_one_without_them_gets_none(string kind)
    {
        await using var database = await NewsroomAsync(kind);
        var file = Read($"[{DraftJson.Write(Given.Draft() with { Lookups = [Given.LookupDraft()] })},{DraftJson.Write(Given.Draft() with { Slug = "quite-new" })}]");

        (await RunAsync(database, file, write: true)).Summary.Wrong.Should().Be(0);

        (await DraftAsync(database)).Lookups.Should().Equal(Given.LookupDraft());
        (await DraftAsync(database, "quite-new")).Lookups.Should().BeEmpty();
    }

    /// <summary>A tracker with one published pledge, that of <see cref="Given"/>.</summary>
    private static async Task<TestDatabase> NewsroomAsync(string kind)
    {
        var database = await TestDatabase.CreateFilledAsync(kind, withPledges: false);
        await using var context = database.Open();
        context.Companies.Add(Given.Company());
        await context.SaveChangesAsync();
        (await new Publication(context).PublishAsync(Given.Draft(), new PublicationTerms("Ed Itor", TrackerApp.Now.UtcDateTime, Given.Today))).Should().BeEmpty();
        return database;
    }

    private async Task<(ImportSummary Summary, List<ImportRow> Rows)> RunAsync(TestDatabase database, ImportFile file, bool write = false, bool publish = false)
    {
        await using var context = database.Open();
        await using var transaction = write ? await context.Database.BeginTransactionAsync() : null;
        var rows = new List<ImportRow>();
        var importer = new Importer(context, new Publication(context), Options.Create(new PledgeTrackerOptions()), _clock);
        using var plan = new ImportPlan();
        var terms = new ImportTerms(Ed, publish, NoteToReaders: "Imported.");
        var summary = await importer.CompareAsync(file, terms, plan, batch =>
        {
            rows.AddRange(batch);
            return Task.CompletedTask;
        });
        if (transaction is not null && summary.Wrong == 0)
        {
            (await importer.WriteAsync(plan, terms)).Should().BeTrue();
            await transaction.CommitAsync();
        }

        return (summary, rows);
    }
}
