using System.Text.Json;
using System.Text.RegularExpressions;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Ui;
using Xunit.Abstractions;

namespace PledgeTracker.Tests.Pages;

/// <summary>The English of the public pages is plain: short sentences, no semicolons, no turns that a reader stumbles over.</summary>
public sealed partial class PlainWordsTests(TrackerApp app, ITestOutputHelper output) : IClassFixture<TrackerApp>
{
    // Turns that a native copy editor struck, and what a reader says instead is in the texts now.
    private static readonly string[] Struck =
    [
        "stands in", "stand in", "stands at", "stands under", "stands beside", "still stands", "no longer stands", "was to be expected", "is counted toward", "counts toward", "Where something counts", "What is added up",
        "Take it away", "Take them away", "take away", "taken away", "the world knew", "belong to who wrote", "keeps them apart", "enters progress", "upright mark", "would find something", "Nothing counted", "nothing counted",
        "bear the verdict out", "made up afterwards", "Handed over", "Pass over", "came of it?", "came about", "turned round", "for it alone", "became of it", "; besides", "In sum", "beside each other", "made anew", "Shown is what",
        "rests on", "held against", "holds corporate", "of no known day", "fault is written down", "no more.”", "Whoever", "was taken out", "licence", "labelled", "programme", "authorised", "as far as is recorded", "looked through",
        "decides the bar", "no figure of its own", "From pledged to attributable", "The words as data", "of these counted", "not 1 for several places",
    ];

    [Fact]
    public void No_text_has_a_semicolon() =>
        Texts.Where(t => t.Contains(';', StringComparison.Ordinal)).Should().BeEmpty("two thoughts are two sentences");

    [Fact]
    public void No_text_has_a_turn_that_a_copy_editor_would_strike() =>
        Texts.SelectMany(text => Struck.Where(turn => text.Contains(turn, StringComparison.Ordinal)).Select(turn => $"“{turn}” in: {text}")).Should().BeEmpty();

    [Fact]
    public void Spelling_is_that_of_the_United_States() =>
        Texts.Where(t => British().IsMatch(t)).Should().BeEmpty();

    [Theory]
    [InlineData("pledge", 1)]
    [InlineData("pledges", 2)]
    [InlineData("promised", 2)]
    [InlineData("counted", 2)]
    [InlineData("tracked", 1)]
    [InlineData("company", 3)]
    [InlineData("companies", 3)]
    [InlineData("deadline", 2)]
    [InlineData("verdict", 2)]
    [InlineData("created", 3)]
    [InlineData("table", 2)]
    [InlineData("figures", 2)]
    [InlineData("government", 3)]
    [InlineData("independent", 4)]
    [InlineData("announcement", 3)]
    [InlineData("period", 3)]
    [InlineData("the", 1)]
    [InlineData("editor’s", 3)]
    [InlineData("job-creation", 4)]
    [InlineData("13,000", 1)]
    public void Syllables_are_counted_as_they_are_spoken(string word, int syllables) => ReadingEase.Syllables(word).Should().Be(syllables);

    [Fact]
    public void Ease_is_what_the_formula_says()
    {
        ReadingEase.Of(["The cat sat."]).Should().BeApproximately(206.835 - (1.015 * 3) - 84.6, 0.001);
        ReadingEase.Of(["{0} sat. {1:N0} ran."]).Should().BeApproximately(206.835 - (1.015 * 2) - (84.6 * 6 / 4), 0.001, "a value is a name of two syllables");
    }

    [Theory]
    [InlineData("everything", "")]
    [InlineData("method", "Pages/Method.cshtml")]
    [InlineData("data", "Pages/Data/")]
    [InlineData("home", "Pages/Index.cshtml", "Pages/Shared/_Layout.cshtml", "Pages/Shared/_LooksBack.cshtml")]
    [InlineData("a pledge", "Pages/Pledges/_", "Reading/ReadyToPaste.cs", "Ui/Wording.cs", "Ui/LookupWords.cs", "Charts/ChartWords.cs")]
    public void Sentences_are_easy_to_read(string page, params string[] sources)
    {
        var meanings = page is "everything" or "method" ? Glossary.All.Select(t => t.Meaning).Concat(Definitions) : [];
        var sentences = From(sources).Concat(meanings).Where(t => t.EndsWith('.') || t.EndsWith('?')).ToList();

        var ease = ReadingEase.Of(sentences);

        output.WriteLine($"{page}: {ease:0.0} over {sentences.Count} texts");
        sentences.Should().HaveCountGreaterThanOrEqualTo(12);
        ease.Should().BeGreaterThanOrEqualTo(60);
    }

    [Theory]
    [InlineData("/method", "No qualifying figure", "How many are new, and due to the deal?")]
    [InlineData("/pledges", "Download:", "The tick shows a steady pace.")]
    [InlineData("/pledges?q=zzzzzzzz", "No pledge mentions “zzzzzzzz”.")]
    [InlineData("/places", "We don’t split a promise that covers several places.", "Pledges in this total")]
    [InlineData("/places/us/wi", "Pledged here: jobs created")]
    [InlineData("/data", "belong to their authors")]
    [InlineData("/companies/foxconn", "a counted figure: at the lowest reading,")]
    [InlineData("/compare?pledge=alibaba-million-us-jobs-2017&pledge=foxconn-wisconsin-13000-2017", "Why they aren’t directly comparable", "Jobs may still exist.")]
    [InlineData("/pledges/foxconn-wisconsin-13000-2017/figures/1", "How this number counts")]
    [InlineData("/pledges/foxconn-wisconsin-13000-2017", "What is uncertain", "The whole reason")]
    public async Task The_plain_words_are_said_where_they_belong(string address, params string[] words)
    {
        var (_, page) = await app.GetAsync(address);
        var text = Spaces().Replace(page.Body!.TextContent, " ");

        words.Should().AllSatisfy(w => text.Should().Contain(w));
        Struck.Where(turn => text.Contains(turn, StringComparison.Ordinal)).Except(["became of it", "rests on", "stands in", "stand in", "counts toward", "came about", "held against", "programme", "Whoever", "nothing counted"])
            .Should().BeEmpty("editors may say some of these, and the page none");
    }

    private static IEnumerable<string> Texts => LanguageTests.Said(SourceTexts.In)
        .Concat(LanguageTests.Said(SourceTexts.Plurals).SelectMany(p => new[] { p.One, p.Other })).Concat(LanguageTests.Looked()).Select(t => Meaning().Replace(t, "")).Distinct();

    private static IEnumerable<string> Definitions
    {
        get
        {
            using var metrics = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "StarterData", "metrics.json")));
            return [.. metrics.RootElement.EnumerateArray().Select(m => m.GetProperty("definition").GetString()!)];
        }
    }

    private static IEnumerable<string> From(string[] sources) => LanguageTests.Said(
        (file, text) => sources.Any(s => file.StartsWith(s, StringComparison.Ordinal)) ? SourceTexts.In(text).Concat(SourceTexts.Plurals(text).Select(p => p.Other)) : []);

    [GeneratedRegex(@"\b(licence|programme|centre|colour|favour|labelled|authoris|organis|recognis)\w*")]
    private static partial Regex British();

    [GeneratedRegex(@" \([A-Z]?[A-Za-z]+\)$")]
    private static partial Regex Meaning();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
