using System.Net;
using Microsoft.EntityFrameworkCore;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Tips;

namespace PledgeTracker.Tests.Newsroom;

/// <summary>What readers send, and what the newsroom makes of it.</summary>
public sealed class TipTests(TipTests.TipApp app) : IClassFixture<TipTests.TipApp>
{
    private const string Alibaba = "alibaba-million-us-jobs-2017";

    private static readonly Dictionary<string, string> Nothing = [];

    public sealed class TipApp : NewsroomApp
    {
        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(base.Settings) { ["TipsByAddress"] = "100000" };
    }

    [Fact]
    public async Task A_reader_sends_a_tip_without_an_account_a_cookie_or_a_token()
    {
        var reader = app.Browse();
        await reader.GoAsync("/pledges/" + Alibaba);
        await reader.GoAsync(reader.Page.QuerySelector("a[href^='/tips/new?pledge=']")!.GetAttribute("href")!);
        reader.Answer.Headers.Contains("Set-Cookie").Should().BeFalse();

        await reader.SendAsync(new Dictionary<string, string> { ["kind"] = "source", ["text"] = "There is an annual report.", ["link"] = "https://example.org/annual", ["contact"] = "reader@example.org" });

        reader.Page.QuerySelector("[role=status]")!.TextContent.Should().Contain("Thank you");
        reader.Answer.Headers.Contains("Set-Cookie").Should().BeFalse();
        await app.WithDatabaseAsync(async context => (await context.Tips.SingleAsync(t => t.Text == "There is an annual report.")).Should()
            .Match<Tip>(t => t.Kind == TipKind.Source && t.PledgeDocumentId != null && t.Contact == "reader@example.org" && t.State == TipState.Open));
    }

    [Theory]
    [InlineData("text", "", "Write what you want")]
    [InlineData("text", "4001", "Shorten this to 4,000 characters. It has 4,001.")]
    [InlineData("link", "javascript:alert(1)", "begins with https://")]
    [InlineData("link", "example.org/report", "begins with https://")]
    public async Task What_is_wrong_is_said_and_what_was_typed_comes_back(string field, string typed, string message)
    {
        typed = typed == "4001" ? new string('x', 4001) : typed;
        var reader = app.Browse();
        await reader.GoAsync("/tips/new?pledge=" + Alibaba);

        await reader.SendAsync(new Dictionary<string, string>(new Dictionary<string, string> { ["text"] = "Kept text", ["contact"] = "kept@example.org", [field] = typed }));

        reader.Page.QuerySelector($"#{field}-problem")!.TextContent.Should().Contain(message);
        FormBrowser.FieldsOf(reader.Page.QuerySelector("main form")!).Should().Contain("contact", "kept@example.org").And.Contain(field, typed).And.Contain("pledge", Alibaba);
    }

    [Fact]
    public async Task Problems_are_listed_in_the_order_of_the_fields()
    {
        var reader = app.Browse();
        await reader.GoAsync("/tips/new");

        await reader.SendAsync(new Dictionary<string, string> { ["contact"] = new('x', 300), ["link"] = "nonsense" });

        reader.Page.QuerySelectorAll(".problems a").Select(a => a.GetAttribute("href")).Should().Equal("#text", "#link", "#contact");
    }

    [Fact]
    public async Task Characters_that_cannot_be_shown_are_left_out_and_scripts_are_words()
    {
        var reader = app.Browse();
        await reader.GoAsync("/tips/new");
        await reader.SendAsync(new Dictionary<string, string> { ["text"] = "<script>alert(1)</script>\u202Egnihsilbup\u200B =1+1", ["contact"] = "a\u0007b" });
        var editor = await app.SignedInAsync(MemberRole.Editor);

        await editor.GoAsync("/newsroom/tips");

        editor.Page.Body!.TextContent.Should().Contain("<script>alert(1)</script>gnihsilbup =1+1").And.Contain("ab");
        editor.Page.QuerySelectorAll("main script").Should().BeEmpty();
    }

    [Fact]
    public async Task A_click_too_many_a_program_and_another_site_leave_one_tip()
    {
        var words = "Only once " + Guid.NewGuid();
        var fields = new Dictionary<string, string> { ["text"] = words, ["kind"] = "other" };
        for (var i = 0; i < 3; i++)
        {
            await app.Visitor().PostAsync("/tips/new", new FormUrlEncodedContent(fields));
        }

        await app.Visitor().PostAsync("/tips/new", new FormUrlEncodedContent(new Dictionary<string, string>(fields) { ["text"] = words + " spam", ["website"] = "https://spam.example" }));
        var foreign = new HttpRequestMessage(HttpMethod.Post, "/tips/new") { Content = new FormUrlEncodedContent(new Dictionary<string, string>(fields) { ["text"] = words + " forged" }) };
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        (await app.Visitor().SendAsync(foreign)).StatusCode.Should().Be(HttpStatusCode.BadRequest);

        await app.WithDatabaseAsync(async context => (await context.Tips.CountAsync(t => t.Text.StartsWith(words))).Should().Be(1));
    }

