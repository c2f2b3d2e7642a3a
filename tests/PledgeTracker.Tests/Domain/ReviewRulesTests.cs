using System.Text.RegularExpressions;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;

namespace PledgeTracker.Tests.Domain;

public class ReviewRulesTests
{
    [Fact]
    public void A_complete_draft_becomes_a_pledge()
    {
        var draft = Given.Draft(Given.FigureDraft("more than 500")) with
        {
            LastChecked = "2026-01-01",
            Places = [new PlaceDraft { Country = "US", Subdivision = "US-WI", Locality = "Mount Pleasant" }],
            Tags = ["manufacturing"],
            Events = [Given.EventDraft()],
            Quotes = [new QuoteDraft { Text = "We will.", Speaker = "The chief executive", Sources = ["promise"] }],
            Incentives = [AnIncentive()],
            Criteria = [new CriterionDraft { Outcome = "kept", Text = "1,000 on the payroll.", Written = "2019-01-01" }],
            Lookups = [Given.LookupDraft()],
            Inquiries = [new InquiryDraft { Asked = "2019-01-01", Question = "How many?", Outcome = "silent" }],
            Notes = [new NoteDraft { Kind = "background", Text = "A note.", Sources = ["proof"] }],
            Relations = [new RelationDraft { Kind = "part-of", Pledge = "another" }],
            Verdicts = [Given.VerdictDraft()],
        };

        var (pledge, problems) = Review(draft);

        problems.Should().BeEmpty();
        pledge!.Sources.Select(s => s.Number).Should().Equal(1, 2);
        pledge.Figures.Single().Should().BeEquivalentTo(new { Target = pledge.Headline, pledge.Headline.Metric, Shows = FunnelStep.Reported });
        pledge.Figures.Single().Sources.Should().Equal(pledge.Sources[1]);
        int[] parts = [pledge.Places.Count, pledge.Tags.Count, pledge.Events.Count, pledge.Quotes.Count, pledge.Incentives.Count,
            pledge.Criteria.Count, pledge.Lookups.Count, pledge.Inquiries.Count, pledge.Notes.Count, pledge.Relations.Count, pledge.Verdicts.Count];
        parts.Should().AllBeEquivalentTo(1);
    }

    [Fact]
    public void Everything_that_is_missing_is_listed_at_once()
    {
        var problems = Review(new PledgeDraft()).Problems;

        problems.Select(p => p.Field).Should().BeEquivalentTo(
            "slug", "company", "title", "summary", "announced.date", "announced.by", "checkability.rating", "checkability.reason", "targets", "sources");
    }

    [Fact]
    public void Everything_that_is_missing_in_the_parts_is_listed_with_its_place()
    {
        var draft = Given.Draft() with
        {
            Targets = [new TargetDraft { Revisions = [new TargetRevisionDraft()] }],
            Figures = [new FigureDraft()],
            Events = [new EventDraft()],
            Quotes = [new QuoteDraft()],
            Incentives = [new IncentiveDraft()],
            Criteria = [new CriterionDraft()],
            Lookups = [new LookupDraft()],
            Inquiries = [new InquiryDraft()],
            Notes = [new NoteDraft()],
            Relations = [new RelationDraft()],
            Verdicts = [new VerdictDraft()],
            Places = [new PlaceDraft()],
            Sources = [new SourceDraft()],
        };

        var fields = Review(draft).Problems.Select(p => p.Field);

        fields.Should().Contain([
            "targets[0].id", "targets[0].metric", "targets[0].deadlineBasis",
            "targets[0].revisions[0].date", "targets[0].revisions[0].quantity", "targets[0].revisions[0].sources",
            "figures[0].metric", "figures[0].quantity", "figures[0].span", "figures[0].asOf", "figures[0].basis", "figures[0].counting", "figures[0].sources",
            "events[0].date", "events[0].kind", "events[0].text", "events[0].sources",
            "quotes[0].text", "quotes[0].speaker", "quotes[0].sources",
            "incentives[0].grantor", "incentives[0].kind", "incentives[0].state", "incentives[0].sources",
            "criteria[0].outcome", "criteria[0].text", "criteria[0].written",
            "lookups[0].date", "lookups[0].soughtFor", "lookups[0].where", "lookups[0].outcome",
            "inquiries[0].asked", "inquiries[0].question", "inquiries[0].outcome",
            "notes[0].kind", "notes[0].text", "relations[0].kind", "relations[0].pledge",
            "verdicts[0].verdict", "verdicts[0].date", "verdicts[0].reason",
            "places[0].country",
            "sources[0].id", "sources[0].role", "sources[0].kind", "sources[0].publisher", "sources[0].title", "sources[0].url"]);
    }

