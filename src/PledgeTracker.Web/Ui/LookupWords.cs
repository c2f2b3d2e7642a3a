using Microsoft.AspNetCore.Html;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Ui;

/// <summary>
/// What is said where something is not there. That nothing was found is said of a look-up only, with its day and with how far
/// it reaches; without one nothing is said but that nothing is recorded.
/// </summary>
public static class LookupWords
{
    /// <summary>That no count, starting level or deadline is there, as text.</summary>
    /// <param name="pledge">The pledge, with what was known on the day that is looked at.</param>
    /// <param name="sought">What is not there.</param>
    /// <param name="target">The target that it is missing for.</param>
    /// <param name="looksBack">Whether that day lies in the past.</param>
    public static string Sentence(Pledge pledge, LookupSubject sought, Target target, bool looksBack = false) => Said(pledge, sought, target, looksBack, Plain);

    /// <summary>The same for a page.</summary>
    /// <param name="pledge">The pledge, with what was known on the day that is looked at.</param>
    /// <param name="sought">What is not there.</param>
    /// <param name="target">The target that it is missing for.</param>
    /// <param name="looksBack">Whether that day lies in the past.</param>
    public static IHtmlContent Html(Pledge pledge, LookupSubject sought, Target target, bool looksBack = false) =>
        new HtmlString(Said(pledge, sought, target, looksBack, OnPage));

    /// <summary>The same for a narrow place on a page.</summary>
    /// <param name="pledge">The pledge, with what was known on the day that is looked at.</param>
    /// <param name="sought">What is not there.</param>
    /// <param name="target">The target that it is missing for.</param>
    public static IHtmlContent Brief(Pledge pledge, LookupSubject sought, Target target) => new HtmlString(
        Absence.Ground(pledge, sought, target) is { } nothing ? F($"none found in a search on {OnPage.Day(nothing.Date)} in {OnPage.Written(nothing.Reach!)}")
        : Absence.LastSearch(pledge, sought, target) is { } last ? F($"none recorded, last search on {OnPage.Day(last.Date)}")
        : T("none recorded, and no search"));

    /// <summary>What a search found nothing of, as a sentence; null where nothing of the kind may be said.</summary>
    /// <param name="pledge">The pledge, with what was known on the day that is looked at.</param>
    /// <param name="sought">What is not there.</param>
    /// <param name="target">The target that it is missing for.</param>
    public static string? Nothing(Pledge pledge, LookupSubject sought, Target target) =>
        Absence.Ground(pledge, sought, target) is { } nothing ? Nothing(nothing, Plain, IsSomethingReported(pledge, target)) : null;

    /// <summary>The same for a page.</summary>
    /// <param name="pledge">The pledge, with what was known on the day that is looked at.</param>
    /// <param name="sought">What is not there.</param>
    /// <param name="target">The target that it is missing for.</param>
    public static IHtmlContent? NothingHtml(Pledge pledge, LookupSubject sought, Target target) =>
        Absence.Ground(pledge, sought, target) is { } nothing ? new HtmlString(Nothing(nothing, OnPage, IsSomethingReported(pledge, target))) : null;

    // The tracker's texts have no mark-up, so what is said in them is HTML as soon as the values are.
    private static readonly Form Plain = new(day => day.InWords(), text => text);

    private static readonly Form OnPage = new(
        day => (SaidDate)Markup.Date(day),
        text => (WrittenIn is null ? Markup.Text(text) : Inline.In(Language.English, text)).ToString()!);

    private static string Said(Pledge pledge, LookupSubject sought, Target target, bool looksBack, Form form)
    {
        if (Absence.Ground(pledge, sought, target) is { } nothing)
        {
            return Nothing(nothing, form, IsSomethingReported(pledge, target));
        }

        if (Absence.LastSearch(pledge, sought, target) is not { } last)
        {
            return (sought, looksBack) switch
            {
                (LookupSubject.Count, false) => T("No count is recorded, and no search for one."),
                (LookupSubject.Count, true) => T("No count that was public by then is recorded."),
                (LookupSubject.StartingLevel, false) => T("No starting level is recorded, and no search for one."),
                (LookupSubject.StartingLevel, true) => T("No starting level is recorded."),
                (_, false) => T("No deadline is recorded, and no search for one."),
                _ => T("No deadline is recorded."),
            };
        }

        var recorded = sought switch
        {
            LookupSubject.Count => T("No count is recorded."),
            LookupSubject.StartingLevel => T("No starting level is recorded."),
            _ => T("No deadline is recorded."),
        };
        return last.Outcome == LookupOutcome.NothingNew
            ? recorded + " " + F($"The last search, on {form.Day(last.Date)} in {form.Written(last.Reach!)}, found none.")
            : recorded + " " + F($"The last search was on {form.Day(last.Date)}.");
    }

    // Numbers stand on the page then, and none of them is what was sought.
    private static bool IsSomethingReported(Pledge pledge, Target target) => pledge.FiguresOf(target).Any();

    private static string Nothing(Lookup lookup, Form form, bool isSomethingReported)
    {
        var (day, reach) = (form.Day(lookup.Date), form.Written(lookup.Reach!));
        return lookup.SoughtFor switch
        {
            LookupSubject.Count when isSomethingReported => F($"A search on {day} found no count that fits the promise in {reach}."),
            LookupSubject.Count => F($"A search on {day} found no count in {reach}."),
            LookupSubject.StartingLevel => F($"A search on {day} found no starting level in {reach}."),
            LookupSubject.Deadline => F($"A search on {day} found no deadline in {reach}."),
            _ => F($"A search on {day} found no document in {reach}."),
        };
    }

    /// <summary>How the values in a sentence are written.</summary>
    /// <param name="Day">A day.</param>
    /// <param name="Written">Words of editors, which keep their language.</param>
    private sealed record Form(Func<DateOnly, SaidDate> Day, Func<string, string> Written);
}
