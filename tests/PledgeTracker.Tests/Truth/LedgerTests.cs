using System.Net;
using System.Text.RegularExpressions;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Ui;
using Xunit.Abstractions;

namespace PledgeTracker.Tests.Truth;

/// <summary>
/// What the tracker says of the starter pledges is what was approved: every sentence that the program computes stands in
/// <c>ledger.en.txt</c> and <c>ledger.es.txt</c>, and whoever changes a word, a rule or a figure sees there what it now says.
/// </summary>
public sealed partial class LedgerTests(TrackerApp app, ITestOutputHelper output) : IClassFixture<TrackerApp>
{
    /// <summary>Set by <c>tests/ledger</c>: the files are written instead of compared.</summary>
    private const string Renew = "PLEDGETRACKER_LEDGER";

    // Pages that need more than their address; days on which something had not happened yet, so that looking back is heard too.
    private static readonly string[] Others =
    [
        "/?on=2018-01-01", "/pledges?on=2018-01-01", "/pledges?since=2024-01-01", "/pledges?verdict=missed&place=US&jobs_from=1000", "/pledges?q=foxcon", "/pledges?q=zzzzzz", "/companies/foxconn?on=2019-01-01",
        "/compare?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017&pledge=amazon-nashville-5000-2018&pledge=carrier-indianapolis-retained-jobs-2016",
        "/compare?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017&on=2018-06-01",
        "/compare/embed?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017",
        "/pledges/alibaba-million-us-jobs-2017?on=2018-01-01", "/pledges/alibaba-million-us-jobs-2017?on=2016-01-01", "/pledges/alibaba-million-us-jobs-2017?since=2016-01-01",
        "/pledges/foxconn-wisconsin-13000-2017?on=2019-01-01", "/pledges/foxconn-wisconsin-13000-2017/embed?on=2019-01-01",
    ];

    // Whose texts are heard: those made for a request of ours, of which others know nothing.
    private static readonly AsyncLocal<(Ledger Ledger, string Address)?> Listening = new();

    static LedgerTests() => Text.Heard = (form, text, isHtml) =>
    {
        if (Listening.Value is { } ours && Language.Current == ours.Ledger.Language)
        {
            ours.Ledger.Add(form, text, isHtml, ours.Address);
        }
    };

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public async Task The_tracker_says_what_was_approved_and_nothing_else(string code)
    {
        var said = (await ReadAsync(app, LanguageOf(code))).Write();
        if (Environment.GetEnvironmentVariable(Renew) is { Length: > 0 })
        {
            await File.WriteAllTextAsync(FileOf(code), said);
            output.WriteLine($"wrote {FileOf(code)}");
            return;
        }

        MustBeApproved(code, said);
    }

    [Theory, OnPostgres]
    public async Task It_says_the_same_on_the_other_database(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var other = new OtherApp(database);

        MustBeApproved("en", (await ReadAsync(other, LanguageOf("en"))).Write());
    }

    [Fact]
    public void A_changed_word_is_shown_with_the_form_it_stands_under()
    {
        var (before, after) = (new Ledger(Language.English), new Ledger(Language.English));
        before.Add("{0} of {1}, {2}", "1,242 of <b>13,000</b>, 9.5%", isHtml: true, "/pledges/foxconn-wisconsin-13000-2017/embed");
        after.Add("{0} of {1}, {2}", "1,242 of 13,000, 9.6%", isHtml: false, "/pledges/foxconn-wisconsin-13000-2017");

        Ledger.Difference(before.Write(), before.Write()).Should().BeNull();
        Ledger.Difference(before.Write(), after.Write()).Should().Be("""
            -    1,242 of 13,000, 9.5%  ‹ foxconn-wisconsin-13000-2017
                  of = {0} of {1}, {2}
            +    1,242 of 13,000, 9.6%  ‹ foxconn-wisconsin-13000-2017
                  of = {0} of {1}, {2}
            """);
    }

    [Fact]
    public void An_instance_that_is_not_written_out_is_not_lost()
    {
        var (before, after) = (new Ledger(Language.English), new Ledger(Language.English));
        for (var i = 100; i < 150; i++)
        {
            before.Add("{0} jobs", $"{i} jobs", isHtml: false, "/pledges/a");
            after.Add("{0} jobs", $"{(i == 149 ? 150 : i)} jobs", isHtml: false, "/pledges/a");
        }

        before.Write().Should().Contain("119 jobs").And.NotContain("120 jobs").And.Contain("… and 30 more [");
        Ledger.Difference(before.Write(), after.Write()).Should().Contain("… and 30 more [");
    }

