using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parquet;
using Parquet.Serialization;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.OpenData;

namespace PledgeTracker.Tests.OpenData;

/// <summary>The rows that leave as Parquet, read with the library's reader and with one that somebody else wrote, beside those in JSON.</summary>
public sealed class ParquetTests(DataSetTests.WithDownloads app) : IClassFixture<DataSetTests.WithDownloads>
{
    private static readonly FileNotes Notes = new("https://pledges.example.org/data/a.parquet", new DateOnly(2026, 11, 29), "The Example Times", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/");

    // Reads every row of the file that is named, and writes it as JSON as the tracker does: whole numbers of 64 bits, days and moments as text.
    private const string ReadByOthers = """
        (async () => {
          const path = require('path'), url = require('url'), fs = require('fs');
          const load = name => import(url.pathToFileURL(path.join(process.env.NODE_PATH, name)).href);
          const { parquetReadObjects, parquetMetadata } = await load('hyparquet/src/index.js');
          const { compressors } = await load('hyparquet-compressors/src/index.js');
          for (const name of process.argv.slice(1)) {
            const bytes = fs.readFileSync(name), file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
            const days = new Set(parquetMetadata(file).schema.filter(s => s.converted_type === 'DATE').map(s => s.name));
            for (const row of await parquetReadObjects({ file, compressors })) {
              for (const key in row) if (row[key] instanceof Date) row[key] = row[key].toISOString().replace(days.has(key) ? /T.*$/ : /\.000(?=Z)/, '');
              console.log(JSON.stringify(row, (_, value) => typeof value === 'bigint' ? Number(value) : value));
            }
          }
        })().catch(e => { console.error(e); process.exit(1); });
        """;

    public static TheoryData<string> TableNames => [.. Tables.All.Select(t => t.Name)];

    [Theory, MemberData(nameof(TableNames))]
    public async Task A_table_has_the_rows_of_its_lines_of_JSON_in_typed_columns(string name)
    {
        var answer = await app.Visitor().GetAsync($"/data/{name}.parquet");
        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        (answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentDisposition!.FileName!.Trim('"')).Should().Be(("application/vnd.apache.parquet", $"{name}-2026-11-29.parquet"));
        var table = Tables.All.Single(t => t.Name == name);
        var lines = await LinesAsync($"/data/{name}.jsonl");

        var rows = await ReadAsync(await answer.Content.ReadAsByteArrayAsync());

        rows.Should().HaveCount(lines.Count);
        for (var i = 0; i < lines.Count; i++)
        {
            rows[i].Keys.Should().Equal(table.Columns.Select(c => c.Name));
            foreach (var column in table.Columns)
            {
                var (value, why) = (rows[i][column.Name], $"{column.Name} in row {i}");
                (value is null || TypeOf(column.Type).IsInstanceOfType(value)).Should().BeTrue($"{why} is a {value?.GetType()}");
                JsonNode.DeepEquals(AsJson(column.Type, value), lines[i][column.Name]).Should().BeTrue($"{why} is {AsJson(column.Type, value)} and not {lines[i][column.Name]}");
            }
        }
    }

    [NpmFact("hyparquet")]
    public async Task The_archive_has_all_tables_and_a_reader_of_others_finds_the_same_rows_in_them()
    {
        await app.MadeAsync();
        var folder = Directory.CreateTempSubdirectory("pledgetracker-parquet-");
        try
        {
            using var zip = new ZipArchive(await app.Visitor().GetStreamAsync("/data/latest/pledgetracker-parquet.zip"));
            zip.Entries.Select(e => e.FullName).Should().Equal([.. Tables.All.Select(t => t.Name + ".parquet"), "README.md"]);
            await zip.ExtractToDirectoryAsync(folder.FullName);
            (await File.ReadAllTextAsync(Path.Combine(folder.FullName, "README.md"))).Should().Contain("### figures.parquet").And.Contain("CC BY 4.0").And.NotContain(".csv");
            foreach (var table in Tables.All)
            {
                var (code, output) = await NpmProgram.NodeAsync(ReadByOthers, "", Path.Combine(folder.FullName, table.Name + ".parquet"));
                code.Should().Be(0, output);
                var read = Ordered(table, output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!));
                var lines = Ordered(table, await LinesAsync($"/data/{table.Name}.jsonl"));
                read.Should().HaveCount(lines.Count, table.Name);
                for (var i = 0; i < lines.Count; i++)
                {
                    JsonNode.DeepEquals(read[i], lines[i]).Should().BeTrue($"row {i} of {table.Name} is {read[i]} and not {lines[i]}");
                }
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_file_says_what_its_columns_mean_and_where_it_is_from()
    {
        await using var file = await ParquetReader.CreateAsync(new MemoryStream(await app.Visitor().GetByteArrayAsync("/data/figures.parquet?fields=pledge,quantity_low&verdict=missed")));

        file.Schema.Fields.Select(f => f.Name).Should().Equal("pledge", "quantity_low");
        file.CustomMetadata["license"].Should().Contain("CC BY 4.0");
        file.CustomMetadata["made"].Should().Be("2026-11-29");
        file.CustomMetadata["source"].Should().Be("http://localhost/data/figures.parquet?fields=pledge,quantity_low&verdict=missed");
        JsonDocument.Parse(file.CustomMetadata["dictionary"]).RootElement.EnumerateObject().Select(p => p.Name).Should().Equal("pledge", "quantity_low");
    }

    [Fact]
    public async Task Many_rows_and_long_texts_go_into_several_groups_and_nothing_is_cut()
    {
        var table = new SiteDataTable("a", "A", "Rows.", [new("text", ColumnType.Text, "A text."), new("number", ColumnType.Whole, "A number."), new("numbers", ColumnType.WholeList, "Numbers."), new("texts", ColumnType.TextList, "Texts.")]);
        var longest = new string('x', 100_000);
        using var sink = new ParquetSink(new SinkTerms(table, [0, 1, 2, 3], false, _ => { }, Notes));
        for (var i = 0L; i < 30_000; i++)
        {
            sink.Write([i % 300 == 0 ? longest : null, i == 7 ? long.MinValue : -i, i % 3 == 0 ? null : Enumerable.Range(0, (int)(i % 3) - 1).Select(n => i + n), new[] { "a;b", "" }]);
        }

        sink.End(null, null);
        var bytes = sink.ToArray();
        var rows = await ReadAsync(bytes);

        await using (var file = await ParquetReader.CreateAsync(new MemoryStream(bytes)))
        {
            file.RowGroupCount.Should().BeGreaterThan(1, "memory would grow with the rows otherwise");
        }

        rows.Should().HaveCount(30_000);
        rows[0]["text"].Should().Be(longest);
        (rows[1]["text"], rows[7]["number"], rows[29_999]["number"]).Should().Be((null, long.MinValue, -29_999L));
        (rows[3]["numbers"], ((List<object>)rows[4]["numbers"]!).Count, ((List<object>)rows[29_999]["numbers"]!).Single()).Should().Be((null, 0, 29_999L), "no list, a list of nothing and a list of one are three things");
        ((List<object>)rows[0]["texts"]!).Should().Equal("a;b", "");
    }

    [Fact]
    public async Task A_table_without_rows_has_its_columns()
    {
        using var sink = new ParquetSink(new SinkTerms(Tables.Figures, Tables.Figures.Choose([]), false, _ => { }, Notes));
        sink.End(null, null);

        await using var file = await ParquetReader.CreateAsync(new MemoryStream(sink.ToArray()));
        file.Schema.Fields.Select(f => f.Name).Should().Equal(Tables.Figures.Columns.Select(c => c.Name));
        file.Metadata!.NumRows.Should().Be(0);
    }

    private static Type TypeOf(ColumnType type) => type switch
    {
        ColumnType.Whole => typeof(long),
        ColumnType.Number => typeof(double),
        ColumnType.Boolean => typeof(bool),
        ColumnType.Day or ColumnType.Instant => typeof(DateTime),
        ColumnType.WholeList or ColumnType.TextList => typeof(List<object>),
        _ => typeof(string),
    };

    private static JsonNode? AsJson(ColumnType type, object? value) => value switch
    {
        null => null,
        string text => text,
        DateTime at => at.ToString(type == ColumnType.Day ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        List<object> list => new JsonArray([.. list.Select(one => JsonSerializer.SerializeToNode(one))]),
        _ => JsonSerializer.SerializeToNode(value),
    };

    // The reader leaves out what is null, and gives the texts of a list as parts of memory.
    private static async Task<List<Dictionary<string, object?>>> ReadAsync(byte[] bytes)
    {
        var read = await ParquetSerializer.DeserializeUntypedAsync(new MemoryStream(bytes));
        return [.. read.Data.Select(row => read.Schema.Fields.ToDictionary(f => f.Name, f => row.GetValueOrDefault(f.Name) switch
        {
            string text => text,
            System.Collections.IEnumerable list => list.Cast<object>().Select(one => one is ReadOnlyMemory<char> text ? text.ToString() : one).ToList(),
            var value => value,
        }))];
    }

    // The whole data set goes by the number of a pledge, and a table by what the newest pledges are.
    private static List<JsonNode> Ordered(DataTable table, IEnumerable<JsonNode> rows) =>
        [.. rows.OrderBy(row => string.Join('|', table.PrimaryKey.Select(key => row[key]?.ToJsonString())), StringComparer.Ordinal)];

    private async Task<List<JsonNode>> LinesAsync(string address) =>
        [.. (await app.Visitor().GetStringAsync(address)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!)];
}
