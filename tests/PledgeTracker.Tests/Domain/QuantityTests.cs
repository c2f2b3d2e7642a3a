using FsCheck.Xunit;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Tests.Domain;

[Properties(Arbitrary = [typeof(Arbitraries)])]
public class QuantityTests
{
    public static TheoryData<string, Quantity> WrittenForms => new()
    {
        { "0", Quantity.Exactly(0) },
        { "1454", Quantity.Exactly(1_454) },
        { "1,000,000", Quantity.Exactly(1_000_000) },
        { "1 000 000", Quantity.Exactly(1_000_000) },
        { "1\u00A0000\u202F000", Quantity.Exactly(1_000_000) },
        { "  1,454  ", Quantity.Exactly(1_454) },
        { "-23,328", Quantity.Exactly(-23_328) },
        { "\u221223,328", Quantity.Exactly(-23_328) },
        { "exactly 1,454", Quantity.Exactly(1_454) },
        { "1.2 million", Quantity.Exactly(1_200_000) },
        { "1.25m", Quantity.Exactly(1_250_000) },
        { "3 mn", Quantity.Exactly(3_000_000) },
        { "25k", Quantity.Exactly(25_000) },
        { "25K", Quantity.Exactly(25_000) },
        { "1.234567890123 trillion", Quantity.Exactly(1_234_567_890_123) },
        { "12 thousand", Quantity.Exactly(12_000) },
        { "4.01 billion", Quantity.Exactly(4_010_000_000) },
        { "10bn", Quantity.Exactly(10_000_000_000) },
        { "10b", Quantity.Exactly(10_000_000_000) },
        { "1 trillion", Quantity.Exactly(1_000_000_000_000) },
        { "1.5tn", Quantity.Exactly(1_500_000_000_000) },
        { "about 800", Quantity.About(800) },
        { "c. 800", Quantity.About(800) },
        { "~800", Quantity.About(800) },
        { "~ 800", Quantity.About(800) },
        { "at least 800", Quantity.AtLeast(800) },
        { "≥ 800", Quantity.AtLeast(800) },
        { ">=800", Quantity.AtLeast(800) },
        { "more than 256,000", Quantity.MoreThan(256_000) },
        { "More Than 256,000", Quantity.MoreThan(256_000) },
        { ">256,000", Quantity.MoreThan(256_000) },
        { "up to 13,000", Quantity.UpTo(13_000) },
        { "nearly 800", Quantity.Nearly(800) },
        { "fewer than 13,000", Quantity.FewerThan(13_000) },
        { "<13,000", Quantity.FewerThan(13_000) },
        { "25k–30k", Quantity.Between(25_000, 30_000) },
        { "25k-30k", Quantity.Between(25_000, 30_000) },
        { "25–30k", Quantity.Between(25_000, 30_000) },
        { "25,000 — 30,000", Quantity.Between(25_000, 30_000) },
        { "25 to 30 million", Quantity.Between(25_000_000, 30_000_000) },
        { "1.5 to 2 billion", Quantity.Between(1_500_000_000, 2_000_000_000) },
        { "900,000 to 1.2 million", Quantity.Between(900_000, 1_200_000) },
        { "900k to 1.2 million", Quantity.Between(900_000, 1_200_000) },
        { "between 25,000 and 30,000", Quantity.Between(25_000, 30_000) },
        { "between 25 and 30 million", Quantity.Between(25_000_000, 30_000_000) },
        { "-20 to -10", Quantity.Between(-20, -10) },
        { "-20--10", Quantity.Between(-20, -10) },
        { "9,223,372,036,854,775,807", Quantity.Exactly(long.MaxValue) },
        { "-9,223,372,036,854,775,808", Quantity.Exactly(long.MinValue) },
    };

    [Theory]
    [MemberData(nameof(WrittenForms))]
    public void A_quantity_is_read_as_people_write_it(string text, Quantity expected)
    {
        Quantity.Parse(text).Should().Be(expected);
    }

