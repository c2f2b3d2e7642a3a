using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Xunit;
using PledgeTracker.Domain.Mentions;
using PledgeTracker.Domain.Pledges;

namespace PledgeTracker.Tests.Domain;

/// <summary>What an editor is offered from the text of a source, rule by rule. The sentences are made up.</summary>
public class MentionReaderTests
{
    private static readonly DateOnly Published = new(2020, 1, 21);

    private static IReadOnlyList<Mention> Read(string text, DateOnly? published = null) => MentionReader.Read(text, new() { PublishedOn = published });

    private static Mention Only(string text, MentionKind kind, DateOnly? published = null) => Read(text, published).Should().ContainSingle(m => m.Kind == kind).Subject;

    private static string[] Spans(string text, MentionKind kind) => [.. Read(text).Where(m => m.Kind == kind).Select(m => m.Span.Of(text))];

    [Fact]
    public void A_date_beside_another_number_is_offered_with_a_doubt()
    {
        var money = Only("In 2018 the company promised 1,200 jobs by the end of 2022, and the state awarded it $18 million in tax credits for them.", MentionKind.Incentive);

        money.Doubt.Should().Contain("The date may belong to another number.");
        Only("The company promised 1,200 jobs by the end of 2022.", MentionKind.Target).Doubt.Should().BeNull();
    }

    [Theory]
    [InlineData("The company will create up to 1,200 jobs by 2025.", "up to 1,200 jobs", "up to 1,200", "jobs-created", "2025")]
    [InlineData("Acme to hire 2,000 people by the end of 2023", "2,000 people", "2,000", "people-hired", "2023-12")]
    [InlineData("The plant will employ 325 full-time workers by December 31, 2026.", "325 full-time workers", "325", "headcount", "2026-12-31")]
    [InlineData("It pledged to keep 3,700 jobs in the state through 2028.", "3,700 jobs", "3,700", "jobs-retained", "2028")]
    [InlineData("The fab would bring between 300 and 400 well-paying, permanent jobs.", "between 300 and 400 well-paying, permanent jobs", "300 to 400", "jobs-created", null)]
    [InlineData("Acme plans to train half a million people.", "half a million people", "500,000", "people-trained", null)]
    [InlineData("It aims to support 30,000 small businesses by 2025.", "30,000 small businesses", "30,000", "small-businesses-supported", "2025")]
    [InlineData("Officials expect the work to support more than 41,000 indirect jobs.", "more than 41,000 indirect jobs", "more than 41,000", "jobs-supported", null)]
    public void A_number_that_is_to_come_is_a_target(string text, string span, string quantity, string metric, string? date)
    {
        var mention = Only(text, MentionKind.Target);

        (mention.Span.Of(text), mention.Quantity!.ToString(), mention.Metric, mention.Date?.ToString()).Should().Be((span, quantity, metric, date));
        mention.MayBe.Should().Equal(MentionKind.Target);
        mention.Doubt.Should().BeNull();
    }

    [Theory]
    [InlineData("The company has hired 1,454.", "1,454", "1,454", "people-hired", null)]
    [InlineData("It employed 256,000 people at the end of 2020.", "256,000 people", "256,000", "headcount", "2020-12-31")]
    [InlineData("Acme created 900 jobs so far.", "900 jobs", "900", "jobs-created", null)]
    [InlineData("As of June 30, 2017, the Recipient had created 912 positions.", "912 positions", "912", "jobs-created", "2017-06-30")]
    [InlineData("More than 8,000 people had been hired by 2019.", "More than 8,000 people", "more than 8,000", "people-hired", "2019")]
    [InlineData("It had a workforce of roughly 21,000 in 2020.", "workforce of roughly 21,000", "roughly 21,000", "headcount", "2020")]
    [InlineData("Nearly 1,700-strong workforce employed at the site in 2019", "Nearly 1,700-strong", "nearly 1,700", "headcount", "2019")]
    public void A_number_that_came_about_is_a_figure(string text, string span, string quantity, string metric, string? date)
    {
        var mention = Only(text, MentionKind.Figure);

        (mention.Span.Of(text), mention.Quantity!.ToString(), mention.Metric, mention.Date?.ToString()).Should().Be((span, quantity, metric, date));
    }

