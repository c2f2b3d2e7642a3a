using Microsoft.AspNetCore.Http.Extensions;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Web.Embeds;

/// <summary>The pledges that an address compares, read from its query and written into one.</summary>
public static class ComparedNames
{
    /// <summary>The names that a query gives, each once, and always in the same order: the same pledges are the same page, and are cached once.</summary>
    public static IReadOnlyList<string> Of(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return [.. Given(query).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>The same where they must be a comparison.</summary>
    /// <exception cref="DataRequestException">There are too few or too many of them, or one twice.</exception>
    public static IReadOnlyList<string> Several(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var names = Of(query);
        return names.Count is >= 2 and <= EmbedPages.MostCompared && names.Count == Given(query).Count() ? names
            : throw new DataRequestException($"A comparison has two to {EmbedPages.MostCompared} different pledges: ?pledge=a&pledge=b.");
    }

    /// <summary>The query of a comparison.</summary>
    /// <param name="names">Of the pledges.</param>
    /// <param name="on">The day looked back to; null for none.</param>
    public static string QueryOf(IEnumerable<string> names, DateOnly? on)
    {
        var query = new QueryBuilder(names.Select(name => KeyValuePair.Create(EmbedPages.PledgeKey, name)));
        if (on is { } day)
        {
            query.Add(PledgePages.OnKey, DataText.Of(day)!);
        }

        return query.ToString();
    }

    private static IEnumerable<string> Given(IQueryCollection query) => query[EmbedPages.PledgeKey].Where(name => !string.IsNullOrEmpty(name)).Select(name => name!).Order(StringComparer.Ordinal);
}
