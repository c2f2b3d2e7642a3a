using PledgeTracker.Domain.Editing;
using PledgeTracker.Domain.Pledges;
using PledgeTracker.Domain.Progress;
using PledgeTracker.Domain.Values;
using PledgeTracker.Web.Data;
using static PledgeTracker.Web.OpenData.PartTables<PledgeTracker.Web.OpenData.PledgeRecord>;

namespace PledgeTracker.Web.OpenData;

/// <summary>
/// The data dictionary: every table and column of the open data. Names are added and never changed or removed; the columns
/// that an import reads have the same names.
/// </summary>
public static class Tables
{
    /// <summary>One row for each pledge, with its headline target.</summary>
    public static readonly PledgeDataTable Pledges = Of<Pledge>(
        "pledges", "Pledges", "One promise of one company, with its headline target.", false, r => [r.Pledge],
        [
            .. ColumnsOf(PledgePart.Part, "slug", "company"),
            new("company_name", ColumnType.Text, "Name of the company.", (r, p, _) => p.Company.Name) { IsRequired = true },
            new("company_name_then", ColumnType.Text, "Name of the company when it announced the pledge, where the times of its names are known.", (r, p, _) => p.Company.NameOn(p.AnnouncedOn)) { IsRequired = true },
            .. ColumnsOf(PledgePart.Part, "title", "summary"),
            .. ColumnsOf(AnnouncementPart.Part).SkipLast(1),
            new("country", ColumnType.Text, "Country of the first place, ISO 3166-1. The table places has all of them.", (r, p, _) => p.Places.FirstOrDefault()?.Country),
            new("subdivision", ColumnType.Text, "State or province of the first place, ISO 3166-2.", (r, p, _) => p.Places.FirstOrDefault()?.Subdivision),
            new("locality", ColumnType.Text, "City, county or site of the first place.", (r, p, _) => p.Places.FirstOrDefault()?.Locality),
            .. ColumnsOf(PledgePart.Part, "conditions"),
            .. ColumnsOf(CheckabilityPart.Part).SkipLast(1),
            .. ColumnsOf(PledgePart.Part, "tags", "lastChecked"),
            new("target", ColumnType.Text, "Short name of the headline target.", (r, p, _) => p.Headline.Key) { IsRequired = true },
            .. ColumnsWithin(TargetPart.Part, (Pledge p) => p.Headline).SkipLast(1).Skip(1),
            .. ProgressColumns<Pledge>(p => p.Headline),
            Word<Pledge, VerdictKind>("verdict", "The editors' current verdict.", p => p.VerdictKind),
            new("verdict_date", ColumnType.PartialDate, "When the decisive fact became public.", (r, p, _) => p.Verdict?.Date),
            new("verdict_reason", ColumnType.Text, "Why.", (r, p, _) => p.Verdict?.Reason),
            new("verdict_lapsed_because", ColumnType.Text, "Why the pledge lapsed. Only where the verdict is lapsed.", (r, p, _) => p.Verdict?.LapsedBecause is { } because ? Code.Of(because) : null) { Words = Code.Codes<LapseReason>().ToList() },
            new("verdict_despite_figures", ColumnType.Text, "Why the verdict differs from the figures.", (r, p, _) => p.Verdict?.DespiteFigures),
            new("verdict_not_asked", ColumnType.Text, "Why the company was not asked before the verdict was given.", (r, p, _) => p.Verdict?.NotAsked),
            new("undone_since", ColumnType.PartialDate, "The date from which a kept pledge was undone.", (r, p, _) => p.Undone?.Since),
            new("targets", ColumnType.Whole, "How many targets it has.", (r, p, _) => (long)p.Targets.Count) { IsRequired = true },
            new("figures", ColumnType.Whole, "How many figures were reported, counted or not.", (r, p, _) => (long)p.Figures.Count) { IsRequired = true },
            new("part_of", ColumnType.Text, "Address of the pledge that contains this one. Never add the two.", (r, p, _) => p.Relations.FirstOrDefault(o => o.Kind == RelationKind.PartOf)?.OtherSlug),
            new("revision", ColumnType.Whole, "Number of the published revision.", (r, p, _) => (long)r.Published.Revision) { IsRequired = true },
            new("published_at", ColumnType.Instant, "When this revision was published.", (r, p, _) => r.Published.PublishedAt) { IsRequired = true },
            new("url", ColumnType.Url, "Its page.", (r, p, _) => r.Url) { IsRequired = true },
            new("json_url", ColumnType.Url, "The whole pledge as JSON.", (r, p, _) => r.Url + ".json") { IsRequired = true },
        ],
        key: "slug");

