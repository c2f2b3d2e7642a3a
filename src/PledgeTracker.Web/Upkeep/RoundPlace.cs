using System.Globalization;

namespace PledgeTracker.Web.Upkeep;

/// <summary>
/// The place of a pledge in the checking round: open ones before decided ones, what nobody ever looked at first, then by the day of the last look-up.
/// </summary>
/// <param name="IsDecided">Whether it has a final verdict.</param>
/// <param name="LastLooked">The day somebody last looked; null where nobody did.</param>
/// <param name="PledgeId">The pledge.</param>
public readonly record struct RoundPlace(bool IsDecided, DateOnly? LastLooked, int PledgeId)
{
    private const string Decided = "decided.", Never = "never";

    /// <summary>The order of the round.</summary>
    public static IComparer<RoundPlace> Order { get; } = Comparer<RoundPlace>.Create((one, other) =>
        (one.IsDecided, one.LastLooked ?? DateOnly.MinValue, one.PledgeId).CompareTo((other.IsDecided, other.LastLooked ?? DateOnly.MinValue, other.PledgeId)));

    /// <summary>As it stands in an address: <c>2026-10-03.17</c>, <c>never.17</c>, <c>decided.2026-10-03.17</c>.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(IsDecided ? Decided : "")}{LastLooked?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? Never}.{PledgeId}");

    /// <summary>Reads a place from an address; null where it is none.</summary>
    public static RoundPlace? Parse(string? text)
    {
        text ??= "";
        var decided = text.StartsWith(Decided, StringComparison.Ordinal);
        var parts = text[(decided ? Decided.Length : 0)..].Split('.');
        if (parts is not [var day, var number] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        return day == Never ? new(decided, null, id)
            : DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last) ? new(decided, last, id)
            : null;
    }
}
