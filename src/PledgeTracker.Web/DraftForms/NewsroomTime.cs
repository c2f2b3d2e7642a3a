using System.Globalization;

namespace PledgeTracker.Web.DraftForms;

/// <summary>Instants as the newsroom's clock shows them, with the time zone.</summary>
public static class NewsroomTime
{
    /// <summary>9 January 2017, 14:30 (America/New_York); in the hour that comes twice in autumn with the offset, (America/New_York, UTC-04:00).</summary>
    public static string Words(DateTime utc, TimeZoneInfo zone) => $"{Local(utc, zone).ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}, {Clock(utc, zone)}";

    /// <summary>The hour alone, with the time zone: 14:30 (America/New_York), or 14:30 UTC.</summary>
    public static string Clock(DateTime utc, TimeZoneInfo zone) =>
        Local(utc, zone).ToString("HH:mm", CultureInfo.InvariantCulture) + (zone.Id is "UTC" or "Etc/UTC" ? " UTC" : $" ({zone.Id}{Offset(utc, zone, ", ")})");

    /// <summary>To the second, for a table whose heading names the zone: 2017-01-09 14:30:00, with the offset in an hour that comes twice.</summary>
    public static string ToTheSecond(DateTime utc, TimeZoneInfo zone) =>
        Local(utc, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + Offset(utc, zone, " ");

    private static DateTime Local(DateTime utc, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);

    private static string Offset(DateTime utc, TimeZoneInfo zone, string before) =>
        Local(utc, zone) is var local && zone.IsAmbiguousTime(local)
            ? before + new DateTimeOffset(local, zone.GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc))).ToString("'UTC'zzz", CultureInfo.InvariantCulture)
            : "";

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
