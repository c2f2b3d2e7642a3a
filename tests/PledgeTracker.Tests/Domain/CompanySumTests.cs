using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Tests.Domain;

/// <summary>What the pledges of one company come to together, and when no share of it may be given.</summary>
public class CompanySumTests
{
    [Fact]
    public void What_was_promised_together_with_others_is_in_no_sum_of_one_company()
    {
        var sum = CompanySum.Of([Pledge(1, "2015-07", "2018", 100_000, 100_000) with { IsJoint = true }, Pledge(2, "2017-03", "2025", 25_000, 40_000)]);

        (sum.Promised, sum.Counted, sum.PromisedWhereCounted, sum.Share).Should().Be((25_000, 40_000, 25_000, 1.6));
        sum.Joint.Select(p => p.Id).Should().Equal(1);
    }

    [Fact]
    public void A_share_of_several_is_given_where_no_two_times_meet()
    {
        var sum = CompanySum.Of([Pledge(1, "2009", "2012", 1_000, 500), Pledge(2, "2013-01", "2016", 3_000, 1_500)]);

        (sum.MayCountTwice, sum.Share).Should().Be((false, 0.5));
    }

    [Theory]
    [InlineData("2010", "2012", "2012-12-31", "2016")]
    [InlineData("2010", null, "2015", "2016")]
    [InlineData("2010", "2030", "2015", null)]
    public void No_share_of_several_is_given_where_two_times_have_a_day_in_common(string one, string? oneEnds, string other, string? otherEnds)
    {
        var sum = CompanySum.Of([Pledge(1, one, oneEnds, 1_000, 500), Pledge(2, other, otherEnds, 3_000, 1_500)]);

        (sum.MayCountTwice, sum.Share, sum.Promised, sum.Counted).Should().Be((true, null, 4_000, 2_000));
    }

    [Fact]
    public void No_share_of_several_is_given_where_one_meets_a_pledge_that_nothing_counts_for() =>
        CompanySum.Of([Pledge(1, "2009", "2012", 1_000, 500), Pledge(2, "2013-01", "2016", 3_000, 1_500), Pledge(3, "2014", "2015", 9_000, null)]).Share.Should().BeNull();

    [Fact]
    public void No_share_of_several_is_given_where_a_later_pledge_follows_or_replaces_an_earlier_one() =>
        CompanySum.Of([Pledge(1, "2009", "2012", 1_000, 500), Pledge(2, "2013-01", "2016", 3_000, 1_500) with { After = [1] }]).Share.Should().BeNull();

    [Fact]
    public void The_share_of_one_pledge_is_its_own_whatever_else_was_promised()
    {
        var sum = CompanySum.Of([Pledge(1, "2009", "2016", 1_000, 500), Pledge(2, "2010", "2016", 3_000, null)]);

        (sum.MayCountTwice, sum.Share, sum.PromisedWhereCounted).Should().Be((false, 0.5, 1_000));
    }

    [Fact]
    public void The_first_and_the_last_date_counted_are_named_where_they_differ_and_all_are_known()
    {
        Between("2017-06", "2024-06").Should().Be((PartialDate.Parse("2017-06"), PartialDate.Parse("2024-06")));
        Between("2017-06", "2017-06").Should().BeNull();
        Between("2017-06", null).Should().BeNull("the date of one of them is unknown");

        static (PartialDate, PartialDate)? Between(string one, string? other) =>
            CompanySum.Of([Pledge(1, "2009", null, 1, 1, one), Pledge(2, "2009", null, 1, 1, other)]).CountedBetween;
    }

    [Fact]
    public void Sums_beyond_64_bits_stop_at_the_end() =>
        CompanySum.Of([Pledge(1, "2009", null, long.MaxValue, null), Pledge(2, "2009", null, long.MaxValue, null)]).Promised.Should().Be(long.MaxValue);

    private static SummedPledge Pledge(int id, string announced, string? deadline, long promised, long? counted, string? asOf = null) =>
        new(id, PartialDate.Parse(announced), deadline is null ? null : PartialDate.Parse(deadline), promised, counted, asOf is null ? null : PartialDate.Parse(asOf));
}
