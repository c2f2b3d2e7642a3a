using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Domain.Claims;

/// <summary>
/// What stands behind a claimed total, step by step: claimed → on the list → by companies → new → promised jobs → counted so far →
/// new or attributable. ProPublica’s graphic of 2018 (2.4 million claimed, 206,000 created, 136,000 new, 63,000 attributable) for any list and
/// day. A pure function of the list, the claims that rest on it, the checks of both, and the pledges that its entries are matched to.
/// </summary>
/// <remarks>
/// What others say and what the tracker adds up stand side by side and are never mixed. Steps of unlike kinds are not subtracted from
/// each other. Nothing is added across currencies, units or metrics, and a pledge counts once, however many entries it is matched to.
/// </remarks>
/// <param name="List">The list.</param>
/// <param name="On">The day.</param>
/// <param name="Version">The state of the list on that day; null before its first.</param>
/// <param name="Rungs">All steps in order, also those of which nothing is known.</param>
public sealed record Ladder(ClaimList List, DateOnly On, ListVersion? Version, IReadOnlyList<LadderRung> Rungs)
{
    /// <summary>The ladder of a list on a day.</summary>
    /// <param name="list">The list.</param>
    /// <param name="claimants">Whoever may rest a claim on it.</param>
    /// <param name="checks">What may examine it or such a claim.</param>
    /// <param name="pledges">The published pledges by slug, as they were known on that day. A match to any other is no match.</param>
    /// <param name="on">The day: what is dated after it is left out.</param>
    public static Ladder Of(ClaimList list, IEnumerable<Claimant> claimants, IEnumerable<Check> checks, IReadOnlyDictionary<string, Pledge> pledges, DateOnly on)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(claimants);
        ArgumentNullException.ThrowIfNull(checks);
        ArgumentNullException.ThrowIfNull(pledges);
        var everybody = claimants.ToList();
        var claims = everybody.SelectMany(c => c.Claims.Where(claim => claim.List == list.Slug && claim.Date.Earliest <= on).Select(claim => new SpokenClaim(c, claim))).ToList();
        var done = checks.Where(c => c.Date.Earliest <= on).ToDictionary(c => c.Slug, StringComparer.Ordinal);
        var listOf = everybody.SelectMany(c => c.Claims.Where(claim => claim is { List: not null, Item: null }).Select(claim => (Name: $"{c.Slug}/{claim.Key}", List: claim.List!))).ToLookup(c => c.Name, c => c.List, StringComparer.Ordinal);
        var about = done.Values.Where(c => IsOf(c, list, listOf)).OrderBy(c => c.Date).ToList();
        var items = new ListedItems(list, done, on);
        var version = list.VersionOn(on);
        var matched = MatchedPledges.Of(items, pledges, on);
        return new Ladder(list, on, version, [.. Enum.GetValues<LadderStep>().Select(step => new LadderRung(
            step,
            step == LadderStep.Claimed ? Whole(claims) : [],
            [.. about.SelectMany(c => c.Results.Where(r => r.Step == step).Select(r => new CheckSays(c, r)))],
            step switch
            {
                LadderStep.OnTheList => items.Sums(i => items.WhyNotAdded(i) is null),
                LadderStep.ByCompanies => items.Sums(i => items.WhyLeftOut(i) is null),
                LadderStep.PromisedJobs => items.JobSums(),
                _ => [],
            },
            step switch
            {
                LadderStep.OnTheList => items.LeftOutBy(items.WhyNotAdded),
                LadderStep.ByCompanies => items.LeftOutBy(items.WhyLeftOut),
                LadderStep.PromisedJobs => [.. items.LeftOutBy(items.WhyLeftOut).Where(l => l.Why == WhyLeftOut.OtherJobs)],
                _ => [],
            },
            step == LadderStep.New ? items.ByNewness() : [],
            step switch
            {
                LadderStep.PromisedJobs => matched.Promised,
                LadderStep.Counted => matched.Counted,
                LadderStep.NewOrAttributable => matched.NewOrAttributable,
                _ => [],
            },
            step == LadderStep.PromisedJobs ? matched.LeftOut : []))])
        {
            Checks = about,
        };
    }

    /// <summary>The checks whose numbers are of this list, by the day, the oldest first.</summary>
    public IReadOnlyList<Check> Checks { get; private init; } = [];

    /// <summary>The step of that kind.</summary>
    public LadderRung At(LadderStep step) => Rungs[(int)step];

    /// <summary>The newest claim on the whole of the list; null where none is known.</summary>
    public SpokenClaim? Newest => At(LadderStep.Claimed).Claimed is [.., var last] ? last : null;

    // A check of claims on two lists has one set of numbers, and they are of neither list alone unless it says of which.
    private static bool IsOf(Check check, ClaimList list, ILookup<string, string> listOf) => check.Lists.Count > 0
        ? check.Lists.Contains(list.Slug)
        : check.Claims.SelectMany(c => listOf[c]).Distinct(StringComparer.Ordinal).ToList() is [var only] && only == list.Slug;

    // A claim about one entry says nothing of the whole list.
    private static IReadOnlyList<SpokenClaim> Whole(IEnumerable<SpokenClaim> claims) =>
        [.. claims.Where(c => c.Claim.Item is null).OrderBy(c => c.Claim.Date)];
}

