using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Editing;

/// <summary>
/// A company as an editor wrote it, without its address. The address is fixed when the company is added; once the company
/// is merged into another one, the address redirects there.
/// </summary>
public sealed record CompanyDraft : Draft
{
    private const int SectorMaxLength = 100;

    /// <summary>The name readers know.</summary>
    public string? Name { get; init; }

    public string? LegalName { get; init; }

    public IReadOnlyList<string> OtherNames { get; init; } = [];

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? HeadquartersCountry { get; init; }

    public string? Sector { get; init; }

    public string? Website { get; init; }

    /// <summary>Each as exchange and ticker: <c>NYSE: BABA</c>.</summary>
    public IReadOnlyList<string> Listings { get; init; } = [];

    /// <summary>The item's number at Wikidata, with its Q.</summary>
    public string? WikidataId { get; init; }

    /// <summary>
    /// The address of the company that this one is the same as: publishing gives its pledges, names and listings to that one. Null
    /// for a company of its own.
    /// </summary>
    public string? MergedInto { get; init; }

    /// <summary>What a company's row says, as a draft.</summary>
    public static CompanyDraft Of(Company company)
    {
        ArgumentNullException.ThrowIfNull(company);
        return new()
        {
            Name = company.Name,
            LegalName = company.LegalName,
            OtherNames = [.. company.OtherNames],
            HeadquartersCountry = company.HeadquartersCountry,
            Sector = company.Sector,
            Website = company.Website,
            Listings = [.. company.Listings.Select(l => $"{l.Exchange}: {l.Ticker}")],
            WikidataId = company.WikidataId,
        };
    }

    /// <summary>The company at its address.</summary>
    /// <exception cref="InvalidDataException"><see cref="Problems"/> finds something.</exception>
    public Company At(string slug) => Problems().Count > 0 ? throw new InvalidDataException($"The company '{slug}' cannot be read: {string.Join(" ", Problems())}") : new()
    {
        Slug = slug,
        Name = Name!,
        LegalName = LegalName,
        OtherNames = [.. OtherNames],
        HeadquartersCountry = HeadquartersCountry,
        Sector = Sector,
        Website = Website,
        WikidataId = WikidataId,
        Listings = [.. Listings.Select(l => ListingOf(l)!).DistinctBy(l => (l.Exchange, l.Ticker))],
    };

    /// <summary>What is wrong with the draft by itself, without looking at what else is stored.</summary>
    public IReadOnlyList<ReviewProblem> Problems()
    {
        var problems = new List<ReviewProblem>();
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > Company.NameMaxLength)
        {
            problems.Add(new("name", $"Enter the name, of at most {Company.NameMaxLength} characters."));
        }

        if (HeadquartersCountry is { } country && !(country.Length == 2 && country.All(char.IsAsciiLetterUpper)))
        {
            problems.Add(new("headquartersCountry", "Write the country as its two letters, like US."));
        }

        if (Website is { } site && WebAddress.ProblemOf(site) is { } problem)
        {
            problems.Add(new("website", problem));
        }

        if (Listings.Any(l => ListingOf(l) is null))
        {
            problems.Add(new("listings", "Write each listing as exchange and ticker, like NYSE: BABA, with semicolons between them."));
        }

        if (WikidataId is { } item && !(item.Length is > 1 and <= 20 && item[0] == 'Q' && item.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0))
        {
            problems.Add(new("wikidataId", "Enter the item’s number, like Q1359568."));
        }

        (string Field, string? Text, int Most)[] texts =
            [("otherNames", string.Join("; ", OtherNames), 2000), ("name", Name, 2000), ("legalName", LegalName, 2000), ("sector", Sector, SectorMaxLength), ("website", Website, 2000)];
        foreach (var (field, text, most) in texts)
        {
            if (text is not null && (text.Length > most || text.Any(char.IsControl)))
            {
                problems.Add(new(field, "Shorten this, and leave out what cannot be shown."));
            }
        }

        return problems;
    }

    private static Listing? ListingOf(string typed) =>
        typed.Split(':', StringSplitOptions.TrimEntries) is [{ Length: > 0 and <= 50 } exchange, { Length: > 0 and <= 20 } ticker] ? new Listing { Exchange = exchange, Ticker = ticker } : null;
}
