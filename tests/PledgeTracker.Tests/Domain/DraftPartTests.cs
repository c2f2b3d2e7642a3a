using System.Reflection;
using System.Text.Json.Nodes;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.Import;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Domain;

/// <summary>A field of a pledge's part is described once, and nothing of what is made of the description lacks it.</summary>
public class DraftPartTests
{
    private static readonly ReviewContext Context = new()
    {
        Companies = StarterData.Companies().ToDictionary(c => c.Slug),
        Metrics = StarterData.Metrics().ToDictionary(m => m.Code),
        Today = StarterData.CheckedOn,
    };

    public static TheoryData<string> Texts =>
        [.. Everywhere.SelectMany(p => p.Part.Fields.Where(f => f.Kind is FieldKind.Line or FieldKind.Text && f.Pattern is null && f.Name != "id").Select(f => $"{p.Path}{f.Name}"))];

    private static IEnumerable<(DraftPart Part, string Path)> Everywhere => DraftParts.All.SelectMany(p => (IEnumerable<(DraftPart, string)>)
        [(p, PathOf(p, "")), .. p.Parts.Select(inner => (inner, PathOf(inner, PathOf(p, ""))))]);

    [Fact]
    public void Every_property_of_a_draft_is_described_and_nothing_else()
    {
        foreach (var (part, _) in Everywhere)
        {
            var lists = part.Name.Length == 0 ? DraftParts.All.Skip(1) : part.Parts;
            part.Fields.Select(f => f.Name).Concat(lists.Select(p => p.Name)).Should().BeEquivalentTo(
                part.Draft.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]), part.Heading);
        }
    }

    [Theory, MemberData(nameof(Texts))]
    public void What_is_typed_into_a_field_is_what_the_pledge_has(string path)
    {
        var (part, prefix) = Everywhere.Single(p => path.StartsWith(p.Path, StringComparison.Ordinal) && p.Part.Fields.Any(f => p.Path + f.Name == path));
        var tree = Directory.EnumerateFiles(Repository.StarterPledges, "*.json")
            .Select(f => (JsonObject)JsonNode.Parse(DraftJson.Write(WithAllKinds(Repository.ReadStarterPledge(Path.GetFileName(f)))))!)
            .First(t => Find(t, prefix) is not null);
        Find(tree, prefix)![path[prefix.Length..]] = "as typed";

        var result = ReviewRules.Review(DraftJson.Read(tree.ToJsonString()), Context);

        result.Problems.Should().BeEmpty();
        dynamic field = part.Fields.Single(f => prefix + f.Name == path);
        ((object?)field.ValueOf((dynamic)FirstOf(part, result.Pledge!))).Should().Be("as typed");
    }

    [Fact]
    public void Every_field_has_its_column_in_the_open_data()
    {
        foreach (var (part, _) in Everywhere)
        {
            var table = Tables.All.Single(t => t.Name == part.Name switch { "" or "announced" or "checkability" => "pledges", "revisions" => "target_revisions", var name => name });

            // The sources of what stands in the table of pledges are in the document alone.
            table.Columns.Select(c => c.Name).Should().Contain(part.Fields.Where(f => f.Kind != FieldKind.Sources || table.Name != "pledges").Select(f => f.Column), part.Heading);
        }
    }

    [Fact]
    public void Every_field_that_a_row_can_say_is_imported()
    {
        Imported(ImportColumns.Figures, FigurePart.Part, "");
        Imported(ImportColumns.Pledges, PledgePart.Part, "");
        Imported(ImportColumns.Pledges, AnnouncementPart.Part, "announced.");
        Imported(ImportColumns.Pledges, CheckabilityPart.Part, "checkability.");
        Imported(ImportColumns.Pledges, PlacePart.Part, "places[0].");
        Imported(ImportColumns.Pledges, TargetPart.Part, "target.");

        static void Imported(IReadOnlyList<ImportColumn> columns, DraftPart part, string within) =>
            columns.Select(c => (c.Name, c.Field)).Should().Contain(part.Fields.Where(f => f.Kind != FieldKind.Sources).Select(f => (f.Column, (string?)(within + f.Name))), part.Heading);
    }

    [Fact]
    public void The_schema_has_every_field_and_every_list()
    {
        var schema = JsonNode.Parse(DocumentSchema.Of(DocumentShape.Pledge))!;
        foreach (var (part, path) in Everywhere)
        {
            var described = schema;
            foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
            {
                described = described["properties"]![step.Split('[')[0]]!;
                described = described["items"] ?? described;
            }

            ((JsonObject)described["properties"]!).Select(p => p.Key).Where(n => n != "$schema").Should().BeEquivalentTo(
                part.Fields.Select(f => f.Name).Concat((part.Name.Length == 0 ? DraftParts.All.Skip(1) : part.Parts).Select(p => p.Name)), part.Heading);
        }
    }

    // No starter pledge has any of these.
    private static PledgeDraft WithAllKinds(PledgeDraft draft) => draft with
    {
        Criteria = [new CriterionDraft { Outcome = "kept", Text = "All of it.", Written = "2020-01-01" }],
        Lookups = [new LookupDraft { Date = "2020-01-01", SoughtFor = "count", Target = draft.Targets[0].Id, Where = "The Gazette", Reach = "its archive", Outcome = "nothing-found" }],
        Inquiries = [new InquiryDraft { Asked = "2020-01-01", Question = "How many?", Outcome = "silent" }],
    };

    private static string PathOf(DraftPart part, string within) => part.Name.Length == 0 ? "" : part.One is null ? $"{part.Name}." : $"{within}{part.Name}[0].";

    private static JsonObject? Find(JsonObject tree, string path)
    {
        JsonNode? node = tree;
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            node = step.EndsWith(']') ? (node![step[..^3]] as JsonArray)?.FirstOrDefault() : node![step];
            if (node is null)
            {
                return null;
            }
        }

        return (JsonObject)node;
    }

    private static object FirstOf(DraftPart part, Pledge pledge) => part.Name switch
    {
        "places" => pledge.Places[0],
        "targets" => pledge.Targets[0],
        "revisions" => pledge.Targets[0].Revisions[0],
        "figures" => pledge.Figures[0],
        "events" => pledge.Events[0],
        "quotes" => pledge.Quotes[0],
        "incentives" => pledge.Incentives[0],
        "criteria" => pledge.Criteria[0],
        "lookups" => pledge.Lookups[0],
        "inquiries" => pledge.Inquiries[0],
        "notes" => pledge.Notes[0],
        "relations" => pledge.Relations[0],
        "verdicts" => pledge.Verdicts[0],
        "sources" => pledge.Sources[0],
        _ => pledge,
    };
}