/// <summary>One step of a ladder: what was claimed, what checks say, and what the tracker adds up, each apart.</summary>
/// <param name="Step">Which step.</param>
/// <param name="Claimed">Of the first step, the claims on the whole list, oldest first.</param>
/// <param name="Checked">What checks say of this step, oldest check first.</param>
/// <param name="Sums">The tracker’s own sums over the entries collected, one for each unit and currency.</param>
/// <param name="LeftOut">Which entries the sums leave out, and why.</param>
/// <param name="Newness">Of the step “new”, the entries by what was found of them.</param>
/// <param name="Matched">The tracker’s own sums over the matched pledges, one for each metric.</param>
/// <param name="PledgesLeftOut">Which matched pledges those leave out, and why.</param>
public sealed record LadderRung(
    LadderStep Step,
    IReadOnlyList<SpokenClaim> Claimed,
    IReadOnlyList<CheckSays> Checked,
    IReadOnlyList<ItemSum> Sums,
    IReadOnlyList<LeftOutItem> LeftOut,
    IReadOnlyList<NewnessSum> Newness,
    IReadOnlyList<PledgeSum> Matched,
    IReadOnlyList<LeftOutPledge> PledgesLeftOut)
{
    /// <summary>The claims by claimant, unit and currency, each group with its newest first, and the group with the newest claim first.</summary>
    public IReadOnlyList<IReadOnlyList<SpokenClaim>> ByWhom =>
        [.. Claimed.GroupBy(c => (c.Claimant.Slug, c.Claim.Unit, c.Claim.Currency)).Select(g => (IReadOnlyList<SpokenClaim>)[.. g.Reverse()]).OrderByDescending(g => g[0].Claim.Date)];

    /// <summary>What checks say beside the claims: a number that a check itself is recorded to have claimed stands there already.</summary>
    public IEnumerable<CheckSays> CheckedBeside => Checked.Where(c => !Claimed.Any(s => s.Claim.Speaker == c.Check.By && s.Claim.Quantity == c.Result.Quantity));

    /// <summary>Whether anything at all is recorded of it.</summary>
    public bool IsKnown => Claimed.Count + Checked.Count + Sums.Count + Newness.Count + Matched.Count > 0;
}

/// <summary>A claim with who made it.</summary>
public sealed record SpokenClaim(Claimant Claimant, Claim Claim);

/// <summary>A result of a check.</summary>
public sealed record CheckSays(Check Check, CheckResult Result);

/// <summary>The tracker’s own sum over entries of a list, in one unit and currency.</summary>
/// <param name="Unit">What is summed.</param>
/// <param name="Currency">ISO 4217; null for jobs.</param>
/// <param name="Sum">As firmly as the entries state their numbers.</param>
/// <param name="Items">The entries in it.</param>
/// <param name="WithoutNumber">How many entries of the same kind have no number in this unit, and so are not in it.</param>
public sealed record ItemSum(ClaimUnit Unit, string? Currency, Quantity Sum, IReadOnlyList<ListItem> Items, int WithoutNumber);

/// <summary>Why a sum of the tracker over entries leaves one out: kinds of money and of jobs are not added to one another.</summary>
public enum WhyLeftOut
{
    /// <summary>It is a state’s, or not a company’s.</summary>
    NoCompany,

