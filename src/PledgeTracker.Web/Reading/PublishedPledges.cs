using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Reading;

/// <summary>
/// Reads one published pledge from its document, which one index finds and which is then parsed; the rows are for lists. A
/// test checks that the two have the same content.
/// </summary>
/// <param name="context">The database.</param>
/// <param name="queries">Its queries.</param>
/// <param name="calendar">The newsroom's days; those of UTC where there is none.</param>
/// <param name="kept">What was read before; null where each is to be read anew.</param>
public sealed class PublishedPledges(PledgeTrackerDbContext context, PledgeQueries queries, NewsroomCalendar? calendar = null, KeptPledges? kept = null)
{
    // Without a calendar, as in a tool, days are those of UTC.
    private DateOnly DayOf(DateTime utc) => calendar?.DayOf(utc) ?? DateOnly.FromDateTime(utc);

    private const int AtOnce = 128;

    /// <summary>What an address leads to now.</summary>
    public async Task<PledgeAddress> FindAsync(string slug, CancellationToken cancel)
    {
        if (!Slug.IsWellFormed(slug))
        {
            return new PledgeAddress.Unknown();
        }

        if (kept is null)
        {
            return (await ReadAsync(slug, cancel)).Address;
        }

        // Before the database: what is read from it then is of this version or of a later one.
        var version = await kept.VersionAsync(cancel);
        var known = kept.At(slug);
        if (known?.Version == version)
        {
            return new PledgeAddress.Found(known.Published, known);
        }

        if (known?.Version < version && known.Outlives(await ContentMoves.SinceAsync(context, known.Version, version, cancel)))
        {
            known = known.At(version, await RelatedAsync(known.Published.Pledge, cancel), await EvidenceOfAsync(known.Published.Pledge, cancel));
        }
        else
        {
            var (address, characters) = await ReadAsync(slug, cancel);
            if (address is not PledgeAddress.Found { Pledge: var read })
            {
                return address;
            }

            known = new KeptPledge(read, version, characters);
        }

        kept.Put(slug, known);
        return new PledgeAddress.Found(known.Published, known);
    }

    private async Task<(PledgeAddress Address, int Characters)> ReadAsync(string slug, CancellationToken cancel)
    {
        // Opened once for all the queries of the page; the context closes it when it returns to its pool.
        await context.Database.OpenConnectionAsync(cancel);
        var row = await queries.Row(context, slug, cancel);
        if (row is null)
        {
            var now = await context.Documents.AsNoTracking()
                .SelectMany(d => d.FormerSlugs, (document, former) => new { document.Key, Former = former.Slug })
                .Where(d => d.Former == slug).Select(d => d.Key).FirstOrDefaultAsync(cancel);
            return (now is null ? new PledgeAddress.Unknown() : new PledgeAddress.Moved(now), 0);
        }

        if (row.Document is null)
        {
            return (row.UnpublishedReason is { } reason ? new PledgeAddress.Gone(reason, row.UnpublishedAt) : new PledgeAddress.Unknown(), 0);
        }

        var draft = DraftJson.Read(row.Document);
        var pledge = ReviewRules.ReadPublished(draft, new ReviewContext
        {
            Companies = await queries.Company(context, draft.Company!).ToDictionaryAsync(c => c.Slug, cancellationToken: cancel),
            Metrics = await queries.Metrics(context).ToDictionaryAsync(m => m.Code, cancellationToken: cancel),
            Today = DateOnly.MaxValue,
        });
        return (new PledgeAddress.Found(new PublishedPledge
        {
            Id = row.Id,
            Pledge = pledge,
            Revision = row.Number!.Value,
            FigureNumbers = NumbersOf(row.FigureNumbers),
            PublishedAt = row.PublishedAt!.Value,
            PublishedOn = DayOf(row.PublishedAt.Value),
            Related = await RelatedAsync(pledge, cancel),
            Evidence = await EvidenceOfAsync(pledge, cancel),
            Corrections = await CorrectionsAsync(row.Id, row.Number.Value, cancel),
        }), row.Document.Length);
    }