    [Fact]
    public void A_pledge_has_at_least_one_target()
    {
        Only(Given.Draft() with { Targets = [] }, "targets", "*at least one target*");
    }

    [Fact]
    public void A_pledge_has_at_least_one_source()
    {
        var draft = Given.Draft() with { Sources = [], Announced = new AnnouncementDraft { Date = "2017", By = "Acme" }, Targets = [Given.TargetDraft() with { Sources = [] }] };

        Only(draft, "sources", "*at least one source*");
    }

    [Fact]
    public void A_figure_has_a_source()
    {
        Only(Given.Draft(Given.FigureDraft() with { Sources = [] }), "figures[0].sources", "*at least one source*");
    }

    [Fact]
    public void An_event_has_a_source()
    {
        Only(Given.Draft() with { Events = [Given.EventDraft() with { Sources = [] }] }, "events[0].sources", "*at least one source*");
    }

    [Fact]
    public void A_quote_has_a_source()
    {
        Only(Given.Draft() with { Quotes = [new QuoteDraft { Text = "We will.", Speaker = "Somebody" }] }, "quotes[0].sources", "*at least one source*");
    }

    [Fact]
    public void A_target_revision_has_a_source()
    {
        var target = Given.TargetDraft() with { Revisions = [new TargetRevisionDraft { Date = "2018", Quantity = "500" }] };

        Only(Given.Draft() with { Targets = [target] }, "targets[0].revisions[0].sources", "*at least one source*");
    }

    [Fact]
    public void An_incentive_has_a_source()
    {
        Only(Given.Draft() with { Incentives = [AnIncentive() with { Sources = [] }] }, "incentives[0].sources", "*at least one source*");
    }

    [Fact]
    public void What_points_at_a_source_points_at_one_of_the_list()
    {
        Only(Given.Draft(Given.FigureDraft() with { Sources = ["elsewhere"] }), "figures[0].sources[0]", "*'elsewhere'*");
    }

    [Fact]
    public void A_verdict_has_a_reason()
    {
        Only(Given.Draft() with { Verdicts = [Given.VerdictDraft() with { Reason = " " }] }, "verdicts[0].reason", "*reason*");
    }

    [Fact]
    public void A_verdict_has_a_date()
    {
        Only(Given.Draft() with { Verdicts = [Given.VerdictDraft() with { Date = null }] }, "verdicts[0].date", "*date*");
    }

    [Theory]
    [InlineData("999", false)]
    [InlineData("up to 1,000", false)]
    [InlineData("1,000", true)]
    [InlineData("more than 1,000", true)]
    public void Kept_needs_a_counted_share_of_the_whole(string counted, bool passes)
    {
        var draft = Given.Draft(Given.FigureDraft(counted)) with { Verdicts = [Given.VerdictDraft("kept")] };

        Problems(draft).Should().Equal(passes ? [] : ["verdicts[0].despiteFigures"]);
    }

    [Fact]
    public void Kept_on_context_alone_is_refused()
    {
        var draft = Given.Draft(Given.FigureDraft("5,000", counting: "context")) with { Verdicts = [Given.VerdictDraft("kept")] };

        Only(draft, "verdicts[0].despiteFigures", "*why the pledge was still kept*");
    }

    [Fact]
    public void Kept_without_the_whole_passes_with_a_reason_that_says_why()
    {
        var draft = Given.Draft(Given.FigureDraft("990")) with
        {
            Verdicts = [Given.VerdictDraft("kept") with { DespiteFigures = "The state counts 1,000 with the apprentices." }],
        };

        Problems(draft).Should().BeEmpty();
    }

    [Fact]
    public void Only_the_verdict_that_holds_must_agree_with_the_figures()
    {
        var draft = Given.Draft(Given.FigureDraft("10")) with { Verdicts = [Given.VerdictDraft("kept", "2019"), Given.VerdictDraft("missed", "2020")] };

        Problems(draft).Should().BeEmpty();
    }

