using PledgeTracker.Domain.Mentions;
using PledgeTracker.Domain.Pledges;

namespace PledgeTracker.Tests.Domain;

/// <summary>
/// What the reader of texts makes of tables, of numbers whose noun was said before, of losses and of public money that changes hands. The
/// sentences are made up.
/// </summary>
public class MentionReaderRulesTests
{
    private static IReadOnlyList<Mention> Read(string text, DateOnly? published = null) => MentionReader.Read(text, new() { PublishedOn = published });

    private static string[] Found(string text, MentionKind kind) => [.. Read(text).Where(m => m.Kind == kind).Select(m => m.Quantity?.ToString() ?? m.Span.Of(text))];

    [Fact]
    public void The_cells_of_a_table_are_what_their_column_says()
    {
        const string text = "Company          Promised   Actual   Paid\nAcme Pump\n500 310 $1,250,000\nBolt Works\n200 90 $400,000\n";

        Found(text, MentionKind.Target).Should().Equal("500", "200");
        Found(text, MentionKind.Figure).Should().Equal("310", "90");
        Found(text, MentionKind.Incentive).Should().Equal("1,250,000", "400,000");
    }

    [Fact]
    public void A_row_of_a_table_is_of_its_year_and_shares_are_left_out()
    {
        const string text = "Year Required Actual Percent\n2018 100 104 104%\n2019 150 120 80%\n";

        Read(text).Select(m => (m.Kind, m.Quantity!.Low, m.Date?.ToString())).Should().Equal(
            (MentionKind.Target, 100, "2018"), (MentionKind.Figure, 104, "2018"), (MentionKind.Target, 150, "2019"), (MentionKind.Figure, 120, "2019"));
    }

    [Fact]
    public void What_a_contract_demands_below_its_sentence_is_a_target()
    {
        const string text = "The Company shall employ the following number of employees:\n\n   Year      Employees     Maximum Grant\n   2020      75            $150,000\n";

        Found(text, MentionKind.Target).Should().Equal("75");
        Found(text, MentionKind.Incentive).Should().Equal("150,000");
    }

    [Fact]
    public void A_list_with_leader_dots_is_public_money_by_its_labels() =>
        Found("Cost to the city:\nFee waivers .................. $96,400\nRent ......................... $12,000\n", MentionKind.Incentive).Should().Equal("96,400");

    [Theory]
    [InlineData("It had promised 500 jobs by 2018. It had added 318 workers by 2019, and has 291 today.", MentionKind.Figure, "291")]
    [InlineData("It had 52 workers in 2016 and 44 last year.", MentionKind.Figure, "44")]
    [InlineData("The plant has 247 employees. Six will stay until June.", MentionKind.Figure, "247")]
    [InlineData("It agreed to create 500 jobs, with marks of 120 by 2020 and 260 by 2021.", MentionKind.Target, "260")]
    [InlineData("Plans call for 400 roles rather than the 1,050 the company committed to in 2021.", MentionKind.Target, "1,050")]
    [InlineData("The plant will hire 900 people. Of those, some 450 would start in 2024.", MentionKind.Target, "some 450")]
    [InlineData("We had 8,460 employees, compared with 9,735 and 5,980 before.", MentionKind.Figure, "5,980")]
    [InlineData("Its workers were let go. A second group of 129 will be let go in May.", MentionKind.Figure, "129")]
    public void A_number_takes_what_it_counts_from_what_was_said_before(string text, MentionKind kind, string quantity) => Found(text, kind).Should().Contain(quantity);

    [Theory]
    [InlineData("The plant has 247 employees. Call (555) 555-0119.")]
    [InlineData("The plant has 247 employees. It is 30 miles from town and was built in 60 days.")]
    [InlineData("The plant has 247 employees. It has 12 doors and 3 percent of the market.")]
    public void Other_numbers_beside_a_count_are_not_offered(string text) => Read(text).Where(m => m.Quantity is not null).Should().ContainSingle();

    [Fact]
    public void Layoffs_are_an_event_and_their_number_is_a_figure_too()
    {
        const string text = "The company laid off 300 workers in March 2020.";

        var mentions = Read(text);

        mentions.Select(m => (m.Kind, m.Quantity!.Low, m.Date?.ToString())).Should().BeEquivalentTo([(MentionKind.Event, 300m, "2020-03"), (MentionKind.Figure, 300m, "2020-03")]);
        mentions.Should().ContainSingle(m => m.Event == EventKind.Progress);
    }

    [Theory]
    [InlineData("We had to let nine good people go.", "9")]
    [InlineData("Acme sent its last 612 workers home.", "612")]
    [InlineData("The plan will affect 175 salaried employees.", "175")]
    [InlineData("Its owner left and 340 people were let go.", "340")]
    public void People_who_lose_their_work_are_counted(string text, string quantity)
    {
        Found(text, MentionKind.Figure).Should().Contain(quantity);
        Read(text).Should().Contain(m => m.Kind == MentionKind.Event);
    }

