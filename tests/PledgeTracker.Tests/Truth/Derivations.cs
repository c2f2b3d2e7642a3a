using System.Globalization;
using System.Numerics;
using System.Text;

namespace PledgeTracker.Tests.Truth;

/// <summary>A number or date that may stand in one part of a page.</summary>
/// <param name="Area">The part: <c>target:jobs</c>, <c>figure:3</c>, <c>paragraph</c>, <c>money</c>, or the address of a list.</param>
/// <param name="Key">What may stand there, as <see cref="Written"/> has it.</param>
internal sealed record Fact(string Area, string Key);

/// <summary>One way in which a number on a page follows from a pledge's file.</summary>
/// <param name="Name">What it is called in docs/derivations.md.</param>
/// <param name="Meaning">What the number says, in a sentence.</param>
/// <param name="Formula">How it is computed.</param>
internal sealed record Derivation(string Name, string Meaning, string Formula)
{
    public Func<RawPledge, IEnumerable<Fact>> OfPledge { get; init; } = _ => [];

    public Func<RawSite, IEnumerable<Fact>> OfSite { get; init; } = _ => [];
}

/// <summary>The written list of everything that pages say and files do not.</summary>
internal static class Derivations
{
    private const string Everywhere = "everywhere";

    // How many choices of a facet stand open.
    private const int Choices = 8;

    private static readonly string[] Verdicts = ["kept", "partly-kept", "in-progress", "stalled", "missed", "withdrawn", "not-yet-rated", "disputed", "lapsed"];

    // Presidents of the United States: from which year, and in which the next took office.
    private static readonly (string President, int From, int? Until)[] Terms = [("clinton", 1993, 2001), ("bush", 2001, 2009), ("obama", 2009, 2017), ("trump", 2017, 2021), ("biden", 2021, 2025), ("trump", 2025, null)];

    // From how many dollars, and below how many.
    private static readonly (string Code, long From, long? Until)[] MoneyBands =
        [("below-ten-million", 0, 10_000_000), ("from-ten-million", 10_000_000, 100_000_000), ("from-hundred-million", 100_000_000, 1_000_000_000), ("from-billion", 1_000_000_000, null)];

    private static readonly (string Code, long From, long? Until)[] PerJobBands =
        [("below-ten-thousand", 0, 10_000), ("from-ten-thousand", 10_000, 50_000), ("from-fifty-thousand", 50_000, 100_000), ("from-hundred-thousand", 100_000, 500_000), ("from-half-million", 500_000, null)];

    private const double DaysAYear = 365.25;

