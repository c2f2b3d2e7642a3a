using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Domain;

/// <summary>How large a draft may be, and what its texts may hold: the same wherever it comes from.</summary>
public class DraftBoundsTests
{
    public static TheoryData<string> Lists => [.. DraftBounds.Parts.Keys];

    [Theory]
    [MemberData(nameof(Lists))]
    public void One_part_more_than_there_may_be_is_named_with_the_bound_and_cut_off(string list)
    {
        var most = DraftBounds.MostOf(list);
        var full = With(list, most);
        var over = With(list, most + 1);

        DraftBounds.Check(full).Should().BeEmpty();
        DraftBounds.Check(over).Should().ContainSingle().Which.Should().Match<ReviewProblem>(p => p.Field == list && p.Message.Contains(most.ToString("N0", CultureInfo.InvariantCulture)));
        ReviewRules.Review(over, Context).Problems.Should().ContainSingle("nothing else is said of so many").Which.Field.Should().Be(list);
        DraftJson.Write(DraftBounds.Cut(over)).Should().Be(DraftJson.Write(full));
    }

    [Fact]
    public void Lists_within_parts_have_bounds_too()
    {
        var names = Enumerable.Range(0, 60).Select(i => "s" + i.ToString(CultureInfo.InvariantCulture)).ToList();
        var draft = new PledgeDraft
        {
            Announced = new AnnouncementDraft { Sources = names },
            Targets = [new TargetDraft { Revisions = [.. names.Select(_ => new TargetRevisionDraft())] }],
            Sources = [new SourceDraft { Evidence = names }],
        };

        DraftBounds.Check(draft).Select(p => p.Field).Should().BeEquivalentTo("announced.sources", "targets[0].revisions", "sources[0].evidence");
        DraftBounds.Check(DraftBounds.Cut(draft)).Should().BeEmpty();
    }

    [Fact]
    public void Claimants_lists_and_checks_are_cut_to_their_bounds_too()
    {
        Draft[] over =
        [
            new ClaimantDraft { Claims = [.. Enumerable.Range(0, DraftBounds.MostOf("claims") + 1).Select(_ => new ClaimDraft())] },
            new ClaimListDraft { Items = [.. Enumerable.Range(0, DraftBounds.MostOf("items") + 1).Select(_ => new ListItemDraft())] },
            new ClaimListDraft { Items = [new ListItemDraft { Findings = [.. Enumerable.Range(0, DraftBounds.MostOf("findings") + 1).Select(_ => new ItemFindingDraft())] }] },
            new CheckDraft { Results = [.. Enumerable.Range(0, DraftBounds.MostOf("results") + 1).Select(_ => new CheckResultDraft())] },
        ];

        over.Should().OnlyContain(d => DraftBounds.CheckParts(d).Count == 1);
        over.Select(DraftBounds.Cut).Should().OnlyContain(d => DraftBounds.Check(d).Count == 0);
        StarterData.Claims().Should().OnlyContain(c => DraftJson.Write(DraftBounds.Cut(c.Draft)) == DraftJson.Write(c.Draft), "what is within its bounds stays as it is");
    }

    [Fact]
    public void Every_list_of_the_schema_has_the_bound_of_the_program()
    {
        var schema = JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.StarterPledges, "..", "pledge.schema.json")))!;
        var lists = 0;
        Walk(schema, "");
        lists.Should().BeGreaterThan(20);

        void Walk(JsonNode node, string path)
        {
            if (node["type"]?.ToString() == "array")
            {
                lists++;
                node["maxItems"]!.GetValue<int>().Should().Be(DraftBounds.MostOf(path), path);
                Walk(node["items"]!, path + "[0]");
            }

            foreach (var (name, inner) in node["properties"] as JsonObject ?? [])
            {
                Walk(inner!, path.Length == 0 ? name : $"{path}.{name}");
            }
        }
    }

    [Fact]
    public void A_text_that_is_far_too_long_is_named_with_the_bound() =>
        DraftBounds.Check(new PledgeDraft { Notes = [new NoteDraft { Text = new string('a', DraftBounds.Text + 1) }] })
            .Should().ContainSingle().Which.ToString().Should().Be("notes[0].text: Shorten the text to 20,000 characters. It has 20,001.");

    [Fact]
    public void The_starter_pledges_are_far_below_every_bound() =>
        Directory.EnumerateFiles(Repository.StarterPledges, "*.json").Select(Repository.ReadStarterPledge).Should().OnlyContain(d => DraftBounds.Check(d).Count == 0);

    [Fact]
    public void Only_what_the_form_shows_on_several_lines_may_have_a_line_break()
    {
        var fields = 0;
        foreach (var part in DraftParts.All)
        {
            Hold(part, part.Name.Length == 0 ? "" : part.One is null ? part.Name + "." : part.Name + "[0].");
            foreach (var inner in part.Parts)
            {
                Hold(inner, $"{part.Name}[0].{inner.Name}[0].");
            }
        }

        fields.Should().BeGreaterThan(40);

        void Hold(DraftPart part, string prefix)
        {
            foreach (var field in part.Fields.Where(f => f.Kind is FieldKind.Line or FieldKind.Text or FieldKind.Address))
            {
                fields++;
                foreach (var mark in new[] { "\n", "\r\n", "\t" })
                {
                    var broken = Problems(prefix + field.Name, $"one{mark}two").Where(p => p.Field == prefix + field.Name).Select(p => p.Message);
                    var isRefused = field.Kind != FieldKind.Text || mark == "\r\n";
                    broken.Any(m => m.Contains(field.Kind switch { FieldKind.Text => "Type the line break again", FieldKind.Address => "begins with https", _ => "one line" }, StringComparison.Ordinal)).Should().Be(isRefused, $"{prefix}{field.Name} with {JsonSerializer.Serialize(mark)}");
                }
            }
        }
    }

    [Theory]
    [InlineData("http://localhost/report")]
    [InlineData("https://me@example.org/")]
    [InlineData("http://192.168.0.1/")]
    public void A_source_that_readers_cannot_reach_passes_no_review(string address)
    {
        Problems("sources[0].url", address).Should().Contain(p => p.Field == "sources[0].url" && !p.Message.StartsWith("Enter the source", StringComparison.Ordinal));
        Problems("sources[0].archiveUrl", address).Should().Contain(p => p.Field == "sources[0].archiveUrl");
    }

    private static ReviewContext Context => new() { Companies = new Dictionary<string, PledgeTracker.Domain.Pledges.Company>(), Metrics = Given.Metrics, Today = Given.Today };

    private static IReadOnlyList<ReviewProblem> Problems(string path, string text)
    {
        JsonNode value = text;
        foreach (var step in path.Split('.').Reverse())
        {
            var name = step.Split('[')[0];
            value = new JsonObject { [name] = step.EndsWith(']') ? new JsonArray(value) : value };
        }

        return ReviewRules.Review(DraftJson.Read(value.ToJsonString()), Context).Problems;
    }

    private static PledgeDraft With(string list, int count)
    {
        var items = new JsonArray([.. Enumerable.Range(0, count).Select(i => list == "tags" ? (JsonNode)("t" + i.ToString(CultureInfo.InvariantCulture)) : new JsonObject())]);
        return DraftJson.Read(new JsonObject { [list] = items }.ToJsonString());
    }
}
