using PledgeTracker.Domain.Claims;
using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Reading;
using static PledgeTracker.Web.OpenData.PartTables<PledgeTracker.Web.OpenData.ClaimRecord>;

namespace PledgeTracker.Web.OpenData;

/// <summary>The part of the data dictionary about claimed totals: who claims them, the lists behind them, and who checked them.</summary>
public static class ClaimTables
{
    /// <summary>One row for each claimant.</summary>
    public static readonly ClaimDataTable Claimants = Of<PublishedClaims<Claimant>>(
        "claimants", "Claimants", "A person or body that claims totals of companies' pledges.", record => record.Claimants,
        [
            Key<PublishedClaims<Claimant>>("claimant", "The end of its address, after /claims/.", p => p.Content.Slug),
            .. ColumnsWithin(ClaimantPart.Part, (PublishedClaims<Claimant> p) => p.Content),
            new("claims", ColumnType.Whole, "How many claims are recorded.", (_, p, _) => (long)p.Content.Claims.Count) { IsRequired = true },
            .. PublishedColumns<Claimant>(p => "/claims/" + p.Content.Slug),
        ],
        ["claimant"]);

    /// <summary>One row for each number that was claimed.</summary>
    public static readonly ClaimDataTable Claims = Of<PartOf<Claimant, Claim>>(
        "claims", "Claims", "A total that somebody said or printed on a day. Two units in one sentence are two claims. Never add claims together.",
        record => Each(record.Claimants, c => c.Claims).Where(c => record.On is not { } day || c.Item.Date.Earliest <= day),
        [
            Key<PartOf<Claimant, Claim>>("claimant", "Address of the claimant.", p => p.Of.Content.Slug),
            Key<PartOf<Claimant, Claim>>("claim", "Short name within the claimant.", p => p.Item.Key),
            Position<PartOf<Claimant, Claim>>(p => p.Position),
            new("claimant_name", ColumnType.Text, "Name of the claimant.", (_, p, _) => p.Of.Content.Name) { IsRequired = true },
            .. ColumnsWithin(ClaimPart.Part, (PartOf<Claimant, Claim> p) => p.Item).Where(c => c.Name is not ("id" or "list" or "sources")),
            new("series_label", ColumnType.Text, "What the number of the series is.", (_, p, _) => p.Of.Content.Series.FirstOrDefault(s => s.Key == p.Item.Series)?.Label),
            new("list", ColumnType.Text, "Address of the list it is based on. Empty where none is named, and where that list is not on this site.", (record, p, _) => record.Index.List(p.Item.List)?.Content.Slug),
            .. ColumnsWithin(ClaimPart.Part, (PartOf<Claimant, Claim> p) => p.Item, "sources"),
            Link<PartOf<Claimant, Claim>>(p => $"/claims/{p.Of.Content.Slug}#claim-{Uri.EscapeDataString(p.Item.Key)}", "Its place on the claimant's page."),
        ],
        ["claimant", "claim"], new ForeignKey("claimant", "claimants", "claimant"), new ForeignKey("list", "lists", "list"));

    /// <summary>One row for each list.</summary>
    public static readonly ClaimDataTable Lists = Of<ListedEntries>(
        "lists", "Lists", "A list of announcements that somebody keeps and that claims are based on.", record => record.Lists,
        [
            Key<ListedEntries>("list", "The end of its address, after /lists/.", l => l.List.Slug),
            .. ColumnsWithin(ClaimListPart.Part, (ListedEntries l) => l.List),
            new("items", ColumnType.Whole, "How many of its entries are copied here.", (_, l, _) => (long)l.List.Items.Count) { IsRequired = true },
            .. PublishedColumns<ListedEntries, ClaimList>(l => l.Published, l => "/lists/" + l.List.Slug),
        ],
        ["list"]);

    /// <summary>One row for each state of a list.</summary>
    public static readonly ClaimDataTable ListVersions = Of<(ListedEntries Of, ListVersion Item, int Position)>(
        "list_versions", "States of lists", "What a list said of itself on a day. A later state may be smaller.",
        record => record.Lists.SelectMany(l => l.List.Versions.Select((v, i) => (l, v, i + 1))),
        [
            Key<(ListedEntries Of, ListVersion Item, int Position)>("list", "Address of the list.", v => v.Of.List.Slug),
            Position<(ListedEntries Of, ListVersion Item, int Position)>(v => v.Position),
            .. ColumnsWithin(ListVersionPart.Part, ((ListedEntries Of, ListVersion Item, int Position) v) => v.Item),
        ],
        ["list", "position"], new ForeignKey("list", "lists", "list"));

