using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Data.Configurations;

namespace PledgeTracker.Web.Publishing;

/// <summary>Who publishes, when, and what readers are told.</summary>
/// <param name="Author">Who saved the revision.</param>
/// <param name="At">UTC.</param>
/// <param name="Today">The newsroom's day: nothing in the pledge may be dated after it.</param>
/// <param name="NoteToReaders">What changed, in a sentence; null for a first publication.</param>
public sealed record PublicationTerms(string Author, DateTime At, DateOnly Today, string? NoteToReaders = null);

/// <summary>
/// The one way onto the site: a draft that passes the review becomes a published revision, its rows replace the old ones,
/// and the content version moves, all in one transaction.
/// </summary>
public sealed class Publication(PledgeTrackerDbContext context)
{
    /// <summary>
    /// Publishes a draft. Joins the caller's transaction where there is one; otherwise makes its own.
    /// </summary>
    /// <returns>What is in the way; empty when the pledge is published.</returns>
    public async Task<IReadOnlyList<ReviewProblem>> PublishAsync(PledgeDraft draft, PublicationTerms terms, CancellationToken cancel = default)
    {
        await using var own = context.Database.CurrentTransaction is null ? await context.Database.BeginTransactionAsync(cancel) : null;
        var document = await context.Documents.FirstOrDefaultAsync(d => d.Slug == draft.Slug, cancel);
        var result = ReviewRules.Review(draft, await ContextOfAsync(draft, terms.Today, cancel));
        if (result.Pledge is not { } pledge)
        {
            context.ChangeTracker.Clear();
            return result.Problems;
        }

        if (document is null)
        {
            document = new PledgeDocument { Slug = pledge.Slug };
            context.Documents.Add(document);
            await context.SaveChangesAsync(cancel);
        }

        var number = await context.Revisions.Where(r => r.PledgeDocumentId == document.Id).MaxAsync(r => (int?)r.Number, cancel) ?? 0;
        var revision = new Revision
        {
            PledgeDocumentId = document.Id,
            Number = number + 1,
            Document = DraftJson.Write(draft),
            DocumentVersion = DraftJson.Version,
            SavedAt = terms.At,
            PublishedAt = terms.At,
            Author = terms.Author,
            NoteToReaders = terms.NoteToReaders,
        };
        context.Revisions.Add(revision);
        await context.SaveChangesAsync(cancel);

        document.PublishedRevisionId = revision.Id;
        document.UnpublishedReason = null;
        document.UnpublishedAt = null;
        await context.Pledges.Where(p => EF.Property<int>(p, "Id") == document.Id).ExecuteDeleteAsync(cancel);
        AddRows(pledge, document.Id);
        context.Summaries.Add(Summarise(pledge, document.Id, terms));
        await context.SaveChangesAsync(cancel);
        await MoveContentVersionAsync(cancel);
        if (own is not null)
        {
            await own.CommitAsync(cancel);
        }

        // The rows are written once and never changed: nothing of them need be watched.
        context.ChangeTracker.Clear();
        return [];
    }

    /// <summary>Makes every cached page of every node stale.</summary>
    public Task MoveContentVersionAsync(CancellationToken cancel = default) =>
        context.Site.ExecuteUpdateAsync(s => s.SetProperty(site => site.ContentVersion, site => site.ContentVersion + 1), cancel);

    private async Task<ReviewContext> ContextOfAsync(PledgeDraft draft, DateOnly today, CancellationToken cancel)
    {
        var former = await context.Documents.AnyAsync(d => d.Slug != draft.Slug && d.FormerSlugs.Any(f => f.Slug == draft.Slug), cancel);
        return new ReviewContext
        {
            Companies = await context.Companies.Where(c => c.Slug == draft.Company).ToDictionaryAsync(c => c.Slug, cancel),
            Metrics = await context.Metrics.ToDictionaryAsync(m => m.Code, cancel),
            Today = today,
            OtherSlugs = former && draft.Slug is not null ? new HashSet<string> { draft.Slug } : new HashSet<string>(),
        };
    }

    private void AddRows(Pledge pledge, int id)
    {
        var entry = context.Entry(pledge);
        entry.Property("Id").CurrentValue = id;
        context.Pledges.Add(pledge);
        Number(pledge.Places);
        Number(pledge.Targets);
        foreach (var target in pledge.Targets)
        {
            Number(target.Revisions);
        }

        Number(pledge.Figures);
        Number(pledge.Events);
        Number(pledge.Quotes);
        Number(pledge.Incentives);
        Number(pledge.Criteria);
        Number(pledge.Inquiries);
        Number(pledge.Notes);
        Number(pledge.Relations);
        Number(pledge.Verdicts);
        context.Tags.AddRange(pledge.Tags.Distinct(StringComparer.Ordinal).Select(tag => new PledgeTag { PledgeId = id, Tag = tag }));
    }

    private void Number<T>(IEnumerable<T> items)
        where T : class
    {
        var position = 0;
        foreach (EntityEntry entry in items.Select(context.Entry))
        {
            entry.Property(PledgeParts.Position).CurrentValue = position++;
        }
    }

    /// <summary>What lists need of a pledge.</summary>
    public static PledgeSummary Summarise(Pledge pledge, int id, PublicationTerms terms)
    {
        var headline = TargetProgress.Of(pledge, pledge.Headline, terms.Today);
        var jobs = pledge.Targets.FirstOrDefault(t => t.Metric.Family == MetricFamily.Jobs && t.Quantity is not null);
        var deadline = pledge.Headline.Deadline ?? pledge.Targets.Min(t => t.Deadline);
        long? jobsPledged = jobs is null ? null : TargetProgress.PromisedBy(jobs);
        return new PledgeSummary
        {
            PledgeId = id,
            Slug = pledge.Slug,
            Title = pledge.Title,
            CompanySlug = pledge.Company.Slug,
            CompanyName = pledge.Company.Name,
            AnnouncedOn = pledge.AnnouncedOn,
            Deadline = deadline,
            Verdict = pledge.VerdictKind,
            VerdictDate = pledge.Verdict?.Date,
            Checkability = pledge.Checkability,
            Metric = pledge.Headline.Metric.Code,
            Family = pledge.Headline.Metric.Family,
            Currency = pledge.Headline.Currency,
            TargetText = pledge.Headline.Quantity?.ToString(),
            Target = pledge.Headline.Quantity is null ? null : TargetProgress.PromisedBy(pledge.Headline),
            TargetDeadline = pledge.Headline.Deadline,
            Counted = headline.Counted,
            CountedHigh = headline.CountedHigh,
            Share = headline.Share,
            HasUncountedFigures = pledge.Figures.Any(f => f.Counting != Counting.Counted),
            CountedAsOf = headline.Latest?.AsOf,
            JobsPledged = jobsPledged,
            JobsCounted = jobs is null ? null : TargetProgress.Of(pledge, jobs, terms.Today).Counted,
            SizeOrder = jobsPledged ?? -1,
            LastDay = deadline?.Latest ?? PledgeSummary.NoDeadline,
            ShareOrder = headline.Share ?? double.MinValue,
            LastChecked = pledge.LastChecked,
            PublishedAt = terms.At,
        };
    }
}
