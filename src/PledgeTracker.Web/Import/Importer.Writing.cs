using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Web.Import;

/// <content>Writes what a comparison found.</content>
public sealed partial class Importer
{
    /// <summary>Writes what a comparison without mistakes found. The caller has a transaction.</summary>
    /// <returns>
    /// Whether all of it was written. If not, a pledge or company changed after the comparison, and the caller rolls the
    /// transaction back.
    /// </returns>
    /// <exception cref="ImportException">A pledge that is to be published does not pass the review any more.</exception>
    public async Task<bool> WriteAsync(ImportPlan plan, ImportTerms terms, Action<int>? progress = null, CancellationToken cancel = default)
    {
        var companies = plan.Companies.ConvertAll(c => c.Slug);
        var metrics = plan.Metrics.ConvertAll(m => m.Code);
        if ((companies.Count > 0 && await context.Companies.AnyAsync(c => companies.Contains(c.Slug), cancel))
            || (metrics.Count > 0 && (await context.Metrics.AnyAsync(m => metrics.Contains(m.Code), cancel)
                || await context.Documents.AnyAsync(d => d.Kind == DocumentKind.Metric && metrics.Contains(d.Key), cancel))))
        {
            return false;
        }

        await WriteWordsAsync(plan, terms, cancel);
        var done = 0;
        var waiting = new List<(int Id, int Number)>();
        foreach (var pledges in plan.Read().Chunk(Chunk))
        {
            if (await TakeAsync(pledges, cancel) is not { } documents)
            {
                return false;
            }

            foreach (var kind in pledges.Where(p => p.Text is not null).GroupBy(p => p.Kind))
            {
                var written = await WriteAsync(kind.Key, [.. kind], documents, terms, cancel);
                if (kind.Key == DocumentKind.Pledge)
                {
                    await PublishAsync(written, terms, cancel);
                }
                else
                {
                    // Claimants, lists and checks name one another, so that all must be there before the first is published.
                    waiting.AddRange(written);
                }
            }

            progress?.Invoke(done += pledges.Length);
        }

        await WriteHistoryAsync(plan, terms, cancel);
        await PublishAsync(waiting, terms, cancel);
        return true;
    }

    // A company becomes visible with its first published pledge, so its row is written at once. A metric is visible as soon
    // as it has a row, so it starts as a draft for review unless the whole file is published.
    private async Task WriteWordsAsync(ImportPlan plan, ImportTerms terms, CancellationToken cancel)
    {
        context.Companies.AddRange(plan.Companies);
        var metrics = plan.Metrics.ConvertAll(m => Begun(DocumentKind.Metric, m.Code, MetricDraft.Of(m), terms.By));
        await context.SaveChangesAsync(cancel);
        context.ChangeTracker.Clear();
        foreach (var id in metrics.Where(_ => terms.Publish).Select(m => m.Id))
        {
            var metric = (await context.TakeAsync(id))!;
            if (await publication.PublishAsync(metric, await context.NewestOfAsync(metric, cancel), TermsOf(terms), cancel) is { Count: > 0 } problems)
            {
                throw new ImportException(1, $"The metric “{metric.Key}” does not pass the review: {problems[0]}");
            }
        }
    }

    // Gives new companies their document and author; they are reviewed with their first pledges. It runs after those, so
    // that pledges copied from one tracker into an empty one keep their numbers.
    private async Task WriteHistoryAsync(ImportPlan plan, ImportTerms terms, CancellationToken cancel)
    {
        foreach (var company in plan.Companies)
        {
            Begun(DocumentKind.Company, company.Slug, CompanyDraft.Of(company), terms.By);
        }

        await context.SaveChangesAsync(cancel);
        context.ChangeTracker.Clear();
        foreach (var company in terms.Publish ? plan.Companies : [])
        {
            if (await context.Summaries.AnyAsync(s => s.CompanySlug == company.Slug, cancel))
            {
                await CompanySubject.SeenAsync(context, company.Slug, TermsOf(terms), cancel);
            }
        }
    }

    private Document Begun(DocumentKind kind, string key, Draft draft, LogActor by)
    {
        var document = new Document { Kind = kind, Key = key, State = WorkState.Draft };
        document.Add(draft, clock.GetUtcNow().UtcDateTime, by.Name, by.MemberId);
        context.Documents.Add(document);
        return document;
    }

    private PublicationTerms TermsOf(ImportTerms terms) => new(terms.By.Name, clock.GetUtcNow().UtcDateTime, options.Value.DayAt(clock.GetUtcNow()))
    {
        Reviewer = (terms.Reviewer ?? terms.By).Name,
        ReviewerId = (terms.Reviewer ?? terms.By).MemberId,
    };