    /// <summary>One row for each entry of a list.</summary>
    public static readonly ClaimDataTable ListItems = Of<ListedEntry>(
        "list_items", "Entries of lists", "An entry as it stands on its list, with what was found of it and the pledges of this tracker that it is. Amounts of entries may overlap.",
        record => record.Lists.SelectMany(l => l.Entries),
        [
            Key<ListedEntry>("list", "Address of the list.", e => e.Of.List.Slug),
            Key<ListedEntry>("item", "Short name within the list.", e => e.Item.Key),
            Position<ListedEntry>(e => e.Position),
            .. ColumnsWithin(ListItemPart.Part, (ListedEntry e) => e.Item).Where(c => c.Name is not ("id" or "sources")),
            new("pledges", ColumnType.TextList, "Addresses of the pledges of this tracker that the entry is matched to.", (_, e, _) => e.Matches.Select(m => m.Pledge.Slug).ToList()),
            new("matches", ColumnType.TextList, "How each of these pledges stands to the entry, in the same order.", (_, e, _) => e.Matches.Select(m => Code.Of(m.Match.Kind)).ToList()),
            new("verdicts", ColumnType.TextList, "The editors' verdict on each of these pledges, in the same order.", (_, e, _) => e.Matches.Select(m => Code.Of(m.Pledge.Verdict)).ToList()),
            new("finding_classes", ColumnType.TextList, "The classes of what was found of the entry. Findings may disagree.", (_, e, _) => e.Findings.Select(f => Code.Of(f.Class)).ToList()),
            new("finding_groups", ColumnType.TextList, "The group of each of these classes, in the same order.", (_, e, _) => e.Findings.Select(f => Code.Of(FindingClasses.GroupOf(f.Class))).ToList()),
            new("findings", ColumnType.Text, "What was found, one to a line, in the same order. In brackets is the address of the check that found it, or the word editors.", (record, e, _) => InWords(record, e.Findings)),
            .. ColumnsWithin(ListItemPart.Part, (ListedEntry e) => e.Item, "sources"),
            Link<ListedEntry>(e => $"/lists/{e.Of.List.Slug}{ListFilter.PageOf(e.Position)}#item-{Uri.EscapeDataString(e.Item.Key)}", "Its place on the list's page."),
        ],
        ["list", "item"], new ForeignKey("list", "lists", "list"));

    /// <summary>One row for each pledge that an entry is matched to.</summary>
    public static readonly ClaimDataTable ItemMatches = Of<(ListedEntry Entry, ItemMatch Match, MatchedPledge Pledge, int Position)>(
        "item_matches", "Matches of entries", "How a pledge of this tracker stands to an entry of a list.",
        record => record.Lists.SelectMany(l => l.Entries).SelectMany(e => e.Matches.Select((m, i) => (e, m.Match, m.Pledge, i + 1))),
        [
            .. EntryColumns<(ListedEntry Entry, ItemMatch Match, MatchedPledge Pledge, int Position)>(m => m.Entry),
            Position<(ListedEntry Entry, ItemMatch Match, MatchedPledge Pledge, int Position)>(m => m.Position, "Its place within the entry, from 1."),
            new("pledge_id", ColumnType.Whole, "Number of the pledge in this tracker. It stays the same when the address changes.", (_, m, _) => (long)m.Pledge.Id) { IsRequired = true },
            new("pledge", ColumnType.Text, "Address of the pledge.", (_, m, _) => m.Pledge.Slug) { IsRequired = true },
            .. ColumnsWithin(ItemMatchPart.Part, ((ListedEntry Entry, ItemMatch Match, MatchedPledge Pledge, int Position) m) => m.Match).Where(c => c.Name is not "pledge"),
        ],
        ["list", "item", "position"], new ForeignKey(["list", "item"], "list_items", ["list", "item"]), new ForeignKey("pledge_id", "pledges", "pledge_id"));

