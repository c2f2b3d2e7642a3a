using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;

namespace PledgeTracker.Web.Publishing;

/// <summary>
/// Metrics, which readers see in the method and in the data as soon as they have a row; a publication writes it. What a
/// metric counts is fixed once a published pledge uses it, since old numbers would otherwise change their meaning.
/// </summary>
public sealed class MetricSubject : Subject<MetricDraft>
{
    public override DocumentKind Kind => DocumentKind.Metric;

    public override string Noun => "metric";

    public override string Section => "metrics";

    public override string TitleOf(string key, Draft draft) => ((MetricDraft)draft).Label ?? key;

    public override string AddressOf(int id, string key) => "/newsroom/metrics/" + key;

    public override (LogAction Action, string Details) LoggedAs(string key, Draft draft, bool isFirst) => (isFirst ? LogAction.MetricAdded : LogAction.MetricChanged, key);

    public override async Task<ReviewResult> ReviewAsync(PledgeTrackerDbContext context, int id, string key, Draft draft, DateOnly today, CancellationToken cancel = default)
    {
        var metric = (MetricDraft)draft;
        var problems = metric.Problems().ToList();
        if (await context.Metrics.AnyAsync(m => m.Label == metric.Label && m.Code != key, cancel))
        {
            problems.Add(new("label", "Another metric has this name. Choose another name."));
        }

        if (await context.Metrics.AsNoTracking().FirstOrDefaultAsync(m => m.Code == key, cancel) is { } stored
            && (Code.Of(stored.Family) != metric.Family || stored.IsLevel != metric.IsLevel)
            && (await context.Set<Target>().AnyAsync(t => t.Metric.Code == key, cancel) || await context.Set<Figure>().AnyAsync(f => f.Metric.Code == key, cancel)))
        {
            problems.Add(new("family", "Published pledges use this metric, so what it counts cannot change. Add another metric."));
        }

        return new ReviewResult(null, problems);
    }

    public override async Task<string?> KeyProblemAsync(PledgeTrackerDbContext context, string key) =>
        !Slug.IsWellFormed(key) || Slug.IsReserved(key) || key.Length > MetricDraft.CodeMaxLength ? "Enter a short name of lower-case letters, digits and single hyphens, like jobs-moved."
        : await context.Metrics.AnyAsync(m => m.Code == key) || await context.Documents.AnyAsync(d => d.Kind == DocumentKind.Metric && d.Key == key) ? "There is already a metric with this short name. Choose another."
        : null;

    public override async Task<Standing?> StandingAsync(PledgeTrackerDbContext context, string key, CancellationToken cancel = default) =>
        await context.Metrics.AsNoTracking().FirstOrDefaultAsync(m => m.Code == key, cancel) is { } row ? new(MetricDraft.Of(row), IsPublic: true) : null;

    internal override async Task<IReadOnlyList<ReviewProblem>> PutAsync(
        PledgeTrackerDbContext context, Document document, Revision revision, ReviewResult result, PublicationTerms terms, CancellationToken cancel)
    {
        var metric = revision.Read<MetricDraft>().Under(document.Key);
        var isNew = !await context.Metrics.AnyAsync(m => m.Code == metric.Code, cancel);
        if (isNew)
        {
            context.Metrics.Add(metric);
        }

        await context.SaveChangesAsync(cancel);
        if (!isNew)
        {
            await context.Metrics.Where(m => m.Code == metric.Code).ExecuteUpdateAsync(set => set
                .SetProperty(m => m.Label, metric.Label).SetProperty(m => m.Singular, metric.Singular).SetProperty(m => m.Plural, metric.Plural)
                .SetProperty(m => m.Promise, metric.Promise).SetProperty(m => m.Definition, metric.Definition).SetProperty(m => m.Family, metric.Family).SetProperty(m => m.IsLevel, metric.IsLevel), cancel);
        }

        return [];
    }
}