    /// <summary>The list, in the order of docs/derivations.md.</summary>
    public static IReadOnlyList<Derivation> All { get; } =
    [
        new("stored number", "A number of the file: what was promised, what it was changed to, the level before, what was reported, an amount of public money.", "As stored; a decimal of millions or billions in a headline is cut after the first, of a ceiling rounded up, of what is only about so much rounded to the nearest.")
        {
            OfPledge = p => p.Targets.SelectMany(t => In(PartsFor(p, t), [.. Said(t.Quantity, t.Currency), .. Said(t.Baseline, t.Currency), .. t.Changes.SelectMany(c => Said(c.Quantity, t.Currency))]))
                .Concat(p.Targets.SelectMany(t => In(["chart:" + t.Key], p.Figures.Where(f => f.Target == t.Key || (f.Target is null && p.Site.Family(f.Metric) == p.Site.Family(t.Metric))).SelectMany(f => Said(f.Quantity, f.Currency)))))
                .Concat(p.Figures.SelectMany(f => In([$"figure:{f.Number}", $"figure page:{f.Number}", "steps"], Said(f.Quantity, f.Currency))))
                .Concat(p.Figures.SelectMany(f => In([$"figure page:{f.Number}"], p.Targets.Where(t => t.Key == f.Target).SelectMany(t => (IEnumerable<string>)[.. Said(t.Quantity, t.Currency), .. Said(t.Baseline, t.Currency)]))))
                .Concat(In(["money"], [.. p.Incentives.SelectMany(i => Said(i.Amount, i.Currency)), .. Said(p.MoneyJobs?.Quantity, null)]))
                .Concat(In(["paragraph", "general"], BesideTheHeadline(p).SelectMany(t => Said(t.Quantity, t.Currency))))
                .Concat(In(["funnel", "row"], Said(p.Headline.Quantity, p.Headline.Currency))).Concat(In(["general"], p.Targets.SelectMany(t => Said(t.Quantity, t.Currency))))
                .Concat(p.Targets.Where(t => p.Counted(t).Count > 0).SelectMany(t => In([.. p.Figures.Where(f => f.Target == t.Key).Select(f => $"figure page:{f.Number}")], Said(p.Counted(t)[^1].Figure.Quantity, t.Currency)))),
        },
        new("stored date", "A date of the file, as exactly as it is known there.", "As stored: a day, a month or a year.")
        {
            OfPledge = p => In(["paragraph", "row", "money", "funnel"], DatesOf(p)).Concat(In(["steps"], p.Dates.Select(d => "date:" + d)))
                .Concat(In(["general"], [.. DatesOf(p), .. Dates(p.All("quotes").Concat(p.All("criteria")).Concat(p.All("inquiries")).SelectMany(q => (string?[])[RawPledge.Text(q, "date"), RawPledge.Text(q, "written"), RawPledge.Text(q, "asked"), RawPledge.Text(q, "answered")])),
                    .. Dates(p.Figures.Select(f => f.Published?.Text)), .. Dates(p.Figures.Select(f => f.AsOf.Text)), .. Dates(p.Targets.SelectMany(t => t.Changes).Select(c => c.Deadline?.Text))]))
                .Concat(In(["general"], Dates(p.All("sources").Take(1).Concat(p.All("sources").Where(s => p.SourcesOf(p.Root.GetProperty("announced")).Contains(Number(p, s)))).Select(s => RawPledge.Text(s, "published")))))
                .Concat(p.Targets.SelectMany(t => In(["target:" + t.Key, "chart:" + t.Key, "calendar"], DatesOf(p, t))))
                .Concat(In(["paragraph", "general"], BesideTheHeadline(p).SelectMany(t => Dates([t.Deadline?.Text]))))
                .Concat(p.All("events").SelectMany((e, i) => In([$"event:{i + 1}"], Dates([RawPledge.Text(e, "date")]))))
                .Concat(p.All("sources").SelectMany((s, i) => In([$"source:{i + 1}"], DatesOf(s))))
                .Concat(p.Figures.Zip(p.All("figures")).SelectMany(f => In([$"figure:{f.First.Number}", $"figure page:{f.First.Number}"], [.. Dates([f.First.AsOf.Text, f.First.From?.Text, f.First.Published?.Text]), .. p.SourcesOf(f.Second).SelectMany(n => DatesOf(p.All("sources").ElementAt(n - 1)))])))
                .Concat(p.Targets.Where(t => p.Counted(t).Count > 0).SelectMany(t => In([.. p.Figures.Where(f => f.Target == t.Key).Select(f => $"figure page:{f.Number}")], Dates([p.Counted(t)[^1].Figure.AsOf.Text]))))
                .Concat(p.Figures.SelectMany(f => In([$"figure page:{f.Number}"], p.Targets.Where(t => t.Key == f.Target).SelectMany(t => Dates([t.Deadline?.Text]))))),
        },
        new("number of a source", "The number in brackets after what rests on a source.", "The source’s place in the order in which the document names its sources, from 1.")
        {
            OfPledge = p => In(["general"], Enumerable.Range(1, p.All("sources").Count()).Select(n => $"source:{n}"))
                .Concat(p.All("sources").SelectMany((_, i) => In([$"source:{i + 1}"], [$"source:{i + 1}"])))
                .Concat(p.Targets.Zip(p.All("targets")).SelectMany(t => In(["target:" + t.First.Key], Numbers(p, [t.Second, .. RawPledge.All(t.Second, "revisions"), .. p.All("lookups")]))))
                .Concat(p.Figures.Zip(p.All("figures")).SelectMany(f => In([$"figure:{f.First.Number}", $"figure page:{f.First.Number}"], Numbers(p, [f.Second]))))
                .Concat(p.All("events").SelectMany((e, i) => In([$"event:{i + 1}"], Numbers(p, [e])))).Concat(In(["money"], Numbers(p, p.All("incentives")))).Concat(In(["funnel"], Numbers(p, p.All("figures")))),
        },
        new("number of a figure", "The number under which a figure can be cited.", "The figure’s place in the file, from 1.")
        {
            OfPledge = p => p.Figures.SelectMany(f => In([Everywhere], [$"figure number:{f.Number}"])),
        },
        new("number of a row", "The number of a pledge, and the place of a part within it, for programs.", "The file’s place among the files by name, from 1; any place in a list up to the 60th.")
        {
            OfPledge = p => In([Everywhere], [$"id:{p.Id}", .. Enumerable.Range(1, 60).Select(n => $"position:{n}")]),
            OfSite = _ => In([Everywhere], ["position:1", "position:2", "position:3"]),
        },
        new("publication", "The day on which the starter pledges were published and are looked at, the number of that publication, and its year.", "The day of the tests’ clock, which stands; revision 1.")
        {
            OfPledge = p => In([Everywhere], [$"date:{RawPledge.Today:yyyy-MM-dd}", $"date:{RawPledge.Today:yyyy}", "revision:1"]),
            OfSite = _ => In([Everywhere], [$"date:{RawPledge.Today:yyyy-MM-dd}", "revision:1"]),
        },
        new("what counts", "The number that leads, as it stands beside the promise.", "The latest state; of overlapping times the stronger basis, then the more exact date; periods added up; where an increase was promised a level less the level before.")
        {
            OfPledge = p => p.Targets.SelectMany(t => In(PartsFor(p, t), Stated(p, t))).Concat(p.Targets.Where(t => t.PartOf is not null).SelectMany(t => In(["target:" + t.Key], Whole(p, t))))
                .Concat(In(["row"], Stated(p, p.Headline))),
        },
        new("what counts at a time", "What the figures up to one of them come to.", "The same for each figure that has counted, in the order of their times.")
        {
            OfPledge = p => p.Targets.SelectMany(t => p.Counted(t).SelectMany(point => In(["chart:" + t.Key, $"figure page:{point.Figure.Number}", $"figure:{point.Figure.Number}"], Said(point.Reading, t.Currency)))),
        },
        new("increase over the level before", "A level, or a promised level, less the level before the promise; or, on a chart of levels, the level to which a promised increase leads.", "Level − level before; level before + increase.")
        {
            OfPledge = p => p.Targets.Where(t => t.Baseline is > 0).SelectMany(t => In(["target:" + t.Key, "chart:" + t.Key], p.Figures.Where(f => f.Target == t.Key && f.Span == "level").SelectMany(f => Said(f.Quantity.Over(t.Baseline), t.Currency).Append($"n:{Math.Abs(f.Quantity.Low - t.Baseline!.Value)}"))
                    .Concat(t.IsLevel ? Said(t.Quantity?.Over(t.Baseline), t.Currency) : [])))
                .Concat(p.Targets.Where(t => t.Baseline is > 0 && !t.IsLevel).SelectMany(t => In(["chart:" + t.Key], t.Changes.Select(c => c.Quantity).Append(t.Quantity).OfType<RawAmount>().SelectMany(q => Said(q.Over(-t.Baseline), t.Currency)))))
                .Concat(p.Targets.Where(t => t.Baseline is > 0).SelectMany(t => p.Counted(t).Where(c => c.Figure.Span == "level").SelectMany(c => In([$"figure:{c.Figure.Number}"], Said(t.Baseline, t.Currency)))))
                .Concat(p.Figures.SelectMany(f => In([$"figure page:{f.Number}"], p.Targets.Where(t => t.Key == f.Target && t.IsLevel).SelectMany(t => Said(t.Whole, t.Currency))))),
        },
        new("at its height", "The most that ever counted, where less counts now.", "The largest of what counted in time.")
        {
            OfPledge = p => p.Targets.SelectMany(t => In(PartsFor(p, t), p.Counted(t).MaxBy(c => c.Reading.Certain) is { } height ? [.. Said(height.Reading, t.Currency), .. height.Figure.Span == "level" ? Said(height.Figure.Quantity, t.Currency) : []] : [])),
        },
        new("on a stronger basis", "An earlier count that rests on a stronger basis than the leading one, and its share.", "The last of the figures of the strongest basis.")
        {
            OfPledge = p => p.Targets.SelectMany(t => In(PartsFor(p, t), p.Stronger(t) is { } stronger ? [.. Said(stronger.Quantity, stronger.Currency), .. stronger.Span == "level" ? Said(stronger.Quantity.Over(t.Baseline), stronger.Currency) : [], .. Shares(stronger.Span == "level" ? stronger.Quantity.Over(t.Baseline) : stronger.Quantity, t)] : [])),
        },
        new("share", "What counts as a part of what was promised, in per cent.", "Counted ÷ promised × 100, both less the level before where a level was promised; cut, with one decimal below 10 %; what is nearly all is said to be nearly 100 %.")
        {
            OfPledge = p => p.Targets.SelectMany(t => In([.. PartsFor(p, t), .. t == p.Headline ? (string[])["row"] : []], p.Leading(t) is { } leading ? Shares(leading.Reading, t) : []))
                .Concat(p.Targets.SelectMany(t => p.Counted(t).SelectMany(point => In([$"figure:{point.Figure.Number}", $"figure page:{point.Figure.Number}"], Shares(point.Reading, t))))),
        },
        new("share as a ratio", "The same for programs, not cut.", "Counted ÷ promised.")
        {
            OfPledge = p => p.Targets.SelectMany(t => In(["target:" + t.Key, .. t == p.Headline ? (string[])["general"] : []], p.Leading(t) is { } leading ? Ratios(leading.Reading, t) : []))
                .Concat(p.Targets.SelectMany(t => p.Counted(t).SelectMany(point => In([$"figure:{point.Figure.Number}"], Ratios(point.Reading, t))))),
        },
        new("the whole", "The end of a bar: the whole promise.", "100 %.")
        {
            OfPledge = p => p.Targets.SelectMany(t => In(["target:" + t.Key], ["share:100"])),
        },
        new("expected share", "What was to be expected on the straight line, in per cent.", "Days from the announcement to the day that the leading figure describes ÷ days from the announcement to the last day of the deadline × 100, cut like a share.")
        {
            OfPledge = p => p.Targets.SelectMany(t => In(["target:" + t.Key], p.Described(t) is { } day && p.Days(t, day) is var (gone, whole) ? [Share(gone, whole), "ratio:" + Ratio(gone / (double)whole)] : []))
                .Concat(p.Figures.SelectMany(f => In([$"figure page:{f.Number}"], p.Targets.Where(t => t.Key == f.Target && !f.Undated).SelectMany(t => p.Days(t, RawPledge.Earlier(f.AsOf.Last)) is var (gone, whole) ? (string[])[Share(gone, whole)] : [])))),
        },
        new("day of what is expected", "The day for which it is computed.", "The last day that the leading figure’s date can mean; today where nothing counts.")
        {
            OfPledge = p => p.Targets.SelectMany(t => In(["target:" + t.Key], p.Described(t) is { } day ? [$"date:{day:yyyy-MM-dd}"] : [])),
        },
        new("days gone by and of how many", "The days behind the expected share.", "Days from the announcement’s first day to the day that is described, and to the deadline’s last day.")
        {
            OfPledge = p => p.Targets.SelectMany(t => In(["target:" + t.Key], p.Described(t) is { } day && p.Days(t, day) is var (gone, whole) ? [$"days:{gone}", $"days:{whole}"] : [])),
        },
        new("day in a calendar", "When a deadline’s entry in a calendar begins and ends.", "The first day that the deadline can mean, and the day after the last.")
        {
            OfPledge = p => p.Targets.SelectMany(t => t.Changes.Select(c => c.Deadline).Append(t.Deadline).OfType<RawDate>()).SelectMany(d => In(["calendar"], ["date:" + d.Text, $"date:{d.First:yyyy-MM-dd}", $"date:{d.Last.AddDays(1):yyyy-MM-dd}"])),
        },
        new("month of a projection", "When the target would be reached if counts went on as between the first and the latest.", "The straight line through the first and the latest counted figure, drawn on to the target; its month, for programs its day.")
        {
            OfPledge = p => p.Targets.SelectMany(t => In(["target:" + t.Key], Projected(p, t) is { } day ? [$"date:{day:yyyy-MM}", $"date:{day:yyyy-MM-dd}"] : [])),
        },
        new("age", "How long ago something was: a count, a publication, a check, a look-up.", "Days from the last day that its date can mean to today; from two years on whole years of 365.25 days, cut.")
        {
            OfPledge = p => In(["general"], Ages(p)),
        },
        new("days on which something became known", "The days that can be stepped through.", "The different days on which a figure, an event, a verdict, a change or public money was first known, none before the announcement, and before today; and their number.")
        {
            OfPledge = p => In(["steps"], [$"known days:{KnownDays(p).Count}", .. KnownDays(p).Select(d => $"date:{d:yyyy-MM-dd}")]),
        },
        new("number of sources and of points in dispute", "How many sources a page has, and on how many points they disagree.", "Counted: all sources, and the notes that are conflicts.")
        {
            OfPledge = p => In(["general", "answer"], [$"sources:{p.All("sources").Count()}", $"conflicts:{p.All("notes").Count(n => RawPledge.Text(n, "kind") == "conflict")}"]),
        },
        new("number of further reporters", "How many others reported a figure that a chart shows.", "Any number up to that of the different reporters of the pledge’s figures, less one.")
        {
            OfPledge = p => p.Targets.SelectMany(t => In(["chart:" + t.Key], Enumerable.Range(1, Math.Max(0, p.All("figures").Select(f => RawPledge.Text(f, "reportedBy")).Distinct().Count() - 1)).Select(n => $"further sources:{n}"))),
        },
        new("number of figures", "How many figures there are, how many are disputed; for programs how many targets; beside a chart how many of the figures it shows or leaves to the table.", "Counted; beside a chart any number up to that of all figures.")
        {
            OfPledge = p => In(["general"], [$"figures:{p.Figures.Count}", $"figures:{p.Figures.Count(f => f.Counting == "disputed")}", $"targets:{p.Targets.Count}"])
                .Concat(p.Targets.SelectMany(t => In(["chart:" + t.Key], Enumerable.Range(1, p.Figures.Count).Select(n => $"figures:{n}")))),
        },
        new("step of the funnel", "What is reported, verified, new or attributable.", "The latest figure that shows the step; a wider step without one holds at least what the next narrower one holds.")
        {
            OfPledge = p => In(["funnel"], [.. Steps(p), .. Said(p.Headline.IsLevel ? p.Headline.Quantity?.Over(p.Headline.Baseline) : null, p.Headline.Currency)]),
        },
        new("sum of public money", "What was offered when it was announced, paid so far, or paid back.", "The amounts of that kind in one currency, added up; with a ceiling in it the sum is one.")
        {
            OfPledge = p => In(["money"], Sums(p).SelectMany(s => Said(s.Sum, s.Currency))),
        },
        new("money for each job", "The same for each job pledged, or for each job counted.", "Sum ÷ jobs, to the nearest whole unit of the currency. The jobs are those of the only target in jobs, or of the one that contains all others; with several apart there is none.")
        {
            OfPledge = p => In(["money"], Sums(p).SelectMany(s => s.Jobs is { } jobs and > 0 ? Said(Each(s.Sum, jobs), s.Currency) : [])),
        },
        new("years along an axis", "The years and months at which a chart’s grid lies, and the day looked at.", "Those between the first and the last day drawn; years also by where they stand, which must be where their first days lie.")
        {
            OfPledge = p => In(["time axis"], p.Targets.SelectMany(t => Axis(p, t))).Concat(p.Targets.SelectMany(t => In(["chart:" + t.Key], [$"day of a year:{RawPledge.Today:MM-dd}"]))),
        },
        new("number of pledges", "How many pledges there are of a company, for a place, with a verdict, or in a choice of the list.", "Counted among the files. The deadline is the headline’s; the reason to lapse stands with the last verdict; who counted is the basis of each figure that counts toward the headline; a term holds every day that the date of the announcement can mean; on a list is what an entry is matched to. Public money is the largest sum in one currency of what was offered when it was announced, or, where nothing was, of what was paid, and money for a job the former ÷ jobs as above: each at the most that it can be, or, where a part of it is open upwards, at what is certain of all parts.")
        {
            OfSite = s => Selections(s).SelectMany(g => In([g.Area], [$"pledges:{g.Pledges.Count}", $"n:{g.Pledges.Count}", $"value:{g.Pledges.Count}"]))
                .Concat(Selections(s).Where(g => !g.Area.StartsWith("choice:", StringComparison.Ordinal)).SelectMany(g => In([g.Area], g.Pledges.GroupBy(p => p.Verdict).Select(v => $"n:{v.Count()}"))))
                .Concat(In(Verdicts.Select(v => "choice:verdict=" + v).Except(Selections(s).Select(g => g.Area)).ToArray(), ["n:0"]))
                .Concat(In(["/pledges"], Selections(s).Where(g => g.Area.StartsWith("choice:", StringComparison.Ordinal)).GroupBy(g => g.Area.Split('=')[0]).Where(g => g.Count() > Choices).SelectMany(g => (string[])[$"n:{g.Count()}", $"n:{g.Count() - Choices}"])))
                .Concat(In(["/companies"], [$"pledges:{s.Pledges.Select(p => p.Company).Distinct().Count()}"]))
                .Concat(In(["/pledges"], Enumerable.Range(0, 5).SelectMany(n => (string[])[$"n:{(25 * n) + 1}", $"n:{Math.Min(25 * (n + 1), s.Pledges.Count)}"]))),
        },
        new("words of a choice", "Numbers in what a choice of the list is called: between which sums its public money lies, in which years its term, what else its code or the title of its list has.", "Sums from 10 million, 100 million and 1 billion dollars; for each job from 10,000, 50,000, 100,000 and 500,000; the years in which a president and the next took office; codes and titles as stored.")
        {
            OfSite = s => Selections(s).Where(g => g.Area.StartsWith("choice:", StringComparison.Ordinal)).SelectMany(g => In([g.Area], Writing.English.Read(g.Area[(g.Area.IndexOf('=', StringComparison.Ordinal) + 1)..]).Select(w => w.Key)))
                .Concat(MoneyBands.SelectMany(b => In(["choice:public_money=" + b.Code], Ends(b)))).Concat(PerJobBands.SelectMany(b => In(["choice:per_job=" + b.Code], Ends(b))))
                .Concat(Terms.SelectMany(t => In([$"choice:term={t.President}-{t.From}"], t.Until is { } until ? [$"date:{t.From}", $"date:{until}"] : [$"date:{t.From}"])))
                .Concat(RawSite.Lists.SelectMany(l => In(["choice:list=" + l.Code], Writing.English.Read(l.Title).Select(w => w.Key)))),
        },
        new("years of announcements", "When the first and the last pledge of a company were announced, and the first of all.", "The earliest and the latest year.")
        {
            OfSite = s => Selections(s).Where(g => g.Area == "/" || g.Area.StartsWith("/companies/", StringComparison.Ordinal)).SelectMany(g => In([g.Area], [$"date:{g.Pledges.Min(p => p.Announced.Year)}", $"date:{g.Pledges.Max(p => p.Announced.Year)}"])),
        },
        new("past their deadline", "How many pledges are past their deadline, how many of these have a final verdict, were kept, or are not judged; how many of the others have which final verdict.", "The headline’s deadline lies before today; final are kept, partly kept, missed, withdrawn, disputed and lapsed.")
        {
            OfSite = s => Selections(s).Where(g => g.Area == "/" || g.Area.StartsWith("/companies/", StringComparison.Ordinal)).SelectMany(g => In([g.Area], Past(g.Pledges)))
                .Concat(In(["/deadlines"], Deadlines(s))),
        },
        new("jobs of one kind, added up", "What the pledges of a company or of all promise in jobs of one kind, what counts, and the parts of it.", "The first target in jobs of each pledge that is part of no other, by metric: promised; counted at its lowest reading; promised where something counts; promised and withdrawn or lapsed; and how many pledges. Of a company without what was promised together with others, with the first and the last date counted, and with a share of several only where no two times overlap and none follows or replaces another; its total is said as firmly as its parts, of a range with both ends.")
        {
            OfSite = s => Selections(s).Where(g => g.Area == "/" || g.Area.StartsWith("/companies/", StringComparison.Ordinal)).SelectMany(g => In([g.Area], g.Pledges.Where(p => p.Jobs is not null && !p.IsPart && (g.Area == "/" || !p.IsJoint)).GroupBy(p => p.Jobs!.Metric).SelectMany(kind => g.Area == "/" ? Sums(kind) : OfCompany([.. kind])).Append($"pledges:{g.Pledges.Count(p => p.IsPart)}"))),
        },
        new("jobs in one place, added up", "The same for one place.", "Only jobs of the kind that most pledges promise, of pledges that name this place alone and are part of no other; and how many pledges are added, not added, kept, or have no final verdict.")
        {
            OfSite = s => Selections(s).Where(g => g.Area.StartsWith("/places/", StringComparison.Ordinal)).SelectMany(g => In([g.Area], OfPlace(s, g.Area, g.Pledges))),
        },
        new("month of a deadline", "Under which month or year a deadline stands.", "The month of the deadline, or its year where no month is given or a verdict is final.")
        {
            OfPledge = p => In(["row"], p.Headline.Deadline is { } due ? due.Text.Length > 4 ? ["date:" + due.Text[..4], "date:" + due.Text[..7]] : ["date:" + due.Text] : []),
        },
        new("compared", "What the comparison of several pledges says of each: shares in time, years since the announcement, years allowed.", "Each share as above; days ÷ 365.25, to one decimal; along the axis whole years, up to that in which the last of them ends.")
        {
            OfPledge = p => In(["compared"], [.. p.Counted(p.Headline).SelectMany(c => (IEnumerable<string>)[.. Shares(c.Reading, p.Headline), "date:" + c.Figure.AsOf.Text, .. Years(c.Figure.AsOf.Last, p)]), .. p.Headline.Deadline is { } due ? Years(due.Last, p) : [],
                .. p.Counted(p.Headline).Select(c => c.Figure.AsOf.Last).Concat(p.Headline.Deadline is { } end ? [end.Last] : []).Select(day => Math.Max(0, day.DayNumber - p.Announced.First.DayNumber)).DefaultIfEmpty().Max() is var days ? Enumerable.Range(0, (int)Math.Ceiling(days / DaysAYear) + 1).Select(n => $"n:{n}") : [],
                .. Said(p.Headline.Quantity, p.Headline.Currency), .. DatesOf(p, p.Headline), .. Stated(p, p.Headline)])
                .Concat(In(["row"], p.Described(p.Headline) is { } day && p.Days(p.Headline, day) is var (gone, whole) ? [Share(gone, whole), $"date:{day:yyyy-MM-dd}"] : [])),
        },
        new("shade of a map", "From how many jobs pledged a state or a country is darker.", "States: 0, 1,000, 5,000 and 10,000. Countries: 0, 10,000, 100,000 and 1,000,000.")
        {
            OfSite = _ => In(["/places", "/places/us"], ["n:0", "n:1", "n:1000", "n:5000", "n:10000", "n:100000", "n:1000000"]),
        },
        new("time of a name", "Until when or from when a company used a name.", "As stored with the name.")
        {
            OfSite = s => s.Companies.SelectMany(c => In(["/companies/" + RawPledge.Text(c, "slug")], RawPledge.All(c, "otherNames").SelectMany(n => Writing.English.Read(n.GetString()!)).Select(w => w.Key))),
        },
        new("page of a list", "Which page of how many.", "Pledges ÷ rows of a page, rounded up: 250 in the list of changes; and how many were published on one day.")
        {
            OfSite = s => In(["/changes"], Enumerable.Range(1, (s.Pledges.Count + 249) / 250).Select(n => $"n:{n}").Append($"pledges:{s.Pledges.Count}")),
        },
        new("public money of all pledges", "What was paid and awarded in one currency, for all pledges and for those of a company.", "The amounts that were paid; those that were awarded and not known to be paid, ceilings apart.")
        {
            OfSite = s => Selections(s).Where(g => g.Area == "/" || g.Area.StartsWith("/companies/", StringComparison.Ordinal)).SelectMany(g => In([g.Area], g.Pledges.SelectMany(p => p.Incentives).Where(i => i is { Amount: not null, Currency: not null, State: "paid" or "awarded" }).GroupBy(i => (i.Currency, i.State, IsCeiling: i.State == "awarded" && i.Amount!.IsCeiling)).SelectMany(sum => Said(sum.Sum(i => i.Amount!.High), sum.Key.Currency, sum.Key.IsCeiling)))),
        },
        new("zero", "Where a chart’s path begins.", "0.")
        {
            OfPledge = p => p.Targets.SelectMany(t => In(["chart:" + t.Key], ["n:0", "money:" + t.Currency + ":0"])),
        },
    ];