    [Theory]
    [InlineData("Acme plans to invest $3.8 billion in a new plant by 2027.", MentionKind.Target, 3_800_000_000, "USD")]
    [InlineData("It will spend €450 million on the site.", MentionKind.Target, 450_000_000, "EUR")]
    [InlineData("The group has invested £96m in the mill since 2018.", MentionKind.Figure, 96_000_000, "GBP")]
    [InlineData("The company announced a $1.3 billion aluminum mill.", MentionKind.Target, 1_300_000_000, "USD")]
    [InlineData("It will invest 2 billion Canadian dollars in the plant.", MentionKind.Target, 2_000_000_000, "CAD")]
    [InlineData("Capital expenditures in 2020 were $1.48 billion.", MentionKind.Figure, 1_480_000_000, "USD")]
    public void Money_for_plants_and_machines_is_an_investment(string text, MentionKind kind, long amount, string currency)
    {
        var mention = Only(text, kind);

        (mention.Quantity!.Low, mention.Currency, mention.Metric).Should().Be((amount, currency, "investment"));
    }

    [Theory]
    [InlineData("Wisconsin offered $1.25 billion in state tax credits.", 1_250_000_000, IncentiveKind.TaxRelief, IncentiveState.Offered, null)]
    [InlineData("Hamilton County approved a tax abatement worth $75 million.", 75_000_000, IncentiveKind.TaxRelief, IncentiveState.Awarded, "Hamilton County")]
    [InlineData("It received a $24.5 million loan from the Department of Energy in 2021.", 24_500_000, IncentiveKind.Loan, IncentiveState.Paid, "Department of Energy")]
    [InlineData("The state awarded a grant of $845.8 million.", 845_800_000, IncentiveKind.Grant, IncentiveState.Awarded, "state")]
    [InlineData("The firm repaid $750,000 in grants to the county in 2018.", 750_000, IncentiveKind.Grant, IncentiveState.ClawedBack, "county")]
    [InlineData("The city has paid $3.1 million so far.", 3_100_000, IncentiveKind.Other, IncentiveState.Paid, "city")]
    public void Public_money_is_an_incentive_with_its_form_state_and_grantor(string text, long amount, IncentiveKind form, IncentiveState state, string? grantor)
    {
        var mention = Only(text, MentionKind.Incentive);

        (mention.Quantity!.Low, mention.Incentive, mention.State).Should().Be((amount, form, state));
        if (grantor is not null)
        {
            mention.Grantor.Should().Be(grantor);
        }
    }

    [Theory]
    [InlineData("In 2018 the company moved. Page 7 of 22. Section 4.2 applies.")]
    [InlineData("Call (614) 555-0142 or 1-800-555-0199, or write to 41 South High Street, Columbus, OH 43215.")]
    [InlineData("Workers start at $30 an hour, and the average salary is $72,000.")]
    [InlineData("The hourly wage will rise to $24.75.")]
    [InlineData("Shares rose 3.5 percent to $14.20, and it earned $3.53 per share.")]
    [InlineData("The plant covers 2.5 million square feet on 740 acres, 12 miles from town.")]
    [InlineData("The report, Form 10-K, was filed at 4:35 p.m. under No. 2014-0087.")]
    [InlineData("John Smith, 54, has worked there for 30 years.")]
    [InlineData("The city of 99,000 people has 12 restaurants.")]
    [InlineData("The company reported revenue of $30.8 billion and net income of $2.37 billion.")]
    [InlineData("About 85% of employees and 1 in 3 workers are women.")]
    [InlineData("The subsidy came to $173,000 per job.")]
    [InlineData("UAW Local 900 workers build the F-150 at Building 12.")]
    [InlineData("Of 4,000 job applicants, most came to one of 12 job fairs.")]
    public void Numbers_that_no_pledge_has_are_not_offered(string text) => Read(text).Where(m => m.Quantity is not null).Should().BeEmpty();

