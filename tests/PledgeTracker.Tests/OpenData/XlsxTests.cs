using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using ExcelDataReader;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.OpenData;

namespace PledgeTracker.Tests.OpenData;

/// <summary>The rows that leave as Excel workbooks, read with a reader that is not ours, beside those of the CSV files.</summary>
public sealed class XlsxTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private static readonly FileNotes Notes = new("https://pledges.example.org/data/a.xlsx?sort=due", new DateOnly(2026, 11, 29), "The Example Times", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/");

    static XlsxTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public static TheoryData<string> Addresses =>
        [.. Tables.All.Select(t => $"/data/{t.Name}"), "/pledges", "/pledges?verdict=missed", "/deadlines", "/companies", "/companies/alibaba", "/changes", "/pledges/alibaba-million-us-jobs-2017", "/claims", "/claims/donald-trump", "/lists/us-white-house-2025", "/checks/reuters-2025"];

    [Theory, MemberData(nameof(Addresses))]
    public async Task A_workbook_has_the_rows_of_the_csv_in_typed_cells(string address)
    {
        var (path, query) = address.Split('?') is [var before, var after] ? (before, "?" + after) : (address, "");
        var answer = await app.Visitor().GetAsync(path + ".xlsx" + query);
        answer.StatusCode.Should().Be(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType!.ToString().Should().Be("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        answer.Content.Headers.ContentDisposition!.FileName.Should().MatchRegex("^\"?[a-z0-9_-]+-2026-11-29\\.xlsx\"?$");
        var sheets = Read(await answer.Content.ReadAsByteArrayAsync());
        using var csv = new CsvParser(new StringReader(await app.Visitor().GetStringAsync(path + ".csv" + query)), new CsvConfiguration(CultureInfo.InvariantCulture));

        var (name, rows) = sheets[0];
        var table = Tables.All.Single(t => t.Name == name);
        var at = 0;
        while (await csv.ReadAsync())
        {
            var row = rows[at++];
            for (var i = 0; i < csv.Count; i++)
            {
                if (at > 1 && row[i] is { } cell)
                {
                    (table.Columns[i].Type, cell).Should().Match<(ColumnType Type, object Value)>(c => IsOf(c.Type, c.Value), $"{table.Columns[i].Name} in row {at}");
                }

                Shown(row[i]).Should().Be(CsvRows.AsItWas(csv[i]), $"{table.Columns[i].Name} in row {at}");
            }
        }

        rows.Should().HaveCount(at);
        sheets.Should().HaveCount(2);
        var about = sheets[1].Rows.Select(r => string.Join(" | ", r.Select(Shown))).ToList();
        about.Should().Contain(l => l.StartsWith("License | ", StringComparison.Ordinal) && l.Contains("CC BY 4.0", StringComparison.Ordinal)).And.Contain(l => l.StartsWith($"From | http://localhost{path}.xlsx{query}", StringComparison.Ordinal))
            .And.Contain(l => l.StartsWith("Made on | 2026-11-29", StringComparison.Ordinal)).And.Contain(l => l.StartsWith(table.Columns[0].Name + " | ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_header_stays_and_filters()
    {
        using var archive = new ZipArchive(new MemoryStream(await app.Visitor().GetByteArrayAsync("/data/figures.xlsx?fields=pledge,quantity,as_of")));
        using var sheet = new StreamReader(await archive.Entries.Single(e => e.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)).OpenAsync());
        var xml = await sheet.ReadToEndAsync();

        xml.Should().Contain("ySplit=\"1\"").And.Contain("state=\"frozen\"").And.MatchRegex("autoFilter ref=\"A1:C1048576\"");
    }

    [Fact]
    public void What_a_cell_or_a_sheet_does_not_hold_goes_on_or_is_cut_and_says_so()
    {
        var table = new SiteDataTable("a", "A", "Rows.", [new("text", ColumnType.Text, "A text."), new("number", ColumnType.Whole, "A number.")]);
        using var sink = new XlsxSink(new SinkTerms(table, [0, 1], false, _ => { }, Notes), mostRows: 4);
        sink.Write([new string('x', 100_000), -5L]);
        sink.Write(["=1+1\u0000\u0007", long.MaxValue]);
        sink.Write(["\uD800 and \U0001F600", null]);
        sink.Write([" kept as it is ", -999_999_999_999_999L]);
        sink.End(null, null);
        var sheets = Read(sink.ToArray());

        sheets.Select(s => s.Name).Should().Equal("a", "a 2", "About");
        var (first, second) = (sheets[0].Rows, sheets[1].Rows);
        first.Should().HaveCount(4);
        ((string)first[1][0]!).Should().HaveLength(XlsxSink.MostCharacters).And.EndWith("the CSV file has all of it]");
        (first[1][1], first[2][0], first[2][1]).Should().Be((-5d, "=1+1\uFFFD\uFFFD", "9223372036854775807"), "a spreadsheet would drop the last digits");
        first[3][0].Should().Be("\uFFFD and \U0001F600");
        (second[0][0], second[1][0], second[1][1]).Should().Be(("text", " kept as it is ", -999_999_999_999_999d));
        sheets[2].Rows.Should().ContainSingle(r => Equals(r[0], "Cut texts")).Which[1].Should().Be("1. A cell holds 32767 characters. The whole texts are in https://pledges.example.org/data/a.csv?sort=due");
    }

    [Fact]
    public void More_rows_than_a_sheet_holds_go_on_in_the_next()
    {
        var table = new SiteDataTable("a", "A", "Rows.", [new("number", ColumnType.Whole, "A number.")]);
        using var sink = new XlsxSink(new SinkTerms(table, [0], false, _ => { }, Notes));
        const long last = XlsxSink.MostRows + 4;
        for (var i = 1L; i <= last; i++)
        {
            sink.Write([i]);
        }

        sink.End(null, null);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(sink.ToArray()));
        var sheets = new List<(string Name, long Rows, object? Last)>();
        do
        {
            object? seen = null;
            var rows = 0L;
            for (; reader.Read(); rows++)
            {
                seen = reader.GetValue(0);
            }

            sheets.Add((reader.Name, rows, seen));
        }
        while (reader.NextResult());

        sheets.SkipLast(1).Should().Equal(("a", 1_048_576, (double)(XlsxSink.MostRows - 1)), ("a 2", 6, (double)last));
    }

    [Fact]
    public void Days_of_before_1900_and_months_are_texts()
    {
        var table = new SiteDataTable("a", "A", "Rows.", [new("day", ColumnType.PartialDate, "A day.")]);
        using var sink = new XlsxSink(new SinkTerms(table, [0], false, _ => { }, Notes));
        foreach (var day in (string[])["1899-12-31", "1900-02-28", "1900-03-01", "2017-05", "2017"])
        {
            sink.Write([PartialDate.Parse(day)]);
        }

        sink.End(null, null);
        Read(sink.ToArray())[0].Rows.Skip(1).Select(r => r[0]).Should().Equal("1899-12-31", "1900-02-28", new DateTime(1900, 3, 1), "2017-05", "2017");
    }

    [Fact]
    public async Task What_is_asked_wrong_is_answered_as_for_every_form()
    {
        (await app.Visitor().GetAsync("/pledges.xlsx?nothing=1")).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await app.Visitor().GetAsync("/pledges/nothing.xlsx")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        var head = await app.Visitor().SendAsync(new HttpRequestMessage(HttpMethod.Head, "/data/figures.xlsx"));
        (head.StatusCode, (await head.Content.ReadAsByteArrayAsync()).Length).Should().Be((HttpStatusCode.OK, 0));
        (await app.Visitor().GetStringAsync("/pledges?verdict=missed")).Should().Contain("href=\"/pledges.xlsx?verdict=missed\"");
    }

    private static bool IsOf(ColumnType type, object value) => type switch
    {
        ColumnType.Whole => value is double || (value is string digits && digits.Length > 15),
        ColumnType.Number => value is double,
        ColumnType.Boolean => value is bool,
        ColumnType.Day or ColumnType.Instant => value is DateTime,
        ColumnType.PartialDate => value is DateTime || (value is string date && date.Length < 10),
        _ => value is string,
    };

    private static string Shown(object? cell) => cell switch
    {
        null => "",
        bool yes => yes ? "true" : "false",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        _ => (string)cell,
    };

    private static List<(string Name, List<object?[]> Rows)> Read(byte[] bytes)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes));
        var sheets = new List<(string, List<object?[]>)>();
        do
        {
            var rows = new List<object?[]>();
            while (reader.Read())
            {
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
            }

            sheets.Add((reader.Name, rows));
        }
        while (reader.NextResult());
        return sheets;
    }
}
