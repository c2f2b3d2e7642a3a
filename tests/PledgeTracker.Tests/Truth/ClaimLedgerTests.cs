using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Truth;

/// <summary>
/// The ladders of the lists whose entries are collected, computed once more from the files by the tests' own code, and held against
/// what the program says: every sum of every step, the entries and pledges in it, and what is left out and why.
/// </summary>
public class ClaimLedgerTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "StarterData", "claims");

    private static readonly RawSite Site = new();

    private static readonly ReviewContext Context = new()
    {
        Companies = StarterData.Companies().ToDictionary(c => c.Slug),
        Metrics = StarterData.Metrics().ToDictionary(m => m.Code),
        Today = RawPledge.Today,
    };

    [Theory]
    [InlineData("us-white-house-2025", 70)]
    [InlineData("us-white-house-2017", 30)]
    [InlineData("us-trump-claims-2016-2018", 9)]
    [InlineData("us-invest-gov", 5)]
    [InlineData("tx-enterprise-fund", 4)]
    public void Every_number_of_a_ladder_is_what_the_files_come_to(string list, int least)
    {
        var raw = RawLadder.Of(list, Site);

        Differences(raw, Said(list)).Should().BeEmpty();
        raw.Count.Should().BeGreaterThanOrEqualTo(least, "a test that compares nothing finds nothing");
    }

    /// <summary>A wrong number in what the program reads, where the tests' own code reads the right one.</summary>
    [Theory]
    [InlineData("the amount of an entry", "us-white-house-2025", "lists/us-white-house-2025", "\"amount\": \"100,000,000,000\"", "\"amount\": \"110,000,000,000\"")]
    [InlineData("the hedge of an entry's jobs", "us-white-house-2017", "lists/us-white-house-2017", "\"jobs\": \"more than 1,000\"", "\"jobs\": \"1,000\"")]
    [InlineData("the jobs of an entry", "us-white-house-2017", "lists/us-white-house-2017", "\"jobs\": \"1,800\"", "\"jobs\": \"8,100\"")]
    [InlineData("a state taken for a company", "us-white-house-2025", "lists/us-white-house-2025", "\"country\": \"JP\"", "\"companies\": \"JP\"")]
    [InlineData("the class of a finding", "us-white-house-2017", "lists/us-white-house-2017", "\"class\": \"double-counted\"", "\"class\": \"concentration\"")]
    [InlineData("a finding that makes an entry new", "us-white-house-2025", "lists/us-white-house-2025", "\"class\": \"routine\"", "\"class\": \"new\"")]
    [InlineData("how a pledge stands to an entry", "us-white-house-2017", "lists/us-white-house-2017", "\"kind\": \"part-of-pledge\"", "\"kind\": \"related\"")]
    [InlineData("a match that makes another pledge count", "us-white-house-2025", "lists/us-white-house-2025", "\"kind\": \"raised-to\"", "\"kind\": \"same\"")]
    [InlineData("an entry that comes too late", "us-white-house-2025", "lists/us-white-house-2025", "\"announced\": \"2025-07-21\"", "\"announced\": \"2027-07-21\"")]
    [InlineData("the total of a list", "us-white-house-2025", "lists/us-white-house-2025", "\"total\": \"9,700,000,000,000\"", "\"total\": \"9,600,000,000,000\"")]
    [InlineData("a claimed number", "us-white-house-2025", "claimants/donald-trump", "\"quantity\": \"more than 18,000,000,000,000\"", "\"quantity\": \"18,000,000,000,000\"")]
    [InlineData("the day of a claim", "us-white-house-2025", "claimants/donald-trump", "\"date\": \"2026-02-24\"", "\"date\": \"2024-02-24\"")]
    [InlineData("a number of a check", "us-trump-claims-2016-2018", "checks/propublica-2018", "about 136,000", "about 163,000")]
    [InlineData("the step of a check's number", "us-trump-claims-2016-2018", "checks/propublica-2018", "\"step\": \"counted\"", "\"step\": \"promised-jobs\"")]
    [InlineData("the list that a check is about", "us-white-house-2017", "checks/propublica-2018", "us-trump-claims-2016-2018", "us-white-house-2017")]
    [InlineData("a promised number", "us-white-house-2017", "../pledges/lockheed-fort-worth-1800-2017", "\"quantity\": \"1,800\"", "\"quantity\": \"1,700\"")]
    [InlineData("a counted number", "us-white-house-2017", "../pledges/carrier-indianapolis-retained-jobs-2016", "\"quantity\": \"1,069\"", "\"quantity\": \"1,096\"")]
    [InlineData("the pledge that an entry is", "us-white-house-2025", "lists/us-white-house-2025", "\"pledge\": \"johnson-johnson-55bn-2025\"", "\"pledge\": \"johnson-johnson-wilson-420-2025\"")]
    public void A_wrong_number_is_found(string what, string list, string file, string right, string wrong) =>
        Differences(RawLadder.Of(list, Site), Said(list, file, right, wrong)).Should().NotBeEmpty($"{what}: {right} was made {wrong}");

    [Fact]
    public void The_four_numbers_of_ProPublica_come_out_as_its_check_says_them_and_the_tracker_adds_nothing_of_its_own()
    {
        var ladder = Program("us-trump-claims-2016-2018");

        ladder.Rungs.SelectMany(r => r.Checked.Where(c => c.Check.Slug == "propublica-2018").Select(c => (r.Step, c.Result.Quantity!.ToString(), c.Result.Unit)))
            .Should().Equal(
                (LadderStep.Claimed, "2,400,000", ClaimUnit.Jobs), (LadderStep.Counted, "about 206,000", ClaimUnit.Jobs),
                (LadderStep.NewOrAttributable, "about 136,000", ClaimUnit.Jobs), (LadderStep.NewOrAttributable, "about 63,000", ClaimUnit.Jobs));
        ladder.Rungs.Should().OnlyContain(r => r.Sums.Count == 0 && r.Matched.Count == 0, "no entry of that list is collected, so nothing of the tracker stands beside them");
        Program("us-white-house-2017").Rungs.SelectMany(r => r.Checked).Should().NotContain(c => c.Check.Slug.StartsWith("propublica", StringComparison.Ordinal), "its numbers are of other claims than those of that list");
    }

    [Fact]
    public void The_jobs_of_the_companies_on_the_list_of_2017_are_counted_once()
    {
        var sum = Program("us-white-house-2017").At(LadderStep.ByCompanies).Sums.Single(s => s.Unit == ClaimUnit.Jobs);

        // Sprint's 5,000 and OneWeb's 3,000 are SoftBank's 8,000.
        sum.Items.Select(i => i.Key).Should().Contain("softbank").And.NotContain(["sprint", "oneweb"]);
    }

    [Fact]
    public void An_entry_that_a_list_has_twice_is_in_the_sum_of_companies_once()
    {
        var ladder = Program("us-white-house-2025");

        ladder.List.Items.Count(i => i.Companies == "Kraft Heinz").Should().Be(2);
        ladder.At(LadderStep.OnTheList).Sums.Single(s => s.Currency == "USD").Items.Count(i => i.Companies == "Kraft Heinz").Should().Be(1);
        ladder.At(LadderStep.ByCompanies).Sums.Single(s => s.Currency == "USD").Items.Count(i => i.Companies == "Kraft Heinz").Should().Be(1);
        ladder.At(LadderStep.PromisedJobs).PledgesLeftOut.Should().NotContain(p => p.Pledge.Slug == "kraft-heinz-3bn-3500-2025");
    }

    private static List<string> Differences(SortedDictionary<string, string> raw, SortedDictionary<string, string> said) =>
        [.. raw.Keys.Union(said.Keys).Where(k => raw.GetValueOrDefault(k) != said.GetValueOrDefault(k)).Select(k => $"{k}: the files come to “{raw.GetValueOrDefault(k)}”, the program says “{said.GetValueOrDefault(k)}”")];

    private static Ladder Program(string list, string? file = null, string? right = null, string? wrong = null)
    {
        var pledges = Directory.EnumerateFiles(Repository.StarterPledges, "*.json").Select(f => ReviewRules.ReadPublished(Draft<PledgeDraft>("../pledges/" + Path.GetFileNameWithoutExtension(f)), Context)).ToDictionary(p => p.Slug);
        return Ladder.Of(
            ClaimRules.ReadPublished(Draft<ClaimListDraft>("lists/" + list), Context with { Key = list }),
            All<ClaimantDraft, Claimant>("claimants", ClaimRules.ReadPublished), All<CheckDraft, Check>("checks", ClaimRules.ReadPublished), pledges, RawPledge.Today);

        List<TRead> All<TDraft, TRead>(string kind, Func<TDraft, ReviewContext, TRead> read)
            where TDraft : Draft =>
            [.. Directory.EnumerateFiles(Path.Combine(Folder, kind), "*.json").Order(StringComparer.Ordinal).Select(f => Path.GetFileNameWithoutExtension(f)).Select(key => read(Draft<TDraft>($"{kind}/{key}"), Context with { Key = key }))];

        T Draft<T>(string name)
            where T : Draft
        {
            var text = Regex.Replace(File.ReadAllText(Path.Combine(Folder, name + ".json")), "^\\s*\"\\$schema\":.*$", "", RegexOptions.Multiline);
            if (name == file)
            {
                text.Should().Contain(right);
                text = text[..text.IndexOf(right!, StringComparison.Ordinal)] + wrong + text[(text.IndexOf(right!, StringComparison.Ordinal) + right!.Length)..];
            }

            return DraftJson.Read<T>(text);
        }
    }

    // What the program says, in the words of the tests' own code.
    private static SortedDictionary<string, string> Said(string list, string? file = null, string? right = null, string? wrong = null)
    {
        var ladder = Program(list, file, right, wrong);
        var said = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["version"] = ladder.Version is { } v ? $"{v.Date} {v.Total} {v.Currency} {v.Entries} {v.Jobs}" : "none",
            ["newest"] = ladder.Newest is { } newest ? $"{newest.Claimant.Slug}/{newest.Claim.Key}" : "none",
        };
        foreach (var rung in ladder.Rungs)
        {
            var step = Code.Of(rung.Step);
            foreach (var claim in rung.Claimed)
            {
                said.Add($"{step} claim {claim.Claimant.Slug}/{claim.Claim.Key}", $"{claim.Claim.Date} {claim.Claim.Quantity?.ToString() ?? claim.Claim.InWords} {Code.Of(claim.Claim.Unit)} {claim.Claim.Currency}");
            }

            foreach (var (check, number) in rung.Checked.Select((c, i) => (c, i)))
            {
                said.Add($"{step} check {number}", $"{check.Check.Slug} {check.Result.Quantity?.ToString() ?? check.Result.InWords} {(check.Result.Unit is { } unit ? Code.Of(unit) : "")} {check.Result.Currency}");
            }

            Sums(step, rung.Sums);
            foreach (var group in rung.Newness)
            {
                said.Add($"{step} {Code.Of(group.Newness)}", string.Join(' ', group.Items.Select(i => i.Key)));
                Sums($"{step} {Code.Of(group.Newness)}", group.Sums);
            }

            foreach (var left in rung.LeftOut)
            {
                said.Add($"{step} without {left.Item.Key}", Code.Of(left.Why));
            }

            foreach (var sum in rung.Matched)
            {
                said.Add($"{step} pledges {sum.Metric.Code} {(sum.Funnel is { } funnel ? Code.Of(funnel) : "")}", $"{Number(sum.Sum)} of {string.Join(' ', sum.Pledges.Select(p => p.Slug).Order(StringComparer.Ordinal))} without {string.Join(' ', sum.Without.Select(p => p.Slug).Order(StringComparer.Ordinal))}");
            }

            foreach (var left in rung.PledgesLeftOut)
            {
                said.Add($"{step} without the pledge {left.Pledge.Slug}", $"{Code.Of(left.Why)} {Code.Of(left.Kind)}");
            }
        }

        return said;

        void Sums(string at, IEnumerable<ItemSum> sums)
        {
            foreach (var sum in sums)
            {
                said.Add($"{at} sum {Code.Of(sum.Unit)} {sum.Currency}", $"{Number(sum.Sum)} of {string.Join(' ', sum.Items.Select(i => i.Key))}, {sum.WithoutNumber} without");
            }
        }

        static string Number(Quantity? sum) => sum is null ? "nothing" : RawLadder.Written(sum.LowestReading, sum.HighestReading, sum.Kind == QuantityKind.Exactly);
    }
}

