using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NJsonSchema;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Tests.Support;
using PledgeTracker.Web.Data;
using PledgeTracker.Web.OpenData;
using PledgeTracker.Web.Publishing;

namespace PledgeTracker.Tests.Publishing;

/// <summary>The claimants, lists and checks that come with the program obey what an editor's do, and the editorial line.</summary>
public sealed partial class StarterClaimTests(TrackerApp app) : IClassFixture<TrackerApp>
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src", "PledgeTracker.Web", "StarterData");

    private static readonly IReadOnlyList<(DocumentKind Kind, string Key, Draft Draft)> All = [.. StarterData.Claims()];

    private static readonly IReadOnlySet<string> Pledges = StarterData.Pledges().Select(p => p.Draft.Slug!).ToHashSet();

    public static TheoryData<string> Files => [.. All.Select(d => $"{Subject.Of(d.Kind).Section}/{d.Key}")];

    public static TheoryData<string> Nouns => [.. DocumentShape.All.Select(s => s.Noun)];

    private static IEnumerable<ClaimantDraft> Claimants => All.Select(d => d.Draft).OfType<ClaimantDraft>();

    private static IEnumerable<(string Key, ClaimListDraft Draft)> Lists => All.Where(d => d.Draft is ClaimListDraft).Select(d => (d.Key, (ClaimListDraft)d.Draft));

    private static IEnumerable<CheckDraft> Checks => All.Select(d => d.Draft).OfType<CheckDraft>();

    [Fact]
    public void All_that_was_researched_is_there()
    {
        Claimants.Should().HaveCount(16);
        Claimants.SelectMany(c => c.Claims).Should().HaveCount(62);
        Lists.Should().HaveCount(15);
        Lists.SelectMany(l => l.Draft.Items).Should().HaveCount(57);
        Checks.Should().HaveCount(30);
    }

    [Theory, MemberData(nameof(Files))]
    public void Every_document_passes_the_review_of_an_editors_with_all_that_it_names_known(string file)
    {
        var (kind, key, draft) = Document(file);
        var context = new ReviewContext
        {
            Key = key,
            Companies = StarterData.Companies().ToDictionary(c => c.Slug),
            Metrics = StarterData.Metrics().ToDictionary(m => m.Code),
            Today = StarterData.CheckedOn,
            Evidence = new HashSet<string>(),
            Pledges = Pledges,
            Lists = Lists.Select(l => l.Key).ToHashSet(),
            Checks = All.Where(d => d.Kind == DocumentKind.Check).Select(d => d.Key).ToHashSet(),
            Claims = All.Where(d => d.Kind == DocumentKind.Claimant).SelectMany(d => ((ClaimantDraft)d.Draft).Claims.Select(c => $"{d.Key}/{c.Id}")).ToHashSet(),
        };

        (draft switch
        {
            ClaimantDraft claimant => ClaimRules.Review(claimant, context).Problems,
            ClaimListDraft list => ClaimRules.Review(list, context).Problems,
            _ => ClaimRules.Review((CheckDraft)draft, context).Problems,
        }).Should().BeEmpty(kind.ToString());
    }

    [Theory, MemberData(nameof(Files))]
    public async Task Every_file_is_valid_by_the_schema_that_it_names(string file)
    {
        var path = Path.Combine(Folder, "claims", file + ".json");
        var text = await File.ReadAllTextAsync(path);
        var schema = await JsonSchema.FromFileAsync(Path.Combine(Path.GetDirectoryName(path)!, JsonNode.Parse(text)!["$schema"]!.GetValue<string>()));

        schema.Validate(text).Should().BeEmpty();
    }

    [Theory]
    [InlineData("claimant", "{}")]
    [InlineData("list", "{}")]
    [InlineData("check", "{}")]
    [InlineData("check", """{"by":"x","date":"2025","method":"x","results":[{"label":"x","text":"x","colour":"red"}],"sources":[]}""")]
    public async Task The_schema_refuses_what_is_no_such_document(string noun, string json)
    {
        var schema = await JsonSchema.FromFileAsync(FileOf(noun));

        schema.Validate(json).Should().NotBeEmpty();
    }

    [Theory, MemberData(nameof(Nouns))]
    public async Task The_schema_beside_the_starter_files_is_the_one_that_is_served(string noun)
    {
        var served = await app.Visitor().GetAsync($"/data/{noun}.schema.json");

        served.Content.Headers.ContentType!.ToString().Should().Be("application/schema+json; charset=utf-8");
        (await File.ReadAllTextAsync(FileOf(noun))).Should().Be(await served.Content.ReadAsStringAsync(), $"it is a copy: take a new one with curl from /data/{noun}.schema.json of the program just built");
    }

    [Theory, MemberData(nameof(Nouns))]
    public void The_parts_and_the_schema_of_a_document_have_every_property_of_its_draft_and_no_other(string noun)
    {
        var shape = DocumentShape.All.Single(s => s.Noun == noun);
        var schema = JsonNode.Parse(DocumentSchema.Of(shape))!;
        foreach (var (part, path) in shape.Everywhere)
        {
            var inner = part.Name.Length == 0 ? shape.Parts.Skip(1) : part.Parts;
            var described = part.Fields.Select(f => f.Name).Concat(inner.Select(p => p.Name)).ToList();
            var at = path.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(schema, (node, step) => node["properties"]![step]!["items"] ?? node["properties"]![step]!);

            described.Should().BeEquivalentTo(part.Draft.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(p => char.ToLowerInvariant(p.Name[0]) + p.Name[1..]), part.Heading);
            ((JsonObject)at["properties"]!).Select(p => p.Key).Where(n => n != "$schema").Should().BeEquivalentTo(described, part.Heading);
        }
    }

    [Fact]
    public void A_claim_about_one_entry_names_one_that_the_list_has() =>
        Claimants.SelectMany(c => c.Claims).Where(c => c.Item is not null).Should().NotBeEmpty()
            .And.OnlyContain(c => Lists.Single(l => l.Key == c.List).Draft.Items.Any(i => i.Id == c.Item));

    [Fact]
    public void A_check_of_claims_on_several_lists_says_which_list_its_numbers_are_about()
    {
        var lists = All.Where(d => d.Kind == DocumentKind.Claimant).SelectMany(d => ((ClaimantDraft)d.Draft).Claims.Where(c => c.Item is null && c.List is not null).Select(c => (Name: $"{d.Key}/{c.Id}", c.List))).ToLookup(c => c.Name, c => c.List);

        Checks.Where(c => c.Results.Any(r => r.Step is not null) && c.Claims.SelectMany(name => lists[name]).Distinct().Count() > 1).Should().OnlyContain(c => c.Lists.Count > 0);
    }

    [Fact]
    public void A_verb_stands_in_the_quote_as_it_was_said() =>
        Claimants.SelectMany(c => c.Claims).Where(c => c.Verb is not null).Should().NotBeEmpty()
            .And.OnlyContain(c => c.Quote != null && c.Verb!.Split('…', StringSplitOptions.TrimEntries).All(v => c.Quote.Contains(v, StringComparison.Ordinal)));

    [Fact]
    public void A_sum_that_reporters_made_of_somebodys_claims_is_said_by_the_reporters() =>
        Claimants.SelectMany(c => c.Claims).Where(c => c.Says!.Contains("added up by", StringComparison.Ordinal)).Should().HaveCount(2).And.OnlyContain(c => c.Speaker == "ProPublica");

    [Fact]
    public void An_entry_announced_after_the_time_that_is_credited_began_is_not_called_announced_before_for_another_reason() =>
        Lists.SelectMany(l => l.Draft.Items).Where(i => i.Findings.Any(f => f.Class == "announced-before")).SelectMany(i => i.Findings)
            .Should().NotContain(f => f.Text!.StartsWith("Most of it", StringComparison.Ordinal) || f.Text.Contains("days before it was claimed", StringComparison.Ordinal));

    /// <summary>Whoever governs: what the editors write of a claimant says what is recorded, and neither praises nor judges.</summary>
    [Fact]
    public void Who_claims_is_told_in_the_same_words_for_all()
    {
        Claimants.Should().OnlyContain(c => c.Summary!.Contains("ecorded here", StringComparison.Ordinal));
        Claimants.Select(c => c.Summary!).Where(s => Lasting().IsMatch(s)).Should().BeEmpty("who holds an office now is not known to a file");
    }

    [Fact]
    public void No_text_of_the_editors_judges_a_claim()
    {
        var texts = Claimants.SelectMany(c => (IEnumerable<string?>)[c.Summary, .. c.Series.SelectMany(s => new[] { s.Label, s.Note }), .. c.Claims.SelectMany(x => new[] { x.Says, x.Remarks, x.ListNote, x.CreditFor })])
            .Concat(Lists.SelectMany(l => (IEnumerable<string?>)[l.Draft.Title, l.Draft.What, l.Draft.Note, .. l.Draft.Versions.Select(v => v.Note), .. l.Draft.Items.SelectMany(i => i.Findings.Where(f => f.Check is null).Select(f => f.Text).Append(i.Note))]))
            .OfType<string>().ToList();

        texts.Should().HaveCountGreaterThan(150);
        texts.Where(t => Judging().IsMatch(t)).Should().BeEmpty();
    }

    [Fact]
    public void Every_source_of_a_claimant_and_of_a_list_with_states_or_entries_is_pointed_at()
    {
        foreach (var claimant in Claimants)
        {
            claimant.Sources.Select(s => s.Id).Except(claimant.Claims.SelectMany(c => c.Sources)).Should().BeEmpty(claimant.Name);
        }

        foreach (var (key, list) in Lists.Where(l => l.Draft.Items.Count > 0))
        {
            list.Sources.Select(s => s.Id).Except(list.Versions.SelectMany(v => v.Sources).Concat(list.Items.SelectMany(i => i.Sources.Concat(i.Findings.SelectMany(f => f.Sources))))).Should().BeEmpty(key);
        }
    }

    [Fact]
    public void One_source_is_told_in_the_same_way_in_every_document()
    {
        var sources = All.SelectMany(d => d.Draft switch { ClaimantDraft c => c.Sources, ClaimListDraft l => l.Sources, _ => ((CheckDraft)d.Draft).Sources }).ToList();

        sources.Select(s => s.Id).Distinct().Should().HaveCount(115);
        sources.GroupBy(s => s.Id).Should().OnlyContain(g => g.Select(s => new { s.Kind, s.Publisher, s.Title, s.Url, s.Published, s.Accessed, s.Excerpt, s.Note }).Distinct().Count() == 1);
    }

    [Fact]
    public void What_is_said_to_be_absent_is_brought_to_the_reviewers_notice()
    {
        var claimant = Claimants.First() with { Summary = "No count was made. Nobody knows." };

        AbsenceClaims.Warning(claimant).Should().StartWith("Standfirst (“No count”)");
        AbsenceClaims.Warning(claimant with { Lookups = [Given.LookupDraft()] }).Should().BeNull();
        AbsenceClaims.Warning(Lists.First().Draft with { Note = "No figures stand on it." }).Should().StartWith("Note (“No figures”)");
        AbsenceClaims.Warning(Checks.First() with { Method = "Found no evidence." }).Should().BeNull("it is what others found");
        Subject.Of(DocumentKind.Claimant).HintOf(claimant, new ReviewResult(null, [])).Should().Be(AbsenceClaims.Warning(claimant));
    }

    private static (DocumentKind Kind, string Key, Draft Draft) Document(string file) => All.Single(d => $"{Subject.Of(d.Kind).Section}/{d.Key}" == file);

    private static string FileOf(string noun) => noun == "pledge" ? Path.Combine(Folder, "pledge.schema.json") : Path.Combine(Folder, "claims", noun + ".schema.json");

    [GeneratedRegex(@"\b(has|have) been\b|\bis (the )?(President|Prime Minister|Governor)\b")]
    private static partial Regex Lasting();

    [GeneratedRegex(@"\b(lie[sd]?|lying|liar|false(ly)?|bogus|fake|boast\w*|brag\w*|inflat\w*|exaggerat\w*|padded|mislead\w*|deceiv\w*|pretend\w*|absurd|ridiculous|alleged(ly)?|so-called|supposed(ly)?|impressive|historic|record-breaking|great)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Judging();
}
