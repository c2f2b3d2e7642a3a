using FsCheck.Xunit;
using PledgeTracker.Web.Search;

namespace PledgeTracker.Tests.Search;

/// <summary>How texts and questions are taken apart.</summary>
public sealed class WordTests
{
    [Theory]
    [InlineData("U.S. jobs", "us job")]
    [InlineData("Alibaba’s pledge, Alibaba's", "alibaba pledge alibaba")]
    [InlineData("São Paulo, Nestlé, Škoda, Łódź, Straße", "sao paulo nestle skoda lodz strasse")]
    [InlineData("13,000 and 13000", "13000 and 13000")]
    [InlineData("1.4 million; 1.4 MILLION; 1,400,000", "1400000 1400000 1400000")]
    [InlineData("one million, a billion, ten thousand", "1000000 1000000000 10000")]
    [InlineData("$50bn and 25k and 2.5m", "50000000000 and 25000 and 2500000")]
    [InlineData("AT&T, T-Mobile", "att t mobile")]
    [InlineData("companies, businesses, business, Texas, jobs, bus", "company business business texa job bus")]
    [InlineData("5by20 HQ2 in 2017", "5by20 hq2 in 2017")]
    [InlineData("1.5 in a plan B. A dog", "1d5 in a plan b a dog")]
    [InlineData("\"(* OR NEAR ^ : {a} 'x'", "or near a x")]
    [InlineData("", "")]
    [InlineData("🙂 — … !!", "")]
    public void Words_are_the_same_however_they_are_written(string text, string words) =>
        string.Join(' ', SearchWords.Of(text).Select(w => w.Stem)).Should().Be(words);

    [Property]
    public bool Every_text_has_words_within_it_in_order_and_of_letters_and_digits_only(string? text)
    {
        var words = SearchWords.Of(text ?? "");
        return words.All(w => w.Start < w.End && w.End <= text!.Length && w.Plain.EnumerateRunes().All(System.Text.Rune.IsLetterOrDigit))
            && words.Zip(words.Skip(1)).All(pair => pair.First.End <= pair.Second.Start);
    }

    [Fact]
    public void A_search_has_exact_words_exclusions_and_beginnings()
    {
        var query = SearchQuery.Parse("steel \"one million jobs\" -wisconsin semi* −\"New York\" t-mobile");

        query.Terms.Select(t => (string.Join(' ', t.Words.Select(w => w.Stem)), t.IsExact, t.IsExcluded, t.IsPrefix)).Should().Equal(
            ("steel", false, false, false), ("1000000 job", true, false, false), ("wisconsin", false, true, false),
            ("semi", false, false, true), ("new york", true, true, false), ("t mobile", false, false, false));
    }

    [Fact]
    public void Words_that_questions_are_made_of_are_passed_over_unless_nothing_else_is_there()
    {
        SearchQuery.Parse("How many jobs did Foxconn promise in Wisconsin?").Terms.Select(t => t.Typed).Should().Equal("jobs", "Foxconn", "Wisconsin");
        SearchQuery.Parse("the promise").Terms.Select(t => t.Typed).Should().Equal("the", "promise");
        SearchQuery.Parse("\"the promise\"").Terms.Should().ContainSingle().Which.IsExact.Should().BeTrue();
    }

    [Fact]
    public void A_search_of_any_length_is_cut_and_of_operators_alone_is_empty()
    {
        SearchQuery.Parse(new string('x', 10_000)).Terms.Should().ContainSingle();
        SearchQuery.Parse(string.Concat(Enumerable.Range(0, 3000).Select(i => $"w{i} "))).Terms.Count.Should().BeLessThanOrEqualTo(16);
        foreach (var text in (string?[])[null, "", "   ", "\"", "\"\"", "-", "* - \" :()", "🙂🙂"])
        {
            SearchQuery.Parse(text).IsEmpty.Should().BeTrue(text);
        }
    }

    [Theory]
    [InlineData("foxcon", "foxconn", 1)]
    [InlineData("foxxconn", "foxconn", 1)]
    [InlineData("ofxconn", "foxconn", 1)]
    [InlineData("wisconsn", "wisconsin", 1)]
    [InlineData("alibabba", "alibaba", 1)]
    [InlineData("samsnug", "samsung", 1)]
    [InlineData("abc", "xyz", 3)]
    public void Errors_are_letters_put_in_left_out_replaced_or_swapped(string typed, string meant, int distance) =>
        Spelling.Distance(typed, meant, 2).Should().Be(distance);
}
