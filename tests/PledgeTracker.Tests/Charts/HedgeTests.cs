using FsCheck.Xunit;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Domain;
using PledgeTracker.Web.Charts;
using PledgeTracker.Web.Publishing;
using PledgeTracker.Web.Reading;
using PledgeTracker.Web.Ui;

namespace PledgeTracker.Tests.Charts;

/// <summary>Whatever a source says, with whatever hedge: what is drawn and written of it says it as firmly. Its page is in Pages.</summary>
[Properties(Arbitrary = [typeof(Arbitraries)])]
public sealed class HedgeTests
{
    [Property]
    public void A_quantity_in_words_is_read_back_as_what_it_is(Quantity quantity)
    {
        // A minus in words is not the hyphen that is typed, and both are read.
        Quantity.Parse(Wording.Quantity(quantity, null)).Should().Be(quantity);
    }

    [Property]
    public void Finding_description_label_bar_and_row_say_the_hedge_of_what_counts(Quantity quantity)
    {
        var target = Given.Target("1,000,000");
        var pledge = Given.Pledge(target, [Given.Figure(target, quantity.ToString(), "2019-12-31")]);
        var progress = TargetProgress.Of(pledge, target, Given.Today);
        var drawing = Drawing.Of(pledge);
        var row = PledgeRows.Summarise(pledge, 1, new PublicationTerms("", default, Given.Today));

        string[] said =
        [
            ChartWords.Finding(progress), drawing.Title, drawing.Description, Drawing.Read(ProgressBar.Render(progress)).Texts.Single(t => t.EndsWith("counted", StringComparison.Ordinal)), PledgeWords.Row(row),
        ];

        said.Should().OnlyContain(text => Says(text, quantity), quantity.ToString());
        drawing.Texts.Where(t => t.Contains(Wording.Number(quantity.Low), StringComparison.Ordinal) && quantity.Low is > 1_000_000 and < 9_000_000)
            .All(text => Says(text, quantity)).Should().BeTrue(quantity.ToString());
    }

    private static bool Says(string text, Quantity quantity) => quantity.Kind switch
    {
        QuantityKind.Exactly => true,
        QuantityKind.Between => quantity.Low == quantity.High || text.Contains(" to ", StringComparison.Ordinal),

        // A share at its highest reading says "0% to 40%" of "up to"; the number itself stands with its hedge everywhere else.
        _ when quantity.IsRange && text.EndsWith("counted", StringComparison.Ordinal) => text.Contains(" to ", StringComparison.Ordinal),

        // A share of what is nearly so much is about so much; cut, it would be more than it says.
        QuantityKind.Nearly when text.EndsWith("counted", StringComparison.Ordinal) => text.StartsWith("about", StringComparison.Ordinal) || text.StartsWith("nearly 100%", StringComparison.Ordinal),
        _ => text.Contains(quantity.Hedge!, StringComparison.OrdinalIgnoreCase),
    };
}