    [Theory]
    [InlineData("around 800", QuantityKind.About, "around")]
    [InlineData("approximately 800", QuantityKind.About, "approximately")]
    [InlineData("approx. 800", QuantityKind.About, "approximately")]
    [InlineData("some 800", QuantityKind.About, "some")]
    [InlineData("roughly 800", QuantityKind.About, "roughly")]
    [InlineData("close to 800", QuantityKind.About, "close to")]
    [InlineData("almost 800", QuantityKind.Nearly, "almost")]
    [InlineData("just under 800", QuantityKind.Nearly, "just under")]
    [InlineData("minimum 800", QuantityKind.AtLeast, "a minimum of")]
    [InlineData("no fewer than 800", QuantityKind.AtLeast, "no fewer than")]
    [InlineData("over 800", QuantityKind.MoreThan, "over")]
    [InlineData("Above 800", QuantityKind.MoreThan, "above")]
    [InlineData("upwards of 800", QuantityKind.MoreThan, "upwards of")]
    [InlineData("as many as 800", QuantityKind.UpTo, "as many as")]
    [InlineData("at most 800", QuantityKind.UpTo, "at most")]
    [InlineData("≤800", QuantityKind.UpTo, "at most")]
    [InlineData("<= 800", QuantityKind.UpTo, "at most")]
    [InlineData("less than 800", QuantityKind.FewerThan, "less than")]
    [InlineData("UNDER 800", QuantityKind.FewerThan, "under")]
    public void A_hedge_is_kept_in_the_word_that_the_source_has(string text, QuantityKind kind, string word)
    {
        var quantity = Quantity.Parse(text);

        (quantity.Kind, quantity.Low, quantity.HedgeWord, quantity.Hedge).Should().Be((kind, 800L, word, word));
        quantity.ToString().Should().Be(word + " 800");
    }

    [Property]
    public void The_sum_of_two_holds_all_that_the_two_can_mean(Quantity one, Quantity other)
    {
        var sum = one.Plus(other);

        sum.LowestReading.Should().Be((long)Int128.Clamp((Int128)one.LowestReading + other.LowestReading, long.MinValue, long.MaxValue));
        (sum.HighestReading is null).Should().Be(one.HighestReading is null || other.HighestReading is null);
        other.Plus(one).LowestReading.Should().Be(sum.LowestReading);
        if (one.Kind == QuantityKind.Exactly && other.Kind is not (QuantityKind.UpTo or QuantityKind.FewerThan))
        {
            (sum.Kind, sum.Hedge).Should().Be((other.Kind, other.Hedge), "nothing of the other's hedge is lost");
        }
    }

    [Theory]
    [InlineData("more than 1,000", "about 500", "more than about 1,500")]
    [InlineData("nearly 500", "at least 1,000", "at least about 1,500")]
    [InlineData("more than about 1,000", "at least 500", "more than about 1,500")]
    [InlineData("more than 1,000", "500", "more than 1,500")]
    [InlineData("at least 1,000", "up to 500", "at least 1,000")]
    public void With_a_part_that_is_only_about_so_much_a_sum_that_is_open_upwards_is_only_about_so_much(string one, string other, string sum)
    {
        Quantity.Parse(one).Plus(Quantity.Parse(other)).ToString().Should().Be(sum);
        Quantity.Parse(other).Plus(Quantity.Parse(one)).ToString().Should().Be(sum);
    }

    [Theory]
    [InlineData("about 9,000", 8_800, "about 200")]
    [InlineData("more than 180,000", 180_000, "more than 0")]
    [InlineData("up to 9,000", 8_800, "-8,800 to 200")]
    [InlineData("8,900 to 9,100", 8_800, "100 to 300")]
    [InlineData("8,000", 8_800, "-800")]
    [InlineData("almost 9,000", 0, "almost 9,000")]
    public void A_level_over_what_was_there_before_keeps_its_hedge(string level, long before, string over)
    {
        Quantity.Parse(level).Over(Quantity.Exactly(before)).ToString().Should().Be(over);
    }

