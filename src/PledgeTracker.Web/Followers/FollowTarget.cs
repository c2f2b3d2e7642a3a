using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Followers;

/// <summary>What a page shows, as something that can be followed.</summary>
/// <param name="Kind">What is followed.</param>
/// <param name="Page">The page, from the root on and without the prefix of a language; the same for all spellings of its address.</param>
/// <param name="Name">What the page is called, in the reader's language.</param>
public sealed record FollowTarget(FollowKind Kind, string Page, string Name)
{
    /// <summary>The document; null unless one is followed.</summary>
    public int? DocumentId { get; init; }

    /// <summary>The pledges that are followed; null unless a list is.</summary>
    public PledgeFilter? Filter { get; init; }

    /// <summary>The name as it is stored: cut where it is too long.</summary>
    public string StoredName => Name.Length <= Follow.NameMaxLength ? Name : string.Concat(Name.AsSpan(0, Follow.NameMaxLength - 1), "…");

    /// <summary>The filter as it is stored.</summary>
    public string Query => Filter?.ToQuery() ?? "";
}

/// <summary>Finds what can be followed at the address of a page.</summary>
public sealed class FollowTargets(PledgeTrackerDbContext context, PledgeIndexes indexes, ClaimIndexes claims)
{
    private static readonly string[] Lists = ["/changes", "/pledges"];

    private static readonly string[] One = ["/pledges/", "/companies/", "/places/", "/claims/", "/lists/", "/checks/"];

    /// <summary>Whether a page may be one that can be followed: only its address is looked at.</summary>
    /// <param name="page">Path and query, without the prefix of a language.</param>
    public static bool MayBe(string? page)
    {
        var path = page?.Split('?')[0] ?? "";
        return Lists.Contains(path) || Array.Exists(One, one => path.StartsWith(one, StringComparison.Ordinal) && path.Length > one.Length
            && (one == "/places/" || !path.AsSpan(one.Length).Contains('/')) && !path.AsSpan(one.Length).Contains('.'));
    }

    /// <summary>What can be followed at an address.</summary>
    /// <param name="page">Path and query from the site's root on, in any language.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What it is; or why nothing can be followed there, in a sentence for the reader.</returns>
    public async Task<(FollowTarget? Target, string Problem)> FindAsync(string? page, CancellationToken cancel)
    {
        var nothing = T("This page cannot be followed by e-mail. Pledges, companies, places, claimants, lists and searches can.");
        if (page is not { Length: > 0 and <= Follow.QueryMaxLength } || page[0] != '/')
        {
            return (null, nothing);
        }

        foreach (var language in Language.All.Where(l => l.Prefix.Length > 0 && page.StartsWith(l.Prefix + "/", StringComparison.Ordinal)))
        {
            page = page[language.Prefix.Length..];
        }

        var at = page.IndexOf('?', StringComparison.Ordinal);
        var (path, query) = at < 0 ? (page, "") : (page[..at], page[at..]);
        path = path.Length > 1 ? path.TrimEnd('/') : path;
        switch (path.Split('/'))
        {
            case ["", "changes"]:
                return (new FollowTarget(FollowKind.Everything, "/changes", T("All updates and corrections")), "");
            case ["", "pledges"]:
                if (!PledgeFilter.TryRead(query, out var filter, out var problem))
                {
                    return (null, problem);
                }

                var list = filter.Selection() with { On = null };
                return list.ToQuery().Length > Follow.QueryMaxLength ? (null, T("This search is too long to be followed.")) : (new FollowTarget(FollowKind.Pledges, "/pledges" + list.ToQuery(), NameOf(list, await indexes.GetAsync(cancel))) { Filter = list }, "");
            case ["", "companies", var company]:
                return await indexes.GetAsync(cancel) is var index && index.HasPledgesOf(company)
                    ? (new FollowTarget(FollowKind.Pledges, path, F($"Pledges of {index.Names.Company(company)}")) { Filter = new PledgeFilter().With(Facet.Company, [company]) }, "")
                    : (null, F($"There is no company at the address “{PledgeFilter.Shorten(company)}”."));
            case ["", "places", .. { Length: 1 or 2 } parts]:
                var code = string.Join('-', parts).ToUpperInvariant();
                return Facet.Place.ProblemOf(code) is { } wrong ? (null, wrong) : (new FollowTarget(FollowKind.Pledges, path.ToLowerInvariant(), F($"Job pledges: {Facet.Place.NameOf(code, (await indexes.GetAsync(cancel)).Names)}")) { Filter = new PledgeFilter().With(Facet.Place, [code]) }, "");
            case ["", "pledges", var slug]:
                return await OfDocumentAsync(DocumentKind.Pledge, slug, cancel) is { } pledge ? (pledge, "") : (null, F($"There is no pledge at the address “{PledgeFilter.Shorten(slug)}”."));
            case ["", var folder, var slug] when ClaimSection.All.FirstOrDefault(s => s.PathOf("") == $"/{folder}/") is { } section:
                return await OfDocumentAsync(section.Kind, slug, cancel) is { } document ? (document, "") : (null, section.NothingAt(slug));
            default:
                return (null, nothing);
        }
    }

    /// <summary>A pledge, claimant, list or check, named as it is called now.</summary>
    /// <param name="kind">Which of these.</param>
    /// <param name="slug">Its address.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>Null where readers see none at that address.</returns>
    public async Task<FollowTarget?> OfDocumentAsync(DocumentKind kind, string slug, CancellationToken cancel)
    {
        if (!Slug.IsWellFormed(slug) || await context.Documents.AsNoTracking().Where(d => d.Kind == kind && d.Key == slug && d.PublishedRevisionId != null).Select(d => (int?)d.Id).FirstOrDefaultAsync(cancel) is not { } id)
        {
            return null;
        }

        var title = kind == DocumentKind.Pledge
            ? await context.Summaries.AsNoTracking().Where(s => s.PledgeId == id).Select(s => s.CompanyName + ": " + s.Title).FirstOrDefaultAsync(cancel)
            : await claims.GetAsync(cancel) is var index && kind == DocumentKind.Claimant ? index.Claimant(slug)?.Content is { } claimant ? ClaimSection.Claimants.About(claimant).Title : null
            : kind == DocumentKind.List ? index.List(slug)?.Content.Title
            : index.Check(slug)?.Content is { } check ? ClaimSection.Checks.About(check).Title : null;
        return new FollowTarget(FollowKind.Document, Subject.Of(kind).PageOf(slug)!, title ?? slug) { DocumentId = id };
    }

    private static string NameOf(PledgeFilter filter, PledgeIndex index)
    {
        string[] parts = [.. FilterChip.Of(filter, index.Names, _ => "").Select(c => c.InSentence), .. filter.Search is { } words ? (string[])[F($"the words “{PledgeFilter.Shorten(words)}”")] : []];
        return parts.Length == 0 ? T("All pledges") : F($"Pledges: {string.Join(", ", parts)}");
    }
}
