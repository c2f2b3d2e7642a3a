using PledgeTracker.Domain.Claims;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pictures;

/// <summary>A line of a card: what is counted, the number as it was said, and who said it.</summary>
/// <param name="Label">What stands before the number: a step, a day, a result.</param>
/// <param name="By">Who says it, for its colour.</param>
/// <param name="Number">The number with its hedge; empty where nothing is known.</param>
/// <param name="Words">Who says it, or that nothing is known.</param>
public sealed record CardLine(string Label, Sayer By, string Number, string Words);

/// <summary>What the picture beside a link to claimed totals says, before it is cut to fit: a picture cannot be read back.</summary>
/// <param name="Kicker">What the page is about.</param>
/// <param name="Title">Its name.</param>
/// <param name="Lines">Four at most.</param>
/// <param name="Foot">As of which day, and the site’s name.</param>
public sealed record ClaimCardWords(string Kicker, string Title, IReadOnlyList<CardLine> Lines, string Foot);

/// <summary>The words of the pictures beside links to a claimant, a list and a check.</summary>
public static class ClaimCard
{
    private const int Most = 4;

    /// <summary>A claimant with the newest claims.</summary>
    public static ClaimCardWords Of(ClaimantView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new(T("Claimed totals"), view.Claimant.Name,
            [.. view.NewestFirst.Take(Most).Select(c => new CardLine(c.Date.InShortWords().ToString(), Sayer.Claimant, ClaimWords.Of(c), c.Says))], Foot(view));
    }

    /// <summary>A list with what is claimed, what it names, what was found to be new and what was counted: the first that is said of each.</summary>
    public static ClaimCardWords Of(ListView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var rows = LadderWords.RowsOf(view.Ladder);
        return new(F($"A list kept by {ClaimWords.Within(view.List.Keeper)}"), view.List.Title,
            [.. new[] { LadderStep.Claimed, LadderStep.OnTheList, LadderStep.Counted, LadderStep.NewOrAttributable }.Select(step => rows[(int)step]).Select(row =>
                row.Others.Concat(row.Own).FirstOrDefault(s => s.Number.Length > 0) is { } said ? new CardLine(row.Title, said.By, said.Number, said.Words) : new CardLine(row.Title, Sayer.Tracker, "", T("Not known: nothing is recorded here.")))],
            Foot(view));
    }

    /// <summary>A check with its first results that have a number.</summary>
    public static ClaimCardWords Of(CheckView view)
    {
        ArgumentNullException.ThrowIfNull(view);
        return new(F($"A check of claimed totals, {view.Check.Date.InWords()}"), view.Check.By,
            [.. view.Check.Results.Where(r => ClaimWords.Of(r) is not null).Take(Most).Select(r => new CardLine(r.Label, Sayer.Check, ClaimWords.Of(r)!, r.Text))], Foot(view));
    }

    private static string Foot(ClaimView view) => $"{F($"as of {view.Day.InWords()}")} · {view.Host}";
}