    /// <summary>A finding says that it is no investment: a purchase, trade, output.</summary>
    NoInvestment,

    /// <summary>A finding says that the list counts it twice: what it repeats is in the sum.</summary>
    CountedTwice,

    /// <summary>A finding says that its jobs are existing ones or of another unit: they are left out of the sum of jobs alone.</summary>
    OtherJobs,
}

/// <summary>An entry that a sum leaves out.</summary>
public sealed record LeftOutItem(ListItem Item, WhyLeftOut Why);

/// <summary>What was found of whether entries are new.</summary>
public enum Newness
{
    /// <summary>Found to be new, and by nobody the opposite.</summary>
    FoundNew,

    /// <summary>Found new by some, and not new or new only in part by others; or new in part by some and not new by others.</summary>
    FindingsDisagree,

    /// <summary>Found to be new in part, or public help had been sought before.</summary>
    InPart,

    /// <summary>Found to have been announced or planned before, or to be usual spending.</summary>
    FoundNotNew,

    /// <summary>No finding recorded here says either.</summary>
    NotKnown,
}

/// <summary>The entries of which the same was found, with their sums.</summary>
public sealed record NewnessSum(Newness Newness, IReadOnlyList<ListItem> Items, IReadOnlyList<ItemSum> Sums);

/// <summary>The tracker’s own sum over the pledges that the entries of a list are matched to, in one metric.</summary>
/// <param name="Metric">The metric; numbers of different metrics are not added.</param>
/// <param name="Sum">As firmly as they are stated; null where none of the pledges has a number here.</param>
/// <param name="Pledges">The pledges in it.</param>
/// <param name="Without">The matched pledges in this metric of which nothing is recorded at this step. They are not counted as 0.</param>
/// <param name="Funnel">Of the last step, which step of the pledges’ funnels is summed; otherwise null.</param>
public sealed record PledgeSum(Metric Metric, Quantity? Sum, IReadOnlyList<Pledge> Pledges, IReadOnlyList<Pledge> Without, FunnelStep? Funnel = null);

/// <summary>Why the tracker’s sums leave out a pledge that an entry is matched to.</summary>
public enum WhyPledgeLeftOut
{
    /// <summary>It is not the entry and no part of it: larger, another step, overlapping, or only related.</summary>
    NotTheEntry,

    /// <summary>It is a part of another pledge that is counted: by a relation of the two, or since it is a part of an entry that is the other.</summary>
    PartOfAnother,

    /// <summary>It promises no number of jobs.</summary>
    NoJobs,

    /// <summary>The entry is left out itself.</summary>
    EntryLeftOut,
}

/// <summary>A matched pledge that the sums leave out.</summary>
/// <param name="Pledge">The pledge.</param>
/// <param name="Why">Why.</param>
/// <param name="Kind">How it stands to the entry.</param>
public sealed record LeftOutPledge(Pledge Pledge, WhyPledgeLeftOut Why, MatchKind Kind);

/// <summary>The entries of a list, read for its ladder.</summary>
internal sealed class ListedItems(ClaimList list, IReadOnlyDictionary<string, Check> checks, DateOnly on)
{
    /// <summary>The entries that can have stood on the list by the day: what was announced later cannot.</summary>
    public IReadOnlyList<ListItem> All { get; } = [.. list.Items.Where(i => i.Announced is not { } day || day.Earliest <= on)];

    /// <summary>What was found of an entry by the day.</summary>
    public IEnumerable<FindingClass> Found(ListItem item) => item.Findings.Where(f => f.Check is null ? f.Sources.All(s => s.Published is not { } day || day.Earliest <= on) : checks.ContainsKey(f.Check)).Select(f => f.Class);

    public WhyLeftOut? WhyLeftOut(ListItem item)
    {
        var found = Found(item).ToList();
        return item.Country is not null || found.Exists(f => f is FindingClass.Country or FindingClass.NotCompany) ? Claims.WhyLeftOut.NoCompany : WhyNotAdded(item);
    }

    /// <summary>Why an entry is in no sum at all, whoever it is by; null where it is in one.</summary>
    public WhyLeftOut? WhyNotAdded(ListItem item)
    {
        var found = Found(item).ToList();
        return found.Contains(FindingClass.DoubleCounted) ? Claims.WhyLeftOut.CountedTwice
            : found.Exists(f => f is FindingClass.NotInvestment or FindingClass.Purchase) ? Claims.WhyLeftOut.NoInvestment
            : null;
    }

