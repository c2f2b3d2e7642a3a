using System.Globalization;
using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Tests.Domain;

/// <summary>What stands behind a claimed total: each rule of the ladder, by a list that is made for it.</summary>
public class LadderTests
{
    private static readonly DateOnly On = new(2026, 6, 30);

    [Fact]
    public void The_newest_claim_on_the_whole_list_leads_and_a_claim_on_one_entry_does_not()
    {
        var ladder = Of(List(Item("a", "1,000")), claimants: [Speaker(Claim("older", "2025-05"), Claim("newest", "2025-11-02"), Claim("entry", "2026-01-01", item: "a"), Claim("elsewhere", "2026-02-01", list: "another"))]);

        ladder.Newest!.Claim.Key.Should().Be("newest");
        ladder.At(LadderStep.Claimed).Claimed.Select(c => c.Claim.Key).Should().Equal("older", "newest");
    }

    [Fact]
    public void Claims_of_several_people_stand_in_the_order_of_their_days_and_of_a_month_and_a_day_in_it_the_day_is_newer()
    {
        var ladder = Of(List(), claimants: [Speaker(Claim("month", "2026-02"), Claim("early", "2025-01")), Speaker("other", Claim("day", "2026-02-03"))]);

        ladder.At(LadderStep.Claimed).Claimed.Select(c => $"{c.Claimant.Slug}/{c.Claim.Key}").Should().Equal("speaker/early", "speaker/month", "other/day");
    }

    [Fact]
    public void A_list_on_which_nobody_rests_a_claim_has_no_newest_one()
    {
        var ladder = Of(List());

        ladder.Newest.Should().BeNull();
        ladder.Rungs.Select(r => r.Step).Should().Equal(Enum.GetValues<LadderStep>());
        ladder.Rungs.Should().OnlyContain(r => !r.IsKnown);
    }

    [Fact]
    public void What_is_dated_after_the_day_is_left_out()
    {
        var list = List(
            [Version("2025-04", "5 trillion"), Version("2026-09", "9 trillion")],
            Item("found", "1,000", found: [Finding(FindingClass.New, "early"), Finding(FindingClass.AnnouncedBefore, "late")]),
            Item("read", "10", found: [Finding(FindingClass.AnnouncedBefore, published: "2026-08-01")]),
            Item("to-come", "100", announced: "2026-07-01"));

        var ladder = Of(list, [Speaker(Claim("said", "2025"), Claim("to-be-said", "2026-07-01"))], [Check("early", "2025-06", results: [Result(LadderStep.New, "5")]), Check("late", "2026-07-01", results: [Result(LadderStep.New, "6")])]);

        ladder.Newest!.Claim.Key.Should().Be("said");
        ladder.Version!.Total!.ToString().Should().Be("5,000,000,000,000");
        ladder.At(LadderStep.New).Checked.Select(c => c.Check.Slug).Should().Equal("early");
        Sums(ladder.At(LadderStep.OnTheList)).Should().Equal("Investment USD 1,010");
        Groups(ladder).Should().Equal("FoundNew: found", "NotKnown: read");
    }

    [Fact]
    public void The_version_in_force_is_the_newest_that_had_begun_and_may_be_smaller_than_the_one_before()
    {
        var list = List([Version("2025-10", "8.8 trillion"), Version("2025-04", "9 trillion"), Version("2025-12", "7 trillion"), Version("2027", "20 trillion")]);

        Of(list).Version!.Total!.Low.Should().Be(7_000_000_000_000);
        Ladder.Of(list, [], [], Nothing, new(2025, 11, 1)).Version!.Total!.Low.Should().Be(8_800_000_000_000);
        Ladder.Of(list, [], [], Nothing, new(2025, 3, 31)).Version.Should().BeNull();
    }

    [Fact]
    public void Of_a_version_of_a_month_and_one_of_a_day_in_it_the_day_is_newer()
    {
        var list = List([Version("2025-04-30", "1 trillion"), Version("2025-04", "2 trillion")]);

        Of(list).Version!.Total!.Low.Should().Be(1_000_000_000_000);
    }