    [Theory]
    [InlineData("It never created the 1,000 jobs.", MentionKind.Figure)]
    [InlineData("The company failed to create 1,000 jobs.", MentionKind.Figure)]
    [InlineData("The company has not yet hired 500 people.", MentionKind.Target)]
    public void What_is_denied_is_offered_with_a_doubt(string text, MentionKind kind) => Only(text, kind).Doubt.Should().Contain("did not happen");

    [Theory]
    [InlineData("The company had promised 13,000 jobs.", "13,000 jobs")]
    [InlineData("It missed its goal of 5,000 jobs.", "5,000 jobs")]
    [InlineData("Those are the 4,000 jobs it promised in 2016.", "4,000 jobs")]
    public void What_was_once_promised_is_a_target(string text, string span) => Spans(text, MentionKind.Target).Should().Equal(span);

    [Fact]
    public void A_promise_and_a_report_are_told_apart_within_a_sentence()
    {
        const string text = "The plant that had promised 13,000 jobs has hired 281 people, down from 520 a year ago.";

        Spans(text, MentionKind.Target).Should().Equal("13,000 jobs");
        Spans(text, MentionKind.Figure).Should().Equal("281 people", "520");
    }

    [Fact]
    public void A_number_without_a_verb_may_be_either_and_says_so()
    {
        var mention = Only("500 new jobs", MentionKind.Target);

        mention.MayBe.Should().Equal(MentionKind.Target, MentionKind.Figure);
        mention.Doubt.Should().Be("It is not plain whether this is a promise or a report.");
    }

    [Theory]
    [InlineData("It broke ground on June 28, 2018.", EventKind.Progress, "2018-06-28")]
    [InlineData("The factory opened in October 2019.", EventKind.Progress, "2019-10")]
    [InlineData("In 2018 the company scaled back its plans.", EventKind.Revised, "2018")]
    [InlineData("The opening was delayed to 2022.", EventKind.Revised, "2022")]
    [InlineData("The company withdrew from the agreement in May 2015.", EventKind.Withdrawn, "2015-05")]
    [InlineData("It scrapped the project in July 2022.", EventKind.Cancelled, "2022-07")]
    [InlineData("The maker filed for bankruptcy on 27 June 2023.", EventKind.Cancelled, "2023-06-27")]
    [InlineData("The company disputed the records in 2024.", EventKind.Disputed, "2024")]
    [InlineData("An audit found otherwise in 2019.", EventKind.Verified, "2019")]
    [InlineData("The company missed its deadline in 2020.", EventKind.DeadlinePassed, "2020")]
    [InlineData("On 12 May 2017 Acme announced plans for a new plant.", EventKind.Announced, "2017-05-12")]
    public void What_happened_is_an_event_with_its_kind_and_day(string text, EventKind kind, string date)
    {
        var mention = Only(text, MentionKind.Event);

        (mention.Event, mention.Date?.ToString()).Should().Be((kind, date));
    }

