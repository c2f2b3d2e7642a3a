using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// Reads published pledges for the table of figures: from their documents, like <see cref="PublishedPledges"/>, but without the parts that no
/// column of that table is made of. A test holds the two ways to the same rows.
/// </summary>
/// <remarks>Their rows in the database do not say which of a figure's sources stands first, which the table names.</remarks>
public sealed class FiguredPledges(PledgeTrackerDbContext context)
{
    // Few, so that what is read is still young when it is let go, and one after another: to share it among threads costs more than it saves.
    private const int AtOnce = 64;

    /// <summary>
    /// The published pledges with these numbers, in this order, a few at a time, with no other lists than their targets, figures and sources.
    /// </summary>
    public async IAsyncEnumerable<PublishedPledge> ReadAsync(IReadOnlyList<int> ids, [EnumeratorCancellation] CancellationToken cancel)
    {
        var metrics = await context.Metrics.AsNoTracking().ToDictionaryAsync(m => m.Code, cancel);
        foreach (var some in ids.Chunk(AtOnce))
        {
            // Each list is one parameter: with one for each number, the text of the statement would be put together anew for each chunk.
            var rows = await context.Documents.AsNoTracking().Where(d => EF.Parameter(some).Contains(d.Id) && d.PublishedRevision != null)
                .Select(d => new Row(d.Id, d.PublishedRevision!.Document, d.PublishedRevision.Number, d.PublishedRevision.PublishedAt!.Value, d.PublishedRevision.FigureNumbers))
                .ToDictionaryAsync(r => r.Id, cancel);
            var drafts = some.Where(rows.ContainsKey).Select(id => (Row: rows[id], Draft: DraftJson.ReadFigures(rows[id].Document))).ToList();
            var slugs = drafts.Select(d => d.Draft.Company!).Distinct().ToArray();
            var rules = new ReviewContext
            {
                Companies = await context.Companies.AsNoTracking().Where(c => EF.Parameter(slugs).Contains(c.Slug)).ToDictionaryAsync(c => c.Slug, cancel),
                Metrics = metrics,
                Today = DateOnly.MaxValue,
            };
            foreach (var (row, draft) in drafts)
            {
                yield return Read(row, draft, rules);
            }
        }
    }

    private static PublishedPledge Read(Row row, PledgeDraft draft, ReviewContext rules) => new()
    {
        Id = row.Id,
        Pledge = ReviewRules.ReadPublished(draft, rules),
        Revision = row.Number,
        FigureNumbers = row.FigureNumbers is { } numbers ? FigureNumbers.Parse(numbers).Numbers : null,
        PublishedAt = row.PublishedAt,
        PublishedOn = DateOnly.FromDateTime(row.PublishedAt),
        Related = [],
    };

    private sealed record Row(int Id, string Document, int Number, DateTime PublishedAt, string? FigureNumbers);
}
