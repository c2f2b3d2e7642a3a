using FsCheck.Xunit;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Tests.Domain;

[Properties(Arbitrary = [typeof(Arbitraries)])]
public class PartialDateTests
{
    [Theory]
    [InlineData("2017-01-09", 2017, 1, 9)]
    [InlineData("2016-02-29", 2016, 2, 29)]
    [InlineData("2017-01", 2017, 1, null)]
    [InlineData("2017", 2017, null, null)]
    [InlineData("0001", 1, null, null)]
    [InlineData("9999-12-31", 9999, 12, 31)]
    public void A_day_a_month_or_a_year_is_read(string text, int year, int? month, int? day)
    {
        var date = PartialDate.Parse(text);

        (date.Year, date.Month, date.Day).Should().Be((year, month, day));
    }

    [Theory]
    [InlineData("9 January 2017", "2017-01-09")]
    [InlineData("09 jan 2017", "2017-01-09")]
    [InlineData("January 9, 2017", "2017-01-09")]
    [InlineData("Jan. 9th 2017", "2017-01-09")]
    [InlineData("21st Sept. 2018", "2018-09-21")]
    [InlineData("SEPT 2018", "2018-09")]
    [InlineData("May 2020", "2020-05")]
    [InlineData(" 2017-01 ", "2017-01")]
    [InlineData("2017", "2017")]
    public void A_date_is_read_as_people_type_it(string typed, string written)
    {
        TypedDate.Read(typed).Value.ToString().Should().Be(written);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" . , ")]
    [InlineData("1/9/2017")]
    [InlineData("09.01.2017")]
    [InlineData("01 09 2017")]
    [InlineData("Ja 2017")]
    [InlineData("Janvier 2017")]
    [InlineData("30 February 2017")]
    [InlineData("January 17")]
    [InlineData("spring 2017")]
    [InlineData("9 9 January 2017")]
    [InlineData("January January 2017")]
    [InlineData("January 2017-05")]
    [InlineData("9 Nonuary 2017")]
    public void A_typed_date_that_could_mean_two_days_or_none_is_refused(string? typed) =>
        TypedDate.Read(typed).Value.Should().BeNull();

    [Theory]
    [InlineData(40, true)]
    [InlineData(41, false)]
    public void A_typed_date_has_at_most_40_characters(int length, bool read)
    {
        const string day = "9 January", year = "2017";

        (TypedDate.Read(day + year.PadLeft(length - day.Length)).Value is not null).Should().Be(read);
    }

    [Property]
    public bool A_date_in_words_is_read_back(PartialDate date) =>
        date.Year < 1000 || (TypedDate.Read(date.ToWords()).Value == date && TypedDate.Read(date.ToShortWords()).Value == date);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("17")]
    [InlineData("20170109")]
    [InlineData("2017-1-9")]
    [InlineData("2017-1")]
    [InlineData("2017-")]
    [InlineData("2017-01-")]
    [InlineData("2017/01/09")]
    [InlineData("2017-01/09")]
    [InlineData("09.01.2017")]
    [InlineData("+2017")]
    [InlineData("-2017")]
    [InlineData("-017")]
    [InlineData("+017")]
    [InlineData(" 2017")]
    [InlineData("2017 ")]
    [InlineData(" 017")]
    [InlineData("2017-+1")]
    [InlineData("2017- 1")]
    [InlineData("2017-01-+9")]
    [InlineData("2017-01-09T00:00")]
    [InlineData("2017-01-09Z")]
    [InlineData("2017~")]
    [InlineData("2017?")]
    [InlineData("201X")]
    [InlineData("2017-21")]
    [InlineData("2017-XX")]
    [InlineData("2017-13")]
    [InlineData("2017-00")]
    [InlineData("2017-01-00")]
    [InlineData("2017-01-32")]
    [InlineData("2017-04-31")]
    [InlineData("2017-02-29")]
    [InlineData("2017-02-30")]
    [InlineData("1900-02-29")]
    [InlineData("0000")]
    [InlineData("0000-01-01")]
    [InlineData("10000")]
    [InlineData("٢٠١٧")]
    [InlineData("२०१७")]
    [InlineData("２０１７")]
    [InlineData("2017‐01‐09")]
    [InlineData("2017–01")]
    [InlineData("2017-01-09\0")]
    public void Nothing_but_the_three_forms_is_read(string? text)
    {
        var read = PartialDate.TryParse(text, out var date);

        read.Should().BeFalse();
        date.Should().Be(default(PartialDate));
    }

    [Fact]
    public void A_text_that_is_no_date_is_named_in_the_message()
    {
        var act = () => PartialDate.Parse("last year");

        act.Should().Throw<FormatException>().WithMessage("*'last year'*2017-01-09, 2017-01 or 2017*");
    }

    [Property]
    public void What_is_printed_is_read_back_as_the_same_date(PartialDate date)
    {
        var read = PartialDate.Parse(date.ToString());

        read.Should().Be(date);
    }

    [Property]
    public void The_order_is_the_ordinal_order_of_the_text(PartialDate a, PartialDate b)
    {
        var order = Math.Sign(a.CompareTo(b));

        order.Should().Be(Math.Sign(string.CompareOrdinal(a.ToString(), b.ToString())));
    }

    [Property]
    public void The_order_never_contradicts_the_earliest_day(PartialDate a, PartialDate b)
    {
        var (first, second) = a <= b ? (a, b) : (b, a);

        first.Earliest.Should().BeOnOrBefore(second.Earliest);
    }

    [Property]
    public void The_operators_agree_with_the_order(PartialDate a, PartialDate b)
    {
        var order = a.CompareTo(b);

        (a < b, a <= b, a == b, a != b, a >= b, a > b)
            .Should().Be((order < 0, order <= 0, order == 0, order != 0, order >= 0, order > 0));
        a.Equals((object)b).Should().Be(order == 0);
    }

    [Property]
    public void A_date_is_neither_before_nor_after_itself(PartialDate date)
    {
        var same = PartialDate.Parse(date.ToString());

        (date < same, date <= same, date == same, date != same, date >= same, date > same).Should().Be((false, true, true, false, true, false));
    }

    [Fact]
    public void Of_two_dates_with_the_same_first_day_the_coarser_comes_first()
    {
        PartialDate[] dates = [PartialDate.Parse("2017-01-01"), PartialDate.Parse("2017"), PartialDate.Parse("2017-01")];

        var sorted = dates.Order().Select(d => d.ToString());

        sorted.Should().Equal("2017", "2017-01", "2017-01-01");
    }

    [Property]
    public void The_earliest_day_is_never_after_the_latest(PartialDate date)
    {
        date.Earliest.Should().BeOnOrBefore(date.Latest);
    }

    [Theory]
    [InlineData("2022-01-15", "2022-01-15", "2022-01-15")]
    [InlineData("2022-01", "2022-01-01", "2022-01-31")]
    [InlineData("2020-02", "2020-02-01", "2020-02-29")]
    [InlineData("2022", "2022-01-01", "2022-12-31")]
    [InlineData("9999", "9999-01-01", "9999-12-31")]
    public void A_date_reaches_from_the_first_day_it_can_mean_to_the_last(string text, string earliest, string latest)
    {
        var date = PartialDate.Parse(text);

        date.Earliest.Should().Be(Given.Day(earliest));
        date.Latest.Should().Be(Given.Day(latest));
    }

    [Theory]
    [InlineData("2022-01", "2022-01-30", false, false)]
    [InlineData("2022-01", "2022-01-31", false, true)]
    [InlineData("2022-01", "2022-02-01", true, true)]
    [InlineData("2022", "2022-12-31", false, true)]
    [InlineData("2022", "2023-01-01", true, true)]
    [InlineData("2022-01-09", "2022-01-09", false, true)]
    [InlineData("2022-01-09", "2022-01-10", true, true)]
    public void A_date_has_passed_only_after_the_last_day_it_can_mean(string text, string on, bool passed, bool isBy)
    {
        var date = PartialDate.Parse(text);

        date.HasPassed(Given.Day(on)).Should().Be(passed);
        date.IsBy(Given.Day(on)).Should().Be(isBy);
    }

    [Theory]
    [InlineData("2017-01-09", "9 January 2017", "9 Jan 2017")]
    [InlineData("2017-09", "September 2017", "Sep 2017")]
    [InlineData("2017", "2017", "2017")]
    public void A_date_in_words_says_no_more_than_is_known(string text, string words, string shortWords)
    {
        var date = PartialDate.Parse(text);

        date.ToWords().Should().Be(words);
        date.ToShortWords().Should().Be(shortWords);
    }

    [Theory]
    [ClassData(typeof(Cultures))]
    public void A_date_is_read_and_written_alike_in_every_culture(string culture)
    {
        var written = Cultures.Under(culture, () =>
            new[] { "2017-01-09", "2017-01", "2017" }
                .Select(PartialDate.Parse)
                .SelectMany(d => new[] { d.ToString(), d.ToWords(), d.ToShortWords() })
                .ToList());

        written.Should().Equal(
            "2017-01-09", "9 January 2017", "9 Jan 2017", "2017-01", "January 2017", "Jan 2017", "2017", "2017", "2017");
    }

    [Fact]
    public void A_month_or_a_year_outside_the_calendar_is_refused()
    {
        Func<PartialDate>[] acts =
        [
            () => PartialDate.OfYear(0), () => PartialDate.OfYear(10_000), () => PartialDate.OfYear(-1),
            () => PartialDate.OfMonth(2017, 0), () => PartialDate.OfMonth(2017, 13), () => PartialDate.OfMonth(2017, -1),
        ];

        acts.Should().AllSatisfy(act => act.Should().Throw<ArgumentOutOfRangeException>());
    }
}
