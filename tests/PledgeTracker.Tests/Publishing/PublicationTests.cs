using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data.Configurations;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.Publishing;

/// <summary>
/// A pledge's page is read from its published revision, and the rows are for lists and for whoever opens the file: both
/// must say the same, part by part, for every starter pledge.
/// </summary>
public sealed class PublicationTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_rows_of_every_pledge_say_what_its_published_revision_says(string kind)
    {
        await using var database = await TestDatabase.CreateFilledAsync(kind, withPledges: true);
        await using var context = database.Open();
        var reader = new PublishedPledges(context, new PledgeQueries());
        var slugs = await context.Summaries.Select(s => s.Slug).ToListAsync();
        slugs.Should().HaveCount(90);

        foreach (var slug in slugs)
        {
            context.ChangeTracker.Clear();
            var page = ((PledgeAddress.Found)await reader.FindAsync(slug, default)).Pledge.Pledge;
            var rows = await RowsAsync(context, slug);
            rows.Should().Be(Parts(page), slug);
        }
    }

    private static async Task<string> RowsAsync(Web.Data.PledgeTrackerDbContext context, string slug)
    {
        var pledge = await context.Pledges
            .Include(p => p.Company).Include(p => p.AnnouncementSources).Include(p => p.CheckabilitySources).Include(p => p.Sources)
            .Include(p => p.Places).Include(p => p.Targets).ThenInclude(t => t.Metric).Include(p => p.Targets).ThenInclude(t => t.Sources)
            .Include(p => p.Targets).ThenInclude(t => t.Revisions).ThenInclude(r => r.Sources)
            .Include(p => p.Figures).ThenInclude(f => f.Sources).Include(p => p.Figures).ThenInclude(f => f.Metric)
            .Include(p => p.Events).ThenInclude(e => e.Sources).Include(p => p.Quotes).ThenInclude(q => q.Sources)
            .Include(p => p.Incentives).ThenInclude(i => i.Sources).Include(p => p.Criteria).Include(p => p.Inquiries)
            .Include(p => p.Notes).ThenInclude(n => n.Sources).Include(p => p.Relations).Include(p => p.Verdicts).ThenInclude(v => v.Sources)
            .SingleAsync(p => p.Slug == slug);
        InOrder(pledge.Places);
        InOrder(pledge.Targets);
        pledge.Targets.ForEach(t => InOrder(t.Revisions));
        InOrder(pledge.Figures);
        InOrder(pledge.Events);
        InOrder(pledge.Quotes);
        InOrder(pledge.Incentives);
        InOrder(pledge.Criteria);
        InOrder(pledge.Inquiries);
        InOrder(pledge.Notes);
        InOrder(pledge.Relations);
        InOrder(pledge.Verdicts);
        pledge.Sources.Sort((a, b) => a.Number.CompareTo(b.Number));
        var id = context.Entry(pledge).Property<int>("Id").CurrentValue;
        pledge.Tags.AddRange(await context.Tags.Where(t => t.PledgeId == id).Select(t => t.Tag).ToListAsync());
        return Parts(pledge);

        void InOrder<T>(List<T> items)
            where T : class
            => items.Sort((a, b) => Position(a).CompareTo(Position(b)));

        int Position(object item) => (int)context.Entry(item).Property(PledgeParts.Position).CurrentValue!;
    }

    /// <summary>Every value of a pledge as lines of text, so that a difference shows where it is.</summary>
    private static string Parts(Pledge p)
    {
        var lines = new List<string?>
        {
            p.Slug, p.Company.Slug, p.Title, p.Summary, p.AnnouncedOn.ToString(), p.AnnouncedBy, p.AnnouncedByRole, p.AnnouncedTo, p.Occasion,
            p.Conditions, p.Checkability.ToString(), p.CheckabilityReason, p.LastChecked?.ToString("O", System.Globalization.CultureInfo.InvariantCulture), Numbers(p.AnnouncementSources), Numbers(p.CheckabilitySources),
            string.Join(",", p.Tags.Order(StringComparer.Ordinal)),
        };
        lines.AddRange(p.Places.Select(x => $"place {x.Country} {x.Subdivision} {x.Locality}"));
        lines.AddRange(p.Targets.Select(t => $"target {t.Key} {t.Metric.Code} {t.Quantity} {t.Currency} {t.Baseline} {t.Deadline} {t.DeadlineBasis} {t.Scope} {t.Qualifiers} {Numbers(t.Sources)}"
            + string.Concat(t.Revisions.Select(r => $"\n  revision {r.Date} {r.Quantity} {r.Deadline} {r.Note} {Numbers(r.Sources)}"))));
        lines.AddRange(p.Figures.Select(f => $"figure {f.Target?.Key} {f.Metric.Code} {f.Quantity} {f.Currency} {f.Span} {f.From} {f.AsOf} {f.Published} {f.Basis} {f.ReportedBy} {f.Counting} {f.Reason} {f.Shows} {f.Derived} {f.Note} {Numbers(f.Sources)}"));
        lines.AddRange(p.Events.Select(e => $"event {e.Date} {e.Kind} {e.Text} {Numbers(e.Sources)}"));
        lines.AddRange(p.Quotes.Select(q => $"quote {q.Text} {q.Speaker} {q.Role} {q.Date} {Numbers(q.Sources)}"));
        lines.AddRange(p.Incentives.Select(i => $"incentive {i.Grantor} {i.Kind} {i.Description} {i.Amount} {i.Currency} {i.State} {i.Date} {Numbers(i.Sources)}"));
        lines.AddRange(p.Criteria.Select(c => $"criterion {c.Outcome} {c.Text} {c.Written}"));
        lines.AddRange(p.Inquiries.Select(i => $"inquiry {i.Asked} {i.Question} {i.Outcome} {i.Answered} {i.Answer}"));
        lines.AddRange(p.Notes.Select(n => $"note {n.Kind} {n.Text} {Numbers(n.Sources)}"));
        lines.AddRange(p.Relations.Select(r => $"relation {r.Kind} {r.OtherSlug} {r.Note}"));
        lines.AddRange(p.Verdicts.Select(v => $"verdict {v.Kind} {v.Date} {v.Reason} {v.DespiteFigures} {Numbers(v.Sources)}"));
        lines.AddRange(p.Sources.Select(s => $"source {s.Number} {s.Key} {s.Role} {s.Kind} {s.Publisher} {s.Title} {s.Url} {s.Published} {s.Accessed} {s.ArchiveUrl} {s.Excerpt} {s.Section} {s.Note}"));
        return string.Join("\n", lines);
    }

    private static string Numbers(List<Source> sources) => string.Join(",", sources.Select(s => s.Number).Order());
}
