using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using CsvHelper;
using CsvHelper.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.OpenData;

/// <summary>The rows that leave as CSV, JSON and JSON lines, read with parsers that are not ours.</summary>
public sealed class RowTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Alibaba = "/pledges/alibaba-million-us-jobs-2017";

    public static TheoryData<string> CsvAddresses =>
        [.. Tables.All.Select(t => $"/data/{t.Name}.csv"), "/pledges.csv", "/deadlines.csv", "/companies.csv", "/companies/alibaba.csv", "/changes.csv", Alibaba + ".csv", Alibaba + ".csv?on=2018-01-01",
            "/claims.csv", "/claims/donald-trump.csv", "/lists/us-white-house-2025.csv", "/lists/us-white-house-2025.csv?group=not-new&on=2026-01-01", "/checks/reuters-2025.csv"];

    [Theory, MemberData(nameof(CsvAddresses))]
    public async Task Every_csv_is_RFC_4180_with_the_names_of_the_dictionary(string address)
    {
        var answer = await app.Visitor().GetAsync(address);
        var bytes = await answer.Content.ReadAsByteArrayAsync();

        answer.StatusCode.Should().Be(HttpStatusCode.OK, Encoding.UTF8.GetString(bytes));
        answer.Content.Headers.ContentType!.ToString().Should().Be("text/csv; charset=utf-8; header=present");
        answer.Content.Headers.ContentDisposition!.FileName.Should().MatchRegex("^\"?[a-z0-9_-]+-2026-11-29\\.csv\"?$");
        bytes.Take(3).Should().NotEqual([0xEF, 0xBB, 0xBF], "a mark only by choice");
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        WithoutQuoted(text).Replace("\r\n", "", StringComparison.Ordinal).Should().NotContainAny("\r", "\n");
        var (header, rows) = Csv(text);
        rows.Where(row => row.Length != header.Length).Should().BeEmpty();
        (rows.Count > 0 || address is "/data/criteria.csv" or "/data/lookups.csv" or "/data/inquiries.csv" or "/data/claim_lookups.csv" or "/data/claim_inquiries.csv").Should().BeTrue("only of these the starter pledges have none");
        Tables.All.Should().Contain(t => t.Columns.Select(c => c.Name).SequenceEqual(header), "the columns are those of a table of the dictionary");
    }

    [Fact]
    public void An_address_with_the_ending_of_a_form_of_rows_is_known_to_answer_with_data() =>
        RowFormat.All.Should().OnlyContain(format => DataAnswers.IsData($"/data/figures.{format}") && !DataAnswers.IsData("/data/figures"));

    [Fact]
    public async Task Excel_gets_its_mark_by_choice()
    {
        var bytes = await app.Visitor().GetByteArrayAsync("/pledges.csv?bom=1");

        bytes.Take(3).Should().Equal([0xEF, 0xBB, 0xBF]);
        Csv(Encoding.UTF8.GetString(bytes.AsSpan(3))).Header[0].Should().Be("pledge_id");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?verdict=missed")]
    [InlineData("?verdict=kept&verdict=withdrawn&sort=newest")]
    [InlineData("?company=alibaba")]
    [InlineData("?sort=title&page=3")]
    public async Task A_filtered_csv_has_all_rows_that_the_page_counts_in_its_order(string query)
    {
        var client = app.Visitor();
        var (_, page) = await app.GetAsync("/pledges" + query);
        var (header, rows) = Csv(await client.GetStringAsync("/pledges.csv" + query));
        using var json = JsonDocument.Parse(await client.GetStringAsync("/pledges.json" + query));

        var counted = int.Parse(page.QuerySelector("main table caption")!.TextContent.Trim().Split(' ')[0], CultureInfo.InvariantCulture);
        rows.Should().HaveCount(counted);
        json.RootElement.GetProperty("total").GetInt32().Should().Be(counted);
        var shown = page.QuerySelectorAll("main table tbody a").Select(a => a.GetAttribute("href")!).Where(h => h.StartsWith("/pledges/", StringComparison.Ordinal)).Select(h => h["/pledges/".Length..]).ToList();
        json.RootElement.GetProperty("data").EnumerateArray().Select(r => r.GetProperty("slug").GetString()).Should().Equal(shown, "the same address with an ending is the same page");
        if (!query.Contains("page", StringComparison.Ordinal))
        {
            rows.Select(r => r[Array.IndexOf(header, "slug")]).Take(shown.Count).Should().Equal(shown);
        }
    }

    [Theory]
    [InlineData("/pledges.json?limit=7&sort=newest", "/pledges.csv?sort=newest")]
    [InlineData("/pledges.json?limit=7&sort=largest", "/pledges.csv?sort=largest")]
    [InlineData("/pledges.json?limit=7&sort=due", "/pledges.csv?sort=due")]
    [InlineData("/pledges.json?limit=7&sort=progress", "/pledges.csv?sort=progress")]
    [InlineData("/pledges.json?limit=7&sort=title", "/pledges.csv?sort=title")]
    [InlineData("/data/figures.json?limit=13", "/data/figures.csv")]
    [InlineData("/data/figures.json?limit=1000&verdict=missed&verdict=kept", "/data/figures.csv?verdict=missed&verdict=kept")]
    [InlineData("/data/sources.json?limit=100&sort=title", "/data/sources.csv?sort=title")]
    [InlineData("/data/companies.json?limit=10", "/data/companies.csv")]
    [InlineData("/changes.json?limit=9", "/changes.csv")]
    [InlineData("/data/claims.json?limit=9", "/claims.csv")]
    [InlineData("/data/list_items.json?limit=20", "/data/list_items.csv")]
    public async Task Following_the_cursor_gives_every_row_once_in_order(string first, string all)
    {
        var client = app.Visitor();
        var (header, rows) = Csv(await client.GetStringAsync(all));
        var found = new List<string[]>();
        var pages = 0;
        for (var address = first; address is not null; pages++)
        {
            pages.Should().BeLessThan(300);
            var answer = await client.GetAsync(address);
            using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            found.AddRange(json.RootElement.GetProperty("data").EnumerateArray().Select(row => header.Select(name => Text(row.GetProperty(name))).ToArray()));
            address = json.RootElement.GetProperty("next_url").GetString();
            (address is null).Should().Be(json.RootElement.GetProperty("next").ValueKind == JsonValueKind.Null);
            if (address is not null)
            {
                answer.Headers.GetValues("Link").Should().Contain($"<{address}>; rel=\"next\"");
            }
        }

        pages.Should().BeGreaterThan(first.Contains("1000", StringComparison.Ordinal) ? 0 : 1);
        found.Should().HaveSameCount(rows);
        var columns = Tables.All.First(t => t.Columns.Select(c => c.Name).SequenceEqual(header)).Columns;
        for (var i = 0; i < rows.Count; i++)
        {
            found[i].Select((text, at) => text.Length > 0 && columns[at].Type is (ColumnType.Text or ColumnType.TextList or ColumnType.Url) ? CsvRows.Harmless(text) : text).Should().Equal(rows[i], $"row {i} is the same in both forms");
        }
    }

    [Theory]
    [InlineData("/data/figures")]
    [InlineData("/data/pledges")]
    [InlineData("/data/sources")]
    [InlineData("/data/list_items")]
    public async Task All_at_once_and_line_by_line_are_the_same_rows(string table)
    {
        var client = app.Visitor();
        using var whole = JsonDocument.Parse(await client.GetStringAsync(table + ".json?limit=all"));
        var answer = await client.GetAsync(table + ".jsonl");
        var lines = (await answer.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n');

        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/jsonl");
        lines.Select(l => JsonDocument.Parse(l).RootElement.GetRawText()).Should().Equal(whole.RootElement.GetProperty("data").EnumerateArray().Select(r => r.GetRawText()));
        whole.RootElement.GetProperty("next").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public async Task Fewer_fields_are_had_by_naming_them_in_any_form()
    {
        var client = app.Visitor();

        Csv(await client.GetStringAsync("/pledges.csv?fields=title,slug")).Header.Should().Equal("title", "slug");
        using var json = JsonDocument.Parse(await client.GetStringAsync("/pledges.json?fields=verdict,slug&limit=2"));
        json.RootElement.GetProperty("data")[0].EnumerateObject().Select(p => p.Name).Should().Equal("verdict", "slug");
    }

    [Fact]
    public async Task Everything_about_a_pledge_has_the_names_of_the_tables_and_links_to_itself_its_page_and_its_sources()
    {
        var client = app.Visitor();
        using var json = JsonDocument.Parse(await client.GetStringAsync(Alibaba + ".json"));
        var root = json.RootElement;

        root.GetProperty("self").GetString().Should().Be($"http://localhost{Alibaba}.json");
        root.GetProperty("url").GetString().Should().Be("http://localhost" + Alibaba);
        foreach (var table in Tables.OfPledges.Skip(1))
        {
            foreach (var row in root.GetProperty(table.Name).EnumerateArray())
            {
                row.EnumerateObject().Select(p => p.Name).Should().Equal(table.Columns.Select(c => c.Name));
            }
        }

        root.GetProperty("figures").EnumerateArray().Should().NotBeEmpty().And.OnlyContain(f => f.GetProperty("sources").GetArrayLength() > 0, "every number travels with its source");
        var numbers = root.GetProperty("sources").EnumerateArray().Select(s => s.GetProperty("number").GetInt64()).ToList();
        root.GetProperty("figures").EnumerateArray().SelectMany(f => f.GetProperty("sources").EnumerateArray().Select(n => n.GetInt64())).Should().BeSubsetOf(numbers);
        root.GetProperty("paragraph").GetString().Should().Contain("No figure on record counts for the promise");
        var (_, page) = await app.GetAsync(Alibaba);
        root.GetProperty("figures").EnumerateArray().Select(f => new Uri(f.GetProperty("url").GetString()!).Fragment)
            .Should().OnlyContain(anchor => page.QuerySelector(anchor) != null, "the address of a figure leads to its place on the page");
    }

    [Fact]
    public async Task The_past_is_data_too()
    {
        using var json = JsonDocument.Parse(await app.Visitor().GetStringAsync(Alibaba + ".json?on=2018-01-01"));

        json.RootElement.GetProperty("as_known_on").GetString().Should().Be("2018-01-01");
        json.RootElement.GetProperty("verdicts").GetArrayLength().Should().Be(0);
        json.RootElement.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("date").GetString()!).Should().OnlyContain(d => string.CompareOrdinal(d, "2018-01-01") <= 0);
    }

    [Fact]
    public async Task What_a_spreadsheet_would_run_is_made_harmless_and_JSON_keeps_the_text()
    {
        await using var other = new TrackerApp();
        const string title = "=HYPERLINK(\"https://evil.example\",\"2,000 jobs\")";
        await PublishAsync(other, Given.Draft(Given.FigureDraft("500") with { Note = "-120 would be a number, this is a text", ReportedBy = "+Acme" }, Given.FigureDraft("-120", "2019", "context")) with { Title = title });
        var client = other.Visitor();

        var (header, rows) = Csv(await client.GetStringAsync("/pledges.csv?company=acme"));
        using var json = JsonDocument.Parse(await client.GetStringAsync("/pledges.json?company=acme"));
        var (names, figures) = Csv(await client.GetStringAsync("/pledges/acme-jobs.csv"));

        rows.Single()[Array.IndexOf(header, "title")].Should().Be("'" + title);
        json.RootElement.GetProperty("data")[0].GetProperty("title").GetString().Should().Be(title);
        figures.Select(f => f[Array.IndexOf(names, "quantity_low")]).Should().Equal(["500", "-120"], "numbers stay numbers");
        figures.Select(f => f[Array.IndexOf(names, "quantity")]).Should().Equal(["500", "-120"], "a text that is a negative number is one for a spreadsheet too");
        figures[0][Array.IndexOf(names, "note")].Should().StartWith("'-120");
        figures[0][Array.IndexOf(names, "reported_by")].Should().Be("'+Acme");
    }

    [Theory]
    [InlineData("-5", "-5")]
    [InlineData("-1,234,567.5", "-1,234,567.5")]
    [InlineData("'-5", "''-5")]
    [InlineData("-5+cmd|' /C calc'!A0", "'-5+cmd|' /C calc'!A0")]
    [InlineData("-5\n", "'-5\n")]
    [InlineData("-1,23", "'-1,23")]
    [InlineData("--5", "'--5")]
    [InlineData("-", "'-")]
    [InlineData("+5", "'+5")]
    [InlineData("=-5", "'=-5")]
    public void Only_a_text_that_is_a_negative_number_goes_without_the_apostrophe(string text, string cell)
    {
        CsvRows.Harmless(text).Should().Be(cell);
        CsvRows.AsItWas(cell).Should().Be(text);
    }

    [Theory]
    [InlineData("/pledges.csv", "attachment", "pledges-2026-11-29.csv")]
    [InlineData("/pledges.csv?verdict=missed&verdict=kept&company=alibaba&page=2", "attachment", "pledges-verdict-missed-kept-company-alibaba-2026-11-29.csv")]
    [InlineData("/pledges.xlsx?company=alibaba&verdict=kept&verdict=missed&utm_source=x", "attachment", "pledges-verdict-kept-missed-company-alibaba-2026-11-29.xlsx")]
    [InlineData("/pledges.json?verdict=missed&page=2", "inline", "pledges-verdict-missed-page-2-2026-11-29.json")]
    [InlineData("/data/figures.json?limit=10&fields=pledge", "inline", "figures-columns-pledge-limit-10-2026-11-29.json")]
    [InlineData("/pledges.csv?limit=10", "attachment", "pledges-2026-11-29.csv")]
    [InlineData("/pledges.csv?on=2018-01-01&jobs_from=1000&sort=due", "attachment", "pledges-jobs-from-1000-sort-due-as-known-on-2018-01-01-2026-11-29.csv")]
    [InlineData("/deadlines.csv", "attachment", "deadlines-2026-11-29.csv")]
    [InlineData("/companies/alibaba.csv?bom=1", "attachment", "alibaba-pledges-2026-11-29.csv")]
    [InlineData("/companies/alibaba.json?on=2018-01-01", "inline", "alibaba-pledges-as-known-on-2018-01-01-2026-11-29.json")]
    [InlineData("/pledges/alibaba-million-us-jobs-2017.csv?revision=1", "attachment", "alibaba-million-us-jobs-2017-figures-revision-1-2026-11-29.csv")]
    [InlineData("/data/figures.jsonl?fields=pledge,quantity", "attachment", "figures-columns-pledge-quantity-2026-11-29.jsonl")]
    [InlineData("/lists/us-white-house-2025.csv?group=not-new", "attachment", "us-white-house-2025-entries-group-not-new-2026-11-29.csv")]
    [InlineData("/pledges.csv?q=%22%0D%0Ax%3A%20y%2F..%2F%5C", "attachment", "pledges-search-x-y-2026-11-29.csv")]
    public async Task The_name_of_a_file_says_what_was_asked_for_and_the_day(string address, string kind, string name)
    {
        var answer = await app.Visitor().GetAsync(address);

        answer.StatusCode.Should().Be(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        (answer.Content.Headers.ContentDisposition!.DispositionType, answer.Content.Headers.ContentDisposition.FileName!.Trim('"')).Should().Be((kind, name));
    }

    [Theory]
    [InlineData("/pledges.json?limit=30", "pledges-limit-30")]
    [InlineData("/companies.json?limit=20", "companies-limit-20")]
    public async Task Each_page_of_a_list_has_a_name_of_its_own(string address, string name)
    {
        var names = new List<string>();
        for (var next = address; names.Count < 4; next = new Uri(next).PathAndQuery)
        {
            var answer = await app.Visitor().GetAsync(next);
            names.Add(answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
            using var page = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            next = page.RootElement.GetProperty("next_url").GetString()!;
        }

        names[0].Should().Be(name + "-2026-11-29.json");
        names.Should().OnlyHaveUniqueItems();
        names.Skip(1).Should().OnlyContain(n => System.Text.RegularExpressions.Regex.IsMatch(n, $"^{name}-cursor-[0-9a-f]{{6}}-2026-11-29\\.json$"));
    }

    [Fact]
    public async Task What_the_name_of_a_file_has_no_letters_or_no_room_for_makes_a_difference_to_it_all_the_same()
    {
        var names = new List<string>();
        foreach (var address in (string[])["/pledges.csv?q=%E5%B7%A5%E4%BD%9C", "/pledges.csv?q=%E5%B7%A5%E5%8E%82", "/pledges.csv?q=%ED%A0%80", "/pledges.csv?q=" + new string('a', 100), "/pledges.csv?q=" + new string('a', 99),
            "/data/figures.csv?fields=pledge,pledge_id,number,target,quantity,quantity_hedge,quantity_low,basis,counting", "/data/figures.csv?fields=pledge,pledge_id,number,target,quantity,quantity_hedge,quantity_low,counting,basis"])
        {
            var answer = await app.Visitor().GetAsync(address);
            answer.StatusCode.Should().Be(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
            names.Add(answer.Content.Headers.ContentDisposition!.FileName!.Trim('"'));
        }

        names.Should().OnlyHaveUniqueItems().And.OnlyContain(n => System.Text.RegularExpressions.Regex.IsMatch(n, "^[a-z0-9_]+(-[a-z0-9_]+)*-2026-11-29\\.csv$") && n.Length < 110);
    }

    [Theory]
    [InlineData("/pledges?verdict=missed")]
    [InlineData("/pledges/alibaba-million-us-jobs-2017?on=2018-01-01")]
    [InlineData("/pledges/alibaba-million-us-jobs-2017/figures/1")]
    [InlineData("/companies")]
    [InlineData("/companies/alibaba")]
    [InlineData("/claims")]
    [InlineData("/claims/donald-trump")]
    [InlineData("/lists/us-white-house-2025?group=not-new")]
    [InlineData("/checks/reuters-2025")]
    [InlineData("/places/us/wi")]
    [InlineData("/deadlines")]
    [InlineData("/changes")]
    [InlineData("/method")]
    [InlineData("/data")]
    [InlineData("/es/pledges")]
    public async Task Wherever_a_page_offers_CSV_it_offers_it_with_the_mark_and_as_a_workbook_too_and_each_is_there(string address)
    {
        var (_, page) = await app.GetAsync(address);
        var links = page.QuerySelectorAll("main a[href]").Select(a => a.GetAttribute("href")!).ToHashSet(StringComparer.Ordinal);
        var plain = page.QuerySelectorAll("main a[type='text/csv']").Select(a => a.GetAttribute("href")!).Where(h => !h.Contains("bom=1", StringComparison.Ordinal)).Distinct().ToList();

        plain.Should().NotBeEmpty();
        foreach (var csv in plain)
        {
            var marked = csv + (csv.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "bom=1";
            var workbook = csv.Replace(".csv", ".xlsx", StringComparison.Ordinal);
            links.Should().Contain([marked, workbook]);
            if (plain.Count < 5)
            {
                (await app.Visitor().GetByteArrayAsync(marked)).Take(3).Should().Equal([0xEF, 0xBB, 0xBF], marked);
                (await app.Visitor().GetByteArrayAsync(workbook)).Take(2).Should().Equal("PK"u8.ToArray(), workbook);
            }
        }
    }

    [Fact]
    public async Task A_publication_shows_in_every_form_at_once_and_until_then_nothing_is_sent_twice()
    {
        await using var other = new TrackerApp();
        var client = other.Visitor();
        string[] addresses = ["/pledges.csv", "/pledges.json?limit=all", "/changes.atom", "/changes.feed.json", "/data/figures.jsonl", "/companies.csv", "/sitemap.xml"];
        var tags = new Dictionary<string, string>();
        foreach (var address in addresses)
        {
            var answer = await client.GetAsync(address);
            tags[address] = answer.Headers.ETag!.ToString();
            answer.Headers.CacheControl!.Public.Should().BeTrue(address);
            using var again = new HttpRequestMessage(HttpMethod.Get, address);
            again.Headers.TryAddWithoutValidation("If-None-Match", tags[address]);
            (await client.SendAsync(again)).StatusCode.Should().Be(HttpStatusCode.NotModified, address);
        }

        await PublishAsync(other, Given.Draft(Given.FigureDraft()));

        foreach (var address in addresses)
        {
            using var again = new HttpRequestMessage(HttpMethod.Get, address);
            again.Headers.TryAddWithoutValidation("If-None-Match", tags[address]);
            var answer = await client.SendAsync(again);
            answer.StatusCode.Should().Be(HttpStatusCode.OK, address);
            (await answer.Content.ReadAsStringAsync()).Should().ContainAny(["acme-jobs", "/companies/acme", "Acme"], address);
        }
    }

    [Fact]
    public async Task A_list_as_known_on_a_day_has_the_rows_of_its_page_and_says_of_each_what_the_pledges_own_file_says()
    {
        const string day = "2018-09-18";
        using var list = JsonDocument.Parse(await app.Visitor().GetStringAsync($"/pledges.json?on={day}&limit=all"));
        var (_, page) = await app.GetAsync($"/pledges?on={day}");
        var rows = list.RootElement.GetProperty("data").EnumerateArray().ToList();

        list.RootElement.GetProperty("as_known_on").GetString().Should().Be(day);
        rows.Should().HaveCount(list.RootElement.GetProperty("total").GetInt32()).And.HaveCountLessThan(Repository.Starters);
        rows.Take(25).Select(r => r.GetProperty("slug").GetString()).Should().Equal(page.QuerySelectorAll("table.pledges a.title-link").Select(a => a.GetAttribute("href")!["/pledges/".Length..].Split('?')[0]));
        foreach (var row in rows.Where((_, i) => i % 6 == 0))
        {
            using var own = JsonDocument.Parse(await app.Visitor().GetStringAsync($"/pledges/{row.GetProperty("slug").GetString()}.json?on={day}"));
            JsonElement.DeepEquals(row, own.RootElement.GetProperty("pledge")).Should().BeTrue(row.GetProperty("slug").GetString());
        }

        var figures = (await app.Visitor().GetStringAsync($"/data/figures.csv?company=foxconn&on={day}")).Split('\n');
        figures.Length.Should().BeLessThan((await app.Visitor().GetStringAsync("/data/figures.csv?company=foxconn")).Split('\n').Length);
        using var company = JsonDocument.Parse(await app.Visitor().GetStringAsync($"/companies/foxconn.json?on={day}"));
        company.RootElement.GetProperty("data").GetArrayLength().Should().BeLessThan(6).And.BePositive();
        (await app.Visitor().GetStringAsync("/pledges.csv?on=2999-01-01")).Should().Be(await app.Visitor().GetStringAsync("/pledges.csv"), "of a day to come nothing is known");
    }

    [Theory]
    [InlineData("/changes.atom", "utm_source=newsletter&utm_medium=email")]
    [InlineData("/pledges.json", "v=1")]
    [InlineData("/pledges/alibaba-million-us-jobs-2017.csv", "fbclid=1")]
    [InlineData("/deadlines.ics", "gclid=1&_=2")]
    [InlineData("/data/pledges.csv", "UTM_Campaign=x")]
    public async Task What_networks_and_caches_add_to_a_shared_address_changes_nothing(string address, string added)
    {
        var shared = await app.Visitor().GetAsync($"{address}?{added}");

        shared.StatusCode.Should().Be(HttpStatusCode.OK);
        (await shared.Content.ReadAsStringAsync()).Should().Be(await app.Visitor().GetStringAsync(address));
    }

    [Theory]
    [InlineData("/pledges.json?fields=nonsense", 400, "There is no field “nonsense”")]
    [InlineData("/pledges.json?fields=slug,slug", 400, "twice")]
    [InlineData("/pledges.json?fields=", 200, "")]
    [InlineData("/pledges.csv?sort=size", 400, "cannot be sorted by")]
    [InlineData("/pledges.json?verdict=broken", 400, "There is no verdict")]
    [InlineData("/pledges.json?colour=red", 400, "There is no parameter “colour”")]
    [InlineData("/pledges.csv?on=then", 400, "not a day")]
    [InlineData("/companies/alibaba.json?on=then", 400, "not a day")]
    [InlineData("/deadlines.csv?on=2018-01-01", 400, "There is no parameter “on”")]
    [InlineData("/pledges.json?limit=0", 400, "not a number of rows")]
    [InlineData("/pledges.json?limit=1001", 400, "not a number of rows")]
    [InlineData("/pledges.json?limit=99999999999999999999", 400, "not a number of rows")]
    [InlineData("/pledges.json?limit=5&limit=6", 400, "more than once")]
    [InlineData("/pledges.json?cursor=x", 400, "not a cursor")]
    [InlineData("/pledges.json?cursor=AAAA", 400, "not a cursor")]
    [InlineData("/pledges.json?page=0", 400, "not a page number")]
    [InlineData("/data/figures.json?page=2", 400, "no numbered pages")]
    [InlineData("/pledges.csv?bom=yes", 400, "Set bom to 1")]
    [InlineData("/pledges.json?company=nobody-here", 400, "There is no company")]
    [InlineData("/companies.json?verdict=kept", 400, "There is no parameter")]
    [InlineData("/companies/nobody.json", 404, "There is no company")]
    [InlineData("/companies/nobody.atom", 404, "There is no company")]
    [InlineData("/companies/nobody.ics", 404, "There is no company")]
    [InlineData("/pledges/nobody.json", 404, "There is no pledge")]
    [InlineData("/pledges/nobody.csv", 404, "There is no pledge")]
    [InlineData("/pledges/nobody.png", 404, "There is no pledge")]
    [InlineData("/pledges/nobody.atom", 404, "There is no pledge")]
    [InlineData("/pledges/nobody/cite.bib", 404, "There is no pledge")]
    [InlineData("/pledges/nobody/document.json", 404, "There is no pledge")]
    [InlineData("/pledges/alibaba-million-us-jobs-2017.json?on=yesterday", 400, "not a day")]
    [InlineData("/pledges/alibaba-million-us-jobs-2017.json?on=2018-02-30", 400, "not a day")]
    [InlineData("/pledges/alibaba-million-us-jobs-2017.csv?revision=0", 400, "not the number of a revision")]
    [InlineData("/pledges/alibaba-million-us-jobs-2017.csv?revision=99", 404, "never published")]
    [InlineData("/pledges/alibaba-million-us-jobs-2017.json?revision=1&on=2018-01-01", 400, "not for both")]
    [InlineData("/pledges/alibaba-million-us-jobs-2017.svg?target=none", 404, "has no target")]
    [InlineData("/pledges/alibaba-million-us-jobs-2017.png?target=none", 404, "has no target")]
    [InlineData("/changes.atom?page=2", 400, "There is no parameter")]
    [InlineData("/deadlines.ics?verdict=kept", 400, "There is no parameter")]
    [InlineData("/data/nonsense.csv", 404, "")]
    [InlineData("/data/latest/pledgetracker.zip", 404, "no such file")]
    [InlineData("/data/2020-01-01/pledgetracker.zip", 404, "no such file")]
    [InlineData("/data/..%2f..%2fetc/passwd.json", 404, "")]
    [InlineData("/nowhere.json", 404, "")]
    [InlineData("/nowhere.csv", 404, "")]
    [InlineData("/sitemap-9.xml", 404, "no such sitemap")]
    public async Task What_is_not_understood_is_refused_in_the_form_that_was_asked_for(string address, int status, string says)
    {
        var answer = await app.Visitor().GetAsync(address);
        var text = await answer.Content.ReadAsStringAsync();

        ((int)answer.StatusCode).Should().Be(status, text);
        (says.Length == 0 || text.Contains(says, StringComparison.Ordinal)).Should().BeTrue(text);
        answer.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("*");
        if (status == 200)
        {
            return;
        }

        if (address.Split('?')[0].EndsWith(".json", StringComparison.Ordinal))
        {
            answer.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
            var problem = JsonDocument.Parse(text).RootElement;
            problem.GetProperty("status").GetInt32().Should().Be(status);
            problem.GetProperty("type").GetString().Should().Be($"http://localhost/data/api#error-{status}");
            problem.GetProperty("title").GetString().Should().NotBeEmpty();
            (await app.GetAsync("/data/api")).Page.QuerySelector($"#error-{status}").Should().NotBeNull("the type leads to its explanation");
        }
        else
        {
            answer.Content.Headers.ContentType!.MediaType.Should().Be("text/plain");
        }
    }

    [Fact]
    public async Task A_cursor_holds_for_its_own_list_only()
    {
        var client = app.Visitor();
        using var json = JsonDocument.Parse(await client.GetStringAsync("/pledges.json?limit=5"));
        var cursor = json.RootElement.GetProperty("next").GetString();

        foreach (var other in (string[])["/pledges.json?sort=newest", "/pledges.json?verdict=missed", "/data/figures.json?limit=5"])
        {
            var answer = await client.GetAsync($"{other}&cursor={cursor}");
            answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync()).Should().Contain("is from another list");
        }
    }

    [Fact]
    public async Task A_cursor_keeps_its_place_while_editors_publish_and_take_away()
    {
        await using var other = new TrackerApp();
        var client = other.Visitor();
        var all = Csv(await client.GetStringAsync("/pledges.csv?sort=newest&fields=slug")).Rows.Select(r => r[0]).ToList();
        using var first = JsonDocument.Parse(await client.GetStringAsync("/pledges.json?sort=newest&limit=10"));
        await PublishAsync(other, Given.Draft(Given.FigureDraft()) with { Announced = new() { Date = "2026-10-01", By = "Acme", Sources = ["promise"] }, Targets = [Given.TargetDraft(deadline: "2030")] });

        using var second = JsonDocument.Parse(await client.GetStringAsync(first.RootElement.GetProperty("next_url").GetString()!));

        second.RootElement.GetProperty("data").EnumerateArray().Select(r => r.GetProperty("slug").GetString()).Should().Equal(all.Skip(10).Take(10), "the new one stands before the cursor and moves nothing");
    }

    [Theory]
    [InlineData("text/csv", "text/csv")]
    [InlineData("application/json", "application/json")]
    [InlineData("application/json, */*;q=0.5", "application/json")]
    [InlineData("application/json, text/plain, */*", "application/json")]
    [InlineData("application/atom+xml;q=0.9, application/json;q=0.8", "application/atom+xml")]
    [InlineData("text/calendar", "text/calendar")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8", "text/html")]
    [InlineData("text/html, application/json", "text/html")]
    [InlineData("*/*", "text/html")]
    [InlineData("image/webp", "text/html")]
    [InlineData("application/json;q=0", "text/html")]
    [InlineData("this is, no;; accept=header/at/all,,,", "text/html")]
    [InlineData("application/json;q=abc", "application/json")]
    public async Task Accept_chooses_the_form_and_the_answer_says_so(string accept, string type)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/pledges?verdict=missed");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        var answer = await app.Visitor().SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.Should().Be(type);
        string.Join(",", answer.Headers.Vary).Should().Contain("Accept").And.Contain("Accept-Encoding");
        if (type != "text/html")
        {
            answer.Content.Headers.ContentLocation!.ToString().Should().Be("/pledges" + Ending(type) + "?verdict=missed");
        }
    }

    [Fact]
    public async Task A_page_names_all_its_other_forms_and_each_is_there()
    {
        foreach (var address in (string[])["/pledges", "/pledges?verdict=missed", "/companies", "/companies/alibaba", "/changes", "/deadlines", Alibaba, Alibaba + "?on=2018-01-01", Alibaba + "?revision=1", "/claims", "/claims/donald-trump", "/lists/us-white-house-2025", "/lists/us-white-house-2025?on=2026-01-01", "/checks/reuters-2025"])
        {
            var (_, page) = await app.GetAsync(address);
            var links = page.QuerySelectorAll("head link[rel=alternate][type]").Select(l => (Type: l.GetAttribute("type")!, Href: l.GetAttribute("href")!)).ToList();
            links.Select(l => l.Type).Should().Contain(["text/csv", "application/json"], address);
            foreach (var (type, href) in links)
            {
                var answer = await app.Visitor().GetAsync(href);
                answer.StatusCode.Should().Be(HttpStatusCode.OK, href);
                (answer.Content.Headers.ContentType!.MediaType == type || type is "application/json+oembed" or "text/xml+oembed").Should().BeTrue(href);
            }
        }
    }

    [Theory]
    [InlineData("HEAD", "/data/figures.csv", 200)]
    [InlineData("HEAD", "/pledges.json", 200)]
    [InlineData("HEAD", "/data/companies.jsonl", 200)]
    [InlineData("HEAD", "/changes.atom", 200)]
    [InlineData("HEAD", "/pledges/alibaba-million-us-jobs-2017.png", 200)]
    [InlineData("OPTIONS", "/pledges.json", 204)]
    [InlineData("OPTIONS", "/api/figures", 204)]
    [InlineData("POST", "/pledges.json", 405)]
    [InlineData("DELETE", "/data/figures.csv", 405)]
    [InlineData("TRACE", "/pledges.csv", 405)]
    public async Task Other_methods_have_their_answers(string method, string address, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);
        request.Headers.TryAddWithoutValidation("Origin", "https://elsewhere.example");
        var answer = await app.Visitor().SendAsync(request);

        ((int)answer.StatusCode).Should().Be(status);
        answer.Headers.GetValues("Access-Control-Allow-Origin").Should().Equal("*");
        answer.Headers.Contains("Access-Control-Allow-Credentials").Should().BeFalse();
        if (method == "HEAD")
        {
            (await answer.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
        }
        else
        {
            (answer.Content.Headers.Allow.Count + (answer.Headers.TryGetValues("Allow", out var allow) ? allow.Count() : 0)).Should().BeGreaterThan(0);
        }
    }

    [Fact]
    public async Task Who_asks_too_often_is_told_so_and_pages_stay_open()
    {
        await using var strict = new StrictApp();
        var client = strict.Visitor();
        for (var i = 0; i < 3; i++)
        {
            var served = await client.GetAsync("/companies.json");
            served.StatusCode.Should().Be(HttpStatusCode.OK);
            served.Headers.GetValues("RateLimit-Policy").Should().Equal("\"data\";q=3;w=60");
            served.Headers.GetValues("RateLimit").Should().Equal($"\"data\";r={2 - i}");
        }

        var refused = await client.GetAsync("/companies.json");

        refused.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta.Should().Be(TimeSpan.FromMinutes(1));
        refused.Content.Headers.ContentType!.MediaType.Should().Be("application/problem+json");
        (await client.GetAsync("/companies")).StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public void What_was_promised_is_kept_names_and_types_are_added_and_never_changed()
    {
        using var stream = typeof(RowTests).Assembly.GetManifestResourceStream("promised-names.txt")!;
        using var reader = new StreamReader(stream);
        var promised = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(l => l[0] != '#').ToList();

        var names = Tables.All.SelectMany(t => t.Columns.Select(c => $"{t.Name}.{c.Name}: {c.Type}")).ToList();

        promised.Should().HaveCountGreaterThan(200);
        names.Should().Contain(promised, "programs rely on them");
        names.Except(promised).Should().BeEmpty("a new name is a promise: write it into promised-names.txt");
    }

    internal static (string[] Header, List<string[]> Rows) Csv(string text)
    {
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Mode = CsvMode.RFC4180,
            BadDataFound = bad => throw new FormatException(bad.RawRecord),
            DetectColumnCountChanges = true,
        });
        parser.Read().Should().BeTrue();
        var header = parser.Record!;
        var rows = new List<string[]>();
        while (parser.Read())
        {
            rows.Add(parser.Record!);
        }

        return (header, rows);
    }

    internal static async Task PublishAsync(TrackerApp app, PledgeTracker.Domain.Editing.PledgeDraft draft, string? note = null, PledgeTracker.Web.Data.PublicationKind? kind = null) => await app.WithDatabaseAsync(async context =>
    {
        if (!context.Companies.Any(c => c.Slug == "acme"))
        {
            context.Companies.Add(Given.Company());
            await context.SaveChangesAsync();
        }

        var now = app.Clock.GetUtcNow().UtcDateTime;
        (await new Publication(context).PublishAsync(draft, new PublicationTerms("Ed Itor", now, DateOnly.FromDateTime(now), note) { Kind = kind })).Should().BeEmpty();
        app.Services.GetRequiredService<ContentVersion>().Forget();
    });

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Array => string.Join(value.EnumerateArray().Any(v => v.ValueKind == JsonValueKind.Number) ? ' ' : ';', value.EnumerateArray().Select(Text)),
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };

    private static string Ending(string type) => type switch { "text/csv" => ".csv", "application/json" => ".json", "application/atom+xml" => ".atom", _ => ".ics" };

    private static string WithoutQuoted(string csv)
    {
        var plain = new StringBuilder();
        var quoted = false;
        foreach (var c in csv)
        {
            quoted ^= c == '"';
            if (!quoted)
            {
                plain.Append(c);
            }
        }

        return plain.ToString();
    }

    private sealed class StrictApp : TrackerApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["DataRequestsByAddress"] = "3" };
    }
}
