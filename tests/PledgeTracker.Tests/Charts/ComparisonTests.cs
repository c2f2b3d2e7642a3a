using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.Charts;

/// <summary>Pledges beside each other: the points, the drawing, and what keeps them apart in words.</summary>
public sealed partial class ComparisonTests
{
    private static readonly DateOnly On = new(2020, 6, 30);

    [Fact]
    public void A_point_is_the_share_of_its_own_target_by_the_years_since_its_own_announcement()
    {
        var target = Given.Target("1,000");
        var one = Of("A", Given.Pledge(target, [Given.Figure(target, "250", "2018-01-01"), Given.Figure(target, "600", "2019-01-01"), Given.Figure(target, "9,999", "2018-06", counting: Counting.Context)]));

        one.Points.Select(p => (Math.Round(p.Years, 2), p.Share)).Should().Equal((1.0, 0.25), (2.0, 0.6));
        one.YearsAllowed.Should().BeApproximately(4.0, 0.01);
    }

    [Fact]
    public void What_does_not_count_or_was_promised_without_a_number_has_no_line()
    {
        var target = Given.Target("1,000");
        var nothing = Of("A", Given.Pledge(target, [Given.Figure(target, "250", counting: Counting.Disputed)]));
        var direction = Of("B", Given.Pledge(Given.Target(null)));

        nothing.Points.Should().BeEmpty();
        direction.Points.Should().BeEmpty();
        var svg = Drawn([nothing, direction], ChartOptions.Wide);
        svg.Descendants().Where(e => (string?)e.Attribute("class") is { } c && c.StartsWith("compared", StringComparison.Ordinal)).Should().BeEmpty();
        ComparisonWords.Differences([nothing, direction]).Select(w => w.ToString()).Should().Contain("A, B have no usable figure or no promised number. Jobs may still exist.");
    }

    [Theory]
    [InlineData(ChartOptions.Wide)]
    [InlineData(ChartOptions.Narrow)]
    public void Each_line_has_its_name_and_its_colour_and_stays_within_the_drawing_whatever_the_shares(int width)
    {
        string[] counted = ["100", "1,000", "999,999,999", "1", "400", "750"];
        var pledges = counted.Select((quantity, i) =>
        {
            var target = Given.Target("1,000");
            return Of(((char)('A' + i)).ToString(), i + 1, Given.Pledge(target, [Given.Figure(target, quantity, "2019-01-01"), Given.Figure(target, quantity, "2020-01-01")], slug: "p" + i));
        }).ToList();

        var svg = Drawn(pledges, width);

        var groups = svg.Descendants().Where(e => ((string?)e.Attribute("class") ?? "").StartsWith("compared ", StringComparison.Ordinal)).ToList();
        groups.Select(l => (string)l.Attribute("class")!).Should().Equal(Enumerable.Range(1, 6).Select(i => $"compared c{i}"));
        var lines = groups.SelectMany(g => g.Elements()).Where(e => (string?)e.Attribute("class") == "compared-line").ToList();
        foreach (var point in lines.SelectMany(l => ((string)l.Attribute("points")!).Split(' ')).Select(p => p.Split(',').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray()))
        {
            point[0].Should().BeInRange(0, width);
            point[1].Should().BeInRange(0, double.Parse(svg.Attribute("viewBox")!.Value.Split(' ')[3], CultureInfo.InvariantCulture));
        }

        // On a phone a line has the number of the table, and the name stands under the drawing.
        var names = groups.SelectMany(g => g.Elements()).Where(e => e.Name.LocalName == "text").Select(e => e.Value).ToList();
        names.Should().HaveCount(6).And.OnlyHaveUniqueItems();
        if (width == ChartOptions.Narrow)
        {
            svg.Descendants().Where(e => (string?)e.Attribute("class") == "soft").Select(e => e.Value).Should().Contain(["A", "B", "C", "D", "E", "F"]);
        }
        else
        {
            names.Should().Contain("C ↑", "what lies beyond the edge says so").And.Contain("A");
        }
    }

