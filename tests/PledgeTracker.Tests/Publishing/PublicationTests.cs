using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
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
        (await ShouldSayTheSameAsync(context)).Should().Be(Repository.Starters);
    }

    /// <summary>Holds the rows of every published pledge against its published revision.</summary>
    /// <returns>How many pledges there were.</returns>
    internal static async Task<int> ShouldSayTheSameAsync(PledgeTrackerDbContext context)
    {
        var reader = new PublishedPledges(context, new PledgeQueries());
        var slugs = await context.Summaries.Select(s => s.Slug).ToListAsync();
        foreach (var slug in slugs)
        {
            context.ChangeTracker.Clear();
            var page = ((PledgeAddress.Found)await reader.FindAsync(slug, default)).Pledge.Pledge;
            (await RowsAsync(context, slug)).Should().Be(Parts(page), slug);
        }

        return slugs.Count;
    }

    private static async Task<string> RowsAsync(PledgeTrackerDbContext context, string slug)
    {
        var pledge = await context.Pledges
            .Include(p => p.Company).Include(p => p.Sources).Include(p => p.Places).Include(p => p.Targets).ThenInclude(t => t.Metric)
            .Include(p => p.Figures).ThenInclude(f => f.Metric).Include(p => p.Events).Include(p => p.Incentives).Include(p => p.Relations).Include(p => p.Verdicts)
            .SingleAsync(p => p.Slug == slug);
        InOrder(pledge.Places);
        InOrder(pledge.Targets);
        InOrder(pledge.Figures);
        InOrder(pledge.Events);
        InOrder(pledge.Incentives);
        InOrder(pledge.Relations);
        InOrder(pledge.Verdicts);
        pledge.Sources.Sort((a, b) => a.Number.CompareTo(b.Number));
        var id = context.Entry(pledge).Property<int>("Id").CurrentValue;
        pledge.Tags.AddRange(await context.Tags.Where(t => t.PledgeId == id).Select(t => t.Tag).ToListAsync());
        return Parts(pledge, (fact, property) => (string?)context.Entry(fact).Property(property).CurrentValue);

        void InOrder<T>(List<T> items)
            where T : class
            => items.Sort((a, b) => Position(a).CompareTo(Position(b)));

        int Position(object item) => (int)context.Entry(item).Property(PledgeParts.Position).CurrentValue!;
    }

    private static string Parts(Pledge page) => Parts(page, (fact, property) => PledgeParts.NumbersOf(fact switch
    {
        Pledge p => property == PledgeParts.AnnouncementSources ? p.AnnouncementSources : p.CheckabilitySources,
        Target t => t.Sources,
        Figure f => f.Sources,
        PledgeEvent e => e.Sources,
        Incentive i => i.Sources,
        Verdict v => v.Sources,
        _ => throw new ArgumentException("It rests on no sources."),
    }));

    /// <summary>Every value of a pledge that is in a table, as lines of text, so that a difference shows where it is.</summary>
    private static string Parts(Pledge p, Func<object, string, string?> numbers)
    {
        var lines = new List<string?>
        {
            p.Slug, p.Company.Slug, p.Title, p.Summary, p.AnnouncedOn.ToString(), p.AnnouncedBy, p.AnnouncedByRole, p.AnnouncedTo, p.Occasion,
            p.Conditions, p.Checkability.ToString(), p.CheckabilityReason, p.LastChecked?.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            numbers(p, PledgeParts.AnnouncementSources), numbers(p, PledgeParts.CheckabilitySources), string.Join(",", p.Tags.Order(StringComparer.Ordinal)),
        };
        lines.AddRange(p.Places.Select(x => $"place {x.Country} {x.Subdivision} {x.Locality}"));
        lines.AddRange(p.Targets.Select(t => $"target {t.Key} {t.Metric.Code} {t.Quantity} {t.Currency} {t.Baseline} {t.Deadline} {t.DeadlineBasis} {t.Scope} {t.Qualifiers} {Numbers(t)}"));
        lines.AddRange(p.Figures.Select(f => $"figure {f.Target?.Key} {f.Metric.Code} {f.Quantity} {f.Currency} {f.Span} {f.From} {f.AsOf} {f.Published} {f.Basis} {f.ReportedBy} {f.Counting} {f.Reason} {f.Shows} {f.Derived} {f.Note} {Numbers(f)}"));
        lines.AddRange(p.Events.Select(e => $"event {e.Date} {e.Kind} {e.Text} {Numbers(e)}"));
        lines.AddRange(p.Incentives.Select(i => $"incentive {i.Grantor} {i.Kind} {i.Description} {i.Amount} {i.Currency} {i.State} {i.Date} {Numbers(i)}"));
        lines.AddRange(p.Relations.Select(r => $"relation {r.Kind} {r.OtherSlug} {r.Note}"));
        lines.AddRange(p.Verdicts.Select(v => $"verdict {v.Kind} {v.Date} {v.Reason} {v.DespiteFigures} {Numbers(v)}"));
        lines.AddRange(p.Sources.Select(s => $"source {s.Number} {s.Key} {s.Role} {s.Kind} {s.Publisher} {s.Title} {s.Url} {s.Published} {s.Accessed} {s.ArchiveUrl} {s.Excerpt} {s.Section} {s.Note}"));
        return string.Join("\n", lines);

        string? Numbers(object fact) => numbers(fact, PledgeParts.Sources);
    }
}