    [Theory]
    [InlineData("SQLite")]
    [InlineData("PostgreSQL")]
    public async Task The_same_tip_several_times_at_the_same_moment_is_one(string kind)
    {
        await using var other = await EitherApp.StartAsync(kind, withPledges: false);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => other.WithAsync<TipDesk, int>(async desk =>
        {
            await desk.ReceiveAsync(TipKind.Other, null, "Clicked three times.", null, null, null);
            return 0;
        })));

        await other.WithDatabaseAsync(async context => (await context.Tips.CountAsync()).Should().Be(1));
    }

    [Theory]
    [InlineData("", "Wait ")]
    [InlineData("/es", "Espere ")]
    public async Task Too_many_tips_are_told_to_wait_in_their_language_and_lose_nothing(string language, string wait)
    {
        await using var strict = new NewsroomApp();
        var reader = strict.Browse();
        for (var i = 0; i < 6; i++)
        {
            await reader.GoAsync(language + "/tips/new");
            await reader.SendAsync(new Dictionary<string, string> { ["text"] = "Tip number " + i });
        }

        reader.Answer.StatusCode.Should().Be(HttpStatusCode.TooManyRequests);
        reader.Answer.Headers.RetryAfter.Should().NotBeNull();
        reader.Page.QuerySelector(".problems")!.TextContent.Should().Contain(wait);
        FormBrowser.FieldsOf(reader.Page.QuerySelector("main form")!)["text"].Should().Be("Tip number 5");
    }

    [Fact]
    public async Task A_tip_becomes_a_figure_of_a_draft_with_its_link_as_the_source_and_its_words_stay_out_of_it()
    {
        var id = await TipAsync("A spokesman said 1,454.", "more than 1,454", "https://example.org/tip-figure");
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync("/newsroom/tips");

        await editor.SendAsync(new Dictionary<string, string> { ["tip"] = $"{id}" }, "figure", $"#tip-{id} form");

        editor.Page.QuerySelector(".warn .lines")!.TextContent.Should().Be("A spokesman said 1,454.");
        var fields = FormBrowser.FieldsOf(editor.Page.QuerySelector("form#draft")!);
        var figure = fields.Single(f => f.Key.StartsWith("figures[", StringComparison.Ordinal) && f.Key.EndsWith("].quantity", StringComparison.Ordinal) && f.Value == "more than 1,454").Key[..^".quantity".Length];
        fields[figure + ".sources"].Should().Be($"tip-{id}");
        fields.Should().ContainValue("https://example.org/tip-figure").And.NotContainValue("A spokesman said 1,454.");
        await app.WithDatabaseAsync(async context => (await context.Tips.SingleAsync(t => t.Id == id)).Should().Match<Tip>(t => t.State == TipState.Used && t.Contact == null));

        var late = await app.SignedInAsync(MemberRole.Editor);
        await late.GoAsync("/newsroom/tips");
        late.Page.QuerySelector($"#tip-{id}").Should().BeNull();
    }

    [Fact]
    public async Task A_tip_of_no_pledge_asks_for_one_and_is_put_away_once()
    {
        var id = await TipAsync("Acme promised 10 jobs.", null, null, pledge: null);
        var editor = await app.SignedInAsync(MemberRole.Editor);
        await editor.GoAsync("/newsroom/tips");
        await editor.SendAsync(Nothing, "source", $"#tip-{id} form");
        editor.Page.QuerySelector(".problems")!.TextContent.Should().Contain("Say which pledge it belongs to");
        var first = FormBrowser.FieldsOf(editor.Page.QuerySelector($"#tip-{id} form")!);
        first["act"] = "dismiss";

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => editor.Client.PostAsync("/newsroom/tips", new FormUrlEncodedContent(first))));

        answers.Count(a => a.StatusCode == HttpStatusCode.Redirect).Should().Be(1);
        await app.WithDatabaseAsync(async context => (await context.Tips.SingleAsync(t => t.Id == id)).State.Should().Be(TipState.Dismissed));
    }

    private async Task<int> TipAsync(string text, string? quantity, string? link, string? pledge = Alibaba)
    {
        await app.WithAsync<TipDesk, int>(async desk =>
        {
            await desk.ReceiveAsync(TipKind.Figure, pledge, text, quantity, link, "somebody@example.org");
            return 0;
        });
        var id = 0;
        await app.WithDatabaseAsync(async context => id = await context.Tips.Where(t => t.Text == text).Select(t => t.Id).SingleAsync());
        return id;
    }
}