    /// <summary>One row for each finding.</summary>
    public static readonly ClaimDataTable Findings = Of<(ListedEntry Entry, ItemFinding Finding, int Position)>(
        "findings", "Findings", "What a check, or the editors, found of one entry of a list. Findings may disagree.",
        record => record.Lists.SelectMany(l => l.Entries).SelectMany(e => e.Findings.Select((f, i) => (e, f, i + 1))),
        [
            .. EntryColumns<(ListedEntry Entry, ItemFinding Finding, int Position)>(f => f.Entry),
            Position<(ListedEntry Entry, ItemFinding Finding, int Position)>(f => f.Position, "Its place within the entry, from 1."),
            .. ColumnsWithin(ItemFindingPart.Part, ((ListedEntry Entry, ItemFinding Finding, int Position) f) => f.Finding).Where(c => c.Name is not ("check" or "sources")),
            Word<(ListedEntry Entry, ItemFinding Finding, int Position), FindingGroup>("group", "The group of that class.", f => FindingClasses.GroupOf(f.Finding.Class)),
            new("found_by", ColumnType.Text, "Who found it. The editors read it in the words of the list or of the company.", (_, f, _) => f.Finding.Check is null ? "editors" : "check") { IsRequired = true, Words = ["editors", "check"] },
            new("check", ColumnType.Text, "Address of the check that found it. Empty for the editors, and where that check is not on this site.", (record, f, _) => record.Index.Check(f.Finding.Check)?.Content.Slug),
            .. ColumnsWithin(ItemFindingPart.Part, ((ListedEntry Entry, ItemFinding Finding, int Position) f) => f.Finding, "sources"),
        ],
        ["list", "item", "position"], new ForeignKey(["list", "item"], "list_items", ["list", "item"]), new ForeignKey("check", "checks", "check"));

    /// <summary>One row for each check.</summary>
    public static readonly ClaimDataTable Checks = Of<PublishedClaims<Check>>(
        "checks", "Checks", "An examination of claims or of a list by reporters, an institute or an auditor.", record => record.Checks,
        [
            Key<PublishedClaims<Check>>("check", "The end of its address, after /checks/.", p => p.Content.Slug),
            .. ColumnsWithin(CheckPart.Part, (PublishedClaims<Check> p) => p.Content).Where(c => c.Name is not "of"),
            new("of", ColumnType.Text, "Address of the check that this one examines. Empty where it examines none, and where that check is not on this site.", (record, p, _) => record.Index.Check(p.Content.Of)?.Content.Slug),
            .. PublishedColumns<Check>(p => "/checks/" + p.Content.Slug),
        ],
        ["check"], new ForeignKey("of", "checks", "check"));

    /// <summary>One row for each result of a check.</summary>
    public static readonly ClaimDataTable CheckResults = Of<PartOf<Check, CheckResult>>(
        "check_results", "Results of checks", "One result of a check. Results may overlap. Never add them together.", record => Each(record.Checks, c => c.Results),
        [
            Key<PartOf<Check, CheckResult>>("check", "Address of the check.", p => p.Of.Content.Slug),
            Position<PartOf<Check, CheckResult>>(p => p.Position),
            .. ColumnsWithin(CheckResultPart.Part, (PartOf<Check, CheckResult> p) => p.Item),
        ],
        ["check", "position"], new ForeignKey("check", "checks", "check"));

    /// <summary>One row for each source of a claimant, a list or a check.</summary>
    public static readonly ClaimDataTable Sources = Of<PartOfAny<Source>>(
        "claim_sources", "Sources of claims", "Where the facts of a claimant, a list or a check come from. Other tables refer to these by number.",
        record => Any(record, c => c.Sources, l => l.Sources, c => c.Sources),
        [
            .. AnyColumns<Source>(),
            Position<PartOfAny<Source>>(p => p.Position, name: "number"),
            .. ColumnsWithin(SourcePart.Part, (PartOfAny<Source> p) => p.Item),
        ],
        ["document", "slug", "number"]);

    /// <summary>One row for each time that somebody looked for something about a claimant or a list.</summary>
    public static readonly ClaimDataTable Lookups = Of<PartOfAny<Lookup>>(
        "claim_lookups", "Look-ups of claims", "What somebody looked for about a claimant or a list on a day, where, and what was found.",
        record => Any(record, c => c.Lookups, l => l.Lookups, _ => []),
        [
            .. AnyColumns<Lookup>(),
            Position<PartOfAny<Lookup>>(p => p.Position),
            .. ColumnsWithin(LookupPart.Part, (PartOfAny<Lookup> p) => p.Item).Where(c => c.Name is not "target"),
        ],
        ["document", "slug", "position"]);

