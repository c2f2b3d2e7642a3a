using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Search;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>Something that a reader who is typing may be looking for.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Kind">What it is: company, verdict, place, person, claimed totals; for a pledge, that it is one, and of which company.</param>
/// <param name="Address">Where it is, as a path.</param>
public sealed record Suggestion(string Title, string Kind, string Address);

/// <summary><c>/suggest?q=foxc</c>: for the search field, where scripts are on. Without them the form sends what was typed.</summary>
public static class Suggestions
{
    private const int MostCompanies = 3, MostFilters = 3, MostPeople = 2, MostClaims = 2, MostPledgesKept = 3, Most = 8, ShortestName = 2;

    // What is worth a line of its own; the others are on the page of the list.
    private static readonly Facet[] Offered = [Facet.Verdict, Facet.Lapsed, Facet.Place, Facet.Pace, Facet.Tag, Facet.Sector, Facet.Metric, Facet.Term, Facet.MoneyState];

    public static void MapSuggestions(this IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods("/suggest", DataAnswers.Reading, async (HttpContext http, PledgeSearch search, PledgeIndexes indexes, ClaimIndexes claims, PledgeTrackerDbContext context, CancellationToken cancel) =>
        {
            var problem = "";
            return PledgeFilter.TryOne(http.Request.Query, PledgeFilter.SearchKey, out var typed, ref problem)
                ? Results.Json(await FindAsync(typed ?? "", search, await indexes.GetAsync(cancel), await claims.GetAsync(cancel), context, cancel))
                : Results.BadRequest();
        })
        .WithMetadata(new PublicPageAttribute(PledgeFilter.SearchKey)).ExcludeFromDescription();

    private static async Task<IReadOnlyList<Suggestion>> FindAsync(string typed, PledgeSearch search, PledgeIndex index, ClaimIndex claims, PledgeTrackerDbContext context, CancellationToken cancel)
    {
        var words = SearchWords.Of(SearchQuery.Limit(typed));
        if (words.Count == 0)
        {
            return [];
        }

        var here = Here;
        List<Suggestion> named =
        [
            .. index.CompaniesWithPledges.Where(c => Begins(c.Value)).OrderBy(c => c.Value.Length).Take(MostCompanies).Select(c => new Suggestion(c.Value, T("company"), here + "/companies/" + c.Key)),
            .. FiltersOf(typed, index).Take(MostFilters),
            .. words[0].Plain.Length < ShortestName ? [] : index.PeopleByWords.Where(p => words.All(w => p.Words.Any(n => n.StartsWith(w.Plain, StringComparison.Ordinal)))).Select(p => p.Name).OrderBy(name => name.Length).Take(MostPeople).Select(name => new Suggestion(name, T("person"), here + "/pledges" + new PledgeFilter { Search = $"\"{name}\"" }.ToQuery())),
            .. ClaimsOf().Take(MostClaims),
        ];

        var ids = await search.BeginningAsync(typed, cancel);
        var pledges = ids.Count == 0 ? [] : await context.Summaries.AsNoTracking().Where(s => ids.Contains(s.PledgeId))
            .OrderByDescending(s => s.SizeOrder).ThenByDescending(s => s.PledgeId).Take(Most)
            .Select(s => new { s.Title, s.CompanyName, s.Slug }).ToListAsync(cancel);

        // Whoever types a company mostly wants its pledges: some of them always have their place.
        var shown = named.Take(Math.Max(Most - pledges.Count, Most - MostPledgesKept)).ToList();
        return [.. shown, .. pledges.Take(Most - shown.Count).Select(p => new Suggestion(p.Title, F($"pledge, {p.CompanyName}"), here + "/pledges/" + p.Slug))];

        bool Begins(string name)
        {
            var parts = SearchWords.Of(name);
            return (words.Count > 1 || words[0].Plain.Length >= ShortestName) && words.All(w => parts.Any(n => n.Plain.StartsWith(w.Plain, StringComparison.Ordinal)));
        }

        IEnumerable<Suggestion> ClaimsOf() =>
            claims.Claimants.Select(c => c.Content).Where(c => Begins(c.Name)).Select(c => new Suggestion(c.Name, T("claimed totals"), here + "/claims/" + c.Slug))
                .Concat(claims.Lists.Select(l => l.Content).Where(l => Begins(l.Title)).Select(l => new Suggestion(l.Title, T("list"), here + "/lists/" + l.Slug)))
                .Concat(claims.Checks.Select(c => c.Content).Where(c => Begins(c.By)).Select(c => new Suggestion(c.By, T("check"), here + "/checks/" + c.Slug)));
    }

    // The tracker's own word for what the reader began to type: "brok" offers Missed or Withdrawn.
    private static IEnumerable<Suggestion> FiltersOf(string typed, PledgeIndex index)
    {
        var names = index.Names;
        return index.Words.BeginningWith(typed).Where(f => f.ChosenFacets.ToList() is [var only] && Offered.Contains(only) && !f.SortIsAsked)
            .Select(f => (Facet: f.ChosenFacets.Single(), Filter: f))
            .DistinctBy(f => f.Filter.ToQuery())
            .Select(f => f.Facet == Facet.Place && f.Filter.Choices(Facet.Place) is [var place]
                ? new Suggestion(Facet.Place.NameOf(place, names), T("place"), Here + Ui.PlaceNames.AddressOf(place))
                : new Suggestion(string.Join(T(" or "), f.Filter.Choices(f.Facet).Select(c => f.Facet.NameOf(c, names))), InSentence(f.Facet.Heading), Here + "/pledges" + f.Filter.ToQuery()));
    }

    private static string InSentence(string heading) => heading.Length > 1 && char.IsLower(heading[1]) ? char.ToLower(heading[0], Ui.Language.Current.Culture) + heading[1..] : heading;
}
