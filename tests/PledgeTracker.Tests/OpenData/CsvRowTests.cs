using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.OpenData;

/// <summary>What was made to be fast says, byte for byte, what the plain way says.</summary>
public sealed class CsvRowTests
{
    private const string Site = "http://localhost";

    [Theory, OnSqlite, OnPostgres]
    public async Task The_table_of_figures_has_what_the_whole_documents_have(string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var ids = services.GetRequiredService<PledgeTrackerDbContext>().Summaries.Select(s => s.PledgeId).ToList().OrderDescending().Append(int.MaxValue).ToList();

        var whole = await services.GetRequiredService<PublishedPledges>().ReadAsync(ids, default).Select(p => new PledgeRecord(p.Id, p, Site)).ToListAsync();
        var figured = await services.GetRequiredService<FiguredPledges>().ReadAsync(ids, default).Select(p => new PledgeRecord(p.Id, p, Site)).ToListAsync();

        whole.Should().HaveCount(ids.Count - 1);
        whole.Sum(r => r.Pledge.Figures.Count).Should().BeGreaterThan(200);
        figured.Select(r => r.Id).Should().Equal(whole.Select(r => r.Id));
        Written(Tables.Figures, figured.SelectMany(Tables.Figures.RowsOf)).Should().Be(Plainly(Tables.Figures, whole.SelectMany(Tables.Figures.RowsOf)));
        foreach (var table in Tables.OfPledges)
        {
            Written(table, whole.SelectMany(table.RowsOf)).Should().Be(Plainly(table, whole.SelectMany(table.RowsOf)), table.Name);
        }
    }

    [Fact]
    public void Any_value_is_written_as_by_CsvHelper()
    {
        string?[] texts =
        [
            null, "", " ", "a", " a", "a ", "\"", "\"\"", "a\"b\"\"c\"", ",", "a,b", "\r", "a\nb", "a\r\nb", "\t", "'", "''", "'=1", "''=1", "=1", "-5", "-5.x", "-1,234", "+\"x\"", "＝1", "\0",
            "\ud800", "x\ud83d", "\ude00x", "\ud83d\ude00", "é\"é", "日本,語", new string('x', 100_000), new string('"', 70_000), "=" + new string('é', 40_000) + ",",
        ];
        object?[] others =
        [
            0L, long.MinValue, long.MaxValue, 0d, -0d, 0.1, 1d / 3, double.MaxValue, double.Epsilon, 1e21, true, false, PartialDate.OfYear(7), PartialDate.OfMonth(2017, 1), PartialDate.OfDay(new(9999, 12, 31)),
            new DateOnly(1, 2, 3), new DateTime(2026, 11, 29, 12, 0, 1, DateTimeKind.Utc), new List<long>(), new List<long> { 3, -1, long.MaxValue }, new long[] { 1, 2 }, new List<string> { "a", "=b", "c,d" }, (string[])["-", "\"x\""],
        ];
        var table = new SiteDataTable("odd", "Odd", "Odd values.", [new("text", ColumnType.Text, "A text."), new("with, comma", ColumnType.Url, "An address."), new("other", ColumnType.Number, "Anything.")]);
        var rows = texts.SelectMany(text => others.Select(other => new object?[] { text, text, other })).Concat(others.Select(other => new[] { other, "x", null })).ToList();

        Written(table, rows).Should().Be(Plainly(table, rows));
        Written(table, rows, chosen: [2, 0]).Should().Be(Plainly(table, rows, chosen: [2, 0]));
    }

    private static string Written(DataTable table, IEnumerable<object?[]> rows, int[]? chosen = null)
    {
        using var bytes = new MemoryStream();
        using (var csv = new CsvRows(bytes, table, chosen ?? table.Choose([])))
        {
            foreach (var row in rows)
            {
                csv.Write(row);
            }
        }

        return Encoding.Latin1.GetString(bytes.ToArray());
    }

    // Every byte as one letter, so that a difference can be read.
    private static string Plainly(DataTable table, IEnumerable<object?[]> rows, int[]? chosen = null)
    {
        using var bytes = new MemoryStream();
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            NewLine = "\r\n",
            ShouldQuote = cell => cell.Field is { Length: > 0 } text && (text.AsSpan().IndexOfAny("\",\r\n") >= 0 || text[0] == ' ' || text[^1] == ' '),
        };
        using (var csv = new CsvWriter(new StreamWriter(bytes, new UTF8Encoding(false)), configuration))
        {
            var columns = (chosen ?? table.Choose([])).Select(at => (At: at, table.Columns[at].Name, IsText: table.Columns[at].Type is ColumnType.Text or ColumnType.TextList or ColumnType.Url)).ToList();
            columns.ForEach(c => csv.WriteField(c.Name));
            csv.NextRecord();
            foreach (var row in rows)
            {
                columns.ForEach(c => csv.WriteField(DataText.Of(row[c.At]) is { Length: > 0 } text && c.IsText ? CsvRows.Harmless(text) : DataText.Of(row[c.At])));
                csv.NextRecord();
            }
        }

        return Encoding.Latin1.GetString(bytes.ToArray());
    }
}
