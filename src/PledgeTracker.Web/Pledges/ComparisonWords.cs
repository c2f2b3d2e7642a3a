using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Pledges;

/// <summary>What keeps compared pledges apart, in words: what each counts, where, on whose word, in what time.</summary>
public static class ComparisonWords
{
    /// <summary>The differences a reader must know before setting the shares side by side; the gravest first.</summary>
    public static IReadOnlyList<string> Differences(IReadOnlyList<Compared> pledges)
    {
        var words = new List<string>();
        foreach (var part in pledges)
        {
            foreach (var whole in pledges.Where(w => part.Pledge.Relations.Any(r => r.Kind == RelationKind.PartOf && r.OtherSlug == w.Pledge.Slug)))
            {
                words.Add($"{part.Letter} is part of {whole.Letter}: what counts toward {part.Letter} may count toward {whole.Letter} too. Never add the two.");
            }
        }

        var families = pledges.Select(p => p.Progress.Target.Metric.Family).Distinct().ToList();
        if (families.Count > 1)
        {
            words.Add($"They promise different kinds of things ({string.Join(", ", families.Select(Code.Words))}): each share is of its own promise, and no number may be added to another.");
        }

        Each("Measured", p => p.Progress.Target.Metric.Label);
        Each("Currencies", p => p.Progress.Target.Currency ?? "");
        Each("Scope", p => p.Progress.Target.Scope ?? "not stated");
        Each("What counts rests on", p => p.Progress.Latest is { } latest ? Code.Words(latest.Basis) : "nothing");
        Each("Stated as of", p => p.Progress.Latest is { } latest ? latest.AsOf.ToWords() : "never");
        Each("Time allowed", p => p.YearsAllowed is { } years ? Years(years) + (p.Progress.Target.DeadlineBasis == DeadlineBasis.Computed ? " (computed)" : "") : "no deadline");
        Each("Checkable", p => Code.Words(p.Pledge.Checkability));
        var without = pledges.Where(p => p.Points.Count == 0).Select(p => p.Letter).ToList();
        if (without.Count > 0)
        {
            words.Add($"{string.Join(", ", without)}: no line, since {(without.Count == 1 ? "nothing counts toward it" : "nothing counts toward them")} or no number was promised. That does not say that nothing happened.");
        }

        if (pledges.Any(p => p.Progress.Target.Revisions.Count > 0))
        {
            words.Add($"{string.Join(", ", pledges.Where(p => p.Progress.Target.Revisions.Count > 0).Select(p => p.Letter))}: the target was changed later; the share is of the original one.");
        }

        return words;

        void Each(string what, Func<Compared, string> of)
        {
            var groups = pledges.GroupBy(of).ToList();
            if (groups.Count > 1)
            {
                words.Add($"{what}: {string.Join("; ", groups.Where(g => g.Key.Length > 0).Select(g => $"{string.Join(", ", g.Select(p => p.Letter))} {g.Key}"))}.");
            }
        }
    }

    /// <summary>How long, in words: "5 years", "1.5 years", "4 months".</summary>
    public static string Years(double years) => years switch
    {
        < 0 => "none",
        < 1 => Wording.Count((long)Math.Max(1, Math.Round(years * 12)), "month", "months"),
        _ => Math.Round(years, 1) is var rounded && rounded == 1 ? "1 year" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Math.Round(years, 1):0.#} years"),
    };
}
