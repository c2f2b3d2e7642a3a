using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Tests.Domain;

/// <summary>The cases that the domain's description says the model must hold without bending, each built small.</summary>
public class DossierCasesTests
{
    [Fact]
    public void Foxconn_is_measured_against_13000_though_it_was_revised_twice()
    {
        var pledge = Reviewed(Foxconn());

        var progress = TargetProgress.Of(pledge, pledge.Headline, Given.Today);

        pledge.Headline.Revisions.Select(r => (r.Date.ToString(), r.Quantity!.Low)).Should().Equal(("2021-04-20", 1_454), ("2025-11-25", 2_616));
        (progress.Counted, progress.Share, progress.Pace).Should().Be((1_029L, 1_029 / 13_000.0, Pace.Behind));
    }

    [Theory]
    [InlineData("2020-04-08", 100L)]
    [InlineData("2020-10-30", 100L)]
    [InlineData("2020-10-31", 281L)]
    [InlineData("2023-12-31", 1_029L)]
    public void Of_foxconns_281_550_and_800_only_the_states_count_moves_the_bar(string on, long counted)
    {
        var known = AsKnownOn.Of(Reviewed(Foxconn()), Given.Day(on));

        TargetProgress.Of(known, known.Headline, Given.Day(on)).Counted.Should().Be(counted);
    }

    [Fact]
    public void Foxconns_three_counts_of_one_day_stay_side_by_side()
    {
        var known = AsKnownOn.Of(Reviewed(Foxconn()), Given.Day("2020-12-31"));

        known.Figures.Where(f => f.AsOf.ToString() == "2019-12").Select(f => (f.Quantity.ToString(), f.Counting, f.Basis)).Should().Equal(
            ("more than 550", Counting.Disputed, Basis.CompanyStatement),
            ("800", Counting.Disputed, Basis.CommissionedStudy),
            ("281", Counting.Counted, Basis.GovernmentRecord));
    }

    [Fact]
    public void Alibabas_two_targets_stand_apart_and_supported_jobs_never_count_as_created()
    {
        var pledge = Reviewed(Alibaba());

        var jobs = TargetProgress.Of(pledge, pledge.Targets[0], Given.Today);
        var businesses = TargetProgress.Of(pledge, pledge.Targets[1], Given.Today);

        (jobs.Pace, jobs.Counted).Should().Be((Pace.NothingCounted, null));
        (businesses.Counted, businesses.Pace).Should().Be((0L, Pace.Overdue));
    }

    [Fact]
    public void Alibabas_supported_jobs_cannot_be_made_to_count()
    {
        var draft = Alibaba();
        var counted = draft with { Figures = [draft.Figures[0] with { Counting = "counted", Reason = null }] };

        ReviewRules.Review(counted, Given.ReviewContext()).Problems.Should().ContainSingle().Which.Field.Should().Be("figures[0].metric");
    }

    [Fact]
    public void Alibaba_was_in_progress_the_day_before_it_was_withdrawn()
    {
        var pledge = Reviewed(Alibaba());

        AsKnownOn.Of(pledge, Given.Day("2018-09-18")).VerdictKind.Should().Be(VerdictKind.InProgress);
        AsKnownOn.Of(pledge, Given.Day("2018-09-19")).VerdictKind.Should().Be(VerdictKind.Withdrawn);
        AsKnownOn.Of(pledge, Given.Day("2018-09-18")).Events.Should().NotContain(e => e.Kind == EventKind.Withdrawn);
    }

    [Fact]
    public void Of_carriers_retained_jobs_the_800_that_were_at_risk_are_context()
    {
        var draft = Given.Draft(
            Given.FigureDraft("800", "2016-12-01", "context") with { Published = "2016-12-01", Basis = "independent-research", Reason = "Only these had been at risk." },
            Given.FigureDraft("more than 1,100", "2017-11-03") with { Published = "2017-11-03", Span = "level" },
            Given.FigureDraft("about 700", "2020-07", "context") with { Published = "2020-07-15", Span = "level", Reason = "Union production jobs only." }) with
        {
            Announced = new AnnouncementDraft { Date = "2016-11-29", By = "Carrier" },
            Targets = [Given.TargetDraft("1,069", null) with { Metric = "jobs-retained", Baseline = "0" }],
        };
        var pledge = Reviewed(draft);

        var progress = TargetProgress.Of(pledge, pledge.Headline, Given.Today);

        (progress.Counted, progress.CountedHigh, progress.Pace).Should().Be((1_100L, null, Pace.Reached));
    }

