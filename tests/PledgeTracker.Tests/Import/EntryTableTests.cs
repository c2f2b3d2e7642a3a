using System.Globalization;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Import;

namespace PledgeTracker.Tests.Import;

/// <summary>A table of the entries of a list, as people paste it.</summary>
public class EntryTableTests
{
    private static readonly DateOnly Today = new(2026, 11, 29);

    [Fact]
    public void Columns_stand_in_any_order_and_amounts_as_people_write_them()
    {
        var table = Read("Jobs\tCompanies\tAmount\tAs listed\tAnnounced\tPlace\n"
            + "1,500\tAcme, Bolt\t$12 billion\tAcme and Bolt – $12B\t21 January 2025\tOhio\n"
            + "\tCoil\tmore than €500 million\tCoil\tMay 2025\t\n"
            + "thousands\tDynamo\tundisclosed\tDynamo\t2025\t\n");

        table.Problems.Should().BeEmpty();
        table.Rows.Select(r => r.Entry).Should().BeEquivalentTo(new[]
        {
            new ListItemDraft { Id = "acme", AsListed = "Acme and Bolt – $12B", Companies = "Acme, Bolt", Amount = "12,000,000,000", Currency = "USD", Jobs = "1,500", Announced = "2025-01-21", Place = "Ohio", Sources = ["own"] },
            new ListItemDraft { Id = "coil", AsListed = "Coil", Companies = "Coil", Amount = "more than 500,000,000", Currency = "EUR", Announced = "2025-05", Sources = ["own"] },
            new ListItemDraft { Id = "dynamo", AsListed = "Dynamo", Companies = "Dynamo", AmountInWords = "undisclosed", JobsInWords = "thousands", Announced = "2025", Sources = ["own"] },
        }, o => o.WithStrictOrdering());
        table.CanBeAdded.Should().BeTrue();
    }

    [Theory]
    [InlineData("$12 billion", 12_000_000_000, "USD")]
    [InlineData("US$ 1.5 billion", 1_500_000_000, "USD")]
    [InlineData("1,500,000,000", 1_500_000_000, null)]
    [InlineData("1.5 billion USD", 1_500_000_000, "USD")]
    [InlineData("EUR 20 million", 20_000_000, "EUR")]
    [InlineData("C$3 million", 3_000_000, "CAD")]
    [InlineData("about £40m", 40_000_000, "GBP")]
    [InlineData("$12.000.000", 12_000_000, "USD")]
    public void An_amount_brings_its_currency(string typed, long amount, string? currency)
    {
        var read = TypedQuantity.ReadMoney(typed).Value!;

        (read.Quantity.Low, read.Currency).Should().Be((amount, currency));
    }

    [Theory]
    [InlineData("NT$5 billion")]
    [InlineData("¥5 billion")]
    [InlineData("USD")]
    [InlineData("")]
    public void An_amount_that_could_mean_several_things_is_not_read(string typed) => TypedQuantity.ReadMoney(typed).Value.Should().BeNull();

    [Fact]
    public void What_can_mean_several_things_is_asked_about_at_its_row()
    {
        var table = Read("As listed,Companies,Amount,Currency,Jobs,Announced\nA,Acme,$5 million,CAD,500+,30/11/2014\nB,Bolt,¥5 billion,JPY,\"3,000 or more\",2/11/21\nC,Coil,¥5 billion,,N/A,today\n");

        table.Rows.Select(r => (r.Entry.Amount, r.Entry.Currency, r.Entry.Jobs, r.Entry.Announced)).Should().Equal(
            ("5,000,000", "CAD", "at least 500", "2014-11-30"), ("5,000,000,000", "JPY", "at least 3,000", null), (null, null, null, "2026-11-29"));
        table.Rows[1].Problems.Should().ContainSingle().Which.Should().Contain("2 November 2021 or 11 February 2021");
        table.Rows[2].Problems.Should().SatisfyRespectively(p => p.Should().Contain("JPY or 5,000,000,000 CNY"), p => p.Should().Contain("“N/A” can be an empty field or 0."));
    }

