using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Pictures;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.Truth;

/// <summary>
/// Every number that readers and programs are told, held against the files of the starter pledges and a written list of derivations
/// (docs/derivations.md), computed by the tests' own code: nothing here asks the program what a number should be.
/// </summary>
public sealed class OracleTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Foxconn = "/pledges/foxconn-wisconsin-13000-2017";

    private const string Intel = "/pledges/intel-ohio-3000-2022";

    private const string Compared = "/compare?pledge=foxconn-wisconsin-13000-2017&pledge=alibaba-million-us-jobs-2017&pledge=bmw-spartanburg-1000-2017";

    private static readonly RawSite Site = new();

    private static readonly Oracle Truth = new(Site);

    // The pages in which something is planted, each fetched and found right once.
    private static readonly ConcurrentDictionary<string, Task<(string MediaType, string Content)>> Clean = new();

    [Fact]
    public async Task Every_number_on_every_page_and_in_every_form_of_every_starter_pledge_is_explained() => await ExplainedAsync([.. Site.Pledges.SelectMany(OfPledge)], least: 150_000);

    [Fact]
    public async Task Every_number_in_lists_and_totals_is_explained() => await ExplainedAsync([.. await ListsAsync()], least: 15_000);

    [Fact]
    public async Task Every_number_on_the_picture_for_a_post_is_explained()
    {
        var found = new List<Unexplained>();
        foreach (var pledge in Site.Pledges)
        {
            found.AddRange(Truth.CheckText("/pledges/" + pledge.Slug + "/card.png", pledge, "paragraph", string.Join('\n', await CardAsync(pledge))));
        }

        found.Select(Said).Take(20).Should().BeEmpty();
    }

    /// <summary>
    /// A number that is wrong, written where a right one stood, and the same page checked by the same code. Each of another kind, in another
    /// form, or where the wrong number is right in another place.
    /// </summary>
    [Theory]
    [InlineData("the count in the paragraph to paste", Foxconn, "id=\"paste\"[^<]*?, 1,242 are", "1,242 are", "1,243 are")]
    [InlineData("a share that is off by a tenth", Foxconn, @"<strong>[^<]*9\.5%</strong>", "9.5%", "9.6%")]
    [InlineData("a share that is rounded up", Foxconn, "9.5% counted", "9.5%", "10%")]
    [InlineData("what was to be expected, off by one", Intel, "Behind: on a steady path it would be at 27%", "27%", "28%")]
    [InlineData("a day of the straight line", Intel, "= 709 of 2,536 days", "709", "710")]
    [InlineData("the year of an event", Foxconn, "<li class=\"verified\"><time datetime=\"2024-12-13\">13 December 2024", "13 December 2024", "13 December 2023")]
    [InlineData("the year of an event, for programs", Foxconn, "<li class=\"verified\"><time datetime=\"2024-12-13\">", "2024-12-13", "2023-12-13")]
    [InlineData("the day of a verdict", Foxconn, "since <time datetime=\"2021-04-20\">20 April 2021", "20 April 2021", "21 April 2021")]
    [InlineData("the deadline", Intel, "pledged by 31 December 2028", "December 2028", "December 2027")]
    [InlineData("money for each job", Foxconn, @"\$230,769", "230,769", "230,768")]
    [InlineData("an amount of public money", Foxconn, @"\$62,900,000", "62,900,000", "62,800,000")]
    [InlineData("a label of the chart", Foxconn, ">1,242</text>", "1,242", "1,245")]
    [InlineData("a value along the chart's axis", Foxconn, ">10k</text>", "10k", "11k")]
    [InlineData("a year along the chart's axis", Foxconn, ">2024</text>", "2024", "2025")]
    [InlineData("the deadline in the chart", Intel, "Deadline 31 Dec 2028", "2028", "2027")]
    [InlineData("a date in the paragraph for programs (JSON-LD)", Foxconn, "\"description\":\"[^\"]*?announced on 26 July 2017", "26 July 2017", "27 July 2017")]
    [InlineData("a number in the paragraph for programs (JSON-LD)", Foxconn, "\"description\":\"[^\"]*?, 1,242 are", "1,242 are", "1,422 are")]
    [InlineData("a row of the table of figures", Foxconn, "id=\"figure-2\"[\\s\\S]*?>more than 100<", "more than 100", "more than 110")]
    [InlineData("a number that is right in another row", Foxconn, "id=\"figure-2\"[\\s\\S]*?>more than 100<", "more than 100", "281")]
    [InlineData("a value beside the number that is shown", Foxconn, "<data value=\"1242\">", "1242", "12420")]
    [InlineData("the number of a source", Foxconn, "Changed on <time datetime=\"2025-11-25\">[\\s\\S]*?\\[17\\]", "[17]", "[18]")]
    [InlineData("how many days something became known on", Foxconn, "All \\d+ days with news", "All ", "All 1")]
    [InlineData("how long ago something was", Foxconn, "<time datetime=\"2024-12-31\">31 Dec 2024</time>, 698 days ago", "698", "699")]
    [InlineData("a digit within the editors' words", Foxconn, "number to 1,454 jobs by 2025", "1,454", "1,455")]
    [InlineData("a revised target", Foxconn, "2,616 by 31 December 2029", "2,616", "2,661")]
    [InlineData("English thousands on a Spanish page", "/es" + Foxconn, ">1.242<", "1.242", "1,242")]
    [InlineData("Spanish thousands on an English page", Foxconn, ">1,242<", "1,242", "1.242")]
    [InlineData("a Spanish share with an English point", "/es" + Foxconn, "9,5", "9,5", "9.5")]
    [InlineData("a number without its thousands' sign", Foxconn, "up to 13,000<", "13,000", "13000")]
    [InlineData("a number in an embed", Foxconn + "/embed", "9.5% counted", "9.5%", "9.4%")]
    [InlineData("the day in a frozen embed", Foxconn + "/embed?revision=1", "As of 31 December 2024", "31 December 2024", "31 December 2025")]
    [InlineData("the heading of a chart that stands alone", Foxconn + ".svg", "1,242 of up to 13,000 jobs counted", "13,000", "13,100")]
    [InlineData("a share in the open data", Foxconn + ".json", "\"share\":0.09553846153846154", "0.09553846153846154", "0.09553846153856154")]
    [InlineData("a number in the open data", Foxconn + ".json", "\"quantity_high\":13000", "13000", "130000")]
    [InlineData("a cell of a table", Foxconn + ".csv", ",281,281,", ",281,281,", ",281,282,")]
    [InlineData("a date in a table", Foxconn + ".csv", ",2019-12,false,2020-10-12,", "2020-10-12", "2020-10-13")]
    [InlineData("a number in the feed", Intel + ".atom", "to create 3,000 jobs, announced", "3,000", "30,000")]
    [InlineData("the day in a calendar", Intel + ".ics", "DTEND;VALUE=DATE:20290101", "20290101", "20280101")]
    [InlineData("the revision in a citation", Foxconn + "/cite.bib", "\\(revision 1\\)}}", "revision 1", "revision 2")]
    [InlineData("the year of a citation", Foxconn + "/cite.csl.json", "2026,11,29", "2026", "2025")]
    [InlineData("the share on the page of a figure", Foxconn + "/figures/5", @"<strong>[^<]*2\.1%</strong>", "2.1%", "2.2%")]
    [InlineData("the day of publication in the history", Foxconn + "/history", "29 November 2026", "29 November", "28 November")]
    [InlineData("a sum on the home page", "/", "1,140,870", "1,140,870", "1,140,780")]
    [InlineData("a count of pledges on the home page", "/", "15 of 29", "15 of 29", "15 of 31")]
    [InlineData("a count of verdicts", "/", "verdict=missed\"[\\s\\S]*?class=\"soft\">\\d+", "class=\"soft\">", "class=\"soft\">1")]
    [InlineData("a pledge's row in a list", "/pledges", "300,000", "300,000", "310,000")]
    [InlineData("how many a choice would find", "/pledges", "verdict=kept\"[\\s\\S]*?class=\"soft\">\\d+", "class=\"soft\">", "class=\"soft\">1")]
    [InlineData("how many have their deadline behind them", "/pledges", "[?]deadline=passed\"[\\s\\S]*?class=\"soft\">\\d+", "class=\"soft\">", "class=\"soft\">1")]
    [InlineData("how many were announced in a term", "/pledges", "term=trump-2017\"[\\s\\S]*?class=\"soft\">\\d+", "class=\"soft\">", "class=\"soft\">1")]
    [InlineData("how many lapsed for a reason", "/pledges", "lapsed=insolvency\"[\\s\\S]*?class=\"soft\">\\d+", "class=\"soft\">", "class=\"soft\">1")]
    [InlineData("how many a kind of source counted", "/pledges", "counted=media-count\"[\\s\\S]*?class=\"soft\">\\d+", "class=\"soft\">", "class=\"soft\">1")]
    [InlineData("how many stand on a list", "/pledges", "list=us-white-house-2025\"[\\s\\S]*?class=\"soft\">\\d+", "class=\"soft\">", "class=\"soft\">1")]
    [InlineData("how many have so much public money", "/pledges", "public_money=from-billion\"[\\s\\S]*?class=\"soft\">\\d+", "class=\"soft\">", "class=\"soft\">1")]
    [InlineData("how many have so much public money for a job", "/es/pledges", "per_job=from-ten-thousand\"[\\s\\S]*?class=\"soft\">\\d+", "class=\"soft\">", "class=\"soft\">1")]
    [InlineData("how many have public money that was paid back", "/pledges", "money_state=clawed-back\"[\\s\\S]*?class=\"soft\">\\d+", "class=\"soft\">", "class=\"soft\">1")]
    [InlineData("where a band of public money ends", "/pledges", @"\$10 million to \$100 million<", "$100 million", "$1 billion")]
    [InlineData("where a band of public money ends, in Spanish", "/es/pledges", @"De US\$100 millones a US\$1\.000 millones<", "1.000 millones", "1.000")]
    [InlineData("when a president took office", "/pledges", "Donald Trump, 2017 to 2021<", "2021", "2025")]
    [InlineData("the sum of a company", "/companies/foxconn", "100,500 jobs", "100,500", "100,600")]
    [InlineData("the sum of a place", "/places/us/wi", "<dd><data[^>]*>\\d", "<dd><data", "<dd>7 <data")]
    [InlineData("a company's jobs in the list", "/companies", ">at least 1,155,500<", "1,155,500", "1,155,400")]
    [InlineData("public money of a company in the list", "/companies", @"\$81,745<", "81,745", "81,754")]
    [InlineData("the total at the head of a company's page", "/companies/amazon", "<dd><data[^>]*>at least 1,155,500", "1,155,500", "1,156,500")]
    [InlineData("a state's number on the map", "/places", "class=\"on[^\"]*\"><text[^>]*>OH</text><text[^>]*>9\\.3k", "9.3k", "9.4k")]
    [InlineData("how many were published on a day", "/changes?about=pledge", "124 pledges were published", "124", "125")]
    [InlineData("a state's row", "/places", ">13,000<", "13,000", "14,000")]
    [InlineData("how many pledges have no deadline", "/deadlines", "\\d+ pledges have no recorded deadline", " pledges have", "0 pledges have")]
    [InlineData("a share in a comparison", Compared, @"<td[^>]*><div>[^<]*9\.5%", "9.5%", "9.9%")]
    [InlineData("a year along the axis of a comparison", Compared, ">8</text>", "8", "9")]
    [InlineData("how many pledges of a company have no figure", "/companies/foxconn", @"2 pledges \(", "2", "5")]
    [InlineData("the day of what was to be expected", Intel, "at 27% by 31 December 2023", "31 December 2023", "30 December 2023")]
    [InlineData("an amount in Spanish words", "/es" + Foxconn, "717 millones de dólares", "717", "771")]
    [InlineData("the currency of an amount in Spanish words", "/es" + Foxconn, "717 millones de dólares", "dólares", "euros")]
    [InlineData("money for each job in Spanish words", "/es" + Foxconn, @"230\.769 dólares", "230.769", "230.768")]
    [InlineData("the lower end of a range in Spanish words", "/es/pledges/ford-louisville-marshall-4000-2025", "384 millones a 409 millones de dólares", "384", "394")]
    [InlineData("the upper end of a range in Spanish words", "/es/pledges/ford-louisville-marshall-4000-2025", "384 millones a 409 millones de dólares", "409", "490")]
    [InlineData("the number of a publication in Spanish", "/es" + Foxconn, "[Vv]ersión 1", "1", "2")]
    [InlineData("the days with news in Spanish", "/es" + Foxconn, "Los \\d+ días con novedades", "Los ", "Los 1")]
    [InlineData("a straight line's days in Spanish", "/es" + Intel, @"709 de 2\.536 días", "709", "719")]
    public async Task A_wrong_number_planted_in_a_page_is_found(string what, string address, string place, string right, string wrong)
    {
        var (mediaType, content) = await Clean.GetOrAdd(address, CleanAsync);

        var found = Regex.Match(content, place);
        found.Success.Should().BeTrue($"{what} stands on the page: {place}");
        var at = found.Value.LastIndexOf(right, StringComparison.Ordinal);
        at.Should().BeGreaterThanOrEqualTo(0);
        var planted = content[..(found.Index + at)] + wrong + content[(found.Index + at + right.Length)..];

        Truth.Check(address, mediaType, planted).Should().NotBeEmpty($"{what}: “{right}” was made “{wrong}”");
    }

    [Fact]
    public async Task A_wrong_number_planted_in_the_words_of_a_picture_is_found()
    {
        var foxconn = Site.BySlug["foxconn-wisconsin-13000-2017"];
        var words = string.Join('\n', await CardAsync(foxconn));
        words.Should().Contain("1,242 counted of up to 13,000 jobs created").And.Contain("as of 31 December 2024");

        Truth.CheckText("card", foxconn, "paragraph", words.Replace("1,242", "1,241", StringComparison.Ordinal)).Should().ContainSingle();
        Truth.CheckText("card", foxconn, "paragraph", words.Replace("31 December 2024", "30 December 2024", StringComparison.Ordinal)).Should().ContainSingle();
    }

    /// <summary>
    /// An oracle that explains everything finds nothing. So what would pass by accident is counted out: of all small numbers, shares, years,
    /// months and days, and of all numbers up to a million, in each part of each pledge's page.
    /// </summary>
    [Fact]
    public void Few_numbers_would_pass_by_accident()
    {
        (string What, List<string> Keys, double Limit)[] kinds =
        [
            ("a number from 0 to 100", [.. Enumerable.Range(0, 101).Select(n => $"n:{n}")], 0.012),
            ("a number of three digits", [.. Enumerable.Range(100, 900).Select(n => $"n:{n}")], 0.001),
            ("a number of four to six digits", [.. Enumerable.Range(1000, 999_000).Select(n => $"n:{n}")], 0.0001),
            ("a share from 0 % to 100 %", [.. Enumerable.Range(0, 101).Select(n => $"share:{n}")], 0.015),
            ("a year from 2000 to 2035", [.. Enumerable.Range(2000, 36).Select(n => $"date:{n}")], 0.07),
            ("a month of these years", [.. Enumerable.Range(2000, 36).SelectMany(y => Enumerable.Range(1, 12).Select(m => $"date:{y}-{m:00}"))], 0.01),
            ("a day of these years", [.. Enumerable.Range(0, 36 * 365).Select(n => $"date:{new DateOnly(2000, 1, 1).AddDays(n):yyyy-MM-dd}")], 0.001),
        ];
        string[] parts = ["paragraph", "target:", "chart:", "figure:", "figure page:", "general", "money", "funnel", "row", "steps", "event:", "source:"];
        var facts = Site.Pledges.Select(Derivations.Of).ToList();
        foreach (var (what, keys, limit) in kinds)
        {
            var kind = keys.ToHashSet();
            foreach (var part in parts)
            {
                var shares = facts.SelectMany(f => f.Where(a => a.Key.StartsWith(part, StringComparison.Ordinal)).Select(a => a.Value.Keys.Concat(f["everywhere"].Keys).Distinct().Count(kind.Contains) / (double)kind.Count)).ToList();
                shares.Should().NotBeEmpty();
                shares.Average().Should().BeLessThan(limit, $"{what}, in “{part}”");
            }
        }
    }

    [Fact]
    public void The_documentation_lists_every_derivation_and_no_other()
    {
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs", "derivations.md"));

        document.Should().Contain(Derivations.Document());
        Regex.Count(document, @"^\| (?!---|Name|Text)", RegexOptions.Multiline).Should().Be(Derivations.All.Count + Oracle.Fixed.Count);
        foreach (var (_, why) in Oracle.Fixed)
        {
            document.Should().Contain(why);
        }
    }

    private static IEnumerable<string> OfPledge(RawPledge pledge)
    {
        var page = "/pledges/" + pledge.Slug;
        string[] forms =
        [
            page, page + "/embed", page + "/embed?revision=1", page + ".svg", page + "/history", .. pledge.Targets.Skip(1).Select(t => $"{page}.svg?target={t.Key}"),
            .. pledge.Figures.Select(f => $"{page}/figures/{f.Number}"),
        ];
        return [.. forms, .. forms.Where(f => !f.Contains(".svg", StringComparison.Ordinal)).Select(f => "/es" + f), page + ".json", page + ".csv", page + ".atom", page + ".feed.json", page + ".ics", page + "/cite.bib", page + "/cite.ris", page + "/cite.csl.json"];
    }

    private async Task<IEnumerable<string>> ListsAsync()
    {
        var lists = new List<string> { "/", "/pledges", "/companies", "/places", "/deadlines", "/changes?about=pledge", Compared };
        lists.AddRange(Site.Pledges.Select(p => "/companies/" + p.Company).Distinct());
        lists.AddRange(Site.Pledges.SelectMany(p => p.Places).Distinct().Select(p => "/places/" + p.Replace('-', '/').ToLowerInvariant()));
        for (var next = "/pledges"; next is not null;)
        {
            var (_, page) = await app.GetAsync(next);
            next = page.QuerySelector("main a[rel~=next]")?.GetAttribute("href");
            lists.AddRange(next is null ? [] : [next]);
        }

        return lists.Concat(lists.Select(l => "/es" + l)).Concat(["/pledges.csv?limit=all"]);
    }

    private async Task ExplainedAsync(IReadOnlyCollection<string> addresses, int least)
    {
        var found = new ConcurrentBag<Unexplained>();
        var before = Truth.Seen;
        await Parallel.ForEachAsync(addresses, new ParallelOptions { MaxDegreeOfParallelism = 3 }, async (address, _) =>
        {
            var (mediaType, content) = await GetAsync(address);
            foreach (var one in Truth.Check(address, mediaType, content))
            {
                found.Add(one);
            }
        });

        found.Select(Said).Take(20).Should().BeEmpty();
        (Truth.Seen - before).Should().BeGreaterThan(least, "a test that reads no numbers explains them all");
    }

    private async Task<(string MediaType, string Content)> CleanAsync(string address)
    {
        var (mediaType, content) = await GetAsync(address);
        Truth.Check(address, mediaType, content).Select(Said).Should().BeEmpty("the page is right before anything is planted");
        return (mediaType, content);
    }

    private async Task<(string MediaType, string Content)> GetAsync(string address)
    {
        var answer = await app.Visitor().GetAsync(address);
        ((int)answer.StatusCode).Should().Be(200, address);
        return (answer.Content.Headers.ContentType!.MediaType!, await answer.Content.ReadAsStringAsync());
    }

    private static string Said(Unexplained found) => $"{found.Where} [{found.Area}] {found.Number.Text} ({found.Number.Key}): {found.Text}";

    // The picture's words, as they are painted: a picture cannot be read back.
    private async Task<string[]> CardAsync(RawPledge pledge)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext { Request = { Scheme = "http", Host = new HostString("localhost") } };
        var answer = await scope.ServiceProvider.GetRequiredService<PledgePages>().FindAsync(pledge.Slug, QueryCollection.Empty, CancellationToken.None);
        var words = SocialCard.WordsOf(answer.Should().BeOfType<PledgeAnswer.Shown>().Which.View, "localhost");
        return [words.Company, words.Title, words.Verdict, words.Counted, words.Foot];
    }
}
