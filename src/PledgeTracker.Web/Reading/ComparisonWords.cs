using PledgeTracker.Domain.Pledges;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>A difference between compared pledges, in a sentence.</summary>
/// <param name="Text">The tracker's own words.</param>
/// <param name="Written">The editors' words that follow it; null for nothing.</param>
public sealed record ComparedDifference(string Text, string? Written = null)
{
    public override string ToString() => Written is null ? Text : $"{Text} {Written}";
}

/// <summary>
/// What makes compared pledges hard to compare, in words: what each counts, where, on whose word, in what time.
/// </summary>
public static class ComparisonWords
{
    /// <summary>What a comparison shows, in a sentence: how far each came, the furthest first, and of whom nothing is known.</summary>
    public static string Finding(IReadOnlyList<Compared> pledges)
    {
        ArgumentNullException.ThrowIfNull(pledges);
        var counted = pledges.Where(p => p.Progress is { Share: not null, Reading: not null }).OrderByDescending(p => p.Progress.Share).ToList();
        var others = pledges.Except(counted).Select(p => p.Name).ToList();
        var sentences = new List<string>();
        if (counted.Count > 0)
        {
            sentences.Add(F($"Counted of each promise: {string.Join(", ", counted.Select(p => $"{p.Name} {Wording.Share(p.Progress.Reading!, p.Progress.Target)}"))}."));
        }

        if (others.Count > 0)
        {
            sentences.Add(F($"Without a usable share: {string.Join(", ", others)}."));
        }

        return string.Join(' ', sentences);
    }

    /// <summary>The differences a reader must know before setting the shares side by side; the gravest first.</summary>
    public static IReadOnlyList<ComparedDifference> Differences(IReadOnlyList<Compared> pledges)
    {
        var words = new List<ComparedDifference>();
        foreach (var part in pledges)
        {
            foreach (var whole in pledges.Where(w => part.Pledge.Relations.Any(r => r.Kind == RelationKind.PartOf && r.OtherSlug == w.Pledge.Slug)))
            {
                words.Add(new(F($"{part.Name} is part of {whole.Name}. What counts for {part.Name} may count for {whole.Name} too. Never add the two.")));
            }
        }

        var families = pledges.Select(p => p.Progress.Target.Metric.Family).Distinct().ToList();
        if (families.Count > 1)
        {
            words.Add(new(F($"They promise different kinds of things ({string.Join(", ", families.Select(Wording.Words))}). Each share is of its own promise. Do not add the numbers.")));
        }

        Each(T("Measured"), p => T(p.Progress.Target.Metric.Label));
        Each(T("Currencies"), p => p.Progress.Target.Currency ?? "");
        Each(T("Scope"), p => p.Progress.Target.Scope ?? T("none recorded"), isWritten: true);
        Each(T("Basis of the count"), p => p.Progress.Latest is { } latest ? Wording.Words(latest.Basis) : T("nothing"));
        Each(T("Stated as of"), p => p.Progress.Latest is { } latest ? latest.AsOf.InWords() : Wording.NoFigureWords);
        Each(T("Time allowed"), p => p.YearsAllowed is { } years ? Years(years) + (p.Progress.Target.DeadlineBasis == DeadlineBasis.Computed ? " " + T("(computed)") : "") : T("no original deadline recorded"));
        Each(T("Checkable"), p => Wording.Words(p.Pledge.Checkability));
        var without = pledges.Where(p => p.Points.Count == 0).Select(p => p.Name).ToList();
        if (without.Count > 0)
        {
            words.Add(new(Plural(
                without.Count,
                "{1} has no usable figure or no promised number. Jobs may still exist.",
                "{1} have no usable figure or no promised number. Jobs may still exist.",
                string.Join(", ", without))));
        }

        if (pledges.Any(p => p.Progress.Target.Revisions.Count > 0))
        {
            words.Add(new(F($"{string.Join(", ", pledges.Where(p => p.Progress.Target.Revisions.Count > 0).Select(p => p.Name))}: the target was changed later. The share is of the original one.")));
        }

        return words;

        void Each(string what, Func<Compared, string> of, bool isWritten = false)
        {
            var groups = pledges.GroupBy(of).ToList();
            if (groups.Count > 1)
            {
                var each = string.Join(", ", groups.Where(g => g.Key.Length > 0).Select(g => $"{g.Key} ({string.Join(", ", g.Select(p => p.Name))})")) + ".";
                words.Add(isWritten ? new($"{what}:", each) : new($"{what}: {each}"));
            }
        }
    }

    /// <summary>How long, in words: "5 years", "1.5 years", "4 months".</summary>
    public static string Years(double years) => years switch
    {
        < 0 => T("none"),
        < 1 => Plural((long)Math.Max(1, Math.Round(years * 12)), "{0} month", "{0} months"),
        _ => Plural((decimal)Math.Round(years, 1), "{0} year", "{0} years"),
    };
}