    [Fact]
    public void Sums_never_mix_currencies_or_units_and_say_how_many_entries_have_no_number()
    {
        var ladder = Of(List(Item("a", "1,000", jobs: "10"), Item("b", "5", currency: "EUR"), Item("c", "2,000"), Item("d"), Item("e", words: "billions", currency: "EUR")));

        Sums(ladder.At(LadderStep.OnTheList)).Should().Equal("Investment EUR 5", "Investment USD 3,000", "Jobs  10");
        ladder.At(LadderStep.OnTheList).Sums.Select(s => s.WithoutNumber).Should().Equal(2, 2, 4);
        ladder.At(LadderStep.OnTheList).Sums.Select(s => s.Items.Count).Should().Equal(1, 2, 1);
    }

    [Theory]
    [InlineData(FindingClass.Country, WhyLeftOut.NoCompany)]
    [InlineData(FindingClass.NotCompany, WhyLeftOut.NoCompany)]
    [InlineData(FindingClass.NotInvestment, WhyLeftOut.NoInvestment)]
    [InlineData(FindingClass.Purchase, WhyLeftOut.NoInvestment)]
    [InlineData(FindingClass.DoubleCounted, WhyLeftOut.CountedTwice)]
    public void An_entry_that_is_no_companys_no_investment_or_counted_twice_is_left_out_with_its_reason(FindingClass finding, WhyLeftOut why)
    {
        var ladder = Of(List(Item("kept", "1"), Item("out", "10", jobs: "5", found: [Finding(finding)])));

        ladder.At(LadderStep.ByCompanies).LeftOut.Select(l => (l.Item.Key, l.Why)).Should().Equal(("out", why));
        Sums(ladder.At(LadderStep.OnTheList)).Should().Equal(why == WhyLeftOut.NoCompany ? ["Investment USD 11", "Jobs  5"] : new[] { "Investment USD 1" }, "another kind of money is not added to investments, nor is the same twice");
        ladder.At(LadderStep.OnTheList).LeftOut.Select(l => l.Why).Should().Equal(why == WhyLeftOut.NoCompany ? [] : new[] { why });
        Sums(ladder.At(LadderStep.ByCompanies)).Should().Equal("Investment USD 1");
        ladder.At(LadderStep.PromisedJobs).Sums.Should().BeEmpty();
        Groups(ladder).Should().Equal("NotKnown: kept");
    }

    [Fact]
    public void A_states_entry_is_left_out_without_any_finding_and_whatever_else_was_found_of_it()
    {
        var ladder = Of(List(Item("a", "1", country: "JP"), Item("b", "10", country: "QA", found: [Finding(FindingClass.NotInvestment)])));

        ladder.At(LadderStep.ByCompanies).LeftOut.Select(l => l.Why).Should().Equal(WhyLeftOut.NoCompany, WhyLeftOut.NoCompany);
        ladder.At(LadderStep.ByCompanies).Sums.Should().BeEmpty("nothing that counts is not 0");
    }

    [Theory]
    [InlineData(FindingClass.UnitChanged)]
    [InlineData(FindingClass.Retained)]
    public void Jobs_that_are_not_new_ones_are_not_added_to_jobs_and_the_money_beside_them_is(FindingClass finding)
    {
        var ladder = Of(List(Item("a", "1", jobs: "7"), Item("other", "10", jobs: "5", found: [Finding(finding)]), Item("money-alone", "100", found: [Finding(finding)])));

        foreach (var step in new[] { LadderStep.OnTheList, LadderStep.ByCompanies })
        {
            Sums(ladder.At(step)).Should().Equal("Investment USD 111", "Jobs  7");
            ladder.At(step).Sums[1].WithoutNumber.Should().Be(1, "an entry with other jobs has a number");
            ladder.At(step).LeftOut.Select(l => (l.Item.Key, l.Why)).Should().Equal(("other", WhyLeftOut.OtherJobs));
        }

        Sums(ladder.At(LadderStep.PromisedJobs)).Should().Equal("Jobs  7");
        ladder.At(LadderStep.PromisedJobs).LeftOut.Select(l => l.Item.Key).Should().Equal("other");
        Groups(ladder).Should().Equal("NotKnown: a other money-alone");
    }

