using PledgeTracker.Web.DraftForms;

namespace PledgeTracker.Tests.Newsroom;

public sealed class NewsroomTimeTests
{
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    [Theory]
    [InlineData("2026-10-31T01:30", "2026-10-31T05:30:00Z", "31 October 2026, 01:30 (America/New_York)")]
    [InlineData("2026-11-01T00:30", "2026-11-01T04:30:00Z", "1 November 2026, 00:30 (America/New_York)")]
    [InlineData("2026-11-01T01:30", "2026-11-01T05:30:00Z", "1 November 2026, 01:30 (America/New_York, UTC-04:00)")]
    [InlineData("2026-11-01T02:30", "2026-11-01T07:30:00Z", "1 November 2026, 02:30 (America/New_York)")]
    [InlineData("2026-03-08T02:30", "2026-03-08T07:00:00Z", "8 March 2026, 03:00 (America/New_York)")]
    public void Of_the_hour_that_comes_twice_the_first_is_taken_and_the_one_that_is_skipped_is_the_next(string typed, string utc, string words)
    {
        NewsroomTime.TryParse(typed, NewYork, out var read).Should().BeTrue();

        read.Should().Be(DateTimeOffset.Parse(utc, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime);
        NewsroomTime.Words(read, NewYork).Should().Be(words);
    }

    [Fact]
    public void The_second_of_the_hour_that_comes_twice_says_its_offset_too()
    {
        NewsroomTime.Words(new DateTime(2026, 11, 1, 6, 30, 0, DateTimeKind.Utc), NewYork).Should().Be("1 November 2026, 01:30 (America/New_York, UTC-05:00)");
    }
}
