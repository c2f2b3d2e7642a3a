using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Http;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Settings;
using PledgeTracker.Web.Ui;
using static PledgeTracker.Web.Ui.Text;

namespace PledgeTracker.Web.Pages.Companies;

[PublicPage(PledgePages.OnKey)]
[SitePage("/companies/{slug}", Twins = [".csv", ".json", ".atom", ".feed.json", ".ics"], Examples = ["/companies/alibaba", "/companies/foxconn"])]
public sealed class DetailsModel(CompanyListing companies, PledgeListing listing, SiteAddress site, NewsroomCalendar calendar) : PageModel
{
    /// <summary>How many pledges stand on the page; the list of pledges has the rest.</summary>
    public const int Shown = 100;

    private readonly DateOnly _today = calendar.Today;

    /// <summary>The day looked back to; null for today.</summary>
    public DateOnly? On { get; private set; }

    /// <summary>The day the page describes.</summary>
    public DateOnly Day => On ?? _today;

    public Company Company { get; private set; } = null!;

    public CompanyRecord Record { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken cancel)
    {
        if (await companies.FindAsync(slug, cancel) is not { } company)
        {
            return await companies.MovedAsync(slug, cancel) is { } now
                ? OwnRedirect.To(Language.Current.Prefix + "/companies/" + now, permanent: true)
                : this.NothingThere(F($"There is no company at the address “{PledgeFilter.Shorten(slug)}”."));
        }

        if (!PledgePages.TryReadDay(Request.Query, PledgePages.OnKey, out var on, out var problem))
        {
            return this.NotUnderstood(problem);
        }

        Company = company;
        On = PledgePages.Past(on, _today);
        Record = await listing.OfCompanyAsync(slug, Shown, _today, On, cancel);
        new Head(On is { } day ? F($"{company.Name}: job pledges, as known on {day.InWords()}") : F($"{company.Name}: job pledges"),
            Plural(Record.Totals.Pledges, "{0} job pledge of {1}, with what was counted and the verdicts.", "{0} job pledges of {1}, with what was counted and the verdicts.", company.Name),
            $"/companies/{company.Slug}", "/companies")
        { StructuredData = OpenData.StructuredData.OfCompany(company, site.Of("")), NoIndex = On is not null, TwinQuery = PledgePages.QueryOf(On) }.On(this);
        return Page();
    }

    /// <summary>
    /// How the pledges past their deadline ended, each verdict by its word: a pledge without a final one is neither kept nor broken, and one
    /// that was partly kept is not said to be not kept.
    /// </summary>
    public static string Ended(PledgeTotals totals)
    {
        var passed = Plural(totals.PastDeadline, "{0} pledge is past its original deadline", "{0} pledges are past their original deadline");
        if (totals.PastDeadlineJudged == 0)
        {
            return F($"{passed}. None of these pledges has a final verdict yet.");
        }

        var ends = Counts(totals.PastDeadlineVerdicts.OrderBy(v => v.Key).Select(v => (v.Key, v.Value))).ToList();
        if (totals.PastDeadlineOpen > 0)
        {
            ends.Add(Plural(totals.PastDeadlineOpen, "{0} not judged yet", "{0} not judged yet"));
        }

        return F($"{passed}: {string.Join(", ", ends)}.");
    }

    /// <summary>
    /// The final verdicts of the other pledges, so that the numbers beside those past their deadline are not taken for the same ones; null
    /// where there are none.
    /// </summary>
    public static string? EndedElsewhere(PledgeTotals totals) => totals.FinalVerdictsElsewhere is { Count: > 0 } elsewhere
        ? F($"Final verdicts on other pledges, with no original deadline or before it: {string.Join(", ", Counts(elsewhere))}.")
        : null;

    private static IEnumerable<string> Counts(IEnumerable<(VerdictKind Verdict, int Count)> verdicts) =>
        verdicts.Select(v => F($"{Wording.Number(v.Count)} {Wording.Words(v.Verdict)}"));

    /// <summary>What the pledges of one kind of jobs come to. A share is given only where no job can be counted twice.</summary>
    /// <param name="jobs">The pledges.</param>
    /// <param name="said">What each of them promised, as firmly as it was said.</param>
    public static IEnumerable<string> Added(JobsOfCompany jobs, IReadOnlyDictionary<int, Quantity> said)
    {
        ArgumentNullException.ThrowIfNull(jobs);
        var (label, sum) = (T(jobs.Label), jobs.Sum);
        if (sum.MayCountTwice)
        {
            yield return Plural(sum.Added.Count, "{0} pledge adds up to {1} {2}.", "{0} pledges add up to {1} {2}.", Wording.Quantity(jobs.Promised(said), null), label);
        }

        if (sum.WithCounted.Count > 0)
        {
            var within = Plural(sum.WithCounted.Count, "{0} pledge has a counted figure", "{0} pledges have a counted figure");
            var counted = (sum.Share, sum.CountedBetween) switch
            {
                ({ } share, null) => F($"{within}: at the lowest reading, {Wording.Number(sum.Counted)} of {Wording.Number(sum.PromisedWhereCounted)} {label} ({Wording.Percent(share)})."),
                ({ } share, var (first, last)) => F($"{within}: at the lowest reading, {Wording.Number(sum.Counted)} of {Wording.Number(sum.PromisedWhereCounted)} {label} ({Wording.Percent(share)}), counted between {first.InWords()} and {last.InWords()}."),
                (null, null) => F($"{within}: at the lowest reading, {Wording.Number(sum.Counted)} {label}."),
                (null, var (first, last)) => F($"{within}: at the lowest reading, {Wording.Number(sum.Counted)} {label}, counted between {first.InWords()} and {last.InWords()}."),
            };
            yield return sum.MayCountTwice ? $"{counted} {T("We give no percentage, because pledges for overlapping times, or that follow each other, may include the same jobs.")}" : counted;
        }

        if (sum.WithoutCounted is { Count: > 0 } open)
        {
            yield return Plural(open.Count, "{0} pledge ({1} {2}) has no qualifying figure.", "{0} pledges ({1} {2}) have no qualifying figure.", Wording.Number(CompanySum.PromisedBy(open)), label);
        }

        if (sum.FellAwayUncounted is { Count: > 0 } gone)
        {
            yield return Plural(gone.Count, "{0} pledge that was withdrawn or lapsed ({1} {2}) has no qualifying figure.", "{0} pledges that were withdrawn or lapsed ({1} {2}) have no qualifying figure.", Wording.Number(CompanySum.PromisedBy(gone)), label);
        }
    }

    /// <summary>The company's record, in sentences that match the table below.</summary>
    public IEnumerable<string> Sentences()
    {
        var totals = Record.Totals;
        if (totals.PastDeadline > 0)
        {
            yield return Ended(totals);
            if (EndedElsewhere(totals) is { } elsewhere)
            {
                yield return elsewhere;
            }
        }

        foreach (var sentence in Record.Sums.SelectMany(jobs => Added(jobs, Record.Said)))
        {
            yield return sentence;
        }

        if (totals.Parts > 0)
        {
            yield return Plural(totals.Parts, "{0} pledge is part of another one and left out of these totals.", "{0} pledges are part of another one and left out of these totals.");
        }
    }
}
