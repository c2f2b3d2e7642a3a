using PledgeTracker.Tests.Truth;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Tests.Pages;

/// <summary>At the head of a page stand the first sentences of what an editor wrote, never a part of one: half a sentence may say the opposite.</summary>
public sealed class SentencesTests
{
    [Theory]
    [InlineData("One. Two. Three.", 2, "One. Two.")]
    [InlineData("One.", 2, "One.")]
    [InlineData("", 1, "")]
    [InlineData("The U.S. House asked. It answered.", 1, "The U.S. House asked.")]
    [InlineData("John F. Kennedy came. He left.", 1, "John F. Kennedy came.")]
    [InlineData("Acme Inc. Chairman Doe spoke. He left.", 1, "Acme Inc. Chairman Doe spoke.")]
    [InlineData("It paid $1.5 billion. Then nothing.", 1, "It paid $1.5 billion.")]
    [InlineData("He said: “It is done.” Nobody saw it.", 1, "He said: “It is done.”")]
    [InlineData("It grew. 3,000 were counted.", 1, "It grew.")]
    [InlineData("Plant No. 7 was closed. It stays so.", 1, "Plant No. 7 was closed.")]
    [InlineData("Was it kept? No. So the state says.", 2, "Was it kept? No. So the state says.")]
    public void A_text_is_cut_only_where_a_sentence_ends(string text, int count, string first) => Sentences.First(text, count).Should().Be(first);

    [Fact]
    public void Of_every_starter_verdict_whole_sentences_are_shown_as_they_were_written()
    {
        var reasons = new RawSite().Pledges.SelectMany(p => p.All("verdicts")).Select(v => RawPledge.Text(v, "reason")!).ToList();

        reasons.Should().HaveCountGreaterThan(50).And.AllSatisfy(reason =>
        {
            var first = Sentences.First(reason, 2);
            reason.Should().StartWith(first);
            first.Should().MatchRegex("[.!?][”’\"')]*$");
            (first.Count(c => c == '“') - first.Count(c => c == '”')).Should().Be(0, "no quotation is broken off: {0}", first);
        });
    }
}
