using System.Globalization;
using PledgeTracker.Domain.Pledges;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Ui;

/// <summary>The names of countries (ISO 3166-1) and of the regions (ISO 3166-2) whose names the tracker knows.</summary>
public static class PlaceNames
{
    private const string UnitedStates =
        "AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,DC District of Columbia,"
        + "FL Florida,GA Georgia,HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,"
        + "MD Maryland,MA Massachusetts,MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,"
        + "NH New Hampshire,NJ New Jersey,NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,"
        + "PA Pennsylvania,RI Rhode Island,SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,"
        + "WA Washington,WV West Virginia,WI Wisconsin,WY Wyoming,PR Puerto Rico";

    private static readonly Dictionary<string, string> Subdivisions = UnitedStates.Split(',')
        .ToDictionary(s => "US-" + s[..2], s => s[3..], StringComparer.Ordinal)
        .Concat(new Dictionary<string, string>
        {
            ["CA-QC"] = "Quebec",
            ["CA-ON"] = "Ontario",
            ["DE-BB"] = "Brandenburg",
            ["DE-BE"] = "Berlin",
            ["DE-ST"] = "Saxony-Anhalt",
            ["GB-WLS"] = "Wales",
            ["GB-ENG"] = "England",
            ["GB-SCT"] = "Scotland",
            ["IN-GJ"] = "Gujarat",
            ["IN-MH"] = "Maharashtra",
            ["BR-SP"] = "São Paulo",
            ["MX-COA"] = "Coahuila",
        })
        .ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);

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
    public static string Subdivision(string code) => T(Subdivisions.GetValueOrDefault(code, code));

    /// <summary>The English names of the regions.</summary>
    public static IReadOnlyCollection<string> EnglishNames => Subdivisions.Values;

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