    /// <summary>What belongs to a pledge that is no entry of the list is in its sum only once.</summary>
    [Theory]
    [InlineData(FindingClass.PartOfOther)]
    [InlineData(FindingClass.NotCommitment)]
    [InlineData(FindingClass.NotBinding)]
    [InlineData(FindingClass.Conditional)]
    [InlineData(FindingClass.Wavered)]
    [InlineData(FindingClass.Overstated)]
    [InlineData(FindingClass.NumberDiffers)]
    [InlineData(FindingClass.Concentration)]
    [InlineData(FindingClass.NotAttributable)]
    [InlineData(FindingClass.Contradicted)]
    [InlineData(FindingClass.LaterCut)]
    [InlineData(FindingClass.NoSign)]
    public void Any_other_finding_leaves_an_entry_in_the_sum_and_says_nothing_of_whether_it_is_new(FindingClass finding)
    {
        var ladder = Of(List(Item("a", "10", found: [Finding(finding)])));

        Sums(ladder.At(LadderStep.ByCompanies)).Should().Equal("Investment USD 10");
        Groups(ladder).Should().Equal("NotKnown: a");
    }

    [Theory]
    [InlineData(Newness.FoundNew, FindingClass.New)]
    [InlineData(Newness.FoundNew, FindingClass.New, FindingClass.IncentivesBefore)]
    [InlineData(Newness.FoundNotNew, FindingClass.AnnouncedBefore)]
    [InlineData(Newness.FoundNotNew, FindingClass.PlannedBefore, FindingClass.Routine)]
    [InlineData(Newness.FoundNotNew, FindingClass.Routine, FindingClass.IncentivesBefore)]
    [InlineData(Newness.InPart, FindingClass.PartNew)]
    [InlineData(Newness.InPart, FindingClass.IncentivesBefore)]
    [InlineData(Newness.FindingsDisagree, FindingClass.New, FindingClass.AnnouncedBefore)]
    [InlineData(Newness.FindingsDisagree, FindingClass.New, FindingClass.PartNew)]
    [InlineData(Newness.FindingsDisagree, FindingClass.AnnouncedBefore, FindingClass.PartNew)]
    [InlineData(Newness.NotKnown)]
    [InlineData(Newness.NotKnown, FindingClass.Conditional)]
    public void What_was_found_says_whether_an_entry_is_new_and_contradicting_findings_both_stand(Newness newness, params FindingClass[] found)
    {
        var ladder = Of(List(Item("a", "10", jobs: "3", found: [.. found.Select(f => Finding(f))])));

        var group = ladder.At(LadderStep.New).Newness.Should().ContainSingle().Which;
        group.Newness.Should().Be(newness);
        group.Sums.Select(Said).Should().Equal("Investment USD 10", "Jobs  3");
        ladder.List.Items[0].Findings.Should().HaveCount(found.Length);
    }

    [Fact]
    public void The_groups_of_newness_hold_each_entry_once_with_their_own_sums()
    {
        var ladder = Of(List(
            Item("a", "1", found: [Finding(FindingClass.AnnouncedBefore)]), Item("b", "20"), Item("c", "300", found: [Finding(FindingClass.New)]),
            Item("d", "4,000", found: [Finding(FindingClass.Routine)]), Item("e", "50,000", country: "IN"), Item("f")));

        ladder.At(LadderStep.New).Newness.Select(g => $"{g.Newness}: {string.Join(' ', g.Items.Select(i => i.Key))} = {string.Join(' ', g.Sums.Select(Said))}")
            .Should().Equal("FoundNew: c = Investment USD 300", "FoundNotNew: a d = Investment USD 4,001", "NotKnown: b f = Investment USD 20");
    }

    [Fact]
    public void A_finding_of_a_check_that_nobody_published_says_nothing()
    {
        var ladder = Of(List(Item("a", "1", found: [Finding(FindingClass.Country, "unpublished")])));

        ladder.At(LadderStep.ByCompanies).LeftOut.Should().BeEmpty();
    }

    [Fact]
    public void A_pledge_that_two_entries_are_matched_to_counts_once()
    {
        var ladder = Of(List(Item("a", matches: [Match("acme")]), Item("b", matches: [Match("acme"), Match("acme-2", MatchKind.PartOfItem)])), pledges: [Pledge("acme", "1,000", "400"), Pledge("acme-2", "50")]);

        Matched(ladder, LadderStep.PromisedJobs).Should().Equal("jobs-created 1,000 of acme without ");
        Matched(ladder, LadderStep.Counted).Should().Equal("jobs-created 400 of acme without ");
        LeftOut(ladder).Should().Equal("acme-2 PartOfAnother PartOfItem");
    }