    /// <summary>One row for each question of the newsroom to a claimant or the keeper of a list.</summary>
    public static readonly ClaimDataTable Inquiries = Of<PartOfAny<Inquiry>>(
        "claim_inquiries", "Inquiries about claims", "A question of the newsroom to a claimant or to the keeper of a list.",
        record => Any(record, c => c.Inquiries, l => l.Inquiries, _ => []),
        [
            .. AnyColumns<Inquiry>(),
            Position<PartOfAny<Inquiry>>(p => p.Position),
            new("asked", ColumnType.Day, "When the question was asked.", (_, p, _) => p.Item.Asked) { IsRequired = true },
            .. ColumnsWithin(InquiryPart.Part, (PartOfAny<Inquiry> p) => p.Item, "question", "outcome"),
            new("answered", ColumnType.Day, "When it was answered.", (_, p, _) => p.Item.Answered),
            new("answer", ColumnType.Text, "The words of the answer.", (_, p, _) => p.Item.Answer),
        ],
        ["document", "slug", "position"]);

    /// <summary>All of them, each after those it refers to.</summary>
    public static readonly IReadOnlyList<ClaimDataTable> All =
        [Claimants, Claims, Lists, ListVersions, ListItems, ItemMatches, Findings, Checks, CheckResults, Sources, Lookups, Inquiries];

    private static ClaimDataTable Of<T>(
        string name, string title, string description, Func<ClaimRecord, IEnumerable<T>> items, PartColumn<T>[] columns, string[] key, params ForeignKey[] foreign) =>
        new(name, title, description, [.. columns.Select(c => c.Described)], record => RowsOf(record, items(record), columns)) { PrimaryKey = key, ForeignKeys = foreign };

    private static PartColumn<T> Key<T>(string name, string means, Func<T, string> value) => new(name, ColumnType.Text, means, (_, item, _) => value(item)) { IsRequired = true };

    private static PartColumn<T> Position<T>(Func<T, int> value, string means = "Its place in the editors' order, from 1.", string name = "position") =>
        new(name, ColumnType.Whole, means, (_, item, _) => (long)value(item)) { IsRequired = true };

    private static PartColumn<T> Link<T>(Func<T, string> path, string means) => new("url", ColumnType.Url, means, (record, item, _) => record.Site + path(item)) { IsRequired = true };

    private static PartColumn<T>[] EntryColumns<T>(Func<T, ListedEntry> of) =>
        [Key<T>("list", "Address of the list.", item => of(item).Of.List.Slug), Key<T>("item", "Short name of the entry within the list.", item => of(item).Item.Key)];

    private static PartColumn<PublishedClaims<T>>[] PublishedColumns<T>(Func<PublishedClaims<T>, string> path) => PublishedColumns<PublishedClaims<T>, T>(p => p, path);

    private static PartColumn<TItem>[] PublishedColumns<TItem, T>(Func<TItem, PublishedClaims<T>> of, Func<TItem, string> path) =>
    [
        new("revision", ColumnType.Whole, "Number of the published revision.", (_, item, _) => (long)of(item).Revision) { IsRequired = true },
        new("published_at", ColumnType.Instant, "When this revision was published.", (_, item, _) => of(item).PublishedAt) { IsRequired = true },
        Link(path, "Its page."),
        new("json_url", ColumnType.Url, "The whole document as JSON.", (record, item, _) => $"{record.Site}{path(item)}.json") { IsRequired = true },
    ];

    private static PartColumn<PartOfAny<T>>[] AnyColumns<T>() =>
    [
        new("document", ColumnType.Text, "What it belongs to.", (_, p, _) => p.Document) { IsRequired = true, Words = ["claimant", "list", "check"] },
        Key<PartOfAny<T>>("slug", "Address of that claimant, list or check.", p => p.Slug),
    ];

    private static IEnumerable<PartOf<TDocument, TPart>> Each<TDocument, TPart>(IEnumerable<PublishedClaims<TDocument>> published, Func<TDocument, IEnumerable<TPart>> parts) =>
        published.SelectMany(p => parts(p.Content).Select((part, i) => new PartOf<TDocument, TPart>(p, part, i + 1)));

    private static IEnumerable<PartOfAny<T>> Any<T>(ClaimRecord record, Func<Claimant, IEnumerable<T>> ofClaimant, Func<ClaimList, IEnumerable<T>> ofList, Func<Check, IEnumerable<T>> ofCheck) =>
        record.Claimants.SelectMany(c => Numbered("claimant", c.Content.Slug, ofClaimant(c.Content)))
            .Concat(record.Lists.SelectMany(l => Numbered("list", l.List.Slug, ofList(l.List))))
            .Concat(record.Checks.SelectMany(c => Numbered("check", c.Content.Slug, ofCheck(c.Content))));