    [Fact]
    public void Withdrawn_needs_the_event_in_which_it_was()
    {
        var draft = Given.Draft() with { Verdicts = [Given.VerdictDraft("withdrawn")], Events = [Given.EventDraft("cancelled")] };

        Only(draft, "verdicts", "*event*took the pledge back*");
        Problems(draft with { Events = [Given.EventDraft("withdrawn")] }).Should().BeEmpty();
    }

    [Theory]
    [InlineData("2017-01-09", false)]
    [InlineData("2016", false)]
    [InlineData("2017-01-10", true)]
    [InlineData("2017-01", true)]
    [InlineData("2017", true)]
    public void A_deadline_lies_after_the_announcement(string deadline, bool passes)
    {
        var draft = Given.Draft() with
        {
            Announced = new AnnouncementDraft { Date = "2017-01-09", By = "Acme" },
            Targets = [Given.TargetDraft(deadline: deadline)],
        };

        Problems(draft).Should().Equal(passes ? [] : ["targets[0].deadline"]);
    }

    [Theory]
    [InlineData("none-given", Given.Deadline)]
    [InlineData("stated", null)]
    [InlineData("computed", null)]
    public void A_deadline_and_where_it_comes_from_belong_together(string basis, string? deadline)
    {
        Only(Given.Draft() with { Targets = [Given.TargetDraft(deadline: deadline) with { DeadlineBasis = basis }] }, "targets[0].deadline", "*");
    }

    [Theory]
    [InlineData("2019-01-01", "2018-12-31", false)]
    [InlineData("2019", "2018", false)]
    [InlineData("2018-12-31", "2018-12-31", true)]
    [InlineData("2018", "2018-06-30", true)]
    public void A_figure_describes_no_day_after_its_publication(string asOf, string published, bool passes)
    {
        var draft = Given.Draft(Given.FigureDraft(asOf: asOf) with { Published = published });

        Problems(draft).Should().Equal(passes ? [] : ["figures[0].asOf"]);
    }

    [Fact]
    public void No_date_of_a_report_lies_in_the_future()
    {
        const string Tomorrow = "2026-07-01";
        var draft = Given.Draft(Given.FigureDraft(asOf: Tomorrow) with { Published = Tomorrow }) with
        {
            Events = [Given.EventDraft(date: Tomorrow)],
            Verdicts = [Given.VerdictDraft(date: Tomorrow)],
        };

        Problems(draft).Should().BeEquivalentTo("figures[0].asOf", "figures[0].published", "events[0].date", "verdicts[0].date");
    }

    [Fact]
    public void An_announcement_lies_not_in_the_future()
    {
        var draft = Given.Draft() with { Announced = new AnnouncementDraft { Date = "2027", By = "Acme" }, Targets = [Given.TargetDraft(deadline: "2030")] };

        Only(draft, "announced.date", "*future*");
    }

    [Fact]
    public void Today_and_the_running_year_are_not_the_future()
    {
        var draft = Given.Draft(Given.FigureDraft(asOf: "2026") with { Published = "2026-06-30" });

        Problems(draft).Should().BeEmpty();
    }

    [Fact]
    public void A_space_around_a_date_takes_it_past_no_rule()
    {
        var draft = Given.Draft(Given.FigureDraft(asOf: " 2031-01-01 ") with { Published = " 2030 " }) with
        {
            Announced = new AnnouncementDraft { Date = " 2017-01-09", By = "Acme" },
            Targets = [Given.TargetDraft(deadline: "2016 ")],
            Verdicts = [Given.VerdictDraft(date: "2019 "), Given.VerdictDraft(date: "2018\t")],
        };

        Problems(draft).Should().BeEquivalentTo(
            "targets[0].deadline", "figures[0].asOf", "figures[0].asOf", "figures[0].published", "verdicts[1].date");
    }

    [Fact]
    public void A_space_around_a_name_breaks_no_tie_between_the_parts()
    {
        var draft = Given.Draft(Given.FigureDraft() with { Target = " jobs", Metric = "jobs-created ", Currency = " " }) with
        {
            Targets = [Given.TargetDraft() with { Id = "jobs " }],
        };

        Problems(draft).Should().BeEmpty();
    }

