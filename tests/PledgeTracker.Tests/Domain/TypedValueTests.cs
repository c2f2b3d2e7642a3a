using System.Diagnostics;
using System.Text.RegularExpressions;
using FsCheck.Xunit;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Tests.Domain;

/// <summary>Dates, numbers and money as people and programs write them, each with what it means, and everything that must never be guessed.</summary>
[Properties(Arbitrary = [typeof(Arbitraries)])]
public partial class TypedValueTests
{
    private static readonly DateOnly Today = new(2026, 11, 29);

    /// <summary>The spellings of typed-values.tsv: what kind of value, where the spelling is from, what stands beside it, and what it means.</summary>
    public static IEnumerable<object[]> Spellings => Lines.Select(l => new object[] { l[0], l[2], l[3], l[4], l[5] });

    private static IEnumerable<string[]> Lines => File.ReadLines(Path.Combine(Repository.Root, "tests", "PledgeTracker.Tests", "Domain", "typed-values.tsv")).Skip(1).Select(l => l.Split('\t'));

    [Theory]
    [MemberData(nameof(Spellings))]
    public void A_spelling_is_read_asked_about_or_refused(string kind, string typed, string beside, string outcome, string means)
    {
        var (read, offers, problem) = Read(kind, Escape().Replace(typed, m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString()), beside);

        (read is not null ? "read" : offers.Count > 0 ? "asked" : "refused", read ?? string.Join(" | ", offers)).Should().Be((outcome, means), problem);
        (problem is null).Should().Be(read is not null);
    }

    [Fact]
    public void Most_spellings_are_collected_and_none_stands_there_twice()
    {
        var lines = Lines.ToList();

        lines.Should().HaveCountGreaterThanOrEqualTo(400).And.OnlyContain(l => l.Length == 6);
        lines.Count(l => l[1] == "collected").Should().BeGreaterThan(lines.Count / 2);
        lines.Select(l => (l[0], l[2], l[3])).Should().OnlyHaveUniqueItems();
    }

    [Fact]
    public void A_problem_quotes_what_was_typed_in_plain_sentences()
    {
        foreach (var line in Lines.Where(l => l[4] != "read"))
        {
            var typed = Escape().Replace(line[2], m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());
            var problem = Read(line[0], typed, line[3]).Problem!;

            problem.Should().Contain("“").And.NotContain(";").And.EndWith(".");
            if (!typed.Any(c => char.IsControl(c) || c is '\u200B' or '\u202E'))
            {
                problem.Should().Contain(typed.Trim());
            }

            Sentence().Split(problem).Should().OnlyContain(s => s.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length <= 25, problem);
        }
    }

    [Theory]
    [InlineData("2/11/21", "“2/11/21” can be 2 November 2021 or 11 February 2021. Write the month as a word. Write the year with four digits.")]
    [InlineData("02/11/2021", "“02/11/2021” can be 2 November 2021 or 11 February 2021. Write the month as a word.")]
    [InlineData("early 2014", "“early” in “early 2014” leaves the date open. Choose 2014.")]
    [InlineData("by the end of 2020", "“by the end of” in “by the end of 2020” leaves the date open. Choose 31 December 2020, December 2020 or 2020.")]
    [InlineData("Q4 2014", "The quarter of a year in “Q4 2014” leaves the date open. Choose December 2014, October 2014 or 2014.")]
    [InlineData("tomorrow", "Write a day, a month or a year, like 9 January 2017, or like 2017-01-09, 2017-01 or 2017. “tomorrow” is none of them.")]
    public void A_problem_with_a_date_says_what_it_can_be(string typed, string problem) => TypedDate.Read(typed).Problem.Should().Be(problem);

    [Theory]
    [InlineData("2017-2018", "“2017-2018” can be 2,017 to 2,018, or two years.")]
    [InlineData("555-1234", "“555-1234” can be 555 to 1,234, or a telephone number.")]
    [InlineData("N/A", "“N/A” can be an empty field or 0. Leave the field empty where no number is known.")]
    [InlineData("$500", "“$500” names a currency. Write the number alone, like 500.")]
    [InlineData("٥٠٠", "“٥٠٠” holds digits or fractions of another kind. Write it with the digits 0 to 9.")]
    [InlineData("5\u200B00", "“5 00” holds a character that cannot be seen (U+200B). Type it again.")]
    public void A_problem_with_a_number_says_what_it_can_be(string typed, string problem) => TypedQuantity.Read(typed).Problem.Should().StartWith(problem);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \u00A0\t")]
    public void A_blank_text_is_no_value_and_no_problem(string? typed)
    {
        TypedDate.Read(typed).Should().BeEquivalentTo(new { Value = (PartialDate?)null, Problem = (string?)null });
        TypedQuantity.Read(typed).Should().BeEquivalentTo(new { Value = (Quantity?)null, Problem = (string?)null });
        TypedQuantity.ReadMoney(typed).Problem.Should().BeNull();
    }

