using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Data.Configurations;

namespace PledgeTracker.Web.Publishing;

/// <summary>
/// The rows that are stored for a published pledge besides its document: its parts, its summary, and its states from day to
/// day.
/// </summary>
public static class PledgeRows
{
    /// <summary>
    /// The figure numbers of a revision that is being published, following those of the previous publication.
    /// </summary>
    public static async Task<FigureNumbers> NumberFiguresAsync(PledgeTrackerDbContext context, Revision revision, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(revision);
        var draft = revision.Read<PledgeDraft>();
        var before = await context.Revisions.AsNoTracking().Where(r => r.DocumentId == revision.DocumentId && r.PublishedAt != null && r.Id != revision.Id)
            .OrderByDescending(r => r.PublishedAt).ThenByDescending(r => r.Number).FirstOrDefaultAsync(cancel);
        return before is null ? FigureNumbers.First(draft.Figures.Count)
            : FigureNumbers.After(
                before.FigureNumbers is { } known ? FigureNumbers.Parse(known) : (await NumberAllAsync(context, revision.DocumentId, cancel))[^1].Numbers, before.Read<PledgeDraft>(), draft);
    }

    /// <summary>Numbers the figures of every publication of a pledge, where an earlier program did not.</summary>
    /// <returns>The publications in their order, by number of revision.</returns>
    public static async Task<IReadOnlyList<(int Revision, FigureNumbers Numbers)>> NumberAllAsync(PledgeTrackerDbContext context, int documentId, CancellationToken cancel)
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

    /// <summary>Adds the rows of a published pledge and its parts, in their order.</summary>
    public static void Add(PledgeTrackerDbContext context, Pledge pledge, int id)
    {
        var entry = context.Entry(pledge);
        entry.Property("Id").CurrentValue = id;
        entry.Property(PledgeParts.AnnouncementSources).CurrentValue = PledgeParts.NumbersOf(pledge.AnnouncementSources);
        entry.Property(PledgeParts.CheckabilitySources).CurrentValue = PledgeParts.NumbersOf(pledge.CheckabilitySources);
        context.Pledges.Add(pledge);
        Number(context, pledge.Places);
        Number(context, pledge.Targets, t => t.Sources);
        Number(context, pledge.Figures, f => f.Sources);
        Number(context, pledge.Events, e => e.Sources);
        Number(context, pledge.Incentives, i => i.Sources);
        Number(context, pledge.Relations);
        Number(context, pledge.Verdicts, v => v.Sources);
        context.PledgeEvidence.AddRange(pledge.Sources.SelectMany(s => s.Evidence).Distinct(StringComparer.Ordinal).Select(copy => new PledgeEvidence { PledgeId = id, Sha256 = copy }));
        context.Tags.AddRange(pledge.Tags.Distinct(StringComparer.Ordinal).Select(tag => new PledgeTag { PledgeId = id, Tag = tag }));
    }

    private static void Number<T>(PledgeTrackerDbContext context, IEnumerable<T> items, Func<T, IEnumerable<Source>>? sources = null)
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

    /// <summary>What lists need to know of a pledge.</summary>
    public static PledgeSummary Summarise(Pledge pledge, int id, PublicationTerms terms)
    {
        var headline = TargetProgress.Of(pledge, pledge.Headline, terms.Today);
        var jobs = pledge.Targets.FirstOrDefault(t => t.Metric.Family == MetricFamily.Jobs && t.Quantity is not null);
        var money = pledge.Targets.FirstOrDefault(t => t.Metric.Family == MetricFamily.Money && t.Quantity is not null && t.Currency is not null);
        var deadline = pledge.Headline.Deadline;
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
            DeadlineIsComputed = pledge.Headline.DeadlineBasis == DeadlineBasis.Computed,
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
            CountedText = headline.Stated?.ToString(),
            Share = headline.Share,
            HasUncountedFigures = pledge.Figures.Any(f => f.Counting != Counting.Counted),
            CountedAsOf = headline.Latest is { Undated: false } latest ? latest.AsOf : null,
            CountedBy = CountedKinds.Of(pledge),
            JobsPledged = jobsPledged,
            JobsMetric = jobs?.Metric.Code,
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
                CountedText = known.CountedText,
                Share = known.Share,
                CountedAsOf = known.CountedAsOf,
                HasUncountedFigures = known.HasUncountedFigures,
                JobsCounted = known.JobsCounted,
            });
        }

        return states;
    }
}