    [Theory]
    [InlineData("“We will build it here in Ohio,” said Jane Doe, mayor of Clarton.", "We will build it here in Ohio", "Jane Doe", "mayor of Clarton")]
    [InlineData("\"We will build it here in Ohio,\" Governor Jane Doe said.", "We will build it here in Ohio", "Jane Doe", "Governor")]
    [InlineData("Jane Doe, the company’s president, told reporters: “We will build it here in Ohio.”", "We will build it here in Ohio.", "Jane Doe", "company’s president")]
    [InlineData("„We will build it here in Ohio“, said spokesman Jan Pohl.", "We will build it here in Ohio", "Jan Pohl", "spokesman")]
    [InlineData("«We will build it here in Ohio», according to chief executive Jan Pohl.", "We will build it here in Ohio", "Jan Pohl", "chief executive")]
    [InlineData("‘We’ll build it here in Ohio,’ Jan Pohl said.", "We’ll build it here in Ohio", "Jan Pohl", null)]
    [InlineData("'We will build it here in Ohio,' said Jan Pohl.", "We will build it here in Ohio", "Jan Pohl", null)]
    public void A_quotation_has_its_words_and_its_speaker(string text, string words, string speaker, string? role)
    {
        var mention = Only(text, MentionKind.Quote);

        (mention.Span.Of(text), mention.Speaker, mention.SpeakerSpan!.Value.Of(text), mention.Role).Should().Be((words, speaker, speaker, role));
        mention.Doubt.Should().BeNull();
    }

    [Fact]
    public void He_is_whoever_was_named_before_and_that_is_doubtful()
    {
        const string text = "Mayor John Roe said the plant was safe. “It will run for another forty years,” he said.";

        var mention = Only(text, MentionKind.Quote);

        mention.Speaker.Should().Be("John Roe");
        mention.Doubt.Should().Contain("he");
    }

    [Fact]
    public void A_last_name_finds_the_full_one_before_it()
    {
        const string text = "“We came here to stay,” said Gov. Jane Doe.\n\n“Nobody here doubts that at all,” Doe said.";

        Read(text).Where(m => m.Kind == MentionKind.Quote).Select(m => (m.Speaker, m.Role)).Should().Equal(("Jane Doe", "Gov."), ("Jane Doe", "Gov."));
    }

    [Theory]
    [InlineData("The so-called “Wisconsin deal” was signed.")]
    [InlineData("Her book “The Long Road to Lordstown and Back” appeared.")]
    public void A_term_or_a_title_is_no_quote(string text) => Spans(text, MentionKind.Quote).Should().BeEmpty();

    [Fact]
    public void A_quotation_that_is_too_long_for_a_quote_is_offered_in_parts()
    {
        var text = "“" + string.Join(' ', Enumerable.Repeat("We will stay here and build more cars.", 12)) + "” said Jane Doe.";

        var quotes = Read(text).Where(m => m.Kind == MentionKind.Quote).ToList();

        quotes.Should().HaveCount(2).And.OnlyContain(q => q.Doubt!.Contains("part of it") && q.Speaker == "Jane Doe");
    }

    [Theory]
    [InlineData("last year", "2019")]
    [InlineData("last month", "2019-12")]
    [InlineData("today", "2020-01-21")]
    [InlineData("on Monday", "2020-01-20")]
    public void Words_relative_to_the_day_of_publication_mean_nothing_without_it(string words, string date)
    {
        var text = $"The company broke ground {words}.";

        Only(text, MentionKind.Event, Published).Date?.ToString().Should().Be(date);
        Only(text, MentionKind.Event).Date.Should().BeNull();
    }

    [Fact]
    public void A_term_is_counted_from_the_day_of_publication_and_doubtful()
    {
        var mention = Only("Acme will create 500 jobs within five years.", MentionKind.Target, Published);

        (mention.Date?.ToString(), mention.Doubt).Should().Be(("2025-01", "The date is computed from the day of publication."));
    }

    [Fact]
    public void The_day_at_the_head_of_a_text_is_that_of_what_it_announces()
    {
        const string text = "COLUMBUS, Ohio – March 14, 2019 – Acme today announced plans for a new plant. It employs 900 people.";

        Only(text, MentionKind.Event).Date?.ToString().Should().Be("2019-03-14");
        Only(text, MentionKind.Figure).Doubt.Should().Be("The date is that of the text.");
    }