    [Fact]
    public void A_counted_figure_carries_its_targets_metric()
    {
        Only(Given.Draft(Given.FigureDraft() with { Metric = "jobs-supported" }), "figures[0].metric", "*target's unit*");
    }

    [Fact]
    public void A_counted_figure_carries_its_targets_currency()
    {
        var draft = Given.Draft(Given.FigureDraft() with { Currency = "EUR" }) with
        {
            Targets = [Given.TargetDraft() with { Metric = "investment", Currency = "USD" }],
        };

        Only(draft, "figures[0].metric", "*target's unit*");
    }

    [Fact]
    public void A_context_figure_may_measure_something_else()
    {
        Problems(Given.Draft(Given.FigureDraft(counting: "context") with { Metric = "jobs-supported" })).Should().BeEmpty();
    }

    [Theory]
    [InlineData("context")]
    [InlineData("disputed")]
    public void A_figure_that_does_not_count_says_why(string counting)
    {
        Only(Given.Draft(Given.FigureDraft(counting: counting) with { Reason = null }), "figures[0].reason", "*why*does not count*");
    }

    [Fact]
    public void A_figure_that_counts_belongs_to_a_target()
    {
        Only(Given.Draft(Given.FigureDraft() with { Target = null, Metric = "jobs-created" }), "figures[0].target", "*belong to a target*");
    }

    [Fact]
    public void A_figure_belongs_to_a_target_of_this_pledge()
    {
        Only(Given.Draft(Given.FigureDraft(counting: "context") with { Target = "other", Metric = "jobs-created" }), "figures[0].target", "*no target 'other'*");
    }

    [Fact]
    public void A_level_that_counts_needs_a_baseline()
    {
        var draft = Given.Draft(Given.FigureDraft() with { Span = "level" });

        Only(draft, "figures[0].span", "*level before the promise*");
        Problems(draft with { Targets = [Given.TargetDraft() with { Baseline = "0" }] }).Should().BeEmpty();
    }

    [Fact]
    public void A_period_has_a_beginning_and_only_a_period_has_one()
    {
        Only(Given.Draft(Given.FigureDraft() with { Span = "period" }), "figures[0].from", "*when the period begins*");
        Only(Given.Draft(Given.FigureDraft() with { From = "2018" }), "figures[0].from", "*Only a figure in a period*");
    }

    [Fact]
    public void A_period_does_not_begin_after_it_ends()
    {
        Only(Given.Draft(APeriod("2019", "2018")), "figures[0].from", "*cannot begin after it ends*");
    }

    [Theory]
    [InlineData("2018-07", "2019", false)]
    [InlineData("2018-12-31", "2019", false)]
    [InlineData("2019", "2019", true)]
    [InlineData("2020", "2020", true)]
    public void Periods_of_one_target_do_not_overlap(string from, string to, bool passes)
    {
        var draft = Given.Draft(APeriod("2018", "2018"), APeriod(from, to));

        Problems(draft).Should().Equal(passes ? [] : ["figures[1].from"]);
    }

    [Fact]
    public void Every_period_within_a_longer_one_is_shown_to_the_editor()
    {
        var draft = Given.Draft(APeriod("2017", "2019"), APeriod("2017-06", "2017-07"), APeriod("2018-01", "2018-06"));

        Problems(draft).Should().Equal("figures[1].from", "figures[2].from");
    }

    [Fact]
    public void Periods_overlap_only_with_counted_periods_of_the_same_target()
    {
        var draft = Given.Draft(
            APeriod("2018", "2018"),
            APeriod("2018", "2018") with { Counting = "context", Reason = "One state only." },
            APeriod("2018", "2018") with { Target = "more" }) with
        {
            Targets = [Given.TargetDraft(), Given.TargetDraft() with { Id = "more" }],
        };

        Problems(draft).Should().BeEmpty();
    }

    [Fact]
    public void Two_sources_never_have_the_same_address()
    {
        var draft = Given.Draft() with { Sources = [Given.SourceDraft("promise"), Given.SourceDraft("proof"), Given.SourceDraft("again") with { Url = " https://example.org/proof" }] };

        Only(draft, "sources[2].url", "Source 2 has the same address*");
    }

    [Fact]
    public void Two_sources_never_have_the_same_name()
    {
        var draft = Given.Draft() with { Sources = [Given.SourceDraft("promise"), Given.SourceDraft("promise") with { Url = "https://example.org/2" }] };

        Only(draft, "sources[1].id", "*'promise'*");
    }