    /// <summary>The entries that sums leave out, and those whose jobs alone are left out.</summary>
    public IReadOnlyList<LeftOutItem> LeftOutBy(Func<ListItem, WhyLeftOut?> why) =>
        [.. All.Select(i => (Item: i, Why: why(i) ?? (i.Jobs is not null && HasOtherJobs(i) ? Claims.WhyLeftOut.OtherJobs : null))).Where(p => p.Why is not null).Select(p => new LeftOutItem(p.Item, p.Why!.Value))];

    private bool HasOtherJobs(ListItem item) => Found(item).Any(f => f is FindingClass.UnitChanged or FindingClass.Retained);

    /// <summary>Money by currency, then jobs, over the entries that are chosen.</summary>
    public IReadOnlyList<ItemSum> Sums(Func<ListItem, bool> chosen)
    {
        var items = All.Where(chosen).ToList();
        return [.. Money(items), .. Jobs(items)];
    }

    /// <summary>The jobs that the list itself gives for companies’ entries.</summary>
    public IReadOnlyList<ItemSum> JobSums() => [.. Jobs([.. All.Where(i => WhyLeftOut(i) is null)])];

    public IReadOnlyList<NewnessSum> ByNewness() =>
        [.. All.Where(i => WhyLeftOut(i) is null).GroupBy(NewnessOf).OrderBy(g => g.Key).Select(g =>
        {
            List<ListItem> items = [.. g];
            return new NewnessSum(g.Key, items, [.. Money(items), .. Jobs(items)]);
        })];

    private Newness NewnessOf(ListItem item)
    {
        var found = Found(item).ToList();
        var isNew = found.Contains(FindingClass.New);
        var isNot = found.Exists(FindingClasses.IsWhollyNotNew);
        var isPart = found.Contains(FindingClass.PartNew);
        return (isNew, isNot, isPart) switch
        {
            (true, false, false) => Newness.FoundNew,
            (false, true, false) => Newness.FoundNotNew,
            (false, false, true) => Newness.InPart,
            (false, false, false) => found.Contains(FindingClass.IncentivesBefore) ? Newness.InPart : Newness.NotKnown,
            _ => Newness.FindingsDisagree,
        };
    }

    private static IEnumerable<ItemSum> Money(List<ListItem> items) =>
        items.Where(i => i is { Amount: not null, Currency: not null }).GroupBy(i => i.Currency!, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new ItemSum(ClaimUnit.Investment, g.Key, CostPerJob.SumOf(g.Select(i => i.Amount!))!, [.. g], items.Count(i => i.Amount is null)));

    private IEnumerable<ItemSum> Jobs(List<ListItem> items)
    {
        List<ListItem> with = [.. items.Where(i => i.Jobs is not null && !HasOtherJobs(i))];
        return CostPerJob.SumOf(with.Select(i => i.Jobs!)) is { } sum ? [new ItemSum(ClaimUnit.Jobs, null, sum, with, items.Count(i => i.Jobs is null))] : [];
    }
}

