using System.IO.Compression;
using System.Text;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Import;

namespace PledgeTracker.Tests.Import;

/// <summary>Excel workbooks read as tables, well-formed and hostile ones.</summary>
public sealed class WorkbookImportTests
{
    private static readonly string[] Header = ["pledge", "target", "quantity", "as_of", "reason"];

    [Fact]
    public void Cells_are_read_as_somebody_would_type_them()
    {
        var file = Read(new Workbook().Sheet("Data",
        [
            Header,
            ["acme-jobs", "jobs", 1234.0, new DateTime(2017, 1, 9), "  A text  "],
            ["acme-jobs", null, 0.1 + 0.2, "<c s=\"2\"><v>42736</v></c>", true],
            ["acme-jobs", null, 1234567890123.0, "<c s=\"3\"><v>42736</v></c>", "'+5 jobs"],
            ["acme-jobs", null, "<c s=\"4\"><v>44720000</v></c>", "<c s=\"2\"><v>42744</v></c>", "<c s=\"5\"><v>0.25</v></c>"],
            ["acme-jobs", null, "<c><f>SUM(A1:A2)</f><v>700</v></c>", 2017, "<c t=\"str\"><f>A1&amp;\"x\"</f><v>put together</v></c>"],
            ["acme-jobs", null, "1.0E+06", "<c s=\"1\"><v>42744.5</v></c>", null],
        ]));

        file.ReadAs.Should().Be("figures, XLSX, sheet “Data”");
        file.Broken.Should().BeEmpty();
        file.Groups.Single().Rows.Select(r => string.Join('|', r.Cells.Skip(1))).Should().Equal(
            "jobs|1234|2017-01-09|A text",
            "|0.3|2017-01|true",
            "|1234567890123|2017|+5 jobs",
            "|44720000|2017-01-09|25%",
            "|700|2017|put together",
            "|1.0E+06|2017-01-09T12:00:00|");
        file.Groups.Single().Rows.Select(r => r.Line).Should().Equal(2, 3, 4, 5, 6, 7);
    }

    [Fact]
    public void Rows_keep_the_numbers_that_the_spreadsheet_shows_and_empty_ones_are_passed_over()
    {
        var file = Read(new Workbook().Raw("Data", "<sheetData><row r=\"3\"><c r=\"B3\" t=\"inlineStr\"><is><t>pledge</t></is></c><c r=\"D3\" t=\"inlineStr\"><is><t>note</t></is></c></row>"
            + "<row r=\"70\"><c r=\"B70\" t=\"inlineStr\"><is><t>acme-jobs</t></is></c><c r=\"D70\" t=\"inlineStr\"><is><t>x</t></is></c></row><row r=\"200\"><c r=\"A200\" s=\"1\"/></row></sheetData>"), new ImportChoices { Columns = new Dictionary<string, string> { ["#1"] = "", ["#3"] = "" } });

        file.Groups.Single().Rows.Single().Should().Match<ImportedRow>(r => r.Line == 70 && r.Cells[1] == "acme-jobs" && r.Cells[3] == "x");
    }

    [Theory]
    [InlineData("<c t=\"e\"><v>#N/A</v></c>", "The cell C3 holds the error #N/A.")]
    [InlineData("<c t=\"e\"><f>A1</f><v>#REF!</v></c>", "The cell C3 holds the error #REF!.")]
    [InlineData("<c><f>SUM(A1:A9)</f></c>", "The cell C3 holds a formula without its result.")]
    public void What_is_no_value_is_refused_by_its_cell(string cell, string message)
    {
        var file = Read(new Workbook().Sheet("Data", [Header, ["acme-jobs", "jobs", 5], ["acme-jobs", "jobs", cell], ["acme-jobs", "jobs", 6]]));

        file.Broken.Should().ContainSingle().Which.Should().Match<Web.Data.ImportRow>(r => r.Line == 3 && r.Column == "quantity" && r.Text!.StartsWith(message));
        file.Groups.Single().Rows.Should().HaveCount(2);
    }

