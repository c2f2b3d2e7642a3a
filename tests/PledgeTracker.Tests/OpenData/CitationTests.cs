using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.OpenData;

namespace PledgeTracker.Tests.OpenData;

/// <summary>
/// Citations as programs of others read and print them: citation-js, pandoc and biber, each without a warning, and as a person would
/// write them.
/// </summary>
public sealed class CitationTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Alibaba = "/pledges/alibaba-million-us-jobs-2017";

    // What has letters that one of the formats gives a meaning, and letters of many alphabets.
    private const string Letters = "abc XYZ 09 &%#_~^$\\{}\"'`<>|@=*[]()/-–—,.:;!? äöüßÉñŁøåçžİ “”‘’«»… 阿里巴巴 工場 Ελλ Жук عرب 日本\t\n\r\u0007\u00A0";

    private static readonly string[] Endings = [".bib", ".ris", ".csl.json"];

    // Reads [[name, text], …] and gives what citation-js makes of each; whatever it says to the console is a complaint.
    private const string Read = """
        const said = [];
        for (const way of ['log', 'info', 'warn', 'error', 'debug']) console[way] = (...words) => said.push(words.join(' '));
        const { Cite } = require('@citation-js/core');
        require('@citation-js/plugin-bibtex'); require('@citation-js/plugin-ris'); require('@citation-js/plugin-csl');
        let input = '';
        process.stdin.on('data', d => input += d).on('end', () => {
          const read = JSON.parse(input).map(([name, text]) => {
            const cite = new Cite(text, { generateGraph: false });
            const print = template => cite.format('bibliography', { template, lang: 'en-US' }).trim();
            return { name, items: cite.data, apa: print('apa'), vancouver: print('vancouver'), harvard: print('harvard1') };
          });
          process.stdout.write(JSON.stringify({ read, said }));
        });
        """;

    public static string[] Cited => [Alibaba + "/cite{0}", Alibaba + "/cite{0}?on=2018-01-01", "/claims/donald-trump/cite{0}", "/lists/us-white-house-2025/cite{0}", "/lists/us-white-house-2025/cite{0}?on=2025-06-01", "/checks/propublica-2018/cite{0}", "/data/cite{0}"];

    [NpmFact("@citation-js/plugin-csl")]
    public async Task Citation_js_reads_every_form_without_a_complaint_and_prints_it_as_a_person_would()
    {
        var texts = new List<(string Name, string Text)>();
        foreach (var address in Cited)
        {
            foreach (var ending in Endings)
            {
                var name = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, ending);
                texts.Add((name, await app.Visitor().GetStringAsync(name)));
            }
        }

        var read = await CitationJsAsync(texts);

        foreach (var one in read)
        {
            var name = one.GetProperty("name").GetString()!;
            var item = one.GetProperty("items").EnumerateArray().Should().ContainSingle(name).Which;
            var author = item.GetProperty("author").EnumerateArray().Should().ContainSingle(name).Which;
            (Text(author, "literal") ?? Text(author, "family")).Should().Be("PledgeTracker", name);
            (Text(author, "given") ?? "").Should().BeEmpty("an organization has no given name: {0}", name);
            item.GetProperty("issued").GetProperty("date-parts")[0].GetArrayLength().Should().Be(3, name);
            item.GetProperty("URL").GetString().Should().StartWith("http://localhost/").And.MatchRegex(@"\?(revision=\d+|on=\d{4}-\d\d-\d\d)$|/data/", name);
            foreach (var style in (string[])["apa", "vancouver", "harvard"])
            {
                one.GetProperty(style).GetString().Should().NotContain("Version Revision").And.NotContain("Versions").And.NotContainEquivalentOf("version as known").And.NotContain("PledgeTracker. PledgeTracker").And.NotContain("PledgeTracker; ").And.NotContain("Web page", name);
            }
        }

        var apa = read.ToDictionary(o => o.GetProperty("name").GetString()!, o => o.GetProperty("apa").GetString());
        foreach (var ending in Endings)
        {
            apa[Alibaba + "/cite" + ending].Should().Be("PledgeTracker. (2026, November 29). Alibaba: One million U.S. jobs through one million U.S. small businesses (revision 1). http://localhost" + Alibaba + "?revision=1");
            apa[Alibaba + "/cite" + ending + "?on=2018-01-01"].Should().Contain("(as known on 1 January 2018). http://localhost" + Alibaba + "?on=2018-01-01");
            apa["/data/cite" + ending].Should().Be("PledgeTracker. (2026). Corporate job-creation pledges and what was reported (Version 29 November 2026) [Dataset]. http://localhost/data/2026-11-29/pledgetracker.zip");
        }
    }

    [DebianFact("pandoc")]
    public async Task Pandoc_reads_and_prints_them_without_a_complaint()
    {
        using var folder = new Folder();
        foreach (var address in Cited)
        {
            foreach (var (ending, file) in new[] { (".bib", "cite.bib"), (".csl.json", "cite.json") })
            {
                var name = string.Format(System.Globalization.CultureInfo.InvariantCulture, address, ending);
                await File.WriteAllTextAsync(folder.Of(file), await app.Visitor().GetStringAsync(name));
                await File.WriteAllTextAsync(folder.Of("text.md"), $"---\nnocite: \"@*\"\nbibliography: {file}\n---\n");

                var (code, printed, complaints) = await DebianProgram.RunAsync("pandoc", folder.Path, "--citeproc", "--wrap=none", "--to=plain", "text.md");

                code.Should().Be(0, complaints);
                complaints.Should().BeEmpty(name);
                printed.Should().StartWith("PledgeTracker. 2026. “").And.Contain("http://localhost/").And.NotContain("PledgeTracker. PledgeTracker").And.NotContainEquivalentOf("version revision", name);
            }
        }
    }

    [DebianFact("biber")]
    public async Task Biber_finds_no_field_that_does_not_belong_to_its_type()
    {
        using var folder = new Folder();
        var all = new StringBuilder();
        foreach (var address in Cited.Where(a => !a.Contains('?', StringComparison.Ordinal)))
        {
            all.Append(await app.Visitor().GetStringAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, address, ".bib")));
        }

        await File.WriteAllTextAsync(folder.Of("all.bib"), all.ToString());
        await MustPassBiberAsync(folder);
    }

    [NpmFact("@citation-js/plugin-csl")]
    public void Whatever_a_title_or_a_publisher_is_called_citation_js_reads_it_as_it_is() =>
        Prop.ForAll(Names().ToArbitrary(), names =>
        {
            var citations = Of(names);
            var read = CitationJsAsync([("bib", string.Concat(citations.Select(c => c.ToBibTeX()))), ("ris", string.Concat(citations.Select(c => c.ToRis()))), .. citations.Select(c => ("csl", Encoding.UTF8.GetString(c.ToCslJson())))]).GetAwaiter().GetResult();

            foreach (var form in (string[])["bib", "ris", "csl"])
            {
                var items = read.Where(r => r.GetProperty("name").GetString() == form).SelectMany(r => r.GetProperty("items").EnumerateArray()).ToList();
                var plain = names.Select(n => Plain(n, isTex: form == "bib")).ToList();

                items.Select(i => i.GetProperty("title").GetString()).Should().Equal(plain.Select(n => n + " (revision 1)"), form);
                items.Select(i => i.GetProperty("author")[0]).Select(a => Text(a, "literal") ?? Text(a, "family")).Should().Equal(form == "ris" ? plain.Select(n => Plain(n.Replace(",", "", StringComparison.Ordinal))) : plain, form);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(6));

    [DebianFact("pandoc")]
    public void Whatever_a_title_or_a_publisher_is_called_pandoc_reads_it_as_it_is() =>
        Prop.ForAll(Names().ToArbitrary(), names =>
        {
            using var folder = new Folder();
            File.WriteAllText(folder.Of("all.bib"), string.Concat(Of(names).Select(c => c.ToBibTeX())));
            var (code, text, complaints) = DebianProgram.RunAsync("pandoc", folder.Path, "--from=biblatex", "--to=csljson", "all.bib").GetAwaiter().GetResult();

            code.Should().Be(0, complaints);
            complaints.Should().BeEmpty();
            using var json = JsonDocument.Parse(text);
            var read = json.RootElement.EnumerateArray().ToDictionary(i => i.GetProperty("id").GetString()!);
            for (var i = 0; i < names.Length; i++)
            {
                // It sets quotation marks and apostrophes as printers do.
                Unset(read["k" + i].GetProperty("title").GetString()!).Should().Be(Unset(Plain(names[i], isTex: true) + " (revision 1)"));
                Unset(Text(read["k" + i].GetProperty("author")[0], "literal")!).Should().Be(Unset(Plain(names[i], isTex: true)));
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(6));

    [DebianFact("biber")]
    public async Task Whatever_a_title_or_a_publisher_is_called_biber_reads_it()
    {
        using var folder = new Folder();
        var names = Names().Sample(10).SelectMany(n => n).ToArray();
        await File.WriteAllTextAsync(folder.Of("all.bib"), string.Concat(Of(names).Select(c => c.ToBibTeX())));

        (await MustPassBiberAsync(folder)).Split('\n').Count(l => l.StartsWith('@')).Should().Be(names.Length, "none is swallowed by another's braces");
    }

    [Theory]
    [InlineData("The Daily News", "The Daily News,")]
    [InlineData("Smith, Jones & Co.", "Smith Jones & Co.,")]
    public void An_organization_in_RIS_never_has_the_form_of_a_person(string name, string written) =>
        Of([name])[0].ToRis().Split("\r\n").Should().Contain("AU  - " + written);

    [Fact]
    public void A_line_of_RIS_is_a_field_whatever_a_title_holds()
    {
        var ris = Of(["A plant\r\nER  - \nTY  - BOOK\u2028TI  - another"])[0].ToRis();

        ris.Split("\r\n").Should().HaveCount(10).And.ContainSingle(l => l.StartsWith("TY  - ", StringComparison.Ordinal));
        ris.Replace("\r\n", "", StringComparison.Ordinal).Should().NotContainAny("\r", "\n");
    }

    private static Citation[] Of(string[] names) =>
        [.. names.Select((name, i) => new Citation("k" + i, name, "Revision 1", new DateOnly(2026, 5, 3), new DateOnly(2026, 11, 29), "https://pledges.example.org/tracker/pledges/a_b~c?revision=1", false) { Publisher = name })];

    private static Gen<string[]> Names() =>
        Gen.Elements(Letters.ToCharArray()).ArrayOf().Select(letters => "N" + new string(letters)).ArrayOf().Where(names => names.Length is > 4 and < 60);

    // On one line; in BibTeX a brace without its other is written as a bracket.
    private static string Plain(string name, bool isTex = false)
    {
        var line = string.Join(' ', string.Concat(name.Select(c => char.IsControl(c) || char.IsWhiteSpace(c) ? ' ' : c)).Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var depth = 0;
        return isTex && (line.Any(c => (depth += c == '{' ? 1 : c == '}' ? -1 : 0) < 0) || depth != 0) ? line.Replace('{', '(').Replace('}', ')') : line;
    }

    // Of a pair of marks it makes the other kind, so that which mark it is says nothing.
    private static string Unset(string text) => string.Concat(text.Select(c => c is '’' or '‘' or '“' or '”' or '"' or '`' ? '\'' : c));

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static async Task<List<JsonElement>> CitationJsAsync(List<(string Name, string Text)> texts)
    {
        var (code, output) = await NpmProgram.NodeAsync(Read, JsonSerializer.Serialize(texts.Select(t => new[] { t.Name, t.Text })));
        code.Should().Be(0, output);
        var answer = JsonDocument.Parse(output).RootElement;
        answer.GetProperty("said").EnumerateArray().Select(s => s.GetString()).Should().BeEmpty();
        return [.. answer.GetProperty("read").EnumerateArray()];
    }

    private static async Task<string> MustPassBiberAsync(Folder folder)
    {
        var (code, output, complaints) = await DebianProgram.RunAsync("biber", folder.Path, "--tool", "--validate-datamodel", "--nolog", "--output-file=read.bib", "all.bib");
        code.Should().Be(0, output + complaints);
        (output + complaints).Should().NotContainAny("WARN", "ERROR");
        return await File.ReadAllTextAsync(folder.Of("read.bib"));
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("pledgetracker-cite-").FullName;

        public string Of(string file) => System.IO.Path.Combine(Path, file);

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
