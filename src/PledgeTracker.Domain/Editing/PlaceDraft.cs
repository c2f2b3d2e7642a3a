using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using Field = PledgeTracker.Domain.Editing.DraftField<PledgeTracker.Domain.Editing.PlaceDraft, PledgeTracker.Domain.Pledges.Place>;

namespace PledgeTracker.Domain.Editing;

/// <summary>Where the promised thing was to come about, as an editor wrote it.</summary>
public sealed record PlaceDraft
{
    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>ISO 3166-2, with its country: <c>US-WI</c>.</summary>
    public string? Subdivision { get; init; }

    /// <summary>City, county or site, in words.</summary>
    public string? Locality { get; init; }
}

/// <summary>The fields of a place, and how they are read.</summary>
public static class PlacePart
{
    private static readonly Field Country = new("country", FieldKind.Line, "Country", "ISO 3166-1.", d => d.Country, p => p.Country)
    {
        Hint = "Its name, or its two letters.",
        ImportMeans = "Its two letters, like US, or its name.",
        Missing = "Choose the country.",
        From = ChoicesOf.Countries,
        Pattern = "^[A-Z]{2}$",
        IsShort = true,
    };

    private static readonly Field Subdivision = new("subdivision", FieldKind.Line, "State or region", "ISO 3166-2.", d => d.Subdivision, p => p.Subdivision)
    {
        Hint = "Its name, or its code with the country: US-WI.",
        ImportMeans = "Its code, like US-WI, or its name.",
        MaxLength = 100,
        From = ChoicesOf.Regions,
        Pattern = "^[A-Z]{2}-[A-Z0-9]{1,3}$",
        IsShort = true,
    };

    private static readonly Field Locality = new("locality", FieldKind.Line, "City, county or site", "City, county or site.", d => d.Locality, p => p.Locality);

    /// <summary>Where the promise was to be carried out.</summary>
    public static DraftPart<PlaceDraft, Place> Part { get; } = new("places", "Places", "Where the promise was to be carried out.", [Country, Subdivision, Locality])
    {
        One = "place",
        Shown = ["locality", "subdivision", "country"],
    };

    internal static Place Read(PartReader<PlaceDraft, Place> read)
    {
        var typed = read.Text(Country);
        if (read.Whole.IsPublished)
        {
            // Any two letters passed the review once.
            return new Place { Country = typed, Subdivision = read.Optional(Subdivision), Locality = read.Optional(Locality) };
        }

        var country = PlaceCodes.Country(typed);
        var named = read.Optional(Subdivision);
        var subdivision = PlaceCodes.Region(named, country);
        if (typed.Length > 0 && country is null)
        {
            read.Problem(Country, PlaceCodes.Region(typed, null) is { } within
                ? $"“{typed}” is a region. Write {within} as the region and {within[..2]} as the country."
                : $"“{typed}” is no country that is known here. Choose one from the list, or write its two letters (ISO 3166), like US.");
        }

        if (named is not null && (subdivision is null || (country is not null && !subdivision.StartsWith(country + "-", StringComparison.Ordinal))))
        {
            read.Problem(Subdivision, subdivision is null
                ? $"“{named}” is no state or region that is known here{(country is null ? "" : $" in {PlaceCodes.AllCountries[country]}")}. Choose one from the list, or write its code with the country (ISO 3166-2), like {country ?? "US"}-XX."
                : $"{subdivision} is not in {PlaceCodes.AllCountries[country!]}. Choose the country and the region that belong together.");
        }

        return new Place { Country = country ?? typed, Subdivision = subdivision, Locality = read.Optional(Locality) };
    }
}