    [Fact]
    public void Every_quantity_that_documents_hold_is_read_as_the_same()
    {
        foreach (object[] form in QuantityTests.WrittenForms)
        {
            TypedQuantity.Read((string)form[0]).Value.Should().Be((Quantity)form[1], "it is written {0}", form[0]);
        }
    }

    [Property(MaxTest = 500)]
    public void A_quantity_that_is_printed_is_read_as_the_same(Quantity quantity) => TypedQuantity.Read(quantity.ToString()).Value.Should().Be(quantity);

    [Property(MaxTest = 300)]
    public void An_amount_that_is_printed_is_read_as_the_same(Quantity quantity, bool inEuros)
    {
        var amount = new StatedAmount(quantity, inEuros ? "EUR" : "JPY");

        TypedQuantity.ReadMoney(amount.ToString()).Value.Should().Be(amount);
        TypedQuantity.ReadMoney(new Money(quantity.Low, amount.Currency!).ToString()).Value.Should().Be(new StatedAmount(Quantity.Exactly(quantity.Low), amount.Currency));
    }

    [Property(MaxTest = 300)]
    public void What_the_pages_say_of_a_number_is_read_as_the_same(Quantity quantity)
    {
        foreach (var currency in (string?[])[null, "USD", "EUR", "GBP", "CAD", "KRW"])
        {
            var said = Wording.QuantityInFull(quantity, currency);

            TypedQuantity.ReadMoney(said).Value.Should().Be(new StatedAmount(quantity, currency), said);
        }
    }

    [Theory]
    [MemberData(nameof(Hedges))]
    public void A_hedge_is_read_with_money_and_with_words(string hedge)
    {
        var stated = Quantity.Parse(hedge + " 1,200,000");

        TypedQuantity.ReadMoney($"{hedge} $1.2 million").Value.Should().Be(new StatedAmount(stated, "USD"));
        TypedQuantity.Read(Wording.AsSaid(stated, null)).Value.Should().Be(stated);
        TypedQuantity.Read($"{hedge} one million").Value.Should().Be(Quantity.Parse(hedge + " 1,000,000"));
    }

    public static TheoryData<string> Hedges => [.. Enum.GetValues<QuantityKind>().Where(k => k is not (QuantityKind.Exactly or QuantityKind.Between)).Select(UsualOf), "around", "some", "almost", "just under", "over", "no fewer than", "as many as", "no more than", "under", "at least about"];

    [Property(MaxTest = 500)]
    public void A_date_that_is_printed_is_read_as_the_same(PartialDate date) => TypedDate.Read(date.ToString()).Value.Should().Be(date);

    [Property(MaxTest = 300)]
    public void A_day_in_numbers_is_read_in_the_chosen_order_and_offered_in_any(DateOnly day)
    {
        var (dayFirst, monthFirst) = ($"{day.Day}/{day.Month}/{day.Year:D4}", $"{day.Month}.{day.Day}.{day.Year:D4}");

        TypedDate.Read(dayFirst, new() { Order = DateOrder.DayFirst }).Value.Should().Be(PartialDate.OfDay(day));
        TypedDate.Read(monthFirst, new() { Order = DateOrder.MonthFirst }).Value.Should().Be(PartialDate.OfDay(day));
        foreach (var reading in (Reading<PartialDate?>[])[TypedDate.Read(dayFirst), TypedDate.Read(monthFirst)])
        {
            reading.Offers.Select(o => o.Value).Append(reading.Value).Should().Contain(PartialDate.OfDay(day));
        }
    }

    [Property(MaxTest = 300)]
    public void What_is_offered_is_read_as_it_is_offered(int number, bool isMoney)
    {
        foreach (var typed in (string[])[$"{number}.5", $"{number / 1000}.{Math.Abs(number % 1000):D3}", $"+{Math.Abs((long)number)}", $"¥{number}", $"{number} jobs"])
        {
            foreach (var offer in isMoney ? TypedQuantity.ReadMoney(typed).Offers : [])
            {
                TypedQuantity.ReadMoney(offer.Written).Value.Should().Be(offer.Value);
            }
        }
    }

    [Property(MaxTest = 1000)]
    public void No_text_whatever_makes_a_reader_throw(string text)
    {
        TypedDate.Read(text, new() { Today = Today });
        TypedQuantity.Read(text);
        TypedQuantity.ReadMoney(text);
    }

