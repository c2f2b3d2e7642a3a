using Microsoft.Extensions.Options;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Tests.Operations;

/// <summary>Where the newsroom's days begin and end, also where the clocks change at midnight.</summary>
public sealed class NewsroomCalendarTests
{
    [Theory]
    [InlineData("UTC", "2026-11-29", "2026-11-30T00:00:00Z")]
    [InlineData("America/New_York", "2026-07-01", "2026-07-02T04:00:00Z")]
    [InlineData("Pacific/Auckland", "2026-11-29", "2026-11-29T11:00:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-11-29", "2026-11-29T10:00:00Z")]
    [InlineData("Etc/GMT+12", "2026-11-29", "2026-11-30T12:00:00Z")]
    [InlineData("Asia/Kathmandu", "2026-11-29", "2026-11-29T18:15:00Z")]
    public void A_day_ends_at_the_newsrooms_midnight(string zone, string day, string end) => EndOf(zone, day).Should().Be(Utc(end));

    [Theory]

    // At one it is midnight again: the first of the two begins the day.
    [InlineData("America/Havana", "2026-10-31", "2026-11-01T04:00:00Z")]
    [InlineData("America/Havana", "2026-11-01", "2026-11-02T05:00:00Z")]

    // At midnight it is eleven again: that hour is the old day's still.
    [InlineData("Asia/Beirut", "2026-10-24", "2026-10-24T22:00:00Z")]
    [InlineData("Africa/Cairo", "2026-10-29", "2026-10-29T22:00:00Z")]
    public void Where_the_clocks_go_back_over_midnight_a_day_ends_once(string zone, string day, string end)
    {
        EndOf(zone, day).Should().Be(Utc(end));
        Calendar(zone).DayOf(Utc(end)).Should().Be(DateOnly.Parse(day, null).AddDays(1));
        Calendar(zone).DayOf(Utc(end).AddTicks(-1)).Should().Be(DateOnly.Parse(day, null));
    }

    [Theory]
    [InlineData("America/Havana", "2026-03-07", "2026-03-08T05:00:00Z")]
    [InlineData("Asia/Beirut", "2026-03-28", "2026-03-28T22:00:00Z")]
    [InlineData("Africa/Cairo", "2026-04-23", "2026-04-23T22:00:00Z")]
    public void Where_the_clocks_go_forward_over_midnight_the_day_ends_as_they_do(string zone, string day, string end)
    {
        EndOf(zone, day).Should().Be(Utc(end));
        Calendar(zone).DayOf(Utc(end)).Should().Be(DateOnly.Parse(day, null).AddDays(1));
        Calendar(zone).DayOf(Utc(end).AddTicks(-1)).Should().Be(DateOnly.Parse(day, null));
    }

    [Theory]
    [InlineData("UTC")]
    [InlineData("Pacific/Kiritimati")]
    [InlineData("Etc/GMT+12")]
    public void The_first_and_the_last_day_there_are_have_an_end(string zone)
    {
        var calendar = Calendar(zone);

        calendar.EndOf(DateOnly.MaxValue).Should().Be(DateTime.MaxValue).And.BeIn(DateTimeKind.Utc);
        calendar.EndOf(DateOnly.MaxValue.AddDays(-1)).Should().BeAfter(new DateTime(9999, 12, 30, 0, 0, 0, DateTimeKind.Utc)).And.BeIn(DateTimeKind.Utc);
        calendar.EndOf(DateOnly.MinValue).Should().BeBefore(new DateTime(1, 1, 3, 0, 0, 0, DateTimeKind.Utc)).And.BeIn(DateTimeKind.Utc);
    }

    [Fact]
    public void In_every_zone_each_day_begins_where_the_one_before_ends()
    {
        var wrong = new List<string>();
        foreach (var zone in TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id))
        {
            var calendar = Calendar(zone);
            for (var day = new DateOnly(2026, 1, 1); day.Year == 2026; day = day.AddDays(1))
            {
                var end = calendar.EndOf(day);
                if (calendar.DayOf(end) != day.AddDays(1) || calendar.DayOf(end.AddTicks(-1)) != day)
                {
                    wrong.Add($"{zone} {day:O}");
                }
            }
        }

        wrong.Should().BeEmpty();
    }

    private static NewsroomCalendar Calendar(string zone) => new(Options.Create(new PledgeTrackerOptions { TimeZone = zone }), TimeProvider.System);

    private static DateTime EndOf(string zone, string day) => Calendar(zone).EndOf(DateOnly.Parse(day, null));

    private static DateTime Utc(string instant) => DateTimeOffset.Parse(instant, null).UtcDateTime;
}
