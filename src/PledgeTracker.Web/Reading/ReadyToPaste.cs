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
        ArgumentNullException.ThrowIfNull(view);
        return Of(view, view.Progress[0]);
    }

    /// <summary>The same of one target of the pledge, which need not be the headline.</summary>
    /// <param name="view">The pledge.</param>
    /// <param name="progress">The target's progress, one of the view's.</param>
    public static string Of(PledgeView view, TargetProgress progress)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(progress);
        var target = progress.Target;
        var promised = Promised(view, progress);
        promised = target.Scope is { } scope ? promised + " " + F($"Scope: {scope}.") : promised;
        promised = Changes(target).Aggregate(promised, (text, change) => $"{text} {change}");
        return view.WasMade
            ? $"{promised} {Counted(view, progress)} {(progress == view.Progress[0] ? Judgement(view) : VerdictOnTheWhole(view))}"
            : F($"On {view.On.InWords()} this pledge had not been made. {promised}");
    }

    /// <summary>
    /// The paragraph as search engines and previews show it, who cut what is long: without the scope and without where was looked in vain.
    /// </summary>
    public static string Brief(PledgeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var headline = view.Progress[0];
        var counted = headline is { Stated: null, LevelWithoutStart: null } && view.Pledge.Figures.Count > 0 ? T("No figure on record counts for the promise.") : Counted(view, headline);
        return view.WasMade ? string.Join(' ', [Promise(view), .. Changes(headline.Target), counted, Judgement(view)]) : Of(view);
    }

    /// <summary>Who promised what by when, who said so and when: the paragraph's first sentence.</summary>
    public static string Promise(PledgeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return Promised(view, view.Progress[0]);
    }

    private static string Promised(PledgeView view, TargetProgress progress)
    {
        var pledge = view.Pledge;
        var target = progress.Target;

        // Who spoke is named: a promise of several, or in another's words, must not read as the company's own.
        var (promiser, what, on, by) = (Promiser(view), Wording.Promise(target, pledge.IsAnnouncedByOutsider), On(pledge.AnnouncedOn), pledge.AnnouncedBy);
        return progress != view.Progress[0] ? OneOfSeveral(target, on, by) : pledge.IsAnnouncedByOutsider ? Attributed(target, promiser, what, on, by)
            : target.Deadline is not { } deadline ? F($"{promiser} {what}, announced {on} by {by}.")
            : target.DeadlineBasis == DeadlineBasis.Agreement ? F($"{promiser} {what}, announced {on} by {by}. The deadline, {deadline.InWords()}, was not in the announcement.")
            : target.DeadlineBasis == DeadlineBasis.Project ? F($"{promiser} {what}, announced {on} by {by}. The deadline, {deadline.InWords()}, is that of the project.")
            : !Metric.HasPath(target.Metric.Code) ? F($"{promiser} {what} through {deadline.InWords()}, announced {on} by {by}.")
            : target.DeadlineBasis == DeadlineBasis.Computed ? F($"{promiser} {what} by about {deadline.InWords()}, announced {on} by {by}.")
            : deadline.Month is null ? F($"{promiser} {what} by the end of {deadline.InWords()}, announced {on} by {by}.")
            : F($"{promiser} {what} by {deadline.InWords()}, announced {on} by {by}.");
    }

    // The announcement is the pledge's: a further target may have been named later, so that nobody is said to have announced it.
    private static string OneOfSeveral(Target target, string on, string by) =>
        (Wording.Promised(target), target.Deadline) switch
        {
            (var what, null) => F($"One target of the pledge that {by} announced {on}: {what}."),
            (var what, { } deadline) when !Metric.HasPath(target.Metric.Code) => F($"One target of the pledge that {by} announced {on}: {what} through {deadline.InWords()}."),
            (var what, { } deadline) when target.DeadlineBasis == DeadlineBasis.Computed => F($"One target of the pledge that {by} announced {on}: {what} by about {deadline.InWords()}."),
            (var what, { } deadline) => F($"One target of the pledge that {by} announced {on}: {what} by {deadline.InWords()}."),
        };

    // What the company was to do, on the word of somebody else.
    private static string Attributed(Target target, string promiser, string what, string on, string by) =>
        target.Deadline is not { } deadline ? F($"Announced {on} by {by}: {promiser} {what}.")
        : target.DeadlineBasis == DeadlineBasis.Agreement ? F($"Announced {on} by {by}: {promiser} {what}. The deadline, {deadline.InWords()}, was not in the announcement.")
        : target.DeadlineBasis == DeadlineBasis.Project ? F($"Announced {on} by {by}: {promiser} {what}. The deadline, {deadline.InWords()}, is that of the project.")
        : !Metric.HasPath(target.Metric.Code) ? F($"Announced {on} by {by}: {promiser} {what} through {deadline.InWords()}.")
        : target.DeadlineBasis == DeadlineBasis.Computed ? F($"Announced {on} by {by}: {promiser} {what} by about {deadline.InWords()}.")
        : deadline.Month is null ? F($"Announced {on} by {by}: {promiser} {what} by the end of {deadline.InWords()}.")
        : F($"Announced {on} by {by}: {promiser} {what} by {deadline.InWords()}.");

    /// <summary>That the headline was promised, and by whom; of a promise that is known by an outsider's word, by whose.</summary>
    public static string Claim(PledgeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var what = Wording.Promise(view.Pledge.Headline, view.Pledge.IsAnnouncedByOutsider);
        return view.Pledge.IsAnnouncedByOutsider ? F($"{Promiser(view)} {what}, according to {view.Pledge.AnnouncedBy}") : $"{Promiser(view)} {what}";
    }

    /// <summary>Who promised: the company, and those with whom it did.</summary>
    public static string Promiser(PledgeView view) =>
        view.Pledge.PromisedWith is { } others ? F($"{view.Company}, together with {others},") : view.Company;

    /// <summary>The paragraph with the day it was true and the address it comes from.</summary>
    public static string WithAddress(PledgeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return WithAddress(view, view.CiteAddress);
    }

    /// <summary>The same with another address of that state: the one that a citation names.</summary>
    public static string WithAddress(PledgeView view, string address) => F($"{Of(view)} (PledgeTracker, as of {AsOf(view).InWords()}: {address})");

    // Where nothing counts, what is said is as old as the last search, unless the verdict is younger; nothing else of the
    // pledge, least of all its announcement, says how old that is.
    private static DateOnly AsOf(PledgeView view) =>
        view.Progress[0].Latest is null && Absence.LastSearch(view.Pledge, LookupSubject.Count, view.Progress[0].Target) is { Date: var looked }
            && !(view.Pledge.Verdict?.Date.Latest > looked) ? looked : view.On;

    /// <summary>How a target was changed, a sentence for each time, the earliest first.</summary>
    // A verdict that comes long before the first deadline is not understood without them.
    public static IEnumerable<string> Changes(Target target) => target.Revisions.Select((r, i) => (r.Quantity, r.Deadline, Date: On(r.Date), Way: Way(target, i)) switch
    {
        (null, { } set, var date, _) when target.Deadline is null && target.Revisions.Take(i).All(earlier => earlier.Deadline is null) => F($"A deadline was set {date}: {set.InWords()}."),
        ({ } quantity, { } moved, var date, > 0) => F($"Raised {date} to {Wording.Quantity(quantity, target.Currency)} by {moved.InWords()}."),
        ({ } quantity, { } moved, var date, < 0) => F($"Lowered {date} to {Wording.Quantity(quantity, target.Currency)} by {moved.InWords()}."),
        ({ } quantity, { } moved, var date, _) => F($"Changed {date} to {Wording.Quantity(quantity, target.Currency)} by {moved.InWords()}."),
        ({ } quantity, null, var date, > 0) => F($"Raised {date} to {Wording.Quantity(quantity, target.Currency)}."),
        ({ } quantity, null, var date, < 0) => F($"Lowered {date} to {Wording.Quantity(quantity, target.Currency)}."),
        ({ } quantity, null, var date, _) => F($"Changed {date} to {Wording.Quantity(quantity, target.Currency)}."),
        (null, { } moved, var date, _) => F($"Deadline changed {date}: {moved.InWords()}."),
        _ => null,
    }).OfType<string>();

    // Whether a change asks for more or for less than what held before; 0 where its words do not tell.
    private static int Way(Target target, int at) =>
        target.Revisions[at].Quantity is { } now && (target.Revisions.Take(at).LastOrDefault(r => r.Quantity is not null)?.Quantity ?? target.Quantity) is { } before
            ? now.Low > before.High ? 1 : now.High < before.Low ? -1 : 0
            : 0;

    /// <summary>What counts toward a target: how much, as of when, how sure, and on whose word; or that nothing does.</summary>
    public static string Counted(PledgeView view, TargetProgress headline)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(headline);
        var target = headline.Target;
        if (headline is not { Stated: { } stated, Latest: { } latest })
        {
            return headline.LevelWithoutStart is { } alone
                ? F($"A level of {Wording.Quantity(alone.Quantity, alone.Currency)} was reported as of {alone.AsOf.InWords()}.") + " " + LookupWords.Sentence(view.Pledge, LookupSubject.StartingLevel, target, view.LooksBack)
                // Nobody looks for a count of what was taken back.
                : view.Pledge.Figures.Count == 0 && headline.FellAway && Absence.LastSearch(view.Pledge, LookupSubject.Count, target) is null ? T("No count is recorded.")
                : view.Pledge.Figures.Count == 0 ? LookupWords.Sentence(view.Pledge, LookupSubject.Count, target, view.LooksBack)
                : string.Join(' ', ((string?[])[T("No figure on record counts for the promise."), LookupWords.Nothing(view.Pledge, LookupSubject.Count, target)]).OfType<string>());
        }

        var value = Wording.Quantity(stated, target.Currency);
        var isLate = !latest.Undated && target.Deadline is { } due && latest.AsOf.Earliest > due.Latest;
        var level = target.Metric.IsLevel && target is { Baseline: > 0, Start: { } before } ? F($", from {Wording.Quantity(before, target.Currency)} before") : "";
        var share = headline.Share is not null ? F($", {Wording.Share(headline.Reading!, target)} of what was promised") : "";
        var basis = latest is { Derived: true, ReportedBy: { } origin } ? F($"basis: {Wording.Words(latest.Basis)}, our arithmetic from {origin}")
            : latest.Derived ? F($"basis: {Wording.Words(latest.Basis)}, our arithmetic")
            : latest.ReportedBy is { } by ? F($"basis: {Wording.Words(latest.Basis)}, by {by}") : F($"basis: {Wording.Words(latest.Basis)}");
        var day = latest.AsOf.InWords();
        var counted = stated is { Low: 0, High: 0, Kind: QuantityKind.Exactly } && target.Quantity is not null
            ? latest.Undated ? F($"Known by {day}, date unknown: nothing of what was promised is counted ({basis}).") : F($"As of {day}, nothing of what was promised is counted ({basis}).")
            : isLate
            ? PluralOf(value, stated.High, "As of {1}, after the deadline, {0} is counted{2}{3} ({4}).", "As of {1}, after the deadline, {0} are counted{2}{3} ({4}).", day, level, share, basis)
            : latest.Undated
            ? PluralOf(value, stated.High, "Known by {1}, date unknown: {0} is counted{2}{3} ({4}).", "Known by {1}, date unknown: {0} are counted{2}{3} ({4}).", day, level, share, basis)
            : PluralOf(value, stated.High, "As of {1}, {0} is counted{2}{3} ({4}).", "As of {1}, {0} are counted{2}{3} ({4}).", day, level, share, basis);
        return Also(headline).Aggregate(counted, (text, sentence) => $"{text} {sentence}");
    }

    /// <summary>What must be said beside the number: where it fell from, what a stronger basis says, of which parts it is the sum.</summary>
    public static IEnumerable<string> Also(TargetProgress progress)
    {
        var (target, latest) = (progress.Target, progress.Latest);
        if (progress.Height is { } height)
        {
            // Of a promised level the levels themselves, as above.
            var most = target.Metric.IsLevel && height.Figure.Span == Span.Level ? height.Figure.Quantity : height.Reading;
            yield return F($"The highest count was {Wording.Quantity(most, target.Currency)}, as of {height.Figure.AsOf.InWords()}.");
        }

        if (progress.Level is { } level)
        {
            yield return F($"That is a level of {Wording.Quantity(level, target.Currency)}, minus {Wording.Quantity(target.Start!, target.Currency)} before the promise.");
        }

        if (progress.Stronger is { } stronger)
        {
            // In the terms of the target, as the count before: a level beside an increase would read as a fall.
            yield return stronger.Span == Span.Level && !target.Metric.IsLevel && target.Baseline is > 0
                ? F($"The latest figure has a weaker basis ({Wording.Words(latest!.Basis)}) than an earlier one: {Wording.Quantity(progress.StrongerReading!, stronger.Currency)} as of {stronger.AsOf.InWords()} ({Wording.Words(stronger.Basis)}, a level of {Wording.Quantity(stronger.Quantity, stronger.Currency)}).")
                : F($"The latest figure has a weaker basis ({Wording.Words(latest!.Basis)}) than an earlier one: {Wording.Quantity(stronger.Quantity, stronger.Currency)} as of {stronger.AsOf.InWords()} ({Wording.Words(stronger.Basis)}).");
        }

        if (progress.FromParts is [var only])
        {
            yield return F($"No count of the whole is recorded. This is what counts in one of its parts ({Wording.PromisedOnly(only)}).");
        }
        else if (progress.FromParts.Count > 0)
        {
            yield return F($"No count of the whole is recorded. This is the sum of what counts in its parts ({string.Join(", ", progress.FromParts.Select(Wording.PromisedOnly))}).");
        }
    }

    /// <summary>
    /// The paragraph's last part: the verdict that held on the day, since when, and what must be said with it. That nobody has judged is
    /// said as well.
    /// </summary>
    public static string Judgement(PledgeView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return view.Pledge.Verdict switch
        {
            null => T("No verdict had been given."),
            { Kind: VerdictKind.NotYetRated } => T("Verdict: not yet rated."),
            var verdict => string.Join(' ', new[]
            {
                F($"Verdict: {Wording.Verdict(verdict)}, since {verdict.Date.InWords()}."),
                view.Undone is { } undone ? F($"By the figures on record the promise was met by {undone.Kept.InWords()}. That has no longer held since {undone.Since.InWords()}.") : null,
                Wording.Despite(view.Pledge, view.Progress[0]),
                Wording.BesideTheHeadline(view.Pledge),
            }.Where(sentence => sentence is not null)),
        };
    }

    // Beside a target that is not the headline, the verdict must not be taken for that target's own.
    private static string VerdictOnTheWhole(PledgeView view) => view.Pledge.Verdict switch
    {
        null or { Kind: VerdictKind.NotYetRated } => Judgement(view),
        var verdict => F($"Verdict on the whole pledge: {Wording.Verdict(verdict)}, since {verdict.Date.InWords()}."),
    };

    private static string On(PartialDate date) => date.Day is null ? F($"in {date.InWords()}") : F($"on {date.InWords()}");
}
