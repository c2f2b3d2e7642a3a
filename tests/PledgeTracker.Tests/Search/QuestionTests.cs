using System.Globalization;
using System.Text.Json;
using PledgeTracker.Tests.Support;

namespace PledgeTracker.Tests.Search;

/// <summary>
/// Questions as readers type them, asked of the real pages on both databases. A file <c>questions.NAME.json</c> beside this one holds them:
/// <c>reader</c> those of a look at the site, <c>seen</c> those of somebody who had not seen the code, and any other that is put there.
/// </summary>
public sealed class QuestionTests
{
    private const int First = 3;

    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static string Folder { get; } = Path.Combine(Repository.Root, "tests", "PledgeTracker.Tests", "Search");

    /// <summary>Every file of questions with each database that is there.</summary>
    public static TheoryData<string, string> Files()
    {
        var data = new TheoryData<string, string>();
        foreach (var file in Directory.EnumerateFiles(Folder, "questions.*.json").Order(StringComparer.Ordinal))
        {
            foreach (var kind in TestDatabase.PostgresServer is null ? (string[])["SQLite"] : ["SQLite", "PostgreSQL"])
            {
                data.Add(Path.GetFileName(file).Split('.')[1], kind);
            }
        }

        return data;
    }

    [Theory, MemberData(nameof(Files))]
    public async Task Nine_in_ten_questions_have_what_is_wanted_among_the_first_three_or_in_the_first_line(string name, string kind)
    {
        await using var app = await EitherApp.StartAsync(kind, withPledges: true);
        var outcomes = new List<Outcome>();
        foreach (var question in Read(name))
        {
            outcomes.Add(await AskAsync(app, question));
        }

        Write(name, kind, outcomes);
        outcomes.Should().NotBeEmpty();
        var without = outcomes.FindAll(o => !o.HasWanted);
        (outcomes.Count - without.Count).Should().BeGreaterThanOrEqualTo(
            (int)Math.Ceiling(outcomes.Count * 0.9), "of {0} in {1} these have nothing wanted:\n{2}", outcomes.Count, kind, string.Join("\n", without.Select(o => o.ToString())));

        // More than was promised: where the words are a filter, each of the first three rows is wanted.
        var failed = outcomes.FindAll(o => !o.Passes);
        (outcomes.Count - failed.Count).Should().BeGreaterThanOrEqualTo(
            (int)Math.Ceiling(outcomes.Count * 0.8), "of {0} in {1} these have others among the first three:\n{2}", outcomes.Count, kind, string.Join("\n", failed.Select(o => o.ToString())));
    }

    private static List<Question> Read(string name) =>
        JsonSerializer.Deserialize<List<Question>>(File.ReadAllText(Path.Combine(Folder, $"questions.{name}.json")), Snake)!;

    private static async Task<Outcome> AskAsync(TrackerApp app, Question question)
    {
        var prefix = question.Lang == "en" ? "" : "/" + question.Lang;
        var (answer, page) = await app.GetAsync($"{prefix}/pledges?q={Uri.EscapeDataString(question.Q)}");
        answer.IsSuccessStatusCode.Should().BeTrue(question.Q);
        string[] rows = [.. page.QuerySelectorAll("table.pledges tbody tr").Select(row => row.QuerySelector("a[href*='/pledges/']")!.GetAttribute("href")![(prefix + "/pledges/").Length..])];

        // What stands above the list: the line that answers, and the first hits among claimed totals.
        string[] above = [.. page.QuerySelectorAll(".first-line a, .companies-named a").Concat(page.QuerySelectorAll("section[aria-labelledby=among-claims] li").Take(First).SelectMany(li => li.QuerySelectorAll("a")))
            .Select(a => a.GetAttribute("href")![prefix.Length..])];
        string[] chips = [.. page.QuerySelectorAll(".chips .taken").Select(c => c.TextContent)];
        return new Outcome(question, rows, above, chips, page.QuerySelector(".nothing a[href*='/tips/new']") is not null && page.QuerySelector(".nothing") is not null);
    }