    [Theory]
    [InlineData("11,000", "about 9,000", "about 2,000")]
    [InlineData("about 11,000", "about 9,000", "about 2,000")]
    [InlineData("more than 11,000", "about 9,000", "more than about 2,000")]
    [InlineData("at least 11,000", "about 9,000", "at least about 2,000")]
    [InlineData("at least 11,000", "more than 9,000", "about 2,000")]
    [InlineData("nearly 11,000", "about 9,000", "nearly 2,000")]
    [InlineData("10,000 to 11,000", "about 9,000", "1,000 to 2,000")]
    [InlineData("280,000", "more than 180,000", "about 100,000")]
    [InlineData("9,000", "about 9,000", "about 0")]
    public void Over_a_start_that_is_hedged_an_increase_is_only_about_so_much(string level, string start, string over)
    {
        var increase = Quantity.Parse(level).Over(Quantity.Parse(start));

        increase.ToString().Should().Be(over);
        Quantity.Parse(over).Should().Be(increase, "what is said of it can be written in a form again");
    }

    [Property]
    public void An_increase_over_a_hedged_start_is_never_said_more_firmly_than_over_a_plain_one(Quantity level, Quantity start)
    {
        if (start.Low == 0 || start.Kind is QuantityKind.Exactly or QuantityKind.Between)
        {
            return;
        }

        var (over, plain) = (level.Over(start), level.Over(Quantity.Exactly(start.Low)));

        over.Kind.Should().NotBe(QuantityKind.Exactly);
        (over.Low, over.High).Should().Be((plain.Low, plain.High), "the hedge changes how it is said, not what is reckoned with");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("jobs")]
    [InlineData("million")]
    [InlineData("1,5")]
    [InlineData("1,50")]
    [InlineData("1,0000")]
    [InlineData("1234,567")]
    [InlineData(",500")]
    [InlineData("1,,000")]
    [InlineData("1,000 000")]
    [InlineData("1 00")]
    [InlineData("1.5")]
    [InlineData("1.0005k")]
    [InlineData("1.")]
    [InlineData(".5 million")]
    [InlineData("1.2.3 million")]
    [InlineData("1.2345678901234 million")]
    [InlineData("1.5,000 million")]
    [InlineData("13.000")]
    [InlineData("13.000.000")]
    [InlineData("1.0")]
    [InlineData("1'000")]
    [InlineData("1_000")]
    [InlineData("1e6")]
    [InlineData("0x10")]
    [InlineData("+5")]
    [InlineData("(5)")]
    [InlineData("5%")]
    [InlineData("$5")]
    [InlineData("5 jobs")]
    [InlineData("-")]
    [InlineData("–")]
    [InlineData("--5")]
    [InlineData("5-")]
    [InlineData("~")]
    [InlineData(">")]
    [InlineData("over")]
    [InlineData("more than")]
    [InlineData("about about 5")]
    [InlineData("about 25k-30k")]
    [InlineData("30k–25k")]
    [InlineData("500 to 1 million")]
    [InlineData("5 to")]
    [InlineData("to 5")]
    [InlineData("1-2-3")]
    [InlineData("between 5")]
    [InlineData("between 5 and")]
    [InlineData("between 10 and 5")]
    [InlineData("between 5 to 10")]
    [InlineData("٥٠٠")]
    [InlineData("５００")]
    [InlineData("5\0")]
    [InlineData("9,223,372,036,854,775,808")]
    [InlineData("-9,223,372,036,854,775,809")]
    [InlineData("9223372036854775807.000000000001")]
    [InlineData("10 billion billion")]
    [InlineData("5k million")]
    [InlineData("1.2345678901230 trillion")]
    [InlineData("between - and 5")]
    [InlineData("9,223,372,036,854,775,807 trillion")]
    [InlineData("-9,223,372,036,854,775,807 trillion")]
    [InlineData("99,999,999,999,999,999,999,999,999,999")]
    public void What_is_not_certainly_a_quantity_is_refused(string? text)
    {
        var read = Quantity.TryParse(text, out var quantity);

        read.Should().BeFalse();
        quantity.Should().BeNull();
    }

