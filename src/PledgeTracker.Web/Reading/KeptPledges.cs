using System.Collections.Concurrent;
using Microsoft.Extensions.Caching.Memory;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Reading;

/// <summary>
/// The published pledges that were asked for last, as they were read. One is given out as long as nothing that it was read from has moved:
/// after each rise of the content version it is asked once what moved, here as on every other node.
/// </summary>
public sealed class KeptPledges(ContentVersion version) : IDisposable
{
    // By the length of their documents, of which a pledge with its drawings takes some twenty times as much memory.
    private const long MostCharacters = 500_000;

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostCharacters });

    /// <summary>The version to which a pledge that is given out must be true. To be asked for before the database is read.</summary>
    public ValueTask<long> VersionAsync(CancellationToken cancel) => version.GetAsync(cancel);

    /// <summary>What is kept of an address; null where nothing is, or no longer.</summary>
    public KeptPledge? At(string slug) => _kept.Get<KeptPledge>(slug);

    /// <summary>Keeps a pledge, in the place of what was kept of its address.</summary>
    /// <param name="slug">The address.</param>
    /// <param name="pledge">The pledge.</param>
    public void Put(string slug, KeptPledge pledge)
    {
        ArgumentNullException.ThrowIfNull(pledge);
        _kept.Set(slug, pledge, new MemoryCacheEntryOptions { Size = pledge.Characters, SlidingExpiration = TimeSpan.FromHours(1) });
    }

    /// <inheritdoc/>
    public void Dispose() => _kept.Dispose();
}

/// <summary>A published pledge as it was read, with what was made of it since.</summary>
/// <param name="published">The pledge.</param>
/// <param name="version">The content version at which it was known to be true.</param>
/// <param name="characters">The length of its document.</param>
public sealed class KeptPledge(PublishedPledge published, long version, int characters)
{
    // A view is the page of one language.
    private readonly ConcurrentDictionary<string, PledgeView> _today = new(StringComparer.Ordinal);

    /// <summary>The pledge.</summary>
    public PublishedPledge Published => published;

    /// <summary>The content version at which it was known to be true.</summary>
    public long Version => version;

    /// <summary>The length of its document.</summary>
    public int Characters => characters;

    /// <summary>
    /// Whether the pledge is still as it was read, once these documents moved. Relations are not part of the answer: they are those of other
    /// pledges too.
    /// </summary>
    /// <param name="moved">What moved since; null where nobody knows.</param>
    // A company, a metric and a tag stand in the pledge by their names. Who claims a total does not.
    public bool Outlives(IReadOnlyList<MovedDocument>? moved) => moved is not null
        && moved.All(m => m.Kind is DocumentKind.Claimant or DocumentKind.List or DocumentKind.Check || (m.Kind == DocumentKind.Pledge && m.Id != published.Id));

    /// <summary>The same pledge at a later version, with its relations as they are then.</summary>
    /// <param name="later">The version.</param>
    /// <param name="related">Its relations.</param>
    /// <param name="evidence">What is known of the copies of its sources.</param>
    public KeptPledge At(long later, IReadOnlyList<RelatedPledge> related, IReadOnlyDictionary<string, EvidenceFile> evidence)
    {
        var isSame = related.SequenceEqual(published.Related) && evidence.Count == published.Evidence.Count
            && evidence.Values.All(e => published.Evidence.TryGetValue(e.Sha256, out var before) && before.AddedAt == e.AddedAt);
        var kept = new KeptPledge(isSame ? published : published with { Related = related, Evidence = evidence }, later, characters);
        if (isSame)
        {
            foreach (var (language, view) in _today)
            {
                kept._today.TryAdd(language, view);
            }
        }

        return kept;
    }

    /// <summary>Today's page of the pledge in the current language, made once a day and address of the tracker.</summary>
    /// <param name="today">The day it is.</param>
    /// <param name="site">Where the tracker stands.</param>
    public PledgeView Today(DateOnly today, SiteAddress site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var language = Language.Current.Code;
        return _today.TryGetValue(language, out var known) && known.Today == today && known.Root == Text.Root && known.Site == site.Of("")
            ? known
            : _today[language] = new PledgeView(published, null, today, site);
    }
}
