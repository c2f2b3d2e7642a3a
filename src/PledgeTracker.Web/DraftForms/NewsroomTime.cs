using System.Globalization;

namespace PledgeTracker.Web.DraftForms;

/// <summary>Instants as the newsroom's clock shows them, with the time zone.</summary>
public static class NewsroomTime
{
    /// <summary>9 January 2017, 14:30 (America/New_York); in the hour that comes twice in autumn with the offset, (America/New_York, UTC-04:00).</summary>
    public static string Words(DateTime utc, TimeZoneInfo zone)
    {
        var instant = DateTime.SpecifyKind(utc, DateTimeKind.Utc);
        var local = TimeZoneInfo.ConvertTimeFromUtc(instant, zone);
        var offset = zone.IsAmbiguousTime(local) ? new DateTimeOffset(local, zone.GetUtcOffset(instant)).ToString("', UTC'zzz", CultureInfo.InvariantCulture) : "";
        return local.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture) + (zone.Id is "UTC" or "Etc/UTC" ? " UTC" : $" ({zone.Id}{offset})");
    }

    /// <summary>
    /// Reads the value of a date-and-time field, in the newsroom's zone. An hour that the clock skips is read as the next
    /// one, and an hour that comes twice as the first.
    /// </summary>
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

        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        utc = zone.IsAmbiguousTime(local)
            ? new DateTimeOffset(local, zone.GetAmbiguousTimeOffsets(local).Max()).UtcDateTime
            : TimeZoneInfo.ConvertTimeToUtc(local, zone);
        return true;
    }
}