    [Fact]
    public void Hostile_texts_are_refused_at_once()
    {
        string[] texts =
        [
            new('9', 10_000), new('(', 10_000), string.Concat(Enumerable.Repeat("1,", 5_000)), string.Concat(Enumerable.Repeat("a ", 5_000)), new('\u0001', 10_000), string.Concat(Enumerable.Repeat("\uD83D", 5_000)),
            new('9', 100), new('(', 100), string.Concat(Enumerable.Repeat("1,", 50)), string.Concat(Enumerable.Repeat("a ", 49)) + "b", string.Concat(Enumerable.Repeat("1-", 50)), string.Concat(Enumerable.Repeat("$", 100)), string.Concat(Enumerable.Repeat("€ ", 50)) + "5a",
            string.Concat(Enumerable.Repeat("by ", 13)), new string('~', 40), string.Concat(Enumerable.Repeat("1 ", 20)), string.Concat(Enumerable.Repeat("jan ", 10)), "mon " + string.Concat(Enumerable.Repeat("mon ", 9)), new string('\'', 40), "by by by by by by by by by by january x", string.Concat(Enumerable.Repeat("million ", 12)), "5" + new string(' ', 9_000) + "5",
        ];
        var clock = Stopwatch.StartNew();

        for (var i = 0; i < 50; i++)
        {
            foreach (var text in texts)
            {
                TypedDate.Read(text).Value.Should().BeNull();
                TypedQuantity.Read(text).Value.Should().BeNull();
                TypedQuantity.ReadMoney(text).Problem!.Length.Should().BeLessThan(300);
            }
        }

        clock.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(10));
    }

    [Theory]
    [ClassData(typeof(Cultures))]
    public void Values_are_read_alike_in_every_culture(string culture)
    {
        var read = Cultures.Under(culture, () => new[]
        {
            TypedDate.Read("9 JANUARY 2017").Value.ToString(), TypedDate.Read("FRIDAY, 21 FEB 2014").Value.ToString(), TypedQuantity.Read("1.2 MILLION").Value?.ToString(), TypedQuantity.ReadMoney("€1.5 BILLION").Value?.ToString(), TypedDate.Read("2/11/21").Problem,
        }.ToList());

        read.Should().Equal("2017-01-09", "2014-02-21", "1,200,000", "1,500,000,000 EUR", TypedDate.Read("2/11/21").Problem);
    }

    [Fact]
    public void A_draft_says_what_a_value_can_be_and_offers_it()
    {
        var draft = Given.Draft();
        var problems = ReviewRules.Review(draft with { Announced = draft.Announced! with { Date = "2/11/21" }, Targets = [draft.Targets[0] with { Quantity = "2017-2018", Deadline = "9 January 2030" }] }, Given.ReviewContext()).Problems;

        problems.Single(p => p.Field == "announced.date").Offers.Select(o => (o.Written, o.Said)).Should().Equal(("2021-11-02", "2 November 2021"), ("2021-02-11", "11 February 2021"));
        problems.Single(p => p.Field == "targets[0].quantity").Offers.Select(o => o.Written).Should().Equal("2,017 to 2,018");
        problems.Single(p => p.Field == "targets[0].deadline").Should().Match<ReviewProblem>(p => p.Message == "Write “9 January 2030” as 2030-01-09." && p.Offers[0].Written == "2030-01-09");
    }

    [Fact]
    public void A_document_that_was_published_is_read_as_it_was_on_its_day()
    {
        var draft = Given.Draft();
        var published = draft with { Targets = [draft.Targets[0] with { Quantity = "2017-2018" }] };

        ReviewRules.ReadPublished(published, Given.ReviewContext()).Targets[0].Quantity.Should().Be(Quantity.Between(2_017, 2_018));
    }

    private static string UsualOf(QuantityKind kind) => kind switch
    {
        QuantityKind.About => "about",
        QuantityKind.AtLeast => "at least",
        QuantityKind.MoreThan => "more than",
        QuantityKind.UpTo => "up to",
        QuantityKind.Nearly => "nearly",
        _ => "fewer than",
    };

    private static (string? Read, List<string> Offers, string? Problem) Read(string kind, string typed, string beside)
    {
        var options = new TypedOptions
        {
            Order = beside switch { "day-first" => DateOrder.DayFirst, "month-first" => DateOrder.MonthFirst, _ => null },
            Mark = beside switch { "point" => DecimalMark.Point, "comma" => DecimalMark.Comma, _ => null },
            Today = beside == "today" ? Today : null,
        };
        return kind switch
        {
            "date" => Of(TypedDate.Read(typed, options)),
            "number" => Of(TypedQuantity.Read(typed, options)),
            _ => Of(TypedQuantity.ReadMoney(typed, options, beside.StartsWith("beside ", StringComparison.Ordinal) ? beside[7..] : null)),
        };

        static (string? Read, List<string> Offers, string? Problem) Of<T>(Reading<T> reading) =>
            (reading.Value?.ToString(), [.. reading.Offers.Select(o => o.Written.Length == 0 ? "(empty)" : o.Written)], reading.Problem);
    }

    [GeneratedRegex(@"\\u([0-9A-Fa-f]{4})")]
    private static partial Regex Escape();

    [GeneratedRegex(@"(?<=\.) (?=[A-Z“])")]
    private static partial Regex Sentence();
}
