using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Pages.Pledges;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Web.Pledges;

/// <summary>
/// A pledge as one paragraph, made of stored fields and nothing else: who promised what, by when; what counts, as of when, on
/// whose word; the verdict, and since when. The page, the feeds, the previews and the charts all say it in these words.
/// </summary>
public static class ReadyToPaste
{
    /// <summary>The paragraph, without the address it comes from.</summary>
    public static string Of(PledgeView view)
    {
        var pledge = view.Pledge;
        var headline = view.Progress[0];
        var target = headline.Target;
        var due = target.Deadline is { } deadline ? $" by {(target.DeadlineBasis == Domain.Pledges.DeadlineBasis.Computed ? "about " : "")}{deadline.ToWords()}" : "";
        var promised = $"{pledge.Company.Name} promised {Wording.Promised(target)}{due}, announced {On(pledge.AnnouncedOn)}.";
        if (!view.WasMade)
        {
            return $"On {PartialDate.OfDay(view.On).ToWords()} this pledge had not been made. {promised}";
        }

        return $"{promised} {Counted(view, headline)} {Verdict(view)}";
    }

    /// <summary>The paragraph with the day it was true and the address it comes from.</summary>
    public static string WithAddress(PledgeView view) => $"{Of(view)} (PledgeTracker, as of {PartialDate.OfDay(view.On).ToWords()}: {view.CiteAddress})";

    private static string Counted(PledgeView view, TargetProgress headline)
    {
        var target = headline.Target;
        if (headline is not { Stated: { } stated, Latest: { } latest })
        {
            var newest = view.Pledge.Figures.Where(f => f.AsOf.Earliest <= view.On).MaxBy(f => f.AsOf.Latest);
            return newest is null
                ? "No figure toward it was found."
                : $"As of {newest.AsOf.ToWords()} nothing had been counted toward it.";
        }

        var value = Wording.Value(stated, target.Currency);
        if (headline.StatedHigh is { } high && high > stated)
        {
            value += " to " + Wording.Value(high, target.Currency);
        }
        else if (headline.CountedHigh is null)
        {
            value += " or more";
        }

        var level = target.Metric.IsLevel && target.Baseline is > 0 and var before ? $", from {Wording.Value(before, target.Currency)} before" : "";
        var share = headline.Share is { } part ? $", {Wording.Percent(part)} of what was promised" : "";
        var by = latest.ReportedBy is null ? "" : $", by {latest.ReportedBy}";
        return $"As of {latest.AsOf.ToWords()}, {value} {(stated == 1 ? "is" : "are")} counted{level}{share} (basis: {Code.Words(latest.Basis)}{by}).";
    }

    private static string Verdict(PledgeView view) => view.Pledge.Verdict switch
    {
        null => "No verdict had been given.",
        { Kind: Domain.Pledges.VerdictKind.NotYetRated } => "Verdict: not yet rated.",
        var verdict => $"Verdict: {Code.Words(verdict.Kind)}, since {verdict.Date.ToWords()}.",
    };

    private static string On(PartialDate date) => (date.Day is null ? "in " : "on ") + date.ToWords();
}