    [Fact]
    public void An_error_in_a_column_that_is_left_out_stands_in_no_ones_way() =>
        Read(new Workbook().Sheet("Data", [[.. Header, "share"], ["acme-jobs", "jobs", 5, null, null, "<c t=\"e\"><v>#DIV/0!</v></c>"]])).Broken.Should().BeEmpty();

    [Fact]
    public void The_first_visible_sheet_is_read_another_is_chosen_by_name_or_number_and_it_is_said()
    {
        static object?[][] Rows(string pledge) => [Header, [pledge, "jobs", 5]];
        var book = new Workbook().Sheet("Old", Rows("old"), state: "hidden").Sheet("Data", Rows("data")).Sheet("More & more", Rows("more")).Sheet("Notes", [], state: "veryHidden");

        var first = Read(book);
        first.Groups.Single().Slug.Should().Be("data");
        first.Said.Should().Equal("The workbook has several sheets: “Data”, “More & more”. Only “Data” was read.", "Hidden sheets were not read: “Old”, “Notes”.");
        Read(book, new ImportChoices { Sheet = "more & MORE" }).Groups.Single().Slug.Should().Be("more");
        Read(book, new ImportChoices { Sheet = "1" }).Groups.Single().Slug.Should().Be("old", "a hidden sheet is read where somebody asks for it");
        Refused(book.ToArray(), new ImportChoices { Sheet = "Data 2" }).Should().Be("There is no sheet “Data 2”. The sheets are: “Old”, “Data”, “More & more”, “Notes”.");
        Refused(book.ToArray(), new ImportChoices { Sheet = "9" }).Should().StartWith("There is no sheet “9”.");
        Refused(book.ToArray(), new ImportChoices { Sheet = "Notes" }).Should().Be("The file is empty.");
    }

    [Fact]
    public void Hidden_rows_and_merged_cells_are_said_and_a_merged_address_counts_for_its_first_row()
    {
        var file = Read(new Workbook().Raw("Data", "<cols><col min=\"2\" max=\"2\" width=\"9\" hidden=\"1\"/></cols><sheetData>" + Row(1, "pledge", "quantity") + Row(2, "acme-jobs", "5") + Row(3, null, "6") + Row(4, "acme-jobs", "7").Replace("<row ", "<row hidden=\"1\" ", StringComparison.Ordinal)
            + "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells>"));

        file.Said.Should().Equal("A hidden row was read like the others, the first in line 4.", "Hidden columns were read like the others.", "Cells are merged (A2:A3). Their value counts for the first of them only.");
        file.Groups.Single().Rows.Select(r => r.Line).Should().Equal(2, 4);
        file.Broken.Should().ContainSingle().Which.Text.Should().Contain("Name the pledge").And.Contain("The cells A2:A3 are merged");
    }

    [Fact]
    public void A_hundred_thousand_rows_are_read_and_too_many_refused()
    {
        static string Many(int rows) => "<sheetData>" + Row(1, "pledge", "quantity") + string.Concat(Enumerable.Range(2, rows).Select(i => $"<row r=\"{i}\"><c r=\"A{i}\" t=\"inlineStr\"><is><t>p-{i % 1000}</t></is></c><c r=\"B{i}\"><v>{i * 7919L % 1000003}</v></c></row>")) + "</sheetData>";

        Read(new Workbook().Raw("Data", Many(100_000))).RowCount.Should().Be(100_000);
        Refused(new Workbook().Raw("Data", Many(200_001)).ToArray()).Should().StartWith("The sheet has more than 200,000 rows.");
    }

