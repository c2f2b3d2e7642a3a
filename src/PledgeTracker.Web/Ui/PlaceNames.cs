using System.Globalization;
using PledgeTracker.Domain.Pledges;

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

    /// <summary>A country's English name; its code where the platform does not know it.</summary>
    public static string Country(string code)
    {
        try
        {
            return new RegionInfo(code).EnglishName;
        }
        catch (ArgumentException)
        {
            return code;
        }
    }

    /// <summary>A region's English name; its code where it is not known here.</summary>
    public static string Subdivision(string code) => Subdivisions.GetValueOrDefault(code, code);

    /// <summary>A place from the near to the far: Mount Pleasant, Wisconsin, United States.</summary>
    public static string Of(Place place) => string.Join(", ", new[]
    {
        place.Locality,
        place.Subdivision is null ? null : Subdivision(place.Subdivision),
        Country(place.Country),
    }.Where(part => part is not null));
}
