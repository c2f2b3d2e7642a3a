using System.Text.RegularExpressions;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Pages.Dev;

namespace PledgeTracker.Tests.Charts;

/// <summary>What holds for every drawing, whatever a pledge says: for the gallery's hard cases and for any pledge at all.</summary>
public partial class LayoutTests
{
    public static TheoryData<string, int, bool> Gallery()
    {
        var data = new TheoryData<string, int, bool>();
        foreach (var sample in ChartSamples.All())
        {
            data.Add(sample.Key, ChartOptions.Wide, false);
            data.Add(sample.Key, ChartOptions.Narrow, false);
            data.Add(sample.Key, ChartOptions.Wide, true);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Gallery))]
    public void The_gallery_is_drawn_within_its_bounds_in_plain_numbers_and_without_labels_that_touch(string key, int width, bool standalone)
    {
        var sample = ChartSamples.All().Single(s => s.Key == key);

        Check(PledgeChart.Render(sample.Pledge, sample.Pledge.Headline, sample.On, new ChartOptions("c") { Width = width, Standalone = standalone }));
    }

    [Property(Arbitrary = [typeof(AnyPledge)], MaxTest = 300)]
    public void Any_pledge_is_drawn_within_its_bounds_in_plain_numbers_and_without_labels_that_touch(Pledge pledge, DateOnly on, bool narrow, bool standalone) =>
        Check(PledgeChart.Render(
            pledge, pledge.Headline, on, new ChartOptions("c") { Width = narrow ? ChartOptions.Narrow : ChartOptions.Wide, Standalone = standalone }));

    internal static void Check(string svg)
    {
        var drawing = Drawing.Read(svg);
        foreach (var attribute in drawing.Root.DescendantsAndSelf().Attributes().Where(a => a.Name.LocalName is
            "x" or "y" or "x1" or "x2" or "y1" or "y2" or "width" or "height" or "points" or "transform" or "viewBox" or "font-size"))
        {
            attribute.Value.Should().MatchRegex(PlainNumbers());
        }

        var texts = drawing.TextBoxes();
        var marks = drawing.Marks().Select(m => Box.Around(m.X, m.Y, 4)).ToList();
        var canvas = new Box(-0.01, -0.01, drawing.Width + 0.02, drawing.Height + 0.02);
        for (var i = 0; i < texts.Count; i++)
        {
            canvas.Contains(texts[i].Box).Should().BeTrue("'{0}' at {1} lies within {2}", texts[i].Text, texts[i].Box, canvas);
            marks.Exists(texts[i].Box.Overlaps).Should().BeFalse("'{0}' lies on no mark", texts[i].Text);
            for (var j = i + 1; j < texts.Count; j++)
            {
                texts[i].Box.Overlaps(texts[j].Box).Should().BeFalse("'{0}' does not touch '{1}'", texts[i].Text, texts[j].Text);
            }
        }

        marks.TrueForAll(canvas.Contains).Should().BeTrue("marks lie within the drawing");
        foreach (var (x1, y1, x2, y2) in drawing.Lines("range").Concat(drawing.Lines("span")).Concat(drawing.Lines("event")))
        {
            (Math.Min(x1, x2) >= 0 && Math.Max(x1, x2) <= drawing.Width).Should().BeTrue("a line from {0} to {1} lies within", x1, x2);
            (Math.Min(y1, y2) >= 0 && Math.Max(y1, y2) <= drawing.Height).Should().BeTrue("a line from {0} to {1} lies within", y1, y2);
        }
    }

    [GeneratedRegex(@"^(translate\(|scale\()?(-?\d+(\.\d{1,2})?%?)([ ,]-?\d+(\.\d{1,2})?)*\)?$")]
    private static partial Regex PlainNumbers();

    /// <summary>Any pledge that the domain lets through, and many that no editor would write.</summary>
    public static class AnyPledge
    {
        public static Arbitrary<DateOnly> AnyDay() => Tests.Domain.Arbitraries.AnyDay();

        public static Arbitrary<Pledge> Any() => Pledges.ToArbitrary();

        private static Gen<PartialDate> Dates { get; } = Gen.Frequency(
            (5, Tests.Domain.Arbitraries.AnyPartialDate().Generator.Where(d => d.Year is > 2010 and < 2040)),
            (1, Tests.Domain.Arbitraries.AnyPartialDate().Generator));

        private static Gen<Quantity> Quantities { get; } = Gen.Frequency(
            (1, Tests.Domain.Arbitraries.AnyQuantity().Generator),
            (3, from low in Gen.Choose(-2_000, 30_000)
                from more in Gen.Choose(0, 5_000)
                from kind in Gen.Elements("", "about ", "more than ", "up to ", "between ")
                select kind == "between " ? Quantity.Between(low, low + more) : Quantity.Parse(kind + low)));

        private static Gen<Pledge> Pledges { get; } =
            from isLevel in Gen.Elements(true, false, false)
            from quantity in Gen.OneOf(Gen.Constant<Quantity?>(null), Quantities.Select(q => (Quantity?)q), Quantities.Select(q => (Quantity?)q))
            from baseline in Gen.Elements<long?>(null, 0, 2_200, 12_000, long.MinValue)
            from hedge in Gen.Elements(null, "about", "more than")
            from deadline in Gen.OneOf(Gen.Constant<PartialDate?>(null), Dates.Select(d => (PartialDate?)d), Dates.Select(d => (PartialDate?)d))
            from announced in Dates
            from revisions in (from date in Dates
                               from changed in Gen.OneOf(Gen.Constant<Quantity?>(null), Quantities.Select(q => (Quantity?)q))
                               from moved in Gen.OneOf(Gen.Constant<PartialDate?>(null), Dates.Select(d => (PartialDate?)d))
                               select new TargetRevision { Date = date, Quantity = changed, Deadline = moved }).ListOf().Resize(3)
            let target = new Target
            {
                Key = "jobs",
                Metric = Given.Metrics[isLevel ? "headcount" : "jobs-created"],
                Quantity = quantity,
                Baseline = baseline,
                BaselineHedge = baseline is null ? null : hedge,
                Deadline = deadline,
                DeadlineBasis = DeadlineBasis.Stated,
                Revisions = [.. revisions],
            }
            from figures in FiguresOf(target).ListOf()
            from events in (from date in Dates
                            from kind in Gen.Elements(Enum.GetValues<EventKind>())
                            select new PledgeEvent { Date = date, Kind = kind, Text = "It happened." }).ListOf()
            select Given.Pledge(target, figures, announced.ToString(), events: events);

        private static Gen<Figure> FiguresOf(Target target) =>
            from quantity in Quantities
            from asOf in Dates
            from span in Gen.Elements(Span.Total, Span.Total, Span.Level, Span.Period)
            from counting in Gen.Elements(Enum.GetValues<Counting>())
            from basis in Gen.Elements(Enum.GetValues<Basis>())
            from metric in Gen.Elements(target.Metric, Given.Metrics["jobs-supported"])
            select new Figure
            {
                Target = target,
                Metric = counting == Counting.Counted ? target.Metric : metric,
                Quantity = quantity,
                Span = span,
                From = span == Span.Period ? PartialDate.OfDay(asOf.Earliest) : null,
                AsOf = asOf,
                Basis = basis,
                Counting = counting,
                Shows = FunnelStep.Reported,
            };
    }
}