/// <summary>The ladder of a list, from the files alone, by the rules of the domain's description.</summary>
internal static class RawLadder
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "StarterData", "claims");

    /// <summary>What a sum says: what is certain, the most it can be, and whether it is one plain number.</summary>
    public static string Written(long certain, long? most, bool isExact) => string.Create(CultureInfo.InvariantCulture, $"{certain} to {(most is null ? "any" : most.Value)}{(isExact ? "" : " hedged")}");

    /// <summary>Every fact of the ladder of a list on <see cref="RawPledge.Today"/>, each under what it is.</summary>
    public static SortedDictionary<string, string> Of(string list, RawSite site)
    {
        var facts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var root = Read("lists/" + list);
        var claimants = Files("claimants");
        var checks = Files("checks").Where(c => First(c.Value, "date") <= RawPledge.Today).ToDictionary();
        var sources = Parts(root, "sources").ToDictionary(s => Text(s, "id")!);

        // The newest state of the list.
        var version = Parts(root, "versions").Where(v => First(v, "date") <= RawPledge.Today).OrderBy(v => Text(v, "date")!.PadRight(10, '-'), StringComparer.Ordinal).Cast<JsonElement?>().LastOrDefault();
        facts["version"] = version is { } shown ? $"{Text(shown, "date")} {Text(shown, "total")} {Text(shown, "currency")} {Text(shown, "entries")} {Text(shown, "jobs")}" : "none";

        // Claims on the whole list, and the lists of every claim on a whole list.
        var claims = claimants.SelectMany(c => Parts(c.Value, "claims").Select(claim => (Name: $"{c.Key}/{Text(claim, "id")}", Claim: claim))).ToList();
        var whole = claims.Where(c => Text(c.Claim, "list") is not null && Text(c.Claim, "item") is null).ToList();
        foreach (var (name, claim) in whole.Where(c => Text(c.Claim, "list") == list && First(c.Claim, "date") <= RawPledge.Today))
        {
            facts.Add($"claimed claim {name}", $"{Text(claim, "date")} {Text(claim, "quantity") ?? Text(claim, "inWords")} {Text(claim, "unit")} {Text(claim, "currency")}");
        }

        facts["newest"] = whole.Where(c => Text(c.Claim, "list") == list).OrderBy(c => Text(c.Claim, "date")!.PadRight(10, '-'), StringComparer.Ordinal).Select(c => c.Name).LastOrDefault() ?? "none";

        // What checks say of each step: of the lists that a check names, or of the one list of its claims.
        foreach (var results in checks.Where(c => IsOf(c.Value)).OrderBy(c => Text(c.Value, "date")!.PadRight(10, '-'), StringComparer.Ordinal)
            .SelectMany(c => Parts(c.Value, "results").Where(r => Text(r, "step") is not null).Select(r => (Check: c.Key, Result: r))).GroupBy(r => Text(r.Result, "step")))
        {
            foreach (var ((check, result), number) in results.Select((r, i) => (r, i)))
            {
                facts.Add($"{results.Key} check {number}", $"{check} {Text(result, "quantity") ?? Text(result, "inWords")} {Text(result, "unit")} {Text(result, "currency")}");
            }
        }

        // The entries.
        var items = Parts(root, "items").Where(i => Text(i, "announced") is null || First(i, "announced") <= RawPledge.Today).ToList();
        Sum("on-the-list", [.. items.Where(i => OfOtherKind(i) is null)]);
        foreach (var item in items)
        {
            var otherJobs = Text(item, "jobs") is not null && HasOtherJobs(item) ? "other-jobs" : null;
            foreach (var (step, why) in new[] { ("on-the-list", OfOtherKind(item) ?? otherJobs), ("by-companies", Why(item) ?? otherJobs), ("promised-jobs", Why(item) is null ? otherJobs : null) }.Where(w => w.Item2 is not null))
            {
                facts.Add($"{step} without {Text(item, "id")}", why!);
            }
        }

        var companies = items.Where(i => Why(i) is null).ToList();
        Sum("by-companies", companies);
        Sum("promised-jobs", companies, money: false);
        foreach (var group in companies.GroupBy(NewnessOf))
        {
            facts.Add($"new {group.Key}", string.Join(' ', group.Select(i => Text(i, "id"))));
            Sum($"new {group.Key}", [.. group]);
        }

        Pledges();
        return facts;

        bool IsOf(JsonElement check)
        {
            var named = Parts(check, "lists").Select(l => l.GetString()).ToList();
            var rests = Parts(check, "claims").Select(c => c.GetString()).SelectMany(name => whole.Where(w => w.Name == name)).Select(w => Text(w.Claim, "list")).Distinct().ToList();
            return named.Count > 0 ? named.Contains(list) : rests.Count == 1 && rests[0] == list;
        }

        List<string> Found(JsonElement item) => [.. Parts(item, "findings").Where(f => Text(f, "check") is { } check ? checks.ContainsKey(check)
            : Parts(f, "sources").Select(s => sources[s.GetString()!]).All(s => Text(s, "published") is null || First(s, "published") <= RawPledge.Today)).Select(f => Text(f, "class")!)];

        string? Why(JsonElement item)
        {
            var found = Found(item);
            return Text(item, "country") is not null || found.Exists(f => f is "country" or "not-company") ? "no-company"
                : OfOtherKind(item);
        }

        // Neither money that is no investment nor what stands there twice is added, whoever it is by.
        string? OfOtherKind(JsonElement item) =>
            Found(item).Contains("double-counted") ? "counted-twice" : Found(item).Exists(f => f is "not-investment" or "purchase") ? "no-investment" : null;

        bool HasOtherJobs(JsonElement item) => Found(item).Exists(f => f is "retained" or "unit-changed");

        string NewnessOf(JsonElement item)
        {
            var found = Found(item);
            var ways = new[] { found.Contains("new") ? "found-new" : null, found.Exists(f => f is "announced-before" or "planned-before" or "routine") ? "found-not-new" : null, found.Contains("part-new") ? "in-part" : null }.OfType<string>().ToList();
            return ways.Count > 1 ? "findings-disagree" : ways.Count == 1 ? ways[0] : found.Contains("incentives-before") ? "in-part" : "not-known";
        }

        void Sum(string at, List<JsonElement> of, bool money = true)
        {
            foreach (var currency in of.Where(i => money && Text(i, "amount") is not null).GroupBy(i => Text(i, "currency")))
            {
                facts.Add($"{at} sum investment {currency.Key}", $"{Total([.. currency.Select(i => Text(i, "amount")!)])} of {string.Join(' ', currency.Select(i => Text(i, "id")))}, {of.Count(i => Text(i, "amount") is null)} without");
            }

            var jobs = of.Where(i => Text(i, "jobs") is not null && !HasOtherJobs(i)).ToList();
            if (jobs.Count > 0)
            {
                facts.Add($"{at} sum jobs ", $"{Total([.. jobs.Select(i => Text(i, "jobs")!)])} of {string.Join(' ', jobs.Select(i => Text(i, "id")))}, {of.Count(i => Text(i, "jobs") is null)} without");
            }
        }

        void Pledges()
        {
            var matches = items.SelectMany(i => Parts(i, "matches").Where(m => site.BySlug.ContainsKey(Text(m, "pledge")!)).Select(m => (Item: i, Slug: Text(m, "pledge")!, Kind: Text(m, "kind")!, IsIn: Why(i) is null))).ToList();
            var isEntry = matches.Where(m => m.IsIn && m.Kind is "same" or "part-of-item" && m.IsIn).Select(m => m.Slug).ToHashSet();
            var counted = new List<RawPledge>();
            foreach (var of in matches.GroupBy(m => m.Slug))
            {
                var pledge = site.BySlug[of.Key];
                string[] order = ["same", "part-of-item", "part-of-pledge", "later-part", "revision-of", "raised-to", "overlaps", "related"];
                var kind = of.MinBy(m => Array.IndexOf(order, m.Kind)).Kind;
                var why = !isEntry.Contains(of.Key) ? kind is "same" or "part-of-item" ? "entry-left-out" : "not-the-entry"
                    : Wholes(pledge).Any(w => isEntry.Contains(w) && site.BySlug[w].Jobs is not null) ? "part-of-another"
                    : pledge.Jobs is null ? "no-jobs"
                    : null;
                if (why is null)
                {
                    counted.Add(pledge);
                }
                else
                {
                    facts.Add($"promised-jobs without the pledge {of.Key}", $"{why} {kind}");
                }
            }

            // No starter pledge is a part of a part.
            IEnumerable<string> Wholes(RawPledge pledge) => pledge.All("relations").Where(r => Text(r, "kind") == "part-of").Select(r => Text(r, "pledge")!)
                .Concat(matches.Where(m => m.IsIn && m.Slug == pledge.Slug && m.Kind == "part-of-item").SelectMany(m => Parts(m.Item, "matches").Where(o => Text(o, "kind") == "same").Select(o => Text(o, "pledge")!)));

            foreach (var metric in counted.GroupBy(p => p.Jobs!.Metric))
            {
                OfPledges("promised-jobs", metric, "", p => p.Jobs!.IsLevel ? p.Jobs.Quantity!.Over(p.Jobs.Baseline) : p.Jobs.Quantity, p => Hedged(p, "targets", p.Jobs!.Key));
                OfPledges("counted", metric, "", p => p.Leading(p.Jobs!)?.Reading, p => p.Leading(p.Jobs!) is { } leading && IsHedged(p, leading.Figure));
                OfPledges("new-or-attributable", metric, "new", p => Step(p, 2)?.Reading ?? Step(p, 3)?.Reading, p => (Step(p, 2) ?? Step(p, 3)) is { } at && (at.Figure.Shows != "new" || IsHedged(p, at.Figure)));
                OfPledges("new-or-attributable", metric, "attributable", p => Step(p, 3)?.Reading, p => Step(p, 3) is { } at && IsHedged(p, at.Figure));
            }
        }

        void OfPledges(string step, IGrouping<string, RawPledge> metric, string funnel, Func<RawPledge, RawAmount?> valueOf, Func<RawPledge, bool> isHedged)
        {
            var with = metric.Where(p => valueOf(p) is not null).ToList();
            var sum = with.Count == 0 ? "nothing" : Added([.. with.Select(p => valueOf(p)!)], with.Exists(p => isHedged(p)));
            facts.Add($"{step} pledges {metric.Key} {funnel}", $"{sum} of {string.Join(' ', with.Select(p => p.Slug).Order(StringComparer.Ordinal))} without {string.Join(' ', metric.Except(with).Select(p => p.Slug).Order(StringComparer.Ordinal))}");
        }
    }

    private static RawPoint? Step(RawPledge pledge, int step) => pledge.Counted(pledge.Jobs!, step).LastOrDefault(p => RawPledge.StepOf(p.Figure) == step);

    private static bool Hedged(RawPledge pledge, string list, string key) => !IsPlain(Text(pledge.All(list).Single(t => Text(t, "id") == key), "quantity")!);

    private static bool IsHedged(RawPledge pledge, RawFigure figure) => !IsPlain(Text(pledge.All("figures").ElementAt(figure.Number - 1), "quantity")!);

    private static bool IsPlain(string text) => Regex.IsMatch(text, @"^[\d,]+$");

    private static string Total(List<string> texts) => Added([.. texts.Select(RawAmount.Read)], !texts.TrueForAll(IsPlain));

    // With a ceiling in it a sum is a ceiling, unless something in it is open upwards: then only what is certain is left.
    private static string Added(List<RawAmount> amounts, bool isHedged)
    {
        var isOpen = amounts.Exists(a => a.Most is null);
        return amounts.Exists(a => a.IsCeiling) && !isOpen
            ? Written(0, amounts.Sum(a => a.High), false)
            : Written(amounts.Sum(a => a.Certain), isOpen ? null : amounts.Sum(a => a.Most), !isHedged);
    }

    private static JsonElement Read(string name)
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")));
        return json.RootElement.Clone();
    }

    private static Dictionary<string, JsonElement> Files(string kind) =>
        Directory.GetFiles(Path.Combine(Folder, kind), "*.json").Order(StringComparer.Ordinal).Select(f => Path.GetFileNameWithoutExtension(f)).ToDictionary(key => key, key => Read($"{kind}/{key}"));

    private static IEnumerable<JsonElement> Parts(JsonElement of, string name) => RawPledge.All(of, name);

    private static string? Text(JsonElement of, string name) => RawPledge.Text(of, name);

    private static DateOnly First(JsonElement of, string name) => new RawDate(Text(of, name)!).First;
}