    [Fact]
    public void T_mobile_promised_more_than_a_baseline_and_no_number()
    {
        var draft = Given.Draft(
            Given.FigureDraft("about 75,000", "2021-12-31") with { Span = "level", Basis = "company-filing" },
            Given.FigureDraft("71,000", "2022-12-31") with { Span = "level", Basis = "company-filing" }) with
        {
            Announced = new AnnouncementDraft { Date = "2018", By = "T-Mobile" },
            Targets = [Given.TargetDraft(null, null) with { Metric = "headcount", Baseline = "80,000", Qualifiers = "More than the two companies have today" }],
            Verdicts = [Given.VerdictDraft("missed", "2023-08")],
        };
        var pledge = Reviewed(draft);

        var progress = TargetProgress.Of(pledge, pledge.Headline, Given.Today);

        (progress.Counted, progress.Share, progress.Pace).Should().Be((-9_000L, null, Pace.NoNumber));
        Funnel.Of(pledge, pledge.Headline, Given.Today).Promised.Should().BeNull();
    }

    [Fact]
    public void Us_steel_took_its_pledge_back_the_next_day()
    {
        var draft = Given.Draft() with
        {
            Announced = new AnnouncementDraft { Date = "2016-12-07", By = "U.S. Steel's chief executive" },
            Targets = [Given.TargetDraft("up to 10,000", null)],
            Events = [Given.EventDraft("announced", "2016-12-07"), Given.EventDraft("withdrawn", "2016-12-08")],
            Verdicts = [Given.VerdictDraft("withdrawn", "2016-12-08")],
        };
        var pledge = Reviewed(draft);

        var firstDay = AsKnownOn.Of(pledge, Given.Day("2016-12-07"));

        (firstDay.VerdictKind, firstDay.Events.Single().Kind).Should().Be((VerdictKind.NotYetRated, EventKind.Announced));
        AsKnownOn.Of(pledge, Given.Day("2016-12-08")).VerdictKind.Should().Be(VerdictKind.Withdrawn);
        TargetProgress.Of(pledge, pledge.Headline, Given.Today).Pace.Should().Be(Pace.NothingCounted);
    }

    [Fact]
    public void Sk_in_georgia_kept_its_pledge_and_then_undid_it()
    {
        var draft = Given.Draft(
            Given.FigureDraft("more than 2,600", "2022-12-31") with { Published = "2023-01-30", Span = "level" },
            Given.FigureDraft("about 1,542", "2026-03-06") with { Published = "2026-03-07", Span = "level", Derived = true }) with
        {
            Announced = new AnnouncementDraft { Date = "2018-11-26", By = "SK" },
            Targets = [Given.TargetDraft("more than 2,000", null) with { Baseline = "0" }],
            Verdicts = [Given.VerdictDraft("kept", "2023-01-30"), Given.VerdictDraft("missed", "2026-03-07")],
        };
        var pledge = Reviewed(draft);

        var known = AsKnownOn.Of(pledge, Given.Day("2024-01-01"));

        (known.VerdictKind, TargetProgress.Of(known, known.Headline, Given.Day("2024-01-01")).Pace).Should().Be((VerdictKind.Kept, Pace.Reached));
        (pledge.VerdictKind, TargetProgress.Of(pledge, pledge.Headline, Given.Today).Pace).Should().Be((VerdictKind.Missed, Pace.NoDeadline));
        pledge.Verdicts.Select(v => v.Kind).Should().Equal(VerdictKind.Kept, VerdictKind.Missed);
    }

    [Fact]
    public void A_pledge_of_the_eleven_with_no_deadline_is_complete_and_never_overdue()
    {
        var pledge = Reviewed(Given.Draft(Given.FigureDraft("10")) with { Targets = [Given.TargetDraft(deadline: null)] });

        var progress = TargetProgress.Of(pledge, pledge.Headline, DateOnly.MaxValue);

        (progress.Pace, progress.ExpectedShare, pledge.Headline.DeadlineBasis).Should().Be((Pace.NoDeadline, null, DeadlineBasis.NoneGiven));
    }

    [Fact]
    public void Ibms_gross_hires_count_beside_a_falling_headcount_that_does_not()
    {
        var draft = Given.Draft(
            Given.FigureDraft("25,000", "2020-12-31"),
            Given.FigureDraft("-23,328", "2020-12-31", "context") with { Target = null, Metric = "headcount", Span = "period", From = "2017" }) with
        {
            Targets = [Given.TargetDraft("25,000") with { Metric = "people-hired" }],
        };
        var pledge = Reviewed(draft);

        TargetProgress.Of(pledge, pledge.Headline, Given.Today).Pace.Should().Be(Pace.Reached);
        pledge.Figures[1].Quantity.LowestReading.Should().Be(-23_328);
    }

