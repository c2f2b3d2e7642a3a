using System.Globalization;
using FsCheck.Xunit;
using PledgeTracker.Web.Charts;

namespace PledgeTracker.Tests.Charts;

public class AxisTests
{
    [Property(MaxTest = 500)]
    public void Ticks_are_round_evenly_spaced_and_cover_the_values_and_zero(long a, long b, byte wanted)
    {
        var (low, high, about) = ((double)Math.Min(a, b), (double)Math.Max(a, b), 2 + (wanted % 8));

        var ticks = Ticks.Covering(low, high, about);

        ticks.Should().Contain(0).And.BeInAscendingOrder();
        ticks[0].Should().BeLessThanOrEqualTo(Math.Min(0, low));
        ticks[^1].Should().BeGreaterThanOrEqualTo(Math.Max(0, high));
        ticks.Count.Should().BeLessThanOrEqualTo(about + 3);
        if (ticks.Count > 1)
        {
            (ticks[1] - ticks[0]).ToString("E0", CultureInfo.InvariantCulture)[0].Should().BeOneOf('1', '2', '5');
        }
    }

    [Theory]
    [InlineData(0, 0, new double[] { 0, 1 })]
    [InlineData(0, 1, new double[] { 0, 1 })]
    [InlineData(0, 13_000, new double[] { 0, 5_000, 10_000, 15_000 })]
    [InlineData(-500, 1_000, new double[] { -500, 0, 500, 1_000 })]
    public void Ticks_never_stand_at_fractions_and_always_at_zero(double low, double high, double[] ticks) =>
        Ticks.Covering(low, high, 5).Should().Equal(ticks);

    [Fact]
    public void Ticks_reach_as_far_as_64_bits()
    {
        var ticks = Ticks.Covering(long.MinValue, long.MaxValue, 5);

        ticks[0].Should().Be(-1e19);
        ticks[^1].Should().Be(1e19);
    }

    [Fact]
    public void A_scale_without_extent_puts_everything_at_its_start() =>
        new Scale(5, 5, 10, 20).At(7).Should().Be(10);

    [Property(MaxTest = 500, Arbitrary = [typeof(Tests.Domain.Arbitraries)])]
    public void The_names_of_days_are_in_order_within_the_axis_and_keep_apart(DateOnly a, DateOnly b)
    {
        var (first, last) = a < b ? (a, b) : (b, a);

        var axis = new TimeAxis(first, last, 60, 600, 13);

        axis.Ticks.Select(t => t.Date).Should().BeInAscendingOrder();
        axis.At(first).Should().BeInRange(60, 600);
        axis.At(last).Should().BeInRange(60, 600);
        foreach (var (earlier, later) in axis.Ticks.Zip(axis.Ticks.Skip(1)))
        {
            (axis.At(earlier.Date) + (TextWidth.Of(earlier.Label, 13) / 2)).Should()
                .BeLessThan(axis.At(later.Date) - (TextWidth.Of(later.Label, 13) / 2));
        }
    }

    [Theory]
    [InlineData("2017-01-09", "2022-01-09", "2017 2018 2019 2020 2021 2022")]
    [InlineData("2017-01-09", "2050-12-31", "2020 2025 2030 2035 2040 2045 2050")]
    [InlineData("2018-01-15", "2018-01-16", "8 Jan 2018|15 Jan|22 Jan|29 Jan")]
    [InlineData("2017-11-01", "2018-11-01", "Nov 2017|Jan 2018|Mar|May|Jul|Sep|Nov")]
    public void Time_is_named_in_days_months_or_years_as_there_is_room_and_the_year_is_always_said(string first, string last, string names)
    {
        var axis = new TimeAxis(Given.Day(first), Given.Day(last), 60, 600, 13);

        axis.Ticks.Select(t => t.Label).Should().Equal(names.Split(names.Contains('|') ? '|' : ' '));
    }