    [Fact]
    public void Two_dates_that_stand_near_are_a_doubt() =>
        Only("By 2014 or 2015 it employed 900 people.", MentionKind.Figure).Doubt.Should().Be("More than one date stands near it.");

    [Fact]
    public void A_currency_that_is_not_said_is_a_doubt() => Only("It will invest 500 million in the plant.", MentionKind.Target).Doubt.Should().NotBeNull();

    [Theory]
    [InlineData("Acme Inc. will hire 900 workers in the U.S. by 2025. It is glad.", "Acme Inc. will hire 900 workers in the U.S. by 2025.")]
    [InlineData("He left. Mr. J. P. Smith hired 900 workers on Jan. 26, 2018. It rained.", "Mr. J. P. Smith hired 900 workers on Jan. 26, 2018.")]
    [InlineData("Under No. 2 it hired 900 workers for $1.5 billion. It rained.", "Under No. 2 it hired 900 workers for $1.5 billion.")]
    [InlineData("News of the day\n\nAcme hired 900 workers. It rained.", "Acme hired 900 workers.")]
    [InlineData("• Acme hired 900 workers\n• It rained", "• Acme hired 900 workers")]
    [InlineData("It rained in the U.S. The company hired 900 workers.", "The company hired 900 workers.")]
    [InlineData("In the spring of the next year Acme hired\n900 workers for its new plant in the county\nseat. It rained all of the day, and then it rained.", "In the spring of the next year Acme hired\n900 workers for its new plant in the county\nseat.")]
    public void A_sentence_ends_where_a_reader_would_end_it(string text, string sentence) => Read(text).First(m => m.Quantity is not null).Sentence.Of(text).Should().Be(sentence);

    [Fact]
    public void Wrapped_and_hyphenated_lines_and_hard_blanks_are_read_as_words()
    {
        const string text = "The Recipient had created 912 full-time equi-\r\nvalent po-\r\nsitions and invested\u00a0$212\u00a0million in the fac-\r\ntory by 2017.";

        Read(text).Select(m => (m.Quantity!.Low, m.Metric)).Should().Equal((912, "jobs-created"), (212_000_000, "investment"));
    }

    [Fact]
    public void A_row_of_a_table_takes_its_dates_from_the_head()
    {
        const string text = "Year            2015     2016     2017\nJobs created    210      640      912\n";

        Read(text).Select(m => (m.Kind, m.Quantity!.Low, m.Date?.ToString())).Should().Equal((MentionKind.Figure, 210, "2015"), (MentionKind.Figure, 640, "2016"), (MentionKind.Figure, 912, "2017"));
    }

    [Fact]
    public void What_is_said_within_a_quotation_is_its_speakers() =>
        Only("“We will create 500 jobs here,” said Jane Doe.", MentionKind.Target).Speaker.Should().Be("Jane Doe");

    [Theory]
    [InlineData("")]
    [InlineData(" \n\t\u00a0")]
    [InlineData("\ud800 will create 900 jobs \udc00\ud800")]
    [InlineData("\u0000\u0007 900 jobs \u001b[0m")]
    [InlineData("“““”””\"\"''«»„“ $ $ € . . . ( [ {")]
    [InlineData("$99999999999999999999999 billion in grants and 99999999999999999999999 jobs")]
    [InlineData("1-2-3-4/5/6.7.8,9,10 jobs said said said , , ,")]
    [InlineData(", said")]
    [InlineData("“We are glad to be here,” said Secretary of Commerce and")]
    [InlineData("in the year 0000 on 31/02/2019 the 45th of May 9999 hired 900")]
    public void No_text_is_too_odd_to_be_read(string text)
    {
        HoldsTogether(text, Read(text));
        HoldsTogether(text, Read(text, DateOnly.MinValue));
        HoldsTogether(text, Read(text, DateOnly.MaxValue));
    }