    // For the table in docs/search-questions.md.
    private static void Write(string name, string kind, List<Outcome> outcomes)
    {
        if (Environment.GetEnvironmentVariable("PLEDGETRACKER_SEARCH_RANKS") is { Length: > 0 } folder)
        {
            File.WriteAllLines(Path.Combine(folder, $"{name}.{kind}.tsv"), outcomes.Select(o => string.Join('\t', o.Question.Q, o.Question.Lang, o.Rank, o.Passes ? "yes" : "no", o.FirstFit ? "yes" : "no", string.Join(' ', o.Rows.Take(First)), string.Join(' ', o.Above.Take(6)), string.Join(" | ", o.Chips))));
        }
    }

    /// <summary>A question and what would answer it.</summary>
    /// <param name="Q">As typed.</param>
    /// <param name="Lang">The language of the page it is typed on.</param>
    /// <param name="Want">Addresses of pledges, or <c>place/…</c>, <c>company/…</c>, <c>claimant/…</c>, <c>list/…</c>, <c>check/…</c>: one of them is wanted.</param>
    /// <param name="AllOf">Whether all of them are.</param>
    /// <param name="Filter">What the words select, where they select something.</param>
    /// <param name="Note">What was meant.</param>
    /// <param name="Unsure">Whether others could answer it otherwise.</param>
    public sealed record Question(string Q, string Lang, IReadOnlyList<string> Want, bool AllOf, JsonElement? Filter, string Note, bool Unsure)
    {
        /// <summary>Whether nothing in the tracker answers it: then the page says so, and what is near.</summary>
        public bool IsOfNothing => Filter is { ValueKind: JsonValueKind.Object } filter && filter.TryGetProperty("nothing", out _);

        /// <summary>Whether the words select pledges by something that the tracker has as a filter.</summary>
        public bool IsOfFilter => Filter is { ValueKind: JsonValueKind.Object } filter
            && filter.EnumerateObject().Any(p => p.Name is "status" or "place" or "tag" or "metric" or "jobs" or "deadline" or "year announced" or "announced" or "because" or "pace" or "public money");
    }

    private sealed record Outcome(Question Question, string[] Rows, string[] Above, string[] Chips, bool SaysNothing)
    {
        /// <summary>The place of the first row that is wanted, from 1; 0 where it stands above the list; − where it is not on the page.</summary>
        public string Rank => Question.Want.Any(IsAbove) ? "0" : Array.FindIndex(Rows, Question.Want.Contains) is >= 0 and var at ? (at + 1).ToString(CultureInfo.InvariantCulture) : "−";

        /// <summary>Whether every one of the first three rows is wanted.</summary>
        public bool FirstFit => Rows.Length > 0 && Rows.Take(First).All(Question.Want.Contains);

        /// <summary>Whether what is wanted is among the first three rows or above the list; of what is nowhere, whether the page says so.</summary>
        public bool HasWanted => Passes || (!Question.AllOf && Question.Want.Any(w => IsAbove(w) || Rows.Take(First).Contains(w)));

        public bool Passes => Question switch
        {
            { Want.Count: 0 } => SaysNothing,
            { AllOf: true } => Question.Want.All(w => IsAbove(w) || Rows.Take(First).Contains(w)),
            { IsOfFilter: true, IsOfNothing: false } => FirstFit && Chips.Length > 0,
            _ => Question.Want.Any(w => IsAbove(w) || Rows.Take(First).Contains(w)),
        };

        public override string ToString() => $"“{Question.Q}”: rank {Rank}, first {string.Join(", ", Rows.Take(First))}; above {string.Join(", ", Above.Take(6))}; taken {string.Join(", ", Chips)}";

        private bool IsAbove(string wanted) => wanted.Split('/', 2) is [var kind, var of] && Above.Any(address => kind switch
        {
            "place" => address.StartsWith("/places/", StringComparison.Ordinal) && Web.Ui.PlaceNames.Subdivision(address["/places/".Length..].Replace('/', '-').ToUpperInvariant()) == of,
            "company" => address == "/companies/" + of,
            "claimant" => Path(address) == "/claims/" + of,
            "list" => Path(address) == "/lists/" + of,
            "check" => Path(address) == "/checks/" + of,
            _ => false,
        });

        private static string Path(string address) => address.Split('#', '?')[0];
    }
}
