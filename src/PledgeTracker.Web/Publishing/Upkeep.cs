using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Settings;

namespace PledgeTracker.Web.Publishing;

/// <summary>
/// Changes one word in many pledges at once: a tag's name, the company of a duplicate. Each published pledge gets a published
/// revision with a note, each draft in work is changed where it stands and keeps its writers and its state, and all of it is
/// one transaction.
/// </summary>
public sealed class Upkeep(
    PledgeTrackerDbContext context, Drafts drafts, Publication publication, NewsroomLog log, IOptions<PledgeTrackerOptions> options, TimeProvider clock)
{
    private const int TagMaxLength = 50;

    // Each by its name, so that an index finds them among all that is published.
    private static readonly WorkState[] Unpublished = [.. Enum.GetValues<WorkState>().Where(s => s != WorkState.Published)];

    /// <summary>Every tag of published pledges, with how many have it.</summary>
    public async Task<IReadOnlyList<(string Tag, int Pledges)>> TagsAsync(CancellationToken cancel = default) =>
        (await context.Tags.AsNoTracking().GroupBy(t => t.Tag).Select(g => new { Tag = g.Key, Count = g.Count() }).OrderBy(t => t.Tag).ToListAsync(cancel)).ConvertAll(t => (t.Tag, t.Count));

    /// <summary>Every sector of companies, with how many have it.</summary>
    public async Task<IReadOnlyList<(string Sector, int Companies)>> SectorsAsync(CancellationToken cancel = default) =>
        (await context.Companies.AsNoTracking().Where(c => c.Sector != null).GroupBy(c => c.Sector!).Select(g => new { Sector = g.Key, Count = g.Count() }).OrderBy(s => s.Sector).ToListAsync(cancel)).ConvertAll(s => (s.Sector, s.Count));

    /// <summary>Renames a tag; a name that another tag has makes the two one. An empty name takes the tag off.</summary>
    /// <returns>Why not, in a sentence; null when it is done.</returns>
    public async Task<string?> RenameTagAsync(string? from, string? to, LogActor by)
    {
        to = to?.Trim();
        if (string.IsNullOrWhiteSpace(from) || !await context.Tags.AnyAsync(t => t.Tag == from))
        {
            return "There is no such tag.";
        }

        if (to is null || to == from || to.Length > TagMaxLength || to.AsSpan().IndexOfAny(',', ';') >= 0 || to.Any(char.IsControl))
        {
            return $"Enter another name, of at most {TagMaxLength} characters and without commas.";
        }

        await using var transaction = await context.Database.BeginTransactionAsync();
        var published = await context.Tags.Where(t => t.Tag == from).Select(t => t.PledgeId).ToListAsync();
        var note = to.Length == 0 ? $"The tag “{from}” was taken off." : $"The tag “{from}” is called “{to}” now.";
        var refusal = await RewriteAsync(published, $"\"{from}\"", draft => draft.Tags.Contains(from)
            ? draft with { Tags = [.. draft.Tags.Select(t => t == from ? to : t).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)] }
            : draft, note, by);
        return await EndAsync(transaction, refusal, by, LogAction.TagRenamed, $"{from} → {(to.Length == 0 ? "none" : to)}");
    }

    /// <summary>Renames a sector of companies; a name that another sector has makes the two one.</summary>
    /// <returns>Why not, in a sentence; null when it is done.</returns>
    public async Task<string?> RenameSectorAsync(string? from, string? to, LogActor by)
    {
        to = to?.Trim();
        if (string.IsNullOrEmpty(to) || to == from || to.Length > 100 || to.Any(char.IsControl))
        {
            return "Enter another name, of at most 100 characters.";
        }

        await using var transaction = await context.Database.BeginTransactionAsync();
        var changed = await context.Companies.Where(c => c.Sector == from).ExecuteUpdateAsync(set => set.SetProperty(c => c.Sector, to));
        return await EndAsync(transaction, changed == 0 ? "There is no such sector." : null, by, LogAction.SectorRenamed, $"{from} → {to}");
    }

    /// <summary>
    /// Makes a duplicate company one with another: its pledges, names and listings go over, and its address leads there for
    /// ever.
    /// </summary>
    /// <returns>Why not, in a sentence; null when it is done.</returns>
    public async Task<string?> MergeCompanyAsync(string from, string? into, LogActor by)
    {
        into = into?.Trim();
        if (into == from)
        {
            return "Choose another company.";
        }

        await using var transaction = await context.Database.BeginTransactionAsync();
        var companies = await context.Companies.Where(c => c.Slug == from || c.Slug == into).ToListAsync();
        if (companies.Find(c => c.Slug == from) is not { } duplicate || companies.Find(c => c.Slug == into) is not { } kept)
        {
            return "There is no company at this address.";
        }

        kept.OtherNames.AddRange(duplicate.OtherNames.Prepend(duplicate.Name).Where(n => n != kept.Name && !kept.OtherNames.Contains(n)).Distinct().ToList());
        context.Entry(kept).Property(c => c.OtherNames).IsModified = true;
        kept.Listings.AddRange(duplicate.Listings.Where(l => !kept.Listings.Any(k => k.Exchange == l.Exchange && k.Ticker == l.Ticker))
            .Select(l => new Listing { Exchange = l.Exchange, Ticker = l.Ticker }).ToList());
        await context.SaveChangesAsync();
        context.ChangeTracker.Clear();

        var published = await context.Summaries.Where(s => s.CompanySlug == from).Select(s => s.PledgeId).ToListAsync();
        var refusal = await RewriteAsync(published, $"\"company\":\"{from}\"", draft => draft.Company == from ? draft with { Company = into } : draft,
            $"{duplicate.Name} and {kept.Name} are one company here now.", by);
        if (refusal is null)
        {
            await context.FormerCompanySlugs.Where(f => f.Now == from).ExecuteUpdateAsync(set => set.SetProperty(f => f.Now, into!));
            context.FormerCompanySlugs.Add(new FormerCompanySlug { Slug = from, Now = into! });
            await context.SaveChangesAsync();
            await context.Companies.Where(c => c.Slug == from).ExecuteDeleteAsync();
        }

        return await EndAsync(transaction, refusal, by, LogAction.CompanyMerged, $"{from} into {into}");
    }

    /// <summary>Adds a metric, or changes its words. What it counts is fixed once a pledge uses it: old numbers would mean something else.</summary>
    /// <returns>What is wrong, with the field.</returns>
    public async Task<IReadOnlyList<(string Field, string Message)>> SaveMetricAsync(Metric metric, bool isNew, LogActor by)
    {
        var problems = new List<(string, string)>();
        if (!Slug.IsWellFormed(metric.Code) || metric.Code.Length > TagMaxLength)
        {
            problems.Add(("code", "Enter a short name of lower-case letters, digits and single hyphens, like jobs-moved."));
        }

        foreach (var (field, text, most) in new[] { ("label", metric.Label, 100), ("singular", metric.Singular, 50), ("plural", metric.Plural, 50), ("definition", metric.Definition, 2000) })
        {
            if (text.Length == 0 || text.Length > most || text.Any(char.IsControl))
            {
                problems.Add((field, string.Create(CultureInfo.InvariantCulture, $"Enter this in at most {most} characters.")));
            }
        }

        await using var transaction = await context.Database.BeginTransactionAsync();
        var stored = await context.Metrics.AsNoTracking().FirstOrDefaultAsync(m => m.Code == metric.Code);
        if (isNew == (stored is not null))
        {
            problems.Add(("code", isNew ? "There is a metric of this short name already." : "There is no such metric."));
        }

        if (await context.Metrics.AnyAsync(m => m.Label == metric.Label && m.Code != metric.Code))
        {
            problems.Add(("label", "Another metric has this name."));
        }

        if (stored is not null && (stored.Family != metric.Family || stored.IsLevel != metric.IsLevel)
            && (await context.Set<Target>().AnyAsync(t => t.Metric.Code == metric.Code) || await context.Set<Figure>().AnyAsync(f => f.Metric.Code == metric.Code)))
        {
            problems.Add(("family", "Published pledges use this metric, so what it counts cannot change. Add another metric."));
        }

        if (problems.Count > 0)
        {
            return problems;
        }

        if (isNew)
        {
            context.Metrics.Add(metric);
            await context.SaveChangesAsync();
        }
        else
        {
            await context.Metrics.Where(m => m.Code == metric.Code).ExecuteUpdateAsync(set => set
                .SetProperty(m => m.Label, metric.Label).SetProperty(m => m.Singular, metric.Singular).SetProperty(m => m.Plural, metric.Plural)
                .SetProperty(m => m.Definition, metric.Definition).SetProperty(m => m.Family, metric.Family).SetProperty(m => m.IsLevel, metric.IsLevel));
        }

        await EndAsync(transaction, null, by, isNew ? LogAction.MetricAdded : LogAction.MetricChanged, metric.Code);
        return [];
    }

    private async Task<string?> EndAsync(Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction transaction, string? refusal, LogActor by, LogAction action, string details)
    {
        if (refusal is null)
        {
            await context.MoveContentAsync();
            await log.WriteAsync(by, action, details: details);
            await transaction.CommitAsync();
        }

        context.ChangeTracker.Clear();
        return refusal;
    }

    /// <summary>Changes published pledges, and the drafts that hold a text.</summary>
    private async Task<string?> RewriteAsync(IReadOnlyCollection<int> published, string holds, Func<PledgeDraft, PledgeDraft> change, string note, LogActor by)
    {
        var inWork = await context.WithNewest(context.Documents.Where(d => Unpublished.Contains(d.State)))
            .Where(d => d.Newest.Document.Contains(holds)).Select(d => d.Document.Id).ToListAsync();
        foreach (var id in published.Union(inWork))
        {
            if (await RewriteOneAsync(id, change, note, by) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private async Task<string?> RewriteOneAsync(int id, Func<PledgeDraft, PledgeDraft> change, string note, LogActor by)
    {
        if (await drafts.TakeAsync(id) is not { } document)
        {
            return null;
        }

        var newest = await context.NewestOfAsync(document);
        var shown = await context.Revisions.AsNoTracking().FirstOrDefaultAsync(r => r.Id == document.PublishedRevisionId);
        var (state, comment, scheduledFor, scheduledTerms) = (document.State, document.ReviewComment, document.ScheduledFor, document.ScheduledTerms);
        if (shown is not null && Changed(shown.Document) is { } text)
        {
            var now = clock.GetUtcNow();
            var revision = document.Add(text, now.UtcDateTime, by.Name, by.MemberId, shown.Number);
            await context.SaveChangesAsync();
            var terms = new PublicationTerms(by.Name, now.UtcDateTime, options.Value.DayAt(now), note)
            {
                Kind = PublicationKind.Update,
                Reviewer = by.Name,
                LeavesWork = shown.Number != newest.Number,
            };
            if (await publication.PublishAsync(document, revision, terms) is { Count: > 0 } problems)
            {
                return $"“{document.Key}” does not pass today’s rules ({problems[0].Message.TrimEnd('.')}), so nothing was changed. Mend it first.";
            }
        }

        // A draft in work is changed where it stands: by its writer, and in its state. Where the public text moved under one that does
        // not hold the word, it stays on top as it is.
        if (shown?.Number != newest.Number && (Changed(newest.Document) ?? (document.NewestNumber != newest.Number ? newest.Document : null)) is { } draft
            && await drafts.TakeAsync(id) is { } below)
        {
            below.Add(draft, clock.GetUtcNow().UtcDateTime, newest.Author, newest.MemberId, below.NewestNumber);
            await context.SaveChangesAsync();
            context.ChangeTracker.Clear();
        }

        if (shown?.Number != newest.Number)
        {
            await context.Documents.Where(d => d.Id == id).ExecuteUpdateAsync(set => set
                .SetProperty(d => d.State, state).SetProperty(d => d.ReviewComment, comment)
                .SetProperty(d => d.ScheduledFor, scheduledFor).SetProperty(d => d.ScheduledTerms, scheduledTerms));
        }

        return null;

        string? Changed(string document)
        {
            var after = DraftJson.Write(change(DraftJson.Read(document)));
            return after == DraftJson.Write(DraftJson.Read(document)) ? null : after;
        }
    }
}