    [Theory]
    [InlineData("The plant will put ninety people to work.", "90")]
    [InlineData("It is set to employ 325 Kansans by 2027.", "325")]
    [InlineData("It dropped an 80-job claims desk.", "80")]
    [InlineData("If by June 30, 2021 the company has not hired at least 300 workers, it shall repay the grant.", "at least 300")]
    public void What_is_planned_or_demanded_is_a_target(string text, string quantity) => Found(text, MentionKind.Target).Should().Equal(quantity);

    [Fact]
    public void What_a_contract_gives_as_an_example_is_not_offered() =>
        Read("By way of example, if 120 employees are hired, the grant shall be $188,000.").Should().BeEmpty();

    [Theory]
    [InlineData("The county will close its books. Acme will shut its call center on May 29, 2020.", EventKind.Cancelled)]
    [InlineData("Acme also shelved a campus in Raleigh.", EventKind.Withdrawn)]
    [InlineData("The lab will go dark on June 30, 2021.", EventKind.Cancelled)]
    [InlineData("The state declared a default in November 2021.", EventKind.DeadlinePassed)]
    [InlineData("Acme and Bolt agreed to merge in 2022.", EventKind.Progress)]
    [InlineData("The second tower came online in July 2021.", EventKind.Progress)]
    public void Closures_delays_sales_and_moves_are_events(string text, EventKind kind) => Read(text).Should().Contain(m => m.Event == kind);

    [Fact]
    public void Two_things_that_happened_are_two_events() =>
        Read("In 2023 the company closed its forge and consolidated two plants.").Count(m => m.Kind == MentionKind.Event).Should().Be(2);

    [Fact]
    public void A_deal_that_is_closed_is_no_closure() => Read("In 2023 the company closed the sale of the plant.").Should().NotContain(m => m.Event == EventKind.Cancelled);

    [Theory]
    [InlineData("The authority approved up to $7.5 million in wage rebates.", "up to 7,500,000")]
    [InlineData("The city forgave $410,000 in property taxes.", "410,000")]
    [InlineData("The college is to receive a $1.1 million Skills Development Fund grant.", "1,100,000")]
    [InlineData("Acme got $2 million in training funds.", "2,000,000")]
    [InlineData("A $900 million federal loan has not been drawn.", "900,000,000")]
    [InlineData("The plant will be eligible for $11.3 million.", "11,300,000")]
    [InlineData("The city supported it with an abatement valued at $2.9 million.", "2,900,000")]
    public void Public_money_has_many_names(string text, string quantity) => Found(text, MentionKind.Incentive).Should().Equal(quantity);

    [Theory]
    [InlineData("It has used $1.3 million.", "1,300,000")]
    [InlineData("So far $260,000 has been paid out.", "260,000")]
    [InlineData("It would forfeit the last $310,000.", "310,000")]
    [InlineData("The state took back $290,000.", "290,000")]
    public void What_is_done_with_a_grant_is_public_money(string text, string quantity) =>
        Found("The state awarded a $5 million grant. " + text, MentionKind.Incentive).Should().Equal("5,000,000", quantity);

    [Fact]
    public void Sales_that_were_made_are_not_offered() => Read("Net sales were $2,214.8 million in 2020.").Should().BeEmpty();

    [Fact]
    public void She_is_whom_the_sentence_before_begins_with()
    {
        var quote = Read("Mayor John Roe said it was safe. Commissioner Jane Doe voted no. “Two hundred we were told in 2015,” she said.").Single(m => m.Kind == MentionKind.Quote);

        quote.Speaker.Should().Be("Jane Doe");
    }

    [Fact]
    public void A_heading_takes_its_date_from_the_text_below()
    {
        var heading = Read("Acme to bring 325 jobs to Salina\n\nAcme said it would create 325 jobs by 2027.").First(m => m.Kind == MentionKind.Target);

        heading.Date?.ToString().Should().Be("2027");
        heading.Doubt.Should().NotBeNull();
    }

    [Theory]
    [InlineData("It will have 400 workers by year-end 2026.", "2026-12")]
    [InlineData("It will have 400 workers by the end of 2026.", "2026-12")]
    [InlineData("It will have 400 workers by December 31, 2026.", "2026-12-31")]
    [InlineData("It will have 400 workers in the second half of 2026.", "2026")]
    public void A_deadline_is_as_exact_as_its_words(string text, string date) => Read(text).Should().ContainSingle(m => m.Kind == MentionKind.Target).Which.Date?.ToString().Should().Be(date);
}
