using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Tests.Charts;

/// <summary>
/// Over every pledge, claim, list and comparison of the starter data, on a desktop, a tablet and a phone: each label belongs visibly to its
/// mark, no line runs through a text, and nothing drawn is without its name.
/// </summary>
public sealed partial class ChartGeometryTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private static readonly int[] Widths = [1000, ChartOptions.Wide, 616, ChartOptions.Narrow, 320];

    private static readonly DateOnly On = new(2026, 11, 29);

    private static readonly IReadOnlyList<Pledge> Pledges = [.. StarterData.Pledges().Select(p => ReviewRules.ReadPublished(p.Draft, new ReviewContext
    {
        Companies = StarterData.Companies().ToDictionary(c => c.Slug),
        Metrics = StarterData.Metrics().ToDictionary(m => m.Code),
        Today = StarterData.CheckedOn,
    }))];

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void On_the_charts_of_every_pledge_no_label_is_misplaced_struck_or_lost(string language) => Speaking(language, () =>
    {
        var (faults, labels) = (new List<string>(), 0);
        foreach (var (pledge, target) in Pledges.SelectMany(p => p.Targets.Select(t => (p, t))).Where(t => PledgeChart.HasFigures(t.p, t.t, On)))
        {
            var reading = ChartReading.Of(pledge, target, On);
            foreach (var (width, alone) in Widths.SelectMany(w => new[] { (w, false), (w, true) }))
            {
                var geometry = ChartGeometry.Of(PledgeChart.Render(pledge, target, On, new ChartOptions("c") { Width = width, Standalone = alone }));
                faults.AddRange(geometry.All.Select(f => $"{pledge.Slug} {target.Key} at {width}: {f}"));
                geometry.Marks.Should().Be(reading.Figures.Count(), "every figure of {0} that has a place is drawn", pledge.Slug);
                labels += geometry.Labels;
            }
        }

        faults.Should().BeEmpty();
        labels.Should().BeGreaterThan(7_000);
    });

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public async Task On_the_charts_of_every_claimant_and_list_no_label_is_misplaced_struck_or_lost(string language)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var index = await scope.ServiceProvider.GetRequiredService<ClaimIndexes>().GetAsync(default);
        var views = scope.ServiceProvider.GetRequiredService<ClaimViews>();
        var drawings = new List<(string Name, Func<ChartOptions, string> Draw)>();
        foreach (var claimant in index.Claimants)
        {
            var view = (await views.ClaimantAsync(claimant.Content.Slug, new QueryCollection(), default)).View!;
            drawings.AddRange(claimant.Content.Series.Where(s => view.Drawn(s).IsDrawn).Select(s => s.Key).DefaultIfEmpty(null).Select(s => ($"{claimant.Content.Slug} {s}", (Func<ChartOptions, string>)(o => view.Picture(s, o)))));
        }

        foreach (var list in index.Lists)
        {
            var view = (await views.ListAsync(list.Content.Slug, new QueryCollection(), default)).View!;
            drawings.Add((list.Content.Slug, view.Picture));
        }

        drawings.Should().HaveCountGreaterThan(20);
        Speaking(language, () =>
        {
            var faults = drawings.SelectMany(d => Widths.SelectMany(w => ChartGeometry.Of(d.Draw(new ChartOptions("c") { Width = w })).All.Select(f => $"{d.Name} at {w}: {f}"))).ToList();
            faults.Should().BeEmpty();
        });
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    public void On_comparisons_of_two_and_of_six_no_name_is_misplaced_struck_or_lost(string language) => Speaking(language, () =>
    {
        var faults = Comparisons().SelectMany(c => Widths.SelectMany(w => ChartGeometry.Of(ComparisonChart.Render(c, w)).All.Select(f => $"{string.Join(", ", c.Select(p => p.Name))} at {w}: {f}"))).ToList();

        faults.Should().BeEmpty();
    });

    [Fact]
    public void A_label_moved_to_another_mark_is_found()
    {
        var (drawing, mark, other) = TwoMarks();
        var label = mark.Elements().Single(e => e.Name.LocalName == "text");
        ChartGeometry.Of(drawing.ToString()).Faults.Should().Be(0);

        label.SetAttributeValue("x", Place(At(other).X - At(mark).X));
        label.SetAttributeValue("y", Place(At(other).Y - At(mark).Y - 12));

        ChartGeometry.Of(drawing.ToString()).WrongOwners.Should().Contain(f => f.Contains(label.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void A_label_far_from_its_mark_is_found_unless_a_line_leads_to_it()
    {
        var (drawing, mark, _) = TwoMarks();
        var label = mark.Elements().Single(e => e.Name.LocalName == "text");
        label.SetAttributeValue("x", "0");
        label.SetAttributeValue("y", "-40");
        label.SetAttributeValue("text-anchor", "middle");

        ChartGeometry.Of(drawing.ToString()).WrongOwners.Should().ContainSingle();
        mark.Add(new XElement("polyline", new XAttribute("class", "lead"), new XAttribute("points", "0,-8 0,-37")));
        ChartGeometry.Of(drawing.ToString()).WrongOwners.Should().BeEmpty();
        mark.Elements().Last().SetAttributeValue("points", "40,-8 40,-37");
        ChartGeometry.Of(drawing.ToString()).WrongOwners.Should().ContainSingle("that line leads from somewhere else");
    }

    [Theory]
    [InlineData("<line class=\"range of-counted\" x1=\"{0}\" y1=\"0\" x2=\"{0}\" y2=\"400\"/>")]
    [InlineData("<path class=\"grid\" d=\"M0 {1}H720\"/>")]
    [InlineData("<polyline class=\"revised\" points=\"0,0 {0},{1}\"/>")]
    [InlineData("<polyline class=\"lead\" points=\"0,0 {0},{1}\"/>")]
    public void A_line_through_a_label_is_found(string line)
    {
        var (drawing, mark, _) = TwoMarks();
        var label = mark.Elements().Single(e => e.Name.LocalName == "text");
        var (x, y) = (At(mark).X + Drawing.At(label, "x"), At(mark).Y + Drawing.At(label, "y") - 4);

        drawing.Add(XElement.Parse(string.Format(CultureInfo.InvariantCulture, line, Place(x), Place(y))));

        ChartGeometry.Of(drawing.ToString()).Strikes.Should().Contain(f => f.Contains(label.Value, StringComparison.Ordinal));
    }

    [Fact]
    public void A_mark_without_a_name_a_number_without_words_and_a_tick_without_a_number_are_found()
    {
        var (drawing, mark, _) = TwoMarks();
        mark.Elements().Single(e => e.Name.LocalName == "text").Remove();
        ChartGeometry.Of(drawing.ToString()).Losses.Should().ContainSingle().Which.Should().StartWith("mark counted");

        var numbered = Numbered();
        ChartGeometry.Of(numbered.ToString()).Losses.Should().BeEmpty();
        var list = numbered.Descendants().Single(e => Drawing.HasClass(e, "list"));
        list.Elements().Last(e => e.Name.LocalName == "text").Remove();
        ChartGeometry.Of(numbered.ToString()).Losses.Should().Contain(f => f.EndsWith("has no words", StringComparison.Ordinal));
        list.Remove();
        ChartGeometry.Of(numbered.ToString()).Losses.Should().Contain(f => f.Contains("not once on the drawing and once in the list", StringComparison.Ordinal));

        var (ticks, _, _) = TwoMarks();
        ticks.Descendants().Single(e => Drawing.HasClass(e, "ticks")).Elements().Last().Remove();
        ChartGeometry.Of(ticks.ToString()).Losses.Should().ContainSingle().Which.Should().EndWith("has no number");
    }

    [Fact]
    public void What_does_not_count_never_has_the_icon_of_what_counts()
    {
        var shapes = Enum.GetValues<Counting>().Where(c => c != Counting.Counted).Select(c => BasisMark.Path(c, Basis.CompanyStatement)).ToList();

        shapes.Should().OnlyHaveUniqueItems();
        foreach (var basis in Enum.GetValues<Basis>())
        {
            shapes.Should().NotContain(BasisMark.Path(Counting.Counted, basis));
            Enum.GetValues<Counting>().Where(c => c != Counting.Counted).Select(c => BasisMark.Path(c, basis)).Should().Equal(shapes, "what does not count looks the same whatever it rests on");
        }

        foreach (var (pledge, target) in Pledges.SelectMany(p => p.Targets.Select(t => (p, t))))
        {
            var legend = Drawing.Read(PledgeChart.Render(pledge, target, On, new ChartOptions("c"))).All("g", "legend").SelectMany(l => l.Elements()).Where(e => Drawing.HasClass(e, "mark")).Select(e => e.Value + string.Concat(e.Elements().Attributes("d").Select(a => a.Value)));
            legend.Should().OnlyHaveUniqueItems();
        }
    }

    private static void Speaking(string language, Action check) => Language.All.Single(l => l.Code == language).While(() =>
    {
        check();
        return "";
    });

    // Each pledge beside its neighbours in the alphabet and beside those far from it, so that every one is drawn with many others.
    private static IEnumerable<IReadOnlyList<Compared>> Comparisons()
    {
        var slugs = Pledges.OrderBy(p => p.Slug, StringComparer.Ordinal).ToList();
        var withPoints = Compared.All([.. slugs.Select(p => (p, TargetProgress.Of(p, p.Headline, On)))]).Where(c => c.Points.Count > 0).Select(c => c.Pledge).ToList();
        foreach (var (of, step) in new[] { (slugs, 1), (slugs, 17), (withPoints, 1), (withPoints, 7) })
        {
            for (var i = 0; i < of.Count; i++)
            {
                yield return Set(Enumerable.Range(0, 6).Select(n => of[(i + (n * step)) % of.Count]));
                yield return Set([of[i], of[(i + step) % of.Count]]);
            }
        }

        static IReadOnlyList<Compared> Set(IEnumerable<Pledge> pledges) =>
            Compared.All([.. pledges.Distinct().OrderBy(p => p.Slug, StringComparer.Ordinal).Select(p => (p, TargetProgress.Of(p, p.Headline, On)))]);
    }

    private static (XElement Drawing, XElement Mark, XElement Other) TwoMarks()
    {
        var target = Given.Target();
        var drawing = Drawing.Of(Given.Pledge(Given.Figure(target, "250", "2017-12-31"), Given.Figure(target, "600", "2019-12-31"))).Root;
        var marks = drawing.Elements().Where(e => Drawing.HasClass(e, "mark")).ToList();
        return (drawing, marks[0], marks[1]);
    }

    // On a phone an event has a number.
    private static XElement Numbered() => Drawing.Of(Given.Pledge(null, events: [Given.Event("2018-09-19", EventKind.Withdrawn)]), width: 320).Root;

    private static (double X, double Y) At(XElement mark) => Translate().Match(mark.Attribute("transform")!.Value) is var m ? (Number(m.Groups[1].Value), Number(m.Groups[2].Value)) : default;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Place(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^translate\((\S+) (\S+)\)$")]
    private static partial Regex Translate();
}