/// <summary>The pledges that the entries of a list are matched to, each once, with what they come to.</summary>
internal sealed record MatchedPledges(IReadOnlyList<PledgeSum> Promised, IReadOnlyList<PledgeSum> Counted, IReadOnlyList<PledgeSum> NewOrAttributable, IReadOnlyList<LeftOutPledge> LeftOut)
{
    public static MatchedPledges Of(ListedItems items, IReadOnlyDictionary<string, Pledge> pledges, DateOnly on)
    {
        var matches = items.All.SelectMany(i => i.Matches.Where(m => pledges.ContainsKey(m.Pledge)).Select(m => (Pledge: pledges[m.Pledge], m.Kind, IsIn: items.WhyLeftOut(i) is null))).ToList();
        var theirs = matches.Where(m => m.IsIn && m.Kind is MatchKind.Same or MatchKind.PartOfItem).Select(m => m.Pledge.Slug).ToHashSet(StringComparer.Ordinal);
        var parts = PartsOf(items, pledges, theirs);
        var taken = new Dictionary<string, (Pledge Pledge, Target Jobs)>(StringComparer.Ordinal);
        var leftOut = new Dictionary<string, LeftOutPledge>(StringComparer.Ordinal);
        foreach (var (pledge, kind, isIn) in matches.OrderBy(m => m.Kind))
        {
            // Of two entries that name one pledge, one that is in the sums decides.
            if (taken.ContainsKey(pledge.Slug) || leftOut.ContainsKey(pledge.Slug))
            {
                continue;
            }

            WhyPledgeLeftOut? why = !theirs.Contains(pledge.Slug)
                ? kind is MatchKind.Same or MatchKind.PartOfItem && !isIn ? WhyPledgeLeftOut.EntryLeftOut : WhyPledgeLeftOut.NotTheEntry
                : parts.Contains(pledge.Slug) ? WhyPledgeLeftOut.PartOfAnother
                : JobsOf(pledge) is null ? WhyPledgeLeftOut.NoJobs
                : null;
            if (why is { } reason)
            {
                leftOut.Add(pledge.Slug, new(pledge, reason, kind));
            }
            else
            {
                taken.Add(pledge.Slug, (pledge, JobsOf(pledge)!));
            }
        }

        return new(
            SumsOf(taken.Values, t => t.Jobs.Quantity is null ? null : TargetProgress.PromisedIn(t.Jobs)),
            SumsOf(taken.Values, t => TargetProgress.Of(t.Pledge, t.Jobs, on).Reading),
            [.. new[] { FunnelStep.New, FunnelStep.Attributable }.SelectMany(step =>
                SumsOf(taken.Values, t => Funnel.Of(t.Pledge, t.Jobs, on).Steps[(int)step].Reading).Select(s => s with { Funnel = step }))],
            [.. leftOut.Values]);
    }

    // The pledges that another one contains whose jobs are counted. A part of a part is a part; and where an entry is a pledge, the
    // other pledges that are parts of the entry are parts of that one.
    private static HashSet<string> PartsOf(ListedItems items, IReadOnlyDictionary<string, Pledge> pledges, HashSet<string> theirs)
    {
        var wholes = pledges.Values.ToDictionary(p => p.Slug, p => p.Relations.Where(r => r.Kind == RelationKind.PartOf).Select(r => r.OtherSlug).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var item in items.All.Where(i => items.WhyLeftOut(i) is null && i.Matches.Count > 1))
        {
            foreach (var part in item.Matches.Where(m => m.Kind == MatchKind.PartOfItem && wholes.ContainsKey(m.Pledge)))
            {
                wholes[part.Pledge].UnionWith(item.Matches.Where(m => m.Kind == MatchKind.Same).Select(m => m.Pledge));
            }
        }

        // Of two that are each said to be a part of the other, neither is.
        return [.. theirs.Where(slug => Above(slug).Any(whole => theirs.Contains(whole) && JobsOf(pledges[whole]) is not null && !Above(whole).Contains(slug)))];

        HashSet<string> Above(string slug)
        {
            var found = new HashSet<string>(StringComparer.Ordinal);
            var left = new Stack<string>([slug]);
            while (left.TryPop(out var one))
            {
                foreach (var whole in wholes.GetValueOrDefault(one) ?? [])
                {
                    if (found.Add(whole))
                    {
                        left.Push(whole);
                    }
                }
            }

            return found;
        }
    }

    // The target that lists and totals show for the pledge's jobs.
    private static Target? JobsOf(Pledge pledge) => pledge.Targets.Find(t => t.Metric.Family == MetricFamily.Jobs && t.Quantity is not null);

    private static IReadOnlyList<PledgeSum> SumsOf(IEnumerable<(Pledge Pledge, Target Jobs)> pledges, Func<(Pledge Pledge, Target Jobs), Quantity?> valueOf) =>
        [.. pledges.GroupBy(p => p.Jobs.Metric.Code, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            var values = g.Select(p => (p.Pledge, Value: valueOf(p))).ToList();
            return new PledgeSum(
                g.First().Jobs.Metric,
                CostPerJob.SumOf(values.Where(v => v.Value is not null).Select(v => v.Value!)),
                [.. values.Where(v => v.Value is not null).Select(v => v.Pledge)],
                [.. values.Where(v => v.Value is null).Select(v => v.Pledge)]);
        })];
}