    [Fact]
    public void An_entry_that_is_two_pledges_counts_both()
    {
        var ladder = Of(List(Item("a", matches: [Match("one"), Match("two")])), pledges: [Pledge("one", "1,000", "400"), Pledge("two", "50")]);

        Matched(ladder, LadderStep.PromisedJobs).Should().Equal("jobs-created 1,050 of one two without ");
        Matched(ladder, LadderStep.Counted).Should().Equal("jobs-created 400 of one without two");
    }

    [Fact]
    public void A_pledge_that_is_a_part_of_another_counts_only_in_it()
    {
        var list = List(Item("a", matches: [Match("whole")]), Item("b", matches: [Match("part", MatchKind.PartOfItem)]), Item("c", matches: [Match("part-of-part")]));

        var ladder = Of(list, pledges: [Pledge("whole", "1,000"), Pledge("part", "200", partOf: "whole"), Pledge("part-of-part", "30", partOf: "part")]);

        Matched(ladder, LadderStep.PromisedJobs).Should().Equal("jobs-created 1,000 of whole without ");
        LeftOut(ladder).Should().Equal("part-of-part PartOfAnother Same", "part PartOfAnother PartOfItem");
    }

    [Fact]
    public void A_part_counts_where_the_whole_is_not_on_the_list_or_promises_no_jobs()
    {
        Matched(Of(List(Item("b", matches: [Match("part")])), pledges: [Pledge("part", "200", partOf: "whole")]), LadderStep.PromisedJobs).Should().Equal("jobs-created 200 of part without ");

        var ladder = Of(List(Item("a", matches: [Match("whole"), Match("part", MatchKind.PartOfItem)])), pledges: [Pledge("whole", "5,000,000", metric: "investment"), Pledge("part", "200", partOf: "whole")]);
        Matched(ladder, LadderStep.PromisedJobs).Should().Equal("jobs-created 200 of part without ");
        LeftOut(ladder).Should().Equal("whole NoJobs Same");
    }

    [Fact]
    public void Of_two_pledges_that_are_each_called_a_part_of_the_other_both_stay()
    {
        var ladder = Of(List(Item("a", matches: [Match("one"), Match("two")])), pledges: [Pledge("one", "1", partOf: "two"), Pledge("two", "2", partOf: "one")]);

        Matched(ladder, LadderStep.PromisedJobs).Should().Equal("jobs-created 3 of one two without ");
    }

    [Theory]
    [InlineData(MatchKind.PartOfPledge)]
    [InlineData(MatchKind.LaterPart)]
    [InlineData(MatchKind.RevisionOf)]
    [InlineData(MatchKind.RaisedTo)]
    [InlineData(MatchKind.Overlaps)]
    [InlineData(MatchKind.Related)]
    public void A_pledge_that_is_neither_the_entry_nor_a_part_of_it_is_listed_with_how_it_stands_to_it_and_not_counted(MatchKind kind)
    {
        var ladder = Of(List(Item("a", matches: [Match("acme", kind)])), pledges: [Pledge("acme", "1,000", "400")]);

        ladder.At(LadderStep.PromisedJobs).PledgesLeftOut.Select(p => (p.Pledge.Slug, p.Why, p.Kind)).Should().Equal(("acme", WhyPledgeLeftOut.NotTheEntry, kind));
        ladder.Rungs.SelectMany(r => r.Matched).Should().BeEmpty();
    }

    [Fact]
    public void A_pledge_that_one_entry_is_and_another_only_touches_counts() =>
        Matched(Of(List(Item("a", matches: [Match("acme", MatchKind.Related)]), Item("b", matches: [Match("acme")])), pledges: [Pledge("acme", "7")]), LadderStep.PromisedJobs).Should().Equal("jobs-created 7 of acme without ");

    [Fact]
    public void The_pledge_of_an_entry_that_is_left_out_is_left_out_unless_another_entry_is_it_too()
    {
        var twice = Item("b", "10", matches: [Match("acme")], found: [Finding(FindingClass.DoubleCounted)]);

        LeftOut(Of(List(twice), pledges: [Pledge("acme", "7")])).Should().Equal("acme EntryLeftOut Same");
        Matched(Of(List(twice, Item("a", "10", matches: [Match("acme")])), pledges: [Pledge("acme", "7")]), LadderStep.PromisedJobs).Should().Equal("jobs-created 7 of acme without ");
    }

