using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Search;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>Something that a reader who is typing may be looking for.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Kind">For a pledge the name of its company; for a company, that it is one.</param>
/// <param name="Address">Where it is, as a path.</param>
public sealed record Suggestion(string Title, string Kind, string Address);

/// <summary><c>/suggest?q=foxc</c>: for the search field, where scripts are on.</summary>
public static class Suggestions
{
    private const int MostCompanies = 3, Most = 8;

    public static void MapSuggestions(this IEndpointRouteBuilder endpoints) => endpoints
        .MapMethods("/suggest", DataAnswers.Reading, async (HttpContext http, PledgeSearch search, PledgeIndexes indexes, PledgeTrackerDbContext context, CancellationToken cancel) =>
        {
            var problem = "";
            return PledgeFilter.TryOne(http.Request.Query, PledgeFilter.SearchKey, out var typed, ref problem)
                ? Results.Json(await FindAsync(typed ?? "", search, await indexes.GetAsync(cancel), context, cancel))
                : Results.BadRequest();
        })
        .WithMetadata(new PublicPageAttribute(PledgeFilter.SearchKey)).ExcludeFromDescription();

    private static async Task<IReadOnlyList<Suggestion>> FindAsync(string typed, PledgeSearch search, PledgeIndex index, PledgeTrackerDbContext context, CancellationToken cancel)
    {
        var companies = CompaniesOf(typed, index).Take(MostCompanies).Select(c => new Suggestion(c.Value, T("company"), Here + "/companies/" + c.Key)).ToList();
        var here = Here;
        var ids = await search.BeginningAsync(typed, cancel);
        var pledges = ids.Count == 0 ? [] : await context.Summaries.AsNoTracking().Where(s => ids.Contains(s.PledgeId))
            .OrderByDescending(s => s.SizeOrder).ThenByDescending(s => s.PledgeId).Take(Most - companies.Count)
            .Select(s => new Suggestion(s.Title, s.CompanyName, here + "/pledges/" + s.Slug)).ToListAsync(cancel);
        return [.. companies, .. pledges];
    }

    private static IEnumerable<KeyValuePair<string, string>> CompaniesOf(string typed, PledgeIndex index)
    {
        var words = SearchWords.Of(SearchQuery.Limit(typed));
        return words.Count == 0 ? [] : index.CompaniesWithPledges.Where(c =>
        {
            var names = SearchWords.Of(c.Value);
            return words.All(w => names.Any(n => n.Plain.StartsWith(w.Plain, StringComparison.Ordinal)));
        }).OrderBy(c => c.Value.Length);
    }
}
