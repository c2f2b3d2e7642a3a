using PledgeTracker.Domain.Claims;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Charts;

/// <summary>The ladder of a list as rows of numbers, each with who says it. What a step lacks is said to be unknown.</summary>
public static class LadderWords
{
    /// <summary>All steps, the widest first.</summary>
    public static IReadOnlyList<SaidRow> RowsOf(Ladder ladder)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        return [.. ladder.Rungs.Select(rung => new SaidRow(
            Wording.Label(rung.Step), T(ClaimWords.Of(rung.Step)), [.. Others(ladder, rung)], [.. Own(ladder, rung)],
            HasOtherResults(ladder) ? T("No number for this step is recorded.") : T("Not known: nothing is recorded here."), rung.Step == LadderStep.Claimed ? null : NothingOwn(ladder, rung.Step)))];
    }

    /// <summary>What a drawing of the ladder has to say above it.</summary>
    public static IReadOnlyList<string> NotesOf(Ladder ladder)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        return [T("Each step counts something else. So no step is subtracted from another, and none is a share of another."), ClaimWords.Completeness(ladder.List, ladder.On)];
    }

    /// <summary>What stands at a step where the tracker adds nothing up.</summary>
    public static string NothingOwn(Ladder ladder, LadderStep step)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        var promised = ladder.At(LadderStep.PromisedJobs);
        return step is LadderStep.OnTheList or LadderStep.ByCompanies or LadderStep.New
            ? ladder.List.Items.Count == 0 ? T("Its entries are not copied here.") : T("No entry has a number here.")
            : promised.Matched.Count + promised.PledgesLeftOut.Count == 0 ? T("Not matched: no entry of this list is matched to a pledge of this tracker.")
            : T("None of the matched pledges can be added here.");
    }

    /// <summary>Whether checks of the list found something that belongs to no step.</summary>
    public static bool HasOtherResults(Ladder ladder)
    {
        ArgumentNullException.ThrowIfNull(ladder);
        return ladder.Checks.Any(c => c.Results.Any(r => r.Step is null));
    }

    /// <summary>Who made a claim, when, and what the number is said to be.</summary>
    public static string WhoSaid(SpokenClaim spoken)
    {
        ArgumentNullException.ThrowIfNull(spoken);
        var claim = spoken.Claim;

        var name = $"{ClaimWords.SaidBy(spoken.Claimant, claim)}, {claim.Date.InWords()}";

        // Of what is known from a report alone, all that is known stands first: the number may be a sum of reporters’, and what is cut off
        // in a small picture is then the name.
        return (claim.Quote ?? claim.Verb) is not null ? $"{name}: {claim.Says}"
            : $"{claim.Says}{(claim.ListNote is null ? "" : (claim.Says.EndsWith('.') ? " " : ". ") + claim.ListNote)} ({name})";
    }

    private static IEnumerable<SaidNumber> Others(Ladder ladder, LadderRung rung)
    {
        foreach (var spoken in rung.ByWhom.Select(g => g[0]))
        {
            yield return new(Sayer.Claimant, ClaimWords.Of(spoken.Claim), WhoSaid(spoken));
        }

        if (rung.Step == LadderStep.OnTheList && ladder.Version is { } version)
        {
            var numbers = new[] { version.Total is { } total ? Wording.AsSaid(total, version.Currency) : null, version.Entries is { } entries ? ClaimWords.Entries(entries) : null, version.Jobs is { } jobs ? ClaimWords.Of(jobs, ClaimUnit.Jobs, null) : null };
            yield return new(Sayer.List, string.Join(", ", numbers.OfType<string>()), F($"the list itself, kept by {ClaimWords.Within(ladder.List.Keeper)}") + ", " + version.Date.InWords());
        }

        // The newest check first, and its results as it has them.
        foreach (var (check, result) in rung.CheckedBeside.GroupBy(c => c.Check).Reverse().SelectMany(g => g))
        {
            yield return new(Sayer.Check, ClaimWords.Of(result) ?? "", $"{check.By}, {check.Date.InWords()}: {(rung.Step == LadderStep.Claimed ? result.Text : result.Label)}");
        }
    }

    private static IEnumerable<SaidNumber> Own(Ladder ladder, LadderRung rung)
    {
        foreach (var sum in rung.Sums)
        {
            yield return Said(ClaimWords.Brief(sum), rung.Step == LadderStep.PromisedJobs ? F($"as the entries give them, {ClaimWords.Extent(sum)}") : ClaimWords.Extent(sum));
        }

        foreach (var newness in rung.Newness)
        {
            if (newness.Sums.Count == 0)
            {
                yield return Said(Plural(newness.Items.Count, "{0} entry", "{0} entries"), Wording.Words(newness.Newness));
            }

            foreach (var sum in newness.Sums)
            {
                yield return Said(ClaimWords.Brief(sum), $"{Wording.Words(newness.Newness)}, {ClaimWords.Extent(sum)}");
            }
        }

        foreach (var sum in rung.Matched.Where(m => m.Sum is not null))
        {
            var of = ClaimWords.Extent(rung, sum);
            yield return Said(Wording.Of(sum.Sum!, null, sum.Metric), sum.Funnel is { } step ? $"{Wording.Words(step)}, {of}" : of);
        }

        foreach (var of in rung.Matched.GroupBy(m => m.Funnel))
        {
            if (of.SelectMany(m => m.Without).Distinct().Count() is > 0 and var without)
            {
                yield return new(Sayer.Tracker, "", (of.Key is { } step ? Wording.Label(step) + ": " : "") + ClaimWords.Without(without));
            }
        }

        static SaidNumber Said(string number, string of) => new(Sayer.Tracker, number, F($"this tracker’s arithmetic: {of}"));
    }
}
