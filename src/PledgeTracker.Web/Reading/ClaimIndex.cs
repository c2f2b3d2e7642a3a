using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Reading;

/// <summary>A claimant, list or check as readers see it.</summary>
/// <param name="Id">Its document.</param>
/// <param name="Content">What it says.</param>
/// <param name="Revision">The published revision’s number.</param>
/// <param name="PublishedAt">UTC.</param>
public sealed record PublishedClaims<T>(int Id, T Content, int Revision, DateTime PublishedAt);

/// <summary>An entry of a list that a pledge is matched to.</summary>
public sealed record ListedPledge(ClaimList List, ListItem Item, ItemMatch Match);

/// <summary>All published claimants, lists and checks of one content version, in memory: there are hundreds, not millions.</summary>
public sealed class ClaimIndex
{
    // Home is about pledges; more would be a page of claims.
    private const int MostFeatured = 3;

    private readonly ILookup<string, ListedPledge> _listed;
    private readonly Lazy<ClaimSearch> _search;

    private ClaimIndex(long version, IReadOnlyList<PublishedClaims<Claimant>> claimants, IReadOnlyList<PublishedClaims<ClaimList>> lists, IReadOnlyList<PublishedClaims<Check>> checks)
    {
        Version = version;
        _search = new(() => new ClaimSearch(this));
        Claimants = claimants;
        Lists = lists;
        Checks = checks;
        _listed = lists.SelectMany(l => l.Content.Items.SelectMany(i => i.Matches.Select(m => new ListedPledge(l.Content, i, m)))).ToLookup(l => l.Match.Pledge, StringComparer.Ordinal);
    }

    /// <summary>The search in it, made when it is first asked for.</summary>
    public ClaimSearch Search => _search.Value;

    /// <summary>The content version that it is of.</summary>
    public long Version { get; }

    /// <summary>By name.</summary>
    public IReadOnlyList<PublishedClaims<Claimant>> Claimants { get; }

    /// <summary>By title.</summary>
    public IReadOnlyList<PublishedClaims<ClaimList>> Lists { get; }

    /// <summary>The newest first.</summary>
    public IReadOnlyList<PublishedClaims<Check>> Checks { get; }

    /// <summary>The entries of lists that are matched to a pledge.</summary>
    public IEnumerable<ListedPledge> ListedAs(string pledge) => _listed[pledge];

    /// <summary>What was found of an entry, by the day looked back to; all of it without one.</summary>
    public IEnumerable<ItemFinding> FindingsOf(ListItem item, DateOnly? on)
    {
        ArgumentNullException.ThrowIfNull(item);
        return on is not { } day ? item.Findings
            : item.Findings.Where(f => f.Check is { } slug ? Check(slug)?.Content.Date.Earliest <= day : f.Sources.All(s => s.Published is not { } published || published.Earliest <= day));
    }

    /// <summary>The list of that address; null where none is published.</summary>
    public PublishedClaims<ClaimList>? List(string? slug) => slug is null ? null : Lists.FirstOrDefault(l => l.Content.Slug == slug);

    /// <summary>The check of that address; null where none is published.</summary>
    public PublishedClaims<Check>? Check(string? slug) => slug is null ? null : Checks.FirstOrDefault(c => c.Content.Slug == slug);

    /// <summary>The claimant of that address; null where none is published.</summary>
    public PublishedClaims<Claimant>? Claimant(string? slug) => slug is null ? null : Claimants.FirstOrDefault(c => c.Content.Slug == slug);

    /// <summary>What a claimant, list or check is called now; null where none of that kind is published at the address.</summary>
    public string? TitleOf(DocumentKind kind, string key) => kind switch
    {
        DocumentKind.Claimant => Claimant(key)?.Content.Name,
        DocumentKind.List => List(key)?.Content.Title,
        DocumentKind.Check => Check(key)?.Content.By,
        _ => null,
    };

    /// <summary>A claim by its claimant’s address, a slash and its short name; null where that is not published.</summary>
    public SpokenClaim? Claim(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Split('/') is [var slug, var key] && Claimant(slug)?.Content is { } claimant && claimant.Claims.FirstOrDefault(c => c.Key == key) is { } claim ? new(claimant, claim) : null;
    }