    /// <summary>One row for each target.</summary>
    public static readonly PledgeDataTable Targets = Of<Target>(
        "targets", "Targets", "One number that was promised by one date. A pledge's first target is its headline.", true, r => r.Pledge.Targets,
        [
            .. ColumnsOf(TargetPart.Part).SkipLast(1),
            .. ProgressColumns<Target>(t => t),
            .. ColumnsOf(TargetPart.Part).TakeLast(1),
        ]);

    /// <summary>One row for each change of a target by those who made it.</summary>
    public static readonly PledgeDataTable TargetRevisions = Of<(Target Target, TargetRevision Revision)>(
        "target_revisions", "Target revisions", "A later change of a target by those who made it. Progress is still measured against the original target.", true,
        r => r.Pledge.Targets.SelectMany(t => t.Revisions.Select(v => (t, v))),
        [
            new("target", ColumnType.Text, "Short name of the target.", (r, t, _) => t.Target.Key) { IsRequired = true },
            .. ColumnsWithin(TargetRevisionPart.Part, ((Target Target, TargetRevision Revision) t) => t.Revision),
        ]);

    /// <summary>One row for each figure, with its first source.</summary>
    public static readonly PledgeDataTable Figures = Of<Figure>(
        "figures", "Figures", "Something reported after the promise, with its first source.", true, r => r.Pledge.Figures,
        [
            .. ColumnsOf(FigurePart.Part).SkipLast(1),
            new("share", ColumnType.Number, "The share of the original target that counts from this figure on (1 is all of it). Empty where the figure does not count.", (r, f, _) => ShareOf(r, f)),
            .. ColumnsOf(FigurePart.Part).TakeLast(1),
            new("source_url", ColumnType.Url, "Address of the first source.", (r, f, _) => FirstOf(f)?.Url),
            new("source_title", ColumnType.Text, "Its title.", (r, f, _) => FirstOf(f)?.Title),
            new("source_publisher", ColumnType.Text, "Its publisher.", (r, f, _) => FirstOf(f)?.Publisher),
            new("source_published", ColumnType.PartialDate, "When it was published.", (r, f, _) => FirstOf(f)?.Published),
            new("source_kind", ColumnType.Text, "What kind of source it is.", (r, f, _) => FirstOf(f) is { } s ? Code.Of(s.Kind) : null) { Words = Code.Codes<SourceKind>().ToList() },
            new("source_role", ColumnType.Text, "What it shows: the promise, or what happened since.", (r, f, _) => FirstOf(f) is { } s ? Code.Of(s.Role) : null) { Words = Code.Codes<SourceRole>().ToList() },
            new("source_archive_url", ColumnType.Url, "An archived copy of it.", (r, f, _) => FirstOf(f)?.ArchiveUrl),
            new("source_accessed", ColumnType.Day, "When the newsroom read it.", (r, f, _) => FirstOf(f)?.Accessed),
            new("revision", ColumnType.Whole, "Number of the pledge's published revision.", (r, f, _) => (long)r.Published.Revision) { IsRequired = true },
            new("url", ColumnType.Url, "Its place on the pledge's page.", (r, f, position) => $"{r.Url}#figure-{NumberOf(r, position)}") { IsRequired = true },
            new("number", ColumnType.Whole, "The number to cite it by. It never changes and is never given to another figure.", (r, f, position) => (long)NumberOf(r, position)) { IsRequired = true },
            new("page_url", ColumnType.Url, "The figure's own page, with its revisions.", (r, f, position) => $"{r.Url}/figures/{NumberOf(r, position)}") { IsRequired = true },
        ]);

