using System.Globalization;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Ui;

/// <summary>The names of countries (ISO 3166-1) and of the regions (ISO 3166-2) whose names the tracker knows.</summary>
public static class PlaceNames
{
    /// <summary>The regions whose names have a Spanish form besides the English one: those that pledges have named.</summary>
    private static readonly string[] Translated = ["CA-QC", "CA-ON", "DE-BB", "DE-BE", "DE-ST", "GB-WLS", "GB-ENG", "GB-SCT", "IN-GJ", "IN-MH", "BR-SP", "MX-COA"];

    /// <summary>A country's name in the language of the page; its code where it is not known.</summary>
    public static string Country(string code)
    {
        try
        {
            // The country's name in the current language; asked for as that language's region, .NET gives the name in it.
            return Language.Current == Language.English ? new RegionInfo(code).EnglishName : new RegionInfo($"{Language.Current.Code}-{code}").NativeName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }

    /// <summary>A region's name in the language of the page, in English where it has none there; its code where it is not known here.</summary>
    public static string Subdivision(string code) => PlaceCodes.RegionName(code) is not { } name ? code : HasOwnName(code) ? T(name) : name;

    /// <summary>The English names of the regions that are translated.</summary>
    public static IReadOnlyCollection<string> EnglishNames => [.. PlaceCodes.OfferedRegions.Where(r => HasOwnName(r.Key)).Select(r => r.Value)];

    private static bool HasOwnName(string code) => (code.StartsWith("US-", StringComparison.Ordinal) && PlaceCodes.OfferedRegions.ContainsKey(code)) || Translated.Contains(code);

    /// <summary>The address of a place's page: /places/us/wi.</summary>
    public static string AddressOf(string code) => "/places/" + code.ToLowerInvariant().Replace('-', '/');

    /// <summary>A place from the near to the far: Mount Pleasant, Wisconsin, United States.</summary>
    public static string Of(Place place) => string.Join(", ", new[]
    {
        place.Locality,
        place.Subdivision is null ? null : Subdivision(place.Subdivision),
        Country(place.Country),
    }.Where(part => part is not null));
}