    [Fact]
    public void The_excerpt_of_a_long_sentence_is_fifty_whole_words_around_what_is_said()
    {
        var text = string.Join(' ', Enumerable.Repeat("far", 60)) + " Acme hired 900 workers " + string.Join(' ', Enumerable.Repeat("away", 60)) + ".";

        var excerpt = Only(text, MentionKind.Figure).Excerpt.Of(text);

        excerpt.Split(' ').Should().HaveCount(Source.ExcerptMaxWords).And.OnlyContain(word => new[] { "far", "away", "Acme", "hired", "900", "workers" }.Contains(word));
    }

    [Fact]
    public void A_text_of_five_megabytes_with_ten_thousand_numbers_is_read_at_once()
    {
        var filler = string.Concat(Enumerable.Repeat("The county fair opened on a warm evening with music and food from around the region. ", 5));
        var text = string.Concat(Enumerable.Repeat(filler + "The company plans to create 1,200 jobs by 2025.\n\n", 10_000));
        var before = Process.GetCurrentProcess().TotalProcessorTime;

        Read(text).Should().HaveCount(10_000);

        (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds.Should().BeLessThan(20, "it takes about two, and the machine may be busy with other tests");
    }

    public static TheoryData<string> Pieces => new("The plant will create 900 jobs by 2025. ", "one million ", "\" ", "“a ", "$5 million grant ", "said Bob ", "Jan. 26, 2018 ", "a\n", "create 900 jobs ", "'a b ");

    [Theory]
    [MemberData(nameof(Pieces))]
    public void The_time_grows_with_the_length_alone(string piece)
    {
        double Took(int characters)
        {
            var text = new StringBuilder().Insert(0, piece, characters / piece.Length).ToString();
            var before = Process.GetCurrentProcess().TotalProcessorTime;
            Read(text, Published);
            return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds;
        }

        Took(100_000);

        Took(1_000_000).Should().BeLessThan(20_000, "a text that took the square of its length would take hours");
    }

    [Property(MaxTest = 300)]
    public void Every_span_lies_in_the_text_and_reading_twice_gives_the_same(NonNull<string> noise, PositiveInt seed)
    {
        string[] parts = ["will create 900 jobs", "“We are glad to be here,” said Jane Doe, mayor", "$3 million grant", "by 2025", "has hired", "1,454", ".", ",", "\n", "\n\n", " ", " ", "\"", "’", "–", "U.S.", "laid off", "broke ground", "the state", "more than", noise.Get];
        var random = new System.Random(seed.Get);
        var text = string.Concat(Enumerable.Range(0, 40).Select(_ => parts[random.Next(parts.Length)] + (random.Next(2) == 0 ? " " : "")));

        var mentions = Read(text, Published);

        HoldsTogether(text, mentions);
        Read(text, Published).Should().BeEquivalentTo(mentions, o => o.WithStrictOrdering());
    }

    private static void HoldsTogether(string text, IReadOnlyList<Mention> mentions)
    {
        foreach (var mention in mentions)
        {
            mention.MayBe[0].Should().Be(mention.Kind);
            foreach (var span in (TextSpan?[])[mention.Span, mention.Sentence, mention.Excerpt, mention.DateSpan, mention.SpeakerSpan])
            {
                if (span is { } one)
                {
                    (one.Start >= 0 && one.Length > 0 && one.End <= text.Length).Should().BeTrue();
                }
            }

            (mention.Excerpt.Start <= mention.Span.Start && mention.Span.End <= mention.Excerpt.End).Should().BeTrue("an excerpt holds the words");
            mention.Excerpt.Of(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length.Should().BeLessThanOrEqualTo(Source.ExcerptMaxWords);
            if (mention.Speaker is { } speaker)
            {
                string.Concat(mention.SpeakerSpan!.Value.Of(text).Where(c => !char.IsWhiteSpace(c))).Should().Be(speaker.Replace(" ", "", StringComparison.Ordinal));
            }
        }
    }
}
