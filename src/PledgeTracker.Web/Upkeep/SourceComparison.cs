using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Evidence;
using PledgeTracker.Web.Notices;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.SourceTexts;

namespace PledgeTracker.Web.Upkeep;

/// <summary>
/// Compares the pages of sources with the copies that the newsroom stored of them, and tells whoever looks after the pledges where a page says
/// something else. Nothing is said of why: pages move, are corrected and are put behind walls.
/// </summary>
public sealed class SourceComparison(
    PledgeTrackerDbContext context, EvidenceStore store, EvidenceChecks checks, NoticeBoard board, Keepers keepers, IOptions<PledgeTrackerOptions> options, TimeProvider clock)
{
    /// <summary>How long until a page is compared again.</summary>
    public static readonly TimeSpan AgainAfter = TimeSpan.FromDays(30);

    /// <summary>How many addresses are looked up at once.</summary>
    private const int AtOnce = 100;

    /// <summary>The most of a page that is fetched, in MB; a copy may be larger.</summary>
    private const int MostMegabytes = 25;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>The addresses of published sources that have a copy to compare with and were not compared lately, the longest ago first.</summary>
    public async Task<IReadOnlyList<string>> DueAsync(CancellationToken cancel)
    {
        var (old, kinds) = (clock.GetUtcNow().UtcDateTime - AgainAfter, ComparedText.Kinds);

        // From the copies, of which there are few, to the sources that have them.
        var due = from copy in context.Evidence
                  where kinds.Contains(copy.Kind)
                  join shown in context.PledgeEvidence on copy.Sha256 equals shown.Sha256
                  join source in context.Set<Source>() on shown.PledgeId equals EF.Property<int>(source, "PledgeId")
                  where source.Evidence.Contains(copy.Sha256)
                  join known in context.LinkChecks on source.Url equals known.Url into checks
                  from check in checks.DefaultIfEmpty()
                  where check == null || check.ComparedAt == null || check.ComparedAt < old
                  select new { source.Url, IsKnown = check != null && check.ComparedAt != null, At = check == null ? null : check.ComparedAt };
        return await due.Distinct().OrderBy(d => d.IsKnown).ThenBy(d => d.At).ThenBy(d => d.Url).Select(d => d.Url).Take(AtOnce).AsNoTracking().ToListAsync(cancel);
    }

    /// <summary>Compares one page with its newest copy, and keeps what came of it.</summary>
    /// <param name="url">The address of a source.</param>
    /// <param name="client">The guarded client.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>What came of it; null where there is nothing to compare, or another node just did.</returns>
    public async Task<SourceDifference?> CompareAsync(string url, HttpClient client, CancellationToken cancel)
    {
        var began = clock.GetUtcNow().UtcDateTime;
        var cited = await context.Set<Source>().AsNoTracking().Where(s => s.Url == url).Select(s => new { PledgeId = EF.Property<int>(s, "PledgeId"), s.Excerpt, s.Evidence }).ToListAsync(cancel);
        var copies = await store.FindAllAsync(cited.SelectMany(c => c.Evidence), cancel);
        if (copies.Values.Where(c => ComparedText.Kinds.Contains(c.Kind)).MaxBy(c => c.AddedAt) is not { } copy
            || await context.LinkChecks.AnyAsync(c => c.Url == url && c.ComparedAt > began - AgainAfter, cancel))
        {
            return null;
        }

        var found = await ReadAsync(url, copy, [.. cited.Select(c => c.Excerpt).OfType<string>()], client, cancel);
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        await context.HoldAsync("compared " + url, cancel);
        var check = await context.LinkChecks.FirstOrDefaultAsync(c => c.Url == url, cancel);
        if (check?.ComparedAt > began - AgainAfter)
        {
            return null;
        }

        if (check is null)
        {
            // Whether it can be read at all was not looked at: it is due for that at once, where links are checked.
            context.LinkChecks.Add(check = new LinkCheck { Url = url, CheckedAt = DateTime.UnixEpoch });
        }

        check.ComparedAt = began;
        var isNew = found.Change is not null && check.ChangedSince is null;
        if (found.IsCompared)
        {
            check.ChangedSince = found.Change is null ? null : check.ChangedSince ?? began;
            check.Change = found.Change;
        }

        await context.SaveChangesAsync(cancel);
        if (isNew)
        {
            await TellAsync(url, began, found.Change!, [.. cited.Select(c => c.PledgeId).Distinct()], cancel);
        }

        await transaction.CommitAsync(cancel);
        context.ChangeTracker.Clear();
        return found;
    }

    private async Task<SourceDifference> ReadAsync(string url, EvidenceFile copy, IReadOnlyList<string> excerpts, HttpClient client, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
        {
            return SourceDifference.None;
        }

        byte[] stored;
        var (content, _) = await checks.OpenAsync(copy, store.PathOf(copy.Sha256), cancel);
        if (content is null)
        {
            return SourceDifference.None;
        }

        await using (content)
        {
            stored = new byte[content.Length];
            await content.ReadExactlyAsync(stored, cancel);
        }

        var page = await SourceFetch.GetAsync(client, address, (long)Math.Min(options.Value.EvidenceMegabytes, MostMegabytes) * 1024 * 1024, cancel);
        if (page.Content is not { } now)
        {
            return SourceDifference.None;
        }

        using var fetched = new MemoryStream(now, writable: false);
        if ((await EvidenceContent.LookAsync(fetched, cancel)).Kind != copy.Kind)
        {
            return SourceDifference.None;
        }

        try
        {
            // As where an editor has a copy read: libraries read some files without end.
            return await Task.Run(
                () => ComparedText.Of(copy.Kind, stored, address, cancel) is { } before && ComparedText.Of(copy.Kind, now, page.Address, cancel) is { } text ? SourceDifference.Of(before, text, excerpts) : SourceDifference.None,
                cancel).WaitAsync(Patience, cancel);
        }
        catch (TimeoutException)
        {
            return SourceDifference.None;
        }
    }

    private async Task TellAsync(string url, DateTime at, string change, IReadOnlyList<int> pledges, CancellationToken cancel)
    {
        var of = await keepers.OfAsync(pledges, cancel);
        var names = await context.Summaries.AsNoTracking().Where(s => pledges.Contains(s.PledgeId)).ToDictionaryAsync(s => s.PledgeId, s => $"“{s.Title}” ({s.CompanyName})", cancel);
        var key = $"changed-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)))[..16]}-{at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        foreach (var group in pledges.Where(names.ContainsKey).Order().GroupBy(p => of.TryGetValue(p, out var member) ? (int?)member : null))
        {
            var (first, others) = (group.First(), group.Count() - 1);
            var more = others == 0 ? "" : others == 1 ? " and of another pledge" : string.Create(CultureInfo.InvariantCulture, $" and of {others} other pledges");
            await board.TellAsync(NoticeKind.SourceChanged, await keepers.ToTellAsync(group.Key, cancel), key,
                $"A source of {names[first]}{more} says something else than its stored copy: {change}.", string.Create(CultureInfo.InvariantCulture, $"/newsroom/pledges/{first}#sources"), first);
        }
    }
}
