using NJsonSchema;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Publishing;

/// <summary>The starter pledges obey what an editor's pledges obey, and the editorial line.</summary>
public sealed class StarterDataTests
{
    private static readonly ReviewContext Context = new()
    {
        Companies = StarterData.Companies().ToDictionary(c => c.Slug),
        Metrics = StarterData.Metrics().ToDictionary(m => m.Code),
        Today = StarterData.CheckedOn,
    };

    /// <summary>All of them, as readers see them.</summary>
    public static IReadOnlyList<Pledge> All { get; } = [.. StarterData.Pledges().Select(p => ReviewRules.ReadPublished(p.Draft, Context))];

    public static TheoryData<string> Files => [.. StarterData.Pledges().Select(p => p.File)];

    [Fact]
    public void Each_company_listed_has_a_pledge_and_each_pledge_a_company_that_is_listed()
    {
        All.Should().HaveCount(Repository.Starters);
        All.Select(p => p.Slug).Should().OnlyHaveUniqueItems();
        All.Select(p => p.Company.Slug).Distinct().Should().BeEquivalentTo(Context.Companies.Keys);
    }

    [Theory, MemberData(nameof(Files))]
    public void Every_pledge_passes_the_review_of_an_editors_pledge(string file)
    {
        var draft = StarterData.Pledges().Single(p => p.File == file).Draft;

        ReviewRules.Review(draft, Context).Problems.Should().BeEmpty();
        file.Should().Be(draft.Slug + ".json", "a file is found by its pledge's address");
    }

    [Fact]
    public async Task Every_file_is_valid_by_the_schema_beside_it()
    {
        var folder = Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "StarterData");
        var schema = await JsonSchema.FromFileAsync(Path.Combine(folder, "pledge.schema.json"));

        var errors = Directory.EnumerateFiles(Path.Combine(folder, "pledges"), "*.json")
            .SelectMany(file => schema.Validate(File.ReadAllText(file)).Select(e => $"{Path.GetFileName(file)}: {e}"));

