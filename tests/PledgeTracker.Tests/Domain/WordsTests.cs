using System.Reflection;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;

namespace PledgeTracker.Tests.Domain;

public class WordsTests
{
    public static TheoryData<Type> Enumerations =>
        new(typeof(Pledge).Assembly.GetExportedTypes().Where(t => t.IsEnum));

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void Every_fixed_word_is_read_back_from_its_written_form(Type enumeration)
    {
        var check = typeof(WordsTests).GetMethod(nameof(RoundTrip), BindingFlags.NonPublic | BindingFlags.Static)!;

        check.MakeGenericMethod(enumeration).Invoke(null, null);
    }

    [Theory]
    [InlineData(VerdictKind.PartlyKept, "partly-kept", "partly kept", "Partly kept")]
    [InlineData(VerdictKind.Kept, "kept", "kept", "Kept")]
    [InlineData(VerdictKind.NotYetRated, "not-yet-rated", "not yet rated", "Not yet rated")]
    public void A_word_has_one_written_form_and_reads_as_words(VerdictKind kind, string code, string words, string label)
    {
        (Code.Of(kind), Code.Words(kind), Code.Label(kind)).Should().Be((code, words, label));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("PartlyKept")]
    [InlineData("partly kept")]
    [InlineData("Partly-kept")]
    [InlineData(" partly-kept")]
    [InlineData("2")]
    [InlineData("kept,missed")]
    public void Only_the_written_form_is_read(string? code)
    {
        Code.TryParse<VerdictKind>(code, out var kind).Should().BeFalse();
        kind.Should().Be(default);
    }

    [Fact]
    public void Equal_numbers_of_different_enumerations_keep_their_own_words()
    {
        (Code.Of(Span.Total), Code.Of(Basis.CompanyStatement), Code.Of(Pace.Reached)).Should().Be(("total", "company-statement", "reached"));
    }

    [Theory]
    [ClassData(typeof(Cultures))]
    public void A_word_is_read_and_written_alike_in_every_culture(string culture)
    {
        var written = Cultures.Under(culture, () => (Code.Of(Counting.Disputed), Code.Label(InquiryOutcome.Silent), Code.Words(VerdictKind.InProgress),
            Code.TryParse<VerdictKind>("in-progress", out _)));

        written.Should().Be(("disputed", "Silent", "in progress", true));
    }

    [Theory]
    [InlineData("alibaba-1m-jobs")]
    [InlineData("a")]
    [InlineData("2017")]
    public void An_address_holds_lower_case_letters_digits_and_single_hyphens(string slug)
    {
        Slug.IsWellFormed(slug).Should().BeTrue();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData("a-")]
    [InlineData("a--b")]
    [InlineData("A")]
    [InlineData("a b")]
    [InlineData(" a")]
    [InlineData("a/b")]
    [InlineData("a.b")]
    [InlineData("../a")]
    [InlineData("a_b")]
    [InlineData("é")]
    [InlineData("ı")]
    [InlineData("٢")]
    [InlineData("a\n")]
    public void An_address_holds_nothing_else(string? slug)
    {
        Slug.IsWellFormed(slug).Should().BeFalse();
    }

    [Fact]
    public void An_address_has_at_most_100_characters()
    {
        Slug.IsWellFormed(new string('a', 100)).Should().BeTrue();
        Slug.IsWellFormed(new string('a', 101)).Should().BeFalse();
    }

    [Theory]
    [InlineData("new", true)]
    [InlineData("feed", true)]
    [InlineData("news", false)]
    public void The_words_of_the_site_itself_are_reserved(string slug, bool reserved)
    {
        Slug.IsReserved(slug).Should().Be(reserved);
    }

    [Theory]
    [InlineData("USD", true)]
    [InlineData("EUR", true)]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("usd", false)]
    [InlineData("US", false)]
    [InlineData("USDT", false)]
    [InlineData("US1", false)]
    [InlineData("ÜSD", false)]
    public void A_currency_is_three_capital_letters(string? code, bool isCurrency)
    {
        Money.IsCurrency(code).Should().Be(isCurrency);
    }

    [Theory]
    [ClassData(typeof(Cultures))]
    public void Money_is_written_alike_in_every_culture(string culture)
    {
        var written = Cultures.Under(culture, () => new Money(-4_010_000, "USD").ToString());

        written.Should().Be("USD -4,010,000");
    }

    [Fact]
    public void Amounts_are_equal_only_in_the_same_currency()
    {
        new Money(5, "USD").Should().Be(new Money(5, "USD")).And.NotBe(new Money(5, "CAD"));
    }

    private static void RoundTrip<T>()
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            var code = Code.Of(value);

            code.Should().MatchRegex("^[a-z]+(-[a-z]+)*$");
            Code.TryParse<T>(code, out var read).Should().BeTrue();
            read.Should().Be(value);
        }

        Code.Codes<T>().Should().Equal(Enum.GetValues<T>().Select(Code.Of));
    }
}