    [Fact]
    public void A_bomb_is_refused_before_it_is_unpacked()
    {
        using var bytes = new MemoryStream(new Workbook().Sheet("Data", [Header]).ToArray());
        using var bomb = new MemoryStream();
        bytes.CopyTo(bomb);
        using (var archive = new ZipArchive(bomb, ZipArchiveMode.Update, leaveOpen: true))
        {
            archive.GetEntry("xl/worksheets/sheet1.xml")!.Delete();
            using var part = archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Optimal).Open();
            part.Write("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"u8);
            var blank = Encoding.ASCII.GetBytes(new string(' ', 1 << 20));
            for (var i = 0; i < 600; i++)
            {
                part.Write(blank);
            }

            part.Write("</sheetData></worksheet>"u8);
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Refused(bomb.ToArray()).Should().StartWith("The workbook expands to more than 150 times its size");
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(20_000_000, "nothing is kept of what is refused");
    }

    public static TheoryData<string, byte[], string> Others => new()
    {
        { "an old workbook", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0], "old format (.xls), or one that is locked" },
        { "a PDF", "%PDF-1.7\n"u8.ToArray(), "This is a PDF" },
        { "a page to sign in", "\r\n<!DOCTYPE html>\n<html><body>Sign in</body></html>"u8.ToArray(), "This is a web page and no table" },
        { "XML of 2003", "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>"u8.ToArray(), "Excel’s XML of 2003" },
        { "other XML", "<?xml version=\"1.0\"?><rss/>"u8.ToArray(), "This is XML" },
        { "OpenDocument", Archive(("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "<x/>")), "OpenDocument format (.ods)" },
        { "Numbers", Archive(("Index/Document.iwa", "x")), "a file of Numbers" },
        { "a binary workbook", Archive(("xl/workbook.bin", "x")), "binary Excel workbook (.xlsb)" },
        { "Word", Archive(("word/document.xml", "x")), "a Word document" },
        { "an archive", Archive(("a.csv", "pledge\n")), "a ZIP archive and no workbook" },
        { "half a workbook", new Workbook().Sheet("Data", [Header]).ToArray()[..600], "The workbook is damaged" },
        { "a workbook without its sheet", Archive(("xl/workbook.xml", "<workbook/>")), "The workbook is damaged" },
        { "a document type", new Workbook().Part("xl/worksheets/sheet1.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet>&b;</worksheet>").Sheet("Data", [Header]).ToArray(), "The workbook is damaged" },
        { "a cell that is nowhere", new Workbook().Raw("Data", "<sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row></sheetData>").ToArray(), "The cell XFD1 lies beyond column KN" },
        { "no table", new Workbook().ToArray(), "The workbook has no sheet with a table" },
        { "an empty sheet", new Workbook().Sheet("Data", []).ToArray(), "The file is empty" },
        { "wrong shared texts", new Workbook().Raw("Data", "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row></sheetData>").ToArray(), "The " },
        { "a row that is no number", new Workbook().Raw("Data", "<sheetData><row r=\"9999999999\"><c r=\"A1\"><v>1</v></c></row></sheetData>").ToArray(), "The " },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void A_file_that_is_no_workbook_is_told_what_it_is(string what, byte[] bytes, string message) =>
        Refused(bytes).Should().Contain(message, what);

    internal static string Row(int number, params string?[] cells) => $"<row r=\"{number}\">" + string.Concat(cells.Select((c, i) => c is null ? "" : $"<c r=\"{(char)('A' + i)}{number}\" t=\"inlineStr\"><is><t>{c}</t></is></c>")) + "</row>";

    private static byte[] Archive(params (string Name, string Text)[] parts)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return bytes.ToArray();
    }

    private static ImportFile Read(Workbook book, ImportChoices? choices = null) => ImportFile.Of(book.ToArray(), choices ?? new ImportChoices());

    private static string Refused(byte[] bytes, ImportChoices? choices = null) =>
        ((Action)(() => ImportFile.Of(bytes, choices ?? new ImportChoices()))).Should().Throw<ImportException>().Which.Message;
}