    /// <summary>Every fact of a pledge: by the part of a page, what may stand there, and by which derivation.</summary>
    public static Dictionary<string, Dictionary<string, string>> Of(RawPledge pledge) => Group(All.SelectMany(d => d.OfPledge(pledge).Select(f => (f, d.Name))));

    /// <summary>Every fact of the lists and totals.</summary>
    public static Dictionary<string, Dictionary<string, string>> Of(RawSite site) => Group(All.SelectMany(d => d.OfSite(site).Select(f => (f, d.Name))));

    /// <summary>What a number means by the name of its column or property; null for text, which is read as text.</summary>
    public static string? MachineForm(string name) => name switch
    {
        "pledge_id" => "id",
        "position" => "position",
        "number" => "figure number",
        "revision" => "revision",
        "targets" or "figures" => name,
        "sources" => "source",
        "share" or "expected_share" => "ratio",
        "quantity" or "counted_words" or "amount" => "quantity",
        "quantity_low" or "quantity_high" or "promised" or "counted" or "counted_high" or "baseline" or "amount_low" or "amount_high" => "value",
        _ => null,
    };

    /// <summary>A ratio within a key: as exactly as two ways of dividing agree.</summary>
    public static string Ratio(double value) => value.ToString("G12", CultureInfo.InvariantCulture);

