using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Publishing;

/// <summary>
/// Which pledges have an address: by their key, by one that they had before, and, where readers never saw them, by the address that
/// their newest draft is to have. A pledge gets its key with its first publication, and must be found before it.
/// </summary>
public static class PledgeAddresses
{
    /// <summary>What the key of a pledge begins with until its first publication.</summary>
    internal const string Provisional = "draft-";

    // The address is the first field of every document, so that the rest of it need not be read.
    private const int Beginning = 300;

    /// <summary>The pledges at some addresses.</summary>
    /// <param name="context">The database.</param>
    /// <param name="slugs">The addresses, each as the part after /pledges/.</param>
    /// <param name="cancel">Ends it.</param>
    /// <returns>The documents by address; several where drafts that readers never saw are to have the same one.</returns>
    public static async Task<ILookup<string, int>> FindAsync(PledgeTrackerDbContext context, IReadOnlyCollection<string> slugs, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (documents, asked) = (context.Documents.AsNoTracking(), slugs.ToArray());
        var found = (await documents.Where(d => d.Kind == DocumentKind.Pledge && EF.Parameter(asked).Contains(d.Key)).Select(d => new { Slug = d.Key, d.Id }).ToListAsync(cancel)).ConvertAll(d => (d.Slug, d.Id));
        var former = await documents.SelectMany(d => d.FormerSlugs, (d, f) => new { f.Slug, d.Id }).Where(f => EF.Parameter(asked).Contains(f.Slug)).ToListAsync(cancel);
        found.AddRange(former.Where(f => !found.Exists(k => k.Slug == f.Slug)).Select(f => (f.Slug, f.Id)).ToList());
        var known = found.Select(f => f.Slug).ToHashSet(StringComparer.Ordinal);
        var wanted = slugs.Where(s => !known.Contains(s)).ToHashSet(StringComparer.Ordinal);
        if (wanted.Count > 0)
        {
            var unseen = documents.Where(d => d.Kind == DocumentKind.Pledge && d.Key.StartsWith(Provisional) && d.State != WorkState.Discarded);
            var drafts = await context.WithNewest(unseen).OrderBy(d => d.Document.Id).Select(d => new { d.Document.Id, Text = d.Newest.Document.Substring(0, Beginning) }).ToListAsync(cancel);
            found.AddRange(drafts.Select(d => (Slug: SlugOf(d.Text), d.Id)).Where(d => d.Slug is not null && wanted.Contains(d.Slug)).Select(d => (d.Slug!, d.Id)));
        }

        return found.ToLookup(f => f.Slug, f => f.Id, StringComparer.Ordinal);
    }

    // The address in the beginning of a document, which may break off anywhere.
    private static string? SlugOf(string text)
    {
        const string Before = "{\"slug\":";
        if (!text.StartsWith(Before, StringComparison.Ordinal) || text.IndexOf('"', Before.Length + 1) is var end && end < 0)
        {
            return null;
        }

        // An address with escaped characters is none that could be asked for.
        var quoted = text[Before.Length..(end + 1)];
        return quoted.Contains('\\', StringComparison.Ordinal) ? null : JsonSerializer.Deserialize<string>(quoted);
    }
}
