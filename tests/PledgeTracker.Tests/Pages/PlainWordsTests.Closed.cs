using System.Text.Json;
using System.Text.RegularExpressions;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.OpenData;

namespace PledgeTracker.Tests.Pages;

// What editors, operators and programs read: English only, and held to the same plain words as the public pages.
public sealed partial class PlainWordsTests
{
    private const int MostWords = 25;

    private static readonly Dictionary<string, string[]> Written = new()
    {
        ["newsroom"] = ["Pages/Newsroom/", "Pages/Shared/_Closed", "DraftForms/", "Pages/FormPage.cs", "wwwroot/js/draft.js"],
        ["form and rules"] = ["../PledgeTracker.Domain/"],
        ["accounts"] = ["Pages/Account/", "Accounts/", "wwwroot/js/passkey.js"],
        ["saving and publishing"] = ["Publishing/", "Tips/", "Evidence/", "Links/"],
        ["import"] = ["Import/", "Startup/ImportCommand.cs"],
        ["command line"] = ["Startup/", "Settings/", "Backup/", "Data/DatabaseStartup.cs", "Data/DatabaseFile.cs", "Data/PostgresStartup.cs", "Data/BeforeFirstRelease.cs", "Health/", "Http/SitePath.cs", "Http/Outages.cs", "Http/TrustedProxies.cs"],
        ["API messages"] = ["Api/", "OpenData/"],
    };

    public static TheoryData<string> Groups => [.. Written.Keys, "API document", "tables"];

    [Theory, MemberData(nameof(Groups))]
    public async Task What_editors_operators_and_programs_read_has_no_semicolon(string group) =>
        (await OfAsync(group)).Where(t => Codes().Replace(t, "").Contains(';', StringComparison.Ordinal)).Should().BeEmpty("two thoughts are two sentences");

    [Theory, MemberData(nameof(Groups))]
    public async Task What_editors_operators_and_programs_read_has_no_turn_that_a_copy_editor_would_strike(string group)
    {
        var texts = await OfAsync(group);

        texts.SelectMany(text => Struck.Concat(StruckOfEditors).Where(turn => text.Contains(turn, StringComparison.Ordinal)).Select(turn => $"“{turn}” in: {text}")).Should().BeEmpty();
        texts.Where(t => British().IsMatch(Codes().Replace(t, ""))).Should().BeEmpty();
    }

    [Theory, MemberData(nameof(Groups))]
    public async Task A_sentence_for_editors_operators_and_programs_is_short(string group) =>
        (await OfAsync(group)).SelectMany(t => SentenceEnds().Split(t)).Where(s => Blanks().Count(s) >= MostWords).Should().BeEmpty($"a sentence has at most {MostWords} words");

    [Theory, MemberData(nameof(Groups))]
    public async Task What_editors_operators_and_programs_read_is_easy(string group)
    {
        var sentences = (await OfAsync(group)).Where(t => t.EndsWith('.') || t.EndsWith('?')).ToList();

        var ease = ReadingEase.Of(sentences.Select(t => Codes().Replace(t, "{0}")));

        output.WriteLine($"{group}: {ease:0.0} over {sentences.Count} texts");
        sentences.Should().HaveCountGreaterThanOrEqualTo(12);
        ease.Should().BeGreaterThanOrEqualTo(60);
    }

    [Theory]
    [InlineData("a.cs", "x = \"Open it again. \" + y + $\"It has {n} words.\"; s = \"SELECT id FROM pledges\"; t = \"text/csv; charset=utf-8\"; u = $\"<p>{z}, then wait; go on.</p>\";", "Open it again. {0}It has {0} words.", "{0}, then wait; go on.")]
    [InlineData("a.cshtml", "@model X\n<p class=\"soft one two\">@if (a.B(c)) {<text>No tip is waiting.</text>} else {<b>There are</b> @n.}</p>\n<li>Saved by @Model.Author. It is <a href=\"@Root/x\">public</a> now; look.</li>\n<field name=\"a\" hint=\"Like the others; or not.\" />",
        "No tip is waiting.", "Saved by {0}. It is public now; look.", "Like the others; or not.")]
    [InlineData("a.js", "say(\"Not saved yet; wait.\"); go(\"main > .problems\");", "Not saved yet; wait.")]
    public void What_people_are_shown_is_found_in_its_source(string path, string source, params string[] texts) =>
        ShownTexts.In(path, source).Should().BeEquivalentTo(texts);

    private async Task<IReadOnlyList<string>> OfAsync(string group) => group switch
    {
        "API document" => await DescribedAsync(),
        "tables" => [.. Tables.All.SelectMany(t => t.Columns.Select(c => c.Description).Append(t.Description)).Distinct()],
        _ => [.. Sources(Written[group])],
    };

    private static IEnumerable<string> Sources(string[] beginnings)
    {
        var root = Path.Combine(Repository.Root, "src", "PledgeTracker.Web");
        return new[] { root, Path.Combine(root, "..", "PledgeTracker.Domain") }.SelectMany(folder => Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories))
            .Select(file => (Path: file, Name: Path.GetRelativePath(root, file).Replace('\\', '/')))
            .Where(f => f.Name.EndsWith(".cs", StringComparison.Ordinal) || f.Name.EndsWith(".cshtml", StringComparison.Ordinal) || f.Name.EndsWith(".js", StringComparison.Ordinal))
            .Where(f => !f.Name.Contains("/obj/", StringComparison.Ordinal) && beginnings.Any(b => f.Name.StartsWith(b, StringComparison.Ordinal)))
            .SelectMany(f => ShownTexts.In(f.Name, File.ReadAllText(f.Path))).Distinct();
    }

    private async Task<IReadOnlyList<string>> DescribedAsync()
    {
        using var document = JsonDocument.Parse(await app.Visitor().GetStringAsync("/openapi/v1.json"));
        return [.. Descriptions(document.RootElement).Distinct()];
    }

    private static IEnumerable<string> Descriptions(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.Name is "description" or "summary" && p.Value.ValueKind == JsonValueKind.String ? [p.Value.GetString()!] : Descriptions(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Descriptions),
        _ => [],
    };

    // Turns of editors' texts that were struck.
    private static readonly string[] StruckOfEditors =
    [
        "what became of", "What becomes of", "came to be", "one of it with", "in work", "Look twice", "all the same", "take it back", "Take it back", "taken back", "take over", "made one with", "Handed", "Hand this",
        "was left as it is", "Mend", "mend ", "anew", "pass for", "no more.", "is the most", "say the same", "held by", "make room", "of its own network", "come about", "bear it out", "bears out",
    ];

    // What is typed as it is written: addresses, settings, options, names of fields.
    [GeneratedRegex(@"`[^`]+`|(?:https?:/)?/[\w{}./:-]+|--[\w-]+|\b\w+=\S+|\w+:\w[\w:]*(?:=\S+)?|\b\w+[_.]\w[\w.]*|\bSHA-256\b|\b\d{4}-\d\d(?:-\d\d)?\b")]
    private static partial Regex Codes();

    [GeneratedRegex(@"(?<=[.?!:])[”)]?\s+")]
    private static partial Regex SentenceEnds();

    [GeneratedRegex(@" +")]
    private static partial Regex Blanks();
}
