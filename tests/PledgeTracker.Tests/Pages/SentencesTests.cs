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

    [Theory]
    [InlineData("It fell. That speaks for a miss. But the sum is for all countries.", "It fell. That speaks for a miss. But the sum is for all countries.")]
    [InlineData("It was sued. It “didn’t do either”. Acme contests the default. The suit is open.", "It was sued. It “didn’t do either”. Acme contests the default.")]
    [InlineData("It was sued. The state spoke. It contests that. The company says so too. Later more.", "It was sued. The state spoke. It contests that. The company says so too.")]
    [InlineData("A count was looked for. Its own wording too. None was found.", "A count was looked for. Its own wording too. None was found.")]
    [InlineData("One. Two. Acme opened a plant. But more.", "One. Two.")]
    [InlineData("One. Two. Others say so. But more.", "One. Two.")]
    public void What_is_said_against_somebody_is_not_cut_from_its_answer(string text, string shown) => Sentences.Fair(text, 2, ["Acme"]).Should().Be(shown);

    [Theory]
    [InlineData("A sum was given. No starting level is known.", "No starting level is known.")]
    [InlineData("One sentence.", "One sentence.")]
    [InlineData("A number was given. The plant is that of Acme Inc. Nobody counts it.", "The plant is that of Acme Inc. Nobody counts it.")]
    public void The_last_sentence_is_shown_whole(string text, string last) => Sentences.Last(text).Should().Be(last);

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