    [Fact]
    public void Unknown_columns_are_named_and_nothing_is_read()
    {
        var table = Read("As listed,Companies,Verdict,=HYPERLINK(1)\nA,B,C,D\n");

        table.Rows.Should().BeEmpty();
        table.Problems.Should().ContainSingle().Which.Should().Contain("Verdict, =HYPERLINK(1)").And.Contain("Known are: As listed");
        Read("As listed;As Listed\nA;B\n").Problems.Should().ContainSingle().Which.Should().Contain("twice");
        Read("Companies\nAcme\n").Problems.Should().ContainSingle().Which.Should().Contain("As listed");
        Read("").Problems.Should().ContainSingle();
        Read("As listed,Companies\n").Problems.Should().ContainSingle().Which.Should().Contain("no row");
    }

    [Fact]
    public void What_cannot_be_read_stands_at_its_row_and_stops_the_whole_table()
    {
        var table = Read("As listed,Companies,Amount,Currency,Jobs,Announced\nA,Acme,1.5,,,\nB,Bolt,$5 million,EUR,,\nC,Coil,,,12 or so many,\nD,Dynamo,,,,1/9/2025\nE,Edge,,,,,beyond\nF,Fuse,,,5,2024\n");

        table.Rows.Select(r => r.Problems.Count).Should().Equal(1, 1, 1, 1, 1, 0);
        table.Rows[1].Problems[0].Should().Contain("USD").And.Contain("EUR");
        table.CanBeAdded.Should().BeFalse();
    }

    [Fact]
    public void What_the_review_will_miss_is_said_and_stops_nothing()
    {
        var table = Read("As listed,Companies,State,Amount,Announced\nA,,,,\nB,Bolt,Japan,$5 million,2031\n");

        table.CanBeAdded.Should().BeTrue();
        table.Rows[0].Later.Should().Contain("Enter the companies, or the state whose pledge it is.");
        table.Rows[1].Later.Should().HaveCount(2);
    }

    [Fact]
    public void Short_names_are_made_from_the_companies_and_none_is_given_twice()
    {
        var list = new ClaimListDraft { Items = [new ListItemDraft { Id = "acme" }] };

        EntryTable.Read("As listed,Companies,State\nOne,Acme,\nTwo,Acme,\nThree,,Japan\nFour,日立,\n", list, ["own"], Today).Rows.Select(r => r.Entry.Id).Should().Equal("acme-2", "acme-3", "japan", "four");
    }

    [Fact]
    public void A_table_larger_than_a_list_may_be_is_refused_with_the_bound()
    {
        var list = new ClaimListDraft { Items = [new ListItemDraft { Id = "one" }] };
        var most = DraftBounds.MostOf("items");
        var rows = string.Concat(Enumerable.Range(0, most).Select(i => string.Create(CultureInfo.InvariantCulture, $"Entry {i},Firm {i}\n")));

        var table = EntryTable.Read("As listed,Companies\n" + rows, list, ["own"], Today);

        table.Problems.Should().ContainSingle().Which.Should().Contain("5,000");
        table.CanBeAdded.Should().BeFalse();
        EntryTable.Read("As listed,Companies\n" + rows, new ClaimListDraft(), ["own"], Today).Rows.Should().HaveCount(most).And.OnlyContain(r => r.Problems.Count == 0);
    }

    [Fact]
    public void A_quote_that_never_ends_and_a_cell_without_end_are_answered()
    {
        Read("As listed,Companies\n\"A,B\n" + new string('x', 30_000) + "\n").CanBeAdded.Should().BeFalse();
        Read("As listed\tCompanies\n5\" pipe\tAcme\n").Rows.Should().ContainSingle().Which.Entry.AsListed.Should().Be("5\" pipe");
    }

    private static EntryTable Read(string text) => EntryTable.Read(text, new ClaimListDraft(), ["own"], Today);
}