    private static IEnumerable<PartOfAny<T>> Numbered<T>(string document, string slug, IEnumerable<T> parts) => parts.Select((part, i) => new PartOfAny<T>(document, slug, part, i + 1));

    private static string? InWords(ClaimRecord record, IReadOnlyList<ItemFinding> findings) => findings.Count == 0 ? null
        : string.Join('\n', findings.Select(f => $"{f.Text} ({(f.Check is null ? "editors" : record.Index.Check(f.Check)?.Content.Slug ?? "a check that is not on this site")})"));

    /// <summary>A part of a claimant or a check, with its place.</summary>
    private sealed record PartOf<TDocument, TPart>(PublishedClaims<TDocument> Of, TPart Item, int Position);

    /// <summary>A part that claimants, lists and checks have alike, with its place.</summary>
    private sealed record PartOfAny<T>(string Document, string Slug, T Item, int Position);
}

/// <summary>A published pledge that an entry is matched to, as far as a table of entries says it.</summary>
/// <param name="Id">Its number in this tracker.</param>
/// <param name="Slug">Its address.</param>
/// <param name="Verdict">The editors' verdict.</param>
public sealed record MatchedPledge(int Id, string Slug, VerdictKind Verdict);

/// <summary>An entry of a list with what readers see of it.</summary>
/// <param name="Of">Its list.</param>
/// <param name="Item">What stands on the list.</param>
/// <param name="Position">Its place on the list, from 1.</param>
/// <param name="Findings">What was found of it.</param>
/// <param name="Matches">The published pledges that it is matched to.</param>
public sealed record ListedEntry(ListedEntries Of, ListItem Item, int Position, IReadOnlyList<ItemFinding> Findings, IReadOnlyList<(ItemMatch Match, MatchedPledge Pledge)> Matches);

/// <summary>A published list with those of its entries that are asked for.</summary>
/// <param name="Published">The list.</param>
/// <param name="Index">All that is published of claimed totals.</param>
/// <param name="Pledges">The published pledges that entries may be matched to, by address.</param>
/// <param name="Filter">Which entries.</param>
/// <param name="On">The day as of which findings are shown; null for now.</param>
public sealed record ListedEntries(PublishedClaims<ClaimList> Published, ClaimIndex Index, IReadOnlyDictionary<string, MatchedPledge> Pledges, ListFilter Filter, DateOnly? On)
{
    public ClaimList List => Published.Content;

    /// <summary>The entries that fit, in the order of the list.</summary>
    public IEnumerable<ListedEntry> Entries => List.Items
        .Select((item, i) => new ListedEntry(this, item, i + 1, [.. Index.FindingsOf(item, On)], [.. item.Matches.Where(m => Pledges.ContainsKey(m.Pledge)).Select(m => (m, Pledges[m.Pledge]))]))
        .Where(e => Filter.Fits(e.Item, e.Findings, e.Matches.Select(m => m.Pledge.Verdict)));
}

/// <summary>What is published of claimed totals, or a part of it, on its way into the open data.</summary>
/// <param name="Index">All of it, for what names something else.</param>
/// <param name="Claimants">The claimants that rows are made of.</param>
/// <param name="Lists">The lists that rows are made of.</param>
/// <param name="Checks">The checks that rows are made of.</param>
/// <param name="Site">The tracker's address, without a slash at the end.</param>
public sealed record ClaimRecord(
    ClaimIndex Index, IReadOnlyList<PublishedClaims<Claimant>> Claimants, IReadOnlyList<ListedEntries> Lists, IReadOnlyList<PublishedClaims<Check>> Checks, string Site) : IDataRecord
{
    public static string NumbersOfSources => "Numbers of the sources for it, in the table claim_sources.";

    /// <summary>The day as of which claims are shown; null for now.</summary>
    public DateOnly? On { get; init; }

    /// <summary>All that is published.</summary>
    /// <param name="index">All of it.</param>
    /// <param name="pledges">The published pledges, by address.</param>
    /// <param name="site">The tracker's address, without a slash at the end.</param>
    public static ClaimRecord All(ClaimIndex index, IReadOnlyDictionary<string, MatchedPledge> pledges, string site)
    {
        ArgumentNullException.ThrowIfNull(index);
        return new(index, index.Claimants, [.. index.Lists.Select(l => new ListedEntries(l, index, pledges, new ListFilter(), null))], index.Checks, site);
    }
}