    /// <summary>The claims that the editors put on the home page and that had been said by a day, the newest first.</summary>
    /// <param name="on">The day.</param>
    public IReadOnlyList<SpokenClaim> Featured(DateOnly on) =>
        [.. Claimants.SelectMany(c => c.Content.Claims.Where(claim => claim.Featured && claim.Date.Earliest <= on).Select(claim => new SpokenClaim(c.Content, claim)))
            .OrderByDescending(c => c.Claim.Date.Latest).ThenByDescending(c => c.Claim.Date.Earliest).Take(MostFeatured)];

    /// <summary>Reads all that is published.</summary>
    public static async Task<ClaimIndex> ReadAsync(PledgeTrackerDbContext context, CancellationToken cancel)
    {
        var version = await context.Site.AsNoTracking().Select(s => s.ContentVersion).SingleAsync(cancel);
        var rows = await context.Documents.AsNoTracking()
            .Where(d => (d.Kind == DocumentKind.Claimant || d.Kind == DocumentKind.List || d.Kind == DocumentKind.Check) && d.PublishedRevision != null)
            .Select(d => new Row(d.Id, d.Kind, d.Key, d.PublishedRevision!.Document, d.PublishedRevision.Number, d.PublishedRevision.PublishedAt!.Value)).ToListAsync(cancel);
        return new ClaimIndex(version,
            [.. Of(ClaimSection.Claimants).OrderBy(c => c.Content.Name, StringComparer.OrdinalIgnoreCase)],
            [.. Of(ClaimSection.Lists).OrderBy(l => l.Content.Title, StringComparer.OrdinalIgnoreCase)],
            [.. Of(ClaimSection.Checks).OrderByDescending(c => c.Content.Date).ThenBy(c => c.Content.By, StringComparer.OrdinalIgnoreCase)]);

        IEnumerable<PublishedClaims<T>> Of<T>(ClaimSection<T> section) =>
            rows.Where(r => r.Kind == section.Kind).Select(r => new PublishedClaims<T>(r.Id, section.Read(r.Document, r.Key), r.Number, r.PublishedAt));
    }

    private sealed record Row(int Id, DocumentKind Kind, string Key, string Document, int Number, DateTime PublishedAt);
}

/// <summary>What is published of claims, and up to which content version that is known.</summary>
/// <param name="Index">It.</param>
/// <param name="Version">The version up to which nothing has changed in it.</param>
public sealed record KnownClaims(ClaimIndex Index, long Version);

/// <summary>Keeps the <see cref="ClaimIndex"/> of the newest content version, read when it is first asked for and after what changes it.</summary>
public sealed class ClaimIndexes(IServiceScopeFactory scopes, ContentVersion version) : IDisposable
{
    private readonly SemaphoreSlim _reading = new(1, 1);
    private KnownClaims? _known;

    /// <summary>The index of what is published now.</summary>
    public async ValueTask<ClaimIndex> GetAsync(CancellationToken cancel) => (await GetKnownAsync(cancel)).Index;

    /// <summary>The same, with the version up to which it is known.</summary>
    public async ValueTask<KnownClaims> GetKnownAsync(CancellationToken cancel)
    {
        var wanted = await version.GetAsync(cancel);
        if (_known is { } known && known.Version >= wanted)
        {
            return known;
        }

        await _reading.WaitAsync(cancel);
        try
        {
            if (_known is null || _known.Version < wanted)
            {
                await using var scope = scopes.CreateAsyncScope();
                var context = scope.ServiceProvider.GetRequiredService<PledgeTrackerDbContext>();
                var moved = _known is null ? null : await ContentMoves.SinceAsync(context, _known.Version, wanted, cancel);
                _known = moved is null || moved.Any(m => m.Kind is DocumentKind.Claimant or DocumentKind.List or DocumentKind.Check)
                    ? await ClaimIndex.ReadAsync(context, cancel) is var read ? new KnownClaims(read, read.Version) : null
                    : new KnownClaims(_known!.Index, wanted);
            }

            return _known!;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();
}