        errors.Should().BeEmpty();
    }

    [Theory]
    [InlineData("{}", "a pledge without anything")]
    [InlineData("""{"slug":"x","colour":"red"}""", "a name that does not exist")]
    public async Task The_schema_refuses_what_is_no_pledge(string json, string what)
    {
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "StarterData", "pledge.schema.json"));

        schema.Validate(json).Should().NotBeEmpty(what);
    }

    [Fact]
    public void The_schema_beside_the_starter_pledges_is_the_one_that_is_served()
    {
        var file = Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "StarterData", "pledge.schema.json");

        File.ReadAllText(file).Should().Be(DocumentSchema.Of(DocumentShape.Pledge), "it is a copy: take a new one with curl from /data/pledge.schema.json of the program just built");
    }

    [Fact]
    public void Relations_lead_to_pledges_that_exist()
    {
        var slugs = All.Select(p => p.Slug).ToHashSet();

        All.SelectMany(p => p.Relations.Select(r => (p.Slug, r.OtherSlug))).Where(r => !slugs.Contains(r.OtherSlug) || r.Slug == r.OtherSlug).Should().BeEmpty();
    }

    [Fact]
    public void Every_source_is_pointed_at_by_something()
    {
        foreach (var pledge in All)
        {
            var used = pledge.AnnouncementSources.Concat(pledge.CheckabilitySources)
                .Concat(pledge.Targets.SelectMany(t => t.Sources.Concat(t.Revisions.SelectMany(r => r.Sources))))
                .Concat(pledge.Figures.SelectMany(f => f.Sources)).Concat(pledge.Events.SelectMany(e => e.Sources))
                .Concat(pledge.Quotes.SelectMany(q => q.Sources)).Concat(pledge.Incentives.SelectMany(i => i.Sources))
                .Concat(pledge.Notes.SelectMany(n => n.Sources)).Concat(pledge.Verdicts.SelectMany(v => v.Sources));

            pledge.Sources.Except(used).Select(s => s.Key).Should().BeEmpty(pledge.Slug);
        }
    }

    [Fact]
    public void A_harsh_verdict_rests_on_a_source()
    {
        All.SelectMany(p => p.Verdicts)
            .Where(v => v.Kind is VerdictKind.Missed or VerdictKind.Stalled or VerdictKind.Withdrawn)
            .Should().OnlyContain(v => v.Sources.Count > 0);
    }

    [Fact]
    public void In_progress_is_said_of_no_pledge_whose_headline_is_overdue()
    {
        All.Where(p => p.VerdictKind == VerdictKind.InProgress && (p.Headline.Deadline?.HasPassed(StarterData.CheckedOn) ?? false))
            .Select(p => p.Slug).Should().BeEmpty();
    }

    [Fact]
    public void A_counted_zero_of_our_own_making_is_not_absence_of_evidence_but_rests_on_words_that_all_are_gone()
    {
        All.SelectMany(p => p.Figures.Where(f => f.Counting == Counting.Counted && f.Derived && f.Quantity.High == 0), (p, f) => (p.Slug, f.Note!.Contains("every worker at the plant was laid off", StringComparison.Ordinal) || f.Note.Contains("closed the plant", StringComparison.Ordinal)))
            .Should().BeEquivalentTo([("ford-blueoval-11000-2021", true), ("gm-lordstown-3700-retained-2008", true), ("gt-advanced-mesa-700-2013", true)]);
    }

    [Fact]
    public void Wisconsin_offered_Foxconn_3_billion_for_13000_jobs_and_its_first_3000_are_not_another_promise()
    {
        var foxconn = All.Single(p => p.Slug == "foxconn-wisconsin-13000-2017");

        var cost = CostPerJob.Of(foxconn, StarterData.CheckedOn).Single();

        cost.Offered!.Sum.ToString().Should().Be("3,000,000,000");
        cost.Offered.PerJob!.ToString().Should().Be("230,769");
        cost.Offered.Parts.Select(p => p.State).Should().Equal(IncentiveState.Cancelled, IncentiveState.Offered);
        cost.Paid.Should().BeNull("credits that were earned are not known to be paid");
    }

    [Fact]
    public void A_harsh_verdict_says_that_the_company_was_asked_or_why_not() =>
        All.Where(p => p.VerdictKind is VerdictKind.Missed or VerdictKind.Stalled or VerdictKind.PartlyKept or VerdictKind.Disputed)
            .Should().OnlyContain(p => p.Inquiries.Count > 0 || p.Verdict!.NotAsked != null);

    [Fact]
    public void Only_the_promisers_words_of_the_day_of_the_announcement_are_the_promise() =>
        All.SelectMany(p => p.Quotes.Where(q => q.IsPromise), (p, q) => (p, q))
            .Should().OnlyContain(x => x.q.Voice == QuoteVoice.Promiser && x.q.Date != null && x.q.Date.Value.Earliest <= x.p.AnnouncedOn.Latest && x.q.Date.Value.Latest >= x.p.AnnouncedOn.Earliest);

    [Fact]
    public void Every_quote_says_how_its_speaker_stands_to_the_promise() =>
        All.SelectMany(p => p.Quotes).Should().OnlyContain(q => q.Voice != null);

    [Fact]
    public void What_is_said_to_be_absent_was_looked_for() =>
        All.Select(AbsenceClaims.Warning).Should().OnlyContain(warning => warning == null);

    [Fact]
    public void A_pledge_past_its_deadline_that_nobody_rated_was_looked_up() =>
        All.Where(p => p.VerdictKind == VerdictKind.NotYetRated && (p.Headline.Deadline?.HasPassed(StarterData.CheckedOn) ?? false))
            .Should().NotBeEmpty().And.OnlyContain(p => p.Lookups.Any(l => l.SoughtFor == LookupSubject.Count));

    [Fact]
    public void Nothing_counts_toward_Alibabas_million_jobs_and_the_pledge_is_withdrawn()
    {
        var alibaba = All.Single(p => p.Slug == "alibaba-million-us-jobs-2017");
        var jobs = alibaba.Headline;

        jobs.Quantity!.AsPromised.Should().Be(1_000_000);
        TargetProgress.Of(alibaba, jobs, StarterData.CheckedOn).Counted.Should().BeNull();
        alibaba.FiguresOf(jobs).Where(f => f.Metric.Code == "jobs-supported").Select(f => f.Quantity.Low)
            .Should().Contain([256_000, 170_867]);
        alibaba.VerdictKind.Should().Be(VerdictKind.Withdrawn);
        alibaba.Verdict!.Date.Should().Be(PledgeTracker.Domain.Values.PartialDate.Parse("2018-09-19"));
    }
}
