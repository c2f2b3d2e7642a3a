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

    /// <summary>Each with its time where that is known: <c>Fiat Chrysler (until 2021-01-16)</c>, see <see cref="NameInTime"/>.</summary>
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

    /// <summary>Why it is merged: <see cref="SameCompany"/> or <see cref="BecameIt"/>. Null in merges published before this was asked.</summary>
    public string? MergedBecause { get; init; }

    /// <summary>Of a company that became the other one: the first day of its name, a partial date; null where that is not known.</summary>
    public string? NamedFrom { get; init; }

    /// <summary>Of a company that became the other one: the last day of its name, a partial date.</summary>
    public string? NamedUntil { get; init; }

    /// <summary>
    /// Takes a merge back: the address of the company into which this one was merged. Publishing gives this one its own address and
    /// the pledges that it had. Null in every other draft.
    /// </summary>
    public string? TakenBackFrom { get; init; }

    /// <summary>The same company was entered twice: its name becomes another name, of which no time is known.</summary>
    public const string SameCompany = "same";

    /// <summary>A company that became the other one: its name was used until a day, and pledges of that time go on saying it.</summary>
    public const string BecameIt = "became";

    /// <summary>
    /// Its own name as the company into which it is merged keeps it: with the time of use where it became that one. Null where the
    /// time cannot be read.
    /// </summary>
    public NameInTime? NameForMerge() => Name is not { } name ? null
        : MergedBecause != BecameIt ? new(name, null, null)
        : PartialDate.TryParse(NamedUntil, out var until) && (NamedFrom is null || PartialDate.TryParse(NamedFrom, out _))
            ? new(name, PartialDate.TryParse(NamedFrom, out var from) ? from : null, until) : null;

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

        if (HeadquartersCountry is { } country && PlaceCodes.Country(country) != country)
        {
            problems.Add(new("headquartersCountry", "Write the country as its two letters, like US."));
        }

        if (Website is { } site && WebAddress.ProblemOf(site) is { } problem)
        {
            problems.Add(new("website", problem));
        }

        if (Listings.Any(l => ListingOf(l) is null))
        {
            problems.Add(new("listings", "Write each listing as exchange and ticker, like NYSE: BABA. Put semicolons between listings."));
        }

        if (WikidataId is { } item && !(item.Length is > 1 and <= 20 && item[0] == 'Q' && item.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0))
        {
            problems.Add(new("wikidataId", "Enter the item’s number, like Q1359568."));
        }

        if (NameInTime.ProblemOf(OtherNames) is { } times)
        {
            problems.Add(new("otherNames", times));
        }

        if (MergedInto is not null)
        {
            problems.AddRange(MergeProblems());
        }

        (string Field, string? Text, int Most)[] texts =
            [("otherNames", string.Join("; ", OtherNames), 2000), ("name", Name, 2000), ("legalName", LegalName, 2000), ("sector", Sector, SectorMaxLength), ("website", Website, 2000)];
        foreach (var (field, text, most) in texts)
        {
            if (text is not null && (text.Length > most || text.Any(char.IsControl)))
            {
                problems.Add(new(field, "Shorten this, and remove characters that cannot be shown."));
            }
        }

        return problems;
    }

    private IEnumerable<ReviewProblem> MergeProblems()
    {
        if (MergedBecause is not (SameCompany or BecameIt))
        {
            yield return new("mergedBecause", "Say whether the same company was entered twice, or whether this one became the other.");
        }

        if (MergedBecause == BecameIt && !PartialDate.TryParse(NamedUntil, out _))
        {
            yield return DateProblem("namedUntil", NamedUntil, "Enter until when the name was used, like 2021-01-16, 2021-01 or 2021.");
        }

        if (MergedBecause == BecameIt && NamedFrom is not null && !PartialDate.TryParse(NamedFrom, out _))
        {
            yield return DateProblem("namedFrom", NamedFrom, "Write the date like 2014-10-12, 2014-10 or 2014, or leave it empty.");
        }

        if (MergedBecause == BecameIt && PartialDate.TryParse(NamedFrom, out var from) && PartialDate.TryParse(NamedUntil, out var until) && from.Earliest > until.Latest)
        {
            yield return new("namedFrom", "This is after the last day of the name. Correct one of the dates.");
        }

        if (MergedBecause == SameCompany && (NamedFrom ?? NamedUntil) is not null)
        {
            yield return new("mergedBecause", "Only a company that became the other one has a time. Choose that, or leave the time empty.");
        }
    }

    // A date that can be several days says which; any other is asked for.
    private static ReviewProblem DateProblem(string field, string? typed, string otherwise) =>
        TypedDate.Read(typed) is { Offers.Count: > 0 } asked ? new(field, asked.Problem!) { Offers = asked.Offers } : new(field, otherwise);

    private static Listing? ListingOf(string typed) =>
        typed.Split(':', StringSplitOptions.TrimEntries) is [{ Length: > 0 and <= 50 } exchange, { Length: > 0 and <= 20 } ticker] ? new Listing { Exchange = exchange, Ticker = ticker } : null;
}
