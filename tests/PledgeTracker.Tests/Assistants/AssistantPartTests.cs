using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Values;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Reading;

namespace PledgeTracker.Tests.Assistants;

/// <summary>Long answers in parts: together they are the whole, in its order, and nothing is told twice or left out, also while editors publish.</summary>
public sealed class AssistantPartTests(NewsroomApp app) : IClassFixture<NewsroomApp>
{
    private const string WhiteHouse = "us-white-house-2025", Trump = "donald-trump";

    [Theory]
    [InlineData(1)]
    [InlineData(14)]
    [InlineData(21)]
    [InlineData(25)]
    public async Task The_entries_of_a_list_add_up_to_the_list_in_its_order(int limit)
    {
        var index = await app.WithAsync<ClaimIndexes, ClaimIndex>(indexes => indexes.GetAsync(default).AsTask());

        await AddUpAsync("list_entries", new() { ["list"] = WhiteHouse, ["limit"] = limit }, "found", [.. index.List(WhiteHouse)!.Content.Items.Select(i => i.Key)]);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(7)]
    public async Task The_claims_of_a_claimant_add_up_to_all_of_them_the_newest_first(int limit)
    {
        var index = await app.WithAsync<ClaimIndexes, ClaimIndex>(indexes => indexes.GetAsync(default).AsTask());
        var claims = index.Claimant(Trump)!.Content.Claims.OrderByDescending(c => c.Date.Latest).ThenByDescending(c => c.Date.Earliest);

        await AddUpAsync("read_claimant", new() { ["claimant"] = Trump, ["limit"] = limit }, "found", [.. claims.Select(c => $"{Trump}/{c.Key}")]);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(25)]
    public async Task Claimants_lists_and_checks_add_up_to_all_that_are_published(int limit)
    {
        var index = await app.WithAsync<ClaimIndexes, ClaimIndex>(indexes => indexes.GetAsync(default).AsTask());

        await AddUpAsync("list_claims", new() { ["limit"] = limit }, "found", [.. index.Claimants.Select(c => c.Content.Slug), .. index.Lists.Select(l => l.Content.Slug), .. index.Checks.Select(c => c.Content.Slug)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Pledges_add_up_to_what_the_page_lists(int limit)
    {
        var page = (await app.GetAsync("/pledges?company=tesla")).Page;

        await AddUpAsync("list_pledges", new() { ["company"] = "tesla", ["limit"] = limit }, "pledges", [.. page.QuerySelectorAll("a.title-link").Select(a => a.GetAttribute("href")!["/pledges/".Length..])]);
    }

    [Fact]
    public async Task A_filter_narrows_every_part_and_a_part_of_one_list_continues_no_other()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var index = await app.WithAsync<ClaimIndexes, ClaimIndex>(indexes => indexes.GetAsync(default).AsTask());
        var companies = index.List(WhiteHouse)!.Content.Items.Where(i => $"{i.AsListed} {i.Companies}".Contains("in", StringComparison.OrdinalIgnoreCase)).Select(i => i.Key).ToList();
        companies.Should().HaveCountGreaterThan(4);
        await AddUpAsync("list_entries", new() { ["list"] = WhiteHouse, ["company"] = "in", ["limit"] = 2 }, "found", companies);

        var entry = (await assistant.AskAsync("list_entries", new { list = WhiteHouse, limit = 5 })).Values.GetProperty("next").GetString();
        foreach (var (tool, arguments) in new (string, object)[] { ("read_claimant", new { claimant = Trump, after = entry }), ("list_claims", new { after = entry }), ("list_entries", new { list = "us-white-house-2017", after = entry }) })
        {
            (await assistant.RefusedAsync(tool, arguments)).Should().Be("This is no “next” of such an answer. Use it without changing it, with the same other arguments, or start again without “after”.");
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Changes_go_on_where_they_were_although_the_last_one_told_is_off_the_site_and_another_was_published(string kind)
    {
        await using var either = await EitherApp.StartAsync(kind, withPledges: true);
        await using var assistant = await Assistant.ConnectAsync(either);
        var whole = (await assistant.PartsAsync("changes_since", new Dictionary<string, object> { ["since"] = "2026-01-01", ["limit"] = 25 })).SelectMany(p => Cites(p.Values)).ToList();
        var (_, first) = await assistant.AskAsync("changes_since", new { since = "2026-01-01", limit = 10 });
        var last = first.GetProperty("changes")[9];
        var slug = last.GetProperty("slug").GetString();
        Code.TryParse<DocumentKind>(last.GetProperty("about").GetString(), out var about).Should().BeTrue();

        await either.WithDatabaseAsync(async context => (await context.Documents.Where(d => d.Key == slug && d.Kind == about).ExecuteUpdateAsync(set => set.SetProperty(d => d.PublishedRevisionId, (int?)null))).Should().Be(1));
        await either.PublishAsync<PledgeDraft>(DocumentKind.Pledge, "alibaba-million-us-jobs-2017", d => d with { Title = "One million jobs in the United States" }, "The title was too long.");
        var rest = new List<string>();
        var next = first.GetProperty("next").GetString();
        while (next is not null)
        {
            var (text, part) = await assistant.AskAsync("changes_since", new { since = "2026-01-01", limit = 25, after = next });
            rest.AddRange(Cites(part));
            part.GetProperty("total").GetInt32().Should().Be(whole.Count, "one is gone and one was published");
            next = part.GetProperty("next").GetString();
            text.Should().Contain(next is null ? "These are the last." : "There are more.");
        }

        Cites(first).Should().Equal(whole.Take(10));
        rest.Should().Equal(whole.Skip(10));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Changes_add_up_in_the_order_of_their_publication_and_any_day_can_be_asked_for(string kind)
    {
        await using var either = await EitherApp.StartAsync(kind, withPledges: true);
        await either.PublishAsync<PledgeDraft>(DocumentKind.Pledge, "alibaba-million-us-jobs-2017", d => d with { Title = "One million jobs in the United States" }, "The title was too long.");
        await using var assistant = await Assistant.ConnectAsync(either);
        var expected = new List<string>();
        await either.WithDatabaseAsync(async context => expected.AddRange(await Publications.Of(context, context.Revisions, Publications.Kinds).OrderByDescending(p => p.Revision.PublishedAt).ThenByDescending(p => p.Revision.Id).Select(p => p.Document.Key).ToListAsync()));

        var parts = await assistant.PartsAsync("changes_since", new Dictionary<string, object> { ["since"] = "0001-01-01", ["limit"] = 25 });
        parts.SelectMany(p => p.Values.GetProperty("changes").EnumerateArray()).Select(c => c.GetProperty("slug").GetString()).Should().Equal(expected);
        parts.SelectMany(p => Cites(p.Values)).Should().OnlyHaveUniqueItems();
        (await assistant.AskAsync("changes_since", new { since = "2026-11-29", limit = 1 })).Text.Should().Contain("Published after 2026-11-29: 1.").And.Contain("These are all.");
        foreach (var day in (string[])["2026-11-30", "9999-12-30", "9999-12-31"])
        {
            (await assistant.AskAsync("changes_since", new { since = day })).Values.GetProperty("total").GetInt32().Should().Be(0);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("moment")]
    [InlineData("-1")]
    [InlineData("3155378976000000000")]
    [InlineData("99999999999999999999")]
    public async Task A_cursor_with_no_moment_in_it_is_refused(string moment)
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var token = new DataCursor(new PledgePlace(moment, 1), 0).ToToken("changes since 2026-01-01 of ");

        (await assistant.RefusedAsync("changes_since", new { since = "2026-01-01", after = token })).Should().StartWith("This is not a cursor.");
    }

    [Fact]
    public async Task A_cursor_of_another_day_or_kind_is_refused()
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var next = (await assistant.AskAsync("changes_since", new { since = "2026-01-01", limit = 3 })).Values.GetProperty("next").GetString();

        (await assistant.RefusedAsync("changes_since", new { since = "2026-01-02", after = next })).Should().StartWith("This cursor is from another list.");
        (await assistant.RefusedAsync("changes_since", new { since = "2026-01-01", about = "pledge", after = next })).Should().StartWith("This cursor is from another list.");
    }

    // Each part says how many there are of all, and each text how it goes on.
    private async Task AddUpAsync(string tool, Dictionary<string, object> arguments, string things, List<string> expected)
    {
        await using var assistant = await Assistant.ConnectAsync(app);
        var parts = await assistant.PartsAsync(tool, arguments);
        var limit = (int)arguments["limit"];

        parts.SelectMany(p => p.Values.GetProperty(things).EnumerateArray()).Select(one => one.GetProperty("slug").GetString()).Should().Equal(expected);
        parts.Should().HaveCount((expected.Count + limit - 1) / limit, "no part is empty").And.OnlyContain(p => p.Values.GetProperty("total").GetInt32() == expected.Count);
        foreach (var (i, (text, values)) in parts.Index())
        {
            text.Should().Contain(i < parts.Count - 1 ? string.Create(CultureInfo.InvariantCulture, $"There are more. Ask again with “after”: “{values.GetProperty("next").GetString()}”.") : i == 0 ? "These are all." : "These are the last.");
        }
    }

    private static IEnumerable<string> Cites(JsonElement part) => part.GetProperty("changes").EnumerateArray().Select(c => c.GetProperty("cite").GetString()!);
}