    [Fact]
    public void An_endless_text_is_refused()
    {
        Quantity.TryParse(new string('1', 101), out _).Should().BeFalse();
    }

    [Fact]
    public void A_text_that_is_no_quantity_is_named_in_the_message()
    {
        var act = () => Quantity.Parse("1,5");

        act.Should().Throw<FormatException>().WithMessage("*'1,5'*");
    }

    [Property(MaxTest = 500)]
    public void What_is_printed_is_read_back_as_the_same_quantity(Quantity quantity)
    {
        Quantity.Parse(quantity.ToString()).Should().Be(quantity);
    }

    [Property]
    public void No_text_whatever_makes_the_reader_throw(string text)
    {
        var act = () => Quantity.TryParse(text, out _);

        act.Should().NotThrow();
    }

    [Property]
    public void The_lowest_reading_is_never_above_the_highest(Quantity quantity)
    {
        quantity.LowestReading.Should().BeLessThanOrEqualTo(quantity.HighestReading ?? long.MaxValue);
    }

    public static TheoryData<Quantity, long, long?, long, bool> Readings => new()
    {
        { Quantity.Exactly(500), 500, 500, 500, false },
        { Quantity.About(500), 500, 500, 500, false },
        { Quantity.AtLeast(500), 500, null, 500, false },
        { Quantity.MoreThan(500), 500, null, 500, false },
        { Quantity.UpTo(500), 0, 500, 500, true },
        { Quantity.UpTo(-500), -500, -500, -500, true },
        { Quantity.Between(400, 500), 400, 500, 400, true },
    };

    [Theory]
    [MemberData(nameof(Readings))]
    public void Each_kind_says_what_is_certain_what_is_possible_and_what_is_promised(
        Quantity quantity, long lowest, long? highest, long promised, bool isRange)
    {
        (quantity.LowestReading, quantity.HighestReading, quantity.AsPromised, quantity.IsRange)
            .Should().Be((lowest, highest, promised, isRange));
    }

    [Fact]
    public void Up_to_makes_nothing_certain_as_a_report_and_promises_its_number()
    {
        var quantity = Quantity.UpTo(13_000);

        quantity.LowestReading.Should().Be(0);
        quantity.AsPromised.Should().Be(13_000);
    }

    [Fact]
    public void At_least_and_more_than_are_kept_apart()
    {
        Quantity.Parse("at least 500").Should().NotBe(Quantity.Parse("more than 500"));
    }

    [Fact]
    public void A_range_with_its_ends_exchanged_is_refused()
    {
        var act = () => Quantity.Between(2, 1);

        act.Should().Throw<ArgumentException>().WithMessage("*lower end*above its upper end*");
    }

    [Theory]
    [InlineData("1454", "1,454")]
    [InlineData("~800", "about 800")]
    [InlineData(">=800", "at least 800")]
    [InlineData("over 256k", "over 256,000")]
    [InlineData("<13,000", "fewer than 13,000")]
    [InlineData("25k–30k", "25,000 to 30,000")]
    [InlineData("-23328", "-23,328")]
    public void A_quantity_is_printed_as_it_is_read_aloud(string text, string aloud)
    {
        Quantity.Parse(text).ToString().Should().Be(aloud);
    }

    [Theory]
    [ClassData(typeof(Cultures))]
    public void A_quantity_is_read_and_written_alike_in_every_culture(string culture)
    {
        string[] texts = ["-23,328", "MORE THAN 256,000", "1.2 MILLION", "25k–30k", "AT LEAST 5", "~1,000"];

        var written = Cultures.Under(culture, () => texts.Select(t => Quantity.Parse(t).ToString()).ToList());

        written.Should().Equal("-23,328", "more than 256,000", "1,200,000", "25,000 to 30,000", "at least 5", "about 1,000");
    }
}