    public static readonly PledgeDataTable Events = Of<PledgeEvent>(
        "events", "Events", "A dated fact in a pledge's life.", true, r => r.Pledge.Events,
        [.. ColumnsOf(EventPart.Part)]);

    public static readonly PledgeDataTable Quotes = Of<Quote>(
        "quotes", "Quotes", "A speaker's own words, at most 50.", true, r => r.Pledge.Quotes,
        [.. ColumnsOf(QuotePart.Part)]);

    public static readonly PledgeDataTable Incentives = Of<Incentive>(
        "incentives", "Incentives", "Public money or relief tied to a pledge.", true, r => r.Pledge.Incentives,
        [.. ColumnsOf(IncentivePart.Part)]);

    public static readonly PledgeDataTable Criteria = Of<Criterion>(
        "criteria", "Criteria", "What would count as kept, partly kept or missed, as the editors wrote it down.", true, r => r.Pledge.Criteria,
        [.. ColumnsOf(CriterionPart.Part)]);

    public static readonly PledgeDataTable Lookups = Of<Lookup>(
        "lookups", "Look-ups", "What somebody looked for on a day, where, and what was found. Only this table says that something was not found.", true, r => r.Pledge.Lookups,
        [.. ColumnsOf(LookupPart.Part)]);

    public static readonly PledgeDataTable Inquiries = Of<Inquiry>(
        "inquiries", "Inquiries", "A question of the newsroom to the company.", true, r => r.Pledge.Inquiries,
        [.. ColumnsOf(InquiryPart.Part)]);

    public static readonly PledgeDataTable Notes = Of<EditorsNote>(
        "notes", "Editors' notes", "What the editors tell readers besides figures, events and quotes.", true, r => r.Pledge.Notes,
        [.. ColumnsOf(NotePart.Part)]);

    public static readonly PledgeDataTable Relations = Of<Relation>(
        "relations", "Relations", "How one pledge is related to another. A part of another pledge never counts twice in a total.", true, r => r.Pledge.Relations,
        [.. ColumnsOf(RelationPart.Part)]);

    public static readonly PledgeDataTable Verdicts = Of<Verdict>(
        "verdicts", "Verdicts", "Every verdict ever given, oldest first. The last one is the current verdict.", true, r => r.Pledge.Verdicts,
        [.. ColumnsOf(VerdictPart.Part)]);

    public static readonly PledgeDataTable Places = Of<Place>(
        "places", "Places", "Where the promise was to be carried out.", true, r => r.Pledge.Places,
        [.. ColumnsOf(PlacePart.Part)]);

    public static readonly PledgeDataTable SourceList = Of<Source>(
        "sources", "Sources", "Where a pledge's facts come from. Other tables refer to these by number.", true, r => r.Pledge.Sources,
        [
            .. ColumnsOf(SourcePart.Part),
            new("url", ColumnType.Url, "Its place on the pledge's page.", (r, s, _) => $"{r.Url}#source-{s.Number}") { IsRequired = true },
        ],
        position: "number");

    public static readonly SiteDataTable Companies = new(
        "companies", "Companies", "A company that made at least one published pledge.",
        [
            new("company", ColumnType.Text, "The end of its address, after /companies/.") { IsRequired = true },
            new("name", ColumnType.Text, "The name readers know.") { IsRequired = true },
            new("legal_name", ColumnType.Text, "Its legal name."),
            new("other_names", ColumnType.TextList, "Its earlier and later names, without their times."),
            new("names_in_time", ColumnType.TextList, "The same names, each with the time when it was used, where that is known: (2014-10-12 to 2021-01-16), (until 2021-01-16), (from 2021-01-17)."),
            new("country", ColumnType.Text, "Country of its headquarters, ISO 3166-1."),
            new("sector", ColumnType.Text, "Its industry."),
            new("website", ColumnType.Url, "Its website."),
            new("wikidata_id", ColumnType.Text, "Its item at Wikidata."),
            new("listings", ColumnType.TextList, "Where its shares are traded: exchange and ticker."),
            new("pledges", ColumnType.Whole, "How many of its pledges are published.") { IsRequired = true },
            new("url", ColumnType.Url, "Its page.") { IsRequired = true },
        ])
    { PrimaryKey = ["company"] };

