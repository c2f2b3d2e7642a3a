using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Progress;

namespace PledgeTracker.Tests.Domain;

/// <summary>Alone, since the time zone belongs to the whole process.</summary>
[Collection(nameof(TimeZoneTests))]
[CollectionDefinition(nameof(TimeZoneTests), DisableParallelization = true)]
public class TimeZoneTests
{
    [Theory]
    [InlineData("Pacific/Kiritimati", 14)]
    [InlineData("Etc/GMT+12", -12)]
    public void The_same_arguments_give_the_same_answer_in_every_time_zone(string zone, int hours)
    {
        var before = Environment.GetEnvironmentVariable("TZ");
        var here = Answer();
        try
        {
            Environment.SetEnvironmentVariable("TZ", zone);
            TimeZoneInfo.ClearCachedData();

            TimeZoneInfo.Local.BaseUtcOffset.Should().Be(TimeSpan.FromHours(hours));
            Answer().Should().Be(here);
        }
        finally
        {
            Environment.SetEnvironmentVariable("TZ", before);
            TimeZoneInfo.ClearCachedData();
        }
    }

    private static (long?, Pace, int?, Projection?, int) Answer()
    {
        var draft = Given.Draft(Given.FigureDraft("100", "2018-12-31"), Given.FigureDraft("400", "2019-12"), Given.FigureDraft("1", "2026-07-01"));
        var target = Given.Target();
        var pledge = Given.Pledge(target, [Given.Figure(target, "100", "2018-12-31"), Given.Figure(target, "400", "2019-12")]);
        var progress = TargetProgress.Of(pledge, target, Given.Day("2020-12-31"));
        return (progress.Counted, progress.Pace, progress.AgeInDays, progress.Projection, ReviewRules.Review(draft, Given.ReviewContext()).Problems.Count);
    }
}
