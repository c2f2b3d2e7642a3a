using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>A page that answers a search better than a list does.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Kind">What it is: company, place, claimed totals.</param>
/// <param name="Address">Where it is, as a path with the language.</param>
public sealed record SearchAnswer(string Title, string Kind, string Address)
{
    private const int Most = 5;

    /// <summary>Whether editors wrote the title, in their language.</summary>
    public bool IsWritten { get; init; }

    /// <summary>The pages that a search may have meant, besides its pledges.</summary>
    /// <param name="result">What it found.</param>
    /// <param name="selection">The list.</param>
    /// <param name="claims">What it found among claimed totals, the best first.</param>
    /// <param name="today">For this year and the next.</param>
    public static IReadOnlyList<SearchAnswer> Of(SearchResult result, PledgeSelection selection, IReadOnlyList<ClaimHit> claims, DateOnly today)
    {
        // Where all words are filters, something of claimed totals is meant only if it is called so.
        var asText = selection.Index.Words.ReadAsText(result.Reading.Typed, today);
        claims = result.Query.Needed.IsEmpty && result.Count > 0 ? [.. claims.Where(hit => ClaimSearch.IsNamed(hit, asText))] : claims;
        var taken = result.Reading.Filter;
        var names = new FacetNames(selection.CompanyName, code => code, selection.ListTitle);
        var companies = taken.Choices(Facet.Company).Concat(selection.Facets[Facet.Company].Where(c => c.Count > 0 && selection.IsNamed(c.Code, result.Query)).Select(c => c.Code)).Distinct().Take(4);
        return
        [
            .. companies.Select(slug => new SearchAnswer(selection.CompanyName(slug), T("company"), Here + "/companies/" + slug) { IsWritten = true })
                .Concat(taken.Choices(Facet.Place).Take(2).Select(code => new SearchAnswer(Facet.Place.NameOf(code, names), T("place"), Here + Ui.PlaceNames.AddressOf(code))))
                .Concat(claims.Take(3).Select(OfHit).DistinctBy(a => a.Address)).Take(Most),
        ];
    }

    private static SearchAnswer OfHit(ClaimHit hit) => hit switch
    {
        { List: { } list } => new(list.Title, T("list"), Here + "/lists/" + list.Slug) { IsWritten = true },
        { Check: { } check } => new(check.By, T("check"), Here + "/checks/" + check.Slug) { IsWritten = true },
        { Claimant: { } claimant } => new(claimant.Name, T("claimed totals"), Here + "/claims/" + claimant.Slug) { IsWritten = true },
        _ => throw new InvalidOperationException("A hit is of something."),
    };
}
