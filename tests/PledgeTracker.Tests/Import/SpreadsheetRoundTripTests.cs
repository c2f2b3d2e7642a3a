using System.Diagnostics;
using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using ExcelDataReader;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.OpenData;

namespace PledgeTracker.Tests.Import;

/// <summary>The tracker's own tables, opened and saved by a spreadsheet program, come back as they were.</summary>
public sealed class SpreadsheetRoundTripTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    /// <summary>A test that runs where LibreOffice is.</summary>
    private sealed class OnLibreOfficeAttribute : TheoryAttribute
    {
        public OnLibreOfficeAttribute()
        {
            if (Soffice is null)
            {
                Skip = "Needs LibreOffice: tests/run installs libreoffice-calc-nogui.";
            }
        }
    }

    private static string? Soffice => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, "soffice")).FirstOrDefault(File.Exists);

    [OnLibreOffice]
    [InlineData("/data/figures.csv", "xlsx")]
    [InlineData("/data/figures.csv", "csv:Text - txt - csv (StarCalc):44,34,76,1")]
    [InlineData("/data/figures.csv", "csv:Text - txt - csv (StarCalc):59,34,76,1")]
    [InlineData("/pledges.csv", "xlsx")]
    [InlineData("/pledges.csv", "csv:Text - txt - csv (StarCalc):44,34,76,1")]
    [InlineData("/data/incentives.csv", "xlsx")]
    [InlineData("/data/sources.csv", "xlsx")]
    public async Task What_LibreOffice_saved_again_changes_nothing(string address, string format)
    {
        var (saved, told) = await SavedAgainAsync(await app.CreateClient().GetByteArrayAsync(address), format);

        (await DifferentAsync(saved, new ImportChoices())).Should().BeEmpty(told);
    }

    [OnLibreOffice]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Negative_numbers_are_numbers_in_LibreOffice_whether_the_column_is_one_of_numbers_or_of_texts(bool hasMark)
    {
        var table = new SiteDataTable("a", "A", "Rows.", [new("quantity", ColumnType.Text, "A text."), new("quantity_low", ColumnType.Whole, "A number."), new("share", ColumnType.Number, "A number.")]);
        using var csv = new MemoryStream();
        using (var rows = new CsvRows(csv, table, [0, 1, 2], hasMark))
        {
            rows.Write(["-120", -120L, -0.25]);
            rows.Write(["-1,200", -1_200L, -1e-7]);
            rows.Write(["-1+1", 5L, 1.5]);
            rows.Flush();
        }

        var (saved, told) = await SavedAgainAsync(csv.ToArray(), "xlsx");
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(saved));
        var cells = new List<object?[]>();
        while (reader.Read())
        {
            cells.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
        }

        cells.Skip(1).Take(2).Should().BeEquivalentTo(new object[][] { [-120d, -120d, -0.25], [-1_200d, -1_200d, -1e-7] }, told);
        cells[3][0].Should().Be("'-1+1", "what a spreadsheet would compute stays a text");
    }

    [Theory]
    [InlineData("/data/figures.xlsx")]
    [InlineData("/pledges.xlsx")]
    [InlineData("/data/incentives.xlsx")]
    [InlineData("/data/sources.xlsx")]
    public async Task What_the_tracker_gives_out_as_a_workbook_changes_nothing(string address) =>
        (await DifferentAsync(await app.CreateClient().GetByteArrayAsync(address), new ImportChoices())).Should().BeEmpty();

    [Theory]
    [InlineData("en-US", ',')]
    [InlineData("de-DE", ';')]
    public async Task What_Excel_makes_of_a_table_changes_nothing_once_it_is_said_how_dates_are_written(string culture, char mark)
    {
        var table = Encoding.UTF8.GetString(await app.CreateClient().GetByteArrayAsync("/data/figures.csv"));
        var there = new CultureInfo(culture);

        // Excel shows days as the country does, takes true for a truth and large numbers for such, and writes what it shows.
        string Shown(string cell) => DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day.ToString(there.DateTimeFormat.ShortDatePattern.Replace("dd", "d", StringComparison.Ordinal).Replace("MM", "M", StringComparison.Ordinal), there)
            : cell is "true" or "false" ? cell.ToUpperInvariant() : cell;
        using var read = new CsvParser(new StringReader(table), new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = "," });
        using var text = new StringWriter();
        await using (var write = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = mark.ToString(), NewLine = "\r\n" }, leaveOpen: true))
        {
            while (await read.ReadAsync())
            {
                foreach (var cell in read.Record!)
                {
                    write.WriteField(Shown(cell));
                }

                await write.NextRecordAsync();
            }
        }

        var different = await DifferentAsync([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text.ToString())], new ImportChoices { Written = new TypedOptions { Order = culture == "en-US" ? DateOrder.MonthFirst : DateOrder.DayFirst } });

        different.Should().BeEmpty();
    }

    [Fact]
    public async Task What_Excel_keeps_of_a_table_as_a_workbook_changes_nothing()
    {
        var table = Encoding.UTF8.GetString(await app.CreateClient().GetByteArrayAsync("/data/figures.csv"));
        using var read = new CsvParser(new StringReader(table), new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = "," });
        var rows = new List<object?[]>();
        while (await read.ReadAsync())
        {
            rows.Add([.. read.Record!.Select(Kept)]);
        }

        (await DifferentAsync(new Workbook().Sheet("figures", rows).ToArray(), new ImportChoices())).Should().BeEmpty();

        // A month becomes its first day that is shown as a month, and whatever looks like a number is one.
        static object? Kept(string cell) =>
            DateTime.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : DateTime.TryParseExact(cell, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? string.Create(CultureInfo.InvariantCulture, $"<c s=\"2\"><v>{month.ToOADate()}</v></c>")
            : double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : cell is "true" or "false" ? cell == "true" : cell.Length == 0 ? null : cell;
    }

    private static async Task<(byte[] Saved, string Told)> SavedAgainAsync(byte[] csv, string format)
    {
        var folder = Directory.CreateTempSubdirectory("pledgetracker-office-");
        try
        {
            var from = Path.Combine(folder.FullName, "table.csv");
            await File.WriteAllBytesAsync(from, csv);
            using var process = Process.Start(new ProcessStartInfo(Soffice!, [$"-env:UserInstallation=file://{folder.FullName}/profile", "--headless", "--infilter=CSV:44,34,76,1", "--convert-to", format, "--outdir", Path.Combine(folder.FullName, "out"), from])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var told = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return (await File.ReadAllBytesAsync(Directory.EnumerateFiles(Path.Combine(folder.FullName, "out")).Single()), told);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<List<string>> DifferentAsync(byte[] bytes, ImportChoices choices)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var different = new List<string>();
        var file = ImportFile.Of(bytes, choices);
        file.RowCount.Should().BePositive();
        await scope.ServiceProvider.GetRequiredService<Importer>().CompareAsync(file, new ImportTerms(new LogActor(null, "Importer", null), Publish: false), plan: null, batch =>
        {
            different.AddRange(batch.Where(r => r.Outcome != ImportOutcome.Same).Select(r => $"{r.Pledge} line {r.Line} {r.Outcome} {r.Column}: {r.Text}"));
            return Task.CompletedTask;
        });
        return different;
    }
}