    public static readonly SiteDataTable Metrics = new(
        "metrics", "Metrics", "What a target or a figure can measure.",
        [
            new("metric", ColumnType.Text, "Its short name.") { IsRequired = true },
            new("label", ColumnType.Text, "Its name in a sentence.") { IsRequired = true },
            new("singular", ColumnType.Text, "What one of it is called.") { IsRequired = true },
            new("plural", ColumnType.Text, "What several are called.") { IsRequired = true },
            new("family", ColumnType.Text, "What kind of thing it counts. Totals never mix families.") { IsRequired = true, Words = Code.Codes<MetricFamily>().ToList() },
            new("is_level", ColumnType.Boolean, "Whether it is a level, like a headcount.") { IsRequired = true },
            new("promise", ColumnType.Text, "The words of a promise, with {0} for the number. Empty where the metric is only reported."),
            new("definition", ColumnType.Text, "What is meant.") { IsRequired = true },
        ])
    { PrimaryKey = ["metric"] };

    public static readonly SiteDataTable Words = new(
        "glossary", "Glossary", "The codes used in other tables, and what they mean. The method page has the same texts.",
        [
            new("group", ColumnType.Text, "What kind of word it is: verdict, basis, pace and so on.") { IsRequired = true },
            new("word", ColumnType.Text, "The word as it is written in data.") { IsRequired = true },
            new("label", ColumnType.Text, "The word as pages show it.") { IsRequired = true },
            new("meaning", ColumnType.Text, "What is meant.") { IsRequired = true },
            new("url", ColumnType.Url, "Its address on the method page.") { IsRequired = true },
        ])
    { PrimaryKey = ["group", "word"] };

    public static readonly SiteDataTable Changes = new(
        "changes", "Changes", "A publication of a pledge: its first, or a later one.",
        [
            new("pledge_id", ColumnType.Whole, "Number of the pledge in this tracker.") { IsRequired = true },
            new("pledge", ColumnType.Text, "Address of the pledge.") { IsRequired = true },
            new("revision", ColumnType.Whole, "Number of the revision.") { IsRequired = true },
            new("published_at", ColumnType.Instant, "When it was published.") { IsRequired = true },
            new("kind", ColumnType.Text, "The kind of change. Empty for the first publication.") { Words = Code.Codes<PublicationKind>().ToList() },
            new("note", ColumnType.Text, "The note to readers."),
            new("despite", ColumnType.Text, "Why it was published although a check gave a warning."),
            new("title", ColumnType.Text, "Title of the pledge today.") { IsRequired = true },
            new("company_name", ColumnType.Text, "Name of the company.") { IsRequired = true },
            new("url", ColumnType.Url, "The address of the change in the pledge's history.") { IsRequired = true },
        ])
    { PrimaryKey = ["pledge_id", "revision"] };

    /// <summary>The tables whose rows are parts of pledges, the pledges themselves first.</summary>
    public static readonly IReadOnlyList<PledgeDataTable> OfPledges =
        [Pledges, Targets, TargetRevisions, Figures, Events, Quotes, Incentives, Criteria, Lookups, Inquiries, Notes, Relations, Verdicts, Places, SourceList];

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<DataTable> All = [.. OfPledges, Companies, Metrics, Words, Changes, .. ClaimTables.All];

