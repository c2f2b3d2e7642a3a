using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Publishing;

/// <summary>Notes what readers and other programs who follow the tracker are to be told, in the transaction of what they are told of.</summary>
public static class News
{
    /// <summary>The kinds of documents with a page that can be followed.</summary>
    public static IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.Pledge, DocumentKind.Claimant, DocumentKind.List, DocumentKind.Check];

    /// <summary>Adds a publication to what the caller saves. Where nobody follows anything, nothing is added: an import of thousands costs them nothing.</summary>
    /// <param name="context">The database, within a transaction.</param>
    /// <param name="document">What was published or taken off.</param>
    /// <param name="number">The revision; null where it was taken off the site.</param>
    /// <param name="at">UTC.</param>
    /// <param name="cancel">Ends it.</param>
    internal static async Task TellFollowersAsync(this PledgeTrackerDbContext context, Document document, int? number, DateTime at, CancellationToken cancel = default)
    {
        if (Kinds.Contains(document.Kind) && await context.Site.Select(s => context.Follows.Any() || context.Webhooks.Any()).SingleOrDefaultAsync(cancel))
        {
            context.News.Add(new NewsItem { DocumentId = document.Id, Number = number, At = at });
        }
    }
}