    [Fact]
    public void A_match_to_a_pledge_that_is_not_published_is_no_match()
    {
        var ladder = Of(List(Item("a", matches: [Match("unpublished"), Match("acme")])), pledges: [Pledge("acme", "7")]);

        Matched(ladder, LadderStep.PromisedJobs).Should().Equal("jobs-created 7 of acme without ");
        LeftOut(ladder).Should().BeEmpty();
    }

    [Fact]
    public void Nothing_counted_is_not_0()
    {
        var ladder = Of(List(Item("a", matches: [Match("acme")])), pledges: [Pledge("acme", "1,000")]);

        ladder.At(LadderStep.Counted).Matched.Should().ContainSingle().Which.Sum.Should().BeNull();
        Matched(ladder, LadderStep.Counted).Should().Equal("jobs-created  of  without acme");
        ladder.At(LadderStep.NewOrAttributable).Matched.Should().HaveCount(2).And.OnlyContain(s => s.Sum == null && s.Without.Count == 1);
    }

    [Fact]
    public void Numbers_of_different_metrics_are_never_added()
    {
        var list = List(Item("a", matches: [Match("created"), Match("also-created"), Match("kept"), Match("supported"), Match("money")]));

        var ladder = Of(list, pledges: [Pledge("created", "1,000", "10"), Pledge("also-created", "1", "2"), Pledge("kept", "20", metric: "jobs-retained"), Pledge("supported", "300", metric: "jobs-supported"), Pledge("money", "5", metric: "investment")]);

        Matched(ladder, LadderStep.PromisedJobs).Should().Equal("jobs-created 1,001 of created also-created without ", "jobs-retained 20 of kept without ", "jobs-supported 300 of supported without ");
        Matched(ladder, LadderStep.Counted).Should().Equal("jobs-created 12 of created also-created without ", "jobs-retained  of  without kept", "jobs-supported  of  without supported");
        LeftOut(ladder).Should().Equal("money NoJobs Same");
    }

    [Fact]
    public void What_is_new_and_what_is_attributable_come_out_of_the_pledges_own_funnels_each_apart()
    {
        var target = Given.Target();
        var fed = Given.Pledge(target, [Given.Figure(target, "136", shows: FunnelStep.New), Given.Figure(target, "about 63", shows: FunnelStep.Attributable)], slug: "fed");

        var ladder = Of(List(Item("a", matches: [Match("fed"), Match("acme")])), pledges: [fed, Pledge("acme", "1,000", "400")]);

        ladder.At(LadderStep.NewOrAttributable).Matched.Select(s => (s.Funnel, s.Sum!.ToString(), s.Without.Single().Slug)).Should().Equal((FunnelStep.New, "136", "acme"), (FunnelStep.Attributable, "about 63", "acme"));
    }

    [Theory]
    [InlineData("about 600", "400", "about 1,000")]
    [InlineData("nearly 600", "400", "nearly 1,000")]
    [InlineData("at least 600", "400", "at least 1,000")]
    [InlineData("more than 600", "about 400", "more than about 1,000")]
    [InlineData("nearly 600", "at least 400", "at least about 1,000")]
    [InlineData("600 to 700", "400", "1,000 to 1,100")]
    [InlineData("up to 600", "400", "at most 1,000")]
    [InlineData("up to 600", "more than 400", "more than 400")]
    [InlineData("600", "400", "1,000")]
    public void Hedges_survive_every_sum(string one, string other, string sum)
    {
        var ladder = Of(List(Item("a", one, jobs: one, matches: [Match("one")]), Item("b", other, jobs: other, matches: [Match("two")])), pledges: [Pledge("one", one, one), Pledge("two", other, other)]);

        ladder.Rungs.SelectMany(r => r.Sums.Concat(r.Newness.SelectMany(n => n.Sums))).Select(s => s.Sum.ToString()).Should().HaveCount(7).And.OnlyContain(s => s == sum);
        ladder.At(LadderStep.PromisedJobs).Matched.Single().Sum!.ToString().Should().Be(sum);
        ladder.At(LadderStep.Counted).Matched.Single().Sum!.ToString().Should().Be(sum);
    }

    [Fact]
    public void What_checks_say_of_a_step_stands_apart_from_the_trackers_sums_the_oldest_check_first()
    {
        var ladder = Of(
            List(Item("a", "1,000")), [Speaker(Claim("said", "2025-01-01"))],
            [Check("second", "2025-12", results: [Result(LadderStep.ByCompanies, "about 3"), Result(null, "7")]), Check("first", "2025-06-01", results: [Result(LadderStep.ByCompanies, "2 to 4")])]);

        ladder.At(LadderStep.ByCompanies).Checked.Select(c => $"{c.Check.Slug} {c.Result.Quantity}").Should().Equal("first 2 to 4", "second about 3");
        Sums(ladder.At(LadderStep.ByCompanies)).Should().Equal("Investment USD 1,000");
        ladder.Rungs.Sum(r => r.Checked.Count).Should().Be(2, "a result of no step stands on none");
    }

