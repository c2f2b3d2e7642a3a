using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Publishing;

/// <summary>
/// Warns of what the rules allow but is often a slip. It may still be published with a written reason, which readers see.
/// </summary>
public static class GuardRails
{
    private const int Slip = 10;

    /// <summary>What a reviewer should look at twice, in sentences.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(PledgeTrackerDbContext context, Pledge pledge, int documentId, CancellationToken cancel = default)
    {
        var warnings = new List<string>();
        if (pledge.VerdictKind == VerdictKind.Kept
            && !pledge.FiguresOf(pledge.Headline).Any(f => f.Counting == Counting.Counted && f.Shows >= FunnelStep.Verified))
        {
            warnings.Add("The verdict is Kept, but no counted figure was confirmed by anyone outside the company.");
        }

        foreach (var figure in pledge.Figures.Where(f => f.Counting == Counting.Counted && f.Target?.Quantity is { AsPromised: > 0 }))
        {
            if (figure.Quantity.Low >= (Int128)Slip * figure.Target!.Quantity!.AsPromised)
            {
                warnings.Add($"The figure {Wording.Quantity(figure.Quantity, figure.Currency)} as of {figure.AsOf.ToWords()} is ten times its target or more.");
            }
        }

        var earliest = pledge.AnnouncedOn.Earliest;
        Before(pledge.Figures.Where(f => f.Counting == Counting.Counted).Select(f => f.AsOf), "A counted figure");
        Before(pledge.Events.Select(e => e.Date), "An event");
        Before(pledge.Verdicts.Select(v => v.Date), "A verdict");
        await CountedTwiceAsync(context, pledge, documentId, warnings, cancel);
        return warnings;

        void Before(IEnumerable<PartialDate> dates, string what)
        {
            if (dates.Where(d => d.Latest < earliest).Select(d => (PartialDate?)d).Min() is { } date)
            {
                warnings.Add($"{what} is dated {date.ToWords()}, before the pledge was announced ({pledge.AnnouncedOn.ToWords()}).");
            }
        }
    }

    // Warns of two promises of jobs by one company within a year, without a stated relation between them.
    private static async Task CountedTwiceAsync(PledgeTrackerDbContext context, Pledge pledge, int documentId, List<string> warnings, CancellationToken cancel)
    {
        if (pledge.Targets.All(t => t.Metric.Family != MetricFamily.Jobs))
        {
            return;
        }

        var named = pledge.Relations.Select(r => r.OtherSlug).ToList();
        var others = await context.Summaries.AsNoTracking()
            .Where(s => s.CompanySlug == pledge.Company.Slug && s.PledgeId != documentId && s.JobsPledged != null && !named.Contains(s.Slug)
                && !context.Set<Relation>().Any(r => EF.Property<int>(r, "PledgeId") == s.PledgeId && r.OtherSlug == pledge.Slug))
            .Select(s => new { s.Title, s.AnnouncedOn }).ToListAsync(cancel);
        foreach (var other in others.Where(o => Math.Abs(o.AnnouncedOn.Earliest.DayNumber - pledge.AnnouncedOn.Earliest.DayNumber) <= 366))
        {
            warnings.Add($"The company promised “{other.Title}” within a year of this. If one contains the other, say so under Other pledges. Otherwise totals count both.");
        }
    }
}