    [Fact]
    public void Tesla_in_buffalo_met_its_headcount_after_the_first_date()
    {
        var target = Given.TargetDraft("1,460", "2020-04-30") with
        {
            Metric = "headcount",
            Revisions = [new TargetRevisionDraft { Date = "2021", Deadline = "2021-12-31", Sources = ["proof"] }],
        };
        var pledge = Reviewed(Given.Draft(
            Given.FigureDraft("1,200", "2020-04-30") with { Span = "level" },
            Given.FigureDraft("1,500", "2021-12-31") with { Span = "level" }) with
        { Targets = [target] });

        TargetProgress.Of(pledge, pledge.Headline, Given.Day("2020-05-01")).Pace.Should().Be(Pace.Overdue);
        TargetProgress.Of(pledge, pledge.Headline, Given.Day("2022-01-01")).Pace.Should().Be(Pace.Reached);
    }

    [Fact]
    public void Exxons_pledge_counts_back_to_before_its_announcement()
    {
        var draft = Given.Draft(
            Given.FigureDraft("9,000", "2016") with { Span = "period", From = "2013" },
            Given.FigureDraft("more than 900", "2019-02-06", "context") with { Reason = "A forecast for the end of the year." }) with
        {
            Announced = new AnnouncementDraft { Date = "2017-03-06", By = "ExxonMobil" },
            Targets = [Given.TargetDraft("more than 45,000", "2022")],
        };
        var pledge = Reviewed(draft);

        var progress = TargetProgress.Of(pledge, pledge.Headline, Given.Day("2017-03-06"));

        (progress.Share, progress.ExpectedShare, progress.Pace).Should().Be((0.2, null, Pace.NoCountSince), "what is from before the promise says nothing of how it went");
    }

    [Fact]
    public void Public_money_that_came_back_as_from_braidy_and_ge_is_no_cost()
    {
        IncentiveDraft Grant(string state, string date) =>
            new() { Grantor = "The state", Kind = "equity", Amount = "15 million", Currency = "USD", State = state, Date = date, Sources = ["proof"] };

        var pledge = Reviewed(Given.Draft() with { Incentives = [Grant("clawed-back", "2022")] });

        CostPerJob.Of(pledge, Given.Today).Should().Equal(new CostPerJob("USD", null, null, Quantity.Exactly(15_000_000)));
        pledge.Incentives.Single().State.Should().Be(IncentiveState.ClawedBack);
    }

    private static PledgeDraft Foxconn() => Given.Draft(
        Given.FigureDraft("more than 100", "2018-12") with { Published = "2020-03", Basis = "government-record" },
        Given.FigureDraft("more than 550", "2019-12", "disputed") with { Published = "2020-04-09" },
        Given.FigureDraft("800", "2019-12", "disputed") with { Published = "2020-07-23", Basis = "commissioned-study" },
        Given.FigureDraft("281", "2019-12") with { Published = "2020-10", Basis = "government-record", Shows = "verified" },
        Given.FigureDraft("1,029", "2022-12") with { Published = "2023", Basis = "government-record", Shows = "verified" }) with
    {
        Announced = new AnnouncementDraft { Date = "2017-07-26", By = "Foxconn's chairman" },
        Targets =
            [
                Given.TargetDraft("up to 13,000", "2032-12") with
                {
                    DeadlineBasis = "computed",
                    Revisions =
                    [
                        new TargetRevisionDraft { Date = "2021-04-20", Quantity = "1,454", Deadline = "2025-12", Sources = ["proof"] },
                        new TargetRevisionDraft { Date = "2025-11-25", Quantity = "2,616", Deadline = "2029-12", Sources = ["proof"] },
                    ],
                },
            ],
    };

    private static PledgeDraft Alibaba() => Given.Draft(
        Given.FigureDraft("more than 256,000", "2020", "context") with { Metric = "jobs-supported", Basis = "commissioned-study" },
        Given.FigureDraft("more than 7,000", "2018-03") with { Target = "businesses", Span = "level", Published = "2018", Basis = "media-count" }) with
    {
        Announced = new AnnouncementDraft { Date = "2017-01-09", By = "Alibaba's chairman", To = "The president-elect" },
        Targets =
            [
                Given.TargetDraft("1 million", "2022-01") with { DeadlineBasis = "computed" },
                Given.TargetDraft("1 million", "2022-01") with
                {
                    Id = "businesses", Metric = "small-businesses-supported", Baseline = "7,000", DeadlineBasis = "computed",
                },
            ],
        Events = [Given.EventDraft("announced", "2017-01-09"), Given.EventDraft("withdrawn", "2018-09-19")],
        Verdicts = [Given.VerdictDraft("in-progress", "2017-04-25"), Given.VerdictDraft("withdrawn", "2018-09-19")],
    };

    private static Pledge Reviewed(PledgeDraft draft)
    {
        var (pledge, problems) = ReviewRules.Review(draft, Given.ReviewContext());

        problems.Should().BeEmpty();
        return pledge!;
    }
}
