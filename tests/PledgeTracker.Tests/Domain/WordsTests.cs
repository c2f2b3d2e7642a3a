using System.Reflection;
using System.Text;
using FsCheck;
using FsCheck.Xunit;
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
    [InlineData("new")]
    [InlineData("edit")]
    [InlineData("feed")]
    [InlineData("all")]
    [InlineData("index")]
    [InlineData("history")]
    [InlineData("embed")]
    [InlineData("v")]
    [InlineData("search")]
    [InlineData("compare")]
    [InlineData("review")]
    [InlineData("import")]
    [InlineData("export")]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("atom")]
    [InlineData("svg")]
    [InlineData("png")]
    [InlineData("ics")]
    public void The_words_of_the_site_itself_are_reserved(string word)
    {
        Slug.IsReserved(word).Should().BeTrue();
    }

    [Theory]
    [InlineData("news")]
    [InlineData("new-jobs")]
    [InlineData("")]
    public void A_word_that_only_resembles_one_of_the_site_is_free(string word)
    {
        Slug.IsReserved(word).Should().BeFalse();
    }

    [Theory]
    [InlineData("adidas AG", "adidas-ag")]
    [InlineData("3M", "3m")]
    [InlineData("Société Générale", "societe-generale")]
    [InlineData("Socie\u0301te\u0301 Ge\u0301ne\u0301rale", "societe-generale")]
    [InlineData("AT&T", "at-t")]
    [InlineData("Procter & Gamble", "procter-gamble")]
    [InlineData("  (The) Foxconn -- Technology, Inc.", "the-foxconn-technology-inc")]
    [InlineData("IBM!", "ibm")]
    [InlineData("株式会社", "")]
    [InlineData("", "")]
    public void A_name_makes_an_address_of_its_letters_without_accents_and_of_one_hyphen_for_whatever_is_between(string name, string slug)
    {
        Slug.Of(name).Should().Be(slug);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(200)]
    public void A_long_name_is_cut_to_an_address_that_ends_in_no_hyphen(int length)
    {
        var name = string.Concat(Enumerable.Repeat("Acme Inc. ", 20))[..length];

        Slug.IsWellFormed(Slug.Of(name)).Should().BeTrue();
        Slug.Of(new string('a', length)).Should().Be(new string('a', Math.Min(length, 100)));
    }

    [Property]
    public void Whatever_address_a_name_makes_is_well_formed(NonNull<string> name)
    {
        // Half of a surrogate pair is no text: it is replaced as it is where text is read.
        var text = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name.Get));

        var slug = Slug.Of(text);

        (slug.Length == 0 || Slug.IsWellFormed(slug)).Should().BeTrue();
    }

    [Theory]
    [ClassData(typeof(Cultures))]
    public void A_name_makes_the_same_address_in_every_culture(string culture)
    {
        Cultures.Under(culture, () => Slug.Of("IBM INDIA 2017")).Should().Be("ibm-india-2017");
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
