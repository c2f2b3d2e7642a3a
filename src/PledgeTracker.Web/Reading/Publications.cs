using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>A published revision with its document.</summary>
public sealed class PublishedRevision
{
    public required Revision Revision { get; init; }

    public required Document Document { get; init; }
}

/// <summary>The publications that readers are told of: those of pledges, claimants, lists and checks that are on the site now.</summary>
public static class Publications
{
    /// <summary>The query key of the one kind that a reader wants to see: <c>?about=list</c>.</summary>
    public const string AboutKey = "about";

    /// <summary>The kinds that have pages with a history.</summary>
    public static IReadOnlyList<DocumentKind> Kinds { get; } = [DocumentKind.Pledge, .. ClaimSection.All.Select(s => s.Kind)];

    /// <summary>Some revisions that were published of these kinds, without what is off the site now: that stays in the newsroom.</summary>
    public static IQueryable<PublishedRevision> Of(PledgeTrackerDbContext context, IQueryable<Revision> revisions, IReadOnlyList<DocumentKind> kinds)
    {
        ArgumentNullException.ThrowIfNull(context);
        return
            from revision in revisions
            join document in context.Documents on revision.DocumentId equals document.Id
            where revision.PublishedAt != null && document.PublishedRevisionId != null && kinds.Contains(document.Kind)
            select new PublishedRevision { Revision = revision, Document = document };
    }

    /// <summary>Reads which kind is wanted; all where none is named.</summary>
    /// <param name="query">The request's.</param>
    /// <param name="about">The kind; null for all.</param>
    /// <param name="problem">What is not understood, in a sentence for the reader.</param>
    public static bool TryReadAbout(IQueryCollection query, out DocumentKind? about, out string problem)
    {
        (about, problem) = (null, "");
        if (!PledgeFilter.TryOne(query, AboutKey, out var text, ref problem))
        {
            return false;
        }

        if (text is null)
        {
            return true;
        }

        if (Code.TryParse<DocumentKind>(text, out var kind) && Kinds.Contains(kind))
        {
            about = kind;
            return true;
        }

        problem = F($"“{PledgeFilter.Shorten(text)}” is not one of these: {string.Join(", ", Kinds.Select(k => $"“{Code.Of(k)}”"))}.");
        return false;
    }

    /// <summary>The query that asks for one kind; empty for all.</summary>
    public static string QueryOf(DocumentKind? about) => about is { } kind ? $"?{AboutKey}={Code.Of(kind)}" : "";
}