    /// <summary>Locks the pledges for the rest of the transaction and returns the documents of existing ones.</summary>
    /// <returns>Null where one of them changed since the comparison.</returns>
    private async Task<Dictionary<int, Document>?> TakeAsync(PlannedPledge[] pledges, CancellationToken cancel)
    {
        var ids = pledges.Where(p => p.Id is not null).Select(p => p.Id!.Value).ToArray();
        foreach (var of in pledges.Where(p => p.Id is null).GroupBy(p => p.Kind))
        {
            var (kind, slugs) = (of.Key, of.Select(p => p.Slug).ToList());
            if (await context.Documents.AnyAsync(d => d.Kind == kind && slugs.Contains(d.Key), cancel)
                || (kind == DocumentKind.Pledge && await context.Documents.SelectMany(d => d.FormerSlugs).AnyAsync(f => slugs.Contains(f.Slug), cancel)))
            {
                return null;
            }
        }

        if (ids.Length == 0)
        {
            return [];
        }

        await context.Documents.Where(d => EF.Parameter(ids).Contains(d.Id)).ExecuteUpdateAsync(set => set.SetProperty(d => d.Writes, d => d.Writes + 1), cancel);
        var documents = await context.Documents.Where(d => EF.Parameter(ids).Contains(d.Id)).ToDictionaryAsync(d => d.Id, cancel);
        return pledges.All(p => p.Id is not { } id || (documents.TryGetValue(id, out var document) && document.NewestNumber == p.Number && document.State == p.State)) ? documents : null;
    }

    /// <returns>The documents with the revisions that were written.</returns>
    private async Task<List<(int Id, int Number)>> WriteAsync(DocumentKind kind, PlannedPledge[] pledges, Dictionary<int, Document> documents, ImportTerms terms, CancellationToken cancel)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var written = Array.ConvertAll(pledges, p => p.Id is { } id ? documents[id] : new Document { Kind = kind, Key = p.Slug }).ToList();
        context.Documents.AddRange(written.Where(d => d.NewestNumber == 0));
        for (var i = 0; i < pledges.Length; i++)
        {
            var on = written[i].NewestNumber;
            written[i].Add(pledges[i].Text!, now, terms.By.Name, terms.By.MemberId, on == 0 ? null : on);
            written[i].State = WorkState.Draft;
            written[i].ReviewComment = null;
        }

        await context.SaveChangesAsync(cancel);
        var ids = written.ConvertAll(d => (d.Id, Number: d.NewestNumber));
        context.Log.AddRange(ids.Select(d => new LogEntry
        {
            At = now,
            MemberId = terms.By.MemberId,
            Who = terms.By.Name,
            Action = LogAction.Imported,
            DocumentId = d.Id,
            Details = string.Create(CultureInfo.InvariantCulture, $"revision {d.Number}"),
            Address = terms.By.Address,
        }));
        await context.SaveChangesAsync(cancel);
        return ids;
    }

    private async Task PublishAsync(List<(int Id, int Number)> written, ImportTerms terms, CancellationToken cancel)
    {
        context.ChangeTracker.Clear();
        if (!terms.Publish || written.Count == 0)
        {
            return;
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var reviewer = terms.Reviewer ?? terms.By;
        var today = options.Value.DayAt(clock.GetUtcNow());
        foreach (var (id, number) in written)
        {
            var document = await context.Documents.Include(d => d.FormerSlugs).SingleAsync(d => d.Id == id, cancel);
            var revision = await context.Revisions.SingleAsync(r => r.DocumentId == id && r.Number == number, cancel);
            var before = await context.Revisions.AnyAsync(r => r.DocumentId == id && r.PublishedAt != null, cancel);
            var problems = await publication.PublishAsync(document, revision, new PublicationTerms(terms.By.Name, now, today, before ? terms.NoteToReaders : null)
            {
                Kind = before ? PublicationKind.Update : null,
                Reviewer = reviewer.Name,
            }, cancel);
            if (problems.Count > 0)
            {
                // The comparison already reported this, unless something else was published in between.
                throw new ImportException(1, $"“{document.Key}” does not pass the review: {problems[0]}");
            }

            context.Log.Add(new LogEntry
            {
                At = now,
                MemberId = reviewer.MemberId,
                Who = reviewer.Name,
                Action = LogAction.Published,
                DocumentId = id,
                Details = string.Create(CultureInfo.InvariantCulture, $"revision {number}, by import"),
                Address = reviewer.Address,
            });
        }

        await context.SaveChangesAsync(cancel);
        context.ChangeTracker.Clear();
    }
}
