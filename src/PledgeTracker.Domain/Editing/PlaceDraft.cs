using PledgeTracker.Domain.Pledges;
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
        Hint = "Two letters, like US.",
        ImportMeans = "Two letters, like US.",
        Missing = "Choose the country.",
        Pattern = "^[A-Z]{2}$",
        IsShort = true,
    };

    private static readonly Field Subdivision = new("subdivision", FieldKind.Line, "State or region", "ISO 3166-2.", d => d.Subdivision, p => p.Subdivision)
    {
        Hint = "With its country, like US-WI.",
        ImportMeans = "Like US-WI.",
        MaxLength = 6,
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
        var country = read.Text(Country);
        if (country.Length > 0 && !(country.Length == 2 && country.All(char.IsAsciiLetterUpper)))
        {
            read.Problem(Country, "Write the country as its two-letter code, like US.");
        }

        var subdivision = read.Optional(Subdivision);
        if (subdivision is not null && !subdivision.StartsWith(country + "-", StringComparison.Ordinal))
        {
            read.Problem(Subdivision, $"Write the state or region with its country, like {country}-XX.");
        }

        return new Place { Country = country, Subdivision = subdivision, Locality = read.Optional(Locality) };
    }
}