    [Fact]
    public void A_pledge_has_the_same_colour_in_every_comparison_unless_another_one_has_it_and_six_have_six()
    {
        var pledges = Enumerable.Range(0, 200).Select(i => Given.Pledge(Given.Target(), slug: "pledge-" + i)).ToList();
        var alone = pledges.ToDictionary(p => p.Slug, p => Colours([p]).Single());

        alone.Values.Distinct().Should().HaveCount(Compared.Colours);
        var kept = 0;
        for (var i = 0; i + 6 <= pledges.Count; i++)
        {
            var six = pledges.GetRange(i, 6);
            var colours = Colours(six);
            colours.Should().OnlyHaveUniqueItems().And.OnlyContain(c => c >= 1 && c <= Compared.Colours);
            colours[0].Should().Be(alone[six[0].Slug]);
            kept += colours.Zip(six).Count(c => c.First == alone[c.Second.Slug]);
        }

        kept.Should().BeGreaterThan(6 * 195 * 6 / 10);

        static List<int> Colours(List<Pledge> of) => [.. Compared.All([.. of.Select(p => (p, TargetProgress.Of(p, p.Headline, On)))]).Select(c => c.Colour)];
    }

    [Fact]
    public void Two_pledges_of_a_company_are_told_apart_by_their_years_or_their_titles()
    {
        var (one, same, other) = (Given.Pledge(Given.Target(), slug: "one"), Given.Pledge(Given.Target(), slug: "same"), Given.Pledge(Given.Target(), [], "2019-05-01", slug: "other"));

        Names(one, other).Should().Equal("Acme 2017", "Acme 2019");
        Names(one, same).Should().OnlyContain(n => n == "Acme: Acme promises jobs");
        Names(one).Should().Equal("Acme");

        static IEnumerable<string> Names(params Pledge[] of) => Compared.All([.. of.Select(p => (p, TargetProgress.Of(p, p.Headline, On)))]).Select(c => c.Name);
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void No_colour_of_a_comparison_is_near_one_that_means_something_and_each_can_be_seen(string theme)
    {
        var site = Properties("site.css", theme);
        var own = Properties("compare.css", theme).Where(p => OwnColour().IsMatch(p.Key)).ToList();

        own.Should().HaveCount(Compared.Colours);
        foreach (var (name, colour) in own)
        {
            foreach (var (meaning, taken) in site.Where(s => s.Key is "kept" or "partly-kept" or "in-progress" or "stalled" or "missed" or "withdrawn" or "disputed" or "lapsed" or "not-yet-rated" or "pledged" or "reported" or "expected" or "link"))
            {
                Apart(colour, taken).Should().BeGreaterThan(14, "{0} is not the colour of {1}", name, meaning);
            }

            own.Where(o => o.Key != name).Should().OnlyContain(o => Apart(o.Value, colour) > 20);
            Contrast(colour, site["paper"]).Should().BeGreaterThan(3);
        }
    }

    // A colour stands as light-dark(light, dark).
    private static Dictionary<string, string> Properties(string file, string theme) =>
        Property().Matches(File.ReadAllText(Path.Combine(Repository.Root, "src/PledgeTracker.Web/wwwroot/css", file))).DistinctBy(m => m.Groups[1].Value)
            .ToDictionary(m => m.Groups[1].Value, m => m.Groups[theme == "light" ? 2 : 3].Value is { Length: 3 } brief ? string.Concat(brief.SelectMany(c => new[] { c, c })) : m.Groups[theme == "light" ? 2 : 3].Value);

    // How far two colours are from each other in a space in which equal distances look equal (CIE 1976).
    private static double Apart(string one, string other)
    {
        var (a, b) = (Lab(one), Lab(other));
        return Math.Sqrt(((a.L - b.L) * (a.L - b.L)) + ((a.A - b.A) * (a.A - b.A)) + ((a.B - b.B) * (a.B - b.B)));
    }

    private static double Contrast(string one, string other)
    {
        var (a, b) = (Linear(one), Linear(other));
        double Light((double R, double G, double B) c) => (0.2126 * c.R) + (0.7152 * c.G) + (0.0722 * c.B) + 0.05;
        return Math.Max(Light(a), Light(b)) / Math.Min(Light(a), Light(b));
    }

    private static (double L, double A, double B) Lab(string colour)
    {
        var (r, g, b) = Linear(colour);
        double F(double t) => t > 0.008856 ? Math.Cbrt(t) : (7.787 * t) + (16 / 116.0);
        var (x, y, z) = (F(((0.4124 * r) + (0.3576 * g) + (0.1805 * b)) / 0.95047), F((0.2126 * r) + (0.7152 * g) + (0.0722 * b)), F(((0.0193 * r) + (0.1192 * g) + (0.9505 * b)) / 1.08883));
        return ((116 * y) - 16, 500 * (x - y), 200 * (y - z));
    }

    private static (double R, double G, double B) Linear(string colour)
    {
        double Part(int at) => int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        return (Part(0), Part(2), Part(4));
    }

    [GeneratedRegex(@"--([a-z0-9-]+): light-dark\(#([0-9a-f]{3,6}), #([0-9a-f]{3,6})\)")]
    private static partial Regex Property();

    [GeneratedRegex("^c[1-8]$")]
    private static partial Regex OwnColour();

    [Fact]
    public void The_gravest_difference_comes_first_and_what_is_equal_is_not_said()
    {
        var jobs = Given.Target("1,000");
        var money = Given.Target("5,000,000", metric: "investment", deadline: null);
        var whole = Of("A", Given.Pledge(jobs, [Given.Figure(jobs, "500", basis: Basis.CompanyStatement)], slug: "whole"));
        var pledge = Given.Pledge(money, [Given.Figure(money, "1,000,000", basis: Basis.GovernmentRecord)], slug: "part");
        pledge.Relations.Add(new Relation { Kind = RelationKind.PartOf, OtherSlug = "whole" });
        var words = ComparisonWords.Differences([whole, Of("B", pledge)]).Select(w => w.ToString()).ToList();

        words[0].Should().Be("B is part of A. What counts for B may count for A too. Never add the two.");
        words[1].Should().StartWith("They promise different kinds of things (jobs, money)");
        words.Should().Contain("Basis of the count: company statement (A), government record (B).");
        words.Should().Contain("Time allowed: 4 years (A), no original deadline recorded (B).");
        words.Should().NotContain(w => w.StartsWith("Checkable", StringComparison.Ordinal), "both are equally so");
        words.Should().NotContain(w => w.StartsWith("Stated as of", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-1, "none")]
    [InlineData(0.02, "1 month")]
    [InlineData(0.5, "6 months")]
    [InlineData(1.01, "1 year")]
    [InlineData(4.99, "5 years")]
    [InlineData(1.5, "1.5 years")]
    public void A_length_of_time_is_said_as_people_say_it(double years, string words) => ComparisonWords.Years(years).Should().Be(words);

    private static Compared Of(string name, Pledge pledge) => Of(name, name[0] - '@', pledge);

    private static Compared Of(string name, int number, Pledge pledge) => new(number, name, number, pledge, TargetProgress.Of(pledge, pledge.Headline, On));

    private static XElement Drawn(IReadOnlyList<Compared> pledges, int width) => XElement.Parse(ComparisonChart.Render(pledges, width));
}

/// <summary>The page of a comparison.</summary>
public sealed class ComparePageTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private const string Alibaba = "alibaba-million-us-jobs-2017", Foxconn = "foxconn-wisconsin-13000-2017", Gm = "gm-1bn-7000-jobs-2017";

    [Theory]
    [InlineData("", 200, "No pledge is chosen.")]
    [InlineData("?pledge=", 200, "No pledge is chosen.")]
    [InlineData("?pledge=" + Alibaba, 200, "Only one pledge is chosen.")]
    [InlineData("?pledge=" + Alibaba + "&pledge=" + Alibaba, 200, "Only one pledge is chosen.")]
    [InlineData("?pledge=a&pledge=b&pledge=c&pledge=d&pledge=e&pledge=f&pledge=g", 400, "two to 6 pledges, and the address names 7")]
    [InlineData("?pledge=" + Alibaba + "&pledge=never-was", 404, "There is no pledge")]
    [InlineData("?pledge=" + Alibaba + "&pledge=%3Cscript%3E", 404, "There is no pledge")]
    [InlineData("?pledge=" + Alibaba + "&pledge=" + Foxconn + "&on=then", 400, "is not a day")]
    [InlineData("?pledge=" + Alibaba + "&pledge=" + Foxconn, 200, "Why they aren’t directly comparable")]
    [InlineData("?pledge=" + Alibaba + "&pledge=" + Foxconn + "&on=1990-01-01", 200, "As known on")]
    [InlineData("?pledge=" + Alibaba + "&pledge=" + Foxconn + "&on=2999-01-01", 200, "Why they aren’t directly comparable")]
    public async Task What_cannot_be_compared_is_said(string query, int status, string says)
    {
        var (answer, page) = await app.GetAsync("/compare" + query);

        ((int)answer.StatusCode).Should().Be(status);
        page.QuerySelector("main")!.TextContent.Should().Contain(says);
    }

    [Fact]
    public async Task The_table_has_every_point_of_the_chart_and_a_pledge_can_be_taken_away()
    {
        var (_, page) = await app.GetAsync($"/compare?pledge={Foxconn}&pledge={Gm}&pledge={Alibaba}");

        var drawn = page.QuerySelectorAll("svg.chart-wide circle.point").Length;
        drawn.Should().BeGreaterThan(1);
        page.QuerySelectorAll("#points ~ table tbody tr").Should().HaveCount(drawn);
        page.QuerySelectorAll("#side ~ div tbody tr").Should().HaveCount(3);
        page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")).Should().Contain($"/compare?pledge={Alibaba}&pledge={Foxconn}");
        page.QuerySelector("link[rel=canonical]")!.GetAttribute("href").Should().Be($"http://localhost/compare?pledge={Alibaba}&pledge={Foxconn}&pledge={Gm}", "the same pledges have one address");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/es")]
    public async Task Every_cell_says_what_its_column_is_called_where_a_phone_shows_no_headers(string language)
    {
        var (_, page) = await app.GetAsync($"{language}/compare?pledge={Foxconn}&pledge={Gm}");

        var tables = page.QuerySelectorAll("main table");
        tables.Should().HaveCount(2).And.OnlyContain(t => t.ClassList.Contains("labelled"));
        foreach (var table in tables)
        {
            var headers = table.QuerySelectorAll("thead th").Skip(1).Select(h => h.TextContent).ToList();
            foreach (var row in table.QuerySelectorAll("tbody tr"))
            {
                row.QuerySelectorAll("td").Select(d => d.GetAttribute("data-label")).Should().Equal(headers);
            }

            // Drawn as blocks it would be no table any more for whoever has it read aloud, so its parts say what they are.
            table.QuerySelectorAll("thead, tbody").Select(r => r.GetAttribute("role")).Should().OnlyContain(r => r == "rowgroup");
            table.QuerySelectorAll("tr").Select(r => r.GetAttribute("role")).Should().OnlyContain(r => r == "row");
            table.QuerySelectorAll("th, td").Select(c => c.GetAttribute("role")).Should().BeSubsetOf(["columnheader", "rowheader", "cell"]).And.NotContainNulls();
        }
    }

    [Fact]
    public async Task A_comparison_looks_back_and_leaves_out_what_came_later()
    {
        var (_, now) = await app.GetAsync($"/compare?pledge={Foxconn}&pledge={Gm}");
        var (_, then) = await app.GetAsync($"/compare?pledge={Foxconn}&pledge={Gm}&on=2018-06-01");

        then.QuerySelectorAll("svg.chart-wide circle.point").Length.Should().BeLessThan(now.QuerySelectorAll("svg.chart-wide circle.point").Length);
        then.QuerySelectorAll("#side ~ div tbody a[href*='on=2018-06-01']").Should().NotBeEmpty();
    }
}