    /// <summary>
    /// A pledge as one of its published revisions had it, with the names of companies and metrics as they are today; null
    /// where that revision never was public.
    /// </summary>
    public async Task<PublishedPledge?> FindRevisionAsync(int id, int number, CancellationToken cancel)
    {
        var row = await context.Revisions.AsNoTracking()
            .Where(r => r.DocumentId == id && r.Number == number && r.PublishedAt != null)
            .Select(r => new BulkRow(id, r.Document, r.Number, r.PublishedAt!.Value, r.FigureNumbers))
            .FirstOrDefaultAsync(cancel);
        if (row is null)
        {
            return null;
        }

        var metrics = await queries.Metrics(context).ToDictionaryAsync(m => m.Code, cancellationToken: cancel);
        var draft = DraftJson.Read(row.Document);
        var companies = await queries.Company(context, await NowAsync(draft.Company!, cancel)).ToDictionaryAsync(_ => draft.Company!, cancellationToken: cancel);
        var published = Read(row, draft, companies, metrics);
        return published with
        {
            Related = await RelatedAsync(published.Pledge, cancel),
            Evidence = await EvidenceOfAsync(published.Pledge, cancel),
            Corrections = await CorrectionsAsync(id, number, cancel),
        };
    }

    // A company that was merged since is found under the address it has now.
    private async Task<string> NowAsync(string company, CancellationToken cancel) =>
        await context.FormerCompanySlugs.AsNoTracking().Where(f => f.Slug == company).Select(f => f.Now).FirstOrDefaultAsync(cancel) ?? company;

    /// <summary>
    /// The published pledges with these numbers, in this order, a few at a time so that any number of them needs the same
    /// memory. What is taken off the site meanwhile is left out. Without <see cref="PublishedPledge.Related"/>,
    /// <see cref="PublishedPledge.Evidence"/> and <see cref="PublishedPledge.Corrections"/>.
    /// </summary>
    public async IAsyncEnumerable<PublishedPledge> ReadAsync(IReadOnlyList<int> ids, [EnumeratorCancellation] CancellationToken cancel)
    {
        var metrics = await queries.Metrics(context).ToDictionaryAsync(m => m.Code, cancellationToken: cancel);
        foreach (var some in ids.Chunk(AtOnce))
        {
            var rows = await context.Documents.AsNoTracking().Where(d => some.Contains(d.Id) && d.PublishedRevision != null)
                .Select(d => new BulkRow(d.Id, d.PublishedRevision!.Document, d.PublishedRevision.Number, d.PublishedRevision.PublishedAt!.Value, d.PublishedRevision.FigureNumbers))
                .ToDictionaryAsync(r => r.Id, cancel);
            var ordered = some.Where(rows.ContainsKey).Select(id => rows[id]).ToArray();
            var drafts = new PledgeDraft[ordered.Length];
            Parallel.For(0, ordered.Length, i => drafts[i] = DraftJson.Read(ordered[i].Document));
            var slugs = drafts.Select(d => d.Company!).Distinct().ToList();
            var companies = await context.Companies.AsNoTracking().Where(c => slugs.Contains(c.Slug)).ToDictionaryAsync(c => c.Slug, cancel);
            var pledges = new PublishedPledge[ordered.Length];
            Parallel.For(0, ordered.Length, i => pledges[i] = Read(ordered[i], drafts[i], companies, metrics));
            foreach (var pledge in pledges)
            {
                yield return pledge;
            }
        }
    }

    private PublishedPledge Read(BulkRow row, PledgeDraft draft, Dictionary<string, Company> companies, Dictionary<string, Metric> metrics) => new()
    {
        Id = row.Id,
        Pledge = ReviewRules.ReadPublished(draft, new ReviewContext { Companies = companies, Metrics = metrics, Today = DateOnly.MaxValue }),
        Revision = row.Number,
        FigureNumbers = NumbersOf(row.FigureNumbers),
        PublishedAt = row.PublishedAt,
        PublishedOn = DayOf(row.PublishedAt),
        Related = [],
    };

    private sealed record BulkRow(int Id, string Document, int Number, DateTime PublishedAt, string? FigureNumbers);

    private static IReadOnlyList<int>? NumbersOf(string? text) => text is null ? null : Publishing.FigureNumbers.Parse(text).Numbers;

    /// <summary>The corrections of a page up to a revision, newest first: a pledge's, and in the same way those of claimed totals.</summary>
    public async Task<IReadOnlyList<(string Note, DateTime At)>> CorrectionsAsync(int id, int revision, CancellationToken cancel)
    {
        // The first publication corrects nothing, and most pledges have no other.
        if (revision == 1)
        {
            return [];
        }

        var corrections = await context.Revisions.AsNoTracking()
            .Where(r => r.DocumentId == id && r.Number <= revision && r.PublishedAt != null && r.Kind == PublicationKind.Correction)
            .OrderByDescending(r => r.Number).Take(20).Select(r => new { r.NoteToReaders, r.PublishedAt }).ToListAsync(cancel);
        return corrections.ConvertAll(c => (c.NoteToReaders ?? "A correction.", c.PublishedAt!.Value));
    }

