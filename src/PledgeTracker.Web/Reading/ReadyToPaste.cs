using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Reading;

/// <summary>
/// A pledge as one paragraph, made from stored fields only: who promised what, by when; what counts, as of when, on whose
/// word; the verdict, and since when. The page, the feeds, the previews and the charts all say it in these words.
/// </summary>
public static class ReadyToPaste
{
    /// <summary>The paragraph, without the address it comes from.</summary>
    public static string Of(PledgeView view)
    {
        var pledge = view.Pledge;
        var headline = view.Progress[0];
        var target = headline.Target;
        var (company, what, on) = (pledge.Company.Name, Wording.Promised(target), On(pledge.AnnouncedOn));
        var promised = target.Deadline is not { } deadline ? F($"{company} promised {what}, announced {on}.")
            : target.DeadlineBasis == DeadlineBasis.Computed ? F($"{company} promised {what} by about {deadline.InWords()}, announced {on}.")
            : F($"{company} promised {what} by {deadline.InWords()}, announced {on}.");
        return view.WasMade
            ? $"{promised} {Counted(view, headline)} {Verdict(view)}"
            : F($"On {view.On.InWords()} this pledge had not been made. {promised}");
    }

    /// <summary>The paragraph with the day it was true and the address it comes from.</summary>
    public static string WithAddress(PledgeView view) => F($"{Of(view)} (PledgeTracker, as of {view.On.InWords()}: {view.CiteAddress})");

    private static string Counted(PledgeView view, TargetProgress headline)
    {
        var target = headline.Target;
        if (headline is not { Stated: { } stated, Latest: { } latest })
        {
            var newest = view.Pledge.Figures.Where(f => f.AsOf.Earliest <= view.On).MaxBy(f => f.AsOf.Latest);
            return newest is null
                ? T("No figure toward it was found.")
                : F($"As of {newest.AsOf.InWords()} nothing had been counted toward it.");
        }

        var value = Wording.Value(stated, target.Currency);
        var level = target.Metric.IsLevel && target.Baseline is > 0 and var before ? F($", from {Wording.Value(before, target.Currency)} before") : "";
        var share = headline.Share is { } part ? F($", {Wording.Percent(part)} of what was promised") : "";
        var basis = latest.ReportedBy is { } by ? F($"basis: {Wording.Words(latest.Basis)}, by {by}") : F($"basis: {Wording.Words(latest.Basis)}");
        var asOf = latest.AsOf.InWords();
        return headline.StatedHigh is { } high && high > stated ? F($"As of {asOf}, {value} to {Wording.Value(high, target.Currency)} are counted{level}{share} ({basis}).")
            : headline.CountedHigh is null ? F($"As of {asOf}, {value} or more are counted{level}{share} ({basis}).")
            : PluralOf(value, stated, "As of {1}, {0} is counted{2}{3} ({4}).", "As of {1}, {0} are counted{2}{3} ({4}).", asOf, level, share, basis);
    }

    private static string Verdict(PledgeView view) => view.Pledge.Verdict switch
    {
        null => T("No verdict had been given."),
        { Kind: VerdictKind.NotYetRated } => T("Verdict: not yet rated."),
        var verdict => F($"Verdict: {Wording.Words(verdict.Kind)}, since {verdict.Date.InWords()}."),
    };

    private static string On(PartialDate date) => date.Day is null ? F($"in {date.InWords()}") : F($"on {date.InWords()}");
}