    [Fact]
    public void Two_targets_never_have_the_same_name()
    {
        Only(Given.Draft() with { Targets = [Given.TargetDraft(), Given.TargetDraft()] }, "targets[1].id", "*'jobs'*");
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("JavaScript:alert(1)")]
    [InlineData(" javascript:alert(1)")]
    [InlineData("java\tscript:alert(1)")]
    [InlineData("data:text/html,<script>alert(1)</script>")]
    [InlineData("vbscript:x")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.org/a")]
    [InlineData("//example.org/a")]
    [InlineData("/a")]
    [InlineData("example.org")]
    [InlineData("https://")]
    public void A_source_has_a_web_address_and_no_other(string url)
    {
        var sources = new[] { Given.SourceDraft("promise"), Given.SourceDraft("proof") with { Url = url }, Given.SourceDraft("more") with { ArchiveUrl = url } };

        Problems(Given.Draft() with { Sources = sources }).Should().Equal("sources[1].url", "sources[2].archiveUrl");
    }

    [Theory]
    [InlineData("new")]
    [InlineData("feed")]
    public void A_reserved_word_is_no_address(string slug)
    {
        Only(Given.Draft() with { Slug = slug }, "slug", $"*'{slug}'*used by the site itself*");
    }

    [Fact]
    public void An_address_of_another_pledge_is_taken()
    {
        var (pledge, problems) = ReviewRules.Review(Given.Draft(), Given.ReviewContext("acme-jobs"));

        pledge.Should().BeNull();
        problems.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Field = "slug" });
    }

    [Fact]
    public void An_ill_formed_address_is_refused()
    {
        Only(Given.Draft() with { Slug = "Acme Jobs" }, "slug", "*lower-case letters*");
    }

    [Fact]
    public void The_company_must_be_known()
    {
        Only(Given.Draft() with { Company = "nobody" }, "company", "*'nobody'*");
    }

    [Fact]
    public void The_metric_must_be_known()
    {
        Only(Given.Draft() with { Targets = [Given.TargetDraft() with { Metric = "happiness" }] }, "targets[0].metric", "*'happiness'*");
    }

    [Fact]
    public void Money_has_a_currency_and_nothing_else_has()
    {
        Only(Given.Draft() with { Targets = [Given.TargetDraft() with { Metric = "investment" }] }, "targets[0].currency", "*Enter the currency*");
        Only(Given.Draft() with { Targets = [Given.TargetDraft() with { Currency = "USD" }] }, "targets[0].currency", "*Only money*");
        Only(Given.Draft() with { Incentives = [AnIncentive() with { Currency = "dollars" }] }, "incentives[0].currency", "*three-letter code*");
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("up to -5")]
    public void A_promised_number_is_not_below_zero(string quantity)
    {
        Only(Given.Draft() with { Targets = [Given.TargetDraft(quantity)] }, "targets[0].quantity", "*below zero*");
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("a lot")]
    public void What_is_no_number_is_refused_where_it_stands(string quantity)
    {
        Only(Given.Draft(Given.FigureDraft(quantity)), "figures[0].quantity", "*whole number*");
        Only(Given.Draft() with { Targets = [Given.TargetDraft() with { Baseline = quantity }] }, "targets[0].baseline", "*whole number*");
    }

    [Fact]
    public void What_is_no_date_is_refused_where_it_stands()
    {
        Only(Given.Draft(Given.FigureDraft(asOf: "last year")), "figures[0].asOf", "*2017-01-09, 2017-01 or 2017*");
        Only(Given.Draft() with { LastChecked = "2017-01" }, "lastChecked", "*2017-01-09*");
    }

    [Fact]
    public void A_word_that_is_none_of_the_fixed_ones_is_refused_with_the_list()
    {
        Only(Given.Draft(Given.FigureDraft() with { Basis = "hearsay" }), "figures[0].basis", "*'hearsay'*company-statement*media-count*");
    }

    [Fact]
    public void A_quote_has_at_most_50_words()
    {
        QuoteDraft Words(int count) => new() { Text = string.Join(" \n", Enumerable.Repeat("word", count)), Speaker = "Somebody", Sources = ["proof"] };

        Only(Given.Draft() with { Quotes = [Words(50), Words(51)] }, "quotes[1].text", "*50 words. It has 51*");
    }

    [Fact]
    public void An_excerpt_has_at_most_50_words()
    {
        var source = Given.SourceDraft("proof") with { Excerpt = string.Join(' ', Enumerable.Repeat("word", 51)) };

        Only(Given.Draft() with { Sources = [Given.SourceDraft("promise"), source] }, "sources[1].excerpt", "*50 words. It has 51*");
    }

    [Fact]
    public void A_title_and_a_summary_are_short()
    {
        Only(Given.Draft() with { Title = new string('a', 141) }, "title", "*140 characters. It has 141*");
        Only(Given.Draft() with { Summary = new string('a', 601) }, "summary", "*600 characters. It has 601*");
    }

    [Fact]
    public void Verdicts_stand_in_the_order_of_their_dates()
    {
        Only(Given.Draft() with { Verdicts = [Given.VerdictDraft(date: "2020"), Given.VerdictDraft(date: "2019")] }, "verdicts[1].date", "*oldest first*");
    }

    [Fact]
    public void A_verdict_is_not_older_than_the_pledge()
    {
        Only(Given.Draft() with { Verdicts = [Given.VerdictDraft(date: "2016")] }, "verdicts[0].date", "*older than the pledge*");
    }

    [Theory]
    [InlineData("XX", "*“XX” is no country that is known here*")]
    [InlineData("Ruritania", "*“Ruritania” is no country that is known here*")]
    [InlineData("Wisconsin", "*is a region. Write US-WI as the region and US as the country*")]
    public void A_country_is_one_that_there_is(string country, string message)
    {
        Only(Given.Draft() with { Places = [new PlaceDraft { Country = country }] }, "places[0].country", message);
    }

    [Theory]
    [InlineData("de", null, "DE", null)]
    [InlineData("USA", "Ohio", "US", "US-OH")]
    [InlineData("UK", "England", "GB", "GB-ENG")]
    [InlineData("United Kingdom", "gb-eng", "GB", "GB-ENG")]
    [InlineData("Estados Unidos", "WI", "US", "US-WI")]
    [InlineData("Germany", "Baden-Wurttemberg", "DE", "DE-BW")]
    [InlineData("Italy", "IT-72", "IT", "IT-72")]
    [InlineData("Côte d’Ivoire", null, "CI", null)]
    [InlineData("China", "Guangdong", "CN", "CN-GD")]
    [InlineData("Japan", "Kyoto", "JP", "JP-26")]
    [InlineData("Pakistan", "punjab", "PK", "PK-PB")]
    [InlineData("India", "Punjab", "IN", "IN-PB")]
    [InlineData("Poland", "PL-14", "PL", "PL-14")]
    [InlineData("Vietnam", "Bắc Giang", "VN", "VN-54")]
    [InlineData("GB", "Sunderland", "GB", "GB-SND")]
    public void A_place_is_read_from_names_and_codes_alike(string country, string? region, string code, string? subdivision)
    {
        var place = Review(Given.Draft() with { Places = [new PlaceDraft { Country = country, Subdivision = region }] }).Pledge!.Places.Single();

        (place.Country, place.Subdivision).Should().Be((code, subdivision));
    }

    [Fact]
    public void A_state_stands_with_its_country()
    {
        Only(Given.Draft() with { Places = [new PlaceDraft { Country = "US", Subdivision = "Cascadia" }] }, "places[0].subdivision", "*“Cascadia”*in United States*like US-XX*");
        Only(Given.Draft() with { Places = [new PlaceDraft { Country = "US", Subdivision = "DE-BY" }] }, "places[0].subdivision", "DE-BY is not in United States.*");
    }

    [Theory]
    [InlineData(@"Acme\0")]
    [InlineData(@"Acme\uD800")]
    [InlineData(@"Acme\uDC00 jobs")]
    [InlineData(@"\uDC00\uD800")]
    [InlineData(@"Acme\u0007")]
    [InlineData(@"Acme\u001B[31m")]
    [InlineData(@"Acme\u0085")]
    public void A_text_that_cannot_be_stored_or_shown_is_refused_with_a_message(string escaped)
    {
        var text = Regex.Unescape(escaped);
        var draft = Given.Draft(Given.FigureDraft() with { Note = text }) with { Title = text, Tags = [text] };

        var (pledge, problems) = Review(draft);

        pledge.Should().BeNull();
        problems.Where(p => p.Message.Contains("cannot be shown")).Select(p => p.Field).Should().BeEquivalentTo("title", "tags[0]", "figures[0].note");
    }

    [Theory]
    [InlineData('\u202E')]
    [InlineData('\u2066')]
    [InlineData('\u200B')]
    [InlineData('\uFEFF')]
    public void A_sign_that_nobody_sees_is_refused_with_its_place(char sign)
    {
        Only(Given.Draft() with { Summary = $"It promised {sign}1,000 jobs." }, "summary", $"*U+{(int)sign:X4}*after “It promised”*");
    }

    [Fact]
    public void A_source_is_named_without_the_marks_that_stand_between_names()
    {
        var draft = Given.Draft();
        var source = draft.Sources[0] with { Id = "a, b" };

        Review(draft with { Sources = [.. draft.Sources, source] }).Problems.Should().ContainSingle(p => p.Field.EndsWith(".id", StringComparison.Ordinal))
            .Which.Message.Should().Contain("commas");
    }

    [Theory]
    [InlineData("😀 jobs")]
    [InlineData("Arbeitsplätze\n\tfür alle")]
    [InlineData("وظائف")]
    public void A_text_in_any_script_is_welcome(string text)
    {
        var (pledge, problems) = Review(Given.Draft() with { Summary = text });

        problems.Should().BeEmpty();
        pledge!.Summary.Should().Be(text);
    }

    [Theory]
    [ClassData(typeof(Cultures))]
    public void A_draft_is_read_alike_in_every_culture(string culture)
    {
        var draft = Given.Draft(Given.FigureDraft("1.2 million"));

        var pledge = Cultures.Under(culture, () => Review(draft).Pledge);

        pledge.Should().BeEquivalentTo(Review(draft).Pledge);
    }

    [Fact]
    public void A_published_revision_is_read_back_without_the_rules_of_today()
    {
        var draft = Given.Draft() with { Slug = "new" };

        ReviewRules.ReadPublished(draft, Given.ReviewContext()).Slug.Should().Be("new");
    }

    [Fact]
    public void A_place_that_was_published_before_codes_were_compared_is_read_back_as_it_stands()
    {
        var place = ReviewRules.ReadPublished(Given.Draft() with { Places = [new PlaceDraft { Country = "UK", Subdivision = "UK-ENG" }] }, Given.ReviewContext()).Places.Single();

        (place.Country, place.Subdivision).Should().Be(("UK", "UK-ENG"));
    }

    [Fact]
    public void A_stored_document_that_is_no_pledge_is_named()
    {
        var act = () => ReviewRules.ReadPublished(Given.Draft() with { Title = null }, Given.ReviewContext());

        act.Should().Throw<InvalidDataException>().WithMessage("*'acme-jobs'*title*");
    }

    [Fact]
    public void Public_money_cannot_be_offered_after_it_moved_on_nor_in_the_future()
    {
        Only(Given.Draft() with { Incentives = [AnIncentive() with { Offered = "2021-05", Date = "2021-04-20" }] }, "incentives[0].offered", "*after its state changed*");
        Only(Given.Draft() with { Incentives = [AnIncentive() with { Offered = "2030", Date = null }] }, "incentives[0].offered", "*future*");
    }

    private static ReviewResult Review(PledgeDraft draft) => ReviewRules.Review(draft, Given.ReviewContext());

    private static IEnumerable<string> Problems(PledgeDraft draft) => Review(draft).Problems.Select(p => p.Field);

    private static void Only(PledgeDraft draft, string field, string message)
    {
        var (pledge, problems) = Review(draft);

        pledge.Should().BeNull();
        problems.Should().ContainSingle().Which.Field.Should().Be(field);
        problems[0].Message.Should().Match(message);
    }

    private static FigureDraft APeriod(string from, string to) =>
        Given.FigureDraft(asOf: to) with { Span = "period", From = from };

    private static IncentiveDraft AnIncentive() =>
        new() { Grantor = "Wisconsin", Kind = "grant", Amount = "5 million", Currency = "USD", State = "awarded", Sources = ["proof"] };
}