    [Fact]
    public void A_label_stands_at_its_mark_or_a_line_leads_to_it_and_one_without_room_is_not_placed()
    {
        var placer = new LabelPlacer(new Box(0, 0, 200, 200));
        placer.Mark(100, 100, 5);

        placer.AtMark(100, 100, 5, 0, 40, 10, 100).Should().Match<PlacedLabel?>(p => p!.Value.Leader == null && p.Value.Box.Bottom == 92);
        placer.Block(new Box(0, 0, 200, 70));
        placer.Block(new Box(0, 70, 94, 60));
        placer.Block(new Box(106, 70, 94, 60));
        placer.Block(new Box(0, 106, 200, 30));
        placer.AtMark(100, 100, 5, 0, 40, 10, 100).Should().Match<PlacedLabel?>(p => p!.Value.Leader!.Count > 1 && p.Value.Box.Top >= 136);
        placer.Block(new Box(0, 0, 200, 200));
        placer.AtMark(100, 100, 5, 0, 40, 10, 100).Should().BeNull();
    }

    [Fact]
    public void A_label_lies_on_no_line_and_nearer_to_its_own_mark_than_to_another()
    {
        var placer = new LabelPlacer(new Box(0, 0, 200, 200));
        placer.Mark(100, 100, 5);
        placer.Mark(100, 78, 5);
        placer.Line(new Segment(108, 0, 108, 200), "a line");

        var label = placer.AtMark(100, 100, 5, 0, 40, 10, 100)!.Value;

        label.Box.IsCrossedBy(108, 0, 108, 200).Should().BeFalse();
        label.Box.To(100, 100).Should().BeLessThan(label.Box.To(100, 78));
    }

    [Fact]
    public void A_thin_line_is_interrupted_where_a_label_lies_on_it()
    {
        var placer = new LabelPlacer(new Box(0, 0, 200, 200));
        placer.Mark(100, 100, 5);
        placer.Rule(100, 0, 200);
        placer.Rule(120, 0, 200);
        placer.Rule(80, 0, 200);

        var label = placer.AtMark(100, 100, 5, 0, 90, 10, 8)!.Value;

        placer.Upright(100, 0, 0, 200).Should().HaveCount(2).And.OnlyContain(part => part.To < label.Box.Top || part.From > label.Box.Bottom);
        placer.Level(label.Box.Top + 5, 0, 200).Should().HaveCount(2).And.OnlyContain(part => part.To < label.Box.Left || part.From > label.Box.Right);
    }

    [Fact]
    public void The_words_of_upright_lines_keep_apart_and_numbers_take_their_place_where_there_is_no_room()
    {
        Upright[] lines = [.. Enumerable.Range(0, 6).Select(i => new Upright(100 + (i * 9), "event", "Withdrawn, 19 September 2018", true))];

        var roomy = UprightLabels.Place(lines, 0, 700, 6, text => TextWidth.Of(text, 13));
        var tight = UprightLabels.Place(lines, 0, 300, 3, text => TextWidth.Of(text, 13));

        roomy.Should().HaveCount(6).And.OnlyContain(p => p.Line.IsText);
        tight.Should().HaveCount(6).And.Contain(p => !p.Line.IsText);
        foreach (var placed in new[] { roomy, tight })
        {
            foreach (var one in placed)
            {
                placed.Where(other => other != one && other.Row == one.Row).All(other => other.Right < one.Left || one.Right < other.Left).Should().BeTrue();
                placed.Where(other => other != one && other.Row > one.Row).All(other => other.Line.X < one.Left || other.Line.X > one.Right).Should().BeTrue();
            }
        }
    }

    [Fact]
    public void A_text_is_wrapped_between_words_and_what_does_not_fit_ends_in_an_ellipsis()
    {
        var lines = TextWidth.Wrap("One million jobs in the United States of America within five years", 13, false, 160, 2);

        lines.Should().HaveCount(2);
        lines[0].Should().Be("One million jobs in the");
        lines[1].Should().EndWith("…");
        lines.Should().OnlyContain(l => TextWidth.Of(l, 13, false) <= 160);
    }
}
