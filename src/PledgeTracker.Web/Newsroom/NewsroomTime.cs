using System.Globalization;

namespace PledgeTracker.Web.Newsroom;

/// <summary>Instants as the newsroom's clock shows them, with the zone said.</summary>
public static class NewsroomTime
{
    /// <summary>9 January 2017, 14:30 (America/New_York).</summary>
    public static string Words(DateTime utc, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone).ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture)
        + (zone.Id is "UTC" or "Etc/UTC" ? " UTC" : $" ({zone.Id})");

    /// <summary>Reads what a form for date and time sends, in the newsroom's zone; an hour that the clock skips is the next one.</summary>
    public static bool TryParse(string? text, TimeZoneInfo zone, out DateTime utc)
    {
        utc = default;
        string[] forms = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd HH:mm", "d MMMM yyyy HH:mm", "d MMM yyyy HH:mm", "d MMMM yyyy, HH:mm"];
        if (!DateTime.TryParseExact(text?.Trim(), forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return false;
        }

        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(30);
        }

        utc = TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone);
        return true;
    }
}
