using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NJsonSchema;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Tests.OpenData;

/// <summary>The whole data set: its files, their descriptions, and the way into another tracker and out again.</summary>
public sealed class DataSetTests(DataSetTests.WithDownloads app) : IClassFixture<DataSetTests.WithDownloads>
{
    private static readonly LogActor Importer = new(null, "Importer", null);

    [Fact]
    public async Task The_page_of_data_names_every_file_with_its_size_and_hash_and_each_is_what_it_says()
    {
        await app.MadeAsync();
        var (_, page) = await app.GetAsync("/data");
        var rows = page.QuerySelectorAll("#whole ~ div tbody tr");

        rows.Should().HaveCount(DataSets.Files.Count);
        foreach (var row in rows)
        {
            var answer = await app.Visitor().GetAsync(row.QuerySelector("a")!.GetAttribute("href"));
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            row.QuerySelector("code")!.TextContent.Should().Be(hash);
            answer.Headers.GetValues("Repr-Digest").Should().Equal($"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:");
            answer.Headers.ETag!.Tag.Should().Be($"\"{hash}\"");
            answer.Content.Headers.ContentDisposition!.FileName.Should().Contain("2026-11-29");
        }
    }

    [Fact]
    public async Task The_zip_is_a_data_package_whose_descriptor_and_files_agree()
    {
        await app.MadeAsync();
        using var zip = new ZipArchive(await app.Visitor().GetStreamAsync("/data/latest/pledgetracker.zip"));
        var descriptor = await new StreamReader(await zip.GetEntry("datapackage.json")!.OpenAsync()).ReadToEndAsync();
        using var stream = typeof(DataSetTests).Assembly.GetManifestResourceStream("data-package.schema.json")!;
        var schema = await JsonSchema.FromJsonAsync(await new StreamReader(stream).ReadToEndAsync());

        schema.Validate(descriptor).Should().BeEmpty();
        var resources = JsonDocument.Parse(descriptor).RootElement.GetProperty("resources").EnumerateArray().ToList();
        resources.Select(r => r.GetProperty("name").GetString()).Should().Equal(Tables.All.Select(t => t.Name));
        var keys = new Dictionary<(string, string), HashSet<string>>();
        var tables = new Dictionary<string, (string[] Header, List<string[]> Rows, JsonElement Schema)>();
        foreach (var resource in resources)
        {
            var name = resource.GetProperty("name").GetString()!;
            var bytes = Read(zip, resource.GetProperty("path").GetString()!);
            bytes.Length.Should().Be(resource.GetProperty("bytes").GetInt32(), name);
            ("sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes))).Should().Be(resource.GetProperty("hash").GetString(), name);
            var (header, rows) = RowTests.Csv(System.Text.Encoding.UTF8.GetString(bytes));
            header.Should().Equal(resource.GetProperty("schema").GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("name").GetString()));
            tables[name] = (header, rows, resource.GetProperty("schema"));
            zip.GetEntry(name + ".csv-metadata.json").Should().NotBeNull();
        }

        zip.GetEntry("README.md").Should().NotBeNull();
        foreach (var (name, (header, rows, rules)) in tables)
        {
            CheckValues(name, header, rows, rules);
            var primary = rules.GetProperty("primaryKey").EnumerateArray().Select(k => Array.IndexOf(header, k.GetString())).ToList();
            rows.Select(r => string.Join('|', primary.Select(at => r[at]))).Should().OnlyHaveUniqueItems(name);
            foreach (var foreign in rules.TryGetProperty("foreignKeys", out var all) ? all.EnumerateArray() : [])
            {
                var at = foreign.GetProperty("fields").EnumerateArray().Select(f => Array.IndexOf(header, f.GetString())).ToList();
                var to = tables[foreign.GetProperty("reference").GetProperty("resource").GetString()!];
                var toAt = foreign.GetProperty("reference").GetProperty("fields").EnumerateArray().Select(f => Array.IndexOf(to.Header, f.GetString())).ToList();

                // What may be empty refers to nothing where it is.
                rows.Where(r => at.TrueForAll(i => r[i].Length > 0)).Select(r => string.Join('|', at.Select(i => r[i]))).Distinct()
                    .Should().BeSubsetOf(to.Rows.Select(r => string.Join('|', toAt.Select(i => r[i]))), $"{name} points at rows that are there");
            }
        }

        tables["pledges"].Rows.Should().HaveCount(Repository.Starters);
        tables["figures"].Rows.Should().HaveCount(320);
        tables["claims"].Rows.Should().HaveCount(StarterData.Claims().Sum(c => (c.Draft as ClaimantDraft)?.Claims.Count ?? 0));
        tables["list_items"].Rows.Should().HaveCount(StarterData.Claims().Sum(c => (c.Draft as ClaimListDraft)?.Items.Count ?? 0));
        tables["item_matches"].Rows.Should().NotBeEmpty();
    }