    /// <summary>The row of a company.</summary>
    public static object?[] RowOf(Company company, int pledges, string site) =>
    [
        company.Slug, company.Name, company.LegalName, company.BareNames().ToList(), company.OtherNames, company.HeadquartersCountry, company.Sector, company.Website,
        company.WikidataId, company.Listings.Select(l => $"{l.Exchange}: {l.Ticker}").ToList(), (long)pledges, $"{site}/companies/{company.Slug}",
    ];

    /// <summary>The row of a metric.</summary>
    public static object?[] RowOf(Metric metric) =>
        [metric.Code, metric.Label, metric.Singular, metric.Plural, Code.Of(metric.Family), metric.IsLevel, metric.Promise, metric.Definition];

    // Nothing here depends on the day it is read, so a downloaded file stays true.
    private static IEnumerable<PartColumn<T>> ProgressColumns<T>(Func<T, Target> target)
    {
        TargetProgress Of(PledgeRecord r, T item) => r.ProgressOf(target(item));
        return
        [
            new("promised", ColumnType.Whole, "The number to reach. For a level, the baseline is subtracted. For a range, it is the lower end.", (_, item, _) => target(item).Quantity is null ? null : TargetProgress.PromisedBy(target(item))),
            new("counted", ColumnType.Whole, "What counts for it, at its lowest reading. For a level, the baseline is subtracted. Empty where nothing counts.", (r, item, _) => Of(r, item).Counted),
            new("counted_high", ColumnType.Whole, "The same at its highest reading. Empty where there is no upper limit.", (r, item, _) => Of(r, item).CountedHigh),
            new("counted_words", ColumnType.Text, "What counts, as its source states it, with its hedge. Where a level was promised, the level itself.", (r, item, _) => Of(r, item).Stated?.ToString()),
            new("counted_as_of", ColumnType.PartialDate, "The date that the leading counted figure describes. Empty where that is not known.", (r, item, _) => Of(r, item).Latest is { Undated: false } latest ? latest.AsOf : null),
            new("share", ColumnType.Number, "What counts, divided by what was promised (1 is all of it).", (r, item, _) => Of(r, item).Share),
        ];
    }

    private static Source? FirstOf(Figure figure) => figure.Sources.Count > 0 ? figure.Sources[0] : null;

    private static int NumberOf(PledgeRecord record, int position) => record.Published.FigureNumbers?[position - 1] ?? position;

    private static double? ShareOf(PledgeRecord record, Figure figure)
    {
        if (figure is not { Counting: Counting.Counted, Target: { Quantity: not null } target })
        {
            return null;
        }

        var point = record.CountedOf(target).FirstOrDefault(p => p.Figure == figure);
        return point is null ? null : TargetProgress.ShareOf(point.Reading, target);
    }

    private static PledgeDataTable Of<T>(
        string name, string title, string description, bool isPart, Func<PledgeRecord, IEnumerable<T>> items, PartColumn<T>[] columns, string? key = null, string? position = null)
    {
        position ??= "position";
        List<PartColumn<T>> all = [new("pledge_id", ColumnType.Whole, "Number of the pledge in this tracker. It stays the same when the address changes.", (r, _, _) => (long)r.Id) { IsRequired = true }];
        if (isPart)
        {
            all.Add(new("pledge", ColumnType.Text, "Address of the pledge.", (r, _, _) => r.Pledge.Slug) { IsRequired = true });
            all.Add(new(position, ColumnType.Whole, "Its place in the editors' order, from 1.", (_, _, place) => (long)place) { IsRequired = true });
        }

        all.AddRange(columns);
        return new PledgeDataTable(name, title, description, [.. all.Select(c => c.Described)], record => RowsOf(record, items(record), all))
        {
            PrimaryKey = isPart ? ["pledge_id", position] : ["pledge_id"],
            ForeignKeys = isPart
                ? [new("pledge_id", "pledges", "pledge_id"), .. name is "figures" or "targets" ? [new ForeignKey("metric", "metrics", "metric")] : Array.Empty<ForeignKey>()]
                : [new("company", "companies", "company"), new("metric", "metrics", "metric")],
        };
    }
}