    [Fact]
    public void The_numbers_of_a_check_of_claims_on_two_lists_stand_only_where_the_check_says_which_list_they_are_about()
    {
        Claimant[] claimants = [Speaker(Claim("here", "2025-01-01"), Claim("there", "2025-01-02", list: "another"), Claim("of-none", "2025-01-03", list: null), Claim("entry", "2025-01-04", item: "a"))];

        OnTheLadder(["speaker/here", "speaker/of-none"]).Should().BeTrue("a claim that rests on no list takes nothing away");
        OnTheLadder(["speaker/here", "speaker/there"]).Should().BeFalse();
        OnTheLadder(["speaker/here", "speaker/there"], "list").Should().BeTrue();
        OnTheLadder(["speaker/here"], "another").Should().BeFalse();
        OnTheLadder([], "list").Should().BeTrue();
        OnTheLadder(["speaker/entry"]).Should().BeFalse("what was found of one entry is not of the list");
        OnTheLadder([]).Should().BeFalse();

        bool OnTheLadder(string[] claims, params string[] lists) =>
            Of(List(Item("a")), claimants, [Check("check", "2025-02-01", claims, lists, [Result(LadderStep.Counted, "5")])]).At(LadderStep.Counted).Checked.Count == 1;
    }

    [Fact]
    public void A_list_of_5_000_entries_has_its_ladder()
    {
        var items = Enumerable.Range(1, 5_000).Select(i => Item(Name(i), "1,000", jobs: "2", matches: i <= 400 ? [Match(Name(i)), Match(Name((i % 400) + 1), MatchKind.Related)] : [], found: i % 5 == 0 ? [Finding(FindingClass.AnnouncedBefore)] : []));

        var ladder = Of(List([.. items]), pledges: [.. Enumerable.Range(1, 400).Select(i => Pledge(Name(i), "3", "1"))]);

        Sums(ladder.At(LadderStep.ByCompanies)).Should().Equal("Investment USD 5,000,000", "Jobs  10,000");
        ladder.At(LadderStep.New).Newness.Select(g => (g.Newness, g.Items.Count)).Should().Equal((Newness.FoundNotNew, 1_000), (Newness.NotKnown, 4_000));
        ladder.At(LadderStep.PromisedJobs).Matched.Single().Sum!.ToString().Should().Be("1,200");
        ladder.At(LadderStep.Counted).Matched.Single().Sum!.ToString().Should().Be("400");

        static string Name(int number) => "e" + number.ToString(CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Sums_beyond_what_can_be_written_stay_at_the_largest_number() =>
        Of(List(Item("a", "9,000,000,000,000,000,000"), Item("b", "9,000,000,000,000,000,000"))).At(LadderStep.OnTheList).Sums.Single().Sum.Low.Should().Be(long.MaxValue);

    [Fact]
    public void Every_class_of_finding_has_its_group()
    {
        Enum.GetValues<FindingClass>().Should().HaveCount(25);
        Enum.GetValues<FindingClass>().Select(FindingClasses.GroupOf).Distinct().Should().BeEquivalentTo(Enum.GetValues<FindingGroup>());
        Enum.GetValues<FindingClass>().Where(FindingClasses.IsWhollyNotNew).Should().OnlyContain(f => FindingClasses.GroupOf(f) == FindingGroup.NotNew);
    }

    private static readonly IReadOnlyDictionary<string, Pledge> Nothing = new Dictionary<string, Pledge>();

    private static Ladder Of(ClaimList list, Claimant[]? claimants = null, Check[]? checks = null, Pledge[]? pledges = null) =>
        Ladder.Of(list, claimants ?? [], checks ?? [], (pledges ?? []).ToDictionary(p => p.Slug), On);

    private static string[] Sums(LadderRung rung) => [.. rung.Sums.Select(Said)];

    private static string Said(ItemSum sum) => $"{sum.Unit} {sum.Currency} {sum.Sum}";

    private static string[] Groups(Ladder ladder) => [.. ladder.At(LadderStep.New).Newness.Select(g => $"{g.Newness}: {string.Join(' ', g.Items.Select(i => i.Key))}")];

    private static string[] Matched(Ladder ladder, LadderStep step) =>
        [.. ladder.At(step).Matched.Select(s => $"{s.Metric.Code} {s.Sum} of {string.Join(' ', s.Pledges.Select(p => p.Slug))} without {string.Join(' ', s.Without.Select(p => p.Slug))}")];

    private static string[] LeftOut(Ladder ladder) => [.. ladder.At(LadderStep.PromisedJobs).PledgesLeftOut.Select(p => $"{p.Pledge.Slug} {p.Why} {p.Kind}")];

    private static ClaimList List(params ListItem[] items) => List([], items);

    private static ClaimList List(ListVersion[] versions, params ListItem[] items) => new()
    {
        Slug = "list",
        Title = "A list",
        Keeper = "The office",
        What = "Announcements of companies",
        Collected = items.Length == 0 ? ItemsCollected.None : ItemsCollected.Some,
        Versions = versions,
        Items = items,
        Lookups = [],
        Inquiries = [],
        Sources = [Given.Source(1)],
    };

    private static ListVersion Version(string date, string total) => new() { Date = PartialDate.Parse(date), Total = Quantity.Parse(total), Currency = "USD", Sources = [Given.Source(1)] };

    private static ListItem Item(
        string key, string? amount = null, string? jobs = null, string currency = "USD", string? words = null, string? country = null, string? announced = null, ItemMatch[]? matches = null, ItemFinding[]? found = null) => new()
        {
            Key = key,
            AsListed = key,
            Companies = country is null ? "Acme" : null,
            Country = country,
            Amount = amount is null ? null : Quantity.Parse(amount),
            AmountInWords = words,
            Currency = amount is null && words is null ? null : currency,
            Jobs = jobs is null ? null : Quantity.Parse(jobs),
            Announced = announced is null ? null : PartialDate.Parse(announced),
            Matches = matches ?? [],
            Findings = found ?? [],
            Sources = [Given.Source(1)],
        };

    private static ItemMatch Match(string pledge, MatchKind kind = MatchKind.Same) => new(pledge, kind, null);

    private static ItemFinding Finding(FindingClass found, string? check = null, string? published = null) => new() { Class = found, Text = "It was found", Check = check, Sources = [Given.Source(1, published)] };

    private static Claimant Speaker(params Claim[] claims) => Speaker("speaker", claims);

    private static Claimant Speaker(string slug, params Claim[] claims) => new()
    {
        Slug = slug,
        Name = "The governor",
        Kind = ClaimantKind.Person,
        Summary = "The governor of a state.",
        Series = [],
        Claims = claims,
        Lookups = [],
        Inquiries = [],
        Sources = [Given.Source(1)],
    };

    private static Claim Claim(string key, string date, string? item = null, string? list = "list") => new()
    {
        Key = key,
        Date = PartialDate.Parse(date),
        Role = "Governor",
        Quantity = Quantity.Parse("5 trillion"),
        Unit = ClaimUnit.Investment,
        Currency = "USD",
        Says = "Investment",
        List = list,
        Item = item,
        Sources = [Given.Source(1)],
    };

    private static Check Check(string slug, string date, string[]? claims = null, string[]? lists = null, CheckResult[]? results = null) => new()
    {
        Slug = slug,
        By = "The Gazette",
        Date = PartialDate.Parse(date),
        Claims = claims ?? [],
        Lists = lists ?? (claims is null ? ["list"] : []),
        Method = "Asked the companies.",
        Results = results ?? [],
        Sources = [Given.Source(1)],
    };

    private static CheckResult Result(LadderStep? step, string quantity) => new() { Label = "result", Step = step, Quantity = Quantity.Parse(quantity), Unit = ClaimUnit.Jobs, Text = "Found" };

    private static Pledge Pledge(string slug, string quantity, string? counted = null, string metric = "jobs-created", string? partOf = null)
    {
        var target = Given.Target(quantity, metric: metric);
        var pledge = Given.Pledge(target, counted is null ? [] : [Given.Figure(target, counted)], slug: slug);
        if (partOf is not null)
        {
            pledge.Relations.Add(new Relation { Kind = RelationKind.PartOf, OtherSlug = partOf });
        }

        return pledge;
    }
}
