using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Data.Configurations;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Web.Publishing;

/// <summary>Who publishes, when, and what readers are told.</summary>
/// <param name="Author">Who saved the revision.</param>
/// <param name="At">UTC.</param>
/// <param name="Today">The newsroom's day: nothing in the pledge may be dated after it.</param>
/// <param name="NoteToReaders">What changed, in a sentence; null for a first publication.</param>
public sealed record PublicationTerms(string Author, DateTime At, DateOnly Today, string? NoteToReaders = null)
{
    /// <summary>What it is to readers; null for a first publication.</summary>
    public PublicationKind? Kind { get; init; }

    /// <summary>Who published it; null where that was the author.</summary>
    public string? Reviewer { get; init; }

    /// <summary>Why it is published although a guard rail warned.</summary>
    public string? Despite { get; init; }

    /// <summary>Whether a draft stays in work beside it: who wrote in that draft still does not publish it.</summary>
    public bool LeavesWork { get; init; }
}

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
        var document = await context.Documents.FirstOrDefaultAsync(d => d.Kind == DocumentKind.Pledge && d.Key == draft.Slug, cancel);
        var result = ReviewRules.Review(draft, await ContextOfAsync(draft, terms.Today, document?.Id ?? 0, cancel));
        if (result.Pledge is not { } pledge)
        {
            context.ChangeTracker.Clear();
            return result.Problems;
        }

        if (document is null)
        {
            document = new Document { Kind = DocumentKind.Pledge, Key = pledge.Slug };
            context.Documents.Add(document);
        }

        var revision = document.Add(DraftJson.Write(draft), terms.At, terms.Author);
        await context.SaveChangesAsync(cancel);
        await PutOnSiteAsync(document, revision, pledge, terms, cancel);
        if (own is not null)
        {
            await own.CommitAsync(cancel);
        }

        return [];
    }

    /// <summary>
    /// Publishes a revision that is stored already. The caller has a transaction, and has the document to itself.
    /// </summary>
    /// <returns>What is in the way; empty when the pledge is published.</returns>
    public async Task<IReadOnlyList<ReviewProblem>> PublishAsync(
        Document document, Revision revision, PublicationTerms terms, CancellationToken cancel = default)
    {
        var draft = DraftJson.Read(revision.Document);
        var result = ReviewRules.Review(draft, await ContextOfAsync(draft, terms.Today, document.Id, cancel));
        if (result.Pledge is not { } pledge)
        {
            return result.Problems;
        }

        if (document.Key != pledge.Slug)
        {
            // An address that readers have seen leads on for ever; one that comes back leads to itself.
            document.FormerSlugs.RemoveAll(f => f.Slug == pledge.Slug);
            if (await context.Revisions.AnyAsync(r => r.DocumentId == document.Id && r.PublishedAt != null, cancel))
            {
                document.FormerSlugs.Add(new FormerSlug { Slug = document.Key });
            }

            document.Key = pledge.Slug;
        }

        await PutOnSiteAsync(document, revision, pledge, terms, cancel);
        return [];
    }

    /// <summary>Holds a draft against the review rules, as publishing it would.</summary>
    public async Task<ReviewResult> ReviewAsync(PledgeDraft draft, int documentId, DateOnly today, CancellationToken cancel = default) =>
        ReviewRules.Review(draft, await ContextOfAsync(draft, today, documentId, cancel));

    private async Task PutOnSiteAsync(Document document, Revision revision, Pledge pledge, PublicationTerms terms, CancellationToken cancel)
    {
        revision.FigureNumbers = (await NumberFiguresAsync(document.Id, revision, cancel)).ToString();
        revision.PublishedAt = terms.At;
        revision.NoteToReaders = terms.NoteToReaders;
        revision.Kind = terms.Kind;
        revision.Reviewer = terms.Reviewer;
        revision.Despite = terms.Despite;
        document.PublishedRevisionId = revision.Id;
        document.UnpublishedReason = null;
        document.UnpublishedAt = null;
        document.State = WorkState.Published;
        document.WorkSince = terms.LeavesWork ? document.WorkSince : revision.Number;
        document.ReviewComment = null;
        document.ClearSchedule();
        await context.SaveChangesAsync(cancel);
        await context.Pledges.Where(p => EF.Property<int>(p, "Id") == document.Id).ExecuteDeleteAsync(cancel);
        AddRows(pledge, document.Id);
        context.Summaries.Add(Summarise(pledge, document.Id, terms));
        context.States.AddRange(StatesOf(pledge, document.Id));
        await context.SaveChangesAsync(cancel);
        await context.FullText.PutAsync(context, document.Id, [.. SearchDocument.Of(pledge)], cancel);
        await context.MoveContentAsync(cancel);

        // The rows are written once and never changed: nothing of them need be watched.
        context.ChangeTracker.Clear();
    }

    private async Task<FigureNumbers> NumberFiguresAsync(int documentId, Revision revision, CancellationToken cancel)
    {
        var draft = DraftJson.Read(revision.Document);
        var before = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == documentId && r.PublishedAt != null && r.Id != revision.Id)
            .OrderByDescending(r => r.PublishedAt).ThenByDescending(r => r.Number).Select(r => new { r.Document, r.FigureNumbers }).FirstOrDefaultAsync(cancel);
        return before is null ? FigureNumbers.First(draft.Figures.Count)
            : FigureNumbers.After(before.FigureNumbers is { } known ? FigureNumbers.Parse(known) : (await NumberAllAsync(documentId, cancel))[^1].Numbers, DraftJson.Read(before.Document), draft);
    }

    /// <summary>Numbers the figures of every publication of a pledge, where an earlier program did not.</summary>
    /// <returns>The publications in their order, by number of revision.</returns>
    public async Task<IReadOnlyList<(int Revision, FigureNumbers Numbers)>> NumberAllAsync(int documentId, CancellationToken cancel)
    {
        var published = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == documentId && r.PublishedAt != null)
            .OrderBy(r => r.PublishedAt).ThenBy(r => r.Number).Select(r => new { r.Id, r.Number, r.Document }).ToListAsync(cancel);
        var numbers = FigureNumbers.OfAll(published.Select(p => DraftJson.Read(p.Document)));
        for (var i = 0; i < published.Count; i++)
        {
            var (id, text) = (published[i].Id, numbers[i].ToString());
            await context.Revisions.Where(r => r.Id == id).ExecuteUpdateAsync(set => set.SetProperty(r => r.FigureNumbers, text), cancel);
        }

        return [.. published.Select((p, i) => (p.Number, numbers[i]))];
    }

    private async Task<ReviewContext> ContextOfAsync(PledgeDraft draft, DateOnly today, int documentId, CancellationToken cancel)
    {
        var copies = draft.Sources.SelectMany(s => s.Evidence).ToHashSet(StringComparer.Ordinal);

        // Two questions and not one: an index answers each, and none answers both.
        var taken = draft.Slug is not null
            && (await context.Documents.AnyAsync(d => d.Id != documentId && d.Kind == DocumentKind.Pledge && d.Key == draft.Slug, cancel)
                || await context.Documents.SelectMany(d => d.FormerSlugs, (d, f) => new { d.Id, f.Slug }).AnyAsync(f => f.Slug == draft.Slug && f.Id != documentId, cancel));
        return new ReviewContext
        {
            Companies = await context.Companies.Where(c => c.Slug == draft.Company).ToDictionaryAsync(c => c.Slug, cancel),
            Metrics = await context.Metrics.ToDictionaryAsync(m => m.Code, cancel),
            Today = today,
            Evidence = copies.Count == 0 ? copies : await context.Evidence.Where(e => copies.Contains(e.Sha256)).Select(e => e.Sha256).ToHashSetAsync(cancel),
            OtherSlugs = taken ? new HashSet<string> { draft.Slug! } : new HashSet<string>(),
        };
    }

    private void AddRows(Pledge pledge, int id)
    {
        var entry = context.Entry(pledge);
        entry.Property("Id").CurrentValue = id;
        entry.Property(PledgeParts.AnnouncementSources).CurrentValue = PledgeParts.NumbersOf(pledge.AnnouncementSources);
        entry.Property(PledgeParts.CheckabilitySources).CurrentValue = PledgeParts.NumbersOf(pledge.CheckabilitySources);
        context.Pledges.Add(pledge);
        Number(pledge.Places);
        Number(pledge.Targets, t => t.Sources);
        Number(pledge.Figures, f => f.Sources);
        Number(pledge.Events, e => e.Sources);
        Number(pledge.Incentives, i => i.Sources);
        Number(pledge.Relations);
        Number(pledge.Verdicts, v => v.Sources);
        context.PledgeEvidence.AddRange(pledge.Sources.SelectMany(s => s.Evidence).Distinct(StringComparer.Ordinal).Select(copy => new PledgeEvidence { PledgeId = id, Sha256 = copy }));
        context.Tags.AddRange(pledge.Tags.Distinct(StringComparer.Ordinal).Select(tag => new PledgeTag { PledgeId = id, Tag = tag }));
    }

    private void Number<T>(IEnumerable<T> items, Func<T, IEnumerable<Source>>? sources = null)
        where T : class
    {
        foreach (var (position, item) in items.Index())
        {
            var entry = context.Entry(item);
            entry.Property(PledgeParts.Position).CurrentValue = position;
            if (sources is not null)
            {
                entry.Property(PledgeParts.Sources).CurrentValue = PledgeParts.NumbersOf(sources(item));
            }
        }
    }

    /// <summary>What lists need of a pledge.</summary>
    public static PledgeSummary Summarise(Pledge pledge, int id, PublicationTerms terms)
    {
        var headline = TargetProgress.Of(pledge, pledge.Headline, terms.Today);
        var jobs = pledge.Targets.FirstOrDefault(t => t.Metric.Family == MetricFamily.Jobs && t.Quantity is not null);
        var money = pledge.Targets.FirstOrDefault(t => t.Metric.Family == MetricFamily.Money && t.Quantity is not null && t.Currency is not null);
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
            MoneyPledged = money is null ? null : TargetProgress.PromisedBy(money),
            MoneyCurrency = money?.Currency,
            SizeOrder = jobsPledged ?? -1,
            LastDay = deadline?.Latest ?? PledgeSummary.NoDeadline,
            ShareOrder = headline.Share ?? double.MinValue,
            LastChecked = pledge.LastChecked,
            PublishedAt = terms.At,
            LatestNews = Chronicle.Of(pledge)[^1].KnownOn,
        };
    }

    /// <summary>What was known of a pledge from day to day.</summary>
    public static IReadOnlyList<PledgeState> StatesOf(Pledge pledge, int id)
    {
        var days = Chronicle.Of(pledge).Select(e => e.KnownOn).Distinct().ToList();
        var states = new List<PledgeState>();
        for (var i = 0; i < days.Count; i++)
        {
            var known = Summarise(AsKnownOn.Of(pledge, days[i]), id, new PublicationTerms("", default, days[i]));
            states.Add(new PledgeState
            {
                PledgeId = id,
                From = days[i],
                Until = i + 1 < days.Count ? days[i + 1] : PledgeSummary.NoDeadline,
                Verdict = known.Verdict,
                VerdictDate = known.VerdictDate,
                Counted = known.Counted,
                CountedHigh = known.CountedHigh,
                Share = known.Share,
                CountedAsOf = known.CountedAsOf,
                HasUncountedFigures = known.HasUncountedFigures,
                JobsCounted = known.JobsCounted,
            });
        }

        return states;
    }
}
