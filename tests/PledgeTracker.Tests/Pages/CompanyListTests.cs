using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.Pages;

/// <summary>The list of companies is sorted and narrowed by the server, and its sums are the product's own.</summary>
public sealed class CompanyListTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    [Theory]
    [InlineData("pledges", 3)]
    [InlineData("jobs", 4)]
    [InlineData("counted", 5)]
    public async Task A_column_of_numbers_is_sorted_from_the_largest_and_by_a_second_choice_from_the_smallest(string sort, int column)
    {
        var (_, page) = await app.GetAsync("/companies?sort=" + sort);
        var heading = page.QuerySelector($"table.companies thead th:nth-child({column})")!;
        var (_, reversed) = await app.GetAsync(heading.QuerySelector("a")!.GetAttribute("href")!);

        heading.GetAttribute("aria-sort").Should().Be("descending");
        reversed.QuerySelector($"table.companies thead th:nth-child({column})")!.GetAttribute("aria-sort").Should().Be("ascending");
        var (down, up) = (Numbers(page, column), Numbers(reversed, column));
        down.Where(n => n is not null).Should().HaveCountGreaterThan(20).And.BeInDescendingOrder();
        up.Where(n => n is not null).Should().BeInAscendingOrder();
        foreach (var numbers in new[] { down, up })
        {
            numbers.SkipWhile(n => n is not null).Where(n => n is not null).Should().BeEmpty("what has no number of this kind comes last");
        }
    }

    [Fact]
    public async Task The_sort_by_public_money_compares_dollars_with_dollars_alone()
    {
        var (_, page) = await app.GetAsync("/companies?sort=money");
        var cells = page.QuerySelectorAll("table.companies tbody tr td:last-child").Select(c => c.TextContent).ToList();

        cells.TakeWhile(c => c.Contains('$', StringComparison.Ordinal)).Should().HaveCountGreaterThan(20);
        cells.SkipWhile(c => c.Contains('$', StringComparison.Ordinal) && !c.Contains("CA$", StringComparison.Ordinal)).Should().OnlyContain(c => !c.Replace("CA$", "", StringComparison.Ordinal).Contains('$', StringComparison.Ordinal));
        page.QuerySelector("table.companies caption")!.TextContent.Should().Contain("most public money first, in U.S. dollars");
    }

    [Fact]
    public async Task A_company_is_found_where_one_of_its_pledges_fits_every_choice()
    {
        var (_, missed) = await app.GetAsync("/companies?verdict=missed");
        var (_, both) = await app.GetAsync("/companies?verdict=missed&place=US-OH");
        List<string> expected = [];
        await app.WithDatabaseAsync(async context => expected = await context.Summaries
            .Where(s => s.Verdict == VerdictKind.Missed && context.Pledges.Any(p => EF.Property<int>(p, "Id") == s.PledgeId && p.Places.Any(x => x.Subdivision == "US-OH"))).Select(s => s.CompanySlug).Distinct().ToListAsync());

        missed.QuerySelectorAll("table.companies tbody tr").Should().NotBeEmpty().And.OnlyContain(row => row.QuerySelector(".v-missed") != null);
        both.QuerySelectorAll("table.companies tbody th a").Select(a => a.GetAttribute("href")!["/companies/".Length..]).Should().BeEquivalentTo(expected).And.NotBeEmpty();
        both.QuerySelectorAll("select option[selected]").Select(o => o.TextContent).Should().Equal("Missed", "Ohio");
        (await app.GetAsync("/companies?q=fOX")).Page.QuerySelectorAll("table.companies tbody th").Select(h => h.TextContent).Should().Equal("Foxconn");
        (await app.GetAsync("/companies?q=nobody-of-this-name")).Page.QuerySelector("main")!.TextContent.Should().Contain("No company fits all of this.");
    }

    [Theory]
    [InlineData("/companies?sort=best", "A list cannot be sorted by “best”. Sort it by: name, sector, pledges, jobs, counted, money.")]
    [InlineData("/companies?reverse=yes", "reverse is 1 or left out")]
    [InlineData("/companies?verdict=late", "There is no verdict “late”.")]
    [InlineData("/companies?place=Ohio", "is not the code of a country")]
    public async Task What_is_not_understood_is_named(string address, string says)
    {
        var (answer, page) = await app.GetAsync(address);

        answer.StatusCode.Should().Be(HttpStatusCode.BadRequest);
        page.QuerySelector("main")!.TextContent.Should().Contain(says);
    }

    [Theory]
    [InlineData("amazon", "at least ")]
    [InlineData("foxconn", "at most ")]
    [InlineData("alibaba", "")]
    public async Task The_total_of_a_company_leaves_out_parts_and_what_was_promised_with_others_keeps_hedges_and_stands_first_on_its_page(string company, string hedge)
    {
        var sum = 0L;
        await app.WithDatabaseAsync(async context => sum = await context.Summaries
            .Where(s => s.CompanySlug == company && s.JobsMetric == "jobs-created" && !context.Set<Relation>().Any(r => EF.Property<int>(r, "PledgeId") == s.PledgeId && r.Kind == RelationKind.PartOf)
                && context.Pledges.Any(p => EF.Property<int>(p, "Id") == s.PledgeId && p.PromisedWith == null)).SumAsync(s => s.JobsPledged ?? 0));
        var said = hedge + sum.ToString("N0", CultureInfo.InvariantCulture);

        var (_, page) = await app.GetAsync("/companies/" + company);
        var (_, list) = await app.GetAsync("/companies?q=" + company);

        page.QuerySelector("main dl.totals dd")!.TextContent.Should().Be(said);
        page.QuerySelector("main dl.totals dt")!.TextContent.Should().StartWith("jobs created, promised in ");
        page.QuerySelector("dl.totals")!.CompareDocumentPosition(page.QuerySelector("ul.record")!).Should().HaveFlag(DocumentPositions.Following);
        list.QuerySelector("table.companies tbody td:nth-child(4) data")!.TextContent.Should().Be(said);
    }

    [Fact]
    public async Task Kinds_of_jobs_are_never_added_together()
    {
        var (_, page) = await app.GetAsync("/companies?q=amazon");

        page.QuerySelectorAll("table.companies tbody td:nth-child(4) .of-kind").Select(s => string.Join(' ', s.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Should().Equal("at least 1,155,500 jobs created", "100,000 people hired");
        page.QuerySelectorAll("table.companies tbody td:nth-child(5) data").Select(d => d.TextContent).Should().Equal("309,732", "175,000");
    }

    [Theory]
    [InlineData("500", "more than 300", "more than 800")]
    [InlineData("about 500", "300", "about 800")]
    [InlineData("up to 500", "300", "at most 800")]
    [InlineData("up to 500", "more than 300", "about 800")]
    [InlineData("at least 500", "at least 300", "at least 800")]
    public void A_sum_is_as_firm_as_its_parts(string one, string other, string together)
    {
        Dictionary<int, Quantity> said = new() { [1] = Quantity.Parse(one), [2] = Quantity.Parse(other) };
        var sum = CompanySum.Of([.. said.Select(s => new SummedPledge(s.Key, PartialDate.OfYear(2020), null, s.Value.Low, null, null))]);

        new JobsOfCompany("jobs created", sum).Promised(said).ToString().Should().Be(together);
    }

    [Fact]
    public async Task Every_cell_of_a_card_says_what_it_is()
    {
        foreach (var address in (string[])["/companies", "/places", "/places/us", "/deadlines"])
        {
            var (_, page) = await app.GetAsync(address);

            page.QuerySelectorAll("table.cards").Should().NotBeEmpty(address).And.OnlyContain(t => t.GetAttribute("role") == "table");
            page.QuerySelectorAll("table.cards td").Should().OnlyContain(cell => cell.GetAttribute("data-label") != null && cell.GetAttribute("role") == "cell", address);
        }
    }

    // The first number of a cell, of the kind that most pledges promise; null where there is none.
    private static List<long?> Numbers(IDocument page, int column) => [.. page.QuerySelectorAll($"table.companies tbody tr").Select(row =>
    {
        var (pledged, cell) = (row.QuerySelector("td:nth-child(4)")!, row.QuerySelector($"td:nth-child({column})")!);
        if (column == 3)
        {
            return long.Parse(cell.QuerySelector("data")!.GetAttribute("value")!, CultureInfo.InvariantCulture);
        }

        var at = pledged.QuerySelectorAll(".of-kind").Select(k => k.QuerySelector(".reason")!.TextContent).ToList().IndexOf("jobs created");
        return at < 0 ? (long?)null : cell.QuerySelectorAll(".of-kind")[at].QuerySelector("data") is { } number ? long.Parse(number.GetAttribute("value")!, CultureInfo.InvariantCulture) : null;
    })];
}