    [NpmFact("datapackage")]
    public async Task The_reader_of_data_packages_that_most_use_reads_every_row_of_every_table_and_finds_what_it_refers_to()
    {
        await app.MadeAsync();
        var folder = Directory.CreateTempSubdirectory("pledgetracker-package-");
        try
        {
            using var zip = new ZipArchive(await app.Visitor().GetStreamAsync("/data/latest/pledgetracker.zip"));
            await zip.ExtractToDirectoryAsync(folder.FullName);
            var (code, output) = await NpmProgram.NodeAsync("""
                require('datapackage').Package.load(process.argv[1]).then(async data => {
                  if (!data.valid) throw new Error(data.errors.map(e => e.message).join('\n'));
                  for (const table of data.resources) {
                    const rows = await table.read({ keyed: true, relations: true });
                    console.log(table.name, rows.length);
                  }
                }).catch(e => { console.error(e, e.errors); process.exit(1); });
                """, "", Path.Combine(folder.FullName, "datapackage.json"));

            code.Should().Be(0, output);
            output.TrimEnd().Split('\n').Should().Equal(Tables.All.Select(t => $"{t.Name} {RowTests.Csv(File.ReadAllText(Path.Combine(folder.FullName, t.Name + ".csv"))).Rows.Count}"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_set_of_an_older_program_that_made_fewer_files_is_made_anew()
    {
        await using var other = new WithDownloads();
        await other.ByItselfAsync(set => set.Pledges == Repository.Starters);
        var newest = other.Services.GetRequiredService<DataSets>().Newest!;
        var manifest = Path.Combine(other.Services.GetRequiredService<DataSets>().Folder, newest.Day, "manifest.json");
        await File.WriteAllTextAsync(manifest, JsonSerializer.Serialize(newest with { Files = [.. newest.Files.Where(f => f.Name != "pledgetracker-parquet.zip")] }, JsonSerializerOptions.Web));

        await other.ByItselfAsync(set => set.Files.Count == DataSets.Files.Count);
    }

    [Fact]
    public async Task The_SQLite_file_is_whole_and_explains_itself()
    {
        await app.MadeAsync();
        var file = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N") + ".sqlite");
        await File.WriteAllBytesAsync(file, await app.Visitor().GetByteArrayAsync("/data/latest/pledgetracker.sqlite"));
        try
        {
            await using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
            await connection.OpenAsync();

            (await ScalarAsync("PRAGMA integrity_check")).Should().Be("ok");
            (await ScalarAsync("SELECT count(*) FROM pragma_foreign_key_check")).Should().Be(0L);
            (await ScalarAsync("SELECT count(*) FROM pledges")).Should().Be((long)Repository.Starters);
            (await ScalarAsync("SELECT text FROM readme WHERE name = 'licence'")).ToString().Should().Contain("CC BY 4.0");
            (await ScalarAsync("SELECT quantity_low FROM figures WHERE pledge = 'alibaba-million-us-jobs-2017' AND quantity = 'more than 256,000'")).Should().Be(256_000L);
            (await ScalarAsync("SELECT p.verdict FROM item_matches m JOIN pledges p USING (pledge_id) JOIN list_items i USING (list, item) WHERE p.slug = m.pledge AND i.as_listed LIKE '%Micron%'")).ToString().Should().NotBeEmpty("an entry leads to its pledge");
            (await ScalarAsync("SELECT count(*) FROM dictionary")).Should().Be((long)Tables.All.Sum(t => t.Columns.Count));
            (await ScalarAsync("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")).Should().Be((long)Tables.All.Count + 2, "nothing but the public tables is in it");

            async Task<object> ScalarAsync(string sql)
            {
                await using var command = connection.CreateCommand();
                command.CommandText = sql;
                return (await command.ExecuteScalarAsync())!;
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_lines_are_documents_of_the_schema()
    {
        await app.MadeAsync();
        var schema = await JsonSchema.FromJsonAsync(await app.Visitor().GetStringAsync("/data/pledge.schema.json"));
        var lines = Unpacked(await app.Visitor().GetByteArrayAsync("/data/latest/pledgetracker.jsonl.gz")).TrimEnd('\n').Split('\n');

        lines.Should().HaveCount(Repository.Starters);
        lines.SelectMany(l => schema.Validate(l)).Should().BeEmpty();
        (await app.Visitor().GetStringAsync("/pledges/alibaba-million-us-jobs-2017/document.json")).Should().Be(lines.Single(l => l.Contains("\"alibaba-million-us-jobs-2017\"", StringComparison.Ordinal) && l.StartsWith("{\"slug\":\"alibaba-million", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Everything_exported_imported_into_an_empty_tracker_and_exported_again_is_byte_for_byte_the_same()
    {
        await app.MadeAsync();
        var exported = await app.Visitor().GetByteArrayAsync("/data/latest/pledgetracker.json.gz");
        await using var other = new EmptyWithDownloads();
        await other.StartedAsync();
        await using (var scope = other.Services.CreateAsyncScope())
        {
            var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
            await using var transaction = await context.Database.BeginTransactionAsync();
            var wrong = new List<string>();
            using var plan = new ImportPlan();
            var terms = new ImportTerms(Importer, Publish: true, Importer);
            var summary = await scope.ServiceProvider.GetRequiredService<Importer>().CompareAsync(ImportFile.Read(exported, null, null), terms, plan, rows =>
            {
                wrong.AddRange(rows.Where(r => r.Outcome == ImportOutcome.Wrong).Select(r => $"{r.Pledge} {r.Column}: {r.Text}"));
                return Task.CompletedTask;
            });
            (wrong.Count == 0 && await scope.ServiceProvider.GetRequiredService<Importer>().WriteAsync(plan, terms)).Should().BeTrue(string.Join(" | ", wrong.Take(10)));
            wrong.Should().BeEmpty();
            summary.Pledges.Should().Be(Repository.Starters + StarterData.Claims().Count());
            await transaction.CommitAsync();
        }

        await other.MadeAsync();
        var again = await other.Visitor().GetByteArrayAsync("/data/latest/pledgetracker.json.gz");

        Unpacked(again).Should().Be(Unpacked(exported), "companies, metrics and whole pledges, letter by letter");
        again.Should().Equal(exported);
        using var first = new ZipArchive(await app.Visitor().GetStreamAsync("/data/latest/pledgetracker.zip"));
        using var second = new ZipArchive(await other.Visitor().GetStreamAsync("/data/latest/pledgetracker.zip"));
        foreach (var entry in first.Entries)
        {
            Read(second, entry.FullName).Should().Equal(Read(first, entry.FullName), entry.FullName + ": at the same moment, under the same address, all tables and descriptions are the same too");
        }
    }

    [Theory]
    [InlineData("/data/figures.csv", 320)]
    [InlineData("/pledges.csv", Repository.Starters)]
    public async Task A_table_that_was_downloaded_can_be_imported_and_changes_nothing(string address, int rows)
    {
        var bytes = await app.Visitor().GetByteArrayAsync(address + "?bom=1");
        await using var scope = app.Services.CreateAsyncScope();
        var different = new List<string>();
        var summary = await scope.ServiceProvider.GetRequiredService<Importer>().CompareAsync(ImportFile.Read(bytes, null, null), new ImportTerms(Importer, Publish: false), plan: null, batch =>
        {
            different.AddRange(batch.Where(r => r.Outcome != ImportOutcome.Same).Select(r => $"{r.Pledge} line {r.Line} {r.Outcome} {r.Column}: {r.Text}"));
            return Task.CompletedTask;
        });

        different.Should().BeEmpty();
        summary.Same.Should().Be(rows);
    }

    [Fact]
    public async Task A_broken_download_goes_on_where_it_stopped()
    {
        await app.MadeAsync();
        var client = app.Visitor();
        var whole = await client.GetByteArrayAsync("/data/latest/pledgetracker.zip");
        async Task<HttpResponseMessage> RangeAsync(string range)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/data/latest/pledgetracker.zip");
            request.Headers.TryAddWithoutValidation("Range", range);
            return await client.SendAsync(request);
        }

        var part = await RangeAsync("bytes=1000-");

        part.StatusCode.Should().Be(HttpStatusCode.PartialContent);
        (await part.Content.ReadAsByteArrayAsync()).Should().Equal(whole[1000..]);
        (await RangeAsync("bytes=99999999-")).StatusCode.Should().Be(HttpStatusCode.RequestedRangeNotSatisfiable);
        (await RangeAsync("bytes=a-b")).StatusCode.Should().Be(HttpStatusCode.OK, "a range that is none is passed over");
    }

    [Fact]
    public async Task A_publication_makes_the_files_anew_by_itself_and_each_day_is_kept()
    {
        await using var other = new WithDownloads();
        await other.ByItselfAsync(set => set.Pledges == Repository.Starters);
        other.Clock.Advance(TimeSpan.FromDays(1));
        await RowTests.PublishAsync(other, Given.Draft(Given.FigureDraft()));
        await other.ByItselfAsync(set => set.Pledges == Repository.Starters + 1 && set.Day == "2026-11-30");
        other.Clock.Advance(TimeSpan.FromDays(1));
        await other.MadeAsync();
        other.Clock.Advance(TimeSpan.FromDays(1));
        await other.MadeAsync();

        var sets = other.Services.GetRequiredService<DataSets>().All();

        sets.Select(s => s.Day).Should().Equal(["2026-12-02", "2026-12-01", "2026-11-30"], "three days are kept by setting, and the oldest goes");
        (await other.Visitor().GetAsync("/data/2026-11-30/pledgetracker.zip")).StatusCode.Should().Be(HttpStatusCode.OK);
        (await other.Visitor().GetAsync("/data/2026-11-29/pledgetracker.zip")).StatusCode.Should().Be(HttpStatusCode.NotFound);
        var (_, page) = await other.GetAsync("/data");
        page.QuerySelectorAll("details li").Should().HaveCount(3, "the page tells the history");
        Directory.EnumerateDirectories(other.Services.GetRequiredService<DataSets>().Folder).Select(Path.GetFileName).Should().NotContain(n => n!.StartsWith('.'), "nothing half-made is left");
    }

    private static void CheckValues(string table, string[] header, List<string[]> rows, JsonElement rules)
    {
        foreach (var field in rules.GetProperty("fields").EnumerateArray())
        {
            var name = field.GetProperty("name").GetString()!;
            var at = Array.IndexOf(header, name);
            var constraints = field.TryGetProperty("constraints", out var some) ? some : default;
            var isRequired = constraints.ValueKind == JsonValueKind.Object && constraints.TryGetProperty("required", out var required) && required.GetBoolean();
            var words = constraints.ValueKind == JsonValueKind.Object && constraints.TryGetProperty("enum", out var listed) ? listed.EnumerateArray().Select(w => w.GetString()!).ToHashSet() : null;
            var pattern = constraints.ValueKind == JsonValueKind.Object && constraints.TryGetProperty("pattern", out var p) ? new Regex(p.GetString()!) : null;
            foreach (var cell in rows.Select(r => r[at]))
            {
                var why = $"{table}.{name} is “{cell}”";
                if (cell.Length == 0)
                {
                    isRequired.Should().BeFalse(why);
                    continue;
                }

                words?.Should().Contain(cell, why);
                pattern?.IsMatch(cell).Should().BeTrue(why);
                var fits = field.GetProperty("type").GetString() switch
                {
                    "integer" => long.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
                    "number" => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
                    "boolean" => cell is "true" or "false",
                    "date" => DateOnly.TryParseExact(cell, "yyyy-MM-dd", out _),
                    "datetime" => DateTime.TryParseExact(cell, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
                    _ => !(field.TryGetProperty("rdfType", out var type) && type.GetString() == Descriptions.AnyAddress) || Uri.TryCreate(cell, UriKind.Absolute, out _),
                };
                fits.Should().BeTrue(why);
            }
        }
    }

    private static byte[] Read(ZipArchive zip, string name)
    {
        using var entry = zip.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        entry.CopyTo(copy);
        return copy.ToArray();
    }

    [Fact]
    public async Task A_start_with_other_settings_makes_pages_and_the_data_set_new()
    {
        var folder = Directory.CreateTempSubdirectory("pledgetracker-").FullName;
        var told = new List<(string Page, string Readme)>();
        foreach (var publisher in new[] { "The Gazette", "The Herald", "The Herald" })
        {
            await using (var started = new StartedAnew(folder, publisher))
            {
                await started.ByItselfAsync(set => set.Settings == ShownSettings.TagOf(started.Services.GetRequiredService<IOptions<PledgeTrackerOptions>>().Value, "http://localhost"));
                using var zip = new ZipArchive(await started.Visitor().GetStreamAsync("/data/latest/pledgetracker.zip"));
                told.Add(((await started.Visitor().GetAsync("/method")).Headers.ETag!.Tag, System.Text.Encoding.UTF8.GetString(Read(zip, "README.md"))));
            }

            await StartedAnew.GivenBackAsync(folder);
        }

        told[0].Page.Should().NotBe(told[1].Page);
        told[1].Page.Should().Be(told[2].Page, "nothing has changed");
        told[0].Readme.Should().Contain("The Gazette");
        told[1].Readme.Should().Contain("The Herald");
        Directory.Delete(folder, recursive: true);
    }

    private static string Unpacked(byte[] packed)
    {
        using var gzip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var text = new StreamReader(gzip);
        return text.ReadToEnd();
    }

    /// <summary>A tracker that keeps the data sets of three days.</summary>
    public class WithDownloads : TrackerApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["DataSetsKept"] = "3", ["PublicAddress"] = "http://localhost" };

        /// <summary>Makes the data set now.</summary>
        public async Task MadeAsync()
        {
            _ = Server;
            await using var scope = Services.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<DataSetMaker>().MakeAsync("http://localhost", default);
        }

        /// <summary>Waits until the program made a set of this kind by itself.</summary>
        public async Task ByItselfAsync(Func<DataSet, bool> isThere)
        {
            _ = Server;
            for (var i = 0; i < 600; i++)
            {
                if (Services.GetRequiredService<DataSets>().Newest is { } set && isThere(set))
                {
                    return;
                }

                Services.GetRequiredService<ContentVersion>().Forget();
                await Task.Delay(100);
            }

            throw new TimeoutException("The data set was not made.");
        }
    }

    /// <summary>A tracker on a folder that outlives it.</summary>
    private sealed class StartedAnew(string folder, string publisher) : WithDownloads
    {
        protected override bool StarterData => false;

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings) { ["DataDirectory"] = folder, ["Publisher"] = publisher };

        /// <summary>Waits until the program that had the folder has let go of it.</summary>
        public static async Task GivenBackAsync(string folder)
        {
            for (var i = 0; ; i++)
            {
                try
                {
                    using var taken = DatabaseStartup.Take(folder);
                    return;
                }
                catch (StartupException) when (i < 200)
                {
                    await Task.Delay(50);
                }
            }
        }
    }

    private sealed class EmptyWithDownloads : WithDownloads
    {
        /// <summary>Waits until the program has written the token of its set-up address: an import keeps everybody else from writing.</summary>
        public async Task StartedAsync()
        {
            _ = Server;
            for (var i = 0; i < 600; i++)
            {
                await using var scope = Services.CreateAsyncScope();
                if (await scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>().AccountLinks.AnyAsync())
                {
                    return;
                }

                await Task.Delay(100);
            }

            throw new TimeoutException("The program did not start.");
        }

        protected override bool StarterData => false;
    }
}
