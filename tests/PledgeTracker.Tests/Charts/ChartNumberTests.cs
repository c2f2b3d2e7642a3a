using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck.Xunit;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Charts;

/// <summary>A chart says what the table says: every label is the number at whose height it stands, in the terms that the axis names.</summary>
public sealed partial class ChartNumberTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private static readonly ReviewContext Context = new()
    {
        Companies = StarterData.Companies().ToDictionary(c => c.Slug),
        Metrics = StarterData.Metrics().ToDictionary(m => m.Code),
        Today = StarterData.CheckedOn,
    };

    public static TheoryData<string> Starters => [.. StarterData.Pledges().Select(p => p.File)];

    [Theory]
    [MemberData(nameof(Starters))]
    public void Every_label_of_a_starter_pledge_is_the_value_at_whose_height_it_stands_and_its_axis_names_no_number_twice(string file)
    {
        var pledge = ReviewRules.ReadPublished(StarterData.Pledges().Single(p => p.File == file).Draft, Context);
        foreach (var target in pledge.Targets)
        {
            foreach (var width in (int[])[ChartOptions.Wide, ChartOptions.Narrow])
            {
                Check(Drawing.Read(PledgeChart.Render(pledge, target, Given.Today, new ChartOptions("c") { Width = width })), target);
            }
        }
    }

    [Property(Arbitrary = [typeof(LayoutTests.AnyPledge)], MaxTest = 500)]
    public void Every_label_of_any_pledge_is_the_value_at_whose_height_it_stands_and_its_axis_names_no_number_twice(Pledge pledge, DateOnly on) =>
        Check(Drawing.Read(PledgeChart.Render(pledge, pledge.Headline, on, new ChartOptions("c"))), pledge.Headline);

    [Fact]
    public void A_level_among_additions_stands_and_is_labelled_as_the_increase_over_a_start_that_the_axis_names()
    {
        var target = Given.Target("3,800", baseline: 2_200, baselineHedge: "about");

        var drawing = Drawing.Of(Given.Pledge(
            Given.Figure(target, "more than 3,600", "2018"), Given.Figure(target, "about 6,000", "2019-04", span: Span.Level), Given.Figure(target, "8,000", "2020", span: Span.Level, counting: Counting.Context)));

        drawing.Texts.Should().Contain(["Jobs created, over a starting level of about 2,200", "more than 3,600", "about 3,800", "The table has 1 more figure, which has no place on these axes"]);
        drawing.Texts.Should().NotContain(["about 6,000", "8,000"]);
        drawing.Marks("counted").Select(m => m.Y).Should().Equal(new[] { drawing.Value(3_600), drawing.Value(3_800) }, (a, b) => Math.Abs(a - b) < 0.15);
        drawing.Description.Should().Contain("about 3,800 jobs created (a level of about 6,000), April 2019");
    }

    [Fact]
    public void On_an_axis_of_levels_nothing_that_was_added_has_a_mark()
    {
        var target = Given.Target("65,000", metric: "headcount", baseline: 50_000);

        var drawing = Drawing.Of(Given.Pledge(target,
            [Given.Figure(target, "48,000", "2017", span: Span.Level, counting: Counting.Context), Given.Figure(target, "20,000", "2019-12-31", null, Span.Period, "2018-01-01", counting: Counting.Context)]));

        drawing.Marks().Should().ContainSingle().Which.Y.Should().BeApproximately(drawing.Value(48_000), 0.15);
        drawing.Texts.Should().Contain(["Headcount, from 50,000 before", "48,000"]).And.NotContain("20,000");
    }

    [Fact]
    public void A_promised_level_among_additions_is_the_increase_that_was_promised()
    {
        var target = Given.Target("up to 14,000", metric: "headcount", baseline: 12_000);

        var drawing = Drawing.Of(Given.Pledge(Given.Figure(target, "500", "2018"), Given.Figure(target, "11,500", "2019", span: Span.Level)));

        drawing.Texts.Should().Contain(["Headcount, over a starting level of 12,000", "up to 2,000 more", "500", "−500"]);
        drawing.Path("pledged")[1].Y.Should().BeApproximately(drawing.Value(2_000), 0.15);
    }

    [Theory]
    [InlineData("12,003", "12,000")]
    [InlineData("1,250,003", "1,250,000")]
    [InlineData("12,000", "12,000")]
    public void An_axis_of_values_that_are_nearly_or_quite_the_same_still_has_true_and_different_numbers(string level, string start)
    {
        var target = Given.Target(null, metric: "headcount", baseline: Quantity.Parse(start).Low);

        Check(Drawing.Of(Given.Pledge(Given.Figure(target, level, "2019", span: Span.Level))), target);
    }

    [Fact]
    public async Task Every_number_beside_a_mark_of_a_published_pledge_stands_in_the_table_under_it()
    {
        var seen = 0;
        foreach (var (_, draft) in StarterData.Pledges().Where(p => p.Draft.Figures.Any(f => f.Span is "level" or "period")))
        {
            var page = (await app.GetAsync("/pledges/" + draft.Slug)).Page;
            var table = page.QuerySelectorAll("table.figures td.number, table.figures td.number .reason").Concat(page.QuerySelectorAll("table.figures td.number a"))
                .Select(e => CounterPart().Replace(e.TextContent.Trim(), "")).Select(t => Quantity.TryParse(t.Replace("$", "", StringComparison.Ordinal), out var said) ? said : null).OfType<Quantity>().ToHashSet();
            foreach (var label in page.QuerySelectorAll("svg.chart-wide .mark text.label"))
            {
                if (Quantity.TryParse(label.TextContent.Replace("$", "", StringComparison.Ordinal), out var said))
                {
                    table.Should().Contain(said, "{0} has a row for its label {1}", draft.Slug, label.TextContent);
                    seen++;
                }
            }
        }

        seen.Should().BeGreaterThan(100);
        (await app.GetAsync("/pledges/boeing-south-carolina-3800-2009")).Page.QuerySelector("table.figures")!.TextContent.Should().ContainAll(
            "about 3,800 over the starting level of about 2,200", "Not on the chart, which shows what was added.");
        (await app.GetAsync("/es/pledges/boeing-south-carolina-3800-2009")).Page.QuerySelector("table.figures")!.TextContent.Should().Contain("cerca de 3.800 sobre el nivel inicial (cerca de 2.200)");
    }

    private static void Check(Drawing drawing, Target target)
    {
        var ticks = drawing.ValueTicks();
        ticks.Select(t => t.Name).Should().HaveCountGreaterThan(1).And.OnlyHaveUniqueItems();
        ticks.Select(t => Read(t.Name)).Should().BeInAscendingOrder();
        var (low, high) = (ticks[0], ticks[^1]);
        var perUnit = (high.Y - low.Y) / ((double)Read(high.Name) - (double)Read(low.Name));
        double HeightOf(double value) => low.Y + ((value - (double)Read(low.Name)) * perUnit);
        foreach (var (tick, y) in ticks)
        {
            y.Should().BeApproximately(HeightOf((double)Read(tick)), 0.2, "{0} is a true number", tick);
        }

        // A label stands in the group of its mark.
        foreach (var mark in drawing.Marks())
        {
            foreach (var label in mark.Element.Elements().Where(e => Drawing.HasClass(e, "label") && e.Value.Any(char.IsAsciiDigit)))
            {
                var said = Quantity.Parse(Plain(label.Value));
                mark.Y.Should().BeApproximately(HeightOf(said.LowestReading), 0.2, "“{0}” of {1} stands at its own height on an axis from {2} to {3}", label.Value, target.Metric.Code, low.Name, high.Name);
            }
        }

        // Beside a line: what is said last is the number in the terms of the axis.
        foreach (var group in drawing.All("g", "promise").Concat(drawing.All("g", "revision")))
        {
            var words = string.Join(' ', group.Elements().Where(e => Drawing.HasClass(e, "label")).Select(e => e.Value));
            if (Promise().Match(words) is { Success: true } promised)
            {
                var height = double.Parse(group.Elements().First(e => e.Name.LocalName == "polyline").Attribute("points")!.Value.Split(',')[^1], CultureInfo.InvariantCulture);
                height.Should().BeApproximately(HeightOf(OnAxis(promised).AsPromised), 0.2, words);
            }
        }
    }

    private static Quantity OnAxis(Match promise) => Quantity.Parse(Plain(promise.Groups["level"].Success ? promise.Groups["level"].Value : promise.Groups["said"].Value));

    // Without signs, and in digits where a word is larger than any that an editor may type.
    private static string Plain(string text) => Huge().Replace(Currency().Replace(text, ""), m =>
        (decimal.Parse(m.Groups[1].Value, NumberStyles.Number, CultureInfo.InvariantCulture) * (m.Groups[2].Value == "quadrillion" ? 1e15m : 1e18m)).ToString("N0", CultureInfo.InvariantCulture));

    private static decimal Read(string tick) => decimal.TryParse(Plain(tick).Replace('−', '-'), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number
        : Powers().Match(Plain(tick).Replace('−', '-')) is { Success: true } match ? decimal.Parse(match.Groups[1].Value, NumberStyles.Number, CultureInfo.InvariantCulture) * match.Groups[2].Value switch
        {
            "k" => 1_000m,
            "million" => 1_000_000m,
            "billion" => 1_000_000_000m,
            "trillion" => 1_000_000_000_000m,
            _ => throw new FormatException(tick),
        }
        : throw new FormatException(tick);

    [GeneratedRegex(@"^(?:Pledged |Revised: )?(?<said>[^()]*?\d[^()]*?)(?: more)?(?: \((?<level>[^()]*)\))?(?: by [^()]*)?$")]
    private static partial Regex Promise();

    [GeneratedRegex(@"([\d,.]+) (quadrillion|quintillion)")]
    private static partial Regex Huge();

    [GeneratedRegex("CA\\$|[$€£]")]
    private static partial Regex Currency();

    [GeneratedRegex(@"^(-?[\d,.]+) ?(k|\w+illion)$")]
    private static partial Regex Powers();

    [GeneratedRegex(@" (over|against) the starting level of .*| with the counted figures before it")]
    private static partial Regex CounterPart();
}