    /// <summary>The list as docs/derivations.md has it.</summary>
    public static string Document()
    {
        var text = new StringBuilder();
        foreach (var derivation in All)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {derivation.Name} | {derivation.Meaning} | {derivation.Formula} |\n");
        }

        return text.ToString();
    }

    private static Dictionary<string, Dictionary<string, string>> Group(IEnumerable<(Fact Fact, string Name)> facts)
    {
        var groups = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (fact, name) in facts)
        {
            if (!groups.TryGetValue(fact.Area, out var group))
            {
                groups[fact.Area] = group = new(StringComparer.Ordinal);
            }

            group.TryAdd(fact.Key, name);
        }

        return groups;
    }

    private static IEnumerable<Fact> In(string[] areas, IEnumerable<string> keys) => keys.ToList() is var all ? areas.SelectMany(area => all.Select(key => new Fact(area, key))) : [];

    // All pledges, those of each company, for each place, and those that each choice of the list would find.
    private static List<(string Area, List<RawPledge> Pledges)> Selections(RawSite site) => Known.GetValue(site, _ =>
    [
        ("/", [.. site.Pledges]), ("/pledges", [.. site.Pledges]),
        .. site.Pledges.GroupBy(p => p.Company).SelectMany(g => ((string, List<RawPledge>)[])[("/companies/" + g.Key, [.. g]), ("choice:company=" + g.Key, [.. g])]),
        .. site.Pledges.SelectMany(p => p.Places.Select(place => (place, p))).GroupBy(x => x.place).SelectMany(g => ((string, List<RawPledge>)[])[("/places/" + g.Key.Replace('-', '/').ToLowerInvariant(), [.. g.Select(x => x.p)]), ("choice:place=" + g.Key, [.. g.Select(x => x.p)])]),
        .. site.Pledges.GroupBy(p => p.Verdict).Select(g => ("choice:verdict=" + g.Key, g.ToList())),
        .. site.Pledges.GroupBy(p => p.Headline.Metric).Select(g => ("choice:metric=" + g.Key, g.ToList())),
        .. site.Pledges.GroupBy(p => $"{p.Announced.Year}").Select(g => ("choice:year=" + g.Key, g.ToList())),
        .. site.Pledges.GroupBy(p => RawPledge.Text(p.Root.GetProperty("checkability"), "rating")).Select(g => ("choice:checkability=" + g.Key, g.ToList())),
        .. site.Pledges.GroupBy(Pace).Select(g => ("choice:pace=" + g.Key, g.ToList())),
        .. site.Pledges.SelectMany(p => p.All("tags").Select(t => t.GetString()!).Distinct().Select(tag => (tag, p))).GroupBy(x => x.tag).Select(g => ("choice:tag=" + g.Key, g.Select(x => x.p).ToList())),
        .. site.Pledges.GroupBy(p => RawPledge.Text(site.Companies.First(c => RawPledge.Text(c, "slug") == p.Company), "sector")).Where(g => g.Key is not null).Select(g => ("choice:sector=" + g.Key, g.ToList())),
        .. Choose(site, "deadline", p => [p.Headline.Deadline is not { } due ? "none" : due.Last < RawPledge.Today ? "passed" : "ahead"]),
        .. Choose(site, "term", p => Terms.Where(t => InOffice(t.From) <= p.Announced.First && (t.Until is not { } next || p.Announced.Last < InOffice(next))).Select(t => $"{t.President}-{t.From}")),
        .. Choose(site, "lapsed", p => p.Verdict == "lapsed" ? [RawPledge.Text(p.All("verdicts").Last(), "lapsedBecause")] : []),
        .. Choose(site, "counted", p => p.Figures.Where(f => f.Target == p.Headline.Key && f.Counting == "counted").Select(f => f.Basis)),
        .. Choose(site, "list", p => RawSite.ListsOf(p.Slug).Select(l => l.Code)),
        .. Choose(site, "public_money", p => [p.Incentives.Count == 0 ? "none" : PublicMoney(p) is not { } money ? "without-sum" : BandOf(MoneyBands, money.Sum, money.Currency)]),
        .. Choose(site, "per_job", p => [PublicMoney(p) is { IsOffer: true } money && p.MoneyJobs?.Whole is { } jobs and > 0 ? BandOf(PerJobBands, Each(money.Sum, jobs), money.Currency) : "none"]),
        .. Choose(site, "money_state", p => p.Incentives.Select(i => i.State)),
    ]);

    // The pledges of every choice of a facet, by the codes that a pledge has of it.
    private static IEnumerable<(string Area, List<RawPledge> Pledges)> Choose(RawSite site, string facet, Func<RawPledge, IEnumerable<string?>> of) =>
        site.Pledges.SelectMany(p => of(p).OfType<string>().Distinct().Select(code => (code, p))).GroupBy(x => x.code).Select(g => ($"choice:{facet}={g.Key}", g.Select(x => x.p).ToList()));

    // By the Twentieth Amendment.
    private static DateOnly InOffice(int year) => new(year, 1, 20);

    private static string BandOf((string Code, long From, long? Until)[] bands, long sum, string currency) => currency == "USD" ? bands.Last(b => b.From <= sum).Code : "other-currency";

    private static IEnumerable<string> Ends((string Code, long From, long? Until) band) => ((long?[])[band.From, band.Until]).Where(end => end > 0).SelectMany(end => Said(end, "USD"));

    // What a page shows first of public money: the largest offer of one currency, or, of what has none, the most that was paid.
    private static (long Sum, string Currency, bool IsOffer)? PublicMoney(RawPledge p)
    {
        var known = p.Incentives.Where(i => i is { Amount: not null, Currency: not null }).ToList();
        var isOffer = known.Exists(i => i.AtTheTime);
        return known.Where(i => isOffer ? i.AtTheTime : i.State == "paid").GroupBy(i => i.Currency!, i => i.Amount!).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => ((long Sum, string Currency, bool IsOffer)?)(g.Any(a => a.Most is null) ? g.Sum(a => a.Certain) : g.Sum(a => a.High), g.Key, isOffer)).MaxBy(s => s!.Value.Sum);
    }

    // To the nearest whole unit of the currency.
    private static long Each(long sum, long jobs) => (long)Math.Round(sum / (decimal)jobs, MidpointRounding.AwayFromZero);

    private static readonly System.Runtime.CompilerServices.ConditionalWeakTable<RawSite, List<(string Area, List<RawPledge> Pledges)>> Known = [];

    // As the page Method puts it.
    private static string Pace(RawPledge p)
    {
        var (t, leading) = (p.Headline, p.Leading(p.Headline));
        if (t.Whole is not { } whole)
        {
            return "no-number";
        }

        if (leading is null)
        {
            return "nothing-counted";
        }

        var counted = leading.Reading.Certain;
        if (counted >= whole && !(leading.Reading.FallsShort && counted == whole))
        {
            return "reached";
        }

        if (t.Deadline is null)
        {
            return "no-deadline";
        }

        if (t.Deadline.Last < RawPledge.Today)
        {
            return "overdue";
        }

        if (t.Metric == "jobs-retained" || p.Described(t) is not { } day || p.Days(t, day) is not var (gone, all))
        {
            return t.Metric == "jobs-retained" ? "no-path" : leading.Figure.Undated ? "undated" : "no-count-since";
        }

        return (BigInteger)counted * all > (BigInteger)whole * gone ? "ahead" : (BigInteger)counted * all * 10 >= (BigInteger)whole * gone * 9 ? "on-pace" : "behind";
    }

    private static string[] Years(DateOnly day, RawPledge p) => ((day.DayNumber - p.Announced.First.DayNumber) / DaysAYear).ToString("0.#", CultureInfo.InvariantCulture) is var years ? ["n:" + years, "years:" + years] : [];

    private static IEnumerable<string> Past(List<RawPledge> pledges)
    {
        var past = pledges.Where(p => p.Headline.Deadline?.Last < RawPledge.Today).ToList();
        foreach (var number in (int[])[past.Count, past.Count(p => p.IsFinal), past.Count(p => !p.IsFinal), past.Count(p => p.Verdict == "kept")])
        {
            yield return $"pledges:{number}";
            yield return $"n:{number}";
            yield return $"value:{number}";
        }

        foreach (var others in pledges.Except(past).Where(p => p.IsFinal).GroupBy(p => p.Verdict))
        {
            yield return $"n:{others.Count()}";
        }
    }

    private static IEnumerable<string> Deadlines(RawSite site)
    {
        var open = site.Pledges.Where(p => !p.IsFinal && p.Headline.Deadline is not null).ToList();
        var ahead = open.Where(p => p.Headline.Deadline!.Last >= RawPledge.Today).ToList();
        foreach (var number in (int[])[ahead.Count, open.Count - ahead.Count, site.Pledges.Count(p => p.IsFinal && p.Headline.Deadline is not null), site.Pledges.Count(p => p.Headline.Deadline is null)])
        {
            yield return $"n:{number}";
            yield return $"pledges:{number}";
        }

        foreach (var month in ahead.GroupBy(MonthOf).Concat(open.Except(ahead).GroupBy(MonthOf)))
        {
            yield return "date:" + month.Key;
            yield return $"pledges:{month.Count()}";
        }

        static string MonthOf(RawPledge p) => p.Headline.Deadline!.Text is { Length: 4 } year ? year : p.Headline.Deadline.Text[..7];
    }

    private static IEnumerable<string> Sums(IGrouping<string, RawPledge> kind) => Sums([.. kind]);

    private static IEnumerable<string> Sums(List<RawPledge> added)
    {
        var counted = added.Where(p => p.Leading(p.Jobs!) is not null).ToList();
        var gone = added.Where(p => p.Verdict is "withdrawn" or "lapsed").ToList();
        var (whole, reached, of) = (added.Sum(p => p.Jobs!.Whole!.Value), counted.Sum(p => p.Leading(p.Jobs!)!.Reading.Certain), counted.Sum(p => p.Jobs!.Whole!.Value));
        foreach (var key in ((long[])[whole, reached, of, gone.Sum(p => p.Jobs!.Whole!.Value), whole - of]).SelectMany(n => Said(n, null, false)))
        {
            yield return key;
        }

        foreach (var number in (int[])[added.Count, counted.Count, gone.Count, added.Count - counted.Count])
        {
            yield return $"pledges:{number}";
        }

        yield return $"n:{counted.Count}";
        yield return $"n:{gone.Count}";

        if (of > 0)
        {
            yield return "share:" + Writing.Of(RawPledge.Percent(reached, of));
        }
    }

    // The targets that a verdict on a headline without a number names beside it.
    private static IEnumerable<RawTarget> BesideTheHeadline(RawPledge p) =>
        p.Headline.Quantity is null && (p.Verdict is "kept" or "partly-kept" or "missed") ? p.Targets.Where(t => t.Quantity is not null) : [];

    private static IEnumerable<string> OfCompany(List<RawPledge> added)
    {
        var counted = added.Where(p => p.Leading(p.Jobs!) is not null).ToList();
        var mayCountTwice = counted.Count > 1 && counted.Exists(one => added.Exists(other => one != other && (Meets(one, other) || Names(one, other) || Names(other, one))));
        foreach (var key in Sums(added).Where(key => !mayCountTwice || !key.StartsWith("share:", StringComparison.Ordinal)))
        {
            yield return key;
        }

        foreach (var key in Said(added.Sum(p => p.Jobs!.Quantity!.High), null, false))
        {
            yield return key;
        }

        foreach (var group in added.Except(counted).GroupBy(p => p.Verdict is "withdrawn" or "lapsed"))
        {
            yield return $"pledges:{group.Count()}";
            foreach (var key in Said(group.Sum(p => p.Jobs!.Whole!.Value), null, false))
            {
                yield return key;
            }
        }

        if (counted.Count > 1)
        {
            var dates = counted.Select(p => p.Leading(p.Jobs!)!.Figure).Where(f => !f.Undated).Select(f => f.AsOf.Text).Order(StringComparer.Ordinal).ToList();
            yield return "date:" + dates[0];
            yield return "date:" + dates[^1];
        }

        static bool Meets(RawPledge one, RawPledge other) =>
            one.Announced.First <= (other.Jobs!.Deadline?.Last ?? DateOnly.MaxValue) && other.Announced.First <= (one.Jobs!.Deadline?.Last ?? DateOnly.MaxValue);

        static bool Names(RawPledge one, RawPledge other) =>
            one.All("relations").Any(r => RawPledge.Text(r, "kind") is "follows" or "replaces" && RawPledge.Text(r, "pledge") == other.Slug);
    }

    private static IEnumerable<string> OfPlace(RawSite site, string area, List<RawPledge> pledges)
    {
        var code = area["/places/".Length..].Replace('/', '-').ToUpperInvariant();
        var main = site.Pledges.Where(p => p.Jobs is not null && !p.IsPart).GroupBy(p => p.Jobs!.Metric).OrderByDescending(g => g.Count()).ThenByDescending(g => g.Sum(p => p.Jobs!.Whole)).First().Key;
        var added = pledges.Where(p => p.Jobs?.Metric == main && !p.IsPart && p.IsFor(code)).ToList();
        foreach (var number in (int[])[pledges.Count(p => p.Verdict == "kept"), pledges.Count(p => !p.IsFinal), pledges.Count(p => p.Jobs is not null) - added.Count])
        {
            yield return $"n:{number}";
            yield return $"pledges:{number}";
            yield return $"value:{number}";
        }

        foreach (var key in Sums(added))
        {
            yield return key;
            if (key.StartsWith("n:", StringComparison.Ordinal) && long.Parse(key[2..], CultureInfo.InvariantCulture) is >= 1000 and var many)
            {
                // On a tile, cut.
                yield return "tick:" + (many < 10_000 ? many / 100 * 100 : many < 1_000_000 ? many / 1000 * 1000 : many / 100_000 * 100_000);
            }
        }
    }

    // Where a target is spoken of; the headline is in the paragraph, in embeds and in the open data's row of the pledge, too.
    private static string[] PartsFor(RawPledge pledge, RawTarget target) =>
        target == pledge.Headline ? ["target:" + target.Key, "chart:" + target.Key, "paragraph", "general", "calendar"] : ["target:" + target.Key, "chart:" + target.Key, "calendar"];

    private static IEnumerable<string> Said(RawAmount? amount, string? currency) => amount is null ? []
        : Said(amount.Low, currency, amount.IsCeiling || amount.FallsShort).Concat(Said(amount.High, currency, true)).Append($"value:{amount.Certain}").Append($"value:{amount.Most}");

    private static IEnumerable<string> Said(long? value, string? currency) => value is null ? [] : Said(value.Value, currency, false);

    // In full; as short as a headline has it; and for programs.
    private static IEnumerable<string> Said(long value, string? currency, bool up)
    {
        var (full, brief) = currency is null ? ("n:", "brief:") : ($"money:{currency}:", $"brief money:{currency}:");
        yield return full + value;
        yield return "value:" + value;
        var size = Math.Abs((decimal)value);
        foreach (var power in (decimal[])[1e6m, 1e9m, 1e12m])
        {
            if (size < power)
            {
                continue;
            }

            var tenths = size / power * 10;
            var cut = (up ? Math.Ceiling(tenths) : Math.Floor(tenths)) / 10;
            cut = cut < 1000 ? cut : up ? Math.Ceiling(cut) : Math.Floor(cut);
            yield return brief + Writing.Of(Math.Sign(value) * cut * power);
            if (decimal.Round(size / power, 2) == size / power)
            {
                yield return brief + Writing.Of(value);
            }
        }
    }

    private static IEnumerable<string> Stated(RawPledge p, RawTarget t)
    {
        if (p.Leading(t) is not { } leading)
        {
            return p.LevelAlone(t) is { } alone ? Said(alone.Quantity, alone.Currency) : [];
        }

        var counted = Said(leading.Reading, t.Currency);
        return counted.Concat(leading.Figure.Span == "level" && p.PartsOf(t).Count == 0 ? Said(leading.Figure.Quantity, t.Currency) : []).Concat(p.PartsOf(t).SelectMany(part => Said(part.Target.Quantity, part.Target.Currency)))
            .Concat(t.IsLevel ? [$"value:{t.Whole}"] : []);
    }

    private static IEnumerable<string> Whole(RawPledge p, RawTarget t) => p.Targets.FirstOrDefault(w => w.Key == t.PartOf) is { } whole ? [.. Said(whole.Quantity, whole.Currency), .. Stated(p, whole)] : [];

    private static IEnumerable<string> Shares(RawAmount reading, RawTarget target) => RawPledge.Shares(reading, target).Select(s => "share:" + Writing.Of(s));

    private static IEnumerable<string> Ratios(RawAmount reading, RawTarget target) => target.Whole is not { } whole ? []
        : whole <= 0 ? [$"ratio:{(reading.Certain >= whole ? 1 : 0)}"]
        : ["ratio:" + Ratio(reading.FallsShort && reading.Certain == whole ? Math.BitDecrement(1.0) : reading.Certain / (double)whole)];

    private static string Share(int part, int whole) => "share:" + Writing.Of(RawPledge.Percent(part, whole) is var percent && percent == 0 && part > 0 ? 0.1m : percent);

    // What the paragraph, an embed and a row may name.
    private static IEnumerable<string> DatesOf(RawPledge p) =>
        DatesOf(p, p.Headline).Concat(p.Verdicts.Select(v => "date:" + v.Date.Text)).Concat(Dates(p.All("events").Select(e => RawPledge.Text(e, "date"))))
            .Concat(Dates(p.Incentives.SelectMany(i => (string?[])[i.Offered?.Text, i.Date?.Text]))).Concat(Dates([RawPledge.Text(p.Root, "lastChecked")]));

    private static IEnumerable<string> DatesOf(RawPledge p, RawTarget t) => Dates(
    [
        p.Announced.Text, t.Deadline?.Text, .. t.Changes.SelectMany(c => (string?[])[c.Date.Text, c.Announced?.Text, c.Deadline?.Text]),
        .. p.Figures.Where(f => f.Target == t.Key || f.Target is null || p.Targets.Any(part => part.PartOf == t.Key && part.Key == f.Target)).SelectMany(f => (string?[])[f.AsOf.Text, f.From?.Text]),
        .. p.All("lookups").Select(l => RawPledge.Text(l, "date")),
        .. p.All("events").Select(e => RawPledge.Text(e, "date")),
    ]);

    private static IEnumerable<string> Dates(IEnumerable<string?> dates) => dates.OfType<string>().Select(d => "date:" + d);

    private static IEnumerable<string> DatesOf(System.Text.Json.JsonElement source) => Dates([RawPledge.Text(source, "published"), RawPledge.Text(source, "accessed")]);

    private static IEnumerable<string> Numbers(RawPledge p, IEnumerable<System.Text.Json.JsonElement> parts) => parts.SelectMany(p.SourcesOf).Select(n => $"source:{n}");

    private static int Number(RawPledge p, System.Text.Json.JsonElement source) => p.All("sources").ToList().FindIndex(s => RawPledge.Text(s, "id") == RawPledge.Text(source, "id")) + 1;

    private static DateOnly? Projected(RawPledge p, RawTarget t)
    {
        if (t.Whole is not { } whole || t.Metric == "jobs-retained" || p.Counted(t) is not [var first, .., var last] || last.Reading.Certain >= whole)
        {
            return null;
        }

        var (days, more) = (last.Figure.AsOf.Last.DayNumber - first.Figure.AsOf.Last.DayNumber, last.Reading.Certain - first.Reading.Certain);
        if (days <= 0 || more <= 0)
        {
            return null;
        }

        var further = BigInteger.Divide(((BigInteger)(whole - last.Reading.Certain) * days) + more - 1, more);
        var day = last.Figure.AsOf.Last.DayNumber + further;
        return day <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)day) : null;
    }

    private static IEnumerable<string> Ages(RawPledge p)
    {
        List<DateOnly> days = [];
        if (p.Leading(p.Headline) is { Figure: { Undated: false } counted })
        {
            days.Add(counted.AsOf.Last);
        }

        if (p.Figures.Where(f => !f.Undated || f.Published is not null).MaxBy(f => f.KnownSince.Text, StringComparer.Ordinal) is { Published: { } published })
        {
            days.Add(published.Last);
        }

        days.AddRange(p.All("lookups").Select(l => new RawDate(RawPledge.Text(l, "date")!).Last).DefaultIfEmpty().Max() is var lookup && lookup != default ? [lookup] : []);
        if (RawPledge.Text(p.Root, "lastChecked") is { } check)
        {
            days.Add(new RawDate(check).Last);
        }

        foreach (var ago in days.Select(d => Math.Max(0, RawPledge.Today.DayNumber - d.DayNumber)))
        {
            yield return ago < 731 ? $"days:{ago}" : $"years:{(int)(ago / DaysAYear)}";
        }
    }

    private static List<DateOnly> KnownDays(RawPledge p)
    {
        var made = p.Announced.First;
        var days = new List<DateOnly> { made };
        days.AddRange(p.Figures.Select(f => f.KnownSince.Last));
        days.AddRange(p.Verdicts.Select(v => v.Date.Last));
        days.AddRange(p.Targets.SelectMany(t => t.Changes).Select(c => (c.Announced ?? c.Date).Last));
        days.AddRange(p.All("events").Select(e => new RawDate(RawPledge.Text(e, "date")!)).Concat(p.Incentives.SelectMany(i => (RawDate?[])[i.Date, i.Offered]).OfType<RawDate>()).Select(d => d.Text == p.Announced.Text ? made : d.Last));
        return [.. days.Select(d => d < made ? made : d).Distinct().Where(d => d < RawPledge.Today)];
    }

    private static IEnumerable<string> Steps(RawPledge p)
    {
        RawAmount? narrower = null;
        foreach (var step in (int[])[3, 2, 1, 0])
        {
            var points = p.Counted(p.Headline, step);
            var at = points.ToList().FindLastIndex(c => RawPledge.StepOf(c.Figure) == step);
            while (at >= 0 && at + 1 < points.Count && points[at + 1].Figure.Span == "period")
            {
                at++;
            }

            if (at >= 0 && !(narrower?.Certain > points[at].Reading.Certain))
            {
                narrower = points[at].Reading;
            }

            foreach (var key in narrower is null ? [] : Said(narrower, p.Headline.Currency).Append($"n:{narrower.Certain}"))
            {
                yield return key;
            }
        }
    }

    private static IEnumerable<(long Sum, string Currency, long? Jobs)> Sums(RawPledge p)
    {
        var counted = p.MoneyJobs is null ? null : p.Leading(p.MoneyJobs)?.Reading.Certain;
        foreach (var group in p.Incentives.Where(i => i is { Amount: not null, Currency: not null }).GroupBy(i => i.Currency!))
        {
            foreach (var (parts, jobs) in (((IEnumerable<RawIncentive>, long?)[])[(group.Where(i => i.AtTheTime), p.MoneyJobs?.Whole), (group.Where(i => i.State == "paid"), counted), (group.Where(i => i.State == "clawed-back"), null)]))
            {
                if (parts.ToList() is { Count: > 0 } all)
                {
                    yield return (all.Sum(i => i.Amount!.High), group.Key, jobs);
                    if (all.TrueForAll(i => !i.Amount!.IsCeiling))
                    {
                        yield return (all.Sum(i => i.Amount!.Low), group.Key, jobs);
                    }

                    if (all.Exists(i => i.Amount!.IsCeiling) && all.Exists(i => i.Amount!.Most is null))
                    {
                        yield return (all.Sum(i => i.Amount!.Certain), group.Key, jobs);
                    }
                }
            }
        }
    }

    private static IEnumerable<string> Axis(RawPledge p, RawTarget t)
    {
        var figures = p.Figures.Where(f => f.Target == t.Key || f.Target is null).ToList();
        var days = figures.SelectMany(f => (DateOnly[])[f.AsOf.First, f.AsOf.Last]).Concat(t.Changes.SelectMany(c => (DateOnly?[])[c.Date.Last, c.Deadline?.Last]).OfType<DateOnly>())
            .Concat(p.All("events").Select(e => new RawDate(RawPledge.Text(e, "date")!).Last)).Append(p.Announced.First).Append(t.Deadline?.Last ?? p.Announced.First).Append(RawPledge.Today).ToList();
        for (var year = days.Min().Year - 1; year <= days.Max().Year + 1; year++)
        {
            yield return $"date:{year}";
            for (var month = 1; month <= 12; month++)
            {
                yield return $"date:{year}-{month:00}";
                yield return $"day of a year:{month:00}-01";
            }
        }

        yield return $"day of a year:{RawPledge.Today:MM-dd}";
    }
}