    private static void MustBeApproved(string code, string said)
    {
        var difference = Ledger.Difference(File.ReadAllText(FileOf(code)).ReplaceLineEndings("\n"), said);

        (difference is null).Should().BeTrue("the tracker says something else than stands in {0}. Read what it says now; if that is meant, run tests/ledger and commit the file.\n{1}\n", Path.GetRelativePath(Repository.Root, FileOf(code)), difference);
    }

    private static Language LanguageOf(string code) => Language.All.Single(l => l.Code == code);

    private static string FileOf(string code) => Path.Combine(Repository.Root, "tests", "PledgeTracker.Tests", "Truth", $"ledger.{code}.txt");

    // One page after another: what one request keeps for the next is then always made for the same.
    private static async Task<Ledger> ReadAsync(TrackerApp app, Language language)
    {
        app.Server.PreserveExecutionContext = true;
        var ledger = new Ledger(language);
        using var visitor = app.Visitor();
        var known = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>();
        foreach (var address in (await SitemapAsync(visitor)).Concat(Others))
        {
            Await(address);
        }

        while (waiting.TryDequeue(out var address))
        {
            Listening.Value = (ledger, address);
            var answer = await visitor.GetAsync((IsFile(address) ? "" : language.Prefix) + address);
            var text = await answer.Content.ReadAsStringAsync();
            Listening.Value = null;
            answer.StatusCode.Should().Be(HttpStatusCode.OK, address);
            if (language == Language.English && address.EndsWith(".ics", StringComparison.Ordinal))
            {
                // A calendar's lines are broken in the middle of words; what its entries are called is made without a form.
                foreach (Match line in Entries().Matches(Broken().Replace(text, "")))
                {
                    ledger.Add(line.Groups[1].Value == "SUMMARY" ? "(what an entry of a calendar is called) {0}" : "(how exactly an entry of a calendar is known) {0}", line.Groups[2].Value.Replace("\\,", ",", StringComparison.Ordinal), isHtml: false, address);
                }
            }

            if (PledgePage().Match(address) is { Success: true } && !address.Contains('?', StringComparison.Ordinal))
            {
                foreach (var more in new[] { "/embed", "/history", ".svg", ".atom", ".ics" })
                {
                    Await(address + more);
                }
            }

            foreach (Match link in Links().Matches(text))
            {
                var target = WebUtility.HtmlDecode(link.Groups[1].Value);
                Await(language.Prefix.Length > 0 && target.StartsWith(language.Prefix + "/", StringComparison.Ordinal) ? target[language.Prefix.Length..] : target);
            }
        }

        return ledger;

        void Await(string address)
        {
            if (known.Add(address))
            {
                waiting.Enqueue(address);
            }
        }
    }

    // Charts and embeds speak the reader's language; what programs read has one.
    private static bool IsFile(string address) => address.EndsWith(".atom", StringComparison.Ordinal) || address.EndsWith(".ics", StringComparison.Ordinal) || address.EndsWith(".svg", StringComparison.Ordinal);

    private static async Task<IEnumerable<string>> SitemapAsync(HttpClient visitor)
    {
        var index = Locations().Matches(await visitor.GetStringAsync("/sitemap.xml")).Select(m => new Uri(m.Groups[1].Value).AbsolutePath).ToList();
        var addresses = new List<string>();
        foreach (var part in index)
        {
            addresses.AddRange(part.EndsWith(".xml", StringComparison.Ordinal)
                ? Locations().Matches(await visitor.GetStringAsync(part)).Select(m => new Uri(m.Groups[1].Value).AbsolutePath)
                : [part]);
        }

        return addresses.Where(a => a != "/es" && !a.StartsWith("/es/", StringComparison.Ordinal) && !Beside().IsMatch(a)).Order(StringComparer.Ordinal);
    }

    [GeneratedRegex("<loc>([^<]+)</loc>")]
    private static partial Regex Locations();

    // A single place, and what stands beside a page: each is made of sentences that other pages say too.
    [GeneratedRegex("^/places/|/(?:sources|use|history)$")]
    private static partial Regex Beside();

    [GeneratedRegex("^/pledges/[^/?.]+$")]
    private static partial Regex PledgePage();

    [GeneratedRegex("\\r\\n[ \\t]")]
    private static partial Regex Broken();

    [GeneratedRegex("^(SUMMARY|DESCRIPTION):((?<=SUMMARY:).*?(?=\\r?$)|Known to the [^.]*\\.)", RegexOptions.Multiline)]
    private static partial Regex Entries();

    // The pages of a figure, and the further pages of a list.
    [GeneratedRegex("href=\"(/[^\"#]*(?:/figures/\\d+|[?;]page=\\d+))\"")]
    private static partial Regex Links();

    /// <summary>The starter pledges on PostgreSQL.</summary>
    private sealed class OtherApp(TestDatabase database) : TrackerApp
    {
        protected override string? Postgres => database.ConnectionString;
    }
}
