using Microsoft.Extensions.Options;

namespace PledgeTracker.Web.Settings;

/// <summary>
/// The day it is for the tracker, which is the newsroom's everywhere: what an editor in Auckland publishes on the morning of
/// the 26th was published on the 26th, although it is the 25th in UTC.
/// </summary>
public sealed class NewsroomCalendar(IOptions<PledgeTrackerOptions> options, TimeProvider clock)
{
    /// <summary>The zone in which instants are shown.</summary>
    public TimeZoneInfo Zone => options.Value.Zone;

    /// <summary>The day it is.</summary>
    public DateOnly Today => options.Value.DayAt(clock.GetUtcNow());

    /// <summary>The day on which something stored happened.</summary>
    /// <param name="utc">The instant, in UTC.</param>
    public DateOnly DayOf(DateTime utc) => options.Value.DayAt(new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)));

    /// <summary>The first instant after a day, in UTC; for the last day there is, the last instant.</summary>
    public DateTime EndOf(DateOnly day)
    {
        if (day == DateOnly.MaxValue)
        {
            return DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
        }

        // Where the clocks go back over midnight it strikes twice, and the first one ends the day. Where they go forward over it, the
        // offset of a time that no clock shows is the one from before.
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var offset = Zone.IsAmbiguousTime(midnight) ? Zone.GetAmbiguousTimeOffsets(midnight).Max() : Zone.GetUtcOffset(midnight);
        return DateTime.SpecifyKind(midnight, DateTimeKind.Utc) - offset;
    }
}