    /// <summary>How often a pledge's page was published after a day.</summary>
    public Task<int> PublicationsSinceAsync(int id, DateOnly day, CancellationToken cancel)
    {
        var end = day == DateOnly.MaxValue ? DateTime.MaxValue : day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return context.Revisions.CountAsync(r => r.DocumentId == id && r.PublishedAt >= end, cancel);
    }

    /// <summary>The stored copies of a pledge's sources.</summary>
    public async Task<IReadOnlyDictionary<string, EvidenceFile>> EvidenceOfAsync(Pledge pledge, CancellationToken cancel)
    {
        // Most pledges have none, and then no query is made.
        var copies = pledge.Sources.SelectMany(s => s.Evidence).ToHashSet(StringComparer.Ordinal);
        return copies.Count == 0 ? new Dictionary<string, EvidenceFile>() : await context.Evidence.AsNoTracking().Where(e => copies.Contains(e.Sha256)).ToDictionaryAsync(e => e.Sha256, cancel);
    }

    /// <summary>The published pledges that this one names, and those that name it.</summary>
    public async Task<List<RelatedPledge>> RelatedAsync(Pledge pledge, CancellationToken cancel)
    {
        var others = pledge.Relations.Select(r => r.OtherSlug).ToList();
        var related = new List<RelatedPledge>();
        if (others.Count > 0)
        {
            var known = await context.Summaries.AsNoTracking().Where(s => others.Contains(s.Slug)).ToDictionaryAsync(s => s.Slug, cancel);
            related.AddRange(pledge.Relations.Where(r => known.ContainsKey(r.OtherSlug)).Select(r =>
                new RelatedPledge(r.Kind, false, r.OtherSlug, known[r.OtherSlug].Title, known[r.OtherSlug].CompanyName, r.Note)));
        }

        var named = await queries.NamedBy(context, pledge.Slug).ToListAsync(cancel);
        related.AddRange(named.Where(n => related.All(r => r.Slug != n.Slug)));
        return related;
    }
}

/// <summary>
/// The queries of a pledge's page, compiled once, since compiling them for each page costs more than running them. They fit
/// one model only; an application, which has one database, keeps one object.
/// </summary>
public sealed class PledgeQueries
{
    internal Func<PledgeTrackerDbContext, string, CancellationToken, Task<PublishedRow?>> Row { get; } =
        EF.CompileAsyncQuery((PledgeTrackerDbContext context, string slug, CancellationToken cancel) => context.Documents.AsNoTracking()
            .Where(d => d.Kind == DocumentKind.Pledge && d.Key == slug)
            .Select(d => new PublishedRow(
                d.Id, d.UnpublishedReason, d.UnpublishedAt, d.PublishedRevision!.Document, (int?)d.PublishedRevision.Number, d.PublishedRevision.PublishedAt, d.PublishedRevision.FigureNumbers))
            .FirstOrDefault());

    internal Func<PledgeTrackerDbContext, string, IAsyncEnumerable<Company>> Company { get; } =
        EF.CompileAsyncQuery((PledgeTrackerDbContext context, string slug) => context.Companies.AsNoTracking().Where(c => c.Slug == slug));

    internal Func<PledgeTrackerDbContext, IAsyncEnumerable<Metric>> Metrics { get; } =
        EF.CompileAsyncQuery((PledgeTrackerDbContext context) => context.Metrics.AsNoTracking());

    internal Func<PledgeTrackerDbContext, string, IAsyncEnumerable<RelatedPledge>> NamedBy { get; } =
        EF.CompileAsyncQuery((PledgeTrackerDbContext context, string slug) =>
            from relation in context.Set<Relation>()
            join summary in context.Summaries on EF.Property<int>(relation, "PledgeId") equals summary.PledgeId
            where relation.OtherSlug == slug
            orderby summary.PledgeId
            select new RelatedPledge(relation.Kind, true, summary.Slug, summary.Title, summary.CompanyName, relation.Note));

    internal sealed record PublishedRow(int Id, string? UnpublishedReason, DateTime? UnpublishedAt, string? Document, int? Number, DateTime? PublishedAt, string? FigureNumbers);
}
